//! Where UAX 29 ends a sentence, found by looking near the signs that can end one.
//!
//! The rules of UAX 29 break only after a sign that ends sentences, with what closes after it, or at the end of a paragraph. So the
//! reference implementation is asked about the surroundings of such signs alone, which takes a fraction of the time, and its answer is
//! that for the whole.

use unicode_segmentation::UnicodeSegmentation as _;

use super::letter;

/// The places between two sentences, in bytes, as `split_sentence_bound_indices` has them; its ends are left out.
pub(super) fn bounds(content: &str) -> Vec<usize> {
    let mut bounds = Vec::new();
    let mut done = 0;
    while let Some(sign) = next_sign(content, done) {
        if let Some((bound, end)) = plain_bound(&content[sign..]) {
            bounds.push(sign + bound);
            done = sign + end;
            continue;
        }
        let start = letter_before(content, sign);
        let end = next_letter(content, sign);
        let surroundings = content.get(start..end).unwrap_or_default();
        bounds.extend(surroundings.split_sentence_bound_indices().map(|(at, _)| start + at).filter(|at| *at > sign));
        done = end;
    }
    bounds
}

/// The bound of the plainest of ends, with the end of the letter after it, in bytes from the sign that ends the sentence: after signs,
/// closing marks and spaces, before a letter. Of the rules of UAX 29, SB9 to SB11 alone apply there: a full stop needs a space and a
/// capital after it so that SB6 to SB8 do not, and no other sign is one that they are about.
fn plain_bound(rest: &str) -> Option<(usize, usize)> {
    let mut chars = rest.char_indices().peekable();
    let mut has_full_stop = false;
    while let Some((_, sign)) = chars.next_if(|(_, c)| matches!(c, '.' | '!' | '?' | '。' | '！' | '？')) {
        has_full_stop |= sign == '.';
    }
    if chars.peek().is_none_or(|(at, _)| *at == 0) {
        return None;
    }
    while chars
        .next_if(|(_, c)| matches!(c, '"' | '\'' | ')' | ']' | '”' | '“' | '’' | '»' | '」' | '』' | '）'))
        .is_some()
    {}
    let mut has_space = false;
    while chars.next_if(|(_, c)| *c == ' ').is_some() {
        has_space = true;
    }
    let (bound, letter) = chars.next()?;
    let is_capital = matches!(letter, 'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Ё' | 'А'..='Я');
    let is_letter =
        is_capital || matches!(letter, 'a'..='z' | 'а'..='я' | '\u{4E00}'..='\u{9FFF}' | 'ぁ'..='ゖ' | 'ァ'..='ヺ');
    let is_plain = if has_full_stop { is_capital && has_space } else { is_letter };
    is_plain.then(|| (bound, bound + letter.len_utf8()))
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

/// By byte, whether it may end a sentence or begins a character that may. Nothing but letters begins with 0xC3 to 0xC9, with 0xD0 and
/// 0xD1, and with 0xE4 to 0xE9: those of Europe, and the commonest of China and Japan.
const STOPS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = match byte as u8 {
            b'.' | b'!' | b'?' | b'\n' | b'\r' => true,
            0x80..=0xBF | 0xC3..=0xC9 | 0xD0 | 0xD1 | 0xE4..=0xE9 => false,
            byte => byte >= 0xC0,
        };
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
    !never && !letter::is_alphanumeric(c)
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
            "Why?! Ask. «No.» He said. “Well.” so",
            "Он ушёл. Ёлка! да? Ещё.",
            "「行く。」と言った。ABC。3",
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
