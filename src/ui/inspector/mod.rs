//! One claim in full: everything the reviewer holds about it, to be read and changed.
//!
//! | Part | What it shows |
//! |---|---|
//! | [`head`] | the tag, the words, the segments |
//! | [`key`] | in an answer key: optional, note for the pupil, rule, alternatives |
//! | [`status`] | where the work is and the steps from there; [`second`] is the blind second verdict |
//! | [`finding`] | verdicts ([`verdict`]), confidence, rationale, [`evidence`], what is missing |
//! | [`remarks`] | speaker, cue, own words, note, labels, flags, and what is asked for less often |
//! | [`pupil`] | of a submission, in the place of all others: what is asked for |
//! | [`history`] | what was done to the claim |
//!
//! What is typed word by word changes the claim at once; [`draft`] holds what is taken over when its field is left.

mod draft;
mod evidence;
mod finding;
mod head;
mod history;
mod key;
mod pupil;
mod remarks;
mod second;
mod status;
mod verdict;

use eframe::egui::{self, Id, Key, Response, ScrollArea, TextEdit, Ui};

pub(crate) use self::draft::parted;
use self::{
    draft::{Draft, command_of},
    evidence::contacts_ui,
    head::head_ui,
    history::history_ui,
    second::{SecondForm, group_id},
    status::status_ui,
};
use super::{claims_list::name_field, keys::keeps_form};
use crate::{
    app::{Action, Command, Document, PlaceOfFocus, State},
    claim::{Claim, State as CheckState, VerdictKind},
    review::Review,
};

/// What is being typed into fields that are taken over when they are left, such as a name.
#[derive(Debug, Default)]
pub(crate) struct Inspector {
    drafts: Vec<Draft>,
    second: SecondForm,
    /// The fields that were shown in this frame.
    fields: Vec<Id>,
    /// What had the keyboard when they were last shown.
    focused: Option<Id>,
    /// Whether that was one of them. The toolkit takes the keyboard away at Escape before anybody is
    /// asked, so what has it now does not tell.
    has_keyboard: bool,
}

impl Inspector {
    /// The id of the field that a place of focus names; `None` for places that are no field here.
    pub(crate) fn field_id(place: PlaceOfFocus) -> Option<Id> {
        match place {
            PlaceOfFocus::Speaker => Some(Id::unique("speaker of the claim")),
            PlaceOfFocus::ClaimText => Some(Id::unique("claim in its own words")),
            PlaceOfFocus::Labels => Some(Id::unique("labels of the claim")),
            PlaceOfFocus::Note => Some(Id::unique("note on the claim")),
            PlaceOfFocus::AttributionVerdict => Some(Id::unique("verdict on the attribution")),
            PlaceOfFocus::ContentVerdict => Some(Id::unique("verdict on the content")),
            PlaceOfFocus::Rationale => Some(Id::unique("rationale of the verdicts")),
            PlaceOfFocus::Searched => Some(Id::unique("where was looked in vain")),
            PlaceOfFocus::Reason => Some(Id::unique("why it is settled so")),
            PlaceOfFocus::Comment => Some(crate::ui::class::ClassView::comment_id()),
            PlaceOfFocus::Article | PlaceOfFocus::Filter | PlaceOfFocus::View | PlaceOfFocus::KeepReason => None,
        }
    }

    /// Whether a field of the claim had the keyboard in the frame before.
    pub(crate) fn had_keyboard(&self) -> bool {
        self.has_keyboard
    }

    /// Whether labels of a verdict have the keyboard, so that numbers and arrows choose among them.
    pub(crate) fn has_choice(context: &egui::Context) -> bool {
        let places = [PlaceOfFocus::AttributionVerdict, PlaceOfFocus::ContentVerdict];
        let own = places.into_iter().filter_map(Self::field_id);
        let focused = context.memory(egui::Memory::focused);
        own.chain(VerdictKind::ALL.map(group_id)).any(|id| focused == Some(id))
    }

    /// Takes over whatever is still being typed, as before saving, undoing or leaving the claim.
    pub(crate) fn commit(&mut self, review: &Review, outbox: &mut Vec<Command>) {
        self.has_keyboard = false;
        for draft in self.drafts.drain(..) {
            outbox.extend(command_of(review, draft));
        }
    }

    /// The focused claim in full.
    pub(crate) fn show(
        &mut self,
        ui: &mut Ui,
        state: &State,
        document: &Document,
        claim: &Claim,
        outbox: &mut Vec<Command>,
    ) {
        let left: Vec<Draft> = self.drafts.extract_if(.., |draft| draft.owner.claim() != claim.id).collect();
        outbox.extend(left.into_iter().filter_map(|draft| command_of(&document.review, draft)));
        self.fields = VerdictKind::ALL.map(group_id).to_vec();
        let places = [PlaceOfFocus::AttributionVerdict, PlaceOfFocus::ContentVerdict];
        self.fields.extend(places.into_iter().filter_map(Self::field_id));
        let is_writable = document.read_only.is_none();
        if document.submission().is_some() {
            self.pupil_ui(ui, state, document, claim, outbox);
            return;
        }
        let is_published = claim.status.state == CheckState::Published;
        ScrollArea::vertical().id_salt("inspector").auto_shrink(false).show(ui, |ui| {
            ui.add_enabled_ui(is_writable && !is_published, |ui| head_ui(ui, state, document, claim, outbox));
            ui.add_enabled_ui(is_writable, |ui| self.key_ui(ui, state, document, claim, outbox));
            ui.add_enabled_ui(is_writable, |ui| {
                status_ui(ui, state, document, claim, &mut self.second, outbox);
            });
            ui.add_enabled_ui(is_writable && !is_published, |ui| {
                self.attribution_ui(ui, state, document, claim, outbox);
                self.finding_ui(ui, state, document, claim, outbox);
            });
            ui.add_enabled_ui(is_writable, |ui| contacts_ui(ui, state, document, claim, outbox));
            ui.add_enabled_ui(is_writable && !is_published, |ui| {
                self.words_ui(ui, document, claim, outbox);
                self.more_ui(ui, document, claim, outbox);
            });
            history_ui(ui, &document.review, claim);
        });
        self.note_keyboard(ui);
    }

    /// Remembers what has the keyboard, after all fields were shown.
    fn note_keyboard(&mut self, ui: &Ui) {
        self.focused = ui.memory(egui::Memory::focused);
        self.has_keyboard = self.focused.is_some_and(|id| self.fields.contains(&id));
    }

    /// Puts the caret behind what stands in a field that has just been given the keyboard, other than by the pointer.
    fn begin_at_end(&self, ui: &Ui, id: Id, words: &str) {
        use egui::text::{CCursor, CCursorRange};
        let is_new = self.focused != Some(id) && ui.memory(|memory| memory.has_focus(id));
        if is_new && !ui.input(|input| input.pointer.any_down() || input.pointer.any_released()) {
            let mut field = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
            field.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(words.chars().count()))));
            field.store(ui.ctx(), id);
        }
    }

    /// Brings a field into view when it gets the keyboard, and remembers that it is one.
    fn note_field(&mut self, response: &Response) {
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        self.fields.push(response.id);
    }

    /// A field with a place of its own whose every change is taken over at once. Returns whether it changed.
    fn typed_ui(
        &mut self,
        ui: &mut Ui,
        place: PlaceOfFocus,
        name: &str,
        hint: &str,
        rows: usize,
        words: &mut String,
    ) -> bool {
        self.field_ui(ui, Self::field_id(place).unwrap_or(Id::NULL), name, hint, rows, words)
    }

    /// A field whose every change is taken over at once. Returns whether it changed.
    fn field_ui(&mut self, ui: &mut Ui, id: Id, name: &str, hint: &str, rows: usize, words: &mut String) -> bool {
        self.begin_at_end(ui, id, words);
        let field = TextEdit::multiline(words).id(id).hint_text(hint).desired_rows(rows).desired_width(f32::INFINITY);
        // Ctrl+Enter leaves the field and must not begin a line.
        let response = ui.add(field.return_key(egui::KeyboardShortcut::new(egui::Modifiers::NONE, Key::Enter)));
        name_field(ui, id, name);
        self.note_field(&response);
        if response.has_focus() && keeps_form(ui) {
            response.surrender_focus();
        }
        response.changed()
    }
}

/// Gives the keyboard back to what is being worked through: the article, the table, the board.
fn go_back() -> Command {
    Command::Do(Action::FocusOn(PlaceOfFocus::View))
}
