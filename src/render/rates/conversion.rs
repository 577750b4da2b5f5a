//! Conversions in words.

use crate::{
    model::Decimal,
    render::{
        view::{Converted, Style},
        words::{priced_record, signed},
    },
};
use std::fmt::Write as _;

/// `100 USD = 9098.7300 RUB`, then the rates used, one per line; the last line has no line end.
pub fn render_conversion(converted: &Converted, style: Style) -> String {
    let mut text = format!(
        "{} {} = {} {}",
        unsigned(converted.amount, style),
        converted.from.unit.code(),
        unsigned(converted.conversion.result, style),
        converted.to.unit.code()
    );

    for leg in converted.path() {
        let _ = write!(
            text,
            "\n{}",
            priced_record(leg.currency, &leg.rate.record, style.lang)
        );
    }

    text
}

/// A figure with a minus but no plus.
fn unsigned(number: Decimal, style: Style) -> String {
    if number.is_negative() {
        signed(number, style)
    } else {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{InForce, Lang, Unit},
        rates::{Side, convert},
        render::{
            Age, Minus,
            fixtures::{currency, day, record, style},
        },
    };
    use expect_test::expect;

    fn side(code: &str, nominal: i64, value: &str) -> Side {
        let rate = InForce {
            day: day("2024-05-20"),
            record: record("2024-05-18", nominal, value),
            change: None,
        };
        Side {
            unit: Unit::present(currency(code)),
            rate: Some(rate),
        }
    }

    #[test]
    fn a_conversion_shows_the_rates_taken() {
        let (jpy, usd) = (side("JPY", 100, "58.1234"), side("USD", 1, "90.9873"));
        let amount = Decimal::parse("-1000").unwrap();
        let conversion = convert(amount, jpy, usd, None).unwrap();
        let age = Age::default();
        let converted = Converted {
            day: day("2024-05-20"),
            amount,
            from: jpy,
            to: usd,
            conversion,
            age,
        };
        let shown = render_conversion(&converted, style(Lang::Ru));
        expect![[r"
            −1000 JPY = −6.3880783 USD
            100 JPY = 58.1234 RUB, запись от 2024-05-18
            1 USD = 90.9873 RUB, запись от 2024-05-18"]]
        .assert_eq(&shown);
        let ascii = Style {
            minus: Minus::Ascii,
            ..style(Lang::En)
        };
        let ruble = Side {
            unit: Unit::RUB,
            rate: None,
        };
        let rubles = Converted {
            from: ruble,
            to: ruble,
            ..converted
        };
        assert_eq!(
            render_conversion(&rubles, ascii),
            "-1000 RUB = -6.3880783 RUB"
        );
    }
}
