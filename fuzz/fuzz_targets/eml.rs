//! E-mail.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| claimlight_fuzz::article("article.eml", bytes));
