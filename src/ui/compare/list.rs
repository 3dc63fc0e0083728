//! The claims to be carried over, by how much attention they ask for; below them the one that is looked at.

use eframe::egui::{
    self, Align, Align2, Button, CornerRadius, FontId, Layout, Panel, Rect, RichText, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::claim::claim_ui;
use crate::{
    app::{Command, ComparedRow, Comparing, Document, ReplaceCommand, State},
    claim::Tag,
    review::{Concern, Decision, excerpt},
    ui::{
        claims_list::line_of_text,
        sight::Sight,
        theme::{Palette, READING, STRONG, font},
        track::paint_fold,
    },
};

/// The height of a line of the list, in points.
const ROW_HEIGHT: f32 = 44.0;

/// The most of a claim's words that a line can show, in bytes.
const EXCERPT_BYTES: usize = 120;

/// What the list keeps from frame to frame.
#[derive(Debug, Default)]
pub(super) struct ClaimsToCarry {
    sight: Sight<usize>,
}

impl ClaimsToCarry {
    /// The list, and below it the claim that is looked at.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        state: &State,
        document: &Document,
        comparing: &Comparing,
        outbox: &mut Vec<Command>,
    ) {
        ui.set_min_width(ui.available_width());
        if comparing.row_count() == 0 {
            ui.weak("The review has no claims yet. Carrying over puts the new text in the place of the old one");
            return;
        }
        let height = ui.available_height();
        Panel::bottom("claim to carry over")
            .resizable(true)
            .default_size(height * 0.42)
            .size_range(110.0..=(height * 0.55).max(111.0))
            .frame(egui::Frame::new().inner_margin(egui::Margin { top: 8, ..egui::Margin::ZERO }))
            .show(ui, |ui| {
                ScrollArea::vertical().id_salt("claim to carry over").auto_shrink(false).show(ui, |ui| {
                    claim_ui(ui, state, document, comparing, outbox);
                });
            });
        let pitch = ROW_HEIGHT + ui.spacing().item_spacing.y;
        let mut area = ScrollArea::vertical().id_salt("claims to carry over").auto_shrink(false);
        if let Some(offset) = self.sight.offset_to(comparing.current(), pitch, |_current| comparing.current_row()) {
            area = area.vertical_scroll_offset(offset);
        }
        let output = area.show_rows(ui, ROW_HEIGHT, comparing.row_count(), |ui, rows| {
            for row in rows {
                match comparing.row(row) {
                    Some(ComparedRow::Kind(kind)) => kind_ui(ui, comparing, kind, outbox),
                    Some(ComparedRow::Claim(number)) => row_ui(ui, document, comparing, number, outbox),
                    None => {}
                }
            }
        });
        self.sight.note(&output);
    }
}

/// The head of a kind: how many there are, and what can be decided about all of them at once.
fn kind_ui(ui: &mut Ui, comparing: &Comparing, kind: Concern, outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let (count, undecided) = comparing.count(kind);
    let is_folded = comparing.is_folded(kind);
    ui.allocate_ui(vec2(ui.available_width(), ROW_HEIGHT), |ui| {
        ui.set_min_height(ROW_HEIGHT);
        ui.horizontal_centered(|ui| {
            let (sign, _) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
            paint_fold(ui.painter(), sign.center(), is_folded, palette.soft_ink);
            let words = RichText::new(format!("{}  {count}", kind.label())).font(font(STRONG, 13.5));
            let response = ui.add(Button::new(words).frame(false));
            let noun = if count == 1 { "claim" } else { "claims" };
            let label = format!("{}: {count} {noun}", kind.label());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(!is_folded));
            if response.on_hover_text(meaning(kind)).clicked() {
                outbox.push(Command::Replace(ReplaceCommand::Fold(kind)));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if undecided == 0 {
                    ui.label(RichText::new("decided").color(palette.soft_ink).size(12.0));
                    return;
                }
                let name = kind.label().to_lowercase();
                let leave = ui.button("Leave all").on_hover_text("Leaves the undecided ones without a place");
                leave.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Leave all: {name}")));
                if leave.clicked() {
                    outbox.push(Command::Replace(ReplaceCommand::LeaveAll(kind)));
                }
                if kind == Concern::Changed {
                    let accept = ui.button("Accept all").on_hover_text("Accepts the places of the undecided ones");
                    accept.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Accept all: {name}")));
                    if accept.clicked() {
                        outbox.push(Command::Replace(ReplaceCommand::AcceptAll(kind)));
                    }
                }
            });
        });
    });
}

fn meaning(kind: Concern) -> &'static str {
    match kind {
        Concern::Same => "Their words are where they were",
        Concern::Moved => "Their words are elsewhere, letter for letter",
        Concern::Changed => "Their words are others; what was found about them has to be looked at again",
        Concern::Ambiguous => "Their words stand in several places, and none is the likelier",
        Concern::Orphan => "Some of their words are no longer in the text",
    }
}

/// What is decided about a claim, in a word or two.
pub(super) fn decided(comparing: &Comparing, number: usize) -> &'static str {
    match comparing.decision(number) {
        None => "Undecided",
        Some(Decision::Accept) => "Goes where it was found",
        Some(Decision::Place(_)) => "Placed by hand",
        Some(Decision::Leave) => "Left without a place",
    }
}

fn row_ui(ui: &mut Ui, document: &Document, comparing: &Comparing, number: usize, outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::click());
    let Some(fate) = comparing.comparison.claims.get(number) else { return };
    let claim = document.review.claims().get(fate.id);
    let tag = claim.map_or(Tag::Assertion, |claim| claim.tag);
    let words = claim.map(|claim| excerpt(&document.review, claim, EXCERPT_BYTES)).unwrap_or_default();
    let is_current = comparing.current() == Some(number);
    let state = decided(comparing, number);
    response.widget_info(|| {
        let label = format!("{}, {}: {words}. {state}", fate.concern().label(), tag.name());
        WidgetInfo::selected(Role::ListBoxOption, true, is_current, label)
    });
    if response.clicked() {
        outbox.push(Command::Replace(ReplaceCommand::Choose(number)));
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter_at(rect);
    let card = rect.shrink2(vec2(1.0, 1.0));
    if is_current || response.hovered() || response.has_focus() {
        let fill = if is_current { palette.tint(tag) } else { palette.raised };
        painter.rect_filled(card, CornerRadius::same(7), fill);
    }
    if is_current || response.has_focus() {
        let stroke = Stroke::new(1.0, palette.strong(tag));
        painter.rect_stroke(card, CornerRadius::same(7), stroke, StrokeKind::Inside);
    }
    let badge = Rect::from_center_size(pos2(card.left() + 18.0, card.top() + 14.0), vec2(18.0, 18.0));
    painter.rect_filled(badge, CornerRadius::same(4), palette.strong(tag));
    painter.text(badge.center(), Align2::CENTER_CENTER, tag.letter(), font(STRONG, 12.0), palette.paper);
    let left = badge.right() + 9.0;
    let width = card.right() - left - 10.0;
    line_of_text(&painter, pos2(left, card.top() + 4.0), &words, font(READING, 14.0), palette.ink, width);
    let (sign, color) = match comparing.decision(number) {
        None => ("?", palette.warning),
        Some(Decision::Accept | Decision::Place(_)) => ("✓", palette.success),
        Some(Decision::Leave) => ("–", palette.soft_ink),
    };
    let y = card.bottom() - 19.0;
    line_of_text(&painter, pos2(left, y), sign, font(STRONG, 12.0), color, 14.0);
    line_of_text(&painter, pos2(left + 14.0, y), state, FontId::proportional(11.5), palette.soft_ink, width - 14.0);
}
