//! The words of figures in both languages. Where there are variants, the fullest comes first.

use super::PKind;
use crate::chart::mark_words::{counted_en, counted_ru};
use crate::chart::words::grouped_figure;
use crate::model::Lang;

/// `ru` or `en` by the language.
const fn of(lang: Lang, ru: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Ru => ru,
        Lang::En => en,
    }
}

fn variants(lang: Lang, ru: &[&str], en: &[&str]) -> Vec<String> {
    let chosen = match lang {
        Lang::Ru => ru,
        Lang::En => en,
    };
    chosen.iter().map(|text| (*text).to_owned()).collect()
}

/// Over the curve of an event study.
pub(super) fn curve_heading(lang: Lang) -> Vec<String> {
    variants(
        lang,
        &[
            "Курс до и после новостей: среднее накопленное изменение",
            "Накопленное изменение курса",
        ],
        &[
            "The rate before and after the news: mean cumulated change",
            "Cumulated change of the rate",
        ],
    )
}

/// Under the offsets.
pub(super) fn offsets(lang: Lang) -> Vec<String> {
    variants(
        lang,
        &[
            "записей до и после новости; 0 — запись, с которой она связана",
            "записей до и после новости",
            "записей",
        ],
        &[
            "records before and after the news; 0 is the record it is linked to",
            "records before and after the news",
            "records",
        ],
    )
}

/// Over the window.
pub(super) fn window((from, to): (i32, i32), lang: Lang) -> Vec<String> {
    let range = if from == to {
        signed(from)
    } else {
        format!("{}…{}", signed(from), signed(to))
    };
    let full = of(lang, "проверяется", "tested");
    vec![format!("{full}: {range}"), range]
}

/// At the end of the curve.
pub(super) fn mean_at_end(pct: f64, lang: Lang) -> String {
    format!("{} {}", of(lang, "в среднем", "mean"), percent(pct))
}

pub(super) fn pointwise(lang: Lang) -> Vec<String> {
    variants(
        lang,
        &["95\u{a0}% для каждой точки"],
        &["95% for each point"],
    )
}

pub(super) fn whole(lang: Lang) -> Vec<String> {
    variants(
        lang,
        &["95\u{a0}% для кривой целиком"],
        &["95% for the whole curve"],
    )
}

pub(super) fn null(lang: Lang) -> Vec<String> {
    variants(
        lang,
        &[
            "95\u{a0}% при случайной расстановке новостей",
            "случайная расстановка",
        ],
        &["95% with the news placed at random", "placed at random"],
    )
}

pub(super) fn null_of_lags(lang: Lang) -> Vec<String> {
    variants(
        lang,
        &[
            "95\u{a0}% при случайной перестановке движений",
            "случайная перестановка",
        ],
        &[
            "95% with the moves rearranged at random",
            "rearranged at random",
        ],
    )
}

/// What the ruble did, by where the dot lies: stronger, weaker.
pub(super) fn directions(lang: Lang) -> [Vec<String>; 2] {
    [
        variants(
            lang,
            &["рубль крепче", "крепче"],
            &["ruble stronger", "stronger"],
        ),
        variants(
            lang,
            &["рубль слабее", "слабее"],
            &["ruble weaker", "weaker"],
        ),
    ]
}

/// Under the effects.
pub(super) fn effects(lang: Lang) -> Vec<String> {
    variants(
        lang,
        &["среднее изменение курса после новостей", "изменение курса"],
        &[
            "mean change of the rate after the news",
            "change of the rate",
        ],
    )
}

/// Over the column of events, in full and in short.
pub(super) fn events(lang: Lang) -> [String; 2] {
    [of(lang, "событий", "events"), of(lang, "соб.", "n")].map(str::to_owned)
}

/// That so many rows had no room.
pub(super) fn left_out(count: usize, lang: Lang) -> Vec<String> {
    match lang {
        Lang::Ru => vec![
            format!("и ещё {count} — не поместились"),
            format!("и ещё {count}"),
        ],
        Lang::En => vec![
            format!("and {count} more without room"),
            format!("and {count} more"),
        ],
    }
}

/// Over the bars.
pub(super) fn lags_heading(lang: Lang) -> Vec<String> {
    variants(
        lang,
        &[
            "Корреляция числа заголовков с размером движений курса",
            "Корреляция",
        ],
        &[
            "Correlation of the number of headlines with the size of moves",
            "Correlation",
        ],
    )
}

/// At the two ends of the lags.
pub(super) fn leaders(lang: Lang) -> [Vec<String>; 2] {
    [
        variants(
            lang,
            &["← курс впереди", "← курс"],
            &["← the rate leads", "← rate"],
        ),
        variants(
            lang,
            &["заголовки впереди →", "заголовки →"],
            &["headlines lead →", "headlines →"],
        ),
    ]
}

/// Between them.
pub(super) fn lags(lang: Lang) -> Vec<String> {
    variants(lang, &["сдвиг, записей", "сдвиг"], &["lag, records", "lag"])
}

/// At the bar of the best lag.
pub(super) fn best_lag(lag: i32, correlation: f64, lang: Lang) -> Vec<String> {
    let value = fixed(correlation, 2, true);
    let who = match (lag, lang) {
        (0, Lang::Ru) => "в один день".to_owned(),
        (0, Lang::En) => "same record".to_owned(),
        (1.., _) => {
            format!(
                "{} {}",
                of(lang, "заголовки раньше на", "headlines lead by"),
                records(lag, lang)
            )
        }
        _ => format!(
            "{} {}",
            of(lang, "курс раньше на", "the rate leads by"),
            records(lag, lang)
        ),
    };
    vec![format!("{who}: {value}"), value]
}

/// A whole number with its sign, zero without: `−5`, `0`, `+5`.
pub(super) fn signed(number: i32) -> String {
    if number > 0 {
        format!("+{number}")
    } else {
        number.to_string().replace('-', "−")
    }
}

/// `+0.42%`, in two digits.
pub(super) fn percent(pct: f64) -> String {
    format!("{}%", fixed(pct, 2, true))
}

/// A figure in `digits` digits after the point, with a real minus and, where wanted, a plus; a zero bears none.
pub(super) fn fixed(value: f64, digits: usize, has_plus: bool) -> String {
    let text = format!("{:.digits$}", value.abs());
    let is_zero = !text.contains(|letter: char| ('1'..='9').contains(&letter));
    let sign = match (is_zero, value < 0.0) {
        (false, true) => "−",
        (false, false) if has_plus => "+",
        (true, _) | (false, false) => "",
    };
    grouped_figure(&format!("{sign}{text}"))
}

/// A probability in three digits.
pub(super) fn probability(p: f64) -> String {
    if p < 0.001 {
        "<0.001".to_owned()
    } else {
        format!("{p:.3}")
    }
}

/// `1 запись`, `2 записи`, `5 записей`: after «на».
fn records(lag: i32, lang: Lang) -> String {
    let count = usize::try_from(lag.unsigned_abs()).unwrap_or_default();
    match lang {
        Lang::Ru => counted_ru(count, ["запись", "записи", "записей"]),
        Lang::En => counted_en(count, "record"),
    }
}

/// What the column of probabilities is called.
pub(super) const fn p_kind(kind: PKind, is_full: bool, lang: Lang) -> &'static str {
    match (kind, is_full) {
        (PKind::Single, _) => "p",
        (PKind::Q, _) => "q",
        (PKind::Adjusted, true) => of(lang, "p с поправкой", "adjusted p"),
        (PKind::Adjusted, false) => of(lang, "p попр.", "adj. p"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_bear_their_signs() {
        assert_eq!(
            [0.423, -1.5, 0.001, -0.004].map(percent),
            ["+0.42%", "−1.50%", "0.00%", "0.00%"]
        );
        assert_eq!([-5, 0, 5].map(signed), ["−5", "0", "+5"]);
        assert_eq!(window((0, 1), Lang::Ru)[0], "проверяется: 0…+1");
        assert_eq!(window((1, 1), Lang::En)[0], "tested: +1");
    }

    #[test]
    fn probabilities_are_short() {
        let written = [1.0, 0.1, 0.0494, 0.001, 0.0005, 0.0].map(probability);
        assert_eq!(
            written,
            ["1.000", "0.100", "0.049", "0.001", "<0.001", "<0.001"]
        );
    }

    #[test]
    fn the_best_lag_is_counted_in_records() {
        let full = |lag, lang| best_lag(lag, 0.19, lang)[0].clone();
        assert_eq!(full(2, Lang::Ru), "заголовки раньше на 2 записи: +0.19");
        assert_eq!(full(-11, Lang::Ru), "курс раньше на 11 записей: +0.19");
        assert_eq!(full(1, Lang::En), "headlines lead by 1 record: +0.19");
    }
}
