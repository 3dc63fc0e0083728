//! A class: its sheet, the article as it marked it, what it learnt, its files; and what is said to each pupil.
//!
//! What is shown is `app::Classing`, which was made off the frame; here the rows in sight are laid out and no others. Text that is meant
//! for a projector follows the zoom of the article.

mod bar;
mod files;
mod forms;
mod heat;
mod pair;
mod progress;
mod pupil;
mod question;
mod sheet;
mod spans;
mod words;

use eframe::egui::{
    CentralPanel, Event, EventFilter, Frame, Id, Key, Margin, Modifiers, Panel, Rect, RichText, Ui, vec2,
};

pub(crate) use self::{
    forms::ClassForms,
    question::{asked, class_question_ui},
};
use self::{heat::HeatMap, pair::PairLanes, pupil::DifferencesList, sheet::SheetView, spans::SpansList};
use super::{
    article::{ArticleView, Markings},
    inspector::Inspector,
    menu::action_button_ui,
    theme::{Palette, STRONG, font},
};
use crate::app::{Action, ClassAction, ClassCommand, ClassTab, Classing, Command, Motion, State, Unit};

/// The width of what stands beside the article at first, in points, and between what it can be drawn.
const SIDE_WIDTH: f32 = 380.0;
const SIDE_WIDTHS: std::ops::RangeInclusive<f32> = 240.0..=760.0;

/// The least that is left to the article beside it, and to the sheet above a pupil, in points.
const LEAST_ARTICLE: f32 = 220.0;
const LEAST_SHEET: f32 = 110.0;

/// The view's own state.
#[derive(Default)]
pub(crate) struct ClassView {
    article: ArticleView,
    sheet: SheetView,
    spans: SpansList,
    /// What was brought into view last.
    revealed: u64,
    differences: DifferencesList,
    /// Whether the field for the comment had the keyboard in the frame before.
    had_comment: bool,
}

impl ClassView {
    /// What takes the keyboard here, when nothing else has it.
    pub(crate) fn home(class: &Classing) -> Id {
        match class.tab {
            ClassTab::Sheet => SheetView::id(),
            ClassTab::Article => ArticleView::id(),
            ClassTab::Progress | ClassTab::Files => Id::unique("list of the class"),
        }
    }

    /// The field for what is said to a pupil.
    pub(crate) fn comment_id() -> Id {
        pupil::comment_id()
    }

    /// Whether the comment on a pupil is being typed.
    pub(crate) fn is_commenting(&self) -> bool {
        self.had_comment
    }

    /// Shows the view in all the space there is.
    pub(crate) fn show(&mut self, ui: &mut Ui, state: &State, inspector: &mut Inspector, outbox: &mut Vec<Command>) {
        // What was being typed beside the article of the document is taken over.
        if let Some(document) = &state.document {
            inspector.commit(&document.review, outbox);
        }
        self.had_comment = false;
        let palette = Palette::of(ui.visuals().dark_mode);
        let class = &state.class;
        let frame = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(10, 5));
        if class.open().is_none() {
            CentralPanel::default().frame(Frame::new().fill(palette.paper)).show(ui, |ui| empty_ui(ui, state, outbox));
            return;
        }
        Panel::top("class bar").frame(frame).show(ui, |ui| bar::bar_ui(ui, state, outbox));
        let zoom = f32::from(state.settings.zoom_percent) / 100.0;
        match class.tab {
            ClassTab::Sheet => self.sheet_ui(ui, state, zoom, outbox),
            ClassTab::Article => self.article_tab_ui(ui, state, zoom, outbox),
            ClassTab::Progress => list_ui(ui, palette, |ui| progress::progress_ui(ui, class, zoom, outbox)),
            ClassTab::Files => list_ui(ui, palette, |ui| files::files_ui(ui, state, outbox)),
        }
    }

    fn sheet_ui(&mut self, ui: &mut Ui, state: &State, zoom: f32, outbox: &mut Vec<Command>) {
        let palette = Palette::of(ui.visuals().dark_mode);
        let room = ui.available_height();
        if state.class.facing().is_some() {
            let panel = Panel::bottom("pupil of the class")
                .frame(Frame::new().fill(palette.paper))
                .resizable(true)
                .default_size(room * 0.66)
                .size_range(LEAST_SHEET..=(room - LEAST_SHEET).max(LEAST_SHEET + 1.0));
            panel.show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                self.pupil_ui(ui, state, zoom, outbox);
            });
        }
        CentralPanel::default()
            .frame(Frame::new().fill(palette.paper))
            .show(ui, |ui| self.sheet.show(ui, &state.class, zoom, outbox));
    }

    /// The pupil that is open: the article with two layers, beside it what differs and what is said.
    fn pupil_ui(&mut self, ui: &mut Ui, state: &State, zoom: f32, outbox: &mut Vec<Command>) {
        let class = &state.class;
        let (Some(facing), Some(open)) = (class.facing(), class.open()) else { return };
        let list = &mut self.differences;
        let had_comment = side_ui(ui, "pupil side", |ui| pupil::pupil_ui(ui, state, facing, list, outbox));
        self.had_comment = had_comment;
        let lanes = PairLanes::new(open, facing);
        self.article_ui(ui, class, &lanes, zoom, outbox);
    }

    fn article_tab_ui(&mut self, ui: &mut Ui, state: &State, zoom: f32, outbox: &mut Vec<Command>) {
        let class = &state.class;
        let Some(open) = class.open() else { return };
        side_ui(ui, "spans side", |ui| self.spans.show(ui, class, zoom, outbox));
        let heat = HeatMap::new(class, open);
        self.article_ui(ui, class, &heat, zoom, outbox);
    }

    /// The article of the key with something painted about its words.
    fn article_ui(
        &mut self,
        ui: &mut Ui,
        class: &Classing,
        markings: &dyn Markings,
        zoom: f32,
        outbox: &mut Vec<Command>,
    ) {
        let palette = Palette::of(ui.visuals().dark_mode);
        let Some(document) = class.document() else { return };
        CentralPanel::default().frame(Frame::new().fill(palette.paper)).show(ui, |ui| {
            if std::mem::replace(&mut self.revealed, class.reveals) != class.reveals {
                self.article.reveal(document.selection.head);
            }
            if ui.memory(|memory| memory.has_focus(ArticleView::id())) {
                self.follow_keys(ui, class, outbox);
            }
            let mut said = Vec::new();
            self.article.show_with(ui, document, Some(markings), zoom, &mut said);
            // The article belongs to the class, and nothing of what it asks for is for the document that is open.
            outbox.extend(said.into_iter().filter_map(|command| match command {
                Command::Click(at) => Some(Command::Class(ClassCommand::Click(at))),
                Command::PlaceCaret { at, extend: false } => Some(Command::Class(ClassCommand::PlaceCaret(at))),
                _ => None,
            }));
        });
    }

    /// The keys by which the article is read.
    fn follow_keys(&mut self, ui: &Ui, class: &Classing, outbox: &mut Vec<Command>) {
        let Some(document) = class.document() else { return };
        let mut motions = Vec::new();
        ui.input_mut(|input| {
            input.events.retain(|event| {
                let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
                let motion = motion(*key, *modifiers);
                motions.extend(motion);
                motion.is_none()
            });
        });
        for motion in motions {
            let at = match motion {
                Motion::Back(_) => Some(
                    document
                        .review
                        .article()
                        .blocks()
                        .first()
                        .map_or(crate::text::ByteIndex::ZERO, |block| block.span.start()),
                ),
                Motion::On(_) => Some(document.review.article().text().end()),
                motion => self.article.move_by_layout(ui.ctx(), document, motion),
            };
            outbox.extend(at.map(|at| Command::Class(ClassCommand::PlaceCaret(at))));
        }
    }
}

fn motion(key: Key, modifiers: Modifiers) -> Option<Motion> {
    if modifiers.alt {
        return None;
    }
    match (key, modifiers.command) {
        (Key::Home, true) => Some(Motion::Back(Unit::Document)),
        (Key::End, true) => Some(Motion::On(Unit::Document)),
        (_, true) => None,
        (Key::ArrowDown, _) => Some(Motion::LineDown),
        (Key::ArrowUp, _) => Some(Motion::LineUp),
        (Key::PageDown | Key::Space, _) => Some(Motion::PageDown),
        (Key::PageUp, _) => Some(Motion::PageUp),
        (Key::Home, _) => Some(Motion::LineStart),
        (Key::End, _) => Some(Motion::LineEnd),
        _ => None,
    }
}

/// What stands beside the article, in a panel whose edge can be drawn.
fn side_ui<R>(ui: &mut Ui, name: &'static str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = Palette::of(ui.visuals().dark_mode);
    let widest = (ui.available_width() - LEAST_ARTICLE).clamp(*SIDE_WIDTHS.start(), *SIDE_WIDTHS.end());
    let panel = Frame::new().fill(palette.panel).inner_margin(Margin::same(10));
    let shown = Panel::right(name)
        .frame(panel)
        .default_size(SIDE_WIDTH.min(widest))
        .size_range(*SIDE_WIDTHS.start()..=widest)
        .show(ui, |ui| {
            ui.set_min_size(vec2(ui.available_width(), ui.available_height()));
            add(ui)
        });
    shown.inner
}

/// A list in all the space there is, which takes the keyboard for being scrolled.
fn list_ui(ui: &mut Ui, palette: &Palette, add: impl FnOnce(&mut Ui)) {
    let frame = Frame::new().fill(palette.paper).inner_margin(Margin::symmetric(16, 8));
    CentralPanel::default().frame(frame).show(ui, add);
}

/// While something has the keyboard, arrow keys are for it and do not move the focus.
fn keep_arrow_keys(ui: &Ui, id: Id) {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
    ui.memory_mut(|memory| {
        if memory.has_focus(id) {
            memory.set_focus_lock_filter(id, filter);
        }
    });
}

/// Scrolls what `id` has the keyboard for by arrows and pages.
fn scroll_by_keys(ui: &Ui, id: Id) {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return;
    }
    let page = ui.clip_rect().height() * 0.9;
    let steps = [
        (Key::ArrowDown, -40.0),
        (Key::ArrowUp, 40.0),
        (Key::PageDown, -page),
        (Key::Space, -page),
        (Key::PageUp, page),
        (Key::Home, f32::from(i16::MAX)),
        (Key::End, f32::from(i16::MIN)),
    ];
    for (key, by) in steps {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            ui.scroll_with_delta(vec2(0.0, by));
        }
    }
}

/// What stands in the place of a class while there is none.
fn empty_ui(ui: &mut Ui, state: &State, outbox: &mut Vec<Command>) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.3);
        if let Some(reading) = &state.class.reading {
            bar::reading_ui(ui, reading, outbox);
            return;
        }
        ui.label(RichText::new("No class is open").font(font(STRONG, 17.0)));
        ui.add_space(4.0);
        ui.weak(
            "A class is a folder of submissions (*.claims.json) and the key they are held against. \
             They are only read; nothing in them changes.",
        );
        ui.add_space(10.0);
        action_button_ui(ui, state, Action::Class(ClassAction::Open), "Open a class…", outbox);
    });
}

/// Whether a rectangle is to be painted at all.
fn is_seen(ui: &Ui, rect: Rect) -> bool {
    ui.clip_rect().intersects(rect)
}
