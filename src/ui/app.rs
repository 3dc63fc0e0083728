//! The window: reads the keys, lays out the panels, hands commands to `app` and effects to the runtime.

use std::time::Instant;

use eframe::egui::{self, CentralPanel, Event, Frame, Margin, Panel, Popup, Rect, ViewportCommand};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    article::ArticleView,
    board::BoardView,
    claims_list::ClaimsList,
    class::ClassView,
    compare::{CompareView, source_bar_ui},
    filter_bar::FilterBar,
    find_bar::{self, find_bar_ui},
    inspector::Inspector,
    keys::{Keyboard, take_actions},
    lesson::{CodebookView, codebook_takes_list, lesson_bar_ui},
    menu::{action_button_ui, menu_bar_ui},
    notices::Notices,
    overlay::Overlays,
    picked_bar::PickedBar,
    preview_bar::preview_bar_ui,
    proposals_bar::proposals_bar_ui,
    question::Questions,
    reveal::{RevealView, answer_bar_ui},
    reviews::ReviewsView,
    runtime::Runtime,
    selection_bar::selection_bar_ui,
    status_bar::status_bar_ui,
    summary::{SummaryView, copy_picture},
    theme::{self, Palette},
    track::{TrackView, split_ui},
};
use crate::{
    app::{
        Action, Clip, Command, Effect, NoticeKind, PlaceOfFocus, ReplaceCommand, Replacing, ReviewsCommand, State,
        View, update,
    },
    claim::Claim,
    review::Stamp,
    store::WindowPlace,
    text::ByteIndex,
};

/// The width of the claims panel at first, in points, and between what it can be drawn.
const PANEL_WIDTH: f32 = 348.0;
const PANEL_WIDTHS: std::ops::RangeInclusive<f32> = 280.0..=560.0;

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
    frames_with_article: u32,
    /// What the window was last called.
    title: String,
}

/// What becomes of words from the clipboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Paste {
    /// They go where the keyboard is.
    #[default]
    IntoField,
    /// They are an article, and were asked for in the frame before: the toolkit answers in this one, or not at all when there are none.
    AskedFor,
    /// They are an article, whenever they come.
    IsArticle,
    /// They take the place of the article that is open.
    IsVersion,
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
            frames_with_article: 0,
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

    /// Takes shortcuts, pasted words, dropped files and the wish to close out of the input. Returns what must wait until the
    /// pointer has been followed: a key pressed right after a drag means what the drag has selected.
    fn take_input(&mut self, context: &egui::Context) -> Vec<Command> {
        let mut late = Vec::new();
        let follows_pointer = context.input(|input| input.pointer.any_pressed() || input.pointer.any_released());
        let in_field = self.inspector.had_keyboard() || self.reveal.had_keyboard() || self.class.is_commenting();
        for action in take_actions(context, self.keyboard(context), &mut self.held) {
            // To leave a field is not to leave the claim it belongs to.
            let leaves_field = action == Action::Escape && !self.state.is_covered() && in_field;
            let action = if leaves_field { Action::FocusOn(PlaceOfFocus::View) } else { action };
            // What is still being typed belongs to what is saved, undone or left.
            if let Some(document) = &self.state.document {
                self.inspector.commit(&document.review, &mut self.outbox);
            }
            self.track.commit(&mut self.outbox);
            self.overlays.commit(&mut self.outbox);
            if follows_pointer { late.push(Command::Do(action)) } else { self.outbox.push(Command::Do(action)) }
        }
        let types = context.text_edit_focused();
        let (pasted, mut dropped, closes) = context.input_mut(|input| {
            let wants_article = self.paste != Paste::IntoField || (input.modifiers.shift && !types);
            let mut pasted = None;
            if wants_article {
                input.events.retain(|event| match event {
                    Event::Paste(words) => {
                        pasted = Some(words.clone());
                        false
                    }
                    _ => true,
                });
            }
            let dropped: Vec<_> = input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect();
            (pasted, dropped, input.viewport().close_requested())
        });
        // Ctrl and the wheel, or two fingers: the toolkit gives both as a factor.
        let factor = context.input(egui::InputState::zoom_delta);
        if (factor - 1.0).abs() > f32::EPSILON && !self.state.is_covered() {
            let percent = f32::from(self.state.settings.zoom_percent) * factor;
            self.outbox.push(Command::ZoomTo(percent.round().clamp(1.0, 1000.0) as u16));
        }
        if self.paste == Paste::AskedFor {
            self.paste = Paste::IsArticle;
            // Some programs copy the form and no words.
            if pasted.is_none() {
                self.runtime.paste_form();
            }
        }
        if let Some(words) = pasted {
            self.outbox.push(if std::mem::take(&mut self.paste) == Paste::IsVersion {
                Command::Replace(ReplaceCommand::WithWords(words))
            } else {
                Command::Pasted(Clip { words, html: None })
            });
        }
        if !dropped.is_empty() {
            self.overlays.commit(&mut self.outbox);
        }
        // What is dropped on reviews that are compared is one more of them.
        if self.state.view == View::Compare && self.state.document.is_some() && !dropped.is_empty() {
            self.outbox.push(Command::Reviews(ReviewsCommand::With(std::mem::take(&mut dropped))));
        }
        match <[_; 1]>::try_from(dropped) {
            Ok([path]) => self.outbox.push(Command::Open(path)),
            Err(several) if several.is_empty() => {}
            Err(several) => self.outbox.push(Command::OpenAll(several)),
        }
        if closes && !self.runtime.may_close() {
            context.send_viewport_cmd(ViewportCommand::CancelClose);
            if let Some(document) = &self.state.document {
                self.inspector.commit(&document.review, &mut self.outbox);
            }
            self.overlays.commit(&mut self.outbox);
            self.outbox.push(Command::CloseRequested);
        }
        late
    }

    fn keyboard(&self, context: &egui::Context) -> Keyboard {
        if self.state.is_covered() {
            return if Popup::is_any_open(context) { Keyboard::CoverMenu } else { Keyboard::Cover };
        }
        if self.track.is_editing() || Popup::is_any_open(context) {
            return Keyboard::Menu;
        }
        if context.text_edit_focused() {
            return Keyboard::Field;
        }
        if let Some(replacing) = self.state.document.as_ref().and_then(|document| document.replacing.as_ref()) {
            let focused = context.memory(egui::Memory::focused);
            let is_text = focused.is_none_or(|id| id == CompareView::id());
            return Keyboard::Compare { is_widget: !is_text || matches!(replacing, Replacing::Underway { .. }) };
        }
        if self.state.view == View::Class {
            return Keyboard::Class;
        }
        if Inspector::has_choice(context) {
            return Keyboard::Choice;
        }
        if self.filter_bar.has_keyboard(context) {
            return Keyboard::Chip;
        }
        let looks_at_proposal = self.state.view == View::Read
            && self.state.document.as_ref().is_some_and(|document| document.proposals.current().is_some());
        let article = if looks_at_proposal { Keyboard::Proposals } else { Keyboard::Article };
        if self.state.view == View::Compare && self.state.document.is_some() {
            let focused = context.memory(egui::Memory::focused);
            let is_article = focused.is_none_or(|id| id == ArticleView::id());
            return if is_article { Keyboard::Reviews } else { Keyboard::ReviewsWidget };
        }
        if self.state.view == View::Read
            && self.state.document.as_ref().is_some_and(|document| document.revealing.is_shown())
        {
            let focused = context.memory(egui::Memory::focused);
            return Keyboard::Reveal { is_widget: focused.is_some_and(|id| id != ArticleView::id()) };
        }
        match context.memory(egui::Memory::focused) {
            None => article,
            Some(id) if id == ArticleView::id() => article,
            Some(_) => Keyboard::Widget,
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

    fn panels(&mut self, ui: &mut egui::Ui) {
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
        CentralPanel::default().frame(Frame::new().fill(palette.paper)).show(ui, |ui| {
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
                    self.frames_with_article += 1;
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

    /// Gives the keyboard to the place that wants it, once it is there.
    fn give_focus(&mut self, context: &egui::Context) {
        if self.state.is_covered() {
            return;
        }
        let find_opened = self.state.document.as_ref().is_some_and(|document| document.find.is_open);
        let find_was_open =
            context.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(find_bar::field_id()), find_opened));
        if find_opened && !find_was_open {
            context.memory_mut(|memory| memory.request_focus(find_bar::field_id()));
            self.wants_focus = None;
        }
        let Some(place) = self.wants_focus.take() else { return };
        let is_comparing = self.state.document.as_ref().is_some_and(|document| document.comparing().is_some());
        let id = match place {
            PlaceOfFocus::Article | PlaceOfFocus::View if is_comparing => CompareView::id(),
            PlaceOfFocus::Article if self.state.view == View::Class => ClassView::home(&self.state.class),
            PlaceOfFocus::Article => ArticleView::id(),
            PlaceOfFocus::Filter => ClaimsList::filter_id(),
            PlaceOfFocus::KeepReason => RevealView::reason_id(),
            PlaceOfFocus::View => match self.state.view {
                View::Read | View::Compare => ArticleView::id(),
                View::Track => TrackView::id(),
                View::Board => BoardView::id(),
                View::Summary => SummaryView::id(),
                View::Class => ClassView::home(&self.state.class),
            },
            place => match Inspector::field_id(place) {
                Some(id) => id,
                None => return,
            },
        };
        context.memory_mut(|memory| memory.request_focus(id));
    }

    /// Prints how long the first frame took once an article is on the screen, and closes the window.
    fn measure(&mut self, context: &egui::Context) {
        // The frame in which an article is drawn is presented before the next one begins.
        if self.frames_with_article < 2 {
            context.request_repaint();
            return;
        }
        if let Some(from) = self.measure_from.take() {
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

/// A bar below the article, as high as what is in it. The toolkit gives it the height of the frame before, so that after another height,
/// as when the window became narrower, there must be one more frame.
pub(super) fn bar_below(ui: &mut egui::Ui, name: &str, frame: Frame, add: impl FnOnce(&mut egui::Ui)) {
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

impl eframe::App for ClaimlightApp {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        if self.measure_from.is_some() {
            self.measure(&ui.ctx().clone());
        }
        self.note_window(&ui.ctx().clone());
        self.frame(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.runtime.close(&mut self.state);
    }
}
