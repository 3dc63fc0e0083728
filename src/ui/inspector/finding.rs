//! What was found: verdicts, how sure they are, why, and what is still missing.

use eframe::egui::{RichText, Ui};

use super::{
    Inspector,
    status::locked_ui,
    verdict::{Choice, verdict_ui},
};
use crate::{
    app::{CheckCommand, CheckField, Command, Document, PlaceOfFocus, State},
    claim::{
        Claim, Confidence, State as CheckState, StatusGroup, Tag, VerdictKind,
        lifecycle::{self, Guard, Part},
    },
    text::{lower_first, upper_first},
    ui::{
        forms::fields::{caption, pills_ui},
        theme::Palette,
    },
};

impl Inspector {
    /// Verdicts, confidence, rationale, evidence, where was looked in vain, and what is missing.
    pub(super) fn finding_ui(
        &mut self,
        ui: &mut Ui,
        state: &State,
        document: &Document,
        claim: &Claim,
        outbox: &mut Vec<Command>,
    ) {
        if document.review.hides_first_verdict(claim) {
            caption(ui, "Check");
            ui.label(RichText::new("The first verdict and its rationale are hidden until the second is given").weak());
            self.evidence_ui(ui, state, document, claim, true, outbox);
            return;
        }
        let lock = lifecycle::locked(claim, Part::Finding);
        if let Some(guard) = &lock {
            caption(ui, "Check");
            locked_ui(ui, &format!("Locked: {guard}"));
        }
        for kind in VerdictKind::ALL {
            verdict_row_ui(ui, document, claim, kind, lock.is_some(), outbox);
        }
        let check = claim.check();
        if lock.is_some() {
            // What cannot be changed is there to be read.
            let confidence = check.confidence.map(Confidence::label).unwrap_or_default();
            said_ui(ui, "How sure", confidence);
            said_ui(ui, "Rationale", &check.rationale);
            self.evidence_ui(ui, state, document, claim, true, outbox);
            said_ui(ui, "No record found in", &check.searched);
            return;
        }
        if !check.verdicts.is_empty() {
            caption(ui, "How sure");
            let mut confidence = check.confidence;
            let levels = Confidence::ALL.map(|level| (Some(level), level.label()));
            if pills_ui(ui, "Confidence", &mut confidence, levels.into_iter().chain([(None, "Not said")])) {
                outbox.push(amend(claim, CheckField::Confidence(confidence)));
            }
        }
        caption(ui, "Rationale (R)");
        let mut words = check.rationale.clone();
        let hint = "Why the verdict is what it is, so that others come to the same";
        if self.typed_ui(ui, PlaceOfFocus::Rationale, "Rationale", hint, 3, &mut words) {
            outbox.push(amend(claim, CheckField::Rationale(words)));
        }
        self.evidence_ui(ui, state, document, claim, false, outbox);
        caption(ui, "No record found in (Shift+X)");
        let mut words = check.searched.clone();
        let hint = "Where was looked in vain, when there is no evidence";
        if self.typed_ui(ui, PlaceOfFocus::Searched, "No record found in", hint, 1, &mut words) {
            outbox.push(amend(claim, CheckField::Searched(words)));
        }
        missing_ui(ui, document, claim);
    }
}

/// Something to be read under its name, if there is anything.
fn said_ui(ui: &mut Ui, name: &str, words: &str) {
    if !words.is_empty() {
        caption(ui, name);
        ui.label(words);
    }
}

/// A change to the check of one claim.
pub(super) fn amend(claim: &Claim, field: CheckField) -> Command {
    Command::Check(CheckCommand::Amend(vec![claim.id], field))
}

fn verdict_row_ui(
    ui: &mut Ui,
    document: &Document,
    claim: &Claim,
    kind: VerdictKind,
    is_locked: bool,
    outbox: &mut Vec<Command>,
) {
    let schemes = document.review.schemes();
    let verdicts = &claim.check().verdicts;
    let chosen = verdicts.get(kind);
    let never = kind == VerdictKind::Content && claim.tag == Tag::Commentary;
    if is_locked || (never && chosen.is_none()) {
        // What has no verdict and can have none now needs no line.
        if let Some(words) = schemes.verdict(verdicts, kind) {
            ui.label(format!("{} {words}", kind.label()));
        } else if never && !is_locked {
            caption(ui, kind.label());
            ui.label(RichText::new(upper_first(&Guard::Commentary.to_string())).weak());
        }
        return;
    }
    let (place, key) = match kind {
        VerdictKind::Attribution => (PlaceOfFocus::AttributionVerdict, "V"),
        VerdictKind::Content => (PlaceOfFocus::ContentVerdict, "B"),
    };
    caption(ui, &format!("{} ({key})", kind.label()));
    let Some(id) = Inspector::field_id(place) else { return };
    let choice = verdict_ui(ui, id, schemes.of(kind), chosen);
    if let Some(choice) = choice {
        let label = match choice {
            Choice::Label(name) => Some(name),
            Choice::None => None,
        };
        outbox.push(Command::Check(CheckCommand::Verdict(claim.id, kind, label)));
    }
}

/// What stands between the claim and “checked”, once somebody is at it.
fn missing_ui(ui: &mut Ui, document: &Document, claim: &Claim) {
    let check = claim.check();
    let is_begun = claim.status.state == CheckState::InProgress
        || !check.verdicts.is_empty()
        || !check.rationale.is_empty()
        || !check.evidence.is_empty();
    if !is_begun || claim.status.state.group() == StatusGroup::Checked {
        return;
    }
    let palette = Palette::of(ui.visuals().dark_mode);
    let missing = lifecycle::missing_finding(claim);
    ui.add_space(6.0);
    if missing.is_empty() {
        ui.colored_label(palette.success, "Nothing is missing: 4 sets it checked");
        for warning in document.review.ask(|around| lifecycle::warnings(claim, around)) {
            ui.label(RichText::new(format!("It could be stronger: {}", lower_first(&warning.to_string()))).weak());
        }
        return;
    }
    ui.label(RichText::new("Before it can be checked").size(12.5));
    for guard in missing {
        ui.label(RichText::new(format!("· {}", upper_first(&guard.to_string()))).size(12.5).color(palette.warning));
    }
}
