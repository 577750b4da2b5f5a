//! The command line: one file or folder a command, and what they share.
//!
//! A command reads like a recipe: make the request out of what was typed, ask `app`, render, print. [`Context`] is what
//! was typed for every command, made typed once. No command names another.

mod bars;
mod chart;
mod clap_values;
mod completions;
mod context;
mod convert;
mod correlate;
mod currencies;
mod db;
mod environment;
mod events;
mod events_file;
mod explain;
mod failure;
mod fetch;
mod fetching;
mod first_word;
mod grown_file;
mod history;
mod input;
mod interrupt;
mod log;
mod man;
mod movers;
mod network;
mod news;
mod news_filter;
mod output_file;
mod picture;
mod picture_style;
mod price_file;
mod progress;
mod prove;
mod show;
mod status;
mod study_options;
mod suggestions;
mod table_format;
mod table_output;
mod terminal;
mod usage_error;

pub use environment::{Environment, Screen};
pub use usage_error::say_usage_error;

use crate::{
    cli::{Cli, Command},
    error::{Error, Result},
};
use context::Context;
use std::time::Instant;

/// Runs the command; errors and hints go to stderr, and the exit code comes back.
pub fn run(cli: &Cli, environment: &Environment) -> u8 {
    let started = Instant::now();
    let done = log::install(cli.global.verbose, environment.log.as_deref())
        .and_then(|()| Context::new(&cli.global, environment))
        .and_then(|context| dispatch(cli, &context));
    tracing::info!(target: "phase", took = ?started.elapsed(), "the whole command");

    let Err(error) = done else { return 0 };

    // The context may be what failed, so the language and the day are found without it.
    let lang = environment.language(cli.global.lang);
    failure::say_error(&error, lang, environment.today());
    error.exit_code()
}

fn dispatch(cli: &Cli, context: &Context) -> Result<()> {
    let Some(command) = &cli.command else {
        return show::run(context, &cli.show)
            .map_err(|error| suggestions::add_commands(error, &cli.show.codes, context.today));
    };
    if let Some(flag) = cli.show.typed_option() {
        let en = "write it after the command";
        return Err(Error::usage(flag, en, "напишите после команды"));
    }

    match command {
        Command::Show(arguments) => show::run(context, arguments),
        Command::Fetch(arguments) => fetch::run(context, arguments),
        Command::History(arguments) => history::run(context, arguments),
        Command::Convert(arguments) => convert::run(context, arguments),
        Command::Prove(arguments) => prove::run(context, arguments),
        Command::Chart(arguments) => chart::run(context, arguments),
        Command::News(command) => news::run(context, command),
        Command::Movers(arguments) => movers::run(context, arguments),
        Command::Explain(arguments) => explain::run(context, arguments),
        Command::Correlate(arguments) => correlate::run(context, arguments),
        Command::Events(arguments) => events::run(context, arguments),
        Command::Currencies(arguments) => currencies::run(context, arguments),
        Command::Status(arguments) => status::run(context, arguments),
        Command::Db(command) => db::run(context, command),
        Command::Completions(arguments) => completions::run(context, arguments.shell),
        Command::Man => man::run(context),
    }
}
