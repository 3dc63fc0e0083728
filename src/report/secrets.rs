//! What is confidential in the words that leave.

use aho_corasick::AhoCorasick;

use crate::review::Review;

/// What stands where something confidential was.
const IN_ITS_PLACE: &str = "[confidential]";

/// Finds in any words what names a confidential source or contact.
pub(crate) enum Secrets {
    /// Nothing is confidential.
    Nothing,
    /// What names something confidential.
    Names(AhoCorasick),
    /// What names it cannot be looked for, so that no words of the desk leave at all.
    Everything,
}

impl Secrets {
    /// What names the confidential sources and contacts of a review.
    pub(crate) fn of(review: &Review) -> Self {
        let mut names: Vec<&str> = Vec::new();
        for piece in review.evidence().iter().filter(|piece| piece.confidential) {
            names.extend([&*piece.title, &piece.author, &piece.address, &piece.archive_address, &piece.passage]);
            names.extend(piece.file.as_ref().map(|file| file.path.as_str()));
            names.extend(piece.calculation.iter().map(String::as_str));
            names.push(piece.name());
        }
        for contact in review.contacts().iter().filter(|contact| contact.confidential) {
            names.extend([&*contact.who, &contact.channel]);
            if let crate::claim::Reply::Answer(answer) = &contact.reply {
                names.push(answer);
            }
        }
        let names: Vec<&str> = names.into_iter().flat_map(|name| [name.trim(), address_alone(name.trim())]).collect();
        // A single letter names nothing.
        let telling = names.into_iter().filter(|name| name.chars().nth(1).is_some());
        // Letter case aside: the search itself knows that of ASCII alone.
        let mut written: Vec<String> =
            telling.flat_map(|name| [name.to_owned(), name.to_lowercase(), name.to_uppercase()]).collect();
        written.sort();
        written.dedup();
        if written.is_empty() {
            return Self::Nothing;
        }
        AhoCorasick::builder().ascii_case_insensitive(true).build(&written).map_or(Self::Everything, Self::Names)
    }

    /// The words without what is confidential in them.
    pub(crate) fn hidden(&self, words: &str) -> String {
        let names = match self {
            Self::Nothing => return words.to_owned(),
            Self::Everything if words.trim().is_empty() => return words.to_owned(),
            Self::Everything => return IN_ITS_PLACE.to_owned(),
            Self::Names(names) => names,
        };
        let mut covered: Vec<(usize, usize)> = names
            .find_overlapping_iter(words)
            .map(|found| (found.start(), found.end()))
            .filter(|(start, end)| stands_alone(words, *start, *end))
            .collect();
        covered.sort_unstable();
        let mut shown = String::with_capacity(words.len());
        let mut at = 0;
        for (start, end) in covered {
            if start >= at {
                shown.push_str(&words[at..start]);
                shown.push_str(IN_ITS_PLACE);
            }
            at = at.max(end);
        }
        shown.push_str(&words[at..]);
        shown
    }
}

/// An address without its scheme and the slash at its end, as people write it in running text.
fn address_alone(address: &str) -> &str {
    let alone = address.split_once("://").map_or(address, |(_, rest)| rest);
    alone.strip_prefix("www.").unwrap_or(alone).trim_end_matches('/')
}

/// Whether a stretch is no part of a longer word: “Ann” is not in “announced”.
fn stands_alone(words: &str, start: usize, end: usize) -> bool {
    let (before, found, after) = (&words[..start], &words[start..end], &words[end..]);
    let is_in_word = |one: Option<char>, other: Option<char>| {
        one.is_some_and(char::is_alphanumeric) && other.is_some_and(char::is_alphanumeric)
    };
    !is_in_word(before.chars().next_back(), found.chars().next())
        && !is_in_word(found.chars().next_back(), after.chars().next())
}
