//! The keys of the table that are no actions: moving among rows and cells, and changing a cell.

use eframe::egui::{Event, EventFilter, Key, Modifiers, Ui};

use super::{ROW_HEIGHT, Sheet, TrackView};
use crate::{
    app::{Action, Command, RowMove, TableCommand},
    review::listing::Column,
};

/// What a key asks of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Wish {
    Go(RowMove, bool),
    Column { forward: bool },
    Edit,
    Pick,
}

impl TrackView {
    /// Takes the keys that mean something here out of the input.
    pub(super) fn follow_keys(&mut self, ui: &Ui, sheet: &Sheet<'_>, outbox: &mut Vec<Command>) {
        let page = (self.sight.height() / ROW_HEIGHT).floor().max(2.0) as isize - 1;
        let mut wishes = Vec::new();
        ui.input_mut(|input| {
            input.events.retain(|event| {
                let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
                let wish = wish(*key, *modifiers, page);
                wishes.extend(wish);
                wish.is_none()
            });
        });
        for wish in wishes {
            match wish {
                Wish::Go(to, extend) => outbox.push(Command::Table(TableCommand::Go { to, extend })),
                Wish::Column { forward } => self.step_column(sheet, forward),
                Wish::Pick => outbox.push(Command::Do(Action::Pick)),
                Wish::Edit => {
                    if let Some(focus) =
                        sheet.document.focus.filter(|focus| sheet.listing.row_of(focus.claim).is_some())
                    {
                        self.begin_editing(ui.ctx(), sheet, focus.claim, outbox);
                    }
                }
            }
        }
    }

    fn step_column(&mut self, sheet: &Sheet<'_>, forward: bool) {
        let columns: Vec<Column> = sheet.columns.iter().map(|(column, ..)| *column).collect();
        let at = columns.iter().position(|column| *column == self.column).unwrap_or(0);
        let next = if forward { (at + 1).min(columns.len().saturating_sub(1)) } else { at.saturating_sub(1) };
        if let Some(column) = columns.get(next) {
            self.column = *column;
            self.reveals_column = true;
        }
    }
}

fn wish(key: Key, modifiers: Modifiers, page: isize) -> Option<Wish> {
    if modifiers.alt {
        return None;
    }
    let extend = modifiers.shift;
    let go = |to| Some(Wish::Go(to, extend));
    match key {
        Key::Home => go(RowMove::First),
        Key::End => go(RowMove::Last),
        _ if modifiers.command => None,
        Key::ArrowDown => go(RowMove::By(1)),
        Key::ArrowUp => go(RowMove::By(-1)),
        Key::PageDown => go(RowMove::By(page)),
        Key::PageUp => go(RowMove::By(-page)),
        _ if extend => None,
        Key::ArrowRight => Some(Wish::Column { forward: true }),
        Key::ArrowLeft => Some(Wish::Column { forward: false }),
        Key::Enter | Key::F2 => Some(Wish::Edit),
        Key::Space => Some(Wish::Pick),
        _ => None,
    }
}

/// While the table has the keyboard, arrow keys move in it and not the focus.
pub(super) fn keep_arrow_keys(ui: &Ui) {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
    ui.memory_mut(|memory| {
        if memory.has_focus(TrackView::id()) {
            memory.set_focus_lock_filter(TrackView::id(), filter);
        }
    });
}
