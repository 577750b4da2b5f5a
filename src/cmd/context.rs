//! What holds for every command: typed global options, configuration, today's date, and where output goes.

use super::{
    environment::{Environment, Screen},
    interrupt::on_ctrl_c,
    terminal::{Terminal, Verbosity},
};
use crate::{
    app::{self, App, Config, Interrupt},
    chart::{Png, TextLetters},
    cli::{ColorArg, GlobalArgs},
    error::{Error, Result},
    model::{Currency, Lang, Pair, Span, day_in_moscow, each_once, parse_day, parse_span},
    render::{Colour, Minus, Note, Style, TableFrame, note_text},
    store::{FirstUse, Store},
};
use jiff::{Timestamp, civil::Date};
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Typed global options.
pub struct Context {
    pub config: Config,
    pub lang: Lang,
    /// The moment, in whole seconds.
    pub now: Timestamp,
    /// The day in Moscow.
    pub today: Date,
    /// Whether the network is forbidden.
    pub offline: bool,
    pub verbosity: Verbosity,
    pub stdout: Screen,
    pub stderr_is_terminal: bool,
    is_dumb: bool,
    colour: Colour,
    db: Option<PathBuf>,
    data_folder: Option<PathBuf>,
    config_path: Option<PathBuf>,
}

impl Context {
    /// Makes the global options typed and reads the configuration.
    ///
    /// # Errors
    /// [`Error::Config`] for a broken configuration, [`Error::Usage`] for an unreadable `RATES_NOW`.
    pub fn new(typed: &GlobalArgs, environment: &Environment) -> Result<Self> {
        let config = environment.load_config(typed.config.as_deref())?;
        let now = environment.moment()?;

        Ok(Self {
            config,
            lang: environment.language(typed.lang),
            now,
            today: day_in_moscow(now),
            offline: typed.offline,
            verbosity: verbosity(typed),
            stdout: environment.stdout,
            // A bar and lines of the log would overwrite each other.
            stderr_is_terminal: environment.stderr_is_terminal && environment.log.is_none(),
            is_dumb: environment.is_dumb,
            colour: choose_colour(typed.color, environment),
            db: typed.db.clone(),
            data_folder: environment.data_folder.clone(),
            config_path: environment.config_path(typed.config.as_deref()),
        })
    }

    /// The database file: `--db`, `RATES_DB`, or `rates/rates.db` in the data folder.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is neither an option nor a home folder.
    pub fn store_path(&self) -> Result<PathBuf> {
        let folder = self.data_folder.as_ref();
        let usual = folder.map(|folder| folder.join("rates/rates.db"));

        self.db.clone().or(usual).ok_or_else(no_home_folder)
    }

    /// The configuration file, which may not exist yet.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is neither an option nor a home folder.
    pub fn config_path(&self) -> Result<&Path> {
        self.config_path.as_deref().ok_or_else(|| {
            let en = "no home folder is known; name a file";
            Error::usage("--config", en, "домашняя папка неизвестна; укажите файл")
        })
    }

    /// Opens the store, made and filled at its first use.
    fn open_store(&self) -> Result<Store> {
        let first_use = if self.config.archive {
            FirstUse::FillFromArchive
        } else {
            FirstUse::StayEmpty
        };
        Store::open(&self.store_path()?, first_use)
    }

    /// Opens the store, for work of `app`. Ctrl-C ends the process.
    pub fn open(&self) -> Result<App> {
        Ok(App {
            store: self.open_store()?,
            config: self.config.clone(),
            lang: self.lang,
            now: self.now,
            today: self.today,
            interrupt: Interrupt::default(),
            listener: Box::new(Terminal {
                verbosity: self.verbosity,
                lang: self.lang,
                today: self.today,
                has_bar: self.has_bar(),
            }),
        })
    }

    /// As [`Self::open`], made ready for questions about headlines.
    pub fn open_for_news(&self) -> Result<App> {
        let mut app = self.open()?;
        app::news::prepare(&mut app)?;
        Ok(app)
    }

    pub fn open_with(&self, wants_news: bool) -> Result<App> {
        if wants_news {
            self.open_for_news()
        } else {
            self.open()
        }
    }

    /// As [`Self::open_for_news`], for work that checks [`App::interrupt`]: Ctrl-C ends it at its next check. Work that
    /// never checks must not be opened this way, for Ctrl-C would then do nothing.
    pub fn open_for_study(&self) -> Result<App> {
        let mut app = self.open_for_news()?;
        app.interrupt = on_ctrl_c();
        Ok(app)
    }

    /// The currencies typed, or the configured ones.
    ///
    /// # Errors
    /// [`Error::UnknownCurrency`].
    pub fn currencies(&self, typed: &[String]) -> Result<Vec<&'static Currency>> {
        if typed.is_empty() {
            return Ok(self.config.currencies.clone());
        }

        typed
            .iter()
            .map(|code| Ok(Currency::find(code)?))
            .collect::<Result<Vec<_>>>()
            .map(each_once)
    }

    /// The prices typed, or the prices of the configured units.
    ///
    /// # Errors
    /// [`Error::UnknownCurrency`], and [`Error::Usage`] for a pair that has no price.
    pub fn pairs(&self, typed: &[String]) -> Result<Vec<Pair>> {
        if typed.is_empty() {
            let in_rubles = self.config.units.iter().map(|base| Pair {
                base: *base,
                quote: None,
            });
            return Ok(in_rubles.collect());
        }

        let found = typed
            .iter()
            .map(|text| Pair::find(text))
            .collect::<std::result::Result<Vec<_>, _>>();
        found
            .map(each_once)
            .map_err(|error| app::rates::not_a_price(&error))
    }

    /// One day, as typed.
    ///
    /// # Errors
    /// [`Error::Date`].
    pub fn day(&self, typed: &str) -> Result<Date> {
        Ok(parse_day(typed, self.today)?)
    }

    /// One day, if one was typed.
    ///
    /// # Errors
    /// [`Error::Date`].
    pub fn optional_day(&self, typed: Option<&str>) -> Result<Option<Date>> {
        typed.map(|text| self.day(text)).transpose()
    }

    /// One day or a period such as a month.
    ///
    /// # Errors
    /// [`Error::Date`].
    pub fn optional_span(&self, typed: Option<&str>) -> Result<Option<Span>> {
        Ok(typed.map(|text| parse_span(text, self.today)).transpose()?)
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
        let from = self.optional_span(from)?.map(Span::from);
        let to = self.optional_span(to)?.map(Span::to);

        match (from, to) {
            (Some(from), Some(to)) if from > to => Err(Error::FromAfterTo { from, to }),
            range => Ok(range),
        }
    }

    /// Whether bars are drawn: on a terminal that can take them away, unless lines of text are wanted or nothing is.
    pub fn has_bar(&self) -> bool {
        self.stderr_is_terminal && !self.is_dumb && self.verbosity == Verbosity::Normal
    }

    /// How text for people is written.
    pub const fn style(&self) -> Style {
        Style {
            lang: self.lang,
            minus: Minus::Typographic,
            colour: self.colour,
        }
    }

    /// How tables are framed.
    pub fn frame(&self) -> TableFrame {
        match self.stdout {
            Screen::Terminal(columns) if !self.is_dumb => TableFrame::Terminal {
                columns: columns.unwrap_or(80),
            },
            Screen::Terminal(_) | Screen::Pipe => TableFrame::Plain,
        }
    }

    /// The characters for text charts on stdout: those chosen, else those that its terminal can show.
    pub fn letters(&self, typed: Option<TextLetters>) -> TextLetters {
        let is_dumb_screen = self.is_dumb && self.stdout != Screen::Pipe;
        let of_screen = if is_dumb_screen {
            TextLetters::Ascii
        } else {
            TextLetters::Unicode
        };
        typed.unwrap_or(of_screen)
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
        // Data may be many short lines, and stdout itself flushes at the end of each.
        let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
        let written = work(&mut out).and_then(|()| out.flush());

        written.map_err(|error| {
            if error.kind() == io::ErrorKind::BrokenPipe {
                Error::OutputClosed
            } else {
                Error::file("<stdout>", error)
            }
        })
    }

    /// Writes text to stdout.
    pub fn print(&self, text: &str) -> Result<()> {
        self.write(|out| out.write_all(text.as_bytes()))
    }

    /// Writes text and the end of its line to stdout.
    pub fn print_line(&self, text: impl std::fmt::Display) -> Result<()> {
        self.write(|out| writeln!(out, "{text}"))
    }

    /// Prints a note on stderr, unless quiet.
    pub fn say(&self, note: &Note) {
        self.note(&note_text(note, self.lang, self.today));
    }

    /// The bytes of a PNG; the letters that it has boxes for are named on stderr.
    pub fn png_bytes(&self, png: Png) -> Vec<u8> {
        if !png.missing_letters.is_empty() {
            self.say(&Note::LettersMissing(png.missing_letters));
        }
        png.bytes
    }

    /// Prints a sentence on stderr, unless quiet.
    pub fn note(&self, text: &str) {
        if self.verbosity != Verbosity::Quiet {
            let _ = writeln!(io::stderr().lock(), "{text}");
        }
    }
}

const fn verbosity(typed: &GlobalArgs) -> Verbosity {
    match (typed.quiet, typed.verbose) {
        (true, _) => Verbosity::Quiet,
        (false, 1..) => Verbosity::Verbose,
        (false, 0) => Verbosity::Normal,
    }
}

fn choose_colour(typed: ColorArg, environment: &Environment) -> Colour {
    match typed {
        ColorArg::Always => Colour::RiseAndFall,
        ColorArg::Auto if shows_colour(environment) => Colour::RiseAndFall,
        ColorArg::Auto | ColorArg::Never => Colour::Plain,
    }
}

fn shows_colour(environment: &Environment) -> bool {
    environment.stdout != Screen::Pipe && !environment.no_color && !environment.is_dumb
}

fn no_home_folder() -> Error {
    let en = "no home folder is known; name a file";
    Error::usage("--db", en, "домашняя папка неизвестна; укажите файл")
}
