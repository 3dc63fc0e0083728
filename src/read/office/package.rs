//! The parts of a Word document and how they belong together.

use std::collections::HashMap;

use super::{
    manuscript::one_line,
    xml::{self, Piece, Pieces},
};
use crate::{
    article::{Metadata, PartialDate},
    read::{ReadError, Watch, archive::Archive, front_matter},
};

/// The part that a name leads to, seen from a folder inside the archive.
pub(super) fn resolved(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> =
        if target.starts_with('/') { Vec::new() } else { folder.split('/').filter(|step| !step.is_empty()).collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

/// The folder a part is in, without a slash at its end.
pub(super) fn folder_of(part: &str) -> &str {
    part.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A part as characters; `None` when it is not there.
///
/// # Errors
/// As [`Archive::part`].
pub(super) fn characters(archive: &mut Archive<'_>, part: &str, watch: &Watch) -> Result<Option<String>, ReadError> {
    archive.part(part, watch)?.map(|bytes| xml::characters(&bytes, watch)).transpose()
}

/// The parts that a part names, by the last word of the kind of the relation, such as `footnotes`.
pub(super) fn relations(
    archive: &mut Archive<'_>,
    part: &str,
    watch: &Watch,
) -> Result<HashMap<String, String>, ReadError> {
    let folder = folder_of(part);
    let name = part.rsplit('/').next().unwrap_or_default();
    let list = resolved(folder, &format!("_rels/{name}.rels"));
    let mut relations = HashMap::new();
    let Some(content) = characters(archive, &list, watch)? else {
        return Ok(relations);
    };
    let mut pieces = Pieces::of(&list, &content, watch);
    while let Some(piece) = pieces.next()? {
        let Piece::Open(element) = piece else {
            continue;
        };
        let is_inside = element.attribute("TargetMode").is_none_or(|mode| mode != "External");
        if let (true, Some(kind), Some(target)) = (is_inside, element.attribute("Type"), element.attribute("Target")) {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            relations.entry(kind).or_insert_with(|| resolved(folder, &target));
        }
    }
    Ok(relations)
}

/// Takes what a document says about itself, in the words of Dublin Core that DOCX and ODT share: to the end of the element
/// that is open, or of the part.
///
/// # Errors
/// As [`Pieces::next`].
pub(super) fn take_metadata(pieces: &mut Pieces<'_, '_>, metadata: &mut Metadata) -> Result<(), ReadError> {
    const KNOWN: [&str; 8] =
        ["title", "creator", "initial-creator", "language", "created", "creation-date", "modified", "date"];
    let mut first_author = None;
    let mut open = 0_usize;
    while let Some(piece) = pieces.next()? {
        let element = match piece {
            Piece::Open(element) => element,
            Piece::Close if open == 0 => break,
            Piece::Close => {
                open -= 1;
                continue;
            }
            Piece::Words(_) => continue,
        };
        let name = element.name().to_owned();
        if !KNOWN.contains(&name.as_str()) {
            open += 1;
            continue;
        }
        let words = one_line(&pieces.words_inside()?);
        let words: String = words.chars().filter(|c| !c.is_control()).collect();
        if words.is_empty() {
            continue;
        }
        match name.as_str() {
            "title" => metadata.title = Some(words).filter(|title| title.contains(char::is_alphanumeric)),
            "creator" => metadata.authors.extend(names(&words)),
            "initial-creator" => first_author = Some(words),
            "language" => metadata.language = Some(words),
            "created" | "creation-date" => metadata.published = date(&words),
            _ => metadata.updated = date(&words),
        }
    }
    // ODT keeps apart who wrote a text and who saved it last.
    if let Some(author) = first_author {
        metadata.authors = names(&author).collect();
    }
    metadata.updated =
        metadata.updated.filter(|updated| metadata.published.is_none_or(|published| *updated > published));
    Ok(())
}

fn names(words: &str) -> impl Iterator<Item = String> {
    words.split(';').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// A date as programs write it. Before there were such files, it is the zero of some clock.
fn date(words: &str) -> Option<PartialDate> {
    front_matter::date(words).filter(|date| date.to_string().as_str() > "1980-01-01")
}
