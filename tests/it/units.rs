//! What a code means: dead codes, the ruble from before 1998, hundredths, pairs; and amounts rounded once.

use crate::collected::{file, open_app};
use crate::command::{AFTER_ARCHIVE, Place, archive_store, read};
use expect_test::expect;
use ruble_rates::app::convert::{ConversionRequest, convert, find_units};
use ruble_rates::app::convert_table::convert_table;
use ruble_rates::model::{Lang, parse_amount};
use ruble_rates::render::{Colour, Minus, Style, render_conversion};
use ruble_rates::table::Mapping;

#[track_caller]
fn check_line(arguments: &[&str], line: &str) {
    read(&[&["show"], arguments].concat()).out_is(line).code(0);
}

/// The first line of a conversion: `[amount, from, to]`, a day and digits as they are typed.
#[track_caller]
fn check_convert(arguments: &[&str], result: &str) {
    let option = |name: &str| {
        let at = arguments.iter().position(|word| *word == name);
        at.map(|at| arguments[at + 1])
    };
    let first_option = arguments.iter().position(|word| word.starts_with("--"));
    let words = &arguments[..first_option.unwrap_or(arguments.len())];
    let (app, _) = open_app(archive_store(), AFTER_ARCHIVE, "");

    let (from, to) = find_units(words[1], words.get(2).copied()).unwrap();
    let request = ConversionRequest {
        amount: parse_amount(words[0]).unwrap(),
        from,
        to,
        day: option("--on").map(|day| day.parse().unwrap()),
        digits: option("--digits").map(|digits| digits.parse().unwrap()),
    };
    let converted = convert(&app, &request).unwrap();
    let style = Style {
        lang: Lang::Ru,
        minus: Minus::Typographic,
        colour: Colour::Plain,
    };
    assert_eq!(
        render_conversion(&converted, style).lines().next(),
        Some(result)
    );
}

#[test]
fn an_amount_in_a_dead_code_is_in_its_own_unit() {
    check_convert(
        &["2530000", "BYR", "USD", "--on", "2021-10-11"],
        "2530000 BYR = 101.6840 USD",
    );
    check_convert(
        &["1000000", "TRL", "RUB", "--on", "2005-01-15"],
        "1000000 TRL = 20.4889 RUB",
    );
    check_convert(
        &["100", "USD", "BYR", "--on", "2021-11-17"],
        "100 USD = 2465502.4772 BYR",
    );
    check_convert(
        &["5000", "AZM", "AZN", "--on", "2020-05-21"],
        "5000 AZM = 1.0000 AZN",
    );
    read(&["convert", "1", "TRL", "--on", "2005-01-15", "--lang", "en"])
        .err_has("1000000 TRL = 1 TRY, since 2005-01-01");
}

#[test]
fn a_living_code_before_its_first_day_counts_back_by_the_factor() {
    check_convert(
        &["1", "TRY", "RUB", "--on", "2004-12-15"],
        "1 TRY = 19.7151 RUB",
    );
    check_line(
        &["TRY", "--on", "2004-12-15"],
        "15 декабря 2004  TRY 19.72 +0.40",
    );
    check_line(
        &["TRL", "--on", "2004-12-15"],
        "15 декабря 2004  1000000 TRL 19.72 +0.40",
    );
    check_line(
        &["BYR", "--on", "2021-06-25"],
        "25 июня 2021  10000 BYR 28.57 −0.09",
    );
    let json = read(&["show", "TRY", "--on", "2004-12-15", "--format", "json"]);
    json.out_has(r#""currency":"TRY","nominal":1,"value":19.7151"#)
        .out_has(r#""published_in":"TRL""#);
    json.err_has("1000000 TRL = 1 TRY, с 2005-01-01");
}

#[test]
fn a_series_over_a_redenomination_is_in_one_unit() {
    let range = [
        "--from",
        "2004-12-31",
        "--to",
        "2005-01-01",
        "--format",
        "csv",
    ];
    let header = "currency,date,nominal,value,change,change_pct,quote";
    read(&[&["history", "TRY"], &range[..]].concat()).out_is(&format!(
        "{header}\nTRY,2004-12-31,1,20.4652,-0.0590,-0.2875,RUB\nTRY,2005-01-01,1,20.6925,0.2273,1.1107,RUB"
    ));
    read(&[&["history", "TRL"], &range[..]].concat()).out_is(&format!(
        "{header}\nTRL,2004-12-31,1000000,20.4652,-0.0590,-0.2875,RUB\n\
         TRL,2005-01-01,1000000,20.6925,0.2273,1.1107,RUB"
    ));
    let export = read(&["db", "export"]);
    export.out_has("\n2004-12-31,TRL,1000000,20.4652,cbr,1992-07-01..2022-11-19,RUB\n");
    export.out_has("\n2005-01-01,TRY,1,20.6925,cbr,1992-07-01..2022-11-19,RUB\n");
    export.out_has("\n1997-12-30,USD,1,5960.0000,cbr,1992-07-01..2026-08-21,RUR\n");
}

#[test]
fn prices_of_a_dead_code_are_all_in_it_and_those_of_a_living_one_each_in_the_unit_of_its_day() {
    let range = [
        "--from",
        "2004-12-31",
        "--to",
        "2005-01-01",
        "--format",
        "hledger",
    ];
    read(&[&["history", "TRY"], &range[..]].concat()).out(&expect![[r#"
        decimal-mark .
        P 2004-12-31 TRL 0.0000204652 RUB
        P 2005-01-01 TRL 0.000001 TRY
        P 2005-01-01 TRY 20.6925 RUB
        P 2005-01-01 TRL 0.0000206925 RUB"#]]);
    read(&[&["history", "TRL"], &range[..]].concat()).out(&expect![[r#"
        decimal-mark .
        P 2004-12-31 TRL 0.0000204652 RUB
        P 2005-01-01 TRL 0.000001 TRY
        P 2005-01-01 TRL 0.0000206925 RUB"#]]);
}

#[test]
fn rows_of_a_file_keep_the_unit_they_name() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write(
        "old.csv",
        "date,amount,from,to\n2021-10-11,2530000,BYR,USD\n2004-12-15,1,TRY,RUB\n2024-05-21,100,GBp,RUB\n",
    );
    place
        .run(&["convert", "--csv", "old.csv"])
        .out(&expect![[r#"
            date,amount,from,to,result,from_record_date,from_nominal,from_value,to_record_date,to_nominal,to_value,error,from_published_in,from_quote,to_published_in,to_quote
            2021-10-11,2530000,BYR,USD,101.6840,2021-10-09,1,28.9330,2021-10-09,1,71.9882,,BYN,RUB,USD,RUB
            2004-12-15,1,TRY,RUB,19.7151,2004-12-15,1000000,19.7151,,,,,TRL,RUB,,
            2024-05-21,100,GBp,RUB,115.1121,2024-05-21,1,115.1121,,,,,GBP,RUB,,"#]]);
}

#[test]
fn units_of_the_rows_of_a_file_are_noted_once() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write(
        "old.csv",
        "date,amount,from,to\n2021-10-11,2530000,BYR,USD\n2021-10-10,1,BYR,RUB\n1997-05-21,100,USD,RUB\n\
         1997-05-22,100,USD,RUB\n2024-05-21,100,GBp,RUB\n",
    );
    let ran = place.run(&["convert", "--csv", "old.csv", "--lang", "en"]);
    assert_eq!(
        ran.code(0).stderr,
        "10000 BYR = 1 BYN, since 2016-07-01\nrates before 1998 are counted in new rubles (1000 : 1)\n\
         100 GBp = 1 GBP\n"
    );
    place.write("new.csv", "date,amount,from,to\n2024-05-21,100,GBP,RUB\n");
    place.run(&["convert", "--csv", "new.csv"]).no_err();
}

#[test]
fn rub_is_todays_ruble_and_rur_the_one_of_before_1998() {
    check_convert(
        &["100", "RUR", "USD", "--on", "1997-05-21"],
        "100 RUR = 0.017328019 USD",
    );
    check_convert(
        &["100", "RUB", "USD", "--on", "1997-05-21"],
        "100 RUB = 17.3280 USD",
    );
    check_convert(
        &["1", "USD", "RUR", "--on", "1997-05-21"],
        "1 USD = 5771.0000 RUR",
    );
    check_convert(
        &["1", "USD", "RUB", "--on", "1997-05-21"],
        "1 USD = 5.7710 RUB",
    );
    check_convert(&["1000", "RUR", "RUB"], "1000 RUR = 1.0000 RUB");
    read(&["convert", "100", "RUR", "USD", "--on", "1997-05-21"])
        .err_has("1000 RUR = 1 RUB, с 1998-01-01");
    check_line(
        &["USD", "--on", "1997-05-21"],
        "21 мая 1997  USD 5771.00 RUR 0.00",
    );
    check_line(
        &["USD/RUB", "--on", "1997-05-21"],
        "21 мая 1997  USD 5.77 0.00",
    );
    check_line(
        &["USD/RUR", "--on", "2024-05-21"],
        "21 мая 2024  USD 90653.70 RUR −333.60",
    );
    read(&["show", "USD", "--on", "1997-05-21", "--format", "json"]).out_has(r#""quote":"RUR""#);
    read(&["show", "USD", "--on", "1997-05-21", "--format", "table"])
        .out_has("Рубли")
        .out_has("RUR");
    read(&[
        "history",
        "USD",
        "--from",
        "1997-12-30",
        "--to",
        "1998-01-01",
    ])
    .out_has("RUR")
    .out_has("RUB");
}

#[test]
fn london_prices_in_pence_are_hundredths_of_a_pound() {
    for code in ["GBp", "GBX"] {
        check_convert(
            &["100", code, "--on", "2024-05-21"],
            &format!("100 {code} = 115.1121 RUB"),
        );
    }
    check_convert(
        &["100", "gbp", "--on", "2024-05-21"],
        "100 GBP = 11511.2100 RUB",
    );
    check_line(
        &["GBX", "--on", "2024-05-21"],
        "21 мая 2024  100 GBX 115.11 −0.15",
    );
    read(&["convert", "100", "GBp", "--on", "2024-05-21"]).err_has("100 GBp = 1 GBP");
}

#[test]
fn beancount_gets_hundredths_in_capitals_and_the_others_as_they_are_typed() {
    let price = |code: &str, format: &str| {
        read(&[
            "history",
            code,
            "--from",
            "2024-05-21",
            "--to",
            "2024-05-21",
            "--format",
            format,
        ])
    };
    price("GBp", "beancount")
        .out(&expect!["2024-05-21 price GBX 1.151121 RUB"])
        .err_has("100 GBp = 1 GBP");
    price("GBp", "hledger").out(&expect!["decimal-mark .\nP 2024-05-21 GBp 1.151121 RUB"]);
    price("GBp", "ledger").out(&expect!["P 2024-05-21 00:00:00 GBp 1.151121 RUB"]);
    let cents = &[
        "history",
        "ZAc",
        "--from",
        "2021-11-17",
        "--to",
        "2021-11-17",
        "--format",
        "beancount",
    ];
    read(cents)
        .out_has("2021-11-17 price ZAC 0.0")
        .err_has("100 ZAc = 1 ZAR");
    price("USD/GBp", "beancount")
        .out_has("2024-05-21 price USD 78.")
        .out_has(" GBX");
    read(&["show", "ZAC", "--on", "2021-11-17", "--lang", "en"]).out_has("1000 ZAC 47.71");
}

#[test]
fn an_amount_is_rounded_once_from_the_exact_product() {
    let usd = ["5.27", "USD", "RUB", "--on", "2024-05-21"];
    check_convert(&usd, "5.27 USD = 477.7450 RUB");
    check_convert(
        &[&usd[..], &["--digits", "2"]].concat(),
        "5.27 USD = 477.74 RUB",
    );
    read(&[&["convert"], &usd[..], &["--format", "json"]].concat())
        .out_has(r#""result":477.7450,"result_exact":"477.744999""#);
    let place = Place::new(AFTER_ARCHIVE);
    place.write("one.csv", "date,amount,from,to\n2024-05-21,5.27,USD,RUB\n");
    place
        .run(&["convert", "--csv", "one.csv", "--digits", "2"])
        .out_has("2024-05-21,5.27,USD,RUB,477.74");
}

/// Every amount for which rounding to four digits first, and then to kopecks, ends a kopeck off.
#[test]
fn no_kopeck_is_off_where_rounding_twice_would_be() {
    // A cent is 906,537 millionths of a ruble; a kopeck is 10,000 of these.
    let once = |cents: u64| (cents * 906_537 + 5_000) / 10_000;
    let twice = |cents: u64| ((cents * 906_537 + 50) / 100 + 50) / 100;
    let off: Vec<u64> = (1..=200_000)
        .filter(|cents| once(*cents) != twice(*cents))
        .collect();
    assert_eq!(off.len(), 1_000);

    let (app, _) = open_app(archive_store(), AFTER_ARCHIVE, "");
    let row = |cents: &u64| format!("2024-05-21,{}.{:02},USD,RUB\n", cents / 100, cents % 100);
    let rows: String = off.iter().map(row).collect();
    let all = file("all.csv", &format!("date,amount,from,to\n{rows}"));
    let table = convert_table(&app, &all, &Mapping::default(), Some(2)).unwrap();
    let results: Vec<String> = table
        .rows
        .iter()
        .map(|row| row.outcome.clone().unwrap().conversion.result.to_string())
        .collect();
    let kopecks = |cents: &u64| format!("{}.{:02}", once(*cents) / 100, once(*cents) % 100);
    assert_eq!(results, off.iter().map(kopecks).collect::<Vec<_>>());
}

#[test]
fn a_small_unit_into_a_large_one_keeps_eight_significant_digits() {
    check_convert(
        &["1", "RUB", "USD", "--on", "2024-05-21"],
        "1 RUB = 0.011030989 USD",
    );
    check_convert(
        &["1", "UZS", "USD", "--on", "2020-05-21"],
        "1 UZS = 0.000098531894 USD",
    );
    check_convert(
        &["1", "UZS", "USD", "--on", "2020-05-21", "--digits", "4"],
        "1 UZS = 0.0001 USD",
    );
}

#[test]
fn the_ruble_is_what_amounts_are_converted_into_unless_told() {
    check_convert(
        &["1250", "EUR", "--on", "2023-12-29"],
        "1250 EUR = 125688.2500 RUB",
    );
    check_convert(
        &["100", "USD/EUR", "--on", "2024-05-21"],
        "100 USD = 91.9556 EUR",
    );
    check_convert(
        &["100", "USDEUR", "--on", "2024-05-21"],
        "100 USD = 91.9556 EUR",
    );
}

#[test]
fn a_pair_is_understood_wherever_a_code_is() {
    let ran = read(&[
        "show",
        "USD/EUR",
        "CNYUSD",
        "--on",
        "2024-05-21",
        "--lang",
        "en",
    ]);
    ran.out(&expect![
        "21 May 2024  USD/EUR 0.91956 −0.00158  CNY/USD 0.13800 −0.00021"
    ]);
    ran.err_has("USD/EUR: through the official ruble rates of the same day");
    let csv = read(&[
        "history",
        "USD/EUR",
        "--from",
        "2024-05-18",
        "--to",
        "2024-05-21",
        "--format",
        "csv",
    ]);
    csv.out(&expect![[r#"
        currency,date,nominal,value,change,change_pct,quote
        USD/EUR,2024-05-18,1,0.92113293,0.00176061,0.1915,EUR
        USD/EUR,2024-05-21,1,0.91955607,-0.00157685,-0.1712,EUR"#]]);
    read(&["show", "RUB/USD", "--on", "2024-05-21"]).out_has("RUB/USD 0.011031");
    read(&["show", "USD/EUR", "--on", "1998-12-30"])
        .no_out()
        .err_has("нет курса EUR")
        .code(3);
}

#[test]
fn the_ruble_alone_and_a_currency_in_itself_have_no_price() {
    read(&["show", "RUB"]).no_out().err_has("рубл").code(2);
    read(&["show", "BYR/BYN", "--lang", "en"])
        .no_out()
        .err_has("`rates convert 1 BYR BYN`")
        .code(2);
    read(&["show", "USD/XYZ"]).no_out().err_has("XYZ").code(2);
}

#[test]
fn a_command_that_needs_one_currency_names_those_of_a_pair() {
    for command in [
        &["prove", "USD/EUR", "2024-05-21"][..],
        &["movers", "--currency", "USD/EUR"],
    ] {
        let ran = read(&[command, &["--lang", "en"]].concat());
        ran.no_out()
            .code(2)
            .err_has("`USD/EUR` is a pair, and a single currency is needed here");
        ran.err_has("write the code: USD (US dollar), EUR (Euro)");
    }
    let pence = read(&["prove", "GBX", "2024-05-21", "--lang", "en"]);
    pence
        .code(2)
        .err_has("`GBX` is a hundredth")
        .err_has("write the code: GBP (Pound sterling)");
}

#[test]
fn a_penny_is_never_taken_for_a_pound_where_a_currency_is_needed() {
    for command in [
        &["prove", "GBp", "2024-05-21"][..],
        &["movers", "--currency", "GBp"],
    ] {
        let ran = read(&[command, &["--lang", "en"]].concat());
        ran.no_out()
            .code(2)
            .err_has("`GBp` is a hundredth")
            .err_has("write the code: GBP (Pound sterling)");
    }
}

#[test]
fn the_proof_of_a_dead_code_names_the_unit_of_the_published_figure() {
    let note = "10000 BYR = 1 BYN, since 2016-07-01";
    for (form, named) in [
        (&[][..], "BYN"),
        (&["--format", "json"], "BYN"),
        (&["--cite"], "28.9030 rubles per Belarusian ruble"),
    ] {
        let ran = read(&[&["prove", "BYR", "2020-01-10", "--lang", "en"], form].concat());
        ran.err_has(note).out_has(named).code(0);
    }
    read(&["prove", "TRL", "2020-01-10"])
        .err_has("1000000 TRL = 1 TRY, с 2005-01-01")
        .code(0);
    let present = read(&["prove", "BYN", "2020-01-10", "--lang", "en"]);
    assert!(!present.stderr.contains("BYR"), "{present:?}");
}

#[test]
fn units_of_the_configuration_are_kept_and_each_is_shown_once() {
    let toml =
        "currencies = [\"TRL\", \"GBp\", \"BYR\", \"TRLRUB\", \"USD\", \"usd\", \"USDRUB\"]\n";
    let place = Place::configured(AFTER_ARCHIVE, toml);
    let plain = place.run(&[
        "show",
        "--on",
        "2020-01-10",
        "--format",
        "csv",
        "--lang",
        "en",
    ]);
    let typed = place.run(&[
        "show",
        "TRL",
        "GBp",
        "BYR",
        "USD",
        "--on",
        "2020-01-10",
        "--format",
        "csv",
        "--lang",
        "en",
    ]);
    assert_eq!(plain.stdout, typed.stdout);
    plain
        .err_has("1000000 TRL = 1 TRY")
        .err_has("100 GBp = 1 GBP")
        .err_has("10000 BYR = 1 BYN")
        .code(0);
    assert_eq!(plain.stdout.lines().count(), 5, "{plain:?}");

    let ruble = Place::configured(AFTER_ARCHIVE, "currencies = [\"RUR\"]\n");
    ruble
        .run(&["show", "--lang", "en"])
        .no_out()
        .err_has("`RUR` is the ruble itself")
        .code(2);
}

#[test]
fn a_dead_code_with_the_ruble_after_it_keeps_its_unit() {
    check_convert(
        &["1000000", "TRL/RUB", "--on", "2005-01-15"],
        "1000000 TRL = 20.4889 RUB",
    );
    check_convert(
        &["1000000", "trlrub", "--on", "2005-01-15"],
        "1000000 TRL = 20.4889 RUB",
    );
    check_convert(
        &["100", "GBp/RUB", "--on", "2024-05-21"],
        "100 GBp = 115.1121 RUB",
    );
    check_convert(
        &["100", "usd/rub", "--on", "2024-05-21"],
        "100 USD = 9065.3700 RUB",
    );
}

#[test]
fn the_factor_of_a_code_replaced_twice_holds_since_the_second_day() {
    let ran = read(&[
        "convert",
        "10000000",
        "BYB",
        "BYN",
        "--on",
        "2020-01-10",
        "--lang",
        "en",
    ]);
    ran.err_has("10000000 BYB = 1 BYN, since 2016-07-01")
        .code(0);
}

#[test]
fn a_mean_of_a_pair_is_rounded_once_from_the_exact_quotients() {
    let week = [
        "--from",
        "2015-09-07",
        "--to",
        "2015-09-13",
        "--every",
        "week",
        "--format",
        "csv",
    ];
    // The exact mean is 0.892858584995: rounded to eleven digits first it would end in 59.
    let records = read(&[&["history", "USD/EUR", "--agg", "mean-records"], &week[..]].concat());
    records
        .out_has("USD/EUR,2015-W37,1,0.89285858,5,EUR,mean-records")
        .code(0);
}

/// Every cross rate of twelve years against long division of the two published figures.
#[test]
fn each_record_of_a_pair_is_rounded_once() {
    let rows = |code: &str| -> std::collections::BTreeMap<String, String> {
        let range = [
            "--from",
            "2010-01-12",
            "--to",
            "2021-11-17",
            "--format",
            "csv",
        ];
        let ran = read(&[&["history", code], &range[..]].concat());
        let fields = ran
            .stdout
            .lines()
            .skip(1)
            .map(|row| row.split(',').collect::<Vec<_>>());
        fields
            .map(|row| (row[1].to_owned(), row[3].to_owned()))
            .collect()
    };
    let whole = |value: &str| value.replace('.', "").parse::<u128>().unwrap();
    let (dollar, euro) = (rows("USD"), rows("EUR"));
    let mut checked = 0;
    for (date, shown) in rows("USD/EUR") {
        let (Some(base), Some(quote)) = (dollar.get(&date), euro.get(&date)) else {
            continue;
        };
        let (base, quote) = (whole(base), whole(quote));
        assert_eq!(
            whole(&shown),
            (2 * base * 100_000_000 + quote) / (2 * quote),
            "{date}"
        );
        checked += 1;
    }
    assert!(checked > 2_500, "{checked}");
}

#[test]
fn charts_are_of_pairs_and_dead_units_too() {
    let place = Place::new(AFTER_ARCHIVE);
    let chart = |codes: &[&str]| {
        let arguments = [
            &["chart"],
            codes,
            &["--from", "2004-12-01", "--to", "2005-02-01", "-o", "x.svg"],
        ]
        .concat();
        place.run(&arguments).code(0);
        std::fs::read_to_string(place.path("x.svg")).unwrap()
    };
    let lira = chart(&["TRL"]);
    assert!(
        lira.contains("1000000 TRL") && !lira.contains("в нынешних единицах"),
        "{lira}"
    );
    assert!(chart(&["TRY"]).contains("в нынешних единицах"));
    let pair = chart(&["USD/EUR"]);
    assert!(
        pair.contains("По официальным курсам Банка России, в EUR") && pair.contains("USD/EUR 0.7"),
        "{pair}"
    );
    place
        .run(&["chart", "USD/EUR", "--news", "-o", "x.svg"])
        .err_has("USD/EUR — не такой курс")
        .code(2);
    place
        .run(&["chart", "USD/EUR", "--from", "2024-05-01"])
        .out(&expect!["charts/usdeur_2024-05-01_2026-08-21.png"]);
}

const IN_DECEMBER: &str = "2026-12-01T09:00:00Z";

#[test]
fn without_a_date_an_old_rate_is_never_used_in_silence() {
    let place = Place::new(IN_DECEMBER);
    let ran = place.run(&["convert", "100", "HKD", "--lang", "en"]);
    ran.out_has("100 HKD = 931.6770 RUB");
    ran.err_has(
        "HKD: stored rates end on 2021-11-17, 1840 days ago; `rates fetch --currency HKD` brings them up to date",
    );
    place.run(&["convert", "100", "USD"]).err_has(
        "USD: курсы есть только по 2026-08-21 (102 дня назад); обновить: `rates fetch --currency USD`",
    );
    let json = place.run(&[
        "convert",
        "100",
        "HKD",
        "USD",
        "--on",
        "2021-11-17",
        "--format",
        "json",
    ]);
    json.out_has(r#""age_days":0,"stale":false"#);
    place
        .run(&["convert", "100", "HKD", "--format", "json"])
        .out_has(r#""age_days":1840,"stale":true"#);
    place
        .run(&["show", "BYN"])
        .err_has("обновить: `rates fetch --currency BYN`");
    place
        .run(&["show", "BYN", "--format", "json"])
        .out_has(r#""age_days":1840,"stale":true"#);
    place
        .run(&["history", "USD", "--from", "2026-08"])
        .err_has("USD: курсы есть только по 2026-08-21");
    place
        .run(&["history", "USD", "--from", "2026-08", "--to", "2026-08-21"])
        .no_err();
    place
        .run(&["history", "USD", "--from", "2026-08", "--format", "json"])
        .out_has(r#""age_days":102,"stale":true"#);
    place
        .run(&["history", "USD", "--from", "2026-08", "--format", "ledger"])
        .err_has("`rates fetch --currency USD`");
}

#[test]
fn a_currency_quoted_no_more_says_until_when_it_was() {
    let place = Place::configured(IN_DECEMBER, "archive = false\n");
    place.write(
        "lvl.csv",
        "date,char_code,nominal,value,span\n2013-12-31,LVL,1,64.0567,2013-12-01..2013-12-31\n",
    );
    place.run(&["db", "import", "lvl.csv"]).code(0);
    let ran = place.run(&["convert", "100", "LVL", "--lang", "en"]);
    ran.out_has("100 LVL = 6405.6700 RUB")
        .err_has("LVL: the Bank of Russia quoted it until 2013-12-31")
        .code(0);
    place
        .run(&[
            "convert",
            "100",
            "LVL",
            "--on",
            "2020-01-01",
            "--lang",
            "en",
        ])
        .no_out()
        .err_has("until 2013-12-31")
        .code(3);
    place
        .run(&["show", "LVL", "--lang", "en"])
        .err_has("quoted it until 2013-12-31");
}

#[test]
fn advice_on_a_currency_that_ended_asks_for_all_of_its_life() {
    let place = Place::configured(IN_DECEMBER, "archive = false\n");
    for code in ["LVL", "DEM", "XEU"] {
        let ran = place.run(&["convert", "100", code, "--lang", "en"]);
        ran.err_has("the Bank of Russia quoted it until")
            .err_has(&format!("`rates fetch --currency {code}`"))
            .code(3);
    }
}

/// The last stored day is New Year's Eve, and no record is due before 9 January.
#[test]
fn a_history_that_ends_within_the_holidays_is_not_stale() {
    let place = Place::new(IN_DECEMBER);
    let holidays = [
        "history",
        "USD",
        "--from",
        "2025-12-31",
        "--to",
        "2026-01-05",
        "--format",
        "json",
    ];
    place.run(&holidays).code(0).no_err();
    assert!(!place.run(&holidays).stdout.contains("stale"));
}

#[test]
fn the_command_that_mends_stale_rates_names_every_currency_it_must() {
    let place = Place::new(IN_DECEMBER);
    place
        .run(&["show", "BYN", "HKD", "--lang", "en"])
        .err_has("`rates fetch --currency BYN,HKD`");
    place
        .run(&["show", "USD", "EUR", "--lang", "en"])
        .err_has("`rates fetch` brings");
}

#[test]
fn a_currency_counted_in_its_own_former_unit_is_named_once_in_a_note() {
    let place = Place::new(IN_DECEMBER);
    place
        .run(&[
            "convert",
            "1000000",
            "TRL",
            "TRY",
            "--on",
            "2022-11-19",
            "--lang",
            "en",
        ])
        .out_has("1000000 TRL = 1.0000 TRY");
    let ran = place.run(&["convert", "1000000", "TRL", "TRY", "--lang", "en"]);
    assert!(
        !ran.stderr.contains("TRY, TRY") && !ran.stderr.contains("TRY,TRY"),
        "{}",
        ran.stderr
    );
}

#[test]
fn the_price_of_a_ruble_before_1998_is_said_to_be_of_a_new_one() {
    let days = ["--from", "1994-10-10", "--to", "1994-10-13", "--lang", "en"];
    let ran = read(&[&["history", "RUB/USD"], &days[..]].concat());
    ran.out_has("0.25471218")
        .err_has("rates before 1998 are counted in new rubles (1000 : 1)");
}

/// The record of 12 October 1994 is 3926 old rubles; its change was always in new ones.
#[test]
fn moves_before_1998_are_in_new_rubles_and_say_so() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write(
        "n.csv",
        "published,title,url,source\n1994-10-11T09:00:00+03:00,Ruble falls,http://x/1,a\n",
    );
    place.run(&["news", "add", "n.csv"]).code(0);
    let note = "rates before 1998 are counted in new rubles (1000 : 1)";
    let explained = place.run(&["explain", "1994-10-12", "--lang", "en"]);
    explained.out_has("USD 3.9260  +1.09").err_has(note);
    let years = ["--from", "1994-01-01", "--to", "1995-01-01", "--lang", "en"];
    place
        .run(&[&["movers", "--top", "1"], &years[..]].concat())
        .err_has(note);
    assert!(
        !place
            .run(&["movers", "--top", "1", "--lang", "en"])
            .stderr
            .contains("1998")
    );
}

#[test]
fn movers_of_a_dead_code_say_what_it_is_of_the_present_one_and_how_old_the_rates_are() {
    let ran = read(&[
        "movers",
        "--currency",
        "TRL",
        "--top",
        "1",
        "--lang",
        "en",
        "--format",
        "json",
    ]);
    ran.err_has("1000000 TRL = 1 TRY, since 2005-01-01")
        .out_has(r#""stale":true"#)
        .out_has(r#""age_days":"#);
    let fresh = read(&[
        "movers",
        "--top",
        "1",
        "--format",
        "json",
        "--to",
        "2026-08-21",
    ]);
    assert!(!fresh.stdout.contains("age_days"), "{}", fresh.stdout);
}

#[test]
fn a_missing_column_is_said_in_the_language_asked_for() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write("x.csv", "date,amount\n");
    place
        .run(&["convert", "--csv", "x.csv", "--lang", "en"])
        .err_has("x.csv, line 1: no column for the field `from` among `date`, `amount`")
        .code(1);
    place
        .run(&["convert", "--csv", "x.csv", "--lang", "ru"])
        .err_has("x.csv, строка 1: среди столбцов «date», «amount» нет столбца для поля `from`")
        .code(1);
    place
        .run(&["db", "import", "x.csv", "--lang", "ru"])
        .err_has("нет столбца для поля `char_code`");
}

/// On 1 July 1999 the Bank gave 1000 old leva at 12.89 and one new lev at 12.77, of which the latter is in force.
#[test]
fn a_dead_code_has_one_price_on_the_day_of_two_records() {
    let place = Place::configured(AFTER_ARCHIVE, "archive = false\n");
    let span = "1999-06-01..1999-08-01";
    place.write(
        "lev.csv",
        &format!(
            "date,char_code,nominal,value,span\n1999-06-01,BGL,1000,12.93,{span}\n\
             1999-07-01,BGL,1000,12.89,{span}\n1999-07-01,BGN,1,12.77,{span}\n1999-08-01,BGN,1,12.70,{span}\n"
        ),
    );
    place.run(&["db", "import", "lev.csv"]).code(0);
    place
        .run(&["convert", "1000", "BGL", "--on", "1999-07-01"])
        .out_has("1000 BGL = 12.7700 RUB");
    let day = [
        "--from",
        "1999-07-01",
        "--to",
        "1999-07-01",
        "--format",
        "hledger",
    ];
    place
        .run(&[&["history", "BGL"], &day[..]].concat())
        .out(&expect![[r#"
            decimal-mark .
            P 1999-07-01 BGL 0.001 BGN
            P 1999-07-01 BGL 0.0127700 RUB"#]]);
    place
        .run(&[&["history", "BGN"], &day[..]].concat())
        .out(&expect!["decimal-mark .\nP 1999-07-01 BGN 12.7700 RUB"]);
    place
        .run(&["db", "export"])
        .out_has("1999-07-01,BGL,1000,12.8900")
        .out_has("1999-07-01,BGN,1,12.7700");
}
