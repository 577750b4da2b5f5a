//! The key rate of the Bank of Russia: every step since the series began.
//!
//! Facts, put together from `data/rates/keyrate.csv`. Its README names the sources by letter: A and B to April 2025,
//! which agree on each of their 1,994 common days, then C, D, E and F.

use super::{Decimal, Span};
use jiff::civil::{Date, date};
use std::sync::LazyLock;

/// A key rate from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyRateStep {
    /// The first day on which it holds.
    pub from: Date,
    percent_e2: i16,
}

/// The last day to which every step is known: the Bank's board left the rate unchanged at its meeting of that day
/// (source F). Later days are unknown.
pub const KEY_RATE_COMPLETE_TO: Date = date(2026, 9, 11);

impl KeyRateStep {
    /// Per cent a year, exact.
    pub fn percent(self) -> Decimal {
        Decimal::new(self.percent_e2.into(), 2)
    }
}

/// The days on which the key rate is known.
pub fn key_rate_days() -> Span {
    let first = KEY_RATE[0].from;
    Span::starting(first, KEY_RATE_COMPLETE_TO)
}

/// All steps in order of date; never empty.
pub static KEY_RATE: LazyLock<Vec<KeyRateStep>> = LazyLock::new(|| {
    let rows = include_str!("key_rate.csv").lines().skip(1);
    rows.filter_map(parse_step).collect()
});

fn parse_step(row: &str) -> Option<KeyRateStep> {
    let (from, percent_e2) = row.split_once(',')?;
    Some(KeyRateStep {
        from: from.parse().ok()?,
        percent_e2: percent_e2.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_in_order_and_differ() {
        let rows = include_str!("key_rate.csv").lines().count();
        assert_eq!(KEY_RATE.len(), rows - 1);
        assert!(KEY_RATE.windows(2).all(|pair| pair[0].from < pair[1].from));
        assert!(
            KEY_RATE
                .windows(2)
                .all(|pair| pair[0].percent_e2 != pair[1].percent_e2)
        );
        let (first, last) = (KEY_RATE[0], KEY_RATE[KEY_RATE.len() - 1]);
        assert_eq!(
            (first.from, first.percent().to_string()),
            (date(2013, 9, 17), "5.50".to_owned())
        );
        assert_eq!(
            key_rate_days(),
            Span::new(first.from, KEY_RATE_COMPLETE_TO).unwrap()
        );
        assert!(last.from <= KEY_RATE_COMPLETE_TO);
    }
}
