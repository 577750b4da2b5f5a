//! The records that are studied: one currency's or the basket's, and of which days.

use crate::analysis::events::RecordDates;
use crate::analysis::{AbsurdStep, FactorsFrom, Moves};
use crate::cmd::context::Context;
use crate::cmd::history::{no_records, whole_span};
use crate::cmd::rate_series::say_other_unit;
use crate::error::{Error, Result};
use crate::model::{Currency, Cutoffs, RUBLE_1998, Series, Span, Spans};
use crate::render::{Caveat, Note, UnitNote};
use crate::store::Store;
use jiff::civil::{Date, date};

/// Statistics begin here unless told otherwise: before it there were a peg and a corridor (correlate-spec.md §1).
pub const FLOAT_SINCE: Date = date(2014, 11, 10);

/// What is studied.
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
    /// The cut-off clocks.
    pub cutoffs: Cutoffs,
    /// Dates of the records asked for; its end is that of the last record.
    pub period: Span,
    /// Dates of all records, for the places of stories.
    pub dates: Vec<Date>,
    /// Whether a record and the one before it lie in one span.
    pub joined: Vec<bool>,
}

impl Sample {
    /// The records as the placing of news wants them.
    pub fn record_dates(&self) -> RecordDates<'_> {
        RecordDates {
            dates: &self.dates,
            joined: &self.joined,
            coverage: &self.coverage,
            cutoffs: &self.cutoffs,
        }
    }

    /// What to keep in mind of these records.
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
            .filter(|one| self.period.contains(one.record_date))
            .count();
        let mut caveats = Vec::new();
        if !pegged.is_empty() {
            caveats.push(Caveat::Pegged(pegged));
        }
        if long_gaps > 0 {
            caveats.push(Caveat::LongGaps(long_gaps));
        }
        caveats
    }

    /// One figure of every record.
    pub fn figures<T>(&self, figure: impl Fn(&crate::analysis::Move) -> T) -> Vec<T> {
        self.moves.records().iter().map(figure).collect()
    }
}

/// Whose records.
#[derive(Clone, Copy, Debug)]
pub enum Quoted<'a> {
    /// One currency's, by its code.
    Currency(&'a str),
    /// Half dollar, half euro.
    Basket,
}

/// Says that figures of days before 1998 are counted in new rubles, if there are any.
pub fn say_new_rubles(context: &Context, dates: impl IntoIterator<Item = Date>) {
    if dates.into_iter().any(|date| date < RUBLE_1998) {
        context.say(&Note::Unit(UnitNote::CountedInNewRubles));
    }
}

/// Loads what is studied; a code of another unit of the currency than the present one is said.
///
/// # Errors
/// [`Error::UnknownCurrency`], [`Error::NoRecords`] when the period has none, [`Error::UnknownUnit`],
/// [`Error::Store`].
pub fn load_sample(
    context: &Context,
    store: &Store,
    quoted: Quoted<'_>,
    (from, to): (Option<Date>, Option<Date>),
    factors: FactorsFrom,
) -> Result<Sample> {
    let whole = whole_span(None, None);
    let load = |code: &str| -> Result<Series> { store.load_series(Currency::find(code)?, whole) };
    let code = match quoted {
        Quoted::Currency(code) => code,
        Quoted::Basket => "USD",
    };
    let series = load(code)?;
    say_other_unit(context, code);
    let (name, moves, coverage) = match quoted {
        Quoted::Currency(_) => {
            let moves = Moves::from_series(&series, factors)
                .map_err(|step| absurd(series.currency().code, step))?;
            (
                series.currency().code.to_owned(),
                moves,
                series.coverage().clone(),
            )
        }
        Quoted::Basket => {
            let euro = load("EUR")?;
            let moves =
                Moves::basket(&series, &euro, factors).map_err(|step| absurd("USD+EUR", step))?;
            (
                "USD+EUR".to_owned(),
                moves,
                common(series.coverage(), euro.coverage()),
            )
        }
    };
    let dates: Vec<Date> = moves.records().iter().map(|one| one.record_date).collect();
    let asked = whole_span(Some(from.unwrap_or(FLOAT_SINCE)), to);
    // Older versions let records of the future in.
    let tomorrow = context.today.tomorrow().unwrap_or(context.today);
    let last = dates
        .iter()
        .rev()
        .find(|date| **date <= tomorrow && asked.contains(**date));
    let Some(period) = last.and_then(|last| Span::new(asked.from(), *last)) else {
        return Err(no_records(series.currency(), &series, asked, context.today));
    };
    let joined = moves.records().iter().map(|one| one.joined).collect();
    let cutoffs = context.config.cutoffs.clone();
    Ok(Sample {
        currency: series.currency(),
        name,
        moves,
        coverage,
        cutoffs,
        period,
        dates,
        joined,
    })
}

fn absurd(code: &str, step: AbsurdStep) -> Error {
    Error::UnknownUnit {
        currency: code.to_owned(),
        earlier: step.earlier,
        later: step.later,
    }
}

/// The days covered for both.
fn common(one: &Spans, other: &Spans) -> Spans {
    let mut common = one.clone();
    for span in one.as_slice() {
        for gap in other.gaps_in(*span).as_slice() {
            common.remove(*gap);
        }
    }
    common
}
