//! What is said about a claim beside its tag and its place, as words: the same fields, by the same names, in every format.

use std::{borrow::Cow, fmt::Write as _};

use crate::{
    claim::{Claim, Origin, Verdicts},
    report::Secrets,
    review::Review,
};

/// Something that is said about a claim. Values are words, in lists of one for most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// How its words reach the reader.
    Form,
    /// In whose voice it stands.
    Voice,
    /// Who says it, by name.
    Speaker,
    /// The state of the work on it.
    Status,
    /// Why it is skipped, or what is waited for.
    Reason,
    /// The id of the claim that is checked instead.
    DuplicateOf,
    /// Whether it is so.
    Verdict,
    /// Whether it was said.
    Attribution,
    /// How sure that is.
    Confidence,
    /// Why.
    Rationale,
    /// What it says, in words that stand by themselves.
    ClaimText,
    /// Anything else.
    Note,
    /// Remarks by the codebook's names.
    Flags,
    /// Remarks by the reviewer's own names.
    Labels,
    /// What verdicts rest on: addresses or, of what has none, titles.
    Evidence,
    /// The titles of the same, in the same order; empty where there is none.
    EvidenceTitles,
    /// What each says about the claim, in the same order.
    Stances,
    /// Where was looked in vain.
    Searched,
    /// Who found the verdict.
    Checker,
    /// Who agreed.
    Approver,
    /// How urgent it is.
    Priority,
    /// Why this claim is checked.
    SelectionReason,
    /// What a reader must know to understand it.
    Context,
    /// When it was said.
    SaidOn,
    /// Where it was said.
    SaidAt,
    /// The address at which it appeared first.
    FirstAppearance,
    /// Whom the speaker cites, outermost first.
    Chain,
    /// The rule whose proposal it was.
    Rule,
    /// When it was made.
    Created,
    /// When it was last changed.
    Modified,
}

impl Field {
    /// Every field, in the order in which files have them.
    pub const ALL: [Self; 30] = [
        Self::Form,
        Self::Voice,
        Self::Speaker,
        Self::Status,
        Self::Reason,
        Self::DuplicateOf,
        Self::Verdict,
        Self::Attribution,
        Self::Confidence,
        Self::Rationale,
        Self::ClaimText,
        Self::Note,
        Self::Flags,
        Self::Labels,
        Self::Evidence,
        Self::EvidenceTitles,
        Self::Stances,
        Self::Searched,
        Self::Checker,
        Self::Approver,
        Self::Priority,
        Self::SelectionReason,
        Self::Context,
        Self::SaidOn,
        Self::SaidAt,
        Self::FirstAppearance,
        Self::Chain,
        Self::Rule,
        Self::Created,
        Self::Modified,
    ];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Voice => "voice",
            Self::Speaker => "speaker",
            Self::Status => "status",
            Self::Reason => "reason",
            Self::DuplicateOf => "duplicate_of",
            Self::Verdict => "verdict",
            Self::Attribution => "attribution",
            Self::Confidence => "confidence",
            Self::Rationale => "rationale",
            Self::ClaimText => "claim_text",
            Self::Note => "note",
            Self::Flags => "flags",
            Self::Labels => "labels",
            Self::Evidence => "evidence",
            Self::EvidenceTitles => "evidence_titles",
            Self::Stances => "stances",
            Self::Searched => "searched",
            Self::Checker => "checker",
            Self::Approver => "approver",
            Self::Priority => "priority",
            Self::SelectionReason => "selection_reason",
            Self::Context => "context",
            Self::SaidOn => "said_on",
            Self::SaidAt => "said_at",
            Self::FirstAppearance => "first_appearance",
            Self::Chain => "chain",
            Self::Rule => "rule",
            Self::Created => "created",
            Self::Modified => "modified",
        }
    }

    /// The field with this name, letter case aside.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name().eq_ignore_ascii_case(name))
    }

    /// Whether it may have several values.
    pub fn is_list(self) -> bool {
        matches!(self, Self::Flags | Self::Labels | Self::Evidence | Self::EvidenceTitles | Self::Stances | Self::Chain)
    }

    /// Whether its values come from a short list.
    pub fn is_choice(self) -> bool {
        matches!(
            self,
            Self::Form
                | Self::Voice
                | Self::Status
                | Self::Verdict
                | Self::Attribution
                | Self::Confidence
                | Self::Priority
        )
    }
}

/// What is said about one claim; fields about which nothing is said are absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Values<'a>(pub(super) Vec<(Field, Vec<Cow<'a, str>>)>);

impl<'a> Values<'a> {
    /// What a claim has; nothing of it names what is secret.
    pub(super) fn of(review: &'a Review, claim: &'a Claim, outgoing: &Outgoing) -> Self {
        let mut values = Self::default();
        let check = claim.check();
        values.word(Field::Form, claim.form.name());
        values.word(Field::Voice, claim.voice.name());
        let speaker = claim.speaker.and_then(|id| review.speaker(id));
        values.word(Field::Speaker, speaker.map_or("", |speaker| &speaker.name));
        values.word(Field::Status, claim.status.state.name());
        values.said(Field::Reason, claim.status.reason.as_deref(), outgoing);
        values.put(Field::DuplicateOf, claim.status.duplicate_of.map(|id| Cow::Owned(id.to_string())));
        let Verdicts { attribution, content } = &check.verdicts;
        values.word(Field::Verdict, content.as_deref().unwrap_or_default());
        values.word(Field::Attribution, attribution.as_deref().unwrap_or_default());
        values.word(Field::Confidence, check.confidence.map_or("", |confidence| confidence.name()));
        values.said(Field::Rationale, Some(&check.rationale), outgoing);
        values.said(Field::ClaimText, claim.claim_text.as_deref(), outgoing);
        values.said(Field::Note, Some(&claim.note), outgoing);
        let hidden = |words: &'a String| outgoing.hidden(words);
        values.put(Field::Flags, claim.flags.iter().filter(|flag| !flag.is_empty()).map(hidden));
        values.put(Field::Labels, claim.labels.iter().filter(|label| !label.is_empty()).map(hidden));
        let links: Vec<_> = check
            .evidence
            .iter()
            .filter_map(|link| Some((link, review.piece(link.evidence)?)))
            .filter(|(_, piece)| outgoing.internal || !piece.confidential)
            .filter(|(_, piece)| !piece.address.is_empty() || !piece.title.is_empty())
            .collect();
        let where_it_is =
            |piece: &'a crate::claim::Evidence| if piece.address.is_empty() { &piece.title } else { &piece.address };
        values.put(Field::Evidence, links.iter().map(|(_, piece)| hidden(where_it_is(piece))));
        let titles =
            links.iter().map(|(_, piece)| if piece.address.is_empty() { "".into() } else { hidden(&piece.title) });
        let titles: Vec<Cow<'a, str>> = titles.collect();
        values.put(
            Field::EvidenceTitles,
            titles.into_iter().rev().skip_while(|title| title.is_empty()).collect::<Vec<_>>().into_iter().rev(),
        );
        values.put(Field::Stances, links.iter().map(|(link, _)| link.stance.name().into()));
        values.said(Field::Searched, Some(&check.searched), outgoing);
        values.said(Field::Checker, check.checker.as_deref(), outgoing);
        values.said(Field::Approver, check.approver.as_deref(), outgoing);
        values.word(Field::Priority, check.priority.map_or("", |priority| priority.name()));
        values.said(Field::SelectionReason, Some(&check.selection_reason), outgoing);
        values.said(Field::Context, Some(&check.context), outgoing);
        values.put(Field::SaidOn, check.said_on.map(|date| Cow::Owned(date.to_string())));
        values.said(Field::SaidAt, Some(&check.said_at), outgoing);
        values.said(Field::FirstAppearance, Some(&check.first_appearance), outgoing);
        values.put(Field::Chain, check.chain.iter().filter(|link| !link.is_empty()).map(hidden));
        if let Origin::Rule(rule) = &claim.origin {
            values.word(Field::Rule, rule);
        }
        values.put(Field::Created, Some(Cow::Owned(claim.created.to_string())));
        values.put(Field::Modified, Some(Cow::Owned(claim.modified.to_string())));
        values
    }

    /// The values of a field.
    pub(super) fn get(&self, field: Field) -> &[Cow<'a, str>] {
        self.0.iter().find(|(of, _)| *of == field).map_or(&[], |(_, values)| values)
    }

    /// The first value of a field.
    pub(super) fn first(&self, field: Field) -> Option<&str> {
        self.get(field).first().map(AsRef::as_ref)
    }

    /// Says one thing more; without values nothing.
    pub(super) fn put(&mut self, field: Field, values: impl IntoIterator<Item = Cow<'a, str>>) {
        let values: Vec<Cow<'a, str>> = values.into_iter().collect();
        if values.is_empty() {
            return;
        }
        match self.0.iter_mut().find(|(of, _)| *of == field) {
            Some((_, before)) => before.extend(values),
            None => self.0.push((field, values)),
        }
    }

    fn word(&mut self, field: Field, word: &'a str) {
        self.put(field, Some(word).filter(|word| !word.is_empty()).map(Cow::Borrowed));
    }

    fn said(&mut self, field: Field, words: Option<&'a str>, outgoing: &Outgoing) {
        self.put(field, words.filter(|words| !words.is_empty()).map(|words| outgoing.hidden(words)));
    }
}

/// What may leave.
pub(super) struct Outgoing {
    /// Whether it stays at the desk.
    pub(super) internal: bool,
    secrets: Secrets,
}

impl Outgoing {
    pub(super) fn new(review: &Review, internal: bool) -> Self {
        Self { internal, secrets: if internal { Secrets::Nothing } else { Secrets::of(review) } }
    }

    /// Words of the desk, without what is confidential in them.
    pub(super) fn hidden<'a>(&self, words: &'a str) -> Cow<'a, str> {
        match self.secrets {
            Secrets::Nothing => Cow::Borrowed(words),
            _ => Cow::Owned(self.secrets.hidden(words)),
        }
    }
}

/// Several values in one string: `; ` between them, a backslash before a backslash or a semicolon in one.
pub(super) fn joined(values: &[Cow<'_, str>]) -> String {
    let escaped: Vec<String> = values.iter().map(|value| value.replace('\\', "\\\\").replace(';', "\\;")).collect();
    escaped.join("; ")
}

/// The values of a string that [`joined`] made, or somebody by hand.
pub(super) fn parted(words: &str) -> Vec<String> {
    if words.is_empty() {
        return Vec::new();
    }
    let mut values = vec![String::new()];
    let mut signs = words.chars().peekable();
    while let Some(sign) = signs.next() {
        let last = values.last_mut();
        match (sign, last) {
            ('\\', Some(last)) if matches!(signs.peek(), Some('\\' | ';')) => last.extend(signs.next()),
            (';', _) => {
                signs.next_if_eq(&' ');
                values.push(String::new());
            }
            (sign, Some(last)) => last.push(sign),
            (_, None) => {}
        }
    }
    values
}

/// What readers of lines take for the end of one.
pub(super) fn is_line_end(sign: char) -> bool {
    matches!(sign, '\n' | '\u{2028}' | '\u{2029}')
}

/// Words on one line: `\\n` for a line end, `\\u{…}` for what else ends or breaks a line.
pub(super) fn on_one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for sign in words.chars() {
        match sign {
            '\\' => line.push_str("\\\\"),
            '\n' => line.push_str("\\n"),
            '\r' => line.push_str("\\r"),
            // What XML does not allow is escaped with the rest, since descriptions of REFI-QDA are made so, too.
            sign if is_line_end(sign)
                || sign.is_control() && sign != '\t'
                || matches!(sign, '\u{FFFE}' | '\u{FFFF}') =>
            {
                // Writing to a string does not fail.
                let _written = write!(line, "\\u{{{:x}}}", u32::from(sign));
            }
            sign => line.push(sign),
        }
    }
    line
}

/// The words that [`on_one_line`] put on one.
pub(super) fn from_one_line(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('\\') {
        words.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        let code = behind.strip_prefix("u{").and_then(|code| code.split_once('}'));
        let sign = code.and_then(|(code, rest)| Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, rest)));
        (rest, words) = match (behind.as_bytes().first(), sign) {
            (Some(b'n'), _) => (&behind[1..], words + "\n"),
            (Some(b'r'), _) => (&behind[1..], words + "\r"),
            (Some(b'\\'), _) => (&behind[1..], words + "\\"),
            (_, Some((sign, rest))) => (rest, words + sign.encode_utf8(&mut [0; 4])),
            _ => (behind, words + "\\"),
        };
    }
    words + rest
}
