//! The rates in force on a day.

use super::{age_days, default_day, load_age, load_pair, no_rate};
use crate::{
    app::App,
    chart::{self, TextLetters},
    error::Result,
    model::{Currency, Pair, Span, each_once},
    render::{Age, AgeNote, Shown, ShownRate, notes_on_shown},
    store::SOURCE,
};
use jiff::{ToSpan as _, civil::Date};

/// Records of a sparkline.
const SPARK_RECORDS: usize = 30;

/// Days that contain at least as many records: in 1992 the Bank set two a week.
const SPARK_DAYS: i64 = 160;

/// Which rates are asked for.
pub struct ShowRequest {
    pub pairs: Vec<Pair>,
    /// Without one, today where covered, else the last covered day.
    pub day: Option<Date>,
    /// Whether the age of each record is wanted; notes say the same to people.
    pub with_ages: bool,
}

impl ShowRequest {
    pub fn currencies(&self) -> Vec<&'static Currency> {
        each_once(self.pairs.iter().flat_map(|pair| pair.currencies()))
    }
}

/// The rates in force on a day, with notes on their age and units and on those that are lacking.
///
/// # Errors
/// [`crate::error::Error::NoRate`] when none of the pairs has one.
pub fn load_shown(app: &App, request: &ShowRequest) -> Result<Shown> {
    let currencies = request.currencies();
    let day = match request.day {
        Some(day) => day,
        None => default_day(app, &currencies)?,
    };
    let mut shown = load_rates(app, &request.pairs, day)?;
    if request.with_ages {
        for rate in &mut shown.rates {
            if let Ok(in_force) = &rate.rate {
                let record_date = in_force.record.record_date();
                rate.age = load_age(app, rate.quoted.currency, record_date, request.day)?;
            }
        }
    }

    if request.day.is_none() && day < app.today {
        app.note(age_note(app, &currencies, day));
    }
    app.note_all(notes_on_shown(&shown));
    Ok(shown)
}

fn load_rates(app: &App, pairs: &[Pair], day: Date) -> Result<Shown> {
    let mut rates = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let series = load_pair(app, *pair, Span::day(day))?;
        rates.push(ShownRate {
            quoted: series.quoted(),
            rate: series.in_force(day),
            source: SOURCE.to_owned(),
            age: Age::default(),
        });
    }

    if rates.iter().all(|shown| shown.rate.is_err())
        && let Some(Err(reason)) = rates.first().map(|shown| shown.rate)
    {
        return Err(no_rate(app, pairs[0], day, reason)?);
    }
    Ok(Shown { day, rates })
}

/// The note on rates of a day before today, although none was asked for.
fn age_note(app: &App, currencies: &[&'static Currency], day: Date) -> AgeNote {
    if let [currency] = currencies
        && let Some(last_day) = currency.last_day.filter(|_| currency.has_ended_by(day))
    {
        return AgeNote::Ended { currency, last_day };
    }

    // A plain fetch brings the configured currencies up to date; others have to be named to it.
    let configured = &app.config.currencies;
    let are_configured = currencies.iter().all(|one| configured.contains(one));
    AgeNote::LastCoveredDay {
        day,
        age_days: age_days(day, app.today),
        to_name: if are_configured {
            Vec::new()
        } else {
            currencies.to_vec()
        },
    }
}

/// A small chart in letters of the last records up to `day`, for each pair; of `most` records each.
pub fn load_sparklines(
    app: &App,
    pairs: &[Pair],
    day: Date,
    letters: TextLetters,
    most: usize,
) -> Result<Vec<String>> {
    let first = day.saturating_sub(SPARK_DAYS.days());
    let days = Span::starting(first, day);

    let sparklines = pairs.iter().map(|pair| {
        let series = load_pair(app, *pair, days)?;
        let most = most.min(SPARK_RECORDS);
        Ok(chart::sparkline(&series, day, most, letters))
    });
    sparklines.collect()
}
