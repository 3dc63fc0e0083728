//! The filter over the table and the board: words, conditions as chips, filters that were saved under a name; and how the rows are
//! grouped and which columns show.

mod menus;

use eframe::egui::{self, Button, Context, Id, Label, RichText, Role, TextEdit, Ui, WidgetInfo, vec2};

pub(crate) use self::menus::lasting_menu_ui;
use super::{
    claims_list::{ClaimsList, name_field},
    theme::{Palette, STRONG, font},
};
use crate::{
    app::{Command, Document, State, View},
    review::ClaimFilter,
};

/// The width of the field for words, in points; it is smaller where the whole bar has less than [`NARROW`].
const WORDS_WIDTH: f32 = 170.0;
const NARROW: f32 = 640.0;

/// The longest name that a chip shows, in points; the rest is cut and shown under the pointer.
const CHIP_WIDTH: f32 = 220.0;

/// What the bar keeps from frame to frame.
#[derive(Debug, Default)]
pub(crate) struct FilterBar {
    /// The name under which the filter is to be saved, while it is typed.
    name: String,
    /// The chips of the frame before.
    chips: Vec<Id>,
}

impl FilterBar {
    /// Whether one of the chips has the keyboard.
    pub(crate) fn has_keyboard(&self, context: &Context) -> bool {
        context.memory(egui::Memory::focused).is_some_and(|id| self.chips.contains(&id))
    }

    /// The bar.
    pub(crate) fn show(&mut self, ui: &mut Ui, state: &State, outbox: &mut Vec<Command>) {
        let Some(document) = &state.document else { return };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            ui.spacing_mut().button_padding.x = 6.0;
            words_ui(ui, document, outbox);
            menus::filter_menu_ui(ui, document, outbox);
            self.saved_menu_ui(ui, state, document, outbox);
            if state.view == View::Track {
                menus::group_menu_ui(ui, state, outbox);
                menus::columns_menu_ui(ui, state, outbox);
            } else {
                menus::sort_menu_ui(ui, state, outbox);
            }
            let (listed, all) = (document.tracking.listing.len(), document.review.claims().len());
            let noun = if all == 1 { "claim" } else { "claims" };
            let words = if listed == all { format!("{all} {noun}") } else { format!("{listed} of {all} {noun}") };
            ui.add(Label::new(RichText::new(words).weak()).extend());
        });
        self.chips_ui(ui, document, outbox);
    }

    /// The conditions; a press, or Delete on one that has the keyboard, takes it away.
    fn chips_ui(&mut self, ui: &mut Ui, document: &Document, outbox: &mut Vec<Command>) {
        self.chips.clear();
        let conditions = document.filter.conditions();
        if conditions.is_empty() {
            return;
        }
        let palette = Palette::of(ui.visuals().dark_mode);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(5.0, 4.0);
            for condition in conditions {
                let label = condition.label(document.review.schemes());
                let words = RichText::new(format!("{}  ×", shortened(ui, &label))).size(12.0);
                let button = Button::new(words).corner_radius(11).fill(palette.raised).min_size(vec2(0.0, 22.0));
                let response = ui.add(button).on_hover_text(format!("{label}. A click takes it away"));
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Remove {label}")));
                self.chips.push(response.id);
                let deletes = response.has_focus()
                    && ui
                        .input(|input| input.key_pressed(egui::Key::Delete) || input.key_pressed(egui::Key::Backspace));
                if response.clicked() || deletes {
                    outbox.push(Command::Filter(document.filter.clone().toggled(&condition)));
                }
            }
            if ui.add(Button::new(RichText::new("Clear filter").size(12.0)).frame(false)).clicked() {
                outbox.push(Command::Filter(ClaimFilter::default()));
            }
        });
    }
}

fn words_ui(ui: &mut Ui, document: &Document, outbox: &mut Vec<Command>) {
    let mut filter = document.filter.clone();
    let field = TextEdit::singleline(&mut filter.words)
        .id(ClaimsList::filter_id())
        .hint_text("Filter by words")
        .desired_width(if ui.available_width() < NARROW { WORDS_WIDTH * 0.55 } else { WORDS_WIDTH });
    let response = ui.add(field);
    name_field(ui, response.id, "Filter claims");
    if response.changed() {
        outbox.push(Command::Filter(filter));
    }
}

/// The beginning of a label, so that a chip stays on one line.
fn shortened(ui: &Ui, label: &str) -> String {
    use egui::text::{LayoutJob, TextFormat, TextWrapping};
    let format = TextFormat::simple(egui::FontId::proportional(12.0), egui::Color32::WHITE);
    let mut job = LayoutJob::single_section(label.to_owned(), format);
    job.wrap = TextWrapping::truncate_at_width(CHIP_WIDTH);
    let galley = ui.painter().layout_job(job);
    if !galley.elided {
        return label.to_owned();
    }
    let shown = galley.rows.first().map_or(0, |row| row.glyphs.len()).saturating_sub(1);
    format!("{}…", label.chars().take(shown).collect::<String>())
}

/// What stands in the place of claims while none is listed: there are none, or none passes the filter.
pub(crate) fn nothing_listed_ui(ui: &mut Ui, document: &Document, id: Id, outbox: &mut Vec<Command>) {
    // The keyboard has somewhere to be.
    let place = ui.interact(ui.available_rect_before_wrap(), id, egui::Sense::click());
    place.widget_info(|| WidgetInfo::labeled(Role::Group, true, "No claims"));
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.3).min(160.0));
        if document.review.claims().is_empty() {
            ui.label(RichText::new("No claims yet").font(font(STRONG, 16.0)));
            ui.label(RichText::new("Select some words in the article and press Q, A or C").weak());
        } else {
            ui.label(RichText::new("No claim passes the filter").font(font(STRONG, 16.0)));
            ui.add_space(6.0);
            if ui.button("Clear filter").clicked() {
                outbox.push(Command::Filter(ClaimFilter::default()));
            }
        }
    });
}
