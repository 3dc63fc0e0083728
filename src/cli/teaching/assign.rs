//! `claimlight assign FILE --output ASSIGNMENT`

use std::path::{Path, PathBuf};

use clap::{Args, builder::PossibleValuesParser};
use uuid::Uuid;

use super::{password, read, write};
use crate::{
    claim::Tag,
    classroom::make::{self, Enclosed},
    cli::{Console, Outcome, read_article},
    read::{self as reading, Reading},
    review::Review,
    store::{self, Carried, Work},
    teaching::{Asked, AskedField, AssignmentId, CodebookNote, Masthead, Role, Sealed, Task},
};

/// What `claimlight assign` is asked for.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Arguments {
    /// The article, or a review of it (*.claims.json), whose claims stay out unless something else is said
    file: PathBuf,
    /// The file for the assignment (*.claims.json)
    #[arg(long, value_name = "PATH")]
    output: PathBuf,
    /// What the pupils are told; of an assignment, such as a lesson, without it what is told there
    #[arg(long, value_name = "WORDS")]
    instructions: Option<String>,
    /// Which tags to look for
    #[arg(long, value_delimiter = ',', default_value = "quote,assertion,commentary", value_parser = tags())]
    tags: Vec<String>,
    /// Which fields of a claim to fill in; none asks for nothing but tags
    #[arg(long, value_delimiter = ',', default_value = "speaker", value_parser = fields())]
    fields: Vec<String>,
    /// Ask for a reason for each claim
    #[arg(long)]
    why: bool,
    /// Rules of your own, beside those of the program
    #[arg(long, value_name = "WORDS", default_value = "")]
    codebook: String,
    /// Where a codebook can be read
    #[arg(long, value_name = "ADDRESS")]
    codebook_link: Option<String>,
    /// Let the program say nothing of what it would look at
    #[arg(long)]
    no_hints: bool,
    /// Hide headline, byline and source
    #[arg(long)]
    hide_masthead: bool,
    /// Cut the spans of the review's claims beforehand, so that only their tags are asked for
    #[arg(long)]
    pre_cut: bool,
    /// Make the review's claims the key
    #[arg(long)]
    key: bool,
    /// Seal the key in the assignment with the password in this file; - reads the standard input
    #[arg(long, value_name = "PATH", requires = "key")]
    password_file: Option<PathBuf>,
    /// Write the key to a file of its own, which stays with the teacher
    #[arg(long, value_name = "PATH", requires = "key")]
    key_output: Option<PathBuf>,
    /// Leave the key open in the assignment, for practice with answers at once
    #[arg(long, requires = "key", conflicts_with = "password_file")]
    practice: bool,
    /// Replace files that are there
    #[arg(long)]
    force: bool,
}

fn tags() -> PossibleValuesParser {
    PossibleValuesParser::new(Tag::ALL.map(Tag::name))
}

fn fields() -> PossibleValuesParser {
    PossibleValuesParser::new(AskedField::ALL.map(AskedField::name).into_iter().chain(["none"]))
}

impl Arguments {
    /// Whether there is somewhere for the key to go, and one input for one thing.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub(in crate::cli) fn make_sense(&self) -> Result<(), &'static str> {
        let goes_somewhere = self.practice || self.password_file.is_some() || self.key_output.is_some();
        if self.key && !goes_somewhere {
            return Err(
                "the key needs a place: seal it with --password-file, keep it with --key-output, or leave it open \
                        with --practice",
            );
        }
        let is_input = |file: &Path| file == Path::new("-");
        if is_input(&self.file) && self.password_file.as_deref().is_some_and(is_input) {
            return Err("the article and the password cannot both come from the standard input");
        }
        Ok(())
    }

    fn task(&self, source: &Review) -> Result<Task, String> {
        let named = |names: &[String], name: &str| names.iter().any(|given| given == name);
        let told = match source.role() {
            Some(Role::Assignment(assignment)) => assignment.task.instructions.as_str(),
            _ => "",
        };
        let spans = if self.pre_cut { make::cut(source).map_err(|refusal| refusal.to_string())? } else { Vec::new() };
        let asked = Asked {
            instructions: self.instructions.as_deref().unwrap_or(told).to_owned(),
            tags: Tag::ALL.into_iter().filter(|tag| named(&self.tags, tag.name())).collect(),
            fields: AskedField::ALL.into_iter().filter(|field| named(&self.fields, field.name())).collect(),
            why: self.why,
            codebook: CodebookNote { text: self.codebook.clone(), link: self.codebook_link.clone() },
            hints: !self.no_hints,
            masthead: if self.hide_masthead { Masthead::Hidden } else { Masthead::Shown },
            spans,
        };
        Task::new(asked).map_err(|refusal| refusal.to_string())
    }
}

/// Makes an assignment and, when it is asked for, a key.
pub(in crate::cli) fn run(arguments: &Arguments, console: &mut Console<'_>) -> Outcome {
    match made(arguments, console) {
        Ok(files) => {
            let mut outcome = Outcome::Done;
            for (path, review) in files {
                if write(&path, &review, &Carried::default(), arguments.force, console) == Outcome::InputAtFault {
                    outcome = Outcome::InputAtFault;
                    break;
                }
            }
            outcome
        }
        Err((file, reason)) => {
            console.error(&file, reason);
            Outcome::InputAtFault
        }
    }
}

/// The files to write, the key first: an assignment whose key could not be written is of no use.
fn made(arguments: &Arguments, console: &mut Console<'_>) -> Result<Vec<(PathBuf, Review)>, (PathBuf, String)> {
    let of_input = |reason: String| (arguments.file.clone(), reason);
    let source = source(&arguments.file, console).map_err(of_input)?;
    let id = AssignmentId(Uuid::now_v7());
    let task = arguments.task(&source).map_err(of_input)?;
    let key = if arguments.key {
        Some(make::key(&source, Some((id, &task))).map_err(|refusal| of_input(refusal.to_string()))?)
    } else {
        None
    };
    let sealed: Option<Sealed> = match (&key, &arguments.password_file) {
        (Some(key), Some(file)) => {
            let password = password(file).map_err(|reason| (file.clone(), reason))?;
            Some(store::seal_key(key, &password, Work::USUAL).map_err(|fault| of_input(fault.to_string()))?)
        }
        _ => None,
    };
    let enclosed = match (&key, &sealed) {
        (Some(key), None) if arguments.practice => Enclosed::Open(key),
        (_, Some(sealed)) => Enclosed::Sealed(sealed),
        _ => Enclosed::Nothing,
    };
    let assignment = make::assignment(source.article(), source.reviewer(), id, task, enclosed)
        .map_err(|refusal| of_input(refusal.to_string()))?;
    let of_its_own = arguments.key_output.clone().zip(key);
    Ok(of_its_own.into_iter().chain([(arguments.output.clone(), assignment)]).collect())
}

/// A review, or an article as a review without claims.
fn source(file: &Path, console: &mut Console<'_>) -> Result<Review, String> {
    if reading::is_review(file) {
        return read(file, console).map(|decoded| decoded.review);
    }
    let Reading { article, warnings, .. } = read_article(file).map_err(|fault| fault.to_string())?;
    for warning in warnings {
        console.warning(file, warning);
    }
    Ok(Review::new(article, ""))
}
