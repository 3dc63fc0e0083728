//! The claim that is looked at: what has become of its words, what follows from that, and what can be decided.

use eframe::egui::{
    Button, Label, RichText, Role, Stroke, Ui, WidgetInfo,
    text::{LayoutJob, TextFormat},
    vec2,
};

use super::list::decided;
use crate::{
    anchor::{Fate, Piece},
    app::{Action, Command, Comparing, Document, ReplaceCommand, State, table::entry},
    claim::{Claim, State as CheckState, VerdictKind},
    review::{ClaimFate, Concern, Decision, SegmentFate, one_line, rewords},
    ui::{
        forms::fields::primary,
        menu::{action_button_ui, hint},
        theme::{Palette, READING, STRONG, font},
    },
};

/// How much of a claim's words is shown, in bytes.
const MOST_BYTES: usize = 600;

/// The claim that is looked at.
pub(super) fn claim_ui(
    ui: &mut Ui,
    state: &State,
    document: &Document,
    comparing: &Comparing,
    outbox: &mut Vec<Command>,
) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let (Some(number), Some(fate)) = (comparing.current(), comparing.current_fate()) else {
        ui.weak("Choose a claim to see what has become of it");
        return;
    };
    let Some(claim) = document.review.claims().get(fate.id) else { return };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let tag = RichText::new(claim.tag.label()).font(font(STRONG, 13.5)).color(palette.strong(claim.tag));
        ui.label(tag);
        ui.label(RichText::new(fate.concern().label()).font(font(STRONG, 13.5)));
        ui.label(RichText::new(format!("· {}", decided(comparing, number))).weak());
    });
    ui.add_space(2.0);
    for segment in &fate.segments {
        segment_ui(ui, segment, palette);
    }
    consequence_ui(ui, document, comparing, number, fate, claim);
    ui.add_space(6.0);
    answers_ui(ui, state, comparing, number, fate, outbox);
}

/// The words of a stretch as they were and, where they are others, as they are.
fn segment_ui(ui: &mut Ui, SegmentFate { exact, outcome }: &SegmentFate, palette: &Palette) {
    match &outcome.fate {
        Fate::Changed { difference, moved, .. } => {
            let words = |wanted: fn(&Piece) -> Option<&str>| difference.iter().filter_map(wanted).collect::<String>();
            let was = words(|piece| match piece {
                Piece::Kept(words) | Piece::Removed(words) => Some(words),
                Piece::Added(_) => None,
            });
            let is = words(|piece| match piece {
                Piece::Kept(words) | Piece::Added(words) => Some(words),
                Piece::Removed(_) => None,
            });
            let response = ui.add(Label::new(difference_of(difference, palette)).wrap());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Was: {was}. Is now: {is}")));
            if *moved {
                ui.weak("It stands elsewhere, too");
            }
        }
        fate => {
            let words = RichText::new(one_line(exact, MOST_BYTES)).font(font(READING, 15.0));
            ui.add(Label::new(words).wrap());
            match fate {
                Fate::Ambiguous(places) => {
                    ui.weak(format!("These words stand in {} places, none likelier than the others", places.len()));
                }
                Fate::Orphan { .. } => {
                    ui.weak("These words were not found in the new text");
                }
                _ => {}
            }
        }
    }
}

/// A difference with a ground and a line through what was taken out, a ground and a line under what was put in.
fn difference_of(difference: &[Piece], palette: &Palette) -> LayoutJob {
    let mut job = LayoutJob::default();
    let plain = TextFormat::simple(font(READING, 15.0), palette.ink);
    for piece in difference {
        let (words, format) = match piece {
            Piece::Kept(words) => (words, plain.clone()),
            Piece::Removed(words) => {
                let line = Stroke::new(1.2, palette.error);
                (words, TextFormat { background: palette.removed, strikethrough: line, ..plain.clone() })
            }
            Piece::Added(words) => {
                let line = Stroke::new(1.2, palette.success);
                (words, TextFormat { background: palette.added, underline: line, ..plain.clone() })
            }
        };
        let follows = matches!(piece, Piece::Added(_)) && job.text.chars().last().is_some_and(|c| !c.is_whitespace());
        if follows && job.sections.last().is_some_and(|section| section.format.strikethrough != Stroke::NONE) {
            job.append(" ", 0.0, plain.clone());
        }
        let shown: String = words.chars().take(MOST_BYTES).map(|c| if c == '\n' { ' ' } else { c }).collect();
        job.append(&shown, 0.0, format);
    }
    job
}

/// What becomes of the claim's check.
fn consequence_ui(
    ui: &mut Ui,
    document: &Document,
    comparing: &Comparing,
    number: usize,
    fate: &ClaimFate,
    claim: &Claim,
) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let can_accept = comparing.can_accept(number) && fate.candidates().is_empty();
    let assumed = Decision::Accept;
    let decision = comparing.decision(number).or(can_accept.then_some(&assumed));
    let words = match decision {
        None => None,
        Some(Decision::Leave) => Some(
            "It keeps its old words and what stood beside them, is shown as no longer in the text, and can be placed later"
                .to_owned(),
        ),
        Some(decision) => rewords(fate, decision, comparing.comparison.article.text())
            .is_some_and(|rewords| rewords)
            .then(|| lost_words(document, claim, comparing.decision(number).is_none())),
    };
    if let Some(words) = words {
        ui.add_space(2.0);
        ui.add(Label::new(RichText::new(words).color(palette.warning).size(12.5)).wrap());
    }
}

/// What a change of wording takes from a claim.
fn lost_words(document: &Document, claim: &Claim, is_assumed: bool) -> String {
    let verdicts = document.review.visible_verdicts(claim);
    let labels: Vec<String> =
        VerdictKind::ALL.into_iter().filter_map(|kind| Some(format!("“{}”", verdicts.get(kind)?))).collect();
    let has_verdicts = !claim.check().verdicts.is_empty();
    let goes_back = matches!(claim.status.state, CheckState::InReview | CheckState::Approved | CheckState::Published)
        || (has_verdicts && claim.status.state == CheckState::Waiting);
    let begin = if is_assumed { "When accepted" } else { "Since its words are others" };
    match (has_verdicts, goes_back) {
        (true, back) => {
            let which = match labels.as_slice() {
                [] => "its verdict goes".to_owned(),
                [only] => format!("its verdict {only} goes"),
                several => format!("its verdicts {} go", several.join(" and ")),
            };
            let back = if back { ", and the claim goes back to being checked" } else { "" };
            format!("{begin}, {which} to the history{back}")
        }
        (false, true) => format!("{begin}, the claim goes back to being checked"),
        (false, false) => format!("{begin}, the change is noted in its history"),
    }
}

/// What can be decided.
fn answers_ui(
    ui: &mut Ui,
    state: &State,
    comparing: &Comparing,
    number: usize,
    fate: &ClaimFate,
    outbox: &mut Vec<Command>,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for which in 0..fate.candidates().len() {
            let name = format!("Take place {}", which + 1);
            let response = ui.add(Button::new(format!("{}", which + 1)).min_size(vec2(26.0, 24.0)));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if response.on_hover_text(&name).clicked() {
                outbox.push(Command::Replace(ReplaceCommand::TakeCandidate(which)));
            }
        }
        if comparing.can_accept(number) {
            let tooltip = entry(Action::AcceptPlace).map(hint).unwrap_or_default();
            let words = if fate.concern() == Concern::Orphan { "Accept what was found" } else { "Accept" };
            if ui.add(primary(ui, words)).on_hover_text(tooltip).clicked() {
                outbox.push(Command::Do(Action::AcceptPlace));
            }
        }
        action_button_ui(ui, state, Action::PlaceClaim, "Place at selection", outbox);
        action_button_ui(ui, state, Action::LeaveWithoutPlace, "Leave", outbox);
        if comparing.decision(number).is_some() && !fate.concern().is_sure() && ui.button("Undecided").clicked() {
            outbox.push(Command::Replace(ReplaceCommand::Reconsider));
        }
    });
    ui.add_space(2.0);
    ui.add(
        Label::new(
            RichText::new("To place it, select its words in the new text: drag over them, or click and press E")
                .size(11.5)
                .weak(),
        )
        .wrap(),
    );
}
