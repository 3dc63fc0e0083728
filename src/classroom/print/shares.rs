//! The article with the class's shares: every stretch by how many pupils gave it which tag, and where the class is most divided.

use std::{collections::BTreeMap, ops::Range};

use askama::Template;

use super::{
    Printed, Who,
    head::{Head, Name, counted},
    paper::{Direction, Excerpt, Paper},
    submissions,
};
use crate::{
    claim::Tag,
    classroom::{ClassPupil, Which},
    compare::{
        Layer,
        view::{Group, Stretch, most_divided_first, stretches},
    },
    teaching::Tolerance,
};

/// More pupils than these are counted, and not shown one by one.
const MOST_SQUARES: usize = 40;

#[derive(Template)]
#[template(path = "shares.html")]
struct Shares {
    head: Head,
    summary: String,
    legend: Vec<(&'static str, &'static str, char)>,
    edges: String,
    blocks: Vec<BlockView>,
    divided: Vec<StretchView>,
    /// Of what all pupils are of one mind.
    agreed: usize,
}

struct BlockView {
    number: usize,
    kind: &'static str,
    direction: Direction,
    runs: Vec<RunView>,
    margin: Vec<StretchView>,
}

struct RunView {
    words: String,
    /// The number of its stretch, where that begins.
    begins: Option<usize>,
    /// How many marked it, in quarters; 0 for nobody.
    shade: usize,
    /// Its tags, each with how many gave it, in quarters.
    lines: Vec<(&'static str, usize)>,
}

/// A stretch with the shares of the class.
#[derive(Clone)]
struct StretchView {
    number: usize,
    excerpt: Excerpt,
    shares: Vec<ShareView>,
    /// How divided the class is: a sign, and the pairs of pupils who differ, of a hundred.
    division: Option<(char, String)>,
}

#[derive(Clone)]
struct ShareView {
    label: String,
    count: usize,
    of: usize,
    squares: String,
    /// Who they are; nobody when names stay out.
    names: Vec<(String, String)>,
}

/// Puts the page together.
pub(super) fn write(printed: &Printed<'_>, which: Which, paper: &Paper<'_>) -> Result<String, askama::Error> {
    let expected = printed.expected;
    let tolerance = expected.key().tolerance;
    let (pupils, layers): (Vec<&ClassPupil>, Vec<Layer>) = submissions(printed)
        .filter_map(|(pupil, review)| Some((pupil, expected.layer(review, which).ok()?)))
        .map(|(pupil, layer)| (pupil, layer.within(tolerance, expected.continuum())))
        .unzip();
    let layers: Vec<&Layer> = layers.iter().collect();
    let found = stretches(&layers, expected.continuum());
    let groups: Vec<Vec<Group>> = found.iter().map(|stretch| stretch.groups(&layers)).collect();
    let cuts: Vec<Range<usize>> =
        found.iter().map(|stretch| stretch.bytes.start.get()..stretch.bytes.end.get()).collect();
    let mut numbers: BTreeMap<usize, StretchView> = BTreeMap::new();
    let names: Vec<Name> = pupils.iter().map(|pupil| Name::of(printed, pupil)).collect();
    let view = |cut: usize, number: usize| StretchView {
        number,
        excerpt: paper.excerpt(&[paper.trimmed(&cuts[cut])], &[]),
        shares: groups[cut].iter().map(|group| share(group, &names, printed.who)).collect(),
        division: division(&found[cut]),
    };
    let mut blocks = Vec::new();
    for (number, block) in paper.blocks() {
        let mut margin = Vec::new();
        let mut runs = Vec::new();
        for piece in paper.pieces(block, &cuts) {
            let begins = piece.cut.filter(|cut| {
                // What is only a sign between others needs no number.
                !numbers.contains_key(cut) && piece.words.contains(char::is_alphanumeric)
            });
            let begins = begins.map(|cut| {
                let next = numbers.len() + 1;
                let view = view(cut, next);
                margin.push(view.clone());
                numbers.insert(cut, view);
                next
            });
            let own = piece.cut.map(|cut| groups[cut].as_slice()).unwrap_or_default();
            runs.push(run(piece.words, begins, own, layers.len()));
        }
        let (kind, direction) = (block.kind.name(), paper.direction_of(block.span.range()));
        blocks.push(BlockView { number, kind, direction, runs, margin });
    }
    let mut order: BTreeMap<u64, StretchView> =
        numbers.into_iter().map(|(cut, view)| (found[cut].code_points.start, view)).collect();
    let all = order.len();
    let divided = most_divided_first(found).into_iter().filter(|stretch| stretch.division.value() > Some(0.0));
    let divided: Vec<StretchView> = divided.filter_map(|stretch| order.remove(&stretch.code_points.start)).collect();
    let layer = if which == Which::First { "as it was handed in" } else { "as it is now" };
    let shares = Shares {
        head: Head::of("What the class marked", paper),
        summary: format!(
            "{} · {layer} · {} marked, {} divided",
            counted(layers.len(), "pupil", "pupils"),
            counted(all, "stretch is", "stretches are"),
            divided.len(),
        ),
        legend: Tag::ALL.map(|tag| (tag.name(), tag.label(), tag.letter())).into(),
        edges: edges(tolerance),
        blocks,
        agreed: all - divided.len(),
        divided,
    };
    shares.render()
}

fn run(words: String, begins: Option<usize>, groups: &[Group], pupils: usize) -> RunView {
    let giving = |tag: Tag| -> usize {
        groups.iter().filter(|group| group.tags.contains(&tag)).map(|group| group.layers.len()).sum()
    };
    let marked = groups.iter().filter(|group| !group.tags.is_empty()).map(|group| group.layers.len()).sum();
    let lines = Tag::ALL.into_iter().map(|tag| (tag.name(), quarter(giving(tag), pupils)));
    RunView { words, begins, shade: quarter(marked, pupils), lines: lines.filter(|(_, share)| *share > 0).collect() }
}

/// A share in quarters, begun ones counted.
fn quarter(part: usize, of: usize) -> usize {
    if of == 0 { 0 } else { (4 * part).div_ceil(of) }
}

fn share(group: &Group, names: &[Name], who: Who<'_>) -> ShareView {
    let labels: Vec<String> = group.tags.iter().map(|tag| tag.label().to_lowercase()).collect();
    let label = if labels.is_empty() { "nothing".to_owned() } else { labels.join(" and ") };
    let (count, of) = (group.layers.len(), names.len());
    let squares =
        if of <= MOST_SQUARES { format!("{}{}", "■".repeat(count), "□".repeat(of - count)) } else { String::new() };
    let shown = group.layers.iter().filter(|_| who != Who::Nobody).map(|number| &names[*number]);
    let names = shown.map(|name| (name.main.clone(), name.aside.clone())).collect();
    ShareView { label, count, of, squares, names }
}

/// How divided the class is about a stretch; nothing where it is of one mind or one alone.
fn division(stretch: &Stretch) -> Option<(char, String)> {
    let share = stretch.division.value().filter(|share| *share > 0.0)?;
    let sign = match share {
        ..=0.25 => '◔',
        ..=0.5 => '◑',
        ..=0.75 => '◕',
        _ => '●',
    };
    Some((sign, format!("{:.0} %", (100.0 * share).max(1.0))))
}

/// What makes no difference at the edges, in a sentence; empty where everything does.
pub(super) fn edges(tolerance: Tolerance) -> String {
    let parts = [
        (tolerance.punctuation, "punctuation"),
        (tolerance.quotation_marks, "quotation marks"),
        (tolerance.determiners, "words such as “the” and “that”"),
    ];
    let open: Vec<&str> = parts.into_iter().filter_map(|(is_open, words)| is_open.then_some(words)).collect();
    match open.as_slice() {
        [] => String::new(),
        [one] => format!("At the edges {one} makes no difference."),
        [others @ .., last] => format!("At the edges {} and {last} make no difference.", others.join(", ")),
    }
}
