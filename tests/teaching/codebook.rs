//! The codebook, and which of its rules a claim may turn on.

use std::collections::BTreeSet;

use claimlight::{
    article::{Article, Block, BlockKind, Metadata, Source},
    claim::{Claim, ClaimId, Form, Segments, Speaker, SpeakerId, SpeakerType, Tag, Voice},
    classroom::{
        Codebook,
        codebook::{self, Looked, hints_for},
    },
    review::Review,
    text::Text,
};

use crate::support::{id, span_in, time};

/// A marked claim, the kind of its block, what else is set, its speaker, a rule, and whether the claim is led to it.
type Case = (&'static str, BlockKind, fn(&mut Claim), Option<SpeakerType>, &'static str, bool);

/// The ids of the rules that a claim may turn on. The claim is what stands between `⟦` and `⟧`.
fn hints(
    marked: &str,
    kind: BlockKind,
    change: impl FnOnce(&mut Claim),
    speaker: Option<SpeakerType>,
) -> Vec<&'static str> {
    let (before, rest) = marked.split_once('⟦').expect("a mark");
    let (words, after) = rest.split_once('⟧').expect("its end");
    let text = Text::new(format!("{before}{words}{after}")).expect("a text");
    let blocks = vec![Block { kind, span: text.whole().expect("words") }];
    let place = span_in(&text, words);
    let article = Article::new(text, blocks, Metadata::default(), Source::default()).expect("one block");
    let mut claim = Claim::new(ClaimId(id(1)), Tag::Assertion, Segments::one(place), time(0));
    change(&mut claim);
    let speakers: Vec<Speaker> = speaker
        .map(|speaker_type| Speaker { speaker_type, ..Speaker::named(SpeakerId(id(9)), "S") })
        .into_iter()
        .collect();
    claim.speaker = speakers.first().map(|speaker| speaker.id);
    let review = Review::from_parts(article, String::new(), speakers, [claim.clone()].into_iter().collect(), vec![]);
    codebook::hints(&review, &claim).iter().map(|hint| hint.rule).collect()
}

#[test]
fn a_claim_is_led_to_the_rules_it_may_turn_on() {
    let quote = |claim: &mut Claim| claim.tag = Tag::Quote;
    let commentary = |claim: &mut Claim| claim.tag = Tag::Commentary;
    let person = Some(SpeakerType::Person);
    let table: [Case; 26] = [
        ("The ⟦“experts”⟧ came late.", BlockKind::Paragraph, quote, None, "scare-quotes", true),
        ("⟦“It is over,”⟧ Lee said.", BlockKind::Paragraph, quote, person, "scare-quotes", false),
        ("on ⟦“Late Lantern”⟧ last", BlockKind::Paragraph, quote, None, "titles-and-terms", true),
        ("⟦It is over⟧, Lee said.", BlockKind::Paragraph, quote, person, "exact-words", true),
        ("⟦It is over⟧", BlockKind::Quotation, quote, person, "exact-words", false),
        ("“⟦It is over⟧,” Lee said.", BlockKind::Paragraph, quote, person, "marks-in", true),
        ("⟦“It is a rotten law and I hate it”⟧", BlockKind::Paragraph, commentary, None, "quoted-opinion", true),
        ("⟦“They left [the valley]”⟧", BlockKind::Paragraph, quote, person, "brackets", true),
        ("⟦“We … won”⟧", BlockKind::Paragraph, quote, person, "ellipsis", true),
        ("The plan is ⟦“a gift”⟧, Lee said.", BlockKind::Paragraph, quote, person, "partial-quote", true),
        (
            "⟦“Over,”⟧ an official said.",
            BlockKind::Paragraph,
            quote,
            Some(SpeakerType::Unnamed),
            "unnamed-source",
            true,
        ),
        ("⟦But who gains?⟧", BlockKind::Paragraph, commentary, None, "rhetorical-question", true),
        ("⟦“Who gains?”⟧ she asked.", BlockKind::Paragraph, quote, person, "rhetorical-question", false),
        ("⟦The pump failed.⟧", BlockKind::Paragraph, |_| {}, None, "edges", true),
        ("⟦The pump failed⟧.", BlockKind::Paragraph, |_| {}, None, "edges", false),
        ("⟦The pump failed; the boat sank⟧.", BlockKind::Paragraph, |_| {}, None, "one-proposition", true),
        ("⟦Bridge “unsafe”⟧", BlockKind::Headline, |_| {}, None, "headline", true),
        ("⟦Rescuers in Homs⟧.", BlockKind::Caption, |_| {}, None, "caption", true),
        ("⟦J. Doe⟧", BlockKind::Byline, |_| {}, None, "credit", true),
        ("⟦Read more⟧", BlockKind::Link, |_| {}, None, "link", true),
        ("⟦Comment: As ever.⟧", BlockKind::RepublisherNote, commentary, None, "republisher-note", true),
        (
            "⟦Comment: As ever.⟧",
            BlockKind::RepublisherNote,
            |claim| claim.voice = Voice::Republisher,
            None,
            "republisher-note",
            false,
        ),
        ("⟦The road is shut⟧, according to the police.", BlockKind::Paragraph, |_| {}, None, "according-to", true),
        ("He admitted that ⟦the lights were off⟧.", BlockKind::Paragraph, |_| {}, person, "loaded-verb", true),
        ("⟦The council must act⟧.", BlockKind::Paragraph, commentary, None, "exhortation", true),
        (
            "⟦The pump failed⟧, it said.",
            BlockKind::Paragraph,
            |claim| claim.form = Form::Indirect,
            None,
            "indirect-speech",
            true,
        ),
    ];
    for (marked, kind, change, speaker, rule, is_there) in table {
        let found = hints(marked, kind, change, speaker);
        assert_eq!(found.contains(&rule), is_there, "{marked}: {found:?}");
    }
    assert_eq!(
        hints("The ⟦“experts”⟧ came late.", BlockKind::Paragraph, quote, None)[0],
        "scare-quotes",
        "the likeliest first"
    );
}

#[test]
fn what_is_only_selected_is_led_there_too() {
    let text = Text::new("The “experts” came late.").unwrap();
    let segments = Segments::one(span_in(&text, "“experts”"));
    let article = Article::new(text, Vec::new(), Metadata::default(), Source::default()).unwrap();
    let found = hints_for(Codebook::english(), Looked::selection(&article, &segments));
    assert_eq!(found[0].rule, "scare-quotes");
    assert_eq!(found[0].question, "It has quotation marks but no speaker. Is it a scare quote, a title or a term?");
}

#[test]
fn a_claim_is_led_to_rules_by_words_of_its_own_language() {
    for (language, marked, rule) in [
        ("fr", "⟦Le tunnel fuit⟧, d’après les pompiers.", "according-to"),
        ("fr", "⟦C’est combien, et j’irai quand ?⟧", "rhetorical-question"),
        ("es", "Al parecer, ⟦el túnel gotea⟧.", "according-to"),
        ("es", "⟦El comité debe dimitir⟧.", "exhortation"),
        ("de", "Er räumte ein, dass ⟦das Licht aus war⟧.", "loaded-verb"),
    ] {
        let text = Text::new(marked.replace(['⟦', '⟧'], "")).unwrap();
        let words = marked.split(['⟦', '⟧']).nth(1).unwrap();
        let segments = Segments::one(span_in(&text, words));
        let article = Article::new(text, Vec::new(), Metadata::default(), Source::default()).unwrap();
        let found = hints_for(Codebook::in_language(language), Looked::selection(&article, &segments));
        assert!(found.iter().any(|hint| hint.rule == rule), "{marked}: {found:?}");
    }
}

#[test]
fn each_codebook_is_whole() {
    let english: BTreeSet<&str> = Codebook::english().rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(Codebook::english().language, "en");
    assert_eq!(Codebook::in_language("en-GB"), Codebook::english());
    assert_eq!(Codebook::in_language("tlh"), Codebook::english());
    assert_eq!(Codebook::in_language("de-AT").language, "de");
    let languages: Vec<&str> = Codebook::bundled().iter().map(|book| book.language.as_str()).collect();
    assert_eq!(languages, ["en", "de", "fr", "es"], "each file of a codebook reads");
    for book in Codebook::bundled() {
        assert_eq!(book.questions.len(), 3, "{}", book.language);
        let ids: Vec<&str> = book.rules.iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(ids.iter().copied().collect::<BTreeSet<_>>(), english, "{}: the same rules", book.language);
        assert_eq!(ids.len(), english.len(), "{}: each once", book.language);
        for rule in &book.rules {
            let is_short = rule.rule.chars().count() <= 260 && rule.hint.chars().count() <= 140;
            assert!(!rule.title.is_empty() && !rule.rule.is_empty() && is_short, "{} {}", book.language, rule.id);
            assert!(
                rule.signs.is_empty() || !rule.hint.is_empty() || ["denial", "irony"].contains(&rule.id.as_str()),
                "{}",
                rule.id
            );
            assert_eq!(rule.tags, Codebook::english().rule(&rule.id).unwrap().tags, "{} {}", book.language, rule.id);
            assert!(rule.signs.iter().all(|sign| sign.trim() == sign && !sign.is_empty()), "{}", rule.id);
        }
    }
}
