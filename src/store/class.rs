//! The files of a class: its key, opened, its submissions, read one after another, and its roster.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    Carried, Decoded, Digest, EncodeError, ExportError, Fault, FaultKind, OpenError, Password, SealError, encode,
    export_review, open_key, read_file,
};
use crate::{
    classroom::{Remark, Roster, RosterFault, make, submission},
    read::{self, REVIEW_ENDING},
    review::{Refusal, Review},
    teaching::{Assignment, KeyPlace, Refused, Returned, Role, Submission},
};

/// Why there is no key in a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFault {
    /// It is sealed, and nobody gave a password.
    #[error("The key of this assignment is sealed. Give the teacher’s password")]
    NoPassword,
    /// It could not be unsealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// What was sealed is the key of something else.
    #[error("The sealed key is of another article than the assignment. Ask for the key again")]
    AnotherArticle,
    /// There is none.
    #[error(transparent)]
    Refused(#[from] Refused),
}

/// The key that a review is or holds: a key, an assignment in which it lies open or sealed, or any review without a role. A password
/// takes the time that [`super::Work`] says.
///
/// # Errors
/// When there is none, or it is sealed and the password is missing or another.
pub fn key_of(review: &Review, password: Option<&Password>) -> Result<Review, KeyFault> {
    match review.role() {
        None => Ok(review.clone()),
        Some(Role::Assignment(Assignment { key: KeyPlace::Sealed(sealed), .. })) => {
            let key = open_key(sealed, password.ok_or(KeyFault::NoPassword)?)?;
            if key.article().text() == review.article().text() { Ok(key) } else { Err(KeyFault::AnotherArticle) }
        }
        Some(_) => Ok(make::open_key(review)?),
    }
}

/// What is read of a class.
#[derive(Clone, Debug, Default)]
pub struct ClassFiles {
    /// What may be submissions, each with the name of its file.
    pub submissions: Vec<(String, Review)>,
    /// What is to be said of files: those that cannot be read, and those that are there twice.
    pub remarks: Vec<Remark>,
    /// Assignments and keys that lie among the submissions.
    pub passed_over: Vec<PathBuf>,
    /// What was mended in the files, for reading.
    pub faults: Vec<(PathBuf, Fault)>,
}

/// Reads the submissions of a class: the files that are named, and those of folders, and of folders in them, that are reviews by their
/// names. Of files with the same content one is taken. `goes_on` is asked before each file with how many are read and how many there are;
/// when it says no, the rest is left out.
pub fn read_class(paths: &[PathBuf], goes_on: &mut dyn FnMut(usize, usize) -> bool) -> ClassFiles {
    let mut found = ClassFiles::default();
    let is_review = |path: &Path| path.to_string_lossy().ends_with(REVIEW_ENDING);
    let files = read::expanded(paths, &is_review, &mut |path, reason| {
        found.remarks.push(Remark::not_counted(path.to_string_lossy(), reason));
    });
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let all = files.len();
    for (number, file) in files.into_iter().enumerate() {
        if !goes_on(number, all) {
            break;
        }
        let name = file.to_string_lossy().into_owned();
        let Decoded { review, faults, .. } = match read_file(&file) {
            Ok(decoded) => decoded,
            Err(fault) => {
                found.remarks.push(Remark::not_counted(name, fault.to_string()));
                continue;
            }
        };
        if matches!(review.role(), Some(Role::Assignment(_) | Role::Key(_))) {
            found.passed_over.push(file);
            continue;
        }
        let hash = encode(&review, &Carried::default()).map(|bytes| Digest::of(&bytes).to_string());
        if let Ok(hash) = hash
            && let Some(first) = known.insert(hash.clone(), name.clone())
        {
            found.remarks.push(Remark::counted(&first, format!("“{name}” is the same once more and was counted once")));
            known.insert(hash, first);
            continue;
        }
        // That the text is another is said where it is compared with that of the key.
        let mended = faults.into_iter().filter(|fault| fault.kind != FaultKind::TextHash);
        found.faults.extend(mended.map(|fault| (file.clone(), fault)));
        found.submissions.push((name, review));
    }
    found
}

/// Why a roster was not read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RosterError {
    /// The file cannot be read.
    #[error("The roster could not be read: {0}. Choose another file")]
    Unreadable(#[from] io::Error),
    /// It is longer than any roster.
    #[error("The roster has more than 4 MiB. Give a table of pseudonyms and names alone")]
    TooLong,
    /// It is none.
    #[error(transparent)]
    Fault(#[from] RosterFault),
}

/// Reads who is behind which pseudonym.
///
/// # Errors
/// When the file cannot be read, or is no such table.
pub fn read_roster(path: &Path) -> Result<Roster, RosterError> {
    /// More bytes than any roster has.
    const LIMIT: usize = 4 * 1024 * 1024;
    let bytes = read::beginning_of(path, LIMIT + 1)?;
    if bytes.len() > LIMIT {
        return Err(RosterError::TooLong);
    }
    Ok(Roster::read(&bytes)?)
}

/// Why nothing was returned to a pupil. What is on disk is as it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GiveBackError {
    /// The submission cannot be read.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A newer program wrote it.
    #[error("version {0} is newer than this program, so nothing was written")]
    Newer(String),
    /// It is none.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// It cannot be changed.
    #[error(transparent)]
    Refusal(#[from] Refusal),
    /// It cannot be made into a file.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// It would be written over the pupil's own file.
    #[error("what is returned would take the place of the pupil’s own file. Choose another folder")]
    OwnFile,
    /// It would be written over a file that is something else.
    #[error("“{}” is something else. Choose another folder", .0.display())]
    Occupied(PathBuf),
    /// There is no folder for it, and none could be made.
    #[error("the folder “{}” could not be made: {fault}. Choose another", folder.display())]
    NoFolder {
        /// The folder.
        folder: PathBuf,
        /// The system's words.
        fault: io::Error,
    },
    /// It could not be written.
    #[error(transparent)]
    Export(#[from] ExportError),
}

/// Over which files it may be written, beside those that were returned before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Over {
    /// The pupils' own.
    pub own: bool,
    /// Whatever is there.
    pub others: bool,
}

/// Where what is returned of a submission goes: in `folder` as the submission lies in that of the class.
pub fn return_path(class: &Path, submission: &Path, folder: &Path) -> PathBuf {
    let inside = submission.strip_prefix(class).ok().filter(|inside| !inside.as_os_str().is_empty());
    let name = || submission.file_name().map_or(submission, Path::new);
    folder.join(inside.unwrap_or_else(name))
}

/// Writes a copy of a submission, as its file is now, with what the teacher says of it. What was returned to the same pupil before is
/// replaced; over anything else it is written only as `over` says.
///
/// # Errors
/// See [`GiveBackError`].
pub fn give_back(submission: &Path, target: &Path, returned: Returned, over: Over) -> Result<(), GiveBackError> {
    let Decoded { mut review, carried, newer, .. } = read_file(submission)?;
    if let Some(newer) = newer.filter(|newer| newer.is_major) {
        return Err(GiveBackError::Newer(newer.version));
    }
    let edit = submission::give_back(&review, returned)?;
    let is_own = match (fs::canonicalize(submission), fs::canonicalize(target)) {
        (Ok(own), Ok(there)) => own == there,
        _ => false,
    };
    if is_own && !over.own {
        return Err(GiveBackError::OwnFile);
    }
    if !is_own && !over.others && target.exists() && returned_at(target, &review).is_none() {
        return Err(GiveBackError::Occupied(target.to_owned()));
    }
    review.apply(&edit)?;
    let bytes = encode(&review, &carried)?;
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(|fault| GiveBackError::NoFolder { folder: folder.to_owned(), fault })?;
    }
    export_review(target, &bytes, true)?;
    Ok(())
}

/// What was returned in a file to the pupil whose submission this is; `None` when there is nothing of the sort.
pub fn returned_at(file: &Path, submission: &Review) -> Option<Returned> {
    if !file.is_file() {
        return None;
    }
    let before = read_file(file).ok()?.review;
    let (Some(Role::Submission(there)), Some(Role::Submission(own))) = (before.role(), submission.role()) else {
        return None;
    };
    let is_of_same = |one: &Submission, other: &Submission| one.assignment == other.assignment;
    let is_same = before.reviewer() == submission.reviewer() && is_of_same(there, own);
    there.returned.clone().filter(|_| is_same)
}
