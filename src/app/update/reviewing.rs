//! What happens to the reviews beside the open one.

use std::{path::PathBuf, sync::Arc};

use super::{editing::edit, told};
use crate::{
    app::{
        Action, Collation, Document, Effect, FailedReview, Measuring, NoticeKind, Opposed, OtherReview, PlaceOfFocus,
        Question, Reviews, ReviewsCommand, State, Tab, View, author,
    },
    claim::Tag,
    compare::{Standing, calibration},
    review::{
        Review, Stamp,
        operations::{self, Contested, Settlement},
    },
    text::{ByteIndex, inert},
};

/// How many claims are held against each other within the frame; more are elsewhere.
const AT_ONCE: usize = 4000;

/// Has other reviews chosen.
pub(super) fn ask(state: &State) -> Vec<Effect> {
    if state.document.is_some() { vec![Effect::AskWhichReviews] } else { Vec::new() }
}

/// Carries out a command about the reviews beside the open one.
pub(super) fn reviews(state: &mut State, command: ReviewsCommand, stamp: &Stamp<'_>) -> Vec<Effect> {
    if matches!(command, ReviewsCommand::NoDialog) {
        state.question = Some(Question::TypeReviewPath);
        return Vec::new();
    }
    if let ReviewsCommand::With(files) = command {
        return open(state, files);
    }
    let Some(document) = &mut state.document else { return Vec::new() };
    let Document { reviews, .. } = document;
    match command {
        ReviewsCommand::Read { number, outcome, left, continuum } if number == reviews.reading => {
            return take_in(state, outcome, left, continuum);
        }
        ReviewsCommand::Close(file) => {
            reviews.close(&file);
            remember(state);
        }
        ReviewsCommand::Oppose(opposed) => {
            let count = reviews.count();
            let is_possible = match opposed {
                Opposed::Two(first, second) => first != second && first < count && second < count,
                Opposed::All => count > 1,
            };
            if is_possible && opposed != reviews.opposed {
                reviews.opposed = opposed;
                reviews.changed();
            }
        }
        ReviewsCommand::List(listed) => {
            if listed.to_the_letter != reviews.listed.to_the_letter {
                reviews.serial += 1;
            }
            reviews.listed = listed;
            reviews.relist();
        }
        ReviewsCommand::Show(tab) => reviews.tab = tab,
        ReviewsCommand::Choose(row) if reviews.choose(row) => return reveal(document),
        ReviewsCommand::Reason(reason) => reviews.reason = reason,
        ReviewsCommand::Calibrate(calibration) => {
            reviews.measured_for = None;
            reviews.noted = None;
            return edit(state, None, |review| calibration::calibrate(review, calibration.as_ref(), stamp));
        }
        ReviewsCommand::NoteReached => return note_reached(state, stamp),
        ReviewsCommand::Collated(number, collation) if number == reviews.collating => {
            let made_for = reviews.made_for(document.revision);
            reviews.take_collation(collation, made_for);
        }
        ReviewsCommand::Measured(number, figures) if number == reviews.measuring => {
            reviews.take_figures(Some(figures));
            return note_if_reached(state, stamp);
        }
        ReviewsCommand::MeasureGamma if !reviews.others().is_empty() => {
            reviews.asked += 1;
            reviews.gauging = reviews.asked;
            reviews.gamma = Measuring::Underway(0, 1);
            return vec![Effect::MeasureGamma(reviews.gauging)];
        }
        ReviewsCommand::StopGamma => {
            reviews.gamma = Measuring::Not;
            return vec![Effect::StopGamma];
        }
        ReviewsCommand::GammaGoesOn(number, done, all) if reviews.awaits_gamma(number) => {
            reviews.gamma = Measuring::Underway(done, all);
        }
        ReviewsCommand::GammaMeasured(number, gamma) if reviews.awaits_gamma(number) => {
            reviews.gamma = Measuring::Done(gamma);
        }
        // What was asked for something that has changed since.
        _ => {}
    }
    Vec::new()
}

/// Remembers that the agreement is reached as soon as it is, once in a sitting: whoever takes that back means it.
fn note_if_reached(state: &mut State, stamp: &Stamp<'_>) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    let reviews = &mut document.reviews;
    let figure = reviews.calibrated_figure();
    let Some(Standing { calibration, reached: None, .. }) = &reviews.standing else { return Vec::new() };
    let is_reached = figure.and_then(|figure| calibration.gate.is_reached_by(figure)) == Some(true);
    if !is_reached || document.read_only.is_some() || reviews.noted.as_ref() == Some(calibration) {
        return Vec::new();
    }
    reviews.noted = Some(calibration.clone());
    note_reached(state, stamp)
}

/// What is to be said of a review that is opened before its calibration is reached.
pub(super) fn uncalibrated(review: &Review) -> Option<String> {
    let Standing { calibration, reached: None, .. } = Standing::of(review)? else { return None };
    let name = inert(&calibration.name).replace(['\n', '\t'], " ");
    Some(format!(
        "This review is not calibrated yet: {} of at least {:.3} with “{name}” is to be reached before work counts. \
         “Compare with…” measures it",
        calibration.gate.measure.label(),
        calibration.gate.least
    ))
}

fn note_reached(state: &mut State, stamp: &Stamp<'_>) -> Vec<Effect> {
    let figure = state.document.as_ref().and_then(|document| document.reviews.calibrated_figure()?.value());
    let Some(figure) = figure else { return Vec::new() };
    let effects = edit(state, None, |review| calibration::note_reached(review, figure, stamp));
    if !effects.is_empty() {
        state.tell(
            NoticeKind::Info,
            "The calibration is reached, and the history of the review says so. What you tag from now on counts",
        );
    }
    effects
}

/// Has files read and shows them beside the open review.
fn open(state: &mut State, files: Vec<PathBuf>) -> Vec<Effect> {
    if matches!(state.question, Some(Question::TypeReviewPath)) {
        state.question = None;
    }
    let Some(document) = &mut state.document else { return Vec::new() };
    if document.replacing.is_some() {
        return told(state, NoticeKind::Info, "Carry the claims over first, or cancel the comparison");
    }
    document.reviews.wanted.extend(files);
    super::show(state, View::Compare)
}

fn take_in(
    state: &mut State,
    outcome: Result<Arc<OtherReview>, FailedReview>,
    left: usize,
    continuum: Arc<crate::compare::Continuum>,
) -> Vec<Effect> {
    let Some(Document { reviews, .. }) = &mut state.document else { return Vec::new() };
    reviews.left = left;
    reviews.continuum.get_or_insert(continuum);
    let failed = match outcome {
        Ok(other) => {
            reviews.put(other);
            None
        }
        Err(failed) => {
            reviews.put_failed(failed.clone());
            // Where nothing is beside the review, why not is what there is to see.
            if reviews.others().is_empty() {
                reviews.tab = Tab::Files;
            }
            Some(failed)
        }
    };
    if failed.is_none() && reviews.tab == Tab::Files && reviews.others().len() == 1 {
        reviews.tab = Tab::Claims;
    }
    remember(state);
    failed.map(|failed| told(state, NoticeKind::Warning, failed.reason)).unwrap_or_default()
}

/// Remembers the files that are beside the review of a text as long as the window is open.
fn remember(state: &mut State) {
    let Some(document) = &state.document else { return };
    let text = document.review.article().text();
    let files = document.reviews.files();
    state.beside.retain(|(known, _)| known != text);
    if !files.is_empty() {
        state.beside.push((text.clone(), files));
    }
}

/// Brings what hangs on the reviews in step, after any command: reads what is to be read, collates and measures what is to be seen.
pub(super) fn follow(state: &mut State) -> Vec<Effect> {
    if state.view != View::Compare {
        return Vec::new();
    }
    let beside = state.document.as_ref().and_then(|document| {
        let is_new = document.reviews.reading == 0 && document.reviews.wanted.is_empty();
        let text = document.review.article().text();
        state.beside.iter().find(|(known, _)| is_new && known == text).map(|(_, files)| files.clone())
    });
    let Some(document) = &mut state.document else { return Vec::new() };
    let revision = document.revision;
    let reviews = &mut document.reviews;
    reviews.wanted.extend(beside.unwrap_or_default());
    let mut effects = Vec::new();
    if !reviews.wanted.is_empty() {
        // Files that are still being read belong to the same reading.
        let mut files = if reviews.left > 0 { std::mem::take(&mut reviews.underway) } else { Vec::new() };
        for file in std::mem::take(&mut reviews.wanted) {
            if !files.contains(&file) {
                files.push(file);
            }
        }
        reviews.asked += 1;
        reviews.reading = reviews.asked;
        reviews.left = files.len();
        reviews.underway.clone_from(&files);
        effects.push(Effect::ReadReviews { number: reviews.reading, files });
    }
    if reviews.standing_of != Some(revision) {
        reviews.standing_of = Some(revision);
        reviews.standing = Standing::of(&document.review);
    }
    let made_for = reviews.made_for(revision);
    let mut is_settled = false;
    if reviews.collated_for != Some(made_for) {
        match reviews.to_collate(&document.review) {
            None => reviews.take_collation(Arc::default(), made_for),
            Some(collated) if Collation::size(&collated) <= AT_ONCE => {
                let collation = Arc::new(Collation::of(&collated));
                drop(collated);
                let before = reviews.current();
                is_settled = reviews.is_settled || before.is_none();
                reviews.take_collation(collation, made_for);
            }
            Some(_) => {
                reviews.asked += 1;
                reviews.collating = reviews.asked;
                reviews.collated_for = Some(made_for);
                effects.push(Effect::Collate(reviews.collating));
            }
        }
    }
    // What is looked at next is in sight, and the list in step with the article.
    if is_settled {
        effects.extend(reveal(document));
    }
    let reviews = &mut document.reviews;
    let is_measured = reviews.tab == Tab::Figures || reviews.calibration().is_some();
    if is_measured && reviews.measured_for != Some(made_for) {
        reviews.measured_for = Some(made_for);
        if reviews.others().is_empty() {
            reviews.take_figures(None);
        } else {
            reviews.asked += 1;
            reviews.measuring = reviews.asked;
            effects.push(Effect::Measure(reviews.measuring));
        }
    }
    effects
}

/// Brings the row that is looked at into view.
fn reveal(document: &mut Document) -> Vec<Effect> {
    let Some(row) = document.reviews.current_row() else { return Vec::new() };
    let (start, own) = (row.place.start, row.of(0));
    document.selection.place(start, false);
    match own.first() {
        Some(claim) => document.look_at(*claim, Some(start)),
        None => document.focus = None,
    }
    vec![Effect::Reveal(start)]
}

/// A click in the article while reviews are beside it: the row there is looked at, and the next when the same place is clicked again.
pub(super) fn click(state: &mut State, at: ByteIndex) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    let at = document.review.article().text().grapheme_floor(at);
    if let Some(row) = document.reviews.row_at(at) {
        document.reviews.choose(row);
        let own = document.reviews.current_row().and_then(|row| row.of(0).first().copied());
        match own {
            Some(claim) => document.look_at(claim, Some(at)),
            None => document.focus = None,
        }
    }
    document.selection.place(at, false);
    vec![Effect::Focus(PlaceOfFocus::Article)]
}

/// Carries out an action about the reviews beside the open one.
pub(super) fn act(state: &mut State, action: Action, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    match action {
        Action::NextDifference | Action::PreviousDifference => {
            let Some(document) = &mut state.document else { return Vec::new() };
            if document.reviews.step(action == Action::NextDifference) {
                return reveal(document);
            }
            told(state, NoticeKind::Info, "Nothing that is listed differs")
        }
        Action::Settle(how) => settle(state, how, stamp),
        Action::TakeAllUntaken => take_all(state, stamp),
        _ => Vec::new(),
    }
}

/// Why nothing can be settled, if so.
fn cannot_settle(reviews: &Reviews) -> Option<&'static str> {
    match (reviews.merges_with(), reviews.current_row()) {
        (None, _) => Some("Hold another review against the open one first: only the open one is changed"),
        (_, None) => Some("Choose a difference first"),
        (_, Some(row)) if !row.is_contested() => Some("Both agree here; there is nothing to settle"),
        _ => None,
    }
}

fn settle(state: &mut State, how: Settlement, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    settled(state, |review, contested, reason, stamp| operations::settle(review, contested, how, reason, stamp), stamp)
}

/// Makes a third claim of the selected words or, without any, of the claims' own with another tag.
pub(super) fn settle_anew(state: &mut State, tag: Tag, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let spans = state.document.as_ref().map(Document::selected_spans).unwrap_or_default();
    let anew = |review: &_, contested: &Contested<'_>, reason: &str, stamp: &mut Stamp<'_>| {
        operations::settle_anew(review, contested, tag, &spans, reason, stamp).map(|(edit, _)| edit)
    };
    settled(state, anew, stamp)
}

fn settled(
    state: &mut State,
    make: impl FnOnce(&Review, &Contested<'_>, &str, &mut Stamp<'_>) -> Result<crate::review::Edit, crate::review::Refusal>,
    stamp: &mut Stamp<'_>,
) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    if let Some(words) = cannot_settle(&document.reviews) {
        return told(state, NoticeKind::Info, words);
    }
    let Some((mine, theirs, other)) = document.reviews.contested() else { return Vec::new() };
    let (other, reason) = (Arc::clone(other), document.reviews.reason.clone());
    if state.settings.assigning.reasons && reason.trim().is_empty() {
        state.tell(NoticeKind::Info, "Say why first: a reason is asked for each thing you settle");
        return vec![Effect::Focus(PlaceOfFocus::Reason)];
    }
    let author = author(&other);
    let effects = edit(state, None, |review| {
        let contested = Contested { mine: &mine, theirs: &theirs, other: &other.review, author: &author };
        make(review, &contested, &reason, stamp)
    });
    let Some(document) = state.document.as_mut().filter(|_| !effects.is_empty()) else { return effects };
    document.reviews.reason.clear();
    document.reviews.is_settled = true;
    let head = document.selection.head;
    document.selection.place(head, false);
    effects
}

fn take_all(state: &mut State, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    let Some((_, other)) = document.reviews.merges_with() else {
        return told(state, NoticeKind::Info, cannot_settle(&document.reviews).unwrap_or("Choose a difference first"));
    };
    if state.settings.assigning.reasons {
        return told(state, NoticeKind::Info, "A reason is asked for each thing you settle: take them one by one");
    }
    let (other, claims) = (Arc::clone(other), document.reviews.untaken());
    let author = author(&other);
    if claims.is_empty() {
        return told(
            state,
            NoticeKind::Info,
            format!("{author} has no claim that you have not, and that is not settled"),
        );
    }
    let mut taken = 0;
    let effects = edit(state, None, |review| {
        let (edit, count) = operations::take_over(review, &other.review, &author, &claims, stamp)?;
        taken = count;
        Ok(edit)
    });
    if !effects.is_empty() {
        let left = claims.len() - taken;
        let words = match left {
            0 => format!("{taken} taken over from {author}"),
            _ => format!(
                "{taken} taken over from {author}; {left} would share text with yours and are left to be settled"
            ),
        };
        state.tell(NoticeKind::Info, words);
    }
    effects
}

/// Whether a click or a key in the article means the reviews beside it.
pub(super) fn is_comparing(state: &State) -> bool {
    state.view == View::Compare && state.document.as_ref().is_some_and(|document| !document.reviews.others().is_empty())
}
