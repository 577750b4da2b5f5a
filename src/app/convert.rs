//! Amounts of one currency in another, at the rates in force on a day.

use super::{
    App,
    rates::{default_day, load_age, not_a_price, say_stale},
};
use crate::{
    error::{Error, Result},
    model::{Decimal, Pair, PairError, Span, Unit, each_once},
    rates::{self, Side},
    render::{self, Age, Converted},
};
use jiff::civil::Date;

/// A conversion to be made.
#[derive(Clone, Copy)]
pub struct ConversionRequest {
    pub amount: Decimal,
    pub from: Unit,
    pub to: Unit,
    /// Without one, today where covered, else the last covered day.
    pub day: Option<Date>,
    /// Digits after the point of the result; without them as many as it takes.
    pub digits: Option<u32>,
}

/// Converts one amount, with notes on the age and the units of the rates.
///
/// # Errors
/// [`Error::NoRate`] when one of the currencies has none on the day.
pub fn convert(app: &App, request: &ConversionRequest) -> Result<Converted> {
    let units = [request.from, request.to].into_iter();
    let currencies = each_once(units.filter_map(Unit::currency));
    let day = match request.day {
        Some(day) => day,
        None if currencies.is_empty() => app.today,
        None => default_day(app, &currencies)?,
    };
    let converted = convert_on(app, request, day)?;

    if request.day.is_none() {
        say_stale(app, &currencies, None)?;
    }
    app.note_all(render::notes_on_conversion(&converted));
    Ok(converted)
}

pub(super) fn convert_on(app: &App, request: &ConversionRequest, day: Date) -> Result<Converted> {
    let (from, from_age) = load_side(app, request.from, day, request.day)?;
    let (to, to_age) = load_side(app, request.to, day, request.day)?;

    Ok(Converted {
        day,
        amount: request.amount,
        from,
        to,
        conversion: rates::convert(request.amount, from, to, request.digits)?,
        age: Age {
            days: from_age.days.max(to_age.days),
            is_stale: from_age.is_stale || to_age.is_stale,
        },
    })
}

/// A unit with its rate on a day and the age of that rate; the ruble has neither.
fn load_side(app: &App, unit: Unit, day: Date, asked: Option<Date>) -> Result<(Side, Age)> {
    let Some(currency) = unit.currency() else {
        return Ok((Side { unit, rate: None }, Age::default()));
    };

    let series = app.store.load_series(currency, Span::day(day))?;
    let rate = series.in_force(day).map_err(|reason| Error::NoRate {
        currency,
        day,
        reason,
    })?;
    let age = load_age(app, currency, rate.record.record_date(), asked)?;
    let side = Side {
        unit,
        rate: Some(rate),
    };
    Ok((side, age))
}

/// Refuses an amount of which the shell has made several words: `1 250 EUR`.
///
/// # Errors
/// [`Error::Usage`], unless the second word is a currency, or no currency is behind the amount.
pub fn check_whole_amount<'a>(
    amount: &str,
    from: &str,
    others: impl Iterator<Item = &'a String>,
) -> Result<()> {
    let is_group = |word: &str| {
        let digits = word.get(..3);
        digits.is_some_and(|group| group.bytes().all(|byte| byte.is_ascii_digit()))
    };
    if !is_group(from) || find_units(from, None).is_ok() {
        return Ok(());
    }

    let mut amount = format!("{amount} {from}");
    for word in others {
        if !is_group(word) {
            return Err(parted_amount(&amount, word));
        }
        amount = format!("{amount} {word}");
    }
    Ok(())
}

fn parted_amount(amount: &str, currency: &str) -> Error {
    Error::usage(
        "AMOUNT",
        format!(
            "a blank splits it; put it in quotation marks: `rates convert \"{amount}\" {currency}`"
        ),
        format!("её делит пробел; возьмите её в кавычки: `rates convert \"{amount}\" {currency}`"),
    )
}

/// The units of an amount and of its result: two codes, a pair, or one code, which is converted into rubles.
///
/// # Errors
/// [`Error::UnknownCurrency`].
pub fn find_units(from: &str, to: Option<&str>) -> Result<(Unit, Unit)> {
    if let Some(to) = to.filter(|to| !to.is_empty()) {
        return Ok((Unit::find(from)?, Unit::find(to)?));
    }

    let unknown = match Unit::find(from) {
        Ok(from) => return Ok((from, Unit::RUB)),
        Err(unknown) => unknown,
    };
    match Pair::find(from) {
        Ok(Pair { base, quote }) => Ok((base, quote.unwrap_or(Unit::RUB))),
        Err(PairError::SameMoney(base, quote)) => Ok((base, quote)),
        // Of a text that is neither a unit nor a pair, the nearest codes of one unit help more.
        Err(PairError::Unknown(_)) => Err(unknown.into()),
        Err(error) => Err(not_a_price(&error)),
    }
}
