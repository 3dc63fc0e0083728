//! How the file is laid out: a line for each field and each element, indented by two spaces a level.

use std::io::{self, Write};

use serde_json::ser::Formatter;

/// A comma, a line feed and the deepest indentation that is written in one piece.
const LINE: &[u8] = b",\n                                                                ";

/// Where the line feed and where the indentation begins in it.
const FEED: usize = 1;
const INDENTATION: usize = 2;

/// How many levels have a line of their own in [`KEYS`]: more than a review has of itself.
const LEVELS: usize = 8;

/// How many bytes the longest of these has.
const KEY_BYTES: usize = INDENTATION + 2 * LEVELS;

/// What stands before a key, by its level: a comma, a line feed, the indentation and the quotation mark.
const KEYS: [[u8; KEY_BYTES]; LEVELS] = {
    let mut keys = [[b' '; KEY_BYTES]; LEVELS];
    let mut depth = 0;
    while depth < LEVELS {
        keys[depth][0] = b',';
        keys[depth][FEED] = b'\n';
        keys[depth][INDENTATION + 2 * depth] = b'"';
        depth += 1;
    }
    keys
};

/// The layout of `serde_json`'s own pretty printer, written in a few large pieces instead of many small ones: half of the bytes of
/// a file are indentation.
#[derive(Debug, Default)]
pub(super) struct Indented {
    depth: usize,
    /// Whether the string that is written is a key, whose quotation marks are written with what is around it.
    is_key: bool,
    /// Whether the array or object that ends has anything in it.
    has_content: bool,
}

impl Indented {
    /// The layout of a value inside of this many arrays and objects.
    pub(super) fn within(depth: usize) -> Self {
        Self { depth, ..Self::default() }
    }

    fn new_line<W: ?Sized + Write>(&self, writer: &mut W, has_comma: bool) -> io::Result<()> {
        let mut left = self.depth * 2;
        let first = left.min(LINE.len() - INDENTATION);
        writer.write_all(&LINE[usize::from(!has_comma)..INDENTATION + first])?;
        left -= first;
        while left > 0 {
            let more = left.min(LINE.len() - INDENTATION);
            writer.write_all(&LINE[INDENTATION..INDENTATION + more])?;
            left -= more;
        }
        Ok(())
    }

    fn begin<W: ?Sized + Write>(&mut self, writer: &mut W, sign: u8) -> io::Result<()> {
        self.depth += 1;
        self.has_content = false;
        writer.write_all(&[sign])
    }

    fn end<W: ?Sized + Write>(&mut self, writer: &mut W, sign: u8) -> io::Result<()> {
        self.depth -= 1;
        if self.has_content {
            self.new_line(writer, false)?;
        }
        writer.write_all(&[sign])
    }
}

impl Formatter for Indented {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b'[')
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b']')
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.new_line(writer, !first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _writer: &mut W) -> io::Result<()> {
        self.has_content = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b'{')
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b'}')
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.is_key = true;
        if let Some(key) = KEYS.get(self.depth) {
            return writer.write_all(&key[usize::from(first)..=INDENTATION + self.depth * 2]);
        }
        self.new_line(writer, !first)?;
        writer.write_all(b"\"")
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.is_key = false;
        writer.write_all(b"\": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _writer: &mut W) -> io::Result<()> {
        self.has_content = true;
        Ok(())
    }

    fn begin_string<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.is_key { Ok(()) } else { writer.write_all(b"\"") }
    }

    fn end_string<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.is_key { Ok(()) } else { writer.write_all(b"\"") }
    }
}
