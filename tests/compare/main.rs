//! Reviews of one text compared: with a key, and with one another.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

#[path = "../desk/mod.rs"]
mod desk;
#[path = "../marked/mod.rs"]
mod marked;

mod edge_cases;
mod gamma;
mod keys;
mod matching;
mod outside;
mod properties;
mod reference;
mod settling;
mod support;
mod views;
