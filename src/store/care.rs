//! Care of the file: a copy of it while others use it.

use super::{Store, store_error};
use crate::error::{Error, Result};
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// Pages copied between two looks at whether a writer waits.
const PAGES_PER_STEP: i32 = 4096;

impl Store {
    /// Copies the store into a new file, consistent even while others write; the file appears whole or not at
    /// all.
    ///
    /// # Errors
    /// [`Error::File`] when the target exists or cannot be written, [`Error::Store`] when SQLite refuses.
    pub fn backup(&self, target: &Path) -> Result<()> {
        let refused = |cause: String| Error::File { path: target.to_owned(), cause };
        if target.exists() {
            return Err(refused("the file exists; a backup overwrites nothing".to_owned()));
        }
        let mut partial = target.as_os_str().to_owned();
        partial.push(".partial");
        let partial = Path::new(&partial);
        let copied = self
            .copy_into(partial)
            .and_then(|()| std::fs::rename(partial, target).map_err(|error| refused(error.to_string())));
        if copied.is_err() {
            let _ = std::fs::remove_file(partial);
        }
        copied
    }

    fn copy_into(&self, partial: &Path) -> Result<()> {
        let failed = |error: rusqlite::Error| store_error(partial, &error);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut copy = Connection::open_with_flags(partial, flags).map_err(failed)?;
        Backup::new(&self.connection, &mut copy)
            .and_then(|backup| backup.run_to_completion(PAGES_PER_STEP, Duration::from_millis(5), None))
            .map_err(failed)
    }
}
