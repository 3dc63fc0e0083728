//! What is kept of assignments: what the last one asked for, so that the next need not be chosen anew. A password never is.
//!
//! Everything is kept by its name in files, so that a name of a newer version is passed over.

use serde::{Deserialize, Serialize};

use crate::{
    claim::Tag,
    teaching::{Asked, Masthead},
};

/// What the last assignment asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is chosen by itself")]
pub struct AssignSettings {
    /// What the pupils were told.
    pub instructions: String,
    /// Which tags were asked for, by their names.
    pub tags: Vec<String>,
    /// Which fields were asked for, by their names.
    pub fields: Vec<String>,
    /// Whether each claim needed a reason.
    pub why: bool,
    /// Rules of the teacher's own.
    pub codebook: String,
    /// Where a codebook can be read; empty for none.
    pub link: String,
    /// Whether the program might say what it would look at.
    pub hints: bool,
    /// Whether headline, byline and source were hidden.
    pub hides_masthead: bool,
    /// Whether spans were cut beforehand.
    pub is_cut: bool,
    /// Where the key was, by a name; empty before the first.
    pub key: String,
    /// The teacher's name; empty before the first, when it is the reviewer's.
    pub teacher: String,
    /// Whether two reviewers are asked for a reason for each thing they settle.
    pub reasons: bool,
}

impl Default for AssignSettings {
    fn default() -> Self {
        let Asked { instructions, fields, why, hints, masthead, .. } = Asked::default();
        Self {
            instructions,
            tags: Tag::ALL.map(|tag| tag.name().to_owned()).to_vec(),
            fields: fields.iter().map(|field| field.name().to_owned()).collect(),
            why,
            codebook: String::new(),
            link: String::new(),
            hints,
            hides_masthead: masthead == Masthead::Hidden,
            is_cut: false,
            key: String::new(),
            teacher: String::new(),
            reasons: false,
        }
    }
}
