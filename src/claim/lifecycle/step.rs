//! One step of a check.

use jiff::Timestamp;

use super::{Guard, Surroundings, Warning, warnings};
use crate::claim::{Check, Claim, ClaimId, Practice, Published, State, Status, Tag, VerdictKind};

/// A step that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Where the work should be.
    pub to: State,
    /// Why: of skipping, waiting, sending back and opening again.
    pub reason: Option<String>,
    /// Of a duplicate: the claim that is checked instead.
    pub duplicate_of: Option<ClaimId>,
    /// Who asks; may be empty where one person works alone.
    pub by: String,
    /// When.
    pub now: Timestamp,
    /// Of publishing: the version of the report.
    pub version: Option<String>,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The status after it.
    pub status: Status,
    /// The check after it.
    pub check: Check,
    /// What may be left as it is, but should be known.
    pub warnings: Vec<Warning>,
    /// Why, for the history.
    pub reason: Option<String>,
    /// Whether the one who found it also approved it.
    pub is_self_approval: bool,
    /// Whether something that went out is opened again.
    pub is_correction: bool,
}

impl Request {
    /// A step to this state, without a reason.
    pub fn new(to: State, by: impl Into<String>, now: Timestamp) -> Self {
        Self { to, reason: None, duplicate_of: None, by: by.into(), now, version: None }
    }

    fn reason(&self) -> Option<&str> {
        self.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty())
    }
}

/// Whether there is a step from one state to the other at all.
fn leads(from: State, to: State, practice: Practice) -> bool {
    use State::{
        Approved, Duplicate, InProgress, InReview, NotCheckable, Published, Queued, Spotted, Waiting, WontCheck,
    };
    match (from, to) {
        (Spotted, Queued | InProgress)
        | (Queued, Spotted | InProgress)
        | (InProgress, Queued | Waiting)
        | (Waiting | InReview | Approved | Published, InProgress)
        | (InReview, Approved)
        | (Approved, Published)
        // Another reason for leaving a claim out is no step back and forth.
        | (Spotted | Queued | InProgress | WontCheck, NotCheckable)
        | (Spotted | Queued | InProgress | NotCheckable, WontCheck)
        | (Spotted | Queued | InProgress | Waiting | InReview, Duplicate)
        | (NotCheckable | WontCheck | Duplicate, Queued) => true,
        (InProgress, InReview) => practice.is_desk(),
        (InProgress, Approved) => !practice.is_desk(),
        _ => false,
    }
}

/// Takes a step: what the claim's status and check are after it.
///
/// # Errors
/// Everything that stands in the way, in the order in which it is best put right.
pub fn step(claim: &Claim, request: &Request, around: &Surroundings<'_>) -> Result<Step, Vec<Guard>> {
    let (from, to) = (claim.status.state, request.to);
    let renames =
        from == to && matches!(to, State::Waiting | State::NotCheckable | State::WontCheck | State::Duplicate);
    if !renames && !leads(from, to, around.practice) {
        return Err(vec![Guard::NoSuchStep { from, to }]);
    }
    let missing = missing(claim, request, around);
    if !missing.is_empty() {
        return Err(missing);
    }
    let keeps_reason = matches!(to, State::Waiting | State::NotCheckable | State::WontCheck);
    let status = Status {
        state: to,
        reason: request.reason().filter(|_| keeps_reason).map(str::to_owned),
        duplicate_of: request.duplicate_of.filter(|_| to == State::Duplicate),
    };
    let mut check = claim.check().clone();
    let by = || Some(request.by.trim().to_owned()).filter(|name| !name.is_empty());
    let mut is_self_approval = false;
    match to {
        State::InReview => {
            check.checker = by();
            check.second = None;
        }
        State::Approved => {
            if from == State::InProgress {
                check.checker = by();
            }
            is_self_approval = same_person(check.checker.as_deref(), &request.by);
            check.approver = by();
        }
        State::Published => {
            check.published = request
                .version
                .clone()
                .map(|version| Published { version: version.trim().to_owned(), at: request.now });
        }
        State::InProgress => check.approver = None,
        _ => {}
    }
    let proposes = matches!(to, State::InReview) || (to == State::Approved && from == State::InProgress);
    Ok(Step {
        status,
        check,
        warnings: if proposes { warnings(claim, around) } else { Vec::new() },
        reason: request.reason().map(str::to_owned),
        is_self_approval,
        is_correction: from == State::Published,
    })
}

fn missing(claim: &Claim, request: &Request, around: &Surroundings<'_>) -> Vec<Guard> {
    let from = claim.status.state;
    let reason = |guard: Guard| if request.reason().is_none() { vec![guard] } else { Vec::new() };
    match request.to {
        State::NotCheckable | State::WontCheck => reason(Guard::SkipReason),
        State::Waiting => reason(Guard::WaitingNote),
        State::Duplicate => target_missing(claim.id, request.duplicate_of, around),
        State::InProgress => match from {
            State::InReview => reason(Guard::Comment),
            State::Approved | State::Published => reason(Guard::ReopenReason),
            _ => Vec::new(),
        },
        State::InReview => {
            let mut missing = missing_finding(claim);
            if request.by.trim().is_empty() {
                missing.push(Guard::Name);
            }
            missing
        }
        State::Approved => {
            let mut missing = missing_finding(claim);
            if around.practice.is_desk() {
                missing.extend(missing_agreement(claim, &request.by, around.practice));
            }
            missing
        }
        State::Published => {
            let mut missing = missing_finding(claim);
            if claim.is_orphaned() {
                missing.push(Guard::Orphaned);
            }
            if request.version.as_deref().is_none_or(|version| version.trim().is_empty()) {
                missing.push(Guard::Version);
            }
            missing
        }
        State::Spotted | State::Queued => Vec::new(),
    }
}

/// What a claim lacks before its verdict can be proposed: a verdict that fits its tag, a rationale, evidence or where was looked.
pub fn missing_finding(claim: &Claim) -> Vec<Guard> {
    let check = claim.check();
    let has = |kind: VerdictKind| check.verdicts.get(kind).is_some();
    let mut missing = Vec::new();
    match claim.tag {
        Tag::Quote if !has(VerdictKind::Attribution) => missing.push(Guard::Verdict { kind: VerdictKind::Attribution }),
        Tag::Assertion if claim.speaker.is_none() && !has(VerdictKind::Content) => {
            missing.push(Guard::Verdict { kind: VerdictKind::Content });
        }
        Tag::Assertion if check.verdicts.is_empty() => missing.push(Guard::AnyVerdict),
        Tag::Commentary if has(VerdictKind::Content) || !has(VerdictKind::Attribution) => {
            missing.push(Guard::Commentary);
        }
        _ => {}
    }
    if check.rationale.trim().is_empty() {
        missing.push(Guard::Rationale);
    }
    if check.evidence.is_empty() && check.searched.trim().is_empty() {
        missing.push(Guard::Evidence);
    }
    missing
}

fn missing_agreement(claim: &Claim, by: &str, practice: Practice) -> Vec<Guard> {
    let check = claim.check();
    let mut missing = Vec::new();
    if by.trim().is_empty() {
        missing.push(Guard::Name);
    } else if same_person(check.checker.as_deref(), by) {
        missing.push(Guard::SelfApproval { checker: check.checker.clone().unwrap_or_default() });
    }
    let agrees = check.second.as_ref().is_some_and(|second| second.verdicts == check.verdicts);
    if practice == Practice::DeskBlind && !agrees {
        missing.push(Guard::SecondVerdict);
    }
    missing
}

fn target_missing(claim: ClaimId, target: Option<ClaimId>, around: &Surroundings<'_>) -> Vec<Guard> {
    let Some(target) = target.and_then(|target| (around.claim)(target)) else {
        return vec![Guard::Target];
    };
    // Since a target is never a duplicate, no cycle of them can come to be.
    if target.id == claim || target.status.state == State::Duplicate {
        return vec![Guard::TargetIsDuplicate];
    }
    Vec::new()
}

/// Whether these names are of one person: letter case and white space around them aside.
pub fn same_person(name: Option<&str>, other: &str) -> bool {
    name.is_some_and(|name| name.trim().to_lowercase() == other.trim().to_lowercase())
}
