//! What is known about the article, to be corrected, and where its text came from.

use eframe::egui::{RichText, ScrollArea, Ui};

use super::fields::{
    Left, caption, choice_ui, date_of, date_ui, date_words, end_ui, heading, is_date_or_nothing, line_ui, lines_ui,
    row_ui,
};
use crate::{
    app::{Action, Command, Document},
    article::{Article, ArticleKind, Metadata, Source},
};

/// What is being typed about the article.
#[derive(Debug, Default)]
pub(super) struct DetailsForm {
    title: String,
    authors: String,
    publisher: String,
    republisher: String,
    published: String,
    updated: String,
    url: String,
    archive_url: String,
    language: String,
    kind: Option<ArticleKind>,
}

impl DetailsForm {
    /// Shows the form.
    pub(super) fn ui(&mut self, ui: &mut Ui, document: &Document, is_new: bool, outbox: &mut Vec<Command>) {
        let article = document.review.article();
        if is_new {
            *self = Self::of(&article.metadata);
        }
        let screen = ui.ctx().content_rect();
        ui.set_width((screen.width() - 80.0).min(600.0));
        heading(ui, "Article’s details");
        if document.lesson.hides() {
            ui.label("This assignment hides headline, byline and source, so that the text is judged by itself.");
            if ui.button("Close").clicked() {
                outbox.push(Command::Do(Action::Escape));
            }
            return;
        }
        let is_writable = document.read_only.is_none();
        ScrollArea::vertical().max_height((screen.height() - 220.0).max(160.0)).auto_shrink([false, true]).show(
            ui,
            |ui| {
                // Room for the scroll bar.
                ui.set_max_width(ui.available_width() - 14.0);
                ui.add_enabled_ui(is_writable, |ui| self.fields_ui(ui, is_new));
                source_ui(ui, article);
            },
        );
        let is_ready = is_writable && [&self.published, &self.updated].iter().all(|words| is_date_or_nothing(words));
        match end_ui(ui, "Keep", is_ready) {
            Left::Kept => {
                let metadata = self.metadata();
                outbox.push(Command::Do(Action::Escape));
                if metadata != article.metadata {
                    outbox.push(Command::AmendArticle(Box::new(metadata)));
                }
            }
            Left::Dropped => outbox.push(Command::Do(Action::Escape)),
            Left::NotYet => {}
        }
    }

    fn of(metadata: &Metadata) -> Self {
        let words = |words: &Option<String>| words.clone().unwrap_or_default();
        Self {
            title: words(&metadata.title),
            authors: metadata.authors.join("\n"),
            publisher: words(&metadata.publisher),
            republisher: words(&metadata.republisher),
            published: date_words(metadata.published.as_ref()),
            updated: date_words(metadata.updated.as_ref()),
            url: words(&metadata.url),
            archive_url: words(&metadata.archive_url),
            language: words(&metadata.language),
            kind: metadata.kind,
        }
    }

    fn metadata(&self) -> Metadata {
        let words = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        Metadata {
            title: words(&self.title),
            authors: self.authors.lines().filter_map(words).collect(),
            publisher: words(&self.publisher),
            republisher: words(&self.republisher),
            published: date_of(&self.published),
            updated: date_of(&self.updated),
            url: words(&self.url),
            archive_url: words(&self.archive_url),
            language: words(&self.language),
            kind: self.kind,
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, is_new: bool) {
        let response = line_ui(ui, "Title", "As it is shown", &mut self.title);
        if is_new {
            response.request_focus();
        }
        lines_ui(ui, "Authors", "One a line", 2, &mut self.authors);
        line_ui(ui, "Publisher", "Who published it first", &mut self.publisher);
        line_ui(ui, "Republisher", "Who published it again, and may have added to it", &mut self.republisher);
        date_ui(ui, "Published", &mut self.published);
        date_ui(ui, "Updated", &mut self.updated);
        line_ui(ui, "Address", "https://…", &mut self.url);
        line_ui(ui, "Archived at", "The address of a copy in an archive", &mut self.archive_url);
        line_ui(ui, "Language", "Such as en, de or pt-BR", &mut self.language);
        row_ui(ui, "Kind", |ui| {
            let kinds = ArticleKind::ALL.map(|kind| (Some(kind), kind.label()));
            choice_ui(ui, "Kind", &mut self.kind, [(None, "Not said")].into_iter().chain(kinds));
        });
    }
}

/// Where the text came from: what another reviewer needs to find the same again.
fn source_ui(ui: &mut Ui, article: &Article) {
    let Source { file, media_type, encoding, sha256, opened, reader } = &article.source;
    caption(ui, "Where the text came from");
    let opened = opened.map(|at| at.strftime("%Y-%m-%d %H:%M UTC").to_string());
    let rows = [
        ("File", file.as_ref()),
        ("Media type", media_type.as_ref()),
        ("Encoding", encoding.as_ref()),
        ("Read by", reader.as_ref()),
        ("Read at", opened.as_ref()),
        ("SHA-256", sha256.as_ref()),
    ];
    for (name, words) in rows {
        if let Some(words) = words {
            row_ui(ui, name, |ui| {
                // On the line of its name, which stands in the middle of a row.
                ui.add_space(5.0);
                ui.label(RichText::new(words).size(12.5));
            });
        }
    }
}
