//! Opening and saving: locks, conflicts, backups, refusals.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use claimlight::store::{Access, Folders, OpenError, Opened, SaveError, SaveRequest, backup, open, save};
use tempfile::TempDir;

use crate::support::{assert_keeps_the_format, request, sample, sample_file, save_new, with_note};

struct Place {
    _home: TempDir,
    folders: Folders,
    path: PathBuf,
}

fn place() -> Place {
    let home = tempfile::tempdir().expect("a folder");
    let folders = Folders::within(home.path());
    fs::create_dir(home.path().join("work")).expect("a folder");
    let path = home.path().join("work/a.claims.json");
    Place { _home: home, folders, path }
}

/// What saves an opened review again, with a note.
fn again(opened: &Opened, note: &str) -> SaveRequest {
    let Access::Writable(lock) = &opened.access else { panic!("{:?}", opened.access) };
    SaveRequest {
        carried: Arc::new(opened.carried.clone()),
        lock: Some(Arc::clone(lock)),
        expected: Some(opened.identity.sha256),
        ..request(&with_note(opened.review.clone(), note), &opened.identity.path)
    }
}

fn names_in(folder: &Path) -> Vec<String> {
    let name =
        |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name().to_string_lossy().into_owned();
    fs::read_dir(folder).expect("a folder").map(name).collect()
}

#[test]
fn what_is_saved_opens_and_saves_again() {
    let Place { folders, path, .. } = &place();
    let saved = save_new(&sample(), path, folders);
    assert_eq!(saved.warnings, Vec::<String>::new());
    assert_keeps_the_format(&fs::read(path).unwrap());
    drop(saved);
    let opened = open(path, folders).unwrap();
    assert_eq!(opened.review, sample());
    assert!(opened.recovery.is_none() && opened.faults.is_empty() && opened.warnings.is_empty());
    let saved = save(&again(&opened, "one"), folders).unwrap();
    let next = SaveRequest { expected: Some(saved.identity.sha256), ..again(&opened, "two") };
    save(&next, folders).unwrap();
    drop(opened);
    let note = open(path, folders).unwrap().review.claims().in_order()[0].note.clone();
    // The lock of the first save is held until here by its request.
    drop((saved, next));
    assert_eq!(note, "two");
    assert_eq!(names_in(path.parent().unwrap()), ["a.claims.json"]);
}

#[test]
fn a_second_window_reads_only_and_says_which_process_has_the_file() {
    let Place { folders, path, .. } = &place();
    drop(save_new(&sample(), path, folders));
    let first = open(path, folders).unwrap();
    let second = open(path, folders).unwrap();
    let Access::ReadOnly(reason) = &second.access else { panic!("{:?}", second.access) };
    assert!(reason.contains("already open in another window"), "{reason}");
    assert!(reason.contains(&format!("process {}", std::process::id())), "{reason}");
    assert_eq!(second.review, first.review);
    let stolen = SaveRequest { lock: None, ..again(&first, "stolen") };
    assert!(matches!(save(&stolen, folders), Err(SaveError::OpenElsewhere { .. })));
    drop(first);
    let third = open(path, folders).unwrap();
    assert!(matches!(third.access, Access::Writable(_)));
}

#[test]
fn a_lock_outlives_the_file_it_is_for_being_replaced() {
    let Place { folders, path, .. } = &place();
    drop(save_new(&sample(), path, folders));
    let opened = open(path, folders).unwrap();
    save(&again(&opened, "replaced"), folders).unwrap();
    assert!(matches!(open(path, folders).unwrap().access, Access::ReadOnly(_)));
}

#[test]
fn a_file_that_somebody_else_changed_is_not_overwritten_unasked() {
    let Place { folders, path, .. } = &place();
    drop(save_new(&sample(), path, folders));
    let opened = open(path, folders).unwrap();
    let theirs = fs::read_to_string(path).unwrap().replace("A. Reviewer", "B. Other");
    fs::write(path, &theirs).unwrap();
    let mine = again(&opened, "mine");
    assert!(matches!(save(&mine, folders), Err(SaveError::ChangedOnDisk(_))));
    assert_eq!(fs::read_to_string(path).unwrap(), theirs);
    assert_eq!(names_in(path.parent().unwrap()).len(), 1, "nothing is left beside it");
    save(&SaveRequest { overwrite: true, ..mine }, folders).unwrap();
    assert!(fs::read_to_string(path).unwrap().contains("mine"));
    let kept = backup::list(folders, path);
    assert_eq!(fs::read_to_string(kept.last().unwrap()).unwrap(), theirs, "what was overwritten is among the backups");
}

#[test]
fn a_file_that_is_there_is_not_replaced_by_save_as_unasked() {
    let Place { folders, path, .. } = &place();
    fs::write(path, "precious").unwrap();
    let unasked = request(&sample(), path);
    assert!(matches!(save(&unasked, folders), Err(SaveError::Exists(_))));
    assert_eq!(fs::read_to_string(path).unwrap(), "precious");
    save(&SaveRequest { overwrite: true, ..unasked }, folders).unwrap();
    assert_keeps_the_format(&fs::read(path).unwrap());
}

#[test]
fn a_file_that_vanished_while_open_is_made_again() {
    let Place { folders, path, .. } = &place();
    drop(save_new(&sample(), path, folders));
    let opened = open(path, folders).unwrap();
    fs::remove_file(path).unwrap();
    save(&again(&opened, "back"), folders).unwrap();
    assert!(fs::read_to_string(path).unwrap().contains("back"));
}

#[test]
fn a_folder_that_vanished_is_said_to_be_gone() {
    let Place { folders, path, .. } = &place();
    drop(save_new(&sample(), path, folders));
    let opened = open(path, folders).unwrap();
    fs::remove_dir_all(path.parent().unwrap()).unwrap();
    let fault = save(&again(&opened, "lost"), folders).unwrap_err();
    assert!(matches!(fault, SaveError::FolderGone(_)), "{fault:?}");
}

#[test]
fn a_write_protected_file_is_left_alone() {
    let Place { folders, path, .. } = &place();
    drop(save_new(&sample(), path, folders));
    let opened = open(path, folders).unwrap();
    let mut permissions = fs::metadata(path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(path, permissions).unwrap();
    assert!(matches!(save(&again(&opened, "x"), folders), Err(SaveError::WriteProtected(_))));
}

#[test]
fn the_last_twenty_versions_are_kept_and_can_be_found_by_their_hash() {
    let Place { folders, path, .. } = &place();
    let mut saved = save_new(&sample(), path, folders);
    let first = saved.identity.sha256;
    for number in 0..25 {
        let review = with_note(sample(), &format!("version {number}"));
        let lock = Some(Arc::clone(&saved.lock));
        let next = SaveRequest { lock, expected: Some(saved.identity.sha256), ..request(&review, path) };
        saved = save(&next, folders).unwrap();
    }
    let kept = backup::list(folders, path);
    assert_eq!(kept.len(), backup::KEPT_VERSIONS);
    assert!(fs::read_to_string(&kept[0]).unwrap().contains("version 4"));
    assert!(fs::read_to_string(&kept[19]).unwrap().contains("version 23"));
    assert_eq!(backup::find(folders, path, first), None);
    let last = fs::read(&kept[19]).unwrap();
    assert_eq!(backup::find(folders, path, claimlight::store::Digest::of(&last)), Some(kept[19].clone()));
}

#[test]
fn a_file_that_was_repaired_on_opening_is_kept_untouched_for_good() {
    let Place { folders, path, .. } = &place();
    let mut file = sample_file();
    file["claims"][0]["segments"][0]["start"] = serde_json::json!(0);
    fs::write(path, file.to_string()).unwrap();
    let opened = open(path, folders).unwrap();
    assert!(!opened.faults.is_empty());
    let repaired = SaveRequest { repairs: true, ..again(&opened, "repaired") };
    save(&repaired, folders).unwrap();
    let backups = folders.state.as_ref().unwrap().join("backups");
    let document = fs::read_dir(backups).unwrap().next().unwrap().unwrap().path();
    let names = names_in(&document);
    assert!(matches!(&names[..], [name] if name.starts_with("untouched-")), "{names:?}");
    assert_eq!(fs::read_to_string(document.join(&names[0])).unwrap(), file.to_string());
}

#[test]
fn a_newer_major_version_opens_read_only() {
    let Place { folders, path, .. } = &place();
    let mut file = sample_file();
    file["version"] = serde_json::json!("3.0");
    fs::write(path, file.to_string()).unwrap();
    let opened = open(path, folders).unwrap();
    assert!(matches!(&opened.access, Access::ReadOnly(reason) if reason.contains("3.0")), "{:?}", opened.access);
}

#[test]
fn what_is_no_file_is_said_to_be_that() {
    let Place { folders, path, .. } = &place();
    assert!(matches!(open(path, folders), Err(OpenError::NotFound(_))));
    assert!(matches!(open(path.parent().unwrap(), folders), Err(OpenError::IsFolder(_))));
    if cfg!(unix) {
        assert!(matches!(open(Path::new("/dev/zero"), folders), Err(OpenError::NotAFile(_))));
    }
}

#[test]
fn without_a_state_folder_work_goes_on_with_a_warning() {
    let Place { path, .. } = &place();
    let nowhere = Folders::default();
    let saved = save_new(&sample(), path, &nowhere);
    assert!(!saved.warnings.is_empty());
    let opened = open(path, &nowhere).unwrap();
    assert_eq!(opened.warnings.len(), 1);
    let saved = save(&again(&opened, "still"), &nowhere).unwrap();
    assert!(!saved.warnings.is_empty());
    assert!(fs::read_to_string(path).unwrap().contains("still"));
}

#[cfg(unix)]
#[test]
fn a_document_has_one_lock_by_whatever_way_it_is_reached() {
    let Place { folders, path, .. } = &place();
    drop(save_new(&sample(), path, folders));
    let link = path.with_file_name("link.claims.json");
    std::os::unix::fs::symlink("a.claims.json", &link).unwrap();
    let opened = open(&link, folders).unwrap();
    assert!(matches!(open(path, folders).unwrap().access, Access::ReadOnly(_)));
    save(&again(&opened, "by the link"), folders).unwrap();
    assert!(link.is_symlink());
    assert!(fs::read_to_string(path).unwrap().contains("by the link"));
}

#[test]
fn everything_that_opens_and_saves_may_go_to_another_thread() {
    fn goes<T: Send + 'static>() {}
    goes::<Opened>();
    goes::<SaveRequest>();
    goes::<claimlight::store::Saved>();
    goes::<claimlight::store::Journal>();
    goes::<claimlight::store::Recovery>();
}
