//! What a teacher can ask for before a lesson, and two reviewers in the end.

use super::{Action, Entry, Group, Needs};
use crate::app::{AssignAction, PlaceOfFocus};

const fn entry(
    action: AssignAction,
    name: &'static str,
    keys: &'static [&'static str],
    needs: Needs,
    description: &'static str,
) -> Entry {
    Entry { action: Action::Assign(action), name, description, keys, group: Group::Class, needs }
}

const fn merging(
    action: Action,
    name: &'static str,
    keys: &'static [&'static str],
    description: &'static str,
) -> Entry {
    Entry { action, name, description, keys, group: Group::Merge, needs: Needs::Difference }
}

/// Its entries, in the order of the menu.
pub(super) const ASSIGN: &[Entry] = &[
    entry(
        AssignAction::NewAssignment,
        "New assignment…",
        &[],
        Needs::Document,
        "Makes a file for pupils of this article: what they are asked, and the key, sealed or open or not at all",
    ),
    entry(
        AssignAction::Key,
        "Answer key…",
        &[],
        Needs::Document,
        "Prepares this review as an answer key, and says how exactly it is expected, and where",
    ),
    entry(
        AssignAction::SaveKey,
        "Save key…",
        &[],
        Needs::Document,
        "Writes what is expected as a file of its own, which stays with you",
    ),
    entry(
        AssignAction::AddAlternative,
        "Add alternative",
        &["Shift+A"],
        Needs::Key,
        "Lets the selected words, or without any the claim’s own with another tag, be as right as the focused claim",
    ),
    entry(
        AssignAction::Optional,
        "Optional or expected",
        &["Shift+O"],
        Needs::Key,
        "Lets the focused claim be one that may be left out, or again one that is expected",
    ),
    entry(
        AssignAction::AddPassage,
        "Score in the selection",
        &[],
        Needs::Key,
        "Scores in the selected passage, with others that are marked, and nowhere else",
    ),
    merging(Action::FocusOn(PlaceOfFocus::Reason), "Say why…", &["W"], "Goes to the line for the reason"),
    merging(
        Action::Assign(AssignAction::WriteAgreed),
        "Write agreed version…",
        &["Ctrl+Shift+A"],
        "Writes what the two of you agreed on as a file of its own, with every reason, and first lists what is open",
    ),
];
