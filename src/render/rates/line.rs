//! The header line of a newspaper's page: `21 мая 2024  USD 90.65 −0.33  EUR 98.58 −0.19`.
//!
//! A change is rounded from the exact difference of records, not taken from rounded figures.

use crate::{
    model::{Decimal, Figure, InForce, Lang, Nominal, Quoted, spell_day},
    render::{
        Colour, Minus, Shown, ShownRate, Style,
        words::{UNKNOWN, rounded, signed},
    },
};
use anstyle::AnsiColor;
use std::fmt::Write as _;
use textwrap::core::display_width;

/// Significant digits that a cross rate has at least: two after the point would leave little of 0.01103.
const CROSS_DIGITS: u32 = 5;

/// The line, without an end of line, to `digits` after the point.
///
/// A currency without a rate is written as `TRY —`, a change that is not known as `—`.
pub fn render_line(shown: &Shown, digits: u32, style: Style) -> String {
    render_line_with_sparks(shown, &[], digits, style)
}

/// The same with a sparkline after each rate that has one; `sparks` are in the order of the rates.
pub fn render_line_with_sparks(
    shown: &Shown,
    sparks: &[String],
    digits: u32,
    style: Style,
) -> String {
    let mut line = spell_day(shown.day, style.lang);
    for (at, rate) in shown.rates.iter().enumerate() {
        line.push_str("  ");
        push_rate(&mut line, rate, digits, style);
        if let Some(spark) = sparks.get(at).filter(|spark| !spark.is_empty()) {
            line.push(' ');
            line.push_str(spark);
        }
    }

    line
}

/// Letters that each sparkline may have, so that the line keeps within `columns`; a few where even the rates do not.
pub fn spark_room(shown: &Shown, digits: u32, lang: Lang, columns: usize) -> usize {
    const LEAST: usize = 3;
    let style = Style {
        lang,
        minus: Minus::Typographic,
        colour: Colour::Plain,
    };
    let line = display_width(&render_line(shown, digits, style));
    let each = columns.saturating_sub(line) / shown.rates.len().max(1);

    // A blank is before each.
    each.saturating_sub(1).max(LEAST)
}

fn push_rate(line: &mut String, shown: &ShownRate, digits: u32, style: Style) {
    let quoted = shown.quoted;
    let Ok(InForce { record, change, .. }) = &shown.rate else {
        // Writing to a String cannot fail, here and below.
        let _ = write!(line, "{quoted} {UNKNOWN}");
        return;
    };

    let record_date = record.record_date();
    let Figure { nominal, value } = quoted.figure(record);
    let digits = digits_of(value, quoted, digits);
    // `100 JPY`: the unit in which the Bank counts is part of the figure.
    if nominal != Nominal::ONE {
        let _ = write!(line, "{} ", nominal.units());
    }
    let _ = write!(
        line,
        "{} {}",
        quoted.label_on(record_date),
        rounded(value, digits)
    );

    if let Some(ruble) = quoted.unusual_ruble_on(record_date) {
        let _ = write!(line, " {}", ruble.code());
    }
    let change = change.map(|change| quoted.change(record, &change));
    let _ = write!(line, " {}", change_text(change, digits, style));
}

fn digits_of(value: Decimal, quoted: Quoted, digits: u32) -> u32 {
    if quoted.is_cross() {
        digits.max(value.scale_of_significant(CROSS_DIGITS))
    } else {
        digits
    }
}

fn change_text(change: Option<Decimal>, digits: u32, style: Style) -> String {
    let Some(change) = change else {
        return UNKNOWN.to_owned();
    };

    let amount = rounded(change, digits);
    let text = signed(amount, style);
    // A change that rounds to zero has neither sign nor colour: its digits would not show why.
    if style.colour == Colour::Plain || amount.is_zero() {
        return text;
    }

    let colour = if amount.is_negative() {
        AnsiColor::Red
    } else {
        AnsiColor::Green
    };

    let paint = colour.on_default();
    format!("{paint}{text}{paint:#}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Lang, NotInForce},
        render::{
            Minus,
            fixtures::{shown, style, usd_and_eur_of_2024_05_21},
        },
    };
    use proptest::prelude::*;

    fn check(lang: Lang, rates: &[(&str, i64, &str, &str)], digits: u32, expected: &str) {
        assert_eq!(
            render_line(&shown("2024-05-21", rates), digits, style(lang)),
            expected
        );
    }

    #[test]
    fn header_line_of_2024_05_21() {
        let day = usd_and_eur_of_2024_05_21();
        let line = |lang| render_line(&day, 2, style(lang));
        assert_eq!(
            line(Lang::Ru),
            "21 мая 2024  USD 90.65 −0.33  EUR 98.58 −0.19"
        );
        assert_eq!(
            line(Lang::En),
            "21 May 2024  USD 90.65 −0.33  EUR 98.58 −0.19"
        );
    }

    #[test]
    fn a_rise_has_a_plus_and_nothing_has_no_sign() {
        check(
            Lang::Ru,
            &[("USD", 1, "90.6537", "90.0000")],
            2,
            "21 мая 2024  USD 90.65 +0.65",
        );
        check(
            Lang::Ru,
            &[("USD", 1, "90.6537", "90.6561")],
            2,
            "21 мая 2024  USD 90.65 0.00",
        );
        check(
            Lang::Ru,
            &[("USD", 1, "90.6537", "90.6537")],
            0,
            "21 мая 2024  USD 91 0",
        );
        check(
            Lang::Ru,
            &[("USD", 1, "90.6537", "90.9873")],
            4,
            "21 мая 2024  USD 90.6537 −0.3336",
        );
    }

    #[test]
    fn the_change_is_that_of_exact_figures() {
        check(
            Lang::En,
            &[("USD", 1, "90.6550", "90.6450")],
            2,
            "21 May 2024  USD 90.66 +0.01",
        );
        check(
            Lang::En,
            &[("USD", 1, "90.6549", "90.6450")],
            2,
            "21 May 2024  USD 90.65 +0.01",
        );
        check(
            Lang::En,
            &[("USD", 1, "90.6550", "90.6501")],
            2,
            "21 May 2024  USD 90.66 0.00",
        );
    }

    #[test]
    fn a_nominal_stands_before_the_code_and_no_change_is_a_dash() {
        check(
            Lang::Ru,
            &[("JPY", 100, "58.1234", "58.4534")],
            2,
            "21 мая 2024  100 JPY 58.12 −0.33",
        );
        check(
            Lang::Ru,
            &[("TRY", 10, "28.1234", "")],
            2,
            "21 мая 2024  10 TRY 28.12 —",
        );
    }

    #[test]
    fn what_is_not_covered_is_a_dash() {
        let mut day = usd_and_eur_of_2024_05_21();
        day.rates[1].rate = Err(NotInForce::NeverFetched);
        assert_eq!(
            render_line(&day, 2, style(Lang::Ru)),
            "21 мая 2024  USD 90.65 −0.33  EUR —"
        );
    }

    #[test]
    fn sparklines_stand_after_their_rates() {
        let mut day = usd_and_eur_of_2024_05_21();
        day.rates[1].rate = Err(NotInForce::NeverFetched);
        let line =
            render_line_with_sparks(&day, &["▁█".to_owned(), String::new()], 2, style(Lang::Ru));
        assert_eq!(line, "21 мая 2024  USD 90.65 −0.33 ▁█  EUR —");
    }

    #[test]
    fn two_sparklines_keep_within_the_columns() {
        let day = usd_and_eur_of_2024_05_21();
        let wide = display_width(&render_line(&day, 2, style(Lang::Ru)));
        for columns in [60, 80, 100, 120] {
            let room = spark_room(&day, 2, Lang::Ru, columns);
            assert!(wide + 2 * (room + 1) <= columns, "{columns}: {room}");
            assert!(wide + 2 * (room + 2) > columns, "{columns}: {room}");
        }
        assert_eq!(spark_room(&day, 2, Lang::Ru, 20), 3);
    }

    #[test]
    fn ascii_and_colour() {
        let day = shown(
            "2024-05-21",
            &[
                ("USD", 1, "90.6537", "90.9873"),
                ("EUR", 1, "98.58", "98.00"),
            ],
        );
        let ascii = Style {
            minus: Minus::Ascii,
            ..style(Lang::En)
        };
        assert_eq!(
            render_line(&day, 2, ascii),
            "21 May 2024  USD 90.65 -0.33  EUR 98.58 +0.58"
        );
        let coloured = Style {
            colour: Colour::RiseAndFall,
            ..style(Lang::En)
        };
        assert_eq!(
            render_line(&day, 2, coloured),
            "21 May 2024  USD 90.65 \x1b[31m−0.33\x1b[0m  EUR 98.58 \x1b[32m+0.58\x1b[0m"
        );
    }

    proptest! {
        /// A change has a sign if and only if its rounded figure is not zero: the sign of the exact change.
        #[test]
        fn a_sign_means_a_change(now in 1i64..2_000_000, before in 1i64..2_000_000, digits in 0u32..6) {
            let text = |e4: i64| Decimal::new(e4.into(), 4).to_string();
            let (value, earlier) = (text(now), text(before));
            let day = shown("2024-05-21", &[("USD", 1, value.as_str(), earlier.as_str())]);
            let line = render_line(&day, digits, style(Lang::En));
            let change = line.rsplit(' ').next().unwrap();
            let is_zero = change.chars().all(|c| matches!(c, '0' | '.'));
            prop_assert_eq!(change.starts_with('+'), !is_zero && now > before, "{}", line);
            prop_assert_eq!(change.starts_with('−'), !is_zero && now < before, "{}", line);
        }
    }
}
