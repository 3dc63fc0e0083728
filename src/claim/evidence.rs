//! What a verdict rests on.

use super::{EvidenceId, named::named};
use crate::article::PartialDate;

/// A source that says something about claims. A review lists each once; claims link to it. Empty strings mean: not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its id within the review.
    pub id: EvidenceId,
    /// What it is called.
    pub title: String,
    /// Who made it.
    pub author: String,
    /// Who published it.
    pub publisher: String,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// Its address.
    pub address: String,
    /// The address of a copy in an archive.
    pub archive_address: String,
    /// When that copy was made.
    pub archived: Option<PartialDate>,
    /// When the reviewer looked at it.
    pub accessed: Option<PartialDate>,
    /// Where in it: a page, a paragraph, a timestamp, a cell.
    pub locator: String,
    /// The words relied on.
    pub passage: String,
    /// What sort of source it is; `None` where nobody said.
    pub kind: Option<EvidenceKind>,
    /// What its maker may gain from being believed.
    pub interest: String,
    /// The reviewer's own calculation, a step each.
    pub calculation: Vec<String>,
    /// A file that holds it.
    pub file: Option<AttachedFile>,
    /// Whether it must not leave the desk: then it goes only into exports that are marked internal.
    pub confidential: bool,
}

/// A file that holds a piece of evidence: it stays where it is, and its hash tells whether it is still the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachedFile {
    /// Where it is, as the reviewer's system names it.
    pub path: String,
    /// The SHA-256 of its bytes when it was attached, in lower-case hexadecimal digits.
    pub sha256: String,
}

/// What a piece of evidence does for one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceLink {
    /// The piece.
    pub evidence: EvidenceId,
    /// What it says about the claim.
    pub stance: Stance,
    /// How near it is to what happened; `None` where nobody said.
    pub level: Option<Level>,
    /// A name shared by pieces that go back to one origin, such as copies of one wire story: they count as one source.
    pub independence: Option<String>,
}

named! {
    /// What a piece of evidence says about a claim.
    pub enum Stance {
        /// It speaks for it.
        Supports = "supports", "Supports";
        /// It speaks against it.
        Undermines = "undermines", "Undermines";
        /// It helps to understand it.
        Context = "context", "Context";
        /// It could be read either way.
        Inconclusive = "inconclusive", "Inconclusive";
    }
}

named! {
    /// How near a piece of evidence is to what happened.
    pub enum Level {
        /// From those who were there or did it.
        Primary = "primary", "Primary";
        /// Reported from primary sources.
        Secondary = "secondary", "Secondary";
        /// Collected from secondary ones.
        Tertiary = "tertiary", "Tertiary";
    }
}

named! {
    /// What sort of source a piece of evidence is.
    pub enum EvidenceKind {
        /// A written record.
        Document = "document", "Document";
        /// Figures to compute with.
        Dataset = "dataset", "Dataset";
        /// What was said, written down.
        Transcript = "transcript", "Transcript";
        /// What was said or seen, recorded.
        Recording = "recording", "Recording";
        /// What somebody told the reviewer.
        Interview = "interview", "Interview";
        /// What somebody wrote to the reviewer.
        Email = "email", "E-mail";
        /// Published research.
        Study = "study", "Study";
        /// A law or a ruling.
        Law = "law", "Law";
        /// Somebody else's reporting.
        NewsReport = "news_report", "News report";
        /// A page of the body concerned.
        OfficialPage = "official_page", "Official page";
        /// A photograph, a map, a screenshot.
        Image = "image", "Image";
        /// The reviewer's own calculation.
        OwnCalculation = "own_calculation", "Own calculation";
        /// Somebody else's check of the same.
        FactCheck = "fact_check", "Fact-check";
    }
}

impl Evidence {
    /// A piece of which nothing is known yet.
    pub fn new(id: EvidenceId) -> Self {
        Self {
            id,
            title: String::new(),
            author: String::new(),
            publisher: String::new(),
            published: None,
            address: String::new(),
            archive_address: String::new(),
            archived: None,
            accessed: None,
            locator: String::new(),
            passage: String::new(),
            kind: None,
            interest: String::new(),
            calculation: Vec::new(),
            file: None,
            confidential: false,
        }
    }

    /// What a reader calls it: its title, or else whatever is known that names it.
    pub fn name(&self) -> &str {
        let file = self.file.as_ref().map_or("", |file| file.path.as_str());
        let first_step = self.calculation.first().map_or("", String::as_str);
        [&self.title, &self.address, &self.publisher, &self.author, file, first_step]
            .into_iter()
            .find(|words| !words.trim().is_empty())
            .unwrap_or("Untitled source")
    }
}

impl EvidenceLink {
    /// A link of which nothing but the stance is known.
    pub fn new(evidence: EvidenceId, stance: Stance) -> Self {
        Self { evidence, stance, level: None, independence: None }
    }
}
