//! What was learnt from the first to the second layer, claim of the key by claim of the key; and how well the class agrees.

use eframe::egui::{
    Align2, CornerRadius, FontId, Id, ProgressBar, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};

use super::{keep_arrow_keys, scroll_by_keys, words};
use crate::{
    app::{ClassCommand, Classing, Command, Measuring, OpenClass, SpanProgress},
    classroom::Which,
    compare::{Figure, Firmness},
    text::inert,
    ui::{
        claims_list::line_of_text,
        theme::{Palette, READING, STRONG, font},
    },
};

/// The height of a line at 100 %, in points.
const ROW_HEIGHT: f32 = 52.0;

/// The most of a claim's words that is shown, in bytes.
const EXCERPT_BYTES: usize = 160;

pub(super) fn progress_ui(ui: &mut Ui, class: &Classing, zoom: f32, outbox: &mut Vec<Command>) {
    let Some(open) = class.open() else { return };
    agreement_ui(ui, class, open, outbox);
    ui.separator();
    let corrected = open.corrected();
    if corrected == 0 {
        ui.label(RichText::new("Nobody has corrected anything yet").font(font(STRONG, 14.0)));
        ui.weak("Once pupils have looked at the key and corrected, their second layers are here. F5 reads the folder again.");
        return;
    }
    let sum = |count: fn(&SpanProgress) -> usize| open.progress.iter().map(count).sum::<usize>();
    let words = format!(
        "{corrected} of {} have corrected: {} learnt, {} lost",
        words::counted(open.class.pupils.len(), "pupil", "pupils"),
        sum(|span| span.learnt),
        sum(|span| span.lost),
    );
    let response = ui.label(RichText::new(&words).font(font(STRONG, 14.0 * zoom)));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    ui.weak("Most learnt first. The upper bar is of what was handed in, the lower of what it is now");
    let row = (ROW_HEIGHT * zoom).round();
    let id = Id::unique("list of the class");
    let list = ui.interact(ui.available_rect_before_wrap(), id, Sense::click());
    list.widget_info(|| WidgetInfo::labeled(Role::List, true, "Progress of the class"));
    keep_arrow_keys(ui, id);
    ScrollArea::vertical().id_salt("progress of the class").auto_shrink(false).show_rows(
        ui,
        row,
        open.most_learnt.len(),
        |ui, rows| {
            scroll_by_keys(ui, id);
            for number in rows.filter_map(|at| open.most_learnt.get(at).copied()) {
                line_ui(ui, open, number, corrected, (row, zoom));
            }
        },
    );
}

fn line_ui(ui: &mut Ui, open: &OpenClass, number: usize, corrected: usize, (height, zoom): (f32, f32)) {
    let (Some(span), Some(progress)) = (open.spans.get(number), open.progress.get(number)) else { return };
    let palette = Palette::of(ui.visuals().dark_mode);
    let text = open.key.article().text().as_str();
    let shown = inert(&words::excerpt(text, &span.place, EXCERPT_BYTES)).into_owned();
    let SpanProgress { before, after, learnt, lost } = *progress;
    let said = format!("{before} → {after} of {corrected} right · {learnt} learnt, {lost} lost");
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("{shown}: {said}")));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter_at(rect);
    let side = 20.0 * zoom;
    let badge = Rect::from_min_size(rect.min + vec2(2.0, 5.0 * zoom), vec2(side, side));
    painter.rect_filled(badge, CornerRadius::same(4), palette.strong(span.tag));
    painter.text(badge.center(), Align2::CENTER_CENTER, span.tag.letter(), font(STRONG, 13.0 * zoom), palette.paper);
    let left = badge.right() + 10.0;
    let bars = (rect.width() * 0.3).min(260.0 * zoom);
    let width = rect.right() - bars - 24.0 - left;
    let top = rect.top() + 4.0 * zoom;
    line_of_text(&painter, pos2(left, top), &shown, font(READING, 15.5 * zoom), palette.ink, width);
    let below = pos2(left, top + 22.0 * zoom);
    line_of_text(&painter, below, &said, FontId::proportional(13.0 * zoom), palette.soft_ink, width);
    // Two bars: when it was handed in, and now.
    for (at, count, color) in [(0.0, before, palette.soft_ink), (1.0, after, palette.success)] {
        let bar = Rect::from_min_size(
            pos2(rect.right() - bars - 8.0, rect.top() + (9.0 + at * 15.0) * zoom),
            vec2(bars, 9.0 * zoom),
        );
        painter.rect_filled(bar, CornerRadius::same(4), palette.line);
        let share = count as f32 / corrected.max(1) as f32;
        painter.rect_filled(bar.with_max_x(bar.left() + bar.width() * share), CornerRadius::same(4), color);
    }
}

/// How well the pupils agree with one another.
fn agreement_ui(ui: &mut Ui, class: &Classing, open: &OpenClass, outbox: &mut Vec<Command>) {
    let coefficients = &open.marked(class.which).agreement.together;
    let layer = if class.which == Which::First { "when they handed in" } else { "now" };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        ui.label(RichText::new(format!("How far pupils agree with one another {layer}")).size(12.5).weak());
        figure_ui(ui, "Same label", coefficients.units.observed, false, OBSERVED);
        figure_ui(ui, "Krippendorff’s α", coefficients.units.alpha, true, ALPHA);
        figure_ui(ui, "uα (2016)", coefficients.unitizing.alpha, true, UNITIZING);
        gamma_ui(ui, class, outbox);
    });
}

fn figure_ui(ui: &mut Ui, name: &str, figure: Figure, is_alpha: bool, meaning: &str) {
    let shown = figure.value().map_or_else(|| "n/a".to_owned(), |value| format!("{value:.3}"));
    let firmness = Firmness::of(figure).filter(|_| is_alpha).map_or("", |firmness| match firmness {
        Firmness::Firm => ", firm",
        Firmness::Tentative => ", tentative",
        Firmness::Weak => ", too low to conclude from",
    });
    let words = format!("{name} {shown}{firmness}");
    let reason = figure.get().err().map(|reason| format!("\n\nn/a: {}", reason.label())).unwrap_or_default();
    let response = ui.label(RichText::new(&words).size(12.5));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{words}, {}", figure.unit().label())));
    response.on_hover_text(format!("{meaning}{reason}"));
}

fn gamma_ui(ui: &mut Ui, class: &Classing, outbox: &mut Vec<Command>) {
    match class.gamma {
        Measuring::Not => {
            if ui.small_button("Measure γ").on_hover_text(GAMMA).clicked() {
                outbox.push(Command::Class(ClassCommand::MeasureGamma));
            }
        }
        Measuring::Underway(done, all) => {
            let bar = ProgressBar::new(done as f32 / all.max(1) as f32).desired_width(110.0);
            let response = ui.add(bar);
            response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, format!("γ: {done} of {all}")));
            if ui.small_button("Cancel").clicked() {
                outbox.push(Command::Class(ClassCommand::StopGamma));
            }
        }
        Measuring::Done(gamma) => figure_ui(ui, "γ", gamma.gamma, false, GAMMA),
    }
}

const OBSERVED: &str =
    "The share of words on which two of them give the same label. Most of a text has none, so it is high for everyone";
const ALPHA: &str = "Krippendorff’s α, nominal, word by word: agreement above chance. From 0.800 firm, from 0.667 tentative; trained \
annotators of attributions reached 0.75. It is no target for a class";
const UNITIZING: &str =
    "uα of Krippendorff and others (2016): agreement on where claims begin and end and what they are, gaps included";
const GAMMA: &str = "γ of Mathet and others (2015): claims as wholes, near misses tolerated. Of many pupils the search may take too much \
work; then it is n/a rather than a number that is not exact";
