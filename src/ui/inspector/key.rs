//! What a key says of the claim: whether it may be left out, the teacher's note, the rule, other ways to mark it.

use eframe::egui::{Button, ComboBox, Frame, Id, Label, Margin, RichText, Role, Ui, WidgetInfo};

use super::{
    Inspector,
    draft::{Field, Owner, Shown},
    remarks::speaker_names,
};
use crate::{
    app::{Action, AssignAction, AssignCommand, Command, Document, EntryChange, State},
    claim::{Claim, Tag},
    classroom::codebook::Codebook,
    review::{Review, one_line},
    teaching::{Alternative, KeyEntry, MOST_ALTERNATIVES, Role as ClassRole},
    ui::{
        forms::fields::{caption, pills_ui},
        menu::action_button_ui,
        theme::{Palette, READING, STRONG, font},
    },
};

/// The most of an alternative's words that are shown, in bytes.
const MOST_BYTES: usize = 120;

fn changed(claim: &Claim, change: EntryChange) -> Command {
    Command::Assign(AssignCommand::Entry(claim.id, change))
}

impl Inspector {
    /// What the key says of the claim, if the review is one.
    pub(super) fn key_ui(
        &mut self,
        ui: &mut Ui,
        state: &State,
        document: &Document,
        claim: &Claim,
        outbox: &mut Vec<Command>,
    ) {
        let review = &document.review;
        let Some(key) = review.role().and_then(ClassRole::key) else { return };
        let palette = Palette::of(ui.visuals().dark_mode);
        let nothing = KeyEntry::default();
        let entry = key.entry(claim.id).unwrap_or(&nothing);
        ui.add_space(6.0);
        let frame = Frame::new().fill(palette.raised).inner_margin(Margin::same(8)).corner_radius(7);
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new("In the answer key").font(font(STRONG, 13.0)));
            let mut optional = entry.optional;
            if ui.checkbox(&mut optional, "Optional: it may be left out").changed() {
                outbox.push(changed(claim, EntryChange::Optional(optional)));
            }
            caption(ui, "Note for the pupil");
            let mut note = entry.note.clone();
            let id = Id::unique("note of the key");
            if self.field_ui(ui, id, "Note for the pupil", "Why it is so; shown when the key is", 2, &mut note) {
                outbox.push(changed(claim, EntryChange::Note(note)));
            }
            rule_ui(ui, review, claim, entry, outbox);
            caption(
                ui,
                &format!("Other ways that are as right: {} of at most {MOST_ALTERNATIVES}", entry.alternatives.len()),
            );
            for (number, alternative) in entry.alternatives.iter().enumerate() {
                ui.push_id(("alternative", number), |ui| {
                    self.alternative_ui(ui, review, claim, number, alternative, outbox);
                });
            }
            action_button_ui(ui, state, Action::Assign(AssignAction::AddAlternative), "Add alternative", outbox);
        });
    }

    fn alternative_ui(
        &mut self,
        ui: &mut Ui,
        review: &Review,
        claim: &Claim,
        number: usize,
        alternative: &Alternative,
        outbox: &mut Vec<Command>,
    ) {
        let name = format!("Alternative {}", number + 1);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let mut tag = alternative.tag;
            if pills_ui(ui, &name, &mut tag, Tag::ALL.map(|tag| (tag, tag.label()))) {
                outbox.push(changed(claim, EntryChange::AlternativeTag(number, tag)));
            }
            let remove = ui.add(Button::new("×").small());
            let words = format!("Remove alternative {}", number + 1);
            remove.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
            if remove.on_hover_text(words).clicked() {
                outbox.push(changed(claim, EntryChange::RemoveAlternative(number)));
            }
        });
        let text = review.article().text();
        let parts: Vec<&str> = alternative.segments.placed().iter().map(|span| text.slice(*span)).collect();
        let words = one_line(&parts.join(" […] "), MOST_BYTES);
        ui.add(Label::new(RichText::new(words).font(font(READING, 13.5))).wrap());
        let speaker = alternative.speaker.and_then(|id| review.speaker(id));
        let id = Id::unique(("speaker of the alternative", number));
        let names = self.offers(ui, id, || speaker_names(review));
        let shown = Shown {
            owner: Owner::Claim(claim.id),
            field: Field::Alternative(number),
            id,
            hint: "Who says it then",
            current: speaker.map(|speaker| speaker.name.as_str()).unwrap_or_default(),
            offered: &names,
        };
        self.draft_ui(ui, review, &shown, outbox);
    }
}

/// The rule on which it turns, chosen from the codebook.
fn rule_ui(ui: &mut Ui, review: &Review, claim: &Claim, entry: &KeyEntry, outbox: &mut Vec<Command>) {
    let language = review.article().metadata.language.as_deref().unwrap_or_default();
    let book = Codebook::in_language(language);
    caption(ui, "Rule it turns on");
    let title = |id: &str| book.rule(id).map_or_else(|| id.to_owned(), |rule| rule.title.clone());
    let chosen = entry.rule.as_deref().map_or_else(|| "None".to_owned(), title);
    let combo = ComboBox::from_id_salt("rule of the key").selected_text(&chosen);
    let response = combo.width(ui.available_width() - 8.0).truncate().show_ui(ui, |ui| {
        ui.set_max_width(360.0);
        let rules = book.rules.iter().map(|rule| (Some(rule.id.as_str()), rule.title.as_str(), rule.rule.as_str()));
        for (id, title, rule) in std::iter::once((None, "None", "")).chain(rules) {
            let response = ui.selectable_label(entry.rule.as_deref() == id, title);
            let response = if rule.is_empty() { response } else { response.on_hover_text(rule) };
            if response.clicked() {
                outbox.push(changed(claim, EntryChange::Rule(id.map(str::to_owned))));
            }
        }
    });
    let name = format!("Rule it turns on: {chosen}");
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
    if let Some(rule) = entry.rule.as_deref().and_then(|id| book.rule(id)) {
        ui.add(Label::new(RichText::new(&rule.rule).size(12.0).weak()).wrap());
    }
}
