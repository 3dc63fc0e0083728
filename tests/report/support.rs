//! A review as a newsroom has it, and reports as their readers see them.

use claimlight::{
    article::{Article, Block, BlockKind, Metadata, Source},
    claim::{
        Claim, ClaimId, Confidence, Contact, ContactId, Evidence, EvidenceId, EvidenceKind, EvidenceLink, Level, Reply,
        Stance, State, Tag, VerdictKind,
    },
    report::{self, Kind, Options},
    review::{
        Field, Review,
        operations::{self, Ask},
    },
    text::{ByteIndex, Span, Text},
};
use scraper::Html;
use uuid::Uuid;

use crate::desk::Desk;

/// The blocks of the article, with an emoji early, so that no two ways of counting agree.
const BLOCKS: [(BlockKind, &str); 6] = [
    (BlockKind::Headline, "Harbour 🌊 shut “for good”"),
    (BlockKind::Byline, "By Mara Oln"),
    (
        BlockKind::Paragraph,
        "“Catches fell 40% last year,” said minister Ana Ruiz, “and they will fall again.” Experts doubt it.",
    ),
    (BlockKind::Paragraph, "The harbour employs 900 people. It opened in 1951. The government has lost its way."),
    (BlockKind::Caption, "Boats in the harbour in May"),
    (BlockKind::Paragraph, "Fuel costs twice as much as in 2019. Nobody knows why."),
];

/// Where its claims are, by tag and words; the first is a quotation in two segments, and others nest in it or cross its end.
pub(crate) struct Newsroom {
    pub(crate) desk: Desk,
}

impl Newsroom {
    /// The article without claims.
    pub(crate) fn new() -> Self {
        let words: Vec<&str> = BLOCKS.iter().map(|(_, words)| *words).collect();
        let text = Text::new(words.join("\n\n")).expect("a text");
        let mut at = 0;
        let blocks = BLOCKS.iter().map(|(kind, words)| {
            let range = ByteIndex::new(at)..ByteIndex::new(at + words.len());
            at += words.len() + 2;
            Block { kind: *kind, span: text.span(range).expect("a block") }
        });
        let metadata = Metadata {
            title: Some("Harbour shut “for good”".to_owned()),
            authors: vec!["Mara Oln".to_owned()],
            publisher: Some("The Daily Gull".to_owned()),
            published: "2026-03-02".parse().ok(),
            url: Some("https://gull.example/harbour?page=1&view=all".to_owned()),
            language: Some("en".to_owned()),
            ..Metadata::default()
        };
        let article = Article::new(text.clone(), blocks.collect(), metadata, Source::default()).expect("an article");
        let page = claimlight::article::Page { label: "A3".to_owned(), start: ByteIndex::ZERO };
        let article = article.with_pages([page]);
        Self { desk: Desk::of(article) }
    }

    /// The article with eight claims in every state of the work, evidence, contacts, and what is confidential.
    pub(crate) fn full() -> Self {
        let mut room = Self::new();
        let quote = room.tag(Tag::Quote, &["“Catches fell 40% last year,”", "“and they will fall again.”"]);
        let fell = room.tag(Tag::Assertion, &["Catches fell 40% last year"]);
        let doubt = room.tag(Tag::Commentary, &["again.” Experts doubt it."]);
        let employs = room.tag(Tag::Assertion, &["The harbour employs 900 people."]);
        let opened = room.tag(Tag::Assertion, &["It opened in 1951."]);
        let _lost = room.tag(Tag::Commentary, &["The government has lost its way."]);
        let fuel = room.tag(Tag::Assertion, &["Fuel costs twice as much as in 2019."]);
        let _caption = room.tag(Tag::Assertion, &["Boats in the harbour in May"]);
        room.speaker(quote, "Ana Ruiz");

        let transcript = room.evidence(fell, Stance::Undermines, |piece| {
            "Landings in 2025".clone_into(&mut piece.title);
            "Fisheries Board".clone_into(&mut piece.publisher);
            piece.published = "2026-01".parse().ok();
            "https://fish.example/landings.csv".clone_into(&mut piece.address);
            "https://archive.example/1/landings".clone_into(&mut piece.archive_address);
            piece.accessed = "2026-03-03".parse().ok();
            "cell D14".clone_into(&mut piece.locator);
            "Landings fell by 12 % against 2024.".clone_into(&mut piece.passage);
            piece.kind = Some(EvidenceKind::Dataset);
        });
        let link = EvidenceLink { level: Some(Level::Primary), ..EvidenceLink::new(transcript, Stance::Undermines) };
        room.act(|review, stamp| operations::link_evidence(review, fell, link, stamp));
        let _memo = room.evidence(fell, Stance::Undermines, |piece| {
            "Cabinet memo 7-B".clone_into(&mut piece.title);
            "Whistle Blower".clone_into(&mut piece.author);
            "https://leak.example/memo".clone_into(&mut piece.address);
            "We know it is twelve percent".clone_into(&mut piece.passage);
            piece.confidential = true;
        });
        room.reword(fell, "The catch of the harbour fell by 40 % in 2025");
        room.approve(
            fell,
            VerdictKind::Content,
            "mostly_false",
            "The board says 12 %. See also Cabinet memo 7-B at leak.example/memo, by WHISTLE BLOWER.",
        );
        room.contact(fell, "Ministry press office", Reply::Answer("We stand by it.".to_owned()), false);
        room.contact(fell, "Deep Throat", Reply::Open, true);

        room.evidence(quote, Stance::Supports, |piece| {
            "Recording of the press conference".clone_into(&mut piece.title);
            "javascript:alert(1)".clone_into(&mut piece.address);
            piece.kind = Some(EvidenceKind::Recording);
        });
        room.approve(quote, VerdictKind::Attribution, "verbatim", "It is on the recording.");
        room.search(opened, "The harbour’s chronicle; the town archive");
        room.approve(opened, VerdictKind::Content, "true", "The plaque says so.");
        let waits = Ask { reason: Some("a reply by the harbour master".to_owned()), duplicate_of: None };
        room.take(employs, State::InProgress, &Ask::default());
        room.take(employs, State::Waiting, &waits);
        room.contact(employs, "Harbour master", Reply::Open, false);
        let opinion = Ask { reason: Some("opinion".to_owned()), duplicate_of: None };
        room.take(doubt, State::NotCheckable, &opinion);
        room.take(fuel, State::InProgress, &Ask::default());
        room
    }

    pub(crate) fn review(&self) -> &Review {
        &self.desk.review
    }

    /// Makes an edit and applies it.
    pub(crate) fn act(
        &mut self,
        make: impl FnOnce(
            &Review,
            &mut claimlight::review::Stamp<'_>,
        ) -> Result<claimlight::review::Edit, claimlight::review::Refusal>,
    ) {
        self.desk.act(make).expect("an edit that is allowed");
    }

    fn span(&self, words: &str) -> Span {
        let start = self.desk.text().as_str().find(words).expect("words of the text");
        self.desk.text().span(ByteIndex::new(start)..ByteIndex::new(start + words.len())).expect("a span")
    }

    /// Makes a claim of the first place of each of these words.
    pub(crate) fn tag(&mut self, tag: Tag, words: &[&str]) -> ClaimId {
        let spans: Vec<Span> = words.iter().map(|words| self.span(words)).collect();
        let (edit, id) = self.desk.make(|review, stamp| operations::tag(review, tag, &spans, stamp)).expect("a claim");
        self.desk.review.apply(&edit).expect("a claim");
        id
    }

    pub(crate) fn speaker(&mut self, claim: ClaimId, name: &str) {
        self.act(|review, stamp| operations::set_speaker(review, &[claim], name, stamp));
    }

    /// Adds a piece of evidence to a claim.
    pub(crate) fn evidence(
        &mut self,
        claim: ClaimId,
        stance: Stance,
        describe: impl FnOnce(&mut Evidence),
    ) -> EvidenceId {
        let mut piece = Evidence::new(EvidenceId(Uuid::nil()));
        describe(&mut piece);
        let (edit, id) = self
            .desk
            .make(|review, stamp| {
                operations::add_evidence(
                    review,
                    &[claim],
                    piece,
                    &EvidenceLink::new(EvidenceId(Uuid::nil()), stance),
                    stamp,
                )
            })
            .expect("evidence");
        self.desk.review.apply(&edit).expect("evidence");
        id
    }

    pub(crate) fn contact(&mut self, claim: ClaimId, who: &str, reply: Reply, confidential: bool) {
        let mut contact = Contact::new(ContactId(Uuid::nil()), vec![claim]);
        who.clone_into(&mut contact.who);
        "telephone 555".clone_into(&mut contact.channel);
        "Where does the figure come from?".clone_into(&mut contact.question);
        contact.reply = reply;
        contact.confidential = confidential;
        self.act(|review, stamp| operations::add_contact(review, contact, stamp).map(|(edit, _)| edit));
    }

    fn amend(&mut self, claim: ClaimId, field: Field, change: impl Fn(&mut Claim)) {
        self.act(|review, stamp| operations::amend_several(review, &[claim], field, change, stamp));
    }

    /// Gives a claim words of its own.
    pub(crate) fn reword(&mut self, claim: ClaimId, words: &str) {
        self.amend(claim, Field::ClaimText, |claim| claim.claim_text = Some(words.to_owned()));
    }

    /// Says where was looked in vain.
    pub(crate) fn search(&mut self, claim: ClaimId, words: &str) {
        self.amend(claim, Field::Searched, |claim| claim.amend_check(|check| words.clone_into(&mut check.searched)));
    }

    pub(crate) fn note(&mut self, claim: ClaimId, words: &str) {
        self.amend(claim, Field::Note, |claim| words.clone_into(&mut claim.note));
    }

    /// Takes a claim through its check to a verdict that is agreed.
    pub(crate) fn approve(&mut self, claim: ClaimId, kind: VerdictKind, label: &str, rationale: &str) {
        self.act(|review, stamp| operations::set_verdict(review, claim, kind, Some(label), stamp));
        self.amend(claim, Field::Rationale, |claim| {
            claim.amend_check(|check| rationale.clone_into(&mut check.rationale));
        });
        if self.review().claims().get(claim).is_some_and(|claim| claim.check().confidence.is_none()) {
            self.amend(claim, Field::Confidence, |claim| {
                claim.amend_check(|check| check.confidence = Some(Confidence::High));
            });
        }
        self.take(claim, State::Approved, &Ask::default());
    }

    pub(crate) fn take(&mut self, claim: ClaimId, to: State, ask: &Ask) {
        self.act(|review, stamp| operations::set_state(review, &[claim], to, ask, stamp).map(|found| found.edit));
    }

    pub(crate) fn publish(&mut self, claim: ClaimId, version: &str) {
        self.act(|review, stamp| operations::publish(review, &[claim], version, stamp));
    }

    /// The claim whose words in the article begin so.
    pub(crate) fn claim(&self, words: &str) -> ClaimId {
        let at = self.span(words).start();
        let claims = self.review().claims().in_order().iter();
        let mut begins = claims.filter(|claim| claim.segments.extent().is_some_and(|span| span.start() == at));
        begins.next().expect("a claim").id
    }
}

/// A report in the usual way.
pub(crate) fn written(review: &Review, kind: Kind) -> Vec<u8> {
    report::write(review, kind, &Options::default()).expect("a report").bytes
}

/// A report that is text.
pub(crate) fn text_of(review: &Review, kind: Kind, options: &Options) -> String {
    String::from_utf8(report::write(review, kind, options).expect("a report").bytes).expect("UTF-8")
}

/// The kinds that are HTML.
pub(crate) fn html_kinds() -> impl Iterator<Item = Kind> {
    Kind::ALL.into_iter().filter(|kind| kind.extension() == "html")
}

/// A report as a browser parses it; what may not stand in one fails the test.
pub(crate) fn page(html: &str) -> Html {
    let page = Html::parse_document(html);
    for node in page.tree.nodes() {
        let Some(element) = node.value().as_element() else { continue };
        let name = element.name();
        assert!(ELEMENTS.contains(&name), "an element {name}");
        for (attribute, value) in element.attrs() {
            assert!(ATTRIBUTES.contains(&attribute), "an attribute {attribute} of {name}");
            if attribute == "href" {
                let allowed = ["#", "http://", "https://", "mailto:"].iter().any(|start| value.starts_with(start));
                assert!(allowed, "a link to {value}");
            }
        }
    }
    page
}

const ELEMENTS: [&str; 33] = [
    "html", "head", "meta", "title", "style", "body", "header", "section", "article", "div", "p", "span", "a", "b",
    "bdi", "q", "h1", "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd", "footer", "br", "em", "strong", "small", "sup",
    "table", "tr",
];

const ATTRIBUTES: [&str; 12] = [
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "class",
    "id",
    "href",
    "rel",
    "dir",
    "aria-label",
    "aria-hidden",
];

/// The text of everything a selector finds.
pub(crate) fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = scraper::Selector::parse(selector).expect("a selector");
    page.select(&selector).map(|element| element.text().collect()).collect()
}
