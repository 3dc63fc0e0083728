//! Reports: what they hold, what they leave out, and that nothing in them acts.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

mod annotated;
#[path = "../desk/mod.rs"]
mod desk;
mod hostile;
mod log;
mod omissions;
mod outside;
mod public;
mod secrecy;
mod support;
