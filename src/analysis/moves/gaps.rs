//! Gap factors: how much larger than usual a change is over a weekend, a holiday or New Year (correlate-spec.md
//! §3.2).
//!
//! They are computed once from the sizes of all changes and so look ahead; a size has no sign, so this is
//! harmless, and for a confirmation on later records they can be computed from the earlier ones alone. They are
//! applied after the recursion of the volatility, never inside it.

use crate::analysis::sample::median;
use jiff::civil::{Date, date};

/// First record for which gaps count: until then records came on Wednesdays and Fridays only, and gaps of two and
/// five days were ordinary.
const GAPS_COUNT_FROM: Date = date(1996, 5, 17);

/// Fewest records of a class for a factor of its own.
const FEWEST_RECORDS: usize = 15;

/// Classes of the calendar days between the set dates of two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapClass {
    /// The next day.
    OneDay,
    /// 2 to 4 days: weekends.
    ToFourDays,
    /// 5 to 9 days: holidays.
    ToNineDays,
    /// 10 days and more: New Year.
    Longer,
}

impl GapClass {
    /// All of them, the shortest first.
    pub const ALL: [Self; 4] = [
        Self::OneDay,
        Self::ToFourDays,
        Self::ToNineDays,
        Self::Longer,
    ];

    /// The class of a gap in calendar days.
    pub const fn of(gap_days: i64) -> Self {
        match gap_days {
            ..=1 => Self::OneDay,
            2..=4 => Self::ToFourDays,
            5..=9 => Self::ToNineDays,
            _ => Self::Longer,
        }
    }
}

/// The factor of a class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GapFactor {
    /// The class.
    pub class: GapClass,
    /// Records from which it was computed; with fewer than 15 the factor is that of the class below.
    pub records: usize,
    /// κ: the volatility of a record of the class is multiplied by it. Above 0.
    pub kappa: f64,
}

/// The factors of all classes, the shortest gap first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GapFactors([GapFactor; 4]);

/// The size of a change relative to the volatility known before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RelativeSize {
    pub record_date: Date,
    pub gap_days: i64,
    /// |r ÷ s|.
    pub size: f64,
}

impl GapFactors {
    /// κ of a class = median size in it ÷ median size over all, from the records of 1996-05-17 on; that of the
    /// class below when the class has fewer than 15, and 1 below the first or when a median is 0.
    pub(super) fn new(sizes: &[RelativeSize]) -> Self {
        let counted: Vec<&RelativeSize> = sizes
            .iter()
            .filter(|one| one.record_date >= GAPS_COUNT_FROM)
            .collect();
        let overall = median(&counted.iter().map(|one| one.size).collect::<Vec<_>>());

        let mut kappa = 1.0;

        Self(GapClass::ALL.map(|class| {
            let of_class: Vec<f64> = counted
                .iter()
                .filter(|one| GapClass::of(one.gap_days) == class)
                .map(|one| one.size)
                .collect();
            // With too few records the factor stays that of the class below.
            if of_class.len() >= FEWEST_RECORDS {
                kappa = ratio(median(&of_class), overall);
            }

            GapFactor {
                class,
                records: of_class.len(),
                kappa,
            }
        }))
    }

    /// The factors by class, the shortest gap first.
    pub const fn as_slice(&self) -> &[GapFactor; 4] {
        &self.0
    }

    /// κ of a record: 1 before 1996-05-17.
    pub fn kappa(&self, record_date: Date, gap_days: i64) -> f64 {
        // Until then records came on Wednesdays and Fridays, and gaps of two and five days were ordinary.
        if record_date < GAPS_COUNT_FROM {
            1.0
        } else {
            self.0[GapClass::of(gap_days) as usize].kappa
        }
    }
}

/// 1 when either is 0 or of nothing.
fn ratio(of_class: Option<f64>, overall: Option<f64>) -> f64 {
    match (of_class, overall) {
        (Some(of_class), Some(overall)) if of_class > 0.0 && overall > 0.0 => of_class / overall,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;

    /// κ by class out of (days of gap, size, how many).
    fn check(first: Date, sizes: &[(i64, f64, usize)], expected: [f64; 4]) {
        let mut found = Vec::new();
        for (gap_days, size, many) in sizes {
            let day = |at: usize| first + i64::try_from(at).unwrap().days();
            found.extend((0..*many).map(|at| RelativeSize {
                record_date: day(at),
                gap_days: *gap_days,
                size: *size,
            }));
        }
        let factors = GapFactors::new(&found)
            .as_slice()
            .map(|factor| factor.kappa);
        assert!(
            factors
                .iter()
                .zip(expected)
                .all(|(a, b)| (a - b).abs() < 1e-12),
            "{factors:?}"
        );
    }

    #[test]
    fn a_class_of_few_records_has_the_factor_below() {
        let first = date(2020, 1, 1);
        check(
            first,
            &[(1, 1.0, 40), (3, 2.0, 15), (5, 4.0, 14)],
            [1.0, 2.0, 2.0, 2.0],
        );
        check(
            first,
            &[(1, 1.0, 40), (3, 2.0, 14), (5, 4.0, 15)],
            [1.0, 1.0, 4.0, 4.0],
        );
        check(first, &[(3, 2.0, 14)], [1.0; 4]);
        check(first, &[], [1.0; 4]);
    }

    #[test]
    fn a_median_of_zero_makes_no_factor() {
        check(date(2020, 1, 1), &[(1, 1.0, 40), (3, 0.0, 15)], [1.0; 4]);
        check(date(2020, 1, 1), &[(1, 0.0, 40), (3, 2.0, 15)], [1.0; 4]);
    }

    #[test]
    fn years_of_two_records_a_week_do_not_count() {
        check(date(1995, 1, 1), &[(1, 1.0, 40), (3, 2.0, 15)], [1.0; 4]);
        let none = GapFactors::new(&[]);
        assert_eq!(none.as_slice().map(|factor| factor.records), [0; 4]);
    }

    #[test]
    fn classes() {
        let classes = [1, 2, 4, 5, 9, 10, 13].map(|gap| GapClass::of(gap) as usize);
        assert_eq!(classes, [0, 1, 1, 2, 2, 3, 3]);
    }
}
