//! The words of figures in both languages. Of variants, the fullest comes first.

use super::content::PKind;
use crate::{
    chart::{
        data::{group_digits, per_cent},
        words::{and_more, variants},
    },
    model::{Lang, counted_records, tr},
};

/// Over the curve of an event study.
pub fn curve_heading(lang: Lang) -> Vec<String> {
    variants(
        lang,
        &[
            "The rate before and after the news: mean cumulated change; the record before the news is 0",
            "Mean cumulated change of the rate from the record before the news",
            "Cumulated change of the rate",
        ],
        &[
            "Курс до и после новостей: среднее накопленное изменение; запись перед новостью — 0",
            "Среднее накопленное изменение курса от записи перед новостью",
            "Накопленное изменение курса",
        ],
    )
}

/// Under the offsets.
pub fn offsets(lang: Lang) -> Vec<String> {
    variants(
        lang,
        &[
            "records before and after the news; 0 is the record it is linked to",
            "records before and after the news",
            "records",
        ],
        &[
            "записей до и после новости; 0 — запись, с которой она связана",
            "записей до и после новости",
            "записей",
        ],
    )
}

/// Over the window, with the change over it.
pub fn window((from, to): (i32, i32), effect_pct: Option<f64>, lang: Lang) -> Vec<String> {
    let range = if from == to {
        signed(from)
    } else {
        format!("{}…{}", signed(from), signed(to))
    };
    let plain = tr!(lang, "tested: {range}", "проверяется: {range}");
    let Some(effect) = effect_pct.map(percent) else {
        return vec![plain, range];
    };

    let full = tr!(
        lang,
        "{plain}, mean {effect}",
        "{plain}, в среднем {effect}"
    );
    vec![full, format!("{range}: {effect}"), range]
}

/// At the end of the curve.
pub fn mean_at_end(pct: f64, lang: Lang) -> String {
    let mean = percent(pct);
    tr!(lang, "at the end {mean}", "в конце {mean}")
}

pub fn pointwise(lang: Lang) -> Vec<String> {
    variants(
        lang,
        &["95\u{a0}% for each point"],
        &["95\u{a0}% для каждой точки"],
    )
}

pub fn whole(lang: Lang) -> Vec<String> {
    variants(
        lang,
        &["95\u{a0}% for the whole curve"],
        &["95\u{a0}% для кривой целиком"],
    )
}

pub fn null(lang: Lang) -> Vec<String> {
    variants(
        lang,
        &[
            "95\u{a0}% with the news placed at random",
            "placed at random",
        ],
        &[
            "95\u{a0}% при случайной расстановке новостей",
            "случайная расстановка",
        ],
    )
}

pub fn null_of_lags(lang: Lang) -> Vec<String> {
    variants(
        lang,
        &[
            "95\u{a0}% with the moves rearranged at random",
            "rearranged at random",
        ],
        &[
            "95\u{a0}% при случайной перестановке движений",
            "случайная перестановка",
        ],
    )
}

/// The sides of zero: the ruble stronger, weaker.
pub fn directions(lang: Lang) -> [Vec<String>; 2] {
    [
        variants(
            lang,
            &["ruble stronger", "stronger"],
            &["рубль крепче", "крепче"],
        ),
        variants(
            lang,
            &["ruble weaker", "weaker"],
            &["рубль слабее", "слабее"],
        ),
    ]
}

/// Under the effects.
pub fn effects(lang: Lang) -> Vec<String> {
    variants(
        lang,
        &[
            "mean change of the rate after the news",
            "change of the rate",
        ],
        &["среднее изменение курса после новостей", "изменение курса"],
    )
}

/// Over the column of events, in full and in short.
pub fn events(lang: Lang) -> [String; 2] {
    [lang.pick("events", "событий"), lang.pick("n", "соб.")].map(str::to_owned)
}

/// Beside a piece of a zone of noise.
pub fn noise_zone(terms: usize, lang: Lang) -> Vec<String> {
    let full = tr!(
        lang,
        "as far as the strongest of {terms} words reaches on noise",
        "сюда на шуме доходит самое сильное из {terms} слов"
    );
    let short = lang.pick("reached on noise", "сюда доходит и шум");
    vec![full, short.to_owned()]
}

/// How many rows had no room.
pub fn left_out(count: usize, lang: Lang) -> Vec<String> {
    let full = tr!(
        lang,
        "and {count} more without room",
        "и ещё {count} — не поместились"
    );
    vec![full, and_more(count, lang)]
}

/// Over the bars.
pub fn lags_heading(lang: Lang) -> Vec<String> {
    variants(
        lang,
        &[
            "Correlation of the number of headlines with the size of moves",
            "Correlation",
        ],
        &[
            "Корреляция числа заголовков с размером движений курса",
            "Корреляция",
        ],
    )
}

/// At the two ends of the lags.
pub fn leaders(lang: Lang) -> [Vec<String>; 2] {
    [
        variants(
            lang,
            &["← the rate leads", "← rate"],
            &["← курс впереди", "← курс"],
        ),
        variants(
            lang,
            &["headlines lead →", "headlines →"],
            &["заголовки впереди →", "заголовки →"],
        ),
    ]
}

/// Between them.
pub fn lags(lang: Lang) -> Vec<String> {
    variants(lang, &["lag, records", "lag"], &["сдвиг, записей", "сдвиг"])
}

/// At the bar of the best lag.
pub fn best_lag(lag: i32, correlation: f64, lang: Lang) -> Vec<String> {
    let value = signed_number(correlation, 2);
    let count = counted_records(lag.unsigned_abs(), lang);
    let who = match lag {
        0 => lang.pick("same record", "в один день").to_owned(),
        1.. => tr!(
            lang,
            "headlines lead by {count}",
            "заголовки раньше на {count}"
        ),
        _ => tr!(lang, "the rate leads by {count}", "курс раньше на {count}"),
    };

    vec![format!("{who}: {value}"), value]
}

/// A whole number with its sign, zero without: `−5`, `0`, `+5`.
pub fn signed(number: i32) -> String {
    if number > 0 {
        format!("+{number}")
    } else {
        number.to_string().replace('-', "−")
    }
}

/// `+0.42 %`, in two digits.
pub fn percent(pct: f64) -> String {
    per_cent(&signed_number(pct, 2))
}

/// A number with `digits` after the point and its sign; a zero has none.
fn signed_number(value: f64, digits: usize) -> String {
    let text = format!("{:.digits$}", value.abs());
    // What is rounded to zero has no sign.
    let is_zero = !text.contains(|letter: char| ('1'..='9').contains(&letter));
    let sign = match value {
        _ if is_zero => "",
        ..0.0 => "−",
        _ => "+",
    };

    group_digits(&format!("{sign}{text}"))
}

/// A probability in three digits.
pub fn probability(p: f64) -> String {
    // Three digits of a smaller one would all be zero.
    if p < 0.001 {
        "<0.001".to_owned()
    } else {
        format!("{p:.3}")
    }
}

/// Heading of the column of probabilities.
pub fn p_kind(kind: PKind, is_full: bool, lang: Lang) -> &'static str {
    match (kind, is_full) {
        (PKind::Single, _) => "p",
        (PKind::Q, _) => "q",
        (PKind::Adjusted, true) => lang.pick("adjusted p", "p с поправкой"),
        (PKind::Adjusted, false) => lang.pick("adj. p", "p попр."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_bear_their_signs() {
        assert_eq!(
            [0.423, -1.5, 0.001, -0.004].map(percent),
            ["+0.42\u{a0}%", "−1.50\u{a0}%", "0.00\u{a0}%", "0.00\u{a0}%"]
        );
        assert_eq!([-5, 0, 5].map(signed), ["−5", "0", "+5"]);
        assert_eq!(window((0, 1), None, Lang::Ru)[0], "проверяется: 0…+1");
        assert_eq!(
            window((1, 1), Some(-0.57), Lang::En),
            ["tested: +1, mean −0.57\u{a0}%", "+1: −0.57\u{a0}%", "+1"]
        );
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
