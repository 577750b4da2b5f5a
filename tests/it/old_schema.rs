//! Stores of earlier schemas, made from the migrations that they had.

use crate::command::Place;
use rusqlite::Connection;

/// Makes the store of a place one of schema 3 with the rows that `sql` inserts.
pub fn create_schema_3(place: &Place, sql: &str) {
    // The folder of the store is made with a file in it.
    place.write("data/rates/x", "");
    let db = Connection::open(place.db()).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    for migration in [
        include_str!("../../db/migrations/0001_rates.sql"),
        include_str!("../../db/migrations/0002_news.sql"),
        include_str!("../../db/migrations/0003_correlate.sql"),
    ] {
        db.execute_batch(migration).unwrap();
    }

    db.execute_batch(sql).unwrap();
    db.pragma_update(None, "user_version", 3).unwrap();
}
