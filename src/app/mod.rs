//! What two features do together, without a command line and without a terminal.
//!
//! A function here takes an [`App`] and a request in plain types, and returns values; what else the user should know
//! goes to the [`Listener`], as a note. Nothing here prints, reads arguments or writes files for people: that is `cmd`,
//! and a server or a daemon can stand beside it.

pub mod config;
pub mod news;
pub mod rates;
pub mod study;
mod watch;

pub use config::Config;
pub use watch::{Interrupt, Progress, Watch};

use crate::error::Bilingual;
use crate::model::Lang;
use crate::render::Note;
use crate::store::Store;
use jiff::Timestamp;
use jiff::civil::Date;

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

/// Who is told what happens while work is done.
pub trait Listener {
    /// Something the user should know about the answer, whether or not it succeeds in the end.
    fn note(&self, note: Note);

    /// A step of work begins that may take longer than a second; it ends when the returned value is dropped.
    fn begin(&self, work: Bilingual) -> Box<dyn Progress>;
}

impl App {
    pub fn note(&self, note: Note) {
        self.listener.note(note);
    }

    /// Watches a long step of work: reports how far it has come, and stops it when the user interrupts.
    pub fn watch(&self, en: &str, ru: &str) -> Watch {
        let progress = self.listener.begin(Bilingual::new(en, ru));
        Watch::new(progress, self.interrupt.clone())
    }
}
