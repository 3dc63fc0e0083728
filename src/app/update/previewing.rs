//! The preview of an article that was just opened: reading it again, taking what others wrote, putting it away.

use super::{editing, filing, told};
use crate::{
    app::{Document, Effect, Manner, NoticeKind, PlaceOfFocus, PreviewCommand, State},
    article::Metadata,
    read::Remark,
    review::{Stamp, operations},
    text::Span,
};

pub(super) fn preview(state: &mut State, command: PreviewCommand, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    match command {
        PreviewCommand::ReadAgain(manner) => read_again(state, manner),
        PreviewCommand::TakeRemarks => take_remarks(state, stamp),
        PreviewCommand::Close => {
            if let Some(preview) = state.document.as_mut().and_then(|document| document.preview.as_mut()) {
                preview.is_open = false;
            }
            vec![Effect::Focus(PlaceOfFocus::View)]
        }
    }
}

/// Shows everything on the page, or again the article alone.
pub(super) fn toggle_whole_page(state: &mut State) -> Vec<Effect> {
    let preview = state.document.as_ref().and_then(|document| document.preview.as_ref());
    let Some(manner) = preview.map(|preview| preview.manner) else {
        return Vec::new();
    };
    read_again(state, Manner { whole_page: !manner.whole_page, ..manner })
}

fn read_again(state: &mut State, manner: Manner) -> Vec<Effect> {
    let Some(document) = state.document.as_ref().filter(|document| document.can_be_read_again()) else {
        let words = "An article with claims stays as it was read, since the claims hang on its text. Open the file again to read it in another way";
        return told(state, NoticeKind::Info, words);
    };
    let Some(preview) = &document.preview else {
        return Vec::new();
    };
    let origin = preview.origin.clone();
    state.loading = Some(filing::name_of(&origin));
    vec![Effect::ReadAgain { origin, manner }]
}

/// Claims of what others wrote beside the text, as one step. What is about no words in particular stays in sight.
fn take_remarks(state: &mut State, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let remarks = state.document.as_ref().and_then(|document| document.preview.as_ref());
    let remarks = remarks.map(|preview| preview.remarks.clone()).unwrap_or_default();
    let note = |remark: &Remark| {
        let author = remark.author.as_ref().map(|author| format!("{author}: ")).unwrap_or_default();
        Some((remark.span?, format!("{author}{}", remark.words)))
    };
    let notes: Vec<(Span, String)> = remarks.iter().filter_map(note).collect();
    let without_place: Vec<&str> =
        remarks.iter().filter(|remark| remark.span.is_none()).map(|remark| remark.words.as_str()).collect();
    if !without_place.is_empty() {
        let words = without_place.join(" — ");
        state.tell(
            NoticeKind::Warning,
            format!("About no words of the text in particular, and so not taken over: {words}"),
        );
    }
    editing::edit(state, None, |review| operations::take_notes(review, &notes, stamp))
}

/// The metadata that somebody corrected before the article was read again, as it is to be corrected now.
pub(super) fn correction(before: Option<&Document>) -> Option<Metadata> {
    let document = before?;
    let now = &document.review.article().metadata;
    (*now != document.preview.as_ref()?.metadata).then(|| now.clone())
}
