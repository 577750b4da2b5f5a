//! JSON documents, one a line, and NDJSON.
//!
//! The keys are a contract. Numbers have exactly the published
//! digits; what is unknown is `null`, never 0. A currency of `show` that is not covered is listed with `null`s,
//! so that asking for three gives three.

use crate::{
    rates::History,
    render::{
        json_parts::{Day, Json, Keyed, Number, push_line, rows, serialize_keys, write_line},
        news::{FeedStatus, LinkedHeadline},
        rates::json_rows::named_rows,
        view::{Age, Converted, CurrencyStatus, Leg, Shown},
    },
};
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// Lines are handed to the writer in pieces of this size.
const CHUNK_BYTES: usize = 64 * 1024;

/// `show`: `{"date","rates":[…]}`, and with the day's news `"headlines":[…]`.
pub fn render_shown(
    shown: &Shown,
    headlines: Option<&[LinkedHeadline]>,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_line(&Json((shown, headlines)), out)
}

impl Serialize for Json<(&Shown, Option<&[LinkedHeadline]>)> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (shown, headlines) = self.0;
        serialize_keys!(serializer, {
            "date": Day(shown.day),
            "rates": rows(&shown.rates),
            "headlines" if some: headlines.map(rows),
        })
    }
}

/// `history`: `{"series":[{"currency","records":[…]}]}`; a series that is older than the calendar explains also has
/// `age_days` and `stale`. `ages` are in the order of the histories, and may be fewer.
pub fn render_histories(
    histories: &[History],
    ages: &[Age],
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut ages = ages.iter().copied();
    let series = histories.iter().map(|history| Json((history, ages.next())));
    write_line(&Keyed("series", series.collect::<Vec<_>>()), out)
}

/// `history` as NDJSON: each row is a line and says its currency.
pub fn render_histories_ndjson(histories: &[History], out: &mut dyn Write) -> io::Result<()> {
    // Rows are small and many: written one by one, each would go through the writer's table.
    let mut lines = Vec::with_capacity(2 * CHUNK_BYTES);
    for row in histories.iter().flat_map(named_rows) {
        push_line(&row, &mut lines)?;
        if lines.len() >= CHUNK_BYTES {
            out.write_all(&lines)?;
            lines.clear();
        }
    }

    out.write_all(&lines)
}

/// `convert`: `{"amount","from","to","date","result","result_exact","age_days","stale","path":[…]}`; the exact result
/// is a text, for it may be a fraction.
pub fn render_conversion(converted: &Converted, out: &mut dyn Write) -> io::Result<()> {
    write_line(&Json(converted), out)
}

impl Serialize for Json<&Converted> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let converted = self.0;
        let path: Vec<Leg> = converted.path().collect();
        serialize_keys!(serializer, {
            "amount": Number(converted.amount),
            "from": converted.from.unit.code(),
            "to": converted.to.unit.code(),
            "date": Day(converted.day),
            "result": Number(converted.conversion.result),
            "result_exact": converted.conversion.exact_text(),
            "age_days": converted.age.days,
            "stale": converted.age.is_stale,
            "path": rows(&path),
        })
    }
}

/// `status`: `{"currencies":[…],"feeds":[…]}`; the feeds as in [`render_feeds`].
pub fn render_status(
    currencies: &[CurrencyStatus],
    feeds: &[FeedStatus],
    out: &mut dyn Write,
) -> io::Result<()> {
    write_line(&Json((currencies, feeds)), out)
}

impl Serialize for Json<(&[CurrencyStatus], &[FeedStatus])> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_keys!(serializer, {
            "currencies": rows(self.0.0),
            "feeds": rows(self.0.1),
        })
    }
}

/// `news feeds`: `{"feeds":[…]}`.
pub fn render_feeds(feeds: &[FeedStatus], out: &mut dyn Write) -> io::Result<()> {
    write_line(&Keyed("feeds", rows(feeds)), out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Decimal, Every, InForce, NotInForce, Span, Unit},
        rates::{Aggregate, Freshness, FreshnessReason, Side, convert},
        render::fixtures::{
            currency, day, history_of, record, shown, usd_and_eur_of_2024_05_21, usd_of_may,
            written,
        },
    };
    use proptest::prelude::*;

    fn check(render: impl FnOnce(&mut dyn Write) -> io::Result<()>, expected: &str) {
        let text = written(render);
        assert_eq!(text.trim_end_matches('\n'), expected);
        assert!(text.ends_with('\n'));
    }

    #[test]
    fn show_of_2024_05_21_is_as_the_design_has_it() {
        let mut day = usd_and_eur_of_2024_05_21();
        day.rates.pop();
        check(
            |out| render_shown(&day, None, out),
            r#"{"date":"2024-05-21","rates":[{"currency":"USD","nominal":1,"value":90.6537,"change":-0.3336,"change_pct":-0.3666,"record_date":"2024-05-21","previous_record_date":"2024-05-18","source":"cbr"}]}"#,
        );
    }

    #[test]
    fn what_is_unknown_is_null_and_stays_in_the_list() {
        let mut day = shown(
            "1992-07-01",
            &[("USD", 1, "125.2600", ""), ("TRY", 1, "1", "")],
        );
        day.rates[1].rate = Err(NotInForce::NeverFetched);
        check(
            |out| render_shown(&day, None, out),
            r#"{"date":"1992-07-01","rates":[{"currency":"USD","nominal":1,"value":125.2600,"change":null,"change_pct":null,"record_date":"1992-07-01","previous_record_date":null,"source":"cbr","quote":"RUR"},{"currency":"TRY","nominal":null,"value":null,"change":null,"change_pct":null,"record_date":null,"previous_record_date":null,"source":"cbr"}]}"#,
        );
    }

    #[test]
    fn history_of_records_days_and_months() {
        check(
            |out| render_histories(&[usd_of_may(Every::Record, Aggregate::Last)], &[], out),
            r#"{"series":[{"currency":"USD","records":[{"date":"2024-05-17","nominal":1,"value":90.9239,"change":null,"change_pct":null},{"date":"2024-05-18","nominal":1,"value":90.9873,"change":0.0634,"change_pct":0.0697},{"date":"2024-05-21","nominal":1,"value":90.6537,"change":-0.3336,"change_pct":-0.3666}]}]}"#,
        );
        check(
            |out| render_histories(&[usd_of_may(Every::Month, Aggregate::MeanDays)], &[], out),
            r#"{"series":[{"currency":"USD","records":[{"period":"2024-05","nominal":1,"value":90.9079,"n":5,"partial":true,"agg":"mean-days"}]}]}"#,
        );
        check(|out| render_histories(&[], &[], out), r#"{"series":[]}"#);
    }

    #[test]
    fn ndjson_repeats_the_currency_and_days_say_their_record() {
        let lines =
            written(|out| render_histories_ndjson(&[usd_of_may(Every::Day, Aggregate::Last)], out));
        let lines: Vec<_> = lines.lines().collect();
        assert_eq!(lines.len(), 5);
        assert_eq!(
            lines[3],
            r#"{"currency":"USD","date":"2024-05-20","nominal":1,"value":90.9873,"change":0.0634,"change_pct":0.0697,"record_date":"2024-05-18"}"#
        );
        let weeks =
            written(|out| render_histories_ndjson(&[usd_of_may(Every::Week, Aggregate::Max)], out));
        assert_eq!(
            weeks.lines().next(),
            Some(
                r#"{"currency":"USD","period":"2024-W20","nominal":1,"value":90.9873,"n":2,"partial":true,"agg":"max"}"#
            )
        );
    }

    #[test]
    fn a_change_over_a_new_nominal_keeps_all_its_digits() {
        let records = [("2021-01-05", 10, "97.5432"), ("2021-01-06", 1, "9.7600")];
        let history = history_of(
            "TRY",
            &records,
            "2021-01-06",
            Every::Record,
            Aggregate::Last,
        );
        let lines = written(|out| render_histories_ndjson(&[history], out));
        assert_eq!(
            lines.lines().last(),
            Some(
                r#"{"currency":"TRY","date":"2021-01-06","nominal":1,"value":9.7600,"change":0.00568,"change_pct":0.0582}"#
            )
        );
    }

    #[test]
    fn a_conversion_shows_its_way() {
        let rate = InForce {
            day: day("2024-05-20"),
            record: record("2024-05-18", 1, "90.9873"),
            change: None,
        };
        let amount = Decimal::parse("100").unwrap();
        let from = Side {
            unit: Unit::present(currency("USD")),
            rate: Some(rate),
        };
        let to = Side {
            unit: Unit::RUB,
            rate: None,
        };
        let conversion = convert(amount, from, to, None).unwrap();
        let age = Age {
            days: 2,
            is_stale: false,
        };
        let converted = Converted {
            day: rate.day,
            amount,
            from,
            to,
            conversion,
            age,
        };
        check(
            |out| render_conversion(&converted, out),
            r#"{"amount":100,"from":"USD","to":"RUB","date":"2024-05-20","result":9098.7300,"result_exact":"9098.73","age_days":2,"stale":false,"path":[{"currency":"USD","record_date":"2024-05-18","nominal":1,"value":90.9873}]}"#,
        );
    }

    #[test]
    fn status_lists_holes_and_a_stable_reason() {
        let reason = FreshnessReason::RecordExpected(day("2024-05-22"));
        let status = CurrencyStatus {
            currency: currency("USD"),
            first: Some(day("1992-07-01")),
            last: Some(day("2024-05-21")),
            covered_to: Some(day("2024-05-21")),
            freshness: Freshness {
                stale: true,
                age_days: Some(3),
                reason,
            },
            holes: vec![Span::new(day("2023-01-10"), day("2023-01-20")).unwrap()],
        };
        check(
            |out| render_status(&[status], &[], out),
            r#"{"currencies":[{"currency":"USD","first":"1992-07-01","last":"2024-05-21","covered_to":"2024-05-21","stale":true,"holes":[{"from":"2023-01-10","to":"2023-01-20"}],"reason":"record_expected"}],"feeds":[]}"#,
        );
    }

    proptest! {
        /// Whatever the figures: the document parses, and each number is there with its own digits.
        #[test]
        fn figures_keep_their_digits(units in any::<i128>(), scale in 0u32..=24) {
            let number = Decimal::new(units, scale);
            let text = serde_json::to_string(&[Some(Number(number)), None]).unwrap();
            prop_assert_eq!(&text, &format!("[{number},null]"));
            prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
        }

        #[test]
        fn a_history_always_parses(values in prop::collection::vec((1i64..10_000_000, 0u32..5), 1..20)) {
            let days: Vec<_> = (1..=values.len()).map(|at| format!("2024-05-{at:02}")).collect();
            let texts: Vec<_> = values.iter().map(|(e4, _)| Decimal::new((*e4).into(), 4).to_string()).collect();
            let records: Vec<_> = days.iter().zip(&values).zip(&texts).map(|((day, (_, digits)), text)| (day.as_str(), 10i64.pow(*digits), text.as_str())).collect();
            let history = history_of("KZT", &records, "2024-05-31", Every::Record, Aggregate::Last);
            let text = written(|out| render_histories(&[history], &[], out));
            let parsed: serde_json::Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(parsed["series"][0]["records"].as_array().unwrap().len(), values.len());
            for value in &texts {
                let exact = format!(r#""value":{value},"#);
                prop_assert!(text.contains(&exact));
            }
        }
    }
}
