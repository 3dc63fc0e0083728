//! A class that was read, and what is derived of it once, off the frame.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    path::PathBuf,
    sync::Arc,
};

use super::ClassSource;
use crate::{
    claim::{ClaimId, Tag},
    classroom::{Class, Expected, Handed, Remark, Roster, Which, remarks},
    compare::{
        Agreement, Figure, FindingKind, Layer, Places, Unit,
        class::Sheet,
        view::{self, Stretch},
    },
    review::Review,
    teaching::{Masthead, Refused, Returned},
    text::ByteIndex,
};

/// A class that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenClass {
    /// Where it is.
    pub source: ClassSource,
    /// The key.
    pub key: Arc<Review>,
    /// The hash of its text, as the file of a review has it.
    pub text_sha256: String,
    /// Whether it was sealed, so that it is not read again.
    pub was_sealed: bool,
    /// What its assignment says of the masthead, where the key lay in one.
    pub masthead: Masthead,
    /// Everybody against the key; the same that `claimlight class` counts.
    pub class: Class,
    /// The submissions that count, in the order of the pupils.
    pub submissions: Vec<Arc<Review>>,
    /// What was said of files while they were read.
    found: Vec<Remark>,
    /// What there is to say of the files, without a roster.
    pub remarks: Vec<Remark>,
    /// Assignments and keys that lay among the submissions.
    pub passed_over: Vec<PathBuf>,
    /// The claims of the key, in its order.
    pub spans: Vec<KeySpanView>,
    /// What the class marked when it handed in.
    pub first: Marked,
    /// What it marks now.
    pub last: Marked,
    /// What was returned before, by the names of the submissions; what lies in the folder for it counts before what a submission has.
    pub returned: BTreeMap<String, Returned>,
    /// Where what was returned lies, if there is such a folder.
    pub return_folder: Option<PathBuf>,
    /// What was learnt of each claim of the key, in its order.
    pub progress: Vec<SpanProgress>,
    /// The claims of the key by their numbers, those of which most was learnt first.
    pub most_learnt: Vec<usize>,
}

/// What those who corrected learnt of one claim of the key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpanProgress {
    /// How many had it right when they handed in.
    pub before: usize,
    /// How many have it right now.
    pub after: usize,
    /// How many had it wrong and have it right.
    pub learnt: usize,
    /// How many had it right and have it wrong.
    pub lost: usize,
}

/// A claim of the key, for showing it.
#[derive(Clone, Debug, PartialEq)]
pub struct KeySpanView {
    /// The claim.
    pub claim: ClaimId,
    /// Its tag, in the way that is shown.
    pub tag: Tag,
    /// From the first of its words to the last.
    pub place: Range<ByteIndex>,
    /// The same in code points, without gaps.
    pub places: Places,
    /// Whether it may be left out.
    pub is_optional: bool,
    /// The rule it turns on.
    pub rule: Option<String>,
    /// What the teacher says about it.
    pub note: String,
}

/// What a class marked, in one layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    /// What each pupil marked, in the order of the pupils.
    pub layers: Vec<Layer>,
    /// The article as they marked it, in text order.
    pub stretches: Vec<Stretch>,
    /// How many pupils give each stretch which tag, and how many mark it at all.
    pub shares: Vec<Share>,
    /// The stretches with words in them by their numbers, the most divided first.
    pub divided: Vec<usize>,
    /// How well the pupils agree, word by word.
    pub agreement: Agreement,
}

/// How many pupils mark a stretch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// At all.
    pub marked: usize,
    given: [usize; Tag::ALL.len()],
}

impl Share {
    /// How many give it this tag.
    pub fn given(&self, tag: Tag) -> usize {
        self.given[tag as usize]
    }

    /// The tag that most give it; of several the first.
    pub fn commonest(&self) -> Tag {
        Tag::ALL.into_iter().rev().max_by_key(|tag| self.given(*tag)).unwrap_or(Tag::Assertion)
    }
}

/// The files of a class, as they were read.
#[derive(Clone, Debug, Default)]
pub struct ReadFiles {
    /// What may be submissions, each with the name of its file.
    pub submissions: Vec<(String, Review)>,
    /// What is to be said of files already.
    pub remarks: Vec<Remark>,
    /// Assignments and keys that lie among them.
    pub passed_over: Vec<PathBuf>,
}

impl OpenClass {
    /// Holds the submissions against the key and derives what is shown.
    ///
    /// # Errors
    /// When nothing can be held against the key.
    pub fn of(
        source: ClassSource,
        key: Arc<Review>,
        text_sha256: String,
        was_sealed: bool,
        files: ReadFiles,
    ) -> Result<Self, Refused> {
        let expected = Expected::of(&key, text_sha256.clone())?;
        let ReadFiles { submissions, remarks: found, passed_over } = files;
        let submissions: Vec<(String, Arc<Review>)> =
            submissions.into_iter().map(|(name, review)| (name, Arc::new(review))).collect();
        let handed: Vec<Handed<'_>> = submissions.iter().map(|(name, review)| Handed { name, review }).collect();
        let class = Class::of(&expected, &handed);
        let by_name: BTreeMap<&str, &Arc<Review>> =
            submissions.iter().map(|(name, review)| (name.as_str(), review)).collect();
        let counted: Vec<Arc<Review>> = class
            .pupils
            .iter()
            .filter_map(|pupil| by_name.get(pupil.name.as_str()))
            .map(|review| Arc::clone(review))
            .collect();
        let marked = |which| {
            let layers = counted.iter().filter_map(|review| expected.layer(review, which).ok());
            Marked::of(layers.collect(), &expected)
        };
        let (first, last) = (marked(Which::First), marked(Which::Last));
        let spans = (0..expected.key().spans().len()).filter_map(|number| KeySpanView::of(&expected, number)).collect();
        let own = class.pupils.iter().filter_map(|pupil| Some((pupil.name.clone(), pupil.returned.clone()?)));
        let returned = own.collect();
        let progress = progress(&class);
        let mut most_learnt: Vec<usize> = (0..progress.len()).collect();
        most_learnt.sort_by_key(|number| {
            let SpanProgress { learnt, lost, .. } = progress[*number];
            std::cmp::Reverse(learnt.cast_signed() - lost.cast_signed())
        });
        let remarks = remarks(&class, None, found.clone());
        drop(handed);
        drop(expected);
        Ok(Self {
            source,
            text_sha256,
            was_sealed,
            masthead: Masthead::default(),
            submissions: counted,
            found,
            remarks,
            passed_over,
            spans,
            first,
            last,
            returned,
            return_folder: None,
            progress,
            most_learnt,
            class,
            key,
        })
    }

    /// The same with what lies in the folder of what was returned.
    #[must_use]
    pub fn with_returned(mut self, folder: Option<PathBuf>, returned: Vec<(String, Returned)>) -> Self {
        self.return_folder = folder;
        self.returned.extend(returned);
        self
    }

    /// The same with what the assignment says of the masthead.
    #[must_use]
    pub fn with_masthead(self, masthead: Masthead) -> Self {
        Self { masthead, ..self }
    }

    /// What the class marked in a layer.
    pub fn marked(&self, which: Which) -> &Marked {
        match which {
            Which::First => &self.first,
            Which::Last => &self.last,
        }
    }

    /// What it made of the claims of the key in a layer.
    pub fn sheet(&self, which: Which) -> &Sheet {
        match which {
            Which::First => &self.class.first,
            Which::Last => &self.class.last,
        }
    }

    /// What there is to say of the files; with a roster also who is not on it.
    pub fn remarks_with(&self, roster: Option<&Roster>) -> Vec<Remark> {
        match roster {
            None => self.remarks.clone(),
            Some(_) => remarks(&self.class, roster, self.found.clone()),
        }
    }

    /// The submissions that count, as the pages that are printed want them.
    pub fn handed(&self) -> Vec<Handed<'_>> {
        let both = self.class.pupils.iter().zip(&self.submissions);
        both.map(|(pupil, review)| Handed { name: &pupil.name, review }).collect()
    }

    /// How many pupils have a second layer.
    pub fn corrected(&self) -> usize {
        self.class.pupils.iter().filter(|pupil| pupil.second.is_some()).count()
    }

    /// What pupils made of a claim of the key, in groups: most of them first, of equals in the order of what can be made of it.
    pub fn said_of_span(&self, number: usize, which: Which) -> Vec<ClassGroup> {
        let (Some(row), Some(span)) = (self.sheet(which).spans.get(number), self.spans.get(number)) else {
            return Vec::new();
        };
        let layers = &self.marked(which).layers;
        let mut groups: BTreeMap<(usize, BTreeSet<Tag>), Vec<usize>> = BTreeMap::new();
        for (pupil, kind) in row.found.iter().enumerate() {
            let marks = layers.get(pupil).map(Layer::marks).unwrap_or_default();
            let here = marks.iter().filter(|mark| mark.places.shared_len(&span.places) > 0);
            let tags = match kind {
                // What was found is of the key's tag.
                Some(FindingKind::Correct) => BTreeSet::from([span.tag]),
                None | Some(FindingKind::Missed) => BTreeSet::new(),
                Some(_) => here.map(|mark| mark.tag).collect(),
            };
            let order = kind.map_or(FindingKind::ALL.len(), |kind| kind as usize);
            groups.entry((order, tags)).or_default().push(pupil);
        }
        let made = |order: usize| FindingKind::ALL.get(order).copied();
        let groups = groups.into_iter().map(|((order, tags), pupils)| {
            let made = made(order).map_or(Made::LeftOut, Made::Found);
            ClassGroup { made, tags, pupils }
        });
        largest_first(groups)
    }

    /// Which tags pupils give a stretch, in groups: most of them first.
    pub fn said_of_stretch(&self, number: usize, which: Which) -> Vec<ClassGroup> {
        let marked = self.marked(which);
        let Some(stretch) = marked.stretches.get(number) else { return Vec::new() };
        let mut tags: Vec<BTreeSet<Tag>> = vec![BTreeSet::new(); marked.layers.len()];
        for said in &stretch.said {
            let mark = marked.layers.get(said.layer).and_then(|layer| layer.marks().get(said.mark));
            if let (Some(mark), Some(tags)) = (mark, tags.get_mut(said.layer)) {
                tags.insert(mark.tag);
            }
        }
        let mut groups: BTreeMap<BTreeSet<Tag>, Vec<usize>> = BTreeMap::new();
        for (pupil, tags) in tags.into_iter().enumerate() {
            groups.entry(tags).or_default().push(pupil);
        }
        largest_first(groups.into_iter().map(|(tags, pupils)| ClassGroup { made: Made::Tagged, tags, pupils }))
    }

    /// Who marked something that is not in the key, and who did not.
    pub fn said_of_extra(&self, number: usize, which: Which) -> Vec<ClassGroup> {
        let Some(row) = self.sheet(which).extra.get(number) else { return Vec::new() };
        let others = (0..self.class.pupils.len()).filter(|pupil| !row.pupils.contains(pupil)).collect();
        let groups = [
            ClassGroup { made: Made::Tagged, tags: BTreeSet::from([row.tag]), pupils: row.pupils.clone() },
            ClassGroup { made: Made::Tagged, tags: BTreeSet::new(), pupils: others },
        ];
        groups.into_iter().filter(|group| !group.pupils.is_empty()).collect()
    }
}

/// What was learnt of each claim of the key.
fn progress(class: &Class) -> Vec<SpanProgress> {
    let mut all = vec![SpanProgress::default(); class.first.spans.len()];
    for steps in class.pupils.iter().filter_map(|pupil| pupil.progress.as_ref()) {
        for (of_span, step) in all.iter_mut().zip(&steps.steps) {
            let is_right = |kind| usize::from(kind == Some(FindingKind::Correct));
            of_span.before += is_right(step.before);
            of_span.after += is_right(step.after);
            of_span.learnt += usize::from(step.is_learnt());
            of_span.lost += usize::from(step.is_lost());
        }
    }
    all
}

fn largest_first(groups: impl Iterator<Item = ClassGroup>) -> Vec<ClassGroup> {
    let mut groups: Vec<ClassGroup> = groups.collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.pupils.len()));
    groups
}

/// What some pupils made of the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassGroup {
    /// What.
    pub made: Made,
    /// The tags they gave.
    pub tags: BTreeSet<Tag>,
    /// Who, by number.
    pub pupils: Vec<usize>,
}

/// What was made of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// Of a claim of the key.
    Found(FindingKind),
    /// An optional claim of the key was left out.
    LeftOut,
    /// They were given tags, or none.
    Tagged,
}

impl Marked {
    fn of(layers: Vec<Layer>, expected: &Expected<'_>) -> Self {
        let all: Vec<&Layer> = layers.iter().collect();
        let stretches = view::stretches(&all, expected.continuum());
        let shares = stretches.iter().map(|stretch| share(stretch, &layers)).collect();
        let text = expected.continuum().text().as_str();
        // Signs at the edges of claims divide a class without saying anything.
        let has_words = |stretch: &Stretch| {
            let words = text.get(stretch.bytes.start.get()..stretch.bytes.end.get()).unwrap_or_default();
            words.chars().any(char::is_alphanumeric)
        };
        let number = |stretch: &Stretch| {
            stretches.binary_search_by_key(&stretch.code_points.start, |known| known.code_points.start).ok()
        };
        let ordered = view::most_divided_first(stretches.clone());
        let divided = ordered.iter().filter(|stretch| has_words(stretch)).filter_map(number).collect();
        let agreement = Agreement::of(&all, expected.continuum(), Unit::Word);
        drop(all);
        Self { layers, stretches, shares, divided, agreement }
    }

    /// The number of the stretch at a place.
    pub fn stretch_at(&self, at: ByteIndex) -> Option<usize> {
        let after = self.stretches.partition_point(|stretch| stretch.bytes.end <= at);
        self.stretches.get(after).filter(|stretch| stretch.bytes.start <= at).map(|_| after)
    }

    /// How divided the pupils are on a stretch; 0 where that is not known.
    pub fn division(&self, number: usize) -> f64 {
        self.stretches.get(number).map(|stretch| stretch.division).and_then(Figure::value).unwrap_or_default()
    }
}

fn share(stretch: &Stretch, layers: &[Layer]) -> Share {
    let mut share = Share::default();
    for of_one in stretch.said.chunk_by(|one, other| one.layer == other.layer) {
        let marks = of_one.iter().filter_map(|said| layers.get(said.layer)?.marks().get(said.mark));
        let tags: BTreeSet<Tag> = marks.map(|mark| mark.tag).collect();
        share.marked += 1;
        for tag in tags {
            share.given[tag as usize] += 1;
        }
    }
    share
}

impl KeySpanView {
    fn of(expected: &Expected<'_>, number: usize) -> Option<Self> {
        let span = expected.key().spans().get(number)?;
        let first = span.first();
        let entry = expected.entry(number);
        Some(Self {
            claim: first.claim,
            tag: first.tag,
            place: expected.continuum().bytes(&first.places.extent()?),
            places: first.places.clone(),
            is_optional: span.is_optional,
            rule: entry.and_then(|entry| entry.rule.clone()),
            note: entry.map(|entry| entry.note.clone()).unwrap_or_default(),
        })
    }
}
