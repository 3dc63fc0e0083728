//! The document that is open.

use std::{
    collections::{BTreeSet, HashSet},
    path::PathBuf,
    sync::Arc,
};

use super::{
    Arrival, Comparing, Find, Lesson, Preview, Proposals, Replacing, Revealing, Reviews, Selection, Tracking, UndoStack,
};
use crate::{
    article::Article,
    claim::{Claim, ClaimId, lifecycle::Warning},
    review::{ClaimFilter, Review, same_words},
    store::{Carried, FileIdentity},
    text::{ByteIndex, Span, Text, search::Hits},
};

/// The document that is open, with what the reviewer is about in it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The review. Shared with whoever saves it; changed by [`super::update`] alone.
    pub review: Arc<Review>,
    /// What the file holds beside it.
    pub carried: Arc<Carried>,
    /// Its file; `None` when it was never saved.
    pub file: Option<FileIdentity>,
    /// The name under which it is best saved first.
    pub proposed_name: String,
    /// The folder it is best saved in first.
    pub folder: Option<PathBuf>,
    /// Whether opening its file repaired something, so that the next save keeps the old file for good.
    pub has_repairs: bool,
    /// Why it cannot be changed, if so.
    pub read_only: Option<String>,
    /// Whether it is the bundled sample.
    pub is_sample: bool,
    /// How its article was read, when it was just opened.
    pub preview: Option<Preview>,
    /// The steps taken.
    pub undo: UndoStack,
    /// The caret and the selection.
    pub selection: Selection,
    /// The claim that is looked at.
    pub focus: Option<Focus>,
    /// The find bar.
    pub find: Find,
    /// Which claims are listed.
    pub filter: ClaimFilter,
    /// The claims that are picked, to be changed in one step.
    pub picked: BTreeSet<ClaimId>,
    /// The claims as the table and the board list them, and what is remembered there.
    pub tracking: Tracking,
    /// What was said already about verdicts that could be stronger, so that it is said once.
    pub told: HashSet<(ClaimId, Warning)>,
    /// The places with the same words as the focused claim, while they are listed.
    pub same: Option<Vec<Span>>,
    /// What is proposed for the article.
    pub proposals: Proposals,
    /// How often the article was read for proposals.
    pub search: u64,
    /// Another version of the article beside it, while the claims are carried over.
    pub replacing: Option<Replacing>,
    /// The file that the article was read from, when it is another than it was then and nothing was decided about that.
    pub changed_source: Option<PathBuf>,
    /// How often the article was compared with another version.
    pub comparisons: u64,
    /// What hangs on the review as far as it is a submission.
    pub lesson: Lesson,
    /// Other reviews of the same text, beside this one.
    pub reviews: Reviews,
    /// The key of the submission that is open, while it is looked at.
    pub revealing: Revealing,
    /// The text that the places in here belong to.
    text: Text,
    /// Counts the changes to the review, so that what is derived from it knows when to be made anew.
    pub revision: u64,
}

/// The claim that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Focus {
    /// The claim.
    pub claim: ClaimId,
    /// The number of the segment that commands about segments mean.
    pub segment: usize,
}

impl Document {
    /// The document as it arrives: caret at the start, nothing focused.
    pub fn new(arrival: Arrival) -> Self {
        let lesson = Lesson::of(&arrival.review);
        let article = lesson.shown().unwrap_or_else(|| arrival.review.article());
        let start = article.blocks().first().map_or(ByteIndex::ZERO, |block| block.span.start());
        let mut undo = UndoStack::default();
        if arrival.is_recovered {
            undo.note_unsaved();
        }
        Self {
            text: arrival.review.article().text().clone(),
            review: Arc::new(arrival.review),
            carried: arrival.carried,
            file: arrival.file,
            proposed_name: arrival.proposed_name,
            folder: arrival.folder,
            has_repairs: !arrival.faults.is_empty(),
            read_only: arrival.read_only,
            is_sample: arrival.is_sample,
            preview: arrival.preview,
            undo,
            selection: Selection::caret(start),
            focus: None,
            find: Find { hidden: lesson.hidden().to_vec(), ..Find::default() },
            filter: ClaimFilter::default(),
            picked: BTreeSet::new(),
            tracking: Tracking::default(),
            told: HashSet::new(),
            same: None,
            proposals: Proposals::default(),
            search: 0,
            replacing: None,
            changed_source: None,
            comparisons: 0,
            lesson,
            reviews: Reviews::default(),
            revealing: Revealing::default(),
            revision: 0,
        }
    }

    /// What it is called: its title, or its file's name.
    pub fn title(&self) -> String {
        let article = self.review.article();
        let file_name = || self.file.as_ref()?.path.file_name().map(|name| name.to_string_lossy().into_owned());
        let own = || article.metadata.title.clone().or_else(|| article.source.file.clone());
        // A masthead that is hidden is hidden here, too, whatever the file says of it.
        let title = (!self.lesson.hides()).then(own).flatten().or_else(file_name);
        title.unwrap_or_else(|| "Untitled article".to_owned())
    }

    /// Whether there is work that is not in the file.
    pub fn is_unsaved(&self) -> bool {
        self.undo.is_unsaved()
    }

    /// Whether its article can be read in another manner: nothing hangs on its text yet.
    pub fn can_be_read_again(&self) -> bool {
        self.file.is_none() && self.read_only.is_none() && self.review.claims().is_empty()
    }

    /// How its article was read, as long as that is to be seen and can be changed.
    pub fn open_preview(&self) -> Option<&Preview> {
        self.preview.as_ref().filter(|preview| preview.is_open && self.can_be_read_again())
    }

    /// The claim that is looked at.
    pub fn focused(&self) -> Option<&Arc<Claim>> {
        self.review.claims().get(self.focus?.claim)
    }

    /// The segment that commands about segments mean.
    pub fn focused_segment(&self) -> Option<Span> {
        self.focused()?.segments.placed().get(self.focus?.segment).copied()
    }

    /// The claims that are picked, in text order.
    pub fn picked_claims(&self) -> Vec<ClaimId> {
        let mut picked: Vec<ClaimId> = self.picked.iter().copied().collect();
        picked.sort_by_key(|id| self.review.claims().position(*id));
        picked
    }

    /// The other places with the words of a claim, as far as they are to be seen.
    pub(super) fn same_words(&self, claim: ClaimId) -> Vec<Span> {
        let mut places = same_words(&self.review, claim);
        places.retain(|place| !self.is_hidden(*place));
        places
    }

    /// The selection as spans, one a block.
    pub fn selected_spans(&self) -> Vec<Span> {
        self.selection.spans(self.shown_article())
    }

    /// The comparison with another version of the article, while it is decided what becomes of the claims.
    pub fn comparing(&self) -> Option<&Comparing> {
        match &self.replacing {
            Some(Replacing::Deciding(comparing)) => Some(comparing),
            _ => None,
        }
    }

    /// The article in which the caret is, and the caret: those of the other version while there is one beside.
    pub(super) fn reading(&mut self) -> (&Article, &mut Selection) {
        match &mut self.replacing {
            Some(Replacing::Deciding(comparing)) => {
                let Comparing { comparison, selection, .. } = &mut **comparing;
                (&comparison.article, selection)
            }
            _ => (self.lesson.shown().unwrap_or_else(|| self.review.article()), &mut self.selection),
        }
    }

    /// Looks at a claim, at the segment that holds `near` if one does.
    pub fn look_at(&mut self, claim: ClaimId, near: Option<ByteIndex>) {
        let segments = self.review.claims().get(claim).map(|claim| claim.segments.placed());
        let holds = |span: &Span| near.is_some_and(|near| span.start() <= near && near <= span.end());
        let segment = segments.and_then(|spans| spans.iter().position(holds)).unwrap_or(0);
        if self.focus.is_none_or(|focus| focus.claim != claim) {
            self.same = None;
        }
        self.focus = Some(Focus { claim, segment });
    }

    /// Lets go of places in a text that another took the place of.
    fn follow_text(&mut self) {
        let article = self.review.article();
        if std::ptr::eq(self.text.as_str(), article.text().as_str()) {
            return;
        }
        self.text = article.text().clone();
        let start = article.blocks().first().map_or(ByteIndex::ZERO, |block| block.span.start());
        self.selection = Selection::caret(start);
        self.proposals = Proposals::default();
        self.reviews.forget_text();
        self.same = None;
        if self.find.is_open {
            self.find.look(&self.text, start);
        } else {
            self.find.hits = Hits::default();
            self.find.current = None;
        }
    }

    /// Brings what hangs on the review in step with it after a change.
    pub fn note_change(&mut self) {
        self.revision += 1;
        self.follow_text();
        self.lesson.follow(&self.review);
        if self.proposals.is_shown {
            self.proposals.follow(&self.review);
        }
        let claims = self.review.claims();
        self.picked.retain(|id| claims.get(*id).is_some());
        if let Some(focus) = self.focus {
            match self.review.claims().get(focus.claim) {
                Some(claim) if focus.segment < claim.segments.placed().len().max(1) => {}
                Some(_) => self.focus = Some(Focus { segment: 0, ..focus }),
                None => self.focus = None,
            }
        }
        if self.same.is_some() {
            self.same = self.focus.map(|focus| self.same_words(focus.claim)).filter(|places| !places.is_empty());
        }
    }
}
