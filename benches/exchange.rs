//! Writing and reading.
fn main() {}
