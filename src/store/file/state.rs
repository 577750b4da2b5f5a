//! The state that the store keeps of its own file.

use crate::store::{FirstUse, SqlResult, columns::execute, rates::series::is_empty};
use rusqlite::Connection;

/// The row that says whether the archive may fill the file, and its value when it may not.
const ARCHIVE_UNWANTED: (&str, &str) = ("archive", "unwanted");

/// Whether there is nothing to do for this use of a file of the present schema.
pub fn is_settled(connection: &Connection, first_use: FirstUse) -> SqlResult<bool> {
    Ok(first_use == FirstUse::StayEmpty || !is_empty(connection)? || !wants_archive(connection)?)
}

/// Whether the file may be filled from the archive when it is empty.
pub fn wants_archive(connection: &Connection) -> SqlResult<bool> {
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM store_state WHERE name = ?1 AND value = ?2)";
    connection.query_row(sql, ARCHIVE_UNWANTED, |row| row.get(0))
}

/// Remembers that the file holds only imports, so that no later command fills it from the archive.
pub fn refuse_archive(connection: &Connection) -> SqlResult<()> {
    let sql = "INSERT INTO store_state (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2";
    execute(connection, sql, ARCHIVE_UNWANTED)
}
