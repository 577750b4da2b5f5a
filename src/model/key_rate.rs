//! The key rate of the Bank of Russia: every step since the series began.
//!
//! Facts, put together from `data/rates/keyrate.csv`, whose README names the sources by letter: A and B to April 2025,
//! which agree on each of their 1,994 common days, then C, D, E and F.

use super::{Decimal, Span};
use jiff::civil::{Date, date};

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
    Span::new(first, KEY_RATE_COMPLETE_TO).unwrap_or(Span::day(first))
}

const fn step(year: i16, month: i8, day: i8, percent_e2: i16) -> KeyRateStep {
    KeyRateStep {
        from: date(year, month, day),
        percent_e2,
    }
}

/// All steps in order of date; never empty.
#[rustfmt::skip]
pub const KEY_RATE: &[KeyRateStep] = &[
    step(2013, 9, 17, 550), step(2014, 3, 3, 700), step(2014, 4, 28, 750),
    step(2014, 7, 28, 800), step(2014, 11, 5, 950), step(2014, 12, 12, 1050),
    step(2014, 12, 16, 1700), step(2015, 2, 2, 1500), step(2015, 3, 16, 1400),
    step(2015, 5, 5, 1250), step(2015, 6, 16, 1150), step(2015, 8, 3, 1100),
    step(2016, 6, 14, 1050), step(2016, 9, 19, 1000), step(2017, 3, 27, 975),
    step(2017, 5, 2, 925), step(2017, 6, 19, 900), step(2017, 9, 18, 850),
    step(2017, 10, 30, 825), step(2017, 12, 18, 775), step(2018, 2, 12, 750),
    step(2018, 3, 26, 725), step(2018, 9, 17, 750), step(2018, 12, 17, 775),
    step(2019, 6, 17, 750), step(2019, 7, 29, 725), step(2019, 9, 9, 700),
    step(2019, 10, 28, 650), step(2019, 12, 16, 625), step(2020, 2, 10, 600),
    step(2020, 4, 27, 550), step(2020, 6, 22, 450), step(2020, 7, 27, 425),
    step(2021, 3, 22, 450), step(2021, 4, 26, 500), step(2021, 6, 15, 550),
    step(2021, 7, 26, 650), step(2021, 9, 13, 675), step(2021, 10, 25, 750),
    step(2021, 12, 20, 850), step(2022, 2, 14, 950), step(2022, 2, 28, 2000),
    step(2022, 4, 11, 1700), step(2022, 5, 4, 1400), step(2022, 5, 27, 1100),
    step(2022, 6, 14, 950), step(2022, 7, 25, 800), step(2022, 9, 19, 750),
    step(2023, 7, 24, 850), step(2023, 8, 15, 1200), step(2023, 9, 18, 1300),
    step(2023, 10, 30, 1500), step(2023, 12, 18, 1600), step(2024, 7, 29, 1800),
    step(2024, 9, 16, 1900), step(2024, 10, 28, 2100), step(2025, 6, 9, 2000),
    step(2025, 7, 28, 1800), step(2025, 9, 15, 1700), step(2025, 10, 27, 1650),
    step(2025, 12, 22, 1600), step(2026, 2, 16, 1550), step(2026, 3, 23, 1500),
    step(2026, 4, 27, 1450), step(2026, 6, 22, 1425), step(2026, 7, 27, 1400),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_in_order_and_differ() {
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
