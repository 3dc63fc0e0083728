//! `claimlight report` as it is run.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

mod desk;

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use claimlight::{
    claim::Tag,
    report::Kind,
    review::operations,
    store::{self, Carried},
    text::ByteIndex,
};
use desk::Desk;
use tempfile::TempDir;

/// A folder with a review in it.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a folder") };
        place.review("boats.claims.json", "The boats rot. Nobody cares.");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A review with one claim, the first fourteen bytes of its words.
    fn review(&self, name: &str, words: &str) -> PathBuf {
        let mut desk = Desk::new(words);
        let span = desk.text().span(ByteIndex::ZERO..ByteIndex::new(14)).expect("a span");
        desk.act(|review, stamp| operations::tag(review, Tag::Assertion, &[span], stamp).map(|(edit, _)| edit))
            .expect("a claim");
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, store::encode(&desk.review, &Carried::default()).expect("bytes")).expect("a file");
        path
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_with(arguments, b"")
    }

    fn run_with(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_claimlight"))
            .arg("report")
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts with an empty environment");
        // A program that does not read its input may be gone already.
        let _gone = child.stdin.take().expect("a pipe").write_all(input);
        child.wait_with_output().expect("the program ends")
    }
}

fn status(output: &Output) -> (Option<i32>, &str, &str) {
    let words = |bytes| std::str::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), words(&output.stdout), words(&output.stderr))
}

const FILE: &str = "boats.claims.json";

#[test]
fn every_kind_that_is_text_goes_to_the_standard_output() {
    let place = Place::new();
    for kind in Kind::ALL.into_iter().filter(|kind| kind.is_text()) {
        let output = place.run(&["--kind", kind.name(), FILE]);
        let (code, out, _) = status(&output);
        assert_eq!(code, Some(0), "{kind:?}");
        let begins = match kind.extension() {
            "html" => "<!DOCTYPE html>",
            "csv" => "\"number\",",
            "md" => "# Public report",
            _ => "{",
        };
        assert!(out.starts_with(begins), "{kind:?}: {out}");
        // The same from the standard input.
        let piped = place.run_with(&["--kind", kind.name(), "-"], &fs::read(place.path(FILE)).unwrap());
        assert_eq!(status(&piped).1, out);
    }
}

#[test]
fn what_is_left_out_is_said_beside_the_report() {
    let place = Place::new();
    let output = place.run(&["--kind", "public", FILE]);
    assert_eq!(status(&output).2, "claimlight: boats.claims.json: Left out: 1 claim is not approved yet\n");
    let quiet = place.run(&["--quiet", "--kind", "public", FILE]);
    assert_eq!(status(&quiet).2, "");
    assert_eq!(status(&quiet).1, status(&output).1);
}

#[test]
fn help_lists_every_kind_with_what_it_holds() {
    let output = Place::new().run(&["--help"]);
    let (code, out, _) = status(&output);
    assert_eq!(code, Some(0));
    for kind in Kind::ALL {
        assert!(out.contains(kind.name()), "{kind:?}");
        assert!(out.contains(kind.audience()), "{kind:?}");
    }
}

#[test]
fn a_fault_of_use_is_status_2() {
    let place = Place::new();
    for arguments in [
        &[FILE][..],
        &["--kind", "annotated"],
        &["--kind", "novel", FILE],
        &["--kind", "log-xlsx", FILE],
        &["--kind", "log", FILE, FILE],
    ] {
        let output = place.run(arguments);
        let (code, out, err) = status(&output);
        assert_eq!((code, out), (Some(2), ""), "{arguments:?}");
        assert!(err.contains("Usage: claimlight") || err.contains("possible values: annotated"), "{err}");
    }
}

#[test]
fn a_file_is_written_and_not_overwritten_unasked() {
    let place = Place::new();
    let arguments = ["--kind", "log-xlsx", FILE, "--output", "log.xlsx"];
    assert_eq!(status(&place.run(&arguments)), (Some(0), "", ""));
    assert!(fs::read(place.path("log.xlsx")).unwrap().starts_with(b"PK"));
    fs::write(place.path("log.xlsx"), "mine").unwrap();
    let output = place.run(&arguments);
    let (code, out, err) = status(&output);
    assert_eq!((code, out), (Some(1), ""));
    assert!(err.contains("“log.xlsx” is there already") && err.contains("--force"), "{err}");
    assert_eq!(fs::read(place.path("log.xlsx")).unwrap(), b"mine");
    let output = place.run(&[&arguments[..], &["--force"]].concat());
    assert_eq!(status(&output), (Some(0), "", ""));
    assert!(fs::read(place.path("log.xlsx")).unwrap().starts_with(b"PK"));
}

#[test]
fn a_review_is_never_replaced_by_a_report() {
    let place = Place::new();
    let before = fs::read(place.path(FILE)).unwrap();
    let output = place.run(&["--kind", "annotated", FILE, "--output", FILE, "--force"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(status(&output).2.contains("is a review"), "{}", status(&output).2);
    assert_eq!(fs::read(place.path(FILE)).unwrap(), before);
}

#[test]
fn several_reviews_go_into_a_folder_and_one_at_fault_does_not_stop_the_rest() {
    let place = Place::new();
    place.review("crews.claims.json", "The crews wait. Still.");
    fs::write(place.path("broken.claims.json"), "{").unwrap();
    let files = ["broken.claims.json", FILE, "none.claims.json", "crews.claims.json"];
    let output = place.run(&[&["--kind", "annotated", "--output", "out/deep"][..], &files].concat());
    let (code, out, err) = status(&output);
    assert_eq!((code, out), (Some(1), ""));
    assert_eq!(err.lines().count(), 2, "{err}");
    assert!(err.contains("broken.claims.json") && err.contains("none.claims.json"), "{err}");
    let mut names: Vec<String> = fs::read_dir(place.path("out/deep"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["boats.annotated.html", "crews.annotated.html"]);
}

#[test]
fn reviews_of_one_name_do_not_replace_each_other() {
    let place = Place::new();
    place.review("other/boats.claims.json", "The crews wait. Still.");
    let arguments = ["--kind", "log", "--force", "--output", "out", FILE, "other/boats.claims.json"];
    let output = place.run(&arguments);
    assert_eq!(output.status.code(), Some(1));
    assert!(status(&output).2.contains("would replace that on boats.claims.json"), "{}", status(&output).2);
    assert!(fs::read_to_string(place.path("out/boats.log.csv")).unwrap().contains("The boats rot."));
}

#[test]
fn what_cannot_be_written_leaves_nothing_behind() {
    let place = Place::new();
    let output = place.run(&["--kind", "log", FILE, "--output", "nowhere/log.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(status(&output).2.contains("There is no folder “nowhere”"), "{}", status(&output).2);
    let output = place.run(&["--kind", "log", FILE, "--output", &format!("{FILE}/log.csv")]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_dir(place.folder.path()).unwrap().count(), 1);
}

#[test]
fn what_contradicts_itself_is_said_and_shown_as_it_stands() {
    let place = Place::new();
    let file = fs::read_to_string(place.path(FILE)).unwrap();
    let changed = file.replacen("\"state\": \"spotted\"", "\"state\": \"approved\"", 1);
    assert_ne!(changed, file);
    fs::write(place.path(FILE), changed).unwrap();
    let output = place.run(&["--kind", "log", FILE]);
    let (code, out, err) = status(&output);
    assert_eq!(code, Some(0));
    assert!(out.contains("\"Approved\""), "{out}");
    assert!(err.contains("It is “Approved”, but no verdict"), "{err}");
}

#[test]
fn a_reader_that_goes_away_is_a_quiet_end() {
    let place = Place::new();
    // More than a pipe holds.
    let long = place.review("long.claims.json", &"The boats rot. They rot.\n\n".repeat(40_000));
    let mut child = Command::new(env!("CARGO_BIN_EXE_claimlight"))
        .args([Path::new("report"), Path::new("--kind"), Path::new("annotated"), &long])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(status(&child.wait_with_output().unwrap()), (Some(0), "", ""));
}
