//! The pointer in the article, and the article in the accessibility tree.

use eframe::egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, Role, TouchPhase, vec2};

use crate::{place::Place, support::Window};

fn window() -> (Place, Window) {
    let place = Place::new();
    let window = place.open_article();
    (place, window)
}

#[test]
fn the_article_is_in_the_accessibility_tree() {
    let (_place, window) = window();
    assert_eq!(window.roles("Boats in port"), [Role::Document, Role::Heading]);
    let paragraphs = [
        "The harbour is shut. \"We had a choice,\" she said, \"and we made it.\"",
        "The boats stay in. The boats rot.",
        "Nobody asked the crews. The boats wait.",
    ];
    let mut above = 0.0;
    for paragraph in paragraphs {
        assert_eq!(window.role(paragraph), Role::Paragraph);
        let rect = window.paragraph(paragraph);
        assert!(rect.top() > above, "paragraphs stand below each other");
        above = rect.bottom();
    }
}

#[test]
fn dragging_selects() {
    let (_place, mut window) = window();
    let (from, to) = (window.point("The |boats stay"), window.point("stay| in"));
    window.drag(&[from, from + vec2(20.0, 0.0), to], 1);
    assert_eq!(window.selected(), "boats stay");
    window.drag(&[to, to - vec2(20.0, 0.0), from], 1);
    assert_eq!(window.selected(), "boats stay", "to the left as well");
    let other = window.point("asked| the");
    window.drag(&[from, other], 1);
    assert_eq!(window.selected(), "boats stay in. The boats rot.\n\nNobody asked");
}

#[test]
fn several_presses_select_larger_units() {
    let (_place, mut window) = window();
    let at = window.point("bo|ats rot");
    for (times, words) in
        [(1, ""), (2, "boats"), (3, "The boats rot."), (4, "The boats stay in. The boats rot."), (5, "")]
    {
        window.click_often(at, times);
        assert_eq!(window.selected(), words, "{times} presses");
    }
}

#[test]
fn a_drag_after_two_presses_selects_by_words() {
    let (_place, mut window) = window();
    let (from, to) = (window.point("bo|ats stay"), window.point("sta|y in"));
    window.drag(&[from, to], 2);
    assert_eq!(window.selected(), "boats stay");
    window.drag(&[to, from], 2);
    assert_eq!(window.selected(), "boats stay");
    let other = window.point("wa|it.");
    window.drag(&[from, other], 3);
    assert_eq!(window.selected(), "The boats stay in. The boats rot.\n\nNobody asked the crews. The boats wait.");
}

#[test]
fn a_click_with_shift_extends_the_selection() {
    let (_place, mut window) = window();
    let (first, second) = (window.point("|boats stay"), window.point("stay| in"));
    window.click_at(first, Modifiers::NONE);
    window.click_at(second, Modifiers::SHIFT);
    assert_eq!(window.selected(), "boats stay");
    let back = window.point("ha|rbour is");
    window.click_at(second, Modifiers::NONE);
    window.click_at(back, Modifiers::SHIFT);
    assert!(window.selected().ends_with("The boats stay"), "{}", window.selected());
}

#[test]
fn a_click_takes_the_innermost_claim_and_again_the_next_outwards() {
    let (_place, mut window) = window();
    window.tag("C", "The boats stay in. The boats rot.");
    window.tag("A", "The boats stay in.");
    window.press("Escape");
    let at = window.point("st|ay in");
    let focused = |window: &Window| {
        let document = window.state().document.expect("a document");
        document.focused().map(|claim| claim.tag.name())
    };
    let nowhere = window.point("Nobody| asked");
    window.click_at(nowhere, Modifiers::NONE);
    assert_eq!(focused(&window), None);
    for tag in ["assertion", "commentary", "assertion"] {
        window.click_at(at, Modifiers::NONE);
        assert_eq!(focused(&window), Some(tag));
    }
}

#[test]
fn an_end_of_the_focused_claim_is_dragged() {
    let (_place, mut window) = window();
    let (end, to) = (window.point("stay| in"), window.point("in.| The boats rot"));
    let (start, back) = (window.point("|boats stay"), window.point("|stay in"));
    window.tag("A", "boats stay");
    window.drag(&[end, end + vec2(9.0, 0.0), to], 1);
    assert_eq!(window.claims(), ["assertion: boats stay in."]);
    window.drag(&[start, start + vec2(9.0, 0.0), back], 1);
    assert_eq!(window.claims(), ["assertion: stay in."]);
    window.press("Ctrl+Z");
    window.press("Ctrl+Z");
    assert_eq!(window.claims(), ["assertion: boats stay"], "each is a step");
}

#[test]
fn the_bar_by_the_selection_tags_it() {
    for (button, tag) in
        [("Tag as quote", "quote"), ("Tag as assertion", "assertion"), ("Tag as commentary", "commentary")]
    {
        let (_place, mut window) = window();
        assert!(!window.shows(button), "nothing is selected yet");
        window.select("boats stay");
        window.click(button);
        assert_eq!(window.claims(), [format!("{tag}: boats stay")]);
        assert!(!window.shows(button), "the bar goes with the selection");
    }
}

#[test]
fn the_bar_by_the_selection_adds_a_segment() {
    let (_place, mut window) = window();
    window.tag("Q", "\"We had a choice,\"");
    window.select("\"and we made it.\"");
    window.click("J  Add segment");
    assert_eq!(window.claims(), ["quote: \"We had a choice,\" … \"and we made it.\""]);
}

#[test]
fn a_long_article_is_scrolled_by_wheel_keys_and_bar() {
    use std::fmt::Write as _;
    let place = Place::new();
    let mut long = String::new();
    for number in 1..=400 {
        writeln!(long, "Paragraph number {number} says what the others say.\n").expect("room");
    }
    let mut window = place.open(&place.file("long.txt", &long));
    let shown =
        |window: &Window, number: u32| window.shows(&format!("Paragraph number {number} says what the others say."));
    assert!(shown(&window, 1) && !shown(&window, 400), "only what is in view is laid out");
    let over = window.node("Paragraph number 3 says what the others say.").rect().center();
    window.happen(Event::PointerMoved(over));
    for _ in 0..20 {
        window.happen(Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, -200.0),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
    }
    assert!(!shown(&window, 1), "the wheel scrolls");
    window.press("F6");
    window.press("Ctrl+End");
    assert!(shown(&window, 400), "the caret is brought into view");
    window.press("Ctrl+Home");
    assert!(shown(&window, 1));
    window.press("PageDown");
    window.press("PageDown");
    assert!(!shown(&window, 1), "by screens");
    let track = window.node("Scroll bar").rect();
    window.drag(&[track.center_top() + vec2(0.0, 2.0), track.center(), track.center_bottom()], 1);
    assert!(shown(&window, 400), "the bar leads to the end");
    let strip = window.node("Where claims are").rect();
    window.click_at(strip.center_top() + vec2(0.0, 4.0), Modifiers::NONE);
    assert!(shown(&window, 1), "and the strip to a place");
}

#[test]
fn a_selection_dragged_past_the_edge_scrolls() {
    use std::fmt::Write as _;
    let place = Place::new();
    let mut long = String::new();
    for number in 1..=200 {
        writeln!(long, "Paragraph number {number} says what the others say.\n").expect("room");
    }
    let mut window = place.open(&place.file("long.txt", &long));
    let first = window.node("Paragraph number 5 says what the others say.").rect();
    let below = Pos2::new(first.center().x, 1490.0);
    let mut places = vec![first.center(), below];
    places.extend(std::iter::repeat_n(below, 40));
    window.drag(&places, 1);
    assert!(!window.shows("Paragraph number 5 says what the others say."));
    let selected = window.selected();
    assert!(selected.lines().count() > 60, "{} lines", selected.lines().count());
}

#[test]
fn the_zoom_makes_the_article_larger() {
    let (_place, mut window) = window();
    let before = window.paragraph("The boats stay").height();
    for _ in 0..5 {
        window.press("Ctrl+Plus");
    }
    assert!(window.paragraph("The boats stay").height() > before * 1.3);
}
