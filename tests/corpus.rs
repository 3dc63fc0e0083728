//! What a fuzzer may be given, kept: every file of `fuzz/corpus/` through the functions that the fuzzer calls.

#![expect(clippy::expect_used, reason = "a broken promise fails the test")]

#[path = "../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "the fuzzer needs the functions public")]
mod claimlight_fuzz;

use std::{
    fs,
    path::{Path, PathBuf},
};

use claimlight::read::{self, Isolation, Options};
use jiff::Timestamp;

/// The folders of the corpus.
fn folders() -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(corpus).expect("the corpus is there").map(|entry| entry.expect("an entry").path()).collect();
    folders.sort();
    folders
}

fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<(PathBuf, Vec<u8>)> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.clone(), fs::read(&path).expect("a file")))
        .collect();
    files.sort();
    files
}

#[test]
fn every_kept_file_keeps_the_promises() {
    for folder in folders() {
        let target = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let files = files(&folder);
        assert!(!files.is_empty(), "{target} has no file");
        for (_, bytes) in files {
            match target.as_str() {
                "review" => claimlight_fuzz::review(&bytes),
                "journal" => claimlight_fuzz::journal(&bytes),
                // Read in a process of its own below.
                "pdf_in_process" => {}
                "plain_text" => claimlight_fuzz::article("article.txt", &bytes),
                "markdown" => claimlight_fuzz::article("article.md", &bytes),
                format => claimlight_fuzz::article(&format!("article.{format}"), &bytes),
            }
        }
    }
}

#[test]
fn kept_documents_give_an_article_or_a_sentence_as_the_window_reads_them() {
    let isolation = Isolation::Program(env!("CARGO_BIN_EXE_claimlight").into());
    let options = Options { isolation, ..Options::default() };
    let of_pdf = folders()
        .into_iter()
        .filter(|folder| folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with("pdf")));
    for (path, bytes) in of_pdf.flat_map(|folder| files(&folder)) {
        match read::read_bytes_with(Some("article.pdf"), &bytes, Timestamp::UNIX_EPOCH, &options) {
            Ok(reading) => assert!(!reading.article.blocks().is_empty(), "{} gives an empty article", path.display()),
            Err(fault) => assert!(!fault.to_string().is_empty(), "{} gives a fault without a sentence", path.display()),
        }
    }
}

#[test]
fn every_target_has_a_corpus_and_a_place_in_the_manifest() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = fs::read_to_string(fuzz.join("Cargo.toml")).expect("the manifest");
    for (path, _) in files(&fuzz.join("fuzz_targets")) {
        let target = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        assert!(fuzz.join("corpus").join(&target).is_dir(), "{target} has no corpus");
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{target}.rs\"")), "{target} is not in the manifest");
    }
}
