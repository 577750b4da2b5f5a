//! The numbers under which the packed stories know lemmas and sources.

use crate::{
    error::Result,
    store::{
        SqlResult, Store,
        columns::{invalid, load_all, load_first, text_at, visit_rows},
    },
};
use rusqlite::{Connection, OptionalExtension};
use std::collections::HashMap;

/// Assigns numbers, the stored ones first; new ones are kept until they are written.
#[derive(Debug)]
pub struct NameNumbers {
    table: &'static NumberedTable,
    numbers: HashMap<Box<str>, u32, foldhash::fast::RandomState>,
    new: Vec<(u32, Box<str>)>,
    last: u32,
}

/// The statements of a table of names and their numbers.
#[derive(Debug)]
pub struct NumberedTable {
    select: &'static str,
    last: &'static str,
    insert: &'static str,
}

pub static LEMMAS: NumberedTable = NumberedTable {
    select: "SELECT id, lemma FROM term_lemma WHERE id > ?1 ORDER BY id",
    last: "SELECT max(id) FROM term_lemma",
    insert: "INSERT INTO term_lemma VALUES (?1, ?2)",
};

pub static SOURCES: NumberedTable = NumberedTable {
    select: "SELECT id, name FROM story_source WHERE id > ?1 ORDER BY id",
    last: "SELECT max(id) FROM story_source",
    insert: "INSERT INTO story_source VALUES (?1, ?2)",
};

impl NameNumbers {
    /// Knows no name yet.
    pub fn new(table: &'static NumberedTable) -> Self {
        Self {
            table,
            numbers: HashMap::default(),
            new: Vec::new(),
            last: 0,
        }
    }

    /// Loads what another process has numbered since: at the start of each transaction that numbers anything. False
    /// when the numbers given so far are no longer right.
    pub fn catch_up(&mut self, connection: &Connection) -> SqlResult<bool> {
        let last: Option<u32> = connection.query_row(self.table.last, [], |row| row.get(0))?;
        let are_right = last.unwrap_or(0) >= self.last;
        if !are_right {
            // The other process has deleted them, and made new ones.
            *self = Self::new(self.table);
        }

        visit_rows(connection, self.table.select, [self.last], |row| {
            self.last = row.get(0)?;
            let name = text_at(row, 1)?;
            self.numbers.insert(name.into(), self.last);
            Ok(())
        })?;

        Ok(are_right)
    }

    /// The number of a name. The ones after 2²⁸ are no use: a packed word has no room for more.
    pub fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }

        self.last += 1;
        self.numbers.insert(name.into(), self.last);
        self.new.push((self.last, name.into()));
        self.last
    }

    /// Writes the new numbers.
    pub fn insert_new(&mut self, connection: &Connection) -> SqlResult<()> {
        let mut insert = connection.prepare_cached(self.table.insert)?;
        for row in self.new.drain(..) {
            insert.execute(row)?;
        }

        Ok(())
    }
}

impl Store {
    /// The numbers of lemmas in [`crate::text::StoryWord`]; `None` for one that no packed story has.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn lemma_ids(&self, lemmas: &[String]) -> Result<Vec<Option<u32>>> {
        let sql = "SELECT id FROM term_lemma WHERE lemma = ?1";
        self.run(|connection| {
            lemmas
                .iter()
                .map(|lemma| load_first(connection, sql, [lemma], |row| row.get(0)))
                .collect()
        })
    }

    /// The lemmas of numbers.
    ///
    /// # Errors
    /// As every method of [`Store`], and when a number is not the store's.
    pub fn lemma_texts(&self, ids: &[u32]) -> Result<Vec<String>> {
        self.run(|connection| {
            let mut select =
                connection.prepare_cached("SELECT lemma FROM term_lemma WHERE id = ?1")?;
            ids.iter()
                .map(|id| {
                    let text = select.query_row([id], |row| row.get(0)).optional()?;
                    text.ok_or_else(|| invalid(0, format!("no lemma has the number {id}")))
                })
                .collect()
        })
    }

    /// All numbered lemmas and numbers of titles, to look for the one that was meant.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn all_lemmas(&self) -> Result<Vec<(u32, String)>> {
        let sql = "SELECT id, lemma FROM term_lemma ORDER BY id";
        self.run(|connection| load_all(connection, sql, [], |row| row.try_into()))
    }
}
