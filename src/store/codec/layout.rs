//! How the file is laid out: a line for each field and each element, indented by two spaces a level.

use std::io::{self, Write};

use serde_json::ser::Formatter;

/// A line feed and the deepest indentation that is written in one piece.
const LINE: &[u8] = b"\n                                                                ";

/// The layout of `serde_json`'s own pretty printer, written in a few large pieces instead of many small ones: half of the bytes of
/// a file are indentation.
#[derive(Debug, Default)]
pub(super) struct Indented {
    depth: usize,
    /// Whether the array or object that ends has anything in it.
    has_content: bool,
}

impl Indented {
    /// The layout of a value inside of this many arrays and objects.
    pub(super) fn within(depth: usize) -> Self {
        Self { depth, has_content: false }
    }

    fn new_line<W: ?Sized + Write>(&self, writer: &mut W) -> io::Result<()> {
        let mut left = self.depth * 2;
        let first = left.min(LINE.len() - 1);
        writer.write_all(&LINE[..=first])?;
        left -= first;
        while left > 0 {
            let more = left.min(LINE.len() - 1);
            writer.write_all(&LINE[1..=more])?;
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
            self.new_line(writer)?;
        }
        writer.write_all(&[sign])
    }

    fn begin_entry<W: ?Sized + Write>(&self, writer: &mut W, is_first: bool) -> io::Result<()> {
        if !is_first {
            writer.write_all(b",")?;
        }
        self.new_line(writer)
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
        self.begin_entry(writer, first)
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
        self.begin_entry(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _writer: &mut W) -> io::Result<()> {
        self.has_content = true;
        Ok(())
    }
}
