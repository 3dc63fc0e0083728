//! The difference that is looked at: what differs in words, the rule it turns on, what the teacher says, and what can be done about it.

use eframe::egui::{Label, RichText, Role, TextEdit, Ui, WidgetInfo};

use super::{RevealView, list::sign_of};
use crate::{
    app::{
        Action, Choice, Command, Document, Explained, HeldKey, RevealAction, RevealCommand, RevealRow, Stage, State,
        explain,
    },
    claim::{Claim, Tag},
    classroom::Codebook,
    review::{Review, excerpt, one_line},
    text::{Text, inert},
    ui::{
        claims_list::name_field,
        menu::action_button_ui,
        theme::{Palette, READING, STRONG, font},
    },
};

/// How much of a claim's words and of a note is shown, in bytes.
const MOST_BYTES: usize = 600;

pub(super) fn detail_ui(ui: &mut Ui, state: &State, document: &Document, key: &HeldKey, outbox: &mut Vec<Command>) {
    let revealing = &document.revealing;
    let Some(row) = revealing.current_row() else { return };
    let explained = explain(row, key, &document.review);
    sentence_ui(ui, row, &explained);
    if row.is_difference() {
        settle_ui(ui, state, document, row, outbox);
    }
    edges_ui(ui, &explained);
    both_ui(ui, document, key, row);
    why_ui(ui, document, row);
}

/// The difference in a sentence, and what does not count.
pub(super) fn sentence_ui(ui: &mut Ui, row: &RevealRow, explained: &Explained) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let (sign, color) = sign_of(row, palette);
    let words = RichText::new(format!("{sign}  {}", explained.sentence)).font(font(STRONG, 13.5)).color(color);
    let response = ui.add(Label::new(words).wrap());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &explained.sentence));
    for words in explained.speaker.iter().map(String::as_str).chain(explained.remark) {
        ui.add(Label::new(RichText::new(words).size(13.0)).wrap());
    }
}

/// What is too much, and what is missing.
pub(super) fn edges_ui(ui: &mut Ui, explained: &Explained) {
    let parts = [("Too much", &explained.too_much), ("Missing", &explained.too_little)];
    for (name, words) in parts.into_iter().filter(|(_, words)| !words.is_empty()) {
        let words: Vec<String> = words.iter().map(|words| format!("“{words}”")).collect();
        let words = format!("{name}: {}", words.join(", "));
        ui.add(Label::new(RichText::new(words).font(font(READING, 14.5))).wrap());
    }
}

/// How it can be settled.
fn settle_ui(ui: &mut Ui, state: &State, document: &Document, row: &RevealRow, outbox: &mut Vec<Command>) {
    let revealing = &document.revealing;
    if !revealing.can_correct(&document.review) {
        if revealing.stage(&document.review) == Stage::Handed {
            ui.label(
                RichText::new("“Correct my work” lets you change it; what you handed in is kept").size(12.0).weak(),
            );
        }
        return;
    }
    let (take, keep) = match (row.difference.own.is_empty(), row.difference.key.is_empty()) {
        (true, _) => ("T  Tag it as in the key", "M  Leave it"),
        (_, true) => ("T  Take mine away", "M  Keep mine"),
        _ => ("T  Take the key’s", "M  Keep mine"),
    };
    ui.horizontal_wrapped(|ui| {
        action_button_ui(ui, state, Action::Reveal(RevealAction::Take), take, outbox);
        action_button_ui(ui, state, Action::Reveal(RevealAction::Keep), keep, outbox);
    });
    let mut reason = revealing.reason.clone();
    let field = TextEdit::singleline(&mut reason).id(RevealView::reason_id()).hint_text("To keep it, say why");
    let response = ui.add(field.desired_width(f32::INFINITY));
    name_field(ui, response.id, "Why I keep it");
    if response.changed() {
        outbox.push(Command::Reveal(RevealCommand::Reason(reason)));
    }
    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
    if is_entered {
        outbox.push(Command::Do(Action::Reveal(RevealAction::Keep)));
    }
    let by_hand = "Or correct it by hand in the article: Q, A, C, J and the rest work as always";
    ui.add(Label::new(RichText::new(by_hand).size(12.0).weak()).wrap());
    ui.add_space(2.0);
}

/// What the pupil has, and what the key has.
fn both_ui(ui: &mut Ui, document: &Document, key: &HeldKey, row: &RevealRow) {
    let review: &Review = &document.review;
    let own: Vec<&Claim> =
        row.difference.own.iter().filter_map(|id| review.claims().get(*id)).map(AsRef::as_ref).collect();
    if !own.is_empty() {
        caption_ui(ui, "You");
    }
    for claim in own {
        let speaker = claim.speaker.and_then(|id| review.speaker(id)).map(|speaker| speaker.name.as_str());
        claim_ui(ui, claim.tag, speaker, &excerpt(review, claim, MOST_BYTES));
        if !claim.note.trim().is_empty() {
            let note: String = inert(claim.note.trim()).chars().take(MOST_BYTES).collect();
            ui.add(Label::new(RichText::new(note).size(12.5).weak()).wrap());
        }
    }
    let text = review.article().text();
    let expected = row.expected(key);
    if !expected.is_empty() {
        caption_ui(ui, "The key");
    }
    for choice in &expected {
        choice_ui(ui, choice, text);
    }
    let others: Vec<Choice<'_>> = row
        .difference
        .key
        .iter()
        .flat_map(|claim| key.choices(*claim))
        .filter(|choice| !expected.contains(choice))
        .collect();
    if !others.is_empty() {
        caption_ui(ui, "As right");
    }
    for choice in &others {
        choice_ui(ui, choice, text);
    }
}

fn choice_ui(ui: &mut Ui, choice: &Choice<'_>, text: &Text) {
    let words: Vec<&str> = choice.segments.placed().iter().map(|span| text.slice(*span)).collect();
    let words = one_line(&inert(&words.join(" […] ")), MOST_BYTES);
    claim_ui(ui, choice.tag, choice.speaker.map(|speaker| speaker.name.as_str()), &words);
}

fn caption_ui(ui: &mut Ui, words: &str) {
    ui.add_space(4.0);
    ui.label(RichText::new(words).size(11.5).weak());
}

fn claim_ui(ui: &mut Ui, tag: Tag, speaker: Option<&str>, words: &str) {
    let palette = Palette::of(ui.visuals().dark_mode);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new(tag.label()).font(font(STRONG, 12.5)).color(palette.strong(tag)));
        if let Some(speaker) = speaker {
            ui.weak(format!("by {}", inert(speaker)));
        }
    });
    ui.add(Label::new(RichText::new(words).font(font(READING, 14.5))).wrap());
}

/// The rule it turns on, with its text, and what the teacher says.
pub(super) fn why_ui(ui: &mut Ui, document: &Document, row: &RevealRow) {
    let language = document.review.article().metadata.language.as_deref().unwrap_or_default();
    let rule = row.difference.rule.as_deref().and_then(|id| Codebook::in_language(language).rule(id));
    for note in &row.difference.notes {
        caption_ui(ui, "Your teacher says");
        let note: String = inert(note).chars().take(MOST_BYTES).collect();
        ui.add(Label::new(RichText::new(note).size(13.5)).wrap());
    }
    if let Some(rule) = rule {
        caption_ui(ui, "The rule");
        ui.add(Label::new(RichText::new(&rule.title).font(font(STRONG, 13.0))).wrap());
        ui.add(Label::new(RichText::new(&rule.rule).size(13.0)).wrap());
        if !rule.example.is_empty() {
            let example = format!("{} → {}", rule.example, rule.answer);
            ui.add(Label::new(RichText::new(example).size(12.5).weak()).wrap());
        }
    }
}
