//! What a window shows of several reviews: who said what, a class, two to be merged.

use claimlight::{
    claim::{Speaker, SpeakerId, Tag},
    compare::{
        FindingKind, Key, KeySpan, Layer, Mark, Names,
        class::{Part, Pupil, Sheet},
        merge::differences,
        view::{heat, most_divided_first, stretches},
    },
};
use uuid::Uuid;

use crate::{
    marked::{marked, with_spans},
    support::{key_of, layer, line, mark, near, split, written},
};

#[test]
fn stretches_say_who_said_what() {
    let text = "⟦⟦“We stay,”⟧ she said⟧, and left.";
    let (continuum, first) = written(text, "QA");
    let second = Layer::new("S. Econd", [mark('Q', 0..10)]);
    let third = layer(&[]);
    let layers = [&first, &second, &third];
    let stretches = stretches(&layers, &continuum);
    let said: Vec<(&str, Vec<(usize, usize)>)> = stretches
        .iter()
        .map(|stretch| {
            let words = &continuum.text().as_str()[stretch.bytes.start.get()..stretch.bytes.end.get()];
            (words, stretch.said.iter().map(|said| (said.layer, said.mark)).collect())
        })
        .collect();
    assert_eq!(said, [("“We stay,”", vec![(0, 0), (0, 1), (1, 0)]), (" she said", vec![(0, 0)])]);
    // Three say three things; then two say nothing and one something.
    near(stretches[0].division, 1.0, 6, "division");
    near(stretches[1].division, 2.0 / 3.0, 6, "division");
    // The stretches are shown where they are.
    let spans: Vec<_> = stretches.iter().filter_map(|stretch| continuum.text().span(stretch.bytes.clone())).collect();
    assert_eq!(with_spans(continuum.text(), &spans), "⟦“We stay,”⟧⟦ she said⟧, and left.");
    let starts: Vec<_> = stretches.iter().map(|stretch| stretch.bytes.start).collect();
    assert_eq!(starts, marked("|“We stay,”| she said, and left.").carets);
}

#[test]
fn the_most_divided_stretches_come_first() {
    let layers = [
        layer(&[('Q', 0, 10), ('A', 20, 30), ('C', 40, 60)]),
        layer(&[('Q', 0, 10), ('C', 20, 30)]),
        layer(&[('Q', 0, 10), ('Q', 20, 30)]),
    ];
    let layers: Vec<&Layer> = layers.iter().collect();
    let sorted = most_divided_first(stretches(&layers, &line(100)));
    let starts: Vec<u64> = sorted.iter().map(|stretch| stretch.code_points.start).collect();
    assert_eq!(starts, [20, 40, 0]);
    assert_eq!(sorted[2].division.value(), Some(0.0));
    let alone = stretches(&layers[..1], &line(100));
    assert_eq!(alone[0].division.value(), None, "one is never divided");
}

#[test]
fn a_claim_that_lies_in_another_of_its_reviewer_is_said_once_for_each() {
    let nested = layer(&[('A', 0, 40), ('Q', 10, 20)]);
    let pieces: Vec<(u64, usize)> = stretches(&[&nested], &line(50))
        .iter()
        .map(|stretch| (stretch.code_points.start, stretch.said.len()))
        .collect();
    assert_eq!(pieces, [(0, 1), (10, 2), (20, 1)]);
}

#[test]
fn heat_is_the_mean_of_all_reviewers() {
    let layers = [layer(&[('Q', 0, 25), ('A', 60, 70)]), layer(&[('Q', 0, 10), ('Q', 12, 14)])];
    let layers: Vec<&Layer> = layers.iter().collect();
    let parts = heat(&layers, &line(100), 4);
    let row = |number: usize| {
        let part = &parts[number];
        (part.code_points.clone(), Tag::ALL.map(|tag| part.tagged(tag).value()), part.division.value())
    };
    assert_eq!(row(0), (0..25, [Some(37.0 / 50.0), Some(0.0), Some(0.0)], Some(13.0 / 25.0)));
    assert_eq!(row(1), (25..50, [Some(0.0); 3], Some(0.0)));
    assert_eq!(row(2), (50..75, [Some(0.0), Some(0.2), Some(0.0)], Some(0.4)));
    assert_eq!(heat(&layers, &line(3), 10).len(), 3);
    assert!(heat(&layers, &line(0), 10).is_empty());
    assert_eq!(heat(&[], &line(10), 1)[0].division.value(), None);
}

fn said(mark: Mark, name: &str) -> Mark {
    let speaker = Speaker::named(SpeakerId(Uuid::nil()), name);
    Mark { speaker: Some(Names::of(&speaker)), ..mark }
}

#[test]
fn a_sheet_counts_what_each_pupil_can_do() {
    let spans = [
        KeySpan::new([said(mark('Q', 0..10), "Mara Tolund")]),
        KeySpan::new([said(mark('A', 20..30), "Jon Berg")]),
        KeySpan::new([mark('C', 40..50)]),
        KeySpan::new([mark('C', 60..70)]).map(KeySpan::optional),
    ];
    let key = key_of(spans.into_iter().flatten());
    let reason = |mark: Mark| Mark { has_reason: true, ..mark };
    let ada = Layer::new(
        "Ada",
        [
            reason(said(mark('Q', 0..10), "mara tolund")),
            said(mark('A', 22..30), "Mara Tolund"),
            mark('A', 40..50),
            mark('Q', 80..90),
        ],
    );
    let ben = Layer::new("Ben", [mark('A', 20..30), mark('C', 60..70), mark('Q', 80..90)]);
    let cy = Layer::new("Cy", []);
    let sheet = Sheet::of(&key, &[&ada, &ben, &cy], &line(100));
    let part = |right, of| Part { right, of };
    let expected = [
        Pupil {
            reviewer: "Ada".to_owned(),
            identified: part(3, 3),
            tagged: part(2, 3),
            delimited: part(2, 3),
            attributed: part(1, 2),
            justified: part(1, 4),
            extra: 1,
        },
        Pupil {
            reviewer: "Ben".to_owned(),
            identified: part(1, 3),
            tagged: part(1, 1),
            delimited: part(1, 1),
            attributed: part(0, 1),
            justified: part(0, 3),
            extra: 1,
        },
        Pupil { reviewer: "Cy".to_owned(), identified: part(0, 3), ..Pupil::default() },
    ];
    assert_eq!(sheet.pupils, expected);
    let found: Vec<_> = sheet.spans.iter().map(|row| row.found.clone()).collect();
    let (correct, missed) = (Some(FindingKind::Correct), Some(FindingKind::Missed));
    assert_eq!(found[0], [correct, missed, missed]);
    assert_eq!(found[1], [Some(FindingKind::Boundary), correct, missed]);
    assert_eq!(found[2], [Some(FindingKind::WrongTag), missed, missed]);
    assert_eq!(found[3], [None, correct, None]);
    assert_eq!(sheet.most_divided_first(), [1, 2, 0, 3]);
    let extra: Vec<_> = sheet.extra.iter().map(|row| (row.tag, row.places.extent(), row.pupils.clone())).collect();
    assert_eq!(extra, [(Tag::Quote, Some(80..90), vec![0, 1])]);
}

#[test]
fn two_reviewers_differ_where_something_has_to_be_decided() {
    let mine = Layer::new(
        "",
        [
            mark('Q', 0..10),
            said(mark('A', 20..30), "Jon Berg"),
            mark('C', 40..50),
            mark('A', 60..65),
            mark('C', 70..80),
        ],
    );
    let theirs = Layer::new(
        "",
        [mark('Q', 0..10), mark('A', 20..30), mark('A', 40..50), mark('A', 60..64), split('C', [82..84, 86..88])],
    );
    let all = differences(&mine, &theirs, &line(100));
    let rows: Vec<_> = all
        .iter()
        .map(|row| (row.kind.name(), row.speakers_differ, row.mine.len(), row.theirs.len(), row.is_contested()))
        .collect();
    assert_eq!(
        rows,
        [
            ("correct", false, 1, 1, false),
            ("correct", true, 1, 1, true),
            ("wrong_tag", false, 1, 1, true),
            ("boundary", false, 1, 1, true),
            ("missed", false, 1, 0, true),
            ("extra", false, 0, 1, true),
        ]
    );
    assert_eq!(all[4].mine, [mine.marks()[4].claim]);
    // To the letter: one of two borders has to be kept.
    let (continuum, both) = written("⟦⟦It rains⟧.⟧", "AA");
    let [one, other] = [0, 1].map(|number| Layer::new("", [both.marks()[number].clone()]));
    assert!(differences(&one, &other, &continuum)[0].is_contested());
    assert_eq!(Key::of_layer(&one).spans().len(), 1);
}
