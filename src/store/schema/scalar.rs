//! The scalars of the file.

use std::{borrow::Cow, fmt, marker::PhantomData};

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{
    article::{ArticleKind, BlockKind, PartialDate},
    claim::{Confidence, EvidenceKind, Form, Level, Practice, Priority, SpeakerType, Stance, State, Tag, Voice},
    teaching::{AskedField, Grade, Masthead},
};

/// A field that few claims have: as long as it is absent, it takes one word.
pub(in crate::store) type Rare<T> = Option<Box<T>>;

/// The fields of an object that this version does not know. Most objects have none, so it takes one word then.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::store) struct Extra(Option<Box<Map<String, Value>>>);

impl Extra {
    pub(in crate::store) fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> de::Visitor<'de> for Fields {
            type Value = Extra;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("more fields")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut fields: A) -> Result<Extra, A::Error> {
                let mut extra = None;
                while let Some((key, value)) = fields.next_entry::<String, Value>()? {
                    extra.get_or_insert_with(Box::<Map<String, Value>>::default).insert(key, value);
                }
                Ok(Extra(extra))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().flat_map(|fields| fields.iter()))
    }
}

/// An id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Id(pub(in crate::store) Uuid);

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.hyphenated().encode_lower(&mut Uuid::encode_buffer()))
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_str(deserializer, "an id", |written| {
            Uuid::try_parse(written).map(Self).map_err(|_fault| "is no UUID".to_owned())
        })
    }
}

/// A time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Time(pub(in crate::store) Timestamp);

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_str(deserializer, "a time", |written| {
            written.parse().map(Self).map_err(|_fault| "is no time like 2026-01-05T09:30:00Z".to_owned())
        })
    }
}

/// A tag, of which there are three and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct TagWord(pub(in crate::store) Tag);

impl Serialize for TagWord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.name())
    }
}

impl<'de> Deserialize<'de> for TagWord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_str(deserializer, "a tag", |written| {
            let tag = Tag::ALL.into_iter().find(|tag| tag.name() == written);
            tag.map(Self).ok_or_else(|| "is no tag; there are quote, assertion and commentary".to_owned())
        })
    }
}

/// A word of a list that may grow: one this version does not know is kept as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) enum Word<'a, T> {
    Known(T),
    Unknown(Cow<'a, str>),
}

impl<T> Word<'_, T> {
    /// The same, borrowing nothing.
    pub(in crate::store) fn into_owned(self) -> Word<'static, T> {
        match self {
            Self::Known(known) => Word::Known(known),
            Self::Unknown(word) => Word::Unknown(Cow::Owned(word.into_owned())),
        }
    }
}

/// A list of words.
pub(in crate::store) trait Vocabulary: Sized {
    /// What one of them is, with its article.
    const WHAT: &'static str;

    fn from_word(word: &str) -> Option<Self>;

    fn word(&self) -> Cow<'static, str>;

    /// Every word, where there is an end to them.
    #[cfg(test)]
    fn all() -> Vec<&'static str>;
}

macro_rules! vocabulary {
    ($($of:ty: $what:literal),* $(,)?) => {$(
        impl Vocabulary for $of {
            const WHAT: &'static str = $what;

            fn from_word(word: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|known| known.name() == word)
            }

            fn word(&self) -> Cow<'static, str> {
                Cow::Borrowed(self.name())
            }

            #[cfg(test)]
            fn all() -> Vec<&'static str> {
                Self::ALL.into_iter().map(Self::name).collect()
            }
        }
    )*};
}

vocabulary! {
    ArticleKind: "a kind of article",
    AskedField: "a field of a claim",
    BlockKind: "a kind of block",
    Confidence: "a confidence",
    EvidenceKind: "a kind of evidence",
    Form: "a form",
    Grade: "a mark",
    Level: "a level of evidence",
    Masthead: "a way to show who wrote it",
    Practice: "a way of working together",
    Priority: "a priority",
    SpeakerType: "a type of speaker",
    Stance: "a stance",
    State: "a state",
    Voice: "a voice",
}

impl Vocabulary for PartialDate {
    const WHAT: &'static str = "a date";

    fn from_word(word: &str) -> Option<Self> {
        word.parse().ok()
    }

    fn word(&self) -> Cow<'static, str> {
        Cow::Owned(self.to_string())
    }

    #[cfg(test)]
    fn all() -> Vec<&'static str> {
        Vec::new()
    }
}

impl<T: Vocabulary> Serialize for Word<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(known) => serializer.serialize_str(&known.word()),
            Self::Unknown(word) => serializer.serialize_str(word),
        }
    }
}

impl<'de, T: Vocabulary> Deserialize<'de> for Word<'_, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_str(deserializer, T::WHAT, |written| {
            let unknown = || Self::Unknown(Cow::Owned(written.to_owned()));
            Ok(T::from_word(written).map_or_else(unknown, Self::Known))
        })
    }
}

/// Reads a string and makes something of it; `make` says what is wrong with one it cannot use.
fn read_str<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    what: &'static str,
    make: impl FnOnce(&str) -> Result<T, String>,
) -> Result<T, D::Error> {
    struct Maker<F, T>(&'static str, F, PhantomData<T>);
    impl<F: FnOnce(&str) -> Result<T, String>, T> de::Visitor<'_> for Maker<F, T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }

        fn visit_str<E: de::Error>(self, written: &str) -> Result<T, E> {
            (self.1)(written).map_err(|fault| E::custom(format_args!("“{}” {fault}", super::shortened(written))))
        }
    }
    deserializer.deserialize_str(Maker(what, make, PhantomData))
}

/// Reads a string without copying it where the file has it as it is; `null` is the empty string.
pub(super) fn read_words<'de: 'a, 'a, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'a, str>, D::Error> {
    struct Words;
    impl<'de> de::Visitor<'de> for Words {
        type Value = Cow<'de, str>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_borrowed_str<E>(self, words: &'de str) -> Result<Self::Value, E> {
            Ok(Cow::Borrowed(words))
        }

        fn visit_str<E>(self, words: &str) -> Result<Self::Value, E> {
            Ok(Cow::Owned(words.to_owned()))
        }

        fn visit_string<E>(self, words: String) -> Result<Self::Value, E> {
            Ok(Cow::Owned(words))
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Cow::Borrowed(""))
        }

        fn visit_none<E>(self) -> Result<Self::Value, E> {
            Ok(Cow::Borrowed(""))
        }

        fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
            deserializer.deserialize_str(self)
        }
    }
    deserializer.deserialize_option(Words)
}

/// Reads a value for which `null` means the same as its absence.
pub(super) fn read_or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
