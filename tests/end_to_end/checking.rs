//! Claims taken through their check by keyboard alone, up to the report.

use std::{fs, process::Command};

use serde_json::Value;

use crate::{article_in, checked, desktop::Desktop, program::Program};

/// Sentences of the sample that are tagged: as many as are checked, skipped and left out as a duplicate.
const CLAIMS: usize = 7;
const CHECKED: usize = 5;

#[test]
fn five_claims_are_checked_one_skipped_one_left_out_and_a_report_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let article = article_in(folder.path());
    let review = folder.path().join("harbour.claims.json");
    let desktop = Desktop::start();
    let mut program = Program::start(&desktop, &article, folder.path());
    program.press("ctrl+Home");
    for _ in 0..6 {
        program.press("ctrl+Down");
    }
    for number in 1..=CLAIMS {
        program.press("shift+period");
        program.press("a");
        program.await_edits(number);
        program.press("Escape");
        program.press("ctrl+Down");
    }
    program.press("Escape");
    program.press("ctrl+Home");
    for number in 1..=CHECKED {
        program.press("n");
        program.press("2");
        program.await_words("Set status to “In progress”", number);
        program.press("b");
        program.press(&number.to_string());
        program.await_words("Give verdict on whether it is so", number);
        program.press("r");
        program.type_words(&format!("Log {number}"));
        program.await_words(&format!("\"rationale\":\"Log {number}\""), 1);
        program.press("ctrl+Return");
        program.press("x");
        program.type_words(&format!("Harbour log {number}"));
        if number == 1 {
            desktop.picture("evidence");
        }
        program.press("ctrl+Return");
        program.await_words("\"name\":\"Add evidence\"", number);
        if number == CHECKED {
            desktop.picture("check");
        }
        program.press("4");
        program.await_words("Set status to “Approved”", number);
    }
    program.press("n");
    program.press("5");
    program.press("1");
    program.await_words("Set status to “Not checkable”", 1);
    program.press("n");
    program.press("d");
    program.press("Return");
    program.await_words("Set status to “Duplicate”", 1);

    program.press("ctrl+2");
    desktop.picture("track");
    program.press("ctrl+4");
    desktop.picture("summary");
    program.press("ctrl+1");
    program.save_as_proposed(&review);
    program.await_title(false);
    let report = folder.path().join("harbour.annotated.html");
    program.write_report_as_proposed(&report);
    program.press("ctrl+q");
    program.await_end();

    for kind in claimlight::report::Kind::ALL {
        let target = folder.path().join(kind.name());
        let output = Command::new(env!("CARGO_BIN_EXE_claimlight"))
            .args(["report", "--kind", kind.name(), "--page", "https://check.example/harbour", "--output"])
            .args([&target, &review])
            .output()
            .expect("the report runs");
        assert!(output.status.success(), "{}: {}", kind.name(), String::from_utf8_lossy(&output.stderr));
        assert!(fs::metadata(&target).is_ok_and(|written| written.len() > 0), "{}", kind.name());
    }
    let json = checked(&review);
    let claims = json["claims"].as_array().expect("claims");
    let in_state = |state: &str| claims.iter().filter(|claim| claim["status"]["state"] == state).collect::<Vec<_>>();
    let approved = in_state("approved");
    assert_eq!(approved.len(), CHECKED);
    let evidence = json["evidence"].as_array().expect("evidence");
    for (number, claim) in approved.iter().enumerate() {
        let link = &claim["evidence"][0];
        let piece = evidence.iter().find(|piece| piece["id"] == link["id"]);
        let title = format!("Harbour log {}", number + 1);
        assert_eq!(piece.and_then(|piece| piece["title"].as_str()), Some(title.as_str()), "{claim}");
        assert_eq!(claim["rationale"], format!("Log {}", number + 1), "{claim}");
        assert!(claim["verdicts"]["content"].is_string(), "{claim}");
    }
    let skipped = in_state("not_checkable");
    assert_eq!(skipped.iter().map(|claim| &claim["status"]["reason"]).collect::<Vec<_>>(), [&Value::from("opinion")]);
    let duplicates = in_state("duplicate");
    assert_eq!(duplicates.len(), 1);
    let target = &duplicates[0]["status"]["duplicate_of"];
    assert!(claims.iter().any(|claim| claim["id"] == *target), "{target}");
    let html = fs::read_to_string(&report).expect("the report");
    for number in 1..=CHECKED {
        assert!(html.contains(&format!("Harbour log {number}")), "evidence {number} is in the report");
    }
}
