//! The key rate of the Bank of Russia: every step since the series began, from the decisions of the list of events.

use super::known::{AFTER_LIST, LIST};
use crate::{
    model::{Decimal, Span, parse_day},
    table::{FieldNames, Mapping, TextTable},
};
use jiff::civil::Date;
use std::sync::LazyLock;

const FIELDS: [FieldNames; 4] = [&["date"], &["kind"], &["value"], &["in_force_from"]];

/// A key rate from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyRateStep {
    /// The first day on which it holds.
    pub from: Date,
    /// Per cent a year, exact.
    pub percent: Decimal,
}

/// A decision of the Bank's board.
struct Decision {
    day: Date,
    percent: Decimal,
    /// The first day on which it holds; `None` where the rate was left as it was.
    from: Option<Date>,
}

static DECISIONS: LazyLock<Vec<Decision>> = LazyLock::new(|| {
    let mapping = Mapping::default();
    let mut decisions = Vec::new();
    let Ok(mut table) = TextTable::begin_list(LIST, &mapping, &FIELDS) else {
        return decisions;
    };
    let Ok([Some(date), Some(kind), Some(value), Some(from)]) =
        table.read_header(&mapping, &FIELDS)
    else {
        return decisions;
    };
    while let Ok(Some(row)) = table.next_row() {
        let text = |at| row.get(at).unwrap_or_default();
        if !text(kind).starts_with("key_rate") {
            continue;
        }
        let day = |text: &str| parse_day(text, AFTER_LIST).ok();
        if let (Some(decided), Ok(percent)) = (day(&text(date)), Decimal::parse(&text(value))) {
            decisions.push(Decision {
                day: decided,
                percent,
                from: day(&text(from)),
            });
        }
    }
    decisions
});

/// All steps in order of date; never empty.
pub static KEY_RATE: LazyLock<Vec<KeyRateStep>> = LazyLock::new(|| {
    let steps = DECISIONS.iter().filter_map(|decision| {
        let from = decision.from?;
        Some(KeyRateStep {
            from,
            percent: decision.percent,
        })
    });
    steps.collect()
});

/// The last day to which every step is known: that of the last decision of the list. Later days are unknown.
pub fn key_rate_complete_to() -> Date {
    let last = DECISIONS.last().map(|decision| decision.day);
    last.unwrap_or(KEY_RATE[0].from)
}

/// The days on which the key rate is known.
pub fn key_rate_days() -> Span {
    Span::starting(KEY_RATE[0].from, key_rate_complete_to())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn steps_are_in_order_and_follow_their_decisions() {
        assert_eq!((KEY_RATE.len(), DECISIONS.len()), (66, 112));
        for pair in KEY_RATE.windows(2) {
            assert!(pair[0].from < pair[1].from && pair[0].percent != pair[1].percent);
        }
        let mut percent = None;
        for decision in DECISIONS.iter() {
            match decision.from {
                Some(from) => {
                    let days = (from - decision.day).get_days();
                    assert!((0..=5).contains(&days), "{}", decision.day);
                }
                None => assert_eq!(Some(decision.percent), percent, "{}", decision.day),
            }
            percent = Some(decision.percent);
        }

        let first = KEY_RATE[0];
        assert_eq!(
            (first.from, first.percent.to_string()),
            (date(2013, 9, 17), "5.50".to_owned())
        );
        let days = Span::new(first.from, date(2026, 9, 11)).unwrap();
        assert_eq!(key_rate_days(), days);
    }
}
