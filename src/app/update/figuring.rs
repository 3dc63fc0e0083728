//! Figures: where their marks lead, and how they leave the program.

use super::{show, told};
use crate::{
    app::{Effect, FigureCommand, FigureFile, NoticeKind, Question, State, View},
    figure::{Format, Lead},
    text::ByteIndex,
};

pub(super) fn figure(state: &mut State, command: FigureCommand) -> Vec<Effect> {
    match command {
        FigureCommand::Follow(lead) => follow(state, lead),
        FigureCommand::Copy(file) => copy(state, file),
        FigureCommand::Save(file) => ask_where(state, file),
        FigureCommand::SaveTo(file, path) => {
            state.question = None;
            vec![Effect::SaveFigure { file, path, replace: false }]
        }
        FigureCommand::NoDialog(file, proposed) => {
            state.question = Some(Question::TypeFigurePath { file, proposed: proposed.to_string_lossy().into_owned() });
            Vec::new()
        }
        FigureCommand::Exists(file, path) => {
            state.question = Some(Question::FigureExists(file, path));
            Vec::new()
        }
        FigureCommand::Saved { path, is_confirmed } => {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            if is_confirmed {
                told(state, NoticeKind::Info, format!("Saved “{name}”"))
            } else {
                told(state, NoticeKind::Warning, format!("“{name}” is saved, but the disk did not confirm it"))
            }
        }
        FigureCommand::Failed(words) => told(state, NoticeKind::Error, words),
    }
}

/// Asks where a plot is to be saved.
pub(super) fn ask_where(state: &State, file: FigureFile) -> Vec<Effect> {
    let Some(document) = &state.document else {
        return Vec::new();
    };
    vec![Effect::AskWhereToSaveFigure { name: file.name(&document.proposed_name), file }]
}

fn copy(state: &mut State, file: FigureFile) -> Vec<Effect> {
    let words = match file.format {
        Format::Png => return vec![Effect::CopyPicture(file.plot)],
        Format::Svg => file.plot.to_svg(),
        Format::Csv => file.plot.table.to_words().map_err(Into::into),
    };
    match words {
        Ok(words) => vec![Effect::Copy(words)],
        Err(fault) => told(state, NoticeKind::Error, format!("“{}” was not copied: {fault}", file.plot.title)),
    }
}

fn follow(state: &mut State, lead: Lead) -> Vec<Effect> {
    match lead {
        Lead::Claims(which) => {
            let Some(document) = &mut state.document else {
                return Vec::new();
            };
            document.filter = which.filter(&document.review);
            show(state, View::Track)
        }
        Lead::Place(at) => go_to(state, at),
        Lead::Nowhere => Vec::new(),
    }
}

fn go_to(state: &mut State, at: ByteIndex) -> Vec<Effect> {
    let Some(document) = &mut state.document else {
        return Vec::new();
    };
    let at = document.review.article().text().grapheme_floor(at);
    document.selection.place(at, false);
    let mut effects = show(state, View::Read);
    effects.push(Effect::Reveal(at));
    effects
}
