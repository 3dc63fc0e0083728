//! Moving the caret, and growing and shrinking the selection.

use claimlight::app::{Action, Effect, Motion, Unit};

use crate::support::Desk;

fn moved(before: &str, motion: Motion, extend: bool) -> String {
    let mut desk = Desk::with(before);
    let effects = desk.act(Action::Move { motion, extend });
    assert_eq!(effects, [Effect::Reveal(desk.document().selection.head)], "the caret is brought into view");
    desk.carets()
}

#[test]
fn one_step_on() {
    let table = [
        (Unit::Grapheme, "|ab", "a|b"),
        (Unit::Grapheme, "ne\u{301}|e\u{301} b", "ne\u{301}e\u{301}| b"),
        (Unit::Grapheme, "🇩🇪|🇫🇷", "🇩🇪🇫🇷|"),
        (Unit::Grapheme, "ab|\n\ncd", "ab\n\n|cd"),
        (Unit::Grapheme, "ab|", "ab|"),
        (Unit::Word, "|One two", "One |two"),
        (Unit::Word, "On|e two", "One |two"),
        (Unit::Word, "One |two.\n\nThree", "One two.|\n\nThree"),
        (Unit::Word, "One two.|\n\nThree", "One two.\n\n|Three"),
        (Unit::Word, "One |two", "One two|"),
        (Unit::Word, "One two|", "One two|"),
        (Unit::Sentence, "|One two. Three four.", "One two. |Three four."),
        (Unit::Sentence, "One tw|o. Three four.", "One two. |Three four."),
        (Unit::Sentence, "One. |Two.\n\nThree.", "One. Two.\n\n|Three."),
        (Unit::Sentence, "One. Two.|\n\nThree.", "One. Two.\n\n|Three."),
        (Unit::Sentence, "One. |Two.", "One. Two.|"),
        (Unit::Sentence, "One. Two.|", "One. Two.|"),
        (Unit::Paragraph, "O|ne.\n\nTwo.\n\nThree.", "One.\n\n|Two.\n\nThree."),
        (Unit::Paragraph, "One.\n\nTwo.|", "One.\n\nTwo.|"),
        (Unit::Paragraph, "One.\n\n|Two.", "One.\n\nTwo.|"),
        (Unit::Document, "O|ne.\n\nTwo.", "One.\n\nTwo.|"),
    ];
    for (unit, before, after) in table {
        assert_eq!(moved(before, Motion::On(unit), false), after, "{unit:?} on from {before}");
    }
}

#[test]
fn one_step_back() {
    let table = [
        (Unit::Grapheme, "a|b", "|ab"),
        (Unit::Grapheme, "ne\u{301}| b", "n|e\u{301} b"),
        (Unit::Grapheme, "ab\n\n|cd", "ab|\n\ncd"),
        (Unit::Grapheme, "|ab", "|ab"),
        (Unit::Word, "One two|", "One |two"),
        (Unit::Word, "One t|wo", "One |two"),
        (Unit::Word, "One |two", "|One two"),
        (Unit::Word, "One.\n\n|Two", "One.|\n\nTwo"),
        (Unit::Word, "|One", "|One"),
        (Unit::Sentence, "One two. Three f|our.", "One two. |Three four."),
        (Unit::Sentence, "One two. |Three four.", "|One two. Three four."),
        (Unit::Sentence, "One. Two.\n\n|Three.", "One. |Two.\n\nThree."),
        (Unit::Sentence, "|One. Two.", "|One. Two."),
        (Unit::Paragraph, "One.\n\nTw|o.", "One.\n\n|Two."),
        (Unit::Paragraph, "One.\n\n|Two.", "|One.\n\nTwo."),
        (Unit::Paragraph, "|One.", "|One."),
        (Unit::Document, "One.\n\nTw|o.", "|One.\n\nTwo."),
    ];
    for (unit, before, after) in table {
        assert_eq!(moved(before, Motion::Back(unit), false), after, "{unit:?} back from {before}");
    }
}

#[test]
fn extending_keeps_the_other_end() {
    let table = [
        (Motion::On(Unit::Grapheme), "a|bc", "a^b|c"),
        (Motion::Back(Unit::Grapheme), "ab|c", "a|b^c"),
        (Motion::Back(Unit::Grapheme), "a^b|c", "a|bc"),
        (Motion::On(Unit::Word), "One ^two |three.", "One ^two three.|"),
        (Motion::Back(Unit::Sentence), "One. Two|.", "One. |Two^."),
        (Motion::On(Unit::Paragraph), "O|ne.\n\nTwo.", "O^ne.\n\n|Two."),
        (Motion::On(Unit::Document), "O|ne.\n\nTwo.", "O^ne.\n\nTwo.|"),
        (Motion::Back(Unit::Document), "One.\n\nT|wo.", "|One.\n\nT^wo."),
    ];
    for (motion, before, after) in table {
        assert_eq!(moved(before, motion, true), after, "{motion:?} from {before}");
    }
}

#[test]
fn a_step_by_character_leaves_a_selection_at_its_end() {
    let table = [
        (Motion::On(Unit::Grapheme), "a^bc|d", "abc|d"),
        (Motion::On(Unit::Grapheme), "a|bc^d", "abc|d"),
        (Motion::Back(Unit::Grapheme), "a^bc|d", "a|bcd"),
        (Motion::Back(Unit::Grapheme), "a|bc^d", "a|bcd"),
    ];
    for (motion, before, after) in table {
        assert_eq!(moved(before, motion, false), after, "{motion:?} from {before}");
    }
}

#[test]
fn lines_and_screens_are_left_to_the_layout() {
    let motions =
        [Motion::LineUp, Motion::LineDown, Motion::LineStart, Motion::LineEnd, Motion::PageUp, Motion::PageDown];
    for motion in motions {
        for extend in [false, true] {
            let mut desk = Desk::with("One |two.");
            let effects = desk.act(Action::Move { motion, extend });
            assert_eq!(effects, [Effect::MoveByLayout { motion, extend }]);
            assert_eq!(desk.carets(), "One |two.");
            assert!(motion.needs_layout());
        }
    }
}

#[test]
fn without_a_document_nothing_moves() {
    let mut desk = Desk::empty();
    for action in [
        Action::Move { motion: Motion::On(Unit::Word), extend: false },
        Action::SelectAll,
        Action::ExpandSelection,
        Action::ShrinkSelection,
        Action::Copy,
        Action::NextClaim,
    ] {
        assert_eq!(desk.act(action), []);
    }
}

#[test]
fn a_place_inside_a_grapheme_is_moved_before_it() {
    let mut desk = Desk::with("ae\u{301}b");
    let inside = claimlight::text::ByteIndex::new(2);
    desk.tell(claimlight::app::Command::PlaceCaret { at: inside, extend: false });
    assert_eq!(desk.carets(), "a|e\u{301}b");
    desk.tell(claimlight::app::Command::Click(inside));
    assert_eq!(desk.carets(), "a|e\u{301}b");
}

#[test]
fn expanding_goes_from_word_to_paragraph_and_shrinking_back() {
    let start = "Before. She said \"one t|wo three\" and left. After.\n\nThe end.";
    let stages = [
        "Before. She said \"one ^two| three\" and left. After.\n\nThe end.",
        "Before. She said ^\"one two three\"| and left. After.\n\nThe end.",
        "Before. ^She said \"one two three\" and left.| After.\n\nThe end.",
        "^Before. She said \"one two three\" and left. After.|\n\nThe end.",
    ];
    let mut desk = Desk::with(start);
    for stage in stages {
        desk.act(Action::ExpandSelection);
        assert_eq!(desk.carets(), stage);
    }
    desk.act(Action::ExpandSelection);
    assert_eq!(desk.carets(), stages[3], "it ends at the paragraph");
    for stage in stages[..3].iter().rev() {
        desk.act(Action::ShrinkSelection);
        assert_eq!(desk.carets(), *stage);
    }
    desk.act(Action::ShrinkSelection);
    assert_eq!(desk.carets(), start, "at last the caret is where it was");
    desk.act(Action::ShrinkSelection);
    assert_eq!(desk.carets(), start, "and there is nothing smaller");
}

#[test]
fn moving_forgets_the_way_back_of_shrinking() {
    let mut desk = Desk::with("One t|wo three.");
    desk.act(Action::ExpandSelection);
    desk.act(Action::Move { motion: Motion::On(Unit::Word), extend: true });
    let after = desk.carets();
    desk.act(Action::ShrinkSelection);
    assert_eq!(desk.carets(), after);
}

#[test]
fn expanding_a_selection_across_paragraphs_takes_those_it_touches() {
    let mut desk = Desk::with("One ^two.\n\nThree |four.\n\nFive.");
    desk.act(Action::ExpandSelection);
    assert_eq!(desk.carets(), "^One two.\n\nThree four.|\n\nFive.");
}

#[test]
fn select_all_takes_the_words_without_the_white_space_around_them() {
    let mut desk = Desk::with("\n  One.\n\nTwo.  \n");
    desk.act(Action::SelectAll);
    assert_eq!(desk.carets(), "\n  ^One.\n\nTwo.|  \n");
}

#[test]
fn copying_takes_the_selection_or_else_the_claim() {
    let mut desk = Desk::with("One ^two| three.");
    assert_eq!(desk.act(Action::Copy), [Effect::Copy("two".to_owned())]);
    desk.tag(claimlight::claim::Tag::Assertion, "two three");
    assert_eq!(desk.act(Action::Copy), [Effect::Copy("two three".to_owned())]);
    desk.act(Action::Escape);
    assert_eq!(desk.act(Action::Copy), []);
}
