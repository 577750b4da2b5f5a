//! The log of statements.

use rusqlite::{
    Connection,
    trace::{TraceEvent, TraceEventCodes},
};
use tracing::{Level, debug, enabled};

/// Logs each statement with its time when it ends, if statements are logged.
///
/// The values bound to it are left out: headlines and addresses of feeds are the user's own.
pub fn log_statements(connection: &mut Connection) {
    if !enabled!(target: "sql", Level::DEBUG) {
        return;
    }

    let log = |event: TraceEvent<'_>| {
        if let TraceEvent::Profile(statement, took) = event {
            let sql = statement.sql();
            let words: Vec<&str> = sql.split_whitespace().collect();
            debug!(target: "sql", ?took, "{}", words.join(" "));
        }
    };
    // A connection that cannot be traced works all the same.
    let _ = connection.trace_v2(TraceEventCodes::SQLITE_TRACE_PROFILE, Some(log));
}
