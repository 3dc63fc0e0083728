//! The sheet of a class as it is listed: what stands in a cell, and in which order the pupils are.

use std::cmp::Ordering;

use super::Classing;
use crate::{
    claim::named::named,
    classroom::{ClassPupil, Progress, Which},
    compare::class::{Part, Pupil},
    teaching::Grade,
};

named! {
    /// A column of the sheet.
    pub enum ClassColumn {
        /// Whose it is.
        Pupil = "pupil", "Pupil";
        /// How many claims there are.
        Claims = "claims", "Claims";
        /// Claims of the key that were seen.
        Identify = "identify", "Identify";
        /// Of those, the ones with the right tag.
        Tag = "tag", "Tag";
        /// Of those, the ones with the right borders.
        Delimit = "delimit", "Delimit";
        /// Of those with a speaker, the ones with the right one.
        Attribute = "attribute", "Attribute";
        /// Claims with a reason.
        Justify = "justify", "Justify";
        /// Claims that are not in the key.
        Extra = "extra", "Not in key";
        /// What was wrong in the first layer and is right in the second.
        Learnt = "learnt", "Learnt";
        /// What was right and is wrong.
        Lost = "lost", "Lost";
        /// Claims that share text with others of their tag.
        Overlaps = "overlaps", "Overlaps";
        /// What the teacher says.
        Mark = "mark", "Mark";
    }
}

impl ClassColumn {
    /// What the column says, in a sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Pupil => "The pseudonym or, while names are shown, the name",
            Self::Claims => "How many claims were marked",
            Self::Identify => "Claims of the key that were seen, whatever their borders and tags, of all that must be",
            Self::Tag => "Claims with the right tag, of those that were seen",
            Self::Delimit => {
                "Claims that begin and end where they should, within the tolerance of the key, of those that were seen"
            }
            Self::Attribute => {
                "Claims with the right speaker, of those that were seen and have one in the key; – where nobody asked for speakers"
            }
            Self::Justify => "Claims with a reason, of all that were marked; – where nobody asked for reasons",
            Self::Extra => "Claims that are not in the key",
            Self::Learnt => "Claims of the key that were wrong when it was handed in, and are right now",
            Self::Lost => "Claims of the key that were right when it was handed in, and are wrong now",
            Self::Overlaps => "Claims that share text with others of their tag",
            Self::Mark => "How far the pupil is, as you said; • while it is not written yet",
        }
    }
}

/// The order of the pupils. Those that are alike stay in the order of their pseudonyms, and empty cells come last either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassSort {
    /// The column.
    pub column: ClassColumn,
    /// From the last to the first.
    pub descending: bool,
}

impl Default for ClassSort {
    fn default() -> Self {
        Self { column: ClassColumn::Pupil, descending: false }
    }
}

/// What a cell is sorted by.
enum Key {
    Nothing,
    Number(f64),
    Words(String),
}

/// The components of a pupil in a layer; those of the first where nothing was corrected.
pub fn components(pupil: &ClassPupil, which: Which) -> &Pupil {
    match (&pupil.second, which) {
        (Some((second, _)), Which::Last) => second,
        _ => &pupil.first,
    }
}

/// So many of so many, or that nobody asked.
fn part(pupil: &ClassPupil, column: ClassColumn, which: Which) -> Option<Part> {
    let components = components(pupil, which);
    match column {
        ClassColumn::Identify => Some(components.identified),
        ClassColumn::Tag => Some(components.tagged),
        ClassColumn::Delimit => Some(components.delimited),
        ClassColumn::Attribute => Some(components.attributed).filter(|_| pupil.asked_speaker),
        ClassColumn::Justify => Some(components.justified).filter(|_| pupil.asked_why),
        _ => None,
    }
}

/// How many; `None` where there is no second layer to count in.
fn count(pupil: &ClassPupil, column: ClassColumn, which: Which) -> Option<usize> {
    match column {
        ClassColumn::Claims => Some(pupil.claims),
        ClassColumn::Extra => Some(components(pupil, which).extra),
        ClassColumn::Learnt => pupil.progress.as_ref().map(Progress::learnt),
        ClassColumn::Lost => pupil.progress.as_ref().map(Progress::lost),
        ClassColumn::Overlaps => Some(pupil.overlapping),
        _ => None,
    }
}

impl Classing {
    /// What stands in a cell. Where a pupil has corrected, the counts of both layers.
    pub fn cell(&self, number: usize, column: ClassColumn) -> String {
        let Some(pupil) = self.pupil(number) else { return String::new() };
        let has_second = pupil.second.is_some();
        match column {
            ClassColumn::Pupil => self.name(number),
            ClassColumn::Mark => {
                let said = self.said_of(number);
                let mark = said.grade.map_or("", Grade::label);
                let comment = if said.comment.trim().is_empty() { "" } else { "comment" };
                let both = [mark, comment].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ");
                if self.is_unwritten(number) { format!("• {both}") } else { both }
            }
            ClassColumn::Identify
            | ClassColumn::Tag
            | ClassColumn::Delimit
            | ClassColumn::Attribute
            | ClassColumn::Justify => {
                // Where there was nothing to do, nothing is said to be wrong or right.
                let counted = |which| part(pupil, column, which).filter(|part| part.of > 0);
                let words = |part: Option<Part>| {
                    part.map_or_else(|| "–".to_owned(), |part| format!("{} of {}", part.right, part.of))
                };
                match (counted(Which::First), counted(Which::Last)) {
                    (Some(first), Some(last)) if has_second && first.of == last.of => {
                        format!("{} → {} of {}", first.right, last.right, last.of)
                    }
                    (first, last) if has_second && (first.is_some() || last.is_some()) => {
                        format!("{} → {}", words(first), words(last))
                    }
                    (first, _) => words(first),
                }
            }
            ClassColumn::Extra if has_second => {
                let extra = |which| components(pupil, which).extra;
                format!("{} → {}", extra(Which::First), extra(Which::Last))
            }
            _ => count(pupil, column, Which::First).map_or_else(|| "–".to_owned(), |count| count.to_string()),
        }
    }

    fn key(&self, number: usize, column: ClassColumn) -> Key {
        let Some(pupil) = self.pupil(number) else { return Key::Nothing };
        match column {
            ClassColumn::Pupil => Key::Words(self.name(number).to_lowercase()),
            ClassColumn::Mark => {
                self.said_of(number).grade.map_or(Key::Nothing, |grade| Key::Number(grade as usize as f64))
            }
            _ => {
                let share = part(pupil, column, self.which).filter(|part| part.of > 0);
                let share = share.map(|part| part.right as f64 / part.of as f64);
                let count = count(pupil, column, self.which).map(|count| count as f64);
                share.or(count).map_or(Key::Nothing, Key::Number)
            }
        }
    }

    /// The numbers of the pupils in the order of the sheet.
    pub(in crate::app) fn sorted(&self) -> Vec<usize> {
        let ClassSort { column, descending } = self.sort;
        let pupils = self.open().map_or(0, |open| open.class.pupils.len());
        let mut keyed: Vec<(Key, usize)> = (0..pupils).map(|number| (self.key(number, column), number)).collect();
        let turned = |order: Ordering| if descending { order.reverse() } else { order };
        keyed.sort_by(|(one, _), (other, _)| match (one, other) {
            (Key::Nothing, Key::Nothing) => Ordering::Equal,
            (Key::Number(one), Key::Number(other)) => turned(one.total_cmp(other)),
            (Key::Words(one), Key::Words(other)) => turned(one.cmp(other)),
            (Key::Nothing, _) | (Key::Words(_), Key::Number(_)) => Ordering::Greater,
            (_, Key::Nothing) | (Key::Number(_), Key::Words(_)) => Ordering::Less,
        });
        keyed.into_iter().map(|(_, number)| number).collect()
    }
}
