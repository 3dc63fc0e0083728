//! Web pages: recognised, cut to the article, and known for what they say about themselves.

mod archives;
mod blocks;
mod hostile;
mod saves;

use claimlight::read::{self, Options, ReadError, Reading};

use super::{now, table};

/// Sentences that make a page an article.
pub(super) const BODY: &str = "<p>The old bridge over the Tarn was opened on Monday, nine years after the flood of 2022 had taken its \
middle arch away, said the mayor, Ada Fenn, in front of some hundred people.</p>\
<p>“Nine years is too long,” said Teo Quill, who has a bakery on the other bank, and who had to drive forty minutes to his customers, \
every day, in snow, rain and heat.</p>\
<p>The town had asked three times for money, and three times it had been told that bridges were a matter of the county, which in turn had \
named the state, and the state nobody.</p>\
<p>In the end it was a collection, begun in the bakery, that paid for the plans, for the stones, and for the brass band that played on Monday.</p>";

pub(super) fn page(body: &str) -> String {
    format!("<!DOCTYPE html><html lang=en><head><title>Bridge reopens</title></head><body>{body}</body></html>")
}

pub(super) fn read_named(name: &str, source: &[u8], options: &Options) -> Result<Reading, ReadError> {
    read::read_bytes_with(Some(name), source, now(), options)
}

pub(super) fn read(source: &str) -> Reading {
    read_named("page.html", source.as_bytes(), &Options::default()).unwrap()
}

pub(super) fn whole(source: &str) -> Reading {
    read_named("page.html", source.as_bytes(), &Options { whole_page: true, ..Options::default() }).unwrap()
}

/// All blocks of a page whose body this is.
pub(super) fn blocks_of_body(body: &str) -> String {
    table(&whole(&page(body)).article)
}

fn reader_of(name: &str, source: &str) -> String {
    read_named(name, source.as_bytes(), &Options::default()).map_or_else(
        |fault| fault.to_string(),
        |reading| reading.article.source.reader.unwrap().split(' ').next().unwrap().to_owned(),
    )
}

#[test]
fn pages_are_recognised_by_what_they_are() {
    let pages = [
        "<!DOCTYPE html>\n<p>The harbour is closed.</p>\n",
        "<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"><html><body>The harbour is closed.</body></html>",
        "\u{FEFF}<!-- saved from url=(0019)https://example.org -->\n<html><body><p>Closed.</p></body></html>",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- x -->\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>Closed.</p></body></html>",
        "<head><title>Closed</title></head><p>The harbour is closed.",
        "<title>Closed</title><h1>Closed</h1><p>The harbour is closed.</p>",
        "<div>\n<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>\n</div>",
    ];
    for source in pages {
        assert_eq!(reader_of("file", source), "html", "{source}");
    }
    let others = [
        "<html> and <body> are the names of two tags that every page has.",
        "<b>Note</b> that the harbour is closed.\n\nNobody knows why it is.",
        "Write <p>a paragraph</p> and <p>another</p>, then <div>a box</div>.",
        "<3 is a heart.\n\n<p> is a tag, </p> ends it, </div> and </li> end others.",
        "<?xml version=\"1.0\"?><rss><channel><title>News</title></channel></rss>",
    ];
    for source in others {
        assert_eq!(reader_of("file", source), "plain-text", "{source}");
    }
    let markdown = "<p align=\"center\"><img src=\"logo.png\"></p>\n\n# A program\n\nIt **does** [things](https://example.org).\n\n- one\n- two\n";
    assert_eq!(reader_of("readme.md", markdown), "markdown");
    assert_eq!(reader_of("readme", markdown), "markdown");
    assert_eq!(reader_of("piece.html", "<p>The harbour is closed.</p>"), "html");
}

#[test]
fn the_encoding_is_the_one_declared_where_it_can_be() {
    let russian = "Паром вернётся в мае, сказала министр журналистам.";
    let declared = |meta: &str| {
        format!("<!DOCTYPE html><html><head>{meta}<title>x</title></head><body><p>{russian}</p></body></html>")
    };
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (encoding_rs::KOI8_R.encode(&declared("<meta charset=koi8-r>")).0.into_owned(), "KOI8-R"),
        (
            encoding_rs::IBM866
                .encode(&declared("<meta http-equiv=content-type content='text/html; charset=ibm866'>"))
                .0
                .into_owned(),
            "IBM866",
        ),
        (
            encoding_rs::WINDOWS_1251
                .encode(&format!("<?xml version=\"1.0\" encoding=\"windows-1251\"?>{}", declared("")))
                .0
                .into_owned(),
            "windows-1251",
        ),
        // What cannot be true is not believed.
        (declared("<meta charset=utf-16>").into_bytes(), "UTF-8"),
        (declared("<meta charset=shift_jis>").into_bytes(), "UTF-8"),
        (declared("<meta charset=windows-1251>").into_bytes(), "UTF-8"),
        ([b"\xEF\xBB\xBF", declared("<meta charset=koi8-r>").as_bytes()].concat(), "UTF-8"),
        (encoding_rs::WINDOWS_1251.encode(&declared("<meta charset=utf-8>")).0.into_owned(), "windows-1251"),
    ];
    for (bytes, encoding) in cases {
        let article =
            read_named("page.html", &bytes, &Options { whole_page: true, ..Options::default() }).unwrap().article;
        assert_eq!(article.source.encoding.as_deref(), Some(encoding));
        assert_eq!(article.text().as_str(), format!("{russian}\n"));
    }
}

#[test]
fn the_reader_and_the_type_are_named() {
    let source = read(&page(BODY)).article.source;
    assert_eq!(source.media_type.as_deref(), Some("text/html"));
    assert_eq!(source.reader.as_deref(), Some("html 1 (dom_smoothie 0.19)"));
}
