//! What differs from the key, in words for a pupil.

use super::{Choice, HeldKey, RevealRow, Standing};
use crate::{
    claim::{Claim, Tag},
    compare::FindingKind,
    review::{Review, one_line},
    text::{Span, Text, inert},
};

/// How much of words that are too much or too little is said, in bytes.
const MOST_BYTES: usize = 160;

/// What differs, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explained {
    /// The difference in a sentence.
    pub sentence: String,
    /// Words that the pupil has and the key has not.
    pub too_much: Vec<String>,
    /// Words that the key has and the pupil has not.
    pub too_little: Vec<String>,
    /// Who says it by either, where those differ.
    pub speaker: Option<String>,
    /// What else there is to know: that it does not count, or is as right.
    pub remark: Option<&'static str>,
}

/// What a kind of row is called in the list.
pub fn row_name(row: &RevealRow) -> &'static str {
    match (row.standing, row.difference.kind) {
        (Standing::LeftOut, _) => "May be left out",
        (Standing::Outside, _) => "Does not count",
        (_, FindingKind::Correct) if row.difference.speakers.is_some() => "Other speaker",
        (_, FindingKind::Correct) => "Right",
        (_, FindingKind::WrongTag) => "Other tag",
        (_, FindingKind::Boundary) => "Other words",
        (_, FindingKind::BoundaryAndTag) => "Other words and tag",
        (_, FindingKind::Missed) => "Missed",
        (_, FindingKind::Extra) => "Not in the key",
        (_, FindingKind::Split) => "One made several",
        (_, FindingKind::Merged) => "Several made one",
    }
}

/// What a finding is called where before and after stand side by side.
pub fn kind_name(kind: Option<FindingKind>) -> &'static str {
    match kind {
        None => "left out",
        Some(FindingKind::Correct) => "right",
        Some(FindingKind::WrongTag) => "other tag",
        Some(FindingKind::Boundary) => "other words",
        Some(FindingKind::BoundaryAndTag) => "other words and tag",
        Some(FindingKind::Missed) => "missed",
        Some(FindingKind::Extra) => "not in the key",
        Some(FindingKind::Split) => "one made several",
        Some(FindingKind::Merged) => "several made one",
    }
}

/// Says what differs between the pupil's claims and the key's.
pub fn explain(row: &RevealRow, key: &HeldKey, review: &Review) -> Explained {
    let difference = &row.difference;
    let own: Vec<&Claim> = difference.own.iter().filter_map(|id| review.claims().get(*id)).map(AsRef::as_ref).collect();
    let expected = row.expected(key);
    let (mine, theirs) = (own.first().map(|claim| claim.tag), expected.first().map(|choice| choice.tag));
    let has = |tag: Option<Tag>| tag.map_or("something", with_article);
    let speaker = difference.speakers.as_ref().map(|speakers| {
        let name = |name: &Option<String>| name.as_deref().map_or_else(|| "nobody".to_owned(), said);
        format!("Who says it? In the key: {}. You have: {}", name(&speakers.expected), name(&speakers.given))
    });
    let sentence = match (row.standing, difference.kind) {
        (Standing::LeftOut, _) => format!("The key has {} here that may be left out, as you did", has(theirs)),
        (Standing::Outside, _) => "This lies outside the passages that are looked at".to_owned(),
        (_, FindingKind::Correct) if speaker.is_some() => "Tag and words are right; who says it is not".to_owned(),
        (_, FindingKind::Correct) => format!("Right: {}", has(mine)),
        (_, FindingKind::WrongTag) => {
            format!("The words are right, the tag is not: you have {}, the key has {}", has(mine), has(theirs))
        }
        (_, FindingKind::Boundary) => "The tag is right. In the key it begins or ends elsewhere".to_owned(),
        (_, FindingKind::BoundaryAndTag) => {
            format!("You have {}. The key has {}, and it begins or ends elsewhere", has(mine), has(theirs))
        }
        (_, FindingKind::Missed) => format!("The key has {} here that you did not tag", has(theirs)),
        (_, FindingKind::Extra) => format!("You have {} here. The key has nothing", has(mine)),
        (_, FindingKind::Split) => {
            format!("You made {} claims of what is one in the key: {}", own.len(), has(theirs))
        }
        (_, FindingKind::Merged) => format!("You made one claim of what are {} in the key", expected.len()),
    };
    let remark = match row.standing {
        Standing::Optional => Some("The key leaves this open: it does not count"),
        Standing::LeftOut | Standing::Outside => Some("It does not count"),
        Standing::Counts => difference
            .alternative
            .filter(|number| *number > 0 && difference.kind == FindingKind::Correct)
            .map(|_| "The key shows another way first; yours is as right"),
    };
    let (too_much, too_little) = edges(row, &own, &expected, review.article().text());
    Explained { sentence, too_much, too_little, speaker, remark }
}

/// A tag with its article.
pub fn with_article(tag: Tag) -> &'static str {
    match tag {
        Tag::Quote => "a quote",
        Tag::Assertion => "an assertion",
        Tag::Commentary => "commentary",
    }
}

/// What is too much and what too little, where claims begin or end elsewhere.
fn edges(row: &RevealRow, own: &[&Claim], expected: &[Choice<'_>], text: &Text) -> (Vec<String>, Vec<String>) {
    let is_about_edges = matches!(
        row.difference.kind,
        FindingKind::Boundary | FindingKind::BoundaryAndTag | FindingKind::Split | FindingKind::Merged
    );
    if !is_about_edges {
        return (Vec::new(), Vec::new());
    }
    let mine: Vec<Span> = own.iter().flat_map(|claim| claim.segments.placed()).copied().collect();
    let theirs: Vec<Span> = expected.iter().flat_map(|choice| choice.segments.placed()).copied().collect();
    let (much, little) = (without(&mine, &theirs, text), without(&theirs, &mine, text));
    // What counts at the edges is signs alone only where the key says so.
    let has_words = |spans: &[Span]| spans.iter().any(|span| is_said(text.slice(*span)));
    let only_words = has_words(&much) || has_words(&little);
    let shown = |spans: Vec<Span>| -> Vec<String> {
        let words = spans.into_iter().map(|span| text.slice(span)).filter(|words| !only_words || is_said(words));
        words.map(said).collect()
    };
    (shown(much), shown(little))
}

/// The stretches of the one side that the other has not.
fn without(spans: &[Span], others: &[Span], text: &Text) -> Vec<Span> {
    let mut left = Vec::new();
    for span in spans {
        let mut at = span.start();
        let mut cuts: Vec<&Span> = others.iter().filter(|other| other.overlaps(*span)).collect();
        cuts.sort_unstable();
        for cut in cuts {
            if at < cut.start() {
                left.extend(text.trimmed_span(at..cut.start()));
            }
            at = at.max(cut.end());
        }
        if at < span.end() {
            left.extend(text.trimmed_span(at..span.end()));
        }
    }
    left
}

/// Whether there is more in it than signs.
fn is_said(words: &str) -> bool {
    words.contains(char::is_alphanumeric)
}

/// Words out of a file, on one line and without signs that act.
fn said(words: &str) -> String {
    one_line(&inert(words), MOST_BYTES)
}
