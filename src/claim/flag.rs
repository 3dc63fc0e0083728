//! Flags: remarks on a claim that the codebook names.

/// A flag the codebook knows. A review may hold others, which are kept as they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flag {
    /// The name in files.
    pub name: &'static str,
    /// The words a reader sees.
    pub label: &'static str,
    /// When to set it.
    pub meaning: &'static str,
}

impl Flag {
    /// The words a reader sees for a flag of this name; of one the codebook does not know, the name itself.
    pub fn words(name: &str) -> &str {
        KNOWN_FLAGS.iter().find(|flag| flag.name == name).map_or(name, |flag| flag.label)
    }
}

/// The words for a claim some of whose words are in the text no more. In files the flag `orphaned` says so; it is made of the
/// segments and never stands among a claim's own.
pub const NO_LONGER_IN_TEXT: &str = "No longer in the text";

/// The codebook's flags, in the order of its cases.
pub const KNOWN_FLAGS: [Flag; 7] = [
    Flag {
        name: "scare_quotes",
        label: "Scare quotes",
        meaning: "Marks that keep a word at a distance; nobody is quoted",
    },
    Flag {
        name: "hedged", label: "Hedged", meaning: "“Reportedly”, “many fear”: nobody stands behind it by name"
    },
    Flag { name: "loaded_wording", label: "Loaded wording", meaning: "The cue judges: “admitted”, “claimed”" },
    Flag {
        name: "altered_by_brackets",
        label: "Altered by brackets",
        meaning: "Words in brackets were put into the quotation",
    },
    Flag { name: "ellipsis", label: "Ellipsis", meaning: "Words were left out of the quotation" },
    Flag { name: "translated", label: "Translated", meaning: "The words were said in another language" },
    Flag { name: "anonymous_source", label: "Anonymous source", meaning: "The speaker is described but not named" },
];
