//! What verdicts are chosen from, and who approves them.

use std::collections::BTreeSet;

use super::{Change, Edit, EditName, Refusal, Review};
use crate::claim::{Practice, VerdictKind, VerdictLabel, VerdictScheme};

/// Chooses verdicts from another scheme. Labels that claims have and it has not are added to it as withdrawn, so that they stay
/// readable.
///
/// # Errors
/// When it is as it was.
pub fn set_scheme(review: &Review, scheme: VerdictScheme) -> Result<Edit, Refusal> {
    let kind = scheme.kind;
    let old = review.schemes().of(kind);
    let used: BTreeSet<&str> =
        review.claims().in_order().iter().filter_map(|claim| claim.check().verdicts.get(kind)).collect();
    let mut scheme = scheme;
    for name in used {
        if scheme.label(name).is_none() {
            let label = old.label(name).cloned().unwrap_or_else(|| VerdictLabel::named(name));
            scheme.labels.push(VerdictLabel { name: name.to_owned(), withdrawn: true, ..label });
        }
    }
    changed(review, scheme)
}

/// Adds a label of the reviewer's own to a scheme.
///
/// # Errors
/// When there are no words, or the scheme has it.
pub fn add_label(review: &Review, kind: VerdictKind, words: &str) -> Result<Edit, Refusal> {
    let label = VerdictLabel::named(words);
    if label.name.is_empty() {
        return Err(Refusal::Unchanged);
    }
    let mut scheme = review.schemes().of(kind).clone();
    if scheme.label(&label.name).is_some() {
        return Err(Refusal::LabelExists(label.label));
    }
    scheme.labels.push(label);
    changed(review, scheme)
}

/// Withdraws a label, or offers it again. Claims that have it keep it.
///
/// # Errors
/// When the scheme has no such label, or it is so already.
pub fn withdraw_label(review: &Review, kind: VerdictKind, name: &str, withdrawn: bool) -> Result<Edit, Refusal> {
    let mut scheme = review.schemes().of(kind).clone();
    let label = scheme.labels.iter_mut().find(|label| label.name == name);
    label.ok_or_else(|| Refusal::UnknownLabel(name.to_owned()))?.withdrawn = withdrawn;
    changed(review, scheme)
}

fn changed(review: &Review, scheme: VerdictScheme) -> Result<Edit, Refusal> {
    if *review.schemes().of(scheme.kind) == scheme {
        return Err(Refusal::Unchanged);
    }
    let schemes = review.schemes().clone().with(scheme);
    Ok(Edit { name: EditName::Schemes, changes: vec![Change::Schemes(Box::new(schemes))] })
}

/// Says who approves.
///
/// # Errors
/// When it is so already.
pub fn set_practice(review: &Review, practice: Practice) -> Result<Edit, Refusal> {
    if review.practice() == practice {
        return Err(Refusal::Unchanged);
    }
    Ok(Edit { name: EditName::Practice, changes: vec![Change::Practice(practice)] })
}
