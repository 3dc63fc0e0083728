//! A verdict to choose: its labels beside one another, by pointer or by number.

use eframe::egui::{
    self, Button, EventFilter, Frame, Id, Key, Modifiers, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    vec2,
};

use crate::{
    claim::{VerdictKind, VerdictLabel, VerdictScheme},
    ui::{keys::NUMBERS, theme::Palette},
};

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// This label, by its name.
    Label(String),
    /// None any more.
    None,
}

/// The question a scheme answers and its labels. While it has the keyboard a number chooses, arrows and Enter do, and Backspace takes
/// the verdict back.
pub(super) fn verdict_ui(ui: &mut Ui, id: Id, scheme: &VerdictScheme, chosen: Option<&str>) -> Option<Choice> {
    let labels = offered(scheme, chosen);
    let has_keyboard = ui.memory(|memory| memory.has_focus(id));
    let at = labels.iter().position(|label| Some(label.name.as_str()) == chosen);
    let mut choice = None;
    let mut candidate = None;
    if has_keyboard {
        let kept = ui.data(|data| data.get_temp::<usize>(id)).or(at).unwrap_or(0);
        let (moved, typed) = keys(ui, kept, &labels);
        ui.data_mut(|data| data.insert_temp(id, moved));
        candidate = Some(moved);
        choice = typed;
    } else {
        ui.data_mut(|data| data.remove_temp::<usize>(id));
    }
    let question = question(scheme.kind);
    let shown = Frame::new().inner_margin(3).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for (number, label) in labels.iter().enumerate() {
                let is_on = at == Some(number);
                if pill_ui(ui, question, label, is_on, candidate == Some(number), has_keyboard.then_some(number)) {
                    choice = Some(if is_on { Choice::None } else { Choice::Label(label.name.clone()) });
                }
            }
        });
    });
    let response = ui.interact(shown.response.rect, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, true, question));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if has_keyboard {
        let palette = Palette::of(ui.visuals().dark_mode);
        let stroke = Stroke::new(1.5, palette.accent);
        ui.painter().rect_stroke(response.rect, 6.0, stroke, StrokeKind::Inside);
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    }
    choice
}

/// The name of the group for those who hear it.
pub(super) fn question(kind: VerdictKind) -> &'static str {
    match kind {
        VerdictKind::Attribution => "Verdict: was it said?",
        VerdictKind::Content => "Verdict: is it so?",
    }
}

/// The labels to choose from, with the one that was chosen even when it is no longer offered.
fn offered(scheme: &VerdictScheme, chosen: Option<&str>) -> Vec<VerdictLabel> {
    let mut labels: Vec<VerdictLabel> = scheme.offered().cloned().collect();
    let is_offered = |name: &str| labels.iter().any(|label| label.name == name);
    if let Some(name) = chosen.filter(|name| !is_offered(name)) {
        let known = scheme.label(name).cloned();
        labels.push(known.unwrap_or_else(|| VerdictLabel { withdrawn: true, ..VerdictLabel::named(name) }));
        // A name that no scheme knows is kept as it is.
        if let Some(last) = labels.last_mut() {
            name.clone_into(&mut last.name);
        }
    }
    labels
}

/// Where the arrows lead, and what was chosen.
fn keys(ui: &Ui, at: usize, labels: &[VerdictLabel]) -> (usize, Option<Choice>) {
    let count = labels.len();
    let label = |number: usize| labels.get(number).map(|label| Choice::Label(label.name.clone()));
    ui.input_mut(|input| {
        let mut at = at.min(count.saturating_sub(1));
        for (key, forward) in
            [(Key::ArrowRight, true), (Key::ArrowDown, true), (Key::ArrowLeft, false), (Key::ArrowUp, false)]
        {
            for _ in 0..input.count_and_consume_key(Modifiers::NONE, key) {
                at = if forward { (at + 1) % count.max(1) } else { (at + count.max(1) - 1) % count.max(1) };
            }
        }
        let numbered = NUMBERS.iter().position(|key| input.consume_key(Modifiers::NONE, *key));
        if let Some(number) = numbered.filter(|number| *number < count) {
            return (number, label(number));
        }
        let enter = input.consume_key(Modifiers::NONE, Key::Enter) || input.consume_key(Modifiers::NONE, Key::Space);
        if enter {
            return (at, label(at));
        }
        let back =
            input.consume_key(Modifiers::NONE, Key::Backspace) || input.consume_key(Modifiers::NONE, Key::Delete);
        (at, back.then_some(Choice::None))
    })
}

fn pill_ui(
    ui: &mut Ui,
    question: &str,
    label: &VerdictLabel,
    is_on: bool,
    is_candidate: bool,
    number: Option<usize>,
) -> bool {
    let words = match number {
        Some(number) if number < NUMBERS.len() => format!("{} {}", number + 1, label.label),
        _ => label.label.clone(),
    };
    let words = if label.withdrawn { format!("{words} (no longer offered)") } else { words };
    let words = RichText::new(words).size(12.0);
    let words = if is_candidate { words.underline() } else { words };
    // The group is what the keyboard reaches, not each label by itself.
    let button = Button::selectable(is_on, words).frame_when_inactive(true).sense(Sense::CLICK);
    let response = ui.add(button);
    response
        .widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, format!("{question} {}", label.label)));
    let is_clicked = response.clicked();
    if !label.meaning.is_empty() {
        response.on_hover_text(egui::WidgetText::from(label.meaning.as_str()));
    }
    is_clicked
}
