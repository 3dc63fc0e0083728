//! The article that opens when no file is named.

use jiff::Timestamp;

use super::{ReadError, Reading, read_bytes};

/// An invented news article with one of each thing a reviewer meets.
pub const SAMPLE: &str = include_str!("../../assets/samples/harbour-report.txt");

/// The name the sample goes by.
const NAME: &str = "Sample article.txt";

/// The sample, read like any other file.
///
/// # Errors
/// None, as a test makes sure; the type is that of every reading.
pub fn sample(now: Timestamp) -> Result<Reading, ReadError> {
    read_bytes(Some(NAME), SAMPLE.as_bytes(), now)
}
