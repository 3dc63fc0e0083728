//! Where UAX 29 ends a sentence, found by looking near the signs that can end one.
//!
//! The rules of UAX 29 break only after a sign that ends sentences, with what closes after it, or at the end of a paragraph. So the
//! reference implementation is asked about the surroundings of such signs alone, which takes a fraction of the time, and its answer is
//! that for the whole.

use unicode_segmentation::UnicodeSegmentation as _;

/// The places between two sentences, in bytes, as `split_sentence_bound_indices` has them; its ends are left out.
pub(super) fn bounds(content: &str) -> Vec<usize> {
    let mut bounds = Vec::new();
    let mut done = 0;
    while let Some(sign) = next_sign(content, done) {
        let start = letter_before(content, sign);
        let end = next_letter(content, sign);
        let surroundings = content.get(start..end).unwrap_or_default();
        bounds.extend(surroundings.split_sentence_bound_indices().map(|(at, _)| start + at).filter(|at| *at > sign));
        done = end;
    }
    bounds
}

/// The first place at or after `from` of a sign that may end a sentence; that it truly does is not said.
fn next_sign(content: &str, from: usize) -> Option<usize> {
    let bytes = content.as_bytes();
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| STOPS[usize::from(*byte)])?;
        if bytes[at].is_ascii() {
            return Some(at);
        }
        let c = content.get(at..).and_then(|rest| rest.chars().next())?;
        if may_end(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// By byte, whether it may end a sentence or begins a character that is not ASCII.
const STOPS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = matches!(byte as u8, b'.' | b'!' | b'?' | b'\n' | b'\r' | 0x80..);
        byte += 1;
    }
    table
};

/// Whether a sign that is not ASCII may end a sentence. Asked for too many costs time alone, so that only the commonest signs that never do
/// are named.
fn may_end(c: char) -> bool {
    let never = matches!(
        c,
        '“' | '”'
            | '„'
            | '‘'
            | '’'
            | '‚'
            | '«'
            | '»'
            | '–'
            | '—'
            | '…'
            | '\u{A0}'
            | '\u{202F}'
            | '€'
            | '£'
            | '、'
            | '「'
            | '」'
    );
    !never && !c.is_alphanumeric()
}

/// The end of the first letter after a sign that may end a sentence and after all such signs that follow before a letter does.
fn next_letter(content: &str, sign: usize) -> usize {
    let rest = content.get(sign..).unwrap_or_default();
    let letter = rest.char_indices().find(|(_, c)| settles(*c));
    letter.map_or(content.len(), |(at, c)| sign + at + c.len_utf8())
}

/// Whether the rules look no further than this character: a letter that is no mark on another. Not all of them are named here; to look
/// further than needed changes nothing.
fn settles(c: char) -> bool {
    c.is_ascii_alphabetic()
        || c.is_lowercase()
        || c.is_uppercase()
        || matches!(c, '\u{3400}'..='\u{9FFF}' | 'ぁ'..='ゖ' | 'ァ'..='ヺ')
}

/// Where the letter begins that a sign follows, marks on it left aside: all that the rules look at before a sign. That letter may be the one
/// at which the last look ended, no earlier.
fn letter_before(content: &str, sign: usize) -> usize {
    let lead = content.get(..sign).unwrap_or_default();
    lead.char_indices().rev().find(|(_, c)| c.is_ascii() || settles(*c)).map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn reference(content: &str) -> Vec<usize> {
        content.split_sentence_bound_indices().map(|(at, _)| at).filter(|at| *at > 0).collect()
    }

    #[test]
    fn bounds_are_those_of_the_reference() {
        for content in [
            "",
            "One. Two! Three? Four",
            "3.5 per cent. and more",
            "He (she?) said. \"Yes.\" No.",
            "U.S. troops. 42 of them… left.",
            "彼は行った。次の日。",
            "a\n\nb. c\r\nd",
            "Mr. Ф. Said؟ نعم. लड़का। वह",
            ". . . A",
        ] {
            assert_eq!(bounds(content), reference(content), "{content:?}");
        }
    }

    proptest! {
        #[test]
        fn bounds_of_any_text_are_those_of_the_reference(content in "(\\PC|[.!?…。 \n\ra-cA-C1)\"”’,;:\u{301}\u{AD}\u{200D}\u{93E}ßéñФж中カ]){0,60}") {
            prop_assert_eq!(bounds(&content), reference(&content));
        }
    }
}
