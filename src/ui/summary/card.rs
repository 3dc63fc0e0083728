//! A card: a plot with its title, and a menu by which it is copied and saved.

use std::sync::Arc;

use eframe::egui::{
    Align, Button, CornerRadius, Label, Layout, Rect, RichText, Role, Stroke, StrokeKind, TextStyle, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::{
    marks::Row,
    paint::{self, Frame},
};
use crate::{
    app::{Command, FigureCommand, FigureFile},
    figure::{Format, Plot, Shape},
    ui::theme::{Palette, STRONG, font},
};

/// The space inside a card, in points at 100 %.
const PADDING: f32 = 14.0;
/// The height of title and caption together.
const HEADING: f32 = 48.0;
/// The heights of a row of bars, and of one that is a part of the row above.
const ROW: f32 = 26.0;
const PART: f32 = 21.0;
/// The height of columns with what stands below them, and of the strip.
const COLUMNS: f32 = 140.0;
const STRIP: f32 = 126.0;

/// A card.
#[derive(Clone, Copy, Debug)]
pub(super) struct Card<'a> {
    /// What it shows.
    pub plot: &'a Arc<Plot>,
    /// How much larger than at 100 %.
    pub scale: f32,
}

impl Card<'_> {
    /// How high it is.
    pub(super) fn height(self) -> f32 {
        let marks = match self.plot.shape {
            Shape::Bars => self.plot.marks.iter().map(|mark| if mark.is_part { PART } else { ROW }).sum(),
            // Without columns the caption says all.
            Shape::Columns if self.plot.marks.is_empty() => 0.0,
            Shape::Columns => COLUMNS,
            Shape::Strip(_) => STRIP,
        };
        (2.0 * PADDING + HEADING + marks) * self.scale
    }

    /// Shows it.
    pub(super) fn show(self, ui: &mut Ui, rect: Rect, current: &mut usize, outbox: &mut Vec<Command>) {
        let palette = Palette::of(ui.visuals().dark_mode);
        ui.painter().rect(
            rect,
            CornerRadius::same(10),
            palette.raised,
            Stroke::new(1.0, palette.line),
            StrokeKind::Inside,
        );
        let inside = rect.shrink(PADDING * self.scale);
        let heading = Rect::from_min_size(inside.min, vec2(inside.width(), HEADING * self.scale));
        self.heading_ui(ui, heading, outbox);
        let area = Rect::from_min_max(pos2(inside.left(), heading.bottom()), inside.max);
        let rects = self.rects(area);
        let states = Row { plot: self.plot.name, marks: &self.plot.marks, rects: &rects }.show(ui, current, outbox);
        if !ui.is_rect_visible(rect) {
            return;
        }
        let frame = Frame { painter: ui.painter(), palette, scale: self.scale, area };
        match &self.plot.shape {
            Shape::Bars => frame.bars(&self.plot.marks, &rects, &states),
            Shape::Columns => frame.columns(&self.plot.marks, &rects, &states),
            Shape::Strip(lanes) => frame.strip(lanes, &rects, &states),
        }
    }

    /// Where each mark can be pressed.
    fn rects(self, area: Rect) -> Vec<Rect> {
        match self.plot.shape {
            Shape::Bars => {
                let mut top = area.top();
                let row = |is_part: bool| if is_part { PART } else { ROW } * self.scale;
                let mut next = |is_part: bool| {
                    let rect = Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), row(is_part)));
                    top = rect.bottom();
                    rect
                };
                self.plot.marks.iter().map(|mark| next(mark.is_part)).collect()
            }
            Shape::Columns => side_by_side(area, self.plot.marks.len(), 52.0 * self.scale),
            Shape::Strip(_) => side_by_side(paint::lanes(area, self.scale), self.plot.marks.len(), f32::INFINITY),
        }
    }

    fn heading_ui(self, ui: &mut Ui, rect: Rect, outbox: &mut Vec<Command>) {
        let size = TextStyle::Body.resolve(ui.style()).size * self.scale;
        let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Min)));
        self.menu_ui(&mut ui, outbox);
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.y = 2.0 * self.scale;
            ui.add(Label::new(RichText::new(self.plot.title).font(font(STRONG, size * 1.12))).truncate());
            ui.add(Label::new(RichText::new(&self.plot.caption).size(size * 0.9).weak()).truncate());
        });
    }

    fn menu_ui(self, ui: &mut Ui, outbox: &mut Vec<Command>) {
        let size = TextStyle::Body.resolve(ui.style()).size * self.scale;
        let button = Button::new(RichText::new("…").size(size)).frame_when_inactive(false);
        let (response, _) = eframe::egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
            ui.set_min_width(150.0);
            for format in [Format::Png, Format::Svg, Format::Csv] {
                let name = match format {
                    Format::Png => "Copy picture".to_owned(),
                    format => format!("Copy as {}", format.label()),
                };
                self.entry_ui(ui, &name, FigureCommand::Copy, format, outbox);
            }
            ui.separator();
            for format in Format::ALL {
                let name = format!("Save as {}…", format.label());
                self.entry_ui(ui, &name, FigureCommand::Save, format, outbox);
            }
        });
        let name = format!("Copy or save “{}”", self.plot.title);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        response.on_hover_text(name);
    }

    fn entry_ui(
        self,
        ui: &mut Ui,
        name: &str,
        command: fn(FigureFile) -> FigureCommand,
        format: Format,
        outbox: &mut Vec<Command>,
    ) {
        if ui.button(name).clicked() {
            let file = FigureFile { plot: Arc::clone(self.plot), format };
            outbox.push(Command::Figure(command(file)));
        }
    }
}

/// Parts an area into columns of one width, at most this wide.
fn side_by_side(area: Rect, count: usize, widest: f32) -> Vec<Rect> {
    let width = (area.width() / count.max(1) as f32).min(widest);
    let place = |number: usize| {
        let left = area.left() + width * number as f32;
        Rect::from_min_max(pos2(left, area.top()), pos2(left + width, area.bottom()))
    };
    (0..count).map(place).collect()
}
