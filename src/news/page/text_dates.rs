//! The dates that the text of a page gives for its article, with what the address and the crawl say.

use super::{
    clock::Clock, date_context::MarkKind, date_marks::DateMark, lines::is_near_title,
    relative_lines::RelativeLine, stamps::ReadStamp,
};
use crate::{
    model::{PAGE_YEARS, Published},
    news::url_date::UrlDate,
};
use jiff::{
    ToSpan as _,
    civil::{Date, DateTime},
};
use tracing::info;

/// Days for which news names a day by its weekday alone.
const DAYS_OF_NEWS: i64 = 60;

/// Days from the setting of a rate to the day it is for, over weekends and short holidays.
const RATE_DAYS_AHEAD: i64 = 4;

/// The dates of the text, with what the address and the crawl say.
pub(super) struct TextDates<'a> {
    pub in_text: &'a [DateMark],
    pub relative: &'a [RelativeLine],
    /// Elements that do not say what they are of.
    pub unsaid: &'a [ReadStamp],
    pub title_line: Option<usize>,
    pub of_url: Option<UrlDate>,
    /// The day of the crawl, where it is proved.
    pub known_crawl: Option<Date>,
    /// The day of the crawl, as far as a header shows it.
    pub crawl_day: Option<Date>,
    /// The day of reading.
    pub today: Date,
}

impl TextDates<'_> {
    /// An element that does not say what it is of, but has the day of the address or of the date line, and a clock that
    /// does not contradict the line's. The line may show another zone's clock than Moscow's; the element has the zone.
    pub fn agreeing_stamp(&self) -> Option<ReadStamp> {
        let line = self.by_date_line_of_heading();
        let day = match self.of_url.and_then(UrlDate::day) {
            Some(day) => day,
            None => line?.day(),
        };

        let mut stamps = self.unsaid.iter().copied();
        stamps.find(|stamp| {
            let published = stamp.published;
            let is_of_day = published.day() == day || published.day_as_written() == day;
            let is_clock_of_line = line
                .filter(Published::is_time_known)
                .is_none_or(|line| has_clock_of(&published, &line));
            published.is_time_known() && is_of_day && is_clock_of_line
        })
    }

    /// The day of the address; its time from a date line of the same day.
    pub fn by_url(&self) -> Option<Published> {
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
        self.in_text
            .iter()
            .filter(move |mark| kinds.contains(&mark.kind))
    }

    fn lines(&self) -> impl Iterator<Item = &DateMark> {
        self.of_kind(&[MarkKind::LabelledLine, MarkKind::Line, MarkKind::Dateline])
    }

    /// Whether address and crawl allow a day.
    fn allows(&self, day: Date) -> bool {
        let by_url = self.agrees_with_url(day);
        let last = self
            .crawl_day
            .map_or(self.today, |crawl| crawl.min(self.today));
        let by_crawl = Published::On(day).not_after(last).is_some();
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
    pub fn by_date_line(&self) -> Option<Published> {
        let all = self.date_lines();
        let day = only_day(&all, |_| true)
            .filter(|day| {
                all.iter()
                    .any(|(other, mark)| other == day && !mark.is_behind_bar)
            })
            .or_else(|| self.day_near_heading(&all))?;
        published_on(day, &all)
    }

    /// A date line that is labelled or near the title.
    pub fn by_date_line_of_heading(&self) -> Option<Published> {
        let all = self.date_lines();
        published_on(self.day_near_heading(&all)?, &all)
    }

    fn day_near_heading(&self, all: &[(Date, DateMark)]) -> Option<Date> {
        let labelled = only_day(all, |mark| mark.kind == MarkKind::LabelledLine);
        labelled.or_else(|| only_day(all, |mark| is_near_title(self.title_line, mark.line)))
    }

    fn date_lines(&self) -> Vec<(Date, DateMark)> {
        let datelines: Vec<(i8, i8)> = self
            .of_kind(&[MarkKind::Dateline])
            .map(|mark| (mark.phrase.day, mark.phrase.month))
            .collect();
        self.lines()
            .filter_map(|mark| Some((mark.phrase.date()?, *mark)))
            .filter(|(day, mark)| self.allows(*day) && !self.is_of_header(*day, mark))
            .filter(|(day, _)| {
                datelines.is_empty() || datelines.contains(&(day.day(), day.month()))
            })
            .collect()
    }

    /// Whether a day without a clock above the heading is that of a header which nothing else shows: the text has a day
    /// with its weekday that was long before.
    fn is_of_header(&self, day: Date, mark: &DateMark) -> bool {
        let is_above = self.title_line.is_some_and(|title| mark.line < title);
        if !is_above || mark.phrase.time.is_some() || mark.kind != MarkKind::Line {
            return false;
        }

        let mut weekdays = self.of_kind(&[MarkKind::ReportedWeekday, MarkKind::Weekday]);
        weekdays.any(|weekday| {
            let latest = latest_day(weekday, day);
            latest.is_some_and(|latest| latest < day.saturating_sub(DAYS_OF_NEWS.days()))
        })
    }

    /// `в понедельник, 8 мая`: in the address's year, else in the latest one before the crawl in which they agree.
    pub fn by_weekday(&self) -> Option<Date> {
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

        latest_day(mark, self.crawl_day?)
    }

    fn year_of_url(&self) -> Option<i16> {
        match self.of_url? {
            UrlDate::Month { year, .. } | UrlDate::Year(year) => Some(year),
            UrlDate::Minute(_) | UrlDate::Day(_) => None,
        }
    }

    /// A dateline, `сегодня, 24 апреля`, a line with a time: in the year of the address, or of a rate day that is
    /// a few days ahead (rates are set the day before they are for).
    pub fn by_day_and_month(&self) -> Option<Published> {
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
            .or_else(|| self.day_before_known_crawl(mark))
    }

    /// `20 мая, 18:20` near the heading: sites leave out the year while it lasts. An agency's dateline never has one.
    fn day_before_known_crawl(&self, mark: &DateMark) -> Option<Date> {
        let is_stamp = matches!(mark.kind, MarkKind::Line | MarkKind::LabelledLine);
        let crawl = self.known_crawl.filter(|_| {
            is_stamp && self.of_url.is_none() && is_near_title(self.title_line, mark.line)
        })?;
        let years = [crawl.year(), crawl.year() - 1];

        years
            .into_iter()
            .filter_map(|year| mark.phrase.in_year(year))
            .find(|day| *day <= crawl)
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
    pub fn by_yesterday(&self) -> Option<Date> {
        let year = self.year_of_url()?;
        let all: Vec<(Date, DateMark)> = self
            .of_kind(&[MarkKind::Yesterday])
            .filter_map(|mark| Some((mark.phrase.in_year(year)?.tomorrow().ok()?, *mark)))
            .filter(|(day, _)| self.allows(*day))
            .collect();

        only_day(&all, |_| true)
    }

    /// `сегодня, 10:35` near the heading, counted from the day of the crawl.
    pub fn by_relative_line(&self) -> Option<Published> {
        let crawl = self.known_crawl?;
        let near = self.relative.iter();
        let mut near = near.filter(|line| is_near_title(self.title_line, line.line));
        let first = near.next()?;
        let is_one = near.all(|other| other.days_back == first.days_back);

        let day = crawl.checked_sub(first.days_back.days()).ok()?;
        published(day, first.time).filter(|_| is_one && self.allows(day))
    }
}

/// Whether two publications show the same hour and minute, each by its own zone or both in Moscow.
fn has_clock_of(one: &Published, other: &Published) -> bool {
    let minute = |time: DateTime| (time.hour(), time.minute());
    let clocks = [one.time_as_written(), one.moscow_time()];
    let shown = other.time_as_written().map(minute);
    clocks
        .into_iter()
        .flatten()
        .any(|clock| Some(minute(clock)) == shown)
}

/// The latest day up to `last` that has the weekday of a mark.
fn latest_day(mark: &DateMark, last: Date) -> Option<Date> {
    let years = (*PAGE_YEARS.start()..=last.year()).rev();
    years
        .filter_map(|year| mark.phrase.in_year(year))
        .find(|day| *day <= last)
}

fn published(day: Date, time: Option<Clock>) -> Option<Published> {
    match time {
        Some(clock) => clock.on(day),
        None => Some(Published::On(day)),
    }
}

/// The day, with the time of the first line of that day that has one.
fn published_on(day: Date, all: &[(Date, DateMark)]) -> Option<Published> {
    let mut of_day = all.iter().filter(|(other, _)| *other == day);
    published(day, of_day.find_map(|(_, mark)| mark.phrase.time))
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
