//! The summary of a fetch: what is new, restated, missing, and why.

use crate::{
    model::{Currency, Lang, Record, Span, counted, tr},
    render::words::{joined, spell_span},
    store::{Outcome, Restated},
};
use jiff::civil::Date;
use std::fmt::Write as _;

/// Restatements and withdrawn records named one by one; the rest are counted.
const MOST_NAMED: usize = 10;

/// What a fetch brought of one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    pub currency: &'static Currency,
    /// All that its answers brought.
    pub outcome: Outcome,
    pub covered_to: Option<Date>,
    /// Days asked for that are not covered now.
    pub still_missing: Vec<Span>,
}

/// A line or more for each currency, the last without its end.
pub fn render_fetched(all: &[Fetched], lang: Lang) -> String {
    joined(all.iter().map(|one| render_one(one, lang)), "\n")
}

/// Currencies of which nothing was fetched because the source was out of reach.
pub fn render_unreached(
    currencies: &[&'static Currency],
    stored_to: Option<Date>,
    lang: Lang,
) -> String {
    let named = currencies.iter().take(MOST_NAMED);
    let named = joined(named, ", ");
    let mut text = tr!(
        lang,
        "nothing fetched: {named}",
        "не загружено ничего: {named}"
    );
    if let Some(more) = more_than_named(currencies.len()) {
        text += &tr!(lang, " and more: {more}", " и ещё {more}");
    }

    if let Some(day) = stored_to {
        text += &tr!(lang, "; stored to {day}", "; сохранены курсы до {day}");
    }
    text
}

/// Ids of the Bank's catalogue that the embedded one lacks.
pub fn unknown_ids(ids: &[String], lang: Lang) -> String {
    let ids = ids.join(", ");
    tr!(
        lang,
        "the Bank's catalogue has ids that this version does not know: {ids}",
        "в справочнике Банка есть коды, которых эта версия не знает: {ids}"
    )
}

fn render_one(fetched: &Fetched, lang: Lang) -> String {
    let outcome = &fetched.outcome;
    let mut text = format!("{}: {}", fetched.currency.code, counts_text(outcome, lang));
    if let Some(day) = fetched.covered_to {
        text += &tr!(lang, "; covered to {day}", "; есть до {day}");
    }

    push_restated(&mut text, &outcome.restated, lang);
    for date in &outcome.withdrawn {
        text += &tr!(
            lang,
            "\n  the source no longer lists the record of {date}, and no other daily currency has \
             one on that day: it is out of force",
            "\n  источник больше не даёт записи от {date}, и у других ежедневных валют записи на \
             этот день нет: она больше не действует"
        );
    }
    push_removed(&mut text, &outcome.removed, lang);
    for span in &fetched.still_missing {
        let span = spell_span(*span);
        text += &tr!(lang, "\n  not fetched: {span}", "\n  не загружено: {span}");
    }

    text
}

fn counts_text(outcome: &Outcome, lang: Lang) -> String {
    let counts = [
        (
            outcome.new,
            ["new record", "new records"],
            ["новая запись", "новые записи", "новых записей"],
        ),
        (
            outcome.restated.len(),
            ["restated"; 2],
            ["исправлена", "исправлены", "исправлено"],
        ),
        (
            outcome.confirmed,
            ["confirmed"; 2],
            ["подтверждена", "подтверждены", "подтверждено"],
        ),
    ];
    let named = counts.into_iter().filter(|(count, ..)| *count > 0);
    let text = joined(
        named.map(|(count, en, ru)| counted(count, lang, en, ru)),
        ", ",
    );

    // The line is written even without counts: the currency was asked for.
    if text.is_empty() {
        tr!(lang, "nothing new", "нового нет")
    } else {
        text
    }
}

/// Imported records that went because the source has none on their days.
fn push_removed(text: &mut String, removed: &[Record], lang: Lang) {
    if removed.is_empty() {
        return;
    }

    let named = removed.iter().take(MOST_NAMED).map(Record::record_date);
    let dates = joined(named, ", ");
    *text += &tr!(
        lang,
        "\n  removed imported records of days on which the source has none: {dates}",
        "\n  убраны загруженные из файла записи на дни, когда у источника записей нет: {dates}"
    );

    if let Some(more) = more_than_named(removed.len()) {
        *text += &tr!(lang, ", and more: {more}", ", и ещё {more}");
    }
}

fn push_restated(text: &mut String, restated: &[Restated], lang: Lang) {
    for one in restated.iter().take(MOST_NAMED) {
        let date = one.after.record_date();
        let before = one.before.as_ref();
        let before = before.map(|record| format!("{} → ", figure(record)));
        let before = before.unwrap_or_default();
        let _ = write!(text, "\n  {date}: {before}{}", figure(&one.after));
    }

    if let Some(more) = more_than_named(restated.len()) {
        *text += &tr!(lang, "\n  and more: {more}", "\n  и ещё {more}");
    }
}

/// `90.6537`, `12.8900 (1000)`.
fn figure(record: &Record) -> String {
    let value = record.value();
    match record.nominal().units() {
        1 => value.to_string(),
        nominal => format!("{value} ({nominal})"),
    }
}

fn more_than_named(count: usize) -> Option<usize> {
    count.checked_sub(MOST_NAMED).filter(|more| *more > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Nominal, render::fixtures::currency};
    use expect_test::expect;
    use jiff::civil::date;

    fn record(value_e4: i64) -> Record {
        Record::new(date(2024, 5, 21), Nominal::ONE, value_e4).unwrap()
    }

    #[test]
    fn what_is_new_restated_and_missing_is_said() {
        let outcome = Outcome {
            new: 1,
            restated: vec![Restated {
                before: Some(record(906_537)),
                after: record(906_538),
            }],
            confirmed: 5,
            missing: vec![date(2024, 5, 18)],
            withdrawn: vec![date(2024, 5, 18)],
            removed: vec![record(1)],
            days_covered: 3,
            ..Outcome::default()
        };
        let fetched = Fetched {
            currency: Currency::find("USD").unwrap(),
            outcome,
            covered_to: Some(date(2024, 5, 21)),
            still_missing: vec![Span::new(date(2020, 1, 2), date(2020, 1, 9)).unwrap()],
        };
        let shown = render_fetched(std::slice::from_ref(&fetched), Lang::Ru);
        expect![[r"
            USD: 1 новая запись, 1 исправлена, 5 подтверждено; есть до 2024-05-21
              2024-05-21: 90.6537 → 90.6538
              источник больше не даёт записи от 2024-05-18, и у других ежедневных валют записи на этот день нет: она больше не действует
              убраны загруженные из файла записи на дни, когда у источника записей нет: 2024-05-21
              не загружено: 2020-01-02..2020-01-09"]].assert_eq(&shown);
        let nothing = Fetched {
            outcome: Outcome::default(),
            still_missing: vec![],
            ..fetched
        };
        assert_eq!(
            render_fetched(&[nothing], Lang::En),
            "USD: nothing new; covered to 2024-05-21"
        );
    }

    #[test]
    fn currencies_out_of_reach_are_one_line() {
        let check = |codes: &[&str], day, ru: &str, en: &str| {
            let currencies: Vec<_> = codes.iter().map(|code| currency(code)).collect();
            assert_eq!(render_unreached(&currencies, day, Lang::Ru), ru);
            assert_eq!(render_unreached(&currencies, day, Lang::En), en);
        };
        check(
            &["USD", "EUR"],
            Some(date(2026, 8, 21)),
            "не загружено ничего: USD, EUR; сохранены курсы до 2026-08-21",
            "nothing fetched: USD, EUR; stored to 2026-08-21",
        );
        let many = ["USD"; 12];
        let ten = many[..10].join(", ");
        check(
            &many,
            None,
            &format!("не загружено ничего: {ten} и ещё 2"),
            &format!("nothing fetched: {ten} and more: 2"),
        );
    }
}
