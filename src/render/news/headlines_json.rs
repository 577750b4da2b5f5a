//! JSON of headlines: keys and their order are a contract.

use crate::{
    model::{Change, Decimal, NoEffect, Record},
    render::{
        json_parts::{Keyed, Shown, serialize_keys, write_line},
        news::view::{CurrencyLinks, LinkedHeadline},
    },
};
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// `news list` and `news search`: `{"headlines":[{"url","title",…,"rates":[…],"time_known"}]}`.
pub fn render_headlines(headlines: &[LinkedHeadline], out: &mut dyn Write) -> io::Result<()> {
    write_line(&Keyed("headlines", headlines), out)
}

/// A headline with its rates; an undated one has none.
impl Serialize for LinkedHeadline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let headline = &self.headline;
        let published = headline.dated.map(|dated| dated.published);
        serialize_keys!(serializer, {
            "url": headline.url,
            "title": headline.title,
            "source": headline.source,
            "published": published.map(Shown),
            "date": published.map(|published| published.day()),
            "date_evidence": headline.dated.map(|dated| dated.evidence.name()),
            "rates": self.links,
            "time_known": published.is_some_and(|published| published.is_time_known()),
        })
    }
}

/// The rate shown on a headline's date and the first one set after it.
impl Serialize for CurrencyLinks {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let shown = self.links.shown;
        let effect = self.links.effect;
        serialize_keys!(serializer, {
            "currency": self.currency.code,
            "shown": shown.map(|rate| LinkedRate::new(rate.record, rate.change)),
            "effect": effect.ok().map(|rate| LinkedRate::new(rate.record, Some(rate.change))),
            "effect_reason": effect.err().map(NoEffect::name),
            "cutoff_uncertain": effect.is_ok_and(|effect| effect.cutoff_uncertain),
        })
    }
}

#[derive(Serialize)]
struct LinkedRate {
    record_date: Date,
    value: Decimal,
    change: Option<Decimal>,
}

impl LinkedRate {
    fn new(record: Record, change: Option<Change>) -> Self {
        Self {
            record_date: record.record_date(),
            value: record.value(),
            change: change.map(|change| change.amount),
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
