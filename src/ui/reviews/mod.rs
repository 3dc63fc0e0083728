//! Several reviews over one text: the article with what each reviewer marked, what they made differently, how well they agree.
//!
//! The view asks nobody whose reviews they are. What it shows is `app::Reviews`; the article is the one of the reading view, with
//! other markings (`lanes`).

mod bar;
mod calibration;
mod figures;
mod files;
mod lanes;
mod list;
mod row;
mod words;

use eframe::egui::{self, CentralPanel, Frame, Margin, Panel, Rect, RichText, Role, Ui, WidgetInfo};

use self::{figures::FiguresView, lanes::Lanes, list::RowsList};
use super::{
    article::ArticleView,
    menu::action_button_ui,
    theme::{Palette, STRONG, font},
};
use crate::app::{Action, Command, Document, ReviewsCommand, State, Tab};

/// The width of what stands beside the article at first, in points, and between what it can be drawn.
const SIDE_WIDTH: f32 = 360.0;
const SIDE_WIDTHS: std::ops::RangeInclusive<f32> = 260.0..=620.0;

/// The least that is left to the article.
const LEAST_ARTICLE: f32 = 220.0;

/// The view's own state.
#[derive(Debug, Default)]
pub(crate) struct ReviewsView {
    list: RowsList,
    figures: FiguresView,
}

impl ReviewsView {
    /// Shows the view in all the space there is; returns where the article is.
    pub(crate) fn show(
        &mut self,
        ui: &mut Ui,
        state: &State,
        document: &Document,
        article: &mut ArticleView,
        outbox: &mut Vec<Command>,
    ) -> Rect {
        let palette = Palette::of(ui.visuals().dark_mode);
        let reviews = &document.reviews;
        if !reviews.others().is_empty() {
            let bar = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(10, 5));
            Panel::top("reviews bar").frame(bar).show(ui, |ui| bar::bar_ui(ui, state, document, outbox));
        }
        let widest = (ui.available_width() - LEAST_ARTICLE).clamp(*SIDE_WIDTHS.start(), *SIDE_WIDTHS.end());
        let panel = Frame::new().fill(palette.panel).inner_margin(Margin::same(10));
        Panel::right("reviews side")
            .frame(panel)
            .default_size(SIDE_WIDTH.min(widest))
            .size_range(*SIDE_WIDTHS.start()..=widest)
            .show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                self.side_ui(ui, state, document, outbox);
            });
        let zoom = f32::from(state.settings.zoom_percent) / 100.0;
        let shown = CentralPanel::default().frame(Frame::new().fill(palette.paper)).show(ui, |ui| {
            let rect = ui.available_rect_before_wrap();
            if reviews.others().is_empty() {
                article.show(ui, document, zoom, outbox);
            } else {
                article.show_with(ui, document, Some(&Lanes::new(document)), zoom, outbox);
            }
            rect
        });
        shown.inner
    }

    fn side_ui(&mut self, ui: &mut Ui, state: &State, document: &Document, outbox: &mut Vec<Command>) {
        let reviews = &document.reviews;
        tabs_ui(ui, document, outbox);
        calibration::strip_ui(ui, document, outbox);
        ui.separator();
        match reviews.tab {
            _ if reviews.others().is_empty() && reviews.failed().is_empty() => empty_ui(ui, state, document, outbox),
            Tab::Files => files::files_ui(ui, state, document, outbox),
            _ if reviews.others().is_empty() => empty_ui(ui, state, document, outbox),
            Tab::Claims => self.list.show(ui, state, document, outbox),
            Tab::Figures => self.figures.show(ui, document, outbox),
        }
    }
}

fn tabs_ui(ui: &mut Ui, document: &Document, outbox: &mut Vec<Command>) {
    let reviews = &document.reviews;
    let failed = reviews.failed().len();
    let files = match (reviews.left(), failed) {
        (0, 0) => format!("Files {}", reviews.count()),
        (0, failed) => format!("Files {} · {failed} not read", reviews.count()),
        (left, _) => format!("Files {} · reading {left}…", reviews.count()),
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (tab, name, words) in [
            (Tab::Claims, "Claims", "Claims".to_owned()),
            (Tab::Figures, "Figures", "Figures".to_owned()),
            (Tab::Files, "Files", files),
        ] {
            let is_on = reviews.tab == tab;
            let button = egui::Button::selectable(is_on, RichText::new(words).font(font(STRONG, 13.0)));
            let response = ui.add(button.frame_when_inactive(true));
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, format!("Show: {name}")));
            if response.clicked() && !is_on {
                outbox.push(Command::Reviews(ReviewsCommand::Show(tab)));
            }
        }
    });
}

/// What is said while no other review is there.
fn empty_ui(ui: &mut Ui, state: &State, document: &Document, outbox: &mut Vec<Command>) {
    ui.add_space(8.0);
    if document.reviews.left() > 0 {
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label("Reading…");
        });
        return;
    }
    ui.label(RichText::new("No other review is open beside this one").font(font(STRONG, 14.0)));
    ui.add_space(2.0);
    ui.weak(
        "Open one or more reviews of the same article (*.claims.json), or drop them here. They are opened for reading only; \
         nothing in this review changes unless you take something over",
    );
    ui.add_space(8.0);
    action_button_ui(ui, state, Action::CompareWith, "Compare with…", outbox);
}
