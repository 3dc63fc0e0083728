//! Everything the window shows.

use std::path::PathBuf;

use super::{
    AssignForm, Assigning, ClassOverlay, Classing, Command, Document, Exporting, Importing, LessonForm, Lessons,
    Notice, NoticeKind, Question, View, question::AfterSaving,
};
use crate::{
    claim::{AttachedFile, ContactId, EvidenceId},
    store::Settings,
    text::Text,
};

/// Everything the window shows.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing of its own that is shown or not, under way or not")]
pub struct State {
    /// The document that is open; `None` for a moment at the start.
    pub document: Option<Document>,
    /// What is kept from one sitting to the next.
    pub settings: Settings,
    /// Sentences for the reviewer, oldest first.
    pub notices: Vec<Notice>,
    /// A question that must be answered first.
    pub question: Option<Question>,
    /// What lies over the window.
    pub overlay: Option<Overlay>,
    /// What is shown again when that is left.
    pub(super) overlay_below: Option<Overlay>,
    /// The file that was attached last, for the form that is open.
    pub attached: Option<AttachedFile>,
    /// How the document is shown.
    pub view: View,
    /// Whether the claims panel is hidden.
    pub panel_hidden: bool,
    /// Whether the first steps' hint shows.
    pub hint_shown: bool,
    /// What is being read, if anything is: the window goes on meanwhile.
    pub loading: Option<PathBuf>,
    /// The files that are opened one after another.
    pub waiting: Waiting,
    /// The files that were opened beside the review of a text, as long as the window is open.
    pub(super) beside: Vec<(Text, Vec<PathBuf>)>,
    /// Whether a save is under way.
    pub saving: bool,
    /// Whether another save is wanted when it has ended.
    pub(super) save_again: bool,
    /// What goes on when the work is saved.
    pub(super) after_saving: Option<AfterSaving>,
    /// The command that is carried out, while it may take a verdict from a claim and so has to be asked about.
    pub(super) asks_for: Option<Command>,
    /// The class, which stays while documents come and go.
    pub class: Classing,
    /// The export that is chosen, made or looked back at.
    pub exporting: Option<Exporting>,
    /// What a teacher makes, or two reviewers, while it is chosen.
    pub assigning: Option<Assigning>,
    /// What comes in from another program, while it is looked at.
    pub importing: Option<Importing>,
    /// What lessons need.
    pub lessons: Lessons,
    /// The number of what was asked last of those who export and import.
    pub(super) last_task: u64,
    last_notice: u64,
}

/// Files that are opened one after another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// All of them, in order.
    pub files: Vec<PathBuf>,
    /// How many have been opened.
    pub opened: usize,
}

impl Waiting {
    /// The one that is next.
    pub fn next(&self) -> Option<&PathBuf> {
        self.files.get(self.opened)
    }
}

/// What lies over the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Overlay {
    /// The list of all commands.
    Palette,
    /// The shortcuts.
    Help,
    /// The steps taken.
    History,
    /// A form for a new piece of evidence.
    AddEvidence,
    /// A form for a new contact.
    AddContact,
    /// The speakers.
    Speakers,
    /// All evidence and contacts.
    Sources,
    /// What verdicts are chosen from, and who approves them.
    Desk,
    /// Which report to write, and where.
    Report,
    /// What to export, in which format, and what came of it.
    Export,
    /// What comes in from another program.
    Import,
    /// A form about what a teacher makes, or two reviewers.
    Assign(AssignForm),
    /// Something about the class.
    Class(ClassOverlay),
    /// Something about a lesson.
    Lesson(LessonForm),
    /// What is asked before the key of a submission can be looked at.
    Key,
    /// What is known about the article.
    Details,
    /// A piece of evidence in full, to be changed.
    Evidence(EvidenceId),
    /// A contact in full, to be changed.
    Contact(ContactId),
}

impl State {
    /// A window with these settings and nothing in it.
    pub fn new(settings: Settings) -> Self {
        Self { settings, ..Self::default() }
    }

    /// Tells the reviewer something. The same words are not said twice at a time.
    pub fn tell(&mut self, kind: NoticeKind, words: impl Into<String>) {
        let words = words.into();
        self.notices.retain(|notice| notice.words != words);
        self.last_notice += 1;
        self.notices.push(Notice { kind, words, number: self.last_notice });
    }

    /// Whether text fields, shortcuts and the article are out of reach behind something.
    pub fn is_covered(&self) -> bool {
        self.question.is_some() || self.overlay.is_some()
    }
}
