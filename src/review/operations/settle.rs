//! Two reviewers who become of one mind: claims of another's review taken over, kept apart, or both replaced by a third.
//!
//! What was settled stands in the history, with the places and the author of the claims it was about, so that it is known again
//! when both reviews are opened the next time.

use std::collections::HashMap;

use super::{
    Change, Edit, EditName, Refusal, Review, Stamp, Step, delete, find, made, new_claim, places_of, reworded, unlocked,
};
use crate::{
    claim::{
        Claim, ClaimId, Origin, Segments, Speaker, SpeakerId, Tag, lifecycle::Part, named::named, usual_form,
        usual_voice,
    },
    review::HistoryEntry,
    text::Span,
};

/// What an entry of the history about this is called.
const ENTRY: &str = "merge";

named! {
    /// How it was settled.
    pub enum Settlement {
        /// The reviewer's own claims stay, the other's are left.
        Mine = "mine", "Keep mine";
        /// The other's claims take the place of the reviewer's own.
        Theirs = "theirs", "Take theirs";
        /// The other's claims stand beside the reviewer's own.
        Both = "both", "Keep both";
        /// A third takes the place of both.
        New = "new", "Agree on a third";
    }
}

/// Claims of two reviews that are about the same words.
#[derive(Clone, Copy, Debug)]
pub struct Contested<'a> {
    /// The reviewer's own; may be none.
    pub mine: &'a [ClaimId],
    /// The other's; may be none.
    pub theirs: &'a [ClaimId],
    /// The other review, of the same text.
    pub other: &'a Review,
    /// Who made it.
    pub author: &'a str,
}

impl Contested<'_> {
    /// The other's claims, as the history names them.
    pub(super) fn described(&self) -> String {
        described(self.other, self.theirs, self.author)
    }

    fn key(&self) -> (Option<ClaimId>, String) {
        (self.mine.first().copied(), self.described())
    }
}

fn described(other: &Review, theirs: &[ClaimId], author: &str) -> String {
    let claims = theirs.iter().filter_map(|id| other.claims().get(*id));
    let words: Vec<String> = claims.map(|claim| format!("{} {}", claim.tag.name(), places_of(other, claim))).collect();
    let words = if words.is_empty() { "nothing".to_owned() } else { words.join(", ") };
    format!("{words} by {author}")
}

/// What a review's history says was settled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settlements(HashMap<(Option<ClaimId>, String), (Settlement, Option<String>)>);

impl Settlements {
    /// Reads the history.
    pub fn of(review: &Review) -> Self {
        let settled = |entry: &HistoryEntry| {
            let how = Settlement::ALL.into_iter().find(|how| entry.to.as_deref() == Some(how.name()))?;
            Some(((entry.claim, entry.from.clone()?), (how, entry.reason.clone())))
        };
        Self(review.history().iter().filter(|entry| entry.edit == ENTRY).filter_map(settled).collect())
    }

    /// Whether nothing was.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How it was settled, if it was.
    pub fn how(&self, contested: &Contested<'_>) -> Option<Settlement> {
        if self.0.is_empty() { None } else { self.0.get(&contested.key()).map(|(how, _)| *how) }
    }

    /// Why it was settled so, if a reason was given.
    pub fn reason(&self, contested: &Contested<'_>) -> Option<&str> {
        self.0.get(&contested.key())?.1.as_deref()
    }
}

/// Settles it in favour of one side or of both, with a reason or an empty one. Nothing of the reviewer's own changes unless the
/// settlement is [`Settlement::Theirs`]. A claim that is taken over keeps its author; its check stays where it was made.
///
/// # Errors
/// When a claim is not there or may not be changed, or nothing would change. What would overlap is refused by [`Review::apply`].
pub fn settle(
    review: &Review,
    contested: &Contested<'_>,
    how: Settlement,
    reason: &str,
    stamp: &mut Stamp<'_>,
) -> Result<Edit, Refusal> {
    let Contested { mine, theirs, other, author } = *contested;
    let mut settling = Settling::new(review, how, reason);
    let mut subject = mine.first().copied();
    match (how, mine, theirs) {
        (Settlement::New, ..) => return Err(Refusal::NothingSelected),
        (Settlement::Theirs, [own], [taken]) => {
            let before = find(review, *own)?;
            let taken = find(other, *taken)?;
            let mut claim = Claim::clone(before);
            claim.tag = taken.tag;
            claim.form = taken.form;
            claim.voice = taken.voice;
            claim.segments = placed(taken)?;
            claim.cue = taken.cue;
            claim.speaker = settling.speaker_of(other, taken, stamp);
            claim.author = Some(author_of(taken, author));
            if claim.note.trim().is_empty() {
                claim.note.clone_from(&taken.note);
            }
            settling.replace(before, claim, stamp)?;
        }
        (Settlement::Theirs | Settlement::Both, ..) => {
            if how == Settlement::Theirs && !mine.is_empty() {
                settling.changes.extend(delete(review, mine, stamp)?.changes);
            }
            for taken in theirs {
                let id = settling.take(other, find(other, *taken)?, author, stamp)?;
                subject = subject.or(Some(id));
            }
            // What stays beside the other's is not asked about again for itself.
            if how == Settlement::Both {
                for own in mine {
                    settling.remember(Some(*own), described(other, &[], author), stamp);
                }
            }
        }
        (Settlement::Mine, ..) => {}
    }
    settling.remember(subject, contested.described(), stamp);
    Ok(settling.edit(EditName::Settle(how)))
}

/// Settles it by a third claim: of these stretches or, without any, where the claims were, with this tag.
///
/// # Errors
/// As [`settle`]; and when nothing would differ from the reviewer's own claim.
pub fn settle_anew(
    review: &Review,
    contested: &Contested<'_>,
    tag: Tag,
    spans: &[Span],
    reason: &str,
    stamp: &mut Stamp<'_>,
) -> Result<(Edit, ClaimId), Refusal> {
    let Contested { mine, theirs, other, author } = *contested;
    let mut settling = Settling::new(review, Settlement::New, reason);
    let own = mine.first().map(|id| find(review, *id)).transpose()?;
    let model = theirs.first().map(|id| find(other, *id)).transpose()?;
    let segments = match (Segments::new(spans.iter().copied()), own, model) {
        (Some(segments), ..) => segments,
        (None, Some(own), _) => own.segments.clone(),
        (None, None, Some(model)) => placed(model)?,
        (None, None, None) => return Err(Refusal::NothingSelected),
    };
    let id = if let Some(before) = own {
        if before.tag == tag && before.segments == segments && mine.len() == 1 {
            return Err(Refusal::Unchanged);
        }
        if let Some(rest) = mine.get(1..).filter(|rest| !rest.is_empty()) {
            settling.changes.extend(delete(review, rest, stamp)?.changes);
        }
        let mut claim = Claim::clone(before);
        claim.form = usual_form(review.article(), tag, segments.placed());
        claim.voice = usual_voice(review.article(), tag, segments.placed());
        claim.tag = tag;
        claim.segments = segments;
        settling.replace(before, claim, stamp)?;
        before.id
    } else {
        let mut claim = new_claim(review, tag, segments.placed(), stamp)?;
        if let Some(model) = model {
            claim.speaker = settling.speaker_of(other, model, stamp);
            claim.author = Some(author_of(model, author));
        }
        let id = claim.id;
        settling.changes.extend(made(review, claim, stamp.now));
        id
    };
    settling.remember(Some(id), contested.described(), stamp);
    Ok((settling.edit(EditName::Settle(Settlement::New)), id))
}

/// Takes over claims of another's review, as one step; those that would share text with one of their tag are left out.
///
/// # Errors
/// When all are left out.
pub fn take_over(
    review: &Review,
    other: &Review,
    author: &str,
    claims: &[ClaimId],
    stamp: &mut Stamp<'_>,
) -> Result<(Edit, usize), Refusal> {
    let mut settling = Settling::new(review, Settlement::Theirs, "");
    let mut refused = None;
    let mut count = 0;
    for id in claims {
        let claim = find(other, *id)?;
        let segments = placed(claim)?;
        // Those of one review do not share text among themselves.
        if let Some(own) = review.claims().overlapping(claim.tag, &segments, claim.id) {
            refused.get_or_insert(Refusal::Overlap { tag: claim.tag, other: own.id });
            continue;
        }
        let own = settling.take(other, claim, author, stamp)?;
        settling.remember(Some(own), described(other, &[*id], author), stamp);
        count += 1;
    }
    if count == 0 {
        return Err(refused.unwrap_or(Refusal::NothingSelected));
    }
    Ok((settling.edit(EditName::TakeOver(count)), count))
}

/// An edit that is being put together.
struct Settling<'a> {
    review: &'a Review,
    how: Settlement,
    reason: Option<String>,
    speakers: Vec<Speaker>,
    changes: Vec<Change>,
}

impl<'a> Settling<'a> {
    fn new(review: &'a Review, how: Settlement, reason: &str) -> Self {
        let reason = Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        Self { review, how, reason, speakers: Vec::new(), changes: Vec::new() }
    }

    /// Makes a claim of another's. What was found about it there rests on evidence that stays there.
    fn take(&mut self, other: &Review, taken: &Claim, author: &str, stamp: &mut Stamp<'_>) -> Result<ClaimId, Refusal> {
        let segments = placed(taken)?;
        let id = ClaimId((stamp.new_id)());
        let claim = Claim {
            form: taken.form,
            voice: taken.voice,
            speaker: self.speaker_of(other, taken, stamp),
            cue: taken.cue,
            claim_text: taken.claim_text.clone(),
            flags: taken.flags.clone(),
            labels: taken.labels.clone(),
            note: taken.note.clone(),
            origin: Origin::clone(&taken.origin),
            author: Some(author_of(taken, author)),
            ..Claim::new(id, taken.tag, segments, stamp.now)
        };
        self.changes.extend(made(self.review, claim, stamp.now));
        Ok(id)
    }

    fn replace(&mut self, before: &Claim, claim: Claim, stamp: &Stamp<'_>) -> Result<(), Refusal> {
        unlocked(before, Part::Remarks)?;
        let mut steps = Vec::new();
        if before.tag != claim.tag {
            let (from, to) = (before.tag.name().to_owned(), claim.tag.name().to_owned());
            steps.push(Step { edit: "tag", from: Some(from), to: Some(to), reason: None });
        }
        if before.segments != claim.segments {
            let (from, to) = (places_of(self.review, before), places_of(self.review, &claim));
            steps.push(Step { edit: "segments", from: Some(from), to: Some(to), reason: None });
        }
        let steps = steps.into_iter().map(|step| step.remembered(self.review, before.id, stamp.now));
        let steps: Vec<Change> = steps.collect();
        let name = EditName::Settle(self.how);
        self.changes.extend(reworded(self.review, name, before, claim, None, stamp.now)?.changes);
        self.changes.extend(steps);
        Ok(())
    }

    /// The speaker of the review who goes by the name of another's claim; a new one where there is none.
    fn speaker_of(&mut self, other: &Review, claim: &Claim, stamp: &mut Stamp<'_>) -> Option<SpeakerId> {
        let speaker = other.speaker(claim.speaker?)?;
        let known = self.speakers.iter().find(|known| known.goes_by(&speaker.name));
        if let Some(known) = self.review.speaker_named(&speaker.name).or(known) {
            return Some(known.id);
        }
        let id = SpeakerId((stamp.new_id)());
        self.speakers.push(Speaker { id, ..speaker.clone() });
        Some(id)
    }

    fn remember(&mut self, claim: Option<ClaimId>, from: String, stamp: &Stamp<'_>) {
        self.changes.push(Change::Remember(vec![HistoryEntry {
            at: stamp.now,
            by: self.review.reviewer().to_owned(),
            claim,
            edit: ENTRY.to_owned(),
            from: Some(from),
            to: Some(self.how.name().to_owned()),
            reason: self.reason.clone(),
        }]));
    }

    fn edit(self, name: EditName) -> Edit {
        // A claim is put in after the speaker it names.
        let speakers = self.speakers.into_iter().map(|speaker| Change::Speaker(speaker.id, Some(speaker)));
        Edit { name, changes: speakers.chain(self.changes).collect() }
    }
}

fn author_of(taken: &Claim, author: &str) -> String {
    taken.author.clone().unwrap_or_else(|| author.to_owned())
}

/// The stretches of a claim that are in the text.
fn placed(claim: &Claim) -> Result<Segments, Refusal> {
    Segments::new(claim.segments.placed().iter().copied()).ok_or(Refusal::OutsideText)
}
