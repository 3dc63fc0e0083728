//! What comes in from another program, while it is looked at.

use std::{path::PathBuf, sync::Arc};

use crate::{
    claim::Tag,
    exchange::{ExchangeError, Format, Labelled, Mapping, NamedFile, Note, NoteKind, Progress},
    review::Review,
    store::LabelPreset,
};

/// Where what comes in goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Destination {
    /// Into the review that is open.
    #[default]
    Open,
    /// It becomes a review of its own, of the text that came with it.
    New,
}

/// What is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportSource {
    /// A file.
    Path(PathBuf),
    /// What was read before.
    Files(Arc<[NamedFile]>),
}

/// Something that happened to an import.
#[derive(Clone, Debug)]
pub enum ImportCommand {
    /// A file was chosen.
    File(PathBuf),
    /// The system has no dialog; a path is typed.
    NoDialog,
    /// The work goes on.
    GoesOn(u64, Progress),
    /// This is what came.
    Came(u64, Arc<Incomers>),
    /// It could not be read, for a reason said in a sentence.
    Failed(u64, String),
    /// It is to be read as this format.
    ReadAs(Format),
    /// The label with this number stands for a tag, or is left out.
    Map(usize, Option<Tag>),
    /// What labels stand for is taken from the preset with this name.
    UsePreset(String),
    /// What labels stand for is kept under a name.
    KeepPreset(String),
    /// The preset with this name is forgotten.
    ForgetPreset(String),
    /// Another of several reviews in the file is looked at.
    Choose(usize),
    /// Where it goes was chosen.
    GoTo(Destination),
    /// It comes in.
    Take,
}

/// What came in a file.
#[derive(Clone, Debug)]
pub struct Incomers {
    /// The format it was read as.
    pub format: Format,
    /// The files, so that they can be read again in another way.
    pub files: Arc<[NamedFile]>,
    /// How many records there are.
    pub records: usize,
    /// What they are labelled.
    pub labels: Vec<Labelled>,
    /// The reviews.
    pub reviews: Vec<Incomer>,
    /// What there is to know that belongs to none.
    pub notes: Vec<NoteGroup>,
}

impl Incomers {
    /// Whether it is a codebook: labels, and nothing that has them. It says what labels there are; nothing of it comes in.
    pub fn is_codebook(&self) -> bool {
        self.records == 0 && !self.labels.is_empty()
    }
}

/// A review that came in.
#[derive(Clone, Debug)]
pub struct Incomer {
    /// What its article is called.
    pub name: String,
    /// The review.
    pub review: Arc<Review>,
    /// What there is to know about it.
    pub notes: Vec<NoteGroup>,
    /// How it meets the review that is open; a sentence that says why it cannot.
    pub meeting: Result<Meeting, String>,
}

/// How what comes in meets the review that is open.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// The review with its claims in the text of the one that is open.
    pub review: Arc<Review>,
    /// Whether its own text is another, so that its claims were found again.
    pub is_carried: bool,
    /// How many claims are new.
    pub new: usize,
    /// What becomes of the others.
    pub notes: Vec<NoteGroup>,
}

/// Notes of one sort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteGroup {
    /// What they have in common, with how many there are.
    pub title: String,
    /// Each.
    pub lines: Vec<String>,
    /// Whether something does not come in as it should.
    pub is_problem: bool,
}

/// What can be said of a note, from grave to harmless.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Unit,
    NoTag,
    LeftOut,
    Orphaned,
    Changed,
    Moved,
    Unknown,
    Other,
    Aside,
}

impl Sort {
    fn of(note: &Note) -> Self {
        match note.kind {
            NoteKind::OtherUnit { .. } => Self::Unit,
            NoteKind::NoTag { .. } => Self::NoTag,
            NoteKind::NoPlace | NoteKind::LeftOut { .. } => Self::LeftOut,
            NoteKind::Orphaned { .. } => Self::Orphaned,
            NoteKind::Changed { .. } => Self::Changed,
            NoteKind::Moved { .. } => Self::Moved,
            NoteKind::Unknown { .. } => Self::Unknown,
            NoteKind::Aside { .. } => Self::Aside,
            _ => Self::Other,
        }
    }

    fn title(self, count: usize) -> String {
        match self {
            Self::Unit => "Offsets that count something else".to_owned(),
            Self::NoTag => format!("{} left out, since nobody said what the label stands for", records(count)),
            Self::LeftOut => format!("{} left out", records(count)),
            Self::Orphaned => format!("{} kept as orphaned, with the quotation", records(count)),
            Self::Changed => format!("{} placed on words that are a little different", records(count)),
            Self::Moved => format!("{} found by the words, not at the offsets", records(count)),
            Self::Unknown => format!("{count} said in words that are not known here, kept in the notes"),
            Self::Other => format!("{count} more to know"),
            Self::Aside => format!("{count} not taken, as a matter of course"),
        }
    }

    fn is_problem(self) -> bool {
        !matches!(self, Self::Aside | Self::Other | Self::Moved)
    }
}

fn records(count: usize) -> String {
    if count == 1 { "1 record".to_owned() } else { format!("{count} records") }
}

impl NoteGroup {
    /// Notes by their sorts, the grave ones first.
    pub fn of(notes: &[Note]) -> Vec<Self> {
        let mut sorted: Vec<&Note> = notes.iter().collect();
        sorted.sort_by_key(|note| Sort::of(note));
        let groups = sorted.chunk_by(|one, other| Sort::of(one) == Sort::of(other));
        let group = |notes: &[&Note]| {
            let sort = Sort::of(notes.first()?);
            let lines = notes.iter().map(|note| sentence(note)).collect();
            Some(Self { title: sort.title(notes.len()), lines, is_problem: sort.is_problem() })
        };
        groups.filter_map(group).collect()
    }
}

/// A note in words for whoever looks at a window.
fn sentence(note: &Note) -> String {
    let at = if note.at.is_empty() { String::new() } else { format!("{}: ", note.at) };
    match &note.kind {
        NoteKind::NoTag { label } if label.is_empty() => format!("{at}it has no label"),
        NoteKind::NoTag { label } => format!("{at}the label “{label}” stands for no tag"),
        _ => note.to_string(),
    }
}

/// Why nothing came in, in words for whoever looks at a window.
pub fn import_fault(fault: &ExchangeError) -> String {
    match fault {
        ExchangeError::NoText(about) => format!(
            "What is said about “{about}” comes without its text. Open the article it is about first, then import this file"
        ),
        ExchangeError::Missing { of, missing } => format!(
            "“{of}” needs “{missing}”, which is not there. Put it beside it, or open the article it is about first"
        ),
        ExchangeError::NotRead(format) => {
            format!("Files of the format {format} are written and not read. Choose another format")
        }
        ExchangeError::Cancelled => "It was stopped; nothing came in".to_owned(),
        fault => fault.to_string(),
    }
}

/// A label, and what it is to stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelRow {
    /// The label; empty for records without any.
    pub label: String,
    /// How many records it decides about.
    pub records: usize,
    /// What it stands for; without that they are left out.
    pub tag: Option<Tag>,
    /// What a codebook says of it; else empty.
    pub about: String,
}

/// What comes in, while it is looked at.
#[derive(Clone, Debug)]
pub struct Importing {
    /// The file.
    pub path: PathBuf,
    /// The format it is to be read as; `None` for what it looks like.
    pub format: Option<Format>,
    /// The number of what is asked last.
    pub(super) number: u64,
    /// What came; kept while it is read again.
    pub seen: Option<Arc<Incomers>>,
    /// How far the reading is; `None` when nothing is being read.
    pub reading: Option<Option<Progress>>,
    /// Why it could not be read.
    pub fault: Option<String>,
    /// What labels are to stand for.
    pub labels: Vec<LabelRow>,
    /// The preset that says so.
    pub preset: Option<String>,
    /// Which of several reviews is looked at.
    pub chosen: usize,
    /// Where it goes.
    pub destination: Destination,
}

impl Importing {
    pub(super) fn new(path: PathBuf, number: u64) -> Self {
        Self {
            path,
            format: None,
            number,
            seen: None,
            reading: Some(None),
            fault: None,
            labels: Vec::new(),
            preset: None,
            chosen: 0,
            destination: Destination::Open,
        }
    }

    /// The review that is looked at.
    pub fn incomer(&self) -> Option<&Incomer> {
        self.seen.as_ref()?.reviews.get(self.chosen)
    }

    /// Whether what came is a codebook.
    pub fn is_codebook(&self) -> bool {
        self.seen.as_ref().is_some_and(|seen| seen.is_codebook())
    }

    /// Whether it can come in now.
    pub fn is_ready(&self) -> bool {
        let comes = self.incomer().is_some_and(|incomer| match (self.destination, &incomer.meeting) {
            (Destination::New, _) => !incomer.review.claims().is_empty(),
            (Destination::Open, Ok(meeting)) => meeting.new > 0,
            (Destination::Open, Err(_)) => false,
        });
        comes && self.reading.is_none() && self.fault.is_none()
    }

    /// What labels stand for. What has no label is a statement about words, which most likely is to be checked.
    pub(super) fn mapping(&self) -> Mapping {
        let mut mapping = Mapping::default();
        mapping.set("", Tag::Assertion);
        for row in &self.labels {
            mapping.decide(&row.label, row.tag);
        }
        mapping
    }

    /// What labels stand for, under a name.
    pub(super) fn as_preset(&self, name: &str) -> LabelPreset {
        let pair = |row: &LabelRow| (row.label.clone(), row.tag.map(|tag| tag.name().to_owned()));
        LabelPreset { name: name.to_owned(), labels: self.labels.iter().map(pair).collect() }
    }

    /// Takes what labels stand for from a preset; returns whether something has become other than it was.
    pub(super) fn follow(&mut self, preset: &LabelPreset) -> bool {
        let mut has_changed = false;
        for row in &mut self.labels {
            let Some(said) = preset.of(&row.label) else { continue };
            let tag = said.and_then(|name| Tag::ALL.into_iter().find(|tag| tag.name() == name));
            has_changed |= row.tag != tag;
            row.tag = tag;
        }
        self.preset = Some(preset.name.clone());
        has_changed
    }
}
