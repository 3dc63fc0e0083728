//! What happens to the reviews beside the open one.

use std::{path::PathBuf, sync::Arc};

use super::{Collation, FailedReview, Figures, Listed, Opposed, OtherReview, Tab};
use crate::compare::{Calibration, Continuum, Gamma};

/// Something that happened to the reviews beside the open one.
#[derive(Clone, Debug)]
pub enum ReviewsCommand {
    /// These files are to be put beside the open review; one that is there already is read again.
    With(Vec<PathBuf>),
    /// The system has no file dialog.
    NoDialog,
    /// A file was read, in the reading of this number.
    Read {
        /// The number.
        number: u64,
        /// What came of it.
        outcome: Result<Arc<OtherReview>, FailedReview>,
        /// How many files are still to be read.
        left: usize,
        /// The text they are compared on.
        continuum: Arc<Continuum>,
    },
    /// The review of this file is no longer wanted beside the open one.
    Close(PathBuf),
    /// These are held against each other.
    Oppose(Opposed),
    /// Other rows are to be listed.
    List(Listed),
    /// Something else is to be shown beside the article.
    Show(Tab),
    /// This row is looked at, by its number among all.
    Choose(usize),
    /// Why the next settlement is as it is, as it is typed.
    Reason(String),
    /// An agreement is to be reached, or none any more.
    Calibrate(Option<Calibration>),
    /// It is to be remembered that the agreement is reached.
    NoteReached,
    /// What was collated for [`crate::app::Effect::Collate`] of this number.
    Collated(u64, Arc<Collation>),
    /// What was measured for [`crate::app::Effect::Measure`] of this number.
    Measured(u64, Arc<Figures>),
    /// γ is to be measured.
    MeasureGamma,
    /// It is no longer wanted.
    StopGamma,
    /// So many of so many texts are looked at, in the measurement of this number.
    GammaGoesOn(u64, usize, usize),
    /// γ was measured.
    GammaMeasured(u64, Gamma),
}
