//! What is drawn: lines made of a [`Series`] each, and how the picture is to look.
//!
//! Here exact rates become floats, once, after they have been counted in one nominal and in present units. A
//! line is a list of unbroken runs: between two of them lie days that nobody asked about.

use super::dates::noon;
use super::gaps::first_common_day;
use super::marks::Marks;
use super::overlay::{Expected, Range};
use super::stretch::{Stretch, present_nominal, restated_value};
use super::theme::Theme;
use super::view::{Measure, Values, View};
use super::words::{Sign, figure};
use crate::error::{Bilingual, Error, Result};
use crate::model::{
    Decimal, DecimalError, Lang, Nominal, Quoted, REDENOMINATIONS, RUBLE_1998, Record, Series,
    Span, Unit,
};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

/// What is counted without floats, or does not fit.
pub(super) type Exact<T> = std::result::Result<T, DecimalError>;

/// A chart to be drawn.
#[derive(Clone, Debug)]
pub struct Spec {
    /// At least one; the first one's daily change is drawn even when there is little room.
    pub lines: Vec<Line>,
    /// What of the rates is shown; the lines were made for it.
    pub view: View,
    /// Days of the date axis.
    pub span: Span,
    /// Language of every word in the picture.
    pub lang: Lang,
    /// Colours.
    pub theme: Theme,
    /// Width and height in CSS pixels, from 320 × 200 to 3840 × 2160.
    pub size: (u32, u32),
    /// Device pixels for a CSS pixel in a PNG, from 1 to 2.
    pub scale: f32,
    /// Title instead of the names of the currencies.
    pub title: Option<String>,
    /// What is marked beside the lines.
    pub marks: Marks,
}

/// One currency's rates in rubles per [`Line::nominal`], counted in present units.
#[derive(Clone, Debug)]
pub struct Line {
    /// The pair that is priced.
    pub quoted: Quoted,
    /// Units to which the figures belong: the nominal of the last record.
    pub nominal: Nominal,
    pub(super) runs: Vec<Run>,
    pub(super) last: Last,
    pub(super) first_record: Date,
    /// How rates become figures of the value axis.
    pub(super) measure: Measure,
    /// Whether its changes are drawn in per cent.
    pub(super) changes_in_percent: bool,
    /// The day on which per cent and index count from: the first one in view on which every line of the chart has a
    /// rate.
    pub(super) base_day: Date,
    /// The rate of that day.
    pub(super) base: Decimal,
    /// The lowest and the highest record drawn, the earliest of equal ones.
    pub(super) extremes: [Extreme; 2],
}

/// Records without a hole between them.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// By day; the first may be a record of before, in force on the run's first day.
    pub(super) points: Vec<Point>,
    /// Number of the last covered day.
    pub(super) to: i32,
    /// The moving average, where it is drawn and has all its records.
    pub(super) mean: Vec<(i32, f64)>,
    /// The volatility band, where it is drawn and known.
    pub(super) band: Vec<Expected>,
    /// The ranges of periods that are drawn instead of the points.
    pub(super) ranges: Vec<Range>,
}

/// A rate from a day on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    /// Days since 1970-01-01.
    pub(super) day: i32,
    pub(super) value: f64,
    /// Against the record before, where that is known and this record is of this day.
    pub(super) change: Option<f64>,
}

/// The last record drawn, exactly.
#[derive(Clone, Debug)]
pub(super) struct Last {
    pub(super) record_date: Date,
    pub(super) value: Decimal,
    /// Against the record before or, of ranges, the last one of the period before.
    pub(super) change: Option<Decimal>,
}

/// The lowest or the highest record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extreme {
    pub(super) record_date: Date,
    /// Number of the first day on which it is drawn.
    pub(super) day: i32,
    pub(super) value: Decimal,
}

/// Figures of before a redenomination that are counted in later units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Restated {
    /// The redenominated currency; none for the ruble.
    pub(super) currency: Option<&'static str>,
    /// First day of the new unit.
    pub(super) before: Date,
    /// Old units in a new one.
    pub(super) factor: i64,
}

impl Spec {
    /// A chart of the rates of `series` over the days of `span`: 1600 × 900, light.
    ///
    /// # Errors
    /// [`Error::Draw`] without a series; [`Error::NoRecords`] when one has no rate in force in the whole span.
    pub fn new(series: &[Series], span: Span, lang: Lang) -> Result<Self> {
        Self::with_view(series, span, lang, View::default())
    }

    /// The same for any view. Averages look back as far as `series` reach, also before `span`.
    ///
    /// # Errors
    /// As [`Self::new`]; [`Error::Usage`] when lines are to count from a common day and there is none.
    pub fn with_view(series: &[Series], span: Span, lang: Lang, view: View) -> Result<Self> {
        if series.is_empty() {
            return Err(Error::Draw {
                cause: "no currency to draw".to_owned(),
            });
        }
        let stretches: Vec<Vec<Stretch>> = series
            .iter()
            .map(|one| Stretch::all_of(one, span))
            .collect::<Result<_>>()?;
        let base_day = first_common_day(&stretches);
        if base_day.is_none() && view.values.is_relative() {
            return Err(no_common_day(series, &stretches, view.values));
        }
        let line = |(at, one): (usize, &Series)| {
            Line::of_stretches(one, &stretches[at], &view, at, base_day)
        };
        let lines = series.iter().enumerate().map(line).collect::<Result<_>>()?;
        let (theme, size, scale, marks) = (Theme::Light, (1600, 900), 1.0, Marks::default());
        Ok(Self {
            lines,
            view,
            span,
            lang,
            theme,
            size,
            scale,
            title: None,
            marks,
        })
    }

    /// Whether the script of a page can draw other days of it: it knows lines of rates and their changes, no other
    /// view and no marks. Else the page shows all days, with its crosshair and without zoom.
    pub fn can_be_zoomed(&self) -> bool {
        self.view == View::default() && self.marks == Marks::default()
    }

    /// Whether the key rate is wanted and known on any of the days.
    pub fn has_key_rate(&self) -> bool {
        self.marks.has_key_rate(self.span)
    }

    /// How many of the largest moves a picture of this size has room for.
    pub fn most_moves(&self) -> usize {
        usize::try_from(self.size.1 / 90)
            .unwrap_or_default()
            .clamp(2, 5)
    }

    /// Everything counted in other units than it was published in, the ruble first.
    pub(super) fn restated(&self) -> Vec<Restated> {
        let is_in_new_rubles = |line: &&Line| line.quoted.quote_on(Date::MAX) == Unit::RUB;
        let mut in_rubles = self.lines.iter().filter(is_in_new_rubles);
        let ruble = in_rubles.any(|line| line.first_record < RUBLE_1998);
        let redenominated = |code: &'static str, first_record: Date| {
            let last = REDENOMINATIONS
                .iter()
                .rfind(|r| r.currency == code && first_record < r.date);
            last.map(|r| (r.date, r.factor))
        };
        let of_ruble = redenominated("RUB", Date::MIN).filter(|_| ruble);
        let of_ruble = of_ruble
            .map(|(before, factor)| Restated {
                currency: None,
                before,
                factor,
            })
            .into_iter();
        let of_lines = self.lines.iter().filter_map(|line| {
            let code = line.quoted.currency.code;
            // A line asked for in a former unit stays in it, which its code shows.
            let is_in_present_unit = line.quoted.base_on(Date::MAX).code() == code;
            let (before, factor) =
                redenominated(code, line.first_record).filter(|_| is_in_present_unit)?;
            Some(Restated {
                currency: Some(code),
                before,
                factor,
            })
        });
        of_ruble.chain(of_lines).collect()
    }

    /// Date of the latest record of all lines.
    pub(super) fn last_record(&self) -> Date {
        self.lines
            .iter()
            .map(|line| line.last.record_date)
            .max()
            .unwrap_or(self.span.to())
    }
}

impl Line {
    /// The only line of a chart of rates.
    pub(super) fn new(series: &Series, span: Span) -> Result<Self> {
        Self::of_stretches(
            series,
            &Stretch::all_of(series, span)?,
            &View::default(),
            0,
            None,
        )
    }

    /// The line at `at` of a chart of `view` that counts from `base_day`, or from its own first day.
    fn of_stretches(
        series: &Series,
        stretches: &[Stretch],
        view: &View,
        at: usize,
        base_day: Option<i32>,
    ) -> Result<Self> {
        let nothing = || Error::Draw {
            cause: format!("no {} rate to draw", series.quoted()),
        };
        let (first, last) = (
            stretches.first().ok_or_else(nothing)?,
            stretches.last().ok_or_else(nothing)?,
        );
        let last_record = *last.records.last().ok_or_else(nothing)?;
        let base_day = base_day.unwrap_or_else(|| first.first_day());
        let base_record = stretches
            .iter()
            .find_map(|stretch| stretch.record_on(base_day));
        let base_record = base_record.unwrap_or(first.records[0]);
        let (first_record, nominal) = (
            first.records[0].record_date(),
            present_nominal(series, &last_record),
        );
        let restate = |record: &Record| restated_value(series.quoted(), record, nominal);
        let exact = || -> Exact<Self> {
            let value = restate(&last_record)?;
            let before = last.record_before_last(series, view.shape.every());
            let change = before
                .map(|before| restate(&before).and_then(|before| value.minus(before)))
                .transpose()?;
            let base = restate(&base_record)?;
            let run = |stretch: &Stretch| stretch.run(series, view, at, restate);
            Ok(Self {
                quoted: series.quoted(),
                nominal,
                runs: stretches.iter().map(run).collect::<Exact<_>>()?,
                last: Last {
                    record_date: last_record.record_date(),
                    value,
                    change,
                },
                first_record,
                measure: view.values.measure(base.to_f64()),
                changes_in_percent: view.values.has_changes_in_percent(),
                base_day: day_of(base_day),
                base,
                extremes: extremes(stretches, restate)?,
            })
        };
        exact().map_err(|fault| Error::Draw {
            cause: fault.to_string(),
        })
    }

    /// `USD`, or `100 JPY`: what the figures are rubles for.
    pub fn label(&self) -> String {
        match self.nominal.units() {
            1 => self.quoted.to_string(),
            units => format!("{units} {}", self.quoted),
        }
    }

    /// Smallest and largest figure of the rates.
    pub(super) fn extent(&self) -> (f64, f64) {
        let rates = self.points().map(|point| point.value);
        extent(
            rates
                .chain(self.ranges().flat_map(|range| [range.low, range.high]))
                .map(|v| self.measure.of(v)),
        )
    }

    /// The same of all that is drawn: average and band too.
    pub(super) fn drawn_extent(&self) -> (f64, f64) {
        let means = self
            .runs
            .iter()
            .flat_map(|run| run.mean.iter().map(|(_, mean)| *mean));
        let bands = self
            .runs
            .iter()
            .flat_map(|run| run.band.iter().flat_map(|one| [one.low, one.high]));
        let (low, high) = self.extent();
        extent(
            means
                .chain(bands)
                .map(|value| self.measure.of(value))
                .chain([low, high]),
        )
    }

    /// Largest fall (or zero) and largest rise (or zero) of the bars.
    pub(super) fn change_extent(&self) -> (f64, f64) {
        extent(self.bars().map(|(_, change)| change).chain([0.0]))
    }

    /// The changes with their places in half days: of days or, of ranges, of their periods.
    pub(super) fn bars(&self) -> impl Iterator<Item = (i32, f64)> {
        let is_of_days = self.ranges().next().is_none();
        let days = self
            .points()
            .filter_map(|p| Some((noon(p.day), p.value, p.value - p.change?)));
        let days = days.filter(move |_| is_of_days);
        let periods = self
            .ranges()
            .filter_map(|range| Some((range.middle(), range.last, range.before?)));
        days.chain(periods).map(|(at, value, before)| {
            let part = if self.changes_in_percent {
                100.0 / before
            } else {
                1.0
            };
            (at, (value - before) * part)
        })
    }

    /// The ranges of periods, earliest first; none where lines are drawn.
    pub(super) fn ranges(&self) -> impl Iterator<Item = &Range> {
        self.runs.iter().flat_map(|run| &run.ranges)
    }

    /// Every rate, earliest first.
    pub(super) fn points(&self) -> impl Iterator<Item = Point> {
        self.runs.iter().flat_map(|run| run.points.iter().copied())
    }

    /// Last day drawn and the figure there.
    pub(super) fn end(&self) -> (i32, f64) {
        let run = self.runs.last();
        let end = run.and_then(|run| Some((run.to, self.measure.of(run.points.last()?.value))));
        end.unwrap_or_default()
    }

    /// The last figure of the moving average, if it is drawn up to there.
    pub(super) fn last_mean(&self) -> Option<f64> {
        let run = self.runs.last()?;
        let (day, mean) = run.mean.last()?;
        (*day == run.points.last()?.day).then_some(*mean)
    }
}

impl Last {
    pub(super) fn value_text(&self) -> String {
        figure(self.value, digits(self.value), Sign::Negative)
    }

    pub(super) fn change_text(&self) -> Option<String> {
        self.change
            .map(|change| figure(change, digits(self.value), Sign::Always))
    }
}

/// Lines that cannot count from one day, with the days that each has.
fn no_common_day(series: &[Series], lines: &[Vec<Stretch>], values: Values) -> Error {
    let days = |(series, stretches): (&Series, &Vec<Stretch>)| {
        let ends = stretches.first().zip(stretches.last());
        let days = ends.map_or_else(String::new, |(first, last)| {
            format!(
                " {}..{}",
                day_of(first.first_day()),
                day_of(last.last_day())
            )
        });
        format!("{}{days}", series.quoted())
    };
    let days = series
        .iter()
        .zip(lines)
        .map(days)
        .collect::<Vec<_>>()
        .join(", ");
    Error::Usage {
        flag: if values == Values::Percent {
            "--pct"
        } else {
            "--index"
        },
        problem: Bilingual::new(
            format!(
                "there is no day on which all have a rate ({days}); choose currencies or days that overlap"
            ),
            format!(
                "нет дня, на который есть курсы всех ({days}); выберите валюты или дни, которые пересекаются"
            ),
        ),
    }
}

/// Significant digits of a rate below one, at least.
const LEAST_SIGNIFICANT: u32 = 3;

/// Digits in which a rate is written: two; below one at least four, and three significant ones of a small cross rate.
pub(super) fn digits(rate: Decimal) -> u32 {
    if rate < Decimal::new(1, 0) {
        rate.scale_of_significant(LEAST_SIGNIFICANT).max(4)
    } else {
        2
    }
}

/// The lowest and the highest record of all stretches.
fn extremes<F>(stretches: &[Stretch], restate: F) -> Exact<[Extreme; 2]>
where
    F: Fn(&Record) -> Exact<Decimal>,
{
    let mut found: Option<[Extreme; 2]> = None;
    for stretch in stretches {
        for record in &stretch.records {
            let (record_date, value) = (record.record_date(), restate(record)?);
            let one = Extreme {
                record_date,
                day: stretch.first_day_of(record),
                value,
            };
            let [lowest, highest] = found.unwrap_or([one, one]);
            found = Some([
                if value < lowest.value { one } else { lowest },
                if value > highest.value { one } else { highest },
            ]);
        }
    }
    let none = Extreme {
        record_date: Date::MIN,
        day: 0,
        value: Decimal::ZERO,
    };
    Ok(found.unwrap_or([none, none]))
}

/// Days since 1970-01-01.
pub(super) fn day_number(day: Date) -> i32 {
    const EPOCH: Date = date(1970, 1, 1);
    // Years -9999 to 9999 are within four million days.
    i32::try_from(day.duration_since(EPOCH).as_hours() / 24).unwrap_or_default()
}

/// The day of a number.
pub(super) fn day_of(number: i32) -> Date {
    const EPOCH: Date = date(1970, 1, 1);
    EPOCH.saturating_add(i64::from(number).days())
}

/// Smallest and largest of some figures; zeros of none.
pub(super) fn extent(figures: impl Iterator<Item = f64>) -> (f64, f64) {
    let (lowest, highest) = figures.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| {
        (low.min(v), high.max(v))
    });
    if lowest <= highest {
        (lowest, highest)
    } else {
        (0.0, 0.0)
    }
}
