//! The date axis: calendar time, with labels where people would put them.
//!
//! Labels are at days, Mondays, or firsts of months, quarters, half-years or years, never at "every 17 days"; the
//! finest of these with room for all labels is taken. Places are half days: a month begins at midnight, a day is
//! labelled at noon.

use crate::{
    chart::{
        data::{day_number, midnight, noon},
        words::{Measure, Weight},
    },
    model::{Lang, Span, day_and_short_month, month_short},
};
use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use textwrap::core::display_width;

/// Half days from the first midnight to the last.
#[derive(Clone)]
pub struct DateAxis {
    from: i32,
    to: i32,
    ticks: Vec<DateTick>,
}

/// A label of the date axis.
#[derive(Clone)]
pub struct DateTick {
    /// Half days since 1970-01-01.
    pub half_day: i32,
    pub text: String,
    /// Bold where a year begins.
    pub weight: Weight,
}

use LabelStep::{Day, Months, Weeks, Years};

/// From one label to the next.
#[derive(Clone, Copy)]
enum LabelStep {
    Day,
    Weeks(i16),
    Months(i8),
    Years(i16),
}

/// The finest first.
const STEPS: [LabelStep; 15] = [
    Day,
    Weeks(1),
    Weeks(2),
    Months(1),
    Months(3),
    Months(6),
    Years(1),
    Years(2),
    Years(5),
    Years(10),
    Years(20),
    Years(50),
    Years(100),
    Years(500),
    Years(2000),
];

/// More labels than these are clutter, however wide the picture.
const MOST_LABELS: usize = 17;

/// Beyond these, Mondays say less than months.
const MOST_DAYS_OF_WEEKS: f64 = 75.0;

impl DateTick {
    /// Whether a year begins here.
    pub fn is_turn_of_year(&self) -> bool {
        // The label of a day is bold if it is the first of its year, and is at noon.
        self.weight == Weight::Bold && self.half_day % 2 == 0
    }
}

impl DateAxis {
    /// An axis `room` pixels long with labels of `size` pixels.
    pub fn new(span: Span, lang: Lang, room: f64, size: f64, measure: Measure) -> Self {
        Self::with_labels(span, lang, room, size * 1.1, |tick| {
            measure.width(&tick.text, size, tick.weight)
        })
    }

    /// An axis of `columns` of a terminal. Instead of a single label, the first and the last day have labels if there
    /// is room.
    pub fn of_columns(span: Span, lang: Lang, columns: usize) -> Self {
        const GAP: f64 = 3.0;
        let room = columns as f64;
        let mut axis = Self::with_labels(span, lang, room, GAP, text_columns);
        if axis.ticks.len() < 2 && span.days() > 1 {
            let ends = labels(&[span.from(), span.to()], Day, lang);
            if axis.has_room(&ends, room, GAP, text_columns) {
                axis.ticks = ends;
            }
        }

        axis
    }

    /// An axis `room` long with labels at least `gap` apart, their widths measured by `wide` in the same unit.
    fn with_labels(
        span: Span,
        lang: Lang,
        room: f64,
        gap: f64,
        wide: impl Fn(&DateTick) -> f64,
    ) -> Self {
        let mut axis = Self {
            from: midnight(day_number(span.from())),
            to: midnight(day_number(span.to()) + 1),
            ticks: Vec::new(),
        };

        for step in STEPS {
            let is_weekly = matches!(step, Weeks(_));
            // Far too many labels are not even made: a century has 36,525 days.
            if axis.days() > step.days() * (MOST_LABELS as f64 + 1.0)
                || is_weekly && axis.days() > MOST_DAYS_OF_WEEKS
            {
                continue;
            }

            let ticks = labels(&step.days_of(span), step, lang);
            if (1..=MOST_LABELS).contains(&ticks.len()) && axis.has_room(&ticks, room, gap, &wide) {
                axis.ticks = ticks;
                break;
            }
        }
        axis
    }

    /// Labels, earliest first; empty if not even one has room.
    pub fn ticks(&self) -> &[DateTick] {
        &self.ticks
    }

    /// Days on the axis.
    pub fn days(&self) -> f64 {
        f64::from(self.to - self.from) / 2.0
    }

    /// Place between the ends: 0 at the first midnight, 1 at the last.
    pub fn part(&self, half_day: i32) -> f64 {
        f64::from(half_day - self.from) / f64::from(self.to - self.from)
    }

    fn has_room(
        &self,
        ticks: &[DateTick],
        room: f64,
        gap: f64,
        wide: impl Fn(&DateTick) -> f64,
    ) -> bool {
        ticks.windows(2).all(|pair| {
            let [place, next] = [&pair[0], &pair[1]].map(|tick| self.part(tick.half_day) * room);
            next - place >= wide(&pair[0]) / 2.0 + wide(&pair[1]) / 2.0 + gap
        })
    }
}

/// Width of a label on a terminal.
fn text_columns(tick: &DateTick) -> f64 {
    display_width(&tick.text) as f64
}

impl LabelStep {
    /// Days between two labels, roughly.
    fn days(self) -> f64 {
        match self {
            Day => 1.0,
            Weeks(weeks) => 7.0 * f64::from(weeks),
            Months(months) => 30.4 * f64::from(months),
            Years(years) => 365.2 * f64::from(years),
        }
    }

    /// The same by the calendar.
    fn duration(self) -> jiff::Span {
        match self {
            Day => 1.day(),
            Weeks(weeks) => weeks.weeks(),
            Months(months) => months.months(),
            Years(years) => years.years(),
        }
    }

    /// The days of `span` that get a label.
    fn days_of(self, span: Span) -> Vec<Date> {
        self.first_on_or_after(span.from())
            .into_iter()
            .flat_map(|day| day.series(self.duration()))
            .take_while(|day| *day <= span.to())
            .collect()
    }

    fn first_on_or_after(self, day: Date) -> Option<Date> {
        let period = match self {
            Day => return Some(day),
            Weeks(_) => {
                // `nth_weekday` looks for days after the given one.
                return day.yesterday().ok()?.nth_weekday(1, Weekday::Monday).ok();
            }
            Months(months) => {
                let month = (day.month() - 1) / months * months + 1;
                Date::new(day.year(), month, 1).ok()?
            }
            Years(years) => Date::new(day.year() - day.year().rem_euclid(years), 1, 1).ok()?,
        };

        if period < day {
            period.checked_add(self.duration()).ok()
        } else {
            Some(period)
        }
    }
}

/// Labels at `days`. A year is named in bold where it begins, and at the first label when none begins in the span.
fn labels(days: &[Date], step: LabelStep, lang: Lang) -> Vec<DateTick> {
    let has_january = days.iter().any(|day| day.month() == 1 && day.day() == 1);
    let mut ticks = Vec::with_capacity(days.len());
    let mut before: Option<Date> = None;
    for day in days {
        let (text, weight) = match step {
            Day | Weeks(_) => day_label(*day, before, lang),
            Months(_) if day.month() > 1 => {
                month_label(*day, before.is_none() && !has_january, lang)
            }
            Months(_) | Years(_) => (day.year().to_string(), Weight::Bold),
        };

        let place = match step {
            Day | Weeks(_) => noon,
            Months(_) | Years(_) => midnight,
        };
        let half_day = place(day_number(*day));

        ticks.push(DateTick {
            half_day,
            text,
            weight,
        });
        before = Some(*day);
    }

    ticks
}

/// A day with its month if that is new, and with its year if the label before is of another year.
fn day_label(day: Date, before: Option<Date>, lang: Lang) -> (String, Weight) {
    let with_month = day_and_short_month(day, lang);
    if before.is_some_and(|before| before.year() != day.year()) {
        return (format!("{with_month} {}", day.year()), Weight::Bold);
    }

    let is_new_month = before.is_none_or(|before| before.month() != day.month());
    let text = if is_new_month {
        with_month
    } else {
        day.day().to_string()
    };
    (text, Weight::Regular)
}

fn month_label(day: Date, names_year: bool, lang: Lang) -> (String, Weight) {
    let month = month_short(day.month(), lang);
    let text = if names_year {
        format!("{month} {}", day.year())
    } else {
        month.to_owned()
    };

    (text, Weight::Regular)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn check(from: Date, to: Date, room: f64, expected: &str) {
        let axis = DateAxis::new(
            Span::new(from, to).unwrap(),
            Lang::Ru,
            room,
            14.0,
            Measure::Own,
        );
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
            let axis = DateAxis::new(span, Lang::En, room, size, Measure::Widest);
            for pair in axis.ticks().windows(2) {
                let apart = (axis.part(pair[1].half_day) - axis.part(pair[0].half_day)) * room;
                let wide = pair.iter().map(|t| Measure::Widest.width(&t.text, size, t.weight) / 2.0).sum::<f64>();
                prop_assert!(apart > wide);
            }
            prop_assert!(axis.ticks().len() <= MOST_LABELS);
            prop_assert!(axis.ticks().iter().all(|tick| (0.0..=1.0).contains(&axis.part(tick.half_day))));
        }
    }
}
