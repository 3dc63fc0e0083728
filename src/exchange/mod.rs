//! Claims in the formats of other programs, out and in: bytes out, bytes in.
//!
//! ```text
//!             places in the unit of the format,            one file a format
//!             all else as words; nothing confidential
//! Review ───► Sheet ──────────────────────────────────────► bytes  + losses
//!
//!                                  places believed as far as the quotation agrees,
//! bytes ────► Document, Records ──► labels by the mapping, else found by their words ──► Review + notes
//! ```
//!
//! - [`Format`] is the table of formats: for whom each is, what it keeps, what its offsets count, whether it is read.
//! - [`losses`] says before an export what the file will not hold, [`export`] says the same with it.
//! - [`import`] reports every record it cannot place as it stands. What has words and no place is kept as orphaned.
//! - The same review gives the same bytes. The time and new ids come in with the [`Stamp`].

mod archive;
mod bibliography;
mod brat;
mod cas;
mod cas_json;
mod cas_xmi;
mod codebook;
mod conll;
mod docx;
mod error;
mod field;
mod foreign;
mod format;
mod hypothesis;
mod json;
mod label_studio;
mod limits;
mod lines;
mod loss;
mod mapping;
mod markdown;
mod note;
mod place;
mod preview;
mod recognise;
mod refi;
mod settle;
mod sheet;
mod table;
mod unit;
mod web_annotation;
mod workbook;
mod xml;

use std::collections::{HashMap, HashSet};

pub use brat::text_name as brat_text_name;
pub use error::ExchangeError;
pub use field::Field;
pub use format::Format;
pub use limits::MAX_BYTES;
pub use loss::{Loss, LossOf, Part};
pub use mapping::{Mapping, MappingError, USUAL_LABELS};
pub use note::{Note, NoteKind};
pub use preview::{Inside, Preview, preview};
pub use recognise::recognise;
pub use unit::{Counting, Unit};

use self::{foreign::Document, sheet::Sheet};
use crate::{
    article::Article,
    claim::{ClaimId, Tag},
    review::{Review, Stamp},
    suggest::Proposal,
};

/// What stands between stretches of one claim where their words are one string.
const GAP: &str = " […] ";

/// What this program calls itself in files.
const ORIGIN: &str = concat!("Claimlight ", env!("CARGO_PKG_VERSION"));

/// A review that is to leave.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What it is called: the name of its file, without folders and extensions.
    pub name: &'a str,
    /// The review.
    pub review: &'a Review,
    /// What is proposed on its article and neither accepted nor dismissed; formats that know predictions hold it.
    pub proposals: &'a [Proposal],
}

/// How to write.
#[derive(Clone, Debug, Default)]
pub struct ExportOptions {
    /// Whether the files stay at the desk, so that what is confidential may be in them.
    pub internal: bool,
    /// The claims to write; all without it.
    pub only: Option<HashSet<ClaimId>>,
    /// Whether JSON Lines keep letters as they are. Escaped ones are read right by programs that guess encodings.
    pub letters: bool,
}

/// A file by its name, without folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFile {
    /// The name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What an export gives.
#[derive(Clone, Debug)]
pub struct Exported {
    /// The files: first those the format is about, then what belongs to them.
    pub files: Vec<NamedFile>,
    /// What they do not hold.
    pub losses: Vec<Loss>,
}

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// What labels stand for.
    pub mapping: Mapping,
    /// Articles for what comes without its text; one that has the text of a file lends it its blocks, too.
    pub articles: Vec<Article>,
    /// Whose work it is, where the file does not say.
    pub reviewer: String,
}

/// What an import gives.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The reviews, in the order of the files.
    pub reviews: Vec<ImportedReview>,
    /// What could not be read of the files and belongs to no review.
    pub notes: Vec<Note>,
    /// How many records there are in the files, those that were left out among them.
    pub records: usize,
    /// What the records are labelled, in the order in which that comes up first; of a codebook, its codes.
    pub labels: Vec<Labelled>,
}

/// A label of the files, and what became of the records that it decides about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// The label as it stands there; empty for records without any.
    pub label: String,
    /// How many records it decides about.
    pub records: usize,
    /// What it stands for; without that they were left out.
    pub tag: Option<Tag>,
    /// What a codebook says of it, on one line: the code above it and the description; else empty.
    pub about: String,
}

impl Imported {
    /// Whether it is a codebook: labels, and nothing that has them.
    pub fn is_codebook(&self) -> bool {
        self.records == 0 && !self.labels.is_empty()
    }
}

/// A review that came in.
#[derive(Clone, Debug)]
pub struct ImportedReview {
    /// What its article is called in the file.
    pub name: String,
    /// The review.
    pub review: Review,
    /// What there is to know about it.
    pub notes: Vec<Note>,
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many claims or records are done.
    pub done: usize,
    /// Of how many.
    pub of: usize,
}

/// Hears how far the work is, and may stop it.
pub struct Watch<'a>(Option<&'a mut dyn FnMut(Progress) -> bool>);

impl<'a> Watch<'a> {
    /// After how many claims it hears something.
    const STRIDE: usize = 512;

    /// Calls `go_on` every few hundred claims; the work ends when that gives `false`.
    pub fn new(go_on: &'a mut dyn FnMut(Progress) -> bool) -> Self {
        Self(Some(go_on))
    }

    /// Hears nothing.
    pub fn none() -> Self {
        Self(None)
    }

    fn step(&mut self, done: usize, of: usize) -> Result<(), ExchangeError> {
        let Some(go_on) = &mut self.0 else { return Ok(()) };
        if done.is_multiple_of(Self::STRIDE) && !go_on(Progress { done, of }) {
            return Err(ExchangeError::Cancelled);
        }
        Ok(())
    }
}

impl ImportOptions {
    /// The article that a document without text is about: the one of its address or name, or the only one there is.
    ///
    /// That one is taken only when `is_alone`: what is said about several articles is not about one.
    fn article_for(&self, document: &Document, is_alone: bool) -> Option<&Article> {
        let address = document.metadata.url.as_deref();
        let same = |article: &&Article| {
            let known = article.metadata.url.as_deref();
            address.is_some_and(|address| known.is_some_and(|known| without_slash(known) == without_slash(address)))
        };
        let named = |article: &&Article| {
            let file = article.source.file.as_deref().map(|name| name.split('.').next().unwrap_or(name));
            file == Some(document.name.as_str()) || article.metadata.title.as_deref() == Some(document.name.as_str())
        };
        let only = self.articles.first().filter(|_| is_alone && self.articles.len() == 1);
        self.articles.iter().find(same).or_else(|| self.articles.iter().find(named)).or(only)
    }
}

fn without_slash(address: &str) -> &str {
    address.trim_end_matches('/')
}

/// What a file of this format will not hold, and why an export of it is not the review.
pub fn losses(sources: &[Source<'_>], format: Format, options: &ExportOptions) -> Vec<Loss> {
    sheets(sources, format, options).iter().flat_map(|sheet| loss::of_sheet(sheet, format)).collect()
}

/// Writes reviews in a format.
///
/// # Errors
/// When the format cannot hold them at all, or when it was stopped.
pub fn export(
    sources: &[Source<'_>],
    format: Format,
    options: &ExportOptions,
    watch: &mut Watch<'_>,
) -> Result<Exported, ExchangeError> {
    let sheets = sheets(sources, format, options);
    watch.step(0, sheets.iter().map(|sheet| sheet.rows.len()).sum())?;
    let files = files(&sheets, sources, format, options, watch)?;
    let losses = sheets.iter().flat_map(|sheet| loss::of_sheet(sheet, format)).collect();
    Ok(Exported { files, losses })
}

fn sheets<'a>(sources: &[Source<'a>], format: Format, options: &ExportOptions) -> Vec<Sheet<'a>> {
    let sheet = |source| Sheet::new(source, format.unit(), options.internal, options.only.as_ref());
    sources.iter().map(sheet).collect()
}

fn files(
    sheets: &[Sheet<'_>],
    sources: &[Source<'_>],
    format: Format,
    options: &ExportOptions,
    watch: &mut Watch<'_>,
) -> Result<Vec<NamedFile>, ExchangeError> {
    let name = match sheets {
        [only] => only.name,
        _ => "claims",
    };
    let gathered = |bytes: Vec<u8>| vec![NamedFile { name: file_name(name, format), bytes }];
    let each = |write: &mut dyn FnMut(&Sheet<'_>) -> Result<Vec<u8>, ExchangeError>| {
        let file = |sheet| Ok(NamedFile { name: file_name(sheet_name(sheet), format), bytes: write(sheet)? });
        sheets.iter().map(file).collect::<Result<Vec<_>, ExchangeError>>()
    };
    Ok(match format {
        Format::JsonLines => gathered(lines::write_articles(sheets, options.letters, watch)?),
        Format::ClaimLines => gathered(lines::write_claims(sheets, options.letters, watch)?),
        Format::WebAnnotation => gathered(web_annotation::write(sheets, watch)?),
        Format::LabelStudio => {
            let mut files = gathered(label_studio::write(sheets, sources, watch)?);
            files.push(NamedFile { name: format!("{name}.labels.xml"), bytes: label_studio::configuration(sheets)? });
            files
        }
        Format::Brat => brat::write(sheets, watch)?,
        Format::CasXmi => {
            let mut files = each(&mut |sheet| cas_xmi::write(sheet, watch))?;
            files.push(NamedFile { name: "TypeSystem.xml".to_owned(), bytes: cas_xmi::type_system()? });
            files
        }
        Format::CasJson => each(&mut |sheet| cas_json::write(sheet, watch))?,
        Format::Hypothesis => gathered(hypothesis::write(sheets, watch)?),
        Format::Csv => gathered(table::write_csv(sheets, false, watch)?),
        Format::CsvExcel => gathered(table::write_csv(sheets, true, watch)?),
        Format::Xlsx => gathered(table::write_xlsx(sheets, watch)?),
        Format::Conll => each(&mut |sheet| conll::write(sheet, watch))?,
        Format::CslJson => gathered(bibliography::write_csl(sheets)?),
        Format::Ris => gathered(bibliography::write_ris(sheets)),
        Format::Markdown => each(&mut |sheet| Ok(markdown::write(sheet)))?,
        Format::RefiQda => {
            let mut files = gathered(refi::write_project(sheets, name, watch)?);
            files.push(NamedFile { name: format!("{name}.qdc"), bytes: refi::write_codebook()? });
            files
        }
        Format::Docx => each(&mut |sheet| docx::write(sheet, watch))?,
    })
}

fn sheet_name<'a>(sheet: &Sheet<'a>) -> &'a str {
    sheet.name
}

/// The name of a file for what is called `name`.
pub fn file_name(name: &str, format: Format) -> String {
    format!("{name}.{}", format.extension())
}

/// Reads files of a format; those that belong together, such as a text and its annotations, are given together.
///
/// # Errors
/// When there is nothing that can be read; then nothing was.
pub fn import(
    files: &[NamedFile],
    format: Format,
    options: &ImportOptions,
    stamp: &mut Stamp<'_>,
    watch: &mut Watch<'_>,
) -> Result<Imported, ExchangeError> {
    if let Some(large) = files.iter().find(|file| file.bytes.len() > MAX_BYTES) {
        return Err(ExchangeError::TooLarge { bytes: large.bytes.len() });
    }
    let first = || files.first().ok_or(ExchangeError::NoFile);
    let mut notes = Vec::new();
    if format == Format::RefiQda && codebook::is_one(first()?) {
        let labels = codebook::read(&first()?.bytes, &options.mapping, &mut notes)?;
        return Ok(Imported { reviews: Vec::new(), notes, records: 0, labels });
    }
    let mut documents = match format {
        Format::JsonLines => lines::read_articles(first()?, &mut notes)?,
        Format::ClaimLines => lines::read_claims(first()?, &mut notes)?,
        Format::WebAnnotation => web_annotation::read(first()?, &mut notes)?,
        Format::LabelStudio => label_studio::read(first()?, &mut notes)?,
        Format::Brat => brat::read(files, options, &mut notes)?,
        Format::CasXmi => vec![cas_xmi::read(first()?, &mut notes)?],
        Format::CasJson => vec![cas_json::read(first()?, &mut notes)?],
        Format::Hypothesis => hypothesis::read(first()?, &mut notes)?,
        Format::Csv | Format::CsvExcel => table::read_csv(first()?, &mut notes)?,
        Format::Xlsx => table::read_xlsx(first()?, &mut notes)?,
        Format::RefiQda => refi::read(first()?, &mut notes)?,
        Format::Conll | Format::CslJson | Format::Ris | Format::Markdown | Format::Docx => {
            return Err(ExchangeError::NotRead(format.label()));
        }
    };
    let count = documents.iter().map(|document| document.records.len()).sum::<usize>();
    if count > limits::MAX_RECORDS {
        return Err(ExchangeError::TooMany);
    }
    let labels = labelled(&documents, &options.mapping);
    for document in documents.iter_mut().filter(|document| document.reviewer.is_empty()) {
        document.reviewer.clone_from(&options.reviewer);
    }
    let mut addresses: Vec<&Option<String>> = documents.iter().map(|document| &document.metadata.url).collect();
    addresses.sort_unstable();
    addresses.dedup();
    let is_alone = documents.len() == 1 || (addresses.len() == 1 && addresses[0].is_some());
    let mut reviews = Vec::with_capacity(documents.len());
    let mut first_fault = None;
    for document in documents {
        let (about, records) = (document.metadata.url.clone().unwrap_or(document.name.clone()), document.records.len());
        match place::review(document, options, is_alone, stamp, watch) {
            Ok(review) => reviews.push(review),
            Err(fault @ ExchangeError::NoText(_)) => {
                notes.push(Note::left_out(
                    "",
                    format!("{records} annotations on “{about}”, which comes without its text"),
                ));
                first_fault.get_or_insert(fault);
            }
            Err(fault) => return Err(fault),
        }
    }
    match first_fault {
        Some(fault) if reviews.is_empty() => Err(fault),
        _ => Ok(Imported { reviews, notes, records: count, labels }),
    }
}

/// What the records are labelled: of several labels of one the first that stands for a tag, or else the first.
fn labelled(documents: &[Document], mapping: &Mapping) -> Vec<Labelled> {
    let mut all: Vec<Labelled> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for record in documents.iter().flat_map(|document| &document.records) {
        let (label, tag) = record.decided(mapping);
        let place = *known.entry(label).or_insert_with(|| {
            all.push(Labelled { label: label.to_owned(), records: 0, tag, about: String::new() });
            all.len() - 1
        });
        all[place].records += 1;
    }
    all
}

/// The name of a file without extensions.
fn stem(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match name.split('.').next() {
        Some("") | None => name,
        Some(stem) => stem,
    }
}
