//! Answers made of official rates by exact arithmetic: histories by period, prices of one unit, conversions, the largest
//! daily changes, and whether what is stored is fresh.
//!
//! Pure: series and amounts in, plain values out. [`Series::in_force`](crate::model::Series::in_force) alone decides
//! which rate is in force on a day. Figures stay exact decimals, and the only rounding is the last step. Statistics,
//! for which rates become floats, are in `analysis`.

mod aggregate;
mod convert;
mod freshness;
mod history;
mod largest_moves;
mod prices;

pub use aggregate::{Aggregate, RESULT_DIGITS};
pub use convert::{Conversion, Side, convert};
pub use freshness::{
    Freshness, FreshnessReason, MOST_DAYS_BETWEEN_RECORDS, believed_coverage, needs_calendar,
    staleness,
};
pub use history::{History, PeriodRow, Rows, history, history_of_whole};
pub use largest_moves::{DailyMove, largest_moves};
pub use prices::{DatedFigure, Price, dated_figures, prices};
