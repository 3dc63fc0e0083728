//! What is around the texts: headings, the bar beside selected words, what a screen reader is told.

use eframe::egui::{self, Area, Frame, Id, Order, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

use super::{
    CompareView,
    paint::{GUTTER, Side, changes_in},
};
use crate::{
    anchor::Hunk,
    app::{Action, Command, Comparing, Document, State},
    article::{Article, BlockKind},
    ui::{
        article::column::{Column, Placed},
        claims_list::line_of_text,
        menu::action_button_ui,
        theme::{Palette, STRONG, font},
    },
};

/// The height of the headings over the texts, in points.
pub(super) const HEADING: f32 = 28.0;

/// What the columns are.
pub(super) fn headings_ui(ui: &Ui, document: &Document, comparing: &Comparing, bodies: [Rect; 2], palette: &Palette) {
    let of = |article: &Article| {
        let source = &article.source;
        let file = source.file.as_deref().unwrap_or("pasted text");
        match source.opened {
            Some(opened) => format!("{file}, read {}", opened.strftime("%-d %b %Y, %H:%M UTC")),
            None => file.to_owned(),
        }
    };
    let old = document.review.article();
    for (body, name, article) in
        [(bodies[0], "Text as it was", old), (bodies[1], "New text", &comparing.comparison.article)]
    {
        let at = pos2(body.left() + GUTTER, body.top() - HEADING / 2.0);
        let strip = Rect::from_min_max(pos2(body.left(), body.top() - HEADING), pos2(body.right() - 6.0, body.top()));
        let painter = ui.painter().with_clip_rect(strip.intersect(ui.clip_rect()));
        let heading = painter.text(at, egui::Align2::LEFT_CENTER, name, font(STRONG, 13.0), palette.ink);
        let beside = pos2(heading.right() + 8.0, at.y - 7.5);
        let details = egui::FontId::proportional(12.0);
        line_of_text(&painter, beside, &of(article), details, palette.soft_ink, strip.right() - beside.x);
    }
    let y = bodies[0].top() - 0.5;
    ui.painter().hline(bodies[0].left()..=bodies[1].right(), y, Stroke::new(1.0, palette.line));
}

/// The bar beside selected words: what the key does, for the pointer.
pub(super) fn place_bar_ui(context: &egui::Context, state: &State, end: Rect, bounds: Rect, outbox: &mut Vec<Command>) {
    if !bounds.contains(end.center()) {
        return;
    }
    let below = end.bottom() + 46.0 < bounds.bottom();
    let at = pos2(end.left() - 60.0, if below { end.bottom() + 10.0 } else { end.top() - 46.0 });
    let area =
        Area::new(Id::unique("place bar")).order(Order::Middle).fixed_pos(at).constrain_to(bounds).fade_in(false);
    area.accessible_name("Place the claim").show(context, |ui| {
        Frame::popup(ui.style()).inner_margin(4).corner_radius(8).show(ui, |ui| {
            action_button_ui(ui, state, Action::PlaceClaim, "H  Place the claim here", outbox);
        });
    });
}

/// Puts a paragraph into the accessibility tree.
pub(super) fn describe(
    ui: &Ui,
    article: &Article,
    column: &Column,
    placed: &Placed,
    body: Rect,
    side: Side,
    hunks: &[Hunk],
) {
    let piece = column.pieces[placed.number];
    let id = CompareView::id().with((side == Side::Old, piece.span.start().get()));
    let response = ui.interact(placed.rect().intersect(body), id, Sense::hover());
    let role = match piece.kind {
        BlockKind::Headline | BlockKind::Heading => Role::Heading,
        BlockKind::Caption => Role::Caption,
        BlockKind::ListItem => Role::ListItem,
        BlockKind::Quotation => Role::Blockquote,
        _ => Role::Paragraph,
    };
    response.widget_info(|| WidgetInfo::labeled(role, true, article.text().slice(piece.span)));
    let changes = changes_in(hunks, side, piece.span);
    if !changes.is_empty() {
        let words = article.text().slice(piece.span);
        let named: Vec<&str> = changes.into_iter().take(20).filter_map(|range| words.get(range)).collect();
        let what = if side == Side::Old { "Taken out" } else { "Put in" };
        let description = format!("{what}: {}", named.join(" … "));
        ui.ctx().accesskit_node_builder(id, |node| node.set_description(description));
    }
}
