//! What a class is most divided about, the most divided first; below it the line that is looked at, with who made what of it.

use eframe::egui::{
    Align2, CornerRadius, FontId, Frame, Label, Margin, Panel, Rect, RichText, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::{heat::ground, words};
use crate::{
    app::{ClassCommand, Classing, Command, Heat, Looked, OpenClass, SpanList},
    claim::Tag,
    classroom::Codebook,
    compare::Figure,
    text::inert,
    ui::{
        claims_list::line_of_text,
        forms::fields::pills_ui,
        sight::Sight,
        theme::{Palette, READING, STRONG, font},
    },
};

/// The height of a line of the list at 100 %, in points.
const ROW_HEIGHT: f32 = 48.0;

/// The most of a line's words that is shown, and of those that are looked at, in bytes.
const EXCERPT_BYTES: usize = 140;
const LOOKED_BYTES: usize = 500;

/// How many names are listed for what some made of the same words.
const MOST_NAMES: usize = 80;

/// What the list keeps from frame to frame.
#[derive(Debug, Default)]
pub(super) struct SpansList {
    sight: Sight<usize>,
}

/// What a line says.
struct Line {
    tag: Option<Tag>,
    words: String,
    said: String,
    division: f64,
}

impl SpansList {
    pub(super) fn show(&mut self, ui: &mut Ui, class: &Classing, zoom: f32, outbox: &mut Vec<Command>) {
        let Some(open) = class.open() else { return };
        head_ui(ui, class, outbox);
        let height = ui.available_height();
        if let Some(looked) = class.looked() {
            Panel::bottom("span in full")
                .resizable(true)
                .default_size(height * 0.5)
                .size_range(90.0..=(height * 0.75).max(91.0))
                .frame(Frame::new().inner_margin(Margin { top: 8, ..Margin::default() }))
                .show(ui, |ui| {
                    ScrollArea::vertical()
                        .id_salt("span in full")
                        .auto_shrink(false)
                        .show(ui, |ui| looked_ui(ui, class, open, looked, zoom));
                });
        }
        if class.lines().is_empty() {
            let words = match class.list {
                SpanList::Key => "The key has no claims",
                SpanList::Extra => "Nobody marked anything that is not in the key",
                SpanList::Stretches => "Nobody marked anything",
            };
            ui.weak(words);
            return;
        }
        let row = (ROW_HEIGHT * zoom).round();
        let pitch = row + ui.spacing().item_spacing.y;
        let mut area = ScrollArea::vertical().id_salt("spans of the class").auto_shrink(false);
        let looked = class.looked().filter(|looked| looked.list == class.list);
        let line_of = |number: usize| class.lines().iter().position(|line| *line == number);
        if let Some(offset) = self.sight.offset_to(looked.map(|looked| looked.number), pitch, line_of) {
            area = area.vertical_scroll_offset(offset);
        }
        let output = area.show_rows(ui, row, class.lines().len(), |ui, rows| {
            for number in rows.filter_map(|at| class.lines().get(at).copied()) {
                line_ui(ui, class, open, number, (row, zoom), outbox);
            }
        });
        self.sight.note(&output);
    }
}

/// What is listed, and by what the article is shaded.
fn head_ui(ui: &mut Ui, class: &Classing, outbox: &mut Vec<Command>) {
    let mut heat = class.heat;
    legend_ui(ui, class.heat);
    if pills_ui(ui, "Shade by", &mut heat, Heat::ALL.map(|heat| (heat, heat.label()))) {
        outbox.push(Command::Class(ClassCommand::Heat(heat)));
    }
    ui.add_space(2.0);
    let mut list = class.list;
    ui.label(RichText::new("Most divided first").size(12.0).weak());
    if pills_ui(ui, "List", &mut list, SpanList::ALL.map(|list| (list, list.label()))) {
        outbox.push(Command::Class(ClassCommand::List(list)));
    }
    ui.separator();
}

/// From nobody, or all of one mind, to everybody, or as divided as can be.
fn legend_ui(ui: &mut Ui, heat: Heat) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let (from, to) = match heat {
        Heat::Division => ("of one mind", "divided"),
        Heat::Tagged(_) => ("nobody", "everybody"),
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new("Shade by").size(12.0).weak());
        ui.add_space(6.0);
        ui.label(RichText::new(from).size(12.0).weak());
        let (rect, _) = ui.allocate_exact_size(vec2(90.0, 12.0), Sense::hover());
        let steps = 24;
        for step in 0..steps {
            let share = step as f32 / (steps - 1) as f32;
            let left = rect.left() + rect.width() * step as f32 / steps as f32;
            let part = Rect::from_min_size(pos2(left, rect.top()), vec2(rect.width() / steps as f32 + 0.5, 12.0));
            ui.painter().rect_filled(part, CornerRadius::ZERO, ground(heat, share, palette));
        }
        ui.painter().rect_stroke(rect, CornerRadius::same(2), Stroke::new(1.0, palette.line), StrokeKind::Outside);
        ui.label(RichText::new(to).size(12.0).weak());
    });
}

fn line(class: &Classing, open: &OpenClass, list: SpanList, number: usize, most: usize) -> Option<Line> {
    let text = open.key.article().text().as_str();
    let words = inert(&words::excerpt(text, &class.place(list, number)?, most)).into_owned();
    let pupils = open.class.pupils.len();
    Some(match list {
        SpanList::Key => {
            let (row, span) = (open.sheet(class.which).spans.get(number)?, open.spans.get(number)?);
            let division = row.division.value().unwrap_or_default();
            let optional = if span.is_optional { ", may be left out" } else { "" };
            let said = format!("{} of {pupils} right · {} divided{optional}", row.right(), figure_words(row.division));
            Line { tag: Some(span.tag), words, said, division }
        }
        SpanList::Extra => {
            let row = open.sheet(class.which).extra.get(number)?;
            let said = format!("{} of {pupils} marked it", row.pupils.len());
            Line { tag: Some(row.tag), words, said, division: row.pupils.len() as f64 / pupils.max(1) as f64 }
        }
        SpanList::Stretches => {
            let marked = open.marked(class.which);
            let (stretch, share) = (marked.stretches.get(number)?, marked.shares.get(number)?);
            let said = format!("{} of {pupils} marked it · {} divided", share.marked, figure_words(stretch.division));
            Line { tag: None, words, said, division: marked.division(number) }
        }
    })
}

fn figure_words(figure: Figure) -> String {
    figure.value().map_or_else(|| "n/a".to_owned(), words::percent)
}

fn line_ui(
    ui: &mut Ui,
    class: &Classing,
    open: &OpenClass,
    number: usize,
    (height, zoom): (f32, f32),
    outbox: &mut Vec<Command>,
) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let Some(line) = line(class, open, class.list, number, EXCERPT_BYTES) else { return };
    let is_on = class.looked().is_some_and(|looked| looked.list == class.list && looked.number == number);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, true, is_on, format!("{}: {}", line.words, line.said))
    });
    if response.clicked() {
        outbox.push(Command::Class(ClassCommand::ChooseSpan(number)));
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter_at(rect);
    let fill = if is_on {
        palette.selection
    } else if response.hovered() || response.has_focus() {
        palette.raised
    } else {
        palette.panel
    };
    painter.rect_filled(rect, CornerRadius::same(7), fill);
    if is_on || response.has_focus() {
        painter.rect_stroke(
            rect.shrink(0.5),
            CornerRadius::same(7),
            Stroke::new(1.2, palette.accent),
            StrokeKind::Inside,
        );
    }
    // How divided it is, as the ground of the article has it.
    let bar = Rect::from_min_size(rect.min + vec2(4.0, 5.0), vec2(7.0, height - 10.0));
    painter.rect_filled(bar, CornerRadius::same(3), palette.line);
    let filled = bar.with_min_y(bar.bottom() - bar.height() * line.division.clamp(0.0, 1.0) as f32);
    painter.rect_filled(filled, CornerRadius::same(3), palette.warning);
    let mut left = bar.right() + 8.0;
    let top = rect.top() + 4.0 * zoom;
    if let Some(tag) = line.tag {
        let side = 18.0 * zoom;
        let badge = Rect::from_min_size(pos2(left, top + 1.0), vec2(side, side));
        painter.rect_filled(badge, CornerRadius::same(4), palette.strong(tag));
        painter.text(badge.center(), Align2::CENTER_CENTER, tag.letter(), font(STRONG, 12.0 * zoom), palette.paper);
        left = badge.right() + 8.0;
    }
    let width = rect.right() - left - 8.0;
    line_of_text(&painter, pos2(left, top), &line.words, font(READING, 15.0 * zoom), palette.ink, width);
    let below = pos2(left, top + 21.0 * zoom);
    line_of_text(&painter, below, &line.said, FontId::proportional(12.5 * zoom), palette.soft_ink, width);
}

/// The line that is looked at: its words, the key's word for it, and who made what of it.
fn looked_ui(ui: &mut Ui, class: &Classing, open: &OpenClass, looked: &Looked, zoom: f32) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let Some(line) = line(class, open, looked.list, looked.number, LOOKED_BYTES) else { return };
    ui.add(Label::new(RichText::new(&line.words).font(font(READING, 16.0 * zoom))).wrap());
    ui.add(Label::new(RichText::new(&line.said).size(12.5 * zoom).weak()).wrap());
    let all = open.class.pupils.len();
    for group in &looked.groups {
        ui.add_space(5.0);
        let color = words::tag(group).map_or(palette.ink, |tag| palette.strong(tag));
        let head = format!("{} — {} of {all}", words::group(group), group.pupils.len());
        let response = ui.add(Label::new(RichText::new(&head).font(font(STRONG, 14.0 * zoom)).color(color)).wrap());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &head));
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width().min(260.0 * zoom), 7.0), Sense::hover());
        ui.painter().rect_filled(rect, CornerRadius::same(3), palette.line);
        let share = group.pupils.len() as f32 / all.max(1) as f32;
        ui.painter().rect_filled(rect.with_max_x(rect.left() + rect.width() * share), CornerRadius::same(3), color);
        let names = group.pupils.iter().take(MOST_NAMES).map(|pupil| class.name(*pupil));
        let names: Vec<String> = names.collect();
        ui.add(Label::new(RichText::new(names.join(", ")).size(13.0 * zoom)).wrap());
    }
    // What the key says comes after what the class says.
    if let (SpanList::Key, Some(span)) = (looked.list, open.spans.get(looked.number)) {
        ui.add_space(6.0);
        let expected = format!("Key: {}", span.tag.label());
        ui.label(RichText::new(expected).font(font(STRONG, 13.5 * zoom)).color(palette.strong(span.tag)));
        let language = open.key.article().metadata.language.as_deref().unwrap_or_default();
        let rule = span.rule.as_deref().and_then(|rule| Codebook::in_language(language).rule(rule));
        if let Some(rule) = rule {
            ui.add(Label::new(RichText::new(&rule.title).size(13.0 * zoom)).wrap()).on_hover_text(&rule.rule);
        }
        if !span.note.trim().is_empty() {
            ui.add(Label::new(RichText::new(inert(span.note.trim())).size(13.0 * zoom)).wrap());
        }
    }
}
