//! Words whose full stop ends no sentence. The languages share one list, since an article may mix them; letter case counts.

use std::{collections::HashMap, sync::LazyLock};

/// What stands after the full stop of an abbreviation when the sentence goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Follow {
    /// Anything: the abbreviation cannot end a sentence.
    Anything,
    /// A number.
    Number,
    /// A word that does not usually open a sentence.
    Name,
}

/// Each group of abbreviations with what follows it; the remark says why it does.
const GROUPS: [(Follow, &[&str]); 14] = [
    // English: titles and ranks stand before the name.
    (
        Follow::Anything,
        &[
            "Mr", "Mrs", "Ms", "Mx", "Messrs", "Dr", "Prof", "Rev", "Hon", "Gen", "Lt", "Col", "Maj", "Capt", "Cpl",
            "Sgt", "Adm", "Cmdr", "Sen", "Rep", "Gov", "Pres", "Supt", "St", "Mt", "Ft",
        ],
    ),
    // English: they introduce what follows.
    (Follow::Anything, &["vs", "e.g", "i.e", "cf", "viz", "approx", "incl", "esp"]),
    // English: they count; without a number "No." is an answer and "Art." a word.
    (
        Follow::Number,
        &[
            "No", "Nos", "no", "nos", "Vol", "vol", "pp", "p", "Fig", "fig", "Figs", "Art", "art", "Sec", "sec", "Ch",
            "ch", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
        ],
    ),
    // English: they end the name of a firm or a person, and the sentence may go on or not.
    (Follow::Name, &["Inc", "Ltd", "Co", "Corp", "Bros", "Jr", "Sr", "Ph.D", "Ave", "Blvd", "Dept", "Univ"]),
    // German: titles stand before the name.
    (Follow::Anything, &["Hr", "Hrn", "Fr", "Frl", "Dipl", "Ing", "Hl"]),
    // German: nouns are written with capitals, so these say nothing about a new sentence.
    (
        Follow::Anything,
        &[
            "z.B", "z. B", "d.h", "d. h", "u.a", "u. a", "bzw", "bspw", "vgl", "sog", "ca", "evtl", "ggf", "inkl",
            "exkl", "zzgl", "insb", "bes", "Mio", "Mrd", "geb", "gest", "verh",
        ],
    ),
    // German: they count.
    (Follow::Number, &["Nr", "Nrn", "Abs", "Bd", "Kap", "Abb", "Tab", "Art", "S", "Tel"]),
    // French: titles stand before the name.
    (Follow::Anything, &["M", "MM", "Mgr", "Me", "Mme", "Mlle"]),
    // French: they introduce what follows.
    (Follow::Anything, &["p.ex", "p. ex", "c.-à-d", "env", "av", "apr"]),
    // Spanish: titles stand before the name.
    (Follow::Anything, &["Sr", "Sra", "Srta", "Sres", "Dra", "D", "Dña", "Ud", "Uds", "Gral", "Lic"]),
    // Spanish: they introduce what follows.
    (Follow::Anything, &["p. ej", "p.ej", "pág", "págs", "núm", "aprox"]),
    // Russian: titles and kinds of place stand before the name.
    (Follow::Anything, &["проф", "акад", "им", "ул", "пл", "просп", "обл", "гр", "тов", "св"]),
    // Russian: they introduce what follows.
    (Follow::Anything, &["т.е", "т. е", "т.к", "т. к", "напр", "см", "ср", "стр", "рис"]),
    // Russian: after a number they mean years or money and may end the sentence; before a name, a town.
    (Follow::Name, &["г", "гг", "в", "вв", "тыс", "млн", "млрд", "руб"]),
];

/// Words that often open a sentence and seldom belong to a name: after "U.S." they tell an end from a middle.
const OPENERS: [&str; 86] = [
    "A",
    "After",
    "Although",
    "An",
    "And",
    "As",
    "At",
    "Before",
    "But",
    "By",
    "During",
    "For",
    "From",
    "He",
    "Her",
    "His",
    "However",
    "I",
    "If",
    "In",
    "It",
    "Its",
    "Many",
    "Meanwhile",
    "On",
    "Our",
    "She",
    "Since",
    "So",
    "Some",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "To",
    "We",
    "What",
    "When",
    "While",
    "Yet",
    "You", // English
    "Aber",
    "Auch",
    "Das",
    "Der",
    "Die",
    "Ein",
    "Eine",
    "Er",
    "Es",
    "Im",
    "Nach",
    "Sie",
    "Und",
    "Wir", // German
    "Ce",
    "Cette",
    "Elle",
    "Il",
    "Ils",
    "La",
    "Le",
    "Les",
    "Mais",
    "Un",
    "Une", // French
    "El",
    "Los",
    "Pero",
    "Según",
    "Su", // Spanish
    "А",
    "В",
    "И",
    "Их",
    "На",
    "Но",
    "Он",
    "Она",
    "Они",
    "Это", // Russian
];

/// Months whose names follow an ordinal written with a full stop, as in "3. Oktober".
const MONTHS_AFTER_ORDINALS: [&str; 13] = [
    "Januar",
    "Jänner",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// German words after which a number with a full stop is an ordinal, as in "die 3. Liga".
const BEFORE_ORDINALS: [&str; 13] =
    ["am", "beim", "bis", "das", "dem", "den", "der", "des", "die", "im", "und", "vom", "zum"];

/// What may follow this word and its full stop within a sentence; `None` when it is no known abbreviation.
pub(super) fn follows(word: &str) -> Option<Follow> {
    static KNOWN: LazyLock<HashMap<&str, Follow>> = LazyLock::new(|| {
        let mut known: HashMap<&str, Follow> = HashMap::new();
        for (follow, word) in GROUPS.iter().flat_map(|(follow, words)| words.iter().map(|word| (*follow, *word))) {
            // The most generous of several languages wins.
            let entry = known.entry(word).or_insert(follow);
            if (follow as u8) < *entry as u8 {
                *entry = follow;
            }
        }
        known
    });
    KNOWN.get(word).copied()
}

/// Whether this word often opens a sentence.
pub(super) fn is_opener(word: &str) -> bool {
    OPENERS.contains(&word)
}

/// Whether a number with a full stop is an ordinal between these two words.
pub(super) fn is_ordinal_between(before: &str, after: &str) -> bool {
    MONTHS_AFTER_ORDINALS.contains(&after) || BEFORE_ORDINALS.contains(&before)
}
