//! Tag, form and voice of a claim, after the codebook.

/// What a claim is: the codebook's three tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tag {
    /// Words presented as the exact words of a source.
    Quote,
    /// A statement that evidence could confirm or refute, in the text's own voice or reported without exact words.
    Assertion,
    /// Judgement, interpretation, forecast or exhortation in the text's own voice.
    Commentary,
}

/// How the words of a claim reach the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A whole quotation between marks.
    Direct,
    /// A few quoted words inside a reporting sentence.
    Partial,
    /// Reported without exact words.
    Indirect,
    /// A quotation set apart, or an embedded post.
    Block,
    /// Nothing is reported: the text speaks for itself.
    #[default]
    None,
}

/// In whose voice a claim stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// The article's author.
    #[default]
    Author,
    /// Somebody the author reports.
    Source,
    /// Whoever republished the article.
    Republisher,
    /// The publisher's editor.
    Editor,
    /// The text of a picture.
    Caption,
}

impl Tag {
    /// The three tags, in the order of the codebook.
    pub const ALL: [Self; 3] = [Self::Quote, Self::Assertion, Self::Commentary];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Assertion => "assertion",
            Self::Commentary => "commentary",
        }
    }

    /// The word a reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Self::Quote => "Quote",
            Self::Assertion => "Assertion",
            Self::Commentary => "Commentary",
        }
    }

    /// The word for several of them, inside a sentence.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Quote => "quotes",
            Self::Assertion => "assertions",
            Self::Commentary => "commentary",
        }
    }

    /// The letter that marks it beside its colour and its line.
    pub fn letter(self) -> char {
        match self {
            Self::Quote => 'Q',
            Self::Assertion => 'A',
            Self::Commentary => 'C',
        }
    }
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 5] = [Self::Direct, Self::Partial, Self::Indirect, Self::Block, Self::None];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Partial => "partial",
            Self::Indirect => "indirect",
            Self::Block => "block",
            Self::None => "none",
        }
    }

    /// The word a reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Self::Direct => "Direct",
            Self::Partial => "Partial",
            Self::Indirect => "Indirect",
            Self::Block => "Set apart",
            Self::None => "Own words",
        }
    }
}

impl Voice {
    /// Every voice.
    pub const ALL: [Self; 5] = [Self::Author, Self::Source, Self::Republisher, Self::Editor, Self::Caption];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Source => "source",
            Self::Republisher => "republisher",
            Self::Editor => "editor",
            Self::Caption => "caption",
        }
    }

    /// The word a reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Self::Author => "Author",
            Self::Source => "Source",
            Self::Republisher => "Republisher",
            Self::Editor => "Editor",
            Self::Caption => "Caption",
        }
    }
}
