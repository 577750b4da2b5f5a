//! What two features do together, without a command line and without a terminal.
//!
//! A function here takes an [`App`] and a request in plain types, and returns values; what else the user should know
//! goes to the [`Listener`], as a note. Nothing here prints, reads arguments or files: that is `cmd`, and a server or a
//! daemon can stand next to it.

pub mod backfill;
pub mod charts;
pub mod config;
pub mod convert;
pub mod convert_table;
pub mod currencies;
pub mod db;
pub mod events;
pub mod fetch;
pub mod history;
pub mod news;
pub mod prove;
pub mod rates;
pub mod status;
pub mod study;
mod watch;

pub use config::Config;
pub use watch::{Interrupt, Listener, Progress, Reading, Watch};

use crate::{
    error::{Bilingual, Error, Result},
    model::Lang,
    render::Note,
    store::Store,
};
use jiff::{Timestamp, civil::Date};
use std::{
    io::Read,
    path::{Path, PathBuf},
};

/// What every use of the store is given.
pub struct App {
    pub store: Store,
    pub config: Config,
    /// The language of names and words that become part of a value, such as the title of a chart.
    pub lang: Lang,
    /// The moment of the question, in whole seconds.
    pub now: Timestamp,
    /// The day in Moscow at `now`.
    pub today: Date,
    pub interrupt: Interrupt,
    pub listener: Box<dyn Listener>,
}

impl App {
    pub fn note(&self, note: impl Into<Note>) {
        self.listener.note(note.into());
    }

    pub fn note_all<N: Into<Note>>(&self, notes: impl IntoIterator<Item = N>) {
        for note in notes {
            self.note(note);
        }
    }

    /// Watches a long step of work: reports how far it has come, and stops it when the user interrupts.
    pub fn watch(&self, en: &str, ru: &str) -> Watch {
        Watch {
            progress: self.listener.begin(Bilingual::new(en, ru)),
            interrupt: self.interrupt.clone(),
        }
    }
}

/// A file that the user named, read by whoever can read files.
#[derive(Debug)]
pub struct InputFile {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

impl InputFile {
    /// # Errors
    /// [`Error::File`].
    pub fn read(path: &Path, mut input: impl Read) -> Result<Self> {
        let mut bytes = Vec::new();
        let read = input.read_to_end(&mut bytes);
        read.map_err(|error| Error::file(path, error))?;

        Ok(Self {
            path: path.to_owned(),
            bytes,
        })
    }

    /// The file's name in messages.
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }
}

/// How many rows of a file could not be used; the rest was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct RowsLeftOut(pub usize);

impl RowsLeftOut {
    /// # Errors
    /// [`Error::RowsLeftOut`] if there were any.
    pub fn result(self) -> Result<()> {
        match self.0 {
            0 => Ok(()),
            count => Err(Error::RowsLeftOut { count }),
        }
    }
}
