//! A claim taken through its check: verdicts, evidence, contacts, reasons, and what stands in the way.

use claimlight::{
    app::{Overlay, Question},
    claim::{Claim, EvidenceKind, Level, Reply, Stance, State as CheckState, VerdictKind},
    ui::DialogRequest,
};
use eframe::egui::{Event, Key, Modifiers};

use crate::{place::Place, support::Window};

/// A window in which an assertion is focused.
fn with_claim() -> (Place, Window) {
    let place = Place::new();
    let mut window = place.open_article();
    window.tag("A", "The boats rot.");
    (place, window)
}

fn verdict(claim: &Claim, kind: VerdictKind) -> Option<&str> {
    claim.check().verdicts.get(kind)
}

/// Adds a piece of evidence with this title to the focused claim.
fn add_evidence(window: &mut Window, title: &str) {
    window.press("X");
    window.write(title);
    window.press("Ctrl+Enter");
}

#[test]
fn a_claim_is_checked_by_keys_alone() {
    let (_place, mut window) = with_claim();
    window.press("2");
    window.press("B");
    assert_eq!(window.keyboard(), "Verdict: is it so?");
    window.press("5");
    window.press("R");
    window.write("The log of the yard says otherwise");
    window.press("Ctrl+Enter");
    window.press("X");
    assert_eq!(window.keyboard(), "Title");
    window.write("Log of the yard");
    window.press("Ctrl+Enter");
    window.press("O");
    assert_eq!(window.keyboard(), "Who was asked");
    window.write("The yard");
    window.press("Ctrl+Enter");
    assert!(window.says("Nothing is missing"));
    window.press("4");
    let claim = window.focused();
    assert_eq!(claim.status.state, CheckState::Approved);
    assert_eq!(verdict(&claim, VerdictKind::Content), Some("false"));
    assert_eq!(claim.check().rationale, "The log of the yard says otherwise");
    let review = window.review();
    assert_eq!(review.evidence()[0].title, "Log of the yard");
    assert_eq!(claim.check().evidence[0].evidence, review.evidence()[0].id);
    assert_eq!((review.contacts()[0].who.as_str(), &review.contacts()[0].claims[..]), ("The yard", &[claim.id][..]));
    assert!(window.says("1 of 1 checked"));
    for _ in 0..7 {
        window.press("Ctrl+Z");
    }
    assert!(window.claims().is_empty(), "every step of it can be taken back");
}

#[test]
fn what_is_missing_is_said_and_listed() {
    let (_place, mut window) = with_claim();
    window.press("2");
    assert!(window.says("Before it can be checked"));
    window.press("4");
    assert_eq!(window.focused().status.state, CheckState::InProgress);
    let notices = window.notices();
    assert!(notices.iter().any(|words| words.contains("no verdict on “Is it so?”")), "{notices:?}");
    for words in ["No verdict on “Is it so?”", "No rationale", "No evidence"] {
        assert!(window.says(words), "{words}");
    }
}

#[test]
fn a_verdict_is_chosen_by_arrows_and_taken_back_without_losing_the_claim() {
    let (_place, mut window) = with_claim();
    window.press("B");
    for keys in ["Right", "Down", "Left", "Enter"] {
        window.press(keys);
    }
    assert_eq!(verdict(&window.focused(), VerdictKind::Content), Some("mostly_true"));
    assert!(window.is_on("Verdict: is it so? Mostly true"));
    window.press("Delete");
    assert_eq!(verdict(&window.focused(), VerdictKind::Content), None);
    window.press("9");
    window.press("Escape");
    assert_eq!(window.keyboard(), "Boats in port");
    assert_eq!(verdict(&window.focused(), VerdictKind::Content), Some("outdated"), "the claim is still looked at");
    window.click("Verdict: is it so? True");
    assert_eq!(verdict(&window.focused(), VerdictKind::Content), Some("true"));
    window.click("Verdict: is it so? True");
    assert_eq!(verdict(&window.focused(), VerdictKind::Content), None);
}

#[test]
fn commentary_gets_no_verdict_on_its_truth() {
    let place = Place::new();
    let mut window = place.open_article();
    window.tag("C", "The boats rot.");
    assert!(window.says("Commentary is neither true nor false"));
    assert!(!window.shows("Verdict: is it so? True"));
    window.press("B");
    window.press("1");
    assert!(window.focused().check().verdicts.is_empty());
}

#[test]
fn an_address_on_the_clipboard_begins_the_form_and_other_words_do_not() {
    let (_place, mut window) = with_claim();
    window.press("X");
    window.happen(Event::Paste(" https://log.example/2030?page=2 \n".to_owned()));
    window.write("The log");
    window.press("Ctrl+Enter");
    let piece = window.review().evidence()[0].clone();
    assert_eq!((piece.title.as_str(), piece.address.as_str()), ("The log", "https://log.example/2030?page=2"));
    assert!(piece.accessed.is_some(), "it was looked at today");
    window.press("X");
    window.happen(Event::Paste("words that were copied long ago".to_owned()));
    window.write("Second ");
    window.happen(Event::Paste("title".to_owned()));
    window.press("Ctrl+Enter");
    let piece = window.review().evidence()[1].clone();
    assert_eq!((piece.title.as_str(), piece.address.as_str()), ("Second title", ""));
}

#[test]
fn evidence_is_linked_with_stance_level_and_origin_and_opened_again() {
    let (_place, mut window) = with_claim();
    window.press("X");
    window.write("The log");
    window.click("Stance: Undermines");
    window.click("Level: Primary");
    window.fill("Shared origin", "the yard");
    window.fill("Published on", "yesterday");
    assert!(window.says("A date as 2026-11-24, 2026-11 or 2026"));
    window.press("Ctrl+Enter");
    assert!(window.state().overlay.is_some(), "what is no date is not lost in silence");
    window.fill("Published on", "2030-05");
    window.press("Ctrl+Enter");
    let link = window.focused().check().evidence[0].clone();
    assert_eq!(
        (link.stance, link.level, link.independence.as_deref()),
        (Stance::Undermines, Some(Level::Primary), Some("the yard"))
    );
    window.activate("Open evidence The log");
    assert!(matches!(window.state().overlay, Some(Overlay::Evidence(_))));
    window.fill("Where in it", "page 7");
    window.press("Ctrl+Enter");
    let piece = window.review().evidence()[0].clone();
    assert_eq!(
        (piece.locator.as_str(), piece.published.map(|date| date.to_string()).as_deref()),
        ("page 7", Some("2030-05"))
    );
    window.activate("Unlink The log");
    assert!(window.focused().check().evidence.is_empty());
    assert_eq!(window.review().evidence().len(), 1, "the evidence stays in the review");
    window.press("X");
    window.fill("From this review", "LOG");
    window.click("The log");
    window.press("Ctrl+Enter");
    assert_eq!(window.focused().check().evidence[0].evidence, piece.id);
    assert_eq!(window.review().evidence().len(), 1);
}

#[test]
fn a_form_that_is_left_keeps_nothing() {
    let (_place, mut window) = with_claim();
    for leave in ["Escape", "Cancel"] {
        window.press("X");
        window.write("Never mind");
        if leave == "Escape" {
            window.press("Escape");
        } else {
            window.click("Cancel");
        }
        assert_eq!(window.state().overlay, None);
        assert!(window.review().evidence().is_empty());
        assert_eq!(window.focused().tag.name(), "assertion", "the claim is still looked at");
    }
}

#[test]
fn escape_closes_the_list_that_is_open_before_the_form() {
    let (_place, mut window) = with_claim();
    window.press("X");
    window.write("The log");
    window.click("Kind");
    window.press("Escape");
    assert_eq!(window.state().overlay, Some(Overlay::AddEvidence));
    window.click("Kind");
    window.click("Transcript");
    window.press("Ctrl+Enter");
    assert_eq!(window.review().evidence()[0].kind, Some(EvidenceKind::Transcript));
}

#[test]
fn own_calculations_are_kept_step_by_step_and_files_by_their_hash() {
    let (place, mut window) = with_claim();
    let file = place.file("figures.csv", "abc");
    window.press("X");
    window.write("Own count");
    window.click("Interest, own calculation, file…");
    window.click("Own calculation");
    window.write("12 boats in port");
    window.press("Enter");
    window.write("12 of 40 is 30 %");
    window.fill("Path of the attached file", &place.path("none.csv").to_string_lossy());
    window.click("Attach");
    window.wait_for("a refusal", |state| !state.notices.is_empty());
    assert!(window.notices()[0].contains("was not attached"), "{:?}", window.notices());
    window.will_pick(&file);
    window.click("Choose…");
    window.wait_for("the hash", |state| state.attached.is_some());
    assert_eq!(window.asked(), [DialogRequest::Attach]);
    window.press("Ctrl+Enter");
    let piece = window.review().evidence()[0].clone();
    assert_eq!(piece.calculation, ["12 boats in port", "12 of 40 is 30 %"]);
    let attached = piece.file.expect("a file");
    assert_eq!(attached.path, file.to_string_lossy());
    // The test vector of FIPS 180-2 for “abc”.
    assert_eq!(attached.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn an_attached_file_is_compared_with_what_it_was() {
    let (place, mut window) = with_claim();
    let file = place.file("figures.csv", "abc");
    window.press("X");
    window.write("Figures");
    window.click("Interest, own calculation, file…");
    window.fill("Path of the attached file", &file.to_string_lossy());
    window.click("Attach");
    window.wait_for("the hash", |state| state.attached.is_some());
    window.press("Ctrl+Enter");
    let open = |window: &mut Window| {
        window.activate("Open evidence Figures");
        window.activate("Compare");
        window.wait_for("the hash", |state| state.attached.is_some());
    };
    open(&mut window);
    assert!(window.says("It is still the file that was attached"));
    window.press("Escape");
    place.file("figures.csv", "abcd");
    open(&mut window);
    assert!(window.says("The file has changed since it was attached"));
    window.activate("Detach");
    assert!(!window.says("SHA-256"));
    window.press("Ctrl+Enter");
    assert_eq!(window.review().evidence()[0].file, None);
}

#[test]
fn only_addresses_of_the_web_are_opened() {
    let (_place, mut window) = with_claim();
    for (number, address) in
        ["javascript:alert(1)", "file:///etc/passwd", "mailto:yard@example.com"].into_iter().enumerate()
    {
        window.press("X");
        window.write(&format!("Piece {number}"));
        window.fill("Address", address);
        assert!(window.says("only addresses of the web are opened"));
        window.press("Ctrl+Enter");
        window.activate(address);
    }
    assert!(window.opened().is_empty(), "{:?}", window.opened());
    window.press("X");
    window.write("A page");
    window.fill("Address", "https://log.example/a b");
    window.press("Ctrl+Enter");
    window.activate("https://log.example/a b");
    assert_eq!(window.opened(), ["https://log.example/a%20b"]);
}

#[test]
fn contacts_are_kept_with_what_came_of_them() {
    let (_place, mut window) = with_claim();
    window.press("S");
    window.write("Orla Venn");
    window.press("Enter");
    window.press("O");
    window.fill("Channel", "press@harbour.example");
    window.fill("Question", "Do the boats rot?");
    window.fill("Answer wanted by", "2031-03-20");
    window.press("Ctrl+Enter");
    let contact = window.review().contacts()[0].clone();
    assert_eq!(contact.who, "Orla Venn", "the speaker is most likely who is asked");
    assert_eq!(contact.reply, Reply::Open);
    window.activate("Contact Orla Venn: answer wanted by 2031-03-20");
    window.click("What came of it");
    window.click("An answer");
    window.fill("Answer", "They do not");
    window.click("Confidential: only in exports for internal use");
    window.press("Ctrl+Enter");
    let contact = window.review().contacts()[0].clone();
    assert_eq!(contact.reply, Reply::Answer("They do not".to_owned()));
    assert!(contact.answered.is_some() && contact.confidential);
    assert!(window.shows("Contact Orla Venn: answered"));
}

#[test]
fn a_duplicate_is_told_by_the_claim_that_is_checked_instead() {
    let place = Place::new();
    let mut window = place.open_article();
    window.tag("A", "The harbour is shut.");
    window.tag("A", "The boats wait.");
    window.tag("A", "The boats rot.");
    window.press("D");
    assert!(window.says("Which claim is checked instead?"));
    window.write("harbour");
    window.press("Enter");
    let duplicate = window.focused();
    assert_eq!(duplicate.status.state, CheckState::Duplicate);
    assert!(window.says("Checked instead: “The harbour is shut.”"));
    window.click("Go there");
    assert_eq!(Some(window.focused().id), duplicate.status.duplicate_of);
    // With nothing typed the likest claim comes first, and a duplicate is never offered.
    window.press("P");
    window.press("N");
    window.press("D");
    assert!(!window.shows("A The boats rot."));
    window.press("Escape");
    assert!(window.state().question.is_none());
}

#[test]
fn a_question_that_follows_another_at_once_begins_anew() {
    let place = Place::new();
    let mut window = place.open_article();
    window.tag("A", "The boats wait.");
    window.tag("A", "The boats rot.");
    window.press("5");
    // The keys that lead to the next question arrive in the frame after the answer to this one.
    for frame in [&[(Key::Num1, "1")][..], &[(Key::N, "n"), (Key::D, "d")]] {
        for (key, words) in frame {
            window.input().events.extend([
                Event::Key { key: *key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE },
                Event::Text((*words).to_owned()),
            ]);
        }
        window.step();
    }
    window.settle();
    window.press("Enter");
    let review = window.review();
    let states: Vec<CheckState> = review.claims().in_order().iter().map(|claim| claim.status.state).collect();
    assert_eq!(states, [CheckState::NotCheckable, CheckState::Duplicate]);
}

#[test]
fn a_change_of_wording_asks_before_it_takes_the_verdict() {
    let (_place, mut window) = with_claim();
    window.find("B");
    window.press("Q");
    assert!(window.says("This takes the verdict away"));
    window.press("Escape");
    assert_eq!(window.claims(), ["assertion: The boats rot."]);
    window.press("W");
    window.write("W");
    assert!(matches!(window.state().question, Some(Question::LosesVerdict { .. })));
    window.press("Enter");
    assert!(window.state().question.is_none());
    assert_eq!(window.keyboard(), "In its own words", "whoever was typing goes on");
    window.write("ood rots");
    assert_eq!(window.focused().claim_text.as_deref(), Some("Wood rots"));
    assert!(window.focused().check().verdicts.is_empty());
    let history = window.review().history().to_vec();
    assert!(history.iter().any(|entry| entry.edit == "content_verdict" && entry.to.is_none()), "{history:?}");
}

#[test]
fn what_is_approved_is_locked_until_it_is_opened_again_with_a_reason() {
    let (_place, mut window) = with_claim();
    add_evidence(&mut window, "The log");
    window.find("B");
    window.press("4");
    assert!(window.says("Locked: the verdict is approved"));
    assert!(!window.shows("Add evidence…"));
    window.press("R");
    assert!(
        window.notices().iter().any(|words| words.contains("open the check again first")),
        "a key that leads nowhere says why"
    );
    window.press("X");
    assert!(window.says("No evidence can be added now"));
    window.write("Too late");
    window.press("Ctrl+Enter");
    assert_eq!(window.review().evidence().len(), 1);
    window.press("Escape");
    window.activate("Open evidence The log");
    assert!(matches!(window.state().overlay, Some(Overlay::Evidence(_))), "it can still be read");
    window.press("Escape");
    window.click("Open again…");
    assert!(window.says("Why is the check opened again?"));
    window.press("Enter");
    assert!(window.state().question.is_some(), "a reason is wanted");
    window.write("New figures came");
    window.press("Enter");
    assert_eq!(window.focused().status.state, CheckState::InProgress);
    let last = window.review().history().last().cloned().expect("a history");
    assert_eq!((last.edit.as_str(), last.reason.as_deref()), ("status", Some("New figures came")));
}

#[test]
fn several_picked_claims_share_evidence_and_reason_in_one_step_each() {
    let place = Place::new();
    let mut window = place.open_article();
    window.tag("A", "The boats rot.");
    window.tag("A", "The boats wait.");
    window.press("Shift+Y");
    add_evidence(&mut window, "The log");
    let linked = |window: &Window| {
        let review = window.review();
        review.claims().in_order().iter().filter(|claim| !claim.check().evidence.is_empty()).count()
    };
    assert_eq!(linked(&window), 2);
    window.press("Ctrl+Z");
    assert_eq!((linked(&window), window.review().evidence().len()), (0, 0));
    window.press("5");
    assert!(window.says("Why are these 2 claims not checked?"));
    window.press("8");
    let skipped = |window: &Window| {
        let review = window.review();
        review.claims().in_order().iter().filter(|claim| claim.status.state == CheckState::WontCheck).count()
    };
    assert_eq!(skipped(&window), 2);
    window.press("Ctrl+Z");
    assert_eq!(skipped(&window), 0);
}

/// Opens the review anew with this practice and reviewer, and looks at its first claim.
fn at_desk(place: &Place, window: Window, practice: &str, reviewer: &str) -> Window {
    let target = place.path("boats.claims.json");
    let mut window = window;
    if !target.exists() {
        window.save_as(&target);
    }
    drop(window);
    let words = std::fs::read_to_string(&target).expect("a file");
    let mut file: serde_json::Value = serde_json::from_str(&words).expect("JSON");
    file["practice"] = practice.into();
    file["reviewer"]["name"] = reviewer.into();
    std::fs::write(&target, file.to_string()).expect("a file");
    let mut window = place.open(&target);
    window.press("N");
    window
}

fn save(window: &mut Window) {
    window.press("Ctrl+S");
    window.wait_for("end of saving", |state| {
        !state.saving && state.document.as_ref().is_some_and(|document| !document.is_unsaved())
    });
}

#[test]
fn at_a_desk_somebody_else_approves_or_sends_back() {
    let (place, mut window) = with_claim();
    window.find("B");
    let mut window = at_desk(&place, window, "desk", "Ada");
    window.click("Propose verdict");
    assert_eq!(window.focused().status.state, CheckState::InReview);
    assert!(window.says("Verdict proposed by Ada"));
    window.click("Approve verdict");
    assert!(
        window.notices().iter().any(|words| words.contains("somebody else must approve")),
        "{:?}",
        window.notices()
    );
    save(&mut window);
    let mut window = at_desk(&place, window, "desk", "Ben");
    window.click("Send back…");
    window.write("Ask the yard as well");
    window.press("Enter");
    assert_eq!(window.focused().status.state, CheckState::InProgress);
    save(&mut window);
    let mut window = at_desk(&place, window, "desk", "Ada");
    window.press("4");
    save(&mut window);
    let mut window = at_desk(&place, window, "desk", "Ben");
    window.click("Approve verdict");
    assert_eq!(window.focused().status.state, CheckState::Approved);
    assert_eq!(window.focused().check().approver.as_deref(), Some("Ben"));
}

#[test]
fn a_blind_second_verdict_is_given_without_sight_of_the_first() {
    let (place, mut window) = with_claim();
    window.find("B");
    let mut window = at_desk(&place, window, "desk_blind", "Ada");
    window.click("Propose verdict");
    assert!(window.says("Somebody else gives a second verdict"));
    assert!(window.says("The harbour log says so"), "it is the checker’s own");
    save(&mut window);
    let mut window = at_desk(&place, window, "desk_blind", "Ben");
    assert!(!window.says("The harbour log says so"), "the rationale is hidden");
    assert!(window.says("hidden until the second is given"));
    window.press("Ctrl+2");
    assert!(window.shows("Is it so? of claim 1: none"), "no other view tells it either");
    window.press("Ctrl+3");
    assert!(!window.says("· True"));
    window.press("Ctrl+1");
    window.click("Verdict: is it so? False");
    window.click("Give second verdict");
    let claim = window.focused();
    assert_eq!(claim.status.state, CheckState::InProgress, "where they differ it goes back");
    let second = claim.check().second.clone().expect("a second verdict");
    assert_eq!((second.by.as_str(), second.verdicts.content.as_deref()), ("Ben", Some("false")));
    assert!(window.shows("Rationale"));
    window.press("Ctrl+2");
    assert!(window.shows("Is it so? of claim 1: True"));
}

#[test]
fn a_hundred_thousand_signs_of_rationale_are_kept() {
    let (_place, mut window) = with_claim();
    let words = "=cmd|' /C calc'!A0 <script>alert(1)</script> \u{202e}".repeat(2200);
    window.press("R");
    window.write(&words);
    window.press("Escape");
    assert_eq!(window.focused().check().rationale, words);
}
