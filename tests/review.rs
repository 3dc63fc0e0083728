//! Reviews: what each operation does to claims, what it refuses, and that everything can be undone.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

mod desk;
mod marked;

use std::collections::BTreeMap;

use claimlight::{
    article::{Article, Block, BlockKind, Metadata, Source},
    claim::{Claim, ClaimId, Form, LostSegment, Segments, State, StatusGroup, Tag, Voice},
    review::{
        ClaimFilter, Claims, Edge, EditName, Field, Refusal, Review, Stamp,
        operations::{self, Ask},
        same_words,
    },
    text::{ByteIndex, Span},
};
use desk::Desk;
use jiff::Timestamp;
use marked::{Marked, marked, with_spans};
use uuid::Uuid;

const NEWS: &str = "Lions roared. “We hear lions,” she said, “and fear them.”\nLions slept.\nMs Adler spoke.";

/// What the tables ask of a review: places by their words, claims as words.
trait ByWords {
    /// The first place that has these words.
    fn span(&self, words: &str) -> Span;
    /// The first place of each.
    fn spans(&self, words: &[&str]) -> Vec<Span>;
    /// Makes a claim of these words.
    fn tag(&mut self, tag: Tag, words: &[&str]) -> Result<ClaimId, Refusal>;
    /// The claim with this id.
    fn claim(&self, id: ClaimId) -> &Claim;
    /// Every claim: its tag's letter and its words.
    fn shown(&self) -> Vec<String>;
}

impl ByWords for Desk {
    fn span(&self, words: &str) -> Span {
        let start = self.text().as_str().find(words).expect("words of the text");
        self.text().span(ByteIndex::new(start)..ByteIndex::new(start + words.len())).expect("a span")
    }

    fn spans(&self, words: &[&str]) -> Vec<Span> {
        words.iter().map(|words| self.span(words)).collect()
    }

    fn tag(&mut self, tag: Tag, words: &[&str]) -> Result<ClaimId, Refusal> {
        let spans = self.spans(words);
        let (edit, id) = self.make(|review, stamp| operations::tag(review, tag, &spans, stamp))?;
        self.review.apply(&edit).map(|_| id)
    }

    fn claim(&self, id: ClaimId) -> &Claim {
        self.review.claims().get(id).expect("the claim")
    }

    fn shown(&self) -> Vec<String> {
        let words = |claim: &Claim| {
            let placed = claim.segments.placed().iter().map(|span| self.text().slice(*span));
            placed.collect::<Vec<_>>().join(" … ")
        };
        self.review.claims().in_order().iter().map(|claim| format!("{} {}", claim.tag.letter(), words(claim))).collect()
    }
}

#[test]
fn tagging_makes_a_claim_with_its_usual_form_and_voice() {
    let rows: [(Tag, &[&str], Form, Voice); 6] = [
        (Tag::Quote, &["“We hear lions,”"], Form::Direct, Voice::Source),
        (Tag::Quote, &["“We hear lions,”", "“and fear them.”"], Form::Direct, Voice::Source),
        (Tag::Quote, &["“and fear them.”"], Form::Partial, Voice::Source),
        (Tag::Quote, &["fear them"], Form::Partial, Voice::Source),
        (Tag::Assertion, &["Lions roared."], Form::None, Voice::Author),
        (Tag::Commentary, &["Lions slept."], Form::None, Voice::Author),
    ];
    for (tag, words, form, voice) in rows {
        let mut desk = Desk::new(NEWS);
        let id = desk.tag(tag, words).expect("a claim");
        assert_eq!(desk.shown(), [format!("{} {}", tag.letter(), words.join(" … "))]);
        let claim = desk.claim(id);
        assert_eq!((claim.form, claim.voice), (form, voice), "{words:?}");
        assert_eq!((claim.status.state, claim.created), (State::Spotted, claim.modified));
    }
    let nothing = Desk::new(NEWS).make(|review, stamp| operations::tag(review, Tag::Quote, &[], stamp));
    assert_eq!(nothing.err(), Some(Refusal::NothingSelected));
}

#[test]
fn the_zone_gives_form_and_voice() {
    let rows = [
        (BlockKind::Quotation, Tag::Quote, Form::Block, Voice::Source),
        (BlockKind::Embed, Tag::Quote, Form::Block, Voice::Source),
        (BlockKind::RepublisherNote, Tag::Assertion, Form::None, Voice::Republisher),
        (BlockKind::EditorNote, Tag::Commentary, Form::None, Voice::Editor),
        (BlockKind::Caption, Tag::Assertion, Form::None, Voice::Caption),
        (BlockKind::Caption, Tag::Quote, Form::Direct, Voice::Source),
        (BlockKind::Headline, Tag::Assertion, Form::None, Voice::Author),
    ];
    for (kind, tag, form, voice) in rows {
        let Marked { text, spans, .. } = marked("⟦We hear lions⟧");
        let blocks = vec![Block { kind, span: spans[0] }];
        let article = Article::new(text, blocks, Metadata::default(), Source::default()).expect("an article");
        let mut desk = Desk::of(article);
        let id = desk.tag(tag, &["We hear lions"]).expect("a claim");
        assert_eq!((desk.claim(id).form, desk.claim(id).voice), (form, voice), "{kind:?}");
    }
}

#[test]
fn claims_of_one_tag_do_not_share_text() {
    // The claims that are there, one more, and whether it may be made.
    type Row = (&'static [(Tag, &'static str)], (Tag, &'static [&'static str]), bool);
    let rows: [Row; 8] = [
        (&[(Tag::Quote, "hear lions")], (Tag::Quote, &["lions"]), false),
        (&[(Tag::Quote, "hear lions")], (Tag::Quote, &["We hear"]), false),
        (&[(Tag::Quote, "hear lions")], (Tag::Quote, &["Lions roared.", "lions,"]), false),
        (&[(Tag::Quote, "hear lions")], (Tag::Assertion, &["lions"]), true),
        (&[(Tag::Quote, "hear lions")], (Tag::Assertion, &["We hear"]), true),
        (&[(Tag::Quote, "hear lions")], (Tag::Quote, &["We "]), true),
        (&[(Tag::Quote, "hear"), (Tag::Assertion, "hear lions")], (Tag::Commentary, &["hear"]), true),
        (&[(Tag::Quote, "hear"), (Tag::Assertion, "hear lions")], (Tag::Quote, &["lions", "fear"]), true),
    ];
    for (there, (tag, words), may) in rows {
        let mut desk = Desk::new(NEWS);
        for (tag, words) in there {
            desk.tag(*tag, &[words]).expect("a claim");
        }
        let (before, first) = (desk.review.clone(), desk.review.claims().in_order()[0].id);
        let made = desk.tag(tag, words);
        if may {
            assert!(made.is_ok_and(|id| desk.claim(id).tag == tag), "{words:?}");
        } else {
            assert_eq!(made, Err(Refusal::Overlap { tag, other: first }), "{words:?}");
            assert_eq!(desk.review, before);
        }
    }
}

#[test]
fn an_edit_is_made_whole_or_not_at_all() {
    let mut desk = Desk::new("one two one three");
    let like = desk.tag(Tag::Quote, &["two"]).expect("a claim");
    let places = [desk.span("three"), desk.span("one"), desk.span("two")];
    let before = desk.review.clone();
    let refused = desk.act(|review, stamp| operations::tag_same(review, like, &places, stamp));
    assert_eq!(refused.err(), Some(Refusal::Overlap { tag: Tag::Quote, other: like }));
    assert_eq!(desk.review, before);
    assert_eq!(desk.review.claims().tally(), before.claims().tally());
    assert!(desk.review.claims().touching(ByteIndex::ZERO, ByteIndex::new(3)).is_empty());
}

#[test]
fn segments_come_and_go() {
    let mut desk = Desk::new(NEWS);
    let id = desk.tag(Tag::Quote, &["“We hear lions,”"]).expect("a claim");
    let add = |desk: &mut Desk, words: &[&str]| {
        let spans = desk.spans(words);
        desk.act(|review, stamp| operations::add_segment(review, id, &spans, stamp)).map(|undo| undo.name().clone())
    };
    assert_eq!(add(&mut desk, &["“and fear them.”"]), Ok(EditName::AddSegment));
    assert_eq!(desk.shown(), ["Q “We hear lions,” … “and fear them.”"]);
    assert_eq!(add(&mut desk, &["hear"]), Err(Refusal::Unchanged));
    assert_eq!(add(&mut desk, &[]), Err(Refusal::NothingSelected));
    assert_eq!(add(&mut desk, &[" she", " said, “and"]), Ok(EditName::AddSegment));
    assert_eq!(desk.shown(), ["Q “We hear lions,” she said, “and fear them.”"], "touching segments are one");
    assert_eq!(add(&mut desk, &["Lions roared."]), Ok(EditName::AddSegment));
    let remove = |desk: &mut Desk, number| {
        desk.act(|review, stamp| operations::remove_segment(review, id, number, stamp)).map(|undo| undo.name().clone())
    };
    assert_eq!(remove(&mut desk, 2), Err(Refusal::Unchanged));
    assert_eq!(remove(&mut desk, 0), Ok(EditName::RemoveSegment));
    assert_eq!(desk.shown(), ["Q “We hear lions,” she said, “and fear them.”"]);
    assert_eq!(remove(&mut desk, 0), Err(Refusal::LastSegment));
    let steps: Vec<_> = desk.review.history().iter().map(|step| (step.edit.as_str(), step.from.as_deref())).collect();
    let wanted = [("claim", None), ("segments", Some("14-30")), ("segments", Some("14-30 41-57"))];
    assert_eq!(steps[..3], wanted);
}

#[test]
fn ends_of_segments_move() {
    // The segments, which of their ends goes to `|`, and what comes of it.
    let rows = [
        ("a ⟦b c⟧ d| e", 0, Edge::End, Ok("a ⟦b c d⟧ e")),
        ("a ⟦b c⟧ d |e", 0, Edge::End, Ok("a ⟦b c d⟧ e")),
        ("a |b ⟦c⟧ d", 0, Edge::Start, Ok("a ⟦b c⟧ d")),
        ("a ⟦b| c⟧ d", 0, Edge::End, Ok("a ⟦b⟧ c d")),
        ("a ⟦b |c⟧ d", 0, Edge::End, Ok("a ⟦b⟧ c d")),
        ("a ⟦b| c⟧ d", 0, Edge::Start, Ok("a b ⟦c⟧ d")),
        ("a ⟦b⟧ c ⟦d|e⟧ f", 0, Edge::End, Ok("a ⟦b c de⟧ f")),
        ("a ⟦b⟧| ⟦c⟧", 1, Edge::Start, Ok("a ⟦b⟧ ⟦c⟧")),
        ("a ⟦b|⟧ ⟦c⟧", 1, Edge::Start, Ok("a ⟦b⟧ ⟦c⟧")),
        ("x ⟦a|e\u{301}⟧ y", 0, Edge::End, Ok("x ⟦a⟧e\u{301} y")),
        ("x ⟦ae|\u{301}i⟧ y", 0, Edge::End, Ok("x ⟦ae\u{301}⟧i y")),
        ("a |⟦b c⟧ d", 0, Edge::End, Err(Refusal::EmptySegment)),
        ("a ⟦b c⟧| d", 0, Edge::Start, Err(Refusal::EmptySegment)),
        ("a ⟦b c⟧ d|", 3, Edge::Start, Err(Refusal::UnknownClaim)),
    ];
    for (row, number, edge, wanted) in rows {
        let Marked { text, spans, carets } = marked(row);
        let mut desk = Desk::new(text.as_str());
        let (edit, id) =
            desk.make(|review, stamp| operations::tag(review, Tag::Quote, &spans, stamp)).expect("an edit");
        desk.review.apply(&edit).expect("a claim");
        let before = desk.shown();
        let moved = desk.act(|review, stamp| operations::move_end(review, id, number, edge, carets[0], stamp));
        match wanted {
            Ok(wanted) if wanted == row.replace('|', "") => assert_eq!(moved.err(), Some(Refusal::Unchanged), "{row}"),
            Ok(wanted) => {
                assert_eq!(moved.map(|undo| undo.name().clone()), Ok(EditName::MoveEnd), "{row}");
                assert_eq!(with_spans(&text, desk.claim(id).segments.placed()), wanted);
            }
            Err(refusal) => {
                assert_eq!(moved.err(), Some(refusal), "{row}");
                assert_eq!(desk.shown(), before);
            }
        }
    }
}

#[test]
fn a_moved_end_keeps_off_other_claims_of_the_tag() {
    let mut desk = Desk::new("one two three");
    let one = desk.tag(Tag::Quote, &["one"]).expect("a claim");
    let three = desk.tag(Tag::Quote, &["three"]).expect("a claim");
    let to = desk.span("three").start();
    let mut end_to = |to| desk.act(|review, stamp| operations::move_end(review, one, 0, Edge::End, to, stamp)).err();
    assert_eq!(end_to(ByteIndex::new(to.get() + 1)), Some(Refusal::Overlap { tag: Tag::Quote, other: three }));
    assert_eq!(end_to(to), None, "claims may touch");
}

#[test]
fn a_claim_changes_its_tag_with_form_and_voice() {
    let mut desk = Desk::new(NEWS);
    let id = desk.tag(Tag::Quote, &["We hear lions"]).expect("a claim");
    let other = desk.tag(Tag::Assertion, &["hear"]).expect("a claim");
    let mut retag = |tag| desk.act(|review, stamp| operations::retag(review, id, tag, stamp)).err();
    assert_eq!(retag(Tag::Quote), Some(Refusal::Unchanged));
    assert_eq!(retag(Tag::Assertion), Some(Refusal::Overlap { tag: Tag::Assertion, other }));
    assert_eq!(retag(Tag::Commentary), None);
    let claim = desk.claim(id);
    assert_eq!((claim.tag, claim.form, claim.voice), (Tag::Commentary, Form::None, Voice::Author));
    assert!(claim.modified > claim.created);
    let step = desk.review.history().last().expect("a step");
    let told = (step.edit.as_str(), step.from.as_deref(), step.to.as_deref(), step.by.as_str(), step.claim);
    assert_eq!(told, ("tag", Some("quote"), Some("commentary"), "R. Viewer", Some(id)));
}

#[test]
fn claims_are_deleted_and_come_back() {
    let mut desk = Desk::new(NEWS);
    let ids = [
        desk.tag(Tag::Quote, &["“We hear lions,”", "fear"]).expect("a claim"),
        desk.tag(Tag::Assertion, &["Lions slept."]).expect("a claim"),
    ];
    let before = desk.review.clone();
    let undo = desk.act(|review, stamp| operations::delete(review, &ids, stamp)).expect("deleted");
    assert_eq!(desk.shown(), [""; 0]);
    assert_eq!(desk.review.history()[2].from.as_deref(), Some("“We hear lions,” […] fear"));
    assert_eq!(undo.claims().count(), 2);
    for refused in [ids.as_slice(), &[]] {
        let again = desk.act(|review, stamp| operations::delete(review, refused, stamp));
        assert_eq!(again.err(), Some(Refusal::UnknownClaim));
    }
    desk.review.revert(undo);
    assert_eq!(desk.review, before);
}

#[test]
fn speakers_are_used_again_by_any_of_their_names() {
    let mut desk = Desk::new(NEWS);
    let first = desk.tag(Tag::Quote, &["We hear"]).expect("a claim");
    let second = desk.tag(Tag::Quote, &["fear them"]).expect("a claim");
    let say = |desk: &mut Desk, id, name: &str| {
        desk.act(|review, stamp| operations::set_speaker(review, &[id], name, stamp)).map(|_| desk.claim(id).speaker)
    };
    let adler = say(&mut desk, first, " Ms Adler ").expect("a speaker").expect("somebody");
    assert_eq!(desk.review.speaker(adler).map(|speaker| speaker.name.as_str()), Some("Ms Adler"));
    let alias = |review: &Review, _: &mut Stamp<'_>| {
        operations::amend_speaker(review, adler, |speaker| speaker.aliases.push("the minister".to_owned()))
    };
    desk.act(alias).expect("an alias");
    assert_eq!(say(&mut desk, second, "The Minister"), Ok(Some(adler)));
    assert_eq!(say(&mut desk, second, "ms ADLER"), Err(Refusal::Unchanged));
    assert_eq!(say(&mut desk, second, "  "), Ok(None));
    assert_eq!(say(&mut desk, second, ""), Err(Refusal::Unchanged));
    assert!(say(&mut desk, second, "Mr Bloom").is_ok_and(|speaker| speaker.is_some_and(|id| id != adler)));
    let names: Vec<&str> = desk.review.speakers().iter().map(|speaker| speaker.name.as_str()).collect();
    assert_eq!(names, ["Ms Adler", "Mr Bloom"]);
    let unchanged = operations::amend_speaker(&desk.review, adler, |_| {});
    assert_eq!(unchanged.err(), Some(Refusal::Unchanged));
}

#[test]
fn a_status_has_its_reason() {
    let mut desk = Desk::new(NEWS);
    let id = desk.tag(Tag::Assertion, &["Lions slept."]).expect("a claim");
    let set = |desk: &mut Desk, group, reason: Option<&str>| {
        let reason = reason.map(str::to_owned);
        let ask = Ask { reason, duplicate_of: None };
        let done =
            desk.act(|review, stamp| operations::set_group(review, &[id], group, &ask, stamp).map(|found| found.edit));
        done.map(|_| (desk.claim(id).status.state, desk.claim(id).status.reason.clone()))
    };
    let why = Some("No source".to_owned());
    assert_eq!(set(&mut desk, StatusGroup::ToCheck, None), Err(Refusal::Unchanged));
    assert_eq!(set(&mut desk, StatusGroup::Checking, Some("  ")), Ok((State::InProgress, None)));
    assert_eq!(set(&mut desk, StatusGroup::Skipped, Some("No source")), Ok((State::NotCheckable, why.clone())));
    let ask = Ask { reason: why.clone(), duplicate_of: None };
    desk.act(|review, stamp| {
        operations::set_state(review, &[id], State::WontCheck, &ask, stamp).map(|found| found.edit)
    })
    .expect("a state");
    assert_eq!(set(&mut desk, StatusGroup::Skipped, None), Err(Refusal::Unchanged), "it is there already");
    let other = Some("Not now".to_owned());
    assert_eq!(
        set(&mut desk, StatusGroup::Skipped, other.as_deref()),
        Ok((State::WontCheck, other)),
        "the state stays"
    );
    let tally = desk.review.claims().tally();
    assert_eq!((tally.all(), tally.checkable(), tally.in_group(StatusGroup::Skipped)), (1, 0, 1));
    let step = &desk.review.history()[2];
    assert_eq!((step.from.as_deref(), step.to.as_deref()), (Some("in_progress"), Some("not_checkable")));
    assert_eq!(step.reason, why);
}

#[test]
fn fields_are_amended() {
    let mut desk = Desk::new(NEWS);
    let id = desk.tag(Tag::Quote, &["We hear"]).expect("a claim");
    let amend = |desk: &mut Desk, change: fn(&mut Claim)| {
        desk.act(|review, stamp| operations::amend(review, id, Field::Labels, change, stamp))
            .map(|u| u.name().to_string())
    };
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let repeat = |claim: &mut Claim| {
        claim.labels = ["b", "a", "b"].map(str::to_owned).to_vec();
        claim.flags = ["hedged", "ellipsis", "hedged"].map(str::to_owned).to_vec();
    };
    assert_eq!(amend(&mut desk, repeat), Ok("Change labels".to_owned()));
    assert_eq!(desk.claim(id).labels, words(&["b", "a"]), "each once, in the reviewer’s order");
    assert_eq!(desk.claim(id).flags, words(&["ellipsis", "hedged"]), "each once, sorted");
    assert_eq!(amend(&mut desk, repeat), Err(Refusal::Unchanged));
    let metadata = Metadata { title: Some("Lions".to_owned()), ..Metadata::default() };
    desk.act(|review, _| operations::amend_article(review, metadata.clone())).expect("a title");
    assert_eq!(operations::amend_article(&desk.review, metadata).err(), Some(Refusal::Unchanged));
    desk.act(|review, _| operations::rename_reviewer(review, "A. Nother")).expect("a name");
    assert_eq!(desk.review.reviewer(), "A. Nother");
    assert_eq!(operations::rename_reviewer(&desk.review, "A. Nother").err(), Some(Refusal::Unchanged));
}

#[test]
fn lists_show_what_the_filter_passes() {
    let mut desk = Desk::new(NEWS);
    let quote = desk.tag(Tag::Quote, &["We hear lions"]).expect("a claim");
    let slept = desk.tag(Tag::Assertion, &["Lions slept."]).expect("a claim");
    desk.tag(Tag::Commentary, &["Lions roared."]).expect("a claim");
    desk.act(|review, stamp| operations::set_speaker(review, &[quote], "Ms Adler", stamp)).expect("a speaker");
    let ask = Ask { reason: Some("minor".to_owned()), duplicate_of: None };
    desk.act(|review, stamp| {
        operations::set_group(review, &[slept], StatusGroup::Skipped, &ask, stamp).map(|found| found.edit)
    })
    .expect("a status");
    desk.act(|review, stamp| operations::amend(review, slept, Field::Note, |c| c.note = "ÄRGER".into(), stamp))
        .expect("a note");
    let filter = |tags: &[Tag], groups: &[StatusGroup], words: &str| ClaimFilter {
        tags: tags.to_vec(),
        groups: groups.to_vec(),
        words: words.to_owned(),
    };
    let rows = [
        (filter(&[], &[], ""), "CQA"),
        (filter(&[], &[], "  "), "CQA"),
        (filter(&[Tag::Quote, Tag::Assertion], &[], ""), "QA"),
        (filter(&[], &[StatusGroup::ToCheck], ""), "CQ"),
        (filter(&[Tag::Quote], &[StatusGroup::Skipped], ""), ""),
        (filter(&[], &[], "LIONS"), "CQA"),
        (filter(&[], &[], "roared"), "C"),
        (filter(&[], &[], "adler"), "Q"),
        (filter(&[], &[], "ärger"), "A"),
        (filter(&[Tag::Quote], &[], "ärger"), ""),
    ];
    for (filter, letters) in rows {
        let claims = desk.review.claims().in_order().iter();
        let passed: String = claims.filter(|c| filter.passes(&desk.review, c)).map(|c| c.tag.letter()).collect();
        assert_eq!(passed, letters, "{filter:?}");
        assert_eq!(filter.is_empty(), letters == "CQA" && filter.words.trim().is_empty());
    }
}

#[test]
fn other_places_with_the_same_words_are_found() {
    // The first "lion" is a claim.
    let rows = ["a lion, the ⟦lion⟧, lions, Lion, sealion", "the lion\nthe ⟦lion⟧", "lion-hearted ⟦lion⟧", "one lion"];
    for row in rows {
        let mut desk = Desk::new(&row.replace(['⟦', '⟧'], ""));
        let id = desk.tag(Tag::Quote, &["lion"]).expect("a claim");
        assert_eq!(with_spans(desk.text(), &same_words(&desk.review, id)), row);
        assert_eq!(same_words(&desk.review, ClaimId(Uuid::nil())), []);
    }
    // Places that the claim, or another of its tag, has already are none; one of another tag counts.
    let Marked { text, spans, .. } = marked("⟦lion⟧, ⟦lion⟧, ⟦lion⟧, ⟦lion⟧, ⟦lion⟧");
    let mut desk = Desk::new(text.as_str());
    let tag = |desk: &mut Desk, tag, spans: &[Span]| {
        let (edit, id) = desk.make(|review, stamp| operations::tag(review, tag, spans, stamp)).expect("an edit");
        desk.review.apply(&edit).map(|_| id).expect("a claim")
    };
    let id = tag(&mut desk, Tag::Quote, &[spans[0], spans[2]]);
    tag(&mut desk, Tag::Quote, &spans[3..4]);
    tag(&mut desk, Tag::Assertion, &spans[1..2]);
    let places = same_words(&desk.review, id);
    assert_eq!(places, [spans[1], spans[4]]);
    let undo = desk.act(|review, stamp| operations::tag_same(review, id, &places, stamp)).expect("more claims");
    assert_eq!(undo.name().to_string(), "Tag 2 places as quote");
    assert_eq!(same_words(&desk.review, id), []);
    let none = desk.act(|review, stamp| operations::tag_same(review, id, &[], stamp));
    assert_eq!(none.err(), Some(Refusal::NoOtherPlace));
}

#[test]
fn an_orphaned_claim_is_placed_by_its_new_segment() {
    let mut desk = Desk::new(NEWS);
    let placed = desk.tag(Tag::Assertion, &["Lions roared."]).expect("a claim");
    let lost =
        LostSegment { exact: "Tigers".into(), prefix: String::new(), suffix: String::new(), start: 900, end: 906 };
    let segments = Segments::with_lost([], vec![lost]).expect("a lost segment");
    let id = ClaimId(Uuid::from_u128(7));
    let orphan = Claim::new(id, Tag::Quote, segments, Timestamp::UNIX_EPOCH);
    let claims: Claims = [orphan, desk.claim(placed).clone()].into_iter().collect();
    let article = desk.review.article().clone();
    desk.review = Review::from_parts(article, String::new(), Vec::new(), claims, Vec::new());
    assert_eq!(desk.review.claims().tally().orphaned, 1);
    assert_eq!(desk.review.claims().in_order()[0].id, id, "what needs a place comes first");
    assert_eq!(desk.review.claims().position(id), Some(0));
    let filter = ClaimFilter { words: "tiger".to_owned(), ..ClaimFilter::default() };
    assert!(filter.passes(&desk.review, desk.claim(id)));
    assert_eq!(same_words(&desk.review, id), []);
    let before = desk.review.clone();
    let spans = desk.spans(&["Lions slept."]);
    let undo = desk.act(|review, stamp| operations::add_segment(review, id, &spans, stamp)).expect("placed");
    assert_eq!((undo.name(), desk.claim(id).is_orphaned()), (&EditName::Place, false));
    assert_eq!(desk.review.claims().tally().orphaned, 0);
    desk.review.revert(undo);
    assert_eq!(desk.review, before);
    assert_eq!(desk.review.claims().tally(), before.claims().tally());
}

#[test]
fn of_claims_with_one_id_the_last_stays() {
    let desk = Desk::new(NEWS);
    let claim =
        |words, tag| Claim::new(ClaimId(Uuid::nil()), tag, Segments::one(desk.span(words)), Timestamp::UNIX_EPOCH);
    let claims: Claims = [claim("We hear", Tag::Quote), claim("Lions slept", Tag::Assertion)].into_iter().collect();
    assert_eq!((claims.len(), claims.tally().all(), claims.tally().tagged(Tag::Quote)), (1, 1, 0));
    let whole = desk.text().whole().expect("some text");
    assert_eq!(claims.touching(whole.start(), whole.end()).len(), 1);
    assert_eq!(claims.at(desk.span("We hear").start()).len(), 0);
}

#[test]
fn every_refusal_and_step_is_a_sentence_for_the_reviewer() {
    let other = ClaimId(Uuid::nil());
    let refusals = [
        (
            Refusal::Overlap { tag: Tag::Quote, other },
            "This overlaps another quote; claims of one tag may not share text. Choose another tag, or change that claim",
        ),
        (Refusal::NothingSelected, "Select some words first"),
        (Refusal::LastSegment, "A claim keeps at least one segment. Delete the claim instead"),
    ];
    for (refusal, words) in refusals {
        assert_eq!(refusal.to_string(), words);
    }
    let names: BTreeMap<String, EditName> = [
        EditName::Tag(Tag::Quote),
        EditName::Retag(Tag::Assertion),
        EditName::TagSame(Tag::Commentary, 1),
        EditName::Delete(1),
        EditName::Delete(3),
        EditName::Amend(Field::ClaimText),
        EditName::Status(State::Waiting, 1),
        EditName::Status(State::Waiting, 3),
    ]
    .into_iter()
    .map(|name| (name.to_string(), name))
    .collect();
    let wanted = [
        "Change claim in its own words",
        "Change tag to assertion",
        "Delete 3 claims",
        "Delete claim",
        "Set status of 3 claims to “Waiting”",
        "Set status to “Waiting”",
        "Tag as quote",
        "Tag the same words as commentary",
    ];
    assert_eq!(names.into_keys().collect::<Vec<_>>(), wanted);
}
