//! An export while it is chosen, made and looked back at.

use std::{
    collections::{HashMap, HashSet},
    path::PathBuf,
    sync::Arc,
};

use crate::{
    claim::ClaimId,
    exchange::{ExportOptions, Format, Inside, Loss, Part, Progress},
    review::{ClaimFilter, Review, excerpt},
    store::ExchangeSettings,
};

/// Which claims leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All of them.
    #[default]
    All,
    /// Those that the filter lets through.
    Listed,
    /// Those that are picked or, with none picked, the one that is looked at.
    Chosen,
}

impl Scope {
    /// Every scope, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::All, Self::Listed, Self::Chosen];

    /// The name in the settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Listed => "listed",
            Self::Chosen => "chosen",
        }
    }
}

/// What is to be exported, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportChoice {
    /// The format.
    pub format: Format,
    /// Which claims.
    pub scope: Scope,
    /// Whether what is confidential may be in it.
    pub internal: bool,
    /// Whether JSON Lines keep letters as they are.
    pub letters: bool,
    /// Whether proposals go along as predictions.
    pub proposals: bool,
}

impl ExportChoice {
    /// What was chosen last. Whether something is confidential is asked for each export anew.
    pub(super) fn remembered(settings: &ExchangeSettings) -> Self {
        let scope = Scope::ALL.into_iter().find(|scope| scope.name() == settings.scope);
        Self {
            format: Format::from_name(&settings.format).unwrap_or(Format::JsonLines),
            scope: scope.unwrap_or_default(),
            internal: false,
            letters: settings.letters,
            proposals: settings.proposals,
        }
    }

    pub(super) fn remember(self, settings: &mut ExchangeSettings) {
        let Self { format, scope, internal: _, letters, proposals } = self;
        (settings.format, settings.scope) = (format.name().to_owned(), scope.name().to_owned());
        (settings.letters, settings.proposals) = (letters, proposals);
    }
}

/// Which claims of a review are meant, as it was when that was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meant {
    scope: Scope,
    filter: ClaimFilter,
    chosen: Vec<ClaimId>,
}

impl Meant {
    pub(super) fn new(scope: Scope, filter: ClaimFilter, chosen: Vec<ClaimId>) -> Self {
        Self { scope, filter, chosen }
    }

    /// The claims that are meant; `None` for all.
    pub fn only(&self, review: &Review) -> Option<HashSet<ClaimId>> {
        match self.scope {
            Scope::All => None,
            Scope::Listed => {
                let sieve = self.filter.sieve(review);
                let listed = review.claims().in_order().iter().filter(|claim| sieve.passes(claim));
                Some(listed.map(|claim| claim.id).collect())
            }
            Scope::Chosen => Some(self.chosen.iter().copied().collect()),
        }
    }
}

/// An export as it is asked of those who write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRequest {
    /// Its number: an answer to another is not looked at.
    pub number: u64,
    /// The format.
    pub format: Format,
    /// What the review is called in files.
    pub name: String,
    /// Which claims.
    pub meant: Meant,
    /// Whether what is confidential may be in it.
    pub internal: bool,
    /// Whether JSON Lines keep letters as they are.
    pub letters: bool,
    /// Whether proposals go along as predictions.
    pub proposals: bool,
}

impl ExportRequest {
    /// How the review is to be written.
    pub fn options(&self, review: &Review) -> ExportOptions {
        ExportOptions { internal: self.internal, only: self.meant.only(review), letters: self.letters }
    }
}

/// Something that happened to an export.
#[derive(Clone, Debug)]
pub enum ExportCommand {
    /// Something else was chosen.
    Choose(ExportChoice),
    /// It was looked at what comes of the choice of this number.
    Seen(u64, Result<Arc<ExportPreview>, String>),
    /// It is to be written; where is asked.
    Ask,
    /// It was chosen where.
    WriteTo(PathBuf),
    /// The system has no dialog; a path is typed, beginning with this one.
    NoDialog(String),
    /// The work goes on.
    GoesOn(u64, Progress),
    /// There are files of these names.
    Exists {
        /// The export.
        number: u64,
        /// Where it was to go.
        path: PathBuf,
        /// The files in its way.
        files: Vec<PathBuf>,
    },
    /// It was written.
    Written(u64, Arc<ExportOutcome>),
    /// It was not written, for a reason said in a sentence.
    NotWritten(u64, String),
    /// It is to stop.
    Stop,
    /// The path of what was written is to be copied.
    CopyPath,
    /// Another export is to be chosen.
    Again,
}

/// What comes of a choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportPreview {
    /// The names of the files.
    pub files: Vec<String>,
    /// What is inside of one that is an archive.
    pub inside: Vec<Inside>,
    /// The first lines.
    pub head: String,
    /// What they will not hold.
    pub losses: LossList,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportOutcome {
    /// The files, first the one that the format is about.
    pub files: Vec<PathBuf>,
    /// What they do not hold.
    pub losses: LossList,
}

/// What a file does not hold, of the whole review and claim by claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LossList {
    /// What is of the whole review.
    pub whole: Vec<String>,
    /// What is of claims, and of how many, most first.
    pub parts: Vec<(String, usize)>,
    /// Claim by claim, in text order.
    pub claims: Vec<ClaimLosses>,
}

/// What a file does not hold of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimLosses {
    /// The claim.
    pub id: ClaimId,
    /// Its tag and its number, such as `Q3`.
    pub name: String,
    /// Its first words.
    pub words: String,
    /// What is not there of it.
    pub parts: String,
}

impl LossList {
    /// What there is to say about these losses of one review.
    pub fn new(review: &Review, losses: &[Loss]) -> Self {
        const WORDS: usize = 48;
        // That a claim is not there at all says more than what is said about it.
        let rank = |part: &Part| (matches!(part, Part::Said(_)), *part);
        let mut list = Self::default();
        let mut counts: HashMap<Part, usize> = HashMap::new();
        // Those of one claim follow one another.
        for losses in losses.chunk_by(|one, other| one.claim.map(|of| of.id) == other.claim.map(|of| of.id)) {
            let mut parts: Vec<Part> = losses.iter().map(|loss| loss.part).collect();
            let Some(claim) = losses.first().and_then(|loss| loss.claim) else {
                list.whole.extend(parts.into_iter().map(Part::label));
                continue;
            };
            parts.sort_by_key(rank);
            for part in &parts {
                *counts.entry(*part).or_default() += 1;
            }
            let own = review.claims().get(claim.id);
            list.claims.push(ClaimLosses {
                id: claim.id,
                name: format!("{}{}", claim.tag.letter(), claim.number),
                words: own.map(|own| excerpt(review, own, WORDS)).unwrap_or_default(),
                parts: parts.into_iter().map(Part::label).collect::<Vec<_>>().join("; "),
            });
        }
        let mut parts: Vec<(Part, usize)> = counts.into_iter().collect();
        parts.sort_by_key(|(part, count)| (std::cmp::Reverse(*count), rank(part)));
        list.parts = parts.into_iter().map(|(part, count)| (part.label(), count)).collect();
        list
    }

    /// How many things of the whole review the sentence names, where there are many.
    const NAMED: usize = 3;

    /// Whether there is more of the whole review than the sentence names. One more would be no shorter for being counted.
    pub fn is_long(&self) -> bool {
        self.whole.len() > Self::NAMED + 1
    }

    /// Whether nothing is lost.
    pub fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.claims.is_empty()
    }

    /// How much is lost, in a sentence; of many things the first, and how many more.
    pub fn sentence(&self) -> String {
        let of_claims = match self.claims.len() {
            0 => None,
            1 => Some("1 claim loses something".to_owned()),
            count => Some(format!("{count} claims lose something")),
        };
        let of_all = (!self.whole.is_empty()).then(|| {
            let (named, more) = self.whole.split_at(if self.is_long() { Self::NAMED } else { self.whole.len() });
            let more = if more.is_empty() { String::new() } else { format!("; and {} more", more.len()) };
            format!("not kept: {}{more}", named.join("; "))
        });
        match (of_claims, of_all) {
            (None, None) => "Nothing is lost".to_owned(),
            (Some(claims), None) => claims,
            (None, Some(whole)) => format!("Every claim whole; {whole}"),
            (Some(claims), Some(whole)) => format!("{claims}; {whole}"),
        }
    }
}

/// An export that is chosen, made or looked back at.
#[derive(Clone, Debug)]
pub struct Exporting {
    /// What is chosen.
    pub choice: ExportChoice,
    /// The number of what is asked last.
    pub(super) number: u64,
    /// How many claims there are of each scope, in the order of [`Scope::ALL`]; `None` for one that means nothing now.
    pub counts: [Option<usize>; 3],
    /// Whether [`Scope::Chosen`] means what is picked, rather than the one claim that is looked at.
    pub has_picks: bool,
    /// What comes of the choice; `None` while it is being looked at.
    pub seen: Option<Result<Arc<ExportPreview>, String>>,
    /// How far it is.
    pub phase: ExportPhase,
}

/// How far an export is.
#[derive(Clone, Debug, Default)]
pub enum ExportPhase {
    /// It is being chosen.
    #[default]
    Choosing,
    /// It was not written, for a reason said in a sentence; it is being chosen again.
    Failed(String),
    /// It is being written.
    Writing(Option<Progress>),
    /// It was written.
    Written(Arc<ExportOutcome>),
}

impl Exporting {
    /// The scope that counts: one that means nothing now is taken for all.
    pub fn scope(&self) -> Scope {
        let at = Scope::ALL.iter().position(|scope| *scope == self.choice.scope);
        if at.is_some_and(|at| self.counts[at].is_some()) { self.choice.scope } else { Scope::All }
    }

    /// How many claims leave.
    pub fn count(&self) -> usize {
        let scope = self.scope();
        let at = Scope::ALL.iter().position(|other| *other == scope).unwrap_or_default();
        self.counts[at].unwrap_or_default()
    }

    /// The words for a scope, with how many claims it means.
    pub fn scope_words(&self, scope: Scope) -> Option<String> {
        let at = Scope::ALL.iter().position(|other| *other == scope)?;
        let count = self.counts[at]?;
        let claims = if count == 1 { "1 claim".to_owned() } else { format!("{count} claims") };
        Some(match scope {
            Scope::All => format!("All ({claims})"),
            Scope::Listed => format!("Those the filter shows ({claims})"),
            Scope::Chosen if self.has_picks => format!("Those picked ({claims})"),
            Scope::Chosen => "The one that is looked at".to_owned(),
        })
    }

    /// Whether it is being written.
    pub fn is_writing(&self) -> bool {
        matches!(self.phase, ExportPhase::Writing(_))
    }
}
