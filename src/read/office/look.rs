//! What a paragraph is by the name of its style.
//!
//! Word keeps the English names of its own styles in files of every language; other programs and people write their own.

/// What a paragraph is meant to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Look {
    #[default]
    Plain,
    Title,
    Standfirst,
    Byline,
    /// A heading with its level, from 1.
    Heading(u8),
    Quotation,
    ListItem,
    Caption,
    Credit,
    /// An entry of a table of contents.
    Contents,
}

impl Look {
    /// Whether a line break inside means a new line, rather than a title that is too long for one.
    pub(super) fn has_lines(self) -> bool {
        !matches!(self, Self::Title | Self::Heading(_) | Self::Contents)
    }
}

/// Styles by their names in small letters, in the languages of the most copies of office programs.
const NAMES: &[(Look, &[&str])] = &[
    (
        Look::Title,
        &[
            "title",
            "headline",
            "titel",
            "schlagzeile",
            "titre",
            "título",
            "titulo",
            "titolo",
            "название",
            "标题",
            "標題",
            "表題",
        ],
    ),
    (
        Look::Standfirst,
        &[
            "subtitle",
            "standfirst",
            "dek",
            "deck",
            "untertitel",
            "vorspann",
            "sous-titre",
            "chapô",
            "chapo",
            "subtítulo",
            "subtitulo",
            "sottotitolo",
            "подзаголовок",
            "副标题",
            "副標題",
            "副題",
        ],
    ),
    (Look::Byline, &["byline", "author", "date", "autor", "autorenzeile", "signature", "auteur", "автор"]),
    (
        Look::Heading(2),
        &[
            "subhead",
            "subheading",
            "crosshead",
            "heading",
            "zwischenüberschrift",
            "zwischentitel",
            "intertitre",
            "ladillo",
            "überschrift",
        ],
    ),
    (Look::Heading(1), &["toc heading", "contents heading", "inhaltsverzeichnisüberschrift"]),
    (
        Look::Quotation,
        &[
            "quote",
            "intense quote",
            "quotation",
            "quotations",
            "block text",
            "block quote",
            "block quotation",
            "blockquote",
            "blocktext",
            "pull quote",
            "zitat",
            "intensives zitat",
            "blockzitat",
            "citation",
            "citation intense",
            "cita",
            "cita destacada",
            "citação",
            "citazione",
            "цитата",
            "выделенная цитата",
            "引用",
        ],
    ),
    (
        Look::Caption,
        &[
            "caption",
            "image caption",
            "table caption",
            "picture caption",
            "figure",
            "illustration",
            "drawing",
            "beschriftung",
            "bildunterschrift",
            "légende",
            "leyenda",
            "descripción",
            "legenda",
            "didascalia",
            "название объекта",
        ],
    ),
    (Look::Credit, &["credit", "photo credit", "bildnachweis", "bildquelle", "crédit photo"]),
];

/// What headings are called, with a number behind.
const HEADINGS: &[&str] = &[
    "heading",
    "überschrift",
    "titre",
    "título",
    "titulo",
    "titolo",
    "encabezado",
    "заголовок",
    "标题",
    "標題",
    "見出し",
    "kop",
    "nagłówek",
];

/// What a style of this name is for, if the name says so.
pub(super) fn of_style(name: &str) -> Option<Look> {
    let name = name.replace("_20_", " ").replace('_', " ").to_lowercase();
    let name = name.trim();
    if let Some((look, _)) = NAMES.iter().find(|(_, names)| names.contains(&name)) {
        return Some(*look);
    }
    if name.starts_with("list bullet") || name.starts_with("list number") {
        return Some(Look::ListItem);
    }
    let base = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let level = name[base.len()..].parse::<u8>().ok()?;
    match base.trim_end() {
        "toc" | "verzeichnis" | "contents" | "оглавление" => Some(Look::Contents),
        base if HEADINGS.contains(&base) => Some(Look::Heading(level.max(1))),
        _ => None,
    }
}
