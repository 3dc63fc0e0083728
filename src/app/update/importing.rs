//! What comes in from other programs.

use std::{fmt::Write as _, path::PathBuf, sync::Arc};

use super::{editing::edit, told};
use crate::{
    app::{
        Destination, Effect, ImportCommand, ImportSource, Importing, NoticeKind, Overlay, PlaceOfFocus, Question,
        State,
        importing::{Incomers, LabelRow},
    },
    review::{
        Stamp,
        operations::{self, Incoming},
    },
};

pub(super) fn import(state: &mut State, command: ImportCommand, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    match command {
        ImportCommand::File(path) => begin(state, path),
        ImportCommand::NoDialog => {
            state.question = Some(Question::TypeImportPath);
            Vec::new()
        }
        ImportCommand::GoesOn(number, progress) => {
            if let Some(importing) = current(state, number) {
                importing.reading = Some(Some(progress));
            }
            Vec::new()
        }
        ImportCommand::Came(number, incomers) => came(state, number, incomers),
        ImportCommand::Failed(number, words) => {
            if let Some(importing) = current(state, number) {
                importing.reading = None;
                importing.fault = Some(words);
            }
            Vec::new()
        }
        ImportCommand::ReadAs(format) => {
            let Some(importing) = &mut state.importing else { return Vec::new() };
            importing.format = Some(format);
            // Another format may have other labels.
            importing.labels.clear();
            importing.preset = None;
            importing.chosen = 0;
            read(state)
        }
        ImportCommand::Map(number, tag) => {
            let Some(importing) = &mut state.importing else { return Vec::new() };
            let Some(row) = importing.labels.get_mut(number).filter(|row| row.tag != tag) else { return Vec::new() };
            row.tag = tag;
            importing.preset = None;
            read(state)
        }
        ImportCommand::UsePreset(name) => {
            let preset = state.settings.exchange.preset(&name).cloned();
            let (Some(importing), Some(preset)) = (&mut state.importing, preset) else { return Vec::new() };
            if importing.follow(&preset) { read(state) } else { Vec::new() }
        }
        ImportCommand::KeepPreset(name) => {
            let name = name.trim();
            let Some(importing) = state.importing.as_mut().filter(|_| !name.is_empty()) else { return Vec::new() };
            state.settings.exchange.keep(importing.as_preset(name));
            importing.preset = Some(name.to_owned());
            vec![Effect::SaveSettings]
        }
        ImportCommand::ForgetPreset(name) => {
            state.settings.exchange.forget(&name);
            if let Some(importing) = &mut state.importing {
                importing.preset = None;
            }
            vec![Effect::SaveSettings]
        }
        ImportCommand::Choose(number) => {
            if let Some(importing) = &mut state.importing {
                importing.chosen = number;
            }
            settle(state);
            Vec::new()
        }
        ImportCommand::GoTo(destination) => {
            if let Some(importing) = &mut state.importing {
                importing.destination = destination;
            }
            Vec::new()
        }
        ImportCommand::Take => take(state, stamp),
    }
}

fn current(state: &mut State, number: u64) -> Option<&mut Importing> {
    state.importing.as_mut().filter(|own| own.number == number)
}

fn begin(state: &mut State, path: PathBuf) -> Vec<Effect> {
    state.loading = None;
    if state.document.as_ref().is_some_and(|document| document.replacing.is_some()) {
        return super::exporting::waits(state);
    }
    if state.exporting.as_ref().is_some_and(crate::app::Exporting::is_writing) {
        return told(state, NoticeKind::Info, "An export is being written. Import the file when it is done");
    }
    if matches!(state.question, Some(Question::TypeImportPath | Question::TypePath { saving: false, .. })) {
        state.question = None;
    }
    state.exporting = None;
    state.importing = Some(Importing::new(path, 0));
    state.overlay = Some(Overlay::Import);
    state.overlay_below = None;
    read(state)
}

/// Has it read, under a number of its own: from the file, or what was read of it before.
fn read(state: &mut State) -> Vec<Effect> {
    state.last_task += 1;
    let number = state.last_task;
    let Some(importing) = &mut state.importing else { return Vec::new() };
    importing.number = number;
    importing.reading = Some(None);
    importing.fault = None;
    let source = match &importing.seen {
        Some(seen) => ImportSource::Files(Arc::clone(&seen.files)),
        None => ImportSource::Path(importing.path.clone()),
    };
    vec![Effect::ReadImport { number, source, format: importing.format, mapping: importing.mapping() }]
}

fn came(state: &mut State, number: u64, incomers: Arc<Incomers>) -> Vec<Effect> {
    let Some(importing) = current(state, number) else { return Vec::new() };
    let is_first = importing.labels.is_empty();
    importing.reading = None;
    importing.format = Some(incomers.format);
    if is_first {
        let row = |of: &crate::exchange::Labelled| LabelRow {
            label: of.label.clone(),
            records: of.records,
            tag: of.tag,
            about: of.about.clone(),
        };
        importing.labels = incomers.labels.iter().map(row).collect();
        let meets = |incomer: &crate::app::Incomer| incomer.meeting.is_ok();
        importing.chosen = incomers.reviews.iter().position(meets).unwrap_or(0);
        importing.seen = Some(incomers);
        let labels: Vec<String> = importing.labels.iter().map(|row| row.label.clone()).collect();
        let preset = state.settings.exchange.fitting(&labels).cloned();
        settle(state);
        // What was said once about such labels is said again.
        if let (Some(preset), Some(importing)) = (preset, &mut state.importing)
            && !importing.labels.is_empty()
            && importing.follow(&preset)
        {
            return read(state);
        }
        return Vec::new();
    }
    importing.chosen = importing.chosen.min(incomers.reviews.len().saturating_sub(1));
    importing.seen = Some(incomers);
    Vec::new()
}

/// Has what is looked at go where it can.
fn settle(state: &mut State) {
    if let Some(importing) = &mut state.importing {
        let meets = importing.incomer().is_none_or(|incomer| incomer.meeting.is_ok());
        importing.destination = if meets { Destination::Open } else { Destination::New };
    }
}

fn take(state: &mut State, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let Some(importing) = state.importing.as_ref().filter(|own| own.is_ready()) else { return Vec::new() };
    let Some(incomer) = importing.incomer().cloned() else { return Vec::new() };
    if importing.destination == Destination::New {
        close(state);
        return vec![Effect::OpenImported(incomer.review)];
    }
    let (Ok(meeting), Some(document)) = (incomer.meeting, &state.document) else { return Vec::new() };
    let taken = operations::take_in(&document.review, &meeting.review, stamp);
    let Some(made) = taken.edit else {
        return told(state, NoticeKind::Info, "Everything in the file is here already");
    };
    let first = made.claims().next();
    let effects = edit(state, None, |_| Ok(made));
    if effects.is_empty() {
        return effects;
    }
    close(state);
    let words = outcome(&taken.fates.iter().map(|(_, fate)| *fate).collect::<Vec<_>>());
    state.tell(NoticeKind::Info, words);
    let Some(document) = &mut state.document else { return effects };
    if let Some(first) = first {
        document.look_at(first, None);
    }
    let reveal = document.focused_segment().map(|span| Effect::Reveal(span.start()));
    effects.into_iter().chain(reveal).chain([Effect::Focus(PlaceOfFocus::View)]).collect()
}

/// What came in, and what did not, in a sentence.
fn outcome(fates: &[Incoming]) -> String {
    let count = |is_it: fn(&Incoming) -> bool| fates.iter().filter(|fate| is_it(fate)).count();
    let new = count(|fate| matches!(fate, Incoming::New));
    let here = count(|fate| matches!(fate, Incoming::Here { .. }));
    let overlapping = count(|fate| matches!(fate, Incoming::Overlaps { .. }));
    let claims = |count: usize| if count == 1 { "1 claim".to_owned() } else { format!("{count} claims") };
    let mut words = format!("{} imported", claims(new));
    if here > 0 {
        let _never_fails = write!(words, "; {here} here already and left as they are");
    }
    if overlapping > 0 {
        let _never_fails = write!(words, "; {overlapping} left out, since they share text with a claim of their tag");
    }
    words
}

fn close(state: &mut State) {
    state.importing = None;
    state.overlay = None;
}

/// Leaves the import. Where nothing is open, the sample is opened, so that there is something to look at.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    close(state);
    let mut effects = vec![Effect::StopImport];
    if state.document.is_none() {
        effects.push(Effect::LoadSample);
    }
    effects
}
