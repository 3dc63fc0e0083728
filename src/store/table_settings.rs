//! What is kept of the table of claims: its columns, their order, and filters by name.
//!
//! Names that this version does not know, as a newer one may have written them, are passed over: no settings are lost for a word.

use serde::{Deserialize, Serialize};

use crate::{
    claim::{StatusGroup, Tag, VerdictKind},
    review::{
        ClaimFilter,
        listing::{Column, Grouping, Sort},
    },
};

/// What is kept of the table of claims.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "TableFile", into = "TableFile")]
pub struct TableSettings {
    /// The columns that show, in the order of [`Column::ALL`]; never none.
    pub columns: Vec<Column>,
    /// By what the rows are sorted.
    pub sort: Sort,
    /// By what they are grouped.
    pub grouping: Grouping,
    /// The filters that were given names, the names each once and in their order.
    pub filters: Vec<SavedFilter>,
    /// The height of the article below the table, in points; `None` for its usual one.
    pub article_height: Option<f32>,
}

/// A filter that was given a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFilter {
    /// Its name.
    pub name: String,
    /// The filter.
    pub filter: ClaimFilter,
}

impl Default for TableSettings {
    fn default() -> Self {
        Self {
            columns: Column::USUAL.to_vec(),
            sort: Sort::default(),
            grouping: Grouping::None,
            filters: Vec::new(),
            article_height: None,
        }
    }
}

impl TableSettings {
    /// How many filters are kept.
    pub const MAX_FILTERS: usize = 64;

    /// Shows a column or hides it; the last one stays.
    pub fn show(&mut self, column: Column, is_shown: bool) {
        if is_shown && !self.columns.contains(&column) {
            self.columns.push(column);
            self.columns.sort_unstable();
        } else if !is_shown && self.columns.len() > 1 {
            self.columns.retain(|other| *other != column);
        }
    }

    /// Keeps a filter under a name, in the place of one that has it.
    pub fn keep(&mut self, name: &str, filter: ClaimFilter) {
        self.forget(name);
        let at = self.filters.partition_point(|other| other.name.as_str() < name);
        self.filters.insert(at, SavedFilter { name: name.to_owned(), filter });
        self.filters.truncate(Self::MAX_FILTERS);
    }

    /// Forgets the filter with this name.
    pub fn forget(&mut self, name: &str) {
        self.filters.retain(|other| other.name != name);
    }
}

/// [`TableSettings`] as the file has them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct TableFile {
    columns: Vec<String>,
    sort: String,
    descending: bool,
    grouping: String,
    filters: Vec<FilterFile>,
    article_height: Option<f32>,
}

/// A [`SavedFilter`] as the file has it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct FilterFile {
    name: String,
    tags: Vec<String>,
    statuses: Vec<String>,
    attribution: Vec<Option<String>>,
    content: Vec<Option<String>>,
    speakers: Vec<String>,
    flags: Vec<String>,
    labels: Vec<String>,
    words: String,
}

impl From<TableFile> for TableSettings {
    fn from(file: TableFile) -> Self {
        let mut columns: Vec<Column> = file.columns.iter().filter_map(|name| column(name)).collect();
        columns.sort_unstable();
        columns.dedup();
        let usual = Self::default();
        let mut settings = Self {
            columns: if columns.is_empty() { usual.columns } else { columns },
            sort: column(&file.sort).map_or(usual.sort, |column| Sort { column, descending: file.descending }),
            grouping: Grouping::ALL
                .into_iter()
                .find(|grouping| grouping.name() == file.grouping)
                .unwrap_or(usual.grouping),
            filters: Vec::new(),
            article_height: file.article_height,
        };
        for filter in file.filters {
            let name = filter.name.trim().to_owned();
            if !name.is_empty() {
                settings.keep(&name, filter.into());
            }
        }
        settings
    }
}

impl From<TableSettings> for TableFile {
    fn from(settings: TableSettings) -> Self {
        Self {
            columns: settings.columns.iter().map(|column| column.name().to_owned()).collect(),
            sort: settings.sort.column.name().to_owned(),
            descending: settings.sort.descending,
            grouping: settings.grouping.name().to_owned(),
            filters: settings.filters.into_iter().map(FilterFile::from).collect(),
            article_height: settings.article_height,
        }
    }
}

fn column(name: &str) -> Option<Column> {
    Column::ALL.into_iter().find(|column| column.name() == name)
}

impl From<FilterFile> for ClaimFilter {
    fn from(file: FilterFile) -> Self {
        Self {
            tags: Tag::ALL.into_iter().filter(|tag| file.tags.iter().any(|name| name == tag.name())).collect(),
            groups: StatusGroup::ALL
                .into_iter()
                .filter(|group| file.statuses.iter().any(|name| name == group.name()))
                .collect(),
            attribution: file.attribution,
            content: file.content,
            speakers: file.speakers,
            flags: file.flags,
            labels: file.labels,
            words: file.words,
            counted: None,
        }
    }
}

impl From<SavedFilter> for FilterFile {
    fn from(SavedFilter { name, filter }: SavedFilter) -> Self {
        Self {
            name,
            tags: filter.tags.iter().map(|tag| tag.name().to_owned()).collect(),
            statuses: filter.groups.iter().map(|group| group.name().to_owned()).collect(),
            attribution: filter.verdicts(VerdictKind::Attribution).clone(),
            content: filter.verdicts(VerdictKind::Content).clone(),
            speakers: filter.speakers,
            flags: filter.flags,
            labels: filter.labels,
            words: filter.words,
        }
    }
}
