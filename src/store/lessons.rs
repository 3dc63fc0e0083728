//! The lessons that come with the program: assignments whose key lies open, as files in `assets/lessons/`.

use super::{Decoded, OpenError, codec};

/// A lesson that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Its name, by which it is asked for.
    pub name: &'static str,
    /// Its language as a BCP 47 tag.
    pub language: &'static str,
    /// What it is about, the easiest first in each language.
    pub title: &'static str,
    /// Its file.
    pub bytes: &'static str,
}

/// Declares lessons by name, language and title; the file has the name.
macro_rules! lessons {
    ($($name:literal, $language:literal, $title:literal;)+) => {
        &[$(Lesson {
            name: $name,
            language: $language,
            title: $title,
            bytes: include_str!(concat!("../../assets/lessons/", $name, ".claims.json")),
        },)+]
    };
}

/// Every lesson, by language, and from easy to hard in each.
const LESSONS: &[Lesson] = lessons! {
    "ten-spans", "en", "Ten passages: quote, assertion or commentary?";
    "mill-fire", "en", "A short report: a scare quote, an indirect quote and a republisher’s comment";
    "snow-bus", "en", "Eleven hours in the snow: where quotations begin and end";
    "phone-lockers", "en", "Phones in the drawer: statements, one by one, and what is none";
    "heron-bridge", "en", "A bridge called Gerald: irony, facts in judgements, and several voices";
    "sound-dam", "en", "A sound dam: a report that takes sides without a judging word";
    "de-dorfladen", "de", "Der Laden der 9b: Zitate, indirekte Rede und ein fremder Kommentar";
    "fr-peniche", "fr", "La péniche-cinéma : dialogues, conditionnel et un bloc ajouté";
    "es-radio", "es", "La radio en el armario: diez fragmentos, entre ellos un diálogo con raya";
};

/// Every lesson that comes with the program, by language, and from easy to hard in each.
pub fn lessons() -> &'static [Lesson] {
    LESSONS
}

impl Lesson {
    /// The lesson as it is opened: an assignment with an open key.
    ///
    /// # Errors
    /// When its file is broken, which a test makes sure that it is not.
    pub fn open(&self) -> Result<Decoded, OpenError> {
        codec::decode(self.bytes.as_bytes())
    }

    /// What its file is called.
    pub fn file_name(&self) -> String {
        format!("{}.claims.json", self.name)
    }
}
