//! Verdict schemes, between the model and their records.

use std::borrow::Cow;

use super::decode::Faults;
use crate::{
    claim::{Schemes, VerdictKind, VerdictLabel, VerdictScheme},
    store::{
        FaultKind,
        carried::{CarriedLabel, CarriedScheme, CarriedSchemes},
        schema::{LabelRecord, SchemeRecord, SchemesRecord},
    },
};

/// The scale of truth, from false to true.
const SCALE: std::ops::RangeInclusive<u8> = 1..=5;

/// Both schemes, whole.
pub(in crate::store) fn schemes_record(schemes: &Schemes) -> SchemesRecord<'_> {
    let [attribution, content] = VerdictKind::ALL.map(|kind| Some(scheme_record(schemes.of(kind), None)));
    SchemesRecord { attribution, content, ..SchemesRecord::default() }
}

/// The schemes that are not those the program comes with, each whole, so that the file is enough by itself.
pub(super) fn changed_schemes_record<'a>(
    schemes: &'a Schemes,
    carried: &'a CarriedSchemes,
) -> Option<SchemesRecord<'a>> {
    let bundled = Schemes::default();
    let record = |kind: VerdictKind, kept: &'a Option<CarriedScheme>| {
        let scheme = schemes.of(kind);
        let kept = kept.as_ref().filter(|kept| kept.id == scheme.id);
        (kept.is_some() || scheme != bundled.of(kind)).then(|| scheme_record(scheme, kept))
    };
    let attribution = record(VerdictKind::Attribution, &carried.attribution);
    let content = record(VerdictKind::Content, &carried.content);
    let is_needed = attribution.is_some() || content.is_some() || !carried.extra.is_empty();
    is_needed.then(|| SchemesRecord { attribution, content, extra: carried.extra.clone() })
}

fn scheme_record<'a>(scheme: &'a VerdictScheme, kept: Option<&'a CarriedScheme>) -> SchemeRecord<'a> {
    let labels = scheme.labels.iter().map(|label| {
        let kept = kept.and_then(|kept| kept.labels.get(&label.name));
        LabelRecord {
            name: Cow::Borrowed(&label.name),
            label: Cow::Borrowed(&label.label),
            meaning: Cow::Borrowed(&label.meaning),
            value: label.value.map(u64::from).or(kept.and_then(|kept| kept.value)),
            withdrawn: label.withdrawn,
            extra: kept.map(|kept| kept.extra.clone()).unwrap_or_default(),
        }
    });
    SchemeRecord {
        id: Cow::Borrowed(&scheme.id),
        name: Cow::Borrowed(&scheme.name),
        source: Cow::Borrowed(&scheme.source),
        labels: labels.collect(),
        extra: kept.map(|kept| kept.extra.clone()).unwrap_or_default(),
    }
}

/// The schemes of a record, and those that the program comes with for what it does not have.
pub(in crate::store) fn read_schemes(
    record: SchemesRecord<'_>,
    carried: &mut CarriedSchemes,
    faults: &mut Faults,
) -> Schemes {
    carried.extra = record.extra;
    let mut schemes = Schemes::default();
    let kinds = [
        (VerdictKind::Attribution, record.attribution, &mut carried.attribution),
        (VerdictKind::Content, record.content, &mut carried.content),
    ];
    for (kind, record, kept) in kinds {
        if let Some(record) = record {
            schemes = schemes.with(read_scheme(kind, record, kept, faults));
        }
    }
    schemes
}

fn read_scheme(
    kind: VerdictKind,
    record: SchemeRecord<'_>,
    carried: &mut Option<CarriedScheme>,
    faults: &mut Faults,
) -> VerdictScheme {
    let mut kept = CarriedScheme { extra: record.extra, ..CarriedScheme::default() };
    let mut labels = Vec::with_capacity(record.labels.len());
    for (number, label) in record.labels.into_iter().enumerate() {
        let value = label.value.and_then(|value| u8::try_from(value).ok()).filter(|value| SCALE.contains(value));
        let unused = label.value.filter(|_| value.is_none());
        if let (Some(value), false) = (unused, faults.is_newer) {
            let pointer = format!("/verdict_schemes/{}/labels/{number}/value", kind.name());
            faults.report(pointer, FaultKind::NoPlaceOnScale(value));
        }
        let name = label.name.into_owned();
        if unused.is_some() || !label.extra.is_empty() {
            kept.labels.insert(name.clone(), CarriedLabel { value: unused, extra: label.extra });
        }
        labels.push(VerdictLabel {
            name,
            label: label.label.into_owned(),
            meaning: label.meaning.into_owned(),
            value,
            withdrawn: label.withdrawn,
        });
    }
    let id = record.id.into_owned();
    if kept != CarriedScheme::default() {
        *carried = Some(CarriedScheme { id: id.clone(), ..kept });
    }
    VerdictScheme { id, name: record.name.into_owned(), kind, source: record.source.into_owned(), labels }
}
