//! What comes in: the keys, the clipboard, what is dropped; and who has the keyboard.

use eframe::egui::{self, Event, Popup, ViewportCommand};

use super::ClaimlightApp;
use crate::{
    app::{Action, Clip, Command, PlaceOfFocus, ReplaceCommand, Replacing, ReviewsCommand, View},
    ui::{
        article::ArticleView,
        board::BoardView,
        claims_list::ClaimsList,
        class::ClassView,
        compare::CompareView,
        find_bar,
        inspector::Inspector,
        keys::{Keyboard, take_actions},
        reveal::RevealView,
        summary::SummaryView,
        track::TrackView,
    },
};

/// What becomes of words from the clipboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Paste {
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
    /// Takes shortcuts, pasted words, dropped files and the wish to close out of the input. Returns what must wait until the
    /// pointer has been followed: a key pressed right after a drag means what the drag has selected.
    pub(super) fn take_input(&mut self, context: &egui::Context) -> Vec<Command> {
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

    pub(super) fn keyboard(&self, context: &egui::Context) -> Keyboard {
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

    /// Gives the keyboard to the place that wants it, once it is there.
    pub(super) fn give_focus(&mut self, context: &egui::Context) {
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
}
