//! Everything that a review holds is in a file of a format, or among what is said to be lost. What a review holds is taken apart field by field
//! here, so that a new field does not compile until somebody says what becomes of it.

use std::{
    collections::HashSet,
    io::{Cursor, Read as _},
    sync::Arc,
};

use claimlight::{
    article::{Article, ArticleKind, Block, BlockKind, Metadata, Page, Patch, Source as ArticleSource, Version},
    claim::{
        AttachedFile, Check, Claim, ClaimId, Confidence, Contact, ContactId, Evidence, EvidenceId, EvidenceKind,
        EvidenceLink, Form, Level, LostSegment, Origin, Practice, Priority, Published, Reply, Schemes, SecondVerdict,
        Segments, Speaker, SpeakerId, SpeakerType, Stance, State, Status, Tag, VerdictScheme, Verdicts, Voice,
    },
    exchange,
    exchange::{ExportOptions, Field, Format, ImportOptions, Part, Source, Watch},
    review::{Desk, HistoryEntry, Review},
    text::{ByteIndex, Text},
};
use jiff::Timestamp;
use proptest::prelude::*;

use crate::support::{export, id, import, review};

/// Something that a review holds: of which claim, what, and how it is written down here.
type Fact = (Option<ClaimId>, Part, String);

fn facts(review: &Review) -> Vec<Fact> {
    let mut facts = of_review(review);
    for claim in review.claims().in_order() {
        facts.extend(of_claim(review, claim).into_iter().map(|(part, value)| (Some(claim.id), part, value)));
    }
    facts
}

fn of_review(review: &Review) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut say = |is_there: bool, part: Part, value: String| facts.extend(is_there.then_some((None, part, value)));
    let article = review.article();
    let Metadata { title, url, language, authors, publisher, republisher, published, updated, archive_url, kind } =
        &article.metadata;
    say(!review.reviewer().is_empty(), Part::Reviewer, review.reviewer().to_owned());
    say(true, Part::Text, article.text().as_str().to_owned());
    say(title.is_some(), Part::Title, format!("{title:?}"));
    say(url.is_some(), Part::Address, format!("{url:?}"));
    say(language.is_some(), Part::Language, format!("{language:?}"));
    let rest = (authors, publisher, republisher, published, updated, archive_url, kind);
    say(rest != (&Vec::new(), &None, &None, &None, &None, &None, &None), Part::Metadata, format!("{rest:?}"));
    let blocks: Vec<&Block> = article.blocks().iter().filter(|block| block.kind != BlockKind::Paragraph).collect();
    say(!blocks.is_empty(), Part::Blocks, format!("{blocks:?}"));
    say(!article.pages().is_empty(), Part::Pages, format!("{:?}", article.pages()));
    say(!article.versions.is_empty(), Part::Versions, format!("{:?}", article.versions));
    say(article.source != ArticleSource::default(), Part::Source, format!("{:?}", article.source));
    let claims = review.claims().in_order();
    let named: HashSet<SpeakerId> = claims.iter().filter_map(|claim| claim.speaker).collect();
    let idle: Vec<&Speaker> = review.speakers().iter().filter(|speaker| !named.contains(&speaker.id)).collect();
    say(!idle.is_empty(), Part::Speakers, format!("{idle:?}"));
    let linked: HashSet<EvidenceId> =
        claims.iter().flat_map(|claim| &claim.check().evidence).map(|link| link.evidence).collect();
    let idle: Vec<&Evidence> = review.evidence().iter().filter(|piece| !linked.contains(&piece.id)).collect();
    say(!idle.is_empty(), Part::Unlinked, format!("{idle:?}"));
    say(!review.history().is_empty(), Part::History, format!("{:?}", review.history()));
    let Desk { evidence: _, contacts, schemes, practice } = review.desk();
    say(!contacts.all().is_empty(), Part::Contacts, format!("{:?}", contacts.all()));
    say(
        *schemes != Schemes::default() || *practice != Practice::default(),
        Part::Desk,
        format!("{schemes:?} {practice:?}"),
    );
    facts
}

#[expect(clippy::too_many_lines, reason = "a list reads best in one piece")]
fn of_claim(review: &Review, claim: &Claim) -> Vec<(Part, String)> {
    let mut facts = Vec::new();
    let Claim {
        id,
        tag,
        form,
        voice,
        segments,
        speaker,
        cue,
        claim_text,
        status,
        check,
        flags,
        labels,
        note,
        created,
        modified,
        origin,
        author,
    } = claim;
    let mut part = |is_there: bool, part: Part, value: String| facts.extend(is_there.then_some((part, value)));
    part(true, Part::Claim, format!("{tag:?}"));
    part(true, Part::Id, id.to_string());
    part(author.is_some(), Part::Author, format!("{author:?}"));
    let (placed, lost) = (segments.placed(), segments.lost());
    part(!placed.is_empty(), Part::Place, format!("{:?}", placed.first()));
    part(placed.len() > 1, Part::Segments, format!("{placed:?}"));
    let gone = if placed.is_empty() { Part::Orphan } else { Part::Lost };
    let words: Vec<&String> = lost.iter().map(|LostSegment { exact, .. }| exact).collect();
    part(!lost.is_empty(), gone, format!("{words:?}"));
    let beside: Vec<_> = lost.iter().map(|LostSegment { prefix, suffix, .. }| (prefix, suffix)).collect();
    part(
        beside.iter().any(|(before, after)| !before.is_empty() || !after.is_empty()),
        Part::LostContext,
        format!("{beside:?}"),
    );
    let stood: Vec<_> = lost.iter().map(|LostSegment { start, end, .. }| (start, end)).collect();
    part(!lost.is_empty(), Part::LostPlace, format!("{stood:?}"));
    part(cue.is_some(), Part::Cue, format!("{cue:?}"));
    let speaker = speaker.and_then(|id| review.speaker(id));
    if let Some(Speaker { id, name, role, organisation, aliases, speaker_type, same_as }) = speaker {
        part(true, Part::Said(Field::Speaker), name.clone());
        let details = (role, organisation, aliases, speaker_type, same_as);
        part(
            details != (&None, &None, &Vec::new(), &SpeakerType::default(), &None),
            Part::SpeakerDetails,
            format!("{details:?}"),
        );
        let namesakes = review.speakers().iter().filter(|other| other.name == *name).count();
        part(namesakes > 1, Part::Namesake, id.to_string());
    }
    let Check {
        verdicts: Verdicts { attribution, content },
        confidence,
        rationale,
        evidence,
        searched,
        checker,
        approver,
        second,
        priority,
        selection_reason,
        context,
        said_on,
        said_at,
        first_appearance,
        chain,
        published,
    } = check.get();
    part(second.is_some(), Part::Second, format!("{second:?}"));
    part(published.is_some(), Part::Publication, format!("{published:?}"));
    let (mut where_it_is, mut titles, mut stances, mut details, mut workings) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for EvidenceLink { evidence, stance, level, independence } in evidence {
        let Some(Evidence {
            id: _,
            title,
            author,
            publisher,
            published,
            address,
            archive_address,
            archived,
            accessed,
            locator,
            passage,
            kind,
            interest,
            calculation,
            file,
            confidential,
        }) = review.piece(*evidence)
        else {
            continue;
        };
        where_it_is.push(if address.is_empty() { title } else { address });
        titles.push(title);
        stances.push(stance);
        details
            .push(format!("{:?}", (author, publisher, published, archive_address, accessed, locator, passage, kind)));
        workings.push(format!("{:?}", (level, independence, archived, interest, calculation, file, confidential)));
    }
    let bare = |words: &String| words.replace("None", "").chars().all(|sign| !sign.is_alphanumeric());
    let unweighed =
        |words: &String| words.replace("None", "").replace("false", "").chars().all(|sign| !sign.is_alphanumeric());
    part(!details.iter().all(bare), Part::EvidenceDetails, format!("{details:?}"));
    part(!workings.iter().all(unweighed), Part::EvidenceWorkings, format!("{workings:?}"));
    let Status { state, reason, duplicate_of } = status;
    let mut said = |is_there: bool, field: Field, value: String| part(is_there, Part::Said(field), value);
    said(*form != Form::default(), Field::Form, format!("{form:?}"));
    said(*voice != Voice::default(), Field::Voice, format!("{voice:?}"));
    said(*state != State::default(), Field::Status, format!("{state:?}"));
    said(reason.is_some(), Field::Reason, format!("{reason:?}"));
    said(duplicate_of.is_some(), Field::DuplicateOf, format!("{duplicate_of:?}"));
    said(content.is_some(), Field::Verdict, format!("{content:?}"));
    said(attribution.is_some(), Field::Attribution, format!("{attribution:?}"));
    said(confidence.is_some(), Field::Confidence, format!("{confidence:?}"));
    said(claim_text.is_some(), Field::ClaimText, format!("{claim_text:?}"));
    said(!flags.is_empty(), Field::Flags, format!("{flags:?}"));
    said(!labels.is_empty(), Field::Labels, format!("{labels:?}"));
    said(!where_it_is.is_empty(), Field::Evidence, format!("{where_it_is:?}"));
    said(titles.iter().any(|title| !title.is_empty()), Field::EvidenceTitles, format!("{titles:?}"));
    said(!stances.is_empty(), Field::Stances, format!("{stances:?}"));
    said(checker.is_some(), Field::Checker, format!("{checker:?}"));
    said(approver.is_some(), Field::Approver, format!("{approver:?}"));
    said(priority.is_some(), Field::Priority, format!("{priority:?}"));
    said(said_on.is_some(), Field::SaidOn, format!("{said_on:?}"));
    said(!chain.is_empty(), Field::Chain, format!("{chain:?}"));
    said(*origin != Origin::Reviewer, Field::Rule, format!("{origin:?}"));
    said(true, Field::Created, created.to_string());
    said(true, Field::Modified, modified.to_string());
    for (field, words) in [
        (Field::Rationale, rationale),
        (Field::Note, note),
        (Field::Searched, searched),
        (Field::SelectionReason, selection_reason),
        (Field::Context, context),
        (Field::SaidAt, said_at),
        (Field::FirstAppearance, first_appearance),
    ] {
        said(!words.is_empty(), field, words.clone());
    }
    facts
}

/// A word that stands nowhere else.
fn token(name: &str) -> String {
    format!("zq{name}qz")
}

/// A review that has something in every field; what is words has a word of its own.
fn full(text: Text, claims: Vec<Claim>, speakers: &[Speaker], evidence: &[Evidence]) -> Review {
    let maybe = |name: &str| Some(token(name));
    let date = |year: &str| year.parse().ok();
    let metadata = Metadata {
        title: maybe("title"),
        authors: vec![token("author")],
        publisher: maybe("publisher"),
        republisher: maybe("republisher"),
        published: date("1901"),
        updated: date("1902"),
        url: Some("https://news.example/zqaddressqz".to_owned()),
        archive_url: maybe("archiveurl"),
        language: Some("zq".to_owned()),
        kind: Some(ArticleKind::Satire),
    };
    let source = ArticleSource {
        file: maybe("file"),
        media_type: maybe("mediatype"),
        encoding: maybe("encoding"),
        sha256: maybe("sha"),
        opened: Some(Timestamp::UNIX_EPOCH),
        reader: maybe("reader"),
    };
    let patch = Patch { start: 0, end: 0, text: token("before") };
    let version = Version {
        text_sha256: token("hash"),
        source: source.clone(),
        replaced: Timestamp::UNIX_EPOCH,
        difference: Arc::from([patch]),
    };
    let headline = text.trimmed_span(ByteIndex::ZERO..ByteIndex::new(1));
    let blocks = headline.map(|span| Block { kind: BlockKind::Headline, span }).into_iter().collect();
    let article = Article::new(text, blocks, metadata, source).expect("an article");
    let mut article = article.with_pages([Page { label: token("page"), start: ByteIndex::ZERO }]);
    article.versions = Arc::from([version]);
    let contact = Contact {
        id: ContactId(id(3000)),
        who: token("who"),
        claims: claims.first().map(|claim| claim.id).into_iter().collect(),
        channel: token("channel"),
        asked: date("1903"),
        question: token("question"),
        deadline: date("1904"),
        answered: date("1905"),
        reply: Reply::Answer(token("reply")),
        confidential: false,
    };
    let entry = HistoryEntry {
        at: Timestamp::UNIX_EPOCH,
        by: token("by"),
        claim: None,
        edit: token("edit"),
        from: maybe("from"),
        to: maybe("to"),
        reason: maybe("because"),
    };
    let idle = Speaker::named(SpeakerId(id(1900)), token("idle"));
    let unlinked = Evidence { title: token("unlinked"), ..Evidence::new(EvidenceId(id(2900))) };
    let mut scheme: VerdictScheme = Schemes::default().of(claimlight::claim::VerdictKind::Content).clone();
    scheme.name = token("scheme");
    let desk = Desk {
        evidence: evidence.iter().cloned().chain([unlinked]).collect(),
        contacts: [contact].into_iter().collect(),
        schemes: Schemes::default().with(scheme),
        practice: Practice::DeskBlind,
    };
    let speakers = speakers.iter().cloned().chain([idle]).collect();
    Review::from_parts(article, token("reviewer"), speakers, claims.into_iter().collect(), vec![entry]).with_desk(desk)
}

fn speaker() -> Speaker {
    Speaker {
        id: SpeakerId(id(1000)),
        name: token("speaker"),
        role: Some(token("role")),
        organisation: Some(token("organisation")),
        aliases: vec![token("alias")],
        speaker_type: SpeakerType::Document,
        same_as: Some(token("sameas")),
    }
}

fn piece(number: u128) -> Evidence {
    Evidence {
        id: EvidenceId(id(number)),
        title: token("evidencetitle"),
        author: token("evidenceauthor"),
        publisher: token("evidencepublisher"),
        published: "1906".parse().ok(),
        address: format!("https://stats.example/zqevidenceqz?{number}"),
        archive_address: token("evidencearchive"),
        archived: "1907".parse().ok(),
        accessed: "1908".parse().ok(),
        locator: token("locator"),
        passage: token("passage"),
        kind: Some(EvidenceKind::FactCheck),
        interest: token("interest"),
        calculation: vec![token("calculation")],
        file: Some(AttachedFile { path: token("path"), sha256: token("filesha") }),
        confidential: true,
    }
}

fn link(number: u128) -> EvidenceLink {
    EvidenceLink {
        evidence: EvidenceId(id(number)),
        stance: Stance::Undermines,
        level: Some(Level::Tertiary),
        independence: Some(token("independence")),
    }
}

fn check() -> Check {
    let maybe = |name: &str| Some(token(name));
    let verdicts = |prefix: &str| Verdicts {
        attribution: maybe(&format!("{prefix}attribution")),
        content: maybe(&format!("{prefix}content")),
    };
    let at = Timestamp::UNIX_EPOCH;
    Check {
        verdicts: verdicts(""),
        confidence: Some(Confidence::Low),
        rationale: token("rationale"),
        evidence: vec![link(2000)],
        searched: token("searched"),
        checker: maybe("checker"),
        approver: maybe("approver"),
        second: Some(SecondVerdict { by: token("second"), verdicts: verdicts("second"), at }),
        priority: Some(Priority::High),
        selection_reason: token("selection"),
        context: token("context"),
        said_on: "1909".parse().ok(),
        said_at: token("saidat"),
        first_appearance: token("appearance"),
        chain: vec![token("chain")],
        published: Some(Published { version: token("version"), at }),
    }
}

/// Two claims, of which one has everything and the other stands nowhere.
fn maximal() -> Review {
    let text = Text::new("H\n\nThe quay cracked, she said, again.\n").expect("a text");
    let span = |range: std::ops::Range<usize>| {
        text.span(ByteIndex::new(range.start)..ByteIndex::new(range.end)).expect("a span")
    };
    let lost = |name: &str| LostSegment {
        exact: token(name),
        prefix: token("prefix"),
        suffix: token("suffix"),
        start: 19_101,
        end: 19_102,
    };
    let segments = Segments::with_lost([span(3..19), span(31..36)], vec![lost("lost")]).expect("segments");
    let at = |day: &str| format!("{day}T00:00:00Z").parse::<Timestamp>().expect("a time");
    let mut claim = Claim {
        form: Form::Block,
        voice: Voice::Caption,
        speaker: Some(speaker().id),
        cue: Some(span(25..29)),
        claim_text: Some(token("claimtext")),
        status: Status {
            state: State::WontCheck,
            reason: Some(token("reason")),
            duplicate_of: Some(ClaimId(id(77_777))),
        },
        flags: vec![token("flag")],
        labels: vec![token("label")],
        note: token("note"),
        modified: at("2032-02-03"),
        origin: Origin::Rule(token("rule")),
        author: Some(token("maker")),
        ..Claim::new(ClaimId(id(1)), Tag::Quote, segments, at("2031-02-03"))
    };
    claim.amend_check(|kept| *kept = check());
    let orphan = Segments::with_lost(None, vec![lost("orphan")]).expect("a segment");
    let orphan = Claim::new(ClaimId(id(2)), Tag::Assertion, orphan, at("2033-02-03"));
    full(text, vec![claim, orphan], &[speaker()], &[piece(2000)])
}

/// The words by which each part of the maximal review is known in a file.
const KNOWN_BY: [(Part, &[&str]); 44] = [
    (Part::Reviewer, &["reviewer"]),
    (Part::Title, &["title"]),
    (Part::Address, &["address"]),
    (Part::Metadata, &["author", "publisher", "republisher", "archiveurl", "=1901", "=1902"]),
    (Part::Pages, &["page"]),
    (Part::Versions, &["before", "hash"]),
    (Part::Source, &["file", "mediatype", "encoding", "sha", "reader"]),
    (Part::Speakers, &["idle"]),
    (Part::Contacts, &["who", "channel", "question", "reply", "=1903", "=1904", "=1905"]),
    (Part::History, &["by", "edit", "from", "to", "because"]),
    (Part::Desk, &["scheme"]),
    (Part::Unlinked, &["unlinked"]),
    (Part::Id, &["=00000000-0000-0000-0000-000000000001"]),
    (Part::Lost, &["lost"]),
    (Part::LostContext, &["prefix", "suffix"]),
    (Part::LostPlace, &["=19101", "=19102"]),
    (Part::SpeakerDetails, &["role", "organisation", "alias", "sameas"]),
    (
        Part::EvidenceDetails,
        &["evidenceauthor", "evidencepublisher", "evidencearchive", "locator", "passage", "=1906", "=1908"],
    ),
    (Part::EvidenceWorkings, &["interest", "calculation", "path", "filesha", "independence", "=1907"]),
    (Part::Second, &["second", "secondattribution", "secondcontent"]),
    (Part::Publication, &["version"]),
    (Part::Said(Field::Speaker), &["speaker"]),
    (Part::Said(Field::Reason), &["reason"]),
    (Part::Said(Field::DuplicateOf), &["=00000000-0000-0000-0000-000000012fd1"]),
    (Part::Said(Field::Verdict), &["content"]),
    (Part::Said(Field::Attribution), &["attribution"]),
    (Part::Said(Field::Rationale), &["rationale"]),
    (Part::Said(Field::ClaimText), &["claimtext"]),
    (Part::Said(Field::Note), &["note"]),
    (Part::Said(Field::Flags), &["flag"]),
    (Part::Said(Field::Labels), &["label"]),
    (Part::Said(Field::Evidence), &["evidence"]),
    (Part::Said(Field::EvidenceTitles), &["evidencetitle"]),
    (Part::Said(Field::Searched), &["searched"]),
    (Part::Said(Field::Checker), &["checker"]),
    (Part::Said(Field::Approver), &["approver"]),
    (Part::Said(Field::SelectionReason), &["selection"]),
    (Part::Said(Field::Context), &["context"]),
    (Part::Said(Field::SaidOn), &["=1909"]),
    (Part::Said(Field::SaidAt), &["saidat"]),
    (Part::Said(Field::FirstAppearance), &["appearance"]),
    (Part::Said(Field::Chain), &["chain"]),
    (Part::Said(Field::Rule), &["rule"]),
    (Part::Said(Field::Created), &["=2031-02-03"]),
];

/// Everything that can be read in some files, those in archives too.
fn readable(files: &[exchange::NamedFile]) -> String {
    let mut words = String::new();
    for file in files {
        if file.bytes.starts_with(b"PK") {
            let mut archive = zip::ZipArchive::new(Cursor::new(&file.bytes)).expect("an archive");
            for number in 0..archive.len() {
                archive.by_index(number).expect("a file").read_to_string(&mut words).expect("text");
            }
        } else {
            words.push_str(std::str::from_utf8(&file.bytes).expect("UTF-8"));
        }
    }
    words
}

#[test]
fn each_word_of_a_review_is_in_the_file_or_said_to_be_lost_and_never_both() {
    let review = maximal();
    let (first, orphan) = (ClaimId(id(1)), ClaimId(id(2)));
    for format in Format::ALL {
        let exported = export(&review, format);
        let words = readable(&exported.files);
        let is_lost = |claim: Option<ClaimId>, part: Part| {
            exported.losses.iter().any(|loss| loss.claim.map(|of| of.id) == claim && loss.part == part)
        };
        for (part, names) in KNOWN_BY {
            let is_said = is_lost(None, part) || is_lost(Some(first), part);
            for name in names {
                let word = name.strip_prefix('=').map_or_else(|| token(name), str::to_owned);
                assert_eq!(words.contains(&word), !is_said, "{}: {word} of {part:?}", format.name());
            }
        }
        assert_eq!(words.contains(&token("orphan")), !is_lost(Some(orphan), Part::Orphan), "{}", format.name());
    }
}

#[test]
fn without_a_claim_nothing_is_silent_either() {
    let review = Review::from_parts(
        maximal().article().clone(),
        token("reviewer"),
        Vec::new(),
        Vec::<Claim>::new().into_iter().collect(),
        Vec::new(),
    );
    for format in Format::ALL {
        let exported = export(&review, format);
        let words = readable(&exported.files);
        for (part, name) in [(Part::Reviewer, "reviewer"), (Part::Title, "title"), (Part::Address, "address")] {
            let is_said = exported.losses.iter().any(|loss| loss.part == part);
            assert_eq!(words.contains(&token(name)), !is_said, "{}: {part:?}", format.name());
        }
    }
}

#[test]
fn an_address_that_is_none_and_speakers_of_one_name_are_said() {
    let source = maximal();
    let mut article = source.article().clone();
    article.metadata.url = Some("zqsomewhereqz 7".to_owned());
    let twin = Speaker::named(SpeakerId(id(1001)), token("speaker"));
    let claims = source.claims().in_order().iter().map(|claim| Claim::clone(claim)).collect();
    let review = Review::from_parts(article, String::new(), vec![speaker(), twin], claims, Vec::new())
        .with_desk(source.desk().clone());
    for format in Format::ALL {
        let exported = export(&review, format);
        let is_said = |part: Part| exported.losses.iter().any(|loss| loss.part == part);
        assert_eq!(readable(&exported.files).contains("zqsomewhereqz"), !is_said(Part::Address), "{}", format.name());
        assert!(is_said(Part::Namesake), "{}", format.name());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// What does not come back from a format was said to be lost, of the same claim.
    #[test]
    fn what_does_not_come_back_was_said(random in review(), filled in prop::collection::vec(any::<bool>(), 10)) {
        let mut evidence = random.evidence().to_vec();
        evidence.push(Evidence { confidential: false, ..piece(2500) });
        let mut speakers = random.speakers().to_vec();
        speakers.push(Speaker { id: SpeakerId(id(1500)), ..speaker() });
        let claims = random.claims().in_order().iter().zip(filled.iter().chain(std::iter::repeat(&false))).map(|(claim, filled)| {
            let mut claim = Claim::clone(claim);
            if *filled {
                claim.speaker = Some(SpeakerId(id(1500)));
                let of_before = claim.check().evidence.clone();
                claim.amend_check(|kept| {
                    *kept = Check { evidence: of_before, ..check() };
                    kept.evidence.push(link(2500));
                });
            }
            claim
        });
        let review = full(random.article().text().clone(), claims.collect(), &speakers, &evidence);
        for format in Format::ALL.into_iter().filter(|format| format.reads()) {
            let exported = export(&review, format);
            let articles = if format.has_text() { Vec::new() } else { vec![review.article().clone()] };
            let imported = import(&exported.files, format, &ImportOptions { articles, ..ImportOptions::default() });
            let back: HashSet<Fact> = match &imported {
                Ok(imported) => imported.reviews.iter().flat_map(|back| facts(&back.review)).collect(),
                Err(fault) => return Err(TestCaseError::fail(format!("{}: {fault}", format.name()))),
            };
            let said: HashSet<(Option<ClaimId>, Part)> = exported.losses.iter().map(|loss| (loss.claim.map(|of| of.id), loss.part)).collect();
            // Without a claim that comes back, tables and lists have no review at all.
            let is_empty = imported.is_ok_and(|imported| imported.reviews.is_empty());
            for fact in facts(&review) {
                let (claim, part, value) = &fact;
                let is_gone = said.contains(&(*claim, Part::Orphan)) || (is_empty && claim.is_none());
                prop_assert!(
                    back.contains(&fact) || said.contains(&(*claim, *part)) || is_gone,
                    "{}: {claim:?} {part:?} is lost and nobody says so: {value}", format.name()
                );
            }
        }
    }
}

#[test]
fn what_is_confidential_and_of_no_claim_is_said_too() {
    let review = maximal();
    let secret = Evidence { confidential: true, ..Evidence::new(EvidenceId(id(2901))) };
    let desk = Desk { evidence: review.evidence().iter().cloned().chain([secret]).collect(), ..review.desk().clone() };
    let review = review.with_desk(desk);
    let source = Source { name: "harbour", review: &review, proposals: &[] };
    for format in Format::ALL {
        let exported = exchange::export(&[source], format, &ExportOptions::default(), &mut Watch::none()).unwrap();
        let of = |claim: bool| {
            exported.losses.iter().any(|loss| loss.part == Part::Confidential && loss.claim.is_some() == claim)
        };
        assert!(of(true) && of(false), "{}", format.name());
    }
}
