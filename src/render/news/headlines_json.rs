//! JSON of headlines: keys and their order are a contract (docs/DESIGN.md, "JSON that others rely on").

use crate::{
    model::{Change, NoEffect, Record},
    render::{
        json_parts::{Day, Json, Keyed, Number, Shown, rows, serialize_keys, write_line},
        news::view::{CurrencyLinks, LinkedHeadline},
    },
};
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// `news list` and `news search`: `{"headlines":[{"url","title",…,"rates":[…],"time_known"}]}`.
pub fn render_headlines(headlines: &[LinkedHeadline], out: &mut dyn Write) -> io::Result<()> {
    write_line(&Keyed("headlines", rows(headlines)), out)
}

/// A headline with its rates; an undated one has none.
impl Serialize for Json<&LinkedHeadline> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let headline = &self.0.headline;
        let published = headline.dated.map(|dated| dated.published);
        serialize_keys!(serializer, {
            "url": headline.url,
            "title": headline.title,
            "source": headline.source,
            "published": published.map(Shown),
            "date": published.map(|published| Day(published.day())),
            "date_evidence": headline.dated.map(|dated| dated.evidence.name()),
            "rates": rows(&self.0.links),
            "time_known": published.is_some_and(|published| published.is_time_known()),
        })
    }
}

/// The rate shown on a headline's date and the first one set after it.
impl Serialize for Json<&CurrencyLinks> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let shown = self.0.links.shown;
        let effect = self.0.links.effect;
        serialize_keys!(serializer, {
            "currency": self.0.currency.code,
            "shown": shown.map(|rate| Json((rate.record, rate.change))),
            "effect": effect.ok().map(|rate| Json((rate.record, Some(rate.change)))),
            "effect_reason": effect.err().map(NoEffect::name),
            "cutoff_uncertain": effect.is_ok_and(|effect| effect.cutoff_uncertain),
        })
    }
}

impl Serialize for Json<(Record, Option<Change>)> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (record, change) = &self.0;
        serialize_keys!(serializer, {
            "record_date": Day(record.record_date()),
            "value": Number(record.value()),
            "change": change.map(|change| Number(change.amount)),
        })
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
