//! What a piece of evidence is.

use std::path::PathBuf;

use eframe::egui::{Button, RichText, TextEdit, Ui};

use super::EvidenceForm;
use crate::{
    app::Command,
    claim::{Address, AttachedFile, EvidenceKind},
    ui::{
        claims_list::name_field,
        forms::fields::{choice_ui, date_ui, line_ui, lines_ui, open_address, row_ui},
        theme::Palette,
    },
};

impl EvidenceForm {
    /// What it is, where in it, and the words relied on.
    pub(super) fn first_ui(&mut self, ui: &mut Ui, is_new: bool) {
        let title = line_ui(ui, "Title", "What the source is called", &mut self.piece.title);
        if is_new {
            title.request_focus();
        }
        line_ui(ui, "Address", "https://…", &mut self.piece.address);
        if !self.piece.address.trim().is_empty() {
            row_ui(ui, "", |ui| lead_ui(ui, &self.piece.address));
        }
        line_ui(ui, "Where in it", "A page, a paragraph, a time, a cell", &mut self.piece.locator);
        lines_ui(ui, "Passage relied on", "The words themselves", 3, &mut self.piece.passage);
    }

    /// What else is known of it.
    pub(super) fn piece_ui(&mut self, ui: &mut Ui, outbox: &mut Vec<Command>) {
        row_ui(ui, "Kind", |ui| {
            let kinds = EvidenceKind::ALL.map(|kind| (Some(kind), kind.label()));
            choice_ui(ui, "Kind", &mut self.piece.kind, std::iter::once((None, "Not said")).chain(kinds));
        });
        line_ui(ui, "Author", "Who made it", &mut self.piece.author);
        line_ui(ui, "Publisher", "Who published it", &mut self.piece.publisher);
        date_ui(ui, "Published on", &mut self.published);
        date_ui(ui, "Looked at on", &mut self.accessed);
        line_ui(ui, "Archived copy", "The address of a copy in an archive", &mut self.piece.archive_address);
        if !self.piece.archive_address.trim().is_empty() {
            date_ui(ui, "Archived on", &mut self.archived);
        }
        let more = if self.shows_more { "Less" } else { "Interest, own calculation, file…" };
        row_ui(ui, "", |ui| {
            if ui.button(more).clicked() {
                self.shows_more = !self.shows_more;
            }
        });
        if self.shows_more {
            line_ui(ui, "Interest", "What its maker may gain from being believed", &mut self.piece.interest);
            lines_ui(
                ui,
                "Own calculation",
                "One step a line: what was computed, from which figures",
                3,
                &mut self.calculation,
            );
            self.file_ui(ui, outbox);
        }
        row_ui(ui, "", |ui| {
            ui.checkbox(&mut self.piece.confidential, "Confidential: only in exports for internal use");
        });
    }

    fn file_ui(&mut self, ui: &mut Ui, outbox: &mut Vec<Command>) {
        row_ui(ui, "File", |ui| {
            ui.horizontal(|ui| {
                let width = (ui.available_width() - 170.0).max(80.0);
                let field = TextEdit::singleline(&mut self.path).hint_text("Path of a file").desired_width(width);
                let response = ui.add(field);
                name_field(ui, response.id, "Path of the attached file");
                let path = self.path.trim();
                let is_there = self.before.as_ref().is_some_and(|(before, _)| before.path == path);
                let name = if is_there { "Compare" } else { "Attach" };
                if ui.add_enabled(!path.is_empty(), Button::new(name)).clicked() {
                    self.detached = None;
                    outbox.push(Command::Attach(Some(PathBuf::from(path))));
                }
                if ui.button("Choose…").clicked() {
                    outbox.push(Command::Attach(None));
                }
            });
            if let Some(AttachedFile { path, sha256 }) = &self.piece.file {
                ui.label(RichText::new(format!("Attached: {path}")).weak().size(12.0));
                ui.label(RichText::new(format!("SHA-256 {sha256}")).weak().size(11.5));
                self.same_ui(ui);
                if ui.button("Detach").clicked() {
                    self.detached = self.piece.file.take();
                    self.path.clear();
                }
            }
        });
    }
}

impl EvidenceForm {
    /// Whether the attached file is still the one that was attached, once it was read again.
    fn same_ui(&self, ui: &mut Ui) {
        let palette = Palette::of(ui.visuals().dark_mode);
        let now = self.piece.file.as_ref();
        if let (Some((before, true)), Some(now)) = (&self.before, now)
            && before.path == now.path
        {
            if before.sha256 == now.sha256 {
                ui.colored_label(palette.success, "It is still the file that was attached");
            } else {
                ui.colored_label(
                    palette.warning,
                    "The file has changed since it was attached. Keeping the form attaches it as it is now",
                );
            }
        }
    }
}

/// Where an address leads, or why it leads nowhere.
fn lead_ui(ui: &mut Ui, words: &str) {
    if let Some(address) = Address::parse(words)
        && address.is_web()
    {
        if ui.link(format!("Open {} in the browser", address.host())).clicked() {
            open_address(ui, &address);
        }
    } else {
        ui.label(RichText::new("Kept as it is; only addresses of the web are opened").weak().size(12.0));
    }
}
