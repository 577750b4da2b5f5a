//! When a rate changed how far it moves in a day. It asks for no news.

use super::{request::CorrelateRequest, sample::load_sample};
use crate::{analysis::FactorsFrom, app::App, error::Result, render::RegimesAnswer};

/// The periods of different volatility of the records asked for.
///
/// # Errors
/// [`crate::error::Error`]: `NoRecords`, `UnknownCurrency`, `UnknownUnit`, `Store`.
pub fn answer_regimes(app: &App, request: &CorrelateRequest) -> Result<RegimesAnswer> {
    let sample = load_sample(app, &request.subject, request.range, FactorsFrom::Whole)?;
    Ok(RegimesAnswer {
        currency: sample.name,
        from: sample.period.from(),
        to: sample.period.to(),
        regimes: sample.regimes(),
    })
}
