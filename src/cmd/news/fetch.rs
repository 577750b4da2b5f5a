//! `rates news fetch`: the configured feeds, without rates.

use crate::app::fetch::FetchRequest;
use crate::cli::NewsFetchArgs;
use crate::cmd::context::Context;
use crate::cmd::fetching::{refuse_offline, run_fetch};
use crate::error::Result;

pub fn run(context: &Context, arguments: &NewsFetchArgs) -> Result<()> {
    refuse_offline(context)?;
    let request = FetchRequest {
        rates: None,
        feeds: true,
    };

    run_fetch(context, request, arguments.dry_run)
}
