//! The records that are studied: of one currency or of the basket, within a range of days.

use crate::{
    analysis::{
        FEWEST_RECORDS_OF_REGIME, FactorsFrom, Move, Moves, events::RecordDates, regime_penalty,
        regimes,
    },
    app::{
        App,
        rates::{no_records, say_other_unit, whole_span},
    },
    error::{Error, Result},
    model::{Currency, Cutoffs, RUBLE_1998, Series, Span, Spans},
    render::{Caveat, Note, RegimesReport, UnitNote},
};
use jiff::civil::{Date, date};

/// Statistics begin here by default: before it there were a peg and a corridor (correlate-spec.md §1).
pub const FLOAT_SINCE: Date = date(2014, 11, 10);

/// First and last day, where they were named.
pub type DayRange = (Option<Date>, Option<Date>);

/// What the records are of.
#[derive(Clone, PartialEq, Eq)]
pub enum Subject {
    /// One currency, by a code that a user may have typed.
    Currency(String),
    /// Half dollar, half euro.
    Basket,
}

/// The records of a subject.
pub struct Sample {
    /// The currency; the dollar for the basket.
    pub currency: &'static Currency,
    /// Its code, or `USD+EUR`.
    pub name: &'static str,
    /// All its records.
    pub moves: Moves,
    /// The days for which every record is known.
    pub coverage: Spans,
    pub cutoffs: Cutoffs,
    /// The days asked for; ends with the last record of these.
    pub period: Span,
    /// Dates of all records.
    pub dates: Vec<Date>,
    /// Whether a record and the one before it are in one span of the coverage.
    pub joined: Vec<bool>,
}

impl Sample {
    /// The records as [`crate::analysis::events::place`] takes them.
    pub fn record_dates(&self) -> RecordDates<'_> {
        RecordDates {
            dates: &self.dates,
            joined: &self.joined,
            coverage: &self.coverage,
            cutoffs: &self.cutoffs,
        }
    }

    /// The caveats that follow from the records alone.
    pub fn caveats(&self) -> Vec<Caveat> {
        let pegged = self.moves.pegged().iter();
        let pegged: Vec<_> = pegged
            .filter_map(|span| span.intersection(self.period))
            .collect();
        let long_gaps = self.moves.long_gaps();
        let long_gaps = long_gaps
            .filter(|one| self.period.contains(one.record_date))
            .count();

        let pegged = (!pegged.is_empty()).then_some(Caveat::Pegged(pegged));
        let long_gaps = (long_gaps > 0).then_some(Caveat::LongGaps(long_gaps));
        pegged.into_iter().chain(long_gaps).collect()
    }

    /// The periods of the days asked for in which the rate had one mean and one size of moves.
    pub fn regimes(&self) -> RegimesReport {
        let found = regimes(&self.moves, self.period);
        let records = found.iter().map(|one| one.records).sum();
        RegimesReport {
            penalty: regime_penalty(records),
            min_records: FEWEST_RECORDS_OF_REGIME,
            periods: found,
        }
    }

    /// One value of every record.
    pub fn values<T>(&self, value: impl Fn(&Move) -> T) -> Vec<T> {
        self.moves.records().iter().map(value).collect()
    }
}

/// Notes that figures of days before 1998 are counted in new rubles, if there are any.
pub fn note_new_rubles(app: &App, dates: impl IntoIterator<Item = Date>) {
    if dates.into_iter().any(|date| date < RUBLE_1998) {
        app.note(Note::Unit(UnitNote::CountedInNewRubles));
    }
}

/// Loads the records of a subject; `from` is [`FLOAT_SINCE`] by default. A note says so if the code is of another unit
/// than the currency's present one.
///
/// # Errors
/// [`Error::UnknownCurrency`], [`Error::NoRecords`] when the days have none, [`Error::UnknownUnit`] for a step that no
/// redenomination explains, [`Error::Store`].
pub fn load_sample(
    app: &App,
    subject: &Subject,
    range: DayRange,
    factors: FactorsFrom,
) -> Result<Sample> {
    let code = match subject {
        Subject::Currency(code) => code,
        Subject::Basket => "USD",
    };
    let series = load_all_records(app, code)?;
    // A former code is answered in the present unit of its currency.
    say_other_unit(app, code);
    let (name, coverage, moves) = load_moves(app, subject, &series, factors)?;

    let dates: Vec<_> = moves.records().iter().map(|one| one.record_date).collect();
    Ok(Sample {
        currency: series.currency(),
        name,
        coverage,
        cutoffs: app.config.cutoffs.clone(),
        period: find_period(app, &series, &dates, range)?,
        joined: moves.records().iter().map(|one| one.joined).collect(),
        dates,
        moves,
    })
}

/// The name of a subject, its known days and its moves. `series` is the dollar's for the basket.
fn load_moves(
    app: &App,
    subject: &Subject,
    series: &Series,
    factors: FactorsFrom,
) -> Result<(&'static str, Spans, Moves)> {
    let (name, coverage, moves) = match subject {
        Subject::Currency(_) => {
            let moves = Moves::from_series(series, factors);
            (series.currency().code, series.coverage().clone(), moves)
        }
        Subject::Basket => {
            let euro = load_all_records(app, "EUR")?;
            let own = series.coverage();
            let days_in_both = own.minus(&own.minus(euro.coverage()));
            (
                "USD+EUR",
                days_in_both,
                Moves::basket(series, &euro, factors),
            )
        }
    };

    let moves = moves.map_err(|step| Error::UnknownUnit {
        currency: name.to_owned(),
        earlier: step.earlier,
        later: step.later,
    })?;
    Ok((name, coverage, moves))
}

/// Loads a currency with all its days.
pub fn load_whole_sample(app: &App, code: &str) -> Result<Sample> {
    let subject = Subject::Currency(code.to_owned());
    load_sample(app, &subject, (Some(Date::MIN), None), FactorsFrom::Whole)
}

fn load_all_records(app: &App, code: &str) -> Result<Series> {
    let currency = Currency::find(code)?;
    app.store.load_series(currency, Span::ALL)
}

/// The days asked for, to the last record that they have.
fn find_period(app: &App, series: &Series, dates: &[Date], (from, to): DayRange) -> Result<Span> {
    let asked = whole_span(Some(from.unwrap_or(FLOAT_SINCE)), to);
    // Stores of older versions may have records of the far future.
    let tomorrow = app.today.tomorrow().unwrap_or(app.today);
    let mut latest = dates.iter().rev();
    let last = latest.find(|date| **date <= tomorrow && asked.contains(**date));

    last.and_then(|last| Span::new(asked.from(), *last))
        .ok_or_else(|| no_records(series, asked, app.today))
}
