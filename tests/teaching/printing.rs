//! What a class gets on paper.

use std::{fs, path::Path};

use claimlight::{
    classroom::{
        Class, Expected, Handed, Which,
        print::{self, Printed, Who},
    },
    review::Review,
    teaching::Masthead,
};

use crate::{
    paper::{PSEUDONYMS, QUAY, Sample, WELL},
    support::hash,
};

/// The three prints of a class.
struct Prints {
    article: String,
    pupils: String,
    key: String,
}

fn class_of(sample: &Sample, masthead: Masthead) -> Vec<(String, Review)> {
    let named = PSEUDONYMS.iter().enumerate();
    named.map(|(number, name)| (format!("{number}.claims.json"), sample.handed(number, name, masthead))).collect()
}

fn printed(key: &Review, files: &[(String, Review)], who: Who<'_>) -> Prints {
    let expected = Expected::of(key, hash(key)).expect("a key");
    let handed: Vec<Handed<'_>> = files.iter().map(|(name, review)| Handed { name, review }).collect();
    let class = Class::of(&expected, &handed);
    let printed = Printed { expected: &expected, class: &class, handed: &handed, who };
    Prints {
        article: print::article(&printed, Which::First).expect("a page"),
        pupils: print::pupils(&printed).expect("pages"),
        key: print::key(&expected, print::masthead(&handed)).expect("a page"),
    }
}

#[test]
fn prints_are_left_to_be_looked_at() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("prints");
    for (name, sample) in [("quay", &QUAY), ("well", &WELL)] {
        let prints = printed(&sample.key(), &class_of(sample, Masthead::Shown), Who::Pseudonyms);
        fs::create_dir_all(&folder).expect("a folder");
        for (kind, html) in [("article", &prints.article), ("pupils", &prints.pupils), ("key", &prints.key)] {
            fs::write(folder.join(format!("{name}-{kind}.html")), html).expect("a file");
        }
    }
}
