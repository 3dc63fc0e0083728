//! The kinds of report.

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The article with every claim underlined, numbered, and listed at the end.
    Annotated,
    /// A row a claim, as CSV.
    Log,
    /// The same as a spreadsheet.
    LogXlsx,
    /// What is open, what is waited for, and what should be corrected.
    Queries,
    /// What was found, for readers.
    Public,
    /// The same to be pasted into a page that is written in Markdown.
    PublicMarkdown,
    /// What was found, as schema.org has it.
    ClaimReview,
    /// What verdicts rest on.
    Sources,
    /// What was published and opened again.
    Corrections,
}

/// What there is to say about a kind.
struct Entry {
    name: &'static str,
    label: &'static str,
    audience: &'static str,
    extension: &'static str,
}

impl Kind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Annotated,
        Self::Log,
        Self::LogXlsx,
        Self::Queries,
        Self::Public,
        Self::PublicMarkdown,
        Self::ClaimReview,
        Self::Sources,
        Self::Corrections,
    ];

    fn entry(self) -> Entry {
        let (name, label, audience, extension) = match self {
            Self::Annotated => (
                "annotated",
                "Annotated copy",
                "For the desk and the author: the article with every claim marked, to read on screen or on paper",
                "html",
            ),
            Self::Log => {
                ("log", "Fact-check log (CSV)", "For the archive and other programs: a row for each claim", "csv")
            }
            Self::LogXlsx => {
                ("log-xlsx", "Fact-check log (spreadsheet)", "For Excel or LibreOffice: a row for each claim", "xlsx")
            }
            Self::Queries => (
                "queries",
                "Queries",
                "For the author and the editor: what is open or waited for, and proposed corrections",
                "html",
            ),
            Self::Public => {
                ("public", "Public report", "For readers: each claim that was checked, its verdict and why", "html")
            }
            Self::PublicMarkdown => (
                "public-markdown",
                "Public report (Markdown)",
                "For readers, to be pasted where pages are written in Markdown",
                "md",
            ),
            Self::ClaimReview => (
                "claimreview",
                "ClaimReview",
                "For search engines and other fact-checkers: the verdicts as schema.org data",
                "json",
            ),
            Self::Sources => (
                "sources",
                "Sources",
                "For readers and the archive: what the verdicts rest on, with archived copies",
                "html",
            ),
            Self::Corrections => (
                "corrections",
                "Corrections log",
                "For readers and the desk: what went out and was opened again, before and after",
                "html",
            ),
        };
        Entry { name, label, audience, extension }
    }

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// The kind with this name on the command line.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The words a reader sees.
    pub fn label(self) -> &'static str {
        self.entry().label
    }

    /// For whom it is, and what it holds.
    pub fn audience(self) -> &'static str {
        self.entry().audience
    }

    /// How the names of its files end, without the dot.
    pub fn extension(self) -> &'static str {
        self.entry().extension
    }

    /// The name for a file of this kind that is made of a review called `name`.
    pub fn file_name(self, name: &str) -> String {
        let stem = [".claims.json", ".json"].into_iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
        let stem = if stem.is_empty() { "report" } else { stem };
        // Where a kind has several formats, the ending tells them apart.
        let kind = self.name().split('-').next().unwrap_or_default();
        format!("{stem}.{kind}.{}", self.extension())
    }

    /// Whether it is text, which can stand on the standard output.
    pub fn is_text(self) -> bool {
        self != Self::LogXlsx
    }

    /// Whether what it holds is published by it.
    pub fn publishes(self) -> bool {
        matches!(self, Self::Public | Self::PublicMarkdown | Self::ClaimReview)
    }
}
