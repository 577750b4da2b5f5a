//! What a chart shows, before anything has a place: lines of rates, marks, view and style.
//!
//! Exact rates become floats here, once (`present_units`), after they have been counted in one nominal and in present
//! units. `spec` makes lines of series: `stretch` and `overlay` make their parts, `line_of_series` puts them together.

mod days;
mod key_rate;
mod line;
mod line_of_series;
mod marks;
mod numbers;
mod overlay;
mod picture_style;
mod present_units;
mod reduce;
mod spec;
mod stretch;
mod view;

pub use days::{day_number, day_of, midnight, noon};
pub use key_rate::{key_rate_extent, known_key_rate, last_key_rate};
pub use line::{Expected, Extreme, Line, LineGaps, Point, Range, Run};
pub use line_of_series::single_line;
pub use marks::{Mark, Marked, Marks, SeenMark, TermDays};
pub use numbers::{
    Extent, RateAt, Sign, decimal_text, extent, float_text, group_digits, joint_extent, longest,
    per_cent, rate_digits, whole,
};
pub use picture_style::{PictureStyle, Theme};
pub use reduce::reduced;
pub use spec::Spec;
pub use view::{Measure, Scale, Shape, Sigmas, Values, View};
