//! The table of cut-offs: the specification's until a configuration gives another.

use crate::{
    error::Result,
    model::{Cutoff, Cutoffs},
    store::{
        SqlResult, Store,
        bad_row::name_row,
        columns::{execute, invalid, load_all, parsed},
    },
};
use rusqlite::{Connection, Row, params};

impl Store {
    /// The cut-offs that the views use.
    ///
    /// # Errors
    /// As every method of [`Store`], and when the table is empty.
    pub fn load_cutoffs(&self) -> Result<Cutoffs> {
        self.run(|connection| {
            let rows = load_all(connection, SELECT, [], read)?;
            Cutoffs::new(rows).ok_or_else(|| invalid(0, "no cut-offs, or two of one day"))
        })
    }

    /// Makes these the cut-offs that the views use; writes nothing when they are already.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn write_cutoffs(&mut self, cutoffs: &Cutoffs) -> Result<()> {
        if self.load_cutoffs().is_ok_and(|stored| stored == *cutoffs) {
            return Ok(());
        }

        self.write(|transaction| write(transaction, cutoffs))
    }
}

pub fn write(connection: &Connection, cutoffs: &Cutoffs) -> SqlResult<()> {
    execute(connection, "DELETE FROM cutoff", [])?;
    for row in cutoffs.as_slice() {
        let set_date_from = row.set_date_from.to_string();
        let clock = row.clock.strftime("%H:%M:%S").to_string();
        let insert = "INSERT INTO cutoff VALUES (?1, ?2, ?3)";
        execute(
            connection,
            insert,
            params![set_date_from, clock, row.uncertain],
        )?;
    }

    Ok(())
}

/// The columns that [`read`] takes, in its order.
pub const SELECT: &str = "SELECT set_date_from, clock, uncertain FROM cutoff";

/// A row of [`SELECT`].
pub fn read(row: &Row<'_>) -> SqlResult<Cutoff> {
    name_row("cutoff", row, read_columns(row))
}

fn read_columns(row: &Row<'_>) -> SqlResult<Cutoff> {
    Ok(Cutoff {
        set_date_from: parsed(row, 0)?,
        clock: parsed(row, 1)?,
        uncertain: row.get(2)?,
    })
}
