//! Which records are studied: those of one currency or of the basket, and of which days.

use crate::analysis::events::RecordDates;
use crate::analysis::{FactorsFrom, Move, Moves};
use crate::app::App;
use crate::app::rates::{no_records, say_other_unit, whole_span};
use crate::error::{Error, Result};
use crate::model::{Currency, Cutoffs, RUBLE_1998, Series, Span, Spans};
use crate::render::{Caveat, Note, UnitNote};
use jiff::civil::{Date, date};

/// Statistics begin here by default: before it there were a peg and a corridor (correlate-spec.md §1).
pub const FLOAT_SINCE: Date = date(2014, 11, 10);

/// The records from which the first one on, instead of from [`FLOAT_SINCE`].
pub const ALL_DAYS: (Option<Date>, Option<Date>) = (Some(Date::MIN), None);

/// Whose records are studied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// One currency, by a code that a user may have typed.
    Currency(String),
    /// Half dollar, half euro.
    Basket,
}

/// The records of a subject.
#[derive(Debug)]
pub struct Sample {
    /// The currency; the dollar for the basket.
    pub currency: &'static Currency,
    /// Its code, or `USD+EUR`.
    pub name: String,
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
        let pegged: Vec<Span> = self
            .moves
            .pegged()
            .iter()
            .filter_map(|span| span.intersection(self.period))
            .collect();
        let long_gaps = self
            .moves
            .long_gaps()
            .filter(|record| self.period.contains(record.record_date))
            .count();

        let pegged = (!pegged.is_empty()).then_some(Caveat::Pegged(pegged));
        let long_gaps = (long_gaps > 0).then_some(Caveat::LongGaps(long_gaps));
        pegged.into_iter().chain(long_gaps).collect()
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
    (from, to): (Option<Date>, Option<Date>),
    factors: FactorsFrom,
) -> Result<Sample> {
    let code = match subject {
        Subject::Currency(code) => code,
        Subject::Basket => "USD",
    };
    let series = load_all_records(app, code)?;
    say_other_unit(app, code);

    let currency = series.currency();
    let (name, coverage, moves) = match subject {
        Subject::Currency(_) => (
            currency.code.to_owned(),
            series.coverage().clone(),
            Moves::from_series(&series, factors),
        ),
        Subject::Basket => {
            let euro = load_all_records(app, "EUR")?;
            (
                "USD+EUR".to_owned(),
                days_in_both(series.coverage(), euro.coverage()),
                Moves::basket(&series, &euro, factors),
            )
        }
    };
    let moves = moves.map_err(|step| Error::UnknownUnit {
        currency: name.clone(),
        earlier: step.earlier,
        later: step.later,
    })?;

    let dates: Vec<Date> = moves.records().iter().map(|one| one.record_date).collect();
    let asked = whole_span(Some(from.unwrap_or(FLOAT_SINCE)), to);
    // Stores of older versions may have records of the far future.
    let tomorrow = app.today.tomorrow().unwrap_or(app.today);
    let last = dates
        .iter()
        .rev()
        .find(|date| **date <= tomorrow && asked.contains(**date));
    let Some(period) = last.and_then(|last| Span::new(asked.from(), *last)) else {
        return Err(no_records(currency, &series, asked, app.today));
    };

    Ok(Sample {
        currency,
        name,
        joined: moves.records().iter().map(|one| one.joined).collect(),
        moves,
        coverage,
        cutoffs: app.config.cutoffs.clone(),
        period,
        dates,
    })
}

fn load_all_records(app: &App, code: &str) -> Result<Series> {
    app.store
        .load_series(Currency::find(code)?, whole_span(None, None))
}

fn days_in_both(one: &Spans, other: &Spans) -> Spans {
    one.minus(&one.minus(other))
}
