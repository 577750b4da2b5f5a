//! From the stories of the news to the events of terms (correlate-spec.md §4.7–4.10).
//!
//! Pure: stories, dates and flags in, record numbers out. Everything looks at the past alone.

mod clusters;

pub use clusters::{
    Extent, LEAST_CLUSTERS, LEAST_EVENTS, LEAST_MONTHS, Lack, cluster_count, clusters, month_count,
};
