//! What was read of a saved page, and how its header rates compare with the official ones.

use crate::{
    model::{DateEvidence, Dated, Decimal, Lang, tr},
    news::page::{TickerCheck, TickerRate},
    render::{Style, json_parts::serialize_keys, words::signed},
};
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::fmt::Write as _;

/// What a page contains, with the official figures for comparison.
#[derive(Clone, Debug)]
pub struct PageReport {
    pub file: String,
    pub url: Option<String>,
    pub title: Option<String>,
    /// When the article was published.
    pub dated: Option<Dated>,
    /// The day in its header.
    pub header: Option<HeaderDate>,
    /// The rates in its header.
    pub ticker: Vec<CheckedRate>,
}

/// The day of a page's header and how its year is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderDate {
    pub day: Date,
    /// Whether the page writes its year; else it is the one year in which the ticker was official.
    pub year_is_written: bool,
}

/// A rate of a page's header; no check where its day or the official figure is not known.
#[derive(Clone, Copy, Debug)]
pub struct CheckedRate {
    /// As the page shows it.
    pub shown: TickerRate,
    pub check: Option<TickerCheck>,
}

impl Serialize for PageReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_keys!(serializer, {
            "file": self.file,
            "url": self.url,
            "title": self.title,
            "article_date": self.dated.map(|dated| dated.published.day()),
            "article_date_evidence": self.dated.map(|dated| dated.evidence.name()),
            "header_date": self.header.map(|header| header.day),
            "ticker": self.ticker,
        })
    }
}

impl Serialize for CheckedRate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { shown, check } = self;
        serialize_keys!(serializer, {
            "currency": shown.currency.code,
            "value": shown.value,
            "change": shown.change,
            "official_value": check.map(|check| check.official_value),
            "official_change": check.and_then(|check| check.official_change),
            "agrees": check.map(|check| check.agrees),
        })
    }
}

/// For reading: title, date with its evidence, header with its rates and the official ones; each line with its end.
pub fn render_page(page: &PageReport, style: Style) -> String {
    let lang = style.lang;
    let file = &page.file;
    let title = page.title.as_deref();
    let title = title.unwrap_or(lang.pick("(untitled)", "(без заголовка)"));
    let mut text = format!("{file}: {title}\n");

    let dated = match page.dated {
        Some(dated) => {
            let evidence = evidence_text(dated.evidence, lang);
            format!("{}, {evidence}", dated.published)
        }
        None => tr!(lang, "no date to be told", "дата неизвестна"),
    };
    text += &tr!(lang, "  article: {dated}\n", "  статья: {dated}\n");

    if let Some(HeaderDate {
        day,
        year_is_written,
    }) = page.header
    {
        text += &tr!(lang, "  page header: {day}", "  шапка страницы: {day}");
        if !year_is_written {
            text += lang.pick(
                ", its year by the rates beside it",
                ", год по курсам в шапке",
            );
        }
        text.push('\n');
    }

    for rate in &page.ticker {
        let _ = writeln!(text, "    {}", rate_line(rate, style));
    }
    text
}

fn rate_line(rate: &CheckedRate, style: Style) -> String {
    let lang = style.lang;
    let code = rate.shown.currency.code;
    let shown = value_and_change(rate.shown.value, rate.shown.change, style);
    let Some(check) = rate.check else {
        return tr!(
            lang,
            "{code} {shown} — nothing to compare it with",
            "{code} {shown} — сравнить не с чем"
        );
    };

    let verdict = if check.agrees {
        lang.pick("official", "официальный")
    } else {
        lang.pick("NOT official", "НЕ официальный")
    };

    let official = value_and_change(check.official_value, check.official_change, style);
    format!("{code} {shown} — {verdict} ({official})")
}

/// `90.65 −0.33`, without the change where it is not known.
fn value_and_change(value: Decimal, change: Option<Decimal>, style: Style) -> String {
    match change {
        Some(change) => format!("{value} {}", signed(change, style)),
        None => value.to_string(),
    }
}

/// How a date is known, in words.
pub fn evidence_text(evidence: DateEvidence, lang: Lang) -> &'static str {
    use DateEvidence as E;
    match evidence {
        E::JsonLd => lang.pick("by JSON-LD", "по JSON-LD"),
        E::Meta => lang.pick("by a meta element", "по метаданным"),
        E::TimeElement => lang.pick("by a time element", "по элементу time"),
        E::Feed => lang.pick("by the feed", "по ленте"),
        E::Corpus => lang.pick("by a column of the collection", "по столбцу собрания"),
        E::Url => lang.pick("by the address", "по адресу"),
        E::DateLine => lang.pick("by a date line", "по строке с датой"),
        E::WeekdayAndDay => lang.pick("by weekday and day", "по дню недели и числу"),
        E::DayAndMonth => lang.pick(
            "by day and month in a known year",
            "по числу и месяцу при известном годе",
        ),
        E::RelativeWord => lang.pick("by a word like today", "по слову «сегодня» или «вчера»"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Currency, Published},
        render::{
            fixtures::{day, style, written},
            write_line,
        },
    };
    use expect_test::expect;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    /// The dollar of a header of 21 May 2024, as shown and as it was.
    fn page(value: &str, agrees: bool) -> PageReport {
        let shown = TickerRate {
            currency: Currency::find("USD").unwrap(),
            value: decimal(value),
            change: Some(decimal("-0.33")),
        };
        let check = TickerCheck {
            shown,
            official_value: decimal("90.6537"),
            official_change: Some(decimal("-0.3336")),
            agrees,
        };
        let published = Published::On(day("2023-05-08"));
        PageReport {
            file: "page.txt".into(),
            url: None,
            title: Some("Мост".into()),
            dated: Some(Dated {
                published,
                evidence: DateEvidence::WeekdayAndDay,
            }),
            header: Some(HeaderDate {
                day: day("2024-05-21"),
                year_is_written: false,
            }),
            ticker: vec![CheckedRate {
                shown,
                check: Some(check),
            }],
        }
    }

    #[test]
    fn a_page_says_how_its_dates_are_known() {
        let shown = render_page(&page("90.65", true), style(Lang::Ru));
        expect![[r"
            page.txt: Мост
              статья: 2023-05-08, по дню недели и числу
              шапка страницы: 2024-05-21, год по курсам в шапке
                USD 90.65 −0.33 — официальный (90.6537 −0.3336)
        "]]
        .assert_eq(&shown);
        let bare = PageReport {
            title: None,
            dated: None,
            header: None,
            ticker: vec![],
            ..page("1", true)
        };
        assert_eq!(
            render_page(&bare, style(Lang::En)),
            "page.txt: (untitled)\n  article: no date to be told\n"
        );
        assert!(render_page(&page("90.75", false), style(Lang::En)).contains("NOT official"));
    }

    #[test]
    fn json_has_null_where_the_page_does_not_tell() {
        let mut bare = page("90.65", true);
        (bare.dated, bare.header, bare.ticker[0].check) = (None, None, None);
        assert_eq!(
            written(|out| write_line(&[page("90.65", true), bare], out)),
            concat!(
                r#"[{"file":"page.txt","url":null,"title":"Мост","article_date":"2023-05-08","#,
                r#""article_date_evidence":"weekday_and_day","header_date":"2024-05-21","ticker":[{"currency":"USD","#,
                r#""value":90.65,"change":-0.33,"official_value":90.6537,"official_change":-0.3336,"agrees":true}]},"#,
                r#"{"file":"page.txt","url":null,"title":"Мост","article_date":null,"article_date_evidence":null,"#,
                r#""header_date":null,"ticker":[{"currency":"USD","value":90.65,"change":-0.33,"official_value":null,"#,
                r#""official_change":null,"agrees":null}]}]"#,
                "\n"
            )
        );
    }
}
