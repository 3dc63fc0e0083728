//! What came in from another program: what its labels stand for, what could be placed, and where it goes.

use eframe::egui::{
    self, Align, ComboBox, Label, Layout, ProgressBar, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo, vec2,
};

use super::{
    claims_list::name_field,
    exchange_parts::{fault_ui, folded_ui, part_ui, soft_ui},
    forms::fields::{heading, pills_ui, primary},
    keys::keeps_form,
    theme::{Palette, STRONG, font},
};
use crate::{
    app::{Action, Command, Destination, ImportCommand, Importing, Incomer, Incomers, NoteGroup, State},
    claim::Tag,
    exchange::Format,
    figure::shown,
};

/// How many labels are shown; nobody says of more what they stand for.
const MOST_LABELS: usize = 200;
/// How many characters are shown of what a codebook says of a code.
const LONGEST_ABOUT: usize = 240;
/// The width of the buttons beside a label, in points.
const PILLS_WIDTH: f32 = 310.0;
/// What a label may stand for, with the words for it.
const CHOICES: [(Option<Tag>, &str); 4] = [
    (Some(Tag::Quote), "Quote"),
    (Some(Tag::Assertion), "Assertion"),
    (Some(Tag::Commentary), "Commentary"),
    (None, "Leave out"),
];

/// What is typed into the form; what is chosen is [`Importing`]'s.
#[derive(Debug, Default)]
pub(crate) struct ImportForm {
    /// The name under which what labels stand for is to be kept.
    preset: String,
    /// Whether the main button had the keyboard when the form was last seen. What cannot be pressed loses it, so it
    /// gets it back unless something else has it by then.
    had_keyboard: bool,
}

impl ImportForm {
    /// Shows the form.
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        state: &State,
        importing: &Importing,
        is_new: bool,
        outbox: &mut Vec<Command>,
    ) {
        if is_new {
            self.preset.clear();
            self.had_keyboard = true;
        }
        let screen = ui.ctx().content_rect();
        ui.set_width((screen.width() - 80.0).min(680.0));
        heading(ui, "Import");
        let name = importing.path.file_name().unwrap_or(importing.path.as_os_str()).to_string_lossy().into_owned();
        ui.add(Label::new(RichText::new(shown(&name, 120)).font(font(STRONG, 13.5))).truncate())
            .on_hover_text(importing.path.to_string_lossy());
        format_ui(ui, importing, outbox);
        if let Some(words) = &importing.fault {
            fault_ui(ui, words);
        }
        let height = (screen.height() - 250.0).clamp(100.0, 480.0);
        if let Some(seen) = &importing.seen {
            ScrollArea::vertical().id_salt("import").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                self.seen_ui(ui, state, importing, seen, outbox);
            });
        }
        ui.add_space(6.0);
        self.end_ui(ui, importing, outbox);
    }

    fn seen_ui(
        &mut self,
        ui: &mut Ui,
        state: &State,
        importing: &Importing,
        seen: &Incomers,
        outbox: &mut Vec<Command>,
    ) {
        ui.add(Label::new(came(importing, seen)).wrap());
        reviews_ui(ui, importing, seen, outbox);
        self.labels_ui(ui, state, importing, outbox);
        let notes = importing.incomer().map(|incomer| incomer.notes.as_slice()).unwrap_or_default();
        if !notes.is_empty() || !seen.notes.is_empty() {
            part_ui(ui, "What to know");
            notes_ui(ui, "of the file", &seen.notes);
            notes_ui(ui, "of the review", notes);
        }
        if let Some(incomer) = importing.incomer() {
            destination_ui(ui, importing, incomer, outbox);
        }
    }

    fn labels_ui(&mut self, ui: &mut Ui, state: &State, importing: &Importing, outbox: &mut Vec<Command>) {
        if importing.labels.is_empty() {
            return;
        }
        let is_codebook = importing.is_codebook();
        if is_codebook {
            part_ui(ui, "What its codes stand for");
        } else {
            part_ui(ui, "What its labels stand for");
            soft_ui(ui, "Before each, how many records have it");
        }
        for (number, row) in importing.labels.iter().take(MOST_LABELS).enumerate() {
            ui.push_id(number, |ui| {
                let label = if row.label.is_empty() { "Without a label".to_owned() } else { shown(&row.label, 60) };
                let mut tag = row.tag;
                let has_changed = ui.horizontal(|ui| {
                    let size =
                        vec2((ui.available_width() - PILLS_WIDTH).clamp(60.0, 300.0), ui.spacing().interact_size.y);
                    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                        ui.set_min_size(size);
                        if !is_codebook {
                            ui.label(RichText::new(row.records.to_string()).weak().size(12.0));
                        }
                        ui.add(Label::new(RichText::new(&label).font(font(STRONG, 12.5))).truncate())
                            .on_hover_text(&label);
                    });
                    pills_ui(ui, &label, &mut tag, CHOICES)
                });
                if !row.about.is_empty() {
                    // It belongs to the line above.
                    ui.add_space(-ui.spacing().item_spacing.y);
                    soft_ui(ui, &shown(&row.about, LONGEST_ABOUT));
                }
                if has_changed.inner {
                    outbox.push(Command::Import(ImportCommand::Map(number, tag)));
                }
            });
        }
        if importing.labels.len() > MOST_LABELS {
            soft_ui(
                ui,
                &format!("and {} more labels, which are left as they are", importing.labels.len() - MOST_LABELS),
            );
        }
        self.presets_ui(ui, state, importing, outbox);
    }

    fn presets_ui(&mut self, ui: &mut Ui, state: &State, importing: &Importing, outbox: &mut Vec<Command>) {
        ui.add_space(2.0);
        ui.horizontal_wrapped(|ui| {
            let presets = &state.settings.exchange.presets;
            if !presets.is_empty() {
                let chosen = importing.preset.as_deref();
                let combo = ComboBox::from_id_salt("preset").selected_text(chosen.unwrap_or("Presets")).width(120.0);
                let response = combo.show_ui(ui, |ui| {
                    for preset in presets {
                        if ui.selectable_label(chosen == Some(preset.name.as_str()), &preset.name).clicked() {
                            outbox.push(Command::Import(ImportCommand::UsePreset(preset.name.clone())));
                        }
                    }
                });
                response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Preset"));
                if let Some(name) = chosen
                    && ui.button("Forget it").on_hover_text(format!("Forgets the preset “{name}”")).clicked()
                {
                    outbox.push(Command::Import(ImportCommand::ForgetPreset(name.to_owned())));
                }
            }
            let field = TextEdit::singleline(&mut self.preset).hint_text("Name").desired_width(140.0);
            let response = ui.add(field);
            name_field(ui, response.id, "Name of the preset");
            let name = self.preset.trim().to_owned();
            let keep = ui.add_enabled(!name.is_empty(), egui::Button::new("Keep as preset"));
            let keep = keep.on_hover_text("The same labels will stand for the same the next time");
            if keep.clicked() {
                outbox.push(Command::Import(ImportCommand::KeepPreset(name)));
                self.preset.clear();
            }
        });
    }

    fn end_ui(&mut self, ui: &mut Ui, importing: &Importing, outbox: &mut Vec<Command>) {
        if let Some(progress) = &importing.reading {
            let (done, of) = progress.map_or((0, 0), |progress| (progress.done, progress.of));
            let words = if of == 0 { "Reading…".to_owned() } else { format!("Reading… {done} of {of}") };
            ui.add(ProgressBar::new(if of == 0 { 0.0 } else { done as f32 / of as f32 }).text(words));
        }
        let typed = keeps_form(ui);
        let is_ready = importing.is_ready();
        ui.horizontal(|ui| {
            let words = match importing.destination {
                Destination::Open => "Import",
                Destination::New => "Open as a new review",
            };
            let button = primary(ui, words);
            let response = ui.add_enabled(is_ready, button).on_hover_text("Ctrl+Enter");
            if is_ready {
                if std::mem::take(&mut self.had_keyboard) && ui.memory(|memory| memory.focused().is_none()) {
                    response.request_focus();
                }
                self.had_keyboard = response.has_focus();
            }
            if is_ready && (response.clicked() || typed) {
                outbox.push(Command::Import(ImportCommand::Take));
            }
            if ui.button("Cancel").on_hover_text("Esc").clicked() {
                outbox.push(Command::Do(Action::Escape));
            }
            if importing.is_codebook() {
                soft_ui(ui, "Nothing to import: a codebook has no claims");
            }
        });
    }
}

/// As what it is read.
fn format_ui(ui: &mut Ui, importing: &Importing, outbox: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        ui.label("Read as");
        let chosen = importing.format;
        let combo = ComboBox::from_id_salt("format").selected_text(chosen.map_or("Choose a format", Format::label));
        let response = combo.width(220.0).height(340.0).show_ui(ui, |ui| {
            // The two sorts of CSV are read alike.
            for format in Format::ALL.into_iter().filter(|format| format.reads() && *format != Format::CsvExcel) {
                if ui.selectable_label(chosen == Some(format), format.label()).clicked() && chosen != Some(format) {
                    outbox.push(Command::Import(ImportCommand::ReadAs(format)));
                }
            }
        });
        response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Read as"));
    });
}

/// How much came, and how much of it could be placed.
fn came(importing: &Importing, seen: &Incomers) -> String {
    let counted = |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    if seen.is_codebook() {
        let codes = counted(seen.labels.len(), "code");
        return format!(
            "{codes} of a codebook: no claims in it; say what its codes stand for and keep that as a preset"
        );
    }
    let records = counted(seen.records, "record");
    let Some(incomer) = importing.incomer() else { return format!("{records}, none of which is on a text") };
    let claims = incomer.review.claims();
    let orphaned = claims.tally().orphaned;
    let without = match orphaned {
        0 => "all of them placed in the text".to_owned(),
        1 => "1 of them without a place in the text".to_owned(),
        count => format!("{count} of them without a place in the text"),
    };
    match claims.len() {
        0 => format!("{records}, and no claim: say below what the labels stand for"),
        count => format!("{records}, which make {}, {without}", counted(count, "claim")),
    }
}

/// Which of several reviews in the file.
fn reviews_ui(ui: &mut Ui, importing: &Importing, seen: &Incomers, outbox: &mut Vec<Command>) {
    if seen.reviews.len() < 2 {
        return;
    }
    let words = |incomer: &Incomer| {
        let reviewer = incomer.review.reviewer();
        let by = if reviewer.is_empty() { String::new() } else { format!(", by {}", shown(reviewer, 40)) };
        format!("{}{by}", shown(&incomer.name, 60))
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(format!("The file has {} reviews; one comes in at a time", seen.reviews.len()));
        let chosen = importing.incomer().map(words).unwrap_or_default();
        let combo = ComboBox::from_id_salt("review").selected_text(chosen).width(200.0).show_ui(ui, |ui| {
            for (number, incomer) in seen.reviews.iter().enumerate().take(MOST_LABELS) {
                if ui.selectable_label(number == importing.chosen, words(incomer)).clicked() {
                    outbox.push(Command::Import(ImportCommand::Choose(number)));
                }
            }
        });
        combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Review in the file"));
    });
}

fn notes_ui(ui: &mut Ui, salt: &str, groups: &[NoteGroup]) {
    let color = Palette::of(ui.visuals().dark_mode).warning;
    for group in groups {
        ui.push_id((salt, &group.title), |ui| {
            if let ([only], true) = (group.lines.as_slice(), group.is_problem) {
                ui.horizontal_top(|ui| {
                    ui.label(RichText::new("!").font(font(STRONG, 13.0)).color(color));
                    let words = format!("{}: {only}", group.title);
                    ui.add(Label::new(RichText::new(words).size(12.5)).wrap());
                });
                return;
            }
            let mark = if group.is_problem { "! " } else { "" };
            folded_ui(ui, "notes", &format!("{mark}{}", group.title), group.lines.len(), |number| {
                ("·".to_owned(), group.lines[number].clone())
            });
        });
    }
}

/// Where it goes.
fn destination_ui(ui: &mut Ui, importing: &Importing, incomer: &Incomer, outbox: &mut Vec<Command>) {
    part_ui(ui, "Where it goes");
    let mut destination = importing.destination;
    let into_open = match &incomer.meeting {
        Ok(meeting) if meeting.new == 1 => "Into the review that is open: 1 new claim".to_owned(),
        Ok(meeting) => format!("Into the review that is open: {} new claims", meeting.new),
        Err(_) => "Into the review that is open".to_owned(),
    };
    ui.add_enabled_ui(incomer.meeting.is_ok(), |ui| {
        ui.radio_value(&mut destination, Destination::Open, into_open);
    });
    match &incomer.meeting {
        Ok(meeting) => {
            if meeting.is_carried {
                soft_ui(
                    ui,
                    "The text in the file is a little different; the claims were found again in the one that is open",
                );
            }
            notes_ui(ui, "of the meeting", &meeting.notes);
        }
        Err(words) => soft_ui(ui, words),
    }
    ui.radio_value(&mut destination, Destination::New, "As a new review of the text that came with it");
    if destination != importing.destination {
        outbox.push(Command::Import(ImportCommand::GoTo(destination)));
    }
}
