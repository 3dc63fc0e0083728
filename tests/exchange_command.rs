//! `claimlight export` and `claimlight import` as they are run.

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
    exchange::Format,
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

const FILE: &str = "boats.claims.json";
const WORDS: &str = "The boats rot 📉. Nobody cares.";

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a folder") };
        place.review(FILE, WORDS);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    /// A review with one claim, the first thirteen bytes of its words.
    fn review(&self, name: &str, words: &str) {
        let mut desk = Desk::new(words);
        let span = desk.text().span(ByteIndex::ZERO..ByteIndex::new(13)).expect("a span");
        desk.act(|review, stamp| operations::tag(review, Tag::Assertion, &[span], stamp).map(|(edit, _)| edit))
            .expect("a claim");
        self.write(name, store::encode(&desk.review, &Carried::default()).expect("bytes"));
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name")).collect();
        names.sort();
        names
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_with(arguments, b"")
    }

    fn run_with(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_claimlight"))
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

fn status(output: &Output) -> (Option<i32>, String, String) {
    let words = |bytes| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), words(&output.stdout), words(&output.stderr))
}

#[test]
fn the_list_names_every_format() {
    let (code, out, err) = status(&Place::new().run(&["export", "--list"]));
    assert_eq!((code, err.as_str()), (Some(0), ""));
    for format in Format::ALL {
        for words in [format.name(), format.label(), format.audience(), format.keeps_in_words()] {
            assert!(out.contains(words), "{words}");
        }
    }
}

#[test]
fn what_leaves_comes_in_again() {
    let place = Place::new();
    let review = store::read_file(&place.path(FILE)).unwrap().review;
    for format in Format::ALL.into_iter().filter(|format| format.reads()) {
        let name = format.name();
        let out = format!("{name}/");
        let (code, printed, err) = status(&place.run(&["export", "--to", name, FILE, "--output", &out]));
        assert_eq!((code, printed.as_str()), (Some(0), ""), "{name}: {err}");
        let file =
            place.names(name).into_iter().find(|file| file.ends_with(&format!(".{}", format.extension()))).unwrap();
        let back = format!("{name}.claims.json");
        let file = format!("{name}/{file}");
        let arguments = ["import", "--from", name, &file, "--article", FILE, "--output", &back];
        assert_eq!(status(&place.run(&arguments)), (Some(0), String::new(), String::new()), "{name}");
        let decoded = store::read_file(&place.path(&back)).unwrap();
        assert_eq!(decoded.faults, []);
        assert_eq!(decoded.review.article().text(), review.article().text());
        let claims = |review: &claimlight::review::Review| {
            review.claims().in_order().iter().map(|claim| (claim.id, claim.segments.clone())).collect::<Vec<_>>()
        };
        assert_eq!(claims(&decoded.review), claims(&review), "{name}");
    }
}

#[test]
fn text_goes_to_the_standard_output_and_comes_from_the_standard_input() {
    let place = Place::new();
    let input = fs::read(place.path(FILE)).unwrap();
    let (code, out, _) = status(&place.run_with(&["export", "--to", "jsonl", "-"], &input));
    assert_eq!(code, Some(0));
    assert!(out.starts_with("{\"id\":\"standard-input\",") && out.contains("\\ud83d\\udcc9"), "{out}");
    let (_, letters, _) = status(&place.run_with(&["export", "--to", "jsonl", "--letters", "-"], &input));
    assert!(letters.contains('📉'));
    let (code, review, err) = status(&place.run_with(&["import", "--from", "jsonl", "-"], out.as_bytes()));
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(store::decode(review.as_bytes()).unwrap().review.claims().len(), 1);
}

#[test]
fn what_is_lost_is_said() {
    let place = Place::new();
    let (code, _, err) = status(&place.run(&["export", "--to", "conll", FILE]));
    assert_eq!(code, Some(0));
    assert!(err.contains("claimlight: boats.claims.json: Not in the file: created (A1)"), "{err}");
    let (_, _, quiet) = status(&place.run(&["--quiet", "export", "--to", "conll", FILE]));
    assert_eq!(quiet, "");
}

#[test]
fn a_fault_of_use_is_status_2() {
    let place = Place::new();
    for arguments in [
        &["export", FILE][..],
        &["export", "--to", "novel", FILE],
        &["export", "--to", "xlsx", FILE],
        &["export", "--to", "brat", FILE],
        &["export", "--to", "markdown", FILE, FILE],
        &["export", "--to", "jsonl"],
        &["import", FILE],
        &["import", "--from", "conll", FILE],
        &["import", "--from", "jsonl", FILE, "--map", "quote"],
    ] {
        let (code, out, err) = status(&place.run(arguments));
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}: {err}");
        assert!(!err.is_empty());
    }
}

#[test]
fn folders_and_several_files_go_together_and_one_at_fault_does_not_stop_the_rest() {
    let place = Place::new();
    place.review("in/one.claims.json", WORDS);
    place.review("in/deep/one.claims.json", WORDS);
    place.write("in/broken.claims.json", "{");
    place.write("in/other.txt", "x");
    fs::create_dir(place.path("nothing")).unwrap();
    let arguments = ["export", "--to", "jsonl", "in", FILE, "nothing", "none.claims.json", "--output", "all.jsonl"];
    let (code, _, err) = status(&place.run(&arguments));
    assert_eq!(code, Some(1));
    for named in ["in/broken.claims.json", "nothing: No file in this folder", "none.claims.json"] {
        assert!(err.contains(named), "{err}");
    }
    let lines = fs::read_to_string(place.path("all.jsonl")).unwrap();
    let ids: Vec<&str> = lines.lines().map(|line| line.split('"').nth(3).unwrap()).collect();
    assert_eq!(ids, ["one", "one-2", "boats"]);
    let (code, _, _) = status(&place.run(&["export", "--to", "markdown", "in", "--output", "out"]));
    assert_eq!((code, place.names("out")), (Some(1), vec!["one-2.md".to_owned(), "one.md".to_owned()]));
    // And in again: a review for each line, in a folder.
    let arguments = ["import", "--from", "jsonl", "all.jsonl", "gone.jsonl", "--output", "back"];
    let (code, _, err) = status(&place.run(&arguments));
    assert_eq!(code, Some(1));
    assert!(err.contains("gone.jsonl: It could not be read"), "{err}");
    assert_eq!(place.names("back"), ["boats.claims.json", "one-2.claims.json", "one.claims.json"]);
    let (code, out, err) = status(&place.run(&["import", "--from", "jsonl", "all.jsonl"]));
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.contains("There are 3 reviews. Give a folder with --output"), "{err}");
}

#[test]
fn nothing_is_overwritten_unasked_and_nothing_is_written_half() {
    let place = Place::new();
    place.write("out/annotation.conf", "mine");
    let arguments = ["export", "--to", "brat", FILE, "--output", "out"];
    let (code, _, err) = status(&place.run(&arguments));
    assert_eq!(code, Some(1));
    assert!(err.contains("annotation.conf") && err.contains("--force"), "{err}");
    assert_eq!(place.names("out"), ["annotation.conf"]);
    let (code, _, _) = status(&place.run(&[&arguments[..], &["--force"]].concat()));
    assert_eq!((code, place.names("out").len()), (Some(0), 3));
    // A review takes the place of nothing but a review, and only when it is asked for.
    let before = fs::read(place.path(FILE)).unwrap();
    let (code, _, err) = status(&place.run(&["export", "--to", "jsonl", FILE, "--output", FILE, "--force"]));
    assert_eq!(code, Some(1), "{err}");
    let (code, _, err) = status(&place.run(&["import", "--from", "brat", "out", "--output", FILE]));
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains("--force"), "{err}");
    assert_eq!(fs::read(place.path(FILE)).unwrap(), before);
}

#[test]
fn labels_are_mapped_and_what_is_left_out_is_in_the_status() {
    let place = Place::new();
    place.write("a.jsonl", "{\"text\": \"The boats rot.\", \"label\": [[0, 9, \"ORG\"], [10, 13, \"opinion\"]]}\n");
    let (code, out, err) = status(&place.run(&["import", "--from", "jsonl", "a.jsonl"]));
    assert_eq!(code, Some(1));
    assert!(err.contains("line 1, label 1: Left out: the label “ORG” stands for no tag"), "{err}");
    assert_eq!(store::decode(out.as_bytes()).unwrap().review.claims().len(), 1);
    let arguments = ["import", "--from", "jsonl", "--map", "org=quote", "--reviewer", "Ines", "a.jsonl"];
    let (code, out, err) = status(&place.run(&arguments));
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let review = store::decode(out.as_bytes()).unwrap().review;
    assert_eq!((review.claims().len(), review.reviewer()), (2, "Ines"));
}

#[test]
fn names_from_files_lead_nowhere_else() {
    let place = Place::new();
    let line = |id: &str| format!("{{\"id\": \"{id}\", \"text\": \"The boats rot.\", \"label\": []}}\n");
    let hostile = ["../../evil", "/etc/evil", "..", "a\\\\b:c", "CON\\u0000"];
    place.write("a.jsonl", hostile.map(line).concat());
    let (code, _, err) = status(&place.run(&["import", "--from", "jsonl", "a.jsonl", "--output", "back"]));
    assert_eq!(code, Some(0), "{err}");
    let names = place.names("back");
    assert_eq!(names.len(), hostile.len(), "{names:?}");
    assert!(names.iter().all(|name| name.ends_with(".claims.json") && !name.starts_with('.')), "{names:?}");
    assert_eq!(place.names("."), ["a.jsonl", "back", FILE]);
}

#[test]
fn proposals_are_predictions() {
    let place = Place::new();
    place.review("said.claims.json", "The harbour board met. “We have no choice,” said Mara Tolund.\n");
    let arguments = ["export", "--to", "label-studio", "--proposals", "said.claims.json", "--output", "out"];
    let (code, _, err) = status(&place.run(&arguments));
    assert_eq!(code, Some(0), "{err}");
    let tasks = fs::read_to_string(place.path("out/said.json")).unwrap();
    assert!(tasks.contains("\"model_version\"") && tasks.contains("proposal-1-0"), "{tasks}");
    assert!(place.path("out/said.labels.xml").exists());
}

#[test]
fn a_reader_that_goes_away_is_a_quiet_end() {
    let place = Place::new();
    // More than a pipe holds.
    place.review("long.claims.json", &"The boats rot. They rot.\n\n".repeat(40_000));
    let mut child = Command::new(env!("CARGO_BIN_EXE_claimlight"))
        .args([Path::new("export"), Path::new("--to"), Path::new("jsonl"), &place.path("long.claims.json")])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let (code, out, _) = status(&child.wait_with_output().unwrap());
    assert_eq!((code, out.as_str()), (Some(0), ""));
}

#[test]
fn a_codebook_prints_what_its_codes_would_stand_for() {
    let place = Place::new();
    let codes = "<Code name=\"Quote\"/><Code name=\"ORG\"><Description>Who</Description></Code>";
    place.write("codes.qdc", format!("<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes>{codes}</Codes></CodeBook>"));
    let import = ["import", "--from", "refi-qda", "codes.qdc"];
    let (code, out, err) = status(&place.run(&import));
    assert_eq!(code, Some(0), "nothing to import is no fault: {err}");
    let lines: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let expected = |tag: serde_json::Value| {
        [
            serde_json::json!({"code": "Quote", "tag": "quote", "about": ""}),
            serde_json::json!({"code": "ORG", "tag": tag, "about": "Who"}),
        ]
    };
    assert_eq!(lines, expected(serde_json::Value::Null));
    assert!(err.contains("A codebook: no claims in it"), "{err}");
    assert!(err.contains("stand for no tag: 1"), "{err}");
    let (_, out, err) = status(&place.run(&[&import[..], &["--map", "org=commentary"]].concat()));
    let lines: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines, expected("commentary".into()));
    assert!(!err.contains("no tag"), "{err}");
    // Beside a review on the standard output there is no room for anything else.
    let (code, _, err) = status(&place.run(&["export", "--to", "refi-qda", FILE, "--output", "out/"]));
    assert_eq!(code, Some(0), "{err}");
    let project = place
        .names("out")
        .into_iter()
        .find(|name| Path::new(name).extension().is_some_and(|ending| ending == "qdpx"))
        .unwrap();
    let both = ["import", "--from", "refi-qda", "codes.qdc", &format!("out/{project}")];
    let (code, out, err) = status(&place.run(&both));
    assert_eq!(code, Some(0), "{err}");
    assert!(store::decode(out.as_bytes()).is_ok());
    assert!(err.contains("without other files"), "{err}");
    let (_, out, err) = status(&place.run(&["import", "--from", "refi-qda", "out/", "--output", "back"]));
    assert_eq!((out.as_str(), err.as_str()), ("", ""), "of a folder, projects alone are taken");
    // A broken one is a fault.
    place.write("codes.qdc", "<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes>");
    let (code, out, err) = status(&place.run(&import));
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.contains("It is cut off"), "{err}");
}
