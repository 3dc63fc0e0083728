//! Makes reviews of what other programs say: finds where each record belongs, and reports what cannot be placed.
//!
//! Offsets are believed as far as the words at them are those of the record. Where too many are not, another way of counting is tried;
//! what then still stands nowhere is looked for by its words, and kept as orphaned when these are not found.

use std::collections::HashMap;

use super::{
    ImportOptions, ImportedReview, Note, NoteKind, Watch,
    error::ExchangeError,
    field::Field,
    foreign::{Document, Piece, Record},
    note::shortened,
    settle::Settler,
    unit::Counting,
};
use crate::{
    anchor::{self, Fate, Old, Quotation},
    article::{Article, Block, Source},
    claim::{Claim, ClaimId, LostSegment, Segments, Tag, usual_form, usual_voice},
    review::{Review, Stamp},
    text::{self, ByteIndex, Span, Text},
};

/// Makes a review of a document.
pub(super) fn review(
    mut document: Document,
    options: &ImportOptions,
    is_alone: bool,
    stamp: &mut Stamp<'_>,
    watch: &mut Watch<'_>,
) -> Result<ImportedReview, ExchangeError> {
    let mut notes = Vec::new();
    let raw = document.text.take();
    let records = std::mem::take(&mut document.records);
    let counting =
        raw.as_deref().map_or(Counting::of(document.unit), |raw| best_counting(raw, &records, &document, &mut notes));
    let Prepared { article, raw, is_kept } = if let Some(raw) = raw {
        prepare(&document, raw, counting, options, &mut notes)?
    } else {
        let article = options.article_for(&document, is_alone);
        let article = article.ok_or_else(|| ExchangeError::NoText(document.name.clone()))?;
        Prepared { article: article.clone(), raw: None, is_kept: None }
    };
    let raw = raw.as_deref().unwrap_or(article.text().as_str());
    let counting = if is_kept.is_none() { best_counting(raw, &records, &document, &mut notes) } else { counting };
    let is_kept = is_kept.unwrap_or(true);
    let places = Places::new(raw, is_kept, counting, &records);
    let found = find(&records, &places, article.text(), &mut notes);
    let mut settler = Settler::default();
    let mut claims: Vec<Claim> = Vec::with_capacity(records.len());
    for (number, (record, segments)) in records.iter().zip(found).enumerate() {
        watch.step(number, records.len())?;
        let Some(segments) = segments else { continue };
        let Some((tag, label)) = tag_of(record, options, &mut notes) else { continue };
        let mut claim = Claim::new(settler.claim_id(record.id.as_deref(), stamp), tag, segments, stamp.now);
        claim.form = usual_form(&article, tag, claim.segments.placed());
        claim.voice = usual_voice(&article, tag, claim.segments.placed());
        claim.cue = record.cue.and_then(|(start, end)| places.span(article.text(), start, end)).map(|(span, _)| span);
        if let Some(label) = label {
            claim.labels.push(label);
        }
        settler.settle(&mut claim, record, stamp, &mut notes);
        if claim.is_orphaned() {
            let exact = claim.segments.lost().first().map(|lost| lost.exact.clone()).unwrap_or_default();
            notes.push(Note::new(record, NoteKind::Orphaned { exact }));
        }
        claims.push(claim);
    }
    note_overlaps(&claims, &mut notes);
    let speakers = settler.speakers();
    let desk = settler.desk();
    let review = Review::from_parts(article, document.reviewer, speakers, claims.into_iter().collect(), Vec::new());
    Ok(ImportedReview { name: document.name, review: review.with_desk(desk), notes })
}

/// An article, the string that offsets are counted in, and whether that is its text to the letter. Without a string of the file's own, the
/// offsets are in the article that was given.
struct Prepared {
    article: Article,
    raw: Option<String>,
    is_kept: Option<bool>,
}

fn prepare(
    document: &Document,
    raw: String,
    counting: Counting,
    options: &ImportOptions,
    notes: &mut Vec<Note>,
) -> Result<Prepared, ExchangeError> {
    let without_mark = counting.mark == super::unit::Mark::Never && raw.starts_with('\u{FEFF}');
    let kept = if without_mark { None } else { Text::new(raw.as_str()).ok() };
    let is_kept = kept.is_some();
    let text = if let Some(text) = kept {
        text
    } else {
        let normalised = text::normalise(&raw).map_err(|fault| ExchangeError::Text(fault.to_string()))?;
        if normalised.controls_removed > 0 {
            notes.push(Note::of_file(NoteKind::ControlsRemoved(normalised.controls_removed)));
        }
        normalised.text
    };
    // The article as it was read has blocks, which most formats have not.
    if let Some(known) = options.articles.iter().find(|article| *article.text() == text) {
        return Ok(Prepared { article: known.clone(), raw: Some(raw), is_kept: Some(is_kept) });
    }
    let mut blocks: Vec<Block> = Vec::new();
    let mut wanted: Vec<u64> = document.blocks.iter().flat_map(|(_, start, end)| [*start, *end]).collect();
    wanted.sort_unstable();
    let places = counting.places(&raw, is_kept, &wanted);
    let place = |offset: u64| wanted.binary_search(&offset).ok().and_then(|at| places[at]);
    for (kind, start, end) in &document.blocks {
        let span = place(*start).zip(place(*end)).and_then(|(start, end)| text.trimmed_span(start..end));
        let Some(span) = span else { continue };
        if blocks.last().is_none_or(|last| last.span.end() <= span.start()) {
            blocks.push(Block { kind: *kind, span });
        }
    }
    let source = Source { file: Some(document.name.clone()), ..Source::default() };
    let article = Article::new(text, blocks, document.metadata.clone(), source)
        .map_err(|fault| ExchangeError::Text(fault.to_string()))?;
    Ok(Prepared { article, raw: Some(raw), is_kept: Some(is_kept) })
}

/// How this file counts: as it should unless its quotations say otherwise.
fn best_counting(raw: &str, records: &[Record], document: &Document, notes: &mut Vec<Note>) -> Counting {
    let expected = Counting::of(document.unit);
    let quoted = records.iter().filter(|record| record.is_quoted()).count();
    if quoted == 0 {
        return expected;
    }
    let as_expected = agreeing(raw, records, expected);
    if as_expected == quoted {
        return expected;
    }
    let mut best = (expected, as_expected);
    for counting in Counting::all(raw, document.unit) {
        let count = agreeing(raw, records, counting);
        if count > best.1 {
            best = (counting, count);
        }
    }
    if best.0 != expected {
        let kind = NoteKind::OtherUnit { found: best.0, expected: document.unit, agreeing: best.1, of: quoted };
        notes.push(Note::of_file(kind));
    }
    best.0
}

/// How many records have their words where this way of counting puts them.
fn agreeing(raw: &str, records: &[Record], counting: Counting) -> usize {
    // What places are in `raw` itself is asked, whatever becomes of it.
    let places = Places::new(raw, true, counting, records);
    let slice = |piece: &Piece| {
        let (start, end) = places.range(piece.start?, piece.end?)?;
        raw.get(start.get()..end.get())
    };
    records
        .iter()
        .filter(|record| record.is_quoted())
        .filter(|record| {
            let stretches: Option<Vec<&str>> = record.pieces.iter().filter(|piece| !piece.is_lost).map(slice).collect();
            stretches.is_some_and(|stretches| record.agrees(&stretches))
        })
        .count()
}

impl Record {
    /// Whether its words are in the file, beside its places.
    fn is_quoted(&self) -> bool {
        let placed = || self.pieces.iter().filter(|piece| !piece.is_lost);
        placed().any(|piece| piece.start.is_some())
            && (self.joined.is_some() || placed().any(|piece| piece.exact.is_some()))
    }

    /// Whether its words are these.
    fn agrees(&self, stretches: &[&str]) -> bool {
        if let Some((joined, between)) = &self.joined {
            return same_words(&stretches.join(between), joined);
        }
        let placed = self.pieces.iter().filter(|piece| !piece.is_lost);
        placed.zip(stretches).all(|(piece, words)| piece.exact.as_deref().is_none_or(|exact| same_words(words, exact)))
    }
}

/// Whether these are the same words, white space aside: some programs keep what a page showed.
fn same_words(one: &str, other: &str) -> bool {
    one == other || one.split_whitespace().eq(other.split_whitespace())
}

/// Where the offsets of a file are in a text.
struct Places {
    offsets: Vec<u64>,
    places: Vec<Option<ByteIndex>>,
}

impl Places {
    fn new(raw: &str, is_kept: bool, counting: Counting, records: &[Record]) -> Self {
        let of_pieces = records.iter().flat_map(|record| &record.pieces).flat_map(|piece| [piece.start, piece.end]);
        let of_cues = records.iter().filter_map(|record| record.cue).flat_map(|(start, end)| [Some(start), Some(end)]);
        let mut offsets: Vec<u64> = of_pieces.chain(of_cues).flatten().collect();
        offsets.sort_unstable();
        offsets.dedup();
        let places = counting.places(raw, is_kept, &offsets);
        Self { offsets, places }
    }

    fn range(&self, start: u64, end: u64) -> Option<(ByteIndex, ByteIndex)> {
        let place = |offset| self.offsets.binary_search(&offset).ok().and_then(|at| self.places[at]);
        place(start).zip(place(end)).filter(|(start, end)| start < end)
    }

    /// The stretch between two offsets, and whether it had to be widened so as not to cut a sign.
    fn span(&self, text: &Text, start: u64, end: u64) -> Option<(Span, bool)> {
        let (start, end) = self.range(start, end)?;
        match text.span(start..end) {
            Some(span) => Some((span, false)),
            None => Some((text.span(text.grapheme_floor(start)..text.grapheme_ceil(end))?, true)),
        }
    }
}

/// What is to be looked for by its words: which piece of which record.
struct Wanted<'a> {
    record: usize,
    piece: &'a Piece,
    exact: &'a str,
}

/// The segments of each record; none of one that names no place and no words.
fn find(records: &[Record], places: &Places, text: &Text, notes: &mut Vec<Note>) -> Vec<Option<Segments>> {
    let mut found: Vec<(Vec<Span>, Vec<LostSegment>)> = vec![Default::default(); records.len()];
    let mut wanted: Vec<Wanted<'_>> = Vec::new();
    for (number, record) in records.iter().enumerate() {
        let stands = |piece: &Piece| {
            let (start, end) = piece.start.zip(piece.end).filter(|_| !piece.is_lost)?;
            places.span(text, start, end)
        };
        let tried: Vec<(&Piece, Option<(Span, bool)>)> =
            record.pieces.iter().map(|piece| (piece, stands(piece))).collect();
        let stretches: Vec<&str> =
            tried.iter().filter_map(|(_, place)| *place).map(|(span, _)| text.slice(span)).collect();
        let agrees = record.joined.as_ref().map(|(joined, between)| same_words(&stretches.join(between), joined));
        let has_own = record.pieces.iter().any(|piece| piece.exact.is_some() && !piece.is_lost);
        let is_wider = tried.iter().any(|(_, place)| place.is_some_and(|(_, is_wider)| is_wider));
        if let (Some((joined, _)), Some(false), false, false) = (&record.joined, agrees, has_own, is_wider) {
            // Where the words are known only together, they are looked for together.
            let first = record.pieces.first();
            wanted.extend(first.map(|piece| Wanted { record: number, piece, exact: joined }));
            continue;
        }
        let (mut spans, mut widened, mut missed) = (Vec::new(), None, Vec::new());
        for (piece, place) in tried {
            let holds = |span: Span| {
                agrees == Some(true) || piece.exact.as_deref().is_none_or(|exact| same_words(text.slice(span), exact))
            };
            match place {
                // A stretch that had to be widened has more than its words, if these were given.
                Some((span, is_wider)) if is_wider || holds(span) => {
                    if is_wider {
                        widened = piece.start.zip(piece.end);
                    }
                    spans.push(span);
                }
                _ => missed.push(piece),
            }
        }
        if let Some((start, end)) = widened {
            notes.push(Note::new(record, NoteKind::Widened { start, end }));
        }
        found[number].0 = spans;
        for piece in missed {
            let Some(exact) = piece.exact.as_deref() else { continue };
            if piece.is_lost {
                found[number].1.push(lost(piece, exact));
            } else {
                wanted.push(Wanted { record: number, piece, exact });
            }
        }
    }
    let quotations: Vec<Quotation<'_>> = wanted
        .iter()
        .map(|wanted| Quotation { exact: wanted.exact, prefix: &wanted.piece.prefix, suffix: &wanted.piece.suffix })
        .collect();
    let outcomes = if quotations.is_empty() { Vec::new() } else { anchor::reanchor(&Old::Quoted(&quotations), text) };
    for (wanted, outcome) in wanted.iter().zip(outcomes) {
        let (spans, orphans) = &mut found[wanted.record];
        match outcome.fate.span() {
            Some(span) => {
                let exact = wanted.exact.to_owned();
                let kind = match outcome.fate {
                    Fate::Changed { .. } => Some(NoteKind::Changed { exact, found: text.slice(span).to_owned() }),
                    // Where nothing was said about the place, to be found by its words is what was meant.
                    _ => wanted.piece.start.map(|_| NoteKind::Moved { exact }),
                };
                notes.extend(kind.map(|kind| Note::new(&records[wanted.record], kind)));
                spans.push(span);
            }
            None => orphans.push(lost(wanted.piece, wanted.exact)),
        }
    }
    let mut all = Vec::with_capacity(records.len());
    for (record, (spans, orphans)) in records.iter().zip(found) {
        let segments = Segments::with_lost(spans, orphans);
        if segments.is_none() {
            notes.push(Note::new(record, NoteKind::NoPlace));
        }
        all.push(segments);
    }
    all
}

fn lost(piece: &Piece, exact: &str) -> LostSegment {
    LostSegment {
        exact: exact.to_owned(),
        prefix: piece.prefix.clone(),
        suffix: piece.suffix.clone(),
        start: piece.start.unwrap_or_default(),
        end: piece.end.unwrap_or_default(),
    }
}

/// The tag of a record and, where it was called something else, that.
fn tag_of(record: &Record, options: &ImportOptions, notes: &mut Vec<Note>) -> Option<(Tag, Option<String>)> {
    let (label, tag) = record.decided(&options.mapping);
    let Some(tag) = tag else {
        let kind = if options.mapping.leaves_out(label) {
            NoteKind::Aside { what: format!("what is labelled “{}”, as was chosen", shortened(label)) }
        } else {
            NoteKind::NoTag { label: label.to_owned() }
        };
        notes.push(Note::new(record, kind));
        return None;
    };
    if label.is_empty() {
        return Some((tag, None));
    }
    let is_own = label.trim().eq_ignore_ascii_case(tag.name());
    let named = record.values.get(Field::Labels).iter().any(|known| known.as_ref() == label);
    Some((tag, Some(label.to_owned()).filter(|_| !is_own && !named)))
}

/// Says which claims of one tag share text: both are kept, as a file with such claims is.
fn note_overlaps(claims: &[Claim], notes: &mut Vec<Note>) {
    let mut last: HashMap<Tag, (ByteIndex, ClaimId)> = HashMap::new();
    let mut spans: Vec<(Span, Tag, ClaimId)> = claims
        .iter()
        .flat_map(|claim| claim.segments.placed().iter().map(move |span| (*span, claim.tag, claim.id)))
        .collect();
    spans.sort_unstable();
    let mut count = 0;
    for (span, tag, id) in spans {
        match last.get_mut(&tag) {
            Some((end, other)) if span.start() < *end => {
                count += usize::from(*other != id);
                *end = (*end).max(span.end());
            }
            _ => {
                last.insert(tag, (span.end(), id));
            }
        }
    }
    if count > 0 {
        notes.push(Note::of_file(NoteKind::Overlap(count)));
    }
}
