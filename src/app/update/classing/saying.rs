//! What is said of the pupils of a class, who they are, and what of a class is written.

use super::{begin, told};
use crate::{
    app::{
        AfterWriting, ClassAction, ClassAnswer, ClassCommand, ClassEffect, ClassOverlay, ClassPath, ClassQuestion,
        Effect, GivenBack, NoticeKind, Overlay, PlaceOfFocus, Question, SaidOf, State,
    },
    review::Stamp,
    store::Over,
    teaching::Returned,
};

/// Carries out a command about what is said, and what is written.
pub(super) fn say(state: &mut State, command: ClassCommand, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    match command {
        ClassCommand::Comment(number, comment) => {
            let said = SaidOf { comment, ..state.class.said_of(number) };
            state.class.say(number, said);
        }
        ClassCommand::RosterCame(Ok(roster)) => {
            let count = roster.pseudonyms().count();
            state.class.roster = Some(roster);
            state.class.shows_names = std::mem::take(&mut state.class.wants_names);
            state.class.call_pupils();
            let shown = if state.class.shows_names { "" } else { ". They are shown while “Show names” is on" };
            return told(state, NoticeKind::Info, format!("The roster has {count} names{shown}"));
        }
        ClassCommand::RosterCame(Err(words)) => {
            state.class.wants_names = false;
            return told(state, NoticeKind::Error, words);
        }
        ClassCommand::Write(output) => {
            if state.overlay == Some(Overlay::Class(ClassOverlay::Write)) {
                state.overlay = None;
            }
            return vec![Effect::Class(ClassEffect::Ask(ClassPath::Output(output)))];
        }
        ClassCommand::Written(path) => {
            return told(state, NoticeKind::Info, format!("Written: {}", path.display()));
        }
        ClassCommand::Exists(output, path) => {
            state.question = Some(Question::Class(ClassQuestion::Exists(output, path)));
        }
        ClassCommand::GivenBack(number, outcome) => return given_back(state, number, outcome),
        ClassCommand::Returned(number, folder, returned) if number == state.class.looking => {
            return return_to(state, folder, returned, stamp);
        }
        ClassCommand::Answer(answer) => return answered(state, answer, stamp),
        _ => {}
    }
    Vec::new()
}

/// Carries out an action about what is said, and what is written.
pub(super) fn act(state: &mut State, action: ClassAction, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    match action {
        ClassAction::OpenRoster => return vec![Effect::Class(ClassEffect::Ask(ClassPath::Roster))],
        ClassAction::ShowNames if state.class.roster.is_none() => {
            state.class.wants_names = true;
            return vec![Effect::Class(ClassEffect::Ask(ClassPath::Roster))];
        }
        ClassAction::ShowNames => {
            state.class.shows_names = !state.class.shows_names;
            state.class.call_pupils();
        }
        ClassAction::Mark(grade) => {
            let Some(pupil) = state.class.chosen() else {
                return told(state, NoticeKind::Info, "Choose a pupil first");
            };
            let said = SaidOf { grade, ..state.class.said_of(pupil) };
            // The order of the rows stays while one after another is marked.
            state.class.say(pupil, said);
        }
        ClassAction::Comment => {
            if state.class.chosen().is_none() {
                return told(state, NoticeKind::Info, "Choose a pupil first");
            }
            state.class.tab = crate::app::ClassTab::Sheet;
            if state.class.facing().is_none() {
                super::face(state);
            }
            return vec![Effect::Focus(PlaceOfFocus::Comment)];
        }
        ClassAction::GiveBack => return give_back(state, Over::default(), stamp),
        ClassAction::Write => return crate::app::update::toggle(state, Overlay::Class(ClassOverlay::Write)),
        _ => {}
    }
    Vec::new()
}

/// Has what is said and not written yet written into files for the pupils.
fn give_back(state: &mut State, over: Over, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let class = &mut state.class;
    let Some(open) = class.open().cloned() else { return Vec::new() };
    let by = open.key.reviewer().trim().to_owned();
    let said: Vec<(String, Returned)> = open
        .class
        .pupils
        .iter()
        .filter_map(|pupil| {
            let SaidOf { grade, comment } = class.drafts.get(&pupil.name)?;
            let comment = comment.trim().to_owned();
            Some((pupil.name.clone(), Returned { by: by.clone(), grade: *grade, comment, at: stamp.now }))
        })
        .collect();
    if said.is_empty() {
        return told(state, NoticeKind::Info, "Nothing is said of a pupil that is not written already");
    }
    if class.is_writing {
        return told(state, NoticeKind::Info, "What was said before is still being written");
    }
    let Some(folder) = class.return_folder().map(std::path::Path::to_path_buf) else {
        class.gives_back = true;
        return vec![Effect::Class(ClassEffect::Ask(ClassPath::ReturnFolder))];
    };
    class.asked += 1;
    class.giving = class.asked;
    class.is_writing = true;
    vec![Effect::Class(ClassEffect::GiveBack { number: class.giving, folder, said, over })]
}

/// A folder for what is returned was chosen, and looked into.
fn return_to(
    state: &mut State,
    folder: std::path::PathBuf,
    returned: Vec<(String, Returned)>,
    stamp: &mut Stamp<'_>,
) -> Vec<Effect> {
    let Some(open) = state.class.open() else { return Vec::new() };
    let submissions = &open.source.folder;
    if folder.starts_with(submissions) && folder != *submissions {
        state.class.gives_back = false;
        return told(
            state,
            NoticeKind::Warning,
            "This folder lies among the submissions, where what is returned would count as handed in. Choose another",
        );
    }
    if let Some(open) = state.class.open_mut() {
        open.returned.extend(returned);
    }
    state.class.return_folder = Some(folder);
    if std::mem::take(&mut state.class.gives_back) { give_back(state, Over::default(), stamp) } else { Vec::new() }
}

fn given_back(state: &mut State, number: u64, outcome: GivenBack) -> Vec<Effect> {
    if number != state.class.giving {
        return Vec::new();
    }
    state.class.is_writing = false;
    let GivenBack { written, own, in_the_way, failed } = outcome;
    let count = written.len();
    for (name, returned) in written {
        let is_same = |draft: &SaidOf| draft.is_same(&SaidOf::of(Some(&returned)));
        // What was typed meanwhile is not written.
        if state.class.drafts.get(&name).is_some_and(is_same) {
            state.class.drafts.remove(&name);
        }
        if let Some(open) = state.class.open_mut() {
            open.returned.insert(name, returned);
        }
    }
    if count > 0 {
        let folder = state.class.return_folder().map(|folder| folder.display().to_string()).unwrap_or_default();
        let files = if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
        state.tell(NoticeKind::Info, format!("{files} for pupils written to {folder}"));
    }
    for (name, words) in &failed {
        let name = crate::app::class::file_name(std::path::Path::new(name));
        state.tell(NoticeKind::Error, format!("“{name}” was not returned: {words}"));
    }
    if !own.is_empty() {
        state.question = Some(Question::Class(ClassQuestion::OwnFiles(own)));
    } else if !in_the_way.is_empty() {
        state.question = Some(Question::Class(ClassQuestion::InTheWay(in_the_way)));
    } else if let Some(after) = state.class.after_writing.take().filter(|_| failed.is_empty()) {
        return go_on(state, after);
    }
    Vec::new()
}

fn answered(state: &mut State, answer: ClassAnswer, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let Some(Question::Class(question)) = state.question.take() else { return Vec::new() };
    let ask = |path| vec![Effect::Class(ClassEffect::Ask(path))];
    match (question, answer) {
        (ClassQuestion::Exists(output, path), ClassAnswer::Replace) => {
            vec![Effect::Class(ClassEffect::Write { output, path, replace: true })]
        }
        (ClassQuestion::Exists(output, _), ClassAnswer::Elsewhere) => ask(ClassPath::Output(output)),
        (ClassQuestion::OwnFiles(_), ClassAnswer::Replace) => {
            give_back(state, Over { own: true, others: false }, stamp)
        }
        (ClassQuestion::InTheWay(_), ClassAnswer::Replace) => give_back(state, Over { own: true, others: true }, stamp),
        (ClassQuestion::OwnFiles(_) | ClassQuestion::InTheWay(_), ClassAnswer::Elsewhere) => {
            state.class.gives_back = true;
            ask(ClassPath::ReturnFolder)
        }
        (ClassQuestion::Unwritten(_, after), ClassAnswer::Write) => {
            state.class.after_writing = Some(after);
            give_back(state, Over::default(), stamp)
        }
        (ClassQuestion::Unwritten(_, after), ClassAnswer::GoOn) => {
            state.class.drafts.clear();
            go_on(state, after)
        }
        _ => {
            left(state);
            Vec::new()
        }
    }
}

fn go_on(state: &mut State, after: AfterWriting) -> Vec<Effect> {
    match after {
        AfterWriting::Quit => crate::app::update::filing::quit(state),
        AfterWriting::Open(source, password) => begin(state, source, password, None),
    }
}

/// A question was left without an answer: nothing goes on after it.
pub(in crate::app::update) fn left(state: &mut State) {
    state.class.after_writing = None;
    state.class.gives_back = false;
}

/// What is asked before the window closes, if something that was said of pupils is in no file.
pub(in crate::app::update) fn before_quitting(state: &State) -> Option<Question> {
    let count = state.class.unwritten();
    (count > 0).then_some(Question::Class(ClassQuestion::Unwritten(count, AfterWriting::Quit)))
}
