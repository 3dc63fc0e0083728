//! Which plots there are of a review's figures.

use jiff::{ToSpan as _, civil::Date};

use super::{Lead, Look, Mark, Plot, Shape, Table, shown};
use crate::{
    claim::{State, StatusGroup, Tag, VerdictKind},
    review::figures::{Attribution, Figures, Which},
};

/// How many speakers have a bar of their own.
const MOST_SPEAKERS: usize = 8;

/// How many days have a column of their own: the last ones.
const MOST_DAYS: i64 = 28;

/// How many signs of a name are said of a mark.
const MOST_SIGNS: usize = 80;

/// The figures that come first, each by itself.
pub fn headline(figures: &Figures) -> Vec<Mark> {
    let tally = figures.tally;
    let all = tally.all();
    let (checked, checkable) = (figures.checked(), tally.checkable());
    let to_check = tally.in_group(StatusGroup::ToCheck);
    let mark = |label: &str, figure: String, length: f64, which: Which| Mark {
        words: format!("{label}: {figure}"),
        label: label.to_owned(),
        figure,
        length,
        look: Look::Plain,
        is_part: false,
        leads: if length > 0.0 { Lead::Claims(which) } else { Lead::Nowhere },
    };
    let mut marks = vec![
        mark("Claims", all.to_string(), share(all, all), Which::All),
        Mark {
            look: Look::Status(StatusGroup::Checked),
            ..mark(
                "Checked",
                format!("{checked} of {checkable}"),
                share(checked, checkable),
                Which::Group(StatusGroup::Checked),
            )
        },
        Mark {
            look: Look::Status(StatusGroup::ToCheck),
            ..mark("To check", to_check.to_string(), share(to_check, all), Which::Group(StatusGroup::ToCheck))
        },
        Mark {
            leads: Lead::Nowhere,
            ..mark("Text tagged", percent(1.0 - figures.coverage.untagged_share()), 1.0, Which::All)
        },
    ];
    if tally.orphaned > 0 {
        marks.push(mark("Without a place", tally.orphaned.to_string(), share(tally.orphaned, all), Which::Orphaned));
    }
    marks
}

/// Every plot, in the order in which they are shown. There are some of a review without claims too; they stand for nothing.
pub fn plots(figures: &Figures) -> Vec<Plot> {
    let mut plots = vec![strip(figures), tags(figures), statuses(figures)];
    plots.extend(VerdictKind::ALL.map(|kind| verdicts(figures, kind)));
    plots.extend([speakers(figures), shares(figures), attribution(figures), days(figures)]);
    plots
}

/// A tag’s claims, as a reader sees them.
fn several(tag: Tag) -> &'static str {
    match tag {
        Tag::Quote => "Quotes",
        Tag::Assertion => "Assertions",
        Tag::Commentary => "Commentary",
    }
}

fn claims(count: usize) -> String {
    if count == 1 { "1 claim".to_owned() } else { format!("{count} claims") }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// A share as a reader sees it: what is there is never said to be 0 %, and what is missing never 100 %.
fn percent(share: f64) -> String {
    match share * 100.0 {
        exact if exact > 0.0 && exact < 1.0 => "under 1 %".to_owned(),
        exact if exact > 99.0 && exact < 100.0 => "over 99 %".to_owned(),
        exact => format!("{exact:.0} %"),
    }
}

/// What a bar of claims stands for.
struct Bar {
    label: String,
    count: usize,
    of: usize,
    look: Look,
    is_part: bool,
    which: Which,
}

impl Bar {
    fn new(label: impl Into<String>, count: usize, of: usize, look: Look, which: Which) -> Self {
        Self { label: label.into(), count, of, look, is_part: false, which }
    }
}

/// A plot of claims: the longest bar has the whole width.
fn bars(name: &'static str, title: &'static str, caption: String, of: &'static str, bars: Vec<Bar>) -> Plot {
    let longest = bars.iter().map(|bar| bar.count).max().unwrap_or_default();
    let rows = bars
        .iter()
        .map(|bar| vec![bar.label.clone(), bar.count.to_string(), format!("{:.4}", share(bar.count, bar.of))])
        .collect();
    let marks = bars.into_iter().map(|Bar { label, count, of, look, is_part, which }| Mark {
        words: format!("{}: {count} of {of}", shown(&label, MOST_SIGNS)),
        label,
        figure: count.to_string(),
        length: share(count, longest),
        look,
        is_part,
        leads: if count > 0 { Lead::Claims(which) } else { Lead::Nowhere },
    });
    let table = Table { header: vec![of, "claims", "share"], rows };
    Plot { name, title, caption, shape: Shape::Bars, marks: marks.collect(), table }
}

fn tags(figures: &Figures) -> Plot {
    let all = figures.tally.all();
    let bar = |tag: Tag| Bar::new(several(tag), figures.tally.tagged(tag), all, Look::Tag(tag), Which::Tag(tag));
    bars("claims-by-tag", "Claims by tag", claims(all), "tag", Tag::ALL.map(bar).into())
}

fn statuses(figures: &Figures) -> Plot {
    let all = figures.tally.all();
    let mut rows = Vec::new();
    for group in StatusGroup::ALL {
        let count = figures.tally.in_group(group);
        rows.push(Bar::new(group.label(), count, all, Look::Status(group), Which::Group(group)));
        let states = State::ALL.into_iter().filter(|state| state.group() == group);
        let states: Vec<State> = states.filter(|state| figures.in_state(*state) > 0).collect();
        // A group that one state makes up says nothing more by it, unless the state has a name of its own.
        if states.iter().any(|state| state.label() != group.label()) {
            rows.extend(states.into_iter().map(|state| Bar {
                is_part: true,
                ..Bar::new(state.label(), figures.in_state(state), all, Look::Status(group), Which::State(state))
            }));
        }
    }
    let caption = format!("{} of {} checked", figures.checked(), figures.tally.checkable());
    bars("claims-by-status", "Claims by status", caption, "status", rows)
}

fn verdicts(figures: &Figures, kind: VerdictKind) -> Plot {
    let all = figures.tally.all();
    let rows: Vec<Bar> = figures
        .verdicts(kind)
        .iter()
        .map(|row| {
            let label = if row.is_withdrawn { format!("{} (withdrawn)", row.label) } else { row.label.clone() };
            let look = if row.name.is_some() { Look::Plain } else { Look::Outline };
            Bar::new(label, row.claims, all, look, Which::Verdict(kind, row.name.clone()))
        })
        .collect();
    let with: usize = figures.verdicts(kind).iter().filter(|row| row.name.is_some()).map(|row| row.claims).sum();
    let (name, title) = match kind {
        VerdictKind::Attribution => ("verdicts-attribution", "Was it said?"),
        VerdictKind::Content => ("verdicts-content", "Is it so?"),
    };
    bars(name, title, format!("{with} of {all} have a verdict"), "verdict", rows)
}

fn speakers(figures: &Figures) -> Plot {
    let all = figures.tally.all();
    let (first, rest) = figures.speakers.split_at(figures.speakers.len().min(MOST_SPEAKERS));
    let mut rows: Vec<Bar> = first
        .iter()
        .map(|count| {
            let which = Which::Speakers(count.speakers.clone());
            Bar::new(count.name.clone(), count.claims, all, Look::Plain, which)
        })
        .collect();
    if !rest.is_empty() {
        let count = rest.iter().map(|count| count.claims).sum();
        let records = rest.iter().flat_map(|count| count.speakers.iter().copied()).collect();
        let label = if rest.len() == 1 { "1 other".to_owned() } else { format!("{} others", rest.len()) };
        rows.push(Bar::new(label, count, all, Look::Outline, Which::Speakers(records)));
    }
    rows.push(Bar::new("Nobody", figures.without_speaker, all, Look::Outline, Which::NoSpeaker));
    let several = figures.speakers.len();
    let caption = if several == 1 { "1 speaker".to_owned() } else { format!("{several} speakers") };
    let mut plot = bars("claims-by-speaker", "Claims by speaker", caption, "speaker", rows);
    // The table has each speaker by name, not the first few alone.
    let row = |name: &str, count: usize| vec![name.to_owned(), count.to_string(), format!("{:.4}", share(count, all))];
    plot.table.rows = figures.speakers.iter().map(|count| row(&count.name, count.claims)).collect();
    plot.table.rows.push(row("Nobody", figures.without_speaker));
    plot
}

fn shares(figures: &Figures) -> Plot {
    let coverage = &figures.coverage;
    let mark = |label: &str, share: f64, look: Look, leads: Lead| Mark {
        label: label.to_owned(),
        figure: percent(share),
        length: share,
        words: format!("{label}: {} of the text", percent(share)),
        look,
        is_part: false,
        leads: if share > 0.0 { leads } else { Lead::Nowhere },
    };
    let mut marks: Vec<Mark> = Tag::ALL
        .into_iter()
        .map(|tag| mark(several(tag), coverage.share(tag), Look::Tag(tag), Lead::Claims(Which::Tag(tag))))
        .collect();
    marks.push(mark("Untagged", coverage.untagged_share(), Look::Outline, Lead::Nowhere));
    let row = |label: &str, part: u64, share: f64| vec![label.to_owned(), part.to_string(), format!("{share:.4}")];
    let mut rows: Vec<Vec<String>> =
        Tag::ALL.into_iter().map(|tag| row(several(tag), coverage.tagged(tag), coverage.share(tag))).collect();
    rows.push(row("Untagged", coverage.untagged, coverage.untagged_share()));
    Plot {
        name: "share-of-text",
        title: "Share of the text",
        caption: "What claims of two tags share counts for both".to_owned(),
        shape: Shape::Bars,
        marks,
        table: Table { header: vec!["tag", "code_points", "share"], rows },
    }
}

fn strip(figures: &Figures) -> Plot {
    let stretches = &figures.coverage.stretches;
    let all = stretches.len();
    let mut marks = Vec::with_capacity(all);
    let mut lanes = Vec::with_capacity(all);
    let mut rows = Vec::with_capacity(all);
    for (number, stretch) in stretches.iter().enumerate() {
        let shares = Tag::ALL.map(|tag| stretch.share(tag));
        let parts: Vec<String> = Tag::ALL
            .into_iter()
            .zip(shares)
            .filter(|(_, share)| *share > 0.0)
            .map(|(tag, share)| format!("{} {}", several(tag).to_lowercase(), percent(share)))
            .collect();
        let what = if parts.is_empty() { "no claims".to_owned() } else { parts.join(", ") };
        let range = &stretch.code_points;
        let mut row = vec![(number + 1).to_string(), range.start.to_string(), range.end.to_string()];
        row.extend(shares.iter().map(|share| format!("{share:.4}")));
        rows.push(row);
        marks.push(Mark {
            label: (number + 1).to_string(),
            figure: what.clone(),
            length: shares.iter().copied().fold(0.0, f64::max),
            words: format!("Stretch {} of {all}: {what}", number + 1),
            look: Look::Plain,
            is_part: false,
            leads: Lead::Place(stretch.start),
        });
        lanes.push(shares);
    }
    Plot {
        name: "along-the-article",
        title: "Along the article",
        caption: "From its start to its end, how much of each stretch is tagged".to_owned(),
        shape: Shape::Strip(lanes),
        marks,
        table: Table { header: vec!["stretch", "start", "end", "quotes", "assertions", "commentary"], rows },
    }
}

fn attribution(figures: &Figures) -> Plot {
    let said = [Tag::Quote, Tag::Assertion];
    let of = |tag: Tag| figures.tally.tagged(tag);
    let rows = said.into_iter().flat_map(|tag| {
        Attribution::ALL.into_iter().map(move |attribution| {
            let label = format!("{}, {}", several(tag), attribution.label().to_lowercase());
            let which = Which::Attributed(tag, attribution);
            Bar::new(label, figures.attributed(tag, attribution), of(tag), Look::Tag(tag), which)
        })
    });
    let caption = "Whether who says it is named, described or left out".to_owned();
    bars("attribution", "Attribution", caption, "attribution", rows.collect())
}

fn days(figures: &Figures) -> Plot {
    let checks: usize = figures.days.iter().map(|day| day.checks).sum();
    let mut marks = Vec::new();
    let of = |from: Date, to: Date| {
        figures.days.iter().filter(|day| from <= day.day && day.day <= to).map(|day| day.checks).sum::<usize>()
    };
    if let (Some(first), Some(last)) = (figures.days.first(), figures.days.last()) {
        let begin = last.day.saturating_sub((MOST_DAYS - 1).days()).max(first.day);
        if first.day < begin
            && let Ok(before) = begin.yesterday()
        {
            marks.push(day_mark("Before".to_owned(), "Before", of(first.day, before), first.day, before));
        }
        let mut day = begin;
        while day <= last.day {
            let words = day.strftime("%-d %B %Y").to_string();
            marks.push(day_mark(day.strftime("%-d %b").to_string(), &words, of(day, day), day, day));
            match day.tomorrow() {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
    }
    let counts = marks.iter().map(|(_, count)| *count);
    let most = counts.max().unwrap_or_default();
    let marks = marks.into_iter().map(|(mark, count)| Mark { length: share(count, most), ..mark }).collect();
    let rows = figures.days.iter().map(|day| vec![day.day.to_string(), day.checks.to_string()]).collect();
    let caption = match checks {
        0 => "Nothing is approved yet".to_owned(),
        1 => "1 check; days in UTC".to_owned(),
        checks => format!("{checks} checks; days in UTC"),
    };
    Plot {
        name: "checks-per-day",
        title: "Checks per day",
        caption,
        shape: Shape::Columns,
        marks,
        table: Table { header: vec!["day", "checks"], rows },
    }
}

fn day_mark(label: String, words: &str, count: usize, from: Date, to: Date) -> (Mark, usize) {
    let checks = if count == 1 { "1 check".to_owned() } else { format!("{count} checks") };
    let mark = Mark {
        label,
        figure: count.to_string(),
        length: 0.0,
        words: format!("{words}: {checks}"),
        look: Look::Status(StatusGroup::Checked),
        is_part: false,
        leads: if count > 0 { Lead::Claims(Which::Approved { from, to }) } else { Lead::Nowhere },
    };
    (mark, count)
}
