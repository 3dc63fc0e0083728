//! What an export will look like: its first lines, and of archives what is inside.

use super::{
    ExportOptions, Format, Source, Watch, archive,
    error::ExchangeError,
    export,
    xml::{self, Node},
};
use crate::claim::ClaimId;

/// Of how many claims a preview is made.
const CLAIMS: usize = 5;
/// How many lines it has at most.
const LINES: usize = 40;
/// How many characters of a line it has at most.
const WIDTH: usize = 400;

/// What an export will look like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The names of the files, first the one that the format is about.
    pub files: Vec<String>,
    /// What is inside of a file that is an archive.
    pub inside: Vec<Inside>,
    /// The first lines, made of the first claims: of text formats as they will be, of a spreadsheet as CSV, of other archives the words
    /// of their main part.
    pub head: String,
}

/// A part of a file that is an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inside {
    /// Its name there.
    pub name: String,
    /// What its name means to a reader who does not know the format; empty where nothing need be said.
    pub what: &'static str,
}

/// The first lines of an export, to look at.
///
/// # Errors
/// When the format cannot hold the review at all.
pub fn preview(sources: &[Source<'_>], format: Format, options: &ExportOptions) -> Result<Preview, ExchangeError> {
    let is_chosen = |id: ClaimId| options.only.as_ref().is_none_or(|only| only.contains(&id));
    let Some(first) = sources.first() else { return Ok(Preview::default()) };
    let ids = first.review.claims().in_order().iter().map(|claim| claim.id).filter(|id| is_chosen(*id)).take(CLAIMS);
    let options = ExportOptions { only: Some(ids.collect()), ..options.clone() };
    let sources = [Source { proposals: &[], ..*first }];
    let exported = export(&sources, format, &options, &mut Watch::none())?;
    let files = exported.files.iter().map(|file| file.name.clone()).collect();
    let main = exported.files.first().map(|file| file.bytes.as_slice()).unwrap_or_default();
    if format.is_text() {
        return Ok(Preview { files, inside: Vec::new(), head: head(&String::from_utf8_lossy(main)) });
    }
    let parts = archive::unpack(main)?;
    let part = |name: &str| parts.iter().find(|part| part.name == name).map(|part| part.bytes.as_slice());
    let words = match format {
        Format::Docx => {
            let words = |name| words_of(part(name).unwrap_or_default());
            format!("{}\n\n{}", head_of(&words("word/document.xml")?, LINES / 2), words("word/comments.xml")?)
        }
        Format::RefiQda => String::from_utf8_lossy(part("project.qde").unwrap_or_default()).replace("><", ">\n<"),
        _ => {
            let table = export(&sources, Format::Csv, &options, &mut Watch::none())?;
            String::from_utf8_lossy(table.files.first().map(|file| file.bytes.as_slice()).unwrap_or_default()).into()
        }
    };
    let inside = parts.into_iter().map(|part| Inside { what: meaning(&part.name), name: part.name }).collect();
    Ok(Preview { files, inside, head: head(&words) })
}

fn meaning(name: &str) -> &'static str {
    match name {
        "word/document.xml" => "the article",
        "word/comments.xml" => "a comment for each claim",
        "project.qde" => "the project: codes, and where they are",
        "xl/worksheets/sheet1.xml" => "the table of claims",
        "xl/sharedStrings.xml" => "the words in its cells",
        _ if name.to_lowercase().starts_with("sources/") => "the text",
        _ => "",
    }
}

/// The words of an XML document, a line a paragraph.
fn words_of(bytes: &[u8]) -> Result<String, ExchangeError> {
    let mut words = String::new();
    xml::read(bytes, |node| {
        match node {
            Node::Words(text) => words.push_str(&text),
            Node::Close(name) if name == "p" => words.push('\n'),
            _ => {}
        }
        Ok(())
    })?;
    Ok(words)
}

fn head(words: &str) -> String {
    head_of(words, LINES)
}

fn head_of(words: &str, lines: usize) -> String {
    let cut = |line: &str| match line.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    };
    let lines: Vec<String> = words.trim_start_matches('\u{FEFF}').lines().take(lines).map(cut).collect();
    lines.join("\n")
}
