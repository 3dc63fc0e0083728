//! What a lesson needs of the world: lessons that come with the program, and submissions that are begun. Off the frame.

use std::sync::Arc;

use super::{Report, Runtime, loading, tell};
use crate::{
    app::{Beginning, Beside, Command, LessonCommand, LessonEffect, LessonFacts},
    classroom::{make, submission},
    store::{self, Digest},
    teaching::{Assignment, AssignmentId, Role},
};

impl Runtime {
    /// Carries out an effect of a lesson.
    pub(super) fn lesson(&mut self, effect: LessonEffect) {
        match effect {
            LessonEffect::List => self.answer_lesson(|| Some(LessonCommand::Listed(facts()))),
            LessonEffect::FindKey(id) => self.answer_lesson(move || bundled_key(id)),
            LessonEffect::Open(name) => {
                let cancel = self.new_reading();
                self.read_on("lesson", cancel, move |folders| {
                    let lesson = store::lessons().iter().find(|lesson| lesson.name == name);
                    let lesson =
                        lesson.ok_or_else(|| format!("There is no lesson “{name}”. Choose one of the list"))?;
                    let opened = lesson.open().map_err(|fault| fault.to_string())?;
                    let beside = Beside { name: lesson.file_name(), folder: None };
                    Ok(Report::Loaded(Box::new(loading::made(opened.review, beside, false, &folders))))
                });
            }
            LessonEffect::Offer(assignment, beside) => {
                let cancel = self.new_reading();
                self.read_on("lesson", cancel, move |folders| {
                    let assignment = Arc::unwrap_or_clone(assignment);
                    Ok(Report::Loaded(Box::new(loading::made(assignment, beside, true, &folders))))
                });
            }
            LessonEffect::Begin(beginning) => {
                let cancel = self.new_reading();
                self.read_on("submission", cancel, move |folders| {
                    let Beginning { assignment, pseudonym, beside } = *beginning;
                    let hash = Digest::of_text(assignment.article().text()).to_string();
                    let begun = submission::begin(&assignment, &pseudonym, hash).map_err(|fault| fault.to_string())?;
                    Ok(Report::Loaded(Box::new(loading::made(begun, beside, false, &folders))))
                });
            }
        }
    }

    /// Works an answer out on a thread of its own; without one nothing is said.
    fn answer_lesson(&self, work: impl FnOnce() -> Option<LessonCommand> + Send + 'static) {
        let (sender, context) = (self.sender.clone(), Arc::clone(&self.context));
        self.on_thread("lessons", move || {
            if let Some(command) = work() {
                tell(&sender, &context, Report::Command(Box::new(Command::Lesson(command))));
            }
        });
    }
}

/// What there is to know about each lesson that comes with the program.
fn facts() -> Arc<[LessonFacts]> {
    let of_language = |language: &str| store::lessons().iter().filter(|lesson| lesson.language == language).count();
    let mut facts: Vec<LessonFacts> = Vec::new();
    for lesson in store::lessons() {
        // That each of them opens is a test's to say.
        let Ok(opened) = lesson.open() else { continue };
        let Some(task) = opened.review.role().and_then(Role::task) else { continue };
        facts.push(LessonFacts {
            name: lesson.name,
            language: lesson.language,
            title: lesson.title,
            level: 1 + facts.iter().filter(|known| known.language == lesson.language).count(),
            levels: of_language(lesson.language),
            words: opened.review.article().text().as_str().split_whitespace().count(),
            spans: task.spans.len(),
            why: task.why,
        });
    }
    facts.into()
}

/// The key of the lesson with this id.
fn bundled_key(id: AssignmentId) -> Option<LessonCommand> {
    store::lessons().iter().find_map(|lesson| {
        let review = lesson.open().ok()?.review;
        let is_it = matches!(review.role(), Some(Role::Assignment(Assignment { id: own, .. })) if *own == id);
        let key = make::open_key(&review).ok().filter(|_| is_it)?;
        Some(LessonCommand::KeyFound(id, Arc::new(key)))
    })
}
