//! Addresses of web archives, which have that of the archived page behind the stamp of the capture:
//! `https://web.archive.org/web/20130307194448/http://example.ru/a`.
//!
//! The stamp is the day of the crawl and says nothing of the article. It is in UTC.

use crate::model::day_in_moscow;
use jiff::{Timestamp, civil::Date, fmt::strtime, tz::Offset};

/// The parts of an archive's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArchivedUrl<'a> {
    /// When the page was captured.
    pub captured: Timestamp,
    /// The address of the page.
    pub page: &'a str,
}

impl ArchivedUrl<'_> {
    /// The day in Moscow of the capture.
    pub fn day(&self) -> Date {
        day_in_moscow(self.captured)
    }
}

/// The parts of an address that is an archive's.
pub fn archived_url(url: &str) -> Option<ArchivedUrl<'_>> {
    let (host, mut rest) = after_scheme(url).split_once('/')?;
    // Elsewhere a number of fourteen digits before a name with a dot is an article's: `/20240521153005/rubl.html`.
    let is_archive = host.contains("archive");

    while let Some((segment, page)) = rest.split_once('/') {
        let has_scheme = page.starts_with("http:/") || page.starts_with("https:/");
        let stamp = match (has_scheme, is_archive) {
            (true, _) => capture_stamp(segment).or_else(|| capture_day(segment)),
            (false, true) => capture_stamp(segment),
            (false, false) => None,
        };
        if let Some(captured) = stamp {
            return Some(ArchivedUrl { captured, page });
        }
        rest = page;
    }

    None
}

/// The address of the page itself, whether an archive's or not.
pub fn own_url(url: &str) -> &str {
    archived_url(url).map_or(url, |archived| archived.page)
}

/// An address without `https://`.
pub(super) fn after_scheme(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest)
}

/// `20130307194448`, also with a flag of the archive (`20130307194448id_`), and `2013.03.07-194448`.
fn capture_stamp(segment: &str) -> Option<Timestamp> {
    let digits = segment.strip_suffix('_').map_or(segment, |flagged| {
        flagged.trim_end_matches(|c: char| c.is_ascii_lowercase())
    });
    let time = [("%Y%m%d%H%M%S", 14), ("%Y.%m.%d-%H%M%S", 17)]
        .into_iter()
        .filter(|(_, length)| digits.len() == *length)
        .find_map(|(format, _)| strtime::parse(format, digits).ok()?.to_datetime().ok())?;

    Offset::UTC.to_timestamp(time).ok()
}

/// A stamp that was cut down to its day: `20130307`.
fn capture_day(segment: &str) -> Option<Timestamp> {
    if segment.len() != 8 {
        return None;
    }
    let day = strtime::parse("%Y%m%d", segment).ok()?.to_date().ok()?;

    Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, day: &str, page: &str) {
        let found = archived_url(url).map(|found| (found.day().to_string(), found.page));
        assert_eq!(found, Some((day.to_owned(), page)), "{url}");
    }

    #[test]
    fn a_capture_and_the_address_behind_it() {
        check(
            "https://web.archive.org/web/20130307194448/http://example.ru/2008/05/a.html",
            "2013-03-07",
            "http://example.ru/2008/05/a.html",
        );
        check(
            "https://web.archive.org/web/20130307/http://example.ru/a.html",
            "2013-03-07",
            "http://example.ru/a.html",
        );
        check(
            "https://web.archive.org/web/20130307194448/example.ru/2008/05/a.html",
            "2013-03-07",
            "example.ru/2008/05/a.html",
        );
        check(
            "http://web.archive.org/web/20130307224448id_/https://example.ru/",
            "2013-03-08",
            "https://example.ru/",
        );
        check(
            "https://archive.example/2013.03.07-194448/https://example.ru/a",
            "2013-03-07",
            "https://example.ru/a",
        );
        assert_eq!(own_url("https://example.ru/a"), "https://example.ru/a");
    }

    #[test]
    fn what_is_no_capture() {
        for url in [
            "https://example.ru/20130307194448/rubl",
            "https://example.ru/20130307194448/rubl.html",
            "https://example.ru/20130307194448",
            "https://example.ru/20131307194448/http://example.ru/a",
            "https://example.ru/?u=20130307/http://example.ru/a",
            "",
        ] {
            assert_eq!(archived_url(url), None, "{url}");
        }
    }
}
