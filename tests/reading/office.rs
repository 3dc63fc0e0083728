//! OpenDocument texts, books, rich text and e-mail.

use encoding_rs::{SHIFT_JIS, WINDOWS_1251};

use super::packed::{blocks, epub, odt, packed, read, read_part, remarks, warnings};

#[test]
fn opendocument_keeps_its_structure() {
    let styles = r#"<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/><style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>"#;
    let body = r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p text:style-name="Title">Ferries stay
 in port</text:p><text:p text:style-name="Subtitle">No date</text:p><text:h text:outline-level="2">What is known</text:h>
<text:p>The  harbour<text:s text:c="2"/>is<text:tab/>closed.<text:line-break/>Still.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Since May.</text:p></text:note-body></text:note><text:span text:style-name="T1">SECRET</text:span></text:p>
<text:p text:style-name="P1">“No.”</text:p><text:list><text:list-item><text:p>Boats.</text:p></text:list-item></text:list>
<table:table><table:table-column table:number-columns-repeated="2"/><table:table-row><table:table-cell><text:p>Oslo</text:p></table:table-cell><table:table-cell><text:p>41</text:p></table:table-cell></table:table-row></table:table>
<text:p>Around<draw:frame><draw:text-box><text:p>In the box.</text:p></draw:text-box></draw:frame> the box.<draw:frame><draw:image/><svg:title>A pier</svg:title></draw:frame></text:p>"#;
    let expected = "
headline| Ferries stay in port
standfirst| No date
heading| What is known
paragraph| The harbour  is\tclosed.
paragraph| Still.[1]
quotation| “No.”
list_item| Boats.
table_row| Oslo | 41
paragraph| Around the box.
paragraph| In the box.
paragraph| [1] Since May.";
    assert_eq!(blocks(&odt(styles, body)), expected);
    let reading = read(&odt(styles, body)).unwrap();
    assert_eq!(reading.article.source.reader.as_deref(), Some("odt 2"));
    let starts = ["One tracked change", "One stretch of hidden text", "One picture"];
    assert!(warnings(&reading).iter().zip(starts).all(|(warning, start)| warning.starts_with(start)));
    assert_eq!(reading.warnings.len(), starts.len());
}

#[test]
fn annotations_of_opendocument_are_remarks() {
    let body = r#"<text:p>The ferry <office:annotation office:name="a"><dc:creator>Ada Quill</dc:creator><dc:date>2031-05-12T08:00:00</dc:date><text:p>Says who?</text:p><text:p>When?</text:p></office:annotation>sank<office:annotation-end office:name="a"/>.</text:p>
<text:p><office:annotation><dc:creator>Tom</dc:creator><text:p>All of it?</text:p></office:annotation>Nobody came.</text:p>"#;
    let reading = read(&odt("", body)).unwrap();
    assert_eq!(reading.article.text().as_str(), "The ferry sank.\n\nNobody came.\n");
    assert_eq!(remarks(&reading), ["sank| Ada Quill| Says who?\nWhen?", "Nobody came.| Tom| All of it?"]);
}

#[test]
fn opendocument_as_one_file_is_read_with_its_description() {
    let flat = r#"<?xml version="1.0"?><office:document xmlns:office="o" office:mimetype="application/vnd.oasis.opendocument.text"><office:meta><dc:title>On ferries</dc:title><meta:initial-creator>Ilse Marrow</meta:initial-creator><dc:creator>Tom</dc:creator><meta:creation-date>2031-05-12T08:00:00</meta:creation-date></office:meta><office:body><office:text><text:p>The harbour is closed.</text:p></office:text></office:body></office:document>"#;
    let article = read(flat.as_bytes()).unwrap().article;
    assert_eq!(article.text().as_str(), "The harbour is closed.\n");
    assert_eq!(
        (article.metadata.title.as_deref(), article.metadata.authors.as_slice()),
        (Some("On ferries"), &["Ilse Marrow".to_owned()][..])
    );
    assert_eq!(article.metadata.published.unwrap().to_string(), "2031-05-12");
}

const METADATA: &str = "<dc:title>The harbour book</dc:title><dc:creator>Ilse Marrow</dc:creator><dc:publisher>Quay</dc:publisher><dc:date>2031</dc:date><dc:language>en</dc:language>";

fn book() -> Vec<u8> {
    let first = r##"<h1>Arrival</h1><p>The&nbsp;ferry <em>sank</em>.<a epub:type="noteref" href="#n">1</a></p><span epub:type="pagebreak" title="12"/><blockquote><p>“No.”</p></blockquote><ul><li>Boats<ul><li>Small</li></ul></li></ul>"##;
    let second = r#"<p>Still the first chapter.</p><table><tr><th>Port</th><th>Boats</th></tr></table><figure><img alt="x"/><figcaption>The pier.</figcaption></figure>"#;
    let third = "<h1>Departure</h1><div>Loose words <p>and a paragraph.</p> More.</div><pre>one\n  two</pre><ruby>東<rt>とう</rt></ruby>";
    epub(METADATA, &[("Arrival", first), ("", second), ("Departure", third)])
}

#[test]
fn a_book_is_read_as_a_whole() {
    let expected = "
headline| Arrival
paragraph| The\u{A0}ferry sank.[1]
quotation| “No.”
list_item| Boats
list_item| Small
paragraph| Still the first chapter.
table_row| Port | Boats
caption| The pier.
heading| Departure
paragraph| Loose words
paragraph| and a paragraph.
paragraph| More.
paragraph| one
paragraph| two
paragraph| 東";
    assert_eq!(blocks(&book()), expected);
    let reading = read(&book()).unwrap();
    let metadata = &reading.article.metadata;
    assert_eq!(metadata.title.as_deref(), Some("The harbour book"));
    assert_eq!((metadata.publisher.as_deref(), metadata.language.as_deref()), (Some("Quay"), Some("en")));
    assert_eq!(metadata.published.unwrap().to_string(), "2031");
    let page = &reading.article.pages()[0];
    assert_eq!((page.label.as_str(), &reading.article.text().as_str()[page.start.get()..][..6]), ("12", "“No."));
}

#[test]
fn a_chapter_can_be_chosen() {
    let names: Vec<String> = read(&book()).unwrap().parts.into_iter().map(|part| part.name).collect();
    assert_eq!(names, ["The whole book", "Arrival", "Departure"]);
    let chapter = read_part(&book(), 2).unwrap();
    assert!(chapter.article.text().as_str().starts_with("Departure\n\nLoose words"));
    assert_eq!(chapter.article.metadata.title.as_deref(), Some("Departure"));
    assert_eq!(chapter.parts.len(), 3);
    let first = read_part(&book(), 1).unwrap();
    assert!(first.article.text().as_str().ends_with("The pier.\n"));
    assert_eq!(read_part(&book(), 3).unwrap_err().to_string(), "There is no part 4 in it; choose one of its 3");
}

#[test]
fn a_locked_book_says_so() {
    let lock = |part: &str| format!(r#"<encryption><CipherReference URI="{part}"/></encryption>"#);
    let book = |lock: &str| {
        packed(&[
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", r#"<container><rootfile full-path="b.opf"/></container>"#),
            ("META-INF/encryption.xml", lock),
            (
                "b.opf",
                r#"<package><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>"#,
            ),
            ("c.xhtml", "<html><body><p>Words.</p></body></html>"),
        ])
    };
    assert_eq!(blocks(&book(&lock("font.otf"))), "\nparagraph| Words.");
    assert!(
        blocks(&book(&lock("c.xhtml"))).starts_with("It is protected by a password or by digital rights management; ")
    );
}

#[test]
fn rich_text_keeps_its_letters() {
    let table: &[(&[u8], &str)] = &[
        (br"{\rtf1\ansi\ansicpg1252 Caf\'e9 \'93no\'94\~x\_y\-z \{a\}\\}", "Café “no”\u{A0}x\u{2011}y\u{AD}z {a}\\"),
        (br"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Arial;}{\f1\fcharset0 Arial;}}\'cf\'e0\'f0\'ee\'ec {\f1 \'e9}}", "Паром é"),
        (br"{\rtf1\ansi\uc1 \u8217?\u8220\'93x{\uc2\u26481ab}\u-10179?\u-8704?\u8364 }", "’“x東😀€"),
        (br"{\rtf1\ansi\uc0 \u1055\u1072  x}", "Па x"),
        (br"{\rtf1\ansi{\upr{bad}{\*\ud{good}}}}", "good"),
        (br"{\rtf1\ansi{\fonttbl{\f3\fcharset2 Symbol;}}a{\f3 b}\bullet\emdash\ldblquote c}", "aβ•—“c"),
        (br"{\rtf1\ansi in{\i cred}ible and\b  bold}", "incredible and bold"),
        (br"{\rtf1\ansi lone \u-10179? half}", "lone � half"),
        (br"{\rtf1\ansi{\pict\pngblip 89504e47}{\*\unknown gone}{\header top}kept\bin3 {}\kept}", "keptkept"),
    ];
    for (bytes, words) in table {
        assert_eq!(blocks(bytes), format!("\nparagraph| {words}"), "{}", String::from_utf8_lossy(bytes));
    }
    let mut japanese = b"{\\rtf1\\ansi\\ansicpg932 ".to_vec();
    japanese.extend_from_slice(&SHIFT_JIS.encode("港湾の船").0);
    japanese.extend_from_slice(b"\\'8d\\'60}");
    assert_eq!(blocks(&japanese), "\nparagraph| 港湾の船港");
}

#[test]
fn rich_text_keeps_its_structure() {
    let document = br"{\rtf1\ansi{\stylesheet{\s0 Normal;}{\s1\sbasedon0 heading 1;}{\s2\sbasedon1 Haus;}{\s3 Quote;}{\*\cs3 Title;}}
{\info{\title On ferries}{\author Ilse Marrow}{\creatim\yr2031\mo5\dy12}}
\pard\s1 Ferries stay in port\par
\pard The harbour is closed.{\super\chftn}{\footnote\pard{\super\chftn} Since May.} Still.\line A line.\par
\pard\s2 What is known\par\pard\s3 \ldblquote No.\rdblquote\par
\pard\ls1 {\listtext 1.\tab}Boats.\par\pard\outlinelevel1 By its level\par
\trowd\cellx1000\cellx2000\pard\intbl Oslo\cell 41\cell\row\trowd\cellx1000\cellx2000\pard\intbl Bergen\cell\cell\row
\pard {\deleted gone}{\revised new}{\v hidden}.{\field{\*\fldinst HYPERLINK x}{\fldrslt  A link}}\par
\pard Around{\shp{\*\shpinst{\sp{\sn n}{\sv 1}}{\shptxt In the box.\par}}{\shprslt twice}} the box.\par}";
    let expected = "
headline| Ferries stay in port
paragraph| The harbour is closed.[1] Still.
paragraph| A line.
heading| What is known
quotation| “No.”
list_item| Boats.
heading| By its level
table_row| Oslo | 41
table_row| Bergen
paragraph| new. A link
paragraph| Around the box.
paragraph| In the box.
paragraph| [1] Since May.";
    assert_eq!(blocks(document), expected);
    let reading = read(document).unwrap();
    assert_eq!(warnings(&reading).len(), 2);
    assert_eq!(reading.article.metadata.authors, ["Ilse Marrow"]);
    assert_eq!(reading.article.metadata.published.unwrap().to_string(), "2031-05-12");
    assert_eq!(reading.article.source.encoding.as_deref(), Some("windows-1252"));
}

#[test]
fn annotations_of_rich_text_are_remarks() {
    let document = br"{\rtf1\ansi The ferry {\*\atrfstart 1}sank{\*\atrfend 1}{\*\atnid AQ}{\*\atnauthor Ada Quill}\chatn{\*\annotation{\*\atnref 1}{\*\atndate 1}\pard Says who?}.\par}";
    let reading = read(document).unwrap();
    assert_eq!(reading.article.text().as_str(), "The ferry sank.\n");
    assert_eq!(remarks(&reading), ["sank| Ada Quill| Says who?"]);
}

const HEAD: &str = "From: =?utf-8?Q?Ilse_M=C3=A4row?= <ilse@example.org>\r\nTo: desk@example.org\r\nSubject: Ferries stay\r\n in port\r\nDate: Mon, 12 May 2031 23:30:00 +0900\r\nMIME-Version: 1.0\r\n";

fn mail(rest: &str) -> Vec<u8> {
    format!("{HEAD}{rest}").into_bytes()
}

#[test]
fn an_e_mail_has_its_subject_as_headline_and_replies_as_quotations() {
    let body = "Content-Type: text/plain; charset=utf-8\r\n\r\nHello all\r\n\r\nThe harbour is closed, as I was told on Friday by two people.\r\n\r\nTom wrote:\r\n> It will open.\r\n> > In May?\r\n> Yes.\r\nI doubt it.\r\n";
    let expected = "
headline| Ferries stay in port
byline| From: Ilse Märow <ilse@example.org>
byline| Date: Mon, 12 May 2031 23:30:00 +0900
paragraph| Hello all
paragraph| The harbour is closed, as I was told on Friday by two people.
paragraph| Tom wrote:
quotation| It will open.
quotation| In May?
quotation| Yes.
paragraph| I doubt it.";
    assert_eq!(blocks(&mail(body)), expected);
    let article = read(&mail(body)).unwrap().article;
    assert_eq!(article.metadata.authors, ["Ilse Märow"]);
    assert_eq!(article.metadata.published.unwrap().to_string(), "2031-05-12");
    assert_eq!(article.source.media_type.as_deref(), Some("message/rfc822"));
}

#[test]
fn flowed_lines_are_joined() {
    let body = "Content-Type: text/plain; format=flowed\r\n\r\nThe harbour \r\nis closed.\r\n> It will \r\n> open.\r\n-- \r\nIlse\r\n";
    let text = read(&mail(body)).unwrap().article.text().as_str().to_owned();
    assert!(text.ends_with("\n\nThe harbour is closed.\n\nIt will open.\n\n-- \nIlse\n"), "{text:?}");
}

#[test]
fn the_plain_part_is_preferred_and_what_is_sent_along_named() {
    let part = |head: &str, body: &str| format!("--b\r\nContent-Type: {head}\r\n\r\n{body}\r\n");
    let parts = [
        part("text/html", "<p>Twice.</p>"),
        part("text/plain", "Once."),
        part("application/pdf; name=\"report.pdf\"", "x"),
        part("text/plain\r\nContent-Disposition: attachment; filename=notes.txt", "Not this."),
    ];
    let whole = |parts: &[String]| {
        mail(&format!("Content-Type: multipart/mixed; boundary=b\r\n\r\n{}--b--\r\n", parts.concat()))
    };
    let reading = read(&whole(&parts)).unwrap();
    assert!(reading.article.text().as_str().ends_with("\n\nOnce.\n"));
    let sentence =
        "2 attachments are left out: report.pdf, notes.txt; save and open them by themselves if you need them";
    assert_eq!(warnings(&reading), [sentence]);
    let html_alone = blocks(&whole(&parts[..1]));
    assert!(html_alone.ends_with("\nparagraph| Twice."), "{html_alone}");
    let none = "There are no words in this e-mail, only attachments; save the attachment you need and open that";
    assert_eq!(blocks(&whole(&parts[2..])), none);
}

#[test]
fn letters_of_e_mails_are_those_that_were_sent() {
    let words = "Паром вернётся в мае, сказала министр журналистам в порту.";
    let encoded = WINDOWS_1251.encode(words).0.into_owned();
    for charset in ["windows-1251", "x-nobody-knows", "us-ascii", "utf-8"] {
        let head =
            mail(&format!("Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"));
        let article = read(&[head, encoded.clone()].concat()).unwrap().article;
        assert!(article.text().as_str().contains(words), "{charset}: {}", article.text().as_str());
        assert_eq!(article.source.encoding.as_deref(), Some("windows-1251"));
    }
    let quoted = mail(
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\ncaf=C3=A9 =\r\nclosed",
    );
    assert!(read(&quoted).unwrap().article.text().as_str().ends_with("café closed\n"));
}

#[test]
fn text_that_only_looks_like_an_e_mail_is_text() {
    for text in [
        "From: the harbour\n\nThe ferry sank.",
        "Date: May\nSubject: ferries\n\nNo sender.",
        "From: a\nDate: b\nTo: c\nno field\n\nWords.",
    ] {
        assert_eq!(read(text.as_bytes()).unwrap().article.source.reader.as_deref(), Some("plain-text 1"), "{text}");
    }
}

#[test]
fn formulas_of_opendocument_stand_in_the_text_as_they_were_typed() {
    let formula = |name: &str| {
        format!(
            "<draw:frame><draw:object xlink:href=\"./{name}\"/><draw:image xlink:href=\"./ObjectReplacements/{name}\"/></draw:frame>"
        )
    };
    let body = format!(
        "<text:p>The rate is {} of all.</text:p><text:p>So {}, says {}.</text:p>",
        formula("Object 1"),
        formula("Object 2"),
        formula("Object 3")
    );
    let content = format!(
        "<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let typed = "<math><semantics><mrow><mfrac><mn>1</mn><mn>2</mn></mfrac></mrow><annotation encoding=\"StarMath 5.0\">{1} over {2}</annotation></semantics></math>";
    let bytes = packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
        ("Object 1/content.xml", typed),
        ("Object 2/content.xml", "<math><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>"),
        ("Object 3/content.xml", "<office:document-content><office:chart/></office:document-content>"),
    ]);
    assert_eq!(blocks(&bytes), "\nparagraph| The rate is {1} over {2} of all.\nparagraph| So a < b, says .");
    let expected = [
        "One picture, chart or drawing is left out; compare with the original if the article rests on it",
        "The signs of 2 equations stand on one line; see the original for how they are set",
    ];
    assert_eq!(warnings(&read(&bytes).unwrap()), expected);
}
