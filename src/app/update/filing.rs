//! Opening, saving, recovering, closing.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{assigning, classing, editing, exporting, figuring, lesson, previewing, reporting, reviewing, told};
use crate::{
    app::{
        AfterSaving, Answer, Arrival, Clip, Document, Effect, NoticeKind, Origin, Outcome, Overlay, PlaceOfFocus,
        Question, Recoverable, SaveTarget, State, View, Waiting,
    },
    review::{Inverse, Review},
    store::FileIdentity,
};

pub(super) fn open(state: &mut State, path: PathBuf) -> Vec<Effect> {
    state.question = None;
    state.loading = Some(path.clone());
    vec![Effect::Load(path)]
}

/// Opens a file that was asked for by itself: others that wait are forgotten.
pub(super) fn open_alone(state: &mut State, path: PathBuf) -> Vec<Effect> {
    state.waiting = Waiting::default();
    open(state, path)
}

/// Opens the first of several files; the others wait.
pub(super) fn open_all(state: &mut State, files: Vec<PathBuf>) -> Vec<Effect> {
    if files.is_empty() {
        state.loading = None;
        let words = "There is no file in this folder that could be an article or a review. Choose another folder";
        return told(state, NoticeKind::Info, words);
    }
    state.waiting = Waiting { files, opened: 0 };
    open_next(state)
}

pub(super) fn open_next(state: &mut State) -> Vec<Effect> {
    let Some(path) = state.waiting.next().cloned() else {
        return Vec::new();
    };
    state.waiting.opened += 1;
    open(state, path)
}

pub(super) fn stop_reading(state: &mut State) -> Vec<Effect> {
    state.loading = None;
    vec![Effect::StopReading]
}

pub(super) fn pasted(state: &mut State, clip: Clip) -> Vec<Effect> {
    if clip.words.trim().is_empty() && clip.html.is_none() {
        return told(state, NoticeKind::Info, "There is no text on the clipboard. Copy an article’s text first");
    }
    vec![Effect::LoadPasted(clip)]
}

/// What an article is called while it is read.
pub(super) fn name_of(origin: &Origin) -> PathBuf {
    match origin {
        Origin::File(path) => path.clone(),
        Origin::Clipboard(_) => PathBuf::from("the clipboard"),
    }
}

/// Shows the document unless unsaved work would go: then that is settled first.
pub(super) fn arrived(state: &mut State, arrival: Box<Arrival>) -> Vec<Effect> {
    state.loading = None;
    let open_file = state
        .document
        .as_ref()
        .filter(|document| document.read_only.is_none())
        .and_then(|document| document.file.as_ref());
    if open_file.is_some() && open_file == arrival.file.as_ref() {
        state.tell(NoticeKind::Info, "This review is open already");
        return vec![Effect::DropArrival];
    }
    match lesson::offered(state, arrival) {
        Ok(effects) => effects,
        Err(arrival) => settle(state, arrival),
    }
}

/// Shows the document, whatever it is, unless unsaved work would go.
pub(super) fn settle(state: &mut State, arrival: Box<Arrival>) -> Vec<Effect> {
    // What was corrected about an article stays corrected when it is read in another manner.
    if arrival.preview.as_ref().is_some_and(|preview| preview.is_again) {
        if !state.document.as_ref().is_some_and(Document::can_be_read_again) {
            return vec![Effect::DropArrival];
        }
        let correction = previewing::correction(state.document.as_ref());
        let mut effects = show(state, *arrival);
        effects.extend(correction.map(|metadata| editing::amend_article(state, metadata)).into_iter().flatten());
        return effects;
    }
    if state.document.as_ref().is_some_and(Document::is_unsaved) {
        state.question = Some(Question::Unsaved { then: AfterSaving::Show(arrival) });
        return Vec::new();
    }
    show(state, *arrival)
}

fn show(state: &mut State, mut arrival: Arrival) -> Vec<Effect> {
    for remark in std::mem::take(&mut arrival.remarks) {
        state.tell(NoticeKind::Warning, remark);
    }
    // The document itself must still learn from them that its file was repaired.
    let faults = arrival.faults.clone();
    let contradictions = std::mem::take(&mut arrival.contradictions);
    let recoverable = arrival.recoverable.take();
    let recent = arrival.recent.take();
    if let Some(reason) = &arrival.read_only {
        state.tell(NoticeKind::Warning, format!("Open for reading only: {reason}"));
    }
    if let Some(words) = reviewing::uncalibrated(&arrival.review) {
        state.tell(NoticeKind::Info, words);
    }
    // What is chosen about another document means nothing any more.
    if matches!(state.overlay, Some(Overlay::Export | Overlay::Import | Overlay::Assign(_))) {
        state.overlay = None;
    }
    (state.exporting, state.importing, state.assigning) = (None, None, None);
    // What was opened is what is to be seen; the class stays open behind it.
    if state.view == View::Class {
        state.view = View::Read;
    }
    let had_document = state.document.is_some();
    state.hint_shown = arrival.is_sample && !state.settings.hint_done;
    let mut document = Document::new(arrival);
    // What was asked for another document is not taken for an answer about this one.
    document.reviews.asked = state.document.as_ref().map_or(0, |document| document.reviews.asked);
    if let (Some(recoverable), None) = (&recoverable, &document.read_only) {
        state.question = Some(Question::Recover(Box::new(recoverable.clone())));
    } else if !faults.is_empty() || !contradictions.is_empty() {
        state.question = Some(Question::Faults { file: document.title(), faults, contradictions });
    }
    state.document = Some(document);
    let mut effects = Vec::new();
    if had_document {
        effects.push(Effect::LeaveJournal);
    }
    effects.push(Effect::TakeOver);
    // Work that was left behind is in the journal of this very document: what becomes of it is the reviewer's to say first.
    if recoverable.is_none() || !matches!(state.question, Some(Question::Recover(_))) {
        effects.push(Effect::StartJournal);
    }
    if let Some(path) = recent {
        note_recent(state, &path);
        effects.push(Effect::SaveSettings);
    }
    if state.document.as_ref().is_some_and(|document| document.file.is_some()) {
        effects.push(Effect::LookAtSource);
    }
    effects.extend(lesson::shown(state));
    effects.push(Effect::Focus(PlaceOfFocus::Article));
    effects
}

/// Work that belongs to no file was left behind: it is offered.
pub(super) fn found(state: &mut State, recoverable: Box<Recoverable>) -> Vec<Effect> {
    if state.question.is_none() {
        state.question = Some(Question::Recover(recoverable));
    }
    Vec::new()
}

pub(super) fn restored(state: &mut State, review: Arc<Review>, inverses: Vec<Inverse>) -> Vec<Effect> {
    let Some(document) = &mut state.document else {
        return Vec::new();
    };
    document.review = review;
    for inverse in inverses {
        document.undo.push(inverse, None);
    }
    document.note_change();
    // What was restored may be about the very file that was told to have changed.
    document.changed_source = None;
    let looks = document.file.is_some().then_some(Effect::LookAtSource);
    state.tell(NoticeKind::Info, "Restored. Save to keep it in the file");
    looks.into_iter().collect()
}

pub(super) fn save(state: &mut State) -> Vec<Effect> {
    match &state.document {
        Some(Document { file: Some(file), read_only: None, .. }) => save_to(state, file.path.clone(), false),
        Some(_) => save_as(state),
        None => Vec::new(),
    }
}

pub(super) fn save_as(state: &mut State) -> Vec<Effect> {
    let Some(document) = &state.document else {
        return Vec::new();
    };
    vec![Effect::AskWhereToSave(document.proposed_name.clone())]
}

pub(super) fn save_to(state: &mut State, path: PathBuf, replace: bool) -> Vec<Effect> {
    if let Some(document) = &mut state.document {
        document.undo.seal();
    }
    state.question = None;
    if state.saving {
        state.save_again = true;
        return Vec::new();
    }
    state.saving = true;
    vec![Effect::Save(SaveTarget { path, replace })]
}

pub(super) fn saved(state: &mut State, file: FileIdentity, serial: u64, remark: Option<String>) -> Vec<Effect> {
    state.saving = false;
    if let Some(remark) = remark {
        state.tell(NoticeKind::Warning, remark);
    }
    let Some(document) = &mut state.document else {
        return Vec::new();
    };
    let path = file.path.clone();
    let is_new_place = document.file.as_ref().is_none_or(|old| old.path != path);
    document.undo.note_saved(serial);
    document.file = Some(file);
    document.has_repairs = false;
    document.read_only = None;
    let is_unsaved = document.is_unsaved();
    assigning::saved(state, &path);
    let mut effects = Vec::new();
    if is_new_place {
        note_recent(state, &path);
        effects.push(Effect::SaveSettings);
    }
    if std::mem::take(&mut state.save_again) && is_unsaved {
        effects.extend(save_to(state, path, false));
    } else if let Some(then) = state.after_saving.take() {
        effects.extend(go_on(state, then));
    }
    effects
}

pub(super) fn save_failed(state: &mut State, outcome: Outcome) -> Vec<Effect> {
    state.saving = false;
    state.save_again = false;
    assigning::save_failed(state);
    match outcome {
        Outcome::ChangedOnDisk(path) => state.question = Some(Question::ChangedOnDisk(path)),
        Outcome::Exists(path) => state.question = Some(Question::Exists(path)),
        Outcome::Failed { words, elsewhere } => {
            state.after_saving = None;
            state.tell(NoticeKind::Error, words);
            if elsewhere {
                return save_as(state);
            }
        }
    }
    Vec::new()
}

pub(super) fn ask_for_path(state: &mut State, saving: bool, proposed: String) -> Vec<Effect> {
    state.question = Some(Question::TypePath { saving, proposed });
    Vec::new()
}

pub(super) fn quit(state: &mut State) -> Vec<Effect> {
    if let Some(question) = classing::before_quitting(state) {
        state.overlay = None;
        state.question = Some(question);
        return Vec::new();
    }
    if state.document.as_ref().is_some_and(Document::is_unsaved) {
        state.overlay = None;
        state.question = Some(Question::Unsaved { then: AfterSaving::Quit });
        return Vec::new();
    }
    vec![Effect::Quit]
}

pub(super) fn answer(state: &mut State, answer: Answer) -> Vec<Effect> {
    let Some(question) = state.question.take() else {
        return Vec::new();
    };
    match (question, answer) {
        (Question::Unsaved { then }, Answer::Save) => {
            state.after_saving = Some(then);
            save(state)
        }
        (Question::Unsaved { then }, Answer::GoOn) => go_on(state, then),
        (Question::ChangedOnDisk(path) | Question::Exists(path), Answer::Replace) => save_to(state, path, true),
        (Question::ChangedOnDisk(_) | Question::Exists(_), Answer::SaveElsewhere) => save_as(state),
        (Question::ChangedOnDisk(path), Answer::Reload) => open(state, path),
        (Question::FigureExists(file, path), Answer::Replace) => {
            vec![Effect::SaveFigure { file, path, replace: true }]
        }
        (Question::FigureExists(file, _), Answer::SaveElsewhere) => figuring::ask_where(state, file),
        (Question::ReplaceReport { request, path }, answer) => reporting::replace(state, request, path, answer),
        (Question::ReplaceExport { path, .. }, answer) => exporting::answer(state, Some(path), answer),
        (Question::TypeExportPath { .. }, answer) => exporting::answer(state, None, answer),
        (Question::Recover(_), Answer::Restore) => vec![Effect::Restore],
        (Question::Recover(_), _) => vec![Effect::PutAside],
        (question, _) => {
            state.after_saving = None;
            classing::left(state);
            let was_arriving = matches!(question, Question::Unsaved { then: AfterSaving::Show(_) });
            was_arriving.then_some(Effect::DropArrival).into_iter().collect()
        }
    }
}

fn go_on(state: &mut State, then: AfterSaving) -> Vec<Effect> {
    match then {
        AfterSaving::Quit => vec![Effect::Quit],
        AfterSaving::Show(arrival) => show(state, *arrival),
    }
}

fn note_recent(state: &mut State, path: &Path) {
    state.settings.remember(path);
}
