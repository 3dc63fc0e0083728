//! What the open submission asks and lacks, kept in step with its review.

use crate::{
    app::{Action, Document, Focus, LessonAction},
    article::Article,
    claim::{ClaimId, Segments},
    classroom::{Lack, make::is_hidden, submission},
    review::Review,
    teaching::{Masthead, Submission, Task},
    text::{ByteIndex, Span},
};

/// What hangs on the open review as far as it is a submission; nothing in it for any other.
#[derive(Clone, Debug, Default)]
pub struct Lesson {
    /// The article as the pupil sees it; `None` where all of it is shown.
    shown: Option<Article>,
    /// Where what is not shown lies.
    hidden: Vec<Span>,
    /// What is lacking, the gravest first.
    lacks: Vec<Lack>,
    /// For each span that is cut beforehand the claim it became.
    tagged: Vec<Option<ClaimId>>,
    /// The span that was gone to.
    pub(crate) chosen: Option<usize>,
    /// Whether what is told about the assignment is folded.
    pub is_folded: bool,
    /// Whether the key was looked at, so that what was handed in is not taken back any more.
    pub is_revealed: bool,
}

/// What is looked at: by what changes, the codebook is asked anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looking {
    pub(in crate::app) revision: u64,
    pub(in crate::app) selected: (ByteIndex, ByteIndex),
    pub(in crate::app) focus: Option<Focus>,
    pub(in crate::app) cut: Option<usize>,
}

impl Lesson {
    /// What goes with a review as it is opened.
    pub(in crate::app) fn of(review: &Review) -> Self {
        let mut lesson = Self::default();
        lesson.follow(review);
        lesson
    }

    /// Brings what hangs on the review in step with it.
    pub(in crate::app) fn follow(&mut self, review: &Review) {
        let Ok(submission) = submission::of(review) else {
            *self = Self { is_revealed: self.is_revealed, ..Self::default() };
            return;
        };
        let task = &submission.task;
        if task.masthead == Masthead::Shown {
            self.shown = None;
        } else if self.shown.is_none() {
            let article = review.article();
            let hidden = article.blocks().iter().filter(|block| is_hidden(task, block.kind));
            self.hidden = hidden.map(|block| block.span).collect();
            self.shown = Some(article.showing(|kind| !is_hidden(task, kind)));
        }
        self.lacks = submission::lacks(review).unwrap_or_default();
        let claim_of = |span: &Segments| {
            let near = span.placed().first().map(|first| review.claims().touching(first.start(), first.end()));
            near.into_iter().flatten().find(|claim| claim.segments == *span).map(|claim| claim.id)
        };
        self.tagged = task.spans.iter().map(claim_of).collect();
    }

    /// The article as the pupil sees it; `None` where all of it is shown.
    pub(in crate::app) fn shown(&self) -> Option<&Article> {
        self.shown.as_ref()
    }

    /// Where what is not shown lies, in text order.
    pub(in crate::app) fn hidden(&self) -> &[Span] {
        &self.hidden
    }

    /// What is lacking, the gravest first.
    pub fn lacks(&self) -> &[Lack] {
        &self.lacks
    }

    /// The claim that a span became that is cut beforehand.
    pub fn claim_of(&self, span: usize) -> Option<ClaimId> {
        self.tagged.get(span).copied().flatten()
    }

    /// How many of the spans that are cut beforehand are claims, and how many there are.
    pub fn tagged(&self) -> (usize, usize) {
        (self.tagged.iter().flatten().count(), self.tagged.len())
    }

    /// Whether part of the article is not shown.
    pub fn hides(&self) -> bool {
        self.shown.is_some()
    }
}

impl Document {
    /// The submission that is open, if it is one.
    pub fn submission(&self) -> Option<&Submission> {
        submission::of(&self.review).ok()
    }

    /// What is asked of the pupil whose submission is open.
    pub fn task(&self) -> Option<&Task> {
        self.submission().map(|submission| &submission.task)
    }

    /// The article as it is to be seen here: without its masthead where the assignment hides that.
    pub fn shown_article(&self) -> &Article {
        self.lesson.shown().unwrap_or_else(|| self.review.article())
    }

    /// Whether some of a stretch is not to be seen here.
    pub fn is_hidden(&self, span: Span) -> bool {
        self.lesson.hidden.iter().any(|hidden| hidden.overlaps(span))
    }

    /// Whether what was handed in is closed for changes: no second layer is begun.
    pub fn is_handed_in(&self) -> bool {
        self.submission().is_some_and(|submission| submission.handed_in.is_some() && !submission.is_second_layer())
    }

    /// Whether an action of a lesson can be done now.
    pub(in crate::app) fn can(&self, action: Action) -> bool {
        let Some(submission) = self.submission() else { return false };
        match action {
            Action::Lesson(LessonAction::NextSpan | LessonAction::PreviousSpan) => !submission.task.spans.is_empty(),
            Action::Lesson(LessonAction::HandIn) => submission.layer_handed_in().is_none(),
            Action::Lesson(LessonAction::TakeBack) => {
                self.is_handed_in() && !self.lesson.is_revealed && submission.returned.is_none()
            }
            _ => true,
        }
    }

    /// The span that is cut beforehand in which the caret is, with its number: the one that was gone to, or else the smallest.
    pub fn current_cut(&self) -> Option<(usize, &Segments)> {
        let spans = &self.task()?.spans;
        if !self.selection.is_caret() {
            return None;
        }
        let head = self.selection.head;
        let holds = |span: &Span| span.start() <= head && head <= span.end();
        let is_here = |(_, segments): &(usize, &Segments)| segments.placed().iter().any(holds);
        let chosen = self.lesson.chosen.and_then(|number| Some((number, spans.get(number)?))).filter(is_here);
        let smallest = || spans.iter().enumerate().filter(is_here).min_by_key(|(_, segments)| segments.len_bytes());
        chosen.or_else(smallest)
    }
}
