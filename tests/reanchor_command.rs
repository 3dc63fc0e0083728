//! `claimlight reanchor` as it is run.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

mod desk;

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

use claimlight::{
    claim::{State, Tag, VerdictKind},
    review::{Review, operations},
    store::{self, Carried},
    text::ByteIndex,
};
use desk::Desk;
use serde_json::Value;
use tempfile::TempDir;

const OLD: &str = "The ferry sank.\n\nThe harbour office counted 41 boats on Friday. Nobody was hurt at all. \
                   Fishermen blame the storm. The mayor denies the whole story.\n\nIt will rain.";
const NEW: &str = "The ferry sank.\n\nThe harbour office counted 47 boats on Friday. Later that day nobody slept. \
                   Fishermen blame the storm.\n\nIt will rain.";

struct Place(TempDir);

impl Place {
    /// A folder with the old review and the new article.
    fn new() -> Self {
        let place = Self(tempfile::tempdir().expect("a folder"));
        fs::write(place.path("new.txt"), NEW).expect("a file");
        place.write("old.claims.json", &desk().review);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, review: &Review) {
        fs::write(self.path(name), store::encode(review, &Carried::default()).expect("bytes")).expect("a file");
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimlight"));
        command.arg("reanchor").args(arguments).current_dir(self.0.path()).env_clear();
        command.output().expect("the program ends")
    }
}

/// Claims on four sentences; of the first a verdict was published.
fn desk() -> Desk {
    let mut desk = Desk::new(OLD);
    for words in [
        "The harbour office counted 41 boats on Friday.",
        "Fishermen blame the storm.",
        "The mayor denies the whole story.",
        "It will rain.",
    ] {
        let at = OLD.find(words).expect("the words");
        let span = desk.text().span(ByteIndex::new(at)..ByteIndex::new(at + words.len())).expect("a span");
        desk.act(|review, stamp| operations::tag(review, Tag::Assertion, &[span], stamp).map(|(edit, _)| edit))
            .expect("a claim");
    }
    let id = desk.review.claims().in_order()[0].id;
    desk.act(|review, stamp| operations::set_verdict(review, id, VerdictKind::Content, Some("true"), stamp))
        .expect("a verdict");
    desk
}

fn lines(output: &Output) -> Vec<Value> {
    let words = std::str::from_utf8(&output.stdout).expect("UTF-8");
    words.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn messages(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

#[test]
fn each_claim_has_a_line() {
    let place = Place::new();
    let output = place.run(&["old.claims.json", "new.txt"]);
    assert_eq!((output.status.code(), messages(&output)), (Some(0), ""));
    let lines = lines(&output);
    let outcomes: Vec<&str> = lines.iter().map(|line| line["outcome"].as_str().expect("a word")).collect();
    assert_eq!(outcomes, ["changed", "same", "orphan", "same"]);
    let letters: Vec<char> = NEW.chars().collect();
    let segment = &lines[0]["segments"][0];
    let (start, end) = (segment["start"].as_u64().expect("a number"), segment["end"].as_u64().expect("a number"));
    let words: String = letters[start as usize..end as usize].iter().collect();
    assert_eq!(words, "The harbour office counted 47 boats on Friday.");
    assert_eq!(segment["before"], "The harbour office counted 41 boats on Friday.");
    assert_eq!(segment["difference"][1]["removed"], "41");
    assert_eq!(segment["difference"][2]["added"], "47");
    assert_eq!(lines[2]["segments"][0]["start"], Value::Null, "an orphan is nowhere");
    assert_eq!(fs::read_dir(place.0.path()).expect("a folder").count(), 2, "nothing was written");
}

#[test]
fn the_new_review_has_what_was_found() {
    let place = Place::new();
    let output = place.run(&["old.claims.json", "new.txt", "--output", "new.claims.json"]);
    assert_eq!((output.status.code(), messages(&output)), (Some(0), ""));
    let decoded = store::read_file(&place.path("new.claims.json")).expect("a review");
    assert_eq!(decoded.faults, Vec::new(), "the file itself says what is lost");
    let review = decoded.review;
    let (old, text) = (desk().review, review.article().text());
    assert_eq!(text.as_str(), NEW);
    assert_eq!(review.claims().len(), 4);
    for before in old.claims().in_order() {
        let claim = review.claims().get(before.id).expect("the same claim");
        let words = old.article().text().slice(before.segments.placed()[0]);
        match words.split(' ').next() {
            Some("The") if words.contains("mayor") => {
                assert_eq!(claim.segments.placed(), []);
                assert_eq!(claim.segments.lost()[0].exact, words);
                assert_eq!(claim.segments.lost()[0].prefix, "rt at all. Fishermen blame the storm. "[6..]);
            }
            Some("The") => {
                assert!(text.slice(claim.segments.placed()[0]).contains("47 boats"));
                assert!(claim.check().verdicts.is_empty(), "a verdict belongs to its words");
                assert_eq!(claim.status.state, State::InProgress);
            }
            _ => assert_eq!((text.slice(claim.segments.placed()[0]), &claim.status), (words, &before.status)),
        }
    }
    let history: Vec<&str> = review.history()[old.history().len()..].iter().map(|step| step.edit.as_str()).collect();
    assert_eq!(history, ["text", "segments", "content_verdict"]);
}

#[test]
fn the_same_article_leaves_every_claim_the_same() {
    let place = Place::new();
    fs::write(place.path("same.txt"), OLD).expect("a file");
    let output = place.run(&["old.claims.json", "same.txt"]);
    assert!(lines(&output).iter().all(|line| line["outcome"] == "same" && line["score"] == 1.0));
}

#[test]
fn a_file_is_replaced_only_when_asked_for() {
    let place = Place::new();
    let before = fs::read(place.path("old.claims.json")).expect("a file");
    let output = place.run(&["old.claims.json", "new.txt", "--output", "old.claims.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(messages(&output).contains("is there already") && messages(&output).contains("--force"));
    assert_eq!(fs::read(place.path("old.claims.json")).expect("a file"), before);
    let output = place.run(&["old.claims.json", "new.txt", "--output", "old.claims.json", "--force"]);
    assert_eq!((output.status.code(), messages(&output)), (Some(0), ""));
    let review = store::read_file(&place.path("old.claims.json")).expect("a review").review;
    assert_eq!(review.article().text().as_str(), NEW);
}

#[test]
fn what_cannot_be_read_is_said() {
    let place = Place::new();
    for (arguments, status, words) in [
        (["missing.claims.json", "new.txt"], 1, "missing.claims.json"),
        (["old.claims.json", "missing.txt"], 1, "missing.txt"),
        (["new.txt", "new.txt"], 1, "new.txt"),
        (["-", "-"], 2, "standard input"),
    ] {
        let output = place.run(&arguments);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}");
        assert!(messages(&output).contains(words), "{}", messages(&output));
        assert_eq!(output.stdout, b"");
    }
}

#[test]
fn claims_of_one_tag_never_come_to_share_text() {
    let mut desk = Desk::new("A boat burned at the pier. Then, at noon, a boat burned at the pier again.");
    for range in [0..26, 41..73] {
        let span = desk.text().span(ByteIndex::new(range.start)..ByteIndex::new(range.end)).expect("a span");
        desk.act(|review, stamp| operations::tag(review, Tag::Quote, &[span], stamp).map(|(edit, _)| edit))
            .expect("a claim");
    }
    let place = Place::new();
    place.write("boats.claims.json", &desk.review);
    fs::write(place.path("one.txt"), "At noon a boat burned at the pier again.").expect("a file");
    let output = place.run(&["boats.claims.json", "one.txt", "--output", "one.claims.json"]);
    assert_eq!((output.status.code(), messages(&output)), (Some(0), ""));
    let decoded = store::read_file(&place.path("one.claims.json")).expect("a review");
    assert_eq!(decoded.faults, Vec::new());
    assert_eq!(decoded.review.claims().tally().orphaned, 1);
}

#[test]
fn an_orphan_stays_one_when_its_review_is_opened() {
    const COSTS: &str =
        "Costs: unknown. Prices rose. Then the budget hearing took place. Much later the budget hearing was moved.";
    let mut desk = Desk::new(COSTS);
    let at = COSTS.find("budget hearing").expect("the words");
    let span = desk.text().span(ByteIndex::new(at)..ByteIndex::new(at + 14)).expect("a span");
    desk.act(|review, stamp| operations::tag(review, Tag::Assertion, &[span], stamp).map(|(edit, _)| edit))
        .expect("a claim");
    let place = Place::new();
    place.write("costs.claims.json", &desk.review);
    fs::write(place.path("costs.txt"), COSTS.replace(" Then the budget hearing took place.", "")).expect("a file");
    let output = place.run(&["costs.claims.json", "costs.txt", "--output", "after.claims.json"]);
    assert_eq!(lines(&output)[0]["outcome"], "orphan");
    let review = store::read_file(&place.path("after.claims.json")).expect("a review").review;
    assert_eq!(review.claims().tally().orphaned, 1, "the same words elsewhere are others");
}

#[test]
fn the_old_text_stays_in_the_new_file_as_a_difference_that_the_check_verifies() {
    let place = Place::new();
    let output = place.run(&["old.claims.json", "new.txt", "--output", "new.claims.json"]);
    assert_eq!((output.status.code(), messages(&output)), (Some(0), ""));
    let review = store::read_file(&place.path("new.claims.json")).expect("a review").review;
    let earlier: Vec<String> = review.article().earlier_texts().map(|(_, text)| text.as_str().to_owned()).collect();
    assert_eq!(earlier, [OLD]);
    let entry = review.history().iter().find(|step| step.edit == "text").expect("an entry of its own");
    assert_eq!(entry.from.as_deref(), Some(review.article().versions[0].text_sha256.as_str()));
    let check = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimlight"));
        command.args(["check", "new.claims.json"]).current_dir(place.0.path()).env_clear();
        command.output().expect("the program ends")
    };
    assert_eq!(check().status.code(), Some(0));
    let file = fs::read_to_string(place.path("new.claims.json")).expect("a file");
    fs::write(place.path("new.claims.json"), file.replace("\"text\": \"41\"", "\"text\": \"43\"")).expect("a file");
    let output = check();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("/article/versions/0/text_sha256"));
}
