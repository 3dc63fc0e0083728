//! The marks of a plot as things that are pressed, and the keyboard among them: Tab leads from plot to plot, the arrows from mark
//! to mark.

use eframe::egui::{EventFilter, Id, Key, Modifiers, Rect, Role, Sense, Ui, WidgetInfo};

use crate::{
    app::{Command, FigureCommand},
    figure::{Lead, Mark},
};

/// The marks of one plot, and where each is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    /// The plot’s name.
    pub plot: &'static str,
    /// Its marks.
    pub marks: &'a [Mark],
    /// Where each can be pressed.
    pub rects: &'a [Rect],
}

/// What goes on with a mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct MarkState {
    /// The pointer is on it, and pressing it leads somewhere.
    pub is_hovered: bool,
    /// It has the keyboard.
    pub has_focus: bool,
}

impl Row<'_> {
    /// What takes the keyboard at a mark.
    pub(super) fn id(plot: &'static str, number: usize) -> Id {
        Id::unique(("figure", plot, number))
    }

    /// Lets the marks be pressed, and says what goes on with each. `current` is the one that Tab leads to.
    pub(super) fn show(self, ui: &mut Ui, current: &mut usize, outbox: &mut Vec<Command>) -> Vec<MarkState> {
        *current = (*current).min(self.marks.len().saturating_sub(1));
        let mut states = Vec::with_capacity(self.marks.len());
        for (number, (mark, rect)) in self.marks.iter().zip(self.rects).enumerate() {
            let leads = mark.leads != Lead::Nowhere;
            // A hundred marks are one stop for Tab.
            let sense = if number == *current { Sense::click() } else { Sense::CLICK };
            let response = ui.interact(*rect, Self::id(self.plot, number), sense);
            let role = if leads { Role::Button } else { Role::Image };
            response.widget_info(|| WidgetInfo::labeled(role, true, &mark.words));
            let has_focus = response.has_focus();
            if has_focus && let Some(next) = self.next(ui, number) {
                *current = next;
                ui.memory_mut(|memory| memory.request_focus(Self::id(self.plot, next)));
                if let Some(rect) = self.rects.get(next) {
                    ui.scroll_to_rect(rect.expand(20.0), None);
                }
            }
            if response.gained_focus() {
                ui.scroll_to_rect(rect.expand(20.0), None);
            }
            states.push(MarkState { is_hovered: leads && response.hovered(), has_focus });
            if response.clicked() && leads {
                *current = number;
                outbox.push(Command::Figure(FigureCommand::Follow(mark.leads.clone())));
            }
            response.on_hover_text(&mark.words);
        }
        states
    }

    /// The mark that an arrow leads to from this one, which has the keyboard.
    fn next(self, ui: &Ui, number: usize) -> Option<usize> {
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(Self::id(self.plot, number), arrows));
        let last = self.marks.len().saturating_sub(1);
        let is_pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let next = if is_pressed(Key::ArrowRight) || is_pressed(Key::ArrowDown) {
            (number + 1).min(last)
        } else if is_pressed(Key::ArrowLeft) || is_pressed(Key::ArrowUp) {
            number.saturating_sub(1)
        } else if is_pressed(Key::Home) {
            0
        } else if is_pressed(Key::End) {
            last
        } else {
            number
        };
        (next != number).then_some(next)
    }
}
