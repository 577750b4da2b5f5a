//! Walks through archives of news: which addresses to ask for the headlines of past days, and what the answers bring.
//!
//! A walk is a pure state machine. Whoever drives it asks [`Walk::next_url`], hands the answer to [`Walk::take`], and goes on
//! until there is no address left; how fast, and whether the site allows it, is not known here. An item is handed on only
//! with a day that was asked for, and a day counts as done only when all of its pages have been read whole.

mod cbr_news;
mod day_pages;
mod gdelt;
mod key_rate;
mod named_days;
mod reading;
mod sitemap;
mod telegram;
mod wordpress;

pub use super::archive_kind::ArchiveKind;

use crate::{
    error::Bilingual,
    model::{Span, Spans, days_between},
    net::Answer,
    news::feed::{FeedError, FeedFault, FeedItem},
};
use cbr_news::CbrNews;
use day_pages::DayPages;
use gdelt::Gdelt;
use jiff::civil::Date;
use key_rate::KeyRate;
use sitemap::Sitemaps;
use telegram::Channel;
use wordpress::WordPress;

/// What an archive is asked for.
#[derive(Clone, Debug)]
pub struct ArchiveQuestion {
    pub kind: ArchiveKind,
    /// The address of the site, the sitemap or the channel, as configured.
    pub url: String,
    /// The lists of a WordPress site; if empty, it is asked for them.
    pub types: Vec<String>,
    /// The words that GDELT is asked for.
    pub query: String,
    /// The days, of which none is to come.
    pub days: Spans,
}

/// A day of which every headline has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoneDay {
    pub date: Date,
    /// Headlines of the day that the archive listed.
    pub headlines: u32,
    /// Requests that the day took; 0 where several days share them.
    pub requests: u32,
}

/// What is wrong with an answer.
#[derive(Debug)]
pub enum WalkFault {
    /// It cannot be read.
    Unreadable(FeedError),
    /// It was not read to its end, so it may lack headlines.
    Cut(FeedFault),
    /// It could not be unpacked, in the library's words.
    Packed(String),
    /// It is another document than the archive's.
    OtherDocument(Bilingual),
    /// It refuses in words, with a status that is none: the one that it should have had.
    Refused { status: u16, first_words: String },
}

/// A walk through one archive.
pub trait Walk: Send {
    /// The address to ask now; `None` at the end. It stays the same until an answer, a refusal or a failure is taken.
    fn next_url(&self) -> Option<String>;

    /// Takes the answer of that address.
    ///
    /// # Errors
    /// What is wrong with it. The caller then calls [`Walk::give_up`].
    fn take(&mut self, answer: &Answer) -> Result<Vec<FeedItem>, WalkFault>;

    /// Takes a refusal, a status with the first words of its body; returns whether it only says that there is nothing
    /// more, so that the walk goes on.
    fn take_refusal(&mut self, status: u16, first_words: &str) -> bool;

    /// Leaves out what the present address belongs to: its days are not done.
    fn give_up(&mut self);

    /// The days that have been done since the last call.
    fn take_done(&mut self) -> Vec<DoneDay>;

    /// Addresses without a title, which are not headlines, so far.
    fn untitled(&self) -> usize {
        0
    }
}

/// The walk for a question.
pub fn start_walk(question: &ArchiveQuestion) -> Box<dyn Walk> {
    let url = question.url.trim_end_matches('/').to_owned();
    let days = &question.days;

    match question.kind {
        ArchiveKind::Lenta | ArchiveKind::Interfax => {
            Box::new(DayPages::new(question.kind, url, days))
        }
        ArchiveKind::CbrNews => Box::new(CbrNews::new(url, days)),
        ArchiveKind::CbrKeyRate => Box::new(KeyRate::new(url, days)),
        ArchiveKind::WordPress => Box::new(WordPress::new(url, &question.types, days)),
        ArchiveKind::Sitemap => Box::new(Sitemaps::new(question.url.clone(), days)),
        ArchiveKind::Gdelt => Box::new(Gdelt::new(url, &question.query, days)),
        ArchiveKind::Telegram => Box::new(Channel::new(url, days)),
    }
}

/// Requests that were made for some days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RequestsMade {
    pub requests: i64,
    pub days: i64,
}

impl RequestsMade {
    /// As many for each of `days`, rounded up.
    const fn for_days(self, days: i64) -> i64 {
        (self.requests * days + self.days - 1) / self.days
    }
}

/// About how many requests an archive takes, by its kind; `made` are those that days have taken so far, if they were
/// counted by day.
pub fn expected_requests(
    kind: ArchiveKind,
    days: &Spans,
    made: Option<RequestsMade>,
    today: Date,
) -> u64 {
    let count = days.days();
    let windows = |longest: i64| {
        let spans = days.as_slice().iter();
        spans
            .map(|span| (span.days() + longest - 1) / longest)
            .sum::<i64>()
    };
    let by_day = |usual: i64| {
        let usual = RequestsMade {
            requests: usual,
            days: 1,
        };
        made.unwrap_or(usual).for_days(count)
    };

    let requests = match kind {
        // A day of Lenta has some five hundred headlines, twenty a page.
        ArchiveKind::Lenta => by_day(25),
        ArchiveKind::Interfax => by_day(8),
        ArchiveKind::Gdelt => by_day(1),
        ArchiveKind::CbrNews => windows(cbr_news::LONGEST_DAYS),
        // The list begins with the newest release; there are some eight a year, ten in an answer.
        ArchiveKind::CbrKeyRate => {
            let first = days.whole().map_or(today, Span::from);
            1 + days_between(first, today) / 400
        }
        ArchiveKind::WordPress => windows(wordpress::LONGEST_DAYS),
        ArchiveKind::Sitemap => 2,
        // Some sixteen to find the place, and then a page for some twenty posts.
        ArchiveKind::Telegram => 16 + by_day(2),
    };
    u64::try_from(requests).unwrap_or_default().max(1)
}
