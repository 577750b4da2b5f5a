//! One file a command; here, and only here, two features meet and output is written.
//!
//! A command reads like a recipe: open, get, compute, render. [`Context`] is what was typed, made typed once.

mod chart;
mod chart_days;
mod chart_marks;
mod chart_page;
mod chart_view;
mod context;
mod convert;
mod correlate;
mod currencies;
mod db;
mod db_check;
mod db_import;
mod events_file;
mod evidence;
mod explain;
mod fetch;
mod fetch_asking;
mod fetch_calendar;
mod fetch_rates;
mod fetch_summary;
mod first_word;
mod held;
mod history;
mod interrupt;
mod log;
mod movers;
mod network;
pub mod news;
mod output_file;
mod picture;
mod progress;
mod prove;
mod rate_ages;
mod rate_series;
mod show;
mod status;
mod support;

pub use context::{Environment, Screen};
pub use first_word::say_unknown_command;

use crate::cli::{Cli, Command};
use crate::error::{Bilingual, Error, Result};
use crate::model::day_in_moscow;
use context::Context;
use std::time::Instant;

/// Runs the command; errors and hints go to stderr, and the exit code comes back.
pub fn run(cli: &Cli, environment: &Environment) -> u8 {
    let lang = context::language(cli.global.lang, environment.locale.as_deref());
    let started = Instant::now();
    let done = log::install(cli.global.verbose, environment.log.as_deref())
        .and_then(|()| Context::new(&cli.global, environment))
        .and_then(|context| dispatch(cli, &context));
    tracing::info!(target: "phase", took = ?started.elapsed(), "the whole command");

    let Err(error) = done else { return 0 };
    let now = environment.moment().unwrap_or(environment.clock);
    support::say_error(&error, lang, day_in_moscow(now));
    error.exit_code()
}

fn dispatch(cli: &Cli, context: &Context) -> Result<()> {
    if let Some(flag) = cli.show.typed_option().filter(|_| cli.command.is_some()) {
        let problem = Bilingual::new("write it after the command", "напишите после команды");
        return Err(Error::Usage { flag, problem });
    }
    match &cli.command {
        None => show::run(context, &cli.show)
            .map_err(|error| first_word::with_commands(error, &cli.show.codes, context.today)),
        Some(Command::Show(arguments)) => show::run(context, arguments),
        Some(Command::Fetch(arguments)) => fetch::run(context, arguments),
        Some(Command::History(arguments)) => history::run(context, arguments),
        Some(Command::Convert(arguments)) => convert::run(context, arguments),
        Some(Command::Prove(arguments)) => prove::run(context, arguments),
        Some(Command::Chart(arguments)) => chart::run(context, arguments),
        Some(Command::News(command)) => news::run(context, command),
        Some(Command::Movers(arguments)) => movers::run(context, arguments),
        Some(Command::Explain(arguments)) => explain::run(context, arguments),
        Some(Command::Correlate(arguments)) => correlate::run(context, arguments),
        Some(Command::Currencies(arguments)) => currencies::run(context, arguments),
        Some(Command::Status(arguments)) => status::run(context, arguments),
        Some(Command::Db(command)) => db::run(context, command),
        Some(Command::Completions(arguments)) => {
            support::print_completions(context, arguments.shell)
        }
        Some(Command::Man) => support::print_manual(context),
    }
}
