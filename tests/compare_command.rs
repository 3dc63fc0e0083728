//! `claimlight compare` as it is run.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

mod desk;

use std::{
    fs,
    io::Write as _,
    process::{Command, Output, Stdio},
};

use claimlight::{
    claim::Tag,
    review::{Change, Edit, EditName, Review, operations},
    store::{self, Carried},
    text::ByteIndex,
};
use desk::Desk;
use serde_json::Value;
use tempfile::TempDir;

const TEXT: &str = "The ferry sank.\n\nThe harbour office counted 41 boats on Friday. “Nobody was hurt,” said Mara Tolund. \
                    Fishermen blame the storm. The mayor denies the whole story.\n\nWhat a triumph. It will rain.";

/// A review of a text with claims on these words.
fn review(text: &str, reviewer: &str, claims: &[(Tag, &str)]) -> Review {
    let mut desk = Desk::new(text);
    for (tag, words) in claims {
        let at = text.find(words).expect("the words");
        let span = desk.text().span(ByteIndex::new(at)..ByteIndex::new(at + words.len())).expect("a span");
        desk.act(|review, stamp| operations::tag(review, *tag, &[span], stamp).map(|(edit, _)| edit)).expect("a claim");
    }
    let rename = Edit { name: EditName::Reviewer, changes: vec![Change::Reviewer(reviewer.to_owned())] };
    desk.review.apply(&rename).expect("a name");
    desk.review
}

struct Place(TempDir);

impl Place {
    /// A folder with a key and two reviews.
    fn new() -> Self {
        let place = Self(tempfile::tempdir().expect("a folder"));
        let key = [
            (Tag::Assertion, "The harbour office counted 41 boats on Friday"),
            (Tag::Quote, "“Nobody was hurt,”"),
            (Tag::Assertion, "the whole story"),
            (Tag::Commentary, "What a triumph."),
        ];
        place.write("key.claims.json", &review(TEXT, "T. Eacher", &key));
        let ada = [
            (Tag::Assertion, "harbour office counted 41 boats on Friday."),
            (Tag::Quote, "Nobody was hurt"),
            (Tag::Assertion, "The mayor denies the whole story"),
        ];
        place.write("ada.claims.json", &review(TEXT, "Ada", &ada));
        let ben = [(Tag::Commentary, "“Nobody was hurt,”"), (Tag::Assertion, "It will rain")];
        place.write("ben.claims.json", &review(TEXT, "Ben", &ben));
        place
    }

    fn write(&self, name: &str, review: &Review) {
        fs::write(self.0.path().join(name), store::encode(review, &Carried::default()).expect("bytes"))
            .expect("a file");
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimlight"));
        command.arg("compare").args(arguments).current_dir(self.0.path()).env_clear();
        command.output().expect("the program ends")
    }

    /// What is printed with `--json`, the messages, and the exit status.
    fn json(&self, files: &[&str]) -> (Value, String, Option<i32>) {
        let output = self.run(&[&["--json"], files].concat());
        assert_eq!(printed(&output).lines().count(), 1, "one value on one line");
        let value = serde_json::from_slice(&output.stdout).expect("JSON");
        (value, messages(&output).to_owned(), output.status.code())
    }
}

fn messages(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

fn printed(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

/// The lines of a table, by its title.
fn table<'a>(printed: &'a str, title: &str) -> Vec<&'a str> {
    printed.lines().skip_while(|line| !line.starts_with(title)).skip(1).take_while(|line| !line.is_empty()).collect()
}

fn cells(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

#[test]
fn a_table_says_what_was_found() {
    let place = Place::new();
    let output = place.run(&["key.claims.json", "ada.claims.json", "ben.claims.json"]);
    assert_eq!((output.status.code(), messages(&output)), (Some(0), ""));
    let printed = printed(&output);
    assert!(
        printed.starts_with("Key: T. Eacher (key.claims.json), 4 claims in 33 words, 192 characters\n"),
        "{printed}"
    );
    let found = table(printed, "Claims, punctuation");
    assert_eq!(cells(found[0]), ["correct", "tag", "boundary", "both", "missed", "extra", "split", "merged"]);
    assert_eq!(cells(found[1]), ["2", "0", "1", "0", "1", "0", "0", "0", "Ada", "(ada.claims.json)"]);
    assert_eq!(cells(found[2]), ["0", "1", "0", "0", "3", "1", "0", "0", "Ben", "(ben.claims.json)"]);
    let strict = table(printed, "Precision, recall and F1 of claims, to the letter");
    assert_eq!(cells(strict[1])[..3], ["0.000", "0.000", "0.000"], "to the letter no edge is right");
    let tolerant = table(printed, "The same, punctuation");
    assert_eq!(cells(tolerant[1])[..3], ["0.667", "0.500", "0.571"]);
    assert_eq!(table(printed, "Agreement of all, word by word").len(), 3);
    assert!(printed.lines().all(|line| line == line.trim_end()), "no white space at the ends of lines");
    let commentary = table(printed, "Commentary:");
    assert_eq!(cells(commentary[1])[..4], ["0.000"; 4]);
    let speakers = table(printed, "Speakers");
    assert_eq!(cells(speakers[1])[..5], ["0", "0", "0", "0", "n/a"]);
}

#[test]
fn one_review_comes_with_the_table_of_labels() {
    let place = Place::new();
    let output = place.run(&["key.claims.json", "ben.claims.json"]);
    assert!(printed(&output).contains("\nn/a: there is nothing to count"));
    assert!(printed(&output).ends_with("trained annotators of attributions reached 0.75.\n"), "{}", printed(&output));
    let labels = table(printed(&output), "Labels in words");
    assert_eq!(cells(labels[0]), ["none", "quote", "assertion", "commentary"]);
    assert_eq!(cells(labels[2]), ["0", "0", "0", "3", "quote"]);
    assert!(table(printed(&output), "Agreement of all").is_empty());
}

#[test]
fn json_has_every_figure_with_its_unit() {
    let place = Place::new();
    let (value, messages, status) = place.json(&["key.claims.json", "ada.claims.json", "ben.claims.json"]);
    assert_eq!((messages.as_str(), status), ("", Some(0)));
    let keys = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&value), ["text", "key", "reviews", "together", "failed"]);
    let ada = &value["reviews"][0];
    assert_eq!(
        keys(ada),
        [
            "file",
            "reviewer",
            "claims",
            "without_place",
            "overlapping",
            "carried_over",
            "counts",
            "findings",
            "scores",
            "tolerant_scores",
            "overlap",
            "tags",
            "speakers",
            "words",
            "characters"
        ]
    );
    assert_eq!((&ada["file"], &ada["reviewer"], &ada["claims"]), (&"ada.claims.json".into(), &"Ada".into(), &3.into()));
    assert_eq!(ada["counts"]["correct"], 2);
    assert_eq!(ada["tolerant_scores"]["strict"]["f1"]["unit"], "claim");
    assert_eq!(ada["tolerant_scores"]["strict"]["recall"]["value"], 0.5);
    assert_eq!(ada["words"]["kappa"]["unit"], "word");
    assert_eq!(ada["characters"]["agreement"]["unitizing"]["alpha"]["unit"], "character");
    let absent = &ada["tags"]["commentary"]["overlap"]["precision"];
    assert_eq!(absent.to_string(), r#"{"value":null,"unit":"character","why":"nothing"}"#);
    let missed = ada["findings"].as_array().expect("a list").last().expect("a finding");
    assert_eq!((&missed["kind"], missed["claims"].as_array().map(Vec::len)), (&"missed".into(), Some(0)));
    let letters: Vec<char> = TEXT.chars().collect();
    let place = |name: &str| usize::try_from(missed[name].as_u64().expect("a number")).expect("a place");
    assert_eq!(letters[place("start")..place("end")].iter().collect::<String>(), "What a triumph.");
    assert_eq!(value["together"]["with_key"]["reviewers"], 3);
    assert_eq!(value["together"]["without_key"]["reviewers"], 2);
    assert!(value["together"]["with_key"]["words"]["alpha"]["value"].is_number());
    assert_eq!(value["text"]["sha256"], store::Digest::of(TEXT.as_bytes()).to_string());
    let rows = &ada["words"]["confusion"]["rows"];
    let all: u64 = rows
        .as_array()
        .expect("rows")
        .iter()
        .flat_map(|row| row.as_array().expect("cells"))
        .filter_map(Value::as_u64)
        .sum();
    assert_eq!(value["text"]["words"].as_u64(), Some(all));
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let place = Place::new();
    for format in [&["--json"][..], &[]] {
        let outputs = [0, 1]
            .map(|_| place.run(&[format, &["key.claims.json", "ada.claims.json", "ben.claims.json"]].concat()).stdout);
        assert!(!outputs[0].is_empty());
        assert_eq!(outputs[0], outputs[1]);
    }
}

#[test]
fn a_broken_file_is_listed_and_the_rest_counted() {
    let place = Place::new();
    fs::write(place.0.path().join("broken.claims.json"), b"{\"format\": \"claimlight-review\", ").expect("a file");
    let files = ["key.claims.json", "ada.claims.json", "broken.claims.json", "missing.claims.json", "ben.claims.json"];
    let (value, messages, status) = place.json(&files);
    assert_eq!(status, Some(1));
    let lines: Vec<&str> = messages.lines().collect();
    assert_eq!(lines.len(), 2, "{messages}");
    assert!(lines[0].starts_with("claimlight: broken.claims.json: "), "{messages}");
    assert!(lines[1].starts_with("claimlight: missing.claims.json: "), "{messages}");
    let reviewers: Vec<&Value> =
        value["reviews"].as_array().expect("a list").iter().map(|review| &review["reviewer"]).collect();
    assert_eq!(reviewers, ["Ada", "Ben"]);
    assert_eq!(value["failed"][0]["file"], "broken.claims.json");
    assert!(value["failed"][1]["reason"].is_string());
    let output = place.run(&files);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(table(printed(&output), "Claims, punctuation").len(), 3);
}

#[test]
fn without_a_key_there_is_nothing_to_say() {
    let place = Place::new();
    for arguments in
        [&["missing.claims.json", "ada.claims.json"][..], &["--json", "missing.claims.json", "ada.claims.json"]]
    {
        let output = place.run(arguments);
        assert_eq!((output.status.code(), printed(&output)), (Some(1), ""));
        assert_eq!(messages(&output).lines().count(), 1);
    }
    for arguments in [
        &[][..],
        &["key.claims.json"],
        &["-", "-"],
        &["key.claims.json", "-", "-"],
        &["key.claims.json", "a", "--jsno"],
    ] {
        let output = place.run(arguments);
        assert_eq!((output.status.code(), printed(&output)), (Some(2), ""), "{arguments:?}");
    }
}

#[test]
fn one_review_may_come_from_the_standard_input() {
    let place = Place::new();
    let bytes = fs::read(place.0.path().join("ada.claims.json")).expect("a file");
    let mut child = Command::new(env!("CARGO_BIN_EXE_claimlight"))
        .args(["compare", "key.claims.json", "-"])
        .current_dir(place.0.path())
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(&bytes).expect("a reader");
    let output = child.wait_with_output().expect("the program ends");
    assert!(printed(&output).contains("Ada (standard input)"), "{}", printed(&output));
}

#[test]
fn a_review_of_a_changed_text_is_carried_over_and_said_to_be() {
    let place = Place::new();
    let changed = TEXT.replace("The ferry sank.", "On Thursday night the ferry sank.").replace("It will rain.", "");
    let claims =
        [(Tag::Assertion, "The harbour office counted 41 boats on Friday"), (Tag::Quote, "“Nobody was hurt,”")];
    place.write("old.claims.json", &review(&changed, "Old", &claims));
    let (value, messages, status) = place.json(&["key.claims.json", "old.claims.json"]);
    assert_eq!(status, Some(0));
    assert!(messages.starts_with("claimlight: old.claims.json: This is a review of another text."), "{messages}");
    let old = &value["reviews"][0];
    assert_eq!(old["carried_over"].to_string(), r#"{"same":2,"moved":0,"changed":0,"lost":0}"#);
    assert_eq!(old["counts"]["correct"], 2);
    let quiet = place.run(&["--quiet", "key.claims.json", "old.claims.json"]);
    assert_eq!((quiet.status.code(), self::messages(&quiet)), (Some(0), ""));
}

#[test]
fn a_review_of_another_article_is_refused() {
    let place = Place::new();
    let other = "Prices rose by five per cent in May. “It hurts,” said Jon Berg, who runs a bakery.";
    let claims = [(Tag::Assertion, "Prices rose by five per cent in May"), (Tag::Quote, "“It hurts,”")];
    place.write("other.claims.json", &review(other, "Cy", &claims));
    place.write("empty.claims.json", &review(other, "Dee", &[]));
    for file in ["other.claims.json", "empty.claims.json"] {
        let (value, messages, status) = place.json(&["key.claims.json", file, "ada.claims.json"]);
        assert_eq!(status, Some(1));
        assert!(messages.contains("review of another article"), "{messages}");
        assert_eq!(value["reviews"].as_array().map(Vec::len), Some(1));
    }
}

#[test]
fn an_empty_review_has_missed_everything() {
    let place = Place::new();
    place.write("empty.claims.json", &review(TEXT, "", &[]));
    let (value, messages, status) = place.json(&["key.claims.json", "empty.claims.json"]);
    assert_eq!((status, messages.as_str()), (Some(0), "claimlight: empty.claims.json: There are no claims in it\n"));
    let strict = &value["reviews"][0]["scores"]["strict"];
    assert_eq!((&strict["missed"], &strict["f1"]["value"]), (&4.into(), &0.0.into()));
    assert_eq!((&strict["precision"]["value"], &strict["precision"]["why"]), (&Value::Null, &"nothing".into()));
    let (value, ..) = place.json(&["empty.claims.json", "empty.claims.json"]);
    assert_eq!(value["reviews"][0]["scores"]["strict"]["f1"]["value"], Value::Null);
    assert_eq!(value["together"]["without_key"], Value::Null);
}

#[test]
fn claims_of_one_tag_that_overlap_are_compared_all_the_same() {
    let place = Place::new();
    let path = place.0.path().join("ada.claims.json");
    let mut file: Value = serde_json::from_slice(&fs::read(&path).expect("a file")).expect("JSON");
    // The last claim gets the place of the first, as no review made here has.
    let claims = file["claims"].as_array_mut().expect("claims");
    let segments = claims[0]["segments"].clone();
    claims[2]["segments"] = segments;
    fs::write(&path, file.to_string()).expect("a file");
    let (value, messages, status) = place.json(&["key.claims.json", "ada.claims.json"]);
    assert_eq!(status, Some(0));
    assert!(messages.contains("claims of one tag may not share text"), "{messages}");
    let ada = &value["reviews"][0];
    assert_eq!(ada["overlapping"], 1);
    assert_eq!((&ada["counts"]["correct"], &ada["counts"]["extra"]), (&2.into(), &1.into()));
    assert!(ada["words"]["kappa"]["value"].as_f64().is_some_and(|kappa| kappa <= 1.0));
}

#[test]
fn a_heap_of_claims_is_no_review() {
    let place = Place::new();
    let path = place.0.path().join("ada.claims.json");
    let mut file: Value = serde_json::from_slice(&fs::read(&path).expect("a file")).expect("JSON");
    let claims = file["claims"].as_array_mut().expect("claims");
    let first = claims[0].clone();
    claims.extend((0..1200).map(|number| {
        let mut copy = first.clone();
        copy["id"] = uuid::Uuid::from_u128(number + 1_000_000).to_string().into();
        copy
    }));
    fs::write(&path, file.to_string()).expect("a file");
    for files in [["key.claims.json", "ada.claims.json"], ["ada.claims.json", "key.claims.json"]] {
        let output = place.run(&[&["--quiet"], &files[..]].concat());
        assert_eq!(output.status.code(), Some(1));
        assert!(messages(&output).contains("1200 claims share text"), "{}", messages(&output));
    }
}

#[test]
fn reviewers_of_one_name_are_told_apart_by_their_files() {
    let place = Place::new();
    place.write("ada2.claims.json", &review(TEXT, "Ada", &[]));
    let output = place.run(&["key.claims.json", "ada.claims.json", "ada2.claims.json"]);
    for name in ["Ada (ada.claims.json)", "Ada (ada2.claims.json)"] {
        assert!(printed(&output).contains(name));
    }
}

#[test]
fn a_name_does_nothing_to_a_terminal() {
    let place = Place::new();
    place.write("odd.claims.json", &review(TEXT, "E\u{1b}[2J\u{202e}vil\nline", &[(Tag::Quote, "The ferry")]));
    let output = place.run(&["key.claims.json", "odd.claims.json"]);
    assert!(!printed(&output).contains(['\u{1b}', '\u{202e}']));
    assert_eq!(table(printed(&output), "Claims, punctuation").len(), 2);
}

#[test]
fn gamma_is_measured_when_it_is_asked_for() {
    let place = Place::new();
    let (value, messages, status) =
        place.json(&["--gamma", "--verbose", "key.claims.json", "ada.claims.json", "ben.claims.json"]);
    assert_eq!(status, Some(0));
    assert!(messages.contains("claimlight: ada.claims.json: γ of 2 reviewers: 30 of 31 texts"), "{messages}");
    let gamma = &value["reviews"][0]["gamma"];
    assert_eq!(gamma["observed"]["unit"], "character");
    assert!(gamma["gamma"]["value"].as_f64().is_some_and(|gamma| gamma > 0.0 && gamma < 1.0), "{gamma}");
    assert!(value["together"]["gamma"]["with_key"]["observed"]["value"].is_number());
    let output = place.run(&["--gamma", "key.claims.json", "ada.claims.json", "ben.claims.json"]);
    assert_eq!(table(printed(&output), "γ, to about").len(), 5);
    let (without, ..) = place.json(&["key.claims.json", "ada.claims.json"]);
    assert_eq!(without["reviews"][0]["gamma"], Value::Null);
}
