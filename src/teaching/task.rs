//! What a pupil is asked to do.

use std::{collections::BTreeSet, ops::Deref};

use super::Refused;
use crate::claim::{Address, Segments, Tag, named::named};

named! {
    /// Whether the pupil sees who wrote the article, and where.
    #[derive(Default)]
    pub enum Masthead {
        /// Headline, byline and source are shown.
        #[default]
        Shown = "shown", "Shown";
        /// They are not, so that the text is judged by itself.
        Hidden = "hidden", "Hidden";
    }
}

named! {
    /// A field of a claim that the pupil is asked to fill in.
    pub enum AskedField {
        /// Who says it.
        Speaker = "speaker", "Speaker";
        /// The words that attribute it.
        Cue = "cue", "Cue";
        /// How its words reach the reader.
        Form = "form", "Form";
        /// In whose voice it stands.
        Voice = "voice", "Voice";
        /// What it says, in words that stand by themselves.
        Wording = "claim_text", "Claim in its own words";
        /// The codebook's remarks.
        Flags = "flags", "Flags";
    }
}

/// What the teacher says about the codebook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodebookNote {
    /// Rules of the teacher's own, beside those of the program; may be empty.
    pub text: String,
    /// Where a codebook can be read.
    pub link: Option<String>,
}

/// What a pupil is asked to do, as it is put together; [`Task`] is one that makes sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The teacher's words; may be empty.
    pub instructions: String,
    /// Which tags to look for.
    pub tags: Vec<Tag>,
    /// Which fields to fill in.
    pub fields: Vec<AskedField>,
    /// Whether each claim needs a reason.
    pub why: bool,
    /// What goes by which rules.
    pub codebook: CodebookNote,
    /// Whether the program may say what it would look at.
    pub hints: bool,
    /// Whether the pupil sees who wrote the article, and where.
    pub masthead: Masthead,
    /// Spans that are cut beforehand, so that only their tags are asked for; none when the pupil looks for them.
    pub spans: Vec<Segments>,
}

impl Default for Asked {
    /// All three tags, with their speakers, and nothing hidden.
    fn default() -> Self {
        Self {
            instructions: String::new(),
            tags: Tag::ALL.to_vec(),
            fields: vec![AskedField::Speaker],
            why: false,
            codebook: CodebookNote::default(),
            hints: true,
            masthead: Masthead::Shown,
            spans: Vec::new(),
        }
    }
}

/// What a pupil is asked to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Task(
    /// Invariant: at least one tag; tags and fields each once, in the order of their lists; spans in text order, each once and
    /// in the text; a link that may be opened.
    Asked,
);

impl Task {
    /// Takes what is asked.
    ///
    /// # Errors
    /// When it makes no sense; the refusal says why.
    pub fn new(mut asked: Asked) -> Result<Self, Refused> {
        asked.tags.sort_unstable();
        asked.tags.dedup();
        asked.fields.sort_unstable();
        asked.fields.dedup();
        if asked.tags.is_empty() {
            return Err(Refused::NoTag);
        }
        if let Some(link) = asked.codebook.link.as_deref().filter(|link| Address::parse(link).is_none()) {
            return Err(Refused::CodebookLink(link.to_owned()));
        }
        if asked.spans.iter().any(|segments| !segments.lost().is_empty()) {
            return Err(Refused::SpanNowhere);
        }
        asked.spans.sort_by(|one, other| one.placed().cmp(other.placed()));
        let distinct: BTreeSet<_> = asked.spans.iter().map(Segments::placed).collect();
        if distinct.len() < asked.spans.len() {
            return Err(Refused::SameSpan);
        }
        Ok(Self(asked))
    }

    /// The same as it is put together, to be changed and made a task again.
    pub fn into_asked(self) -> Asked {
        self.0
    }
}

impl Deref for Task {
    type Target = Asked;

    fn deref(&self) -> &Asked {
        &self.0
    }
}
