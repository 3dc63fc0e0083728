//! Assertions: sentences that have something to check.

use super::{
    Proposal,
    own_voice::OwnSentence,
    scoring::{Language, Sign, what_to_check},
};
use crate::{
    article::BlockKind,
    claim::{Form, Tag, Voice, usual_voice},
    text::{ByteIndex, Span, Text},
};

/// From which score on a sentence is worth a check.
const WORTH: f32 = 0.5;

/// The same where nobody writes anything but to state it, so that little is enough: in captions and in the notes of editors.
const WORTH_IN_STATEMENTS: f32 = 0.2;

/// The same in what a republisher put in: no editor has checked it, so that a little less is enough.
const WORTH_IN_NOTES: f32 = 0.35;

/// How often a sentence is right, by the least score: as measured on sentences of debates that people have labelled
/// (`examples/measure_labels.rs` prints it), rounded down.
const RIGHT: [(f32, f32); 4] = [(0.9, 0.9), (0.65, 0.7), (0.5, 0.5), (0.0, 0.2)];

/// A sentence with something to check. A question states nothing.
pub(super) fn of_sentence(sentence: &OwnSentence<'_>, language: Language) -> Option<Proposal> {
    let least = match sentence.zone {
        BlockKind::Caption | BlockKind::EditorNote => WORTH_IN_STATEMENTS,
        BlockKind::RepublisherNote => WORTH_IN_NOTES,
        _ => WORTH,
    };
    if sentence.checkworthiness < least || sentence.signs.has(Sign::Question) {
        return None;
    }
    let segments = vec![without_stop(sentence.article.text(), sentence.span)];
    // What an editor's note reports is mostly what the article itself said.
    let is_reported = sentence.signs.has(Sign::Attributes) && sentence.zone != BlockKind::EditorNote;
    let (rule, reason) = if is_reported {
        ("assertion.reported", "Somebody is said to have stated this. Did they, and is it so?")
    } else {
        explained(what_to_check(&sentence.signs, language))
    };
    let right = RIGHT.iter().find(|(least, _)| sentence.checkworthiness >= *least);
    Some(Proposal {
        tag: Tag::Assertion,
        form: if is_reported { Form::Indirect } else { Form::None },
        voice: if is_reported { Voice::Source } else { usual_voice(sentence.article, Tag::Assertion, &segments) },
        segments,
        speaker: None,
        cue: None,
        checkworthy: Some(sentence.checkworthiness),
        confidence: right.map_or(0.0, |(_, right)| *right),
        rule,
        reason: reason.to_owned(),
    })
}

/// The sentence without its full stop, as the codebook draws the edges of an assertion; dots that leave off stay.
fn without_stop(text: &Text, sentence: Span) -> Span {
    let words = text.slice(sentence);
    let Some(rest) = words.strip_suffix(['.', '。']).filter(|rest| !rest.ends_with('.')) else {
        return sentence;
    };
    let end = ByteIndex::new(sentence.start().get() + rest.len());
    text.trimmed_span(sentence.start()..end).unwrap_or(sentence)
}

/// The rule and the reason that go with the sign that weighs most.
fn explained(sign: Option<Sign>) -> (&'static str, &'static str) {
    match sign {
        Some(Sign::Figure | Sign::Unit | Sign::Quantity) => {
            ("assertion.figure", "It gives a figure. A source for it can be looked up.")
        }
        Some(Sign::Compares | Sign::Changes) => (
            "assertion.comparison",
            "It compares, or says that something grew or shrank. Figures can show whether it did.",
        ),
        Some(Sign::Time | Sign::Year) => {
            ("assertion.date", "It says when something was. Records of that time can show whether it was.")
        }
        Some(Sign::Causes) => ("assertion.cause", "It names a cause. That can be true or false."),
        Some(Sign::Did) => ("assertion.event", "It says that something happened. Others may have seen or recorded it."),
        _ => ("assertion.record", "It names somebody or something that public records know about."),
    }
}
