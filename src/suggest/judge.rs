//! Whether marked words are somebody's words, or a title, a name, a term or a sneer.

use std::iter;

use super::{
    Language,
    attribution::{Attribution, Way},
    lexicon::Classes,
    paragraph::{Paragraph, Sentence},
    token::Kind,
};
use crate::text::letter;

/// What the words between the marks look like.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a look of its own, and they go together in any way")]
pub(super) struct Look {
    /// How many words there are; of scripts that do not part words, half as many as characters.
    pub(super) words: usize,
    /// Whether they begin with a capital letter or a sign.
    pub(super) begins_large: bool,
    /// Whether every long word does.
    pub(super) all_large: bool,
    /// Whether they end with a sign that ends a sentence.
    pub(super) ends_sentence: bool,
    /// Whether they end with a comma or a dash.
    pub(super) ends_open: bool,
}

/// How many pieces between spaces are looked at closely; no title is longer.
const LOOKED_AT: usize = 100;

impl Look {
    /// Looks at words.
    pub(super) fn at(inner: &str) -> Self {
        let first = inner.chars().find(|c| letter::is_alphanumeric(*c));
        let mut words = 0;
        let (mut large, mut small) = (0, 0);
        let mut east_asian = 0;
        let (mut pieces, mut length, mut has_letter_or_digit, mut letter) = (0, 0, false, None);
        // A space after the last piece ends it as any other does.
        for c in inner.chars().chain(iter::once(' ')) {
            if !c.is_whitespace() {
                length += 1;
                has_letter_or_digit = has_letter_or_digit || letter::is_alphanumeric(c);
                letter = letter.or_else(|| c.is_alphabetic().then_some(c));
                east_asian += usize::from(matches!(c, '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}'));
                continue;
            }
            if length == 0 {
                continue;
            }
            words += usize::from(has_letter_or_digit);
            match letter {
                Some(letter) if char::is_uppercase(letter) => large += 1,
                Some(_) if length > 4 => small += 1,
                _ => {}
            }
            pieces += 1;
            if pieces == LOOKED_AT {
                break;
            }
            (length, has_letter_or_digit, letter) = (0, false, None);
        }
        let end = inner.trim_end_matches(['’', '\'', '”', '"', '»', ' ', ')', ']']);
        Self {
            words: words.max(east_asian / 2),
            begins_large: first.is_some_and(|c| c.is_uppercase() || c.is_numeric()),
            all_large: large > 0 && small == 0 && first.is_some_and(|c| !c.is_lowercase()),
            ends_sentence: end.ends_with(['.', '!', '?', '…', '。', '！', '？']),
            ends_open: end.ends_with([',', '—', '–', '-', ';', ':', '，']),
        }
    }
}

/// Whether the quotation at token `at` is one.
pub(super) fn is_quotation(
    paragraph: &Paragraph<'_>,
    sentence: &Sentence,
    at: usize,
    look: Look,
    attribution: &Attribution,
    language: Language,
) -> bool {
    let aside = match paragraph.tokens[at].kind {
        Kind::Quote(stretch) => is_aside(paragraph.inner(stretch as usize)),
        _ => false,
    };
    if look.words == 0 || aside {
        return false;
    }
    let tokens = &paragraph.tokens;
    let before = at.checked_sub(1).filter(|before| *before >= sentence.tokens.start).map(|before| &tokens[before]);
    // On the Continent the comma stands outside the marks.
    let ends_open = look.ends_open
        || tokens.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Comma | Kind::Dash))
            && at + 1 < sentence.tokens.end;
    let straight = matches!(attribution.way, Way::After | Way::Before | Way::Colon | Way::Signed | Way::Continued)
        && attribution.speaker.is_some();
    let announced =
        before.is_some_and(|before| before.is(Classes::WORK | Classes::TERM) && !before.is(Classes::NAMING));
    let is_sentence = look.begins_large && look.ends_sentence;
    if announced && (look.words <= 8 || look.all_large) && !(straight && is_sentence) {
        return false;
    }
    let in_brackets = (sentence.tokens.start.max(at.saturating_sub(4))..at).any(|at| tokens[at].kind == Kind::Open);
    if in_brackets && look.words <= 4 && !look.ends_sentence && attribution.way != Way::After {
        // “(etwa: „…“)”, “(in short: "…")”.
        return false;
    }
    if language == Language::German {
        // Nouns are written large, so that a title shows by the noun before it, as in “die Zeitung „…“”.
        let noun_before = before.is_some_and(|before| before.kind == Kind::Name || before.kind == Kind::Number);
        if noun_before
            && look.begins_large
            && !look.ends_sentence
            && !(attribution.way == Way::After && look.words >= 3)
        {
            return false;
        }
        let said = matches!(attribution.way, Way::Before | Way::Around) && attribution.is_before;
        if said && (attribution.is_naming || attribution.way == Way::Before) {
            return true;
        }
    }
    let named = attribution.is_naming && attribution.is_before && attribution.distance <= 8;
    if named && matches!(attribution.way, Way::Before | Way::Around) && !announced {
        // “called Lind "the Queen of the Harbour"”: what somebody is called may well look like a title.
        return true;
    }
    let opens_speech = before.is_none_or(|before| {
        matches!(before.kind, Kind::Stop | Kind::Quote(_) | Kind::Colon | Kind::Dash)
            || before.is(Classes::SAY | Classes::SAYING)
    });
    let work_before =
        tokens[sentence.tokens.start.max(at.saturating_sub(3))..at].iter().any(|token| token.is(Classes::WORK));
    let embedded = !opens_speech
        && (before.is_some_and(|before| before.is_word() || before.kind == Kind::Possessive) || work_before);
    if look.all_large && look.words <= 6 && embedded {
        return false;
    }
    if look.all_large && look.words <= 10 && !look.ends_sentence {
        // A title, unless words that say so stand straight beside it.
        let first = before.is_none_or(|before| matches!(before.kind, Kind::Stop | Kind::Quote(_)));
        let spoken = attribution.way == Way::After && ends_open && first || attribution.way == Way::Colon;
        return spoken && attribution.speaker.is_some();
    }
    if is_sentence && sentence.tokens.len() == 1 && paragraph.tokens[0].kind == tokens[at].kind {
        // It opens its paragraph and is a sentence by itself: “No.”
        return true;
    }
    if attribution.way == Way::After && (ends_open || look.ends_sentence || look.words >= 2) {
        return true;
    }
    let comma = before.is_some_and(|before| matches!(before.kind, Kind::Comma | Kind::Colon));
    if attribution.way == Way::Before && (comma || look.words >= 2 || attribution.distance <= 3) {
        return true;
    }
    if is_sentence && look.words >= 2 || look.ends_sentence && look.words >= 3 {
        return true;
    }
    let least = if language == Language::German { 2 } else { 3 };
    // Without a verb of saying in its sentence, a fragment must be longer to be words of somebody.
    let least = if attribution.way == Way::Subject && language != Language::German { 4 } else { least };
    if look.words >= least {
        return true;
    }
    match attribution.way {
        Way::Around => {
            attribution.is_before && look.words >= 1
                || attribution.is_naming && attribution.distance <= 12
                || look.words >= 3
        }
        Way::Before
        | Way::After
        | Way::According
        | Way::Colon
        | Way::Signed
        | Way::Continued
        | Way::Inside
        | Way::Dash
        | Way::DashAlone
        | Way::Block
        | Way::EastAsian => true,
        Way::Carried | Way::Turn | Way::Subject | Way::Nobody => {
            look.words >= 2 && look.ends_sentence && look.begins_large
        }
    }
}

/// Whether words are in brackets altogether, as what a transcript says of noise.
fn is_aside(inner: &str) -> bool {
    inner.starts_with('(') && inner.ends_with(')') && inner.matches('(').count() == 1
}
