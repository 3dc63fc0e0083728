//! Which claims to export, in which format, and what comes of it: before it is written and after.

use std::path::Path;

use eframe::egui::{self, Align, Key, Layout, Modifiers, ProgressBar, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::{
    claims_list::name_field,
    exchange_parts::{fault_ui, folded_ui, part_ui, soft_ui},
    forms::fields::{heading, primary},
    keys::keeps_form,
    theme::{Palette, STRONG, font},
};
use crate::{
    app::{
        Action, Command, ExportChoice, ExportCommand, ExportOutcome, ExportPhase, ExportPreview, Exporting, LossList,
        Scope,
    },
    exchange::Format,
};

/// With less width than this the parts stand below one another, in points.
const TWO_COLUMNS: f32 = 620.0;
/// The width of the list of formats beside the rest, in points.
const LIST_WIDTH: f32 = 286.0;
/// The height of the first lines, in points.
const HEAD_HEIGHT: f32 = 128.0;

/// What the form remembers from frame to frame; what is chosen is [`Exporting`]'s.
#[derive(Debug, Default)]
pub(crate) struct ExportForm {
    /// Whether one of the formats had the keyboard in the frame before, so that the arrows choose among them.
    list_has_keyboard: bool,
    /// Whether the outcome was shown in the frame before.
    showed_outcome: bool,
}

impl ExportForm {
    /// Shows the form.
    pub(crate) fn ui(&mut self, ui: &mut Ui, exporting: &Exporting, is_new: bool, outbox: &mut Vec<Command>) {
        let screen = ui.ctx().content_rect();
        let width = (screen.width() - 80.0).min(860.0);
        ui.set_width(width);
        if let ExportPhase::Written(outcome) = &exporting.phase {
            let is_first = !std::mem::replace(&mut self.showed_outcome, true);
            outcome_ui(ui, outcome, is_first, outbox);
            return;
        }
        let is_new = is_new || std::mem::take(&mut self.showed_outcome);
        heading(ui, "Export");
        let height = (screen.height() - 190.0).clamp(120.0, 520.0);
        ui.add_enabled_ui(!exporting.is_writing(), |ui| {
            if width < TWO_COLUMNS {
                ScrollArea::vertical().id_salt("export").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                    self.formats_ui(ui, exporting, is_new, outbox);
                    ui.separator();
                    rest_ui(ui, exporting, outbox);
                });
                return;
            }
            let beside = Layout::left_to_right(Align::Min);
            ui.allocate_ui_with_layout(vec2(width, height), beside, |ui| {
                // What parts the columns is as high as there is room.
                ui.set_max_height(height);
                let below = Layout::top_down(Align::Min);
                ui.allocate_ui_with_layout(vec2(LIST_WIDTH, height), below, |ui| {
                    ui.set_max_width(LIST_WIDTH);
                    let list = ScrollArea::vertical().id_salt("formats").max_height(height).auto_shrink([false, false]);
                    list.show(ui, |ui| self.formats_ui(ui, exporting, is_new, outbox));
                });
                ui.separator();
                ui.allocate_ui_with_layout(vec2(ui.available_width(), height), below, |ui| {
                    let rest = ScrollArea::vertical().id_salt("choice").max_height(height).auto_shrink([false, false]);
                    rest.show(ui, |ui| rest_ui(ui, exporting, outbox));
                });
            });
        });
        ui.add_space(4.0);
        end_ui(ui, exporting, outbox);
    }

    fn formats_ui(&mut self, ui: &mut Ui, exporting: &Exporting, is_new: bool, outbox: &mut Vec<Command>) {
        let step = if std::mem::take(&mut self.list_has_keyboard) {
            ui.input_mut(|input| {
                let down = input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown);
                let up = input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp);
                down.cast_signed() - up.cast_signed()
            })
        } else {
            0
        };
        let all = Format::ALL;
        let at = all.iter().position(|format| *format == exporting.choice.format).unwrap_or(0);
        let next = (at.cast_signed() + step).rem_euclid(all.len().cast_signed()).cast_unsigned();
        let mut chosen = all[next];
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.spacing_mut().interact_size.y = 20.0;
        for format in all {
            ui.push_id(format.name(), |ui| {
                let response = ui.radio_value(&mut chosen, format, format.label());
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(format.audience()));
                let audience = ui.horizontal(|ui| {
                    ui.add_space(20.0);
                    ui.add(egui::Label::new(RichText::new(format.audience()).weak().size(12.0)).wrap());
                });
                ui.add_space(3.0);
                if chosen == format && (is_new || step != 0) {
                    response.request_focus();
                    ui.scroll_to_rect(response.rect.union(audience.response.rect), None);
                }
                if response.has_focus() {
                    self.list_has_keyboard = true;
                    // So that the arrows are known to belong to the list in the next frame.
                    let arrows = egui::EventFilter { vertical_arrows: true, ..egui::EventFilter::default() };
                    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
                }
            });
        }
        if chosen != exporting.choice.format {
            let choice = ExportChoice { format: chosen, ..exporting.choice };
            outbox.push(Command::Export(ExportCommand::Choose(choice)));
        }
    }
}

/// Everything but the format.
fn rest_ui(ui: &mut Ui, exporting: &Exporting, outbox: &mut Vec<Command>) {
    let format = exporting.choice.format;
    let mut choice = exporting.choice;
    part_ui(ui, "Which claims");
    let mut scope = exporting.scope();
    for offered in Scope::ALL {
        if let Some(words) = exporting.scope_words(offered)
            && ui.radio_value(&mut scope, offered, words).clicked()
        {
            choice.scope = offered;
        }
    }
    part_ui(ui, "How");
    if matches!(format, Format::JsonLines | Format::ClaimLines) {
        ui.checkbox(&mut choice.letters, "Letters as they are, not escaped");
    }
    if format == Format::LabelStudio {
        ui.checkbox(&mut choice.proposals, "With what is proposed for the article, as predictions");
    }
    ui.checkbox(&mut choice.internal, "For internal use: with what is confidential");
    if choice != exporting.choice {
        outbox.push(Command::Export(ExportCommand::Choose(choice)));
    }
    match &exporting.seen {
        None => soft_ui(ui, "Looking at what comes of it…"),
        Some(Err(words)) => fault_ui(ui, words),
        Some(Ok(preview)) => {
            part_ui(ui, "What will be lost");
            losses_ui(ui, &preview.losses);
            preview_ui(ui, format, preview);
        }
    }
    part_ui(ui, "About the format");
    soft_ui(ui, &format!("Keeps: {}", format.keeps_in_words()));
    soft_ui(ui, &format!("Offsets count {}", format.unit().label()));
    if !format.advice().is_empty() {
        soft_ui(ui, &format!("Mind: {}", format.advice()));
    }
}

/// What is lost: in a sentence, by what it is, and claim by claim.
fn losses_ui(ui: &mut Ui, losses: &LossList) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let color = if losses.is_empty() { palette.success } else { palette.ink };
    ui.add(egui::Label::new(RichText::new(losses.sentence()).size(12.5).color(color)).wrap());
    if losses.is_long() {
        folded_ui(
            ui,
            "of the review",
            &format!("Of the review, {}", losses.whole.len()),
            losses.whole.len(),
            |number| ("·".to_owned(), losses.whole[number].clone()),
        );
    }
    let count = losses.claims.len();
    if count == 0 {
        return;
    }
    folded_ui(ui, "by what", "By what is lost", losses.parts.len(), |number| {
        let (part, count) = &losses.parts[number];
        (count.to_string(), part.clone())
    });
    let title = if count == 1 { "The claim".to_owned() } else { format!("Claim by claim, {count}") };
    folded_ui(ui, "by claim", &title, count, |number| {
        let claim = &losses.claims[number];
        (claim.name.clone(), format!("{} — “{}”", claim.parts, claim.words))
    });
}

fn preview_ui(ui: &mut Ui, format: Format, preview: &ExportPreview) {
    part_ui(ui, "The first lines");
    if preview.files.len() > 1 {
        soft_ui(ui, &format!("{} files: {}", preview.files.len(), preview.files.join(", ")));
    }
    if !preview.inside.is_empty() {
        let part = |part: &crate::exchange::Inside| match part.what {
            "" => part.name.clone(),
            what => format!("{} ({what})", part.name),
        };
        soft_ui(ui, &format!("Inside: {}", preview.inside.iter().map(part).collect::<Vec<_>>().join(", ")));
        soft_ui(ui, if format == Format::Xlsx { "The table, as CSV:" } else { "Its words:" });
    }
    if preview.head.is_empty() {
        soft_ui(ui, "None: there is nothing that this format holds");
        return;
    }
    let area = ScrollArea::vertical().id_salt("head").max_height(HEAD_HEIGHT).auto_shrink([false, true]);
    area.show(ui, |ui| {
        // What cannot be changed is a field all the same, so that it is reached, read aloud and copied by keyboard.
        let mut head = preview.head.as_str();
        let field = TextEdit::multiline(&mut head).font(egui::TextStyle::Monospace).desired_width(f32::INFINITY);
        let response = ui.add(field.desired_rows(4));
        name_field(ui, response.id, "The first lines");
    });
}

/// What went wrong, how far it is, and the buttons.
fn end_ui(ui: &mut Ui, exporting: &Exporting, outbox: &mut Vec<Command>) {
    if let ExportPhase::Failed(words) = &exporting.phase {
        fault_ui(ui, words);
    }
    if let ExportPhase::Writing(progress) = &exporting.phase {
        let (done, of) = progress.map_or((0, 0), |progress| (progress.done, progress.of));
        let words = if of == 0 { "Writing…".to_owned() } else { format!("Writing… {done} of {of}") };
        let part = if of == 0 { 0.0 } else { done as f32 / of as f32 };
        ui.add(ProgressBar::new(part).text(words));
        if ui.button("Stop").on_hover_text("Esc").clicked() {
            outbox.push(Command::Export(ExportCommand::Stop));
        }
        return;
    }
    let typed = keeps_form(ui);
    let is_ready = !matches!(exporting.seen, Some(Err(_)));
    ui.horizontal(|ui| {
        let button = primary(ui, "Export…");
        let is_clicked = ui.add_enabled(is_ready, button).on_hover_text("Ctrl+Enter").clicked();
        if is_ready && (is_clicked || typed) {
            outbox.push(Command::Export(ExportCommand::Ask));
        }
        if ui.button("Cancel").on_hover_text("Esc").clicked() {
            outbox.push(Command::Do(Action::Escape));
        }
        let count = exporting.count();
        ui.label(RichText::new(if count == 1 { "1 claim".to_owned() } else { format!("{count} claims") }).weak());
    });
}

/// Where it is, and what is not in it.
fn outcome_ui(ui: &mut Ui, outcome: &ExportOutcome, is_first: bool, outbox: &mut Vec<Command>) {
    heading(ui, "Exported");
    let name = |path: &Path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    if let [first, others @ ..] = outcome.files.as_slice() {
        ui.add(egui::Label::new(RichText::new(first.to_string_lossy()).font(font(STRONG, 13.5))).wrap());
        if !others.is_empty() {
            let names: Vec<String> = others.iter().map(|path| name(path)).collect();
            soft_ui(ui, &format!("and beside it {}", names.join(", ")));
        }
    }
    part_ui(ui, "What is not in it");
    // Whatever is unfolded, the buttons stay in sight.
    let height = (ui.ctx().content_rect().height() - 240.0).clamp(80.0, 520.0);
    let area = ScrollArea::vertical().id_salt("losses").max_height(height).auto_shrink([false, true]);
    area.show(ui, |ui| losses_ui(ui, &outcome.losses));
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let done = ui.add(primary(ui, "Done"));
        if is_first {
            done.request_focus();
        }
        if done.clicked() {
            outbox.push(Command::Do(Action::Escape));
        }
        if ui.button("Copy path").on_hover_text("Copies where the file is").clicked() {
            outbox.push(Command::Export(ExportCommand::CopyPath));
        }
        if ui.button("Export again…").on_hover_text("Chooses another format or other claims").clicked() {
            outbox.push(Command::Export(ExportCommand::Again));
        }
    });
}
