//! Figures about the claims: a page of cards, each a plot whose marks lead to what they count.

mod card;
mod marks;
mod paint;

use std::{collections::HashMap, sync::Arc};

use eframe::egui::{self, Align, ColorImage, Id, Layout, Pos2, Rect, RichText, ScrollArea, Sense, Ui, pos2, vec2};

use self::{card::Card, marks::Row};
use super::{
    menu::action_button_ui,
    theme::{Palette, STRONG, font},
};
use crate::{
    app::{Action, Command, Document, FigureCommand, State, View},
    figure::{Mark, Plot, Shape, headline, plots},
    review::figures::Figures,
    text::Text,
};

/// The space around the page and between cards, in points at 100 %.
const GAP: f32 = 14.0;
/// The least width of a card beside others, and the most of them side by side.
const LEAST_CARD: f32 = 300.0;
const MOST_CARDS: usize = 4;
/// The least width of a figure at the top.
const LEAST_TILE: f32 = 132.0;
/// The height of a figure at the top.
const TILE: f32 = 70.0;

/// The figures.
#[derive(Debug, Default)]
pub(crate) struct SummaryView {
    /// What was counted, and for which review; made anew only when that changes.
    made: Option<Made>,
    /// Of each plot the mark that Tab leads to.
    current: HashMap<&'static str, usize>,
}

/// What was counted.
#[derive(Debug)]
struct Made {
    /// The text tells one document from another: while it is held here, no other has its place in memory.
    text: Text,
    revision: u64,
    headline: Vec<Mark>,
    plots: Vec<Arc<Plot>>,
}

impl Made {
    fn of(document: &Document) -> Self {
        let figures = Figures::of(&document.review);
        Self {
            text: document.review.article().text().clone(),
            revision: document.revision,
            headline: headline(&figures),
            plots: plots(&figures).into_iter().map(Arc::new).collect(),
        }
    }

    fn is_of(&self, document: &Document) -> bool {
        let text = document.review.article().text();
        self.revision == document.revision && std::ptr::eq(self.text.as_str(), text.as_str())
    }
}

impl SummaryView {
    /// What takes the keyboard here.
    pub(crate) fn id() -> Id {
        Id::unique("summary view")
    }

    /// Shows it.
    pub(crate) fn show(&mut self, ui: &mut Ui, state: &State, document: &Document, outbox: &mut Vec<Command>) {
        if document.review.claims().is_empty() {
            self.made = None;
            empty_ui(ui, state, outbox);
            return;
        }
        let made = match self.made.take().filter(|made| made.is_of(document)) {
            Some(made) => made,
            None => Made::of(document),
        };
        // The keyboard is given to the page; the page gives it to a mark.
        if ui.memory(|memory| memory.has_focus(Self::id())) {
            let current = self.current.get("headline").copied().unwrap_or_default();
            ui.memory_mut(|memory| memory.request_focus(Row::id("headline", current.min(made.headline.len() - 1))));
        }
        let scale = f32::from(state.settings.zoom_percent) / 100.0;
        ScrollArea::vertical()
            .id_salt("summary")
            .auto_shrink(false)
            .show(ui, |ui| self.page_ui(ui, &made, scale, outbox));
        self.made = Some(made);
    }

    fn page_ui(&mut self, ui: &mut Ui, made: &Made, scale: f32, outbox: &mut Vec<Command>) {
        let gap = GAP * scale.sqrt();
        let area = ui.available_rect_before_wrap();
        let left = area.left() + gap;
        let width = (area.width() - 2.0 * gap).max(120.0);
        let mut top = area.top() + gap;

        // Rows of one length: four are two and two rather than three and one.
        let most = fitting(width, LEAST_TILE * scale, gap, made.headline.len());
        let count = made.headline.len().div_ceil(made.headline.len().div_ceil(most));
        let tile = vec2((width + gap) / count as f32 - gap, TILE * scale);
        let place = |number: usize| {
            let (column, row) = ((number % count) as f32, (number / count) as f32);
            Rect::from_min_size(pos2(left + column * (tile.x + gap), top + row * (tile.y + gap)), tile)
        };
        let rects: Vec<Rect> = (0..made.headline.len()).map(place).collect();
        let current = self.current.entry("headline").or_default();
        let states = Row { plot: "headline", marks: &made.headline, rects: &rects }.show(ui, current, outbox);
        let palette = Palette::of(ui.visuals().dark_mode);
        for ((mark, rect), state) in made.headline.iter().zip(&rects).zip(states) {
            paint::tile(ui.painter(), *rect, mark, state, palette, scale);
        }
        top += made.headline.len().div_ceil(count) as f32 * (tile.y + gap);

        let (wide, others): (Vec<&Arc<Plot>>, Vec<&Arc<Plot>>) =
            made.plots.iter().partition(|plot| matches!(plot.shape, Shape::Strip(_)));
        for plot in wide {
            let card = Card { plot, scale };
            let rect = Rect::from_min_size(pos2(left, top), vec2(width, card.height()));
            card.show(ui, rect, self.current.entry(plot.name).or_default(), outbox);
            top = rect.bottom() + gap;
        }
        let count = fitting(width, LEAST_CARD * scale, gap, MOST_CARDS);
        let card_width = (width + gap) / count as f32 - gap;
        let mut bottoms = vec![top; count];
        for plot in others {
            // Each card goes where there is most room above the others, the first such place from the left.
            let shortest = bottoms.iter().enumerate().min_by(|one, other| one.1.total_cmp(other.1));
            let (column, from) = shortest.map_or((0, top), |(column, bottom)| (column, *bottom));
            let card = Card { plot, scale };
            let at = Pos2::new(left + column as f32 * (card_width + gap), from);
            let rect = Rect::from_min_size(at, vec2(card_width, card.height()));
            card.show(ui, rect, self.current.entry(plot.name).or_default(), outbox);
            bottoms[column] = rect.bottom() + gap;
        }
        let bottom = bottoms.into_iter().fold(top, f32::max);
        ui.allocate_rect(Rect::from_min_max(area.min, pos2(area.left() + 1.0, bottom)), Sense::hover());
    }
}

/// How many things of at least this width fit side by side; at least one.
fn fitting(width: f32, least: f32, gap: f32, most: usize) -> usize {
    (((width + gap) / (least + gap)) as usize).clamp(1, most.max(1))
}

fn empty_ui(ui: &mut Ui, state: &State, outbox: &mut Vec<Command>) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.36);
        ui.label(RichText::new("No claims yet").font(font(STRONG, 17.0)));
        ui.label(RichText::new("Tag claims in the article, and what they come to is shown here").weak());
        ui.add_space(8.0);
        ui.with_layout(Layout::top_down(Align::Center), |ui| {
            action_button_ui(ui, state, Action::Show(View::Read), "Read the article", outbox);
        });
    });
}

/// Puts a plot on the clipboard as a picture. Returns what there is to tell.
pub(crate) fn copy_picture(context: &egui::Context, plot: &Plot) -> Option<Command> {
    /// As sharp as common screens.
    const SCALE: f32 = 2.0;
    match plot.to_picture(SCALE) {
        Ok(picture) => {
            context.copy_image(ColorImage::from_rgba_premultiplied(picture.size(), picture.dots()));
            None
        }
        Err(fault) => Some(Command::Figure(FigureCommand::Failed(format!("“{}” was not copied: {fault}", plot.title)))),
    }
}
