//! Stretches between quotation marks.

use super::{Span, Text};

/// Whether a character is a quotation mark in some script.
pub fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '\''
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

/// The smallest quotation of `within`, marks included, that holds `inner` and more.
pub fn enclosing(_text: &Text, _within: Span, _inner: Span) -> Option<Span> {
    None
}
