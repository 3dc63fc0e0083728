//! A lesson by keyboard alone: a teacher, two pupils, the reveal, the sheet of the class.

use std::{collections::BTreeMap, fs, path::PathBuf, process::Command};

use serde_json::Value;
use tempfile::TempDir;

use crate::{article_in, checked, desktop::Desktop, program::Program, tags};

/// Only the teacher has it.
const PASSWORD: &str = "nine grey herons wade";

const INSTRUCTIONS: &str = "Tag what can be checked, and what is comment.";

/// The folder of what was handed in, before it was corrected.
const HANDED_IN: &str = "handed-in";

/// What is tagged: a paragraph of the sample, whose first sentence it is, and the key of the tag.
type Tagged = &'static [(usize, &'static str)];

const EXPECTED: Tagged = &[(6, "a"), (9, "a"), (11, "c")];
/// One right, one with another tag, one missed.
const HERON: Tagged = &[(6, "a"), (9, "c")];
/// One with another tag, one missed, one more than is expected, one right.
const OTTER: Tagged = &[(6, "c"), (10, "a"), (11, "c")];

#[test]
fn a_class_is_taught_from_the_assignment_to_the_sheet() {
    let school = School::new();
    let desktop = Desktop::start_projector();
    teacher_makes_the_assignment(&school, &desktop);
    pupil_hands_in(&school, &desktop, "Heron", HERON);
    pupil_hands_in(&school, &desktop, "Otter", OTTER);
    let first = school.submission("Heron");
    school.keep_as_handed_in();
    pupil_corrects_one_claim(&school, &desktop, "Heron");
    second_layer_is_beside_the_first(&first, &school.submission("Heron"));
    teacher_writes_the_sheet(&school, &desktop);
    sheet_is_what_the_command_line_says(&school);
}

/// Folders of a teacher and of pupils.
struct School(TempDir);

impl School {
    fn new() -> Self {
        let school = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir(school.class()).expect("a folder");
        school
    }

    /// Settings and journals of one of them.
    fn home(&self, name: &str) -> PathBuf {
        self.0.path().join("homes").join(name)
    }

    fn assignment(&self) -> PathBuf {
        self.0.path().join("assignment.claims.json")
    }

    fn key(&self) -> PathBuf {
        self.0.path().join("key.claims.json")
    }

    fn class(&self) -> PathBuf {
        self.0.path().join("class")
    }

    fn sheet(&self) -> PathBuf {
        self.0.path().join("sheet.csv")
    }

    fn handed_in(&self, pupil: &str) -> PathBuf {
        self.class().join(format!("{pupil}.claims.json"))
    }

    fn submission(&self, pupil: &str) -> Value {
        checked(&self.handed_in(pupil))
    }

    /// Keeps copies of what was handed in, as it was.
    fn keep_as_handed_in(&self) {
        fs::create_dir(self.0.path().join(HANDED_IN)).expect("a folder");
        for pupil in ["Heron", "Otter"] {
            let copy = self.0.path().join(format!("{HANDED_IN}/{pupil}.claims.json"));
            fs::copy(self.handed_in(pupil), copy).expect("a copy");
        }
    }

    /// Runs the command line in its folder; gives what it prints.
    fn run(&self, arguments: &[&str]) -> Vec<u8> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimlight"));
        let output = command.args(arguments).current_dir(self.0.path()).output().expect("the program ends");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }
}

/// Tags the first sentences of paragraphs.
fn tag(program: &mut Program<'_>, tagged: Tagged, why: Option<&str>) {
    for (number, (paragraph, key)) in tagged.iter().enumerate() {
        program.press("ctrl+Home");
        for _ in 0..*paragraph {
            program.press("ctrl+Down");
        }
        program.press("shift+period");
        program.press(key);
        program.await_words("\"name\":\"Tag as", number + 1);
        if let Some(why) = why {
            program.press("m");
            program.await_keyboard("Why");
            program.type_words(&format!("{why} {number}"));
            program.await_words(&format!("\"note\":\"{why} {number}\""), 1);
            program.press("Escape");
        }
        program.press("Escape");
    }
    program.press("Escape");
}

fn teacher_makes_the_assignment(school: &School, desktop: &Desktop) {
    let article = article_in(school.0.path());
    let mut program = Program::start(desktop, &article, &school.home("teacher"));
    tag(&mut program, EXPECTED, None);

    program.choose("New assignment");
    program.await_keyboard("Instructions");
    program.fill_in("Instructions", INSTRUCTIONS);
    program.tick("Ask why: a reason for each claim");
    program.go_to("Sealed with a password");
    program.press("space");
    program.type_password("Password", PASSWORD);
    program.press("Tab");
    program.type_password("The password again", PASSWORD);
    desktop.picture("assignment");
    program.fill_in_path("Path of the file", &school.assignment());
    program.press_button("Make the assignment", "The assignment is written");
    program.press_button("Save its key…", "Save the key");
    program.await_keyboard("Path of the file");
    program.fill_in_path("Path of the file", &school.key());
    program.press_button("Save the key", "The key is written");
    program.await_keyboard("Done");
    program.press("Return");
    program.save_as_proposed(&school.0.path().join("harbour.claims.json"));
    program.await_title(false);
    program.press("ctrl+q");
    program.await_end();

    let assignment = checked(&school.assignment());
    assert_eq!(assignment["claims"], Value::Array(vec![]), "no claim of the teacher’s");
    let task = &assignment["assignment"]["task"];
    assert_eq!((&task["instructions"], &task["why"]), (&INSTRUCTIONS.into(), &true.into()));
    let sealed = assignment["assignment"]["sealed_key"].as_str().unwrap_or_default();
    assert!(sealed.starts_with("-----BEGIN AGE ENCRYPTED FILE-----"), "{}", assignment["assignment"]);
    assert!(assignment["assignment"]["key"].is_null(), "no key in the open");
    for written in [school.assignment(), school.key()] {
        let bytes = fs::read_to_string(written).expect("a file");
        assert!(!bytes.contains(PASSWORD), "the password is in no file");
    }
}

fn pupil_hands_in(school: &School, desktop: &Desktop, pupil: &str, tagged: Tagged) {
    let mut program = Program::launch(desktop, &school.assignment(), &school.home(pupil));
    program.await_keyboard("Pseudonym");
    program.fill_in("Pseudonym", pupil);
    program.press("Return");
    program.await_said("Hand in…");
    tag(&mut program, tagged, Some("Because"));
    program.press("k");
    program.await_said("Close the codebook");
    desktop.picture("lesson");
    program.press("k");
    program.press("ctrl+shift+h");
    program.await_keyboard("Hand in");
    program.press("Return");
    program.answer_path("Path of the file", &school.handed_in(pupil));
    program.await_title(false);
    program.press("ctrl+q");
    program.await_end();

    let submission = school.submission(pupil);
    assert!(submission["submission"]["handed_in"].is_string(), "{}", submission["submission"]);
    assert_eq!(submission["claims"].as_array().map(Vec::len), Some(tagged.len()));
    assert!(!submission.to_string().contains("AGE ENCRYPTED"), "not even the sealed key is in it");
}

fn pupil_corrects_one_claim(school: &School, desktop: &Desktop, pupil: &str) {
    let mut program = Program::start(desktop, &school.handed_in(pupil), &school.home(pupil));
    program.press("ctrl+shift+k");
    program.answer_path("Path of the key", &school.assignment());
    program.type_password("Password", PASSWORD);
    program.press("Return");
    program.await_said("Differences only");
    desktop.picture("reveal");
    program.press("ctrl+Return");
    program.await_words("\"name\":\"Begin second layer\"", 1);
    program.await_said("Second layer");
    // The first difference is looked at from the beginning: the other tag.
    program.press("t");
    program.await_words("\"name\":\"Take the key’s\"", 1);
    program.press("shift+l");
    desktop.picture("learnt");
    program.press("ctrl+s");
    program.await_title(false);
    program.press("ctrl+q");
    program.await_end();
}

/// What was handed in is kept to the letter, and of it one claim is corrected.
fn second_layer_is_beside_the_first(handed_in: &Value, corrected: &Value) {
    assert_eq!(corrected["submission"]["first_layer"]["claims"], handed_in["claims"]);
    assert_eq!(corrected["submission"]["handed_in"], handed_in["submission"]["handed_in"]);
    assert_eq!(tags(handed_in), ["assertion", "commentary"]);
    assert_eq!(tags(corrected), ["assertion", "assertion"]);
}

fn teacher_writes_the_sheet(school: &School, desktop: &Desktop) {
    let article = school.0.path().join("harbour.claims.json");
    let mut program = Program::start(desktop, &article, &school.home("teacher"));
    program.press("ctrl+shift+m");
    program.await_keyboard("Submissions");
    program.fill_in_path("Submissions", &school.class());
    program.fill_in_path("Its file", &school.assignment());
    program.go_to("Password");
    program.type_password("Password", PASSWORD);
    program.press("ctrl+Return");
    program.await_said("2 pupils");
    program.await_said("Heron: ");
    program.await_said("Otter: ");
    desktop.picture("class");
    program.press("Return");
    program.await_said("Mark: ");
    desktop.picture("class-pupil");
    program.press("alt+2");
    program.await_said("Class: Article");
    desktop.picture("class-article");
    program.press("w");
    program.await_keyboard("Sheet (CSV)");
    program.press_button("Write…", "Write to");
    program.answer_path("Path of the file", &school.sheet());
    program.eventually("the sheet", || school.sheet().exists().then_some(()));
    program.press("ctrl+q");
    program.await_end();
}

/// The sheet is that of the command line, and its counts are those of a comparison with the key.
fn sheet_is_what_the_command_line_says(school: &School) {
    fs::write(school.0.path().join("password.txt"), PASSWORD).expect("a file");
    let class = school.class();
    let folder = class.to_str().expect("a path");
    let (key, output) = (["--key", "assignment.claims.json"], ["--output", "other.csv"]);
    school.run(&[&["class", folder], &key[..], &["--password-file", "password.txt"], &output].concat());
    let sheet = fs::read(school.sheet()).expect("the sheet");
    let other = fs::read(school.0.path().join("other.csv")).expect("the sheet of the command line");
    assert_eq!(String::from_utf8_lossy(&sheet), String::from_utf8_lossy(&other));

    for (pupil, layer, folder) in [("Heron", "", HANDED_IN), ("Otter", "", HANDED_IN), ("Heron", "second_", "class")] {
        let file = format!("{folder}/{pupil}.claims.json");
        let compared = school.run(&["compare", "--json", "key.claims.json", &file]);
        let compared: Value = serde_json::from_slice(&compared).expect("JSON");
        let counts = compared["reviews"][0]["counts"].as_object().expect("counts");
        let row = row_of(&sheet, pupil);
        for (kind, count) in counts {
            let cell = &row[&format!("{layer}{kind}")];
            assert_eq!(*cell, count.to_string(), "{layer}{kind} of {pupil}");
        }
    }
    let found = |column: &str| row_of(&sheet, "Heron")[column].clone();
    assert_eq!(["correct", "wrong_tag", "missed"].map(found), ["1", "1", "1"]);
    assert_eq!(["second_correct", "second_wrong_tag", "second_missed", "learnt"].map(found), ["2", "0", "1", "1"]);
}

/// The line of a pupil, by the names of the columns.
fn row_of(sheet: &[u8], pupil: &str) -> BTreeMap<String, String> {
    let mut reader = csv::Reader::from_reader(sheet);
    let mut rows = reader.deserialize().map(|row| row.expect("a row"));
    rows.find(|row: &BTreeMap<String, String>| row["pseudonym"] == pupil).expect("the pupil’s row")
}
