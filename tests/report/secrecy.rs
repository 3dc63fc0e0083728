//! What is confidential stays at the desk.

use claimlight::report::{self, Kind, Options};

use crate::support::Newsroom;

/// What tells of the confidential source and contact of the sample.
const SECRETS: [&str; 6] =
    ["Cabinet memo 7-B", "leak.example", "Whistle Blower", "WHISTLE BLOWER", "twelve percent", "Deep Throat"];

/// A report as text: of a spreadsheet, everything in its archive.
fn as_text(bytes: &[u8]) -> String {
    let mut archive = match zip_of(bytes) {
        Some(cells) => cells,
        None => String::from_utf8(bytes.to_vec()).expect("UTF-8"),
    };
    // Markdown has a backslash before every mark of punctuation.
    archive.retain(|sign| sign != '\\');
    archive
}

fn zip_of(bytes: &[u8]) -> Option<String> {
    use calamine::Reader as _;
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(bytes)).ok()?;
    let sheets = book.worksheets().into_iter();
    let cells = sheets.flat_map(|(_, range)| range.cells().map(|(_, _, cell)| cell.to_string()).collect::<Vec<_>>());
    Some(cells.collect::<Vec<_>>().join("\n"))
}

#[test]
fn it_is_in_no_report_that_is_not_internal() {
    let mut room = Newsroom::full();
    let fell = room.claim("Catches");
    room.note(fell, "Ask Deep Throat again");
    for kind in Kind::ALL {
        let report = report::write(room.review(), kind, &Options::default()).unwrap();
        let text = as_text(&report.bytes);
        for secret in SECRETS {
            assert!(!text.contains(secret), "{kind:?} tells {secret}");
        }
        assert!(!text.contains("1 confidential"), "{kind:?} tells how much is confidential");
    }
}

#[test]
fn it_is_in_internal_reports_which_say_so() {
    let room = Newsroom::full();
    let options = Options { internal: true, ..Options::default() };
    for (kind, secrets) in [
        (Kind::Annotated, &SECRETS[..]),
        (Kind::Log, &SECRETS[..2]),
        (Kind::Public, &SECRETS[..]),
        (Kind::PublicMarkdown, &SECRETS[..]),
        (Kind::Sources, &SECRETS[..3]),
    ] {
        let text = as_text(&report::write(room.review(), kind, &options).unwrap().bytes);
        for secret in secrets {
            assert!(text.contains(secret), "{kind:?} lacks {secret}");
        }
        assert!(kind == Kind::Log || text.contains("For internal use"), "{kind:?}");
    }
}

#[test]
fn what_only_looks_like_it_stays() {
    let mut room = Newsroom::full();
    let fell = room.claim("Catches");
    room.note(fell, "Deep Throated frogs; leak.example/memorandum; Cabinet memo 7-B, again");
    let log = as_text(&report::write(room.review(), Kind::Log, &Options::default()).unwrap().bytes);
    assert!(log.contains("Deep Throated frogs; leak.example/memorandum; [confidential], again"), "{log}");
}
