//! Scales: where a value or a day is between the ends of an axis, and which of them are written on it.

mod date_axis;
mod log_ticks;
mod rounding;
mod value_axis;

pub use date_axis::{DateAxis, DateTick};
pub use value_axis::ValueAxis;
