//! What the program decides: a state, commands that change it, and effects that somebody else carries out.
//!
//! [`update`] is the one writer. It knows no window, no file, no clock: what happened comes in as a [`Command`], what
//! must be done in the world goes out as an [`Effect`]. [`table`] lists every action once; menus, buttons, shortcuts, the
//! palette, the help and the tests read it.

mod action;
mod assigning;
mod caret;
mod check;
mod class;
mod command;
mod document;
mod effect;
mod exporting;
mod figure;
mod find;
mod importing;
mod lesson;
mod notice;
mod preview;
mod proposals;
mod question;
mod replacing;
mod report;
mod reveal;
mod reviews;
mod secret;
mod state;
pub mod table;
mod track;
mod undo;
mod update;

pub use action::{Action, Motion, PlaceOfFocus, Unit, View};
pub use assigning::{
    AgreedLine, Agreeing, AssignAction, AssignCommand, AssignEffect, AssignForm, AssignOutcome, AssignPhase,
    AssignRequest, AssignStage, Assigning, AssignmentChoice, Checked, EntryChange, KeyChange, KeyChoice, OpenLine,
    Place, Seen, Strength, ToWrite,
};
pub use caret::Selection;
pub use check::{CheckCommand, CheckField, Target};
pub use class::{
    AfterWriting, ClassAction, ClassAnswer, ClassColumn, ClassCommand, ClassEffect, ClassForm, ClassGroup, ClassOutput,
    ClassOverlay, ClassPath, ClassQuestion, ClassSort, ClassSource, ClassTab, Classing, Facing, GivenBack, Heat,
    KeySource, KeySpanView, Looked, Made, Marked, NamedBy, OpenClass, OutputKind, ReadFiles, ReadingClass, SaidOf,
    Share, SpanList, SpanProgress, components, usual_return_folder,
};
pub use command::{Amendment, Answer, Arrival, Command, FindChange, Outcome, Recoverable};
pub use document::{Document, Focus};
pub use effect::{Effect, SaveTarget};
pub use exporting::{
    ClaimLosses, ExportChoice, ExportCommand, ExportOutcome, ExportPhase, ExportPreview, ExportRequest, Exporting,
    LossList, Meant, Scope,
};
pub use figure::{FigureCommand, FigureFile};
pub use find::Find;
pub use importing::{
    Destination, ImportCommand, ImportSource, Importing, Incomer, Incomers, LabelRow, Meeting, NoteGroup, import_fault,
};
pub use lesson::{
    Beginning, Beside, Lesson, LessonAction, LessonCommand, LessonEffect, LessonFacts, LessonForm, Lessons, Looking,
    NEWER, NO_HINTS, Offer, tags_asked,
};
pub use notice::{Notice, NoticeKind};
pub use preview::{Clip, Manner, Origin, Preview, PreviewCommand};
pub use proposals::{Dismissed, ProposalCommand, Proposals};
pub use question::{AfterSaving, Question};
pub use replacing::{ComparedRow, Comparing, OtherVersion, ReplaceCommand, Replacing};
pub use report::{ReportCommand, ReportRequest};
pub use reveal::{
    Asking, Became, Choice, Explained, HeldKey, KeyFault, Learnt, LearntStep, RevealAction, RevealCommand,
    RevealEffect, RevealRow, RevealTab, Revealed, Revealing, SealedKey, Stage, Standing, explain, kind_name, row_name,
    with_article,
};
pub use reviews::{
    Collated, Collation, FailedReview, Figures, Listed, Measuring, Opposed, OtherReview, Reviews, ReviewsCommand, Row,
    RowKind, Tab, author,
};
pub use secret::Secret;
pub use state::{Overlay, State, Waiting};
pub use track::{Picking, RowMove, TableCommand, Tracking};
pub use undo::UndoStack;
pub use update::update;
