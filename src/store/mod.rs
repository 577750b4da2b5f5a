//! The store: one SQLite file, and nothing but SQLite here.
//!
//! The schema is a public interface (`db/README.md`, `db/schema.sql`). Every write is one transaction, so a
//! broken-off run leaves whole answers or nothing, and other processes may read or write at the same time (WAL).
//! Rows become `model` values at once; the caller passes the current time.
//!
//! Every method fails with [`Error::Store`] when SQLite refuses and with [`Error::Damaged`] when a stored value
//! cannot be read; a failed write changes nothing. [`Store`]'s methods, by the room that has them:
//!
//! | room | methods |
//! | --- | --- |
//! | here | `open`, `path` |
//! | `file` | `create_unplaced`, `open_for_rehearsal`, `check`, `backup` |
//! | `rates::series`, `rates::around` | `load_series`, `load_coverage`, `load_extents`, `load_neighbours`, `load_others`, `load_record_dates`, `uncover` |
//! | `rates::record` | `record_answer`, `withdraw` |
//! | `rates::proof`, `rates::evidence` | `load_provenance`, `in_snapshot`, `load_stored_rates`, `visit_answers`, `hash_archived_lines` |
//! | `imports` | `is_last_import`, `import`, `load_imports`, `undo_import` |
//! | `news::coverage` | `load_covered_days`, `record_covered_days`, `load_archive_coverage`, `load_covered_sources`, `load_robots`, `record_robots` |
//! | `news::feeds`, `news::cutoffs` | `load_feeds`, `record_feed_success`, `record_feed_failure`, `load_cutoffs`, `write_cutoffs` |
//! | `news::headlines`, `news::search` | `insert_headlines`, `load_headlines`, `search_headlines`, `visit_titles_of_days`, `load_headline`, `count_headlines` |
//! | `news::index` | `is_index_by_another`, `rebuild_index`, `merge_index`, `load_lemmas` |
//! | `news::stories`, `news::story_lookup` | `are_stories_due`, `update_stories`, `load_titles`, `story_sizes`, `story_sources` |
//! | `news::story_words`, `news::name_numbers` | `update_story_words`, `load_corpus`, `lemma_ids`, `lemma_texts`, `all_lemmas` |
//! | `news::news_filter`, `news::chosen_stories` | `load_news_names`, `load_chosen_corpus`, `chosen_sources` |
//! | `news::tested_terms` | `note_test`, `data_fingerprint` |

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

pub use archive::{
    Archived, decode, encode,
    lines::{ArchiveSource, Stretch, archived_stretch, archived_stretches_of, stretch_sources},
};
pub use file::{
    creation::{MOST_LINKS, folder_of, names_a_file, sync_folder},
    migrate::SCHEMA_VERSION,
};
pub use imports::{
    import::{ImportFile, ImportMode},
    rules::{ImportRules, Imported, Replaced},
    undo::{DependentImport, StoredImport, UndoRefused, Undone},
};
pub use news::{
    coverage::{ArchiveCoverage, CoveredDay, StoredRobots},
    feeds::{FeedAsked, FeedState},
    headline_row::StoredHeadline,
    headlines::Insertion,
    news_filter::{NewsFilter, NewsNames},
    search::{DayTitle, HeadlineCount, HeadlineFilter, SearchOrder},
    story_lookup::TitledHeadline,
    tested_terms::CorrelationTest,
};
pub use rates::{
    answer::{Incoming, Listed},
    evidence::{KeptAnswer, StoredRate},
    proof::{Origin, Provenance, SupersededValue},
    record::{Outcome, Restated},
    series::CurrencyExtent,
};

use crate::error::{Error, Refusal, Result};
use bad_row::store_error;
use file::{creation, migrate, state};
use rates::series;
use rusqlite::{
    Connection, MAIN_DB, Result as SqlResult, Transaction, TransactionBehavior, config::DbConfig,
};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

/// The only source with rates in the store so far: the Bank of Russia.
pub const SOURCE: &str = "cbr";

/// How long a writer waits for another one.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

/// Page cache while much is written, KiB.
const BULK_CACHE_KIB: i64 = 65_536;

/// What fills an empty store at its first use.
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
    /// [`Error::Store`] when the file belongs to another program, [`Error::StoreNewer`] when it has a later schema,
    /// [`Error::StoreOlder`] when it has an earlier one and cannot be written, [`Error::File`] when its folder cannot be made.
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
        if version == SCHEMA_VERSION && self.run(|c| state::is_settled(c, first_use))? {
            return Ok(false);
        }
        if (1..SCHEMA_VERSION).contains(&version) && self.run(|c| c.is_readonly(MAIN_DB))? {
            return Err(Error::StoreOlder {
                path: self.path.clone(),
                found: version,
                known: SCHEMA_VERSION,
            });
        }

        // Whether foreign keys are checked can only be changed outside of a transaction.
        let may_be_filled = first_use == FirstUse::FillFromArchive
            && (version == 0 || self.run(series::is_empty)?);
        self.run(|c| c.pragma_update(None, "foreign_keys", !may_be_filled))?;
        migrate_and_fill(&mut self.connection, first_use)
            .map_err(|error| error.in_store(&self.path))?;
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

        // A new file has no tables; another program's has some and its own version, which is usually 0.
        if version == 0 && self.run(|c| c.prepare("SELECT 1 FROM sqlite_schema")?.exists([]))? {
            let refusal = Refusal::new(
                "the file is a database of another program",
                "это база другой программы",
                ("name another file with --db", "укажите другой файл в --db"),
            );
            return Err(Error::store(&self.path, refusal));
        }

        Ok(version)
    }

    /// Runs SQL, with errors that name the file.
    fn run<T>(&self, work: impl FnOnce(&Connection) -> SqlResult<T>) -> Result<T> {
        work(&self.connection).map_err(|error| store_error(&self.path, &error))
    }

    /// Runs SQL inside one transaction.
    fn write<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> SqlResult<T>) -> Result<T> {
        self.write_if(|transaction| Ok((work(transaction)?, true)))
    }

    /// Runs SQL inside one transaction, which is committed only when `work` returns `true` with its result.
    fn write_if<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> SqlResult<(T, bool)>,
    ) -> Result<T> {
        write_if(&mut self.connection, work).map_err(|error| store_error(&self.path, &error))
    }
}

fn write_if<T>(
    connection: &mut Connection,
    work: impl FnOnce(&Transaction<'_>) -> SqlResult<(T, bool)>,
) -> SqlResult<T> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (result, is_worth_committing) = work(&transaction)?;

    if is_worth_committing {
        transaction.commit()?;
    } else {
        transaction.rollback()?;
    }

    Ok(result)
}

/// Brings the schema up to date and fills an empty store, in one transaction.
fn migrate_and_fill(
    connection: &mut Connection,
    first_use: FirstUse,
) -> std::result::Result<(), archive::FillError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    migrate::migrate(&transaction)?;

    // Another process may have filled the file since `prepare` looked.
    if series::is_empty(&transaction)? {
        match first_use {
            FirstUse::FillFromArchive if state::wants_archive(&transaction)? => {
                let _phase = tracing::info_span!(target: "phase", "fill_from_archive").entered();
                archive::fill(&transaction)?;
            }
            FirstUse::OnlyImports => state::refuse_archive(&transaction)?,
            FirstUse::FillFromArchive | FirstUse::StayEmpty => {}
        }
    }

    Ok(transaction.commit()?)
}

fn connect(path: &Path) -> Result<Connection> {
    let opened = match Connection::open_with_flags(path, creation::FLAGS) {
        Err(_) if !path.exists() => creation::create(path)?,
        Ok(connection) if connection.is_readonly(MAIN_DB) == Ok(false) => Ok(connection),
        // Another process may make the file meanwhile: then SQLite does not find it, or finds it only when it tries
        // again for reading. The second attempt decides.
        _ => Connection::open_with_flags(path, creation::FLAGS),
    };

    opened
        .and_then(configure)
        .map_err(|error| store_error(path, &error))
}

/// Sets what every connection has.
fn configure(mut connection: Connection) -> SqlResult<Connection> {
    statements::log_statements(&mut connection);
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // No table has statistics, so the values that are bound change no plan; without this SQLite prepares a statement
    // again whenever it is given new ones.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

/// An instant as the store writes it: whole seconds of UTC, so that texts sort as instants do.
fn instant(at: jiff::Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
