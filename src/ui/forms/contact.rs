//! Who was asked, and what came of it.

use eframe::egui::{ScrollArea, Ui};
use jiff::Timestamp;
use uuid::Uuid;

use super::fields::{
    Left, caption, choice_ui, date_of, date_ui, date_words, end_ui, heading, is_date_or_nothing, line_ui, lines_ui,
    row_ui, select_all,
};
use crate::{
    app::{Action, CheckCommand, Command, Document},
    claim::{ClaimId, Contact, ContactId, Reply},
    review::excerpt,
};

/// What is being typed about one contact.
#[derive(Debug, Default)]
pub(super) struct ContactForm {
    id: Option<ContactId>,
    claims: Vec<ClaimId>,
    who: String,
    channel: String,
    asked: String,
    question: String,
    deadline: String,
    answered: String,
    answer: String,
    came: Came,
    confidential: bool,
}

/// What came of asking, apart from its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Came {
    #[default]
    Nothing,
    Answer,
    NoReply,
}

impl ContactForm {
    /// Shows the form of a new contact about the claims that are picked or focused, or of one that is there.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        id: Option<ContactId>,
        is_new: bool,
        outbox: &mut Vec<Command>,
    ) {
        if is_new {
            *self = id.and_then(|id| document.review.contact(id)).map_or_else(|| Self::begun(document), Self::of);
        }
        let screen = ui.ctx().content_rect();
        ui.set_width((screen.width() - 80.0).min(600.0));
        heading(ui, if id.is_some() { "Contact" } else { "Add contact" });
        let is_writable = document.read_only.is_none();
        ScrollArea::vertical().max_height((screen.height() - 220.0).max(160.0)).auto_shrink([false, true]).show(
            ui,
            |ui| {
                // Room for the scroll bar.
                ui.set_max_width(ui.available_width() - 14.0);
                ui.add_enabled_ui(is_writable, |ui| self.fields_ui(ui, document, is_new));
            },
        );
        let dates = [&self.asked, &self.deadline, &self.answered];
        let is_ready =
            is_writable && !self.who.trim().is_empty() && dates.iter().all(|words| is_date_or_nothing(words));
        let keep = if id.is_some() { "Keep" } else { "Add" };
        match end_ui(ui, keep, is_ready) {
            Left::Kept => {
                let contact = Box::new(self.contact());
                outbox.push(Command::Do(Action::Escape));
                outbox.push(Command::Check(match id {
                    Some(_) => CheckCommand::AmendContact(contact),
                    None => CheckCommand::AddContact(contact),
                }));
            }
            Left::Dropped => outbox.push(Command::Do(Action::Escape)),
            Left::NotYet => {}
        }
    }

    fn begun(document: &Document) -> Self {
        let picked = document.picked_claims();
        let claims = if picked.is_empty() { document.focus.iter().map(|focus| focus.claim).collect() } else { picked };
        // Whoever is said to have said it is most likely who is asked.
        let speaker = document.focused().and_then(|claim| document.review.speaker(claim.speaker?));
        Self {
            claims,
            who: speaker.map(|speaker| speaker.name.clone()).unwrap_or_default(),
            asked: today(),
            ..Self::default()
        }
    }

    fn of(contact: &Contact) -> Self {
        let (came, answer) = match &contact.reply {
            Reply::Open => (Came::Nothing, String::new()),
            Reply::Answer(words) => (Came::Answer, words.clone()),
            Reply::NoReply => (Came::NoReply, String::new()),
        };
        Self {
            id: Some(contact.id),
            claims: contact.claims.clone(),
            who: contact.who.clone(),
            channel: contact.channel.clone(),
            asked: date_words(contact.asked.as_ref()),
            question: contact.question.clone(),
            deadline: date_words(contact.deadline.as_ref()),
            answered: date_words(contact.answered.as_ref()),
            answer,
            came,
            confidential: contact.confidential,
        }
    }

    fn contact(&self) -> Contact {
        let id = self.id.unwrap_or(ContactId(Uuid::nil()));
        Contact {
            who: self.who.trim().to_owned(),
            channel: self.channel.trim().to_owned(),
            asked: date_of(&self.asked),
            question: self.question.trim().to_owned(),
            deadline: date_of(&self.deadline),
            answered: date_of(&self.answered),
            reply: match self.came {
                Came::Nothing => Reply::Open,
                Came::Answer => Reply::Answer(self.answer.trim().to_owned()),
                Came::NoReply => Reply::NoReply,
            },
            confidential: self.confidential,
            ..Contact::new(id, self.claims.clone())
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, document: &Document, is_new: bool) {
        caption(ui, "About");
        for claim in self.claims.iter().filter_map(|id| document.review.claims().get(*id)).take(8) {
            ui.label(format!("· {}", excerpt(&document.review, claim, 90)));
        }
        if self.claims.len() > 8 {
            ui.label(format!("… and {} more claims", self.claims.len() - 8));
        }
        ui.add_space(6.0);
        let who = line_ui(ui, "Who was asked", "A person or a body", &mut self.who);
        if is_new {
            who.request_focus();
            // The name is a proposal: whoever types puts another in its place.
            select_all(ui.ctx(), who.id, &self.who);
        }
        line_ui(ui, "Channel", "A telephone number, an address, a form", &mut self.channel);
        date_ui(ui, "Asked on", &mut self.asked);
        lines_ui(ui, "Question", "What was asked, in the words in which it was", 3, &mut self.question);
        date_ui(ui, "Answer wanted by", &mut self.deadline);
        row_ui(ui, "What came of it", |ui| {
            let before = self.came;
            let choices = [(Came::Nothing, "Nothing yet"), (Came::Answer, "An answer"), (Came::NoReply, "No reply")];
            choice_ui(ui, "What came of it", &mut self.came, choices);
            // Whoever writes an answer down has it before them, today more often than not.
            if self.came == Came::Answer && before != Came::Answer && self.answered.is_empty() {
                self.answered = today();
            }
        });
        if self.came == Came::Answer {
            date_ui(ui, "Answered on", &mut self.answered);
            lines_ui(ui, "Answer", "What was answered, word for word where it matters", 4, &mut self.answer);
        }
        row_ui(ui, "", |ui| {
            ui.checkbox(&mut self.confidential, "Confidential: only in exports for internal use");
        });
    }
}

/// Today, where the reviewer is as far as the clock tells.
pub(super) fn today() -> String {
    Timestamp::now().strftime("%Y-%m-%d").to_string()
}
