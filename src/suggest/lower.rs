//! Words in lower case without a string for each: a copy of the text in which every letter is lowered in its own place.

use crate::text::letter;

/// A text in lower case as far as that moves no byte, kept between texts so that nothing is allocated anew. ASCII letters are lowered at
/// once, others when they are asked for.
#[derive(Debug, Default)]
pub(super) struct Lower {
    bytes: Vec<u8>,
}

impl Lower {
    /// Takes another text.
    pub(super) fn take(&mut self, text: &str) {
        self.bytes.clear();
        self.bytes.extend_from_slice(text.as_bytes());
        self.bytes.make_ascii_lowercase();
    }

    /// Lowers the letter `c`, which stands at this byte. `false` when it would have another length, and stays.
    #[inline]
    pub(super) fn lower(&mut self, at: usize, c: char) -> bool {
        if c.is_ascii() {
            return true;
        }
        let end = at + c.len_utf8();
        match letter::to_lower(c) {
            Some(lower) if lower == c => true,
            Some(lower) if lower.len_utf8() == c.len_utf8() => {
                if let Some(place) = self.bytes.get_mut(at..end) {
                    lower.encode_utf8(place);
                }
                true
            }
            _ => false,
        }
    }

    /// Appends a word to what is kept, with straight apostrophes. Returns where it begins.
    pub(super) fn append(&mut self, word: &str) -> usize {
        let start = self.bytes.len();
        for c in word.chars() {
            let lower = c.to_lowercase().map(|c| if c == '’' { '\'' } else { c });
            for c in lower {
                self.bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        start
    }

    /// How many bytes are kept.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// These bytes; none when they are not there.
    pub(super) fn get(&self, start: usize, end: usize) -> &[u8] {
        self.bytes.get(start..end).unwrap_or_default()
    }
}

/// By byte, whether it is an ASCII letter or digit.
const IS_PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// Whether a byte is an ASCII letter or digit.
pub(super) fn is_plain(byte: u8) -> bool {
    IS_PLAIN[usize::from(byte)]
}

/// Where the ASCII letters and digits end that begin here.
pub(super) fn plain_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    rest.iter().position(|byte| !is_plain(*byte)).map_or(bytes.len(), |length| start + length)
}
