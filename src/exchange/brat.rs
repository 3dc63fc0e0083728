//! brat standoff: the text, its annotations and `annotation.conf`.
//!
//! Offsets count Unicode code points. No stretch may hold a line end, so that one is cut there into fragments, and the words of all
//! fragments stand after it with a space between. Words of a short list are attributes, what else is said is a note whose sort is the name of
//! its field, on one line with `\n` for a line end. A note `Segments` says how many fragments each stretch has, where that is not plain.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::Write as _,
};

use super::{
    ImportOptions, NamedFile, Note, NoteKind, Watch,
    error::ExchangeError,
    field::{Field, from_one_line, is_line_end, joined, on_one_line, parted},
    foreign::{Document, Piece, Record},
    json,
    limits::{MAX_RECORDS, MAX_VALUES},
    sheet::{Row, Sheet},
    stem,
    unit::Unit,
};
use crate::claim::Tag;

/// The sort of note in which brat keeps remarks.
const REMARK: &str = "AnnotatorNotes";
const SEGMENTS: &str = "Segments";
const CLAIM: &str = "Claim";

/// The name of the text that belongs to annotations.
pub fn text_name(annotations: &str) -> String {
    format!("{}.txt", annotations.strip_suffix(".ann").unwrap_or(annotations))
}

/// Writes a text and its annotations for each review, and one configuration.
pub(super) fn write(sheets: &[Sheet<'_>], watch: &mut Watch<'_>) -> Result<Vec<NamedFile>, ExchangeError> {
    let mut files = Vec::new();
    let mut values: BTreeMap<Field, BTreeSet<String>> = BTreeMap::new();
    for sheet in sheets {
        let mut lines = String::new();
        let mut counts = Counts::default();
        for (number, row) in sheet.rows.iter().enumerate() {
            watch.step(number, sheet.rows.len())?;
            write_row(sheet, row, &mut lines, &mut counts, &mut values);
        }
        files.push(NamedFile { name: format!("{}.ann", sheet.name), bytes: lines.into_bytes() });
        files.push(NamedFile { name: format!("{}.txt", sheet.name), bytes: sheet.text().as_bytes().to_vec() });
    }
    files.push(NamedFile { name: "annotation.conf".to_owned(), bytes: configuration(&values).into_bytes() });
    Ok(files)
}

#[derive(Default)]
struct Counts {
    texts: usize,
    attributes: usize,
    notes: usize,
}

fn write_row(
    sheet: &Sheet<'_>,
    row: &Row<'_>,
    lines: &mut String,
    counts: &mut Counts,
    values: &mut BTreeMap<Field, BTreeSet<String>>,
) {
    if row.places.is_empty() {
        return;
    }
    counts.texts += 1;
    let id = format!("T{}", counts.texts);
    let (mut places, mut words, mut of_segments) = (Vec::new(), Vec::new(), Vec::new());
    for place in &row.places {
        let mut at = place.start;
        let mut count = 0_usize;
        for line in place.exact.split(is_line_end) {
            let length = line.chars().count() as u64;
            if length > 0 {
                places.push((at, at + length));
                words.push(line);
                count += 1;
            }
            at += length + 1;
        }
        of_segments.push(count);
    }
    // A stretch of nothing but line ends has no fragment, and none is trimmed to that.
    let shown: Vec<String> = places.iter().map(|(start, end)| format!("{start} {end}")).collect();
    line(lines, format_args!("{id}\t{} {}\t{}", row.claim.tag.label(), shown.join(";"), words.join(" ")));
    let mut note = |sort: &str, words: &str| {
        counts.notes += 1;
        line(lines, format_args!("#{}\t{sort} {id}\t{}", counts.notes, on_one_line(words)));
    };
    note(CLAIM, &row.id);
    if plain_segments(&places, sheet.text(), &row.places) != of_segments {
        let of_segments: Vec<String> = of_segments.iter().map(usize::to_string).collect();
        note(SEGMENTS, &of_segments.join(" "));
    }
    let mut attributes = Vec::new();
    for (field, said) in &row.values.0 {
        match said.as_slice() {
            [value] if field.is_choice() && is_name(value) => {
                values.entry(*field).or_default().insert(value.clone().into_owned());
                attributes.push((*field, value));
            }
            [value] if *field == Field::Note => note(REMARK, value),
            [value] if !field.is_list() => note(&title(*field), value),
            several => note(&title(*field), &joined(several)),
        }
    }
    for (field, value) in attributes {
        counts.attributes += 1;
        line(lines, format_args!("A{}\t{} {id} {value}", counts.attributes, title(field)));
    }
}

fn line(lines: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _written = writeln!(lines, "{words}");
}

/// Whether a word can be the value of an attribute.
fn is_name(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// A field as a sort of attribute or note.
fn title(field: Field) -> String {
    let mut name = field.name().to_owned();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

/// How many fragments each stretch has when nothing is said about it: those with one line end between them belong together.
fn plain_segments(places: &[(u64, u64)], text: &str, of: &[super::sheet::Place<'_>]) -> Vec<usize> {
    let mut counts: Vec<usize> = Vec::new();
    let mut last: Option<u64> = None;
    let signs: Vec<char> = of.first().zip(of.last()).map_or_else(Vec::new, |(first, last)| {
        text.get(first.span.start().get()..last.span.end().get()).unwrap_or_default().chars().collect()
    });
    let begin = of.first().map_or(0, |place| place.start);
    for (start, end) in places {
        let continues = last.is_some_and(|last| {
            *start == last + 1 && signs.get((last - begin) as usize).is_some_and(|sign| is_line_end(*sign))
        });
        match counts.last_mut().filter(|_| continues) {
            Some(count) => *count += 1,
            None => counts.push(1),
        }
        last = Some(*end);
    }
    counts
}

fn configuration(values: &BTreeMap<Field, BTreeSet<String>>) -> String {
    let mut words = String::from("[entities]\n");
    for tag in Tag::ALL {
        line(&mut words, format_args!("{}", tag.label()));
    }
    words.push_str("[relations]\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n[events]\n[attributes]\n");
    for (field, values) in values {
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        line(&mut words, format_args!("{}\tArg:<ENTITY>, Value:{}", title(*field), values.join("|")));
    }
    words
}

/// Reads annotations with their texts, which stand beside them under the same name.
pub(super) fn read(
    files: &[NamedFile],
    options: &ImportOptions,
    notes: &mut Vec<Note>,
) -> Result<Vec<Document>, ExchangeError> {
    let mut documents = Vec::new();
    for file in files.iter().filter(|file| file.name.strip_suffix(".ann").is_some()) {
        let text_name = text_name(&file.name);
        let mut document = Document::new(stem(&file.name), Unit::CodePoints);
        match files.iter().find(|other| other.name == text_name) {
            // A byte-order mark counts for readers of brat, and stays.
            Some(text) => {
                let words = std::str::from_utf8(&text.bytes);
                document.text = Some(words.map_err(|fault| ExchangeError::NotUtf8(fault.valid_up_to()))?.to_owned());
            }
            None if options.articles.is_empty() => {
                return Err(ExchangeError::Missing { of: file.name.clone(), missing: text_name });
            }
            None => {}
        }
        document.records = records(json::utf8(&file.bytes)?, document.text.as_deref(), notes)?;
        documents.push(document);
    }
    if documents.is_empty() {
        return Err(ExchangeError::NoFile);
    }
    Ok(documents)
}

fn records(lines: &str, text: Option<&str>, notes: &mut Vec<Note>) -> Result<Vec<Record>, ExchangeError> {
    let mut records: Vec<Record> = Vec::new();
    let mut of_id: HashMap<&str, usize> = HashMap::new();
    let mut about: Vec<(usize, &str, &str, String)> = Vec::new();
    let mut segments: HashMap<usize, Vec<usize>> = HashMap::new();
    if memchr::memchr_iter(b'\n', lines.as_bytes()).count() > MAX_VALUES {
        return Err(ExchangeError::TooManyValues);
    }
    if !lines.is_empty() && !lines.ends_with('\n') {
        notes.push(Note::of_file(NoteKind::CutOff("The last line of the annotations has no end")));
    }
    for (number, line) in lines.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let number = number + 1;
        let at = || format!("line {number}");
        let mut parts = line.splitn(3, '\t');
        let (id, head, rest) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next());
        let mut words = head.splitn(3, ' ');
        let (sort, target, value) = (words.next().unwrap_or_default(), words.next(), words.next());
        match id.chars().next() {
            None => {}
            Some('T') => match text_bound(head, rest, at()) {
                Some(record) if records.len() < MAX_RECORDS => {
                    of_id.insert(id, records.len());
                    records.push(record);
                }
                Some(_) => return Err(ExchangeError::TooMany),
                None => notes.push(Note::left_out(at(), "its places cannot be read")),
            },
            Some('A' | 'M') => {
                about.push((number, sort, target.unwrap_or_default(), value.unwrap_or("true").to_owned()));
            }
            Some('#') => {
                about.push((number, sort, target.unwrap_or_default(), from_one_line(rest.unwrap_or_default())));
            }
            Some('R' | 'E' | '*' | 'N') => {
                notes.push(Note::aside(at(), "a relation, an event or a reference, of which claims have none"));
            }
            Some(_) => notes.push(Note::left_out(at(), "it is no line of brat standoff")),
        }
    }
    for (number, sort, target, value) in about {
        let Some(place) = of_id.get(target).copied() else {
            notes.push(Note::left_out(format!("line {number}"), format!("what it is about, {target}, is not there")));
            continue;
        };
        let record = &mut records[place];
        match Field::from_name(sort) {
            _ if sort == CLAIM => record.id = Some(value),
            _ if sort == SEGMENTS => {
                segments.insert(place, value.split(' ').filter_map(|count| count.parse().ok()).collect());
            }
            _ if sort == REMARK => record.say(Field::Note, value),
            Some(field) if field.is_list() => record.say_all(field, parted(&value)),
            Some(field) => record.say(field, value),
            None => record.say(Field::Labels, format!("{sort}: {value}")),
        }
    }
    let ends: Option<Vec<bool>> = text.map(|text| text.chars().map(is_line_end).collect());
    for (place, record) in records.iter_mut().enumerate() {
        gather(record, segments.get(&place).map(Vec::as_slice), ends.as_deref());
    }
    Ok(records)
}

fn text_bound(head: &str, words: Option<&str>, at: String) -> Option<Record> {
    let (sort, places) = head.split_once(' ')?;
    let mut pieces = Vec::new();
    for place in places.split(';') {
        let (start, end) = place.trim().split_once(' ')?;
        pieces.push(Piece::at(start.parse().ok()?, end.trim().parse().ok()?, None));
    }
    let joined = words.filter(|words| !words.is_empty()).map(|words| (words.to_owned(), " "));
    Some(Record { at, labels: vec![sort.to_owned()], pieces, joined, ..Record::default() })
}

/// Makes stretches of fragments: as many as are said, or else of those with one line end between them.
fn gather(record: &mut Record, counts: Option<&[usize]>, ends: Option<&[bool]>) {
    let fragments = std::mem::take(&mut record.pieces);
    if let Some(counts) = counts.filter(|counts| counts.iter().sum::<usize>() == fragments.len()) {
        let mut fragments = fragments.into_iter();
        for count in counts {
            let stretch: Vec<Piece> = fragments.by_ref().take(*count).collect();
            let ends = stretch.first().zip(stretch.last());
            record.pieces.extend(ends.map(|(first, last)| Piece { end: last.end, ..first.clone() }));
        }
        return;
    }
    for piece in fragments {
        let is_near = |last: &Piece| {
            let place = last.end.zip(piece.start).filter(|(end, start)| *start == *end + 1);
            place.is_some_and(|(end, _)| ends.is_some_and(|ends| ends.get(end as usize) == Some(&true)))
        };
        match record.pieces.last_mut() {
            Some(last) if is_near(last) => last.end = piece.end,
            _ => record.pieces.push(piece),
        }
    }
}
