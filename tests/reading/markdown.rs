//! Markdown: what is recognised, what is left of it, and how hostile nesting ends.

use super::{now, table};
use claimlight::read::{self, Reading, Warning};

fn read_named(name: &str, source: &str) -> Reading {
    read::read_bytes(Some(name), source.as_bytes(), now()).unwrap()
}

fn blocks(source: &str) -> String {
    table(&read_named("article.md", source).article)
}

#[test]
fn the_structure_stays_and_the_marks_go() {
    let source = "\
---
title: \"Bridge: it reopens\"
authors: [Mara Oln, 'Teo Quill']
date: 2031-05-12T10:00:00Z
lang: en
nested:
  title: other
---
# Bridge over the *Tarn* reopens

By Ada Fenn

The bridge was **opened**
on [Monday](https://example.org) with `brass` & drums.
A second line \x20
after a hard break.

![The mayor walks over the bridge](mayor.jpg)

## A long wait

> \"Nine years is too long.\"

> Comment: A bridge to nowhere.
>
> As we said.

- a bridge
  - with arches
- a road

1. bread

| Year | Flood |
|------|-------|
| 2022 | May   |

[Ten bridges that nobody needed](bridges.html)

Read more: [The flood](flood.html)

Comment: Nobody asked.[^1]

[^1]: Nor did we.

```
code  here

more
```
";
    assert_eq!(
        blocks(source),
        "
headline| Bridge over the Tarn reopens
byline| By Ada Fenn
paragraph| The bridge was opened on Monday with brass & drums. A second line
paragraph| after a hard break.
caption| The mayor walks over the bridge
heading| A long wait
quotation| \"Nine years is too long.\"
republisher_note| Comment: A bridge to nowhere.
republisher_note| As we said.
list_item| a bridge
list_item| with arches
list_item| a road
list_item| bread
table_row| Year | Flood
table_row| 2022 | May
link| Ten bridges that nobody needed
link| Read more: The flood
republisher_note| Comment: Nobody asked.[1]
paragraph| [1] Nor did we.
paragraph| code  here
paragraph| more"
    );
    let Reading { article, warnings, .. } = read_named("article.md", source);
    assert_eq!(warnings, []);
    assert!(article.text().as_str().contains("reopens\n\nBy Ada Fenn\n\nThe bridge"));
    assert!(article.text().as_str().contains("A second line\nafter a hard break."));
    let metadata = article.metadata;
    assert_eq!(metadata.title.as_deref(), Some("Bridge: it reopens"));
    assert_eq!(metadata.authors, ["Mara Oln", "Teo Quill"]);
    assert_eq!(metadata.published.unwrap().to_string(), "2031-05-12");
    assert_eq!(metadata.language.as_deref(), Some("en"));
    assert_eq!(article.source.media_type.as_deref(), Some("text/markdown"));
}

#[test]
fn html_is_left_out_with_a_warning() {
    let reading = read_named("article.md", "# Title\n\nOne<br>two <b>three</b>.\n\n<div>\nfour\n</div>\n");
    assert_eq!(table(&reading.article), "\nheadline| Title\nparagraph| One\nparagraph| two three.");
    assert_eq!(reading.warnings, [Warning::HtmlLeftOut { count: 3 }]);
}

#[test]
fn entities_bring_in_no_control_characters() {
    assert_eq!(
        blocks("# Ti&#1;tle&#x2028;two\n\nA&#0;b &amp; c&#x85;d"),
        "\nheadline| Title two\nparagraph| A\u{FFFD}b & cd"
    );
}

#[test]
fn markdown_is_recognised_by_several_marks_or_by_one_and_the_name() {
    let table = [
        ("article.txt", "# Title\n\nSome *words* here.", "text/markdown"),
        ("article.txt", "See [this](a.html).\n\n```\ncode\n```\n", "text/markdown"),
        ("article.txt", "---\ntitle: A\n---\n\n- one\n- two\n", "text/markdown"),
        ("article.txt", "# Title\n\nSome words here.", "text/plain"),
        ("article.txt", "- one\n- two\n", "text/plain"),
        ("article.txt", "A price of 5 * 3 * 2 crowns, snake_case_names and 2 > 1.", "text/plain"),
        ("article.txt", "He [Mr Fenn] (see above) said \"no\".\n\n---\n\nThe end.", "text/plain"),
        ("article.md", "# Title\n\nSome words here.", "text/markdown"),
        ("ARTICLE.MD", "- one\n- two\n", "text/markdown"),
        ("article.md", "Some words here.", "text/plain"),
        ("article.txt", read::SAMPLE, "text/plain"),
    ];
    for (name, source, media_type) in table {
        let found = read_named(name, source).article.source.media_type;
        assert_eq!(found.as_deref(), Some(media_type), "{name}: {source:.30}");
    }
}

#[test]
fn more_marks_than_the_limit_are_shown_as_plain_text() {
    let source = format!("# Title\n\n{}\n\nThe end.\n", "[*a_ ".repeat(20));
    let read = |marks: usize| {
        let options =
            read::Options { limits: read::Limits { marks, ..read::Limits::default() }, ..read::Options::default() };
        read::read_bytes_with(Some("article.md"), source.as_bytes(), now(), &options).unwrap()
    };
    assert_eq!(read(60).warnings, []);
    assert_eq!(read(59).warnings, [Warning::TooManyMarks { limit: 59 }]);
    assert_eq!(read(59).article.text().as_str(), source);
    let sentence = "Its Markdown has more than 59 marks, the limit, so it is shown as plain text with its marks";
    assert_eq!(read(59).warnings[0].to_string(), sentence);
}

#[test]
fn nesting_beyond_the_limit_is_shown_as_plain_text() {
    for bomb in [">".repeat(100_000), "- ".repeat(50_000), "1. ".repeat(50_000)] {
        let source = format!("# Title\n\n{bomb} deep\n\nThe end.\n");
        let Reading { article, warnings, .. } = read_named("article.md", &source);
        assert_eq!(warnings, [Warning::NestedTooDeep]);
        assert_eq!(article.text().as_str(), source);
    }
    let lazy = format!("# Title\n\n{}a\n{}", "> ".repeat(500), "b\n".repeat(50_000));
    assert_eq!(read_named("article.md", &lazy).warnings, [Warning::NestedTooDeep]);
    let source = format!("# Title\n\n{} deep\n", "> ".repeat(200));
    assert_eq!(blocks(&source), "\nheadline| Title\nquotation| deep");
}

#[test]
fn long_runs_of_marks_end_within_the_time_limit() {
    let times = 20_000;
    let bombs = [
        "[".repeat(times),
        "![".repeat(times),
        "[a](".repeat(times),
        "*a ".repeat(times),
        "*a_ ".repeat(times),
        "**a *b ".repeat(times),
        "`".repeat(times) + "a" + &"`a``".repeat(times),
        "<a href=\"".repeat(times),
        "<!--".repeat(times),
        "<?".repeat(times),
        "&a".repeat(times),
        "[^a]".repeat(times),
        "[a]: b\n".repeat(times),
        "|a".repeat(times) + "\n" + &"|-".repeat(times),
        "- a\n".repeat(times),
        "> a\n".repeat(times),
        "a\n- ".repeat(times),
    ];
    for bomb in bombs {
        let source = format!("# Title\n\n[link](target)\n\n{bomb}\n\nThe end.\n");
        let reading = read_named("article.md", &source);
        assert!(!reading.article.blocks().is_empty(), "{bomb:.20}");
    }
}
