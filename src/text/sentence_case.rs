//! The first letter of words, as their place in a sentence wants it.

/// The same words with a capital first letter, as at the beginning of a sentence.
pub fn upper_first(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The same words with a small first letter, as inside a sentence.
pub fn lower_first(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
