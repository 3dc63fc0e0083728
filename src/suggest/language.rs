//! The languages whose words the rules know.

use super::glance;
use crate::article::Article;
use whatlang::{Detector, Info, Lang};

/// A language of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Russian.
    Russian,
    /// Polish.
    Polish,
    /// Chinese.
    Chinese,
    /// Japanese.
    Japanese,
    /// Any other: marks and dashes are understood, words are taken for English.
    Other,
}

/// How much of a text is looked at to tell its language, in bytes: first a little, which mostly suffices and takes a third of the time,
/// then as much as ever changes anything.
const LOOKS: [usize; 2] = [320, 2048];

impl Language {
    /// The language of a BCP 47 tag, such as `de-AT`.
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match primary.as_str() {
            "en" | "eng" => Self::English,
            "de" | "deu" | "ger" => Self::German,
            "fr" | "fra" | "fre" => Self::French,
            "es" | "spa" => Self::Spanish,
            "ru" | "rus" => Self::Russian,
            "pl" | "pol" => Self::Polish,
            "zh" | "zho" | "chi" => Self::Chinese,
            "ja" | "jpn" => Self::Japanese,
            _ => Self::Other,
        }
    }

    /// The language in which a text is written, judged by its beginning.
    pub fn detect(text: &str) -> Self {
        glance::language(text).unwrap_or_else(|| Self::looked_for(text))
    }

    /// The same, where no glance suffices: by its letters, three at a time.
    fn looked_for(text: &str) -> Self {
        const KNOWN: [Lang; 10] = [
            Lang::Eng,
            Lang::Deu,
            Lang::Fra,
            Lang::Spa,
            Lang::Rus,
            Lang::Pol,
            Lang::Cmn,
            Lang::Jpn,
            Lang::Ita,
            Lang::Por,
        ];
        let detector = Detector::with_allowlist(KNOWN.to_vec());
        let look = |length: &usize| detector.detect(&text[..text.floor_char_boundary(*length)]);
        let [first, whole] = &LOOKS;
        let found = look(first).filter(Info::is_reliable).or_else(|| look(whole));
        match found.map(|info| info.lang()) {
            Some(Lang::Eng) | None => Self::English,
            Some(Lang::Deu) => Self::German,
            Some(Lang::Fra) => Self::French,
            Some(Lang::Spa) => Self::Spanish,
            Some(Lang::Rus) => Self::Russian,
            Some(Lang::Pol) => Self::Polish,
            Some(Lang::Cmn) => Self::Chinese,
            Some(Lang::Jpn) => Self::Japanese,
            Some(_) => Self::Other,
        }
    }

    /// The language an article is said to be in or, where that is not known, the one its words show.
    pub fn of(article: &Article) -> Self {
        let said = article.metadata.language.as_deref().map(Self::from_tag);
        said.unwrap_or_else(|| Self::detect(article.text().as_str()))
    }

    /// Its code after BCP 47; that of the undetermined for any other.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Russian => "ru",
            Self::Polish => "pl",
            Self::Chinese => "zh",
            Self::Japanese => "ja",
            Self::Other => "und",
        }
    }

    /// Whether words are written without spaces between them.
    pub(super) fn is_east_asian(self) -> bool {
        matches!(self, Self::Chinese | Self::Japanese)
    }

    /// Whether speech in fiction opens with a dash.
    pub(super) fn has_dash_dialogue(self) -> bool {
        matches!(self, Self::French | Self::Spanish | Self::Russian | Self::Polish)
    }
}
