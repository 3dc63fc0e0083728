//! Reading an article paragraph by paragraph: what stands between marks and after dashes, and what is reported.

use std::{iter, ops::Range};

use super::{
    Language, Proposal,
    attribution::{self, Attribution, Way},
    compose::{Draft, Grounds},
    dialogue, east_asian, german, indirect,
    judge::{self, Look},
    lexicon,
    mark::Marked,
    paragraph::Paragraph,
    people::People,
    token::Kind,
};
use crate::{
    article::{Article, BlockKind},
    claim::Form,
};

/// What a paragraph leaves to the next.
#[derive(Debug, Default)]
struct Carry {
    /// Who says its last quotation, if that was never closed.
    open: Option<Attribution>,
    /// Who spoke last.
    speaker: Option<Range<usize>>,
    /// Who spoke in the last two paragraphs, if both open with a quotation.
    turns: [Option<Range<usize>>; 2],
    /// Whether the paragraph ended with a colon.
    colon: bool,
}

/// The reader of one article.
struct Reader<'t> {
    text: &'t str,
    language: Language,
    /// Whether dashes open dialogue inside paragraphs.
    dashes_inside: bool,
    people: People,
    carry: Carry,
    drafts: Vec<Draft>,
}

/// The quotations of an article and what it reports.
pub(super) fn proposals(article: &Article, language: Language) -> Vec<Proposal> {
    let text = article.text();
    let mut reader = Reader {
        text: text.as_str(),
        language,
        dashes_inside: language == Language::French && dialogue::has_dashes_inside(text.as_str()),
        people: People::default(),
        carry: Carry::default(),
        drafts: Vec::new(),
    };
    for (number, block) in article.blocks().iter().enumerate() {
        match block.kind {
            BlockKind::Byline | BlockKind::Credit | BlockKind::Link => {}
            BlockKind::Quotation | BlockKind::Embed => reader.set_apart(block.span.range(), number),
            _ => reader.read(block.span.range(), number),
        }
    }
    reader.drafts.into_iter().filter_map(|draft| draft.into_proposal(text)).collect()
}

impl Reader<'_> {
    fn read(&mut self, range: Range<usize>, number: usize) {
        let paragraph = Paragraph::of(self.text, range, self.language, lexicon::of(self.language));
        let mut found = self.spoken(&paragraph);
        let taken: Vec<Range<usize>> = found.iter().map(|(tokens, _)| tokens.clone()).collect();
        let quoted =
            if self.language.is_east_asian() { self.east_asian(&paragraph) } else { self.quoted(&paragraph, &taken) };
        found.extend(quoted);
        let mut drafts: Vec<Draft> = found.into_iter().map(|(_, draft)| draft).collect();
        drafts.extend(self.reported(&paragraph));
        drafts.sort_by_key(|draft| draft.segments.first().map(|first| first.start));
        self.people.meet(&paragraph);
        // In German every noun has a capital, so that a single word may be anything.
        if self.language != Language::German {
            let straight = drafts.iter().filter(|draft| draft.attribution.way == Way::After);
            for speaker in straight.filter_map(|draft| draft.attribution.speaker.as_ref()) {
                self.people.meet_speaker(&paragraph, speaker);
            }
        }
        let mut next = 0;
        for mut draft in drafts {
            let place = draft.attribution.speaker.as_ref().map_or(0, |speaker| speaker.start);
            self.people.follow(&paragraph, number, &mut next, place);
            draft.name_speaker(&mut self.people, self.text, number);
            self.keep(draft);
        }
        self.people.follow(&paragraph, number, &mut next, usize::MAX);
    }

    /// A block that is a quotation as a whole; it is said by whoever the paragraph before announces with a colon.
    fn set_apart(&mut self, range: Range<usize>, number: usize) {
        let speaker = self.carry.colon.then(|| self.carry.speaker.clone()).flatten();
        let attribution = Attribution { way: Way::Block, speaker, ..Attribution::NOBODY };
        let segments = iter::once(range).collect();
        let mut draft = Draft { segments, attribution, form: Form::Block, grounds: Grounds::Quoted, name: None };
        draft.name_speaker(&mut self.people, self.text, number);
        self.drafts.push(draft);
    }

    /// Keeps a draft, as a segment of the one before when the quotation goes on from the paragraph before.
    fn keep(&mut self, draft: Draft) {
        if draft.attribution.way == Way::Continued
            && let Some(before) = self.drafts.iter_mut().rev().find(|before| before.grounds == Grounds::Quoted)
        {
            before.segments.extend(draft.segments);
            return;
        }
        self.drafts.push(draft);
    }

    /// What is said after dashes, with the tokens it takes up.
    fn spoken(&self, paragraph: &Paragraph<'_>) -> Vec<(Range<usize>, Draft)> {
        if !self.language.has_dash_dialogue() {
            return Vec::new();
        }
        let draft = |speech: dialogue::Speech| {
            let way = if speech.speaker.is_some() { Way::Dash } else { Way::DashAlone };
            let attribution = Attribution { way, speaker: speech.speaker, cue: speech.cue, ..Attribution::NOBODY };
            let draft = Draft {
                segments: speech.segments,
                attribution,
                form: Form::Direct,
                grounds: Grounds::Quoted,
                name: None,
            };
            (speech.tokens, draft)
        };
        dialogue::speeches(paragraph, self.language, self.dashes_inside).into_iter().map(draft).collect()
    }

    fn east_asian(&self, paragraph: &Paragraph<'_>) -> Vec<(Range<usize>, Draft)> {
        let draft = |marked: &Marked| {
            let attribution = east_asian::attribution(self.text, &paragraph.range, marked, self.language)?;
            let segments = vec![marked.outer.clone()];
            Some((0..0, Draft { segments, attribution, form: Form::Direct, grounds: Grounds::Quoted, name: None }))
        };
        paragraph.marked.iter().filter_map(draft).collect()
    }

    /// What is reported without its words.
    fn reported(&self, paragraph: &Paragraph<'_>) -> Vec<Draft> {
        let reports = match self.language {
            Language::English | Language::Other => {
                paragraph.sentences.iter().flat_map(|sentence| indirect::reported(paragraph, sentence)).collect()
            }
            Language::German => german::reported(paragraph),
            _ => Vec::new(),
        };
        let draft = |report: indirect::Reported| Draft {
            attribution: Attribution { speaker: report.speaker, cue: report.cue, ..Attribution::NOBODY },
            segments: report.segments,
            form: Form::Indirect,
            grounds: Grounds::Reported(report.rule),
            name: None,
        };
        reports.into_iter().map(draft).collect()
    }

    /// What stands between marks.
    fn quoted(&mut self, paragraph: &Paragraph<'_>, taken: &[Range<usize>]) -> Vec<(Range<usize>, Draft)> {
        let mut found: Vec<(Range<usize>, Draft)> = Vec::new();
        let mut last: Option<Range<usize>> = None;
        let mut open = None;
        let mut taken = taken.iter().peekable();
        for (number, at, stretch) in paragraph.quotes() {
            while taken.next_if(|speech| speech.end <= at).is_some() {}
            if taken.peek().is_some_and(|speech| speech.contains(&at)) {
                continue;
            }
            let sentence = &paragraph.sentences[number];
            let marked = &paragraph.marked[stretch];
            let look = Look::at(paragraph.inner(stretch));
            let attribution = self.attribution(paragraph, number, at, last.as_ref());
            if !judge::is_quotation(paragraph, sentence, at, look, &attribution, self.language) {
                continue;
            }
            if attribution.speaker.is_some() {
                last.clone_from(&attribution.speaker);
            }
            if !marked.closed {
                open = Some(attribution.clone());
            }
            if let Some((before, draft)) = found.last_mut()
                && goes_on(paragraph, before.start, at, draft, &attribution)
            {
                draft.segments.push(marked.outer.clone());
                before.start = at;
                continue;
            }
            let whole = look.ends_sentence || look.ends_open || look.begins_large;
            let form = if whole || attribution.way == Way::After { Form::Direct } else { Form::Partial };
            let (segments, attribution) = match label(paragraph, marked) {
                Some(label) => labelled(marked, label),
                None => self.without_incise(paragraph, marked, attribution),
            };
            found.push((at..at + 1, Draft { segments, attribution, form, grounds: Grounds::Quoted, name: None }));
        }
        self.settle(&mut found);
        let opens = paragraph.tokens.first().is_some_and(|first| matches!(first.kind, Kind::Quote(_)));
        let opening = found.first().filter(|_| opens);
        self.carry.turns = match opening {
            Some((_, draft)) => [self.carry.turns[1].take(), draft.attribution.speaker.clone()],
            None => [None, None],
        };
        self.leave(paragraph, last, open);
        found
    }

    /// Who says the quotation at the token `at`; `last` spoke before in this paragraph.
    fn attribution(
        &self,
        paragraph: &Paragraph<'_>,
        number: usize,
        at: usize,
        last: Option<&Range<usize>>,
    ) -> Attribution {
        let sentence = &paragraph.sentences[number];
        let mut attribution = attribution::in_sentence(paragraph, sentence, at);
        if at == 0
            && attribution.way != Way::After
            && let Some(open) = &self.carry.open
        {
            return Attribution { way: Way::Continued, speaker: open.speaker.clone(), ..Attribution::NOBODY };
        }
        if attribution.speaker.is_some() {
            return attribution;
        }
        let alone = sentence.tokens.len() <= 3;
        let subject = (!alone).then(|| attribution::subject_of(paragraph, sentence)).flatten();
        if let Some(subject) = subject {
            return Attribution { speaker: Some(subject), way: Way::Subject, ..attribution };
        }
        let previous = number.checked_sub(1).map(|number| &paragraph.sentences[number]);
        let carried = last
            .cloned()
            .or_else(|| previous.and_then(|previous| attribution::last_speaker(paragraph, previous)))
            .or_else(|| previous.and_then(|previous| attribution::subject_of(paragraph, previous)))
            .or_else(|| self.carry.colon.then(|| self.carry.speaker.clone()).flatten());
        if let Some(carried) = carried {
            attribution = Attribution { speaker: Some(carried), way: Way::Carried, ..attribution };
        }
        attribution
    }

    /// The segments of a French quotation in which the narrator speaks, too, and its attribution.
    fn without_incise(
        &self,
        paragraph: &Paragraph<'_>,
        marked: &Marked,
        attribution: Attribution,
    ) -> (Vec<Range<usize>>, Attribution) {
        let whole = vec![marked.outer.clone()];
        if self.language != Language::French {
            return (whole, attribution);
        }
        let inner = Paragraph::of(paragraph.text, marked.inner.clone(), self.language, lexicon::of(self.language));
        match dialogue::between_marks(&inner) {
            Some(speech) if !speech.segments.is_empty() => {
                let attribution =
                    Attribution { way: Way::Inside, speaker: speech.speaker, cue: speech.cue, ..Attribution::NOBODY };
                (with_marks(speech.segments, marked), attribution)
            }
            _ => (whole, attribution),
        }
    }

    /// Gives what begins a paragraph without a speaker to whoever the next quotation names, or else to whoever spoke last.
    fn settle(&self, found: &mut [(Range<usize>, Draft)]) {
        let mut later: Option<Range<usize>> = None;
        for (_, draft) in found.iter_mut().rev() {
            if draft.attribution.speaker.is_some() {
                later.clone_from(&draft.attribution.speaker);
                continue;
            }
            let turn = self.turn().filter(|_| later.is_none());
            let way = if turn.is_some() { Way::Turn } else { Way::Carried };
            let speaker = later.clone().or(turn).or_else(|| self.carry.speaker.clone());
            draft.attribution.way = if speaker.is_some() { way } else { Way::Nobody };
            draft.attribution.speaker = speaker;
        }
    }

    /// Whose turn it is, when the two paragraphs before belong to two speakers.
    fn turn(&self) -> Option<Range<usize>> {
        let [before_last, last] =
            self.carry.turns.clone().map(|turn| turn.and_then(|turn| Some((self.text.get(turn.clone())?, turn))));
        let ((before_last, range), (last, _)) = (before_last?, last?);
        (before_last != last).then_some(range)
    }

    /// Notes what the next paragraph needs.
    fn leave(&mut self, paragraph: &Paragraph<'_>, last: Option<Range<usize>>, open: Option<Attribution>) {
        self.carry.open = open;
        self.carry.colon = self.text[paragraph.range.clone()].ends_with(':');
        let spoke = last.or_else(|| {
            let sentence = paragraph.sentences.last()?;
            attribution::last_speaker(paragraph, sentence).or_else(|| attribution::subject_of(paragraph, sentence))
        });
        self.carry.speaker = spoke.or(self.carry.speaker.take());
    }
}

/// The longest label of a transcript, in bytes.
const LONGEST_LABEL: usize = 32;

/// The name in capitals with which marked words begin in a transcript: “HOST: You said …”.
fn label(paragraph: &Paragraph<'_>, marked: &Marked) -> Option<Range<usize>> {
    let inner = paragraph.text.get(marked.inner.clone())?;
    let (name, rest) = inner.split_once(':').filter(|(name, _)| name.len() <= LONGEST_LABEL)?;
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let is_label = letters >= 2 && !name.contains(char::is_lowercase) && rest.starts_with(' ');
    is_label.then(|| marked.inner.start..marked.inner.start + name.len())
}

/// The segment and the attribution of marked words that begin with a label.
fn labelled(marked: &Marked, label: Range<usize>) -> (Vec<Range<usize>>, Attribution) {
    let colon = label.end..label.end + 1;
    let segments = iter::once(colon.end..marked.outer.end).collect();
    (segments, Attribution { way: Way::Colon, speaker: Some(label), cue: Some(colon), ..Attribution::NOBODY })
}

/// How many tokens may stand between the halves of a quotation.
const INTERRUPTION: usize = 16;

/// Whether the quotation at `at` goes on with the one at `before`, which `draft` holds: only “she said” stands between.
fn goes_on(paragraph: &Paragraph<'_>, before: usize, at: usize, draft: &Draft, attribution: &Attribution) -> bool {
    let between = &paragraph.tokens[before + 1..at];
    let ends_with_sign =
        between.last().is_some_and(|last| matches!(last.kind, Kind::Comma | Kind::Stop | Kind::Dash | Kind::Colon));
    let holds_cue = draft.attribution.cue.as_ref().is_some_and(|cue| {
        between.first().is_some_and(|first| first.range().start <= cue.start)
            && between.last().is_some_and(|last| cue.end <= last.range().end)
    });
    let same = attribution.speaker == draft.attribution.speaker;
    let stops = between.iter().filter(|token| token.kind == Kind::Stop).count();
    draft.attribution.way == Way::After
        && ends_with_sign
        && holds_cue
        && same
        && stops <= 1
        && between.len() <= INTERRUPTION
}

/// Segments that reach to the marks where they begin and end at them.
fn with_marks(mut segments: Vec<Range<usize>>, marked: &Marked) -> Vec<Range<usize>> {
    if let Some(first) = segments.first_mut().filter(|first| first.start <= marked.inner.start + 4) {
        first.start = marked.outer.start;
    }
    if let Some(last) = segments.last_mut().filter(|last| last.end + 4 >= marked.inner.end) {
        last.end = marked.outer.end;
    }
    segments
}
