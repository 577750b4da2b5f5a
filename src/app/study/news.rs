//! The stories of the store with their words, and the titles of those that are shown.

use crate::{
    app::{App, news::nothing_chosen},
    error::{Error, Result},
    store::{NewsFilter, Store},
    text::{Corpus, Lemmas},
};

/// The stories of the headlines that a filter chooses, its names as the store has them. Words that are not packed yet are
/// packed now, and kept for the next question.
///
/// # Errors
/// [`Error::NoHeadlines`] when there is none with a date, [`Error::Interrupted`], [`Error::Store`].
pub fn load_news(app: &mut App, filter: &NewsFilter) -> Result<Corpus> {
    let watch = app.watch("words of headlines", "слова заголовков");
    let mut lemmas = Lemmas::default();
    app.store.update_story_words(&mut lemmas, &mut |done, of| {
        watch.at(done as f64 / of.max(1) as f64)
    })?;
    // The bar ends here: what follows takes less than a second.
    drop(watch);
    app.interrupt.check()?;

    let corpus = app.store.load_chosen_corpus(filter, &mut lemmas)?;
    if corpus.stories().is_empty() {
        return Err(nothing_chosen(&app.store, filter)?);
    }
    Ok(corpus)
}

/// As [`load_news`], but a store without news has no stories: a move of a rate is listed with news or without.
pub fn load_news_if_any(app: &mut App, filter: &NewsFilter) -> Result<Corpus> {
    match load_news(app, filter) {
        Err(Error::NoHeadlines { .. }) if filter.is_empty() => Ok(Corpus::default()),
        loaded => loaded,
    }
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
