//! What is asked for about a class, what happens to it, and what must be done for it in the world.

use std::{path::PathBuf, sync::Arc};

use super::{ClassColumn, ClassTab, Heat, OpenClass, SpanList};
use crate::{
    app::{RowMove, Secret},
    claim::named::named,
    classroom::{Roster, Which},
    compare::Gamma,
    review::Review,
    store::Over,
    teaching::{Grade, Returned},
    text::ByteIndex,
};

/// What can be asked for by name while a class is open, or to open one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClassAction {
    /// Choose the submissions and the key.
    Open,
    /// Read the submissions again.
    ReadAgain,
    /// Choose the table of pseudonyms and names.
    OpenRoster,
    /// Show names in the place of pseudonyms, or no longer.
    ShowNames,
    /// Show something else of the class.
    Show(ClassTab),
    /// Show the other layer.
    OtherLayer,
    /// Look at the next span or, with a pupil open, at the next difference.
    NextSpan,
    /// Look at the one before.
    PreviousSpan,
    /// Open the next pupil.
    NextPupil,
    /// Open the pupil before.
    PreviousPupil,
    /// Say how far the pupil is; without a level, take that back.
    Mark(Option<Grade>),
    /// Go to the comment on the pupil.
    Comment,
    /// Write what is said of pupils into files for them.
    GiveBack,
    /// Write the sheet, or print something.
    Write,
}

/// Where a path that is asked for leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClassPath {
    /// To the submissions.
    Folder,
    /// To the key.
    Key,
    /// To the roster.
    Roster,
    /// To where what is returned goes.
    ReturnFolder,
    /// To where something is written.
    Output(ClassOutput),
}

named! {
    /// What is written of a class.
    pub enum OutputKind {
        /// The sheet as a table.
        Sheet = "sheet", "Sheet (CSV)";
        /// The article with the class's shares.
        Article = "article", "Article with the class’s shares";
        /// A page for each pupil.
        Pupils = "pupils", "A page for each pupil";
        /// The key.
        Key = "key", "Key";
    }
}

named! {
    /// By which names pupils go in what is written.
    #[derive(Default)]
    pub enum NamedBy {
        /// By none.
        Nobody = "nobody", "Nobody";
        /// By pseudonyms.
        #[default]
        Pseudonyms = "pseudonyms", "Pseudonyms";
        /// By the names of the roster.
        Names = "names", "Names";
    }
}

/// What is written of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassOutput {
    /// What.
    pub kind: OutputKind,
    /// By which names.
    pub named: NamedBy,
    /// Of which layer, where that is a choice.
    pub which: Which,
}

impl ClassOutput {
    /// The name that is proposed for the file.
    pub fn file_name(self) -> &'static str {
        match self.kind {
            OutputKind::Sheet => "sheet.csv",
            OutputKind::Article => "class-article.html",
            OutputKind::Pupils => "class-pupils.html",
            OutputKind::Key => "key.html",
        }
    }
}

/// Where a class is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassSource {
    /// The folder of the submissions.
    pub folder: PathBuf,
    /// The key.
    pub key: KeySource,
}

/// Where the key is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeySource {
    /// In this file.
    File(PathBuf),
    /// In the document that was open then.
    Document,
}

/// What was typed into the form that opens a class; the password is none of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassForm {
    /// The folder of the submissions.
    pub folder: String,
    /// The file of the key.
    pub key: String,
    /// Whether the open document is the key instead.
    pub is_document: bool,
}

/// What came of writing what pupils get back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenBack {
    /// The files that were written, by the names of the submissions.
    pub written: Vec<(String, Returned)>,
    /// The pupils' own files, which nobody asked to write over.
    pub own: Vec<String>,
    /// Files that are in the way.
    pub in_the_way: Vec<String>,
    /// What could not be written, and why.
    pub failed: Vec<(String, String)>,
}

/// Something that happened to the class.
#[derive(Clone, Debug)]
pub enum ClassCommand {
    /// Something was typed into the form that opens a class.
    Form(ClassForm),
    /// A path is to be chosen.
    Ask(ClassPath),
    /// It was chosen or typed.
    Chosen(ClassPath, PathBuf),
    /// The system has no file dialog; this is what is proposed.
    NoDialog(ClassPath, String),
    /// The class in the form is to be opened.
    Open(Option<Secret>),
    /// It is no longer waited for.
    Stop,
    /// The key is open, in the reading of this number.
    KeyOpened(u64),
    /// So many of so many files are read.
    GoesOn(u64, usize, usize),
    /// The class was read.
    Came(u64, Arc<OpenClass>),
    /// It was not, and why.
    Failed(u64, String),
    /// Another heat is to be shown.
    Heat(Heat),
    /// The sheet is to be sorted by a column; where it is, the other way round.
    SortBy(ClassColumn),
    /// A pupil was chosen, by number.
    Choose(usize),
    /// Another pupil of the sheet is chosen.
    Go(RowMove),
    /// The pupil that is chosen is opened beside the article, or closed.
    OpenRow(bool),
    /// Something else is listed beside the article.
    List(SpanList),
    /// A line of what is listed beside the article is looked at.
    ChooseSpan(usize),
    /// A difference of the open pupil is looked at.
    ChooseDifference(usize),
    /// The article was clicked.
    Click(ByteIndex),
    /// The caret was put somewhere in the article.
    PlaceCaret(ByteIndex),
    /// The comment on a pupil, by number, as it is typed.
    Comment(usize, String),
    /// The roster was read, or not and why.
    RosterCame(Result<Arc<Roster>, String>),
    /// What is to be written was chosen in the form.
    Write(ClassOutput),
    /// Something was written.
    Written(PathBuf),
    /// There is a file.
    Exists(ClassOutput, PathBuf),
    /// What came of giving back.
    GivenBack(u64, GivenBack),
    /// What was returned before in the folder that was chosen for it, by the names of the submissions.
    Returned(u64, PathBuf, Vec<(String, Returned)>),
    /// γ of the class is to be measured.
    MeasureGamma,
    /// It is no longer wanted.
    StopGamma,
    /// So many of so many texts are looked at, in the measurement of this number.
    GammaGoesOn(u64, usize, usize),
    /// It was measured.
    GammaMeasured(u64, Gamma),
    /// A question about the class was answered.
    Answer(ClassAnswer),
}

/// An answer to a [`ClassQuestion`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassAnswer {
    /// Write what is not written.
    Write,
    /// Go on without.
    GoOn,
    /// Choose another place.
    Elsewhere,
    /// Replace what is there.
    Replace,
}

/// A question about the class that must be answered first.
#[derive(Clone, Debug, PartialEq)]
pub enum ClassQuestion {
    /// There is no file dialog on this system: a path is typed.
    TypePath(ClassPath, String),
    /// There is a file where something is to be written.
    Exists(ClassOutput, PathBuf),
    /// What is returned would be written over the pupils' own files.
    OwnFiles(Vec<String>),
    /// What is returned would be written over other files.
    InTheWay(Vec<String>),
    /// What is said of so many pupils is not in any file yet.
    Unwritten(usize, AfterWriting),
}

/// What goes on when nothing is left that is not written.
#[derive(Clone, Debug, PartialEq)]
pub enum AfterWriting {
    /// The window closes.
    Quit,
    /// Another class is opened.
    Open(ClassSource, Option<Secret>),
}

/// What must be done in the world for a class.
#[derive(Clone, Debug, PartialEq)]
pub enum ClassEffect {
    /// Ask for a path.
    Ask(ClassPath),
    /// Read the class and answer with [`ClassCommand::Came`] and this number.
    Read {
        /// The number.
        number: u64,
        /// Where it is.
        source: ClassSource,
        /// The key, when it is open already.
        key: Option<Arc<Review>>,
        /// What a sealed key opens with.
        password: Option<Secret>,
        /// Where what was returned lies, if that was chosen.
        returned: Option<PathBuf>,
    },
    /// Nobody waits for it any more.
    Stop,
    /// Read a roster.
    ReadRoster(PathBuf),
    /// Look for what was returned in a folder and answer with [`ClassCommand::Returned`] and this number.
    LookForReturned(u64, PathBuf),
    /// Write something of the class.
    Write {
        /// What.
        output: ClassOutput,
        /// Where.
        path: PathBuf,
        /// Whether it may take the place of a file.
        replace: bool,
    },
    /// Write what pupils get back and answer with [`ClassCommand::GivenBack`] and this number.
    GiveBack {
        /// The number.
        number: u64,
        /// Where.
        folder: PathBuf,
        /// What is said of which submission.
        said: Vec<(String, Returned)>,
        /// Over what it may be written.
        over: Over,
    },
    /// Measure γ and answer with [`ClassCommand::GammaMeasured`] and this number.
    MeasureGamma(u64),
    /// Nobody waits for γ any more.
    StopGamma,
}
