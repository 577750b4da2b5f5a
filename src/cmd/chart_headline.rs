//! Which headline of a window is flagged: the first that `explain` would pick, its stories against the days of the
//! year before (correlate-spec.md §6.3).
//!
//! Made of the titles alone, so that a picture needs no words made ready in the store; a day is read once, whatever
//! windows it comes before.

use crate::analysis::explain::{LEAST_STORIES, WindowStory, explain};
use crate::error::Result;
use crate::store::{HeadlineFilter, Store, StoredHeadline};
use crate::text::{self, Lemmas, Stories};
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Days before a window whose news it is compared with.
const REFERENCE_DAYS: i64 = 365;

/// The news before the windows of a picture.
pub struct NewsBefore<'a> {
    store: &'a Store,
    lemmas: Lemmas,
    sources: BTreeMap<String, u32>,
    days: BTreeMap<Date, Vec<WindowStory<String>>>,
}

impl<'a> NewsBefore<'a> {
    pub fn new(store: &'a Store) -> Self {
        Self { store, lemmas: Lemmas::default(), sources: BTreeMap::new(), days: BTreeMap::new() }
    }

    /// The title to show of the headlines of a window, which are earliest first and none of them before `first_day`;
    /// where there is nothing to compare, the earliest.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`].
    pub fn most_distinctive(&mut self, window: &[StoredHeadline], first_day: Date) -> Result<Option<String>> {
        self.remember_lemmas(window)?;
        let stories = self.told(window);
        let at = if stories.len() < LEAST_STORIES {
            None
        } else {
            let reference = self.load_year_before(first_day)?;
            let target: Vec<_> = stories.iter().map(|(_, story)| story.clone()).collect();
            let explained = explain(&target, &reference, String::cmp);
            explained.ok().and_then(|found| Some(found.picked.first()?.story))
        };
        let picked = at.or((!stories.is_empty()).then_some(0)).map(|at| stories[at].0);
        // Where all are reports of the rate itself, one of these is better than none.
        Ok(picked.or(window.first()).map(|stored| stored.headline.title.clone()))
    }

    /// The stories of headlines, each by its first, without reports of the rate itself.
    fn told<'b>(
        &mut self,
        headlines: &'b [StoredHeadline],
    ) -> Vec<(&'b StoredHeadline, WindowStory<String>)> {
        let mut stories = Stories::default();
        let mut told: Vec<(&StoredHeadline, WindowStory<String>)> = Vec::new();
        let mut places: BTreeMap<i64, usize> = BTreeMap::new();
        for stored in headlines {
            let Some(dated) = stored.headline.dated else { continue };
            let normal = text::normal_form(&stored.headline.title);
            let lemmas = text::lemmas_of_title(&normal, &mut self.lemmas);
            let time_s = dated.published.instant_for_stories().as_second();
            match places.get(&stories.place(stored.id, time_s, &normal, lemmas)) {
                Some(place) => told[*place].1.size += 1,
                None if text::is_rate_report(&normal, &mut self.lemmas) => {}
                None => {
                    places.insert(stored.id, told.len());
                    told.push((stored, self.story(&stored.headline.source, &normal)));
                }
            }
        }
        told
    }

    fn story(&mut self, source: &str, normal: &str) -> WindowStory<String> {
        let next = u32::try_from(self.sources.len()).unwrap_or(u32::MAX);
        let source = *self.sources.entry(source.to_owned()).or_insert(next);
        let terms = text::terms(normal, &mut self.lemmas).terms.into_iter().collect();
        WindowStory { source, size: 1, terms }
    }

    /// The stories of each day of the year before `day`.
    fn load_year_before(&mut self, day: Date) -> Result<Vec<&[WindowStory<String>]>> {
        let from = day.saturating_sub(REFERENCE_DAYS.days());
        let year = from.series(1.day()).take_while(|one| *one < day);
        let missing: Vec<Date> = year.filter(|one| !self.days.contains_key(one)).collect();
        for run in missing.chunk_by(|a, b| a.tomorrow().is_ok_and(|next| next == *b)) {
            self.load_days(run[0], run[run.len() - 1])?;
        }
        Ok(self.days.range(from..day).map(|(_, stories)| stories.as_slice()).collect())
    }

    fn load_days(&mut self, first: Date, last: Date) -> Result<()> {
        let filter = HeadlineFilter { from: Some(first), to: Some(last), ..HeadlineFilter::default() };
        let mut found = self.store.load_headlines(&filter)?;
        found.reverse();
        self.remember_lemmas(&found)?;
        self.days.extend(first.series(1.day()).take_while(|day| *day <= last).map(|day| (day, Vec::new())));
        for (stored, story) in self.told(&found) {
            let day = stored.headline.dated.map(|dated| dated.published.day());
            if let Some(stories) = day.and_then(|day| self.days.get_mut(&day)) {
                stories.push(story);
            }
        }
        Ok(())
    }

    /// Takes the lemmas of these titles from the store: to work them out needs the dictionary, which takes a while to
    /// open.
    fn remember_lemmas(&mut self, headlines: &[StoredHeadline]) -> Result<()> {
        let titles = headlines.iter().map(|stored| text::normal_form(&stored.headline.title));
        let unknown: BTreeSet<String> = titles.flat_map(|title| self.lemmas.unknown_forms(&title)).collect();
        for (form, lemma) in self.store.load_lemmas(&unknown.into_iter().collect::<Vec<_>>())? {
            self.lemmas.remember(&form, &lemma);
        }
        Ok(())
    }
}
