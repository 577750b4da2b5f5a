//! The links of headlines to records beside the reference values in `data/stats`.

use crate::shared::reference;
use jiff::civil::Date;
use ruble_rates::model::{
    Currency, Cutoff, Cutoffs, Links, Nominal, Published, Record, Series, Span, Spans, links,
};
use serde_json::Value;

fn date(value: &Value) -> Date {
    value.as_str().unwrap().parse().unwrap()
}

fn cutoffs(rows: &Value) -> Cutoffs {
    let row = |row: &Value| Cutoff {
        set_date_from: date(&row[0]),
        clock: format!("{}:00", row[1].as_str().unwrap()).parse().unwrap(),
        uncertain: false,
    };
    Cutoffs::new(rows.as_array().unwrap().iter().map(row).collect()).unwrap()
}

/// Records on these dates, of figures that do not matter here.
fn series(dates: &Value, coverage: Spans) -> Series {
    let dates = dates.as_array().unwrap();
    let record = |day| Record::new(date(day), Nominal::ONE, 900_000).unwrap();
    Series::new(
        Currency::find("USD").unwrap(),
        dates.iter().map(record).collect(),
        coverage,
    )
}

fn check(case: &Value, links: &Links, date_key: &str, set_date_key: &str) {
    let text =
        |found: Option<Date>| found.map_or(Value::Null, |day| Value::String(day.to_string()));
    let published: Published = case["published"].as_str().unwrap().parse().unwrap();
    assert_eq!(text(Some(published.day())), case["moscow_date"], "{case}");
    assert_eq!(
        text(links.shown.map(|one| one.record.record_date())),
        case[date_key],
        "{case}"
    );
    assert_eq!(
        text(links.effect.ok().map(|one| one.record.record_date())),
        case["effect"],
        "{case}"
    );
    assert_eq!(text(links.set_date_record), case[set_date_key], "{case}");
}

#[test]
fn reference_linking() {
    let Some(file) = reference("linking.json") else {
        return;
    };
    let cutoffs = cutoffs(&file["input"]["cutoffs_moscow"]);
    let cases = file["expected"].as_array().unwrap();
    assert!(!cases.is_empty());
    for case in cases {
        let dates = &file["input"]["records_effective"][case["calendar"].as_str().unwrap()];
        let last = dates.as_array().unwrap().last().unwrap();
        let coverage = [Span::new(date(&dates[0]), date(last)).unwrap()]
            .into_iter()
            .collect();
        let published = case["published"].as_str().unwrap().parse().unwrap();
        let found = links(&series(dates, coverage), &cutoffs, &published);
        check(case, &found, "date", "set_date_when_time_unknown");
    }
}

#[test]
fn reference_linking_edges() {
    let Some(file) = reference("linking_edges.json") else {
        return;
    };
    let input = &file["input"];
    let cutoffs = cutoffs(&input["cutoffs_moscow"]);
    let span = |span: &Value| Span::new(date(&span[0]), date(&span[1])).unwrap();
    let coverage: Spans = input["coverage"]
        .as_array()
        .unwrap()
        .iter()
        .map(span)
        .collect();
    let series = series(&input["records_effective"], coverage);
    let cases = file["expected"]["cases"].as_array().unwrap();
    assert_eq!(cases.len(), input["published"].as_array().unwrap().len());
    for case in cases {
        let published: Published = case["published"].as_str().unwrap().parse().unwrap();
        assert_eq!(
            published.is_time_known(),
            case["time_known"].as_bool().unwrap(),
            "{case}"
        );
        let found = links(&series, &cutoffs, &published);
        check(case, &found, "date", "set_date");
        let reason = found
            .effect
            .err()
            .map_or(Value::Null, |reason| reason.name().into());
        assert_eq!(reason, case["effect_reason"], "{case}");
    }
}
