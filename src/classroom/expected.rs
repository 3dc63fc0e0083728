//! A key as submissions are held against it.

use std::borrow::Cow;

use super::submission;
use crate::{
    claim::{ClaimId, Speaker, SpeakerId, Tag},
    compare::{Continuum, Key, KeySpan, Layer, Mark, Names, Places, too_many_overlapping},
    review::Review,
    teaching::{Alternative, AnswerKey, Assignment, KeyEntry, KeyPlace, Refused, Role},
    text::{Span, Text},
};

/// A key as submissions are held against it.
#[derive(Clone, Debug)]
pub struct Expected<'a> {
    review: Cow<'a, Review>,
    answers: AnswerKey,
    text_sha256: String,
    key: Key,
    continuum: Continuum,
}

/// More alternatives than a key has.
const MOST_ALTERNATIVES_IN_ALL: usize = 10_000;

/// What a review expects of others, of which this is the layer: where it is an answer key, with what that says, and otherwise each claim
/// in no other way.
///
/// # Errors
/// When the answer key contradicts itself.
pub fn expected_by(review: &Review, layer: &Layer) -> Result<Key, Refused> {
    if review.role().and_then(Role::key).is_none() {
        return Ok(Key::of_layer(layer));
    }
    // Whose text it is of, nobody asks here.
    Ok(Expected::of(review, String::new())?.key().clone())
}

impl Expected<'static> {
    /// The same of a review that is kept with it, as by a window.
    ///
    /// # Errors
    /// As [`Expected::of`].
    pub fn owned(review: Review, text_sha256: String) -> Result<Self, Refused> {
        Self::made(Cow::Owned(review), text_sha256)
    }
}

/// Whether few enough claims of one tag share text.
fn is_orderly(layer: &Layer) -> Result<(), Refused> {
    too_many_overlapping(layer).map_or(Ok(()), |overlapping| Err(Refused::Overlapping(overlapping)))
}

/// Which layer of a submission.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// What was handed in.
    #[default]
    First,
    /// What it became: the first, while nothing was corrected.
    Last,
}

impl<'a> Expected<'a> {
    /// Takes a key, an assignment in which it lies open, or a review, of which then each claim is expected in no other way.
    /// `text_sha256` is the hash of its text, as the file of a review has it.
    ///
    /// # Errors
    /// When there is no key in it, no claim in the key, or more than can be compared.
    pub fn of(review: &'a Review, text_sha256: String) -> Result<Self, Refused> {
        Self::made(Cow::Borrowed(review), text_sha256)
    }

    fn made(from: Cow<'a, Review>, text_sha256: String) -> Result<Self, Refused> {
        let review: &Review = &from;
        let answers = match review.role() {
            None => AnswerKey::default(),
            Some(Role::Key(key) | Role::Assignment(Assignment { key: KeyPlace::Open(key), .. })) => key.clone(),
            Some(Role::Assignment(Assignment { key: KeyPlace::Sealed(_), .. })) => return Err(Refused::KeyIsSealed),
            Some(Role::Assignment(_)) => return Err(Refused::NoKey),
            Some(role @ Role::Submission(_)) => return Err(Refused::NotAKey(role.words())),
        };
        let alternatives = answers.entries().map(|(_, entry)| entry.alternatives.len()).sum();
        if alternatives > MOST_ALTERNATIVES_IN_ALL {
            return Err(Refused::TooManyInAll(alternatives));
        }
        let text = review.article().text();
        let spans = review.claims().in_order().iter().filter_map(|claim| {
            let entry = answers.entry(claim.id);
            let alternatives = entry.map(|entry| entry.alternatives.as_slice()).unwrap_or_default();
            let others = alternatives.iter().map(|alternative| mark(review, claim.id, alternative));
            let span = KeySpan::new(std::iter::once(Mark::of(review, claim)).chain(others))?;
            Some(if entry.is_some_and(|entry| entry.optional) { span.optional() } else { span })
        });
        let mut key = Key::new(review.reviewer(), spans).tolerating(answers.tolerance);
        if key.spans().is_empty() {
            return Err(Refused::EmptyKey);
        }
        if !answers.passages().is_empty() {
            key = key.only_in(places(answers.passages(), text));
        }
        let continuum = Continuum::new(text);
        let layer = Layer::of(review, &continuum).map_err(|_another| Refused::AnotherArticle)?;
        is_orderly(&layer)?;
        Ok(Self { review: from, answers, text_sha256, key, continuum })
    }

    /// The review of the key.
    pub fn review(&self) -> &Review {
        &self.review
    }

    /// What the key says beside its claims.
    pub fn answers(&self) -> &AnswerKey {
        &self.answers
    }

    /// What the key says of the claim that is its span of this number.
    pub fn entry(&self, span: usize) -> Option<&KeyEntry> {
        self.answers.entry(self.claim(span)?)
    }

    /// The claim that is the key's span of this number.
    pub fn claim(&self, span: usize) -> Option<ClaimId> {
        self.key.spans().get(span).map(|span| span.first().claim)
    }

    /// The key as it is compared.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// The text as it is compared.
    pub fn continuum(&self) -> &Continuum {
        &self.continuum
    }

    /// Whether a submission is one of this key's article.
    ///
    /// # Errors
    /// When it is none, of another article, or its text was changed.
    pub fn suits(&self, review: &Review) -> Result<(), Refused> {
        let submission = submission::of(review)?;
        if review.article().text() == self.review.article().text() {
            return Ok(());
        }
        let is_of_this = self.answers.assignment == Some(submission.assignment)
            || (!submission.text_sha256.is_empty() && submission.text_sha256 == self.text_sha256);
        Err(if is_of_this { Refused::EditedText } else { Refused::AnotherArticle })
    }

    /// What a submission marks.
    ///
    /// # Errors
    /// When it is no submission of this key's article, or so many of its claims overlap as in no review.
    pub fn layer(&self, review: &Review, which: Which) -> Result<Layer, Refused> {
        self.suits(review)?;
        let of = |review: &Review| Layer::of(review, &self.continuum).map_err(|_another| Refused::AnotherArticle);
        let layer = match (which, submission::first_layer(review)?) {
            (Which::First, Some(first)) => of(&first),
            _ => of(review),
        }?;
        is_orderly(&layer)?;
        Ok(layer)
    }
}

fn mark(review: &Review, claim: ClaimId, alternative: &Alternative) -> Mark {
    let Alternative { tag, segments, speaker } = alternative;
    let speaker = speaker.and_then(|id: SpeakerId| review.speaker(id)).map(|speaker: &Speaker| Names::of(speaker));
    let tag: Tag = *tag;
    Mark { speaker, ..Mark::new(claim, tag, places(segments.placed(), review.article().text())) }
}

fn places(spans: &[Span], text: &Text) -> Places {
    let point = |at| text.to_code_point(at).0;
    Places::new(spans.iter().map(|span| point(span.start())..point(span.end())))
}
