//! The product's `App` over a store, with a listener that keeps the notes: a question without a command or a terminal.

use jiff::civil::Date;
use ruble_rates::app::{App, Config, InputFile, Interrupt, Listener};
use ruble_rates::model::{Lang, day_in_moscow};
use ruble_rates::render::{Note, note_text};
use ruble_rates::store::{FirstUse, Store};
use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

/// The notes so far; clones share them.
#[derive(Clone, Default)]
pub struct Collected(Rc<RefCell<Vec<Note>>>);

impl Listener for Collected {
    fn note(&self, note: Note) {
        self.0.borrow_mut().push(note);
    }
}

impl Collected {
    /// Takes the notes, in English.
    pub fn take(&self, today: Date) -> Vec<String> {
        let notes = self.0.take();
        notes
            .iter()
            .map(|note| note_text(note, Lang::En, today))
            .collect()
    }
}

/// An app at a moment, with a configuration, and what it notes.
pub fn open_app(db: &Path, now: &str, toml: &str) -> (App, Collected) {
    let now = now.parse().unwrap();
    let notes = Collected::default();
    let app = App {
        store: Store::open(db, FirstUse::StayEmpty).unwrap(),
        config: Config::parse(toml, Path::new("config.toml")).unwrap(),
        lang: Lang::En,
        now,
        today: day_in_moscow(now),
        interrupt: Interrupt::default(),
        listener: Box::new(notes.clone()),
    };
    (app, notes)
}

/// A file as a command would have read it.
pub fn file(name: &str, text: &str) -> InputFile {
    InputFile {
        path: name.into(),
        bytes: text.into(),
    }
}
