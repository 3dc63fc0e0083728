//! The real program in a real window on a virtual display, driven by mouse and keyboard, judged by the file it leaves behind.
//!
//! Needs Xvfb, openbox, xdotool and `ImageMagick`, and for a lesson dbus-daemon and at-spi2-core. With `CLAIMLIGHT_SCREENSHOTS=FOLDER` the pictures of the README are written there.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test it helps")]

mod accessibility;
mod checking;
mod desktop;
mod keyboard;
mod program;
mod teaching;

use std::{fs, path::Path, process::Command};

use desktop::Desktop;
use program::Program;
use serde_json::Value;

/// The article that comes with the program, under a name of its own.
pub(crate) fn article_in(folder: &Path) -> std::path::PathBuf {
    let article = folder.join("harbour.txt");
    fs::write(&article, claimlight::read::SAMPLE).expect("the article is written");
    article
}

/// The saved review, after the program's own check and the promise of the file format: every segment's words are at its offsets.
pub(crate) fn checked(review: &Path) -> Value {
    let check =
        Command::new(env!("CARGO_BIN_EXE_claimlight")).arg("check").arg(review).output().expect("the check runs");
    assert!(check.status.success(), "check: {}", String::from_utf8_lossy(&check.stdout));
    let json: Value = serde_json::from_slice(&fs::read(review).expect("the review is there")).expect("it is JSON");
    let text: Vec<char> = json["article"]["text"].as_str().expect("it has a text").chars().collect();
    for claim in json["claims"].as_array().expect("it has claims") {
        for segment in claim["segments"].as_array().expect("a claim has segments") {
            let place = |end: &str| usize::try_from(segment[end].as_u64().expect("an offset")).expect("it fits");
            let words: String = text[place("start")..place("end")].iter().collect();
            assert_eq!(Some(words.as_str()), segment["exact"].as_str());
        }
    }
    json
}

fn tags(review: &Value) -> Vec<&str> {
    review["claims"].as_array().expect("claims").iter().filter_map(|claim| claim["tag"].as_str()).collect()
}

#[test]
fn an_article_is_opened_tagged_saved_and_every_claim_is_exact() {
    let folder = tempfile::tempdir().expect("a folder");
    let article = article_in(folder.path());
    let review = folder.path().join("harbour.claims.json");
    let desktop = Desktop::start();
    let mut program = Program::start(&desktop, &article, folder.path());

    // By mouse: a drag, a double click and a triple click, each tagged by its key.
    program.drag((0.125, 0.650), (0.550, 0.650));
    program.press("a");
    program.await_edits(1);
    program.click((0.480, 0.709), 2);
    program.press("c");
    program.await_edits(2);
    program.click((0.200, 0.843), 3);
    program.press("a");
    program.press("2");
    program.await_edits(4);
    // By keyboard alone: both halves of a quotation that "said" splits, its speaker, a step back and on again.
    program.press("ctrl+Home");
    for _ in 0..7 {
        program.press("ctrl+Down");
    }
    program.press("e");
    program.press("e");
    program.press("q");
    program.await_edits(5);
    program.press("period");
    program.press("e");
    program.press("e");
    program.press("j");
    program.await_edits(6);
    program.press("s");
    program.type_words("Orla Venn");
    program.press("Return");
    program.await_edits(7);
    program.press("ctrl+z");
    program.await_edits(8);
    program.press("ctrl+shift+z");
    program.await_edits(9);

    program.save_as_proposed(&review);
    program.await_title(false);
    desktop.picture("review");
    program.press("ctrl+q");
    program.await_end();

    let json = checked(&review);
    let mut found = tags(&json);
    found.sort_unstable();
    assert_eq!(found, ["assertion", "assertion", "commentary", "quote"]);
    let quote = json["claims"]
        .as_array()
        .and_then(|claims| claims.iter().find(|claim| claim["tag"] == "quote"))
        .expect("the quote");
    assert_eq!(quote["segments"].as_array().map(Vec::len), Some(2), "both halves are one claim");
    let speaker = json["speakers"]
        .as_array()
        .and_then(|speakers| speakers.iter().find(|speaker| speaker["id"] == quote["speaker"]));
    assert_eq!(speaker.and_then(|speaker| speaker["name"].as_str()), Some("Orla Venn"));
}

#[test]
fn work_survives_a_program_that_is_killed() {
    let folder = tempfile::tempdir().expect("a folder");
    let article = article_in(folder.path());
    let review = folder.path().join("harbour.claims.json");
    let desktop = Desktop::start();

    let mut program = Program::start(&desktop, &article, folder.path());
    for _ in 0..5 {
        program.press("ctrl+Down");
    }
    program.press("shift+period");
    program.press("a");
    program.await_edits(1);
    program.save_as_proposed(&review);
    program.await_title(false);
    let saved = fs::read(&review).expect("the review is there");
    program.press("2");
    program.await_edits(1);
    program.press("1");
    program.await_edits(2);
    program.kill();
    assert_eq!(fs::read(&review).expect("the review is there"), saved, "the file is as it was saved");

    // What the journal had on disk is offered, and restored by the Enter key.
    let mut program = Program::start(&desktop, &review, folder.path());
    desktop.picture("recovery");
    program.press("Return");
    program.await_title(true);
    program.press("ctrl+s");
    program.await_title(false);
    program.press("ctrl+q");
    program.await_end();
    let json = checked(&review);
    assert_eq!(json["claims"][0]["status"]["state"], "queued", "the last step before the kill is there");
}
