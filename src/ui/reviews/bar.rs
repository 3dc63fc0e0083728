//! Which reviews are held against each other, and what of it is listed.

use eframe::egui::{Button, ComboBox, Label, RichText, Role, Ui, WidgetInfo, vec2};

use super::words;
use crate::{
    app::{Action, Command, Document, Listed, Opposed, ReviewsCommand, State},
    claim::Tag,
    compare::FindingKind,
    ui::{
        filter_bar::lasting_menu_ui,
        menu::action_button_ui,
        theme::{Palette, STRONG, font},
    },
};

/// How many names the list of all shows.
const MOST_NAMES: usize = 6;

/// How wide a name is shown at most, in points.
const NAME_WIDTH: f32 = 150.0;

pub(super) fn bar_ui(ui: &mut Ui, state: &State, document: &Document, outbox: &mut Vec<Command>) {
    let opposed = document.reviews.opposed();
    ui.horizontal_wrapped(|ui| {
        match opposed {
            Opposed::Two(first, second) => {
                name_ui(ui, document, "First reviewer", first, |chosen| swapped(first, second, chosen, true), outbox);
                ui.label("and");
                name_ui(
                    ui,
                    document,
                    "Second reviewer",
                    second,
                    |chosen| swapped(first, second, chosen, false),
                    outbox,
                );
            }
            Opposed::All => all_ui(ui, document),
        }
        if document.reviews.count() > 2 {
            let mut is_all = matches!(opposed, Opposed::All);
            if ui.checkbox(&mut is_all, "All together").changed() {
                let opposed = if is_all { Opposed::All } else { Opposed::default() };
                outbox.push(Command::Reviews(ReviewsCommand::Oppose(opposed)));
            }
        }
        ui.separator();
        listed_ui(ui, document, outbox);
        ui.separator();
        action_button_ui(ui, state, Action::CompareWith, "Compare with…", outbox);
    });
}

/// The two after another was chosen in the place of one: whoever is chosen twice takes the other's place.
fn swapped(first: usize, second: usize, chosen: usize, is_first: bool) -> Opposed {
    match (is_first, chosen) {
        (true, chosen) if chosen == second => Opposed::Two(second, first),
        (true, chosen) => Opposed::Two(chosen, second),
        (false, chosen) if chosen == first => Opposed::Two(second, first),
        (false, chosen) => Opposed::Two(first, chosen),
    }
}

fn name_ui(
    ui: &mut Ui,
    document: &Document,
    what: &str,
    number: usize,
    oppose: impl Fn(usize) -> Opposed,
    outbox: &mut Vec<Command>,
) {
    let reviews = &document.reviews;
    let name = |number: usize| format!("{}  {}", number + 1, reviews.name(&document.review, number));
    let combo = ComboBox::from_id_salt(what).selected_text(RichText::new(name(number)).font(font(STRONG, 13.0)));
    let combo = combo.width(NAME_WIDTH).truncate().show_ui(ui, |ui| {
        for other in 0..reviews.count() {
            if ui.selectable_label(other == number, name(other)).clicked() && other != number {
                outbox.push(Command::Reviews(ReviewsCommand::Oppose(oppose(other))));
            }
        }
    });
    let label = format!("{what}: {}", reviews.name(&document.review, number));
    combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &label));
    combo.response.on_hover_text(&label);
}

/// The names of all, as far as there is room.
fn all_ui(ui: &mut Ui, document: &Document) {
    let reviews = &document.reviews;
    let count = reviews.count();
    for number in 0..count.min(MOST_NAMES) {
        let name = format!("{}  {}", number + 1, reviews.name(&document.review, number));
        let words = RichText::new(&name).font(font(STRONG, 13.0));
        ui.scope(|ui| {
            ui.set_max_width(NAME_WIDTH);
            ui.add(Label::new(words).truncate()).on_hover_text(&name);
        });
    }
    if count > MOST_NAMES {
        let rest: Vec<String> = (MOST_NAMES..count).map(|number| reviews.name(&document.review, number)).collect();
        ui.label(format!("and {} more", count - MOST_NAMES)).on_hover_text(rest.join("\n"));
    }
}

/// Which rows are listed.
fn listed_ui(ui: &mut Ui, document: &Document, outbox: &mut Vec<Command>) {
    let reviews = &document.reviews;
    let mut listed: Listed = reviews.listed().clone();
    let mut differences_only = !listed.agreed;
    if ui.checkbox(&mut differences_only, "Differences only").changed() {
        listed.agreed = !differences_only;
    }
    if matches!(reviews.opposed(), Opposed::Two(..)) {
        let hidden = listed.without.len();
        let name = if hidden == 0 { "Kinds".to_owned() } else { format!("Kinds, without {hidden}") };
        lasting_menu_ui(ui, &name, "Kinds", |ui| {
            ui.set_min_width(230.0);
            for kind in FindingKind::ALL {
                let mut is_on = !listed.without.contains(&kind);
                let words = format!("{}  {}", words::kind(kind, document), reviews.collation().count(kind));
                if ui.checkbox(&mut is_on, words).changed() {
                    if is_on {
                        listed.without.remove(&kind);
                    } else {
                        listed.without.insert(kind);
                    }
                }
            }
        });
    }
    ui.horizontal(|ui| tags_ui(ui, &mut listed));
    if matches!(reviews.opposed(), Opposed::Two(..)) {
        ui.checkbox(&mut listed.to_the_letter, "Edges to the letter").on_hover_text(
            "Punctuation, determiners and quotation marks at the edges of a claim make a difference as well. \
             They do not in the counts of `claimlight compare`",
        );
    }
    if listed != *reviews.listed() {
        outbox.push(Command::Reviews(ReviewsCommand::List(listed)));
    }
}

/// Only what somebody has tagged so.
fn tags_ui(ui: &mut Ui, listed: &mut Listed) {
    let palette = Palette::of(ui.visuals().dark_mode);
    ui.spacing_mut().item_spacing.x = 4.0;
    for tag in Tag::ALL {
        let is_on = listed.tags.contains(&tag);
        let ink = if is_on { palette.paper } else { palette.strong(tag) };
        let letter = RichText::new(tag.letter()).font(font(STRONG, 12.5)).color(ink);
        let mut button = Button::selectable(is_on, letter).frame_when_inactive(true).min_size(vec2(26.0, 24.0));
        if is_on {
            button = button.fill(palette.strong(tag));
        }
        let response = ui.add(button).on_hover_text(format!("Only where somebody has {}", tag.name()));
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, format!("List: {}", tag.label())));
        if response.clicked() && !listed.tags.remove(&tag) {
            listed.tags.insert(tag);
        }
    }
}
