//! The stories of the store with their words, and the titles of those that are shown.

use crate::{
    app::App,
    error::{Error, HeadlinesAsked, Result},
    render::HeadlineReport,
    store::Store,
    text::{Corpus, Lemmas},
};

/// All stories. Words that are not packed yet are packed now, and kept for the next question.
///
/// # Errors
/// [`Error::NoHeadlines`] when the store has no headline with a date, [`Error::Interrupted`], [`Error::Store`].
pub fn load_news(app: &mut App) -> Result<Corpus> {
    let watch = app.watch("words of headlines", "слова заголовков");
    let mut lemmas = Lemmas::default();
    app.store.update_story_words(&mut lemmas, &mut |done, of| {
        watch.at(done as f64 / of.max(1) as f64)
    })?;
    // The bar ends here: what follows takes less than a second.
    drop(watch);
    app.interrupt.check()?;

    let corpus = app.store.load_corpus()?;
    if corpus.stories().is_empty() {
        return Err(Error::NoHeadlines {
            asked: HeadlinesAsked::default(),
            is_store_empty: true,
        });
    }
    Ok(corpus)
}

/// As [`load_news`], but a store without news has no stories: a move of a rate is listed with news or without.
pub fn load_news_if_any(app: &mut App) -> Result<Corpus> {
    match load_news(app) {
        Err(Error::NoHeadlines { .. }) => Ok(Corpus::default()),
        loaded => loaded,
    }
}

/// Loads the first headlines of stories, in the order of these.
///
/// # Errors
/// [`Error::Store`] when SQLite refuses, or lacks one of them.
pub fn load_first_headlines(
    store: &Store,
    corpus: &Corpus,
    stories: impl IntoIterator<Item = usize>,
) -> Result<Vec<HeadlineReport>> {
    let headlines = store.load_titles(&headlines_of(corpus, stories))?;
    Ok(headlines
        .into_iter()
        .map(|headline| HeadlineReport {
            title: headline.title,
            published: headline
                .published
                .map(|published| published.to_string())
                .unwrap_or_default(),
            source: headline.source,
        })
        .collect())
}

/// The first headline of each of these stories.
pub fn headlines_of(corpus: &Corpus, stories: impl IntoIterator<Item = usize>) -> Vec<i64> {
    stories
        .into_iter()
        .map(|story| corpus.stories()[story].headline)
        .collect()
}

/// The title of a story's first headline.
pub fn load_title(store: &Store, corpus: &Corpus, story: usize) -> Result<Option<String>> {
    Ok(load_titled(store, corpus, story)?.map(|(title, _)| title))
}

/// The title of a story's first headline, and its source.
pub fn load_titled(
    store: &Store,
    corpus: &Corpus,
    story: usize,
) -> Result<Option<(String, String)>> {
    let headline = corpus.stories()[story].headline;
    // An id that the store lacks is its error, not a missing title.
    let titled = store.load_titles(&[headline])?.pop();
    Ok(titled.map(|one| (one.title, one.source)))
}
