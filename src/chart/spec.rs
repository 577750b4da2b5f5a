//! What is drawn: lines made of a [`Series`] each, and how the picture is to look.
//!
//! Here exact rates become floats, once, after they have been counted in one nominal and in present units. A
//! line is a list of unbroken runs: between two of them lie days that nobody asked about.

use super::marks::Marks;
use super::theme::Theme;
use super::words::{Sign, figure};
use crate::error::{Error, Result};
use crate::model::{
    Currency, Decimal, DecimalError, InForce, Lang, Nominal, REDENOMINATIONS, RUBLE_1998, Record, Series,
    Span, unit_scale,
};
use jiff::civil::{Date, date};

/// What is counted without floats, or does not fit.
type Exact<T> = std::result::Result<T, DecimalError>;

/// A chart to be drawn.
#[derive(Clone, Debug)]
pub struct Spec {
    /// At least one; the first one's daily change is drawn even when there is little room.
    pub lines: Vec<Line>,
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
    /// Whose rates.
    pub currency: &'static Currency,
    /// Units to which the figures belong: the nominal of the last record.
    pub nominal: Nominal,
    pub(super) runs: Vec<Run>,
    pub(super) last: Last,
    pub(super) first_record: Date,
}

/// Records without a hole between them.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// By day; the first may be a record of before, in force on the run's first day.
    pub(super) points: Vec<Point>,
    /// Number of the last covered day.
    pub(super) to: i32,
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
    value: Decimal,
    change: Option<Decimal>,
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
    /// A chart of `series` over the days of `span`: 1600 × 900, light.
    ///
    /// # Errors
    /// [`Error::Draw`] without a series; [`Error::NoRecords`] when one has no rate in force in the whole span.
    pub fn new(series: &[Series], span: Span, lang: Lang) -> Result<Self> {
        if series.is_empty() {
            return Err(Error::Draw { cause: "no currency to draw".to_owned() });
        }
        let lines = series.iter().map(|one| Line::new(one, span)).collect::<Result<_>>()?;
        let (theme, size, scale, marks) = (Theme::Light, (1600, 900), 1.0, Marks::default());
        Ok(Self { lines, span, lang, theme, size, scale, title: None, marks })
    }

    /// Whether the key rate is wanted and known on any of the days.
    pub fn has_key_rate(&self) -> bool {
        self.marks.has_key_rate(self.span)
    }

    /// How many of the largest moves a picture of this size has room for.
    pub fn most_moves(&self) -> usize {
        usize::try_from(self.size.1 / 90).unwrap_or_default().clamp(2, 5)
    }

    /// Everything counted in other units than it was published in, the ruble first.
    pub(super) fn restated(&self) -> Vec<Restated> {
        let ruble = self.lines.iter().any(|line| line.first_record < RUBLE_1998);
        let redenominated = |code: &'static str, first_record: Date| {
            let last = REDENOMINATIONS.iter().rfind(|r| r.currency == code && first_record < r.date);
            last.map(|r| (r.date, r.factor))
        };
        let of_ruble = redenominated("RUB", Date::MIN).filter(|_| ruble);
        let of_ruble =
            of_ruble.map(|(before, factor)| Restated { currency: None, before, factor }).into_iter();
        let of_lines = self.lines.iter().filter_map(|line| {
            let (before, factor) = redenominated(line.currency.code, line.first_record)?;
            Some(Restated { currency: Some(line.currency.code), before, factor })
        });
        of_ruble.chain(of_lines).collect()
    }

    /// Date of the latest record of all lines.
    pub(super) fn last_record(&self) -> Date {
        self.lines.iter().map(|line| line.last.record_date).max().unwrap_or(self.span.to())
    }
}

impl Line {
    pub(super) fn new(series: &Series, span: Span) -> Result<Self> {
        let coverage = || series.coverage().clone();
        let nothing = || Error::NoRecords { currency: series.currency(), span, coverage: coverage() };
        let stretches: Vec<_> = series
            .coverage()
            .as_slice()
            .iter()
            .filter_map(|covered| Stretch::of(series, covered.intersection(span)?))
            .collect();
        let (first, last) = (stretches.first().ok_or_else(nothing)?, stretches.last().ok_or_else(nothing)?);
        let last_record = *last.records.last().ok_or_else(nothing)?;
        let (first_record, nominal) = (first.records[0].record_date(), present_nominal(series, &last_record));
        let restate = |record: &Record| restated_value(series.currency(), record, nominal);
        let last_before = match last.records.len() {
            0 | 1 => last.before,
            more => Some(last.records[more - 2]),
        };
        let exact = || -> Exact<(Last, Vec<Run>)> {
            let value = restate(&last_record)?;
            let change = last_before
                .map(|before| restate(&before).and_then(|before| value.minus(before)))
                .transpose()?;
            let runs = stretches.iter().map(|stretch| stretch.run(restate)).collect::<Exact<_>>()?;
            Ok((Last { record_date: last_record.record_date(), value, change }, runs))
        };
        let (last, runs) = exact().map_err(|fault| Error::Draw { cause: fault.to_string() })?;
        Ok(Self { currency: series.currency(), nominal, runs, last, first_record })
    }

    /// `USD`, or `100 JPY`: what the figures are rubles for.
    pub fn label(&self) -> String {
        match self.nominal.units() {
            1 => self.currency.code.to_owned(),
            units => format!("{units} {}", self.currency.code),
        }
    }

    /// Smallest and largest figure.
    pub(super) fn extent(&self) -> (f64, f64) {
        extent(self.points().map(|point| point.value))
    }

    /// Largest fall (or zero) and largest rise (or zero) of a day.
    pub(super) fn change_extent(&self) -> (f64, f64) {
        extent(self.points().filter_map(|point| point.change).chain([0.0]))
    }

    /// Every rate, earliest first.
    pub(super) fn points(&self) -> impl Iterator<Item = Point> {
        self.runs.iter().flat_map(|run| run.points.iter().copied())
    }

    /// Last day drawn and the figure there.
    pub(super) fn end(&self) -> (i32, f64) {
        let run = self.runs.last();
        run.and_then(|run| Some((run.to, run.points.last()?.value))).unwrap_or_default()
    }
}

impl Last {
    /// Two digits; four below a ruble, where two would say little.
    pub(super) fn digits(&self) -> u32 {
        if self.value < Decimal::new(1, 0) { 4 } else { 2 }
    }

    pub(super) fn value_text(&self) -> String {
        figure(self.value, self.digits(), Sign::Negative)
    }

    pub(super) fn change_text(&self) -> Option<String> {
        self.change.map(|change| figure(change, self.digits(), Sign::Always))
    }
}

/// The part of one span of coverage that is drawn.
struct Stretch {
    days: Span,
    /// Those in force on one of the days, never two of one date.
    records: Vec<Record>,
    /// The record before the first, when the first's change is of one of the days.
    before: Option<Record>,
}

impl Stretch {
    fn of(series: &Series, days: Span) -> Option<Self> {
        let at_start = series.in_force(days.from()).ok();
        let all = series.records();
        let later = all.partition_point(|r| r.record_date() <= days.from())
            ..all.partition_point(|r| r.record_date() <= days.to());
        let is_last_of_its_date =
            |at: &usize| all.get(at + 1).is_none_or(|next| next.record_date() != all[*at].record_date());
        let mut records: Vec<_> = at_start.iter().map(|shown| shown.record).collect();
        records.extend(later.filter(is_last_of_its_date).map(|at| all[at]));
        let before = at_start.and_then(|shown| record_before(series, &shown));
        (!records.is_empty()).then_some(Self { days, records, before })
    }

    fn run<F>(&self, restate: F) -> Exact<Run>
    where
        F: Fn(&Record) -> Exact<Decimal>,
    {
        let mut points = Vec::with_capacity(self.records.len());
        let mut earlier = match self.before {
            Some(before) if self.records[0].record_date() == self.days.from() => {
                Some(restate(&before)?.to_f64())
            }
            _ => None,
        };
        for record in &self.records {
            let value = restate(record)?.to_f64();
            let day = day_number(record.record_date().max(self.days.from()));
            points.push(Point { day, value, change: earlier.map(|earlier| value - earlier) });
            earlier = Some(value);
        }
        Ok(Run { points, to: day_number(self.days.to()) })
    }
}

/// The record against which one in force has its change.
fn record_before(series: &Series, shown: &InForce) -> Option<Record> {
    let date = shown.change?.previous_record_date;
    let after = series.records().partition_point(|r| r.record_date() <= date);
    series.records().get(after.checked_sub(1)?).copied()
}

/// Rubles per `nominal` present units. Always in present rubles, also where a span ends before 1998: charts of
/// any two spans can then be laid side by side.
fn restated_value(currency: &Currency, record: &Record, nominal: Nominal) -> Exact<Decimal> {
    let scale = unit_scale(currency, record.record_date(), Date::MAX);
    if scale.is_same() && record.nominal() == nominal {
        return Ok(record.value());
    }
    let units = Decimal::new(i128::from(nominal.units()) * i128::from(scale.currency), 0);
    let old_rubles = record.value_per_unit().times(units)?;
    // The ruble's factor is a thousand, so three more digits keep the quotient exact.
    old_rubles.divided_by(Decimal::new(scale.ruble.into(), 0), old_rubles.scale() + 3)
}

/// The last record's nominal; where its unit has been replaced since, the power of ten next below so many new ones.
fn present_nominal(series: &Series, last: &Record) -> Nominal {
    let scale = unit_scale(series.currency(), last.record_date(), Date::MAX);
    let units = (last.nominal().units() / scale.currency).max(1);
    Nominal::new(10i64.pow(units.ilog10())).unwrap_or(Nominal::ONE)
}

/// Days since 1970-01-01.
pub(super) fn day_number(day: Date) -> i32 {
    const EPOCH: Date = date(1970, 1, 1);
    // Years -9999 to 9999 are within four million days.
    i32::try_from(day.duration_since(EPOCH).as_hours() / 24).unwrap_or_default()
}

/// Smallest and largest of some figures; zeros of none.
pub(super) fn extent(figures: impl Iterator<Item = f64>) -> (f64, f64) {
    let (lowest, highest) =
        figures.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    if lowest <= highest { (lowest, highest) } else { (0.0, 0.0) }
}
