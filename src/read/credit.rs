//! Credit lines, and captions that copying glued to them.

use super::labels::{self, LONGEST_CREDIT};
use crate::article::BlockKind;

/// Agencies and picture desks whose names end a credit.
const AGENCIES: &[&str] = &[
    "Reuters",
    "AFP",
    "AP",
    "AP Photo",
    "Associated Press",
    "Getty Images",
    "Getty",
    "Agence France-Presse",
    "EPA",
    "EFE",
    "dpa",
    "ANSA",
    "PA",
    "PA Wire",
    "PA Media",
    "TASS",
    "RIA Novosti",
    "Sputnik",
    "Interfax",
    "Xinhua",
    "Kyodo",
    "Yonhap",
    "Anadolu",
    "Anadolu Agency",
    "Bloomberg",
    "Keystone",
    "picture alliance",
    "imago",
    "Shutterstock",
    "Alamy",
    "UPI",
    "Magnum",
    "Global Look Press",
    "Рейтер",
    "ТАСС",
    "РИА Новости",
];

/// The fewest words that a caption glued to a credit has.
const FEWEST_WORDS: usize = 4;
/// How many bytes two lines must share to be the same caption.
const SAME_WORDS: usize = 24;

/// Where, in bytes, a line's credit ends and its caption begins, or the other way round, with the kinds of the two parts.
///
/// Copying a page runs the two together, `© Name / AgencyThe caption`; a line's `neighbours` may repeat the caption.
pub(super) fn parts<'t>(line: &str, neighbours: impl FnOnce() -> Vec<&'t str>) -> Option<(usize, [BlockKind; 2])> {
    // A long caption after it must not hide that the line begins as credits do.
    if labels::kind_by_label(head(line, LONGEST_CREDIT / 2)) == Some(BlockKind::Credit) {
        let at = end_of_leading_credit(line, &neighbours())?;
        return Some((at, [BlockKind::Credit, BlockKind::Caption]));
    }
    start_of_trailing_credit(line).map(|at| (at, [BlockKind::Caption, BlockKind::Credit]))
}

/// Whether two captions are the same words, the one perhaps longer: pages give a picture's description twice.
pub(super) fn are_same_words(one: &str, other: &str) -> bool {
    let enough = 2 * SAME_WORDS;
    let shared = one.bytes().zip(other.bytes()).take(enough).take_while(|(a, b)| a == b).count();
    shared == enough || (shared >= SAME_WORDS && shared == one.len().min(other.len()))
}

/// The first characters of a line, at most `count`.
fn head(line: &str, count: usize) -> &str {
    let end = match line.as_bytes().get(..count) {
        None => line.len(),
        Some(head) if head.is_ascii() => count,
        Some(_) => line.char_indices().nth(count).map_or(line.len(), |(at, _)| at),
    };
    &line[..end]
}

/// The first of three signs, the surest first: a neighbour repeats what follows; an agency's name ends; a capital letter
/// follows a small one.
fn end_of_leading_credit(line: &str, neighbours: &[&str]) -> Option<usize> {
    let places: Vec<usize> = line
        .char_indices()
        .map(|(at, _)| at)
        .take(LONGEST_CREDIT)
        .skip(2)
        .filter(|&at| begins_caption(&line[at..]))
        .collect();
    let repeated = |&at: &usize| neighbours.iter().any(|other| are_same_words(&line[at..], other));
    let after_agency = |&at: &usize| is_glued(line, at, true) && ends_with_agency(&line[..at]);
    let glued = |&at: &usize| is_glued(line, at, false) && !ends_with_name_particle(&line[..at]);
    let spaced = |&at: &usize| {
        line[..at].ends_with(' ') && ends_with_agency(line[..at].trim_end()) && labels::ends_sentence(&line[at..])
    };
    let first = |sign: &dyn Fn(&usize) -> bool| places.iter().copied().find(|at| sign(at));
    first(&repeated).or_else(|| first(&after_agency)).or_else(|| first(&glued)).or_else(|| first(&spaced))
}

/// Whether a caption may begin here: with a capital letter or a figure, and with words enough.
fn begins_caption(rest: &str) -> bool {
    rest.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric())
        && head(rest, LONGEST_CREDIT).split_whitespace().nth(FEWEST_WORDS - 1).is_some()
}

/// Whether the letter at `at` follows a small letter, a figure or a full stop, or any letter, without a space.
fn is_glued(line: &str, at: usize, any_letter: bool) -> bool {
    let before = line[..at].chars().next_back();
    let here = line[at..].chars().next();
    let joins = |c: char| c.is_lowercase() || matches!(c, '.' | ')' | ']') || (any_letter && c.is_alphanumeric());
    before.is_some_and(joins) && here.is_some_and(char::is_uppercase)
}

fn ends_with_agency(words: &str) -> bool {
    AGENCIES
        .iter()
        .any(|agency| words.strip_suffix(agency).is_some_and(|before| !before.ends_with(char::is_alphanumeric)))
}

/// Whether a capital letter may follow inside one name, after a particle that is written together with it.
fn ends_with_name_particle(words: &str) -> bool {
    let word = words.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    matches!(word, "Mc" | "Mac" | "De" | "Di" | "Da" | "Du" | "La" | "Le" | "Lo" | "Van" | "Von" | "Fitz" | "O" | "i")
}

/// Where a credit begins that closes a caption, as in `The bridge at dusk. © Name / Agency`.
fn start_of_trailing_credit(line: &str) -> Option<usize> {
    const LONGEST_CAPTION: usize = 600;
    const WORDS: [&str; 5] = [" Photograph: ", " Photo: ", " Foto: ", " Picture: ", " Фото: "];
    if line.len() > LONGEST_CAPTION {
        return None;
    }
    // The last colon that ends one of the words ends the last of them.
    let word = memchr::memrchr_iter(b':', line.as_bytes()).find_map(|colon| {
        let lead = line.get(..colon + 2)?;
        WORDS.iter().find_map(|word| lead.strip_suffix(word)).map(str::len)
    });
    let spaces = memchr::memrchr_iter("©".as_bytes()[0], line.as_bytes()).filter_map(|at| at.checked_sub(1));
    let sign = spaces.into_iter().find(|at| line.as_bytes()[*at..].starts_with(" ©".as_bytes()));
    let at = word.max(sign)? + 1;
    let tail = &line[at..];
    let short = tail.chars().count() <= LONGEST_CREDIT / 2 && tail.split_whitespace().count() >= 2;
    let caption_enough = line[..at].split_whitespace().nth(FEWEST_WORDS - 2).is_some();
    (short && caption_enough && !labels::ends_sentence(tail)).then_some(at)
}
