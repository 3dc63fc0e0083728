//! Dates as pages write them.

use std::str::FromStr as _;

use jiff::{Timestamp, civil::Date, fmt::rfc2822, tz::TimeZone};

use crate::article::PartialDate;

/// The years in which articles are published.
const YEARS: std::ops::Range<i16> = 1600..2200;

/// The day, month or year that some words name, as they are written: a time and its zone change nothing about the day that readers saw.
pub(in crate::read) fn parse(written: &str) -> Option<PartialDate> {
    let written = written.trim();
    if written.len() > 100 {
        return None;
    }
    let day = iso(written).or_else(|| by_form(written)).or_else(|| since_1970(written));
    if let Some(day) = day.filter(|day| YEARS.contains(&day.year())) {
        return PartialDate::from_str(&day.to_string()).ok();
    }
    // A month or a year alone.
    matches!(written.len(), 4 | 7).then(|| PartialDate::from_str(written).ok()).flatten()
}

/// `2031-05-12`, `2031/05/12`, `2031.05.12` and `20310512`, alone or with a time after them.
fn iso(written: &str) -> Option<Date> {
    let day = written.get(..10).filter(|_| !written[10..].starts_with(|c: char| c.is_ascii_digit()));
    let parted =
        day.and_then(|day| ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"].iter().find_map(|form| Date::strptime(form, day).ok()));
    let close = || {
        let day = written.get(..8).filter(|day| day.bytes().all(|byte| byte.is_ascii_digit()))?;
        let ends = written.len() == 8 || written[8..].starts_with(['T', ' ']) || written.len() == 14;
        ends.then(|| Date::strptime("%Y%m%d", day).ok()).flatten()
    };
    parted.or_else(close)
}

/// `Mon, 12 May 2031 09:30:00 GMT`, `May 12, 2031`, `12 May 2031 at 9:30`, `Mon May 12 2031 09:30:00 GMT+0200`.
fn by_form(written: &str) -> Option<Date> {
    if let Ok(time) = rfc2822::parse(written) {
        return Some(time.date());
    }
    let words: Vec<&str> =
        written.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).take(8).collect();
    words.windows(3).find_map(|three| {
        let joined = three.iter().map(|word| word.trim_end_matches('.')).collect::<Vec<_>>().join(" ");
        ["%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y"].iter().find_map(|form| Date::strptime(form, &joined).ok())
    })
}

/// Seconds or thousandths of seconds since 1970, as programs store them.
fn since_1970(written: &str) -> Option<Date> {
    let is_number = written.bytes().all(|byte| byte.is_ascii_digit());
    let number: i64 = if is_number { written.parse().ok()? } else { return None };
    let time = match written.len() {
        10 => Timestamp::from_second(number).ok()?,
        13 => Timestamp::from_millisecond(number).ok()?,
        _ => return None,
    };
    Some(time.to_zoned(TimeZone::UTC).date())
}
