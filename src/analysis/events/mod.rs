//! From the stories of the news to the events of terms (correlate-spec.md §4.7–4.10).
//!
//! Pure: stories, dates and flags in, record numbers out. Nothing looks ahead: what is usual for a window follows
//! from the windows before it. In the order of use: [`place`] finds each story's record, [`Windows`] counts them,
//! [`Tested`] says which records take part, [`Counter`] judges the counts of one term,
//! [`Study`] the counts of a predicate or of all terms, [`without_copies`] says which terms are tested.

mod clusters;
mod copies;
mod density;
mod incidence;
mod sieve;
mod study;
mod surprise;
mod tested;
mod windows;

pub use clusters::{Extent, LEAST_CLUSTERS, LEAST_EVENTS, LEAST_MONTHS, clusters};
pub use copies::without_copies;
pub use density::{
    PeriodRecords, TooFew, events_are_mentions, is_in_period, mean_stories, why_too_few,
};

pub use study::{Events, Study};
pub use surprise::{Counted, Counter, EventRule, PerSource, surprise, tail, usual_share};
pub use tested::{DEFAULT_K, Required, Tested, WhyNot, is_covered};
pub use windows::{
    Link, Mention, RecordDates, TRAILING, Windows, all_mentions, leave_out_rate_reports, mentions,
    place,
};
