//! One claim in full: everything the reviewer holds about it, to be read and changed.

use eframe::egui::{
    self, Button, CollapsingHeader, ComboBox, Id, Key, Label, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo,
    vec2,
};

use super::{
    claims_list::{excerpt, name_field},
    theme::{Palette, READING, STRONG, font},
};
use crate::{
    app::{Action, Amendment, CheckCommand, Command, Document, PlaceOfFocus, State, Target},
    claim::{Claim, ClaimId, Form, KNOWN_FLAGS, Speaker, SpeakerId, State as CheckState, StatusGroup, Tag, Voice},
    review::{Review, operations::Ask},
    ui::menu::action_button_ui,
};

/// How many speakers are offered to complete a name.
const MOST_OFFERED: usize = 6;

/// Reasons the workflow gives for leaving a claim out, by the state they go with.
const SKIP_REASONS: [(CheckState, &[&str]); 3] = [
    (CheckState::NotCheckable, &["opinion", "forecast", "rhetorical", "too vague", "private", "no possible evidence"]),
    (CheckState::WontCheck, &["minor", "out of scope", "no resources"]),
    (CheckState::Duplicate, &["says the same as another claim"]),
];

/// What is being typed into fields that are taken over when they are left, such as a name.
#[derive(Debug, Default)]
pub(crate) struct Inspector {
    drafts: Vec<Draft>,
}

#[derive(Debug)]
struct Draft {
    owner: Owner,
    field: DraftField,
    words: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    Claim(ClaimId),
    Speaker(ClaimId, SpeakerId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DraftField {
    Speaker,
    Labels,
    Reason,
    Aliases,
    Role,
}

impl Inspector {
    /// The id of the field that a place of focus names; `None` for places that are no field here.
    pub(crate) fn field_id(place: PlaceOfFocus) -> Option<Id> {
        match place {
            PlaceOfFocus::Speaker => Some(Id::unique("speaker of the claim")),
            PlaceOfFocus::ClaimText => Some(Id::unique("claim in its own words")),
            PlaceOfFocus::Labels => Some(Id::unique("labels of the claim")),
            PlaceOfFocus::Note => Some(Id::unique("note on the claim")),
            PlaceOfFocus::Reason => Some(Id::unique("reason of the status")),
            PlaceOfFocus::AttributionVerdict => Some(Id::unique("verdict on the attribution")),
            PlaceOfFocus::ContentVerdict => Some(Id::unique("verdict on the content")),
            PlaceOfFocus::Rationale => Some(Id::unique("rationale of the verdicts")),
            PlaceOfFocus::Searched => Some(Id::unique("where was looked in vain")),
            PlaceOfFocus::Article | PlaceOfFocus::Filter | PlaceOfFocus::View => None,
        }
    }

    /// Takes over whatever is still being typed, as before saving, undoing or leaving the claim.
    pub(crate) fn commit(&mut self, review: &Review, outbox: &mut Vec<Command>) {
        for draft in self.drafts.drain(..) {
            outbox.extend(command_of(review, draft));
        }
    }

    /// The focused claim in full.
    pub(crate) fn show(
        &mut self,
        ui: &mut Ui,
        state: &State,
        document: &Document,
        claim: &Claim,
        outbox: &mut Vec<Command>,
    ) {
        let left: Vec<Draft> = self.drafts.extract_if(.., |draft| owner_claim(draft.owner) != claim.id).collect();
        outbox.extend(left.into_iter().filter_map(|draft| command_of(&document.review, draft)));
        ScrollArea::vertical().id_salt("inspector").auto_shrink(false).show(ui, |ui| {
            ui.add_enabled_ui(document.read_only.is_none(), |ui| {
                head_ui(ui, state, document, claim, outbox);
                self.status_ui(ui, document, claim, outbox);
                self.attribution_ui(ui, state, document, claim, outbox);
                self.words_ui(ui, document, claim, outbox);
            });
            history_ui(ui, &document.review, claim);
        });
    }

    fn status_ui(&mut self, ui: &mut Ui, document: &Document, claim: &Claim, outbox: &mut Vec<Command>) {
        caption(ui, "Status");
        let now = claim.status.state.group();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 3.0;
            ui.spacing_mut().button_padding.x = 5.0;
            for (number, group) in StatusGroup::ALL.into_iter().enumerate() {
                let button =
                    Button::selectable(now == group, RichText::new(group.label()).size(12.0)).frame_when_inactive(true);
                let response = ui.add(button).on_hover_text(format!("Key {}", number + 1));
                response.widget_info(|| {
                    WidgetInfo::selected(Role::RadioButton, true, now == group, format!("Status: {}", group.label()))
                });
                if response.clicked() {
                    outbox.push(take_to(claim.id, Target::Group(group), None));
                }
            }
        });
        if now == StatusGroup::Skipped {
            ui.horizontal_wrapped(|ui| {
                for (state, label) in [
                    (CheckState::NotCheckable, "Not checkable"),
                    (CheckState::WontCheck, "Won’t check"),
                    (CheckState::Duplicate, "Duplicate"),
                ] {
                    if ui.radio(claim.status.state == state, label).clicked() {
                        outbox.push(take_to(claim.id, Target::State(state), claim.status.reason.clone()));
                    }
                }
            });
        }
        if !matches!(now, StatusGroup::Skipped | StatusGroup::Waiting) && claim.status.reason.is_none() {
            return;
        }
        let reasons =
            SKIP_REASONS.iter().find(|(state, _)| *state == claim.status.state).map_or(&[][..], |(_, reasons)| reasons);
        let id = Inspector::field_id(PlaceOfFocus::Reason);
        let current = claim.status.reason.clone().unwrap_or_default();
        let hint = if now == StatusGroup::Waiting { "What is waited for" } else { "Why" };
        let offered: Vec<String> = reasons.iter().map(|reason| (*reason).to_owned()).collect();
        self.draft_ui(
            ui,
            &document.review,
            Owner::Claim(claim.id),
            DraftField::Reason,
            (id, hint),
            &current,
            &offered,
            outbox,
        );
    }

    fn attribution_ui(
        &mut self,
        ui: &mut Ui,
        state: &State,
        document: &Document,
        claim: &Claim,
        outbox: &mut Vec<Command>,
    ) {
        let review = &document.review;
        let speaker = claim.speaker.and_then(|id| review.speaker(id));
        caption(ui, "Speaker");
        let names: Vec<String> = review.speakers().iter().map(|speaker| speaker.name.clone()).collect();
        let current = speaker.map(|speaker| speaker.name.clone()).unwrap_or_default();
        let id = Inspector::field_id(PlaceOfFocus::Speaker);
        self.draft_ui(
            ui,
            review,
            Owner::Claim(claim.id),
            DraftField::Speaker,
            (id, "Who says it"),
            &current,
            &names,
            outbox,
        );
        if let Some(speaker) = speaker {
            let owner = Owner::Speaker(claim.id, speaker.id);
            let role = speaker.role.clone().unwrap_or_default();
            let role_id = Some(Id::unique("role of the speaker"));
            self.draft_ui(ui, review, owner, DraftField::Role, (role_id, "Role at the time"), &role, &[], outbox);
            let aliases = speaker.aliases.join(", ");
            let alias_id = Some(Id::unique("aliases of the speaker"));
            self.draft_ui(
                ui,
                review,
                owner,
                DraftField::Aliases,
                (alias_id, "Other names, parted by commas"),
                &aliases,
                &[],
                outbox,
            );
        }
        caption(ui, "Cue, form and voice");
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
        ui.horizontal_wrapped(|ui| {
            let mut form = claim.form;
            choice_ui(ui, "Form", &mut form, Form::ALL.map(|form| (form, form.label())));
            if form != claim.form {
                outbox.push(Command::Amend(claim.id, Amendment::Form(form)));
            }
            let mut voice = claim.voice;
            choice_ui(ui, "Voice", &mut voice, Voice::ALL.map(|voice| (voice, voice.label())));
            if voice != claim.voice {
                outbox.push(Command::Amend(claim.id, Amendment::Voice(voice)));
            }
        });
    }

    fn words_ui(&mut self, ui: &mut Ui, document: &Document, claim: &Claim, outbox: &mut Vec<Command>) {
        let palette = Palette::of(ui.visuals().dark_mode);
        caption(ui, "In its own words");
        let mut words = claim.claim_text.clone().unwrap_or_default();
        if typed_ui(ui, PlaceOfFocus::ClaimText, "In its own words", "A wording that stands by itself", &mut words) {
            outbox.push(Command::Amend(claim.id, Amendment::ClaimText(words)));
        }
        caption(ui, "Note");
        let mut note = claim.note.clone();
        if typed_ui(ui, PlaceOfFocus::Note, "Note", "Anything worth keeping", &mut note) {
            outbox.push(Command::Amend(claim.id, Amendment::Note(note)));
        }
        caption(ui, "Labels");
        let used = labels_used(&document.review);
        let current = claim.labels.join(", ");
        let id = Inspector::field_id(PlaceOfFocus::Labels);
        let named = (id, "Your own labels, parted by commas");
        self.draft_ui(ui, &document.review, Owner::Claim(claim.id), DraftField::Labels, named, &current, &used, outbox);
        caption(ui, "Flags");
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            let own = claim.flags.iter().filter(|flag| KNOWN_FLAGS.iter().all(|known| known.name != flag.as_str()));
            let known = KNOWN_FLAGS.iter().map(|flag| (flag.name, flag.label, flag.meaning));
            for (name, label, meaning) in
                known.chain(own.map(|flag| (flag.as_str(), flag.as_str(), "A flag of your own")))
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

    /// A field that is taken over when it is left or Enter is pressed, with words to complete it from.
    #[expect(
        clippy::too_many_arguments,
        reason = "a field needs its owner, its name, what stands in it and what completes it"
    )]
    fn draft_ui(
        &mut self,
        ui: &mut Ui,
        review: &Review,
        owner: Owner,
        field: DraftField,
        (id, hint): (Option<Id>, &'static str),
        current: &str,
        offered: &[String],
        outbox: &mut Vec<Command>,
    ) {
        let id = id.unwrap_or(Id::unique(hint));
        let position = self.drafts.iter().position(|draft| draft.owner == owner && draft.field == field);
        let mut words = position.map_or_else(|| current.to_owned(), |position| self.drafts[position].words.clone());
        let response = ui.add(TextEdit::singleline(&mut words).id(id).hint_text(hint).desired_width(f32::INFINITY));
        name_field(ui, id, name_of(field));
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        let chosen = complete_ui(ui, &response, &words, offered, matches!(field, DraftField::Labels));
        let is_left = response.lost_focus() || chosen.is_some();
        if let Some(chosen) = chosen {
            words = chosen;
        }
        if response.changed() || is_left {
            self.drafts.retain(|draft| draft.owner != owner || draft.field != field);
            let draft = Draft { owner, field, words };
            if is_left {
                outbox.extend(command_of(review, draft));
                if ui.input(|input| input.key_pressed(Key::Enter)) {
                    outbox.push(Command::Do(Action::FocusOn(PlaceOfFocus::Article)));
                }
            } else {
                self.drafts.push(draft);
            }
        }
    }
}

/// The tag, what can be done with the claim, its words.
fn head_ui(ui: &mut Ui, state: &State, document: &Document, claim: &Claim, outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    ui.horizontal_wrapped(|ui| {
        for tag in Tag::ALL {
            let is_on = claim.tag == tag;
            let ink = if is_on { palette.paper } else { palette.ink };
            let words = RichText::new(tag.label()).font(font(STRONG, 12.5)).color(ink);
            let mut button = Button::selectable(is_on, words).frame_when_inactive(true);
            if is_on {
                button = button.fill(palette.strong(tag));
            }
            let response = ui.add(button);
            response
                .widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, format!("Tag: {}", tag.label())));
            if response.clicked() && !is_on {
                // The table's action would tag a selection; here the claim itself is meant.
                outbox.push(Command::Do(Action::Escape));
                outbox.push(Command::FocusClaim(claim.id));
                outbox.push(Command::Do(Action::Tag(tag)));
            }
        }
        action_button_ui(ui, state, Action::FindSame, "Same words", outbox);
        action_button_ui(ui, state, Action::DeleteClaim, "Delete", outbox);
    });
    ui.add_space(2.0);
    let words = RichText::new(excerpt(&document.review, claim, 420)).font(font(READING, 15.0));
    ui.add(Label::new(words).wrap());
    let segments = claim.segments.placed().len();
    ui.horizontal_wrapped(|ui| {
        if segments > 1 {
            let number = document.focus.map_or(0, |focus| focus.segment) + 1;
            ui.label(RichText::new(format!("Segment {number} of {segments}")).weak());
            action_button_ui(ui, state, Action::RemoveSegment, "Remove segment", outbox);
        }
        if !document.selection.is_caret() {
            action_button_ui(ui, state, Action::AddSegment, "Add selection as segment", outbox);
        }
    });
    if claim.is_orphaned() {
        ui.colored_label(
            palette.warning,
            "Some of its words are no longer in the text. Select the right ones and add them as a segment",
        );
    }
}

fn take_to(claim: ClaimId, target: Target, reason: Option<String>) -> Command {
    Command::Check(CheckCommand::TakeTo { claims: vec![claim], target, ask: Ask { reason, duplicate_of: None } })
}

fn owner_claim(owner: Owner) -> ClaimId {
    match owner {
        Owner::Claim(claim) | Owner::Speaker(claim, _) => claim,
    }
}

fn name_of(field: DraftField) -> &'static str {
    match field {
        DraftField::Speaker => "Speaker",
        DraftField::Labels => "Labels",
        DraftField::Reason => "Reason",
        DraftField::Aliases => "Other names of the speaker",
        DraftField::Role => "Role of the speaker",
    }
}

fn command_of(review: &Review, draft: Draft) -> Option<Command> {
    let Draft { owner, field, words } = draft;
    match (owner, field) {
        (Owner::Claim(claim), DraftField::Speaker) => Some(Command::Amend(claim, Amendment::Speaker(words))),
        (Owner::Claim(claim), DraftField::Labels) => Some(Command::Amend(claim, Amendment::Labels(parted(&words)))),
        (Owner::Claim(claim), DraftField::Reason) => {
            let state = review.claims().get(claim)?.status.state;
            Some(take_to(claim, Target::State(state), Some(words)))
        }
        (Owner::Speaker(_, speaker), field) => {
            let mut speaker = Speaker::clone(review.speaker(speaker)?);
            match field {
                DraftField::Aliases => speaker.aliases = parted(&words),
                _ => speaker.role = Some(words.trim().to_owned()).filter(|role| !role.is_empty()),
            }
            Some(Command::AmendSpeaker(Box::new(speaker)))
        }
        (Owner::Claim(_), _) => None,
    }
}

/// Words parted by commas, each once, in order.
fn parted(words: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in words.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        if !parts.iter().any(|known| known == part) {
            parts.push(part.to_owned());
        }
    }
    parts
}

/// Offers words that go on as what is typed begins; returns the field's words when one is taken.
fn complete_ui(
    ui: &mut Ui,
    response: &egui::Response,
    words: &str,
    offered: &[String],
    last_part_only: bool,
) -> Option<String> {
    let (kept, typed) = match words.rfind(',') {
        Some(comma) if last_part_only => words.split_at(comma + 1),
        _ => ("", words),
    };
    let typed = typed.trim().to_lowercase();
    if offered.is_empty() || !(response.has_focus() || response.lost_focus()) {
        return None;
    }
    let fits = |name: &&String| name.to_lowercase().contains(&typed) && name.to_lowercase() != typed;
    let fitting: Vec<&String> = offered.iter().filter(fits).take(MOST_OFFERED).collect();
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for name in &fitting {
            let button = Button::new(RichText::new(name.as_str()).size(12.0));
            // A press would take the keyboard from the field and end its draft: the choice is made on the press itself.
            let response = ui.add(button);
            if response.is_pointer_button_down_on() || response.clicked() {
                chosen = Some(if kept.is_empty() { (*name).clone() } else { format!("{kept} {name}") });
            }
        }
    });
    // Arrow down takes the first.
    if chosen.is_none() && response.has_focus() && ui.input(|input| input.key_pressed(Key::ArrowDown)) {
        chosen = fitting.first().map(|name| if kept.is_empty() { (*name).clone() } else { format!("{kept} {name}") });
    }
    chosen
}

/// A field whose every change is taken over at once. Returns whether it changed.
fn typed_ui(ui: &mut Ui, place: PlaceOfFocus, name: &str, hint: &'static str, words: &mut String) -> bool {
    let id = Inspector::field_id(place).unwrap_or(Id::unique(hint));
    let response =
        ui.add(TextEdit::multiline(words).id(id).hint_text(hint).desired_rows(2).desired_width(f32::INFINITY));
    name_field(ui, id, name);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response.changed()
}

fn choice_ui<T: Copy + PartialEq, const N: usize>(
    ui: &mut Ui,
    name: &str,
    value: &mut T,
    choices: [(T, &'static str); N],
) {
    let chosen = choices.iter().find(|(choice, _)| choice == value).map_or("", |(_, label)| label);
    let combo = ComboBox::from_id_salt(name).selected_text(format!("{name}: {}", chosen.to_lowercase())).width(120.0);
    let response = combo.show_ui(ui, |ui| {
        for (choice, label) in choices {
            ui.selectable_value(value, choice, label);
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, name));
}

fn caption(ui: &mut Ui, words: &str) {
    ui.add_space(6.0);
    ui.label(RichText::new(words).size(11.5).weak());
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

fn history_ui(ui: &mut Ui, review: &Review, claim: &Claim) {
    ui.add_space(6.0);
    CollapsingHeader::new(RichText::new("History").size(12.0)).id_salt("history of the claim").show(ui, |ui| {
        for entry in review.history().iter().filter(|entry| entry.claim == Some(claim.id)).rev().take(50) {
            let change = match (&entry.from, &entry.to) {
                (Some(from), Some(to)) => format!("{}: {from} → {to}", entry.edit),
                (None, Some(to)) => format!("{}: {to}", entry.edit),
                (Some(from), None) => format!("{}: {from} taken away", entry.edit),
                (None, None) => entry.edit.clone(),
            };
            let by = if entry.by.is_empty() { String::new() } else { format!(" · {}", entry.by) };
            ui.label(RichText::new(format!("{change}{by}")).size(12.0))
                .on_hover_text(entry.at.strftime("%-d %B %Y at %H:%M UTC").to_string());
        }
        ui.label(
            RichText::new(format!("Made on {}", claim.created.strftime("%-d %B %Y at %H:%M UTC"))).size(11.5).weak(),
        );
    });
}
