//! Why something of a lesson is not made.

use super::{MOST_ALTERNATIVES, pseudonym::LONGEST};

/// Why something of a lesson is not made; [`std::fmt::Display`] is a sentence for whoever asked for it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// A task that asks for nothing.
    #[error("An assignment asks for at least one tag. Choose one")]
    NoTag,
    /// Two spans cut beforehand are one.
    #[error("Two of the spans that are cut beforehand are the same. Leave one out")]
    SameSpan,
    /// A span cut beforehand is not in the text.
    #[error("A span that is cut beforehand is no longer in the text. Place its claim, or leave it out")]
    SpanNowhere,
    /// There is nothing to cut.
    #[error("There are no claims in the review, so that no span can be cut beforehand. Tag some first")]
    NothingToCut,
    /// The codebook's address may not be opened.
    #[error("“{0}” is no address that may be opened. Give one that begins with https://")]
    CodebookLink(String),
    /// There is no pseudonym.
    #[error("There is no pseudonym. Give the one by which the teacher knows you")]
    NoPseudonym,
    /// The pseudonym is too long.
    #[error("A pseudonym has at most {LONGEST} characters. Give a shorter one")]
    LongPseudonym,
    /// The pseudonym has signs in it that act on what is around them.
    #[error("A pseudonym is one line of letters and ordinary signs. Give another")]
    OddPseudonym,
    /// A key without claims.
    #[error("There are no claims in it, so that nothing can be held against it. Tag what is expected first")]
    EmptyKey,
    /// An entry of the key is of no claim.
    #[error("The key says something of a claim that is not there. Leave it out, or bring the claim back")]
    UnknownKeyClaim,
    /// The key says two things of one claim.
    #[error("The key has two entries for one claim. Make them one")]
    TwoEntries,
    /// More alternatives than anybody means.
    #[error("A claim of a key has at most {MOST_ALTERNATIVES} alternatives. Leave some out")]
    TooManyAlternatives,
    /// More alternatives in all than anybody means.
    #[error("The key has {0} alternatives in all, more than can be compared. Leave some out")]
    TooManyInAll(usize),
    /// Two alternatives of one claim are one.
    #[error("Two of the alternatives for one claim are the same. Leave one out")]
    SameAlternative,
    /// An alternative that is not in the text.
    #[error("An alternative is no longer in the text. Leave it out")]
    AlternativeNowhere,
    /// Nothing that is expected lies where it is scored.
    #[error("No claim of the key lies in the passages that are scored. Mark others, or none for the whole article")]
    NothingInPassages,
    /// A claim of the key is not in the text.
    #[error("{0} claims of the key have no place in the text. Place them, or delete them")]
    ClaimsNowhere(usize),
    /// The sealed key is none.
    #[error("This is no sealed key: a text that begins with “-----BEGIN AGE ENCRYPTED FILE-----” is one")]
    NotSealed,
    /// A review is asked for what only an assignment has.
    #[error("This is {0}, not an assignment. Choose the file that the teacher handed out")]
    NotAnAssignment(&'static str),
    /// A review is asked for what only a submission has.
    #[error("This is {0}, not a submission. Choose a file that a pupil began from an assignment")]
    NotASubmission(&'static str),
    /// A review is asked for what only a key has.
    #[error("This is {0}, not an answer key. Choose the key, or an assignment in which it lies")]
    NotAKey(&'static str),
    /// The key is sealed, and so cannot be looked at.
    #[error("The key of this assignment is sealed. Open it with the teacher’s password")]
    KeyIsSealed,
    /// There is no key.
    #[error("There is no key in this assignment. Ask the teacher for the file of the key")]
    NoKey,
    /// Something was handed in twice.
    #[error("This was handed in already. Correct it after the key was shown")]
    HandedIn,
    /// The second layer was handed in twice.
    #[error("The second layer was handed in already. What is corrected after that is kept when the file is saved")]
    SecondHandedIn,
    /// What the teacher returned is taken back.
    #[error(
        "The teacher has returned this, so that what was handed in stays. Look at the key, and correct it in a second layer"
    )]
    Returned,
    /// Corrections before anything was handed in.
    #[error("This was not handed in yet. Hand it in first; then it can be held against the key and corrected")]
    NotHandedIn,
    /// A lesson is to be begun once more in which nothing was done.
    #[error("Nothing was done in this lesson yet. Tag something first")]
    NothingDone,
    /// The key is of another assignment on the same article.
    #[error("This is the key of another assignment on the same article. Choose the one that goes with yours")]
    AnotherAssignment,
    /// There is a second layer already.
    #[error("The second layer is begun already. Correct the claims as they are")]
    SecondLayer,
    /// More overlaps than any review has.
    #[error("{0} claims share text with others of their tag, more than can be compared. `claimlight check` names them")]
    Overlapping(usize),
    /// Of another article.
    #[error("This is a submission of another article. Choose those of the key’s own assignment")]
    AnotherArticle,
    /// The text is not the one that was handed out.
    #[error(
        "The text in this file was changed after it was handed out, so that its places mean nothing. Have it begun anew"
    )]
    EditedText,
}
