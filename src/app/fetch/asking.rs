//! A fetch of rates under way: one question after the other, and one transaction for each answer.

use super::{
    calendar::incoming,
    plan::{Came, Plan, Scope, Unlisted},
    request::RequestListener,
};
use crate::{
    app::App,
    error::{AnswerFault, Error, Result},
    model::{Currency, HISTORY_RECORDS, Record, Span, Spans, currency_of_id},
    net::{Answer, Client},
    render::WorkNote,
    sources::cbr::{self, Known, SeriesRequest},
    store::{Listed, Outcome},
};
use jiff::civil::Date;
use std::{mem, ops::ControlFlow};

/// Currencies in a row of which nothing could be had, after which the source counts as out of reach.
const MOST_FAILING_IN_A_ROW: usize = 2;

pub struct Asking<'a> {
    pub app: &'a mut App,
    pub client: &'a Client,
    pub listener: &'a dyn RequestListener,
    pub came: &'a mut Came,
    pub errors: Vec<Error>,
}

impl Asking<'_> {
    /// Asks for all plans, and for the catalogue if it is the scope.
    pub async fn ask_for_all(&mut self, plans: &[Plan], scope: Scope) {
        if let Scope::OneDayOfAll(day) = scope {
            let asked = self.ask_for_day(day).await;
            return self.errors.extend(asked.err());
        }

        let mut failing = 0;
        for plan in plans.iter().filter(|plan| !plan.requests.is_empty()) {
            match self.ask_for_currency(plan).await {
                ControlFlow::Continue(()) => failing = 0,
                ControlFlow::Break(Error::Store { .. }) => return,
                ControlFlow::Break(_) => failing += 1,
            }
            if failing == MOST_FAILING_IN_A_ROW {
                return;
            }
        }
        if matches!(scope, Scope::All) {
            self.compare_catalogue().await;
        }
    }

    /// Asks for one currency; breaks with the error that makes its other questions pointless, which is also reported.
    async fn ask_for_currency(&mut self, plan: &Plan) -> ControlFlow<Error> {
        for request in &plan.requests {
            let year = request.span.from().year();
            self.listener.start(format!("{} {year}", plan.currency));
            let asked = self.ask(plan.currency, *request).await;
            self.listener.step();

            match asked {
                Ok(outcome) => self.came.outcomes.push((plan.currency, outcome)),
                Err(error) => self.keep_error(error)?,
            }
        }
        ControlFlow::Continue(())
    }

    fn keep_error(&mut self, error: Error) -> ControlFlow<Error> {
        if let Error::Unreachable { url, details, .. } = &error
            && !details.is_empty()
        {
            self.app.note(WorkNote::OutageDetails {
                url: url.clone(),
                details: details.to_string(),
            });
        }

        self.errors.push(error.clone());
        if is_out_of_reach(&error) || matches!(error, Error::Store { .. }) {
            return ControlFlow::Break(error);
        }
        ControlFlow::Continue(())
    }

    /// Asks one question and stores what can be believed of the answer.
    async fn ask(
        &mut self,
        currency: &'static Currency,
        request: SeriesRequest<'_>,
    ) -> Result<Outcome> {
        let known = self.load_known(currency, request.span)?;
        let base = &self.app.config.cbr_url;
        let (answer, judged) =
            cbr::fetch_series(self.client, base, currency, request, self.app.today, &known).await?;
        self.report(&answer.url, judged.faults);

        let listed = [Listed {
            currency,
            records: judged.records,
            covered: judged.coverage,
        }];
        let outcome = self.record(&answer, &listed)?.remove(0);
        // Stored records that the answer does not list wait until all currencies were asked: one answer may be cut short.
        if !outcome.missing.is_empty() {
            self.came.unlisted.push(Unlisted {
                currency,
                dates: outcome.missing.clone(),
                answer,
                listed,
            });
        }
        Ok(outcome)
    }

    /// The stored records around the days asked for.
    fn load_known(&self, currency: &'static Currency, span: Span) -> Result<Known> {
        let store = &self.app.store;
        let (before, after) = store.load_neighbours(currency, span, HISTORY_RECORDS + 1)?;
        let from = before.last().map_or(span.from(), Record::record_date);
        let others = store.load_others(currency, Span::new(from, span.to()).unwrap_or(span))?;

        Ok(Known {
            before,
            after,
            others,
        })
    }

    /// Asks for all rates of one day. The answer may be of an earlier date, and covers just that one.
    async fn ask_for_day(&mut self, day: Date) -> Result<()> {
        let base = &self.app.config.cbr_url;
        let (answer, daily) = cbr::fetch_daily(self.client, base, day).await?;
        let (listed, faults) = self.judge_daily(daily)?;

        let outcomes = self.record(&answer, &listed)?;
        let currencies = listed.iter().map(|one| one.currency);
        self.came.outcomes.extend(currencies.zip(outcomes));
        self.report(&answer.url, faults);
        Ok(())
    }

    /// The rates of an answer that can be believed, and the faults of the others.
    fn judge_daily(&self, daily: cbr::DailyAnswer) -> Result<(Vec<Listed>, Vec<AnswerFault>)> {
        let rates = daily.rates.iter();
        let rates: Vec<_> = rates
            .filter_map(|rate| Some((currency_of_id(&rate.id)?, rate.record)))
            .collect();

        let mut listed = Vec::with_capacity(rates.len());
        let mut faults = daily.faults;
        for (currency, record) in &rates {
            match self.find_doubt(currency, record, &rates)? {
                Some(fault) => faults.push(fault),
                None => listed.push(Listed {
                    currency,
                    records: vec![*record],
                    covered: Spans::from_iter([Span::day(daily.date)]),
                }),
            }
        }
        Ok((listed, faults))
    }

    /// Why a record of one day cannot be believed, if so.
    fn find_doubt(
        &self,
        currency: &'static Currency,
        record: &Record,
        of_answer: &[(&'static Currency, Record)],
    ) -> Result<Option<AnswerFault>> {
        let mut known = self.load_known(currency, Span::day(record.record_date()))?;
        // A figure that the same answer gives to another currency is as suspicious as a stored one.
        let others = of_answer.iter().filter(|(other, _)| *other != currency);
        known.others.extend(others);

        let fault = cbr::disbelief(currency, &known, record);
        Ok(fault.map(|fault| fault.of_currency(currency.code)))
    }

    fn report(&mut self, url: &str, faults: Vec<AnswerFault>) {
        let faults = cbr::first_faults(faults).into_iter();
        self.errors
            .extend(faults.map(|fault| Error::bad_answer(url, fault)));
    }

    /// Stores what can be believed of an answer.
    fn record(&mut self, answer: &Answer, listed: &[Listed]) -> Result<Vec<Outcome>> {
        let incoming = incoming(self.app, answer, listed);
        self.app.store.record_answer(&incoming)
    }

    /// Compares the Bank's catalogue with the embedded one; without an answer the rates are no worse.
    async fn compare_catalogue(&mut self) {
        let items = match cbr::fetch_catalogue(self.client, &self.app.config.cbr_url).await {
            Ok((_, items)) => items,
            Err(error) => return self.app.note(WorkNote::Failed(error)),
        };

        let unknown: Vec<_> = items
            .into_iter()
            .map(|item| item.id)
            .filter(|id| currency_of_id(id).is_none())
            .collect();
        if !unknown.is_empty() {
            self.app.note(WorkNote::UnknownIds(unknown));
        }
    }
}

/// Whether further questions would meet the same wall.
pub fn is_out_of_reach(error: &Error) -> bool {
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
pub fn keep_first_outage(mut errors: Vec<Error>) -> Vec<Error> {
    let mut has_outage = false;
    errors.retain(|error| !is_out_of_reach(error) || !mem::replace(&mut has_outage, true));
    errors
}
