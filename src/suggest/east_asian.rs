//! Quotations in Chinese and Japanese, whose words are not parted by spaces: the particle or verb beside the marks tells.

use std::{ops::Range, sync::LazyLock};

use aho_corasick::AhoCorasick;

use super::{
    Language,
    attribution::{Attribution, Way},
    judge::Look,
    lexicon::{self, Lexicon},
    mark::{Marked, Sort},
};

/// How far from a mark a verb is looked for, in bytes: about a dozen characters.
const REACH: usize = 48;

/// How far before a mark the beginning of its clause is looked for, in bytes.
const CLAUSE: usize = 240;

/// The attribution of a marked stretch of `paragraph`, a range of `text`; `None` when it is no quotation.
pub(super) fn attribution(
    text: &str,
    paragraph: &Range<usize>,
    marked: &Marked,
    language: Language,
) -> Option<Attribution> {
    let lexicon = lexicon::of(language);
    let inner = text.get(marked.inner.clone())?;
    let look = Look::at(inner);
    if look.words == 0 || marked.sort == Sort::WhiteCorner {
        // 『』 outside other marks sets titles.
        return None;
    }
    let after_end = text.floor_char_boundary((marked.outer.end + REACH).min(paragraph.end));
    let after = text.get(marked.outer.end..after_end)?;
    let lead_start = text.ceil_char_boundary(marked.outer.start.saturating_sub(CLAUSE).max(paragraph.start));
    let lead = text.get(lead_start..marked.outer.start)?;
    let clause_start =
        lead.rfind(['。', '！', '？', '\n']).map_or(lead_start, |at| text.ceil_char_boundary(lead_start + at + 1));
    let found = match language {
        Language::Japanese => japanese(text, clause_start..marked.outer.start, after, marked.outer.end, lexicon),
        _ => chinese(text, clause_start..marked.outer.start, after, marked.outer.end),
    };
    let alone = lead.trim().is_empty() && look.ends_sentence;
    match found {
        Some((speaker, cue)) => {
            Some(Attribution { way: Way::EastAsian, speaker, cue: Some(cue), ..Attribution::NOBODY })
        }
        None if alone || look.ends_sentence && look.words >= 4 => Some(Attribution::NOBODY),
        None => None,
    }
}

type Found = (Option<Range<usize>>, Range<usize>);

/// 「…」と述べた: the particle と and a verb after it; the topic before は or が speaks.
fn japanese(text: &str, lead: Range<usize>, after: &str, after_start: usize, lexicon: &Lexicon) -> Option<Found> {
    let verb = lexicon.say.iter().find(|verb| {
        after.starts_with(**verb) || after.starts_with('と') && after.contains(verb.trim_start_matches('と'))
    })?;
    let at = after.find(verb.trim_start_matches('と')).unwrap_or_default();
    let cue = after_start..after_start + at + verb.trim_start_matches('と').len();
    let words = text.get(lead.clone())?;
    let topic = words.rfind(['は', 'が']).map(|end| {
        let start = words[..end].rfind(['、', '，', '」']).map_or(0, |at| words.ceil_char_boundary(at + 1));
        lead.start + start..lead.start + end
    });
    Some((topic.filter(|topic| !topic.is_empty()), cue))
}

/// The Chinese verbs of saying in some words, each with its place, in bytes.
fn chinese_verbs(words: &str) -> impl Iterator<Item = (usize, &str)> {
    static FINDER: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::new(&lexicon::of(Language::Chinese).say).ok());
    let found = FINDER.iter().flat_map(move |finder| finder.find_overlapping_iter(words));
    found.filter_map(move |verb| Some((verb.start(), words.get(verb.range())?)))
}

/// 部长说：“…”, or “…”，部长说: the verb beside the marks; the words before it in its clause speak.
fn chinese(text: &str, lead: Range<usize>, after: &str, after_start: usize) -> Option<Found> {
    let words = text.get(lead.clone())?;
    let before = words.trim_end_matches(['：', ':', '，', ',', ' ']);
    let close = before.get(before.floor_char_boundary(before.len().saturating_sub(REACH / 2))..)?;
    if let Some((at, verb)) = chinese_verbs(close).max() {
        let verb_start = before.len() - close.len() + at;
        if before.len() < words.len() || verb_start + verb.len() == before.len() {
            let start = before[..verb_start]
                .rfind(['，', '、', '；', '”', '」'])
                .map_or(0, |at| before.ceil_char_boundary(at + 1));
            let speaker = lead.start + start..lead.start + verb_start;
            let cue = lead.start + verb_start..lead.start + verb_start + verb.len();
            return Some(((!speaker.is_empty()).then_some(speaker), cue));
        }
    }
    let lead_signs = after.len() - after.trim_start_matches(['，', ',', ' ']).len();
    let clause = &after[lead_signs..];
    let clause = &clause[..clause.find(['。', '，', '！', '？', '“', '「', '：']).unwrap_or(clause.len())];
    let (at, verb) = chinese_verbs(clause).min()?;
    let start = after_start + lead_signs;
    let speaker = start..start + at;
    Some(((!speaker.is_empty()).then_some(speaker), start + at..start + at + verb.len()))
}
