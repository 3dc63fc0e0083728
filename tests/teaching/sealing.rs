//! Sealed keys.

use std::io::Write as _;

use age::{armor::ArmoredWriter, secrecy::SecretString};
use claimlight::{
    claim::Tag,
    classroom::make::Enclosed,
    review::Review,
    store::{Password, SealError, Work, open_key, seal_key},
    teaching::Sealed,
};
use proptest::prelude::*;

use crate::support::{assignment, key, password, review, sealed, submission, taught};

/// What opening it says.
fn sentence(sealed: &str, words: &str) -> String {
    open_key(&Sealed::new(sealed).unwrap(), &password(words)).expect_err("it is not to open").to_string()
}

fn armored(bytes: &[u8]) -> String {
    let mut armored = ArmoredWriter::wrap_output(Vec::new(), age::armor::Format::AsciiArmor).unwrap();
    armored.write_all(bytes).unwrap();
    String::from_utf8(armored.finish().unwrap()).unwrap()
}

fn encrypted(content: &[u8], words: &str) -> Vec<u8> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(words.to_owned()));
    recipient.set_work_factor(1);
    age::encrypt(&recipient, content).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn what_is_sealed_opens_with_its_password_and_no_other(words in "[^\r\n\u{FEFF}]{1,24}", other in "[a-z]{1,8}", note in ".{0,40}") {
        let taught = review("T. Eacher", 1, &[(Tag::Assertion, "The ferry sank twice", None, &note.replace('\0', ""))]);
        let key = claimlight::classroom::make::key(&taught, None).unwrap();
        let seal = seal_key(&key, &password(&words), Work::LEAST).unwrap();
        prop_assert_eq!(open_key(&seal, &password(&words)).unwrap(), key);
        if other != words {
            let wrong = open_key(&seal, &password(&other));
            prop_assert!(matches!(wrong, Err(SealError::WrongPassword)));
        }
    }
}

#[test]
fn a_seal_says_nothing_of_what_is_in_it() {
    let seal = sealed(&key(), "heron");
    for word in ["Tolund", "quote", "claimlight", "Irony"] {
        assert!(!seal.as_str().contains(word), "{word}");
    }
    assert!(seal.as_str().starts_with("-----BEGIN AGE ENCRYPTED FILE-----\n"));
    assert_eq!(format!("{seal:?}"), format!("Sealed({} bytes)", seal.as_str().len()));
    assert_ne!(sealed(&key(), "heron"), seal, "one password seals differently each time");
}

#[test]
fn a_password_is_what_was_meant_however_it_was_typed() {
    let seal = sealed(&key(), "re\u{301}sume\u{301}");
    for typed in ["r\u{e9}sum\u{e9}", "re\u{301}sume\u{301}\n", "\u{FEFF}r\u{e9}sum\u{e9}\r\n"] {
        assert_eq!(open_key(&seal, &password(typed)).unwrap(), key(), "{typed:?}");
    }
    for typed in ["résumé ", "Résumé", "resume"] {
        assert!(matches!(open_key(&seal, &password(typed)), Err(SealError::WrongPassword)), "{typed:?}");
    }
    for nothing in ["", "\n", "\r\n", "\u{FEFF}"] {
        let refused = Password::new(nothing).err().map(|fault| fault.to_string());
        assert_eq!(refused.as_deref(), Some("There is no password. Give one of at least one character"));
    }
}

#[test]
fn a_seal_that_went_through_a_letter_opens() {
    let seal = sealed(&key(), "heron");
    for changed in
        [seal.as_str().replace('\n', "\r\n"), format!("\n\n{}\n\n", seal.as_str()), seal.as_str().trim_end().to_owned()]
    {
        assert_eq!(open_key(&Sealed::new(changed).unwrap(), &password("heron")).unwrap(), key());
    }
}

#[test]
fn what_does_not_open_is_a_sentence() {
    let seal = sealed(&key(), "heron").as_str().to_owned();
    assert_eq!(
        sentence(&seal, "heroine"),
        "The password does not open the key. Type it again, with capital and small letters as they were chosen"
    );
    let lines: Vec<&str> = seal.lines().collect();
    let without_line = [&lines[..5], &lines[6..]].concat().join("\n");
    let cut = lines[..lines.len() - 3].join("\n");
    for damaged in [without_line.as_str(), &cut, "-----BEGIN AGE ENCRYPTED FILE-----", &seal.replace("AGE", "AGE ")] {
        let Ok(damaged) = Sealed::new(damaged) else { continue };
        let fault = open_key(&damaged, &password("heron")).expect_err("it is damaged").to_string();
        assert!(fault.ends_with(". Ask for the assignment again") || fault.starts_with("The password"), "{fault}");
        assert!(!fault.contains('\n'), "{fault}");
    }
    let no_review = armored(&encrypted(b"{\"format\": \"of something else\"}", "heron"));
    assert_eq!(
        sentence(&no_review, "heron"),
        "What is sealed is no answer key: This is JSON, but no Claimlight review: its “format” is not “claimlight-review”"
    );
    let plain = claimlight::store::encode(&taught(), &claimlight::store::Carried::default()).unwrap();
    assert_eq!(
        sentence(&armored(&encrypted(&plain, "heron")), "heron"),
        "What is sealed is a review without a task, not an answer key. Ask for the assignment again"
    );
}

#[test]
fn work_that_a_hostile_file_asks_for_is_not_done() {
    let bytes = encrypted(b"{}", "heron");
    let at = bytes.windows(10).position(|window| window == b"-> scrypt ").unwrap();
    let line_end = at + bytes[at..].iter().position(|byte| *byte == b'\n').unwrap();
    assert_eq!(&bytes[line_end - 2..line_end], b" 1");
    for work in ["19", "40", "63"] {
        let mut heavy = bytes[..line_end - 1].to_vec();
        heavy.extend_from_slice(work.as_bytes());
        heavy.extend_from_slice(&bytes[line_end..]);
        let fault = sentence(&armored(&heavy), "heron");
        assert!(fault.starts_with("The key is sealed so that trying a password would take"), "{work}: {fault}");
    }
    assert_eq!((Work::new(0), Work::new(200)), (Work::LEAST, Work::MOST));
    assert!(Work::USUAL < Work::MOST);
}

#[test]
fn only_a_key_is_sealed() {
    let of = |review: &Review| seal_key(review, &password("heron"), Work::LEAST).expect_err("no key").to_string();
    let not = |what: &str| format!("What is sealed is {what}, not an answer key. Ask for the assignment again");
    assert_eq!(of(&taught()), not("a review without a task"));
    assert_eq!(of(&submission("Heron", 1000, &[])), not("a submission"));
    assert_eq!(of(&assignment(Enclosed::Nothing)), not("an assignment"));
}
