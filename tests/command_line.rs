//! The real program, without a window.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::Value;

const ARTICLE: &str =
    "Bridge “reopens” – at last\n\nBy Mara Oln\n\nThe 🌉 was opened on Monday.\n\nComment: Nobody asked.\n";

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_claimlight"))
}

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = program()
        .args(arguments)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts with an empty environment");
    // A program that does not read its input may be gone already.
    let _gone = child.stdin.take().expect("a pipe").write_all(input);
    child.wait_with_output().expect("the program ends")
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

#[test]
fn read_prints_an_article_as_one_json_value() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bridge.txt");
    fs::write(&path, ARTICLE).unwrap();
    let output = run(&["read", path.to_str().unwrap()], b"");
    assert_eq!((output.status.code(), err(&output)), (Some(0), ""));
    assert!(out(&output).ends_with("}\n"));
    let article: Value = serde_json::from_str(out(&output)).unwrap();
    let keys: Vec<&String> = article.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["title", "language", "text", "blocks", "metadata", "warnings"]);
    assert_eq!(article["title"], "Bridge “reopens” – at last");
    assert_eq!(article["language"], Value::Null);
    assert_eq!(article["text"], ARTICLE);
    assert_eq!(article["warnings"], Value::Array(Vec::new()));
    assert_eq!(article["metadata"]["authors"][0], "Mara Oln");
    assert_eq!(article["metadata"]["source"]["file"], "bridge.txt");
    let points: Vec<char> = ARTICLE.chars().collect();
    let place = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let blocks: Vec<(String, String)> = article["blocks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|block| {
            let words = points[place(&block["start"])..place(&block["end"])].iter().collect();
            (block["kind"].as_str().unwrap().to_owned(), words)
        })
        .collect();
    let expected = [
        ("headline", "Bridge “reopens” – at last"),
        ("byline", "By Mara Oln"),
        ("paragraph", "The 🌉 was opened on Monday."),
        ("republisher_note", "Comment: Nobody asked."),
    ];
    assert_eq!(blocks, expected.map(|(kind, words)| (kind.to_owned(), words.to_owned())));
}

#[test]
fn what_a_page_leaves_out_is_asked_for() {
    let paragraph =
        "<p>The bridge was opened on Monday, nine years after the flood had taken its middle arch, said the mayor.</p>";
    let body = paragraph.repeat(8);
    let page = format!(
        "<!DOCTYPE html><nav><a href=a>Home</a></nav><article><h1>Bridge</h1>{body}</article><footer>Rights</footer>"
    );
    let read = |arguments: &[&str]| -> Value {
        let output = run(&[&["read", "-"], arguments].concat(), page.as_bytes());
        serde_json::from_str(out(&output)).unwrap()
    };
    let (article, whole) = (read(&[]), read(&["--whole-page"]));
    assert_eq!((&article["shown"], &whole["shown"]), (&Value::from("article"), &Value::from("whole_page")));
    assert!(article["text"].as_str().unwrap().starts_with("Bridge\n\nThe bridge"));
    assert!(whole["text"].as_str().unwrap().starts_with("Home\n\nBridge\n\nThe bridge"));
    let output = run(&["read", "-", "--part", "0"], page.as_bytes());
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let outputs = [0, 1].map(|_| run(&["read", "-"], ARTICLE.as_bytes()).stdout);
    assert!(!outputs[0].is_empty());
    assert_eq!(outputs[0], outputs[1]);
}

#[test]
fn warnings_stand_in_the_result_and_beside_it() {
    let input = b"The caf\xC3\xA9 \xC3\xA9t\xC3\xA9 \xC3\xA0 No\xC3\xABl \xFF.";
    let output = run(&["read", "-"], input);
    let sentence = "One character could not be decoded as UTF-8";
    assert_eq!(output.status.code(), Some(0));
    assert!(err(&output).starts_with(&format!("claimlight: standard input: {sentence}")), "{}", err(&output));
    let article: Value = serde_json::from_str(out(&output)).unwrap();
    assert!(article["warnings"][0].as_str().unwrap().starts_with(sentence));

    let quiet = run(&["read", "-", "--quiet"], input);
    assert_eq!((err(&quiet), out(&quiet)), ("", out(&output)));
    let verbose = run(&["--verbose", "read", "-"], input);
    assert!(err(&verbose).contains("Read as UTF-8 by plain-text 1: 1 blocks"), "{}", err(&verbose));
}

#[test]
fn an_input_at_fault_gets_a_sentence_and_status_1() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let table = [
        (folder.path().join("none.txt").to_str().unwrap().to_owned(), "There is no file"),
        (folder.path().to_str().unwrap().to_owned(), "This is a folder"),
        (at("empty.txt", b""), "There is nothing in it"),
        (at("blank.txt", b" \n"), "There is nothing but white space"),
        (at("article.pdf", b"%PDF-1.4"), "It is damaged or cut off"),
        (at("x.txt", br#"{"format": "claimlight-review"}"#), "This is a Claimlight review"),
    ];
    for (path, sentence) in table {
        for arguments in [&["read", &path][..], &["read", "--quiet", &path]] {
            let output = run(arguments, b"");
            assert_eq!((output.status.code(), out(&output)), (Some(1), ""), "{path}");
            assert!(err(&output).starts_with(&format!("claimlight: {path}: {sentence}")), "{}", err(&output));
            assert_eq!(err(&output).lines().count(), 1);
        }
    }
}

#[test]
fn a_fault_of_use_is_status_2() {
    for arguments in [
        &["read"][..],
        &["check"],
        &["read", "one", "two"],
        &["--no-such-option"],
        &["one", "two"],
        &["read", "one", "--quiet", "--verbose"],
        &["one", "--measure-startup", "two"],
        &["one", "read", "two"],
        &["--measure-startup", "one", "read", "two"],
    ] {
        let output = run(arguments, b"");
        assert_eq!((output.status.code(), out(&output)), (Some(2), ""), "{arguments:?}");
        assert!(err(&output).contains("Usage: claimlight"), "{}", err(&output));
    }
}

#[test]
fn help_and_version_are_results() {
    let version = run(&["--version"], b"");
    assert_eq!(out(&version), format!("claimlight {}\n", env!("CARGO_PKG_VERSION")));
    let help = run(&["--help"], b"");
    for words in ["Usage: claimlight", "read", "check", "--quiet", "--verbose"] {
        assert!(out(&help).contains(words), "{words}");
    }
    assert!(!out(&help).contains("measure-startup"));
    for output in [version, help] {
        assert_eq!((output.status.code(), err(&output)), (Some(0), ""));
    }
}

#[test]
fn check_names_each_fault_on_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.claims.json");
    fs::write(&path, "{\n  \"format\": }").unwrap();
    let path = path.to_str().unwrap();
    let output = run(&["check", path], b"");
    assert_eq!((output.status.code(), err(&output)), (Some(1), ""));
    assert!(out(&output).starts_with(&format!("{path}:2:")), "{}", out(&output));
    assert_eq!(out(&output).lines().count(), 1);

    let output = run(&["check", "-"], b"{}");
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).starts_with("standard input:"), "{}", out(&output));
}

#[test]
fn a_reader_that_goes_away_is_a_quiet_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.txt");
    // More than a pipe holds.
    fs::write(&path, "She said that it was so.\n\n".repeat(40_000)).unwrap();
    for arguments in [vec![Path::new("read"), &path], vec![Path::new("--help")]] {
        let mut child = program().args(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), err(&output)), (Some(0), ""), "{arguments:?}");
    }
}
