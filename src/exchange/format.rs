//! The formats: what each is called, for whom it is, what it holds, and whether it is read.

use super::{field::Field, loss::Part, unit::Unit};

/// A format of other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// A line of JSON an article.
    JsonLines,
    /// A line of JSON a claim.
    ClaimLines,
    /// W3C Web Annotation, as JSON-LD.
    WebAnnotation,
    /// Tasks of Label Studio.
    LabelStudio,
    /// brat's standoff: a text, its annotations and a configuration.
    Brat,
    /// UIMA CAS as XMI.
    CasXmi,
    /// UIMA CAS as JSON.
    CasJson,
    /// Annotations as the Hypothesis API has them.
    Hypothesis,
    /// A row a claim, as CSV.
    Csv,
    /// The same for Excel.
    CsvExcel,
    /// The same as a spreadsheet.
    Xlsx,
    /// A token a line, a column a tag.
    Conll,
    /// Evidence as CSL-JSON.
    CslJson,
    /// Evidence as RIS.
    Ris,
    /// The claims to read and to paste.
    Markdown,
    /// A project of REFI-QDA.
    RefiQda,
    /// A Word document with comments.
    Docx,
}

/// What there is to say about a format.
struct Entry {
    name: &'static str,
    label: &'static str,
    extension: &'static str,
    audience: &'static str,
    keeps: &'static str,
    unit: Unit,
    reads: bool,
}

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 17] = [
        Self::JsonLines,
        Self::ClaimLines,
        Self::WebAnnotation,
        Self::LabelStudio,
        Self::Brat,
        Self::CasXmi,
        Self::CasJson,
        Self::Hypothesis,
        Self::Csv,
        Self::CsvExcel,
        Self::Xlsx,
        Self::Conll,
        Self::CslJson,
        Self::Ris,
        Self::Markdown,
        Self::RefiQda,
        Self::Docx,
    ];

    #[expect(clippy::too_many_lines, reason = "a table reads best in one piece")]
    fn entry(self) -> Entry {
        const POINTS: Unit = Unit::CodePoints;
        let (name, label, extension, audience, keeps, unit, reads) = match self {
            Self::JsonLines => (
                "jsonl",
                "JSON Lines, an article a line",
                "jsonl",
                "For training and analysis: doccano, Hugging Face datasets, DuckDB, Polars, Spark, spaCy",
                "Text, blocks, metadata, every claim with all its stretches, also lost ones, and every word about it",
                POINTS,
                true,
            ),
            Self::ClaimLines => (
                "claims-jsonl",
                "JSON Lines, a claim a line",
                "claims.jsonl",
                "For analysis where the text is not wanted: a flat table for DuckDB, Polars, pandas",
                "Every claim with all its stretches and every word about it; not the text",
                POINTS,
                true,
            ),
            Self::WebAnnotation => (
                "web-annotation",
                "W3C Web Annotation",
                "jsonld",
                "For archives, libraries and linked data: any reader of the W3C model",
                "Every claim with all its stretches, also lost ones, every word about it, and the address; not the text",
                POINTS,
                true,
            ),
            Self::LabelStudio => (
                "label-studio",
                "Label Studio",
                "json",
                "For teams that label in Label Studio; its labelling configuration comes beside it",
                "Text, every claim with all its stretches and every word about it; not words that are lost",
                POINTS,
                true,
            ),
            Self::Brat => (
                "brat",
                "brat standoff",
                "ann",
                "For corpora and brat servers: a text, its annotations and annotation.conf",
                "Text, every claim with all its stretches and every word about it; not words that are lost, nor whose work it is and where the text is from",
                POINTS,
                true,
            ),
            Self::CasXmi => (
                "cas-xmi",
                "UIMA CAS (XMI)",
                "xmi",
                "For INCEpTION, WebAnno and UIMA pipelines; the type system comes beside it",
                "Text, every claim with all its stretches and every word about it; not words that are lost, nor whose work it is and where the text is from",
                Unit::Utf16,
                true,
            ),
            Self::CasJson => (
                "cas-json",
                "UIMA CAS (JSON)",
                "cas.json",
                "For INCEpTION and cassis: the same, with its type system inside",
                "Text, every claim with all its stretches and every word about it; not words that are lost, nor whose work it is and where the text is from",
                Unit::Utf16,
                true,
            ),
            Self::Hypothesis => (
                "hypothesis",
                "Hypothesis",
                "hypothesis.json",
                "For groups that annotate the web with Hypothesis: what its API takes",
                "Every claim with all its stretches, also lost ones, and every word about it; not the text",
                Unit::Utf16,
                true,
            ),
            Self::Csv => (
                "csv",
                "CSV",
                "csv",
                "For pandas, DuckDB, LibreOffice and scripts: a row a claim",
                "Every claim with all its stretches and every word about it; not the text",
                POINTS,
                true,
            ),
            Self::CsvExcel => (
                "csv-excel",
                "CSV for Excel",
                "csv",
                "For Excel: the same with the mark by which it knows UTF-8",
                "As CSV, up to 32,767 characters a cell",
                POINTS,
                true,
            ),
            Self::Xlsx => (
                "xlsx",
                "Excel workbook",
                "xlsx",
                "For colleagues who work in spreadsheets: a row a claim, typed cells",
                "As CSV, up to 32,767 characters a cell",
                POINTS,
                true,
            ),
            Self::Conll => (
                "conll",
                "CoNLL (BIO)",
                "conll",
                "For sequence labelling: a token a line, a column each for quote, assertion and commentary",
                "Tags and tokens, cut after UAX 29; not what is said about claims, nor ends inside of tokens",
                POINTS,
                false,
            ),
            Self::CslJson => (
                "csl-json",
                "CSL-JSON",
                "csl.json",
                "For Zotero and pandoc: the evidence as references",
                "The evidence; not the claims",
                POINTS,
                false,
            ),
            Self::Ris => (
                "ris",
                "RIS",
                "ris",
                "For Zotero, EndNote and Mendeley: the evidence as references",
                "The evidence; not the claims",
                POINTS,
                false,
            ),
            Self::Markdown => (
                "markdown",
                "Markdown",
                "md",
                "For notes, wikis and mail: the claims as a list to read",
                "The words of each claim, its speaker, status, verdicts, reasons, note and evidence",
                POINTS,
                false,
            ),
            Self::RefiQda => (
                "refi-qda",
                "REFI-QDA project",
                "qdpx",
                "For qualitative research: ATLAS.ti, MAXQDA, NVivo, QualCoder",
                "Text, every claim with all its stretches and every word about it; not words that are lost",
                POINTS,
                true,
            ),
            Self::Docx => (
                "docx",
                "Word with comments",
                "docx",
                "For editors: the article in Word, every claim highlighted, with a comment",
                "Text, every claim with all its stretches, its speaker, status, verdicts, reasons, note and evidence",
                POINTS,
                false,
            ),
        };
        Entry { name, label, extension, audience, keeps, unit, reads }
    }

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// The format with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The words a reader sees.
    pub fn label(self) -> &'static str {
        self.entry().label
    }

    /// The extension of its files, without the dot.
    pub fn extension(self) -> &'static str {
        self.entry().extension
    }

    /// For whom it is, in a line.
    pub fn audience(self) -> &'static str {
        self.entry().audience
    }

    /// What it keeps and what it loses, in a line.
    pub fn keeps_in_words(self) -> &'static str {
        self.entry().keeps
    }

    /// What to mind in the programs that read it, in a sentence or two; empty where there is nothing.
    pub fn advice(self) -> &'static str {
        match self {
            Self::JsonLines => {
                "In doccano, allow overlapping spans in the project before the import, or it drops them without a word; what it writes itself counts UTF-16, \
                 which an import here finds out only where quotations come with it"
            }
            Self::LabelStudio => {
                "Paste the labelling configuration into the project before the import: nothing there checks that labels and offsets fit. Emoji joined of \
                 several may be highlighted wrongly on its screen; the data are right"
            }
            Self::Csv => {
                "LibreOffice asks for the encoding: it is UTF-8. An apostrophe before =, +, - or @ keeps a cell from being a formula"
            }
            Self::CsvExcel | Self::Xlsx => {
                "An apostrophe before =, +, - or @ keeps a cell from being a formula; an import takes it away"
            }
            Self::CasXmi | Self::CasJson => {
                "In INCEpTION, make a span layer webanno.custom.Claim with these features first, or import the type system"
            }
            Self::RefiQda => {
                "Programs differ in how they count emoji: compare a coded passage after one with its words"
            }
            Self::Brat => "Copy annotation.conf into the folder of the collection, too",
            Self::Hypothesis => "Offsets fit the text of the review; on the live page, its readers go by the quotation",
            Self::Conll => "A column of its own for each tag, since one alone cannot hold claims that nest or cross",
            _ => "",
        }
    }

    /// What its offsets count.
    pub fn unit(self) -> Unit {
        self.entry().unit
    }

    /// Whether files of it are read, too.
    pub fn reads(self) -> bool {
        self.entry().reads
    }

    /// Whether a file of it can be shown as text.
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Xlsx | Self::RefiQda | Self::Docx)
    }

    /// Whether several reviews go into one file.
    pub fn gathers(self) -> bool {
        matches!(
            self,
            Self::JsonLines
                | Self::ClaimLines
                | Self::WebAnnotation
                | Self::LabelStudio
                | Self::Hypothesis
                | Self::Csv
                | Self::CsvExcel
                | Self::Xlsx
                | Self::CslJson
                | Self::Ris
                | Self::RefiQda
        )
    }

    /// Whether a review becomes several files.
    pub fn has_companions(self) -> bool {
        matches!(self, Self::LabelStudio | Self::Brat | Self::CasXmi | Self::RefiQda)
    }

    pub(super) fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::CsvExcel | Self::Xlsx)
    }

    /// Whether its files hold the text of the article.
    pub fn has_text(self) -> bool {
        self.keeps(Part::Text)
    }

    /// Whether its files say whose work it is.
    pub fn keeps_reviewer(self) -> bool {
        self.keeps(Part::Reviewer)
    }

    /// Whether it says at each claim, and nowhere else, which article it is of and whose work it is.
    pub(super) fn says_with_claims(self) -> bool {
        use Format::{ClaimLines, Csv, CsvExcel, Docx, Hypothesis, WebAnnotation, Xlsx};
        matches!(self, ClaimLines | WebAnnotation | Hypothesis | Csv | CsvExcel | Xlsx | Docx)
    }

    /// Whether it takes addresses only where they are IRIs.
    pub(super) fn names_by_iri(self) -> bool {
        matches!(self, Self::WebAnnotation | Self::Hypothesis)
    }

    /// Whether a file of this format holds this part of a review.
    pub fn keeps(self, part: Part) -> bool {
        use Format::{
            Brat, CasJson, CasXmi, ClaimLines, Conll, CslJson, Csv, CsvExcel, Docx, Hypothesis, JsonLines, LabelStudio,
            Markdown, RefiQda, Ris, WebAnnotation, Xlsx,
        };
        match part {
            Part::Said(field) => match self {
                Conll => false,
                CslJson | Ris => matches!(field, Field::Evidence | Field::EvidenceTitles | Field::Stances),
                Docx if field == Field::Modified => true,
                Markdown | Docx => matches!(
                    field,
                    Field::Speaker
                        | Field::Status
                        | Field::Reason
                        | Field::Verdict
                        | Field::Attribution
                        | Field::Confidence
                        | Field::Rationale
                        | Field::ClaimText
                        | Field::Note
                        | Field::Evidence
                        | Field::EvidenceTitles
                        | Field::Stances
                ),
                _ => true,
            },
            Part::Claim => !matches!(self, CslJson | Ris),
            Part::Id => !matches!(self, Conll | CslJson | Ris | Markdown | Docx),
            Part::Place => !matches!(self, CslJson | Ris | Markdown),
            Part::Segments => !matches!(self, Conll | CslJson | Ris | Markdown),
            Part::Orphan | Part::Lost => {
                matches!(self, JsonLines | ClaimLines | WebAnnotation | Hypothesis | Csv | CsvExcel | Xlsx | Markdown)
            }
            Part::LostContext => matches!(self, JsonLines | ClaimLines | WebAnnotation | Hypothesis),
            Part::LostPlace | Part::Cue => matches!(self, JsonLines | ClaimLines),
            Part::EvidenceDetails | Part::Unlinked => matches!(self, CslJson | Ris),
            Part::Text => matches!(self, JsonLines | LabelStudio | Brat | CasXmi | CasJson | Conll | RefiQda | Docx),
            Part::Reviewer => !matches!(self, Brat | CasXmi | CasJson | Conll | CslJson | Ris),
            Part::Title => {
                matches!(self, JsonLines | ClaimLines | LabelStudio | Hypothesis | Csv | CsvExcel | Xlsx | Markdown)
            }
            Part::Address => matches!(
                self,
                JsonLines | ClaimLines | WebAnnotation | LabelStudio | Hypothesis | Csv | CsvExcel | Xlsx | Markdown
            ),
            Part::Language => {
                matches!(self, JsonLines | ClaimLines | LabelStudio | CasXmi | CasJson | Csv | CsvExcel | Xlsx)
            }
            Part::Metadata | Part::Blocks => self == JsonLines,
            Part::Author
            | Part::SpeakerDetails
            | Part::Namesake
            | Part::EvidenceWorkings
            | Part::Confidential
            | Part::Second
            | Part::Publication
            | Part::Overlap
            | Part::Ends
            | Part::CutCell
            | Part::Signs
            | Part::Pages
            | Part::Versions
            | Part::Source
            | Part::Speakers
            | Part::Contacts
            | Part::History
            | Part::Desk
            | Part::Lesson => false,
        }
    }
}
