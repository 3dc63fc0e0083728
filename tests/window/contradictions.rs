//! What the window says of a file whose checks contradict themselves.

use claimlight::app::Question;

use crate::place::Place;

#[test]
fn checks_that_contradict_themselves_are_listed_and_left_as_they_are() {
    let place = Place::new();
    let mut window = place.open_article();
    let target = place.path("boats.claims.json");
    window.tag("A", "The boats rot.");
    window.save_as(&target);
    drop(window);
    let odd = std::fs::read_to_string(&target)
        .expect("a file")
        .replace("\"state\": \"spotted\"", "\"state\": \"wont_check\"");
    let path = place.file("odd.claims.json", &odd);
    let mut window = place.open(&path);
    assert!(matches!(window.state().question, Some(Question::Faults { .. })));
    assert!(window.says("Some checks contradict themselves"));
    assert!(!window.says("The file opened with repairs"));
    assert!(window.says("/claims/0/status"));
    assert!(window.says("“Mend contradictions”"));
    window.press("Enter");
    assert!(window.state().question.is_none());
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), odd);
}
