//! The window, driven by role and name as a screen reader would: every command by its keys and by the palette, the panels,
//! the pointer in the article, files, questions.
//!
//! The accessibility check of the test harness stays on throughout: a field or button without a name fails every test
//! that shows it.

#![expect(clippy::expect_used, clippy::panic, reason = "a helper of a test fails the test")]

mod article;
mod assigning;
mod board;
mod check;
mod class;
mod commands;
mod contradictions;
#[path = "../desk/mod.rs"]
mod desk;
mod exchange;
mod filing;
mod lesson;
mod panels;
mod place;
mod preview;
mod proposals;
mod questions;
mod recovery;
mod registers;
mod replacing;
mod reports;
mod revealing;
mod reviews;
mod summary;
mod support;
mod track;
