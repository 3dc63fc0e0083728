//! A class of twenty-four, with a key that has something of everything, to be printed.

use claimlight::{
    article::{Article, Block, BlockKind, Metadata, Source},
    claim::{Claim, ClaimId, Segments, Speaker, SpeakerId, Tag},
    classroom::{
        make::{self, Enclosed},
        submission::{begin, begin_second_layer, give_back, hand_in},
    },
    review::{Claims, Review},
    teaching::{Alternative, AnswerKey, Asked, Grade, KeyEntry, Masthead, Pseudonym, Returned, Role, Task, Tolerance},
    text::{ByteIndex, Span, Text},
};

use crate::support::{ASSIGNMENT, applied, hash, id, time};

/// An article of a language, and what there is in it.
pub(crate) struct Sample {
    pub(crate) language: &'static str,
    pub(crate) blocks: &'static [(BlockKind, &'static str)],
    /// Tag, words, speaker, note and rule of each claim of the key.
    pub(crate) expected: &'static [(Tag, &'static str, Option<&'static str>, &'static str, &'static str)],
    /// What some pupils mark that is not in the key.
    pub(crate) extra: &'static [(Tag, &'static str)],
}

pub(crate) const QUAY: Sample = Sample {
    language: "en",
    blocks: &[
        (BlockKind::Headline, "Eastern quay shut after divers find a crack"),
        (BlockKind::Byline, "By Ann Oder, for The Quay"),
        (
            BlockKind::Paragraph,
            "The harbour board closed the eastern quay on Monday after divers found a crack in its third pillar. “We had \
             no choice,” said Mara Tolund, who has chaired the board since spring.",
        ),
        (
            BlockKind::Paragraph,
            "Repairs will cost 14 million crowns, twice what the council had set aside for the whole year. Tolund said that \
             the work would begin before Easter, and that no boat would lose its berth.",
        ),
        (
            BlockKind::Paragraph,
            "But who really believes that a quay cracks overnight? The “experts” came late, as ever.",
        ),
        (
            BlockKind::Quotation,
            "The pillar was last inspected four years ago, and nobody noted a fault in the log of that day.",
        ),
        (
            BlockKind::Paragraph,
            "Fishing crews say that the detour adds “an hour, on a good day” to every landing. Olav Brekke, skipper of the \
             Terna, called the board’s plan a joke. The council will debate it on Thursday.",
        ),
        (BlockKind::RepublisherNote, "Comment: a board that inspects nothing should not be surprised by anything."),
        (BlockKind::Credit, "Picture: B. Lund"),
    ],
    expected: &[
        (
            Tag::Assertion,
            "The harbour board closed the eastern quay on Monday",
            None,
            "A date and a deed: both can be looked up.",
            "who-decides",
        ),
        (Tag::Quote, "“We had no choice,”", Some("Mara Tolund"), "The marks belong to the quote.", "marks-in"),
        (
            Tag::Assertion,
            "Repairs will cost 14 million crowns, twice what the council had set aside for the whole year",
            None,
            "",
            "",
        ),
        (
            Tag::Assertion,
            "the work would begin before Easter, and that no boat would lose its berth",
            Some("Mara Tolund"),
            "“That” stays out.",
            "",
        ),
        (
            Tag::Commentary,
            "But who really believes that a quay cracks overnight?",
            None,
            "A question that expects no answer judges.",
            "rhetorical-question",
        ),
        (
            Tag::Commentary,
            "The “experts” came late, as ever",
            None,
            "The marks sneer; nobody is quoted.",
            "scare-quotes",
        ),
        (
            Tag::Quote,
            "The pillar was last inspected four years ago, and nobody noted a fault in the log of that day.",
            Some("Harbour log"),
            "",
            "exact-words",
        ),
        (Tag::Quote, "“an hour, on a good day”", Some("fishing crews"), "", ""),
        (
            Tag::Commentary,
            "a board that inspects nothing should not be surprised by anything",
            None,
            "In the voice of whoever published it again.",
            "republisher-note",
        ),
    ],
    extra: &[
        (Tag::Assertion, "The council will debate it on Thursday"),
        (Tag::Commentary, "called the board’s plan a joke"),
        (Tag::Assertion, "Mara Tolund, who has chaired the board since spring"),
        (Tag::Quote, "Eastern quay shut after divers find a crack"),
    ],
};

pub(crate) const WELL: Sample = Sample {
    language: "ar",
    blocks: &[
        (BlockKind::Headline, "إغلاق الرصيف الشرقي بعد العثور على شق"),
        (BlockKind::Byline, "بقلم هدى سالم"),
        (
            BlockKind::Paragraph,
            "أغلقت هيئة الميناء الرصيف الشرقي يوم الاثنين. «لم يكن لدينا خيار»، قالت مريم تولان، رئيسة الهيئة.",
        ),
        (
            BlockKind::Paragraph,
            "BBC نقلت أن الإصلاح سيكلف 14 مليون كرونة، أي ضعف ما خصصه المجلس. ولكن من يصدق أن رصيفا يتشقق بين ليلة وضحاها؟",
        ),
        (BlockKind::Paragraph, "وصل «الخبراء» متأخرين كعادتهم (Terna, 2024) ولم يقل أحد شيئا."),
    ],
    expected: &[
        (Tag::Assertion, "أغلقت هيئة الميناء الرصيف الشرقي يوم الاثنين", None, "يمكن التحقق من التاريخ.", ""),
        (Tag::Quote, "«لم يكن لدينا خيار»", Some("مريم تولان"), "", "marks-in"),
        (Tag::Assertion, "الإصلاح سيكلف 14 مليون كرونة، أي ضعف ما خصصه المجلس", Some("BBC"), "", ""),
        (
            Tag::Commentary,
            "ولكن من يصدق أن رصيفا يتشقق بين ليلة وضحاها؟",
            None,
            "سؤال لا ينتظر جوابا.",
            "rhetorical-question",
        ),
        (Tag::Commentary, "وصل «الخبراء» متأخرين كعادتهم", None, "", "scare-quotes"),
    ],
    extra: &[(Tag::Assertion, "لم يقل أحد شيئا"), (Tag::Quote, "قالت مريم تولان، رئيسة الهيئة")],
};

impl Sample {
    pub(crate) fn text(&self) -> Text {
        let words: Vec<&str> = self.blocks.iter().map(|(_, words)| *words).collect();
        Text::new(words.join("\n\n")).expect("a text")
    }

    fn article(&self) -> Article {
        let text = self.text();
        let mut at = 0;
        let blocks = self.blocks.iter().map(|(kind, words)| {
            let span = text.span(ByteIndex::new(at)..ByteIndex::new(at + words.len())).expect("a block");
            at += words.len() + 2;
            Block { kind: *kind, span }
        });
        let metadata = Metadata {
            title: Some(self.blocks[0].1.to_owned()),
            authors: vec![self.blocks[1].1.to_owned()],
            publisher: Some("The Quay".to_owned()),
            language: Some(self.language.to_owned()),
            ..Metadata::default()
        };
        Article::new(text.clone(), blocks.collect(), metadata, Source::default()).expect("an article")
    }

    pub(crate) fn span(&self, words: &str) -> Span {
        let text = self.text();
        let start = text.as_str().find(words).unwrap_or_else(|| panic!("“{words}” is in the text"));
        text.span(ByteIndex::new(start)..ByteIndex::new(start + words.len())).expect("whole characters")
    }

    fn task(masthead: Masthead) -> Task {
        let asked = Asked { instructions: "Tag what you find".to_owned(), why: true, masthead, ..Asked::default() };
        Task::new(asked).expect("a task")
    }

    /// The key: the second claim has an alternative, the last may be left out.
    pub(crate) fn key(&self) -> Review {
        let mut speakers: Vec<Speaker> = Vec::new();
        let mut speaker = |name: &str| {
            let known = speakers.iter().find(|known| known.name == name).map(|known| known.id);
            known.unwrap_or_else(|| {
                let made = Speaker::named(SpeakerId(id(800 + speakers.len() as u128)), name);
                speakers.push(made.clone());
                made.id
            })
        };
        let claims: Vec<Claim> = (1..)
            .zip(self.expected)
            .map(|(number, (tag, words, by, _, _))| {
                let mut claim = Claim::new(ClaimId(id(number)), *tag, Segments::one(self.span(words)), time(0));
                claim.speaker = by.map(&mut speaker);
                claim
            })
            .collect();
        let last = self.expected.len() - 1;
        let entries: Vec<(ClaimId, KeyEntry)> = claims
            .iter()
            .zip(self.expected)
            .enumerate()
            .map(|(at, (claim, (_, words, _, note, rule)))| {
                let inner = words.trim_matches(['“', '”', '«', '»', ',']);
                let alternative = Alternative {
                    tag: Tag::Assertion,
                    segments: Segments::one(self.span(inner)),
                    speaker: claim.speaker,
                };
                let entry = KeyEntry {
                    alternatives: if at == 1 { vec![alternative] } else { Vec::new() },
                    optional: at == last,
                    note: (*note).to_owned(),
                    rule: (!rule.is_empty()).then(|| (*rule).to_owned()),
                };
                (claim.id, entry)
            })
            .collect();
        let mut answers = AnswerKey::new(entries, Tolerance::ALL, []).expect("a key");
        answers.assignment = Some(ASSIGNMENT);
        let claims: Claims = claims.into_iter().collect();
        Review::from_parts(self.article(), "T. Eacher".to_owned(), speakers, claims, Vec::new())
            .with_role(Some(Role::Key(answers)))
    }

    /// What a pupil of this number made of it: most as the key has it, some not; every third corrected it, every fourth has it back.
    pub(crate) fn handed(&self, number: usize, pseudonym: &str, masthead: Masthead) -> Review {
        let task = Self::task(masthead);
        let assignment =
            make::assignment(&self.article(), "T. Eacher", ASSIGNMENT, task, Enclosed::Nothing).expect("an assignment");
        let begun = begin(&assignment, &Pseudonym::new(pseudonym).expect("a pseudonym"), hash(&assignment));
        let begun = begun.expect("a submission");
        let mut review = self.with(&begun, number, |claim| (claim * 7 + number * 5 + claim * number) % 11);
        review = applied(review.clone(), &hand_in(&review, time(100)).expect("not handed in"));
        if number.is_multiple_of(3) {
            review = applied(review.clone(), &begin_second_layer(&review, time(200)).expect("handed in"));
            review = self.with(&review, number, |claim| if claim % 2 == 0 { 9 } else { (claim * 7 + number) % 11 });
        }
        if number.is_multiple_of(4) {
            let returned = Returned {
                by: "T. Eacher".to_owned(),
                grade: Some(Grade::ALL[number % 3]),
                comment: "You see judgements well.\nNow ask of each quote who says it.".to_owned(),
                at: time(900),
            };
            review = applied(review.clone(), &give_back(&review, returned).expect("a submission"));
        }
        review
    }

    /// The review with claims that stand by lot.
    fn with(&self, review: &Review, pupil: usize, lot: impl Fn(usize) -> usize) -> Review {
        let text = self.text();
        let speaker = Speaker::named(SpeakerId(id(9000 + pupil as u128)), "Mara Tolund");
        let mut claims = Vec::new();
        for (number, (tag, words, by, _, _)) in self.expected.iter().enumerate() {
            let span = self.span(words);
            let shorter = || {
                let words = text.slice(span);
                let half = words.char_indices().filter(|(_, c)| *c == ' ').nth(2).map_or(words.len(), |(at, _)| at);
                text.trimmed_span(span.start()..ByteIndex::new(span.start().get() + half)).expect("words")
            };
            let (tag, span) = match lot(number) {
                0 | 1 => continue,
                2 => (Tag::ALL[(*tag as usize + 1) % 3], span),
                3 => (*tag, shorter()),
                4 => (Tag::ALL[(*tag as usize + 2) % 3], shorter()),
                _ => (*tag, span),
            };
            let claim_id = ClaimId(id((10_000 + pupil * 100 + number) as u128));
            let mut claim = Claim::new(claim_id, tag, Segments::one(span), time(0));
            claim.speaker = by.map(|_| speaker.id).filter(|_| lot(number) != 7);
            if lot(number).is_multiple_of(2) {
                "It is what it says, and nobody says it".clone_into(&mut claim.note);
            }
            claims.push(claim);
        }
        for (number, (tag, words)) in self.extra.iter().enumerate() {
            if lot(number + 3).is_multiple_of(3) {
                let claim_id = ClaimId(id((10_050 + pupil * 100 + number) as u128));
                claims.push(Claim::new(claim_id, *tag, Segments::one(self.span(words)), time(0)));
            }
        }
        let (article, reviewer) = (review.article().clone(), review.reviewer().to_owned());
        Review::from_parts(article, reviewer, vec![speaker], claims.into_iter().collect(), Vec::new())
            .with_role(review.role().cloned())
    }
}

/// Pseudonyms for a class, some of them longer than anybody likes.
pub(crate) const PSEUDONYMS: [&str; 24] = [
    "Heron",
    "Wren",
    "Owl",
    "Kittiwake",
    "Arctic tern that flew in late and sat by the window with its name on a card",
    "Plover",
    "Grauer Reiher",
    "Sandpiper",
    "Gull",
    "Eider",
    "Curlew",
    "طائر البحر",
    "Cormorant",
    "Oystercatcher",
    "Dunlin",
    "Razorbill",
    "Puffin",
    "Gannet",
    "Fulmar",
    "Skua",
    "Redshank",
    "Whimbrel",
    "Avocet",
    "<b>Stork</b> & Sons",
];
