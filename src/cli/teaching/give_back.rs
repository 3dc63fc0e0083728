//! `claimlight return SUBMISSION --mark MARK`

use std::path::PathBuf;

use clap::{
    Args,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use jiff::Timestamp;

use super::{Rewritten, read_to_write, write};
use crate::{
    classroom::submission::give_back,
    cli::{Console, Outcome},
    teaching::{Grade, Returned},
};

/// What `claimlight return` is asked for.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The submission (*.claims.json); - reads the standard input
    submission: PathBuf,
    /// How far the pupil is
    #[arg(long, value_parser = grades(), required_unless_present = "comment")]
    mark: Option<Grade>,
    /// The rest, in words
    #[arg(long, value_name = "WORDS")]
    comment: Option<String>,
    /// Who says it
    #[arg(long, value_name = "NAME", default_value = "")]
    by: String,
    /// The file for what is returned (*.claims.json)
    #[arg(long, value_name = "PATH")]
    output: PathBuf,
    /// Replace the file that is there
    #[arg(long)]
    force: bool,
}

fn grades() -> impl TypedValueParser<Value = Grade> {
    let names = Grade::ALL.map(|grade| PossibleValue::new(grade.name()));
    let grade = |name: String| Grade::ALL.into_iter().find(|grade| grade.name() == name).ok_or("no such mark");
    PossibleValuesParser::new(names).try_map(grade)
}

/// Writes what a teacher says about a submission into a file for the pupil.
pub(in crate::cli) fn run(arguments: &Arguments, console: &mut Console<'_>) -> Outcome {
    let returned = Returned {
        by: arguments.by.trim().to_owned(),
        grade: arguments.mark,
        comment: arguments.comment.as_deref().unwrap_or_default().trim().to_owned(),
        at: Timestamp::now(),
    };
    let marked = read_to_write(&arguments.submission, console).and_then(|Rewritten { mut review, carried }| {
        let edit = give_back(&review, returned).map_err(|refusal| refusal.to_string())?;
        review.apply(&edit).map_err(|refusal| refusal.to_string())?;
        Ok((review, carried))
    });
    match marked {
        Ok((review, carried)) => write(&arguments.output, &review, &carried, arguments.force, console),
        Err(reason) => {
            console.error(&arguments.submission, reason);
            Outcome::InputAtFault
        }
    }
}
