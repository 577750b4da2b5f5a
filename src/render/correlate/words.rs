//! Figures of the reports in the words of both languages: no jargon, and no more digits than are known.

use crate::model::{Decimal, Lang, counted, counted_records, spell_day, tr};
use jiff::civil::Date;

/// Rates that the Bank sets in a month.
pub const RECORDS_A_MONTH: usize = 21;

/// `1.1 %`, `0.45 %` of simple per cent, without its sign, two digits that matter.
pub fn percent(simple_pct: f64) -> String {
    let value = simple_pct.abs();
    // The limits are where rounding to one digit less would round up to ten or one.
    if value >= 9.95 {
        format!("{value:.0} %")
    } else if value >= 0.995 {
        format!("{value:.1} %")
    } else {
        format!("{value:.2} %")
    }
}

/// `+0.91 %`, `−0.12 %`.
pub fn signed_percent(value: f64) -> String {
    format!("{} %", signed_to_two_digits(value))
}

/// `+12.54 %` of an exact change.
pub fn exact_percent(value: Decimal) -> String {
    signed_percent(value.rounded(2).unwrap_or(value).to_f64())
}

/// `курса USD`, `курсов USD, CNY и EUR` of `USD` and `USD,CNY,EUR`.
pub fn currencies_text(currencies: &str, lang: Lang) -> String {
    match currencies.rsplit_once(',') {
        None => tr!(lang, "the {currencies} rate", "курса {currencies}"),
        Some((others, last)) => {
            let others = others.replace(',', ", ");
            tr!(
                lang,
                "the rates of {others} and {last}",
                "курсов {others} и {last}"
            )
        }
    }
}

/// `+0.91 ₽` of an exact change.
pub fn exact_rubles(value: Decimal) -> String {
    signed_rubles(value.rounded(2).unwrap_or(value).to_f64())
}

/// `+0.91 ₽`.
pub fn signed_rubles(value: f64) -> String {
    format!("{} ₽", signed_to_two_digits(value))
}

fn signed_to_two_digits(value: f64) -> String {
    let text = format!("{:.2}", value.abs());
    // What rounds to zero has no sign.
    let sign = if text == "0.00" { "" } else { sign_of(value) };
    format!("{sign}{text}")
}

/// `+1.7`.
pub fn signed_figure(value: f64, digits: usize) -> String {
    format!("{}{:.digits$}", sign_of(value), value.abs())
}

/// `+2`, `0`, `−1`: a number of records.
pub fn signed_lag(lag: i32) -> String {
    match lag {
        0 => "0".to_owned(),
        _ => format!("{}{}", sign_of(lag.into()), lag.abs()),
    }
}

const fn sign_of(value: f64) -> &'static str {
    if value < 0.0 { "−" } else { "+" }
}

/// `91 коп.`, `91 kopecks`.
pub fn kopecks(value: f64, lang: Lang) -> String {
    let value = value.abs();
    let figure = if value >= 9.95 {
        format!("{value:.0}")
    } else {
        format!("{value:.1}")
    };

    tr!(lang, "{figure} kopecks", "{figure} коп.")
}

/// `1.1 % (91 коп.)`, without the brackets where there are no kopecks.
pub fn percent_and_kopecks(pct: f64, kop: Option<f64>, lang: Lang) -> String {
    match kop {
        Some(kop) => format!("{} ({})", percent(pct), kopecks(kop, lang)),
        None => percent(pct),
    }
}

/// `p = 0.58`, `p < 0.001`.
pub fn probability(p: f64) -> String {
    if p < 0.0005 {
        "p < 0.001".to_owned()
    } else {
        format!("p = {p:.3}")
    }
}

/// `с 4 октября 2022 по 6 августа 2026`.
pub fn from_to(from: Date, to: Date, lang: Lang) -> String {
    let from = spell_day(from, lang);
    let to = spell_day(to, lang);
    tr!(lang, "from {from} to {to}", "с {from} по {to}")
}

/// `318 записей курса, где новостей вокруг хватало, с 30 сентября 2022 по 14 августа 2026 (из периода с 10 ноября 2014
/// по 21 августа 2026)`: the tested records, and of which period.
pub fn looked_at(
    n: usize,
    period: Option<(Date, Date)>,
    asked: (Date, Date),
    lang: Lang,
) -> String {
    let count = counted_records(n, lang);
    let asked_for = from_to(asked.0, asked.1, lang);
    let Some((first, last)) = period else {
        return tr!(
            lang,
            "{count} of the rate of the period {asked_for}",
            "{count} курса из периода {asked_for}"
        );
    };

    let tested = from_to(first, last, lang);
    tr!(
        lang,
        "{count} of the rate with enough news around, {tested} (of the period {asked_for})",
        "{count} курса, где новостей вокруг хватало, {tested} (из периода {asked_for})"
    )
}

/// `в 26 случаях из 42`, `in 26 cases of 42`.
pub fn cases_of(count: usize, all: usize, lang: Lang) -> String {
    let cases = counted(
        count,
        lang,
        ["case", "cases"],
        ["случае", "случаях", "случаях"],
    );
    tr!(lang, "in {cases} of {all}", "в {cases} из {all}")
}

/// `во всех 42 случаях`, `in all 42 cases`.
pub fn all_cases(count: usize, lang: Lang) -> String {
    let cases = counted(
        count,
        lang,
        ["case", "cases"],
        ["случае", "случаях", "случаях"],
    );
    tr!(lang, "in all {cases}", "во всех {cases}")
}

/// `8–9 ноября 2017`, `30 ноября 2017 – 1 декабря 2017`.
pub fn spell_days(from: Date, to: Date, lang: Lang) -> String {
    if from == to {
        return spell_day(from, lang);
    }

    let last = spell_day(to, lang);
    if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("{}–{last}", from.day())
    } else {
        format!("{} – {last}", spell_day(from, lang))
    }
}

/// `1 событие`, …
pub fn events(count: usize, lang: Lang) -> String {
    counted(
        count,
        lang,
        ["event", "events"],
        ["событие", "события", "событий"],
    )
}

/// `1 месяц`, …
pub fn months(count: usize, lang: Lang) -> String {
    counted(
        count,
        lang,
        ["month", "months"],
        ["месяц", "месяца", "месяцев"],
    )
}

/// `18 месяцев`, `39 лет`: from three years on in years.
pub fn months_or_years(count: usize, lang: Lang) -> String {
    if count < 36 {
        return months(count, lang);
    }

    // To the nearest year.
    let years = (count + 6) / 12;
    counted(years, lang, ["year", "years"], ["год", "года", "лет"])
}

/// `1 заголовок`, …
pub fn headlines(count: usize, lang: Lang) -> String {
    let ru = ["заголовок", "заголовка", "заголовков"];
    counted(count, lang, ["headline", "headlines"], ru)
}

/// `1 сюжет`, …
pub fn stories(count: usize, lang: Lang) -> String {
    counted(
        count,
        lang,
        ["story", "stories"],
        ["сюжет", "сюжета", "сюжетов"],
    )
}

/// `1 раз`, `2 раза`; `once` is `1 time`.
pub fn times(count: usize, lang: Lang) -> String {
    counted(count, lang, ["time", "times"], ["раз", "раза", "раз"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_currencies_are_a_list() {
        let text = |codes| [Lang::En, Lang::Ru].map(|lang| currencies_text(codes, lang));
        assert_eq!(text("USD"), ["the USD rate", "курса USD"]);
        assert_eq!(
            text("USD,CNY,EUR"),
            ["the rates of USD, CNY and EUR", "курсов USD, CNY и EUR"]
        );
    }

    #[test]
    fn two_digits_that_matter() {
        for (value, expected) in [
            (1.09, "1.1 %"),
            (-0.446, "0.45 %"),
            (12.6, "13 %"),
            (-12.4, "12 %"),
            (0.997, "1.0 %"),
        ] {
            assert_eq!(percent(value), expected);
        }
        assert_eq!(
            percent_and_kopecks(1.09, Some(91.2), Lang::Ru),
            "1.1 % (91 коп.)"
        );
        assert_eq!(percent_and_kopecks(-0.18, None, Lang::En), "0.18 %");
        assert_eq!(
            [18, 35, 36, 471].map(|count| months_or_years(count, Lang::Ru)),
            ["18 месяцев", "35 месяцев", "3 года", "39 лет"]
        );
        assert_eq!(
            (signed_percent(-0.004), signed_percent(-0.006)),
            ("0.00 %".into(), "−0.01 %".into())
        );
        assert_eq!(
            (probability(0.0004), probability(0.58)),
            ("p < 0.001".into(), "p = 0.580".into())
        );
    }
}
