//! The rates half of `rates fetch`: brings rates up to date, one answer one transaction.

use super::context::Context;
use super::fetch_asking::{Fetch, first_outage_alone, is_out_of_reach};
use super::fetch_calendar::{Unlisted, settle_calendar, withdraw_lone};
use super::fetch_summary::{say_fetched, say_unreached};
use super::network::Network;
use super::rate_ages::load_believed;
use crate::cli::FetchArgs;
use crate::error::{Error, Result};
use crate::model::{CATALOGUE, Currency, Spans};
use crate::sources::cbr::{self, SeriesRequest};
use crate::sources::plan::{Typed, days_to_ask};
use crate::store::{Outcome, Store};
use jiff::civil::Date;

/// How much of the catalogue is asked for.
#[derive(Clone, Copy)]
pub(super) enum Scope {
    /// Some currencies, a series each.
    Some,
    /// All, a series each, and the catalogue itself.
    All,
    /// All on one day: that is one question.
    OneDayOfAll(Date),
}

/// What is to be asked of one currency.
pub(super) struct Plan {
    pub(super) currency: &'static Currency,
    pub(super) days: Spans,
    pub(super) requests: Vec<SeriesRequest>,
}

/// The rates that were asked for, as typed.
pub struct RatesAsked {
    currencies: Vec<&'static Currency>,
    typed: Typed,
    scope: Scope,
}

impl RatesAsked {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Those of codes and dates.
    pub fn new(context: &Context, arguments: &FetchArgs) -> Result<Self> {
        let currencies = if arguments.all {
            CATALOGUE.iter().collect()
        } else {
            context.currencies(&arguments.currency)?
        };
        let (from, to) = context.range(arguments.from.as_deref(), arguments.to.as_deref())?;
        let scope = match (arguments.all, from, to) {
            (true, Some(from), Some(to)) if from == to => Scope::OneDayOfAll(from),
            (true, ..) => Scope::All,
            (false, ..) => Scope::Some,
        };
        Ok(Self {
            currencies,
            typed: Typed { from, to },
            scope,
        })
    }
}

/// The rates half of a fetch: what is to be asked, and what came of it.
pub struct RatesFetch {
    plans: Vec<Plan>,
    scope: Scope,
    outcomes: Vec<(&'static Currency, Outcome)>,
    unlisted: Vec<Unlisted>,
    is_out_of_reach: bool,
}

impl RatesFetch {
    /// Says what is to be asked, by what is stored.
    ///
    /// # Errors
    /// Those of the store.
    pub fn new(context: &Context, asked: &RatesAsked, store: &Store) -> Result<Self> {
        let plans = make_plans(context, store, &asked.currencies, asked.typed)?;
        Ok(Self {
            plans,
            scope: asked.scope,
            outcomes: Vec::new(),
            unlisted: Vec::new(),
            is_out_of_reach: false,
        })
    }

    /// How many requests it will be, but for the catalogue's.
    pub fn requests(&self) -> usize {
        self.plans.iter().map(|plan| plan.requests.len()).sum()
    }

    /// The addresses that would be asked.
    pub fn urls(&self, base: &str) -> Vec<String> {
        if let Scope::OneDayOfAll(day) = self.scope {
            return vec![cbr::daily_url(base, day)];
        }
        self.plans
            .iter()
            .flat_map(|plan| &plan.requests)
            .map(|request| request.url(base))
            .collect()
    }

    /// Asks for all of it; what has come by the time it is dropped is stored and counted.
    pub async fn run(
        &mut self,
        context: &Context,
        store: &mut Store,
        network: &Network,
    ) -> Vec<Error> {
        let outcomes = &mut self.outcomes;
        let unlisted = &mut self.unlisted;
        let (client, progress) = (&*network.client, &network.progress);
        let mut fetch = Fetch {
            context,
            store,
            client,
            progress,
            outcomes,
            unlisted,
            errors: Vec::new(),
        };
        fetch.all(&self.plans, self.scope).await;
        self.is_out_of_reach = fetch.errors.iter().any(is_out_of_reach);
        first_outage_alone(fetch.errors)
    }

    /// Takes false records that the source no longer lists out of force, then compares the stored dates of the daily
    /// currencies; returns the faults to report.
    ///
    /// # Errors
    /// Those of the store.
    pub fn settle(&mut self, context: &Context, store: &mut Store) -> Result<Vec<Error>> {
        if self.outcomes.is_empty() {
            return Ok(Vec::new());
        }
        let mut errors = withdraw_lone(context, store, &self.unlisted, &mut self.outcomes)?;
        let asked: Vec<_> = self
            .plans
            .iter()
            .map(|plan| (plan.currency, &plan.days))
            .collect();
        errors.extend(settle_calendar(context, store, &asked)?);
        Ok(errors)
    }

    /// What it has brought so far, in words.
    ///
    /// # Errors
    /// Those of the store.
    pub fn say_summary(&self, context: &Context, store: &Store) -> Result<()> {
        // Of one day of all only those say something that the Bank listed.
        let is_one_day = matches!(self.scope, Scope::OneDayOfAll(_));
        let has_answer = |plan: &Plan| self.outcomes.iter().any(|(one, _)| *one == plan.currency);
        let is_unreached =
            |plan: &Plan| self.is_out_of_reach && !plan.requests.is_empty() && !has_answer(plan);

        let (unreached, others): (Vec<&Plan>, Vec<&Plan>) =
            self.plans.iter().partition(|plan| is_unreached(plan));
        let said: Vec<&Plan> = others
            .into_iter()
            .filter(|plan| !is_one_day || has_answer(plan))
            .collect();

        if !said.is_empty() {
            say_fetched(context, store, &said, &self.outcomes)?;
        }
        if !unreached.is_empty() {
            say_unreached(context, store, &unreached)?;
        }
        Ok(())
    }
}

fn make_plans(
    context: &Context,
    store: &Store,
    currencies: &[&'static Currency],
    typed: Typed,
) -> Result<Vec<Plan>> {
    let plan = |currency: &&'static Currency| {
        let days = days_to_ask(
            currency,
            &load_believed(store, currency, context.today)?,
            typed,
            context.today,
        );
        let requests = days
            .as_slice()
            .iter()
            .flat_map(|span| cbr::split_requests(currency, *span))
            .collect();
        Ok(Plan {
            currency,
            days,
            requests,
        })
    };
    currencies.iter().map(plan).collect()
}
