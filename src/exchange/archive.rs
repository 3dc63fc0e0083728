//! Archives: written in memory, and read within limits.

use std::io::{self, Cursor, Read as _, Write as _};

use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{NamedFile, error::ExchangeError, limits::MAX_UNPACKED};

/// The files as an archive, in their order. Nothing in it tells when it was made.
pub(super) fn pack(files: &[NamedFile]) -> Result<Vec<u8>, ExchangeError> {
    let not_written = |fault: &dyn std::fmt::Display| ExchangeError::NotWritten(fault.to_string());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        archive.start_file(&file.name, SimpleFileOptions::default()).map_err(|fault| not_written(&fault))?;
        archive.write_all(&file.bytes).map_err(|fault| not_written(&fault))?;
    }
    Ok(archive.finish().map_err(|fault| not_written(&fault))?.into_inner())
}

/// The files of an archive.
pub(super) fn unpack(bytes: &[u8]) -> Result<Vec<NamedFile>, ExchangeError> {
    unpack_some(bytes, |_| true)
}

/// The files of an archive that are wanted; the others are unpacked to see that they are not too large, and not kept. Nothing is unpacked to a disk; a name that leads out of the archive is refused all the same, since the next
/// program may unpack it.
pub(super) fn unpack_some(bytes: &[u8], is_wanted: impl Fn(&str) -> bool) -> Result<Vec<NamedFile>, ExchangeError> {
    let broken = |fault: &dyn std::fmt::Display| ExchangeError::Broken {
        place: "archive".to_owned(),
        reason: fault.to_string(),
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|fault| broken(&fault))?;
    let mut left = MAX_UNPACKED;
    let mut files = Vec::new();
    for number in 0..archive.len() {
        let file = archive.by_index(number).map_err(|fault| broken(&fault))?;
        let name = file.name().map_err(|fault| broken(&fault))?.into_owned();
        if name.starts_with('/') || name.contains(['\\', ':']) || name.split('/').any(|part| part == "..") {
            return Err(ExchangeError::Outside(name));
        }
        // What the archive says of sizes is not believed.
        let mut file = file.take(left + 1);
        let mut content = Vec::new();
        let count = if is_wanted(&name) {
            file.read_to_end(&mut content).map(|count| count as u64)
        } else {
            io::copy(&mut file, &mut io::sink())
        };
        left = left.checked_sub(count.map_err(|fault| broken(&fault))?).ok_or(ExchangeError::Bomb)?;
        if is_wanted(&name) {
            files.push(NamedFile { name, bytes: content });
        }
    }
    Ok(files)
}
