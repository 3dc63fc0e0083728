//! Which report to write, and what it will leave out; whether what it holds has gone out.

use eframe::egui::{self, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui};

use super::{
    claims_list::name_field,
    forms::fields::{self, primary},
    keys::keeps_form,
    theme::{STRONG, font},
};
use crate::{
    app::{Action, Answer, CheckCommand, Command, Document, ReportCommand, ReportRequest},
    claim::ClaimId,
    report::{self, Kind, Options},
};

/// What is chosen. It stays from one report to the next, but for what is only for internal use.
#[derive(Debug)]
pub(crate) struct ReportForm {
    kind: Kind,
    options: Options,
    page: String,
    preview: Option<Preview>,
    /// Whether one of the kinds had the keyboard in the frame before, so that the arrows choose among them.
    list_has_keyboard: bool,
}

/// What the report that is chosen will leave out, as long as nothing changes.
#[derive(Debug)]
struct Preview {
    revision: u64,
    request: ReportRequest,
    left_out: Vec<String>,
}

impl Default for ReportForm {
    fn default() -> Self {
        Self {
            kind: Kind::Annotated,
            options: Options::default(),
            page: String::new(),
            preview: None,
            list_has_keyboard: false,
        }
    }
}

impl ReportForm {
    /// Shows the form.
    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, is_new: bool, outbox: &mut Vec<Command>) {
        if is_new {
            // Whether something is confidential is asked for each report anew.
            self.options.internal = false;
            self.preview = None;
        }
        let screen = ui.ctx().content_rect();
        ui.set_width((screen.width() - 80.0).min(560.0));
        ui.label(RichText::new("Write report").font(font(STRONG, 17.0)));
        ScrollArea::vertical()
            .max_height((screen.height() - 330.0).max(120.0))
            .auto_shrink([false, true])
            .show(ui, |ui| self.kinds_ui(ui, is_new));
        ui.separator();
        ui.checkbox(&mut self.options.internal, "For internal use: with what is confidential");
        if self.kind == Kind::Log {
            ui.checkbox(&mut self.options.bom, "For Excel: begin with a byte-order mark");
        }
        if self.kind == Kind::ClaimReview {
            let field = TextEdit::singleline(&mut self.page).hint_text("https://…").desired_width(f32::INFINITY);
            ui.label("Address at which the check is published");
            let response = ui.add(field);
            name_field(ui, response.id, "Address at which the check is published");
        }
        self.preview_ui(ui, document);
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let save = primary(ui, "Save…");
            let typed = keeps_form(ui);
            if ui.add(save).on_hover_text("Ctrl+Enter").clicked() || typed {
                outbox.push(Command::Report(ReportCommand::Ask(self.request())));
            }
            if ui.button("Cancel").clicked() {
                outbox.push(Command::Do(Action::Escape));
            }
        });
    }

    fn request(&self) -> ReportRequest {
        let page = Some(self.page.trim().to_owned()).filter(|page| !page.is_empty());
        ReportRequest { kind: self.kind, options: Options { page, ..self.options.clone() } }
    }

    fn kinds_ui(&mut self, ui: &mut Ui, is_new: bool) {
        let step = if std::mem::take(&mut self.list_has_keyboard) {
            ui.input_mut(|input| {
                let down = input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown);
                let up = input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp);
                down.cast_signed() - up.cast_signed()
            })
        } else {
            0
        };
        let at = Kind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or(0);
        let next = (at.cast_signed() + step).rem_euclid(Kind::ALL.len().cast_signed()).cast_unsigned();
        self.kind = Kind::ALL[next];
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.spacing_mut().interact_size.y = 20.0;
        for kind in Kind::ALL {
            ui.push_id(kind.name(), |ui| {
                let response = ui.radio_value(&mut self.kind, kind, kind.label());
                ui.horizontal(|ui| {
                    ui.add_space(20.0);
                    ui.label(RichText::new(kind.audience()).weak().size(12.0));
                });
                let is_chosen = self.kind == kind;
                if is_chosen && (is_new || step != 0) {
                    response.request_focus();
                    response.scroll_to_me(None);
                }
                if response.has_focus() {
                    self.list_has_keyboard = true;
                    // So that the arrows are known to belong to the list in the next frame.
                    ui.memory_mut(|memory| {
                        memory.set_focus_lock_filter(
                            response.id,
                            egui::EventFilter { vertical_arrows: true, ..egui::EventFilter::default() },
                        );
                    });
                }
            });
        }
    }

    fn preview_ui(&mut self, ui: &mut Ui, document: &Document) {
        let request = self.request();
        let is_current = |preview: &Preview| preview.revision == document.revision && preview.request == request;
        if !self.preview.as_ref().is_some_and(is_current) {
            let left_out = report::left_out(&document.review, request.kind, &request.options);
            let left_out = left_out.iter().map(ToString::to_string).collect();
            self.preview = Some(Preview { revision: document.revision, request, left_out });
        }
        let left_out = self.preview.as_ref().map(|preview| preview.left_out.as_slice()).unwrap_or_default();
        if left_out.is_empty() {
            ui.label(RichText::new("Nothing will be left out").weak());
            return;
        }
        ui.label("Will be left out:");
        for sentence in left_out {
            ui.label(RichText::new(format!("· {sentence}")).weak());
        }
    }
}

/// What stands in the field for a version while it is typed.
#[derive(Debug, Default)]
pub(crate) struct PublishForm {
    version: Option<String>,
}

impl PublishForm {
    /// Forgets what was typed.
    pub(crate) fn clear(&mut self) {
        self.version = None;
    }

    /// Asks whether claims are to be marked as published.
    pub(crate) fn ui(&mut self, ui: &mut Ui, claims: &[ClaimId], proposed: &str, outbox: &mut Vec<Command>) {
        let count = claims.len();
        let heading = match count {
            1 => "Mark 1 claim as published?".to_owned(),
            count => format!("Mark {count} claims as published?"),
        };
        fields::heading(ui, &heading);
        ui.label(
            "The report is written. What is published is locked; to open it again is a correction, which is logged.",
        );
        let is_new = self.version.is_none();
        let version = self.version.get_or_insert_with(|| proposed.to_owned());
        ui.label("Version of the report");
        let response = ui.add(TextEdit::singleline(version).desired_width(160.0));
        name_field(ui, response.id, "Version of the report");
        if is_new {
            response.request_focus();
        }
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let version = version.trim().to_owned();
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            let mark = primary(ui, "Mark as published");
            let is_marked = ui.add_enabled(!version.is_empty(), mark).clicked();
            if is_marked || (is_entered && !version.is_empty()) {
                outbox.push(Command::Answer(Answer::Cancel));
                outbox.push(Command::Check(CheckCommand::Publish(claims.to_vec(), version)));
            }
            if ui.button("Not now").clicked() {
                outbox.push(Command::Answer(Answer::Cancel));
            }
        });
    }
}
