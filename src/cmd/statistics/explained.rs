//! What sets the news of a window apart from that of the year before: the way from stories in the store to terms
//! and picked headlines, for `explain` and `movers`.

use super::{Sample, TermNames};
use crate::analysis::events::{Link, leave_out_rate_reports, place};
use crate::analysis::explain::{NotCompared, RankedTerm, ScoredStory, WindowStory, explain};
use crate::error::Result;
use crate::model::RateReportRule;
use crate::render::Comparison;
use crate::store::Store;
use crate::text::{Corpus, Numbers, Story, TermKey, collect_terms};
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};

/// Days before a window whose news it is compared with (correlate-spec.md §6.3).
const REFERENCE_DAYS: i64 = 365;

/// Stories by the windows they belong to, without reports of the rate itself.
#[derive(Debug)]
pub struct PlacedNews<'a> {
    corpus: &'a Corpus,
    placed: Vec<Option<u32>>,
}

/// The stories of a window and of those before it, by their places in the corpus.
#[derive(Debug)]
pub struct NewsWindow {
    /// Those of the window, earliest first.
    pub target: Vec<usize>,
    reference: Vec<Vec<usize>>,
}

/// A story that is shown.
#[derive(Clone, Copy, Debug)]
pub struct Picked {
    /// Its place in the corpus.
    pub story: usize,
    /// Its score; none where all are listed.
    pub score: Option<f64>,
}

/// What sets a window apart.
#[derive(Debug, Default)]
pub struct Explained {
    /// With what it was compared.
    pub comparison: Comparison,
    /// Sources compared.
    pub sources: Vec<String>,
    /// Stories of the reference that are of these sources.
    pub reference_stories: usize,
    /// Terms, the most distinctive first.
    pub terms: Vec<(String, RankedTerm<TermKey>)>,
    /// Stories to show.
    pub picked: Vec<Picked>,
}

impl Explained {
    /// All stories, where there is nothing to compare with.
    fn whole(window: &NewsWindow) -> Self {
        let picked = window.target.iter().map(|story| Picked {
            story: *story,
            score: None,
        });
        Self {
            picked: picked.collect(),
            ..Self::default()
        }
    }
}

/// The windows that have stories of the target's sources, with these alone: where no source was there all year, those
/// days are what the window can be compared with.
fn of_sources(
    reference: &[Vec<WindowStory<TermKey>>],
    target: &[WindowStory<TermKey>],
) -> Vec<Vec<WindowStory<TermKey>>> {
    let sources: BTreeSet<u32> = target.iter().map(|story| story.source).collect();
    let own = |window: &Vec<WindowStory<TermKey>>| -> Vec<_> {
        window
            .iter()
            .filter(|story| sources.contains(&story.source))
            .cloned()
            .collect()
    };
    reference
        .iter()
        .map(own)
        .filter(|window| !window.is_empty())
        .collect()
}

impl<'a> PlacedNews<'a> {
    /// Places all stories by their effect.
    pub fn new(sample: &Sample, corpus: &'a Corpus) -> Self {
        let mut placed = place(corpus.stories(), Link::Effect, &sample.record_dates());
        leave_out_rate_reports(corpus.stories(), RateReportRule::default(), &mut placed);
        Self { corpus, placed }
    }

    /// The window of a record, and those of the records set in the year before.
    pub fn of_record(&self, sample: &Sample, at: usize) -> NewsWindow {
        let records = sample.moves.records();
        let first_day = records[at].set_date.saturating_sub(REFERENCE_DAYS.days());
        let first = records.partition_point(|record| record.set_date < first_day);
        let mut window = NewsWindow {
            target: Vec::new(),
            reference: vec![Vec::new(); at - first],
        };
        for (story, record) in self.placed.iter().enumerate() {
            match record.map(|record| record as usize) {
                Some(record) if record == at => window.target.push(story),
                Some(record) if (first..at).contains(&record) => {
                    window.reference[record - first].push(story);
                }
                _ => {}
            }
        }
        window
    }

    /// A calendar day, and those of the year before.
    pub fn of_day(&self, day: Date) -> NewsWindow {
        let first = day.saturating_sub(REFERENCE_DAYS.days());
        let place_of = |date: Date| usize::try_from((date - first).get_days()).ok();
        let days = place_of(day).unwrap_or_default();
        let mut window = NewsWindow {
            target: Vec::new(),
            reference: vec![Vec::new(); days],
        };
        let is_news = |story: &Story| !story.rate_report.by(RateReportRule::default());
        let stories = self
            .corpus
            .stories()
            .iter()
            .enumerate()
            .filter(|(_, story)| is_news(story));
        for (at, story) in stories {
            match place_of(story.moscow_time.date()) {
                Some(date) if date == days => window.target.push(at),
                Some(date) if date < days => window.reference[date].push(at),
                _ => {}
            }
        }
        window
    }

    /// Explains a window; where there is nothing to compare with, all its stories are picked.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`].
    pub fn explained(&self, store: &Store, window: &NewsWindow) -> Result<Explained> {
        let ids: Vec<i64> = window
            .target
            .iter()
            .map(|at| self.corpus.stories()[*at].headline)
            .collect();
        let sizes = store.story_sizes(&ids)?;
        let target: Vec<_> = window
            .target
            .iter()
            .zip(sizes)
            .map(|(at, size)| self.story(*at, size as usize))
            .collect();
        let names = TermNames::load(
            store,
            target.iter().flat_map(|story| story.terms.iter().copied()),
        )?;
        let texts: HashMap<TermKey, String> = target
            .iter()
            .flat_map(|story| &story.terms)
            .map(|term| (*term, names.name(*term)))
            .collect();
        let story_of = |at: &usize| self.story(*at, 1);
        let reference: Vec<Vec<_>> = window
            .reference
            .iter()
            .map(|one| one.iter().map(story_of).collect())
            .collect();
        let by_text = |a: &TermKey, b: &TermKey| texts.get(a).cmp(&texts.get(b));
        let (explanation, comparison) = match explain(&target, &reference, by_text) {
            Ok(explanation) => (explanation, Comparison::Year),
            Err(NotCompared::NoSteadySource) => {
                let since = of_sources(&reference, &target);
                match explain(&target, &since, by_text) {
                    Ok(explanation) => (explanation, Comparison::NewSources(since.len())),
                    Err(_) => return Ok(Explained::whole(window)),
                }
            }
            Err(_) => return Ok(Explained::whole(window)),
        };
        let picked = |one: &ScoredStory| Picked {
            story: window.target[one.story],
            score: Some(one.score),
        };
        let source = |number: &u32| self.corpus.sources[*number as usize].clone();
        let mut sources: Vec<String> = explanation.sources.iter().map(source).collect();
        sources.sort_unstable();
        Ok(Explained {
            comparison,
            sources,
            reference_stories: explanation.reference_stories,
            picked: explanation.picked.iter().map(picked).collect(),
            terms: explanation
                .terms
                .into_iter()
                .map(|term| (names.name(term.term), term))
                .collect(),
        })
    }

    fn story(&self, at: usize, size: usize) -> WindowStory<TermKey> {
        let mut terms = Vec::new();
        collect_terms(self.corpus.words(at), Numbers::Drop, &mut terms);
        WindowStory {
            source: self.corpus.stories()[at].source,
            size,
            terms,
        }
    }
}
