//! A submission beside its key: the article with both layers, what differs, what was learnt; in practice, the answer to each tag.

mod answer;
mod detail;
mod key_form;
mod learnt;
mod list;
mod marks;

use eframe::egui::{Button, Id, Label, RichText, Role, Ui, WidgetInfo};

pub(crate) use self::{answer::answer_bar_ui, key_form::KeyForm};
use self::{list::DifferenceList, marks::KeyMarks};
use super::{
    article::ArticleView,
    menu::action_button_ui,
    theme::{STRONG, font},
};
use crate::{
    app::{Action, Command, Document, RevealAction, RevealCommand, RevealTab, Stage, State, View},
    compare::class::{Part, Pupil},
    teaching::{AskedField, Task},
};

/// The view's own state.
#[derive(Debug, Default)]
pub(crate) struct RevealView {
    list: DifferenceList,
    /// Whether the field for the reason had the keyboard in the frame before.
    had_keyboard: bool,
}

impl RevealView {
    /// The id of the field for the reason to keep a claim.
    pub(crate) fn reason_id() -> Id {
        Id::unique("reason to keep the claim")
    }

    /// Whether the field for the reason had the keyboard in the frame before.
    pub(crate) fn had_keyboard(&self) -> bool {
        self.had_keyboard
    }

    /// Shows the article, with the key in it while the submission is beside that.
    pub(crate) fn article_ui(
        ui: &mut Ui,
        document: &Document,
        article: &mut ArticleView,
        zoom: f32,
        outbox: &mut Vec<Command>,
    ) {
        match document.revealing.held().filter(|_| document.revealing.is_shown()) {
            Some(key) => article.show_with(ui, document, Some(&KeyMarks::new(document, key)), zoom, outbox),
            None => article.show(ui, document, zoom, outbox),
        }
    }

    /// Shows what differs in the place of the claims; returns whether it did.
    pub(crate) fn side_ui(
        &mut self,
        ui: &mut Ui,
        state: &State,
        document: &Document,
        outbox: &mut Vec<Command>,
    ) -> bool {
        self.had_keyboard = false;
        let revealing = &document.revealing;
        let Some(key) = revealing.held().filter(|_| revealing.is_shown() && state.view == View::Read) else {
            return false;
        };
        head_ui(ui, state, document, outbox);
        tabs_ui(ui, document, outbox);
        ui.separator();
        match revealing.tab {
            RevealTab::Claims => return false,
            RevealTab::Learnt => learnt::learnt_ui(ui, document, key, outbox),
            RevealTab::Differences => self.list.show(ui, state, document, key, outbox),
        }
        self.had_keyboard = ui.memory(|memory| memory.has_focus(Self::reason_id()));
        true
    }
}

/// What is held against what, and what can be done about all of it.
fn head_ui(ui: &mut Ui, state: &State, document: &Document, outbox: &mut Vec<Command>) {
    let revealing = &document.revealing;
    let at = revealing.stage(&document.review);
    let title = match at {
        Stage::Second => "Second layer",
        Stage::Practice => "Checked so far",
        _ => "As handed in",
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(title).font(font(STRONG, 14.5)));
        let name = revealing.held().map_or("", |key| key.name.as_str());
        let beside = if name.is_empty() { "beside the key of the lesson".to_owned() } else { format!("beside {name}") };
        ui.label(RichText::new(beside).size(12.0).weak());
    });
    let learnt = revealing.revealed().learnt.as_ref();
    if let Some(task) = document.review.role().and_then(crate::teaching::Role::task) {
        counts_ui(ui, &revealing.revealed().components, learnt.map(|learnt| &learnt.components), task);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        match at {
            Stage::Handed => {
                action_button_ui(ui, state, Action::Reveal(RevealAction::Correct), "Correct my work", outbox);
            }
            Stage::Practice => {
                let words = if revealing.shows_missed(&document.review) {
                    "Hide what is missed"
                } else {
                    "Show what is missed"
                };
                action_button_ui(ui, state, Action::Reveal(RevealAction::Missed), words, outbox);
                action_button_ui(ui, state, Action::Reveal(RevealAction::Again), "Again", outbox);
            }
            _ => {}
        }
        let leave = if at == Stage::Practice { "Go on tagging" } else { "Leave the key" };
        action_button_ui(ui, state, Action::Reveal(RevealAction::Look), leave, outbox);
    });
}

/// What was right, component by component; never one figure.
pub(super) fn counts_ui(ui: &mut Ui, now: &Pupil, before: Option<&Pupil>, task: &Task) {
    let part = |of: &dyn Fn(&Pupil) -> Part| (of(now), before.map(of));
    let mut parts = vec![
        ("Found", part(&|pupil| pupil.identified)),
        ("Right tag", part(&|pupil| pupil.tagged)),
        ("Right words", part(&|pupil| pupil.delimited)),
    ];
    if task.fields.contains(&AskedField::Speaker) {
        parts.push(("Right speaker", part(&|pupil| pupil.attributed)));
    }
    if task.why {
        parts.push(("With a reason", part(&|pupil| pupil.justified)));
    }
    let has_some = |part: &Part| part.of > 0;
    let mut said: Vec<String> = parts
        .into_iter()
        // Where there was nothing to do, nothing is right or wrong.
        .filter(|(_, (now, before))| has_some(now) || before.as_ref().is_some_and(has_some))
        .map(|(name, (now, before))| match before.filter(|before| *before != now) {
            // Of as many as before, the figure alone.
            Some(before) if before.of == now.of => {
                format!("{name} {} of {}, before {}", now.right, now.of, before.right)
            }
            Some(before) => format!("{name} {} of {}, before {} of {}", now.right, now.of, before.right, before.of),
            None => format!("{name} {} of {}", now.right, now.of),
        })
        .collect();
    said.push(match before.map(|before| before.extra).filter(|before| *before != now.extra) {
        Some(before) => format!("Not in the key {}, before {before}", now.extra),
        None => format!("Not in the key {}", now.extra),
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        ui.spacing_mut().item_spacing.y = 2.0;
        for words in said {
            ui.add(Label::new(RichText::new(words).size(12.5)).extend());
        }
    });
}

fn tabs_ui(ui: &mut Ui, document: &Document, outbox: &mut Vec<Command>) {
    let revealing = &document.revealing;
    let open = revealing.open_to_see(&document.review);
    let mut tabs = vec![(RevealTab::Differences, "Differences", format!("Differences {open}"))];
    if let Some(learnt) = &revealing.revealed().learnt {
        let count = learnt.count(crate::app::Became::Learnt);
        tabs.push((RevealTab::Learnt, "Learnt", format!("Learnt {count}")));
    }
    tabs.push((RevealTab::Claims, "Claims", "Claims".to_owned()));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (tab, name, words) in tabs {
            let is_on = revealing.tab == tab;
            let button = Button::selectable(is_on, RichText::new(words).font(font(STRONG, 13.0)));
            let response = ui.add(button.frame_when_inactive(true));
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, format!("Show: {name}")));
            if response.clicked() && !is_on {
                outbox.push(Command::Reveal(RevealCommand::Show(tab)));
            }
        }
    });
}
