//! What single words tell about reported speech, language by language, from the lists in `assets/suggest/`.

use std::{ops::BitOr, sync::LazyLock};

use super::{Language, lower::Lower, quick::WordMap};

/// The classes of a word: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u64);

impl Classes {
    /// Nothing is known of it.
    pub(super) const NONE: Self = Self(0);
    /// A finite verb of saying, asking, thinking or the like: “said”.
    pub(super) const SAY: Self = Self(1);
    /// A verb that a clause can follow without a mark: “said the road was open”.
    pub(super) const CLAUSE: Self = Self(1 << 1);
    /// A verb of saying as a participle: “saying”.
    pub(super) const SAYING: Self = Self(1 << 2);
    /// A verb that takes quoted words for a name or judgement: “called the plan …”.
    pub(super) const NAMING: Self = Self(1 << 3);
    /// A verb of saying that takes the person spoken to: “told”.
    pub(super) const OBJECT: Self = Self(1 << 4);
    /// A verb with which somebody is urged, or something promised: “urged them to …”.
    pub(super) const URGING: Self = Self(1 << 5);
    /// A verb whose object is what was said: “proposed a ban”.
    pub(super) const WANTING: Self = Self(1 << 6);
    /// A pronoun that can be a subject.
    pub(super) const PRONOUN: Self = Self(1 << 7);
    /// A pronoun for one person.
    pub(super) const PERSON: Self = Self(1 << 8);
    /// A pronoun that cannot be a subject.
    pub(super) const OBJECT_PRONOUN: Self = Self(1 << 9);
    /// An article or another word that begins a group of words around a noun.
    pub(super) const DETERMINER: Self = Self(1 << 10);
    /// The same in a case that no subject has.
    pub(super) const OBLIQUE: Self = Self(1 << 11);
    /// A preposition.
    pub(super) const PREPOSITION: Self = Self(1 << 12);
    /// A preposition that often belongs to a speaker's description: “of” in “the head of the board”.
    pub(super) const INSIDE: Self = Self(1 << 13);
    /// A word at which a clause begins.
    pub(super) const CONJUNCTION: Self = Self(1 << 14);
    /// An auxiliary verb.
    pub(super) const AUXILIARY: Self = Self(1 << 15);
    /// A form of “be”, with which a verb of saying is passive.
    pub(super) const BEING: Self = Self(1 << 16);
    /// A verb in the mood of reported speech, as in German.
    pub(super) const SUBJUNCTIVE: Self = Self(1 << 17);
    /// An adverb that may stand between subject and verb.
    pub(super) const ADVERB: Self = Self(1 << 18);
    /// A word for a time.
    pub(super) const TIME: Self = Self(1 << 19);
    /// A title before a name.
    pub(super) const TITLE: Self = Self(1 << 20);
    /// What somebody is: “spokesman”.
    pub(super) const ROLE: Self = Self(1 << 21);
    /// What has a title: “film”.
    pub(super) const WORK: Self = Self(1 << 22);
    /// What announces an expression: “so-called”.
    pub(super) const TERM: Self = Self(1 << 23);
    /// A text or speech: “statement”.
    pub(super) const STATEMENT: Self = Self(1 << 24);
    /// A verb of saying that judges.
    pub(super) const LOADED: Self = Self(1 << 25);
    /// A word that is no name although it may begin a sentence.
    pub(super) const NOT_A_NAME: Self = Self(1 << 26);
    /// A word that has lost its beginning: “'tis”.
    pub(super) const ELISION: Self = Self(1 << 27);
    /// A word whose full stop ends no sentence.
    pub(super) const ABBREVIATION: Self = Self(1 << 28);
    /// A word that attributes by itself: “laut”.
    pub(super) const ACCORDING: Self = Self(1 << 29);
    /// A word that says that something was not so.
    pub(super) const NEGATION: Self = Self(1 << 30);
    /// The German “so” of “so Weber”.
    pub(super) const SO: Self = Self(1 << 31);
    /// A French verb with its subject behind it: “dit-il”.
    pub(super) const INVERTED: Self = Self(1 << 32);
    /// A word for whoever speaks or is spoken to, as in French “vous”.
    pub(super) const SPOKEN: Self = Self(1 << 33);
    /// A word with which a narrator goes on after a comma, as in French “en souriant”.
    pub(super) const NARRATING: Self = Self(1 << 34);

    /// A verb that says no more than that something is said.
    pub(super) const PURE: Self = Self(1 << 35);

    /// Whether it is in any of these classes.
    pub(super) const fn is(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// The class with this name in the lists.
    fn named(name: &str) -> Self {
        match name {
            "say" => Self::SAY,
            "clause" => Self::CLAUSE,
            "saying" => Self::SAYING,
            "naming" => Self::NAMING,
            "object" => Self::OBJECT,
            "urging" => Self::URGING,
            "wanting" => Self::WANTING,
            "pronoun" => Self::PRONOUN,
            "person" => Self::PERSON,
            "object_pronoun" => Self::OBJECT_PRONOUN,
            "determiner" => Self::DETERMINER,
            "oblique" => Self::OBLIQUE,
            "preposition" => Self::PREPOSITION,
            "inside" => Self::INSIDE,
            "conjunction" => Self::CONJUNCTION,
            "auxiliary" => Self::AUXILIARY,
            "being" => Self::BEING,
            "subjunctive" => Self::SUBJUNCTIVE,
            "adverb" => Self::ADVERB,
            "time" => Self::TIME,
            "title" => Self::TITLE,
            "role" => Self::ROLE,
            "work" => Self::WORK,
            "term" => Self::TERM,
            "statement" => Self::STATEMENT,
            "loaded" => Self::LOADED,
            "not_a_name" => Self::NOT_A_NAME,
            "elision" => Self::ELISION,
            "abbreviation" => Self::ABBREVIATION,
            "according" => Self::ACCORDING,
            "negation" => Self::NEGATION,
            "so" => Self::SO,
            "pure" => Self::PURE,
            "spoken" => Self::SPOKEN,
            "narrating" => Self::NARRATING,
            _ => Self::NONE,
        }
    }
}

impl BitOr for Classes {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The longest word in a list, in bytes; a longer one is not looked up.
const LONGEST: usize = 48;

/// The words of one language.
#[derive(Debug)]
pub(super) struct Lexicon {
    classes: WordMap<&'static [u8], Classes>,
    /// The verbs of saying, in the order of the list, for languages that do not part words.
    pub(super) say: Vec<&'static str>,
    /// Whether words are joined with what stands before and behind them, as in French.
    parts_clitics: bool,
}

impl Lexicon {
    fn parse(list: &'static str) -> Self {
        let mut lexicon = Self { classes: WordMap::default(), say: Vec::new(), parts_clitics: false };
        let mut class = Classes::NONE;
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[') {
                class = Classes::named(name.trim_end_matches(']'));
                continue;
            }
            for word in line.split_whitespace() {
                let entry = lexicon.classes.entry(word.as_bytes()).or_default();
                *entry = *entry | class;
                if class == Classes::SAY {
                    lexicon.say.push(word);
                }
            }
        }
        lexicon
    }

    /// The classes of a word in any case of letters.
    pub(super) fn classes(&self, word: &str) -> Classes {
        if word.len() > LONGEST {
            return Classes::NONE;
        }
        let mut lower = Lower::default();
        lower.append(word);
        self.classes_of_lower(lower.get(0, lower.len()))
    }

    /// The classes of a word that is in lower case, with straight apostrophes, already.
    pub(super) fn classes_of_lower(&self, word: &[u8]) -> Classes {
        if word.len() > LONGEST {
            return Classes::NONE;
        }
        if let Some(classes) = self.classes.get(word) {
            return *classes;
        }
        let may_have_parts = self.parts_clitics && word.iter().any(|byte| matches!(byte, b'\'' | b'-'));
        let word = may_have_parts.then(|| str::from_utf8(word).ok()).flatten();
        word.map_or(Classes::NONE, |word| self.of_parts(word))
    }

    /// The classes of a French word with what is joined to it: “s'écria-t-elle”, “l'inconnu”.
    fn of_parts(&self, word: &str) -> Classes {
        let (prefix, rest) = word.split_once('\'').unwrap_or(("", word));
        let (stem, pronoun) = rest.split_once('-').unwrap_or((rest, ""));
        let pronoun = pronoun.strip_prefix("t-").unwrap_or(pronoun);
        let inverted = matches!(pronoun, "il" | "elle" | "ils" | "elles" | "on" | "je");
        let mut classes = self.classes.get(stem.as_bytes()).copied().unwrap_or_default();
        if !pronoun.is_empty() && !inverted {
            classes = Classes::NONE;
        }
        if inverted && classes.is(Classes::SAY) {
            classes = classes | Classes::INVERTED;
        }
        let speaks =
            matches!(prefix, "j" | "m" | "t") || matches!(pronoun, "je" | "moi" | "toi" | "vous" | "tu" | "nous");
        if speaks && !classes.is(Classes::SAY) {
            classes = classes | Classes::SPOKEN;
        }
        if matches!(prefix, "l" | "d" | "qu") && !classes.is(Classes::SAY) {
            classes = classes | if prefix == "l" { Classes::DETERMINER } else { Classes::PREPOSITION };
        }
        classes
    }
}

/// The words of a language.
pub(super) fn of(language: Language) -> &'static Lexicon {
    static ENGLISH: LazyLock<Lexicon> =
        LazyLock::new(|| Lexicon::parse(include_str!("../../assets/suggest/english.txt")));
    static GERMAN: LazyLock<Lexicon> =
        LazyLock::new(|| Lexicon::parse(include_str!("../../assets/suggest/german.txt")));
    static FRENCH: LazyLock<Lexicon> = LazyLock::new(|| {
        let french = Lexicon::parse(include_str!("../../assets/suggest/french.txt"));
        Lexicon { parts_clitics: true, ..french }
    });
    static SPANISH: LazyLock<Lexicon> =
        LazyLock::new(|| Lexicon::parse(include_str!("../../assets/suggest/spanish.txt")));
    static RUSSIAN: LazyLock<Lexicon> =
        LazyLock::new(|| Lexicon::parse(include_str!("../../assets/suggest/russian.txt")));
    static POLISH: LazyLock<Lexicon> =
        LazyLock::new(|| Lexicon::parse(include_str!("../../assets/suggest/polish.txt")));
    static CHINESE: LazyLock<Lexicon> =
        LazyLock::new(|| Lexicon::parse(include_str!("../../assets/suggest/chinese.txt")));
    static JAPANESE: LazyLock<Lexicon> =
        LazyLock::new(|| Lexicon::parse(include_str!("../../assets/suggest/japanese.txt")));
    match language {
        Language::English | Language::Other => &ENGLISH,
        Language::German => &GERMAN,
        Language::French => &FRENCH,
        Language::Spanish => &SPANISH,
        Language::Russian => &RUSSIAN,
        Language::Polish => &POLISH,
        Language::Chinese => &CHINESE,
        Language::Japanese => &JAPANESE,
    }
}
