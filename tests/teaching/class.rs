//! A class against its key.

use claimlight::{
    claim::Tag,
    classroom::{
        Class, Expected, Handed, Remark, Roster,
        submission::{give_back, hand_in},
        write_sheet,
    },
    compare::FindingKind,
    review::Review,
    teaching::{Grade, Refused, Returned},
};
use proptest::prelude::*;

use crate::support::{Written, applied, handed_in, hash, key, second_layer, submission, taught, time, with_claims};

const GOOD: [Written<'static>; 3] = [
    (Tag::Assertion, "The ferry sank twice", None, "It says so"),
    (Tag::Quote, "Nobody was hurt", Some("Mara Tolund"), "Marks"),
    (Tag::Commentary, "What a triumph", None, ""),
];

fn handed<'a>(files: &'a [(&'static str, Review)]) -> Vec<Handed<'a>> {
    files.iter().map(|(name, review)| Handed { name, review }).collect()
}

fn files() -> Vec<(&'static str, Review)> {
    let wren = handed_in(submission("Wren", 2000, &[(Tag::Quote, "The ferry sank twice", None, "")]));
    let wren = with_claims(&second_layer(wren), 2000, &GOOD);
    let wren = applied(wren.clone(), &hand_in(&wren, time(300)).expect("a second layer"));
    let said =
        Returned { by: "T.".to_owned(), grade: Some(Grade::Practising), comment: "=1+1".to_owned(), at: time(9) };
    let wren = applied(wren.clone(), &give_back(&wren, said).expect("a submission"));
    vec![
        ("b.claims.json", handed_in(submission("Heron", 1000, &GOOD))),
        ("a.claims.json", wren),
        ("c.claims.json", submission("@Owl", 3000, &[])),
        ("d.claims.json", taught()),
    ]
}

fn class(files: &[(&'static str, Review)]) -> Class {
    let key = key();
    Class::of(&Expected::of(&key, hash(&key)).expect("a key"), &handed(files))
}

#[test]
fn each_component_is_counted_for_each_pupil() {
    let class = class(&files());
    let names: Vec<&str> = class.pupils.iter().map(|pupil| pupil.pseudonym.as_str()).collect();
    assert_eq!(names, ["@Owl", "Heron", "Wren"], "in the order of pseudonyms");
    let heron = &class.pupils[1];
    let parts = [
        heron.first.identified,
        heron.first.tagged,
        heron.first.delimited,
        heron.first.attributed,
        heron.first.justified,
    ];
    assert_eq!(parts.map(|part| (part.right, part.of)), [(3, 5), (3, 3), (3, 3), (1, 1), (2, 3)]);
    assert_eq!((&heron.second, &heron.progress), (&None, &None));
    let wren = &class.pupils[2];
    assert_eq!((wren.first.tagged.right, wren.first.tagged.of), (0, 1));
    let (second, counts) = wren.second.as_ref().unwrap();
    assert_eq!((second.identified.right, counts.of_kind(FindingKind::Correct)), (3, 3));
    assert_eq!(wren.progress.as_ref().map(|progress| (progress.learnt(), progress.lost())), Some((3, 0)));
    assert_eq!(class.refused, [("d.claims.json".to_owned(), Refused::NotASubmission("a review without a task"))]);
    assert_eq!(class.first.spans.len(), 5);
    assert_eq!(class.last.spans[0].right(), 2);
    assert_eq!(class.first.spans[0].right(), 1);
}

#[test]
fn pupils_of_one_pseudonym_are_found() {
    let mut all = files();
    all.push(("z.claims.json", submission("Wren", 4000, &[])));
    let class = class(&all);
    let groups: Vec<Vec<&str>> = class
        .of_one_pseudonym()
        .iter()
        .map(|group| group.iter().map(|number| class.pupils[*number].name.as_str()).collect())
        .collect();
    assert_eq!(groups, [["a.claims.json", "z.claims.json"]]);
}

#[test]
fn the_sheet_has_a_line_for_each_file_and_acts_on_nothing() {
    let class = class(&files());
    let remarks = [
        Remark { file: "broken.claims.json".to_owned(), sentence: "It is broken".to_owned(), is_counted: false },
        Remark { file: "c.claims.json".to_owned(), sentence: "There are no claims in it".to_owned(), is_counted: true },
    ];
    let bytes = write_sheet(&class, None, &remarks).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert!(!head.contains(&"name".to_owned()), "names are only on request");
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: usize, column: &str| rows[row][head.iter().position(|name| name == column).unwrap()].to_owned();
    assert_eq!(rows.len(), 4);
    assert_eq!(cell(0, "pseudonym"), "'@Owl", "no formula");
    assert_eq!(cell(0, "remark"), "There are no claims in it");
    assert_eq!((cell(1, "identify_right"), cell(1, "identify_of")), ("3".to_owned(), "5".to_owned()));
    assert_eq!(cell(1, "second_identify_right"), "", "what is not there is not 0");
    assert_eq!((cell(2, "second_correct"), cell(2, "learnt")), ("3".to_owned(), "3".to_owned()));
    assert_eq!((cell(1, "second_handed_in"), cell(2, "second_handed_in")), (String::new(), time(300).to_string()));
    assert_eq!((cell(2, "mark"), cell(2, "comment")), ("practising".to_owned(), "'=1+1".to_owned()));
    assert_eq!((cell(3, "file"), cell(3, "remark")), ("broken.claims.json".to_owned(), "It is broken".to_owned()));
    let roster = Roster::read("pseudonym,name\nHeron,Ida Berg\n".as_bytes()).unwrap();
    let named = String::from_utf8(write_sheet(&class, Some(&roster), &remarks).unwrap()).unwrap();
    assert!(named.contains("\r\nHeron,Ida Berg,b.claims.json,"), "{named}");
}

#[test]
fn a_roster_is_read_as_spreadsheets_write_it() {
    let read = |table: &str| Roster::read(table.as_bytes());
    let expected = read("Heron,Ida Berg\nWren,\"Ek, Bo\"").unwrap();
    assert_eq!(expected.name("Wren"), Some("Ek, Bo"));
    for same in [
        "Pseudonym,Name\r\nHeron,Ida Berg\r\nWren,\"Ek, Bo\"\r\n",
        "\u{FEFF}pseudonym;name;form\nHeron;Ida Berg;9b\nWren;Ek, Bo;9b\n",
        " Heron , Ida Berg \n Wren ,\"Ek, Bo\"",
    ] {
        assert_eq!(read(same).unwrap(), expected, "{same:?}");
    }
    let fault = |table: &str| read(table).unwrap_err().to_string();
    assert_eq!(
        fault("Heron,Ida\nWren\n"),
        "Line 2 of the roster has not both a pseudonym and a name. Give both, with a comma or semicolon between them"
    );
    assert_eq!(
        fault("Heron,Ida\nHeron,Bo\n"),
        "Line 2 of the roster has the pseudonym “Heron”, which another line has too. Give each pupil one of their own"
    );
    assert!(Roster::read(&[0xff, 0xfe, 0x48]).is_err());
}

#[test]
fn claims_of_one_tag_that_overlap_without_end_are_refused() {
    let text: Vec<Written<'_>> = vec![(Tag::Quote, "The ferry sank twice", None, ""); 1100];
    let class = class(&[("a.claims.json", submission("Heron", 10_000, &text))]);
    assert!(matches!(class.refused.as_slice(), [(_, Refused::Overlapping(1001..))]), "{:?}", class.refused);
    let few: Vec<Written<'_>> = vec![(Tag::Quote, "The ferry sank twice", None, ""); 3];
    let class = crate::class::class(&[("a.claims.json", submission("Heron", 10_000, &few))]);
    assert_eq!(class.pupils[0].overlapping, 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn the_order_of_the_files_decides_nothing(order in Just((0..5_usize).collect::<Vec<_>>()).prop_shuffle()) {
        let mut all = files();
        all.push(("z.claims.json", submission("Wren", 4000, &GOOD)));
        let shuffled: Vec<(&'static str, Review)> = order.iter().map(|number| all[*number].clone()).collect();
        let (one, other) = (class(&all), class(&shuffled));
        prop_assert_eq!(write_sheet(&one, None, &[]).unwrap(), write_sheet(&other, None, &[]).unwrap());
        prop_assert_eq!(one, other);
    }
}
