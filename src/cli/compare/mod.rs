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
    classroom::expected_by,
    compare::{
        AnotherText, CarriedOver, Comparison, Continuum, Gamma, GammaOptions, Key, Layer, Placed, orderly, placed,
    },
    review::Review,
    store::{Decoded, Digest},
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

/// A review that was compared.
struct Compared {
    file: PathBuf,
    layer: Layer,
    /// How its claims came to the text of the key, when it is of another.
    carried: Option<CarriedOver>,
    comparison: Comparison,
    /// The agreement of both on claims as wholes, when it was asked for.
    gamma: Option<Gamma>,
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
    if let Err(reason) = orderly(&layer) {
        console.error(&arguments.key, reason);
        return Ok(Outcome::InputAtFault);
    }
    let key = match expected_by(&expected, &layer).map_err(|refusal| refusal.to_string()) {
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
        let placed = read(file, console).and_then(|review| {
            let hashes = |review: &Review| hashes(review, &expected);
            placed(review, expected.article(), &results.continuum, hashes, Timestamp::now(), |_phase| true)
                .map_err(|fault| fault.to_string())
        });
        match placed {
            Ok(Placed { layer, carried, .. }) => {
                if let Some(carried) = carried {
                    console.warning(file, carried.sentence("that of the key"));
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

/// The hashes of the text of a review and of that of the key, as files have them.
fn hashes(review: &Review, expected: &Review) -> (String, String) {
    let hash = |review: &Review| Digest::of_text(review.article().text()).to_string();
    (hash(review), hash(expected))
}
