//! What the program decides: commands to `claimlight::app::update`, and what comes of them. No window, no file, no clock.
//!
//! In the texts `|` is the caret and `^` the end of the selection that stays; neither is part of the text.

#![expect(clippy::expect_used, clippy::panic, reason = "a helper of a test fails the test")]

mod assigning;
mod caret;
mod claims;
mod class;
mod exchange;
mod faults;
mod filing;
mod finding;
mod lesson;
mod looks;
mod pointing;
mod previews;
mod proposals;
mod random;
mod recovery;
mod replacing;
mod reports;
mod revealing;
mod reviews;
mod steps;
mod support;
mod table;
