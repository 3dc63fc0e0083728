//! Pages that are made to hurt, and pages made of anything.

use claimlight::read::{Limits, Options, ReadError, Reading};
use proptest::prelude::*;

use super::{BODY, page, read_named};
use crate::assert_blocks_hold_every_word;

fn read(source: &str) -> Result<Reading, ReadError> {
    read_named("page.html", source.as_bytes(), &Options::default())
}

#[test]
fn nesting_has_a_limit_that_is_held_before_there_is_a_tree() {
    let nested = |tags: &str, ends: &str, count: usize| page(&format!("{}x{}", tags.repeat(count), ends.repeat(count)));
    let table = [
        ("<div>", "</div>"),
        ("<b>", "</b>"),
        ("<ul><li>", "</li></ul>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<blockquote>", ""),
        ("<template>", "</template>"),
        ("<svg><g>", "</g></svg>"),
        ("<math><mi>", ""),
    ];
    for (tags, ends) in table {
        let fault = read(&nested(tags, ends, 20_000)).err().map(|fault| fault.to_string()).unwrap_or_default();
        let is_limit = fault.starts_with("The elements of the page are nested more than 512 deep")
            || fault.starts_with("The page has more than 1200000 elements");
        assert!(is_limit, "{tags}: {fault}");
    }
    // What a browser takes is taken.
    assert!(read(&nested("<div>", "</div>", 300)).is_ok());
    // Elements that end by themselves nest in nothing.
    for tags in ["<p>x", "<li>x", "<br>", "<img src=x>", "<hr>", "<option>x", "<dd>x", "<span><p>x", "<button><p>x"] {
        assert!(read(&page(&format!("{BODY}{}", tags.repeat(5_000)))).is_ok(), "{tags}");
    }
    let paths = format!("<svg>{}</svg>", "<path d=\"M0\"/>".repeat(5_000));
    assert!(read(&page(&format!("{BODY}{paths}"))).is_ok());
}

#[test]
fn where_an_article_would_be_looked_for_too_long_all_of_the_page_is_shown() {
    let deep = format!("{}x{}", "<div>".repeat(490), "</div>".repeat(490)).repeat(400);
    let reading = read(&page(&format!("{BODY}{deep}"))).unwrap();
    assert_eq!(reading.warnings, [claimlight::read::Warning::NoArticleFound]);
    assert!(reading.article.text().as_str().contains("The old bridge"));
}

#[test]
fn attributes_have_a_limit() {
    let many = |count: usize| (0..count).map(|number| format!(" a{number}=x")).collect::<Vec<_>>().concat();
    let sentence =
        "An element of the page has more than 1000 attributes, the limit; copy the article in a browser and paste it";
    for source in [
        page(&format!("<p{}>x</p>", many(1_500))),
        page(&format!("<p{}>x</p>", many(60_000))),
        page(&format!("<p{}", many(60_000))),
        page(&(0..3_000).map(|number| format!("<body b{number}>")).collect::<Vec<_>>().concat()),
    ] {
        assert_eq!(read(&source).unwrap_err().to_string(), sentence);
    }
    let long = format!("{BODY}<p title='{}'>x</p>", "word > word = ".repeat(10_000));
    assert!(read(&page(&long)).is_ok());
    assert!(read(&page(&format!("{BODY}<p{}>x</p>", many(900)))).is_ok());
    let words = "<p a=1 b=2> words in a comment, and more of them. ".repeat(2_000);
    assert!(read(&page(&format!("{BODY}<!-- {words} --><p title=\"{}\">x</p>", words.replace('"', "")))).is_ok());
    let late = format!("{BODY}<p title=\"{}\"{}>x</p>", "long ".repeat(20_000), many(30_000));
    assert_eq!(read(&page(&late)).unwrap_err().to_string(), sentence);
    // Formatting that is never closed comes back in each paragraph, attributes and all.
    let back = format!("<p><b{}>{}", many(900), "<p>x".repeat(40_000));
    assert!(matches!(read(&page(&back)), Err(ReadError::TooManyParts { .. })));
}

#[test]
fn much_of_anything_is_read_or_refused_with_a_sentence() {
    let kinds = [
        "<br>".repeat(850_000),
        "<p>A paragraph that says a little, and not more than that.".repeat(50_000),
        "&amp;&nGt;&#x1F600;&lt".repeat(100_000),
        "\0".repeat(100_000),
        "<p>\u{FFFD}</p>".repeat(1_000),
        "</p></div></b></table>".repeat(50_000),
        "<p><i><b><a href=x>y".repeat(3_000),
        "<!--".repeat(100_000),
        "<![CDATA[".repeat(100_000),
        "<select><option>".repeat(20_000),
        "<tr><td>x".repeat(50_000),
        "word ".repeat(2_000_000),
        "港".repeat(3_400_000),
    ];
    for body in kinds {
        match read(&page(&format!("{BODY}{body}"))) {
            Ok(reading) => assert_blocks_hold_every_word(&reading.article),
            Err(fault) => {
                assert!(!matches!(fault, ReadError::BrokeOff), "{}: {fault}", &body[..body.floor_char_boundary(40)]);
            }
        }
    }
}

#[test]
fn a_page_that_scripts_fill_in_says_what_to_do() {
    let source =
        page("<div id=app></div><script>document.write('words')</script><noscript>Turn scripts on.</noscript>");
    assert!(matches!(read(&source), Err(ReadError::NoWordsOnPage)));
}

#[test]
fn pictures_inside_the_source_do_not_count() {
    let picture = format!("<img src=\"data:image/png;base64,{}\">", "A".repeat(17 * 1024 * 1024));
    assert!(read(&page(&format!("{picture}{BODY}"))).is_ok());
    let text = page(&"x".repeat(17 * 1024 * 1024));
    let fault = read(&text).unwrap_err().to_string();
    assert!(fault.starts_with("Without its pictures the page has 17.1 MiB, more than the limit of 16 MiB"), "{fault}");
}

#[test]
fn words_that_merely_look_like_a_picture_stay() {
    let words = format!("<p>The data:{} of May.</p>", "港".repeat(3_000));
    let text = super::whole(&page(&words)).article.text().as_str().to_owned();
    assert!(text.contains(&"港".repeat(3_000)));
}

#[test]
fn limits_of_the_caller_are_kept() {
    let with = |limits: Limits| {
        let options = Options { limits, whole_page: true, ..Options::default() };
        read_named("page.html", page(BODY).as_bytes(), &options)
    };
    let usual = Limits::default();
    assert!(matches!(with(Limits { blocks: 2, ..usual }), Err(ReadError::TooManyBlocks { limit: 2 })));
    assert!(matches!(with(Limits { text_bytes: 100, ..usual }), Err(ReadError::TextTooLong { limit: 100, .. })));
    assert!(matches!(with(Limits { time: std::time::Duration::ZERO, ..usual }), Err(ReadError::TookTooLong { .. })));
    assert!(matches!(with(Limits { depth: 2, ..usual }), Err(ReadError::NestedTooDeep { limit: 2 })));
}

/// Pieces that bring every rule of the reader into play, in any order.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<div>"),
        Just("</div>"),
        Just("<p>"),
        Just("</p>"),
        Just("<b>"),
        Just("</b>"),
        Just("<i class=byline>"),
        Just("</i>"),
        Just("<a href=x>"),
        Just("</a>"),
        Just("<ul><li>"),
        Just("</li>"),
        Just("</ul>"),
        Just("<table>"),
        Just("<tr>"),
        Just("<td>"),
        Just("</td>"),
        Just("</table>"),
        Just("<blockquote>"),
        Just("</blockquote>"),
        Just("<figure>"),
        Just("<figcaption class=caption>"),
        Just("</figure>"),
        Just("<h1>"),
        Just("</h1>"),
        Just("<h2>"),
        Just("<br>"),
        Just("<q>"),
        Just("</q>"),
        Just("<pre>\n"),
        Just("</pre>"),
        Just("<template>"),
        Just("<svg>"),
        Just("<math>"),
        Just("<select>"),
        Just("<script>"),
        Just("</script>"),
        Just("<!--"),
        Just("-->"),
        Just("<frameset>"),
        Just("<body>"),
        Just("</html>"),
        Just("&nbsp;"),
        Just("&#0;"),
        Just("&#x2028;"),
        Just("\u{301}"),
        Just("\u{1F468}\u{200D}"),
        Just("Bridge reopens"),
        Just("By Mara Oln"),
        Just("12 May 2031"),
        Just("© Bram Osk / ReutersThe bridge over the Tarn at dusk"),
        Just("Comment: Nobody asked. "),
        Just("Read more: "),
        Just("The mayor said that the bridge was open, and that it would stay open. "),
        Just("<meta name=author content='Ada Fenn'>"),
        Just("<img alt=🙂>"),
        Just("<div hidden>"),
        Just("<span style=display:block>"),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_soup_of_tags_gives_an_article_or_a_sentence(soup in soup(), whole_page in any::<bool>()) {
        let options = Options { whole_page, ..Options::default() };
        match read_named("page.html", page(&soup).as_bytes(), &options) {
            Ok(reading) => assert_blocks_hold_every_word(&reading.article),
            Err(fault) => {
                prop_assert!(!matches!(fault, ReadError::BrokeOff | ReadError::Blocks(_)), "{}", fault);
                prop_assert!(!fault.to_string().is_empty());
            }
        }
        let _any = claimlight::read::read_pasted_html(&soup, "plain", super::now());
    }
}
