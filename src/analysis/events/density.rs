//! How dense the news of a period is: what an event means there, and why too few of its records are tested.

use super::{
    surprise::Counted,
    tested::{Tested, WhyNot},
    windows::Windows,
};

/// With fewer stories in the sixty windows before, the half story that is added to every term makes nearly every mention
/// a surprise.
const DENSE_STORIES_BEFORE: u64 = 600;

/// With fewer stories a record no window has the news before it that a covered one needs.
const LEAST_MEAN: f64 = 1.0;

/// One in this many stories is left out at each end of the news, where a single old headline would stretch it by years.
const STRAY_ONE_IN: u64 = 20;

/// Of ten mentions, to be nearly all.
const NEARLY_ALL_OF_TEN: usize = 8;

/// Why fewer records are tested than a conclusion needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooFew {
    /// The rate did not move on most records of the period.
    ConstantRate,
    /// Too few records have a move of which the usual size is known.
    ShortHistory,
    /// The period that was asked for has too few records.
    ShortPeriod,
    /// The period has no news.
    NoNews,
    /// The news is fewer than a story a record; more time with as little will not do.
    ThinNews,
    /// The news is dense enough, and began lately.
    ShortSpan,
}

impl TooFew {
    /// The stable name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ConstantRate => "constant_rate",
            Self::ShortHistory => "short_history",
            Self::ShortPeriod => "short_period",
            Self::NoNews => "no_news",
            Self::ThinNews => "thin_news",
            Self::ShortSpan => "short_span",
        }
    }
}

/// The records of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeriodRecords {
    /// All.
    pub all: usize,
    /// Those with a move of which the usual size is known.
    pub with_moves: usize,
    /// Those left out because the rate did not move for months.
    pub pegged: usize,
    /// Whether the period was named by the one who asks.
    pub is_chosen: bool,
}

/// Why fewer than `least` records of a period are tested; the rate's reasons come before those of the news, since no news
/// helps against them. `stories` is the mean of [`mean_stories`].
pub fn why_too_few(records: &PeriodRecords, stories: Option<f64>, least: usize) -> TooFew {
    if records.with_moves < least {
        return if records.with_moves + records.pegged >= least {
            TooFew::ConstantRate
        } else if records.all < least && records.is_chosen {
            TooFew::ShortPeriod
        } else {
            TooFew::ShortHistory
        };
    }

    match stories {
        None => TooFew::NoNews,
        Some(mean) if mean < LEAST_MEAN => TooFew::ThinNews,
        Some(_) => TooFew::ShortSpan,
    }
}

/// Stories a record between the first and the last news of the period, without strays; `None` without news.
pub fn mean_stories(windows: &Windows, tested: &Tested) -> Option<f64> {
    let totals: Vec<u64> = (0..)
        .zip(windows.totals())
        .filter(|(record, _)| is_in_period(tested, *record))
        .map(|(_, total)| u64::from(*total))
        .collect();
    let all: u64 = totals.iter().sum();
    let strays = all / STRAY_ONE_IN;

    let first = place_after(totals.iter(), strays)?;
    let last = totals.len() - 1 - place_after(totals.iter().rev(), strays)?;
    let between = &totals[first..=last];
    Some(between.iter().sum::<u64>() as f64 / between.len() as f64)
}

/// The first place up to which there are more than `strays` stories.
fn place_after<'a>(totals: impl Iterator<Item = &'a u64>, strays: u64) -> Option<usize> {
    let mut sum = 0;
    totals.into_iter().position(|total| {
        sum += total;
        sum > strays
    })
}

/// Whether a record is dated in the period that was asked for.
pub fn is_in_period(tested: &Tested, record: u32) -> bool {
    !matches!(
        tested.position(record),
        Err(WhyNot::BeforeFrom | WhyNot::AfterTo)
    )
}

/// Whether the events of a term are nearly all its `mentions`, the tested records with a story of it, and that because
/// the news before most of them is thin. Then an event is not an unusual day among these.
pub fn events_are_mentions(events: &[Counted], mentions: usize, windows: &Windows) -> bool {
    let thin = events
        .iter()
        .filter(|event| windows.stories_before(event.window as usize) < DENSE_STORIES_BEFORE)
        .count();

    2 * thin > events.len() && NEARLY_ALL_OF_TEN * mentions <= 10 * events.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::events::{Mention, Required};
    use jiff::{
        ToSpan,
        civil::{Date, date},
    };

    /// Records of a day each with so many stories; the first `before` are before the period.
    fn news(totals: &[usize], before: usize) -> (Windows, Tested) {
        let mentions = totals.iter().enumerate().flat_map(|(window, count)| {
            let window = u32::try_from(window).unwrap();
            vec![Mention { window, source: 0 }; *count]
        });
        let windows = Windows::new(mentions.collect::<Vec<_>>(), totals.len());
        let dates: Vec<Date> = (0..)
            .map(|at| date(2020, 1, 1) + at.days())
            .take(totals.len())
            .collect();
        let required = Required {
            from: dates.get(before).copied(),
            to: None,
            k: 5,
            a: 0,
            b: 1,
        };
        let n = totals.len();
        let tested = Tested::new(
            &dates,
            &vec![true; n],
            &vec![Some(1.0); n],
            &windows,
            &required,
        );
        (windows, tested)
    }

    fn check_mean(totals: &[usize], before: usize, expected: Option<f64>) {
        let (windows, tested) = news(totals, before);
        let found = mean_stories(&windows, &tested);
        assert!(
            found
                .zip(expected)
                .map_or(found == expected, |(a, b)| (a - b).abs() < 1e-9),
            "{found:?} {expected:?}"
        );
    }

    #[test]
    fn the_mean_is_of_the_records_between_the_first_and_the_last_news() {
        check_mean(&[0, 0, 2, 0, 1, 3, 0], 0, Some(1.5));
        check_mean(&[0; 9], 0, None);
        check_mean(&[], 0, None);
        check_mean(&[5, 5, 5, 0, 0, 0], 3, None);
    }

    #[test]
    fn a_stray_headline_of_years_before_does_not_thin_the_news() {
        let mut totals = [0; 500];
        totals[3] = 1;
        totals[460..].fill(10);
        check_mean(&totals, 0, Some(10.0));
    }

    fn check_reason(
        records: (usize, usize, usize),
        is_chosen: bool,
        mean: Option<f64>,
        expected: TooFew,
    ) {
        let (all, with_moves, pegged) = records;
        let records = PeriodRecords {
            all,
            with_moves,
            pegged,
            is_chosen,
        };
        assert_eq!(why_too_few(&records, mean, 120), expected, "{records:?}");
    }

    #[test]
    fn what_the_rate_lacks_is_named_before_what_the_news_lacks() {
        check_reason((400, 0, 340), false, Some(0.3), TooFew::ConstantRate);
        check_reason((100, 40, 0), false, None, TooFew::ShortHistory);
        check_reason((170, 110, 0), true, None, TooFew::ShortHistory);
        check_reason((80, 80, 0), true, Some(40.0), TooFew::ShortPeriod);
        check_reason((2840, 2840, 0), false, None, TooFew::NoNews);
        check_reason((2840, 2840, 0), false, Some(0.97), TooFew::ThinNews);
        check_reason((2840, 2840, 0), false, Some(12.0), TooFew::ShortSpan);
    }

    #[test]
    fn events_of_thin_news_are_mentions_if_nearly_all_of_these_are() {
        let check = |per_record: usize, mentions: usize, expected: bool| {
            let (windows, _) = news(&vec![per_record; 100], 0);
            let events: Vec<Counted> = (70..79)
                .map(|window| Counted {
                    window,
                    count: 1,
                    expected: 0.01,
                })
                .collect();
            assert_eq!(events_are_mentions(&events, mentions, &windows), expected);
        };
        check(9, 11, true);
        check(9, 12, false);
        check(10, 9, false);
        let (windows, _) = news(&[9; 100], 0);
        assert!(!events_are_mentions(&[], 0, &windows));
    }
}
