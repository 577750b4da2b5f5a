//! Errors in the words of both languages: the message; the next step stands in [`super::hint`](fn@super::hint).
//!
//! English is `Display` wherever that says all. Why a rate is missing is said in full in both languages here: it
//! is the answer that people wait for. Words of the system (a file's or a socket's fault) stay as they are.

use crate::error::{Bilingual, Error};
use crate::model::{Currency, Lang, NotInForce, Record, Span, Spans, Unit, days_between};
use crate::render::errors::russian::russian;
use crate::render::words::{counted, days, spell_span};
use jiff::civil::Date;

/// The message of an error, without an end of line; `today` is Moscow's.
pub fn error_text(error: &Error, lang: Lang, today: Date) -> String {
    match (error, lang) {
        (
            Error::NoRate {
                currency,
                day,
                reason,
            },
            _,
        ) => {
            let why = why_no_rate(currency, *day, reason, lang, today);
            let (code, day) = (currency.code, day.to_string());
            match lang {
                Lang::Ru => format!("нет курса {code} на {day}: {why}"),
                Lang::En => format!("no {code} rate for {day}: {why}"),
            }
        }
        (
            Error::NoRecords {
                currency,
                span,
                coverage,
            },
            _,
        ) => {
            let why = why_no_records(currency, *span, coverage, lang);
            let (code, span) = (currency.code, spell_span(*span));
            match lang {
                Lang::Ru => format!("нет записей {code} за {span}: {why}"),
                Lang::En => format!("no {code} records for {span}: {why}"),
            }
        }
        (error, Lang::Ru) => russian(error),
        (error, Lang::En) => english(error),
    }
}

/// Display, but for counts that may be one.
fn english(error: &Error) -> String {
    let count = |count: usize, one: [&str; 2]| counted(as_count(count), Lang::En, [""; 3], one);
    match error {
        Error::Unreachable {
            url,
            attempts: 1,
            cause,
            ..
        } => format!("no answer from {url}: {cause}"),
        Error::RowsLeftOut { count: left_out } => {
            format!("{} left out", count(*left_out, ["row", "rows"]))
        }
        Error::Damaged { path, faults } => {
            let found = count(faults.len(), ["fault", "faults"]);
            format!(
                "store {}: {found} found\n{}",
                path.display(),
                fault_lines(faults, Lang::En)
            )
        }
        other => other.to_string(),
    }
}

/// Most faults of a store that are listed.
const MOST_FAULTS: usize = 1_000;

/// A line for each fault, of very many the first.
pub fn fault_lines(faults: &[Bilingual], lang: Lang) -> String {
    let line = |fault: &Bilingual| match lang {
        Lang::Ru => fault.ru.clone(),
        Lang::En => fault.en.clone(),
    };
    let mut lines: Vec<String> = faults.iter().take(MOST_FAULTS).map(line).collect();
    let rest = faults.len().saturating_sub(MOST_FAULTS);
    if rest > 0 {
        lines.push(match lang {
            Lang::Ru => format!("и ещё {rest}"),
            Lang::En => format!("and {rest} more"),
        });
    }
    lines.join("\n")
}

pub fn as_count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn why_no_rate(
    currency: &'static Currency,
    day: Date,
    reason: &NotInForce,
    lang: Lang,
    today: Date,
) -> String {
    let spell = |day: Date| day.to_string();
    match (*reason, lang) {
        (NotInForce::NeverFetched, _) => never_fetched(currency, day, lang),
        (NotInForce::BeforeFirstRecord { first }, _) => before_first(currency, first, lang),
        (NotInForce::BeforeCoverage { first }, Lang::Ru) => {
            format!("курсы есть только с {}", spell(first))
        }
        (NotInForce::BeforeCoverage { first }, Lang::En) => {
            format!("stored rates begin on {}", spell(first))
        }
        (NotInForce::AfterCoverage { last, covered_to }, _) => {
            why_after_coverage(currency, day, last.as_ref(), covered_to, lang, today)
        }
        (NotInForce::Hole { gap }, Lang::Ru) => format!("не загружено {}", spell_span(gap)),
        (NotInForce::Hole { gap }, Lang::En) => format!("not fetched: {}", spell_span(gap)),
        (NotInForce::RecordUnknown { covered_from }, Lang::Ru) => {
            format!(
                "курсы есть только с {}, а действовала более ранняя запись",
                spell(covered_from)
            )
        }
        (NotInForce::RecordUnknown { covered_from }, Lang::En) => {
            format!(
                "stored rates begin on {}, and an earlier record was in force",
                spell(covered_from)
            )
        }
    }
}

/// Nothing is stored; of a currency that had ended by the day there is also nothing to be had.
fn never_fetched(currency: &Currency, day: Date, lang: Lang) -> String {
    match (currency.last_day.filter(|last_day| day > *last_day), lang) {
        (None, Lang::Ru) => "эту валюту ещё не загружали".into(),
        (None, Lang::En) => "nothing of this currency has been fetched yet".into(),
        (Some(last_day), Lang::Ru) => {
            format!("Банк России котировал эту валюту до {last_day}; её курсы ещё не загружали")
        }
        (Some(last_day), Lang::En) => {
            format!(
                "the Bank of Russia quoted it until {last_day}; nothing of it has been fetched yet"
            )
        }
    }
}

/// Why there is no rate after the stored days: the currency has ended, or the rate is not set or not fetched yet.
fn why_after_coverage(
    currency: &'static Currency,
    day: Date,
    last: Option<&Record>,
    covered_to: Date,
    lang: Lang,
    today: Date,
) -> String {
    let spell = |day: Date| day.to_string();
    if let Some(last_day) = currency
        .last_day
        .filter(|last| day > *last && covered_to >= *last)
    {
        return match lang {
            Lang::Ru => format!("Банк России котировал эту валюту до {}", spell(last_day)),
            Lang::En => format!("the Bank of Russia quoted it until {}", spell(last_day)),
        };
    }
    let age_days = days_between(covered_to, today);
    let why = match (age_days > 0, lang) {
        (false, Lang::Ru) => "он ещё не установлен".to_owned(),
        (false, Lang::En) => "it is not set yet".to_owned(),
        (true, Lang::Ru) => format!(
            "курсы есть до {} ({} назад)",
            spell(covered_to),
            days(age_days, lang)
        ),
        (true, Lang::En) => {
            format!(
                "stored rates end on {} ({} ago)",
                spell(covered_to),
                days(age_days, lang)
            )
        }
    };
    let Some(last) = last else { return why };

    let code = Unit::in_use(currency, last.record_date()).code();
    let (record_day, nominal, value) = (
        spell(last.record_date()),
        last.nominal().units(),
        last.value(),
    );
    let units = if nominal == 1 {
        String::new()
    } else {
        format!("{nominal} {code} = ")
    };
    match lang {
        Lang::Ru => format!("{why}; последняя запись от {record_day}: {units}{value}"),
        Lang::En => format!("{why}; the last record is of {record_day}: {units}{value}"),
    }
}

fn why_no_records(currency: &Currency, span: Span, coverage: &Spans, lang: Lang) -> String {
    if let Some(first) = currency.first_day.filter(|first| span.to() < *first) {
        return before_first(currency, first, lang);
    }
    let gaps = coverage.gaps_in(span);
    let around = coverage.as_slice().first().zip(coverage.as_slice().last());
    match (around, gaps.as_slice(), lang) {
        (None, _, Lang::Ru) => "эту валюту ещё не загружали".into(),
        (None, _, Lang::En) => "nothing of this currency has been fetched yet".into(),
        (_, [], Lang::Ru) => "в эти дни их не было, действовала прежняя запись".into(),
        (_, [], Lang::En) => "none is dated so, an earlier one was in force".into(),
        (Some((first, last)), [gap, ..], _)
            if first.from() < gap.from() && gap.to() < last.to() =>
        {
            match lang {
                Lang::Ru => format!("не загружено {}", spell_span(*gap)),
                Lang::En => format!("not fetched: {}", spell_span(*gap)),
            }
        }
        (Some((first, last)), _, Lang::Ru) => {
            format!("загружено с {} по {}", first.from(), last.to())
        }
        (Some((first, last)), _, Lang::En) => {
            format!("stored are {} to {}", first.from(), last.to())
        }
    }
}

fn before_first(currency: &Currency, first: Date, lang: Lang) -> String {
    let (code, first) = (currency.code, first.to_string());
    match lang {
        Lang::Ru => format!("записи Банка России по {code} начинаются с {first}"),
        Lang::En => format!("the Bank of Russia's {code} records begin on {first}"),
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
