//! The form and voice a claim most likely has, so that the reviewer need only correct the exceptions.

use super::{Form, Tag, Voice};
use crate::{
    article::{Article, BlockKind},
    text::{Span, quotation},
};

/// The form the codebook gives to such words: set apart in a quotation block, direct when the marks are in and hold a
/// sentence, partial when they hold less than one.
pub fn usual_form(article: &Article, tag: Tag, segments: &[Span]) -> Form {
    let (Tag::Quote, Some(first)) = (tag, segments.first()) else {
        return Form::None;
    };
    if matches!(article.zone(*first), BlockKind::Quotation | BlockKind::Embed) {
        return Form::Block;
    }
    let words = article.text().slice(*first);
    let inner = words.trim_start_matches(quotation::is_mark);
    let whole_sentence = inner.chars().next().is_none_or(|c| !c.is_lowercase());
    if segments.len() > 1 || whole_sentence { Form::Direct } else { Form::Partial }
}

/// The voice: the block's own when a republisher, an editor or a caption speaks, else the source of a quotation or the author.
pub fn usual_voice(article: &Article, tag: Tag, segments: &[Span]) -> Voice {
    let zone = segments.first().map_or(BlockKind::Paragraph, |span| article.zone(*span));
    match (tag, zone) {
        (Tag::Quote, _) => Voice::Source,
        (_, BlockKind::RepublisherNote) => Voice::Republisher,
        (_, BlockKind::EditorNote) => Voice::Editor,
        (_, BlockKind::Caption) => Voice::Caption,
        _ => Voice::Author,
    }
}
