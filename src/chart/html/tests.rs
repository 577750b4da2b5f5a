//! What is true of every page: no strange mark-up, no colour that stays when the theme changes, figures to the digit.

use super::{document::SCRIPT, *};
use crate::{
    chart::{
        data::{Spec, Theme},
        draw::Palette,
    },
    model::{Currency, DateEvidence, Dated, Headline, Lang, Nominal, Record, Series, Span},
};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use jiff::civil::{Date, date};
use sha2::{Digest as _, Sha256};

fn headline(title: &str, url: &str) -> Headline {
    let published = "2024-05-21T10:00:00+03:00".parse().unwrap();
    Headline {
        url: Some(url.to_owned()),
        title: title.to_owned(),
        summary: None,
        author: None,
        section: None,
        tags: Vec::new(),
        source: "example.org".to_owned(),
        dated: Some(Dated {
            published,
            evidence: DateEvidence::Feed,
        }),
        header_date: None,
    }
}

fn series(code: &str, records: &[(Date, i64, i64)], days: Span) -> Series {
    let record = |(day, nominal, value_e4): &(Date, i64, i64)| {
        Record::new(*day, Nominal::new(*nominal).unwrap(), *value_e4).unwrap()
    };
    let records = records.iter().map(record).collect();
    Series::new(
        Currency::find(code).unwrap(),
        records,
        [days].into_iter().collect(),
    )
}

fn may(title: Option<&str>, headlines: &[Headline]) -> String {
    let days = Span::new(date(2024, 5, 18), date(2024, 5, 22)).unwrap();
    let records = [
        (date(2024, 5, 18), 1, 909_873),
        (date(2024, 5, 21), 1, 906_537),
    ];
    let series = [series("USD", &records, days)];
    let mut spec = Spec::new(&series, days, Lang::En).unwrap();
    spec.title = title.map(str::to_owned);
    draw_html(
        &spec,
        &Page {
            series: &series,
            headlines,
            colours: PageColours::OfReader,
        },
    )
    .unwrap()
}

/// The text of the page between `begin` and the next `end`.
fn inside<'a>(page: &'a str, begin: &str, end: &str) -> &'a str {
    page.split_once(begin).unwrap().1.split_once(end).unwrap().0
}

fn data(page: &str) -> serde_json::Value {
    serde_json::from_str(inside(page, "id=\"data\">", "</script>")).unwrap()
}

#[test]
fn what_comes_from_outside_ends_no_element_and_runs_nowhere() {
    let hostile = "</script><script>alert(1)</script><!--";
    let headlines = [
        headline(hostile, "https://example.org/?a=<b>"),
        headline("x", "javascript:alert(1)"),
        headline("y", "HTTP://example.org"),
        headline("z", "data:text/html,x"),
    ];
    let page = may(Some(hostile), &headlines);
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(page.matches("</script>").count(), 2);
    let rows = &data(&page)["headlines"]["19864"];
    assert_eq!(
        rows[0],
        serde_json::json!([
            "10:00",
            hostile,
            "example.org",
            "https://example.org/?a=<b>"
        ])
    );
    let addresses: Vec<_> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row[3].as_str().unwrap())
        .collect();
    assert_eq!(
        addresses,
        ["https://example.org/?a=<b>", "", "HTTP://example.org", ""]
    );
}

#[test]
fn the_policy_names_the_script_and_the_style_that_stand_in_the_page() {
    let page = may(None, &[]);
    let (style, script) = (
        inside(&page, "<style>", "</style>"),
        inside(&page, "<script>", "</script>"),
    );
    assert_eq!(script, SCRIPT);
    for part in [style, script] {
        assert!(page.contains(&format!(
            "'sha256-{}'",
            BASE64_STANDARD.encode(Sha256::digest(part))
        )));
    }
    assert!(!page.contains(" style=\"") && !page.contains(" onclick"));
}

#[test]
fn every_colour_of_a_picture_changes_with_the_theme() {
    let page = may(None, &[]);
    let pictures = inside(&page, "<div id=\"chart\">", "</div>");
    assert_eq!(pictures.matches("<svg").count(), 3);
    assert!(
        !pictures.contains("\"#"),
        "a colour that is none of the theme's"
    );
    for theme in [Theme::Light, Theme::Dark, Theme::Print] {
        let palette = Palette::of(theme);
        for (name, colour) in palette.roles() {
            assert_eq!(
                palette.role((colour.0, colour.1, colour.2)),
                Some(name),
                "{theme:?}: two parts of one colour"
            );
        }
    }
}

#[test]
fn figures_are_those_published() {
    let page = may(None, &[]);
    let run = &data(&page)["lines"][0]["runs"][0];
    assert_eq!(
        (&run["days"], &run["values"]),
        (&"19861,3".into(), &"90.9873,90.6537".into())
    );
    // The first one's change is not known; the second's is what the script can tell.
    assert_eq!(
        (&run["changes"], &run["percents"]),
        (&"-,".into(), &",-0.3666".into())
    );
    assert_eq!(
        (&run["drawn"], &run["nominals"]),
        (&",".into(), &",".into())
    );
    assert!(page.contains("<th scope=\"row\">21 May 2024</th><td>90.6537</td><td>−0.3336</td>"));
}

#[test]
fn another_nominal_is_told_and_drawn_in_the_lines_own() {
    let days = Span::new(date(2022, 3, 10), date(2022, 3, 15)).unwrap();
    let records = [
        (date(2022, 3, 10), 10, 100_532),
        (date(2022, 3, 15), 100, 994_486),
    ];
    let series = [series("JPY", &records, days)];
    let spec = Spec::new(&series, days, Lang::Ru).unwrap();
    let page = draw_html(
        &spec,
        &Page {
            series: &series,
            headlines: &[],
            colours: PageColours::OfSpec,
        },
    )
    .unwrap();
    let run = &data(&page)["lines"][0]["runs"][0];
    assert_eq!(run["nominals"], "10,");
    assert_eq!(run["drawn"], "100.532,");
    assert_eq!(run["changes"], "-,-1.0834");
    assert!(page.contains("<td>10.0532 / 10</td>"));
}
