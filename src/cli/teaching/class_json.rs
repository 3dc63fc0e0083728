//! A class as one JSON value. Its keys are a contract.
//!
//! ```json
//! {"key": {"reviewer": "…", "claims": 12, "assignment": "id" | null},
//!  "pupils": [{"pseudonym": "…", "name": "…", "file": "…", "handed_in": "…" | null, "claims": 11,
//!              "first": LAYER, "second": LAYER | null, "second_handed_in": "…" | null,
//!              "progress": {"learnt": 2, "lost": 0, "extra": [3, 1], "steps": [{"claim": "id", "before": "missed", "after": "correct"}]} | null,
//!              "returned": {"by": "…", "mark": "secure" | null, "comment": "…", "at": "…"} | null, "remarks": ["…"]}],
//!  "spans": [{"claim": "id", "tag": "quote", "start": 12, "end": 58, "exact": "…", "optional": false, "rule": "…" | null, "note": "…",
//!             "first": {"right": 7, "division": FIGURE, "found": ["correct", "missed", null]}, "last": {…}}],
//!  "most_divided": [3, 0, 1, 2],
//!  "extra": [{"tag": "quote", "start": 12, "end": 58, "exact": "…", "pupils": [0, 4]}],
//!  "failed": [{"file": "…", "reason": "…"}]}
//! ```
//!
//! - LAYER is `{"identify": PART, "tag": PART, "delimit": PART, "attribute": PART | null, "justify": PART | null, "counts": {"correct": 7, …}}`; PART is
//!   `{"right": 5, "of": 8}`, and `null` where it was not asked for.
//! - `name` is there only when names were asked for.
//! - `found` has what each pupil made of a claim, in the order of `pupils`; `null` for an optional claim that was left out.
//! - `most_divided` numbers the spans, those first of which the class made most different things when it handed in; `extra` is of then, too.
//! - FIGURE is as `claimlight compare --json` has it; `start` and `end` are code points, end exclusive.

use std::io;

use serde_json::{Value, json};

use super::reveal::progress_value;
use crate::{
    classroom::{Class, ClassPupil, Expected, Remark, Roster},
    cli::compare::json::figure,
    compare::{
        FindingCounts, FindingKind, Places,
        class::{Part, Pupil, SpanRow},
    },
};

/// Writes the value and a line end.
///
/// # Errors
/// When it cannot be written.
pub(super) fn write(
    expected: &Expected<'_>,
    class: &Class,
    roster: Option<&Roster>,
    remarks: &[Remark],
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let failed = remarks.iter().filter(|remark| !remark.is_counted);
    let spans = class.first.spans.iter().zip(&class.last.spans).enumerate();
    let extra = class.first.extra.iter().map(|row| {
        let (start, end, exact) = place(expected, &row.places);
        json!({"tag": row.tag.name(), "start": start, "end": end, "exact": exact, "pupils": row.pupils})
    });
    let value = json!({
        "key": {
            "reviewer": expected.review().reviewer(),
            "claims": expected.key().spans().len(),
            "assignment": expected.answers().assignment.map(|id| id.to_string()),
        },
        "pupils": class.pupils.iter().map(|row| pupil(row, roster, remarks)).collect::<Vec<_>>(),
        "spans": spans.map(|(number, (first, last))| span(expected, number, first, last)).collect::<Vec<_>>(),
        "most_divided": class.first.most_divided_first(),
        "extra": extra.collect::<Vec<_>>(),
        "failed": failed.map(|remark| json!({"file": remark.file, "reason": remark.sentence})).collect::<Vec<_>>(),
    });
    serde_json::to_writer(&mut *out, &value)?;
    out.write_all(b"\n")
}

fn pupil(pupil: &ClassPupil, roster: Option<&Roster>, remarks: &[Remark]) -> Value {
    let sentences = remarks.iter().filter(|remark| remark.is_counted && remark.file == pupil.name);
    let mut value = json!({
        "pseudonym": pupil.pseudonym,
        "file": pupil.name,
        "handed_in": pupil.handed_in.map(|at| at.to_string()),
        "claims": pupil.claims,
        "first": layer(pupil, &pupil.first, &pupil.first_counts),
        "second": pupil.second.as_ref().map(|(components, counts)| layer(pupil, components, counts)),
        "second_handed_in": pupil.second_handed_in.map(|at| at.to_string()),
        "progress": pupil.progress.as_ref().map(progress_value),
        "returned": pupil.returned.as_ref().map(|returned| json!({
            "by": returned.by,
            "mark": returned.grade.map(crate::teaching::Grade::name),
            "comment": returned.comment,
            "at": returned.at.to_string(),
        })),
        "remarks": sentences.map(|remark| remark.sentence.as_str()).collect::<Vec<_>>(),
    });
    if let Some(roster) = roster {
        value["name"] = json!(roster.name(&pupil.pseudonym));
    }
    value
}

fn layer(pupil: &ClassPupil, components: &Pupil, counts: &FindingCounts) -> Value {
    let part = |part: Part| json!({"right": part.right, "of": part.of});
    let kinds = FindingKind::ALL.into_iter().map(|kind| (kind.name().to_owned(), json!(counts.of_kind(kind))));
    json!({
        "identify": part(components.identified),
        "tag": part(components.tagged),
        "delimit": part(components.delimited),
        "attribute": pupil.asked_speaker.then(|| part(components.attributed)),
        "justify": pupil.asked_why.then(|| part(components.justified)),
        "counts": kinds.collect::<serde_json::Map<String, Value>>(),
    })
}

fn span(expected: &Expected<'_>, number: usize, first: &SpanRow, last: &SpanRow) -> Value {
    let key = &expected.key().spans()[number];
    let entry = expected.entry(number);
    let (start, end, exact) = place(expected, &key.first().places);
    let row = |row: &SpanRow| {
        let found = row.found.iter().map(|kind| kind.map(FindingKind::name));
        json!({"right": row.right(), "division": figure(row.division), "found": found.collect::<Vec<_>>()})
    };
    json!({
        "claim": key.first().claim.to_string(),
        "tag": key.first().tag.name(),
        "start": start,
        "end": end,
        "exact": exact,
        "optional": key.is_optional,
        "rule": entry.and_then(|entry| entry.rule.as_deref()),
        "note": entry.map(|entry| entry.note.as_str()).unwrap_or_default(),
        "first": row(first),
        "last": row(last),
    })
}

/// From the first to the last of some places, with the words there.
fn place<'a>(expected: &'a Expected<'_>, places: &Places) -> (u64, u64, &'a str) {
    let extent = places.extent().unwrap_or_default();
    let bytes = expected.continuum().bytes(&extent);
    let text = expected.continuum().text().as_str();
    (extent.start, extent.end, text.get(bytes.start.get()..bytes.end.get()).unwrap_or_default())
}
