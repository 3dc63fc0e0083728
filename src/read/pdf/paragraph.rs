//! Lines to blocks: what belongs together, and what it is.

use std::collections::HashMap;

use super::{
    fragment::is_ideograph,
    hyphen::{Joint, Lexicon, Softness, ends_with_hyphen},
    region::Line,
};
use crate::{
    article::{BlockKind, Metadata},
    read::{blocks, labels},
};

/// How much larger than running text a heading is, and how much smaller a caption.
const LARGER: f32 = 1.12;
const SMALLER: f32 = 0.93;
/// The longest heading and the longest caption, in characters.
const LONGEST_HEADING: usize = 200;
const LONGEST_CAPTION: usize = 500;
/// The shortest standfirst, in characters.
const SHORTEST_STANDFIRST: usize = 60;

/// Lines that are one block.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) kind: BlockKind,
    pub(super) lines: Vec<Line>,
}

/// What is usual in a document.
struct Usual {
    /// The size of running text.
    size: f32,
    /// The distance of lines, by the size in quarters of a point.
    leading: HashMap<i32, f32>,
    /// Whether paragraphs begin with an indent.
    indents: bool,
    bold: bool,
}

impl Usual {
    fn of(lines: &[Line]) -> Self {
        let mut sizes: HashMap<i32, usize> = HashMap::new();
        let mut gaps: HashMap<i32, Vec<f32>> = HashMap::new();
        let (mut signs, mut bold) = (0, 0);
        for line in lines {
            let length = line.words.chars().count();
            *sizes.entry(quarters(line.size)).or_default() += length;
            signs += length;
            bold += if line.bold { length } else { 0 };
        }
        for pair in lines.windows(2).filter(|pair| is_below(&pair[0], &pair[1])) {
            let gap = pair[1].base - pair[0].base;
            if quarters(pair[0].size) == quarters(pair[1].size) && gap < pair[0].size * 3.0 {
                gaps.entry(quarters(pair[0].size)).or_default().push(gap);
            }
        }
        let mut leading = HashMap::new();
        let mut sizes: Vec<(i32, usize)> = sizes.into_iter().collect();
        sizes.sort_unstable();
        for (size, _) in &sizes {
            if let Some(gaps) = gaps.get_mut(size) {
                gaps.sort_by(f32::total_cmp);
                leading.insert(*size, gaps[gaps.len() * 2 / 5]);
            }
        }
        let size =
            sizes.iter().max_by_key(|(size, count)| (*count, -*size)).map_or(0.0, |(size, _)| *size as f32 / 4.0);
        let mut usual = Self { size, leading, indents: false, bold: bold * 2 > signs };
        let body = || lines.windows(2).filter(|pair| is_below(&pair[0], &pair[1]) && usual.is_body(&pair[1]));
        let (indented, all) = body().fold((0, 0), |(indented, all), pair| {
            (indented + usize::from(is_indented(&pair[1]) && !is_indented(&pair[0])), all + 1)
        });
        usual.indents = indented * 40 >= all && indented >= 2;
        usual
    }

    fn is_body(&self, line: &Line) -> bool {
        (line.size - self.size).abs() < self.size * 0.06
    }

    fn leading(&self, line: &Line) -> f32 {
        self.leading
            .get(&quarters(line.size))
            .copied()
            .unwrap_or(line.size * 1.2)
            .clamp(line.size * 0.9, line.size * 2.5)
    }
}

fn quarters(size: f32) -> i32 {
    (size * 4.0).round() as i32
}

/// Whether a line stands under another in the same column.
fn is_below(above: &Line, line: &Line) -> bool {
    above.page == line.page
        && line.base > above.base
        && above.left < line.right
        && line.left < above.right
        && line.base - above.base < above.size.max(line.size) * 4.0
}

fn is_indented(line: &Line) -> bool {
    let indent = line.start - line.left;
    indent > line.size * 0.7 && indent < line.size * 6.0
}

/// Where the lines of a block may end at most: at the border of the column, or, where all of them are set in alike, as a quotation is, where
/// the longest of them ends. Such a block may well be set in on both sides.
fn right_of(block: &[Line], last: &Line, next: &Line) -> f32 {
    let is_alike = |line: &Line| is_indented(line) && (line.start - next.start).abs() < next.size * 0.3;
    if block.len() > 1 && is_below(last, next) && block.iter().all(is_alike) {
        block.iter().map(|line| line.end).fold(next.end, f32::max)
    } else {
        last.right
    }
}

/// Whether the first word of the next line would have fitted at the end of a line, so that the line was ended on purpose.
fn was_ended(line: &Line, next: &Line, right: f32) -> bool {
    let signs = next.words.chars().count().max(1);
    let dense = next.words.chars().any(is_ideograph);
    let first = if dense { 2 } else { next.words.split_whitespace().next().unwrap_or_default().chars().count() + 1 };
    let width = (next.end - next.start) / signs as f32 * first as f32;
    line.end + width + line.size * 0.4 < right
}

fn ends_sentence(line: &Line) -> bool {
    labels::ends_sentence(&line.words) || line.words.ends_with([':', ';'])
}

fn begins_anew(line: &Line) -> bool {
    let first = line.words.chars().find(|c| c.is_alphanumeric() || is_ideograph(*c));
    first.is_none_or(|c| !c.is_lowercase())
}

/// The marks of lists: a bullet, or a number or letter with a full stop or a bracket.
fn has_bullet(line: &Line) -> bool {
    let first = line.words.split_whitespace().next().unwrap_or_default();
    let mut chars = first.chars();
    matches!((chars.next(), chars.next()), (Some('•' | '◦' | '▪' | '‣' | '●' | '■' | '○' | '∙' | '➢' | '✓'), None))
        || (line.words.starts_with(['•', '▪', '●', '■']) && line.words.chars().nth(1).is_some())
}

fn has_number(line: &Line) -> bool {
    let Some((first, rest)) = line.words.split_once(' ') else { return false };
    let bare = first.trim_start_matches('(');
    let Some(mark) = bare.strip_suffix(['.', ')']) else { return false };
    let is_number = mark.len() <= 3 && !mark.is_empty() && mark.bytes().all(|b| b.is_ascii_digit());
    let is_letter = mark.len() == 1 && mark.bytes().all(|b| b.is_ascii_lowercase()) && bare.ends_with(')');
    (is_number || is_letter) && !rest.trim().is_empty()
}

/// Whether a line begins a new block under or after another.
fn parts(block: &[Line], line: &Line, usual: &Usual) -> bool {
    let (Some(first), Some(last)) = (block.first(), block.last()) else { return true };
    let (small, large) = (last.size.min(line.size), last.size.max(line.size));
    if large > small * LARGER || last.pieces > 2 || line.pieces > 2 {
        return true;
    }
    let ended = was_ended(last, line, right_of(block, last, line));
    let unfinished = ends_with_hyphen(&last.words) && !begins_anew(line);
    if !is_below(last, line) {
        // In another column or on another page a paragraph goes on when it was left open.
        let open = !ends_sentence(last) || (usual.indents && !is_indented(line));
        let goes_on = open && !ended && !is_indented(line) && !has_bullet(line) && last.bold == line.bold;
        return !unfinished && !goes_on;
    }
    if line.base - last.base > usual.leading(last) * 1.28 || (last.bold != line.bold && ended) {
        return true;
    }
    if unfinished {
        return false;
    }
    let is_item = has_bullet(first) || has_number(first);
    if has_bullet(line) || (has_number(line) && (is_item || ends_sentence(last) || ended)) {
        return true;
    }
    let further = line.start - last.start;
    if is_item && block.len() == 1 {
        // The lines of an entry stand further in than its mark.
        return further < -last.size * 0.5
            || (ended && ends_sentence(last) && begins_anew(line) && further < last.size * 0.3);
    }
    if is_item {
        return further < -last.size * 0.5 || (ended && ends_sentence(last) && begins_anew(line));
    }
    let middle = |line: &Line| f32::midpoint(line.start, line.end);
    let is_centred = is_indented(line) && (middle(last) - middle(line)).abs() < line.size * 0.25;
    let is_first_indent = !is_centred && is_indented(line) && further > last.size * 0.7 && further < last.size * 6.0;
    let is_hanging = block.len() > 1
        && block[1..].iter().all(|it| it.start - first.start > it.size * 0.7)
        && (line.start - first.start).abs() < line.size * 0.3;
    let is_set_in =
        usual.indents && block.len() == 1 && is_indented(first) && is_indented(line) && further.abs() < line.size * 0.3;
    if is_first_indent {
        return ended || ends_sentence(last) || begins_anew(line);
    }
    if is_hanging || (is_set_in && (ended || ends_sentence(last))) {
        return true;
    }
    if !ended || !begins_anew(line) {
        return false;
    }
    let is_short = last.end < last.left + (last.right - last.left) * 0.55;
    ends_sentence(last) || (is_short && usual.is_body(last))
}

/// The blocks of a document, from its lines in reading order.
pub(super) fn pieces(lines: Vec<Line>, metadata: &mut Metadata) -> Vec<Piece> {
    let usual = Usual::of(&lines);
    let mut pieces: Vec<Piece> = Vec::new();
    // What stands between the two halves of a paragraph: footnotes, captions, whatever a page puts there.
    let mut between: Vec<Vec<Line>> = Vec::new();
    let mut open: Vec<Line> = Vec::new();
    for line in lines {
        if open.is_empty() {
            open.push(line);
            continue;
        }
        if let Some(block) = between.last_mut() {
            if usual.is_body(&line) {
                if !parts(&open, &line, &usual) {
                    open.push(line);
                    continue;
                }
                flush(&mut pieces, &mut open, &mut between);
                open.push(line);
            } else if parts(block, &line, &usual) {
                between.push(vec![line]);
            } else {
                block.push(line);
            }
            continue;
        }
        if !parts(&open, &line, &usual) {
            open.push(line);
            continue;
        }
        let is_cut = open
            .last()
            .is_some_and(|last| usual.is_body(last) && !ends_sentence(last) && !was_ended(last, &line, last.right))
            && open.len() > 1
            && line.size < usual.size * SMALLER;
        if is_cut {
            between.push(vec![line]);
        } else {
            flush(&mut pieces, &mut open, &mut between);
            open.push(line);
        }
    }
    flush(&mut pieces, &mut open, &mut between);
    name(&mut pieces, &usual, metadata);
    pieces
}

fn flush(pieces: &mut Vec<Piece>, open: &mut Vec<Line>, between: &mut Vec<Vec<Line>>) {
    let blocks = std::iter::once(std::mem::take(open)).chain(std::mem::take(between));
    let pieces_of = |lines: Vec<Line>| Piece { kind: BlockKind::Paragraph, lines };
    pieces.extend(blocks.filter(|lines| !lines.is_empty()).map(pieces_of));
}

/// Says what blocks are.
fn name(pieces: &mut [Piece], usual: &Usual, metadata: &mut Metadata) {
    let no_words = Lexicon::default();
    let words: Vec<String> = pieces.iter().map(|piece| joined(&piece.lines, &no_words, false).0).collect();
    let headline = headline(pieces, &words, usual);
    for (at, piece) in pieces.iter_mut().enumerate() {
        let words = words[at].as_str();
        piece.kind = match headline {
            Some(first) if at == first => BlockKind::Headline,
            Some(first) if at == first + 1 && is_standfirst(piece, words, usual) => BlockKind::Standfirst,
            Some(first) if (first + 1..=first + 3).contains(&at) && blocks::is_byline(words) => {
                blocks::take_byline(words, metadata);
                BlockKind::Byline
            }
            _ => kind(piece, words, usual),
        };
    }
    if let Some(first) = headline {
        // The words on the page are the title as it is shown; that of the file may be older or shorter.
        metadata.title = Some(words[first].clone());
    }
}

/// The block of the first page in the largest type, when that is larger than running text.
fn headline(pieces: &[Piece], words: &[String], usual: &Usual) -> Option<usize> {
    let first_page = pieces.iter().filter_map(|piece| piece.lines.first()).map(|line| line.page).min()?;
    let on_first = |at: &usize| pieces[*at].lines.first().is_some_and(|line| line.page == first_page);
    let is_title = |at: &usize| {
        let words = &words[*at];
        words.chars().filter(|c| c.is_alphabetic()).count() >= 4 && words.chars().count() <= 300
    };
    let largest = (0..pieces.len())
        .filter(on_first)
        .filter(is_title)
        .max_by(|one, other| size_of(&pieces[*one]).total_cmp(&size_of(&pieces[*other])).then(other.cmp(one)))?;
    (size_of(&pieces[largest]) >= usual.size * LARGER).then_some(largest)
}

fn size_of(piece: &Piece) -> f32 {
    piece.lines.iter().map(|line| line.size).fold(0.0, f32::max)
}

fn is_standfirst(piece: &Piece, words: &str, usual: &Usual) -> bool {
    let larger = size_of(piece) > usual.size * 1.05 || (piece.lines.iter().all(|line| line.bold) && !usual.bold);
    // A list of names is none.
    let all = words.split_whitespace().count();
    let small =
        words.split_whitespace().filter(|word| !word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())).count();
    larger && small * 2 > all && words.chars().nth(SHORTEST_STANDFIRST).is_some()
}

fn kind(piece: &Piece, words: &str, usual: &Usual) -> BlockKind {
    let size = size_of(piece);
    let Some(first) = piece.lines.first() else { return BlockKind::Paragraph };
    if piece.lines.iter().all(|line| line.pieces > 2) {
        return BlockKind::TableRow;
    }
    if has_bullet(first) {
        return BlockKind::ListItem;
    }
    let length = words.chars().count();
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let has_letters = letters >= 2;
    if size >= usual.size * LARGER && length <= LONGEST_HEADING && has_letters {
        return BlockKind::Heading;
    }
    let is_bold = piece.lines.iter().all(|line| line.bold) && !usual.bold;
    let title_like = blocks::is_title_like(words) && has_letters;
    if is_bold && piece.lines.len() <= 3 && title_like && length <= LONGEST_HEADING && size >= usual.size * SMALLER {
        return BlockKind::Heading;
    }
    if let Some(kind) = labels::kind_by_label(words) {
        return kind;
    }
    if has_number(first) {
        return BlockKind::ListItem;
    }
    let is_note = words.starts_with(|c: char| c.is_numeric() || matches!(c, '*' | '†' | '‡' | '§' | '['));
    if size < usual.size * SMALLER && length <= LONGEST_CAPTION && letters >= 8 && !is_note {
        return BlockKind::Caption;
    }
    BlockKind::Paragraph
}

/// The words of lines that are one block, and where in them the lines begin.
pub(super) fn joined(lines: &[Line], lexicon: &Lexicon, soft: bool) -> (String, Vec<usize>) {
    let mut words = String::new();
    let mut starts = Vec::with_capacity(lines.len());
    let mut last_soft = false;
    for line in lines {
        let next = line.words.trim();
        if !words.is_empty() {
            match lexicon.joint(&words, next, last_soft) {
                Joint::Space => words.push(' '),
                Joint::Nothing => {}
                Joint::NoHyphen => {
                    words.pop();
                }
            }
        }
        starts.push(words.len());
        words.push_str(next);
        last_soft = line.soft == Softness::Sure || (soft && line.soft == Softness::Named);
    }
    (words, starts)
}
