//! What is usual: the size that half of the moves stay below.
//!
//! z counts standard deviations, and most moves are smaller than one: the median of |z| is 0.55 for the dollar's records
//! (0.67 if moves were normal). The standard deviation is that of the gap's length, so what is usual over New Year is
//! more than what is usual from day to day.

use super::{Move, Moves, steps::simple_percent};
use crate::analysis::sample::median;

/// A move beside the usual one of its time, over a gap of the same length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BesideUsual {
    /// Calendar days between the setting of the rate before and of this one.
    pub gap_days: i64,
    /// The usual move in the direction of this one, simple per cent without its sign.
    pub usual_pct: f64,
    /// How many usual moves this one is.
    pub times: f64,
}

impl Moves {
    /// The median of |z| over all records that have one: the usual move in standard deviations. `None` without records,
    /// and where most of them do not move.
    pub fn usual_z(&self) -> Option<f64> {
        let sizes: Vec<f64> = self.records.iter().filter_map(|one| one.z).collect();
        median(&sizes.into_iter().map(f64::abs).collect::<Vec<_>>()).filter(|usual| *usual > 0.0)
    }
}

impl Move {
    /// The move beside the usual one, which is `usual_z` standard deviations. `None` without a z.
    pub fn beside_usual(&self, usual_z: f64) -> Option<BesideUsual> {
        let z = self.z?;
        let usual = (usual_z * self.sigma_pct?).copysign(z);

        Some(BesideUsual {
            gap_days: self.gap_days?,
            usual_pct: simple_percent(usual).abs(),
            times: z.abs() / usual_z,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::moves_on;
    use crate::model::days_between;
    use jiff::civil::{Date, Weekday, date};

    /// Half of the moves are smaller than the usual one, over every gap.
    #[test]
    fn the_usual_move_is_the_one_that_half_of_them_stay_below() {
        let days: Vec<Date> = date(2020, 1, 1)
            .series(jiff::Span::new().days(1))
            .filter(|day| !matches!(day.weekday(), Weekday::Sunday | Weekday::Monday))
            .take(600)
            .collect();
        let rates: Vec<i64> = (0..600i64)
            .map(|at| 900_000 + (at * 7919 % 101) * 100)
            .collect();
        let moves = moves_on(&days, &rates);

        let usual_z = moves.usual_z().unwrap();
        let beside: Vec<_> = moves
            .records()
            .iter()
            .filter_map(|one| one.beside_usual(usual_z))
            .collect();
        let larger = beside.iter().filter(|one| one.times > 1.0).count();
        assert_eq!(beside.len(), 600 - 61);
        assert!(larger.abs_diff(beside.len() / 2) <= 1, "{larger}");
        for (at, one) in moves.records().iter().enumerate().skip(61) {
            let beside = one.beside_usual(usual_z).unwrap();
            assert_eq!(beside.gap_days, days_between(days[at - 1], days[at]));
            let times = one.change_log_pct.unwrap().abs() / (usual_z * one.sigma_pct.unwrap());
            assert!((beside.times - times).abs() < 1e-9);
        }
    }

    #[test]
    fn where_nothing_moves_nothing_is_usual() {
        let days: Vec<Date> = date(2020, 1, 1)
            .series(jiff::Span::new().days(1))
            .take(100)
            .collect();
        assert_eq!(moves_on(&days, &[900_000; 100]).usual_z(), None);
        assert_eq!(moves_on(&days[..3], &[900_000; 3]).usual_z(), None);
    }
}
