//! `claimlight read FILE`

use std::{io, num::NonZeroUsize, path::PathBuf};

use serde::Serialize;

use super::{Console, Outcome, read_article_with};
use crate::{
    article::{Article, ArticleKind, BlockKind, PartialDate},
    read::{Options, Part, Reading, Remark, Shown},
    text::Text,
};

/// What is asked for.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The article; - reads the standard input
    file: PathBuf,
    /// Read everything on a web page rather than its article
    #[arg(long)]
    whole_page: bool,
    /// Which of several articles in one file to read, counted from 1
    #[arg(long, value_name = "NUMBER", default_value = "1")]
    part: NonZeroUsize,
}

/// Prints an article as one JSON value.
///
/// # Errors
/// When the result cannot be written.
pub(super) fn run(arguments: &Arguments, console: &mut Console<'_>) -> io::Result<Outcome> {
    let file = arguments.file.as_path();
    let part = arguments.part.get() - 1;
    let options = Options { whole_page: arguments.whole_page, part, ..Options::default() };
    let Reading { article, warnings, remarks, shown, parts } = match read_article_with(file, &options) {
        Ok(reading) => reading,
        Err(fault) => {
            console.error(file, fault);
            return Ok(Outcome::InputAtFault);
        }
    };
    if let Some(reader) = &article.source.reader {
        let encoding = article.source.encoding.as_deref().unwrap_or("text");
        console.detail(file, format_args!("Read as {encoding} by {reader}: {} blocks", article.blocks().len()));
    }
    let warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    for warning in &warnings {
        console.warning(file, warning);
    }
    let out = console.out();
    let mut output = Output::of(&article, warnings);
    output.remarks = remarks.iter().map(|remark| RemarkOutput::of(remark, article.text())).collect();
    output.shown = match shown {
        Shown::Everything => None,
        Shown::ArticleAlone => Some("article"),
        Shown::WholePage => Some("whole_page"),
    };
    output.parts = parts.iter().map(PartOutput::of).collect();
    serde_json::to_writer(&mut *out, &output)?;
    out.write_all(b"\n")?;
    Ok(Outcome::Done)
}

/// The article as the contract of the command line has it. When it was opened is left out, so that the same file gives the same bytes.
#[derive(Serialize)]
struct Output<'a> {
    title: Option<&'a str>,
    language: Option<&'a str>,
    text: &'a str,
    blocks: Vec<BlockOutput>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pages: Vec<PageOutput<'a>>,
    metadata: MetadataOutput<'a>,
    warnings: Vec<String>,
    /// What others wrote beside the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<RemarkOutput<'a>>,
    /// Of a web page, whether this is its article or all of it; absent where there is no difference.
    #[serde(skip_serializing_if = "Option::is_none")]
    shown: Option<&'static str>,
    /// The articles of a file that holds several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<PartOutput<'a>>,
}

#[derive(Serialize)]
struct RemarkOutput<'a> {
    /// In code points of the text; both absent when it is about the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u64>,
    /// The same, exclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u64>,
    author: Option<&'a str>,
    words: &'a str,
}

impl<'a> RemarkOutput<'a> {
    fn of(remark: &'a Remark, text: &Text) -> Self {
        Self {
            start: remark.span.map(|span| text.to_code_point(span.start()).0),
            end: remark.span.map(|span| text.to_code_point(span.end()).0),
            author: remark.author.as_deref(),
            words: &remark.words,
        }
    }
}

#[derive(Serialize)]
struct PartOutput<'a> {
    name: &'a str,
    address: Option<&'a str>,
    kept: Option<&'a str>,
}

impl<'a> PartOutput<'a> {
    fn of(part: &'a Part) -> Self {
        Self { name: &part.name, address: part.address.as_deref(), kept: part.kept.as_deref() }
    }
}

#[derive(Serialize)]
struct BlockOutput {
    kind: &'static str,
    /// In code points of the text.
    start: u64,
    /// The same, exclusive.
    end: u64,
}

/// Where a page of the source begins.
#[derive(Serialize)]
struct PageOutput<'a> {
    label: &'a str,
    /// In code points of the text.
    start: u64,
}

#[derive(Serialize)]
struct MetadataOutput<'a> {
    authors: &'a [String],
    publisher: Option<&'a str>,
    republisher: Option<&'a str>,
    published: Option<String>,
    updated: Option<String>,
    url: Option<&'a str>,
    archive_url: Option<&'a str>,
    kind: Option<&'static str>,
    source: SourceOutput<'a>,
}

#[derive(Serialize)]
struct SourceOutput<'a> {
    file: Option<&'a str>,
    media_type: Option<&'a str>,
    encoding: Option<&'a str>,
    sha256: Option<&'a str>,
    reader: Option<&'a str>,
}

impl<'a> Output<'a> {
    fn of(article: &'a Article, warnings: Vec<String>) -> Self {
        let (text, metadata, source) = (article.text(), &article.metadata, &article.source);
        let block = |kind: BlockKind, start, end| BlockOutput {
            kind: kind.name(),
            start: text.to_code_point(start).0,
            end: text.to_code_point(end).0,
        };
        let date = |date: Option<PartialDate>| date.map(|date| date.to_string());
        Self {
            title: metadata.title.as_deref(),
            language: metadata.language.as_deref(),
            text: text.as_str(),
            blocks: article.blocks().iter().map(|it| block(it.kind, it.span.start(), it.span.end())).collect(),
            pages: article
                .pages()
                .iter()
                .map(|page| PageOutput { label: &page.label, start: text.to_code_point(page.start).0 })
                .collect(),
            metadata: MetadataOutput {
                authors: &metadata.authors,
                publisher: metadata.publisher.as_deref(),
                republisher: metadata.republisher.as_deref(),
                published: date(metadata.published),
                updated: date(metadata.updated),
                url: metadata.url.as_deref(),
                archive_url: metadata.archive_url.as_deref(),
                kind: metadata.kind.map(ArticleKind::name),
                source: SourceOutput {
                    file: source.file.as_deref(),
                    media_type: source.media_type.as_deref(),
                    encoding: source.encoding.as_deref(),
                    sha256: source.sha256.as_deref(),
                    reader: source.reader.as_deref(),
                },
            },
            warnings,
            remarks: Vec::new(),
            shown: None,
            parts: Vec::new(),
        }
    }
}
