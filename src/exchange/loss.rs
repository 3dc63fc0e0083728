//! What a format cannot hold: the same list before an export and after it.

use std::{collections::HashSet, fmt};

use super::{
    Format, bibliography, conll,
    field::Field,
    sheet::{Row, Sheet},
    table, xml,
};
use crate::{
    article::{BlockKind, Metadata, Source},
    claim::{ClaimId, Evidence, EvidenceId, EvidenceLink, Practice, Schemes, Speaker, SpeakerId, Tag},
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
    /// Its id.
    Id,
    /// Where it stands.
    Place,
    /// The claim itself, since none of its words is in the text.
    Orphan,
    /// That it has several stretches.
    Segments,
    /// The words of a stretch that is no longer in the text.
    Lost,
    /// What stood before and after such words.
    LostContext,
    /// Where such words stood.
    LostPlace,
    /// Whose it was before it was taken over.
    Author,
    /// The words that attribute it.
    Cue,
    /// What is known about its speaker beside the name.
    SpeakerDetails,
    /// Which of several speakers of one name it is.
    Namesake,
    /// What is known about its evidence beside title, address and stance.
    EvidenceDetails,
    /// How near its evidence is, what that goes back to, what its maker gains, calculations, files: what no list of references has.
    EvidenceWorkings,
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
    /// Whose work it is.
    Reviewer,
    /// The text of the article.
    Text,
    /// The title of the article.
    Title,
    /// The address of the article.
    Address,
    /// The language of the article.
    Language,
    /// What else is known about the article.
    Metadata,
    /// What the article’s stretches are.
    Blocks,
    /// Where the pages of the article’s source begin.
    Pages,
    /// The texts before this one.
    Versions,
    /// What the article was read from.
    Source,
    /// Speakers to whom no claim belongs.
    Speakers,
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
    /// Whether it is of the whole review, and may stand at each claim.
    fn comes_with_claims(self) -> bool {
        matches!(self, Self::Reviewer | Self::Title | Self::Address | Self::Language)
    }

    /// The words a reader sees, as the end of “not in the file: …”.
    pub fn label(self) -> String {
        let words = match self {
            Self::Said(field) => return field.name().replace('_', " "),
            Self::Claim => "the claim itself",
            Self::Id => "its id",
            Self::Place => "where it stands in the text",
            Self::Orphan => "the claim itself, since its words are no longer in the text",
            Self::Segments => "that it has several stretches",
            Self::Lost => "words that are no longer in the text",
            Self::LostContext => "what stood beside words that are no longer in the text",
            Self::LostPlace => "where words stood that are no longer in the text",
            Self::Author => "who made it, since it was taken from another review",
            Self::Cue => "the words that attribute it",
            Self::SpeakerDetails => "what is known about its speaker beside the name",
            Self::Namesake => "which of the speakers of this name it is",
            Self::EvidenceWorkings => "how its evidence was weighed: level, origin, interest, calculation, file",
            Self::EvidenceDetails => "what is known about its evidence beside title, address and stance",
            Self::Confidential => "confidential evidence",
            Self::Second => "the second verdict",
            Self::Publication => "where it was published",
            Self::Overlap => "its part of the text, which another claim of its tag has",
            Self::Ends => "its exact ends, which lie inside of tokens",
            Self::CutCell => "the end of a cell, which holds 32,767 characters",
            Self::Signs => "characters that XML does not allow; U+FFFD stands in their place",
            Self::Reviewer => "whose work it is",
            Self::Text => "the text of the article",
            Self::Title => "the title of the article",
            Self::Address => "the address of the article",
            Self::Language => "the language of the article",
            Self::Metadata => "authors, publisher, dates, archived copy and kind of the article",
            Self::Blocks => "which stretches are headings, captions and the like",
            Self::Pages => "where the pages of the source begin",
            Self::Versions => "the texts of the article before this one",
            Self::Source => "which file the article was read from",
            Self::Speakers => "speakers to whom no claim belongs",
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
        losses.push(Loss { source: sheet.name.to_owned(), claim, part });
    };
    // Where each claim says what it is about and by whom, nothing is said without one.
    let is_there = |row: &Row<'_>| !row.places.is_empty() || format.keeps(Part::Orphan);
    let says_nothing = format.says_with_claims() && !sheet.rows.iter().any(is_there);
    for part in of_review(sheet) {
        let is_unsaid = part.comes_with_claims() && says_nothing;
        let is_no_iri = part == Part::Address && format.names_by_iri() && !sheet.has_iri();
        if !format.keeps(part) || is_unsaid || is_no_iri {
            lose(None, part);
        }
    }
    let review = sheet.review;
    let conll = if format == Format::Conll { conll::losses(sheet) } else { Vec::new() };
    let is_xml = matches!(format, Format::CasXmi | Format::Docx);
    let has_forbidden = |words: &str| words.contains(xml::is_forbidden);
    let names_reviewer = matches!(format, Format::Docx | Format::RefiQda);
    if (is_xml && has_forbidden(sheet.text())) || (names_reviewer && has_forbidden(review.reviewer())) {
        lose(None, Part::Signs);
    }
    for (at, row) in sheet.rows.iter().enumerate() {
        let number = review.claims().position(row.claim.id).map_or(at, |position| position) + 1;
        let claim = Some(LossOf { id: row.claim.id, tag: row.claim.tag, number });
        let mut lose = |part: Part| {
            if !format.keeps(part) {
                lose(claim, part);
            }
        };
        for (field, _) in &row.values.0 {
            let is_usual = match field {
                Field::Form => row.claim.form == crate::claim::Form::default(),
                Field::Voice => row.claim.voice == crate::claim::Voice::default(),
                Field::Status => row.claim.status.state == crate::claim::State::default(),
                _ => false,
            };
            if !is_usual {
                lose(Part::Said(*field));
            }
        }
        let mut words = row.values.0.iter().flat_map(|(_, values)| values);
        if is_xml && words.any(|words| has_forbidden(words)) {
            lose(Part::Signs);
        }
        parts(row, sheet).into_iter().for_each(&mut lose);
        if format.is_table() && table::cuts(row, format) {
            lose(Part::CutCell);
        }
        let first = conll.partition_point(|(id, _)| *id < row.claim.id);
        conll[first..].iter().take_while(|(id, _)| *id == row.claim.id).for_each(|(_, part)| lose(*part));
    }
    losses
}

/// What there is of a review beside its claims.
fn of_review(sheet: &Sheet<'_>) -> Vec<Part> {
    let review = sheet.review;
    let article = review.article();
    let known = &article.metadata;
    let said = |words: &Option<String>| words.as_deref().is_some_and(|words| !words.is_empty());
    let rest = Metadata { title: None, url: None, language: None, ..known.clone() };
    let claimed: HashSet<SpeakerId> = sheet.rows.iter().filter_map(|row| row.claim.speaker).collect();
    let links = sheet.rows.iter().flat_map(|row| &row.claim.check().evidence);
    let linked: HashSet<EvidenceId> = links.map(|link| link.evidence).collect();
    let mut unlinked = review.evidence().iter().filter(|piece| !linked.contains(&piece.id));
    let mut hidden = unlinked.clone().filter(|piece| piece.confidential && !sheet.internal);
    let there = [
        (!review.reviewer().is_empty(), Part::Reviewer),
        (!sheet.text().is_empty(), Part::Text),
        (said(&known.title), Part::Title),
        (said(&known.url), Part::Address),
        (said(&known.language), Part::Language),
        (rest != Metadata::default(), Part::Metadata),
        (article.blocks().iter().any(|block| block.kind != BlockKind::Paragraph), Part::Blocks),
        (!article.pages().is_empty(), Part::Pages),
        (!article.versions.is_empty(), Part::Versions),
        (article.source != Source::default(), Part::Source),
        (review.speakers().iter().any(|speaker| !claimed.contains(&speaker.id)), Part::Speakers),
        (!review.contacts().is_empty(), Part::Contacts),
        (!review.history().is_empty(), Part::History),
        (*review.schemes() != Schemes::default() || review.practice() != Practice::default(), Part::Desk),
        (review.role().is_some(), Part::Lesson),
        (unlinked.any(|piece| sheet.internal || !piece.confidential), Part::Unlinked),
        (hidden.next().is_some(), Part::Confidential),
    ];
    there.into_iter().filter(|(is_there, _)| *is_there).map(|(_, part)| part).collect()
}

/// What there is of a claim beside its tag, its first stretch and its fields.
fn parts(row: &Row<'_>, sheet: &Sheet<'_>) -> Vec<Part> {
    let (claim, review, check) = (row.claim, sheet.review, row.claim.check());
    let (placed, lost) = (claim.segments.placed(), claim.segments.lost());
    let speaker = claim.speaker.and_then(|id| review.speaker(id));
    let pieces = || check.evidence.iter().filter_map(|link| Some((link, review.piece(link.evidence)?)));
    let leaving = || pieces().filter(|(_, piece)| sheet.internal || !piece.confidential);
    let there = [
        (true, Part::Claim),
        (true, Part::Id),
        (!placed.is_empty(), Part::Place),
        (placed.len() + lost.len() > 1, Part::Segments),
        (placed.is_empty(), Part::Orphan),
        (!placed.is_empty() && !lost.is_empty(), Part::Lost),
        (lost.iter().any(|lost| !lost.prefix.is_empty() || !lost.suffix.is_empty()), Part::LostContext),
        (lost.iter().any(|lost| (lost.start, lost.end) != (0, 0)), Part::LostPlace),
        (claim.author.is_some(), Part::Author),
        (claim.cue.is_some(), Part::Cue),
        (speaker.is_some_and(has_details), Part::SpeakerDetails),
        (speaker.is_some_and(|speaker| sheet.namesakes.contains(speaker.name.as_str())), Part::Namesake),
        (leaving().any(|(_, piece)| has_details_of_a_reference(piece)), Part::EvidenceDetails),
        (leaving().any(|(link, piece)| was_weighed(link, piece)), Part::EvidenceWorkings),
        (pieces().count() > leaving().count(), Part::Confidential),
        (check.second.is_some(), Part::Second),
        (check.published.is_some(), Part::Publication),
    ];
    there.into_iter().filter(|(is_there, _)| *is_there).map(|(_, part)| part).collect()
}

fn has_details(speaker: &Speaker) -> bool {
    *speaker != Speaker::named(speaker.id, speaker.name.clone())
}

/// Whether there is more of a piece than title and address, of what a list of references has; or neither of the two.
fn has_details_of_a_reference(piece: &Evidence) -> bool {
    let reference = Evidence {
        author: piece.author.clone(),
        publisher: piece.publisher.clone(),
        published: piece.published,
        archive_address: piece.archive_address.clone(),
        accessed: piece.accessed,
        locator: piece.locator.clone(),
        passage: piece.passage.clone(),
        kind: piece.kind,
        ..Evidence::new(piece.id)
    };
    reference != Evidence::new(piece.id) || (piece.title.is_empty() && piece.address.is_empty())
}

/// Whether there is something of a piece, or of its link to a claim, that no list of references has.
fn was_weighed(link: &EvidenceLink, piece: &Evidence) -> bool {
    let Evidence { archived, interest, calculation, file, confidential, kind, .. } = piece;
    let own = archived.is_some() || !interest.is_empty() || !calculation.is_empty() || file.is_some() || *confidential;
    own || link.level.is_some()
        || link.independence.is_some()
        || kind.is_some_and(|kind| !bibliography::has_own_sort(kind))
}
