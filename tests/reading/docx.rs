//! Word documents.

use super::packed::{blocks, docx, docx_with, p, read, remarks, styled, warnings};

const STYLES: &str = r#"<w:styles xmlns:w="w">
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="Untertitel"><w:name w:val="Subtitle"/></w:style>
<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:styleId="HausZwischentitel"><w:name w:val="Haus 7"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:styleId="Gliederung"><w:name w:val="Haus 8"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:styleId="Zitat"><w:name w:val="Intense Quote"/></w:style>
<w:style w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
<w:style w:styleId="Punkte"><w:name w:val="Haus 9"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Geheim"><w:name w:val="Haus 10"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:styleId="Kreis"><w:name w:val="Haus 11"/><w:basedOn w:val="Kreis"/></w:style>
</w:styles>"#;

/// A cell with one letter in it.
const CELL: &str = "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>";

fn with_styles(body: &str) -> Vec<u8> {
    docx_with(body, &[("word/styles.xml", STYLES)])
}

#[test]
fn styles_say_what_paragraphs_are() {
    let list = r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr></w:pPr><w:r><w:t>Boats.</w:t></w:r></w:p>"#;
    let no_list = r#"<w:p><w:pPr><w:pStyle w:val="Punkte"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>No entry.</w:t></w:r></w:p>"#;
    let outline = r#"<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>By its level</w:t></w:r></w:p>"#;
    let body = [
        styled("Titel", "Ferries stay in port"),
        styled("Untertitel", "The minister gives no date"),
        p("By Ilse Marrow"),
        p("The harbour is closed."),
        styled("berschrift2", "What is known"),
        styled("HausZwischentitel", "What is not"),
        styled("Gliederung", "What may be"),
        outline.to_owned(),
        styled("Zitat", "“We could not risk it.”"),
        styled("Beschriftung", "The pier in May."),
        list.to_owned(),
        styled("Punkte", "Crews."),
        no_list.to_owned(),
        styled("Kreis", "Styles in a circle."),
        styled("Titel", "A second title"),
    ]
    .concat();
    let expected = "
headline| Ferries stay in port
standfirst| The minister gives no date
byline| By Ilse Marrow
paragraph| The harbour is closed.
heading| What is known
heading| What is not
heading| What may be
heading| By its level
quotation| “We could not risk it.”
caption| The pier in May.
list_item| Boats.
list_item| Crews.
paragraph| No entry.
paragraph| Styles in a circle.
heading| A second title";
    assert_eq!(blocks(&with_styles(&body)), expected);
    let reading = read(&with_styles(&body)).unwrap();
    assert_eq!(reading.article.metadata.title.as_deref(), Some("Ferries stay in port"));
    assert_eq!(reading.article.metadata.authors, ["Ilse Marrow"]);
    assert_eq!(reading.article.source.reader.as_deref(), Some("docx 2"));
    assert_eq!(reading.warnings, []);
}

#[test]
fn titles_are_found_as_in_plain_text_where_no_style_names_any() {
    let body = "The harbour office counted the boats on Friday, and nobody believed its figures when they came out.";
    let document = [p("Ferries stay in port"), p("By Ilse Marrow"), p(body), p("What is known"), p(body)].concat();
    let expected = format!(
        "\nheadline| Ferries stay in port\nbyline| By Ilse Marrow\nparagraph| {body}\nheading| What is known\nparagraph| {body}"
    );
    assert_eq!(blocks(&docx(&document)), expected);
    let metadata = read(&docx(&document)).unwrap().article.metadata;
    assert_eq!(
        (metadata.title.as_deref(), metadata.authors),
        (Some("Ferries stay in port"), vec!["Ilse Marrow".to_owned()])
    );
    // One title by style, and the author says which they are.
    let document = [p("Not a title"), p(body), styled("Heading2", "What is known"), p(body)].concat();
    assert!(blocks(&docx(&document)).starts_with("\nparagraph| Not a title"));
}

#[test]
fn ids_of_styles_serve_where_there_is_no_list_of_them() {
    let body = [styled("Heading1", "The harbour"), styled("Quote", "“No.”")].concat();
    assert_eq!(blocks(&docx(&body)), "\nheadline| The harbour\nquotation| “No.”");
}

#[test]
fn words_count_whatever_wraps_them_and_signs_are_signs() {
    let table = [
        ("<w:r><w:t xml:space=\"preserve\">The </w:t></w:r><w:r><w:t>pier</w:t></w:r>", "The pier"),
        ("<w:smartTag><w:smartTag><w:r><w:t>Oslo</w:t></w:r></w:smartTag></w:smartTag>", "Oslo"),
        (
            "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:r><w:t>chosen</w:t></w:r></w:sdtContent></w:sdt>",
            "chosen",
        ),
        ("<w:r><w:t>a</w:t></w:r><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>", "alink"),
        (
            "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t></w:r>",
            "a\tb\u{2011}c\u{AD}d",
        ),
        (
            "<w:r><w:t>x</w:t><w:sym w:font=\"Wingdings\" w:char=\"F0E0\"/><w:sym w:font=\"Symbol\" w:char=\"F061\"/></w:r>",
            "x→α",
        ),
        ("<w:r><w:t>R&amp;D &lt;3&#8217;s &unknown;</w:t></w:r>", "R&D <3’s &unknown;"),
        (
            "<w:ruby><w:rt><w:r><w:t>とう</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>東</w:t></w:r></w:rubyBase></w:ruby>",
            "東",
        ),
        ("<w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>No tab.</w:t></w:r>", "No tab."),
        ("<w:r><w:t>مرفأ \u{200F}(1)</w:t></w:r>", "مرفأ \u{200F}(1)"),
    ];
    for (runs, words) in table {
        let reading = read(&docx(&format!("<w:p>{runs}</w:p>"))).unwrap();
        assert_eq!(reading.article.text().as_str(), format!("{words}\n"), "{runs}");
    }
}

#[test]
fn a_line_break_begins_a_line_and_a_paragraph_a_block() {
    let body =
        "<w:p><w:r><w:t>Quay 1</w:t><w:br/><w:t>Oslo</w:t></w:r></w:p><w:p/><w:p><w:r><w:t> Next. </w:t></w:r></w:p>";
    assert_eq!(read(&docx(body)).unwrap().article.text().as_str(), "Quay 1\nOslo\n\nNext.\n");
}

#[test]
fn changes_are_shown_as_accepted() {
    let run = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
    let body = format!(
        "<w:p>{}<w:del><w:r><w:delText>41</w:delText></w:r></w:del><w:ins>{}</w:ins>{}<w:moveFrom>{}</w:moveFrom></w:p>\
         <w:p><w:moveTo>{}</w:moveTo></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>\
         <w:tbl><w:tr>{CELL}{CELL}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{CELL}{CELL}</w:tr></w:tbl>",
        run("There are "),
        run("47"),
        run(" boats. "),
        run("Nobody came."),
        run("Nobody came."),
        run("The mark "),
        run("was deleted."),
    );
    let expected = "
paragraph| There are 47 boats.
paragraph| Nobody came.
paragraph| The mark was deleted.
table_row| x | x";
    assert_eq!(blocks(&docx(&body)), expected);
    let sentence = "4 tracked changes are shown as accepted; see the original for the words before them";
    assert_eq!(warnings(&read(&docx(&body)).unwrap()), [sentence]);
}

#[test]
fn cells_of_a_row_stand_on_one_line_unless_the_table_is_a_page() {
    let cell = |paragraphs: &str| format!("<w:tc>{paragraphs}</w:tc>");
    let row =
        |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|words| cell(&p(words))).collect::<String>());
    let table = |columns: usize, rows: &str| {
        format!("<w:tbl><w:tblGrid>{}</w:tblGrid>{rows}</w:tbl>", "<w:gridCol/>".repeat(columns))
    };
    let long = "The harbour office counted the boats again on Friday, and nobody believed its figures. ".repeat(3);
    let two_long = [p(&long), p(&long)].concat();
    let table_of_cases = [
        (table(3, &row(&["Port", "", "Boats"])), "\ntable_row| Port |  | Boats".to_owned()),
        (
            table(2, &format!("<w:tr>{}{}</w:tr>", cell(&[p("Oslo"), p("(NO)")].concat()), cell(&p("41")))),
            "\ntable_row| Oslo (NO) | 41".to_owned(),
        ),
        (
            table(1, &format!("<w:tr>{}</w:tr>", cell(&[styled("Heading1", "In a box"), p("Words.")].concat()))),
            "\nheadline| In a box\nparagraph| Words.".to_owned(),
        ),
        (
            table(2, &format!("<w:tr>{}{}</w:tr>", cell(&two_long), cell(&p("Right.")))),
            format!("\nparagraph| {0}\nparagraph| {0}\nparagraph| Right.", long.trim()),
        ),
        (
            table(2, &format!("<w:tr>{}{}</w:tr>", cell(&table(2, &row(&["a", "b"]))), cell(&p("c")))),
            "\ntable_row| a | b\nparagraph| c".to_owned(),
        ),
    ];
    for (body, expected) in table_of_cases {
        assert_eq!(blocks(&docx(&body)), expected);
    }
}

#[test]
fn notes_stand_at_the_end_behind_their_marks() {
    let body = r#"<w:p><w:r><w:t>Boats sank.</w:t></w:r><w:r><w:endnoteReference w:id="9"/></w:r><w:r><w:t xml:space="preserve"> So it is said.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:p><w:r><w:t>Twice.</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>"#;
    let note = |id: u8, words: &str| {
        format!(
            r#"<w:footnote w:id="{id}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {words}</w:t></w:r></w:p></w:footnote>"#
        )
    };
    let footnotes = format!(
        r#"<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>{}{}{}</w:footnotes>"#,
        note(1, "In May."),
        note(2, "By whom?"),
        note(3, "Nobody refers to this.")
    );
    let endnotes =
        r#"<w:endnotes><w:endnote w:id="9"><w:p><w:r><w:t>Two of them.</w:t></w:r></w:p></w:endnote></w:endnotes>"#;
    let parts = [("word/footnotes.xml", footnotes.as_str()), ("word/endnotes.xml", endnotes)];
    let expected = "
paragraph| Boats sank.[i] So it is said.[1]
paragraph| Twice.[2]
paragraph| [1] By whom?
paragraph| [2] In May.
paragraph| [i] Two of them.";
    assert_eq!(blocks(&docx_with(body, &parts)), expected);
    let missing = "Its part “word/endnotes.xml” is missing; open it in the program it was made with, save it again, and open that";
    assert_eq!(blocks(&docx_with(body, &parts[..1])), missing);
}

#[test]
fn a_box_beside_the_text_stands_after_its_paragraph_once() {
    let inside = p("In the box.");
    let body = format!(
        "<w:p><w:r><w:t xml:space=\"preserve\">Before </w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>and after.</w:t></w:r></w:p>{}",
        p("Next.")
    );
    assert_eq!(blocks(&docx(&body)), "\nparagraph| Before and after.\nparagraph| In the box.\nparagraph| Next.");
}

#[test]
fn fields_show_their_results_and_hidden_words_are_counted() {
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let (begin, separate, end) = (field("begin"), field("separate"), field("end"));
    let run = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let body = format!(
        "<w:p>{begin}<w:r><w:instrText>IF</w:instrText></w:r>{begin}<w:r><w:instrText>X</w:instrText></w:r>{separate}{}{end}{separate}{}{end}</w:p>\
         <w:p>{begin}<w:r><w:instrText>DATE</w:instrText></w:r>{}</w:p>\
         <w:p>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>SECRET</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>Shown.</w:t></w:r></w:p>{}",
        run("condition"),
        run("Result."),
        run("Never ended."),
        run("Open."),
        styled("Geheim", "Hidden by its style."),
    );
    assert_eq!(blocks(&with_styles(&body)), "\nparagraph| Result.\nparagraph| Never ended.\nparagraph| Open.Shown.");
    let sentence = "2 stretches of hidden text are left out; see the original for them";
    assert_eq!(warnings(&read(&with_styles(&body)).unwrap()), [sentence]);
}

#[test]
fn comments_are_remarks_on_the_words_they_are_about() {
    let body = format!(
        r#"<w:p><w:r><w:t xml:space="preserve">The ferry </w:t></w:r><w:commentRangeStart w:id="1"/><w:r><w:t xml:space="preserve">sank </w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r><w:r><w:t>in May.</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc>{}</w:tc><w:tc><w:p><w:commentRangeStart w:id="2"/><w:r><w:t>41</w:t></w:r><w:commentRangeEnd w:id="2"/></w:p></w:tc></w:tr></w:tbl>
        <w:p><w:r><w:commentReference w:id="3"/></w:r><w:r><w:t>Whole paragraph.</w:t></w:r></w:p>"#,
        p("Boats"),
    );
    let comment = |id: u8, author: &str, words: &str| {
        format!(
            r#"<w:comment w:id="{id}" w:author="{author}"><w:p><w:r><w:annotationRef/></w:r><w:r><w:t>{words}</w:t></w:r></w:p></w:comment>"#
        )
    };
    let comments = format!(
        "<w:comments>{}{}{}{}</w:comments>",
        comment(3, "", "Why?"),
        comment(1, "Ada Quill", "Says who?"),
        comment(2, "Ada Quill", "Of how many?"),
        comment(7, "Nobody", "About nothing.")
    );
    let reading = read(&docx_with(&body, &[("word/comments.xml", &comments)])).unwrap();
    let expected = [
        "| Nobody| About nothing.",
        "sank| Ada Quill| Says who?",
        "41| Ada Quill| Of how many?",
        "Whole paragraph.| | Why?",
    ];
    assert_eq!(remarks(&reading), expected);
    assert!(super::table(&reading.article).contains("table_row| Boats | 41"));
}

#[test]
fn what_the_document_says_about_itself_is_taken_along() {
    let core = r"<cp:coreProperties><dc:title>On ferries</dc:title><dc:creator>Ilse Marrow; Tom Reed</dc:creator><dc:language>en-GB</dc:language><dcterms:created>2031-05-12T08:00:00Z</dcterms:created><dcterms:modified>2031-06-01T08:00:00Z</dcterms:modified></cp:coreProperties>";
    let metadata = read(&docx_with(&p("Words."), &[("docProps/core.xml", core)])).unwrap().article.metadata;
    assert_eq!(metadata.title.as_deref(), Some("On ferries"));
    assert_eq!(metadata.authors, ["Ilse Marrow", "Tom Reed"]);
    assert_eq!(metadata.language.as_deref(), Some("en-GB"));
    assert_eq!(metadata.published.unwrap().to_string(), "2031-05-12");
    assert_eq!(metadata.updated.unwrap().to_string(), "2031-06-01");
}

#[test]
fn pictures_equations_and_documents_inside_are_counted() {
    let body = "<w:p><w:r><w:drawing><pic:pic/></w:drawing><w:drawing><c:chart/></w:drawing><w:object><o:OLEObject/></w:object></w:r>\
                <m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath></w:p>";
    let reading = read(&docx(body)).unwrap();
    assert_eq!(reading.article.text().as_str(), "a=b\n");
    let starts = ["2 pictures, charts or drawings", "The signs of one equation", "One document inside this one"];
    let warnings = warnings(&reading);
    assert_eq!(warnings.len(), starts.len());
    assert!(warnings.iter().zip(starts).all(|(warning, start)| warning.starts_with(start)), "{warnings:?}");
}

#[test]
fn lists_are_numbered_as_word_numbers_them() {
    let level = |at: usize, format: &str, pattern: &str, more: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{pattern}\"/></w:lvl>"
        )
    };
    let form = |id: usize, levels: &[String]| {
        format!("<w:abstractNum w:abstractNumId=\"{id}\">{}</w:abstractNum>", levels.concat())
    };
    let numbering = [
        "<w:numbering>".to_owned(),
        form(0, &[level(0, "decimal", "%1.", ""), level(1, "lowerLetter", "%2)", ""), level(2, "upperRoman", "%1.%3", "<w:isLgl/>")]),
        form(1, &[level(0, "bullet", "\u{F0B7}", "")]),
        form(2, &[level(0, "upperRoman", "Part %1", "<w:pStyle w:val=\"Teil\"/>"), level(1, "decimal", "%1.%2", "<w:pStyle w:val=\"berschrift2\"/>")]),
        "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>".to_owned(),
        "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>".to_owned(),
        "<w:num w:numId=\"5\"><w:abstractNumId w:val=\"2\"/></w:num>".to_owned(),
        "<w:num w:numId=\"6\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/></w:lvlOverride></w:num>".to_owned(),
        "</w:numbering>".to_owned(),
    ]
    .concat();
    let styles = STYLES.replace(
        "<w:basedOn w:val=\"Standard\"/>",
        "<w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr>",
    );
    let item = |list: usize, level: usize, words: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    let deleted = item(1, 0, "x")
        .replace("<w:r>", "<w:del><w:r>")
        .replace("</w:r>", "</w:r></w:del>")
        .replace("</w:numPr>", "</w:numPr><w:rPr><w:del/></w:rPr>");
    let body = [
        p("The harbour is closed."),
        item(1, 0, "Boats."),
        item(1, 1, "Small ones."),
        item(1, 1, "Large ones."),
        item(1, 2, "Very large ones."),
        p("Between them a paragraph."),
        deleted,
        item(1, 0, "Crews."),
        item(1, 1, "Theirs."),
        item(2, 0, "A sign alone."),
        item(6, 0, "Begun anew."),
        item(6, 0, ""),
        item(6, 0, "After one without words."),
        styled("berschrift2", "What is known"),
        styled("HausZwischentitel", "What is not"),
        item(99, 0, "In no list."),
    ]
    .concat();
    let bytes = docx_with(&body, &[("word/styles.xml", &styles), ("word/numbering.xml", &numbering)]);
    let expected = "
paragraph| The harbour is closed.
list_item| 1. Boats.
list_item| a) Small ones.
list_item| b) Large ones.
list_item| 1.1 Very large ones.
paragraph| Between them a paragraph.
list_item| 2. Crews.
list_item| a) Theirs.
list_item| A sign alone.
list_item| 7. Begun anew.
list_item| 9. After one without words.
heading| I.1 What is known
heading| I.2 What is not
list_item| In no list.";
    assert_eq!(blocks(&bytes), expected);
}
