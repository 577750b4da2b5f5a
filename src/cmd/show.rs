//! `rates show`: the rates in force on a day.

use super::context::Context;
use super::news::{self, load_headlines_of_day};
use super::rate_ages::{age_days, load_age};
use super::rate_series::{default_day, lacking, load_pair};
use crate::chart::{self, SparkLetters};
use crate::cli::{ShowArgs, ShowFormat};
use crate::error::{Error, Result};
use crate::model::{Currency, Pair, Span, each_once};
use crate::render::{self, Age, AgeNote, LinkedHeadline, Minus, Note, Shown, ShownRate};
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
        return Err(Error::usage("--news", en, ru));
    }
    if arguments.spark && arguments.format != ShowFormat::Line {
        let en = "only the line has room for it; `rates history` gives the series in other forms";
        let ru = "место ей только в строке; ряд в других видах даёт `rates history`";
        return Err(Error::usage("--spark", en, ru));
    }

    let pairs = context.pairs(&arguments.codes)?;
    let currencies = each_once(pairs.iter().flat_map(|pair| pair.currencies()));
    let asked = arguments
        .on
        .as_deref()
        .map(|text| context.day(text))
        .transpose()?;
    let store = if arguments.news {
        news::open(context)?
    } else {
        context.open_store()?
    };
    let day = match asked {
        Some(day) => day,
        None => default_day(context, &store, &currencies)?,
    };

    let mut shown = load_shown(&store, &pairs, day)?;
    if arguments.format == ShowFormat::Json {
        add_ages(context, &store, &mut shown, asked)?;
    }
    say_notes(context, &shown, &currencies, asked);

    let headlines = arguments
        .news
        .then(|| load_news(context, &store, &currencies, day))
        .transpose()?;
    let sparks = if arguments.spark {
        load_sparklines(&store, &pairs, &shown, arguments)?
    } else {
        Vec::new()
    };
    write(context, arguments, &shown, &sparks, headlines.as_deref())
}

/// A sparkline for each rate.
fn load_sparklines(
    store: &Store,
    pairs: &[Pair],
    shown: &Shown,
    arguments: &ShowArgs,
) -> Result<Vec<String>> {
    let letters = if arguments.ascii {
        SparkLetters::Ascii
    } else {
        SparkLetters::Blocks
    };
    let first = shown.day.saturating_sub(SPARK_DAYS.days());
    let days = Span::new(first, shown.day).unwrap_or(Span::day(shown.day));
    let sparkline = |pair: &Pair| {
        let series = load_pair(store, *pair, days)?;
        Ok(chart::sparkline(&series, shown.day, SPARK_RECORDS, letters))
    };
    pairs.iter().map(sparkline).collect()
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
        (_, true) => Some(Note::MoreHeadlines {
            shown: headlines.len(),
            day,
        }),
        _ => None,
    };
    if let Some(note) = note {
        context.say(&note);
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
    let style = context.style(if arguments.ascii {
        Minus::Ascii
    } else {
        Minus::Typographic
    });
    let digits = u32::from(arguments.digits);
    let below = headlines.map(|all| render::render_headlines_of_day(all, style, context.frame()));
    context.write(|out| {
        match arguments.format {
            ShowFormat::Line => {
                writeln!(
                    out,
                    "{}",
                    render::render_line_with_sparks(shown, sparks, digits, style)
                )?;
            }
            ShowFormat::Table => {
                writeln!(
                    out,
                    "{}",
                    render::render_shown_table(shown, style, context.frame())
                )?;
            }
            ShowFormat::Json => return render::json::render_shown(shown, headlines, out),
            ShowFormat::Csv => return render::csv::render_shown(shown, out),
        }
        out.write_all(below.unwrap_or_default().as_bytes())
    })
}

/// The rates of a day, in the units asked for.
fn load_shown(store: &Store, pairs: &[Pair], day: Date) -> Result<Shown> {
    let mut rates = Vec::with_capacity(pairs.len());
    let mut first_lacking = None;
    for pair in pairs {
        let series = load_pair(store, *pair, Span::day(day))?;
        let rate = series.in_force(day);
        if let (Err(reason), None) = (&rate, first_lacking) {
            first_lacking = Some(lacking(store, *pair, day, *reason)?);
        }
        let quoted = series.quoted();
        let source = SOURCE.to_owned();
        rates.push(ShownRate {
            quoted,
            rate,
            source,
            age: Age::default(),
        });
    }
    match first_lacking {
        Some((currency, reason)) if rates.iter().all(|shown| shown.rate.is_err()) => {
            Err(Error::NoRate {
                currency,
                day,
                reason,
            })
        }
        _ => Ok(Shown { day, rates }),
    }
}

/// Adds the age of each record, which only JSON has: people read it in notes.
fn add_ages(
    context: &Context,
    store: &Store,
    shown: &mut Shown,
    asked: Option<Date>,
) -> Result<()> {
    for rate in &mut shown.rates {
        if let Ok(in_force) = &rate.rate {
            let record_date = in_force.record.record_date();
            rate.age = load_age(context, store, rate.quoted.currency, record_date, asked)?;
        }
    }
    Ok(())
}

/// The currencies that a fetch must name to bring all of them up to date; none where a plain one does.
fn to_name(context: &Context, currencies: &[&'static Currency]) -> Vec<&'static Currency> {
    let are_configured = currencies
        .iter()
        .all(|currency| context.config.currencies.contains(currency));
    if are_configured {
        Vec::new()
    } else {
        currencies.to_vec()
    }
}

fn say_notes(
    context: &Context,
    shown: &Shown,
    currencies: &[&'static Currency],
    asked: Option<Date>,
) {
    if asked.is_none() && shown.day < context.today {
        let note = match currencies {
            [
                currency @ Currency {
                    last_day: Some(last_day),
                    ..
                },
            ] if currency.has_ended_by(shown.day) => AgeNote::Ended {
                currency,
                last_day: *last_day,
            },
            _ => AgeNote::LastCoveredDay {
                day: shown.day,
                age_days: age_days(shown.day, context.today),
                to_name: to_name(context, currencies),
            },
        };
        context.say(&Note::Age(note));
    }

    for note in render::notes_on_shown(shown) {
        context.say(&note);
    }
}
