//! PDF documents with a text layer.
//!
//! A PDF says which sign stands where, and nothing of words, lines or paragraphs. `hayro-interpret` gives the signs; what is here
//! makes them fragments of lines ([`fragment`]), takes off what belongs to the pages ([`furniture`]), finds columns ([`region`])
//! and blocks ([`paragraph`]), and puts broken words together ([`hyphen`]).
//!
//! It runs in a process of its own ([`super::isolated`]), since a file can make it take any time and memory.

mod about;
mod fragment;
mod furniture;
mod glyph;
mod hyphen;
mod paragraph;
mod region;
mod unknown;

use std::ops::Range;

use fragment::Fragment;
use furniture::{Furniture, Leaf};
use glyph::{Sheet, Turn};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent,
    hayro_syntax::{DecryptionError, LoadPdfError, Pdf as File},
    interpret_page,
    kurbo::{Affine, Rect},
};
use hyphen::Lexicon;
use paragraph::Piece;

use super::{Draft, Input, PdfWarning, ReadError, Reader, Shown, Warning, Watch, isolated};
use crate::{
    article::{Block, Page},
    text::{ByteIndex, Text},
};

/// How far into a file its mark may stand, in bytes; readers of PDF have always taken some rubbish before it.
pub(super) const HEAD: usize = 1024;
/// The part of the letters that may be unknown before a page counts as unreadable.
const UNREADABLE: f32 = 0.5;
/// The part of a page that a picture takes when the page is one.
const PICTURE: f64 = 0.4;

/// Reads PDF documents in a process of its own.
pub(super) struct Pdf;

impl Reader for Pdf {
    fn name_and_version(&self) -> &'static str {
        "pdf 1"
    }

    fn media_type(&self) -> &'static str {
        "application/pdf"
    }

    fn recognises(&self, input: &Input<'_>) -> bool {
        is_pdf(input.bytes())
    }

    fn read(&self, input: &Input<'_>, watch: &Watch) -> Result<Draft, ReadError> {
        isolated::read(input.bytes(), input.whole_page(), input.isolation(), watch)
    }
}

/// Whether bytes are a PDF document.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    bytes.starts_with(b"%PDF-")
        || memchr::memmem::find(head, b"%PDF-").is_some_and(|at| {
            // Words about PDF are no PDF: what stands before the mark must be no text, or no more than white space.
            let before = &head[..at];
            before.iter().all(u8::is_ascii_whitespace) || std::str::from_utf8(before).is_err()
        })
}

/// Reads a PDF document in this process; `whole_page` keeps what belongs to the pages and not to the text.
///
/// # Errors
/// When it is damaged, protected, has no text, or is over a limit.
pub(super) fn read_here(bytes: Vec<u8>, whole_page: bool, watch: &Watch) -> Result<Draft, ReadError> {
    let file = File::new(bytes).map_err(|fault| match fault {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Protected,
        LoadPdfError::Decryption(_) => ReadError::ProtectionUnknown,
        LoadPdfError::Invalid => ReadError::NoPageFound,
    })?;
    let count = file.pages().len();
    let limit = watch.limits().pages;
    if count > limit {
        return Err(ReadError::TooManyPages { pages: count, limit });
    }
    if count == 0 {
        return Err(ReadError::NoPageFound);
    }
    let Sheets { mut leaves, rest, unread, recognised, guessed, unknown } = sheets(&file, watch)?;
    if unread.len() == count
        || leaves.iter().zip(&rest).all(|(leaf, rest)| leaf.fragments.is_empty() && rest.is_empty())
    {
        return Err(ReadError::NoTextLayer { pages: count });
    }
    let mut warnings = Vec::new();
    let taken = if whole_page { Furniture::default() } else { furniture::take_off(&mut leaves) };
    let mut metadata = about::metadata(&file);
    metadata.url = taken.address;
    let soft = !leaves.iter().flat_map(|leaf| &leaf.fragments).any(|fragment| fragment.soft_inside);
    let mut lines = Vec::new();
    let (mut gutters, mut other_gutters) = (Vec::new(), Vec::new());
    for (page, (leaf, rest)) in leaves.into_iter().zip(rest).enumerate() {
        watch.check()?;
        lines.extend(region::lines(leaf.fragments, page, &mut gutters));
        // What runs another way, such as the title of an axis, has no place among the lines.
        for fragments in rest {
            lines.extend(region::lines(fragments, page, &mut other_gutters));
            other_gutters.clear();
        }
        if lines.len() > watch.limits().blocks {
            return Err(ReadError::TooManyBlocks { limit: watch.limits().blocks });
        }
    }
    let mut lexicon = Lexicon::default();
    for line in &lines {
        lexicon.take(&line.words);
    }
    watch.check()?;
    let pieces = paragraph::pieces(lines, &mut metadata);
    let labels = about::labels(&file, count);
    let (text, blocks, pages) = assemble(&pieces, &lexicon, soft, &labels, watch)?;
    if taken.lines > 0 {
        warnings.push(PdfWarning::SetApart { lines: taken.lines });
    }
    if !unread.is_empty() {
        warnings.push(PdfWarning::PagesWithoutText { pages: listed(&unread, &labels), count: unread.len() });
    }
    if !recognised.is_empty() {
        warnings.push(PdfWarning::Recognised { pages: listed(&recognised, &labels), count: recognised.len() });
    }
    if !guessed.is_empty() {
        warnings.push(PdfWarning::Guessed { pages: listed(&guessed, &labels), count: guessed.len() });
    }
    if unknown > 0 {
        warnings.push(PdfWarning::UnknownLetters { count: unknown });
    }
    let warnings = warnings.into_iter().map(Warning::Pdf).collect();
    let shown = match taken.lines {
        _ if whole_page => Shown::WholePage,
        0 => Shown::Everything,
        _ => Shown::ArticleAlone,
    };
    Ok(Draft { metadata, warnings, pages, shown, ..Draft::new(text, blocks) })
}

/// What is on the pages, and what of it cannot be read.
struct Sheets {
    /// What most of the writing of each page is, and for each page what runs another way.
    leaves: Vec<Leaf>,
    rest: Vec<Vec<Vec<Fragment>>>,
    /// Pages that are pictures or draw letters without meaning, counted from 0.
    unread: Vec<usize>,
    /// Pages whose words were laid under a picture.
    recognised: Vec<usize>,
    /// Pages with letters that were told by their numbers.
    guessed: Vec<usize>,
    /// Letters that the file draws without saying which they are.
    unknown: usize,
}

fn sheets(file: &File, watch: &Watch) -> Result<Sheets, ReadError> {
    let cache = InterpreterCache::new();
    // What is typed into forms and set on a page as a note is part of what is seen.
    let settings = InterpreterSettings { render_content: RenderContent::all(), ..InterpreterSettings::default() };
    let mut sheets =
        Sheets { leaves: vec![], rest: vec![], unread: vec![], recognised: vec![], guessed: vec![], unknown: 0 };
    let limit = watch.limits().text_bytes;
    let mut bytes = 0_usize;
    for (number, page) in file.pages().iter().enumerate() {
        watch.check()?;
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let mut sheet = Sheet::new((width, height));
        let bounds = Rect::new(0.0, 0.0, width, height);
        let placed = Affine::new(page.initial_transform(true).as_coeffs());
        let mut context = Context::new(placed, bounds, &cache, page.xref(), settings.clone());
        interpret_page(page, &mut context, &mut sheet);
        if unknown::guess(&mut sheet.glyphs) > 0 {
            sheets.guessed.push(number);
        }
        sheet.weigh();
        let letters = sheet.glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).count();
        let unknown = sheet.glyphs.iter().filter(|glyph| glyph.text.contains(char::REPLACEMENT_CHARACTER)).count();
        let is_unreadable = unknown as f32 > letters as f32 * UNREADABLE;
        let (mut leaf, mut others) = (Leaf { fragments: vec![], height: height as f32 }, vec![]);
        if is_unreadable || letters == 0 {
            if sheet.pictured > 0.0 || is_unreadable {
                sheets.unread.push(number);
            }
        } else {
            sheets.unknown += unknown;
            if sheet.unseen * 2 > letters && sheet.pictured > PICTURE {
                sheets.recognised.push(number);
            }
            let mut ways = Turn::ALL.map(|turn| fragment::fragments(&sheet.glyphs, turn));
            let length = |fragments: &Vec<Fragment>| fragments.iter().map(Fragment::signs).sum::<usize>();
            ways.sort_by_key(|fragments| std::cmp::Reverse(length(fragments)));
            bytes += ways.iter().flatten().map(|fragment| fragment.words.len()).sum::<usize>();
            let mut ways = ways.into_iter();
            leaf.fragments = ways.next().unwrap_or_default();
            others.extend(ways.filter(|fragments| !fragments.is_empty()));
        }
        sheets.leaves.push(leaf);
        sheets.rest.push(others);
        if bytes > limit {
            return Err(ReadError::TextTooLong { bytes, limit });
        }
    }
    Ok(sheets)
}

/// The text of blocks, with a blank line between each two, and where the pages begin in it.
fn assemble(
    pieces: &[Piece],
    lexicon: &Lexicon,
    soft: bool,
    labels: &[String],
    watch: &Watch,
) -> Result<(Text, Vec<Block>, Vec<Page>), ReadError> {
    let mut content = String::new();
    let mut places: Vec<(usize, Range<usize>)> = Vec::with_capacity(pieces.len());
    let mut page_starts: Vec<Option<usize>> = vec![None; labels.len()];
    for (number, piece) in pieces.iter().enumerate() {
        if !content.is_empty() {
            content.push_str("\n\n");
        }
        let start = content.len();
        let (words, starts) = paragraph::joined(&piece.lines, lexicon, soft);
        for (line, at) in piece.lines.iter().zip(starts) {
            if let Some(first) = page_starts.get_mut(line.page) {
                *first = Some(first.map_or(start + at, |first| first.min(start + at)));
            }
        }
        content.push_str(&words);
        places.push((number, start..content.len()));
        if content.len() > watch.limits().text_bytes {
            return Err(ReadError::TextTooLong { bytes: content.len(), limit: watch.limits().text_bytes });
        }
    }
    let text = Text::new(content).map_err(|fault| ReadError::of_text(&fault))?;
    let blocks = places.into_iter().filter_map(|(number, place)| {
        let span = text.trimmed_span(ByteIndex::new(place.start)..ByteIndex::new(place.end))?;
        Some(Block { kind: pieces[number].kind, span })
    });
    let blocks: Vec<Block> = blocks.collect();
    let pages = page_starts.into_iter().zip(labels).filter_map(|(start, label)| {
        Some(Page { label: label.clone(), start: text.grapheme_floor(ByteIndex::new(start?)) })
    });
    let pages = pages.collect();
    Ok((text, blocks, pages))
}

/// Pages as a reader of the warning finds them: `3–5, 9`.
fn listed(pages: &[usize], labels: &[String]) -> String {
    const MOST: usize = 12;
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for page in pages {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *page => *last = *page,
            _ => ranges.push((*page, *page)),
        }
    }
    let name = |page: usize| labels.get(page).map_or("?", String::as_str);
    let mut words: Vec<String> = ranges
        .iter()
        .take(MOST)
        .map(|(first, last)| match last - first {
            0 => name(*first).to_owned(),
            1 => format!("{}, {}", name(*first), name(*last)),
            _ => format!("{}–{}", name(*first), name(*last)),
        })
        .collect();
    if ranges.len() > MOST {
        words.push("…".to_owned());
    }
    words.join(", ")
}
