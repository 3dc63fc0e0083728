//! The people an article names, so that one person under many names is one speaker.
//!
//! Three rules, in this order, and none of them guesses further:
//!
//! 1. A surname stands for the one person of the article whose full name ends with it, under the longest name there. A single name is that
//!    of a person when quoted words are given to it straight after them; if one full name begins with it, it is that person’s.
//! 2. “he” and “she” stand for the person last named as a speaker or as the subject of a sentence, in the same paragraph or the one before,
//!    unless that person has gone by the other pronoun or title, or by nothing but a single name.
//! 3. “the minister” stands for the one person who is given that office, and “the diplomat” for the last speaker whose office is one.

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use super::{
    lexicon::Classes,
    paragraph::Paragraph,
    phrase,
    token::{Kind, Token},
};

/// The most words of a name.
const LONGEST_NAME: usize = 6;

/// The most people of an article that are told apart.
const MOST_PEOPLE: usize = 500;

/// How many of the last speakers a description may mean.
const SPEAKERS: usize = 6;

/// A person.
#[derive(Debug)]
struct Person {
    name: String,
    /// The name with its title, where the article gives no more than a surname: “Mrs. Hall”.
    titled: Option<String>,
    /// The words of offices and titles that stand before or after the name, in small letters.
    offices: Vec<String>,
    /// “he” or “she”, once that is known.
    pronoun: Option<Pronoun>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pronoun {
    He,
    She,
}

/// The people of an article, as far as it has been read.
#[derive(Debug, Default)]
pub(super) struct People {
    known: Vec<Person>,
    /// By the last word of the name; `None` where two people share it.
    by_surname: HashMap<String, Option<usize>>,
    /// Who was last named, and in which paragraph.
    last: Option<(usize, usize)>,
    /// Who spoke, the last at the end, each once, a few.
    speakers: Vec<usize>,
}

/// The offices that a description can stand for, by description.
static ROLES: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/suggest/roles.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(": ")).map(|(word, offices)| (word, offices.split(' ').collect())).collect()
});

impl People {
    /// Takes in the names of a paragraph.
    pub(super) fn meet(&mut self, paragraph: &Paragraph<'_>) {
        let tokens = &paragraph.tokens;
        let mut at = 0;
        while at < tokens.len() {
            if !tokens[at].is_name() {
                at += 1;
                continue;
            }
            let end = run_end(tokens, at);
            let name = name_of(tokens, at..end);
            let words = tokens[name.clone()].iter().filter(|token| token.is_name()).count();
            if words >= 2 || name.len() == 1 && is_titled(tokens, &name) {
                self.add(paragraph, &(at..end), &name);
            }
            at = end;
        }
    }

    fn add(&mut self, paragraph: &Paragraph<'_>, run: &Range<usize>, name: &Range<usize>) {
        let words = |range: &Range<usize>| {
            paragraph.bytes(range).and_then(|range| paragraph.text.get(range)).unwrap_or_default()
        };
        let (full, surname) = (words(name), words(&(name.end - 1..name.end)));
        let number = match self.by_surname.get(surname) {
            Some(Some(number)) if shares_words(&self.known[*number].name, full) => *number,
            Some(shared) => {
                if shared.is_some() {
                    self.by_surname.insert(surname.to_owned(), None);
                }
                return;
            }
            None if self.known.len() == MOST_PEOPLE => return,
            None => {
                self.by_surname.insert(surname.to_owned(), Some(self.known.len()));
                self.known.push(Person { name: full.to_owned(), titled: None, offices: Vec::new(), pronoun: None });
                self.known.len() - 1
            }
        };
        let person = &mut self.known[number];
        if full.len() > person.name.len() {
            full.clone_into(&mut person.name);
        }
        if name.len() == 1 && person.titled.is_none() && is_titled(&paragraph.tokens, name) {
            let title = name.start - if paragraph.tokens[name.start - 1].kind == Kind::Abbreviated { 2 } else { 1 };
            person.titled = Some(words(&(title..name.end)).to_owned());
        }
        let before = run.start.saturating_sub(3)..name.start;
        let after = match paragraph.tokens.get(name.end) {
            Some(comma) if comma.kind == Kind::Comma && is_description(&paragraph.tokens, name.end + 1) => {
                name.end + 1..paragraph.tokens.len().min(name.end + 6)
            }
            _ => 0..0,
        };
        for at in before.chain(after).filter(|at| paragraph.tokens[*at].is(Classes::TITLE | Classes::ROLE)) {
            let office = words(&(at..at + 1)).to_lowercase();
            if person.offices.len() < 8 && !person.offices.contains(&office) {
                person.pronoun = pronoun_of(&office).or(person.pronoun);
                person.offices.push(office);
            }
        }
    }

    /// Follows the subjects of the sentences of a paragraph up to a place in bytes, so that a pronoun finds whom the text speaks of;
    /// `next` is the first sentence not followed yet.
    pub(super) fn follow(&mut self, paragraph: &Paragraph<'_>, number: usize, next: &mut usize, until: usize) {
        while let Some(sentence) = paragraph.sentences.get(*next) {
            let subject = phrase::first_subject(&paragraph.tokens, &sentence.tokens)
                .and_then(|subject| paragraph.bytes(&subject));
            let start = subject.as_ref().map_or(0, |subject| subject.start);
            if start >= until {
                return;
            }
            let speakers = sentence
                .clauses
                .iter()
                .filter_map(|clause| clause.speaker.as_ref())
                .filter_map(|who| paragraph.bytes(who));
            for who in subject.into_iter().chain(speakers).filter(|who| who.start < until) {
                if let Some(person) = self.named(paragraph.text, &who) {
                    self.last = Some((person, number));
                }
            }
            *next += 1;
        }
    }

    /// The name under which a speaker goes, who stands at `place` in the paragraph with this number.
    pub(super) fn name(&mut self, text: &str, place: &Range<usize>, number: usize) -> Option<String> {
        let words = text.get(place.clone())?;
        let person = match words.to_lowercase().as_str() {
            "he" | "er" | "il" | "él" | "он" => self.by_pronoun(Pronoun::He, number),
            "she" | "elle" | "ella" | "она" => self.by_pronoun(Pronoun::She, number),
            // The German word is “they” as well.
            "sie" => self
                .last
                .filter(|(last, _)| self.known[*last].pronoun == Some(Pronoun::She))
                .and_then(|_| self.by_pronoun(Pronoun::She, number)),
            _ => self.named(text, place).or_else(|| self.described(words)),
        }?;
        self.last = Some((person, number));
        self.speakers.retain(|other| *other != person);
        if self.speakers.len() == SPEAKERS {
            self.speakers.remove(0);
        }
        self.speakers.push(person);
        let person = &self.known[person];
        Some(
            if person.name.contains(' ') { None } else { person.titled.clone() }.unwrap_or_else(|| person.name.clone()),
        )
    }

    fn by_pronoun(&mut self, pronoun: Pronoun, number: usize) -> Option<usize> {
        let (last, seen) = self.last?;
        let person = self.known.get_mut(last)?;
        // Nothing tells whether a single name is a man’s or a woman’s.
        let may_be_either = person.pronoun.is_none() && (person.name.contains(' ') || person.titled.is_some());
        let fits = (person.pronoun == Some(pronoun) || may_be_either) && number <= seen + 1;
        if fits {
            person.pronoun = Some(pronoun);
        }
        fits.then_some(last)
    }

    /// Takes in a single name at `place` to which quoted words are given straight after them.
    pub(super) fn meet_speaker(&mut self, paragraph: &Paragraph<'_>, place: &Range<usize>) {
        let tokens = &paragraph.tokens;
        let at = tokens.partition_point(|token| token.range().start < place.start);
        let Some(token) = tokens.get(at).filter(|token| token.is_name() && token.range() == *place) else { return };
        let word = paragraph.text.get(token.range()).unwrap_or_default();
        if self.by_surname.contains_key(word) || !word.contains(char::is_lowercase) {
            return;
        }
        let begins = |person: &Person| person.name.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '));
        let mut bearers = self.known.iter().enumerate().filter(|(_, person)| begins(person));
        let person = match (bearers.next(), bearers.next()) {
            (Some((only, _)), None) => Some(only),
            (None, _) if self.known.len() < MOST_PEOPLE => {
                let name = word.to_owned();
                self.known.push(Person { name, titled: None, offices: Vec::new(), pronoun: None });
                Some(self.known.len() - 1)
            }
            (None, _) => return,
            _ => None,
        };
        self.by_surname.insert(word.to_owned(), person);
    }

    /// The person whose name these words are or end with; not one who is only mentioned in them, as in "a friend of Lind".
    fn named(&self, text: &str, place: &Range<usize>) -> Option<usize> {
        let words = text.get(place.clone())?.trim_end_matches(['.', ',']);
        // A description with a name between commas is known by the name in front.
        let comma = words.bytes().position(|byte| byte == b',').unwrap_or(words.len());
        let head = &words[..comma];
        let last = without_possessive(head.split_whitespace().next_back()?);
        if !last.starts_with(char::is_uppercase) {
            // No name that is known begins otherwise.
            return None;
        }
        let person = self.by_surname.get(last).copied().flatten()?;
        let mentions = head
            .split_whitespace()
            .any(|word| matches!(word, "of" | "for" | "from" | "von" | "des" | "by" | "to" | "with"));
        let is_full = head.ends_with(&self.known[person].name);
        (!mentions || is_full && !head.contains(" for ")).then_some(person)
    }

    /// The person whom a definite description means.
    fn described(&self, words: &str) -> Option<usize> {
        let small = words.to_lowercase();
        let definite = small.starts_with("the ")
            || small.contains("'s ")
            || small.contains("’s ")
            || !small.contains(' ')
            || words.starts_with("US ")
            || words.starts_with("U.S. ");
        let list: Vec<&str> = small.split_whitespace().collect();
        if !definite || list.len() > 8 || list.iter().any(|word| matches!(*word, "for" | "from")) {
            return None;
        }
        let head = list
            .iter()
            .position(|word| *word == "of")
            .map_or(list.last(), |of| of.checked_sub(1).and_then(|head| list.get(head)))?;
        let has = |person: &&Person, office: &str| person.offices.iter().any(|other| other == office);
        let mut holders = self.known.iter().enumerate().filter(|(_, person)| has(person, head));
        if let (Some((only, _)), None) = (holders.next(), holders.next()) {
            return Some(only);
        }
        let offices = ROLES.get(head).map(Vec::as_slice).unwrap_or_default();
        let fits = |number: &&usize| {
            let person = self.known.get(**number);
            person.is_some_and(|person| has(&person, head) || offices.iter().any(|office| has(&person, office)))
        };
        self.speakers.iter().rev().find(fits).copied()
    }
}

/// A word without the “’s” at its end, however often it is there.
fn without_possessive(word: &str) -> &str {
    let mut bare = word;
    while let Some(rest) = bare.strip_suffix("’s") {
        bare = rest;
    }
    while let Some(rest) = bare.strip_suffix("'s") {
        bare = rest;
    }
    bare
}

/// Whether a title that only people have stands before a name: “Mrs. Hall”.
fn is_titled(tokens: &[Token], name: &Range<usize>) -> bool {
    let before = name.start.checked_sub(1).map(|before| &tokens[before]);
    let title = match before {
        Some(stop) if stop.kind == Kind::Abbreviated => name.start.checked_sub(2).map(|before| &tokens[before]),
        title => title,
    };
    title.is_some_and(|title| title.is(Classes::TITLE) && title.is(Classes::ABBREVIATION))
}

/// The pronoun of whoever holds an office or title, where its word tells.
fn pronoun_of(office: &str) -> Option<Pronoun> {
    const HE: [&str; 11] =
        ["mr", "sir", "lord", "herr", "king", "prince", "father", "brother", "uncle", "husband", "son"];
    const SHE: [&str; 23] = [
        "mrs",
        "ms",
        "miss",
        "lady",
        "frau",
        "queen",
        "princess",
        "mother",
        "sister",
        "aunt",
        "wife",
        "daughter",
        "ministerin",
        "präsidentin",
        "kanzlerin",
        "sprecherin",
        "königin",
        "politikerin",
        "chefin",
        "mme",
        "ministra",
        "presidenta",
        "señora",
    ];
    if office.ends_with("woman") || SHE.contains(&office) {
        Some(Pronoun::She)
    } else if office.ends_with("man") || HE.contains(&office) {
        Some(Pronoun::He)
    } else {
        None
    }
}

/// Whether what follows a name and a comma describes its bearer, and is not the next of a list.
fn is_description(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        token.is(Classes::DETERMINER) || token.kind == Kind::Word && token.is(Classes::TITLE | Classes::ROLE)
    })
}

/// Whether one name is made of words of the other.
fn shares_words(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short.split_whitespace().all(|word| long.split_whitespace().any(|other| word == other))
}

/// Where the run of capitalised words ends that begins at `start`; small words such as “bin” may join them.
fn run_end(tokens: &[Token], start: usize) -> usize {
    let mut end = start + 1;
    while end < tokens.len() && end - start < LONGEST_NAME + 4 {
        let joins = tokens[end].is_particle() && tokens.get(end + 1).is_some_and(Token::is_name);
        let continues = tokens[end].is_name() || tokens[end].kind == Kind::Abbreviated || joins;
        if !continues {
            break;
        }
        end += 1;
    }
    while end > start + 1 && !tokens[end - 1].is_name() {
        end -= 1;
    }
    end
}

/// The name in a run: without the titles before it, nor the “State” of “Secretary of State”.
fn name_of(tokens: &[Token], run: Range<usize>) -> Range<usize> {
    let mut start = run.start;
    let office_before = run.start >= 2
        && tokens[run.start - 1].is(Classes::INSIDE)
        && tokens[run.start - 2].is(Classes::TITLE | Classes::ROLE);
    if office_before && run.len() >= 3 {
        start += 1;
    }
    let title = (start..run.end - 1).rev().find(|at| tokens[*at].is(Classes::TITLE | Classes::ROLE));
    start = title.map_or(start, |title| title + 1);
    while start + 1 < run.end && tokens[start].kind == Kind::Abbreviated {
        start += 1;
    }
    start.max(run.end.saturating_sub(LONGEST_NAME))..run.end
}
