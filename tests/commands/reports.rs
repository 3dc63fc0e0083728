//! Reports: where they are written to, and what is offered when they are.

use std::path::PathBuf;

use claimlight::{
    app::{Answer, CheckCommand, CheckField, Command, Effect, Question, ReportCommand, ReportRequest, Target},
    claim::{ClaimId, State, Tag, VerdictKind},
    report::{Kind, Options},
    review::operations::Ask,
};

use crate::support::{BOATS, Desk};

fn request(kind: Kind) -> ReportRequest {
    ReportRequest { kind, options: Options::default() }
}

fn path() -> PathBuf {
    PathBuf::from("report.html")
}

/// An assertion whose verdict is agreed, and one that is only spotted.
fn with_approved() -> (Desk, ClaimId, ClaimId) {
    let mut desk = Desk::with(BOATS);
    let (rot, wait) = (desk.tag(Tag::Assertion, "The boats rot."), desk.tag(Tag::Assertion, "The boats wait."));
    for command in [
        CheckCommand::Verdict(rot, VerdictKind::Content, Some("true".to_owned())),
        CheckCommand::Amend(vec![rot], CheckField::Rationale("They do.".to_owned())),
        CheckCommand::Amend(vec![rot], CheckField::Searched("The port".to_owned())),
        CheckCommand::TakeTo { claims: vec![rot], target: Target::State(State::Approved), ask: Ask::default() },
    ] {
        desk.tell(Command::Check(command));
    }
    desk.state.notices.clear();
    (desk, rot, wait)
}

fn written(kind: Kind, claims: Vec<ClaimId>, left_out: &[&str]) -> Command {
    let left_out = left_out.iter().map(|words| (*words).to_owned()).collect();
    Command::Report(ReportCommand::Written { request: request(kind), path: path(), claims, left_out })
}

#[test]
fn where_to_write_is_asked_with_a_name_made_of_the_reviews() {
    for (kind, name) in
        [(Kind::Annotated, ".annotated.html"), (Kind::LogXlsx, ".log.xlsx"), (Kind::PublicMarkdown, ".public.md")]
    {
        let mut desk = Desk::with(BOATS);
        let effects = desk.tell(Command::Report(ReportCommand::Ask(request(kind))));
        let [Effect::AskWhereToReport { request: asked, name: proposed }] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!(asked.kind, kind);
        assert!(proposed.ends_with(name) && !proposed.contains("claims"), "{proposed}");
    }
}

#[test]
fn a_file_is_replaced_only_when_that_is_the_answer() {
    let exists = || Command::Report(ReportCommand::Exists(request(Kind::Annotated), path()));
    let write = |replace| vec![Effect::WriteReport { request: request(Kind::Annotated), path: path(), replace }];
    let mut desk = Desk::with(BOATS);
    assert_eq!(desk.tell(Command::Report(ReportCommand::WriteTo(request(Kind::Annotated), path()))), write(false));
    desk.tell(exists());
    assert!(desk.answer(Answer::Cancel).is_empty());
    desk.tell(exists());
    assert_eq!(desk.answer(Answer::Replace), write(true));
    assert!(desk.state.question.is_none());
    desk.tell(exists());
    let effects = desk.answer(Answer::SaveElsewhere);
    assert!(matches!(&effects[..], [Effect::AskWhereToReport { .. }]), "{effects:?}");
}

#[test]
fn what_is_left_out_stands_in_the_notice() {
    let mut desk = Desk::with(BOATS);
    desk.tell(written(Kind::Log, Vec::new(), &["1 confidential source", "2 claims are skipped"]));
    let words: Vec<&str> = desk.state.notices.iter().map(|notice| notice.words.as_str()).collect();
    assert_eq!(words, ["Written to report.html. Left out: 1 confidential source; 2 claims are skipped"]);
}

#[test]
fn what_went_out_for_readers_may_be_marked_as_published() {
    for kind in Kind::ALL {
        let (mut desk, rot, wait) = with_approved();
        desk.tell(written(kind, vec![rot, wait], &[]));
        match &desk.state.question {
            Some(Question::Publish { claims, version }) if kind.publishes() => {
                assert_eq!((&claims[..], version.as_str()), (&[rot][..], "1"));
            }
            other => assert!(other.is_none() && !kind.publishes(), "{kind:?}: {other:?}"),
        }
    }
}

#[test]
fn the_version_that_is_offered_follows_the_last() {
    let (mut desk, rot, wait) = with_approved();
    desk.tell(Command::Check(CheckCommand::Publish(vec![rot], "7".to_owned())));
    for command in [
        CheckCommand::Verdict(wait, VerdictKind::Content, Some("true".to_owned())),
        CheckCommand::Amend(vec![wait], CheckField::Rationale("They do.".to_owned())),
        CheckCommand::Amend(vec![wait], CheckField::Searched("The port".to_owned())),
        CheckCommand::TakeTo { claims: vec![wait], target: Target::State(State::Approved), ask: Ask::default() },
    ] {
        desk.tell(Command::Check(command));
    }
    desk.tell(written(Kind::Public, vec![rot, wait], &[]));
    let Some(Question::Publish { claims, version }) = &desk.state.question else { panic!("no question") };
    assert_eq!((&claims[..], version.as_str()), (&[wait][..], "8"));
}

#[test]
fn without_anything_to_mark_nothing_is_offered() {
    let (mut desk, _, wait) = with_approved();
    desk.tell(written(Kind::Public, vec![wait], &[]));
    assert!(desk.state.question.is_none());
    let (mut desk, rot, _) = with_approved();
    desk.state.document.as_mut().expect("a document").read_only = Some("it is a lesson".to_owned());
    desk.tell(written(Kind::Public, vec![rot], &[]));
    assert!(desk.state.question.is_none());
}
