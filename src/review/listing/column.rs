//! The columns of the table of claims: what stands in them, and how they are sorted.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::{
    claim::{Claim, Flag, NO_LONGER_IN_TEXT, SpeakerId, VerdictKind, named::named},
    review::{Review, excerpt},
};

/// The most of a claim's words that a cell shows, in bytes.
const CELL_BYTES: usize = 160;

/// The most of a claim's words by which it is sorted, in bytes.
const KEY_BYTES: usize = 48;

named! {
    /// A column of the table of claims.
    pub enum Column {
        /// The claim's place in text order, from 1.
        Number = "number", "No.";
        /// What it is.
        Tag = "tag", "Tag";
        /// Its first words.
        Words = "words", "Words";
        /// What it says, in words that stand by themselves.
        ClaimText = "claim_text", "In its own words";
        /// Who says it.
        Speaker = "speaker", "Speaker";
        /// Where the work on it is.
        Status = "status", "Status";
        /// How urgent it is.
        Priority = "priority", "Priority";
        /// The verdict on whether it was said.
        Attribution = "attribution", "Was it said?";
        /// The verdict on whether it is so.
        Content = "content", "Is it so?";
        /// How sure the verdicts are.
        Confidence = "confidence", "Confidence";
        /// How many pieces of evidence it is linked to.
        Evidence = "evidence", "Evidence";
        /// The codebook's remarks.
        Flags = "flags", "Flags";
        /// The reviewer's own remarks.
        Labels = "labels", "Labels";
        /// Who found the verdicts.
        Checker = "checker", "Checker";
        /// Who agreed to them.
        Approver = "approver", "Approver";
        /// The kind of block it begins in.
        Zone = "zone", "Zone";
        /// The note on it.
        Note = "note", "Note";
        /// When it was made.
        Created = "created", "Created";
        /// When it was last changed.
        Modified = "modified", "Modified";
    }
}

impl Column {
    /// The columns that show at first.
    pub const USUAL: [Self; 9] = [
        Self::Number,
        Self::Tag,
        Self::Words,
        Self::Speaker,
        Self::Status,
        Self::Priority,
        Self::Attribution,
        Self::Content,
        Self::Evidence,
    ];

    /// Whether its cells can be changed in their place.
    pub fn is_editable(self) -> bool {
        matches!(self, Self::ClaimText | Self::Speaker | Self::Status | Self::Priority | Self::Labels)
    }

    /// What stands in the cell of a claim, on one line; `number` is the claim's place in text order, from 1.
    pub fn words(self, review: &Review, claim: &Claim, number: usize) -> String {
        let check = claim.check();
        let verdict =
            |kind| review.schemes().verdict(review.visible_verdicts(claim), kind).unwrap_or_default().to_owned();
        match self {
            Self::Number => number.to_string(),
            Self::Tag => claim.tag.label().to_owned(),
            Self::Words => excerpt(review, claim, CELL_BYTES),
            Self::ClaimText => claim.claim_text.clone().unwrap_or_default(),
            Self::Speaker => speaker_name(review, claim).unwrap_or_default().to_owned(),
            Self::Status => status_words(review, claim),
            Self::Priority => check.priority.map(|priority| priority.label().to_owned()).unwrap_or_default(),
            Self::Attribution => verdict(VerdictKind::Attribution),
            Self::Content => verdict(VerdictKind::Content),
            Self::Confidence if review.hides_first_verdict(claim) => String::new(),
            Self::Confidence => check.confidence.map(|confidence| confidence.label().to_owned()).unwrap_or_default(),
            Self::Evidence if check.evidence.is_empty() => String::new(),
            Self::Evidence => check.evidence.len().to_string(),
            Self::Flags => flags_of(claim),
            Self::Labels => claim.labels.join(", "),
            Self::Checker => check.checker.clone().unwrap_or_default(),
            Self::Approver => check.approver.clone().unwrap_or_default(),
            Self::Zone => zone_label(review, claim).unwrap_or(NO_LONGER_IN_TEXT).to_owned(),
            Self::Note => crate::review::one_line(&claim.note, CELL_BYTES),
            Self::Created => day_and_time(claim.created),
            Self::Modified => day_and_time(claim.modified),
        }
    }
}

fn speaker_name<'a>(review: &'a Review, claim: &Claim) -> Option<&'a str> {
    claim.speaker.and_then(|id| review.speaker(id)).map(|speaker| speaker.name.as_str())
}

/// The status in the words of whoever works here: one person's, or at a desk those of its states.
fn status_words(review: &Review, claim: &Claim) -> String {
    let state = claim.status.state;
    let word = if review.practice().is_desk() { state.label() } else { state.group().label() };
    match claim.status.reason_words() {
        Some(reason) => format!("{word}: {reason}"),
        None => word.to_owned(),
    }
}

fn zone_label(review: &Review, claim: &Claim) -> Option<&'static str> {
    claim.segments.placed().first().map(|span| review.article().zone(*span).label())
}

/// The flags, with what the segments say first.
fn flags_of(claim: &Claim) -> String {
    let orphaned = claim.is_orphaned().then_some(NO_LONGER_IN_TEXT);
    orphaned.into_iter().chain(claim.flags.iter().map(|flag| Flag::words(flag))).collect::<Vec<_>>().join(", ")
}

/// A moment as a cell shows it, in UTC as files have it.
fn day_and_time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}

/// What a cell is sorted by. Within one column all are of one kind; an empty cell has none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Rank(i128),
    Words(String),
}

/// What sorting needs to know of a review, gathered once.
pub(super) struct Keys<'a> {
    review: &'a Review,
    /// The place of each speaker by name.
    speakers: HashMap<SpeakerId, usize>,
}

impl<'a> Keys<'a> {
    pub(super) fn new(review: &'a Review) -> Self {
        let mut names: Vec<(String, SpeakerId)> =
            review.speakers().iter().map(|speaker| (speaker.name.to_lowercase(), speaker.id)).collect();
        names.sort_unstable();
        let speakers = names.into_iter().enumerate().map(|(rank, (_, id))| (id, rank)).collect();
        Self { review, speakers }
    }

    /// The place of a speaker by name.
    pub(super) fn speaker_rank(&self, speaker: SpeakerId) -> usize {
        self.speakers.get(&speaker).copied().unwrap_or(usize::MAX)
    }

    /// What the cell of a claim is sorted by; `None` for an empty one.
    pub(super) fn key(&self, column: Column, claim: &Claim, number: usize) -> Option<Key> {
        let check = claim.check();
        let rank = |rank: usize| Some(Key::Rank(rank as i128));
        let words = |words: &str| (!words.is_empty()).then(|| Key::Words(words.to_lowercase()));
        match column {
            Column::Number => rank(number),
            Column::Tag => rank(claim.tag as usize),
            Column::Words => words(&excerpt(self.review, claim, KEY_BYTES)),
            Column::ClaimText => words(claim.claim_text.as_deref().unwrap_or_default()),
            Column::Speaker => claim.speaker.and_then(|speaker| rank(self.speaker_rank(speaker))),
            Column::Status => rank(claim.status.state as usize),
            Column::Priority => check.priority.and_then(|priority| rank(priority as usize)),
            Column::Attribution => self.verdict_rank(claim, VerdictKind::Attribution).and_then(rank),
            Column::Content => self.verdict_rank(claim, VerdictKind::Content).and_then(rank),
            Column::Confidence => check.confidence.and_then(|confidence| rank(confidence as usize)),
            Column::Evidence => Some(check.evidence.len()).filter(|count| *count > 0).and_then(rank),
            Column::Flags => words(&flags_of(claim)),
            Column::Labels => words(&claim.labels.join(", ")),
            Column::Checker => words(check.checker.as_deref().unwrap_or_default()),
            Column::Approver => words(check.approver.as_deref().unwrap_or_default()),
            Column::Zone => {
                claim.segments.placed().first().and_then(|span| rank(self.review.article().zone(*span) as usize))
            }
            Column::Note => words(&claim.note),
            Column::Created => Some(Key::Rank(claim.created.as_nanosecond())),
            Column::Modified => Some(Key::Rank(claim.modified.as_nanosecond())),
        }
    }

    /// The place of a verdict in its scheme; names that no label has come last.
    fn verdict_rank(&self, claim: &Claim, kind: VerdictKind) -> Option<usize> {
        let name = self.review.visible_verdicts(claim).get(kind)?;
        let labels = &self.review.schemes().of(kind).labels;
        Some(labels.iter().position(|label| label.name == name).unwrap_or(labels.len()))
    }
}
