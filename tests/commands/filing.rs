//! Opening, saving and leaving, with unsaved work or without.

use std::path::{Path, PathBuf};

use claimlight::{
    app::{
        Action, AfterSaving, Answer, Clip, Command, Effect, NoticeKind, Outcome, PlaceOfFocus, Question, SaveTarget,
    },
    claim::Tag,
};

use crate::support::{BOATS, Desk, arrival, file};

fn to(path: &str, replace: bool) -> Effect {
    Effect::Save(SaveTarget { path: PathBuf::from(path), replace })
}

fn ask() -> Effect {
    Effect::AskWhereToSave("boats.claims.json".to_owned())
}

/// A document with a file and a step that is not in it.
fn unsaved() -> Desk {
    let mut desk = Desk::with(BOATS);
    desk.tag(Tag::Assertion, "The boats rot.");
    desk.saved("a.claims.json");
    desk.tag(Tag::Assertion, "The boats wait.");
    desk
}

fn another() -> Command {
    Command::Arrived(Box::new(arrival("Another article.")))
}

#[test]
fn opening_asks_reads_and_shows() {
    let mut desk = Desk::empty();
    assert_eq!(desk.act(Action::Open), [Effect::AskWhatToOpen]);
    let path = PathBuf::from("boats.txt");
    assert_eq!(desk.tell(Command::Open(path.clone())), [Effect::Load(path.clone())]);
    assert_eq!(desk.state.loading.as_deref(), Some(path.as_path()));
    let mut boats = arrival("  \n\nThe boats.");
    boats.recent = Some(path.clone());
    let effects = desk.tell(Command::Arrived(Box::new(boats)));
    assert_eq!(
        effects,
        [Effect::TakeOver, Effect::StartJournal, Effect::SaveSettings, Effect::Focus(PlaceOfFocus::Article)]
    );
    assert_eq!(desk.state.loading, None);
    assert_eq!(desk.state.settings.recent, [path]);
    assert_eq!(desk.carets(), "  \n\n|The boats.", "the caret stands before the first word");
    assert_eq!(desk.act(Action::OpenSample), [Effect::LoadSample]);
}

#[test]
fn a_file_that_cannot_be_read_leaves_what_is_open() {
    let mut desk = unsaved();
    let review = desk.review().clone();
    desk.tell(Command::Open(PathBuf::from("gone.txt")));
    desk.tell(Command::Failed("“gone.txt” is not there".to_owned()));
    assert_eq!(desk.state.loading, None);
    assert_eq!(desk.review(), &review);
    assert_eq!(desk.state.notices[0].kind, NoticeKind::Error);
}

#[test]
fn without_unsaved_work_the_next_document_takes_the_place() {
    let mut desk = Desk::with(BOATS);
    let effects = desk.tell(another());
    assert_eq!(
        effects,
        [Effect::LeaveJournal, Effect::TakeOver, Effect::StartJournal, Effect::Focus(PlaceOfFocus::Article)]
    );
    assert_eq!(desk.text(), "Another article.");
}

#[test]
fn with_unsaved_work_the_next_document_waits_for_an_answer() {
    let table = [
        (Answer::Cancel, vec![Effect::DropArrival], BOATS),
        (
            Answer::GoOn,
            vec![Effect::LeaveJournal, Effect::TakeOver, Effect::StartJournal, Effect::Focus(PlaceOfFocus::Article)],
            "Another article.",
        ),
        (Answer::Save, vec![to("a.claims.json", false)], BOATS),
    ];
    for (answer, effects, shown) in table {
        let mut desk = unsaved();
        assert_eq!(desk.tell(another()), [], "nothing happens before the answer");
        assert!(matches!(desk.question(), Question::Unsaved { then: AfterSaving::Show(_) }));
        assert_eq!(desk.answer(answer), effects, "{answer:?}");
        assert_eq!(desk.text(), shown, "{answer:?}");
        if answer == Answer::Save {
            let effects = desk.saved("a.claims.json");
            assert!(effects.contains(&Effect::LeaveJournal) && effects.contains(&Effect::StartJournal));
            assert_eq!(desk.text(), "Another article.", "it is shown once the work is saved");
        }
    }
}

#[test]
fn quitting_closes_at_once_or_asks() {
    for command in [Command::Do(Action::Quit), Command::CloseRequested] {
        assert_eq!(Desk::empty().tell(command.clone()), [Effect::Quit]);
        assert_eq!(Desk::with(BOATS).tell(command.clone()), [Effect::Quit]);
        let mut desk = unsaved();
        desk.act(Action::Palette);
        assert_eq!(desk.tell(command.clone()), []);
        assert_eq!(desk.state.overlay, None, "nothing covers the question");
        assert!(matches!(desk.question(), Question::Unsaved { then: AfterSaving::Quit }));
        let mut stays = desk.clone();
        assert_eq!(stays.answer(Answer::Cancel), []);
        assert!(stays.is_unsaved());
        assert_eq!(desk.clone().answer(Answer::GoOn), [Effect::Quit]);
        assert_eq!(desk.answer(Answer::Save), [to("a.claims.json", false)]);
        assert_eq!(desk.saved("a.claims.json"), [Effect::Quit]);
    }
}

#[test]
fn a_failed_save_does_not_quit() {
    let mut desk = unsaved();
    desk.tell(Command::CloseRequested);
    desk.answer(Answer::Save);
    let words = "There is no space".to_owned();
    assert_eq!(desk.tell(Command::SaveFailed(Outcome::Failed { words, elsewhere: false })), []);
    assert_eq!(desk.notices(), ["There is no space"]);
    // A later save is a save and no more.
    assert_eq!(desk.act(Action::Save), [to("a.claims.json", false)]);
    assert_eq!(desk.saved("a.claims.json"), []);
}

#[test]
fn the_first_save_asks_where_and_the_next_ones_do_not() {
    let mut desk = Desk::with(BOATS);
    desk.tag(Tag::Assertion, "The boats rot.");
    assert_eq!(desk.act(Action::Save), [ask()]);
    assert_eq!(desk.tell(Command::SaveTo(PathBuf::from("b.claims.json"))), [to("b.claims.json", false)]);
    assert!(desk.state.saving);
    assert_eq!(desk.saved("b.claims.json"), [Effect::SaveSettings], "a new file is a recent one");
    assert!(!desk.state.saving);
    assert_eq!(desk.state.settings.recent, [Path::new("b.claims.json")]);
    assert_eq!(desk.act(Action::Save), [to("b.claims.json", false)]);
    assert_eq!(desk.saved("b.claims.json"), []);
    assert_eq!(desk.act(Action::SaveAs), [ask()]);
}

#[test]
fn a_save_during_a_save_comes_after_it_if_there_is_more_to_save() {
    let mut desk = unsaved();
    desk.act(Action::Save);
    let serial = desk.document().undo.serial();
    assert_eq!(desk.act(Action::Save), [], "one at a time");
    desk.tag(Tag::Quote, "Nobody");
    let saved = |serial| Command::Saved { file: file("a.claims.json"), serial, remark: None };
    assert_eq!(desk.tell(saved(serial)), [to("a.claims.json", false)]);
    let serial = desk.document().undo.serial();
    assert_eq!(desk.tell(saved(serial)), []);
    assert!(!desk.is_unsaved());
}

#[test]
fn a_remark_on_a_save_is_told() {
    let mut desk = unsaved();
    desk.act(Action::Save);
    let serial = desk.document().undo.serial();
    let remark = Some("the disk did not confirm it".to_owned());
    desk.tell(Command::Saved { file: file("a.claims.json"), serial, remark });
    assert_eq!(desk.notices(), ["the disk did not confirm it"]);
    assert!(!desk.is_unsaved());
}

#[test]
fn a_file_that_is_there_or_was_changed_is_asked_about() {
    let path = || PathBuf::from("a.claims.json");
    for (outcome, is_change) in [(Outcome::ChangedOnDisk(path()), true), (Outcome::Exists(path()), false)] {
        let mut desk = unsaved();
        desk.act(Action::Save);
        assert_eq!(desk.tell(Command::SaveFailed(outcome)), []);
        assert!(!desk.state.saving);
        match desk.question() {
            Question::ChangedOnDisk(asked) => assert!(is_change && *asked == path()),
            Question::Exists(asked) => assert!(!is_change && *asked == path()),
            other => panic!("{other:?}"),
        }
        assert_eq!(desk.clone().answer(Answer::Replace), [to("a.claims.json", true)]);
        assert_eq!(desk.clone().answer(Answer::SaveElsewhere), [ask()]);
        let reloaded = if is_change { vec![Effect::Load(path())] } else { vec![] };
        assert_eq!(desk.clone().answer(Answer::Reload), reloaded);
        assert_eq!(desk.answer(Answer::Cancel), []);
        assert!(desk.is_unsaved() && desk.state.question.is_none());
    }
}

#[test]
fn quitting_goes_on_after_a_question_about_the_file() {
    let path = PathBuf::from("a.claims.json");
    let mut desk = unsaved();
    desk.tell(Command::CloseRequested);
    desk.answer(Answer::Save);
    desk.tell(Command::SaveFailed(Outcome::ChangedOnDisk(path)));
    let mut elsewhere = desk.clone();
    desk.answer(Answer::Replace);
    assert_eq!(desk.saved("a.claims.json"), [Effect::Quit]);
    elsewhere.answer(Answer::SaveElsewhere);
    elsewhere.tell(Command::SaveTo(PathBuf::from("b.claims.json")));
    assert_eq!(elsewhere.saved("b.claims.json").last(), Some(&Effect::Quit));
}

#[test]
fn cancelling_the_dialog_or_the_question_forgets_the_quitting() {
    let mut desk = Desk::with(BOATS);
    desk.tag(Tag::Assertion, "The boats rot.");
    desk.tell(Command::CloseRequested);
    assert_eq!(desk.answer(Answer::Save), [ask()]);
    assert_eq!(desk.tell(Command::DialogCancelled), []);
    desk.act(Action::Save);
    desk.tell(Command::SaveTo(PathBuf::from("b.claims.json")));
    assert!(!desk.saved("b.claims.json").contains(&Effect::Quit));

    let mut desk = unsaved();
    desk.tell(Command::CloseRequested);
    desk.answer(Answer::Save);
    desk.tell(Command::SaveFailed(Outcome::ChangedOnDisk(PathBuf::from("a.claims.json"))));
    desk.answer(Answer::Cancel);
    desk.act(Action::Save);
    assert!(!desk.saved("a.claims.json").contains(&Effect::Quit));
}

#[test]
fn where_another_place_would_do_it_is_asked_for() {
    let mut desk = unsaved();
    desk.act(Action::Save);
    let outcome = Outcome::Failed { words: "The folder may not be written".to_owned(), elsewhere: true };
    assert_eq!(desk.tell(Command::SaveFailed(outcome)), [ask()]);
    assert_eq!(desk.notices(), ["The folder may not be written"]);
    assert!(desk.is_unsaved());
}

#[test]
fn without_a_file_dialog_a_path_is_typed() {
    let mut desk = unsaved();
    for saving in [true, false] {
        let proposed = "boats.claims.json".to_owned();
        assert_eq!(desk.tell(Command::NoDialog { saving, proposed }), []);
        assert!(matches!(desk.question(), Question::TypePath { saving: asked, .. } if *asked == saving));
        desk.answer(Answer::Cancel);
        assert!(desk.state.question.is_none());
    }
    desk.tell(Command::NoDialog { saving: true, proposed: String::new() });
    assert_eq!(desk.tell(Command::SaveTo(PathBuf::from("c.claims.json"))), [to("c.claims.json", false)]);
    assert!(desk.state.question.is_none());
}

#[test]
fn a_read_only_review_is_saved_as_another_file_and_is_then_its_own() {
    let mut desk = Desk::empty();
    let mut shown = arrival(BOATS);
    shown.file = Some(file("a.claims.json"));
    shown.read_only = Some("another window has it open".to_owned());
    desk.tell(Command::Arrived(Box::new(shown)));
    assert_eq!(desk.act(Action::Save), [ask()]);
    desk.tell(Command::SaveTo(PathBuf::from("b.claims.json")));
    desk.saved("b.claims.json");
    desk.tag(Tag::Assertion, "The boats rot.");
    assert_eq!(desk.claims(), ["assertion: The boats rot."]);
}

#[test]
fn pasted_words_become_an_article_unless_there_are_none() {
    let mut desk = Desk::with(BOATS);
    assert_eq!(desk.act(Action::PasteArticle), [Effect::Paste]);
    let clip = |words: &str| Clip { words: words.to_owned(), html: None };
    assert_eq!(desk.tell(Command::Pasted(clip("News."))), [Effect::LoadPasted(clip("News."))]);
    assert_eq!(desk.tell(Command::Pasted(clip(" \n"))), []);
    assert_eq!(desk.notices().len(), 1);
}

#[test]
fn without_a_document_there_is_nothing_to_save() {
    let mut desk = Desk::empty();
    assert_eq!(desk.act(Action::Save), []);
    assert_eq!(desk.act(Action::SaveAs), []);
}
