//! Finding words.

use regex::{Regex, RegexBuilder};

use super::{ByteIndex, Span, Text, word};

/// The longest query, in bytes; a longer one, such as a whole article pasted by mistake, is found nowhere. It bounds the
/// size of the search automaton.
const MAX_QUERY_BYTES: usize = 4096;

/// What the search automaton may take, in bytes: enough that the longest query stays in its fast form on any text.
const MAX_AUTOMATON_BYTES: usize = 64 * 1024 * 1024;

/// The signs of which people type one and texts have another.
const SAME_SIGN: [&str; 3] = ["'’‘‚‛ʼ＇", "\"“”„‟＂", "-\u{2010}\u{2011}\u{2012}–—―−－"];

/// What to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The words; a run of white space in them stands for any run of white space, line ends and no-break spaces
    /// included, and white space around them counts for nothing. Whatever the case setting, a straight quotation mark or
    /// apostrophe stands for the typographic ones and the other way round, a hyphen for any hyphen or dash.
    pub words: String,
    /// Whether letter case counts.
    pub match_case: bool,
    /// Whether a hit must begin and end where a word does, after UAX 29.
    pub whole_words: bool,
}

/// Where they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// The places, in text order, apart from each other.
    pub spans: Vec<Span>,
    /// Whether there were more than are listed.
    pub cut_off: bool,
}

impl Hits {
    /// How many are listed at most.
    pub const MOST: usize = 10_000;
}

/// A query made ready to be looked for in many short texts.
#[derive(Clone, Debug)]
pub struct Pattern(Regex);

impl Pattern {
    /// Makes a query ready. `None` for one that is found nowhere, as [`find_all`] says; [`Query::whole_words`] is not looked at.
    pub fn new(query: &Query) -> Option<Self> {
        pattern(query).map(Self)
    }

    /// Whether the words are somewhere in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

/// Every place that has the words, up to [`Hits::MOST`]. A place that would cut a grapheme cluster is none: “e” is not
/// found in an “é” of two code points. A blank query, or one of more than 4 kB, is found nowhere.
pub fn find_all(text: &Text, query: &Query) -> Hits {
    let mut hits = Hits::default();
    let Some(pattern) = pattern(query) else {
        return hits;
    };
    let content = text.as_str();
    let mut from = 0;
    while let Some(found) = pattern.find_at(content, from) {
        let (start, end) = (ByteIndex::new(found.start()), ByteIndex::new(found.end()));
        let whole = !query.whole_words || (word::is_boundary(text, start) && word::is_boundary(text, end));
        let Some(span) = whole.then(|| text.span(start..end)).flatten() else {
            from = after_refused(content, found.start(), query.whole_words);
            continue;
        };
        if hits.spans.len() == Hits::MOST {
            hits.cut_off = true;
            break;
        }
        hits.spans.push(span);
        from = found.end();
    }
    hits
}

/// Where to look on after a hit at `start` was refused: within a word of plain letters no whole word can begin.
fn after_refused(content: &str, start: usize, whole_words: bool) -> usize {
    let rest = &content[start..];
    let word = rest.trim_start_matches(word::is_plain_letter);
    let one = rest.chars().next().map_or(1, char::len_utf8);
    start + if whole_words { (rest.len() - word.len()).max(one) } else { one }
}

fn pattern(query: &Query) -> Option<Regex> {
    let words = query.words.trim();
    if words.is_empty() || words.len() > MAX_QUERY_BYTES {
        return None;
    }
    let pattern = words.split_whitespace().map(part_pattern).collect::<Vec<_>>().join(r"\s+");
    RegexBuilder::new(&pattern)
        .case_insensitive(!query.match_case)
        .size_limit(MAX_AUTOMATON_BYTES)
        .dfa_size_limit(MAX_AUTOMATON_BYTES)
        .build()
        .ok()
}

/// The pattern of words without white space.
fn part_pattern(part: &str) -> String {
    let pattern_of = |c: char| match SAME_SIGN.iter().find(|signs| signs.contains(c)) {
        Some(signs) => format!("(?:{})", signs.chars().map(escaped).collect::<Vec<_>>().join("|")),
        None => escaped(c),
    };
    part.chars().map(pattern_of).collect()
}

fn escaped(c: char) -> String {
    regex::escape(c.encode_utf8(&mut [0; 4]))
}
