//! `claimlight compare KEY.claims.json OTHER.claims.json…`

pub(super) mod json;
mod table;

use std::{
    io,
    path::{Path, PathBuf},
};

use clap::Args;
use jiff::Timestamp;

use super::{Console, Outcome, read_review};
use crate::{
    anchor::Fate,
    classroom::Expected,
    compare::{AnotherText, Comparison, Continuum, Gamma, GammaOptions, Key, Layer},
    review::{self, Decision, Review, carry_over},
    store::{Decoded, Digest},
    teaching::Role,
};

/// What `claimlight compare` is asked for.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The review that the others are held against (*.claims.json); - reads the standard input
    key: PathBuf,
    /// The reviews to compare with it; - reads the standard input
    #[arg(required = true)]
    reviews: Vec<PathBuf>,
    /// Print one JSON value instead of tables
    #[arg(long)]
    json: bool,
    /// Measure γ too, which takes longer
    #[arg(long)]
    gamma: bool,
}

impl Arguments {
    /// Whether the standard input is asked for once at most.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub(super) fn has_one_standard_input(&self) -> Result<(), &'static str> {
        let asked = std::iter::once(&self.key).chain(&self.reviews).filter(|file| file.as_path() == Path::new("-"));
        if asked.count() > 1 { Err("only one of the reviews can come from the standard input") } else { Ok(()) }
    }
}

/// How many claims may share text with others of their tag, which none of a review made here do. More of them are no review, and comparing
/// all with all would take longer the more there are.
const MOST_OVERLAPPING: usize = 1000;

/// A review that was compared.
struct Compared {
    file: PathBuf,
    layer: Layer,
    /// How its claims came to the text of the key, when it is of another.
    carried: Option<Carried>,
    comparison: Comparison,
    /// The agreement of both on claims as wholes, when it was asked for.
    gamma: Option<Gamma>,
}

/// What has become of the claims of a review of another text.
#[derive(Clone, Copy, Debug, Default)]
struct Carried {
    same: usize,
    moved: usize,
    changed: usize,
    lost: usize,
}

/// A review that could not be compared.
struct Failed {
    file: PathBuf,
    reason: String,
}

/// Everything there is to print.
struct Results {
    file: PathBuf,
    key: Key,
    continuum: Continuum,
    layer: Layer,
    reviews: Vec<Compared>,
    failed: Vec<Failed>,
    /// The same of all, with the key and without it, when it was asked for.
    gamma: Option<[Gamma; 2]>,
}

/// Compares, and prints what came of it. A review that cannot be compared is named, and the others are.
///
/// # Errors
/// When the result cannot be written.
pub(super) fn run(arguments: &Arguments, console: &mut Console<'_>) -> io::Result<Outcome> {
    let expected = match read(&arguments.key, console) {
        Ok(review) => review,
        Err(reason) => {
            console.error(&arguments.key, reason);
            return Ok(Outcome::InputAtFault);
        }
    };
    let continuum = Continuum::new(expected.article().text());
    let Ok(layer) = Layer::of(&expected, &continuum) else {
        console.error(&arguments.key, AnotherText);
        return Ok(Outcome::InputAtFault);
    };
    if let Err(reason) = is_orderly(&layer) {
        console.error(&arguments.key, reason);
        return Ok(Outcome::InputAtFault);
    }
    let key = match key(&expected, &layer) {
        Ok(key) => key,
        Err(reason) => {
            console.error(&arguments.key, reason);
            return Ok(Outcome::InputAtFault);
        }
    };
    warn(&arguments.key, &layer, console);
    let mut results = Results {
        file: arguments.key.clone(),
        key,
        continuum,
        layer,
        reviews: Vec::new(),
        failed: Vec::new(),
        gamma: None,
    };
    for file in &arguments.reviews {
        let placed = read(file, console).and_then(|review| placed(&review, &expected, &results.continuum));
        match placed.and_then(|placed| is_orderly(&placed.0).map(|()| placed)) {
            Ok((layer, carried)) => {
                if let Some(carried) = carried {
                    console.warning(file, carried.sentence());
                }
                warn(file, &layer, console);
                let comparison = Comparison::of(&results.key, &layer, &results.continuum);
                let both = [&results.layer, &layer];
                let gamma = arguments.gamma.then(|| gamma(&both, file, &results.continuum, console));
                results.reviews.push(Compared { file: file.clone(), layer, carried, comparison, gamma });
            }
            Err(reason) => {
                console.error(file, &reason);
                results.failed.push(Failed { file: file.clone(), reason });
            }
        }
    }
    if arguments.gamma {
        let others: Vec<&Layer> = results.reviews.iter().map(|review| &review.layer).collect();
        let all: Vec<&Layer> = std::iter::once(&results.layer).chain(others.iter().copied()).collect();
        let gamma = [&all, &others].map(|layers| gamma(layers, &arguments.key, &results.continuum, console));
        results.gamma = Some(gamma);
    }
    if arguments.json {
        json::write(&results, console.out())?;
    } else {
        table::write(&results, console.out())?;
    }
    Ok(if results.failed.is_empty() { Outcome::Done } else { Outcome::InputAtFault })
}

/// What is expected: where the review is an answer key, with what that says, and otherwise each claim in no other way.
fn key(expected: &Review, layer: &Layer) -> Result<Key, String> {
    if expected.role().and_then(Role::key).is_none() {
        return Ok(Key::of_layer(layer));
    }
    let hash = Digest::of(expected.article().text().as_str().as_bytes()).to_string();
    let expected = Expected::of(expected, hash).map_err(|refusal| refusal.to_string())?;
    Ok(expected.key().clone())
}

/// Measures γ and says how far it is.
fn gamma(layers: &[&Layer], file: &Path, continuum: &Continuum, console: &mut Console<'_>) -> Gamma {
    Gamma::of(layers, continuum, &GammaOptions::default(), |done, all| {
        console.detail(file, format_args!("γ of {} reviewers: {done} of {all} texts", layers.len()));
        true
    })
}

/// Reads a review and says what is wrong with its file.
fn read(file: &Path, console: &mut Console<'_>) -> Result<Review, String> {
    let Decoded { review, faults, .. } = read_review(file)?;
    for fault in faults {
        console.warning(file, format_args!("{}: {fault}", fault.pointer));
    }
    Ok(review)
}

/// Whether few enough claims of one tag share text.
fn is_orderly(layer: &Layer) -> Result<(), String> {
    match layer.overlapping_in_tag() {
        ..=MOST_OVERLAPPING => Ok(()),
        many => Err(format!(
            "{many} claims share text with others of their tag, more than can be compared. `claimlight check` names them"
        )),
    }
}

/// Says what of a review is not as it should be for a comparison.
fn warn(file: &Path, layer: &Layer, console: &mut Console<'_>) {
    if layer.marks().is_empty() {
        console.warning(file, "There are no claims in it");
    }
    match layer.without_place() {
        0 => {}
        1 => console.warning(file, "One claim has no place in the text and was left out"),
        several => console.warning(file, format_args!("{several} claims have no place in the text and were left out")),
    }
}

/// What a review marks in the text of the key, to which its claims are carried over when it is of another.
fn placed(review: &Review, expected: &Review, continuum: &Continuum) -> Result<(Layer, Option<Carried>), String> {
    if let Ok(layer) = Layer::of(review, continuum) {
        return Ok((layer, None));
    }
    let hash = |review: &Review| Digest::of(review.article().text().as_str().as_bytes()).to_string();
    let hashes = (hash(review), hash(expected));
    let result = review::compare(review, expected.article().clone(), hashes, |_phase| true)
        .ok_or_else(|| "The comparison of the two texts was broken off".to_owned())?;
    let carried = Carried::of(&result);
    let all = result.claims.len();
    let found = all - carried.lost;
    if 2 * found < all || all == 0 {
        return Err(format!(
            "This seems to be a review of another article: {found} of its {all} claims are in the text of the key. Compare reviews \
             of one article"
        ));
    }
    // What is compared is a copy, to which the text that was handed out means nothing.
    let mut over = review.clone().with_role(None);
    over.apply(&carry_over(review, &result, |_fate| Decision::Accept, Timestamp::now()))
        .map_err(|refusal| refusal.to_string())?;
    let layer = Layer::of(&over, continuum).map_err(|fault| fault.to_string())?;
    Ok((layer, Some(carried)))
}

impl Carried {
    fn of(result: &review::Comparison) -> Self {
        let mut counts = Self::default();
        for claim in &result.claims {
            match claim.worst().map(|outcome| &outcome.fate) {
                Some(Fate::Same(_)) => counts.same += 1,
                Some(Fate::Moved(_)) => counts.moved += 1,
                Some(Fate::Changed { .. }) => counts.changed += 1,
                Some(Fate::Ambiguous(_) | Fate::Orphan { .. }) | None => counts.lost += 1,
            }
        }
        counts
    }

    fn sentence(self) -> String {
        let Self { same, moved, changed, lost } = self;
        format!(
            "This is a review of another text. Its claims were carried over to that of the key: {same} the same, {moved} moved, \
             {changed} changed, {lost} lost"
        )
    }
}
