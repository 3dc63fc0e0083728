//! Assignments, submissions and classes on the command line.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

mod desk;

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

use claimlight::{
    claim::Tag,
    classroom::Codebook,
    review::{Change, Edit, EditName, Field, Review, operations},
    store::{self, Carried},
    teaching::Role,
    text::ByteIndex,
};
use desk::Desk;
use serde_json::Value;
use tempfile::TempDir;

const TEXT: &str =
    "The ferry sank twice. “Nobody was hurt,” said Mara Tolund. The mayor denies the whole story.\n\nWhat a triumph.";

const EXPECTED: [(Tag, &str, &str); 4] = [
    (Tag::Assertion, "The ferry sank twice", "Ships can be counted"),
    (Tag::Quote, "“Nobody was hurt,”", "Both marks belong to it"),
    (Tag::Assertion, "the whole story", "A denial"),
    (Tag::Commentary, "What a triumph", "Irony"),
];

/// A review of the text with claims on these words, each with its note.
fn review(text: &str, claims: &[(Tag, &str, &str)]) -> Review {
    let mut desk = Desk::new(text);
    tag(&mut desk, claims);
    desk.review
}

fn tag(desk: &mut Desk, claims: &[(Tag, &str, &str)]) {
    for (tag, words, note) in claims {
        let at = desk.text().as_str().find(words).expect("the words");
        let span = desk.text().span(ByteIndex::new(at)..ByteIndex::new(at + words.len())).expect("a span");
        let mut made = None;
        desk.act(|review, stamp| {
            let (edit, id) = operations::tag(review, *tag, &[span], stamp)?;
            made = Some(id);
            Ok(edit)
        })
        .expect("a claim");
        let id = made.expect("a claim");
        if !note.is_empty() {
            desk.act(|review, stamp| {
                operations::amend(review, id, Field::Note, |claim| (*note).clone_into(&mut claim.note), stamp)
            })
            .expect("a note");
        }
    }
}

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// A folder with a teacher's review, a password, and an assignment with its sealed key.
    fn taught() -> Self {
        let place = Self::new();
        place.write("teacher.claims.json", &review(TEXT, &EXPECTED));
        fs::write(place.path("password.txt"), "grey heron\n").expect("a file");
        let made = "assign teacher.claims.json --output task.claims.json --why --instructions Tag --key --password-file password.txt \
                    --key-output key.claims.json";
        place.done(&made.split_whitespace().collect::<Vec<_>>());
        fs::create_dir(place.path("class")).expect("a folder");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, review: &Review) {
        fs::write(self.path(name), store::encode(review, &Carried::default()).expect("bytes")).expect("a file");
    }

    fn read(&self, name: &str) -> Review {
        let decoded = store::decode(&fs::read(self.path(name)).expect("a file")).expect("a review");
        assert_eq!(decoded.faults, Vec::new(), "{name}");
        decoded.review
    }

    fn bytes(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimlight"));
        command.args(arguments).current_dir(self.0.path()).env_clear();
        command.output().expect("the program ends")
    }

    /// Runs what must go well and without a word; gives what it prints.
    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!((output.status.code(), messages(&output)), (Some(0), ""), "{arguments:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// Runs what an input is at fault for; gives what it says.
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", messages(&output));
        messages(&output).to_owned()
    }

    /// Begins a submission, tags, and hands it in as `class/NAME.claims.json`.
    fn pupil(&self, pseudonym: &str, claims: &[(Tag, &str, &str)]) {
        self.done(&["begin", "task.claims.json", "--pseudonym", pseudonym, "--output", "begun.claims.json", "--force"]);
        self.tag("begun.claims.json", claims);
        let output = format!("class/{pseudonym}.claims.json");
        let handed = self.run(&["hand-in", "begun.claims.json", "--output", &output]);
        assert_eq!(handed.status.code(), Some(0), "{}", messages(&handed));
    }

    /// Tags in a file, in the place of what was tagged.
    fn tag(&self, name: &str, claims: &[(Tag, &str, &str)]) {
        let begun = self.read(name);
        let mut desk = Desk::new(begun.article().text().as_str());
        tag(&mut desk, claims);
        let claims = desk.review.claims().in_order().iter().cloned().collect();
        let (article, reviewer) = (begun.article().clone(), begun.reviewer().to_owned());
        let tagged = Review::from_parts(article, reviewer, vec![], claims, vec![]).with_role(begun.role().cloned());
        self.write(name, &tagged);
    }
}

fn messages(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

const SHEET: [&str; 9] = [
    "class",
    "class",
    "--key",
    "task.claims.json",
    "--password-file",
    "password.txt",
    "--output",
    "sheet.csv",
    "--json",
];

#[test]
fn a_class_from_the_assignment_to_the_sheet() {
    let place = Place::taught();
    let task = place.bytes("task.claims.json");
    for secret in ["Ships can be counted", "grey heron", "commentary\",\n      \"form", "Irony"] {
        assert!(!task.contains(secret), "{secret}");
    }
    assert!(place.read("task.claims.json").claims().is_empty());
    assert_eq!(place.read("key.claims.json").claims().len(), 4);
    place.pupil("Heron", &[EXPECTED[0], EXPECTED[1]]);
    place.pupil("Wren", &[(Tag::Quote, "The ferry sank twice", ""), (Tag::Assertion, "Mara Tolund", "Why not")]);
    for pupil in ["class/Heron.claims.json", "class/Wren.claims.json"] {
        let bytes = place.bytes(pupil);
        for secret in ["BEGIN AGE", "Irony", "sealed", "\"key\""] {
            assert!(!bytes.contains(secret), "{pupil}: {secret}");
        }
    }
    // The reveal, for a reader, and into a second layer.
    let reveal = ["reveal", "class/Wren.claims.json", "--key", "task.claims.json", "--password-file", "password.txt"];
    let shown = place.done(&[&reveal[..], &["--output", "second.claims.json"]].concat());
    let expected = [
        "0 right, 5 to look at",
        "0–20  Wrong tag: “The ferry sank twice”",
        "    rule: Exact words – Words that are shown as exactly what somebody said or wrote are a quote: between quotation marks, set \
         apart, or in an embedded post.",
        "    teacher: Ships can be counted",
    ];
    assert_eq!(shown.lines().take(4).collect::<Vec<_>>(), expected);
    place.tag("second.claims.json", &[EXPECTED[0], EXPECTED[3]]);
    let mark = ["return", "second.claims.json", "--mark", "practising", "--comment", "Mind the marks", "--by", "T."];
    place.done(&[&mark[..], &["--output", "class/Wren.claims.json", "--force"]].concat());
    let printed = place.done(&SHEET);
    let value: Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(value["pupils"][0]["pseudonym"], "Heron");
    assert_eq!(value["pupils"][0]["first"]["identify"], serde_json::json!({"right": 2, "of": 4}));
    assert_eq!(value["pupils"][0]["second"], Value::Null);
    assert_eq!(value["pupils"][1]["first"]["counts"]["wrong_tag"], 1);
    assert_eq!(value["pupils"][1]["second"]["counts"]["correct"], 2);
    assert_eq!(value["pupils"][1]["progress"]["learnt"], 2);
    assert_eq!(value["pupils"][1]["returned"]["mark"], "practising");
    assert_eq!(value["spans"][0]["first"]["found"], serde_json::json!(["correct", "wrong_tag"]));
    assert_eq!(value["failed"], serde_json::json!([]));
    let sheet = place.bytes("sheet.csv");
    assert_eq!(sheet.lines().count(), 3);
    assert!(sheet.starts_with("pseudonym,file,handed_in,claims,identify_right,identify_of,"), "{sheet}");
    // The same figures as `claimlight compare`, whose key is the file of its own.
    let compared =
        place.done(&["compare", "--json", "key.claims.json", "class/Heron.claims.json", "class/Wren.claims.json"]);
    let compared: Value = serde_json::from_str(&compared).expect("JSON");
    assert_eq!(compared["reviews"][0]["counts"], value["pupils"][0]["first"]["counts"]);
    assert_eq!(compared["reviews"][1]["counts"], value["pupils"][1]["second"]["counts"]);
}

#[test]
fn names_are_there_only_when_they_are_asked_for() {
    let place = Place::taught();
    place.pupil("Heron", &[EXPECTED[0]]);
    fs::write(place.path("roster.csv"), "pseudonym;name\nHeron;Ida Berg\n").expect("a file");
    place.done(&SHEET);
    assert!(!place.bytes("sheet.csv").contains("Ida"));
    place.done(&[&SHEET[..8], &["--names", "roster.csv", "--force"]].concat());
    assert!(place.bytes("sheet.csv").contains("\r\nHeron,Ida Berg,class/Heron.claims.json,"));
}

#[test]
fn what_is_wrong_with_one_file_leaves_the_rest_counted() {
    let place = Place::taught();
    place.pupil("Heron", &[EXPECTED[0], EXPECTED[1]]);
    place.pupil("Wren", &[]);
    let heron = place.bytes("class/Heron.claims.json");
    let put = |name: &str, content: &str| {
        fs::write(place.path(&format!("class/{name}.claims.json")), content).expect("a file");
    };
    put("broken", &heron[..heron.len() / 2]);
    put("copy", &heron);
    put("edited", &heron.replace("sank twice", "sank thrice"));
    put("plain", &place.bytes("teacher.claims.json"));
    put("task", &place.bytes("task.claims.json"));
    let other = Place::new();
    fs::write(other.path("other.txt"), "Another article altogether.\n\nIt has two paragraphs.").expect("a file");
    other.done(&["assign", "other.txt", "--output", "task.claims.json"]);
    other.done(&["begin", "task.claims.json", "--pseudonym", "Owl", "--output", "owl.claims.json"]);
    put("foreign", &other.bytes("owl.claims.json"));
    put("twin", &heron.replace("Ships", "Boats").replace("Both marks", "All marks"));
    let said = place.refused(&SHEET);
    let said: Vec<&str> = said.lines().collect();
    let expected = [
        "class/Heron.claims.json: “class/copy.claims.json” is the same once more and was counted once",
        "class/Heron.claims.json: The pseudonym “Heron” is also that of class/twin.claims.json. Ask which is whose, or leave one out",
        "class/Wren.claims.json: There are no claims in it",
        "class/broken.claims.json: The file is broken at line ",
        "class/edited.claims.json: The text in this file was changed after it was handed out, so that its places mean nothing. Have it \
         begun anew",
        "class/foreign.claims.json: This is a submission of another article. Choose those of the key’s own assignment",
        "class/plain.claims.json: This is a review without a task, not a submission. Choose a file that a pupil began from an \
         assignment",
        "class/twin.claims.json: The pseudonym “Heron” is also that of class/Heron.claims.json. Ask which is whose, or leave one out",
    ];
    assert_eq!(said.len(), expected.len(), "{said:#?}");
    for (line, expected) in said.iter().zip(expected) {
        assert!(line.starts_with(&format!("claimlight: {expected}")), "{line}\n{expected}");
    }
    let sheet = place.bytes("sheet.csv");
    let pseudonyms: Vec<&str> = sheet.lines().skip(1).map(|line| line.split(',').next().unwrap_or_default()).collect();
    assert_eq!(pseudonyms, ["Heron", "Heron", "Wren", "", "", "", ""], "three are counted, four are listed");
}

#[test]
fn a_class_without_fault_but_an_empty_submission_is_done() {
    let place = Place::taught();
    place.pupil("Wren", &[]);
    let output = place.run(&SHEET);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(messages(&output), "claimlight: class/Wren.claims.json: There are no claims in it\n");
}

#[test]
fn each_refusal_is_a_sentence_with_the_status_of_bad_input() {
    let place = Place::taught();
    place.pupil("Heron", &[EXPECTED[0]]);
    fs::write(place.path("wrong.txt"), "gray heron").expect("a file");
    fs::write(place.path("empty.txt"), "\n").expect("a file");
    fs::create_dir(place.path("nobody")).expect("a folder");
    let table: [(&str, &str); 12] = [
        (
            "class class --key task.claims.json --password-file wrong.txt --json",
            "task.claims.json: The password does not open the key. Type it again, with capital and small letters as they were chosen",
        ),
        (
            "class class --key task.claims.json --json",
            "task.claims.json: The key of this assignment is sealed. Give the teacher’s password with --password-file",
        ),
        (
            "class class --key task.claims.json --password-file empty.txt --json",
            "task.claims.json: There is no password. Give one of at least one character",
        ),
        (
            "class class --key task.claims.json --password-file nowhere.txt --json",
            "task.claims.json: The password could not be read: No such file or directory (os error 2). Name a file that holds it",
        ),
        (
            "class nobody --key key.claims.json --json",
            "key.claims.json: There is no submission of this key’s assignment among the files",
        ),
        (
            "class class --key class/Heron.claims.json --json",
            "class/Heron.claims.json: This is a submission, not an answer key. Choose the key, or an assignment in which it lies",
        ),
        (
            "begin teacher.claims.json --pseudonym A --output x.claims.json",
            "teacher.claims.json: This is a review without a task, not an assignment. Choose the file that the teacher handed out",
        ),
        (
            "begin task.claims.json --pseudonym  --output x.claims.json",
            "task.claims.json: There is no pseudonym. Give the one by which the teacher knows you",
        ),
        (
            "hand-in class/Heron.claims.json --output x.claims.json",
            "class/Heron.claims.json: This was handed in already. Correct it after the key was shown",
        ),
        (
            "begin task.claims.json --pseudonym A --output key.claims.json",
            "key.claims.json: “key.claims.json” is there already. Choose another name, or replace it with --force",
        ),
        (
            "return teacher.claims.json --mark secure --output x.claims.json",
            "teacher.claims.json: This is a review without a task, not a submission. Choose a file that a pupil began from an assignment",
        ),
        (
            "assign task.claims.json --output x.claims.json --key --practice",
            "task.claims.json: There are no claims in it, so that nothing can be held against it. Tag what is expected first",
        ),
    ];
    for (arguments, sentence) in table {
        let said = place.refused(&arguments.split(' ').collect::<Vec<_>>());
        let last = said.lines().last().unwrap_or_default();
        assert_eq!(last, format!("claimlight: {sentence}"), "{arguments}");
        assert!(!place.path("x.claims.json").exists(), "{arguments}: nothing is written");
    }
}

#[test]
fn what_makes_no_sense_is_a_fault_of_use() {
    let place = Place::taught();
    for arguments in [
        "assign teacher.claims.json --output x.claims.json --key",
        "assign teacher.claims.json --output x.claims.json --practice",
        "assign teacher.claims.json --output x.claims.json --key --practice --password-file password.txt",
        "assign - --output x.claims.json --key --password-file -",
        "assign teacher.claims.json --output x.claims.json --tags rumour",
        "assign teacher.claims.json",
        "begin task.claims.json --output x.claims.json",
        "return task.claims.json --output x.claims.json",
        "class class --key key.claims.json",
        "class --key key.claims.json",
        "class --key key.claims.json --json",
        "class --key key.claims.json --print x.claims.json --json",
        "class --key key.claims.json --print x.claims.json --nameless",
        "class class --key key.claims.json --json --nameless",
        "class - --key key.claims.json --json",
        "reveal - --key -",
        "lessons --force",
        "lessons --codebook tlh",
        "lessons --codebook en --output x",
    ] {
        let output = place.run(&arguments.split_whitespace().collect::<Vec<_>>());
        assert_eq!(output.status.code(), Some(2), "{arguments}: {}", messages(&output));
        assert!(output.stdout.is_empty() && !place.path("x.claims.json").exists(), "{arguments}");
    }
}

#[test]
fn a_class_is_printed_into_a_folder() {
    let place = Place::taught();
    place.pupil("Heron", &[EXPECTED[0], EXPECTED[1]]);
    place.pupil("Wren", &[(Tag::Quote, "The ferry sank twice", "")]);
    fs::write(place.path("roster.csv"), "Heron,Ida Berg\nWren,Bo Ek\n").expect("a file");
    let print = ["class", "class", "--key", "task.claims.json", "--password-file", "password.txt", "--print", "paper"];
    assert_eq!(place.done(&print), "");
    let pages = ["paper/article.html", "paper/pupils.html", "paper/key.html"];
    for page in pages {
        assert!(place.bytes(page).starts_with("<!DOCTYPE html>"), "{page}");
        assert!(!place.bytes(page).contains("Ida"), "{page}");
    }
    assert!(place.bytes(pages[0]).contains("Heron") && place.bytes(pages[1]).contains("Heron"));
    assert!(place.bytes(pages[2]).contains("Ships can be counted"));
    let said = place.refused(&print);
    assert_eq!(said.lines().count(), 3, "none is replaced unasked: {said}");
    place.done(&[&print[..], &["--force", "--names", "roster.csv", "--nameless", "--corrected"]].concat());
    assert!(place.bytes(pages[1]).contains("Ida Berg"));
    for name in ["Ida", "Heron"] {
        assert!(!place.bytes(pages[0]).contains(name), "{name}");
    }
    assert!(place.bytes(pages[0]).contains("as it is now"));
    // Beside a sheet, and without a class.
    place.done(&[&print[..], &["--force", "--output", "sheet.csv"]].concat());
    assert!(place.bytes("sheet.csv").contains("Heron"));
    place.done(&["class", "--key", "key.claims.json", "--print", "alone"]);
    assert_eq!(place.bytes("alone/key.html"), place.bytes(pages[2]));
    assert_eq!(fs::read_dir(place.path("alone")).expect("a folder").count(), 1);
}

#[test]
fn a_masthead_that_is_hidden_is_not_printed() {
    let place = Place::new();
    let article = "# Ferry sinks again\n\nThe ferry sank twice. “Nobody was hurt,” said Mara Tolund.";
    fs::write(place.path("a.md"), article).expect("a file");
    place.done(&["assign", "a.md", "--output", "empty.claims.json"]);
    place.tag("empty.claims.json", &EXPECTED[..2]);
    let mut teacher = place.read("empty.claims.json");
    teacher = teacher.with_role(None);
    place.write("teacher.claims.json", &teacher);
    fs::write(place.path("password.txt"), "grey heron").expect("a file");
    let made = "assign teacher.claims.json --output task.claims.json --hide-masthead --key --password-file password.txt \
                --key-output key.claims.json";
    place.done(&made.split_whitespace().collect::<Vec<_>>());
    fs::create_dir(place.path("class")).expect("a folder");
    place.pupil("Heron", &[EXPECTED[0]]);
    let print = |rest: &str| {
        let words = format!("class {rest} --print paper --force");
        place.done(&words.split_whitespace().collect::<Vec<_>>());
        let names = ["article.html", "pupils.html", "key.html"].map(|name| place.path(&format!("paper/{name}")));
        names.map(|name| fs::read_to_string(name).unwrap_or_default()).concat()
    };
    assert!(print("--key teacher.claims.json").contains("Ferry sinks again"));
    for hidden in [
        "--key task.claims.json --password-file password.txt",
        "class --key key.claims.json",
        "class --key teacher.claims.json",
    ] {
        let html = print(hidden);
        assert!(html.contains("sank twice") && !html.contains("Ferry sinks again"), "{hidden}");
    }
}

#[test]
fn a_second_layer_is_handed_in_once() {
    let place = Place::taught();
    place.pupil("Wren", &[(Tag::Quote, "The ferry sank twice", "")]);
    let handed = "class/Wren.claims.json";
    place.done(&["reveal", handed, "--key", "key.claims.json", "--output", "second.claims.json"]);
    place.tag("second.claims.json", &[EXPECTED[0], EXPECTED[2], EXPECTED[3]]);
    place.done(&["hand-in", "second.claims.json", "--output", handed, "--force"]);
    let said = place.refused(&["hand-in", handed, "--output", "third.claims.json"]);
    assert_eq!(
        said,
        "claimlight: class/Wren.claims.json: The second layer was handed in already. What is corrected after that is kept when the file \
         is saved\n"
    );
    let printed = place.done(&SHEET);
    let value: Value = serde_json::from_str(&printed).expect("JSON");
    let pupil = &value["pupils"][0];
    assert!(pupil["second_handed_in"].as_str() > pupil["handed_in"].as_str(), "{pupil}");
    assert_eq!(pupil["progress"]["learnt"], 3);
}

#[test]
fn words_with_marks_of_their_own_get_no_others() {
    let place = Place::taught();
    place.pupil("Heron", &[(Tag::Assertion, "“Nobody was hurt,”", "")]);
    let shown = place.done(&["reveal", "class/Heron.claims.json", "--key", "key.claims.json"]);
    let lines: Vec<&str> = shown.lines().filter(|line| line.contains('“') && !line.starts_with(' ')).collect();
    assert_eq!(
        lines,
        [
            "0–20  Missed: “The ferry sank twice”",
            "22–40  Wrong tag: “Nobody was hurt,”",
            "76–91  Missed: “the whole story”",
            "94–108  Missed: “What a triumph”",
        ]
    );
}

#[test]
fn any_review_becomes_a_lesson_with_answers_at_once() {
    let place = Place::taught();
    let made = "assign teacher.claims.json --output lesson.claims.json --pre-cut --fields none --tags quote,commentary,assertion \
                --no-hints --key --practice";
    place.done(&made.split_whitespace().collect::<Vec<_>>());
    place.done(&["begin", "lesson.claims.json", "--pseudonym", "Heron", "--output", "mine.claims.json"]);
    assert!(place.read("mine.claims.json").claims().is_empty());
    place.tag("mine.claims.json", &EXPECTED[1..]);
    let printed = place.done(&["reveal", "mine.claims.json", "--key", "lesson.claims.json", "--json"]);
    let value: Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!((&value["counts"]["correct"], &value["counts"]["missed"]), (&3.into(), &1.into()));
    assert_eq!(value["entries"][0]["exact"], "The ferry sank twice");
    let lack = place.run(&["hand-in", "mine.claims.json", "--output", "handed.claims.json"]);
    assert_eq!(lack.status.code(), Some(0));
    assert_eq!(messages(&lack), "claimlight: mine.claims.json: 1 span is not tagged yet\n");
}

#[test]
fn bundled_lessons_are_named_and_written() {
    let place = Place::new();
    let listed = place.done(&["lessons"]);
    assert!(listed.lines().next().expect("a lesson").starts_with("ten-spans "), "{listed}");
    assert_eq!(place.done(&["lessons", "--output", "mine"]), listed);
    assert_eq!(listed.lines().count(), fs::read_dir(place.path("mine")).expect("a folder").count());
    place.refused(&["lessons", "--output", "mine"]);
    place.done(&["begin", "mine/mill-fire.claims.json", "--pseudonym", "A", "--output", "a.claims.json"]);
}

#[test]
fn the_codebook_is_printed_in_each_of_its_languages() {
    let place = Place::new();
    for book in Codebook::bundled() {
        let printed = place.done(&["lessons", "--codebook", &book.language]);
        let titles: Vec<&str> = printed.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        let expected: Vec<&str> = book.rules.iter().map(|rule| rule.title.as_str()).collect();
        assert_eq!(titles, expected, "{}: every rule, in order", book.language);
        let is_there = |words: &String| printed.contains(words.as_str());
        assert!(book.questions.iter().all(is_there), "{}", book.language);
        assert!(book.rules.iter().all(|rule| [&rule.rule, &rule.example, &rule.answer].into_iter().all(is_there)));
    }
}

#[test]
fn a_bundled_lesson_is_assigned_with_a_password_and_all_it_says() {
    let place = Place::taught();
    place.done(&["lessons", "--output", "lessons"]);
    let lesson = "lessons/heron-bridge.claims.json";
    let made = ["assign", lesson, "--output", "sealed.claims.json", "--key", "--password-file", "password.txt"];
    place.done(&made);
    let told = |name: &str| match place.read(name).role() {
        Some(Role::Assignment(assignment)) => assignment.task.instructions.clone(),
        other => panic!("{name}: {other:?}"),
    };
    assert!(!told(lesson).is_empty());
    assert_eq!(told("sealed.claims.json"), told(lesson));
    place.done(&[&made[..], &["--instructions", "Look twice", "--force"]].concat());
    assert_eq!(told("sealed.claims.json"), "Look twice");
    place.done(&["begin", "sealed.claims.json", "--pseudonym", "Heron", "--output", "mine.claims.json"]);
    place.tag("mine.claims.json", &[]);
    let reveal = ["reveal", "mine.claims.json", "--json", "--key"];
    let sealed = place.done(&[&reveal[..], &["sealed.claims.json", "--password-file", "password.txt"]].concat());
    assert_eq!(sealed, place.done(&[&reveal[..], &[lesson]].concat()), "notes, rules and alternatives go with the key");
}

/// Every command of the lesson plans, in their order, for two pupils.
#[cfg(unix)]
#[test]
fn each_command_of_the_lesson_plans_does_what_is_asked() {
    let plans = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/lessons/plans");
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_claimlight")).parent().expect("its folder");
    let mut found = 0;
    for (plan, before) in [
        ("first-steps", &[][..]),
        ("blind-and-reveal", &[]),
        ("pair-agreement", &[]),
        ("compare-versions", &[]),
        (
            "class-comparison",
            &[
                "claimlight lessons --output lessons",
                "claimlight assign lessons/sound-dam.claims.json --output task.claims.json --key --password-file password.txt",
                "claimlight begin task.claims.json --pseudonym Heron --output Heron.claims.json",
                "claimlight hand-in Heron.claims.json --output handed/Heron.claims.json",
            ],
        ),
    ] {
        let place = Place::new();
        fs::write(place.path("password.txt"), "grey heron\n").expect("a file");
        fs::write(place.path("republished.txt"), TEXT.replace("twice", "once")).expect("a file");
        place.write("original.claims.json", &review(TEXT, &EXPECTED));
        for folder in ["begun", "handed", "second", "back"] {
            fs::create_dir(place.path(folder)).expect("a folder");
        }
        let words = fs::read_to_string(plans.join(plan).with_extension("md")).expect("a plan");
        let named = words.split('`').skip(1).step_by(2).filter(|code| code.starts_with("claimlight "));
        for command in before.iter().copied().chain(named) {
            let other = command.replace("Heron", "Otter");
            let is_for_each_pupil = other != command && !other.contains("compare");
            for line in std::iter::once(command).chain(is_for_each_pupil.then_some(other.as_str())) {
                let mut shell = Command::new("/bin/sh");
                shell.args(["-c", line]).current_dir(place.0.path()).env_clear().env("PATH", program);
                let output = shell.output().expect("a shell");
                assert_eq!(output.status.code(), Some(0), "{plan}: {line}: {}", messages(&output));
                found += 1;
            }
        }
    }
    assert!(found > 30, "{found} commands");
}

#[test]
fn names_of_reviewers_and_history_stay_with_the_teacher() {
    let place = Place::taught();
    let mut teacher = place.read("teacher.claims.json");
    let rename = Edit { name: EditName::Reviewer, changes: vec![Change::Reviewer("T. Eacher".to_owned())] };
    teacher.apply(&rename).expect("a name");
    place.write("teacher.claims.json", &teacher);
    place.done(&["assign", "teacher.claims.json", "--output", "plain.claims.json"]);
    let handed_out = place.read("plain.claims.json");
    assert_eq!((handed_out.claims().len(), handed_out.speakers().len(), handed_out.history().len()), (0, 0, 0));
    place.done(&["begin", "plain.claims.json", "--pseudonym", "A", "--output", "a.claims.json"]);
    assert!(!place.bytes("a.claims.json").contains("T. Eacher"));
}
