//! The window of a record: the time from the cut-off of the record before to its own, in which news could have
//! moved it (correlate-spec.md §1). It holds its closing instant and not its opening one.
//!
//! Clocks are Moscow's; their instants, with the offset of the day, are
//! [`instant_in_moscow`](crate::model::instant_in_moscow)'s.

use super::moves::Moves;
use crate::model::Cutoffs;
use jiff::civil::DateTime;

/// The window (opens, closes] of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Moscow's clock at the cut-off of the record before; news of that very time belongs to the record before.
    pub opens: DateTime,
    /// Moscow's clock at the record's own cut-off; news of that very time belongs to it.
    pub closes: DateTime,
    /// Whether the record's own cut-off, or the day on which it was set, is not established.
    pub cutoff_uncertain: bool,
}

/// The window of the record numbered `at`; `None` if there is no such record or it is not joined with the one before.
pub fn window(moves: &Moves, cutoffs: &Cutoffs, at: usize) -> Option<Window> {
    let record = moves.records().get(at).filter(|record| record.joined)?;
    let before = moves.records().get(at.checked_sub(1)?)?;

    Some(Window {
        // News at this very clock still belongs to the record before.
        opens: cutoffs.cut_off(before.set_date),
        closes: cutoffs.cut_off(record.set_date),
        cutoff_uncertain: cutoffs.is_uncertain_on(record.set_date),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::{
            FactorsFrom,
            moves::tests::{moves_on, series_on},
        },
        model::{Series, Span},
    };
    use jiff::civil::Date;

    /// The window of the second of two records.
    fn check(days: [&str; 2], expected: &str) {
        let dates = days.map(|day| day.parse::<Date>().unwrap());
        let moves = moves_on(&dates, &[900_000, 910_000]);
        let Window {
            opens,
            closes,
            cutoff_uncertain,
        } = window(&moves, &Cutoffs::default(), 1).unwrap();
        assert_eq!(format!("{opens} {closes} {cutoff_uncertain}"), expected);
        assert_eq!(window(&moves, &Cutoffs::default(), 0), None);
    }

    #[test]
    fn from_cut_off_to_cut_off() {
        check(
            ["2024-05-18", "2024-05-21"],
            "2024-05-17T15:30:00 2024-05-20T15:30:00 false",
        );
        check(
            ["2022-03-11", "2022-03-12"],
            "2022-03-10T11:30:00 2022-03-11T16:30:00 true",
        );
        check(
            ["1998-08-18", "1998-08-19"],
            "1998-08-17T11:30:00 1998-08-18T11:30:00 true",
        );
    }

    #[test]
    fn none_over_a_hole() {
        let dates = ["2024-05-18", "2024-05-21"].map(|day| day.parse::<Date>().unwrap());
        let whole = series_on(&dates, &[900_000, 910_000]);
        let known_days = dates.into_iter().map(Span::day).collect();
        let series = Series::new(whole.currency(), whole.records().to_vec(), known_days);
        let moves = Moves::from_series(&series, FactorsFrom::Whole).unwrap();
        assert_eq!(
            [0, 1, 2].map(|at| window(&moves, &Cutoffs::default(), at)),
            [None; 3]
        );
    }
}
