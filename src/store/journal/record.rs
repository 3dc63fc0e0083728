//! An edit as the journal has it: the records are those of the review file.

use std::{borrow::Cow, sync::Arc};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    claim::{Claim, ClaimId, ContactId, EvidenceId, Practice, SpeakerId},
    review::{Change, Claims, Edit, EditName},
    store::{
        Carried,
        carried::{CarriedArticle, CarriedSchemes},
        codec::{
            EncodeError, Faults, article_record, claim_record, contact_record, evidence_record, history_record,
            metadata_record, read_article, read_contact, read_evidence, read_history, read_metadata, read_own_claim,
            read_own_role, read_schemes, read_speaker, role_record, schemes_record, speaker_record,
        },
        schema::{
            ArticleRecord, ClaimRecord, ContactRecord, EvidenceRecord, HistoryRecord, Id, RoleRecord, SchemesRecord,
            SpeakerRecord, Time, Word,
        },
    },
    text::Text,
};

/// A step of the reviewer, or of undo or redo.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct EditRecord<'a> {
    pub(super) at: Time,
    #[serde(borrow)]
    pub(super) name: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) changes: Vec<ChangeRecord<'a>>,
}

/// One record put in the place of another.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ChangeRecord<'a> {
    Claim {
        id: Id,
        /// How many of the segments, the last ones, are nowhere in the text.
        lost: usize,
        #[serde(borrow)]
        put: Option<Box<ClaimRecord<'a>>>,
    },
    Speaker {
        id: Id,
        #[serde(borrow)]
        put: Option<SpeakerRecord<'a>>,
    },
    SpeakerOrder(Vec<Id>),
    Evidence {
        id: Id,
        #[serde(borrow)]
        put: Option<Box<EvidenceRecord<'a>>>,
    },
    EvidenceOrder(Vec<Id>),
    Contact {
        id: Id,
        #[serde(borrow)]
        put: Option<Box<ContactRecord<'a>>>,
    },
    ContactOrder(Vec<Id>),
    #[serde(borrow)]
    Schemes(Box<SchemesRecord<'a>>),
    Practice(Word<'a, Practice>),
    Article {
        #[serde(borrow)]
        article: Box<ArticleRecord<'a>>,
        #[serde(borrow)]
        claims: Vec<PutRecord<'a>>,
    },
    #[serde(borrow)]
    Metadata(Box<ArticleRecord<'a>>),
    #[serde(borrow)]
    Role(Box<RoleRecord<'a>>),
    #[serde(borrow)]
    Reviewer(Cow<'a, str>),
    #[serde(borrow)]
    Remember(Vec<HistoryRecord<'a>>),
    Forget(usize),
}

/// A claim as it is put somewhere.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PutRecord<'a> {
    /// How many of the segments, the last ones, are nowhere in the text.
    lost: usize,
    #[serde(borrow)]
    put: ClaimRecord<'a>,
}

impl<'a> PutRecord<'a> {
    fn new(claim: &'a Claim, text: &'a Text) -> Result<Self, EncodeError> {
        Ok(Self { lost: claim.segments.lost().len(), put: claim_record(claim, text, None)? })
    }
}

/// What [`with_record`] needs to borrow from.
struct Nothing {
    carried: Carried,
    article: CarriedArticle,
}

/// Makes the record of an edit that is made on `text` and gives it to `then`.
pub(super) fn with_record<T>(
    edit: &Edit,
    at: Timestamp,
    text: &Text,
    then: impl FnOnce(EditRecord<'_>) -> T,
) -> Result<T, EncodeError> {
    // The model alone is recorded; what a file has beside it stays in the file.
    let nothing = Nothing { carried: Carried::default(), article: CarriedArticle::default() };
    let mut text = text;
    let changes = edit.changes.iter().map(|change| {
        // What follows another version of the article is about that one.
        text = text_after(change).unwrap_or(text);
        change_record(change, text, &nothing)
    });
    let changes = changes.collect::<Result<_, _>>()?;
    Ok(then(EditRecord { at: Time(at), name: Cow::Owned(edit.name.to_string()), changes }))
}

/// The text that a change puts in the place of the one before.
fn text_after(change: &Change) -> Option<&Text> {
    match change {
        Change::Article(article, _) => Some(article.text()),
        _ => None,
    }
}

/// The text after an edit, when it is another.
pub(super) fn text_after_edit(edit: &Edit) -> Option<&Text> {
    edit.changes.iter().rev().find_map(text_after)
}

fn change_record<'a>(
    change: &'a Change,
    text: &'a Text,
    nothing: &'a Nothing,
) -> Result<ChangeRecord<'a>, EncodeError> {
    Ok(match change {
        Change::Claim(id, claim) => {
            let lost = claim.as_ref().map_or(0, |claim| claim.segments.lost().len());
            let put = claim.as_deref().map(|claim| claim_record(claim, text, None)).transpose()?;
            ChangeRecord::Claim { id: Id(id.0), lost, put: put.map(Box::new) }
        }
        Change::Speaker(id, speaker) => {
            let put = speaker.as_ref().map(|speaker| speaker_record(speaker, &nothing.carried));
            ChangeRecord::Speaker { id: Id(id.0), put }
        }
        Change::SpeakerOrder(order) => ChangeRecord::SpeakerOrder(order.iter().map(|id| Id(id.0)).collect()),
        Change::Evidence(id, piece) => {
            let put = piece.as_ref().map(|piece| Box::new(evidence_record(piece, &nothing.carried)));
            ChangeRecord::Evidence { id: Id(id.0), put }
        }
        Change::EvidenceOrder(order) => ChangeRecord::EvidenceOrder(order.iter().map(|id| Id(id.0)).collect()),
        Change::Contact(id, contact) => {
            let put = contact.as_ref().map(|contact| Box::new(contact_record(contact, &nothing.carried)));
            ChangeRecord::Contact { id: Id(id.0), put }
        }
        Change::ContactOrder(order) => ChangeRecord::ContactOrder(order.iter().map(|id| Id(id.0)).collect()),
        Change::Schemes(schemes) => ChangeRecord::Schemes(Box::new(schemes_record(schemes))),
        Change::Practice(practice) => ChangeRecord::Practice(Word::Known(*practice)),
        Change::Article(article, claims) => {
            let claims = claims.in_order().iter().map(|claim| PutRecord::new(claim, text)).collect::<Result<_, _>>()?;
            ChangeRecord::Article { article: Box::new(article_record(article, &nothing.article)), claims }
        }
        Change::Metadata(metadata) => ChangeRecord::Metadata(Box::new(metadata_record(metadata, &nothing.article))),
        Change::Role(role) => ChangeRecord::Role(Box::new(role_record(role.as_deref(), text, &nothing.carried)?)),
        Change::Reviewer(name) => ChangeRecord::Reviewer(Cow::Borrowed(name)),
        Change::Remember(steps) => {
            ChangeRecord::Remember(steps.iter().map(|step| history_record(step, None)).collect())
        }
        Change::Forget(count) => ChangeRecord::Forget(*count),
    })
}

/// The edit of a record; `None` when it does not fit the text.
pub(super) fn read_edit(record: EditRecord<'_>, text: &Text) -> Option<Edit> {
    let mut text = text.clone();
    let mut changes = Vec::with_capacity(record.changes.len());
    for change in record.changes {
        let change = read_change(change, &text)?;
        if let Some(after) = text_after(&change) {
            text = after.clone();
        }
        changes.push(change);
    }
    Some(Edit { name: EditName::Recorded(record.name.into_owned()), changes })
}

fn read_change(record: ChangeRecord<'_>, text: &Text) -> Option<Change> {
    let mut faults = Faults::default();
    let change = match record {
        ChangeRecord::Claim { id, put: None, .. } => Change::Claim(ClaimId(id.0), None),
        ChangeRecord::Claim { id, lost, put: Some(record) } => {
            let claim: Claim = read_own_claim(*record, lost, text)?;
            is_of(id, Some(claim.id.0))?;
            Change::Claim(claim.id, Some(Arc::new(claim)))
        }
        ChangeRecord::Speaker { id, put } => {
            let speaker = put.map(|record| read_speaker(record, &mut faults, String::new).0);
            is_of(id, speaker.as_ref().map(|speaker| speaker.id.0))?;
            Change::Speaker(SpeakerId(id.0), speaker)
        }
        ChangeRecord::SpeakerOrder(order) => {
            Change::SpeakerOrder(order.into_iter().map(|id| SpeakerId(id.0)).collect())
        }
        ChangeRecord::Evidence { id, put } => {
            let piece = put.map(|record| read_evidence(*record, &mut faults, str::to_owned).0);
            is_of(id, piece.as_ref().map(|piece| piece.id.0))?;
            Change::Evidence(EvidenceId(id.0), piece.map(Box::new))
        }
        ChangeRecord::EvidenceOrder(order) => {
            Change::EvidenceOrder(order.into_iter().map(|id| EvidenceId(id.0)).collect())
        }
        ChangeRecord::Contact { id, put } => {
            let contact = put.map(|record| read_contact(*record, &mut faults, str::to_owned).0);
            is_of(id, contact.as_ref().map(|contact| contact.id.0))?;
            Change::Contact(ContactId(id.0), contact.map(Box::new))
        }
        ChangeRecord::ContactOrder(order) => {
            Change::ContactOrder(order.into_iter().map(|id| ContactId(id.0)).collect())
        }
        ChangeRecord::Schemes(record) => {
            Change::Schemes(Box::new(read_schemes(*record, &mut CarriedSchemes::default(), &mut faults)))
        }
        ChangeRecord::Practice(Word::Known(practice)) => Change::Practice(practice),
        ChangeRecord::Practice(Word::Unknown(_)) => return None,
        ChangeRecord::Article { article, claims } => {
            // What a file said that is at fault was reported when it was opened, and is in the model as it is.
            let article = read_article(*article, &mut CarriedArticle::default(), &mut Faults::default()).ok()?;
            let claim = |PutRecord { lost, put }| read_own_claim(put, lost, article.text()).map(Arc::new);
            let claims = claims.into_iter().map(claim).collect::<Option<Claims>>()?;
            Change::Article(Box::new(article), claims)
        }
        ChangeRecord::Metadata(mut record) => {
            Change::Metadata(Box::new(read_metadata(&mut record, &mut CarriedArticle::default(), &mut faults)))
        }
        ChangeRecord::Role(record) => Change::Role(read_own_role(*record, text).ok()?.map(Box::new)),
        ChangeRecord::Reviewer(name) => Change::Reviewer(name.into_owned()),
        ChangeRecord::Remember(steps) => Change::Remember(steps.into_iter().map(|step| read_history(step).0).collect()),
        ChangeRecord::Forget(count) => Change::Forget(count),
    };
    faults.is_empty().then_some(change)
}

/// Nothing when a record has another id than the change that puts it in its place.
fn is_of(id: Id, put: Option<Uuid>) -> Option<()> {
    put.is_none_or(|put| put == id.0).then_some(())
}
