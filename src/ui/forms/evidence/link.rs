//! What a piece of evidence does for claims, and which piece it is when the review has it already.

use eframe::egui::Ui;

use super::EvidenceForm;
use crate::{
    app::Document,
    claim::{ClaimId, Evidence, Level, Stance},
    ui::forms::fields::{line_ui, pills_ui, row_ui},
};

/// How many pieces of the review are offered to be linked.
const MOST_OFFERED: usize = 5;

impl EvidenceForm {
    /// Pieces that the review has already: one of them may be what is meant.
    pub(super) fn existing_ui(&mut self, ui: &mut Ui, document: &Document, claims: &[ClaimId]) {
        if document.review.evidence().is_empty() {
            return;
        }
        line_ui(ui, "From this review", "Look for evidence that is there already", &mut self.looked_for);
        let linked = |piece: &Evidence| {
            let claims = claims.iter().filter_map(|id| document.review.claims().get(*id));
            claims.into_iter().all(|claim| claim.check().evidence.iter().any(|link| link.evidence == piece.id))
        };
        let words = self.looked_for.trim().to_lowercase();
        let fits = |piece: &&Evidence| {
            let spoken = format!("{} {} {}", piece.name(), piece.publisher, piece.author).to_lowercase();
            !linked(piece) && (self.existing == Some(piece.id) || (!words.is_empty() && spoken.contains(&words)))
        };
        let offered: Vec<&Evidence> = document.review.evidence().iter().filter(fits).take(MOST_OFFERED).collect();
        for piece in offered {
            row_ui(ui, "", |ui| {
                let mut is_chosen = self.existing == Some(piece.id);
                if ui.checkbox(&mut is_chosen, piece.name()).changed() {
                    self.existing = is_chosen.then_some(piece.id);
                }
            });
        }
        ui.separator();
    }

    /// What it does for the claim.
    pub(super) fn link_ui(&mut self, ui: &mut Ui, document: &Document) {
        row_ui(ui, "What it says", |ui| {
            pills_ui(ui, "Stance", &mut self.link.stance, Stance::ALL.map(|stance| (stance, stance.label())));
        });
        row_ui(ui, "Level", |ui| {
            let levels = Level::ALL.map(|level| (Some(level), level.label()));
            let choices = std::iter::once((None, "Not said")).chain(levels);
            pills_ui(ui, "Level", &mut self.link.level, choices);
        });
        let known = origins(document);
        let hint = known.first().map_or("A name for the origin it shares with other sources", String::as_str);
        line_ui(ui, "Shared origin", hint, &mut self.origin);
    }
}

/// The names of shared origins that the review uses.
fn origins(document: &Document) -> Vec<String> {
    let claims = document.review.claims().in_order().iter().take(1000);
    let mut names: Vec<String> =
        claims.flat_map(|claim| &claim.check().evidence).filter_map(|link| link.independence.clone()).collect();
    names.sort();
    names.dedup();
    names
}
