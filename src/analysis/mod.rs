//! Statistics of rates and news.
//!
//! Pure: series, stories and counts in, plain values out. Rates become floats in `moves::steps` and nowhere else;
//! exact arithmetic over rates is in `crate::rates`. Nothing here knows a language, a file or the clock.

pub mod classical;
pub mod events;
pub mod explain;
pub mod leadlag;
mod movers;
mod moves;
pub mod null;
mod regimes;
pub mod sample;
pub mod screen;
pub mod study;
mod window;

pub use movers::{MoveDirection, MoversBy, MoversQuery, movers};
pub use moves::{
    BURN_IN, BesideUsual, Ewma, FactorsFrom, GapClass, Move, MoveOver, Moves, simple_percent,
    volatilities,
};
pub use regimes::{
    FEWEST_RECORDS_OF_REGIME, NormalCost, Regime, SegmentCost, regime_penalty, regimes, segments,
};
pub use window::{Window, window};
