//! What can be asked for in a lesson.

use super::{Action, Entry, Group, Needs};
use crate::app::LessonAction;

const fn entry(
    action: LessonAction,
    name: &'static str,
    keys: &'static [&'static str],
    needs: Needs,
    description: &'static str,
) -> Entry {
    Entry { action: Action::Lesson(action), name, description, keys, group: Group::Lesson, needs }
}

/// Its entries, in the order of the menu.
pub(super) const LESSON: &[Entry] = &[
    entry(
        LessonAction::Choose,
        "Lessons…",
        &["Ctrl+T"],
        Needs::Nothing,
        "Lists the lessons that come with the program, to practise with",
    ),
    entry(
        LessonAction::Practise,
        "Practise with this review",
        &[],
        Needs::SomeClaim,
        "Begins an assignment made of this review, with its claims as the answers; the review stays as it is",
    ),
    entry(
        LessonAction::NextSpan,
        "Next span",
        &["I"],
        Needs::Submission,
        "Goes to the next of the spans that are cut beforehand; Q, A and C tag it as it is cut",
    ),
    entry(LessonAction::PreviousSpan, "Previous span", &["Shift+I"], Needs::Submission, "Goes to the span before"),
    entry(
        LessonAction::Codebook,
        "Codebook",
        &["K"],
        Needs::Document,
        "Shows or hides the rules beside the article, those first on which the selection or the claim may turn",
    ),
    entry(
        LessonAction::Instructions,
        "Show or fold the instructions",
        &["Shift+K"],
        Needs::Submission,
        "Shows what the assignment asks for, or leaves more room for the article",
    ),
    entry(
        LessonAction::HandIn,
        "Hand in…",
        &["Ctrl+Shift+H"],
        Needs::Submission,
        "Says what is lacking, hands the submission in and saves it",
    ),
    entry(
        LessonAction::TakeBack,
        "Take back",
        &[],
        Needs::Submission,
        "Takes back what was handed in, to go on with it; not after a look at the key",
    ),
];
