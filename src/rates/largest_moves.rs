//! The largest daily changes of some series.

use crate::model::{Change, Currency, Record, Series, Span};
use std::{cmp::Reverse, collections::BTreeSet};

/// A daily change of a record.
#[derive(Clone, Copy, Debug)]
pub struct DailyMove {
    /// The currency.
    pub currency: &'static Currency,
    /// The record that has it.
    pub record: Record,
    /// The change.
    pub change: Change,
}

/// The largest changes in per cent, up or down, of records dated in `span`, at most `most`, the largest first. A day
/// counts once, with the currency that moved most; of equals the earlier day comes first.
pub fn largest_moves(series: &[Series], span: Span, most: usize) -> Vec<DailyMove> {
    let mut moves: Vec<DailyMove> = series.iter().flat_map(|one| moves_of(one, span)).collect();
    // Per cents have four digits after the point, all of them, so their units compare.
    moves.sort_by_key(|one| {
        let size = one.change.percent.abs().units();
        (Reverse(size), one.record.record_date())
    });

    let mut days = BTreeSet::new();
    moves.retain(|one| !one.change.percent.is_zero() && days.insert(one.record.record_date()));
    moves.truncate(most);

    moves
}

fn moves_of(series: &Series, span: Span) -> impl Iterator<Item = DailyMove> {
    series
        .indexes_within(span)
        .filter_map(|index| move_at(series, index))
}

fn move_at(series: &Series, index: usize) -> Option<DailyMove> {
    Some(DailyMove {
        currency: series.currency(),
        record: series.records()[index],
        change: series.change_of(index)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Nominal;
    use jiff::civil::date;

    fn series(code: &str, values: &[i64]) -> Series {
        let record = |(day, value): (i8, &i64)| {
            Record::new(date(2024, 5, day), Nominal::ONE, *value).unwrap()
        };
        let whole = Span::new(date(2024, 5, 1), date(2024, 5, 28)).unwrap();
        Series::new(
            Currency::find(code).unwrap(),
            (1..).zip(values).map(record).collect(),
            [whole].into_iter().collect(),
        )
    }

    fn check(most: usize, expected: &str) {
        let both = [
            series("USD", &[100, 110, 99, 99, 100]),
            series("EUR", &[200, 200, 150, 210, 211]),
        ];
        let span = Span::new(date(2024, 5, 2), date(2024, 5, 5)).unwrap();
        let found: Vec<_> = largest_moves(&both, span, most)
            .iter()
            .map(|one| {
                format!(
                    "{} {} {}",
                    one.record.record_date().day(),
                    one.currency.code,
                    one.change.percent
                )
            })
            .collect();
        assert_eq!(found.join(", "), expected);
    }

    #[test]
    fn a_day_counts_once_with_what_moved_most() {
        check(3, "4 EUR 40.0000, 3 EUR -25.0000, 2 USD 10.0000");
        check(
            9,
            "4 EUR 40.0000, 3 EUR -25.0000, 2 USD 10.0000, 5 USD 1.0101",
        );
        check(0, "");
    }
}
