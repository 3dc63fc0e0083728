//! `ClaimReview`: verdicts as data after schema.org, with the fields that search engines require.

use serde_json::{Map, Value, json};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{ReportError, choice::Choice, link::web_link, material::Material};
use crate::{
    claim::{Claim, Speaker, SpeakerType, VerdictKind},
    review::Review,
};

/// The scale of the numbers that labels of a scheme may have.
const WORST: u8 = 1;
const BEST: u8 = 5;

/// Writes the claims as one value, in which no `<` stands, so that it can be put into a page as it is.
pub(super) fn write(material: &Material, choice: &Choice, page: Option<&str>) -> Result<String, ReportError> {
    let page = page.and_then(web_link);
    let claims = choice.claims.iter().filter_map(|id| material.review.claims().get(*id));
    let graph: Vec<Value> = claims.filter_map(|claim| review_of(material, claim, page.as_deref())).collect();
    let value = json!({ "@context": "https://schema.org", "@graph": graph });
    let json = serde_json::to_string_pretty(&value).map_err(|fault| ReportError::NotWritten(fault.to_string()))?;
    Ok(json.replace('<', "\\u003c") + "\n")
}

fn review_of(material: &Material, claim: &Claim, page: Option<&str>) -> Option<Value> {
    let review = &material.review;
    let scheme = review.schemes().of(VerdictKind::Content);
    let name = claim.check().verdicts.get(VerdictKind::Content)?;
    let label = scheme.label(name);
    let mut rating = Map::new();
    rating.insert("@type".to_owned(), json!("Rating"));
    if let Some(value) = label.and_then(|label| label.value).filter(|value| (WORST..=BEST).contains(value)) {
        rating.insert("ratingValue".to_owned(), json!(value));
        rating.insert("bestRating".to_owned(), json!(BEST));
        rating.insert("worstRating".to_owned(), json!(WORST));
    }
    rating.insert("alternateName".to_owned(), json!(label.map_or(name, |label| &*label.label)));
    let mut found = Map::new();
    found.insert("@type".to_owned(), json!("ClaimReview"));
    if let Some(page) = page {
        let page = page.split('#').next().unwrap_or(page);
        found.insert("url".to_owned(), json!(format!("{page}#claim-{}", material.number(claim.id))));
    }
    let published = claim.check().published.as_ref().map_or(claim.modified, |published| published.at);
    found.insert("datePublished".to_owned(), json!(published.strftime("%Y-%m-%d").to_string()));
    let by = review.reviewer().trim();
    if !by.is_empty() {
        found.insert("author".to_owned(), json!({ "@type": "Person", "name": by }));
    }
    found.insert("claimReviewed".to_owned(), json!(material.said(claim)));
    found.insert("itemReviewed".to_owned(), claim_of(material, claim));
    found.insert("reviewRating".to_owned(), Value::Object(rating));
    Some(Value::Object(found))
}

fn claim_of(material: &Material, claim: &Claim) -> Value {
    let known = &material.review.article().metadata;
    let mut item = Map::new();
    item.insert("@type".to_owned(), json!("Claim"));
    if let Some(author) = claim.speaker.and_then(|id| material.review.speaker(id)).and_then(author) {
        item.insert("author".to_owned(), author);
    }
    if let Some(said) = claim.check().said_on {
        item.insert("datePublished".to_owned(), json!(said.to_string()));
    }
    if let Some(first) = web_link(&claim.check().first_appearance) {
        item.insert("firstAppearance".to_owned(), json!({ "@type": "CreativeWork", "url": first }));
    }
    if let Some(address) = known.url.as_deref().and_then(web_link) {
        let mut appearance = Map::new();
        appearance.insert("@type".to_owned(), json!("CreativeWork"));
        appearance.insert("url".to_owned(), json!(address));
        if let Some(title) = &known.title {
            appearance.insert("headline".to_owned(), json!(title));
        }
        item.insert("appearance".to_owned(), Value::Object(appearance));
    }
    Value::Object(item)
}

/// The speaker as an author, which only people and organisations are.
fn author(speaker: &Speaker) -> Option<Value> {
    let kind = match speaker.speaker_type {
        SpeakerType::Person => "Person",
        SpeakerType::Organisation => "Organization",
        SpeakerType::Document | SpeakerType::Unnamed => return None,
    };
    let mut author = Map::new();
    author.insert("@type".to_owned(), json!(kind));
    author.insert("name".to_owned(), json!(speaker.name));
    if let (Some(role), SpeakerType::Person) = (&speaker.role, speaker.speaker_type) {
        author.insert("jobTitle".to_owned(), json!(role));
    }
    if let Some(same) = speaker.same_as.as_deref().and_then(web_link) {
        author.insert("sameAs".to_owned(), json!(same));
    }
    Some(Value::Object(author))
}

/// Whether what a claim says holds the words of a verdict: a reader of the data could not tell them from what was claimed.
pub(super) fn names_verdict(review: &Review, claim: &Claim) -> bool {
    let own = claim.claim_text.as_deref().filter(|words| !words.trim().is_empty());
    let text = review.article().text();
    let placed = || claim.segments.placed().iter().map(|span| text.slice(*span)).collect::<Vec<_>>().join(" ");
    let said = words_of(&own.map_or_else(placed, str::to_owned));
    let labels = &review.schemes().of(VerdictKind::Content).labels;
    labels
        .iter()
        .map(|label| words_of(&label.label))
        .any(|verdict| !verdict.is_empty() && said.windows(verdict.len()).any(|words| words == verdict))
}

fn words_of(sentence: &str) -> Vec<String> {
    sentence.unicode_words().map(str::to_lowercase).collect()
}
