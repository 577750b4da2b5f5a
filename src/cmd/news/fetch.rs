//! `rates news fetch`: the configured feeds, without rates.

use crate::{
    app::fetch::FetchRequest,
    cli::NewsFetchArgs,
    cmd::{
        context::Context,
        fetching::{refuse_offline, run_fetch},
    },
    error::Result,
};

pub fn run(context: &Context, arguments: &NewsFetchArgs) -> Result<()> {
    refuse_offline(context)?;
    let request = FetchRequest {
        rates: None,
        feeds: true,
    };

    run_fetch(context, request, arguments.dry_run)
}
