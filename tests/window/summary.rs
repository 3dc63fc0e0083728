//! The figures: what is shown, where marks lead by pointer, keyboard and screen reader, and how plots leave the window.

use claimlight::{
    app::{Overlay, Question, View},
    claim::{StatusGroup, Tag},
    figure::Format,
    review::Condition,
    ui::DialogRequest,
};
use eframe::egui::{OutputCommand, Role};

use crate::{place::Place, support::Window};

/// A window on three claims, at the figures.
fn window() -> (Place, Window) {
    let place = Place::new();
    let mut window = place.open_article();
    window.tag("Q", "\"We had a choice,\"");
    window.tag("A", "The boats stay in.");
    window.tag("A", "The boats rot.");
    window.press("Escape");
    window.press("Ctrl+4");
    (place, window)
}

fn view(window: &Window) -> View {
    window.state().view
}

fn conditions(window: &Window) -> Vec<Condition> {
    window.state().document.expect("a document").filter.conditions()
}

#[test]
fn every_mark_has_a_name_with_its_figure() {
    let (_place, window) = window();
    for mark in [
        "Claims: 3",
        "To check: 3",
        "Quotes: 1 of 3",
        "Assertions: 2 of 3",
        "To check: 3 of 3",
        "No verdict: 3 of 3",
        "Nobody: 3 of 3",
        "Assertions, nobody: 2 of 2",
    ] {
        assert!(window.roles(mark).iter().all(|role| *role == Role::Button), "{mark}: {:?}", window.roles(mark));
        assert!(window.shows(mark), "{mark}");
    }
    // What stands for nothing leads nowhere.
    assert_eq!(window.role("Commentary: 0 of 3"), Role::Image);
    assert_eq!(window.roles("Checked: 0 of 3"), [Role::Image; 2]);
}

#[test]
fn a_mark_leads_to_its_claims() {
    let (_place, mut window) = window();
    window.click("Assertions: 2 of 3");
    assert_eq!(view(&window), View::Track);
    assert_eq!(conditions(&window), [Condition::Tag(Tag::Assertion)]);
    window.press("Ctrl+4");
    window.activate("To check: 3 of 3");
    assert_eq!(conditions(&window), [Condition::Group(StatusGroup::ToCheck)], "one figure’s claims, not those of two");
    window.press("Ctrl+4");
    window.activate("Quotes, nobody: 1 of 1");
    let [Condition::Counted(counted)] = &conditions(&window)[..] else {
        panic!("the claims themselves, where no condition says which: {:?}", conditions(&window));
    };
    assert_eq!(counted.claims.len(), 1);
    assert!(window.says("1 of 3 claims"));
}

#[test]
fn a_stretch_leads_to_its_place_in_the_article() {
    let (_place, mut window) = window();
    let stretch = window.place("|The boats stay in.");
    let all = window.text().chars().count();
    let number = (0..100).filter(|number| number * all / 100 <= stretch).count();
    let name = format!("Stretch {number} of 100: ");
    let full = window.name_beginning(&name);
    window.activate(&full);
    assert_eq!(view(&window), View::Read);
    assert!(window.head() <= stretch && stretch - window.head() < 3);
    assert_eq!(window.keyboard(), "Boats in port");
}

#[test]
fn the_keyboard_leads_from_mark_to_mark_and_from_plot_to_plot() {
    let (_place, mut window) = window();
    assert_eq!(window.keyboard(), "Claims: 3", "the page’s first mark has the keyboard");
    window.press("Right");
    assert_eq!(window.keyboard(), "Checked: 0 of 3");
    window.press("End");
    assert!(window.keyboard().starts_with("Text tagged: "));
    window.press("Right");
    assert!(window.keyboard().starts_with("Text tagged: "), "the last is the last");
    window.press("Home");
    assert_eq!(window.keyboard(), "Claims: 3");
    let mut stops = Vec::new();
    while !window.keyboard().starts_with("Quotes: ") {
        window.press("Tab");
        stops.push(window.keyboard());
        assert!(stops.len() < 10, "{stops:?}");
    }
    let strip = stops.iter().filter(|stop| stop.starts_with("Stretch ")).count();
    assert_eq!(strip, 1, "a hundred stretches are one stop: {stops:?}");
    window.press("Down");
    assert_eq!(window.keyboard(), "Assertions: 2 of 3");
    window.press("Enter");
    assert_eq!(view(&window), View::Track);
    assert_eq!(conditions(&window), [Condition::Tag(Tag::Assertion)]);
}

#[test]
fn figures_follow_the_review() {
    let (_place, mut window) = window();
    assert!(window.shows("Assertions: 2 of 3"));
    window.press("Ctrl+Z");
    assert!(window.shows("Assertions: 1 of 2"));
    window.press("Ctrl+Z");
    window.press("Ctrl+Z");
    assert!(window.says("No claims yet"));
    window.click("Read the article");
    assert_eq!(view(&window), View::Read);
}

#[test]
fn plots_are_copied_as_words_and_as_pictures() {
    let (_place, mut window) = window();
    window.click("Copy or save “Claims by tag”");
    window.click("Copy as CSV");
    let rows = "tag,claims,share\r\nQuotes,1,0.3333\r\nAssertions,2,0.6667\r\nCommentary,0,0.0000\r\n";
    assert_eq!(window.copied, [rows]);
    window.click("Copy or save “Claims by tag”");
    window.click("Copy as SVG");
    assert!(window.copied[1].starts_with("<svg "));
    window.click("Copy or save “Claims by tag”");
    window.click("Copy picture");
    let picture = window.outputs.iter().find_map(|output| match output {
        OutputCommand::CopyImage(picture) => Some(picture.clone()),
        _ => None,
    });
    assert_eq!(picture.expect("a picture").size[0], 1280);
}

#[test]
fn a_plot_is_saved_where_it_is_asked_and_replaces_nothing_unasked() {
    let (place, mut window) = window();
    let save = |window: &mut Window| {
        window.click("Copy or save “Claims by tag”");
        window.click("Save as SVG…");
    };
    let target = place.path("tags.svg");
    window.will_pick(&target);
    save(&mut window);
    window.wait_for("a file", |state| state.notices.iter().any(|notice| notice.words == "Saved “tags.svg”"));
    assert_eq!(
        window.asked(),
        [DialogRequest::SaveFigure {
            folder: target.parent().map(Into::into),
            name: "boats.claims-by-tag.svg".to_owned(),
            format: Format::Svg,
        }]
    );
    let drawing = std::fs::read_to_string(&target).expect("a file");
    assert!(drawing.contains("Assertions: 2 of 3"));
    assert!(window.state().document.expect("a document").is_unsaved(), "saving a plot saves no review");

    std::fs::write(&target, "theirs").expect("a file");
    window.will_pick(&target);
    save(&mut window);
    window.wait_for("a question", |state| matches!(state.question, Some(Question::FigureExists(..))));
    window.click("Cancel");
    assert_eq!(std::fs::read_to_string(&target).expect("a file"), "theirs");
    window.will_pick(&target);
    save(&mut window);
    window.wait_for("a question", |state| state.question.is_some());
    window.click("Replace it");
    let replaced = std::fs::read(&target);
    window.wait_for("a file", |_| std::fs::read_to_string(&target).is_ok_and(|content| content == drawing));
    assert!(replaced.is_ok(), "the file is there at every moment");
}

#[test]
fn without_a_dialog_the_path_of_a_plot_is_typed() {
    let (place, mut window) = window();
    window.will_have_no_dialog();
    window.click("Copy or save “Along the article”");
    window.click("Save as PNG…");
    window.wait_for("a question", |state| matches!(state.question, Some(Question::TypeFigurePath { .. })));
    let target = place.path("strip.png");
    window.press("Ctrl+A");
    window.write(&target.to_string_lossy());
    window.press("Enter");
    window.wait_for("a file", |state| state.question.is_none() && target.exists());
    assert!(std::fs::read(&target).expect("a file").starts_with(b"\x89PNG"));
}

#[test]
fn a_plot_that_cannot_be_written_is_told() {
    let (place, mut window) = window();
    window.will_pick(&place.path("no such folder").join("tags.csv"));
    window.click("Copy or save “Claims by tag”");
    window.click("Save as CSV…");
    window
        .wait_for("a sentence", |state| state.notices.iter().any(|notice| notice.words.contains("There is no folder")));
    assert_eq!(window.state().overlay, None::<Overlay>);
}
