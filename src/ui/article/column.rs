//! The reading column: its pieces, how each kind is set, where each stands.

use eframe::egui::{self, FontId, Rect};

use super::{
    heights::Heights,
    paragraph::{GalleyParagraph, Paragraph as _, Setting},
    pieces::{Piece, pieces},
};
use crate::{
    article::{Article, BlockKind},
    text::ByteIndex,
    ui::theme::{READING, READING_ITALIC, READING_SIZE, READING_STRONG, font},
};

/// From baseline to baseline of running text, as a multiple of its size: room for three stacked lines under the words.
const LEADING: f32 = 1.72;

/// How high a lane of lines under the words is at 100 %, in points: two of them can be stacked in it.
pub(crate) const LANE: f32 = 9.5;

/// What the leading has room for without more, in points at 100 %.
const STACKED: f32 = 9.5;

/// How many average characters a line of running text holds; lines of narrow letters come to at most 72.
const CHARACTERS_A_LINE: f32 = 70.0;

/// The space above the first piece and below the last, in points.
const EDGE: f32 = 36.0;

/// What a column is laid out for; another value means another layout.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Measure {
    /// The width of a line of running text, in points.
    pub width: f32,
    /// 1 at 100 %.
    pub zoom: f32,
    /// How many lanes of lines there is to be room for under the words; 0 for the lines of one reviewer.
    lanes: usize,
    pixels_per_point: f32,
}

impl Measure {
    /// The measure for a space this wide.
    pub(crate) fn new(context: &egui::Context, space: f32, zoom: f32) -> Self {
        let average = average_character(context, &font(READING, READING_SIZE * zoom));
        let width = (average * CHARACTERS_A_LINE).min(space).max(120.0).round();
        Self { width, zoom, lanes: 0, pixels_per_point: context.pixels_per_point() }
    }

    /// The same with room for a lane of lines for each of several reviewers.
    pub(crate) fn with_lanes(self, lanes: usize) -> Self {
        Self { lanes, ..self }
    }
}

/// The width of an average character of English running text, in points.
fn average_character(context: &egui::Context, font: &FontId) -> f32 {
    // Letters about as often as in running text, with a space in six.
    const SAMPLE: &str = "the councillor said that no further tests on the river had been made before noon";
    let width: f32 = context.fonts_mut(|fonts| SAMPLE.chars().map(|c| fonts.glyph_width(font, c)).sum());
    width / SAMPLE.len() as f32
}

/// The article as it is laid out.
pub(crate) struct Column {
    /// What it is laid out for.
    pub measure: Measure,
    /// Its pieces.
    pub pieces: Vec<Piece>,
    /// How high each is, with the space around it.
    pub heights: Heights,
}

/// How a kind of block is set apart from running text.
#[derive(Clone, Debug)]
pub(crate) struct Style {
    /// Font, leading and width.
    pub setting: Setting,
    /// From the column's left edge, in points.
    pub indent: f32,
    /// Above the block, in points.
    pub above: f32,
    /// Whether its ink steps back.
    pub soft: bool,
    /// Whether a line runs along its left side.
    pub ruled: bool,
    /// Whether it stands on a ground of its own, as what was put in by others does.
    pub boxed: bool,
}

/// A piece on the screen.
pub(crate) struct Placed {
    /// Its number.
    pub number: usize,
    /// Its text's upper left corner.
    pub origin: egui::Pos2,
    /// Its text.
    pub paragraph: GalleyParagraph,
    /// How it is set.
    pub style: Style,
}

impl Placed {
    /// Where its text is.
    pub(crate) fn rect(&self) -> Rect {
        Rect::from_min_size(self.origin, egui::vec2(self.style.setting.width, self.paragraph.height()))
    }
}

impl Column {
    /// Lays out nothing yet: heights are estimated from lengths.
    pub(crate) fn new(article: &Article, measure: Measure) -> Self {
        let pieces = pieces(article);
        let mut column = Self { measure, pieces, heights: Heights::default() };
        let heights = (0..column.pieces.len()).map(|number| column.estimate(number)).collect();
        column.heights = Heights::new(heights);
        column
    }

    fn estimate(&self, number: usize) -> f32 {
        let style = self.style(number);
        let across = (style.setting.width / (style.setting.font.size * 0.46)).max(1.0);
        let lines = (self.pieces[number].span.len() as f32 / across).ceil().max(1.0);
        self.space_above(number, &style) + lines * style.setting.line_height + self.space_below(number)
    }

    /// The space above a piece.
    pub(crate) fn space_above(&self, number: usize, style: &Style) -> f32 {
        let edge = if number == 0 { EDGE } else { 0.0 };
        let gap = if self.pieces[number].begins_block && number > 0 { style.above } else { 0.0 };
        edge + gap
    }

    fn space_below(&self, number: usize) -> f32 {
        if number + 1 == self.pieces.len() { EDGE * 2.0 } else { 0.0 }
    }

    /// Lays a piece out with its upper edge, space included, at `top`; notes how high it is.
    pub(crate) fn place(
        &mut self,
        context: &egui::Context,
        article: &Article,
        number: usize,
        left: f32,
        top: f32,
    ) -> Placed {
        let style = self.style(number);
        let paragraph = GalleyParagraph::new(context, article.text().slice(self.pieces[number].span), &style.setting);
        let above = self.space_above(number, &style);
        self.heights.set(number, above + paragraph.height() + self.space_below(number));
        Placed { number, origin: egui::pos2(left + style.indent, (top + above).round()), paragraph, style }
    }

    /// The height of a piece, laid out for it.
    pub(crate) fn measured(&mut self, context: &egui::Context, article: &Article, number: usize) -> f32 {
        self.place(context, article, number, 0.0, 0.0);
        self.heights.get(number)
    }

    /// How a piece is set.
    pub(crate) fn style(&self, number: usize) -> Style {
        let Measure { width, zoom, lanes, .. } = self.measure;
        let room = (lanes as f32 * LANE - STACKED).max(0.0) * zoom.sqrt();
        let size = READING_SIZE * zoom;
        let kind = self.pieces[number].kind;
        let (font, leading) = match kind {
            BlockKind::Headline => (font(READING_STRONG, size * 1.75), 1.22),
            BlockKind::Heading => (font(READING_STRONG, size * 1.22), 1.35),
            BlockKind::Standfirst => (font(READING_ITALIC, size * 1.1), 1.55),
            BlockKind::Byline => (FontId::proportional(size * 0.76), 1.6),
            BlockKind::Credit => (FontId::proportional(size * 0.66), 1.7),
            BlockKind::Caption => (FontId::proportional(size * 0.76), 1.72),
            BlockKind::Link => (FontId::proportional(size * 0.82), 1.7),
            BlockKind::TableRow => (FontId::proportional(size * 0.8), 1.7),
            _ => (font(READING, size), LEADING),
        };
        let indent = match kind {
            BlockKind::Quotation | BlockKind::Embed | BlockKind::ListItem => size * 1.4,
            BlockKind::RepublisherNote | BlockKind::EditorNote | BlockKind::Caption | BlockKind::Link => size * 0.9,
            _ => 0.0,
        };
        let above = match kind {
            BlockKind::Headline | BlockKind::Heading => size * 1.5,
            BlockKind::Byline | BlockKind::ListItem | BlockKind::TableRow => size * 0.45,
            BlockKind::Credit => size * 0.25,
            BlockKind::RepublisherNote | BlockKind::EditorNote => size * 1.6,
            _ => size * 0.9,
        };
        let previous_boxed = number > 0 && is_boxed(self.pieces[number - 1].kind);
        Style {
            setting: Setting { line_height: (font.size * leading + room).round(), font, width: width - indent },
            indent,
            above: if previous_boxed { above.max(size * 1.6) } else { above },
            soft: matches!(
                kind,
                BlockKind::Byline | BlockKind::Credit | BlockKind::Caption | BlockKind::Link | BlockKind::Standfirst
            ),
            ruled: matches!(kind, BlockKind::Quotation | BlockKind::Embed | BlockKind::Caption | BlockKind::Link),
            boxed: is_boxed(kind),
        }
    }

    /// The byte of the article for a byte of a piece.
    pub(crate) fn to_article(&self, number: usize, byte: usize) -> ByteIndex {
        ByteIndex::new(self.pieces[number].span.start().get() + byte)
    }

    /// The byte of a piece for a byte of the article, which may lie outside.
    pub(crate) fn to_piece(&self, number: usize, index: ByteIndex) -> usize {
        let span = self.pieces[number].span;
        index.get().clamp(span.start().get(), span.end().get()) - span.start().get()
    }
}

fn is_boxed(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::RepublisherNote | BlockKind::EditorNote)
}
