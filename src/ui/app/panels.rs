//! Where what is shown stands in the window.

use eframe::egui::{self, CentralPanel, Frame, Margin, Panel};

use super::ClaimlightApp;
use crate::{
    app::{Action, Command, NoticeKind, State, View},
    claim::Claim,
    ui::{
        compare::{CompareView, source_bar_ui},
        find_bar::find_bar_ui,
        lesson::{codebook_takes_list, lesson_bar_ui},
        menu::{action_button_ui, menu_bar_ui},
        preview_bar::preview_bar_ui,
        proposals_bar::proposals_bar_ui,
        reveal::{RevealView, answer_bar_ui},
        status_bar::status_bar_ui,
        theme::{self, Palette},
        track::split_ui,
    },
};

/// The width of the claims panel at first, in points, and between what it can be drawn.
const PANEL_WIDTH: f32 = 348.0;
const PANEL_WIDTHS: std::ops::RangeInclusive<f32> = 280.0..=560.0;

impl ClaimlightApp {
    pub(super) fn panels(&mut self, ui: &mut egui::Ui) {
        let palette = Palette::of(ui.visuals().dark_mode);
        let bar = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(10, 5));
        Panel::top("menus").frame(bar).show(ui, |ui| menu_bar_ui(ui, &self.state, &mut self.outbox));
        let place = self.article.place_read();
        Panel::bottom("status")
            .frame(bar)
            .exact_size(34.0)
            .show(ui, |ui| status_bar_ui(ui, &self.state, place, &mut self.outbox));
        if let Some(document) = self.state.document.as_ref().filter(|document| document.replacing.is_some()) {
            self.inspector.commit(&document.review, &mut self.outbox);
            self.article_rect = ui.available_rect_before_wrap();
            self.compare.show(ui, &self.state, document, &mut self.outbox);
            return;
        }
        self.compare = CompareView::default();
        if self.state.view == View::Class {
            self.article_rect = ui.available_rect_before_wrap();
            return self.class.show(ui, &self.state, &mut self.inspector, &mut self.outbox);
        }
        if let Some(document) = self.state.document.as_ref().filter(|document| document.changed_source.is_some()) {
            Panel::top("changed source").frame(bar).show(ui, |ui| source_bar_ui(ui, document, &mut self.outbox));
        }
        self.side_panel(ui, palette);
        self.lesson_panels(ui, palette, bar);
        if self.state.document.as_ref().is_some_and(|document| document.find.is_open) {
            Panel::top("find bar").frame(bar).exact_size(40.0).show(ui, |ui| {
                if let Some(document) = &self.state.document {
                    find_bar_ui(ui, document, &mut self.outbox);
                }
            });
        }
        let view = self.state.view;
        self.bars_below(ui, bar);
        if matches!(view, View::Track | View::Board) {
            Panel::top("filter bar").frame(bar).show(ui, |ui| self.filter_bar.show(ui, &self.state, &mut self.outbox));
        }
        let zoom = f32::from(self.state.settings.zoom_percent) / 100.0;
        if let (Some(document), View::Track) = (&self.state.document, view) {
            let shown = split_ui(ui, self.state.settings.table.article_height, |ui| {
                self.article_rect = ui.available_rect_before_wrap();
                self.article.show(ui, document, zoom, &mut self.outbox);
            });
            self.state.settings.table.article_height = shown.or(self.state.settings.table.article_height);
        }
        // The window is paper where nothing is painted.
        CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
            if !matches!(view, View::Track | View::Compare) {
                self.article_rect = ui.available_rect_before_wrap();
            }
            match &self.state.document {
                Some(document) if view == View::Track => {
                    self.track.show(ui, &self.state, document, &mut self.outbox);
                }
                Some(document) if view == View::Board => {
                    self.board.show(ui, &self.state, document, &mut self.outbox);
                }
                Some(document) if self.state.view == View::Summary => {
                    self.summary.show(ui, &self.state, document, &mut self.outbox);
                }
                Some(document) if view == View::Compare => {
                    self.article_rect =
                        self.reviews.show(ui, &self.state, document, &mut self.article, &mut self.outbox);
                }
                Some(document) => {
                    RevealView::article_ui(ui, document, &mut self.article, zoom, &mut self.outbox);
                    self.has_shown_article = true;
                }
                None => nothing_open_ui(ui, &self.state, &mut self.outbox),
            }
        });
    }

    /// What stands below the article, so that the text stays where it is when it goes.
    fn bars_below(&mut self, ui: &mut egui::Ui, bar: Frame) {
        let view = self.state.view;
        if view == View::Read
            && let Some(document) = &self.state.document
            && let Some(preview) = document.open_preview()
        {
            let frame = bar.inner_margin(Margin::symmetric(14, 8));
            bar_below(ui, "preview", frame, |ui| {
                preview_bar_ui(ui, &self.state, document, preview, &mut self.outbox);
            });
        }
        let has_picks = self.state.document.as_ref().is_some_and(|document| !document.picked.is_empty());
        if has_picks && !matches!(view, View::Summary | View::Compare) {
            bar_below(ui, "picked bar", bar, |ui| {
                self.picked_bar.show(ui, &self.state, &mut self.outbox);
            });
        }
        let has_proposals = self
            .state
            .document
            .as_ref()
            .is_some_and(|document| document.proposals.is_shown || document.proposals.search.is_some());
        if has_proposals && view == View::Read {
            bar_below(ui, "proposals bar", bar, |ui| {
                proposals_bar_ui(ui, &self.state, &mut self.outbox);
            });
        }
        answer_bar_ui(ui, &self.state, bar, &mut self.outbox);
    }

    /// What a lesson has about the article: what is asked above it, and the codebook beside it.
    fn lesson_panels(&mut self, ui: &mut egui::Ui, palette: &Palette, bar: Frame) {
        let is_beside = self.state.lessons.shows_codebook && !codebook_takes_list(ui, &self.state);
        let Some(document) = self.state.document.as_ref() else { return };
        let has_article = matches!(self.state.view, View::Read | View::Track | View::Board);
        if !self.state.lessons.shows_codebook || !has_article {
            self.codebook.hide();
        } else if is_beside {
            let panel = Frame::new().fill(palette.panel).inner_margin(Margin::same(10));
            Panel::left("codebook panel").frame(panel).default_size(300.0).size_range(220.0..=460.0).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                self.codebook.show(ui, &self.state, document, &mut self.outbox);
            });
        }
        if has_article && document.submission().is_some() {
            Panel::top("lesson bar").frame(bar).show(ui, |ui| lesson_bar_ui(ui, &self.state, &mut self.outbox));
        }
    }

    /// What stands beside the article, unless it is hidden. Reviews that are compared have a side of their own.
    fn side_panel(&mut self, ui: &mut egui::Ui, palette: &Palette) {
        if self.state.view == View::Compare {
            if let Some(document) = &self.state.document {
                self.inspector.commit(&document.review, &mut self.outbox);
            }
        } else if !self.state.panel_hidden {
            let panel = Frame::new().fill(palette.panel).inner_margin(Margin::same(10));
            let width = self.state.settings.list_width.unwrap_or(PANEL_WIDTH);
            let shown = Panel::right("claims panel")
                .frame(panel)
                .default_size(width)
                .size_range(PANEL_WIDTHS)
                .show(ui, |ui| self.side_ui(ui));
            self.state.settings.list_width = Some(shown.response.rect.width());
        }
    }

    /// The claims, and below them the focused one in full.
    fn side_ui(&mut self, ui: &mut egui::Ui) {
        // The panel keeps its width while there is nothing in it.
        ui.set_min_width(ui.available_width());
        let Some(document) = &self.state.document else { return };
        let is_codebook = self.state.lessons.shows_codebook && codebook_takes_list(ui, &self.state);
        if !is_codebook && self.reveal.side_ui(ui, &self.state, document, &mut self.outbox) {
            self.inspector.commit(&document.review, &mut self.outbox);
            return;
        }
        let palette = Palette::of(ui.visuals().dark_mode);
        let focused = document.focused().map(|claim| Claim::clone(claim));
        // The table and the board are lists of their own.
        if matches!(self.state.view, View::Track | View::Board) {
            if let Some(claim) = focused {
                self.inspector.show(ui, &self.state, document, &claim, &mut self.outbox);
            } else {
                self.inspector.commit(&document.review, &mut self.outbox);
                ui.weak("Choose a claim to see it in full");
            }
            return;
        }
        if let Some(claim) = focused {
            let frame = Frame::new().fill(palette.panel).inner_margin(Margin { top: 8, ..Margin::ZERO });
            let height = ui.available_height();
            Panel::bottom("inspector panel")
                .frame(frame)
                .resizable(true)
                .default_size(height * 0.6)
                .size_range(160.0..=height - 140.0)
                .show(ui, |ui| self.inspector.show(ui, &self.state, document, &claim, &mut self.outbox));
        } else {
            self.inspector.commit(&document.review, &mut self.outbox);
        }
        CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
            if self.state.lessons.shows_codebook && codebook_takes_list(ui, &self.state) {
                self.codebook.show(ui, &self.state, document, &mut self.outbox);
            } else {
                self.claims.show(ui, document, &mut self.outbox);
            }
        });
    }
}

/// A bar below the article, as high as what is in it. The toolkit gives it the height of the frame before, so that after another height,
/// as when the window became narrower, there must be one more frame.
pub(in crate::ui) fn bar_below(ui: &mut egui::Ui, name: &str, frame: Frame, add: impl FnOnce(&mut egui::Ui)) {
    let shown = Panel::bottom(egui::Id::unique(name)).frame(frame).show(ui, |ui| {
        add(ui);
        ui.min_rect().height()
    });
    let height = shown.inner;
    let key = egui::Id::unique(name).with("height");
    let before = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default::<f32>(key), height));
    if (before - height).abs() > 0.5 {
        ui.ctx().request_repaint();
    }
}

/// What stands in the place of an article while there is none: because one is on its way, or because it could not be opened.
fn nothing_open_ui(ui: &mut egui::Ui, state: &State, outbox: &mut Vec<Command>) {
    let has_failed = state.notices.iter().any(|notice| notice.kind == NoticeKind::Error);
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.36);
        if !has_failed {
            ui.label("Opening…");
            return;
        }
        ui.label(egui::RichText::new("No article is open").font(theme::font(theme::STRONG, 17.0)));
        ui.add_space(8.0);
        action_button_ui(ui, state, Action::Open, "Open…", outbox);
        action_button_ui(ui, state, Action::OpenSample, "Open the sample", outbox);
    });
}
