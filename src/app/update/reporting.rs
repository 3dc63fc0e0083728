//! Writing reports.

use std::path::PathBuf;

use super::told;
use crate::{
    app::{Answer, Effect, NoticeKind, Question, ReportCommand, ReportRequest, State},
    claim::{self, ClaimId},
    review::Review,
};

pub(super) fn report(state: &mut State, command: ReportCommand) -> Vec<Effect> {
    match command {
        ReportCommand::Ask(request) => ask(state, request),
        ReportCommand::WriteTo(request, path) => write(state, request, path, false),
        ReportCommand::NoDialog(request, proposed) => {
            state.question = Some(Question::TypeReportPath { request, proposed });
            Vec::new()
        }
        ReportCommand::Written { request, path, claims, left_out } => {
            let left_out =
                if left_out.is_empty() { String::new() } else { format!(". Left out: {}", left_out.join("; ")) };
            state.tell(NoticeKind::Info, format!("Written to {}{left_out}", path.display()));
            if request.kind.publishes() {
                offer_to_publish(state, claims);
            }
            Vec::new()
        }
        ReportCommand::Exists(request, path) => {
            state.question = Some(Question::ReplaceReport { request, path });
            Vec::new()
        }
        ReportCommand::NotWritten(words) => told(state, NoticeKind::Error, words),
    }
}

/// Answers the question whether a report may take the place of a file.
pub(super) fn replace(state: &mut State, request: ReportRequest, path: PathBuf, answer: Answer) -> Vec<Effect> {
    match answer {
        Answer::Replace => write(state, request, path, true),
        Answer::SaveElsewhere => ask(state, request),
        _ => Vec::new(),
    }
}

fn ask(state: &mut State, request: ReportRequest) -> Vec<Effect> {
    state.overlay = None;
    let Some(document) = &state.document else {
        return Vec::new();
    };
    let file = document.file.as_ref().and_then(|file| file.path.file_name()).map(|name| name.to_string_lossy());
    let name = request.kind.file_name(file.as_deref().unwrap_or(&document.proposed_name));
    vec![Effect::AskWhereToReport { request, name }]
}

fn write(state: &mut State, request: ReportRequest, path: PathBuf, replace: bool) -> Vec<Effect> {
    state.question = None;
    vec![Effect::WriteReport { request, path, replace }]
}

/// Offers to note that claims went out, those that can be.
fn offer_to_publish(state: &mut State, claims: Vec<ClaimId>) {
    let Some(document) = &state.document else { return };
    let review = &document.review;
    let is_approved =
        |id: &ClaimId| review.claims().get(*id).is_some_and(|claim| claim.status.state == claim::State::Approved);
    let claims: Vec<ClaimId> = claims.into_iter().filter(is_approved).collect();
    if document.read_only.is_none() && state.question.is_none() && !claims.is_empty() {
        state.question = Some(Question::Publish { claims, version: next_version(review) });
    }
}

/// The version after the last that is a number; the first without one.
fn next_version(review: &Review) -> String {
    let versions = review.claims().in_order().iter().filter_map(|claim| claim.check().published.as_ref());
    let last: Option<u64> = versions.filter_map(|published| published.version.parse().ok()).max();
    last.unwrap_or(0).saturating_add(1).to_string()
}
