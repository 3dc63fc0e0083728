//! The reports in HTML: one file each, without script or outside resource.

use std::{collections::BTreeMap, iter};

use askama::Template;

use super::{
    Kind, Omission, ReportError,
    choice::Choice,
    corrections::{CorrectionView, corrections},
    material::Material,
    runs::{Run, runs},
    view::{ClaimView, EvidenceView, Head, status_sign},
};
use crate::{
    claim::{Claim, ClaimId, Stance, StatusGroup, Tag, VerdictKind},
    review::Tally,
};

/// A source with the numbers and marks of the claims that rest on it.
pub(super) type Cited = (EvidenceView, Vec<(usize, String)>);

#[derive(Template)]
#[template(path = "annotated.html")]
struct Annotated {
    head: Head,
    summary: String,
    signs: Vec<(&'static str, &'static str)>,
    blocks: Vec<BlockView>,
    claims: Vec<ClaimView>,
}

struct BlockView {
    number: usize,
    /// The page of the source that begins in it, or before it.
    page: Option<String>,
    kind: &'static str,
    runs: Vec<Run>,
    margin: Vec<MarginView>,
}

/// What stands beside a block about a claim that begins in it.
struct MarginView {
    number: usize,
    mark: String,
    sign: &'static str,
    status: &'static str,
    status_class: &'static str,
    verdict: String,
}

#[derive(Template)]
#[template(path = "public.html")]
struct Public {
    head: Head,
    summary: String,
    claims: Vec<ClaimView>,
    corrections: Vec<CorrectionView>,
    sources: Vec<Cited>,
}

#[derive(Template)]
#[template(path = "queries.html")]
struct Queries {
    head: Head,
    summary: String,
    parts_of: Vec<Part>,
    proposals: Vec<Proposal>,
}

/// Claims that ask for the same.
struct Part {
    title: &'static str,
    claims: Vec<ClaimView>,
}

/// What should read otherwise.
struct Proposal {
    claim: ClaimView,
    before: String,
    /// What the sources say instead.
    after: Vec<String>,
}

#[derive(Template)]
#[template(path = "sources.html")]
struct SourceList {
    head: Head,
    summary: String,
    sources: Vec<Cited>,
}

#[derive(Template)]
#[template(path = "corrections.html")]
struct CorrectionLog {
    head: Head,
    summary: String,
    corrections: Vec<CorrectionView>,
}

/// Writes a report of one of the kinds that are in HTML.
pub(super) fn write(material: &Material, kind: Kind, choice: &Choice) -> Result<String, ReportError> {
    let head = Head::of(material, kind, &choice.left_out);
    let written = match kind {
        Kind::Annotated => annotated(material, head).render(),
        Kind::Queries => queries(material, head, choice).render(),
        Kind::Sources => sources_list(material, head).render(),
        Kind::Corrections => corrections_log(material, head).render(),
        _ => public(material, head, choice).render(),
    };
    Ok(written?)
}

fn annotated(material: &Material, head: Head) -> Annotated {
    let article = material.review.article();
    let claims: Vec<ClaimView> = chosen(material, material.review.claims().in_order().iter().map(|claim| claim.id));
    let mut beginning: BTreeMap<usize, Vec<MarginView>> = BTreeMap::new();
    for (claim, view) in material.review.claims().in_order().iter().zip(&claims) {
        let Some(block) = claim.segments.extent().and_then(|span| article.block_at(span.start())) else { continue };
        beginning.entry(block).or_default().push(MarginView {
            number: view.number,
            mark: view.mark.clone(),
            sign: view.status_sign,
            status: view.status,
            status_class: view.status_class,
            verdict: view.verdict_words(),
        });
    }
    let mut pages = article.pages().iter().peekable();
    let blocks = article.blocks().iter().enumerate().map(|(position, block)| BlockView {
        number: position + 1,
        page: iter::from_fn(|| pages.next_if(|page| page.start < block.span.end()))
            .last()
            .map(|page| page.label.clone()),
        kind: block.kind.name(),
        runs: runs(material, block.span),
        margin: beginning.remove(&position).unwrap_or_default(),
    });
    Annotated {
        head,
        summary: summary(material),
        signs: StatusGroup::ALL.map(|group| (status_sign(group), group.label())).into(),
        blocks: blocks.collect(),
        claims,
    }
}

fn public(material: &Material, head: Head, choice: &Choice) -> Public {
    let mut corrections = corrections(material);
    corrections.retain(|entry| choice.claims.contains(&entry.claim));
    Public {
        head,
        summary: published_summary(material, choice),
        claims: chosen(material, choice.claims.iter().copied()),
        corrections,
        sources: cited(material, |claim| choice.claims.contains(&claim)),
    }
}

fn queries(material: &Material, head: Head, choice: &Choice) -> Queries {
    let review = &material.review;
    let of_group = |group: StatusGroup| {
        let claims = choice.claims.iter().filter_map(|id| review.claims().get(*id));
        let claims = claims.filter(|claim| claim.status.state.group() == group).map(|claim| claim.id);
        chosen(material, claims.collect::<Vec<_>>())
    };
    let mut parts: Vec<Part> = [
        ("Waited for", StatusGroup::Waiting),
        ("Being checked", StatusGroup::Checking),
        ("Still to check", StatusGroup::ToCheck),
    ]
    .into_iter()
    .map(|(title, group)| Part { title, claims: of_group(group) })
    .collect();
    parts.retain(|part| !part.claims.is_empty());
    for part in &mut parts {
        for claim in &mut part.claims {
            claim.contacts.retain(|contact| contact.is_open);
        }
    }
    let proposals: Vec<Proposal> = choice
        .claims
        .iter()
        .filter_map(|id| review.claims().get(*id))
        .filter(|claim| needs_correction(material, claim))
        .map(|claim| Proposal {
            claim: ClaimView::of(material, claim),
            before: material.exact(claim),
            after: what_sources_say(material, claim),
        })
        .collect();
    let open: usize = parts.iter().map(|part| part.claims.len()).sum();
    let summary = format!(
        "{} · {}",
        counted(open, "claim is open", "claims are open"),
        counted(proposals.len(), "correction is proposed", "corrections are proposed")
    );
    Queries { head, summary, parts_of: parts, proposals }
}

/// Whether what was found says that the article should read otherwise: it is less than mostly true or, of a quotation, not what
/// was said.
fn needs_correction(material: &Material, claim: &Claim) -> bool {
    const SAID: [&str; 3] = ["verbatim", "minor_edit", "fair_paraphrase"];
    const MOSTLY_TRUE: u8 = 4;
    let schemes = material.review.schemes();
    let verdicts = &claim.check().verdicts;
    let content = verdicts.get(VerdictKind::Content);
    let value = content.and_then(|name| schemes.of(VerdictKind::Content).label(name)?.value);
    let is_wrong = content.is_some() && value.is_none_or(|value| value < MOSTLY_TRUE);
    is_wrong || verdicts.get(VerdictKind::Attribution).is_some_and(|name| !SAID.contains(&name))
}

/// The passages that speak against a claim.
fn what_sources_say(material: &Material, claim: &Claim) -> Vec<String> {
    let against = claim.check().evidence.iter().filter(|link| link.stance == Stance::Undermines);
    let pieces = against.filter_map(|link| material.review.piece(link.evidence));
    pieces.filter(|piece| !piece.passage.trim().is_empty()).map(|piece| piece.passage.clone()).collect()
}

fn sources_list(material: &Material, head: Head) -> SourceList {
    let sources = cited(material, |_| true);
    let archived = sources.iter().filter(|(source, _)| source.archive.is_some()).count();
    let all = counted(sources.len(), "source", "sources");
    SourceList { head, summary: format!("{all} · {archived} with an archived copy"), sources }
}

fn corrections_log(material: &Material, head: Head) -> CorrectionLog {
    let corrections = corrections(material);
    let summary = counted(corrections.len(), "correction", "corrections");
    CorrectionLog { head, summary, corrections }
}

fn chosen(material: &Material, claims: impl IntoIterator<Item = ClaimId>) -> Vec<ClaimView> {
    let claims = claims.into_iter().filter_map(|id| material.review.claims().get(id));
    claims.map(|claim| ClaimView::of(material, claim)).collect()
}

/// The sources of some claims; those of every claim come with the sources that no claim rests on.
pub(super) fn cited(material: &Material, is_meant: impl Fn(ClaimId) -> bool) -> Vec<Cited> {
    let mut marks: BTreeMap<_, Vec<(usize, String)>> = BTreeMap::new();
    let mut has_all = true;
    for claim in material.review.claims().in_order() {
        if !is_meant(claim.id) {
            has_all = false;
            continue;
        }
        for link in &claim.check().evidence {
            marks.entry(link.evidence).or_default().push((material.number(claim.id), material.mark(claim)));
        }
    }
    let pieces = material.review.evidence().iter().filter_map(|piece| {
        let marks = marks.remove(&piece.id);
        (has_all || marks.is_some()).then(|| (EvidenceView::of(piece), marks.unwrap_or_default()))
    });
    pieces.collect()
}

/// How many of one thing, in words.
pub(super) fn counted(count: usize, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {several}") }
}

fn summary(material: &Material) -> String {
    let tally: Tally = material.review.claims().tally();
    let tags = Tag::ALL.map(|tag| match tag {
        Tag::Quote => counted(tally.tagged(tag), "quote", "quotes"),
        Tag::Assertion => counted(tally.tagged(tag), "assertion", "assertions"),
        Tag::Commentary => counted(tally.tagged(tag), "commentary", "commentaries"),
    });
    let done = tally.in_group(StatusGroup::Checked);
    let mut words = format!(
        "{}: {} · {done} of {} checked",
        counted(tally.all(), "claim", "claims"),
        tags.join(", "),
        tally.checkable()
    );
    let found = verdict_counts(material, |_| true);
    if !found.is_empty() {
        words = format!("{words} · {found}");
    }
    words
}

pub(super) fn published_summary(material: &Material, choice: &Choice) -> String {
    let all = counted(choice.claims.len(), "claim checked", "claims checked");
    let found = verdict_counts(material, |claim| choice.claims.contains(&claim));
    if found.is_empty() { all } else { format!("{all} · {found}") }
}

/// How often each agreed verdict on the content was found, in the order of the scheme.
fn verdict_counts(material: &Material, is_meant: impl Fn(ClaimId) -> bool) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let claims = material.review.claims().in_order();
    for claim in claims.iter().filter(|claim| claim.status.state.group() == StatusGroup::Checked && is_meant(claim.id))
    {
        if let Some(name) = claim.check().verdicts.get(VerdictKind::Content) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let labels = material.review.schemes().of(VerdictKind::Content).labels.iter();
    let named = labels.filter_map(|label| Some(format!("{} {}", label.label, counts.get(&*label.name)?)));
    named.collect::<Vec<_>>().join(", ")
}

impl From<askama::Error> for ReportError {
    fn from(fault: askama::Error) -> Self {
        Self::NotWritten(fault.to_string())
    }
}

/// What is left out, as a list of sentences at the end of a text.
pub(super) fn sentences(left_out: &[Omission]) -> Vec<String> {
    let mut all: Vec<String> = left_out.iter().map(|omission| omission.in_report()).collect();
    all.dedup();
    all
}
