//! The date axis: calendar time, with labels where people would put them.
//!
//! Labels stand at days, Mondays, firsts of months, quarters or years, never at "every 17 days"; the finest of these
//! whose labels have room is taken. Places are half days: a month begins at midnight, a day is labelled at noon.

use super::axis::between;
use super::font::{Weight, width};
use super::spec::day_number;
use crate::model::{Lang, Span, month_short, month_short_genitive};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged};
use std::ops::Range;
use textwrap::core::display_width;

/// Days from the first midnight to the last.
#[derive(Clone, Debug)]
pub(super) struct DateAxis {
    from: i32,
    to: i32,
    ticks: Vec<DateTick>,
}

/// A label of the date axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DateTick {
    /// Half days since 1970-01-01.
    pub(super) at: i32,
    pub(super) text: String,
    /// Bold where a year begins.
    pub(super) weight: Weight,
}

/// What a label stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Every {
    Days,
    Weeks(i16),
    Months(i8),
    Years(i16),
}

/// The finest first.
const STEPS: [Every; 15] = [
    Every::Days,
    Every::Weeks(1),
    Every::Weeks(2),
    Every::Months(1),
    Every::Months(3),
    Every::Months(6),
    Every::Years(1),
    Every::Years(2),
    Every::Years(5),
    Every::Years(10),
    Every::Years(20),
    Every::Years(50),
    Every::Years(100),
    Every::Years(500),
    Every::Years(2000),
];

/// More labels than these are clutter, however wide the picture.
const MOST_LABELS: usize = 17;

/// Beyond these, Mondays say less than months.
const MOST_DAYS_OF_WEEKS: f64 = 75.0;

/// The beginning of a day, in half days.
pub(super) const fn midnight(day: i32) -> i32 {
    day * 2
}

/// The middle of a day, in half days.
pub(super) const fn noon(day: i32) -> i32 {
    day * 2 + 1
}

impl DateTick {
    /// Whether a year begins here.
    pub(super) fn is_turn_of_year(&self) -> bool {
        self.weight == Weight::Bold && self.at % 2 == 0
    }
}

impl DateAxis {
    /// An axis `room` pixels long with labels of `size` pixels.
    pub(super) fn new(span: Span, lang: Lang, room: f64, size: f64) -> Self {
        Self::with_labels(span, lang, room, size * 1.1, |tick| {
            width(&tick.text, size, tick.weight)
        })
    }

    /// An axis of so many columns of a terminal. Where a label would stand alone, the first and the last day have labels
    /// instead, if there is room.
    pub(super) fn of_columns(span: Span, lang: Lang, columns: usize) -> Self {
        const GAP: f64 = 3.0;
        let wide = |tick: &DateTick| display_width(&tick.text) as f64;
        let mut axis = Self::with_labels(span, lang, columns as f64, GAP, wide);
        if axis.ticks.len() < 2 && span.days() > 1 {
            let ends = labels(&[span.from(), span.to()], Every::Days, lang);
            if axis.has_room(&ends, columns as f64, GAP, &wide) {
                axis.ticks = ends;
            }
        }
        axis
    }

    /// An axis `room` long with labels at least `gap` apart, their widths measured by `wide` in the same unit.
    fn with_labels<W: Fn(&DateTick) -> f64>(
        span: Span,
        lang: Lang,
        room: f64,
        gap: f64,
        wide: W,
    ) -> Self {
        let (from, to) = (
            midnight(day_number(span.from())),
            midnight(day_number(span.to()) + 1),
        );
        let mut axis = Self {
            from,
            to,
            ticks: Vec::new(),
        };
        for every in STEPS {
            let is_weekly = matches!(every, Every::Weeks(_));
            if axis.days() > every.days() * (MOST_LABELS as f64 + 1.0)
                || is_weekly && axis.days() > MOST_DAYS_OF_WEEKS
            {
                continue;
            }
            let ticks = labels(&every.days_of(span), every, lang);
            if (1..=MOST_LABELS).contains(&ticks.len()) && axis.has_room(&ticks, room, gap, &wide) {
                axis.ticks = ticks;
                break;
            }
        }
        axis
    }

    /// Labels, earliest first; none when not a single one has room.
    pub(super) fn ticks(&self) -> &[DateTick] {
        &self.ticks
    }

    /// Days on the axis.
    pub(super) fn days(&self) -> f64 {
        f64::from(self.to - self.from) / 2.0
    }

    /// Place between the ends: 0 at the first midnight, 1 at the last.
    pub(super) fn part(&self, half_day: i32) -> f64 {
        f64::from(half_day - self.from) / f64::from(self.to - self.from)
    }

    fn has_room<W: Fn(&DateTick) -> f64>(
        &self,
        ticks: &[DateTick],
        room: f64,
        gap: f64,
        wide: &W,
    ) -> bool {
        let half = |tick: &DateTick| wide(tick) / 2.0;
        let place = |tick: &DateTick| self.part(tick.at) * room;
        ticks
            .windows(2)
            .all(|pair| place(&pair[1]) - place(&pair[0]) >= half(&pair[0]) + half(&pair[1]) + gap)
    }
}

impl Ranged for DateAxis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = i32;

    fn map(&self, half_day: &i32, (start, end): (i32, i32)) -> i32 {
        between(self.part(*half_day), start, end)
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<i32> {
        self.ticks.iter().map(|tick| tick.at).collect()
    }

    fn range(&self) -> Range<i32> {
        self.from..self.to
    }
}

impl Every {
    /// Days between two labels, roughly.
    fn days(self) -> f64 {
        match self {
            Self::Days => 1.0,
            Self::Weeks(weeks) => 7.0 * f64::from(weeks),
            Self::Months(months) => 30.4 * f64::from(months),
            Self::Years(years) => 365.2 * f64::from(years),
        }
    }

    /// The days of `span` that get a label.
    fn days_of(self, span: Span) -> Vec<Date> {
        let Some(mut day) = self.first_on_or_after(span.from()) else {
            return Vec::new();
        };
        let mut days = Vec::new();
        while day <= span.to() {
            days.push(day);
            let next = match self {
                Self::Days => day.tomorrow(),
                Self::Weeks(weeks) => day.checked_add(i64::from(weeks).weeks()),
                Self::Months(months) => day.checked_add(i64::from(months).months()),
                Self::Years(years) => day.checked_add(i64::from(years).years()),
            };
            let Ok(next) = next else { break };
            day = next;
        }
        days
    }

    fn first_on_or_after(self, day: Date) -> Option<Date> {
        let mut first = match self {
            Self::Days => return Some(day),
            Self::Weeks(_) => {
                let back = day.weekday().since(Weekday::Monday);
                let monday = day.checked_sub(i64::from(back).days()).ok()?;
                return if monday < day {
                    monday.checked_add(1.week()).ok()
                } else {
                    Some(monday)
                };
            }
            Self::Months(months) => {
                let month = (day.month() - 1) / months * months + 1;
                Date::new(day.year(), month, 1).ok()?
            }
            Self::Years(years) => {
                Date::new(day.year() - day.year().rem_euclid(years), 1, 1).ok()?
            }
        };
        if first < day {
            first = match self {
                Self::Months(months) => first.checked_add(i64::from(months).months()).ok()?,
                Self::Years(years) => first.checked_add(i64::from(years).years()).ok()?,
                _ => first,
            };
        }
        Some(first)
    }
}

/// The year is said in bold where it begins, and at the first label when none begins in the span.
fn labels(days: &[Date], every: Every, lang: Lang) -> Vec<DateTick> {
    let has_january = days.iter().any(|day| day.month() == 1 && day.day() == 1);
    let mut before: Option<Date> = None;
    let mut ticks = Vec::with_capacity(days.len());
    for day in days {
        let is_first = before.is_none();
        let is_new_year = before.is_some_and(|before| before.year() != day.year());
        let is_new_month = before.is_none_or(|before| before.month() != day.month());
        let (month, of_month) = (
            month_short(day.month(), lang),
            month_short_genitive(day.month(), lang),
        );
        let (text, weight) = match every {
            Every::Years(_) => (day.year().to_string(), Weight::Bold),
            Every::Months(_) if day.month() == 1 => (day.year().to_string(), Weight::Bold),
            Every::Months(_) if is_first && !has_january => {
                (format!("{month} {}", day.year()), Weight::Regular)
            }
            Every::Months(_) => (month.to_owned(), Weight::Regular),
            _ if is_new_year => (
                format!("{} {of_month} {}", day.day(), day.year()),
                Weight::Bold,
            ),
            _ if is_new_month => (format!("{} {of_month}", day.day()), Weight::Regular),
            _ => (day.day().to_string(), Weight::Regular),
        };
        let number = day_number(*day);
        let at = if matches!(every, Every::Days | Every::Weeks(_)) {
            noon(number)
        } else {
            midnight(number)
        };
        ticks.push(DateTick { at, text, weight });
        before = Some(*day);
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn check(from: Date, to: Date, room: f64, expected: &str) {
        let axis = DateAxis::new(Span::new(from, to).unwrap(), Lang::Ru, room, 14.0);
        let texts: Vec<_> = axis.ticks().iter().map(|tick| tick.text.as_str()).collect();
        assert_eq!(texts.join(" | "), expected);
    }

    #[test]
    fn labels_stand_where_people_would_put_them() {
        let end = date(2026, 8, 21);
        check(
            date(2024, 5, 1),
            end,
            1400.0,
            "июл | окт | 2025 | апр | июл | окт | 2026 | апр | июл",
        );
        check(date(2024, 5, 1), end, 200.0, "2025 | 2026");
        check(
            date(1992, 7, 1),
            end,
            1400.0,
            "1994 | 1996 | 1998 | 2000 | 2002 | 2004 | 2006 | 2008 | 2010 | 2012 | 2014 | 2016 | 2018 | 2020 | 2022 | 2024 | 2026",
        );
        check(date(1992, 7, 1), end, 200.0, "2000 | 2010 | 2020");
        check(date(2026, 7, 23), end, 1400.0, "27 июл | 3 авг | 10 | 17");
        check(date(2026, 7, 23), end, 200.0, "27 июл | 10 авг");
        check(date(2026, 8, 17), end, 1400.0, "17 авг | 18 | 19 | 20 | 21");
        check(
            date(2026, 5, 4),
            date(2026, 5, 20),
            200.0,
            "4 мая | 11 | 18",
        );
        check(
            date(2025, 12, 20),
            date(2026, 1, 20),
            700.0,
            "22 дек | 29 | 5 янв 2026 | 12 | 19",
        );
        check(
            date(2026, 2, 1),
            date(2026, 6, 20),
            700.0,
            "фев 2026 | мар | апр | май | июн",
        );
        check(end, end, 700.0, "21 авг");
    }

    proptest! {
        /// Whatever the span: labels are in order, do not touch, and where there is room there is one.
        #[test]
        fn labels_never_touch(start in -30_000i64..60_000, days in 0i64..40_000, room in 60.0f64..4000.0, size in 8.0f64..40.0) {
            let from = date(1970, 1, 1) + start.days();
            let span = Span::new(from, from + days.days()).unwrap();
            let axis = DateAxis::new(span, Lang::En, room, size);
            for pair in axis.ticks().windows(2) {
                let apart = (axis.part(pair[1].at) - axis.part(pair[0].at)) * room;
                let wide = pair.iter().map(|t| width(&t.text, size, t.weight) / 2.0).sum::<f64>();
                prop_assert!(apart > wide);
            }
            prop_assert!(axis.ticks().len() <= MOST_LABELS);
            prop_assert!(axis.ticks().iter().all(|tick| (0.0..=1.0).contains(&axis.part(tick.at))));
        }
    }
}
