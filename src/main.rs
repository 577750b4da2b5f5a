//! The `rates` command: what the world says (arguments, environment, clock), and the exit code.

use ruble_rates::cmd::{Environment, Screen};
use std::io::IsTerminal as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(ruble_rates::run(std::env::args_os(), &environment()))
}

/// The one place that reads the clock and the environment.
#[allow(clippy::disallowed_methods)]
fn environment() -> Environment {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let home = |name: &str, below: &str| {
        let folder = std::env::var_os(name).filter(|path| !path.is_empty());
        folder
            .map(Into::into)
            .or_else(|| std::env::home_dir().map(|home| home.join(below)))
    };
    let columns = || terminal_size::terminal_size().map(|(width, _)| width.0);
    Environment {
        clock: jiff::Timestamp::now(),
        now: variable("RATES_NOW"),
        log: variable("RATES_LOG"),
        locale: ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(variable),
        no_color: variable("NO_COLOR").is_some(),
        data_folder: home("XDG_DATA_HOME", ".local/share"),
        config_folder: home("XDG_CONFIG_HOME", ".config"),
        stdout: if std::io::stdout().is_terminal() {
            Screen::Terminal(columns())
        } else {
            Screen::Pipe
        },
        stderr_is_terminal: std::io::stderr().is_terminal(),
    }
}
