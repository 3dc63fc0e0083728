//! What a teacher makes before a lesson, and the agreed version of two reviewers: what is chosen in their forms, and how far it is.
//!
//! | form | what it writes |
//! |---|---|
//! | [`AssignForm::Assignment`] | an assignment of the open review's article, with its key or without |
//! | [`AssignForm::SaveKey`] | the key of the open review, as a file of its own |
//! | [`AssignForm::Key`] | nothing: it says what holds for the key as a whole |
//! | [`AssignForm::Agreed`] | the open review, in which two reviewers settled what they made differently, under both their names |

mod agreed;
mod choice;
mod command;
mod password;

use std::path::PathBuf;

pub use self::{
    agreed::{AgreedLine, Agreeing, OpenLine},
    choice::{AssignmentChoice, KeyChoice},
    command::{AssignAction, AssignCommand, AssignEffect, AssignRequest, AssignStage, EntryChange, KeyChange, ToWrite},
    password::Strength,
};
use super::{Action, Document, State, View};
use crate::{
    claim::Segments,
    classroom::make,
    review::Review,
    store::{Made, Target},
    teaching::{Asked, AssignmentId, CodebookNote, Refused, Role, Task},
};

/// A form about what a teacher makes, or two reviewers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AssignForm {
    /// A new assignment.
    Assignment,
    /// The key as a file of its own.
    SaveKey,
    /// How exactly the key is expected, and where.
    Key,
    /// The agreed version of two reviewers.
    Agreed,
}

/// What is chosen in a form, and how far it is.
#[derive(Clone, Debug)]
pub struct Assigning {
    /// Which form.
    pub form: AssignForm,
    /// What an assignment asks for.
    pub choice: AssignmentChoice,
    /// What is wrong with that, where it is known.
    pub checked: Checked,
    /// Where it is to be written.
    pub place: Place,
    /// How far it is.
    pub phase: AssignPhase,
    /// What two reviewers settled.
    pub agreeing: Option<Agreeing>,
    /// The assignment that the key is to be of, when it was made in this window.
    pub(super) made: Option<(AssignmentId, Task)>,
    /// The spans that can be cut.
    pub(super) cut: Vec<Segments>,
    /// The number of what is asked last.
    pub(super) number: u64,
}

/// Where something is to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The path, as it is typed.
    pub words: String,
    /// What is there; `None` while that is being looked at.
    pub seen: Option<Seen>,
    /// Whether what is there may be replaced.
    pub replace: bool,
    /// Whether the system has no dialog to choose it.
    pub is_only_typed: bool,
}

/// What is where something is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Nothing.
    Free,
    /// Something that may be replaced, if that is wanted; in words.
    Taken(String),
    /// Something that is in the way, or no place at all; a sentence.
    Refused(String),
}

/// What is wrong with what is chosen, each beside what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// With the tags.
    pub tags: Option<Refused>,
    /// With the address of a codebook.
    pub link: Option<Refused>,
    /// How many spans can be cut, or why none.
    pub cut: Result<usize, Refused>,
    /// How many claims the key has, or why there is none.
    pub key: Result<usize, Refused>,
}

impl Default for Checked {
    fn default() -> Self {
        Self { tags: None, link: None, cut: Err(Refused::NothingToCut), key: Err(Refused::EmptyKey) }
    }
}

/// How far it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AssignPhase {
    /// It is being chosen.
    #[default]
    Choosing,
    /// It was not written, for a reason said in a sentence; it is being chosen again.
    Failed(String),
    /// It is being made.
    Working(AssignStage),
    /// It was written.
    Written(AssignOutcome),
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignOutcome {
    /// The file.
    pub path: PathBuf,
    /// What is in it, a line each.
    pub inside: Vec<String>,
    /// What is not in it, a line each.
    pub outside: Vec<String>,
    /// What is to be minded, a sentence each.
    pub mind: Vec<String>,
    /// Whether the key of the assignment can be saved as a file of its own.
    pub has_key: bool,
}

impl Place {
    /// The path; `None` while there is none.
    pub fn path(&self) -> Option<PathBuf> {
        let words = self.words.trim();
        (!words.is_empty()).then(|| PathBuf::from(words))
    }

    /// Whether something can be written there, as far as that is known.
    pub fn is_ready(&self) -> bool {
        match &self.seen {
            _ if self.path().is_none() => false,
            Some(Seen::Free) => true,
            Some(Seen::Taken(_)) => self.replace,
            Some(Seen::Refused(_)) | None => false,
        }
    }
}

impl Assigning {
    pub(super) fn new(form: AssignForm, choice: AssignmentChoice) -> Self {
        Self {
            form,
            choice,
            checked: Checked::default(),
            place: Place::default(),
            phase: AssignPhase::default(),
            agreeing: None,
            made: None,
            cut: Vec::new(),
            number: 0,
        }
    }

    /// Whether it is being made.
    pub fn is_working(&self) -> bool {
        matches!(self.phase, AssignPhase::Working(_))
    }

    /// Whether it can be written, the password aside, which no state has.
    pub fn is_ready(&self) -> bool {
        let Checked { tags, link, cut, key } = &self.checked;
        let is_whole = match self.form {
            AssignForm::Assignment => {
                let has_key = self.choice.key == KeyChoice::None || key.is_ok();
                tags.is_none() && link.is_none() && (!self.choice.is_cut || cut.is_ok()) && has_key
            }
            AssignForm::SaveKey => key.is_ok(),
            AssignForm::Agreed => self.agreeing.as_ref().is_some_and(|agreeing| !agreeing.names.trim().is_empty()),
            AssignForm::Key => false,
        };
        is_whole && self.place.is_ready() && !self.is_working()
    }

    /// The assignment that the key is of.
    pub fn is_key_of_assignment(&self) -> bool {
        self.made.is_some()
    }

    /// Looks at what is chosen. The review is as it was when the form was opened.
    pub(super) fn check(&mut self, review: &Review) {
        let base = || Asked { fields: Vec::new(), ..Asked::default() };
        let tags = self.choice.tags.iter().copied().collect();
        let tags = Task::new(Asked { tags, ..base() });
        let codebook = CodebookNote { text: String::new(), link: self.choice.link() };
        self.checked.link = Task::new(Asked { codebook, ..base() }).err();
        self.checked.key = match (&tags, &self.made) {
            (_, Some((id, task))) => make::key(review, Some((*id, task))),
            (Ok(task), None) if self.form == AssignForm::Assignment => {
                let asked = Asked { masthead: self.choice.masthead(), ..task.clone().into_asked() };
                // Which id it is has no part in what is refused.
                let id = AssignmentId(uuid::Uuid::nil());
                Task::new(asked).and_then(|task| make::key(review, Some((id, &task))))
            }
            _ => make::key(review, None),
        }
        .map(|key| key.claims().len());
        self.checked.tags = tags.err();
    }

    /// Finds the spans that can be cut.
    pub(super) fn look_for_cuts(&mut self, review: &Review) {
        let cut = make::cut(review).and_then(|spans| {
            Task::new(Asked { spans: spans.clone(), ..Asked::default() })?;
            Ok(spans)
        });
        self.checked.cut = cut.as_ref().map(Vec::len).map_err(Clone::clone);
        self.cut = cut.unwrap_or_default();
    }

    /// What is asked, as far as it makes sense.
    pub(super) fn task(&self) -> Result<Task, Refused> {
        self.choice.task(if self.choice.is_cut { self.cut.clone() } else { Vec::new() })
    }

    /// What is said of what stands where something is to be written.
    pub(super) fn seen(&self, target: Target) -> Seen {
        match (target, self.form) {
            (Target::Free, _) => Seen::Free,
            (Target::File, AssignForm::Agreed) => {
                Seen::Refused("There is a file of that name, which is no review. Choose another name".to_owned())
            }
            (Target::File, _) => Seen::Taken("a file that is no review".to_owned()),
            (Target::Review { words, made, claims }, form) => {
                let claims = match claims {
                    0 => String::new(),
                    1 => " with 1 claim".to_owned(),
                    claims => format!(" with {claims} claims"),
                };
                let is_like_this = matches!(
                    (made, form),
                    (Some(Made::Assignment), AssignForm::Assignment) | (Some(Made::Key), AssignForm::SaveKey)
                );
                if is_like_this {
                    Seen::Taken(format!("{words}{claims}"))
                } else {
                    Seen::Refused(format!(
                        "There is {words}{claims} of that name, and it may be somebody’s work. Choose another name"
                    ))
                }
            }
        }
    }
}

/// Whether something can be done to an open key now.
pub(super) fn is_possible(action: Action, state: &State, document: &Document) -> bool {
    if document.review.role().and_then(Role::key).is_none() || state.view == View::Compare {
        return false;
    }
    match action {
        Action::Assign(AssignAction::AddAlternative | AssignAction::Optional) => document.focused().is_some(),
        Action::Assign(AssignAction::AddPassage) => !document.selection.is_caret(),
        _ => true,
    }
}
