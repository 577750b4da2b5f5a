//! The configuration's tables of news: feeds, and the cut-off clock by period.
//!
//! A problem of a row is named with the row's number, from 1.

use super::addresses::{Addresses, in_row, parse_name};
use crate::{
    error::Bilingual,
    model::{Cutoff, Cutoffs, parse_written_day},
    render::date_error,
};
use jiff::civil::{Date, Time};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A configured feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its name, which is the source of its headlines.
    pub name: String,
    /// Its address, as written.
    pub url: String,
}

/// A row of `[[feeds]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedRow {
    name: Option<String>,
    url: String,
}

/// A row of `[[cutoffs]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CutoffRow {
    from: String,
    clock: String,
    #[serde(default)]
    uncertain: bool,
}

/// The feeds, named by their hosts where they have no name. No address comes twice, however it is written.
pub fn parse_feeds(rows: Vec<FeedRow>) -> Result<Vec<Feed>, Bilingual> {
    let mut addresses = Addresses::default();

    let numbered = (1..).zip(rows).map(|(number, row)| {
        parse_feed(row, number, &mut addresses).map_err(|problem| in_row("feeds", number, &problem))
    });
    numbered.collect()
}

fn parse_feed(row: FeedRow, number: usize, addresses: &mut Addresses) -> Result<Feed, Bilingual> {
    let address = addresses.add(&row.url, "feed", number)?;
    let name = parse_name(row.name, address.host)?;

    Ok(Feed { name, url: row.url })
}

/// The clocks of the file, which replace the built-in ones as a whole, or those.
pub fn parse_cutoffs(rows: Option<Vec<CutoffRow>>) -> Result<Cutoffs, Bilingual> {
    let Some(rows) = rows else {
        return Ok(Cutoffs::default());
    };

    let mut first_rows = BTreeMap::new();
    let cutoffs = (1..).zip(rows).map(|(number, row)| {
        parse_cutoff(&row, number, &mut first_rows)
            .map_err(|problem| in_row("cutoffs", number, &problem))
    });
    let cutoffs = Cutoffs::new(cutoffs.collect::<Result<_, _>>()?);
    cutoffs.ok_or_else(|| {
        Bilingual::new(
            "cutoffs: at least one row",
            "cutoffs: нужна хотя бы одна строка",
        )
    })
}

fn parse_cutoff(
    row: &CutoffRow,
    number: usize,
    first_rows: &mut BTreeMap<Date, usize>,
) -> Result<Cutoff, Bilingual> {
    let from = &row.from;
    let set_date_from = parse_written_day(from).map_err(|error| {
        Bilingual::new(
            format!("from: {error}"),
            format!("from: {}", date_error(&error)),
        )
    })?;
    let clock = parse_clock(&row.clock).ok_or_else(|| no_clock(&row.clock))?;
    if let Some(first) = first_rows.insert(set_date_from, number) {
        return Err(Bilingual::new(
            format!("from: the day of row {first} again, {from}"),
            format!("from: снова день строки {first}: {from}"),
        ));
    }

    Ok(Cutoff {
        set_date_from,
        clock,
        uncertain: row.uncertain,
    })
}

fn no_clock(text: &str) -> Bilingual {
    Bilingual::new(
        format!("clock: `{text}` is not a time of day: write 15:30"),
        format!("clock: «{text}» — не время суток: напишите 15:30"),
    )
}

/// `15:30` or `15:30:00`; other forms that the library reads are more often a slip.
fn parse_clock(text: &str) -> Option<Time> {
    matches!(text.len(), 5 | 8)
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Tables {
        #[serde(default)]
        feeds: Vec<FeedRow>,
        cutoffs: Option<Vec<CutoffRow>>,
    }

    fn read(toml: &str) -> Result<(Vec<Feed>, Cutoffs), Bilingual> {
        let tables: Tables = toml::from_str(toml).unwrap();
        Ok((parse_feeds(tables.feeds)?, parse_cutoffs(tables.cutoffs)?))
    }

    fn check_error(toml: &str, expected: &str) {
        assert_eq!(read(toml).unwrap_err().en, expected);
    }

    #[test]
    fn feeds_have_names_and_keep_their_order() {
        let toml = "[[feeds]]\nname = \"Банк России\"\nurl = \"https://www.cbr.ru/rss/RssPress\"\n\
            [[feeds]]\nurl = \"http://127.0.0.1:8080/b\"\n";
        let (feeds, cutoffs) = read(toml).unwrap();
        let listed: Vec<_> = feeds
            .iter()
            .map(|feed| (feed.name.as_str(), feed.url.as_str()))
            .collect();
        assert_eq!(
            listed,
            [
                ("Банк России", "https://www.cbr.ru/rss/RssPress"),
                ("127.0.0.1", "http://127.0.0.1:8080/b")
            ]
        );
        assert_eq!(cutoffs, Cutoffs::default());
    }

    #[test]
    fn a_wrong_feed_is_named_by_its_row() {
        let two = "[[feeds]]\nurl = \"http://x\"\n[[feeds]]\n";
        check_error(
            &format!("{two}url = \"HTTP://X:80/#a\""),
            "feeds, row 2: the address of row 1 again, HTTP://X:80/#a",
        );
        check_error(
            &format!("{two}url = \"x\""),
            "feeds, row 2: url: not an address: relative URL without a base",
        );
        check_error(
            &format!("{two}url = \"ftp://x\""),
            "feeds, row 2: url: `ftp` is neither http nor https",
        );
        check_error(
            &format!("{two}url = \"http://y\"\nname = \" \""),
            "feeds, row 2: name: empty, or not on one line",
        );
    }

    #[test]
    fn the_clocks_of_the_file_replace_all_others() {
        let toml = "cutoffs = [{ from = \"2020-01-01\", clock = \"12:00\" }, \
            { from = \"2003-04-15\", clock = \"11:30:30\", uncertain = true }]";
        let (_, cutoffs) = read(toml).unwrap();
        let rows: Vec<_> = cutoffs
            .as_slice()
            .iter()
            .map(|row| {
                (
                    row.set_date_from.to_string(),
                    row.clock.to_string(),
                    row.uncertain,
                )
            })
            .collect();
        assert_eq!(
            rows,
            [
                ("2003-04-15".to_owned(), "11:30:30".to_owned(), true),
                ("2020-01-01".to_owned(), "12:00:00".to_owned(), false)
            ]
        );
    }

    #[test]
    fn a_wrong_clock_is_named_by_its_row() {
        let with = |second: &str| {
            format!("cutoffs = [{{ from = \"2003-04-15\", clock = \"11:30\" }}, {{ {second} }}]")
        };
        for (second, expected) in [
            (
                "from = \"2024-02-30\", clock = \"11:30\"",
                "cutoffs, row 2: from: `2024-02-30` is not a day of the calendar: February 2024 has 29 days",
            ),
            (
                "from = \"2024-02-01\", clock = \"24:00\"",
                "cutoffs, row 2: clock: `24:00` is not a time of day: write 15:30",
            ),
            (
                "from = \"2024-02-01\", clock = \"11\"",
                "cutoffs, row 2: clock: `11` is not a time of day: write 15:30",
            ),
            (
                "from = \"2003-04-15\", clock = \"12:00\"",
                "cutoffs, row 2: from: the day of row 1 again, 2003-04-15",
            ),
        ] {
            check_error(&with(second), expected);
        }
        check_error("cutoffs = []", "cutoffs: at least one row");
    }
}
