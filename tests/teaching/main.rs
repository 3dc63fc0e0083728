//! Assignments, submissions and keys: files, seals, what differs, and a class.

#![expect(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

mod class;
mod codebook;
mod files;
mod lessons;
mod making;
mod paper;
mod printing;
mod revealing;
mod sealing;
mod support;
