//! The log of `-v`, `-vv` and `RATES_LOG`: each kind of event, and what never gets into it.

use crate::command::{AFTER_ARCHIVE, Place, archive_store};
use crate::server::{Reply, Server};
use expect_test::expect;

#[test]
fn verbose_names_the_configuration_the_store_and_the_time_of_phases() {
    let place = Place::new(AFTER_ARCHIVE);
    let first = place.run(&["-v", "show", "--on", "2024-05-21", "--lang", "en"]);
    first
        .code(0)
        .out(&expect!["21 May 2024  USD 90.65 −0.33  EUR 98.58 −0.19"])
        .err_has(" INFO config: no ")
        .err_has(" INFO store: schema 0 becomes ")
        .err_has(" INFO fill_from_archive: phase: close time.busy=")
        .err_has("rates/rates.db schema=7 was_changed=true")
        .err_has(" INFO phase: the whole command took=");
    assert!(!first.stderr.contains("sql:"), "{first:?}");

    place.write("config/rates/config.toml", "currencies = [\"CNY\"]\n");
    place
        .run(&["--verbose", "show", "--on", "2024-05-21"])
        .err_has(" INFO config: read ")
        .err_has("was_changed=false");
}

#[test]
fn twice_verbose_adds_statements_without_the_values_bound_to_them() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write("news.csv", "date,title\n2024-05-21,Личная заметка\n");

    let added = place.run(&["-vv", "news", "add", "news.csv"]);
    added.code(0).err_has("DEBUG sql: INSERT INTO headline");
    let found = place.run(&["-vv", "news", "search", "заметка"]);
    found
        .code(0)
        .out_has("Личная")
        .err_has("DEBUG sql: SELECT ");
    for log in [&added.stderr, &found.stderr] {
        assert!(!log.to_lowercase().contains("заметк"), "{log}");
    }
}

#[test]
fn reading_a_file_is_logged() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write("rates.csv", "date,char_code,nominal,value\n");
    place
        .run_with(
            "RATES_LOG",
            "file=info",
            &["db", "import", "rates.csv", "--dry-run"],
        )
        .err_has(" INFO file: reading rates.csv\n");
}

#[test]
fn drawing_is_timed() {
    let place = Place::new(AFTER_ARCHIVE);
    let db = archive_store().to_str().unwrap();
    let chart = ["--db", db, "chart", "--from", "2024-05", "-o", "x.svg"];
    place
        .run_with("RATES_LOG", "phase=info", &chart)
        .code(0)
        .err_has(" INFO draw_svg: phase: close time.busy=");
}

/// A page with dates of four kinds: the log names the one taken, and for each other one why it was not.
#[test]
fn each_evidence_for_the_date_of_a_page_is_logged() {
    let place = Place::new(AFTER_ARCHIVE);
    let page = "https://a.example/2023/05/most.html\n21 мая 2024\nUSD 90.65 -0.33 EUR 98.58 -0.19\n\n\
                Мост через залив достроят\n\nОб этом в понедельник, 8 мая, сообщает мэрия.\n\
                Вчера, 9 мая, и вчера, 11 мая, было иначе.\n";
    place.write("page.txt", page);
    place
        .run_with("RATES_LOG", "news=info", &["news", "check", "page.txt"])
        .code(0)
        .out_has("2023-05-08")
        .err_has(" INFO news: json_ld: no date\n")
        .err_has(" INFO news: weekday_and_day: 2023-05-08, taken\n")
        .err_has(" INFO news: both 2023-05-10 and 2023-05-12 are written, so neither is taken\n")
        .err_has(" INFO news: relative_word: no date\n");

    let page = page.replace("/2023/05/", "/2023/05/08/");
    place.write("page.txt", &page);
    place
        .run_with("RATES_LOG", "news=info", &["news", "check", "page.txt"])
        .err_has(" INFO news: url: 2023-05-08, taken\n")
        .err_has(" INFO news: weekday_and_day: 2023-05-08, but url is trusted more\n");
}

#[test]
fn a_request_is_logged_without_its_secrets() {
    let server = Server::start(|_| Reply::status(500, "no"));
    let address = server.base().replace("http://", "http://user:SECRET@");
    let place = Place::asking(AFTER_ARCHIVE, &format!("{address}/x?token=SECRET&"), true);
    let ran = place.run_with(
        "RATES_LOG",
        "trace",
        &["fetch", "--rates", "--currency", "USD"],
    );
    ran.err_has("DEBUG net: asking http://127.0.0.1:");
    assert!(!ran.stderr.contains("SECRET"), "{ran:?}");
}

#[test]
fn without_a_log_nothing_more_is_printed_and_a_log_that_cannot_be_is_refused() {
    let place = Place::new(AFTER_ARCHIVE);
    place.run(&["show", "--on", "2024-05-21"]).code(0).no_err();
    place
        .run_with("RATES_LOG", "off", &["show", "--on", "2024-05-21"])
        .code(0)
        .no_err();
    place
        .run_with("RATES_LOG", "hyper=trace", &["show", "--lang", "en"])
        .code(2)
        .err_has("RATES_LOG: `hyper=trace` is not a log: write info, debug or sql=debug,news=info");
}
