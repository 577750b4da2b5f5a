//! The date in an address: `/2024/05/21/`, `/20240521/`, `/11/06/2020/`, `-24-02-2022.htm`.
//!
//! Days that the calendar does not have are refused, so most numbers of articles are. Two different days in one
//! address say nothing. Of an archive's address only that of the archived page counts.

use super::archived_url::{after_scheme, own_url};
use crate::model::{PAGE_YEARS, date_of_figures, four_digit_year, is_digits, two_digits};
use jiff::civil::{Date, DateTime, Time};

/// What an address tells of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlDate {
    /// A day and a minute: `/201702151536-`.
    Minute(DateTime),
    /// A day.
    Day(Date),
    /// A month; the day must be given elsewhere.
    Month {
        /// The year.
        year: i16,
        /// 1 to 12.
        month: i8,
    },
    /// A year.
    Year(i16),
}

impl UrlDate {
    /// The day, if the address tells one.
    pub fn day(self) -> Option<Date> {
        match self {
            Self::Minute(time) => Some(time.date()),
            Self::Day(day) => Some(day),
            Self::Month { .. } | Self::Year(_) => None,
        }
    }
}

/// Words of a slug before a date that the article is about: `kurs-dollara-na-24-02-2022`.
const TARGET_WORDS: [&str; 7] = ["na", "s", "ot", "za", "k", "do", "po"];

/// The date in the path of an address.
pub fn url_date(url: &str) -> Option<UrlDate> {
    let own = own_url(url);
    let (_, path) = after_scheme(&own).split_once('/')?;
    let path = &path[..path.find(['?', '#']).unwrap_or(path.len())];
    let segments: Vec<&str> = path.split('/').collect();
    // Two different days in one address date nothing.
    let mut days = (0..segments.len()).filter_map(|at| day_at(&segments, at));

    if let Some(first) = days.next() {
        return days
            .all(|other| other.day() == first.day())
            .then_some(first);
    }

    let mut pairs = segments.windows(2);
    pairs
        .find_map(|pair| month_in(pair[0], pair[1]))
        .or_else(|| {
            let year = segments.iter().find_map(|segment| year_of(segment))?;
            Some(UrlDate::Year(year))
        })
}

fn month_in(year: &str, month: &str) -> Option<UrlDate> {
    let year = year_of(year)?;
    let month = two_digits(month).filter(|month| (1..=12).contains(month))?;
    Some(UrlDate::Month { year, month })
}

fn day_at(segments: &[&str], at: usize) -> Option<UrlDate> {
    let segment = segments[at];
    if let Some(day) = in_segments(&segments[at..]) {
        return Some(UrlDate::Day(day));
    }
    if let Some(found) = digits_of_segment(segment) {
        return Some(found);
    }

    let name = segment.rsplit_once('.').map_or(segment, |(name, _)| name);
    let parts: Vec<&str> = name.split(['-', '_']).collect();
    at_either_end(&parts).map(UrlDate::Day)
}

/// `2024/05/21`, `21/05/2024`, `2024/0521`.
fn in_segments(segments: &[&str]) -> Option<Date> {
    if let [first, middle, last, ..] = *segments {
        let last = last.split_once('.').map_or(last, |(name, _)| name);
        if let Some(date) = date_of([first, middle, last]) {
            return Some(date);
        }
    }

    match *segments {
        [year, month_and_day, ..] if month_and_day.len() == 4 && is_digits(month_and_day) => {
            year_of(year)?;
            date_of([year, &month_and_day[..2], &month_and_day[2..]])
        }
        _ => None,
    }
}

/// `20240521`, `20240521-title`, `201702151536-3q1c.htm`, `20240521153000`.
fn digits_of_segment(segment: &str) -> Option<UrlDate> {
    let end = segment
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(segment.len());
    let digits = &segment[..end];
    // `20240521x` is a number of an article.
    if !matches!(segment[end..].chars().next(), None | Some('-' | '_' | '.')) {
        return None;
    }

    let (day, clock) = digits.split_at_checked(8)?;
    let day = date_of([&day[..4], &day[4..6], &day[6..]])?;
    if clock.is_empty() {
        return Some(UrlDate::Day(day));
    }

    let time = time_of_digits(clock)?;
    Some(UrlDate::Minute(day.to_datetime(time)))
}

/// `1536`, `153005`
fn time_of_digits(clock: &str) -> Option<Time> {
    let second = match clock.len() {
        4 => 0,
        6 => two_digits(&clock[4..])?,
        _ => return None,
    };
    let hour = two_digits(&clock[..2])?;
    let minute = two_digits(&clock[2..4])?;

    Time::new(hour, minute, second, 0).ok()
}

/// `2015-02-06-title`, `title-24-02-2022`; not `kurs-na-24-02-2022`.
fn at_either_end(parts: &[&str]) -> Option<Date> {
    let (front, _) = parts.split_first_chunk::<3>()?;
    if let Some(date) = date_of(*front) {
        return Some(date);
    }

    let (before, end) = parts.split_last_chunk::<3>()?;
    let is_target = before
        .last()
        .is_some_and(|word| TARGET_WORDS.contains(word));

    date_of(*end).filter(|_| !is_target)
}

fn date_of(parts: [&str; 3]) -> Option<Date> {
    date_of_figures(parts).filter(|date| PAGE_YEARS.contains(&date.year()))
}

fn year_of(part: &str) -> Option<i16> {
    four_digit_year(part).filter(|year| PAGE_YEARS.contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(url: &str, expected: &str) {
        let written = match url_date(url) {
            Some(UrlDate::Minute(time)) => time.to_string(),
            Some(UrlDate::Day(day)) => day.to_string(),
            Some(UrlDate::Month { year, month }) => format!("{year}-{month:02}"),
            Some(UrlDate::Year(year)) => year.to_string(),
            None => String::new(),
        };
        assert_eq!(written, expected, "{url}");
    }

    #[test]
    fn days() {
        check("https://example.ru/news/2024/05/21/title", "2024-05-21");
        check("https://example.ru/2024/5/1/", "2024-05-01");
        check(
            "https://example.ru/20240521/1374741952.html?in=t",
            "2024-05-21",
        );
        check(
            "https://example.ru/news/2015-02-06/26662-rubl",
            "2015-02-06",
        );
        check("https://example.ru/news/2015-02-06-rubl.html", "2015-02-06");
        check("https://example.ru/story/11/06/2020/5ee1", "2020-06-11");
        check(
            "https://example.ru/topical/o-specoperacii-24-02-2022.htm/comments",
            "2022-02-24",
        );
        check("https://example.ru/2024/0521/title", "2024-05-21");
        check("https://example.ru/2024/05/21.html", "2024-05-21");
        check(
            "https://example.ru./life/2017/11/22/1345440.shtml",
            "2017-11-22",
        );
    }

    #[test]
    fn minutes() {
        check(
            "https://example.ru/news/201702151536-3q1c.htm",
            "2017-02-15T15:36:00",
        );
        check("https://example.ru/20240521153005", "2024-05-21T15:30:05");
    }

    #[test]
    fn parts_of_a_date() {
        check("https://example.ru/economics/2022/05/771629", "2022-05");
        check("https://example.ru/2023/09/sm-535383", "2023-09");
        check("https://example.ru/2023/rubl", "2023");
        check("https://example.ru/2022/05/12-faktov", "2022-05");
    }

    #[test]
    fn the_stamp_of_an_archive_is_no_date() {
        check(
            "https://web.archive.org/web/20130307194448/http://example.ru/2008/05/26/a.html",
            "2008-05-26",
        );
        check(
            "https://web.archive.org/web/20130307194448/example.ru/2008/05/a.html",
            "2008-05",
        );
        check(
            "https://web.archive.org/web/20130307194448/http://example.ru/a",
            "",
        );
    }

    #[test]
    fn what_is_no_date() {
        for url in [
            "https://example.ru/2024-05-21",
            "https://example.ru/article/548612",
            "https://example.ru/15304417",
            "https://example.ru/20241399/",
            "https://example.ru/news/20240521x",
            "https://example.ru/kurs-dollara-na-24-02-2022.html",
            "https://example.ru/?date=2024/05/21",
            "https://example.ru/2024/05/21/2019-01-02",
            "https://example.ru",
            "",
        ] {
            let partial_or_none = matches!(
                url_date(url),
                None | Some(UrlDate::Month { .. } | UrlDate::Year(_))
            );
            assert!(
                partial_or_none || url.ends_with("2024-05-21"),
                "{url}: {:?}",
                url_date(url)
            );
        }
        check("https://example.ru/2024/02/30/", "2024-02");
        check("https://2024-05-21.example.ru/news", "");
    }

    proptest! {
        #[test]
        fn no_address_panics(url in "[a-z0-9:/.?_я-]{0,60}") {
            url_date(&url);
        }
    }
}
