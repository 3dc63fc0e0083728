//! Commentary and assertions: the cases of `tests/suggest/labels/`, what holds of every score, and hostile text.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

use std::{fmt::Write as _, fs, path::Path};

use claimlight::{
    article::Article,
    claim::{Tag, Voice},
    read,
    suggest::{Proposal, assertions, checkworthiness, commentary, own_voice, subjectivity},
};
use jiff::Timestamp;
use proptest::prelude::*;

fn article(text: &str) -> Article {
    read::read_bytes(Some("case.txt"), text.as_bytes(), Timestamp::UNIX_EPOCH).expect("an article").article
}

/// A proposal as the cases write it.
fn written(article: &Article, proposal: &Proposal) -> String {
    let words: Vec<&str> = proposal.segments.iter().map(|span| article.text().slice(*span)).collect();
    format!("{}, {}: {}", proposal.tag.name(), proposal.voice.name(), words.join(" … "))
}

/// One case: its name, language, article and proposals.
struct Case {
    name: String,
    language: String,
    text: String,
    proposals: Vec<String>,
}

fn cases(content: &str) -> Vec<Case> {
    let mut language = "en".to_owned();
    let mut cases: Vec<Case> = Vec::new();
    for line in content.lines().filter(|line| !line.starts_with('#')) {
        if let Some(code) = line.strip_prefix("language:") {
            code.trim().clone_into(&mut language);
        } else if let Some(name) = line.strip_prefix("===") {
            let name = name.trim().to_owned();
            cases.push(Case { name, language: language.clone(), text: String::new(), proposals: Vec::new() });
        } else if let Some(case) = cases.last_mut() {
            match line.strip_prefix("->").map(str::trim) {
                Some("nothing") => {}
                Some(proposal) => case.proposals.push(proposal.to_owned()),
                None => writeln!(case.text, "{line}").expect("a string"),
            }
        }
    }
    cases
}

#[test]
fn cases_of_each_language_give_what_they_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suggest/labels");
    let mut faults = String::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("the cases").flatten() {
        let content = fs::read_to_string(entry.path()).expect("a file of cases");
        for case in cases(&content) {
            count += 1;
            let article = article(case.text.trim());
            let found: Vec<String> =
                own_voice(&article, &case.language).iter().map(|proposal| written(&article, proposal)).collect();
            if found != case.proposals {
                let name = entry.file_name().to_string_lossy().into_owned();
                let _ = writeln!(
                    faults,
                    "{name}, {}:\n  says  {}\n  found {}",
                    case.name,
                    case.proposals.join("\n        "),
                    found.join("\n        ")
                );
                for line in case.text.lines().filter(|line| !line.trim().is_empty()) {
                    let (judges, check) = (subjectivity(line, &case.language), checkworthiness(line, &case.language));
                    let _ = writeln!(faults, "        judges {judges:.2}, to check {check:.2}: {line}");
                }
            }
        }
    }
    assert!(count > 30, "only {count} cases were found");
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn each_family_gives_its_part_of_both_together() {
    let text = "It was a disgraceful, cowardly decision. In 2019 the port lost 300 jobs.\n\nComment: Lies! Trade fell by 4 per cent in 2020.";
    let article = article(text);
    let both = own_voice(&article, "en");
    let of = |tag| both.iter().filter(|proposal| proposal.tag == tag).cloned().collect::<Vec<_>>();
    assert_eq!(commentary(&article, "en"), of(Tag::Commentary));
    assert_eq!(assertions(&article, "en"), of(Tag::Assertion));
    assert_eq!(both.iter().filter(|proposal| proposal.voice == Voice::Republisher).count(), 2);
}

#[test]
fn every_proposal_explains_itself() {
    let sample = read::sample(Timestamp::UNIX_EPOCH).expect("the sample").article;
    let proposals = own_voice(&sample, "en");
    assert!(!proposals.is_empty());
    for proposal in proposals {
        assert!(proposal.reason.ends_with(['.', '?']) && proposal.reason.len() > 20, "{}", proposal.reason);
        assert!((0.0..=1.0).contains(&proposal.confidence), "{proposal:?}");
        assert_eq!(proposal.checkworthy.is_some(), proposal.tag == Tag::Assertion, "{proposal:?}");
        assert!(proposal.rule.starts_with(proposal.tag.name()), "{}", proposal.rule);
    }
}

#[test]
fn claims_of_one_tag_share_no_text() {
    let sample = read::sample(Timestamp::UNIX_EPOCH).expect("the sample").article;
    for tag in [Tag::Commentary, Tag::Assertion] {
        let spans: Vec<_> = own_voice(&sample, "en")
            .into_iter()
            .filter(|proposal| proposal.tag == tag)
            .flat_map(|p| p.segments)
            .collect();
        for pair in spans.windows(2) {
            assert!(pair[0].end() <= pair[1].start(), "{tag:?}: {pair:?}");
        }
    }
}

#[test]
fn codes_with_regions_mean_their_language() {
    let sentence = "Das ist eine schamlose und erbärmliche Entscheidung.";
    assert!((subjectivity(sentence, "de-AT") - subjectivity(sentence, "de")).abs() < f32::EPSILON);
    assert!((subjectivity(sentence, "DE") - subjectivity(sentence, "de")).abs() < f32::EPSILON);
    assert!(subjectivity(sentence, "fr") < 0.5);
}

#[test]
fn an_endless_sentence_costs_no_more_than_its_length() {
    let sentence = "the absurd “so-called” plan of 1999, ".repeat(10 * 1024 * 1024 / 38);
    assert!((0.0..=1.0).contains(&subjectivity(&sentence, "en")));
    assert!((0.0..=1.0).contains(&checkworthiness(&sentence, "en")));
    let letters = "ä".repeat(5 * 1024 * 1024);
    assert!((0.0..=1.0).contains(&subjectivity(&letters, "de")));
    assert!((0.0..=1.0).contains(&checkworthiness(&letters, "de")));
}

#[test]
fn floods_of_marks_stay_linear() {
    for flood in ["\"", "“", "” ", "'a ", "« » ", "? ", "! “", "'' ", "„x", ". A"] {
        let text = flood.repeat(256 * 1024 / flood.len());
        let article = article(&text);
        for proposal in own_voice(&article, "en") {
            assert!(proposal.confidence <= 1.0);
        }
        assert!((0.0..=1.0).contains(&subjectivity(&text, "de")), "{flood}");
    }
}

/// Words of every kind that the rules look at, marks and foreign scripts among them.
fn any_text() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "absurd",
        "The",
        "but",
        "1999",
        "4.2",
        "%",
        "per cent",
        "said",
        "“",
        "”",
        "\"",
        "'",
        "„",
        "«",
        "»",
        "?",
        "!",
        ".",
        "...",
        "…",
        " ",
        "\n\n",
        "Comment:",
        "Editor's note:",
        "Wir",
        "müssen",
        "e\u{301}",
        "👩‍👩‍👧",
        "العربية",
        "日本語。",
        "「",
        "」",
        "–",
        ":",
        "(",
        "of course",
        "don’t",
        "I think",
        "schändlich",
        "-",
        ",",
    ]);
    prop::collection::vec(parts, 0..60).prop_map(|parts| parts.join(" "))
}

proptest! {
    #[test]
    fn scores_lie_between_nothing_and_one_and_do_not_change(text in any_text(), language in prop::sample::select(vec!["en", "de", "fr", ""])) {
        for score in [subjectivity, checkworthiness] {
            let first = score(&text, language);
            prop_assert!((0.0..=1.0).contains(&first));
            prop_assert_eq!(first.to_bits(), score(&text, language).to_bits());
        }
    }

    #[test]
    fn proposals_lie_in_the_text_in_order(text in any_text(), language in prop::sample::select(vec!["en", "de", "ja"])) {
        prop_assume!(!text.trim().is_empty());
        let article = article(&text);
        let proposals = own_voice(&article, language);
        prop_assert_eq!(&proposals, &own_voice(&article, language));
        let starts: Vec<_> = proposals.iter().map(|proposal| proposal.segments[0].start()).collect();
        prop_assert!(starts.is_sorted());
        for proposal in &proposals {
            for segment in &proposal.segments {
                prop_assert!(article.text().span(segment.start()..segment.end()).is_some());
                prop_assert!(article.blocks().iter().any(|block| block.span.contains_span(*segment)));
            }
        }
    }
}
