//! A laid-out stretch of text: where its bytes are on the screen, and painting it.
//!
//! Highlights, caret and selection ask only the [`Paragraph`] trait, so that another shaping engine can stand behind it.

use std::{ops::Range, sync::Arc};

use eframe::egui::{
    self, Align, Color32, FontId, Galley, Painter, Pos2, Rect, Vec2, pos2,
    text::{LayoutJob, TextFormat, TextWrapping},
};

/// A laid-out stretch of text. Bytes are counted from its start, points from its upper left corner.
pub(crate) trait Paragraph {
    /// How high it is.
    fn height(&self) -> f32;

    /// The byte before which a caret goes that is put at this point; points outside mean the nearest place inside.
    fn byte_at(&self, point: Vec2) -> usize;

    /// Where the bytes of a range are, from the top of their letters to the bottom: one rectangle a line, or more where
    /// the direction changes.
    fn rectangles(&self, range: Range<usize>) -> Vec<Rect>;

    /// Where the caret before a byte stands.
    fn caret(&self, byte: usize) -> Rect;

    /// The bytes of the line that holds a byte.
    fn line(&self, byte: usize) -> Range<usize>;

    /// Paints the letters.
    fn paint(&self, painter: &Painter, origin: Pos2, color: Color32);
}

/// How a paragraph is set.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Setting {
    /// The font.
    pub font: FontId,
    /// From baseline to baseline, in points.
    pub line_height: f32,
    /// The width of the column, in points.
    pub width: f32,
}

/// A paragraph laid out by the toolkit's own engine: right for scripts written from left to right.
pub(crate) struct GalleyParagraph {
    galley: Arc<Galley>,
    /// The byte at which each character begins, and the end; empty when every character is one byte.
    char_starts: Vec<u32>,
    length: usize,
}

impl GalleyParagraph {
    /// Lays text out. The toolkit remembers what it laid out in the frame before, so an unchanged paragraph costs a look-up.
    pub(crate) fn new(context: &egui::Context, text: &str, setting: &Setting) -> Self {
        // A line end inside a block is a line end of its source and no more than a space; both are one byte.
        let words = text.replace('\n', " ");
        let format = TextFormat {
            font_id: setting.font.clone(),
            color: Color32::PLACEHOLDER,
            line_height: Some(setting.line_height),
            valign: Align::Center,
            ..TextFormat::default()
        };
        let mut job = LayoutJob::single_section(words, format);
        job.wrap = TextWrapping { max_width: setting.width, ..TextWrapping::default() };
        let galley = context.fonts_mut(|fonts| fonts.layout_job(job));
        let char_starts = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| at as u32).chain(std::iter::once(text.len() as u32)).collect()
        };
        Self { galley, char_starts, length: text.len() }
    }

    fn byte_of_char(&self, index: usize) -> usize {
        if self.char_starts.is_empty() {
            return index.min(self.length);
        }
        self.char_starts.get(index).map_or(self.length, |at| *at as usize)
    }

    fn char_of_byte(&self, byte: usize) -> usize {
        if self.char_starts.is_empty() { byte } else { self.char_starts.partition_point(|at| (*at as usize) < byte) }
    }

    /// The lines with the characters they hold.
    fn lines(&self) -> impl Iterator<Item = (&egui::epaint::text::PlacedRow, Range<usize>)> {
        let mut first = 0;
        self.galley.rows.iter().map(move |row| {
            let start = first;
            first += row.glyphs.len() + usize::from(row.ends_with_newline);
            (row, start..first)
        })
    }

    /// The top and bottom of the letters of a line.
    fn letters(row: &egui::epaint::text::PlacedRow) -> (f32, f32) {
        match row.glyphs.first() {
            Some(glyph) => {
                let top = row.pos.y + glyph.pos.y - glyph.font_ascent;
                (top, top + glyph.font_height)
            }
            None => (row.pos.y, row.pos.y + row.size.y),
        }
    }

    fn x_of(row: &egui::epaint::text::PlacedRow, column: usize) -> f32 {
        row.pos.x + row.glyphs.get(column).map_or(row.size.x, |glyph| glyph.pos.x)
    }
}

impl Paragraph for GalleyParagraph {
    fn height(&self) -> f32 {
        self.galley.rect.height()
    }

    fn byte_at(&self, point: Vec2) -> usize {
        self.byte_of_char(self.galley.cursor_from_pos(point).index.0)
    }

    fn rectangles(&self, range: Range<usize>) -> Vec<Rect> {
        let (start, end) = (self.char_of_byte(range.start), self.char_of_byte(range.end));
        let touched = self.lines().filter(|(_, chars)| chars.start < end && start < chars.end);
        touched
            .map(|(row, chars)| {
                let (top, bottom) = Self::letters(row);
                let left = Self::x_of(row, start.saturating_sub(chars.start));
                // The space a line is broken at is no part of what the eye sees of it.
                let last = end.min(chars.end) - chars.start;
                let spaces = row
                    .glyphs
                    .get(..last)
                    .unwrap_or_default()
                    .iter()
                    .rev()
                    .take_while(|glyph| glyph.chr == ' ')
                    .count();
                let spaces = if end > chars.end || last == row.glyphs.len() { spaces } else { 0 };
                let right = Self::x_of(row, last - spaces);
                Rect::from_min_max(pos2(left, top), pos2(right.max(left), bottom))
            })
            .filter(|rectangle| rectangle.width() > 0.0)
            .collect()
    }

    fn caret(&self, byte: usize) -> Rect {
        let index = self.char_of_byte(byte);
        let line = self.lines().find(|(_, chars)| index < chars.end).or_else(|| self.lines().last());
        let Some((row, chars)) = line else {
            return Rect::from_min_size(Pos2::ZERO, Vec2::new(0.0, self.height()));
        };
        let (top, bottom) = Self::letters(row);
        let x = Self::x_of(row, index.saturating_sub(chars.start));
        Rect::from_min_max(pos2(x, top), pos2(x, bottom))
    }

    fn line(&self, byte: usize) -> Range<usize> {
        let index = self.char_of_byte(byte);
        let line = self.lines().find(|(_, chars)| index < chars.end).or_else(|| self.lines().last());
        let Some((row, chars)) = line else {
            return 0..self.length;
        };
        // The caret's place at the end of a broken line is before the space it is broken at.
        let is_last = chars.end >= self.char_of_byte(self.length);
        let ends_in_space = row.glyphs.last().is_some_and(|glyph| glyph.chr == ' ');
        let end = if !is_last && ends_in_space { chars.end - 1 } else { chars.end };
        self.byte_of_char(chars.start)..self.byte_of_char(end)
    }

    fn paint(&self, painter: &Painter, origin: Pos2, color: Color32) {
        painter.galley(origin, Arc::clone(&self.galley), color);
    }
}
