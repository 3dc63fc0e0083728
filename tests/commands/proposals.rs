//! Proposals: looked through, accepted, dismissed; nothing is tagged unasked.

use std::sync::Arc;

use claimlight::{
    app::{Action, Command, Dismissed, Effect, ProposalCommand},
    claim::{Form, Origin, Tag, Voice},
    suggest::{Proposal, ProposedSpeaker},
};

use crate::support::{BOATS, Desk, records};

/// A proposal on the first place with these words.
fn proposal(desk: &Desk, tag: Tag, words: &[&str], rule: &'static str, confidence: f32) -> Proposal {
    let text = desk.review().article().text();
    let span = |words: &&str| {
        let (start, end) = desk.find(words);
        text.span(start..end).expect("a span")
    };
    Proposal {
        tag,
        form: if tag == Tag::Quote { Form::Direct } else { Form::None },
        voice: if tag == Tag::Quote { Voice::Source } else { Voice::Author },
        segments: words.iter().map(span).collect(),
        speaker: (tag == Tag::Quote).then(|| ProposedSpeaker { name: "Mara".to_owned(), place: None }),
        cue: None,
        checkworthy: None,
        confidence,
        rule,
        reason: "Because of its words".to_owned(),
    }
}

/// The boats with a split quotation and three statements proposed.
fn proposed() -> Desk {
    let mut desk = Desk::with(BOATS);
    let all = [
        proposal(&desk, Tag::Assertion, &["The harbour is shut."], "statement", 0.6),
        proposal(&desk, Tag::Quote, &["\"We had a choice,\"", "\"and we made it.\""], "quote.marks", 0.97),
        proposal(&desk, Tag::Assertion, &["The boats stay in."], "statement", 0.6),
        proposal(&desk, Tag::Commentary, &["The boats rot."], "commentary", 0.95),
    ];
    found(&mut desk, &all, Dismissed::default());
    desk
}

/// The number of the search that was begun.
fn search_of(effects: &[Effect]) -> u64 {
    let begun = effects.iter().find_map(|effect| match effect {
        Effect::Propose(search) => Some(*search),
        _ => None,
    });
    begun.expect("a search")
}

fn found(desk: &mut Desk, all: &[Proposal], dismissed: Dismissed) {
    let effects = desk.act(Action::Propose);
    let search = search_of(&effects);
    let found = ProposalCommand::Found { search, proposals: Arc::from(all), dismissed };
    desk.tell(Command::Proposal(found));
}

/// The words of the proposal that is looked at.
fn current(desk: &Desk) -> String {
    let text = desk.review().article().text();
    let current = desk.document().proposals.current();
    current.map(|proposal| text.slice(proposal.segments[0]).to_owned()).unwrap_or_default()
}

#[test]
fn proposals_are_stepped_through_and_nothing_is_tagged() {
    let mut desk = proposed();
    assert_eq!(current(&desk), "The harbour is shut.");
    desk.act(Action::NextProposal);
    assert_eq!(current(&desk), "\"We had a choice,\"");
    assert_eq!(desk.document().proposals.position(), Some(1));
    desk.act(Action::PreviousProposal);
    desk.act(Action::PreviousProposal);
    assert_eq!(current(&desk), "The boats rot.", "round the end");
    assert!(desk.claims().is_empty());
    desk.act(Action::Escape);
    assert_eq!(current(&desk), "");
    assert!(desk.steps().is_empty());
}

#[test]
fn an_accepted_proposal_is_a_claim_that_remembers_its_rule_and_the_next_is_looked_at() {
    let mut desk = proposed();
    desk.act(Action::NextProposal);
    assert!(records(&desk.act(Action::AcceptProposal)));
    assert_eq!(desk.claims(), ["quote: \"We had a choice,\" … \"and we made it.\""]);
    let claim = desk.review().claims().in_order()[0].clone();
    assert_eq!(claim.origin, Origin::Rule("quote.marks".to_owned()));
    assert_eq!((claim.form, claim.voice), (Form::Direct, Voice::Source));
    assert_eq!(
        claim.speaker.and_then(|id| desk.review().speaker(id)).map(|speaker| speaker.name.as_str()),
        Some("Mara")
    );
    assert_eq!(current(&desk), "The boats stay in.");
    desk.act(Action::Tag(Tag::Commentary));
    assert_eq!(
        desk.claims().last().map(String::as_str),
        Some("commentary: The boats stay in."),
        "a tag accepts as that"
    );
    desk.act(Action::Undo);
    desk.act(Action::Undo);
    assert!(desk.claims().is_empty() && desk.review().speakers().is_empty());
    assert_eq!(desk.document().proposals.len(), 4, "what is taken back is proposed again");
}

#[test]
fn all_of_a_rule_or_the_surest_are_accepted_in_one_step() {
    let mut desk = proposed();
    desk.tell(Command::Proposal(ProposalCommand::AcceptRule("statement")));
    assert_eq!(desk.claims(), ["assertion: The harbour is shut.", "assertion: The boats stay in."]);
    assert_eq!(desk.steps(), ["Accept 2 proposals"]);
    desk.tell(Command::Proposal(ProposalCommand::AcceptAbove(0.9)));
    assert_eq!(desk.claims().len(), 4);
    assert!(desk.document().proposals.is_empty());
    desk.act(Action::Undo);
    desk.act(Action::Undo);
    assert!(desk.claims().is_empty());
}

#[test]
fn the_names_under_which_words_are_attributed_become_those_of_one_speaker() {
    let mut desk = Desk::with("\"We wait,\" said Orla Venn.\n\n\"We rot,\" said Mrs. Venn.\n\n\"No,\" she said.");
    let by = |desk: &Desk, words: &str, mention: &str| {
        let (start, end) = desk.find(mention);
        let place = desk.review().article().text().span(start..end);
        let speaker = Some(ProposedSpeaker { name: "Orla Venn".to_owned(), place });
        Proposal { speaker, ..proposal(desk, Tag::Quote, &[words], "quote.marks", 0.97) }
    };
    let all =
        [by(&desk, "\"We wait,\"", "Orla Venn"), by(&desk, "\"We rot,\"", "Mrs. Venn"), by(&desk, "\"No,\"", "she")];
    found(&mut desk, &all, Dismissed::default());
    desk.act(Action::AcceptProposal);
    assert!(desk.review().speakers()[0].aliases.is_empty());
    desk.tell(Command::Proposal(ProposalCommand::AcceptAbove(0.5)));
    let [speaker] = desk.review().speakers() else { panic!("{:?}", desk.review().speakers()) };
    assert_eq!((speaker.name.as_str(), &speaker.aliases[..]), ("Orla Venn", &["Mrs. Venn".to_owned()][..]));
    assert!(desk.review().claims().in_order().iter().all(|claim| claim.speaker == Some(speaker.id)));
    desk.act(Action::Undo);
    assert!(desk.review().speakers()[0].aliases.is_empty(), "with the claims the name goes");
}

#[test]
fn only_what_is_sure_enough_is_shown() {
    let mut desk = proposed();
    desk.tell(Command::Proposal(ProposalCommand::ShowFrom(0.9)));
    assert_eq!(desk.document().proposals.len(), 2);
    assert_eq!(current(&desk), "\"We had a choice,\"", "the one that was looked at is shown no more");
    desk.tell(Command::Proposal(ProposalCommand::AcceptAbove(0.9)));
    assert!(desk.document().proposals.is_empty() && desk.document().proposals.is_shown);
    desk.tell(Command::Proposal(ProposalCommand::ShowFrom(0.0)));
    assert_eq!(desk.document().proposals.len(), 2);
    assert_eq!(current(&desk), "The boats stay in.");
    let doubtful = [proposal(&desk, Tag::Assertion, &["Nobody asked the crews."], "statement", 0.2)];
    let mut desk = Desk::with(BOATS);
    found(&mut desk, &doubtful, Dismissed::default());
    assert!(desk.document().proposals.is_empty(), "what is wrong more often than right is shown when it is asked for");
    assert!(desk.document().proposals.is_shown && desk.notices().is_empty());
}

#[test]
fn a_dismissed_proposal_stays_dismissed_for_the_text() {
    let mut desk = proposed();
    let effects = desk.act(Action::DismissProposal);
    let Some(Effect::KeepDismissed(dismissed)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(current(&desk), "\"We had a choice,\"");
    assert!(desk.steps().is_empty(), "the review is as it was");
    let mut later = Desk::with(BOATS);
    let all = [
        proposal(&later, Tag::Assertion, &["The harbour is shut."], "statement", 0.6),
        proposal(&later, Tag::Assertion, &["The boats stay in."], "statement", 0.6),
    ];
    found(&mut later, &all, dismissed.clone());
    assert_eq!(later.document().proposals.len(), 1);
    assert_eq!(current(&later), "The boats stay in.");
}

#[test]
fn what_is_a_claim_already_is_not_proposed() {
    let mut desk = Desk::with(BOATS);
    desk.tag(Tag::Assertion, "harbour is shut");
    desk.act(Action::Escape);
    let all = [
        proposal(&desk, Tag::Assertion, &["The harbour is shut."], "statement", 0.6),
        proposal(&desk, Tag::Commentary, &["The harbour is shut."], "commentary", 0.6),
    ];
    found(&mut desk, &all, Dismissed::default());
    assert_eq!(desk.document().proposals.len(), 1, "an assertion that crosses another may not be");
    desk.act(Action::AcceptProposal);
    assert_eq!(desk.claims().len(), 2);
    found(&mut desk, &all, Dismissed::default());
    assert_eq!(desk.notices().last(), Some(&"Nothing more is proposed for this article"));
}

#[test]
fn an_answer_to_a_search_that_was_given_up_is_not_looked_at() {
    let mut desk = Desk::with(BOATS);
    let effects = desk.act(Action::Propose);
    let search = search_of(&effects);
    assert_eq!(desk.act(Action::Propose), [], "one search at a time");
    desk.act(Action::Escape);
    let all = Arc::from([proposal(&desk, Tag::Assertion, &["The harbour is shut."], "statement", 0.6)]);
    desk.tell(Command::Proposal(ProposalCommand::Found { search, proposals: all, dismissed: Dismissed::default() }));
    assert!(desk.document().proposals.is_empty());
}

#[test]
fn a_selection_is_tagged_even_while_a_proposal_is_looked_at() {
    let mut desk = proposed();
    desk.tag(Tag::Assertion, "Nobody asked the crews.");
    assert_eq!(desk.claims(), ["assertion: Nobody asked the crews."]);
    assert_eq!(desk.document().proposals.len(), 4);
}
