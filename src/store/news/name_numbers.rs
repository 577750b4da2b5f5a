//! The numbers under which the packed stories know lemmas and sources.

use crate::error::Result;
use crate::store::Store;
use crate::store::columns::invalid;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashMap;

/// Gives out numbers, those of the store first; the new ones wait to be written.
#[derive(Debug)]
pub(super) struct NameNumbers {
    table: NumberedTable,
    numbers: HashMap<Box<str>, u32, foldhash::fast::RandomState>,
    new: Vec<(u32, Box<str>)>,
    last: u32,
}

/// A table of names and their numbers.
#[derive(Clone, Copy, Debug)]
pub(super) enum NumberedTable {
    Lemmas,
    Sources,
}

impl NumberedTable {
    const fn select(self) -> &'static str {
        match self {
            Self::Lemmas => "SELECT id, lemma FROM term_lemma WHERE id > ?1 ORDER BY id",
            Self::Sources => "SELECT id, name FROM story_source WHERE id > ?1 ORDER BY id",
        }
    }

    const fn last(self) -> &'static str {
        match self {
            Self::Lemmas => "SELECT max(id) FROM term_lemma",
            Self::Sources => "SELECT max(id) FROM story_source",
        }
    }

    const fn insert(self) -> &'static str {
        match self {
            Self::Lemmas => "INSERT INTO term_lemma VALUES (?1, ?2)",
            Self::Sources => "INSERT INTO story_source VALUES (?1, ?2)",
        }
    }
}

impl NameNumbers {
    /// Knows no name yet.
    pub(super) fn new(table: NumberedTable) -> Self {
        Self {
            table,
            numbers: HashMap::default(),
            new: Vec::new(),
            last: 0,
        }
    }

    /// Takes up what another process has numbered since: at the start of each transaction that numbers anything. False
    /// when the numbers given so far hold no longer.
    pub(super) fn catch_up(&mut self, connection: &Connection) -> rusqlite::Result<bool> {
        let last: Option<u32> = connection.query_row(self.table.last(), [], |row| row.get(0))?;
        let still_hold = last.unwrap_or(0) >= self.last;
        if !still_hold {
            // They were given up, and new ones made.
            *self = Self::new(self.table);
        }
        let mut select = connection.prepare_cached(self.table.select())?;
        let mut rows = select.query([self.last])?;
        while let Some(row) = rows.next()? {
            let number = row.get(0)?;
            self.numbers
                .insert(row.get_ref(1)?.as_str()?.into(), number);
            self.last = number;
        }
        Ok(still_hold)
    }

    /// The number of a name. The ones after 2²⁸ are no use: a packed word has no room for more.
    pub(super) fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        self.last += 1;
        self.numbers.insert(name.into(), self.last);
        self.new.push((self.last, name.into()));
        self.last
    }

    /// Writes the new numbers.
    pub(super) fn insert_new(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let mut insert = connection.prepare_cached(self.table.insert())?;
        for (number, name) in self.new.drain(..) {
            insert.execute(params![number, name])?;
        }
        Ok(())
    }
}

impl Store {
    /// The numbers of lemmas in [`crate::text::StoryWord`]; None for one that no packed story has.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses.
    pub fn lemma_ids(&self, lemmas: &[String]) -> Result<Vec<Option<u32>>> {
        self.run(|connection| {
            let mut select =
                connection.prepare_cached("SELECT id FROM term_lemma WHERE lemma = ?1")?;
            lemmas
                .iter()
                .map(|lemma| select.query_row([lemma], |row| row.get(0)).optional())
                .collect()
        })
    }

    /// The lemmas of numbers.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses or a number is not the store's.
    pub fn lemma_texts(&self, ids: &[u32]) -> Result<Vec<String>> {
        self.run(|connection| {
            let mut select =
                connection.prepare_cached("SELECT lemma FROM term_lemma WHERE id = ?1")?;
            let text = |id: &u32| match select.query_row([id], |row| row.get(0)).optional()? {
                Some(text) => Ok(text),
                None => Err(invalid(0, format!("no lemma has the number {id}"))),
            };
            ids.iter().map(text).collect()
        })
    }

    /// All numbered lemmas and numbers of titles, to look for the one that was meant.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses.
    pub fn all_lemmas(&self) -> Result<Vec<(u32, String)>> {
        self.run(|connection| {
            let mut select = connection.prepare("SELECT id, lemma FROM term_lemma ORDER BY id")?;
            select
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
    }
}
