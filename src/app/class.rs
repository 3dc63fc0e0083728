//! A class in the window: every submission of a folder held against one key; what is looked at of it, and what is said of pupils.
//!
//! A class has nothing to do with the document that is open: it stays while others are opened, and what is typed about pupils stays
//! with it until it is written.

mod command;
mod open;
mod table;

use std::{
    collections::BTreeMap,
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

pub use self::{
    command::{
        AfterWriting, ClassAction, ClassAnswer, ClassCommand, ClassEffect, ClassForm, ClassOutput, ClassPath,
        ClassQuestion, ClassSource, GivenBack, KeySource, NamedBy, OutputKind,
    },
    open::{ClassGroup, KeySpanView, Made, Marked, OpenClass, ReadFiles, Share, SpanProgress},
    table::{ClassColumn, ClassSort, components},
};
use super::{Document, Measuring};
use crate::{
    claim::{ClaimId, Tag, named::named},
    classroom::{ClassPupil, Expected, Reveal, Roster, Which, submission},
    review::Review,
    teaching::{Grade, Returned},
    text::{ByteIndex, inert},
};

named! {
    /// What is shown of a class.
    #[derive(Default)]
    pub enum ClassTab {
        /// Pupil by component.
        #[default]
        Sheet = "sheet", "Sheet";
        /// The article as the class marked it.
        Article = "article", "Article";
        /// What was learnt from the first to the second layer.
        Progress = "progress", "Progress";
        /// The files, and what is to be said of them.
        Files = "files", "Files";
    }
}

named! {
    /// What is listed beside the article of a class, the most divided first.
    #[derive(Default)]
    pub enum SpanList {
        /// The claims of the key.
        #[default]
        Key = "key", "Claims of the key";
        /// What is not in the key.
        Extra = "extra", "Not in the key";
        /// Every stretch that somebody marked.
        Stretches = "stretches", "All passages";
    }
}

/// What lies over the window about a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClassOverlay {
    /// The form that opens one.
    Open,
    /// The form that writes something of it.
    Write,
}

/// By what the ground of the article is shaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Heat {
    /// How divided the class is.
    #[default]
    Division,
    /// How many give a tag.
    Tagged(Tag),
}

impl Heat {
    /// Each, in the order in which they are offered.
    pub const ALL: [Self; 4] =
        [Self::Division, Self::Tagged(Tag::Quote), Self::Tagged(Tag::Assertion), Self::Tagged(Tag::Commentary)];

    /// The words for it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Division => "Disagreement",
            Self::Tagged(tag) => tag.label(),
        }
    }
}

/// What is said of a pupil, as it stands in the window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaidOf {
    /// How far the pupil is.
    pub grade: Option<Grade>,
    /// The rest in words.
    pub comment: String,
}

impl SaidOf {
    pub(super) fn of(returned: Option<&Returned>) -> Self {
        returned
            .map_or_else(Self::default, |returned| Self { grade: returned.grade, comment: returned.comment.clone() })
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.grade == other.grade && self.comment.trim() == other.comment.trim()
    }
}

/// A class that is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadingClass {
    pub(super) number: u64,
    /// Whether its key is open; it is before any submission is read.
    pub is_key_open: bool,
    /// How many files are read.
    pub done: usize,
    /// Of how many.
    pub of: usize,
}

/// One pupil beside the key.
#[derive(Clone, Debug)]
pub struct Facing {
    /// The pupil's number.
    pub pupil: usize,
    /// The layer that is shown, as a review.
    pub review: Arc<Review>,
    /// What there is to look at.
    pub reveal: Reveal,
    /// The numbers of the entries in which something differs.
    pub differences: Vec<usize>,
    /// Which of those is looked at, by its number among the entries.
    pub current: Option<usize>,
    of_key: BTreeMap<ClaimId, usize>,
    of_own: BTreeMap<ClaimId, usize>,
}

impl Facing {
    /// The number of the entry that a claim of the key, or of the pupil, is in.
    pub fn entry_of(&self, claim: ClaimId, is_key: bool) -> Option<usize> {
        if is_key { &self.of_key } else { &self.of_own }.get(&claim).copied()
    }
}

/// A line of the list beside the article that is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// Of which list.
    pub list: SpanList,
    /// Its number there: of a claim of the key, of something that is not in it, of a stretch.
    pub number: usize,
    /// Where it is.
    pub place: Range<ByteIndex>,
    /// Who made what of it.
    pub groups: Vec<ClassGroup>,
}

/// A class, with what is looked at of it and what is said of its pupils.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing of its own that is shown, or waited for")]
pub struct Classing {
    /// What is typed into the form that opens one.
    pub form: ClassForm,
    /// What was wrong with what the form asked for.
    pub fault: Option<String>,
    /// What is being read.
    pub reading: Option<ReadingClass>,
    pub(super) source_read: Option<ClassSource>,
    open: Option<Arc<OpenClass>>,
    /// The article of the key, with a caret of its own.
    document: Option<Box<Document>>,
    /// What is shown.
    pub tab: ClassTab,
    /// Which layer.
    pub which: Which,
    /// By what the article is shaded.
    pub heat: Heat,
    /// What is listed beside it.
    pub list: SpanList,
    pub(super) lines: Vec<usize>,
    pub(super) looked: Option<Looked>,
    /// Counts what brings a place into view, so that the article knows when there is another.
    pub reveals: u64,
    pub(super) sort: ClassSort,
    pub(super) rows: Vec<usize>,
    names: Vec<String>,
    pub(super) pupil: Option<usize>,
    pub(super) facing: Option<Box<Facing>>,
    /// What is said of pupils and is not written, by the names of the submissions.
    pub(super) drafts: BTreeMap<String, SaidOf>,
    pub(super) roster: Option<Arc<Roster>>,
    pub(super) shows_names: bool,
    /// Whether names are to be shown as soon as there is a roster.
    pub(super) wants_names: bool,
    pub(super) return_folder: Option<PathBuf>,
    /// Whether what pupils get back is being written.
    pub is_writing: bool,
    /// What goes on when it is written.
    pub(super) after_writing: Option<AfterWriting>,
    /// How far the measuring of γ is.
    pub gamma: Measuring,
    /// Whether what is said is to be written as soon as there is a folder for it.
    pub(super) gives_back: bool,
    /// Counts what was asked of others.
    pub(super) asked: u64,
    pub(super) giving: u64,
    pub(super) looking: u64,
    pub(super) gauging: u64,
}

impl Classing {
    /// The class that is open.
    pub fn open(&self) -> Option<&Arc<OpenClass>> {
        self.open.as_ref()
    }

    /// Its article, with a caret of its own.
    pub fn document(&self) -> Option<&Document> {
        self.document.as_deref()
    }

    /// Lets go of everything that belongs to one class alone.
    pub(super) fn forget(&mut self) {
        let Self { form, asked, reveals, source_read, .. } = std::mem::take(self);
        *self = Self { form, source_read, reveals, asked, ..Self::default() };
    }

    pub(super) fn document_mut(&mut self) -> Option<&mut Document> {
        self.document.as_deref_mut()
    }

    pub(super) fn put(&mut self, open: Arc<OpenClass>, document: Document) {
        self.open = Some(open);
        self.document = Some(Box::new(document));
    }

    pub(super) fn open_mut(&mut self) -> Option<&mut OpenClass> {
        self.open.as_mut().map(Arc::make_mut)
    }

    /// A pupil by number.
    pub fn pupil(&self, number: usize) -> Option<&ClassPupil> {
        self.open.as_ref()?.class.pupils.get(number)
    }

    /// The pupils by number, in the order of the sheet.
    pub fn rows(&self) -> &[usize] {
        &self.rows
    }

    /// By what the sheet is sorted.
    pub fn sort(&self) -> ClassSort {
        self.sort
    }

    /// The pupil that is chosen.
    pub fn chosen(&self) -> Option<usize> {
        self.pupil
    }

    /// The pupil that is open beside the key.
    pub fn facing(&self) -> Option<&Facing> {
        self.facing.as_deref()
    }

    /// The numbers of what is listed beside the article, in the order of the list.
    pub fn lines(&self) -> &[usize] {
        &self.lines
    }

    /// The line that is looked at.
    pub fn looked(&self) -> Option<&Looked> {
        self.looked.as_ref()
    }

    /// Where a line of a list is.
    pub fn place(&self, list: SpanList, number: usize) -> Option<Range<ByteIndex>> {
        let open = self.open.as_ref()?;
        match list {
            SpanList::Key => open.spans.get(number).map(|span| span.place.clone()),
            SpanList::Extra => {
                let extent = open.sheet(self.which).extra.get(number)?.places.extent()?;
                let text = open.key.article().text();
                let byte = |at| text.to_byte(crate::text::CodePointIndex(at));
                Some(byte(extent.start)?..byte(extent.end)?)
            }
            SpanList::Stretches => open.marked(self.which).stretches.get(number).map(|stretch| stretch.bytes.clone()),
        }
    }

    /// The numbers of what a list has, the most divided or, of what is not in the key, what most marked, first.
    pub(super) fn listed(&self) -> Vec<usize> {
        let Some(open) = &self.open else { return Vec::new() };
        match self.list {
            SpanList::Key => open.sheet(self.which).most_divided_first(),
            SpanList::Extra => (0..open.sheet(self.which).extra.len()).collect(),
            SpanList::Stretches => open.marked(self.which).divided.clone(),
        }
    }

    pub(super) fn groups(&self, list: SpanList, number: usize) -> Vec<ClassGroup> {
        let Some(open) = &self.open else { return Vec::new() };
        match list {
            SpanList::Key => open.said_of_span(number, self.which),
            SpanList::Extra => open.said_of_extra(number, self.which),
            SpanList::Stretches => open.said_of_stretch(number, self.which),
        }
    }

    /// Whether names are shown.
    pub fn shows_names(&self) -> bool {
        self.shows_names && self.roster.is_some()
    }

    /// Who is behind the pseudonyms; nothing of it is shown unless [`Self::shows_names`].
    pub fn roster(&self) -> Option<&Arc<Roster>> {
        self.roster.as_ref()
    }

    /// What a pupil is called on the screen.
    pub fn name(&self, number: usize) -> String {
        self.names.get(number).cloned().unwrap_or_default()
    }

    /// Finds out what pupils are called, and so in which order they are. Two of one pseudonym are told apart by their files.
    pub(super) fn call_pupils(&mut self) {
        let pupils = self.open.as_ref().map_or(0, |open| open.class.pupils.len());
        self.names = (0..pupils).map(|number| self.called(number)).collect();
        self.rows = self.sorted();
    }

    fn called(&self, number: usize) -> String {
        let Some(pupil) = self.pupil(number) else { return String::new() };
        let pseudonym = pupil.pseudonym.trim();
        let name = self.roster.as_ref().filter(|_| self.shows_names).and_then(|roster| roster.name(pseudonym));
        let is_shared = self.open.as_ref().is_some_and(|open| {
            let same = open.class.pupils.iter().filter(|other| other.pseudonym == pupil.pseudonym);
            same.count() > 1
        });
        let file = file_name(Path::new(&pupil.name));
        let words = match (name, pseudonym) {
            (Some(name), _) if is_shared => format!("{name} ({pseudonym}, {file})"),
            (Some(name), _) => format!("{name} ({pseudonym})"),
            (None, "") => file,
            (None, pseudonym) if is_shared => format!("{pseudonym} ({file})"),
            (None, pseudonym) => pseudonym.to_owned(),
        };
        inert(&words).replace(['\n', '\t'], " ")
    }

    /// What was returned to a pupil before.
    pub fn returned(&self, number: usize) -> Option<&Returned> {
        self.open.as_ref()?.returned.get(&self.pupil(number)?.name)
    }

    /// What is said of a pupil: what was typed or, without that, what was returned before.
    pub fn said_of(&self, number: usize) -> SaidOf {
        let draft = self.pupil(number).and_then(|pupil| self.drafts.get(&pupil.name));
        draft.cloned().unwrap_or_else(|| SaidOf::of(self.returned(number)))
    }

    /// Whether what is said of a pupil is in no file yet.
    pub fn is_unwritten(&self, number: usize) -> bool {
        self.pupil(number).is_some_and(|pupil| self.drafts.contains_key(&pupil.name))
    }

    /// Of how many pupils something is said that is in no file yet.
    pub fn unwritten(&self) -> usize {
        self.drafts.len()
    }

    /// Says something of a pupil; what was returned before already is not said again.
    pub(super) fn say(&mut self, number: usize, said: SaidOf) {
        let Some(name) = self.pupil(number).map(|pupil| pupil.name.clone()) else { return };
        if said.is_same(&SaidOf::of(self.returned(number))) && said.comment == said.comment.trim_end() {
            self.drafts.remove(&name);
        } else {
            self.drafts.insert(name, said);
        }
    }

    pub(super) fn awaits_gamma(&self, number: u64) -> bool {
        number == self.gauging && matches!(self.gamma, Measuring::Underway(..))
    }

    /// Where what is returned goes.
    pub fn return_folder(&self) -> Option<&Path> {
        let of_class = || self.open.as_ref()?.return_folder.as_deref();
        self.return_folder.as_deref().or_else(of_class)
    }

    /// Holds a pupil's layer against the key.
    pub(super) fn face(&self, number: usize) -> Option<Facing> {
        let open = self.open.as_ref()?;
        let review = open.submissions.get(number)?;
        let expected = Expected::of(&open.key, open.text_sha256.clone()).ok()?;
        let reveal = Reveal::of(&expected, review, self.which).ok()?;
        let first = submission::first_layer(review).ok().flatten().filter(|_| self.which == Which::First);
        let differences: Vec<usize> = reveal
            .entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.is_difference())
            .map(|(number, _)| number)
            .collect();
        let numbered = || reveal.entries.iter().enumerate();
        let of_key =
            numbered().flat_map(|(number, entry)| entry.key.iter().map(move |claim| (*claim, number))).collect();
        let of_own =
            numbered().flat_map(|(number, entry)| entry.own.iter().map(move |claim| (*claim, number))).collect();
        Some(Facing {
            of_key,
            of_own,
            pupil: number,
            review: first.map_or_else(|| Arc::clone(review), Arc::new),
            reveal,
            differences,
            current: None,
        })
    }
}

/// A file's name without its folders.
pub(super) fn file_name(file: &Path) -> String {
    file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned()
}

/// Where what is returned goes unless another folder is chosen: beside that of the submissions.
pub fn usual_return_folder(submissions: &Path) -> PathBuf {
    let mut name = submissions.file_name().unwrap_or_default().to_os_string();
    name.push("-returned");
    submissions.with_file_name(name)
}
