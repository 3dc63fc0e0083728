//! What verdicts are chosen from, and who approves them.

use std::collections::BTreeMap;

use eframe::egui::{Align, Button, ComboBox, Key, Label, Layout, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::{
    fields::{caption, heading, line_ui},
    register::{SCROLL_BAR, Watch, button_ui, close_ui, counted, writable_ui},
};
use crate::{
    app::{CheckCommand, Command, Document},
    claim::{Practice, VerdictKind, VerdictLabel, VerdictScheme},
    figure::shown,
    ui::{
        claims_list::name_field,
        theme::{Palette, STRONG, font},
    },
};

/// What is being typed.
#[derive(Debug, Default)]
pub(super) struct DeskForm {
    watch: Watch,
    /// How many claims have each label.
    counts: BTreeMap<(VerdictKind, String), usize>,
    /// The words of labels of one’s own.
    own: BTreeMap<VerdictKind, String>,
    /// The reviewer’s name while it is typed; taken over when its field or the form is left.
    reviewer: Option<String>,
}

impl DeskForm {
    /// Takes over what is being typed, as when the form is left.
    pub(super) fn leave(&mut self, outbox: &mut Vec<Command>) {
        outbox.extend(self.reviewer.take().map(Command::RenameReviewer));
    }

    /// Shows the form.
    pub(super) fn ui(&mut self, ui: &mut Ui, document: &Document, is_new: bool, outbox: &mut Vec<Command>) {
        self.follow(document);
        let screen = ui.ctx().content_rect();
        ui.set_width((screen.width() - 80.0).min(640.0));
        heading(ui, "Verdict schemes and approval");
        let is_writable = writable_ui(ui, document);
        let height = (screen.height() - 220.0).max(160.0);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - SCROLL_BAR);
            ui.add_enabled_ui(is_writable, |ui| {
                ui.label(
                    RichText::new(
                        "Verdicts that are given stay. If the scheme that is chosen lacks a label that claims have, the label \
                         is added to it as withdrawn, so that it stays readable.",
                    )
                    .weak(),
                );
                for kind in VerdictKind::ALL {
                    ui.push_id(kind.name(), |ui| self.scheme_ui(ui, document, kind, is_new, outbox));
                }
                self.approval_ui(ui, document, outbox);
            });
        });
        close_ui(ui, outbox);
    }

    fn follow(&mut self, document: &Document) {
        if !self.watch.knows(document) {
            *self = Self::default();
        }
        if self.watch.see(document) {
            self.counts.clear();
            for claim in document.review.claims().in_order() {
                for kind in VerdictKind::ALL {
                    if let Some(name) = claim.check().verdicts.get(kind) {
                        *self.counts.entry((kind, name.to_owned())).or_default() += 1;
                    }
                }
            }
        }
    }

    fn scheme_ui(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        kind: VerdictKind,
        is_new: bool,
        outbox: &mut Vec<Command>,
    ) {
        let scheme = document.review.schemes().of(kind);
        let question = kind.label();
        ui.separator();
        ui.label(RichText::new(question).font(font(STRONG, 14.0)));
        let bundled = || VerdictScheme::bundled().iter().filter(|bundled| bundled.kind == kind);
        let combo = ComboBox::from_id_salt("scheme").selected_text(shown(&scheme.name, 50)).width(280.0);
        let response = combo.show_ui(ui, |ui| {
            for offered in bundled() {
                let is_on = offered.id == scheme.id;
                let is_chosen = ui.selectable_label(is_on, &offered.name).on_hover_text(&offered.source).clicked();
                if is_chosen && !is_on {
                    outbox.push(Command::Check(CheckCommand::SetScheme(Box::new(offered.clone()))));
                }
            }
        });
        let response = response.response;
        response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("Scheme: {question}")));
        if is_new && kind == VerdictKind::Attribution {
            response.request_focus();
        }
        // What comes and goes is in a place that stays, so that what follows keeps the keyboard.
        ui.scope(|ui| {
            if !scheme.source.is_empty() {
                ui.label(RichText::new(shown(&scheme.source, 200)).size(12.0).weak());
            }
            if let Some(published) = bundled().find(|bundled| bundled.id == scheme.id && *bundled != scheme) {
                let name = format!("Take back changes: {question}");
                if button_ui(ui, "Take back changes to it", &name, true).clicked() {
                    outbox.push(Command::Check(CheckCommand::SetScheme(Box::new(published.clone()))));
                }
            }
        });
        ui.scope(|ui| {
            for label in &scheme.labels {
                let claims = self.counts.get(&(kind, label.name.clone())).copied().unwrap_or_default();
                label_ui(ui, kind, label, claims, outbox);
            }
            if scheme.offered().next().is_none() {
                let palette = Palette::of(ui.visuals().dark_mode);
                ui.colored_label(palette.warning, "No label is offered, so no verdict of this kind can be given");
            }
        });
        self.own_label_ui(ui, scheme, outbox);
    }

    /// A label that the reviewer adds.
    fn own_label_ui(&mut self, ui: &mut Ui, scheme: &VerdictScheme, outbox: &mut Vec<Command>) {
        let question = scheme.kind.label();
        let words = self.own.entry(scheme.kind).or_default();
        ui.horizontal(|ui| {
            let width = (ui.available_width() - 70.0).clamp(80.0, 280.0);
            let field = ui.add(
                TextEdit::singleline(words).id_salt("own label").hint_text("A label of your own").desired_width(width),
            );
            name_field(ui, field.id, &format!("Own label: {question}"));
            let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let is_ready = !words.trim().is_empty();
            let add = button_ui(ui, "Add", &format!("Add own label: {question}"), is_ready);
            if is_ready && (is_entered || add.clicked()) {
                outbox.push(Command::Check(CheckCommand::AddLabel(scheme.kind, words.trim().to_owned())));
                // Words that are refused are wanted in other words, most likely.
                if scheme.label(&VerdictLabel::named(words).name).is_none() {
                    words.clear();
                }
                field.request_focus();
            }
        });
    }

    fn approval_ui(&mut self, ui: &mut Ui, document: &Document, outbox: &mut Vec<Command>) {
        let practice = document.review.practice();
        ui.separator();
        ui.label(RichText::new("Who approves").font(font(STRONG, 14.0)));
        for offered in Practice::ALL {
            let is_on = offered == practice;
            let button = Button::selectable(is_on, RichText::new(offered.label()).size(12.5)).frame_when_inactive(true);
            let response = ui.add(button);
            let name = format!("Who approves: {}", offered.label());
            let is_enabled = ui.is_enabled();
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, is_enabled, is_on, &name));
            if response.clicked() && !is_on {
                outbox.push(Command::Check(CheckCommand::SetPractice(offered)));
            }
            ui.label(RichText::new(explained(offered)).size(12.0).weak());
        }
        caption(ui, "The history of each claim says under this name who did what");
        let current = document.review.reviewer();
        let mut name = self.reviewer.clone().unwrap_or_else(|| current.to_owned());
        let response = line_ui(ui, "Reviewer’s name", "Your name", &mut name);
        if practice.is_desk() && name.trim().is_empty() {
            let palette = Palette::of(ui.visuals().dark_mode);
            ui.colored_label(palette.warning, "A desk tells people apart by their names: give yours");
        }
        if response.changed() {
            self.reviewer = Some(name).filter(|name| name != current);
        }
        if response.lost_focus() {
            self.leave(outbox);
        }
    }
}

/// One label of a scheme, what it means, and whether it is offered.
fn label_ui(ui: &mut Ui, kind: VerdictKind, label: &VerdictLabel, claims: usize, outbox: &mut Vec<Command>) {
    let words = shown(&label.label, 60);
    ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
        let does = if label.withdrawn { "Offer again" } else { "Withdraw" };
        let name = format!("{does}: {words} ({})", kind.label());
        if button_ui(ui, does, &name, true).clicked() {
            let command = CheckCommand::WithdrawLabel(kind, label.name.clone(), !label.withdrawn);
            outbox.push(Command::Check(command));
        }
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            let count = if claims == 0 { String::new() } else { format!(" · {}", counted(claims, "claim", "claims")) };
            let is_gone = if label.withdrawn { " · withdrawn" } else { "" };
            let title = RichText::new(format!("{words}{is_gone}{count}")).size(13.0);
            ui.add(Label::new(if label.withdrawn { title.weak() } else { title }).truncate());
            if !label.meaning.is_empty() {
                ui.add(Label::new(RichText::new(shown(&label.meaning, 300)).size(12.0).weak()).wrap());
            }
        });
    });
}

/// What a practice means for those who check.
fn explained(practice: Practice) -> &'static str {
    match practice {
        Practice::Alone => "Whoever checks also approves, and the history says so",
        Practice::Desk => "One person proposes a verdict; somebody else approves it or sends it back",
        Practice::DeskBlind => "As at a desk, and the other person first gives a verdict without seeing the first",
    }
}
