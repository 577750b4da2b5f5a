//! What holds for every command: typed global options, configuration, today's date, and where output goes.

use super::progress::Terminal;
use super::rate_series::not_a_price;
use crate::app::{self, App, Config, Interrupt, Listener as _, Watch};
use crate::cli::{ColorArg, GlobalArgs, LangArg};
use crate::error::{Bilingual, Error, Result};
use crate::model::{
    Currency, Lang, Pair, Span, Unit, day_in_moscow, each_once, parse_day, parse_span,
};
use crate::render::{Colour, Minus, Note, Style, TableFrame, note_text};
use crate::store::{FirstUse, Store};
use jiff::Timestamp;
use jiff::civil::Date;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What the world says; only `main` asks it.
#[derive(Clone, Debug)]
pub struct Environment {
    /// The clock.
    pub clock: Timestamp,
    /// `RATES_NOW`: an instant in place of the clock.
    pub now: Option<String>,
    /// `RATES_LOG`: which events are logged.
    pub log: Option<String>,
    /// The locale by LC_ALL, LC_MESSAGES, LANG.
    pub locale: Option<String>,
    /// Whether `NO_COLOR` is set.
    pub no_color: bool,
    /// The XDG data folder.
    pub data_folder: Option<PathBuf>,
    /// The XDG configuration folder.
    pub config_folder: Option<PathBuf>,
    /// Where stdout goes.
    pub stdout: Screen,
    /// Whether stderr is a terminal.
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
}

/// Where text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// A terminal, with its columns where known.
    Terminal(Option<u16>),
    /// A pipe or a file.
    Pipe,
}

/// How much is said on stderr.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verbosity {
    /// Errors.
    Quiet,
    /// Notes too.
    Normal,
    /// Each request too.
    Verbose,
}

/// Typed global options.
#[derive(Debug)]
pub struct Context {
    /// The configuration.
    pub config: Config,
    /// Language of what is said.
    pub lang: Lang,
    /// The moment, in whole seconds.
    pub now: Timestamp,
    /// The day in Moscow.
    pub today: Date,
    /// Whether the network is forbidden.
    pub offline: bool,
    /// How much is said.
    pub verbosity: Verbosity,
    /// Where stdout goes.
    pub stdout: Screen,
    /// Whether progress may be drawn.
    pub stderr_is_terminal: bool,
    colour: Colour,
    db: Option<PathBuf>,
    data_folder: Option<PathBuf>,
}

/// `--lang`, else the locale: Russian for ru*, C, POSIX, C.UTF-8 and none, English for others.
pub fn language(typed: Option<LangArg>, locale: Option<&str>) -> Lang {
    let by_locale = || match locale.unwrap_or("C").split(['.', '@']).next() {
        Some("C" | "POSIX") | None => Lang::Ru,
        Some(name) if name.to_lowercase().starts_with("ru") => Lang::Ru,
        Some(_) => Lang::En,
    };
    match typed {
        Some(LangArg::Ru) => Lang::Ru,
        Some(LangArg::En) => Lang::En,
        None => by_locale(),
    }
}

impl Context {
    /// Makes the global options typed and reads the configuration.
    ///
    /// # Errors
    /// [`Error::Config`] for a broken configuration, [`Error::Usage`] for an unreadable `RATES_NOW`.
    pub fn new(typed: &GlobalArgs, environment: &Environment) -> Result<Self> {
        let default_config = environment
            .config_folder
            .as_ref()
            .map(|folder| folder.join("rates/config.toml"));
        let config = load_config(typed.config.as_deref(), default_config.as_deref())?;
        let now = environment.moment()?;
        let coloured = match typed.color {
            ColorArg::Always => true,
            ColorArg::Never => false,
            ColorArg::Auto => environment.stdout != Screen::Pipe && !environment.no_color,
        };
        Ok(Self {
            config,
            lang: language(typed.lang, environment.locale.as_deref()),
            now,
            today: day_in_moscow(now),
            offline: typed.offline,
            verbosity: match (typed.quiet, typed.verbose) {
                (true, _) => Verbosity::Quiet,
                (false, 1..) => Verbosity::Verbose,
                (false, 0) => Verbosity::Normal,
            },
            stdout: environment.stdout,
            // A bar and lines of the log would overwrite each other.
            stderr_is_terminal: environment.stderr_is_terminal && environment.log.is_none(),
            colour: if coloured {
                Colour::RiseAndFall
            } else {
                Colour::Plain
            },
            db: typed.db.clone(),
            data_folder: environment.data_folder.clone(),
        })
    }

    /// The database file: `--db`, `RATES_DB`, or `rates/rates.db` in the data folder.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is neither an option nor a home folder.
    pub fn store_path(&self) -> Result<PathBuf> {
        let default = || {
            self.data_folder
                .as_ref()
                .map(|folder| folder.join("rates/rates.db"))
        };
        self.db.clone().or_else(default).ok_or_else(|| {
            Error::usage(
                "--db",
                "no home folder is known; name a file",
                "домашняя папка неизвестна; укажите файл",
            )
        })
    }

    /// Opens the store, made and filled at its first use.
    ///
    /// # Errors
    /// Those of [`Store::open`].
    pub fn open_store(&self) -> Result<Store> {
        let first_use = if self.config.archive {
            FirstUse::FillFromArchive
        } else {
            FirstUse::StayEmpty
        };
        Store::open(&self.store_path()?, first_use)
    }

    /// Opens the store for news: headlines are linked by the cut-off clocks of the configuration.
    ///
    /// # Errors
    /// Those of [`Store::open`] and [`Store::write_cutoffs`].
    pub fn open_news_store(&self) -> Result<Store> {
        let mut store = self.open_store()?;
        store.write_cutoffs(&self.config.cutoffs)?;
        Ok(store)
    }

    /// Opens the store, for work of `app`. Ctrl-C ends the process.
    ///
    /// # Errors
    /// Those of [`Store::open`].
    pub fn open(&self) -> Result<App> {
        Ok(self.app(self.open_store()?))
    }

    /// As [`Self::open`], made ready for questions about headlines.
    ///
    /// # Errors
    /// Those of [`Store::open`] and [`app::news::prepare`].
    pub fn open_for_news(&self) -> Result<App> {
        let mut app = self.open()?;
        app::news::prepare(&mut app)?;
        Ok(app)
    }

    /// As [`Self::open_for_news`], for work that checks [`App::interrupt`]: Ctrl-C ends it at its next check. Work that
    /// never checks must not be opened this way, for Ctrl-C would then do nothing.
    ///
    /// # Errors
    /// Those of [`Self::open_for_news`].
    pub fn open_for_study(&self) -> Result<App> {
        let mut app = self.open_for_news()?;
        app.interrupt = super::interrupt::on_ctrl_c();
        Ok(app)
    }

    fn app(&self, store: Store) -> App {
        App {
            store,
            config: self.config.clone(),
            lang: self.lang,
            now: self.now,
            today: self.today,
            interrupt: Interrupt::default(),
            listener: Box::new(Terminal::new(self)),
        }
    }

    /// Watches a long step of work on the terminal.
    pub fn watch(&self, interrupt: &Interrupt, en: &'static str, ru: &'static str) -> Watch {
        let progress = Terminal::new(self).begin(Bilingual::new(en, ru));
        Watch::new(progress, interrupt.clone())
    }

    /// The currencies typed, or those of the configuration.
    ///
    /// # Errors
    /// [`Error::UnknownCurrency`].
    pub fn currencies(&self, typed: &[String]) -> Result<Vec<&'static Currency>> {
        if typed.is_empty() {
            return Ok(self.config.currencies.clone());
        }
        let found: Vec<_> = typed
            .iter()
            .map(|code| Ok(Currency::find(code)?))
            .collect::<Result<_>>()?;
        Ok(each_once(found))
    }

    /// The prices typed, or those of the units of the configuration.
    ///
    /// # Errors
    /// [`Error::UnknownCurrency`], and [`Error::Usage`] for a pair that has no price.
    pub fn pairs(&self, typed: &[String]) -> Result<Vec<Pair>> {
        if typed.is_empty() {
            let in_rubles = |base: &Unit| Pair {
                base: *base,
                quote: None,
            };
            return Ok(self.config.units.iter().map(in_rubles).collect());
        }
        let find = |text: &String| Pair::find(text).map_err(|error| not_a_price(&error));
        let found: Vec<_> = typed.iter().map(find).collect::<Result<_>>()?;
        Ok(each_once(found))
    }

    /// One day, as typed.
    ///
    /// # Errors
    /// [`Error::Date`].
    pub fn day(&self, typed: &str) -> Result<Date> {
        Ok(parse_day(typed, self.today)?)
    }

    /// `--from` and `--to`, the first day of the one and the last of the other.
    ///
    /// # Errors
    /// [`Error::Date`] or [`Error::FromAfterTo`].
    pub fn range(
        &self,
        from: Option<&str>,
        to: Option<&str>,
    ) -> Result<(Option<Date>, Option<Date>)> {
        let from = from
            .map(|text| parse_span(text, self.today))
            .transpose()?
            .map(Span::from);
        let to = to
            .map(|text| parse_span(text, self.today))
            .transpose()?
            .map(Span::to);
        match (from, to) {
            (Some(from), Some(to)) if from > to => Err(Error::FromAfterTo { from, to }),
            range => Ok(range),
        }
    }

    /// How text for people is written.
    pub const fn style(&self, minus: Minus) -> Style {
        Style {
            lang: self.lang,
            minus,
            colour: self.colour,
        }
    }

    /// How tables are framed.
    pub fn frame(&self) -> TableFrame {
        match self.stdout {
            Screen::Terminal(columns) => TableFrame::Terminal {
                columns: columns.unwrap_or(80),
            },
            Screen::Pipe => TableFrame::Plain,
        }
    }

    /// Writes data to stdout, buffered.
    ///
    /// # Errors
    /// [`Error::OutputClosed`] when the reader has gone, [`Error::File`] for other failures.
    #[allow(
        clippy::unused_self,
        reason = "where data goes is part of what holds for a command"
    )]
    pub fn write(&self, work: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
        work(&mut out).and_then(|()| out.flush()).map_err(|error| {
            if is_broken_pipe(&error) {
                Error::OutputClosed
            } else {
                Error::file("<stdout>", error)
            }
        })
    }

    /// Writes text to stdout.
    ///
    /// # Errors
    /// Those of [`Self::write`].
    pub fn print(&self, text: &str) -> Result<()> {
        self.write(|out| out.write_all(text.as_bytes()))
    }

    /// Prints a note on stderr, unless quiet.
    pub fn say(&self, note: &Note) {
        self.note(&note_text(note, self.lang, self.today));
    }

    /// Says a sentence on stderr, unless quiet.
    pub fn note(&self, text: &str) {
        if self.verbosity != Verbosity::Quiet {
            let _ = writeln!(io::stderr().lock(), "{text}");
        }
    }
}

/// Whether the reader has gone; the `csv` crate wraps the system's error into one of its own without a kind.
fn is_broken_pipe(error: &io::Error) -> bool {
    let wrapped = || {
        error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<csv::Error>())
    };
    error.kind() == io::ErrorKind::BrokenPipe
        || wrapped().is_some_and(
            |inner| matches!(inner.kind(), csv::ErrorKind::Io(inner) if inner.kind() == io::ErrorKind::BrokenPipe),
        )
}

/// Reads the configuration file that was named, or the usual one where it exists.
fn load_config(named: Option<&Path>, usual: Option<&Path>) -> Result<Config> {
    let Some(path) = named.or(usual) else {
        return Config::parse("", Path::new(""));
    };

    let shown_path = path.display();

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
            message: error.to_string(),
            nearest: None,
        }),
    }
}

fn wrong_now(text: &str) -> Error {
    let en = format!("`{text}` is not an instant: write 2024-05-21T12:00:00Z");
    let ru = format!("«{text}» — не момент времени: напишите 2024-05-21T12:00:00Z");
    Error::usage("RATES_NOW", en, ru)
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
            assert_eq!(language(None, locale), lang, "{locale:?}");
        }
        assert_eq!(language(Some(LangArg::En), Some("ru_RU")), Lang::En);
    }
}
