//! How a sentence reads: whether it judges, and whether there is something to check in it.
//!
//! A sentence is cut into words once ([`words`]). Lists that a linguist can read and amend (`assets/suggest/signs-*.txt`) and the look of
//! the words give *signs* ([`sign`], [`lexicon`]), and small tables of weights (`assets/suggest/*.json`) make a score of them ([`weights`]).
//! Nothing depends on anything but the sentence and its language.

mod lexicon;
mod own_words;
mod sign;
mod signs;
mod weights;
mod words;

pub(super) use lexicon::Language;
pub(super) use own_words::{Quoted, quoted};
pub(super) use sign::Sign;
pub(super) use signs::{Reader, Signs};
pub(super) use weights::{checkworthiness_of, subjectivity_of, what_judges, what_to_check};

/// How likely a sentence judges in the voice of whoever wrote it, from 0 (it reports) to 1.
///
/// Judging is what the codebook calls commentary: evaluation, interpretation, exhortation, irony, a rhetorical question. Words between
/// quotation marks are another's and do not count; neither does what is attributed to somebody. Definition after Antici and others 2024,
/// *A Corpus for Sentence-level Subjectivity Detection on English News Articles*. A sentence of at least 0.5 is taken to judge.
///
/// `language` is a code such as `en` or `de-AT`. English and German are read by their words; of other languages only figures, dates and
/// marks are, so that the score seldom leaves the lower half.
pub fn subjectivity(sentence: &str, language: &str) -> f32 {
    let mut reader = Reader::new(language);
    subjectivity_of(&reader.read(sentence, &quoted(sentence)), reader.language())
}

/// How much there is to check in a sentence, from 0 (nothing) to 1.
///
/// High are figures, comparisons, dates, named actors and what they did, causes; low are the personal, the future, the hypothetical, questions,
/// and what is only said to keep a conversation going. Words between quotation marks count, since a quotation can be checked, too.
/// Definition after Arslan and others 2020, *A Benchmark Dataset of Check-worthy Factual Claims*. A sentence of at least 0.5 is worth a check.
///
/// `language` is a code such as `en` or `de-AT`. English and German are read by their words; of other languages only figures, dates and
/// names are.
pub fn checkworthiness(sentence: &str, language: &str) -> f32 {
    let mut reader = Reader::new(language);
    checkworthiness_of(&reader.read(sentence, &quoted(sentence)), reader.language())
}
