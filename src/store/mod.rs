//! The store: one SQLite file, and nothing but SQLite here.
//!
//! The schema is a public interface (`db/README.md`, `db/schema.sql`). Every write is one transaction, so a
//! broken-off run leaves whole answers or nothing, and other processes may read or write at the same time (WAL).
//! Rows become `model` values at once; what time it is, the caller says.

pub mod archive;
mod bad_row;
mod bytes;
mod columns;
mod file;
mod imports;
mod news;
mod rates;
mod statements;
#[cfg(test)]
mod tests;
mod varint;

pub use archive::lines::{
    ArchiveSource, Stretch, archived_stretch, archived_stretches_of, stretch_sources,
};
pub use archive::{Archived, decode, encode};
pub use file::creation::{MOST_LINKS, UnplacedStore, folder_of, names_a_file, sync_folder};
pub use file::migrate::SCHEMA_VERSION;
pub use imports::import::{ImportFile, ImportMode};
pub use imports::rules::{ImportRules, Imported, Replaced};
pub use imports::undo::{DependentImport, StoredImport, UndoRefused, Undone};
pub use news::feeds::{FeedAsked, FeedState};
pub use news::headline_row::StoredHeadline;
pub use news::headlines::Insertion;
pub use news::search::{HeadlineCount, HeadlineFilter, SearchOrder};
pub use news::story_lookup::TitledHeadline;
pub use news::tested_terms::CorrelationTest;
pub use rates::answer::{Incoming, Listed};
pub use rates::evidence::{KeptAnswer, StoredRate};
pub use rates::proof::{Origin, Provenance, SupersededValue};
pub use rates::record::{Outcome, Restated};
pub use rates::series::CurrencyExtent;

use crate::error::{Error, Result};
use bad_row::store_error;
use file::{creation, migrate, state};
use rates::series;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, MAIN_DB, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The one source whose rates are stored so far: the Bank of Russia.
pub const SOURCE: &str = "cbr";

/// How long a writer waits for another one.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

/// What an empty store is given at its first use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstUse {
    /// The embedded archive.
    FillFromArchive,
    /// Nothing: `archive = false`.
    StayEmpty,
    /// Nothing, now and later: the file holds only what is imported into it.
    OnlyImports,
}

/// An open store.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

impl Store {
    /// Opens the file, making it and its folder when missing, bringing its schema up to date, and filling it
    /// from the archive when it is empty and that is wanted.
    ///
    /// # Errors
    /// [`Error::Store`] when SQLite refuses or the file is another program's, [`Error::StoreNewer`] when it has a
    /// later schema, [`Error::File`] when its folder cannot be made.
    pub fn open(path: &Path, first_use: FirstUse) -> Result<Self> {
        let mut store = Self {
            connection: connect(path)?,
            path: path.to_owned(),
        };
        let was_changed = store.prepare(first_use)?;
        tracing::info!(target: "store", schema = SCHEMA_VERSION, was_changed, "opened {}", path.display());
        if was_changed {
            // A reader that holds the file now keeps it from changing its journal; the next writer asks again.
            let _ = store.connection.pragma_update(None, "journal_mode", "wal");
        }
        Ok(store)
    }

    /// The database file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the file had to be changed.
    fn prepare(&mut self, first_use: FirstUse) -> Result<bool> {
        let version = self.version()?;
        if version == SCHEMA_VERSION
            && self.run(|connection| state::is_settled(connection, first_use))?
        {
            return Ok(false);
        }
        let path = self.path.clone();
        let failed = |error: rusqlite::Error| store_error(&path, &error);

        // Whether foreign keys are checked can only be changed outside of a transaction.
        let may_be_filled = first_use == FirstUse::FillFromArchive
            && (version == 0 || self.run(series::is_empty)?);
        self.run(|c| c.pragma_update(None, "foreign_keys", !may_be_filled))?;
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(failed)?;
        migrate::migrate(&transaction).map_err(failed)?;
        if series::is_empty(&transaction).map_err(failed)? {
            match first_use {
                FirstUse::FillFromArchive
                    if state::wants_archive(&transaction).map_err(failed)? =>
                {
                    let _phase =
                        tracing::info_span!(target: "phase", "fill_from_archive").entered();
                    archive::fill(&transaction).map_err(|error| error.in_store(&path))?;
                }
                FirstUse::OnlyImports => state::refuse_archive(&transaction).map_err(failed)?,
                FirstUse::FillFromArchive | FirstUse::StayEmpty => {}
            }
        }
        transaction.commit().map_err(failed)?;
        self.run(|c| c.pragma_update(None, "foreign_keys", true))?;
        Ok(true)
    }

    /// The schema of the file; 0 when there is none yet.
    fn version(&self) -> Result<i64> {
        let version =
            self.run(|c| c.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)))?;
        if version > SCHEMA_VERSION {
            return Err(Error::StoreNewer {
                path: self.path.clone(),
                found: version,
                known: SCHEMA_VERSION,
            });
        }
        if version == 0 && self.has_foreign_tables()? {
            return Err(self.refusal("the file is a database of another program"));
        }
        Ok(version)
    }

    fn has_foreign_tables(&self) -> Result<bool> {
        self.run(|c| {
            c.query_row("SELECT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| {
                row.get(0)
            })
        })
    }

    fn refusal(&self, cause: &str) -> Error {
        Error::Store {
            path: self.path.clone(),
            cause: cause.to_owned(),
        }
    }

    /// Runs SQL, with errors that name the file.
    fn run<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        work(&self.connection).map_err(|error| store_error(&self.path, &error))
    }

    /// Runs SQL inside one transaction that is committed when `work` says that it wrote something.
    fn write<T>(
        &mut self,
        work: impl FnOnce(&rusqlite::Transaction<'_>) -> rusqlite::Result<(T, Wrote)>,
    ) -> Result<T> {
        let path = self.path.clone();
        let attempt = |connection: &mut Connection| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let (result, wrote) = work(&transaction)?;
            match wrote {
                Wrote::Something => transaction.commit()?,
                Wrote::Nothing => transaction.rollback()?,
            }
            Ok(result)
        };
        attempt(&mut self.connection).map_err(|error| store_error(&path, &error))
    }
}

/// Whether a transaction is worth committing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrote {
    Something,
    Nothing,
}

fn connect(path: &Path) -> Result<Connection> {
    let opened = match Connection::open_with_flags(path, creation::FLAGS) {
        Err(_) if !path.exists() => creation::create(path)?,
        Ok(connection) if connection.is_readonly(MAIN_DB) == Ok(false) => Ok(connection),
        // Another process may make the file meanwhile: then SQLite does not find it, or finds it only when it tries
        // again for reading. The second attempt decides.
        _ => Connection::open_with_flags(path, creation::FLAGS),
    };
    let failed = |error: rusqlite::Error| store_error(path, &error);
    let mut connection = opened.map_err(failed)?;
    connection.busy_timeout(BUSY_TIMEOUT).map_err(failed)?;
    statements::log_statements(&mut connection);
    // No table has statistics, so the values that are bound change no plan; without this SQLite prepares a statement
    // again whenever it is given new ones.
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .map_err(failed)?;
    Ok(connection)
}

/// An instant as the store writes it: whole seconds of UTC, so that texts sort as instants do.
fn instant(at: jiff::Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
