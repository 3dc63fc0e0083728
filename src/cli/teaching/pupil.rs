//! `claimlight begin ASSIGNMENT` and `claimlight hand-in SUBMISSION`

use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;

use super::{Rewritten, read, read_to_write, text_hash, write};
use crate::{
    classroom::submission::{begin, hand_in, lacks},
    cli::{Console, Outcome},
    store::Carried,
    teaching::Pseudonym,
};

/// What `claimlight begin` is asked for.
#[derive(Debug, Args)]
pub struct BeginArguments {
    /// The assignment (*.claims.json); - reads the standard input
    assignment: PathBuf,
    /// The name by which the teacher knows you
    #[arg(long, value_name = "NAME")]
    pseudonym: String,
    /// The file for the submission (*.claims.json)
    #[arg(long, value_name = "PATH")]
    output: PathBuf,
    /// Replace the file that is there
    #[arg(long)]
    force: bool,
}

/// What `claimlight hand-in` is asked for.
#[derive(Debug, Args)]
pub struct HandInArguments {
    /// The submission (*.claims.json); - reads the standard input
    submission: PathBuf,
    /// The file for what is handed in (*.claims.json)
    #[arg(long, value_name = "PATH")]
    output: PathBuf,
    /// Replace the file that is there
    #[arg(long)]
    force: bool,
}

/// Begins a submission.
pub(in crate::cli) fn run_begin(arguments: &BeginArguments, console: &mut Console<'_>) -> Outcome {
    let begun = read(&arguments.assignment, console).and_then(|assignment| {
        let pseudonym = Pseudonym::new(&arguments.pseudonym).map_err(|refusal| refusal.to_string())?;
        let hash = text_hash(&assignment.review);
        begin(&assignment.review, &pseudonym, hash).map_err(|refusal| refusal.to_string())
    });
    match begun {
        // Nothing that the assignment's file holds besides goes into a pupil's.
        Ok(submission) => write(&arguments.output, &submission, &Carried::default(), arguments.force, console),
        Err(reason) => {
            console.error(&arguments.assignment, reason);
            Outcome::InputAtFault
        }
    }
}

/// Hands a submission in, and says what it lacks.
pub(in crate::cli) fn run_hand_in(arguments: &HandInArguments, console: &mut Console<'_>) -> Outcome {
    let handed = read_to_write(&arguments.submission, console).and_then(|Rewritten { mut review, carried }| {
        let lacks = lacks(&review).map_err(|refusal| refusal.to_string())?;
        let edit = hand_in(&review, Timestamp::now()).map_err(|refusal| refusal.to_string())?;
        review.apply(&edit).map_err(|refusal| refusal.to_string())?;
        Ok((review, carried, lacks))
    });
    match handed {
        Ok((review, carried, lacks)) => {
            for lack in lacks {
                console.warning(&arguments.submission, lack);
            }
            write(&arguments.output, &review, &carried, arguments.force, console)
        }
        Err(reason) => {
            console.error(&arguments.submission, reason);
            Outcome::InputAtFault
        }
    }
}
