//! What a step of the check still needs: a reason, a note, or the claim that is checked instead.

use std::collections::HashSet;

use eframe::egui::{Button, Key, Modifiers, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};

use super::{
    claims_list::name_field,
    forms::fields::{caption, heading, primary},
    keys::NUMBERS,
};
use crate::{
    app::{Answer, CheckCommand, Command, Document, Target},
    claim::{Claim, ClaimId, SKIP_REASONS, State, lifecycle::Guard},
    review::{Review, excerpt, operations::Ask},
};

/// What is usually waited for.
const USUAL_WAITS: [&str; 3] = ["A reply", "A document", "A second opinion"];

/// How many claims are offered to be checked instead.
const MOST_OFFERED: usize = 40;

/// With how many claims the likest ones are still looked for while nothing is typed.
const MOST_COMPARED: usize = 20_000;

/// What is being typed or chosen.
#[derive(Debug, Default)]
pub(crate) struct ReasonForm {
    /// The step it is open for: the next question may come before a frame without one.
    step: Option<(Vec<ClaimId>, Target, Guard)>,
    words: String,
    /// Whether the reviewer's own words say that it could be checked, and will not be.
    is_left: bool,
    offered: Vec<(ClaimId, String)>,
    chosen: usize,
}

/// The step that is asked about.
#[derive(Clone, Copy)]
pub(crate) struct Step<'a> {
    pub(crate) claims: &'a [ClaimId],
    pub(crate) target: Target,
    pub(crate) guard: &'a Guard,
}

impl ReasonForm {
    /// Forgets what was typed.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Asks for what is missing.
    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, step: Step<'_>, outbox: &mut Vec<Command>) {
        let is_same = |(claims, target, guard): &(Vec<ClaimId>, Target, Guard)| {
            claims == step.claims && *target == step.target && guard == step.guard
        };
        let is_new = !self.step.as_ref().is_some_and(is_same);
        if is_new {
            let step = (step.claims.to_vec(), step.target, step.guard.clone());
            *self = Self { step: Some(step), ..Self::default() };
        }
        match step.guard {
            Guard::SkipReason => self.skip_ui(ui, step, is_new, outbox),
            Guard::Target | Guard::TargetIsDuplicate => self.target_ui(ui, document, step, is_new, outbox),
            guard => self.note_ui(ui, document, step, guard, is_new, outbox),
        }
    }

    /// Why a claim is left out: a usual reason by its number, or other words.
    fn skip_ui(&mut self, ui: &mut Ui, step: Step<'_>, is_new: bool, outbox: &mut Vec<Command>) {
        heading(ui, &of_claims("Why is it not checked?", "Why are these {} claims not checked?", step.claims.len()));
        let asked_for = match step.target {
            Target::State(state @ (State::NotCheckable | State::WontCheck)) => Some(state),
            _ => None,
        };
        let types = ui.ctx().text_edit_focused();
        let mut answer = None;
        let groups =
            [(State::NotCheckable, "It cannot be checked"), (State::WontCheck, "It could be, and will not be")];
        for (state, words) in groups {
            caption(ui, words);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
                for (number, usual) in SKIP_REASONS.iter().enumerate().filter(|(_, usual)| usual.state == state) {
                    let response = ui.add(Button::new(format!("{} {}", number + 1, usual.label)));
                    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, usual.label));
                    if is_new && number == 0 {
                        response.request_focus();
                    }
                    let is_typed = !types && ui.input_mut(|input| input.consume_key(Modifiers::NONE, NUMBERS[number]));
                    if response.clicked() || is_typed {
                        answer = Some((usual.state, usual.name.to_owned()));
                    }
                }
            });
        }
        caption(ui, "Or in your own words");
        let is_entered = self.words_ui(ui, "Reason", "Why it is not checked", false);
        ui.horizontal_wrapped(|ui| {
            if asked_for.is_none() {
                ui.radio_value(&mut self.is_left, false, "Cannot be checked");
                ui.radio_value(&mut self.is_left, true, "Will not be checked");
            }
        });
        let own = if self.is_left { State::WontCheck } else { State::NotCheckable };
        if self.end_ui(ui, "Skip", is_entered, outbox) {
            answer = Some((asked_for.unwrap_or(own), self.words.trim().to_owned()));
        }
        if let Some((state, reason)) = answer {
            let ask = Ask { reason: Some(reason), duplicate_of: None };
            outbox.push(take_to(step.claims, Target::State(state), ask));
        }
    }

    /// A note that goes with a step.
    fn note_ui(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        step: Step<'_>,
        guard: &Guard,
        is_new: bool,
        outbox: &mut Vec<Command>,
    ) {
        let count = step.claims.len();
        let (words, hint, keep) = match guard {
            Guard::WaitingNote => (
                of_claims("What is waited for?", "What do these {} claims wait for?", count),
                "A reply, a document, a second opinion",
                "Wait",
            ),
            Guard::Comment => (
                of_claims(
                    "What should the checker do about it?",
                    "What should the checkers of these {} claims do?",
                    count,
                ),
                "It goes into the history, for whoever checks it",
                "Send back",
            ),
            _ => (
                of_claims(
                    "Why is the check opened again?",
                    "Why are the checks of these {} claims opened again?",
                    count,
                ),
                "New evidence, a mistake, a complaint",
                "Open again",
            ),
        };
        heading(ui, &words);
        let states = step.claims.iter().filter_map(|id| document.review.claims().get(*id));
        if states.into_iter().any(|claim| claim.status.state == State::Published) {
            ui.label("What went out in a report is corrected: the reason goes into the log of corrections.");
        }
        if *guard == Guard::WaitingNote {
            ui.horizontal_wrapped(|ui| {
                for usual in USUAL_WAITS {
                    if ui.button(usual).clicked() {
                        let ask = Ask { reason: Some(usual.to_owned()), duplicate_of: None };
                        outbox.push(take_to(step.claims, step.target, ask));
                    }
                }
            });
        }
        let is_entered = self.words_ui(ui, "Reason", hint, is_new);
        if self.end_ui(ui, keep, is_entered, outbox) {
            let ask = Ask { reason: Some(self.words.trim().to_owned()), duplicate_of: None };
            outbox.push(take_to(step.claims, step.target, ask));
        }
    }

    /// Which claim is checked instead.
    fn target_ui(&mut self, ui: &mut Ui, document: &Document, step: Step<'_>, is_new: bool, outbox: &mut Vec<Command>) {
        heading(
            ui,
            &of_claims(
                "Which claim is checked instead?",
                "Which claim is checked instead of these {}?",
                step.claims.len(),
            ),
        );
        let (down, up, enter) = ui.input_mut(|input| {
            (
                input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown),
                input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp),
                input.consume_key(Modifiers::NONE, Key::Enter),
            )
        });
        let response =
            ui.add(TextEdit::singleline(&mut self.words).hint_text("Words of the claim").desired_width(f32::INFINITY));
        name_field(ui, response.id, "Look for a claim");
        if is_new {
            response.request_focus();
        }
        if is_new || response.changed() {
            self.offered = offers(&document.review, step.claims, &self.words);
            self.chosen = 0;
        }
        let last = self.offered.len().saturating_sub(1);
        self.chosen = (self.chosen + down).min(last).saturating_sub(up);
        let mut answer = None;
        ScrollArea::vertical().max_height(260.0).auto_shrink([false, true]).show(ui, |ui| {
            for (number, (id, words)) in self.offered.iter().enumerate() {
                let is_chosen = number == self.chosen;
                let button = Button::selectable(is_chosen, words.as_str()).truncate();
                let response = ui.add(button.min_size(vec2(ui.available_width(), 24.0)));
                response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, words));
                if is_chosen && (down > 0 || up > 0) {
                    response.scroll_to_me(None);
                }
                if response.clicked() || (enter && is_chosen) {
                    answer = Some(*id);
                }
            }
            if self.offered.is_empty() {
                ui.label(RichText::new("No other claim has these words").weak());
            }
        });
        ui.add_space(8.0);
        if ui.button("Cancel").clicked() {
            outbox.push(Command::Answer(Answer::Cancel));
        }
        if let Some(target) = answer {
            let ask = Ask { reason: None, duplicate_of: Some(target) };
            outbox.push(take_to(step.claims, step.target, ask));
        }
    }

    /// The field, and whether it was left by Enter.
    fn words_ui(&mut self, ui: &mut Ui, name: &str, hint: &str, wants_keyboard: bool) -> bool {
        let response = ui.add(TextEdit::singleline(&mut self.words).hint_text(hint).desired_width(f32::INFINITY));
        name_field(ui, response.id, name);
        if wants_keyboard {
            response.request_focus();
        }
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if is_entered && self.words.trim().is_empty() {
            // Nothing is no answer: the field stays as it is.
            response.request_focus();
        }
        is_entered
    }

    /// Whether what was typed is the answer.
    fn end_ui(&self, ui: &mut Ui, keep: &str, is_entered: bool, outbox: &mut Vec<Command>) -> bool {
        let is_typed = !self.words.trim().is_empty();
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            let is_pressed = ui.add_enabled(is_typed, primary(ui, keep)).clicked();
            if ui.button("Cancel").clicked() {
                outbox.push(Command::Answer(Answer::Cancel));
            }
            is_typed && (is_pressed || is_entered)
        })
        .inner
    }
}

/// Asks about a change that takes a verdict from a claim.
pub(crate) fn loses_verdict_ui(ui: &mut Ui) {
    heading(ui, "This takes the verdict away");
    ui.label(
        "A verdict belongs to the wording it was given for. It stays in the claim’s history, and the claim goes back to being checked.",
    );
}

/// A sentence about one claim, or about so many of them.
fn of_claims(one: &str, several: &str, count: usize) -> String {
    if count == 1 { one.to_owned() } else { several.replace("{}", &count.to_string()) }
}

fn take_to(claims: &[ClaimId], target: Target, ask: Ask) -> Command {
    Command::Check(CheckCommand::TakeTo { claims: claims.to_vec(), target, ask })
}

/// Claims with the words that are looked for; while there are none, those whose words are likest to the first claim's.
fn offers(review: &Review, claims: &[ClaimId], looked_for: &str) -> Vec<(ClaimId, String)> {
    let all = review.claims().in_order();
    let may_be = |claim: &&Claim| claim.status.state != State::Duplicate && !claims.contains(&claim.id);
    let said = |claim: &Claim| excerpt(review, claim, 160);
    let wanted: Vec<String> = looked_for.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let shown = |claim: &Claim| (claim.id, format!("{} {}", claim.tag.letter(), said(claim)));
    let others = all.iter().map(AsRef::as_ref).filter(may_be);
    if !wanted.is_empty() {
        let has = |claim: &&Claim| {
            let words = said(claim).to_lowercase();
            wanted.iter().all(|word| words.contains(word.as_str()))
        };
        return others.filter(has).take(MOST_OFFERED).map(shown).collect();
    }
    let like = claims.first().and_then(|id| review.claims().get(*id)).map(|claim| words_of(&said(claim)));
    let (Some(like), true) = (like, all.len() <= MOST_COMPARED) else {
        return others.take(MOST_OFFERED).map(shown).collect();
    };
    let mut ranked: Vec<(usize, &Claim)> =
        others.map(|claim| (words_of(&said(claim)).intersection(&like).count(), claim)).collect();
    // Of equals, the order of the text stays.
    ranked.sort_by_key(|(common, _)| std::cmp::Reverse(*common));
    ranked.into_iter().take(MOST_OFFERED).map(|(_, claim)| shown(claim)).collect()
}

fn words_of(words: &str) -> HashSet<String> {
    use unicode_segmentation::UnicodeSegmentation as _;
    words.unicode_words().map(str::to_lowercase).collect()
}
