//! What a teacher makes before a lesson, key entries, and the agreed version of two reviewers.

use std::path::{Path, PathBuf};

use super::{
    editing::{self, edit},
    exporting::name_of,
    filing, reviewing, told,
};
use crate::{
    app::{
        Agreeing, AssignAction, AssignCommand, AssignEffect, AssignForm, AssignOutcome, AssignPhase, AssignRequest,
        AssignStage, Assigning, AssignmentChoice, Document, Effect, EntryChange, KeyChange, KeyChoice, NoticeKind,
        Overlay, Secret, Seen, State, ToWrite, assigning::Checked, author,
    },
    claim::ClaimId,
    review::{
        Field, Stamp,
        operations::{self, Contested},
    },
    store::Target,
    teaching::{AssignmentId, Masthead, Refused, Role, Task},
};

/// Carries out an action about what a teacher makes.
pub(super) fn act(state: &mut State, action: AssignAction, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    match action {
        AssignAction::NewAssignment => begin(state, AssignForm::Assignment, None),
        AssignAction::SaveKey => begin(state, AssignForm::SaveKey, None),
        AssignAction::Key => begin(state, AssignForm::Key, None),
        AssignAction::WriteAgreed => begin_agreed(state),
        AssignAction::AddAlternative => {
            editing::on_focus(state, |state, claim, _| entry(state, claim, EntryChange::AddAlternative, stamp))
        }
        AssignAction::Optional => editing::on_focus(state, |state, claim, _| {
            let document = state.document.as_ref();
            let key = document.and_then(|document| document.review.role()?.key());
            let is_optional = key.and_then(|key| key.entry(claim)).is_some_and(|entry| entry.optional);
            entry(state, claim, EntryChange::Optional(!is_optional), stamp)
        }),
        AssignAction::AddPassage => key(state, KeyChange::AddPassages),
    }
}

/// Shows a form, or leaves it when it is there.
fn begin(state: &mut State, form: AssignForm, made: Option<(AssignmentId, Task)>) -> Vec<Effect> {
    if state.overlay == Some(Overlay::Assign(form)) && made.is_none() {
        return leave(state);
    }
    let Some(document) = &state.document else { return Vec::new() };
    let review = &document.review;
    if let (Some(role @ Role::Submission(_)), false) = (review.role(), form == AssignForm::Agreed) {
        let words = match form {
            AssignForm::Assignment => format!(
                "This is {}: a pupil’s work. Open the article or your own review of it to make an assignment",
                role.words()
            ),
            _ => Refused::NotAKey(role.words()).to_string(),
        };
        return told(state, NoticeKind::Info, words);
    }
    let choice = AssignmentChoice::remembered(&state.settings.assigning, review);
    let mut assigning = Assigning::new(form, choice);
    assigning.made = made;
    if form == AssignForm::Assignment {
        assigning.look_for_cuts(review);
        // What was chosen last cannot be had of every review.
        assigning.choice.is_cut &= assigning.checked.cut.is_ok();
    }
    assigning.check(review);
    if assigning.checked.key.is_err() && review.claims().is_empty() {
        assigning.choice.key = KeyChoice::None;
    }
    let name = proposed(document, form);
    assigning.place.words = name.to_string_lossy().into_owned();
    state.assigning = Some(assigning);
    state.overlay = Some(Overlay::Assign(form));
    state.overlay_below = None;
    if form == AssignForm::Key { Vec::new() } else { look(state) }
}

fn begin_agreed(state: &mut State) -> Vec<Effect> {
    let Some(agreeing) = state.document.as_ref().and_then(Agreeing::of) else {
        let words = "Hold another review against the open one first: the agreed version is of these two";
        return told(state, NoticeKind::Info, words);
    };
    let effects = begin(state, AssignForm::Agreed, None);
    if let Some(assigning) = &mut state.assigning {
        assigning.agreeing = Some(agreeing);
    }
    effects
}

/// The file that is proposed: beside that of the review.
fn proposed(document: &Document, form: AssignForm) -> PathBuf {
    let stem = match (form, &document.reviews.merges_with()) {
        (AssignForm::Agreed, Some((_, other))) => {
            let other = other.file.file_name().unwrap_or_default().to_string_lossy();
            let other = other.split_once('.').map_or(&*other, |(stem, _)| stem);
            format!("{}-and-{other}", name_of(document))
        }
        (AssignForm::Assignment, _) => format!("{}-assignment", name_of(document)),
        _ => format!("{}-key", name_of(document)),
    };
    let name = format!("{stem}.claims.json");
    folder(document).map_or_else(|| PathBuf::from(&name), |folder| folder.join(&name))
}

fn folder(document: &Document) -> Option<PathBuf> {
    let own = document.file.as_ref().and_then(|file| file.path.parent()).map(Path::to_path_buf);
    own.or_else(|| document.folder.clone())
}

/// Carries out a command about what a teacher makes.
pub(super) fn assign(state: &mut State, command: AssignCommand, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    match command {
        AssignCommand::Entry(claim, change) => return entry(state, claim, change, stamp),
        AssignCommand::Key(change) => return key(state, change),
        AssignCommand::AskForReasons(reasons) => {
            state.settings.assigning.reasons = reasons;
            return vec![Effect::SaveSettings];
        }
        _ => {}
    }
    let (Some(assigning), Some(document)) = (&mut state.assigning, &state.document) else { return Vec::new() };
    match command {
        AssignCommand::Choose(choice) => {
            assigning.choice = *choice;
            assigning.phase = AssignPhase::Choosing;
            assigning.check(&document.review);
            Vec::new()
        }
        AssignCommand::Names(names) => {
            if let Some(agreeing) = &mut assigning.agreeing {
                agreeing.names = names;
            }
            Vec::new()
        }
        AssignCommand::Place(path) => {
            assigning.place.words = path.to_string_lossy().into_owned();
            assigning.place.replace = false;
            assigning.phase = AssignPhase::Choosing;
            look(state)
        }
        AssignCommand::Replace(replace) => {
            assigning.place.replace = replace;
            Vec::new()
        }
        AssignCommand::Browse => {
            let path = assigning.place.path().unwrap_or_default();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).map(Path::to_path_buf);
            let folder = folder.or_else(|| self::folder(document));
            vec![Effect::Assign(AssignEffect::AskWhere { folder, name })]
        }
        AssignCommand::NoDialog => {
            assigning.place.is_only_typed = true;
            Vec::new()
        }
        AssignCommand::Seen { number, target, is_settled_on_disk } if number == assigning.number => {
            seen(assigning, document, target);
            if let Some(agreeing) = &mut assigning.agreeing {
                agreeing.is_settled_on_disk = is_settled_on_disk;
            }
            Vec::new()
        }
        AssignCommand::Write(secret) => write(state, secret, stamp),
        AssignCommand::GoesOn(number, reached) if number == assigning.number && assigning.is_working() => {
            assigning.phase = AssignPhase::Working(reached);
            Vec::new()
        }
        AssignCommand::Written { number, path, is_confirmed } if number == assigning.number => {
            let outcome = outcome(assigning, document, path, is_confirmed);
            assigning.phase = AssignPhase::Written(outcome);
            state.overlay = Some(Overlay::Assign(assigning.form));
            Vec::new()
        }
        AssignCommand::NotWritten(number, words) if number == assigning.number => {
            assigning.phase = AssignPhase::Failed(words);
            state.overlay = Some(Overlay::Assign(assigning.form));
            look(state)
        }
        AssignCommand::Stop => stop(state),
        AssignCommand::CopyPath => match &assigning.phase {
            AssignPhase::Written(outcome) => vec![Effect::Copy(outcome.path.to_string_lossy().into_owned())],
            _ => Vec::new(),
        },
        AssignCommand::SaveItsKey => {
            let made = assigning.made.take();
            begin(state, AssignForm::SaveKey, made)
        }
        AssignCommand::GoToRow(row) => {
            leave(state);
            reviewing::reviews(state, crate::app::ReviewsCommand::Choose(row), stamp)
        }
        // What was asked for something that has changed since, and what was done with above.
        _ => Vec::new(),
    }
}

/// Takes in what is where it is to be written. Nothing goes over the file of the review that is open.
fn seen(assigning: &mut Assigning, document: &Document, target: Result<Target, String>) {
    let path = assigning.place.path();
    let own = document.file.as_ref().map(|file| &file.path);
    let beside = document.reviews.others().iter().any(|other| path.as_ref() == Some(&other.file));
    assigning.place.seen = Some(match target {
        _ if own.is_some() && own == path.as_ref() => Seen::Refused(
            "That is the file of the review that is open, which stays as it is. Choose another name".into(),
        ),
        _ if beside => {
            Seen::Refused("That is the file of the other reviewer, which stays as it is. Choose another name".into())
        }
        Ok(target) => assigning.seen(target),
        Err(words) => Seen::Refused(words),
    });
}

/// Has it looked at what is at the place.
fn look(state: &mut State) -> Vec<Effect> {
    let Some(assigning) = &mut state.assigning else { return Vec::new() };
    state.last_task += 1;
    assigning.number = state.last_task;
    assigning.place.seen = None;
    let Some(path) = assigning.place.path() else { return Vec::new() };
    vec![Effect::Assign(AssignEffect::LookAt { number: assigning.number, path })]
}

fn write(state: &mut State, secret: Option<Secret>, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let Some(assigning) = state.assigning.as_mut().filter(|assigning| assigning.is_ready()) else { return Vec::new() };
    let Some(path) = assigning.place.path() else { return Vec::new() };
    let what = match assigning.form {
        AssignForm::Key => return Vec::new(),
        AssignForm::Agreed => return write_agreed(state, path, stamp),
        AssignForm::SaveKey => ToWrite::Key(assigning.made.as_ref().map(|(id, task)| (*id, Box::new(task.clone())))),
        AssignForm::Assignment => {
            let key = assigning.choice.key;
            if (key == KeyChoice::Sealed) != secret.is_some() {
                return Vec::new();
            }
            let task = match assigning.task() {
                Ok(task) => task,
                Err(refusal) => {
                    assigning.phase = AssignPhase::Failed(refusal.to_string());
                    return Vec::new();
                }
            };
            let id = AssignmentId((stamp.new_id)());
            assigning.made = assigning.checked.key.is_ok().then(|| (id, task.clone()));
            let teacher = assigning.choice.teacher.trim().to_owned();
            assigning.choice.remember(&mut state.settings.assigning);
            ToWrite::Assignment { id, task: Box::new(task), key, secret, teacher }
        }
    };
    state.last_task += 1;
    assigning.number = state.last_task;
    assigning.phase = AssignPhase::Working(AssignStage::default());
    let request = AssignRequest { number: assigning.number, path, replace: assigning.place.replace, what };
    vec![Effect::SaveSettings, Effect::Assign(AssignEffect::Write(request))]
}

/// The open review becomes the agreed version and is saved to a file of its own. From then on that file is the one that is open, so
/// that nothing that is saved later goes over the work of one of the two.
fn write_agreed(state: &mut State, path: PathBuf, stamp: &Stamp<'_>) -> Vec<Effect> {
    let (Some(assigning), Some(document)) = (&state.assigning, &state.document) else { return Vec::new() };
    let (Some(agreeing), Some((number, other))) = (&assigning.agreeing, document.reviews.merges_with()) else {
        return Vec::new();
    };
    let (names, replace) = (agreeing.names.clone(), assigning.place.replace);
    let rows = &document.reviews.collation().rows;
    let open = agreeing.open.iter().filter_map(|line| rows.get(line.row)).map(|row| (row.of(0), row.of(number)));
    let open: Vec<(Vec<ClaimId>, Vec<ClaimId>)> = open.collect();
    let (own, author) = (document.review.reviewer().to_owned(), author(other));
    // Made twice, as after a place that could not be written, the claims have their authors already.
    let own = if own.contains(author.as_str()) { String::new() } else { own };
    let other = std::sync::Arc::clone(other);
    let mut effects = edit(state, None, |review| {
        let open: Vec<Contested<'_>> = open
            .iter()
            .map(|(mine, theirs)| Contested { mine, theirs, other: &other.review, author: &author })
            .collect();
        operations::agree(review, &names, &own, &open, stamp)
    });
    // Why it was not made has been said.
    if state.document.as_ref().is_none_or(|document| document.review.reviewer() != names.trim()) {
        return effects;
    }
    if let Some(assigning) = &mut state.assigning {
        assigning.phase = AssignPhase::Working(AssignStage::Writing);
    }
    effects.extend(filing::save_to(state, path, replace));
    effects
}

/// What was saved may be the agreed version that was waited for.
pub(super) fn saved(state: &mut State, path: &Path) {
    let (Some(assigning), Some(document)) = (&mut state.assigning, &state.document) else { return };
    let is_awaited = assigning.form == AssignForm::Agreed && assigning.is_working();
    if is_awaited && assigning.place.path().as_deref() == Some(path) {
        let outcome = outcome(assigning, document, path.to_owned(), true);
        assigning.phase = AssignPhase::Written(outcome);
        state.overlay = Some(Overlay::Assign(AssignForm::Agreed));
    }
}

/// The agreed version was not saved: why is said elsewhere, and asked about where somebody can answer.
pub(super) fn save_failed(state: &mut State) {
    if state.assigning.as_ref().is_some_and(|assigning| assigning.form == AssignForm::Agreed && assigning.is_working())
    {
        state.assigning = None;
        state.overlay = None;
    }
}

fn stop(state: &mut State) -> Vec<Effect> {
    let Some(assigning) = state.assigning.as_mut().filter(|assigning| assigning.is_working()) else {
        return Vec::new();
    };
    if assigning.form == AssignForm::Agreed {
        return Vec::new();
    }
    assigning.phase = AssignPhase::Failed("It was stopped; nothing was written".to_owned());
    let mut effects = vec![Effect::Assign(AssignEffect::Stop)];
    effects.extend(look(state));
    effects
}

/// Leaves the form; what is being made is stopped first.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    if state.assigning.as_ref().is_some_and(Assigning::is_working) {
        return stop(state);
    }
    state.assigning = None;
    state.overlay = None;
    Vec::new()
}

/// What the form says afterwards.
fn outcome(assigning: &Assigning, document: &Document, path: PathBuf, is_confirmed: bool) -> AssignOutcome {
    let Checked { cut, key, .. } = &assigning.checked;
    let (mut inside, mut outside, mut mind) = (Vec::new(), Vec::new(), Vec::new());
    let own = count(document.review.claims().len(), "claim");
    let key = key.as_ref().copied().unwrap_or_default();
    match assigning.form {
        AssignForm::Assignment => {
            inside.push("The article and what the pupils are asked to do".to_owned());
            if assigning.choice.is_cut {
                let spans = count(cut.as_ref().copied().unwrap_or_default(), "span");
                inside.push(format!("{spans} cut beforehand: where they are, not what they are"));
            }
            match assigning.choice.key {
                KeyChoice::None if document.review.claims().is_empty() => {
                    outside.push("A key: the open review has no claims".to_owned());
                }
                KeyChoice::None => outside.push(format!("The {own} of your review: there is no key in the file")),
                KeyChoice::Sealed => {
                    inside.push(format!(
                        "The key, sealed: {} that nobody reads without the password",
                        count(key, "claim")
                    ));
                    outside.push(format!(
                        "The {own} of your review as they stand there: they are in the sealed key alone"
                    ));
                    mind.push(
                        "The password cannot be recovered, by this program or anybody else. If it is lost, make the \
                         assignment anew; with the key in a file of its own you are on the safe side"
                            .to_owned(),
                    );
                }
                KeyChoice::Open => {
                    inside.push(format!("The key, open: {} that every pupil can read", count(key, "claim")));
                }
            }
            outside.push("Your checks, your history and earlier texts".to_owned());
            if assigning.choice.masthead() == Masthead::Hidden {
                mind.push(
                    "Headline and byline are hidden in the window. Their words stay in the text of the file, or every \
                     place would be another"
                        .to_owned(),
                );
            }
        }
        AssignForm::SaveKey => {
            inside.push(format!("{}, each with what you say of it", count(key, "claim")));
            outside.push("Your checks, your history and earlier texts".to_owned());
            mind.push("It is not sealed: whoever has the file reads the answers".to_owned());
        }
        AssignForm::Key => {}
        AssignForm::Agreed => agreed_outcome(assigning, &mut inside, &mut mind),
    }
    if !is_confirmed {
        mind.push("The disk did not confirm that the file is on it. Copy it somewhere else as well".to_owned());
    }
    let has_key = assigning.form == AssignForm::Assignment && assigning.made.is_some();
    AssignOutcome { path, inside, outside, mind, has_key }
}

fn agreed_outcome(assigning: &Assigning, inside: &mut Vec<String>, mind: &mut Vec<String>) {
    let Some(Agreeing { names, settled, open, files: [own, other], is_settled_on_disk, .. }) = &assigning.agreeing
    else {
        return;
    };
    inside.push(format!("The claims of {}", names.trim()));
    inside.push(format!("{} settled, with what was chosen and why", count(settled.len(), "difference")));
    if !open.is_empty() {
        inside.push(format!(
            "{} not settled: your claims there have the label “{}”",
            count(open.len(), "difference"),
            operations::NOT_SETTLED
        ));
    }
    mind.push(match (own.as_str(), *is_settled_on_disk) {
        (own, true) if !own.is_empty() => format!(
            "“{other}” is as it was. “{own}” was saved after something was settled, and has that in it; what it was \
             before is among its backups"
        ),
        ("", _) => format!("“{other}” is as it was"),
        (own, _) => format!("“{own}” and “{other}” are as they were"),
    });
    mind.push("The agreed version is the one that is open now, and what you save goes into it".to_owned());
}

fn count(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// Changes what the key says of a claim.
fn entry(state: &mut State, claim: ClaimId, change: EntryChange, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let spans = state.document.as_ref().map(Document::selected_spans).unwrap_or_default();
    let typing = matches!(change, EntryChange::Note(_)).then_some((claim, Field::KeyNote));
    let takes_selection = matches!(change, EntryChange::AddAlternative);
    let effects = edit(state, typing, |review| match change {
        EntryChange::AddAlternative => operations::add_alternative(review, claim, &spans),
        EntryChange::AlternativeSpeaker(at, name) => {
            operations::set_alternative_speaker(review, claim, at, &name, stamp)
        }
        change => operations::amend_entry(review, claim, |entry| match change {
            EntryChange::Optional(optional) => entry.optional = optional,
            EntryChange::Note(note) => entry.note = note,
            EntryChange::Rule(rule) => entry.rule = rule,
            EntryChange::AlternativeTag(at, tag) => {
                if let Some(alternative) = entry.alternatives.get_mut(at) {
                    alternative.tag = tag;
                }
            }
            EntryChange::RemoveAlternative(at) if at < entry.alternatives.len() => {
                entry.alternatives.remove(at);
            }
            EntryChange::RemoveAlternative(_) | EntryChange::AddAlternative | EntryChange::AlternativeSpeaker(..) => {}
        }),
    });
    if takes_selection && !effects.is_empty() {
        put_caret_behind(state);
    }
    effects
}

/// Ends the selection, whose words are where they were wanted.
fn put_caret_behind(state: &mut State) {
    if let Some(document) = &mut state.document {
        let end = document.selection.range().1;
        document.selection.place(end, false);
    }
}

/// Changes what holds for the key as a whole.
fn key(state: &mut State, change: KeyChange) -> Vec<Effect> {
    let spans = state.document.as_ref().map(Document::selected_spans).unwrap_or_default();
    let takes_selection = matches!(change, KeyChange::AddPassages);
    let effects = edit(state, None, |review| match change {
        KeyChange::Begin => operations::begin_key(review),
        KeyChange::End => operations::end_key(review),
        KeyChange::Tolerance(tolerance) => operations::set_tolerance(review, tolerance),
        KeyChange::AddPassages => operations::add_passages(review, &spans),
        KeyChange::RemovePassage(at) => {
            let passages = review.role().and_then(Role::key).map(|key| key.passages().to_vec()).unwrap_or_default();
            let left = passages.into_iter().enumerate().filter(|(number, _)| *number != at).map(|(_, span)| span);
            operations::set_passages(review, left.collect())
        }
    });
    if takes_selection && !effects.is_empty() {
        put_caret_behind(state);
    }
    if let (Some(assigning), Some(document)) = (&mut state.assigning, &state.document) {
        assigning.check(&document.review);
    }
    effects
}
