//! Reviews with everything that is hard, and what there is to see in a review.

use std::collections::BTreeMap;

use claimlight::{
    article::{Article, Block, BlockKind, Metadata, Source as ArticleSource},
    claim::{
        Check, Claim, ClaimId, Confidence, Evidence, EvidenceId, EvidenceLink, Form, LostSegment, Origin, Priority,
        Segments, Speaker, SpeakerId, Stance, State, Status, Tag, Verdicts, Voice,
    },
    exchange::{
        self, ExchangeError, ExportOptions, Exported, Format, ImportOptions, Imported, NamedFile, Part, Source, Watch,
    },
    review::{Desk, Review, Stamp},
    text::{ByteIndex, Text},
};
use jiff::Timestamp;
use proptest::{option, prelude::*, sample::select};
use uuid::Uuid;

/// Pieces of text that begin and end in the middle of what others begin: marks, joiners, flags, several scripts, what looks like markup, a
/// formula, a list, an escape.
pub(crate) const PIECES: [&str; 40] = [
    "Noe\u{301} ",
    "e",
    "\u{301}",
    "👩‍👩‍👧",
    "👩",
    "\u{200D}",
    "🇮🇹",
    "🇮",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\t",
    "“said”",
    "Мост ",
    "שלום ",
    "مرحبا",
    "橋。",
    "क्षि",
    "\u{FEFF}",
    "\\\"/",
    "\u{2028}",
    "a b. ",
    "ﬀ",
    "=1+1",
    "'=",
    "'",
    "; ",
    " […] ",
    "\\n",
    "\\u{41}",
    "&amp;<b>",
    "]]>",
    "_x0041_",
    "{\"a\": 1}",
    "# [x](y)",
    ", ",
    "-",
    "𝔘",
    ": ",
];

pub(crate) fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(select(PIECES.to_vec()), 0..6).prop_map(|pieces| pieces.concat())
}

fn some_words() -> impl Strategy<Value = String> {
    words().prop_map(|words| format!("w{words}"))
}

pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn time() -> impl Strategy<Value = Timestamp> {
    (0..2_000_000_000_i64, 0..1_000_000_000_i32)
        .prop_map(|(second, nano)| Timestamp::new(second, nano).expect("a time"))
}

fn text() -> impl Strategy<Value = Text> {
    let pieces = prop::collection::vec(select(PIECES.to_vec()), 1..120);
    pieces.prop_map(|pieces| Text::new(pieces.concat()).expect("no control character"))
}

fn check(pieces: usize) -> impl Strategy<Value = Check> {
    let found =
        (option::of(some_words()), option::of(some_words()), option::of(select(Confidence::ALL.to_vec())), words());
    let beside = (
        words(),
        option::of(some_words()),
        option::of(some_words()),
        option::of(select(Priority::ALL.to_vec())),
        (words(), words(), words(), words()),
        prop::collection::vec(some_words(), 0..3),
        option::of(1900..2100_i32),
    );
    let links = prop::collection::vec((0..pieces, select(Stance::ALL.to_vec())), 0..4);
    (found, beside, links).prop_map(|(found, beside, links)| {
        let (attribution, verdict, confidence, rationale) = found;
        let (
            searched,
            checker,
            approver,
            priority,
            (selection_reason, context, said_at, first_appearance),
            chain,
            year,
        ) = beside;
        let mut evidence: Vec<EvidenceLink> = Vec::new();
        for (piece, stance) in links {
            let link = EvidenceLink::new(EvidenceId(id(2000 + piece as u128)), stance);
            if evidence.iter().all(|other| other.evidence != link.evidence) {
                evidence.push(link);
            }
        }
        let said_on = year.map(|year| year.to_string().parse().expect("a date"));
        Check {
            verdicts: Verdicts { attribution, content: verdict },
            confidence,
            rationale,
            evidence,
            searched,
            checker,
            approver,
            priority,
            selection_reason,
            context,
            said_on,
            said_at,
            first_appearance,
            chain,
            ..Check::default()
        }
    })
}

type Words = (Option<String>, Option<String>, String, Vec<String>, Vec<String>, Option<String>);

fn said() -> impl Strategy<Value = Words> {
    let flags = prop::collection::vec(select(vec!["hedged".to_owned(), "of_tomorrow".to_owned()]), 0..2);
    (
        option::of(some_words()),
        option::of(some_words()),
        words(),
        flags,
        prop::collection::vec(some_words(), 0..3),
        option::of(some_words()),
    )
}

/// How many claims a random review has at most.
const CLAIMS: usize = 10;

prop_compose! {
    /// A review with everything that a format can hold.
    pub(crate) fn review()(
        text in text(),
        blocks in prop::collection::vec((0.0..1.0, 0.0..1.0, select(BlockKind::ALL.to_vec())), 0..4),
        reviewer in some_words(),
        titles in (option::of(some_words()), any::<bool>()),
        speakers in prop::collection::vec(some_words(), 1..3),
        places in prop::collection::vec(prop::collection::vec((0.0..1.0, 0.0..1.0), 0..4), 0..CLAIMS),
        lost in prop::collection::vec(prop::collection::vec((words(), words()), 0..2), CLAIMS),
        kinds in prop::collection::vec((select(Tag::ALL.to_vec()), select(Form::ALL.to_vec()), select(Voice::ALL.to_vec()), select(State::ALL.to_vec())), CLAIMS),
        said in prop::collection::vec(said(), CLAIMS),
        checks in prop::collection::vec(option::of(check(3)), CLAIMS),
        times in prop::collection::vec((time(), time()), CLAIMS),
        whose in prop::collection::vec((option::of(0..3_usize), any::<bool>(), any::<bool>()), CLAIMS),
    ) -> Review {
        let mut blocks: Vec<Block> = blocks
            .into_iter()
            .filter_map(|(from, to, kind)| Some(Block { kind, span: text.trimmed_span(range(&text, from, to))? }))
            .collect();
        blocks.sort_by_key(|block| block.span);
        blocks.dedup_by(|next, block| next.span.start() < block.span.end());
        let url = titles.1.then(|| "https://news.example/2026/a%20b".to_owned());
        let metadata = Metadata { title: titles.0, url, language: Some("en".to_owned()), ..Metadata::default() };
        let article = Article::new(text.clone(), blocks, metadata, ArticleSource::default()).expect("blocks in order");
        let mut names = speakers;
        names.sort();
        names.dedup();
        let speakers: Vec<Speaker> =
            names.iter().enumerate().map(|(number, name)| Speaker::named(SpeakerId(id(1000 + number as u128)), name.clone())).collect();
        let evidence = ["", "Yearbook; 2025 […]", "'=A title\nof two lines"].into_iter().enumerate().map(|(number, title)| {
            let address = if number == 1 { String::new() } else { format!("https://stats.example/{number}?a=1&b=“2”") };
            Evidence { title: title.to_owned(), address, ..Evidence::new(EvidenceId(id(2000 + number as u128))) }
        });
        let claims = places.into_iter().enumerate().filter_map(|(number, places)| {
            let spans: Vec<_> = places.iter().filter_map(|(from, to)| text.trimmed_span(range(&text, *from, *to))).collect();
            let cue = spans.first().copied().filter(|_| whose[number].1);
            let gone = lost[number].iter().map(|(exact, beside)| LostSegment {
                exact: format!("quite other words, which stand nowhere {exact}"), prefix: beside.clone(), suffix: beside.clone(), start: 3, end: 9,
            });
            let segments = Segments::with_lost(spans, gone.collect())?;
            let (tag, form, voice, state) = kinds[number];
            let mut claim = Claim::new(ClaimId(id(number as u128 + 1)), tag, segments, times[number].0);
            let (reason, claim_text, note, mut flags, mut labels, rule) = said[number].clone();
            flags.sort();
            flags.dedup();
            labels.sort();
            labels.dedup();
            let duplicate_of = whose[number].2.then(|| ClaimId(id(7)));
            if let Some(check) = &checks[number] {
                claim.amend_check(|kept| *kept = check.clone());
            }
            let speaker = whose[number].0.and_then(|place| speakers.get(place)).map(|speaker| speaker.id);
            Some(Claim {
                form, voice, cue, speaker, status: Status { state, reason, duplicate_of }, claim_text, note, flags, labels,
                modified: times[number].1, origin: rule.map_or(Origin::Reviewer, Origin::Rule), ..claim
            })
        });
        let claims = claims.collect();
        let desk = Desk { evidence: evidence.collect(), ..Desk::default() };
        Review::from_parts(article, reviewer, speakers, claims, Vec::new()).with_desk(desk)
    }
}

/// The bytes between two places that are given as parts of the whole.
fn range(text: &Text, from: f64, to: f64) -> std::ops::Range<ByteIndex> {
    let at = |part: f64| ByteIndex::new((text.len() as f64 * part) as usize);
    at(from.min(to))..at(from.max(to))
}

/// What there is to see of a claim, apart from ids of speakers and evidence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Seen {
    claim: Claim,
    speaker: Option<String>,
    evidence: Vec<(String, String, Stance)>,
}

/// What there is to see in a review, as far as a format can hold it.
pub(crate) fn seen(review: &Review, format: Format) -> BTreeMap<ClaimId, Seen> {
    let mut all = BTreeMap::new();
    for claim in review.claims().in_order() {
        let mut claim = Claim::clone(claim);
        if !format.keeps(Part::Lost) {
            let Some(segments) = Segments::new(claim.segments.placed().iter().copied()) else { continue };
            claim.segments = segments;
        }
        let lost = claim.segments.lost().iter().map(|lost| {
            let context = |words: &String| if format.keeps(Part::LostContext) { words.clone() } else { String::new() };
            let places = if format.keeps(Part::Cue) { (lost.start, lost.end) } else { (0, 0) };
            let (prefix, suffix) = (context(&lost.prefix), context(&lost.suffix));
            LostSegment { exact: lost.exact.clone(), prefix, suffix, start: places.0, end: places.1 }
        });
        claim.segments =
            Segments::with_lost(claim.segments.placed().to_vec(), lost.collect()).expect("as many as there were");
        claim.cue = claim.cue.filter(|_| format.keeps(Part::Cue));
        let speaker = claim.speaker.take().and_then(|id| review.speaker(id)).map(|speaker| speaker.name.clone());
        let pieces = claim.check().evidence.iter().filter_map(|link| Some((review.piece(link.evidence)?, link.stance)));
        let evidence = pieces.map(|(piece, stance)| (piece.title.clone(), piece.address.clone(), stance)).collect();
        claim.amend_check(|check| check.evidence.clear());
        all.insert(claim.id, Seen { claim, speaker, evidence });
    }
    all
}

/// Writes a review.
pub(crate) fn export(review: &Review, format: Format) -> Exported {
    let source = Source { name: "harbour", review, proposals: &[] };
    let options = ExportOptions { internal: true, ..ExportOptions::default() };
    exchange::export(&[source], format, &options, &mut Watch::none()).expect("an export")
}

/// Reads files.
pub(crate) fn import(files: &[NamedFile], format: Format, options: &ImportOptions) -> Result<Imported, ExchangeError> {
    let mut ids = 1_000_000;
    let mut new_id = || {
        ids += 1;
        Uuid::from_u128(ids)
    };
    let mut stamp = Stamp { now: Timestamp::UNIX_EPOCH, new_id: &mut new_id };
    exchange::import(files, format, options, &mut stamp, &mut Watch::none())
}

/// A file.
pub(crate) fn file(name: &str, bytes: impl Into<Vec<u8>>) -> NamedFile {
    NamedFile { name: name.to_owned(), bytes: bytes.into() }
}

/// An article of this text.
pub(crate) fn article(text: &str) -> Article {
    Article::new(Text::new(text).expect("a text"), Vec::new(), Metadata::default(), ArticleSource::default())
        .expect("an article")
}

/// With this article.
pub(crate) fn about(text: &str) -> ImportOptions {
    ImportOptions { articles: vec![article(text)], ..ImportOptions::default() }
}

/// The claims of a review as a letter and their words.
pub(crate) fn shown(review: &Review) -> Vec<String> {
    let text = review.article().text();
    let claims = review.claims().in_order().iter();
    claims
        .map(|claim| {
            let words: Vec<&str> = claim.segments.placed().iter().map(|span| text.slice(*span)).collect();
            let lost: Vec<&str> = claim.segments.lost().iter().map(|lost| lost.exact.as_str()).collect();
            let lost = if lost.is_empty() { String::new() } else { format!(" lost: {}", lost.join("|")) };
            format!("{} {}{lost}", claim.tag.letter(), words.join("|"))
        })
        .collect()
}
