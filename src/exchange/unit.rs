//! Places in a text, counted in the units of other programs: the one place of this layer that converts.
//!
//! Inside, places are bytes of UTF-8. What leaves counts in the unit its readers use; what comes in may count in another than it should,
//! or with other line ends, and [`Counting`] names all of these.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::text::{ByteIndex, Text, kept_signs};

/// What offsets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Unicode code points.
    CodePoints,
    /// Code units of UTF-16.
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
    /// Grapheme clusters after UAX 29.
    Graphemes,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Self; 4] = [Self::CodePoints, Self::Utf16, Self::Bytes, Self::Graphemes];

    /// The words a reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Self::CodePoints => "Unicode code points",
            Self::Utf16 => "code units of UTF-16",
            Self::Bytes => "bytes of UTF-8",
            Self::Graphemes => "grapheme clusters",
        }
    }
}

/// The distance in bytes between two places whose count is kept.
const DISTANCE: usize = 1024;

/// Counts places of a text that leaves, in one unit.
pub(super) struct Ruler<'a> {
    text: &'a Text,
    unit: Unit,
    /// How many units begin before byte `i * DISTANCE`; only of UTF-16, since a text counts its code points itself.
    marks: Vec<u64>,
}

impl<'a> Ruler<'a> {
    /// A ruler for a text; of grapheme clusters there is none, since nothing that is written counts them.
    pub(super) fn new(text: &'a Text, unit: Unit) -> Self {
        let mut marks = Vec::new();
        if unit == Unit::Utf16 {
            let mut count = 0;
            for piece in text.as_str().as_bytes().chunks(DISTANCE) {
                marks.push(count);
                count += utf16_units(piece);
            }
        }
        Self { text, unit, marks }
    }

    /// How many units begin before a place.
    pub(super) fn count(&self, at: ByteIndex) -> u64 {
        let byte = at.get().min(self.text.len());
        match (self.unit, self.marks.len()) {
            (Unit::Bytes, _) => byte as u64,
            (Unit::Utf16, 1..) => {
                let mark = (byte / DISTANCE).min(self.marks.len() - 1);
                self.marks[mark] + utf16_units(&self.text.as_str().as_bytes()[mark * DISTANCE..byte])
            }
            _ => self.text.to_code_point(at).0,
        }
    }
}

/// The units of UTF-16 whose code points begin in these bytes: two for a code point of four bytes, one for any other.
fn utf16_units(bytes: &[u8]) -> u64 {
    bytes.iter().map(|&byte| u64::from(byte & 0xC0 != 0x80) + u64::from(byte >= 0xF0)).sum()
}

/// How line ends are counted in a text that came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum LineEnds {
    /// As they stand.
    AsStored,
    /// Each as one sign, although some are two.
    One,
    /// Each as two, although some are one.
    Two,
}

/// How a byte-order mark at the beginning is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Mark {
    /// If it is there.
    AsStored,
    /// Never.
    Never,
    /// Always.
    Always,
}

/// A way of counting places in a text that came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Counting {
    pub(super) unit: Unit,
    pub(super) line_ends: LineEnds,
    pub(super) mark: Mark,
}

impl Counting {
    /// The usual way.
    pub(super) fn of(unit: Unit) -> Self {
        Self { unit, line_ends: LineEnds::AsStored, mark: Mark::AsStored }
    }

    /// Every way that makes a difference in this text, the likelier ones first.
    pub(super) fn all(raw: &str, expected: Unit) -> Vec<Self> {
        let mut units = vec![expected];
        units.extend(Unit::ALL.into_iter().filter(|unit| *unit != expected));
        let mut line_ends = vec![LineEnds::AsStored];
        if raw.contains('\r') {
            line_ends.push(LineEnds::One);
        }
        if raw.contains('\n') {
            line_ends.push(LineEnds::Two);
        }
        let other = if raw.starts_with('\u{FEFF}') { Mark::Never } else { Mark::Always };
        let mut all = Vec::new();
        for mark in [Mark::AsStored, other] {
            for line_ends in &line_ends {
                all.extend(units.iter().map(|unit| Self { unit: *unit, line_ends: *line_ends, mark }));
            }
        }
        all
    }

    /// The words a reader sees: what is counted, and what else is odd about it.
    pub fn label(self) -> String {
        let mut words = self.unit.label().to_owned();
        match self.line_ends {
            LineEnds::AsStored => {}
            LineEnds::One => words.push_str(", every line end as one"),
            LineEnds::Two => words.push_str(", every line end as two"),
        }
        match self.mark {
            Mark::AsStored => {}
            Mark::Never => words.push_str(", without the byte-order mark"),
            Mark::Always => words.push_str(", with a byte-order mark that is not there"),
        }
        words
    }

    /// The places that these offsets of `raw`, in ascending order, have in the text that was made of it; `None` for one past the end or
    /// inside of something. `is_kept` says whether `raw` is that text, to the letter.
    pub(super) fn places(self, raw: &str, is_kept: bool, offsets: &[u64]) -> Vec<Option<ByteIndex>> {
        let mut places = Vec::with_capacity(offsets.len());
        let mut count = u64::from(self.mark == Mark::Always && !raw.starts_with('\u{FEFF}'));
        let (mut in_text, mut in_raw) = (0, 0);
        let mut clusters = raw.grapheme_indices(true).map(|(at, _)| at).peekable();
        let mut signs = kept_signs(raw).peekable();
        while let Some((sign, kept)) = signs.next() {
            if places.len() == offsets.len() {
                return places;
            }
            let begins = self.unit != Unit::Graphemes || clusters.next_if_eq(&in_raw).is_some();
            let is_first_of_two = sign == '\r' && signs.peek().is_some_and(|(next, _)| *next == '\n');
            let width = match sign {
                '\u{FEFF}' if in_raw == 0 && self.mark == Mark::Never => 0,
                '\r' if is_first_of_two && self.line_ends == LineEnds::One => 0,
                '\n' if !self.follows_return(raw, in_raw) && self.line_ends == LineEnds::Two => 2,
                '\r' if !is_first_of_two && self.line_ends == LineEnds::Two => 2,
                _ if !begins => 0,
                sign => match self.unit {
                    Unit::Utf16 => sign.len_utf16() as u64,
                    Unit::Bytes => sign.len_utf8() as u64,
                    Unit::CodePoints | Unit::Graphemes => 1,
                },
            };
            if width > 0 {
                assign(offsets, &mut places, count, in_text);
            }
            count += width;
            in_raw += sign.len_utf8();
            in_text += if is_kept { sign.len_utf8() } else { kept.map_or(0, char::len_utf8) };
        }
        assign(offsets, &mut places, count, in_text);
        places.resize(offsets.len(), None);
        places
    }

    fn follows_return(self, raw: &str, at: usize) -> bool {
        self.line_ends == LineEnds::Two && raw.as_bytes().get(at.wrapping_sub(1)) == Some(&b'\r')
    }
}

/// Gives the offsets up to `count` their place: `at` to those that are this count, none to those before, which were passed over.
fn assign(offsets: &[u64], places: &mut Vec<Option<ByteIndex>>, count: u64, at: usize) {
    while let Some(offset) = offsets.get(places.len()).filter(|offset| **offset <= count) {
        places.push((*offset == count).then(|| ByteIndex::new(at)));
    }
}
