//! The table of claims and the board: which claims they list, and moving, picking and changing several there.

use std::sync::Arc;

use super::{
    editing::edit,
    moving::{self, reveal_focus, with_document},
    told,
};
use crate::{
    app::{Document, Effect, NoticeKind, Picking, RowMove, State, TableCommand, View},
    claim::{Claim, ClaimId},
    review::{
        Field, Stamp,
        listing::{Arrangement, Grouping, Listing},
        operations,
    },
    store::TableSettings,
};

/// Carries out a command about the table.
pub(super) fn table(state: &mut State, command: TableCommand, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let settings = &mut state.settings.table;
    match command {
        TableCommand::SortBy(column) => {
            settings.sort = settings.sort.by(column);
            vec![Effect::SaveSettings]
        }
        TableCommand::GroupBy(grouping) => {
            settings.grouping = grouping;
            vec![Effect::SaveSettings]
        }
        TableCommand::ShowColumn(column, is_shown) => {
            settings.show(column, is_shown);
            vec![Effect::SaveSettings]
        }
        TableCommand::UsualColumns => {
            settings.columns = TableSettings::default().columns;
            vec![Effect::SaveSettings]
        }
        TableCommand::Collapse(group) => with_document(state, |document| {
            if !document.tracking.collapsed.remove(&group) {
                document.tracking.collapsed.insert(group);
            }
            Vec::new()
        }),
        TableCommand::Go { to, extend } => with_document(state, |document| go(document, to, extend)),
        TableCommand::Pick(claim, how) => with_document(state, |document| pick(document, claim, how)),
        TableCommand::KeepFilter(name) => keep_filter(state, name.trim()),
        TableCommand::UseFilter(name) => {
            let kept = settings.filters.iter().find(|kept| kept.name == name).map(|kept| kept.filter.clone());
            if let (Some(document), Some(filter)) = (&mut state.document, kept) {
                document.filter = filter;
            }
            Vec::new()
        }
        TableCommand::ForgetFilter(name) => {
            settings.forget(&name);
            vec![Effect::SaveSettings]
        }
        TableCommand::SetSpeaker(claims, name) => {
            edit(state, None, |review| operations::set_speaker(review, &claims, &name, stamp))
        }
        TableCommand::AddLabel(claims, label) => add_label(state, &claims, label.trim(), stamp),
    }
}

/// Makes the list anew where something it hangs on has changed, while it is shown.
pub(super) fn relist(state: &mut State) {
    let Some(document) = &mut state.document else { return };
    let table = &state.settings.table;
    let tracking = &document.tracking;
    let arrangement = match state.view {
        View::Read | View::Summary | View::Compare | View::Class => return,
        View::Track => {
            Arrangement { sort: table.sort, grouping: table.grouping, collapsed: tracking.collapsed.clone() }
        }
        // A board has a column for each state, and shows every card.
        View::Board => Arrangement { sort: table.sort, grouping: Grouping::Status, collapsed: [].into() },
    };
    let is_current = tracking.made_for.as_ref().is_some_and(|(revision, filter, made_for)| {
        *revision == document.revision && *filter == document.filter && *made_for == arrangement
    });
    if !is_current {
        let listing = Listing::new(&document.review, &document.filter, &arrangement);
        document.tracking.listing = Arc::new(listing);
        document.tracking.made_for = Some((document.revision, document.filter.clone(), arrangement));
    }
    let focused = document.focus.and_then(|focus| document.tracking.listing.row_of(focus.claim));
    if let Some(row) = focused {
        document.tracking.row = row;
    }
}

/// Focuses another row. Where the focused claim has left the list, the row that took its place counts as the one before.
fn go(document: &mut Document, to: RowMove, extend: bool) -> Vec<Effect> {
    let listing = Arc::clone(&document.tracking.listing);
    let last = listing.row_count().saturating_sub(1);
    let from = document.focus.and_then(|focus| listing.row_of(focus.claim));
    let (row, back) = match (to, from) {
        (RowMove::First, _) => (0, false),
        (RowMove::Last, _) => (last, true),
        (RowMove::By(by), Some(from)) => (from.saturating_add_signed(by).min(last), by < 0),
        (RowMove::By(_), None) if document.focus.is_none() => (0, false),
        (RowMove::By(by), None) => (document.tracking.row.saturating_add_signed(by.min(0)).min(last), by < 0),
    };
    // Over the head of a group it goes on in the same direction; at either end, back to the last claim there.
    let Some(next) = listing.claim_near(row, back).or_else(|| listing.claim_near(row, !back)) else {
        return Vec::new();
    };
    let before = document.focus.map(|focus| focus.claim).filter(|claim| listing.row_of(*claim).is_some());
    if extend {
        pick_up_to(document, before.unwrap_or(next.id), next.id);
    } else {
        document.tracking.anchor = None;
    }
    document.look_at(next.id, None);
    reveal_focus(document)
}

fn pick(document: &mut Document, claim: ClaimId, how: Picking) -> Vec<Effect> {
    match how {
        Picking::Toggle => {
            document.tracking.anchor = None;
            if !document.picked.remove(&claim) {
                document.picked.insert(claim);
            }
        }
        Picking::UpTo => {
            let from = document.focus.map_or(claim, |focus| focus.claim);
            pick_up_to(document, from, claim);
        }
    }
    document.look_at(claim, None);
    reveal_focus(document)
}

/// Picks the rows from where picking began, which is `from` unless it goes on, up to a claim, beside what was picked before.
fn pick_up_to(document: &mut Document, from: ClaimId, to: ClaimId) {
    let begun = document.tracking.anchor.take().filter(|(anchor, _)| document.review.claims().get(*anchor).is_some());
    let (anchor, before) = begun.unwrap_or_else(|| (from, document.picked.clone()));
    document.picked.clone_from(&before);
    document.picked.extend(document.tracking.listing.between(anchor, to));
    document.tracking.anchor = Some((anchor, before));
}

/// To the next claim: where claims are listed in another order than the text's, in that order, round the end.
pub(super) fn step_claim(state: &mut State, forward: bool) -> Vec<Effect> {
    if matches!(state.view, View::Read | View::Summary | View::Compare | View::Class) {
        return moving::step_claim(state, forward);
    }
    with_document(state, |document| {
        document.tracking.anchor = None;
        let listing = Arc::clone(&document.tracking.listing);
        let focused = document.focus.map(|focus| focus.claim);
        let claims = listing.claims();
        let at = focused.and_then(|focused| claims.iter().position(|listed| listed.id == focused));
        let next = match (at, forward) {
            (Some(at), true) => (at + 1) % claims.len().max(1),
            (Some(0) | None, false) => claims.len().saturating_sub(1),
            (Some(at), false) => at - 1,
            (None, true) => 0,
        };
        let Some(listed) = claims.get(next) else { return Vec::new() };
        document.look_at(listed.id, None);
        reveal_focus(document)
    })
}

fn keep_filter(state: &mut State, name: &str) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    let kept = &mut state.settings.table;
    let is_new = kept.filters.iter().all(|other| other.name != name);
    if name.is_empty() {
        told(state, NoticeKind::Info, "Give the filter a name first")
    } else if is_new && kept.filters.len() >= TableSettings::MAX_FILTERS {
        told(state, NoticeKind::Warning, "There are as many saved filters as can be kept. Remove one first")
    } else {
        kept.keep(name, document.filter.clone());
        vec![Effect::SaveSettings]
    }
}

fn add_label(state: &mut State, claims: &[ClaimId], label: &str, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    if label.is_empty() {
        return Vec::new();
    }
    let add = |claim: &mut Claim| claim.labels.push(label.to_owned());
    edit(state, None, |review| operations::amend_several(review, claims, Field::Labels, add, stamp))
}
