//! What a pupil can ask for about the key of a submission.

use super::{Action, Entry, Group, Needs};
use crate::app::RevealAction;

const fn entry(
    action: RevealAction,
    name: &'static str,
    keys: &'static [&'static str],
    needs: Needs,
    description: &'static str,
) -> Entry {
    Entry { action: Action::Reveal(action), name, description, keys, group: Group::Lesson, needs }
}

/// Its entries, in the order of the menu.
pub(super) const REVEAL: &[Entry] = &[
    entry(
        RevealAction::Look,
        "Look at the key…",
        &["Ctrl+Shift+K"],
        Needs::Submission,
        "Shows what you handed in beside the key, or leaves that; in practice before you hand in as well",
    ),
    entry(
        RevealAction::Correct,
        "Correct my work",
        &["Ctrl+Enter"],
        Needs::Reveal,
        "Keeps what you handed in, and begins a second layer in which you correct it",
    ),
    entry(
        RevealAction::Next,
        "Next difference from the key",
        &["N", "F8"],
        Needs::Reveal,
        "Goes to the next of the list",
    ),
    entry(
        RevealAction::Previous,
        "Previous difference from the key",
        &["P", "Shift+F8"],
        Needs::Reveal,
        "Goes to the one before",
    ),
    entry(
        RevealAction::Take,
        "Take the key’s",
        &["T"],
        Needs::Reveal,
        "Makes your claim what the key has: its tag, its words, its speaker",
    ),
    entry(
        RevealAction::Keep,
        "Keep mine against the key",
        &["M"],
        Needs::Reveal,
        "Leaves your claim as it is; write why, and it goes into the claim’s note",
    ),
    entry(
        RevealAction::Everything,
        "Everything or differences only",
        &["D"],
        Needs::Reveal,
        "Lists what is right and what is settled as well, or what differs alone",
    ),
    entry(
        RevealAction::Learnt,
        "What I learnt",
        &["Shift+L"],
        Needs::Reveal,
        "Shows what was learnt since you handed in, and what is still open, or the differences again",
    ),
    entry(
        RevealAction::Check,
        "Check what I have",
        &["F7"],
        Needs::Submission,
        "In practice: holds everything you have tagged against the key",
    ),
    entry(
        RevealAction::Missed,
        "Show what is missed",
        &["Shift+F7"],
        Needs::Submission,
        "In practice: shows what the key has where you tagged nothing, or hides it again",
    ),
    entry(
        RevealAction::AtOnce,
        "Answer each tag at once, or not",
        &[],
        Needs::Submission,
        "In practice: says at once whether a tag is right, or waits until you ask",
    ),
    entry(
        RevealAction::Again,
        "Begin this lesson again",
        &[],
        Needs::Submission,
        "Takes all claims away, as one step that can be taken back",
    ),
];
