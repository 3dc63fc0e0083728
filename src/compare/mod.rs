//! Reviews of one text compared: with a key, and with one another.
//!
//! ```text
//! Review ──► Layer ─┐              ┌─► findings          what to look at
//! Review ──► Key ───┴─► Matching ──┼─► scores            precision, recall, F1
//!                                  └─► speakers
//! Layers ──► sections, one label a unit ─► confusion, κ ─► α ─► uα
//! ```
//!
//! Reviews are of one text: [`Layer::of`] refuses another, and [`review::carry_over`](crate::review::carry_over) takes the claims there
//! first. A claim of several segments is one claim. Claims of one tag do not overlap; those of different tags may, and then every
//! measure that knows one label a unit is taken of each tag alone, and of all together with the innermost claim deciding.
//!
//! A [`Figure`] says what it counts. Where a measure has no value it says why, and is neither 0 nor 1.

mod alpha;
mod assignment;
pub mod calibration;
pub mod class;
mod comparison;
mod confusion;
mod continuum;
mod edges;
mod figure;
mod finding;
mod firmness;
mod gamma;
mod gate;
mod grouping;
mod key;
mod layer;
mod matching;
pub mod merge;
mod overlap;
mod places;
mod placing;
mod scores;
mod sections;
mod speakers;
mod unitizing;
pub mod view;

pub use alpha::UnitAgreement;
pub use calibration::{Calibration, Standing};
pub use comparison::{Agreement, Coefficients, Comparison, Pairwise, TagComparison};
pub use confusion::Confusion;
pub use continuum::Continuum;
pub use figure::{Figure, Undefined, Unit};
pub use finding::{Finding, FindingCounts, FindingKind, findings};
pub use firmness::Firmness;
pub use gamma::{Gamma, GammaOptions};
pub use gate::{Gate, GateMeasure};
pub use key::{Key, KeySpan};
pub use layer::{AnotherText, Layer, Mark, Names};
pub use matching::{Matching, Pair};
pub use overlap::Overlap;
pub use places::Places;
pub use placing::{CarriedOver, NotPlaced, Placed, orderly, placed, too_many_overlapping};
pub use scores::{Counts, Edges, Mode, Scores};
pub use speakers::SpeakerAgreement;
pub use unitizing::Unitizing;

pub use crate::teaching::Tolerance;
