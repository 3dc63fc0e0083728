//! The pupil that is open: what is said to them, and where they differ from the key.

use eframe::egui::{
    self, Button, CornerRadius, FontId, Id, Key, Label, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind,
    TextEdit, Ui, WidgetInfo, pos2, vec2,
};

use super::words;
use crate::{
    app::{Action, ClassAction, ClassCommand, Classing, Command, Facing, RowMove, State},
    classroom::{Codebook, Difference},
    text::inert,
    ui::{
        claims_list::{line_of_text, name_field},
        keys::keeps_form,
        sight::Sight,
        theme::{Palette, READING, STRONG, font},
    },
};

/// The height of a line of the differences, in points.
const ROW_HEIGHT: f32 = 42.0;

/// The most of a difference's words that is shown, in bytes.
const EXCERPT_BYTES: usize = 120;

/// The height of what is said of the difference that is looked at, in points.
const DETAIL_HEIGHT: f32 = 84.0;

/// What the list of differences keeps from frame to frame.
#[derive(Debug, Default)]
pub(super) struct DifferencesList {
    /// By pupil and difference.
    sight: Sight<(usize, usize)>,
}

/// The field for what is said to the pupil.
pub(super) fn comment_id() -> Id {
    Id::unique("comment on a pupil")
}

/// Shows it; returns whether the comment has the keyboard.
pub(super) fn pupil_ui(
    ui: &mut Ui,
    state: &State,
    facing: &Facing,
    list: &mut DifferencesList,
    outbox: &mut Vec<Command>,
) -> bool {
    let class = &state.class;
    let palette = Palette::of(ui.visuals().dark_mode);
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.horizontal(|ui| {
        if ui.small_button("Close").on_hover_text("Esc").clicked() {
            outbox.push(Command::Class(ClassCommand::OpenRow(false)));
        }
        let name = class.name(facing.pupil);
        ui.add(Label::new(RichText::new(&name).font(font(STRONG, 14.5))).truncate()).on_hover_text(&name);
    });
    marks_ui(ui, class, facing.pupil, outbox);
    let had_comment = comment_ui(ui, class, facing.pupil, outbox);
    returned_ui(ui, class, facing.pupil, palette);
    list.show(ui, class, facing, outbox);
    had_comment
}

/// How far the pupil is, in three levels.
fn marks_ui(ui: &mut Ui, class: &Classing, pupil: usize, outbox: &mut Vec<Command>) {
    let said = class.said_of(pupil);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let levels = crate::teaching::Grade::ALL.map(Some).into_iter().enumerate().map(|(at, grade)| (at + 1, grade));
        for (digit, grade) in levels.chain([(0, None)]) {
            let is_on = said.grade == grade;
            let words = grade.map_or("No mark", crate::teaching::Grade::label);
            let shown = RichText::new(format!("{digit} {words}")).size(12.5);
            let response = ui.add(Button::selectable(is_on, shown).frame_when_inactive(true));
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, format!("Mark: {words}")));
            if response.clicked() && !is_on {
                outbox.push(Command::Do(Action::Class(ClassAction::Mark(grade))));
            }
        }
    });
}

/// What is said to the pupil; returns whether it is being typed.
fn comment_ui(ui: &mut Ui, class: &Classing, pupil: usize, outbox: &mut Vec<Command>) -> bool {
    let mut comment = class.said_of(pupil).comment;
    let field = TextEdit::multiline(&mut comment)
        .id(comment_id())
        .hint_text("What you say to the pupil (M)")
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        // Ctrl+Enter gives back and must not begin a line.
        .return_key(egui::KeyboardShortcut::new(egui::Modifiers::NONE, Key::Enter));
    // From pupil to pupil without leaving the field.
    let is_focused = ui.memory(|memory| memory.has_focus(comment_id()));
    if is_focused {
        for (key, by) in [(Key::ArrowDown, 1), (Key::ArrowUp, -1)] {
            if ui.input_mut(|input| input.consume_key(egui::Modifiers::ALT, key)) {
                outbox.push(Command::Class(ClassCommand::Go(RowMove::By(by))));
            }
        }
    }
    let response = ui.add(field);
    name_field(ui, response.id, "Comment");
    if response.changed() {
        outbox.push(Command::Class(ClassCommand::Comment(pupil, comment)));
    }
    if is_focused && keeps_form(ui) {
        outbox.push(Command::Do(Action::Class(ClassAction::GiveBack)));
    }
    response.has_focus()
}

/// What was returned before, and whether what stands in the field is in no file yet.
fn returned_ui(ui: &mut Ui, class: &Classing, pupil: usize, palette: &Palette) {
    if class.is_unwritten(pupil) {
        let words = "Not written yet";
        let response =
            ui.label(RichText::new("Not written yet; Ctrl+Enter gives back").size(12.0).color(palette.warning));
        response.widget_info(|| WidgetInfo::labeled(Role::Status, true, words));
    }
    if let Some(returned) = class.returned(pupil) {
        let by = returned.by.trim();
        let by = if by.is_empty() { String::new() } else { format!(" by {}", inert(by)) };
        let when = returned.at.strftime("%-d %B %Y, %H:%M UTC");
        let words = format!("Given back{by}, {when}");
        let mark = returned.grade.map_or("no mark", crate::teaching::Grade::label);
        let before = format!("{mark}\n{}", inert(returned.comment.trim()));
        ui.add(Label::new(RichText::new(words).size(12.0).weak()).truncate()).on_hover_text(before);
    }
}

impl DifferencesList {
    /// Where the pupil differs from the key, in text order.
    fn show(&mut self, ui: &mut Ui, class: &Classing, facing: &Facing, outbox: &mut Vec<Command>) {
        let right = facing.reveal.entries.len() - facing.differences.len();
        let count = words::counted(facing.differences.len(), "difference", "differences");
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(format!("{count} from the key, {right} the same")).font(font(STRONG, 12.5)));
            ui.label(RichText::new("K: key, P: pupil").size(11.5).weak())
                .on_hover_text("The upper line under the words is the key’s, the lower the pupil’s");
        });
        let current = facing.current.and_then(|current| facing.reveal.entries.get(current));
        let below = if current.is_some() { DETAIL_HEIGHT } else { 0.0 };
        let height = (ui.available_height() - below).max(ROW_HEIGHT);
        let pitch = ROW_HEIGHT + ui.spacing().item_spacing.y;
        let mut area = ScrollArea::vertical().id_salt("differences of a pupil");
        let line_of = |(_, current)| facing.differences.iter().position(|entry| *entry == current);
        let looked = facing.current.map(|current| (facing.pupil, current));
        if let Some(offset) = self.sight.offset_to(looked, pitch, line_of) {
            area = area.vertical_scroll_offset(offset);
        }
        let area = area.max_height(height).auto_shrink([false, true]);
        let output = area.show_rows(ui, ROW_HEIGHT, facing.differences.len(), |ui, rows| {
            for entry in rows.filter_map(|at| facing.differences.get(at).copied()) {
                difference_ui(ui, class, facing, entry, outbox);
            }
        });
        self.sight.note(&output);
        if let Some(current) = current {
            ui.separator();
            ScrollArea::vertical().id_salt("difference in full").show(ui, |ui| detail_ui(ui, class, current));
        }
    }
}

fn kind(entry: &Difference) -> String {
    match &entry.speakers {
        Some(speakers) => {
            let name =
                |name: Option<&String>| name.map_or_else(|| "nobody".to_owned(), |name| inert(name).into_owned());
            let who =
                format!("Speaker {} instead of {}", name(speakers.given.as_ref()), name(speakers.expected.as_ref()));
            if entry.kind == crate::compare::FindingKind::Correct {
                who
            } else {
                format!("{}; {who}", entry.kind.label())
            }
        }
        None => entry.kind.label().to_owned(),
    }
}

fn difference_ui(ui: &mut Ui, class: &Classing, facing: &Facing, number: usize, outbox: &mut Vec<Command>) {
    let (Some(entry), Some(open)) = (facing.reveal.entries.get(number), class.open()) else { return };
    let palette = Palette::of(ui.visuals().dark_mode);
    let text = open.key.article().text().as_str();
    let shown = inert(&words::excerpt(text, &entry.bytes, EXCERPT_BYTES)).into_owned();
    let kind = kind(entry);
    let is_on = facing.current == Some(number);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_on, format!("{kind}: {shown}")));
    if response.clicked() {
        outbox.push(Command::Class(ClassCommand::ChooseDifference(number)));
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter_at(rect);
    if is_on || response.hovered() || response.has_focus() {
        let fill = if is_on { palette.selection } else { palette.raised };
        painter.rect_filled(rect, CornerRadius::same(6), fill);
    }
    if is_on || response.has_focus() {
        let stroke = Stroke::new(1.2, palette.accent);
        painter.rect_stroke(rect.shrink(0.5), CornerRadius::same(6), stroke, StrokeKind::Inside);
    }
    let at = pos2(rect.left() + 8.0, rect.top() + 4.0);
    let width = Rect::from_min_max(at, rect.max).width() - 8.0;
    line_of_text(&painter, at, &kind, font(STRONG, 12.5), palette.ink, width);
    line_of_text(&painter, at + vec2(0.0, 17.0), &shown, font(READING, 14.0), palette.soft_ink, width);
}

/// The rule a difference turns on, and what the teacher says about it.
fn detail_ui(ui: &mut Ui, class: &Classing, entry: &Difference) {
    let Some(open) = class.open() else { return };
    let language = open.key.article().metadata.language.as_deref().unwrap_or_default();
    let rule = entry.rule.as_deref().and_then(|rule| Codebook::in_language(language).rule(rule));
    if let Some(rule) = rule {
        ui.add(Label::new(RichText::new(&rule.title).font(font(STRONG, 12.5))).wrap());
        ui.add(Label::new(RichText::new(&rule.rule).font(FontId::proportional(12.5))).wrap());
    }
    for note in &entry.notes {
        ui.add(Label::new(RichText::new(inert(note.trim())).size(12.5)).wrap());
    }
    if rule.is_none() && entry.notes.is_empty() {
        ui.weak("The key says nothing more about it");
    }
}
