//! A piece of evidence: what it is, where in it, the words relied on ([`piece`]), and what it does for claims ([`link`]).

mod link;
mod piece;

use eframe::egui::{Event, ScrollArea, Ui};
use uuid::Uuid;

use super::{
    contact::today,
    fields::{Left, date_of, date_words, end_ui, heading, is_date_or_nothing},
};
use crate::{
    app::{Action, CheckCommand, Command, Document, State},
    claim::{
        Address, AttachedFile, ClaimId, Evidence, EvidenceId, EvidenceLink, Stance,
        lifecycle::{self, Part},
    },
    ui::theme::Palette,
};

/// What is being typed about one piece of evidence.
#[derive(Debug)]
pub(super) struct EvidenceForm {
    /// What the fields do not show, or show in other words.
    piece: Evidence,
    published: String,
    archived: String,
    accessed: String,
    calculation: String,
    path: String,
    /// A file that was read and then detached: it is not attached again by itself.
    detached: Option<AttachedFile>,
    /// The file as it was attached first, and whether it was read again since.
    before: Option<(AttachedFile, bool)>,
    link: EvidenceLink,
    /// A name for the origin it shares with other pieces.
    origin: String,
    /// A piece of the review that is to be linked instead of a new one.
    existing: Option<EvidenceId>,
    looked_for: String,
    /// Whether the clipboard's words are still to come, and no key has been pressed.
    awaits_clipboard: bool,
    shows_more: bool,
}

impl Default for EvidenceForm {
    fn default() -> Self {
        Self::of(&Evidence::new(EvidenceId(Uuid::nil())))
    }
}

impl EvidenceForm {
    /// Shows the form of a new piece for the claims that are picked or focused, or of one that is there.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        state: &State,
        document: &Document,
        id: Option<EvidenceId>,
        is_new: bool,
        outbox: &mut Vec<Command>,
    ) {
        if is_new {
            *self = id.and_then(|id| document.review.piece(id)).map_or_else(Self::begun, Self::of);
        }
        self.take_clipboard(ui);
        if let Some(file) = state.attached.as_ref().filter(|file| self.detached.as_ref() != Some(*file)) {
            if let Some((before, is_read_again)) = &mut self.before {
                *is_read_again |= before.path == file.path;
            }
            if self.piece.file.as_ref() != Some(file) {
                self.path.clone_from(&file.path);
                self.piece.file = Some(file.clone());
            }
        }
        let claims = if id.is_some() { Vec::new() } else { meant(document) };
        let screen = ui.ctx().content_rect();
        ui.set_width((screen.width() - 80.0).min(640.0));
        heading(ui, if id.is_some() { "Evidence" } else { "Add evidence" });
        let obstacle = obstacle(document, &claims);
        if let Some(words) = &obstacle {
            ui.colored_label(Palette::of(ui.visuals().dark_mode).warning, words);
        }
        ScrollArea::vertical().max_height((screen.height() - 220.0).max(160.0)).auto_shrink([false, true]).show(
            ui,
            |ui| {
                ui.add_enabled_ui(obstacle.is_none(), |ui| {
                    // Room for the scroll bar.
                    ui.set_max_width(ui.available_width() - 14.0);
                    if id.is_none() {
                        self.existing_ui(ui, document, &claims);
                    }
                    if self.existing.is_none() {
                        self.first_ui(ui, is_new);
                    }
                    if id.is_none() {
                        self.link_ui(ui, document);
                    }
                    if self.existing.is_none() {
                        self.piece_ui(ui, outbox);
                    }
                });
            },
        );
        let (keep, is_ready) = match (id, self.existing) {
            (Some(_), _) => ("Keep", self.is_whole()),
            (None, Some(_)) => ("Link", true),
            (None, None) => ("Add", self.is_whole()),
        };
        match end_ui(ui, keep, is_ready && obstacle.is_none()) {
            Left::Kept => {
                outbox.push(Command::Do(Action::Escape));
                self.keep(id, claims, outbox);
            }
            Left::Dropped => outbox.push(Command::Do(Action::Escape)),
            Left::NotYet => {}
        }
    }

    fn begun() -> Self {
        Self { accessed: today(), awaits_clipboard: true, shows_more: false, ..Self::default() }
    }

    fn of(piece: &Evidence) -> Self {
        Self {
            published: date_words(piece.published.as_ref()),
            archived: date_words(piece.archived.as_ref()),
            accessed: date_words(piece.accessed.as_ref()),
            calculation: piece.calculation.join("\n"),
            path: piece.file.as_ref().map(|file| file.path.clone()).unwrap_or_default(),
            detached: None,
            before: piece.file.clone().map(|file| (file, false)),
            link: EvidenceLink::new(piece.id, Stance::Supports),
            origin: String::new(),
            existing: None,
            looked_for: String::new(),
            awaits_clipboard: false,
            shows_more: true,
            piece: piece.clone(),
        }
    }

    /// An address on the clipboard begins the form: it comes in the frame after the form is opened, if there is one. Other words of
    /// the clipboard were not meant. Later on an address that is pasted goes where an address belongs, as long as there is none.
    fn take_clipboard(&mut self, ui: &mut Ui) {
        let is_awaited = self.awaits_clipboard;
        let has_address = !self.piece.address.is_empty();
        let mut pasted = None;
        let mut typed = false;
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Paste(words) if !has_address && Address::parse(words).is_some() => {
                    pasted = Some(words.trim().to_owned());
                    false
                }
                Event::Paste(_) => !is_awaited,
                Event::Key { pressed: true, .. } | Event::Text(_) => {
                    typed = true;
                    true
                }
                _ => true,
            });
        });
        if let Some(address) = pasted {
            self.piece.address = address;
            self.awaits_clipboard = false;
        }
        self.awaits_clipboard &= !typed;
    }

    /// Whether there is something by which the piece can be told from others, and every date is one.
    fn is_whole(&self) -> bool {
        let dates = [&self.published, &self.archived, &self.accessed];
        let words = [&self.piece.title, &self.piece.address, &self.piece.publisher, &self.calculation];
        let is_named = words.iter().any(|words| !words.trim().is_empty()) || self.piece.file.is_some();
        is_named && dates.iter().all(|words| is_date_or_nothing(words))
    }

    fn keep(&mut self, id: Option<EvidenceId>, claims: Vec<ClaimId>, outbox: &mut Vec<Command>) {
        let origin = Some(self.origin.trim().to_owned()).filter(|origin| !origin.is_empty());
        let link = EvidenceLink { independence: origin, ..self.link.clone() };
        if let (Some(evidence), None) = (self.existing, id) {
            outbox.extend(claims.into_iter().map(|claim| {
                Command::Check(CheckCommand::LinkEvidence(claim, EvidenceLink { evidence, ..link.clone() }))
            }));
            return;
        }
        let trimmed = |words: &str| words.trim().to_owned();
        let steps = self.calculation.lines().map(trimmed).filter(|step| !step.is_empty());
        let piece = Box::new(Evidence {
            title: trimmed(&self.piece.title),
            address: trimmed(&self.piece.address),
            archive_address: trimmed(&self.piece.archive_address),
            published: date_of(&self.published),
            archived: date_of(&self.archived),
            accessed: date_of(&self.accessed),
            calculation: steps.collect(),
            ..self.piece.clone()
        });
        outbox.push(Command::Check(match id {
            Some(_) => CheckCommand::AmendEvidence(piece),
            None => CheckCommand::AddEvidence(claims, piece, link),
        }));
    }
}

/// The claims that a new piece is for.
fn meant(document: &Document) -> Vec<ClaimId> {
    let picked = document.picked_claims();
    if picked.is_empty() { document.focus.iter().map(|focus| focus.claim).collect() } else { picked }
}

/// Why nothing can be added or changed now.
fn obstacle(document: &Document, claims: &[ClaimId]) -> Option<String> {
    if let Some(reason) = &document.read_only {
        return Some(format!("This review is open for reading only: {reason}"));
    }
    let claims = claims.iter().filter_map(|id| document.review.claims().get(*id));
    let guard = claims.into_iter().find_map(|claim| lifecycle::locked(claim, Part::Finding))?;
    Some(format!("No evidence can be added now: {guard}"))
}
