//! Texts whose places are shown by markers: `⟦…⟧` is a span and `|` a caret; neither is part of the text.

use claimlight::text::{ByteIndex, Span, Text};

/// A text with the places that its markers show.
pub(crate) struct Marked {
    /// The text without the markers.
    pub(crate) text: Text,
    /// The spans, in the order in which they end.
    pub(crate) spans: Vec<Span>,
    /// The carets, in text order.
    pub(crate) carets: Vec<ByteIndex>,
}

/// Reads a text with markers.
pub(crate) fn marked(written: &str) -> Marked {
    let (mut content, mut starts, mut ranges, mut carets) = (String::new(), Vec::new(), Vec::new(), Vec::new());
    for c in written.chars() {
        let here = ByteIndex::new(content.len());
        match c {
            '⟦' => starts.push(here),
            '⟧' => ranges.push(starts.pop().expect("a marker that opens")..here),
            '|' => carets.push(here),
            c => content.push(c),
        }
    }
    let text = Text::new(content).expect("a text");
    let spans = ranges.into_iter().map(|range| text.span(range).expect("markers on grapheme boundaries")).collect();
    Marked { text, spans, carets }
}

/// The text with markers around these spans, to compare by eye.
pub(crate) fn with_spans(text: &Text, spans: &[Span]) -> String {
    with_marks(text, spans.iter().flat_map(|span| [(span.start(), '⟦'), (span.end(), '⟧')]).collect())
}

/// The text with these markers.
pub(crate) fn with_marks(text: &Text, mut marks: Vec<(ByteIndex, char)>) -> String {
    // A span that ends where another begins is closed first.
    marks.sort_by_key(|(at, mark)| (*at, *mark != '⟧'));
    let mut written = text.as_str().to_owned();
    for (at, mark) in marks.into_iter().rev() {
        written.insert(at.get(), mark);
    }
    written
}
