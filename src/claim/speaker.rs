//! Who said it.

use super::SpeakerId;

/// Somebody or something whose words or claims the article reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Its id within the review.
    pub id: SpeakerId,
    /// The name it is listed under.
    pub name: String,
    /// What it was at the time.
    pub role: Option<String>,
    /// Whom it spoke for.
    pub organisation: Option<String>,
    /// Other names the article gives it.
    pub aliases: Vec<String>,
    /// What it is.
    pub speaker_type: SpeakerType,
    /// An address that says who it is.
    pub same_as: Option<String>,
}

impl Speaker {
    /// A person of whom only the name is known yet.
    pub fn named(id: SpeakerId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            role: None,
            organisation: None,
            aliases: Vec::new(),
            speaker_type: SpeakerType::default(),
            same_as: None,
        }
    }

    /// Whether the speaker goes by this name, letter case aside.
    pub fn goes_by(&self, name: &str) -> bool {
        let name = name.trim().to_lowercase();
        std::iter::once(&self.name).chain(&self.aliases).any(|own| own.to_lowercase() == name)
    }
}

/// What a speaker is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpeakerType {
    /// A human being.
    #[default]
    Person,
    /// A body that speaks with one voice.
    Organisation,
    /// A report, a law, a post.
    Document,
    /// Described, not named.
    Unnamed,
}

impl SpeakerType {
    /// Every type.
    pub const ALL: [Self; 4] = [Self::Person, Self::Organisation, Self::Document, Self::Unnamed];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Document => "document",
            Self::Unnamed => "unnamed",
        }
    }

    /// The word a reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Organisation => "Organisation",
            Self::Document => "Document",
            Self::Unnamed => "Unnamed",
        }
    }
}
