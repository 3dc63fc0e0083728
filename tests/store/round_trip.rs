//! Whatever a review holds comes back from its file.

use claimlight::{
    article::{Article, ArticleKind, Block, BlockKind, Metadata, Page, Source},
    claim::{Claim, ClaimId, Form, Origin, Segments, Speaker, SpeakerId, SpeakerType, State, Status, Tag, Voice},
    review::{HistoryEntry, Review},
    store::{Carried, FaultKind, decode, encode},
    text::{ByteIndex, Text},
};
use jiff::Timestamp;
use proptest::{option, prelude::*, sample::select};

use crate::{
    desk::{CLAIMS, check, desk, fitting},
    support::{assert_keeps_the_format, id},
};

/// Pieces of text that begin and end in the middle of what others begin: marks, joiners, flags, several scripts.
const PIECES: [&str; 22] = [
    "Noe\u{301} ",
    "e",
    "\u{301}",
    "👩‍👩‍👧",
    "👩",
    "\u{200D}",
    "🇮🇹",
    "🇮",
    " ",
    "\n",
    "\n\n",
    "\t",
    "“said”",
    "Мост ",
    "שלום ",
    "橋。",
    "क्षि",
    "\u{FEFF}",
    "\\\"/",
    "\u{2028}",
    "a b. ",
    "ﬀ",
];

pub(crate) fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(select(PIECES.to_vec()), 0..6).prop_map(|pieces| pieces.concat())
}

pub(crate) fn time() -> impl Strategy<Value = Timestamp> {
    (-60_000_000_000_i64..250_000_000_000, 0..1_000_000_000_i32)
        .prop_map(|(second, nano)| Timestamp::new(second, nano).expect("a time in range"))
}

pub(crate) fn date() -> impl Strategy<Value = Option<claimlight::article::PartialDate>> {
    let written = prop_oneof![
        (0..10_000).prop_map(|year| format!("{year:04}")),
        (0..10_000, 1..13).prop_map(|(year, month)| format!("{year:04}-{month:02}")),
        (0..10_000, 1..13, 1..29).prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}")),
    ];
    option::of(written.prop_map(|written| written.parse().expect("a date")))
}

fn article() -> impl Strategy<Value = Article> {
    let text = prop::collection::vec(select(PIECES.to_vec()), 1..120).prop_map(|pieces| pieces.concat());
    let blocks = prop::collection::vec((0.0..1.0, 0.0..1.0, select(BlockKind::ALL.to_vec())), 0..5);
    let metadata = (
        option::of(words()),
        prop::collection::vec(words(), 0..3),
        date(),
        date(),
        option::of(select(ArticleKind::ALL.to_vec())),
    );
    let source = (option::of(words()), option::of(time()), option::of(words()));
    let pages = prop::collection::vec((0.0..1.0, words()), 0..4);
    (text, blocks, metadata, source, pages).prop_map(|(text, places, metadata, source, pages)| {
        let text = Text::new(text).expect("no control character");
        let mut blocks: Vec<Block> = places
            .into_iter()
            .filter_map(|(from, to, kind)| Some(Block { kind, span: text.trimmed_span(range(&text, from, to))? }))
            .collect();
        blocks.sort_by_key(|block| block.span);
        blocks.dedup_by(|next, block| next.span.start() < block.span.end());
        let (title, authors, published, updated, kind) = metadata;
        let metadata = Metadata { title, authors, published, updated, kind, ..Metadata::default() };
        let (file, opened, reader) = source;
        let mut pages: Vec<Page> = pages
            .into_iter()
            .map(|(part, label)| Page { label, start: text.grapheme_floor(range(&text, 0.0, part).end) })
            .collect();
        pages.sort_by_key(|page| page.start);
        Article::new(text, blocks, metadata, Source { file, opened, reader, ..Source::default() })
            .expect("blocks in order")
            .with_pages(pages)
    })
}

/// The bytes between two places that are given as parts of the whole.
fn range(text: &Text, from: f64, to: f64) -> std::ops::Range<ByteIndex> {
    let at = |part: f64| ByteIndex::new((text.len() as f64 * part) as usize);
    at(from.min(to))..at(from.max(to))
}

type Scalars = (Tag, Form, Voice, State, Option<String>, Option<String>, String, Option<String>);

/// The places of a claim as parts of the text, its fields, labels and times, whether it has a speaker and a cue.
type Parts = (Vec<(f64, f64)>, Scalars, Vec<String>, (Timestamp, Timestamp), bool, bool);

fn claims() -> impl Strategy<Value = Vec<Parts>> {
    let scalars = (
        select(Tag::ALL.to_vec()),
        select(Form::ALL.to_vec()),
        select(Voice::ALL.to_vec()),
        select(State::ALL.to_vec()),
        option::of(words()),
        option::of(words()),
        words(),
        option::of(words()),
    );
    let places = prop::collection::vec((0.0..1.0, 0.0..1.0), 1..4);
    let labels = prop::collection::vec(words(), 0..3);
    prop::collection::vec((places, scalars, labels, (time(), time()), any::<bool>(), any::<bool>()), 0..CLAIMS)
}

fn speakers() -> impl Strategy<Value = Vec<Speaker>> {
    let speaker =
        (words(), option::of(words()), prop::collection::vec(words(), 0..3), select(SpeakerType::ALL.to_vec()));
    prop::collection::vec(speaker, 0..3).prop_map(|speakers| {
        let speaker = |(number, (name, role, aliases, speaker_type))| {
            let id = SpeakerId(id(1000 + number as u128));
            Speaker { role, aliases, speaker_type, ..Speaker::named(id, name) }
        };
        speakers.into_iter().enumerate().map(speaker).collect()
    })
}

prop_compose! {
    pub(crate) fn review()(
        article in article(),
        reviewer in words(),
        speakers in speakers(),
        claims in claims(),
        desk in desk(),
        checks in prop::collection::vec((option::of(check()), option::of(0..CLAIMS)), CLAIMS),
        history in prop::collection::vec((time(), words(), option::of(words()), any::<bool>()), 0..4),
    ) -> Review {
        let text = article.text();
        let claims = claims.into_iter().enumerate().filter_map(|(number, (places, scalars, mut labels, times, spoken, cued))| {
            let (tag, form, voice, state, reason, claim_text, note, rule) = scalars;
            let spans: Vec<_> = places.iter().filter_map(|(from, to)| text.trimmed_span(range(text, *from, *to))).collect();
            let cue = spans.first().copied().filter(|_| cued);
            let segments = Segments::new(spans)?;
            labels.sort();
            labels.dedup();
            labels.reverse();
            let speaker = speakers.first().filter(|_| spoken).map(|speaker| speaker.id);
            let flags = if spoken { vec!["hedged".to_owned(), "of_tomorrow".to_owned()] } else { Vec::new() };
            let origin = rule.map_or(Origin::Reviewer, Origin::Rule);
            let (check, target) = &checks[number];
            let duplicate_of = target.map(|number| ClaimId(id(number as u128)));
            let status = Status { state, reason, duplicate_of };
            let mut claim = Claim::new(ClaimId(id(number as u128)), tag, segments, times.0);
            if let Some(check) = check {
                claim.amend_check(|kept| *kept = fitting(check.clone(), &desk));
            }
            Some(Claim { form, voice, speaker, cue, claim_text, status, flags, labels, note, modified: times.1, origin, ..claim })
        });
        let claims = claims.collect();
        let entry = |(at, by, reason, on_claim): (Timestamp, String, Option<String>, bool)| HistoryEntry {
            at, by, reason, claim: on_claim.then(|| ClaimId(id(0))), edit: "status".to_owned(), from: None, to: Some("queued".to_owned()),
        };
        Review::from_parts(article.clone(), reviewer, speakers, claims, history.into_iter().map(entry).collect()).with_desk(desk)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn saving_and_opening_gives_the_same_review_and_the_same_bytes(review in review()) {
        let bytes = encode(&review, &Carried::default()).unwrap();
        assert_keeps_the_format(&bytes);
        let decoded = decode(&bytes).unwrap();
        prop_assert_eq!(&decoded.review, &review);
        prop_assert_eq!(&decoded.carried, &Carried::default());
        // Random claims overlap, random checks contradict themselves, and a random text may begin with a byte-order mark.
        let expected = |kind: &FaultKind| {
            matches!(kind, FaultKind::Overlap { .. } | FaultKind::Contradiction(_) | FaultKind::ByteOrderMark)
        };
        prop_assert!(decoded.faults.iter().all(|fault| expected(&fault.kind)), "{:?}", decoded.faults);
        prop_assert_eq!(encode(&decoded.review, &decoded.carried).unwrap(), bytes);
    }

    /// Readers elsewhere print JSON in their own way; what it says is the same.
    #[test]
    fn the_layout_of_the_json_does_not_matter(review in review()) {
        let bytes = encode(&review, &Carried::default()).unwrap();
        let file: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        prop_assert_eq!(decode(file.to_string().as_bytes()).unwrap().review, review);
    }

    /// Nothing a damaged file holds makes opening it panic, and what opens can be saved and opened again.
    #[test]
    fn damaged_files_end_in_a_review_or_a_sentence(review in review(), places in prop::collection::vec((0.0..1.0, any::<u8>()), 1..4)) {
        let mut bytes = encode(&review, &Carried::default()).unwrap();
        for (part, byte) in places {
            let at = (bytes.len() as f64 * part) as usize;
            bytes[at] = byte;
        }
        match decode(&bytes) {
            Ok(decoded) => {
                let again = encode(&decoded.review, &decoded.carried).unwrap();
                prop_assert_eq!(decode(&again).unwrap().review.claims().len(), decoded.review.claims().len());
            }
            Err(fault) => prop_assert!(!fault.to_string().is_empty()),
        }
    }

    /// The text may have been changed by hand: every claim is still there, at its words or flagged.
    #[test]
    fn no_claim_is_lost_when_the_text_changes(review in review(), inserted in words(), at in 0.0..1.0) {
        let mut file: serde_json::Value = serde_json::from_slice(&encode(&review, &Carried::default()).unwrap()).unwrap();
        let mut points: Vec<char> = file["article"]["text"].as_str().unwrap().chars().collect();
        let at = (points.len() as f64 * at) as usize;
        points.splice(at..at, inserted.chars());
        file["article"]["text"] = points.iter().collect::<String>().into();
        let decoded = decode(file.to_string().as_bytes()).unwrap();
        prop_assert_eq!(decoded.review.claims().len(), review.claims().len());
        assert_keeps_the_format(&encode(&decoded.review, &decoded.carried).unwrap());
    }
}
