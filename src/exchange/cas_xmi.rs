//! UIMA CAS as XMI, with its type system beside it.

use super::{
    NamedFile, Note, Watch,
    cas::{self, Structures},
    error::ExchangeError,
    foreign::Document,
    sheet::Sheet,
    stem,
    unit::Unit,
    xml::{self, Node, Page},
};

/// Writes a review.
pub(super) fn write(sheet: &Sheet<'_>, watch: &mut Watch<'_>) -> Result<Vec<u8>, ExchangeError> {
    let mut page = Page::begin()?;
    page.open(
        "xmi:XMI",
        &[
            ("xmlns:xmi", "http://www.omg.org/XMI"),
            ("xmlns:cas", "http:///uima/cas.ecore"),
            ("xmlns:tcas", "http:///uima/tcas.ecore"),
            ("xmlns:custom", "http:///webanno/custom.ecore"),
            ("xmi:version", "2.0"),
        ],
    )?;
    page.empty("cas:NULL", &[("xmi:id", "0")])?;
    let end = sheet.ruler.count(sheet.article().text().end()).to_string();
    let language = cas::language(sheet);
    page.empty(
        "tcas:DocumentAnnotation",
        &[("xmi:id", "2"), ("sofa", "1"), ("begin", "0"), ("end", &end), ("language", language)],
    )?;
    let mut members = vec!["2".to_owned()];
    for (done, row) in sheet.rows.iter().enumerate() {
        watch.step(done, sheet.rows.len())?;
        for (number, place) in row.places.iter().enumerate() {
            let id = (members.len() + 2).to_string();
            let (start, end) = (place.start.to_string(), place.end.to_string());
            let features = cas::of_stretch(row, number);
            let mut attributes = vec![("xmi:id", id.as_str()), ("sofa", "1"), ("begin", &start), ("end", &end)];
            attributes.extend(features.iter().map(|(name, value)| (*name, value.as_str())));
            page.empty("custom:Claim", &attributes)?;
            members.push(id);
        }
    }
    page.empty(
        "cas:Sofa",
        &[
            ("xmi:id", "1"),
            ("sofaNum", "1"),
            ("sofaID", "_InitialView"),
            ("mimeType", "text/plain"),
            ("sofaString", sheet.text()),
        ],
    )?;
    page.empty("cas:View", &[("sofa", "1"), ("members", &members.join(" "))])?;
    page.close("xmi:XMI")?;
    Ok(page.end())
}

/// Writes the type system.
pub(super) fn type_system() -> Result<Vec<u8>, ExchangeError> {
    let mut page = Page::begin()?;
    page.open("typeSystemDescription", &[("xmlns", "http://uima.apache.org/resourceSpecifier")])?;
    page.open("types", &[])?;
    page.open("typeDescription", &[])?;
    page.words("name", &[], cas::TYPE)?;
    page.words("description", &[], "A stretch of a claim")?;
    page.words("supertypeName", &[], "uima.tcas.Annotation")?;
    page.open("features", &[])?;
    for feature in cas::features() {
        page.open("featureDescription", &[])?;
        page.words("name", &[], feature)?;
        page.words("description", &[], "")?;
        page.words("rangeTypeName", &[], "uima.cas.String")?;
        page.close("featureDescription")?;
    }
    for name in ["features", "typeDescription", "types", "typeSystemDescription"] {
        page.close(name)?;
    }
    Ok(page.end())
}

/// Reads a CAS: its first text, and what has a place in it.
pub(super) fn read(file: &NamedFile, notes: &mut Vec<Note>) -> Result<Document, ExchangeError> {
    let mut document = Document::new(stem(&file.name), Unit::Utf16);
    let mut sofas: Vec<(String, String)> = Vec::new();
    let mut found: Vec<(String, Vec<(String, String)>)> = Vec::new();
    xml::read(&file.bytes, |node| {
        let Node::Open(name, attributes) = node else { return Ok(()) };
        if found.len() > super::limits::MAX_RECORDS {
            return Err(ExchangeError::TooMany);
        }
        match name.as_str() {
            "Sofa" => {
                let word = |key: &str| attributes.get(key).unwrap_or_default().to_owned();
                sofas.push((word("id"), word("sofaString")));
            }
            "DocumentAnnotation" => {
                let language = attributes.get("language").filter(|language| *language != "x-unspecified");
                document.metadata.language = language.map(str::to_owned);
            }
            _ if attributes.get("begin").is_some() => found.push((name, attributes.0)),
            _ => {}
        }
        Ok(())
    })?;
    let Some((sofa, text)) = sofas.into_iter().next() else {
        return Err(ExchangeError::Broken { place: "XMI".to_owned(), reason: "it has no text (cas:Sofa)".to_owned() });
    };
    document.text = Some(text);
    let mut structures = Structures::default();
    for (number, (name, features)) in found.into_iter().enumerate() {
        let at = format!("annotation {}", number + 1);
        let own = features.iter().find(|(key, _)| key == "sofa").map(|(_, value)| value.as_str());
        if own.is_some_and(|own| own != sofa) {
            notes.push(Note::left_out(at, "it is of another text of the same file"));
            continue;
        }
        structures.add(&name, &at, &features);
    }
    structures.into_document(&mut document, notes);
    Ok(document)
}
