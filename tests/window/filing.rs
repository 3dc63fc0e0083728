//! Files: opened, saved, opened again, by two at once, changed by others.

use claimlight::{app::Question, ui::DialogRequest};
use eframe::egui::{DroppedFile, ViewportCommand, ViewportEvent, ViewportId};
use serde_json::Value;

use crate::{place::Place, support::Window};

/// The words of each segment of a review file, after a check that they stand where the file says, in code points.
fn segments(path: &std::path::Path) -> Vec<String> {
    let file: Value = serde_json::from_slice(&std::fs::read(path).expect("a file")).expect("JSON");
    let text: Vec<char> = file["article"]["text"].as_str().expect("a text").chars().collect();
    let mut words = Vec::new();
    for segment in file["claims"].as_array().expect("claims").iter().filter_map(|claim| claim["segments"].as_array()) {
        for segment in segment {
            let place = |end: &str| usize::try_from(segment[end].as_u64().expect("a number")).expect("a place");
            let exact = segment["exact"].as_str().expect("words");
            let found: String = text[place("start")..place("end")].iter().collect();
            assert_eq!(found, exact);
            words.push(found);
        }
    }
    words
}

fn is_saved(window: &Window) -> bool {
    let state = window.state();
    !state.saving && state.document.is_some_and(|document| document.file.is_some() && !document.is_unsaved())
}

#[test]
fn a_review_is_saved_exactly_and_opens_as_it_was() {
    let place = Place::new();
    let article = place.file("née.txt", "Née à Brest\n\n«La mer 👩‍👩‍👧‍👦 est haute», dit-elle. Les bateaux restent.\n");
    let mut window = place.open_with_any_signs(&article);
    window.tag("Q", "«La mer 👩‍👩‍👧‍👦 est haute»");
    window.tag("A", "Les bateaux restent.");
    window.press("S");
    window.write("Orla Venn");
    // The field still has the keyboard: what is typed is saved as well.
    let target = place.path("née.claims.json");
    window.will_pick(&target);
    window.press("Ctrl+S");
    window.wait_for("end of saving", |state| {
        !state.saving && state.document.as_ref().is_some_and(|document| document.file.is_some())
    });
    assert!(is_saved(&window) && window.says("Saved ✓"));
    assert_eq!(
        window.asked(),
        [DialogRequest::Save { folder: article.parent().map(Into::into), name: "née.claims.json".to_owned() }]
    );
    assert_eq!(segments(&target), ["«La mer 👩‍👩‍👧‍👦 est haute»", "Les bateaux restent."]);
    let review = window.state().document.expect("a document").review;
    assert_eq!(review.speakers().len(), 1);
    drop(window);

    let window = place.open_with_any_signs(&target);
    assert_eq!(window.state().document.expect("a document").review, review);
    assert!(is_saved(&window) && window.notices().is_empty());
}

#[test]
fn saving_again_asks_nothing_and_undo_reaches_past_it() {
    let place = Place::new();
    let mut window = place.open_article();
    let target = place.path("boats.claims.json");
    window.tag("A", "The boats rot.");
    window.save_as(&target);
    window.tag("A", "The boats wait.");
    window.press("Ctrl+S");
    window.wait_for("end of saving", |state| !state.saving);
    assert_eq!(window.asked().len(), 1);
    assert_eq!(segments(&target).len(), 2);
    window.press("Ctrl+Z");
    window.press("Ctrl+Z");
    assert!(window.claims().is_empty());
    assert!(window.says("Not saved"));
    window.press("Ctrl+S");
    window.wait_for("end of saving", |state| !state.saving);
    assert!(segments(&target).is_empty());
}

#[test]
fn a_second_window_on_the_same_file_is_for_reading_only() {
    let place = Place::new();
    let mut first = place.open_article();
    let target = place.path("boats.claims.json");
    first.tag("A", "The boats rot.");
    first.save_as(&target);

    let mut second = place.open(&target);
    assert!(second.says("Reading only"));
    assert_eq!(second.notices().len(), 1, "and says why: {:?}", second.notices());
    second.tag("Q", "The boats wait.");
    assert_eq!(second.claims(), ["assertion: The boats rot."]);
    assert!(second.notices().iter().any(|notice| notice.starts_with("This review is open for reading only")));

    // Under another name it is a review of its own.
    second.save_as(&place.path("copy.claims.json"));
    second.tag("Q", "The boats wait.");
    assert_eq!(second.claims().len(), 2);
    first.tag("C", "Nobody asked the crews.");
    assert_eq!(first.claims().len(), 2);
}

#[test]
fn a_file_changed_by_another_program_is_not_overwritten_unasked() {
    let place = Place::new();
    let mut window = place.open_article();
    let target = place.path("boats.claims.json");
    window.tag("A", "The boats rot.");
    window.save_as(&target);
    let theirs = std::fs::read_to_string(&target).expect("a file").replace("boats.txt", "bo4ts.txt");
    std::fs::write(&target, &theirs).expect("a file");
    window.tag("A", "The boats wait.");

    window.press("Ctrl+S");
    window.wait_for("a question", |state| matches!(state.question, Some(Question::ChangedOnDisk(_))));
    window.click("Cancel");
    assert_eq!(std::fs::read_to_string(&target).expect("a file"), theirs);

    window.press("Ctrl+S");
    window.wait_for("a question", |state| state.question.is_some());
    let elsewhere = place.path("mine.claims.json");
    window.will_pick(&elsewhere);
    window.click("Save as…");
    window.wait_for("end of saving", |state| {
        !state.saving && state.document.as_ref().is_some_and(|document| !document.is_unsaved())
    });
    assert_eq!((segments(&elsewhere).len(), std::fs::read_to_string(&target).expect("a file")), (2, theirs));
}

#[test]
fn a_changed_file_is_replaced_when_the_reviewer_says_so() {
    let place = Place::new();
    let mut window = place.open_article();
    let target = place.path("boats.claims.json");
    window.tag("A", "The boats rot.");
    window.save_as(&target);
    std::fs::write(&target, "something else").expect("a file");
    window.tag("A", "The boats wait.");
    window.press("Ctrl+S");
    window.wait_for("a question", |state| state.question.is_some());
    window.click("Replace it");
    window.wait_for("end of saving", |state| {
        !state.saving && state.document.as_ref().is_some_and(|document| !document.is_unsaved())
    });
    assert_eq!(segments(&target).len(), 2);
}

#[test]
fn a_file_that_is_there_is_asked_about() {
    let place = Place::new();
    let mut window = place.open_article();
    let target = place.file("taken.claims.json", "somebody’s");
    window.tag("A", "The boats rot.");
    window.will_pick(&target);
    window.press("Ctrl+S");
    window.wait_for("a question", |state| matches!(state.question, Some(Question::Exists(_))));
    assert_eq!(std::fs::read_to_string(&target).expect("a file"), "somebody’s");
    window.click("Replace it");
    window.wait_for("end of saving", |state| {
        !state.saving && state.document.as_ref().is_some_and(|document| document.file.is_some())
    });
    assert_eq!(segments(&target), ["The boats rot."]);
}

#[test]
fn a_folder_that_is_gone_leads_to_another_place() {
    let place = Place::new();
    let mut window = place.open_article();
    window.tag("A", "The boats rot.");
    let better = place.path("boats.claims.json");
    window.will_pick(&place.path("no such folder/boats.claims.json"));
    window.will_pick(&better);
    window.press("Ctrl+S");
    window.wait_for("end of saving", |state| {
        !state.saving && state.document.as_ref().is_some_and(|document| document.file.is_some())
    });
    assert_eq!(window.asked().len(), 2);
    assert!(window.notices()[0].contains("no such folder"), "{:?}", window.notices());
    assert_eq!(segments(&better), ["The boats rot."]);
}

#[test]
fn without_a_file_dialog_a_path_is_typed() {
    let place = Place::new();
    let mut window = place.open_article();
    window.tag("A", "The boats rot.");
    window.will_have_no_dialog();
    window.press("Ctrl+S");
    assert_eq!(window.keyboard(), "Path of the file");
    let proposed = window.node("Path of the file").value().expect("a proposal");
    assert!(proposed.ends_with("boats.claims.json"), "{proposed}");
    let target = place.path("typed.claims.json");
    window.fill("Path of the file", &target.to_string_lossy());
    window.press("Enter");
    window.wait_for("end of saving", |state| {
        !state.saving && state.document.as_ref().is_some_and(|document| document.file.is_some())
    });
    assert_eq!(segments(&target), ["The boats rot."]);

    window.will_have_no_dialog();
    window.press("Ctrl+O");
    let other = place.file("other.txt", "Another article.\n");
    window.fill("Path of the file", &other.to_string_lossy());
    window.click("Open");
    window.wait_for("other article", |state| {
        state
            .document
            .as_ref()
            .is_some_and(|document| document.review.article().text().as_str() == "Another article.\n")
    });
    window.will_have_no_dialog();
    window.press("Ctrl+O");
    window.click("Cancel");
    assert!(window.state().question.is_none());
}

#[test]
fn a_file_that_is_no_article_gets_a_sentence_and_leaves_what_is_open() {
    let place = Place::new();
    let mut window = place.open_article();
    let hopeless = [
        place.path("gone.txt"),
        place.file("empty.txt", ""),
        place.file("broken.claims.json", "{\"format\": \"claimlight-review\", \"version\": 1,,}"),
        place.path("own"),
    ];
    for path in hopeless {
        let before = window.notices().len();
        window.will_pick(&path);
        window.press("Ctrl+O");
        window.wait_for("a sentence", |state| state.notices.len() > before && state.loading.is_none());
        assert!(window.text().starts_with("Boats in port"), "{}", path.display());
    }
}

#[derive(Debug)]
pub(crate) struct Dropped(pub(crate) std::path::PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|fault| fault.to_string())
    }
}

#[test]
fn a_file_is_dropped_into_the_window() {
    let place = Place::new();
    let mut window = place.open_article();
    let other = place.file("other.txt", "Another article.\n");
    window.input().dropped_files.push(std::sync::Arc::new(Dropped(other)));
    window.settle();
    window.wait_for("other article", |state| {
        state
            .document
            .as_ref()
            .is_some_and(|document| document.review.article().text().as_str() == "Another article.\n")
    });
}

#[test]
fn recent_files_are_in_the_menu() {
    let place = Place::new();
    let mut window = place.open_article();
    window.press("Ctrl+Q");
    drop(window);
    let mut window = place.begin(None);
    window.wait_for("the sample", |state| state.document.is_some());
    window.click("File");
    window.click("Recent files");
    window.click("boats.txt");
    window.wait_for("the article", |state| state.document.as_ref().is_some_and(|document| !document.is_sample));
    assert!(window.text().starts_with("Boats in port"));
}

#[test]
fn the_window_does_not_close_before_unsaved_work_is_settled() {
    let place = Place::new();
    let mut window = place.open_article();
    window.tag("A", "The boats rot.");
    let close = |window: &mut Window| {
        let root = window.input().viewports.entry(ViewportId::ROOT).or_default();
        root.events.push(ViewportEvent::Close);
        window.settle();
    };
    close(&mut window);
    assert!(window.requests.contains(&ViewportCommand::CancelClose) && !window.has_closed());
    window.click("Cancel");
    assert_eq!(window.claims().len(), 1);
    close(&mut window);
    let target = place.path("boats.claims.json");
    window.will_pick(&target);
    window.click("Save");
    window.wait_for("end of saving", |state| !state.saving && state.question.is_none());
    assert!(window.has_closed());
    assert_eq!(segments(&target), ["The boats rot."]);
}

#[test]
fn pasted_words_are_an_article_that_can_be_saved() {
    let place = Place::new();
    let mut window = place.open_article();
    window.press("Ctrl+Shift+V");
    window.happen(eframe::egui::Event::Paste("Pasted headline\n\nThe ships sail. The boats do not.\n".to_owned()));
    window.wait_for("pasted article", |state| {
        state.document.as_ref().is_some_and(|document| document.review.article().text().as_str().starts_with("Pasted"))
    });
    window.tag("A", "The ships sail.");
    let target = place.path("pasted.claims.json");
    window.save_as(&target);
    assert_eq!(segments(&target), ["The ships sail."]);
}

#[test]
fn a_form_without_plain_words_is_an_article_and_an_empty_clipboard_is_none() {
    let place = Place::new();
    // The toolkit answers with words or not at all.
    let mut empty = place.open_article();
    let before = empty.state().document.expect("an article").review.article().clone();
    empty.press("Ctrl+Shift+V");
    empty.settle();
    assert_eq!(*empty.state().document.expect("an article").review.article(), before);
    let mut window = Place::new().open_article();
    window.form.hold("<h1>Copied headline</h1><p>The ships sail. The boats do not.</p>");
    window.press("Ctrl+Shift+V");
    window.wait_for("the copied article", |state| {
        state.document.as_ref().is_some_and(|document| document.review.article().text().as_str().starts_with("Copied"))
    });
    let article = window.state().document.expect("an article").review.article().clone();
    assert_eq!(article.blocks().len(), 2);
    // Words that come now belong to whatever has the keyboard.
    window.happen(eframe::egui::Event::Paste("Words from elsewhere.".to_owned()));
    assert_eq!(*window.state().document.expect("an article").review.article(), article);
}
