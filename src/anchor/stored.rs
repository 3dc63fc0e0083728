//! Stretches whose old text is at hand.

use memchr::memmem;

use super::{
    Fate, Outcome,
    align::Alignment,
    context::Context,
    difference::difference,
    fold::Folded,
    likeness::likeness,
    lost::{Free, Hit, MIDDLE},
    moves::find_moves,
    place::{Place, Places},
    search::Budget,
    token::tokens,
};
use crate::text::{ByteIndex, Span, Text};

/// How alike changed words must be to the old ones. Of words that have less in common most say something else.
const LEAST_ALIKE: f32 = 0.6;

/// The same where nothing beside them is what it was.
const LEAST_ALIKE_ALONE: f32 = 0.75;

/// The same for a word or a number, of which one letter is much, while what is on both sides is what it was.
const LEAST_ALIKE_SHORT: f32 = 0.5;

/// How many characters such a word has at most.
const SHORT: usize = 8;

/// How many bytes of segments are compared in one call. Only segments that cover each other many times over have more; the
/// rest of them is not looked for.
const MOST_COMPARED: usize = 256 * 1024 * 1024;

/// How many bytes of the texts all looks for copies of the same words may go through.
const MOST_SCANNED: usize = 256 * 1024 * 1024;

/// How many copies of the same words are looked at.
const MOST_COPIES: usize = 64;

/// Finds each span of `old` in `new`.
pub(super) fn reanchor(old: &Text, spans: &[Span], new: &Text) -> Vec<Outcome> {
    if old == new {
        let same = |span: &Span| Outcome { fate: Fate::Same(*span), score: 1.0 };
        return spans.iter().map(same).collect();
    }
    let mut alignment = Alignment::in_order(tokens(old.as_str()), tokens(new.as_str()));
    find_moves(&mut alignment);
    let mut finder = Finder {
        old,
        new,
        places: Places::new(&alignment, old.as_str(), new.as_str()),
        free: None,
        compared: Budget(MOST_COMPARED),
        scanned: Budget(MOST_SCANNED),
    };
    spans.iter().map(|span| finder.find(&alignment, *span)).collect()
}

struct Finder<'a> {
    old: &'a Text,
    new: &'a Text,
    places: Places<'a>,
    /// What nothing lays claim to; made when it is first asked for.
    free: Option<Free<'a>>,
    compared: Budget,
    scanned: Budget,
}

impl<'a> Finder<'a> {
    fn find(&mut self, alignment: &'a Alignment, span: Span) -> Outcome {
        if !self.compared.take_steps(span.len()) {
            return self.orphan(span, 0.0);
        }
        let (old, new) = (self.old, self.new);
        let own = Folded::new(old.as_str(), span.range());
        let candidates = self.places.find(&span.range()).into_iter();
        let candidates = candidates.filter_map(|place| Candidate::new(&own, place, new));
        let best = candidates.max_by(|one, other| one.rank().total_cmp(&other.rank()));
        let score = best.as_ref().map_or(0.0, |best| best.alike);
        if let Some(best) = best.filter(Candidate::is_enough)
            && !self.is_of_another_copy(span, &best)
        {
            let rivals = self.rivals(span, &best);
            return if rivals.is_empty() {
                best.outcome(old.slice(span), new)
            } else {
                Outcome { fate: Fate::Ambiguous([best.span].into_iter().chain(rivals).collect()), score: best.alike }
            };
        }
        if let Some(place) = self.only_place(span, &own) {
            return Outcome { fate: Fate::Moved(place), score: 1.0 };
        }
        let context = Context::beside(old.as_str(), span.start().get(), span.end().get());
        let free = self.free.get_or_insert_with(|| Free::new(alignment, new.as_str()));
        let hits = free.find(&own, &context);
        searched(old.slice(span), &own, &hits, new).unwrap_or_else(|| self.orphan(span, score))
    }

    fn orphan(&self, span: Span, score: f32) -> Outcome {
        let near = self.new.grapheme_floor(ByteIndex::new(self.places.near(&span.range())));
        Outcome { fate: Fate::Orphan { near: Some(near) }, score }
    }

    /// Where words stand that are in either text just once. Where much in a text is alike, an alignment may miss them.
    fn only_place(&mut self, span: Span, own: &Folded) -> Option<Span> {
        let (old, new) = (self.old.as_str(), self.new.as_str());
        if own.signs().len() <= MIDDLE || !self.scanned.take_steps(old.len() + new.len()) {
            return None;
        }
        let finder = memmem::Finder::new(self.old.slice(span));
        let only = |content: &str| {
            let at = finder.find(content.as_bytes())?;
            finder.find(&content.as_bytes()[at + 1..]).is_none().then_some(at)
        };
        let at = only(old).and_then(|_| only(new))?;
        self.new.span(ByteIndex::new(at)..ByteIndex::new(at + span.len()))
    }

    /// Where the words of a place that nothing holds stand as well, as free and as little held.
    fn rivals(&mut self, span: Span, candidate: &Candidate) -> Vec<Span> {
        let content = self.new.as_str();
        if candidate.holds() > 0 || !self.scanned.take_steps(content.len()) {
            return Vec::new();
        }
        let words = self.new.slice(candidate.span);
        let copies = memmem::find_iter(content.as_bytes(), words.as_bytes()).take(MOST_COPIES);
        let copies = copies.map(|at| at..at + words.len()).filter(|copy| *copy != candidate.span.range());
        let free = copies.filter(|copy| !self.places.is_claimed(copy));
        let rivals = free.filter(|copy| holds(self.places.held(&span.range(), copy)) == 0);
        rivals.filter_map(|copy| self.new.span(ByteIndex::new(copy.start)..ByteIndex::new(copy.end))).collect()
    }

    /// Whether the same words stand elsewhere in the old text, have no place in the new one, and fit this place better by
    /// what is beside them: then it is theirs, and it is these words that are gone.
    fn is_of_another_copy(&mut self, span: Span, candidate: &Candidate) -> bool {
        let content = self.old.as_str();
        if candidate.holds() == 2 || !self.scanned.take_steps(content.len()) {
            return false;
        }
        let words = self.old.slice(span);
        let copies = memmem::find_iter(content.as_bytes(), words.as_bytes()).take(MOST_COPIES);
        copies.filter(|at| *at != span.start().get()).any(|at| {
            let copy = at..at + words.len();
            let range = candidate.span.range();
            !self.places.is_placed(&copy) && holds(self.places.held(&copy, &range)) > candidate.holds()
        })
    }
}

/// What places that were searched for come to: the likeliest ones, about as likely as each other.
pub(super) fn searched(old: &str, own: &Folded, hits: &[Hit], new: &Text) -> Option<Outcome> {
    let placed = |hit: &Hit| new.trimmed_span(ByteIndex::new(hit.range.start)..ByteIndex::new(hit.range.end));
    let best = hits.first()?;
    let spans: Vec<Span> = hits.iter().filter_map(placed).collect();
    let fate = match *spans.as_slice() {
        [] => return None,
        [span] => {
            let is_same = own.is_same(&Folded::new(new.as_str(), span.range()));
            fate(span, is_same, best.moved, old, new)
        }
        _ => Fate::Ambiguous(spans),
    };
    Some(Outcome { fate, score: best.score })
}

fn fate(span: Span, is_same: bool, moved: bool, old: &str, new: &Text) -> Fate {
    match (is_same, moved) {
        (true, false) => Fate::Same(span),
        (true, true) => Fate::Moved(span),
        _ => Fate::Changed { span, moved, difference: difference(old, new.slice(span)) },
    }
}

/// On how many sides there is what was there.
fn holds((before, after): (bool, bool)) -> usize {
    usize::from(before) + usize::from(after)
}

/// A place that may be the one.
#[derive(Debug)]
struct Candidate {
    span: Span,
    is_same: bool,
    alike: f32,
    /// How many folded characters the old words have.
    letters: usize,
    place: Place,
}

impl Candidate {
    fn new(own: &Folded, place: Place, new: &Text) -> Option<Self> {
        let span = new.trimmed_span(ByteIndex::new(place.range.start)..ByteIndex::new(place.range.end))?;
        let theirs = Folded::new(new.as_str(), span.range());
        let is_same = own.is_same(&theirs);
        let alike = if is_same { 1.0 } else { likeness(&own.lower(), &theirs.lower()) };
        Some(Self { span, is_same, alike, letters: own.signs().len(), place })
    }

    fn holds(&self) -> usize {
        holds(self.place.held)
    }

    fn rank(&self) -> f32 {
        self.alike + 0.1 * self.holds() as f32
    }

    fn is_enough(&self) -> bool {
        let least = match self.holds() {
            0 => LEAST_ALIKE_ALONE,
            2 if self.letters <= SHORT => LEAST_ALIKE_SHORT,
            _ => LEAST_ALIKE,
        };
        self.alike >= least
    }

    fn outcome(&self, old: &str, new: &Text) -> Outcome {
        Outcome { fate: fate(self.span, self.is_same, self.place.moved, old, new), score: self.alike }
    }
}
