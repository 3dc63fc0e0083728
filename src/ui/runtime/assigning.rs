//! Assignments and keys: where they go, made, sealed and written, off the frame.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Report, Runtime, tell};
use crate::{
    app::{AssignCommand, AssignEffect, AssignRequest, AssignStage, Command, KeyChoice, Secret, State, ToWrite},
    classroom::make::{self, Enclosed},
    read::Cancel,
    review::{Review, operations::Settlements},
    store::{self, Carried, Confirmed, Work},
    teaching::Sealed,
    ui::dialogs::{DialogOutcome, DialogRequest},
};

/// What a command about this is to whoever takes it in.
fn said(command: AssignCommand) -> Report {
    Report::Command(Box::new(Command::Assign(command)))
}

impl Runtime {
    /// Carries out what is to be done for what a teacher makes.
    pub(super) fn assign(&mut self, effect: AssignEffect, state: &State) {
        match effect {
            AssignEffect::AskWhere { folder, name } => self.ask_where_to_assign(folder, name),
            AssignEffect::LookAt { number, path } => self.look_at_place(number, path, state),
            AssignEffect::Write(request) => self.write_assignment(request, state),
            AssignEffect::Stop => self.assigning.request(),
        }
    }

    fn ask_where_to_assign(&mut self, folder: Option<PathBuf>, name: String) {
        self.ask(DialogRequest::Save { folder, name }, |outcome| match outcome {
            DialogOutcome::Picked(path) => Command::Assign(AssignCommand::Place(path)),
            DialogOutcome::Cancelled => Command::DialogCancelled,
            DialogOutcome::Unavailable => Command::Assign(AssignCommand::NoDialog),
        });
    }

    /// Looks at what is at a place, and whether the open review's own file has something settled in it.
    fn look_at_place(&self, number: u64, path: PathBuf, state: &State) {
        let own = state.document.as_ref().and_then(|document| document.file.as_ref()).map(|file| file.path.clone());
        let (sender, context) = (self.sender.clone(), Arc::clone(&self.context));
        self.on_thread("place", move || {
            let target = if own.as_deref().is_some_and(|own| is_same(own, &path)) {
                Err("That is the file of the review that is open, which stays as it is. Choose another name".to_owned())
            } else {
                store::look_at_target(&path).map_err(|fault| fault.to_string())
            };
            let settled =
                |file: &Path| store::read_file(file).is_ok_and(|own| !Settlements::of(&own.review).is_empty());
            let is_settled_on_disk = own.as_deref().is_some_and(settled);
            tell(&sender, &context, said(AssignCommand::Seen { number, target, is_settled_on_disk }));
        });
    }

    fn write_assignment(&mut self, request: AssignRequest, state: &State) {
        let Some(document) = &state.document else { return };
        self.assigning.request();
        self.assigning = Cancel::default();
        let (review, cancel) = (Arc::clone(&document.review), self.assigning.clone());
        let own = document.file.as_ref().map(|file| file.path.clone());
        let (sender, context) = (self.sender.clone(), Arc::clone(&self.context));
        self.on_thread("assignment", move || {
            let AssignRequest { number, path, replace, what } = request;
            let goes_on = |stage| {
                tell(&sender, &context, said(AssignCommand::GoesOn(number, stage)));
                !cancel.is_requested()
            };
            let written = if own.is_some_and(|own| is_same(&own, &path)) {
                Err("Nothing goes over the file of the review that is open. Choose another name".to_owned())
            } else {
                made(&review, &what, &goes_on).and_then(|made| match made {
                    Some(made) => write(&path, &made, replace, &goes_on),
                    None => Ok(None),
                })
            };
            // The copy goes before the report, so that the next edit need not make another.
            drop(review);
            let command = match written {
                Ok(None) => return,
                Ok(Some(is_confirmed)) => AssignCommand::Written { number, path, is_confirmed },
                Err(words) => AssignCommand::NotWritten(number, words),
            };
            tell(&sender, &context, said(command));
        });
    }
}

/// Makes what is to be written; `None` when nobody waits for it any more.
fn made(review: &Review, what: &ToWrite, goes_on: &dyn Fn(AssignStage) -> bool) -> Result<Option<Review>, String> {
    match what {
        ToWrite::Key(of) => {
            let of = of.as_ref().map(|(id, task)| (*id, &**task));
            make::key(review, of).map(Some).map_err(|refusal| refusal.to_string())
        }
        ToWrite::Assignment { id, task, key, secret, teacher } => {
            let explained = |refusal: crate::teaching::Refused| refusal.to_string();
            let made_key = match key {
                KeyChoice::None => None,
                _ => Some(make::key(review, Some((*id, task))).map_err(explained)?),
            };
            let sealed = match (key, &made_key, secret) {
                (KeyChoice::Sealed, Some(made), Some(secret)) => {
                    if !goes_on(AssignStage::Sealing) {
                        return Ok(None);
                    }
                    Some(sealed(made, secret)?)
                }
                (KeyChoice::Sealed, ..) => return Err(store::SealError::NoPassword.to_string()),
                _ => None,
            };
            let enclosed = match (&made_key, &sealed) {
                (_, Some(sealed)) => Enclosed::Sealed(sealed),
                (Some(made), None) => Enclosed::Open(made),
                (None, None) => Enclosed::Nothing,
            };
            let task = task.as_ref().clone();
            make::assignment(review.article(), teacher, *id, task, enclosed).map(Some).map_err(explained)
        }
    }
}

fn sealed(key: &Review, secret: &Secret) -> Result<Sealed, String> {
    store::seal_key(key, secret.password(), Work::USUAL).map_err(|fault| fault.to_string())
}

/// Writes it, whole or not at all; `None` when nobody waits for it any more. Returns whether the disk confirmed it.
fn write(
    path: &Path,
    made: &Review,
    replace: bool,
    goes_on: &dyn Fn(AssignStage) -> bool,
) -> Result<Option<bool>, String> {
    if !goes_on(AssignStage::Writing) {
        return Ok(None);
    }
    let bytes = store::encode(made, &Carried::default()).map_err(|fault| fault.to_string())?;
    let confirmed = store::export_review(path, &bytes, replace).map_err(|fault| fault.to_string())?;
    Ok(Some(confirmed == Confirmed::Yes))
}

/// Whether two paths lead to one file, however they are written.
fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    one == other || real(one).is_some_and(|one| real(other) == Some(one))
}
