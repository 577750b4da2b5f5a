//! New files: a store that only its owner can read, and one that an import makes whole or not at all.
//!
//! Addresses of sources and feeds may hold secrets, and headlines are the user's own reading, so that a new file gets
//! mode 0600 and a new folder 0700. What exists keeps its mode.

use crate::{
    error::{Error, Result},
    store::{FirstUse, SqlResult, Store, bad_row::store_error, configure},
};
use rusqlite::{Connection, OpenFlags};
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// Links followed before they count as a loop, as in Linux.
pub const MOST_LINKS: usize = 40;

/// Flags of every connection.
pub const FLAGS: OpenFlags =
    OpenFlags::SQLITE_OPEN_READ_WRITE.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

/// A store under a temporary name in the folder of its final one.
///
/// An import into a new file that fails or is killed leaves nothing under the file's name, so it can be repeated.
#[derive(Debug)]
pub struct UnplacedStore {
    /// The store, which names the later place in its errors.
    pub store: Store,
    temporary: NamedTempFile,
    place: PathBuf,
}

impl Store {
    /// Makes a store that is not in its place yet.
    ///
    /// # Errors
    /// [`Error::File`] when the folder or the file cannot be made.
    pub fn create_unplaced(path: &Path) -> Result<UnplacedStore> {
        let place = resolve_links(path);
        make_folder(&place)?;
        let temporary = new_temporary(&place)?;
        let connection =
            open_without_journal(temporary.path()).map_err(|error| store_error(path, &error))?;

        tracing::info!(target: "store", "new, to be moved to {}", place.display());

        let mut store = Self {
            connection,
            path: path.to_owned(),
        };
        store.prepare(FirstUse::OnlyImports)?;

        Ok(UnplacedStore {
            store,
            temporary,
            place,
        })
    }

    /// Opens a store for a transaction that will be rolled back: a file that is missing is not made, and one of an
    /// older schema keeps it.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_for_rehearsal(path: &Path) -> Result<Self> {
        let opened = if path.exists() {
            Connection::open_with_flags(path, FLAGS)
        } else {
            Connection::open_in_memory()
        };
        let connection = opened
            .and_then(configure)
            .map_err(|error| store_error(path, &error))?;

        tracing::info!(target: "store", "opened {} to rehearse", path.display());

        let store = Self {
            connection,
            path: path.to_owned(),
        };
        // Refuses a later schema and another program's file.
        store.version()?;
        Ok(store)
    }
}

/// A file that is thrown away when anything fails needs no journal on the disk, and must be a single file when it is
/// moved.
fn open_without_journal(path: &Path) -> SqlResult<Connection> {
    let connection = configure(Connection::open_with_flags(path, FLAGS)?)?;
    connection.pragma_update(None, "journal_mode", "memory")?;
    Ok(connection)
}

impl UnplacedStore {
    /// Moves the file to its place; `false` if another process has made a file there meanwhile, which stays.
    ///
    /// # Errors
    /// [`Error::Store`] or [`Error::File`]; there is no file then.
    pub fn place(self) -> Result<bool> {
        let Store { connection, path } = self.store;
        // This changes the header alone. Where it fails, the file is as good with an ordinary journal.
        let _ = connection.pragma_update(None, "journal_mode", "wal");
        connection
            .close()
            .map_err(|(_, error)| store_error(&path, &error))?;

        self.temporary
            .as_file()
            .sync_all()
            .map_err(|error| Error::file(&path, error))?;
        match self.temporary.persist_noclobber(&self.place) {
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
            placed => placed.map_err(|error| Error::file(&path, error.error))?,
        };
        sync_folder(folder_of(&self.place));

        Ok(true)
    }
}

/// Makes an empty file of a unique name, mode 0600, in the folder of `path`.
pub fn new_temporary(path: &Path) -> Result<NamedTempFile> {
    tempfile::Builder::new()
        .prefix(".rates.")
        .suffix(".partial")
        .tempfile_in(folder_of(path))
        .map_err(|error| Error::file(path, error))
}

/// Opens a file that does not exist yet.
pub fn create(path: &Path) -> Result<SqlResult<Connection>> {
    let place = resolve_links(path);
    make_folder(&place)?;
    // SQLite would make the file readable by everyone.
    if names_a_file(path) {
        make_private_file(&place);
    }

    let flags = FLAGS | OpenFlags::SQLITE_OPEN_CREATE;
    Ok(Connection::open_with_flags(path, flags))
}

/// Whether SQLite takes a path literally, not as a URI (`file:…`) or as memory.
pub fn names_a_file(path: &Path) -> bool {
    path != Path::new(":memory:") && !path.to_string_lossy().starts_with("file:")
}

fn make_private_file(path: &Path) {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);

    // Another process may have made it meanwhile, and SQLite will name any other trouble.
    let _ = options.open(path);
}

fn make_folder(path: &Path) -> Result<()> {
    let folder = folder_of(path);
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);

    builder.create(folder).map_err(|error| match error.kind() {
        // The system says that the file exists, and the trouble is that it is no folder.
        io::ErrorKind::AlreadyExists => {
            Error::file(folder, io::Error::from(io::ErrorKind::NotADirectory))
        }
        _ => Error::file(folder, error),
    })
}

/// The folder of a file; the current one for a bare name.
pub fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Makes a rename outlast a loss of power.
pub fn sync_folder(folder: &Path) {
    // Some file systems cannot sync a folder, and the file is whole anyway.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// The target of a path through symbolic links, whether it exists or not.
fn resolve_links(path: &Path) -> PathBuf {
    let mut place = path.to_owned();
    for _ in 1..MOST_LINKS {
        let Ok(target) = fs::read_link(&place) else {
            break;
        };
        place = folder_of(&place).join(target);
    }

    place
}
