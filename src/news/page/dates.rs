//! When an article was published, by the evidence of its page in the order of trust (correlate-spec.md §2).
//!
//! A date in the mark-up or the address needs no other evidence. The year of a date in the text is taken from the text
//! itself, from the address, from the weekday before a known crawl, or from a rate day next to it; if none of these
//! gives it, the article has no date. The header's day is only the day of the crawl.

use super::{
    Page,
    date_marks::{DateMark, MarkKind},
};
use crate::{
    model::{DateEvidence, Dated, PAGE_YEARS, Published},
    news::url_date::{UrlDate, url_date},
};
use jiff::{
    ToSpan as _,
    civil::{Date, Time},
};
use tracing::{Level, enabled, info};

/// What a page tells of the time of its article.
#[derive(Clone, Debug, Default)]
pub struct DateMarks {
    /// `datePublished` of JSON-LD.
    pub(super) json_ld: Option<Published>,
    /// A meta element.
    pub(super) meta: Option<Published>,
    /// A time element.
    pub(super) time_element: Option<Published>,
    /// Dates in the text.
    pub(super) in_text: Vec<DateMark>,
    /// The line of the title.
    pub(super) title_line: Option<usize>,
}

/// Lines between a title and its date line.
const LINES_FROM_TITLE: usize = 3;

/// Days from the setting of a rate to the day it is for, over weekends and short holidays.
const RATE_DAYS_AHEAD: i64 = 4;

/// The time of publication of a page's article and where it is read. `crawl_day` is the day on which the page was
/// saved, for pages with a header that does not write it with its year; no date after it is taken from the text.
pub fn article_date(page: &Page, crawl_day: Option<Date>) -> Option<Dated> {
    let marks = &page.marks;
    let text = TextDates {
        marks,
        of_url: page.url.as_deref().and_then(url_date),
        crawl_day: crawl_day.or_else(|| page.header.full_day()),
    };
    // In the order of trust; each is looked for only where the ones above it have no date.
    let candidates: [(DateEvidence, &dyn Fn() -> Option<Published>); 8] = [
        (DateEvidence::JsonLd, &|| marks.json_ld),
        (DateEvidence::Meta, &|| marks.meta),
        (DateEvidence::TimeElement, &|| marks.time_element),
        (DateEvidence::Url, &|| text.by_url()),
        (DateEvidence::DateLine, &|| text.by_date_line()),
        (DateEvidence::WeekdayAndDay, &|| {
            text.by_weekday().map(Published::On)
        }),
        (DateEvidence::DayAndMonth, &|| text.by_day_and_month()),
        (DateEvidence::RelativeWord, &|| {
            text.by_yesterday().map(Published::On)
        }),
    ];
    most_trusted(&candidates)
}

/// The first candidate that has a date. Those after it are asked only for the log, which tells why they lost.
fn most_trusted(candidates: &[(DateEvidence, &dyn Fn() -> Option<Published>)]) -> Option<Dated> {
    let is_logged = enabled!(target: "news", Level::INFO);
    let mut taken: Option<Dated> = None;
    for (evidence, find_date) in candidates {
        if taken.is_some() && !is_logged {
            break;
        }

        let name = evidence.name();
        match (find_date(), taken) {
            (None, _) => info!(target: "news", "{name}: no date"),
            (Some(published), None) => {
                info!(target: "news", "{name}: {published}, taken");
                taken = Some(Dated {
                    published,
                    evidence: *evidence,
                });
            }
            (Some(published), Some(taken)) => {
                let trusted = taken.evidence.name();
                info!(target: "news", "{name}: {published}, but {trusted} is trusted more");
            }
        }
    }
    taken
}

/// The dates of the text, with what the address and the crawl say.
struct TextDates<'a> {
    marks: &'a DateMarks,
    of_url: Option<UrlDate>,
    crawl_day: Option<Date>,
}

impl TextDates<'_> {
    /// The day of the address; its time from a date line of the same day.
    fn by_url(&self) -> Option<Published> {
        let day = match self.of_url? {
            UrlDate::Minute(time) => return Published::in_moscow(time),
            UrlDate::Day(day) => day,
            UrlDate::Month { .. } | UrlDate::Year(_) => return None,
        };
        let time = self
            .lines()
            .filter(|mark| mark.phrase.in_year(mark.phrase.year.unwrap_or(day.year())) == Some(day))
            .find_map(|mark| mark.phrase.time);

        published(day, time)
    }

    fn of_kind(&self, kinds: &'static [MarkKind]) -> impl Iterator<Item = &DateMark> {
        self.marks
            .in_text
            .iter()
            .filter(move |mark| kinds.contains(&mark.kind))
    }

    fn lines(&self) -> impl Iterator<Item = &DateMark> {
        self.of_kind(&[MarkKind::LabelledLine, MarkKind::Line, MarkKind::Dateline])
    }

    /// Whether address and crawl allow a day.
    fn allows(&self, day: Date) -> bool {
        let by_url = self.agrees_with_url(day);
        // The crawl day of a page saved abroad or just after midnight may be the day before.
        let by_crawl = self
            .crawl_day
            .is_none_or(|crawl| day <= crawl.saturating_add(1.day()));
        if !by_url {
            info!(target: "news", "{day} contradicts the address");
        }
        if !by_crawl {
            info!(target: "news", "{day} is after the page was saved");
        }
        by_url && by_crawl && PAGE_YEARS.contains(&day.year())
    }

    fn agrees_with_url(&self, day: Date) -> bool {
        match self.of_url {
            Some(UrlDate::Month { year, month }) => (day.year(), day.month()) == (year, month),
            Some(UrlDate::Year(year)) => day.year() == year,
            _ => true,
        }
    }

    /// Date lines with their year; if an agency's dateline names the day, only the lines of that day, since a line may
    /// belong to another article that the page links to. Of several days the one that is labelled, else the one near
    /// the title; else `None`: the dates of a side column are as likely.
    fn by_date_line(&self) -> Option<Published> {
        let datelines: Vec<(i8, i8)> = self
            .of_kind(&[MarkKind::Dateline])
            .map(|mark| (mark.phrase.day, mark.phrase.month))
            .collect();
        let all: Vec<(Date, DateMark)> = self
            .lines()
            .filter_map(|mark| Some((mark.phrase.date()?, *mark)))
            .filter(|(day, _)| self.allows(*day))
            .filter(|(day, _)| {
                datelines.is_empty() || datelines.contains(&(day.day(), day.month()))
            })
            .collect();

        let day = only_day(&all, |_| true)
            .or_else(|| only_day(&all, |mark| mark.kind == MarkKind::LabelledLine))
            .or_else(|| {
                let title = self.marks.title_line?;
                only_day(&all, |mark| title.abs_diff(mark.line) <= LINES_FROM_TITLE)
            })?;
        let time = all
            .iter()
            .filter(|(other, _)| *other == day)
            .find_map(|(_, mark)| mark.phrase.time);

        published(day, time)
    }

    /// `в понедельник, 8 мая`: in the address's year, else in the latest one before the crawl in which they agree.
    fn by_weekday(&self) -> Option<Date> {
        let all: Vec<(Date, DateMark)> = self
            .of_kind(&[MarkKind::ReportedWeekday, MarkKind::Weekday])
            .filter_map(|mark| Some((self.day_of_weekday(mark)?, *mark)))
            .collect();
        only_day(&all, |mark| mark.kind == MarkKind::ReportedWeekday)
            .or_else(|| only_day(&all, |_| true))
    }

    fn day_of_weekday(&self, mark: &DateMark) -> Option<Date> {
        let year = mark.phrase.year.or_else(|| self.year_of_url());
        if let Some(year) = year {
            return mark.phrase.in_year(year).filter(|day| self.allows(*day));
        }

        let crawl = self.crawl_day?;
        let years = (*PAGE_YEARS.start()..=crawl.year()).rev();
        years
            .filter_map(|year| mark.phrase.in_year(year))
            .find(|day| *day <= crawl)
    }

    fn year_of_url(&self) -> Option<i16> {
        match self.of_url? {
            UrlDate::Month { year, .. } | UrlDate::Year(year) => Some(year),
            UrlDate::Minute(_) | UrlDate::Day(_) => None,
        }
    }

    /// A dateline, `сегодня, 24 апреля`, a line with a time: in the year of the address, or of a rate day that is
    /// a few days ahead (rates are set the day before they are for).
    fn by_day_and_month(&self) -> Option<Published> {
        let all: Vec<(Date, DateMark)> = self
            .of_kind(&[
                MarkKind::LabelledLine,
                MarkKind::Line,
                MarkKind::Dateline,
                MarkKind::Today,
                MarkKind::AsOf,
            ])
            .filter(|mark| mark.phrase.year.is_none())
            .filter_map(|mark| Some((self.day_in_found_year(mark)?, *mark)))
            .collect();

        let day = only_day(&all, |mark| mark.kind != MarkKind::AsOf)
            .or_else(|| only_day(&all, |_| true))?;

        // The time of `по состоянию на 15:50` or of a sentence is not that of the article.
        let time = all
            .iter()
            .filter(|(_, mark)| matches!(mark.kind, MarkKind::LabelledLine | MarkKind::Line))
            .find_map(|(_, mark)| mark.phrase.time);

        published(day, time)
    }

    fn day_in_found_year(&self, mark: &DateMark) -> Option<Date> {
        self.year_of_url()
            .and_then(|year| mark.phrase.in_year(year))
            .filter(|day| self.allows(*day))
            .or_else(|| self.day_before_rate_day(mark))
    }

    fn day_before_rate_day(&self, mark: &DateMark) -> Option<Date> {
        let rate_days = self
            .of_kind(&[MarkKind::RateDay])
            .filter_map(|mark| mark.phrase.date());
        let mut days = rate_days.filter_map(|rate_day| {
            (1..=RATE_DAYS_AHEAD)
                .filter_map(|back| rate_day.checked_sub(back.days()).ok())
                .find(|day| (day.day(), day.month()) == (mark.phrase.day, mark.phrase.month))
        });
        let first = days.next().filter(|day| self.allows(*day))?;

        days.all(|other| other == first).then_some(first)
    }

    /// `вчера, 23 апреля`: the day after, in the year of the address.
    fn by_yesterday(&self) -> Option<Date> {
        let year = self.year_of_url()?;
        let all: Vec<(Date, DateMark)> = self
            .of_kind(&[MarkKind::Yesterday])
            .filter_map(|mark| Some((mark.phrase.in_year(year)?.tomorrow().ok()?, *mark)))
            .filter(|(day, _)| self.allows(*day))
            .collect();

        only_day(&all, |_| true)
    }
}

fn published(day: Date, time: Option<Time>) -> Option<Published> {
    match time {
        Some(time) => Published::in_moscow(day.to_datetime(time)),
        None => Some(Published::On(day)),
    }
}

/// The one day of the marks for which `is_meant` holds.
fn only_day(all: &[(Date, DateMark)], is_meant: impl Fn(&DateMark) -> bool) -> Option<Date> {
    let mut days = all
        .iter()
        .filter(|(_, mark)| is_meant(mark))
        .map(|(day, _)| *day);
    let first = days.next()?;

    let other = days.find(|day| *day != first);
    if let Some(other) = other {
        info!(target: "news", "both {first} and {other} are written, so neither is taken");
    }
    other.is_none().then_some(first)
}
