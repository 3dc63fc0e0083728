//! From key presses to actions, by the keys of the table.

use eframe::egui::{self, Event, Key, Modifiers};

use crate::app::{
    Action, ClassAction, LessonAction, PlaceOfFocus, RevealAction,
    table::{ENTRIES, Entry, Group, Needs},
};

/// The keys that choose by number where choices are numbered.
pub(crate) const NUMBERS: [Key; 9] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

/// A key with its modifiers, as the table writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shortcut {
    key: Key,
    modifiers: Modifiers,
}

impl Shortcut {
    /// Reads keys such as `Ctrl+Shift+S`. `None` for a name that no key has.
    pub(crate) fn parse(keys: &str) -> Option<Self> {
        let mut modifiers = Modifiers::NONE;
        let mut rest = keys;
        while let Some((modifier, after)) = rest.split_once('+').filter(|(_, after)| !after.is_empty()) {
            match modifier {
                "Ctrl" => modifiers = modifiers.plus(Modifiers::COMMAND),
                "Shift" => modifiers = modifiers.plus(Modifiers::SHIFT),
                "Alt" => modifiers = modifiers.plus(Modifiers::ALT),
                _ => return None,
            }
            rest = after;
        }
        Some(Self { key: Key::from_name(rest)?, modifiers })
    }

    /// Whether this key press is meant. A sign that takes Shift on some keyboards, such as `?`, is meant with and without.
    fn is_pressed(self, key: Key, physical: Option<Key>, modifiers: Modifiers) -> bool {
        let is_sign = matches!(self.key, Key::Questionmark | Key::Plus | Key::Equals);
        let same_modifiers = modifiers.command == self.modifiers.command
            && modifiers.alt == self.modifiers.alt
            && (modifiers.shift == self.modifiers.shift || is_sign);
        // Shift makes another sign of a full stop or comma, and each keyboard another one: then the place of the key counts.
        let is_stop = matches!(self.key, Key::Period | Key::Comma);
        same_modifiers && (key == self.key || (is_stop && self.modifiers.shift && physical == Some(self.key)))
    }

    /// How it is shown.
    pub(crate) fn shown(keys: &str) -> String {
        keys.replace("Equals", "=")
            .replace("Plus", "+")
            .replace("Minus", "−")
            .replace("Right", "→")
            .replace("Left", "←")
            .replace("Up", "↑")
            .replace("Down", "↓")
            .replace("Page↑", "PgUp")
            .replace("Page↓", "PgDn")
            .replace("Escape", "Esc")
    }
}

/// Who has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keyboard {
    /// The article, or nothing.
    Article,
    /// The article, in which a proposal is looked at.
    Proposals,
    /// The new text of a comparison, or nothing; with `is_widget`, a button or another thing that is pressed.
    Compare {
        /// Whether what has the keyboard is pressed by some keys itself.
        is_widget: bool,
    },
    /// The article while other reviews are beside it.
    Reviews,
    /// A button or another thing in the view that compares reviews.
    ReviewsWidget,
    /// The view of a class: its own keys, and none that change the document.
    Class,
    /// The article, or a button or another thing, while a submission is beside its key; with `is_widget`, not the article.
    Reveal {
        /// Whether what has the keyboard is pressed by some keys itself.
        is_widget: bool,
    },
    /// A button or another thing that is pressed.
    Widget,
    /// One condition of the filter: the keys that delete take it away, not the claim.
    Chip,
    /// Labels of a verdict: numbers and arrows choose among them.
    Choice,
    /// A field that is typed into.
    Field,
    /// A menu, or a cell of the table that is changed: Escape leaves it.
    Menu,
    /// Something that covers the window.
    Cover,
    /// A list that is open in something that covers the window: Escape closes the list.
    CoverMenu,
}

/// Takes the key presses that are shortcuts out of the input and returns what they ask for, in order. What is typed after a
/// shortcut that gives the keyboard to a field stays for the field, as when somebody types faster than frames are painted; what is
/// typed after one that may lay something over the window, or after a key that ends a field or a form, is held for the next frame.
pub(crate) fn take_actions(context: &egui::Context, keyboard: Keyboard, held: &mut Vec<Event>) -> Vec<Action> {
    let actions = context.input_mut(|input| {
        let mut actions: Vec<Action> = Vec::new();
        let mut typed_by_taken = false;
        let mut is_over = false;
        input.events.splice(0..0, held.drain(..));
        input.events.retain(|event| {
            // What a key types comes right after it: another key says that the one before typed nothing.
            typed_by_taken &= !matches!(event, Event::Key { pressed: true, .. });
            let is_typed = matches!(event, Event::Key { .. } | Event::Text(_));
            if is_typed && !typed_by_taken && (is_over || actions.last().is_some_and(|action| may_cover(*action))) {
                held.push(event.clone());
                return false;
            }
            is_over |= ends(event, keyboard);
            let is_for_field = actions.last().is_some_and(|action| moves_keyboard(*action));
            let taken = match event {
                // What a taken key types comes right after it, and must not land in a field.
                Event::Text(_) => return !std::mem::take(&mut typed_by_taken),
                _ if is_for_field => None,
                Event::Key { key, physical_key, pressed: true, modifiers, .. } => {
                    find(*key, *physical_key, *modifiers, keyboard)
                        .filter(|entry| reaches(entry, keyboard))
                        .map(|entry| entry.action)
                }
                // Copying arrives as an event of its own, whatever the keys.
                Event::Copy
                    if matches!(
                        keyboard,
                        Keyboard::Article
                            | Keyboard::Proposals
                            | Keyboard::Compare { .. }
                            | Keyboard::Reviews
                            | Keyboard::ReviewsWidget
                            | Keyboard::Reveal { .. }
                            | Keyboard::Widget
                    ) =>
                {
                    Some(Action::Copy)
                }
                _ => None,
            };
            typed_by_taken |= taken.is_some() && matches!(event, Event::Key { .. });
            actions.extend(taken);
            taken.is_none()
        });
        actions
    });
    if !held.is_empty() {
        context.request_repaint();
    }
    actions
}

/// Whether Ctrl+Enter was pressed in this frame. The modifiers of the frame are those at its end, when Ctrl may be let go already.
pub(crate) fn keeps_form(ui: &egui::Ui) -> bool {
    let keeps = |event: &Event| matches!(event, Event::Key { key: Key::Enter, pressed: true, modifiers, .. } if modifiers.command);
    ui.input(|input| input.events.iter().any(keeps))
}

/// Whether a key press ends what has the keyboard, or may.
fn ends(event: &Event, keyboard: Keyboard) -> bool {
    let is_form = matches!(keyboard, Keyboard::Field | Keyboard::Menu | Keyboard::Cover | Keyboard::CoverMenu);
    is_form && matches!(event, Event::Key { key: Key::Enter | Key::Escape, pressed: true, .. })
}

/// Whether an action lays something over the window that takes the keyboard, or may ask a question.
fn may_cover(action: Action) -> bool {
    matches!(
        action,
        Action::SetStatus(_)
            | Action::Duplicate
            | Action::AddEvidence
            | Action::AddContact
            | Action::Speakers
            | Action::Sources
            | Action::Desk
            | Action::Report
            | Action::Export
            | Action::Details
            | Action::History
            | Action::Class(ClassAction::Open | ClassAction::Write)
            | Action::Lesson(LessonAction::Choose | LessonAction::HandIn)
    )
}

/// Whether an action gives the keyboard to a field.
fn moves_keyboard(action: Action) -> bool {
    match action {
        Action::FocusOn(place) => place != PlaceOfFocus::Article,
        Action::Find | Action::Palette | Action::Reveal(RevealAction::Keep) | Action::Class(ClassAction::Comment) => {
            true
        }
        _ => false,
    }
}

/// The entry whose keys these are. Those of a proposal mean it while one is looked at, and something else otherwise.
fn find(key: Key, physical: Option<Key>, modifiers: Modifiers, keyboard: Keyboard) -> Option<&'static Entry> {
    let is_meant = |entry: &&Entry| {
        let mut keys = entry.keys.iter().filter_map(|keys| Shortcut::parse(keys));
        keys.any(|keys| keys.is_pressed(key, physical, modifiers))
    };
    let special = match keyboard {
        Keyboard::Proposals => Some(Needs::Proposal),
        Keyboard::Compare { .. } => Some(Needs::Comparison),
        Keyboard::Reviews | Keyboard::ReviewsWidget => Some(Needs::Difference),
        Keyboard::Class => Some(Needs::Class),
        Keyboard::Reveal { .. } => Some(Needs::Reveal),
        _ => None,
    };
    let of_special = ENTRIES.iter().filter(|entry| Some(entry.needs) == special);
    of_special.chain(ENTRIES.iter().filter(|entry| !entry.needs.is_special())).find(is_meant)
}

/// Whether an entry's keys mean the entry while something else may want them.
fn reaches(entry: &Entry, keyboard: Keyboard) -> bool {
    let Some(Shortcut { key, modifiers }) = entry.keys.first().and_then(|keys| Shortcut::parse(keys)) else {
        return false;
    };
    match keyboard {
        Keyboard::Article | Keyboard::Proposals | Keyboard::Reveal { is_widget: false } => true,
        Keyboard::Compare { is_widget } => {
            // Tab leads from widget to widget, and Enter presses.
            let is_for_widget = matches!(
                entry.action,
                Action::Move { .. } | Action::AcceptPlace | Action::NextCompared | Action::PreviousCompared
            ) && !matches!(key, Key::N | Key::P);
            entry.action.works_while_comparing() && !(is_widget && is_for_widget)
        }
        // What is done to the claim that is looked at is done where its fields are to be seen.
        Keyboard::Reviews | Keyboard::ReviewsWidget => {
            let is_of_claims = matches!(entry.group, Group::Claim | Group::Status);
            let is_for_widget = keyboard == Keyboard::ReviewsWidget && matches!(entry.action, Action::Move { .. });
            (!is_of_claims || matches!(entry.action, Action::Tag(_))) && !is_for_widget
        }
        // Nothing is done to a document that is not to be seen.
        Keyboard::Class => match entry.group {
            Group::Class => matches!(entry.action, Action::Class(_) | Action::Show(_)),
            Group::View => {
                !matches!(entry.action, Action::Pick | Action::PickAll | Action::FocusOn(PlaceOfFocus::Filter))
            }
            Group::File | Group::Lesson => true,
            _ => false,
        },
        Keyboard::Widget | Keyboard::Reveal { is_widget: true } => !matches!(entry.action, Action::Move { .. }),
        Keyboard::Chip => !matches!(entry.action, Action::Move { .. } | Action::DeleteClaim),
        Keyboard::Choice => !matches!(entry.action, Action::Move { .. } | Action::DeleteClaim | Action::SetStatus(_)),
        Keyboard::Field | Keyboard::Menu => {
            let is_function_key = matches!(key, Key::F1 | Key::F3 | Key::F6 | Key::F8 | Key::F9);
            let edits_text = matches!(
                entry.action,
                Action::Move { .. } | Action::Undo | Action::Redo | Action::Copy | Action::SelectAll
            );
            let leaves = entry.action == Action::Escape && keyboard == Keyboard::Field;
            (modifiers.command && !edits_text) || is_function_key || leaves
        }
        Keyboard::Cover => matches!(entry.action, Action::Escape | Action::Palette | Action::Quit),
        Keyboard::CoverMenu => entry.action == Action::Quit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::StatusGroup;

    #[test]
    fn every_shortcut_of_the_table_names_a_key() {
        for entry in ENTRIES {
            for keys in entry.keys {
                assert!(Shortcut::parse(keys).is_some(), "{keys} of {}", entry.name);
            }
        }
    }

    /// What is asked for when these keys arrive in one frame, and what is held for the next one.
    fn typed_at_once(keys: &[Key]) -> (Vec<Action>, Vec<Event>) {
        let context = egui::Context::default();
        let press = |key: &Key| {
            let event =
                Event::Key { key: *key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
            [event, Event::Text(key.name().to_lowercase())]
        };
        let events = keys.iter().flat_map(press).collect();
        let (mut actions, mut held) = (Vec::new(), Vec::new());
        let input = egui::RawInput { events, ..egui::RawInput::default() };
        let mut output = context.run_ui(input, |ui| {
            actions.extend(take_actions(ui.ctx(), Keyboard::Article, &mut held));
        });
        // Nothing paints here.
        output.textures_delta.clear();
        (actions, held)
    }

    #[test]
    fn what_follows_a_question_is_held_for_it() {
        let (actions, held) = typed_at_once(&[Key::Num5, Key::Num1]);
        assert_eq!(actions, [Action::SetStatus(StatusGroup::Skipped)]);
        let typed: Vec<&Event> = held.iter().filter(|event| matches!(event, Event::Text(_))).collect();
        assert_eq!(typed, [&Event::Text("1".to_owned())]);
        let (actions, held) = typed_at_once(&[Key::F6, Key::A]);
        assert_eq!(actions.len(), 2, "what covers nothing holds nothing back: {held:?}");
    }

    #[test]
    fn no_two_actions_share_keys() {
        let mut seen: Vec<(Shortcut, &str)> = Vec::new();
        // Those of a proposal stand before others while one is looked at.
        for entry in ENTRIES.iter().filter(|entry| !entry.needs.is_special()) {
            for shortcut in entry.keys.iter().filter_map(|keys| Shortcut::parse(keys)) {
                if let Some((_, other)) = seen.iter().find(|(known, _)| *known == shortcut) {
                    panic!("{} and {other} share {shortcut:?}", entry.name);
                }
                seen.push((shortcut, entry.name));
            }
        }
    }

    #[test]
    fn signs_are_found_whatever_shift_does_to_them() {
        let shift = Modifiers::SHIFT;
        let action =
            |key, physical, modifiers| find(key, physical, modifiers, Keyboard::Article).map(|entry| entry.action);
        assert_eq!(action(Key::Questionmark, Some(Key::Slash), shift), Some(Action::Help));
        assert_eq!(action(Key::Colon, Some(Key::Period), shift), action(Key::Period, Some(Key::Period), shift));
        assert_ne!(
            action(Key::Period, Some(Key::Period), shift),
            action(Key::Period, Some(Key::Period), Modifiers::NONE)
        );
    }
}
