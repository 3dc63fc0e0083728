//! What each kind of report is about, and what it leaves out and why.

use claimlight::{
    claim::{State, VerdictKind},
    report::{self, Kind, Omission, Options},
    review::operations::Ask,
};

use crate::support::{Newsroom, page, text_of, texts};

fn said(room: &Newsroom, kind: Kind, internal: bool) -> Vec<String> {
    let options = Options { internal, ..Options::default() };
    report::left_out(room.review(), kind, &options).iter().map(ToString::to_string).collect()
}

#[test]
fn every_kind_says_what_it_leaves_out() {
    let room = Newsroom::full();
    let confidential = ["1 confidential source", "1 confidential contact"];
    let public = ["4 claims are not approved yet", "1 claim is skipped", confidential[0], confidential[1]];
    let table: [(Kind, &[&str]); 9] = [
        (Kind::Annotated, &confidential),
        (Kind::Log, &confidential),
        (Kind::LogXlsx, &confidential),
        (Kind::Queries, &["1 claim is skipped", confidential[0], confidential[1]]),
        (Kind::Public, &public),
        (Kind::PublicMarkdown, &public),
        (
            Kind::ClaimReview,
            &[
                "4 claims are not approved yet",
                "1 claim is skipped",
                "1 claim has no verdict on whether it is so",
                "The address of the published check, which search engines require: it was not given",
            ],
        ),
        (Kind::Sources, &confidential[..1]),
        (Kind::Corrections, &confidential),
    ];
    for (kind, sentences) in table {
        assert_eq!(said(&room, kind, false), sentences, "{kind:?}");
        let written = report::write(room.review(), kind, &Options::default()).unwrap();
        assert_eq!(written.left_out, report::left_out(room.review(), kind, &Options::default()), "{kind:?}");
    }
    assert_eq!(said(&room, Kind::Annotated, true), [""; 0]);
    assert_eq!(said(&room, Kind::Public, true), public[..2]);
}

#[test]
fn a_report_says_it_itself_where_it_has_a_place_for_it() {
    let room = Newsroom::full();
    let html = text_of(room.review(), Kind::Public, &Options::default());
    let sentences = texts(&page(&html), ".left-out li");
    assert_eq!(sentences, ["4 claims are not approved yet", "1 claim is skipped", "What is confidential is left out"]);
    let markdown = text_of(room.review(), Kind::PublicMarkdown, &Options::default());
    assert!(markdown.contains("## Left out of this report\n\n- 4 claims are not approved yet\n"), "{markdown}");
}

#[test]
fn a_report_is_about_what_its_guards_let_in() {
    let mut room = Newsroom::full();
    let about = |room: &Newsroom, kind| report::claims(room.review(), kind, &Options::default());
    let (quote, fell, opened) = (room.claim("“Catches"), room.claim("Catches"), room.claim("It opened"));
    assert_eq!(about(&room, Kind::Public), [quote, fell, opened]);
    assert_eq!(about(&room, Kind::ClaimReview), [fell, opened]);
    assert_eq!(about(&room, Kind::Annotated).len(), 8);
    // A verdict's name in the wording would be read as part of what was claimed.
    let again = Ask { reason: Some("reworded".to_owned()), duplicate_of: None };
    room.take(opened, State::InProgress, &again);
    room.reword(opened, "It is mostly TRUE that it opened in 1951");
    room.approve(opened, VerdictKind::Content, "mostly_true", "It is.");
    assert_eq!(about(&room, Kind::ClaimReview), [fell]);
    let left_out = report::left_out(room.review(), Kind::ClaimReview, &Options::default());
    assert!(left_out.contains(&Omission::VerdictInWording(1)));
}
