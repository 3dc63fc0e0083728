//! Pages inside other files: MHTML, WARC and WACZ.

use std::io::{Cursor, Write as _};

use claimlight::read::{Options, ReadError, Reading, Shown};
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
    assert!(matches!(read("a.warc.gz", &bomb), Err(ReadError::NoPageInArchive)));
    let files: &[(&str, &[u8])] = &[("archive/data.warc", &vec![b'x'; 30_000_000]), ("datapackage.json", b"{}")];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let deflated = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        archive.start_file(*name, deflated).unwrap();
        archive.write_all(bytes).unwrap();
    }
    let bomb = archive.finish().unwrap().into_inner();
    assert!(matches!(read("a.wacz", &bomb), Err(ReadError::ArchiveTooLarge)));
}
