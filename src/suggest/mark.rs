//! The stretches of a paragraph between quotation marks.
//!
//! A mark's shape does not tell its part: “ opens in English and closes in German, ’ is an apostrophe more often than a mark, and a
//! straight mark is either. What stands beside it, and what is open already, decides. Kinds may be mixed: “ is closed by ".

use std::ops::Range;

use super::lexicon::{Classes, Lexicon};
use crate::text::{
    quotation::{self, Surely},
    scan::{self, is},
};

/// A stretch between two marks, or from one that is never closed to the end of its paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marked {
    /// From the first byte of the opening mark to the last of the closing one.
    pub(super) outer: Range<usize>,
    /// What is between them.
    pub(super) inner: Range<usize>,
    /// Whether there is a closing mark.
    pub(super) closed: bool,
    /// The sort of its marks.
    pub(super) sort: Sort,
}

/// What can close what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Straight, curly, low or doubled apostrophes: writers mix them.
    Double,
    /// ‘…’ and '…'.
    Single,
    /// «…» and »…«.
    Angle,
    /// ‹…› and ›…‹.
    SingleAngle,
    /// 「…」.
    Corner,
    /// 『…』.
    WhiteCorner,
}

/// The part a mark plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Opens,
    /// A low mark that opens, after which “ closes.
    OpensLow,
    Closes,
    /// “, which closes what „ opened.
    OpensUnlessLow,
    /// Opens when it looks like it, closes when something of its sort is open.
    Either,
    /// A closing single mark or the apostrophe of a plural, as in "reviewers’".
    ClosesOrPlural,
}

#[derive(Clone, Debug)]
struct Mark {
    range: Range<usize>,
    sort: Sort,
    part: Part,
    /// A space or opening sign before, and ink after.
    looks_open: bool,
    /// Ink before, and a space, a sign or nothing after.
    looks_closed: bool,
}

struct Open {
    range: Range<usize>,
    sort: Sort,
    is_low: bool,
    is_reversed: bool,
}

/// How deep marks nest; what is opened deeper is not looked at.
const DEEPEST: usize = 8;

/// The longest tag of a markup language that is skipped, in bytes.
const LONGEST_TAG: usize = 600;

/// The outermost marked stretches of a paragraph, in order.
pub(super) fn outermost(paragraph: &str, lexicon: &Lexicon) -> Vec<Marked> {
    let marks = marks(paragraph, lexicon);
    if marks.is_empty() {
        return Vec::new();
    }
    let mut found = pairs(paragraph, &marks);
    found.sort_unstable_by_key(|marked| (marked.outer.start, usize::MAX - marked.outer.end));
    let mut end = 0;
    found.retain(|marked| {
        let keep = marked.outer.start >= end;
        if keep {
            end = marked.outer.end;
        }
        keep
    });
    found
}

fn pairs(paragraph: &str, marks: &[Mark]) -> Vec<Marked> {
    let closes_later = quotation::closes_later(marks.iter().map(|mark| match (mark.sort, mark.part) {
        (Sort::Single, Part::Closes) => Some(Surely::Closes),
        (Sort::Single, Part::Opens) => Some(Surely::Opens),
        _ => None,
    }));
    let mut open: Vec<Open> = Vec::new();
    let mut found: Vec<Marked> = Vec::new();
    for (mark, closes_later) in marks.iter().zip(closes_later) {
        let partner = partner(&open, mark);
        let closes = match mark.part {
            Part::Opens | Part::OpensLow => false,
            Part::Closes => true,
            Part::OpensUnlessLow => {
                let is_low = partner.is_some_and(|at| open[at].is_low);
                (is_low || mark.looks_closed) && !mark.looks_open
            }
            Part::Either => !mark.looks_open || mark.looks_closed,
            Part::ClosesOrPlural => !closes_later,
        };
        if closes && let Some(at) = partner {
            found.push(Marked {
                outer: open[at].range.start..mark.range.end,
                inner: open[at].range.end..mark.range.start,
                closed: true,
                sort: mark.sort,
            });
            // What was opened inside and never closed was no quotation.
            open.truncate(at);
            continue;
        }
        let opens = match mark.part {
            Part::Opens | Part::OpensLow => true,
            Part::OpensUnlessLow => !mark.looks_closed || mark.looks_open,
            Part::Either => mark.looks_open || !mark.looks_closed,
            Part::Closes => mark.sort == Sort::Angle && mark.looks_open && !mark.looks_closed,
            Part::ClosesOrPlural => false,
        };
        if opens && open.len() < DEEPEST {
            open.push(Open {
                range: mark.range.clone(),
                sort: mark.sort,
                is_low: mark.part == Part::OpensLow,
                is_reversed: mark.sort == Sort::Angle && mark.part == Part::Closes,
            });
        }
    }
    // What is never closed goes to the end of the paragraph, unless something of its sort was closed inside it.
    for Open { range, sort, .. } in open {
        let holds_pairs = found.iter().any(|pair| pair.sort == sort && pair.outer.start > range.start);
        let is_first = paragraph[..range.start].trim().is_empty();
        if !holds_pairs && (sort != Sort::Single || is_first) {
            let outer = range.start..paragraph.len();
            found.push(Marked { inner: range.end..outer.end, outer, closed: false, sort });
            break;
        }
    }
    found
}

/// Which open mark this one could close.
fn partner(open: &[Open], mark: &Mark) -> Option<usize> {
    let at = open.iter().rposition(|other| {
        other.sort == mark.sort
            && match (mark.sort, mark.part) {
                (Sort::Angle, Part::Closes) => !other.is_reversed,
                (Sort::Angle, _) => other.is_reversed,
                _ => true,
            }
    })?;
    // An apostrophe inside a quotation closes nothing outside it.
    let crosses = mark.sort == Sort::Single && open[at..].iter().any(|other| other.sort != Sort::Single);
    (!crosses).then_some(at)
}

/// Whether a mark or a tag may begin with the first of these bytes.
fn may_be_mark([byte, next, last]: [u8; 3]) -> u8 {
    is(byte == b'"')
        | is(byte == b'\'')
        | is(byte == b'`')
        | is(byte == b'<')
        | (is(byte == 0xC2) & (is(next == 0xAB) | is(next == 0xBB)))
        | (is(byte == 0xE2) & is(next == 0x80) & (is(last & 0xF8 == 0x98) | is(last == 0xB9) | is(last == 0xBA)))
        | (is(byte == 0xE3) & is(next == 0x80) & is(last & 0xFC == 0x8C))
        | (is(byte == 0xEF) & is(next == 0xBC) & is(last == 0x82))
}

fn marks(paragraph: &str, lexicon: &Lexicon) -> Vec<Mark> {
    let bytes = paragraph.as_bytes();
    let mut marks: Vec<Mark> = Vec::new();
    let mut open_straight = false;
    let mut at = 0;
    while let Some(next) = scan::find(bytes, at, may_be_mark) {
        at = next;
        if bytes[at] == b'<' {
            at = after_tag(paragraph, at);
            continue;
        }
        let Some(c) = paragraph.get(at..).and_then(|rest| rest.chars().next()) else {
            at += 1;
            continue;
        };
        let mut end = at + c.len_utf8();
        let doubled = paragraph[end..].starts_with(c) && matches!(c, '\'' | '`' | '’' | '‘');
        if doubled {
            end += c.len_utf8();
        }
        let beside = Beside::of(paragraph, at, end);
        let sort_and_part = match c {
            _ if doubled => match c {
                '`' | '‘' => Some((Sort::Double, Part::Opens)),
                _ => Some((Sort::Double, Part::Either)),
            },
            '"' | '＂' if beside.is_measure() && !open_straight => None,
            // The end of a tag that began in the line before.
            '"' if beside.next() == Some('>') && !open_straight => None,
            '"' | '＂' => {
                open_straight = !open_straight;
                Some((Sort::Double, Part::Either))
            }
            '“' => Some((Sort::Double, Part::OpensUnlessLow)),
            '”' => Some((Sort::Double, if beside.looks_open() { Part::Either } else { Part::Closes })),
            '„' | '‟' => Some((Sort::Double, Part::OpensLow)),
            '«' => Some((Sort::Angle, Part::OpensUnlessLow)),
            '»' => Some((Sort::Angle, Part::Closes)),
            '‹' => Some((Sort::SingleAngle, Part::Opens)),
            '›' => Some((Sort::SingleAngle, Part::Closes)),
            '「' => Some((Sort::Corner, Part::Opens)),
            '」' => Some((Sort::Corner, Part::Closes)),
            '『' => Some((Sort::WhiteCorner, Part::Opens)),
            '』' => Some((Sort::WhiteCorner, Part::Closes)),
            '\'' | '‘' | '’' | '‚' | '‛' => beside.single(c, lexicon).map(|part| (Sort::Single, part)),
            _ => None,
        };
        if let Some((sort, part)) = sort_and_part {
            let (looks_open, looks_closed) = (beside.looks_open(), beside.looks_closed());
            marks.push(Mark { range: at..end, sort, part, looks_open, looks_closed });
        }
        at = end;
    }
    marks
}

/// The place after a tag that begins here, or after its first byte when none does.
fn after_tag(paragraph: &str, at: usize) -> usize {
    let rest = &paragraph.as_bytes()[at + 1..];
    let is_tag = rest.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/');
    let look = &rest[..rest.len().min(LONGEST_TAG)];
    let line = memchr::memchr(b'\n', look).unwrap_or(look.len());
    let has_attribute = || memchr::memmem::find(&look[..line], b"=\"").is_some();
    match memchr::memchr(b'>', look) {
        Some(end) if is_tag && (end < line || has_attribute()) => at + 1 + end + 1,
        // A tag that goes on in the next paragraph.
        None if is_tag && rest.len() <= LONGEST_TAG && memchr::memmem::find(rest, b"=\"").is_some() => paragraph.len(),
        _ => at + 1,
    }
}

/// What stands beside a mark.
struct Beside<'p> {
    before: Option<char>,
    after: &'p str,
}

impl<'p> Beside<'p> {
    fn of(paragraph: &'p str, start: usize, end: usize) -> Self {
        Self { before: paragraph[..start].chars().next_back(), after: &paragraph[end..] }
    }

    fn next(&self) -> Option<char> {
        self.after.chars().next()
    }

    fn looks_open(&self) -> bool {
        let free = self.before.is_none_or(|c| {
            c.is_whitespace()
                || matches!(
                    c,
                    '(' | '[' | '{' | '—' | '–' | '-' | '/' | ':' | ',' | '“' | '„' | '«' | '"' | '‘' | '\'' | '>'
                )
        });
        free && self.next().is_some_and(|c| !c.is_whitespace() && !is_closing_sign(c))
    }

    fn looks_closed(&self) -> bool {
        let ink = self.before.is_some_and(|c| !c.is_whitespace());
        ink && self.next().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '$' | '#' | '@'))
    }

    /// Whether a straight double mark means inches, as in 5" pipes.
    fn is_measure(&self) -> bool {
        self.before.is_some_and(|c| c.is_ascii_digit()) && self.next().is_none_or(|c| !c.is_alphanumeric())
    }

    /// The part a single mark plays; `None` for an apostrophe.
    fn single(&self, mark: char, lexicon: &Lexicon) -> Option<Part> {
        let follows_ink = self.before.is_some_and(|c| !c.is_whitespace());
        if self.before.is_some_and(char::is_alphanumeric) && self.next().is_some_and(char::is_alphanumeric) {
            return None;
        }
        if matches!(mark, '‚' | '‛') {
            return Some(Part::Opens);
        }
        if self.looks_open() && (mark != '’' || !follows_ink) {
            // A right mark before a word stands for a lost beginning, whatever the word.
            return (mark != '’' && !is_elision(self.after, lexicon)).then_some(Part::Opens);
        }
        if mark == '‘' {
            return None;
        }
        let after_s = self.before.is_some_and(|c| matches!(c, 's' | 'S' | 'x' | 'z'));
        let after_letter = self.before.is_some_and(char::is_alphabetic);
        let word_follows =
            self.after.strip_prefix(char::is_whitespace).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        let dropped_g = self.before == Some('n');
        match follows_ink {
            true if self.before.is_some_and(|c| c.is_ascii_digit()) => None,
            true if (after_s || dropped_g) && (word_follows || after_letter) => Some(Part::ClosesOrPlural),
            true => Some(Part::Closes),
            false => None,
        }
    }
}

fn is_closing_sign(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}')
}

/// Whether the word after an apostrophe is one that has lost its beginning: 'tis, the '90s.
fn is_elision(after: &str, lexicon: &Lexicon) -> bool {
    let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let digits = word.trim_end_matches('s');
    let is_decade = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_decade || lexicon.classes(word).is(Classes::ELISION)
}
