//! The records with the largest moves, the extraordinary ones first (correlate-spec.md §6.3).
//!
//! Relative to the volatility known before it, a change of 2 % is nothing in 2022 and a great deal in 2013. Ordered by
//! per cent or by rubles, the list also has records without a z, such as the first after a peg.

use super::moves::{Move, Moves};
use crate::model::{Decimal, Span, days_between};

/// What makes a move large.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MoversBy {
    /// |z|.
    #[default]
    Z,
    /// |change| in per cent, as `history` has it; a basket has none.
    Percent,
    /// |Δ|, in rubles per unit; a basket has none.
    Rubles,
}

impl MoversBy {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Z => "z",
            Self::Percent => "pct",
            Self::Rubles => "abs",
        }
    }
}

/// Which way the rate moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveDirection {
    /// It rose: the ruble weakened.
    Up,
    /// It fell.
    Down,
}

impl MoveDirection {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// Which of the largest moves are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoversQuery {
    /// Their order.
    pub by: MoversBy,
    /// Only moves of this direction; both where none is given.
    pub direction: Option<MoveDirection>,
    /// The largest number of moves listed.
    pub top: usize,
    /// Fewest calendar days between the dates of two of them; 0 for no such condition.
    pub min_gap_days: i64,
}

/// Numbers of the records of a period with the largest moves past the burn-in, the largest first. Ties go to the larger |r|,
/// then to the earlier record; taken from the top, leaving out a record too near to one already taken.
pub fn movers(moves: &Moves, period: Span, query: MoversQuery) -> Vec<usize> {
    let records = moves.records();
    let mut sizes: Vec<(usize, f64, f64)> = records
        .iter()
        .enumerate()
        .filter(|(_, record)| period.contains(record.record_date))
        .filter(|(_, record)| query.direction.is_none_or(|way| moved(record, way)))
        .filter_map(|(index, record)| {
            let size = size_of(record, query.by)?;
            Some((index, size.abs(), record.change_log_pct?.abs()))
        })
        .collect();

    // The sort is stable, so that of equals the earlier record stays first.
    sizes.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.2.total_cmp(&a.2)));

    let mut taken: Vec<usize> = Vec::new();
    // From the top down, so that of two near ones the larger stays.
    for (index, _, _) in sizes {
        if taken.len() == query.top {
            break;
        }

        if taken
            .iter()
            .all(|other| days_apart(records, index, *other) >= query.min_gap_days)
        {
            taken.push(index);
        }
    }

    taken
}

fn days_apart(records: &[Move], one: usize, other: usize) -> i64 {
    let [one, other] = [one, other].map(|index| records[index].record_date);
    days_between(one, other).abs()
}

fn moved(record: &Move, direction: MoveDirection) -> bool {
    record.change_log_pct.is_some_and(|change| match direction {
        MoveDirection::Up => change > 0.0,
        MoveDirection::Down => change < 0.0,
    })
}

/// None in a burn-in, and where there is no such figure.
fn size_of(record: &Move, by: MoversBy) -> Option<f64> {
    record.sigma_pct?;
    match by {
        MoversBy::Z => record.z,
        MoversBy::Percent => record.change_pct.map(Decimal::to_f64),
        MoversBy::Rubles => record.change_rub,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::moves::tests::moves_on;
    use jiff::{ToSpan, civil::date};

    /// A calm rate of 70 days, then these.
    fn moves(tail: &[i64]) -> Moves {
        let mut rates = [1_000_000, 1_001_000].repeat(35);
        rates.extend(tail.iter().map(|rate| rate * 10_000));
        let dates: Vec<_> = (0i64..)
            .take(rates.len())
            .map(|at| date(2020, 1, 1) + at.days())
            .collect();
        moves_on(&dates, &rates)
    }

    fn asked(by: MoversBy, top: usize) -> MoversQuery {
        MoversQuery {
            by,
            direction: None,
            top,
            min_gap_days: 0,
        }
    }

    fn period() -> Span {
        Span::new(date(2020, 3, 1), date(2021, 1, 1)).unwrap()
    }

    fn check(by: MoversBy, top: usize, min_gap_days: i64, expected: &[usize]) {
        let moves = moves(&[110, 100, 110, 100, 150]);
        assert_eq!(
            movers(
                &moves,
                period(),
                MoversQuery {
                    min_gap_days,
                    ..asked(by, top)
                }
            ),
            expected
        );
    }

    #[test]
    fn each_order_has_its_own() {
        check(MoversBy::Z, 3, 0, &[70, 74, 71]);
        check(MoversBy::Percent, 4, 0, &[74, 72, 70, 71]);
        check(MoversBy::Rubles, 4, 0, &[74, 71, 72, 73]);
        check(MoversBy::Z, 0, 0, &[]);
    }

    #[test]
    fn near_ones_are_left_out() {
        check(MoversBy::Percent, 2, 2, &[74, 72]);
        check(MoversBy::Percent, 2, 3, &[74, 70]);
        check(MoversBy::Percent, 2, 4, &[74, 70]);
    }

    /// 100 to 110 and back is +10 % and −9.09 %, though the two logarithms are of one size.
    #[test]
    fn moves_are_ranked_by_the_per_cent_that_is_shown() {
        let moves = moves(&[110, 100, 89]);
        let found = movers(
            &moves,
            period(),
            MoversQuery {
                top: 3,
                ..asked(MoversBy::Percent, 3)
            },
        );
        let shown: Vec<_> = found
            .iter()
            .map(|at| moves.records()[*at].change_pct.unwrap())
            .collect();
        let texts: Vec<_> = shown.iter().map(ToString::to_string).collect();
        assert_eq!(texts, ["-11.0000", "9.8901", "-9.0909"]);
    }

    #[test]
    fn one_direction_alone() {
        let moves = moves(&[110, 100, 110, 100, 150]);
        let of = |direction| MoversQuery {
            direction: Some(direction),
            ..asked(MoversBy::Percent, 2)
        };
        assert_eq!(movers(&moves, period(), of(MoveDirection::Up)), [74, 72]);
        assert_eq!(movers(&moves, period(), of(MoveDirection::Down)), [71, 73]);
    }

    #[test]
    fn none_is_of_the_burn_in_or_outside_the_period() {
        let moves = moves(&[110]);
        let asked = asked(MoversBy::Percent, 99);
        let whole = Span::new(date(2020, 1, 1), date(2021, 1, 1)).unwrap();
        assert_eq!(movers(&moves, whole, asked).iter().min(), Some(&61));
        assert_eq!(movers(&moves, Span::day(date(2020, 3, 2)), asked), [61]);
    }
}
