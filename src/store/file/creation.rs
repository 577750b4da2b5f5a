//! New files: a store that only its owner can read, and one that an import makes whole or not at all.
//!
//! Addresses of sources and feeds may hold secrets, and headlines are the user's own reading, so that a new file gets
//! mode 0600 and a new folder 0700. What exists keeps its mode.

use crate::error::{Error, Result};
use crate::store::bad_row::store_error;
use crate::store::{BUSY_TIMEOUT, FirstUse, Store};
use rusqlite::{Connection, OpenFlags};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Links followed before they count as a loop, as in Linux.
pub const MOST_LINKS: usize = 40;

/// Flags of every connection.
pub(in crate::store) const FLAGS: OpenFlags =
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
    /// [`Error::File`] when the folder or the file cannot be made, [`Error::Store`] when SQLite refuses.
    pub fn create_unplaced(path: &Path) -> Result<UnplacedStore> {
        let place = resolve_links(path);
        make_folder(&place)?;
        let temporary = new_temporary(&place)?;
        let mut connection = Connection::open_with_flags(temporary.path(), FLAGS)
            .map_err(|error| store_error(path, &error))?;
        // A file that is thrown away when anything fails needs no journal on the disk, and must be a single file when
        // it is moved.
        connection
            .pragma_update(None, "journal_mode", "memory")
            .map_err(|error| store_error(path, &error))?;
        crate::store::statements::log_statements(&mut connection);
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
}

impl Store {
    /// Opens a store for a transaction that will be rolled back: a file that is missing is not made, and one of an
    /// older schema keeps it.
    ///
    /// # Errors
    /// Those of [`Store::open`].
    pub fn open_for_rehearsal(path: &Path) -> Result<Self> {
        let opened = if path.exists() {
            Connection::open_with_flags(path, FLAGS)
        } else {
            Connection::open_in_memory()
        };
        let failed = |error: rusqlite::Error| store_error(path, &error);
        let mut connection = opened.map_err(failed)?;
        connection.busy_timeout(BUSY_TIMEOUT).map_err(failed)?;
        crate::store::statements::log_statements(&mut connection);
        tracing::info!(target: "store", "opened {} to rehearse", path.display());
        let store = Self {
            connection,
            path: path.to_owned(),
        };
        store.version()?;
        Ok(store)
    }
}

impl UnplacedStore {
    /// Moves the file to its place; `false` if another process has made a file there meanwhile, which stays.
    ///
    /// # Errors
    /// [`Error::Store`] or [`Error::File`]; there is no file then.
    pub fn place(self) -> Result<bool> {
        let Self {
            store,
            temporary,
            place,
        } = self;
        let Store { connection, path } = store;
        // This changes the header alone. Where it fails, the file is as good with an ordinary journal.
        let _ = connection.pragma_update(None, "journal_mode", "wal");
        connection
            .close()
            .map_err(|(_, error)| store_error(&path, &error))?;
        let failed = |error: io::Error| Error::File {
            path: path.clone(),
            cause: error.to_string(),
        };
        temporary.as_file().sync_all().map_err(failed)?;
        match temporary.persist_noclobber(&place) {
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
            placed => placed.map_err(|error| failed(error.error))?,
        };
        sync_folder(folder_of(&place));
        Ok(true)
    }
}

/// An empty file of a unique name, mode 0600, in the folder of `path`.
///
/// # Errors
/// [`Error::File`].
pub(super) fn new_temporary(path: &Path) -> Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder
        .prefix(".rates.")
        .suffix(".partial")
        .tempfile_in(folder_of(path))
        .map_err(|error| Error::File {
            path: path.to_owned(),
            cause: error.to_string(),
        })
}

/// Opens a file that does not exist yet: SQLite would make it readable by everyone.
pub(in crate::store) fn create(path: &Path) -> Result<rusqlite::Result<Connection>> {
    let place = resolve_links(path);
    make_folder(&place)?;
    if names_a_file(path) {
        make_private_file(&place);
    }
    Ok(Connection::open_with_flags(
        path,
        FLAGS | OpenFlags::SQLITE_OPEN_CREATE,
    ))
}

/// Whether SQLite takes a path literally, not as a URI (`file:…`) or as memory.
pub fn names_a_file(path: &Path) -> bool {
    path != Path::new(":memory:") && !path.to_string_lossy().starts_with("file:")
}

/// Another process may have made it meanwhile, and SQLite will name any other trouble.
fn make_private_file(path: &Path) {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let _ = options.open(path);
}

fn make_folder(path: &Path) -> Result<()> {
    let folder = folder_of(path);
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| Error::File {
        path: folder.to_owned(),
        cause: error.to_string(),
    })
}

/// The folder of a file; the current one for a bare name.
pub fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Makes a rename outlast a loss of power. Some file systems cannot sync a folder, and the file is whole anyway.
pub fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// The target of a path through symbolic links, whether it exists or not.
fn resolve_links(path: &Path) -> PathBuf {
    let follow = |path: &PathBuf| {
        fs::read_link(path)
            .ok()
            .map(|target| folder_of(path).join(target))
    };
    let hops = std::iter::successors(Some(path.to_owned()), follow).take(MOST_LINKS);
    hops.last().unwrap_or_else(|| path.to_owned())
}
