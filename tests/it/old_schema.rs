//! Stores of earlier schemas, made from the migrations that they had.

use crate::command::Place;
use rusqlite::Connection;
use std::path::Path;

const MIGRATIONS: [&str; 5] = [
    include_str!("../../db/migrations/0001_rates.sql"),
    include_str!("../../db/migrations/0002_news.sql"),
    include_str!("../../db/migrations/0003_correlate.sql"),
    include_str!("../../db/migrations/0004_imports.sql"),
    include_str!("../../db/migrations/0005_numbers.sql"),
];

fn create_schema(path: &Path, version: usize) -> Connection {
    let db = Connection::open(path).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    for migration in &MIGRATIONS[..version] {
        db.execute_batch(migration).unwrap();
    }
    db.pragma_update(None, "user_version", version).unwrap();
    db
}

/// Makes the store of a place one of schema 3 with the rows that `sql` inserts.
pub fn create_schema_3(place: &Place, sql: &str) {
    // The folder of the store is made with a file in it.
    place.write("data/rates/x", "");
    create_schema(&place.db(), 3).execute_batch(sql).unwrap();
}

/// Makes a store one of an earlier schema, with the rows for which that has columns.
pub fn take_back(path: &Path, version: usize) {
    let newer = path.with_extension("newer");
    std::fs::rename(path, &newer).unwrap();
    let db = create_schema(path, version);
    db.execute("ATTACH ?1 AS newer", [newer.to_str()]).unwrap();

    let tables = "SELECT tables.name, group_concat(columns.name, ', ')
        FROM main.sqlite_schema AS tables JOIN pragma_table_info(tables.name, 'main') AS columns
        WHERE tables.type = 'table' AND tables.sql NOT LIKE 'CREATE VIRTUAL%'
        GROUP BY tables.name";
    let tables: Vec<(String, String)> = db
        .prepare(tables)
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for (table, columns) in tables {
        let copy = format!(
            "DELETE FROM main.{table};
             INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}"
        );
        db.execute_batch(&copy).unwrap();
    }
    drop(db);

    std::fs::remove_file(newer).unwrap();
}
