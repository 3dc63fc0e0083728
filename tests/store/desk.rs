//! Checks, evidence, contacts and schemes to test with: at random, and one review that has all of them.

use claimlight::{
    claim::{
        AttachedFile, Check, Claim, ClaimId, Confidence, Contact, ContactId, Evidence, EvidenceId, EvidenceKind,
        EvidenceLink, Level, Practice, Priority, Published, Reply, Schemes, SecondVerdict, Stance, State, Status,
        VerdictKind, VerdictLabel, VerdictScheme, Verdicts,
    },
    review::{Desk, Review},
};
use proptest::{option, prelude::*, sample::select};

use crate::{
    round_trip::{date, time, words},
    support::{id, sample, time as at},
};

/// The most claims a random review has.
pub(crate) const CLAIMS: usize = 12;

/// The most pieces of evidence a random review has.
const PIECES: usize = 4;

fn verdicts() -> impl Strategy<Value = Verdicts> {
    let content = option::of(prop_oneof![Just("mixed".to_owned()), Just("of_no_scheme".to_owned()), words()]);
    (option::of(words()), content).prop_map(|(attribution, content)| Verdicts { attribution, content })
}

fn links() -> impl Strategy<Value = Vec<EvidenceLink>> {
    let link = (0..PIECES, select(Stance::ALL.to_vec()), option::of(select(Level::ALL.to_vec())), option::of(words()));
    prop::collection::vec(link, 0..4).prop_map(|links| {
        let mut links: Vec<EvidenceLink> = links
            .into_iter()
            .map(|(piece, stance, level, independence)| EvidenceLink {
                evidence: EvidenceId(id(2000 + piece as u128)),
                stance,
                level,
                independence,
            })
            .collect();
        links.sort_by_key(|link| link.evidence);
        links.dedup_by_key(|link| link.evidence);
        links.reverse();
        links
    })
}

/// A check; its links may name evidence that a review has not.
pub(crate) fn check() -> impl Strategy<Value = Check> {
    let found = (
        verdicts(),
        option::of(select(Confidence::ALL.to_vec())),
        words(),
        links(),
        words(),
        option::of(words()),
        option::of(words()),
        option::of((words(), verdicts(), time())),
    );
    let beside = (
        option::of(select(Priority::ALL.to_vec())),
        words(),
        words(),
        date(),
        words(),
        words(),
        prop::collection::vec(words(), 0..3),
        option::of((words(), time())),
    );
    (found, beside).prop_map(|(found, beside)| {
        let (verdicts, confidence, rationale, evidence, searched, checker, approver, second) = found;
        let (priority, selection_reason, context, said_on, said_at, first_appearance, chain, published) = beside;
        Check {
            verdicts,
            confidence,
            rationale,
            evidence,
            searched,
            checker,
            approver,
            second: second.map(|(by, verdicts, at)| SecondVerdict { by, verdicts, at }),
            priority,
            selection_reason,
            context,
            said_on,
            said_at,
            first_appearance,
            chain,
            published: published.map(|(version, at)| Published { version, at }),
        }
    })
}

fn piece() -> impl Strategy<Value = Evidence> {
    let words_of_it = prop::collection::vec(words(), 8);
    let dates = (date(), date(), date());
    let rest = (
        option::of(select(EvidenceKind::ALL.to_vec())),
        prop::collection::vec(words(), 0..3),
        option::of((words(), words())),
        any::<bool>(),
    );
    (words_of_it, dates, rest).prop_map(|(words, dates, (kind, calculation, file, confidential))| {
        let word = |number: usize| words[number].clone();
        Evidence {
            title: word(0),
            author: word(1),
            publisher: word(2),
            published: dates.0,
            address: word(3),
            archive_address: word(4),
            archived: dates.1,
            accessed: dates.2,
            locator: word(5),
            passage: word(6),
            kind,
            interest: word(7),
            calculation,
            file: file.map(|(path, sha256)| AttachedFile { path, sha256 }),
            confidential,
            ..Evidence::new(EvidenceId(id(0)))
        }
    })
}

fn contact() -> impl Strategy<Value = Contact> {
    let reply = prop_oneof![Just(Reply::Open), Just(Reply::NoReply), words().prop_map(Reply::Answer)];
    let claims = prop::collection::vec(0..CLAIMS, 0..3);
    (words(), claims, words(), words(), (date(), date(), date()), reply, any::<bool>()).prop_map(
        |(who, claims, channel, question, (asked, deadline, answered), reply, confidential)| Contact {
            id: ContactId(id(0)),
            who,
            claims: claims.into_iter().map(|number| ClaimId(id(number as u128))).collect(),
            channel,
            asked,
            question,
            deadline,
            answered,
            reply,
            confidential,
        },
    )
}

fn scheme(kind: VerdictKind) -> impl Strategy<Value = Option<VerdictScheme>> {
    let label = (words(), words(), words(), option::of(1..=5_u8), any::<bool>())
        .prop_map(|(name, label, meaning, value, withdrawn)| VerdictLabel { name, label, meaning, value, withdrawn });
    let scheme = (words(), words(), words(), prop::collection::vec(label, 0..4))
        .prop_map(move |(id, name, source, labels)| VerdictScheme { id, name, kind, source, labels });
    option::of(scheme)
}

/// What a random review has for the check of its claims.
pub(crate) fn desk() -> impl Strategy<Value = Desk> {
    (
        prop::collection::vec(piece(), 0..=PIECES),
        prop::collection::vec(contact(), 0..3),
        scheme(VerdictKind::Attribution),
        scheme(VerdictKind::Content),
        select(Practice::ALL.to_vec()),
    )
        .prop_map(|(pieces, contacts, attribution, content, practice)| {
            let pieces = pieces.into_iter().enumerate();
            let contacts = contacts.into_iter().enumerate();
            let schemes = [attribution, content].into_iter().flatten();
            Desk {
                evidence: pieces
                    .map(|(number, piece)| Evidence { id: EvidenceId(id(2000 + number as u128)), ..piece })
                    .collect(),
                contacts: contacts
                    .map(|(number, contact)| Contact { id: ContactId(id(3000 + number as u128)), ..contact })
                    .collect(),
                schemes: schemes.fold(Schemes::default(), Schemes::with),
                practice,
            }
        })
}

/// The check without links to what the desk has not.
pub(crate) fn fitting(check: Check, desk: &Desk) -> Check {
    let evidence = check.evidence.into_iter().filter(|link| desk.evidence.get(link.evidence).is_some()).collect();
    Check { evidence, ..check }
}

/// The review of [`sample`] with the whole of what a desk notes; every field has something in it.
pub(crate) fn checked() -> Review {
    let piece = |number: u128| EvidenceId(id(2000 + number));
    let date = |written: &str| written.parse().ok();
    let minutes = Evidence {
        title: "Minutes of the council".to_owned(),
        author: "R. Weir".to_owned(),
        publisher: "The council".to_owned(),
        published: date("2016-05-14"),
        address: "https://council.example/minutes".to_owned(),
        archive_address: "https://archive.example/1".to_owned(),
        archived: date("2016-06"),
        accessed: date("2026-01-05"),
        locator: "page 3, paragraph 2".to_owned(),
        passage: "“We had no warning”, said Ms Prado".to_owned(),
        kind: Some(EvidenceKind::Transcript),
        interest: "It is the body concerned".to_owned(),
        calculation: vec!["12 May − 9 May".to_owned(), "= 3 days".to_owned()],
        file: Some(AttachedFile { path: "minutes.pdf".to_owned(), sha256: "0".repeat(64) }),
        confidential: true,
        ..Evidence::new(piece(1))
    };
    let call = Evidence { title: "A call".to_owned(), ..Evidence::new(piece(2)) };
    let asked = Contact {
        who: "Noe\u{301} Prado".to_owned(),
        channel: "+39 055 0000".to_owned(),
        asked: date("2026-01-05"),
        question: "Who warned you?".to_owned(),
        deadline: date("2026-01-07"),
        answered: date("2026-01-06"),
        reply: Reply::Answer("Nobody".to_owned()),
        confidential: true,
        ..Contact::new(ContactId(id(3001)), vec![ClaimId(id(1))])
    };
    let silent =
        Contact { reply: Reply::NoReply, ..Contact::new(ContactId(id(3002)), vec![ClaimId(id(1)), ClaimId(id(2))]) };
    let mut scheme = Schemes::default().of(VerdictKind::Attribution).clone();
    scheme.labels.truncate(1);
    scheme.labels.push(VerdictLabel { withdrawn: true, value: Some(2), ..VerdictLabel::named("Half said") });
    let schemes = Schemes::default().with(scheme);
    let desk = Desk {
        evidence: [minutes, call].into_iter().collect(),
        contacts: [asked, silent].into_iter().collect(),
        schemes,
        practice: Practice::DeskBlind,
    };

    let review = sample();
    let mut quote = Claim::clone(&review.claims().in_order()[0]);
    quote.status = Status { state: State::Published, ..Status::default() };
    quote.amend_check(|check| {
        let verdicts = |attribution: &str, content: &str| Verdicts {
            attribution: Some(attribution.to_owned()),
            content: Some(content.to_owned()),
        };
        *check = Check {
            verdicts: verdicts("half_said", "mostly_true"),
            confidence: Some(Confidence::Medium),
            rationale: "The minutes have it".to_owned(),
            evidence: vec![
                EvidenceLink {
                    level: Some(Level::Primary),
                    independence: Some("council".to_owned()),
                    ..EvidenceLink::new(piece(2), Stance::Supports)
                },
                EvidenceLink::new(piece(1), Stance::Inconclusive),
            ],
            searched: "The archive of the paper".to_owned(),
            checker: Some("A. Reviewer".to_owned()),
            approver: Some("B. Editor".to_owned()),
            second: Some(SecondVerdict {
                by: "B. Editor".to_owned(),
                verdicts: verdicts("verbatim", "mixed"),
                at: at(50),
            }),
            priority: Some(Priority::High),
            selection_reason: "It carries the story".to_owned(),
            context: "Two days after the closing".to_owned(),
            said_on: date("2016-05-14"),
            said_at: "The council".to_owned(),
            first_appearance: "https://post.example/7".to_owned(),
            chain: vec!["A radio station".to_owned(), "An agency".to_owned()],
            published: Some(Published { version: "2".to_owned(), at: at(90) }),
        };
    });
    let mut assertion = Claim::clone(&review.claims().in_order()[1]);
    assertion.status = Status { state: State::Duplicate, reason: None, duplicate_of: Some(quote.id) };
    assertion.author = Some("C. Colleague".to_owned());
    let claims = [quote, assertion].into_iter().collect();
    let (article, speakers) = (review.article().clone(), review.speakers().to_vec());
    Review::from_parts(article, review.reviewer().to_owned(), speakers, claims, Vec::new()).with_desk(desk)
}
