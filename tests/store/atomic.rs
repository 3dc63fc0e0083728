//! A file is replaced whole or not at all.

use std::fs;

use claimlight::store::{
    AtomicError,
    atomic::{self, Audience, Confirmed, Prepared},
};

fn names_in(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("Unicode"))
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_is_made_and_replaced_and_nothing_else_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.claims.json");
    for content in ["first", "", "third, longer than the others"] {
        assert_eq!(atomic::write(&path, content.as_bytes(), Audience::Everybody).unwrap(), Confirmed::Yes);
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
        assert_eq!(names_in(folder.path()), ["a.claims.json"]);
    }
}

#[test]
fn what_is_prepared_and_not_committed_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    fs::write(&path, "old").unwrap();
    let prepared = Prepared::new(&path, b"new", Audience::Everybody).unwrap();
    assert_eq!(names_in(folder.path()).len(), 2);
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    drop(prepared);
    assert_eq!(names_in(folder.path()), ["a"]);
}

#[test]
fn a_target_that_is_no_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |path: &std::path::Path| atomic::write(path, b"x", Audience::User).unwrap_err();
    assert!(matches!(refused(folder.path()), AtomicError::NotAFile(_)));
    assert!(matches!(refused(&folder.path().join("..")), AtomicError::NotAFile(_)));
    assert!(matches!(refused(&folder.path().join("none/a")), AtomicError::Create { .. }));
    assert_eq!(names_in(folder.path()), Vec::<String>::new());
}

#[cfg(unix)]
mod unix {
    use std::{
        fs,
        os::unix::fs::{PermissionsExt as _, symlink},
        path::Path,
    };

    use claimlight::store::{
        AtomicError,
        atomic::{self, Audience},
    };

    use super::names_in;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("a file").permissions().mode() & 0o7777
    }

    #[test]
    fn a_new_file_is_for_whom_it_should_be_and_an_old_one_keeps_its_mode() {
        let folder = tempfile::tempdir().unwrap();
        let document = folder.path().join("document");
        atomic::write(&document, b"x", Audience::Everybody).unwrap();
        assert_eq!(mode(&document) & 0o777 & !0o044, 0o600);
        let private = folder.path().join("private");
        atomic::write(&private, b"x", Audience::User).unwrap();
        assert_eq!(mode(&private), 0o600);
        for old in [0o640, 0o664, 0o600, 0o755] {
            fs::set_permissions(&document, fs::Permissions::from_mode(old)).unwrap();
            atomic::write(&document, b"y", Audience::User).unwrap();
            assert_eq!(mode(&document), old);
        }
    }

    #[test]
    fn a_link_stays_a_link_and_the_file_it_leads_to_changes() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("far")).unwrap();
        let target = folder.path().join("far/target");
        fs::write(&target, "old").unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
        let link = folder.path().join("link");
        symlink("far/target", &link).unwrap();
        atomic::write(&link, b"new", Audience::Everybody).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&target).unwrap(), "new");
        assert_eq!(mode(&target), 0o640);
        assert_eq!(names_in(&folder.path().join("far")), ["target"]);
    }

    #[test]
    fn a_link_that_leads_nowhere_and_a_device_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        symlink("none", &link).unwrap();
        assert!(matches!(atomic::write(&link, b"x", Audience::User), Err(AtomicError::DanglingLink(_))));
        assert!(matches!(atomic::write(Path::new("/dev/full"), b"x", Audience::User), Err(AtomicError::NotAFile(_))));
    }
}
