//! Results out of series: histories by period, conversions, freshness, volatility.
//!
//! Pure: series and amounts in, plain values out. Which rate is in force on a day is asked of
//! [`Series::in_force`](crate::model::Series::in_force) and never decided here. Figures stay exact decimals
//! with one rounding at the end. Nothing here knows a language, a file or the clock.

pub mod classical;
mod convert;
pub mod explain;
mod freshness;
mod history;
pub mod leadlag;
mod mean;
mod moves;
pub mod null;
mod volatility;

pub use convert::{Conversion, RESULT_DIGITS, convert};
pub use freshness::{Freshness, FreshnessReason, MOST_DAYS_BETWEEN_RECORDS, staleness};
pub use history::{Aggregate, History, PeriodRow, RecordRow, Rows, history};
pub use moves::{DailyMove, largest_moves};
pub use volatility::{BURN_IN, DECAY, Volatility, volatilities};
