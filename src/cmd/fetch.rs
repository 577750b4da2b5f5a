//! `rates fetch`: brings rates up to date, one answer one transaction.

use super::context::Context;
use super::progress::Progress;
use super::support::say_error;
use crate::cli::FetchArgs;
use crate::error::{AnswerFault, Bilingual, Error, Result};
use crate::model::{CATALOGUE, Currency, Span, Spans, currency_of_id};
use crate::net::{Answer, Client, Settings};
use crate::render::{self, Fetched};
use crate::sources::cbr::{self, SeriesRequest};
use crate::sources::plan::{Typed, days_to_ask};
use crate::store::{Incoming, Listed, Outcome, Store};
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::time::Duration;

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

pub fn run(context: &Context, arguments: &FetchArgs) -> Result<()> {
    if context.offline {
        let problem = Bilingual::new("fetch needs the network", "fetch нужна сеть");
        return Err(Error::Usage { flag: "--offline", problem });
    }
    let currencies =
        if arguments.all { CATALOGUE.iter().collect() } else { context.currencies(&arguments.currency)? };
    let (from, to) = context.range(arguments.from.as_deref(), arguments.to.as_deref())?;
    let mut store = context.open_store()?;
    let plans = make_plans(context, &store, &currencies, Typed { from, to })?;
    let scope = match (arguments.all, from, to) {
        (true, Some(from), Some(to)) if from == to => Scope::OneDayOfAll(from),
        (true, ..) => Scope::All,
        (false, ..) => Scope::Some,
    };
    if arguments.dry_run {
        return print_plans(context, &plans, scope);
    }
    let progress = Progress::new(context, plans.iter().map(|plan| plan.requests.len()).sum());
    let client = Client::new(settings(context), Box::new(progress.clone()))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| no_runtime(&error))?;
    let mut fetch = Fetch {
        context,
        store: &mut store,
        client: &client,
        progress: &progress,
        outcomes: Vec::new(),
        errors: Vec::new(),
    };
    let was_interrupted = runtime.block_on(async {
        tokio::select! {
            () = fetch.all(&plans, scope) => false,
            _ = tokio::signal::ctrl_c() => true,
        }
    });
    let (outcomes, errors) = (fetch.outcomes, fetch.errors);
    progress.finish();
    // Of one day of all only those say something that the Bank listed.
    let is_one_day = matches!(scope, Scope::OneDayOfAll(_));
    let said =
        plans.iter().filter(|plan| !is_one_day || outcomes.iter().any(|(one, _)| *one == plan.currency));
    say_summary(context, &store, &said.collect::<Vec<_>>(), &outcomes)?;
    if was_interrupted { Err(Error::Interrupted) } else { say_errors(context, errors) }
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

/// The addresses that would be asked, a line each.
fn print_plans(context: &Context, plans: &[Plan], scope: Scope) -> Result<()> {
    context.write(|out| {
        if let Scope::OneDayOfAll(day) = scope {
            return writeln!(out, "{}", cbr::daily_url(&context.config.cbr_url, day));
        }
        for request in plans.iter().flat_map(|plan| &plan.requests) {
            writeln!(out, "{}", request.url(&context.config.cbr_url))?;
        }
        Ok(())
    })
}

fn settings(context: &Context) -> Settings {
    let http = &context.config.http;
    Settings {
        timeout: Duration::from_secs_f64(http.timeout_s),
        retries: http.retries,
        pause: Duration::from_millis(http.pause_ms),
        requests_per_s: http.requests_per_s,
        extra_ca: http.extra_ca.clone(),
        ..Settings::default()
    }
}

fn no_runtime(error: &std::io::Error) -> Error {
    Error::File { path: "tokio".into(), cause: error.to_string() }
}

/// A fetch under way; what it has done so far survives an interruption.
struct Fetch<'a> {
    context: &'a Context,
    store: &'a mut Store,
    client: &'a Client,
    progress: &'a Progress,
    outcomes: Vec<(&'static Currency, Outcome)>,
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

/// Says every error but the one that decides the exit code: the first of the lowest code.
fn say_errors(context: &Context, mut errors: Vec<Error>) -> Result<()> {
    let Some(decisive) = (0..errors.len()).min_by_key(|at| errors[*at].exit_code()) else { return Ok(()) };
    let decisive = errors.remove(decisive);
    for error in &errors {
        say_error(error, context.lang, context.today);
    }
    Err(decisive)
}
