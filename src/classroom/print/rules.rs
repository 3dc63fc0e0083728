//! Rules of the codebook on paper.

use super::head::said;
use crate::{article::Article, classroom::Codebook};

/// A rule of the codebook, in the language of the article where there is a codebook in it.
#[derive(Clone)]
pub(super) struct RuleView {
    /// What it is about; of a rule that no codebook has, its id.
    pub(super) title: String,
    /// The rule; empty where no codebook has it, or it was said before.
    pub(super) rule: String,
    pub(super) example: String,
    pub(super) answer: String,
}

impl RuleView {
    pub(super) fn of(id: &str, article: &Article) -> Self {
        let codebook = Codebook::in_language(article.metadata.language.as_deref().unwrap_or_default());
        match codebook.rule(id) {
            Some(rule) => Self {
                title: rule.title.clone(),
                rule: rule.rule.clone(),
                example: rule.example.clone(),
                answer: rule.answer.clone(),
            },
            None => Self { title: said(id), rule: String::new(), example: String::new(), answer: String::new() },
        }
    }
}
