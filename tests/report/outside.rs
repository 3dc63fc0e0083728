//! Reports for readers that others wrote: `tests/outside/reports.py` looks at what this leaves in the build folder.

use std::{fs, path::Path};

use claimlight::report::{self, Kind, LOG_COLUMNS, Options};
use serde_json::json;

use crate::support::Newsroom;

#[test]
fn every_kind_is_left_for_others_to_read() {
    let mut room = Newsroom::full();
    let fuel = room.claim("Fuel costs");
    room.note(fuel, "=1+1");
    room.reword(fuel, "</script>\u{202E}<b>\"Fuel\";\nit costs, twice");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reports");
    fs::create_dir_all(&folder).unwrap();
    let options = Options { page: Some("https://check.example/harbour".to_owned()), ..Options::default() };
    for kind in Kind::ALL {
        let bytes = report::write(room.review(), kind, &options).unwrap().bytes;
        fs::write(folder.join(kind.file_name("harbour.claims.json")), bytes).unwrap();
    }
    let text = room.review().article().text();
    let claims = room.review().claims().in_order().iter();
    let rows = claims.map(|claim| {
        let spans = claim.segments.placed();
        json!({
            "tag": claim.tag.label(),
            "status": claim.status.state.label(),
            "segments": spans.iter().map(|span| text.slice(*span)).collect::<Vec<_>>(),
        })
    });
    let expected = json!({
        "text": text.as_str(),
        "columns": LOG_COLUMNS,
        "rows": rows.collect::<Vec<_>>(),
        "claim_reviews": report::claims(room.review(), Kind::ClaimReview, &options).len(),
    });
    fs::write(folder.join("expected.json"), expected.to_string()).unwrap();
    let left = fs::read_dir(&folder).unwrap().count();
    assert!(left > Kind::ALL.len(), "{left} files in {}", folder.display());
}
