//! Why a rate or a record is missing, in both languages.

use crate::{
    model::{Currency, Lang, NotInForce, Record, Span, Spans, Unit, days_between, tr},
    render::words::{days, spell_span},
};
use jiff::civil::Date;

pub fn why_no_rate(
    currency: &'static Currency,
    day: Date,
    reason: &NotInForce,
    lang: Lang,
    today: Date,
) -> String {
    match *reason {
        NotInForce::NeverFetched => never_fetched(currency, day, lang),
        NotInForce::BeforeFirstRecord { first } => before_first(currency, first, lang),
        NotInForce::BeforeCoverage { first } => {
            tr!(
                lang,
                "stored rates begin on {first}",
                "курсы есть только с {first}"
            )
        }
        NotInForce::AfterCoverage { last, covered_to } => {
            // The end of a currency explains every later day, whatever was stored last.
            match currency.last_day {
                Some(last_day) if day > last_day && covered_to >= last_day => {
                    quoted_until(last_day, lang)
                }
                _ => after_coverage(currency, last.as_ref(), covered_to, lang, today),
            }
        }
        NotInForce::Hole { gap } => not_fetched(gap, lang),
        NotInForce::RecordUnknown { covered_from } => tr!(
            lang,
            "stored rates begin on {covered_from}, and an earlier record was in force",
            "курсы есть только с {covered_from}, а действовала более ранняя запись"
        ),
    }
}

fn quoted_until(last_day: Date, lang: Lang) -> String {
    tr!(
        lang,
        "the Bank of Russia quoted it until {last_day}",
        "Банк России котировал эту валюту до {last_day}"
    )
}

fn not_fetched(gap: Span, lang: Lang) -> String {
    let days = spell_span(gap);
    tr!(lang, "not fetched: {days}", "не загружено {days}")
}

/// Nothing is stored; for a currency that had ended by the day there is also nothing to fetch.
fn never_fetched(currency: &Currency, day: Date, lang: Lang) -> String {
    match currency.last_day {
        Some(last_day) if day > last_day => {
            let until = quoted_until(last_day, lang);
            tr!(
                lang,
                "{until}; nothing of it has been fetched yet",
                "{until}; её курсы ещё не загружали"
            )
        }
        _ => tr!(
            lang,
            "nothing of this currency has been fetched yet",
            "эту валюту ещё не загружали"
        ),
    }
}

/// The rate of a day after the stored ones is not set or not fetched yet.
fn after_coverage(
    currency: &'static Currency,
    last: Option<&Record>,
    covered_to: Date,
    lang: Lang,
    today: Date,
) -> String {
    let age_days = days_between(covered_to, today);
    let why = if age_days > 0 {
        let age = days(age_days, lang);
        tr!(
            lang,
            "stored rates end on {covered_to} ({age} ago)",
            "курсы есть до {covered_to} ({age} назад)"
        )
    } else {
        tr!(lang, "it is not set yet", "он ещё не установлен")
    };

    let Some(last) = last else { return why };

    let record_date = last.record_date();
    let value = last.value();
    let units = match last.nominal().units() {
        1 => String::new(),
        nominal => format!(
            "{nominal} {} = ",
            Unit::in_use(currency, record_date).code()
        ),
    };

    tr!(
        lang,
        "{why}; the last record is of {record_date}: {units}{value}",
        "{why}; последняя запись от {record_date}: {units}{value}"
    )
}

pub fn why_no_records(currency: &Currency, span: Span, coverage: &Spans, lang: Lang) -> String {
    if let Some(first) = currency.first_day.filter(|first| span.to() < *first) {
        return before_first(currency, first, lang);
    }
    let Some(whole) = coverage.whole() else {
        return tr!(
            lang,
            "nothing of this currency has been fetched yet",
            "эту валюту ещё не загружали"
        );
    };

    match coverage.gaps_in(span).as_slice() {
        [] => tr!(
            lang,
            "none is dated so, an earlier one was in force",
            "в эти дни их не было, действовала прежняя запись"
        ),
        // A hole between stored days is named; outside them it is shorter to name what is stored.
        [gap, ..] if whole.from() < gap.from() && gap.to() < whole.to() => not_fetched(*gap, lang),
        _ => tr!(
            lang,
            "stored are {} to {}",
            "загружено с {} по {}",
            whole.from(),
            whole.to()
        ),
    }
}

fn before_first(currency: &Currency, first: Date, lang: Lang) -> String {
    tr!(
        lang,
        "the Bank of Russia's {currency} records begin on {first}",
        "записи Банка России по {currency} начинаются с {first}"
    )
}
