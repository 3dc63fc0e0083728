//! Other reviews of the same text: choosing, reading, collating and measuring them, off the frame.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;

use super::{Report, Runtime, tell};
use crate::{
    app::{Collation, Command, FailedReview, Figures, OtherReview, ReviewsCommand, State},
    compare::{Continuum, Gamma, GammaOptions, Layer, Placed, placed},
    read::{self, Cancel},
    review::Review,
    store::{self, Decoded, Digest},
    ui::dialogs::{DialogOutcome, DialogRequest},
};

impl Runtime {
    /// Asks for reviews of the same text.
    pub(super) fn ask_which_reviews(&mut self) {
        if std::mem::replace(&mut self.dialog_is_open, true) {
            return;
        }
        let (sender, context) = (self.sender.clone(), Arc::clone(&self.context));
        let answer = move |outcomes: Vec<DialogOutcome>| {
            let is_unavailable = outcomes.contains(&DialogOutcome::Unavailable);
            let files: Vec<PathBuf> = outcomes
                .into_iter()
                .filter_map(|outcome| match outcome {
                    DialogOutcome::Picked(path) => Some(path),
                    DialogOutcome::Cancelled | DialogOutcome::Unavailable => None,
                })
                .collect();
            let command = match (is_unavailable, files.is_empty()) {
                (true, _) => Command::Reviews(ReviewsCommand::NoDialog),
                (false, true) => Command::DialogCancelled,
                (false, false) => Command::Reviews(ReviewsCommand::With(files)),
            };
            tell(&sender, &context, Report::DialogEnded(Box::new(command)));
        };
        self.dialogs.ask_for_several(DialogRequest::Open, Box::new(answer));
    }

    /// Reads reviews one after another on a thread of its own; each is shown as soon as it is read.
    pub(super) fn read_reviews(&mut self, number: u64, files: Vec<PathBuf>, state: &State) {
        let Some(document) = &state.document else { return };
        let open_file = document.file.as_ref().map(|file| file.path.clone());
        let known = document.reviews.continuum().cloned();
        let review = Arc::clone(&document.review);
        self.reading_reviews.request();
        self.reading_reviews = Cancel::default();
        let (sender, context, cancel) = (self.sender.clone(), Arc::clone(&self.context), self.reading_reviews.clone());
        self.on_thread("reviews", move || {
            let article = review.article().clone();
            // The copy goes at once, so that the next edit need not make another.
            drop(review);
            let continuum = known.unwrap_or_else(|| Arc::new(Continuum::new(article.text())));
            let files: Vec<PathBuf> = files.into_iter().flat_map(|file| with_reviews_of_folder(&file)).collect();
            for (at, file) in files.iter().enumerate() {
                if cancel.is_requested() {
                    return;
                }
                let file = std::path::absolute(file).unwrap_or_else(|_fault| file.clone());
                let outcome = if open_file.as_ref() == Some(&file) {
                    Err(format!("“{}” is the review that is open", name(&file)))
                } else {
                    read_review(&file, &article, &continuum, &cancel)
                };
                let outcome = outcome.map_err(|reason| FailedReview { file, reason });
                let left = files.len() - at - 1;
                let read = ReviewsCommand::Read { number, outcome, left, continuum: Arc::clone(&continuum) };
                tell(&sender, &context, Report::Command(Box::new(Command::Reviews(read))));
            }
        });
    }

    /// Brings the claims of large reviews together on a thread of its own.
    pub(super) fn collate(&self, number: u64, state: &State) {
        let Some(document) = &state.document else { return };
        let Some(collated) = document.reviews.to_collate(&document.review) else { return };
        let (sender, context) = (self.sender.clone(), Arc::clone(&self.context));
        self.on_thread("collation", move || {
            let collation = Arc::new(Collation::of(&collated));
            drop(collated);
            let command = Command::Reviews(ReviewsCommand::Collated(number, collation));
            tell(&sender, &context, Report::Command(Box::new(command)));
        });
    }

    /// Measures how well reviewers agree on a thread of its own.
    pub(super) fn measure_reviews(&self, number: u64, state: &State) {
        let Some(document) = &state.document else { return };
        let Some(collated) = document.reviews.to_collate(&document.review) else { return };
        let calibration = document.reviews.calibration().cloned();
        let (sender, context) = (self.sender.clone(), Arc::clone(&self.context));
        self.on_thread("figures", move || {
            let figures = Arc::new(Figures::of(&collated, calibration.as_ref()));
            drop(collated);
            let command = Command::Reviews(ReviewsCommand::Measured(number, figures));
            tell(&sender, &context, Report::Command(Box::new(command)));
        });
    }

    /// Measures γ of the reviews that are held against each other on a thread of its own, and says how far it is.
    pub(super) fn measure_gamma(&mut self, number: u64, state: &State) {
        self.stop_gamma();
        let Some(document) = &state.document else { return };
        let Some(collated) = document.reviews.to_collate(&document.review) else { return };
        let shown = document.reviews.shown();
        let cancel = Cancel::default();
        self.gamma = Some(cancel.clone());
        let (sender, context) = (self.sender.clone(), Arc::clone(&self.context));
        self.on_thread("gamma", move || {
            let say = |command| tell(&sender, &context, Report::Command(Box::new(Command::Reviews(command))));
            let own = Layer::of(&collated.mine, &collated.continuum).unwrap_or_default();
            let layers: Vec<&Layer> =
                std::iter::once(&own).chain(collated.others.iter().map(|other| &other.layer)).collect();
            let layers: Vec<&Layer> = shown.iter().filter_map(|at| layers.get(*at).copied()).collect();
            let measured = Gamma::of(&layers, &collated.continuum, &GammaOptions::default(), |done, all| {
                say(ReviewsCommand::GammaGoesOn(number, done, all));
                !cancel.is_requested()
            });
            drop(layers);
            drop(collated);
            if !cancel.is_requested() {
                say(ReviewsCommand::GammaMeasured(number, measured));
            }
        });
    }

    /// Has the thread that measures γ end soon; nobody waits for it.
    pub(super) fn stop_gamma(&mut self) {
        if let Some(cancel) = self.gamma.take() {
            cancel.request();
        }
    }
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned()
}

/// The reviews of a folder, or the file itself. A folder without reviews stands for itself, and is said to be none.
fn with_reviews_of_folder(file: &Path) -> Vec<PathBuf> {
    let files = if file.is_dir() { read::files_in(file).unwrap_or_default() } else { Vec::new() };
    let reviews: Vec<PathBuf> = files.into_iter().filter(|file| read::is_review(file)).collect();
    if reviews.is_empty() { vec![file.to_path_buf()] } else { reviews }
}

fn read_review(
    file: &Path,
    article: &crate::article::Article,
    continuum: &Continuum,
    cancel: &Cancel,
) -> Result<Arc<OtherReview>, String> {
    if file.is_dir() {
        return Err(format!("There is no review in the folder “{}”. Choose review files (*.claims.json)", name(file)));
    }
    let (Decoded { review, faults, .. }, sha256) =
        store::read_file_by_hash(file).map_err(|fault| format!("“{}” cannot be compared: {fault}", name(file)))?;
    let hash = |text: &crate::text::Text| Digest::of_text(text).to_string();
    let hashes = |review: &Review| (hash(review.article().text()), hash(article.text()));
    let goes_on = |_phase| !cancel.is_requested();
    let Placed { review, layer, carried } = placed(review, article, continuum, hashes, Timestamp::now(), goes_on)
        .map_err(|fault| format!("“{}” cannot be compared: {fault}", name(file)))?;
    let mut remarks = Vec::new();
    if let Some(carried) = carried {
        remarks.push(carried.sentence("this one"));
    }
    match layer.without_place() {
        0 => {}
        1 => remarks.push("One claim has no place in this text and is left out".to_owned()),
        several => remarks.push(format!("{several} claims have no place in this text and are left out")),
    }
    if review.claims().is_empty() {
        remarks.push("There are no claims in it".to_owned());
    }
    match faults.len() {
        0 => {}
        1 => remarks.push("One fault of the file was mended for reading; the file stays as it is".to_owned()),
        several => {
            remarks.push(format!("{several} faults of the file were mended for reading; the file stays as it is"));
        }
    }
    Ok(Arc::new(OtherReview { file: file.to_path_buf(), sha256: sha256.to_string(), review, layer, carried, remarks }))
}
