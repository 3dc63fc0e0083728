//! Proposals: invented cases for each phenomenon and language, and properties that hold for any text.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

mod cases;
mod properties;
