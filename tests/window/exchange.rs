//! Exports to other programs and what comes in from them, through the window.

use std::path::{Path, PathBuf};

use claimlight::{
    app::{Destination, ExportPhase, Importing, Overlay, Question, State},
    claim::Tag,
    exchange::Format,
    ui::DialogRequest,
};
use eframe::egui::Role;

use crate::{
    place::{ARTICLE, Place},
    support::Window,
};

/// A window with an assertion and a quotation, saved as `boats.claims.json`.
fn saved(place: &Place) -> Window {
    let mut window = place.open_article();
    window.tag("A", "The boats rot.");
    window.tag("Q", "and we made it.");
    window.save_as(&place.path("boats.claims.json"));
    window
}

/// Opens the form and waits until it is known what comes of what is chosen.
fn begin_export(window: &mut Window) {
    window.press("Ctrl+Shift+E");
    wait_seen(window);
}

fn wait_seen(window: &mut Window) {
    window.wait_for("what comes of it", |state| state.exporting.as_ref().is_some_and(|own| own.seen.is_some()));
}

fn wait_written(window: &mut Window) {
    window.wait_for("the outcome", |state| {
        state.exporting.as_ref().is_some_and(|own| matches!(own.phase, ExportPhase::Written(_)))
    });
}

fn head(state: &State) -> String {
    let seen = state.exporting.as_ref().and_then(|own| own.seen.clone());
    seen.expect("it was looked at").expect("it can be written").head.clone()
}

fn losses(state: &State) -> String {
    let seen = state.exporting.as_ref().and_then(|own| own.seen.clone());
    seen.expect("it was looked at").expect("it can be written").losses.sentence()
}

/// What the command line makes of the saved review: the files in a folder of their own, by name.
fn by_command_line(place: &Place, format: Format) -> Vec<(String, Vec<u8>)> {
    let folder = place.path(&format!("command-{}", format.name()));
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_claimlight"))
        .args(["--quiet", "export", "--to", format.name(), "--output"])
        .args([format!("{}/", folder.display()).as_str()])
        .arg(place.path("boats.claims.json"))
        .status()
        .expect("it starts");
    assert!(status.success(), "{}", format.name());
    files_in(&folder)
}

fn files_in(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<(String, Vec<u8>)> = entries
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read(&path).expect("a file"))
        })
        .collect();
    files.sort();
    files
}

#[test]
fn every_format_is_written_as_the_command_line_writes_it() {
    let place = Place::new();
    let mut window = saved(&place);
    for format in Format::ALL {
        begin_export(&mut window);
        // All are in one list, of which some are out of sight: the arrows reach each.
        while window.state().exporting.expect("a form").choice.format != format {
            window.press("Down");
        }
        wait_seen(&mut window);
        let folder = place.path(&format!("window-{}", format.name()));
        std::fs::create_dir(&folder).expect("a folder");
        let target =
            if format.has_companions() { folder.clone() } else { folder.join(format!("boats.{}", format.extension())) };
        window.will_pick(&target);
        window.press("Ctrl+Enter");
        wait_written(&mut window);
        assert_eq!(files_in(&folder), by_command_line(&place, format), "{}", format.name());
        window.press("Escape");
        assert_eq!(window.state().overlay, None);
    }
}

#[test]
fn an_export_is_made_by_keyboard_alone_and_says_what_is_lost_before_and_after() {
    let place = Place::new();
    let mut window = saved(&place);
    begin_export(&mut window);
    assert_eq!(window.keyboard(), "JSON Lines, an article a line");
    assert_eq!(window.role("JSON Lines, an article a line"), Role::RadioButton);
    assert!(window.says("doccano"), "for whom it is stands beside it");
    assert!(head(&window.state()).contains("\"text\""));
    for _ in 0..9 {
        window.press("Down");
    }
    wait_seen(&mut window);
    assert!(window.is_on("CSV for Excel"));
    assert!(head(&window.state()).starts_with("\"article\","), "{}", head(&window.state()));
    let before = losses(&window.state());
    assert!(before.contains("not kept: the text of the article"), "{before}");
    assert!(window.says(&before));
    let target = place.path("boats.csv");
    window.will_pick(&target);
    window.press("Ctrl+Enter");
    wait_written(&mut window);
    assert!(matches!(window.asked().last(), Some(DialogRequest::Export { name, .. }) if name == "boats.csv"));
    assert!(std::fs::read(&target).expect("a file").starts_with(b"\xEF\xBB\xBF"), "Excel's mark");
    assert!(window.says(&before), "the same is said afterwards");
    assert!(window.says(&target.to_string_lossy()));
    assert_eq!(window.keyboard(), "Done");
    window.click("Copy path");
    assert_eq!(window.copied, [target.to_string_lossy()]);
    window.click("Done");
    assert_eq!(window.state().overlay, None);
}

#[test]
fn losses_are_listed_claim_by_claim() {
    let place = Place::new();
    let mut window = saved(&place);
    begin_export(&mut window);
    window.activate("RIS");
    wait_seen(&mut window);
    assert!(losses(&window.state()).starts_with("2 claims lose something"));
    assert!(!window.says("the claim itself —"));
    window.click("Claim by claim, 2");
    assert!(window.says("the claim itself; its id;"));
    assert!(window.says(" — “The boats rot.”"));
    assert!(window.shows("A2"));
    window.click("By what is lost");
    assert!(window.shows("the claim itself"));
}

#[test]
fn of_much_that_is_lost_the_sentence_names_some_and_the_rest_is_folded_below_it() {
    let place = Place::new();
    let mut window = place.open(&place.page());
    window.tag("A", "The boats rot.");
    begin_export(&mut window);
    window.activate("RIS");
    wait_seen(&mut window);
    let seen = window.state().exporting.and_then(|own| own.seen).expect("it was looked at").expect("it can be written");
    let whole = &seen.losses.whole;
    assert!(seen.losses.is_long(), "{whole:?}");
    assert!(window.says(&format!("; and {} more", whole.len() - 3)));
    assert!(!window.shows(&whole[3]));
    window.click(&format!("Of the review, {}", whole.len()));
    assert!(window.shows(&whole[3]), "{whole:?}");
    assert!(window.says("None: there is nothing that this format holds"), "of an empty file there are no first lines");
}

#[test]
fn what_is_inside_of_an_archive_is_shown() {
    let place = Place::new();
    let mut window = saved(&place);
    begin_export(&mut window);
    for (format, inside) in
        [("Word with comments", "word/document.xml (the article)"), ("REFI-QDA project", "project.qde (the project")]
    {
        window.activate(format);
        wait_seen(&mut window);
        assert!(window.says(inside), "{format}");
    }
    window.activate("Word with comments");
    wait_seen(&mut window);
    assert!(head(&window.state()).contains("The harbour is shut."), "{}", head(&window.state()));
    window.activate("Excel workbook");
    wait_seen(&mut window);
    assert!(head(&window.state()).contains("The boats rot."));
}

#[test]
fn only_the_claims_that_are_meant_leave() {
    let place = Place::new();
    let mut window = saved(&place);
    window.press("Escape");
    window.fill("Filter claims", "rot");
    window.press("F6");
    begin_export(&mut window);
    window.click("CSV");
    window.click("Those the filter shows (1 claim)");
    wait_seen(&mut window);
    let target = place.path("some.csv");
    window.will_pick(&target);
    window.press("Ctrl+Enter");
    wait_written(&mut window);
    let written = std::fs::read_to_string(&target).expect("a file");
    assert!(written.contains("The boats rot.") && !written.contains("we made it"), "{written}");
    assert_eq!(written.lines().count(), 2);
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_that_is_the_answer() {
    let place = Place::new();
    let mut window = saved(&place);
    let target = place.file("mine.jsonl", "mine");
    let ask = |window: &mut Window| {
        window.will_pick(&target);
        window.press("Ctrl+Enter");
        window.wait_for("a question", |state| matches!(state.question, Some(Question::ReplaceExport { .. })));
    };
    begin_export(&mut window);
    ask(&mut window);
    window.press("Escape");
    assert_eq!(window.state().overlay, Some(Overlay::Export), "the form is there again");
    assert_eq!(std::fs::read_to_string(&target).expect("a file"), "mine");
    ask(&mut window);
    window.click("Replace it");
    wait_written(&mut window);
    assert!(std::fs::read_to_string(&target).expect("a file").starts_with('{'));
}

#[test]
fn of_files_that_belong_together_none_is_written_when_one_is_in_the_way() {
    let place = Place::new();
    let mut window = saved(&place);
    let folder = place.path("corpus");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::write(folder.join("annotation.conf"), "mine").expect("a file");
    begin_export(&mut window);
    window.click("brat standoff");
    window.will_pick(&folder);
    window.press("Ctrl+Enter");
    window.wait_for("a question", |state| matches!(state.question, Some(Question::ReplaceExport { .. })));
    assert_eq!(files_in(&folder), [("annotation.conf".to_owned(), b"mine".to_vec())]);
    window.click("Replace it");
    wait_written(&mut window);
    assert_eq!(files_in(&folder).len(), 3);
}

#[test]
fn a_review_is_never_replaced_and_the_form_says_why() {
    let place = Place::new();
    let mut window = saved(&place);
    let target = place.path("boats.claims.json");
    let before = std::fs::read(&target).expect("a file");
    begin_export(&mut window);
    window.will_pick(&target);
    window.press("Ctrl+Enter");
    window.wait_for("a sentence", |state| {
        state.exporting.as_ref().is_some_and(|own| matches!(own.phase, ExportPhase::Failed(_)))
    });
    assert!(window.says("is a review, which nothing but a review takes the place of"));
    assert_eq!(std::fs::read(&target).expect("a file"), before);
    assert!(window.shows("Export…"), "another place can be chosen");
}

#[test]
fn a_path_is_typed_where_there_is_no_dialog() {
    let place = Place::new();
    let mut window = saved(&place);
    begin_export(&mut window);
    window.will_have_no_dialog();
    window.press("Ctrl+Enter");
    window.wait_for("a question", |state| matches!(state.question, Some(Question::TypeExportPath { .. })));
    window.press("Ctrl+A");
    window.write(&place.path("typed.jsonl").to_string_lossy());
    window.press("Enter");
    wait_written(&mut window);
    assert!(place.path("typed.jsonl").exists());
    window.press("Escape");
    window.will_have_no_dialog();
    window.press("Ctrl+Shift+I");
    window.wait_for("a question", |state| matches!(state.question, Some(Question::TypeImportPath)));
    window.write(&place.path("typed.jsonl").to_string_lossy());
    window.press("Enter");
    wait_came(&mut window);
    assert_eq!(window.state().overlay, Some(Overlay::Import));
}

#[test]
fn what_was_chosen_is_remembered() {
    let place = Place::new();
    let mut window = saved(&place);
    begin_export(&mut window);
    window.click("JSON Lines, a claim a line");
    window.click("Letters as they are, not escaped");
    window.click("For internal use: with what is confidential");
    wait_seen(&mut window);
    window.will_pick(&place.path("first.jsonl"));
    window.press("Ctrl+Enter");
    wait_written(&mut window);
    window.press("Escape");
    window.press("Ctrl+Q");
    let mut window = place.open(&place.path("boats.claims.json"));
    begin_export(&mut window);
    assert!(window.is_on("JSON Lines, a claim a line"));
    assert!(window.is_on("Letters as they are, not escaped"));
    assert!(!window.is_on("For internal use: with what is confidential"), "that is asked for each time anew");
}

/// What another program says about the boats: places of words, with its own labels.
fn labelled(labels: &[(&str, &str)]) -> String {
    let label = |(words, label): &(&str, &str)| {
        let start = ARTICLE[..ARTICLE.find(words).expect("words of the article")].chars().count();
        serde_json::json!([start, start + words.chars().count(), label])
    };
    let labels: Vec<serde_json::Value> = labels.iter().map(label).collect();
    format!("{}\n", serde_json::json!({ "text": ARTICLE, "label": labels }))
}

fn begin_import(window: &mut Window, path: &Path) {
    window.will_pick(path);
    window.press("Ctrl+Shift+I");
    wait_came(window);
}

fn wait_came(window: &mut Window) {
    window.wait_for("what comes in", |state| {
        state.importing.as_ref().is_some_and(|own| own.reading.is_none() && (own.seen.is_some() || own.fault.is_some()))
    });
}

fn importing(window: &Window) -> Importing {
    window.state().importing.expect("an import")
}

fn ner(place: &Place) -> PathBuf {
    place.file("ner.jsonl", &labelled(&[("The boats rot.", "FACT_X"), ("We had a choice,", "SAID"), ("crews", "PER")]))
}

#[test]
fn claims_come_in_by_keyboard_as_one_step() {
    let place = Place::new();
    let mut window = place.open_article();
    begin_import(&mut window, &ner(&place));
    assert!(window.says("3 records, and no claim"));
    assert!(!importing(&window).is_ready());
    assert_eq!(window.role("SAID: Quote"), Role::RadioButton);
    for pill in ["FACT_X: Assertion", "SAID: Quote"] {
        window.activate(pill);
        wait_came(&mut window);
    }
    assert!(window.says("Into the review that is open: 2 new claims"));
    assert_eq!(window.keyboard(), "Import");
    window.press("Ctrl+Enter");
    assert_eq!(window.state().overlay, None);
    assert_eq!(window.claims(), ["quote: We had a choice,", "assertion: The boats rot."]);
    assert_eq!(window.steps(), ["Import 2 claims"]);
    assert_eq!(window.notices(), ["2 claims imported"]);
    let review = window.review();
    let labels: Vec<&str> =
        review.claims().in_order().iter().flat_map(|claim| claim.labels.iter().map(String::as_str)).collect();
    assert_eq!(labels, ["SAID", "FACT_X"], "what it was called stays with it");
    window.press("Ctrl+Z");
    assert!(window.claims().is_empty());
}

#[test]
fn what_labels_stand_for_is_kept_and_said_again() {
    let place = Place::new();
    let mut window = place.open_article();
    begin_import(&mut window, &ner(&place));
    window.click("FACT_X: Assertion");
    wait_came(&mut window);
    window.click("PER: Commentary");
    wait_came(&mut window);
    window.click("SAID: Leave out");
    window.fill("Name of the preset", "News corpus");
    window.click("Keep as preset");
    window.press("Escape");
    assert_eq!(window.state().overlay, None);
    assert!(window.claims().is_empty());
    window.press("Ctrl+Q");

    let mut window = place.open_article();
    begin_import(&mut window, &ner(&place));
    let importing = importing(&window);
    assert_eq!(importing.preset.as_deref(), Some("News corpus"));
    let tags: Vec<Option<Tag>> = importing.labels.iter().map(|row| row.tag).collect();
    assert_eq!(tags, [Some(Tag::Assertion), None, Some(Tag::Commentary)]);
    assert!(window.says("1 not taken, as a matter of course"));
    window.press("Ctrl+Enter");
    assert_eq!(window.claims(), ["assertion: The boats rot.", "commentary: crews"]);
    begin_import(&mut window, &ner(&place));
    window.click("Forget it");
    assert!(window.state().settings.exchange.presets.is_empty());
}

#[test]
fn nothing_that_is_there_is_changed_and_what_is_here_already_is_said() {
    let place = Place::new();
    let mut window = place.open_article();
    window.tag("A", "The boats rot.");
    window.tag("Q", "a choice");
    let file = place.file(
        "more.jsonl",
        &labelled(&[("The boats rot.", "assertion"), ("We had a choice,", "quote"), ("crews", "commentary")]),
    );
    let before = window.review();
    begin_import(&mut window, &file);
    assert!(window.says("1 claim left out: a claim of the same tag shares text with it"));
    assert!(window.says("1 claim here already"));
    window.press("Ctrl+Enter");
    assert_eq!(window.claims(), ["quote: a choice", "assertion: The boats rot.", "commentary: crews"]);
    for claim in before.claims().in_order() {
        assert_eq!(window.review().claims().get(claim.id), Some(claim));
    }
    let notice = &window.notices()[0];
    assert!(notice.starts_with("1 claim imported; 1 here already and left as they are; 1 left out"), "{notice}");
    begin_import(&mut window, &file);
    assert!(!importing(&window).is_ready(), "there is nothing more to come in");
}

#[test]
fn what_comes_back_from_an_export_is_known() {
    let place = Place::new();
    let mut window = saved(&place);
    for format in Format::ALL.into_iter().filter(|format| format.reads()) {
        let folder = place.path(&format!("command-{}", format.name()));
        by_command_line(&place, format);
        let path = folder.join(format!("boats.{}", format.extension()));
        begin_import(&mut window, &path);
        let importing = importing(&window);
        assert_eq!(importing.fault, None, "{}", format.name());
        let found = importing.format.expect("a format").extension();
        assert_eq!(found, format.extension(), "recognised by its content");
        let incomer = importing.incomer().expect("a review");
        let meeting = incomer.meeting.as_ref().expect("it meets the review");
        assert_eq!((incomer.review.claims().len(), meeting.new), (2, 0), "{}: {:?}", format.name(), meeting.notes);
        window.press("Escape");
    }
    assert_eq!(window.steps().len(), 2, "nothing has changed");
}

#[test]
fn what_cannot_be_placed_is_listed_and_kept() {
    let place = Place::new();
    let mut window = place.open_article();
    let file =
        place.file("lost.csv", "tag,text\nassertion,The boats rot.\nassertion,The lighthouse was sold to a bank.\n");
    begin_import(&mut window, &file);
    assert!(window.says("1 of them without a place in the text"));
    assert!(window.says("1 record kept as orphaned, with the quotation"));
    assert!(window.says("The lighthouse was sold to a bank."));
    window.press("Ctrl+Enter");
    let review = window.review();
    let orphan = review.claims().in_order().iter().find(|claim| claim.is_orphaned()).expect("an orphan");
    assert_eq!(orphan.segments.lost()[0].exact, "The lighthouse was sold to a bank.");
}

#[test]
fn offsets_in_another_unit_are_said() {
    let place = Place::new();
    let text = "\u{1F6A2} Boats wait. The boats rot.";
    let mut window = place.open_with_any_signs(&place.file("ships.txt", text));
    let end = text.encode_utf16().count();
    let line = serde_json::json!({ "text": text, "label": [
        { "start": end - 14, "end": end, "label": "assertion", "text": "The boats rot." }] });
    begin_import(&mut window, &place.file("ships.jsonl", &line.to_string()));
    assert!(
        window.says("Offsets count code units of UTF-16"),
        "{:?}",
        importing(&window).incomer().map(|incomer| incomer.notes.clone())
    );
    window.press("Ctrl+Enter");
    assert_eq!(window.claims(), ["assertion: The boats rot."]);
}

#[test]
fn a_broken_file_gets_a_sentence_and_changes_nothing() {
    let place = Place::new();
    let mut window = saved(&place);
    let before = window.review();
    for (name, content, sentence) in [
        ("cut.jsonl", "{\"text\": \"Boats\", \"label\": [[0, 5", "line 1, column"),
        ("prose.csv", "Nothing but prose", "none of the formats that are known by their look"),
        ("alone.ann", "", "Put it beside it"),
        ("lines.xmi", "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\"><a>", "inside of an element"),
    ] {
        begin_import(&mut window, &place.file(name, content));
        let fault = importing(&window).fault;
        // With an article open, annotations without their text are about that.
        if name != "alone.ann" {
            let fault = fault.expect("a sentence");
            assert!(fault.contains(sentence), "{name}: {fault}");
            assert!(!importing(&window).is_ready());
            assert!(window.says(sentence), "{name}");
        }
        window.press("Escape");
    }
    begin_import(&mut window, &place.path("boats.claims.json"));
    assert!(importing(&window).fault.expect("a sentence").contains("is a review"));
    window.press("Escape");
    begin_import(&mut window, &place.path("nowhere.csv"));
    assert!(importing(&window).fault.expect("a sentence").contains("could not be read"));
    window.press("Escape");
    assert_eq!(window.review(), before);
}

#[test]
fn the_format_can_be_another_than_it_looks_like() {
    let place = Place::new();
    let mut window = place.open_article();
    begin_import(&mut window, &place.file("table.txt", "tag,text\nassertion,The boats rot.\n"));
    assert!(importing(&window).fault.is_some());
    window.click("Read as");
    window.click("CSV");
    wait_came(&mut window);
    assert_eq!(importing(&window).fault, None);
    window.press("Ctrl+Enter");
    assert_eq!(window.claims(), ["assertion: The boats rot."]);
}

#[test]
fn what_is_about_another_text_becomes_a_review_of_its_own_and_nothing_open_is_lost() {
    let place = Place::new();
    let mut window = place.open_article();
    window.tag("A", "The boats rot.");
    let line = serde_json::json!({ "text": "Trains run late.", "label": [[0, 16, "assertion"]] });
    let file = place.file("trains.jsonl", &line.to_string());
    begin_import(&mut window, &file);
    assert!(window.says("The text in the file is not that of the article that is open"));
    assert_eq!(importing(&window).destination, Destination::New);
    window.press("Ctrl+Enter");
    window.wait_for("a question", |state| matches!(state.question, Some(Question::Unsaved { .. })));
    assert_eq!(window.claims(), ["assertion: The boats rot."]);
    window.click("Open without saving");
    window.wait_for("the other text", |state| {
        state.document.as_ref().is_some_and(|document| document.review.article().text().as_str() == "Trains run late.")
    });
    assert_eq!(window.claims(), ["assertion: Trains run late."]);
    assert!(window.state().document.expect("a document").is_unsaved(), "it is in no file yet");
    window.save_as(&place.path("trains.claims.json"));
    assert!(place.path("trains.claims.json").exists());
}

#[test]
fn a_text_that_has_changed_a_little_is_met_by_its_words() {
    let place = Place::new();
    let mut window = place.open_article();
    let text = ARTICLE.replace("Boats in port", "Boats lie in the port");
    let at = text.find("The boats rot.").expect("words");
    let line = serde_json::json!({ "text": text, "label": [[at, at + 14, "assertion"]] });
    begin_import(&mut window, &place.file("other.jsonl", &line.to_string()));
    assert!(window.says("a little different"));
    window.press("Ctrl+Enter");
    assert_eq!(window.claims(), ["assertion: The boats rot."]);
}

#[test]
fn a_file_of_another_program_that_is_opened_is_imported() {
    let place = Place::new();
    let mut window = place.open_article();
    window.will_pick(&ner(&place));
    window.press("Ctrl+O");
    wait_came(&mut window);
    assert_eq!((window.state().overlay, window.state().loading), (Some(Overlay::Import), None));
    window.press("Escape");
    assert_eq!(window.state().overlay, None);
    let mut window = place.begin(Some(ner(&place)));
    wait_came(&mut window);
    window.press("Escape");
    window.wait_for("something to look at", |state| state.document.is_some());
}

#[test]
fn annotations_come_with_the_text_beside_them() {
    let place = Place::new();
    let mut window = place.open_article();
    place.file("notes.txt", ARTICLE);
    let at = ARTICLE.find("The boats rot.").expect("words");
    let file = place.file("notes.ann", &format!("T1\tAssertion {at} {}\tThe boats rot.\n", at + 14));
    begin_import(&mut window, &file);
    assert_eq!(importing(&window).format, Some(Format::Brat));
    window.press("Ctrl+Enter");
    assert_eq!(window.claims(), ["assertion: The boats rot."]);
}

#[test]
fn a_codebook_says_what_its_labels_stand_for_once_and_an_import_with_them_knows() {
    let place = Place::new();
    let mut window = place.open_article();
    let codes = "<Code name=\"SAID\"><Description>Words of a person</Description><Code name=\"Quote\"/></Code>\
        <Code name=\"FACT_X\"/><Code name=\"PER\"/>";
    let book = format!("<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes>{codes}</Codes></CodeBook>");
    begin_import(&mut window, &place.file("codes.qdc", &book));
    assert!(
        window.says("4 codes of a codebook: no claims in it; say what its codes stand for and keep that as a preset")
    );
    assert!(window.says("Words of a person") && window.says("in “SAID”"));
    assert!(window.says("Nothing to import: a codebook has no claims"));
    assert!(!importing(&window).is_ready());
    window.press("Ctrl+Enter");
    assert_eq!(window.state().overlay, Some(Overlay::Import), "nothing comes in");
    assert!(window.is_on("Quote: Quote") && window.is_on("SAID: Leave out"), "the usual names are known");
    for pill in ["SAID: Quote", "FACT_X: Assertion"] {
        tab_to(&mut window, pill);
        window.press("Space");
        wait_came(&mut window);
        assert!(window.is_on(pill));
        assert_eq!(window.keyboard(), pill, "the keyboard stays where it was");
    }
    tab_to(&mut window, "Name of the preset");
    window.write("Our codes");
    window.step();
    tab_to(&mut window, "Keep as preset");
    window.press("Space");
    assert_eq!(importing(&window).preset.as_deref(), Some("Our codes"));
    window.press("Escape");
    assert_eq!(window.state().overlay, None);
    assert!(window.claims().is_empty() && window.steps().is_empty());

    begin_import(&mut window, &ner(&place));
    assert_eq!(importing(&window).preset.as_deref(), Some("Our codes"));
    window.press("Ctrl+Enter");
    assert_eq!(window.claims(), ["quote: We had a choice,", "assertion: The boats rot."]);
}

/// Goes on by Tab until this has the keyboard.
fn tab_to(window: &mut Window, name: &str) {
    for _ in 0..60 {
        if window.keyboard() == name {
            return;
        }
        window.press("Tab");
    }
    panic!("Tab does not reach “{name}”");
}

#[test]
fn a_broken_codebook_is_a_sentence_and_one_that_is_dropped_is_imported() {
    let place = Place::new();
    let mut window = place.open_article();
    begin_import(&mut window, &place.file("cut.qdc", "<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes>"));
    let fault = importing(&window).fault.expect("a sentence");
    assert!(fault.contains("It is cut off"), "{fault}");
    window.press("Escape");
    let whole = "<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes><Code name=\"PER\"/></Codes></CodeBook>";
    window.drop_files(&[&place.file("codes.qdc", whole)]);
    wait_came(&mut window);
    assert!(window.says("1 code of a codebook"));
}
