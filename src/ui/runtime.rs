//! stub
use crate::app::{Arrival, Command, Effect, State};
use crate::article::{Article, Metadata, Source};
use crate::review::Review;

pub enum DialogOutcome {}
pub trait Dialogs {}
#[derive(Default)]
pub struct Runtime {
    inbox: Vec<Command>,
}
impl Runtime {
    pub(crate) fn arrived(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.inbox)
    }
    pub(crate) fn may_close(&self) -> bool {
        true
    }
    pub(crate) fn close(&mut self, _state: &mut State) {}
    pub(crate) fn carry_out(&mut self, effect: Effect, _state: &mut State) {
        if let Effect::Load(path) = effect {
            let words = std::fs::read_to_string(&path).unwrap_or_default();
            let Ok(normal) = crate::text::normalise(&words) else { return };
            let Ok(article) = Article::new(normal.text, Vec::new(), Metadata::default(), Source::default()) else {
                return;
            };
            self.inbox.push(Command::Arrived(Box::new(Arrival {
                review: Review::new(article, ""),
                carried: Default::default(),
                file: None,
                proposed_name: "a.claims.json".into(),
                folder: None,
                read_only: None,
                remarks: vec![],
                faults: vec![],
                recent: None,
                recoverable: None,
                is_sample: true,
            })));
        }
    }
}
