//! What the tests of reading share, and the tables of blocks.

mod docx;
mod hostile;
mod isolated;
mod markdown;
mod office;
mod packed;
mod pdf;
mod plain_text;
mod sheets;
mod web;

use claimlight::{
    article::{Article, Block},
    read,
};
use jiff::Timestamp;

/// The time at which every test reads.
pub(crate) fn now() -> Timestamp {
    Timestamp::UNIX_EPOCH
}

/// The blocks of plain text, one line each: `kind| words`, a line end inside shown as `¬`.
pub(crate) fn blocks_of(text: &str) -> String {
    let reading = read::read_bytes(Some("article.txt"), text.as_bytes(), now());
    reading.map_or_else(|fault| fault.to_string(), |reading| table(&reading.article))
}

/// An article's blocks in the same notation.
pub(crate) fn table(article: &Article) -> String {
    let line =
        |block: &Block| format!("\n{}| {}", block.kind.name(), article.text().slice(block.span).replace('\n', "¬"));
    article.blocks().iter().map(line).collect()
}

/// The words of a table of blocks, with a separator between them.
pub(crate) fn written(table: &str, separator: &str) -> String {
    table.lines().filter_map(|line| line.split_once("| ")).map(|(_, words)| words).collect::<Vec<_>>().join(separator)
}
