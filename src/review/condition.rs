//! The single conditions of a filter, each a chip on the screen.

use super::{ClaimFilter, Counted};
use crate::claim::{Flag, Schemes, StatusGroup, Tag, VerdictKind};

/// One condition of a [`ClaimFilter`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// It has this tag.
    Tag(Tag),
    /// The work on it is here.
    Group(StatusGroup),
    /// It has this verdict, by its label's name; `None` is no verdict of this kind.
    Verdict(VerdictKind, Option<String>),
    /// This speaker says it, by name; an empty name is nobody.
    Speaker(String),
    /// It has this flag.
    Flag(String),
    /// It has this label.
    Label(String),
    /// These words are in it.
    Words(String),
    /// A figure counted it.
    Counted(Counted),
}

impl Condition {
    /// The words a reader sees, such as “Status: Checking”.
    pub fn label(&self, schemes: &Schemes) -> String {
        match self {
            Self::Tag(tag) => format!("Tag: {}", tag.label()),
            Self::Group(group) => format!("Status: {}", group.label()),
            Self::Verdict(kind, None) => format!("{} No verdict", kind.label()),
            Self::Verdict(kind, Some(name)) => format!("{} {}", kind.label(), schemes.words(*kind, name)),
            Self::Speaker(name) if name.is_empty() => "Speaker: nobody".to_owned(),
            Self::Speaker(name) => format!("Speaker: {name}"),
            Self::Flag(name) => format!("Flag: {}", Flag::words(name)),
            Self::Label(name) => format!("Label: {name}"),
            Self::Words(words) => format!("“{words}”"),
            Self::Counted(counted) => counted.name.clone(),
        }
    }
}

impl ClaimFilter {
    /// Its conditions, in the order in which they are shown.
    pub fn conditions(&self) -> Vec<Condition> {
        let mut all: Vec<Condition> = self.tags.iter().copied().map(Condition::Tag).collect();
        all.extend(self.groups.iter().copied().map(Condition::Group));
        for kind in VerdictKind::ALL {
            all.extend(self.verdicts(kind).iter().cloned().map(|label| Condition::Verdict(kind, label)));
        }
        all.extend(self.speakers.iter().cloned().map(Condition::Speaker));
        all.extend(self.flags.iter().cloned().map(Condition::Flag));
        all.extend(self.labels.iter().cloned().map(Condition::Label));
        let words = self.words.trim();
        all.extend(self.counted.clone().map(Condition::Counted));
        all.extend((!words.is_empty()).then(|| Condition::Words(words.to_owned())));
        all
    }

    /// Whether this is one of its conditions.
    pub fn has(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Tag(tag) => self.tags.contains(tag),
            Condition::Group(group) => self.groups.contains(group),
            Condition::Verdict(kind, label) => self.verdicts(*kind).contains(label),
            Condition::Speaker(name) => self.speakers.contains(name),
            Condition::Flag(name) => self.flags.contains(name),
            Condition::Label(name) => self.labels.contains(name),
            Condition::Words(words) => self.words.trim() == words,
            Condition::Counted(counted) => self.counted.as_ref() == Some(counted),
        }
    }

    /// The filter with this condition or, where it has it already, without.
    #[must_use]
    pub fn toggled(mut self, condition: &Condition) -> Self {
        match condition.clone() {
            Condition::Tag(tag) => toggle(&mut self.tags, tag),
            Condition::Group(group) => toggle(&mut self.groups, group),
            Condition::Verdict(kind, label) => toggle(self.verdicts_mut(kind), label),
            Condition::Speaker(name) => toggle(&mut self.speakers, name),
            Condition::Flag(name) => toggle(&mut self.flags, name),
            Condition::Label(name) => toggle(&mut self.labels, name),
            Condition::Words(words) => {
                self.words = if self.words.trim() == words { String::new() } else { words };
            }
            Condition::Counted(counted) => {
                self.counted = if self.counted.as_ref() == Some(&counted) { None } else { Some(counted) };
            }
        }
        self
    }
}

fn toggle<T: PartialEq>(values: &mut Vec<T>, value: T) {
    match values.iter().position(|other| *other == value) {
        Some(position) => {
            values.remove(position);
        }
        None => values.push(value),
    }
}
