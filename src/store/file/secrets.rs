//! Takes passwords and tokens out of the addresses that earlier versions stored.

use crate::net::{hide_secrets, shown_address, without_user};
use crate::store::news::known::Place;
use rusqlite::{Connection, Result, params};

/// Rewrites every stored address as it may be shown. The overwritten text is not left in the file's free space.
pub(super) fn hide(connection: &Connection) -> Result<()> {
    connection.pragma_update(None, "secure_delete", true)?;
    hide_in_answers(connection)?;
    hide_in_feeds(connection)?;
    hide_in_headlines(connection)
}

fn hide_in_answers(connection: &Connection) -> Result<()> {
    for (id, url) in texts(
        connection,
        "SELECT id, url FROM answer WHERE kind = 'fetch'",
    )? {
        let shown = shown_address(&url);
        if shown != url {
            connection.execute(
                "UPDATE answer SET url = ?2 WHERE id = ?1",
                params![id, shown],
            )?;
        }
    }
    Ok(())
}

/// Of two feeds that differed only in a secret the one asked last stays.
fn hide_in_feeds(connection: &Connection) -> Result<()> {
    let by_age = "SELECT id, url FROM feed ORDER BY last_attempt_at DESC, id";
    let mut kept: Vec<String> = Vec::new();
    for (id, url) in texts(connection, by_age)? {
        let shown = shown_address(&url);
        if kept.contains(&shown) {
            connection.execute("DELETE FROM feed WHERE id = ?1", [id])?;
        } else {
            kept.push(shown);
        }
    }
    for (id, url) in texts(connection, by_age)? {
        connection.execute(
            "UPDATE feed SET url = ?2 WHERE id = ?1",
            params![id, shown_address(&url)],
        )?;
    }
    for (id, url) in texts(
        connection,
        "SELECT id, validator_url FROM feed WHERE validator_url IS NOT NULL",
    )? {
        let shown = shown_address(&url);
        connection.execute(
            "UPDATE feed SET validator_url = ?2 WHERE id = ?1",
            params![id, shown],
        )?;
    }
    for (id, words) in texts(
        connection,
        "SELECT id, last_error FROM feed WHERE last_error IS NOT NULL",
    )? {
        let shown = hide_secrets(&words);
        connection.execute(
            "UPDATE feed SET last_error = ?2 WHERE id = ?1",
            params![id, shown],
        )?;
    }
    Ok(())
}

/// A relative link was completed with its feed's user and password. The old place of its url stays in the table of
/// hashes, where it leads to a headline with another url and so to nothing.
fn hide_in_headlines(connection: &Connection) -> Result<()> {
    for (id, url) in texts(
        connection,
        "SELECT id, url FROM headline WHERE url LIKE '%:%@%'",
    )? {
        let shown = without_user(&url);
        if shown == url {
            continue;
        }
        let has_this_url = |headline: i64| -> Result<bool> {
            let sql = "SELECT url IS ?2 FROM headline WHERE id = ?1";
            connection.query_row(sql, params![headline, shown], |row| row.get(0))
        };
        // If the same headline is also stored with the plain link, that one is kept.
        Place::of_url(&shown).claim(connection, id, has_this_url)?;
        connection.execute(
            "UPDATE headline SET url = ?2 WHERE id = ?1",
            params![id, shown],
        )?;
    }
    Ok(())
}

fn texts(connection: &Connection, sql: &str) -> Result<Vec<(i64, String)>> {
    connection
        .prepare(sql)?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}
