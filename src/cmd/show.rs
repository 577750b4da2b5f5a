//! `rates show`: the rates in force on a day.

use super::context::Context;
use super::news::{self, load_headlines_of_day};
use crate::chart::{self, SparkLetters};
use crate::cli::{ShowArgs, ShowFormat};
use crate::error::{Bilingual, Error, Result};
use crate::model::{Currency, NotInForce, Span};
use crate::render::{self, LinkedHeadline, Minus, Note, Shown, ShownRate};
use crate::store::{SOURCE, Store};
use jiff::ToSpan as _;
use jiff::civil::Date;

/// Headlines below the line, at most.
const MOST_HEADLINES: usize = 50;

/// Records of a sparkline.
const SPARK_RECORDS: usize = 30;

/// Days in which so many records lie: in 1992 the Bank set two a week.
const SPARK_DAYS: i64 = 160;

pub fn run(context: &Context, arguments: &ShowArgs) -> Result<()> {
    if arguments.news && arguments.format == ShowFormat::Csv {
        let en = "CSV has no place for headlines; `rates news list --format csv` lists them with their rates";
        let ru = "в CSV заголовкам нет места; список с курсами: `rates news list --format csv`";
        return Err(Error::Usage { flag: "--news", problem: Bilingual::new(en, ru) });
    }
    if arguments.spark && arguments.format != ShowFormat::Line {
        let en = "only the line has room for it; `rates history` gives the series in other forms";
        let ru = "место ей только в строке; ряд в других видах даёт `rates history`";
        return Err(Error::Usage { flag: "--spark", problem: Bilingual::new(en, ru) });
    }
    let currencies = context.currencies(&arguments.codes)?;
    let asked = arguments.on.as_deref().map(|text| context.day(text)).transpose()?;
    let store = if arguments.news { news::open(context)? } else { context.open_store()? };
    let day = match asked {
        Some(day) => day,
        None => usual_day(context, &store, &currencies)?,
    };
    let shown = load_shown(&store, &currencies, day)?;
    say_notes(context, &shown, asked);
    let headlines = arguments.news.then(|| load_news(context, &store, &currencies, day)).transpose()?;
    let sparks = if arguments.spark { load_sparklines(&store, &shown, arguments)? } else { Vec::new() };
    write(context, arguments, &shown, &sparks, headlines.as_deref())
}

/// A sparkline for each rate.
fn load_sparklines(store: &Store, shown: &Shown, arguments: &ShowArgs) -> Result<Vec<String>> {
    let letters = if arguments.ascii { SparkLetters::Ascii } else { SparkLetters::Blocks };
    let first = shown.day.saturating_sub(SPARK_DAYS.days());
    let days = Span::new(first, shown.day).unwrap_or(Span::day(shown.day));
    let sparkline = |rate: &ShownRate| {
        let series = store.load_series(rate.currency, days)?;
        Ok(chart::sparkline(&series, shown.day, SPARK_RECORDS, letters))
    };
    shown.rates.iter().map(sparkline).collect()
}

/// The day's headlines; that there are none, or more, is said.
fn load_news(
    context: &Context,
    store: &Store,
    currencies: &[&'static Currency],
    day: Date,
) -> Result<Vec<LinkedHeadline>> {
    let (headlines, has_more) = load_headlines_of_day(store, currencies, day, MOST_HEADLINES)?;
    let note = match (headlines.is_empty(), has_more) {
        (true, _) => Some(Note::NoHeadlines { day }),
        (_, true) => Some(Note::MoreHeadlines { shown: headlines.len(), day }),
        _ => None,
    };
    if let Some(note) = note {
        context.note(&render::note_text(&note, context.lang, context.today));
    }
    Ok(headlines)
}

fn write(
    context: &Context,
    arguments: &ShowArgs,
    shown: &Shown,
    sparks: &[String],
    headlines: Option<&[LinkedHeadline]>,
) -> Result<()> {
    let style = context.style(if arguments.ascii { Minus::Ascii } else { Minus::Typographic });
    let digits = u32::from(arguments.digits);
    let below = headlines.map(|all| render::render_headlines_of_day(all, style, context.frame()));
    context.write(|out| {
        match arguments.format {
            ShowFormat::Line => {
                writeln!(out, "{}", render::render_line_with_sparks(shown, sparks, digits, style))?;
            }
            ShowFormat::Table => {
                writeln!(out, "{}", render::render_shown_table(shown, style, context.frame()))?;
            }
            ShowFormat::Json => return render::json::render_shown(shown, headlines, out),
            ShowFormat::Csv => return render::csv::render_shown(shown, out),
        }
        out.write_all(below.unwrap_or_default().as_bytes())
    })
}

/// The rates of a day.
///
/// # Errors
/// [`Error::NoRate`] of the first currency when none has one.
pub fn load_shown(store: &Store, currencies: &[&'static Currency], day: Date) -> Result<Shown> {
    let mut rates = Vec::with_capacity(currencies.len());
    for currency in currencies {
        let rate = store.load_series(currency, Span::day(day))?.in_force(day);
        rates.push(ShownRate { currency, rate, source: SOURCE.to_owned() });
    }
    let first_reason = rates.iter().find_map(|shown| shown.rate.err().map(|reason| (shown.currency, reason)));
    match first_reason {
        Some((currency, reason)) if rates.iter().all(|shown| shown.rate.is_err()) => {
            Err(Error::NoRate { currency, day, reason })
        }
        _ => Ok(Shown { day, rates }),
    }
}

/// Today where one of the currencies is covered today, else the last covered day before.
///
/// # Errors
/// [`Error::NoRate`] when none of them was ever fetched.
pub fn usual_day(context: &Context, store: &Store, currencies: &[&'static Currency]) -> Result<Date> {
    let mut last = None;
    for currency in currencies {
        let coverage = store.load_coverage(currency)?;
        let past = coverage.as_slice().iter().rev().find(|span| span.from() <= context.today);
        last = last.max(past.map(|span| span.to().min(context.today)));
    }
    last.ok_or(Error::NoRate {
        currency: currencies[0],
        day: context.today,
        reason: NotInForce::NeverFetched,
    })
}

fn say_notes(context: &Context, shown: &Shown, asked: Option<Date>) {
    if asked.is_none() && shown.day < context.today {
        let age_days = i64::from((context.today - shown.day).get_days());
        let note = Note::LastCoveredDay { day: shown.day, age_days };
        context.note(&render::note_text(&note, context.lang, context.today));
    }
    for note in render::notes_on_shown(shown) {
        context.note(&render::note_text(&note, context.lang, context.today));
    }
}
