//! Exports to other programs.

use std::path::PathBuf;

use super::{Answer, told};
use crate::{
    app::{
        Document, Effect, ExportCommand, ExportPhase, ExportRequest, Exporting, NoticeKind, Overlay, Question, Scope,
        State,
        exporting::{ExportChoice, Meant},
    },
    claim::ClaimId,
    review::ClaimFilter,
};

/// Has it chosen what to export; what was chosen last is proposed.
pub(super) fn begin(state: &mut State) -> Vec<Effect> {
    if state.overlay == Some(Overlay::Export) {
        return leave(state);
    }
    let Some(document) = &state.document else { return Vec::new() };
    let (review, chosen) = (&document.review, chosen(document));
    let listed = (!document.filter.is_empty()).then(|| {
        let sieve = document.filter.sieve(review);
        review.claims().in_order().iter().filter(|claim| sieve.passes(claim)).count()
    });
    let counts = [Some(review.claims().len()), listed, Some(chosen.len()).filter(|count| *count > 0)];
    let has_picks = !document.picked.is_empty();
    let choice = ExportChoice::remembered(&state.settings.exchange);
    state.exporting =
        Some(Exporting { choice, number: 0, counts, has_picks, seen: None, phase: ExportPhase::default() });
    state.overlay = Some(Overlay::Export);
    state.overlay_below = None;
    look(state)
}

/// The claims that are picked or, with none picked, the one that is looked at.
fn chosen(document: &Document) -> Vec<ClaimId> {
    let picked = document.picked_claims();
    let looked_at = document.focused().map(|claim| claim.id).into_iter();
    if picked.is_empty() { looked_at.collect() } else { picked }
}

pub(super) fn export(state: &mut State, command: ExportCommand) -> Vec<Effect> {
    let is_current = |state: &State, number| state.exporting.as_ref().is_some_and(|own| own.number == number);
    match command {
        ExportCommand::Choose(choice) => {
            let Some(exporting) = &mut state.exporting else { return Vec::new() };
            exporting.choice = choice;
            exporting.phase = ExportPhase::Choosing;
            look(state)
        }
        ExportCommand::Seen(number, seen) => {
            if let Some(exporting) = state.exporting.as_mut().filter(|own| own.number == number) {
                exporting.seen = Some(seen);
            }
            Vec::new()
        }
        ExportCommand::Ask => ask(state),
        ExportCommand::WriteTo(path) => write(state, path, false),
        ExportCommand::NoDialog(proposed) if state.exporting.is_some() => {
            state.question = Some(Question::TypeExportPath { proposed });
            state.overlay = None;
            Vec::new()
        }
        ExportCommand::GoesOn(number, progress) => {
            if let Some(exporting) = state.exporting.as_mut().filter(|own| own.number == number && own.is_writing()) {
                exporting.phase = ExportPhase::Writing(Some(progress));
            }
            Vec::new()
        }
        ExportCommand::Exists { number, path, files } if is_current(state, number) => {
            if let Some(exporting) = &mut state.exporting {
                exporting.phase = ExportPhase::Choosing;
            }
            state.question = Some(Question::ReplaceExport { path, files });
            state.overlay = None;
            Vec::new()
        }
        ExportCommand::Written(number, outcome) => {
            let Some(exporting) = state.exporting.as_mut().filter(|own| own.number == number) else {
                return Vec::new();
            };
            exporting.phase = ExportPhase::Written(outcome);
            state.overlay = Some(Overlay::Export);
            Vec::new()
        }
        ExportCommand::NotWritten(number, words) => {
            let Some(exporting) = state.exporting.as_mut().filter(|own| own.number == number) else {
                return Vec::new();
            };
            exporting.phase = ExportPhase::Failed(words);
            state.overlay = Some(Overlay::Export);
            Vec::new()
        }
        ExportCommand::Stop => stop(state),
        ExportCommand::CopyPath => match &state.exporting {
            Some(Exporting { phase: ExportPhase::Written(outcome), .. }) => outcome
                .files
                .first()
                .map(|path| Effect::Copy(path.to_string_lossy().into_owned()))
                .into_iter()
                .collect(),
            _ => Vec::new(),
        },
        ExportCommand::Again => {
            if let Some(exporting) = &mut state.exporting {
                exporting.phase = ExportPhase::Choosing;
            }
            look(state)
        }
        ExportCommand::NoDialog(_) | ExportCommand::Exists { .. } => Vec::new(),
    }
}

/// What is asked of those who write, under a number of its own.
fn request(state: &mut State) -> Option<ExportRequest> {
    state.last_task += 1;
    let number = state.last_task;
    let (exporting, document) = (state.exporting.as_mut()?, state.document.as_ref()?);
    exporting.number = number;
    let scope = exporting.scope();
    let filter = if scope == Scope::Listed { document.filter.clone() } else { ClaimFilter::default() };
    let chosen = if scope == Scope::Chosen { chosen(document) } else { Vec::new() };
    let ExportChoice { format, internal, letters, proposals, .. } = exporting.choice;
    let (name, meant) = (name_of(document), Meant::new(scope, filter, chosen));
    Some(ExportRequest { number, format, name, meant, internal, letters, proposals })
}

/// What the review is called in files: its own file, or else the name it is best saved under, without extensions.
pub(super) fn name_of(document: &Document) -> String {
    let file = document.file.as_ref().and_then(|file| file.path.file_name()).map(|name| name.to_string_lossy());
    let name = file.as_deref().unwrap_or(&document.proposed_name);
    let stem = [".claims.json", ".json"].iter().find_map(|ending| name.strip_suffix(ending));
    stem.unwrap_or_else(|| name.rsplit_once('.').map_or(name, |(stem, _)| stem)).to_owned()
}

/// Has it looked at what comes of the choice.
fn look(state: &mut State) -> Vec<Effect> {
    let Some(request) = request(state) else { return Vec::new() };
    if let Some(exporting) = &mut state.exporting {
        exporting.seen = None;
    }
    vec![Effect::LookAtExport(request)]
}

/// Remembers the choice and asks where to write.
fn ask(state: &mut State) -> Vec<Effect> {
    let (Some(exporting), Some(document)) = (&state.exporting, &state.document) else { return Vec::new() };
    let choice = exporting.choice;
    let name = crate::exchange::file_name(&name_of(document), choice.format);
    choice.remember(&mut state.settings.exchange);
    vec![Effect::SaveSettings, Effect::AskWhereToExport { name, is_folder: choice.format.has_companions() }]
}

fn write(state: &mut State, path: PathBuf, replace: bool) -> Vec<Effect> {
    if matches!(state.question, Some(Question::TypeExportPath { .. } | Question::ReplaceExport { .. })) {
        state.question = None;
    }
    let Some(request) = request(state) else { return Vec::new() };
    if let Some(exporting) = &mut state.exporting {
        exporting.phase = ExportPhase::Writing(None);
    }
    state.overlay = Some(Overlay::Export);
    vec![Effect::WriteExport { request, path, replace }]
}

fn stop(state: &mut State) -> Vec<Effect> {
    let Some(exporting) = state.exporting.as_mut().filter(|own| own.is_writing()) else { return Vec::new() };
    exporting.phase = ExportPhase::Failed("It was stopped; nothing was written".to_owned());
    // Whatever the thread still says is about nothing that is waited for.
    let mut effects = vec![Effect::StopExport];
    effects.extend(look(state));
    effects
}

/// Answers a question about where it goes; the form comes back unless it is written.
pub(super) fn answer(state: &mut State, replaced: Option<PathBuf>, answer: Answer) -> Vec<Effect> {
    match (replaced, answer) {
        (Some(path), Answer::Replace) => write(state, path, true),
        (Some(_), Answer::SaveElsewhere) => {
            state.overlay = Some(Overlay::Export);
            ask(state)
        }
        _ => {
            state.overlay = Some(Overlay::Export);
            Vec::new()
        }
    }
}

/// Leaves the export; one that is being written is stopped first.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    if state.exporting.as_ref().is_some_and(Exporting::is_writing) {
        return stop(state);
    }
    state.exporting = None;
    state.overlay = None;
    vec![Effect::StopExport]
}

/// Says that the work of the window goes on elsewhere while something is compared.
pub(super) fn waits(state: &mut State) -> Vec<Effect> {
    told(state, NoticeKind::Info, "Carry the claims over first, or cancel the comparison")
}
