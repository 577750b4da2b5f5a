//! A fetch of rates under way: one question after the other, and one transaction for each answer.

use super::context::{Context, Verbosity};
use super::fetch_calendar::Unlisted;
use super::fetch_rates::{Plan, Scope};
use super::progress::Progress;
use crate::error::{AnswerFault, Error, Result};
use crate::model::{Currency, HISTORY_RECORDS, Record, Span, currency_of_id};
use crate::net::{Answer, Client};
use crate::render;
use crate::sources::cbr::{self, Known, SeriesRequest};
use crate::store::{Incoming, Listed, Outcome, Store};
use jiff::civil::Date;

/// Currencies in a row of which nothing could be had, after which the source counts as out of reach.
const MOST_FAILING_IN_A_ROW: usize = 2;

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

/// A fetch under way; what it has done so far survives an interruption.
pub(super) struct Fetch<'a> {
    pub(super) context: &'a Context,
    pub(super) store: &'a mut Store,
    pub(super) client: &'a Client,
    pub(super) progress: &'a Progress,
    pub(super) outcomes: &'a mut Vec<(&'static Currency, Outcome)>,
    pub(super) unlisted: &'a mut Vec<Unlisted>,
    pub(super) errors: Vec<Error>,
}

impl Fetch<'_> {
    /// Asks for all plans, and for the catalogue if it is the scope.
    pub(super) async fn all(&mut self, plans: &[Plan], scope: Scope) {
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
            self.progress
                .start(format!("{} {}", plan.currency, request.span.from().year()));
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
    async fn ask(
        &mut self,
        currency: &'static Currency,
        request: SeriesRequest,
    ) -> Result<Outcome> {
        let base = &self.context.config.cbr_url;
        let today = self.context.today;
        let known = self.known(currency, request.span)?;
        let (answer, judged) =
            cbr::fetch_series(self.client, base, currency, request, today, &known).await?;
        self.report(&answer.url, judged.faults);
        let listed = [Listed {
            currency,
            records: judged.records,
            covered: judged.coverage,
        }];
        let outcome = self.record(&answer, &listed)?.remove(0);
        if !outcome.missing.is_empty() {
            self.unlisted.push(Unlisted {
                currency,
                dates: outcome.missing.clone(),
                answer,
                listed,
            });
        }
        Ok(outcome)
    }

    /// The stored records around the days asked for.
    fn known(&self, currency: &'static Currency, span: Span) -> Result<Known> {
        let (before, after) = self
            .store
            .load_neighbours(currency, span, HISTORY_RECORDS + 1)?;
        let from = before.last().map_or(span.from(), Record::record_date);
        let others = self
            .store
            .load_others(currency, Span::new(from, span.to()).unwrap_or(span))?;
        Ok(Known {
            before,
            after,
            others,
        })
    }

    /// Asks for all rates of one day. The answer may be of an earlier date, and covers just that one.
    async fn day(&mut self, day: Date) -> Result<()> {
        let (answer, daily) =
            cbr::fetch_daily(self.client, &self.context.config.cbr_url, day).await?;
        let rates = daily.rates.iter();
        let rates: Vec<_> = rates
            .filter_map(|rate| Some((currency_of_id(&rate.id)?, rate.record)))
            .collect();

        let mut faults = daily.faults;
        let mut listed = Vec::with_capacity(rates.len());
        for (currency, record) in &rates {
            let mut known = self.known(currency, Span::day(daily.date))?;
            known
                .others
                .extend(rates.iter().filter(|(other, _)| other != currency));
            if let Some(fault) = cbr::disbelief(currency, &known, record) {
                faults.push(fault.of_currency(currency.code));
                continue;
            }
            let covered = [Span::day(daily.date)].into_iter().collect();
            listed.push(Listed {
                currency,
                records: vec![*record],
                covered,
            });
        }

        let outcomes = self.record(&answer, &listed)?;
        self.outcomes
            .extend(listed.iter().map(|one| one.currency).zip(outcomes));
        self.report(&answer.url, faults);
        Ok(())
    }

    fn report(&mut self, url: &str, faults: Vec<AnswerFault>) {
        let faults = cbr::first_faults(faults).into_iter();
        self.errors
            .extend(faults.map(|fault| Error::bad_answer(url, fault)));
    }

    /// Stores what can be believed of an answer.
    fn record(&mut self, answer: &Answer, listed: &[Listed]) -> Result<Vec<Outcome>> {
        let url = &answer.url;
        let status = answer.status;
        let body = &answer.body;
        self.store.record_answer(&Incoming {
            url,
            fetched_at: self.context.now,
            status,
            body,
            listed,
        })
    }

    /// Compares the Bank's catalogue with the embedded one; one that cannot be had is said and does no harm.
    async fn catalogue(&mut self) {
        match cbr::fetch_catalogue(self.client, &self.context.config.cbr_url).await {
            Ok((_, items)) => {
                let unknown = |id: &&str| currency_of_id(id).is_none();
                let ids: Vec<&str> = items
                    .iter()
                    .map(|item| item.id.as_str())
                    .filter(unknown)
                    .collect();
                if !ids.is_empty() {
                    self.context
                        .note(&render::unknown_ids(&ids, self.context.lang));
                }
            }
            Err(error) => {
                self.context.note(&render::error_text(
                    &error,
                    self.context.lang,
                    self.context.today,
                ));
            }
        }
    }
}

/// Whether further questions would meet the same wall.
pub(super) fn is_out_of_reach(error: &Error) -> bool {
    matches!(
        error,
        Error::Unreachable { .. }
            | Error::BadAnswer {
                fault: AnswerFault::Html {
                    bot_protection: true,
                    ..
                },
                ..
            }
    )
}

/// The errors without outages after the first: they are one and the same.
pub(super) fn first_outage_alone(mut errors: Vec<Error>) -> Vec<Error> {
    let mut has_outage = false;
    errors.retain(|error| !is_out_of_reach(error) || !std::mem::replace(&mut has_outage, true));
    errors
}
