//! `rates fetch`, and `rates news fetch`, which is its second half: rates, then headlines.

use super::context::Context;
use super::fetch_rates::{RatesAsked, RatesFetch};
use super::network::{Network, refuse_offline};
use super::news::{self, NewsFetch};
use super::support::say_errors;
use crate::cli::FetchArgs;
use crate::error::{Error, Result};
use crate::net::shown_address;

pub fn run(context: &Context, arguments: &FetchArgs) -> Result<()> {
    refuse_offline(context)?;
    let asked = if arguments.news {
        None
    } else {
        Some(RatesAsked::new(context, arguments)?)
    };
    let mut store = if arguments.rates {
        context.open_store()?
    } else {
        news::open(context)?
    };
    let mut rates = asked
        .map(|asked| RatesFetch::new(context, &asked, &store))
        .transpose()?;
    let mut headlines = if arguments.rates {
        None
    } else {
        Some(NewsFetch::new(context, &store)?)
    };
    if arguments.dry_run {
        return print_urls(context, rates.as_ref(), headlines.as_ref());
    }
    let requests = rates.as_ref().map_or(0, RatesFetch::requests);
    let network = Network::new(
        context,
        requests + headlines.as_ref().map_or(0, NewsFetch::requests),
    )?;
    let mut errors = Vec::new();
    let mut was_interrupted = false;
    if let Some(rates) = &mut rates {
        let done = network.run(rates.run(context, &mut store, &network));
        was_interrupted = done.map(|met| errors.extend(met)).is_none();
    }
    // Where rates cannot be stored, neither can headlines.
    let has_store_failed = errors
        .iter()
        .any(|error| matches!(error, Error::Store { .. }));
    if let Some(news) = headlines
        .as_mut()
        .filter(|_| !was_interrupted && !has_store_failed)
    {
        let done = network.run(news.run(context, &mut store, &network));
        was_interrupted = done.map(|met| errors.extend(met)).is_none();
    }
    network.progress.finish();
    if let Some(mut rates) = rates {
        if !has_store_failed {
            errors.extend(rates.settle(context, &mut store)?);
        }
        rates.say_summary(context, &store)?;
    }
    if let Some(news) = headlines {
        news.say_summary(context, arguments.news);
    }
    if was_interrupted {
        Err(Error::Interrupted)
    } else {
        say_errors(context, errors)
    }
}

/// The addresses that would be asked, a line each.
fn print_urls(
    context: &Context,
    rates: Option<&RatesFetch>,
    news: Option<&NewsFetch>,
) -> Result<()> {
    let rates = rates
        .map(|rates| rates.urls(&context.config.cbr_url))
        .unwrap_or_default();
    let news = news.map(NewsFetch::urls).unwrap_or_default();
    context.write(|out| {
        rates
            .iter()
            .chain(&news)
            .try_for_each(|url| writeln!(out, "{}", shown_address(url)))
    })
}
