//! A review as documents for others: a review in, bytes out.
//!
//! ```text
//!            what may leave: nothing confidential, all words inert      which claims, what is left out
//! Review ──► Material ───────────────────────────────────────────────┬─ Choice
//!                                                                    ▼
//!                  annotated copy, queries, public report, sources, corrections (HTML, from assets/reports/)
//!                  log (CSV, XLSX) · public report (Markdown) · ClaimReview (JSON-LD)
//! ```
//!
//! - [`write()`] makes a report, and [`left_out`] says beforehand what it will leave out and why.
//! - The same review gives the same bytes: every date is the review's own.
//! - HTML has no script and no outside resource, and every word in it is escaped by the template engine.
//! - Only addresses of the web and of mail are links; which these are is said in one place.

mod choice;
mod claim_review;
mod corrections;
mod html;
mod kind;
mod link;
mod log;
mod markdown;
mod material;
mod runs;
mod secrets;
mod view;

pub use choice::Omission;
pub use kind::Kind;
pub use log::LOG_COLUMNS;

pub(crate) use log::{CELL_LIMIT, CUT, fitting};
pub(crate) use markdown::escaped as escaped_for_markdown;
pub(crate) use secrets::Secrets;

use self::{choice::Choice, material::Material, view::Head};
use crate::{claim::ClaimId, review::Review};

/// How to write a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether the report stays at the desk, so that what is confidential may be in it.
    pub internal: bool,
    /// Whether CSV begins with a byte-order mark, as some spreadsheet programs need it.
    pub bom: bool,
    /// The address at which the check is published, for `ClaimReview`.
    pub page: Option<String>,
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// What is left out, and why.
    pub left_out: Vec<Omission>,
}

/// Why there is no report.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The format refused something.
    #[error("The report could not be put together: {0}. Try another kind of report")]
    NotWritten(String),
}

/// Writes a report on a review.
///
/// # Errors
/// When the format cannot hold it, as a spreadsheet cannot hold more than a million rows.
pub fn write(review: &Review, kind: Kind, options: &Options) -> Result<Report, ReportError> {
    let choice = Choice::of(review, kind, options);
    let material = Material::new(review, options.internal);
    let mut left_out = choice.left_out.clone();
    let bytes = match kind {
        Kind::Log => log::csv(&material, options.bom)?,
        Kind::LogXlsx => {
            let (bytes, cut) = log::xlsx(&material, &Head::of(&material, kind, &left_out), &left_out)?;
            left_out.extend((cut > 0).then_some(Omission::CutCells(cut)));
            bytes
        }
        Kind::PublicMarkdown => markdown::write(&material, &Head::of(&material, kind, &left_out), &choice).into_bytes(),
        Kind::ClaimReview => claim_review::write(&material, &choice, options.page.as_deref())?.into_bytes(),
        Kind::Annotated | Kind::Queries | Kind::Public | Kind::Sources | Kind::Corrections => {
            html::write(&material, kind, &choice)?.into_bytes()
        }
    };
    Ok(Report { bytes, left_out })
}

/// What a report will leave out, and why.
pub fn left_out(review: &Review, kind: Kind, options: &Options) -> Vec<Omission> {
    Choice::of(review, kind, options).left_out
}

/// The claims that a report is about, in text order.
pub fn claims(review: &Review, kind: Kind, options: &Options) -> Vec<ClaimId> {
    Choice::of(review, kind, options).claims
}
