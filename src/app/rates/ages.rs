//! How old rates are. Everything that answers with a rate has the rule of `status`.

use crate::{
    app::App,
    error::Result,
    model::{Currency, FIRST_RECORD_DAY, Series, Span, Spans, days_between},
    rates::{Freshness, MOST_DAYS_BETWEEN_RECORDS, believed_coverage, needs_calendar, staleness},
    render::{Age, AgeNote},
};
use jiff::{ToSpan as _, civil::Date};

/// Years of records that the calendar of expected records looks back at, and one more.
const YEARS_BACK: i64 = 6;

/// Loads the covered days of a currency that can be known on a day.
pub fn load_believed(app: &App, currency: &'static Currency, day: Date) -> Result<Spans> {
    let coverage = app.store.load_coverage(currency)?;
    let tomorrow = day.tomorrow().unwrap_or(day);

    match coverage.last_day() {
        // A store of an older version may have a record of a mistyped year.
        Some(last) if last > tomorrow => {
            let all = Span::starting(FIRST_RECORD_DAY, last);
            let series = app.store.load_series(currency, all)?;
            Ok(believed_coverage(&series, day))
        }
        _ => Ok(coverage),
    }
}

/// Loads the last day up to which the rates of a currency are known.
pub fn load_covered_to(app: &App, currency: &'static Currency) -> Result<Option<Date>> {
    Ok(load_believed(app, currency, app.today)?.last_day())
}

/// How fresh the stored rates of a currency are on a day.
pub fn load_freshness(app: &App, currency: &'static Currency, today: Date) -> Result<Freshness> {
    let coverage = load_believed(app, currency, today)?;
    let last = coverage.last_day();
    let Some(last) = last.filter(|last| needs_calendar(*last, today)) else {
        // Most commands end here: six years of records are loaded only where the calendar decides.
        let without_records = Series::new(currency, Vec::new(), coverage);
        return Ok(staleness(&without_records, today));
    };

    let years = Span::starting(last.saturating_sub(YEARS_BACK.years()), last);
    Ok(staleness(&app.store.load_series(currency, years)?, today))
}

/// Whether the stored rates of a currency end before a day, today at the latest, although the calendar expects
/// records in between.
fn ends_too_early(app: &App, currency: &'static Currency, day: Date) -> Result<bool> {
    // Where nothing is covered, there is no last day, and `None` is before every day.
    let reaches_day = load_covered_to(app, currency)? >= Some(day);
    Ok(!reaches_day && load_freshness(app, currency, day)?.stale)
}

/// The age of a record on the day asked for, or today if no day was given.
pub fn load_age(
    app: &App,
    currency: &'static Currency,
    record_date: Date,
    asked: Option<Date>,
) -> Result<Age> {
    let Some(day) = asked else {
        return load_last_age(app, [currency], record_date, app.today);
    };

    // Every record up to a covered day is known, so only a gap that no holidays explain is suspicious.
    let days = age_days(record_date, day);
    let was_daily = currency.daily_from.is_some_and(|from| from <= record_date);
    Ok(Age {
        days,
        is_stale: was_daily && days > MOST_DAYS_BETWEEN_RECORDS,
    })
}

/// The age of the last record of some currencies on a day that their rates should reach.
pub fn load_last_age(
    app: &App,
    currencies: impl IntoIterator<Item = &'static Currency>,
    last_record: Date,
    day: Date,
) -> Result<Age> {
    let mut is_stale = false;
    for currency in currencies {
        is_stale |= ends_too_early(app, currency, day)?;
    }

    Ok(Age {
        days: age_days(last_record, day),
        is_stale,
    })
}

/// Days from a record to a day; a record of the future has no age.
pub fn age_days(record_date: Date, day: Date) -> i64 {
    days_between(record_date, day).max(0)
}

/// Notes the currencies with stored rates that end before `to`, or today, although the calendar expects records since,
/// and those that the Bank had stopped quoting by then.
pub fn say_stale(app: &App, currencies: &[&'static Currency], to: Option<Date>) -> Result<()> {
    let day = to.unwrap_or(app.today).min(app.today);

    let mut notes: Vec<AgeNote> = Vec::new();
    for currency in currencies {
        let covered_to = load_covered_to(app, currency)?;
        let Some(last) = covered_to.filter(|last| *last < day) else {
            continue;
        };

        if let Some(last_day) = currency.last_day.filter(|_| currency.has_ended_by(last)) {
            notes.push(AgeNote::Ended { currency, last_day });
        } else if ends_too_early(app, currency, day)? {
            add_stale(&mut notes, currency, last, app.today);
        }
    }

    app.note_all(notes);
    Ok(())
}

/// Adds a currency to the note on those that end on the same day, so that one command fetches them all.
fn add_stale(notes: &mut Vec<AgeNote>, currency: &'static Currency, last: Date, today: Date) {
    let same_day = notes.iter_mut().find_map(|note| match note {
        AgeNote::Stale {
            currencies,
            covered_to,
            ..
        } if *covered_to == last => Some(currencies),
        _ => None,
    });

    match same_day {
        Some(currencies) => currencies.push(currency),
        None => notes.push(AgeNote::Stale {
            currencies: vec![currency],
            covered_to: last,
            age_days: age_days(last, today),
        }),
    }
}
