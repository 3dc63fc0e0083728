//! A pupil's way in the window: an assignment begun, what it asks beside the article, the codebook, handing in.

use std::path::{Path, PathBuf};

use claimlight::{
    app::{LessonAction, LessonForm, Overlay, State, table::Group},
    article::{Article, Block, BlockKind, Metadata, Source},
    claim::Tag,
    classroom::{
        make::{self, Enclosed},
        submission,
    },
    review::{Edit, Review, operations},
    store::{self, Carried, Digest},
    teaching::{
        Asked, AskedField, AssignmentId, CodebookNote, Grade, Masthead, Pseudonym, Returned, Role, Submission, Task,
    },
    text::{ByteIndex, Text},
    ui::DialogRequest,
};
use eframe::egui::{Role as Kind, ViewportCommand};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    commands::{by_keys, by_menu, by_palette},
    desk::Desk,
    place::{Place, Signs},
    support::Window,
};

/// What is handed out: with a masthead, a quotation, an assertion and a mocking word.
const TEXT: &str = "Boats in port\n\nBy Ann Oder\n\nThe harbour is shut. “We had a choice,” said Mara Lind.\n\n\
    The boats stay in. The “experts” came late.\n";

/// What the teacher marked.
const TAUGHT: [(Tag, &str); 3] = [
    (Tag::Assertion, "The harbour is shut."),
    (Tag::Quote, "“We had a choice,”"),
    (Tag::Commentary, "The “experts” came late."),
];

fn article() -> Article {
    let text = Text::new(TEXT).expect("a text");
    let block = |kind, words: &str| {
        let start = TEXT.find(words).expect("words of the text");
        let span = text.span(ByteIndex::new(start)..ByteIndex::new(start + words.len())).expect("a span");
        Block { kind, span }
    };
    let blocks = vec![block(BlockKind::Headline, "Boats in port"), block(BlockKind::Byline, "By Ann Oder")];
    let metadata = Metadata {
        title: Some("Boats in port".to_owned()),
        authors: vec!["Ann Oder".to_owned()],
        language: Some("en".to_owned()),
        ..Metadata::default()
    };
    Article::new(text, blocks, metadata, Source::default()).expect("an article")
}

/// The teacher's own review.
fn taught() -> Review {
    tagged(Review::new(article(), "T. Eacher"), &TAUGHT)
}

fn tagged(review: Review, claims: &[(Tag, &str)]) -> Review {
    let mut desk = Desk::of(article());
    desk.review = review;
    for (tag, words) in claims {
        let at = TEXT.find(words).expect("the words");
        let span = desk.text().span(ByteIndex::new(at)..ByteIndex::new(at + words.len())).expect("a span");
        desk.act(|review, stamp| operations::tag(review, *tag, &[span], stamp).map(|(edit, _)| edit)).expect("a claim");
    }
    desk.review
}

const ID: AssignmentId = AssignmentId(Uuid::from_u128(0x0190_0000_0000_7000_9000_0000_0000_0007));

/// An assignment of the article that asks for this; the key lies open in it.
fn assignment(asked: Asked) -> Review {
    let task = Task::new(asked).expect("a task");
    let key = make::key(&taught(), Some((ID, &task))).expect("a key");
    make::assignment(&article(), "T. Eacher", ID, task, Enclosed::Open(&key)).expect("an assignment")
}

fn asked() -> Asked {
    Asked { instructions: "Mind the marks that quote nobody.".to_owned(), why: true, ..Asked::default() }
}

/// The same with the teacher's claims as spans that are cut beforehand.
fn cut() -> Asked {
    Asked { spans: make::cut(&taught()).expect("spans"), fields: Vec::new(), why: false, ..asked() }
}

fn written(place: &Place, name: &str, review: &Review) -> PathBuf {
    let path = place.path(name);
    std::fs::write(&path, store::encode(review, &Carried::default()).expect("bytes")).expect("a file");
    path
}

/// A submission of an assignment that asks for this, with these claims.
fn begun(asked: Asked, claims: &[(Tag, &str)]) -> Review {
    let assignment = assignment(asked);
    let hash = Digest::of_text(assignment.article().text()).to_string();
    let pseudonym = Pseudonym::new("Heron").expect("a pseudonym");
    tagged(submission::begin(&assignment, &pseudonym, hash).expect("a submission"), claims)
}

fn applied(mut review: Review, edit: &Edit) -> Review {
    review.apply(edit).expect("an edit that fits");
    review
}

/// A window in which an assignment was opened.
fn offered(place: &Place, asked: Asked) -> Window {
    offered_file(place, &written(place, "task.claims.json", &assignment(asked)))
}

fn offered_file(place: &Place, path: &Path) -> Window {
    let mut window = place.begin(Some(path.to_owned()));
    window.wait_for("the form", is_offered);
    window
}

fn is_offered(state: &State) -> bool {
    state.loading.is_none() && state.overlay == Some(Overlay::Lesson(LessonForm::Begin))
}

fn is_begun(state: &State) -> bool {
    state.loading.is_none() && state.document.as_ref().is_some_and(|document| document.submission().is_some())
}

/// A window in which a pupil has begun an assignment that asks for this.
fn pupil(place: &Place, asked: Asked) -> Window {
    let mut window = offered(place, asked);
    window.fill("Pseudonym", "Heron");
    window.press("Ctrl+Enter");
    window.wait_for("a submission", is_begun);
    window
}

fn submitted(window: &Window) -> Submission {
    submission::of(&window.review()).expect("a submission").clone()
}

/// Brings a window to where an action of the menu can be done.
pub(crate) fn prepare(place: &Place, window: &mut Window, action: LessonAction) {
    match action {
        LessonAction::Choose | LessonAction::Codebook => {}
        LessonAction::Practise => window.tag("A", "The boats rot."),
        LessonAction::NextSpan | LessonAction::PreviousSpan | LessonAction::Instructions | LessonAction::HandIn => {
            open(window, &written(place, "mine.claims.json", &begun(cut(), &[])));
        }
        LessonAction::TakeBack => {
            let begun = begun(cut(), &[]);
            let edit = submission::hand_in(&begun, Timestamp::UNIX_EPOCH).expect("not handed in");
            open(window, &written(place, "mine.claims.json", &applied(begun, &edit)));
        }
    }
}

fn open(window: &mut Window, path: &Path) {
    window.will_pick(path);
    window.press("Ctrl+O");
    window.wait_for("a submission", is_begun);
}

/// Sees that it was done.
pub(crate) fn check(window: &mut Window, before: &State, action: LessonAction) {
    let folded = |state: &State| state.document.as_ref().is_some_and(|document| document.lesson.is_folded);
    let span = |window: &Window| window.state().document.and_then(|document| Some(document.current_cut()?.0));
    match action {
        LessonAction::Choose => {
            assert_eq!(window.state().overlay, Some(Overlay::Lesson(LessonForm::Choose)));
            window.wait_for("the lessons", |state| state.lessons.listed.is_some());
        }
        LessonAction::Practise => window.wait_for("the form", is_offered),
        LessonAction::NextSpan => assert_eq!(span(window), Some(0)),
        LessonAction::PreviousSpan => assert_eq!(span(window), Some(2)),
        LessonAction::Codebook => assert!(window.shows("Close the codebook")),
        LessonAction::Instructions => assert_eq!((folded(before), folded(&window.state())), (false, true)),
        LessonAction::HandIn => {
            assert_eq!(window.state().overlay, Some(Overlay::Lesson(LessonForm::HandIn)));
        }
        LessonAction::TakeBack => assert_eq!(submitted(window).handed_in, None),
    }
}

#[test]
fn every_command_of_lessons_has_its_keys() {
    by_keys(&[Group::Lesson]);
}

#[test]
fn every_command_of_lessons_is_in_the_palette_and_in_a_menu() {
    by_palette(&[Group::Lesson]);
    by_menu(&[Group::Lesson]);
}

#[test]
fn an_assignment_is_begun_under_a_pseudonym() {
    let place = Place::new();
    let mut window = offered(&place, asked());
    assert!(window.says("Mind the marks that quote nobody.") && window.says("From T. Eacher"));
    assert!(window.says("Look for quotes, assertions and commentary") && window.says("Say of each claim why."));
    assert!(window.state().document.is_none(), "nothing of it is open");
    assert_eq!(window.keyboard(), "Pseudonym");
    assert!(window.says("There is no pseudonym"));
    window.press("Enter");
    assert!(is_offered(&window.state()), "not without a pseudonym");
    window.click("Pseudonym");
    window.write("Heron");
    window.press("Enter");
    window.wait_for("a submission", is_begun);
    let document = window.state().document.expect("a document");
    assert_eq!((document.review.reviewer(), document.review.claims().len()), ("Heron", 0));
    assert!(document.review.speakers().is_empty() && document.file.is_none());
    assert_eq!(document.folder.as_deref(), place.path("task.claims.json").parent());
    let bytes = store::encode(&document.review, &document.carried).expect("bytes");
    let content = String::from_utf8(bytes).expect("a text");
    assert!(!content.contains("\"key\"") && !content.contains("T. Eacher"), "nothing of the key is in it");
    let submission = submitted(&window);
    assert_eq!(submission.text_sha256, Digest::of(TEXT.as_bytes()).to_string());
    assert!(document.revealing.open_key().is_some(), "for answers at once");
    window.press("Ctrl+S");
    let asked = window.asked();
    let Some(DialogRequest::Save { folder, name }) = asked.last() else { panic!("{asked:?}") };
    assert_eq!(name, "Heron – task.claims.json");
    assert_eq!(folder.as_deref(), place.path("task.claims.json").parent());
    assert_eq!(window.state().settings.pseudonym, "Heron");
    window.will_pick(&place.path("task.claims.json"));
    window.press("Ctrl+O");
    window.wait_for("the form", is_offered);
    assert_eq!(window.state().settings.recent, [place.path("task.claims.json")]);
    window.press("Escape");
    assert!(window.state().lessons.offer().is_none());
    assert_eq!(window.review().reviewer(), "Heron", "what was open stays");
}

#[test]
fn a_teacher_opens_an_assignment_as_it_is() {
    let place = Place::new();
    let mut window = offered(&place, asked());
    window.click("Open it as it is");
    window.wait_for("the assignment", |state| state.document.is_some());
    assert!(matches!(window.review().role(), Some(Role::Assignment(_))));
    assert_eq!(window.claims().len(), 3);
    assert!(!window.shows("Hand in…"), "that is a pupil’s");
}

#[test]
fn a_submission_and_a_key_are_opened_directly() {
    let place = Place::new();
    let window = place.open(&written(&place, "mine.claims.json", &begun(asked(), &TAUGHT)));
    assert_eq!(window.claims().len(), 3);
    let key = make::key(&taught(), None).expect("a key");
    let window = place.open(&written(&place, "key.claims.json", &key));
    assert!(matches!(window.review().role(), Some(Role::Key(_))));
}

#[test]
fn a_lesson_is_chosen_by_keys_and_its_key_is_found_again() {
    let place = Place::new();
    let mut window = place.open_article();
    window.press("Ctrl+T");
    window.wait_for("the lessons", |state| state.lessons.listed.is_some());
    assert!(window.keyboard().starts_with("Ten passages"), "{}", window.keyboard());
    assert!(window.keyboard().contains("10 outlined spans"));
    window.press("Down");
    assert!(window.keyboard().starts_with("A short report"));
    window.press("Up");
    window.press("Enter");
    window.wait_for("the form", is_offered);
    window.write("Heron");
    window.press("Enter");
    window.wait_for("a submission", is_begun);
    assert_eq!(submitted(&window).task.spans.len(), 10);
    assert!(window.says("0 of 10 spans tagged"));
    assert!(window.state().document.expect("a document").revealing.open_key().is_some());
    let path = place.path("mine.claims.json");
    window.press("I");
    window.press("A");
    window.save_as(&path);
    // Another window on another day.
    drop(window);
    let mut window = place.open(&path);
    window.wait_for("the key", |state| {
        state.document.as_ref().is_some_and(|document| document.revealing.open_key().is_some())
    });
    let key = window.state().document.expect("a document").revealing.open_key().expect("a key").clone();
    assert!(matches!(key.role(), Some(Role::Key(_))));
    assert_eq!(window.claims().len(), 1);
}

#[test]
fn any_review_is_practised_with() {
    let place = Place::new();
    let mut window = place.open(&written(&place, "boats.claims.json", &taught()));
    window.click("Lesson");
    window.click("Practise with this review");
    window.wait_for("the form", is_offered);
    window.write("Heron");
    window.press("Enter");
    window.wait_for("a submission", is_begun);
    assert!(window.claims().is_empty());
    assert_eq!(
        window.state().document.expect("a document").revealing.open_key().expect("a key").clone().claims().len(),
        3
    );
    assert!(window.state().document.expect("a document").proposed_name.starts_with("Heron – boats"));
}

#[test]
fn what_is_hidden_is_neither_shown_nor_found_nor_selected() {
    let place = Place::new();
    let mut window = pupil(&place, Asked { masthead: Masthead::Hidden, ..asked() });
    assert!(!window.says("Boats in port") && !window.says("Ann Oder"));
    let titles: Vec<String> = window
        .requests
        .iter()
        .filter_map(|request| match request {
            ViewportCommand::Title(title) => Some(title.clone()),
            _ => None,
        })
        .collect();
    assert!(titles.iter().all(|title| !title.contains("Boats")), "{titles:?}");
    window.press("Ctrl+F");
    window.write("oder");
    assert!(window.state().document.expect("a document").find.hits.spans.is_empty());
    window.press("Escape");
    window.press("F6");
    window.press("Ctrl+Home");
    assert_eq!(window.head(), TEXT.find("The harbour").expect("words"));
    window.press("Left");
    assert_eq!(window.head(), TEXT.find("The harbour").expect("words"), "there is nothing before it");
    window.press("Ctrl+A");
    window.press("Ctrl+C");
    assert!(window.copied.iter().all(|words| !words.contains("Ann Oder")), "{:?}", window.copied);
    window.press("A");
    assert!(window.claims().iter().all(|claim| !claim.contains("Boats in port")), "{:?}", window.claims());
    window.press("Ctrl+I");
    assert!(!window.says("Ann Oder"));
    window.press("Escape");
    window.propose();
    let proposals = window.state().document.expect("a document").proposals;
    let start = TEXT.find("The harbour").expect("words");
    assert!(proposals.open().all(|proposal| proposal.segments.iter().all(|span| span.start().get() >= start)));
}

#[test]
fn only_what_is_asked_for_is_tagged_and_filled_in() {
    let place = Place::new();
    let only = Asked { tags: vec![Tag::Assertion], fields: Vec::new(), hints: false, ..asked() };
    let mut window = pupil(&place, only);
    window.tag("Q", "The boats stay in.");
    assert!(window.claims().is_empty());
    assert!(window.says("This tag is not asked for here. Look for assertions"));
    window.press("A");
    assert_eq!(window.claims(), ["assertion: The boats stay in."]);
    assert!(window.says("The boats stay in.. no reason yet") && !window.says("To check"));
    assert!(window.shows("Why") && !window.shows("Speaker") && !window.shows("Labels"));
    assert!(!window.shows("Tag: Quote") && window.shows("Tag: Assertion"));
    window.press("M");
    assert_eq!(window.keyboard(), "Why");
    window.write("A fact");
    window.press("Escape");
    assert_eq!(window.focused().note, "A fact");
    window.press("S");
    assert!(window.says("“Speaker” is not asked for here"));
    window.press("2");
    assert!(window.says("A check is no part of this assignment"));
    window.press("C");
    assert_eq!(window.claims(), ["assertion: The boats stay in."], "nor is it retagged");
    window.press("G");
    assert!(window.says("without the program’s hints"));
    assert!(window.state().document.expect("a document").proposals.search.is_none());
}

#[test]
fn spans_that_are_cut_beforehand_are_tagged_as_they_are_cut() {
    let place = Place::new();
    let mut window = pupil(&place, cut());
    assert!(window.says("0 of 3 spans tagged"));
    window.press("I");
    assert!(window.says("Span 1 of 3, not tagged yet: The harbour is shut."));
    window.press("A");
    window.press("I");
    window.press("A");
    // The wrong key is mended by another.
    window.press("Q");
    assert_eq!(window.claims(), ["assertion: The harbour is shut.", "quote: “We had a choice,”"]);
    assert!(window.says("2 of 3 spans tagged") && window.says("Span 2 of 3, tagged as quote"));
    window.press("Shift+I");
    assert_eq!(window.focused().tag, Tag::Assertion);
    window.activate("Next span");
    window.activate("Next span");
    assert!(window.says("Span 3 of 3, not tagged yet"));
    window.press("F6");
    window.press("Ctrl+Z");
    window.press("Ctrl+Z");
    assert!(window.says("1 of 3 spans tagged"), "undone with the claims");
}

#[test]
fn the_codebook_says_on_which_rule_the_selection_may_turn() {
    let place = Place::new();
    let mut window = place.open(&written(&place, "own.claims.json", &taught()));
    window.select("“experts”");
    window.press("K");
    assert_eq!(
        window.keyboard(),
        "Scare quotes: It has quotation marks but no speaker. Is it a scare quote, a title or a term?"
    );
    assert_eq!(window.role(&window.keyboard()), Kind::Button);
    window.press("Enter");
    assert!(window.says("Marks that keep a word at a distance quote nobody"));
    assert!(window.shows("Exact words") && window.says("Are these words shown as somebody’s exact words?"));
    window.press("F6");
    window.press("Escape");
    window.press("N");
    assert!(window.says("About the claim"));
    window.press("K");
    assert!(!window.shows("Close the codebook"));
    assert_eq!(window.keyboard(), "Boats in port");
}

#[test]
fn the_codebook_speaks_the_language_of_the_article_and_keeps_silent_without_hints() {
    let place = Place::new();
    let mut foreign = article();
    foreign.metadata.language = Some("de-AT".to_owned());
    let mut window = place.open(&written(&place, "own.claims.json", &Review::new(foreign, "R")));
    window.press("K");
    assert!(window.shows("Genaue Worte") || window.says("Kodebuch") || window.says("Codebuch"), "in German");
    let place = Place::new();
    let note = CodebookNote { text: "Irony is commentary".to_owned(), link: None };
    let mut window = pupil(&place, Asked { hints: false, codebook: note, ..asked() });
    window.select("“experts”");
    window.press("K");
    assert!(window.says("without the program’s hints") && window.says("Irony is commentary"));
    assert!(!window.says("Is it a scare quote, a title or a term?"));
}

#[test]
fn it_is_handed_in_with_what_is_lacking_and_taken_back() {
    let place = Place::new();
    let mut window = pupil(&place, asked());
    window.tag("A", "The boats stay in.");
    window.tag("Q", "“We had a choice,”");
    window.press("Ctrl+Shift+H");
    assert!(window.says("By Heron, with 2 claims."));
    window.click("1 claim has nothing under “Speaker” yet");
    assert_eq!(window.keyboard(), "Speaker");
    assert_eq!(window.focused().tag, Tag::Quote);
    window.write("Mara Lind");
    window.press("Enter");
    window.press("Ctrl+Shift+H");
    assert!(!window.says("“Speaker” yet"));
    window.click("2 claims have no reason yet");
    assert_eq!(window.keyboard(), "Why");
    window.press("Escape");
    window.will_pick(&place.path("handed.claims.json"));
    window.press("Ctrl+Shift+H");
    window.click("Hand in all the same");
    window.wait_for("the file", |state| {
        !state.saving && state.document.as_ref().is_some_and(|document| document.file.is_some())
    });
    let saved = store::read_file(&place.path("handed.claims.json")).expect("a file").review;
    assert!(submission::of(&saved).expect("a submission").handed_in.is_some());
    // It is closed.
    window.tag("C", "The “experts” came late.");
    assert_eq!(window.claims().len(), 2);
    assert!(window.says("This was handed in and stays as it is"));
    window.press("Delete");
    assert_eq!(window.claims().len(), 2);
    assert!(window.says("Handed in on"));
    window.click("Take it back");
    assert_eq!(submitted(&window).handed_in, None);
    window.press("C");
    assert_eq!(window.claims().len(), 3);
}

#[test]
fn what_was_handed_in_on_another_day_is_taken_back_too_and_undone() {
    let place = Place::new();
    let begun = begun(asked(), &TAUGHT);
    let edit = submission::hand_in(&begun, Timestamp::UNIX_EPOCH).expect("not handed in");
    let mut window = place.open(&written(&place, "mine.claims.json", &applied(begun, &edit)));
    window.click("Lesson");
    window.click("Take back");
    assert_eq!(submitted(&window).handed_in, None);
    assert_eq!(window.steps(), ["Take back"]);
    window.press("Ctrl+Z");
    assert!(submitted(&window).handed_in.is_some());
}

#[test]
fn what_the_teacher_says_is_shown() {
    let place = Place::new();
    let begun = begun(asked(), &TAUGHT);
    let handed = applied(begun.clone(), &submission::hand_in(&begun, Timestamp::UNIX_EPOCH).expect("an edit"));
    let returned = Returned {
        by: "T. Eacher".to_owned(),
        grade: Some(Grade::Practising),
        comment: "Mind the ends.".to_owned(),
        at: Timestamp::UNIX_EPOCH,
    };
    let back = applied(handed.clone(), &submission::give_back(&handed, returned).expect("an edit"));
    let window = place.open(&written(&place, "back.claims.json", &back));
    assert!(window.says("T. Eacher: Practising") && window.says("Mind the ends."));
}

#[test]
fn bad_assignments_get_a_sentence() {
    let place = Place::new();
    let good = String::from_utf8(store::encode(&assignment(cut()), &Carried::default()).expect("bytes")).expect("text");
    // Broken altogether.
    let mut window = place.begin(Some(place.file("broken.claims.json", &good[..good.len() / 2])));
    window.wait_for("the sentence", |state| !state.notices.is_empty());
    assert!(window.state().document.is_none() && window.state().overlay.is_none());
    // A span that is cut beforehand is no longer in the text.
    let odd = good.replacen("\"exact\": \"The harbour is shut.\"", "\"exact\": \"The harbour is open.\"", 9);
    let mut window = offered_file(&place, &place.file("odd.claims.json", &odd));
    assert!(window.says("The file was not quite right"), "{odd}");
    window.write("Heron");
    window.press("Enter");
    window.wait_for("a submission", is_begun);
    // Of a version that this program does not know.
    let newer = good.replacen("\"version\": \"1.", "\"version\": \"9.", 1);
    assert_ne!(newer, good);
    let mut window = offered_file(&place, &place.file("newer.claims.json", &newer));
    assert!(window.says("made by a newer version of the program"));
    window.press("Ctrl+Enter");
    assert!(is_offered(&window.state()));
    // A pseudonym with signs that act on what is around them.
    let mut window = offered(&Place::new(), asked());
    window.write("Her\u{202e}on");
    assert!(window.says("A pseudonym is one line of letters and ordinary signs"));
    window.press("Enter");
    assert!(is_offered(&window.state()));
}

#[test]
fn nothing_in_a_file_acts_on_the_form() {
    let place = Place::new();
    let evil = "Do \u{202e}this\n\n\n<b>now</b>".to_owned();
    let asked = Asked { instructions: evil, fields: vec![AskedField::Speaker, AskedField::Cue], ..asked() };
    let path = written(&place, "task.claims.json", &assignment(asked));
    let mut window = Window::new(place.folders(), Some(path), Signs::Any);
    window.wait_for("the form", is_offered);
    assert!(!window.says("\u{202e}"));
}
