//! Names that people type, and the currencies that they mean.

use super::*;

fn check(name: &str, expected: &str) {
    let found = match named(name) {
        Named::Ruble => "the ruble".to_owned(),
        Named::One(currency) => currency.code.to_owned(),
        Named::Several(all) => all
            .iter()
            .map(|currency| currency.code)
            .collect::<Vec<_>>()
            .join(" "),
        Named::Nothing => "nothing".to_owned(),
    };
    assert_eq!(found, expected, "{name:?}");
}

/// Checks a list of names, divided by commas.
fn check_all(names: &str, expected: &str) {
    for name in names.split(", ") {
        check(name, expected);
    }
}

#[test]
fn every_name_of_the_catalogue_finds_its_currency() {
    for currency in &CATALOGUE {
        for name in [currency.name_ru, currency.name_en] {
            check(name, currency.code);
            check(&name.to_uppercase(), currency.code);
            check(&format!(" {} ", name.to_lowercase()), currency.code);
        }
    }
}

#[test]
fn every_currency_is_a_bearer_of_its_noun() {
    for currency in &CATALOGUE {
        let bearers = NOUNS.iter().filter(|noun| noun.names(currency)).count();
        assert_eq!(bearers, 1, "{}", currency.code);
    }
}

#[test]
fn a_noun_of_one_living_currency_is_that_one() {
    check_all("евро, ЕВРО, Euro, euros, €", "EUR");
    check_all("юань, юаней, yuan, renminbi, китайских юаней", "CNY");
    check_all(
        "франк, франков, franc, швейцарских франков, Swiss francs",
        "CHF",
    );
    check_all("лира, лир, турецких лир, lira, ₺", "TRY");
    check_all("дирхам, дирхамов, dirham, дирхам ОАЭ", "AED");
    check_all("тенге, tenge, ₸, казахстанских тенге", "KZT");
    check_all("злотый, злотых, польских злотых, zloty", "PLN");
    check_all("иена, йен, японская йена, yen", "JPY");
    check_all("гривна, гривен, украинских гривен", "UAH");
}

#[test]
fn custom_decides_for_the_dollar_and_the_pound() {
    check_all(
        "доллар, доллара, доллары, долларов, dollar, dollars, доллары США, американских долларов, $",
        "USD",
    );
    check_all(
        "фунт, фунтов, pound, pounds sterling, фунтов стерлингов, £",
        "GBP",
    );
    check_all(
        "канадский доллар, канадских долларов, Canadian dollars",
        "CAD",
    );
    check_all("египетских фунтов", "EGP");
}

#[test]
fn a_name_that_several_bear_is_not_guessed() {
    check_all("крона, крон, крону, krone", "CZK DKK NOK SEK ISK");
    check_all("динар, динаров, dinar", "BHD DZD RSD KWD");
    check_all("риал, риял, rial, riyal", "IRR OMR QAR SAR");
    check_all("манат, манатов", "AZN TMT");
    check_all("рупия, рупий", "IDR INR");
    check_all("лей, леев, leu", "MDL RON");
    check_all("¥", "CNY JPY");
    // Neither is quoted any more.
    check_all("марка, марок, mark", "DEM FIM");
    check_all("немецких марок", "DEM");
}

#[test]
fn the_ruble_is_the_ruble_and_that_of_belarus_is_not() {
    check_all(
        "рубль, рубля, рублей, рублями, руб., руб, ₽, ruble, roubles, RUB, российских рублей",
        "the ruble",
    );
    check_all(
        "белорусский рубль, белорусских рублей, Belarusian rubles",
        "BYN",
    );
}

#[test]
fn what_is_no_name_is_none() {
    for text in [
        "",
        "shwo",
        "сша",
        "доллар доллар",
        "u",
        "стерлингов",
        "швейцарский",
        "-",
        "канадский",
    ] {
        check(text, "nothing");
    }
}

#[test]
fn a_misspelled_name_suggests_the_code() {
    assert_eq!(nearest_by_name("долар"), ["USD"]);
    assert_eq!(nearest_by_name("evro"), ["EUR"]);
    assert_eq!(
        nearest_by_name("крнона"),
        ["CZK", "DKK", "NOK", "SEK", "ISK"]
    );
    assert!(nearest_by_name("plot").is_empty());
    assert!(nearest_by_name("shwo").is_empty());
}

#[test]
fn no_row_of_the_tables_is_passed_over() {
    let rows = |table: &str| table.lines().count() - 1;
    assert_eq!(NOUNS.len(), rows(include_str!("nouns.csv")));
    assert_eq!(OTHER_NAMES.len(), rows(include_str!("other_names.csv")));
    for (name, code) in OTHER_NAMES.iter() {
        assert!(Currency::by_code(code).is_some(), "{name}: {code}");
    }
}
