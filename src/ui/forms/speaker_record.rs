//! The record of one speaker, while it is typed: taken over whenever a field is left.

use eframe::egui::{Button, Id, RichText, Role, ScrollArea, TextWrapMode, Ui, WidgetInfo};

use super::{
    fields::{address_ui, caption, line_ui, pills_ui, row_ui},
    register::{CHOICE_HEIGHT, Listing, SCROLL_BAR, counted, nothing_ui},
    speakers,
};
use crate::{
    app::{Action, CheckCommand, Command, Document},
    claim::{ClaimId, Speaker, SpeakerId, SpeakerType},
    figure::shown,
    review::{Review, excerpt},
    ui::{inspector::parted, theme::Palette},
};

/// How many claims of a speaker are shown.
const MOST_CLAIMS: usize = 5;

/// What is being typed about one speaker.
#[derive(Debug)]
pub(super) struct SpeakerRecord {
    /// The record when the fields were filled from it.
    before: Speaker,
    name: String,
    role: String,
    organisation: String,
    aliases: String,
    same_as: String,
    speaker_type: SpeakerType,
    /// The first claims.
    claims: Vec<ClaimId>,
    /// The speakers it can be merged into, while they are shown.
    merging: Option<Listing>,
    merged_into: Option<SpeakerId>,
}

impl SpeakerRecord {
    /// The fields of a speaker.
    pub(super) fn of(review: &Review, speaker: &Speaker) -> Self {
        let mut record = Self {
            before: speaker.clone(),
            name: String::new(),
            role: String::new(),
            organisation: String::new(),
            aliases: String::new(),
            same_as: String::new(),
            speaker_type: speaker.speaker_type,
            claims: first_claims(review, speaker.id),
            merging: None,
            merged_into: None,
        };
        record.fill(speaker);
        record
    }

    fn fill(&mut self, speaker: &Speaker) {
        let words = |words: &Option<String>| words.clone().unwrap_or_default();
        self.name.clone_from(&speaker.name);
        self.role = words(&speaker.role);
        self.organisation = words(&speaker.organisation);
        self.aliases = speaker.aliases.join(", ");
        self.same_as = words(&speaker.same_as);
        self.speaker_type = speaker.speaker_type;
        self.before = speaker.clone();
    }

    /// Whose record it is.
    pub(super) fn id(&self) -> SpeakerId {
        self.before.id
    }

    /// Whether it is this speaker’s record.
    pub(super) fn is_of(&self, id: SpeakerId) -> bool {
        self.before.id == id
    }

    /// The speaker that this one was to become.
    pub(super) fn merged_into(&self) -> Option<SpeakerId> {
        self.merged_into
    }

    /// Brings what is shown in step with the review; fills the fields anew where the record is another than it was.
    pub(super) fn follow(&mut self, review: &Review, speaker: &Speaker, has_changed: bool) {
        if self.before != *speaker {
            self.fill(speaker);
        }
        if has_changed {
            self.claims = first_claims(review, speaker.id);
            if let Some(listing) = &mut self.merging {
                listing.forget();
            }
        }
    }

    /// Takes over what was typed.
    pub(super) fn commit(&mut self, outbox: &mut Vec<Command>) {
        let speaker = self.speaker();
        if speaker != self.before {
            outbox.push(Command::AmendSpeaker(Box::new(speaker.clone())));
        }
        self.fill(&speaker);
    }

    /// The speaker as it is typed. What nobody typed in stays to the letter, and a name stays one.
    fn speaker(&self) -> Speaker {
        let name = self.name.trim();
        let has_name = !name.is_empty() && self.name != self.before.name;
        let has_aliases = self.aliases != self.before.aliases.join(", ");
        Speaker {
            id: self.before.id,
            name: if has_name { name.to_owned() } else { self.before.name.clone() },
            role: typed(&self.role, self.before.role.as_ref()),
            organisation: typed(&self.organisation, self.before.organisation.as_ref()),
            aliases: if has_aliases { parted(&self.aliases) } else { self.before.aliases.clone() },
            speaker_type: self.speaker_type,
            same_as: typed(&self.same_as, self.before.same_as.as_ref()),
        }
    }

    /// Shows the record, the speaker’s first claims, and what it can be merged into.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        claims: usize,
        height: f32,
        outbox: &mut Vec<Command>,
    ) {
        let is_writable = document.read_only.is_none();
        // The fields of each speaker are fields of their own: what is undone in one is never another’s words.
        let salt = ("record of a speaker", self.before.id.0);
        ScrollArea::vertical().id_salt(salt).max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - SCROLL_BAR);
            ui.add_enabled_ui(is_writable, |ui| self.fields_ui(ui, outbox));
            // What comes and goes is in a place that stays, so that what follows keeps the keyboard.
            ui.scope(|ui| {
                if !self.same_as.trim().is_empty() {
                    row_ui(ui, "", |ui| {
                        ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
                        address_ui(ui, self.same_as.trim());
                    });
                }
            });
            ui.scope(|ui| self.claims_ui(ui, document, claims, outbox));
            ui.add_space(8.0);
            let has_others = document.review.speakers().len() > 1;
            ui.add_enabled_ui(is_writable && has_others, |ui| self.merge_ui(ui, document, outbox));
        });
    }

    fn fields_ui(&mut self, ui: &mut Ui, outbox: &mut Vec<Command>) {
        let palette = Palette::of(ui.visuals().dark_mode);
        let name = |ui: &mut Ui| {
            let response = line_ui(ui, "Name", "The name it is listed under", &mut self.name);
            if self.name.trim().is_empty() {
                let words = format!("A speaker keeps a name: {} stays", shown(&self.before.name, 60));
                row_ui(ui, "", |ui| ui.colored_label(palette.warning, words));
            }
            response.lost_focus()
        };
        let mut is_left = ui.scope(name).inner;
        is_left |= row_ui(ui, "Type", |ui| {
            pills_ui(ui, "Type", &mut self.speaker_type, SpeakerType::ALL.map(|kind| (kind, kind.label())))
        });
        is_left |= line_ui(ui, "Role", "What it was at the time", &mut self.role).lost_focus();
        is_left |= line_ui(ui, "Organisation", "Whom it spoke for", &mut self.organisation).lost_focus();
        let other_names = "What else the article calls it, with commas between";
        is_left |= line_ui(ui, "Other names", other_names, &mut self.aliases).lost_focus();
        is_left |= line_ui(ui, "Address", "A page that says who it is: https://…", &mut self.same_as).lost_focus();
        if is_left {
            self.commit(outbox);
        }
    }

    fn claims_ui(&mut self, ui: &mut Ui, document: &Document, count: usize, outbox: &mut Vec<Command>) {
        caption(ui, &counted(count, "claim", "claims"));
        for claim in self.claims.clone() {
            let Some(claim) = document.review.claims().get(claim) else { continue };
            let words = excerpt(&document.review, claim, 100);
            let response = ui.add(Button::new(RichText::new(words.as_str()).size(12.5)).truncate());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Go to claim: {words}")));
            if response.on_hover_text("Leaves the form and shows the claim in the article").clicked() {
                self.commit(outbox);
                outbox.push(Command::Do(Action::Escape));
                outbox.push(Command::FocusClaim(claim.id));
            }
        }
        if count > self.claims.len() {
            ui.label(RichText::new(format!("… and {} more", count - self.claims.len())).weak());
        }
    }

    fn merge_ui(&mut self, ui: &mut Ui, document: &Document, outbox: &mut Vec<Command>) {
        let review = &document.review;
        let id = self.before.id;
        let button = Button::selectable(self.merging.is_some(), "Merge into…").frame_when_inactive(true);
        let is_opened = ui.add(button).on_hover_text("For two records that are one speaker").clicked();
        if is_opened {
            self.merging = if self.merging.is_some() { None } else { Some(Listing::default()) };
        }
        let Some(listing) = &mut self.merging else { return };
        let words = format!(
            "Choose who {} is. That speaker gets its claims, and its names as other names; what only this record says goes \
             there too, and this record goes. Undo brings it back.",
            shown(&self.before.name, 60)
        );
        ui.label(RichText::new(words).weak());
        let response = listing.filter_ui(ui, "Find the speaker to merge into");
        if is_opened {
            response.request_focus();
            response.scroll_to_me(None);
        }
        listing.follow(false, |wanted| speakers::listed(review, wanted, Some(id)));
        if listing.rows.is_empty() {
            nothing_ui(ui, "No other speaker goes by these words");
        }
        let mut chosen = None;
        listing.rows_ui(ui, "speakers to merge into", (CHOICE_HEIGHT, 200.0), None, |ui, row| {
            let Some(other) = review.speakers().get(row) else { return };
            let row_id = Id::unique(("speaker to merge into", other.id.0));
            let response = speakers::row_ui(ui, row_id, other, "", "Merge into: ", false, true);
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                chosen = Some(other.id);
            }
        });
        if let Some(other) = chosen {
            self.commit(outbox);
            self.merging = None;
            self.merged_into = Some(other);
            outbox.push(Command::Check(CheckCommand::MergeSpeakers(id, other)));
        }
    }
}

fn first_claims(review: &Review, speaker: SpeakerId) -> Vec<ClaimId> {
    let of_speaker = review.claims().in_order().iter().filter(|claim| claim.speaker == Some(speaker));
    of_speaker.take(MOST_CLAIMS).map(|claim| claim.id).collect()
}

/// What a field says, or what it said before where nobody typed.
fn typed(words: &str, before: Option<&String>) -> Option<String> {
    if before.map_or("", String::as_str) == words {
        return before.cloned();
    }
    Some(words.trim().to_owned()).filter(|words| !words.is_empty())
}
