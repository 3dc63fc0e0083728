//! A codebook of REFI-QDA, `.qdc`: codes, and nothing that is coded with them.
//!
//! A code becomes a label without records, so that it can be said what it stands for before anything comes that has it. Codes in codes are
//! labels by their own names, as those of a project are. Colours, sets and notes are not read.

use std::collections::HashSet;

use super::{
    Labelled, NamedFile, Note,
    error::ExchangeError,
    limits::MAX_RECORDS,
    mapping::Mapping,
    xml::{self, Node},
};

/// The root of a codebook.
const ROOT: &str = "CodeBook";
/// What the namespace of a codebook begins with, whatever its version.
const NAMESPACE: &str = "urn:QDA-XML:codebook";
/// How many characters of the name of the code above are said with a code.
const LONGEST_ABOVE: usize = 80;

/// Whether a file that is read as REFI-QDA is a codebook: by its root, or by its name where that is broken.
pub(super) fn is_one(file: &NamedFile) -> bool {
    if file.bytes.starts_with(b"PK") {
        return false;
    }
    let words = std::str::from_utf8(&file.bytes).unwrap_or_default();
    match xml::root(words.trim_start_matches('\u{FEFF}')) {
        Some((name, _)) => name == ROOT,
        None => file.name.to_lowercase().ends_with(".qdc"),
    }
}

/// Whether these first words of a file are those of a codebook.
pub(super) fn is_codebook(words: &str) -> bool {
    let Some((name, attributes)) = xml::root(words) else { return false };
    name == ROOT && attributes.0.iter().any(|(_, value)| value.starts_with(NAMESPACE))
}

/// A code that is being read.
#[derive(Default)]
struct Code {
    name: String,
    description: String,
    above: String,
}

/// The codes of a codebook, each name once, in the order in which they begin, with what they stand for.
pub(super) fn read(bytes: &[u8], mapping: &Mapping, notes: &mut Vec<Note>) -> Result<Vec<Labelled>, ExchangeError> {
    let mut codes: Vec<Code> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    // The elements between the innermost code and here: a description is of a code where it stands directly in one.
    let mut depth = 0_usize;
    let mut is_description = false;
    xml::read(bytes, |node| {
        match node {
            Node::Open(name, attributes) if name == "Code" => {
                if codes.len() == MAX_RECORDS {
                    return Err(ExchangeError::TooMany);
                }
                let above = open.last().and_then(|at| codes.get(*at)).map(|code| code.name.as_str());
                let above = above.unwrap_or_default().chars().take(LONGEST_ABOVE).collect();
                let name = attributes.get("name").unwrap_or_default().trim().to_owned();
                open.push(codes.len());
                codes.push(Code { name, above, ..Code::default() });
                depth = 0;
            }
            Node::Open(name, _) => {
                depth += 1;
                is_description |= name == "Description" && depth == 1;
            }
            Node::Close(name) if name == "Code" => {
                open.pop();
                depth = 0;
            }
            Node::Close(_) => {
                depth = depth.saturating_sub(1);
                is_description &= depth > 0;
            }
            Node::Words(words) if is_description => {
                if let Some(code) = open.last().and_then(|at| codes.get_mut(*at)) {
                    code.description.push_str(&words);
                }
            }
            Node::Words(_) => {}
        }
        Ok(())
    })?;
    let mut known = HashSet::new();
    let mut labels = Vec::new();
    for (number, code) in codes.into_iter().enumerate() {
        if code.name.is_empty() {
            notes.push(Note::left_out(format!("code {}", number + 1), "it has no name"));
        } else if known.insert(code.name.clone()) {
            let (tag, about) = (mapping.tag(&code.name), about(&code));
            labels.push(Labelled { label: code.name, records: 0, tag, about });
        }
    }
    if labels.is_empty() { Err(ExchangeError::NoCodes) } else { Ok(labels) }
}

/// What the codebook says of a code, on one line.
fn about(code: &Code) -> String {
    let description = code.description.split_whitespace().collect::<Vec<_>>().join(" ");
    match (code.above.as_str(), description.as_str()) {
        ("", _) => description,
        (above, "") => format!("in “{above}”"),
        (above, _) => format!("in “{above}”: {description}"),
    }
}
