//! What happens to a class: opened, looked through, commented on, written.

mod saying;

use std::{path::PathBuf, sync::Arc};

pub(super) use self::saying::{before_quitting, left};
use super::{show, told};
use crate::{
    app::{
        AfterWriting, Arrival, ClassAction, ClassCommand, ClassEffect, ClassForm, ClassOverlay, ClassPath,
        ClassQuestion, ClassSort, ClassSource, ClassTab, Document, Effect, Facing, KeySource, Looked, Measuring,
        NoticeKind, OpenClass, Overlay, PlaceOfFocus, Question, ReadingClass, RowMove, Secret, SpanList, State, View,
    },
    classroom::Which,
    review::{Review, Stamp},
    text::ByteIndex,
};

/// Carries out a command about the class.
pub(super) fn class(state: &mut State, command: ClassCommand, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    match command {
        ClassCommand::Form(form) => state.class.form = form,
        ClassCommand::Ask(path) => return vec![Effect::Class(ClassEffect::Ask(path))],
        ClassCommand::Chosen(path, chosen) => return chosen_path(state, &path, chosen),
        ClassCommand::NoDialog(path, proposed) => return no_dialog(state, path, proposed),
        ClassCommand::Open(password) => return open(state, password),
        ClassCommand::Stop => return stop(state),
        ClassCommand::KeyOpened(number) => return key_opened(state, number),
        ClassCommand::GoesOn(number, done, of) => {
            if let Some(reading) = state.class.reading.as_mut().filter(|reading| reading.number == number) {
                (reading.done, reading.of) = (done, of);
            }
        }
        ClassCommand::Came(number, open) => return came(state, number, &open),
        ClassCommand::Failed(number, words) => return failed(state, number, words),
        ClassCommand::Heat(heat) => state.class.heat = heat,
        ClassCommand::SortBy(column) => {
            let ClassSort { column: before, descending } = state.class.sort;
            // Of counts the largest are looked for, of names the first.
            let descending = if column == before { !descending } else { column != crate::app::ClassColumn::Pupil };
            state.class.sort = ClassSort { column, descending };
            state.class.rows = state.class.sorted();
        }
        ClassCommand::Choose(pupil) => return choose(state, pupil),
        ClassCommand::Go(to) => return go(state, to),
        ClassCommand::OpenRow(is_open) => return open_row(state, is_open),
        ClassCommand::List(list) => {
            state.class.list = list;
            state.class.lines = state.class.listed();
            state.class.looked = None;
        }
        ClassCommand::ChooseSpan(number) => return look_at(state, state.class.list, number),
        ClassCommand::ChooseDifference(entry) => return look_at_difference(state, entry),
        ClassCommand::Click(at) => return click(state, at),
        ClassCommand::PlaceCaret(at) => {
            if let Some(document) = state.class.document_mut() {
                document.selection.place(at, false);
                state.class.reveals += 1;
            }
        }
        ClassCommand::MeasureGamma if state.class.open().is_some() => {
            state.class.asked += 1;
            state.class.gauging = state.class.asked;
            state.class.gamma = Measuring::Underway(0, 1);
            return vec![Effect::Class(ClassEffect::MeasureGamma(state.class.gauging))];
        }
        ClassCommand::StopGamma => {
            state.class.gamma = Measuring::Not;
            return vec![Effect::Class(ClassEffect::StopGamma)];
        }
        ClassCommand::GammaGoesOn(number, done, all) if state.class.awaits_gamma(number) => {
            state.class.gamma = Measuring::Underway(done, all);
        }
        ClassCommand::GammaMeasured(number, gamma) if state.class.awaits_gamma(number) => {
            state.class.gamma = Measuring::Done(gamma);
        }
        // What was asked for something that has changed since.
        ClassCommand::MeasureGamma | ClassCommand::GammaGoesOn(..) | ClassCommand::GammaMeasured(..) => {}
        command => return saying::say(state, command, stamp),
    }
    Vec::new()
}

/// Carries out an action about the class.
pub(super) fn act(state: &mut State, action: ClassAction, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    match action {
        ClassAction::Open => {
            if state.class.form == ClassForm::default() {
                state.class.form.is_document = state.document.as_ref().is_some_and(is_key);
            }
            state.class.fault = None;
            super::toggle(state, Overlay::Class(ClassOverlay::Open))
        }
        _ if state.class.open().is_none() => {
            told(state, NoticeKind::Info, "No class is open. Open one first: its submissions and their key")
        }
        ClassAction::ReadAgain => read_again(state),
        ClassAction::Show(tab) => {
            state.class.tab = tab;
            show(state, View::Class)
        }
        ClassAction::OtherLayer => {
            let which = if state.class.which == Which::First { Which::Last } else { Which::First };
            show_layer(state, which)
        }
        ClassAction::NextSpan | ClassAction::PreviousSpan => step(state, action == ClassAction::NextSpan),
        ClassAction::NextPupil => go(state, RowMove::By(1)),
        ClassAction::PreviousPupil => go(state, RowMove::By(-1)),
        ClassAction::OpenRoster
        | ClassAction::ShowNames
        | ClassAction::Mark(_)
        | ClassAction::Comment
        | ClassAction::GiveBack
        | ClassAction::Write => saying::act(state, action, stamp),
    }
}

/// Whether a document can be a key: it is one, or an assignment in which one lies open.
fn is_key(document: &Document) -> bool {
    document.review.role().is_some_and(|role| role.key().is_some())
}

fn chosen_path(state: &mut State, path: &ClassPath, chosen: PathBuf) -> Vec<Effect> {
    if matches!(state.question, Some(Question::Class(ClassQuestion::TypePath(..)))) {
        state.question = None;
    }
    let words = || chosen.to_string_lossy().into_owned();
    match path {
        ClassPath::Folder => state.class.form.folder = words(),
        ClassPath::Key => {
            state.class.form.key = words();
            state.class.form.is_document = false;
        }
        ClassPath::Roster => return vec![Effect::Class(ClassEffect::ReadRoster(chosen))],
        ClassPath::ReturnFolder => {
            state.class.asked += 1;
            state.class.looking = state.class.asked;
            return vec![Effect::Class(ClassEffect::LookForReturned(state.class.looking, chosen))];
        }
        ClassPath::Output(output) => {
            return vec![Effect::Class(ClassEffect::Write { output: *output, path: chosen, replace: false })];
        }
    }
    Vec::new()
}

fn no_dialog(state: &mut State, path: ClassPath, proposed: String) -> Vec<Effect> {
    match path {
        ClassPath::Folder | ClassPath::Key => {
            state.class.fault = Some("This system has no file dialog. Type the path into the field".to_owned());
        }
        path => state.question = Some(Question::Class(ClassQuestion::TypePath(path, proposed))),
    }
    Vec::new()
}

/// Opens what is in the form, unless something that was typed would be lost.
fn open(state: &mut State, password: Option<Secret>) -> Vec<Effect> {
    let ClassForm { folder, key, is_document } = &state.class.form;
    let fault = match (folder.trim(), key.trim()) {
        ("", _) => Some("Choose the folder with the submissions"),
        (_, "") if !is_document => Some("Choose the file of the key, or the assignment in which it lies"),
        _ if *is_document && state.document.is_none() => Some("No document is open. Choose the file of the key"),
        _ => None,
    };
    if let Some(fault) = fault {
        state.class.fault = Some(fault.to_owned());
        return Vec::new();
    }
    let key = if *is_document { KeySource::Document } else { KeySource::File(PathBuf::from(key.trim())) };
    let source = ClassSource { folder: PathBuf::from(folder.trim()), key };
    let is_another = state.class.source_read.as_ref().is_none_or(|read| read.folder != source.folder);
    if state.class.unwritten() > 0 && is_another {
        let after = AfterWriting::Open(source, password);
        state.question = Some(Question::Class(ClassQuestion::Unwritten(state.class.unwritten(), after)));
        return Vec::new();
    }
    begin(state, source, password, None)
}

/// Has a class read.
fn begin(state: &mut State, source: ClassSource, password: Option<Secret>, key: Option<Arc<Review>>) -> Vec<Effect> {
    let class = &mut state.class;
    class.asked += 1;
    class.fault = None;
    class.reading = Some(ReadingClass { number: class.asked, is_key_open: false, done: 0, of: 0 });
    class.source_read = Some(source.clone());
    let returned = class.return_folder.clone();
    vec![Effect::Class(ClassEffect::Read { number: class.asked, source, key, password, returned })]
}

/// Reads the files again. A key that was sealed stays open; one in a file is read again, too, and the open document is taken as it is now,
/// if it still is a key.
fn read_again(state: &mut State) -> Vec<Effect> {
    let Some(open) = state.class.open().cloned() else { return Vec::new() };
    let is_same =
        |document: &&Document| is_key(document) && document.review.article().text() == open.key.article().text();
    let key = match &open.source.key {
        KeySource::File(_) => open.was_sealed.then(|| Arc::clone(&open.key)),
        KeySource::Document => {
            let now = state.document.as_ref().filter(is_same).map(|document| Arc::clone(&document.review));
            now.or_else(|| Some(Arc::clone(&open.key)))
        }
    };
    begin(state, open.source.clone(), None, key)
}

fn key_opened(state: &mut State, number: u64) -> Vec<Effect> {
    let Some(reading) = state.class.reading.as_mut().filter(|reading| reading.number == number) else {
        return Vec::new();
    };
    reading.is_key_open = true;
    let is_in_form = matches!(state.overlay, Some(Overlay::Class(ClassOverlay::Open)));
    if is_in_form {
        state.overlay = None;
        return show(state, View::Class);
    }
    Vec::new()
}

fn failed(state: &mut State, number: u64, words: String) -> Vec<Effect> {
    if state.class.reading.is_none_or(|reading| reading.number != number) {
        return Vec::new();
    }
    state.class.reading = None;
    if matches!(state.overlay, Some(Overlay::Class(ClassOverlay::Open))) {
        state.class.fault = Some(words);
        return Vec::new();
    }
    told(state, NoticeKind::Error, words)
}

/// Shows a class that was read. What was looked at stays so as far as it is still there.
fn came(state: &mut State, number: u64, open: &Arc<OpenClass>) -> Vec<Effect> {
    if state.class.reading.is_none_or(|reading| reading.number != number) {
        return Vec::new();
    }
    let class = &mut state.class;
    class.reading = None;
    let before = class.open().cloned();
    let is_same_folder = before.as_ref().is_some_and(|before| before.source.folder == open.source.folder);
    let is_same_text = before.as_ref().is_some_and(|before| before.key.article().text() == open.key.article().text());
    if !is_same_folder {
        // Who is behind the pseudonyms of one class is none of another's business.
        class.forget();
    }
    let chosen = class.chosen().and_then(|number| Some(before.as_ref()?.class.pupils.get(number)?.name.clone()));
    let had_row = class.facing().is_some();
    let caret = class.document().map(|document| document.selection.head).filter(|_| is_same_text);
    let mut document = document_of(open);
    if let Some(caret) = caret {
        document.selection.place(caret, false);
    }
    class.put(Arc::clone(open), document);
    class.gamma = Measuring::Not;
    class.call_pupils();
    class.lines = class.listed();
    class.looked = None;
    class.facing = None;
    class.pupil = chosen.and_then(|name| open.class.pupils.iter().position(|pupil| pupil.name == name));
    class.pupil = class.pupil.or_else(|| class.rows.first().copied());
    if had_row {
        face(state);
    }
    let not_counted = open.remarks.iter().filter(|remark| !remark.is_counted).count();
    if open.class.pupils.is_empty() {
        state.class.tab = ClassTab::Files;
        state.tell(NoticeKind::Warning, "No file of the folder is a submission of this key’s assignment");
    } else if not_counted > 0 {
        let words = match not_counted {
            1 => "One file does not count; “Files” says why".to_owned(),
            several => format!("{several} files do not count; “Files” says why"),
        };
        state.tell(NoticeKind::Warning, words);
    }
    if state.view == View::Class { vec![Effect::Focus(PlaceOfFocus::View)] } else { Vec::new() }
}

/// The article of the key as a document that is only read, with a caret of its own.
fn document_of(open: &Arc<OpenClass>) -> Document {
    let mut document = Document::new(Arrival {
        read_only: Some("it is the article of a class".to_owned()),
        ..Arrival::new(Review::clone(&open.key), "")
    });
    document.review = Arc::clone(&open.key);
    document
}

fn show_layer(state: &mut State, which: Which) -> Vec<Effect> {
    let class = &mut state.class;
    class.which = which;
    class.rows = class.sorted();
    class.lines = class.listed();
    class.looked = None;
    if class.facing().is_some() {
        face(state);
    }
    Vec::new()
}

fn choose(state: &mut State, pupil: usize) -> Vec<Effect> {
    if state.class.pupil(pupil).is_none() || state.class.pupil == Some(pupil) {
        return Vec::new();
    }
    state.class.pupil = Some(pupil);
    if state.class.facing().is_some() {
        face(state);
    }
    Vec::new()
}

fn go(state: &mut State, to: RowMove) -> Vec<Effect> {
    let rows = state.class.rows();
    let Some(last) = rows.len().checked_sub(1) else { return Vec::new() };
    let at = state.class.chosen().and_then(|chosen| rows.iter().position(|row| *row == chosen));
    let next = match (to, at) {
        (RowMove::First, _) | (RowMove::By(_), None) => 0,
        (RowMove::Last, _) => last,
        (RowMove::By(by), Some(at)) => at.saturating_add_signed(by).min(last),
    };
    let pupil = rows[next];
    choose(state, pupil)
}

fn open_row(state: &mut State, is_open: bool) -> Vec<Effect> {
    if is_open {
        face(state);
    } else {
        state.class.facing = None;
    }
    Vec::new()
}

/// Holds the pupil that is chosen against the key. What was looked at of another stays looked at, where it is of the same words.
fn face(state: &mut State) {
    let class = &mut state.class;
    let before =
        class.facing().and_then(|facing| facing.reveal.entries.get(facing.current?)).map(|entry| entry.bytes.start);
    class.facing = class.chosen().and_then(|pupil| class.face(pupil)).map(|mut facing: Facing| {
        let entries = &facing.reveal.entries;
        let is_there = |entry: &&usize| before.is_some_and(|before| entries[**entry].bytes.start == before);
        facing.current = facing.differences.iter().find(is_there).copied();
        Box::new(facing)
    });
}

/// Looks at the next of what is listed or, beside a pupil, of what differs; round the end.
fn step(state: &mut State, forward: bool) -> Vec<Effect> {
    let class = &state.class;
    let next_of = |list: &[usize], current: Option<usize>| {
        let at = current.and_then(|current| list.iter().position(|number| *number == current));
        let next = match (at, forward) {
            (None, true) => 0,
            (None, false) => list.len().checked_sub(1)?,
            (Some(at), true) => (at + 1) % list.len(),
            (Some(at), false) => (at + list.len() - 1) % list.len(),
        };
        list.get(next).copied()
    };
    if class.tab == ClassTab::Sheet {
        if class.facing().is_none() {
            face(state);
        }
        let Some(facing) = state.class.facing() else { return Vec::new() };
        let next = next_of(&facing.differences, facing.current);
        return match next {
            Some(next) => look_at_difference(state, next),
            None => told(state, NoticeKind::Info, "Nothing differs from the key"),
        };
    }
    let looked = class.looked().map(|looked| looked.number);
    match next_of(class.lines(), looked) {
        Some(next) => {
            let mut effects = Vec::new();
            if state.class.tab != ClassTab::Article {
                state.class.tab = ClassTab::Article;
                effects.push(Effect::Focus(PlaceOfFocus::View));
            }
            effects.extend(look_at(state, state.class.list, next));
            effects
        }
        None => told(state, NoticeKind::Info, "Nothing is listed"),
    }
}

fn look_at(state: &mut State, list: SpanList, number: usize) -> Vec<Effect> {
    let Some(place) = state.class.place(list, number) else { return Vec::new() };
    let groups = state.class.groups(list, number);
    reveal(state, place.start);
    state.class.looked = Some(Looked { list, number, place, groups });
    Vec::new()
}

fn look_at_difference(state: &mut State, entry: usize) -> Vec<Effect> {
    let Some(facing) = state.class.facing.as_mut() else { return Vec::new() };
    let Some(start) = facing.reveal.entries.get(entry).map(|entry| entry.bytes.start) else { return Vec::new() };
    facing.current = Some(entry);
    reveal(state, start);
    Vec::new()
}

/// Brings a place of the article into view.
fn reveal(state: &mut State, at: ByteIndex) {
    if let Some(document) = state.class.document_mut() {
        document.selection.place(at, false);
    }
    state.class.reveals += 1;
}

/// A click in the article: what is listed there is looked at, the shortest first, and the next when it is clicked again; where nothing
/// that is listed lies, the stretch.
fn click(state: &mut State, at: ByteIndex) -> Vec<Effect> {
    let class = &mut state.class;
    let at = class.open().map_or(at, |open| open.key.article().text().grapheme_floor(at));
    if let Some(document) = class.document_mut() {
        document.selection.place(at, false);
    }
    if let Some(facing) = class.facing.as_mut().filter(|_| class.tab == ClassTab::Sheet) {
        let entries = &facing.reveal.entries;
        let mut here: Vec<usize> =
            facing.differences.iter().copied().filter(|entry| holds(&entries[*entry].bytes, at)).collect();
        here.sort_by_key(|entry| entries[*entry].bytes.end.get() - entries[*entry].bytes.start.get());
        facing.current = after(&here, facing.current).or(facing.current);
        return Vec::new();
    }
    let place = |number: &usize| class.place(class.list, *number);
    let mut here: Vec<usize> =
        class.lines().iter().copied().filter(|number| place(number).is_some_and(|place| holds(&place, at))).collect();
    here.sort_by_key(|number| place(number).map_or(0, |place| place.end.get() - place.start.get()));
    let current = class.looked().filter(|looked| looked.list == class.list).map(|looked| looked.number);
    let (list, number) = match after(&here, current) {
        Some(number) => (class.list, Some(number)),
        None => (SpanList::Stretches, class.open().and_then(|open| open.marked(class.which).stretch_at(at))),
    };
    class.looked = number.and_then(|number| {
        Some(Looked { list, number, place: class.place(list, number)?, groups: class.groups(list, number) })
    });
    Vec::new()
}

fn holds(place: &std::ops::Range<ByteIndex>, at: ByteIndex) -> bool {
    place.start <= at && at < place.end
}

/// The one after the current among these, or the first.
fn after(these: &[usize], current: Option<usize>) -> Option<usize> {
    let at = current.and_then(|current| these.iter().position(|number| *number == current));
    these.get(at.map_or(0, |at| (at + 1) % these.len())).copied()
}

/// Puts away whatever is uppermost in the view of a class.
pub(super) fn escape(state: &mut State) -> Vec<Effect> {
    if state.class.reading.is_some() {
        return stop(state);
    }
    let closes_row = state.class.tab == ClassTab::Sheet && state.class.facing.take().is_some();
    if !closes_row {
        state.class.looked = None;
    }
    vec![Effect::Focus(PlaceOfFocus::View)]
}

/// Has a reading stopped; nobody waits for it.
pub(super) fn stop(state: &mut State) -> Vec<Effect> {
    state.class.reading = None;
    vec![Effect::Class(ClassEffect::Stop)]
}
