//! The steps that one person's words stand for.

use crate::claim::{Practice, State, StatusGroup};

/// The states to go through, from `from`, until the work is where one person calls it `group`; none when it is there.
///
/// At a desk, "checked" first proposes the verdict, and asked for again it approves it.
pub fn path(from: State, group: StatusGroup, practice: Practice) -> Vec<State> {
    if from.group() == group && !(group == StatusGroup::Checking && from == State::InReview) {
        return Vec::new();
    }
    let to_progress: &[State] = match from {
        State::InProgress => &[],
        State::NotCheckable | State::WontCheck | State::Duplicate => &[State::Queued, State::InProgress],
        _ => &[State::InProgress],
    };
    let then = |last: State| to_progress.iter().copied().chain([last]).collect();
    match (group, from) {
        (StatusGroup::ToCheck, State::NotCheckable | State::WontCheck | State::Duplicate) => vec![State::Queued],
        (StatusGroup::ToCheck, _) => then(State::Queued),
        (StatusGroup::Checking, _) => to_progress.to_vec(),
        (StatusGroup::Waiting, _) => then(State::Waiting),
        (StatusGroup::Checked, State::InReview) => vec![State::Approved],
        (StatusGroup::Checked, _) if practice.is_desk() => then(State::InReview),
        (StatusGroup::Checked, _) => then(State::Approved),
        (StatusGroup::Skipped, State::Spotted | State::Queued) => vec![State::NotCheckable],
        (StatusGroup::Skipped, _) => then(State::NotCheckable),
    }
}
