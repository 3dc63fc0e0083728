//! What a format can hold comes back from it.

use claimlight::exchange::{Format, ImportOptions, NoteKind};
use proptest::prelude::*;

use crate::support::{export, import, review, seen};

/// The files of an import of what was exported: those the format is about, and what belongs to them.
fn comes_back(format: Format, review: &claimlight::review::Review) -> Result<(), TestCaseError> {
    let exported = export(review, format);
    let articles = if format.has_text() { Vec::new() } else { vec![review.article().clone()] };
    let options = ImportOptions { articles, ..ImportOptions::default() };
    let imported = match import(&exported.files, format, &options) {
        Ok(imported) => imported,
        Err(fault) => return Err(TestCaseError::fail(format!("{}: {fault}", format.name()))),
    };
    prop_assert!(imported.notes.is_empty(), "{:?}", imported.notes);
    let expected = seen(review, format);
    if expected.is_empty() && imported.reviews.is_empty() {
        return Ok(());
    }
    prop_assert_eq!(imported.reviews.len(), 1);
    let back = &imported.reviews[0];
    prop_assert_eq!(back.review.article().text(), review.article().text());
    prop_assert_eq!(seen(&back.review, format), expected, "{}", format.name());
    if !back.review.claims().is_empty() {
        prop_assert_eq!(back.review.reviewer(), if format.keeps_reviewer() { review.reviewer() } else { "" });
    }
    // Random claims share text, and some are lost in the review itself.
    let expected = |kind: &NoteKind| matches!(kind, NoteKind::Overlap(_) | NoteKind::Orphaned { .. });
    prop_assert!(back.notes.iter().all(|note| expected(&note.kind)), "{}: {:?}", format.name(), back.notes);
    // The same review gives the same bytes.
    prop_assert_eq!(export(review, format).files, exported.files);
    Ok(())
}

macro_rules! round_trips {
    ($($name:ident: $format:ident,)+) => {
        proptest! {
            #![proptest_config(ProptestConfig::with_cases(96))]

            $(
                #[test]
                fn $name(review in review()) {
                    comes_back(Format::$format, &review)?;
                }
            )+
        }

        #[test]
        fn every_format_that_is_read_comes_back() {
            let tested = [$(Format::$format),+];
            for format in Format::ALL {
                assert_eq!(format.reads(), tested.contains(&format), "{}", format.name());
            }
        }
    };
}

round_trips! {
    json_lines_come_back: JsonLines,
    claim_lines_come_back: ClaimLines,
    web_annotations_come_back: WebAnnotation,
    label_studio_comes_back: LabelStudio,
    brat_comes_back: Brat,
    xmi_comes_back: CasXmi,
    cas_json_comes_back: CasJson,
    hypothesis_comes_back: Hypothesis,
    csv_comes_back: Csv,
    csv_for_excel_comes_back: CsvExcel,
    spreadsheets_come_back: Xlsx,
    refi_qda_comes_back: RefiQda,
}
