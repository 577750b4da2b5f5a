//! The summary of a fetch: what is new, restated, missing, and why.

use crate::model::{Currency, Lang, Record, Span};
use crate::render::words::{counted, spell_span};
use crate::store::{Outcome, Restated};
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
    all.iter()
        .map(|one| render_one(one, lang))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Currencies of which nothing was fetched because the source was out of reach.
pub fn render_unreached(codes: &[&str], stored_to: Option<Date>, lang: Lang) -> String {
    let mut text = in_words(lang, "не загружено ничего: ", "nothing fetched: ").to_owned();
    text.push_str(&codes[..codes.len().min(MOST_NAMED)].join(", "));
    if let Some(more) = codes.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        let _ = write!(text, " {} {more}", in_words(lang, "и ещё", "and more:"));
    }
    if let Some(day) = stored_to {
        let _ = write!(
            text,
            "; {} {day}",
            in_words(lang, "сохранены курсы до", "stored to")
        );
    }
    text
}

/// Ids of the Bank's catalogue that the embedded one lacks.
pub fn unknown_ids(ids: &[&str], lang: Lang) -> String {
    let what = in_words(
        lang,
        "в справочнике Банка есть коды, которых эта версия не знает:",
        "the Bank's catalogue has ids that this version does not know:",
    );
    format!("{what} {}", ids.join(", "))
}

fn render_one(fetched: &Fetched, lang: Lang) -> String {
    let outcome = &fetched.outcome;
    let mut parts = Vec::new();
    let mut part = |count: usize, ru: [&str; 3], en: [&str; 2]| {
        if count > 0 {
            parts.push(counted(
                i64::try_from(count).unwrap_or(i64::MAX),
                lang,
                ru,
                en,
            ));
        }
    };
    part(
        outcome.new,
        ["новая запись", "новые записи", "новых записей"],
        ["new record", "new records"],
    );
    part(
        outcome.restated.len(),
        ["исправлена", "исправлены", "исправлено"],
        ["restated", "restated"],
    );
    part(
        outcome.confirmed,
        ["подтверждена", "подтверждены", "подтверждено"],
        ["confirmed", "confirmed"],
    );
    if parts.is_empty() {
        parts.push(in_words(lang, "нового нет", "nothing new").to_owned());
    }
    let mut text = format!("{}: {}", fetched.currency.code, parts.join(", "));
    if let Some(day) = fetched.covered_to {
        let _ = write!(text, "; {} {day}", in_words(lang, "есть до", "covered to"));
    }
    name_restated(&mut text, &outcome.restated, lang);
    for date in &outcome.withdrawn {
        let _ = write!(text, "\n  {}", withdrawn_line(*date, lang));
    }
    name_removed(&mut text, &outcome.removed, lang);
    for span in &fetched.still_missing {
        let _ = write!(
            text,
            "\n  {} {}",
            in_words(lang, "не загружено:", "not fetched:"),
            spell_span(*span)
        );
    }
    text
}

fn withdrawn_line(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Ru => format!(
            "источник больше не даёт записи от {date}, и у других ежедневных валют записи на этот день нет: она больше не действует"
        ),
        Lang::En => format!(
            "the source no longer lists the record of {date}, and no other daily currency has one on that day: it is out of force"
        ),
    }
}

/// Imported records that went because the source has none on their days.
fn name_removed(text: &mut String, removed: &[Record], lang: Lang) {
    if removed.is_empty() {
        return;
    }
    let dates = removed
        .iter()
        .take(MOST_NAMED)
        .map(|record| record.record_date().to_string());
    let dates = dates.collect::<Vec<_>>().join(", ");
    let what = in_words(
        lang,
        "убраны загруженные из файла записи на дни, когда у источника записей нет:",
        "removed imported records of days on which the source has none:",
    );
    let _ = write!(text, "\n  {what} {dates}");
    if let Some(more) = removed
        .len()
        .checked_sub(MOST_NAMED)
        .filter(|more| *more > 0)
    {
        let _ = write!(text, ", {} {more}", in_words(lang, "и ещё", "and more:"));
    }
}

fn name_restated(text: &mut String, restated: &[Restated], lang: Lang) {
    let figure = |record: &Record| match record.nominal().units() {
        1 => record.value().to_string(),
        nominal => format!("{} ({nominal})", record.value()),
    };
    for one in restated.iter().take(MOST_NAMED) {
        let before = one
            .before
            .as_ref()
            .map_or_else(String::new, |record| format!("{} → ", figure(record)));
        let _ = write!(
            text,
            "\n  {}: {before}{}",
            one.after.record_date(),
            figure(&one.after)
        );
    }
    if let Some(more) = restated
        .len()
        .checked_sub(MOST_NAMED)
        .filter(|more| *more > 0)
    {
        let _ = write!(text, "\n  {} {more}", in_words(lang, "и ещё", "and more:"));
    }
}

const fn in_words(lang: Lang, ru: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Ru => ru,
        Lang::En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Nominal;
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
        expect![[r#"
            USD: 1 новая запись, 1 исправлена, 5 подтверждено; есть до 2024-05-21
              2024-05-21: 90.6537 → 90.6538
              источник больше не даёт записи от 2024-05-18, и у других ежедневных валют записи на этот день нет: она больше не действует
              убраны загруженные из файла записи на дни, когда у источника записей нет: 2024-05-21
              не загружено: 2020-01-02..2020-01-09"#]].assert_eq(&shown);
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
            assert_eq!(render_unreached(codes, day, Lang::Ru), ru);
            assert_eq!(render_unreached(codes, day, Lang::En), en);
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
