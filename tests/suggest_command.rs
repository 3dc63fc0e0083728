//! `claimlight suggest` as it is run.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

use std::{
    fmt::Write as _,
    fs,
    io::{BufRead as _, BufReader, Write as _},
    process::{Child, Command, Output, Stdio},
};

use serde_json::Value;

/// The program with an empty environment, as engines start it.
fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_claimlight"))
        .args(arguments)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts with an empty environment")
}

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = start(arguments);
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_owned();
    let writer = std::thread::Builder::new().name("input".to_owned()).spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("the program ends");
    // A program that does not read its input may be gone already.
    let _gone = writer.expect("a thread").join();
    output
}

fn lines(output: &Output) -> Vec<Value> {
    let out = std::str::from_utf8(&output.stdout).expect("UTF-8");
    out.lines().map(|line| serde_json::from_str(line).expect("a JSON value a line")).collect()
}

#[test]
fn one_file_gives_one_value_with_claims_in_code_points() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bridge.txt");
    fs::write(&path, "The 🌉 was shut.\n\n“It works,” said Dr. Ines Prado.\n").unwrap();
    let output = run(&["suggest", path.to_str().unwrap()], "");
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
    let value = &lines(&output)[0];
    let claim = &value["claims"][0];
    let keys: Vec<&String> = claim.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["tag", "form", "voice", "segments", "speaker", "cue", "confidence", "rule", "reason"]);
    assert_eq!((&claim["tag"], &claim["form"], &claim["voice"]), (&"quote".into(), &"direct".into(), &"source".into()));
    assert_eq!(claim["segments"], serde_json::json!([{"start": 17, "end": 28}]));
    assert_eq!(claim["speaker"], serde_json::json!({"name": "Ines Prado", "start": 34, "end": 48}));
    assert_eq!(claim["cue"], serde_json::json!({"start": 29, "end": 33}));
    assert_eq!(claim["rule"], "quote.marks.cue-after");
}

#[test]
fn a_line_is_answered_with_a_line_in_order() {
    let mut input = String::new();
    for number in 0..2000 {
        let words = "It was long ago. ".repeat(number % 7 * 20);
        writeln!(input, r#"{{"id":{number},"text":"{words}“We stay,” Lind{number} said.","language":"en"}}"#).unwrap();
    }
    let output = run(&["suggest", "--jsonl"], &input);
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
    for threads in ["1", "3"] {
        let same = run(&["suggest", "--jsonl", "--threads", threads], &input);
        assert_eq!((same.status.code(), &same.stdout), (Some(0), &output.stdout), "{threads}");
    }
    let answers = lines(&output);
    assert_eq!(answers.len(), 2000);
    for (number, answer) in answers.iter().enumerate() {
        assert_eq!(answer["id"], number);
        assert_eq!(answer["claims"][0]["speaker"]["name"], format!("Lind{number}"));
    }
}

#[test]
fn a_line_that_cannot_be_read_is_answered_in_its_place() {
    let input = "{\"id\":\"a\",\"text\":\"x\"}\nnonsense\n\n{\"id\":1.50,\"txt\":\"x\"}\n{\"id\":\"z\",\"text\":\"\"}";
    let output = run(&["suggest", "--jsonl"], input);
    assert_eq!(output.status.code(), Some(1));
    let answers = lines(&output);
    let ids: Vec<String> = answers.iter().map(|answer| answer["id"].to_string()).collect();
    assert_eq!(ids, ["\"a\"", "null", "null", "1.50", "\"z\""]);
    let has_error: Vec<bool> = answers.iter().map(|answer| answer["error"].is_string()).collect();
    assert_eq!(has_error, [false, true, true, true, false]);
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(
        err.contains("Line 2: ") && err.contains("Line 3: ") && err.contains("Line 4: ") && !err.contains("Line 5"),
        "{err}"
    );
}

#[test]
fn places_are_those_of_the_text_that_was_given() {
    let output = run(&["suggest", "--jsonl"], "{\"id\":1,\"text\":\"\\r\\n\\u0007“We stay,” Lind said.\"}\n");
    assert_eq!(lines(&output)[0]["claims"][0]["segments"], serde_json::json!([{"start": 3, "end": 13}]));
}

#[test]
fn an_answer_comes_before_the_next_line_is_asked_for() {
    let mut child = start(&["suggest", "--jsonl"]);
    let mut stdin = child.stdin.take().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    for number in 0..3 {
        writeln!(stdin, "{{\"id\":{number},\"text\":\"x\"}}").unwrap();
        stdin.flush().unwrap();
        let mut answer = String::new();
        out.read_line(&mut answer).unwrap();
        assert_eq!(answer, format!("{{\"id\":{number},\"claims\":[]}}\n"));
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_reader_that_goes_away_is_a_quiet_end() {
    let mut child = start(&["suggest", "--jsonl"]);
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    // The pipe may break at any line; the input is never closed by this side.
    for _ in 0..10_000 {
        if stdin.write_all(b"{\"id\":1,\"text\":\"x\"}\n").is_err() {
            break;
        }
    }
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn nothing_to_read_is_a_fault_of_use_or_of_the_input() {
    assert_eq!(run(&["suggest"], "").status.code(), Some(2));
    assert_eq!(run(&["suggest", "no such file"], "").status.code(), Some(1));
    assert_eq!(run(&["suggest", "--jsonl", "no such file"], "").status.code(), Some(1));
    assert_eq!(run(&["suggest", "--jsonl"], "").status.code(), Some(0));
    for threads in ["0", "-1", "many"] {
        assert_eq!(run(&["suggest", "--jsonl", "--threads", threads], "").status.code(), Some(2), "{threads}");
    }
    assert_eq!(run(&["suggest", "--threads", "1", "a.txt"], "").status.code(), Some(2));
}
