//! The codebook: its rules as data, and which of them a claim may turn on.
//!
//! The rules are in `assets/codebook/`, one file a language. A rule has an id that is the same in all languages and that keys name. The
//! signs of a rule are words; those that are seen by the shape of a claim are in `shapes`.

use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, de::Error as _};

use crate::{
    article::{Article, BlockKind},
    claim::{Claim, Form, Segments, Tag, Voice},
    review::Review,
    text::{Text, quotation},
};

/// The rules of tagging, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Codebook {
    /// Its language as a BCP 47 tag.
    pub language: String,
    /// What it is called.
    pub title: String,
    /// The questions to ask of a passage, in order.
    pub questions: Vec<String>,
    /// The rules and hard cases.
    pub rules: Vec<Rule>,
}

/// A rule, or how a hard case is ruled.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Rule {
    /// Its id, in all languages.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// The tags it leads to; none when it leads to leaving something untagged.
    #[serde(deserialize_with = "tags")]
    pub tags: Vec<Tag>,
    /// The rule.
    pub rule: String,
    /// An invented example; may be empty.
    pub example: String,
    /// How that is tagged.
    pub answer: String,
    /// What to ask when a claim may turn on it; empty when nothing of a claim tells.
    #[serde(default)]
    pub hint: String,
    /// Words by which it is known, in small letters.
    #[serde(default)]
    pub signs: Vec<String>,
}

fn tags<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Tag>, D::Error> {
    let names = Vec::<String>::deserialize(deserializer)?;
    let tag = |name: String| {
        let known = Tag::ALL.into_iter().find(|tag| tag.name() == name);
        known.ok_or_else(|| D::Error::custom(format_args!("“{name}” is no tag")))
    };
    names.into_iter().map(tag).collect()
}

/// Every codebook that comes with the program; English first.
static BUNDLED: LazyLock<Vec<Codebook>> = LazyLock::new(|| {
    let files = [
        include_str!("../../assets/codebook/en.json"),
        include_str!("../../assets/codebook/de.json"),
        include_str!("../../assets/codebook/fr.json"),
        include_str!("../../assets/codebook/es.json"),
    ];
    // That each of them reads is a test's to say; a program that starts has no use for the fault.
    files.into_iter().filter_map(|file| serde_json::from_str(file).ok()).collect()
});

/// A codebook without rules, should none be readable.
static EMPTY: Codebook =
    Codebook { language: String::new(), title: String::new(), questions: Vec::new(), rules: Vec::new() };

impl Codebook {
    /// Every codebook that comes with the program; English first.
    pub fn bundled() -> &'static [Self] {
        &BUNDLED
    }

    /// The English one.
    pub fn english() -> &'static Self {
        BUNDLED.first().unwrap_or(&EMPTY)
    }

    /// The one in this language, given as a BCP 47 tag; the English one where there is none.
    pub fn in_language(language: &str) -> &'static Self {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        BUNDLED.iter().find(|book| book.language.eq_ignore_ascii_case(primary)).unwrap_or_else(|| Self::english())
    }

    /// The rule with this id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}

/// A rule that a claim may turn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The rule's id.
    pub rule: &'static str,
    /// What to ask.
    pub question: &'static str,
}

/// A claim or a selection as it is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Looked<'a> {
    /// The article it is in.
    pub article: &'a Article,
    /// Where it is.
    pub segments: &'a Segments,
    /// What it is taken for; nothing for a selection.
    pub tag: Option<Tag>,
    /// How its words reach the reader.
    pub form: Form,
    /// In whose voice it stands.
    pub voice: Voice,
    /// Whether it has a speaker, or words that attribute it.
    pub is_attributed: bool,
    /// Whether its speaker is described and not named.
    pub is_unnamed: bool,
}

impl<'a> Looked<'a> {
    /// A claim.
    pub fn claim(review: &'a Review, claim: &'a Claim) -> Self {
        let speaker = claim.speaker.and_then(|id| review.speaker(id));
        Self {
            article: review.article(),
            segments: &claim.segments,
            tag: Some(claim.tag),
            form: claim.form,
            voice: claim.voice,
            is_attributed: speaker.is_some() || claim.cue.is_some(),
            is_unnamed: speaker.is_some_and(|speaker| speaker.speaker_type == crate::claim::SpeakerType::Unnamed),
        }
    }

    /// What is selected.
    pub fn selection(article: &'a Article, segments: &'a Segments) -> Self {
        let (form, voice) = (Form::default(), Voice::default());
        Self { article, segments, tag: None, form, voice, is_attributed: false, is_unnamed: false }
    }
}

/// The rules that a claim may turn on, the likeliest first, in the article's language where there is a codebook in it.
pub fn hints(review: &Review, claim: &Claim) -> Vec<Hint> {
    let language = review.article().metadata.language.as_deref().unwrap_or_default();
    hints_for(Codebook::in_language(language), Looked::claim(review, claim))
}

/// The rules that a claim or a selection may turn on, the likeliest first: those its shape tells of, then those of which it has a word.
pub fn hints_for(codebook: &'static Codebook, looked: Looked<'_>) -> Vec<Hint> {
    let mut hints: Vec<Hint> = Vec::new();
    let mut add = |rule: &'static Rule| {
        if !rule.hint.is_empty() && hints.iter().all(|hint| hint.rule != rule.id) {
            hints.push(Hint { rule: &rule.id, question: &rule.hint });
        }
    };
    shapes(looked).into_iter().filter_map(|id| codebook.rule(id)).for_each(&mut add);
    let words = Words::of(looked);
    codebook.rules.iter().filter(|rule| words.have_sign_of(rule)).for_each(&mut add);
    hints
}

/// How many code points around a claim are looked at for the words that attribute it.
const AROUND: usize = 40;

/// The ids of the rules that the shape of a claim tells of, the likeliest first.
fn shapes(looked: Looked<'_>) -> Vec<&'static str> {
    let Looked { article, segments, tag, form, voice, is_attributed, is_unnamed } = looked;
    let Some(extent) = segments.extent() else { return Vec::new() };
    let text = article.text();
    let words = segments.placed().iter().map(|span| text.slice(*span)).collect::<Vec<_>>().join(" ");
    let inside = words.trim();
    let (before, after) = around(text, extent.range());
    let opens = inside.chars().next().is_some_and(quotation::is_mark);
    let closes = inside.chars().next_back().is_some_and(quotation::is_mark);
    let has_marks =
        opens || closes || segments.placed().iter().any(|span| text.slice(*span).contains(quotation::is_mark));
    let mark_outside = before.chars().next_back().is_some_and(quotation::is_mark)
        || after.chars().next().is_some_and(quotation::is_mark);
    let count = inside.split_whitespace().count();
    let is_quote = tag == Some(Tag::Quote);
    let is_assertion = tag == Some(Tag::Assertion);
    let zone = article.zone(extent);
    let set_apart = matches!(form, Form::Block) || matches!(zone, BlockKind::Quotation | BlockKind::Embed);
    let capital = inside.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let marked_short = opens && closes && count <= FEW_WORDS;
    let sentences = inside.trim_end_matches(|c: char| !c.is_alphanumeric()).contains([';', '.']);
    let cases = [
        ("scare-quotes", has_marks && !is_attributed && (is_quote || tag.is_none()) && count <= FEW_WORDS),
        ("titles-and-terms", marked_short && capital && !is_attributed && !is_assertion),
        ("republisher-note", zone == BlockKind::RepublisherNote && voice != Voice::Republisher),
        ("editor-note", zone == BlockKind::EditorNote && voice != Voice::Editor),
        ("exact-words", is_quote && !has_marks && !mark_outside && !set_apart),
        ("marks-in", mark_outside && !has_marks && (is_quote || tag.is_none())),
        ("quoted-opinion", opens && closes && tag == Some(Tag::Commentary)),
        ("quoted-opinion", opens && closes && is_assertion && !marked_short),
        ("brackets", (is_quote || has_marks) && inside.contains('[')),
        ("ellipsis", (is_quote || has_marks) && (inside.contains('…') || inside.contains("..."))),
        ("partial-quote", is_quote && is_attributed && marked_short && !before.trim_end().is_empty()),
        ("unnamed-source", is_unnamed),
        ("rhetorical-question", inside.ends_with(['?', '？']) && !is_quote),
        ("edges", is_assertion && inside.ends_with(['.', '。', '!'])),
        ("one-proposition", is_assertion && (sentences || count > MANY_WORDS)),
        ("headline", zone == BlockKind::Headline),
        ("caption", zone == BlockKind::Caption),
        ("credit", matches!(zone, BlockKind::Credit | BlockKind::Byline)),
        ("link", zone == BlockKind::Link),
        ("indirect-speech", is_assertion && !is_attributed && matches!(form, Form::Indirect | Form::Partial)),
    ];
    cases.into_iter().filter(|(_, is_so)| *is_so).map(|(id, _)| id).collect()
}

/// As many words as a title or a sneer has.
const FEW_WORDS: usize = 5;

/// More words than one proposition is likely to have.
const MANY_WORDS: usize = 25;

/// The words before and after a stretch, within its paragraph and not far.
fn around(text: &Text, range: std::ops::Range<usize>) -> (&str, &str) {
    let content = text.as_str();
    let before = content[..range.start].rsplit('\n').next().unwrap_or_default();
    let after = content[range.end..].split('\n').next().unwrap_or_default();
    let from = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| at);
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    (&before[from..], &after[..to])
}

/// The words of a claim and of what is beside it, in small letters, each between two spaces.
struct Words {
    inside: String,
    beside: String,
    is_quote: bool,
    voice: Voice,
}

impl Words {
    fn of(looked: Looked<'_>) -> Self {
        let text = looked.article.text();
        let inside: Vec<&str> = looked.segments.placed().iter().map(|span| text.slice(*span)).collect();
        let (before, after) = looked.segments.extent().map_or(("", ""), |extent| around(text, extent.range()));
        Self {
            inside: parted(&inside.join(" ")),
            beside: parted(&format!("{before} | {after}")),
            is_quote: looked.tag == Some(Tag::Quote),
            voice: looked.voice,
        }
    }

    /// Whether a word tells of the rule. Words of saying stand beside a claim; any others in it, and in a quote they are its speaker's.
    fn have_sign_of(&self, rule: &Rule) -> bool {
        let has = |words: &str| rule.signs.iter().any(|sign| words.contains(&parted(sign)));
        match rule.id.as_str() {
            "loaded-verb" | "according-to" | "belief" => has(&self.beside) || !self.is_quote && has(&self.inside),
            "first-person" => self.voice == Voice::Author && !self.is_quote && has(&self.inside),
            _ => !self.is_quote && has(&self.inside),
        }
    }
}

fn parted(words: &str) -> String {
    let parts = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    format!(" {} ", parts.collect::<Vec<_>>().join(" ").to_lowercase())
}
