//! The top of an article, which extractors leave out: headline, standfirst and byline, as the page shows them.

use super::{about::About, flow::Line};
use crate::{
    article::BlockKind,
    read::{blocks, labels},
};

/// How many lines may stand between a headline and the first words of the article.
const FARTHEST: usize = 40;
/// The longest byline and the longest standfirst, in characters.
const LONGEST_BYLINE: usize = 160;
const LONGEST_STANDFIRST: usize = 600;
/// How many letters of a summary must agree for a line to be the same words.
const SAME_LETTERS: usize = 40;

/// Finds the headline among the lines, gives it and what belongs to it their kinds, and makes them part of the article.
pub(super) fn complete(lines: &mut [Line], about: &mut About, byline: Option<&str>) {
    let Some(first) = lines.iter().position(|line| !line.kept.is_empty()) else {
        return;
    };
    let headline = headline(lines, about, first);
    if let Some(at) = headline {
        keep_as(&mut lines[at], BlockKind::Headline);
        about.metadata.title.get_or_insert_with(|| lines[at].words.clone());
    }
    let from = headline.map_or(first, |at| at + 1);
    let body = body(lines, first.max(from));
    let summary = about.summary.as_deref().map(folded);
    let byline = byline.map(folded).filter(|byline| !byline.is_empty());
    let mut has_standfirst = false;
    for line in &mut lines[from.min(body)..body] {
        let words = folded(&line.words);
        // A first paragraph is often the summary as well, and stays a paragraph.
        let stands_out = line.level > 1 || line.kept.is_empty();
        let is_standfirst =
            line.frame == Some(BlockKind::Standfirst) || (stands_out && is_same_summary(&words, summary.as_deref()));
        if line.level > 1 && !is_standfirst {
            continue;
        }
        if is_standfirst
            && !has_standfirst
            && headline.is_some()
            && line.words.chars().nth(LONGEST_STANDFIRST).is_none()
        {
            keep_as(line, BlockKind::Standfirst);
            has_standfirst = true;
        } else if is_byline(line, &words, about, byline.as_deref()) {
            keep_as(line, BlockKind::Byline);
            // The extractor names an element, which may hold less than the line that readers see.
            if about.metadata.authors.is_empty() {
                about.metadata.authors = names_in_byline(&line.words);
            }
        }
    }
}

/// Finds the headline of a piece of a page, which may be all of one with its navigation: the one heading of the first level, or else the
/// first heading of the first or the second before the running text.
pub(super) fn of_piece(lines: &mut [Line], about: &mut About) {
    /// How many lines of navigation may stand before it.
    const DEEPEST: usize = 400;
    let top = &lines[..lines.len().min(DEEPEST)];
    let is_first_level = |line: &Line| line.level == 1 || line.frame == Some(BlockKind::Headline);
    let mut first_level = (0..top.len()).filter(|&at| is_first_level(&top[at]));
    let only = first_level.next().filter(|_| first_level.next().is_none());
    let body = top.iter().position(is_body).unwrap_or(top.len());
    let before = |test: &dyn Fn(&Line) -> bool| top[..body].iter().position(test);
    let headline = only.or_else(|| before(&is_first_level)).or_else(|| before(&|line| line.level == 2));
    if let Some(line) = headline.and_then(|at| lines.get_mut(at)) {
        line.frame = Some(BlockKind::Headline);
        line.level = 0;
        about.metadata.title = Some(line.words.clone());
    }
}

fn keep_as(line: &mut Line, kind: BlockKind) {
    line.frame = Some(kind);
    line.level = 0;
    line.kept = line.words.clone();
}

/// The line that is the headline: a heading, or else any line, that says what the title does; or the one heading of the first level.
fn headline(lines: &[Line], about: &About, first: usize) -> Option<usize> {
    let from = first.saturating_sub(FARTHEST);
    let to = (first + FARTHEST / 2).min(lines.len());
    let near = || from..to;
    let title = about.metadata.title.as_deref().map(folded).filter(|title| !title.is_empty());
    let says_title =
        |at: &usize| title.as_deref().is_some_and(|title| are_same_title(&folded(&lines[*at].words), title));
    let is_first_level = |at: &usize| lines[*at].level == 1;
    let is_heading = |at: &usize| lines[*at].level > 0;
    let is_whole = |at: &usize| title.as_deref() == Some(folded(&lines[*at].words).as_str()) && !lines[*at].is_link;
    near()
        .filter(is_first_level)
        .find(says_title)
        .or_else(|| near().filter(is_heading).find(says_title))
        .or_else(|| near().find(is_whole))
        .or_else(|| {
            let publisher = about.metadata.publisher.as_deref().map(folded);
            let is_site =
                |at: &usize| lines[*at].is_link || publisher.as_deref() == Some(folded(&lines[*at].words).as_str());
            let mut all = near().filter(is_first_level);
            all.next().filter(|at| all.next().is_none() && !is_site(at))
        })
}

/// Whether a heading says what the title does, which may have the site's name at one end.
fn are_same_title(heading: &str, title: &str) -> bool {
    const ENOUGH: usize = 10;
    heading == title
        || (heading.len() >= ENOUGH && (title.starts_with(heading) || title.ends_with(heading)))
        || (title.len() >= ENOUGH && heading.starts_with(title))
}

/// Where the running text begins: the first kept line that is a sentence.
fn body(lines: &[Line], from: usize) -> usize {
    let end = (from + FARTHEST).min(lines.len());
    (from..end).find(|&at| !lines[at].kept.is_empty() && is_body(&lines[at])).map_or(from, |at| at + 1)
}

/// Whether a line is running text.
fn is_body(line: &Line) -> bool {
    line.frame.is_none() && !line.is_link && labels::ends_sentence(&line.words) && line.words.len() > 80
}

fn is_same_summary(words: &str, summary: Option<&str>) -> bool {
    summary.is_some_and(|summary| {
        words == summary
            || (words.chars().count() >= SAME_LETTERS
                && (summary.starts_with(words)
                    || words.starts_with(summary) && summary.chars().count() >= SAME_LETTERS))
    })
}

/// Whether a line names the author or the day and little else.
fn is_byline(line: &Line, words: &str, about: &About, byline: Option<&str>) -> bool {
    if line.words.chars().nth(LONGEST_BYLINE).is_some() || labels::kind_by_label(&line.words).is_some() {
        return false;
    }
    let names_author = || {
        about.metadata.authors.iter().any(|author| {
            let author = folded(author);
            !author.is_empty() && words.contains(&author) && words.chars().count() <= author.chars().count() * 3 + 20
        })
    };
    line.frame == Some(BlockKind::Byline) && !words.is_empty()
        || blocks::is_byline(&line.words)
        || byline.is_some_and(|byline| byline == words)
        || (names_author() && !labels::ends_sentence(&line.words))
}

/// The names in a byline that says that names follow.
fn names_in_byline(line: &str) -> Vec<String> {
    let line = blocks::names_in_line(line.split(['|', '·', '•']).next().unwrap_or_default());
    if line.is_labelled { blocks::names(&line.names) } else { Vec::new() }
}

/// Letters and figures in lower case, so that marks and spaces make no difference.
pub(super) fn folded(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
