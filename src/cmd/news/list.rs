//! `rates news list` and `rates news search`: headlines, each with its rates.

use super::{every_day, open};
use crate::app::news::intake::folded_query;
use crate::cli::{HeadlineArgs, HeadlineFormat, NewsSearchArgs};
use crate::cmd::context::Context;
use crate::error::{Error, HeadlinesAsked, Result};
use crate::model::{Currency, Published, Series, links, parse_span};
use crate::render::{self, CurrencyLinks, LinkedHeadline, Minus};
use crate::store::{HeadlineFilter, SearchOrder, Store, StoredHeadline};
use jiff::civil::Date;

pub fn run(context: &Context, arguments: &HeadlineArgs) -> Result<()> {
    let store = open(context)?;
    let filter = filter(context, arguments)?;
    let found = store.load_headlines(&filter)?;
    show(context, &store, arguments, found, &asked(&filter, None))
}

pub fn run_search(context: &Context, arguments: &NewsSearchArgs) -> Result<()> {
    let store = open(context)?;
    let filter = filter(context, &arguments.headlines)?;
    let words = arguments.words.join(" ");
    let order = if arguments.ranked {
        SearchOrder::Ranked
    } else {
        SearchOrder::Newest
    };
    let found = match folded_query(&store, &words)? {
        Some(query) => store.search_headlines(&query, &filter, order)?,
        None => Vec::new(),
    };
    show(
        context,
        &store,
        &arguments.headlines,
        found,
        &asked(&filter, Some(words)),
    )
}

/// The newest headlines of a day, at most `limit`, and whether there are more.
///
/// # Errors
/// [`Error::Store`].
pub fn load_headlines_of_day(
    store: &Store,
    currencies: &[&'static Currency],
    day: Date,
    limit: usize,
) -> Result<(Vec<LinkedHeadline>, bool)> {
    let filter = HeadlineFilter {
        from: Some(day),
        to: Some(day),
        source: None,
        limit: Some(limit + 1),
    };
    let mut found = store.load_headlines(&filter)?;
    let has_more = found.len() > limit;
    found.truncate(limit);
    Ok((link(store, currencies, found)?, has_more))
}

fn filter(context: &Context, arguments: &HeadlineArgs) -> Result<HeadlineFilter> {
    let on = arguments
        .on
        .as_deref()
        .map(|text| parse_span(text, context.today))
        .transpose()?;
    let (from, to) = match on {
        Some(days) => (Some(days.from()), Some(days.to())),
        None => context.range(arguments.from.as_deref(), arguments.to.as_deref())?,
    };
    let limit = (arguments.limit > 0).then_some(arguments.limit);
    Ok(HeadlineFilter {
        from,
        to,
        source: arguments.source.clone(),
        limit,
    })
}

fn asked(filter: &HeadlineFilter, words: Option<String>) -> HeadlinesAsked {
    HeadlinesAsked {
        words,
        source: filter.source.clone(),
        from: filter.from,
        to: filter.to,
    }
}

fn show(
    context: &Context,
    store: &Store,
    arguments: &HeadlineArgs,
    found: Vec<StoredHeadline>,
    asked: &HeadlinesAsked,
) -> Result<()> {
    if found.is_empty() {
        return Err(Error::NoHeadlines {
            asked: asked.clone(),
            is_store_empty: store.count_headlines()?.all == 0,
        });
    }
    let currencies = context.currencies(&arguments.currency)?;
    let linked = link(store, &currencies, found)?;
    context.write(|out| match arguments.format {
        HeadlineFormat::Json => render::render_headlines_json(&linked, out),
        HeadlineFormat::Csv => render::csv::render_headlines(&linked, out),
        HeadlineFormat::Table => {
            let style = context.style(Minus::Typographic);
            out.write_all(render::render_headlines(&linked, style, context.frame()).as_bytes())
        }
    })
}

/// Links headlines to the rates of some currencies.
fn link(
    store: &Store,
    currencies: &[&'static Currency],
    headlines: Vec<StoredHeadline>,
) -> Result<Vec<LinkedHeadline>> {
    let cutoffs = store.load_cutoffs()?;
    let load = |currency: &&'static Currency| store.load_series(currency, every_day());
    let series = currencies.iter().map(load).collect::<Result<Vec<_>>>()?;
    let links_of = |published: Published| {
        let link = |one: &Series| CurrencyLinks {
            currency: one.currency(),
            links: links(one, &cutoffs, &published),
        };
        series.iter().map(link).collect()
    };
    let linked = |StoredHeadline { headline, .. }| {
        let links = headline
            .dated
            .map_or_else(Vec::new, |dated| links_of(dated.published));
        LinkedHeadline { headline, links }
    };
    Ok(headlines.into_iter().map(linked).collect())
}
