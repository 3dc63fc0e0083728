//! Fields that are taken over when they are left, with words to complete them from.

use eframe::egui::{self, Button, Id, Key, RichText, TextEdit, Ui, vec2};

use super::{Inspector, go_back};
use crate::{
    app::{Amendment, AssignCommand, CheckCommand, CheckField, Command, EntryChange},
    claim::{ClaimId, EvidenceId, EvidenceLink, Speaker, SpeakerId},
    review::Review,
    ui::claims_list::name_field,
};

/// How many words are offered to complete what is typed.
const MOST_OFFERED: usize = 6;

/// What is being typed into a field that is taken over when it is left.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) owner: Owner,
    field: Field,
    words: String,
}

/// Whose field it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Claim(ClaimId),
    Speaker(ClaimId, SpeakerId),
    Link(ClaimId, EvidenceId),
}

/// Which field it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Speaker,
    Labels,
    Aliases,
    Role,
    Origin,
    SelectionReason,
    SaidOn,
    SaidAt,
    FirstAppearance,
    Chain,
    /// The speaker of an alternative of a key, by its number.
    Alternative(usize),
}

/// A field as it is shown.
pub(super) struct Shown<'a> {
    pub(super) owner: Owner,
    pub(super) field: Field,
    pub(super) id: Id,
    pub(super) hint: &'a str,
    /// What stands in it while nothing is typed.
    pub(super) current: &'a str,
    /// What it may be completed with.
    pub(super) offered: &'a [String],
}

impl Owner {
    /// The claim that must be looked at for the field to be there.
    pub(super) fn claim(self) -> ClaimId {
        match self {
            Self::Claim(claim) | Self::Speaker(claim, _) | Self::Link(claim, _) => claim,
        }
    }
}

impl Field {
    fn name(self) -> &'static str {
        match self {
            Self::Speaker => "Speaker",
            Self::Labels => "Labels",
            Self::Aliases => "Other names of the speaker",
            Self::Role => "Role of the speaker",
            Self::Origin => "Shared origin",
            Self::SelectionReason => "Why this claim",
            Self::SaidOn => "Said on",
            Self::SaidAt => "Said at",
            Self::FirstAppearance => "First appearance",
            Self::Chain => "Chain of attribution",
            Self::Alternative(_) => "Speaker of the alternative",
        }
    }

    /// Whether it holds several words, each of which is completed by itself.
    fn is_list(self) -> bool {
        matches!(self, Self::Labels | Self::Aliases | Self::Chain)
    }
}

impl Inspector {
    /// What a field may be completed with: gathered only while somebody is in it, since a review may have any number of speakers.
    pub(super) fn offers(&self, ui: &Ui, id: Id, gather: impl FnOnce() -> Vec<String>) -> Vec<String> {
        let is_used = self.focused == Some(id) || ui.memory(|memory| memory.has_focus(id));
        if is_used { gather() } else { Vec::new() }
    }

    /// Shows a field that is taken over when it is left or Enter is pressed.
    pub(super) fn draft_ui(&mut self, ui: &mut Ui, review: &Review, shown: &Shown<'_>, outbox: &mut Vec<Command>) {
        let Shown { owner, field, id, hint, current, offered } = *shown;
        let position = self.drafts.iter().position(|draft| draft.owner == owner && draft.field == field);
        let mut words = position.map_or_else(|| current.to_owned(), |position| self.drafts[position].words.clone());
        self.begin_at_end(ui, id, &words);
        let response = ui.add(TextEdit::singleline(&mut words).id(id).hint_text(hint).desired_width(f32::INFINITY));
        name_field(ui, id, field.name());
        self.note_field(&response);
        let chosen = complete_ui(ui, &response, &words, offered, field.is_list());
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
                    outbox.push(go_back());
                }
            } else {
                self.drafts.push(draft);
            }
        }
    }
}

/// What taking a draft over asks for.
pub(super) fn command_of(review: &Review, draft: Draft) -> Option<Command> {
    let Draft { owner, field, words } = draft;
    let check = |claim, field| Some(Command::Check(CheckCommand::Amend(vec![claim], field)));
    let trimmed = words.trim().to_owned();
    match (owner, field) {
        (Owner::Claim(claim), Field::Speaker) => Some(Command::Amend(claim, Amendment::Speaker(words))),
        (Owner::Claim(claim), Field::Labels) => Some(Command::Amend(claim, Amendment::Labels(parted(&words)))),
        (Owner::Claim(claim), Field::SelectionReason) => check(claim, CheckField::SelectionReason(trimmed)),
        (Owner::Claim(claim), Field::SaidOn) => check(claim, CheckField::SaidOn(trimmed)),
        (Owner::Claim(claim), Field::SaidAt) => check(claim, CheckField::SaidAt(trimmed)),
        (Owner::Claim(claim), Field::FirstAppearance) => check(claim, CheckField::FirstAppearance(trimmed)),
        (Owner::Claim(claim), Field::Chain) => check(claim, CheckField::Chain(parted(&words))),
        (Owner::Claim(claim), Field::Alternative(number)) => {
            Some(Command::Assign(AssignCommand::Entry(claim, EntryChange::AlternativeSpeaker(number, words))))
        }
        (Owner::Speaker(_, speaker), field) => {
            let mut speaker = Speaker::clone(review.speaker(speaker)?);
            match field {
                Field::Aliases => speaker.aliases = parted(&words),
                _ => speaker.role = Some(trimmed).filter(|role| !role.is_empty()),
            }
            Some(Command::AmendSpeaker(Box::new(speaker)))
        }
        (Owner::Link(claim, evidence), _) => {
            let links = &review.claims().get(claim)?.check().evidence;
            let link = links.iter().find(|link| link.evidence == evidence)?;
            let independence = Some(trimmed).filter(|origin| !origin.is_empty());
            Some(Command::Check(CheckCommand::LinkEvidence(claim, EvidenceLink { independence, ..link.clone() })))
        }
        (Owner::Claim(_), _) => None,
    }
}

/// Words parted by commas, each once, in order.
pub(crate) fn parted(words: &str) -> Vec<String> {
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
