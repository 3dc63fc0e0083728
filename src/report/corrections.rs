//! What went out and was opened again, as the history tells it.

use super::{
    material::Material,
    view::{day, listed},
};
use crate::{
    claim::{ClaimId, VerdictKind, Verdicts},
    review::HistoryEntry,
};

/// One correction.
pub(super) struct CorrectionView {
    pub claim: ClaimId,
    pub mark: String,
    pub tag: &'static str,
    /// What the claim says.
    pub said: String,
    /// When it was opened again.
    pub opened: String,
    /// The version it had gone out in.
    pub version: Option<String>,
    pub reason: Option<String>,
    /// The verdicts that went out.
    pub before: String,
    /// The verdicts since.
    pub after: String,
}

/// Every correction, oldest first.
pub(super) fn corrections(material: &Material) -> Vec<CorrectionView> {
    let history = material.review.history();
    let opened = history.iter().enumerate().filter(|(_, entry)| entry.edit == "correction");
    opened.filter_map(|(at, entry)| correction(material, history, at, entry)).collect()
}

fn correction(
    material: &Material,
    history: &[HistoryEntry],
    at: usize,
    entry: &HistoryEntry,
) -> Option<CorrectionView> {
    let id = entry.claim?;
    let own = |entries: &'_ [HistoryEntry]| -> Vec<HistoryEntry> {
        entries.iter().filter(|other| other.claim == Some(id)).cloned().collect()
    };
    let (earlier, later) = (own(&history[..at]), own(&history[at + 1..]));
    let until = later.iter().position(|other| other.edit == "correction").unwrap_or(later.len());
    let present = material.review.claims().get(id);
    let current = present.map(|claim| claim.check().verdicts.clone()).unwrap_or_default();
    let mut before = Verdicts::default();
    let mut after = Verdicts::default();
    for kind in VerdictKind::ALL {
        let is_about = |other: &&HistoryEntry| other.edit == edit_of(kind);
        let next = later.iter().find(is_about);
        // What stood when it was opened is what was put there last or, without a record of that, what was replaced next.
        let stood = earlier.iter().rfind(is_about).map(|last| last.to.clone());
        let stood = stood.or_else(|| next.map(|next| next.from.clone()));
        *before.get_mut(kind) = stood.unwrap_or_else(|| current.get(kind).map(str::to_owned));
        let last = later[..until].iter().rfind(is_about).map(|last| last.to.clone());
        *after.get_mut(kind) = last.unwrap_or_else(|| before.get(kind).map(str::to_owned));
    }
    let is_settled = later[..until]
        .iter()
        .any(|other| other.edit == "status" && matches!(other.to.as_deref(), Some("approved" | "published")));
    let after = if is_settled { words(material, &after) } else { "Not settled yet".to_owned() };
    Some(CorrectionView {
        claim: id,
        mark: present.map_or_else(|| "–".to_owned(), |claim| material.mark(claim)),
        tag: present.map_or("", |claim| claim.tag.name()),
        said: present.map_or_else(|| "A claim that is no longer there".to_owned(), |claim| material.said(claim)),
        opened: day(entry.at),
        version: entry.from.clone(),
        reason: entry.reason.clone(),
        before: words(material, &before),
        after,
    })
}

/// The name in the history of a change of this verdict.
fn edit_of(kind: VerdictKind) -> &'static str {
    match kind {
        VerdictKind::Attribution => "attribution_verdict",
        VerdictKind::Content => "content_verdict",
    }
}

fn words(material: &Material, verdicts: &Verdicts) -> String {
    let schemes = material.review.schemes();
    let words = listed(VerdictKind::ALL.into_iter().filter_map(|kind| schemes.verdict(verdicts, kind)));
    if words.is_empty() { "No verdict".to_owned() } else { words }
}
