//! The check of a claim: every pair of states, what each step demands, what it leaves behind, and what is contradictory.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

mod desk;

use claimlight::{
    claim::{
        Check, Claim, ClaimId, Contact, ContactId, Evidence, EvidenceId, EvidenceLink, KeptCheck, Practice, Segments,
        Stance, State, Status, StatusGroup, Tag, VerdictKind, VerdictLabel, VerdictScheme, Verdicts,
        lifecycle::{self, Contradiction, Guard, Part, Request, Warning},
    },
    review::{
        Refusal, Review,
        operations::{self, Ask},
    },
    text::ByteIndex,
};
use desk::Desk;
use jiff::Timestamp;
use uuid::Uuid;

const NEWS: &str = "Lions roared. Lions slept. “We fear them,” she said. Nobody knows. Tigers came.";

/// Makes a claim of the first such words.
fn tagged(desk: &mut Desk, tag: Tag, words: &str) -> ClaimId {
    let start = desk.text().as_str().find(words).expect("words of the text");
    let span = desk.text().span(ByteIndex::new(start)..ByteIndex::new(start + words.len())).expect("a span");
    let (edit, id) = desk.make(|review, stamp| operations::tag(review, tag, &[span], stamp)).expect("a claim");
    desk.review.apply(&edit).expect("a free place");
    id
}

fn claim(desk: &Desk, id: ClaimId) -> Claim {
    Claim::clone(desk.review.claims().get(id).expect("the claim"))
}

fn state(desk: &Desk, id: ClaimId) -> State {
    claim(desk, id).status.state
}

fn because(reason: &str) -> Ask {
    Ask { reason: Some(reason.to_owned()), duplicate_of: None }
}

fn set_state(desk: &mut Desk, id: ClaimId, to: State, ask: &Ask) -> Result<Vec<Warning>, Refusal> {
    let found = desk.make(|review, stamp| operations::set_state(review, &[id], to, ask, stamp))?;
    desk.review.apply(&found.edit)?;
    Ok(found.warnings.into_iter().map(|(_, warning)| warning).collect())
}

fn set_group(desk: &mut Desk, id: ClaimId, group: StatusGroup, ask: &Ask) -> Result<(), Refusal> {
    desk.act(|review, stamp| operations::set_group(review, &[id], group, ask, stamp).map(|found| found.edit))
        .map(|_| ())
}

fn verdict(desk: &mut Desk, id: ClaimId, kind: VerdictKind, label: &str) -> Result<(), Refusal> {
    desk.act(|review, stamp| operations::set_verdict(review, id, kind, Some(label), stamp)).map(|_| ())
}

/// Gives a claim a rationale and says where was looked.
fn reasoned(desk: &mut Desk, id: ClaimId) {
    let put = |claim: &mut Claim| {
        claim.amend_check(|check| {
            "The keeper’s log says so".clone_into(&mut check.rationale);
            "The keeper’s log".clone_into(&mut check.searched);
        });
    };
    let field = claimlight::review::Field::Rationale;
    desk.act(|review, stamp| operations::amend(review, id, field, put, stamp)).expect("a rationale");
}

fn named(desk: &mut Desk, name: &str) {
    desk.act(|review, _| operations::rename_reviewer(review, name)).expect("another name");
}

fn practised(desk: &mut Desk, practice: Practice) {
    desk.act(|review, _| operations::set_practice(review, practice)).expect("another practice");
}

/// An assertion that is ready for its verdict to be proposed.
fn found(desk: &mut Desk) -> ClaimId {
    let id = tagged(desk, Tag::Assertion, "Lions slept");
    verdict(desk, id, VerdictKind::Content, "true").expect("a verdict");
    reasoned(desk, id);
    id
}

/// The text of what is missing.
fn missing(refusal: Result<Vec<Warning>, Refusal>) -> String {
    match refusal {
        Err(Refusal::Missing(guards)) => guards.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        other => format!("{other:?}"),
    }
}

/// Asks for the step from each state to each other, of a claim for which everything a step may demand is there.
fn table(practice: Practice) -> String {
    let target = Claim::new(ClaimId(Uuid::from_u128(2)), Tag::Assertion, lone(40), Timestamp::UNIX_EPOCH);
    let mut rows = String::new();
    for from in State::ALL {
        let mut row = format!("{:<14}", from.name());
        for to in State::ALL {
            let claim = Claim {
                status: Status { state: from, ..Status::default() },
                check: KeptCheck::new(full_check()),
                ..Claim::new(ClaimId(Uuid::from_u128(1)), Tag::Assertion, lone(3), Timestamp::UNIX_EPOCH)
            };
            let around = lifecycle::Surroundings {
                practice,
                evidence: &|_| None,
                claim: &|id| (id == target.id).then_some(&target),
                was_asked: &|_| false,
            };
            let bare = Request { version: Some("1".to_owned()), ..Request::new(to, "Noor", Timestamp::UNIX_EPOCH) };
            let all = Request { reason: Some("why".to_owned()), duplicate_of: Some(target.id), ..bare.clone() };
            row.push(match (lifecycle::step(&claim, &bare, &around), lifecycle::step(&claim, &all, &around)) {
                (Ok(_), Ok(_)) => '+',
                (Err(_), Ok(_)) => '?',
                _ => '.',
            });
        }
        rows.push_str(&row);
        rows.push('\n');
    }
    rows
}

fn lone(start: usize) -> Segments {
    let text = claimlight::text::Text::new("x".repeat(60)).expect("a text");
    Segments::one(text.span(ByteIndex::new(start)..ByteIndex::new(start + 2)).expect("a span"))
}

fn full_check() -> Check {
    let verdicts = Verdicts { attribution: None, content: Some("true".to_owned()) };
    Check {
        verdicts: verdicts.clone(),
        rationale: "The log".to_owned(),
        searched: "The log".to_owned(),
        checker: Some("Ida".to_owned()),
        second: Some(claimlight::claim::SecondVerdict { by: "Noor".to_owned(), verdicts, at: Timestamp::UNIX_EPOCH }),
        ..Check::EMPTY
    }
}

/// `+` a step that asks for nothing more, `?` one that wants a reason, a note or a target, `.` none. Columns in the order of rows.
const ALONE: &str = "\
spotted       .++....??.
queued        +.+....??.
in_progress   .+.?.+.??.
waiting       ..+?......
in_review     ..?..+....
approved      ..?...+...
published     ..?.......
not_checkable .+.....??.
wont_check    .+.....??.
duplicate     .+........
";

#[test]
fn each_pair_of_states_has_its_step_or_none() {
    // To a duplicate leads a step from whatever is open, and another target may be chosen.
    let with_targets = |rows: &str| {
        let open = ["spotted", "queued", "in_progress", "waiting", "in_review", "duplicate"];
        let with_target = |row: &str| {
            let is_open = open.iter().any(|state| row.split_whitespace().next() == Some(state));
            let last = if is_open { '?' } else { '.' };
            [&row[..row.len() - 1], &String::from(last), "\n"].concat()
        };
        rows.lines().map(with_target).collect::<String>()
    };
    assert_eq!(table(Practice::Alone), with_targets(ALONE));
    let desk = ALONE.replace("in_progress   .+.?.+.??.", "in_progress   .+.?+..??.");
    assert_eq!(table(Practice::Desk), with_targets(&desk));
    assert_eq!(table(Practice::DeskBlind), with_targets(&desk));
}

#[test]
fn what_is_missing_is_said_all_at_once() {
    let mut desk = Desk::new(NEWS);
    let quote = tagged(&mut desk, Tag::Quote, "“We fear them,”");
    let assertion = tagged(&mut desk, Tag::Assertion, "Lions slept");
    let commentary = tagged(&mut desk, Tag::Commentary, "Nobody knows");
    let rows = [
        (
            quote,
            "no verdict on “Was it said?”; no rationale: say why the verdict is what it is; \
             no evidence: add a piece, or say where was looked in vain",
        ),
        (
            assertion,
            "no verdict on “Is it so?”; no rationale: say why the verdict is what it is; \
             no evidence: add a piece, or say where was looked in vain",
        ),
        (
            commentary,
            "commentary is neither true nor false: skip it as opinion, or tag the fact in it as an assertion; \
             no rationale: say why the verdict is what it is; no evidence: add a piece, or say where was looked in vain",
        ),
    ];
    for (id, words) in rows {
        set_state(&mut desk, id, State::InProgress, &Ask::default()).expect("a step");
        assert_eq!(missing(set_state(&mut desk, id, State::Approved, &Ask::default())), words);
        assert_eq!(state(&desk, id), State::InProgress, "a refused step changes nothing");
    }
}

#[test]
fn a_verdict_fits_the_tag() {
    let mut desk = Desk::new(NEWS);
    let assertion = tagged(&mut desk, Tag::Assertion, "Lions slept");
    reasoned(&mut desk, assertion);
    verdict(&mut desk, assertion, VerdictKind::Attribution, "verbatim").expect("a verdict");
    let unattributed = set_state(&mut desk, assertion, State::Approved, &Ask::default());
    assert_eq!(
        missing(unattributed),
        "no verdict on “Is it so?”",
        "nobody said it, so that it was said proves nothing"
    );
    desk.act(|review, stamp| operations::set_verdict(review, assertion, VerdictKind::Attribution, None, stamp))
        .expect("no verdict");
    desk.act(|review, stamp| operations::set_speaker(review, &[assertion], "A keeper", stamp)).expect("a speaker");
    let unfound = set_state(&mut desk, assertion, State::Approved, &Ask::default());
    assert!(missing(unfound).starts_with("no verdict that fits an assertion"));
    verdict(&mut desk, assertion, VerdictKind::Attribution, "fair_paraphrase").expect("a verdict");
    set_state(&mut desk, assertion, State::Approved, &Ask::default()).expect("that the keeper said it is found");

    let commentary = tagged(&mut desk, Tag::Commentary, "Nobody knows");
    let refused = verdict(&mut desk, commentary, VerdictKind::Content, "false");
    assert_eq!(refused, Err(Refusal::Locked(Guard::Commentary)));
    let quote = tagged(&mut desk, Tag::Quote, "“We fear them,”");
    assert_eq!(
        verdict(&mut desk, quote, VerdictKind::Attribution, "true"),
        Err(Refusal::UnknownLabel("true".to_owned())),
        "a label of the other scheme"
    );
}

#[test]
fn one_person_goes_over_the_steps_between_and_approval_is_logged() {
    let mut desk = Desk::new(NEWS);
    let id = tagged(&mut desk, Tag::Assertion, "Lions slept");
    // What a verdict needs can be said before the claim is taken up.
    reasoned(&mut desk, id);
    assert_eq!(state(&desk, id), State::Spotted);
    verdict(&mut desk, id, VerdictKind::Content, "false").expect("a verdict");
    assert_eq!(state(&desk, id), State::InProgress, "who gives a verdict is checking");
    set_group(&mut desk, id, StatusGroup::Waiting, &because("the keeper’s answer")).expect("a note");
    set_group(&mut desk, id, StatusGroup::Checked, &Ask::default()).expect("over being checked");
    assert_eq!(state(&desk, id), State::Approved);
    let checked = claim(&desk, id);
    assert_eq!(checked.check().checker.as_deref(), Some("R. Viewer"));
    assert_eq!(checked.check().approver.as_deref(), Some("R. Viewer"));
    let steps: Vec<(String, Option<String>)> = desk
        .review
        .history()
        .iter()
        .filter(|step| step.edit == "status")
        .map(|step| (step.to.clone().unwrap_or_default(), step.reason.clone()))
        .collect();
    let step = |to: &str, reason: Option<&str>| (to.to_owned(), reason.map(str::to_owned));
    assert_eq!(
        steps,
        [
            step("in_progress", None),
            step("waiting", Some("the keeper’s answer")),
            step("in_progress", None),
            step("approved", Some("Self-approved")),
        ]
    );
    assert!(matches!(
        set_group(&mut desk, id, StatusGroup::Checking, &Ask::default()),
        Err(Refusal::Missing(guards)) if guards == [Guard::ReopenReason]
    ));
    set_group(&mut desk, id, StatusGroup::ToCheck, &because("a new witness")).expect("back over being checked");
    assert_eq!(state(&desk, id), State::Queued);
    assert_eq!(claim(&desk, id).check().approver, None);
}

#[test]
fn at_a_desk_somebody_else_approves() {
    let mut desk = Desk::new(NEWS);
    practised(&mut desk, Practice::Desk);
    let id = found(&mut desk);
    set_group(&mut desk, id, StatusGroup::Checked, &Ask::default()).expect("proposed");
    assert_eq!(state(&desk, id), State::InReview);
    let frozen = verdict(&mut desk, id, VerdictKind::Content, "false");
    assert_eq!(frozen, Err(Refusal::Locked(Guard::InReview)));
    let own = set_state(&mut desk, id, State::Approved, &Ask::default());
    assert_eq!(missing(own), "somebody else must approve what R. Viewer found");
    named(&mut desk, " r. viewer ");
    let same = set_state(&mut desk, id, State::Approved, &Ask::default());
    assert_eq!(missing(same), "somebody else must approve what R. Viewer found", "letter case makes nobody else");
    named(&mut desk, "");
    assert!(missing(set_state(&mut desk, id, State::Approved, &Ask::default())).starts_with("your name is missing"));
    named(&mut desk, "Noor");
    assert_eq!(
        missing(set_state(&mut desk, id, State::InProgress, &Ask::default())),
        "say what the checker should do about it"
    );
    set_state(&mut desk, id, State::Approved, &Ask::default()).expect("approved");
    assert_eq!(claim(&desk, id).check().approver.as_deref(), Some("Noor"));
}

#[test]
fn a_blind_second_verdict_approves_or_sends_back() {
    let verdicts = |label: &str| Verdicts { attribution: None, content: Some(label.to_owned()) };
    for (label, wanted) in [("true", State::Approved), ("mixed", State::InProgress)] {
        let mut desk = Desk::new(NEWS);
        practised(&mut desk, Practice::DeskBlind);
        let id = found(&mut desk);
        let give = |desk: &mut Desk| {
            desk.act(|review, stamp| operations::second_verdict(review, id, &verdicts(label), stamp)).map(|_| ())
        };
        assert_eq!(give(&mut desk), Err(Refusal::NotInReview));
        set_state(&mut desk, id, State::InReview, &Ask::default()).expect("proposed");
        let checker = "R. Viewer".to_owned();
        assert_eq!(give(&mut desk), Err(Refusal::OwnSecondVerdict { checker }));
        named(&mut desk, "Noor");
        let without = set_state(&mut desk, id, State::Approved, &Ask::default());
        assert_eq!(missing(without), "the second verdict, given without sight of the first, is missing");
        give(&mut desk).expect("a second verdict");
        assert_eq!(state(&desk, id), wanted, "{label}");
        let check = claim(&desk, id).check().clone();
        let second = check.second.expect("the second verdict is recorded");
        assert_eq!((second.by.as_str(), second.verdicts), ("Noor", verdicts(label)));
        assert_eq!(check.verdicts, verdicts("true"), "and so is the first");
        let step = desk.review.history().iter().find(|step| step.edit == "second_verdict").expect("a step");
        assert_eq!((step.from.as_deref(), step.to.clone()), (Some("content: true"), Some(format!("content: {label}"))));
    }
}

#[test]
fn another_wording_takes_the_verdict_and_sends_the_claim_back() {
    type Change = fn(&mut Desk, ClaimId) -> Result<(), Refusal>;
    let changes: [(&str, Change); 4] = [
        ("tag", |desk, id| desk.act(|review, stamp| operations::retag(review, id, Tag::Commentary, stamp)).map(|_| ())),
        ("segments", |desk, id| {
            let to = ByteIndex::new(desk.text().as_str().find(" slept").expect("words"));
            let edge = claimlight::review::Edge::End;
            desk.act(|review, stamp| operations::move_end(review, id, 0, edge, to, stamp)).map(|_| ())
        }),
        ("wording", |desk, id| {
            let field = claimlight::review::Field::ClaimText;
            let put = |claim: &mut Claim| claim.claim_text = Some("The lions were asleep".to_owned());
            desk.act(|review, stamp| operations::amend(review, id, field, put, stamp)).map(|_| ())
        }),
        ("note", |desk, id| {
            let field = claimlight::review::Field::Note;
            let put = |claim: &mut Claim| claim.note = "Nice".to_owned();
            desk.act(|review, stamp| operations::amend(review, id, field, put, stamp)).map(|_| ())
        }),
    ];
    for (what, change) in changes {
        let mut desk = Desk::new(NEWS);
        let id = found(&mut desk);
        set_state(&mut desk, id, State::Approved, &Ask::default()).expect("approved");
        change(&mut desk, id).expect(what);
        let after = claim(&desk, id);
        if what == "note" {
            assert_eq!(after.status.state, State::Approved, "a note is no wording");
            continue;
        }
        assert_eq!(after.status.state, State::InProgress, "{what}");
        assert!(after.check().verdicts.is_empty(), "{what}");
        assert_eq!(after.check().rationale, "The keeper’s log says so", "what was written is kept");
        let lost = desk.review.history().iter().find(|step| step.edit == "content_verdict" && step.to.is_none());
        let lost = lost.expect("the verdict is in the history");
        assert_eq!((lost.from.as_deref(), lost.reason.as_deref()), (Some("true"), Some("The wording changed")));
    }
}

#[test]
fn what_went_out_is_locked_until_a_correction_opens_it() {
    let mut desk = Desk::new(NEWS);
    let id = found(&mut desk);
    let publish = |desk: &mut Desk, version: &str| {
        desk.act(|review, stamp| operations::publish(review, &[id], version, stamp)).map(|_| ())
    };
    assert!(matches!(publish(&mut desk, "1"), Err(Refusal::Missing(_))), "nothing is approved");
    set_state(&mut desk, id, State::Approved, &Ask::default()).expect("approved");
    assert!(matches!(publish(&mut desk, " "), Err(Refusal::Missing(guards)) if guards == [Guard::Version]));
    publish(&mut desk, "2026-03").expect("published");
    for part in [Part::Wording, Part::Finding, Part::Remarks] {
        assert_eq!(lifecycle::locked(&claim(&desk, id), part), Some(Guard::Published));
    }
    let field = claimlight::review::Field::Note;
    let noted =
        desk.act(|review, stamp| operations::amend(review, id, field, |claim| claim.note = "Nice".to_owned(), stamp));
    assert_eq!(noted.err(), Some(Refusal::Locked(Guard::Published)));
    assert!(desk.act(|review, stamp| operations::delete(review, &[id], stamp)).is_err());
    set_state(&mut desk, id, State::InProgress, &because("The log was of another year")).expect("a correction");
    let correction = desk.review.history().iter().find(|step| step.edit == "correction").expect("a correction");
    assert_eq!(correction.from.as_deref(), Some("2026-03"));
    assert_eq!(correction.reason.as_deref(), Some("The log was of another year"));
}

#[test]
fn duplicates_point_to_what_is_checked() {
    let mut desk = Desk::new(NEWS);
    let [first, second, third] =
        ["Lions roared", "Lions slept", "Tigers came"].map(|words| tagged(&mut desk, Tag::Assertion, words));
    let of = |target: ClaimId| Ask { reason: None, duplicate_of: Some(target) };
    let bare = set_state(&mut desk, first, State::Duplicate, &Ask::default());
    assert_eq!(missing(bare), "choose the claim that is checked instead");
    let own = set_state(&mut desk, first, State::Duplicate, &of(first));
    assert!(missing(own).starts_with("the claim to check instead is a duplicate itself"));
    set_state(&mut desk, first, State::Duplicate, &of(second)).expect("a duplicate");
    let cycle = set_state(&mut desk, second, State::Duplicate, &of(first));
    assert!(missing(cycle).starts_with("the claim to check instead is a duplicate itself"));
    set_state(&mut desk, second, State::Duplicate, &of(third)).expect("a duplicate");
    assert_eq!(claim(&desk, first).status.duplicate_of, Some(third), "what followed it follows on");
    desk.act(|review, stamp| operations::delete(review, &[third], stamp)).expect("deleted");
    assert_eq!(
        [state(&desk, first), state(&desk, second)],
        [State::Queued, State::Queued],
        "they are checked themselves"
    );
}

#[test]
fn weak_verdicts_are_warned_of() {
    let mut desk = Desk::new(NEWS);
    let id = found(&mut desk);
    desk.act(|review, stamp| operations::set_speaker(review, &[id], "A keeper", stamp)).expect("a speaker");
    let weak = desk.review.ask(|around| lifecycle::warnings(&claim(&desk, id), around));
    assert_eq!(weak, [Warning::FewSources, Warning::NothingAgainst, Warning::SpeakerNotAsked]);
    let piece = |address: &str, archive: &str| Evidence {
        address: address.to_owned(),
        archive_address: archive.to_owned(),
        accessed: "2026-02-03".parse().ok(),
        ..Evidence::new(EvidenceId(Uuid::nil()))
    };
    let add = |desk: &mut Desk, piece: Evidence, stance| {
        desk.act(|review, stamp| {
            operations::add_evidence(review, &[id], piece, &EvidenceLink::new(EvidenceId(Uuid::nil()), stance), stamp)
                .map(|(edit, _)| edit)
        })
        .expect("evidence");
    };
    add(&mut desk, piece("https://log.example/1", ""), Stance::Supports);
    add(&mut desk, piece("https://log.example/2", "https://archive.example/2"), Stance::Undermines);
    let group = |desk: &mut Desk, name: &str| {
        for link in claim(desk, id).check().evidence.clone() {
            let link = EvidenceLink { independence: Some(name.to_owned()), ..link };
            desk.act(|review, stamp| operations::link_evidence(review, id, link, stamp)).expect("a link");
        }
    };
    group(&mut desk, "the zoo’s own story");
    let contact = Contact::new(ContactId(Uuid::nil()), vec![id]);
    desk.act(|review, stamp| operations::add_contact(review, contact, stamp).map(|(edit, _)| edit)).expect("a contact");
    let weak = set_state(&mut desk, id, State::Approved, &Ask::default()).expect("warnings stand in nobody’s way");
    assert_eq!(weak, [Warning::FewSources, Warning::NotArchived], "copies of one story are one source");
}

#[test]
fn evidence_that_a_frozen_finding_rests_on_stays() {
    let mut desk = Desk::new(NEWS);
    let id = found(&mut desk);
    let piece = Evidence { title: "Log".to_owned(), ..Evidence::new(EvidenceId(Uuid::nil())) };
    desk.act(|review, stamp| {
        operations::add_evidence(
            review,
            &[id],
            piece,
            &EvidenceLink::new(EvidenceId(Uuid::nil()), Stance::Supports),
            stamp,
        )
        .map(|(edit, _)| edit)
    })
    .expect("evidence");
    let evidence = desk.review.evidence()[0].id;
    set_state(&mut desk, id, State::Approved, &Ask::default()).expect("approved");
    let before = desk.review.clone();
    let removed = desk.act(|review, stamp| operations::remove_evidence(review, evidence, stamp));
    assert_eq!(removed.err(), Some(Refusal::Locked(Guard::Approved)));
    assert_eq!(desk.review, before);
    set_state(&mut desk, id, State::InProgress, &because("again")).expect("opened");
    let undo = desk.act(|review, stamp| operations::remove_evidence(review, evidence, stamp)).expect("removed");
    assert!(desk.review.evidence().is_empty() && claim(&desk, id).check().evidence.is_empty());
    desk.review.revert(undo);
    assert_eq!(desk.review.evidence().len(), 1);
    assert_eq!(claim(&desk, id).check().evidence.len(), 1);
}

#[test]
fn schemes_are_chosen_extended_and_what_is_withdrawn_stays_readable() {
    let mut desk = Desk::new(NEWS);
    let id = found(&mut desk);
    let bundled = |id: &str| VerdictScheme::bundled().iter().find(|scheme| scheme.id == id).expect("a scheme").clone();
    desk.act(|review, _| operations::set_scheme(review, bundled("averitec"))).expect("another scheme");
    let schemes = desk.review.schemes().clone();
    assert_eq!(schemes.verdict(&claim(&desk, id).check().verdicts, VerdictKind::Content), Some("True"));
    assert!(schemes.of(VerdictKind::Content).offered().all(|label| label.name != "true"), "it is offered no longer");
    assert_eq!(
        verdict(&mut desk, id, VerdictKind::Content, "true").err(),
        Some(Refusal::Unchanged),
        "what has it keeps it"
    );
    verdict(&mut desk, id, VerdictKind::Content, "refuted").expect("a label of the scheme");
    let withdrawn = verdict(&mut desk, id, VerdictKind::Content, "true");
    assert_eq!(withdrawn, Err(Refusal::UnknownLabel("true".to_owned())));
    desk.act(|review, _| operations::add_label(review, VerdictKind::Content, " Half  the story ")).expect("a label");
    verdict(&mut desk, id, VerdictKind::Content, "half_the_story").expect("the reviewer’s own label");
    let again = desk.act(|review, _| operations::add_label(review, VerdictKind::Content, "Half the story"));
    assert_eq!(again.err(), Some(Refusal::LabelExists("Half the story".to_owned())));
    desk.act(|review, _| operations::withdraw_label(review, VerdictKind::Content, "half_the_story", true))
        .expect("withdrawn");
    let schemes = desk.review.schemes();
    assert_eq!(schemes.words(VerdictKind::Content, "half_the_story"), "Half  the story");
}

#[test]
fn the_bundled_schemes_are_whole() {
    let bundled = VerdictScheme::bundled();
    let ids: Vec<&str> = bundled.iter().map(|scheme| scheme.id.as_str()).collect();
    assert_eq!(ids, ["attribution", "content", "politifact", "snopes", "afp", "averitec"]);
    for scheme in bundled {
        let mut names: Vec<&str> = scheme.labels.iter().map(|label| label.name.as_str()).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "{}: each label once", scheme.id);
        let is_whole = |label: &VerdictLabel| !label.label.is_empty() && !label.meaning.is_empty() && !label.withdrawn;
        assert!(scheme.labels.iter().all(is_whole), "{}", scheme.id);
        assert!(scheme.labels.iter().filter_map(|label| label.value).all(|value| (1..=5).contains(&value)));
    }
    let values = |id: &str| {
        let scheme = bundled.iter().find(|scheme| scheme.id == id).expect("a scheme");
        scheme.labels.iter().filter_map(|label| label.value).collect::<Vec<_>>()
    };
    assert_eq!(values("content"), [5, 4, 3, 2, 1], "numbers belong to the five steps of truth alone");
    assert_eq!(values("attribution"), [0_u8; 0]);
}

/// A review with one claim in this state, as a broken file may have it.
fn broken(tag: Tag, status: Status, check: Check) -> (Review, ClaimId) {
    let mut desk = Desk::new(NEWS);
    let id = tagged(&mut desk, tag, "Lions slept");
    let claim = Claim { status, check: KeptCheck::new(check), ..claim(&desk, id) };
    let claims = [claim].into_iter().collect();
    let article = desk.review.article().clone();
    (Review::from_parts(article, "R. Viewer".to_owned(), Vec::new(), claims, Vec::new()), id)
}

#[test]
fn contradictions_are_listed_and_mended_only_on_request() {
    let status = |state| Status { state, ..Status::default() };
    let content = |label: &str| Check {
        verdicts: Verdicts { attribution: None, content: Some(label.to_owned()) },
        ..Check::EMPTY
    };
    let rows = [
        (Tag::Assertion, status(State::Approved), content("true"), State::InProgress, 2),
        (Tag::Assertion, status(State::InReview), Check::EMPTY, State::InProgress, 3),
        (Tag::Assertion, status(State::Published), full_check(), State::Published, 0),
        (Tag::Assertion, status(State::Waiting), Check::EMPTY, State::InProgress, 1),
        (Tag::Assertion, status(State::NotCheckable), Check::EMPTY, State::Queued, 1),
        (Tag::Assertion, status(State::Duplicate), Check::EMPTY, State::Queued, 1),
        (Tag::Commentary, status(State::InProgress), content("true"), State::InProgress, 1),
        (Tag::Assertion, status(State::InProgress), content("true"), State::InProgress, 0),
    ];
    for (tag, status, check, wanted, count) in rows {
        let state = status.state;
        let (mut review, id) = broken(tag, status, check);
        let found = review.ask(|around| lifecycle::contradictions(review.claims().get(id).expect("the claim"), around));
        assert_eq!(found.len(), count, "{state:?}: {found:?}");
        let mut stamp = claimlight::review::Stamp { now: Timestamp::UNIX_EPOCH, new_id: &mut || Uuid::from_u128(9) };
        let mended = operations::mend(&review, &mut stamp);
        if count == 0 {
            assert_eq!(mended.err(), Some(Refusal::Unchanged));
            continue;
        }
        review.apply(&mended.expect("something to mend")).expect("a step");
        let claim = review.claims().get(id).expect("the claim");
        assert_eq!(claim.status.state, wanted, "{state:?}");
        assert!(review.ask(|around| lifecycle::contradictions(claim, around)).is_empty(), "{state:?}");
    }
    let no_reason = Contradiction::NoReason { state: State::Waiting };
    assert_eq!(no_reason.to_string(), "It is “Waiting”, but does not say why");
}

#[test]
fn several_claims_go_together_or_not_at_all() {
    let mut desk = Desk::new(NEWS);
    let ready = found(&mut desk);
    let bare = tagged(&mut desk, Tag::Assertion, "Lions roared");
    let together = desk.act(|review, stamp| {
        operations::set_group(review, &[ready, bare], StatusGroup::Checked, &Ask::default(), stamp)
            .map(|found| found.edit)
    });
    let refusal = together.expect_err("one is not ready").to_string();
    assert!(
        refusal.starts_with("Nothing was changed: 1 of 2 claims are not ready. The first: no verdict"),
        "{refusal}"
    );
    assert_eq!(state(&desk, ready), State::InProgress);
    let undo = desk
        .act(|review, stamp| {
            operations::set_group(review, &[ready, bare], StatusGroup::Skipped, &because("minor"), stamp)
                .map(|found| found.edit)
        })
        .expect("both");
    assert_eq!(undo.name().to_string(), "Set status of 2 claims to “Not checkable”");
    desk.review.revert(undo);
    assert_eq!([state(&desk, ready), state(&desk, bare)], [State::InProgress, State::Spotted]);
}
