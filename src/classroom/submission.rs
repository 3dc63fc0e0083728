//! A pupil's way from an assignment to what is handed in, corrected and returned.

use std::{collections::BTreeSet, fmt};

use jiff::Timestamp;

use crate::{
    claim::{Claim, ClaimId, Segments},
    review::{Change, Claims, Edit, EditName, Review},
    teaching::{AskedField, Assignment, FirstLayer, Pseudonym, Refused, Returned, Role, Submission},
    text::Span,
};

/// Begins a submission: the article and what is asked, and nothing else of the assignment. `text_sha256` is the hash of its text, as
/// the file of a review has it.
///
/// # Errors
/// When it is no assignment.
pub fn begin(assignment: &Review, pseudonym: &Pseudonym, text_sha256: String) -> Result<Review, Refused> {
    let Some(Role::Assignment(Assignment { id, task, key: _ })) = assignment.role() else {
        return Err(Refused::NotAnAssignment(Role::words_of(assignment.role())));
    };
    let submission =
        Submission { assignment: *id, text_sha256, task: task.clone(), handed_in: None, first: None, returned: None };
    let review = Review::new(assignment.article().clone(), pseudonym.as_str());
    Ok(review.with_role(Some(Role::Submission(submission))))
}

/// The submission that a review is.
///
/// # Errors
/// When it is none.
pub fn of(review: &Review) -> Result<&Submission, Refused> {
    match review.role() {
        Some(Role::Submission(submission)) => Ok(submission),
        other => Err(Refused::NotASubmission(Role::words_of(other))),
    }
}

/// What a submission lacks of what was asked; a pupil may hand it in all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// There are no claims.
    NoClaims,
    /// Spans that were cut beforehand and are no claims.
    Untagged(Vec<Segments>),
    /// Claims without a reason.
    NoWhy(Vec<ClaimId>),
    /// Claims without a field that was asked for.
    NoField(AskedField, Vec<ClaimId>),
    /// Claims of a tag that was not asked for.
    TagNotAsked(Vec<ClaimId>),
}

impl Lack {
    /// The claims it is of.
    pub fn claims(&self) -> &[ClaimId] {
        match self {
            Self::NoClaims | Self::Untagged(_) => &[],
            Self::NoWhy(claims) | Self::NoField(_, claims) | Self::TagNotAsked(claims) => claims,
        }
    }
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoClaims => f.write_str("Nothing is tagged yet"),
            Self::Untagged(spans) => write!(f, "{} not tagged yet", counted(spans.len(), "span is", "spans are")),
            Self::NoWhy(claims) => write!(f, "{} no reason yet", counted(claims.len(), "claim has", "claims have")),
            Self::NoField(field, claims) => {
                let have = counted(claims.len(), "claim has", "claims have");
                write!(f, "{have} nothing under “{}” yet", field.label())
            }
            Self::TagNotAsked(claims) => {
                write!(f, "{} a tag that is not asked for", counted(claims.len(), "claim has", "claims have"))
            }
        }
    }
}

fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// What a submission lacks, the gravest first.
///
/// # Errors
/// When it is no submission.
pub fn lacks(review: &Review) -> Result<Vec<Lack>, Refused> {
    let task = &of(review)?.task;
    let claims = review.claims().in_order();
    let which = |lacks: &dyn Fn(&Claim) -> bool| -> Vec<ClaimId> {
        claims.iter().filter(|claim| lacks(claim)).map(|claim| claim.id).collect()
    };
    let mut found = Vec::new();
    if claims.is_empty() {
        found.push(Lack::NoClaims);
    }
    let tagged: BTreeSet<&[Span]> =
        claims.iter().filter(|claim| claim.segments.lost().is_empty()).map(|claim| claim.segments.placed()).collect();
    let is_untagged = |span: &&Segments| !tagged.contains(span.placed());
    let untagged: Vec<Segments> = task.spans.iter().filter(is_untagged).cloned().collect();
    if !untagged.is_empty() {
        found.push(Lack::Untagged(untagged));
    }
    let not_asked = which(&|claim| !task.tags.contains(&claim.tag));
    if !not_asked.is_empty() {
        found.push(Lack::TagNotAsked(not_asked));
    }
    let without_why = which(&|claim| task.why && claim.note.trim().is_empty());
    if !without_why.is_empty() {
        found.push(Lack::NoWhy(without_why));
    }
    for field in task.fields.iter().copied() {
        let without = which(&|claim| is_wanting(claim, field));
        if !without.is_empty() {
            found.push(Lack::NoField(field, without));
        }
    }
    Ok(found)
}

/// Whether a claim lacks a field that such a claim cannot do without. What every claim has, or few need, is never wanting.
pub fn is_wanting(claim: &Claim, field: AskedField) -> bool {
    match field {
        AskedField::Speaker => claim.tag == crate::claim::Tag::Quote && claim.speaker.is_none(),
        AskedField::Wording => claim.claim_text.as_deref().is_none_or(|words| words.trim().is_empty()),
        AskedField::Cue | AskedField::Form | AskedField::Voice | AskedField::Flags => false,
    }
}

/// Hands a submission in: each layer once. The second need not be; when it is, it gets a time of its own, and that of the first stays.
///
/// # Errors
/// When it is none, or this layer was handed in already.
pub fn hand_in(review: &Review, now: Timestamp) -> Result<Edit, Refused> {
    let submission = of(review)?;
    let handed = match &submission.first {
        Some(FirstLayer { second_handed_in: Some(_), .. }) => return Err(Refused::SecondHandedIn),
        Some(first) => {
            let first = FirstLayer { second_handed_in: Some(now), ..first.clone() };
            Submission { first: Some(first), ..submission.clone() }
        }
        None if submission.handed_in.is_some() => return Err(Refused::HandedIn),
        None => Submission { handed_in: Some(now), ..submission.clone() },
    };
    Ok(edit(EditName::HandIn, handed))
}

/// Takes a submission back that was handed in, as before the key was looked at.
///
/// # Errors
/// When it is none, was not handed in, was returned, or has a second layer.
pub fn take_back(review: &Review) -> Result<Edit, Refused> {
    let submission = of(review)?;
    if submission.handed_in.is_none() {
        return Err(Refused::NotHandedIn);
    }
    if submission.first.is_some() {
        return Err(Refused::SecondLayer);
    }
    if submission.returned.is_some() {
        return Err(Refused::Returned);
    }
    Ok(edit(EditName::TakeBack, Submission { handed_in: None, ..submission.clone() }))
}

/// Keeps the claims as they were handed in, and begins the second layer, which is the same until it is corrected.
///
/// # Errors
/// When it is no submission, was not handed in, or has a second layer already.
pub fn begin_second_layer(review: &Review, now: Timestamp) -> Result<Edit, Refused> {
    let submission = of(review)?;
    if submission.handed_in.is_none() {
        return Err(Refused::NotHandedIn);
    }
    if submission.first.is_some() {
        return Err(Refused::SecondLayer);
    }
    let claims = review.claims().in_order().to_vec();
    let first = FirstLayer { closed: now, second_handed_in: None, claims, speakers: review.speakers().to_vec() };
    Ok(edit(EditName::SecondLayer, Submission { first: Some(first), ..submission.clone() }))
}

/// Says something about a submission, in the place of what was said.
///
/// # Errors
/// When it is none.
pub fn give_back(review: &Review, returned: Returned) -> Result<Edit, Refused> {
    Ok(edit(EditName::Return, Submission { returned: Some(returned), ..of(review)?.clone() }))
}

fn edit(name: EditName, submission: Submission) -> Edit {
    Edit { name, changes: vec![Change::Role(Some(Box::new(Role::Submission(submission))))] }
}

/// The claims as they were handed in, as a review; `None` when there is no second layer.
///
/// # Errors
/// When it is no submission.
pub fn first_layer(review: &Review) -> Result<Option<Review>, Refused> {
    let first = of(review)?.first.as_ref();
    Ok(first.map(|FirstLayer { claims, speakers, .. }| {
        let claims: Claims = claims.iter().cloned().collect();
        let article = review.article().clone();
        Review::from_parts(article, review.reviewer().to_owned(), speakers.clone(), claims, Vec::new())
    }))
}
