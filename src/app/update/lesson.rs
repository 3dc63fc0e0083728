//! What happens in a lesson, and what of a submission stays as it is.

use std::{path::Path, sync::Arc};

use super::{editing, filing, home, told};
use crate::{
    app::{
        Action, Arrival, Beginning, Beside, Document, Effect, LessonAction, LessonCommand, LessonEffect, LessonForm,
        Looking, NEWER, NO_HINTS, NoticeKind, Offer, Overlay, PlaceOfFocus, State, View, tags_asked,
    },
    claim::{Claim, Segments, Tag},
    classroom::{
        Codebook, Hint, Lack,
        codebook::{Looked, hints_for},
        make::{self, Enclosed},
        submission,
    },
    read::REVIEW_ENDING,
    review::{Change, Edit, EditName, Review, Stamp, operations},
    teaching::{Asked, AskedField, AssignmentId, KeyPlace, Pseudonym, Refused, Role, Task},
    text::{ByteIndex, Span},
};

/// Does an action of the menu of lessons.
pub(super) fn act(state: &mut State, action: LessonAction, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    match action {
        LessonAction::Choose => {
            let effects = super::toggle(state, Overlay::Lesson(LessonForm::Choose));
            let wants = state.overlay.is_some() && state.lessons.listed.is_none();
            wants.then_some(Effect::Lesson(LessonEffect::List)).into_iter().chain(effects).collect()
        }
        LessonAction::Practise => practise(state, stamp),
        LessonAction::NextSpan => step_span(state, true),
        LessonAction::PreviousSpan => step_span(state, false),
        LessonAction::Codebook => toggle_codebook(state),
        LessonAction::Instructions => {
            if let Some(document) = &mut state.document {
                document.lesson.is_folded = !document.lesson.is_folded;
            }
            Vec::new()
        }
        LessonAction::HandIn => match state.document.as_ref().map(|document| submission::of(&document.review)) {
            Some(Err(refused)) => told(state, NoticeKind::Info, refused.to_string()),
            Some(Ok(submission)) if submission.layer_handed_in().is_some() => {
                let refused = if submission.is_second_layer() { Refused::SecondHandedIn } else { Refused::HandedIn };
                told(state, NoticeKind::Info, refused.to_string())
            }
            Some(Ok(_)) => super::toggle(state, Overlay::Lesson(LessonForm::HandIn)),
            None => Vec::new(),
        },
        LessonAction::TakeBack => take_back(state),
    }
}

/// Shows the codebook beside what is read, or puts it away.
fn toggle_codebook(state: &mut State) -> Vec<Effect> {
    let has_place = matches!(state.view, View::Read | View::Track | View::Board);
    state.lessons.shows_codebook = !(state.lessons.shows_codebook && has_place);
    match (state.lessons.shows_codebook, has_place) {
        (false, _) => vec![Effect::Focus(home(state.view))],
        (true, true) => Vec::new(),
        (true, false) => super::show(state, View::Read),
    }
}

/// Carries out a command about a lesson.
pub(super) fn lesson(state: &mut State, command: LessonCommand, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    match command {
        LessonCommand::Begin(pseudonym) => begin(state, &pseudonym),
        LessonCommand::OpenAsItIs => {
            let Some(offer) = state.lessons.offer.take() else { return Vec::new() };
            state.overlay = None;
            filing::settle(state, Box::new(offer.arrival))
        }
        LessonCommand::Listed(lessons) => {
            state.lessons.listed = Some(lessons);
            Vec::new()
        }
        LessonCommand::Practise(name) => {
            state.overlay = None;
            state.loading = Some(Path::new(name).to_owned());
            vec![Effect::Lesson(LessonEffect::Open(name))]
        }
        LessonCommand::KeyFound(id, key) => {
            if let Some(document) = &mut state.document
                && document.submission().is_some_and(|submission| submission.assignment == id)
            {
                document.revealing.lies_open(Some(key));
            }
            Vec::new()
        }
        LessonCommand::GoToLack(number) => go_to_lack(state, number),
        LessonCommand::HandIn => hand_in(state, stamp),
    }
}

/// An assignment is not shown: whoever opened it is asked what becomes of it. Anything else comes back.
pub(super) fn offered(state: &mut State, arrival: Box<Arrival>) -> Result<Vec<Effect>, Box<Arrival>> {
    // What belongs to one that was offered before went with this arrival.
    state.lessons.offer = None;
    if matches!(state.overlay, Some(Overlay::Lesson(LessonForm::Begin))) {
        state.overlay = None;
    }
    if !matches!(arrival.review.role(), Some(Role::Assignment(_))) {
        return Err(arrival);
    }
    state.overlay_below = None;
    state.overlay = Some(Overlay::Lesson(LessonForm::Begin));
    state.lessons.offer = Some(Box::new(Offer { arrival: *arrival }));
    Ok(Vec::new())
}

fn begin(state: &mut State, pseudonym: &str) -> Vec<Effect> {
    let Some(offer) = &state.lessons.offer else { return Vec::new() };
    if offer.is_newer() {
        return told(state, NoticeKind::Warning, NEWER);
    }
    let pseudonym = match Pseudonym::new(pseudonym) {
        Ok(pseudonym) => pseudonym,
        Err(refused) => return told(state, NoticeKind::Warning, refused.to_string()),
    };
    let Some(offer) = state.lessons.offer.take() else { return Vec::new() };
    let Arrival { review, proposed_name, folder, recent, .. } = offer.arrival;
    state.overlay = None;
    pseudonym.as_str().clone_into(&mut state.settings.pseudonym);
    if let Some(path) = recent {
        state.settings.remember(&path);
    }
    if let Some(Role::Assignment(assignment)) = review.role()
        && let KeyPlace::Open(_) = assignment.key
        && let Ok(key) = make::open_key(&review)
    {
        let id = assignment.id;
        state.lessons.keys.retain(|(known, _)| *known != id);
        state.lessons.keys.push((id, Arc::new(key)));
    }
    let name = submission_name(&pseudonym, &proposed_name);
    state.loading = Some(Path::new(&name).to_owned());
    let beside = Beside { name, folder };
    let beginning = Beginning { assignment: Arc::new(review), pseudonym, beside };
    vec![Effect::SaveSettings, Effect::Lesson(LessonEffect::Begin(Box::new(beginning)))]
}

/// What the file of a submission is best called, such as `Heron – snow-bus.claims.json`.
fn submission_name(pseudonym: &Pseudonym, assignment: &str) -> String {
    let stem = assignment.strip_suffix(REVIEW_ENDING).unwrap_or(assignment);
    // Whatever no system takes in the name of a file.
    let safe = |words: &str| {
        let sign = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c };
        words.chars().map(sign).take(80).collect::<String>().trim_matches(['.', ' ']).to_owned()
    };
    format!("{} – {}{REVIEW_ENDING}", safe(pseudonym.as_str()), safe(stem))
}

/// What is done about a document that has just been shown: the key of a lesson is fetched.
pub(super) fn shown(state: &mut State) -> Option<Effect> {
    let document = state.document.as_mut()?;
    let id = document.submission()?.assignment;
    let key = state.lessons.keys.iter().find(|(known, _)| *known == id).map(|(_, key)| Arc::clone(key));
    let is_unknown = key.is_none();
    document.revealing.lies_open(key);
    is_unknown.then_some(Effect::Lesson(LessonEffect::FindKey(id)))
}

/// Makes an assignment of the open review, whose claims are the key, and offers it.
fn practise(state: &mut State, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    let review = &document.review;
    let made = match review.role() {
        Some(role @ Role::Submission(_)) => Err(Refused::NotAKey(role.words())),
        role => {
            let id = AssignmentId((stamp.new_id)());
            let task = role.and_then(Role::task).cloned().map_or_else(|| task_of(review), Ok);
            task.and_then(|task| {
                let key = make::key(review, Some((id, &task)))?;
                make::assignment(review.article(), review.reviewer(), id, task, Enclosed::Open(&key))
            })
        }
    };
    let name = document.file.as_ref().and_then(|file| Some(file.path.file_name()?.to_string_lossy().into_owned()));
    let beside =
        Beside { name: name.unwrap_or_else(|| document.proposed_name.clone()), folder: document.folder.clone() };
    match made {
        Ok(assignment) => {
            state.loading = Some(Path::new(&beside.name).to_owned());
            vec![Effect::Lesson(LessonEffect::Offer(Arc::new(assignment), beside))]
        }
        Err(refused) => told(state, NoticeKind::Warning, refused.to_string()),
    }
}

/// What a review that was made for something else asks for: the tags it has, and speakers if it has any.
fn task_of(review: &Review) -> Result<Task, Refused> {
    let claims = review.claims().in_order();
    let has = |tag: &Tag| claims.iter().any(|claim| claim.tag == *tag);
    if claims.is_empty() {
        return Err(Refused::EmptyKey);
    }
    let has_speakers = claims.iter().any(|claim| claim.speaker.is_some());
    Task::new(Asked {
        tags: Tag::ALL.into_iter().filter(has).collect(),
        fields: if has_speakers { vec![AskedField::Speaker] } else { Vec::new() },
        ..Asked::default()
    })
}

/// Goes to the next span that is cut beforehand, or the one before, round the end; from the caret where none is looked at.
fn step_span(state: &mut State, forward: bool) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    let spans = document.task().map(|task| task.spans.clone()).unwrap_or_default();
    if spans.is_empty() {
        return told(state, NoticeKind::Info, "No spans are cut beforehand here. Select words, and tag them");
    }
    let caret = document.selection.head;
    let after = spans.partition_point(|span| span.placed().first().is_some_and(|first| first.start() < caret));
    let next = match (document.current_cut().map(|(number, _)| number), forward) {
        (Some(number), true) => number + 1,
        (Some(number), false) => number + spans.len() - 1,
        (None, true) => after,
        (None, false) => after + spans.len() - 1,
    } % spans.len();
    let mut effects = if matches!(state.view, View::Read | View::Track) {
        vec![Effect::Focus(PlaceOfFocus::Article)]
    } else {
        super::show(state, View::Read)
    };
    effects.extend(state.document.as_mut().map(|document| look_at_span(document, next, &spans[next])));
    effects
}

fn look_at_span(document: &mut Document, number: usize, span: &Segments) -> Effect {
    let start = span.placed().first().map_or(ByteIndex::ZERO, |first| first.start());
    document.selection.place(start, false);
    document.lesson.chosen = Some(number);
    match document.lesson.claim_of(number) {
        Some(claim) => document.look_at(claim, Some(start)),
        None => document.focus = None,
    }
    Effect::Reveal(start)
}

/// Tags the span that is cut beforehand and looked at, exactly as it is cut; `None` where something else is meant.
pub(super) fn tag_span(state: &mut State, tag: Tag, stamp: &mut Stamp<'_>) -> Option<Vec<Effect>> {
    let document = state.document.as_ref()?;
    let (number, span) = document.current_cut()?;
    let claim = document.lesson.claim_of(number);
    let means_other = document.focus.is_some_and(|focus| Some(focus.claim) != claim);
    if means_other || !document.picked.is_empty() || document.proposals.current().is_some() {
        return None;
    }
    if let Some(claim) = claim {
        return Some(editing::edit(state, None, |review| operations::retag(review, claim, tag, stamp)));
    }
    let spans: Vec<Span> = span.placed().to_vec();
    let mut made = None;
    let effects = editing::edit(state, None, |review| {
        let (edit, claim) = operations::tag(review, tag, &spans, stamp)?;
        made = Some(claim);
        Ok(edit)
    });
    if let (Some(document), Some(claim)) = (&mut state.document, made.filter(|_| !effects.is_empty())) {
        document.lesson.chosen = Some(number);
        document.look_at(claim, Some(document.selection.head));
    }
    Some(effects)
}

/// Shows the first claim or span of what is lacking, and the field that is wanted.
fn go_to_lack(state: &mut State, number: usize) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    let Some(lack) = document.lesson.lacks().get(number).cloned() else { return Vec::new() };
    state.overlay = None;
    let place = match &lack {
        Lack::NoWhy(_) => PlaceOfFocus::Note,
        Lack::NoField(AskedField::Speaker, _) => PlaceOfFocus::Speaker,
        Lack::NoField(AskedField::Wording, _) => PlaceOfFocus::ClaimText,
        _ => PlaceOfFocus::Article,
    };
    let mut effects = match lack {
        Lack::Untagged(spans) => {
            let first = spans.first().and_then(|first| {
                let number = document.task()?.spans.iter().position(|span| span == first)?;
                Some(look_at_span(document, number, first))
            });
            first.into_iter().collect()
        }
        lack => match lack.claims().first() {
            Some(claim) => super::moving::focus_claim(state, *claim),
            None => Vec::new(),
        },
    };
    effects.extend(super::focus_on(state, place));
    effects
}

fn hand_in(state: &mut State, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    state.overlay = None;
    let edit = match submission::hand_in(&document.review, stamp.now) {
        Ok(edit) => edit,
        Err(refused) => return told(state, NoticeKind::Info, refused.to_string()),
    };
    let mut effects = editing::edit(state, None, |_| Ok(edit));
    if !effects.is_empty() {
        state.tell(NoticeKind::Info, "Handed in. The file that is saved now is what the teacher gets");
        effects.extend(filing::save(state));
    }
    effects
}

/// Takes back what was handed in, as long as the key was not looked at.
fn take_back(state: &mut State) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    let edit = match submission::take_back(&document.review) {
        Ok(_) if document.lesson.is_revealed => return told(state, NoticeKind::Info, REVEALED),
        Ok(edit) => edit,
        Err(refused) => return told(state, NoticeKind::Info, refused.to_string()),
    };
    if matches!(document.undo.next_undo(), Some(EditName::HandIn)) {
        return editing::undo(state);
    }
    editing::edit(state, None, |_| Ok(edit))
}

const REVEALED: &str =
    "The key was looked at, so that what was handed in stays. Begin the second layer to correct your claims";

/// Why a step is not taken back.
pub(super) fn keeps_step(document: &Document) -> Option<&'static str> {
    let is_hand_in = matches!(document.undo.next_undo(), Some(EditName::HandIn));
    // The second layer is nothing that the key could have helped with unseen.
    (is_hand_in && document.is_handed_in() && document.lesson.is_revealed).then_some(REVEALED)
}

/// Why an edit is not made in a submission, if so.
pub(super) fn keeps_from(document: &Document, edit: &Edit) -> Option<String> {
    let task = document.task()?;
    if edit.name == EditName::StartOver {
        return None;
    }
    let is_of_class = |change: &Change| matches!(change, Change::Role(_) | Change::Remember(_));
    if document.is_handed_in() && !edit.changes.iter().all(is_of_class) {
        return Some(
            "This was handed in and stays as it is. Hold it against the key, or take it back first (menu Lesson)"
                .to_owned(),
        );
    }
    edit.changes.iter().find_map(|change| match change {
        Change::Claim(id, Some(claim)) => {
            let before = document.review.claims().get(*id).map(Arc::as_ref);
            keeps_claim_from(document, task, before, claim)
        }
        Change::Reviewer(name) => Pseudonym::new(name).err().map(|refused| refused.to_string()),
        _ => None,
    })
}

fn keeps_claim_from(document: &Document, task: &Task, before: Option<&Claim>, claim: &Claim) -> Option<String> {
    if !task.tags.contains(&claim.tag) && before.is_none_or(|before| before.tag != claim.tag) {
        return Some(format!("This tag is not asked for here. Look for {}", tags_asked(task)));
    }
    let is_moved = before.is_none_or(|before| before.segments != claim.segments);
    if is_moved && claim.segments.placed().iter().any(|span| document.is_hidden(*span)) {
        return Some("This reaches into a part of the article that is not shown here. Select other words".to_owned());
    }
    let is_checked = before.is_some_and(|before| before.status != claim.status || before.check() != claim.check());
    is_checked.then(|| NO_CHECK.to_owned())
}

const NO_CHECK: &str = "A check is no part of this assignment: tag what it asks for. A review of your own has one";

/// Why an action is not done while a submission is open, if so.
pub(super) fn refuses(document: Option<&Document>, action: Action) -> Option<String> {
    let document = document?;
    let submission = document.submission()?;
    let task = &submission.task;
    let without = |field: AskedField| {
        let is_asked = task.fields.contains(&field);
        (!is_asked).then(|| format!("“{}” is not asked for here", field.label()))
    };
    match action {
        Action::Propose if !task.hints => Some(NO_HINTS.to_owned()),
        Action::SetCue => without(AskedField::Cue),
        Action::FocusOn(PlaceOfFocus::Speaker) => without(AskedField::Speaker),
        Action::FocusOn(PlaceOfFocus::ClaimText) => without(AskedField::Wording),
        Action::FocusOn(PlaceOfFocus::Note) => {
            (!task.why).then(|| "A reason for each claim is not asked for here".to_owned())
        }
        Action::FocusOn(PlaceOfFocus::Labels) => Some("Labels are not asked for here".to_owned()),
        Action::SetStatus(_)
        | Action::Duplicate
        | Action::AddEvidence
        | Action::AddContact
        | Action::Mend
        | Action::FocusOn(
            PlaceOfFocus::AttributionVerdict
            | PlaceOfFocus::ContentVerdict
            | PlaceOfFocus::Rationale
            | PlaceOfFocus::Searched,
        ) => Some(NO_CHECK.to_owned()),
        Action::ReplaceArticle | Action::ReplaceFromClipboard => {
            Some("The text of a submission stays as it was handed out. Open the other version as an article".to_owned())
        }
        _ => None,
    }
}

/// Brings what is said about lessons in step with the rest, after any command.
pub(super) fn follow(state: &mut State) -> Vec<Effect> {
    // An assignment that is offered stays as long as the question does.
    let is_asked = matches!(state.overlay, Some(Overlay::Lesson(LessonForm::Begin)));
    let dropped = (!is_asked).then(|| state.lessons.offer.take()).flatten().is_some();
    look_up(state);
    let mut effects = Vec::new();
    if dropped {
        effects.push(Effect::DropArrival);
        // Whoever began the program with it is not left before an empty window.
        if state.document.is_none() && state.loading.is_none() {
            effects.push(Effect::LoadSample);
        }
    }
    effects
}

/// Asks the codebook about what is looked at, when that is another than before.
fn look_up(state: &mut State) {
    let Some(document) = state.document.as_ref().filter(|_| state.lessons.shows_codebook) else {
        state.lessons.looking = None;
        return;
    };
    let looking = Looking {
        revision: document.revision,
        selected: document.selection.range(),
        focus: document.focus,
        cut: document.current_cut().map(|(number, _)| number),
    };
    if state.lessons.looking == Some(looking) {
        return;
    }
    state.lessons.hints = hints(document);
    state.lessons.looking = Some(looking);
}

/// On which rules what is selected may turn or, with nothing selected, the claim or the span that is looked at.
fn hints(document: &Document) -> Vec<Hint> {
    if document.task().is_some_and(|task| !task.hints) {
        return Vec::new();
    }
    let article = document.shown_article();
    let book = Codebook::in_language(article.metadata.language.as_deref().unwrap_or_default());
    let selected = Segments::new(document.selected_spans());
    let looked = match (&selected, document.focused(), document.current_cut()) {
        (Some(selected), _, _) => Looked::selection(article, selected),
        (None, Some(claim), _) => Looked::claim(&document.review, claim),
        (None, None, Some((_, span))) => Looked::selection(article, span),
        (None, None, None) => return Vec::new(),
    };
    if looked.segments.len_bytes() > MOST_BYTES { Vec::new() } else { hints_for(book, looked) }
}

/// More than anybody means to tag as one claim: of a whole article that is selected nothing is said.
const MOST_BYTES: usize = 16 * 1024;
