//! A copy of the file while others use it.

use super::creation::{FLAGS, folder_of, new_temporary, sync_folder};
use crate::{
    error::{Error, Refusal, Result},
    store::{SqlResult, Store, bad_row::store_error},
};
use rusqlite::{Connection, backup::Backup};
use std::{io, path::Path, time::Duration};

/// Pages copied between two looks at whether a writer waits.
const PAGES_PER_STEP: i32 = 4096;

impl Store {
    /// Copies the store into a new file, consistent even while others write; the file appears whole or not at
    /// all, with the store's mode.
    ///
    /// # Errors
    /// [`Error::File`] when the target exists or cannot be written.
    pub fn backup(&self, target: &Path) -> Result<()> {
        if target.symlink_metadata().is_ok() {
            let refusal = Refusal::new(
                "the file exists; a backup overwrites nothing",
                "файл уже есть, а копия ничего не заменяет",
                ("name another file", "укажите другой файл"),
            );
            return Err(Error::file(target, refusal));
        }

        // A name of its own, because a fixed one may be a stranger's file.
        let temporary = new_temporary(target)?;
        self.copy_into(temporary.path())
            .map_err(|error| store_error(target, &error))?;

        self.copy_mode(temporary.as_file())
            .and_then(|()| temporary.as_file().sync_all())
            .map_err(|error| Error::file(target, error))?;
        temporary
            .persist_noclobber(target)
            .map_err(|error| Error::file(target, error.error))?;
        sync_folder(folder_of(target));

        Ok(())
    }

    fn copy_into(&self, partial: &Path) -> SqlResult<()> {
        let mut copy = Connection::open_with_flags(partial, FLAGS)?;
        // A journal would only be left behind when the copy fails.
        copy.pragma_update(None, "journal_mode", "off")?;

        let backup = Backup::new(&self.connection, &mut copy)?;
        backup.run_to_completion(PAGES_PER_STEP, Duration::from_millis(5), None)
    }

    fn copy_mode(&self, copy: &std::fs::File) -> io::Result<()> {
        // A store in memory has no file.
        match self.path.metadata() {
            Ok(store) => copy.set_permissions(store.permissions()),
            Err(_) => Ok(()),
        }
    }
}
