//! Which proposals were dismissed, by the text they were made for. They are no part of a review: they are remembered on this machine.

use std::{fs, io, path::PathBuf};

use serde::{Deserialize, Serialize};

use super::{
    Folders,
    atomic::{self, Audience},
    folders::make_private,
};
use crate::text::Text;

/// More than this is no file of ours.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// A dismissed proposal: where its first segment begins and ends, in bytes of the text, and its tag by the name in files.
pub type DismissedMark = (usize, usize, String);

#[derive(Debug, Default, Serialize, Deserialize)]
struct DismissedFile {
    dismissed: Vec<DismissedMark>,
}

/// What was dismissed on this text; nothing where nothing is known, or what is there cannot be read.
pub fn dismissed(folders: &Folders, text: &Text) -> Vec<DismissedMark> {
    let read = || -> Option<DismissedFile> {
        let path = path_of(folders, text)?;
        if fs::metadata(&path).ok()?.len() > MAX_BYTES {
            return None;
        }
        serde_json::from_slice(&fs::read(path).ok()?).ok()
    };
    read().unwrap_or_default().dismissed
}

/// Keeps what was dismissed on this text, in the place of what was kept before.
pub fn keep_dismissed(folders: &Folders, text: &Text, dismissed: Vec<DismissedMark>) -> Result<(), io::Error> {
    let Some(path) = path_of(folders, text) else {
        return Ok(());
    };
    if let Some(folder) = path.parent() {
        make_private(folder)?;
    }
    let content = serde_json::to_vec(&DismissedFile { dismissed })?;
    atomic::write(&path, &content, Audience::User).map(|_confirmed| ()).map_err(io::Error::other)
}

fn path_of(folders: &Folders, text: &Text) -> Option<PathBuf> {
    let digest = super::Digest::of_text(text);
    Some(folders.dismissed()?.join(format!("{digest}.json")))
}
