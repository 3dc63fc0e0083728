//! Questions about characters that are asked of every character of a text, answered for the commonest scripts without the tables of Unicode.

/// Whether a character is a letter or a digit: [`char::is_alphanumeric`], in less time.
#[inline]
#[expect(clippy::match_same_arms, reason = "the commonest come first")]
pub(crate) fn is_alphanumeric(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        '\0'..='\u{7F}' => false,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ˁ' | 'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' => true,
        '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => true,
        '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3020}' | '\u{FF01}'..='\u{FF0F}' => false,
        c => c.is_alphanumeric(),
    }
}

/// The character in lower case, where that is one character: [`char::to_lowercase`], in less time.
#[inline]
pub(crate) fn to_lower(c: char) -> Option<char> {
    let moved = |by: u32| char::from_u32(u32::from(c) + by);
    match c {
        '\0'..='\u{7F}' => Some(c.to_ascii_lowercase()),
        'À'..='Ö' | 'Ø'..='Þ' | 'А'..='Я' => moved(0x20),
        'Ѐ'..='Џ' => moved(0x50),
        'ß'..='ö' | 'ø'..='ÿ' | 'а'..='џ' | '\u{3000}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => Some(c),
        c => {
            let mut lower = c.to_lowercase();
            lower.next().filter(|_| lower.len() == 0)
        }
    }
}

/// Whether a character is one of those that are common, and neither join a grapheme cluster nor let anything join theirs: between two of
/// them there is a bound (UAX 29, rule GB999).
#[inline]
pub(super) fn stands_alone(c: char) -> bool {
    matches!(
        c,
        ' '..='~'
            | '\n'
            | '\t'
            | '\u{A0}'..='\u{A8}'
            | '\u{AA}'..='\u{AC}'
            | '\u{AF}'..='\u{2FF}'
            | '\u{400}'..='\u{482}'
            | '\u{48A}'..='\u{52F}'
            | '\u{2010}'..='\u{2027}'
            | '\u{3000}'..='\u{3029}'
            | '\u{3041}'..='\u{3096}'
            | '\u{30A0}'..='\u{30FF}'
            | '\u{3400}'..='\u{9FFF}'
            | '\u{FF01}'..='\u{FF9D}'
    )
}

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation as _;

    use super::*;

    #[test]
    fn letters_and_digits_are_those_of_unicode() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn lower_case_is_that_of_unicode() {
        for c in '\0'..=char::MAX {
            let whole: String = c.to_lowercase().collect();
            let mut chars = whole.chars();
            let only = chars.next().filter(|_| chars.next().is_none());
            assert_eq!(to_lower(c), only, "{c:?}");
        }
    }

    #[test]
    fn what_stands_alone_is_a_cluster_beside_any_other_that_does() {
        let alone: Vec<char> = ('\0'..=char::MAX).filter(|c| stands_alone(*c)).collect();
        // One of each part of the list, on both sides of every character.
        let others = ['a', '\n', '\u{A0}', 'é', 'я', '—', '。', 'か', 'カ', '中', '，'];
        for c in alone {
            for other in others {
                let pair: String = [other, c, other].iter().collect();
                assert_eq!(pair.graphemes(true).count(), 3, "{pair:?}");
            }
        }
    }
}
