//! How much of the text the claims take up, and where.

use std::ops::Range;

use crate::{
    claim::Tag,
    review::Review,
    text::{ByteIndex, CodePointIndex, Text},
};

/// Into how many stretches a text is cut, at most: as many as it has code points if those are fewer.
pub const STRETCHES: u64 = 100;

/// How much of the text the claims take up. All lengths are in code points, so that no script weighs more than another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The length of the text.
    pub length: u64,
    tagged: [u64; 3],
    /// How much of it no claim has.
    pub untagged: u64,
    /// The text from its start to its end, in stretches of one length, but for one code point.
    pub stretches: Vec<Stretch>,
}

/// One stretch of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it begins, for showing it in the article.
    pub start: ByteIndex,
    /// Its code points.
    pub code_points: Range<u64>,
    tagged: [u64; 3],
}

impl Coverage {
    /// Measures.
    pub(super) fn of(review: &Review) -> Self {
        let text = review.article().text();
        let length = text.code_points();
        let mut ranges: [Vec<Range<u64>>; 3] = Default::default();
        for claim in review.claims().in_order() {
            for span in claim.segments.placed() {
                let range = text.to_code_point(span.start()).0..text.to_code_point(span.end()).0;
                ranges[claim.tag as usize].push(range);
            }
        }
        let mut stretches = cut(text);
        for (tag, ranges) in ranges.iter_mut().enumerate() {
            unite(ranges);
            for range in ranges.iter() {
                add(&mut stretches, length, range, tag);
            }
        }
        let total = |ranges: &[Range<u64>]| ranges.iter().map(|range| range.end - range.start).sum::<u64>();
        let tagged = [total(&ranges[0]), total(&ranges[1]), total(&ranges[2])];
        let mut any = ranges.concat();
        unite(&mut any);
        Self { length, tagged, untagged: length.saturating_sub(total(&any)), stretches }
    }

    /// How much claims of this tag take up. What claims of several tags share counts for each.
    pub fn tagged(&self, tag: Tag) -> u64 {
        self.tagged[tag as usize]
    }

    /// The same as a share of the text, from 0 to 1.
    pub fn share(&self, tag: Tag) -> f64 {
        share(self.tagged(tag), self.length)
    }

    /// The share of the text that no claim has.
    pub fn untagged_share(&self) -> f64 {
        share(self.untagged, self.length)
    }
}

impl Stretch {
    /// How many of its code points claims of this tag take up.
    pub fn tagged(&self, tag: Tag) -> u64 {
        self.tagged[tag as usize]
    }

    /// The same as a share of the stretch, from 0 to 1.
    pub fn share(&self, tag: Tag) -> f64 {
        share(self.tagged(tag), self.code_points.end - self.code_points.start)
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn count_of(length: u64) -> u64 {
    STRETCHES.min(length)
}

/// Where the stretch with this number begins.
fn start_of(number: u64, length: u64) -> u64 {
    number * length / count_of(length).max(1)
}

fn cut(text: &Text) -> Vec<Stretch> {
    let length = text.code_points();
    (0..count_of(length))
        .map(|number| {
            let code_points = start_of(number, length)..start_of(number + 1, length);
            let start = text.to_byte(CodePointIndex(code_points.start)).unwrap_or(text.end());
            Stretch { start, code_points, tagged: [0; 3] }
        })
        .collect()
}

/// Puts ranges in order and makes one of those that share or touch.
fn unite(ranges: &mut Vec<Range<u64>>) {
    ranges.sort_by_key(|range| range.start);
    ranges.dedup_by(|next, last| {
        let joins = next.start <= last.end;
        if joins {
            last.end = last.end.max(next.end);
        }
        joins
    });
}

/// Adds a range to the stretches it lies in.
fn add(stretches: &mut [Stretch], length: u64, range: &Range<u64>, tag: usize) {
    let first = (range.start * count_of(length)).checked_div(length).unwrap_or_default() as usize;
    for stretch in stretches.iter_mut().skip(first) {
        let (start, end) = (stretch.code_points.start.max(range.start), stretch.code_points.end.min(range.end));
        if stretch.code_points.start >= range.end {
            break;
        }
        stretch.tagged[tag] += end.saturating_sub(start);
    }
}
