//! The journal brings back every edit but the one a crash cut in two.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use claimlight::{
    claim::{
        ClaimId, Contact, ContactId, Evidence, EvidenceId, EvidenceLink, Practice, Stance, State, StatusGroup, Tag,
        VerdictKind, VerdictScheme,
    },
    review::{Change, Edit, EditName, Field, Inverse, Review, Stamp, operations},
    store::{
        Access, Carried, Digest, FileIdentity, Folders, Journal, Key, Lock, Recovery, SaveRequest,
        journal::{Base, RecoveryError, find_for, orphans},
        open, save,
    },
    text::ByteIndex,
};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::{id, noted, request, sample, save_new, time};

struct Place {
    _home: TempDir,
    folders: Folders,
    path: PathBuf,
}

fn place() -> Place {
    let home = tempfile::tempdir().expect("a folder");
    let folders = Folders::within(home.path());
    let path = home.path().join("a.claims.json");
    Place { _home: home, folders, path }
}

fn start(folders: &Folders, base: &FileIdentity, review: &Review, recovery: Option<&Recovery>) -> Journal {
    let base_of = Base::File { path: base.path.clone(), sha256: base.sha256 };
    let text = review.article().text().clone();
    let fails = |fault| panic!("{fault}");
    Journal::start(folders, &Key::of_path(&base.path), base_of, text, recovery, fails).expect("a state folder")
}

fn journals(folders: &Folders) -> Vec<PathBuf> {
    let entries = fs::read_dir(folders.state.as_ref().expect("a folder").join("journals"));
    entries.into_iter().flatten().map(|entry| entry.expect("an entry").path()).collect()
}

fn only_journal(folders: &Folders) -> PathBuf {
    let all = journals(folders);
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].clone()
}

/// A reviewer at work: what is recorded, and the review after each step.
struct Desk {
    review: Review,
    undo: Vec<Inverse>,
    ids: u128,
    recorded: Vec<Edit>,
    states: Vec<Review>,
}

impl Desk {
    fn new(review: Review) -> Self {
        Self { states: vec![review.clone()], review, undo: Vec::new(), ids: 10_000, recorded: Vec::new() }
    }

    fn work(&mut self, acts: Vec<(u8, f64, f64)>) {
        for (kind, from, to) in acts {
            self.act(kind, from, to);
        }
    }

    /// Does one of the things a reviewer does, if it can be done.
    fn act(&mut self, kind: u8, from: f64, to: f64) {
        let edit = match kind % 20 {
            10 => {
                let Some(inverse) = self.undo.pop() else { return };
                self.recorded.push(inverse.as_edit().clone());
                self.review.revert(inverse);
                self.states.push(self.review.clone());
                return;
            }
            kind => match self.edit(kind, from, to) {
                Some(edit) => edit,
                None => return,
            },
        };
        if let Ok(inverse) = self.review.apply(&edit) {
            self.undo.push(inverse);
            self.recorded.push(edit);
            self.states.push(self.review.clone());
        }
    }

    fn edit(&mut self, kind: u8, from: f64, to: f64) -> Option<Edit> {
        let review = &self.review;
        let text = review.article().text();
        let at = |part: f64| ByteIndex::new((text.len() as f64 * part) as usize);
        let span = text.trimmed_span(at(from.min(to))..at(from.max(to)))?;
        let claims = review.claims().in_order();
        let claim = claims.get((claims.len() as f64 * from) as usize).map(|claim| claim.id);
        let tag = Tag::ALL[(from * 3.0) as usize];
        let words = format!("{from} “{to}”\n");
        let ids = &mut self.ids;
        let mut new_id = || {
            *ids += 1;
            id(*ids)
        };
        let stamp = &mut Stamp { now: time((from * 1e6) as i64), new_id: &mut new_id };
        match kind {
            0 | 1 => operations::tag(review, tag, &[span], stamp).map(|(edit, _)| edit),
            2 => operations::retag(review, claim?, tag, stamp),
            3 => operations::add_segment(review, claim?, &[span], stamp),
            4 => operations::delete(review, &[claim?], stamp),
            5 => operations::amend(review, claim?, Field::Note, |claim| claim.note = words, stamp),
            6 => {
                operations::set_speaker(review, &[claim?], ["Ana", "Noe\u{301} Prado", ""][(to * 3.0) as usize], stamp)
            }
            7 => {
                let ask = operations::Ask { reason: Some(words), duplicate_of: None };
                let to = State::ALL[(to * 10.0) as usize];
                operations::set_state(review, &[claim?], to, &ask, stamp).map(|found| found.edit)
            }
            8 => {
                let mut metadata = review.article().metadata.clone();
                metadata.title = Some(words);
                metadata.published = format!("{:04}-02", (from * 9999.0) as u32).parse().ok();
                operations::amend_article(review, metadata)
            }
            9 => operations::rename_reviewer(review, &words),
            _ => return self.edit_check(kind, from, to),
        }
        .ok()
    }
}

impl Desk {
    /// One of the things that are done about the check of claims.
    fn edit_check(&mut self, kind: u8, from: f64, to: f64) -> Option<Edit> {
        let review = &self.review;
        let claims = review.claims().in_order();
        let claim = claims.get((claims.len() as f64 * from) as usize).map(|claim| claim.id)?;
        let piece = review.evidence().get((review.evidence().len() as f64 * to) as usize).map(|piece| piece.id);
        let contact = review.contacts().get((review.contacts().len() as f64 * to) as usize).map(|contact| contact.id);
        let words = format!("{from} “{to}”\n");
        let stance = Stance::ALL[(to * 4.0) as usize];
        let ids = &mut self.ids;
        let mut new_id = || {
            *ids += 1;
            id(*ids)
        };
        let stamp = &mut Stamp { now: time((from * 1e6) as i64), new_id: &mut new_id };
        match kind {
            11 => {
                let piece = Evidence { passage: words, ..Evidence::new(EvidenceId(id(0))) };
                operations::add_evidence(review, &[claim], piece, &EvidenceLink::new(EvidenceId(id(0)), stance), stamp)
                    .map(|(edit, _)| edit)
            }
            12 => operations::link_evidence(review, claim, EvidenceLink::new(piece?, stance), stamp),
            13 => operations::remove_evidence(review, piece?, stamp),
            14 => {
                let contact = Contact { who: words, ..Contact::new(ContactId(id(0)), vec![claim]) };
                operations::add_contact(review, contact, stamp).map(|(edit, _)| edit)
            }
            15 => operations::remove_contact(review, contact?),
            16 => {
                let kind = VerdictKind::ALL[(to * 2.0) as usize];
                let label = review.schemes().of(kind).offered().nth((from * 8.0) as usize);
                operations::set_verdict(review, claim, kind, label.map(|label| label.name.as_str()), stamp)
            }
            17 => {
                let bundled = VerdictScheme::bundled();
                operations::set_scheme(review, bundled[(to * bundled.len() as f64) as usize].clone())
            }
            18 => operations::set_practice(review, Practice::ALL[(to * 3.0) as usize]),
            _ => {
                let ask = operations::Ask { reason: Some(words), duplicate_of: None };
                let group = StatusGroup::ALL[(to * 5.0) as usize];
                operations::set_group(review, &[claim], group, &ask, stamp).map(|found| found.edit)
            }
        }
        .ok()
    }
}

fn acts() -> impl Strategy<Value = Vec<(u8, f64, f64)>> {
    prop::collection::vec((any::<u8>(), 0.0..1.0, 0.0..1.0), 1..25)
}

/// The line feeds of a file: each ends a line.
fn whole_lines(bytes: &[u8]) -> usize {
    bytes.split(|&byte| byte == b'\n').count() - 1
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever was done and wherever the journal was cut: what comes back is what was done, less at most the edit in flight.
    #[test]
    fn a_cut_journal_brings_back_all_whole_edits(acts in acts(), cut in 0.0..1.0) {
        let Place { folders, path, .. } = &place();
        let base = save_new(&sample(), path, folders).identity;
        let mut desk = Desk::new(sample());
        desk.work(acts);
        let mut journal = start(folders, &base, &desk.review, None);
        desk.recorded.iter().for_each(|edit| journal.record(edit));
        journal.flush().unwrap();
        drop(journal);
        prop_assume!(!desk.recorded.is_empty());

        let file = only_journal(folders);
        let bytes = fs::read(&file).unwrap();
        prop_assert_eq!(whole_lines(&bytes), desk.recorded.len() + 1);
        let kept = (bytes.len() as f64 * cut) as usize;
        fs::write(&file, &bytes[..kept]).unwrap();
        let edits = whole_lines(&bytes[..kept]).saturating_sub(1);

        match find_for(folders, path, base.sha256) {
            None => prop_assert_eq!(edits, 0),
            Some(found) => {
                prop_assert!(found.continues(base.sha256));
                prop_assert_eq!(found.steps().len(), edits);
                let mut review = sample();
                let applied = found.apply(&mut review);
                prop_assert_eq!(applied.left_out, 0);
                prop_assert_eq!(&review, &desk.states[edits]);
                // What was recovered can be undone, back to the file.
                applied.undo.into_iter().rev().for_each(|inverse| { review.revert(inverse); });
                prop_assert_eq!(review, sample());
            }
        }
    }

    /// A damaged byte ends the journal at its line; nothing wrong is ever applied.
    #[test]
    fn a_damaged_journal_is_read_up_to_the_damage(acts in acts(), place_of_damage in 0.0..1.0, byte in any::<u8>()) {
        let Place { folders, path, .. } = &place();
        let base = save_new(&sample(), path, folders).identity;
        let mut desk = Desk::new(sample());
        desk.work(acts);
        prop_assume!(!desk.recorded.is_empty());
        let mut journal = start(folders, &base, &desk.review, None);
        desk.recorded.iter().for_each(|edit| journal.record(edit));
        drop(journal);

        let file = only_journal(folders);
        let mut bytes = fs::read(&file).unwrap();
        let at = (bytes.len() as f64 * place_of_damage) as usize;
        prop_assume!(bytes[at] != byte);
        let before = whole_lines(&bytes[..at]).saturating_sub(1);
        bytes[at] = byte;
        fs::write(&file, &bytes).unwrap();

        let mut review = sample();
        let steps = find_for(folders, path, base.sha256).map_or(0, |found| {
            found.apply(&mut review);
            found.steps().len()
        });
        prop_assert_eq!(steps, before);
        prop_assert_eq!(&review, &desk.states[before]);
    }

    /// A review of any kind that was never saved comes back out of its journal alone.
    #[test]
    fn a_review_that_was_never_saved_comes_back(review in crate::round_trip::review(), acts in acts()) {
        let Place { folders, .. } = &place();
        let mut desk = Desk::new(review.clone());
        desk.work(acts);
        let base = Base::Review { review: Arc::new(review.clone()), carried: Arc::new(Carried::default()) };
        let text = review.article().text().clone();
        let mut journal = Journal::start(folders, &Key::unsaved(), base, text, None, |fault| panic!("{fault}")).unwrap();
        journal.write_base().unwrap();
        desk.recorded.iter().for_each(|edit| journal.record(edit));
        drop(journal);

        let found = orphans(folders);
        let is_bare = review.claims().is_empty() && review.evidence().is_empty() && review.contacts().is_empty();
        if is_bare && desk.recorded.is_empty() {
            prop_assert!(found.is_empty());
            return Ok(());
        }
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].path(), None);
        prop_assert_eq!(found[0].title(), review.article().metadata.title.as_deref());
        let (mut recovered, carried) = found[0].base(folders).unwrap();
        prop_assert_eq!(&recovered, &review);
        prop_assert_eq!(carried, Carried::default());
        prop_assert_eq!(found[0].apply(&mut recovered).left_out, 0);
        prop_assert_eq!(recovered, desk.review);
    }
}

/// Two notes on a saved review that never made it into its file.
fn crashed(folders: &Folders, path: &Path) -> (FileIdentity, Review) {
    let base = save_new(&sample(), path, folders).identity;
    let mut review = sample();
    let mut journal = start(folders, &base, &review, None);
    for words in ["first", "second"] {
        let edit = noted(&review, words);
        review.apply(&edit).expect("a note");
        journal.record(&edit);
    }
    drop(journal);
    (base, review)
}

#[test]
fn opening_finds_unsaved_work_and_says_what_it_is() {
    let Place { folders, path, .. } = &place();
    let (base, last) = crashed(folders, path);
    let opened = open(path, folders).unwrap();
    assert_eq!(opened.review, sample(), "nothing is applied unasked");
    let found = opened.recovery.expect("unsaved work");
    assert!(found.continues(base.sha256) && !found.is_torn());
    let names: Vec<&str> = found.steps().iter().map(|step| step.name.as_str()).collect();
    assert_eq!(names, ["Change note", "Change note"]);
    assert!(found.last_at().is_some());
    let mut review = opened.review;
    assert_eq!(found.apply(&mut review).undo.len(), 2);
    assert_eq!(review, last);
    found.discard().unwrap();
    assert_eq!(journals(folders), Vec::<PathBuf>::new());
}

#[test]
fn no_file_is_made_before_the_first_edit() {
    let Place { folders, path, .. } = &place();
    let base = save_new(&sample(), path, folders).identity;
    let journal = start(folders, &base, &sample(), None);
    journal.flush().unwrap();
    drop(journal);
    assert_eq!(journals(folders), Vec::<PathBuf>::new());
}

#[test]
fn a_journal_of_another_version_of_the_file_is_not_applied_to_it_but_can_be_looked_at() {
    let Place { folders, path, .. } = &place();
    let (base, last) = crashed(folders, path);
    let saved_elsewhere = fs::read_to_string(path).unwrap().replace("A. Reviewer", "B. Other");
    let first_version = fs::read(path).unwrap();
    fs::write(path, &saved_elsewhere).unwrap();

    let opened = open(path, folders).unwrap();
    assert_eq!(opened.review.reviewer(), "B. Other");
    let found = opened.recovery.expect("unsaved work");
    assert!(!found.continues(opened.identity.sha256));
    assert!(found.continues(base.sha256));
    // Its base is neither the file nor among the backups: it is said so, and the journal stays.
    assert!(matches!(found.base(folders), Err(RecoveryError::BaseGone { .. })));

    // Once the program itself replaces the file, the version before is among the backups.
    fs::write(path, &first_version).unwrap();
    let Access::Writable(lock) = &opened.access else { panic!("{:?}", opened.access) };
    let (lock, expected) = (Some(Arc::clone(lock)), Some(Digest::of(&first_version)));
    let other = SaveRequest { lock, expected, ..request(&opened.review, path) };
    save(&other, folders).unwrap();
    let (mut copy, _) = found.base(folders).unwrap();
    found.apply(&mut copy);
    assert_eq!(copy, last);
}

#[test]
fn a_journal_that_is_not_gone_on_with_is_set_aside_and_still_found() {
    let Place { folders, path, .. } = &place();
    let (base, _) = crashed(folders, path);
    let mut review = sample();
    let mut journal = start(folders, &base, &review, None);
    let edit = noted(&review, "third");
    review.apply(&edit).unwrap();
    journal.record(&edit);
    drop(journal);
    assert_eq!(journals(folders).len(), 2);
    let mut steps: Vec<usize> = orphans(folders).iter().map(|found| found.steps().len()).collect();
    steps.sort_unstable();
    assert_eq!(steps, [1, 2]);
    assert_eq!(find_for(folders, path, base.sha256).expect("the journal in use").steps().len(), 1);
}

#[test]
fn after_a_recovery_the_journal_goes_on_without_the_torn_end() {
    let Place { folders, path, .. } = &place();
    let (base, _) = crashed(folders, path);
    let file = only_journal(folders);
    let mut bytes = fs::read(&file).unwrap();
    bytes.extend_from_slice(b"{\"seq\":3,\"crc32\":1,\"rec");
    fs::write(&file, &bytes).unwrap();

    let found = find_for(folders, path, base.sha256).expect("unsaved work");
    assert!(found.is_torn());
    let mut review = sample();
    found.apply(&mut review);
    let mut journal = start(folders, &base, &review, Some(&found));
    let edit = noted(&review, "third");
    review.apply(&edit).unwrap();
    journal.record(&edit);
    drop(journal);

    let found = find_for(folders, path, base.sha256).expect("unsaved work");
    assert!(!found.is_torn());
    assert_eq!(found.steps().len(), 3);
    let mut recovered = sample();
    found.apply(&mut recovered);
    assert_eq!(recovered, review);
}

#[test]
fn a_save_ends_the_journal_but_for_the_edits_made_meanwhile() {
    let Place { folders, path, .. } = &place();
    let saved = save_new(&sample(), path, folders);
    let mut review = sample();
    let mut journal = start(folders, &saved.identity, &review, None);
    let edit = noted(&review, "in the file");
    review.apply(&edit).unwrap();
    journal.record(&edit);

    let (snapshot, point) = (review.clone(), journal.save_point());
    let edit = noted(&review, "while it was saved");
    review.apply(&edit).unwrap();
    journal.record(&edit);
    let again = SaveRequest {
        lock: Some(Arc::clone(&saved.lock)),
        expected: Some(saved.identity.sha256),
        journal: Some(point),
        ..request(&snapshot, path)
    };
    let saved = save(&again, folders).unwrap();
    assert_eq!(saved.warnings, Vec::<String>::new());

    let found = find_for(folders, path, saved.identity.sha256).expect("the edit made meanwhile");
    assert!(found.continues(saved.identity.sha256));
    assert_eq!(found.steps().len(), 1);
    let mut recovered = snapshot;
    found.apply(&mut recovered);
    assert_eq!(recovered, review);

    let again = SaveRequest {
        lock: Some(Arc::clone(&saved.lock)),
        expected: Some(saved.identity.sha256),
        journal: Some(journal.save_point()),
        ..request(&review, path)
    };
    save(&again, folders).unwrap();
    assert_eq!(journals(folders), Vec::<PathBuf>::new());
    // The journal goes on with what comes after.
    journal.record(&noted(&review, "later"));
    drop(journal);
    assert_eq!(only_journal(folders).file_stem(), Some(Key::of_path(path).to_string().as_ref()));
}

#[test]
fn a_crash_between_the_save_and_the_end_of_its_journal_offers_nothing_twice() {
    let Place { folders, path, .. } = &place();
    let saved = save_new(&sample(), path, folders);
    let mut review = sample();
    let mut journal = start(folders, &saved.identity, &review, None);
    let edit = noted(&review, "in the file");
    review.apply(&edit).unwrap();
    journal.record(&edit);
    journal.flush().unwrap();
    let before = fs::read(only_journal(folders)).unwrap();
    let again = SaveRequest {
        lock: Some(Arc::clone(&saved.lock)),
        expected: Some(saved.identity.sha256),
        journal: Some(journal.save_point()),
        ..request(&review, path)
    };
    let journal_path = only_journal(folders);
    let saved = save(&again, folders).unwrap();
    drop(journal);

    // As if the process had been killed right after the file was replaced: its journal as it was, with the note of the save.
    let noted_journal = with_saving_note(&before, path, saved.identity.sha256);
    fs::write(&journal_path, &noted_journal).unwrap();
    assert!(find_for(folders, path, saved.identity.sha256).is_none(), "all of it is in the file");
    assert!(!journal_path.exists());

    // As if it had been killed right before: the file is the old one, and the edit is offered.
    fs::write(&journal_path, &noted_journal).unwrap();
    assert_eq!(find_for(folders, path, Digest::of(b"old")).expect("unsaved work").steps().len(), 1);
}

/// The journal with a note that the edits so far are about to be saved.
fn with_saving_note(journal: &[u8], path: &Path, sha256: Digest) -> Vec<u8> {
    let record = format!(r#"{{"saving":{{"path":"{}","sha256":"{sha256}"}}}}"#, path.display());
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&1_u64.to_le_bytes());
    hasher.update(record.as_bytes());
    let line = format!("{{\"seq\":1,\"crc32\":{},\"record\":{record}}}\n", hasher.finalize());
    [journal, line.as_bytes()].concat()
}

#[test]
fn saving_a_review_for_the_first_time_moves_its_journal_to_the_file() {
    let Place { folders, path, .. } = &place();
    let key = Key::unsaved();
    let lock = Arc::new(Lock::acquire(folders, &key).unwrap());
    let mut review = sample();
    let base = Base::Review { review: Arc::new(review.clone()), carried: Arc::new(Carried::default()) };
    let text = review.article().text().clone();
    let mut journal = Journal::start(folders, &key, base, text, None, |fault| panic!("{fault}")).unwrap();
    let edit = noted(&review, "before");
    review.apply(&edit).unwrap();
    journal.record(&edit);
    journal.flush().unwrap();
    assert_eq!(orphans(folders).len(), 0, "a window has it open");

    let first = SaveRequest { lock: Some(lock), journal: Some(journal.save_point()), ..request(&review, path) };
    let saved = save(&first, folders).unwrap();
    assert_eq!(journals(folders), Vec::<PathBuf>::new());
    let edit = noted(&review, "after");
    review.apply(&edit).unwrap();
    journal.record(&edit);
    drop(journal);
    let found = find_for(folders, path, saved.identity.sha256).expect("the edit after");
    assert_eq!((found.steps().len(), found.path()), (1, Some(saved.identity.path.as_path())));
}

#[test]
fn a_claim_some_of_whose_words_are_lost_stays_so_through_the_journal() {
    let Place { folders, path, .. } = &place();
    let mut file = crate::support::sample_file();
    let gone = serde_json::json!({"start": 3, "end": 9, "exact": "went away", "prefix": "it ", "suffix": ""});
    file["claims"][0]["segments"].as_array_mut().unwrap().push(gone);
    fs::write(path, file.to_string()).unwrap();
    let opened = open(path, folders).unwrap();
    let mut review = opened.review.clone();
    assert!(review.claims().in_order()[0].is_orphaned());
    let mut journal = start(folders, &opened.identity, &review, None);
    let edit = noted(&review, "look for it");
    review.apply(&edit).unwrap();
    journal.record(&edit);
    drop(journal);
    let found = find_for(folders, path, opened.identity.sha256).expect("unsaved work");
    let mut recovered = opened.review.clone();
    assert_eq!(found.apply(&mut recovered).left_out, 0);
    assert_eq!(recovered, review);
}

/// Every record that belongs to a check, made anew, changed and taken out, with what undoes it.
#[test]
fn a_check_comes_back_exactly_and_can_be_undone() {
    let Place { folders, path, .. } = &place();
    let base = save_new(&sample(), path, folders).identity;
    let whole = crate::desk::checked();
    let put = |change: Change| Edit { name: EditName::AddEvidence, changes: vec![change] };
    let mut edits: Vec<Edit> = Vec::new();
    edits.extend(whole.evidence().iter().map(|p| put(Change::Evidence(p.id, Some(Box::new(p.clone()))))));
    edits.extend(whole.contacts().iter().map(|c| put(Change::Contact(c.id, Some(Box::new(c.clone()))))));
    edits.push(put(Change::Schemes(Box::new(whole.schemes().clone()))));
    edits.push(put(Change::Practice(whole.practice())));
    edits.extend(whole.claims().in_order().iter().map(|c| put(Change::Claim(c.id, Some(Arc::clone(c))))));
    let mut desk = Desk::new(sample());
    for edit in edits {
        desk.undo.push(desk.review.apply(&edit).unwrap());
        desk.recorded.push(edit);
    }
    assert_eq!(desk.review, whole);
    let out = [put(Change::Evidence(whole.evidence()[0].id, None)), put(Change::Contact(whole.contacts()[0].id, None))];
    for edit in out {
        let inverse = desk.review.apply(&edit).unwrap();
        desk.recorded.push(edit);
        desk.recorded.push(inverse.as_edit().clone());
        desk.review.revert(inverse);
    }
    assert_eq!(desk.review, whole, "records that were taken out are back in their places");
    let mut journal = start(folders, &base, &desk.review, None);
    desk.recorded.iter().for_each(|edit| journal.record(edit));
    drop(journal);

    let found = find_for(folders, path, base.sha256).expect("unsaved work");
    let mut recovered = sample();
    let applied = found.apply(&mut recovered);
    assert_eq!((applied.left_out, &recovered), (0, &whole));
    applied.undo.into_iter().rev().for_each(|inverse| drop(recovered.revert(inverse)));
    assert_eq!(recovered, sample());
}

#[test]
fn a_journal_for_another_text_is_not_applied() {
    let Place { folders, path, .. } = &place();
    let (base, _) = crashed(folders, path);
    let found = find_for(folders, path, base.sha256).expect("unsaved work");
    let mut other = Review::new(crate::support::article("Quite another text"), "");
    let applied = found.apply(&mut other);
    assert_eq!((applied.undo.len(), applied.left_out), (0, 2));
    assert_eq!(other.claims().get(ClaimId(id(1))), None);
}

#[test]
fn discarding_a_journal_removes_it() {
    let Place { folders, path, .. } = &place();
    let base = save_new(&sample(), path, folders).identity;
    let mut journal = start(folders, &base, &sample(), None);
    journal.record(&noted(&sample(), "unwanted"));
    journal.flush().unwrap();
    assert_eq!(journals(folders).len(), 1);
    journal.discard().unwrap();
    assert_eq!(journals(folders), Vec::<PathBuf>::new());
}

#[cfg(unix)]
#[test]
fn a_journal_is_for_its_user_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let Place { folders, path, .. } = &place();
    crashed(folders, path);
    let mode = fs::metadata(only_journal(folders)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_journal_that_cannot_be_written_says_so_and_is_written_when_it_can_be() {
    let Place { folders, path, .. } = &place();
    let base = save_new(&sample(), path, folders).identity;
    let (sender, faults) = std::sync::mpsc::channel();
    let base_of = Base::File { path: base.path.clone(), sha256: base.sha256 };
    let mut review = sample();
    let text = review.article().text().clone();
    let tell = move |fault| {
        let _nobody_listens_any_more = sender.send(fault);
    };
    let mut journal = Journal::start(folders, &Key::of_path(path), base_of, text, None, tell).unwrap();
    let folder = folders.state.as_ref().unwrap().join("journals");
    fs::remove_dir_all(&folder).unwrap();
    let edit = noted(&review, "first");
    review.apply(&edit).unwrap();
    journal.record(&edit);
    let told = faults.recv().expect("a fault is told");
    assert!(told.to_string().contains("Save now"), "{told}");
    assert!(journal.flush().is_err());
    fs::create_dir_all(&folder).unwrap();
    let edit = noted(&review, "second");
    review.apply(&edit).unwrap();
    journal.record(&edit);
    journal.flush().unwrap();
    drop(journal);
    let found = find_for(folders, path, base.sha256).expect("unsaved work");
    let mut recovered = sample();
    found.apply(&mut recovered);
    assert_eq!(recovered, review);
}

#[test]
fn without_a_state_folder_there_is_no_journal_and_that_is_said() {
    let base = Base::Review { review: Arc::new(sample()), carried: Arc::new(Carried::default()) };
    let text = sample().article().text().clone();
    let fault = Journal::start(&Folders::default(), &Key::unsaved(), base, text, None, |_| {}).unwrap_err();
    assert!(fault.to_string().contains("CLAIMLIGHT_STATE_DIR"), "{fault}");
    assert!(orphans(&Folders::default()).is_empty());
}
