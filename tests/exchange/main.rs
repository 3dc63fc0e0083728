//! Claims in the formats of other programs: what leaves, what comes in, what comes back.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

mod codebook;
mod everything;
mod foreign;
mod hostile;
mod losses;
mod outside;
mod round_trip;
mod support;
mod traps;
