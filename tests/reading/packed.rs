//! Documents that tests put together.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use claimlight::read::{self, Options, ReadError, Reading};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{now, table};

/// An archive of parts with their names, as long as they are: nothing in it grows when it is unpacked.
pub(crate) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    archive(CompressionMethod::Stored, parts)
}

/// An archive of parts with their names.
pub(crate) fn archive(method: CompressionMethod, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, content) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(crate) const TYPES: &str = r#"<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
pub(crate) const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

/// The main part of a Word document with this body.
pub(crate) fn document(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>{body}<w:sectPr/></w:body></w:document>"#
    )
}

/// A Word document with this body and further parts.
pub(crate) fn docx_with(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = document(body);
    let parts = [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", &document)];
    packed(&[&parts, more].concat())
}

pub(crate) fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// A paragraph of plain words.
pub(crate) fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// A paragraph of a style.
pub(crate) fn styled(style: &str, words: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#)
}

/// An OpenDocument text with this body and these styles.
pub(crate) fn odt(styles: &str, body: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:text="t"><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    );
    packed(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

/// A book of these chapters, each with its name and its body.
pub(crate) fn epub(metadata: &str, chapters: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = vec![
        ("mimetype".to_owned(), "application/epub+zip".to_owned()),
        (
            "META-INF/container.xml".to_owned(),
            r#"<container><rootfiles><rootfile full-path="EPUB/book.opf"/></rootfiles></container>"#.to_owned(),
        ),
    ];
    let (mut items, mut spine, mut contents) = (String::new(), String::new(), String::new());
    for (number, (name, body)) in chapters.iter().enumerate() {
        write!(items, r#"<item id="c{number}" href="text/part%20{number}.xhtml" media-type="application/xhtml+xml"/>"#)
            .unwrap();
        write!(spine, r#"<itemref idref="c{number}"/>"#).unwrap();
        if !name.is_empty() {
            write!(contents, r#"<li><a href="text/part%20{number}.xhtml#top">{name}</a></li>"#).unwrap();
        }
        let page =
            format!(r#"<!DOCTYPE html><html xmlns:epub="e"><head><title>x</title></head><body>{body}</body></html>"#);
        parts.push((format!("EPUB/text/part {number}.xhtml"), page));
    }
    items += r#"<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>"#;
    let package = format!(
        r#"<package><metadata>{metadata}</metadata><manifest>{items}</manifest><spine><itemref idref="nav"/>{spine}</spine></package>"#
    );
    parts.push(("EPUB/book.opf".to_owned(), package));
    let contents = format!(r#"<html><body><nav epub:type="toc"><ol>{contents}</ol></nav></body></html>"#);
    parts.push(("EPUB/nav.xhtml".to_owned(), contents));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect();
    packed(&parts)
}

/// Reads bytes that no name tells anything about.
pub(crate) fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    read::read_bytes(Some("article.txt"), bytes, now())
}

pub(crate) fn read_part(bytes: &[u8], part: usize) -> Result<Reading, ReadError> {
    read::read_bytes_with(None, bytes, now(), &Options { part, ..Options::default() })
}

/// The table of blocks, or the sentence.
pub(crate) fn blocks(bytes: &[u8]) -> String {
    read(bytes).map_or_else(|fault| fault.to_string(), |reading| table(&reading.article))
}

/// The sentence that says why bytes cannot be read.
pub(crate) fn fault(bytes: &[u8]) -> String {
    read(bytes).map_or_else(|fault| fault.to_string(), |reading| format!("it was read:{}", table(&reading.article)))
}

/// The sentences of the warnings.
pub(crate) fn warnings(reading: &Reading) -> Vec<String> {
    reading.warnings.iter().map(ToString::to_string).collect()
}

/// The remarks as `words| author| what they say`.
pub(crate) fn remarks(reading: &Reading) -> Vec<String> {
    let text = reading.article.text();
    let line = |remark: &read::Remark| {
        let words = remark.span.map_or("", |span| text.slice(span));
        format!("{words}| {}| {}", remark.author.as_deref().unwrap_or_default(), remark.words)
    };
    reading.remarks.iter().map(line).collect()
}
