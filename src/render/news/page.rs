//! What was read of a saved page, and how its header rates compare with the official ones.

use crate::model::{DateEvidence, Dated, Decimal, Lang};
use crate::news::page::{TickerCheck, TickerRate};
use crate::render::Style;
use crate::render::json_parts::write_line;
use crate::render::json_parts::{Day, Number};
use crate::render::words::signed;
use jiff::civil::Date;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, Write};

/// What a page tells, beside the official figures.
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

/// `[{"file","url","title","article_date","article_date_evidence","header_date","ticker":[…]}]`.
///
/// # Errors
/// Those of the writer.
pub fn render_pages_json(pages: &[PageReport], out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct PageJson<'a> {
        file: &'a str,
        url: Option<&'a str>,
        title: Option<&'a str>,
        article_date: Option<Day>,
        article_date_evidence: Option<&'static str>,
        header_date: Option<Day>,
        ticker: Vec<TickerJson>,
    }
    let pages = pages.iter().map(|page| PageJson {
        file: &page.file,
        url: page.url.as_deref(),
        title: page.title.as_deref(),
        article_date: page.dated.map(|dated| Day(dated.published.day())),
        article_date_evidence: page.dated.map(|dated| dated.evidence.name()),
        header_date: page.header.map(|header| Day(header.day)),
        ticker: page.ticker.iter().map(TickerJson::new).collect(),
    });
    write_line(&pages.collect::<Vec<_>>(), out)
}

#[derive(Serialize)]
struct TickerJson {
    currency: &'static str,
    value: Number,
    change: Option<Number>,
    official_value: Option<Number>,
    official_change: Option<Number>,
    agrees: Option<bool>,
}

impl TickerJson {
    fn new(rate: &CheckedRate) -> Self {
        Self {
            currency: rate.shown.currency.code,
            value: Number(rate.shown.value),
            change: rate.shown.change.map(Number),
            official_value: rate.check.map(|check| Number(check.official_value)),
            official_change: rate
                .check
                .and_then(|check| check.official_change)
                .map(Number),
            agrees: rate.check.map(|check| check.agrees),
        }
    }
}

/// For reading: title, date with its evidence, header with its rates beside the official ones; lines with ends.
pub fn render_page(page: &PageReport, style: Style) -> String {
    let lang = style.lang;
    let title = page
        .title
        .as_deref()
        .unwrap_or(words(lang, "(без заголовка)", "(untitled)"));
    let mut text = format!("{}: {title}\n", page.file);
    let dated = page.dated.map_or_else(
        || words(lang, "дата неизвестна", "no date to be told").to_owned(),
        |dated| {
            format!(
                "{}, {}",
                dated.published,
                evidence_text(dated.evidence, lang)
            )
        },
    );
    let _ = writeln!(text, "  {}: {dated}", words(lang, "статья", "article"));
    if let Some(header) = page.header {
        let _ = write!(
            text,
            "  {}: {}",
            words(lang, "шапка страницы", "page header"),
            header.day
        );
        if !header.year_is_written {
            text.push_str(words(
                lang,
                ", год по курсам в шапке",
                ", its year by the rates beside it",
            ));
        }
        text.push('\n');
    }
    for rate in &page.ticker {
        let _ = writeln!(text, "    {}", rate_line(rate, style));
    }
    text
}

fn rate_line(rate: &CheckedRate, style: Style) -> String {
    let figure = |value: Decimal, change: Option<Decimal>| {
        let change =
            change.map_or_else(String::new, |change| format!(" {}", signed(change, style)));
        format!("{value}{change}")
    };
    let shown = format!(
        "{} {}",
        rate.shown.currency.code,
        figure(rate.shown.value, rate.shown.change)
    );
    match rate.check {
        None => {
            format!(
                "{shown} — {}",
                words(
                    style.lang,
                    "сравнить не с чем",
                    "nothing to compare it with"
                )
            )
        }
        Some(check) => {
            let verdict = if check.agrees {
                words(style.lang, "официальный", "official")
            } else {
                words(style.lang, "НЕ официальный", "NOT official")
            };
            format!(
                "{shown} — {verdict} ({})",
                figure(check.official_value, check.official_change)
            )
        }
    }
}

/// How a date is known, in words.
pub const fn evidence_text(evidence: DateEvidence, lang: Lang) -> &'static str {
    use DateEvidence as E;
    match (evidence, lang) {
        (E::JsonLd, Lang::Ru) => "по JSON-LD",
        (E::JsonLd, Lang::En) => "by JSON-LD",
        (E::Meta, Lang::Ru) => "по метаданным",
        (E::Meta, Lang::En) => "by a meta element",
        (E::TimeElement, Lang::Ru) => "по элементу time",
        (E::TimeElement, Lang::En) => "by a time element",
        (E::Feed, Lang::Ru) => "по ленте",
        (E::Feed, Lang::En) => "by the feed",
        (E::Corpus, Lang::Ru) => "по столбцу собрания",
        (E::Corpus, Lang::En) => "by a column of the collection",
        (E::Url, Lang::Ru) => "по адресу",
        (E::Url, Lang::En) => "by the address",
        (E::DateLine, Lang::Ru) => "по строке с датой",
        (E::DateLine, Lang::En) => "by a date line",
        (E::WeekdayAndDay, Lang::Ru) => "по дню недели и числу",
        (E::WeekdayAndDay, Lang::En) => "by weekday and day",
        (E::DayAndMonth, Lang::Ru) => "по числу и месяцу при известном годе",
        (E::DayAndMonth, Lang::En) => "by day and month in a known year",
        (E::RelativeWord, Lang::Ru) => "по слову «сегодня» или «вчера»",
        (E::RelativeWord, Lang::En) => "by a word like today",
    }
}

const fn words(lang: Lang, ru: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Ru => ru,
        Lang::En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Currency, Published};
    use crate::render::fixtures::{day, style, written};
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
        expect![[r#"
            page.txt: Мост
              статья: 2023-05-08, по дню недели и числу
              шапка страницы: 2024-05-21, год по курсам в шапке
                USD 90.65 −0.33 — официальный (90.6537 −0.3336)
        "#]]
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
            written(|out| render_pages_json(&[page("90.65", true), bare], out)),
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
