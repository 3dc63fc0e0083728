//! UIMA CAS: what its two forms have in common.
//!
//! Offsets count code units of UTF-16, as Java counts. A stretch of a claim is a feature structure of the type `webanno.custom.Claim`, which
//! `INCEpTION` takes for a layer; all that is said about a claim is in features of its first stretch.

use std::collections::HashMap;

use super::{
    Note,
    field::{Field, joined, parted},
    foreign::{Document, Piece, Record},
    sheet::{Row, Sheet},
};

/// The type of a claim.
pub(super) const TYPE: &str = "webanno.custom.Claim";

/// The features that every stretch has.
pub(super) const TAG: &str = "tag";
pub(super) const CLAIM: &str = "claim";

/// Types whose structures are of the text and not of a reviewer.
const OF_THE_TEXT: [&str; 5] = ["Sofa", "DocumentAnnotation", "DocumentMetaData", "Token", "Sentence"];

/// Features that may say what something is labelled, the likelier ones first.
const LABEL_FEATURES: [&str; 6] = ["tag", "kind", "label", "value", "category", "identifier"];

/// Features that are of a structure, not of a claim.
const OWN_FEATURES: [&str; 4] = ["sofa", "begin", "end", "id"];

/// All features of a claim, by their names.
pub(super) fn features() -> impl Iterator<Item = &'static str> {
    [TAG, CLAIM].into_iter().chain(Field::ALL.into_iter().map(Field::name))
}

/// The features of one stretch.
pub(super) fn of_stretch(row: &Row<'_>, number: usize) -> Vec<(&'static str, String)> {
    let mut features = vec![(TAG, row.claim.tag.name().to_owned()), (CLAIM, row.id.clone())];
    if number == 0 {
        for (field, values) in &row.values.0 {
            let words = match values.as_slice() {
                [value] if !field.is_list() => value.clone().into_owned(),
                several => joined(several),
            };
            features.push((field.name(), words));
        }
    }
    features
}

/// The language of the text as UIMA names it.
pub(super) fn language<'a>(sheet: &'a Sheet<'_>) -> &'a str {
    sheet.article().metadata.language.as_deref().unwrap_or("x-unspecified")
}

/// Structures as they come in, of which those of one claim become one record.
#[derive(Default)]
pub(super) struct Structures {
    records: Vec<Record>,
    of_claim: HashMap<String, usize>,
    of_the_text: usize,
}

impl Structures {
    /// Adds a structure with a place.
    pub(super) fn add(&mut self, of_type: &str, at: &str, features: &[(String, String)]) {
        let short = of_type.rsplit(['.', ':']).next().unwrap_or(of_type);
        if OF_THE_TEXT.contains(&short) {
            self.of_the_text += usize::from(matches!(short, "Token" | "Sentence"));
            return;
        }
        let feature = |name: &str| features.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let place = |name: &str| feature(name).and_then(|value| value.parse().ok());
        let mut record = Record { at: format!("{at} ({short})"), ..Record::default() };
        record.pieces.push(Piece { start: place("begin"), end: place("end"), ..Piece::default() });
        let label = LABEL_FEATURES.iter().find_map(|name| feature(name)).filter(|label| !label.is_empty());
        record.labels = label.map(str::to_owned).into_iter().chain([short.to_owned()]).collect();
        record.id = feature(CLAIM).map(str::to_owned);
        for (name, value) in features {
            if OWN_FEATURES.contains(&name.as_str()) || LABEL_FEATURES.contains(&name.as_str()) || name == CLAIM {
                continue;
            }
            match Field::from_name(name) {
                Some(field) if field.is_list() => record.say_all(field, parted(value)),
                Some(field) => record.say(field, value.clone()),
                None => record.say(Field::Labels, format!("{name}: {value}")),
            }
        }
        let same = record.id.as_ref().and_then(|id| self.of_claim.get(id).copied());
        match (same, &record.id) {
            (Some(place), _) => {
                let Record { mut pieces, values, .. } = record;
                self.records[place].pieces.append(&mut pieces);
                for (field, values) in values.0 {
                    if self.records[place].values.get(field).is_empty() {
                        self.records[place].values.put(field, values);
                    }
                }
            }
            (None, Some(id)) => {
                self.of_claim.insert(id.clone(), self.records.len());
                self.records.push(record);
            }
            (None, None) => self.records.push(record),
        }
    }

    /// Puts what was added into a document.
    pub(super) fn into_document(self, document: &mut Document, notes: &mut Vec<Note>) {
        if self.of_the_text > 0 {
            notes.push(Note::aside("", format!("{} tokens and sentences, which are no claims", self.of_the_text)));
        }
        document.records = self.records;
    }
}
