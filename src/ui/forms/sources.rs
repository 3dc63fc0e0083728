//! All evidence and all contacts of a review.

use std::collections::HashMap;

use eframe::egui::{
    Align, Button, Color32, FontId, Id, Layout, Response, RichText, Role, TextWrapMode, Ui, WidgetInfo, vec2,
};

use super::{
    contact::today,
    fields::{address_ui, heading},
    register::{Listing, Watch, button_ui, close_ui, counted, cut_ui, fits, nothing_ui, room, writable_ui},
};
use crate::{
    app::{CheckCommand, Command, Document, Overlay},
    article::PartialDate,
    claim::{Address, Contact, Evidence, EvidenceId, Reply},
    figure::shown,
    ui::theme::{Palette, STRONG, font},
};

/// The height of a row, in points: a line with buttons, and two below it.
const ROW_HEIGHT: f32 = 66.0;

/// What is listed.
#[derive(Debug, Default)]
pub(super) struct SourcesForm {
    watch: Watch,
    section: Section,
    evidence: Listing,
    contacts: Listing,
    /// How many claims rest on each piece.
    counts: HashMap<EvidenceId, usize>,
    /// The button that laid another form over this one: when that is left, everything is found as it was.
    laid_by: Option<Id>,
    /// Whether what had the keyboard has gone with its row.
    wants_keyboard: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Section {
    #[default]
    Evidence,
    Contacts,
}

/// What goes on around a row.
struct Around<'a> {
    is_writable: bool,
    today: &'a str,
    palette: &'static Palette,
}

impl SourcesForm {
    /// Shows the form.
    pub(super) fn ui(&mut self, ui: &mut Ui, document: &Document, is_new: bool, outbox: &mut Vec<Command>) {
        let laid_by = self.laid_by.take_if(|_| is_new);
        self.follow(document, is_new, laid_by.is_some());
        let screen = ui.ctx().content_rect();
        ui.set_width((screen.width() - 80.0).min(760.0));
        heading(ui, "Evidence and contacts");
        let is_writable = writable_ui(ui, document);
        self.sections_ui(ui, document);
        let review = &document.review;
        let (evidence, contacts) = (review.evidence(), review.contacts());
        let (listing, name, all, none) = match self.section {
            Section::Evidence => (
                &mut self.evidence,
                "Filter evidence",
                evidence.len(),
                "No evidence yet. Choose a claim and press X to add what its verdict rests on",
            ),
            Section::Contacts => (
                &mut self.contacts,
                "Filter contacts",
                contacts.len(),
                "Nobody was asked yet. Choose a claim and press O to note who was asked about it",
            ),
        };
        if all == 0 {
            nothing_ui(ui, none);
            return close_ui(ui, outbox);
        }
        let filter = listing.filter_ui(ui, name);
        match laid_by {
            Some(button) => ui.memory_mut(|memory| memory.request_focus(button)),
            None if is_new || std::mem::take(&mut self.wants_keyboard) => filter.request_focus(),
            None => {}
        }
        if listing.rows.is_empty() {
            nothing_ui(ui, "Nothing here has these words");
        }
        let around = Around { is_writable, today: &today(), palette: Palette::of(ui.visuals().dark_mode) };
        let height = (screen.height() - 250.0).max(130.0);
        let (section, counts) = (self.section, &self.counts);
        listing.rows_ui(ui, name, (ROW_HEIGHT, height), None, |ui, row| {
            let before = outbox.len();
            let opened = match section {
                Section::Evidence => evidence.get(row).and_then(|piece| {
                    let rests = counts.get(&piece.id).copied().unwrap_or_default();
                    piece_ui(ui, piece, rests, &around, outbox)
                }),
                Section::Contacts => contacts.get(row).and_then(|contact| contact_ui(ui, contact, &around, outbox)),
            };
            self.wants_keyboard |= opened.is_none() && outbox.len() > before;
            self.laid_by = opened.or(self.laid_by);
        });
        close_ui(ui, outbox);
    }

    /// Brings the lists in step with the review.
    fn follow(&mut self, document: &Document, is_new: bool, is_back: bool) {
        if !self.watch.knows(document) {
            *self = Self::default();
        } else if is_new && !is_back {
            self.evidence.words.clear();
            self.contacts.words.clear();
        }
        let has_changed = self.watch.see(document);
        let review = &document.review;
        if has_changed {
            self.counts.clear();
            for link in review.claims().in_order().iter().flat_map(|claim| &claim.check().evidence) {
                *self.counts.entry(link.evidence).or_default() += 1;
            }
        }
        self.evidence.follow(has_changed, |wanted| {
            let has = |piece: &Evidence| {
                let kind = piece.kind.map_or("", |kind| kind.label());
                let known = [piece.name(), &piece.author, &piece.publisher, &piece.address, &piece.passage, kind];
                fits(wanted, &known)
            };
            positions(review.evidence(), has)
        });
        self.contacts.follow(has_changed, |wanted| {
            let has = |contact: &Contact| {
                let answer = if let Reply::Answer(words) = &contact.reply { words } else { "" };
                fits(wanted, &[&contact.who, &contact.channel, &contact.question, answer])
            };
            positions(review.contacts(), has)
        });
    }

    fn sections_ui(&mut self, ui: &mut Ui, document: &Document) {
        let (evidence, contacts) = (document.review.evidence().len(), document.review.contacts().len());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (section, words) in [
                (Section::Evidence, format!("Evidence ({evidence})")),
                (Section::Contacts, format!("Contacts ({contacts})")),
            ] {
                let is_on = self.section == section;
                let button = Button::selectable(is_on, RichText::new(&words).size(12.5)).frame_when_inactive(true);
                let response = ui.add(button);
                response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, &words));
                if response.clicked() {
                    self.section = section;
                }
            }
        });
    }
}

fn positions<T>(records: &[T], has: impl Fn(&T) -> bool) -> Vec<usize> {
    records.iter().enumerate().filter(|(_, record)| has(record)).map(|(row, _)| row).collect()
}

/// The first line of a row: its buttons, and before them what it is called. Returns the button that opens it if that was pressed.
fn first_line_ui(ui: &mut Ui, name: &str, noun: &str, buttons: impl FnOnce(&mut Ui) -> Option<Response>) -> Option<Id> {
    let line = vec2(ui.available_width(), ui.spacing().interact_size.y);
    // The lines below it are lines of small text.
    ui.spacing_mut().interact_size.y = 16.0;
    ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| {
        let opened = buttons(ui);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            cut_ui(ui, RichText::new(if name.is_empty() { noun } else { name }).font(font(STRONG, 13.5)));
        });
        opened.filter(Response::clicked).map(|response| response.id)
    })
    .inner
}

fn piece_ui(ui: &mut Ui, piece: &Evidence, rests: usize, around: &Around<'_>, outbox: &mut Vec<Command>) -> Option<Id> {
    let mut ui = room(ui, Id::unique(("evidence of the register", piece.id.0)), ROW_HEIGHT);
    let name = shown(piece.name(), 80);
    let opened = first_line_ui(&mut ui, &name, "", |ui| {
        let remove = button_ui(ui, "Remove", &format!("Remove evidence: {name}"), around.is_writable);
        if remove
            .on_hover_text("Out of the review, and from every claim that rests on it; undo brings it back")
            .clicked()
        {
            outbox.push(Command::Check(CheckCommand::RemoveEvidence(piece.id)));
        }
        Some(button_ui(ui, "Open…", &format!("Open evidence: {name}"), true))
    });
    if opened.is_some() {
        outbox.push(Command::Lay(Overlay::Evidence(piece.id)));
    }
    let date = piece.published.map(|date| date.to_string());
    let kind = piece.kind.map(|kind| kind.label().to_owned());
    let publisher = Some(shown(&piece.publisher, 60)).filter(|publisher| !publisher.is_empty());
    let rests = counted(rests, "claim rests on it", "claims rest on it");
    let words: Vec<String> = [kind, publisher, date, Some(rests)].into_iter().flatten().collect();
    let is_unarchived = Address::parse(&piece.address).is_some_and(|address| address.is_web())
        && piece.archive_address.trim().is_empty();
    let marks = [(piece.confidential, "Confidential"), (is_unarchived, "Not archived")];
    ui.horizontal(|ui| {
        for (_, mark) in marks.into_iter().filter(|(is_set, _)| *is_set) {
            ui.label(RichText::new(mark).size(12.0).color(around.palette.warning));
        }
        cut_ui(ui, RichText::new(words.join(" · ")).size(12.0).weak());
    });
    lead_ui(&mut ui, &piece.address);
    opened
}

fn contact_ui(ui: &mut Ui, contact: &Contact, around: &Around<'_>, outbox: &mut Vec<Command>) -> Option<Id> {
    let mut ui = room(ui, Id::unique(("contact of the register", contact.id.0)), ROW_HEIGHT);
    let who = shown(&contact.who, 80);
    let opened = first_line_ui(&mut ui, &who, "Nobody named", |ui| {
        let remove = button_ui(ui, "Remove", &format!("Remove contact: {who}"), around.is_writable);
        if remove.on_hover_text("Out of the review; undo brings it back").clicked() {
            outbox.push(Command::Check(CheckCommand::RemoveContact(contact.id)));
        }
        let open = button_ui(ui, "Open…", &format!("Open contact: {who}"), true);
        if contact.is_open() {
            let given_up = button_ui(ui, "No reply", &format!("No reply from: {who}"), around.is_writable);
            if given_up.on_hover_text("Nothing came, and nothing is waited for any more").clicked() {
                let contact = Contact { reply: Reply::NoReply, ..contact.clone() };
                outbox.push(Command::Check(CheckCommand::AmendContact(Box::new(contact))));
            }
        }
        Some(open)
    });
    if opened.is_some() {
        outbox.push(Command::Lay(Overlay::Contact(contact.id)));
    }
    let (words, color) = came(contact, around);
    cut_ui(&mut ui, RichText::new(words).size(12.0).color(color));
    let asked = contact.asked.map(|date| format!("asked on {date}"));
    let confidential = contact.confidential.then(|| "confidential".to_owned());
    let about = Some(format!("about {}", counted(contact.claims.len(), "claim", "claims")));
    let words: Vec<String> = [asked, about, confidential].into_iter().flatten().collect();
    ui.horizontal(|ui| {
        ui.label(RichText::new(words.join(" · ")).size(12.0).weak());
        lead_ui(ui, &contact.channel);
    });
    opened
}

/// What came of asking, and in what colour that is said.
fn came(contact: &Contact, around: &Around<'_>) -> (String, Color32) {
    let palette = around.palette;
    match (&contact.reply, contact.deadline) {
        (Reply::NoReply, _) => ("No reply".to_owned(), palette.soft_ink),
        (Reply::Answer(words), _) => {
            let on = contact.answered.map(|date| format!(" on {date}")).unwrap_or_default();
            let words = shown(words, 120);
            let colon = if words.is_empty() { "" } else { ": " };
            (format!("Answered{on}{colon}{words}"), palette.success)
        }
        (Reply::Open, Some(deadline)) if is_over(deadline, around.today) => {
            (format!("Overdue: an answer was wanted by {deadline}"), palette.error)
        }
        (Reply::Open, Some(deadline)) => (format!("Open: an answer is wanted by {deadline}"), palette.warning),
        (Reply::Open, None) => ("Open: no answer yet".to_owned(), palette.warning),
    }
}

/// Whether a date lies wholly before today, as a month does when it has ended.
fn is_over(date: PartialDate, today: &str) -> bool {
    let date = date.to_string();
    today.get(..date.len()).is_some_and(|today| date.as_str() < today)
}

/// An address on one line, as a link if it may be opened.
fn lead_ui(ui: &mut Ui, words: &str) {
    let words = words.trim();
    ui.scope(|ui| {
        ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
        ui.style_mut().override_font_id = Some(FontId::proportional(12.0));
        match Address::parse(words) {
            Some(_) => address_ui(ui, words),
            None => {
                cut_ui(ui, RichText::new(shown(words, 200)).size(12.0));
            }
        }
    });
}
