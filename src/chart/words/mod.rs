//! The words of a chart in both languages, and the typeface in which they are measured.
//!
//! Each function that gives variants gives the fullest first; a plan takes the first that has room.

mod changes;
mod faces;
mod gaps;
mod headings;
mod language;
mod marks;
mod numbers;
mod page;
mod ranges;
mod spans;
mod typeface;
mod view;

pub use changes::change_heading;
pub use faces::{
    FAMILIES, FAMILY, OTHER_FAMILY, Weight, files, is_of_other_family, missing_letters,
};
pub use gaps::gaps;
pub use headings::{description, note, panel_heading, source, title};
pub use language::{one_line, variants};
pub use marks::{
    MethodChange, and_more, caveat_of_moves, days_of_mark, key_rate_heading, mark, with_term,
};
pub use numbers::{extreme, labelled_last, last_change, under_last_figure};
pub use page::{PageWords, page};
pub use typeface::{ASCENT, DESCENT, HALF_HEIGHT, Lettering, Measure, cut};
pub use view::{figures_of_days, shape, subtitle};
