//! Sentences for the reviewer, and the first steps' hint, over the lower edge of the article.

use std::collections::HashMap;

use eframe::egui::{self, Align2, Area, Frame, Id, Label, Order, Rect, RichText, Role, Stroke, Ui, WidgetInfo, vec2};

use super::theme::{Palette, STRONG, font};
use crate::app::{Command, Notice, NoticeKind, State, View};

/// How long a notice that is merely good to know stays, in seconds.
const INFO_SECONDS: f64 = 6.0;

/// When each notice was first shown.
#[derive(Debug, Default)]
pub(crate) struct Notices {
    since: HashMap<u64, f64>,
}

impl Notices {
    /// Shows the notices inside `bounds`.
    pub(crate) fn show(&mut self, context: &egui::Context, state: &State, bounds: Rect, outbox: &mut Vec<Command>) {
        self.since.retain(|number, _| state.notices.iter().any(|notice| notice.number == *number));
        let now = context.input(|input| input.time);
        let at = bounds.left_bottom() + vec2(16.0, -16.0);
        let width = (bounds.width() - 48.0).min(560.0);
        Area::new(Id::unique("notices"))
            .order(Order::Foreground)
            .pivot(Align2::LEFT_BOTTOM)
            .fixed_pos(at)
            .fade_in(false)
            .show(context, |ui| {
                for notice in state.notices.iter().rev().take(4).rev() {
                    let since = *self.since.entry(notice.number).or_insert(now);
                    if notice.kind == NoticeKind::Info {
                        let left = since + INFO_SECONDS - now;
                        if left <= 0.0 {
                            outbox.push(Command::Dismiss(notice.number));
                        }
                        context.request_repaint_after(std::time::Duration::from_secs_f64(left.max(0.0)));
                    }
                    notice_ui(ui, notice, width, outbox);
                }
                if state.hint_shown && state.view != View::Class {
                    hint_ui(ui, width, outbox);
                }
            });
    }
}

fn notice_ui(ui: &mut Ui, notice: &Notice, width: f32, outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let (mark, color) = match notice.kind {
        NoticeKind::Info => ("i", palette.accent),
        NoticeKind::Warning => ("!", palette.warning),
        NoticeKind::Error => ("×", palette.error),
    };
    Frame::popup(ui.style()).inner_margin(10).stroke(Stroke::new(1.0, color)).show(ui, |ui| {
        ui.set_max_width(width);
        ui.horizontal_top(|ui| {
            ui.label(RichText::new(mark).font(font(STRONG, 15.0)).color(color));
            let response = ui.add_sized([0.0, 0.0], Label::new(""));
            response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, &notice.words));
            ui.scope(|ui| {
                ui.set_max_width((width - 110.0).max(120.0));
                ui.add(Label::new(&notice.words).wrap());
            });
            if ui.button("Close").clicked() {
                outbox.push(Command::Dismiss(notice.number));
            }
        });
    });
}

fn hint_ui(ui: &mut Ui, width: f32, outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    Frame::popup(ui.style()).inner_margin(14).stroke(Stroke::new(1.0, palette.accent)).show(ui, |ui| {
        ui.set_max_width(width);
        ui.label(RichText::new("Three steps to begin with").font(font(STRONG, 15.0)));
        for (number, words) in [
            "Select some words: drag over them, or press E to grow from word to quotation to sentence",
            "Press Q, A or C to tag them as quote, assertion or commentary; or press G, and decide about what is proposed",
            "Say on the right who said it and what became of the check; save with Ctrl+S",
        ]
        .into_iter()
        .enumerate()
        {
            ui.horizontal_top(|ui| {
                ui.label(RichText::new(format!("{}", number + 1)).font(font(STRONG, 13.5)).color(palette.accent));
                ui.add(Label::new(words).wrap());
            });
        }
        ui.add_space(2.0);
        ui.horizontal(|ui| {
            if ui.button("Got it").clicked() {
                outbox.push(Command::HideHint);
            }
            ui.label(RichText::new("Press ? for every shortcut, Ctrl+K for every command").weak());
        });
    });
}
