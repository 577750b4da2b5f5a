//! The rates half of `rates fetch`: brings rates up to date, one answer one transaction.

use super::context::Context;
use super::network::Network;
use super::progress::Progress;
use crate::cli::FetchArgs;
use crate::error::{AnswerFault, Error, Result};
use crate::model::{CATALOGUE, Currency, Span, Spans, currency_of_id};
use crate::net::{Answer, Client};
use crate::render::{self, Fetched};
use crate::sources::cbr::{self, SeriesRequest};
use crate::sources::plan::{Typed, days_to_ask};
use crate::store::{Incoming, Listed, Outcome, Store};
use jiff::ToSpan as _;
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
struct Plan {
    currency: &'static Currency,
    days: Spans,
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
}

impl RatesFetch {
    /// Says what is to be asked, by what is stored.
    ///
    /// # Errors
    /// Those of the store.
    pub fn new(context: &Context, asked: &RatesAsked, store: &Store) -> Result<Self> {
        let plans = make_plans(context, store, &asked.currencies, asked.typed)?;
        Ok(Self { plans, scope: asked.scope, outcomes: Vec::new() })
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
        fetch.errors
    }

    /// What it has brought so far, in words.
    ///
    /// # Errors
    /// Those of the store.
    pub fn say_summary(&self, context: &Context, store: &Store) -> Result<()> {
        // Of one day of all only those say something that the Bank listed.
        let is_one_day = matches!(self.scope, Scope::OneDayOfAll(_));
        let is_listed = |plan: &&Plan| self.outcomes.iter().any(|(one, _)| *one == plan.currency);
        let said = self.plans.iter().filter(|plan| !is_one_day || is_listed(plan));
        say_summary(context, store, &said.collect::<Vec<_>>(), &self.outcomes)
    }
}

fn make_plans(
    context: &Context,
    store: &Store,
    currencies: &[&'static Currency],
    typed: Typed,
) -> Result<Vec<Plan>> {
    let plan = |currency: &&'static Currency| {
        let days = days_to_ask(currency, &store.load_coverage(currency)?, typed, context.today);
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
            let got_through = self.currency(plan).await;
            failing = if got_through { 0 } else { failing + 1 };
            if failing == MOST_FAILING_IN_A_ROW {
                return;
            }
        }
        if matches!(scope, Scope::All) {
            self.catalogue().await;
        }
    }

    /// Asks for one currency; whether the source is worth asking on.
    async fn currency(&mut self, plan: &Plan) -> bool {
        for request in &plan.requests {
            self.progress.start(format!("{} {}", plan.currency, request.span.from().year()));
            let asked = self.ask(plan.currency, *request).await;
            self.progress.step();
            match asked {
                Ok(outcome) => self.outcomes.push((plan.currency, outcome)),
                Err(error) => {
                    let is_shut = is_out_of_reach(&error);
                    self.errors.push(error);
                    if is_shut {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// Asks one question and stores what can be believed of the answer.
    async fn ask(&mut self, currency: &'static Currency, request: SeriesRequest) -> Result<Outcome> {
        let day_before = request.span.from().saturating_sub(1.day());
        let before = self.store.load_series(currency, Span::day(day_before))?;
        let (base, today) = (&self.context.config.cbr_url, self.context.today);
        let neighbour = before.records().last();
        let (answer, judged) =
            cbr::fetch_series(self.client, base, currency, request, today, neighbour).await?;
        let faults = judged.faults.into_iter();
        self.errors.extend(faults.map(|fault| Error::BadAnswer { url: answer.url.clone(), fault }));
        let listed = [Listed { currency, records: judged.records, covered: judged.coverage }];
        Ok(self.record(&answer, &listed)?.remove(0))
    }

    /// Asks for all rates of one day. The answer may be of an earlier date, and covers just that one.
    async fn day(&mut self, day: Date) -> Result<()> {
        let (answer, daily) = cbr::fetch_daily(self.client, &self.context.config.cbr_url, day).await?;
        let mut faults = daily.faults;
        let mut listed = Vec::with_capacity(daily.rates.len());
        for rate in daily.rates {
            let Some(currency) = currency_of_id(&rate.id) else { continue };
            let day_before = Span::day(daily.date.saturating_sub(1.day()));
            let before = self.store.load_series(currency, day_before)?;
            if let Some(fault) = cbr::disbelief(currency, before.records().last(), &rate.record) {
                faults.push(fault);
                continue;
            }
            let covered = [Span::day(daily.date)].into_iter().collect();
            listed.push(Listed { currency, records: vec![rate.record], covered });
        }
        let outcomes = self.record(&answer, &listed)?;
        self.outcomes.extend(listed.iter().map(|one| one.currency).zip(outcomes));
        let url = answer.url;
        self.errors.extend(faults.into_iter().map(|fault| Error::BadAnswer { url: url.clone(), fault }));
        Ok(())
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

fn say_summary(
    context: &Context,
    store: &Store,
    plans: &[&Plan],
    outcomes: &[(&'static Currency, Outcome)],
) -> Result<()> {
    let mut fetched = Vec::with_capacity(plans.len());
    for plan in plans {
        let coverage = store.load_coverage(plan.currency)?;
        let past = |span: &Span| Span::new(span.from(), span.to().min(context.today));
        let asked = plan.days.as_slice().iter().filter_map(past);
        let still_missing = asked.flat_map(|span| coverage.gaps_in(span).as_slice().to_vec()).collect();
        fetched.push(Fetched {
            currency: plan.currency,
            outcome: Outcome::default(),
            covered_to: coverage.as_slice().last().map(|span| span.to()),
            still_missing,
        });
    }
    for (currency, outcome) in outcomes {
        if let Some(one) = fetched.iter_mut().find(|one| one.currency == *currency) {
            one.outcome.add(outcome.clone());
        }
    }
    context.note(&render::render_fetched(&fetched, context.lang));
    Ok(())
}
