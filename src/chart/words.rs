//! The words of a chart in both languages.
//!
//! Each function that gives variants gives the fullest first; the layout takes the first that has room.

mod gaps;
mod ranges;
mod view;

pub(super) use gaps::gaps;
pub(super) use view::{
    change_heading, extreme, figures_of_days, last_change, last_figure, shape, subtitle,
    under_last_figure,
};

use super::spec::{Line, Restated, Spec};
use crate::model::{Decimal, Lang, Span, group_thousands, month_genitive, month_short, spell_day};
use jiff::civil::Date;
use serde::Serialize;

/// What the chart is called when the user does not say.
pub(super) fn title(lines: &[Line], lang: Lang) -> Vec<String> {
    let names: Vec<_> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| name(line, at, lang))
        .collect();
    let codes = codes(lines);
    match (names.len(), lang) {
        (1..=3, Lang::Ru) => vec![listed(&names, "и"), codes],
        (1..=3, Lang::En) => vec![listed(&names, "and"), codes],
        _ => vec![codes],
    }
}

/// What has been counted in other units than it was published in; empty when nothing has.
pub(super) fn note(restated: &[Restated], lang: Lang) -> Vec<String> {
    let full: Vec<_> = restated
        .iter()
        .map(|one| restated_in_full(one, lang))
        .collect();
    let short: Vec<_> = restated
        .iter()
        .map(|one| restated_in_short(one, lang))
        .collect();
    if full.is_empty() {
        Vec::new()
    } else {
        vec![full.join(" · "), short.join(" · ")]
    }
}

/// Where the figures come from.
pub(super) fn source(last_record: Date, lang: Lang) -> Vec<String> {
    let day = spell_day(last_record, lang);
    match lang {
        Lang::Ru => vec![
            format!("Источник: Банк России, cbr.ru. Последняя запись — {day}"),
            format!("Банк России, cbr.ru. Последняя запись — {day}"),
            format!("Банк России, запись — {day}"),
        ],
        Lang::En => vec![
            format!("Source: Bank of Russia, cbr.ru. Last record: {day}"),
            format!("Bank of Russia, cbr.ru. Last record: {day}"),
            format!("Bank of Russia, record of {day}"),
        ],
    }
}

/// Over a panel with one or some of several currencies.
pub(super) fn panel_heading(lines: &[&Line], lang: Lang) -> Vec<String> {
    let names: Vec<_> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| name(line, at, lang))
        .collect();
    let labels: Vec<_> = lines.iter().map(|line| line.label()).collect();
    vec![names.join(", "), labels.join(", ")]
}

/// For readers who do not see the picture.
pub(super) fn description(spec: &Spec) -> String {
    let each = spec.lines.iter().map(|line| {
        let (value, day) = (
            line.last.value_text(),
            spell_day(line.last.record_date, spec.lang),
        );
        let change = line.last.change_text().unwrap_or_default();
        format!("{}: {value} {change}", line.label())
            .trim_end()
            .to_owned()
            + &format!(" ({day})")
    });
    each.collect::<Vec<_>>().join("; ")
}

/// The words of a page around its picture.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PageWords {
    pub(super) date: &'static str,
    pub(super) change: &'static str,
    pub(super) last_records: &'static str,
    #[serde(skip)]
    pub(super) keys: &'static str,
    /// The same for a page without zoom.
    #[serde(skip)]
    pub(super) keys_without_zoom: &'static str,
    chart: &'static str,
    chart_keys: &'static str,
    lines: &'static str,
    zoom_in: &'static str,
    zoom_out: &'static str,
    reset: &'static str,
    record_of: &'static str,
    no_rate: &'static str,
    old_rubles: &'static str,
    headlines: &'static str,
    opens_elsewhere: &'static str,
    dash: &'static str,
    months_short: Vec<&'static str>,
    months_of: Vec<&'static str>,
}

/// Those of a page in `lang`.
pub(super) fn page(lang: Lang) -> PageWords {
    let months_short = (1..=12).map(|month| month_short(month, lang)).collect();
    let months_of = (1..=12).map(|month| month_genitive(month, lang)).collect();
    match lang {
        Lang::Ru => PageWords {
            date: "Дата",
            change: "Изменение",
            last_records: "Последние записи",
            keys: "Приблизить — протянуть мышью или развести пальцы. Клавиши на графике: ← → по записям, \
                с Shift по месяцам, + − масштаб, Home и End к краям, 0 или Esc — весь график. Щелчок закрепляет день.",
            keys_without_zoom: "Клавиши на графике: ← → по записям, с Shift по месяцам, Home и End к краям. Щелчок \
                закрепляет день.",
            chart: "График с курсами по дням",
            chart_keys: "стрелки ведут по записям",
            lines: "Валюты",
            zoom_in: "Приблизить",
            zoom_out: "Отдалить",
            reset: "Весь график",
            record_of: "запись от",
            no_rate: "нет курса",
            old_rubles: "стар. руб.",
            headlines: "Заголовков",
            opens_elsewhere: "откроется в новой вкладке",
            dash: "—",
            months_short,
            months_of,
        },
        Lang::En => PageWords {
            date: "Date",
            change: "Change",
            last_records: "Last records",
            keys: "Drag across the chart or pinch to zoom. Keys on the chart: ← → by records, with Shift by months, \
                + − to zoom, Home and End to the edges, 0 or Esc for the whole chart. A click holds the day.",
            keys_without_zoom: "Keys on the chart: ← → by records, with Shift by months, Home and End to the edges. \
                A click holds the day.",
            chart: "Chart of rates by day",
            chart_keys: "arrows move by records",
            lines: "Currencies",
            zoom_in: "Zoom in",
            zoom_out: "Zoom out",
            reset: "Whole chart",
            record_of: "record of",
            no_rate: "no rate",
            old_rubles: "old rubles",
            headlines: "Headlines",
            opens_elsewhere: "opens in a new tab",
            dash: "–",
            months_short,
            months_of,
        },
    }
}

/// A figure with `digits` after the point, a real minus, and a plus where `signed`.
pub(super) fn figure(value: Decimal, digits: u32, sign: Sign) -> String {
    let rounded = value.rounded(digits).unwrap_or(value);
    let before = match (rounded.is_negative(), sign) {
        (true, _) => "−",
        (false, Sign::Always) if !rounded.is_zero() => "+",
        _ => "",
    };
    format!("{before}{}", rounded.abs())
}

/// When a figure bears a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Only below zero.
    Negative,
    /// Always, but not on a zero.
    Always,
}

/// `USD, EUR`.
pub(super) fn codes(lines: &[Line]) -> String {
    lines
        .iter()
        .map(|line| line.quoted.to_string())
        .collect::<Vec<_>>()
        .join(", ")
}

/// A name as it stands at place `at` of a list: names of currencies are no proper names, save that English ones
/// begin with a nation. Anything but a currency in rubles has only its code as a name.
fn name(line: &Line, at: usize, lang: Lang) -> String {
    let currency = line.quoted.currency;
    if line.quoted.to_string() != currency.code {
        return line.quoted.to_string();
    }
    let full = match lang {
        Lang::Ru => currency.name_ru,
        Lang::En => currency.name_en,
    };
    let begins_with_nation = lang == Lang::En && !matches!(currency.code, "EUR" | "GBP");
    let mut letters = full.chars();
    match letters.next() {
        Some(first) if at > 0 && !begins_with_nation => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => full.to_owned(),
    }
}

fn listed(names: &[String], and: &str) -> String {
    match names {
        [all @ .., last] if !all.is_empty() => format!("{} {and} {last}", all.join(", ")),
        _ => names.join(""),
    }
}

fn restated_in_full(restated: &Restated, lang: Lang) -> String {
    let Restated {
        currency,
        before,
        factor,
    } = *restated;
    let many = group_thousands(&factor.to_string(), lang);
    match (currency, lang) {
        (None, Lang::Ru) => format!(
            "До {} года — в новых рублях: 1 новый = {many} старых",
            before.year()
        ),
        (None, Lang::En) => format!("Before {} in new rubles: 1 new = {many} old", before.year()),
        (Some(code), Lang::Ru) => {
            format!(
                "{code} до {} — в нынешних единицах: 1 = {many} старых",
                spell_day(before, lang)
            )
        }
        (Some(code), Lang::En) => {
            format!(
                "{code} before {} in present units: 1 = {many} old",
                spell_day(before, lang)
            )
        }
    }
}

fn restated_in_short(restated: &Restated, lang: Lang) -> String {
    let year = restated.before.year();
    match (restated.currency, lang) {
        (None, Lang::Ru) => format!("До {year} — в новых рублях"),
        (None, Lang::En) => format!("Before {year}: new rubles"),
        (Some(code), Lang::Ru) => format!("{code} — в нынешних единицах"),
        (Some(code), Lang::En) => format!("{code} in present units"),
    }
}

/// A written figure with its thousands kept apart from ten thousand on, by spaces that do not break.
pub(super) fn grouped_figure(text: &str) -> String {
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let digits = whole.trim_start_matches(['−', '-', '+']);
    if digits.len() < 5 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.to_owned();
    }
    format!(
        "{}{}{rest}",
        &whole[..whole.len() - digits.len()],
        group_thousands(digits, Lang::Ru)
    )
}

pub(super) fn spell_span(span: Span, lang: Lang) -> String {
    let (from, to) = (span.from(), span.to());
    let dash = match lang {
        Lang::Ru => "—",
        Lang::En => "–",
    };
    let end = spell_day(to, lang);
    if from == to {
        end
    } else if from.year() != to.year() {
        format!("{} {dash} {end}", spell_day(from, lang))
    } else if from.month() != to.month() {
        format!(
            "{} {} {dash} {end}",
            from.day(),
            month_genitive(from.month(), lang)
        )
    } else {
        format!("{}–{end}", from.day())
    }
}

fn dotted_span(span: Span) -> String {
    let dotted = |day: Date| format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year());
    if span.from() == span.to() {
        dotted(span.to())
    } else {
        format!("{}–{}", dotted(span.from()), dotted(span.to()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn spans_say_each_thing_once() {
        let spell = |from, to, lang| spell_span(Span::new(from, to).unwrap(), lang);
        let day = date(2024, 5, 21);
        assert_eq!(spell(day, day, Lang::Ru), "21 мая 2024");
        assert_eq!(spell(date(2024, 5, 1), day, Lang::Ru), "1–21 мая 2024");
        assert_eq!(
            spell(date(2024, 4, 1), day, Lang::En),
            "1 April – 21 May 2024"
        );
        assert_eq!(
            spell(date(1992, 7, 1), day, Lang::Ru),
            "1 июля 1992 — 21 мая 2024"
        );
    }

    #[test]
    fn figures_bear_a_real_minus() {
        let change = Decimal::parse("-0.3336").unwrap();
        assert_eq!(figure(change, 2, Sign::Always), "−0.33");
        assert_eq!(
            figure(Decimal::parse("0.004").unwrap(), 2, Sign::Always),
            "0.00"
        );
        assert_eq!(
            figure(Decimal::parse("1.765").unwrap(), 2, Sign::Always),
            "+1.77"
        );
    }
}
