//! What an assignment asks for, in words.

use crate::{
    app::tags_asked,
    claim::Claim,
    classroom::submission,
    teaching::{AskedField, Masthead, Task},
};

/// What is to be done, a sentence each.
pub(super) fn asked(task: &Task) -> Vec<String> {
    let mut words = Vec::new();
    let tags = tags_asked(task);
    match task.spans.len() {
        0 => words.push(format!("Look for {tags}, and tag each.")),
        1 => words.push("One span is outlined: say what it is.".to_owned()),
        count => words.push(format!("{count} spans are outlined: say of each what it is. Asked for are {tags}.")),
    }
    if !task.fields.is_empty() {
        let fields: Vec<&str> = task.fields.iter().map(|field| field.label()).collect();
        words.push(format!("Fill in: {}.", fields.join(", ")));
    }
    if task.why {
        words.push("Say of each claim why.".to_owned());
    }
    if task.masthead == Masthead::Hidden {
        words.push("Headline, byline and source are hidden.".to_owned());
    }
    if !task.hints {
        words.push("The program gives no hints.".to_owned());
    }
    words
}

/// What a claim lacks of what is asked, on a line.
pub(crate) fn standing(task: &Task, claim: &Claim) -> String {
    if !task.tags.contains(&claim.tag) {
        return "Not asked for".to_owned();
    }
    let why = (task.why && claim.note.trim().is_empty()).then_some("no reason yet");
    let fields = task.fields.iter().filter(|field| submission::is_wanting(claim, **field)).map(|field| match field {
        AskedField::Speaker => "no speaker yet",
        _ => "no wording yet",
    });
    let lacks: Vec<&str> = why.into_iter().chain(fields).collect();
    if lacks.is_empty() { "Complete".to_owned() } else { lacks.join(", ") }
}

/// A language by its own name.
pub(super) fn language(tag: &str) -> &str {
    match tag {
        "en" => "English",
        "de" => "Deutsch",
        "fr" => "Français",
        "es" => "Español",
        other => other,
    }
}
