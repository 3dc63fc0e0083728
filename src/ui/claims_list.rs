//! The claims in text order: filter, list, the places with the same words.

use std::sync::Arc;

use eframe::egui::{
    self, Align2, Button, CornerRadius, FontId, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, TextEdit,
    TextWrapMode, Ui, WidgetInfo, pos2,
    text::{LayoutJob, TextFormat, TextWrapping},
    vec2,
};

use super::{
    article::highlight::paint_status,
    lesson,
    sight::Sight,
    theme::{Palette, READING, STRONG, font},
};
pub(crate) use crate::review::excerpt;
use crate::{
    app::{Command, Document},
    claim::{Claim, ClaimId, StatusGroup, Tag},
    classroom::submission,
    figure::shown,
    review::{ClaimFilter, Review, one_line},
};

/// The height of a row, in points.
const ROW_HEIGHT: f32 = 48.0;

/// The most of a claim's words that a row can show, in bytes.
const EXCERPT_BYTES: usize = 160;

/// What the list keeps from frame to frame.
#[derive(Debug, Default)]
pub(crate) struct ClaimsList {
    /// The claims that pass the filter, made for this revision and filter; unused while everything passes.
    passing: Vec<ClaimId>,
    made_for: Option<(u64, ClaimFilter)>,
    sight: Sight<ClaimId>,
}

impl ClaimsList {
    /// The id of the field with the words to filter by.
    pub(crate) fn filter_id() -> egui::Id {
        egui::Id::unique("filter claims")
    }

    /// The list with its filter.
    pub(crate) fn show(&mut self, ui: &mut Ui, document: &Document, outbox: &mut Vec<Command>) {
        let review = &document.review;
        let is_filtered = !document.filter.is_empty();
        if is_filtered {
            self.follow(document);
        }
        let count = if is_filtered { self.passing.len() } else { review.claims().len() };
        filter_ui(ui, document, count, outbox);
        if let Some(places) = &document.same {
            same_ui(ui, document, places, outbox);
        }
        if count == 0 {
            empty_ui(ui, is_filtered);
            return;
        }
        let spacing = ui.spacing().item_spacing.y;
        let mut area = ScrollArea::vertical().id_salt("claims").auto_shrink(false);
        let row_of = |claim: ClaimId| {
            if is_filtered { self.passing.iter().position(|id| *id == claim) } else { review.claims().position(claim) }
        };
        let focused = document.focus.map(|focus| focus.claim);
        if let Some(offset) = self.sight.offset_to(focused, ROW_HEIGHT + spacing, row_of) {
            area = area.vertical_scroll_offset(offset);
        }
        let output = area.show_rows(ui, ROW_HEIGHT, count, |ui, rows| {
            for row in rows {
                let claim = if is_filtered {
                    self.passing.get(row).and_then(|id| review.claims().get(*id))
                } else {
                    review.claims().in_order().get(row)
                };
                if let Some(claim) = claim {
                    row_ui(ui, review, claim, document.focus.is_some_and(|focus| focus.claim == claim.id), outbox);
                }
            }
        });
        self.sight.note(&output);
    }

    fn follow(&mut self, document: &Document) {
        let key = (document.revision, document.filter.clone());
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        let review = &document.review;
        let passes = |claim: &&Arc<Claim>| document.filter.passes(review, claim);
        self.passing = review.claims().in_order().iter().filter(passes).map(|claim| claim.id).collect();
        self.made_for = Some(key);
    }
}

fn filter_ui(ui: &mut Ui, document: &Document, count: usize, outbox: &mut Vec<Command>) {
    let mut filter = document.filter.clone();
    let palette = Palette::of(ui.visuals().dark_mode);
    let field = TextEdit::singleline(&mut filter.words)
        .id(ClaimsList::filter_id())
        .hint_text("Filter claims by their words")
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    name_field(ui, response.id, "Filter claims");
    ui.horizontal(|ui| {
        for tag in Tag::ALL {
            let is_on = filter.tags.contains(&tag);
            let ink = if is_on { palette.paper } else { palette.strong(tag) };
            let letter = RichText::new(tag.letter()).font(font(STRONG, 12.5)).color(ink);
            let mut button = Button::selectable(is_on, letter).frame_when_inactive(true).min_size(vec2(26.0, 24.0));
            if is_on {
                button = button.fill(palette.strong(tag));
            }
            let response = ui.add(button).on_hover_text(format!("Only {}", tag.label().to_lowercase()));
            response.widget_info(|| {
                WidgetInfo::selected(Role::CheckBox, true, is_on, format!("Only {}", tag.label().to_lowercase()))
            });
            if response.clicked() {
                toggle(&mut filter.tags, tag);
            }
        }
        if document.submission().is_none() {
            groups_ui(ui, &mut filter);
        }
        let all = document.review.claims().len();
        let noun = if all == 1 { "claim" } else { "claims" };
        let words = if count == all { format!("{all} {noun}") } else { format!("{count} of {all} {noun}") };
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| ui.label(RichText::new(words).weak()));
    });
    if let Some(counted) = &filter.counted {
        let words = format!("× {}", shown(&counted.name, 40));
        if ui.button(words).on_hover_text("Lists the others again").clicked() {
            filter.counted = None;
        }
    }
    if filter != document.filter {
        outbox.push(Command::Filter(filter));
    }
}

/// Gives a field its accessible name.
pub(crate) fn name_field(ui: &Ui, id: egui::Id, name: &str) {
    ui.ctx().accesskit_node_builder(id, |node| node.set_label(name));
}

/// The states that are listed.
fn groups_ui(ui: &mut Ui, filter: &mut ClaimFilter) {
    let chosen = match filter.groups[..] {
        [] => "Any status".to_owned(),
        [group] => group.label().to_owned(),
        _ => format!("{} statuses", filter.groups.len()),
    };
    let combo = egui::ComboBox::from_id_salt("filter by status").selected_text(chosen).width(96.0);
    let response = combo.show_ui(ui, |ui| {
        for group in StatusGroup::ALL {
            if ui.selectable_label(filter.groups.contains(&group), group.label()).clicked() {
                toggle(&mut filter.groups, group);
            }
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Filter by status"));
}

fn toggle<T: PartialEq>(set: &mut Vec<T>, value: T) {
    match set.iter().position(|other| *other == value) {
        Some(position) => {
            set.remove(position);
        }
        None => set.push(value),
    }
}

fn same_ui(ui: &mut Ui, document: &Document, places: &[crate::text::Span], outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    egui::Frame::new()
        .fill(palette.raised)
        .corner_radius(8)
        .inner_margin(8)
        .stroke(Stroke::new(1.0, palette.line))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(RichText::new("Other places with these words").font(font(STRONG, 13.0)));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if ui.button(format!("Tag all {}", places.len())).clicked() {
                        outbox.push(Command::AcceptSame(None));
                    }
                });
            });
            ScrollArea::vertical().id_salt("same words").max_height(120.0).show(ui, |ui| {
                for (number, place) in places.iter().enumerate().take(200) {
                    ui.horizontal(|ui| {
                        if ui.button("Tag").on_hover_text("Makes this place a claim of the same tag").clicked() {
                            outbox.push(Command::AcceptSame(Some(number)));
                        }
                        let around = surroundings(&document.review, *place);
                        if ui.add(Button::new(around).frame(false).wrap_mode(TextWrapMode::Truncate)).clicked() {
                            outbox.push(Command::PlaceCaret { at: place.start(), extend: false });
                        }
                    });
                }
            });
        });
    ui.add_space(4.0);
}

/// A place with some words before and after it.
fn surroundings(review: &Review, place: crate::text::Span) -> String {
    let text = review.article().text();
    let around = review.article().block_at(place.start()).map(|number| review.article().blocks()[number].span);
    let Some(block) = around else { return String::new() };
    let start = text
        .grapheme_floor(crate::text::ByteIndex::new(place.start().get().saturating_sub(24).max(block.start().get())));
    let words = text.as_str().get(start.get()..block.end().get()).unwrap_or_default();
    let lead = if start > block.start() { "…" } else { "" };
    format!("{lead}{}", one_line(words, EXCERPT_BYTES))
}

fn empty_ui(ui: &mut Ui, is_filtered: bool) {
    ui.add_space(24.0);
    ui.vertical_centered(|ui| {
        if is_filtered {
            ui.label(RichText::new("No claim passes the filter").weak());
        } else {
            ui.label(RichText::new("No claims yet").font(font(STRONG, 15.0)));
            ui.add_space(2.0);
            ui.label(RichText::new("Select words in the article, then press Q, A or C").weak());
        }
    });
}

fn row_ui(ui: &mut Ui, review: &Review, claim: &Claim, is_focused: bool, outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::click());
    let words = excerpt(review, claim, EXCERPT_BYTES);
    response.widget_info(|| {
        let label = format!("{}: {words}. {}", claim.tag.label(), standing(review, claim));
        WidgetInfo::selected(Role::ListBoxOption, true, is_focused, label)
    });
    if response.clicked() {
        outbox.push(Command::FocusClaim(claim.id));
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter_at(rect);
    let card = rect.shrink2(vec2(1.0, 1.0));
    if is_focused || response.hovered() || response.has_focus() {
        let fill = if is_focused { palette.tint(claim.tag) } else { palette.raised };
        painter.rect_filled(card, CornerRadius::same(7), fill);
    }
    if is_focused || response.has_focus() {
        let stroke = Stroke::new(1.0, palette.strong(claim.tag));
        painter.rect_stroke(card, CornerRadius::same(7), stroke, StrokeKind::Inside);
    }
    let badge = Rect::from_center_size(pos2(card.left() + 18.0, card.top() + 15.0), vec2(18.0, 18.0));
    painter.rect_filled(badge, CornerRadius::same(4), palette.strong(claim.tag));
    painter.text(badge.center(), Align2::CENTER_CENTER, claim.tag.letter(), font(STRONG, 12.0), palette.paper);
    let left = badge.right() + 9.0;
    let width = card.right() - left - 10.0;
    line_of_text(&painter, pos2(left, card.top() + 5.0), &words, font(READING, 14.5), palette.ink, width);
    let status = claim.status.state.group();
    let mut indent = 0.0;
    if submission::of(review).is_err() {
        let center = pos2(left + 5.0, card.bottom() - 13.0);
        paint_status(&painter, center, 9.0, status, palette.status(status), palette);
        indent = 15.0;
    }
    let second = second_line(review, claim);
    let at = pos2(left + indent, card.bottom() - 21.0);
    line_of_text(&painter, at, &second, FontId::proportional(11.5), palette.soft_ink, width - indent);
}

/// Where the work on a claim is: its check or, in a submission, what it lacks.
fn standing(review: &Review, claim: &Claim) -> String {
    match submission::of(review) {
        Ok(submission) => lesson::standing(&submission.task, claim),
        Err(_) => claim.status.state.group().label().to_owned(),
    }
}

fn second_line(review: &Review, claim: &Claim) -> String {
    let speaker = claim.speaker.and_then(|id| review.speaker(id)).map(|speaker| speaker.name.as_str());
    let place = claim.is_orphaned().then_some("no longer in the text");
    let segments = claim.segments.placed().len();
    let segments = (segments > 1).then(|| format!("{segments} segments"));
    let labels = (!claim.labels.is_empty()).then(|| claim.labels.join(", "));
    let standing = standing(review, claim);
    [Some(standing.as_str()), place, speaker, segments.as_deref(), labels.as_deref()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Paints one line, cut with an ellipsis where the room ends.
pub(crate) fn line_of_text(
    painter: &egui::Painter,
    at: egui::Pos2,
    words: &str,
    font: FontId,
    color: egui::Color32,
    width: f32,
) {
    let mut job = LayoutJob::single_section(words.to_owned(), TextFormat::simple(font, color));
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    let galley = painter.layout_job(job);
    painter.galley(at, galley, color);
}
