//! Moving and selecting by keyboard.

use super::{Action, Entry, Group, Motion, Needs, Unit, say};

const fn move_by(motion: Motion, name: &'static str, keys: &'static [&'static str]) -> Entry {
    say(Action::Move { motion, extend: false }, name, keys, Group::Move, Needs::Document, "Moves the caret")
}

const fn extend_by(motion: Motion, name: &'static str, keys: &'static [&'static str]) -> Entry {
    say(
        Action::Move { motion, extend: true },
        name,
        keys,
        Group::Move,
        Needs::Document,
        "Takes the end of the selection along",
    )
}

/// Its entries, in the order of the help.
pub(super) const MOVING: &[Entry] = &[
    move_by(Motion::On(Unit::Grapheme), "Character on", &["Right"]),
    move_by(Motion::Back(Unit::Grapheme), "Character back", &["Left"]),
    move_by(Motion::On(Unit::Word), "Word on", &["Ctrl+Right"]),
    move_by(Motion::Back(Unit::Word), "Word back", &["Ctrl+Left"]),
    move_by(Motion::LineUp, "Line up", &["Up"]),
    move_by(Motion::LineDown, "Line down", &["Down"]),
    move_by(Motion::LineStart, "Start of line", &["Home"]),
    move_by(Motion::LineEnd, "End of line", &["End"]),
    move_by(Motion::On(Unit::Sentence), "Next sentence", &["."]),
    move_by(Motion::Back(Unit::Sentence), "Previous sentence", &[","]),
    move_by(Motion::On(Unit::Paragraph), "Next paragraph", &["Ctrl+Down"]),
    move_by(Motion::Back(Unit::Paragraph), "Previous paragraph", &["Ctrl+Up"]),
    move_by(Motion::PageDown, "Screen down", &["PageDown", "Space"]),
    move_by(Motion::PageUp, "Screen up", &["PageUp", "Shift+Space"]),
    move_by(Motion::Back(Unit::Document), "Start of the article", &["Ctrl+Home"]),
    move_by(Motion::On(Unit::Document), "End of the article", &["Ctrl+End"]),
    extend_by(Motion::On(Unit::Grapheme), "Select to character on", &["Shift+Right"]),
    extend_by(Motion::Back(Unit::Grapheme), "Select to character back", &["Shift+Left"]),
    extend_by(Motion::On(Unit::Word), "Select to word on", &["Ctrl+Shift+Right"]),
    extend_by(Motion::Back(Unit::Word), "Select to word back", &["Ctrl+Shift+Left"]),
    extend_by(Motion::LineUp, "Select line up", &["Shift+Up"]),
    extend_by(Motion::LineDown, "Select line down", &["Shift+Down"]),
    extend_by(Motion::LineStart, "Select to start of line", &["Shift+Home"]),
    extend_by(Motion::LineEnd, "Select to end of line", &["Shift+End"]),
    extend_by(Motion::On(Unit::Sentence), "Select to next sentence", &["Shift+."]),
    extend_by(Motion::Back(Unit::Sentence), "Select to previous sentence", &["Shift+,"]),
    extend_by(Motion::On(Unit::Paragraph), "Select to next paragraph", &["Ctrl+Shift+Down"]),
    extend_by(Motion::Back(Unit::Paragraph), "Select to previous paragraph", &["Ctrl+Shift+Up"]),
    extend_by(Motion::PageDown, "Select screen down", &["Shift+PageDown"]),
    extend_by(Motion::PageUp, "Select screen up", &["Shift+PageUp"]),
    extend_by(Motion::Back(Unit::Document), "Select to start of the article", &["Ctrl+Shift+Home"]),
    extend_by(Motion::On(Unit::Document), "Select to end of the article", &["Ctrl+Shift+End"]),
];
