//! What is done with the bytes of a fuzzer, and of the corpus that is kept: each function panics when a promise is broken.
//!
//! `tests/corpus.rs` of the project runs the same functions over `fuzz/corpus/` without a fuzzer.

use std::{
    fs,
    sync::{Mutex, OnceLock, PoisonError},
    thread,
    time::Duration,
};

use claimlight::{
    read::{self, Isolation, Limits, Options, ReadError},
    store::{Folders, decode, encode, journal},
};
use jiff::Timestamp;

/// The stack that readers have in the program, in bytes.
const STACK: usize = 64 * 1024 * 1024;

/// Reads an article: by whatever reader knows the bytes, `name` tipping the scales, in this process.
pub fn article(name: &str, bytes: &[u8]) {
    // The fuzzer's own limit of time is the one that counts.
    let limits = Limits { time: Duration::from_hours(1), ..Limits::default() };
    let options = Options { isolation: Isolation::None, limits, ..Options::default() };
    thread::scope(|scope| {
        let reader = thread::Builder::new().stack_size(STACK);
        let reading =
            reader.spawn_scoped(scope, || read::read_bytes_with(Some(name), bytes, Timestamp::UNIX_EPOCH, &options));
        match reading.expect("a thread").join() {
            Ok(Ok(reading)) => check(&reading),
            Ok(Err(fault)) => {
                // What a reader panics at is a sentence for those who read, and a broken promise here.
                assert!(!matches!(fault, ReadError::BrokeOff | ReadError::ReaderCrashed), "{fault}");
                assert!(!fault.to_string().is_empty(), "a fault without a sentence");
            }
            Err(panic) => std::panic::resume_unwind(panic),
        }
    });
}

/// An article holds together, and everything said about it is a sentence.
fn check(reading: &read::Reading) {
    let article = &reading.article;
    let text = article.text();
    assert!(!text.as_str().trim().is_empty(), "an article without words");
    let mut end = 0;
    for block in article.blocks() {
        assert!(block.span.start().get() >= end, "blocks overlap");
        assert!(!text.slice(block.span).trim().is_empty(), "a block without words");
        end = block.span.end().get();
    }
    assert!(article.pages().windows(2).all(|pair| pair[0].start < pair[1].start), "pages out of order");
    assert!(reading.warnings.iter().all(|warning| !warning.to_string().is_empty()), "a warning without a sentence");
    for remark in &reading.remarks {
        let _words = remark.span.map(|span| text.slice(span));
    }
}

/// Opens a review, and what comes of it is the same after it was written and opened again.
pub fn review(bytes: &[u8]) {
    let Ok(first) = decode(bytes) else { return };
    assert!(first.faults.iter().all(|fault| !fault.kind.to_string().is_empty()), "a fault without a sentence");
    let written = encode(&first.review, &first.carried).expect("what was opened can be written");
    let second = decode(&written).expect("what was written can be opened");
    assert!(first.review == second.review, "it is another review after it was written");
    let again = encode(&second.review, &second.carried).expect("it can be written again");
    assert!(written == again, "it is another file after it was opened");
}

/// Recovers a journal. A line is a record; its number and checksum are put before it, so that what is in it is reached. A line that
/// begins with `!` is written as it is.
pub fn journal(bytes: &[u8]) {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = FOLDER.get_or_init(|| tempfile::tempdir().expect("a folder"));
    let folders = Folders::within(folder.path());
    let place = folder.path().join("state/journals");
    fs::create_dir_all(&place).expect("a folder for journals");
    let file = place.join("0000000000000000.journal");
    fs::write(&file, lines(bytes)).expect("it is written");
    for recovery in journal::orphans(&folders) {
        let _shown =
            (recovery.title().map(str::to_owned), recovery.last_at(), recovery.is_torn(), recovery.steps().len());
        match recovery.base(&folders) {
            Ok((mut review, carried)) => {
                let _applied = recovery.apply(&mut review);
                encode(&review, &carried).expect("what was recovered can be saved");
            }
            Err(fault) => assert!(!fault.to_string().is_empty(), "a fault without a sentence"),
        }
    }
    // Another name may stand there now, when the journal was set aside.
    fs::remove_dir_all(&place).expect("it is emptied");
}

fn lines(bytes: &[u8]) -> Vec<u8> {
    let mut lines = Vec::new();
    let mut number = 0_u64;
    for record in bytes.split(|byte| *byte == b'\n') {
        if let Some(raw) = record.strip_prefix(b"!") {
            lines.extend_from_slice(raw);
        } else {
            let mut checksum = crc32fast::Hasher::new();
            checksum.update(&number.to_le_bytes());
            checksum.update(record);
            lines.extend(format!("{{\"seq\":{number},\"crc32\":{},\"record\":", checksum.finalize()).bytes());
            lines.extend_from_slice(record);
            lines.push(b'}');
            number += 1;
        }
        lines.push(b'\n');
    }
    lines
}
