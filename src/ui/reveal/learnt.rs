//! What was learnt since the submission was handed in: the first layer against the second.

use eframe::egui::{Button, Label, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

use crate::{
    app::{Became, Command, Document, HeldKey, Learnt, LearntStep, RevealCommand, RevealTab, kind_name},
    review::one_line,
    text::inert,
    ui::theme::{Palette, STRONG, font},
};

/// How much of a claim's words is shown, in bytes.
const MOST_BYTES: usize = 90;

/// The most claims that are listed under one heading.
const MOST_LISTED: usize = 300;

pub(super) fn learnt_ui(ui: &mut Ui, document: &Document, key: &HeldKey, outbox: &mut Vec<Command>) {
    let Some(learnt) = &document.revealing.revealed().learnt else { return };
    ScrollArea::vertical().id_salt("learnt").auto_shrink(false).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        let changed = match learnt.changed {
            0 => "You have changed nothing yet".to_owned(),
            1 => "You changed 1 claim".to_owned(),
            several => format!("You changed {several} claims"),
        };
        ui.label(changed);
        let [before, after] = learnt.extra;
        if before + after > 0 {
            ui.label(format!("Not in the key: {before} before, {after} now"));
        }
        for (became, name, nothing) in [
            (Became::Learnt, "Learnt", "Nothing yet: correct a difference, and it stands here"),
            (Became::Lost, "Lost", "Nothing that was right is wrong now"),
            (Became::Open, "Still open", "Nothing is open"),
            (Became::Kept, "Kept, with a reason", ""),
        ] {
            group_ui(ui, document, key, learnt, (became, name, nothing), outbox);
        }
        ui.add_space(6.0);
        ui.weak(format!("Right all along: {}", learnt.count(Became::Right)));
    });
}

fn group_ui(
    ui: &mut Ui,
    document: &Document,
    key: &HeldKey,
    learnt: &Learnt,
    (became, name, nothing): (Became, &str, &str),
    outbox: &mut Vec<Command>,
) {
    let count = learnt.count(became);
    if count == 0 && nothing.is_empty() {
        return;
    }
    ui.add_space(6.0);
    ui.label(RichText::new(format!("{name}: {count}")).font(font(STRONG, 13.5)));
    if count == 0 {
        ui.weak(nothing);
    }
    for step in learnt.steps.iter().filter(|step| step.became == became).take(MOST_LISTED) {
        step_ui(ui, document, key, step, outbox);
    }
}

fn step_ui(ui: &mut Ui, document: &Document, key: &HeldKey, step: &LearntStep, outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let choices = key.choices(step.claim);
    let Some(shown) = choices.first() else { return };
    let text = document.review.article().text();
    let words: Vec<&str> = shown.segments.placed().iter().map(|span| text.slice(*span)).collect();
    let words = one_line(&inert(&words.join(" […] ")), MOST_BYTES);
    let became = match step.became {
        Became::Learnt | Became::Lost => format!("{} → {}", kind_name(step.before), kind_name(step.after)),
        Became::Kept | Became::Open | Became::Right => kind_name(step.after).to_owned(),
    };
    let line = RichText::new(format!("{}  {words}", shown.tag.letter())).color(palette.strong(shown.tag));
    let button = Button::new(line).frame(false).truncate().min_size(vec2(ui.available_width(), 22.0));
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{words}: {became}")));
    if let Some(row) = step.row.filter(|_| response.clicked()) {
        outbox.push(Command::Reveal(RevealCommand::Show(RevealTab::Differences)));
        outbox.push(Command::Reveal(RevealCommand::Choose(row)));
    }
    ui.add(Label::new(RichText::new(became).size(12.0).weak()).truncate());
}
