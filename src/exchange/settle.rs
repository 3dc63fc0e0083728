//! Puts what a record says into a claim: known words into their fields, names into speakers and evidence; what fits nowhere is reported.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::{Note, NoteKind, field::Field, foreign::Record};
use crate::{
    claim::{
        Address, Check, Claim, ClaimId, Confidence, Evidence, EvidenceId, EvidenceLink, Form, Origin, Priority,
        Speaker, SpeakerId, Stance, State, VerdictKind, VerdictScheme, Voice,
    },
    review::{Desk, Stamp},
};

/// What claims of one review have in common.
#[derive(Default)]
pub(super) struct Settler {
    taken: HashSet<Uuid>,
    speakers: Vec<Speaker>,
    speaker_ids: HashMap<String, SpeakerId>,
    evidence: Vec<Evidence>,
    evidence_ids: HashMap<(String, String), EvidenceId>,
}

impl Settler {
    pub(super) fn speakers(&mut self) -> Vec<Speaker> {
        std::mem::take(&mut self.speakers)
    }

    pub(super) fn desk(self) -> Desk {
        Desk { evidence: self.evidence.into_iter().collect(), ..Desk::default() }
    }

    /// The id that the file gives, if it is one of ours and not given before; else a new one.
    pub(super) fn claim_id(&mut self, given: Option<&str>, stamp: &mut Stamp<'_>) -> ClaimId {
        let given = given.map(|id| id.strip_prefix("urn:uuid:").unwrap_or(id));
        let given = given.and_then(|id| Uuid::try_parse(id).ok()).filter(|id| !self.taken.contains(id));
        let id = given.unwrap_or_else(|| (stamp.new_id)());
        self.taken.insert(id);
        ClaimId(id)
    }

    /// Puts everything a record says into its claim.
    pub(super) fn settle(&mut self, claim: &mut Claim, record: &Record, stamp: &mut Stamp<'_>, notes: &mut Vec<Note>) {
        let mut check = Check::clone(claim.check());
        for (field, values) in &record.values.0 {
            let Some(first) = values.first().map(AsRef::as_ref) else { continue };
            let words = || first.to_owned();
            let understood = match field {
                Field::Form => one_of(&Form::ALL, Form::name, first, &mut claim.form),
                Field::Voice => one_of(&Voice::ALL, Voice::name, first, &mut claim.voice),
                Field::Status => one_of(&State::ALL, State::name, first, &mut claim.status.state),
                Field::Confidence => maybe(&Confidence::ALL, Confidence::name, first, &mut check.confidence),
                Field::Priority => maybe(&Priority::ALL, Priority::name, first, &mut check.priority),
                Field::DuplicateOf => {
                    claim.status.duplicate_of = Uuid::try_parse(first).ok().map(ClaimId);
                    claim.status.duplicate_of.is_some()
                }
                Field::SaidOn => {
                    check.said_on = first.parse().ok();
                    check.said_on.is_some()
                }
                Field::Created => first.parse().map(|at| claim.created = at).is_ok(),
                Field::Modified => first.parse().map(|at| claim.modified = at).is_ok(),
                Field::Speaker => {
                    claim.speaker = Some(self.speaker(first, stamp));
                    true
                }
                // These come with what they are about.
                Field::EvidenceTitles | Field::Stances => true,
                Field::Evidence => self.link(&mut check, record, stamp),
                Field::Flags => {
                    claim.flags.extend(values.iter().map(|value| value.clone().into_owned()));
                    claim.flags.sort();
                    claim.flags.dedup();
                    true
                }
                Field::Labels => {
                    for value in values {
                        if !claim.labels.iter().any(|label| label == value) {
                            claim.labels.push(value.clone().into_owned());
                        }
                    }
                    true
                }
                Field::Chain => {
                    check.chain.extend(values.iter().map(|value| value.clone().into_owned()));
                    true
                }
                Field::Reason => put(&mut claim.status.reason, words()),
                Field::Verdict => put(&mut check.verdicts.content, verdict(VerdictKind::Content, first)),
                Field::Attribution => put(&mut check.verdicts.attribution, verdict(VerdictKind::Attribution, first)),
                Field::ClaimText => put(&mut claim.claim_text, words()),
                Field::Checker => put(&mut check.checker, words()),
                Field::Approver => put(&mut check.approver, words()),
                Field::Rationale => set(&mut check.rationale, words()),
                Field::Note => set(&mut claim.note, words()),
                Field::Searched => set(&mut check.searched, words()),
                Field::SelectionReason => set(&mut check.selection_reason, words()),
                Field::Context => set(&mut check.context, words()),
                Field::SaidAt => set(&mut check.said_at, words()),
                Field::FirstAppearance => set(&mut check.first_appearance, words()),
                Field::Rule => {
                    claim.origin = Origin::Rule(words());
                    true
                }
            };
            if !understood {
                notes.push(Note::new(record, NoteKind::Unknown { field: *field, value: words() }));
                // The word is not lost: whoever imports can see to it.
                let remark = format!("{}: {first}", field.name());
                claim.note = if claim.note.is_empty() { remark } else { format!("{}\n{remark}", claim.note) };
            }
        }
        claim.amend_check(|kept| *kept = check);
    }

    fn speaker(&mut self, name: &str, stamp: &mut Stamp<'_>) -> SpeakerId {
        if let Some(id) = self.speaker_ids.get(name) {
            return *id;
        }
        let id = SpeakerId((stamp.new_id)());
        self.speakers.push(Speaker::named(id, name));
        self.speaker_ids.insert(name.to_owned(), id);
        id
    }

    /// Links the evidence of a record, each piece once.
    fn link(&mut self, check: &mut Check, record: &Record, stamp: &mut Stamp<'_>) -> bool {
        let (titles, stances) = (record.values.get(Field::EvidenceTitles), record.values.get(Field::Stances));
        for (number, value) in record.values.get(Field::Evidence).iter().enumerate() {
            let title = titles.get(number).map(AsRef::as_ref).unwrap_or_default();
            let is_address = !title.is_empty() || Address::parse(value).is_some();
            let (address, title) = if is_address { (value.as_ref(), title) } else { ("", value.as_ref()) };
            let key = (address.to_owned(), title.to_owned());
            let id = *self.evidence_ids.entry(key).or_insert_with(|| {
                let id = EvidenceId((stamp.new_id)());
                let (address, title) = (address.to_owned(), title.to_owned());
                self.evidence.push(Evidence { title, address, ..Evidence::new(id) });
                id
            });
            if check.evidence.iter().any(|link| link.evidence == id) {
                continue;
            }
            let mut stance = Stance::Context;
            if let Some(word) = stances.get(number) {
                one_of(&Stance::ALL, Stance::name, word, &mut stance);
            }
            check.evidence.push(EvidenceLink::new(id, stance));
        }
        true
    }
}

fn one_of<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, word: &str, into: &mut T) -> bool {
    let known = all.iter().find(|one| name(**one).eq_ignore_ascii_case(word.trim()));
    if let Some(known) = known {
        *into = *known;
    }
    known.is_some()
}

fn maybe<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, word: &str, into: &mut Option<T>) -> bool {
    let Some(first) = all.first() else { return false };
    let mut found = *first;
    let understood = one_of(all, name, word, &mut found);
    if understood {
        *into = Some(found);
    }
    understood
}

/// The name of the label that these words are, letter case aside; words that are none as they stand.
fn verdict(kind: VerdictKind, words: &str) -> String {
    let labels =
        || VerdictScheme::bundled().iter().filter(|scheme| scheme.kind == kind).flat_map(|scheme| &scheme.labels);
    if labels().any(|label| label.name == words) {
        return words.to_owned();
    }
    let same = |known: &str| known.to_lowercase() == words.trim().to_lowercase();
    let found = labels().find(|label| same(&label.name) || same(&label.label));
    found.map_or_else(|| words.to_owned(), |label| label.name.clone())
}

fn put(into: &mut Option<String>, words: String) -> bool {
    *into = Some(words);
    true
}

fn set(into: &mut String, words: String) -> bool {
    *into = words;
    true
}
