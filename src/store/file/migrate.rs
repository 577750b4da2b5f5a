//! Brings a file to the present schema, inside the caller's transaction.
//!
//! Migrations are files in `db/migrations`, only ever added to; `PRAGMA user_version` counts those applied. The
//! catalogue's rows come from `model`, and a changed catalogue comes with a migration, even an empty one.

use super::secrets;
use crate::{
    model::{CATALOGUE, Currency, Cutoffs, REDENOMINATIONS, SourceId},
    store::{SOURCE, columns::execute, news::cutoffs},
};
use rusqlite::{Connection, Result, params};

const MIGRATIONS: &[&str] = &[
    include_str!("../../../db/migrations/0001_rates.sql"),
    include_str!("../../../db/migrations/0002_news.sql"),
    include_str!("../../../db/migrations/0003_correlate.sql"),
    include_str!("../../../db/migrations/0004_imports.sql"),
    include_str!("../../../db/migrations/0005_numbers.sql"),
    include_str!("../../../db/migrations/0006_words.sql"),
    include_str!("../../../db/migrations/0007_archives.sql"),
];

/// The migration that brought the table of cut-offs.
const NEWS: i64 = 2;

/// From this schema on addresses are stored without passwords and tokens.
const HIDDEN_SECRETS: i64 = 4;

/// The schema this program writes.
pub const SCHEMA_VERSION: i64 = 7;
const _: () = assert!(
    MIGRATIONS.len() as u64 == SCHEMA_VERSION.unsigned_abs(),
    "a migration without its number"
);

/// Applies what is missing, then the rows of the catalogue.
pub fn migrate(connection: &Connection) -> Result<()> {
    let applied: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let missing = MIGRATIONS
        .get(usize::try_from(applied).unwrap_or(0)..)
        .unwrap_or_default();
    if missing.is_empty() {
        return Ok(());
    }

    tracing::info!(target: "store", "schema {applied} becomes {SCHEMA_VERSION}");
    connection.execute_batch(&missing.concat())?;
    write_catalogue(connection)?;
    if applied < NEWS {
        cutoffs::write(connection, &Cutoffs::default())?;
    }
    // A new file has no addresses yet.
    if (1..HIDDEN_SECRETS).contains(&applied) {
        secrets::hide(connection)?;
    }

    connection.pragma_update(None, "user_version", SCHEMA_VERSION)
}

fn write_catalogue(connection: &Connection) -> Result<()> {
    for currency in &CATALOGUE {
        write_currency(connection, currency)?;
    }
    for one in REDENOMINATIONS {
        execute(
            connection,
            "INSERT INTO redenomination (currency, date, factor) VALUES (?1, ?2, ?3)
             ON CONFLICT (currency, date) DO UPDATE SET factor = ?3",
            params![one.currency, one.date.to_string(), one.factor],
        )?;
    }

    write_units(connection)
}

/// Writes the day until which each unit is in use, and how many of the currency's earliest units it is worth; a currency
/// has at most two redenominations.
fn write_units(connection: &Connection) -> Result<()> {
    let sql = "UPDATE redenomination SET (until_date, units) = (
           SELECT coalesce(min(other.date) FILTER (WHERE other.date > redenomination.date), '9999-12-32'),
             redenomination.factor * coalesce(max(other.factor) FILTER (WHERE other.date < redenomination.date), 1)
           FROM redenomination AS other WHERE other.currency = redenomination.currency
         )";

    execute(connection, sql, [])
}

fn write_currency(connection: &Connection, currency: &Currency) -> Result<()> {
    execute(
        connection,
        "INSERT INTO currency (code, number, name_ru, name_en, former_code) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (code) DO UPDATE SET number = ?2, name_ru = ?3, name_en = ?4, former_code = ?5",
        params![
            currency.code,
            currency.number,
            currency.name_ru,
            currency.name_en,
            currency.former_code()
        ],
    )?;

    currency
        .ids()
        .try_for_each(|id| write_currency_id(connection, currency.code, id))
}

fn write_currency_id(connection: &Connection, code: &str, id: SourceId) -> Result<()> {
    let [from, to] = [id.from, id.to].map(|day| day.map(|day| day.to_string()));
    execute(
        connection,
        "INSERT INTO currency_id (source, id, currency, from_date, to_date) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (source, id) DO UPDATE SET currency = ?3, from_date = ?4, to_date = ?5",
        params![SOURCE, id.id, code, from, to],
    )
}
