//! The texts that the article's own took the place of.

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use super::{
    decode::Faults,
    parts::{read_source, source_record},
};
use crate::{
    article::{Article, Patch, Version},
    store::{
        Digest, Fault, FaultKind,
        carried::CarriedVersion,
        schema::{Extra, PatchRecord, Time, VersionRecord},
    },
};

/// How many bytes of earlier texts a check makes again at most; a file may list any number of them.
const MOST_BYTES: usize = 1024 * 1024 * 1024;

pub(super) fn version_records<'a>(
    article: &'a Article,
    carried: &HashMap<usize, CarriedVersion>,
) -> Vec<VersionRecord<'a>> {
    let record = |(number, version): (usize, &'a Version)| {
        let kept = carried.get(&number);
        let patch = |(number, patch): (usize, &'a Patch)| PatchRecord {
            start: patch.start,
            end: patch.end,
            text: Cow::Borrowed(&patch.text),
            extra: kept.and_then(|kept| kept.patches.get(&number)).cloned().unwrap_or_default(),
        };
        VersionRecord {
            text_sha256: Cow::Borrowed(&version.text_sha256),
            source: source_record(&version.source, kept.map_or(&Extra::default(), |kept| &kept.source)),
            replaced: Time(version.replaced),
            difference: version.difference.iter().enumerate().map(patch).collect(),
            extra: kept.map(|kept| kept.extra.clone()).unwrap_or_default(),
        }
    };
    article.versions.iter().enumerate().map(record).collect()
}

/// The versions of a file. Whether a difference fits is looked at by its places alone; whether the text comes out that was there,
/// [`text_faults`] finds out.
pub(super) fn read_versions(
    records: Vec<VersionRecord<'_>>,
    code_points: u64,
    carried: &mut HashMap<usize, CarriedVersion>,
    faults: &mut Faults,
) -> Arc<[Version]> {
    let mut versions = Vec::with_capacity(records.len());
    for (number, record) in records.into_iter().enumerate() {
        let mut kept = CarriedVersion { extra: record.extra, ..CarriedVersion::default() };
        let (source, source_extra) = read_source(record.source);
        kept.source = source_extra;
        let mut difference = Vec::with_capacity(record.difference.len());
        for (number, PatchRecord { start, end, text, extra }) in record.difference.into_iter().enumerate() {
            if !extra.is_empty() {
                kept.patches.insert(number, extra);
            }
            difference.push(Patch { start, end, text: text.into_owned() });
        }
        if kept != CarriedVersion::default() {
            carried.insert(number, kept);
        }
        let text_sha256 = record.text_sha256.into_owned();
        versions.push(Version { text_sha256, source, replaced: record.replaced.0, difference: difference.into() });
    }
    // Each is a difference to the one after it, so the length of the newer text is known from the last on.
    let mut newer = Some(code_points);
    for (number, version) in versions.iter().enumerate().rev() {
        newer = newer.and_then(|newer| length(version, newer));
        if newer.is_none() {
            faults.report(pointer(number, "difference"), FaultKind::VersionDifference);
            break;
        }
    }
    versions.into()
}

/// How many code points the older text has; `None` when the difference does not fit a text of so many.
fn length(version: &Version, newer: u64) -> Option<u64> {
    let (mut done, mut length) = (0, newer);
    for patch in version.difference.iter() {
        if patch.start < done || patch.end < patch.start || newer < patch.end {
            return None;
        }
        length = (length - (patch.end - patch.start)).checked_add(patch.text.chars().count() as u64)?;
        done = patch.end;
    }
    Some(length)
}

/// Which of the earlier texts do not come out as they were: the first, from the article's own text backwards.
pub(in crate::store) fn text_faults(article: &Article) -> Vec<Fault> {
    let count = article.versions.len();
    let mut bytes = 0;
    let mut made = 0;
    for (version, text) in article.earlier_texts() {
        made += 1;
        bytes += text.len();
        let fault = |kind| vec![Fault { pointer: pointer(count - made, "text_sha256"), kind }];
        if version.text_sha256.parse() != Ok(Digest::of_text(&text)) {
            return fault(FaultKind::VersionHash);
        }
        if bytes > MOST_BYTES && made < count {
            return fault(FaultKind::VersionsUnchecked { left: count - made });
        }
    }
    // A difference that does not fit was reported when the file was read, unless its outcome is no text.
    if made < count {
        return vec![Fault { pointer: pointer(count - made - 1, "difference"), kind: FaultKind::VersionDifference }];
    }
    Vec::new()
}

fn pointer(number: usize, field: &str) -> String {
    format!("/article/versions/{number}/{field}")
}
