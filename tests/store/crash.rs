//! Processes that are killed or run out of space while they save. Each test runs this very program once more, with one of the
//! `child_` functions and a folder to work in.
#![cfg(unix)]

use std::{
    env, fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
};

use claimlight::{
    claim::{Evidence, EvidenceId, EvidenceLink, Stance},
    review::{Edit, Review, Stamp, operations},
    store::{Folders, Journal, Key, SaveError, SaveRequest, journal::Base, open, save},
};
use tempfile::TempDir;

use crate::support::{id, noted, request, sample, save_new, time, with_note};

/// Names the folder a child works in; without it, a child is an ordinary test run that has nothing to do.
const FOLDER: &str = "CLAIMLIGHT_TEST_CRASH_FOLDER";

fn child_folder() -> Option<PathBuf> {
    env::var_os(FOLDER).map(PathBuf::from)
}

fn document(folder: &Path) -> (PathBuf, Folders) {
    (folder.join("a.claims.json"), Folders::within(folder.join("own")))
}

/// A note that makes the file large enough to be cut in the middle, and says which save it was.
fn numbered(number: usize) -> Review {
    with_note(sample(), &format!("{number} {}", "x".repeat(200_000)))
}

fn number_of(review: &Review) -> Option<usize> {
    review.claims().in_order()[0].note.split(' ').next()?.parse().ok()
}

/// An edit that links the first claim to another piece of evidence.
fn rests_on(review: &Review, locator: &str, number: usize) -> Edit {
    let mut new_id = || id(5000 + number as u128);
    let mut stamp = Stamp { now: time(60), new_id: &mut new_id };
    let claim = review.claims().in_order()[0].id;
    let piece = Evidence { locator: locator.to_owned(), ..Evidence::new(EvidenceId(id(0))) };
    let link = EvidenceLink::new(piece.id, Stance::Undermines);
    let edit = operations::add_evidence(review, &[claim], piece, &link, &mut stamp);
    edit.expect("a claim that may be changed").0
}

fn start_child(name: &str, folder: &TempDir) -> Child {
    Command::new(env::current_exe().expect("this program"))
        .args(["--exact", &format!("crash::{name}"), "--nocapture"])
        .env(FOLDER, folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("this program runs")
}

/// Kills the child some time after it has acknowledged `count` steps; returns the last step it acknowledged.
fn kill_after(mut child: Child, count: usize, delay: usize) -> usize {
    let output = BufReader::new(child.stdout.take().expect("its output"));
    let acknowledged = |line: std::io::Result<String>| line.ok()?.split_once("saved ")?.1.parse::<usize>().ok();
    let mut lines = output.lines();
    let mut last = lines.by_ref().filter_map(acknowledged).nth(count).expect("the child works");
    // Some work of varying length, so that the child is killed at varying points.
    let ballast = vec![7_u8; delay * 4096];
    std::hint::black_box(claimlight::store::Digest::of(&ballast));
    child.kill().expect("it still runs");
    child.wait().expect("it has ended");
    last = lines.filter_map(acknowledged).last().unwrap_or(last);
    last
}

#[test]
fn child_saves_again_and_again() {
    let Some(folder) = child_folder() else { return };
    let (path, folders) = document(&folder);
    let mut saved = save_new(&numbered(0), &path, &folders);
    for number in 1.. {
        let (lock, expected) = (Some(Arc::clone(&saved.lock)), Some(saved.identity.sha256));
        let next = SaveRequest { lock, expected, ..request(&numbered(number), &path) };
        saved = save(&next, &folders).unwrap();
        println!("saved {number}");
    }
}

#[test]
fn killed_at_any_point_the_file_is_whole_and_no_acknowledged_save_is_lost() {
    for round in 0..24 {
        let folder = tempfile::tempdir().unwrap();
        let last = kill_after(start_child("child_saves_again_and_again", &folder), round % 5, round * 37 % 113);
        let (path, folders) = document(folder.path());
        let opened = open(&path, &folders).unwrap();
        assert_eq!(opened.faults, Vec::new());
        let number = number_of(&opened.review).unwrap();
        assert!(number == last || number == last + 1, "save {number} is there, {last} was acknowledged");
        assert_eq!(opened.review, numbered(number));
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left.len(), 2, "opening clears what the killed process left: {left:?}");
        assert!(matches!(opened.access, claimlight::store::Access::Writable(_)), "its lock is free at once");
    }
}

#[test]
fn child_edits_again_and_again() {
    let Some(folder) = child_folder() else { return };
    let (path, folders) = document(&folder);
    let base = save_new(&sample(), &path, &folders).identity;
    let mut review = sample();
    let text = review.article().text().clone();
    let file = Base::File { path: base.path, sha256: base.sha256 };
    let mut journal =
        Journal::start(&folders, &Key::of_path(&path), file, text, None, |fault| panic!("{fault}")).unwrap();
    for number in 1.. {
        let edit = noted(&review, &format!("{number} {}", "y".repeat(3000)));
        review.apply(&edit).unwrap();
        journal.record(&edit);
        let edit = rests_on(&review, &format!("page {number}"), number);
        review.apply(&edit).unwrap();
        journal.record(&edit);
        journal.flush().unwrap();
        println!("saved {number}");
    }
}

#[test]
fn killed_at_any_point_the_journal_brings_back_every_acknowledged_edit() {
    for round in 0..12 {
        let folder = tempfile::tempdir().unwrap();
        let last = kill_after(start_child("child_edits_again_and_again", &folder), round * 3, round * 37 % 113);
        let (path, folders) = document(folder.path());
        let opened = open(&path, &folders).unwrap();
        let found = opened.recovery.expect("unsaved work");
        assert!(found.continues(opened.identity.sha256));
        let mut review = opened.review;
        assert_eq!(found.apply(&mut review).left_out, 0);
        let number = number_of(&review).unwrap();
        assert!(number == last || number == last + 1, "edit {number} is there, {last} was acknowledged");
        let locators: Vec<&str> = review.evidence().iter().map(|piece| piece.locator.as_str()).collect();
        let expected: Vec<String> = (1..=locators.len()).map(|number| format!("page {number}")).collect();
        assert_eq!(locators, expected);
        assert!(locators.len() == number || locators.len() + 1 == number, "evidence {}", locators.len());
        assert_eq!(review.claims().in_order()[0].check().evidence.len(), locators.len());
    }
}

#[test]
fn child_saves_more_than_it_may() {
    let Some(folder) = child_folder() else { return };
    let (path, folders) = document(&folder);
    let opened = open(&path, &folders).unwrap();
    let claimlight::store::Access::Writable(lock) = &opened.access else { panic!("{:?}", opened.access) };
    let (lock, expected) = (Some(Arc::clone(lock)), Some(opened.identity.sha256));
    let large = SaveRequest { lock, expected, ..request(&numbered(1), &path) };
    let fault = save(&large, &folders).unwrap_err();
    assert!(matches!(fault, SaveError::NoSpace { .. }), "{fault:?}");
    assert!(fault.to_string().contains("another disk"), "{fault}");
}

#[test]
fn out_of_space_the_old_file_stays_and_the_sentence_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let (path, folders) = document(folder.path());
    drop(save_new(&sample(), &path, &folders));
    let before = fs::read(&path).unwrap();
    // No file of more than 64 KiB may be written, and writing more is an error instead of a signal.
    let script = r#"trap "" XFSZ; ulimit -f 128; exec "$0" "$@""#;
    let status = Command::new("sh")
        .args(["-c", script])
        .arg(env::current_exe().unwrap())
        .args(["--exact", "crash::child_saves_more_than_it_may"])
        .env(FOLDER, folder.path())
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    assert_eq!(fs::read(&path).unwrap(), before);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}
