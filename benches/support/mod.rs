//! Reviews to measure with: invented text of any length, with as many claims as wanted.

use claimlight::{
    article::{Article, Metadata, Source},
    claim::{Claim, ClaimId, Segments, Tag},
    review::{Claims, Review},
    text::{ByteIndex, Text},
};
use jiff::Timestamp;
use uuid::Uuid;

/// What the text is made of: sentences of a few lengths, each long enough to be a claim.
const SENTENCES: [&str; 6] = [
    "The harbour board closed the eastern quay on Monday after divers found a crack in its third pillar. ",
    "\"We had no choice,\" said Mara Tolund, who has chaired the board since spring. ",
    "Repairs will cost 14 million crowns, twice what the council had set aside for the whole year. ",
    "But who really believes that a quay cracks overnight? ",
    "According to the port's own log, the pillar was last inspected four years ago, and nobody noted a fault. ",
    "Fishing crews say that the detour adds \"an hour, on a good day\" to every landing. ",
];

/// A review whose text has about this many bytes, in paragraphs of some 600, with this many claims spread evenly over it.
pub(crate) fn review(bytes: usize, claims: usize) -> Review {
    let mut content = String::with_capacity(bytes + 1024);
    let mut places = Vec::new();
    let mut number = 0;
    while content.len() < bytes {
        let start = content.len();
        content.push_str(SENTENCES[number % SENTENCES.len()]);
        places.push((start, content.trim_end().len()));
        number += 1;
        if number % 7 == 0 {
            content.truncate(content.trim_end().len());
            content.push_str("\n\n");
        }
    }
    let text = Text::new(content).expect("invented text is a text");
    let stride = (places.len() / claims.max(1)).max(1);
    let made = places.iter().step_by(stride).take(claims).enumerate().filter_map(|(number, (start, end))| {
        let span = text.trimmed_span(ByteIndex::new(*start)..ByteIndex::new(*end))?;
        let id = ClaimId(Uuid::from_u128(number as u128 + 1));
        let tag = Tag::ALL[number % 3];
        Some(Claim::new(id, tag, Segments::one(span), Timestamp::UNIX_EPOCH))
    });
    let claims: Claims = made.collect();
    let article = Article::new(text, Vec::new(), Metadata::default(), Source::default()).expect("no blocks, no fault");
    Review::from_parts(article, String::new(), Vec::new(), claims, Vec::new())
}
