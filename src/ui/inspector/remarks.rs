//! Who says it and how, and what the reviewer remarks about it.

use eframe::egui::{Button, CollapsingHeader, Id, RichText, Role, Ui, WidgetInfo, vec2};

use super::{
    Inspector,
    draft::{Field, Owner, Shown},
    finding::amend,
};
use crate::{
    app::{Action, Amendment, CheckField, Command, Document, PlaceOfFocus, State},
    claim::{Claim, Form, KNOWN_FLAGS, Priority, Voice},
    review::Review,
    ui::{
        forms::fields::{caption, choice_ui, pills_ui},
        menu::action_button_ui,
        theme::Palette,
    },
};

impl Inspector {
    /// Speaker, cue, form and voice.
    pub(super) fn attribution_ui(
        &mut self,
        ui: &mut Ui,
        state: &State,
        document: &Document,
        claim: &Claim,
        outbox: &mut Vec<Command>,
    ) {
        let review = &document.review;
        self.speaker_ui(ui, review, claim, outbox);
        if let Some(speaker) = claim.speaker.and_then(|id| review.speaker(id)) {
            let owner = Owner::Speaker(claim.id, speaker.id);
            let role = Shown {
                owner,
                field: Field::Role,
                id: Id::unique("role of the speaker"),
                hint: "Role at the time",
                current: speaker.role.as_deref().unwrap_or_default(),
                offered: &[],
            };
            self.draft_ui(ui, review, &role, outbox);
            let aliases = Shown {
                owner,
                field: Field::Aliases,
                id: Id::unique("aliases of the speaker"),
                hint: "Other names, parted by commas",
                current: &speaker.aliases.join(", "),
                offered: &[],
            };
            self.draft_ui(ui, review, &aliases, outbox);
        }
        caption(ui, "Cue, form and voice");
        cue_ui(ui, state, review, claim, outbox);
        ui.horizontal_wrapped(|ui| {
            form_ui(ui, claim, outbox);
            voice_ui(ui, claim, outbox);
        });
    }

    /// Who says it.
    pub(super) fn speaker_ui(&mut self, ui: &mut Ui, review: &Review, claim: &Claim, outbox: &mut Vec<Command>) {
        let speaker = claim.speaker.and_then(|id| review.speaker(id));
        caption(ui, "Speaker");
        let id = named(PlaceOfFocus::Speaker);
        let names = self.offers(ui, id, || speaker_names(review));
        let shown = Shown {
            owner: Owner::Claim(claim.id),
            field: Field::Speaker,
            id,
            hint: "Who says it",
            current: speaker.map(|speaker| speaker.name.as_str()).unwrap_or_default(),
            offered: &names,
        };
        self.draft_ui(ui, review, &shown, outbox);
    }

    /// The claim in its own words.
    pub(super) fn wording_ui(&mut self, ui: &mut Ui, claim: &Claim, outbox: &mut Vec<Command>) {
        caption(ui, "In its own words");
        let mut words = claim.claim_text.clone().unwrap_or_default();
        let hint = "A wording that stands by itself";
        if self.typed_ui(ui, PlaceOfFocus::ClaimText, "In its own words", hint, 2, &mut words) {
            outbox.push(Command::Amend(claim.id, Amendment::ClaimText(words)));
        }
    }

    /// The claim in its own words, note, labels, flags.
    pub(super) fn words_ui(&mut self, ui: &mut Ui, document: &Document, claim: &Claim, outbox: &mut Vec<Command>) {
        self.wording_ui(ui, claim, outbox);
        caption(ui, "Note");
        let mut note = claim.note.clone();
        if self.typed_ui(ui, PlaceOfFocus::Note, "Note", "Anything worth keeping", 2, &mut note) {
            outbox.push(Command::Amend(claim.id, Amendment::Note(note)));
        }
        caption(ui, "Labels");
        let id = named(PlaceOfFocus::Labels);
        let used = self.offers(ui, id, || labels_used(&document.review));
        let labels = Shown {
            owner: Owner::Claim(claim.id),
            field: Field::Labels,
            id,
            hint: "Your own labels, parted by commas",
            current: &claim.labels.join(", "),
            offered: &used,
        };
        self.draft_ui(ui, &document.review, &labels, outbox);
        caption(ui, "Flags");
        flags_ui(ui, claim, outbox);
    }

    /// What is asked for less often.
    pub(super) fn more_ui(&mut self, ui: &mut Ui, document: &Document, claim: &Claim, outbox: &mut Vec<Command>) {
        ui.add_space(6.0);
        let header = CollapsingHeader::new(RichText::new("More about the claim").size(12.0));
        header.id_salt("more about the claim").show(ui, |ui| {
            let check = claim.check();
            caption(ui, "Priority");
            let mut priority = check.priority;
            let priorities = Priority::ALL.map(|priority| (Some(priority), priority.label()));
            if pills_ui(ui, "Priority", &mut priority, priorities.into_iter().chain([(None, "Not said")])) {
                outbox.push(amend(claim, CheckField::Priority(priority)));
            }
            let said_on = check.said_on.map(|date| date.to_string()).unwrap_or_default();
            let chain = check.chain.join(", ");
            let chain_id = Id::unique(("more about the claim", "Chain of attribution"));
            let names = self.offers(ui, chain_id, || speaker_names(&document.review));
            let fields: [(&str, Field, &str, &str, &[String]); 5] = [
                (
                    "Why this claim",
                    Field::SelectionReason,
                    "Why it is checked and not another",
                    &check.selection_reason,
                    &[],
                ),
                ("Said on", Field::SaidOn, "2026-11-24, 2026-11 or 2026", &said_on, &[]),
                ("Said at", Field::SaidAt, "A place, a broadcast, a post", &check.said_at, &[]),
                (
                    "First appearance",
                    Field::FirstAppearance,
                    "The address at which it appeared first",
                    &check.first_appearance,
                    &[],
                ),
                ("Chain of attribution", Field::Chain, "Whom the speaker cites, parted by commas", &chain, &names),
            ];
            for (name, field, hint, current, offered) in fields {
                caption(ui, name);
                let owner = Owner::Claim(claim.id);
                let shown =
                    Shown { owner, field, id: Id::unique(("more about the claim", name)), hint, current, offered };
                self.draft_ui(ui, &document.review, &shown, outbox);
            }
            caption(ui, "Context");
            let mut context = check.context.clone();
            let hint = "What a reader must know to understand the claim";
            if self.field_ui(ui, Id::unique("context of the claim"), "Context", hint, 2, &mut context) {
                outbox.push(amend(claim, CheckField::Context(context)));
            }
        });
    }
}

/// The words that attribute it.
pub(super) fn cue_ui(ui: &mut Ui, state: &State, review: &Review, claim: &Claim, outbox: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        if let Some(cue) = claim.cue {
            let words = review.article().text().slice(cue);
            ui.label(format!("“{words}”"));
            if ui.button("Clear cue").clicked() {
                outbox.push(Command::Amend(claim.id, Amendment::ClearCue));
            }
        }
        action_button_ui(ui, state, Action::SetCue, "Set cue from selection", outbox);
    });
}

/// How its words reach the reader.
pub(super) fn form_ui(ui: &mut Ui, claim: &Claim, outbox: &mut Vec<Command>) {
    let mut form = claim.form;
    ui.label(RichText::new("Form").weak());
    choice_ui(ui, "Form", &mut form, Form::ALL.map(|form| (form, form.label())));
    if form != claim.form {
        outbox.push(Command::Amend(claim.id, Amendment::Form(form)));
    }
}

/// In whose voice it stands.
pub(super) fn voice_ui(ui: &mut Ui, claim: &Claim, outbox: &mut Vec<Command>) {
    let mut voice = claim.voice;
    ui.label(RichText::new("Voice").weak());
    choice_ui(ui, "Voice", &mut voice, Voice::ALL.map(|voice| (voice, voice.label())));
    if voice != claim.voice {
        outbox.push(Command::Amend(claim.id, Amendment::Voice(voice)));
    }
}

/// The codebook's remarks.
pub(super) fn flags_ui(ui: &mut Ui, claim: &Claim, outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let own = claim.flags.iter().filter(|flag| KNOWN_FLAGS.iter().all(|known| known.name != flag.as_str()));
        let known = KNOWN_FLAGS.iter().map(|flag| (flag.name, flag.label, flag.meaning));
        for (name, label, meaning) in known.chain(own.map(|flag| (flag.as_str(), flag.as_str(), "A flag of your own")))
        {
            let is_set = claim.flags.iter().any(|flag| flag == name);
            let ink = if is_set { palette.ink } else { palette.soft_ink };
            let button =
                Button::selectable(is_set, RichText::new(label).size(12.0).color(ink)).frame_when_inactive(true);
            let response = ui.add(button).on_hover_text(meaning);
            response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_set, format!("Flag: {label}")));
            if response.clicked() {
                outbox.push(Command::Amend(claim.id, Amendment::Flag(name.to_owned(), !is_set)));
            }
        }
    });
}

/// The names of the speakers.
pub(super) fn speaker_names(review: &Review) -> Vec<String> {
    review.speakers().iter().map(|speaker| speaker.name.clone()).collect()
}

/// The id of a field that has a place of its own.
fn named(place: PlaceOfFocus) -> Id {
    Inspector::field_id(place).unwrap_or(Id::NULL)
}

/// The labels used in the review, in the order of their claims, each once.
fn labels_used(review: &Review) -> Vec<String> {
    let mut used: Vec<String> = Vec::new();
    // A thousand claims are enough to learn a reviewer's labels from, and cost nothing a frame could feel.
    for label in review.claims().in_order().iter().take(1000).flat_map(|claim| &claim.labels) {
        if !used.contains(label) {
            used.push(label.clone());
        }
    }
    used
}
