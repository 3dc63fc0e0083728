//! Exports and imports: what is asked for, what is remembered, what comes in.

use std::{path::PathBuf, sync::Arc};

use claimlight::{
    app::{
        Action, Answer, Command, Destination, Effect, ExportChoice, ExportCommand, ExportOutcome, ExportPhase,
        ExportPreview, ImportCommand, Incomer, Incomers, LossList, Meeting, Overlay, Question, Scope,
    },
    claim::{Claim, ClaimId, Segments, Speaker, SpeakerId, Tag},
    exchange::{self, ExportOptions, Format, Labelled, Mapping, Source},
    review::{ClaimFilter, Review},
};
use jiff::Timestamp;
use uuid::Uuid;

use crate::support::{BOATS, Desk};

fn path() -> PathBuf {
    PathBuf::from("boats.jsonl")
}

fn export(desk: &mut Desk, command: ExportCommand) -> Vec<Effect> {
    desk.tell(Command::Export(command))
}

fn choice(desk: &Desk) -> ExportChoice {
    desk.state.exporting.as_ref().expect("an export").choice
}

/// The number of what was asked last.
fn number(effects: &[Effect]) -> u64 {
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::LookAtExport(request) | Effect::WriteExport { request, .. } => Some(request.number),
        Effect::ReadImport { number, .. } => Some(*number),
        _ => None,
    });
    asked.expect("something is asked")
}

/// Two claims, of which one has the words that are looked for.
fn desk() -> Desk {
    Desk::with_claims(&[(Tag::Assertion, "The boats rot."), (Tag::Quote, "and we made it.")])
}

#[test]
fn a_scope_is_offered_when_it_means_something() {
    let words = |desk: &Desk| -> Vec<String> {
        let exporting = desk.state.exporting.as_ref().expect("an export");
        Scope::ALL.into_iter().filter_map(|scope| exporting.scope_words(scope)).collect()
    };
    let mut desk = desk();
    desk.act(Action::Export);
    assert_eq!(words(&desk), ["All (2 claims)"]);
    desk.act(Action::Escape);
    desk.tell(Command::Filter(ClaimFilter { words: "rot".to_owned(), ..ClaimFilter::default() }));
    let first = desk.review().claims().in_order()[0].id;
    desk.tell(Command::FocusClaim(first));
    desk.act(Action::Export);
    assert_eq!(words(&desk), ["All (2 claims)", "Those the filter shows (1 claim)", "The one that is looked at"]);
    desk.act(Action::Escape);
    desk.act(Action::PickAll);
    desk.act(Action::Export);
    assert_eq!(words(&desk)[2], "Those picked (1 claim)");
}

#[test]
fn the_claims_of_a_scope_are_those_that_leave() {
    let mut desk = desk();
    desk.tell(Command::Filter(ClaimFilter { words: "rot".to_owned(), ..ClaimFilter::default() }));
    let ids: Vec<ClaimId> = desk.review().claims().in_order().iter().map(|claim| claim.id).collect();
    desk.tell(Command::FocusClaim(ids[0]));
    desk.act(Action::Export);
    let chosen = choice(&desk);
    for (scope, expected) in
        [(Scope::All, None), (Scope::Listed, Some(vec![ids[1]])), (Scope::Chosen, Some(vec![ids[0]]))]
    {
        let effects = export(&mut desk, ExportCommand::Choose(ExportChoice { scope, ..chosen }));
        let [Effect::LookAtExport(request)] = &effects[..] else { panic!("{effects:?}") };
        let only = request.options(desk.review()).only.map(|only| only.into_iter().collect::<Vec<_>>());
        assert_eq!(only, expected, "{scope:?}");
        let count = desk.state.exporting.as_ref().expect("an export").count();
        assert_eq!(count, expected.map_or(2, |ids| ids.len()));
    }
}

#[test]
fn an_answer_to_another_choice_is_not_looked_at() {
    let mut desk = desk();
    let first = number(&desk.act(Action::Export));
    let other = ExportChoice { format: Format::Csv, ..choice(&desk) };
    let second = number(&export(&mut desk, ExportCommand::Choose(other)));
    let seen = |desk: &Desk| desk.state.exporting.as_ref().is_some_and(|own| own.seen.is_some());
    export(&mut desk, ExportCommand::Seen(first, Ok(Arc::new(ExportPreview::default()))));
    assert!(!seen(&desk));
    export(&mut desk, ExportCommand::Seen(second, Ok(Arc::new(ExportPreview::default()))));
    assert!(seen(&desk));
}

#[test]
fn where_it_goes_is_asked_and_the_choice_remembered() {
    for (format, name, folder) in [
        (Format::JsonLines, "boats.jsonl", false),
        (Format::CasJson, "boats.cas.json", false),
        (Format::Brat, "boats.ann", true),
        (Format::RefiQda, "boats.qdpx", true),
    ] {
        let mut desk = desk();
        desk.state.document.as_mut().expect("a document").proposed_name = "boats.claims.json".to_owned();
        desk.act(Action::Export);
        let chosen = ExportChoice { format, internal: true, letters: true, ..choice(&desk) };
        export(&mut desk, ExportCommand::Choose(chosen));
        let effects = export(&mut desk, ExportCommand::Ask);
        let asked = Effect::AskWhereToExport { name: name.to_owned(), is_folder: folder };
        assert_eq!(effects, [Effect::SaveSettings, asked]);
        desk.act(Action::Escape);
        desk.act(Action::Export);
        assert_eq!(choice(&desk), ExportChoice { internal: false, ..chosen }, "but for what is confidential");
    }
}

#[test]
fn a_name_that_no_version_knows_is_the_usual_format() {
    let mut desk = desk();
    desk.state.settings.exchange.format = "of a newer version".to_owned();
    desk.act(Action::Export);
    assert_eq!(choice(&desk).format, Format::JsonLines);
}

#[test]
fn files_are_replaced_only_when_that_is_the_answer() {
    for (answer, expected) in [(Answer::Replace, Some(true)), (Answer::Cancel, None)] {
        let mut desk = desk();
        desk.act(Action::Export);
        let effects = export(&mut desk, ExportCommand::WriteTo(path()));
        let [Effect::WriteExport { request, replace: false, .. }] = &effects[..] else { panic!("{effects:?}") };
        let exists = ExportCommand::Exists { number: request.number, path: path(), files: vec![path()] };
        export(&mut desk, exists);
        assert!(matches!(desk.state.question, Some(Question::ReplaceExport { .. })));
        let effects = desk.answer(answer);
        let replaces = effects.iter().find_map(|effect| match effect {
            Effect::WriteExport { replace, .. } => Some(*replace),
            _ => None,
        });
        assert_eq!(replaces, expected);
        assert_eq!(desk.state.overlay, Some(Overlay::Export), "the form is there again");
    }
}

#[test]
fn an_export_that_is_stopped_is_written_nowhere() {
    let mut desk = desk();
    desk.act(Action::Export);
    let number = number(&export(&mut desk, ExportCommand::WriteTo(path())));
    let effects = desk.act(Action::Escape);
    assert!(effects.contains(&Effect::StopExport));
    let phase = |desk: &Desk| desk.state.exporting.as_ref().expect("an export").phase.clone();
    assert!(matches!(phase(&desk), ExportPhase::Failed(words) if words.contains("nothing was written")));
    let outcome = ExportOutcome { files: vec![path()], losses: LossList::default() };
    export(&mut desk, ExportCommand::Written(number, Arc::new(outcome)));
    assert!(!matches!(phase(&desk), ExportPhase::Written(_)), "nobody waits for it any more");
    desk.act(Action::Escape);
    assert!(desk.state.exporting.is_none());
}

#[test]
fn losses_are_said_of_the_whole_and_of_each_claim() {
    let desk = desk();
    let review = desk.review();
    let losses = |format| {
        let sources = [Source { name: "boats", review, proposals: &[] }];
        LossList::new(review, &exchange::losses(&sources, format, &ExportOptions::default()))
    };
    let ris = losses(Format::Ris);
    assert!(ris.sentence().starts_with("2 claims lose something; not kept: "), "{}", ris.sentence());
    let names: Vec<&str> = ris.claims.iter().map(|claim| claim.name.as_str()).collect();
    assert_eq!(names, ["Q1", "A2"]);
    assert_eq!(ris.claims[1].words, "The boats rot.");
    assert!(ris.parts.iter().any(|(part, count)| part == "the claim itself" && *count == 2), "{:?}", ris.parts);
    assert!(losses(Format::JsonLines).claims.is_empty());
    assert_eq!(LossList::default().sentence(), "Nothing is lost");
    assert!(
        ris.claims[1].parts.starts_with("the claim itself; "),
        "what is gravest comes first: {}",
        ris.claims[1].parts
    );
    assert_eq!(ris.parts[0].0, "the claim itself");
}

#[test]
fn a_sentence_on_losses_names_three_where_there_are_many() {
    let whole = |count: usize| LossList {
        whole: ["a", "b", "c", "d", "e", "f"][..count].iter().map(|&part| part.to_owned()).collect(),
        ..LossList::default()
    };
    for (count, sentence) in [
        (1, "Every claim whole; not kept: a"),
        (4, "Every claim whole; not kept: a; b; c; d"),
        (5, "Every claim whole; not kept: a; b; c; and 2 more"),
        (6, "Every claim whole; not kept: a; b; c; and 3 more"),
    ] {
        assert_eq!(whole(count).sentence(), sentence);
    }
}

/// A review of the boats with claims of these tags on these words, by a speaker, as another program made it.
fn other(claims: &[(Tag, &str)], speaker: &str) -> Review {
    let desk = Desk::with(BOATS);
    let by = Speaker::named(SpeakerId(Uuid::from_u128(900)), speaker);
    let claim = |(at, (tag, words)): (usize, &(Tag, &str))| {
        let (start, end) = desk.find(words);
        let span = desk.review().article().text().span(start..end).expect("a span");
        let id = ClaimId(Uuid::from_u128(1000 + at as u128));
        let claim = Claim::new(id, *tag, Segments::new([span]).expect("a segment"), Timestamp::UNIX_EPOCH);
        Claim { speaker: Some(by.id), note: format!("note {at}"), ..claim }
    };
    let claims = claims.iter().enumerate().map(claim).collect();
    Review::from_parts(desk.review().article().clone(), String::new(), vec![by.clone()], claims, Vec::new())
}

fn incomers(review: Review, new: usize, labels: &[(&str, Option<Tag>)]) -> Arc<Incomers> {
    let review = Arc::new(review);
    let meeting = Meeting { review: Arc::clone(&review), is_carried: false, new, notes: Vec::new() };
    let label = |(label, tag): &(&str, Option<Tag>)| Labelled {
        label: (*label).to_owned(),
        records: 1,
        tag: *tag,
        about: String::new(),
    };
    Arc::new(Incomers {
        format: Format::JsonLines,
        files: Arc::from([]),
        records: review.claims().len(),
        labels: labels.iter().map(label).collect(),
        reviews: vec![Incomer { name: "boats".to_owned(), review, notes: Vec::new(), meeting: Ok(meeting) }],
        notes: Vec::new(),
    })
}

fn import(desk: &mut Desk, command: ImportCommand) -> Vec<Effect> {
    desk.tell(Command::Import(command))
}

/// Has this come in, to be looked at.
fn come(desk: &mut Desk, incomers: &Arc<Incomers>) -> Vec<Effect> {
    let number = number(&import(desk, ImportCommand::File(path())));
    import(desk, ImportCommand::Came(number, Arc::clone(incomers)))
}

#[test]
fn claims_come_in_as_one_step_and_change_none_that_is_there() {
    let mut desk = desk();
    let before = desk.review().clone();
    let claims =
        [(Tag::Assertion, "The boats rot."), (Tag::Quote, "we made it"), (Tag::Commentary, "Nobody asked the crews.")];
    let incomers = incomers(other(&claims, "Mara Lind"), 1, &[("x", Some(Tag::Assertion))]);
    come(&mut desk, &incomers);
    assert_eq!(desk.state.overlay, Some(Overlay::Import));
    let effects = import(&mut desk, ImportCommand::Take);
    assert_eq!(effects.iter().filter(|effect| matches!(effect, Effect::Record(_))).count(), 1);
    assert_eq!(
        desk.claims(),
        ["quote: and we made it.", "assertion: The boats rot.", "commentary: Nobody asked the crews."]
    );
    for claim in before.claims().in_order() {
        assert_eq!(desk.review().claims().get(claim.id), Some(claim));
    }
    assert_eq!(
        desk.state.notices[0].words,
        "1 claim imported; 1 here already and left as they are; 1 left out, since they share text with a claim of their tag"
    );
    let new = &desk.review().claims().in_order()[2];
    assert_eq!(new.note, "note 2");
    let speaker = new.speaker.and_then(|id| desk.review().speaker(id)).expect("a speaker");
    assert_eq!(speaker.name, "Mara Lind");
    desk.act(Action::Undo);
    assert_eq!(*desk.review(), before);
}

#[test]
fn a_speaker_who_is_known_is_the_same() {
    let mut desk = Desk::with(BOATS);
    for words in ["The boats rot.", "The boats wait."] {
        let incomers = incomers(other(&[(Tag::Assertion, words)], "Mara Lind"), 1, &[]);
        come(&mut desk, &incomers);
        import(&mut desk, ImportCommand::Take);
    }
    assert_eq!(desk.claims().len(), 2, "the second had an id that was taken");
    assert_eq!(desk.review().speakers().len(), 1);
}

#[test]
fn a_label_that_stands_for_another_tag_has_it_read_again() {
    let mut desk = desk();
    let labels = [("PER", None), ("claim", Some(Tag::Assertion))];
    let incomers = incomers(other(&[(Tag::Assertion, "The boats wait.")], ""), 1, &labels);
    come(&mut desk, &incomers);
    let mut expected = Mapping::default();
    expected.set("", Tag::Assertion);
    expected.decide("PER", Some(Tag::Quote));
    expected.decide("claim", Some(Tag::Assertion));
    let effects = import(&mut desk, ImportCommand::Map(0, Some(Tag::Quote)));
    let [Effect::ReadImport { mapping, format: Some(Format::JsonLines), .. }] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(*mapping, expected);
    assert!(!desk.state.importing.as_ref().expect("an import").is_ready(), "it waits for that");
    assert_eq!(import(&mut desk, ImportCommand::Map(1, Some(Tag::Assertion))), [], "that is so already");
}

#[test]
fn a_preset_is_kept_and_fits_the_same_labels_alone() {
    let mut desk = desk();
    let comes = |labels: &[(&str, Option<Tag>)]| incomers(other(&[(Tag::Assertion, "The boats wait.")], ""), 1, labels);
    come(&mut desk, &comes(&[("PER", None), ("LOC", None)]));
    import(&mut desk, ImportCommand::Map(0, Some(Tag::Quote)));
    assert_eq!(import(&mut desk, ImportCommand::KeepPreset("  ".to_owned())), []);
    assert_eq!(import(&mut desk, ImportCommand::KeepPreset(" NER ".to_owned())), [Effect::SaveSettings]);
    assert_eq!(desk.state.settings.exchange.presets.len(), 1);
    desk.act(Action::Escape);
    for (labels, preset) in [
        (&[("per", None)][..], Some("NER")),
        (&[("LOC", None), ("PER", None)], Some("NER")),
        (&[("PER", None), ("ORG", None)], None),
    ] {
        let effects = come(&mut desk, &comes(labels));
        let importing = desk.state.importing.as_ref().expect("an import");
        assert_eq!(importing.preset.as_deref(), preset, "{labels:?}");
        assert_eq!(effects.len(), usize::from(preset.is_some()), "what has changed is read again");
    }
    come(&mut desk, &comes(&[("PER", None)]));
    import(&mut desk, ImportCommand::ForgetPreset("NER".to_owned()));
    assert!(desk.state.settings.exchange.presets.is_empty());
}

#[test]
fn what_cannot_meet_the_open_review_becomes_another() {
    let mut desk = desk();
    let mut incomers = Arc::unwrap_or_clone(incomers(other(&[(Tag::Assertion, "The boats wait.")], ""), 1, &[]));
    incomers.reviews[0].meeting = Err("Another text".to_owned());
    come(&mut desk, &Arc::new(incomers));
    let importing = desk.state.importing.as_ref().expect("an import");
    assert_eq!(importing.destination, Destination::New);
    let effects = import(&mut desk, ImportCommand::Take);
    assert!(matches!(&effects[..], [Effect::OpenImported(_)]), "{effects:?}");
    assert_eq!(desk.claims().len(), 2, "what is open stays until the other is there");
}

#[test]
fn a_fault_is_said_and_nothing_comes_in() {
    let mut desk = desk();
    let number = number(&import(&mut desk, ImportCommand::File(path())));
    import(&mut desk, ImportCommand::Failed(number, "It is cut off".to_owned()));
    let importing = desk.state.importing.as_ref().expect("an import");
    assert_eq!(importing.fault.as_deref(), Some("It is cut off"));
    assert!(!importing.is_ready());
    assert_eq!(import(&mut desk, ImportCommand::Take), []);
    assert_eq!(desk.act(Action::Escape), [Effect::StopImport]);
    assert_eq!(desk.claims().len(), 2);
}
