//! Words that say what the text after them is: "Comment:", "Read more:", "Photo:".

use std::sync::LazyLock;

use crate::{article::BlockKind, text::letter};

/// How long a label may be, in characters.
const LONGEST_LABEL: usize = 40;
/// What may stand before a label.
const NO_LETTERS: [char; 8] = ['[', '(', '→', '»', '►', '▶', ' ', '*'];
/// How long a line may be that leads elsewhere, in characters.
const LONGEST_LINK: usize = 240;
/// How long a line may be that says who made a picture, in characters.
pub(super) const LONGEST_CREDIT: usize = 160;

/// What a republisher puts in front of its own words.
const REPUBLISHER: &[&str] = &[
    "comment",
    "our comment",
    "republisher's note",
    "note from the republisher",
    "note by the republisher",
    "kommentar",
    "commentaire",
    "comentario",
    "comentário",
    "commento",
    "комментарий",
];

/// What an editor puts in front of corrections and remarks.
const EDITOR: &[&str] = &[
    "editor's note",
    "editors' note",
    "editorial note",
    "note from the editor",
    "correction",
    "corrections",
    "clarification",
    "update",
    "anm. d. red.",
    "anm. der red.",
    "anmerkung der redaktion",
    "hinweis der redaktion",
    "korrektur",
    "aktualisierung",
    "note de la rédaction",
    "ndlr",
    "mise à jour",
    "nota del editor",
    "nota de la redacción",
    "corrección",
    "fe de erratas",
    "actualización",
    "от редакции",
    "примечание редакции",
    "прим. ред.",
    "исправление",
    "обновление",
];

/// What stands in front of the title of another article. Those of the second list lead elsewhere without a colon, too.
const LINK: &[&str] = &[
    "read",
    "more",
    "watch",
    "listen",
    "related",
    "related stories",
    "see",
    "mehr",
    "video",
    "audio",
    "podcast",
    "по теме",
    "vidéo",
    "vídeo",
];
const LINK_ALONE: &[&str] = &[
    "read more",
    "read also",
    "also read",
    "read next",
    "see also",
    "watch also",
    "related article",
    "related articles",
    "further reading",
    "more on this",
    "mehr dazu",
    "mehr zum thema",
    "lesen sie auch",
    "siehe auch",
    "lire aussi",
    "à lire aussi",
    "voir aussi",
    "lea también",
    "lee también",
    "leer más",
    "ver también",
    "читайте также",
    "смотрите также",
    "читать далее",
];

/// What stands in front of the maker of a picture or the source of a chart.
const CREDIT: &[&str] = &[
    "photo",
    "photos",
    "photo credit",
    "photograph",
    "photographs",
    "photography",
    "picture",
    "pictures",
    "image",
    "images",
    "image credit",
    "credit",
    "credits",
    "source",
    "graphic",
    "illustration",
    "foto",
    "fotos",
    "bild",
    "bilder",
    "bildquelle",
    "quelle",
    "grafik",
    "crédit",
    "crédit photo",
    "crédits",
    "crédito",
    "créditos",
    "imagen",
    "fuente",
    "фото",
    "источник",
    "изображение",
];
const CREDIT_ALONE: &[&str] = &[
    "photo by",
    "photos by",
    "photograph by",
    "image by",
    "picture by",
    "foto von",
    "foto de",
    "photo de",
    "фото автора",
];

/// What stands in front of the words under a picture.
const CAPTION: &[&str] = &[
    "caption",
    "pictured",
    "file photo",
    "file picture",
    "archive photo",
    "archivbild",
    "archivfoto",
    "symbolbild",
    "symbolfoto",
    "bildunterschrift",
    "photo d'illustration",
    "photo d'archives",
    "foto de archivo",
    "архивное фото",
];

/// The kind that a text's first words give it, if they do.
pub(super) fn kind_by_label(text: &str) -> Option<BlockKind> {
    let text = text.trim_start();
    if !may_begin_with_label(text) {
        return None;
    }
    if text.starts_with(['©', 'ⓒ']) {
        return Some(BlockKind::Credit);
    }
    // Agencies send old pictures with this mark in front of the caption.
    if ["FILE - ", "FILE – ", "FILE — "].iter().any(|mark| text.starts_with(mark)) {
        return Some(BlockKind::Caption);
    }
    let head = folded_head(text);
    let is_at_most = |length: usize| text.chars().nth(length).is_none();
    if let Some((label, _)) = head.split_once([':', '：']) {
        let is = |labels: &[&str]| labels.contains(&label.trim_end());
        if is(REPUBLISHER) {
            return Some(BlockKind::RepublisherNote);
        }
        if is(EDITOR) {
            return Some(BlockKind::EditorNote);
        }
        if (is(LINK) || is(LINK_ALONE)) && is_at_most(LONGEST_LINK) {
            return Some(BlockKind::Link);
        }
        if is(CAPTION) {
            return Some(BlockKind::Caption);
        }
        if is(CREDIT) && is_at_most(LONGEST_CREDIT) {
            return Some(BlockKind::Credit);
        }
    }
    let begins = |labels: &[&str]| {
        let near = labels.iter().filter(|label| label.as_bytes().first() == head.as_bytes().first());
        near.into_iter()
            .any(|label| head.strip_prefix(label).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
    };
    if is_address(text) || (begins(LINK_ALONE) && is_at_most(LONGEST_LINK) && !ends_sentence(text)) {
        return Some(BlockKind::Link);
    }
    (begins(CREDIT_ALONE) && is_at_most(LONGEST_CREDIT) && !ends_sentence(text)).then_some(BlockKind::Credit)
}

/// Whether a text has a sign that some label is known by: a colon near its start, or the first letters of a label that needs none. Most
/// texts have none, and are done.
fn may_begin_with_label(text: &str) -> bool {
    /// The longest character, in bytes.
    const WIDEST: usize = 4;
    let bare = text.trim_start_matches(NO_LETTERS);
    let bytes = bare.as_bytes();
    let is_plain = bytes.get(..LONGEST_LABEL).is_some_and(<[u8]>::is_ascii);
    let near = &bytes[..bytes.len().min(if is_plain { LONGEST_LABEL } else { LONGEST_LABEL * WIDEST })];
    let mut wide = memchr::memchr_iter(0xEF, near).map(|at| &near[at..]);
    if memchr::memchr(b':', near).is_some() || wide.any(|rest| rest.starts_with("：".as_bytes())) {
        return true;
    }
    match bare.chars().next() {
        Some(first) if !first.is_ascii() => {
            let lower = letter::to_lower(first).unwrap_or(first);
            let mut alone = LINK_ALONE.iter().chain(CREDIT_ALONE);
            matches!(first, '©' | 'ⓒ') || alone.any(|label| label.starts_with(lower))
        }
        _ => bytes
            .first_chunk()
            .is_some_and(|lead: &[u8; LEAD]| LEADS.contains(&lead.map(|byte| byte.to_ascii_lowercase()))),
    }
}

/// How many bytes of a label are looked at to rule it out; none is shorter.
const LEAD: usize = 4;

/// The first bytes, in lower case, of labels without a colon, of addresses, and of the mark of old pictures.
static LEADS: LazyLock<Vec<[u8; LEAD]>> = LazyLock::new(|| {
    let labels = LINK_ALONE.iter().chain(CREDIT_ALONE).chain(&["http", "www.", "file"]);
    labels.filter_map(|label| label.as_bytes().first_chunk().copied()).collect()
});

/// Whether a text ends as sentences do, closing marks aside. An abbreviation of single letters ends none.
pub(super) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches(|c: char| matches!(c, ')' | ']') || crate::text::quotation::is_mark(c));
    let last_word = bare.rsplit(char::is_whitespace).next().unwrap_or_default();
    let abbreviation =
        last_word.len() > 2 && last_word.split_terminator('.').all(|part| part.chars().count() == 1 && part != "…");
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', '։']) && !(abbreviation && bare.ends_with('.'))
}

/// Whether a line is nothing but a web address.
fn is_address(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www."))
        && !text.trim_end().contains(char::is_whitespace)
}

/// The first characters in lower case with straight apostrophes, opening brackets and arrows left out.
fn folded_head(text: &str) -> String {
    let text = text.trim_start_matches(NO_LETTERS);
    let mut head = String::with_capacity(LONGEST_LABEL + 8);
    for c in text.chars().take(LONGEST_LABEL) {
        match c {
            '’' => head.push('\''),
            c if c.is_ascii() => head.push(c.to_ascii_lowercase()),
            c => head.extend(c.to_lowercase()),
        }
    }
    head
}
