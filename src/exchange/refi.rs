//! A project of REFI-QDA: an archive of `project.qde` and the texts.
//!
//! Offsets count Unicode code points, as the specification has it, with an exclusive end, as its examples and its readers have it. Texts are
//! UTF-8 with bare line feeds and without a byte-order mark, since one of either shifts every code in some readers. The tag is a code; what is
//! said about a claim is in the description of its selection, a line a field. Further stretches are selections with the same `claim` there.

use std::collections::{BTreeMap, HashMap};

use super::{
    NamedFile, Note, ORIGIN, Watch, archive,
    error::ExchangeError,
    field::{Field, from_one_line, joined, on_one_line, parted},
    foreign::{Document, Piece, Record},
    limits::MAX_RECORDS,
    sheet::{Row, Sheet, named_id},
    unit::Unit,
    xml::{self, Node, Page},
};
use crate::claim::Tag;

const CLAIM: &str = "claim";

fn colour(tag: Tag) -> &'static str {
    match tag {
        Tag::Quote => "#FFC000",
        Tag::Assertion => "#4472C4",
        Tag::Commentary => "#70AD47",
    }
}

fn guid(id: impl std::fmt::Display) -> String {
    id.to_string().to_uppercase()
}

fn of_code(tag: Tag) -> String {
    guid(named_id(tag.name(), "code"))
}

fn of_user(name: &str) -> String {
    guid(named_id(name, "user"))
}

fn codes(page: &mut Page) -> Result<(), ExchangeError> {
    page.open("Codes", &[])?;
    for tag in Tag::ALL {
        let guid = of_code(tag);
        page.empty("Code", &[("guid", &guid), ("name", tag.name()), ("isCodable", "true"), ("color", colour(tag))])?;
    }
    page.close("Codes")
}

/// Writes the codebook alone.
pub(super) fn write_codebook() -> Result<Vec<u8>, ExchangeError> {
    let mut page = Page::begin()?;
    page.open("CodeBook", &[("xmlns", "urn:QDA-XML:codebook:1.0"), ("origin", ORIGIN)])?;
    codes(&mut page)?;
    page.close("CodeBook")?;
    Ok(page.end())
}

/// Writes the project.
pub(super) fn write_project(sheets: &[Sheet<'_>], name: &str, watch: &mut Watch<'_>) -> Result<Vec<u8>, ExchangeError> {
    let mut page = Page::begin()?;
    let times = || sheets.iter().flat_map(|sheet| &sheet.rows).map(|row| row.claim.modified);
    let as_of = times().max().unwrap_or_default().to_string();
    let users: BTreeMap<String, &str> =
        sheets.iter().map(|sheet| (of_user(sheet.review.reviewer()), sheet.review.reviewer())).collect();
    let first_user = users.keys().next().cloned().unwrap_or_else(|| of_user(""));
    page.open(
        "Project",
        &[
            ("xmlns", "urn:QDA-XML:project:1.0"),
            ("name", name),
            ("origin", ORIGIN),
            ("creatingUserGUID", &first_user),
            ("creationDateTime", &as_of),
        ],
    )?;
    page.open("Users", &[])?;
    for (guid, name) in &users {
        page.empty("User", &[("guid", guid), ("name", name)])?;
    }
    page.close("Users")?;
    page.open("CodeBook", &[])?;
    codes(&mut page)?;
    page.close("CodeBook")?;
    page.open("Sources", &[])?;
    let mut texts = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        let source = guid(named_id(&format!("{number} {}", sheet.name), "source"));
        let user = of_user(sheet.review.reviewer());
        let path = format!("internal://{source}.txt");
        let by = [("creatingUser", user.as_str()), ("creationDateTime", as_of.as_str())];
        let mut attributes = vec![("guid", source.as_str()), ("name", sheet.name), ("plainTextPath", &path)];
        attributes.extend(by);
        page.open("TextSource", &attributes)?;
        for (done, row) in sheet.rows.iter().enumerate() {
            watch.step(done, sheet.rows.len())?;
            selections(&mut page, row, &user)?;
        }
        page.close("TextSource")?;
        texts.push(NamedFile { name: format!("sources/{source}.txt"), bytes: sheet.text().as_bytes().to_vec() });
    }
    page.close("Sources")?;
    page.close("Project")?;
    let mut files = vec![NamedFile { name: "project.qde".to_owned(), bytes: page.end() }];
    files.append(&mut texts);
    archive::pack(&files)
}

fn selections(page: &mut Page, row: &Row<'_>, user: &str) -> Result<(), ExchangeError> {
    const LONGEST_NAME: usize = 40;
    for (number, place) in row.places.iter().enumerate() {
        let id = if number == 0 { guid(&row.id) } else { guid(named_id(&row.part_id(number), "selection")) };
        let name: String = place.exact.chars().take(LONGEST_NAME).collect();
        let (start, end) = (place.start.to_string(), place.end.to_string());
        let at = if number == 0 { row.claim.created } else { row.claim.modified }.to_string();
        let by = [("creatingUser", user), ("creationDateTime", at.as_str())];
        let mut attributes =
            vec![("guid", id.as_str()), ("name", &name), ("startPosition", &start), ("endPosition", &end)];
        attributes.extend(by);
        page.open("PlainTextSelection", &attributes)?;
        let mut lines = Vec::new();
        if row.places.len() > 1 {
            lines.push(format!("{CLAIM}: {}", row.id));
        }
        for (field, values) in row.values.0.iter().filter(|_| number == 0) {
            let words = match values.as_slice() {
                [value] if !field.is_list() => on_one_line(value),
                several => on_one_line(&joined(several)),
            };
            lines.push(format!("{}: {words}", field.name()));
        }
        if !lines.is_empty() {
            page.words("Description", &[], &lines.join("\n"))?;
        }
        let coding = guid(named_id(&row.part_id(number), "coding"));
        page.open("Coding", &[&[("guid", coding.as_str())][..], &by].concat())?;
        page.empty("CodeRef", &[("targetGUID", &of_code(row.claim.tag))])?;
        page.close("Coding")?;
        page.close("PlainTextSelection")?;
    }
    Ok(())
}

/// What is being read of a project.
#[derive(Default)]
struct Project {
    codes: HashMap<String, String>,
    users: HashMap<String, String>,
    sources: Vec<TextSource>,
    /// How many selections and codes of selections there are.
    count: usize,
    /// Whether the words that come are the text of a source, or a description.
    words: Words,
}

#[derive(Default, PartialEq, Eq)]
enum Words {
    #[default]
    Nowhere,
    Text,
    Description,
}

#[derive(Default)]
struct TextSource {
    name: String,
    path: String,
    user: String,
    text: Option<String>,
    selections: Vec<Selection>,
    is_in_selection: bool,
}

#[derive(Default)]
struct Selection {
    guid: String,
    start: Option<u64>,
    end: Option<u64>,
    user: String,
    description: String,
    codes: Vec<String>,
}

/// Reads a project, or the bare `project.qde` of one whose texts are in it.
pub(super) fn read(file: &NamedFile, notes: &mut Vec<Note>) -> Result<Vec<Document>, ExchangeError> {
    let files = if file.bytes.starts_with(b"PK") {
        archive::unpack(&file.bytes)?
    } else {
        vec![NamedFile { name: "project.qde".to_owned(), bytes: file.bytes.clone() }]
    };
    let project = files.iter().find(|file| file.name.to_lowercase().ends_with(".qde")).ok_or(ExchangeError::NoFile)?;
    let mut read = Project::default();
    xml::read(&project.bytes, |node| {
        read.take(node);
        if read.count > MAX_RECORDS { Err(ExchangeError::TooMany) } else { Ok(()) }
    })?;
    let mut documents: Vec<Document> = Vec::new();
    for source in read.sources {
        let text = match source.text {
            Some(text) => text,
            None => text_of(&source.path, &source.name, &files)?,
        };
        let mut of_user: HashMap<&str, usize> = HashMap::new();
        let mut of_claim: HashMap<(usize, String), usize> = HashMap::new();
        for (number, selection) in source.selections.iter().enumerate() {
            let place = *of_user.entry(&selection.user).or_insert_with(|| {
                let mut document = Document::new(source.name.clone(), Unit::CodePoints);
                document.text = Some(text.clone());
                document.reviewer = read.users.get(&selection.user).cloned().unwrap_or_default();
                documents.push(document);
                documents.len() - 1
            });
            let at = format!("{}, selection {}", source.name, number + 1);
            if selection.codes.is_empty() {
                notes.push(Note::left_out(at, "no code is given to it"));
                continue;
            }
            for (nth, code) in selection.codes.iter().enumerate() {
                let mut record = record(selection, at.clone(), nth);
                record.labels = read.codes.get(code).cloned().into_iter().collect();
                let records = &mut documents[place].records;
                let id = record.id.clone().unwrap_or_default();
                if let Some(known) = of_claim.get(&(place, id.clone())).filter(|_| !id.is_empty()) {
                    records[*known].pieces.append(&mut record.pieces);
                    continue;
                }
                of_claim.insert((place, id), records.len());
                records.push(record);
            }
        }
        if source.selections.is_empty() {
            let mut document = Document::new(source.name, Unit::CodePoints);
            document.text = Some(text);
            document.reviewer = read.users.get(&source.user).cloned().unwrap_or_default();
            documents.push(document);
        }
    }
    Ok(documents)
}

fn text_of(path: &str, name: &str, files: &[NamedFile]) -> Result<String, ExchangeError> {
    let wanted = path.strip_prefix("internal://").unwrap_or(path).to_lowercase();
    let file = files.iter().find(|file| file.name.to_lowercase().ends_with(&wanted) && !wanted.is_empty());
    let Some(file) = file else {
        return Err(ExchangeError::Missing { of: name.to_owned(), missing: path.to_owned() });
    };
    let words = std::str::from_utf8(&file.bytes).map_err(|fault| ExchangeError::NotUtf8(fault.valid_up_to()))?;
    Ok(words.to_owned())
}

fn record(selection: &Selection, at: String, nth: usize) -> Record {
    let mut record = Record { at, pieces: Vec::new(), ..Record::default() };
    record.pieces.push(Piece { start: selection.start, end: selection.end, ..Piece::default() });
    record.id = Some(selection.guid.clone()).filter(|_| nth == 0);
    let mut remarks = Vec::new();
    for line in selection.description.lines() {
        match line.split_once(": ").map(|(name, words)| (Field::from_name(name), name, words)) {
            Some((Some(field), _, words)) if field.is_list() => record.say_all(field, parted(&from_one_line(words))),
            Some((Some(field), _, words)) => record.say(field, from_one_line(words)),
            Some((None, CLAIM, id)) => record.id = Some(id.to_owned()),
            _ => remarks.push(line),
        }
    }
    if record.values.get(Field::Note).is_empty() {
        record.say(Field::Note, remarks.join("\n"));
    }
    record
}

impl Project {
    fn take(&mut self, node: Node) {
        let source = self.sources.last_mut();
        match node {
            Node::Open(name, attributes) => {
                let word = |key: &str| attributes.get(key).unwrap_or_default().to_owned();
                let place = |key: &str| attributes.get(key).and_then(|value| value.parse().ok());
                match (name.as_str(), source) {
                    ("User", _) => {
                        self.users.insert(word("guid"), word("name"));
                    }
                    ("Code", _) => {
                        self.codes.insert(word("guid"), word("name"));
                    }
                    ("TextSource", _) => {
                        let (name, path, user) = (word("name"), word("plainTextPath"), word("creatingUser"));
                        self.sources.push(TextSource { name, path, user, ..TextSource::default() });
                    }
                    ("PlainTextContent", Some(source)) => {
                        source.text = Some(String::new());
                        self.words = Words::Text;
                    }
                    ("PlainTextSelection", Some(source)) => {
                        source.is_in_selection = true;
                        self.count += 1;
                        source.selections.push(Selection {
                            guid: word("guid"),
                            start: place("startPosition"),
                            end: place("endPosition"),
                            user: word("creatingUser"),
                            ..Selection::default()
                        });
                    }
                    ("Description", Some(source)) if source.is_in_selection => self.words = Words::Description,
                    ("CodeRef", Some(source)) if source.is_in_selection => {
                        if let Some(selection) = source.selections.last_mut() {
                            // Of each code there is a claim.
                            self.count += usize::from(!selection.codes.is_empty());
                            selection.codes.push(word("targetGUID"));
                        }
                    }
                    _ => {}
                }
            }
            Node::Close(name) => match (name.as_str(), source) {
                ("PlainTextSelection", Some(source)) => source.is_in_selection = false,
                ("PlainTextContent" | "Description", _) => self.words = Words::Nowhere,
                _ => {}
            },
            Node::Words(words) => match (&self.words, source) {
                (Words::Text, Some(source)) => source.text.get_or_insert_default().push_str(&words),
                (Words::Description, Some(source)) => {
                    if let Some(selection) = source.selections.last_mut() {
                        selection.description.push_str(&words);
                    }
                }
                _ => {}
            },
        }
    }
}
