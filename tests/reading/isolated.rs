//! The process that reads for another: whatever becomes of it is a sentence.

use std::{
    panic::resume_unwind,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use claimlight::read::{self, Cancel, Draft, Input, Isolation, Limits, Options, ReadError, Reader, Watch};

use super::{
    now, pdf,
    sheets::{Document, Sheet},
};

fn document() -> Vec<u8> {
    Document::of([Sheet::default().text(60.0, 100.0, 10.0, "The ferry stays in harbour until May.")]).bytes()
}

fn fault(options: &Options) -> ReadError {
    read::read_bytes_with(Some("a.pdf"), &document(), now(), options).expect_err("it cannot be read so")
}

#[test]
fn without_a_program_a_sentence_says_so() {
    // This process never named one.
    let fault = fault(&Options::default()).to_string();
    assert!(fault.contains("a process of their own, which could not be started"), "{fault}");
    let missing = Options { isolation: Isolation::Program("/no/such/program".into()), ..Options::default() };
    let fault = self::fault(&missing).to_string();
    assert!(fault.contains("which could not be started"), "{fault}");
}

#[test]
fn in_this_process_the_same_comes_of_it() {
    let here = Options { isolation: Isolation::None, ..Options::default() };
    let here = read::read_bytes_with(Some("a.pdf"), &document(), now(), &here).expect("a document");
    let there = read::read_bytes_with(Some("a.pdf"), &document(), now(), &pdf::options()).expect("a document");
    assert_eq!(here, there);
}

#[test]
fn no_time_at_all_and_a_cancelled_request_end_at_once() {
    let limits = Limits { time: Duration::ZERO, ..Limits::default() };
    assert!(matches!(fault(&Options { limits, ..pdf::options() }), ReadError::TookTooLong { .. }));
    let cancel = Cancel::default();
    cancel.request();
    assert!(matches!(fault(&Options { cancel, ..pdf::options() }), ReadError::Cancelled));
}

/// A reader that takes everything and breaks off.
struct Breaks;

impl Reader for Breaks {
    fn name_and_version(&self) -> &'static str {
        "breaks 1"
    }

    fn media_type(&self) -> &'static str {
        "text/plain"
    }

    fn recognises(&self, _input: &Input<'_>) -> bool {
        true
    }

    fn read(&self, _input: &Input<'_>, _watch: &Watch) -> Result<Draft, ReadError> {
        // As a panic does, without its words on the screen.
        resume_unwind(Box::new("in the middle"))
    }
}

#[test]
fn a_reader_that_breaks_off_in_this_process_is_a_sentence() {
    let outcome = read::read_bytes_by(&Breaks, Some("a.txt"), b"The ferry stays.", now(), &Options::default());
    let fault = outcome.expect_err("it broke off");
    assert!(matches!(fault, ReadError::BrokeOff), "{fault}");
    let sentence = fault.to_string();
    assert!(sentence.contains("reading this format broke off; save the text as plain text"), "{sentence}");
    // The reader is held to the limits before it is asked.
    let limits = Limits { file_bytes: 3, ..Limits::default() };
    let outcome =
        read::read_bytes_by(&Breaks, None, b"The ferry stays.", now(), &Options { limits, ..Options::default() });
    assert!(!matches!(outcome, Err(ReadError::BrokeOff) | Ok(_)), "{outcome:?}");
}

#[test]
fn a_process_that_gets_no_memory_is_a_sentence() {
    if cfg!(not(target_os = "linux")) {
        return;
    }
    let limits = Limits { memory_bytes: 1, ..Limits::default() };
    let fault = fault(&Options { limits, ..pdf::options() });
    assert!(matches!(fault, ReadError::TooMuchMemory { limit: 1 }), "{fault}");
}

#[test]
fn a_document_that_unpacks_to_more_than_the_memory_is_a_sentence() {
    if cfg!(not(target_os = "linux")) {
        return;
    }
    // Two bytes are 128 of the content.
    let packed = b"\x81 ".repeat(8 * 1024 * 1024);
    let mut bytes = b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n\
        2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R] >> endobj\n\
        3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >> endobj\n"
        .to_vec();
    bytes.extend(format!("4 0 obj << /Filter /RunLengthDecode /Length {} >> stream\n", packed.len()).bytes());
    bytes.extend(packed);
    bytes.extend(b"\x80\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF");
    let fault = read::read_bytes_with(None, &bytes, now(), &pdf::options()).expect_err("it unpacks to a gigabyte");
    assert!(matches!(fault, ReadError::TooMuchMemory { .. }), "{fault}");
}

#[test]
fn the_process_opens_nothing_and_needs_no_environment() {
    let program = env!("CARGO_BIN_EXE_claimlight");
    let output = Command::new(program)
        .arg("--read-isolated=1000000000")
        .env_clear()
        .stdin(Stdio::null())
        .output()
        .expect("it starts");
    assert!(!output.status.success() && output.stdout.is_empty(), "{output:?}");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.pdf");
    std::fs::write(&file, document()).expect("it is written");
    let output = Command::new(program).arg("read").arg(&file).env_clear().output().expect("it starts");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["text"], "The ferry stays in harbour until May.");
    assert_eq!(json["pages"], serde_json::json!([{"label": "1", "start": 0}]));
}

/// Programs that take the place of ours and misbehave.
#[cfg(unix)]
mod bad {
    use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

    use super::{Cancel, Duration, Isolation, Limits, Options, ReadError, document, fault, now, read, thread};

    fn program(folder: &Path, script: &str) -> Options {
        let path = folder.join("program");
        fs::write(&path, format!("#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")).expect("it is written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it is made a program");
        Options { isolation: Isolation::Program(path), ..Options::default() }
    }

    #[test]
    fn one_that_hangs_is_ended_by_the_limit_of_time_and_by_a_request() {
        let folder = tempfile::tempdir().expect("a folder");
        let hangs = program(folder.path(), "exec sleep 1000");
        let limits = Limits { time: Duration::from_millis(150), ..Limits::default() };
        assert!(matches!(fault(&Options { limits, ..hangs.clone() }), ReadError::TookTooLong { .. }));
        let cancel = Cancel::default();
        let options = Options { cancel: cancel.clone(), ..hangs };
        let reader = thread::Builder::new().name("reader".to_owned());
        let reading =
            reader.spawn(move || read::read_bytes_with(None, &document(), now(), &options)).expect("a thread");
        cancel.request();
        assert!(matches!(reading.join().expect("no panic"), Err(ReadError::Cancelled)));
    }

    #[test]
    fn ends_of_every_kind_are_sentences() {
        let table = [
            ("kill -ABRT $$", "damaged in a way that its reader could not bear"),
            ("kill -SEGV $$", "damaged in a way that its reader could not bear"),
            ("kill -KILL $$", "takes more than 1024 MiB of memory"),
            ("echo 'memory allocation of 9999 bytes failed' >&2; kill -ABRT $$", "takes more than 1024 MiB of memory"),
            ("echo nonsense", "could not be started"),
            ("cat", "could not be started"),
            ("exit 3", "could not be started"),
            // In the middle of the answer.
            ("printf '{\"Draft\":{\"text\":\"The fer'", "damaged in a way that its reader could not bear"),
            ("printf '{\"Draft\":'; exit 1", "damaged in a way that its reader could not bear"),
            ("printf '{\"Draft\":'; kill -SEGV $$", "damaged in a way that its reader could not bear"),
            ("printf '{\"Draft\":'; kill -KILL $$", "takes more than 1024 MiB of memory"),
            ("cat > /dev/null; echo '{\"Fault\":\"Crashed\"}'", "damaged in a way that its reader could not bear"),
        ];
        for (script, sentence) in table {
            let folder = tempfile::tempdir().expect("a folder");
            let fault = fault(&program(folder.path(), script)).to_string();
            assert!(fault.contains(sentence), "{script}: {fault}");
        }
    }

    #[test]
    fn one_that_answers_without_end_is_cut_off() {
        let folder = tempfile::tempdir().expect("a folder");
        let options = program(folder.path(), "exec yes");
        let limits = Limits { text_bytes: 10_000, ..Limits::default() };
        let fault = fault(&Options { limits, ..options });
        assert!(matches!(fault, ReadError::TextTooLong { limit: 10_000, .. }), "{fault}");
    }

    #[test]
    fn an_answer_is_checked_like_any_input() {
        let folder = tempfile::tempdir().expect("a folder");
        let record = r#"{"Draft":{"text":"aé b","blocks":[["headline",0,999],["nonsense",3,2],["caption",1,2]],
            "pages":[["1",0],["2",2],["3",99]],"title":null,"authors":[],"published":"yesterday","updated":null,"url":null,
            "language":null,"warnings":[],"left_out":false}}"#;
        let options = program(folder.path(), &format!("cat > /dev/null; cat <<'END'\n{record}\nEND"));
        match read::read_bytes_with(None, &document(), now(), &options) {
            Ok(reading) => assert!(reading.article.pages().len() <= 1, "{:?}", reading.article.pages()),
            Err(fault) => assert!(matches!(fault, ReadError::Blocks(_)), "{fault}"),
        }
    }
}
