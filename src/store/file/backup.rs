//! Care of the file: a copy of it while others use it.

use super::creation::{FLAGS, folder_of, new_temporary, sync_folder};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::bad_row::store_error;
use rusqlite::Connection;
use rusqlite::backup::Backup;
use std::io;
use std::path::Path;
use std::time::Duration;

/// Pages copied between two looks at whether a writer waits.
const PAGES_PER_STEP: i32 = 4096;

impl Store {
    /// Copies the store into a new file, consistent even while others write; the file appears whole or not at
    /// all, with the store's mode. The temporary file has a name of its own: a fixed one may be a stranger's.
    ///
    /// # Errors
    /// [`Error::File`] when the target exists or cannot be written, [`Error::Store`] when SQLite refuses.
    pub fn backup(&self, target: &Path) -> Result<()> {
        let refused = |cause: String| Error::File {
            path: target.to_owned(),
            cause,
        };
        let failed = |error: io::Error| refused(error.to_string());
        if target.symlink_metadata().is_ok() {
            return Err(refused(
                "the file exists; a backup overwrites nothing".to_owned(),
            ));
        }
        let temporary = new_temporary(target)?;
        self.copy_into(temporary.path())
            .map_err(|error| store_error(target, &error))?;
        if let Ok(store) = self.path.metadata() {
            temporary
                .as_file()
                .set_permissions(store.permissions())
                .map_err(failed)?;
        }
        temporary.as_file().sync_all().map_err(failed)?;
        temporary
            .persist_noclobber(target)
            .map_err(|error| failed(error.error))?;
        sync_folder(folder_of(target));
        Ok(())
    }

    fn copy_into(&self, partial: &Path) -> rusqlite::Result<()> {
        let mut copy = Connection::open_with_flags(partial, FLAGS)?;
        // A journal would only be left behind when the copy fails.
        copy.pragma_update(None, "journal_mode", "off")?;
        let backup = Backup::new(&self.connection, &mut copy)?;
        backup.run_to_completion(PAGES_PER_STEP, Duration::from_millis(5), None)
    }
}
