//! The rates half of a fetch: what is to be asked of each currency, and what came of it.

use super::{
    asking::{Asking, is_out_of_reach, keep_first_outage},
    calendar::{settle_calendar, withdraw_lone},
    plan::{Came, Plan, Scope, plan_currency},
    request::{Currencies, RatesRequest, RequestListener},
};
use crate::{
    app::{
        App,
        rates::{load_believed, load_covered_to},
    },
    error::{Error, Result},
    model::{CATALOGUE, Span, Spans},
    net::Client,
    render::{Fetched, WorkNote},
    sources::{cbr, plan::Typed},
    store::Outcome,
};

pub struct RatesFetch {
    plans: Vec<Plan>,
    scope: Scope,
    came: Came,
    is_out_of_reach: bool,
}

impl RatesFetch {
    pub fn plan(app: &App, request: RatesRequest) -> Result<Self> {
        let RatesRequest {
            currencies,
            from,
            to,
        } = request;
        let (currencies, scope) = match (currencies, from) {
            (Currencies::These(currencies), _) => (currencies, Scope::Some),
            (Currencies::WholeCatalogue, Some(day)) if from == to => {
                (CATALOGUE.iter().collect(), Scope::OneDayOfAll(day))
            }
            (Currencies::WholeCatalogue, _) => (CATALOGUE.iter().collect(), Scope::All),
        };

        let plans = currencies
            .into_iter()
            .map(|currency| plan_currency(app, currency, Typed { from, to }));
        Ok(Self {
            plans: plans.collect::<Result<_>>()?,
            scope,
            came: Came::default(),
            is_out_of_reach: false,
        })
    }

    pub fn count_requests(&self) -> usize {
        self.plans.iter().map(|plan| plan.requests.len()).sum()
    }

    pub fn urls(&self, app: &App) -> Vec<String> {
        let base = &app.config.cbr_url;
        if let Scope::OneDayOfAll(day) = self.scope {
            return vec![cbr::daily_url(base, day)];
        }

        self.plans
            .iter()
            .flat_map(|plan| &plan.requests)
            .map(|request| request.url(base))
            .collect()
    }

    /// Asks for all of it; returns what went wrong.
    pub async fn run(
        &mut self,
        app: &mut App,
        client: &Client,
        listener: &dyn RequestListener,
    ) -> Vec<Error> {
        let mut asking = Asking {
            app,
            client,
            listener,
            came: &mut self.came,
            errors: Vec::new(),
        };
        asking.ask_for_all(&self.plans, self.scope).await;

        // Set at the end alone: after Ctrl-C nothing is known about what was not asked yet.
        self.is_out_of_reach = asking.errors.iter().any(is_out_of_reach);
        keep_first_outage(asking.errors)
    }

    /// Takes false records that the source no longer lists out of force, then compares the stored dates of the daily
    /// currencies; returns the faults to report.
    pub fn settle(&mut self, app: &mut App) -> Result<Vec<Error>> {
        if self.came.outcomes.is_empty() {
            return Ok(Vec::new());
        }

        let mut errors = withdraw_lone(app, &mut self.came)?;
        let asked = self.plans.iter().map(|plan| (plan.currency, &plan.days));
        errors.extend(settle_calendar(app, &asked.collect::<Vec<_>>())?);
        Ok(errors)
    }

    /// Notes what came so far.
    pub fn say_summary(&self, app: &App) -> Result<()> {
        let is_one_day = matches!(self.scope, Scope::OneDayOfAll(_));
        let (unreached, others): (Vec<&Plan>, Vec<&Plan>) =
            self.plans.iter().partition(|plan| self.is_unreached(plan));
        // The Bank does not list every currency on every day; those without a rate are no news.
        let answered = others
            .into_iter()
            .filter(|plan| !is_one_day || self.has_answer(plan));
        let fetched = answered
            .map(|plan| self.load_fetched(app, plan))
            .collect::<Result<Vec<_>>>()?;

        if !fetched.is_empty() {
            app.note(WorkNote::Fetched(fetched));
        }
        if !unreached.is_empty() {
            app.note(load_unreached(app, &unreached)?);
        }
        Ok(())
    }

    fn has_answer(&self, plan: &Plan) -> bool {
        self.outcomes_of(plan).next().is_some()
    }

    fn outcomes_of(&self, plan: &Plan) -> impl Iterator<Item = &Outcome> {
        self.came
            .outcomes
            .iter()
            .filter(|(currency, _)| *currency == plan.currency)
            .map(|(_, outcome)| outcome)
    }

    fn is_unreached(&self, plan: &Plan) -> bool {
        self.is_out_of_reach && !plan.requests.is_empty() && !self.has_answer(plan)
    }

    /// What came of one currency, and which of the days asked for are still missing.
    fn load_fetched(&self, app: &App, plan: &Plan) -> Result<Fetched> {
        let mut outcome = Outcome::default();
        for one in self.outcomes_of(plan) {
            outcome.add(one.clone());
        }

        let coverage = load_believed(app, plan.currency, app.today)?;
        // Days of the future cannot be missing yet.
        let asked: Spans = plan
            .days
            .as_slice()
            .iter()
            .filter_map(|span| Span::new(span.from(), span.to().min(app.today)))
            .collect();
        Ok(Fetched {
            currency: plan.currency,
            outcome,
            covered_to: coverage.last_day(),
            still_missing: asked.minus(&coverage).as_slice().to_vec(),
        })
    }
}

fn load_unreached(app: &App, plans: &[&Plan]) -> Result<WorkNote> {
    let mut stored_to = None;
    for plan in plans {
        stored_to = stored_to.max(load_covered_to(app, plan.currency)?);
    }

    Ok(WorkNote::Unreached {
        currencies: plans.iter().map(|plan| plan.currency).collect(),
        stored_to,
    })
}
