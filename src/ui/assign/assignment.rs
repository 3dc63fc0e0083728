//! A new assignment: what the pupils are asked, where the key is, where it is written.

use std::collections::BTreeSet;

use eframe::egui::{Checkbox, Label, RichText, Role, ScrollArea, Ui, WidgetInfo};

use super::{Now, end_ui, follow_keyboard, place, room, secret::SecretFields};
use crate::{
    app::{AssignCommand, Assigning, AssignmentChoice, Checked, Command, Document, KeyChoice},
    claim::Tag,
    teaching::{AskedField, Refused},
    ui::{
        exchange_parts::{fault_ui, part_ui, soft_ui},
        forms::fields::{heading, line_ui, lines_ui, row_ui},
    },
};

pub(super) fn assignment_ui(
    ui: &mut Ui,
    document: &Document,
    assigning: &Assigning,
    secret: &mut SecretFields,
    now: Now,
    outbox: &mut Vec<Command>,
) {
    heading(ui, "New assignment");
    let title = document.title();
    ui.add(Label::new(RichText::new(&title).size(12.5)).truncate()).on_hover_text(&title);
    soft_ui(ui, "Nothing of your review goes into it, but for the key if you want it there");
    let mut choice = assigning.choice.clone();
    ui.add_enabled_ui(!assigning.is_working(), |ui| {
        let area = ScrollArea::vertical().id_salt("assignment").max_height(room(ui, 200.0)).auto_shrink([false, true]);
        area.show(ui, |ui| {
            asked_ui(ui, assigning, &mut choice, now.is_new);
            codebook_ui(ui, &assigning.checked, &mut choice);
            key_ui(ui, document, &assigning.checked, &mut choice, secret);
            part_ui(ui, "Who hands it out");
            line_ui(ui, "Your name", "May be left empty", &mut choice.teacher);
            place::place_ui(ui, assigning, outbox);
            follow_keyboard(ui);
        });
    });
    if choice != assigning.choice {
        outbox.push(Command::Assign(AssignCommand::Choose(Box::new(choice))));
    }
    ui.add_space(4.0);
    let is_sealed = assigning.choice.key == KeyChoice::Sealed;
    let missing = missing(assigning)
        .or_else(|| secret.fault().filter(|_| is_sealed).map(|_| "The password is not yet one to seal with"));
    let missing = missing.or_else(|| place::missing(assigning));
    let mut sealing = || if is_sealed { secret.secret() } else { None };
    end_ui(ui, assigning, "Make the assignment", missing, &mut sealing, now, outbox);
}

/// Why it cannot be made yet, as far as that is about what is chosen.
fn missing(assigning: &Assigning) -> Option<&'static str> {
    let Checked { tags, link, key, .. } = &assigning.checked;
    match () {
        () if tags.is_some() => Some("Choose a tag"),
        () if link.is_some() => Some("The address of the codebook cannot be opened"),
        () if assigning.choice.key != KeyChoice::None && key.is_err() => Some("There is no key yet"),
        () => None,
    }
}

fn asked_ui(ui: &mut Ui, assigning: &Assigning, choice: &mut AssignmentChoice, is_new: bool) {
    part_ui(ui, "What the pupils are asked");
    let hint = "What to do, in your words. They stand beside the article";
    let response = lines_ui(ui, "Instructions", hint, 4, &mut choice.instructions);
    if is_new {
        response.request_focus();
    }
    row_ui(ui, "Tags", |ui| {
        ui.horizontal_wrapped(|ui| {
            for tag in Tag::ALL {
                member_ui(ui, "Ask for tag", tag.label(), tag, &mut choice.tags);
            }
        });
        if let Some(refused) = &assigning.checked.tags {
            fault_ui(ui, &refused.to_string());
        }
    });
    row_ui(ui, "Fields", |ui| {
        ui.horizontal_wrapped(|ui| {
            for field in AskedField::ALL {
                member_ui(ui, "Ask for field", field.label(), field, &mut choice.fields);
            }
        });
    });
    row_ui(ui, "And", |ui| {
        ui.checkbox(&mut choice.why, "Ask why: a reason for each claim");
        ui.checkbox(&mut choice.hints, "Give hints: what a claim may turn on");
        ui.checkbox(&mut choice.hides_masthead, "Hide headline, byline and source");
        let cut = &assigning.checked.cut;
        let words = match cut {
            Ok(1) => "Cut 1 span beforehand, so that only its tag is asked for".to_owned(),
            Ok(count) => format!("Cut {count} spans beforehand, so that only their tags are asked for"),
            Err(_) => "Cut spans beforehand, so that only their tags are asked for".to_owned(),
        };
        ui.add_enabled(cut.is_ok(), Checkbox::new(&mut choice.is_cut, words));
        if let Err(refused) = cut {
            soft_ui(ui, &refused.to_string());
        }
    });
}

/// A box that puts something into a set.
fn member_ui<T: Ord>(ui: &mut Ui, what: &str, label: &str, value: T, set: &mut BTreeSet<T>) {
    let mut is_in = set.contains(&value);
    let response = ui.checkbox(&mut is_in, label);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_in, format!("{what}: {label}")));
    if response.changed() {
        if is_in {
            set.insert(value);
        } else {
            set.remove(&value);
        }
    }
}

fn codebook_ui(ui: &mut Ui, checked: &Checked, choice: &mut AssignmentChoice) {
    part_ui(ui, "Codebook");
    lines_ui(ui, "Rules of your own", "Beside those of the program; may be left empty", 2, &mut choice.codebook);
    line_ui(ui, "Link", "https://… where a codebook can be read; may be left empty", &mut choice.link);
    if let Some(refused) = &checked.link {
        row_ui(ui, "", |ui| fault_ui(ui, &refused.to_string()));
    }
}

fn key_ui(
    ui: &mut Ui,
    document: &Document,
    checked: &Checked,
    choice: &mut AssignmentChoice,
    secret: &mut SecretFields,
) {
    part_ui(ui, "Key");
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.spacing_mut().interact_size.y = 20.0;
        for key in KeyChoice::ALL {
            let response = ui.radio_value(&mut choice.key, key, key.label());
            if response.changed() && key == KeyChoice::Sealed {
                secret.take_keyboard();
            }
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(key.explanation()));
            ui.horizontal(|ui| {
                ui.add_space(20.0);
                ui.add(Label::new(RichText::new(key.explanation()).weak().size(12.0)).wrap());
            });
            ui.add_space(3.0);
        }
    });
    if choice.key == KeyChoice::None {
        return;
    }
    match &checked.key {
        Ok(count) => {
            let claims = if *count == 1 { "1 claim".to_owned() } else { format!("{count} claims") };
            let left = document.review.claims().len().saturating_sub(*count);
            let left = match left {
                0 => String::new(),
                left => format!("; {left} of your claims are not asked for, or lie where pupils do not see them"),
            };
            soft_ui(ui, &format!("The key will have {claims}{left}"));
        }
        Err(Refused::EmptyKey) if document.review.claims().is_empty() => fault_ui(
            ui,
            "There is no key yet. Tag your own version first: leave this form, tag the article as you expect it, and come \
             back",
        ),
        Err(refused) => fault_ui(ui, &refused.to_string()),
    }
    if choice.key == KeyChoice::Sealed {
        secret.ui(ui);
        soft_ui(ui, "Write it down: it is kept nowhere, and nobody can recover it");
    }
}
