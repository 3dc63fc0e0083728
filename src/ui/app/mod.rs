//! The window: reads the keys, lays out the panels, hands commands to `app` and effects to the runtime.

mod input;
mod panels;

use std::time::Instant;

use eframe::egui::{self, Event, Rect, ViewportCommand};
use jiff::Timestamp;
use uuid::Uuid;

use self::input::Paste;
pub(super) use self::panels::bar_below;
use super::{
    article::ArticleView,
    board::BoardView,
    claims_list::ClaimsList,
    class::ClassView,
    compare::CompareView,
    filter_bar::FilterBar,
    inspector::Inspector,
    lesson::CodebookView,
    notices::Notices,
    overlay::Overlays,
    picked_bar::PickedBar,
    question::Questions,
    reveal::RevealView,
    reviews::ReviewsView,
    runtime::Runtime,
    selection_bar::selection_bar_ui,
    summary::{SummaryView, copy_picture},
    theme::{self, Palette},
    track::TrackView,
};
use crate::{
    app::{Action, Command, Effect, NoticeKind, PlaceOfFocus, State, View, update},
    review::Stamp,
    store::WindowPlace,
    text::ByteIndex,
};

/// The program in its window.
pub struct ClaimlightApp {
    state: State,
    runtime: Runtime,
    article: ArticleView,
    compare: CompareView,
    track: TrackView,
    board: BoardView,
    summary: SummaryView,
    reviews: ReviewsView,
    class: ClassView,
    reveal: RevealView,
    filter_bar: FilterBar,
    codebook: CodebookView,
    picked_bar: PickedBar,
    claims: ClaimsList,
    inspector: Inspector,
    overlays: Overlays,
    questions: Questions,
    notices: Notices,
    /// Commands of this frame, in order.
    outbox: Vec<Command>,
    /// What was typed after a shortcut that lays something over the window, until that is there.
    held: Vec<Event>,
    /// What becomes of the words from the clipboard.
    paste: Paste,
    /// A place that gets the keyboard as soon as its field is shown.
    wants_focus: Option<PlaceOfFocus>,
    /// Whether something covered the window in the frame before.
    was_covered: bool,
    /// Where the article was in the frame before.
    article_rect: Rect,
    /// Prints when the first article is on the screen, counted from this moment, and closes.
    measure_from: Option<Instant>,
    /// Whether a frame with an article was drawn.
    has_shown_article: bool,
    /// What the window was last called.
    title: String,
}

impl ClaimlightApp {
    /// The program as it starts, with the settings it finds. What it shows first is what [`Runtime::begin`] was given. With
    /// `measure_from` it prints how long the first article took from then, and closes.
    pub fn new(context: &egui::Context, runtime: Runtime, measure_from: Option<Instant>) -> Self {
        let (settings, fault) = runtime.settings();
        let mut state = State::new(settings);
        if let Some(fault) = fault {
            state.tell(NoticeKind::Warning, fault);
        }
        runtime.attach(context);
        theme::install(context);
        theme::follow(context, state.settings.theme);
        // The toolkit's own zoom would fight with the article's.
        context.options_mut(|options| {
            options.zoom_with_keyboard = false;
            options.fallback_theme = egui::Theme::Light;
        });
        Self {
            state,
            runtime,
            article: ArticleView::default(),
            compare: CompareView::default(),
            track: TrackView::default(),
            board: BoardView::default(),
            summary: SummaryView::default(),
            reviews: ReviewsView::default(),
            class: ClassView::default(),
            reveal: RevealView::default(),
            filter_bar: FilterBar::default(),
            codebook: CodebookView::default(),
            picked_bar: PickedBar::default(),
            claims: ClaimsList::default(),
            inspector: Inspector::default(),
            overlays: Overlays::default(),
            questions: Questions::default(),
            notices: Notices::default(),
            outbox: Vec::new(),
            held: Vec::new(),
            paste: Paste::default(),
            wants_focus: None,
            was_covered: false,
            article_rect: Rect::ZERO,
            measure_from,
            has_shown_article: false,
            title: String::new(),
        }
    }

    /// What the window shows.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Shows a frame. Outside a window, as in tests and benchmarks, this is all there is to call.
    pub fn frame(&mut self, ui: &mut egui::Ui) {
        self.outbox.extend(self.runtime.arrived(&self.state));
        let late = self.take_input(ui.ctx());
        self.run_commands(ui.ctx());
        // What covered the window in the frame before still takes the keyboard from what lies below.
        if !self.was_covered {
            self.give_focus(ui.ctx());
        }
        theme::follow(ui.ctx(), self.state.settings.theme);

        let is_covered = self.state.is_covered();
        self.was_covered = is_covered;
        self.panels(ui);
        self.outbox.extend(late);
        let context = ui.ctx().clone();
        let is_comparing = self.state.document.as_ref().is_some_and(|document| document.replacing.is_some());
        let is_elsewhere = is_covered || is_comparing || self.state.view == View::Class;
        if let (Some(end), false) = (self.article.selection_end(), is_elsewhere) {
            selection_bar_ui(&context, &self.state, end, self.article_rect, &mut self.outbox);
        }
        self.notices.show(&context, &self.state, self.article_rect, &mut self.outbox);
        self.overlays.show(&context, &self.state, &mut self.outbox);
        self.questions.show(&context, &self.state, &mut self.outbox);
        self.give_focus(&context);
        self.call_window(&context);
        if !self.outbox.is_empty() {
            self.run_commands(&context);
            context.request_repaint();
        }
        // What covered the window is gone with its fields: the next key means what lies below.
        if is_covered && !self.state.is_covered() {
            self.wants_focus = self.wants_focus.or(Some(PlaceOfFocus::View));
            context.memory_mut(|memory| memory.focused().map(|id| memory.surrender_focus(id)));
        }
    }

    fn run_commands(&mut self, context: &egui::Context) {
        // An effect may be answered at once by more commands; those come after the ones that are there.
        while !self.outbox.is_empty() {
            for command in std::mem::take(&mut self.outbox) {
                if matches!(command, Command::Pasted(_)) {
                    self.paste = Paste::IntoField;
                }
                if !matches!(command, Command::Do(Action::Move { .. })) {
                    self.article.forget_goal();
                    self.compare.forget_goal();
                }
                let mut stamp = Stamp { now: Timestamp::now(), new_id: &mut Uuid::now_v7 };
                for effect in update(&mut self.state, command, &mut stamp) {
                    self.carry_out(context, effect);
                }
            }
        }
    }

    /// Carries out what concerns the window; the rest is the runtime's.
    fn carry_out(&mut self, context: &egui::Context, effect: Effect) {
        match effect {
            Effect::Copy(words) => context.copy_text(words),
            Effect::CopyPicture(plot) => self.outbox.extend(copy_picture(context, &plot)),
            Effect::Paste => {
                self.paste = Paste::AskedFor;
                context.send_viewport_cmd(ViewportCommand::RequestPaste);
            }
            Effect::PasteIntoForm => context.send_viewport_cmd(ViewportCommand::RequestPaste),
            Effect::PasteOtherVersion => {
                self.paste = Paste::IsVersion;
                context.send_viewport_cmd(ViewportCommand::RequestPaste);
            }
            Effect::Reveal(at) => self.reveal(at),
            Effect::RevealBeside { old, new } => self.compare.reveal_beside(old, new),
            Effect::MoveByLayout { motion, extend } => {
                let Some(document) = &self.state.document else { return };
                let moved = match document.comparing() {
                    Some(comparing) => self.compare.move_by_layout(context, comparing, motion),
                    None => self.article.move_by_layout(context, document, motion),
                };
                if let Some(at) = moved {
                    let mut stamp = Stamp { now: Timestamp::now(), new_id: &mut Uuid::now_v7 };
                    update(&mut self.state, Command::PlaceCaret { at, extend }, &mut stamp);
                    self.reveal(at);
                }
            }
            Effect::Focus(place) => self.wants_focus = Some(place),
            Effect::Quit => {
                self.runtime.close(&mut self.state);
                context.send_viewport_cmd(ViewportCommand::Close);
            }
            effect => self.runtime.carry_out(effect, &mut self.state),
        }
    }

    /// Brings a place into view, of the article or of the version beside it.
    fn reveal(&mut self, at: ByteIndex) {
        if self.state.document.as_ref().is_some_and(|document| document.comparing().is_some()) {
            self.compare.reveal(at);
        } else {
            self.article.reveal(at);
        }
    }

    /// Prints how long the first frame took once an article is on the screen, and closes the window.
    fn measure(&mut self, context: &egui::Context) {
        // The frame in which an article is drawn is presented before the next one begins.
        if let Some(from) = self.measure_from.take_if(|_from| self.has_shown_article) {
            super::print_measurement(from.elapsed());
            self.runtime.close(&mut self.state);
            context.send_viewport_cmd(ViewportCommand::Close);
        }
    }

    /// Calls the window after the document, with a dot while there is work that is not in the file.
    fn call_window(&mut self, context: &egui::Context) {
        let Some(document) = &self.state.document else { return };
        let mark = if document.is_unsaved() { "• " } else { "" };
        let title = format!("{mark}{} — Claimlight", document.title());
        if title != self.title {
            context.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn note_window(&mut self, context: &egui::Context) {
        let place = context.input(|input| {
            let viewport = input.viewport();
            let (outer, inner) = (viewport.outer_rect?, viewport.inner_rect?);
            let maximised = viewport.maximized.unwrap_or(false);
            Some(WindowPlace {
                x: outer.left(),
                y: outer.top(),
                width: inner.width(),
                height: inner.height(),
                maximised,
            })
        });
        if place.is_some() {
            self.state.settings.window = place;
        }
    }
}

impl eframe::App for ClaimlightApp {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.note_window(&ui.ctx().clone());
        self.measure(&ui.ctx().clone());
        self.frame(ui);
        // Until there is an article nothing is painted anew, as for anybody who waits for one.
        if self.measure_from.is_some() && self.has_shown_article {
            ui.ctx().request_repaint();
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        Palette::of(visuals.dark_mode).paper.to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.runtime.close(&mut self.state);
    }
}
