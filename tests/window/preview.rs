//! The preview of an article that was just opened, and what is known about it.

use claimlight::{app::State, read, ui::DialogRequest};
use serde_json::Value;

use crate::{place::Place, support::Window};

fn text_of(state: &State) -> &str {
    state.document.as_ref().map_or("", |document| document.review.article().text().as_str())
}

#[test]
fn a_file_in_the_wrong_letters_is_read_again_in_the_right_ones() {
    let place = Place::new();
    let path = place.path("boats.txt");
    // As old Macintoshes wrote it, which no program can tell from Windows.
    std::fs::write(&path, b"The caf\x8E is shut.\n").expect("a file");
    let mut window = place.open_with_any_signs(&path);
    window.click("Encoding");
    window.click("macintosh");
    window.wait_for("the right letters", |state| text_of(state).trim() == "The café is shut.");
    assert!(window.state().question.is_none());
    let source = window.state().document.expect("a document").review.article().source.clone();
    assert_eq!(source.encoding.as_deref(), Some("macintosh"));
}

#[test]
fn details_are_corrected_and_saved() {
    let place = Place::new();
    let mut window = place.open_article();
    assert!(window.says("Author, publisher and date are not known"));
    window.click("Details…");
    window.fill("Title", "Boats that wait");
    window.fill("Authors", "Ines Prado");
    window.fill("Published", "2026-13");
    window.press("Ctrl+Enter");
    assert!(window.state().overlay.is_some(), "what is no date is not kept");
    window.fill("Published", "2026-03");
    window.press("Ctrl+Enter");
    assert!(window.says("Ines Prado · 2026-03"));
    let target = place.path("boats.claims.json");
    window.save_as(&target);
    let file: Value = serde_json::from_slice(&std::fs::read(&target).expect("a file")).expect("JSON");
    assert_eq!(file["article"]["title"], "Boats that wait");
    assert_eq!(file["article"]["authors"][0], "Ines Prado");
    assert_eq!(file["article"]["published"], "2026-03");
}

#[test]
fn a_page_shows_the_article_alone_or_all_of_it() {
    let place = Place::new();
    let mut window = place.open(&place.page());
    assert!(window.says("Ines Prado · The Pier Gazette · 2026-03-04 · en"));
    assert!(!text_of(&window.state()).contains("Imprint"));
    window.click("Show the whole page");
    window.wait_for("whole page", |state| text_of(state).contains("Imprint"));
    window.click("Show the article alone");
    window.wait_for("article", |state| !text_of(state).contains("Imprint"));
    window.tag("A", "The boats rot.");
    assert!(!window.shows("Begin"), "the preview goes with the first claim");
}

#[test]
fn a_folder_is_gone_through_file_by_file() {
    let place = Place::new();
    let mut window = place.open_article();
    window.will_pick(&place.folder_of_two());
    window.press("Ctrl+Shift+O");
    window.wait_for("first of two", |state| text_of(state) == "The first.\n");
    assert_eq!(window.asked(), [DialogRequest::Folder]);
    assert!(window.says("1 of 2"));
    window.click("Next file");
    window.wait_for("second of two", |state| text_of(state) == "The second.\n");
    assert!(window.says("2 of 2"));
}

#[test]
fn an_empty_folder_gets_a_sentence() {
    let place = Place::new();
    let mut window: Window = place.open_article();
    let folder = place.path("empty");
    std::fs::create_dir(&folder).expect("a folder");
    window.will_pick(&folder);
    window.press("Ctrl+Shift+O");
    window.wait_for("a sentence", |state| !state.notices.is_empty());
    assert!(window.notices()[0].contains("no file in this folder"));
}

#[test]
fn a_pdf_document_is_read_in_a_process_of_its_own_and_keeps_its_pages() {
    read::isolate_with(env!("CARGO_BIN_EXE_claimlight").into());
    let place = Place::new();
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/pdf/columns.pdf");
    let path = place.path("columns.pdf");
    std::fs::copy(kept, &path).expect("a document");
    let window = place.open(&path);
    assert!(window.says("Read by pdf 1 · 3 blocks · 418 characters · 3 pages"));
    let document = window.state().document.expect("a document");
    assert!(!document.review.article().pages().is_empty());
    assert!(window.says("¶ 1 of 3 · p. i"));
}
