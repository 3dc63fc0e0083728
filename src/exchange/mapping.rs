//! Which of the three tags a label of another program stands for.

use crate::claim::Tag;

/// Labels that stand for a tag unless something else is said, in lower case. The tags' own names stand for themselves.
pub const USUAL_LABELS: [(Tag, &[&str]); 3] = [
    (Tag::Quote, &["quotation", "direct_quote", "direct_speech", "speech", "citation", "cite"]),
    (Tag::Assertion, &["claim", "fact", "factual", "statement", "checkable", "check-worthy", "checkworthy"]),
    (Tag::Commentary, &["comment", "opinion", "judgement", "judgment", "analysis", "forecast"]),
];

/// What labels of another program stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    pairs: Vec<(String, Option<Tag>)>,
    others: Option<Tag>,
}

/// A rule that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” says of no label what it stands for. Write LABEL=quote, LABEL=assertion or LABEL=commentary; *=… is for all others"
)]
pub struct MappingError(String);

impl Mapping {
    /// Reads rules such as `PER=quote,Loaded language=commentary,*=assertion`.
    ///
    /// # Errors
    /// When one of them is none.
    pub fn parse(rules: &str) -> Result<Self, MappingError> {
        let mut mapping = Self::default();
        for rule in rules.split(',').filter(|rule| !rule.trim().is_empty()) {
            let wrong = || MappingError(rule.trim().to_owned());
            let (label, tag) = rule.rsplit_once('=').ok_or_else(wrong)?;
            let tag = tag.trim().to_lowercase();
            let tag = Tag::ALL.into_iter().find(|known| known.name() == tag).ok_or_else(wrong)?;
            match label.trim() {
                "" => return Err(wrong()),
                "*" => mapping.others = Some(tag),
                label => mapping.set(label, tag),
            }
        }
        Ok(mapping)
    }

    /// Has a label stand for a tag, letter case aside.
    pub fn set(&mut self, label: &str, tag: Tag) {
        self.decide(label, Some(tag));
    }

    /// Has a label stand for a tag, letter case aside, or with `None` has what it labels left out.
    pub fn decide(&mut self, label: &str, tag: Option<Tag>) {
        let label = label.trim().to_lowercase();
        self.pairs.retain(|(other, _)| *other != label);
        self.pairs.push((label, tag));
    }

    /// Whether somebody said that what has this label is to be left out.
    pub fn leaves_out(&self, label: &str) -> bool {
        matches!(self.given(&label.trim().to_lowercase()), Some((_, None)))
    }

    fn given(&self, label: &str) -> Option<&(String, Option<Tag>)> {
        self.pairs.iter().find(|(known, _)| *known == label)
    }

    /// Has every label of which nothing else is known stand for a tag.
    pub fn set_others(&mut self, tag: Option<Tag>) {
        self.others = tag;
    }

    /// What a label stands for; `None` when nobody said.
    pub fn tag(&self, label: &str) -> Option<Tag> {
        let label = label.trim().to_lowercase();
        self.given(&label).map_or_else(|| usual(&label).or(self.others), |(_, tag)| *tag)
    }
}

fn usual(label: &str) -> Option<Tag> {
    let own = Tag::ALL.into_iter().find(|tag| tag.name() == label);
    own.or_else(|| USUAL_LABELS.iter().find(|(_, labels)| labels.contains(&label)).map(|(tag, _)| *tag))
}
