//! Which windows have enough news, and which records take part in the tests; of the others, why not.
//!
//! Without this rule most "tested" records would have next to no news: 1,510 of 1,832 on one real corpus
//! (correlate-spec.md §4.9). It asks for little: events follow from the news alone, so thin news costs power and no
//! size. Tested records in the order of their dates are positions from 0; blocks are cut there.

use super::windows::{TRAILING, Windows};
use jiff::civil::Date;

/// A covered window has at least the median of the windows before it divided by this. Fewer are a hole in the news, not
/// a quiet day; below a median of this number a quiet day may have none.
const LEAST_ONE_IN: u64 = 4;

/// Without a story in as many windows before it, an empty window is a hole even so: the median of the windows before
/// forgets what was usual once half of them are in the hole.
const LONGEST_QUIET: usize = 10;

/// Stories the windows before a covered one have at least, together: one a record.
const LEAST_STORIES_BEFORE: u64 = TRAILING as u64;

/// Records on either side of an event that a study looks at by default.
pub const DEFAULT_K: u32 = 5;

/// Records after an event that the strict test looks at (correlate-spec.md §6.1).
const STRICT_TO: i64 = 2;

/// What a record must have to be tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Required {
    /// First date of a tested record.
    pub from: Option<Date>,
    /// Last date of a tested record.
    pub to: Option<Date>,
    /// Records before and after an event that are shown.
    pub k: u32,
    /// First record of the tested outcome, counted from the event's.
    pub a: i32,
    /// Last record of the tested outcome.
    pub b: i32,
}

impl Required {
    /// The first and the last record that must be there, counted from the event's.
    fn reach(&self) -> (i64, i64) {
        let k = i64::from(self.k);
        (
            i64::from(self.a).min(-k),
            i64::from(self.b).max(k).max(STRICT_TO),
        )
    }

    /// Whether every record around the one at a place is there and can be compared with the one before it.
    fn is_whole(&self, at: usize, is_usable: &[bool]) -> bool {
        let (first, last) = self.reach();
        let place_of = |offset: i64| at.checked_add_signed(isize::try_from(offset).ok()?);
        let (Some(from), Some(to)) = (place_of(first), place_of(last)) else {
            return false;
        };

        is_usable
            .get(from..=to)
            .is_some_and(|around| !around.contains(&false))
    }
}

/// Why a record is not tested: the first that holds, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhyNot {
    /// It is dated before the period.
    BeforeFrom,
    /// It is dated after the period.
    AfterTo,
    /// Its usual size of change is not known.
    BurnIn,
    /// There was too little news in its window or before it.
    NotCovered,
    /// A record around it is missing, or cannot be compared.
    WindowOutsideData,
    /// The day on which it was set was left out by the one who asks.
    Excluded,
}

impl WhyNot {
    /// The stable name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BeforeFrom => "before_from",
            Self::AfterTo => "after_to",
            Self::BurnIn => "burn_in",
            Self::NotCovered => "not_covered",
            Self::WindowOutsideData => "window_outside_data",
            Self::Excluded => "excluded",
        }
    }
}

/// The tested records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tested {
    records: Vec<u32>,
    /// Of each record its position, or why it has none.
    positions: Vec<Result<u32, WhyNot>>,
}

impl Tested {
    /// Judges every record: its date, whether it is joined to the one before, its standardised change
    /// if it has one, and the news of its window.
    ///
    /// # Panics
    /// When the slices and `windows` are not of one length.
    pub fn new(
        record_dates: &[Date],
        joined: &[bool],
        z: &[Option<f64>],
        windows: &Windows,
        required: &Required,
    ) -> Self {
        let n = record_dates.len();
        assert!(
            [joined.len(), z.len(), windows.totals().len()] == [n; 3],
            "a value for each record"
        );
        let is_usable: Vec<bool> = joined
            .iter()
            .zip(z)
            .map(|(joined, z)| *joined && z.is_some())
            .collect();

        let mut made = Self::default();
        for (at, date) in record_dates.iter().enumerate() {
            made.push(if required.from.is_some_and(|from| *date < from) {
                Some(WhyNot::BeforeFrom)
            } else if required.to.is_some_and(|to| *date > to) {
                Some(WhyNot::AfterTo)
            } else if z[at].is_none() {
                Some(WhyNot::BurnIn)
            } else if !is_covered(windows, at) {
                Some(WhyNot::NotCovered)
            } else if !required.is_whole(at, &is_usable) {
                Some(WhyNot::WindowOutsideData)
            } else {
                None
            });
        }

        made
    }

    /// The tested records without some of them; positions close up.
    #[must_use]
    pub fn without(&self, is_excluded: impl Fn(u32) -> bool) -> Self {
        let mut made = Self::default();
        for (record, position) in (0..).zip(&self.positions) {
            let is_excluded = position.is_ok() && is_excluded(record);
            made.push(position.err().or(is_excluded.then_some(WhyNot::Excluded)));
        }

        made
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "records are fewer than 2^32"
    )]
    fn push(&mut self, why_not: Option<WhyNot>) {
        if let Some(why_not) = why_not {
            self.positions.push(Err(why_not));
        } else {
            self.positions.push(Ok(self.records.len() as u32));
            self.records.push(self.positions.len() as u32 - 1);
        }
    }

    /// Number of tested records: n of correlate-spec.md §5.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether none is tested.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The tested records by position, ascending places in the series.
    pub fn records(&self) -> &[u32] {
        &self.records
    }

    /// The position of a record.
    ///
    /// # Errors
    /// Why it is not tested.
    ///
    /// # Panics
    /// When there is no such record.
    pub fn position(&self, record: u32) -> Result<u32, WhyNot> {
        self.positions[record as usize]
    }
}

/// Whether a window has enough news, and enough windows and news before it, to call a count unusual. A window that was
/// read whole has all its news, however little that is.
///
/// # Panics
/// When there is no such window.
pub fn is_covered(windows: &Windows, at: usize) -> bool {
    let mut before = windows.before(at).to_vec();
    if before.len() < TRAILING || windows.stories_before(at) < LEAST_STORIES_BEFORE {
        return false;
    }

    before.sort_unstable();
    // The median is half of the two in the middle: compared without a fraction.
    let twice_median = u64::from(before[TRAILING / 2 - 1]) + u64::from(before[TRAILING / 2]);
    let stories = u64::from(windows.totals()[at]);
    if windows.is_read_whole(at) {
        return true;
    }
    if stories > 0 {
        return 2 * LEAST_ONE_IN * stories >= twice_median;
    }

    let mut lately = windows.before(at).iter().rev().take(LONGEST_QUIET);
    twice_median < 2 * LEAST_ONE_IN && lately.any(|stories| *stories > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::events::Mention;
    use jiff::{ToSpan, civil::date};

    const ALL: Required = Required {
        from: None,
        to: None,
        k: 5,
        a: 0,
        b: 1,
    };

    fn windows(totals: &[usize]) -> Windows {
        let own = |(window, count): (usize, &usize)| {
            vec![
                Mention {
                    window: u32::try_from(window).unwrap(),
                    source: 0
                };
                *count
            ]
        };
        Windows::new(
            totals.iter().enumerate().flat_map(own).collect::<Vec<_>>(),
            totals.len(),
        )
    }

    /// The first and the last tested of 100 records, and how many there are.
    fn check(holes: &[usize], required: Required, expected: (u32, u32, usize)) {
        let dates: Vec<Date> = (0..100).map(|at| date(2020, 1, 1) + at.days()).collect();
        let joined: Vec<bool> = (0..100).map(|at| at > 0 && !holes.contains(&at)).collect();
        let z: Vec<_> = joined.iter().map(|joined| joined.then_some(1.0)).collect();
        let tested = Tested::new(&dates, &joined, &z, &windows(&[10; 100]), &required);
        let found = tested.records();
        assert_eq!((found[0], *found.last().unwrap(), tested.len()), expected);
        for (position, record) in found.iter().enumerate() {
            assert_eq!(
                tested.position(*record),
                Ok(u32::try_from(position).unwrap())
            );
        }
    }

    #[test]
    fn windows_stay_inside_the_data() {
        check(&[], ALL, (60, 94, 35));
        check(&[], Required { k: 1, ..ALL }, (60, 97, 38));
        check(&[], Required { b: 9, ..ALL }, (60, 90, 31));
        check(&[], Required { a: -70, ..ALL }, (71, 94, 24));
    }

    #[test]
    fn no_window_reaches_over_a_hole() {
        check(&[80], ALL, (60, 94, 35 - 11));
    }

    #[test]
    fn a_period_is_by_the_dates_of_records() {
        let day = |at: i64| Some(date(2020, 1, 1) + at.days());
        check(
            &[],
            Required {
                from: day(70),
                to: day(80),
                ..ALL
            },
            (70, 80, 11),
        );
    }

    #[test]
    fn covered_is_a_choice_of_two_numbers() {
        let covered = |before: usize, own: usize| {
            let mut totals = vec![before; 60];
            totals.push(own);
            is_covered(&windows(&totals), 60)
        };
        assert!(covered(10, 3) && !covered(10, 2));
        assert!(covered(40, 10) && !covered(40, 9));
        assert!(!is_covered(&windows(&[100; 60]), 59));
    }

    /// With one to three stories a record a day without news is an ordinary day.
    #[test]
    fn thin_news_is_covered_and_its_empty_days_too() {
        let covered = |before: &[usize], own: usize| {
            let totals = [before, &[own]].concat();
            is_covered(&windows(&totals), 60)
        };
        assert!(covered(&[1; 60], 0) && covered(&[3; 60], 0));
        assert!(covered(&[4; 60], 1) && !covered(&[4; 60], 0));
        let one_less: Vec<usize> = (0..60).map(|at| usize::from(at > 0)).collect();
        assert!(!covered(&one_less, 9));
    }

    /// After thirty empty windows the median would call the next one ordinary.
    #[test]
    fn a_hole_in_the_news_stays_one_however_long_it_is() {
        for per_record in [2, 6, 40] {
            let totals = [[per_record; 60], [0; 60]].concat();
            let windows = windows(&totals);
            let covered = (60..120).filter(|at| is_covered(&windows, *at)).count();
            assert_eq!(covered, if per_record < 4 { 10 } else { 0 });
        }
    }

    #[test]
    fn a_quiet_window_that_was_read_whole_is_no_hole() {
        let totals: Vec<usize> = [[20; 60].as_slice(), &[2]].concat();
        let unknown = windows(&totals);
        assert!(!is_covered(&unknown, 60));
        let read = (0..61).map(|at| at == 60).collect();
        assert!(is_covered(&unknown.with_read_whole(read), 60));
    }

    #[test]
    fn nothing_of_nothing() {
        let tested = Tested::new(&[], &[], &[], &windows(&[]), &ALL);
        assert!(tested.is_empty());
    }
}
