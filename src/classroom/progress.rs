//! What a pupil learnt: the first layer and the second, claim of the key by claim of the key.

use super::{Expected, Which, submission};
use crate::{
    claim::ClaimId,
    compare::{Comparison, Continuum, Finding, FindingKind, Layer, Matching, findings, merge},
    review::Review,
    teaching::Refused,
};

/// What changed from the first layer of a submission to the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Each claim of the key, in its order.
    pub steps: Vec<Step>,
    /// How many claims of the pupil's own the key does not have, before and after.
    pub extra: [usize; 2],
}

/// What was made of a claim of the key, before and after; `None` for an optional one that was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The claim.
    pub claim: ClaimId,
    /// In the first layer.
    pub before: Option<FindingKind>,
    /// In the second.
    pub after: Option<FindingKind>,
}

impl Step {
    /// Whether it was wrong and is right now.
    pub fn is_learnt(&self) -> bool {
        let right = Some(FindingKind::Correct);
        self.before != right && self.after == right
    }

    /// Whether it was right and is wrong now.
    pub fn is_lost(&self) -> bool {
        let right = Some(FindingKind::Correct);
        self.before == right && self.after != right
    }
}

impl Progress {
    /// Compares the layers of a submission; `None` when there is only one.
    ///
    /// # Errors
    /// When it is no submission of the key's article.
    pub fn of(expected: &Expected<'_>, review: &Review) -> Result<Option<Self>, Refused> {
        if !submission::of(review)?.is_second_layer() {
            return Ok(None);
        }
        let [first, last] = [Which::First, Which::Last].map(|which| expected.layer(review, which));
        let both = [first?, last?].map(|layer| {
            let matching = Matching::of(expected.key(), &layer, expected.continuum());
            (findings(expected.key(), &layer, &matching), matching.extra.len())
        });
        Ok(Some(Self::of_findings(expected, both.each_ref().map(|(findings, extra)| (findings.as_slice(), *extra)))))
    }

    /// The same of what was compared already.
    pub(super) fn between(expected: &Expected<'_>, both: [&Comparison; 2]) -> Self {
        let both = both.map(|comparison| (comparison.findings.as_slice(), comparison.matching.extra.len()));
        Self::of_findings(expected, both)
    }

    /// Of each layer the findings, and how many claims are not in the key.
    fn of_findings(expected: &Expected<'_>, both: [(&[Finding], usize); 2]) -> Self {
        let [before_kinds, after_kinds] = both.map(|(findings, _)| {
            let mut kinds = vec![None; expected.key().spans().len()];
            for finding in findings {
                for number in &finding.key {
                    kinds[*number] = Some(finding.kind);
                }
            }
            kinds
        });
        let kinds = before_kinds.into_iter().zip(after_kinds).enumerate();
        let step = |(number, (before, after))| Some(Step { claim: expected.claim(number)?, before, after });
        Self { steps: kinds.filter_map(step).collect(), extra: both.map(|(_, extra)| extra) }
    }

    /// How many were wrong and are right now.
    pub fn learnt(&self) -> usize {
        self.steps.iter().filter(|step| step.is_learnt()).count()
    }

    /// How many were right and are wrong now.
    pub fn lost(&self) -> usize {
        self.steps.iter().filter(|step| step.is_lost()).count()
    }
}

/// What a pupil changed between the layers, whatever the key says: every claim of both, in text order. `None` when there is only one
/// layer.
///
/// # Errors
/// When it is no submission.
pub fn changes(review: &Review) -> Result<Option<Vec<merge::Difference>>, Refused> {
    let Some(first) = submission::first_layer(review)? else { return Ok(None) };
    let continuum = Continuum::new(review.article().text());
    let layer = |review: &Review| Layer::of(review, &continuum).map_err(|_another| Refused::AnotherArticle);
    Ok(Some(merge::differences(&layer(&first)?, &layer(review)?, &continuum)))
}
