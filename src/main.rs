//! The `rates` command: what the world says (arguments, environment, clock), and the exit code.
#![allow(
    clippy::disallowed_methods,
    reason = "the one place that reads the clock and the environment"
)]

use ruble_rates::cmd::{Environment, Screen};
use std::{
    env,
    io::{self, IsTerminal as _},
    path::PathBuf,
    process::ExitCode,
};

fn main() -> ExitCode {
    ExitCode::from(ruble_rates::run(env::args_os(), &environment()))
}

fn environment() -> Environment {
    let stdout = if io::stdout().is_terminal() {
        let columns = terminal_size::terminal_size().map(|(width, _)| width.0);
        Screen::Terminal(columns)
    } else {
        Screen::Pipe
    };

    Environment {
        clock: jiff::Timestamp::now(),
        now: variable("RATES_NOW"),
        log: variable("RATES_LOG"),
        locale: ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(variable),
        no_color: variable("NO_COLOR").is_some(),
        is_dumb: variable("TERM").is_some_and(|name| name == "dumb"),
        data_folder: folder("XDG_DATA_HOME", ".local/share"),
        config_folder: folder("XDG_CONFIG_HOME", ".config"),
        stdout,
        stderr_is_terminal: io::stderr().is_terminal(),
    }
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// A folder of the XDG specification, by its variable or below the home folder.
fn folder(name: &str, below_home: &str) -> Option<PathBuf> {
    env::var_os(name)
        .filter(|path| !path.is_empty())
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(below_home)))
}
