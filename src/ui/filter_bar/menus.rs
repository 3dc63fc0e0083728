//! The menus of the filter bar.

use std::collections::BTreeSet;

use eframe::egui::{
    Align, Button, Id, Key, Layout, PopupCloseBehavior, Response, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo,
    containers::menu::{MenuButton, MenuConfig, SubMenuButton},
    vec2,
};

use super::FilterBar;
use crate::{
    app::{Command, Document, State, TableCommand},
    claim::{Flag, KNOWN_FLAGS, StatusGroup, Tag, VerdictKind},
    review::{
        Condition,
        listing::{Column, Grouping},
    },
    ui::claims_list::name_field,
};

/// How many speakers or labels a menu lists at most.
const MOST_LISTED: usize = 400;

/// The words of a button that opens a menu.
fn with_arrow(words: &str) -> (RichText, RichText) {
    (RichText::new(words), RichText::new("▼").size(8.0))
}

/// A menu that stays open while several of its entries are chosen.
pub(crate) fn lasting_menu_ui(ui: &mut Ui, words: &str, name: &str, content: impl FnOnce(&mut Ui)) -> Response {
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let (response, _) = MenuButton::new(with_arrow(words)).config(config).ui(ui, content);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response
}

/// The conditions there are, by what they are about.
pub(super) fn filter_menu_ui(ui: &mut Ui, document: &Document, outbox: &mut Vec<Command>) {
    lasting_menu_ui(ui, "Add filter", "Add filter", |ui| {
        ui.set_min_width(150.0);
        let review = &document.review;
        let claims = || review.claims().in_order().iter();
        about_ui(ui, "Tag", || Tag::ALL.into_iter().map(Condition::Tag).collect(), document, outbox);
        about_ui(ui, "Status", || StatusGroup::ALL.into_iter().map(Condition::Group).collect(), document, outbox);
        for kind in VerdictKind::ALL {
            let verdicts = || {
                let labels = review.schemes().of(kind).labels.iter().map(|label| Some(label.name.clone()));
                labels.chain([None]).map(|label| Condition::Verdict(kind, label)).collect()
            };
            about_ui(ui, kind.label(), verdicts, document, outbox);
        }
        let speakers = || {
            let mut names: Vec<String> = review.speakers().iter().map(|speaker| speaker.name.clone()).collect();
            names.sort_by_key(|name| name.to_lowercase());
            names.truncate(MOST_LISTED);
            names.into_iter().chain([String::new()]).map(Condition::Speaker).collect()
        };
        about_ui(ui, "Speaker", speakers, document, outbox);
        let flags = || {
            let known = KNOWN_FLAGS.iter().map(|flag| flag.name.to_owned());
            let own: BTreeSet<&String> = claims().flat_map(|claim| &claim.flags).collect();
            let own = own.into_iter().filter(|flag| KNOWN_FLAGS.iter().all(|known| known.name != **flag)).cloned();
            known.chain(own.take(MOST_LISTED)).map(Condition::Flag).collect()
        };
        about_ui(ui, "Flag", flags, document, outbox);
        let labels = || {
            let own: BTreeSet<&String> = claims().flat_map(|claim| &claim.labels).collect();
            own.into_iter().take(MOST_LISTED).cloned().map(Condition::Label).collect()
        };
        about_ui(ui, "Label", labels, document, outbox);
    });
}

/// The conditions about one thing, each on or off. They are gathered while they show.
fn about_ui(
    ui: &mut Ui,
    about: &str,
    conditions: impl FnOnce() -> Vec<Condition>,
    document: &Document,
    outbox: &mut Vec<Command>,
) {
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    SubMenuButton::new(about).config(config).ui(ui, |ui| {
        ui.set_min_width(150.0);
        let conditions = conditions();
        if conditions.is_empty() {
            ui.weak("None so far");
        }
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for condition in conditions {
                let mut is_on = document.filter.has(&condition);
                let label = condition.label(document.review.schemes());
                let short = short(&condition, document);
                let response = ui.checkbox(&mut is_on, short);
                response.widget_info(|| WidgetInfo::selected(Role::MenuItemCheckBox, true, is_on, &label));
                if response.clicked() {
                    outbox.push(Command::Filter(document.filter.clone().toggled(&condition)));
                }
            }
        });
    });
}

/// A condition as it stands under what it is about.
fn short(condition: &Condition, document: &Document) -> String {
    match condition {
        Condition::Tag(tag) => tag.label().to_owned(),
        Condition::Group(group) => group.label().to_owned(),
        Condition::Verdict(_, None) => "No verdict".to_owned(),
        Condition::Verdict(kind, Some(name)) => document.review.schemes().words(*kind, name).to_owned(),
        Condition::Speaker(name) if name.is_empty() => "Nobody".to_owned(),
        Condition::Flag(name) => Flag::words(name).to_owned(),
        Condition::Counted(counted) => counted.name.clone(),
        Condition::Speaker(name) | Condition::Label(name) | Condition::Words(name) => name.clone(),
    }
}

/// By what the rows are grouped.
pub(super) fn group_menu_ui(ui: &mut Ui, state: &State, outbox: &mut Vec<Command>) {
    let now = state.settings.table.grouping;
    let words = if now == Grouping::None { "Group" } else { now.label() };
    let (response, _) = MenuButton::new(with_arrow(words)).ui(ui, |ui| {
        for grouping in Grouping::ALL {
            let response = ui.add(Button::selectable(grouping == now, grouping.label()));
            response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, true, grouping == now, grouping.label()));
            if response.clicked() {
                outbox.push(Command::Table(TableCommand::GroupBy(grouping)));
            }
        }
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Group rows"));
}

/// Which columns show.
pub(super) fn columns_menu_ui(ui: &mut Ui, state: &State, outbox: &mut Vec<Command>) {
    let shown = &state.settings.table.columns;
    lasting_menu_ui(ui, "Columns", "Choose columns", |ui| {
        let most = ui.ctx().content_rect().height() - 170.0;
        ScrollArea::vertical().max_height(most).show(ui, |ui| {
            for column in Column::ALL {
                let mut is_on = shown.contains(&column);
                let is_last = is_on && shown.len() == 1;
                let response = ui.add_enabled_ui(!is_last, |ui| ui.checkbox(&mut is_on, column.label())).inner;
                response.widget_info(|| {
                    WidgetInfo::selected(Role::MenuItemCheckBox, !is_last, is_on, format!("Column: {}", column.label()))
                });
                if response.clicked() {
                    outbox.push(Command::Table(TableCommand::ShowColumn(column, is_on)));
                }
            }
        });
        ui.separator();
        if ui.button("Usual columns").clicked() {
            outbox.push(Command::Table(TableCommand::UsualColumns));
            ui.close();
        }
    });
}

/// By what the cards of a board are sorted.
pub(super) fn sort_menu_ui(ui: &mut Ui, state: &State, outbox: &mut Vec<Command>) {
    let sort = state.settings.table.sort;
    let (response, _) = MenuButton::new(with_arrow(&format!("Sort: {}", sort.column.label()))).ui(ui, |ui| {
        ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            for column in Column::ALL {
                let is_on = column == sort.column;
                let response = ui.add(Button::selectable(is_on, column.label()));
                response.widget_info(|| {
                    WidgetInfo::selected(Role::MenuItemRadio, true, is_on, format!("Sort by: {}", column.label()))
                });
                if response.clicked() {
                    outbox.push(Command::Table(TableCommand::SortBy(column)));
                }
            }
        });
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Sort cards"));
}

impl FilterBar {
    /// The filters that were saved, and a name for the one that is used now.
    pub(super) fn saved_menu_ui(&mut self, ui: &mut Ui, state: &State, document: &Document, outbox: &mut Vec<Command>) {
        let name = &mut self.name;
        lasting_menu_ui(ui, "Saved", "Saved filters", |ui| {
            ui.set_width(240.0);
            let saved = &state.settings.table.filters;
            if saved.is_empty() {
                ui.weak("No filter is saved yet");
            }
            ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
                for kept in saved {
                    ui.horizontal(|ui| {
                        let is_on = kept.filter == document.filter;
                        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                            let forget = ui.small_button("×").on_hover_text("Forgets this filter");
                            forget.widget_info(|| {
                                WidgetInfo::labeled(Role::Button, true, format!("Forget filter {}", kept.name))
                            });
                            if forget.clicked() {
                                outbox.push(Command::Table(TableCommand::ForgetFilter(kept.name.clone())));
                            }
                            let size = vec2(ui.available_width(), 24.0);
                            let choose = ui.add(Button::selectable(is_on, &kept.name).truncate().min_size(size));
                            choose.widget_info(|| {
                                WidgetInfo::selected(Role::MenuItemRadio, true, is_on, format!("Filter: {}", kept.name))
                            });
                            if choose.clicked() {
                                outbox.push(Command::Table(TableCommand::UseFilter(kept.name.clone())));
                                ui.close();
                            }
                        });
                    });
                }
            });
            ui.separator();
            ui.add_enabled_ui(!document.filter.is_empty(), |ui| {
                ui.horizontal(|ui| {
                    let field = TextEdit::singleline(name)
                        .id(Id::unique("name of the filter"))
                        .hint_text("Name for this filter")
                        .desired_width(160.0);
                    let response = ui.add(field);
                    name_field(ui, response.id, "Name for this filter");
                    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                    if ui.button("Save").clicked() || is_entered {
                        outbox.push(Command::Table(TableCommand::KeepFilter(std::mem::take(name))));
                        ui.close();
                    }
                });
            });
        });
    }
}
