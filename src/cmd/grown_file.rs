//! A file that grows at its end, by one process at a time.
//!
//! It is not replaced by a new file, as with `-o`: so it keeps its owner, its mode and every link, needs no writable folder,
//! and cannot be grown by a user who may not write to it. In exchange a loss of power may leave a part of the new lines; a later run adds
//! what is still lacking.

use crate::store::folder_of;
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read as _, Write as _},
    path::Path,
};

/// A file that is locked against other processes that add to it.
pub struct GrownFile {
    file: File,
    length: u64,
}

impl GrownFile {
    /// Opens a file, which is made if missing, and reads it once no other process adds to it.
    pub fn open(path: &Path) -> io::Result<(Self, Vec<u8>)> {
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        let mut file = match options.open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(folder_of(path))?;
                options.open(path)?
            }
            opened => opened?,
        };
        match file.lock() {
            // Some file systems of a network have no locks.
            Err(error) if error.kind() != io::ErrorKind::Unsupported => return Err(error),
            _ => {}
        }

        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let length = bytes.len() as u64;
        Ok((Self { file, length }, bytes))
    }

    /// Adds bytes at the end: all of them or none.
    pub fn grow(mut self, bytes: &[u8]) -> io::Result<()> {
        let written = self
            .file
            .write_all(bytes)
            .and_then(|()| self.file.sync_all());
        if written.is_err() {
            // The error that is reported is the first one.
            let _ = self.file.set_len(self.length);
        }
        written
    }
}
