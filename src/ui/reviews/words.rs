//! The words for what two reviewers made of the same claims.

use crate::{
    app::{Document, Row, RowKind},
    compare::{Figure, FindingKind},
    review::operations::Settlement,
};

/// What a kind is called between two reviewers, neither of whom is right by being first.
pub(super) fn kind(kind: FindingKind, document: &Document) -> String {
    let reviews = &document.reviews;
    let shown = reviews.shown();
    let only = |at: usize| match (shown.get(at), shown.contains(&0)) {
        (Some(0), _) => "Only mine".to_owned(),
        (Some(_), true) => "Only theirs".to_owned(),
        (Some(number), false) => format!("Only {}", reviews.name(&document.review, *number)),
        (None, _) => "Only one has it".to_owned(),
    };
    match kind {
        FindingKind::Correct => "Agreed".to_owned(),
        FindingKind::WrongTag => "Tags differ".to_owned(),
        FindingKind::Boundary => "Boundaries differ".to_owned(),
        FindingKind::BoundaryAndTag => "Boundaries and tags differ".to_owned(),
        FindingKind::Missed => only(0),
        FindingKind::Extra => only(1),
        FindingKind::Split => "One claim made several".to_owned(),
        FindingKind::Merged => "Several claims made one".to_owned(),
    }
}

/// What is said of a row.
pub(super) fn row(row: &Row, document: &Document) -> String {
    match row.kind {
        RowKind::Pair { kind: FindingKind::Correct, speakers_differ: true } => "Speakers differ".to_owned(),
        RowKind::Pair { kind: of, speakers_differ: true } => format!("{}, and speakers", kind(of, document)),
        RowKind::Pair { kind: of, .. } => kind(of, document),
        RowKind::Stretch { division, marked } => {
            let all = document.reviews.count();
            match division.value() {
                Some(share) if share > 0.0 => format!("{marked} of {all} marked it; {:.0} % divided", share * 100.0),
                _ => format!("All {all} agree"),
            }
        }
    }
}

/// How a row was settled, or that it waits; nothing where there is nothing to settle.
pub(super) fn state(row: &Row, document: &Document) -> &'static str {
    match row.settled {
        _ if !row.is_contested() => "",
        Some(Settlement::Mine) => "Mine kept",
        Some(Settlement::Theirs) => "Theirs taken",
        Some(Settlement::Both) => "Both kept",
        Some(Settlement::New) => "A third agreed on",
        None if document.reviews.merges_with().is_some() => "Not settled",
        None => "",
    }
}

/// A figure as it is shown.
pub(super) fn figure(figure: Figure) -> String {
    figure.value().map_or_else(|| "n/a".to_owned(), |value| format!("{value:.3}"))
}
