//! A page for each pupil: what the pupil can do, and what there is to look at.

use std::{collections::BTreeSet, ops::Range};

use askama::Template;

use super::{
    Printed,
    head::{Head, Name, day, said},
    paper::{Excerpt, Paper, bytes},
    rules::RuleView,
    submissions,
};
use crate::{
    claim::ClaimId,
    classroom::{
        ClassPupil, Difference, Expected, Reveal, SpeakerDifference, Which,
        sheet::{COMPONENTS, component_parts},
        submission,
    },
    compare::{FindingKind, Mark, class::Part},
    review::Review,
    teaching::Grade,
    text::inert,
};

#[derive(Template)]
#[template(path = "pupils.html")]
struct Pages {
    head: Head,
    pupils: Vec<PupilView>,
}

struct PupilView {
    name: Name,
    handed_in: Option<String>,
    has_second: bool,
    /// When the second layer was handed in.
    corrected: Option<String>,
    components: Vec<ComponentView>,
    kinds: Vec<KindView>,
    claims: usize,
    /// How many were wrong and are right now, and the other way round.
    progress: Option<(usize, usize)>,
    differences: Vec<DifferenceView>,
    /// What is to be looked at in the second layer alone.
    later: Vec<DifferenceView>,
    returned: Option<ReturnedView>,
}

struct ComponentView {
    label: &'static str,
    meaning: &'static str,
    first: PartView,
    second: Option<PartView>,
}

struct PartView {
    words: String,
    squares: String,
}

struct KindView {
    label: &'static str,
    first: usize,
    second: Option<usize>,
}

struct DifferenceView {
    label: &'static str,
    is_scored: bool,
    excerpt: Excerpt,
    key: Vec<String>,
    own: Vec<String>,
    speakers: Option<(String, String)>,
    reasons: Vec<String>,
    rule: Option<RuleView>,
    notes: Vec<String>,
    now: Option<NowView>,
}

/// What became of a difference in the second layer.
struct NowView {
    label: &'static str,
    is_right: bool,
    /// The words, where they are to be looked at again.
    excerpt: Option<Excerpt>,
}

struct ReturnedView {
    by: String,
    grade: Option<&'static str>,
    comment: String,
    at: String,
}

/// More of one thing than these are counted, and not shown one by one.
const MOST_SQUARES: usize = 30;

/// Puts the pages together.
pub(super) fn write(printed: &Printed<'_>, paper: &Paper<'_>) -> Result<String, askama::Error> {
    let pupils = submissions(printed).filter_map(|(pupil, review)| PupilView::of(printed, paper, pupil, review));
    let pages = Pages { head: Head::of("What each pupil marked", paper), pupils: pupils.collect() };
    pages.render()
}

/// One layer of a submission held against the key.
struct Layered<'a> {
    expected: &'a Expected<'a>,
    paper: &'a Paper<'a>,
    review: &'a Review,
    reveal: &'a Reveal,
}

impl PupilView {
    fn of(printed: &Printed<'_>, paper: &Paper<'_>, pupil: &ClassPupil, review: &Review) -> Option<Self> {
        let expected = printed.expected;
        let kept = submission::first_layer(review).ok()?;
        let first_review = kept.as_ref().unwrap_or(review);
        let first = Reveal::of(expected, review, Which::First).ok()?;
        let last = if kept.is_some() { Some(Reveal::of(expected, review, Which::Last).ok()?) } else { None };
        let before = Layered { expected, paper, review: first_review, reveal: &first };
        let after = last.as_ref().map(|reveal| Layered { review, reveal, ..before });
        let mut known = BTreeSet::new();
        let differences: Vec<DifferenceView> =
            first.differences().map(|difference| before.view(difference, after.as_ref(), &mut known)).collect();
        let later = after.as_ref().map(|after| {
            let is_new = |difference: &&Difference| !first.differences().any(|other| belong(other, difference));
            let new = after.reveal.differences().filter(is_new);
            new.map(|difference| after.view(difference, None, &mut known)).collect::<Vec<_>>()
        });
        let second = pupil.second.as_ref();
        let parts = component_parts(pupil, &pupil.first);
        let second_parts = second.map(|(components, _)| component_parts(pupil, components));
        let components = (0..COMPONENTS.len()).map(|number| ComponentView {
            label: LABELS[number].0,
            meaning: LABELS[number].1,
            first: PartView::of(parts[number]),
            second: second_parts.map(|parts| PartView::of(parts[number])),
        });
        Some(Self {
            name: Name::of(printed, pupil),
            handed_in: pupil.handed_in.map(day),
            has_second: second.is_some(),
            corrected: pupil.second_handed_in.map(day),
            components: components.collect(),
            kinds: FindingKind::ALL
                .map(|kind| KindView {
                    label: kind.label(),
                    first: pupil.first_counts.of_kind(kind),
                    second: second.map(|(_, counts)| counts.of_kind(kind)),
                })
                .into(),
            claims: pupil.claims,
            progress: pupil.progress.as_ref().map(|progress| (progress.learnt(), progress.lost())),
            differences,
            later: later.unwrap_or_default(),
            returned: pupil.returned.as_ref().map(|returned| ReturnedView {
                by: said(&returned.by),
                grade: returned.grade.map(Grade::label),
                comment: inert(&returned.comment).into_owned(),
                at: day(returned.at),
            }),
        })
    }
}

/// What the components are called on a pupil's page, in their order, and what they count.
const LABELS: [(&str, &str); COMPONENTS.len()] = [
    ("Identify", "claims of the key that you saw"),
    ("Tag", "of those, with the right tag"),
    ("Delimit", "of those, from the right beginning to the right end"),
    ("Attribute", "of those with a speaker, with the right one"),
    ("Justify", "your claims, with a reason"),
];

impl PartView {
    fn of(part: Option<Part>) -> Self {
        match part {
            None => Self { words: "not asked for".to_owned(), squares: String::new() },
            Some(Part { of: 0, .. }) => Self { words: "nothing to count".to_owned(), squares: String::new() },
            Some(Part { right, of }) => {
                let shows = of <= MOST_SQUARES;
                let squares = || format!("{}{}", "■".repeat(right), "□".repeat(of.saturating_sub(right)));
                Self { words: format!("{right} of {of}"), squares: if shows { squares() } else { String::new() } }
            }
        }
    }
}

/// Whether two findings, of two layers, are about the same.
fn belong(one: &Difference, other: &Difference) -> bool {
    one.key.iter().any(|claim| other.key.contains(claim)) || one.own.iter().any(|claim| other.own.contains(claim))
}

/// What a finding is called on a pupil's page.
fn label(difference: &Difference) -> &'static str {
    match (difference.kind, &difference.speakers) {
        (FindingKind::Correct, Some(_)) => "Right, but for the speaker",
        (FindingKind::Correct, None) => "Right",
        (kind, _) => kind.label(),
    }
}

impl Layered<'_> {
    fn view(&self, difference: &Difference, after: Option<&Self>, known: &mut BTreeSet<String>) -> DifferenceView {
        let claims = || difference.own.iter().filter_map(|id| self.review.claims().get(*id));
        let own = claims().map(|claim| {
            let speaker = claim.speaker.and_then(|id| self.review.speaker(id)).map(|speaker| speaker.name.as_str());
            tag_and_speaker(claim.tag.label(), speaker)
        });
        let key = difference
            .key
            .iter()
            .filter_map(|id| self.key_mark(*id, difference))
            .map(|mark| tag_and_speaker(mark.tag.label(), mark.speaker.as_ref().map(|names| names.name.as_str())));
        let name = |name: &Option<String>| name.as_deref().map_or_else(|| "nobody".to_owned(), said);
        let rule = difference.rule.as_deref().map(|id| {
            let mut view = RuleView::of(id, self.paper.article());
            if !known.insert(id.to_owned()) {
                view.rule = String::new();
            }
            view
        });
        let reasons = claims().map(|claim| said(&claim.note)).filter(|note| !note.is_empty());
        DifferenceView {
            label: label(difference),
            is_scored: difference.is_scored,
            excerpt: self.excerpt(difference),
            key: key.collect(),
            own: own.collect(),
            speakers: difference
                .speakers
                .as_ref()
                .map(|SpeakerDifference { expected, given }| (name(expected), name(given))),
            reasons: reasons.collect(),
            rule,
            notes: difference.notes.iter().map(|note| said(note)).collect(),
            now: after.map(|after| after.now(self, difference)),
        }
    }

    /// What became of a difference of the layer before.
    fn now(&self, before: &Self, difference: &Difference) -> NowView {
        let found = self.reveal.entries.iter().filter(|entry| belong(entry, difference));
        let found: Vec<&Difference> = found.collect();
        let still: Vec<&&Difference> = found.iter().filter(|entry| entry.is_difference()).collect();
        match (found.first(), still.first()) {
            (None, _) if difference.key.is_empty() => NowView { label: "Taken away", is_right: true, excerpt: None },
            (None, _) => NowView { label: "Left out, as it may be", is_right: true, excerpt: None },
            (Some(_), None) => NowView { label: "Right", is_right: true, excerpt: None },
            (Some(_), Some(entry)) => {
                let is_same = entry.kind == difference.kind && self.places(entry) == before.places(difference);
                let excerpt = (!is_same).then(|| self.excerpt(entry));
                NowView { label: label(entry), is_right: false, excerpt }
            }
        }
    }

    fn excerpt(&self, difference: &Difference) -> Excerpt {
        let [key, own] = self.places(difference);
        self.paper.excerpt(&key, &own)
    }

    /// Where the key has it, and where the pupil has it.
    fn places(&self, difference: &Difference) -> [Vec<Range<usize>>; 2] {
        let marks = difference.key.iter().filter_map(|id| self.key_mark(*id, difference));
        let key = marks.flat_map(|mark| bytes(&mark.places, self.expected.continuum()));
        let claims = difference.own.iter().filter_map(|id| self.review.claims().get(*id));
        let own = claims.flat_map(|claim| claim.segments.placed()).map(|span| span.range());
        [key.collect(), own.collect()]
    }

    /// The way of marking a claim of the key that stands for it here.
    fn key_mark(&self, claim: ClaimId, difference: &Difference) -> Option<&Mark> {
        let span = self.expected.key().spans().iter().find(|span| span.first().claim == claim)?;
        let chosen = difference.alternative.filter(|_| difference.key.len() == 1).unwrap_or_default();
        span.choices().get(chosen)
    }
}

fn tag_and_speaker(tag: &str, speaker: Option<&str>) -> String {
    speaker.map_or_else(|| tag.to_owned(), |speaker| format!("{tag}, said by {}", said(speaker)))
}
