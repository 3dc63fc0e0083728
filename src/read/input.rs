//! What a reader is given.

use super::{Decoded, Foreign, Isolation, Options, ReadError, Warning, Watch, encoding};
use crate::text::{self, Normalised};

/// What a reader is given: bytes, and their characters when they are text.
#[derive(Debug)]
pub struct Input<'a> {
    name: Option<&'a str>,
    bytes: &'a [u8],
    content: Content<'a>,
    whole_page: bool,
    as_extracted: bool,
    part: usize,
    isolation: Isolation,
}

#[derive(Debug)]
enum Content<'a> {
    Text(Decoded<'a>),
    Foreign(Foreign),
}

impl<'a> Input<'a> {
    /// A file's bytes, decoded if they are text.
    ///
    /// # Errors
    /// When the watch says so.
    pub(super) fn of_file(
        name: Option<&'a str>,
        bytes: &'a [u8],
        options: &Options,
        watch: &Watch,
    ) -> Result<Self, ReadError> {
        let content = if let Some(foreign) = Foreign::named_by(bytes) {
            Content::Foreign(foreign)
        } else if let Some(encoding) = options.encoding.or_else(|| encoding::detect(bytes)) {
            Content::Text(encoding::decode(bytes, encoding, watch)?)
        } else {
            Content::Foreign(Foreign::UNKNOWN)
        };
        Ok(Self {
            name,
            bytes,
            content,
            whole_page: options.whole_page,
            as_extracted: options.as_extracted,
            part: options.part,
            isolation: options.isolation.clone(),
        })
    }

    /// Text that never was a file.
    pub(super) fn of_pasted(text: &'a str) -> Self {
        let content = Content::Text(Decoded { content: text.into(), encoding: None, replaced: 0 });
        Self {
            name: None,
            bytes: text.as_bytes(),
            content,
            whole_page: false,
            as_extracted: false,
            part: 0,
            isolation: Isolation::default(),
        }
    }

    /// The file's name, without folders.
    pub fn name(&self) -> Option<&str> {
        self.name
    }

    /// Whether the file's name ends so, letter case aside. A hint at most.
    pub fn name_ends_with(&self, extensions: &[&str]) -> bool {
        let lower = self.name.unwrap_or_default().to_lowercase();
        extensions.iter().any(|extension| lower.ends_with(extension))
    }

    /// The bytes as they are.
    pub fn bytes(&self) -> &[u8] {
        self.bytes
    }

    /// The characters, when the bytes are text.
    pub fn text(&self) -> Option<&Decoded<'a>> {
        match &self.content {
            Content::Text(decoded) => Some(decoded),
            Content::Foreign(_) => None,
        }
    }

    /// Whether everything on a page is wanted, rather than the article alone.
    pub fn whole_page(&self) -> bool {
        self.whole_page
    }

    /// Whether the words of a page are to be those its extractor chose, as [`Options::as_extracted`] has it.
    pub(super) fn as_extracted(&self) -> bool {
        self.as_extracted
    }

    /// Which of several articles is wanted, counted from 0.
    pub fn part(&self) -> usize {
        self.part
    }

    /// Where formats are read that need a process of their own.
    pub(super) fn isolation(&self) -> &Isolation {
        &self.isolation
    }

    /// What the bytes are when they are no text.
    pub(super) fn foreign(&self) -> Foreign {
        match self.content {
            Content::Foreign(foreign) => foreign,
            Content::Text(_) => Foreign::UNKNOWN,
        }
    }

    /// The characters as a text within its limit, and what a reviewer should know about the way there.
    ///
    /// # Errors
    /// When the text is too long, or the input is none.
    pub(super) fn normalised(&self, watch: &Watch) -> Result<(text::Text, Vec<Warning>), ReadError> {
        let Some(decoded) = self.text() else {
            return Err(ReadError::Foreign(self.foreign()));
        };
        let limit = watch.limits().text_bytes;
        let Normalised { text, controls_removed } =
            text::normalise(&decoded.content).map_err(|fault| ReadError::of_text(&fault))?;
        if text.len() > limit {
            return Err(ReadError::TextTooLong { bytes: text.len(), limit });
        }
        watch.check()?;
        let mut warnings = decoded.warnings();
        if controls_removed > 0 {
            warnings.push(Warning::ControlsRemoved { count: controls_removed });
        }
        Ok((text, warnings))
    }
}
