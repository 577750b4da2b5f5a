//! The table of cut-offs: the specification's until a configuration gives another.

use crate::error::Result;
use crate::model::{Cutoff, Cutoffs};
use crate::store::bad_row::name_row;
use crate::store::columns::{date, invalid};
use crate::store::{Store, Wrote};
use rusqlite::{Connection, Row, params};

impl Store {
    /// The cut-offs that the views use.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses or the table is empty.
    pub fn load_cutoffs(&self) -> Result<Cutoffs> {
        self.run(load)
    }

    /// Makes these the cut-offs that the views use; writes nothing when they are already.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses.
    pub fn write_cutoffs(&mut self, cutoffs: &Cutoffs) -> Result<()> {
        if self.load_cutoffs().is_ok_and(|stored| stored == *cutoffs) {
            return Ok(());
        }
        self.write(|transaction| {
            write(transaction, cutoffs)?;
            Ok(((), Wrote::Something))
        })
    }
}

pub(in crate::store) fn write(connection: &Connection, cutoffs: &Cutoffs) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM cutoff", [])?;
    let mut insert = connection.prepare("INSERT INTO cutoff VALUES (?1, ?2, ?3)")?;
    for row in cutoffs.as_slice() {
        let clock = row.clock.strftime("%H:%M:%S").to_string();
        insert.execute(params![row.set_date_from.to_string(), clock, row.uncertain])?;
    }
    Ok(())
}

fn load(connection: &Connection) -> rusqlite::Result<Cutoffs> {
    let mut select = connection.prepare("SELECT set_date_from, clock, uncertain FROM cutoff")?;
    let rows = select
        .query_map([], read)?
        .collect::<rusqlite::Result<_>>()?;
    Cutoffs::new(rows).ok_or_else(|| invalid(0, "no cut-offs, or two of one day"))
}

/// A row of `set_date_from, clock, uncertain`.
pub(in crate::store) fn read(row: &Row<'_>) -> rusqlite::Result<Cutoff> {
    let columns = || {
        let clock = row
            .get_ref(1)?
            .as_str()?
            .parse()
            .map_err(|error: jiff::Error| invalid(1, error))?;
        Ok(Cutoff {
            set_date_from: date(row, 0)?,
            clock,
            uncertain: row.get(2)?,
        })
    };
    name_row("cutoff", row, columns())
}
