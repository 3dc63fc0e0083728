//! The article as several reviewers marked it: stretch by stretch, who said what, and how far they are of one mind.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{Continuum, Figure, Layer, Undefined, Unit};
use crate::{claim::Tag, text::ByteIndex};

/// A stretch of the article on which no claim begins or ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// Where it is, in code points.
    pub code_points: Range<u64>,
    /// The same in bytes, for showing it.
    pub bytes: Range<ByteIndex>,
    /// The claims that it is in, by reviewer, then in text order; never empty.
    pub said: Vec<Said>,
    /// How divided the reviewers are: the share of pairs of them who do not give it the same tags, none counting as one. 0 when all
    /// are of one mind, not applicable for one reviewer.
    pub division: Figure,
}

/// One claim of one reviewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// The number of the reviewer among the layers.
    pub layer: usize,
    /// The number of the claim in [`Layer::marks`].
    pub mark: usize,
}

/// Reviewers who give a stretch the same tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The tags, each once; none for those who do not mark it.
    pub tags: Vec<Tag>,
    /// The reviewers, by their numbers among the layers.
    pub layers: Vec<usize>,
}

impl Stretch {
    /// Who gives it which tags: what most give comes first, those who do not mark it last. Every reviewer is in one group.
    pub fn groups(&self, layers: &[&Layer]) -> Vec<Group> {
        let mut of_tags: BTreeMap<Vec<Tag>, Vec<usize>> = BTreeMap::new();
        for (number, layer) in layers.iter().enumerate() {
            let own = self.said.iter().filter(|said| said.layer == number);
            let tags: BTreeSet<Tag> =
                own.filter_map(|said| layer.marks().get(said.mark)).map(|mark| mark.tag).collect();
            of_tags.entry(tags.into_iter().collect()).or_default().push(number);
        }
        let mut groups: Vec<Group> = of_tags.into_iter().map(|(tags, layers)| Group { tags, layers }).collect();
        groups.sort_by_key(|group| (group.tags.is_empty(), Reverse(group.layers.len())));
        groups
    }
}

/// How much is marked, and how divided the reviewers are, in one part of the article.
#[derive(Clone, Debug, PartialEq)]
pub struct Heat {
    /// Where it is, in code points.
    pub code_points: Range<u64>,
    /// Where it begins, for showing it.
    pub start: ByteIndex,
    tagged: [Figure; Tag::ALL.len()],
    /// The mean division of its characters; what nobody marks divides nobody.
    pub division: Figure,
}

impl Heat {
    /// The share of its characters that have this tag, mean of all reviewers.
    pub fn tagged(&self, tag: Tag) -> Figure {
        self.tagged[tag as usize]
    }
}

/// What the reviewers marked, in text order; what nobody marked is left out.
pub fn stretches(layers: &[&Layer], continuum: &Continuum) -> Vec<Stretch> {
    let mut events: Vec<(u64, bool, Said)> = Vec::new();
    for (number, layer) in layers.iter().enumerate() {
        for (mark, range) in
            layer.marks().iter().enumerate().flat_map(|(at, mark)| mark.places.ranges().map(move |range| (at, range)))
        {
            let said = Said { layer: number, mark };
            events.push((range.start, true, said));
            events.push((range.end, false, said));
        }
    }
    events.sort_unstable();
    let mut open: Vec<Said> = Vec::new();
    let mut stretches = Vec::new();
    let mut start = 0;
    for (place, begins, said) in events {
        if start < place && !open.is_empty() {
            let code_points = start..place;
            let division = division(&open, layers);
            stretches.push(Stretch { bytes: continuum.bytes(&code_points), code_points, said: open.clone(), division });
        }
        start = place;
        match (begins, open.binary_search(&said)) {
            (true, Err(at)) => open.insert(at, said),
            (false, Ok(at)) => {
                open.remove(at);
            }
            _ => {}
        }
    }
    stretches
}

/// The same with the most divided first, of equals the longer.
pub fn most_divided_first(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    let length = |stretch: &Stretch| stretch.code_points.end - stretch.code_points.start;
    stretches.sort_by(|one, other| {
        let divided = |stretch: &Stretch| stretch.division.value().unwrap_or_default();
        divided(other).total_cmp(&divided(one)).then(length(other).cmp(&length(one)))
    });
    stretches
}

/// The share of pairs of reviewers who give different tags.
fn division(said: &[Said], layers: &[&Layer]) -> Figure {
    let reviewers = layers.len();
    if reviewers < 2 {
        return Figure::undefined(Undefined::OneReviewer, Unit::Character);
    }
    // How many reviewers give which tags, as a set of three bits.
    let mut of_sets = [0_usize; 1 << Tag::ALL.len()];
    let mut some = 0;
    for of_one in said.chunk_by(|one, other| one.layer == other.layer) {
        let tags = of_one.iter().filter_map(|said| layers.get(said.layer)?.marks().get(said.mark));
        of_sets[tags.fold(0, |set, mark| set | 1 << mark.tag as usize)] += 1;
        some += 1;
    }
    of_sets[0] += reviewers - some;
    let pairs = |count: usize| (count * count.saturating_sub(1)) as f64;
    let agreed: f64 = of_sets.into_iter().map(pairs).sum();
    Figure::share(pairs(reviewers) - agreed, pairs(reviewers), Unit::Character)
}

/// The article in this many parts of one length, but for one code point; as many as it has code points if those are fewer.
pub fn heat(layers: &[&Layer], continuum: &Continuum, parts: usize) -> Vec<Heat> {
    let length = continuum.text().code_points();
    let parts = (parts as u64).min(length);
    let stretches = stretches(layers, continuum);
    let reviewers = layers.len() as f64;
    let mut next = 0;
    (0..parts)
        .map(|number| {
            let code_points = number * length / parts..(number + 1) * length / parts;
            while stretches.get(next).is_some_and(|stretch| stretch.code_points.end <= code_points.start) {
                next += 1;
            }
            let (mut tagged, mut divided) = ([0.0; Tag::ALL.len()], 0.0);
            for stretch in stretches[next..].iter().take_while(|stretch| stretch.code_points.start < code_points.end) {
                let shared =
                    stretch.code_points.end.min(code_points.end) - stretch.code_points.start.max(code_points.start);
                for (tag, count) in counts(stretch, layers).into_iter().enumerate() {
                    tagged[tag] += (shared * count) as f64;
                }
                divided += shared as f64 * stretch.division.value().unwrap_or_default();
            }
            let own = (code_points.end - code_points.start) as f64;
            let division = match reviewers {
                2.0.. => Figure::share(divided, own, Unit::Character),
                _ => Figure::undefined(Undefined::OneReviewer, Unit::Character),
            };
            Heat {
                start: continuum.bytes(&code_points).start,
                tagged: tagged.map(|units| Figure::share(units, own * reviewers, Unit::Character)),
                code_points,
                division,
            }
        })
        .collect()
}

/// How many reviewers give each tag.
fn counts(stretch: &Stretch, layers: &[&Layer]) -> [u64; Tag::ALL.len()] {
    let mut counts = [0; Tag::ALL.len()];
    for of_one in stretch.said.chunk_by(|one, other| one.layer == other.layer) {
        let mut given = [0; Tag::ALL.len()];
        for mark in of_one.iter().filter_map(|said| layers.get(said.layer)?.marks().get(said.mark)) {
            given[mark.tag as usize] = 1;
        }
        counts.iter_mut().zip(given).for_each(|(count, given)| *count += given);
    }
    counts
}
