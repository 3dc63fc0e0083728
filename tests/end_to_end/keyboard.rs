//! Forms filled in by keyboard alone, by what the window tells a screen reader: nothing is typed before it is said where it goes.

use std::path::Path;

use crate::{accessibility::Widget, program::Program};

/// More than any form has to be gone through.
const MOST_STEPS: usize = 80;

impl Program<'_> {
    /// Waits until what goes by this name has the keyboard.
    pub(crate) fn await_keyboard(&self, name: &str) {
        self.eventually(&format!("“{name}” with the keyboard"), || {
            self.with_keyboard().filter(|widget| widget.name == name).map(drop)
        });
    }

    /// Waits until something in the window is told of by words that begin so.
    pub(crate) fn await_said(&self, words: &str) {
        self.eventually(&format!("“{words}” in the window"), || self.says(words).then_some(()));
    }

    /// Whether something in the window is told of by words that begin so.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.widgets().unwrap_or_default().iter().any(|widget| widget.name.starts_with(words))
    }

    /// Chooses a command from the list of all, by its name.
    pub(crate) fn choose(&mut self, command: &str) {
        self.press("ctrl+k");
        self.await_keyboard("Type a command");
        self.type_into("Type a command", command);
        self.press("Return");
    }

    /// Goes with the Tab key to what goes by this name.
    pub(crate) fn go_to(&mut self, name: &str) {
        let mut passed = Vec::new();
        loop {
            let at = self.eventually("something with the keyboard", || self.with_keyboard());
            if at.name == name {
                return;
            }
            self.press("Tab");
            let is_next = |widget: &Widget| !widget.is_same(&at);
            self.eventually("the next thing with the keyboard", || self.with_keyboard().filter(is_next));
            passed.push(at.name);
            if passed.len() == MOST_STEPS {
                self.desktop().picture("failure");
            }
            assert!(passed.len() < MOST_STEPS, "the Tab key does not lead to “{name}”, but to {passed:?}");
        }
    }

    /// Goes to a button by the Tab key, waiting until it can be pressed, presses it, and waits for what follows, which has a heading.
    pub(crate) fn press_button(&mut self, name: &str, heading: &str) {
        self.go_to(name);
        self.press("Return");
        self.await_said(heading);
    }

    /// Goes to a box by the Tab key and ticks it.
    pub(crate) fn tick(&mut self, name: &str) {
        self.go_to(name);
        self.press("space");
        let is_ticked = |widget: &Widget| widget.name == name && widget.is_ticked;
        self.eventually("the box ticked", || self.with_keyboard().filter(is_ticked));
    }

    /// Goes to a field by the Tab key and types into it, in the place of what stands there.
    pub(crate) fn fill_in(&mut self, field: &str, words: &str) {
        self.go_to(field);
        self.type_into(field, words);
    }

    /// Fills in a path.
    pub(crate) fn fill_in_path(&mut self, field: &str, path: &Path) {
        self.fill_in(field, &path.to_string_lossy());
    }

    /// Answers the question for a path that is on its way.
    pub(crate) fn answer_path(&mut self, field: &str, path: &Path) {
        self.await_keyboard(field);
        self.type_into(field, &path.to_string_lossy());
        self.press("Return");
    }

    /// Types a password, which nobody can read again, a test neither.
    pub(crate) fn type_password(&mut self, field: &str, password: &str) {
        self.await_keyboard(field);
        self.type_words(password);
    }

    fn type_into(&mut self, field: &str, words: &str) {
        self.await_keyboard(field);
        self.press("ctrl+a");
        self.type_words(words);
        self.eventually(&format!("“{words}” in “{field}”"), || {
            (self.text_at_keyboard()? == words).then_some(())
        });
    }

    fn with_keyboard(&self) -> Option<Widget> {
        self.widgets()?.into_iter().find(|widget| widget.has_keyboard)
    }

    fn text_at_keyboard(&self) -> Option<String> {
        let heard = self.desktop().heard()?;
        heard.text(&heard.program(self.process())?, &self.with_keyboard()?)
    }

    fn widgets(&self) -> Option<Vec<Widget>> {
        let heard = self.desktop().heard()?;
        heard.widgets(&heard.program(self.process())?)
    }
}
