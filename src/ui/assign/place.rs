//! Where something is written, and what is there.

use eframe::egui::{Response, RichText, TextEdit, Ui};

use crate::{
    app::{AssignCommand, Assigning, Command, Seen},
    ui::{
        claims_list::name_field,
        exchange_parts::{fault_ui, part_ui, soft_ui},
    },
};

/// The width that is left to the button beside the path, in points.
const BUTTON: f32 = 94.0;

/// The path and what is there; returns the field.
pub(super) fn place_ui(ui: &mut Ui, assigning: &Assigning, outbox: &mut Vec<Command>) -> Response {
    let place = &assigning.place;
    part_ui(ui, "Where it is written");
    let field = ui.horizontal(|ui| {
        let mut words = place.words.clone();
        let width = (ui.available_width() - BUTTON).max(80.0);
        let response = ui.add(TextEdit::singleline(&mut words).desired_width(width).hint_text("A file name"));
        name_field(ui, response.id, "Path of the file");
        if response.changed() {
            outbox.push(Command::Assign(AssignCommand::Place(words.into())));
        }
        if !place.is_only_typed && ui.button("Choose…").on_hover_text("Chooses the file in a dialog").clicked() {
            outbox.push(Command::Assign(AssignCommand::Browse));
        }
        response
    });
    if place.is_only_typed {
        soft_ui(ui, "This system has no file dialog. Type the path of the file");
    }
    match &place.seen {
        _ if place.path().is_none() => fault_ui(ui, "Give the file a name"),
        None => soft_ui(ui, "Looking at what is there…"),
        Some(Seen::Free) => soft_ui(ui, "A new file"),
        Some(Seen::Taken(what)) => {
            let mut replace = place.replace;
            let words = format!("Replace what is there: {what}");
            let response = ui.checkbox(&mut replace, RichText::new(words));
            if response.changed() {
                outbox.push(Command::Assign(AssignCommand::Replace(replace)));
            }
        }
        Some(Seen::Refused(words)) => fault_ui(ui, words),
    }
    field.inner
}

/// Why nothing can be written there yet.
pub(super) fn missing(assigning: &Assigning) -> Option<&'static str> {
    match &assigning.place.seen {
        _ if assigning.place.is_ready() => None,
        Some(Seen::Taken(_)) => Some("There is a file of that name: replace it, or choose another"),
        Some(Seen::Refused(_)) => Some("Choose another place for the file"),
        _ => Some("The file needs a place"),
    }
}
