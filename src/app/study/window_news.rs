//! What sets the news of a window apart from that of the year before: from stories in the store to terms and headlines,
//! for `explain`, for `movers` and for the moves marked on a chart. Headlines about the economy, sanctions, war and the Bank
//! come first (docs/relevance.md).

use super::{
    news::headlines_of,
    news_window::NewsWindow,
    read_windows::{DaysRead, ReadWindow, windows_of_same_sources},
    sample::Sample,
    shown_stories::{ShownStory, all_shown, picked_shown, relevant_points},
    term_words::TermNames,
};
use crate::{
    analysis::{
        events::{Link, leave_out_rate_reports, place},
        explain::{Explanation, NotCompared, RankedTerm, WindowStory, explain},
    },
    error::Result,
    model::{RateReportRule, Span},
    render::{Comparison, HeadlineReport},
    store::{NewsFilter, Store},
    text::{Corpus, LemmaMethod, Lexicon, Numbers, Relevance, Story, TermKey, collect_terms},
};
use jiff::{ToSpan as _, civil::Date};
use std::collections::HashMap;

/// A window is compared with the news of this many days before it (correlate-spec.md §6.3).
const REFERENCE_DAYS: i64 = 365;

/// The records of a currency with the news that could move them, without headlines that report the move itself.
pub struct PlacedNews<'a> {
    pub store: &'a Store,
    pub corpus: &'a Corpus,
    /// Which headlines of the corpus count.
    filter: &'a NewsFilter,
    pub sample: Sample,
    /// The record of each story.
    records: Vec<Option<u32>>,
    /// The stories that only report the move of a record, by record.
    reports: Vec<(u32, usize)>,
    relevance: Relevance,
    /// The days of which every headline of a source is known, by its number in the corpus.
    days_read: DaysRead,
}

/// What sets a window apart.
#[derive(Default)]
pub struct WindowExplanation {
    pub comparison: Comparison,
    /// Sources compared.
    pub sources: Vec<String>,
    /// Stories of the reference from these sources.
    pub reference_stories: usize,
    /// Terms by name, the most distinctive first.
    pub terms: Vec<(String, RankedTerm<TermKey>)>,
    pub shown: Vec<ShownStory>,
}

impl<'a> PlacedNews<'a> {
    /// Finds the record that each story could move.
    pub fn new(
        store: &'a Store,
        corpus: &'a Corpus,
        filter: &'a NewsFilter,
        sample: Sample,
    ) -> Result<Self> {
        let stories = corpus.stories();
        let mut records = place(stories, Link::Effect, &sample.record_dates());
        let reports = reports_of(stories, &records);
        // «Доллар вырос» sets the day of a large move apart, and says nothing about why.
        leave_out_rate_reports(stories, RateReportRule::default(), &mut records);
        let lexicon = Lexicon::new(LemmaMethod::BEST);
        let relevance = lexicon.numbered(&store.lemma_ids(lexicon.lemmas())?);

        Ok(Self {
            store,
            corpus,
            filter,
            sample,
            records,
            reports,
            relevance,
            days_read: DaysRead::load(store, corpus)?,
        })
    }

    /// The window of a record, and the windows of records set in the year before.
    pub fn of_record(&self, record: usize) -> NewsWindow {
        let records = self.sample.moves.records();
        let first_day = records[record]
            .set_date
            .saturating_sub(REFERENCE_DAYS.days());
        let first = records.partition_point(|record| record.set_date < first_day);

        let days = (first..record).map(|one| {
            let set_date = records[one].set_date;
            let before = one
                .checked_sub(1)
                .map_or(set_date, |before| records[before].set_date);
            // News after a cut-off belongs to the next record, so all days since the last one are of its window.
            Span::starting(
                before.tomorrow().unwrap_or(set_date).min(set_date),
                set_date,
            )
        });
        let mut window = NewsWindow::empty(days.collect());
        for (story, placed) in self.records.iter().enumerate() {
            if let Some(number) = placed.and_then(|placed| (placed as usize).checked_sub(first)) {
                window.push(number, story);
            }
        }
        let reports = self.reports.iter();
        let of_record = reports.filter(|(of, _)| *of as usize == record);
        window.reports = of_record.map(|(_, story)| *story).collect();
        window
    }

    /// A calendar day in Moscow, and the days of the year before.
    pub fn of_day(&self, day: Date) -> NewsWindow {
        let first = day.saturating_sub(REFERENCE_DAYS.days());

        let days = Span::new(first, day.yesterday().unwrap_or(day));
        let days = days.into_iter().flat_map(Span::iter).map(Span::day);
        let mut window = NewsWindow::empty(days.collect());
        for (place, story) in self.corpus.stories().iter().enumerate() {
            let Some(number) = days_since(first, story.moscow_time.date()) else {
                continue;
            };
            // Unlike the news of a record, that of a day is not placed yet, and may report a move.
            if !story.rate_report.by(RateReportRule::default()) {
                window.push(number, place);
            } else if story.moscow_time.date() == day {
                window.reports.push(place);
            }
        }
        window
    }

    /// Explains a window; where there is nothing to compare with, all its stories are shown, the relevant ones first.
    pub fn explain(&self, window: &NewsWindow) -> Result<WindowExplanation> {
        let target = self.load_target(window)?;
        let terms = target.iter().flat_map(|story| story.terms.iter().copied());
        let names = TermNames::load(self.store, terms)?;
        let reference: Vec<_> = window
            .reference
            .iter()
            .zip(&window.days)
            .map(|(stories, days)| ReadWindow {
                stories: stories
                    .iter()
                    .map(|story| self.window_story(*story, 1))
                    .collect(),
                read: self.days_read.sources_on(*days),
            })
            .collect();
        let Some((explanation, comparison)) = compare(&target, &reference, &names) else {
            return Ok(WindowExplanation {
                shown: self.all_of(window),
                ..WindowExplanation::default()
            });
        };

        let shown = picked_shown(&window.target, &explanation, |story| {
            self.relevance_of(story)
        });
        let terms = explanation.terms.into_iter();
        let sources = explanation.sources.iter();
        let mut sources: Vec<_> = sources
            .map(|source| self.corpus.sources[*source as usize].clone())
            .collect();
        sources.sort_unstable();
        Ok(WindowExplanation {
            comparison,
            sources,
            reference_stories: explanation.reference_stories,
            shown,
            terms: terms.map(|term| (names.name(term.term), term)).collect(),
        })
    }

    /// All stories of a window, the relevant ones first; its reports where there are no others.
    pub fn all_of(&self, window: &NewsWindow) -> Vec<ShownStory> {
        all_shown(window.listed(), |story| self.relevance_of(story))
    }

    /// The points of a story by the lexicon.
    fn relevance_of(&self, story: usize) -> i32 {
        self.relevance.score(self.corpus.words(story))
    }

    /// The stories of the window, each with its number of headlines.
    fn load_target(&self, window: &NewsWindow) -> Result<Vec<WindowStory<TermKey>>> {
        let sizes = self.sizes_of(window.target.iter().copied())?;
        let stories = window.target.iter().zip(sizes);
        Ok(stories
            .map(|(story, size)| WindowStory {
                relevance: relevant_points(self.relevance_of(*story)),
                ..self.window_story(*story, size)
            })
            .collect())
    }

    /// How many headlines each of some stories has.
    fn sizes_of(&self, stories: impl IntoIterator<Item = usize>) -> Result<Vec<usize>> {
        let headlines = headlines_of(self.corpus, stories);
        if !self.filter.is_empty() {
            let sources = self.store.chosen_sources(&headlines, self.filter)?;
            return Ok(sources.iter().map(Vec::len).collect());
        }

        let sizes = self.store.story_sizes(&headlines)?.into_iter();
        Ok(sizes.map(|size| size as usize).collect())
    }

    /// The first headlines of some stories, in the order of these.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses, or lacks one of them.
    pub fn load_headlines(&self, shown: &[ShownStory]) -> Result<Vec<HeadlineReport>> {
        let stories = shown.iter().map(|one| one.story);
        let titles = self
            .store
            .load_titles(&headlines_of(self.corpus, stories))?;
        let headlines = titles.into_iter().zip(shown);
        Ok(headlines
            .map(|(headline, shown)| HeadlineReport {
                title: headline.title,
                published: headline
                    .published
                    .map(|published| published.to_string())
                    .unwrap_or_default(),
                source: headline.source,
                relevance: shown.relevance,
            })
            .collect())
    }

    /// Who published each headline of some stories.
    pub fn sources_of(&self, stories: impl IntoIterator<Item = usize>) -> Result<Vec<Vec<String>>> {
        let headlines = headlines_of(self.corpus, stories);
        if self.filter.is_empty() {
            self.store.story_sources(&headlines)
        } else {
            self.store.chosen_sources(&headlines, self.filter)
        }
    }

    fn window_story(&self, story: usize, size: usize) -> WindowStory<TermKey> {
        let mut terms = Vec::new();
        collect_terms(self.corpus.words(story), Numbers::Drop, &mut terms);
        WindowStory {
            source: self.corpus.stories()[story].source,
            size,
            relevance: 0,
            terms,
        }
    }
}

/// The stories that only report a move, each with its record.
fn reports_of(stories: &[Story], records: &[Option<u32>]) -> Vec<(u32, usize)> {
    let placed = records.iter().zip(stories).enumerate();
    let reports = placed.filter(|(_, (_, story))| story.rate_report.by(RateReportRule::default()));
    reports
        .filter_map(|(place, (record, _))| Some(((*record)?, place)))
        .collect()
}

fn days_since(first: Date, date: Date) -> Option<usize> {
    usize::try_from((date - first).get_days()).ok()
}

/// Compares a window with the year before, or with the windows that its sources had; `None` if neither can be done.
fn compare(
    target: &[WindowStory<TermKey>],
    reference: &[ReadWindow],
    names: &TermNames,
) -> Option<(Explanation<TermKey>, Comparison)> {
    let texts: HashMap<_, _> = target
        .iter()
        .flat_map(|story| &story.terms)
        .map(|term| (*term, names.name(*term)))
        .collect();
    let by_text = |a: &TermKey, b: &TermKey| texts.get(a).cmp(&texts.get(b));

    match explain(target, reference, by_text) {
        Ok(explanation) => Some((explanation, Comparison::Year)),
        // No source was there for most of the year: a list of six hundred headlines would help no reader.
        Err(NotCompared::NoSteadySource) => {
            let since = windows_of_same_sources(target, reference);
            let explanation = explain(target, &since, by_text).ok()?;
            Some((explanation, Comparison::NewSources(since.len())))
        }
        Err(_) => None,
    }
}
