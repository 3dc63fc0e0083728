//! The lines and blocks of a page, and which of them are the article.

use claimlight::{
    article::BlockKind,
    read::{Shown, Warning, read_pasted_html},
};

use super::{BODY, blocks_of_body, now, page, read, table, whole};

#[test]
fn white_space_collapses_as_browsers_have_it() {
    let table: &[(&str, &str)] = &[
        ("<p>  one\n\t two  <b> three</b>four </p>", "\nparagraph| one two threefour"),
        ("<p>one&nbsp;&nbsp;two</p><p>&nbsp;</p><p>&#8203;</p>", "\nparagraph| one\u{A0}\u{A0}two"),
        ("<div>one<p>two</p>three</div>", "\nparagraph| one\nparagraph| two\nparagraph| three"),
        ("one<br>two<br><br>three", "\nparagraph| one\nparagraph| two\nparagraph| three"),
        ("<pre>one\n  two</pre>", "\nparagraph| one\nparagraph| two"),
        ("<p>He said <q>stay, <q>or go</q></q>.</p>", "\nparagraph| He said “stay, ‘or go’”."),
        ("<p>fine <img src=x alt=🙂> <img alt='a boat'>day</p>", "\nparagraph| fine 🙂 day"),
        (
            "<p>a<script>x()</script><style>p{}</style><template>t</template><svg><text>s</text></svg><noscript>n</noscript>b</p>",
            "\nparagraph| ab",
        ),
        (
            "<p>a<iframe>i</iframe><span hidden>h</span><span style='Display: none'>d</span><span class='sr-only'>s</span>b</p>",
            "\nparagraph| ab",
        ),
        ("<p>&#x2028;a&#x2029;b&#1;c\u{7}</p>", "\nparagraph| a\nparagraph| bc"),
        ("<p>a<wbr>b&shy;c</p>", "\nparagraph| ab\u{AD}c"),
        // Signs that extensions put into a line, and boxes that stand in one.
        (
            "<p>a</p><cite>b<div style='display: -webkit-inline-box'><div> </div></div>, c</cite>",
            "\nparagraph| a\nparagraph| b, c",
        ),
        ("<div>a <div style='display:inline-block'>b</div> c</div>", "\nparagraph| a b c"),
    ];
    for (body, expected) in table {
        assert_eq!(blocks_of_body(body), *expected, "{body}");
    }
}

#[test]
fn a_line_end_parts_lines_and_a_block_parts_paragraphs() {
    assert_eq!(
        whole(&page("<p>one<br>two<br><br>three</p><p>four</p>")).article.text().as_str(),
        "one\ntwo\n\nthree\n\nfour\n"
    );
}

#[test]
fn blocks_have_their_kinds() {
    let body = "\
<h2>A long wait</h2>
<blockquote><p>Nine years is too long.</p></blockquote>
<blockquote><p>Comment: A bridge to nowhere.</p><p>As we said.</p></blockquote>
<ul><li>a bridge<ul><li>with arches</li></ul></li><li><a href=r>Roads of the county</a></li></ul>
<table><tr><th>Year</th><th>Flood</th></tr><tr><td>2022</td><td>May<br>and June</td></tr><tr><td>2023</td><td></td></tr></table>
<table><tr><td><h3>In a frame</h3><p>A table that puts things side by side.</p></td><td><p>Like this.</p></td></tr></table>
<figure><img src=x><figcaption>The bridge at dusk, seen from the bakery. <span class=photo-credit>Bram Osk</span></figcaption></figure>
<figure><figcaption>The band on the bridge on Monday. © Mara Oln / Reuters</figcaption></figure>
<blockquote class=twitter-tweet><p>We are open!</p>— Bakery (@bakery) <a href=x>May 12, 2031</a></blockquote>
<p><a href=y>Ten bridges that nobody needed</a></p>
<p>Read more: <a href=z>The flood</a></p>
<div class=correction><p>An earlier version named the wrong river.</p></div>
<p>Correction: it was the Tarn.</p>
<p>Photo: Bram Osk</p>
<dl><dt>arch</dt><dd>A part of a bridge.</dd></dl>";
    assert_eq!(
        blocks_of_body(body),
        "
heading| A long wait
quotation| Nine years is too long.
republisher_note| Comment: A bridge to nowhere.
republisher_note| As we said.
list_item| a bridge
list_item| with arches
link| Roads of the county
table_row| Year | Flood
table_row| 2022 | May and June
table_row| 2023
heading| In a frame
paragraph| A table that puts things side by side.
paragraph| Like this.
caption| The bridge at dusk, seen from the bakery.
credit| Bram Osk
caption| The band on the bridge on Monday.
credit| © Mara Oln / Reuters
embed| We are open!
embed| — Bakery (@bakery) May 12, 2031
link| Ten bridges that nobody needed
link| Read more: The flood
editor_note| An earlier version named the wrong river.
editor_note| Correction: it was the Tarn.
credit| Photo: Bram Osk
list_item| arch
list_item| A part of a bridge."
    );
}

#[test]
fn every_script_keeps_its_code_points() {
    let words = "שלום עליכם\u{200F}, מ\u{5E9}\u{5C1} e\u{301} \u{E9} がか\u{3099} 한국 \u{1112}\u{1161}\u{11AB} Ω \u{2126} \u{202E}x\u{202C} ﬁ";
    let article = whole(&page(&format!("<p dir=rtl>{words}</p>"))).article;
    assert_eq!(article.text().as_str(), format!("{words}\n"));
}

const SURROUNDED: &str = "\
<header><nav><ul><li><a href=/>Home</a></li><li><a href=/sport>Sport</a></li><li><a href=/money>Money</a></li></ul></nav></header>
<main><article>
<h1>Bridge reopens after nine years</h1>
<p class=standfirst>A town, a river and a collection.</p>
<div class=byline>By <a rel=author href=/fenn>Mara Oln</a> and Teo Quill</div>
<time datetime=2031-05-12T09:30:00+02:00>12 May 2031</time>
BODY
</article>
<aside class=sidebar><h2>Most read</h2><ul><li><a href=1>A cow on the road</a></li><li><a href=2>Rain again</a></li></ul></aside>
<section id=comments class=comments><h2>Comments</h2><p>First!</p><p>Nobody asked, nobody will.</p></section></main>
<footer><p>All rights reserved.</p></footer>";

#[test]
fn the_article_stands_as_the_page_shows_it_and_the_rest_can_be_seen() {
    let source = page(&SURROUNDED.replace("BODY", BODY));
    let reading = read(&source);
    assert_eq!(reading.shown, Shown::ArticleAlone);
    assert_eq!(reading.warnings, []);
    let blocks = table(&reading.article);
    let top = "
headline| Bridge reopens after nine years
standfirst| A town, a river and a collection.
byline| By Mara Oln and Teo Quill
byline| 12 May 2031
paragraph| The old bridge over the Tarn was opened on Monday,";
    assert!(blocks.starts_with(top), "{blocks}");
    for left_out in ["Home", "A cow on the road", "First!", "All rights reserved"] {
        assert!(!blocks.contains(left_out), "{left_out}");
    }
    let metadata = &reading.article.metadata;
    assert_eq!(metadata.authors, ["Mara Oln", "Teo Quill"]);
    assert_eq!(metadata.published.unwrap().to_string(), "2031-05-12");

    let whole = whole(&source);
    assert_eq!(whole.shown, Shown::WholePage);
    let all = table(&whole.article);
    for there in [
        "\nlink| Home",
        "\nlink| A cow on the road",
        "\nparagraph| First!",
        "\nheadline| Bridge reopens after nine years",
    ] {
        assert!(all.contains(there), "{there} in {all}");
    }
    for line in blocks.lines().filter_map(|line| line.split_once("| ")) {
        assert!(all.contains(line.1), "{}", line.1);
    }
}

#[test]
fn a_page_without_an_article_is_shown_whole_and_says_so() {
    let reading = read(&page("<ul><li><a href=a>News</a></li><li><a href=b>Sport</a></li></ul>"));
    assert_eq!(table(&reading.article), "\nlink| News\nlink| Sport");
    assert!(matches!(reading.warnings.as_slice(), [] | [Warning::NoArticleFound]));
}

#[test]
fn what_is_pasted_is_kept_whole() {
    let paste = |html: &str| read_pasted_html(html, "plain words", now()).unwrap();
    let of_word = "Version:1.0\r\nStartHTML:0\r\n<html><head><style>p{}</style></head><body>\r\n<!--StartFragment--><p class=MsoTitle>Bridge<o:p></o:p></p>\
<p class=MsoNormal>It was <i>opened</i>\r\non Monday.<o:p></o:p></p><p class=MsoListParagraph><span style='mso-list:Ignore'>·<span>&nbsp; </span></span>a bridge</p>\
<!--EndFragment--></body></html>";
    assert_eq!(
        table(&paste(of_word).article),
        "\nheadline| Bridge\nparagraph| It was opened on Monday.\nlist_item| a bridge"
    );
    let of_docs = "<meta charset=utf-8><b style='font-weight:normal' id=docs-internal-guid-1><h1>Bridge</h1><p>One.</p><br><ul><li><p>two</p></li></ul></b>";
    assert_eq!(table(&paste(of_docs).article), "\nheadline| Bridge\nparagraph| One.\nlist_item| two");
    let of_a_browser = "<span>It was opened</span><span> on Monday.</span><nav>Home</nav>";
    let reading = paste(of_a_browser);
    assert_eq!(table(&reading.article), "\nparagraph| It was opened on Monday.\nparagraph| Home");
    assert_eq!((reading.shown, reading.article.source.file), (Shown::Everything, None));
    assert_eq!(paste("<img src=x><p> </p>").article.text().as_str(), "plain words");
}

#[test]
fn a_class_that_says_whether_there_is_a_caption_makes_none() {
    let words = "The pier of the bakery";
    for (class, kind) in [("no_caption", "heading"), ("item with-caption", "heading"), ("figure__caption", "caption")] {
        let table = blocks_of_body(&format!("<p>One.</p><div class=\"{class}\"><h2>{words}</h2></div>"));
        assert_eq!(table, format!("\nparagraph| One.\n{kind}| {words}"), "{class}");
    }
}

#[test]
fn a_pasted_page_has_the_title_of_its_first_heading() {
    let paste = |html: &str| read_pasted_html(html, "plain words", now()).unwrap().article;
    let links = "<nav><h2>Menu</h2><ul><li><a href=a>News</a></li><li><a href=b>Sport</a></li></ul></nav>".repeat(10);
    let (long, h2) = (BODY, "<h2>What is known</h2>");
    let table: &[(String, Option<&str>)] = &[
        (format!("{links}<h1>Bridge reopens</h1>{long}"), Some("Bridge reopens")),
        (format!("<p>Some site</p><h2>Bridge reopens</h2>{long}{h2}"), Some("Bridge reopens")),
        // A piece out of the middle has headings, and no title.
        (format!("{long}{h2}{long}"), None),
    ];
    for (html, title) in table {
        let article = paste(html);
        assert_eq!(article.metadata.title.as_deref(), *title, "{html:.80}");
        let headlines = article.blocks().iter().filter(|block| block.kind == BlockKind::Headline).count();
        assert_eq!(headlines, usize::from(title.is_some()));
    }
}

#[test]
fn the_names_in_a_byline_on_the_page_are_told_from_what_runs_on_after_them() {
    let authors = |byline: &str| {
        read(&page(&format!("<h1>Bridge reopens</h1><p class=byline>{byline}</p>{BODY}"))).article.metadata.authors
    };
    let table: &[(&str, &[&str])] = &[
        ("by Ilse Marrow22 Dec 2031651", &["Ilse Marrow"]),
        ("<span>By </span>ILSE MARROW <abbr>March 11, 2031 3:46 PM</abbr>", &["ILSE MARROW"]),
        ("Written by Ilse Marrow<br>Edited by Bram Osk", &["Ilse Marrow"]),
        ("Ilse Marrow Monday, February 3, 2031 @ 11:10", &["Ilse Marrow"]),
        ("By Edna May, May 3, 2031", &["Edna May"]),
        ("Last Updated: January 7, 2031", &[]),
        ("Ilse Marrow @ilse", &["Ilse Marrow"]),
        ("Veröffentlicht von Ilse Marrow am 3. Mai 2031", &["Ilse Marrow"]),
        ("Posted on 3 May 2031 by Ilse Marrow", &["Ilse Marrow"]),
        ("Posted on May 3, 2031", &[]),
        // One word is a name where the line says so, and may be anything elsewhere.
        ("Autor: ilse", &["ilse"]),
        ("Contents", &[]),
        // The field of a form, and the head of a comment.
        ("Name *", &[]),
        ("Name (required)", &[]),
        ("Bram Osk says:", &[]),
    ];
    for (byline, expected) in table {
        assert_eq!(authors(byline), *expected, "{byline}");
    }
}

#[test]
fn what_a_page_says_of_its_author_in_two_ways_it_says_once() {
    let head = |metas: &str| page(BODY).replace("</head>", &format!("{metas}</head>"));
    let authors = |metas: &str| read(&head(metas)).article.metadata.authors;
    let one = "<meta name=DC.creator content='Ilse Marrow, Tarn Post'><meta property=dc:creator content='Ilse Marrow'>";
    assert_eq!(authors(one), ["Ilse Marrow"]);
    let two = "<meta name=citation_author content='Ilse Marrow'><meta name=citation_author content='Bram Osk'>";
    assert_eq!(authors(two), ["Ilse Marrow", "Bram Osk"]);
}

#[test]
fn an_account_or_the_sites_name_is_the_author_where_the_page_says_so() {
    let authors = |author: &str, shown: &str| {
        let metas =
            format!("<meta name=author content='{author}'><meta property=og:site_name content='Tarn Post'></head>");
        let source = page(BODY).replace("</head>", &metas);
        let top = format!("<body><h1>Bridge reopens</h1>{shown}");
        read(&source.replace("<body>", &top)).article.metadata.authors
    };
    let by_ilse = "<p class=byline>By Ilse Marrow</p>";
    let table: &[(&str, &str, &[&str])] = &[
        // A program knows an author by an account, and readers by a name.
        ("im4711", "", &[]),
        ("im4711", by_ilse, &["Ilse Marrow"]),
        ("im4711", "<p class=entry-author>3 May 2031 im4711</p>", &["im4711"]),
        // A person's own site bears their name.
        ("Tarn Post", "", &["Tarn Post"]),
        ("Tarn Post", by_ilse, &["Ilse Marrow"]),
        // What a system fills in.
        ("Unknown", "", &[]),
        ("-", by_ilse, &["Ilse Marrow"]),
        ("Bram Osk", by_ilse, &["Bram Osk"]),
    ];
    for (author, shown, expected) in table {
        assert_eq!(authors(author, shown), *expected, "{author} {shown}");
    }
}
