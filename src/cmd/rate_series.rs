//! Series in the units asked for, for every command that answers with a rate.

use super::context::Context;
use super::rate_ages::load_believed;
use crate::error::{Bilingual, Error, Result};
use crate::model::{
    Currency, NotInForce, NotOneCurrency, Pair, PairError, Series, Span, Unit, UnknownCurrency,
};
use crate::render::{Note, UnitNote};
use crate::store::Store;
use jiff::civil::Date;

/// The records of a pair within `span`, with those needed for the rate and the change on its first day.
///
/// # Errors
/// Those of the store, and [`Error::Usage`] for a figure that has too many digits in the units asked for.
pub fn load_pair(store: &Store, pair: Pair, span: Span) -> Result<Series> {
    let in_rubles = |unit: Unit, currency: &'static Currency| {
        let in_rubles = Pair {
            base: unit,
            quote: Some(Unit::RUB),
        };
        store
            .load_series(currency, span)?
            .counted_in(in_rubles)
            .map_err(|day| too_many_digits(in_rubles, day))
    };

    let quote = pair
        .quote
        .and_then(|quote| Some((quote, quote.currency()?)));
    match (pair.base.currency(), quote) {
        (Some(base), Some((unit, quote))) => Ok(Series::cross(
            pair,
            &in_rubles(pair.base, base)?,
            &in_rubles(unit, quote)?,
        )),
        (None, Some((unit, quote))) => Ok(Series::inverse(pair, &in_rubles(unit, quote)?)),
        (Some(base), None) => {
            let published = store.load_series(base, span)?;
            published
                .counted_in(pair)
                .map_err(|day| too_many_digits(pair, day))
        }
        (None, None) => Err(not_a_price(&PairError::Ruble(pair.base))),
    }
}

/// Says how many make one present unit, where a code of another unit was typed and the answer is in the present one.
pub fn say_other_unit(context: &Context, code: &str) {
    if let Some(note) = Unit::find(code).ok().and_then(UnitNote::on) {
        context.say(&Note::Unit(note));
    }
}

fn too_many_digits(pair: Pair, day: Date) -> Error {
    let code = pair.base.code();
    let en = format!("the record of {day} has more digits in {code} than can be shown exactly");
    let ru = format!("у записи от {day} в {code} больше цифр, чем можно показать точно");
    Error::usage("CODE", en, ru)
}

/// The error for a text that names no price.
pub fn not_a_price(error: &PairError) -> Error {
    let problem = match error {
        PairError::Unknown(unknown) => return Error::UnknownCurrency(unknown.clone()),
        PairError::Ruble(unit) => {
            let code = unit.code().to_owned();
            let why = NotOneCurrency::Ruble;
            return Error::UnknownCurrency(UnknownCurrency {
                code,
                nearest: Vec::new(),
                why,
            });
        }
        PairError::SameMoney(base, quote) => {
            let base = base.code();
            let quote = quote.code();
            Bilingual::new(
                format!(
                    "{base} and {quote} are one currency; `rates convert 1 {base} {quote}` counts one in the other"
                ),
                format!(
                    "{base} и {quote} — одна валюта; пересчитать: `rates convert 1 {base} {quote}`"
                ),
            )
        }
    };
    Error::Usage {
        flag: "CODE",
        problem,
    }
}

/// Why a pair has no rate on a day: of a cross rate, the reason of the currency that lacks one.
///
/// # Errors
/// Those of the store.
pub fn lacking(
    store: &Store,
    pair: Pair,
    day: Date,
    reason: NotInForce,
) -> Result<(&'static Currency, NotInForce)> {
    let mut first = None;
    for currency in pair.currencies() {
        if let Err(reason) = store.load_series(currency, Span::day(day))?.in_force(day) {
            return Ok((currency, reason));
        }
        first = first.or(Some((currency, reason)));
    }
    Ok(first.unwrap_or((&crate::model::CATALOGUE[0], reason)))
}

/// Today if one of the currencies is covered today, otherwise the last covered day before.
///
/// # Errors
/// [`Error::NoRate`] when none of them was ever fetched.
pub fn default_day(
    context: &Context,
    store: &Store,
    currencies: &[&'static Currency],
) -> Result<Date> {
    let mut last = None;
    for currency in currencies {
        let coverage = load_believed(store, currency, context.today)?;
        let past = coverage
            .as_slice()
            .iter()
            .rev()
            .find(|span| span.from() <= context.today);
        last = last.max(past.map(|span| span.to().min(context.today)));
    }
    last.ok_or(Error::NoRate {
        currency: currencies[0],
        day: context.today,
        reason: NotInForce::NeverFetched,
    })
}
