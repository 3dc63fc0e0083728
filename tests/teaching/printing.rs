//! What a class gets on paper.

use std::{collections::BTreeSet, fs, path::Path};

use claimlight::{
    article::{Article, Metadata, Source},
    claim::{Claim, ClaimId, Segments, Tag},
    classroom::{
        Class, Difference, Expected, Handed, Reveal, Roster, Which,
        make::{self, Enclosed},
        print::{self, Printed, Who},
        submission::{begin, give_back},
    },
    compare::FindingKind,
    review::Review,
    teaching::{Alternative, AnswerKey, Asked, KeyEntry, Masthead, Pseudonym, Returned, Role, Task, Tolerance},
    text::Text,
};
use scraper::{ElementRef, Html, Selector};

use crate::{
    paper::{PSEUDONYMS, QUAY, Sample, WELL},
    support::{
        ASSIGNMENT, applied, asked, claim, handed_in, hash, id, key, key_with, review, second_layer, span, submission,
        taught, time, with_claims,
    },
};

/// The three prints of a class.
struct Prints {
    article: String,
    pupils: String,
    key: String,
}

impl Prints {
    fn all(&self) -> [&String; 3] {
        [&self.article, &self.pupils, &self.key]
    }
}

fn class_of(sample: &Sample, masthead: Masthead) -> Vec<(String, Review)> {
    let named = PSEUDONYMS.iter().enumerate();
    named.map(|(number, name)| (format!("{number}.claims.json"), sample.handed(number, name, masthead))).collect()
}

fn handed(files: &[(String, Review)]) -> Vec<Handed<'_>> {
    files.iter().map(|(name, review)| Handed { name, review }).collect()
}

fn printed(key: &Review, files: &[(String, Review)], who: Who<'_>) -> Prints {
    let expected = Expected::of(key, hash(key)).expect("a key");
    let handed = handed(files);
    let class = Class::of(&expected, &handed);
    let printed = Printed { expected: &expected, class: &class, handed: &handed, who, masthead: Masthead::Shown };
    Prints {
        article: print::article(&printed, Which::First).expect("a page"),
        pupils: print::pupils(&printed).expect("pages"),
        key: print::key(&expected, printed.masthead()).expect("a page"),
    }
}

fn files(named: Vec<(&str, Review)>) -> Vec<(String, Review)> {
    named.into_iter().map(|(name, review)| (name.to_owned(), review)).collect()
}

/// What may stand in a print; the rest was words that were not escaped.
const ELEMENTS: [&str; 31] = [
    "html", "head", "meta", "title", "style", "body", "header", "section", "article", "div", "p", "span", "a", "b",
    "bdi", "q", "h1", "h2", "h3", "ul", "li", "table", "thead", "tbody", "tr", "td", "th", "ol", "dl", "dt", "dd",
];

const ATTRIBUTES: [&str; 12] =
    ["lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "dir", "aria-hidden", "role", "scope"];

/// A print as a browser parses it. It has nothing to be loaded or run in it, and as many ends as beginnings.
fn page(html: &str) -> Html {
    let page = Html::parse_document(html);
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    roxmltree::Document::parse_with_options(html, options).unwrap_or_else(|fault| panic!("not well formed: {fault}"));
    for node in page.tree.nodes() {
        let Some(element) = node.value().as_element() else { continue };
        assert!(ELEMENTS.contains(&element.name()), "an element {}", element.name());
        for (attribute, value) in element.attrs() {
            assert!(ATTRIBUTES.contains(&attribute), "an attribute {attribute} of {}", element.name());
            assert!(attribute != "href" || value.starts_with('#'), "a link to {value}");
        }
    }
    let ids: Vec<String> = attributes(&page, "[id]", "id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "each id once");
    for link in attributes(&page, "a", "href") {
        assert!(ids.iter().any(|id| link == format!("#{id}")), "{link} leads somewhere");
    }
    let style = texts(&page, "style").concat();
    assert!(!style.contains("url(") && !style.contains("@import"), "nothing is loaded");
    page
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    select(page, selector).into_iter().map(words_of).collect()
}

/// The words of an element with single spaces.
fn words_of(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn attributes(page: &Html, selector: &str, name: &str) -> Vec<String> {
    select(page, selector).into_iter().filter_map(|element| element.attr(name)).map(str::to_owned).collect()
}

/// A small class: two pupils of one mind about one claim, and divided about others.
fn small() -> Vec<(String, Review)> {
    let heron = [
        (Tag::Assertion, "The ferry sank twice", None, "It says so"),
        (Tag::Quote, "“Nobody was hurt,”", Some("Mara Tolund"), "Marks"),
        (Tag::Commentary, "What a triumph", None, ""),
    ];
    let wren = [
        (Tag::Quote, "The ferry sank twice", None, ""),
        (Tag::Quote, "Nobody was hurt", Some("Somebody"), ""),
        (Tag::Assertion, "Mara Tolund", None, "A person"),
    ];
    let owl = [(Tag::Assertion, "The ferry sank", None, ""), (Tag::Commentary, "The “experts”", None, "")];
    let second = with_claims(&second_layer(handed_in(submission("Wren", 2000, &wren))), 2000, &heron[..2]);
    let said = Returned { by: "T. E.".to_owned(), grade: None, comment: "Mind\nthe marks".to_owned(), at: time(900) };
    let wren = applied(second.clone(), &give_back(&second, said).expect("a submission"));
    files(vec![
        ("b", handed_in(submission("Heron", 1000, &heron))),
        ("a", wren),
        ("c", handed_in(submission("Owl", 3000, &owl))),
    ])
}

#[test]
fn the_margin_says_how_many_gave_each_stretch_which_tag() {
    let prints = printed(&key(), &small(), Who::Pseudonyms);
    let page = page(&prints.article);
    assert_eq!(
        texts(&page, ".margin li"),
        [
            "1 2 of 3 assertion, 1 quote ◕",
            "2 1 of 3 quote, 1 assertion, 1 nothing ●",
            // Marks at the edges make no difference.
            "3 2 of 3 quote, 1 nothing ◕",
            "4 1 of 3 assertion, 2 nothing ◕",
            "5 1 of 3 commentary, 2 nothing ◕",
            "6 1 of 3 commentary, 2 nothing ◕",
        ]
    );
    assert_eq!(texts(&page, ".words .mark"), ["1", "2", "3", "4", "5", "6"]);
    let lines = |words: &str| -> Vec<String> {
        let run = select(&page, ".run").into_iter().find(|run| words_of(*run) == words).expect("a run");
        let around = run.ancestors().filter_map(|node| node.value().as_element());
        around.take_while(|it| it.name() == "span").filter_map(|it| it.attr("class")).map(str::to_owned).collect()
    };
    assert_eq!(
        lines("ferry sank"),
        ["assertion line-3", "quote line-2", "shade-4"],
        "by lines of their own, and by shade"
    );
    assert_eq!(lines("What a triumph"), ["commentary line-2", "shade-2"]);
    assert_eq!(lines("” arrived late."), [""; 0]);
}

#[test]
fn the_most_divided_stretches_come_first_with_who_said_what() {
    let prints = printed(&key(), &small(), Who::Pseudonyms);
    let page = page(&prints.article);
    assert_eq!(texts(&page, ".card > .mark")[0], "2");
    let cards = texts(&page, ".divided-first .card");
    assert_eq!(cards.len(), 6);
    assert!(cards[0].contains("● 100 % of all pairs of pupils differ"), "{}", cards[0]);
    let first = select(&page, ".card")[0];
    let shares: Vec<String> = first.select(&Selector::parse("li").unwrap()).map(words_of).collect();
    assert_eq!(shares, ["1 quote ■□□Wren", "1 assertion ■□□Heron", "1 nothing ■□□Owl"]);
    let nameless = printed(&key(), &small(), Who::Nobody).article;
    for name in ["Heron", "Wren", "Owl"] {
        assert!(prints.article.contains(name) && !nameless.contains(name), "{name}");
    }
    assert_eq!(texts(&self::page(&nameless), ".margin li"), texts(&page, ".margin li"));
}

#[test]
fn names_stand_there_only_on_request() {
    let roster = Roster::read("Heron,Ida Berg\nWren,Bo Ek".as_bytes()).expect("a roster");
    let plain = printed(&key(), &small(), Who::Pseudonyms);
    let named = printed(&key(), &small(), Who::Names(&roster));
    assert!(plain.all().iter().all(|html| !html.contains("Ida") && !html.contains("Bo Ek")));
    assert_eq!(texts(&page(&named.pupils), "h1"), ["Ida Berg", "Owl", "Bo Ek"]);
    assert_eq!(texts(&page(&named.pupils), ".running b"), ["Ida Berg", "Owl", "Bo Ek"]);
    assert!(texts(&page(&named.article), ".names").contains(&"Ida Berg (Heron)".to_owned()));
}

#[test]
fn pupils_of_one_pseudonym_are_told_apart_by_their_files() {
    let twins = files(vec![("x/a", submission("Heron", 1000, &[])), ("x/b", submission("Heron", 2000, &[]))]);
    let prints = printed(&key(), &twins, Who::Pseudonyms);
    assert_eq!(texts(&page(&prints.pupils), ".running bdi"), ["Heron", "x/a", "Heron", "x/b"]);
}

#[test]
fn a_pupils_page_has_the_counts_the_differences_and_what_became_of_them() {
    let prints = printed(&key(), &small(), Who::Pseudonyms);
    let page = page(&prints.pupils);
    assert_eq!(texts(&page, "h1"), ["Heron", "Owl", "Wren"]);
    let sheets = select(&page, ".sheet");
    let of = |sheet: usize, selector: &str| -> Vec<String> {
        sheets[sheet].select(&Selector::parse(selector).expect("a selector")).map(words_of).collect()
    };
    assert_eq!(of(0, ".counts td b"), ["3 of 5", "3 of 3", "3 of 3", "1 of 1", "2 of 3"]);
    assert_eq!(
        of(2, ".counts td b"),
        ["2 of 5", "2 of 5", "1 of 2", "2 of 2", "2 of 2", "2 of 2", "0 of 1", "1 of 1", "1 of 3", "2 of 2"],
        "both layers"
    );
    assert_eq!(of(0, ".difference .what"), ["Missed", "Missed"]);
    assert_eq!(
        of(2, ".difference .what"),
        ["Wrong tag", "Right, but for the speaker", "Not in the key", "Missed", "Missed", "Missed"]
    );
    assert_eq!(
        of(2, ".difference .now"),
        [
            "✓ Corrected: Right",
            "✓ Corrected: Right",
            "✓ Corrected: Taken away",
            "✗ Corrected: Missed",
            "✗ Corrected: Missed",
            "✗ Corrected: Missed"
        ]
    );
    assert_eq!(
        of(2, ".difference .excerpt")[0],
        "¶ 3 [The ferry sank twice]. “Nobody was hurt,” said Mara Tolund. She said that the pumps had failed."
    );
    assert_eq!(of(2, ".difference .expected")[0], "The ferry sank twice");
    assert_eq!(of(2, ".difference .both")[0], "You: Quote · Key: Assertion");
    assert!(of(2, ".difference .both").contains(&"Speaker: Mara Tolund is expected, Somebody is given".to_owned()));
    assert!(of(2, ".difference .both").contains(&"Your reason: A person".to_owned()));
    assert_eq!(of(2, ".note")[0], "Ships can be counted");
    assert!(
        of(2, ".rule")[0].starts_with("Rule: Exact words – Words that are shown as exactly"),
        "{:?}",
        of(2, ".rule")
    );
    assert_eq!(of(2, ".returned p"), ["Mind the marks", "T. E., 5 January 2026"]);
    assert!(of(2, ".line").contains(&"Since it was handed in: 1 learnt, 0 lost".to_owned()), "{:?}", of(2, ".line"));
    assert_eq!(of(0, ".now"), [""; 0]);
}

#[test]
fn every_difference_of_every_pupil_is_on_the_pages() {
    let (key, files) = (QUAY.key(), class_of(&QUAY, Masthead::Shown));
    let expected = Expected::of(&key, hash(&key)).expect("a key");
    let prints = printed(&key, &files, Who::Pseudonyms);
    let page = page(&prints.pupils);
    let sheets = select(&page, ".sheet");
    let class = Class::of(&expected, &handed(&files));
    assert_eq!(sheets.len(), PSEUDONYMS.len());
    for (sheet, pupil) in sheets.iter().zip(&class.pupils) {
        let review = &files.iter().find(|(name, _)| *name == pupil.name).expect("the file").1;
        let [first, last] = [Which::First, Which::Last].map(|which| Reveal::of(&expected, review, which).unwrap());
        let belongs = |one: &Difference| {
            let mut known = first.differences();
            known.any(|other| {
                one.key.iter().any(|claim| other.key.contains(claim))
                    || one.own.iter().any(|claim| other.own.contains(claim))
            })
        };
        let later = last.differences().filter(|difference| pupil.second.is_some() && !belongs(difference)).count();
        let shown = sheet.select(&Selector::parse(".difference").unwrap()).count();
        assert_eq!(shown, first.differences().count() + later, "{}", pupil.pseudonym);
        let kinds: Vec<String> = sheet.select(&Selector::parse(".kind-of").unwrap()).map(words_of).collect();
        let correct = pupil.first_counts.of_kind(FindingKind::Correct);
        assert!(kinds[0].starts_with(&format!("Correct {correct}")), "{kinds:?}");
        assert_eq!(sheet.select(&Selector::parse(".returned").unwrap()).count(), usize::from(pupil.returned.is_some()));
    }
}

#[test]
fn the_words_are_those_of_the_article_run_by_run_and_every_pupil_is_counted() {
    for sample in [&QUAY, &WELL] {
        let prints = printed(&sample.key(), &class_of(sample, Masthead::Shown), Who::Pseudonyms);
        let blocks: String = sample.blocks.iter().map(|(_, words)| *words).collect();
        for html in [&prints.article, &prints.key] {
            let page = page(html);
            let runs: String = select(&page, "article .run").iter().flat_map(ElementRef::text).collect();
            assert_eq!(runs, blocks);
        }
        let page = page(&prints.article);
        let margin = texts(&page, ".margin li");
        assert!(margin.len() > sample.expected.len(), "the class is divided: {margin:?}");
        for line in margin {
            let numbers = line.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse::<usize>().ok());
            let numbers: Vec<usize> = numbers.collect();
            // The number of the stretch, the first count, of how many, and the other counts.
            assert_eq!(numbers[1] + numbers[3..].iter().sum::<usize>(), numbers[2], "{line}");
            assert_eq!(numbers[2], PSEUDONYMS.len(), "{line}");
        }
        let divided = texts(&page, ".divided-first .card");
        let all = texts(&page, ".words .mark").len();
        let agreed = texts(&page, ".margin li").iter().filter(|line| !line.ends_with(['◔', '◑', '◕', '●'])).count();
        assert_eq!(divided.len() + agreed, all, "each stretch is listed, or of one mind");
    }
}

#[test]
fn a_right_to_left_article_runs_right_to_left() {
    let prints = printed(&WELL.key(), &class_of(&WELL, Masthead::Shown), Who::Pseudonyms);
    for html in [&prints.article, &prints.key] {
        let page = page(html);
        assert_eq!(attributes(&page, "article", "dir"), ["rtl"]);
        // One of its paragraphs begins with a name in Latin letters.
        assert_eq!(attributes(&page, "article .words", "dir"), vec!["rtl"; WELL.blocks.len()]);
        assert!(attributes(&page, "article .at, article .margin", "dir").iter().all(|dir| dir == "ltr"));
    }
    let excerpts = attributes(&page(&prints.pupils), ".excerpt", "dir");
    assert!(!excerpts.is_empty() && excerpts.iter().all(|dir| dir == "rtl"));
    let quay = printed(&QUAY.key(), &class_of(&QUAY, Masthead::Shown), Who::Pseudonyms);
    assert_eq!(attributes(&page(&quay.article), "article", "dir"), ["ltr"]);
}

#[test]
fn a_hidden_masthead_is_in_no_print() {
    let hidden = class_of(&QUAY, Masthead::Hidden);
    // The key is a review of its own, whose article knows everything.
    let prints = printed(&QUAY.key(), &hidden, Who::Pseudonyms);
    let shown = printed(&QUAY.key(), &class_of(&QUAY, Masthead::Shown), Who::Pseudonyms);
    for (html, shown) in prints.all().iter().zip(shown.all()) {
        for words in ["Eastern quay shut", "Ann Oder", "The Quay", "B. Lund"] {
            assert!(!html.contains(words), "{words}");
        }
        assert!(shown.contains("Eastern quay shut"));
        page(html);
    }
    assert!(prints.pupils.contains("In the part of the article that stays hidden"), "what was marked there counts");
    // One submission that was made without it is enough, and so is what the assignment says.
    let mut mixed = class_of(&QUAY, Masthead::Shown);
    mixed[3] = hidden[3].clone();
    assert!(!printed(&QUAY.key(), &mixed, Who::Pseudonyms).article.contains("Ann Oder"));
    let key = QUAY.key();
    let expected = Expected::of(&key, hash(&key)).expect("a key");
    assert!(!print::key(&expected, Masthead::Hidden).unwrap().contains("Ann Oder"));
    let nobody = Class::of(&expected, &[]);
    let none =
        Printed { expected: &expected, class: &nobody, handed: &[], who: Who::Nobody, masthead: Masthead::Hidden };
    assert!(!print::article(&none, Which::First).unwrap().contains("Ann Oder"));
}

#[test]
fn a_key_says_all_that_is_expected() {
    let other = |words: &str, tag| Alternative { tag, segments: Segments::one(span(words)), speaker: None };
    let entries = vec![
        (
            claim(2),
            KeyEntry {
                alternatives: vec![other("Nobody was hurt", Tag::Assertion)],
                note: "Marks in".to_owned(),
                rule: Some("marks-in".to_owned()),
                ..KeyEntry::default()
            },
        ),
        (claim(5), KeyEntry { optional: true, rule: Some("house-rule-7".to_owned()), ..KeyEntry::default() }),
    ];
    let tolerance = Tolerance { determiners: false, ..Tolerance::ALL };
    let key = key_with(
        entries,
        tolerance,
        &[span("“Nobody was hurt,” said Mara Tolund. She said that the pumps had failed.")],
    );
    let expected = Expected::of(&key, hash(&key)).expect("a key");
    let html = print::key(&expected, Masthead::Shown).unwrap();
    let page = page(&html);
    let marks = ["A1", "Q2", "A3", "C4", "C5"];
    assert_eq!(texts(&page, ".words .mark"), marks);
    assert_eq!(texts(&page, ".card > .mark"), marks);
    let cards = texts(&page, ".card");
    assert_eq!(
        cards[1],
        "Q2 “Nobody was hurt,” Quote, said by Mara Tolund As right:Assertion: Nobody was hurt Marks in Rule: Marks in, “she said” out"
    );
    assert_eq!(cards[4], "C5 What a triumph Commentary · may be left out Rule: house-rule-7");
    assert_eq!(texts(&page, ".rules h3"), ["Marks in, “she said” out"], "each rule once");
    let lines = texts(&page, ".line").concat();
    assert!(lines.contains("At the edges punctuation and quotation marks make no difference."), "{lines}");
    assert!(lines.contains("Only what lies between ⟦ and ⟧ is scored."), "{lines}");
    let third = words_of(select(&page, ".words")[2]);
    assert_eq!(
        third,
        "A1The ferry sank twice. ⟦Q2“Nobody was hurt,” said Mara Tolund. She said that A3the pumps had failed.⟧"
    );
    assert_eq!(texts(&page, ".summary"), ["5 claims: 1 quote, 2 assertions, 2 commentaries · 1 may be left out"]);
}

#[test]
fn claims_of_a_key_that_nest_are_numbered_each() {
    let nested = review(
        "T.",
        1,
        &[(Tag::Commentary, "The “experts” arrived late", None, ""), (Tag::Quote, "“experts” arrived", None, "")],
    );
    let expected = Expected::of(&nested, hash(&nested)).expect("a key");
    let page = page(&print::key(&expected, Masthead::Shown).unwrap());
    assert_eq!(words_of(select(&page, ".words")[3]), "C1The Q2“experts” arrived late. What a triumph.");
    assert_eq!(texts(&page, "article .quote .run"), ["“experts” arrived"]);
}

#[test]
fn nobody_or_one_makes_prints_as_well() {
    for count in 0..2 {
        let files = files(vec![("a", submission("Heron", 1000, &[(Tag::Quote, "Nobody was hurt", None, "")]))]);
        let prints = printed(&key(), &files[..count], Who::Pseudonyms);
        prints.all().into_iter().for_each(|html| drop(page(html)));
        assert_eq!(texts(&page(&prints.article), ".margin li").len(), count);
        assert_eq!(texts(&page(&prints.pupils), ".sheet").len(), count);
        assert!(prints.article.contains("Nowhere: nobody differs."));
    }
}

/// Words that try to act.
const HOSTILE: [&str; 9] = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "</style></title><base href=//evil.example>",
    "<!-- ]]> --> <![CDATA[",
    "{{ 7 * 7 }} {% include \"/etc/passwd\" %}",
    "\u{202E}gnorw\u{2066} \u{202B}",
    "\u{0}\u{7}\u{FFFE}\u{85}\r\n\u{2028}",
];

/// Everything that a file can say, said with these words.
fn hostile(words: &str) -> Prints {
    let teacher = review(words, 1, &[(Tag::Quote, "“Nobody was hurt,”", Some(words), words)]);
    let entry = KeyEntry { note: words.to_owned(), rule: Some(words.to_owned()), ..KeyEntry::default() };
    let answers = AnswerKey::new([(claim(1), entry)], Tolerance::ALL, []).expect("a key");
    let mut article = teacher.article().clone();
    article.metadata.title = Some(words.to_owned());
    article.metadata.authors = vec![words.to_owned()];
    article.metadata.language = Some(words.to_owned());
    let (speakers, claims) = (teacher.speakers().to_vec(), teacher.claims().in_order().iter().cloned().collect());
    let key =
        Review::from_parts(article, words.to_owned(), speakers, claims, vec![]).with_role(Some(Role::Key(answers)));
    let tagged = [(Tag::Quote, "Nobody was hurt", Some("Other"), words), (Tag::Assertion, "What a", None, words)];
    let pupil = second_layer(handed_in(submission("Heron", 1000, &tagged)));
    let said = Returned { by: words.to_owned(), grade: None, comment: words.to_owned(), at: time(1) };
    let pupil = applied(pupil.clone(), &give_back(&pupil, said).expect("a submission"));
    // No program of ours makes such a pseudonym; a file may have it.
    let (article, claims) = (pupil.article().clone(), pupil.claims().in_order().iter().cloned().collect());
    let pupil = Review::from_parts(article, words.to_owned(), pupil.speakers().to_vec(), claims, vec![])
        .with_role(pupil.role().cloned());
    printed(&key, &[(words.to_owned(), pupil.clone()), (format!("{words}2"), pupil)], Who::Pseudonyms)
}

#[test]
fn words_that_try_to_act_do_nothing() {
    for words in HOSTILE {
        for html in hostile(words).all() {
            page(html);
            let acting = ['\u{202E}', '\u{2066}', '\u{202B}', '\u{0}', '\u{7}', '\u{FFFE}', '\u{2028}'];
            assert!(!html.contains(acting), "{words:?}");
        }
    }
    for words in HOSTILE.iter().take(3) {
        let found = std::panic::catch_unwind(|| page(&format!("<!DOCTYPE html><p class=\"\">{words}</p>")));
        assert!(found.is_err(), "the check finds {words}");
    }
}

#[test]
fn names_and_passages_without_end_are_shortened() {
    let prints = hostile(&"x<b>\u{202E}".repeat(20_000));
    let page = page(&prints.article);
    assert!(texts(&page, ".names bdi").iter().all(|name| name.chars().count() < 90));
    let long: Vec<String> = (0..4000).map(|number| format!("word{number}")).collect();
    let text = long.join(" ");
    let article =
        Article::new(Text::new(text.as_str()).expect("a text"), vec![], Metadata::default(), Source::default());
    let article = article.expect("an article");
    let whole = article.text().whole().expect("words");
    let claims = || {
        let made = Claim::new(ClaimId(id(1)), Tag::Quote, Segments::one(whole), time(0));
        [made].into_iter().collect()
    };
    let key = Review::from_parts(article.clone(), String::new(), vec![], claims(), vec![]);
    let expected = Expected::of(&key, hash(&key)).expect("a key");
    let html = print::key(&expected, Masthead::Shown).unwrap();
    let said = texts(&self::page(&html), ".said").concat();
    assert!(said.starts_with("word0 word1 ") && said.contains(" […] ") && said.ends_with(" word3999"), "{said}");
    assert!(said.len() < 1000 && html.contains("word2000"), "in full where it stands");
}

#[test]
fn the_order_of_the_files_decides_nothing() {
    let (key, files) = (QUAY.key(), class_of(&QUAY, Masthead::Shown));
    let reversed: Vec<(String, Review)> = files.iter().rev().cloned().collect();
    let [one, other] = [files, reversed].map(|files| printed(&key, &files, Who::Pseudonyms));
    assert_eq!(one.all(), other.all());
}

#[test]
fn the_corrected_layer_is_printed_when_it_is_asked_for() {
    let (key, files) = (key(), small());
    let expected = Expected::of(&key, hash(&key)).expect("a key");
    let handed = handed(&files);
    let class = Class::of(&expected, &handed);
    let printed =
        Printed { expected: &expected, class: &class, handed: &handed, who: Who::Nobody, masthead: Masthead::Shown };
    let last = page(&print::article(&printed, Which::Last).unwrap());
    assert_eq!(texts(&last, ".margin li")[0], "1 3 of 3 assertion");
    assert!(texts(&last, ".summary")[0].starts_with("3 pupils · as it is now · "));
}

#[test]
fn no_print_tells_of_an_assignment_what_is_not_asked() {
    // A task of another kind: no speakers, no reasons.
    let task = Task::new(Asked { fields: vec![], why: false, ..asked() }).expect("a task");
    let handed_out = make::assignment(taught().article(), "", ASSIGNMENT, task, Enclosed::Nothing);
    let pseudonym = Pseudonym::new("Heron").expect("a pseudonym");
    let begun = begin(&handed_out.expect("an assignment"), &pseudonym, String::new());
    let pupil = begun.expect("a submission");
    let prints = printed(&key(), &files(vec![("a", pupil)]), Who::Pseudonyms);
    assert_eq!(
        texts(&page(&prints.pupils), ".counts td b"),
        ["0 of 5", "nothing to count", "nothing to count", "not asked for", "not asked for"]
    );
}

#[test]
fn prints_are_left_to_be_looked_at() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("prints");
    fs::create_dir_all(&folder).expect("a folder");
    for (name, sample) in [("quay", &QUAY), ("well", &WELL)] {
        let prints = printed(&sample.key(), &class_of(sample, Masthead::Shown), Who::Pseudonyms);
        for (kind, html) in [("article", &prints.article), ("pupils", &prints.pupils), ("key", &prints.key)] {
            // Paper of any size, and a page of one's own for each pupil.
            assert!(html.find("@page { size: auto;") > html.find("@page { size: A4;"), "the later rule counts");
            assert!(html.contains(".sheet + .sheet { break-before: page; }"));
            fs::write(folder.join(format!("{name}-{kind}.html")), html).expect("a file");
        }
    }
}
