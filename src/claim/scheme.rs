//! Verdict schemes: the labels a verdict is chosen from. They are data, in `assets/verdicts/`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{VerdictKind, Verdicts};

/// A list of labels that answer one question about a claim.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct VerdictScheme {
    /// Its id; a scheme that the reviewer has extended keeps the id of the one it was made of.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Which question it answers.
    pub kind: VerdictKind,
    /// Whose it is.
    #[serde(default)]
    pub source: String,
    /// Its labels, in the order in which they are offered.
    pub labels: Vec<VerdictLabel>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct VerdictLabel {
    /// The name in files.
    pub name: String,
    /// The words a reader sees.
    pub label: String,
    /// When to choose it.
    #[serde(default)]
    pub meaning: String,
    /// Its place on the scale of truth, from 1 (false) to 5 (true), where it has one.
    #[serde(default)]
    pub value: Option<u8>,
    /// Whether it is no longer offered. Claims that have it keep it, and it stays readable.
    #[serde(default)]
    pub withdrawn: bool,
}

/// The schemes of a review, one for each question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schemes {
    /// Whether it was said.
    attribution: VerdictScheme,
    /// Whether it is so.
    content: VerdictScheme,
}

/// Every scheme that comes with the program; the defaults first.
static BUNDLED: LazyLock<Vec<VerdictScheme>> = LazyLock::new(|| {
    let files = [
        include_str!("../../assets/verdicts/attribution.json"),
        include_str!("../../assets/verdicts/content.json"),
        include_str!("../../assets/verdicts/politifact.json"),
        include_str!("../../assets/verdicts/snopes.json"),
        include_str!("../../assets/verdicts/afp.json"),
        include_str!("../../assets/verdicts/averitec.json"),
    ];
    // That each of them reads is a test's to say; a program that starts has no use for the fault.
    files.into_iter().filter_map(|file| serde_json::from_str(file).ok()).collect()
});

impl VerdictScheme {
    /// Every scheme that comes with the program; of each kind the default first.
    pub fn bundled() -> &'static [Self] {
        &BUNDLED
    }

    /// The label with this name, withdrawn or not.
    pub fn label(&self, name: &str) -> Option<&VerdictLabel> {
        self.labels.iter().find(|label| label.name == name)
    }

    /// The labels that are offered.
    pub fn offered(&self) -> impl Iterator<Item = &VerdictLabel> {
        self.labels.iter().filter(|label| !label.withdrawn)
    }

    /// A scheme without labels.
    fn empty(kind: VerdictKind) -> Self {
        Self { id: kind.name().to_owned(), name: kind.label().to_owned(), kind, source: String::new(), labels: vec![] }
    }

    fn default_of(kind: VerdictKind) -> Self {
        BUNDLED.iter().find(|scheme| scheme.kind == kind).cloned().unwrap_or_else(|| Self::empty(kind))
    }
}

impl VerdictLabel {
    /// A label of the reviewer's own; its name in files is made of its words.
    pub fn named(words: &str) -> Self {
        let name = words.trim().to_lowercase().split_whitespace().collect::<Vec<_>>().join("_");
        Self { name, label: words.trim().to_owned(), meaning: String::new(), value: None, withdrawn: false }
    }
}

impl Default for Schemes {
    fn default() -> Self {
        let [attribution, content] = VerdictKind::ALL.map(VerdictScheme::default_of);
        Self { attribution, content }
    }
}

impl Schemes {
    /// The scheme that answers this question.
    pub fn of(&self, kind: VerdictKind) -> &VerdictScheme {
        match kind {
            VerdictKind::Attribution => &self.attribution,
            VerdictKind::Content => &self.content,
        }
    }

    /// The same schemes with this one for its question.
    #[must_use]
    pub fn with(mut self, scheme: VerdictScheme) -> Self {
        match scheme.kind {
            VerdictKind::Attribution => self.attribution = scheme,
            VerdictKind::Content => self.content = scheme,
        }
        self
    }

    /// The words a reader sees for a verdict; of a name that no label has, the name itself.
    pub fn words<'a>(&'a self, kind: VerdictKind, name: &'a str) -> &'a str {
        self.of(kind).label(name).map_or(name, |label| label.label.as_str())
    }

    /// The verdict of this kind in words, if there is one.
    pub fn verdict<'a>(&'a self, verdicts: &'a Verdicts, kind: VerdictKind) -> Option<&'a str> {
        verdicts.get(kind).map(|name| self.words(kind, name))
    }
}
