//! The calls that the commands of W1 to W5 spend their time in, on the embedded archive: `cargo bench`.

use jiff::civil::{Date, date};
use ruble_rates::analysis::{Aggregate, History, history};
use ruble_rates::chart::{Spec, draw_png, draw_svg};
use ruble_rates::model::{Currency, Every, Lang, Series, Span, Spans};
use ruble_rates::render::{csv, json};
use ruble_rates::sources::table::parse_table;
use ruble_rates::store::archive::{canonical_lines, stretches};

fn main() {
    divan::main();
}

/// The dollar and the euro, whole.
fn series() -> Vec<Series> {
    let whole = stretches().expect("the archive is embedded");
    let make = |code: &str| {
        let one = whole.iter().find(|stretch| stretch.code == code)?;
        let (first, last) = (one.records.first()?.record_date(), one.records.last()?.record_date());
        let coverage: Spans = Span::new(first, last).into_iter().collect();
        Some(Series::new(Currency::by_code(code)?, one.records.clone(), coverage))
    };
    ["USD", "EUR"].into_iter().filter_map(make).collect()
}

fn records() -> History {
    let whole = Span::new(Date::MIN, Date::MAX).expect("in order");
    history(&series()[0], whole, Every::Record, Aggregate::Last)
}

#[divan::bench]
fn decode_the_archive() -> usize {
    stretches().map_or(0, |all| all.len())
}

#[divan::bench]
fn read_7902_rows_of_csv(bencher: divan::Bencher) {
    let series = series();
    let text = format!("date,code,nominal,value\n{}", canonical_lines("USD", series[0].records()));
    bencher.bench(|| parse_table(text.as_bytes(), "cbr"));
}

#[divan::bench]
fn rate_in_force(bencher: divan::Bencher) {
    let series = series();
    bencher.bench(|| series[0].in_force(date(2024, 5, 20)));
}

#[divan::bench]
fn history_of_7902_records(bencher: divan::Bencher) {
    bencher.with_inputs(series).bench_refs(|series| {
        history(
            &series[0],
            Span::new(Date::MIN, Date::MAX).expect("in order"),
            Every::Record,
            Aggregate::Last,
        )
    });
}

#[divan::bench]
fn csv_of_7902_records(bencher: divan::Bencher) {
    bencher.with_inputs(records).bench_refs(|rows| {
        let mut out = Vec::new();
        csv::render_histories(std::slice::from_ref(rows), &mut out).map(|()| out.len())
    });
}

#[divan::bench]
fn json_of_7902_records(bencher: divan::Bencher) {
    bencher.with_inputs(records).bench_refs(|rows| {
        let mut out = Vec::new();
        json::render_histories(std::slice::from_ref(rows), &mut out).map(|()| out.len())
    });
}

/// The picture of W5.
fn spec() -> Spec {
    let span = Span::new(date(1998, 1, 1), date(2026, 8, 21)).expect("in order");
    Spec::new(&series(), span, Lang::En).expect("there are records")
}

#[divan::bench(sample_count = 20)]
fn svg_of_1998_to_2026(bencher: divan::Bencher) {
    bencher.with_inputs(spec).bench_refs(|spec| draw_svg(spec));
}

#[divan::bench(sample_count = 20)]
fn png_of_1998_to_2026(bencher: divan::Bencher) {
    bencher.with_inputs(spec).bench_refs(|spec| draw_png(spec));
}
