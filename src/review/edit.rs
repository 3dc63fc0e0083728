//! The one way in which a review changes.

use std::{fmt, sync::Arc};

use super::HistoryEntry;
use crate::{
    article::Metadata,
    claim::{Claim, ClaimId, Speaker, SpeakerId, StatusGroup, Tag},
};

/// A step as the reviewer sees it: one thing to undo, one line of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What the step is called.
    pub name: EditName,
    /// What it puts where, in order.
    pub changes: Vec<Change>,
}

/// One record that is put in the place of another. Since a change names the whole new record, its inverse is the old one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A claim is made, replaced or, with `None`, taken out.
    Claim(ClaimId, Option<Arc<Claim>>),
    /// A speaker is made, replaced or taken out; a new one goes to the end of the list.
    Speaker(SpeakerId, Option<Speaker>),
    /// The speakers stand in this order. Only inverses need it, to put a speaker back where it was.
    SpeakerOrder(Vec<SpeakerId>),
    /// The article's metadata are replaced.
    Metadata(Box<Metadata>),
    /// The reviewer's name is replaced.
    Reviewer(String),
    /// Steps are added at the end of the history.
    Remember(Vec<HistoryEntry>),
    /// This many steps are taken off the end of the history. Only inverses need it.
    Forget(usize),
}

/// What undoes an [`Edit`], and itself is undone by another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inverse(pub(super) Edit);

impl Inverse {
    /// The step as an edit, for the journal, which records what undo did like anything else.
    pub fn as_edit(&self) -> &Edit {
        &self.0
    }

    /// What the step is called.
    pub fn name(&self) -> &EditName {
        &self.0.name
    }

    /// The claims it touches.
    pub fn claims(&self) -> impl Iterator<Item = ClaimId> {
        self.0.claims()
    }
}

impl Edit {
    /// The claims it touches.
    pub fn claims(&self) -> impl Iterator<Item = ClaimId> {
        self.changes.iter().filter_map(|change| match change {
            Change::Claim(id, _) => Some(*id),
            _ => None,
        })
    }
}

/// What a step is called; [`fmt::Display`] gives the words a reader sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditName {
    /// A claim was made.
    Tag(Tag),
    /// A claim got another tag.
    Retag(Tag),
    /// Other places with the same words became claims.
    TagSame(Tag, usize),
    /// A claim got one more stretch.
    AddSegment,
    /// A claim lost a stretch.
    RemoveSegment,
    /// An end of a stretch was moved.
    MoveEnd,
    /// An orphaned claim was given a place.
    Place,
    /// Claims were deleted.
    Delete(usize),
    /// A field of a claim was changed.
    Amend(Field),
    /// A claim's status was changed.
    Status(StatusGroup),
    /// A speaker's own record was changed.
    AmendSpeaker,
    /// The article's metadata were changed.
    AmendArticle,
    /// The reviewer's name was changed.
    Reviewer,
    /// A step of a journal, by the words it was recorded with.
    Recorded(String),
}

/// A field of a claim that the inspector edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// How its words reach the reader.
    Form,
    /// In whose voice it stands.
    Voice,
    /// Who says it.
    Speaker,
    /// The words that attribute it.
    Cue,
    /// What it says, in its own words.
    ClaimText,
    /// The reviewer's own remarks.
    Labels,
    /// The codebook's remarks.
    Flags,
    /// Anything else.
    Note,
}

impl Field {
    /// The words a reader sees, inside a sentence.
    pub fn label(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Voice => "voice",
            Self::Speaker => "speaker",
            Self::Cue => "cue",
            Self::ClaimText => "claim in its own words",
            Self::Labels => "labels",
            Self::Flags => "flags",
            Self::Note => "note",
        }
    }
}

impl fmt::Display for EditName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tag(tag) => write!(f, "Tag as {}", tag.name()),
            Self::Retag(tag) => write!(f, "Change tag to {}", tag.name()),
            Self::TagSame(tag, 1) => write!(f, "Tag the same words as {}", tag.name()),
            Self::TagSame(tag, count) => write!(f, "Tag {count} places as {}", tag.name()),
            Self::AddSegment => f.write_str("Add segment"),
            Self::RemoveSegment => f.write_str("Remove segment"),
            Self::MoveEnd => f.write_str("Move end"),
            Self::Place => f.write_str("Place orphaned claim"),
            Self::Delete(1) => f.write_str("Delete claim"),
            Self::Delete(count) => write!(f, "Delete {count} claims"),
            Self::Amend(field) => write!(f, "Change {}", field.label()),
            Self::Status(group) => write!(f, "Set status to “{}”", group.label()),
            Self::AmendSpeaker => f.write_str("Change speaker’s record"),
            Self::AmendArticle => f.write_str("Change article’s details"),
            Self::Reviewer => f.write_str("Change reviewer’s name"),
            Self::Recorded(words) => f.write_str(words),
        }
    }
}
