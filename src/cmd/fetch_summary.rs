//! The result of a fetch of rates, in words.

use super::context::Context;
use super::fetch_rates::Plan;
use super::rate_ages::{load_believed, load_covered_to};
use crate::error::Result;
use crate::model::{Currency, Span};
use crate::render::{self, Fetched};
use crate::store::{Outcome, Store};

/// Notes the result for each currency.
///
/// # Errors
/// Those of the store.
pub(super) fn say_fetched(
    context: &Context,
    store: &Store,
    plans: &[&Plan],
    outcomes: &[(&'static Currency, Outcome)],
) -> Result<()> {
    let mut fetched = Vec::with_capacity(plans.len());
    for plan in plans {
        let coverage = load_believed(store, plan.currency, context.today)?;
        let past = |span: &Span| Span::new(span.from(), span.to().min(context.today));
        let asked = plan.days.as_slice().iter().filter_map(past);
        let still_missing = asked
            .flat_map(|span| coverage.gaps_in(span).as_slice().to_vec())
            .collect();
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

/// Notes in one line the currencies for which nothing came.
///
/// # Errors
/// Those of the store.
pub(super) fn say_unreached(context: &Context, store: &Store, plans: &[&Plan]) -> Result<()> {
    let codes: Vec<&str> = plans.iter().map(|plan| plan.currency.code).collect();
    let mut stored_to = None;
    for plan in plans {
        stored_to = stored_to.max(load_covered_to(store, plan.currency, context.today)?);
    }
    context.note(&render::render_unreached(&codes, stored_to, context.lang));
    Ok(())
}
