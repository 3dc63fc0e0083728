//! The lessons that come with the program.

use claimlight::{
    article::BlockKind,
    claim::{Tag, Voice},
    classroom::{
        Class, Codebook, Expected, Handed, Reveal, Which,
        make::{self},
        submission::{self, begin, lacks},
    },
    review::Review,
    store::{Carried, encode, lessons},
    teaching::{Assignment, KeyPlace, Pseudonym, Role},
};

use crate::support::hash;

#[test]
fn each_lesson_opens_without_a_fault_as_it_is_written() {
    assert!(!lessons().is_empty());
    for lesson in lessons() {
        let opened = lesson.open().expect("a review");
        assert_eq!(opened.faults, Vec::new(), "{}", lesson.name);
        assert_eq!(encode(&opened.review, &Carried::default()).unwrap(), lesson.bytes.as_bytes(), "{}", lesson.name);
        let open = matches!(opened.review.role(), Some(Role::Assignment(Assignment { key: KeyPlace::Open(_), .. })));
        assert!(open, "{}: an assignment with an open key", lesson.name);
        assert_eq!(opened.review.article().metadata.language.as_deref(), Some(lesson.language), "{}", lesson.name);
    }
}

#[test]
fn each_claim_of_a_lesson_has_a_note_and_a_rule() {
    for lesson in lessons() {
        let key = make::open_key(&lesson.open().expect("a review").review).unwrap();
        let answers = key.role().and_then(Role::key).unwrap();
        for claim in key.claims().in_order() {
            let entry = answers.entry(claim.id).unwrap_or_else(|| panic!("{}: {claim:?}", lesson.name));
            let rule = entry.rule.as_deref().unwrap_or_default();
            assert!(!entry.note.is_empty(), "{}: {claim:?}", lesson.name);
            let book = Codebook::in_language(lesson.language);
            assert_eq!(book.language, lesson.language, "{}: a codebook in its language", lesson.name);
            assert!(book.rule(rule).is_some(), "{}: no rule {rule}", lesson.name);
        }
    }
}

#[test]
fn what_a_republisher_or_an_editor_put_in_is_in_a_voice_of_its_own() {
    let mut put_in = 0;
    for lesson in lessons() {
        let key = make::open_key(&lesson.open().expect("a review").review).unwrap();
        let answers = key.role().and_then(Role::key).unwrap();
        for claim in key.claims().in_order() {
            let zone = key.article().zone(claim.segments.extent().unwrap());
            let expected = match zone {
                BlockKind::RepublisherNote => Voice::Republisher,
                BlockKind::EditorNote => Voice::Editor,
                _ => continue,
            };
            put_in += 1;
            assert_eq!(claim.voice, expected, "{}: {claim:?}", lesson.name);
            let is_fact_in_comment = zone == BlockKind::RepublisherNote && claim.tag == Tag::Assertion;
            let entry = answers.entry(claim.id).unwrap();
            assert_eq!(entry.optional, is_fact_in_comment, "{}: the whole block is enough", lesson.name);
        }
    }
    assert!(put_in > 0);
}

#[test]
fn who_does_as_the_key_does_is_right_throughout() {
    for lesson in lessons() {
        let assignment = lesson.open().expect("a review").review;
        let key = make::open_key(&assignment).unwrap();
        let begun = begin(&assignment, &Pseudonym::new("Perfect").unwrap(), hash(&assignment)).unwrap();
        assert!(begun.claims().is_empty() && begun.speakers().is_empty(), "{}", lesson.name);
        let claims = key.claims().in_order().iter().map(|claim| {
            let mut claim = claimlight::claim::Claim::clone(claim);
            claim.note = "So it is".to_owned();
            claim
        });
        let (article, reviewer) = (begun.article().clone(), begun.reviewer().to_owned());
        let done = Review::from_parts(article, reviewer, key.speakers().to_vec(), claims.collect(), Vec::new())
            .with_role(begun.role().cloned());
        assert_eq!(lacks(&done).unwrap(), Vec::new(), "{}: nothing is lacking", lesson.name);
        let expected = Expected::of(&key, hash(&key)).unwrap();
        let reveal = Reveal::of(&expected, &done, Which::Last).unwrap();
        assert_eq!(reveal.differences().count(), 0, "{}", lesson.name);
        let class = Class::of(&expected, &[Handed { name: "a", review: &done }]);
        let pupil = &class.pupils[0].first;
        for part in [pupil.identified, pupil.tagged, pupil.delimited, pupil.attributed, pupil.justified] {
            assert_eq!(part.right, part.of, "{}: {part:?}", lesson.name);
        }
        let cut = submission::of(&begun).unwrap().task.spans.len();
        assert!(cut == 0 || cut == key.claims().len(), "{}: every span is cut, or none", lesson.name);
    }
}
