//! Which record each story belongs to, and how many stories each window has, in all and by source.
//!
//! A window is identified by its record's place in the series. A story is in one window or in none, and is counted
//! once (correlate-spec.md §2, §4.7). Stories that do not count are taken off their windows before the counting.

use crate::{
    model::{Cutoffs, RateReportRule, Spans},
    text::Story,
};
use jiff::civil::Date;
use rayon::prelude::*;

/// The number of windows that determine what is usual for the next one (correlate-spec.md §4.8; a choice).
pub const TRAILING: usize = 60;

/// A source with more than one in this many stories of a window can distort its counts (a choice).
const LARGE_SOURCE_ONE_IN: u64 = 5;

/// Which of the two links joins news and records (correlate-spec.md §2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// The first record set after the news.
    #[default]
    Effect,
    /// The record in force on the day of the news.
    Date,
}

/// The records of a currency as far as the news cares.
#[derive(Clone, Copy, Debug)]
pub struct RecordDates<'a> {
    /// Dates of the records, strictly ascending.
    pub dates: &'a [Date],
    /// Whether a record and the one before it are in the same span of coverage.
    pub joined: &'a [bool],
    /// Days for which every record is known.
    pub coverage: &'a Spans,
    /// The cut-off clocks.
    pub cutoffs: &'a Cutoffs,
}

impl RecordDates<'_> {
    /// The first record set on `set_date` or later: its date is later, since a record is set the day before its own.
    /// `None` if it is not set yet or has no change, because it is the first one or the one after a hole.
    fn set_from(&self, set_date: Date) -> Option<u32> {
        let at = self.dates.partition_point(|date| *date <= set_date);
        (at > 0 && *self.joined.get(at)?).then(|| u32::try_from(at).ok())?
    }

    /// The record in force on `day`, inside its span of coverage.
    fn in_force(&self, day: Date) -> Option<u32> {
        let span = self.coverage.containing(day)?;
        let at = self
            .dates
            .partition_point(|date| *date <= day)
            .checked_sub(1)?;

        span.contains(self.dates[at])
            .then(|| u32::try_from(at).ok())?
    }
}

/// The record of each story, by its place among the dates; the same as [`crate::model::links`] finds one by one.
pub fn place(stories: &[Story], link: Link, records: &RecordDates) -> Vec<Option<u32>> {
    // News comes in the order of its time, so that a day is looked up about once.
    stories
        .par_iter()
        .map_init(
            || None,
            |last: &mut Option<(Date, Option<u32>)>, story: &Story| {
                let day = match link {
                    Link::Effect => records.cutoffs.first_set_date(story.moscow_time),
                    Link::Date => story.moscow_time.date(),
                };
                let record = match (*last, link) {
                    (Some((known, record)), _) if known == day => record,
                    (_, Link::Effect) => records.set_from(day),
                    (_, Link::Date) => records.in_force(day),
                };
                *last = Some((day, record));

                record
            },
        )
        .collect()
}

/// Takes reports of the rate itself, by a rule of them, off their records (correlate-spec.md §4.6); how many had one.
pub fn leave_out_rate_reports(
    stories: &[Story],
    rule: RateReportRule,
    placed: &mut [Option<u32>],
) -> usize {
    stories
        .iter()
        .zip(placed)
        .filter(|(story, _)| story.rate_report.by(rule))
        .filter_map(|(_, record)| record.take())
        .count()
}

/// A story as the counting sees it. Mentions order by window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// Its record.
    pub window: u32,
    /// Its source.
    pub source: u32,
}

impl Mention {
    pub(super) fn new(story: &Story, record: Option<u32>) -> Option<Self> {
        Some(Self {
            window: record?,
            source: story.source,
        })
    }
}

/// The mentions of all stories, in the order of these; those without a record are none.
pub fn all_mentions(
    stories: &[Story],
    placed: &[Option<u32>],
) -> impl Iterator<Item = Mention> + Clone {
    stories
        .iter()
        .zip(placed)
        .filter_map(|(story, record)| Mention::new(story, *record))
}

/// The mentions of the stories at these places of a corpus, by window; those without a record are none.
///
/// # Panics
/// When a place is not in the corpus.
pub fn mentions(matched: &[u32], stories: &[Story], placed: &[Option<u32>]) -> Vec<Mention> {
    let mut found: Vec<Mention> = matched
        .iter()
        .filter_map(|at| Mention::new(&stories[*at as usize], placed[*at as usize]))
        .collect();

    found.sort_unstable();
    found
}

/// The stories that a source has in a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceCount {
    /// The source.
    pub source: u32,
    /// Its stories in the window; at least one.
    pub stories: u32,
    /// Its stories in the [`TRAILING`] windows before.
    pub before: u32,
}

/// What a source has in the windows before the one being counted.
#[derive(Clone, Copy, Default)]
struct BySource {
    stories: u32,
    windows: usize,
}

/// The source of each story, window by window.
struct SourcesByWindow {
    sources: Vec<u32>,
    /// Where the sources of each window end.
    ends: Vec<usize>,
}

impl SourcesByWindow {
    fn new(all: impl Iterator<Item = Mention>, totals: &[u32]) -> Self {
        let mut next = Vec::with_capacity(totals.len());
        let mut stories = 0;
        for total in totals {
            next.push(stories);
            stories += *total as usize;
        }

        let mut sources = vec![0; stories];
        // A counting sort, since mentions come in any order.
        for one in all {
            let place = &mut next[one.window as usize];
            sources[*place] = one.source;
            *place += 1;
        }

        Self {
            sources,
            ends: next,
        }
    }

    fn of(&self, window: usize) -> &[u32] {
        let begin = window.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.sources[begin..self.ends[window]]
    }
}

/// How many stories each window has.
#[derive(Clone, Debug, Default)]
pub struct Windows {
    totals: Vec<u32>,
    /// Stories before each window, and after the last.
    cumulated: Vec<u64>,
    /// Numbers of sources are below it.
    source_count: usize,
    sources: Vec<SourceCount>,
    /// Where the sources of each window end.
    sources_end: Vec<usize>,
    entered: Vec<bool>,
    /// Windows of which all news is known to be here; empty where that is known of none.
    read_whole: Vec<bool>,
}

impl Windows {
    /// Counts the stories that count; their mentions may come in any order. `records` is the number of windows.
    ///
    /// # Panics
    /// When the window of a mention is not below `records`.
    pub fn new(all: impl IntoIterator<Item = Mention, IntoIter: Clone>, records: usize) -> Self {
        let all = all.into_iter();
        let mut totals = vec![0; records];
        let mut source_count = 0;
        for one in all.clone() {
            totals[one.window as usize] += 1;
            source_count = source_count.max(one.source as usize + 1);
        }

        let by_window = SourcesByWindow::new(all, &totals);
        let mut made = Self {
            totals,
            cumulated: vec![0],
            source_count,
            ..Self::default()
        };
        let mut trailing = vec![BySource::default(); source_count];
        let mut counts = vec![0; source_count];
        for window in 0..records {
            made.count_sources(by_window.of(window), &mut counts, &trailing);
            made.move_on(window, &mut trailing);
        }

        made
    }

    /// Counts the next window from its sources. `counts` is room for all sources, 0 before and after.
    fn count_sources(&mut self, own: &[u32], counts: &mut [u32], trailing: &[BySource]) {
        let begin = self.sources.len();
        for source in own {
            if counts[*source as usize] == 0 {
                self.sources.push(SourceCount {
                    source: *source,
                    stories: 0,
                    before: 0,
                });
            }

            counts[*source as usize] += 1;
        }

        let sources = &mut self.sources[begin..];
        sources.sort_unstable_by_key(|one| one.source);

        for one in &mut *sources {
            one.stories = std::mem::take(&mut counts[one.source as usize]);
            one.before = trailing[one.source as usize].stories;
        }

        let windows_before = self.entered.len().min(TRAILING);

        self.entered.push(sources.iter().any(|one| {
            let is_large = LARGE_SOURCE_ONE_IN * u64::from(one.stories) > own.len() as u64;
            let lacked = windows_before - trailing[one.source as usize].windows;
            is_large && 2 * lacked > windows_before
        }));
        self.sources_end.push(self.sources.len());
        self.cumulated
            .push(self.cumulated[self.entered.len() - 1] + own.len() as u64);
    }

    /// Moves `trailing` on from the window that was counted to the one after it.
    fn move_on(&self, window: usize, trailing: &mut [BySource]) {
        for one in self.sources(window) {
            trailing[one.source as usize].stories += one.stories;
            trailing[one.source as usize].windows += 1;
        }

        if let Some(left) = window.checked_sub(TRAILING) {
            for one in self.sources(left) {
                trailing[one.source as usize].stories -= one.stories;
                trailing[one.source as usize].windows -= 1;
            }
        }
    }

    /// The same windows, of which some are known to have all their news.
    ///
    /// # Panics
    /// When there is not a flag for each window.
    #[must_use]
    pub fn with_read_whole(self, read_whole: Vec<bool>) -> Self {
        assert_eq!(
            read_whole.len(),
            self.totals.len(),
            "a flag for each window"
        );
        Self { read_whole, ..self }
    }

    /// Whether every source with news in the windows before was read whole in this one, so that what is not here was not
    /// published.
    pub fn is_read_whole(&self, window: usize) -> bool {
        self.read_whole.get(window).is_some_and(|read| *read)
    }

    /// One more than the greatest number of a source.
    pub fn source_count(&self) -> usize {
        self.source_count
    }

    /// Stories of each window: N of correlate-spec.md §4.7.
    pub fn totals(&self) -> &[u32] {
        &self.totals
    }

    /// Stories of each of the [`TRAILING`] windows before this one, or of those there are.
    pub fn before(&self, window: usize) -> &[u32] {
        &self.totals[window.saturating_sub(TRAILING)..window]
    }

    /// Stories of all windows of [`Self::before`].
    pub fn stories_before(&self, window: usize) -> u64 {
        self.cumulated[window] - self.cumulated[window.saturating_sub(TRAILING)]
    }

    /// The sources that have a story in a window, in the order of their numbers.
    pub fn sources(&self, window: usize) -> &[SourceCount] {
        let begin = window
            .checked_sub(1)
            .map_or(0, |before| self.sources_end[before]);
        &self.sources[begin..self.sources_end[window]]
    }

    /// Whether a large source of the window has just entered: it holds more than a fifth of its stories, and had
    /// none in more than half of the windows of [`Self::before`] (correlate-spec.md §4.8).
    pub fn is_entered(&self, window: usize) -> bool {
        self.entered[window]
    }
}

#[cfg(test)]
mod tests;
