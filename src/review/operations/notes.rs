//! Claims of what others wrote beside the text.

use super::{Change, Edit, EditName, Refusal, Review, Stamp, made, new_claim};
use crate::{
    claim::{Claim, Tag},
    text::Span,
};

/// Makes an assertion of each stretch of text that somebody wrote something about, with that as its note, as one step. Those about the
/// same words, or words that overlap, become one claim with all that was written.
///
/// # Errors
/// When there is nothing to take over, or [`Review::apply`] would refuse all.
pub fn take_notes(review: &Review, notes: &[(Span, String)], stamp: &mut Stamp<'_>) -> Result<Edit, Refusal> {
    let mut claims: Vec<Claim> = Vec::new();
    let mut refused = Refusal::NothingSelected;
    for (span, note) in notes {
        let spans = review.article().spans_by_block(span.start(), span.end());
        let mut claim = new_claim(review, Tag::Assertion, &spans, stamp)?;
        if let Some(other) = review.claims().overlapping(Tag::Assertion, &claim.segments, claim.id) {
            refused = Refusal::Overlap { tag: Tag::Assertion, other: other.id };
            continue;
        }
        let shares = |made: &&mut Claim| {
            made.segments.placed().iter().any(|own| claim.segments.placed().iter().any(|other| own.overlaps(*other)))
        };
        if let Some(made) = claims.iter_mut().find(shares) {
            made.note = format!("{}\n{note}", made.note);
        } else {
            note.clone_into(&mut claim.note);
            claims.push(claim);
        }
    }
    if claims.is_empty() {
        return Err(refused);
    }
    let name = EditName::TakeNotes(claims.len());
    let changes: Vec<Change> = claims.into_iter().flat_map(|claim| made(review, claim, stamp.now)).collect();
    Ok(Edit { name, changes })
}
