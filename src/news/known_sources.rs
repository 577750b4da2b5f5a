//! Sources of news that are known by name: their feeds and archives, how far these reach, what robots.txt was seen to say.
//!
//! The table is one of facts, with where they are from at its head. That a source is in it asks nothing of anyone: only
//! what the configuration names is ever asked.

use super::archive_kind::ArchiveKind;

const TABLE: &str = include_str!("known_sources.csv");

/// A source that is known by name; it has a feed, an archive, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownSource {
    /// What it is added by, and the source of its headlines: a host, with a part of the site behind it where there are several.
    pub name: &'static str,
    pub name_en: &'static str,
    pub name_ru: &'static str,
    /// `ru` or `en`; empty where it has headlines in many.
    pub language: &'static str,
    /// The address of its feed.
    pub feed: Option<&'static str>,
    /// The kind and the address of its archive.
    pub archive: Option<(ArchiveKind, &'static str)>,
    pub reach: Reach,
    /// The day or month of a copy of its robots.txt that allows these addresses; none if no copy was found.
    pub robots_allowed_on: Option<&'static str>,
}

/// How far back headlines can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// No more than the newest.
    Newest,
    Months,
    Years,
    /// From this year on.
    From(i16),
}

/// All of them, in the order of the table.
pub fn known_sources() -> impl Iterator<Item = KnownSource> {
    table_rows().filter_map(parse_row)
}

/// The rows without the lines that say where they are from, and without the names of the columns.
fn table_rows() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|line| !line.starts_with('#')).skip(1)
}

fn parse_row(row: &'static str) -> Option<KnownSource> {
    let fields: Vec<_> = row.split(',').collect();
    let [
        name,
        name_en,
        name_ru,
        language,
        feed,
        archive,
        archive_url,
        reach,
        robots,
    ] = fields[..]
    else {
        return None;
    };

    let archive = if archive.is_empty() {
        None
    } else {
        Some((archive.parse().ok()?, archive_url))
    };
    Some(KnownSource {
        name,
        name_en,
        name_ru,
        language,
        feed: (!feed.is_empty()).then_some(feed),
        archive,
        reach: parse_reach(reach)?,
        robots_allowed_on: (!robots.is_empty()).then_some(robots),
    })
}

fn parse_reach(text: &str) -> Option<Reach> {
    Some(match text {
        "newest" => Reach::Newest,
        "months" => Reach::Months,
        "years" => Reach::Years,
        year => Reach::From(year.parse().ok()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::WebAddress;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_is_read_and_has_something_to_ask() {
        assert_eq!(known_sources().count(), table_rows().count());
        for source in known_sources() {
            assert!(
                source.feed.is_some() || source.archive.is_some(),
                "{source:?}"
            );
            assert!(matches!(source.language, "ru" | "en" | ""), "{source:?}");
            let archive = source.archive.map(|(_, url)| url);
            for url in source.feed.into_iter().chain(archive) {
                assert!(WebAddress::parse(url).is_ok(), "{url}");
            }
        }
    }

    #[test]
    fn no_name_and_no_address_comes_twice() {
        let count = known_sources().count();
        let names: BTreeSet<_> = known_sources().map(|source| source.name).collect();
        assert_eq!(names.len(), count);

        let feeds: Vec<_> = known_sources().filter_map(|source| source.feed).collect();
        assert_eq!(feeds.iter().collect::<BTreeSet<_>>().len(), feeds.len());
    }

    #[test]
    fn an_archive_of_past_headlines_says_how_far_it_reaches() {
        let lenta = known_sources().find(|source| source.name == "lenta.ru");
        let lenta = lenta.unwrap();
        assert_eq!(
            (lenta.archive, lenta.reach, lenta.robots_allowed_on),
            (
                Some((ArchiveKind::Lenta, "https://lenta.ru")),
                Reach::From(1999),
                Some("2024-07-14")
            )
        );
    }
}
