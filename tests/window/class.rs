//! A class in the window: opened, looked through, commented on, written; its figures are those of the command line.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use claimlight::{
    app::{ClassAction, ClassColumn, ClassOverlay, ClassTab, Measuring, Overlay, Question, SpanList, State, View},
    claim::Tag,
    classroom::{
        Which,
        make::{self, Enclosed},
        submission,
    },
    review::{Review, operations},
    store::{self, Carried, Digest, Password, Work},
    teaching::{Asked, AssignmentId, Grade, Pseudonym, Role, Task},
    text::ByteIndex,
};
use eframe::egui::Role as NodeRole;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    desk::Desk,
    place::{ARTICLE, Place},
    support::Window,
};

/// What is expected.
const KEY: [(Tag, &str); 4] = [
    (Tag::Assertion, "The harbour is shut."),
    (Tag::Quote, "\"We had a choice,\""),
    (Tag::Commentary, "The boats rot."),
    (Tag::Assertion, "The boats wait."),
];

/// What Wren hands in: one right, one with another tag, one that is not in the key.
const WREN: [(Tag, &str); 3] = [
    (Tag::Assertion, "The harbour is shut."),
    (Tag::Assertion, "The boats rot."),
    (Tag::Commentary, "Nobody asked the crews."),
];

const ID: AssignmentId = AssignmentId(Uuid::from_u128(0x0190_0000_0000_7000_9000_0000_0000_0007));

fn tagged(review: Review, claims: &[(Tag, &str)]) -> Review {
    let mut desk = Desk::new("-");
    desk.review = review;
    // The ids of its claims are taken.
    for _ in 0..desk.review.claims().len() {
        desk.make(|_review, _stamp| ());
    }
    for (tag, words) in claims {
        let at = ARTICLE.find(words).expect("the words");
        let span = desk.text().span(ByteIndex::new(at)..ByteIndex::new(at + words.len())).expect("a span");
        desk.act(|review, stamp| operations::tag(review, *tag, &[span], stamp).map(|(edit, _)| edit)).expect("a claim");
    }
    desk.review
}

fn write(path: &Path, review: &Review) {
    fs::write(path, store::encode(review, &Carried::default()).expect("bytes")).expect("a file");
}

fn applied(mut review: Review, edit: &claimlight::review::Edit) -> Review {
    review.apply(edit).expect("an edit that fits");
    review
}

/// A key, an assignment in which it is sealed, and a folder of submissions.
pub(crate) struct Lesson {
    pub(crate) folder: PathBuf,
    pub(crate) key: PathBuf,
    sealed: PathBuf,
    assignment: Review,
}

impl Lesson {
    /// Three pupils; Wren has corrected.
    pub(crate) fn new(place: &Place) -> Self {
        let task = Task::new(Asked { why: true, ..Asked::default() }).expect("a task");
        let taught = tagged(Desk::new(ARTICLE).review, &KEY);
        let key = make::key(&taught, Some((ID, &task))).expect("a key");
        let sealed = store::seal_key(&key, &Password::new("open sesame").expect("a password"), Work::LEAST);
        let article = taught.article().clone();
        let enclosed = sealed.expect("a sealed key");
        let assignment =
            make::assignment(&article, "T. Eacher", ID, task, Enclosed::Sealed(&enclosed)).expect("an assignment");
        let lesson = Self {
            folder: place.path("handed"),
            key: place.path("key.claims.json"),
            sealed: place.path("task.claims.json"),
            assignment,
        };
        fs::create_dir(&lesson.folder).expect("a folder");
        write(&lesson.key, &key);
        write(&lesson.sealed, &lesson.assignment);
        lesson.hand_in("Heron", "Heron.claims.json", &KEY);
        lesson.hand_in("Owl", "Owl.claims.json", &[]);
        let wren = lesson.submission("Wren", &WREN);
        let edit = submission::begin_second_layer(&wren, Timestamp::UNIX_EPOCH).expect("it was handed in");
        let corrected = tagged(applied(wren, &edit), &[(Tag::Assertion, "The boats wait.")]);
        write(&lesson.file("Wren.claims.json"), &corrected);
        lesson
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn submission(&self, pseudonym: &str, claims: &[(Tag, &str)]) -> Review {
        let hash = Digest::of_text(self.assignment.article().text()).to_string();
        let pseudonym = Pseudonym::new(pseudonym).expect("a pseudonym");
        let begun = submission::begin(&self.assignment, &pseudonym, hash).expect("a submission");
        let tagged = tagged(begun, claims);
        let edit = submission::hand_in(&tagged, Timestamp::UNIX_EPOCH).expect("not handed in yet");
        applied(tagged, &edit)
    }

    pub(crate) fn hand_in(&self, pseudonym: &str, file: &str, claims: &[(Tag, &str)]) {
        write(&self.file(file), &self.submission(pseudonym, claims));
    }

    /// A window with the class open.
    pub(crate) fn open(&self, window: &mut Window) {
        window.press("Ctrl+Shift+M");
        window.fill("Submissions", &self.folder.to_string_lossy());
        window.fill("Its file", &self.key.to_string_lossy());
        window.click("Open");
        window.wait_for("the class", is_read);
    }

    /// The sheet that `claimlight class` writes, with these arguments.
    fn sheet_by_command_line(&self, place: &Place, arguments: &[&str]) -> Vec<u8> {
        let sheet = place.path("by-command-line.csv");
        Command::new(env!("CARGO_BIN_EXE_claimlight"))
            .args(["--quiet", "class"])
            .arg(&self.folder)
            .arg("--key")
            .arg(&self.key)
            .arg("--output")
            .arg(&sheet)
            .args(arguments)
            .output()
            .expect("it runs");
        fs::read(sheet).expect("a sheet")
    }
}

fn is_read(state: &State) -> bool {
    state.class.reading.is_none() && state.class.open().is_some()
}

fn class(place: &Place) -> (Lesson, Window) {
    let lesson = Lesson::new(place);
    let mut window = place.open_article();
    lesson.open(&mut window);
    (lesson, window)
}

fn names(state: &State) -> Vec<String> {
    state.class.rows().iter().map(|row| state.class.name(*row)).collect()
}

fn chosen(state: &State) -> String {
    state.class.chosen().map(|pupil| state.class.name(pupil)).unwrap_or_default()
}

#[test]
fn a_class_is_opened_and_its_sheet_counts_component_by_component() {
    let place = Place::new();
    let (_lesson, window) = class(&place);
    assert_eq!((window.state().view, window.state().overlay), (View::Class, None));
    assert!(window.keyboard().starts_with("Heron: Claims 4, Identify 4 of 4"), "{}", window.keyboard());
    for cell in [
        "Identify of Heron: 4 of 4",
        "Tag of Heron: 4 of 4",
        "Justify of Heron: 0 of 4",
        "Identify of Owl: 0 of 4",
        "Delimit of Owl: –",
        "Identify of Wren: 2 → 3 of 4",
        "Tag of Wren: 1 of 2 → 2 of 3",
        "Not in key of Wren: 1 → 1",
        "Learnt of Wren: 1",
        "Learnt of Heron: –",
    ] {
        assert_eq!(window.role(cell), NodeRole::GridCell, "{cell}");
    }
    assert!(window.is_on("Class: Sheet") && window.is_on("Layer: Handed in"));
}

#[test]
fn a_sealed_key_opens_with_its_password_alone() {
    let place = Place::new();
    let lesson = Lesson::new(&place);
    let mut window = place.open_article();
    window.press("Ctrl+Shift+M");
    window.fill("Submissions", &lesson.folder.to_string_lossy());
    window.fill("Its file", &lesson.sealed.to_string_lossy());
    let fault = |window: &mut Window, begins: &'static str| {
        window.click("Open");
        window.wait_for("a sentence", move |state| {
            state.class.reading.is_none() && state.class.fault.as_ref().is_some_and(|words| words.starts_with(begins))
        });
        assert_eq!(window.state().overlay, Some(Overlay::Class(ClassOverlay::Open)), "the form stays");
    };
    fault(&mut window, "The key of this assignment is sealed. Give the teacher’s password");
    window.fill("Password", "open says me");
    fault(&mut window, "The password does not open the key");
    window.fill("Password", "open sesame");
    window.press("Ctrl+Enter");
    window.wait_for("the class", is_read);
    assert_eq!(names(&window.state()), ["Heron", "Owl", "Wren"]);
    // The password is in nothing that is kept, and reading again asks for none.
    assert!(!format!("{:?}", window.state()).contains("open sesame"));
    lesson.hand_in("Teal", "Teal.claims.json", &KEY);
    window.press("F5");
    window.wait_for("one more", |state| is_read(state) && state.class.rows().len() == 4);
}

#[test]
fn what_cannot_be_counted_is_listed_and_the_rest_counts() {
    let place = Place::new();
    let lesson = Lesson::new(&place);
    fs::write(lesson.file("broken.claims.json"), "{\"format\": ").expect("a file");
    write(&lesson.file("other.claims.json"), &tagged(Desk::new(ARTICLE).review, &KEY));
    lesson.hand_in("Heron", "Heron-2.claims.json", &WREN);
    fs::copy(&lesson.sealed, lesson.file("task.claims.json")).expect("a copy");
    let mut window = place.open_article();
    lesson.open(&mut window);
    window.press("Alt+4");
    assert_eq!(window.state().class.tab, ClassTab::Files);
    for words in [
        "Do not count: 2",
        "other.claims.json: This is a review without a task, not a submission",
        "Owl.claims.json: There are no claims in it",
        "Heron.claims.json: The pseudonym “Heron” is also that of",
        "1 file is an assignment or a key",
    ] {
        assert!(window.says(words), "{words}");
    }
    assert!(window.name_beginning("broken.claims.json: ").len() > 25);
    // Two of one pseudonym are told apart.
    let names = names(&window.state());
    assert_eq!(names, ["Heron (Heron-2.claims.json)", "Heron (Heron.claims.json)", "Owl", "Wren"]);
}

#[test]
fn the_sheet_is_that_of_the_command_line() {
    let place = Place::new();
    let (lesson, mut window) = class(&place);
    let sheet = place.path("sheet.csv");
    window.will_pick(&sheet);
    window.press("W");
    window.press("Ctrl+Enter");
    window.wait_for("the sheet", |state| state.notices.iter().any(|notice| notice.words.starts_with("Written")));
    let by_command_line = lesson.sheet_by_command_line(&place, &[]);
    assert_eq!(fs::read(&sheet).expect("a sheet"), by_command_line);
    // What the cells of the window say is what stands there.
    let mut table = csv::Reader::from_reader(by_command_line.as_slice());
    let head = table.headers().expect("a head").clone();
    let at = |name: &str| head.iter().position(|column| column == name).expect("a column");
    for (pupil, row) in table.records().map(|row| row.expect("a row")).enumerate() {
        let class = window.state().class;
        let part =
            |name: &str| format!("{} of {}", &row[at(&format!("{name}_right"))], &row[at(&format!("{name}_of"))]);
        let second = &row[at("second_identify_right")];
        let cell = class.cell(pupil, ClassColumn::Identify);
        let expected = part("identify");
        let expected = match second {
            "" => expected,
            second => expected.replacen(" of", &format!(" → {second} of"), 1),
        };
        assert_eq!(cell, expected);
        assert_eq!(class.cell(pupil, ClassColumn::Claims), row[at("claims")]);
    }
}

#[test]
fn the_sheet_is_sorted_and_gone_through_by_keys() {
    let place = Place::new();
    let (_lesson, mut window) = class(&place);
    window.click("Sort by: Identify");
    assert_eq!(names(&window.state()), ["Heron", "Wren", "Owl"], "the most first");
    window.click("Sort by: Identify");
    assert_eq!(names(&window.state()), ["Owl", "Wren", "Heron"]);
    window.click("Sort by: Tag");
    assert_eq!(names(&window.state()), ["Heron", "Wren", "Owl"], "what is of nothing comes last");
    window.press("Ctrl+6");
    for (key, expected) in [("Home", "Heron"), ("Down", "Wren"), ("End", "Owl"), ("Up", "Wren"), (",", "Heron")] {
        window.press(key);
        assert_eq!(chosen(&window.state()), expected, "{key}");
    }
    window.press("Enter");
    assert_eq!(window.state().class.facing().map(|facing| facing.differences.len()), Some(0));
    window.press("Down");
    let facing = |state: &State| state.class.facing().map(|facing| (facing.differences.len(), facing.current));
    assert_eq!(facing(&window.state()), Some((4, None)), "the open row goes along");
    assert!(window.shows("Wrong tag: The boats rot."));
    window.press("N");
    let looked = window.state().class.facing().expect("a pupil").current;
    assert_eq!(looked, window.state().class.facing().expect("a pupil").differences.first().copied());
    // The other layer has one difference less.
    window.press("L");
    assert_eq!(window.state().class.which, Which::Last);
    assert_eq!(facing(&window.state()).map(|(count, _)| count), Some(3));
    window.press("Escape");
    assert!(window.state().class.facing().is_none());
    assert!(window.keyboard().starts_with("Wren: "), "{}", window.keyboard());
    // Nothing of the document that is open was touched.
    assert!(window.claims().is_empty() && window.steps().is_empty());
}

#[test]
fn marks_and_comments_are_written_into_files_for_pupils_and_shown_again() {
    let place = Place::new();
    let (lesson, mut window) = class(&place);
    let own = fs::read(lesson.file("Heron.claims.json")).expect("a file");
    window.press("3");
    window.press("M");
    window.write("Well seen. Why is it one?");
    assert_eq!(window.keyboard(), "Comment");
    window.press("Escape");
    window.press("Down");
    window.press("1");
    assert!(window.shows("Not written yet"));
    assert_eq!(window.state().class.unwritten(), 2);
    // What is typed stays when the view is left.
    window.press("Ctrl+1");
    window.press("Ctrl+6");
    assert_eq!(window.state().class.said_of(0).comment, "Well seen. Why is it one?");
    let back = place.path("back");
    window.will_pick(&back);
    window.press("Ctrl+Enter");
    window.wait_for("files", |state| state.class.unwritten() == 0);
    let returned = |folder: &Path| {
        let review = store::read_file(&folder.join("Heron.claims.json")).expect("a file").review;
        let Some(Role::Submission(submission)) = review.role().cloned() else { panic!("a submission") };
        submission.returned.expect("something was returned")
    };
    let said = returned(&back);
    assert_eq!((said.grade, said.comment.as_str()), (Some(Grade::Secure), "Well seen. Why is it one?"));
    assert_eq!(fs::read(lesson.file("Heron.claims.json")).expect("a file"), own, "the pupil’s own file stays");
    // Said otherwise, it takes the place of what was returned before, without a question.
    window.press("Up");
    window.press("2");
    window.press("Ctrl+Enter");
    window.wait_for("the file", |state| state.class.unwritten() == 0);
    assert_eq!(returned(&back).grade, Some(Grade::Practising));
    assert!(window.says("Given back"));
    // Another sitting shows it, where the folder is the usual one.
    fs::rename(&back, place.path("handed-returned")).expect("another name");
    let mut window = place.open_article();
    lesson.open(&mut window);
    assert_eq!(window.state().class.said_of(0).grade, Some(Grade::Practising));
    assert_eq!(window.state().class.unwritten(), 0);
    assert!(window.shows("Mark of Heron: Practising, comment"));
}

#[test]
fn the_pupils_own_files_are_written_only_when_that_is_asked_for() {
    let place = Place::new();
    let (lesson, mut window) = class(&place);
    let own = fs::read(lesson.file("Heron.claims.json")).expect("a file");
    window.press("2");
    window.will_pick(&lesson.folder);
    window.press("Ctrl+Enter");
    window.wait_for("a question", |state| matches!(state.question, Some(Question::Class(_))));
    assert!(window.shows("Write into the pupils’ own files?"));
    window.click("Cancel");
    assert_eq!(fs::read(lesson.file("Heron.claims.json")).expect("a file"), own);
    assert_eq!(window.state().class.unwritten(), 1);
    // A folder among the submissions would be read as more of them.
    window.press("Ctrl+Enter");
    window.wait_for("a question", |state| matches!(state.question, Some(Question::Class(_))));
    window.will_pick(&lesson.folder.join("back"));
    window.click("Another folder…");
    window.wait_for("a sentence", |state| {
        state.notices.iter().any(|notice| notice.words.contains("among the submissions"))
    });
    window.press("Ctrl+Enter");
    window.wait_for("a question", |state| matches!(state.question, Some(Question::Class(_))));
    window.click("Into their own files");
    window.wait_for("the file", |state| state.class.unwritten() == 0);
    assert_ne!(fs::read(lesson.file("Heron.claims.json")).expect("a file"), own);
}

#[test]
fn what_is_not_written_is_asked_about_before_the_window_closes() {
    let place = Place::new();
    let (_lesson, mut window) = class(&place);
    window.press("2");
    window.press("Ctrl+Q");
    assert!(!window.has_closed());
    assert!(window.shows("What you said is in no file yet"));
    window.click("Cancel");
    assert_eq!(window.state().class.unwritten(), 1);
    window.press("Ctrl+Q");
    window.will_pick(&place.path("back"));
    window.click("Write them");
    window.wait_for("the file", |state| state.class.unwritten() == 0);
    assert!(window.has_closed());
    assert!(place.path("back").join("Heron.claims.json").is_file());
}

#[test]
fn names_are_shown_and_written_only_when_asked_for() {
    let place = Place::new();
    let (_lesson, mut window) = class(&place);
    let roster = place.file("roster.csv", "pseudonym,name\nHeron,Ida Berg\nWren,Bo Ek\n");
    window.will_pick(&roster);
    window.press("Alt+4");
    window.click_first("Open a roster…");
    window.wait_for("the roster", |state| state.class.roster().is_some());
    window.press("Alt+1");
    assert!(!window.says("Ida Berg"), "not before it is asked for");
    window.click("Show names");
    assert!(window.says("Ida Berg (Heron)"));
    // What is written has none unless that is asked for as well.
    let written = |window: &mut Window, file: &str, with_names: bool| {
        let path = place.path(file);
        window.will_pick(&path);
        window.press("W");
        if with_names {
            window.click("With names beside the pseudonyms");
        }
        window.press("Ctrl+Enter");
        let shown = path.display().to_string();
        window.wait_for("the sheet", move |state| state.notices.iter().any(|notice| notice.words.contains(&shown)));
        fs::read_to_string(&path).expect("a sheet")
    };
    assert!(!written(&mut window, "without.csv", false).contains("Ida Berg"));
    assert!(written(&mut window, "with.csv", true).contains("Heron,Ida Berg"));
    window.click("Show names");
    assert!(!window.says("Ida Berg"));
}

#[test]
fn the_most_divided_are_gone_through_with_who_said_what() {
    let place = Place::new();
    let (_lesson, mut window) = class(&place);
    window.press("Alt+2");
    assert_eq!(window.role(&window.keyboard()), NodeRole::Document);
    let state = window.state();
    let open = state.class.open().expect("a class").clone();
    assert_eq!(state.class.lines(), open.class.first.most_divided_first());
    window.press("N");
    let looked = window.state().class.looked().cloned().expect("a span");
    assert_eq!((looked.list, looked.number), (SpanList::Key, open.class.first.most_divided_first()[0]));
    assert!(window.shows("Correct: Commentary — 1 of 3"));
    assert!(window.shows("Wrong tag: Assertion — 1 of 3"));
    assert!(window.shows("Missed — 1 of 3"));
    assert_eq!(
        window.state().class.document().expect("an article").selection.head,
        looked.place.start,
        "the article goes there"
    );
    window.press("P");
    assert_eq!(window.state().class.looked().map(|looked| looked.number), window.state().class.lines().last().copied());
    window.click("List: Not in the key");
    window.press("F8");
    assert!(window.says("Nobody asked the crews."));
    assert!(window.shows("Commentary — 1 of 3") && window.shows("No claim — 2 of 3"));
    window.click("List: All passages");
    window.click("Shade by: Commentary");
    assert!(window.options_beginning("The boats rot.").first().is_some_and(|line| line.contains("2 of 3 marked it")));
    let at = window.paragraph("Nobody asked the crews.");
    window.click_at(at.left_center() + eframe::egui::vec2(30.0, 0.0), eframe::egui::Modifiers::NONE);
    assert!(window.state().class.looked().is_some_and(|looked| looked.list == SpanList::Stretches));
    assert!(window.claims().is_empty(), "the document that is open stays as it is");
}

#[test]
fn progress_counts_what_was_learnt() {
    let place = Place::new();
    let (_lesson, mut window) = class(&place);
    window.press("Alt+3");
    assert!(window.says("1 of 3 pupils have corrected: 1 learnt, 0 lost"));
    assert!(window.shows("The boats wait.: 0 → 1 of 1 right · 1 learnt, 0 lost"));
    window.click("Measure γ");
    window.wait_for("γ", |state| matches!(state.class.gamma, Measuring::Done(_)));
}

#[test]
fn pages_that_print_are_written() {
    let place = Place::new();
    let (_lesson, mut window) = class(&place);
    for kind in ["Article with the class’s shares", "A page for each pupil", "Key"] {
        let path = place.path(&format!("{}.html", kind.len()));
        window.will_pick(&path);
        window.press("W");
        window.click(kind);
        window.press("Ctrl+Enter");
        let shown = path.display().to_string();
        window.wait_for("the page", move |state| state.notices.iter().any(|notice| notice.words.contains(&shown)));
        let page = fs::read_to_string(&path).expect("a page");
        assert!(page.starts_with("<!DOCTYPE html>") && page.contains("rot"), "{kind}: {page}");
    }
}

#[test]
fn the_open_document_is_the_key_and_paths_are_typed_without_a_dialog() {
    let place = Place::new();
    let lesson = Lesson::new(&place);
    let mut window = place.open(&lesson.key);
    window.press("Ctrl+Shift+M");
    assert!(window.is_on("Key: The open document"));
    window.will_have_no_dialog();
    window.click("Choose: Submissions");
    assert!(window.says("This system has no file dialog. Type the path into the field"));
    window.fill("Submissions", &place.path("nowhere").to_string_lossy());
    window.click("Open");
    window.wait_for("a sentence", |state| state.class.fault.as_ref().is_some_and(|words| words.contains("no folder")));
    window.fill("Submissions", &lesson.folder.to_string_lossy());
    window.click("Open");
    window.wait_for("the class", is_read);
    window.will_have_no_dialog();
    window.press("1");
    window.press("Ctrl+Enter");
    window.wait_for("a question", |state| state.question.is_some());
    window.fill("Path of the file", &place.path("back").to_string_lossy());
    window.press("Enter");
    window.wait_for("the file", |state| state.class.unwritten() == 0);
    assert!(place.path("back").join("Heron.claims.json").is_file());
}

/// Brings a window to where an action about a class can be done.
pub(crate) fn prepare(place: &Place, window: &mut Window, action: ClassAction) {
    let lesson = Lesson::new(place);
    if action == ClassAction::Open {
        return;
    }
    lesson.open(window);
    match action {
        ClassAction::OpenRoster | ClassAction::ShowNames => {
            window.will_pick(&place.file("roster.csv", "Heron,Ida Berg\n"));
        }
        ClassAction::PreviousPupil => window.press("End"),
        ClassAction::Mark(None) => window.press("1"),
        ClassAction::GiveBack => {
            window.press("1");
            window.will_pick(&place.path("back"));
        }
        ClassAction::Show(ClassTab::Sheet) | ClassAction::NextSpan | ClassAction::PreviousSpan => window.press("Alt+2"),
        ClassAction::ReadAgain => lesson.hand_in("Teal", "Teal.claims.json", &KEY),
        _ => {}
    }
}

/// Sees that it was done.
pub(crate) fn check(window: &mut Window, action: ClassAction) {
    match action {
        ClassAction::Open => assert_eq!(window.state().overlay, Some(Overlay::Class(ClassOverlay::Open))),
        ClassAction::Write => assert_eq!(window.state().overlay, Some(Overlay::Class(ClassOverlay::Write))),
        ClassAction::ReadAgain => {
            window.wait_for("one more", |state| is_read(state) && state.class.rows().len() == 4);
        }
        ClassAction::OpenRoster => window.wait_for("the roster", |state| state.class.roster().is_some()),
        ClassAction::ShowNames => window.wait_for("names", |state| state.class.shows_names()),
        ClassAction::Show(tab) => assert_eq!((window.state().view, window.state().class.tab), (View::Class, tab)),
        ClassAction::OtherLayer => assert_eq!(window.state().class.which, Which::Last),
        ClassAction::NextSpan => {
            let class = window.state().class;
            assert_eq!(class.looked().map(|looked| looked.number), class.lines().first().copied());
        }
        ClassAction::PreviousSpan => {
            let class = window.state().class;
            assert_eq!(class.looked().map(|looked| looked.number), class.lines().last().copied());
        }
        ClassAction::NextPupil | ClassAction::PreviousPupil => assert_eq!(chosen(&window.state()), "Owl"),
        ClassAction::Mark(grade) => assert_eq!(window.state().class.said_of(0).grade, grade),
        ClassAction::Comment => assert_eq!(window.keyboard(), "Comment"),
        ClassAction::GiveBack => window.wait_for("the file", |state| state.class.unwritten() == 0),
    }
}
