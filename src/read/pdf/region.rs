//! Fragments to lines in the order in which they are read: columns one after another.

use super::{
    fragment::{Fragment, is_ideograph, is_right_to_left},
    hyphen::Softness,
};

/// The width of a bin when free stretches are sought, in points.
const BIN: f32 = 2.0;
/// The most bins; pages are never wider than 14,400 points.
const MOST_BINS: usize = 8000;
/// The narrowest gap between columns, in ems.
const NARROWEST: f32 = 0.8;
/// The narrowest gap between cells of a table, in ems.
const CELL: f32 = 1.2;
/// How deep columns within columns are followed.
const DEEPEST: usize = 12;
/// The fewest signs that a line of a column has in the mean; shorter pieces are cells of a table.
const COLUMN: usize = 12;
const PROSE: usize = 28;
/// How many lines on both sides outweigh one that crosses.
const CROSSING: i64 = 2;
/// How many lines on both sides show where columns are parted on later pages, too.
const SURE: usize = 8;

/// A line of a column.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) words: String,
    pub(super) start: f32,
    pub(super) end: f32,
    pub(super) base: f32,
    pub(super) size: f32,
    pub(super) bold: bool,
    /// What the file says of the hyphen it ends with.
    pub(super) soft: Softness,
    /// Where most lines of its column begin and the longest end.
    pub(super) left: f32,
    pub(super) right: f32,
    /// How many pieces wide gaps part it into.
    pub(super) pieces: usize,
    /// The page, counted from 0.
    pub(super) page: usize,
}

/// Where columns were parted on the pages before: a page with few lines has too few to tell by.
pub(super) type Gutters = Vec<(f32, f32)>;

/// The lines of a page in reading order.
pub(super) fn lines(fragments: Vec<Fragment>, page: usize, gutters: &mut Gutters) -> Vec<Line> {
    let mut fragments = fragments;
    let leftwards = fragments.iter().flat_map(|it| it.words.chars()).filter(|c| is_right_to_left(*c)).count();
    let signs = fragments.iter().map(Fragment::signs).sum::<usize>();
    let mirrored = leftwards * 2 > signs;
    if mirrored {
        // Seen in a mirror, a page that is read from the right is one that is read from the left.
        for fragment in &mut fragments {
            (fragment.start, fragment.end) = (-fragment.end, -fragment.start);
        }
    }
    let mut lines = Vec::new();
    let mut cutter = Cutter { lines: &mut lines, page, mirrored, gutters };
    cutter.cut(with_initials(fragments), 0);
    lines
}

struct Cutter<'a> {
    lines: &'a mut Vec<Line>,
    page: usize,
    mirrored: bool,
    gutters: &'a mut Gutters,
}

impl Cutter<'_> {
    fn cut(&mut self, fragments: Vec<Fragment>, depth: usize) {
        let Some(gutter) = (depth < DEEPEST).then(|| Gutter::find(&fragments)).flatten() else {
            self.lines.extend(rows(&fragments, self.page, self.mirrored));
            return;
        };
        if gutter.crossing == 0 {
            let (left, right): (Vec<_>, Vec<_>) = fragments.into_iter().partition(|it| gutter.is_left_of(it));
            let known = self.gutters.iter().any(|(start, end)| *start < gutter.end && gutter.start < *end);
            if !are_columns(&left, &right, known) {
                let all: Vec<Fragment> = left.into_iter().chain(right).collect();
                self.lines.extend(rows(&all, self.page, self.mirrored));
                return;
            }
            if !known && left.len().min(right.len()) >= SURE {
                self.gutters.push((gutter.start, gutter.end));
            }
            self.cut(left, depth + 1);
            self.cut(right, depth + 1);
            return;
        }
        for band in gutter.bands(fragments) {
            self.cut(band, depth + 1);
        }
    }
}

/// A stretch from top to bottom that is free but for what crosses it, such as a headline.
#[derive(Clone, Copy, Debug)]
struct Gutter {
    start: f32,
    end: f32,
    crossing: usize,
}

impl Gutter {
    fn find(fragments: &[Fragment]) -> Option<Self> {
        let from = fragments.iter().map(|it| it.start).reduce(f32::min)?;
        let to = fragments.iter().map(|it| it.end).reduce(f32::max)?;
        let bin = |x: f32| (((x - from) / BIN).max(0.0) as usize).min(MOST_BINS);
        let bins = bin(to) + 1;
        let mut changes = vec![0_i64; bins + 1];
        let (mut begins, mut ends) = (vec![0_usize; bins + 1], vec![0_usize; bins + 1]);
        for fragment in fragments {
            let (first, last) = (bin(fragment.start + BIN * 0.5), bin((fragment.end - BIN * 0.5).max(fragment.start)));
            changes[first] += 1;
            changes[last + 1] -= 1;
            begins[first] += 1;
            ends[last] += 1;
        }
        let mut sizes: Vec<f32> = fragments.iter().map(|it| it.size).collect();
        sizes.sort_by(f32::total_cmp);
        let narrowest = NARROWEST * sizes.get(sizes.len() / 2)?;
        // How many fragments stand over each bin, end before it, and begin before it.
        let mut covered: Vec<i64> = Vec::with_capacity(bins);
        let (mut ended, mut begun) = (vec![0_usize; bins + 1], vec![0_usize; bins + 1]);
        for at in 0..bins {
            covered.push(covered.last().copied().unwrap_or_default() + changes[at]);
            ended[at + 1] = ended[at] + ends[at];
            begun[at + 1] = begun[at] + begins[at];
        }
        let wide = ((narrowest / BIN).ceil() as usize).max(1);
        let mut best: Option<(i64, usize, usize)> = None;
        for (at, window) in covered.windows(wide).enumerate() {
            let crossing = window.iter().max().copied().unwrap_or_default();
            let fewest = ended[at].min(fragments.len() - begun[at + wide]);
            let value = i64::try_from(fewest).unwrap_or_default() - CROSSING * crossing;
            match &mut best {
                // Stretches next to one another that are as good are one.
                Some((other, _, last)) if *other == value && *last + 1 == at => *last = at,
                Some((other, ..)) if *other >= value => {}
                _ if fewest > 0 && value > 0 => best = Some((value, at, at)),
                _ => {}
            }
        }
        let (_, first, last) = best?;
        let (start, end) = (from + first as f32 * BIN, from + (last + wide) as f32 * BIN);
        let gutter = Self { start, end, crossing: 0 };
        Some(Self { crossing: fragments.iter().filter(|it| gutter.is_crossed_by(it)).count(), ..gutter })
    }

    fn middle(&self) -> f32 {
        f32::midpoint(self.start, self.end)
    }

    fn is_left_of(&self, fragment: &Fragment) -> bool {
        f32::midpoint(fragment.start, fragment.end) < self.middle()
    }

    fn is_crossed_by(&self, fragment: &Fragment) -> bool {
        fragment.start < self.middle() && fragment.end > self.middle()
    }

    /// What crosses the stretch, and what stands over, between and under it, from top to bottom.
    fn bands(&self, fragments: Vec<Fragment>) -> Vec<Vec<Fragment>> {
        let (mut across, rest): (Vec<_>, Vec<_>) = fragments.into_iter().partition(|it| self.is_crossed_by(it));
        across.sort_by(|one, other| one.base.total_cmp(&other.base));
        let mut bands: Vec<Vec<Fragment>> = vec![Vec::new()];
        let mut rest: Vec<Fragment> = rest;
        rest.sort_by(|one, other| one.base.total_cmp(&other.base));
        let mut rest = rest.into_iter().peekable();
        let mut last_across = false;
        for crossing in across {
            let mut above = Vec::new();
            while let Some(next) = rest.next_if(|it| it.base < crossing.base - crossing.size * 0.3) {
                above.push(next);
            }
            // Pieces on the line itself are of it.
            let mut beside = Vec::new();
            while let Some(next) = rest.next_if(|it| (it.base - crossing.base).abs() <= crossing.size * 0.3) {
                beside.push(next);
            }
            if !above.is_empty() {
                bands.push(above);
                last_across = false;
            }
            if !last_across {
                bands.push(Vec::new());
            }
            if let Some(band) = bands.last_mut() {
                band.push(crossing);
                band.extend(beside);
            }
            last_across = true;
        }
        bands.push(rest.collect());
        bands.retain(|band| !band.is_empty());
        bands
    }
}

/// Whether what stands on both sides of a free stretch is read one side after the other, and not row by row.
fn are_columns(left: &[Fragment], right: &[Fragment], known: bool) -> bool {
    let mean = |side: &[Fragment]| side.iter().map(weight).sum::<usize>() / side.len().max(1);
    let shortest = mean(left).min(mean(right));
    if shortest < COLUMN || (left.len().min(right.len()) < 2 && !known) {
        return false;
    }
    // Tables are drawn row by row, columns mostly are not.
    let mut drawn: Vec<(usize, bool)> =
        left.iter().map(|it| (it.order, true)).chain(right.iter().map(|it| (it.order, false))).collect();
    drawn.sort_unstable();
    let switches = drawn.windows(2).filter(|pair| pair[0].1 != pair[1].1).count();
    let by_rows = switches * 3 > left.len().min(right.len()) * 2;
    !by_rows || shortest >= PROSE
}

/// The length of a fragment in letters of an alphabet.
fn weight(fragment: &Fragment) -> usize {
    fragment.words.chars().map(|c| if is_ideograph(c) { 2 } else { 1 }).sum()
}

/// The lines of one column from top to bottom.
fn rows(fragments: &[Fragment], page: usize, mirrored: bool) -> Vec<Line> {
    let mut sorted: Vec<&Fragment> = fragments.iter().collect();
    sorted.sort_by(|one, other| one.base.total_cmp(&other.base).then(one.start.total_cmp(&other.start)));
    let mut rows: Vec<Vec<&Fragment>> = Vec::new();
    for fragment in sorted {
        // Raised signs stand a little over their line, lowered ones under it.
        let of_row = |row: &Vec<&Fragment>| {
            let main = row.iter().copied().reduce(|one, other| if other.size > one.size { other } else { one });
            let fits = main.is_some_and(|main| {
                let (large, small) = if main.size >= fragment.size { (main, fragment) } else { (fragment, main) };
                let leeway = if small.size < large.size * 0.85 { 0.5 } else { 0.25 };
                (large.base - small.base).abs() < large.size * leeway
            });
            fits && row.iter().all(|other| {
                let shared = other.end.min(fragment.end) - other.start.max(fragment.start);
                shared < 0.5 * (other.end - other.start).min(fragment.end - fragment.start)
            })
        };
        match rows.iter_mut().rev().take(3).find(|row| of_row(row)) {
            Some(row) => row.push(fragment),
            None => rows.push(vec![fragment]),
        }
    }
    let mut lines: Vec<Line> = rows.into_iter().filter_map(|row| line(row, page, mirrored)).collect();
    lines.sort_by(|one, other| one.base.total_cmp(&other.base));
    set_margins(&mut lines);
    lines
}

fn line(mut row: Vec<&Fragment>, page: usize, mirrored: bool) -> Option<Line> {
    let leftwards = row.iter().flat_map(|it| it.words.chars()).filter(|c| is_right_to_left(*c)).count();
    let signs = row.iter().map(|it| it.signs()).sum::<usize>();
    row.sort_by(|one, other| one.start.total_cmp(&other.start));
    let (start, end) = (row.first()?.start, row.iter().map(|it| it.end).reduce(f32::max)?);
    if (leftwards * 2 > signs) != mirrored {
        row.reverse();
    }
    let main = row.iter().copied().max_by(|one, other| weight(one).cmp(&weight(other)))?;
    let mut words = String::new();
    let mut pieces = 1;
    let mut last: Option<&Fragment> = None;
    for fragment in &row {
        if let Some(last) = last {
            let gap = (fragment.start - last.end).max(last.start - fragment.end);
            pieces += usize::from(gap > CELL * main.size);
            let raised = (fragment.size < last.size * 0.85) && gap < 0.3 * last.size;
            let dense = words.chars().next_back().is_some_and(is_ideograph);
            let space = if dense { 0.8 } else { 0.15 };
            if gap > space * last.size.min(fragment.size) && !raised {
                words.push(' ');
            }
        }
        words.push_str(&fragment.words);
        last = Some(fragment);
    }
    Some(Line {
        words,
        start,
        end,
        base: main.base,
        size: main.size,
        bold: main.bold,
        soft: row.last().map_or(Softness::Unsaid, |it| it.soft),
        left: start,
        right: end,
        pieces,
        page,
    })
}

/// Gives lines the borders of their column.
fn set_margins(lines: &mut [Line]) {
    let mut starts: Vec<(i32, usize)> = Vec::new();
    for line in lines.iter() {
        let at = (line.start / 2.0).round() as i32;
        match starts.iter_mut().find(|(other, _)| (*other - at).abs() <= 1) {
            Some((_, count)) => *count += 1,
            None => starts.push((at, 1)),
        }
    }
    // Of two that are equally common the one further left: the other is an indent.
    let most = starts.iter().map(|(_, count)| *count).max().unwrap_or_default();
    let common = starts.iter().filter(|(_, count)| *count * 4 >= most * 3).map(|(at, _)| *at).min();
    let left = common.map_or(0.0, |at| at as f32 * 2.0);
    let mut ends: Vec<f32> = lines.iter().map(|line| line.end).collect();
    ends.sort_by(f32::total_cmp);
    let right = ends.last().copied().unwrap_or_default();
    for line in lines {
        line.left = left;
        line.right = right;
    }
}

/// Puts initials that are several lines high before the line they begin.
fn with_initials(mut fragments: Vec<Fragment>) -> Vec<Fragment> {
    let mut sizes: Vec<f32> = fragments.iter().map(|it| it.size).collect();
    sizes.sort_by(f32::total_cmp);
    let Some(usual) = sizes.get(sizes.len() / 2).copied() else { return fragments };
    let is_initial = |it: &Fragment| {
        it.size > usual * 1.9 && (1..=2).contains(&it.signs()) && it.words.chars().any(char::is_alphabetic)
    };
    let initials: Vec<usize> = (0..fragments.len()).filter(|at| is_initial(&fragments[*at])).take(40).collect();
    let mut taken = Vec::new();
    for at in initials {
        let initial = fragments[at].clone();
        let beside = |it: &Fragment| {
            it.size < initial.size * 0.6
                && it.start >= initial.end - initial.size * 0.2
                && it.start < initial.end + initial.size * 0.8
                && it.base > initial.top() - it.size * 0.3
                && it.base < initial.bottom()
        };
        let first = (0..fragments.len())
            .filter(|other| beside(&fragments[*other]))
            .min_by(|one, other| fragments[*one].base.total_cmp(&fragments[*other].base));
        if let Some(first) = first {
            let line = &mut fragments[first];
            line.words.insert_str(0, &initial.words);
            line.start = initial.start;
            taken.push(at);
        }
    }
    let mut at = 0;
    fragments.retain(|_| {
        at += 1;
        !taken.contains(&(at - 1))
    });
    fragments
}
