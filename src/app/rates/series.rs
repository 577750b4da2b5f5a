//! Series of records in the units asked for.

use super::load_believed;
use crate::{
    app::App,
    error::{Error, Result},
    model::{
        CATALOGUE, Currency, FIRST_RECORD_DAY, NotInForce, NotOneCurrency, Pair, PairError, Series,
        Span, Unit, UnknownCurrency,
    },
    render::{Note, UnitNote},
};
use jiff::civil::Date;

/// Loads the records of a pair within `span`, with those needed for the rate and the change on its first day.
///
/// # Errors
/// [`Error::Usage`] for a figure that has too many digits in the units asked for.
pub fn load_pair(app: &App, pair: Pair, span: Span) -> Result<Series> {
    let base = pair.base;
    let quote = pair.quote.filter(|quote| quote.currency().is_some());

    match (base.currency(), quote) {
        (Some(_), None) => load_counted(app, pair, span),
        // Both are restated in rubles of today first, in which no unit changes within the quotient.
        (Some(_), Some(quote)) => Ok(Series::cross(
            pair,
            &load_in_rubles(app, base, span)?,
            &load_in_rubles(app, quote, span)?,
        )),
        (None, Some(quote)) => Ok(Series::inverse(pair, &load_in_rubles(app, quote, span)?)),
        (None, None) => Err(not_a_price(&PairError::Ruble(base))),
    }
}

fn load_in_rubles(app: &App, base: Unit, span: Span) -> Result<Series> {
    let quote = Some(Unit::RUB);
    load_counted(app, Pair { base, quote }, span)
}
fn load_counted(app: &App, pair: Pair, span: Span) -> Result<Series> {
    let currency = pair.base.currency();
    let currency = currency.ok_or_else(|| not_a_price(&PairError::Ruble(pair.base)))?;
    let published = app.store.load_series(currency, span)?;
    published.counted_in(pair).map_err(|day| {
        let code = pair.base.code();
        let en = format!("the record of {day} has more digits in {code} than can be shown exactly");
        let ru = format!("у записи от {day} в {code} больше цифр, чем можно показать точно");
        Error::usage("CODE", en, ru)
    })
}

/// The error for a text that names no price.
pub fn not_a_price(error: &PairError) -> Error {
    match error {
        PairError::Unknown(unknown) => Error::UnknownCurrency(unknown.clone()),
        PairError::Ruble(unit) => Error::UnknownCurrency(UnknownCurrency {
            code: unit.code().to_owned(),
            nearest: Vec::new(),
            why: NotOneCurrency::Ruble,
        }),
        PairError::SameMoney(base, quote) => same_money(base.code(), quote.code()),
    }
}

fn same_money(base: &str, quote: &str) -> Error {
    let command = format!("`rates convert 1 {base} {quote}`");
    Error::usage(
        "CODE",
        format!("{base} and {quote} are one currency; {command} counts one in the other"),
        format!("{base} и {quote} — одна валюта; пересчитать: {command}"),
    )
}

/// Notes how many make one present unit, if `code` names another unit of a currency than the one answered in.
pub fn say_other_unit(app: &App, code: &str) {
    if let Some(note) = Unit::find(code).ok().and_then(UnitNote::on) {
        app.note(Note::Unit(note));
    }
}

/// The error of a pair without a rate on a day: it names the first of its currencies without one, and why; `reason` is
/// the one for the pair as a whole.
///
/// # Errors
/// [`Error::Store`] when SQLite refuses.
pub fn no_rate(app: &App, pair: Pair, day: Date, reason: NotInForce) -> Result<Error> {
    for currency in pair.currencies() {
        let series = app.store.load_series(currency, Span::day(day))?;
        if let Err(reason) = series.in_force(day) {
            return Ok(Error::NoRate {
                currency,
                day,
                reason,
            });
        }
    }

    Ok(Error::NoRate {
        currency: pair.currencies().next().unwrap_or(&CATALOGUE[0]),
        day,
        reason,
    })
}

/// Today if one of the currencies is covered today, otherwise the last covered day before.
///
/// # Errors
/// [`Error::NoRate`] when none of them was ever fetched.
pub fn default_day(app: &App, currencies: &[&'static Currency]) -> Result<Date> {
    let mut last = None;
    for currency in currencies {
        // The Bank sets tomorrow's rate in the afternoon, so a covered span may end after today.
        let coverage = load_believed(app, currency, app.today)?;
        last = last.max(coverage.last_day_through(app.today));
    }

    last.ok_or(Error::NoRate {
        currency: currencies[0],
        day: app.today,
        reason: NotInForce::NeverFetched,
    })
}

/// A range; an open end is the first or last date that can be written.
pub fn whole_span(from: Option<Date>, to: Option<Date>) -> Span {
    Span::starting(from.unwrap_or(Date::MIN), to.unwrap_or(Date::MAX))
}

/// The error of a currency without records in a range; open ends are shown as the catalogue's and today's.
pub fn no_records(series: &Series, span: Span, today: Date) -> Error {
    // An open end is the end of the calendar, which no message should name.
    let first = match span.from() {
        Date::MIN => FIRST_RECORD_DAY,
        from => from,
    };
    let last = match span.to() {
        Date::MAX => today.max(first),
        to => to,
    };

    Error::NoRecords {
        currency: series.currency(),
        span: Span::new(first, last).unwrap_or(span),
        coverage: series.coverage().clone(),
    }
}

/// All records of every currency that has some, in the order of the catalogue.
///
/// # Errors
/// [`Error::Store`] when SQLite refuses.
pub fn load_all(app: &App) -> Result<Vec<Series>> {
    let extents = app.store.load_extents()?.into_iter();
    extents
        .map(|extent| app.store.load_series(extent.currency, Span::ALL))
        .collect()
}
