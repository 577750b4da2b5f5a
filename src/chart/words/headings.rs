//! Title, note, source and headings of a chart. Each list of variants has the fullest first; the first that has room is
//! taken.

use super::{
    language::{codes, joined, one_line},
    marks::and_more,
};
use crate::{
    chart::data::{Line, Spec},
    model::{Lang, Redenomination, group_thousands, spell_day, tr},
};

/// More currencies than these are named by their codes.
const MOST_NAMES: usize = 3;

/// What the chart is called when the user does not say.
pub fn title(lines: &[Line], lang: Lang) -> Vec<String> {
    let codes = vec![codes(lines.iter().map(|line| line.quoted))];
    if lines.len() > MOST_NAMES {
        return codes;
    }

    match &names(lines.iter(), lang)[..] {
        [] => codes,
        [only] => [vec![only.clone()], codes].concat(),
        [all @ .., last] => {
            let all = all.join(", ");
            [vec![tr!(lang, "{all} and {last}", "{all} и {last}")], codes].concat()
        }
    }
}

/// What has been counted in other units than it was published in; empty when nothing has.
pub fn note(spec: &Spec) -> Vec<String> {
    let restated = spec.restated();
    if restated.is_empty() {
        return Vec::new();
    }

    [restated_in_full, restated_in_short]
        .map(|text| joined(restated.iter().map(|one| text(one, spec.lang)), " · "))
        .into()
}

/// Where the figures come from, and the headlines.
pub fn source(spec: &Spec) -> Vec<String> {
    let day = spell_day(spec.last_record(), spec.lang);
    let usual = tr!(
        spec.lang,
        "Bank of Russia, cbr.ru. Last record: {day}",
        "Банк России, cbr.ru. Последняя запись — {day}"
    );
    let rates = [
        tr!(spec.lang, "Source: {usual}", "Источник: {usual}"),
        usual,
        tr!(
            spec.lang,
            "Bank of Russia, record of {day}",
            "Банк России, запись — {day}"
        ),
    ];

    let with_headlines = headline_sources(spec).into_iter().flat_map(|headlines| {
        let texts = rates.iter();
        texts.map(move |text| format!("{text}. {headlines}"))
    });
    with_headlines.chain(rates.iter().cloned()).collect()
}

/// The first few sources of headlines by name, then the first one; nothing without any.
fn headline_sources(spec: &Spec) -> Vec<String> {
    const MOST_NAMED: usize = 3;
    let sources = &spec.marks.headline_sources;
    let mut counts = vec![MOST_NAMED.min(sources.len()), 1.min(sources.len())];
    counts.dedup();
    counts.retain(|count| *count > 0);

    let texts = counts.into_iter().map(|count| {
        let named = joined(sources[..count].iter().map(|one| one_line(one)), ", ");
        let text = if count < sources.len() {
            format!("{named} {}", and_more(sources.len() - count, spec.lang))
        } else {
            named
        };
        tr!(spec.lang, "Headlines: {text}", "Заголовки: {text}")
    });
    texts.collect()
}

/// Over a panel with one or some of several currencies.
pub fn panel_heading(spec: &Spec, lines: &[usize]) -> Vec<String> {
    let lines = lines.iter().map(|line| &spec.lines[*line]);
    let labels = joined(lines.clone().map(Line::label), ", ");

    vec![names(lines, spec.lang).join(", "), labels]
}

/// For readers who do not see the picture.
pub fn description(spec: &Spec) -> String {
    let lines = spec.lines.iter().map(|line| {
        let last = &line.last;
        let figures = joined(
            [last.value_text()].into_iter().chain(last.change_text()),
            " ",
        );
        let day = spell_day(last.record_date, spec.lang);
        format!("{}: {figures} ({day})", line.label())
    });
    joined(lines, "; ")
}

/// `USD, EUR`.
fn names<'a>(lines: impl Iterator<Item = &'a Line>, lang: Lang) -> Vec<String> {
    lines
        .enumerate()
        .map(|(place, line)| name(line, place, lang))
        .collect()
}

/// A name as it is written at `place` of a list: names of currencies are no proper names, save that English ones
/// begin with a nation. Anything but a currency in rubles has only its code as a name.
fn name(line: &Line, place: usize, lang: Lang) -> String {
    let currency = line.quoted.currency;
    if line.quoted.to_string() != currency.code {
        // A pair or a dead unit has no name of its own.
        return line.quoted.to_string();
    }

    let full = lang.pick(currency.name_en, currency.name_ru);
    let begins_with_nation = lang == Lang::En && !matches!(currency.code, "EUR" | "GBP");
    let mut letters = full.chars();
    match letters.next() {
        // «Доллар США и евро»: inside a list, names begin small.
        Some(first) if place > 0 && !begins_with_nation => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => full.to_owned(),
    }
}

fn restated_in_full(restated: &Redenomination, lang: Lang) -> String {
    let many = group_thousands(&restated.factor.to_string(), lang);
    let year = restated.date.year();
    let day = spell_day(restated.date, lang);

    match restated.currency {
        "RUB" => tr!(
            lang,
            "Before {year} in new rubles: 1 new = {many} old",
            "До {year} года — в новых рублях: 1 новый = {many} старых"
        ),
        code => tr!(
            lang,
            "{code} before {day} in present units: 1 = {many} old",
            "{code} до {day} — в нынешних единицах: 1 = {many} старых"
        ),
    }
}

fn restated_in_short(restated: &Redenomination, lang: Lang) -> String {
    let year = restated.date.year();
    match restated.currency {
        "RUB" => tr!(
            lang,
            "Before {year}: new rubles",
            "До {year} — в новых рублях"
        ),
        code => tr!(
            lang,
            "{code} in present units",
            "{code} — в нынешних единицах"
        ),
    }
}
