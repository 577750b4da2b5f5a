//! A fetch from its request to its exit code, for `rates fetch` and `rates news fetch`.

use super::{context::Context, failure::say_errors, network::Network};
use crate::{
    app::{
        App,
        fetch::{Fetch, FetchRequest},
    },
    error::{Error, Result},
    net::shown_address,
};

/// # Errors
/// [`Error::Usage`] under `--offline`.
pub fn refuse_offline(context: &Context) -> Result<()> {
    if context.offline {
        let en = "this command needs the network";
        return Err(Error::usage("--offline", en, "этой команде нужна сеть"));
    }
    Ok(())
}

/// # Errors
/// The one of several that decides the exit code; [`Error::Interrupted`] after Ctrl-C.
pub fn run_fetch(context: &Context, request: FetchRequest, is_dry_run: bool) -> Result<()> {
    let mut app = context.open_with(request.feeds)?;
    let mut fetch = Fetch::plan(&app, request)?;
    if is_dry_run {
        return print_urls(context, &app, &fetch);
    }

    let network = Network::new(context, fetch.count_requests())?;
    let done = network.run(fetch.run(&mut app, &network.client, &network.progress));
    network.progress.finish();

    // What came before Ctrl-C is stored, and worth a summary.
    let errors = fetch.finish(&mut app)?;
    if done.is_none() {
        return Err(Error::Interrupted);
    }
    say_errors(context, errors)
}

/// The addresses that would be asked, a line each.
fn print_urls(context: &Context, app: &App, fetch: &Fetch) -> Result<()> {
    context.write(|out| {
        fetch
            .urls(app)
            .iter()
            .try_for_each(|url| writeln!(out, "{}", shown_address(url)))
    })
}
