//! What the process is given from outside, captured once by `main`.

use crate::{
    app::Config,
    cli::LangArg,
    error::{Error, Result, system_cause},
    model::{Lang, day_in_moscow, echoed},
};
use jiff::{Timestamp, civil::Date};
use std::io;
use std::path::{Path, PathBuf};

/// Process environment, captured once in `main`.
#[derive(Clone, Debug)]
pub struct Environment {
    pub clock: Timestamp,
    /// `RATES_NOW`: an instant in place of the clock.
    pub now: Option<String>,
    /// `RATES_LOG`: which events are logged.
    pub log: Option<String>,
    /// The locale by LC_ALL, LC_MESSAGES, LANG.
    pub locale: Option<String>,
    /// Whether `NO_COLOR` is set.
    pub no_color: bool,
    /// Whether `TERM` is `dumb`: without control sequences, boxes and dots.
    pub is_dumb: bool,
    /// The XDG data folder.
    pub data_folder: Option<PathBuf>,
    /// The XDG configuration folder.
    pub config_folder: Option<PathBuf>,
    pub stdout: Screen,
    pub stderr_is_terminal: bool,
}

impl Environment {
    /// The moment that counts, in whole seconds: `RATES_NOW`, else the clock's.
    ///
    /// # Errors
    /// [`Error::Usage`] for an unreadable `RATES_NOW`.
    pub fn moment(&self) -> Result<Timestamp> {
        let now = match &self.now {
            Some(text) => text.parse().map_err(|_| wrong_now(text))?,
            None => self.clock,
        };
        Ok(Timestamp::from_second(now.as_second()).unwrap_or(now))
    }

    /// The day in Moscow, of the clock if `RATES_NOW` is unreadable.
    pub fn today(&self) -> Date {
        day_in_moscow(self.moment().unwrap_or(self.clock))
    }

    /// The language typed, or that of the locale.
    pub fn language(&self, typed: Option<LangArg>) -> Lang {
        typed.map_or(language_of(self.locale.as_deref()), Into::into)
    }

    /// The configuration file that was named, or the usual one, which need not exist; none without a home folder.
    pub fn config_path(&self, named: Option<&Path>) -> Option<PathBuf> {
        let usual = self.config_folder.as_ref();
        let usual = usual.map(|folder| folder.join("rates/config.toml"));
        named.map(Path::to_owned).or(usual)
    }

    /// Reads the configuration file that was named, or the usual one where it exists.
    pub fn load_config(&self, named: Option<&Path>) -> Result<Config> {
        let Some(path) = self.config_path(named) else {
            return Config::parse("", Path::new(""));
        };

        let path = path.as_path();
        let shown_path = path.display();
        // A file that was named must exist; the usual one need not.
        match std::fs::read_to_string(path) {
            Ok(text) => {
                tracing::info!(target: "config", "read {shown_path}");
                Config::parse(&text, path)
            }
            Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => {
                tracing::info!(target: "config", "no {shown_path}: the defaults");
                Config::parse("", path)
            }
            Err(error) => Err(Error::Config {
                path: path.to_owned(),
                message: system_cause(&error),
                nearest: None,
            }),
        }
    }
}

fn wrong_now(text: &str) -> Error {
    let text = echoed(text);
    let en = format!("`{text}` is not an instant: write 2024-05-21T12:00:00Z");
    let ru = format!("«{text}» — не момент времени: напишите 2024-05-21T12:00:00Z");
    Error::usage("RATES_NOW", en, ru)
}

/// Where text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// A terminal, with its columns where known.
    Terminal(Option<u16>),
    /// A pipe or a file.
    Pipe,
}

/// `--lang`, else the locale: Russian for ru*, C, POSIX, C.UTF-8 and none, English for others.
fn language_of(locale: Option<&str>) -> Lang {
    match locale.unwrap_or("C").split(['.', '@']).next() {
        Some("C" | "POSIX") | None => Lang::Ru,
        Some(name) if name.to_lowercase().starts_with("ru") => Lang::Ru,
        Some(_) => Lang::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_follows_the_locale() {
        for (locale, lang) in [
            (None, Lang::Ru),
            (Some("C"), Lang::Ru),
            (Some("POSIX"), Lang::Ru),
            (Some("C.UTF-8"), Lang::Ru),
            (Some("ru_RU.UTF-8"), Lang::Ru),
            (Some("RU"), Lang::Ru),
            (Some("en_US.UTF-8"), Lang::En),
            (Some("de_DE@euro"), Lang::En),
        ] {
            assert_eq!(language_of(locale), lang, "{locale:?}");
        }
    }

    #[test]
    fn a_typed_language_beats_the_locale() {
        let environment = Environment {
            clock: Timestamp::UNIX_EPOCH,
            now: None,
            log: None,
            locale: Some("ru_RU".to_owned()),
            no_color: false,
            is_dumb: false,
            data_folder: None,
            config_folder: None,
            stdout: Screen::Pipe,
            stderr_is_terminal: false,
        };
        assert_eq!(environment.language(Some(LangArg::En)), Lang::En);
        assert_eq!(environment.language(None), Lang::Ru);
    }
}
