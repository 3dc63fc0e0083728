//! Commentary: notes that somebody put into an article, rhetorical questions, sentences that judge.

use super::{
    Proposal,
    own_voice::OwnSentence,
    scoring::{Language, Sign, Signs, what_judges},
};
use crate::{
    article::{Block, BlockKind},
    claim::{Form, Tag, Voice, usual_voice},
};

/// From which score on a sentence is taken to judge.
const JUDGES: f32 = 0.5;

/// How often a judging sentence is right, by the least score: as measured on news sentences that people have labelled
/// (`examples/measure_labels.rs` prints it), the lower of English and German, rounded down.
const RIGHT: [(f32, f32); 4] = [(0.9, 0.8), (0.8, 0.65), (0.65, 0.55), (0.0, 0.5)];

/// How sure it is that a block marked as a republisher’s note is one: the reader goes by the word in front of it.
const NOTE: f32 = 0.95;

/// How sure a question with a sign of argument is a rhetorical one; not measured, for want of data.
const QUESTION: f32 = 0.6;

/// Whether a sentence judges.
pub(super) fn judges(sentence: &OwnSentence<'_>) -> bool {
    sentence.subjectivity >= JUDGES
}

/// The whole of a block that a republisher put in, or an editor; `judges` says whether a sentence in it does. An editor’s note that does not
/// is a correction, which the codebook has as assertions.
pub(super) fn of_block(block: &Block, judges: bool) -> Option<Proposal> {
    let (voice, rule, reason) = match block.kind {
        BlockKind::RepublisherNote => (
            Voice::Republisher,
            "commentary.note.republisher",
            "Whoever republished the article put this in. The author did not write it.",
        ),
        BlockKind::EditorNote if judges => (
            Voice::Editor,
            "commentary.note.editor",
            "An editor put this in, and it judges. The author did not write it.",
        ),
        _ => return None,
    };
    Some(Proposal {
        tag: Tag::Commentary,
        form: Form::None,
        voice,
        segments: vec![block.span],
        speaker: None,
        cue: None,
        checkworthy: None,
        confidence: NOTE,
        rule,
        reason: reason.to_owned(),
    })
}

/// A sentence that asks without wanting an answer, or judges. What somebody is said to have said is no voice of the text’s own. Inside a republisher’s note nothing is proposed beside the note itself, since
/// commentary does not nest in commentary.
pub(super) fn of_sentence(sentence: &OwnSentence<'_>, language: Language) -> Option<Proposal> {
    let in_note = matches!(sentence.zone, BlockKind::RepublisherNote | BlockKind::EditorNote);
    if in_note || sentence.signs.has(Sign::Attributes) {
        return None;
    }
    let (rule, reason, confidence) = if sentence.signs.has(Sign::Question) {
        if !argues(&sentence.signs) {
            return None;
        }
        (
            "commentary.question.rhetorical",
            "It asks, and seems to know the answer: the question makes a point.",
            QUESTION,
        )
    } else {
        if !judges(sentence) {
            return None;
        }
        let (rule, reason) = explained(what_judges(&sentence.signs, language));
        let right = RIGHT.iter().find(|(least, _)| sentence.subjectivity >= *least);
        (rule, reason, right.map_or(JUDGES, |(_, right)| *right))
    };
    let segments = vec![sentence.span];
    Some(Proposal {
        tag: Tag::Commentary,
        form: Form::None,
        voice: usual_voice(sentence.article, Tag::Commentary, &segments),
        segments,
        speaker: None,
        cue: None,
        checkworthy: None,
        confidence,
        rule,
        reason: reason.to_owned(),
    })
}

/// Whether a question has something that one who wants to know would leave out: a value word, a “but” in front, a “really”.
fn argues(signs: &Signs) -> bool {
    let telling = [
        Sign::Condemns,
        Sign::Praises,
        Sign::Mocks,
        Sign::Figurative,
        Sign::Stance,
        Sign::Particles,
        Sign::Intensifies,
        Sign::Absolute,
        Sign::Urges,
        Sign::Contrasts,
        Sign::Negates,
        Sign::Together,
        Sign::Scare,
    ];
    telling.into_iter().any(|sign| signs.has(sign))
}

/// The rule and the reason that go with the sign that weighs most.
fn explained(sign: Option<Sign>) -> (&'static str, &'static str) {
    match sign {
        Some(Sign::Condemns) => {
            ("commentary.judging.condemns", "It has a word that condemns. Evidence alone cannot settle that.")
        }
        Some(Sign::Praises) => {
            ("commentary.judging.praises", "It has a word that praises. Evidence alone cannot settle that.")
        }
        Some(Sign::Judges | Sign::Feels) => {
            ("commentary.judging.values", "It has words that value something, such as good, dangerous or unfair.")
        }
        Some(Sign::Mocks | Sign::Scare | Sign::Exclamation) => (
            "commentary.judging.mocks",
            "It seems to mock: by a word that sneers, by marks around a word, or by an exclamation.",
        ),
        Some(Sign::Figurative) => {
            ("commentary.judging.pictures", "It paints a picture, as of war or illness, where there is none.")
        }
        Some(Sign::Urges) => ("commentary.judging.appeal", "It says what should be done, not what is."),
        Some(Sign::Thinks | Sign::First | Sign::Together | Sign::Addressed) => (
            "commentary.judging.opinion",
            "Whoever wrote it speaks of themselves or to the reader, and gives an opinion.",
        ),
        Some(Sign::Future | Sign::Doubts | Sign::Supposes) => {
            ("commentary.judging.forecast", "It says what may or will be. Nobody can check that yet.")
        }
        _ => (
            "commentary.judging.argument",
            "Its words argue: they weigh, insist or object where a report would only tell.",
        ),
    }
}
