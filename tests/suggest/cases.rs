//! The cases of `tests/suggest/cases/`, a file a language.
//!
//! A case is a line `## ` with its name, the text, and lines `= ` with everything that must be proposed:
//!
//! ```text
//! ## Interrupted by "she said"
//! ⟦"We stay,"⟧ Lind said. ⟦"It takes time."⟧
//! = quote 1+2 by Lind
//! ```
//!
//! `⟦…⟧` marks the stretches, which are counted in the order in which they open. A line names the tag, the stretches joined by `+`, and
//! after `by` the speaker, or `nobody`. `= nothing` says that nothing may be proposed. Two line ends part paragraphs. Lines before the
//! first case, and those that begin with `//`, are remarks.

use std::{fs, path::Path};

use claimlight::{
    article::{Article, Metadata, Source},
    suggest::{Language, Proposal, attributed},
    text::Text,
};

/// A case as it is written.
struct Case {
    name: String,
    text: String,
    expected: Vec<String>,
}

fn cases(content: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in content.lines().filter(|line| !line.starts_with("//")) {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case { name: name.to_owned(), text: String::new(), expected: Vec::new() });
        } else if let Some(case) = cases.last_mut() {
            if let Some(expected) = line.strip_prefix("= ") {
                case.expected.push(expected.trim().to_owned());
            } else {
                case.text.push_str(line);
                case.text.push('\n');
            }
        }
    }
    cases
}

/// The text without markers, and the stretches in the order in which they open.
fn unmarked(written: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut stretches, mut open) = (String::new(), Vec::new(), Vec::new());
    for c in written.trim().chars() {
        match c {
            '⟦' => {
                open.push(stretches.len());
                stretches.push((text.len(), 0));
            }
            '⟧' => {
                let number: usize = open.pop().expect("a marker that opens");
                stretches[number].1 = text.len();
            }
            c => text.push(c),
        }
    }
    (text, stretches)
}

/// A proposal in the words of a case.
fn described(article: &Article, proposal: &Proposal, stretches: &[(usize, usize)]) -> String {
    let number = |segment: &claimlight::text::Span| {
        let range = (segment.start().get(), segment.end().get());
        let known = stretches.iter().position(|stretch| *stretch == range);
        known.map_or_else(|| format!("⟦{}⟧", article.text().slice(*segment)), |number| (number + 1).to_string())
    };
    let segments: Vec<String> = proposal.segments.iter().map(number).collect();
    let speaker = proposal.speaker.as_ref().map_or("nobody", |speaker| speaker.name.as_str());
    format!("{} {} by {speaker}", proposal.tag.name(), segments.join("+"))
}

#[test]
fn every_case_gives_what_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suggest/cases");
    let mut files: Vec<_> = fs::read_dir(folder).expect("the cases").flatten().map(|entry| entry.path()).collect();
    files.sort();
    assert!(files.len() >= 8, "a file for each language");
    let mut faults = Vec::new();
    for file in files {
        let stem = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let language = language(&stem).expect("a language for each file");
        for case in cases(&fs::read_to_string(&file).expect("a file")) {
            assert!(!case.expected.is_empty(), "{stem}: “{}” says nothing", case.name);
            let (text, stretches) = unmarked(&case.text);
            let text = Text::new(text).expect("a text");
            let article = Article::new(text, Vec::new(), Metadata::default(), Source::default()).expect("no blocks");
            let mut found: Vec<String> = attributed(&article, Some(language))
                .iter()
                .map(|proposal| described(&article, proposal, &stretches))
                .collect();
            if found.is_empty() {
                found.push("nothing".to_owned());
            }
            let mut expected = case.expected.clone();
            found.sort();
            expected.sort();
            if found != expected {
                faults.push(format!("{stem}: {}\n  expected {expected:?}\n  found    {found:?}", case.name));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn language(name: &str) -> Option<Language> {
    let names = [
        ("english", Language::English),
        ("german", Language::German),
        ("french", Language::French),
        ("spanish", Language::Spanish),
        ("russian", Language::Russian),
        ("polish", Language::Polish),
        ("chinese", Language::Chinese),
        ("japanese", Language::Japanese),
    ];
    names.into_iter().find(|(known, _)| *known == name).map(|(_, language)| language)
}

#[test]
fn a_language_is_known_by_its_words() {
    let rows = [
        ("The harbour was closed on Monday because the old bridge had sunk.", Language::English),
        ("Der Hafen wurde am Montag geschlossen, weil die alte Brücke gesunken war.", Language::German),
        ("Le port a été fermé lundi parce que le vieux pont avait coulé.", Language::French),
        ("El puerto fue cerrado el lunes porque el viejo puente se había hundido.", Language::Spanish),
        ("Порт был закрыт в понедельник, потому что старый мост затонул.", Language::Russian),
        ("Port został zamknięty w poniedziałek, ponieważ stary most zatonął.", Language::Polish),
        ("港口星期一关闭了，因为旧桥沉没了。", Language::Chinese),
        ("古い橋が沈んだため、港は月曜日に閉鎖されました。", Language::Japanese),
    ];
    for (words, language) in rows {
        assert_eq!(Language::detect(words), language, "{words}");
    }
    assert_eq!(Language::from_tag("de-AT"), Language::German);
    assert_eq!(Language::from_tag("xx"), Language::Other);
}
