//! Headlines out of the store, each with its rates.

use super::{
    choice::{asked_of, emptied_by, find_names},
    documents::every_day,
    intake::{remember, remember_typed},
};
use crate::{
    app::App,
    error::{Error, HeadlinesAsked, Result},
    model::{Currency, Cutoffs, Headline, Series, echoed, links},
    render::{CurrencyLinks, LinkedHeadline, Note},
    store::{HeadlineFilter, NewsFilter, SearchOrder, Store, StoredHeadline},
    text::{self, Lemmas, SearchQuery, normal_form},
};
use jiff::civil::Date;
use std::ops::ControlFlow;

/// Headlines of a day that are shown below its rates.
const MOST_OF_DAY: usize = 50;

/// Which headlines to list, and the currencies to link them to.
#[derive(Default)]
pub struct HeadlinesRequest {
    pub filter: HeadlineFilter,
    /// Without it, all headlines of the filter.
    pub search: Option<SearchRequest>,
    pub currencies: Vec<&'static Currency>,
}

/// Words to search for.
pub struct SearchRequest {
    pub words: String,
    pub order: SearchOrder,
}

/// # Errors
/// [`Error::NoHeadlines`] when there are none, [`Error::UnknownNewsName`].
pub fn load_headlines(app: &App, request: HeadlinesRequest) -> Result<Vec<LinkedHeadline>> {
    let HeadlinesRequest {
        mut filter,
        search,
        currencies,
    } = request;
    filter.news = find_names(&app.store, &filter.news)?;
    let found = find_headlines(&app.store, search.as_ref(), &filter)?;

    if found.is_empty() {
        return Err(no_headlines(app, search.as_ref(), &filter)?);
    }
    link(app, &currencies, found)
}

fn find_headlines(
    store: &Store,
    search: Option<&SearchRequest>,
    filter: &HeadlineFilter,
) -> Result<Vec<StoredHeadline>> {
    match search {
        None => store.load_headlines(filter),
        Some(search) => search_headlines(store, search, filter),
    }
}

/// The error for a question that no headline answers.
pub fn no_headlines(
    app: &App,
    search: Option<&SearchRequest>,
    filter: &HeadlineFilter,
) -> Result<Error> {
    let emptied_by = emptied_by(&filter.news, |news| {
        let filter = HeadlineFilter {
            news: news.clone(),
            limit: Some(1),
            ..filter.clone()
        };
        Ok(!find_headlines(&app.store, search, &filter)?.is_empty())
    })?;

    Ok(Error::NoHeadlines {
        asked: Box::new(HeadlinesAsked {
            words: search.map(|search| echoed(&search.words)),
            from: filter.from,
            to: filter.to,
            ..asked_of(&filter.news)
        }),
        is_store_empty: app.store.count_headlines()?.all == 0,
        emptied_by,
    })
}

/// Checks the words of a search, the value of the option `flag`, before a store is opened.
///
/// # Errors
/// [`Error::Usage`] when there is no word.
pub fn check_words(words: &str, flag: &'static str) -> Result<()> {
    if text::has_words(words) {
        return Ok(());
    }
    Err(Error::usage(
        flag,
        "there is no word to look for; give one or more, such as санкции",
        "здесь нет ни одного слова для поиска; укажите хотя бы одно, например санкции",
    ))
}

/// The headlines that have all these words in some form; empty if the text has no words.
pub fn search_headlines(
    store: &Store,
    search: &SearchRequest,
    filter: &HeadlineFilter,
) -> Result<Vec<StoredHeadline>> {
    let mut lemmas = Lemmas::default();
    remember_typed(store, &mut lemmas, &search.words)?;
    let Some(query) = SearchQuery::parse(&search.words, &mut lemmas) else {
        return Ok(Vec::new());
    };

    if query.is_decided_by_index() {
        store.search_headlines(&query.expression(), filter, search.order)
    } else {
        matching_headlines(store, &query, &mut lemmas, filter, search.order)
    }
}

/// The headlines that the index finds and that have the words in forms of theirs.
fn matching_headlines(
    store: &Store,
    query: &SearchQuery,
    lemmas: &mut Lemmas,
    filter: &HeadlineFilter,
    order: SearchOrder,
) -> Result<Vec<StoredHeadline>> {
    let most = filter.limit.unwrap_or(usize::MAX);
    let mut found = Vec::new();
    let mut failure = None;
    store.visit_found(&query.expression(), filter, order, &mut |stored| {
        if found.len() >= most {
            return ControlFlow::Break(());
        }
        match has_words(store, query, lemmas, &stored.headline) {
            Ok(true) => found.push(stored),
            Ok(false) => {}
            Err(error) => {
                failure = Some(error);
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    })?;

    failure.map_or(Ok(found), Err)
}

fn has_words(
    store: &Store,
    query: &SearchQuery,
    lemmas: &mut Lemmas,
    headline: &Headline,
) -> Result<bool> {
    let summary = headline.summary.as_deref();
    for text in [Some(headline.title.as_str()), summary]
        .into_iter()
        .flatten()
    {
        remember(store, lemmas, &normal_form(text))?;
    }
    Ok(query.is_match(&headline.title, summary, lemmas))
}

/// The newest headlines of a day, with a note if there are none or more than are shown.
///
/// # Errors
/// [`Error::Store`] when SQLite refuses.
pub fn load_headlines_of_day(
    app: &App,
    currencies: &[&'static Currency],
    day: Date,
) -> Result<Vec<LinkedHeadline>> {
    let mut found = app.store.load_headlines(&HeadlineFilter {
        from: Some(day),
        to: Some(day),
        news: NewsFilter::default(),
        // One more shows that there are more.
        limit: Some(MOST_OF_DAY + 1),
    })?;

    if found.is_empty() {
        app.note(Note::NoHeadlines { day });
    }
    if found.len() > MOST_OF_DAY {
        found.truncate(MOST_OF_DAY);
        app.note(Note::MoreHeadlines {
            shown: MOST_OF_DAY,
            day,
        });
    }
    link(app, currencies, found)
}

fn link(
    app: &App,
    currencies: &[&'static Currency],
    headlines: Vec<StoredHeadline>,
) -> Result<Vec<LinkedHeadline>> {
    let cutoffs = app.store.load_cutoffs()?;
    let series = currencies
        .iter()
        .map(|currency| app.store.load_series(currency, every_day()));
    let series = series.collect::<Result<Vec<_>>>()?;

    let headlines = headlines.into_iter().map(|stored| stored.headline);
    Ok(headlines
        .map(|headline| LinkedHeadline {
            links: links_of(&headline, &series, &cutoffs),
            headline,
        })
        .collect())
}

/// A headline without a date has no links.
fn links_of(headline: &Headline, series: &[Series], cutoffs: &Cutoffs) -> Vec<CurrencyLinks> {
    let Some(dated) = headline.dated else {
        return Vec::new();
    };

    let of_currencies = series.iter().map(|one| CurrencyLinks {
        currency: one.currency(),
        links: links(one, cutoffs, &dated.published),
    });
    of_currencies.collect()
}
