//! What a file says that is not right, and what the program makes of it.

use claimlight::app::{Answer, Command, Effect, Question};

use crate::support::{Desk, arrival};

#[test]
fn contradictions_are_listed_and_are_no_repairs() {
    let mut desk = Desk::empty();
    let mut odd = arrival("The boats rot.");
    odd.contradictions = vec!["/claims/0/status: It is “Waiting”, but does not say why".to_owned()];
    odd.file = Some(crate::support::file("boats.claims.json"));
    let effects = desk.tell(Command::Arrived(Box::new(odd)));
    assert!(effects.contains(&Effect::StartJournal));
    assert!(!desk.document().has_repairs, "the next save need not keep the old file for good");
    let Question::Faults { file, faults, contradictions } = desk.question() else {
        panic!("{:?}", desk.state.question)
    };
    assert_eq!((file.as_str(), faults.len(), contradictions.len()), ("Boats", 0, 1));
    desk.answer(Answer::GoOn);
    assert!(desk.state.question.is_none());
}
