//! Which words of a paragraph are another's: those between quotation marks.

use std::ops::Range;

use crate::text::scan::{self, is};

/// The stretches between quotation marks, marks included, in text order and apart from each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quoted {
    stretches: Vec<Range<usize>>,
}

/// What was opened and waits for its other half.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Straight,
    Curly,
    Low,
    Guillemets,
    Corners,
}

impl Quoted {
    /// The stretches, in text order.
    pub(crate) fn stretches(&self) -> &[Range<usize>] {
        &self.stretches
    }

    /// The part of these stretches that lies in `range`, counted from its start. `from` says at which stretch to begin and is moved on, so
    /// that asking for one sentence after the other looks at each stretch once.
    pub(crate) fn within(&self, range: &Range<usize>, from: &mut usize) -> Self {
        while self.stretches.get(*from).is_some_and(|stretch| stretch.end <= range.start) {
            *from += 1;
        }
        let rest = self.stretches.get(*from..).unwrap_or_default().iter();
        let inside = rest.take_while(|stretch| stretch.start < range.end);
        let moved = inside
            .map(|stretch| stretch.start.max(range.start) - range.start..stretch.end.min(range.end) - range.start);
        Self { stretches: moved.collect() }
    }

    /// How many bytes they hold.
    pub(crate) fn len(&self) -> usize {
        self.stretches.iter().map(ExactSizeIterator::len).sum()
    }

    /// Adds a stretch that ends after every other; those inside it go.
    fn add(&mut self, stretch: Range<usize>) {
        while self.stretches.last().is_some_and(|last| last.start >= stretch.start) {
            self.stretches.pop();
        }
        match self.stretches.last_mut() {
            Some(last) if last.end > stretch.start => last.end = stretch.end,
            _ => self.stretches.push(stretch),
        }
    }

    fn end(&self) -> usize {
        self.stretches.last().map_or(0, |last| last.end)
    }
}

/// Whether a mark may begin with the first of these bytes.
fn may_be_mark([byte, next, last]: [u8; 3]) -> u8 {
    is(byte == b'"')
        | is(byte == b'\'')
        | (is(byte == 0xC2) & (is(next == 0xAB) | is(next == 0xBB)))
        | (is(byte == 0xE2) & is(next == 0x80) & is(last & 0xF8 == 0x98))
        | (is(byte == 0xE3) & is(next == 0x80) & is(last & 0xFC == 0x8C))
}

/// The quoted stretches of a paragraph, or of a sentence cut from one: a mark without its other half reaches to the end or, when it closes,
/// from the start. Single marks count only in pairs, since most are apostrophes.
pub(crate) fn quoted(paragraph: &str) -> Quoted {
    let mut found = Quoted::default();
    let mut open: Option<(Sort, usize)> = None;
    let mut single: Option<usize> = None;
    let bytes = paragraph.as_bytes();
    let mut at = 0;
    while let Some(next) = scan::find(bytes, at, may_be_mark) {
        at = next;
        let Some(mark) = paragraph.get(at..).and_then(|rest| rest.chars().next()) else {
            at += 1;
            continue;
        };
        let mut end = at + mark.len_utf8();
        let doubled = mark == '\'' && bytes.get(end) == Some(&b'\'');
        if doubled {
            end += 1;
        }
        let place = Place::new(paragraph, at, end);
        match mark {
            '"' => double(&mut found, &mut open, Sort::Straight, at..end, &place),
            '\'' if doubled => double(&mut found, &mut open, Sort::Straight, at..end, &place),
            '„' | '‟' => {
                open.get_or_insert((Sort::Low, at));
            }
            '“' | '”' => double(&mut found, &mut open, Sort::Curly, at..end, &place),
            '«' | '»' => double(&mut found, &mut open, Sort::Guillemets, at..end, &place),
            '「' | '『' => {
                open.get_or_insert((Sort::Corners, at));
            }
            '」' | '』' => {
                if let Some((Sort::Corners, start)) = open.take_if(|(sort, _)| *sort == Sort::Corners) {
                    found.add(start..end);
                }
            }
            '‘' | '‚' | '\'' | '’' => match single {
                None if mark != '’' && place.opens() => single = Some(at),
                Some(start) if mark != '‚' && place.closes() => {
                    found.add(start..end);
                    single = None;
                }
                _ => {}
            },
            _ => {}
        }
        at = end;
    }
    if let Some((_, start)) = open {
        found.add(start..paragraph.len());
    }
    found
}

/// Opens or closes a stretch at a double mark, whatever of the three its shape is: typists mix them.
fn double(found: &mut Quoted, open: &mut Option<(Sort, usize)>, sort: Sort, mark: Range<usize>, place: &Place) {
    match *open {
        Some((Sort::Corners, _)) => {}
        // «so "and" so»: the inner marks part nothing.
        Some((Sort::Guillemets, _)) if sort != Sort::Guillemets => {}
        Some((_, start)) if !place.opens() || sort == Sort::Straight => {
            found.add(start..mark.end);
            *open = None;
        }
        Some(_) => {}
        None if place.is_measure() && sort == Sort::Straight => {}
        // A closing mark before any that opens: the words before it belong to it.
        None if place.closes() && !place.opens() => found.add(found.end()..mark.end),
        None => *open = Some((sort, mark.start)),
    }
}

/// What stands beside a mark.
struct Place {
    before: Option<char>,
    after: Option<char>,
}

impl Place {
    fn new(paragraph: &str, start: usize, end: usize) -> Self {
        let before = paragraph.get(..start).and_then(|lead| lead.chars().next_back());
        let after = paragraph.get(end..).and_then(|rest| rest.chars().next());
        Self { before, after }
    }

    fn opens(&self) -> bool {
        let free = self
            .before
            .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | ',' | '!' | '?' | '…' | ';' | ')' | '%'));
        free && self.after.is_some_and(|c| !c.is_whitespace() && !matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')'))
    }

    fn closes(&self) -> bool {
        let ink = self.before.is_some_and(|c| !c.is_whitespace());
        ink && self.after.is_none_or(|c| !c.is_alphanumeric())
    }

    /// Whether a straight mark means inches, as in 5" pipes.
    fn is_measure(&self) -> bool {
        self.before.is_some_and(|c| c.is_ascii_digit()) && self.after.is_none_or(|c| !c.is_alphanumeric())
    }
}
