//! Stretches of which only the words and what stood beside them are known.

use std::ops::Range;

use super::{
    Fate, Outcome, Quotation, border,
    context::{self, Context, LENGTH, Side},
    fold::Folded,
    letter,
    likeness::likeness,
    lost::{Hit, MIDDLE, SHORT, errors_in},
    search::{Budget, Pattern},
    stored::searched,
};
use crate::text::Text;

/// What all searches of one call may do together: some seconds.
const WORK: usize = 1_000_000_000;

/// The longest words that are looked for, in folded characters.
const LONGEST: usize = 4096;

/// How many in a hundred characters of words and context together may have changed.
const CHANGED_WITH_CONTEXT: usize = 40;

/// How alike changed words must be to the old ones while what is on both sides is what it was.
const LEAST_ALIKE: f32 = 0.6;

/// How alike they must be otherwise.
const LEAST_ALIKE_ALONE: f32 = 0.8;

/// How much better the best place must be than the next.
const MARGIN: f32 = 0.05;

/// Finds each quotation in `new`.
pub(super) fn reanchor(quotations: &[Quotation<'_>], new: &Text) -> Vec<Outcome> {
    let signs = Folded::new(new.as_str(), 0..new.len());
    let letters = signs.lower();
    let mut search = Search { new, text: signs, letters, budget: Budget(WORK) };
    let to_the_letter = letter::places(quotations.iter().map(|quotation| quotation.exact), new.as_str());
    quotations.iter().zip(to_the_letter).map(|(quotation, starts)| search.find(quotation, &starts)).collect()
}

/// A place as it is judged, in folded characters.
#[derive(Clone, Copy, Debug)]
struct Judged {
    start: usize,
    end: usize,
    alike: f32,
    is_exact: bool,
    before: Side,
    after: Side,
    score: f32,
}

impl Judged {
    /// On how many sides there is what was there.
    fn held(&self) -> usize {
        usize::from(self.before.is_same()) + usize::from(self.after.is_same())
    }

    /// Whether it has the words and all that was on both sides, to the letter and as much as is ever kept of one side.
    fn is_complete(&self) -> bool {
        let agreed = self.before.agreed.zip(self.after.agreed);
        self.is_exact && agreed.is_some_and(|(before, after)| before + after >= LENGTH)
    }

    fn is_enough(&self, length: usize) -> bool {
        // Whatever is known is there to the letter, and it is as much as a short word.
        let agreed = self.before.agreed.zip(self.after.agreed).map_or(0, |(before, after)| before + length + after);
        let is_all_there = self.is_exact && agreed >= SHORT;
        let needed = match length {
            _ if is_all_there => 0,
            _ if length <= SHORT => 2,
            _ if length <= MIDDLE => 1,
            _ => 0,
        };
        let least = if self.held() == 2 { LEAST_ALIKE } else { LEAST_ALIKE_ALONE };
        self.held() >= needed && self.alike >= least
    }
}

struct Search<'a> {
    new: &'a Text,
    text: Folded,
    letters: Vec<char>,
    budget: Budget,
}

impl Search<'_> {
    /// Finds a quotation, which stands to the letter at the bytes `starts`.
    fn find(&mut self, quotation: &Quotation<'_>, starts: &[usize]) -> Outcome {
        let own = Folded::new(quotation.exact, 0..quotation.exact.len());
        let words = own.lower();
        let context = Context::new(quotation.prefix, quotation.suffix);
        let orphan = |score| Outcome { fate: Fate::Orphan { near: None }, score };
        if words.is_empty() || words.len() > LONGEST {
            return orphan(0.0);
        }
        let by_letter: Vec<Judged> = starts
            .iter()
            .filter_map(|start| self.signs_of(*start..*start + quotation.exact.len()))
            .map(|range| self.judged(&words, &context, range))
            .collect();
        // One place that has all that is known needs no further search.
        let mut complete = by_letter.iter().filter(|place| place.is_complete());
        if let (Some(place), None) = (complete.next(), complete.next()) {
            let hit = Hit::new(self.bytes(place.start..place.end), place.score, false);
            return searched(quotation.exact, &own, &[hit], self.new).unwrap_or_else(|| orphan(place.score));
        }
        let mut places = self.by_words(&words, &context).unwrap_or(by_letter);
        let by_context = self.by_context(&words, &context);
        // Where both sides are what they were and the words between them are not, these were deleted or replaced. The same words
        // elsewhere are others.
        let is_gone = by_context.iter().any(|place| place.held() == 2 && place.alike < LEAST_ALIKE);
        places.extend(by_context);
        if is_gone {
            places.retain(|place| place.held() == 2);
        }
        places.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.start.cmp(&other.start)));
        let mut apart: Vec<Judged> = Vec::new();
        for place in places {
            if apart.iter().all(|better| place.end <= better.start || better.end <= place.start) {
                apart.push(place);
            }
        }
        let Some(best) = apart.first().copied() else { return orphan(0.0) };
        if !best.is_enough(words.len()) {
            return orphan(best.score);
        }
        let hits: Vec<Hit> = apart
            .iter()
            .take_while(|place| place.score > best.score - MARGIN)
            .map(|place| Hit::new(self.bytes(place.start..place.end), place.score, place.held() < 2))
            .collect();
        let outcome = searched(quotation.exact, &own, &hits, self.new);
        outcome.unwrap_or_else(|| orphan(best.score))
    }

    /// The folded characters of these bytes, without white space at the ends.
    fn signs_of(&self, bytes: Range<usize>) -> Option<Range<usize>> {
        let signs = self.text.signs();
        let mut range = signs.partition_point(|sign| sign.end() <= bytes.start)
            ..signs.partition_point(|sign| sign.start() < bytes.end);
        while !range.is_empty() && self.letters[range.start] == ' ' {
            range.start += 1;
        }
        while !range.is_empty() && self.letters[range.end - 1] == ' ' {
            range.end -= 1;
        }
        (!range.is_empty()).then_some(range)
    }

    fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let signs = &self.text.signs()[range];
        signs.first().map_or(0, |sign| sign.start())..signs.last().map_or(0, |sign| sign.end())
    }

    /// The places that have the words, or nearly. `None` when that would be too much work.
    fn by_words(&mut self, words: &[char], context: &Context) -> Option<Vec<Judged>> {
        if !self.budget.take(words.len(), self.letters.len()) {
            return None;
        }
        let pattern = Pattern::new(words, errors_in(words.len()));
        let hits = pattern.map(|mut pattern| pattern.find(&self.letters)).unwrap_or_default();
        Some(hits.into_iter().map(|hit| self.judged(words, context, hit.start..hit.end)).collect())
    }

    /// The places that have the words with what stood beside them, or nearly; the words are what is between.
    fn by_context(&mut self, words: &[char], context: &Context) -> Vec<Judged> {
        let whole: Vec<char> = [&context.before, words, &context.after].into_iter().flatten().copied().collect();
        if whole.len() < words.len() + LENGTH / 2 || !self.budget.take(whole.len(), self.letters.len()) {
            return Vec::new();
        }
        let most = (whole.len() * CHANGED_WITH_CONTEXT / 100).max(errors_in(words.len()));
        let Some(mut pattern) = Pattern::new(&whole, most) else { return Vec::new() };
        let cuts = context.cuts_words(words);
        let behind: Vec<char> = words.iter().chain(&context.after).copied().collect();
        let mut places = Vec::new();
        for hit in pattern.find(&self.letters) {
            let theirs = &self.letters[hit.start..hit.end];
            if !self.budget.take_steps(border::cost(theirs.len())) {
                break;
            }
            let start = border::split(&context.before, &behind, theirs, false, |at| cuts.0 || parts_words(theirs, at));
            let Some(start) = start else { continue };
            let rest = &theirs[start..];
            let end = border::split(words, &context.after, rest, true, |at| cuts.1 || parts_words(rest, at));
            let Some(end) = end else { continue };
            let mut range = hit.start + start..hit.start + start + end;
            while !range.is_empty() && self.letters[range.start] == ' ' {
                range.start += 1;
            }
            while !range.is_empty() && self.letters[range.end - 1] == ' ' {
                range.end -= 1;
            }
            places.push(self.judged(words, context, range));
        }
        places
    }

    fn judged(&self, words: &[char], context: &Context, range: Range<usize>) -> Judged {
        let alike = likeness(words, &self.letters[range.clone()]);
        let beside = Context::of_signs(self.text.signs(), range.start, range.end);
        let (before, after) = context.beside_place(&beside);
        let score = context::score(alike, (before, after));
        let is_exact = words == &self.letters[range.clone()];
        Judged { start: range.start, end: range.end, alike, is_exact, before, after, score }
    }
}

/// Whether no word goes on over place `at`.
fn parts_words(letters: &[char], at: usize) -> bool {
    let is_word = |at: usize| letters.get(at).is_some_and(|c| c.is_alphanumeric());
    at == 0 || !is_word(at - 1) || !is_word(at)
}
