//! Stretches between quotation marks.
//!
//! A mark's shape does not tell its part: “ opens in English and closes in German, ’ is an apostrophe more often than a
//! mark, and a straight mark is either. What stands beside it, and what is open already, decides.

use std::ops::Range;

use super::{ByteIndex, Span, Text, window};

/// How far from the place asked for a look goes, in bytes; a longer quotation is not found.
const REACH: usize = 16 * 1024;

/// Whether a character is a quotation mark in some script.
pub fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '\''
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

/// The smallest quotation of `within`, a paragraph, marks included, that holds `inner` and more. One that is opened and
/// not closed, as where the next paragraph goes on with it, ends with the paragraph.
pub fn enclosing(text: &Text, within: Span, inner: Span) -> Option<Span> {
    let limits = within.range();
    let start = window::around(text.as_str(), &limits, inner.start().get(), REACH).start;
    let end = window::around(text.as_str(), &limits, inner.end().get(), REACH).end;
    let content = text.as_str().get(start..end)?;
    let is_whole = start == limits.start && end == limits.end;
    pairs(content, is_whole)
        .into_iter()
        .filter(|pair| start + pair.start <= inner.start().get() && inner.end().get() <= start + pair.end)
        .filter_map(|pair| text.trimmed_span(ByteIndex::new(start + pair.start)..ByteIndex::new(start + pair.end)))
        .filter(|quotation| quotation.contains_span(inner) && *quotation != inner)
        .min_by_key(|quotation| quotation.len())
}

/// The part a mark plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Opens,
    Closes,
    /// Closes when something of its sort is open, opens otherwise.
    Either,
    /// A closing single mark or the apostrophe of a plural, as in "reviewers’".
    ClosesOrPlural,
}

/// What can close what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Double,
    StraightDouble,
    Single,
    Guillemets,
    SingleGuillemets,
    Corners,
    WhiteCorners,
}

/// A character that is a mark, apostrophes left out.
struct Mark {
    range: Range<usize>,
    sort: Sort,
    part: Part,
}

/// The quotations of a paragraph or, when it is not whole, of a piece cut from one.
fn pairs(paragraph: &str, is_whole: bool) -> Vec<Range<usize>> {
    let marks = marks(paragraph);
    let closes_later = closes_later(marks.iter().map(|mark| match (mark.sort, mark.part) {
        (Sort::Single, Part::Closes) => Some(Surely::Closes),
        (Sort::Single, Part::Opens) => Some(Surely::Opens),
        _ => None,
    }));
    let mut open: Vec<&Mark> = Vec::new();
    let mut pairs = Vec::new();
    for (mark, closes_later) in marks.iter().zip(closes_later) {
        let matching = open.iter().rposition(|other| other.sort == mark.sort);
        let closes = match mark.part {
            Part::Opens => false,
            Part::Closes | Part::Either => true,
            Part::ClosesOrPlural => !closes_later,
        };
        match matching {
            Some(position) if closes => {
                pairs.push(open[position].range.start..mark.range.end);
                // What was opened inside and never closed was no quotation.
                open.truncate(position);
            }
            _ if matches!(mark.part, Part::Opens | Part::Either) => open.push(mark),
            _ => {}
        }
    }
    if is_whole {
        let unclosed = open.iter().filter(|mark| mark.sort != Sort::Single);
        pairs.extend(unclosed.map(|mark| mark.range.start..paragraph.len()));
    }
    pairs
}

/// What a single mark surely does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Surely {
    /// It opens.
    Opens,
    /// It closes.
    Closes,
}

/// For each mark, whether a single mark that surely closes comes after it and before one that opens: then a doubtful one
/// between is an apostrophe. `marks` says of each, in text order, what it surely does if it is a single one.
pub(crate) fn closes_later(marks: impl DoubleEndedIterator<Item = Option<Surely>> + ExactSizeIterator) -> Vec<bool> {
    let mut later = vec![false; marks.len()];
    let mut sure = false;
    for (mark, later) in marks.rev().zip(later.iter_mut().rev()) {
        *later = sure;
        sure = mark.map_or(sure, |mark| mark == Surely::Closes);
    }
    later
}

fn marks(paragraph: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut low_open = 0_usize;
    let mut reversed_open = [0_usize; 2];
    let mut straight_open = false;
    let mut before = None;
    for (start, c) in paragraph.char_indices() {
        let end = start + c.len_utf8();
        if is_mark(c) {
            let place = Place { before, after: &paragraph[end..] };
            let found = match c {
                '"' if place.is_measure() && !straight_open => None,
                '"' => {
                    straight_open = !straight_open;
                    Some((Sort::StraightDouble, Part::Either))
                }
                '„' | '‟' => {
                    low_open += 1;
                    Some((Sort::Double, Part::Opens))
                }
                '“' if low_open > 0 && !place.opens() => {
                    low_open -= 1;
                    Some((Sort::Double, Part::Closes))
                }
                '“' => Some((Sort::Double, Part::Opens)),
                '”' => Some((Sort::Double, if place.opens() { Part::Either } else { Part::Closes })),
                '«' => Some((Sort::Guillemets, reversible(&mut reversed_open[0], true, &place))),
                '»' => Some((Sort::Guillemets, reversible(&mut reversed_open[0], false, &place))),
                '‹' => Some((Sort::SingleGuillemets, reversible(&mut reversed_open[1], true, &place))),
                '›' => Some((Sort::SingleGuillemets, reversible(&mut reversed_open[1], false, &place))),
                '「' => Some((Sort::Corners, Part::Opens)),
                '」' => Some((Sort::Corners, Part::Closes)),
                '『' => Some((Sort::WhiteCorners, Part::Opens)),
                '』' => Some((Sort::WhiteCorners, Part::Closes)),
                _ => place.single(c).map(|part| (Sort::Single, part)),
            };
            marks.extend(found.map(|(sort, part)| Mark { range: start..end, sort, part }));
        }
        before = Some(c);
    }
    marks
}

/// Guillemets point outwards («so») or, in German and Danish, inwards (»so«); `reversed` counts those open inwards.
fn reversible(reversed: &mut usize, left: bool, place: &Place<'_>) -> Part {
    if left {
        if *reversed > 0 && !place.opens() {
            *reversed -= 1;
            return Part::Closes;
        }
        return Part::Opens;
    }
    if place.opens() {
        *reversed += 1;
        return Part::Either;
    }
    Part::Closes
}

/// What stands beside a mark.
struct Place<'p> {
    before: Option<char>,
    after: &'p str,
}

impl Place<'_> {
    fn next(&self) -> Option<char> {
        self.after.chars().next()
    }

    /// Whether a space, an opening sign or nothing stands before, and ink after.
    fn opens(&self) -> bool {
        let free = self
            .before
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/') || is_mark(c));
        free && self.next().is_some_and(|c| !c.is_whitespace() && !is_closing_sign(c))
    }

    /// Whether a straight double mark means inches, as in 5" pipes.
    fn is_measure(&self) -> bool {
        self.before.is_some_and(|c| c.is_ascii_digit()) && self.next().is_none_or(|c| !c.is_alphanumeric())
    }

    /// The part a single mark plays; `None` for an apostrophe.
    fn single(&self, mark: char) -> Option<Part> {
        let follows_ink = self.before.is_some_and(|c| !c.is_whitespace());
        let in_word = self.before.is_some_and(char::is_alphanumeric) && self.next().is_some_and(char::is_alphanumeric);
        if in_word {
            return None;
        }
        if matches!(mark, '‚' | '‛') {
            return Some(Part::Opens);
        }
        if self.opens() {
            // A right mark before a word stands for a lost beginning, whatever the word.
            return (mark != '’' && !is_elision(self.after)).then_some(Part::Opens);
        }
        let after_s = self.before.is_some_and(|c| matches!(c, 's' | 'S' | 'x' | 'z'));
        let word_follows =
            self.after.strip_prefix(char::is_whitespace).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        match follows_ink {
            true if after_s && word_follows => Some(Part::ClosesOrPlural),
            true => Some(Part::Closes),
            false => None,
        }
    }
}

fn is_closing_sign(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}')
}

/// Whether the word after an apostrophe is one that has lost its beginning: 'tis, the '90s.
fn is_elision(after: &str) -> bool {
    const WORDS: [&str; 15] =
        ["tis", "twas", "twere", "twill", "em", "n", "til", "till", "cause", "bout", "round", "cos", "im", "er", "s"];
    let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let digits = word.trim_end_matches('s');
    let is_decade = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
    is_decade || WORDS.contains(&word.to_lowercase().as_str())
}
