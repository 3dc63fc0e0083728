//! Claimlight reads an article critically: a reviewer highlights its claims, tags each as *quote*, *assertion* or
//! *commentary*, follows each through its check, and saves everything to one JSON file.
//!
//! The modules are layers, listed from the ground up; each knows only those above it in this list.
//!
//! | layer | what it holds |
//! |---|---|
//! | [`text`] | text as read: index types, spans, graphemes, words, sentences, search |
//! | [`article`] | a text with its blocks and metadata |
//! | [`claim`] | the nouns: tag, claim, segments, speaker, status |
//! | [`teaching`] | what a teacher hands out, what a pupil hands in, and the key |
//! | [`anchor`] | stretches of a text found again in a text that has changed |
//! | [`suggest`] | proposals: what in an article may be a quotation, commentary or a statement to check |
//! | [`review`] | one article and one reviewer's claims; edits with their inverses; history |
//! | [`compare`] | reviews of one text compared: with a key, and with one another |
//! | [`classroom`] | assignments made, submissions begun, held against their key, and a class together |
//! | [`figure`] | plots of a review's figures, as SVG, PNG and CSV |
//! | [`read`] | bytes to an article, one file per format, within limits |
//! | [`store`] | the review file, its journal, backups and lock; the settings |
//! | [`report`] | a review as documents for others: annotated copy, log, public report and more |
//! | [`exchange`] | claims in the formats of other programs, out and in |
//! | [`cli`] | the command line |
//! | [`app`] | decides: state, command, update to effects; pure |
//! | [`ui`] | the only code that knows the window toolkit |
//!
//! # Invariants
//!
//! - `text`, `article`, `claim`, `teaching`, `anchor`, `suggest`, `review`, `compare`, `classroom`, `figure`, `report`, `exchange` and `app` are pure: no clock, no thread, no file, no random number. Times and ids
//!   come in as arguments.
//! - A [`text::Span`] is half-open, non-empty and on grapheme boundaries of its text. Inside, offsets are bytes of UTF-8 in
//!   [`text::ByteIndex`]; files count Unicode code points; [`text::Text`] converts between them, in one place.
//! - An article's text never changes after it is read.
//! - Every change to a review is a [`review::Edit`]; applying one returns its inverse.

pub mod text;

pub mod article;

pub mod claim;

pub mod teaching;

pub mod anchor;

pub mod suggest;

pub mod review;

pub mod compare;

pub mod classroom;

pub mod figure;

pub mod read;

pub mod store;

pub mod report;

pub mod exchange;

pub mod cli;

pub mod app;

pub mod ui;
