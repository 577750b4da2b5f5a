//! The terminal as a listener of `app`: notes and bars go to stderr.

use super::bars::{ReadingBar, StepBar};
use crate::{
    app::{Listener, Progress, Reading},
    error::Bilingual,
    model::Lang,
    render::{Note, WorkNote, note_text},
};
use jiff::civil::Date;
use std::io::Write as _;

/// How much goes to stderr.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verbosity {
    /// Errors.
    Quiet,
    /// Notes too.
    Normal,
    /// Each request too.
    Verbose,
}

pub struct Terminal {
    pub verbosity: Verbosity,
    pub lang: Lang,
    pub today: Date,
    pub has_bar: bool,
}

impl Terminal {
    fn is_wanted(&self, note: &Note) -> bool {
        match note {
            // The error itself names the cause; these are the libraries' words about it.
            Note::Work(WorkNote::OutageDetails { .. }) => self.verbosity == Verbosity::Verbose,
            _ => self.verbosity != Verbosity::Quiet,
        }
    }
}

impl Listener for Terminal {
    fn note(&self, note: Note) {
        if self.is_wanted(&note) {
            let text = note_text(&note, self.lang, self.today);
            let _ = writeln!(std::io::stderr().lock(), "{text}");
        }
    }

    fn begin(&self, work: Bilingual) -> Progress {
        let bar = StepBar::new(self.has_bar, work, self.lang);
        Box::new(move |share| bar.reached(share))
    }

    fn begin_reading(&self, length: Option<u64>) -> Reading {
        let bar = ReadingBar::new(self.has_bar, length);
        Box::new(move |bytes| bar.read(bytes))
    }
}
