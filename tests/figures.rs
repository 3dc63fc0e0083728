//! Figures: what is counted, that it agrees with counting one by one, and how plots leave the program.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]
#![expect(clippy::single_range_in_vec_init, reason = "a claim has several stretches, and most here have one")]

use std::collections::BTreeSet;

use claimlight::{
    article::{Article, Metadata, Source},
    claim::{
        Claim, ClaimId, Schemes, Segments, Speaker, SpeakerId, SpeakerType, State, Status, StatusGroup, Tag,
        VerdictKind, VerdictLabel,
    },
    figure::{Format, Lead, Plot, headline, plots, shown},
    review::{
        Claims, Desk, HistoryEntry, Review,
        figures::{Attribution, Figures, STRETCHES, Which},
    },
    text::{ByteIndex, Text, neutralised},
};
use jiff::{Timestamp, civil::date};
use proptest::prelude::*;
use uuid::Uuid;

fn claim_id(number: usize) -> ClaimId {
    ClaimId(Uuid::from_u128(number as u128 + 1))
}

fn speaker_id(number: usize) -> SpeakerId {
    SpeakerId(Uuid::from_u128(number as u128 + 1))
}

fn speaker(number: usize, name: &str, aliases: &[&str]) -> Speaker {
    let aliases = aliases.iter().map(|&alias| alias.to_owned()).collect();
    Speaker { aliases, ..Speaker::named(speaker_id(number), name) }
}

/// What a test says of a claim.
#[derive(Clone, Debug, Default)]
struct Said {
    state: State,
    speaker: Option<usize>,
    flags: Vec<String>,
    verdicts: [Option<String>; 2],
}

/// A review of a text with claims on these bytes of it.
fn review_of(content: &str, claims: Vec<(Tag, Vec<std::ops::Range<usize>>, Said)>, speakers: Vec<Speaker>) -> Review {
    let text = Text::new(content).expect("a text");
    let claims: Claims = claims
        .into_iter()
        .enumerate()
        .filter_map(|(number, (tag, ranges, said))| {
            let span = |range: std::ops::Range<usize>| {
                text.trimmed_span(ByteIndex::new(range.start)..ByteIndex::new(range.end))
            };
            let segments = Segments::new(ranges.into_iter().filter_map(span))?;
            let mut claim = Claim::new(claim_id(number), tag, segments, Timestamp::UNIX_EPOCH);
            claim.status = Status { state: said.state, ..Status::default() };
            claim.speaker = said.speaker.map(speaker_id);
            claim.flags = said.flags;
            let [attribution, content] = said.verdicts;
            claim.amend_check(|check| (check.verdicts.attribution, check.verdicts.content) = (attribution, content));
            Some(claim)
        })
        .collect();
    let article = Article::new(text, Vec::new(), Metadata::default(), Source::default()).expect("an article");
    Review::from_parts(article, String::new(), speakers, claims, Vec::new())
}

fn approved(at: &str, claim: usize) -> HistoryEntry {
    HistoryEntry {
        at: at.parse().expect("a time"),
        by: String::new(),
        claim: Some(claim_id(claim)),
        edit: "status".to_owned(),
        from: Some("in_progress".to_owned()),
        to: Some("approved".to_owned()),
        reason: None,
    }
}

fn with_history(review: &Review, history: Vec<HistoryEntry>) -> Review {
    let claims = review.claims().in_order().iter().map(|claim| Claim::clone(claim)).collect();
    Review::from_parts(review.article().clone(), String::new(), review.speakers().to_vec(), claims, history)
        .with_desk(review.desk().clone())
}

/// Six claims of three tags, two speakers and nobody.
fn small() -> Review {
    let said = |state, speaker: Option<usize>| Said { state, speaker, ..Said::default() };
    let with = |said: Said, kind: VerdictKind, name: &str| {
        let mut said = said;
        said.verdicts[kind as usize] = Some(name.to_owned());
        said
    };
    review_of(
        "aaaa bbbb cccc dddd eeee ffff gggg hhhh",
        vec![
            (Tag::Quote, vec![0..4], with(said(State::Approved, Some(0)), VerdictKind::Attribution, "verbatim")),
            (Tag::Quote, vec![5..9], said(State::InReview, Some(1))),
            (Tag::Assertion, vec![5..14], with(said(State::Published, Some(0)), VerdictKind::Content, "false")),
            (Tag::Assertion, vec![15..19, 25..29], said(State::NotCheckable, None)),
            (Tag::Commentary, vec![20..24], said(State::Spotted, None)),
            (
                Tag::Quote,
                vec![30..34],
                Said { flags: vec!["anonymous_source".to_owned()], ..said(State::Queued, None) },
            ),
        ],
        vec![speaker(0, "Orla Venn", &["the minister"]), speaker(1, "The Minister", &[])],
    )
}

#[test]
fn claims_are_counted_by_tag_state_and_progress() {
    let figures = Figures::of(&small());
    assert_eq!(Tag::ALL.map(|tag| figures.tally.tagged(tag)), [3, 2, 1]);
    assert_eq!(StatusGroup::ALL.map(|group| figures.tally.in_group(group)), [2, 1, 0, 2, 1]);
    assert_eq!(State::ALL.map(|state| figures.in_state(state)), [1, 1, 0, 0, 1, 1, 1, 1, 0, 0]);
    assert_eq!((figures.checked(), figures.tally.checkable()), (2, 5));
}

#[test]
fn a_record_whose_name_is_anothers_alias_is_that_speaker() {
    let figures = Figures::of(&small());
    assert_eq!(figures.speakers.len(), 1);
    assert_eq!((figures.speakers[0].name.as_str(), figures.speakers[0].claims), ("Orla Venn", 3));
    assert_eq!(figures.without_speaker, 3);
}

#[test]
fn two_people_who_share_an_alias_stay_two() {
    let said = |number| Said { speaker: Some(number), ..Said::default() };
    let claims = (0..3).map(|number| (Tag::Quote, vec![number * 5..number * 5 + 4], said(number))).collect();
    let speakers = vec![
        speaker(0, "Orla Venn", &["the minister"]),
        speaker(1, "Bo Aker", &["The Minister "]),
        speaker(2, "the minister", &[]),
    ];
    let figures = Figures::of(&review_of("aaaa bbbb cccc", claims, speakers));
    let names: Vec<&str> = figures.speakers.iter().map(|count| count.name.as_str()).collect();
    assert_eq!(names, ["Orla Venn", "Bo Aker", "the minister"]);
}

#[test]
fn a_speaker_who_is_described_or_flagged_is_unnamed() {
    let mut guard = speaker(0, "a guard", &[]);
    guard.speaker_type = SpeakerType::Unnamed;
    let said = |speaker, flag: Option<&str>| Said {
        speaker,
        flags: flag.into_iter().map(str::to_owned).collect(),
        ..Said::default()
    };
    let claims = vec![
        (Tag::Quote, vec![0..4], said(Some(0), None)),
        (Tag::Quote, vec![5..9], said(Some(1), Some("anonymous_source"))),
        (Tag::Quote, vec![10..14], said(Some(1), Some("hedged"))),
        (Tag::Assertion, vec![0..4], said(None, Some("anonymous_source"))),
        (Tag::Assertion, vec![5..9], said(None, None)),
        (Tag::Commentary, vec![0..4], said(None, None)),
    ];
    let figures = Figures::of(&review_of("aaaa bbbb cccc", claims, vec![guard, speaker(1, "Orla Venn", &[])]));
    let row = |tag| Attribution::ALL.map(|attribution| figures.attributed(tag, attribution));
    assert_eq!(Tag::ALL.map(row), [[1, 2, 0], [0, 1, 1], [0, 0, 0]]);
}

#[test]
fn verdicts_come_in_the_order_of_the_scheme_with_withdrawn_ones_behind() {
    let mut scheme = Schemes::default().of(VerdictKind::Content).clone();
    let mut names: Vec<String> = scheme.labels.iter().map(|label| label.name.clone()).collect();
    scheme.labels[0].withdrawn = true;
    scheme.labels.push(VerdictLabel { withdrawn: true, ..VerdictLabel::named("Never given") });
    let given = [Some(names[0].clone()), Some(names[1].clone()), Some("of_another_scheme".to_owned()), None];
    let claims = given
        .iter()
        .enumerate()
        .map(|(number, name)| {
            let said = Said { verdicts: [None, name.clone()], ..Said::default() };
            (Tag::Assertion, vec![number * 5..number * 5 + 4], said)
        })
        .collect();
    let review = review_of("aaaa bbbb cccc dddd", claims, Vec::new());
    let review = review.with_desk(Desk { schemes: Schemes::default().with(scheme), ..Desk::default() });
    let figures = Figures::of(&review);
    let found: Vec<(Option<String>, usize, bool)> = figures
        .verdicts(VerdictKind::Content)
        .iter()
        .map(|row| (row.name.clone(), row.claims, row.is_withdrawn))
        .collect();
    let first = names.remove(0);
    let mut expected: Vec<(Option<String>, usize, bool)> =
        names.into_iter().enumerate().map(|(number, name)| (Some(name), usize::from(number == 0), false)).collect();
    expected.push((Some(first), 1, true));
    expected.push((Some("of_another_scheme".to_owned()), 1, true));
    expected.push((None, 1, false));
    assert_eq!(found, expected);
}

#[test]
fn shares_are_of_code_points_and_overlaps_count_for_each_tag() {
    // Ten signs of one to four bytes; the quote has the first four, the commentary the two in their middle.
    let text = "aé漢🦀ß漢éaaa";
    let at = |number: usize| text.char_indices().nth(number).map_or(text.len(), |(at, _)| at);
    let claims =
        vec![(Tag::Quote, vec![at(0)..at(4)], Said::default()), (Tag::Commentary, vec![at(1)..at(3)], Said::default())];
    let figures = Figures::of(&review_of(text, claims, Vec::new()));
    let coverage = &figures.coverage;
    assert_eq!(Tag::ALL.map(|tag| coverage.tagged(tag)), [4, 0, 2]);
    assert_eq!((coverage.length, coverage.untagged), (10, 6));
    assert_eq!(coverage.stretches.len(), 10, "no more stretches than signs");
    let quote: Vec<u64> = coverage.stretches.iter().map(|stretch| stretch.tagged(Tag::Quote)).collect();
    assert_eq!(quote, [1, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
    assert_eq!(coverage.stretches[4].start, ByteIndex::new(at(4)));
}

#[test]
fn checks_are_counted_by_the_day_in_utc() {
    let mut reopened = approved("2026-03-03T09:00:00Z", 0);
    reopened.to = Some("in_progress".to_owned());
    let mut other = approved("2026-03-03T09:00:00Z", 0);
    other.edit = "note".to_owned();
    let history = vec![
        approved("2026-03-01T23:59:59Z", 0),
        reopened,
        other,
        approved("2026-03-04T01:30:00+02:00", 0),
        approved("2026-03-03T10:00:00Z", 2),
        approved("2026-03-03T11:00:00Z", 99),
    ];
    let review = with_history(&small(), history);
    let figures = Figures::of(&review);
    let days: Vec<_> = figures.days.iter().map(|day| (day.day, day.checks)).collect();
    assert_eq!(days, [(date(2026, 3, 1), 1), (date(2026, 3, 3), 3)]);
    let day = date(2026, 3, 3);
    let which = Which::Approved { from: day, to: day };
    assert_eq!(which.claims(&review), [claim_id(0), claim_id(2)], "a claim that is gone is left out");
    let plot = plot(&review, "checks-per-day");
    let words: Vec<&str> = plot.marks.iter().map(|mark| mark.words.as_str()).collect();
    assert_eq!(words, ["1 March 2026: 1 check", "2 March 2026: 0 checks", "3 March 2026: 3 checks"]);
}

#[test]
fn days_far_apart_do_not_make_columns_without_end() {
    let history = vec![approved("-009998-01-01T00:00:00Z", 0), approved("9999-12-30T00:00:00Z", 2)];
    let plot = plot(&with_history(&small(), history), "checks-per-day");
    assert_eq!(plot.marks.len(), 29);
    assert_eq!(plot.marks[0].words, "Before: 1 check");
    assert_eq!(plot.table.rows.len(), 2);
}

fn plot(review: &Review, name: &str) -> Plot {
    plots(&Figures::of(review)).into_iter().find(|plot| plot.name == name).expect("the plot")
}

#[test]
fn every_mark_says_its_figure() {
    let words = |name: &str| -> Vec<String> { plot(&small(), name).marks.into_iter().map(|mark| mark.words).collect() };
    assert_eq!(words("claims-by-tag"), ["Quotes: 3 of 6", "Assertions: 2 of 6", "Commentary: 1 of 6"]);
    assert_eq!(words("claims-by-speaker"), ["Orla Venn: 3 of 6", "Nobody: 3 of 6"]);
    assert_eq!(
        words("claims-by-status")[..4],
        ["To check: 2 of 6", "Spotted: 1 of 6", "Queued: 1 of 6", "Checking: 1 of 6"]
    );
    assert_eq!(words("attribution")[..2], ["Quotes, named: 2 of 3", "Quotes, unnamed: 1 of 3"]);
    assert_eq!(words("along-the-article")[0], "Stretch 1 of 39: quotes 100 %");
    let first: Vec<String> = headline(&Figures::of(&small())).into_iter().map(|mark| mark.words).collect();
    assert_eq!(first[..3], ["Claims: 6", "Checked: 2 of 5", "To check: 2"]);
}

#[test]
fn many_speakers_share_a_bar_and_the_table_names_each() {
    let said = |number| Said { speaker: Some(number), ..Said::default() };
    let content = "aaaa ".repeat(30);
    let claims = (0..30).map(|number| (Tag::Quote, vec![number * 5..number * 5 + 4], said(number % 12))).collect();
    let speakers = (0..12).map(|number| speaker(number, &format!("Speaker {number}"), &[])).collect();
    let review = review_of(&content, claims, speakers);
    let plot = plot(&review, "claims-by-speaker");
    assert_eq!(plot.marks.len(), 10);
    assert_eq!(plot.marks[8].words, "4 others: 8 of 30");
    assert_eq!(plot.table.rows.len(), 13);
}

#[test]
fn a_review_without_claims_or_text_has_figures_that_come_to_nothing() {
    for content in ["", "Nobody said a word."] {
        let review = review_of(content, Vec::new(), Vec::new());
        let figures = Figures::of(&review);
        assert_eq!(figures.tally.all(), 0);
        for plot in plots(&figures) {
            for mark in &plot.marks {
                assert!((0.0..=1.0).contains(&mark.length), "{mark:?}");
            }
            for format in Format::ALL {
                plot.to_bytes(format).expect("a file");
            }
        }
    }
}

/// Random claims, as [`review_of`] takes them, on a text of several scripts.
fn reviews() -> impl Strategy<Value = Review> {
    let names = ["verbatim", "altered", "no_record", "of_another_scheme"];
    let verdict = prop::option::of(prop::sample::select(names.to_vec()).prop_map(str::to_owned));
    let said = (0..State::ALL.len(), prop::option::of(0..5_usize), any::<bool>(), verdict.clone(), verdict).prop_map(
        |(state, speaker, is_flagged, attribution, content)| Said {
            state: State::ALL[state],
            speaker,
            flags: is_flagged.then(|| "anonymous_source".to_owned()).into_iter().collect(),
            verdicts: [attribution, content],
        },
    );
    let claim = (0..3_usize, prop::collection::vec((0..900_usize, 1..200_usize), 1..4), said);
    let signs = prop::sample::select(vec!["a", "é", "漢", "🦀", " ", "\n", "e\u{301}", "שׁ"]);
    let text = prop::collection::vec(signs, 1..400).prop_map(|signs| signs.concat());
    (text, prop::collection::vec(claim, 0..12)).prop_map(|(text, claims)| {
        let inside = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let claims = claims
            .into_iter()
            .map(|(tag, ranges, said)| {
                let ranges = ranges.into_iter().map(|(start, length)| inside(start)..inside(start + length)).collect();
                (Tag::ALL[tag], ranges, said)
            })
            .collect();
        let aliases: [&[&str]; 5] = [&["b"], &[], &["e", "x"], &["x"], &[]];
        let speakers = ["a", "B", "c", "d", "e"]
            .iter()
            .zip(aliases)
            .enumerate()
            .map(|(number, (name, aliases))| speaker(number, name, aliases));
        review_of(&text, claims, speakers.collect())
    })
}

proptest! {
    #[test]
    fn counts_add_up_and_marks_lead_to_what_they_count(review in reviews()) {
        let figures = Figures::of(&review);
        let all = review.claims().len();
        prop_assert_eq!(State::ALL.iter().map(|state| figures.in_state(*state)).sum::<usize>(), all);
        for kind in VerdictKind::ALL {
            prop_assert_eq!(figures.verdicts(kind).iter().map(|row| row.claims).sum::<usize>(), all);
        }
        prop_assert_eq!(figures.speakers.iter().map(|count| count.claims).sum::<usize>() + figures.without_speaker, all);
        for tag in [Tag::Quote, Tag::Assertion] {
            let attributed: usize = Attribution::ALL.iter().map(|way| figures.attributed(tag, *way)).sum();
            prop_assert_eq!(attributed, figures.tally.tagged(tag));
        }
        for plot in plots(&figures) {
            for mark in plot.marks {
                prop_assert!((0.0..=1.0).contains(&mark.length), "{:?}", mark);
                let Lead::Claims(which) = &mark.leads else { continue };
                let claims = which.claims(&review);
                if plot.name != "share-of-text" {
                    prop_assert_eq!(claims.len().to_string(), mark.figure);
                }
                let filter = which.filter(&review);
                let passing: Vec<ClaimId> = review
                    .claims()
                    .in_order()
                    .iter()
                    .filter(|claim| filter.passes(&review, claim))
                    .map(|claim| claim.id)
                    .collect();
                prop_assert_eq!(passing, claims, "{:?}", which);
            }
        }
    }

    #[test]
    fn the_strip_agrees_with_counting_sign_by_sign(review in reviews()) {
        let coverage = Figures::of(&review).coverage;
        let text = review.article().text().as_str();
        let covered = |tag: Tag| -> BTreeSet<u64> {
            let spans: Vec<_> = review
                .claims()
                .in_order()
                .iter()
                .filter(|claim| claim.tag == tag)
                .flat_map(|claim| claim.segments.placed().to_vec())
                .collect();
            let holds = |at: usize| spans.iter().any(|span| span.contains(ByteIndex::new(at)));
            text.char_indices().enumerate().filter(|(_, (at, _))| holds(*at)).map(|(number, _)| number as u64).collect()
        };
        let tagged = Tag::ALL.map(covered);
        let any: BTreeSet<u64> = tagged.iter().flatten().copied().collect();
        prop_assert_eq!(coverage.untagged, text.chars().count() as u64 - any.len() as u64);
        prop_assert_eq!(coverage.stretches.len() as u64, STRETCHES.min(coverage.length));
        let mut end = 0;
        for stretch in &coverage.stretches {
            prop_assert_eq!(stretch.code_points.start, end);
            end = stretch.code_points.end;
            for tag in Tag::ALL {
                let count = tagged[tag as usize].range(stretch.code_points.clone()).count() as u64;
                prop_assert_eq!(stretch.tagged(tag), count);
                prop_assert!((0.0..=1.0).contains(&stretch.share(tag)));
            }
        }
        prop_assert_eq!(end, coverage.length);
        for tag in Tag::ALL {
            prop_assert_eq!(coverage.tagged(tag), tagged[tag as usize].len() as u64);
        }
    }
}

/// A review whose speaker and verdict have this name.
fn hostile(name: &str) -> Review {
    let said = Said { speaker: Some(0), verdicts: [Some(name.to_owned()), None], ..Said::default() };
    review_of("aaaa bbbb", vec![(Tag::Quote, vec![0..4], said)], vec![speaker(0, name, &[])])
}

const HOSTILE: [&str; 8] = [
    "</text><script>alert(1)</script>",
    "\"' onload=\"alert(1)\" & &amp; <![CDATA[ ]]> -->",
    "=cmd|' /C calc'!A0",
    "+1-800\u{202E}gnp.exe",
    "bell \u{7} null \u{0} not a sign \u{FFFE} \u{FFFF} feed \u{C}",
    "-2+3, \"quoted\"\r\nnext",
    "@sum(1)",
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;",
];

#[test]
fn names_are_inert_in_drawings() {
    let long = "long".repeat(25_000);
    let marks = format!("a{}", "\u{301}".repeat(100_000));
    for name in HOSTILE.into_iter().chain([long.as_str(), marks.as_str()]) {
        for plot in plots(&Figures::of(&hostile(name))) {
            let svg = plot.to_svg().expect("a drawing");
            assert!(svg.len() < 200_000, "{} bytes", svg.len());
            let document = roxmltree::Document::parse(&svg).expect("XML");
            let known = ["svg", "title", "desc", "style", "rect", "path", "text", "g"];
            for node in document.descendants().filter(roxmltree::Node::is_element) {
                assert!(known.contains(&node.tag_name().name()), "{node:?}");
                for attribute in node.attributes() {
                    assert!(
                        !attribute.name().starts_with("on") && !attribute.name().ends_with("href"),
                        "{attribute:?}"
                    );
                }
            }
            assert!(!svg.contains('\u{202E}'));
            let root = document.root_element();
            let child =
                |name: &str| root.children().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)));
            assert_eq!(child("title").and_then(|node| node.text()), Some(plot.title));
            assert!(child("desc").and_then(|node| node.text()).is_some_and(|words| !words.is_empty()));
        }
    }
}

#[test]
fn cells_are_inert_in_tables_and_read_back_as_they_were() {
    for name in HOSTILE {
        let plot = plot(&hostile(name), "claims-by-speaker");
        let bytes = plot.to_bytes(Format::Csv).expect("a table");
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(bytes.as_slice()).into_records().collect::<Result<_, _>>().expect("rows");
        assert_eq!(rows.len(), 2);
        assert!(!rows[0][0].starts_with(['=', '+', '-', '@', '\t', '\r']), "{:?}", &rows[0][0]);
        assert_eq!(rows[0][0].trim_start_matches('\''), name);
        assert_eq!((&rows[0][1], &rows[0][2]), ("1", "1.0000"));
    }
    assert_eq!(neutralised("\tx"), "'\tx");
    assert_eq!(neutralised("\rx"), "'\rx");
    assert_eq!(neutralised("x=1"), "x=1");
}

#[test]
fn names_are_cut_to_their_room() {
    let rows = [
        ("short", "short"),
        ("exactly 10", "exactly 10"),
        ("longer than", "longer th…"),
        ("漢漢漢漢漢", "漢漢漢漢漢"),
        ("漢漢漢漢漢漢", "漢漢漢漢…"),
    ];
    for (words, cut) in rows {
        assert_eq!(shown(words, 10), cut);
    }
}

#[test]
fn pictures_are_the_same_each_time_and_not_blank() {
    for plot in plots(&Figures::of(&small())) {
        let svg = plot.to_svg().expect("a drawing");
        assert_eq!(svg, plot.to_svg().expect("a drawing"));
        let picture = plot.to_picture(1.0).expect("a picture");
        let [width, height] = picture.size();
        assert_eq!(width, 640);
        let dots: Vec<&[u8]> = picture.dots().chunks(4).collect();
        assert_eq!(dots.len(), width * height);
        assert!(dots.iter().all(|dot| dot[3] == 255), "on paper, not on nothing");
        let colours: BTreeSet<&[u8]> = dots.iter().copied().collect();
        assert!(colours.len() > 10, "{}: {} colours", plot.name, colours.len());
        // The title’s letters are there: no font is missing.
        let title = dots.chunks(width).take(45).skip(18).flatten().filter(|dot| dot[0] < 64).count();
        assert!(title > 100, "{}: {title} dark dots", plot.name);
        let png = plot.to_bytes(Format::Png).expect("a picture");
        let twice = resvg::tiny_skia::Pixmap::decode_png(&png).expect("a PNG picture");
        assert_eq!((twice.width(), twice.height()), (1280, 2 * height as u32));
    }
}
