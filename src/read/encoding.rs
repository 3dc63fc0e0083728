//! Bytes to characters.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{ReadError, Warning, Watch};

/// How many bytes are looked at to tell text from other content and one encoding from another.
const SAMPLE: usize = 64 * 1024;
/// How many bytes the detector gets; it is right long before, and slower than decoding.
const DETECTOR_SAMPLE: usize = 1024 * 1024;
/// How many bytes are decoded between two questions to the watch.
const CHUNK: usize = 1024 * 1024;

/// Characters, and what their bytes were.
#[derive(Clone, Debug)]
pub struct Decoded<'a> {
    /// The characters, without a byte-order mark.
    pub content: Cow<'a, str>,
    /// The encoding; `None` when there never were other bytes, as in pasted text.
    pub encoding: Option<&'static Encoding>,
    /// How many times U+FFFD stands for bytes that mean nothing in the encoding.
    pub replaced: usize,
}

impl Decoded<'_> {
    /// What a reviewer should know about the way from bytes to characters.
    pub(super) fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if self.replaced > 0
            && let Some(encoding) = self.encoding
        {
            warnings.push(Warning::Replaced { count: self.replaced, encoding: encoding.name() });
        }
        let shown = self.content.matches(char::REPLACEMENT_CHARACTER).count();
        if shown > self.replaced {
            warnings.push(Warning::LostBefore { count: shown - self.replaced });
        }
        warnings
    }
}

/// The encoding with this label, such as `windows-1251` or `latin1`, after the WHATWG Encoding Standard.
pub fn encoding_named(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.trim().as_bytes())
}

/// The encoding of some text: byte-order mark, UTF-16 by its zero bytes, what a page declares, UTF-8, then the best guess. `None` when the bytes
/// are no text.
pub(super) fn detect(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding);
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some(encoding) = utf_16_without_mark(sample) {
        return Some(encoding);
    }
    if let Some(encoding) = super::web::declared_encoding(bytes) {
        return Some(encoding);
    }
    // Text has a stray control character here and there; other content has them everywhere.
    let controls = sample.iter().filter(|&&byte| is_control(byte)).count();
    if controls > 8 + sample.len() / 10 {
        return None;
    }
    match std::str::from_utf8(bytes) {
        // ISO-2022-JP is made of ASCII bytes and gives itself away by its escape sequences.
        Ok(_) if !(bytes.is_ascii() && has_escape_sequence(sample)) => Some(UTF_8),
        Err(_) if is_damaged_utf_8(bytes) => Some(UTF_8),
        _ => Some(guess(bytes)),
    }
}

/// Decodes every byte; what cannot be decoded becomes U+FFFD and is counted.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
    watch: &Watch,
) -> Result<Decoded<'a>, ReadError> {
    let mark = Encoding::for_bom(bytes).filter(|(marked, _)| *marked == encoding).map_or(0, |(_, length)| length);
    let bytes = bytes.get(mark..).unwrap_or_default();
    if encoding == UTF_8
        && let Ok(content) = std::str::from_utf8(bytes)
    {
        return Ok(Decoded { content: content.into(), encoding: Some(encoding), replaced: 0 });
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut content = String::with_capacity(bytes.len());
    let mut replaced = 0_usize;
    let mut rest = bytes;
    loop {
        let chunk = &rest[..rest.len().min(CHUNK)];
        let last = chunk.len() == rest.len();
        content.reserve(decoder.max_utf8_buffer_length_without_replacement(chunk.len()).unwrap_or(chunk.len()));
        let (result, read) = decoder.decode_to_string_without_replacement(chunk, &mut content, last);
        rest = &rest[read..];
        if let DecoderResult::Malformed(..) = result {
            content.push(char::REPLACEMENT_CHARACTER);
            replaced += 1;
            if replaced.is_multiple_of(4096) {
                watch.check()?;
            }
            continue;
        }
        if result == DecoderResult::InputEmpty && last {
            return Ok(Decoded { content: content.into(), encoding: Some(encoding), replaced });
        }
        watch.check()?;
    }
}

/// UTF-16 that lacks its mark. Zero bytes give it away, for in most scripts each space or line end has one. Either they are
/// so many at one half of the pairs that they are no strays, or the bytes make no sense singly and do in pairs.
fn utf_16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.len() / 2;
    let zeros = |half: usize| sample.iter().skip(half).step_by(2).filter(|&&byte| byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let (encoding, most, least) = if second > first { (UTF_16LE, second, first) } else { (UTF_16BE, first, second) };
    // A single character reads the same either way, once the zero byte is out.
    if pairs < 2 || most == 0 {
        return None;
    }
    if most * 4 >= pairs && least * 50 <= most {
        return Some(encoding);
    }
    if is_mostly_letters_of_ascii(sample) {
        return None;
    }
    let sensible = |encoding| is_sensible(&sample[..pairs * 2], encoding);
    match (is_plain_apart_from_zeros(sample), sensible(UTF_16LE), sensible(UTF_16BE)) {
        (true, ..) | (_, false, false) => None,
        (_, true, true) => Some(encoding),
        (_, little, _) => Some(if little { UTF_16LE } else { UTF_16BE }),
    }
}

/// Whether nearly all bytes are letters or spaces of ASCII: in UTF-16 each of those would have a zero byte beside it, so that the few
/// zeros there are must be strays.
fn is_mostly_letters_of_ascii(sample: &[u8]) -> bool {
    let letters = sample.iter().filter(|byte| byte.is_ascii_alphabetic() || **byte == b' ').count();
    letters * 10 > sample.len() * 7
}

/// Whether the bytes, zeros left out, are UTF-8 with hardly a control character.
fn is_plain_apart_from_zeros(sample: &[u8]) -> bool {
    let rest: Vec<u8> = sample.iter().copied().filter(|&byte| byte != 0).collect();
    let controls = rest.iter().filter(|&&byte| is_control(byte)).count();
    let cut_in_a_character = |fault: std::str::Utf8Error| fault.error_len().is_none();
    controls * 10 <= rest.len() && std::str::from_utf8(&rest).map_or_else(cut_in_a_character, |_| true)
}

/// Whether the pairs are characters that stand in texts: no lone surrogate, no control, no private use.
fn is_sensible(sample: &[u8], encoding: &'static Encoding) -> bool {
    let mut content = String::with_capacity(sample.len() * 2);
    let (result, _) =
        encoding.new_decoder_without_bom_handling().decode_to_string_without_replacement(sample, &mut content, false);
    let odd = |c: char| {
        (c.is_control() && !c.is_whitespace()) || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}')
    };
    result == DecoderResult::InputEmpty && !content.contains(odd)
}

/// Whether bytes that are not UTF-8 were once. Sequences of several bytes that are valid UTF-8 hardly occur in other
/// encodings, so many of them and a few faults are damage, not another encoding.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let mut sequences = 0_usize;
    let mut faults = 0_usize;
    for chunk in bytes.utf8_chunks() {
        sequences += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    sequences > faults * 4
}

fn has_escape_sequence(sample: &[u8]) -> bool {
    sample.windows(2).any(|pair| pair[0] == 0x1B && matches!(pair[1], b'$' | b'('))
}

/// The detector's guess, from the first bytes that are not ASCII on, since ASCII says nothing.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let telling = bytes.iter().position(|byte| !byte.is_ascii() || *byte == 0x1B).unwrap_or(0);
    let from = telling.saturating_sub(SAMPLE);
    let sample = &bytes[from..bytes.len().min(from + DETECTOR_SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, sample.len() + from == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether a byte is a control character that has no place in text; the escape opens sequences of ISO-2022-JP.
fn is_control(byte: u8) -> bool {
    byte == 0x7F || (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1B))
}
