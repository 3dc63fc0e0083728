//! The agreed version of two reviewers: what they settled, what is still open, where it is written.

use eframe::egui::{Button, Label, RichText, ScrollArea, Ui};

use super::{Now, end_ui, follow_keyboard, place, room};
use crate::{
    app::{Agreeing, AssignCommand, Assigning, Command},
    ui::{
        exchange_parts::{part_ui, soft_ui},
        forms::fields::{heading, line_ui},
        theme::{Palette, STRONG, font},
    },
};

/// The most lines of a list that are shown.
const MOST_LINES: usize = 200;

pub(super) fn agreed_ui(ui: &mut Ui, assigning: &Assigning, now: Now, outbox: &mut Vec<Command>) {
    let Some(agreeing) = &assigning.agreeing else { return };
    heading(ui, "Write the agreed version");
    let Agreeing { files: [own, other], .. } = agreeing;
    let stays = match own.as_str() {
        "" => format!("“{other}” stays as it is."),
        own if agreeing.is_settled_on_disk => format!(
            "“{other}” stays as it is. “{own}” was saved after something was settled, and has that in it; what it was \
             before is among its backups."
        ),
        own => format!("“{own}” and “{other}” stay as they are."),
    };
    soft_ui(ui, &format!("A file of its own under both your names. {stays}"));
    ui.add_enabled_ui(!assigning.is_working(), |ui| {
        let area = ScrollArea::vertical().id_salt("agreed").max_height(room(ui, 200.0)).auto_shrink([false, true]);
        area.show(ui, |ui| {
            let mut names = agreeing.names.clone();
            let response = line_ui(ui, "Your names", "Both, as in “Heron and Otter”", &mut names);
            if now.is_new {
                response.request_focus();
            }
            if response.changed() {
                outbox.push(Command::Assign(AssignCommand::Names(names)));
            }
            place::place_ui(ui, assigning, outbox);
            open_ui(ui, agreeing, outbox);
            settled_ui(ui, agreeing);
            follow_keyboard(ui);
        });
    });
    ui.add_space(4.0);
    let is_nameless = agreeing.names.trim().is_empty();
    let missing = is_nameless.then_some("Give your names").or_else(|| place::missing(assigning));
    end_ui(ui, assigning, "Write the agreed version", missing, &mut || None, now, outbox);
}

fn open_ui(ui: &mut Ui, agreeing: &Agreeing, outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let open = &agreeing.open;
    part_ui(ui, &format!("Not settled: {}", open.len()));
    if open.is_empty() {
        ui.colored_label(palette.success, "Everything is settled");
        return;
    }
    soft_ui(
        ui,
        "In the agreed version it stays as the open review has it, marked “not settled”. Choose one to settle it first",
    );
    for line in open.iter().take(MOST_LINES) {
        let button = Button::new(RichText::new(&line.words)).truncate();
        if ui.add(button).on_hover_text("Goes to this difference").clicked() {
            outbox.push(Command::Assign(AssignCommand::GoToRow(line.row)));
        }
    }
    more_ui(ui, open.len());
}

fn settled_ui(ui: &mut Ui, agreeing: &Agreeing) {
    let settled = &agreeing.settled;
    let without = match agreeing.without_reason() {
        0 => String::new(),
        without => format!(", {without} of it without a reason"),
    };
    part_ui(ui, &format!("Settled: {}{without}", settled.len()));
    for line in settled.iter().take(MOST_LINES) {
        let reason = if line.reason.is_empty() { "no reason given" } else { &line.reason };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.label(RichText::new(line.how.label()).font(font(STRONG, 12.5)));
            ui.add(Label::new(RichText::new(format!("“{}”", line.words)).size(12.5)).wrap());
            ui.add(Label::new(RichText::new(format!("— {reason}")).size(12.5).weak()).wrap());
        });
    }
    more_ui(ui, settled.len());
}

fn more_ui(ui: &mut Ui, count: usize) {
    if count > MOST_LINES {
        soft_ui(ui, &format!("… and {} more", count - MOST_LINES));
    }
}
