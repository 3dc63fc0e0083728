//! What the claim is: its tag, its words, what can be done with it.

use eframe::egui::{Button, Label, RichText, Role, Ui, WidgetInfo};

use crate::{
    app::{Action, Command, Document, State},
    claim::{Claim, LostSegment, Tag},
    ui::{
        claims_list::excerpt,
        menu::action_button_ui,
        theme::{Palette, READING, STRONG, font},
    },
};

/// The tag, what can be done with the claim, its words.
pub(super) fn head_ui(ui: &mut Ui, state: &State, document: &Document, claim: &Claim, outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    ui.horizontal_wrapped(|ui| {
        // Of tags that are not asked for only the one that the claim has.
        let is_asked = |tag: &Tag| *tag == claim.tag || document.task().is_none_or(|task| task.tags.contains(tag));
        for tag in Tag::ALL.into_iter().filter(is_asked) {
            let is_on = claim.tag == tag;
            let ink = if is_on { palette.paper } else { palette.ink };
            let words = RichText::new(tag.label()).font(font(STRONG, 12.5)).color(ink);
            let mut button = Button::selectable(is_on, words).frame_when_inactive(true);
            if is_on {
                button = button.fill(palette.strong(tag));
            }
            let response = ui.add(button);
            response
                .widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, format!("Tag: {}", tag.label())));
            if response.clicked() && !is_on {
                // The table's action would tag a selection; here the claim itself is meant.
                outbox.push(Command::Do(Action::Escape));
                outbox.push(Command::FocusClaim(claim.id));
                outbox.push(Command::Do(Action::Tag(tag)));
            }
        }
        action_button_ui(ui, state, Action::FindSame, "Same words", outbox);
        action_button_ui(ui, state, Action::DeleteClaim, "Delete", outbox);
    });
    ui.add_space(2.0);
    let words = RichText::new(excerpt(&document.review, claim, 420)).font(font(READING, 15.0));
    ui.add(Label::new(words).wrap());
    let segments = claim.segments.placed().len();
    let has_selection = !document.selection.is_caret();
    if segments > 1 || has_selection {
        ui.horizontal_wrapped(|ui| {
            if segments > 1 {
                let number = document.focus.map_or(0, |focus| focus.segment) + 1;
                ui.label(RichText::new(format!("Segment {number} of {segments}")).weak());
                action_button_ui(ui, state, Action::RemoveSegment, "Remove segment", outbox);
            }
            if has_selection && !claim.is_orphaned() {
                action_button_ui(ui, state, Action::AddSegment, "Add selection as segment", outbox);
            }
        });
    }
    if claim.is_orphaned() {
        ui.add(
            Label::new(
                RichText::new(
                    "Some of its words are no longer in the text. Select the right ones and place it there (H)",
                )
                .color(palette.warning),
            )
            .wrap(),
        );
        let context: Vec<String> = claim.segments.lost().iter().map(context_of).collect();
        ui.add(Label::new(RichText::new(format!("It stood at {}", context.join(" and "))).size(12.5).weak()).wrap());
        ui.horizontal_wrapped(|ui| {
            action_button_ui(ui, state, Action::PlaceClaim, "Place the claim here", outbox);
            if has_selection && segments > 0 {
                action_button_ui(ui, state, Action::AddSegment, "Add selection as segment", outbox);
            }
        });
    }
}

/// What stood beside words that are no longer in the text.
fn context_of(lost: &LostSegment) -> String {
    let line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("“…{} […] {}…”", line(&lost.prefix), line(&lost.suffix))
}
