//! Assignments, submissions and classes on the command line.

pub(super) mod assign;
pub(super) mod class;
mod class_json;
pub(super) mod give_back;
pub(super) mod lessons;
mod prints;
pub(super) mod pupil;
pub(super) mod reveal;

use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use super::{Console, Outcome, read_review, standard_input};
use crate::{
    classroom::Expected,
    review::Review,
    store::{self, Carried, Decoded, Digest, ExportError, KeyFault, Password},
    teaching::{Masthead, Role},
};

/// More bytes than any password has.
const PASSWORD_LIMIT: u64 = 4096;

/// The hash of a review's text, as its file has it.
fn text_hash(review: &Review) -> String {
    Digest::of_text(review.article().text()).to_string()
}

/// Reads the teacher's password, from the standard input when the file is called `-`.
fn password(file: &Path) -> Result<Password, String> {
    let bytes = if file == Path::new("-") {
        standard_input(PASSWORD_LIMIT).map_err(|fault| fault.to_string())?
    } else {
        let mut bytes = Vec::new();
        let opened = File::open(file).and_then(|file| file.take(PASSWORD_LIMIT + 1).read_to_end(&mut bytes));
        opened.map_err(|fault| format!("The password could not be read: {fault}. Name a file that holds it"))?;
        bytes
    };
    if bytes.len() as u64 > PASSWORD_LIMIT {
        return Err(format!("A password has at most {PASSWORD_LIMIT} bytes. Name a file that holds nothing else"));
    }
    let typed = std::str::from_utf8(&bytes)
        .map_err(|_fault| "The password is not in UTF-8. Save its file as UTF-8 text".to_owned())?;
    Password::new(typed).map_err(|fault| fault.to_string())
}

/// Reads a review and says what is wrong with its file.
fn read(file: &Path, console: &mut Console<'_>) -> Result<Decoded, String> {
    let decoded = read_review(file)?;
    for fault in &decoded.faults {
        console.warning(file, format_args!("{}: {fault}", fault.pointer));
    }
    Ok(decoded)
}

/// What submissions are held against, as it was read of a file.
struct Against<'a> {
    expected: Expected<'a>,
    /// What the file says of the masthead: a key of its own does not say that it is hidden.
    masthead: Masthead,
}

/// Reads a key and has something done with it; of one that is none, what is wrong has been said.
fn held_against(
    file: &Path,
    password_file: Option<&PathBuf>,
    console: &mut Console<'_>,
    work: impl FnOnce(&Against<'_>, &mut Console<'_>) -> io::Result<Outcome>,
) -> io::Result<Outcome> {
    let fault = match read_key(file, password_file, console) {
        Ok((key, masthead)) => match Expected::of(&key, text_hash(&key)) {
            Ok(expected) => return work(&Against { expected, masthead }, console),
            Err(refusal) => refusal.to_string(),
        },
        Err(reason) => reason,
    };
    console.error(file, fault);
    Ok(Outcome::InputAtFault)
}

/// The key in a file: a key, an assignment in which it lies open or sealed, or any review.
fn read_key(
    file: &Path,
    password_file: Option<&PathBuf>,
    console: &mut Console<'_>,
) -> Result<(Review, Masthead), String> {
    let Decoded { review, .. } = read(file, console)?;
    let masthead = review.role().and_then(Role::task).map(|task| task.masthead).unwrap_or_default();
    let opened = match (store::key_of(&review, None), password_file) {
        (Err(KeyFault::NoPassword), Some(password_file)) => store::key_of(&review, Some(&password(password_file)?)),
        (Err(KeyFault::NoPassword), None) => {
            return Err(format!("{} with --password-file", KeyFault::NoPassword));
        }
        (opened, _) => opened,
    };
    opened.map(|key| (key, masthead)).map_err(|fault| fault.to_string())
}

/// A file that a command rewrites as another.
struct Rewritten {
    review: Review,
    carried: Carried,
}

/// Reads a review that is to be written again; one of a newer major version is not.
fn read_to_write(file: &Path, console: &mut Console<'_>) -> Result<Rewritten, String> {
    let Decoded { review, carried, newer, .. } = read(file, console)?;
    if let Some(newer) = newer.filter(|newer| newer.is_major) {
        return Err(format!("Version {} is newer than this program, so nothing was written", newer.version));
    }
    Ok(Rewritten { review, carried })
}

/// Writes a review; what is wrong has been said when the input is at fault.
fn write(path: &Path, review: &Review, carried: &Carried, force: bool, console: &mut Console<'_>) -> Outcome {
    let written = store::encode(review, carried)
        .map_err(|fault| fault.to_string())
        .and_then(|bytes| exported(store::export_review(path, &bytes, force)));
    match written {
        Ok(()) => {
            console.detail(path, "Written");
            Outcome::Done
        }
        Err(reason) => {
            console.error(path, reason);
            Outcome::InputAtFault
        }
    }
}

/// What came of writing a file, with what to do about one that is in the way.
fn exported<T>(written: Result<T, ExportError>) -> Result<(), String> {
    written.map(|_confirmed| ()).map_err(|fault| match fault {
        ExportError::Exists(_) => format!("{fault} with --force"),
        _ => fault.to_string(),
    })
}
