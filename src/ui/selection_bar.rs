//! The small bar by the selection: what the keys Q, A and C do, for the pointer.

use eframe::egui::{self, Area, Button, Frame, Id, Order, Rect, RichText, Stroke, pos2};

use super::{
    menu::hint,
    theme::{Palette, STRONG, font},
};
use crate::{
    app::{Action, Command, Document, State, table::entry},
    claim::Tag,
};

/// The bar below `end`, where the selection ends, kept inside `bounds`.
pub(crate) fn selection_bar_ui(
    context: &egui::Context,
    state: &State,
    end: Rect,
    bounds: Rect,
    outbox: &mut Vec<Command>,
) {
    if !bounds.contains(end.center()) {
        return;
    }
    let task = state.document.as_ref().and_then(Document::task);
    let palette = Palette::of(context.global_style().visuals.dark_mode);
    let below = end.bottom() + 46.0 < bounds.bottom();
    let at = pos2(end.left() - 60.0, if below { end.bottom() + 10.0 } else { end.top() - 46.0 });
    let area =
        Area::new(Id::unique("selection bar")).order(Order::Middle).fixed_pos(at).constrain_to(bounds).fade_in(false);
    area.accessible_name("Tag the selection").show(context, |ui| {
        let frame = Frame::popup(ui.style()).inner_margin(4).corner_radius(8);
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                let is_asked = |tag: &Tag| task.is_none_or(|task| task.tags.contains(tag));
                for tag in Tag::ALL.into_iter().filter(is_asked) {
                    let words = RichText::new(format!("{}  {}", tag.letter(), tag.label()))
                        .font(font(STRONG, 13.0))
                        .color(palette.ink);
                    let button =
                        Button::new(words).fill(palette.tint(tag)).stroke(Stroke::new(1.0, palette.strong(tag)));
                    let tooltip = entry(Action::Tag(tag)).map(hint).unwrap_or_default();
                    let response = ui.add(button).on_hover_text(tooltip);
                    response.widget_info(|| {
                        egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Tag as {}", tag.name()))
                    });
                    if response.clicked() {
                        outbox.push(Command::Do(Action::Tag(tag)));
                    }
                }
                let is_orphaned = state
                    .document
                    .as_ref()
                    .and_then(|document| document.focused())
                    .is_some_and(|claim| claim.is_orphaned());
                if let Some(entry) = entry(Action::PlaceClaim).filter(|_| is_orphaned)
                    && ui.button("H  Place the claim here").on_hover_text(hint(entry)).clicked()
                {
                    outbox.push(Command::Do(Action::PlaceClaim));
                }
                let joins = entry(Action::AddSegment).filter(|entry| entry.is_enabled(state));
                if let Some(entry) = joins
                    && ui.button("J  Add segment").on_hover_text(hint(entry)).clicked()
                {
                    outbox.push(Command::Do(Action::AddSegment));
                }
            });
        });
    });
}
