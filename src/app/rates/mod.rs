//! Rates from the store for everything that answers with one: in which units, of which day, and how old they are.

mod ages;
mod series;
mod shown;

pub use ages::{
    age_days, load_age, load_believed, load_covered_to, load_freshness, load_last_age, say_stale,
};
pub use series::{
    default_day, load_all, load_pair, no_rate, no_records, not_a_price, say_other_unit, whole_span,
};
pub use shown::{ShowRequest, load_shown, load_sparklines};
