//! The row that is looked at: what each reviewer made of it, and how it is settled.

use std::collections::BTreeMap;

use eframe::egui::{Label, RichText, TextEdit, Ui};

use super::words;
use crate::{
    app::{Action, AssignCommand, Command, Document, Opposed, PlaceOfFocus, ReviewsCommand, Row, State},
    claim::{Claim, Tag},
    review::{Review, excerpt, operations::Settlement},
    text::inert,
    ui::{
        claims_list::name_field,
        inspector::Inspector,
        menu::action_button_ui,
        theme::{Palette, READING, STRONG, font},
    },
};

/// How much of a claim's words and of a note is shown, in bytes.
const MOST_BYTES: usize = 600;

/// How many names are listed for one tag.
const MOST_NAMES: usize = 60;

pub(super) fn row_ui(ui: &mut Ui, state: &State, document: &Document, outbox: &mut Vec<Command>) {
    let Some(row) = document.reviews.current_row() else { return };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new(words::row(row, document)).font(font(STRONG, 13.5)));
        let state = words::state(row, document);
        if !state.is_empty() {
            ui.label(RichText::new(format!("· {state}")).weak());
        }
    });
    if document.reviews.merges_with().is_some() && row.is_contested() {
        settle_ui(ui, state, document, row, outbox);
    }
    match document.reviews.opposed() {
        Opposed::All => shares_ui(ui, document, row),
        Opposed::Two(first, second) => {
            for member in [first, second] {
                member_ui(ui, document, row, member);
            }
        }
    }
}

/// What one reviewer made of it.
fn member_ui(ui: &mut Ui, document: &Document, row: &Row, member: usize) {
    let reviews = &document.reviews;
    let Some(review) = reviews.review(&document.review, member) else { return };
    let palette = Palette::of(ui.visuals().dark_mode);
    ui.add_space(4.0);
    let name = format!("{}  {}", member + 1, reviews.name(&document.review, member));
    ui.add(Label::new(RichText::new(name).font(font(STRONG, 12.5))).wrap());
    let claims = row.of(member);
    if claims.is_empty() {
        ui.weak("has no claim here");
    }
    for claim in claims.iter().filter_map(|id| review.claims().get(*id)) {
        claim_ui(ui, review, claim, palette);
    }
}

fn claim_ui(ui: &mut Ui, review: &Review, claim: &Claim, palette: &Palette) {
    let speaker = claim.speaker.and_then(|id| review.speaker(id)).map(|speaker| inert(&speaker.name).into_owned());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new(claim.tag.label()).font(font(STRONG, 12.5)).color(palette.strong(claim.tag)));
        if let Some(speaker) = speaker {
            ui.weak(format!("by {speaker}"));
        }
        if let Some(author) = &claim.author {
            ui.weak(format!("· made by {}", inert(author)));
        }
    });
    let words = RichText::new(excerpt(review, claim, MOST_BYTES)).font(font(READING, 14.5));
    ui.add(Label::new(words).wrap());
    if !claim.note.trim().is_empty() {
        let note: String = inert(claim.note.trim()).chars().take(MOST_BYTES).collect();
        ui.add(Label::new(RichText::new(format!("Note: {note}")).size(12.5).weak()).wrap());
    }
}

/// Who gave a stretch which tags.
fn shares_ui(ui: &mut Ui, document: &Document, row: &Row) {
    let reviews = &document.reviews;
    let palette = Palette::of(ui.visuals().dark_mode);
    let mut by_tags: BTreeMap<Vec<Tag>, Vec<usize>> = BTreeMap::new();
    for member in 0..reviews.count() {
        let review = reviews.review(&document.review, member);
        let mut tags: Vec<Tag> = row.of(member).iter().filter_map(|id| Some(review?.claims().get(*id)?.tag)).collect();
        tags.sort_unstable();
        tags.dedup();
        by_tags.entry(tags).or_default().push(member);
    }
    let mut groups: Vec<(Vec<Tag>, Vec<usize>)> = by_tags.into_iter().collect();
    groups.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
    let all = reviews.count();
    for (tags, members) in groups {
        ui.add_space(4.0);
        let what = if tags.is_empty() {
            "No claim".to_owned()
        } else {
            tags.iter().map(|tag| tag.label()).collect::<Vec<_>>().join(" and ")
        };
        let color = tags.first().map_or(palette.ink, |tag| palette.strong(*tag));
        let head = format!("{what}: {} of {all}", members.len());
        ui.label(RichText::new(head).font(font(STRONG, 12.5)).color(color));
        let names = members.iter().take(MOST_NAMES).map(|member| reviews.name(&document.review, *member));
        let names: Vec<String> = names.collect();
        ui.add(Label::new(RichText::new(names.join(", ")).size(12.5)).wrap());
    }
}

/// How it can be settled.
fn settle_ui(ui: &mut Ui, state: &State, document: &Document, row: &Row, outbox: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        let is_mine = |(whose, _): &(usize, _)| *whose == 0;
        let (has_mine, has_theirs) = (row.claims.iter().any(is_mine), row.claims.iter().any(|claim| !is_mine(claim)));
        let (mine, theirs) = match (has_mine, has_theirs) {
            (true, false) => ("M  Keep it", "T  Drop it"),
            (false, _) => ("M  Leave it", "T  Take it"),
            (true, true) => ("M  Keep mine", "T  Take theirs"),
        };
        action_button_ui(ui, state, Action::Settle(Settlement::Mine), mine, outbox);
        action_button_ui(ui, state, Action::Settle(Settlement::Theirs), theirs, outbox);
        if can_have_both(document, row) {
            action_button_ui(ui, state, Action::Settle(Settlement::Both), "B  Keep both", outbox);
        }
    });
    ui.add(
        Label::new(
            RichText::new("Or a third: select the right words in the article, if they are others, and press Q, A or C")
                .size(12.0)
                .weak(),
        )
        .wrap(),
    );
    ui.add_space(2.0);
    let mut reason = document.reviews.reason.clone();
    let mut reasons = state.settings.assigning.reasons;
    let hint = if reasons { "Why: it is kept in the history" } else { "Why, if you like: it is kept in the history" };
    let mut field = TextEdit::singleline(&mut reason).hint_text(hint).desired_width(f32::INFINITY);
    if let Some(id) = Inspector::field_id(PlaceOfFocus::Reason) {
        field = field.id(id);
    }
    let response = ui.add(field);
    name_field(ui, response.id, "Reason");
    if ui.checkbox(&mut reasons, "Ask for a reason each time").changed() {
        outbox.push(Command::Assign(AssignCommand::AskForReasons(reasons)));
    }
    if response.changed() {
        outbox.push(Command::Reviews(ReviewsCommand::Reason(reason)));
    }
}

/// Whether both reviewers' claims can stand side by side: those of one tag share no text.
fn can_have_both(document: &Document, row: &Row) -> bool {
    let Some((number, other)) = document.reviews.merges_with() else { return false };
    let (mine, theirs) = (row.of(0), row.of(number));
    let own = || mine.iter().filter_map(|id| document.review.claims().get(*id));
    let of_other = || theirs.iter().filter_map(|id| other.review.claims().get(*id));
    !mine.is_empty()
        && !theirs.is_empty()
        && own().all(|one| of_other().all(|two| one.tag != two.tag || !one.segments.overlaps(&two.segments)))
}
