//! A figure in one sentence with its source and date, ready to be quoted.

use crate::{
    model::{Decimal, Lang, RUBLE_1998, group_thousands, next_redenomination, spell_day, tr},
    render::{proof::text::Proof, unit_names::unit_name},
};
use jiff::civil::Date;

/// The sentence, without an end of line.
pub fn render_citation(proof: &Proof, lang: Lang) -> String {
    let record = &proof.record;
    let currency = proof.currency;
    let units = record.nominal().units();
    let date = record.record_date();
    let day = spell_day(proof.day, lang);
    let value = spell_decimal(record.value(), lang);
    let unit = unit_name(currency, units, lang);
    let is_old_ruble = date < RUBLE_1998;

    let details = details(proof, lang);

    // After a decimal fraction a Russian noun is in the genitive singular, whatever its last digit.
    let rubles = if is_old_ruble {
        lang.pick("old rubles", "старого рубля")
    } else {
        lang.pick("rubles", "рубля")
    };

    // «за 1 доллар», but `per US dollar`.
    let units = match (units, lang) {
        (1, Lang::En) => String::new(),
        _ => grouped(&units.to_string(), lang) + " ",
    };

    tr!(
        lang,
        "Official rate of the Bank of Russia for {day}: {value} {rubles} per {units}{unit} \
         ({details}).",
        "Официальный курс Банка России на {day} года: {value} {rubles} за {units}{unit} \
         ({details})."
    )
}

/// Since when the rate is in force, which units it is in, and where the Bank has it.
fn details(proof: &Proof, lang: Lang) -> String {
    let date = proof.record.record_date();
    let in_russian = date.strftime("%d.%m.%Y");
    let mut details = vec![tr!(
        lang,
        "in force from {date}",
        "запись действует с {in_russian}"
    )];
    if date < RUBLE_1998 {
        details.push(tr!(
            lang,
            "1,000 old rubles became one new ruble on 1 January 1998",
            "1000 старых рублей стали одним новым 1 января 1998 года"
        ));
    }
    details.extend(later_unit(proof, date, lang));

    // The Bank's page for people is in English; a Russian reader gets the address of the figures themselves.
    details.push(lang.pick(&proof.bank_page, &proof.bank_url).clone());
    details.join("; ")
}

/// That the currency's unit has changed since the record.
fn later_unit(proof: &Proof, date: Date, lang: Lang) -> Option<String> {
    let changed = next_redenomination(proof.currency, date)?;
    let day = spell_day(changed.date, lang);
    let factor = grouped(&changed.factor.to_string(), lang);
    Some(tr!(
        lang,
        "in units from before the redenomination of {day}, {factor} to 1",
        "в денежных единицах до деноминации {factor} : 1, прошедшей {day} года"
    ))
}

/// `90,6537` in Russian, `90.6537` in English; thousands are set apart from five digits on.
fn spell_decimal(number: Decimal, lang: Lang) -> String {
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    format!("{}{}{fraction}", grouped(whole, lang), lang.pick('.', ','))
}

/// Digits with their thousands apart from five digits on.
fn grouped(digits: &str, lang: Lang) -> String {
    if digits.len() < 5 {
        digits.to_owned()
    } else {
        group_thousands(digits, lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{
        fixtures::{currency, day, record},
        proof::text::tests::proof,
    };
    use expect_test::{Expect, expect};

    fn check(code: &str, on: &str, dated: &str, nominal: i64, value: &str, expected: &Expect) {
        let record = record(dated, nominal, value);
        let proof = Proof {
            currency: currency(code),
            day: day(on),
            record,
            ..proof()
        };
        let shown = [Lang::Ru, Lang::En].map(|lang| render_citation(&proof, lang));
        expected.assert_eq(&shown.join("\n"));
    }

    #[test]
    fn a_figure_is_cited_with_its_day_and_source() {
        check(
            "USD",
            "2024-05-21",
            "2024-05-21",
            1,
            "90.6537",
            &expect![[r"
                Официальный курс Банка России на 21 мая 2024 года: 90,6537 рубля за 1 доллар США (запись действует с 21.05.2024; https://example.test/xml).
                Official rate of the Bank of Russia for 21 May 2024: 90.6537 rubles per US dollar (in force from 2024-05-21; https://example.test/page)."]],
        );
        check(
            "JPY",
            "2024-05-19",
            "2024-05-18",
            100,
            "58.1234",
            &expect![[r"
                Официальный курс Банка России на 19 мая 2024 года: 58,1234 рубля за 100 японских иен (запись действует с 18.05.2024; https://example.test/xml).
                Official rate of the Bank of Russia for 19 May 2024: 58.1234 rubles per 100 Japanese yen (in force from 2024-05-18; https://example.test/page)."]],
        );
        check(
            "UZS",
            "2024-05-21",
            "2024-05-21",
            10_000,
            "71.2345",
            &expect![[r"
                Официальный курс Банка России на 21 мая 2024 года: 71,2345 рубля за 10 000 узбекских сумов (запись действует с 21.05.2024; https://example.test/xml).
                Official rate of the Bank of Russia for 21 May 2024: 71.2345 rubles per 10,000 Uzbekistani sums (in force from 2024-05-21; https://example.test/page)."]],
        );
    }

    #[test]
    fn old_units_are_said() {
        check(
            "USD",
            "1997-12-30",
            "1997-12-30",
            1,
            "5960.0000",
            &expect![[r"
                Официальный курс Банка России на 30 декабря 1997 года: 5960,0000 старого рубля за 1 доллар США (запись действует с 30.12.1997; 1000 старых рублей стали одним новым 1 января 1998 года; https://example.test/xml).
                Official rate of the Bank of Russia for 30 December 1997: 5960.0000 old rubles per US dollar (in force from 1997-12-30; 1,000 old rubles became one new ruble on 1 January 1998; https://example.test/page)."]],
        );
        check(
            "TRY",
            "2004-12-30",
            "2004-12-29",
            1_000_000,
            "20.5741",
            &expect![[r"
                Официальный курс Банка России на 30 декабря 2004 года: 20,5741 рубля за 1 000 000 турецких лир (запись действует с 29.12.2004; в денежных единицах до деноминации 1 000 000 : 1, прошедшей 1 января 2005 года; https://example.test/xml).
                Official rate of the Bank of Russia for 30 December 2004: 20.5741 rubles per 1,000,000 Turkish liras (in force from 2004-12-29; in units from before the redenomination of 1 January 2005, 1,000,000 to 1; https://example.test/page)."]],
        );
    }
}
