//! What people type: dates, amounts, names and first words of every kind, through the real command.

use crate::command::{AFTER_ARCHIVE, Place, Ran};
use expect_test::expect;

fn place() -> Place {
    Place::new(AFTER_ARCHIVE)
}

fn run(place: &Place, words: &[&str]) -> Ran {
    place.run(&[&["--lang", "en"], words].concat())
}

/// 953ad62 called the first three ambiguous or no day, and the rest no date.
#[test]
fn a_date_that_can_only_be_one_day_is_that_day() {
    let place = place();
    let check = |typed: &str, line: &str| {
        run(&place, &["show", "USD", "--on", typed])
            .out_is(line)
            .no_err()
            .code(0);
    };
    check("28/09/2024", "28 September 2024  USD 92.71 +0.31");
    check("2024/05/21", "21 May 2024  USD 90.65 −0.33");
    check("13.03.21", "13 March 2021  USD 73.51 +0.01");
    check("2024.05.21", "21 May 2024  USD 90.65 −0.33");
    check("21.05.2024 10:00", "21 May 2024  USD 90.65 −0.33");
    check("2024-05-21T10:00:00", "21 May 2024  USD 90.65 −0.33");
    check("Tuesday, 21 мая 2024 года", "21 May 2024  USD 90.65 −0.33");
}

#[test]
fn the_advice_about_a_date_is_the_date_that_was_typed() {
    let place = place();
    run(&place, &["show", "--on", "03/04/2022"])
        .err_has("`03/04/2022` is ambiguous: write 2022-04-03 or 2022-03-04")
        .code(2);
    run(&place, &["history", "USD", "--from", "31.04.2022"])
        .err_has("April 2022 has 30 days")
        .code(2);
    run(&place, &["chart", "--to", "21 мая"])
        .err_has("`21 мая` has no year: write YYYY-05-21")
        .code(2);
    run(&place, &["prove", "USD", "2022-05"])
        .err_has("its last day is 2022-05-31")
        .code(2);
    let russian = place.run(&["--lang", "ru", "fetch", "--dry-run", "--from", "03/04/2022"]);
    russian
        .err_has("напишите 2022-04-03 или 2022-03-04")
        .code(2);
}

/// Rows of a file were said in English inside a Russian message.
#[test]
fn a_date_in_a_file_is_refused_in_the_language_asked_for() {
    let place = place();
    place.write("days.txt", "2024-05-21\n03/04/2022\n");
    let words = [
        "--lang",
        "ru",
        "correlate",
        "--term",
        "санкции",
        "--exclude-dates",
        "days.txt",
    ];
    place
        .run(&words)
        .err_has("строка 2: «03/04/2022» можно понять по-разному; напишите 2022-04-03")
        .code(1);
    place.write("events.csv", "date,label\n31.04.2022,x\n");
    let words = ["--lang", "ru", "movers", "--events", "events.csv"];
    place.run(&words).err_has("в апреле 2022 года 30 дней");
}

#[test]
fn periods_of_a_range_are_read_in_every_form() {
    let place = place();
    let history = |from: &str, to: &str| {
        run(
            &place,
            &[
                "history", "USD", "--format", "csv", "--from", from, "--to", to,
            ],
        )
        .code(0)
        .stdout
        .clone()
    };
    let expected = history("2024-05-01", "2024-05-31");
    assert_eq!(expected.lines().count(), 20);
    assert_eq!(history("05.2024", "май 2024 г."), expected);
    assert_eq!(history("1.5.24", "31/05/2024"), expected);
}

/// A bank's statement: brackets, marks between thousands, a clock behind the date, names of currencies.
#[test]
fn rows_of_a_statement_are_converted_as_the_bank_printed_them() {
    let place = place();
    place.write(
        "statement.csv",
        "date,amount,from,to\n\
         21.05.2024 10:00,(33.52),доллар,рубль\n\
         21/05/2024,\"1,234.56\",USD,RUB\n\
         2024/05/21,\"1.234,56\",Доллар США,₽\n\
         2024-05-21T23:59:59,1'234.56,долларов,руб.\n",
    );
    run(&place, &["convert", "--csv", "statement.csv"])
        .no_err()
        .code(0)
        .out(&expect![[r#"
            date,amount,from,to,result,from_record_date,from_nominal,from_value,to_record_date,to_nominal,to_value,error,from_published_in,from_quote,to_published_in,to_quote
            21.05.2024 10:00,(33.52),доллар,рубль,-3038.7120,2024-05-21,1,90.6537,,,,,USD,RUB,,
            21/05/2024,"1,234.56",USD,RUB,111917.4319,2024-05-21,1,90.6537,,,,,USD,RUB,,
            2024/05/21,"1.234,56",Доллар США,₽,111917.4319,2024-05-21,1,90.6537,,,,,USD,RUB,,
            2024-05-21T23:59:59,1'234.56,долларов,руб.,111917.4319,2024-05-21,1,90.6537,,,,,USD,RUB,,"#]]);
}

#[test]
fn an_amount_in_several_words_is_refused_with_quotation_marks_around_it() {
    let place = place();
    let check = |words: &[&str], quoted: &str| {
        for lang in ["ru", "en"] {
            place
                .run(&[&["--lang", lang, "convert"], words].concat())
                .code(2)
                .err_has(quoted);
        }
    };
    check(&["1", "250", "USD"], "`rates convert \"1 250\" USD`");
    check(
        &["1", "250", "000,50", "USD", "EUR"],
        "`rates convert \"1 250 000,50\" USD`",
    );
}

#[test]
fn rows_that_can_mean_two_things_are_left_out_with_both() {
    let place = place();
    place.write(
        "odd.csv",
        "date,amount,from,to\n05/06/2024,1,USD,RUB\n2024-05-21,\"1,234\",USD,RUB\n2024-05-21,$5,CAD,RUB\n\
         2024-05-21,1,крона,RUB\n",
    );
    run(&place, &["convert", "--csv", "odd.csv"])
        .err_has("odd.csv:2: `05/06/2024` is ambiguous: write 2024-06-05 or 2024-05-06")
        .err_has("odd.csv:3: `1,234` can be 1234 or 1.234, and its column does not show which")
        .err_has("odd.csv:4: `$5` does not name CAD")
        .err_has("odd.csv:5: `крона` is the name of several currencies: CZK, DKK, NOK, SEK, ISK")
        .code(1);
    let russian = place.run(&["--lang", "ru", "convert", "1,234", "USD", "RUB"]);
    russian
        .err_has("«1,234» можно понять по-разному; напишите 1234 или 1.234")
        .code(2);
}

#[test]
fn an_import_reads_the_dates_of_spreadsheets() {
    let place = place();
    place.write(
        "rates.csv",
        "date,code,nominal,value\n21.05.2024,USD,1,90.6537\n2024-05-22 00:00:00,USD,1,90.4082\n05/06/2024,USD,1,90\n",
    );
    run(&place, &["--db", "new.db", "db", "import", "rates.csv"])
        .err_has("rates.csv:4: USD: `05/06/2024` is ambiguous: write 2024-06-05 or 2024-05-06")
        .code(1);
    run(
        &place,
        &["--db", "new.db", "history", "USD", "--format", "csv"],
    )
    .out_has("USD,2024-05-21,1,90.6537")
    .out_has("USD,2024-05-22,1,90.4082");
}

#[test]
fn a_name_finds_its_currency_in_every_command() {
    let place = place();
    run(&place, &["доллар", "--on", "2024-05-21"])
        .out(&expect!["21 May 2024  USD 90.65 −0.33"])
        .code(0);
    run(&place, &["show", "Евро", "yuan", "--on", "2024-05-21"])
        .out(&expect!["21 May 2024  EUR 98.58 −0.19  CNY 12.51 −0.07"])
        .code(0);
    run(
        &place,
        &[
            "history",
            "франк",
            "--from",
            "2024-05-21",
            "--to",
            "2024-05-21",
        ],
    )
    .out_has("CHF, Swiss franc");
    run(&place, &["prove", "фунт", "2024-05-21"])
        .out_has("GBP")
        .code(0);
    run(&place, &["fetch", "--dry-run", "--currency", "тенге,лира"])
        .out_has("R01335")
        .out_has("R01700J")
        .code(0);
    let shared = run(&place, &["show", "крона"]);
    shared
        .err_has("CZK (Czech koruna), DKK (Danish krone)")
        .no_out()
        .code(2);
}

/// It was "unknown currency RUB, did you mean EUR, AUD, BOB".
#[test]
fn the_ruble_is_said_to_be_what_rates_are_quoted_in() {
    let place = place();
    for words in [
        &["RUB"][..],
        &["show", "RUB"],
        &["history", "рубль"],
        &["chart", "rub"],
    ] {
        run(&place, words)
            .err_has("is the ruble itself")
            .no_out()
            .code(2);
    }
}

/// It was "unknown currency", and PLN for `plot`.
#[test]
fn a_misspelled_command_is_suggested() {
    let place = place();
    for (typed, meant) in [
        (&["shwo"][..], "`rates show`"),
        (&["chrat"], "`rates chart`"),
        (&["fecth"], "`rates fetch`"),
        (&["plot"], "`rates chart`"),
        (&["shwo", "USD"], "`rates show`"),
        // clap met an option that `show` does not have before anybody looked at the word.
        (&["chrat", "--from", "2024-05"], "`rates chart`"),
        (
            &["--db", "x.db", "hisotry", "USD", "--every", "month"],
            "`rates history`",
        ),
        (&["import", "rates.csv"], "`rates db import`"),
        (&["100", "USD", "EUR"], "`rates convert 100 USD EUR`"),
        (&["100"], "`rates convert 100 USD`"),
        (
            &["1 234,56", "доллар США"],
            "`rates convert 1234.56 'доллар США'`",
        ),
        (&["21.05.2024", "USD"], "`rates show USD --on 2024-05-21`"),
    ] {
        let ran = run(&place, typed);
        ran.err_has("unknown command or currency")
            .err_has(&format!("did you mean {meant}?"))
            .no_out()
            .code(2);
    }
    let russian = place.run(&["--lang=ru", "chrat", "--from", "2024-05"]);
    russian
        .err_has("нет ни команды, ни валюты «chrat»")
        .err_has("возможно, `rates chart`?")
        .code(2);
}

#[test]
fn a_wrong_code_is_suggested_and_the_list_is_named() {
    let place = place();
    let list = "did you mean USD, UZS, AUD? all currencies: `rates currencies`";
    run(&place, &["UDS"])
        .err_has("unknown command or currency `UDS`")
        .err_has(list)
        .code(2);
    run(&place, &["show", "UDS"])
        .err_has("unknown currency `UDS`")
        .err_has(list)
        .code(2);
    run(&place, &["долар"]).err_has("did you mean USD?").code(2);
    // An option that does not exist is still clap's to explain.
    run(&place, &["USD", "--form", "2024"])
        .err_has("unexpected argument '--form'")
        .code(2);
    run(&place, &["chart", "--form", "2024"])
        .err_has("unexpected argument '--form'")
        .code(2);
}

#[test]
fn currencies_lists_the_catalogue_with_what_is_stored() {
    let place = place();
    let table = run(&place, &["currencies"]);
    table.no_err().code(0).out_has("TRY   949  Turkish lira");
    assert_eq!(
        table.stdout.lines().count(),
        1 + ruble_rates::model::CATALOGUE.len()
    );
    let csv = place.run(&["currencies", "--format", "csv"]);
    csv.out_has(
        "USD,840,Доллар США,US dollar,,R01235,1992-07-01,1992-07-01,,1992-07-01,2026-08-21,1,0\n",
    );
    csv.out_has(
        "CNY,156,Китайский юань,Chinese yuan,,R01375,,2006-05-11,,2016-08-06,2026-08-21,3,2\n",
    );
    csv.out_has("XEU,954,ЭКЮ,ECU,,R01790,,,1998-12-31,,,,\n");
    let json: serde_json::Value =
        serde_json::from_str(&place.run(&["currencies", "--format", "json"]).stdout).unwrap();
    let all = json["currencies"].as_array().unwrap();
    assert_eq!(all.len(), ruble_rates::model::CATALOGUE.len());
    assert_eq!(all[0]["code"], "USD");
    let yuan = all.iter().find(|one| one["code"] == "CNY").unwrap();
    assert_eq!(yuan["stored"]["holes"].as_array().unwrap().len(), 2);
    place
        .run(&["currencies", "--lang", "ru"])
        .out_has("Турецкая лира")
        .code(0);
}
