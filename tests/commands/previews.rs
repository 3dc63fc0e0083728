//! The preview of an article that was just opened.

use std::path::PathBuf;

use claimlight::{
    app::{Action, Arrival, Clip, Command, Effect, Manner, NoticeKind, Origin, PlaceOfFocus, Preview, PreviewCommand},
    article::Metadata,
    claim::Tag,
    read::{Part, Remark, Shown, encoding_named},
    text::ByteIndex,
};

use crate::support::{BOATS, Desk, arrival, records};

fn origin() -> Origin {
    Origin::File(PathBuf::from("boats.html"))
}

/// An article as it arrives from a page.
fn page(text: &str, manner: Manner) -> Arrival {
    let mut arrival = arrival(text);
    let metadata = arrival.review.article().metadata.clone();
    arrival.preview = Some(Preview {
        origin: origin(),
        manner,
        warnings: vec!["Two pictures were left out".to_owned()],
        remarks: Vec::new(),
        shown: if manner.whole_page { Shown::WholePage } else { Shown::ArticleAlone },
        parts: vec![Part { name: "Boats".to_owned(), address: None, kept: None }],
        metadata,
        is_again: false,
        is_open: true,
    });
    arrival
}

fn again(text: &str, manner: Manner) -> Command {
    let mut arrival = page(text, manner);
    if let Some(preview) = &mut arrival.preview {
        preview.is_again = true;
    }
    Command::Arrived(Box::new(arrival))
}

fn with_page() -> Desk {
    let mut desk = Desk::empty();
    desk.tell(Command::Arrived(Box::new(page(BOATS, Manner::default()))));
    desk
}

fn is_open(desk: &Desk) -> bool {
    desk.state.document.as_ref().is_some_and(|document| document.open_preview().is_some())
}

#[test]
fn the_preview_goes_with_the_first_claim_and_comes_back_without_it() {
    let mut desk = with_page();
    assert!(is_open(&desk));
    desk.tag(Tag::Assertion, "The boats rot.");
    assert!(!is_open(&desk));
    desk.act(Action::Undo);
    assert!(is_open(&desk));
    assert_eq!(desk.tell(Command::Preview(PreviewCommand::Close)), [Effect::Focus(PlaceOfFocus::View)]);
    assert!(!is_open(&desk));
}

#[test]
fn escape_puts_the_preview_away_when_nothing_else_is_left_to_leave() {
    let mut desk = with_page();
    desk.act(Action::SelectAll);
    desk.act(Action::Escape);
    assert!(is_open(&desk), "the selection goes first");
    desk.act(Action::Escape);
    assert!(!is_open(&desk));
}

#[test]
fn a_page_is_read_again_as_a_whole_and_keeps_what_was_corrected() {
    let mut desk = with_page();
    let title = Some("Boats of the harbour".to_owned());
    let corrected = Metadata { title, ..desk.review().article().metadata.clone() };
    desk.tell(Command::AmendArticle(Box::new(corrected.clone())));
    let whole = Manner { whole_page: true, ..Manner::default() };
    assert_eq!(desk.act(Action::WholePage), [Effect::ReadAgain { origin: origin(), manner: whole }]);
    assert!(desk.state.loading.is_some());

    let effects = desk.tell(again("Home | News\nThe boats rot.\n", whole));
    assert!(desk.state.question.is_none(), "nobody is asked: no work goes");
    assert!(records(&effects), "what was corrected is a step of the new document");
    assert_eq!(desk.text(), "Home | News\nThe boats rot.\n");
    assert_eq!(desk.review().article().metadata, corrected);
    assert_eq!(desk.act(Action::WholePage), [Effect::ReadAgain { origin: origin(), manner: Manner::default() }]);
}

#[test]
fn another_encoding_or_article_of_the_file_is_read_again() {
    let mut desk = with_page();
    for manner in
        [Manner { encoding: encoding_named("koi8-r"), ..Manner::default() }, Manner { part: 3, ..Manner::default() }]
    {
        let effects = desk.tell(Command::Preview(PreviewCommand::ReadAgain(manner)));
        assert_eq!(effects, [Effect::ReadAgain { origin: origin(), manner }]);
    }
}

#[test]
fn an_article_with_claims_is_not_read_again() {
    let mut desk = with_page();
    desk.tag(Tag::Assertion, "The boats rot.");
    assert_eq!(desk.act(Action::WholePage), []);
    assert_eq!(desk.notices().len(), 1);

    let mut desk = with_page();
    desk.act(Action::WholePage);
    desk.tag(Tag::Assertion, "The boats rot.");
    assert_eq!(desk.tell(again("Home", Manner::default())), [Effect::DropArrival], "a claim was made meanwhile");
    assert_eq!(desk.text(), BOATS);
}

#[test]
fn comments_become_claims_with_notes_as_one_step() {
    let mut arrival = page(BOATS, Manner::default());
    let text = arrival.review.article().text().clone();
    let words = "The boats rot.";
    let at = BOATS.find(words).expect("the words");
    let span = text.span(ByteIndex::new(at)..ByteIndex::new(at + words.len())).expect("a span");
    let remark = |span, author: Option<&str>, words: &str| Remark {
        span,
        author: author.map(str::to_owned),
        words: words.to_owned(),
    };
    if let Some(preview) = &mut arrival.preview {
        preview.remarks = vec![
            remark(Some(span), Some("Ines"), "Says who?"),
            remark(Some(span), None, "The harbour office does"),
            remark(None, Some("Ines"), "Nice piece"),
        ];
    }
    let mut desk = Desk::empty();
    desk.tell(Command::Arrived(Box::new(arrival)));
    let effects = desk.tell(Command::Preview(PreviewCommand::TakeRemarks));
    assert!(records(&effects));
    assert_eq!(desk.claims(), ["assertion: The boats rot."]);
    let note = desk.review().claims().in_order()[0].note.clone();
    assert_eq!(note, "Ines: Says who?\nThe harbour office does");
    assert!(desk.state.notices.iter().any(|notice| notice.words.contains("Nice piece")));
    desk.act(Action::Undo);
    assert!(desk.claims().is_empty());
}

#[test]
fn several_files_are_opened_one_after_another() {
    let mut desk = Desk::empty();
    let files: Vec<PathBuf> = ["a.txt", "b.html"].map(PathBuf::from).into();
    assert_eq!(desk.tell(Command::OpenAll(files)), [Effect::Load("a.txt".into())]);
    desk.tell(Command::Arrived(Box::new(arrival("A."))));
    assert_eq!(desk.act(Action::NextFile), [Effect::Load("b.html".into())]);
    assert_eq!(desk.act(Action::NextFile), [], "there is none after the last");
    assert_eq!(desk.tell(Command::OpenAll(Vec::new())), []);
    assert_eq!(desk.state.notices.last().map(|notice| notice.kind), Some(NoticeKind::Info));

    desk.tell(Command::OpenAll(vec!["a.txt".into(), "b.html".into()]));
    desk.tell(Command::Open("c.txt".into()));
    assert_eq!(desk.act(Action::NextFile), [], "a file asked for by itself ends the row");
}

#[test]
fn reading_can_be_stopped() {
    let mut desk = Desk::with(BOATS);
    desk.tell(Command::Open("huge.pdf".into()));
    assert_eq!(desk.act(Action::Escape), [Effect::StopReading]);
    assert_eq!(desk.state.loading, None);
    assert_eq!(desk.text(), BOATS);
}

#[test]
fn the_clipboard_is_read_again_as_well() {
    let clip = Clip { words: "Boats".to_owned(), html: Some("<p>Boats</p>".to_owned()) };
    let mut arrival = page(BOATS, Manner::default());
    if let Some(preview) = &mut arrival.preview {
        preview.origin = Origin::Clipboard(clip.clone());
    }
    let mut desk = Desk::empty();
    desk.tell(Command::Arrived(Box::new(arrival)));
    let manner = Manner { whole_page: true, ..Manner::default() };
    assert_eq!(desk.act(Action::WholePage), [Effect::ReadAgain { origin: Origin::Clipboard(clip), manner }]);
}
