//! The stories of the store, with their words made ready, and the titles of those that are shown.

use crate::app::Interrupt;
use crate::cmd::context::Context;
use crate::error::{Error, HeadlinesAsked, Result};
use crate::render::HeadlineReport;
use crate::store::Store;
use crate::text::{Corpus, Lemmas};
use std::collections::HashMap;

/// All stories. Words that are not made ready yet are, and kept for the next question.
///
/// # Errors
/// [`Error::NoHeadlines`] when the store has no headline with a date, [`Error::Interrupted`], [`Error::Store`].
pub fn load_news(context: &Context, store: &mut Store, interrupt: &Interrupt) -> Result<Corpus> {
    let watch = context.watch(interrupt, "words of headlines", "слова заголовков");
    store.update_story_words(&mut Lemmas::default(), &mut |done, of| {
        watch.at(done as f64 / of.max(1) as f64)
    })?;
    drop(watch);
    interrupt.check()?;
    let corpus = store.load_corpus()?;
    if corpus.stories().is_empty() {
        return Err(Error::NoHeadlines {
            asked: HeadlinesAsked::default(),
            is_store_empty: true,
        });
    }
    Ok(corpus)
}

/// Titles by the id of their headline.
#[derive(Debug, Default)]
pub struct Titles(HashMap<i64, HeadlineReport>);

impl Titles {
    /// Loads these.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn load(store: &Store, headlines: impl IntoIterator<Item = i64>) -> Result<Self> {
        let mut ids: Vec<i64> = headlines.into_iter().collect();
        ids.sort_unstable();
        ids.dedup();
        let report = |one: crate::store::TitledHeadline| {
            let (title, source) = (one.title, one.source);
            let published = one
                .published
                .map_or_else(String::new, |published| published.to_string());
            (
                one.id,
                HeadlineReport {
                    title,
                    published,
                    source,
                },
            )
        };
        Ok(Self(
            store.load_titles(&ids)?.into_iter().map(report).collect(),
        ))
    }

    /// A headline.
    pub fn get(&self, headline: i64) -> Option<&HeadlineReport> {
        self.0.get(&headline)
    }

    /// Its title.
    pub fn title(&self, headline: i64) -> Option<String> {
        self.get(headline).map(|one| one.title.clone())
    }
}
