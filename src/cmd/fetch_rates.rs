//! The rates half of `rates fetch`: brings rates up to date, one answer one transaction.

use super::context::{Context, Verbosity};
use super::fetch_calendar::settle_calendar;
use super::fetch_summary::{say_fetched, say_unreached};
use super::network::Network;
use super::progress::Progress;
use super::rate_series::load_believed;
use crate::cli::FetchArgs;
use crate::error::{AnswerFault, Error, Result};
use crate::model::{CATALOGUE, Currency, HISTORY_RECORDS, Record, Span, Spans, currency_of_id};
use crate::net::{Answer, Client};
use crate::render;
use crate::sources::cbr::{self, Known, SeriesRequest};
use crate::sources::plan::{Typed, days_to_ask};
use crate::store::{Incoming, Listed, Outcome, Store};
use jiff::civil::Date;

/// Currencies in a row of which nothing could be had, after which the source counts as out of reach.
const MOST_FAILING_IN_A_ROW: usize = 2;

/// How much of the catalogue is asked for.
#[derive(Clone, Copy)]
enum Scope {
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
    requests: Vec<SeriesRequest>,
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
        Ok(Self { currencies, typed: Typed { from, to }, scope })
    }
}

/// The rates half of a fetch: what is to be asked, and what came of it.
pub struct RatesFetch {
    plans: Vec<Plan>,
    scope: Scope,
    outcomes: Vec<(&'static Currency, Outcome)>,
    is_out_of_reach: bool,
}

/// Whether to go on asking.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    /// The source answers.
    GoOn,
    /// It did not answer for this currency.
    SkipCurrency,
    /// Nothing can be stored, so nothing need be asked.
    Stop,
}

impl RatesFetch {
    /// Says what is to be asked, by what is stored.
    ///
    /// # Errors
    /// Those of the store.
    pub fn new(context: &Context, asked: &RatesAsked, store: &Store) -> Result<Self> {
        let plans = make_plans(context, store, &asked.currencies, asked.typed)?;
        Ok(Self { plans, scope: asked.scope, outcomes: Vec::new(), is_out_of_reach: false })
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
        self.plans.iter().flat_map(|plan| &plan.requests).map(|request| request.url(base)).collect()
    }

    /// Asks for all of it; what has come by the time it is dropped is stored and counted.
    pub async fn run(&mut self, context: &Context, store: &mut Store, network: &Network) -> Vec<Error> {
        let outcomes = &mut self.outcomes;
        let (client, progress) = (&*network.client, &network.progress);
        let mut fetch = Fetch { context, store, client, progress, outcomes, errors: Vec::new() };
        fetch.all(&self.plans, self.scope).await;
        self.is_out_of_reach = fetch.errors.iter().any(is_out_of_reach);
        first_outage_alone(fetch.errors)
    }

    /// Compares the stored dates of the daily currencies; returns the faults to report.
    ///
    /// # Errors
    /// Those of the store.
    pub fn settle(&self, context: &Context, store: &mut Store) -> Result<Vec<Error>> {
        if self.outcomes.is_empty() {
            return Ok(Vec::new());
        }
        let asked: Vec<_> = self.plans.iter().map(|plan| (plan.currency, &plan.days)).collect();
        settle_calendar(context, store, &asked)
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
        let said: Vec<&Plan> = others.into_iter().filter(|plan| !is_one_day || has_answer(plan)).collect();
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
        let days =
            days_to_ask(currency, &load_believed(store, currency, context.today)?, typed, context.today);
        let requests = days.as_slice().iter().flat_map(|span| cbr::split_requests(currency, *span)).collect();
        Ok(Plan { currency, days, requests })
    };
    currencies.iter().map(plan).collect()
}

/// A fetch under way; what it has done so far survives an interruption.
struct Fetch<'a> {
    context: &'a Context,
    store: &'a mut Store,
    client: &'a Client,
    progress: &'a Progress,
    outcomes: &'a mut Vec<(&'static Currency, Outcome)>,
    errors: Vec<Error>,
}

impl Fetch<'_> {
    async fn all(&mut self, plans: &[Plan], scope: Scope) {
        if let Scope::OneDayOfAll(day) = scope {
            let asked = self.day(day).await;
            return self.errors.extend(asked.err());
        }
        let mut failing = 0;
        for plan in plans.iter().filter(|plan| !plan.requests.is_empty()) {
            failing = match self.currency(plan).await {
                Next::GoOn => 0,
                Next::SkipCurrency => failing + 1,
                Next::Stop => return,
            };
            if failing == MOST_FAILING_IN_A_ROW {
                return;
            }
        }
        if matches!(scope, Scope::All) {
            self.catalogue().await;
        }
    }

    /// Asks for one currency; whether to go on asking.
    async fn currency(&mut self, plan: &Plan) -> Next {
        for request in &plan.requests {
            self.progress.start(format!("{} {}", plan.currency, request.span.from().year()));
            let asked = self.ask(plan.currency, *request).await;
            self.progress.step();
            match asked {
                Ok(outcome) => self.outcomes.push((plan.currency, outcome)),
                Err(error) => {
                    let next = match &error {
                        Error::Store { .. } => Next::Stop,
                        error if is_out_of_reach(error) => Next::SkipCurrency,
                        _ => Next::GoOn,
                    };
                    self.say_details(&error);
                    self.errors.push(error);
                    if next != Next::GoOn {
                        return next;
                    }
                }
            }
        }
        Next::GoOn
    }

    /// Prints the libraries' own words about an outage with `--verbose`.
    fn say_details(&self, error: &Error) {
        if let Error::Unreachable { url, details, .. } = error
            && self.context.verbosity == Verbosity::Verbose
            && !details.is_empty()
        {
            self.context.note(&format!("{url}: {details}"));
        }
    }

    /// Asks one question and stores what can be believed of the answer.
    async fn ask(&mut self, currency: &'static Currency, request: SeriesRequest) -> Result<Outcome> {
        let (base, today) = (&self.context.config.cbr_url, self.context.today);
        let known = self.known(currency, request.span)?;
        let (answer, judged) = cbr::fetch_series(self.client, base, currency, request, today, &known).await?;
        self.report(&answer.url, judged.faults);
        let listed = [Listed { currency, records: judged.records, covered: judged.coverage }];
        Ok(self.record(&answer, &listed)?.remove(0))
    }

    /// The stored records around the days asked for.
    fn known(&self, currency: &'static Currency, span: Span) -> Result<Known> {
        let (before, after) = self.store.load_neighbours(currency, span, HISTORY_RECORDS + 1)?;
        let from = before.last().map_or(span.from(), Record::record_date);
        let others = self.store.load_others(currency, Span::new(from, span.to()).unwrap_or(span))?;
        Ok(Known { before, after, others })
    }

    /// Asks for all rates of one day. The answer may be of an earlier date, and covers just that one.
    async fn day(&mut self, day: Date) -> Result<()> {
        let (answer, daily) = cbr::fetch_daily(self.client, &self.context.config.cbr_url, day).await?;
        let rates = daily.rates.iter();
        let rates: Vec<_> = rates.filter_map(|rate| Some((currency_of_id(&rate.id)?, rate.record))).collect();
        let mut faults = daily.faults;
        let mut listed = Vec::with_capacity(rates.len());
        for (currency, record) in &rates {
            let mut known = self.known(currency, Span::day(daily.date))?;
            known.others.extend(rates.iter().filter(|(other, _)| other != currency));
            if let Some(fault) = cbr::disbelief(currency, &known, record) {
                faults.push(fault.of_currency(currency.code));
                continue;
            }
            let covered = [Span::day(daily.date)].into_iter().collect();
            listed.push(Listed { currency, records: vec![*record], covered });
        }
        let outcomes = self.record(&answer, &listed)?;
        self.outcomes.extend(listed.iter().map(|one| one.currency).zip(outcomes));
        self.report(&answer.url, faults);
        Ok(())
    }

    fn report(&mut self, url: &str, faults: Vec<AnswerFault>) {
        let faults = cbr::first_faults(faults).into_iter();
        self.errors.extend(faults.map(|fault| Error::BadAnswer { url: url.to_owned(), fault }));
    }

    /// Stores what can be believed of an answer.
    fn record(&mut self, answer: &Answer, listed: &[Listed]) -> Result<Vec<Outcome>> {
        let (url, status, body) = (&answer.url, answer.status, &answer.body);
        self.store.record_answer(&Incoming { url, fetched_at: self.context.now, status, body, listed })
    }

    /// Compares the Bank's catalogue with the embedded one; one that cannot be had is said and does no harm.
    async fn catalogue(&mut self) {
        match cbr::fetch_catalogue(self.client, &self.context.config.cbr_url).await {
            Ok((_, items)) => {
                let unknown = |id: &&str| currency_of_id(id).is_none();
                let ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).filter(unknown).collect();
                if !ids.is_empty() {
                    self.context.note(&render::unknown_ids(&ids, self.context.lang));
                }
            }
            Err(error) => {
                self.context.note(&render::error_text(&error, self.context.lang, self.context.today));
            }
        }
    }
}

/// Whether further questions would meet the same wall.
fn is_out_of_reach(error: &Error) -> bool {
    matches!(
        error,
        Error::Unreachable { .. }
            | Error::BadAnswer { fault: AnswerFault::Html { bot_protection: true, .. }, .. }
    )
}

/// The errors without outages after the first: they are one and the same.
fn first_outage_alone(mut errors: Vec<Error>) -> Vec<Error> {
    let mut has_outage = false;
    errors.retain(|error| !is_out_of_reach(error) || !std::mem::replace(&mut has_outage, true));
    errors
}
