//! One file a command; here, and only here, two features meet and output is written.
//!
//! A command reads like a recipe: open, get, compute, render. [`Context`] is what was typed, made typed once.

mod chart;
mod config;
mod context;
mod convert;
mod db;
mod fetch;
mod history;
mod progress;
mod prove;
mod show;
mod status;
mod support;

pub use context::{Environment, Screen};

use crate::cli::{Cli, Command};
use crate::error::{Bilingual, Error, Result};
use crate::model::day_in_moscow;
use context::Context;

/// Runs the command; errors and hints go to stderr, and the exit code comes back.
pub fn run(cli: &Cli, environment: &Environment) -> u8 {
    let lang = context::language(cli.global.lang, environment.locale.as_deref());
    let context = Context::new(&cli.global, environment);
    let today = context.as_ref().map_or_else(|_| day_in_moscow(environment.clock), |context| context.today);
    let Err(error) = context.and_then(|context| dispatch(cli, &context)) else { return 0 };
    support::say_error(&error, lang, today);
    error.exit_code()
}

fn dispatch(cli: &Cli, context: &Context) -> Result<()> {
    if cli.command.is_some() && cli.show.is_typed() {
        let en = "currencies and options of a command stand after its name";
        let ru = "валюты и параметры команды пишутся после её имени";
        return Err(Error::Usage { flag: "rates", problem: Bilingual::new(en, ru) });
    }
    match &cli.command {
        None => show::run(context, &cli.show),
        Some(Command::Show(arguments)) => show::run(context, arguments),
        Some(Command::Fetch(arguments)) => fetch::run(context, arguments),
        Some(Command::History(arguments)) => history::run(context, arguments),
        Some(Command::Convert(arguments)) => convert::run(context, arguments),
        Some(Command::Prove(arguments)) => prove::run(context, arguments),
        Some(Command::Chart(arguments)) => chart::run(context, arguments),
        Some(Command::Status(arguments)) => status::run(context, arguments),
        Some(Command::Db(command)) => db::run(context, command),
        Some(Command::Completions(arguments)) => support::print_completions(context, arguments.shell),
        Some(Command::Man) => support::print_manual(context),
    }
}
