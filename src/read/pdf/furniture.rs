//! What belongs to the pages and not to the text: running heads, addresses, page numbers.

use super::fragment::Fragment;

/// On how many pages something must stand at the same place.
const PAGES: usize = 3;
/// How far from the edge it may stand, as a part of the page's height.
const MARGIN: f32 = 0.16;
/// How many lines deep it may stand.
const DEEP: usize = 5;
/// How much its place may differ, in points.
const LEEWAY: f32 = 3.0;

/// A page before its lines are put in order.
#[derive(Debug, Default)]
pub(super) struct Leaf {
    pub(super) fragments: Vec<Fragment>,
    pub(super) height: f32,
}

/// What was taken off the pages.
#[derive(Debug, Default)]
pub(super) struct Furniture {
    /// How many lines.
    pub(super) lines: usize,
    /// The address of the page that was printed, where browsers put it.
    pub(super) address: Option<String>,
}

/// A piece of a line near an edge.
#[derive(Debug)]
struct Candidate {
    page: usize,
    /// Its place among the fragments of its page.
    at: usize,
    /// How many lines stand between it and the edge.
    depth: usize,
    key: Key,
}

/// What is the same on every page, figures aside.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    is_foot: bool,
    /// The distance from the edge.
    place: f32,
    words: String,
}

impl Key {
    fn is_same(&self, other: &Self) -> bool {
        self.is_foot == other.is_foot && (self.place - other.place).abs() <= LEEWAY && self.words == other.words
    }
}

/// Takes off the pages what they repeat at the same place, and what the file says belongs to the page.
pub(super) fn take_off(pages: &mut [Leaf]) -> Furniture {
    let mut candidates: Vec<Candidate> =
        pages.iter().enumerate().flat_map(|(page, leaf)| candidates(page, leaf)).collect();
    candidates.sort_by(|one, other| {
        let keys = (one.key.is_foot, &one.key.words).cmp(&(other.key.is_foot, &other.key.words));
        keys.then(one.key.place.total_cmp(&other.key.place)).then(one.page.cmp(&other.page))
    });
    let mut taken: Vec<Vec<usize>> = vec![Vec::new(); pages.len()];
    let mut repeated: Vec<&Candidate> = Vec::new();
    for group in candidates.chunk_by(|one, other| one.key.is_same(&other.key)) {
        let mut on: Vec<usize> = group.iter().map(|it| it.page).collect();
        on.sort_unstable();
        on.dedup();
        if on.len() >= PAGES {
            repeated.extend(group);
        }
    }
    // What stands further in is taken off only when everything outside of it is.
    repeated.sort_by_key(|it| (it.page, it.key.is_foot, it.depth));
    for side in repeated.chunk_by(|one, other| (one.page, one.key.is_foot) == (other.page, other.key.is_foot)) {
        let Some(leaf) = side.first().and_then(|it| pages.get(it.page)) else { continue };
        for (depth, row) in rows(leaf, side.first().is_some_and(|it| it.key.is_foot)).iter().enumerate() {
            let here: Vec<&&Candidate> = side.iter().filter(|it| it.depth == depth).collect();
            for candidate in &here {
                taken[candidate.page].push(candidate.at);
            }
            let declared = row.iter().filter(|at| leaf.fragments[**at].furniture);
            if here.len() + declared.count() < row.len() {
                break;
            }
        }
    }
    let mut furniture = Furniture::default();
    for (leaf, taken) in pages.iter_mut().zip(&taken) {
        let mut at = 0;
        let mut places: Vec<f32> = Vec::new();
        leaf.fragments.retain(|fragment| {
            at += 1;
            let off = fragment.furniture || taken.contains(&(at - 1));
            if off {
                if !places.iter().any(|place| (place - fragment.base).abs() <= LEEWAY) {
                    places.push(fragment.base);
                }
                furniture.address = furniture.address.take().or_else(|| address(&fragment.words));
            }
            !off
        });
        furniture.lines += places.len();
    }
    furniture
}

/// The lines nearest to an edge, the outermost first, as places among the fragments of the page.
fn rows(leaf: &Leaf, is_foot: bool) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..leaf.fragments.len()).collect();
    order.sort_by(|one, other| leaf.fragments[*one].base.total_cmp(&leaf.fragments[*other].base));
    if is_foot {
        order.reverse();
    }
    let mut rows: Vec<(f32, Vec<usize>)> = Vec::new();
    for at in order {
        let base = leaf.fragments[at].base;
        let distance = if is_foot { leaf.height - base } else { base };
        if let Some((_, row)) = rows.last_mut().filter(|(place, _)| (place - base).abs() <= LEEWAY) {
            row.push(at);
        } else if rows.len() >= DEEP || distance > leaf.height * MARGIN {
            break;
        } else {
            rows.push((base, vec![at]));
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

fn candidates(page: usize, leaf: &Leaf) -> Vec<Candidate> {
    let mut found = Vec::new();
    for is_foot in [false, true] {
        for (depth, row) in rows(leaf, is_foot).into_iter().enumerate() {
            for at in row {
                let fragment = &leaf.fragments[at];
                let place = if is_foot { leaf.height - fragment.base } else { fragment.base };
                let key = Key { is_foot, place, words: without_figures(&fragment.words) };
                found.push(Candidate { page, at, depth, key });
            }
        }
    }
    found
}

/// Words with `#` for each number, Roman ones that stand alone among them.
fn without_figures(words: &str) -> String {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    if !bare.is_empty() && bare.len() <= 8 && bare.to_lowercase().chars().all(|c| "ivxlcdm".contains(c)) {
        return words.replace(bare, "#");
    }
    let mut plain = String::with_capacity(words.len());
    for c in words.chars() {
        if !c.is_numeric() {
            plain.push(c);
        } else if !plain.ends_with('#') {
            plain.push('#');
        }
    }
    plain
}

fn address(words: &str) -> Option<String> {
    let words = words.trim();
    let is_web = words.starts_with("https://") || words.starts_with("http://");
    // Browsers cut long addresses short with an ellipsis.
    let is_whole = !words.contains(['…', ' ']) && !words.ends_with("...");
    (is_web && is_whole).then(|| url::Url::parse(words).ok().map(String::from)).flatten()
}
