//! The cut-off clocks, as a table beside the headlines so that SQL links them as the program does.

use super::{Store, Wrote};
use crate::error::Result;
use crate::model::{Cutoff, Cutoffs};
use jiff::civil::{Date, Time};
use rusqlite::types::Type;
use rusqlite::{Connection, params};

impl Store {
    /// The cut-off clocks by which headlines are linked.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses or a row cannot be read.
    pub fn load_cutoffs(&self) -> Result<Cutoffs> {
        let rows = self.run(load)?;
        Cutoffs::new(rows).ok_or_else(|| self.refusal("table cutoff: no clocks"))
    }

    /// Makes `cutoffs` the clocks; writes nothing where they are it already.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`].
    pub fn write_cutoffs(&mut self, cutoffs: &Cutoffs) -> Result<()> {
        if self.run(load)? == cutoffs.as_slice() {
            return Ok(());
        }
        self.write(|transaction| Ok((write(transaction, cutoffs)?, Wrote::Something)))
    }
}

fn load(connection: &Connection) -> rusqlite::Result<Vec<Cutoff>> {
    let mut statement =
        connection.prepare("SELECT set_date_from, clock, uncertain FROM cutoff ORDER BY set_date_from")?;
    let rows = statement.query_map([], |row| {
        let (date, clock): (String, String) = (row.get(0)?, row.get(1)?);
        let unreadable = |at: usize, error: jiff::Error| {
            rusqlite::Error::FromSqlConversionFailure(at, Type::Text, Box::new(error))
        };
        Ok(Cutoff {
            set_date_from: date.parse::<Date>().map_err(|error| unreadable(0, error))?,
            clock: clock.parse::<Time>().map_err(|error| unreadable(1, error))?,
            uncertain: row.get(2)?,
        })
    })?;
    rows.collect()
}

pub(super) fn write(connection: &Connection, cutoffs: &Cutoffs) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM cutoff", [])?;
    let mut insert =
        connection.prepare("INSERT INTO cutoff (set_date_from, clock, uncertain) VALUES (?1, ?2, ?3)")?;
    for row in cutoffs.as_slice() {
        let clock = row.clock.strftime("%H:%M:%S").to_string();
        insert.execute(params![row.set_date_from.to_string(), clock, row.uncertain])?;
    }
    Ok(())
}
