//! A submission beside its key, and what was learnt.

use claimlight::{
    claim::{Segments, SpeakerId, Tag},
    classroom::{Expected, Progress, Reveal, Which, changes},
    compare::FindingKind,
    review::Review,
    teaching::{Alternative, KeyEntry, Refused, Tolerance},
};

use crate::support::{
    Written, claim, handed_in, hash, id, key, key_with, second_layer, span, submission, taught, with_claims,
};

fn expected(key: &Review) -> Expected<'_> {
    Expected::of(key, hash(key)).expect("a key")
}

/// Each entry in short: its kind, and the words of the pupil or, where there are none, of the key.
fn entries(key: &Review, review: &Review) -> Vec<String> {
    let reveal = Reveal::of(&expected(key), review, Which::Last).expect("of one article");
    let text = key.article().text().as_str();
    let entry = |entry: &claimlight::classroom::Difference| {
        let words = &text[entry.bytes.start.get()..entry.bytes.end.get()];
        let open = if entry.is_scored { "" } else { ", open" };
        format!("{}{open}: {words}", entry.kind.name())
    };
    reveal.entries.iter().map(entry).collect()
}

const PERFECT: [Written<'static>; 5] = [
    (Tag::Assertion, "The ferry sank twice.", None, "a"),
    (Tag::Quote, "Nobody was hurt", Some("mara tolund "), "b"),
    (Tag::Assertion, "that the pumps had failed", Some("Mara Tolund"), "c"),
    (Tag::Commentary, "“experts” arrived late", None, "d"),
    (Tag::Commentary, "What a triumph.", None, "e"),
];

#[test]
fn every_difference_has_its_rule_and_what_the_teacher_says() {
    let entry = |rule: Option<&str>, note: &str| KeyEntry {
        rule: rule.map(str::to_owned),
        note: note.to_owned(),
        ..KeyEntry::default()
    };
    let key = key_with(
        vec![(claim(1), entry(Some("edges"), "Ships can be counted")), (claim(5), entry(None, ""))],
        Tolerance::ALL,
        &[],
    );
    let review = submission(
        "Heron",
        1000,
        &[
            (Tag::Commentary, "The ferry sank twice", None, ""),
            (Tag::Quote, "“Nobody was hurt,” said Mara Tolund", Some("Ann Oder"), ""),
            (Tag::Assertion, "the pumps had failed", Some("Mara Tolund"), ""),
            (Tag::Quote, "“experts”", None, ""),
        ],
    );
    let reveal = Reveal::of(&expected(&key), &review, Which::Last).unwrap();
    let kinds: Vec<FindingKind> = reveal.entries.iter().map(|entry| entry.kind).collect();
    assert_eq!(
        kinds,
        [
            FindingKind::WrongTag,
            FindingKind::Boundary,
            FindingKind::Correct,
            FindingKind::BoundaryAndTag,
            FindingKind::Missed
        ]
    );
    let [first, second, third, fourth, fifth] = &reveal.entries[..] else { panic!("five entries") };
    assert_eq!(
        (first.rule.as_deref(), first.notes.as_slice()),
        (Some("edges"), ["Ships can be counted".to_owned()].as_slice())
    );
    let speakers = second.speakers.as_ref().unwrap();
    assert_eq!((speakers.expected.as_deref(), speakers.given.as_deref()), (Some("Mara Tolund"), Some("Ann Oder")));
    assert!(!third.is_difference());
    assert_eq!(
        fourth.rule.as_deref(),
        Some("scare-quotes"),
        "where the key names none, what the pupil's claim looks like"
    );
    assert_eq!((fifth.key.as_slice(), fifth.own.len()), ([claim(5)].as_slice(), 0));
    assert_eq!(reveal.differences().count(), 4);
    assert_eq!(reveal.counts.of_kind(FindingKind::Missed), 1);
}

#[test]
fn the_words_of_the_key_are_enough_and_its_edges_do_not_count() {
    let review = submission("Heron", 1000, &PERFECT);
    let reveal = Reveal::of(&expected(&key()), &review, Which::Last).unwrap();
    assert_eq!(reveal.differences().count(), 0);
    let strict = key_with(vec![], Tolerance::NONE, &[]);
    let wrong = Reveal::of(&expected(&strict), &review, Which::Last).unwrap();
    assert_eq!(wrong.counts.of_kind(FindingKind::Boundary), 5);
}

#[test]
fn alternatives_optional_claims_and_passages_are_as_right() {
    let both_marks = Alternative {
        tag: Tag::Assertion,
        segments: Segments::one(span("The “experts” arrived late.")),
        speaker: Some(SpeakerId(id(501))),
    };
    let part = Alternative { tag: Tag::Quote, segments: Segments::one(span("Nobody was")), speaker: None };
    let optional = KeyEntry { optional: true, ..KeyEntry::default() };
    let entries_of_key = vec![
        (claim(2), KeyEntry { alternatives: vec![part], ..KeyEntry::default() }),
        (claim(4), KeyEntry { alternatives: vec![both_marks], ..KeyEntry::default() }),
        (claim(5), optional),
    ];
    let key = key_with(entries_of_key.clone(), Tolerance::ALL, &[]);
    let marked = [
        (Tag::Assertion, "The ferry sank twice", None, ""),
        (Tag::Quote, "Nobody was", None, ""),
        (Tag::Assertion, "the pumps had failed", Some("Mara Tolund"), ""),
        (Tag::Assertion, "The “experts” arrived late.", Some("Mara Tolund"), ""),
    ];
    let review = submission("Heron", 1000, &marked);
    let reveal = Reveal::of(&expected(&key), &review, Which::Last).unwrap();
    assert_eq!(reveal.entries.len(), 4, "an optional claim that was left out is nothing to look at");
    assert_eq!(reveal.differences().count(), 0);
    assert_eq!(reveal.entries[3].alternative, Some(1));
    let wrong = submission("Heron", 1000, &[&marked[..], &[(Tag::Assertion, "What a triumph", None, "")]].concat());
    assert_eq!(
        entries(&key, &wrong)[4],
        "wrong_tag, open: What a triumph",
        "an optional claim that was marked is shown and does not count"
    );
    let narrow = key_with(entries_of_key, Tolerance::ALL, &[span("The ferry sank twice. “Nobody was hurt,”")]);
    let only = entries(&narrow, &submission("Heron", 1000, &[(Tag::Quote, "What a triumph", None, "")]));
    assert_eq!(only, ["missed: The ferry sank twice", "missed: “Nobody was hurt,”"], "elsewhere nothing counts");
}

#[test]
fn an_open_assignment_and_any_review_are_keys() {
    let review = submission("Heron", 1000, &PERFECT);
    let open = crate::support::assignment(claimlight::classroom::make::Enclosed::Open(&key()));
    for key in [open, taught()] {
        assert_eq!(Reveal::of(&expected(&key), &review, Which::Last).unwrap().differences().count(), 0);
    }
}

#[test]
fn what_was_learnt_is_the_difference_between_the_layers() {
    let first = [
        (Tag::Commentary, "The ferry sank twice", None, ""),
        (Tag::Quote, "Nobody was hurt", None, ""),
        (Tag::Quote, "Ferry late", None, ""),
    ];
    let handed = handed_in(submission("Heron", 1000, &first));
    assert_eq!(Progress::of(&expected(&key()), &handed).unwrap(), None);
    assert_eq!(changes(&handed).unwrap(), None);
    let second = [
        (Tag::Assertion, "The ferry sank twice", None, ""),
        (Tag::Assertion, "Nobody was hurt", None, ""),
        (Tag::Commentary, "What a triumph", None, ""),
    ];
    let corrected = with_claims(&second_layer(handed.clone()), 1000, &second);
    let key = key();
    let progress = Progress::of(&expected(&key), &corrected).unwrap().unwrap();
    assert_eq!((progress.learnt(), progress.lost(), progress.extra), (2, 1, [1, 0]));
    let learnt: Vec<_> = progress.steps.iter().filter(|step| step.is_learnt()).map(|step| step.claim).collect();
    assert_eq!(learnt, [claim(1), claim(5)]);
    let before = Reveal::of(&expected(&key), &corrected, Which::First).unwrap();
    assert_eq!(before, Reveal::of(&expected(&key), &handed, Which::Last).unwrap(), "the first layer is as it was");
    let kinds: Vec<&str> = changes(&corrected)
        .unwrap()
        .unwrap()
        .iter()
        .filter(|change| change.is_contested())
        .map(|change| change.kind.name())
        .collect();
    assert_eq!(kinds, ["missed", "wrong_tag", "wrong_tag", "extra"]);
}

#[test]
fn another_text_is_refused_and_an_edited_one_is_told_apart() {
    use claimlight::{
        article::{Article, Metadata, Source},
        text::Text,
    };
    let of = |text: &str, role: Option<claimlight::teaching::Role>| {
        let text = Text::new(text).unwrap();
        let article = Article::new(text, Vec::new(), Metadata::default(), Source::default()).unwrap();
        Review::new(article, "Heron").with_role(role)
    };
    let handed = submission("Heron", 1000, &[]);
    let key = key();
    let expected = expected(&key);
    let edited = of(&crate::support::TEXT.replace("twice", "thrice"), handed.role().cloned());
    assert_eq!(expected.suits(&edited), Err(Refused::EditedText));
    let Some(claimlight::teaching::Role::Submission(mut other)) = handed.role().cloned() else {
        panic!("a submission")
    };
    other.assignment = claimlight::teaching::AssignmentId(id(77));
    other.text_sha256 = "0".repeat(64);
    let foreign = of("Quite another article.", Some(claimlight::teaching::Role::Submission(other)));
    assert_eq!(expected.suits(&foreign), Err(Refused::AnotherArticle));
    assert_eq!(expected.suits(&taught()), Err(Refused::NotASubmission("a review without a task")));
    assert_eq!(Reveal::of(&expected, &edited, Which::Last), Err(Refused::EditedText));
}
