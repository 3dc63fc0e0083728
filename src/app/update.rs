//! The one writer: a command changes the state and asks for effects.

mod assigning;
mod checking;
mod classing;
mod editing;
mod exporting;
mod figuring;
mod filing;
mod importing;
mod lesson;
mod moving;
mod previewing;
mod proposing;
mod replacing;
mod reporting;
mod revealing;
mod reviewing;
mod tracking;

use super::{
    Action, Amendment, Answer, Command, Effect, FindChange, NoticeKind, Overlay, PlaceOfFocus, Question, State, View,
};
use crate::{
    review::Stamp,
    store::{Settings, Theme},
};

/// How far one step of the zoom goes, in percent.
const ZOOM_STEP: u16 = 10;

/// Takes a command in: changes the state and says what must be done in the world.
pub fn update(state: &mut State, command: Command, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    editing::seal(state, &command);
    // A verdict belongs to a wording, so a command that changes one may have to be asked about.
    state.asks_for = changes_wording(&command).then(|| command.clone());
    let mut effects = carry_out(state, command, stamp);
    state.asks_for = None;
    tracking::relist(state);
    effects.extend(reviewing::follow(state));
    effects.extend(lesson::follow(state));
    effects.extend(revealing::follow(state, &effects));
    effects
}

fn changes_wording(command: &Command) -> bool {
    matches!(
        command,
        Command::MoveEnd { .. }
            | Command::Amend(_, Amendment::ClaimText(_) | Amendment::Speaker(_))
            | Command::Do(
                Action::Tag(_)
                    | Action::Settle(_)
                    | Action::AddSegment
                    | Action::PlaceClaim
                    | Action::RemoveSegment
                    | Action::Nudge { .. }
            )
    )
}

fn carry_out(state: &mut State, command: Command, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    match command {
        Command::Do(action) => asked(state, action, stamp),
        Command::PlaceCaret { at, extend } => moving::place(state, at, extend),
        Command::Click(at) if reviewing::is_comparing(state) => reviewing::click(state, at),
        Command::Click(at) => {
            let effects = moving::click(state, at);
            revealing::click(state, at);
            effects
        }
        Command::SelectUnits { from, to, unit } => moving::select_units(state, from, to, unit),
        Command::FocusClaim(claim) => moving::focus_claim(state, claim),
        Command::MoveEnd { claim, segment, edge, to } => editing::move_end(state, claim, segment, edge, to, stamp),
        Command::Amend(claim, amendment) => editing::amend(state, claim, amendment, stamp),
        Command::Check(command) => checking::check(state, command, stamp),
        Command::Figure(command) => figuring::figure(state, command),
        Command::Table(command) => tracking::table(state, command, stamp),
        Command::Reviews(command) => reviewing::reviews(state, command, stamp),
        Command::Class(command) => classing::class(state, command, stamp),
        Command::Reveal(command) => revealing::reveal(state, command),
        Command::Assign(command) => assigning::assign(state, command, stamp),
        Command::Report(command) => reporting::report(state, command),
        Command::Export(command) => exporting::export(state, command),
        Command::Import(command) => importing::import(state, command, stamp),
        Command::Proposal(command) => proposing::proposal(state, command, stamp),
        Command::Replace(command) => replacing::replace(state, command),
        Command::Lesson(command) => lesson::lesson(state, command, stamp),
        Command::Lay(overlay) => lay(state, overlay),
        Command::Attached(file) => {
            state.attached = Some(file);
            Vec::new()
        }
        Command::Attach(Some(path)) => vec![Effect::HashFile(path)],
        Command::Attach(None) => vec![Effect::AskWhatToAttach],
        Command::PickClaims(claims) => moving::pick(state, &claims),
        Command::AmendSpeaker(speaker) => editing::amend_speaker(state, *speaker),
        Command::AmendArticle(metadata) => editing::amend_article(state, *metadata),
        Command::RenameReviewer(name) => editing::rename_reviewer(state, &name),
        Command::AcceptSame(which) => editing::accept_same(state, which, stamp),
        Command::GoToStep(steps) => editing::go_to_step(state, steps),
        Command::Find(change) => find(state, change),
        Command::Filter(filter) => {
            if let Some(document) = &mut state.document {
                document.filter = filter;
            }
            Vec::new()
        }
        Command::Open(path) => filing::open_alone(state, path),
        Command::OpenAll(files) => filing::open_all(state, files),
        Command::StopReading => filing::stop_reading(state),
        Command::Preview(command) => previewing::preview(state, command, stamp),
        Command::SaveTo(path) => filing::save_to(state, path, false),
        Command::DialogCancelled => {
            state.after_saving = None;
            Vec::new()
        }
        Command::NoDialog { saving, proposed } => filing::ask_for_path(state, saving, proposed),
        Command::Pasted(clip) => filing::pasted(state, clip),
        Command::Arrived(arrival) => filing::arrived(state, arrival),
        Command::Found(recoverable) => filing::found(state, recoverable),
        Command::Restored(review, inverses) => filing::restored(state, review, inverses),
        Command::Saved { file, serial, remark } => filing::saved(state, file, serial, remark),
        Command::SaveFailed(outcome) => filing::save_failed(state, outcome),
        Command::Failed(words) => {
            state.loading = None;
            told(state, NoticeKind::Error, words)
        }
        Command::Warned(words) => told(state, NoticeKind::Warning, words),
        Command::Answer(Answer::GoOn) if matches!(state.question, Some(Question::LosesVerdict { .. })) => {
            let Some(Question::LosesVerdict { command }) = state.question.take() else {
                return Vec::new();
            };
            // Whoever was typing goes on typing.
            let place = match &*command {
                Command::Amend(_, Amendment::ClaimText(_)) => Some(PlaceOfFocus::ClaimText),
                _ => None,
            };
            let mut effects = carry_out(state, *command, stamp);
            effects.extend(place.map(Effect::Focus));
            effects
        }
        Command::Answer(answer) if matches!(state.question, Some(Question::GiveUpComparison)) => {
            state.question = None;
            replacing::answer(state, answer)
        }
        Command::Answer(answer) => filing::answer(state, answer),
        Command::Dismiss(number) => {
            state.notices.retain(|notice| notice.number != number);
            Vec::new()
        }
        Command::SetTheme(theme) => {
            state.settings.theme = theme;
            vec![Effect::SaveSettings]
        }
        Command::ZoomTo(percent) => zoom(state, percent),
        Command::HideHint => {
            state.hint_shown = false;
            state.settings.hint_done = true;
            vec![Effect::SaveSettings]
        }
        Command::CloseRequested => filing::quit(state),
    }
}

/// Does an action unless something stands in its way, which is said.
fn asked(state: &mut State, action: Action, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let is_comparing = state.document.as_ref().is_some_and(|document| document.replacing.is_some());
    if is_comparing && !action.works_while_comparing() {
        return told(state, NoticeKind::Info, "Carry the claims over first, or cancel the comparison");
    }
    match lesson::refuses(state.document.as_ref(), action) {
        Some(words) => told(state, NoticeKind::Info, words),
        None => act(state, action, stamp),
    }
}

fn act(state: &mut State, action: Action, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let is_comparing = state.document.as_ref().is_some_and(|document| document.replacing.is_some());
    match action {
        Action::Lesson(action) => lesson::act(state, action, stamp),
        Action::Open => vec![Effect::AskWhatToOpen],
        Action::OpenFolder => vec![Effect::AskWhichFolder],
        Action::NextFile => filing::open_next(state),
        Action::Details => toggle(state, Overlay::Details),
        Action::WholePage => previewing::toggle_whole_page(state),
        Action::PasteArticle => vec![Effect::Paste],
        Action::ReplaceArticle => replacing::ask(state),
        Action::ReplaceFromClipboard => replacing::paste(state),
        Action::OpenSample => vec![Effect::LoadSample],
        Action::Save => filing::save(state),
        Action::SaveAs => filing::save_as(state),
        Action::Quit => filing::quit(state),
        Action::Undo => editing::undo(state),
        Action::Redo => editing::redo(state),
        Action::Copy => moving::copy(state),
        Action::SelectAll => moving::select_all(state),
        Action::ExpandSelection => moving::expand(state),
        Action::ShrinkSelection => moving::shrink(state),
        Action::Find => open_find(state),
        Action::FindNext => find_step(state, true),
        Action::FindPrevious => find_step(state, false),
        Action::Assign(action) => assigning::act(state, action, stamp),
        Action::CompareWith => reviewing::ask(state),
        Action::Class(action) => classing::act(state, action, stamp),
        Action::NextDifference | Action::PreviousDifference | Action::Settle(_) | Action::TakeAllUntaken => {
            reviewing::act(state, action, stamp)
        }
        Action::Tag(tag) if reviewing::is_comparing(state) => reviewing::settle_anew(state, tag, stamp),
        Action::Tag(tag) => editing::tag(state, tag, stamp),
        Action::AddSegment => editing::add_segment(state, stamp),
        Action::RemoveSegment => editing::remove_segment(state, stamp),
        Action::PlaceClaim if is_comparing => replacing::act(state, action, stamp),
        Action::PlaceClaim => editing::place(state, stamp),
        Action::NextCompared
        | Action::PreviousCompared
        | Action::AcceptPlace
        | Action::LeaveWithoutPlace
        | Action::AcceptAllAlike
        | Action::CarryOver => replacing::act(state, action, stamp),
        Action::DeleteClaim => editing::delete(state, stamp),
        Action::FindSame => editing::find_same(state),
        Action::SetCue => editing::set_cue(state, stamp),
        Action::NextClaim => tracking::step_claim(state, true),
        Action::PreviousClaim => tracking::step_claim(state, false),
        Action::Nudge { edge, by_word, forward } => editing::nudge(state, edge, by_word, forward, stamp),
        Action::Propose => proposing::propose(state),
        Action::NextProposal => proposing::step(state, true),
        Action::PreviousProposal => proposing::step(state, false),
        Action::AcceptProposal => proposing::accept_current(state, None, stamp),
        Action::DismissProposal => proposing::dismiss(state),
        Action::Reveal(action) => revealing::act(state, action, stamp),
        Action::SetStatus(group) => checking::set_status(state, group, stamp),
        Action::Duplicate => checking::duplicate(state, stamp),
        Action::Mend => checking::mend(state, stamp),
        Action::Show(view) => show(state, view),
        Action::Pick => moving::pick_focused(state),
        Action::PickAll => moving::pick_all(state),
        Action::AddEvidence => {
            checking::needs_claim(state, action).unwrap_or_else(|| {
                toggle(state, Overlay::AddEvidence);
                // An address that was copied begins the form.
                state.overlay.map(|_| Effect::PasteIntoForm).into_iter().collect()
            })
        }
        Action::AddContact => {
            checking::needs_claim(state, action).unwrap_or_else(|| toggle(state, Overlay::AddContact))
        }
        Action::Speakers => toggle(state, Overlay::Speakers),
        Action::Sources => toggle(state, Overlay::Sources),
        Action::Desk => toggle(state, Overlay::Desk),
        Action::Report => toggle(state, Overlay::Report),
        Action::Export => exporting::begin(state),
        Action::Import => vec![Effect::AskWhatToImport],
        Action::FocusOn(place) => focus_on(state, place),
        Action::Palette => toggle(state, Overlay::Palette),
        Action::Help => toggle(state, Overlay::Help),
        Action::History => toggle(state, Overlay::History),
        Action::TogglePanel => {
            state.panel_hidden = !state.panel_hidden;
            Vec::new()
        }
        Action::ZoomIn => zoom(state, state.settings.zoom_percent.saturating_add(ZOOM_STEP)),
        Action::ZoomOut => zoom(state, state.settings.zoom_percent.saturating_sub(ZOOM_STEP)),
        Action::ZoomReset => zoom(state, 100),
        Action::NextTheme => {
            state.settings.theme = match state.settings.theme {
                Theme::System => Theme::Light,
                Theme::Light => Theme::Dark,
                Theme::Dark => Theme::System,
            };
            vec![Effect::SaveSettings]
        }
        Action::Escape => escape(state),
        Action::Move { motion, extend } => moving::step(state, motion, extend),
    }
}

/// Tells the reviewer something, as the end of an arm that does nothing else.
fn told(state: &mut State, kind: NoticeKind, words: impl Into<String>) -> Vec<Effect> {
    state.tell(kind, words);
    Vec::new()
}

fn toggle(state: &mut State, overlay: Overlay) -> Vec<Effect> {
    state.overlay = (state.overlay != Some(overlay)).then_some(overlay);
    state.overlay_below = None;
    state.attached = None;
    Vec::new()
}

fn lay(state: &mut State, overlay: Overlay) -> Vec<Effect> {
    state.overlay_below = state.overlay.replace(overlay).filter(|below| *below != overlay);
    state.attached = None;
    Vec::new()
}

/// Shows the document in another way; the keyboard goes with it.
fn show(state: &mut State, view: View) -> Vec<Effect> {
    state.view = view;
    // The claim that is looked at stays in sight.
    let reveal = state.document.as_ref().and_then(super::Document::focused_segment);
    reveal.map(|span| Effect::Reveal(span.start())).into_iter().chain([Effect::Focus(home(view))]).collect()
}

/// What takes the keyboard when nothing else has it.
fn home(view: View) -> PlaceOfFocus {
    if view == View::Read { PlaceOfFocus::Article } else { PlaceOfFocus::View }
}

fn zoom(state: &mut State, percent: u16) -> Vec<Effect> {
    state.settings.zoom_percent = percent.clamp(*Settings::ZOOM_PERCENT.start(), *Settings::ZOOM_PERCENT.end());
    vec![Effect::SaveSettings]
}

fn focus_on(state: &mut State, place: PlaceOfFocus) -> Vec<Effect> {
    let needs_claim = place.is_of_claim();
    if needs_claim && state.document.as_ref().is_none_or(|document| document.focused().is_none()) {
        return told(state, NoticeKind::Info, "Choose a claim first");
    }
    let locked = state.document.as_ref().and_then(|document| checking::keeps_from(document.focused()?, place));
    if let Some(guard) = locked {
        return told(state, NoticeKind::Info, format!("This cannot be changed now: {guard}"));
    }
    if place != PlaceOfFocus::Article && state.view != View::Class {
        state.panel_hidden = false;
    }
    let mut effects = Vec::new();
    // The fields of a claim are beside the article, not beside what is compared.
    if needs_claim && state.view == View::Compare {
        effects = show(state, View::Read);
    }
    effects.push(Effect::Focus(place));
    effects
}

/// Puts away whatever is uppermost: an overlay, a question, the find bar, the list of same words, the selection, the focus.
fn escape(state: &mut State) -> Vec<Effect> {
    match state.overlay {
        Some(Overlay::Export) => return exporting::leave(state),
        Some(Overlay::Assign(_)) => return assigning::leave(state),
        Some(Overlay::Import) => return importing::leave(state),
        Some(Overlay::Class(_)) if state.class.reading.is_some() => {
            state.overlay = None;
            return classing::stop(state);
        }
        _ => {}
    }
    if state.overlay.is_some() {
        state.overlay = state.overlay_below.take();
        state.attached = None;
        return Vec::new();
    }
    if matches!(state.question, Some(Question::GiveUpComparison)) {
        state.question = None;
        return Vec::new();
    }
    if state.question.is_some() {
        return filing::answer(state, Answer::Cancel);
    }
    if state.loading.is_some() {
        return filing::stop_reading(state);
    }
    if state.document.as_ref().is_some_and(|document| document.replacing.is_some()) {
        return replacing::escape(state);
    }
    if state.view == View::Class {
        return classing::escape(state);
    }
    let home = home(state.view);
    let Some(document) = &mut state.document else {
        return Vec::new();
    };
    if document.find.is_open {
        document.find.is_open = false;
    } else if document.proposals.is_shown || document.proposals.search.is_some() {
        document.proposals.is_shown = false;
        document.proposals.search = None;
    } else if !document.picked.is_empty() {
        document.picked.clear();
        return Vec::new();
    } else if document.same.take().is_some() {
    } else if !document.selection.is_caret() {
        let head = document.selection.head;
        document.selection.place(head, false);
    } else if document.focus.is_none() && document.revealing.leave() {
    } else if document.focus.take().is_none()
        && let Some(preview) = &mut document.preview
    {
        preview.is_open = false;
    }
    vec![Effect::Focus(home)]
}

fn open_find(state: &mut State) -> Vec<Effect> {
    let Some(document) = &mut state.document else {
        return Vec::new();
    };
    document.find.is_open = true;
    // Selected words of one line are most likely what is looked for.
    if let [span] = document.selected_spans()[..] {
        let text = document.review.article().text();
        document.find.query.words = text.slice(span).to_owned();
        document.find.look(text, span.start());
    }
    Vec::new()
}

fn find(state: &mut State, change: FindChange) -> Vec<Effect> {
    let Some(document) = &mut state.document else {
        return Vec::new();
    };
    match change {
        FindChange::Words(words) => document.find.query.words = words,
        FindChange::MatchCase(match_case) => document.find.query.match_case = match_case,
        FindChange::WholeWords(whole_words) => document.find.query.whole_words = whole_words,
        FindChange::Close => {
            document.find.is_open = false;
            return vec![Effect::Focus(PlaceOfFocus::Article)];
        }
    }
    let from = document.selection.range().0;
    document.find.look(document.review.article().text(), from);
    document.find.current_span().map(|span| Effect::Reveal(span.start())).into_iter().collect()
}

fn find_step(state: &mut State, forward: bool) -> Vec<Effect> {
    let Some(document) = &mut state.document else {
        return Vec::new();
    };
    document.find.is_open = true;
    let Some(span) = document.find.step(forward) else {
        return Vec::new();
    };
    document.selection = super::Selection::of(span);
    vec![Effect::Reveal(span.start())]
}
