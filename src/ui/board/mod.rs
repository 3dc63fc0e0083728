//! The claims on a board: a column for each place the work can be, a card a claim. A card is moved on by keys or dragged; what the
//! rules of a check refuse stays where it is, and a notice or a question says why.

mod card;

use std::sync::Arc;

use eframe::egui::{
    Align2, CornerRadius, DragAndDrop, EventFilter, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use self::card::{CARD_HEIGHT, CARD_PITCH, card_ui};
use super::{
    filter_bar::nothing_listed_ui,
    theme::{Palette, STRONG, font},
};
use crate::{
    app::{Action, CheckCommand, Command, Document, State, TableCommand, Target},
    claim::{Claim, ClaimId, State as CheckState, StatusGroup},
    review::{
        listing::{GroupKey, Listed, Listing},
        operations::Ask,
    },
};

/// How wide a column is at the least, in points, and how far from the next.
const COLUMN_WIDTH: f32 = 186.0;
const GAP: f32 = 8.0;

/// The height of a column's head, in points.
const HEAD_HEIGHT: f32 = 34.0;

/// The board.
#[derive(Debug, Default)]
pub(crate) struct BoardView {
    /// The focused claim and its place when the board was last scrolled to it.
    shown: Option<(ClaimId, (usize, usize))>,
    /// Where each column is scrolled to, and how high it is.
    sights: Vec<(f32, f32)>,
    /// What is in sight from left to right.
    across: (f32, f32),
}

/// A card that is dragged.
#[derive(Clone, Copy, Debug)]
struct Dragged(ClaimId);

/// What a frame of the board is made from.
struct Wall<'a> {
    document: &'a Document,
    listing: &'a Listing,
    keys: Vec<GroupKey>,
    has_keyboard: bool,
}

impl Wall<'_> {
    /// The column and the place in it of a claim.
    fn place_of(&self, claim: ClaimId) -> Option<(usize, usize)> {
        self.keys.iter().enumerate().find_map(|(column, key)| {
            let row = self.listing.group(*key).iter().position(|listed| listed.id == claim)?;
            Some((column, row))
        })
    }
}

impl BoardView {
    /// What takes the keyboard here.
    pub(crate) fn id() -> Id {
        Id::unique("board view")
    }

    /// Shows it.
    pub(crate) fn show(&mut self, ui: &mut Ui, _state: &State, document: &Document, outbox: &mut Vec<Command>) {
        let listing = Arc::clone(&document.tracking.listing);
        if listing.is_empty() {
            nothing_listed_ui(ui, document, Self::id(), outbox);
            return;
        }
        let keys = GroupKey::of_work(document.review.practice().is_desk());
        let has_keyboard = ui.memory(|memory| memory.has_focus(Self::id()));
        let wall = Wall { document, listing: &listing, keys, has_keyboard };
        let space = ui.available_rect_before_wrap();
        let response = ui.interact(space, Self::id(), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Group, true, "Board"));
        if has_keyboard {
            keep_arrow_keys(ui);
            follow_keys(ui, &wall, outbox);
        }
        self.sights.resize(wall.keys.len(), (0.0, 0.0));
        let count = wall.keys.len() as f32;
        let width = ((space.width() - GAP) / count - GAP).max(COLUMN_WIDTH).floor();
        let wanted = self.sight_of_focus(&wall);
        if self.across.1 <= self.across.0 {
            // Nothing was in sight yet: the board begins at its left.
            self.across = (0.0, space.width());
        }
        let mut area = ScrollArea::horizontal().id_salt("board").auto_shrink(false);
        if let Some((column, _)) = wanted {
            let (left, right) = (column as f32 * (width + GAP), (column + 1) as f32 * (width + GAP) + GAP);
            if left < self.across.0 {
                area = area.horizontal_scroll_offset(left);
            } else if right > self.across.1 {
                area = area.horizontal_scroll_offset((right - (self.across.1 - self.across.0)).max(0.0));
            }
        }
        area.show_viewport(ui, |ui, viewport| {
            self.across = (viewport.left(), viewport.right());
            let origin = ui.max_rect().min;
            let height = viewport.height();
            ui.set_min_size(vec2(count * (width + GAP) + GAP, height));
            for column in 0..wall.keys.len() {
                let left = origin.x + GAP + column as f32 * (width + GAP);
                let rect = Rect::from_min_size(pos2(left, origin.y + GAP), vec2(width, height - 2.0 * GAP));
                let row = wanted.filter(|(wanted, _)| *wanted == column).map(|(_, row)| row);
                self.column_ui(ui, &wall, column, rect, row, outbox);
            }
        });
        paint_dragged(ui, &wall);
    }

    fn column_ui(
        &mut self,
        ui: &mut Ui,
        wall: &Wall<'_>,
        column: usize,
        rect: Rect,
        wanted: Option<usize>,
        outbox: &mut Vec<Command>,
    ) {
        let palette = Palette::of(ui.visuals().dark_mode);
        let key = wall.keys[column];
        let cards = wall.listing.group(key);
        let label = key.label(&wall.document.review);
        let zone = ui.interact(rect, Self::id().with(("column", column)), Sense::hover());
        let noun = if cards.len() == 1 { "claim" } else { "claims" };
        zone.widget_info(|| WidgetInfo::labeled(Role::List, true, format!("Column {label}, {} {noun}", cards.len())));
        let takes = DragAndDrop::has_payload_of_type::<Dragged>(ui.ctx()) && zone.contains_pointer();
        ui.painter().rect_filled(rect, CornerRadius::same(8), palette.panel);
        let stroke = if takes { Stroke::new(1.5, palette.accent) } else { Stroke::new(1.0, palette.line) };
        ui.painter().rect_stroke(rect, CornerRadius::same(8), stroke, StrokeKind::Inside);
        let at = pos2(rect.left() + 12.0, rect.top() + HEAD_HEIGHT / 2.0);
        let name = ui.painter().text(at, Align2::LEFT_CENTER, label, font(STRONG, 13.5), palette.ink);
        let at = pos2(name.right() + 8.0, at.y);
        ui.painter().text(at, Align2::LEFT_CENTER, cards.len(), font(STRONG, 12.0), palette.soft_ink);

        let body = rect.with_min_y(rect.top() + HEAD_HEIGHT).shrink2(vec2(7.0, 2.0));
        let builder = UiBuilder::new().max_rect(body).id_salt(("column", column)).accessibility_parent(zone.id);
        let mut ui = ui.new_child(builder);
        ui.spacing_mut().item_spacing.y = CARD_PITCH - CARD_HEIGHT;
        let mut area = ScrollArea::vertical().auto_shrink(false);
        if let Some(row) = wanted {
            let (offset, height) = self.sights[column];
            // Before it was shown once, what will be in sight is its body.
            let height = if height > 0.0 { height } else { body.height() };
            let (top, bottom) = (row as f32 * CARD_PITCH, row as f32 * CARD_PITCH + CARD_HEIGHT);
            if top < offset || bottom > offset + height {
                area = area.vertical_scroll_offset((top - (height - CARD_HEIGHT) / 2.0).max(0.0));
            }
        }
        let output = area.show_rows(&mut ui, CARD_HEIGHT, cards.len(), |ui, rows| {
            for listed in cards.get(rows).unwrap_or_default() {
                show_card(ui, wall, *listed, outbox);
            }
        });
        self.sights[column] = (output.state.clamped_offset().y, output.inner_rect.height());
        if let Some(dragged) = zone.dnd_release_payload::<Dragged>() {
            move_card(wall, dragged.0, key, outbox);
        }
    }

    /// The column and the row to bring into sight, when another card is focused or it stands elsewhere.
    fn sight_of_focus(&mut self, wall: &Wall<'_>) -> Option<(usize, usize)> {
        let claim = wall.document.focus?.claim;
        if let Some((shown, (column, row))) = self.shown
            && shown == claim
            && wall
                .keys
                .get(column)
                .is_some_and(|key| wall.listing.group(*key).get(row).is_some_and(|listed| listed.id == claim))
        {
            return None;
        }
        let place = wall.place_of(claim)?;
        self.shown = Some((claim, place));
        Some(place)
    }
}

/// Paints the card that is dragged under the pointer.
fn paint_dragged(ui: &Ui, wall: &Wall<'_>) {
    let Some(dragged) = DragAndDrop::payload::<Dragged>(ui.ctx()) else { return };
    let Some(at) = ui.input(|input| input.pointer.latest_pos()) else { return };
    let review = &wall.document.review;
    let Some(claim) = review.claims().get(dragged.0) else { return };
    let painter = ui
        .ctx()
        .layer_painter(eframe::egui::LayerId::new(eframe::egui::Order::Tooltip, BoardView::id().with("dragged")));
    let rect = Rect::from_min_size(at - vec2(30.0, 14.0), vec2(COLUMN_WIDTH - 14.0, CARD_HEIGHT));
    let palette = Palette::of(ui.visuals().dark_mode);
    card::paint(&painter, review, claim, rect, (true, false, false), palette);
    ui.ctx().set_cursor_icon(eframe::egui::CursorIcon::Grabbing);
}

fn show_card(ui: &mut Ui, wall: &Wall<'_>, listed: Listed, outbox: &mut Vec<Command>) {
    let Some(claim) = wall.document.review.claims().get(listed.id) else { return };
    let is_focused = wall.document.focus.is_some_and(|focus| focus.claim == listed.id);
    let is_picked = wall.document.picked.contains(&listed.id);
    let marks = (is_focused, is_picked, wall.has_keyboard);
    let response = card_ui(ui, &wall.document.review, claim, listed, marks);
    if wall.document.read_only.is_none() {
        response.dnd_set_drag_payload(Dragged(listed.id));
    }
    if response.clicked() {
        let modifiers = ui.input(|input| input.modifiers);
        outbox.push(if modifiers.command {
            Command::Table(TableCommand::Pick(listed.id, crate::app::Picking::Toggle))
        } else if modifiers.shift {
            Command::Table(TableCommand::Pick(listed.id, crate::app::Picking::UpTo))
        } else {
            Command::FocusClaim(listed.id)
        });
        ui.memory_mut(|memory| memory.request_focus(BoardView::id()));
    } else if response.drag_started() {
        outbox.push(Command::FocusClaim(listed.id));
    }
}

/// Moves a card to a column, and with it all that are picked if it is one of them.
fn move_card(wall: &Wall<'_>, claim: ClaimId, to: GroupKey, outbox: &mut Vec<Command>) {
    let document = wall.document;
    let claims = if document.picked.contains(&claim) { document.picked_claims() } else { vec![claim] };
    let found = claims.iter().filter_map(|id| document.review.claims().get(*id));
    let Some(target) = target(to, &mut found.map(|claim| &**claim)) else { return };
    outbox.push(Command::Check(CheckCommand::TakeTo { claims, target, ask: Ask::default() }));
    outbox.push(Command::FocusClaim(claim));
}

/// What a column stands for; `None` when all cards stand in it.
fn target(to: GroupKey, claims: &mut dyn Iterator<Item = &Claim>) -> Option<Target> {
    let states: Vec<CheckState> = claims.map(|claim| claim.status.state).collect();
    match to {
        GroupKey::InReview if states.iter().all(|state| *state == CheckState::InReview) => None,
        // A verdict that is being found is proposed over all the steps that lead there.
        GroupKey::InReview if states.iter().all(|state| state.group() != StatusGroup::Checked) => {
            Some(Target::Group(StatusGroup::Checked))
                .filter(|_| states.iter().all(|state| *state != CheckState::InReview))
        }
        GroupKey::InReview => Some(Target::State(CheckState::InReview)),
        GroupKey::Status(group) => {
            let is_there = |state: &CheckState| {
                state.group() == group && !(group == StatusGroup::Checking && *state == CheckState::InReview)
            };
            (!states.iter().all(is_there)).then_some(Target::Group(group))
        }
        _ => None,
    }
}

/// Arrows go from card to card, with Shift they move the focused card to the next column.
fn follow_keys(ui: &Ui, wall: &Wall<'_>, outbox: &mut Vec<Command>) {
    let mut pressed = Vec::new();
    ui.input_mut(|input| {
        // Keys without Shift are meant with it too, so those with it come first.
        for modifiers in [Modifiers::SHIFT, Modifiers::NONE] {
            for key in [
                Key::ArrowUp,
                Key::ArrowDown,
                Key::ArrowLeft,
                Key::ArrowRight,
                Key::Home,
                Key::End,
                Key::PageUp,
                Key::PageDown,
                Key::Space,
            ] {
                if input.consume_key(modifiers, key) {
                    pressed.push((modifiers.shift, key));
                }
            }
        }
    });
    for (shift, key) in pressed {
        let place = wall.document.focus.and_then(|focus| wall.place_of(focus.claim));
        let Some((column, row)) = place else {
            outbox.extend(wall.listing.claims().first().map(|listed| Command::FocusClaim(listed.id)));
            continue;
        };
        let cards = wall.listing.group(wall.keys[column]);
        let last = cards.len().saturating_sub(1);
        let forward = matches!(key, Key::ArrowRight);
        let next = match key {
            Key::ArrowLeft | Key::ArrowRight if shift => {
                let beside = if forward { column + 1 } else { column.wrapping_sub(1) };
                if let (Some(key), Some(listed)) = (wall.keys.get(beside), cards.get(row)) {
                    move_card(wall, listed.id, *key, outbox);
                }
                None
            }
            Key::ArrowLeft | Key::ArrowRight => card_beside(wall, column, row, forward),
            Key::Space => {
                outbox.push(Command::Do(Action::Pick));
                None
            }
            Key::ArrowDown => cards.get(row + 1).copied(),
            Key::ArrowUp => row.checked_sub(1).and_then(|row| cards.get(row)).copied(),
            Key::PageDown => cards.get((row + 5).min(last)).copied(),
            Key::PageUp => cards.get(row.saturating_sub(5)).copied(),
            Key::Home => cards.first().copied(),
            _ => cards.last().copied(),
        };
        outbox.extend(next.map(|listed| Command::FocusClaim(listed.id)));
    }
}

/// The card at about the same height in the next column that has any.
fn card_beside(wall: &Wall<'_>, column: usize, row: usize, forward: bool) -> Option<Listed> {
    let columns: Vec<usize> =
        if forward { (column + 1..wall.keys.len()).collect() } else { (0..column).rev().collect() };
    columns.into_iter().find_map(|column| {
        let cards = wall.listing.group(wall.keys[column]);
        cards.get(row).or(cards.last()).copied()
    })
}

/// While the board has the keyboard, arrow keys move on it and not the focus.
fn keep_arrow_keys(ui: &Ui) {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(BoardView::id(), filter));
}
