//! Rates and headlines from the network into the store.
//!
//! A fetch is planned by what is stored, then asked for, then finished. It can be broken off at any await: each answer
//! is stored whole before the next wait, and [`Fetch::finish`] reports what came.

mod asking;
mod calendar;
mod feeds;
mod plan;
mod rates;
mod request;

pub use request::{Currencies, FetchRequest, RatesRequest, RequestListener};

use super::App;
use crate::{
    error::{Error, Result},
    net::Client,
};
use feeds::FeedsFetch;
use rates::RatesFetch;
use std::sync::Arc;

/// A fetch: what is to be asked, and what came of it.
pub struct Fetch {
    rates: Option<RatesFetch>,
    feeds: Option<FeedsFetch>,
    /// Whether the store refused rates; what happens to headlines later says nothing of them.
    are_rates_refused: bool,
    errors: Vec<Error>,
}

impl Fetch {
    /// Decides what is to be asked, by what is stored.
    ///
    /// # Errors
    /// [`Error::Store`] when SQLite refuses.
    pub fn plan(app: &App, request: FetchRequest) -> Result<Self> {
        Ok(Self {
            rates: request
                .rates
                .map(|rates| RatesFetch::plan(app, rates))
                .transpose()?,
            feeds: request.feeds.then(|| FeedsFetch::plan(app)).transpose()?,
            are_rates_refused: false,
            errors: Vec::new(),
        })
    }

    /// How many requests it will be, but for the one for the catalogue.
    pub fn count_requests(&self) -> usize {
        let rates = self.rates.as_ref().map_or(0, RatesFetch::count_requests);
        rates + self.feeds.as_ref().map_or(0, FeedsFetch::count_requests)
    }

    /// The addresses that would be asked.
    pub fn urls(&self, app: &App) -> Vec<String> {
        self.rates
            .iter()
            .flat_map(|rates| rates.urls(app))
            .chain(self.feeds.iter().flat_map(FeedsFetch::urls))
            .collect()
    }

    /// Asks for all of it: rates, then feeds.
    pub async fn run(
        &mut self,
        app: &mut App,
        client: &Arc<Client>,
        listener: &dyn RequestListener,
    ) {
        if let Some(rates) = &mut self.rates {
            let errors = rates.run(app, client, listener).await;
            self.are_rates_refused = errors
                .iter()
                .any(|error| matches!(error, Error::Store { .. }));
            self.errors.extend(errors);
        }

        // Where rates cannot be stored, neither can headlines.
        if let Some(feeds) = &mut self.feeds
            && !self.are_rates_refused
        {
            let errors = feeds.run(app, client, listener).await;
            self.errors.extend(errors);
        }
    }

    /// Compares the stored calendars, notes what came, and returns what went wrong.
    ///
    /// # Errors
    /// [`Error::Store`] when SQLite refuses.
    pub fn finish(mut self, app: &mut App) -> Result<Vec<Error>> {
        let wants_feeds_alone = self.rates.is_none();

        if let Some(mut rates) = self.rates {
            // What a store has refused to take cannot be compared.
            if !self.are_rates_refused {
                self.errors.extend(rates.settle(app)?);
            }
            rates.say_summary(app)?;
        }
        if let Some(feeds) = self.feeds {
            feeds.say_summary(app, wants_feeds_alone);
        }

        Ok(self.errors)
    }
}
