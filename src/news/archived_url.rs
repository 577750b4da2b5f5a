//! Addresses of web archives, which have that of the archived page behind the stamp of the capture:
//! `https://web.archive.org/web/20130307194448/http://example.ru/a`.
//!
//! The stamp is the day of the crawl and says nothing of the article. It is in UTC. One that was cut down to its month or
//! year asks for any capture of that time, and is no day.

use crate::model::day_in_moscow;
use jiff::{Timestamp, civil::Date, fmt::strtime, tz::Offset};
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// The parts of an archive's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedUrl<'a> {
    /// The day in Moscow of the capture, if the stamp has one.
    pub day: Option<Date>,
    /// The address of the page, with its scheme.
    pub page: Cow<'a, str>,
}

/// What precedes the address of the page where there is no stamp: `/save/https://example.ru/a`.
const UNSTAMPED: [&str; 6] = ["web", "save", "_embed", "newest", "oldest", "*"];

/// Endings of files, which are no domains: `/web/2013/index.html`.
const FILE_ENDINGS: [&str; 6] = ["html", "htm", "shtml", "php", "aspx", "xml"];

/// Letters with which the Internet Archive says what a copy is asked for: `20130307194448id_`.
const FLAG_LETTERS: usize = 2;

/// The parts of an address that is an archive's.
pub fn archived_url(url: &str) -> Option<ArchivedUrl<'_>> {
    let (host, mut rest) = after_scheme(url).split_once('/')?;
    // Elsewhere a number of fourteen digits before a name with a dot is an article's: `/20240521153005/rubl.html`.
    let is_archive = host.contains("archive") || host.contains("wayback");
    if !is_archive && !rest.contains("/http") {
        return None;
    }

    let mut is_behind_web = false;
    while let Some((segment, behind)) = rest.split_once('/') {
        if segment.contains(['?', '#']) {
            return None;
        }

        let stamp = Stamp::of(segment);
        let is_place = match stamp {
            Some(stamp) => is_archive || stamp.has_day(),
            None => is_archive && UNSTAMPED.contains(&segment),
        };
        let page = is_place.then(|| page_with_scheme(behind)).flatten();
        let is_bare = is_archive
            && match stamp {
                Some(stamp) => is_behind_web || stamp.is_whole(),
                None => segment == "save",
            };
        let page = page.or_else(|| is_bare.then(|| page_without_scheme(behind)).flatten());
        if let Some(page) = page {
            let day = stamp.and_then(Stamp::day);
            return Some(ArchivedUrl { day, page });
        }

        is_behind_web = matches!(segment, "web" | "wayback");
        rest = behind;
    }

    None
}

/// The address of the page itself, whether an archive's or not.
pub fn own_url(url: &str) -> Cow<'_, str> {
    archived_url(url).map_or(Cow::Borrowed(url), |archived| archived.page)
}

/// An address without `https://`.
pub(super) fn after_scheme(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest)
}

/// An address that begins with its scheme, also where a program has escaped its signs or dropped one of two slashes.
fn page_with_scheme(text: &str) -> Option<Cow<'_, str>> {
    let (scheme, rest) = ["https", "http"].iter().find_map(|scheme| {
        let start = text.get(..scheme.len())?;
        let is_scheme = start.eq_ignore_ascii_case(scheme);
        is_scheme.then(|| (*scheme, &text[scheme.len()..]))
    })?;
    if rest
        .get(..3)
        .is_some_and(|sign| sign.eq_ignore_ascii_case("%3a"))
    {
        let plain = percent_decode_str(text).decode_utf8().ok()?;
        return page_with_scheme(&plain).map(|page| Cow::Owned(page.into_owned()));
    }

    let host = rest.strip_prefix(":/")?;
    if host.starts_with('/') {
        return Some(Cow::Borrowed(text));
    }
    Some(Cow::Owned(format!("{scheme}://{host}")))
}

/// An address that begins with its host.
fn page_without_scheme(text: &str) -> Option<Cow<'_, str>> {
    let host = text.split(['/', '?', '#', ':']).next()?;
    let (name, ending) = host.rsplit_once('.')?;
    let is_host = !name.is_empty()
        && ending.chars().count() > 1
        && ending.chars().all(char::is_alphabetic)
        && !FILE_ENDINGS.contains(&ending);
    is_host.then(|| Cow::Owned(format!("http://{text}")))
}

/// The stamp of a capture, as much of it as is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stamp {
    /// `20130307194448`, `2013.03.07-194448`.
    Second(Timestamp),
    /// `20130307`, `2013030719`.
    Day(Date),
    /// `2013`, `201303`, `2013*`.
    Part,
}

impl Stamp {
    /// The stamp in a segment of an address, without a flag of the archive: `20130307194448id_`.
    fn of(segment: &str) -> Option<Self> {
        let bare = segment.strip_suffix('_').and_then(|flagged| {
            let at = flagged.len().checked_sub(FLAG_LETTERS)?;
            let (stamp, flag) = flagged.split_at_checked(at)?;
            flag.bytes()
                .all(|byte| byte.is_ascii_lowercase())
                .then_some(stamp)
        });
        let digits = bare.unwrap_or(segment);
        if digits.len() == 17 {
            return second_of(digits, "%Y.%m.%d-%H%M%S").map(Self::Second);
        }

        let (digits, is_cut) = match digits.strip_suffix('*') {
            Some(digits) => (digits, true),
            None => (digits, false),
        };
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match digits.len() {
            14 if !is_cut => second_of(digits, "%Y%m%d%H%M%S").map(Self::Second),
            8 | 10 | 12 => day_of(&digits[..8]).map(Self::Day),
            4 | 6 => {
                let first = format!("{digits}0101");
                day_of(&first[..8]).map(|_| Self::Part)
            }
            _ => None,
        }
    }

    const fn is_whole(self) -> bool {
        matches!(self, Self::Second(_))
    }

    const fn has_day(self) -> bool {
        matches!(self, Self::Second(_) | Self::Day(_))
    }

    fn day(self) -> Option<Date> {
        match self {
            Self::Second(captured) => Some(day_in_moscow(captured)),
            Self::Day(day) => Some(day),
            Self::Part => None,
        }
    }
}

fn second_of(text: &str, format: &str) -> Option<Timestamp> {
    let time = strtime::parse(format, text).ok()?.to_datetime().ok()?;
    Offset::UTC.to_timestamp(time).ok()
}

fn day_of(digits: &str) -> Option<Date> {
    strtime::parse("%Y%m%d", digits).ok()?.to_date().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, day: &str, page: &str) {
        let found = archived_url(url).map(|found| {
            let day = found.day.map(|day| day.to_string());
            (day.unwrap_or_default(), found.page.into_owned())
        });
        assert_eq!(found, Some((day.to_owned(), page.to_owned())), "{url}");
    }

    #[test]
    fn a_capture_and_the_address_behind_it() {
        let page = "http://example.ru/2008/05/a.html";
        for stamp in [
            "20130307194448",
            "20130307",
            "201303071944",
            "20130307194448im_",
        ] {
            let url = format!("https://web.archive.org/web/{stamp}/{page}");
            check(&url, "2013-03-07", page);
        }
        for bare in [
            "web/20130307194448/example.ru/2008/05/a.html",
            "20130307194448/example.ru/2008/05/a.html",
            "web/20130307194448/http:/example.ru/2008/05/a.html",
            "web/20130307194448/http%3A%2F%2Fexample.ru%2F2008%2F05%2Fa.html",
        ] {
            let url = format!("https://web.archive.org/{bare}");
            check(&url, "2013-03-07", page);
        }
        // Late in the evening of Greenwich it is the next day in Moscow.
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
        check(
            "https://crawls.example/20130307194448/https://example.ru/a",
            "2013-03-07",
            "https://example.ru/a",
        );
    }

    #[test]
    fn a_stamp_without_a_day_gives_the_address_alone() {
        for part in [
            "web/2013/https://example.ru/a?id=1&u=2",
            "web/201303/https://example.ru/a?id=1&u=2",
            "web/2013*/https://example.ru/a?id=1&u=2",
            "web/*/https://example.ru/a?id=1&u=2",
            "web/https://example.ru/a?id=1&u=2",
            "save/https://example.ru/a?id=1&u=2",
            "save/_embed/https://example.ru/a?id=1&u=2",
            "web/2013/https%3a%2f%2fexample.ru%2fa%3fid%3d1%26u%3d2",
        ] {
            let url = format!("https://web.archive.org/{part}");
            check(&url, "", "https://example.ru/a?id=1&u=2");
        }
        check(
            "https://web.archive.org/web/2013/example.ru/a",
            "",
            "http://example.ru/a",
        );
        check(
            "https://web.archive.org/save/example.ru/a",
            "",
            "http://example.ru/a",
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
            "https://example.ru/2013/http://example.ru/a",
            "https://example.ru/?u=20130307/http://example.ru/a",
            "https://archive.example.ru/2013/rubl.html",
            "https://archive.example.ru/web/2013/rubl.html",
            "https://archive.example.ru/share/http://example.ru/a",
            "https://archive.example.ru/web?u=/save/http://example.ru/a",
            "",
        ] {
            assert_eq!(archived_url(url), None, "{url}");
        }
    }
}
