//! Codebooks of REFI-QDA: codes as labels, without anything that has them.

use claimlight::{
    claim::Tag,
    exchange::{ExchangeError, Format, ImportOptions, Imported, Mapping, recognise},
    review::Review,
};

use crate::support::{article, export, file, import};

const HEAD: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"x\">";

fn codebook(codes: &str) -> Vec<u8> {
    format!("{HEAD}<Codes>{codes}</Codes></CodeBook>").into_bytes()
}

fn read(bytes: impl Into<Vec<u8>>, rules: &str) -> Result<Imported, ExchangeError> {
    let options = ImportOptions { mapping: Mapping::parse(rules).expect("rules"), ..ImportOptions::default() };
    import(&[file("codes.qdc", bytes)], Format::RefiQda, &options)
}

fn labels(imported: &Imported) -> Vec<(&str, Option<Tag>, &str)> {
    imported.labels.iter().map(|of| (of.label.as_str(), of.tag, of.about.as_str())).collect()
}

#[test]
fn the_codebook_that_is_exported_comes_back() {
    let exported = export(&Review::new(article("The boats rot."), "Ines"), Format::RefiQda);
    let own = exported.files.last().expect("a codebook");
    assert_eq!(recognise(&own.name, &own.bytes), Some(Format::RefiQda));
    let imported = import(std::slice::from_ref(own), Format::RefiQda, &ImportOptions::default()).expect("it is read");
    assert!(imported.is_codebook() && imported.reviews.is_empty() && imported.notes.is_empty());
    let expected = Tag::ALL.map(|tag| (tag.name(), Some(tag), ""));
    assert_eq!(labels(&imported), expected);
}

#[test]
fn codes_in_codes_with_descriptions_become_labels() {
    let codes = "<Code guid=\"1\" name=\"Speech\" isCodable=\"false\" color=\"#ff0000\"><Description>What\n is &lt;said&gt;</Description>\
        <Code guid=\"2\" name=\"Quote\"><Description>Between marks</Description><NoteRef targetGUID=\"9\"/></Code>\
        <Code guid=\"3\" name=\"Loaded &amp; sly\"/></Code><Code guid=\"4\" name=\" PER \"/><Code guid=\"5\" name=\"\"/>\
        <Code guid=\"6\" name=\"Quote\"/>";
    let sets = "<Sets><Set guid=\"7\" name=\"A set\"><Description>No code</Description><MemberCode targetGUID=\"1\"/></Set></Sets>";
    let bytes = format!("{HEAD}<Codes>{codes}</Codes>{sets}</CodeBook>");
    let imported = read(bytes, "per=commentary").expect("it is read");
    assert_eq!(
        labels(&imported),
        [
            ("Speech", Some(Tag::Quote), "What is <said>"),
            ("Quote", Some(Tag::Quote), "in “Speech”: Between marks"),
            ("Loaded & sly", None, "in “Speech”"),
            ("PER", Some(Tag::Commentary), ""),
        ]
    );
    assert!(imported.labels.iter().all(|label| label.records == 0));
    let notes: Vec<String> = imported.notes.iter().map(ToString::to_string).collect();
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(notes[0].contains("code 5") && notes[0].contains("it has no name"), "{notes:?}");
}

#[test]
fn a_codebook_is_known_by_its_root() {
    let prefixed =
        "<q:CodeBook xmlns:q=\"urn:QDA-XML:codebook:1:0\"><q:Codes><q:Code name=\"PER\"/></q:Codes></q:CodeBook>";
    let marked = [b"\xEF\xBB\xBF".as_slice(), &codebook("<Code name=\"PER\"/>")].concat();
    for bytes in [prefixed.as_bytes(), &marked] {
        assert_eq!(recognise("codes.xml", bytes), Some(Format::RefiQda));
        let imported = import(&[file("codes.xml", bytes)], Format::RefiQda, &ImportOptions::default());
        assert_eq!(labels(&imported.expect("it is read")), [("PER", None, "")]);
    }
    for other in ["<CodeBook xmlns=\"urn:other\"/>", "<a xmlns=\"urn:QDA-XML:codebook:1.0\"/>", "<p>CodeBook</p>", "<"]
    {
        assert_eq!(recognise("codes.xml", other.as_bytes()), None, "{other}");
    }
}

#[test]
fn a_hostile_codebook_is_a_sentence() {
    let fault = |bytes: &[u8]| read(bytes, "").map(|_| ()).expect_err("it is refused");
    let laughs = "<!DOCTYPE l [<!ENTITY a \"ha\">]><CodeBook><Codes><Code name=\"a\"/></Codes></CodeBook>";
    assert_eq!(fault(laughs.as_bytes()), ExchangeError::Entities);
    assert_eq!(fault(&codebook("<Code name=\"a\"><Description>&b;</Description></Code>")), ExchangeError::Entities);
    assert_eq!(fault(b"<CodeBook>\xFF</CodeBook>"), ExchangeError::NotUtf8(10));
    for none in [codebook(""), codebook("<Code name=\"\"/>")] {
        assert_eq!(fault(&none), ExchangeError::NoCodes);
    }
    for other in [Vec::new(), b"words".to_vec(), b"<".to_vec()] {
        assert!(matches!(fault(&other), ExchangeError::Broken { .. }), "{other:?}");
    }
    let whole = codebook("<Code name=\"a\"><Code name=\"b\"><Description>c</Description></Code></Code>");
    let root = HEAD.len();
    for end in root..whole.len() {
        assert!(matches!(fault(&whole[..end]), ExchangeError::Broken { .. }), "cut at {end}");
    }
    let attributes = (0..2000).map(|number| format!(" a{number}=\"\"")).collect::<Vec<_>>().concat();
    assert!(matches!(fault(&codebook(&format!("<Code{attributes}/>"))), ExchangeError::Broken { .. }));
}

#[test]
fn codes_in_codes_to_any_depth_take_no_more_than_they_are() {
    let name = "n".repeat(1000);
    let deep = (0..5000).map(|number| format!("<Code name=\"{number}{name}\">")).collect::<Vec<_>>().concat();
    let imported = read(codebook(&format!("{deep}{}", "</Code>".repeat(5000))), "").expect("it is read");
    assert_eq!(imported.labels.len(), 5000);
    assert!(imported.labels.iter().all(|label| label.about.chars().count() < 100));
    let many = "<Code name=\"a\"/>".repeat(1_000_001);
    assert_eq!(read(codebook(&many), "").map(|_| ()), Err(ExchangeError::TooMany));
}
