//! Drafts to proposals: the name of the speaker, the words that say why, how often the rule is right.

use std::ops::Range;

use super::{
    Proposal, ProposedSpeaker,
    attribution::{Attribution, Way},
    indirect::Rule,
    people::People,
};
use crate::{
    claim::{Form, Tag, Voice},
    text::{ByteIndex, Span, Text},
};

/// Why something is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grounds {
    /// It stands between marks or after a dash.
    Quoted,
    /// It is reported without exact words.
    Reported(Rule),
}

/// A proposal whose places are bytes of the text, and whose speaker has no name yet.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Its words.
    pub(super) segments: Vec<Range<usize>>,
    /// Who says them.
    pub(super) attribution: Attribution,
    /// How they reach the reader.
    pub(super) form: Form,
    /// Why it is proposed.
    pub(super) grounds: Grounds,
    /// The name of the speaker, where the article has a fuller one.
    pub(super) name: Option<String>,
}

impl Draft {
    /// Gives the speaker the name under which the article knows them; `number` is that of the paragraph.
    pub(super) fn name_speaker(&mut self, people: &mut People, text: &str, number: usize) {
        if let Some(place) = &self.attribution.speaker {
            self.name = people.name(text, place, number);
        }
    }

    /// The proposal; `None` when its words are not whole characters of the text.
    pub(super) fn into_proposal(self, text: &Text) -> Option<Proposal> {
        let span = |range: &Range<usize>| -> Option<Span> {
            text.trimmed_span(ByteIndex::new(range.start)..ByteIndex::new(range.end))
        };
        let mut segments: Vec<Span> = Vec::with_capacity(self.segments.len());
        for segment in self.segments.iter().filter_map(span) {
            if segments.last().is_none_or(|before| before.end() < segment.start()) {
                segments.push(segment);
            }
        }
        if segments.is_empty() {
            return None;
        }
        let place = self.attribution.speaker.as_ref().and_then(span);
        let speaker = place.map(|place| {
            let name = self.name.clone().unwrap_or_else(|| as_it_stands(text.slice(place)));
            ProposedSpeaker { name, place: Some(place) }
        });
        let cue = self.attribution.cue.as_ref().and_then(span);
        let told =
            Told { cue: cue.map(|cue| text.slice(cue)), name: speaker.as_ref().map(|speaker| speaker.name.as_str()) };
        let (rule, confidence, reason) = match self.grounds {
            Grounds::Quoted => quoted(self.attribution.way, self.form, &told),
            Grounds::Reported(rule) => reported(rule, &told),
        };
        let tag = if self.grounds == Grounds::Quoted { Tag::Quote } else { Tag::Assertion };
        Some(Proposal {
            tag,
            form: self.form,
            voice: Voice::Source,
            segments,
            speaker,
            cue,
            checkworthy: None,
            confidence,
            rule,
            reason,
        })
    }
}

/// A speaker's words in one line.
fn as_it_stands(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a reason can name.
struct Told<'a> {
    cue: Option<&'a str>,
    name: Option<&'a str>,
}

impl Told<'_> {
    fn cue(&self) -> &str {
        self.cue.unwrap_or("said")
    }

    fn name(&self) -> &str {
        self.name.unwrap_or("somebody")
    }
}

/// Rule, confidence and reason of marked words. The confidence is about the share of the rule's proposals that were right, span and
/// speaker, in English news, or in novels for dashes and turns, as `examples/measure_suggestions` compares them. Where there was too little to
/// measure, they are estimates: blocks, paragraphs that go on, “according to”, nobody, and the particles of East Asian languages.
fn quoted(way: Way, form: Form, told: &Told<'_>) -> (&'static str, f32, String) {
    let (cue, name) = (told.cue(), told.name());
    let partial = form == Form::Partial;
    match way {
        Way::After => ("quote.marks.cue-after", 0.97, format!("Marked words followed by “{cue}” and {name}")),
        Way::Before if partial => {
            ("quote.partial.cue-before", 0.77, format!("{name} and “{cue}” stand before a few marked words"))
        }
        Way::Before => ("quote.marks.cue-before", 0.82, format!("{name} and “{cue}” stand before the marked words")),
        Way::Around if partial => (
            "quote.partial.cue-around",
            0.85,
            format!("Marked words inside what {name} is reported to have said (“{cue}”)"),
        ),
        Way::Around => {
            ("quote.marks.cue-around", 0.79, format!("Marked words in a sentence in which “{cue}” and {name} stand"))
        }
        Way::According => {
            ("quote.marks.according-to", 0.8, format!("Marked words, and “{cue}” names {name} as the source"))
        }
        Way::Colon => ("quote.marks.colon", 0.65, format!("{name}, a colon, and marked words")),
        Way::Signed => ("quote.marks.signed", 0.7, format!("Marked words, then a dash and the name {name}")),
        Way::Continued => ("quote.marks.continued", 0.85, "The quotation of the paragraph before goes on".to_owned()),
        Way::Carried => {
            ("quote.marks.carried", 0.6, format!("Marked words beside others that {name} is said to have spoken"))
        }
        Way::Turn => {
            ("quote.marks.turn", 0.45, format!("In a conversation the speakers take turns, and this is {name}’s"))
        }
        Way::Subject => (
            "quote.marks.subject",
            0.4,
            format!("Marked words without a word for saying; the sentence is about {name}"),
        ),
        Way::Nobody => {
            ("quote.marks.no-cue", 0.4, "A whole sentence between marks; nothing says who speaks".to_owned())
        }
        Way::Inside => ("quote.marks.cue-inside", 0.75, format!("Marked words, with “{cue}” between them")),
        Way::Dash => ("quote.dash.cue", 0.85, format!("Speech after a dash, with “{cue}”")),
        Way::DashAlone => ("quote.dash.alone", 0.85, "A line that opens with a dash, as speech does".to_owned()),
        Way::Block => ("quote.block", 0.8, "Words set apart from the text, as quotations are".to_owned()),
        Way::EastAsian => ("quote.marks.particle", 0.85, format!("Marked words with “{cue}”")),
    }
}

/// Rule, confidence and reason of what is reported.
fn reported(rule: Rule, told: &Told<'_>) -> (&'static str, f32, String) {
    let (cue, name) = (told.cue(), told.name());
    match rule {
        Rule::That => ("assertion.reported.that", 0.66, format!("{name}, “{cue}” and a clause: reported, not quoted")),
        Rule::Bare => (
            "assertion.reported.bare",
            0.67,
            format!("A clause straight after {name} and “{cue}”: reported, not quoted"),
        ),
        Rule::CueAfter => ("assertion.reported.cue-after", 0.68, format!("A sentence that “{cue}” gives to {name}")),
        Rule::CueMiddle => {
            ("assertion.reported.cue-middle", 0.67, format!("“{cue}” with {name} stands inside the sentence"))
        }
        Rule::According => {
            ("assertion.reported.according-to", 0.79, format!("“{cue}” names {name} as the source of the sentence"))
        }
        Rule::To => ("assertion.reported.to", 0.45, format!("{name}, “{cue}” and what is asked or promised")),
        Rule::Mood => ("assertion.reported.mood", 0.6, "The verb stands in the mood of reported speech".to_owned()),
    }
}
