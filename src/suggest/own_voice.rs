//! What an article says in voices of its own: the author’s, a republisher’s, an editor’s, a caption’s.
//!
//! One pass over the sentences finds both the judging ones and the ones with something to check; most of the time goes into cutting
//! sentences, and it is spent once.

use super::{
    Proposal, checkable, judging,
    scoring::{Reader, Signs, checkworthiness_of, quoted, subjectivity_of},
};
use crate::{
    article::{Article, Block, BlockKind},
    text::{ByteIndex, Span, Text, sentence},
};

/// How long a word such as "Comment:" in front of a note may be, in bytes.
const LONGEST_LABEL: usize = 60;

/// A sentence outside quotations, as far as it goes.
pub(super) struct OwnSentence<'a> {
    pub(super) article: &'a Article,
    /// The kind of block it stands in.
    pub(super) zone: BlockKind,
    /// Where it is; the label of a note is left out.
    pub(super) span: Span,
    pub(super) signs: Signs,
    /// From 0 to 1, as [`super::subjectivity`] has it.
    pub(super) subjectivity: f32,
    /// From 0 to 1, as [`super::checkworthiness`] has it.
    pub(super) checkworthiness: f32,
}

/// Which families of rules to apply.
#[derive(Clone, Copy)]
struct Families {
    commentary: bool,
    assertions: bool,
}

/// Commentary: each block that a republisher or an editor put in, as a voice of its own; rhetorical questions; sentences that judge in the
/// text’s own voice. In text order.
///
/// `language_code` is a code such as `en` or `de-AT`; of languages other than English and German little more than blocks is found.
pub fn commentary(article: &Article, language_code: &str) -> Vec<Proposal> {
    propose(article, language_code, Families { commentary: true, assertions: false })
}

/// Assertions: sentences outside quotations that have something to check, each with how much; those inside the notes of a republisher or an
/// editor in that voice. A sentence that gives its words to somebody, as with "said", is proposed in the voice of a source without a
/// speaker; a rule that finds the speaker is to be preferred. In text order.
///
/// `language_code` is a code such as `en` or `de-AT`; of languages other than English and German, figures, dates and names are looked at.
pub fn assertions(article: &Article, language_code: &str) -> Vec<Proposal> {
    propose(article, language_code, Families { commentary: false, assertions: true })
}

/// [`commentary`] and [`assertions`] together, for the time of one: in text order, a note before what is in it.
pub fn own_voice(article: &Article, language_code: &str) -> Vec<Proposal> {
    propose(article, language_code, Families { commentary: true, assertions: true })
}

fn propose(article: &Article, language_code: &str, families: Families) -> Vec<Proposal> {
    let mut reader = Reader::new(language_code);
    let language = reader.language();
    let mut proposals = Vec::new();
    for block in article.blocks() {
        if !speaks(block.kind) {
            continue;
        }
        let place = proposals.len();
        let mut judges = false;
        each_sentence(article, block, &mut reader, |sentence| {
            judges |= judging::judges(&sentence);
            if families.commentary {
                proposals.extend(judging::of_sentence(&sentence, language));
            }
            if families.assertions {
                proposals.extend(checkable::of_sentence(&sentence, language));
            }
        });
        if families.commentary
            && let Some(note) = judging::of_block(block, judges)
        {
            proposals.insert(place, note);
        }
    }
    proposals
}

/// Whether a block of this kind says something in a voice of its own. Headings and rows of tables are no sentences; the others are
/// somebody’s name, lead elsewhere or are quoted whole.
fn speaks(kind: BlockKind) -> bool {
    match kind {
        BlockKind::Headline
        | BlockKind::Standfirst
        | BlockKind::Paragraph
        | BlockKind::ListItem
        | BlockKind::Caption
        | BlockKind::RepublisherNote
        | BlockKind::EditorNote => true,
        BlockKind::Byline
        | BlockKind::Credit
        | BlockKind::Heading
        | BlockKind::Quotation
        | BlockKind::TableRow
        | BlockKind::Link
        | BlockKind::Embed => false,
    }
}

/// Hands over each sentence of a block of which less than half is quoted.
fn each_sentence<'a>(article: &'a Article, block: &Block, reader: &mut Reader, mut take: impl FnMut(OwnSentence<'a>)) {
    let text = article.text();
    let content = text.slice(block.span);
    let base = block.span.start().get();
    let quotations = quoted(content);
    let mut from = 0;
    let within = after_label(text, block);
    for span in sentence::all(text, within) {
        let words = text.slice(span);
        let range = span.start().get() - base..span.end().get() - base;
        let quotations = quotations.within(&range, &mut from);
        if 2 * quotations.len() >= words.len() {
            continue;
        }
        let signs = reader.read(words, &quotations);
        let subjectivity = subjectivity_of(&signs, reader.language());
        let checkworthiness = checkworthiness_of(&signs, reader.language());
        take(OwnSentence { article, zone: block.kind, span, signs, subjectivity, checkworthiness });
    }
}

/// The block without the word that says it is a note.
fn after_label(text: &Text, block: &Block) -> Span {
    if !matches!(block.kind, BlockKind::RepublisherNote | BlockKind::EditorNote) {
        return block.span;
    }
    let start = block.span.start().get();
    let head_end = text.grapheme_floor(ByteIndex::new((start + LONGEST_LABEL).min(block.span.end().get())));
    let head = text.as_str().get(start..head_end.get()).unwrap_or_default();
    let label = head.find([':', '：']).filter(|colon| head[..*colon].split_whitespace().count() <= 5);
    let rest = label.and_then(|colon| {
        let mark = head[colon..].chars().next().map_or(1, char::len_utf8);
        text.trimmed_span(ByteIndex::new(start + colon + mark)..block.span.end())
    });
    rest.unwrap_or(block.span)
}
