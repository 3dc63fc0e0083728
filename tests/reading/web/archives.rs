//! Pages inside other files: MHTML, WARC and WACZ.

use std::io::{Cursor, Write as _};

use claimlight::read::{ArchiveFault, ArchiveLimits, Limits, Options, ReadError, Reading, Shown, TooMuch};
use flate2::{Compression, write::GzEncoder};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{BODY, page, read_named, table};

const ADDRESS: &str = "https://tarn.example/2031/bridge";

fn article(title: &str) -> String {
    page(&format!("<h1>{title}</h1>{BODY}")).replace("Bridge reopens</title>", &format!("{title}</title>"))
}

fn read(name: &str, bytes: &[u8]) -> Result<Reading, ReadError> {
    read_named(name, bytes, &Options::default())
}

fn mhtml(charset: &str, encoded: &str) -> String {
    let lines = format!(
        "From: <Saved by Blink>
Snapshot-Content-Location: {ADDRESS}
Subject: =?utf-8?Q?Bridge=20reopens=20=E2=80=93=20at=20last?=
Date: Tue, 13 May 2031 08:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/related; type=\"text/html\"; boundary=\"----Part\"

------Part
Content-Type: text/html; charset=\"{charset}\"
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: {ADDRESS}

{encoded}
------Part
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://tarn.example/bridge.png

AAAA
------Part--
"
    );
    lines.replace('\n', "\r\n")
}

#[test]
fn a_page_saved_as_mhtml() {
    let source = article("Br=C3=BCcke").replace("lang=en", "lang=3Dde");
    for name in ["bridge.mhtml", "bridge.mht", "bridge"] {
        let reading = read(name, mhtml("utf-8", &source).as_bytes()).unwrap();
        assert!(table(&reading.article).starts_with("\nheadline| Brücke\nparagraph| The old bridge"));
        let article = reading.article;
        assert_eq!(article.metadata.url.as_deref(), Some(ADDRESS));
        assert_eq!(article.metadata.title.as_deref(), Some("Brücke"));
        assert_eq!(article.source.media_type.as_deref(), Some("multipart/related"));
        assert_eq!(article.source.reader.as_deref(), Some("mhtml 1 (dom_smoothie 0.19)"));
        assert_eq!(article.source.encoding.as_deref(), Some("UTF-8"));
    }
    let latin = mhtml("iso-8859-1", &article("Br=FCcke"));
    let reading = read("bridge.mht", latin.as_bytes()).unwrap();
    assert_eq!(reading.article.source.encoding.as_deref(), Some("windows-1252"));
    assert!(table(&reading.article).starts_with("\nheadline| Brücke"));
}

#[test]
fn an_mhtml_file_without_its_page_says_so() {
    let broken = mhtml("utf-8", "x").replace("text/html; charset", "text/plain; charset");
    let fault = read("bridge.mht", broken.as_bytes()).unwrap_err();
    assert_eq!(fault.to_string(), "The file is damaged: the page itself is not in it; save or download it again");
}

#[test]
fn an_mhtml_file_of_too_many_parts_is_refused() {
    let many = mhtml("utf-8", &article("Bridge")) + &"\n--b\n".repeat(30_000);
    let fault = read("bridge.mht", many.as_bytes()).unwrap_err().to_string();
    assert!(fault.starts_with("It has more than 20000 parts, the limit; "), "{fault}");
}

fn record(kind: &str, address: &str, media_type: &str, content: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-05-13T08:00:00Z\r\n\
         WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n\r\n",
        content.len()
    );
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

fn response(address: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let answer =
        [format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{head}\r\n").as_bytes(), body].concat();
    record("response", address, "application/http; msgtype=response", &answer)
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn chunked(bytes: &[u8]) -> Vec<u8> {
    let chunk = |piece: &[u8]| [format!("{:x}\r\n", piece.len()).as_bytes(), piece, b"\r\n"].concat();
    let (one, two) = bytes.split_at(bytes.len() / 2);
    [chunk(one), chunk(two), b"0\r\n\r\n".to_vec()].concat()
}

/// An archive with a front page, two articles and what comes along with them.
fn records() -> Vec<Vec<u8>> {
    let front = page(&"<ul><li><a href=a>News</a></li><li><a href=b>Sport</a></li></ul>".repeat(12));
    vec![
        record("warcinfo", "", "application/warc-fields", b"software: none\r\n"),
        response("https://tarn.example/", "", front.as_bytes()),
        response(ADDRESS, "Transfer-Encoding: chunked\r\n", &chunked(article("Bridge reopens").as_bytes())),
        record(
            "response",
            "https://tarn.example/a.png",
            "application/http; msgtype=response",
            b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG",
        ),
        response(
            "https://tarn.example/2031/ferry",
            "Content-Encoding: gzip\r\n",
            &packed(article("Ferry sinks").as_bytes()),
        ),
        record("request", ADDRESS, "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
    ]
}

fn names(reading: &Reading) -> Vec<&str> {
    reading.parts.iter().map(|part| part.name.as_str()).collect()
}

fn assert_is_archive(name: &str, bytes: &[u8], reader: &str) {
    let reading = read(name, bytes).unwrap();
    assert!(table(&reading.article).starts_with("\nheadline| Bridge reopens\n"), "{}", table(&reading.article));
    assert_eq!(names(&reading), ["Bridge reopens", "Ferry sinks", "Bridge reopens"]);
    assert_eq!(reading.parts[0].address.as_deref(), Some(ADDRESS));
    assert_eq!(reading.parts[0].kept.as_deref(), Some("2031-05-13T08:00:00Z"));
    assert_eq!(reading.article.metadata.url.as_deref(), Some(ADDRESS));
    assert_eq!(reading.article.source.reader.as_deref(), Some(reader));
    assert_eq!(reading.article.source.encoding.as_deref(), Some("UTF-8"));
    assert_eq!(reading.shown, Shown::Everything);
    let second = read_named(name, bytes, &Options { part: 1, ..Options::default() }).unwrap();
    assert!(table(&second.article).starts_with("\nheadline| Ferry sinks\n"));
    assert_eq!(second.parts, reading.parts);
    let fault = read_named(name, bytes, &Options { part: 7, ..Options::default() }).unwrap_err();
    assert_eq!(fault.to_string(), "The file holds 3 articles, so there is no number 8; choose another");
}

#[test]
fn a_warc_file_gives_its_first_article_and_lists_the_others() {
    let plain = records().concat();
    assert_is_archive("tarn.warc", &plain, "warc 1 (dom_smoothie 0.19)");
    let zipped: Vec<u8> = records().iter().flat_map(|record| packed(record)).collect();
    assert_is_archive("tarn.warc.gz", &zipped, "warc 1 (dom_smoothie 0.19)");
    // What is cut off is left out.
    let cut = &plain[..plain.len() - 40];
    assert_eq!(read("tarn.warc", cut).unwrap().parts.len(), 3);
}

fn wacz(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_wacz_file_knows_which_pages_were_meant() {
    let records: Vec<u8> = records().iter().flat_map(|record| packed(record)).collect();
    let files: &[(&str, &[u8])] =
        &[("archive/data.warc.gz", &records), ("datapackage.json", b"{}"), ("indexes/index.cdx.gz", b"x")];
    assert_is_archive("tarn.wacz", &wacz(files), "wacz 1 (dom_smoothie 0.19)");
    let list = format!(
        "{{\"format\":\"json-pages-1.0\",\"id\":\"pages\"}}\n{}\n",
        "{\"url\":\"https://tarn.example/2031/ferry\",\"title\":\"The ferry\"}"
    );
    let meant = wacz(&[files, &[("pages/pages.jsonl", list.as_bytes())]].concat());
    assert_eq!(names(&read("tarn.wacz", &meant).unwrap()), ["The ferry", "Bridge reopens", "Bridge reopens"]);
}

#[test]
fn archives_without_a_page_and_bombs_end_in_a_sentence() {
    let nothing = record("warcinfo", "", "application/warc-fields", b"software: none\r\n");
    assert!(matches!(read("a.warc", &nothing), Err(ReadError::NoPageInArchive)));
    assert!(matches!(read("a.warc", b"WARC/1.0\r\nbroken"), Err(ReadError::Damaged(_))));
    let endless = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 18446744073709551615\r\n\r\nx";
    assert!(matches!(read("a.warc", endless), Err(ReadError::NoPageInArchive)));
    let bomb = packed(&record("resource", ADDRESS, "text/html", &vec![b' '; 40_000_000]));
    let fault = read("a.warc.gz", &bomb).unwrap_err();
    assert!(matches!(fault, ReadError::ArchiveTooLarge(TooMuch::Inflated { ratio: 100 })));
    let sentence = "No web page was found before the limit, at which the archive is read no further: it unpacks to more than 100 times \
                    its length; keep the page you need as an archive of its own";
    assert_eq!(fault.to_string(), sentence);
    let files: &[(&str, &[u8])] = &[("archive/data.warc", &vec![b'x'; 30_000_000]), ("datapackage.json", b"{}")];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let deflated = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        archive.start_file(*name, deflated).unwrap();
        archive.write_all(bytes).unwrap();
    }
    let bomb = archive.finish().unwrap().into_inner();
    assert!(matches!(read("a.wacz", &bomb), Err(ReadError::Archive(ArchiveFault::Inflated { .. }))));
}

/// The warnings of an archive read within limits, or the fault.
fn said(bytes: &[u8], archive: ArchiveLimits) -> String {
    let options = Options { limits: Limits { archive, ..Limits::default() }, ..Options::default() };
    let sentences = |reading: Reading| reading.warnings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    read_named("tarn", bytes, &options).map_or_else(|fault| fault.to_string(), sentences)
}

#[test]
fn each_limit_of_archives_of_pages_has_its_sentence_and_what_came_before_it_stays() {
    let plain = records().concat();
    let zipped: Vec<u8> = records().iter().flat_map(|record| packed(record)).collect();
    let usual = ArchiveLimits::default();
    assert_eq!(said(&plain, usual), "");
    let in_part = |what: &str| {
        format!(
            "The archive was not looked through to its end, since there is a limit and {what}; if the page you need is not listed, keep it \
             as an archive of its own"
        )
    };
    let first = records().iter().take(3).map(Vec::len).sum::<usize>() + 10;
    let table = [
        (&plain, ArchiveLimits { records: 3, ..usual }, in_part("it has more than 3 records")),
        (&plain, ArchiveLimits { pages: 2, ..usual }, in_part("it has more than 2 pages")),
        (&plain, ArchiveLimits { total_bytes: 100, ..usual }, in_part("it unpacks to more than 100 bytes")),
        (
            &zipped,
            ArchiveLimits { total_bytes: first, ..usual },
            in_part(&format!("it unpacks to more than {:.1} KiB", (first as f64 / 102.4).ceil() / 10.0)),
        ),
        (
            &plain,
            ArchiveLimits { ratio: 1, free_bytes: 500, ..usual },
            "One page in the archive has more than 64 MiB unpacked, the limit, or grows more than pages do, and is not listed; open it in a \
             browser and save it"
                .to_owned(),
        ),
    ];
    for (bytes, limits, sentence) in table {
        assert_eq!(said(bytes, limits), sentence, "{limits:?}");
    }
    let none = said(&zipped, ArchiveLimits { total_bytes: 100, ..usual });
    assert!(none.starts_with("No web page was found before the limit, "), "{none}");
    assert!(none.contains("it unpacks to more than 100 bytes; "), "{none}");
    let short = said(&plain, ArchiveLimits { part_bytes: 300, ..usual });
    assert!(short.starts_with("No web page was found before the limit, "), "{short}");
    assert!(short.contains("its pages have more than 300 bytes each; "), "{short}");
    // As many as the limit are within it.
    assert_eq!(said(&plain, ArchiveLimits { records: 6, pages: 3, ..usual }), "");
}

#[test]
fn the_limits_of_archives_hold_for_wacz_files() {
    let records: Vec<u8> = records().iter().flat_map(|record| packed(record)).collect();
    let bytes = wacz(&[("archive/data.warc.gz", &records), ("datapackage.json", b"{}"), ("indexes/index.cdx", b"x")]);
    let usual = ArchiveLimits::default();
    assert_eq!(said(&bytes, usual), "");
    let table = [
        (ArchiveLimits { parts: 2, ..usual }, "It has more than 2 parts inside, the limit; "),
        (
            ArchiveLimits { part_bytes: 100, ..usual },
            "Its part “archive/data.warc.gz” has more than 100 bytes unpacked, ",
        ),
        (ArchiveLimits { total_bytes: 100, ..usual }, "Its parts have more than 100 bytes unpacked, the limit; "),
        (
            ArchiveLimits { total_bytes: records.len() + 3000, ..usual },
            "The archive was not looked through to its end, since there is a limit and it unpacks to more than ",
        ),
        (ArchiveLimits { pages: 1, ..usual }, "The archive was not looked through to its end, "),
    ];
    for (limits, sentence) in table {
        assert!(said(&bytes, limits).starts_with(sentence), "{}", said(&bytes, limits));
    }
}
