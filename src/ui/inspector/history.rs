//! What was done to the claim, in sentences.

use eframe::egui::{CollapsingHeader, RichText, Ui};

use crate::{
    claim::{Claim, State, VerdictKind},
    review::{HistoryEntry, Review, one_line, operations::Settlement},
    text::{inert, lower_first, upper_first},
};

/// How many steps are listed.
const MOST_SHOWN: usize = 50;

/// How much of what a step changed is shown, in characters.
const MOST_SAID: usize = 80;

/// The steps, latest first.
pub(super) fn history_ui(ui: &mut Ui, review: &Review, claim: &Claim) {
    ui.add_space(6.0);
    CollapsingHeader::new(RichText::new("History").size(12.0)).id_salt("history of the claim").show(ui, |ui| {
        // A verdict that is still hidden is hidden here as well.
        let is_hidden = |entry: &HistoryEntry| review.hides_first_verdict(claim) && entry.edit.ends_with("_verdict");
        let own = |entry: &&HistoryEntry| entry.claim == Some(claim.id) && !is_hidden(entry);
        let entries = review.history().iter().filter(own).rev();
        for entry in entries.take(MOST_SHOWN) {
            ui.label(RichText::new(sentence(review, entry)).size(12.5));
            let by = if entry.by.is_empty() { String::new() } else { format!("{} · ", entry.by) };
            let when = entry.at.strftime("%-d %B %Y at %H:%M UTC");
            ui.label(RichText::new(format!("{by}{when}")).size(11.5).weak());
        }
        ui.label(
            RichText::new(format!("Made{} on {}", by(claim), claim.created.strftime("%-d %B %Y at %H:%M UTC")))
                .size(11.5)
                .weak(),
        );
    });
}

/// What a step did, in words.
pub(super) fn sentence(review: &Review, entry: &HistoryEntry) -> String {
    let said = |words: &Option<String>| words.as_deref().map(|words| spoken(review, &entry.edit, words));
    let (from, to) = (said(&entry.from), said(&entry.to));
    let what = what(&entry.edit);
    let change = match (from, to) {
        _ if entry.edit == "correction" => "A correction was begun".to_owned(),
        (Some(from), Some(to)) => format!("{what}: {from} → {to}"),
        (None, Some(to)) => format!("{what}: {to}"),
        (Some(from), None) => format!("{what}: {from} taken away"),
        (None, None) => what,
    };
    match &entry.reason {
        Some(reason) => format!("{change}. {}", one_line(reason, MOST_SAID)),
        None => change,
    }
}

fn what(edit: &str) -> String {
    match edit {
        "attribution_verdict" => VerdictKind::Attribution.label().to_owned(),
        "content_verdict" => VerdictKind::Content.label().to_owned(),
        "merge_open" => "Not settled with another reviewer".to_owned(),
        "merge" => "Settled with another reviewer".to_owned(),
        other => upper_first(&other.replace('_', " ")),
    }
}

fn spoken(review: &Review, edit: &str, words: &str) -> String {
    let kind = match edit {
        "attribution_verdict" => Some(VerdictKind::Attribution),
        "content_verdict" => Some(VerdictKind::Content),
        _ => None,
    };
    if let Some(kind) = kind {
        return review.schemes().words(kind, words).to_owned();
    }
    let settled = Settlement::ALL.into_iter().find(|how| edit == "merge" && how.name() == words);
    if let Some(settled) = settled {
        return lower_first(settled.label());
    }
    let state = State::ALL.into_iter().find(|state| edit == "status" && state.name() == words);
    state.map_or_else(|| one_line(words, MOST_SAID), |state| state.label().to_owned())
}

/// Who made it, when it was taken from another's review.
fn by(claim: &Claim) -> String {
    claim.author.as_deref().map(|author| format!(" by {}", inert(author))).unwrap_or_default()
}
