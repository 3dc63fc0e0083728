//! What a format cannot hold: the same list before an export and after it.

use std::{collections::HashSet, fmt};

use super::{
    Format, conll,
    field::Field,
    sheet::{Row, Sheet},
    table, xml,
};
use crate::{
    article::{BlockKind, Metadata},
    claim::{ClaimId, Evidence, EvidenceId, Schemes, Speaker, Tag},
};

/// Something of a review that a file does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The review it is of, by the name of its source.
    pub source: String,
    /// The claim it is of; `None` for what is of the whole review.
    pub claim: Option<LossOf>,
    /// What it is.
    pub part: Part,
}

/// A claim as a reader knows it: by its place in the text and its tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LossOf {
    /// Its id.
    pub id: ClaimId,
    /// What it is.
    pub tag: Tag,
    /// Its number in the text, from 1.
    pub number: usize,
}

/// What may be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Part {
    /// Something that is said about a claim.
    Said(Field),
    /// The claim itself.
    Claim,
    /// The claim itself, since none of its words is in the text.
    Orphan,
    /// That it has several stretches.
    Segments,
    /// The words of a stretch that is no longer in the text.
    Lost,
    /// What stood before and after such words.
    LostContext,
    /// The words that attribute it.
    Cue,
    /// What is known about its speaker beside the name.
    SpeakerDetails,
    /// What is known about its evidence beside title, address and stance.
    EvidenceDetails,
    /// Evidence that may not leave the desk.
    Confidential,
    /// A second verdict.
    Second,
    /// Where it went out.
    Publication,
    /// That it shares text with another of its tag.
    Overlap,
    /// Its exact ends, since they lie inside of tokens.
    Ends,
    /// The end of a cell that is too long.
    CutCell,
    /// Signs that the format does not allow.
    Signs,
    /// The text of the article.
    Text,
    /// What is known about the article beside title, address and language.
    Metadata,
    /// What the article’s stretches are.
    Blocks,
    /// Who was asked.
    Contacts,
    /// What was done.
    History,
    /// Verdicts and ways of working of the desk’s own.
    Desk,
    /// What the review is in a class.
    Lesson,
    /// Evidence to which no claim is linked.
    Unlinked,
}

impl Part {
    /// The words a reader sees, as the end of “not in the file: …”.
    pub fn label(self) -> String {
        let words = match self {
            Self::Said(field) => return field.name().replace('_', " "),
            Self::Claim => "the claim itself",
            Self::Orphan => "the claim itself, since its words are no longer in the text",
            Self::Segments => "that it has several stretches",
            Self::Lost => "words that are no longer in the text",
            Self::LostContext => "what stood beside words that are no longer in the text",
            Self::Cue => "the words that attribute it",
            Self::SpeakerDetails => "what is known about its speaker beside the name",
            Self::EvidenceDetails => "what is known about its evidence beside title, address and stance",
            Self::Confidential => "confidential evidence",
            Self::Second => "the second verdict",
            Self::Publication => "where it was published",
            Self::Overlap => "its part of the text, which another claim of its tag has",
            Self::Ends => "its exact ends, which lie inside of tokens",
            Self::CutCell => "the end of a cell, which holds 32,767 characters",
            Self::Signs => "characters that XML does not allow; U+FFFD stands in their place",
            Self::Text => "the text of the article",
            Self::Metadata => "what is known about the article beside title, address and language",
            Self::Blocks => "which stretches are headings, captions and the like",
            Self::Contacts => "who was asked",
            Self::History => "what was done when",
            Self::Desk => "verdict schemes and the way of working",
            Self::Lesson => "what is asked of a class, and what the key says",
            Self::Unlinked => "evidence to which no claim is linked",
        };
        words.to_owned()
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.claim {
            Some(claim) => write!(f, "{}{}: {}", claim.tag.letter(), claim.number, self.part.label()),
            None => f.write_str(&self.part.label()),
        }
    }
}

/// What a format does not hold of a review.
pub(super) fn of_sheet(sheet: &Sheet<'_>, format: Format) -> Vec<Loss> {
    let mut losses = Vec::new();
    let mut lose = |claim: Option<LossOf>, part: Part| {
        if !format.keeps(part) {
            losses.push(Loss { source: sheet.name.to_owned(), claim, part });
        }
    };
    let review = sheet.review;
    let known = &review.article().metadata;
    let kept = Metadata {
        title: known.title.clone(),
        url: known.url.clone(),
        language: known.language.clone(),
        ..Metadata::default()
    };
    let checks = [
        (!sheet.text().is_empty(), Part::Text),
        (*known != kept, Part::Metadata),
        (review.article().blocks().iter().any(|block| block.kind != BlockKind::Paragraph), Part::Blocks),
        (!review.contacts().is_empty(), Part::Contacts),
        (!review.history().is_empty(), Part::History),
        (*review.schemes() != Schemes::default() || review.practice() != crate::claim::Practice::default(), Part::Desk),
        (review.role().is_some(), Part::Lesson),
    ];
    checks.into_iter().filter(|(is_there, _)| *is_there).for_each(|(_, part)| lose(None, part));
    let links = sheet.rows.iter().flat_map(|row| &row.claim.check().evidence);
    let linked: HashSet<EvidenceId> = links.map(|link| link.evidence).collect();
    if sheet.evidence().any(|piece| !linked.contains(&piece.id)) {
        lose(None, Part::Unlinked);
    }
    let conll = if format == Format::Conll { conll::losses(sheet) } else { Vec::new() };
    let is_xml = matches!(format, Format::CasXmi | Format::Docx);
    if is_xml && sheet.text().contains(xml::is_forbidden) {
        lose(None, Part::Signs);
    }
    for (at, row) in sheet.rows.iter().enumerate() {
        let number = review.claims().position(row.claim.id).map_or(at, |position| position) + 1;
        let claim = Some(LossOf { id: row.claim.id, tag: row.claim.tag, number });
        for (field, _) in &row.values.0 {
            let is_usual = match field {
                Field::Form => row.claim.form == crate::claim::Form::default(),
                Field::Voice => row.claim.voice == crate::claim::Voice::default(),
                Field::Status => row.claim.status.state == crate::claim::State::default(),
                _ => false,
            };
            if !is_usual {
                lose(claim, Part::Said(*field));
            }
        }
        let mut words = row.values.0.iter().flat_map(|(_, values)| values);
        if is_xml && words.any(|words| words.contains(xml::is_forbidden)) {
            lose(claim, Part::Signs);
        }
        for part in parts(row, sheet) {
            lose(claim, part);
        }
        if format.is_table() && table::cuts(row, format) {
            lose(claim, Part::CutCell);
        }
        let first = conll.partition_point(|(id, _)| *id < row.claim.id);
        conll[first..].iter().take_while(|(id, _)| *id == row.claim.id).for_each(|(_, part)| lose(claim, *part));
    }
    losses
}

/// What there is of a claim beside its tag, its first stretch and its fields.
fn parts(row: &Row<'_>, sheet: &Sheet<'_>) -> Vec<Part> {
    let (claim, review, check) = (row.claim, sheet.review, row.claim.check());
    let mut parts = vec![Part::Claim];
    if claim.segments.placed().len() + claim.segments.lost().len() > 1 {
        parts.push(Part::Segments);
    }
    if claim.segments.placed().is_empty() {
        parts.push(Part::Orphan);
    } else if claim.is_orphaned() {
        parts.push(Part::Lost);
    }
    if claim.segments.lost().iter().any(|lost| !lost.prefix.is_empty() || !lost.suffix.is_empty()) {
        parts.push(Part::LostContext);
    }
    if claim.cue.is_some() {
        parts.push(Part::Cue);
    }
    if claim.speaker.and_then(|id| review.speaker(id)).is_some_and(has_details) {
        parts.push(Part::SpeakerDetails);
    }
    let pieces = check.evidence.iter().filter_map(|link| Some((link, review.piece(link.evidence)?)));
    let (mut detailed, mut confidential) = (false, false);
    for (link, piece) in pieces {
        if piece.confidential && !sheet.internal {
            confidential = true;
        } else {
            detailed |= link.level.is_some() || link.independence.is_some() || has_more(piece);
        }
    }
    if detailed {
        parts.push(Part::EvidenceDetails);
    }
    if confidential {
        parts.push(Part::Confidential);
    }
    if check.second.is_some() {
        parts.push(Part::Second);
    }
    if check.published.is_some() {
        parts.push(Part::Publication);
    }
    parts
}

fn has_details(speaker: &Speaker) -> bool {
    *speaker != Speaker::named(speaker.id, speaker.name.clone())
}

fn has_more(piece: &Evidence) -> bool {
    let (title, address) = (piece.title.clone(), piece.address.clone());
    *piece != Evidence { title, address, ..Evidence::new(piece.id) }
        || (piece.title.is_empty() && piece.address.is_empty())
}
