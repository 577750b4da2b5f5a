//! Takes passwords and tokens out of the addresses that earlier versions stored.

use crate::{
    net::{hide_secrets, shown_address, without_user},
    store::{
        columns::{execute, load_all},
        news::known::Place,
    },
};
use rusqlite::{Connection, Result, params};

/// Rewrites every stored address as it may be shown.
pub fn hide(connection: &Connection) -> Result<()> {
    // The overwritten text must not be left in the file's free space.
    connection.pragma_update(None, "secure_delete", true)?;

    drop_feeds_that_differ_in_secrets(connection)?;
    for (table, column, hide) in [
        ("answer", "url", shown_address as fn(&str) -> String),
        ("feed", "url", shown_address),
        ("feed", "validator_url", shown_address),
        ("feed", "last_error", hide_secrets),
    ] {
        rewrite(connection, table, column, hide)?;
    }
    hide_in_headlines(connection)
}

/// Of two feeds that differed only in a secret the one asked last stays.
fn drop_feeds_that_differ_in_secrets(connection: &Connection) -> Result<()> {
    let latest_first = "SELECT id, url FROM feed ORDER BY last_attempt_at DESC, id";
    let mut kept = Vec::new();
    for (id, url) in texts(connection, latest_first)? {
        let shown = shown_address(&url);
        if kept.contains(&shown) {
            connection.execute("DELETE FROM feed WHERE id = ?1", [id])?;
        } else {
            kept.push(shown);
        }
    }

    Ok(())
}

/// Rewrites a column. Addresses of imports and of the archive (`file:…`, `archive:…`) hold no secrets.
fn rewrite(
    connection: &Connection,
    table: &str,
    column: &str,
    hide: fn(&str) -> String,
) -> Result<()> {
    let condition = match table {
        "answer" => "kind = 'fetch'",
        _ => "true",
    };
    let select =
        format!("SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL AND {condition}");
    let update = format!("UPDATE {table} SET {column} = ?2 WHERE id = ?1");

    for (id, text) in texts(connection, &select)? {
        let shown = hide(&text);
        if shown != text {
            execute(connection, &update, params![id, shown])?;
        }
    }

    Ok(())
}

/// A relative link was completed with its feed's user and password.
fn hide_in_headlines(connection: &Connection) -> Result<()> {
    let suspects = "SELECT id, url FROM headline WHERE url LIKE '%:%@%'";
    for (id, url) in texts(connection, suspects)? {
        let shown = without_user(&url);
        if shown == url {
            continue;
        }

        // If the same headline is also stored with the plain link, that one is kept. The old place of the url stays
        // in the table of hashes, where it leads to a headline with another url and so to nothing.
        Place::of_url(&shown).claim(connection, id, |headline| {
            let sql = "SELECT url IS ?2 FROM headline WHERE id = ?1";
            connection.query_row(sql, params![headline, shown], |row| row.get(0))
        })?;
        let update = "UPDATE headline SET url = ?2 WHERE id = ?1";
        execute(connection, update, params![id, shown])?;
    }

    Ok(())
}

fn texts(connection: &Connection, sql: &str) -> Result<Vec<(i64, String)>> {
    load_all(connection, sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
}
