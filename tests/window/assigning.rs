//! What a teacher makes before a lesson, by keyboard and by name: an assignment with a sealed key, what the key says of a claim; and
//! the agreed version of two reviewers.

use std::{fs, path::Path};

use claimlight::{
    app::{AssignAction, AssignForm, AssignPhase, Overlay, Seen, State},
    claim::Tag,
    classroom::make,
    review::operations::Settlements,
    store::{self, Decoded, Password},
    teaching::{Assignment, KeyPlace, Masthead, Role as ClassRole},
    ui::DialogRequest,
};
use eframe::egui::Role;
use egui_kittest::kittest::NodeT as _;

use crate::{
    commands::{hold_against, what_is_made_for_a_class},
    place::{ARTICLE, Place},
    reviews::review_file,
    support::Window,
};

/// What opens the key; it stands in no file.
const PASSWORD: &str = "heron otter bridge tea";

/// A review of the boats with three claims, saved as `boats.claims.json`.
fn saved(place: &Place) -> Window {
    let mut window = place.open_article();
    window.tag("Q", "and we made it.");
    window.tag("A", "The boats stay in.");
    window.tag("C", "The boats rot.");
    window.save_as(&place.path("boats.claims.json"));
    window
}

/// Brings a window to where an action can be done.
pub(crate) fn prepare(place: &Place, window: &mut Window, action: AssignAction) {
    match action {
        AssignAction::NewAssignment | AssignAction::SaveKey | AssignAction::Key => {}
        AssignAction::AddAlternative | AssignAction::Optional | AssignAction::AddPassage => {
            window.tag("A", "The boats stay in.");
            command(window, "Answer key");
            window.press("Enter");
            window.press("Escape");
            window.select("The boats stay");
        }
        AssignAction::WriteAgreed => hold_against(place, window),
    }
}

/// Sees that it was done.
pub(crate) fn check(window: &mut Window, action: AssignAction) {
    let is_open = |window: &Window, form| assert_eq!(window.state().overlay, Some(Overlay::Assign(form)));
    let review = window.review();
    let key = review.role().and_then(ClassRole::key);
    let entry = || key.and_then(|key| key.entries().next()).map(|(_, entry)| entry).expect("an entry");
    match action {
        AssignAction::NewAssignment => is_open(window, AssignForm::Assignment),
        AssignAction::SaveKey => is_open(window, AssignForm::SaveKey),
        AssignAction::Key => is_open(window, AssignForm::Key),
        AssignAction::AddAlternative => assert_eq!(entry().alternatives.len(), 1),
        AssignAction::Optional => assert!(entry().optional),
        AssignAction::AddPassage => assert_eq!(key.map(|key| key.passages().len()), Some(1)),
        AssignAction::WriteAgreed => {
            is_open(window, AssignForm::Agreed);
            assert!(window.shows("Not settled: 2"));
        }
    }
}

#[test]
fn every_command_of_what_is_made_has_its_keys_and_is_in_the_palette_and_in_a_menu() {
    what_is_made_for_a_class();
}

/// Asks for a command by the palette.
fn command(window: &mut Window, name: &str) {
    window.press("Ctrl+K");
    window.write(name);
    window.press("Enter");
}

fn seen(state: &State) -> bool {
    state.assigning.as_ref().is_some_and(|own| own.place.seen.is_some())
}

fn written(state: &State) -> bool {
    state.assigning.as_ref().is_some_and(|own| matches!(own.phase, AssignPhase::Written(_)))
}

/// Opens a form and waits until it is known what is at the place that it proposes.
fn begin(window: &mut Window, name: &str) {
    command(window, name);
    window.wait_for("what is at the place", seen);
}

fn read(path: &Path) -> Decoded {
    store::read_file(path).expect("a review")
}

#[test]
fn an_assignment_with_a_sealed_key_is_made_by_keyboard() {
    let place = Place::new();
    let mut window = saved(&place);
    let own = fs::read(place.path("boats.claims.json")).expect("a file");
    begin(&mut window, "New assignment");
    assert_eq!(window.keyboard(), "Instructions");
    window.write("Find what can be checked.");
    for (name, role) in [
        ("Ask for tag: Quote", Role::CheckBox),
        ("Ask for field: Speaker", Role::CheckBox),
        ("Ask why: a reason for each claim", Role::CheckBox),
        ("Cut 3 spans beforehand, so that only their tags are asked for", Role::CheckBox),
        ("Sealed with a password", Role::RadioButton),
        ("Path of the file", Role::TextInput),
        ("Make the assignment", Role::Button),
    ] {
        assert_eq!(window.role(name), role, "{name}");
    }
    window.click("Ask for tag: Commentary");
    window.click("Ask why: a reason for each claim");
    window.click("Hide headline, byline and source");
    window.scroll_to("Sealed with a password");
    for _ in 0..60 {
        if window.keyboard() != "Sealed with a password" {
            window.press("Tab");
        }
    }
    window.press("Space");
    assert!(window.is_on("Sealed with a password"));
    assert_eq!(window.keyboard(), "Password", "what is typed next is not seen");
    assert_eq!(window.node("Password").accesskit_node().value().unwrap_or_default(), "", "the space is no part of it");
    assert!(window.says("The key will have 2 claims; 1 of your claims are not asked for"));
    assert_eq!(window.role("Password"), Role::PasswordInput);
    window.scroll_to("The password again");
    window.fill("Password", "short");
    assert!(
        window.roles("Too short: a password has at least 8 characters. Four words are better").contains(&Role::Status)
    );
    window.fill("Password", PASSWORD);
    window.fill("The password again", "heron otter bridge pea");
    assert!(window.says("The two are not the same"));
    window.press("Ctrl+Enter");
    assert!(!window.state().assigning.expect("a form").is_working(), "nothing is sealed with it");
    window.fill("The password again", PASSWORD);
    window.scroll_to("Path of the file");
    window.press("Ctrl+Enter");
    window.wait_for("the assignment", written);
    assert!(window.says("The assignment is written") && window.says("The key, sealed: 2 claims"));
    assert!(window.says("The password cannot be recovered"));
    let path = place.path("boats-assignment.claims.json");
    let Decoded { review, faults, .. } = read(&path);
    assert!(faults.is_empty(), "{faults:?}");
    assert!(review.claims().is_empty(), "the teacher’s claims are not in it");
    let Some(ClassRole::Assignment(Assignment { id, task, key: KeyPlace::Sealed(sealed) })) = review.role() else {
        panic!("{:?}", review.role());
    };
    assert_eq!(task.instructions, "Find what can be checked.");
    assert_eq!((task.tags.len(), task.why, task.masthead), (2, true, Masthead::Hidden));
    let key = store::open_key(sealed, &Password::new(PASSWORD).expect("a password")).expect("the key");
    assert_eq!(key.claims().len(), 2);
    assert_eq!(key.role().and_then(ClassRole::key).and_then(|key| key.assignment), Some(*id));
    // Nothing keeps the password: no file of the program, no state.
    window.activate("Done");
    let kept = format!("{:?}", window.state());
    assert!(!kept.contains("heron otter"));
    for file in walk(&place.path("own")).into_iter().chain([path]) {
        let bytes = fs::read(&file).expect("a file");
        assert!(!bytes.windows(11).any(|part| part == b"heron otter"), "{}", file.display());
    }
    assert_eq!(fs::read(place.path("boats.claims.json")).expect("a file"), own, "the review is as it was");
    // The next time its name is taken, and it may be replaced; the form remembers the rest, and asks for the password anew.
    begin(&mut window, "New assignment");
    assert!(matches!(window.state().assigning.expect("a form").place.seen, Some(Seen::Taken(_))));
    assert!(window.is_on("Ask why: a reason for each claim") && !window.is_on("Ask for tag: Commentary"));
    window.scroll_to("Replace what is there: an assignment");
    assert!(window.says("Give a password"));
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).map(|entries| entries.flatten().map(|entry| entry.path()).collect::<Vec<_>>());
    let (folders, files): (Vec<_>, Vec<_>) = entries.unwrap_or_default().into_iter().partition(|path| path.is_dir());
    files.into_iter().chain(folders.iter().flat_map(|folder| walk(folder))).collect()
}

#[test]
fn where_it_goes_is_chosen_in_a_dialog_or_typed_and_what_is_in_the_way_is_said() {
    let place = Place::new();
    let mut window = saved(&place);
    begin(&mut window, "New assignment");
    window.scroll_to("Path of the file");
    window.will_pick(&place.path("boats.claims.json"));
    window.click("Choose…");
    assert!(
        matches!(window.asked().last(), Some(DialogRequest::Save { name, .. }) if name == "boats-assignment.claims.json")
    );
    window.wait_for("what is at the place", seen);
    let refused = "That is the file of the review that is open, which stays as it is. Choose another name";
    assert!(window.roles(refused).contains(&Role::Alert));
    window.press("Ctrl+Enter");
    assert_eq!(window.state().overlay, Some(Overlay::Assign(AssignForm::Assignment)));
    for (path, words) in
        [(place.path("nowhere/task.claims.json"), "There is no folder"), (place.path("own"), "is a folder")]
    {
        window.fill("Path of the file", &path.to_string_lossy());
        window.wait_for("what is at the place", seen);
        assert!(window.says(words), "{words}");
    }
    let theirs = review_file(&place, "theirs.claims.json", ARTICLE, "Bo", &[(Tag::Quote, "and we made it.")]);
    window.fill("Path of the file", &theirs.to_string_lossy());
    window.wait_for("what is at the place", seen);
    assert!(window.says("There is a review without a task with 1 claim of that name, and it may be somebody’s work"));
    window.will_have_no_dialog();
    window.click("Choose…");
    assert!(window.says("This system has no file dialog. Type the path of the file"));
    window.fill("Path of the file", &place.path("task.claims.json").to_string_lossy());
    window.wait_for("what is at the place", seen);
    window.press("Ctrl+Enter");
    window.wait_for("the assignment", written);
    assert!(matches!(
        read(&place.path("task.claims.json")).review.role(),
        Some(ClassRole::Assignment(Assignment { key: KeyPlace::Absent, .. }))
    ));
}

#[test]
fn a_key_is_prepared_beside_the_article_and_saved() {
    let place = Place::new();
    let mut window = saved(&place);
    command(&mut window, "Answer key");
    assert_eq!(window.keyboard(), "Prepare this review as a key");
    window.press("Enter");
    window.click("An article, or “that”, at the beginning");
    window.press("Ctrl+Enter");
    assert_eq!(window.state().overlay, None);
    let line = window.name_beginning("Assertion: The boats stay in.");
    window.click(&line);
    for (name, role) in [
        ("Optional: it may be left out", Role::CheckBox),
        ("Note for the pupil", Role::MultilineTextInput),
        ("Rule it turns on: None", Role::ComboBox),
        ("Add alternative", Role::Button),
    ] {
        assert!(window.roles(name).contains(&role), "{name}: {:?}", window.roles(name));
    }
    window.click("Optional: it may be left out");
    window.click("Note for the pupil");
    window.write("A fact: somebody can go and look");
    window.press("Escape");
    window.click("Rule it turns on: None");
    let rule = claimlight::classroom::Codebook::english().rules.first().expect("a rule").title.clone();
    window.click(&rule);
    assert!(window.shows(&format!("Rule it turns on: {rule}")));
    window.select("The boats stay in. The boats rot.");
    window.press("Shift+A");
    assert!(window.shows("Remove alternative 1"));
    window.click("Alternative 1: Commentary");
    window.click("Speaker of the alternative");
    window.write("Mara Lind");
    window.press("Enter");
    window.press("Ctrl+S");
    window.wait_for("the file", |state| !state.saving && !state.document.as_ref().expect("a document").is_unsaved());
    let Decoded { review, faults, .. } = read(&place.path("boats.claims.json"));
    assert!(faults.is_empty(), "{faults:?}");
    let noted = make::noted(&review);
    let [(_, entry)] = noted.as_slice() else { panic!("{noted:?}") };
    assert!(entry.optional && entry.note == "A fact: somebody can go and look" && entry.rule.is_some());
    assert_eq!(entry.alternatives.first().map(|alternative| alternative.tag), Some(Tag::Commentary));
    let speaker = entry.alternatives.first().and_then(|alternative| review.speaker(alternative.speaker?));
    assert_eq!(speaker.map(|speaker| speaker.name.as_str()), Some("Mara Lind"));
    begin(&mut window, "Save key");
    assert!(window.says("3 claims are expected: 1 may be left out, 1 can be marked in other ways, 1 have a note"));
    window.press("Ctrl+Enter");
    window.wait_for("the key", written);
    let key = read(&place.path("boats-key.claims.json")).review;
    assert!(matches!(key.role(), Some(ClassRole::Key(key)) if !key.tolerance.determiners));
    window.activate("Done");
    // A claim that is deleted is not missed by the key.
    window.press("F6");
    window.press("Delete");
    assert!(make::noted(&window.review()).is_empty());
}

#[test]
fn without_claims_the_form_says_to_tag_first() {
    let place = Place::new();
    let mut window = place.open_article();
    begin(&mut window, "Save key");
    assert!(window.says("Tag your own version first"));
    window.press("Ctrl+Enter");
    assert!(!place.path("boats-key.claims.json").exists());
    window.press("Escape");
    begin(&mut window, "New assignment");
    window.scroll_to("Open, for practice");
    window.click("Open, for practice");
    assert!(window.says("Tag your own version first"));
    // Keeping a form ticks no box that has the keyboard.
    window.scroll_to("Instructions");
    window.click("Instructions");
    window.press("Tab");
    assert_eq!(window.keyboard(), "Ask for tag: Quote");
    window.press("Ctrl+Enter");
    assert!(window.is_on("Ask for tag: Quote") && !window.state().assigning.expect("a form").is_working());
}

#[test]
fn two_pupils_write_one_agreed_version_and_their_own_stay_as_they_were() {
    let place = Place::new();
    let heron = [(Tag::Assertion, "The boats stay in."), (Tag::Commentary, "The boats rot.")];
    let otter = [(Tag::Commentary, "The boats stay in."), (Tag::Assertion, "Nobody asked the crews.")];
    let heron = review_file(&place, "heron.claims.json", ARTICLE, "Heron", &heron);
    let otter = review_file(&place, "otter.claims.json", ARTICLE, "Otter", &otter);
    let before = [&heron, &otter].map(|file| fs::read(file).expect("a file"));
    let mut window = place.open(&heron);
    window.will_pick(&otter);
    window.press("Ctrl+M");
    window.wait_for("the other review", |state| {
        let reviews = &state.document.as_ref().expect("a document").reviews;
        reviews.left() == 0 && reviews.others().len() == 1
    });
    window.scroll_to("Ask for a reason each time");
    window.click("Ask for a reason each time");
    window.press("F6");
    window.press("M");
    assert_eq!(window.keyboard(), "Reason", "a reason is asked for");
    window.write("Somebody can go and look");
    window.press("Enter");
    window.press("F6");
    window.press("M");
    window.press("W");
    assert_eq!(window.keyboard(), "Reason");
    window.write("It judges them");
    window.press("Enter");
    window.press("F6");
    window.press("M");
    window.press("Ctrl+Shift+A");
    window.wait_for("what is at the place", seen);
    assert!(
        window.shows("Not settled: 1") && window.shows("Settled: 2"),
        "what is open is listed before it is written"
    );
    assert!(window.says("Somebody can go and look") && window.shows("Nobody asked the crews."));
    assert_eq!(window.keyboard(), "Your names");
    window.press("Ctrl+Enter");
    window.wait_for("the agreed version", written);
    assert!(window.says("“heron.claims.json” and “otter.claims.json” are as they were"));
    let agreed = read(&place.path("heron-and-otter.claims.json")).review;
    assert_eq!((agreed.reviewer(), agreed.claims().len()), ("Heron and Otter", 2));
    assert!(!Settlements::of(&agreed).is_empty());
    let reasons: Vec<&str> = agreed.history().iter().filter_map(|entry| entry.reason.as_deref()).collect();
    assert_eq!(reasons, ["Somebody can go and look", "It judges them"]);
    assert_eq!([&heron, &otter].map(|file| fs::read(file).expect("a file")), before);
    // The window goes on with the agreed version.
    window.activate("Done");
    let file = window.state().document.expect("a document").file.expect("a file");
    assert_eq!(file.path, place.path("heron-and-otter.claims.json"));
}
