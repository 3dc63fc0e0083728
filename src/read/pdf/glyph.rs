//! What is on a page: its characters, each with its place.

use std::collections::HashMap;

use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
    font::{Glyph as Drawn, GlyphRun},
    hayro_cmap::{BfString, WritingMode},
    hayro_syntax::object::{Dict, Name, String as Bytes},
    kurbo::{BezPath, Point, Rect, Shape as _, Vec2},
};

use super::{
    about::words_of,
    hyphen::{Softness, ends_with_hyphen},
};

/// The most characters of a page; a page of a broadsheet has 50,000.
const MOST: usize = 1_000_000;
/// Units of a font in one em.
const UNITS: f64 = 1000.0;

/// Which way a line of writing runs on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Turn {
    Right,
    Down,
    Left,
    Up,
}

impl Turn {
    pub(super) const ALL: [Self; 4] = [Self::Right, Self::Down, Self::Left, Self::Up];

    fn of(direction: Vec2) -> Self {
        match (direction.x.abs() >= direction.y.abs(), direction.x >= 0.0, direction.y >= 0.0) {
            (true, true, _) => Self::Right,
            (true, false, _) => Self::Left,
            (false, _, true) => Self::Down,
            (false, _, false) => Self::Up,
        }
    }

    /// How far along its line a point is, and how far down the lines are: the page turned so that writing runs right.
    fn turned(self, point: Point) -> (f32, f32) {
        let (along, down) = match self {
            Self::Right => (point.x, point.y),
            Self::Down => (point.y, -point.x),
            Self::Left => (-point.x, -point.y),
            Self::Up => (-point.y, point.x),
        };
        (along as f32, down as f32)
    }
}

/// A character, or several drawn as one, on the page turned so that writing runs right. Lengths are in points.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// What it stands for, as the file says. U+FFFD when the file does not say.
    pub(super) text: String,
    /// Its number in the font, when the file does not say what it stands for.
    pub(super) code: Option<u32>,
    /// Where it begins and ends along its line.
    pub(super) start: f32,
    pub(super) end: f32,
    /// How far down its line stands.
    pub(super) base: f32,
    /// The size of the type.
    pub(super) size: f32,
    /// How much ink it takes, as a part of the square of its size.
    pub(super) ink: f32,
    /// How much more ink it takes than the same letter mostly does on its page.
    pub(super) weight: Option<f32>,
    /// What the file says of it as a hyphen.
    pub(super) soft: Softness,
    pub(super) turn: Turn,
    /// Whether the file says that it belongs to the page, not to the text: a running head, a page number.
    pub(super) furniture: bool,
}

/// Everything on a page.
#[derive(Debug)]
pub(super) struct Sheet {
    /// In the order in which they are drawn.
    pub(super) glyphs: Vec<Glyph>,
    /// How many of them are not seen, as the words that text recognition lays under a picture.
    pub(super) unseen: usize,
    /// The part of the page that the largest picture takes.
    pub(super) pictured: f64,
    size: (f64, f64),
    marks: Vec<Mark>,
    ink: HashMap<u128, f32>,
    /// Where which characters stand, to leave out those drawn twice.
    places: HashMap<(i32, i32), Vec<usize>>,
}

/// A stretch of the content with something said about it.
#[derive(Debug)]
struct Mark {
    furniture: bool,
    /// The words that stand for what is drawn.
    words: Option<String>,
    /// The first character in it.
    first: usize,
}

impl Sheet {
    /// An empty page of a width and height in points.
    pub(super) fn new(size: (f64, f64)) -> Self {
        Self {
            glyphs: Vec::new(),
            unseen: 0,
            pictured: 0.0,
            size,
            marks: Vec::new(),
            ink: HashMap::new(),
            places: HashMap::new(),
        }
    }

    fn push(&mut self, glyph: Glyph) {
        // A file may put a letter as far away as numbers go.
        let beside = |place: f32, add: i32| ((place / 2.0) as i32).saturating_add(add);
        let cell = |add: (i32, i32)| (beside(glyph.start, add.0), beside(glyph.base, add.1));
        let close = glyph.size * 0.12;
        let is_same = |&other: &usize| {
            self.glyphs.get(other).is_some_and(|other| {
                other.text == glyph.text
                    && other.code == glyph.code
                    && other.turn == glyph.turn
                    && (other.start - glyph.start).abs() < close
                    && (other.base - glyph.base).abs() < close
            })
        };
        let around = (-1..=1).flat_map(|x| (-1..=1).map(move |y| (x, y)));
        let twice = around.filter_map(|add| self.places.get(&cell(add))).flatten().any(is_same);
        if !twice {
            self.places.entry(cell((0, 0))).or_default().push(self.glyphs.len());
            self.glyphs.push(glyph);
        }
    }

    fn is_outside(&self, place: Point, size: f64) -> bool {
        let (width, height) = self.size;
        !(place.x.is_finite() && place.y.is_finite() && size.is_finite())
            || place.x < -size
            || place.y < -size
            || place.x > width + size
            || place.y > height + size
    }

    fn ink(&mut self, glyph: &Drawn<'_>) -> f32 {
        let Drawn::Outline(outline) = glyph else { return 0.0 };
        let key = outline.identifier().cache_key();
        *self.ink.entry(key).or_insert_with(|| (outline.outline().area().abs() / (UNITS * UNITS)) as f32)
    }

    /// Weighs each letter against the same letter elsewhere on the page: bold type has more ink, whatever its font says of itself.
    pub(super) fn weigh(&mut self) {
        let mut inks: HashMap<&str, Vec<f32>> = HashMap::new();
        let is_letter = |glyph: &&Glyph| glyph.ink > 0.0 && glyph.text.chars().all(char::is_alphabetic);
        for glyph in self.glyphs.iter().filter(is_letter) {
            inks.entry(&glyph.text).or_default().push(glyph.ink);
        }
        let medians: HashMap<String, f32> = inks
            .into_iter()
            .map(|(text, mut inks)| {
                inks.sort_by(f32::total_cmp);
                (text.to_owned(), inks[inks.len() / 2])
            })
            .collect();
        for glyph in &mut self.glyphs {
            glyph.weight = medians.get(&glyph.text).filter(|_| glyph.ink > 0.0).map(|median| glyph.ink / median);
        }
    }

    /// Puts the words that the file gives for a stretch in the place of what is drawn there.
    fn replace(&mut self, first: usize, words: &str) {
        let Some((head, rest)) = self.glyphs.get_mut(first..).and_then(<[Glyph]>::split_first_mut) else { return };
        let one_line = rest.iter().all(|glyph| glyph.turn == head.turn && (glyph.base - head.base).abs() < head.size);
        if !one_line {
            return;
        }
        head.end = rest.iter().fold(head.end, |end, glyph| end.max(glyph.end));
        let is_soft = words == "\u{AD}";
        // Browsers say so of a blank wherever a word may be broken, others of the hyphen where one is.
        head.soft = match is_soft {
            true if ends_with_hyphen(&head.text) => Softness::Sure,
            true => Softness::Named,
            false => Softness::Unsaid,
        };
        head.text = if is_soft { "-".to_owned() } else { words.replace('\u{FEFF}', "") };
        self.glyphs.truncate(first + 1);
    }
}

/// The characters that a glyph stands for; control characters mean nothing, and U+FFFD that the file does not say.
fn meaning(glyph: &Drawn<'_>) -> String {
    let raw = match glyph.as_unicode() {
        Some(BfString::Char(c)) => c.to_string(),
        Some(BfString::String(words)) => words,
        None => char::REPLACEMENT_CHARACTER.to_string(),
    };
    let is_space = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}');
    let known: String = raw
        .chars()
        .map(|c| if is_space(c) { ' ' } else { bullet(c) })
        .filter(|c| !c.is_control() && *c != '\u{FEFF}')
        .collect();
    if known.is_empty() && !raw.is_empty() { char::REPLACEMENT_CHARACTER.to_string() } else { known }
}

/// The signs that the Symbol and Wingdings fonts have where Unicode has no meaning.
fn bullet(c: char) -> char {
    match c {
        '\u{F0B7}' | '\u{F06C}' => '•',
        '\u{F0A7}' | '\u{F06E}' => '▪',
        '\u{F0D8}' => '‣',
        '\u{F02D}' => '-',
        _ => c,
    }
}

impl<'a> Device<'a> for Sheet {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        if self.glyphs.len() > MOST {
            return;
        }
        let unseen = matches!(mode, DrawMode::Invisible);
        let upright = run.writing_mode() == WritingMode::Vertical;
        let furniture = self.marks.iter().any(|mark| mark.furniture);
        let vectors = run.glyphs().iter().map(|glyph| {
            let placed = props.transform * glyph.transform();
            let origin = placed * Point::ORIGIN;
            (placed * Point::new(1.0, 0.0) - origin, placed * Point::new(0.0, 1.0) - origin, origin)
        });
        let vectors: Vec<(Vec2, Vec2, Point)> = vectors.collect();
        let wide = horizontal_scale(&vectors);
        for (glyph, (along, across, place)) in run.glyphs().iter().zip(vectors) {
            let size = across.hypot() * UNITS;
            if self.is_outside(place, size) || size < 0.5 {
                continue;
            }
            let text = meaning(glyph);
            let is_soft = text == "\u{AD}";
            let soft = if is_soft { Softness::Named } else { Softness::Unsaid };
            let text = if is_soft { "-".to_owned() } else { text };
            let advance = match &**glyph {
                Drawn::Outline(outline) => outline.advance_width(),
                Drawn::Type3(drawn) => drawn.advance_width(),
            };
            let turn = if upright { Turn::Down } else { Turn::of(along) };
            let (start, base) = turn.turned(place);
            let width = if upright { size } else { f64::from(advance.unwrap_or(500.0)) / UNITS * size * wide };
            let ink = self.ink(glyph);
            let end = start + (width.max(0.0) as f32);
            self.unseen += usize::from(unseen && !text.trim().is_empty());
            let code = text.contains(char::REPLACEMENT_CHARACTER).then(|| glyph.char_code());
            self.push(Glyph {
                text,
                code,
                start,
                end,
                base,
                size: size as f32,
                ink,
                weight: None,
                soft,
                turn,
                furniture,
            });
        }
    }

    fn draw_image(&mut self, _image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (width, height) = self.size;
        let unit = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0));
        let seen = unit.intersect(Rect::new(0.0, 0.0, width, height));
        let part = seen.area() / (width * height).max(1.0);
        // Pictures come in unit squares or in pixels; of the latter only a part may be known.
        self.pictured = self.pictured.max(if part.is_finite() { part.clamp(0.001, 1.0) } else { 0.001 });
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let is_of_page =
            |dict: &Dict<'_>| dict.get::<Name<'_>>(b"Type").is_some_and(|kind| &*kind == b"Pagination".as_slice());
        let furniture = tag == b"Artifact" && properties.is_some_and(is_of_page);
        let words = properties.and_then(|dict| dict.get::<Bytes<'_>>(b"ActualText"));
        let words = words.map(|bytes| words_of(bytes.as_bytes()));
        self.marks.push(Mark { furniture, words, first: self.glyphs.len() });
    }

    fn end_marked_content(&mut self) {
        if let Some(Mark { words: Some(words), first, .. }) = self.marks.pop() {
            self.replace(first, &words);
        }
    }

    fn draw_path(&mut self, _path: &BezPath, _props: DrawProps<'a>, _mode: &DrawMode) {}
    fn draw_rect(&mut self, _rect: &Rect, _props: DrawProps<'a>, _mode: &DrawMode) {}
    fn push_clip_path(&mut self, _path: &ClipPath) {}
    fn push_clip_rect(&mut self, _rect: &Rect) {}
    fn push_transparency_group(&mut self, _opacity: f32, _mask: Option<SoftMask<'a>>, _mode: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// How much wider than high a run is set. Stand-ins for missing fonts are stretched letter by letter, which is no scale.
fn horizontal_scale(vectors: &[(Vec2, Vec2, Point)]) -> f64 {
    let mut scales = vectors.iter().map(|(along, across, _)| along.hypot() / across.hypot());
    let Some(first) = scales.next().filter(|scale| scale.is_finite() && vectors.len() > 2) else { return 1.0 };
    if scales.all(|scale| (scale - first).abs() < 0.005) { first } else { 1.0 }
}
