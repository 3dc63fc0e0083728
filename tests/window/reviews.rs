//! Reviews of one text side by side in the window: opened, looked through, settled, measured; the figures are those of the command line.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use claimlight::{
    app::{Measuring, State, View},
    claim::Tag,
    review::{Change, Edit, EditName, operations},
    store::{self, Carried},
    text::ByteIndex,
};
use eframe::egui::Role;
use serde_json::Value;

use crate::{
    desk::Desk,
    place::{ARTICLE, Place, Signs},
    support::Window,
};

/// A review of a text with claims on these words, in a file.
pub(crate) fn review_file(place: &Place, file: &str, text: &str, reviewer: &str, claims: &[(Tag, &str)]) -> PathBuf {
    let mut desk = Desk::new(text);
    for (tag, words) in claims {
        let at = text.find(words).expect("the words");
        let span = desk.text().span(ByteIndex::new(at)..ByteIndex::new(at + words.len())).expect("a span");
        desk.act(|review, stamp| operations::tag(review, *tag, &[span], stamp).map(|(edit, _)| edit)).expect("a claim");
    }
    let rename = Edit { name: EditName::Reviewer, changes: vec![Change::Reviewer(reviewer.to_owned())] };
    desk.review.apply(&rename).expect("a name");
    let path = place.path(file);
    std::fs::write(&path, store::encode(&desk.review, &Carried::default()).expect("bytes")).expect("a file");
    path
}

/// What Ann marked: one agreed, one with another tag, one shorter, one that only she has.
const ANN: [(Tag, &str); 4] = [
    (Tag::Assertion, "The harbour is shut."),
    (Tag::Assertion, "The boats stay in."),
    (Tag::Commentary, "The boats rot."),
    (Tag::Assertion, "The boats wait."),
];

/// What Bo marked: the first as Ann has it, another tag, a shorter place, and a quotation that only he has.
const BO: [(Tag, &str); 4] = [
    (Tag::Assertion, "The harbour is shut."),
    (Tag::Quote, "\"We had a choice,\""),
    (Tag::Commentary, "The boats stay in."),
    (Tag::Commentary, "boats rot"),
];

/// Ann's and Bo's reviews.
fn two(place: &Place) -> (PathBuf, PathBuf) {
    (
        review_file(place, "ann.claims.json", ARTICLE, "Ann", &ANN),
        review_file(place, "bo.claims.json", ARTICLE, "Bo", &BO),
    )
}

fn compared(state: &State) -> bool {
    let reviews = state.document.as_ref().map(|document| &document.reviews);
    reviews.is_some_and(|reviews| reviews.left() == 0 && (reviews.others().len() + reviews.failed().len()) > 0)
}

/// Ann's review with others beside it.
fn beside(place: &Place, open: &Path, others: &[&Path]) -> Window {
    let mut window = Window::new(place.folders(), Some(open.to_owned()), Signs::Bundled);
    window.wait_for("the document", |state| state.document.is_some());
    for (at, other) in others.iter().enumerate() {
        window.will_pick(other);
        window.press("Ctrl+M");
        window.wait_for("the other review", |state| {
            let reviews = &state.document.as_ref().expect("a document").reviews;
            reviews.left() == 0 && reviews.others().len() + reviews.failed().len() > at
        });
    }
    window
}

fn ann_and_bo(place: &Place) -> Window {
    let (ann, bo) = two(place);
    beside(place, &ann, &[&bo])
}

/// The row that is looked at, as the list has it.
fn current(window: &Window) -> String {
    let rows = ["Tags differ", "Boundaries differ", "Only mine", "Only theirs", "Agreed", "Speakers differ"];
    let names = rows.iter().flat_map(|kind| window.options_beginning(kind));
    names.into_iter().find(|name| window.is_on(name)).unwrap_or_default()
}

#[test]
fn two_reviews_are_opened_and_what_differs_is_listed_in_text_order() {
    let place = Place::new();
    let mut window = ann_and_bo(&place);
    assert_eq!(window.state().view, View::Compare);
    for (name, role) in [
        ("First reviewer: Ann", Role::ComboBox),
        ("Second reviewer: Bo", Role::ComboBox),
        ("Only theirs: \"We had a choice,\". Not settled", Role::ListBoxOption),
        ("Tags differ: The boats stay in.. Not settled", Role::ListBoxOption),
        ("Only mine: The boats wait.. Not settled", Role::ListBoxOption),
    ] {
        assert!(window.roles(name).contains(&role), "{name}");
    }
    // The full stop and the article at the edges are no difference, unless they are asked for.
    assert!(window.says("3 differences, 2 agreed; 3 not settled"));
    window.click("Edges to the letter");
    assert!(window.shows("Boundaries differ: The boats rot.. Not settled"));
    window.click("Edges to the letter");
    window.click("Differences only");
    assert!(window.shows("Agreed: The harbour is shut."));
    window.click("Differences only");
    window.click("List: Quote");
    assert!(!window.shows("Tags differ: The boats stay in.. Not settled"));
    assert!(window.shows("Only theirs: \"We had a choice,\". Not settled"));
    window.click("List: Quote");
    window.click("Kinds");
    window.click_first("Only theirs  1");
    window.press("Escape");
    assert!(!window.shows("Only theirs: \"We had a choice,\". Not settled"));
}

#[test]
fn differences_are_gone_through_by_keys_in_step_with_the_article() {
    let place = Place::new();
    let mut window = ann_and_bo(&place);
    window.press("F6");
    let mut seen = vec![current(&window)];
    for keys in ["N", "F8", "N", "P", "Shift+F8"] {
        window.press(keys);
        seen.push(current(&window));
    }
    let (quote, tags, mine) = (
        "Only theirs: \"We had a choice,\". Not settled",
        "Tags differ: The boats stay in.. Not settled",
        "Only mine: The boats wait.. Not settled",
    );
    assert_eq!(seen, [quote, tags, mine, quote, mine, tags]);
    assert_eq!(window.head(), ARTICLE.find("The boats stay in.").expect("its place"), "the caret goes with it");
    let at = window.paragraph("Nobody asked the crews.");
    window.click_at(at.right_center() - eframe::egui::vec2(40.0, 0.0), eframe::egui::Modifiers::NONE);
    assert!(window.review().claims().len() == 4, "a click changes nothing");
}

#[test]
fn each_way_of_settling_is_one_step_and_is_taken_back() {
    for (key, step, claims) in [
        ("M", "Keep mine", vec![("assertion: The boats stay in.", None)]),
        ("T", "Take theirs", vec![("commentary: The boats stay in.", Some("Bo"))]),
        (
            "B",
            "Keep both",
            vec![("assertion: The boats stay in.", None), ("commentary: The boats stay in.", Some("Bo"))],
        ),
        ("Q", "Agree on a third", vec![("quote: The boats stay in.", None)]),
    ] {
        let place = Place::new();
        let mut window = ann_and_bo(&place);
        let before = window.review();
        window.click("Tags differ: The boats stay in.. Not settled");
        window.fill("Reason", "We talked");
        window.press("Escape");
        window.press("F6");
        window.press(key);
        assert_eq!(window.steps(), [step], "{key}");
        let review = window.review();
        let found: Vec<(String, Option<String>)> = review
            .claims()
            .in_order()
            .iter()
            .map(|claim| {
                let words: Vec<&str> =
                    claim.segments.placed().iter().map(|span| review.article().text().slice(*span)).collect();
                (format!("{}: {}", claim.tag.name(), words.join(" … ")), claim.author.clone())
            })
            .filter(|(said, _)| said.ends_with("stay in."))
            .collect();
        let expected: Vec<(String, Option<String>)> =
            claims.iter().map(|(said, author)| ((*said).to_owned(), author.map(str::to_owned))).collect();
        assert_eq!(found, expected, "{key}");
        let entry = review.history().iter().rev().find(|entry| entry.edit == "merge").expect("an entry");
        assert_eq!(entry.reason.as_deref(), Some("We talked"), "{key}");
        assert!(window.says("2 not settled"), "{key}");
        assert_ne!(current(&window), "Tags differ: The boats stay in.. Not settled", "the next is looked at");
        window.press("Ctrl+Z");
        assert_eq!(window.review(), before, "{key} is one step");
        assert!(window.says("3 not settled"), "{key}");
    }
}

#[test]
fn a_third_claim_takes_the_selected_words() {
    let place = Place::new();
    let mut window = ann_and_bo(&place);
    window.click("Tags differ: The boats stay in.. Not settled");
    window.select("stay in");
    window.press("C");
    assert_eq!(window.steps(), ["Agree on a third"]);
    assert!(window.claims().contains(&"commentary: stay in".to_owned()), "{:?}", window.claims());
    assert_eq!(window.claims().len(), 4);
}

#[test]
fn what_only_they_have_is_taken_over_in_one_step_and_mine_stays() {
    let place = Place::new();
    let (ann, _) = two(&place);
    let bo = review_file(
        &place,
        "bo.claims.json",
        ARTICLE,
        "Bo",
        &[(Tag::Quote, "\"We had a choice,\""), (Tag::Assertion, "Nobody asked the crews.")],
    );
    let mut window = beside(&place, &ann, &[&bo]);
    let before = window.review();
    window.press("F6");
    window.press("Shift+T");
    assert_eq!(window.steps(), ["Take over 2 claims"]);
    let review = window.review();
    let all = review.claims().in_order();
    assert!(before.claims().in_order().iter().all(|claim| all.contains(claim)), "nothing of mine is another");
    assert_eq!(all.iter().filter(|claim| claim.author.as_deref() == Some("Bo")).count(), 2);
    window.press("Ctrl+Z");
    assert_eq!(window.review(), before);
}

#[test]
fn what_was_settled_is_known_again_when_the_review_is_opened_the_next_time() {
    let place = Place::new();
    let (ann, bo) = two(&place);
    let mut window = beside(&place, &ann, &[&bo]);
    window.click("Tags differ: The boats stay in.. Not settled");
    window.press("F6");
    window.press("M");
    window.press("Ctrl+S");
    window.wait_for("end of saving", |state| {
        !state.saving && state.document.as_ref().is_some_and(|document| !document.is_unsaved())
    });
    drop(window);
    let window = beside(&place, &ann, &[&bo]);
    assert!(window.shows("Tags differ: The boats stay in.. Mine kept"));
}

#[test]
fn a_broken_file_is_listed_with_a_sentence_and_the_rest_is_shown() {
    let place = Place::new();
    let (ann, bo) = two(&place);
    let broken = place.file("broken.claims.json", "{\"format\": \"claimlight-review\", ");
    let mut window = beside(&place, &ann, &[&broken]);
    assert!(window.notices().iter().any(|words| words.starts_with("“broken.claims.json” cannot be compared:")));
    window.will_pick(&bo);
    window.press("Ctrl+M");
    window.wait_for("Bo", |state| state.document.as_ref().is_some_and(|document| document.reviews.others().len() == 1));
    assert!(window.says("3 differences"));
    window.click("Show: Files");
    let sentence = window.name_beginning("“broken.claims.json” cannot be compared:");
    assert!(window.roles(&sentence).contains(&Role::Alert));
    window.click("Close: broken.claims.json");
    assert!(!window.shows("Close: broken.claims.json"));
    window.click("Close: bo.claims.json");
    assert!(window.says("No other review is open beside this one"));
}

#[test]
fn a_review_of_another_text_is_carried_over_and_said_so_and_one_of_another_article_is_refused() {
    let place = Place::new();
    let (ann, _) = two(&place);
    let later = ARTICLE.replace("Boats in port", "Boats in port again");
    let bo = review_file(&place, "bo.claims.json", &later, "Bo", &BO);
    let other = review_file(&place, "other.claims.json", "Nothing of it.\n", "Cy", &[(Tag::Assertion, "Nothing")]);
    let mut window = beside(&place, &ann, &[&bo, &other]);
    window.click("Show: Files");
    assert!(window.says("This is a review of another text. Its claims were carried over to this one: 4 the same"));
    assert!(window.says("This seems to be a review of another article"));
    window.click("Show: Claims");
    assert!(window.says("3 differences, 2 agreed"));
}

#[test]
fn the_review_that_is_open_is_not_put_beside_itself() {
    let place = Place::new();
    let (ann, _) = two(&place);
    let window = beside(&place, &ann, &[&ann]);
    assert!(window.says("“ann.claims.json” is the review that is open"));
}

#[test]
fn a_path_is_typed_where_there_is_no_dialog_and_a_review_can_be_dropped() {
    let place = Place::new();
    let (ann, bo) = two(&place);
    let mut window = beside(&place, &ann, &[]);
    window.will_have_no_dialog();
    window.press("Ctrl+M");
    window.wait_for("a question", |state| state.question.is_some());
    window.write(&bo.to_string_lossy());
    window.press("Enter");
    window.wait_for("Bo", compared);
    assert!(window.shows("Second reviewer: Bo"));
    let cy = review_file(&place, "cy.claims.json", ARTICLE, "Cy", &ANN);
    window.drop_files(&[&cy]);
    window.wait_for("Cy", |state| state.document.as_ref().is_some_and(|document| document.reviews.others().len() == 2));
    window.click("All together");
    assert!(window.says("All 3 agree: The harbour is shut") || window.says("divided"));
}

#[test]
fn the_files_are_remembered_while_the_window_is_open() {
    let place = Place::new();
    let (ann, bo) = two(&place);
    let mut window = beside(&place, &ann, &[&bo]);
    window.will_pick(&place.file("else.txt", "Another article.\n"));
    window.press("Ctrl+O");
    window.wait_for("other article", |state| {
        state
            .document
            .as_ref()
            .is_some_and(|document| document.review.article().text().as_str() == "Another article.\n")
    });
    assert!(window.says("No other review is open beside this one"));
    window.will_pick(&ann);
    window.press("Ctrl+O");
    window.wait_for("Bo again", compared);
    assert!(window.shows("Second reviewer: Bo"));
}

fn json(place: &Place, files: &[&str], gamma: bool) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimlight"));
    command.args(["compare", "--json"]).args(files).current_dir(place.path(".")).env_clear();
    if gamma {
        command.arg("--gamma");
    }
    serde_json::from_slice(&command.output().expect("it ends").stdout).expect("JSON")
}

fn shown(figure: &Value) -> String {
    figure["value"].as_f64().map_or_else(|| "n/a".to_owned(), |value| format!("{value:.3}"))
}

#[test]
fn the_figures_are_those_of_the_command_line() {
    let place = Place::new();
    let mut window = ann_and_bo(&place);
    let value = json(&place, &["ann.claims.json", "bo.claims.json"], true);
    let review = &value["reviews"][0];
    window.click("Show: Figures");
    window.wait_for("figures", |state| {
        state.document.as_ref().is_some_and(|document| document.reviews.figures().is_some())
    });
    let mut expected = Vec::new();
    let scores = |kind: &str| {
        let mut names = Vec::new();
        for mode in ["strict", "exact", "partial", "type"] {
            let of_all = [("All tags", &review[kind][mode])];
            let of_tags = Tag::ALL.map(|tag| (tag.label(), &review["tags"][tag.name()][kind][mode]));
            for (of, score) in of_all.into_iter().chain(of_tags) {
                let [f1, precision, recall] = ["f1", "precision", "recall"].map(|name| shown(&score[name]));
                names.push(format!("F1, {mode}, {of}: {f1}; precision {precision}, recall {recall}"));
            }
        }
        names
    };
    expected.extend(scores("tolerant_scores"));
    for (name, field) in [("Dice", "dice"), ("IoU", "iou"), ("precision", "precision"), ("recall", "recall")] {
        expected.push(format!("{name}, Any tag: {}", shown(&review["overlap"][field])));
        for tag in Tag::ALL {
            let of_tag = &review["tags"][tag.name()]["overlap"][field];
            expected.push(format!("{name}, {}: {}", tag.label(), shown(of_tag)));
        }
    }
    let units = |unit: &str| {
        let pair = &review[unit];
        let agreement = &pair["agreement"];
        let unitizing = &agreement["unitizing"];
        let mut names = vec![
            format!("Same label, {unit}: {}", shown(&agreement["observed"])),
            format!("Cohen’s κ, {unit}: {}", shown(&pair["kappa"])),
            format!("κ, marked or not, {unit}: {}", shown(&pair["kappa_marked"])),
            format!("Mean κ of the tags, {unit}: {}", shown(&pair["mean_kappa_of_tags"])),
            format!("Krippendorff’s α, {unit}: {}", shown(&agreement["alpha"])),
            format!("uα (2016), {unit}: {}", shown(&unitizing["alpha"])),
            format!("|uα, marked or not, {unit}: {}", shown(&unitizing["marked"])),
            format!("cuα, tags where both marked, {unit}: {}", shown(&unitizing["coding"])),
            format!("of the text cuα looks at, {unit}: {}", shown(&unitizing["coding_coverage"])),
        ];
        for tag in Tag::ALL {
            let name = tag.name();
            names.push(format!("κ of {name}, {unit}: {}", shown(&pair["tags"][name]["kappa"])));
            names.push(format!("α of {name}, {unit}: {}", shown(&agreement["tags"][name]["alpha"])));
            names.push(format!("({})uα, {name}, {unit}: {}", tag.letter(), shown(&unitizing[name])));
        }
        for (row, counts) in pair["confusion"]["rows"].as_array().expect("rows").iter().enumerate() {
            for (column, count) in counts.as_array().expect("counts").iter().enumerate() {
                let word = |at: usize| pair["confusion"]["labels"][at].as_str().expect("a label").to_owned();
                names.push(format!("{} by the first, {} by the second: {count}", word(row), word(column)));
            }
        }
        names
    };
    expected.extend(units("words"));
    expected.push(format!("Same speaker, claims: {}", shown(&review["speakers"]["share"])));
    for name in &expected {
        assert!(window.says(name), "{name}");
    }
    window.click("Edges: To the letter");
    window.click("Unit: Characters");
    for name in scores("scores").iter().chain(&units("characters")) {
        assert!(window.says(name), "{name}");
    }
    window.scroll_to("Measure γ");
    window.click("Measure γ");
    window.wait_for("γ", |state| {
        let document = state.document.as_ref().expect("a document");
        matches!(document.reviews.gamma, Measuring::Done(_))
    });
    for (name, field) in [("γ", "gamma"), ("Observed disorder", "observed"), ("Expected disorder", "expected")] {
        let name = format!("{name}, characters: {}", shown(&review["gamma"][field]));
        assert!(window.says(&name), "{name}");
    }
}

#[test]
fn an_agreement_to_be_reached_is_shown_as_reached_or_not() {
    let place = Place::new();
    let mut window = ann_and_bo(&place);
    let value = json(&place, &["bo.claims.json", "ann.claims.json"], false);
    let alpha = shown(&value["reviews"][0]["words"]["agreement"]["unitizing"]["alpha"]);
    window.click("Show: Figures");
    window.wait_for("figures", |state| {
        state.document.as_ref().is_some_and(|document| document.reviews.figures().is_some())
    });
    window.scroll_to("Calibrate");
    window.click("Calibrate");
    let measured = |state: &State| {
        let document = state.document.as_ref().expect("a document");
        document.reviews.figures().is_some_and(|figures| figures.calibration.is_some())
    };
    window.wait_for("the calibration", measured);
    let sentence = format!(
        "Not calibrated yet: uα of words of at least 0.750 with “bo.claims.json”; it is {alpha} now. What you tag until then does not count"
    );
    assert!(window.roles(&sentence).contains(&Role::Status), "{sentence}");
    // With what Bo has taken over, it is.
    window.click("Show: Claims");
    window.press("F6");
    for key in ["T", "T", "T"] {
        window.press(key);
    }
    window.wait_for("the calibration", |state| {
        let standing = state.document.as_ref().expect("a document").reviews.standing();
        standing.and_then(|standing| standing.reached).is_some_and(|(_, figure)| figure >= 0.75)
    });
    assert!(window.says("Calibrated on ") && window.says("What was tagged since counts"));
    assert!(window.notices().iter().any(|words| words.starts_with("The calibration is reached")));
    window.press("Ctrl+S");
    window.wait_for("the file", |state| !state.saving && !state.document.as_ref().expect("a document").is_unsaved());
    drop(window);
    // It is there when the file is opened again, before the other one is.
    let mut window = place.open(&place.path("ann.claims.json"));
    window.press("Ctrl+5");
    assert!(window.says("Calibrated on "));
    window.click("End");
    assert!(!window.says("Calibrated on "));
}
