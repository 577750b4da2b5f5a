//! The log on stderr: what `-v`, `-vv` and `RATES_LOG` ask for.
//!
//! Every other room only emits events, each with one of [`TARGETS`]; without a log they cost a comparison. The log is
//! in English, has no clock and no colour, and never has values that are bound to statements or secrets of addresses.

use crate::{
    error::{Error, Result},
    model::echoed,
};
use tracing_subscriber::{
    filter::{LevelFilter, Targets},
    fmt::format::FmtSpan,
    layer::SubscriberExt as _,
    util::SubscriberInitExt as _,
};

/// What can be logged: the configuration, input files, the store, its statements, requests, the dating of pages, and
/// how long phases of the work took.
const TARGETS: [&str; 7] = ["config", "file", "store", "sql", "net", "news", "phase"];

/// Starts the log at the level that the number of `-v` gives; `RATES_LOG` overrules it.
///
/// # Errors
/// [`Error::Usage`] for a `RATES_LOG` that cannot be read.
pub fn install(verbose: u8, variable: Option<&str>) -> Result<()> {
    let targets = match (variable, verbose) {
        (Some(text), _) => parse_targets(text).ok_or_else(|| wrong_log(text))?,
        (None, 0) => return Ok(()),
        (None, 1) => at_level(LevelFilter::INFO),
        (None, 2..) => at_level(LevelFilter::DEBUG),
    };

    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        // Not `without_time` of the layer, which would take away the times of spans too.
        .event_format(tracing_subscriber::fmt::format().without_time())
        .with_span_events(FmtSpan::CLOSE);
    // A second command in one process, as in a test, keeps the log of the first.
    let _ = tracing_subscriber::registry()
        .with(targets)
        .with(lines)
        .try_init();
    Ok(())
}

/// `debug`, or `sql=debug,news=info`. Only our own events are logged: the events of the HTTP client have whole addresses.
fn parse_targets(text: &str) -> Option<Targets> {
    let named: Targets = text.parse().ok()?;
    let is_known = named.iter().all(|(name, _)| TARGETS.contains(&name));
    let usual = at_level(named.default_level().unwrap_or(LevelFilter::OFF));

    is_known.then(|| usual.with_targets(named.iter().map(|(name, level)| (name.to_owned(), level))))
}

fn at_level(level: LevelFilter) -> Targets {
    Targets::new().with_targets(TARGETS.map(|name| (name, level)))
}

fn wrong_log(text: &str) -> Error {
    let text = echoed(text);
    let targets = TARGETS.join(", ");
    Error::usage(
        "RATES_LOG",
        format!("`{text}` is not a log: write info, debug or sql=debug,news=info (of {targets})"),
        format!(
            "«{text}» — не журнал: напишите info, debug или sql=debug,news=info (из {targets})"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use tracing::Level;

    #[test]
    fn a_log_is_a_level_or_a_list_of_targets() {
        let targets = parse_targets("info,sql=debug").unwrap();
        assert!(targets.would_enable("sql", &Level::DEBUG));
        assert!(targets.would_enable("news", &Level::INFO));
        assert!(!targets.would_enable("news", &Level::DEBUG));

        let targets = parse_targets("news=info").unwrap();
        assert!(!targets.would_enable("store", &Level::INFO));
    }

    #[test]
    fn events_of_libraries_are_never_logged() {
        let targets = parse_targets("trace").unwrap();
        assert!(!targets.would_enable("hyper_util::client", &Level::ERROR));
        assert!(parse_targets("hyper_util=trace").is_none());
        assert!(parse_targets("sql=often").is_none());
    }
}
