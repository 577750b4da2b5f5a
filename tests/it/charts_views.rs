//! `rates chart --pct`, `--index`, `--log`, `--ma`, `--band`, `--every`: what they show of the archive, what excludes
//! what, and the volatility of the band against reference figures.

use crate::command::read;
use crate::shared::reference;
use jiff::ToSpan as _;
use jiff::civil::date;
use ruble_rates::analysis::{BURN_IN, volatilities};
use ruble_rates::model::{Currency, Nominal, Record, Series, Span};

/// The texts of an SVG on standard output.
#[track_caller]
fn check_texts(arguments: &[&str], expected: &[&str]) {
    let ran = read(&[&["chart", "-o", "-"], arguments].concat());
    ran.code(0).out_has("<svg ");
    for text in expected {
        ran.out_has(text);
    }
}

#[test]
fn each_view_says_what_it_shows() {
    let may = [
        "USD",
        "--from",
        "2024-05-01",
        "--to",
        "2024-05-21",
        "--lang",
        "ru",
    ];
    let of = |options: &[&'static str]| [&may[..], options].concat();
    check_texts(
        &may,
        &[
            "в рублях · 1–21 мая 2024 · USD 90.65",
            ">Изменение за день, рубли<",
        ],
    );
    // 100 × (90.6537 − 91.7791) ÷ 91.7791.
    check_texts(
        &of(&["--pct"]),
        &[
            "изменение в % к 1 мая 2024",
            ">USD −1.23\u{a0}%<",
            ">Изменение за день, %<",
        ],
    );
    check_texts(&of(&["--index"]), &["1 мая 2024 = 100", ">USD 98.8<"]);
    check_texts(&of(&["--log"]), &["в рублях, логарифмическая шкала"]);
    check_texts(
        &of(&["--index", "--log"]),
        &["1 мая 2024 = 100, логарифмическая шкала"],
    );
    check_texts(
        &of(&["--ma", "21"]),
        &["Тонкая линия: среднее 21 последней записи", ">среднее 21: "],
    );
    check_texts(&of(&["--band"]), &["±2σ", "λ = 0.94", "fill-opacity"]);
    check_texts(
        &of(&["--every", "week"]),
        &[
            "Столбец: от низшего до высшего курса недели",
            ">Изменение за неделю, рубли<",
        ],
    );
    check_texts(
        &of(&["--every", "month", "--pct"]),
        &[">Изменение с начала месяца, %<"],
    );
    let english = [
        "USD",
        "EUR",
        "--from",
        "2024-05-01",
        "--to",
        "2024-05-21",
        "--lang",
        "en",
        "--ma",
        "5",
        "--band",
    ];
    check_texts(
        &english,
        &[
            "Band: ±2σ one record ahead",
            "mean of the last 5 records",
            "mean of 5: ",
        ],
    );
}

/// The band needs the records before the first day drawn, and has none right after the first record of all.
#[test]
fn a_band_looks_back_and_waits_for_its_burn_in() {
    let none = "Полосы EWMA ±2σ нет";
    check_texts(
        &[
            "USD",
            "--from",
            "1992-07-01",
            "--to",
            "1992-09-01",
            "--band",
            "--lang",
            "ru",
        ],
        &[none],
    );
    let day = read(&[
        "chart",
        "USD",
        "--from",
        "2024-05-21",
        "--to",
        "2024-05-21",
        "--band",
        "-o",
        "-",
    ]);
    day.code(0).out_has("fill-opacity");
}

#[test]
fn what_excludes_each_other_is_wrong_usage() {
    for (options, flag, words) in [
        (&["--pct", "--index"][..], "--pct", ["--index"; 2]),
        (&["--pct", "--log"], "--pct", ["--index --log"; 2]),
        (&["--every", "week", "--ma", "5"], "--ma", ["--every"; 2]),
        (&["--every", "month", "--band"], "--band", ["--every"; 2]),
        (&["--ma", "1"], "--ma", ["число от 2 до 2000", "2..=2000"]),
        (&["--ma", "no"], "--ma", ["нужно целое число", "invalid"]),
        (&["--every", "day"], "--every", ["week"; 2]),
    ] {
        for (lang, words) in ["ru", "en"].into_iter().zip(words) {
            let ran = read(&[&["chart", "USD", "-o", "-", "--lang", lang], options].concat());
            ran.no_out().err_has(flag).err_has(words).code(2);
        }
    }
}

/// What would be drawn wrongly is not drawn: text has no second line, no area, no bars and no marks.
#[test]
fn text_says_what_it_lacks() {
    let options: [&[&str]; 6] = [
        &["--ma", "5"],
        &["--band"],
        &["--every", "week"],
        &["--methods"],
        &["--key-rate"],
        &["--news"],
    ];
    for options in options {
        let ran = read(&[&["chart", "USD", "-o", "-", "--format", "text"], options].concat());
        ran.no_out().err_has(options[0]).err_has(".svg").code(2);
    }
}

/// The script of a page draws other days of rates alone; with a view or marks the page stays as it is.
#[test]
fn a_page_zooms_where_its_script_can_draw_other_days() {
    let page = |options: &[&str]| {
        let may = [
            "chart",
            "USD",
            "--from",
            "2022-02-01",
            "--to",
            "2022-05-21",
            "--format",
            "html",
            "-o",
            "-",
        ];
        read(&[&may[..], options].concat()).code(0).stdout.clone()
    };
    assert!(page(&[]).contains("\"zooms\":true"));
    for options in [
        &["--pct"][..],
        &["--log"],
        &["--ma", "5"],
        &["--every", "week"],
        &["--methods"],
        &["--key-rate"],
    ] {
        let page = page(options);
        assert!(page.contains("\"zooms\":false"), "{options:?}");
        assert!(!page.contains("Приблизить — протянуть"), "{options:?}");
    }
}

#[test]
fn text_has_the_axis_of_its_view() {
    let may = [
        "chart",
        "USD",
        "--from",
        "2024-05-01",
        "--to",
        "2024-05-21",
        "--lang",
        "ru",
        "--format",
        "text",
    ];
    for (options, words) in [
        (
            &["--pct"][..],
            &[
                "изменение в % к 1 мая 2024",
                "0\u{a0}% ┤",
                "USD −1.23\u{a0}%",
            ][..],
        ),
        (&["--index"], &["1 мая 2024 = 100", "100.0 ┤", "USD 98.8"]),
        (
            &["--log"],
            &["логарифмическая шкала", "91.0 ┤", "USD 90.65"],
        ),
        (
            &["--index", "--log"],
            &["начало = 100, лог.", "100.0 ┤", "USD 98.8"],
        ),
    ] {
        let ran = read(&[&may[..], options].concat());
        ran.code(0);
        for word in words {
            ran.out_has(word);
        }
    }
}

/// 34 years and eight currencies: every view is a picture of a size that can be sent.
#[test]
fn long_spans_stay_small() {
    let all = [
        "USD",
        "EUR",
        "CNY",
        "KZT",
        "TRY",
        "JPY",
        "GBP",
        "CHF",
        "--from",
        "1992-07-01",
    ];
    for options in [
        &["--log"][..],
        &["--pct"],
        &["--index", "--log"],
        &["--every", "week"],
        &["--band", "--ma", "200"],
    ] {
        let ran = read(&[&["chart", "-o", "-", "--format", "svg"], &all[..], options].concat());
        ran.code(0);
        assert!(
            ran.stdout.len() < 900_000,
            "{options:?}: {} bytes",
            ran.stdout.len()
        );
    }
}

/// `ewma_standardise.json`: numpy's figures for the same recursion.
#[test]
fn the_volatility_is_that_of_the_reference() {
    let Some(reference) = reference("ewma_standardise.json") else {
        return;
    };
    let floats = |value: &serde_json::Value| -> Vec<f64> {
        value
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one.as_f64().unwrap())
            .collect()
    };
    let (rates, expected) = (
        floats(&reference["input"]["rate"]),
        floats(&reference["expected"]["sigma"]),
    );
    let first = date(2020, 1, 1);
    let day = |at: usize| first + i64::try_from(at).unwrap().days();
    #[expect(clippy::cast_possible_truncation, reason = "rates of four digits")]
    let record = |(at, rate): (usize, &f64)| {
        Record::new(day(at), Nominal::ONE, (rate * 1e4).round() as i64).unwrap()
    };
    let records: Vec<Record> = rates.iter().enumerate().map(record).collect();
    let covered = Span::new(first, day(rates.len() - 1)).unwrap();
    let series = Series::new(
        Currency::find("USD").unwrap(),
        records,
        [covered].into_iter().collect(),
    );
    let found = volatilities(&series);
    assert_eq!(found.len(), rates.len() - 1 - BURN_IN);
    for (one, expected) in found.iter().zip(&expected[BURN_IN..]) {
        assert!(
            (one.sigma_pct - expected).abs() < 1e-9,
            "{}: {} {expected}",
            one.record_date,
            one.sigma_pct
        );
    }
}
