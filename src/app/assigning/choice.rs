//! What an assignment asks for, as it is chosen.

use std::collections::BTreeSet;

use crate::{
    claim::{Segments, Tag, named::named},
    review::Review,
    store::AssignSettings,
    teaching::{Asked, AskedField, CodebookNote, Masthead, Refused, Role, Task},
};

named! {
    /// Where the key of an assignment is.
    #[derive(Default)]
    pub enum KeyChoice {
        /// Nowhere: there is none, or it stays with the teacher.
        #[default]
        None = "none", "No key in the file";
        /// In the file, behind a password.
        Sealed = "sealed", "Sealed with a password";
        /// In the file, for everybody.
        Open = "open", "Open, for practice";
    }
}

impl KeyChoice {
    /// What that means for the pupils.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::None => "It stays with you; pupils see it when you give it to them",
            Self::Sealed => "Your claims are in the file, and nobody reads them without the password",
            Self::Open => "Whoever opens the file can read your claims: answers come at once",
        }
    }
}

/// What an assignment asks for, as it is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is chosen by itself")]
pub struct AssignmentChoice {
    /// What the pupils are told.
    pub instructions: String,
    /// Which tags are asked for.
    pub tags: BTreeSet<Tag>,
    /// Which fields are to be filled in.
    pub fields: BTreeSet<AskedField>,
    /// Whether each claim needs a reason.
    pub why: bool,
    /// Rules of the teacher's own.
    pub codebook: String,
    /// Where a codebook can be read, as it is typed.
    pub link: String,
    /// Whether the program may say what it would look at.
    pub hints: bool,
    /// Whether headline, byline and source are hidden.
    pub hides_masthead: bool,
    /// Whether the spans of the review's claims are cut beforehand.
    pub is_cut: bool,
    /// Where the key is.
    pub key: KeyChoice,
    /// The teacher's name; may be empty.
    pub teacher: String,
}

impl AssignmentChoice {
    /// What was chosen last; of an assignment that is open, what it asks for.
    pub(in crate::app) fn remembered(settings: &AssignSettings, review: &Review) -> Self {
        let AssignSettings { instructions, tags, fields, why, codebook, link, hints, .. } = settings.clone();
        let teacher = if settings.teacher.is_empty() { review.reviewer() } else { &settings.teacher };
        let known = Self {
            instructions,
            tags: Tag::ALL.into_iter().filter(|tag| tags.iter().any(|name| name == tag.name())).collect(),
            fields: AskedField::ALL
                .into_iter()
                .filter(|field| fields.iter().any(|name| name == field.name()))
                .collect(),
            why,
            codebook,
            link,
            hints,
            hides_masthead: settings.hides_masthead,
            is_cut: settings.is_cut,
            key: KeyChoice::ALL.into_iter().find(|key| key.name() == settings.key).unwrap_or_default(),
            teacher: teacher.to_owned(),
        };
        let Some(Role::Assignment(assignment)) = review.role() else { return known };
        let task = &assignment.task;
        Self {
            instructions: task.instructions.clone(),
            tags: task.tags.iter().copied().collect(),
            fields: task.fields.iter().copied().collect(),
            why: task.why,
            codebook: task.codebook.text.clone(),
            link: task.codebook.link.clone().unwrap_or_default(),
            hints: task.hints,
            hides_masthead: task.masthead == Masthead::Hidden,
            ..known
        }
    }

    /// Keeps it for the next assignment.
    pub(in crate::app) fn remember(&self, settings: &mut AssignSettings) {
        *settings = AssignSettings {
            instructions: self.instructions.clone(),
            tags: self.tags.iter().map(|tag| tag.name().to_owned()).collect(),
            fields: self.fields.iter().map(|field| field.name().to_owned()).collect(),
            why: self.why,
            codebook: self.codebook.clone(),
            link: self.link.clone(),
            hints: self.hints,
            hides_masthead: self.hides_masthead,
            is_cut: self.is_cut,
            key: self.key.name().to_owned(),
            teacher: self.teacher.trim().to_owned(),
            reasons: settings.reasons,
        };
    }

    /// The address of a codebook, if one is given.
    pub(super) fn link(&self) -> Option<String> {
        Some(self.link.trim().to_owned()).filter(|link| !link.is_empty())
    }

    pub(in crate::app) fn masthead(&self) -> Masthead {
        if self.hides_masthead { Masthead::Hidden } else { Masthead::Shown }
    }

    /// The task.
    pub(super) fn task(&self, spans: Vec<Segments>) -> Result<Task, Refused> {
        Task::new(Asked {
            instructions: self.instructions.trim().to_owned(),
            tags: self.tags.iter().copied().collect(),
            fields: self.fields.iter().copied().collect(),
            why: self.why,
            codebook: CodebookNote { text: self.codebook.trim().to_owned(), link: self.link() },
            hints: self.hints,
            masthead: self.masthead(),
            spans,
        })
    }
}
