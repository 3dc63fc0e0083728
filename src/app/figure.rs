//! What happens to figures: they lead to what they count, and leave the program.

use std::{path::PathBuf, sync::Arc};

use crate::figure::{Format, Lead, Plot};

/// A plot in one of the forms in which it leaves the program.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureFile {
    /// The plot.
    pub plot: Arc<Plot>,
    /// The form.
    pub format: Format,
}

/// Something that happened to a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum FigureCommand {
    /// A mark was followed.
    Follow(Lead),
    /// A plot is to be put on the clipboard.
    Copy(FigureFile),
    /// A plot is to be saved; where is asked first.
    Save(FigureFile),
    /// A file to save a plot to was chosen.
    SaveTo(FigureFile, PathBuf),
    /// The system has no file dialog; the path is a proposal.
    NoDialog(FigureFile, PathBuf),
    /// There is a file where a plot was to be saved.
    Exists(FigureFile, PathBuf),
    /// A plot was saved.
    Saved {
        /// Where.
        path: PathBuf,
        /// Whether the disk confirmed it.
        is_confirmed: bool,
    },
    /// A plot could not be copied or saved: a sentence.
    Failed(String),
}

impl FigureFile {
    /// The name under which it is best saved, beside a review that is best saved under `review`.
    pub fn name(&self, review: &str) -> String {
        let stem = review.strip_suffix(".json").unwrap_or(review);
        let stem = stem.strip_suffix(".claims").unwrap_or(stem);
        format!("{stem}.{}.{}", self.plot.name, self.format.ending())
    }
}
