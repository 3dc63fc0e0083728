//! The parts that registers are made of: lists of any length with a filter, and what such a form begins and ends with.

use std::sync::Arc;

use eframe::egui::{
    Align, Button, CornerRadius, FontId, Id, Label, Layout, Response, RichText, Role, ScrollArea, Sense, Stroke,
    StrokeKind, TextEdit, Ui, UiBuilder, WidgetInfo, pos2,
    text::{LayoutJob, TextFormat, TextWrapping},
    vec2,
};

use crate::{
    app::{Action, Command, Document},
    store::Carried,
    ui::{
        claims_list::name_field,
        theme::{Palette, STRONG, font},
    },
};

/// What the bar of a list that scrolls takes, in points.
pub(super) const SCROLL_BAR: f32 = 14.0;

/// Remembers a review and how far it had come, so that what is derived from it is made anew only when it has changed.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// What came with the review tells it from another one, and its revision from what it was before.
    seen: Option<(Arc<Carried>, u64)>,
}

impl Watch {
    /// Whether it is the review that was seen last, however it may have changed.
    pub(super) fn knows(&self, document: &Document) -> bool {
        self.seen.as_ref().is_some_and(|(carried, _)| Arc::ptr_eq(carried, &document.carried))
    }

    /// Looks at the review; returns whether it is another or has changed since.
    pub(super) fn see(&mut self, document: &Document) -> bool {
        let is_same =
            self.knows(document) && self.seen.as_ref().is_some_and(|(_, revision)| *revision == document.revision);
        if !is_same {
            self.seen = Some((Arc::clone(&document.carried), document.revision));
        }
        !is_same
    }
}

/// The records that have the words that are looked for.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// What is looked for, as it is typed.
    pub(super) words: String,
    /// Where the records are that have it.
    pub(super) rows: Vec<usize>,
    made_for: Option<String>,
    /// Where what is in sight begins, and how high it is, in points.
    sight: Option<(f32, f32)>,
}

impl Listing {
    /// Makes the list anew if the review has changed or other words are looked for. `make` gets them in lower case.
    pub(super) fn follow(&mut self, has_changed: bool, make: impl FnOnce(&str) -> Vec<usize>) {
        let wanted = self.words.trim().to_lowercase();
        if has_changed || self.made_for.as_ref() != Some(&wanted) {
            self.rows = make(&wanted);
            self.made_for = Some(wanted);
        }
    }

    /// Has the list made anew the next time.
    pub(super) fn forget(&mut self) {
        self.made_for = None;
    }

    /// The field with the words.
    pub(super) fn filter_ui(&mut self, ui: &mut Ui, name: &str) -> Response {
        let width = (ui.available_width() - SCROLL_BAR).max(80.0);
        let response = ui.add(TextEdit::singleline(&mut self.words).id_salt(name).hint_text(name).desired_width(width));
        name_field(ui, response.id, name);
        response
    }

    /// The rows, of one height, of which only those in sight are made; `row` gets where its record is. The row `reveal` is brought
    /// into sight at once, so that it can have the keyboard.
    pub(super) fn rows_ui(
        &mut self,
        ui: &mut Ui,
        salt: &str,
        (row_height, most_height): (f32, f32),
        reveal: Option<usize>,
        mut row: impl FnMut(&mut Ui, usize),
    ) {
        let mut area =
            ScrollArea::vertical().id_salt(("rows", salt)).max_height(most_height).auto_shrink([false, true]);
        let pitch = row_height + ui.spacing().item_spacing.y;
        let (begins, height) = self.sight.unwrap_or((0.0, most_height));
        if let Some(top) = reveal.map(|number| number as f32 * pitch) {
            if top < begins {
                area = area.vertical_scroll_offset(top);
            } else if top + row_height > begins + height {
                area = area.vertical_scroll_offset((top + row_height - height).max(0.0));
            }
        }
        let output = area.show_rows(ui, row_height, self.rows.len(), |ui, shown| {
            for record in self.rows.get(shown).unwrap_or_default() {
                row(ui, *record);
            }
        });
        // While the form is measured it is lower than it will be.
        self.sight = (!ui.is_sizing_pass()).then(|| (output.state.clamped_offset().y, output.inner_rect.height()));
    }
}

/// Whether every word that is wanted, in lower case, is somewhere in these parts.
pub(super) fn fits(wanted: &str, parts: &[&str]) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let spoken = parts.join("\n").to_lowercase();
    wanted.split_whitespace().all(|word| spoken.contains(word))
}

/// A number with the noun for it.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// The room of one row. Its id is its own, so that what is in it keeps the keyboard when rows above it go.
pub(super) fn room(ui: &mut Ui, id: Id, height: f32) -> Ui {
    let (_, rect) = ui.allocate_space(vec2((ui.available_width() - SCROLL_BAR).max(0.0), height));
    let mut ui = ui.new_child(UiBuilder::new().scope_id(id).max_rect(rect).layout(Layout::top_down(Align::Min)));
    let stroke = ui.visuals().widgets.noninteractive.bg_stroke;
    ui.painter().hline(rect.x_range(), rect.bottom() + 2.0, stroke);
    ui.spacing_mut().item_spacing.y = 1.0;
    ui
}

/// A button in a row, read aloud by a name that says which row it is in.
pub(super) fn button_ui(ui: &mut Ui, words: &str, name: &str, is_enabled: bool) -> Response {
    let response = ui.add_enabled(is_enabled, Button::new(RichText::new(words).size(12.5)));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, is_enabled && ui.is_enabled(), name));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response
}

/// Words on one line, cut where the room ends.
pub(super) fn cut_ui(ui: &mut Ui, words: impl Into<RichText>) -> Response {
    ui.add(Label::new(words.into()).truncate())
}

/// What a row to choose shows.
pub(super) struct Shown<'a> {
    pub(super) name: &'a str,
    /// What stands below the name.
    pub(super) more: &'a str,
    /// What stands at the end.
    pub(super) end: &'a str,
    /// What is read aloud.
    pub(super) spoken: &'a str,
    pub(super) is_chosen: bool,
    /// Whether Tab stops at it.
    pub(super) is_stop: bool,
}

/// The height of a row to choose, in points.
pub(super) const CHOICE_HEIGHT: f32 = 40.0;

/// A row to choose.
pub(super) fn choice_row_ui(ui: &mut Ui, id: Id, shown: &Shown<'_>) -> Response {
    let palette = Palette::of(ui.visuals().dark_mode);
    let (_, rect) = ui.allocate_space(vec2((ui.available_width() - SCROLL_BAR).max(0.0), CHOICE_HEIGHT));
    let response = ui.interact(rect, id, if shown.is_stop { Sense::click() } else { Sense::CLICK });
    let is_enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, is_enabled, shown.is_chosen, shown.spoken));
    let card = rect.shrink(1.0);
    if shown.is_chosen || response.hovered() || response.has_focus() {
        let fill = if shown.is_chosen { ui.visuals().selection.bg_fill } else { palette.panel };
        ui.painter().rect_filled(card, CornerRadius::same(6), fill);
    }
    if response.has_focus() {
        let stroke = Stroke::new(1.5, palette.accent);
        ui.painter().rect_stroke(card, CornerRadius::same(6), stroke, StrokeKind::Inside);
    }
    let line = |words: &str, font: FontId, color, width: f32| {
        let mut job = LayoutJob::single_section(words.to_owned(), TextFormat::simple(font, color));
        job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
        ui.painter().layout_job(job)
    };
    let end = line(shown.end, FontId::proportional(11.5), palette.soft_ink, card.width() / 2.0);
    let end_width = end.size().x;
    ui.painter().galley(pos2(card.right() - 8.0 - end_width, card.top() + 5.0), end, palette.soft_ink);
    let width = card.width() - 16.0;
    let name = line(shown.name, font(STRONG, 13.0), palette.ink, width - end_width - 8.0);
    ui.painter().galley(pos2(card.left() + 8.0, card.top() + 3.0), name, palette.ink);
    let more = line(shown.more, FontId::proportional(11.5), palette.soft_ink, width);
    ui.painter().galley(pos2(card.left() + 8.0, card.top() + 20.0), more, palette.soft_ink);
    response
}

/// Says why nothing can be changed, if so. Returns whether it can.
pub(super) fn writable_ui(ui: &mut Ui, document: &Document) -> bool {
    let Some(reason) = &document.read_only else { return true };
    let words = format!("This review is open for reading only: {reason}");
    ui.colored_label(Palette::of(ui.visuals().dark_mode).warning, words);
    false
}

/// What there is to say where a list is empty.
pub(super) fn nothing_ui(ui: &mut Ui, words: &str) {
    ui.add_space(16.0);
    ui.label(RichText::new(words).weak());
    ui.add_space(16.0);
}

/// The end of a form in which everything is taken over as it is done.
pub(super) fn close_ui(ui: &mut Ui, outbox: &mut Vec<Command>) {
    ui.add_space(8.0);
    if ui.button("Close").on_hover_text("Esc").clicked() {
        outbox.push(Command::Do(Action::Escape));
    }
}
