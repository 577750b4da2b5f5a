//! How far the events of a term are from being many: their clusters and months, and what is enough to test.
//!
//! A burst of forty daily headlines is one happening, not forty (correlate-spec.md §7); so events close to each
//! other count together. Records are meant by their numbers in the series, not by their positions among the tested.

use jiff::civil::Date;

/// Events below which a term is not tested (correlate-spec.md §4.10).
pub const LEAST_EVENTS: usize = 10;

/// Calendar months of the set dates below which a term is not tested.
pub const LEAST_MONTHS: usize = 3;

/// Clusters below which a term is not tested, and below which there are no confidence bands.
pub const LEAST_CLUSTERS: usize = 8;

/// Events at most `reach` record numbers after the event before them are in the same cluster. `events` are ascending.
///
/// For the verdict `reach` is b − a of the window, for the bands 2k (correlate-spec.md §4.10, §6.1).
pub fn clusters(events: &[u32], reach: u32) -> Vec<Vec<u32>> {
    chunks(events, reach).map(<[u32]>::to_vec).collect()
}

fn chunks(events: &[u32], reach: u32) -> impl Iterator<Item = &[u32]> {
    events.chunk_by(move |before, event| event - before <= reach)
}

/// Number of calendar months in which the rates of these records were set: on the day before their dates.
/// `events` are places in `record_dates` and ascend.
///
/// # Panics
/// When an event is not in `record_dates`.
pub fn month_count(events: &[u32], record_dates: &[Date]) -> usize {
    let months: Vec<_> = events
        .iter()
        .map(|event| {
            // A record is set the day before it comes into force.
            let record_date = record_dates[*event as usize];
            let set_date = record_date.yesterday().unwrap_or(record_date);
            (set_date.year(), set_date.month())
        })
        .collect();

    months.chunk_by(PartialEq::eq).count()
}

/// What the events of a term amount to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Events on tested records.
    pub events: usize,
    /// Calendar months of their set dates.
    pub months: usize,
    /// Clusters of the reach of the window tested.
    pub clusters: usize,
}

impl Extent {
    /// The extent of events, ascending places in `record_dates`; `reach` is that of [`clusters`].
    ///
    /// # Panics
    /// When an event is not in `record_dates`.
    pub fn new(events: &[u32], record_dates: &[Date], reach: u32) -> Self {
        Self {
            events: events.len(),
            months: month_count(events, record_dates),
            clusters: chunks(events, reach).count(),
        }
    }

    /// Whether a term with these events is tested.
    pub const fn is_enough(&self) -> bool {
        self.events >= LEAST_EVENTS
            && self.months >= LEAST_MONTHS
            && self.clusters >= LEAST_CLUSTERS
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{ToSpan, civil::date};

    #[test]
    fn clusters_chain_and_never_reach_further() {
        assert_eq!(
            clusters(&[1, 2, 4, 7, 8], 1),
            [vec![1, 2], vec![4], vec![7, 8]]
        );
        assert_eq!(clusters(&[1, 3, 5, 8], 2), [vec![1, 3, 5], vec![8]]);
        assert_eq!(clusters(&[0, 1], 0), [vec![0], vec![1]]);
        assert_eq!(clusters(&[], 3), Vec::<Vec<u32>>::new());
    }

    #[test]
    fn a_record_of_the_first_was_set_in_the_month_before() {
        let dates = [
            date(2024, 5, 31),
            date(2024, 6, 1),
            date(2024, 6, 4),
            date(2025, 6, 4),
        ];
        assert_eq!(month_count(&[0, 1], &dates), 1);
        assert_eq!(month_count(&[1, 2], &dates), 2);
        assert_eq!(month_count(&[2, 3], &dates), 2);
        assert_eq!(month_count(&[], &dates), 0);
    }

    fn check(events: &[u32], is_enough: bool) {
        let dates: Vec<Date> = (0..400).map(|day| date(2020, 1, 2) + day.days()).collect();
        let extent = Extent::new(events, &dates, 1);
        assert_eq!(extent.is_enough(), is_enough, "{extent:?}");
    }

    fn every(step: u32, count: u32) -> Vec<u32> {
        (0..count).map(|event| event * step).collect()
    }

    #[test]
    fn events_months_and_clusters_are_all_needed() {
        check(&every(9, 10), true);
        // Too few events; months; clusters; all three.
        check(&every(10, 9), false);
        check(&every(2, 10), false);
        check(&every(1, 100), false);
        check(&[5], false);
        check(&[], false);
    }
}
