//! `rates fetch`: rates, then headlines, up to date.

use super::{
    context::Context,
    fetching::{refuse_offline, run_fetch},
};
use crate::{
    app::fetch::{Currencies, FetchRequest, RatesRequest},
    cli::FetchArgs,
    error::Result,
};

pub fn run(context: &Context, arguments: &FetchArgs) -> Result<()> {
    refuse_offline(context)?;
    let request = FetchRequest {
        rates: (!arguments.news)
            .then(|| rates_request(context, arguments))
            .transpose()?,
        feeds: !arguments.rates,
    };

    run_fetch(context, request, arguments.dry_run)
}

fn rates_request(context: &Context, arguments: &FetchArgs) -> Result<RatesRequest> {
    let currencies = if arguments.all {
        Currencies::WholeCatalogue
    } else {
        Currencies::These(context.currencies(&arguments.currency)?)
    };
    let (from, to) = context.range(arguments.from.as_deref(), arguments.to.as_deref())?;

    Ok(RatesRequest {
        currencies,
        from,
        to,
    })
}
