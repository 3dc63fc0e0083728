//! What a file does not hold is said, of every claim, before and after.

use claimlight::{
    claim::{Evidence, EvidenceId},
    exchange::{self, ExportOptions, Format, Loss, Part, Source},
    review::{Desk, Review},
};
use proptest::prelude::*;

use crate::support::{export, id, review};

fn of_claims(losses: &[Loss], part: Part) -> usize {
    losses.iter().filter(|loss| loss.claim.is_some() && loss.part == part).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn each_claim_has_its_losses(review in review()) {
        let claims = review.claims().in_order();
        for format in Format::ALL {
            let losses = export(&review, format).losses;
            // What tables and lists say at each claim, they do not say without one.
            let of_each = [Part::Reviewer, Part::Title, Part::Address, Part::Language];
            let is_right = |loss: &Loss| !format.keeps(loss.part) || (loss.claim.is_none() && of_each.contains(&loss.part));
            prop_assert!(losses.iter().all(is_right), "{}", format.name());
            let expected = |part: Part, count: usize| if format.keeps(part) { 0 } else { count };
            let cued = claims.iter().filter(|claim| claim.cue.is_some()).count();
            prop_assert_eq!(of_claims(&losses, Part::Cue), expected(Part::Cue, cued));
            let gone = |all: bool| {
                claims.iter().filter(|claim| claim.is_orphaned() && claim.segments.placed().is_empty() == all).count()
            };
            prop_assert_eq!(of_claims(&losses, Part::Lost), expected(Part::Lost, gone(false)));
            prop_assert_eq!(of_claims(&losses, Part::Orphan), expected(Part::Orphan, gone(true)));
            prop_assert_eq!(of_claims(&losses, Part::Claim), expected(Part::Claim, claims.len()));
            for loss in &losses {
                prop_assert!(!loss.to_string().is_empty());
                let number = loss.claim.map(|of| review.claims().position(of.id).map(|position| position + 1) == Some(of.number));
                prop_assert!(number.unwrap_or(true));
            }
        }
    }
}

/// A review with one confidential piece of evidence, whose title stands in a note.
fn confidential(review: &Review) -> Review {
    let mut desk: Desk = review.desk().clone();
    let piece = Evidence {
        title: "The leaked ledger".to_owned(),
        address: "https://secret.example/ledger".to_owned(),
        confidential: true,
        ..Evidence::new(EvidenceId(id(2000)))
    };
    desk.evidence = desk
        .evidence
        .all()
        .iter()
        .cloned()
        .map(|other| if other.id == piece.id { piece.clone() } else { other })
        .collect();
    let claims = review.claims().in_order().iter().map(|claim| {
        let mut claim = claimlight::claim::Claim::clone(claim);
        "It says so in The leaked ledger".clone_into(&mut claim.note);
        claim
    });
    let (article, speakers) = (review.article().clone(), review.speakers().to_vec());
    Review::from_parts(article, review.reviewer().to_owned(), speakers, claims.collect(), Vec::new()).with_desk(desk)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// What is confidential leaves only when it is asked for, and never in a note.
    #[test]
    fn nothing_confidential_leaves_unasked(review in review()) {
        let review = confidential(&review);
        for format in Format::ALL.into_iter().filter(|format| format.is_text()) {
            let source = Source { name: "harbour", review: &review, proposals: &[] };
            let options = ExportOptions::default();
            let exported = exchange::export(&[source], format, &options, &mut exchange::Watch::none()).unwrap();
            for file in exported.files {
                let words = String::from_utf8(file.bytes).unwrap();
                prop_assert!(!words.contains("leaked ledger") && !words.contains("secret.example"), "{}", format.name());
            }
            let linked = review.claims().in_order().iter().filter(|claim| {
                claim.check().evidence.iter().any(|link| link.evidence == EvidenceId(id(2000)))
            });
            prop_assert_eq!(of_claims(&exported.losses, Part::Confidential), linked.count());
        }
    }
}

#[test]
fn the_table_of_formats_says_something_of_each() {
    let mut names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Format::ALL.len());
    for format in Format::ALL {
        assert_eq!(Format::from_name(format.name()), Some(format));
        for words in
            [format.label(), format.extension(), format.audience(), format.keeps_in_words(), format.unit().label()]
        {
            assert!(!words.is_empty(), "{}", format.name());
        }
        assert!(format.audience().starts_with("For "), "{}", format.name());
        let said = [format.audience(), format.keeps_in_words(), format.advice()];
        assert!(said.iter().all(|words| !words.ends_with('.')), "{}", format.name());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// A preview is short, whatever there is, and begins as the file does.
    #[test]
    fn a_preview_is_the_first_lines(review in review()) {
        for format in Format::ALL {
            let source = Source { name: "harbour", review: &review, proposals: &[] };
            let preview = exchange::preview(&[source], format, &ExportOptions::default()).unwrap();
            let inside: Vec<&str> = preview.inside.iter().map(|part| part.name.as_str()).collect();
            prop_assert_eq!(inside.is_empty(), format.is_text());
            let preview = preview.head;
            prop_assert!(preview.lines().count() <= 40);
            prop_assert!(preview.chars().count() <= 40 * 402);
            prop_assert!(!preview.is_empty() || format != Format::JsonLines);
        }
    }
}
