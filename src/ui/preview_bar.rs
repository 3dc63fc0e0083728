//! What was found out about an article that was just opened, and in what other manner it can be read, until its first claim.

use eframe::egui::{Align, Button, ComboBox, Label, Layout, RichText, Role, ScrollArea, Ui, WidgetInfo};

use super::{
    forms::fields::primary,
    menu::{action_button_ui, hint},
    theme::{Palette, STRONG, font},
};
use crate::{
    app::{Action, Command, Document, Manner, Preview, PreviewCommand, State, table::entry},
    article::{Article, Metadata},
    figure::shown,
    read::{Shown, encoding_named},
};

/// The encodings that are offered, by their names in the WHATWG Encoding Standard: those that old articles are in.
const ENCODINGS: [&str; 24] = [
    "UTF-8",
    "windows-1252",
    "ISO-8859-2",
    "windows-1250",
    "macintosh",
    "windows-1251",
    "KOI8-R",
    "KOI8-U",
    "IBM866",
    "ISO-8859-5",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "windows-874",
    "Shift_JIS",
    "EUC-JP",
    "ISO-2022-JP",
    "GBK",
    "Big5",
    "EUC-KR",
    "UTF-16LE",
];
/// The height of the warnings at most, in points; more are scrolled.
const WARNINGS_HEIGHT: f32 = 66.0;

/// The bar below the article.
pub(crate) fn preview_bar_ui(
    ui: &mut Ui,
    state: &State,
    document: &Document,
    preview: &Preview,
    outbox: &mut Vec<Command>,
) {
    let article = document.review.article();
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let begin = ui.add(primary(ui, "Begin"));
            if begin.on_hover_text("Puts this away; the first claim does it too (Esc)").clicked() {
                outbox.push(Command::Preview(PreviewCommand::Close));
            }
            action_button_ui(ui, state, Action::Details, "Details…", outbox);
            next_file_ui(ui, state, outbox);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(RichText::new(document.title()).font(font(STRONG, 15.0))).truncate());
            });
        });
    });
    ui.label(RichText::new(known(&article.metadata)).size(12.5));
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(read_as(article)).size(12.5).weak());
        manner_ui(ui, article, preview, outbox);
        remarks_ui(ui, preview, outbox);
    });
    warnings_ui(ui, preview);
}

/// Which of several files this is, and a way to the next.
fn next_file_ui(ui: &mut Ui, state: &State, outbox: &mut Vec<Command>) {
    let count = state.waiting.files.len();
    if count > 1 {
        action_button_ui(ui, state, Action::NextFile, "Next file", outbox);
        ui.label(RichText::new(format!("{} of {count}", state.waiting.opened)).size(12.5).weak());
    }
}

/// Who wrote it, where and when, as far as it is known.
fn known(metadata: &Metadata) -> String {
    let authors = (!metadata.authors.is_empty()).then(|| shown(&metadata.authors.join(", "), 80));
    let date = metadata.published.map(|date| date.to_string());
    let publisher = metadata.publisher.as_ref().map(|publisher| shown(publisher, 60));
    let parts: Vec<String> = [authors, publisher, date, metadata.language.clone()].into_iter().flatten().collect();
    if parts.is_empty() {
        return "Author, publisher and date are not known".to_owned();
    }
    parts.join(" · ")
}

/// How it was read, and how much there is.
fn read_as(article: &Article) -> String {
    let source = &article.source;
    let reader = source.reader.as_deref().unwrap_or("text");
    let encoding = source.encoding.as_ref().map(|encoding| format!(" · {encoding}")).unwrap_or_default();
    let blocks = article.blocks().len();
    let text = article.text();
    let characters = text.to_code_point(text.end()).0;
    let plural = if blocks == 1 { "" } else { "s" };
    let pages = match article.pages().len() {
        0 | 1 => String::new(),
        count => format!(" · {count} pages"),
    };
    format!("Read by {reader}{encoding} · {blocks} block{plural} · {characters} characters{pages}")
}

/// The other manners in which it can be read.
fn manner_ui(ui: &mut Ui, article: &Article, preview: &Preview, outbox: &mut Vec<Command>) {
    let manner = preview.manner;
    if let Some(encoding) = &article.source.encoding {
        let mut chosen = manner.encoding;
        let combo = ComboBox::from_id_salt("encoding").selected_text("Encoding").width(90.0).show_ui(ui, |ui| {
            if ui.selectable_label(manner.encoding.is_none(), "As found").clicked() {
                chosen = None;
            }
            for name in ENCODINGS {
                let is_on = manner.encoding.is_some() && encoding == name;
                if ui.selectable_label(is_on, name).clicked() {
                    chosen = encoding_named(name);
                }
            }
        });
        combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Encoding"));
        combo.response.on_hover_text("Reads the file again, if its letters look wrong");
        if chosen != manner.encoding {
            outbox.push(Command::Preview(PreviewCommand::ReadAgain(Manner { encoding: chosen, ..manner })));
        }
    }
    let other = match preview.shown {
        Shown::Everything => None,
        Shown::ArticleAlone => Some("Show the whole page"),
        Shown::WholePage => Some("Show the article alone"),
    };
    if let Some(words) = other {
        let tooltip = entry(Action::WholePage).map(hint).unwrap_or_default();
        if ui.button(words).on_hover_text(tooltip).clicked() {
            outbox.push(Command::Do(Action::WholePage));
        }
    }
    if preview.parts.len() > 1 {
        parts_ui(ui, preview, outbox);
    }
}

/// The articles that the file holds.
fn parts_ui(ui: &mut Ui, preview: &Preview, outbox: &mut Vec<Command>) {
    let manner = preview.manner;
    let count = preview.parts.len();
    let words = format!("Article {} of {count}", manner.part + 1);
    let combo = ComboBox::from_id_salt("part").selected_text(words).width(120.0).show_ui(ui, |ui| {
        for (number, part) in preview.parts.iter().enumerate() {
            let kept = part.kept.as_ref().map(|kept| format!(" · {kept}")).unwrap_or_default();
            let name = format!("{}{kept}", shown(&part.name, 80));
            let response = ui.selectable_label(number == manner.part, name);
            let response = match &part.address {
                Some(address) => response.on_hover_text(shown(address, 300)),
                None => response,
            };
            if response.clicked() && number != manner.part {
                outbox.push(Command::Preview(PreviewCommand::ReadAgain(Manner { part: number, ..manner })));
            }
        }
    });
    combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Article in the file"));
}

/// What others wrote beside the text.
fn remarks_ui(ui: &mut Ui, preview: &Preview, outbox: &mut Vec<Command>) {
    let count = preview.remarks.len();
    if count == 0 {
        return;
    }
    let words = if count == 1 { "Take over 1 comment".to_owned() } else { format!("Take over {count} comments") };
    let first: Vec<String> = preview.remarks.iter().take(5).map(|remark| shown(&remark.words, 120)).collect();
    let tooltip =
        format!("Makes an assertion of the words each is about, with the comment as its note:\n{}", first.join("\n"));
    if ui.add(Button::new(words)).on_hover_text(tooltip).clicked() {
        outbox.push(Command::Preview(PreviewCommand::TakeRemarks));
    }
}

fn warnings_ui(ui: &mut Ui, preview: &Preview) {
    if preview.warnings.is_empty() {
        return;
    }
    let color = Palette::of(ui.visuals().dark_mode).warning;
    ScrollArea::vertical().id_salt("warnings").max_height(WARNINGS_HEIGHT).auto_shrink([false, true]).show(ui, |ui| {
        for warning in &preview.warnings {
            ui.horizontal_top(|ui| {
                ui.label(RichText::new("!").font(font(STRONG, 13.0)).color(color));
                let response = ui.add(Label::new(RichText::new(warning).size(12.5)).wrap());
                response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, warning));
            });
        }
    });
}
