//! What can be asked for about claims that two reviewers made differently.

use super::{Action, Entry, Group, Needs};
use crate::review::operations::Settlement;

const fn entry(action: Action, name: &'static str, keys: &'static [&'static str], description: &'static str) -> Entry {
    Entry { action, name, description, keys, group: Group::Merge, needs: Needs::Difference }
}

/// Its entries, in the order of the menu.
pub(super) const MERGING: &[Entry] = &[
    entry(Action::NextDifference, "Next difference", &["N", "F8"], "Goes to the next claims of the list"),
    entry(Action::PreviousDifference, "Previous difference", &["P", "Shift+F8"], "Goes to the claims before"),
    entry(
        Action::Settle(Settlement::Mine),
        "Keep mine",
        &["M"],
        "Leaves your claim as it is, and remembers that this was settled",
    ),
    entry(
        Action::Settle(Settlement::Theirs),
        "Take theirs",
        &["T"],
        "Puts the other reviewer’s claim in the place of yours",
    ),
    entry(Action::Settle(Settlement::Both), "Keep both", &["B"], "Puts the other reviewer’s claim beside yours"),
    entry(
        Action::TakeAllUntaken,
        "Take all that only they have",
        &["Shift+T"],
        "Takes over every claim of the other reviewer that shares no text with yours of its tag, as one step",
    ),
];
