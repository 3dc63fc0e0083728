//! The words for what a class made of the same passage.

use crate::{
    app::{ClassGroup, Made},
    claim::Tag,
    compare::FindingKind,
    review::one_line,
    text::ByteIndex,
};

/// What some pupils made of some words.
pub(super) fn group(group: &ClassGroup) -> String {
    let tags = tags(group);
    match group.made {
        Made::LeftOut => "Left out, which is as right".to_owned(),
        Made::Tagged if tags.is_empty() => "No claim".to_owned(),
        Made::Tagged => tags,
        Made::Found(kind @ (FindingKind::Correct | FindingKind::Missed)) if tags.is_empty() => kind.label().to_owned(),
        Made::Found(FindingKind::Correct) => format!("Correct: {tags}"),
        Made::Found(kind) => format!("{}: {}", kind.label(), if tags.is_empty() { "–" } else { &tags }),
    }
}

fn tags(group: &ClassGroup) -> String {
    group.tags.iter().map(|tag| tag.label()).collect::<Vec<_>>().join(" and ")
}

/// A tag in whose colour a group is named.
pub(super) fn tag(group: &ClassGroup) -> Option<Tag> {
    group.tags.iter().next().copied()
}

/// A share of the class in words.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// The words of a place on one line, at most so many bytes of them.
pub(super) fn excerpt(text: &str, place: &std::ops::Range<ByteIndex>, most: usize) -> String {
    let words = text.get(place.start.get()..place.end.get()).unwrap_or_default();
    one_line(words, most)
}

/// So many of something.
pub(super) fn counted(count: usize, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {several}") }
}
