//! Changing a cell in its place: a field for what is typed, a menu for what is chosen.

use eframe::egui::{self, Button, Context, Id, Key, Popup, PopupKind, Rect, Role, TextEdit, Ui, WidgetInfo, vec2};

use super::{ROW_HEIGHT, Sheet, TrackView, cells::CellPlace};
use crate::{
    app::{Action, Amendment, CheckCommand, CheckField, Command, PlaceOfFocus, Target},
    claim::{Claim, ClaimId, Priority, StatusGroup},
    review::{
        Review,
        listing::{Column, Listed},
        operations::Ask,
    },
    ui::{claims_list::name_field, forms::fields::select_all},
};

/// How many speakers are offered to complete a name.
const MOST_OFFERED: usize = 6;

/// The least width of a field, in points, whatever the column's.
const LEAST_WIDTH: f32 = 200.0;

/// A cell that is being changed.
#[derive(Debug)]
pub(super) struct Editor {
    pub(super) claim: ClaimId,
    column: Column,
    /// What is typed; `None` where something is chosen from a menu.
    words: Option<String>,
    before: String,
    is_new: bool,
}

/// How changing a cell has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// It goes on.
    NotYet,
    /// It was left as it was.
    Left,
    /// The field was left for another place.
    Kept,
    /// Something was chosen.
    Chosen,
    /// It was kept, and the next row is wanted.
    Next,
}

impl Editor {
    pub(super) fn is_of(&self, claim: ClaimId, column: Column) -> bool {
        self.claim == claim && self.column == column
    }

    /// What has been typed, as a command; `None` when it is as it was.
    pub(super) fn command(self) -> Option<Command> {
        let words = self.words.filter(|words| *words != self.before)?;
        let amendment = match self.column {
            Column::ClaimText => Amendment::ClaimText(words),
            Column::Speaker => Amendment::Speaker(words),
            Column::Labels => {
                let labels = words.split(',').map(str::trim).filter(|label| !label.is_empty());
                Amendment::Labels(labels.map(str::to_owned).collect())
            }
            _ => return None,
        };
        Some(Command::Amend(self.claim, amendment))
    }

    /// Shows it in its cell.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        review: &Review,
        claim: &Claim,
        place: &CellPlace,
        outbox: &mut Vec<Command>,
    ) -> End {
        if self.words.is_some() {
            self.field_ui(ui, review, place)
        } else {
            menu_ui(ui, claim, place, std::mem::take(&mut self.is_new), outbox)
        }
    }

    fn field_ui(&mut self, ui: &mut Ui, review: &Review, place: &CellPlace) -> End {
        let Some(words) = &mut self.words else { return End::Left };
        let width = place.rect.width().max(LEAST_WIDTH);
        let left = place.rect.left().min(ui.clip_rect().right() - width).max(ui.clip_rect().left());
        let rect = Rect::from_min_size(egui::pos2(left, place.rect.top()), vec2(width, ROW_HEIGHT)).shrink(1.0);
        let response = ui.put(rect, TextEdit::singleline(words).id(field_id()).align(egui::Align2::LEFT_CENTER));
        name_field(ui, response.id, &format!("Change {}", place.column.label()));
        if std::mem::take(&mut self.is_new) {
            response.request_focus();
            select_all(ui.ctx(), response.id, words);
        }
        let (enter, escape) = ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape)));
        if place.column == Column::Speaker
            && let Some(chosen) = offers_ui(ui, &response, review, words)
        {
            *words = chosen;
            return End::Chosen;
        }
        match response.lost_focus() {
            false => End::NotYet,
            true if escape => End::Left,
            true if enter => End::Next,
            true => End::Kept,
        }
    }
}

impl TrackView {
    /// Begins to change the cell the keyboard is in or, where that is done beside the table, goes there.
    pub(super) fn begin_editing(
        &mut self,
        context: &Context,
        sheet: &Sheet<'_>,
        claim: ClaimId,
        outbox: &mut Vec<Command>,
    ) {
        let review = &sheet.document.review;
        let Some(found) = review.claims().get(claim) else { return };
        let column = self.column;
        let elsewhere = match column {
            Column::Attribution => Some(PlaceOfFocus::AttributionVerdict),
            Column::Content => Some(PlaceOfFocus::ContentVerdict),
            Column::Note => Some(PlaceOfFocus::Note),
            _ => None,
        };
        if let Some(place) = elsewhere {
            outbox.push(Command::Do(Action::FocusOn(place)));
        }
        if !column.is_editable() || sheet.document.read_only.is_some() {
            return;
        }
        let is_typed = !matches!(column, Column::Status | Column::Priority);
        let before = if is_typed { column.words(review, found, 0) } else { String::new() };
        if !is_typed {
            Popup::open_id(context, menu_id());
        }
        self.editor = Some(Editor { claim, column, words: is_typed.then(|| before.clone()), before, is_new: true });
    }

    /// Takes over what changing a cell has come to.
    pub(super) fn end_editing(
        &mut self,
        ui: &Ui,
        sheet: &Sheet<'_>,
        listed: Listed,
        end: End,
        outbox: &mut Vec<Command>,
    ) {
        match end {
            End::NotYet => return,
            End::Left => self.editor = None,
            End::Kept | End::Chosen => self.commit(outbox),
            End::Next => {
                self.commit(outbox);
                // The next row as it is now: what was kept may move this one elsewhere.
                let after = sheet.listing.row_of(listed.id).map(|row| row + 1);
                let next = after.and_then(|row| sheet.listing.claim_near(row, false));
                outbox.extend(next.map(|next| Command::FocusClaim(next.id)));
            }
        }
        // Whoever went elsewhere has the keyboard there.
        let is_elsewhere = ui.memory(|memory| memory.focused().is_some_and(|id| id != field_id()));
        if end != End::Kept || !is_elsewhere {
            ui.memory_mut(|memory| memory.request_focus(Self::id()));
        }
    }
}

fn field_id() -> Id {
    Id::unique("cell of the table")
}

fn menu_id() -> Id {
    Id::unique("menu of a cell")
}
/// The speakers whose names have what is typed, to choose from; returns the one that was chosen.
fn offers_ui(ui: &Ui, field: &egui::Response, review: &Review, typed: &str) -> Option<String> {
    let typed = typed.trim().to_lowercase();
    let fits = |name: &&str| !typed.is_empty() && name.to_lowercase().contains(&typed) && name.to_lowercase() != typed;
    let names = review.speakers().iter().map(|speaker| speaker.name.as_str()).filter(fits);
    let names: Vec<&str> = names.take(MOST_OFFERED).collect();
    if names.is_empty() || !(field.has_focus() || field.lost_focus()) {
        return None;
    }
    // Arrow down takes the first.
    let down = ui.input(|input| input.key_pressed(Key::ArrowDown));
    let mut chosen = names.first().filter(|_| down).map(|name| (*name).to_owned());
    Popup::from_response(field).id(field_id().with("offers")).show(|ui| {
        for name in &names {
            // A press takes the keyboard from the field: the choice is made on the press itself.
            let response = ui.add(Button::selectable(false, *name).truncate());
            if response.is_pointer_button_down_on() || response.clicked() {
                chosen = Some((*name).to_owned());
            }
        }
    });
    chosen
}

/// What a cell can be, to choose from. A digit chooses too.
fn menu_ui(ui: &Ui, claim: &Claim, place: &CellPlace, is_new: bool, outbox: &mut Vec<Command>) -> End {
    let choices: Vec<(&'static str, bool, Command)> = if place.column == Column::Status {
        let now = claim.status.state.group();
        let choice = |group: StatusGroup| {
            let target = Target::Group(group);
            let command = CheckCommand::TakeTo { claims: vec![claim.id], target, ask: Ask::default() };
            (group.label(), group == now, Command::Check(command))
        };
        StatusGroup::ALL.into_iter().map(choice).collect()
    } else {
        let now = claim.check().priority;
        let choice = |priority: Option<Priority>| {
            let command = CheckCommand::Amend(vec![claim.id], CheckField::Priority(priority));
            (priority.map_or("None", Priority::label), priority == now, Command::Check(command))
        };
        Priority::ALL.into_iter().map(Some).chain([None]).map(choice).collect()
    };
    let digits = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];
    let mut end = if Popup::is_id_open(ui.ctx(), menu_id()) { End::NotYet } else { End::Left };
    let popup = Popup::new(menu_id(), ui.ctx().clone(), place.rect, ui.layer_id())
        .kind(PopupKind::Menu)
        .open_memory(None)
        .accessible_name(format!("Choose {}", place.column.label()));
    popup.show(|ui| {
        ui.set_min_width(140.0);
        for ((label, is_on, command), digit) in choices.into_iter().zip(digits) {
            let response = ui.add(Button::selectable(is_on, label).min_size(vec2(ui.available_width(), 24.0)));
            response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, true, is_on, label));
            if is_new && is_on {
                response.request_focus();
            }
            let is_chosen = response.clicked() || (!is_new && ui.input(|input| input.key_pressed(digit)));
            if is_chosen && end != End::Chosen {
                outbox.push(command);
                end = End::Chosen;
            }
        }
    });
    if end == End::Chosen {
        Popup::close_id(ui.ctx(), menu_id());
    }
    end
}
