//! Keys of submissions: asking for them, reading, opening and comparing them, off the frame.

use std::{path::Path, sync::Arc};

use super::{Report, Runtime, tell};
use crate::{
    app::{Command, HeldKey, KeyFault, RevealCommand, RevealEffect, Revealed, SealedKey, Secret, State},
    review::Review,
    store::{self, Decoded, Digest, SealError},
    teaching::{Assignment, KeyPlace, Role},
    ui::dialogs::{DialogOutcome, DialogRequest},
};

impl Runtime {
    /// Carries out what is to be done for a key.
    pub(super) fn reveal_key(&mut self, effect: RevealEffect, state: &State) {
        match effect {
            RevealEffect::Ask => self.ask(DialogRequest::Open, |outcome| match outcome {
                DialogOutcome::Picked(path) => Command::Reveal(RevealCommand::With(path)),
                DialogOutcome::Cancelled => Command::DialogCancelled,
                DialogOutcome::Unavailable => Command::Reveal(RevealCommand::NoDialog),
            }),
            RevealEffect::Read(number, file) => self.answer_with("key", move || match read(&file) {
                Ok(Read::Key(key)) => RevealCommand::Came(number, Ok(Arc::new(*key))),
                Ok(Read::Sealed(key)) => RevealCommand::IsSealed(number, key),
                Err(words) => RevealCommand::Came(number, Err(KeyFault { words, is_password: false })),
            }),
            RevealEffect::Open(number, key, secret) => self.answer_with("seal", move || {
                let opened = open(&key, &secret).map(Arc::new);
                // Nobody has the password any more when this is answered.
                drop(secret);
                RevealCommand::Came(number, opened)
            }),
            RevealEffect::Prepare(number, review) => self.answer_with("key", move || {
                let held = held(String::new(), Review::clone(&review)).map(Arc::new);
                RevealCommand::Came(number, held.map_err(|words| KeyFault { words, is_password: false }))
            }),
            RevealEffect::Compare(number) => {
                let Some(document) = &state.document else { return };
                let Some(key) = document.revealing.held().cloned() else { return };
                let review = Arc::clone(&document.review);
                self.answer_with("reveal", move || {
                    // What cannot be compared was refused before it was shown.
                    let revealed = Revealed::of(&key, &review).unwrap_or_default();
                    // The copy goes before the answer, so that the next edit need not make another.
                    drop(review);
                    RevealCommand::Compared(number, Arc::new(revealed))
                });
            }
        }
    }

    /// Works on a thread of its own and answers with a command.
    fn answer_with(&self, name: &str, work: impl FnOnce() -> RevealCommand + Send + 'static) {
        let (sender, context) = (self.sender.clone(), Arc::clone(&self.context));
        self.on_thread(name, move || {
            tell(&sender, &context, Report::Command(Box::new(Command::Reveal(work()))));
        });
    }
}

/// What was in a file that was asked for a key.
enum Read {
    Key(Box<HeldKey>),
    Sealed(SealedKey),
}

fn read(file: &Path) -> Result<Read, String> {
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
    let Decoded { review, .. } =
        store::read_file(file).map_err(|fault| format!("There is no key in “{name}”: {fault}"))?;
    if let Some(Role::Assignment(Assignment { key: KeyPlace::Sealed(sealed), .. })) = review.role() {
        let sealed = sealed.clone();
        return Ok(Read::Sealed(SealedKey { name, sealed, assignment: Arc::new(review) }));
    }
    held(name, review).map(|key| Read::Key(Box::new(key)))
}

fn held(name: String, review: Review) -> Result<HeldKey, String> {
    let hash = Digest::of_text(review.article().text()).to_string();
    HeldKey::new(name, review, hash).map_err(|refused| refused.to_string())
}

fn open(key: &SealedKey, secret: &Secret) -> Result<HeldKey, KeyFault> {
    let fault = |words: String| KeyFault { words, is_password: false };
    let opened = store::open_key(&key.sealed, secret.password()).map_err(|refused| KeyFault {
        is_password: matches!(refused, SealError::WrongPassword),
        words: refused.to_string(),
    })?;
    if opened.article().text() != key.assignment.article().text() {
        return Err(fault(
            "The sealed key is of another article than the assignment. Ask for the key again".to_owned(),
        ));
    }
    held(key.name.clone(), opened).map_err(fault)
}
