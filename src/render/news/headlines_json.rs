//! JSON of headlines: keys and their order are a contract (docs/DESIGN.md, "JSON that others rely on").

use crate::model::{Change, NoEffect, Published, Record};
use crate::render::json_parts::write_line;
use crate::render::json_parts::{Day, Number, Shown};
use crate::render::news::view::{CurrencyLinks, LinkedHeadline};
use serde::Serialize;
use std::io::{self, Write};

/// `news list` and `news search`: `{"headlines":[{"url","title",…,"rates":[…],"time_known"}]}`.
///
/// # Errors
/// Those of the writer.
pub fn render_headlines(headlines: &[LinkedHeadline], out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Document<'a> {
        headlines: Vec<HeadlineJson<'a>>,
    }
    write_line(
        &Document {
            headlines: headlines.iter().map(HeadlineJson::new).collect(),
        },
        out,
    )
}

/// A headline with its rates; an undated one has none.
#[derive(Serialize)]
pub struct HeadlineJson<'a> {
    url: Option<&'a str>,
    title: &'a str,
    source: &'a str,
    published: Option<Shown<Published>>,
    date: Option<Day>,
    date_evidence: Option<&'static str>,
    rates: Vec<LinksJson>,
    time_known: bool,
}

impl<'a> HeadlineJson<'a> {
    pub fn new(one: &'a LinkedHeadline) -> Self {
        let headline = &one.headline;
        let published = headline.dated.map(|dated| dated.published);
        Self {
            url: headline.url.as_deref(),
            title: &headline.title,
            source: &headline.source,
            published: published.map(Shown),
            date: published.map(|published| Day(published.day())),
            date_evidence: headline.dated.map(|dated| dated.evidence.name()),
            rates: one.links.iter().map(LinksJson::new).collect(),
            time_known: published.is_some_and(|published| published.is_time_known()),
        }
    }
}

/// The rate shown on a headline's date and the first one set after it.
#[derive(Serialize)]
struct LinksJson {
    currency: &'static str,
    shown: Option<RateJson>,
    effect: Option<RateJson>,
    effect_reason: Option<&'static str>,
    cutoff_uncertain: bool,
}

impl LinksJson {
    fn new(one: &CurrencyLinks) -> Self {
        let (shown, effect) = (one.links.shown, one.links.effect);
        Self {
            currency: one.currency.code,
            shown: shown.map(|rate| RateJson::new(&rate.record, rate.change.as_ref())),
            effect: effect
                .ok()
                .map(|effect| RateJson::new(&effect.record, Some(&effect.change))),
            effect_reason: effect.err().map(NoEffect::name),
            cutoff_uncertain: effect.is_ok_and(|effect| effect.cutoff_uncertain),
        }
    }
}

#[derive(Serialize)]
struct RateJson {
    record_date: Day,
    value: Number,
    change: Option<Number>,
}

impl RateJson {
    fn new(record: &Record, change: Option<&Change>) -> Self {
        Self {
            record_date: Day(record.record_date()),
            value: Number(record.value()),
            change: change.map(|change| Number(change.amount)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixtures::{linked, written};

    #[test]
    fn headlines_have_both_rates_and_undated_ones_have_none() {
        let headlines = [
            linked("2024-05-20T10:00:00+03:00", "Утром"),
            linked("", "Без даты"),
        ];
        assert_eq!(
            written(|out| render_headlines(&headlines, out)),
            concat!(
                r#"{"headlines":[{"url":"https://lenta.ru/1","title":"Утром","source":"lenta.ru","#,
                r#""published":"2024-05-20T10:00:00+03:00","date":"2024-05-20","date_evidence":"feed","rates":[{"currency":"USD","#,
                r#""shown":{"record_date":"2024-05-18","value":90.9873,"change":0.0634},"#,
                r#""effect":{"record_date":"2024-05-21","value":90.6537,"change":-0.3336},"effect_reason":null,"#,
                r#""cutoff_uncertain":false}],"time_known":true},{"url":"https://lenta.ru/1","title":"Без даты","#,
                r#""source":"lenta.ru","published":null,"date":null,"date_evidence":null,"rates":[],"time_known":false}]}"#,
                "\n"
            )
        );
    }

    #[test]
    fn a_rate_that_is_not_set_is_null_with_its_reason() {
        let text = written(|out| render_headlines(&[linked("2024-05-22", "Latest")], out));
        assert!(
            text.contains(r#""effect":null,"effect_reason":"pending","cutoff_uncertain":false"#),
            "{text}"
        );
        assert!(text.contains(r#""time_known":false"#), "{text}");
    }
}
