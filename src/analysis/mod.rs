//! Results out of series: histories by period, conversions, freshness; and statistics of rates and news.
//!
//! Pure: series and amounts in, plain values out. Which rate is in force on a day is asked of
//! [`Series::in_force`](crate::model::Series::in_force) and never decided here. Figures stay exact decimals
//! with one rounding at the end; for statistics they become floats in `steps` and nowhere else. Nothing here
//! knows a language, a file or the clock.

pub mod classical;
mod convert;
pub mod events;
pub mod explain;
mod freshness;
mod gaps;
mod history;
pub mod leadlag;
mod mean;
mod movers;
mod moves;
pub mod null;
mod regimes;
pub mod sample;
pub mod screen;
mod standardised;
mod steps;
pub mod study;
mod volatility;
mod window;

pub use convert::{Conversion, RESULT_DIGITS, Side, convert};
pub use freshness::{
    Freshness, FreshnessReason, MOST_DAYS_BETWEEN_RECORDS, believed_coverage, covered_to_by,
    needs_calendar, staleness,
};
pub use gaps::{GapClass, GapFactor, GapFactors};
pub use history::{Aggregate, History, PeriodRow, RecordRow, Rows, history, history_of_whole};
pub use movers::{MoveDirection, MoversAsked, MoversBy, movers};
pub use moves::{DailyMove, largest_moves};
pub use regimes::{
    FEWEST_RECORDS_OF_REGIME, NormalCost, Regime, SegmentCost, SquaresCost, regime_penalty,
    regimes, segments,
};
pub use standardised::{FactorsFrom, LONGEST_ORDINARY_GAP_DAYS, Move, Moves};
pub use steps::{AbsurdStep, simple_percent};
pub use volatility::{BURN_IN, DECAY, Ewma, FLOOR_PCT, Volatility, volatilities};
pub use window::{Window, window};
