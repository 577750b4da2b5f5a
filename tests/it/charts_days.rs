//! The days of a chart: series of different ends, a common base, periods partly in view, and notes on days without
//! rates.

use crate::command::{AFTER_ARCHIVE, Place, Ran, archive_store};
use expect_test::expect;

/// The last day of the archive: nothing is old.
const LAST_DAY: &str = "2026-08-21T12:00:00+03:00";

fn chart(arguments: &[&str]) -> Ran {
    let db = archive_store().to_str().unwrap();
    Place::new(LAST_DAY)
        .run(&[&["--db", db, "chart", "-o", "-", "--lang", "en"], arguments].concat())
}

#[test]
fn series_of_different_ends_are_each_drawn_to_their_own() {
    let both = chart(&["USD", "TRY", "--from", "2022-01-01", "--to", "2024-05-01"]);
    both.code(0)
        .out_has("1 January 2022 – 1 May 2024 · USD 91.78, 10 TRY 32.44 (19.11.2022)")
        .out_has("No rates: TRY from 20 November 2022")
        .err_has("TRY: its line ends on 2022-11-19, the last stored day; run `rates fetch --currency TRY --from 2022-11-06");
    assert!(!both.stderr.contains("USD"), "{both:?}");
}

#[test]
fn the_series_that_has_nothing_is_named_and_not_the_complete_one() {
    let ran = chart(&["USD", "TRY", "--from", "2024-01-01"]);
    ran.code(0).out_has("1 January 2024 – 21 August 2026 · USD 83.36").err_has("no TRY records").err_has(
        "stored are 1992-07-01 to 2022-11-19; run `rates fetch --currency TRY --from 2023-12-18 --to 2026-08-21`",
    );
    assert!(!ran.stderr.contains("USD"), "{ran:?}");
}

#[test]
fn the_name_of_a_file_has_the_last_day_drawn() {
    let place = Place::new(AFTER_ARCHIVE);
    place
        .run(&["chart", "USD", "TRY", "--from", "2022-01-01"])
        .code(0)
        .out(&expect!["charts/usd-try_2022-01-01_2026-08-21.png"]);
    let ended = place.run(&["chart", "TRY", "--from", "2022-01-01", "--lang", "en"]);
    ended
        .code(0)
        .out(&expect!["charts/try_2022-01-01_2022-11-19.png"])
        .err_has("TRY: stored rates end on 2022-11-19, 1375 days ago");
}

/// Two years before the yuan: with bases of their own the lines would end at 255 and 126.
#[test]
fn several_lines_have_the_index_of_a_common_day() {
    let index = chart(&["USD", "CNY", "--from", "2014", "--index"]);
    let gaps = "CNY: no rates for 2014-01-01..2016-08-05, 2018-04-12..2019-01-09, 2021-01-23..2021-03-22; \
        run `rates fetch --currency CNY --from 2013-12-18 --to 2021-03-22`";
    index
        .code(0)
        .out_has("6 August 2016 = 100 (first common day)")
        .out_has(">USD 127.1<")
        .out_has(">CNY 125.7<")
        .out_has("No rates: CNY to 5 August 2016, 12 April 2018 – 9 January 2019, 23 January – 22 March 2021")
        .err_has(gaps);
    chart(&["USD", "CNY", "--from", "2014", "--pct"])
        .code(0)
        .out_has(">USD +27.1\u{a0}%<")
        .out_has(">CNY +25.7\u{a0}%<");
    let text = chart(&[
        "USD",
        "CNY",
        "--from",
        "2014",
        "--index",
        "--format",
        "text",
        "--columns",
        "140",
    ]);
    text.code(0)
        .out_has("USD 127.1")
        .out_has("CNY 125.7")
        .out_has("No rates: CNY to 5 August 2016, 12 April 2018");
    let page = chart(&[
        "USD", "CNY", "--from", "2014", "--index", "--format", "html",
    ]);
    page.code(0)
        .out_has("6 August 2016 = 100 (first common day)")
        .out_has("No rates: CNY to 5 August 2016, 12 April");
}

#[test]
fn lines_that_never_meet_have_no_index() {
    let place = Place::configured(AFTER_ARCHIVE, "archive = false\n");
    let rows = "date,char_code,nominal,value,source,span\n2024-05-18,USD,1,90.9873,cbr,2024-05-18..2024-05-18\n2024-05-21,EUR,1,98.5842,cbr,2024-05-21..2024-05-21\n";
    place.write("rates.csv", rows);
    place.run(&["db", "import", "rates.csv"]).code(0);
    let both = [
        "chart",
        "USD",
        "EUR",
        "--from",
        "2024-05-01",
        "--lang",
        "en",
        "-o",
        "-",
    ];
    place.run(&[&both[..], &["--index"]].concat()).code(2).no_out().err_has(
        "--index: there is no day on which all have a rate (USD 2024-05-18..2024-05-18, EUR 2024-05-21..2024-05-21)",
    );
    place.run(&both).code(0);
}

/// W12: −1.85 against 14 May is the change of half a month.
#[test]
fn a_month_partly_in_view_is_counted_from_before_it() {
    let may = [
        "USD",
        "--from",
        "2024-05-15",
        "--to",
        "2024-05-31",
        "--every",
        "month",
    ];
    chart(&may)
        .code(0)
        .out_has(">−1.99<")
        .out_has("part of the month: 15–31 May 2024, the change is since the start of the month");
    let three = [
        "USD",
        "--from",
        "2024-05-15",
        "--to",
        "2024-07-10",
        "--every",
        "month",
    ];
    chart(&three).code(0).out_has(
        "first month from 15 May, its change is of the whole month; last month to 10 July",
    );
    // 90.6537 against 91.7791 of 30 April.
    let day = [
        "USD",
        "--from",
        "2024-05-21",
        "--to",
        "2024-05-21",
        "--every",
        "month",
    ];
    chart(&day)
        .code(0)
        .out_has(">−1.13<")
        .out_has("part of the month: 21 May 2024, the change is since the start");
    let whole = chart(&[
        "USD", "--from", "2024-05", "--to", "2024-07", "--every", "month",
    ]);
    assert!(!whole.code(0).stdout.contains("first month"), "{whole:?}");
}

#[test]
fn a_chart_of_old_rates_says_how_old_they_are() {
    let place = Place::new("2026-11-28T12:00:00+03:00");
    let old = ["chart", "USD", "EUR", "--lang", "en", "-o", "-"];
    let note = "USD, EUR: stored rates end on 2026-08-21, 99 days ago; `rates fetch --currency USD,EUR` brings them up to date";
    place.run(&old).code(0).err_has(note);
    place
        .run(&["movers", "--top", "1", "--lang", "en"])
        .code(0)
        .err_has("USD: stored rates end on 2026-08-21, 99 days ago");
    // All requested days are there.
    place
        .run(&[&old[..], &["--to", "2026-08-01"]].concat())
        .code(0)
        .no_err();
    place
        .run(&["movers", "--top", "1", "--to", "2025"])
        .code(0)
        .no_err();
    // Yesterday's rates may simply wait for the evening.
    Place::new("2026-08-22T12:00:00+03:00")
        .run(&old)
        .code(0)
        .no_err();
}

#[test]
fn a_last_day_of_the_future_is_not_drawn_and_that_is_said() {
    let words = "--to 2030-12-31: stored rates end on 2026-08-21, and so does the chart";
    Place::new(LAST_DAY)
        .run(&["chart", "USD", "--to", "2030", "--lang", "en"])
        .code(0)
        .err_has(words);
}

#[test]
fn years_before_a_currency_are_named() {
    let ran = chart(&["EUR", "--from", "1997", "--to", "2000"]);
    ran.code(0).out_has("No rates: EUR to 31 December 1998");
    ran.err_has("EUR: no rates for 1997-01-01..1998-12-31; the Bank of Russia's records begin on 1999-01-01");
    assert!(!ran.stderr.contains("rates fetch"), "{ran:?}");
}

#[test]
fn a_name_that_promises_another_format_is_refused() {
    let place = Place::new(AFTER_ARCHIVE);
    for (format, name) in [
        ("svg", "q.png"),
        ("png", "q.svg"),
        ("html", "q.txt"),
        ("text", "q.htm"),
    ] {
        let ran = place.run(&["chart", "USD", "--format", format, "-o", name]);
        ran.code(2)
            .no_out()
            .err_has("--format")
            .err_has(format.trim_end_matches("text"));
        assert!(!place.path(name).exists(), "{name}");
    }
    place
        .run(&["chart", "USD", "--format", "svg", "-o", "q.SVG"])
        .code(0)
        .out(&expect!["q.SVG"]);
    place
        .run(&["chart", "USD", "--format", "svg", "-o", "picture"])
        .code(0)
        .out(&expect!["picture"]);
}
