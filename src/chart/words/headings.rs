//! Title, note, source and headings of a chart. Each list of variants has the fullest first; the first that has room is
//! taken.

use crate::chart::data::{Line, Spec};
use crate::model::{Lang, Redenomination, group_thousands, spell_day};

/// More currencies than these are named by their codes.
const MOST_NAMES: usize = 3;

/// What the chart is called when the user does not say.
pub fn title(lines: &[Line], lang: Lang) -> Vec<String> {
    let codes = vec![codes(lines)];
    if lines.len() > MOST_NAMES {
        return codes;
    }

    match &names(lines.iter(), lang)[..] {
        [] => codes,
        [only] => [vec![only.clone()], codes].concat(),
        [all @ .., last] => {
            let and = lang.pick("and", "и");
            let full = format!("{} {and} {last}", all.join(", "));
            [vec![full], codes].concat()
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
        .map(|text| {
            let texts: Vec<_> = restated.iter().map(|one| text(one, spec.lang)).collect();
            texts.join(" · ")
        })
        .into()
}

/// Where the figures come from.
pub fn source(spec: &Spec) -> Vec<String> {
    let day = spell_day(spec.last_record(), spec.lang);
    match spec.lang {
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
pub fn panel_heading(spec: &Spec, lines: &[usize]) -> Vec<String> {
    let lines = || lines.iter().map(|line| &spec.lines[*line]);
    let labels: Vec<_> = lines().map(Line::label).collect();

    vec![names(lines(), spec.lang).join(", "), labels.join(", ")]
}

/// For readers who do not see the picture.
pub fn description(spec: &Spec) -> String {
    let mut lines = Vec::new();
    for line in &spec.lines {
        let last = &line.last;
        let change = last
            .change_text()
            .map_or_else(String::new, |change| format!(" {change}"));
        let day = spell_day(last.record_date, spec.lang);
        lines.push(format!(
            "{}: {}{change} ({day})",
            line.label(),
            last.value_text()
        ));
    }

    lines.join("; ")
}

/// `USD, EUR`.
fn codes(lines: &[Line]) -> String {
    let codes: Vec<_> = lines.iter().map(|line| line.quoted.to_string()).collect();
    codes.join(", ")
}

fn names<'a>(lines: impl Iterator<Item = &'a Line>, lang: Lang) -> Vec<String> {
    let names = lines
        .enumerate()
        .map(|(place, line)| name(line, place, lang));
    names.collect()
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
    let code = restated.currency;
    let many = group_thousands(&restated.factor.to_string(), lang);
    let year = restated.date.year();
    let day = spell_day(restated.date, lang);

    match (code, lang) {
        ("RUB", Lang::Ru) => format!("До {year} года — в новых рублях: 1 новый = {many} старых"),
        ("RUB", Lang::En) => format!("Before {year} in new rubles: 1 new = {many} old"),
        (_, Lang::Ru) => format!("{code} до {day} — в нынешних единицах: 1 = {many} старых"),
        (_, Lang::En) => format!("{code} before {day} in present units: 1 = {many} old"),
    }
}

fn restated_in_short(restated: &Redenomination, lang: Lang) -> String {
    let year = restated.date.year();
    match (restated.currency, lang) {
        ("RUB", Lang::Ru) => format!("До {year} — в новых рублях"),
        ("RUB", Lang::En) => format!("Before {year}: new rubles"),
        (code, Lang::Ru) => format!("{code} — в нынешних единицах"),
        (code, Lang::En) => format!("{code} in present units"),
    }
}
