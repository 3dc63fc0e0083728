//! Reviews to test with.

use std::{path::Path, sync::Arc};

use claimlight::{
    article::{Article, Metadata, Source},
    claim::{Claim, ClaimId, Segments, Speaker, SpeakerId, Tag},
    review::{Claims, Edit, Review, Stamp, operations},
    store::{Carried, Folders, SaveRequest, Saved, encode, save},
    text::{ByteIndex, Span, Text},
};
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

/// A text with what trips offsets up: letters of two code points, emoji of seven, a flag, scripts of two and three bytes.
pub(crate) const TEXT: &str = "Ponte in pericolo\n\nNoe\u{301} Prado said: “We had no warning”, she said, “none at all”.\n\n\
    The bridge 👩‍👩‍👧 closed on 12 May. Мост закрыт. 橋は閉鎖。 🇮🇹 The end.";

pub(crate) fn time(second: i64) -> Timestamp {
    Timestamp::from_second(1_767_605_400 + second).expect("a time of this age")
}

pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number)
}

pub(crate) fn article(text: &str) -> Article {
    let text = Text::new(text).expect("a text without control characters");
    Article::new(text, Vec::new(), Metadata::default(), Source::default()).expect("no blocks, no fault")
}

/// The place of some words, which must be there.
pub(crate) fn span(review: &Review, words: &str) -> Span {
    let text = review.article().text();
    let start = text.as_str().find(words).expect("words of the text");
    text.span(ByteIndex::new(start)..ByteIndex::new(start + words.len())).expect("whole characters")
}

/// A review of [`TEXT`] with a quotation in two halves, an assertion and a speaker.
pub(crate) fn sample() -> Review {
    let bare = Review::new(article(TEXT), "A. Reviewer");
    let speaker = Speaker::named(SpeakerId(id(900)), "Noe\u{301} Prado");
    let halves = [span(&bare, "“We had no warning”"), span(&bare, "“none at all”")];
    let mut quote = Claim::new(ClaimId(id(1)), Tag::Quote, Segments::new(halves).expect("two halves"), time(0));
    quote.speaker = Some(speaker.id);
    quote.cue = Some(span(&bare, "said"));
    quote.labels = vec!["zeta".to_owned(), "alpha".to_owned()];
    let bridge = Segments::one(span(&bare, "The bridge 👩‍👩‍👧 closed on 12 May"));
    let assertion = Claim::new(ClaimId(id(2)), Tag::Assertion, bridge, time(1));
    let claims: Claims = [quote, assertion].into_iter().collect();
    Review::from_parts(bare.article().clone(), "A. Reviewer".to_owned(), vec![speaker], claims, Vec::new())
}

/// The file of [`sample`].
pub(crate) fn sample_file() -> Value {
    serde_json::from_slice(&encode(&sample(), &Carried::default()).expect("a review of its own text")).expect("JSON")
}

/// An edit that notes `words` on the first claim.
pub(crate) fn noted(review: &Review, words: &str) -> Edit {
    let claim = review.claims().in_order().first().expect("a claim").id;
    let mut new_id = || id(0);
    let mut stamp = Stamp { now: time(60), new_id: &mut new_id };
    let field = claimlight::review::Field::Note;
    operations::amend(review, claim, field, |claim| words.clone_into(&mut claim.note), &mut stamp)
        .expect("another note")
}

pub(crate) fn with_note(mut review: Review, words: &str) -> Review {
    let edit = noted(&review, words);
    review.apply(&edit).expect("an edit of a note");
    review
}

/// What saves `review` to a file that is not there yet.
pub(crate) fn request(review: &Review, target: &Path) -> SaveRequest {
    SaveRequest {
        review: Arc::new(review.clone()),
        carried: Arc::new(Carried::default()),
        target: target.to_owned(),
        lock: None,
        expected: None,
        overwrite: false,
        repairs: false,
        journal: None,
        proofs: Arc::default(),
    }
}

pub(crate) fn save_new(review: &Review, target: &Path, folders: &Folders) -> Saved {
    save(&request(review, target), folders).expect("a folder that can be written")
}

/// Fails unless the bytes are as the published schema and the format's promises have them.
pub(crate) fn assert_keeps_the_format(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    assert!(text.ends_with("}\n") && !text.contains('\r') && !text.starts_with('\u{FEFF}'));
    let file: Value = serde_json::from_str(text).expect("JSON");
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schema/claims-1.0.schema.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(schema).expect("the published schema")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let faults: Vec<String> = validator.iter_errors(&file).map(|f| format!("{}: {f}", f.instance_path())).collect();
    assert_eq!(faults, Vec::<String>::new());
    assert_quotes_itself(&file);
}

/// `text[start:end] == exact`, as Python counts, for every segment that is not orphaned.
pub(crate) fn assert_quotes_itself(file: &Value) {
    let points: Vec<char> = file["article"]["text"].as_str().expect("a text").chars().collect();
    for claim in file["claims"].as_array().expect("claims") {
        let orphaned = claim["flags"].as_array().expect("flags").iter().any(|flag| flag == "orphaned");
        for segment in claim["segments"].as_array().expect("segments") {
            let at = |field: &str| segment[field].as_u64().expect("an offset") as usize;
            let words: Option<String> = points.get(at("start")..at("end")).map(|points| points.iter().collect());
            assert!(orphaned || words.as_deref() == segment["exact"].as_str(), "{segment} is not in the text");
        }
    }
}
