//! The files that are held against the open review, and those that could not be.

use std::path::Path;

use eframe::egui::{Button, Frame, Label, RichText, Role, ScrollArea, Ui, WidgetInfo};

use crate::{
    app::{Action, Command, Document, ReviewsCommand, State},
    text::inert,
    ui::{
        menu::action_button_ui,
        theme::{Palette, STRONG, font},
    },
};

pub(super) fn files_ui(ui: &mut Ui, state: &State, document: &Document, outbox: &mut Vec<Command>) {
    let reviews = &document.reviews;
    action_button_ui(ui, state, Action::CompareWith, "Compare with…", outbox);
    if reviews.left() > 0 {
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label(format!("{} still to be read", reviews.left()));
        });
    }
    ScrollArea::vertical().id_salt("files beside").auto_shrink(false).show(ui, |ui| {
        for failed in reviews.failed() {
            entry_ui(ui, &failed.file, None, outbox, |ui, palette| {
                let words = format!("! {}", inert(&failed.reason));
                let response = ui.add(Label::new(RichText::new(words).color(palette.error)).wrap());
                response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, failed.reason.as_str()));
            });
        }
        let name = reviews.name(&document.review, 0);
        ui.add(Label::new(RichText::new(format!("1  {name}")).font(font(STRONG, 13.0))).wrap());
        ui.weak(format!("the open review, {}", claims(document.review.claims().len())));
        for (at, other) in reviews.others().iter().enumerate() {
            let name = format!("{}  {}", at + 2, reviews.name(&document.review, at + 1));
            entry_ui(ui, &other.file, Some(&name), outbox, |ui, palette| {
                ui.weak(claims(other.layer.marks().len()));
                for remark in &other.remarks {
                    let words = RichText::new(format!("! {remark}")).color(palette.warning);
                    let response = ui.add(Label::new(words).wrap());
                    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, remark.as_str()));
                }
            });
        }
    });
}

fn claims(count: usize) -> String {
    if count == 1 { "1 claim".to_owned() } else { format!("{count} claims") }
}

fn entry_ui(
    ui: &mut Ui,
    file: &Path,
    name: Option<&str>,
    outbox: &mut Vec<Command>,
    said: impl FnOnce(&mut Ui, &Palette),
) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let path = file.to_string_lossy();
    let short = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
    let short = inert(&short).into_owned();
    Frame::new().fill(palette.raised).corner_radius(7).inner_margin(8).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.add(Label::new(RichText::new(name.unwrap_or(&short)).font(font(STRONG, 13.0))).wrap());
        if name.is_some() {
            ui.add(Label::new(RichText::new(&short).size(12.0).weak()).truncate()).on_hover_text(path.as_ref());
        }
        said(ui, palette);
        ui.horizontal(|ui| {
            let again = ui.add(Button::new("Read again").small());
            again.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Read again: {short}")));
            if again.clicked() {
                outbox.push(Command::Reviews(ReviewsCommand::With(vec![file.to_path_buf()])));
            }
            let close = ui.add(Button::new("Close").small());
            close.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Close: {short}")));
            if close.clicked() {
                outbox.push(Command::Reviews(ReviewsCommand::Close(file.to_path_buf())));
            }
        });
    });
}
