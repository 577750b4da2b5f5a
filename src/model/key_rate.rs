//! The key rate of the Bank of Russia: its steps, as far as a source was found for each.
//!
//! Facts, put together from `data/rates/keyrate.csv`, whose README names the sources by letter. Every step from the
//! first day of the series to [`KEY_RATE_COMPLETE_TO`] is here; of later ones only some have a source, and between these
//! nothing is known: whoever draws them draws no line from one to the next.

use super::Decimal;
use jiff::civil::{Date, date};

/// A key rate from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyRateStep {
    /// The first day on which it holds.
    pub from: Date,
    percent_e2: i16,
}

/// Steps between which none is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyRateStretch {
    /// In order of date; never empty.
    pub steps: &'static [KeyRateStep],
    /// The last day of which a source says that the last step still held.
    pub known_to: Date,
}

/// The last day to which every step is known: the end of a daily series (source B).
pub const KEY_RATE_COMPLETE_TO: Date = date(2025, 4, 17);

/// All that is known, in order of date.
pub const KEY_RATE: &[KeyRateStretch] = &[
    KeyRateStretch { steps: COMPLETE, known_to: KEY_RATE_COMPLETE_TO },
    // Source C, of September 2025.
    KeyRateStretch { steps: &[step(2025, 9, 15, 1700)], known_to: date(2025, 9, 15) },
    // Source D has both, and the Bank's board did not meet between them.
    KeyRateStretch {
        steps: &[step(2025, 12, 22, 1600), step(2026, 2, 16, 1550)],
        known_to: date(2026, 2, 16),
    },
    // Source E, of July 2026.
    KeyRateStretch { steps: &[step(2026, 7, 27, 1400)], known_to: date(2026, 7, 27) },
];

impl KeyRateStep {
    /// Per cent a year, exact.
    pub fn percent(self) -> Decimal {
        Decimal::new(self.percent_e2.into(), 2)
    }
}

const fn step(year: i16, month: i8, day: i8, percent_e2: i16) -> KeyRateStep {
    KeyRateStep { from: date(year, month, day), percent_e2 }
}

/// Sources A and B, which agree on each of their 1,994 common days.
#[rustfmt::skip]
const COMPLETE: &[KeyRateStep] = &[
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
    step(2024, 9, 16, 1900), step(2024, 10, 28, 2100),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_in_order_and_differ() {
        assert!(KEY_RATE.windows(2).all(|pair| pair[0].known_to < pair[1].steps[0].from));
        for stretch in KEY_RATE {
            assert!(stretch.steps.windows(2).all(|pair| pair[0].from < pair[1].from));
            assert!(stretch.steps.windows(2).all(|pair| pair[0].percent_e2 != pair[1].percent_e2));
            assert!(stretch.steps.last().is_some_and(|last| last.from <= stretch.known_to));
        }
        let first = KEY_RATE[0].steps[0];
        assert_eq!((first.from, first.percent().to_string()), (date(2013, 9, 17), "5.50".to_owned()));
    }
}
