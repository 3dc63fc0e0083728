//! The public report in Markdown.

use std::fmt::Write as _;

use super::{
    choice::Choice,
    corrections::corrections,
    html::{cited, published_summary, sentences},
    link::Address,
    material::Material,
    view::{ClaimView, ContactView, EvidenceView, Head},
};

/// Writes the public report.
pub(super) fn write(material: &Material, head: &Head, choice: &Choice) -> String {
    let mut page = format!("# {}\n\n", escaped(&format!("{}: {}", head.kind, head.title)));
    let facts = [
        ("By", escaped(&head.authors)),
        ("Published by", escaped(&head.publisher)),
        ("Published on", escaped(&head.published)),
        ("Address", address(head.address.as_ref())),
        ("Archived copy", address(head.archive.as_ref())),
        ("Checked by", escaped(&head.reviewer)),
        ("State of", escaped(&head.as_of)),
    ];
    for (name, words) in facts.iter().filter(|(_, words)| !words.is_empty()) {
        line(&mut page, &format!("- {name}: {words}"));
    }
    if head.internal {
        page.push_str("\n**For internal use: holds what is confidential**\n");
    }
    line(&mut page, &format!("\n{}", escaped(&published_summary(material, choice))));
    for id in &choice.claims {
        if let Some(found) = material.review.claims().get(*id) {
            claim(&mut page, &ClaimView::of(material, found));
        }
    }
    let mut changed = corrections(material);
    changed.retain(|entry| choice.claims.contains(&entry.claim));
    heading(&mut page, "Corrections", changed.is_empty());
    for entry in changed {
        let version = entry.version.map(|version| format!(" after version {}", escaped(&version))).unwrap_or_default();
        let reason = entry.reason.map(|reason| format!(" Reason: {}", escaped(&reason))).unwrap_or_default();
        let (before, after) = (escaped(&entry.before), escaped(&entry.after));
        line(
            &mut page,
            &format!("- {} ({}{version}): before: {before}; after: {after}.{reason}", entry.mark, entry.opened),
        );
    }
    let sources = cited(material, |id| choice.claims.contains(&id));
    heading(&mut page, "Sources", sources.is_empty());
    for (source, marks) in &sources {
        let marks: Vec<&str> = marks.iter().map(|(_, mark)| mark.as_str()).collect();
        line(&mut page, &format!("- {} (for {})", piece(source), marks.join(", ")));
    }
    let left_out = sentences(&choice.left_out);
    heading(&mut page, "Left out of this report", left_out.is_empty());
    for sentence in left_out {
        line(&mut page, &format!("- {}", escaped(&sentence)));
    }
    page
}

fn claim(page: &mut String, claim: &ClaimView) {
    heading(page, &format!("{} {}", claim.mark, escaped(&claim.said)), false);
    if let Some(exact) = &claim.exact {
        line(page, &format!("> {}\n", escaped(exact)));
    }
    if let Some(speaker) = &claim.speaker {
        let role = if speaker.role.is_empty() { String::new() } else { format!(", {}", escaped(&speaker.role)) };
        line(page, &format!("Said by: {}{role}\n", escaped(&speaker.name)));
    }
    if !claim.statement.is_empty() {
        line(page, &format!("When and where: {}\n", escaped(&claim.statement)));
    }
    if claim.first_appearance.is_some() {
        line(page, &format!("First seen at: {}\n", address(claim.first_appearance.as_ref())));
    }
    for verdict in &claim.verdicts {
        let meaning =
            if verdict.meaning.is_empty() { String::new() } else { format!(" — {}", escaped(&verdict.meaning)) };
        line(page, &format!("{} **{}**{meaning}\n", verdict.question, escaped(&verdict.label)));
    }
    for (name, words) in
        [("Why", &claim.rationale), ("Context", &claim.context), ("No record found. Looked in", &claim.searched)]
    {
        if !words.trim().is_empty() {
            line(page, &format!("{name}: {}\n", escaped(words)));
        }
    }
    for source in &claim.evidence {
        line(page, &format!("- {}: {}", source.stance, piece(source)));
    }
    for contact in &claim.contacts {
        line(page, &format!("- {}", asked(contact)));
    }
    if let Some(published) = &claim.published {
        line(page, &format!("\nPublished: {}", escaped(published)));
    }
}

fn piece(source: &EvidenceView) -> String {
    let mut words = escaped(&source.name);
    for part in [&source.sort, &source.origin, &source.locator] {
        if !part.is_empty() {
            words = format!("{words}, {}", escaped(part));
        }
    }
    if !source.passage.trim().is_empty() {
        words = format!("{words}: “{}”", escaped(&source.passage));
    }
    for (name, place) in [("", &source.address), ("archived: ", &source.archive)] {
        if place.is_some() {
            words = format!("{words}, {name}{}", address(place.as_ref()));
        }
    }
    if let Some(accessed) = &source.accessed {
        words = format!("{words}, looked at on {}", escaped(accessed));
    }
    words
}

fn asked(contact: &ContactView) -> String {
    let mut words = format!("Asked for a reply: {}", escaped(&contact.who));
    if let Some(asked) = &contact.asked {
        words = format!("{words}, {}", escaped(asked));
    }
    format!("{words}: {}", escaped(&contact.reply))
}

fn heading(page: &mut String, words: &str, is_empty: bool) {
    if !is_empty {
        line(page, &format!("\n## {words}\n"));
    }
}

fn line(page: &mut String, words: &str) {
    // Writing to a string does not fail.
    let _written = writeln!(page, "{words}");
}

fn address(address: Option<&Address>) -> String {
    let Some(Address { words, link }) = address else { return String::new() };
    match link {
        Some(link) => format!("[{}](<{link}>)", escaped(words)),
        None => escaped(words),
    }
}

/// Words as Markdown shows them, whatever they are: a backslash before every ASCII punctuation, and white space as one space,
/// so that they neither begin nor end anything.
pub(crate) fn escaped(words: &str) -> String {
    let mut shown = String::with_capacity(words.len() + words.len() / 8);
    for word in words.split_whitespace() {
        if !shown.is_empty() {
            shown.push(' ');
        }
        for sign in word.chars() {
            if sign.is_ascii_punctuation() {
                shown.push('\\');
            }
            shown.push(sign);
        }
    }
    shown
}
