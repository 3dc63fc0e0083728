//! A state with a small article in it, and words for what it holds.

use std::path::PathBuf;

use claimlight::{
    app::{Action, Answer, Arrival, Command, Document, Effect, Question, State, Unit, update},
    article::{Article, Metadata, Source},
    claim::{Claim, ClaimId, Tag},
    review::{Edge, Review, Stamp},
    store::{Digest, FileIdentity, Settings},
    text::{ByteIndex, Text},
};
use jiff::Timestamp;
use uuid::Uuid;

/// An article about boats: a quotation that is split, words that come again, two paragraphs and a heading’s gap.
pub(crate) const BOATS: &str = "The harbour is shut.\n\n\
    \"We had a choice,\" she said, \"and we made it.\" The boats stay in. The boats rot.\n\n\
    Nobody asked the crews. The boats wait.";

/// A state under test, a clock that stands still and ids that count.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) state: State,
    ids: u128,
}

impl Desk {
    /// A window with nothing in it yet.
    pub(crate) fn empty() -> Self {
        Self { state: State::new(Settings::default()), ids: 0 }
    }

    /// An article that was never saved, one block a line; `|` and `^` place caret and selection.
    pub(crate) fn with(marked: &str) -> Self {
        let mut desk = Self::empty();
        desk.tell(Command::Arrived(Box::new(arrival(&without_marks(marked)))));
        let (caret, anchor) = marks(marked);
        if let Some(at) = anchor.or(caret) {
            desk.tell(Command::PlaceCaret { at, extend: false });
        }
        if let Some(at) = caret {
            desk.tell(Command::PlaceCaret { at, extend: true });
        }
        desk
    }

    /// The boats with claims of these tags on these words, in the order given, none of them focused.
    pub(crate) fn with_claims(claims: &[(Tag, &str)]) -> Self {
        let mut desk = Self::with(BOATS);
        for (tag, words) in claims {
            desk.select(words);
            desk.act(Action::Tag(*tag));
        }
        desk.act(Action::Escape);
        desk
    }

    /// Takes a command in.
    pub(crate) fn tell(&mut self, command: Command) -> Vec<Effect> {
        let ids = &mut self.ids;
        let mut count = || {
            *ids += 1;
            Uuid::from_u128(*ids)
        };
        update(&mut self.state, command, &mut Stamp { now: Timestamp::UNIX_EPOCH, new_id: &mut count })
    }

    /// Does an action of the table.
    pub(crate) fn act(&mut self, action: Action) -> Vec<Effect> {
        self.tell(Command::Do(action))
    }

    /// Answers the question that stands.
    pub(crate) fn answer(&mut self, answer: Answer) -> Vec<Effect> {
        assert!(self.state.question.is_some(), "a question to answer");
        self.tell(Command::Answer(answer))
    }

    /// Selects the first place with these words, caret at its end.
    pub(crate) fn select(&mut self, words: &str) {
        let (start, end) = self.find(words);
        self.tell(Command::PlaceCaret { at: start, extend: false });
        self.tell(Command::PlaceCaret { at: end, extend: true });
    }

    /// Selects words and makes them a claim; returns its id.
    pub(crate) fn tag(&mut self, tag: Tag, words: &str) -> ClaimId {
        self.select(words);
        self.act(Action::Tag(tag));
        self.document().focus.expect("a new claim is focused").claim
    }

    /// Where words are.
    pub(crate) fn find(&self, words: &str) -> (ByteIndex, ByteIndex) {
        let at = self.text().find(words).expect("words of the article");
        (ByteIndex::new(at), ByteIndex::new(at + words.len()))
    }

    /// The place inside the first such words that `|` marks, or before them.
    pub(crate) fn at(&self, words: &str) -> ByteIndex {
        let offset = words.find('|').unwrap_or(0);
        let at = self.text().find(&words.replace('|', "")).expect("words of the article");
        ByteIndex::new(at + offset)
    }

    /// Moves an end of the first segment of the focused claim.
    pub(crate) fn nudge(&mut self, edge: Edge, by_word: bool, forward: bool) -> Vec<Effect> {
        self.act(Action::Nudge { edge, by_word, forward })
    }

    /// Selects by units.
    pub(crate) fn select_units(&mut self, from: &str, to: &str, unit: Unit) {
        let (from, to) = (self.at(from), self.at(to));
        self.tell(Command::SelectUnits { from, to, unit });
    }

    pub(crate) fn document(&self) -> &Document {
        self.state.document.as_ref().expect("a document")
    }

    pub(crate) fn review(&self) -> &Review {
        &self.document().review
    }

    pub(crate) fn text(&self) -> &str {
        self.review().article().text().as_str()
    }

    /// The claim that is looked at.
    pub(crate) fn focused(&self) -> &Claim {
        self.document().focused().expect("a focused claim")
    }

    /// The claims in text order, such as `quote: We had … made it`.
    pub(crate) fn claims(&self) -> Vec<String> {
        self.review().claims().in_order().iter().map(|claim| self.said(claim)).collect()
    }

    /// A claim as [`Self::claims`] writes it.
    pub(crate) fn said(&self, claim: &Claim) -> String {
        let text = self.review().article().text();
        let words: Vec<&str> = claim.segments.placed().iter().map(|span| text.slice(*span)).collect();
        format!("{}: {}", claim.tag.name(), words.join(" … "))
    }

    /// The focused claim as [`Self::claims`] writes it, or nothing.
    pub(crate) fn focus(&self) -> String {
        self.document().focused().map(|claim| self.said(claim)).unwrap_or_default()
    }

    /// The selected words.
    pub(crate) fn selected(&self) -> &str {
        let (start, end) = self.document().selection.range();
        &self.text()[start.get()..end.get()]
    }

    /// The text with the caret and, where words are selected, the end that stays.
    pub(crate) fn carets(&self) -> String {
        let selection = &self.document().selection;
        let mut text = self.text().to_owned();
        let (first, last) = if selection.head < selection.anchor { ('|', '^') } else { ('^', '|') };
        let (start, end) = selection.range();
        text.insert(end.get(), last);
        if start != end {
            text.insert(start.get(), first);
        }
        text
    }

    /// The names of the steps made, oldest first.
    pub(crate) fn steps(&self) -> Vec<String> {
        self.document().undo.done_names().map(ToString::to_string).collect()
    }

    /// The sentences for the reviewer.
    pub(crate) fn notices(&self) -> Vec<&str> {
        self.state.notices.iter().map(|notice| notice.words.as_str()).collect()
    }

    /// The question that stands.
    pub(crate) fn question(&self) -> &Question {
        self.state.question.as_ref().expect("a question")
    }

    /// Whether there is work that is in no file.
    pub(crate) fn is_unsaved(&self) -> bool {
        self.document().is_unsaved()
    }

    /// What the runtime reports when the state as it is now has been saved.
    pub(crate) fn saved(&mut self, path: &str) -> Vec<Effect> {
        let serial = self.document().undo.serial();
        self.tell(Command::Saved { file: file(path), serial, remark: None })
    }
}

/// A file with some content.
pub(crate) fn file(path: &str) -> FileIdentity {
    FileIdentity { path: PathBuf::from(path), sha256: Digest::of(path.as_bytes()) }
}

/// An article of one block a line, never saved.
pub(crate) fn arrival(text: &str) -> Arrival {
    let text = Text::new(text).expect("a text");
    let metadata = Metadata { title: Some("Boats".to_owned()), ..Metadata::default() };
    let article = Article::new(text, Vec::new(), metadata, Source::default()).expect("an article");
    Arrival::new(Review::new(article, "Reviewer"), "boats.claims.json")
}

/// Whether an effect is that of an edit.
pub(crate) fn records(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Record(_)))
}

fn without_marks(marked: &str) -> String {
    marked.replace(['|', '^'], "")
}

/// The places of `|` and `^`.
fn marks(marked: &str) -> (Option<ByteIndex>, Option<ByteIndex>) {
    let place = |mark: char| {
        let at = marked.find(mark)?;
        Some(ByteIndex::new(without_marks(&marked[..at]).len()))
    };
    (place('|'), place('^'))
}
