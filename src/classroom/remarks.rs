//! What is to be said of the files of a class, one sentence each: of those that do not count, and of those that do.

use super::{Class, ClassPupil, Remark, Roster};

impl Remark {
    /// About a file that does not count.
    pub fn not_counted(file: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self { file: file.into(), sentence: sentence.into(), is_counted: false }
    }

    /// About a file that counts all the same.
    pub fn counted(file: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self { file: file.into(), sentence: sentence.into(), is_counted: true }
    }
}

/// What there is to say of a class: which files are none of its submissions, which are empty or overlap, and who shares a pseudonym. With
/// a roster, also who is not on it. By file, those of `found` among them.
pub fn remarks(class: &Class, roster: Option<&Roster>, found: Vec<Remark>) -> Vec<Remark> {
    let mut remarks = found;
    remarks.extend(class.refused.iter().map(|(file, refusal)| Remark::not_counted(file, refusal.to_string())));
    remarks.extend(class.pupils.iter().flat_map(|pupil| of_pupil(pupil, roster)));
    for group in class.of_one_pseudonym() {
        for number in &group {
            let pupil = &class.pupils[*number];
            let others = group.iter().filter(|other| *other != number).map(|other| class.pupils[*other].name.as_str());
            let sentence = format!(
                "The pseudonym “{}” is also that of {}. Ask which is whose, or leave one out",
                pupil.pseudonym,
                others.collect::<Vec<_>>().join(", ")
            );
            remarks.push(Remark::counted(&pupil.name, sentence));
        }
    }
    remarks.sort_by(|one, other| one.file.cmp(&other.file));
    remarks
}

fn of_pupil(pupil: &ClassPupil, roster: Option<&Roster>) -> Vec<Remark> {
    let mut sentences = Vec::new();
    if pupil.claims == 0 {
        sentences.push("There are no claims in it".to_owned());
    }
    match pupil.overlapping {
        0 => {}
        1 => sentences.push("One claim shares text with another of its tag".to_owned()),
        several => sentences.push(format!("{several} claims share text with others of their tag")),
    }
    if pupil.without_place > 0 {
        sentences.push(format!("Without a place in the text, and left out: {} of its claims", pupil.without_place));
    }
    if roster.is_some_and(|roster| roster.name(&pupil.pseudonym).is_none()) {
        sentences.push(format!("The roster has no name for “{}”", pupil.pseudonym));
    }
    sentences.into_iter().map(|sentence| Remark::counted(&pupil.name, sentence)).collect()
}
