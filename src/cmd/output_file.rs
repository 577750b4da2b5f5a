//! Writes a file that the user named, for every command with `-o`.
//!
//! A regular file is replaced whole or not at all, by a temporary file of a unique name in the same folder. Whatever is
//! not a regular file (a device, a pipe) is written through and never replaced: `-o /dev/null` run by root once put
//! a picture in the place of the device. Symbolic links are followed and stay.

use crate::error::{Error, Result};
use crate::store::{MOST_LINKS, folder_of, sync_folder};
use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Where bytes for a path have to go.
enum Destination {
    /// A regular file, or none yet.
    Regular(PathBuf, Option<Permissions>),
    /// A device, a pipe or a socket.
    Device(PathBuf),
    /// A file that is already open, named as `/dev/stdout` or `/dev/fd/3`: the process that opened it may have written
    /// to it.
    OpenFile(PathBuf),
}

/// Where bytes went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// Into a file of this name.
    File,
    /// Into a device, a pipe or an open file, which may be standard output: nothing else belongs there.
    Through,
}

/// Writes `bytes` to `path`, making its folder when that is missing.
///
/// # Errors
/// [`Error::File`]; an existing file is then untouched, unless it is a device or a pipe.
pub fn write_output(path: &Path, bytes: &[u8]) -> Result<Written> {
    find_destination(path)
        .and_then(|destination| write_to(destination, bytes))
        .map_err(|error| Error::file(path, error))
}

fn write_to(destination: Destination, bytes: &[u8]) -> io::Result<Written> {
    let mut file = match destination {
        Destination::Regular(path, existing) => {
            replace(&path, existing, bytes)?;
            return Ok(Written::File);
        }
        Destination::Device(path) => OpenOptions::new().write(true).open(path)?,
        Destination::OpenFile(path) => OpenOptions::new().append(true).open(path)?,
    };

    file.write_all(bytes)?;
    Ok(Written::Through)
}

fn find_destination(path: &Path) -> io::Result<Destination> {
    let mut path = path.to_owned();
    // Links are followed by hand: one that leads nowhere yet is followed too, which `canonicalize` refuses.
    for _ in 0..MOST_LINKS {
        let found = match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Destination::Regular(path, None));
            }
            found => found?,
        };

        if found.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if found.is_file() {
            return Ok(Destination::Regular(path, Some(found.permissions())));
        }
        if !found.is_symlink() {
            return Ok(Destination::Device(path));
        }
        if is_open_file(&path) {
            return Ok(if fs::metadata(&path)?.is_file() {
                Destination::OpenFile(path)
            } else {
                Destination::Device(path)
            });
        }
        path = folder_of(&path).join(fs::read_link(&path)?);
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Whether a link is one of the kernel's to a file that is open already; its text leads nowhere.
fn is_open_file(link: &Path) -> bool {
    fs::canonicalize(folder_of(link)).is_ok_and(|folder| folder.starts_with("/proc"))
}

fn replace(path: &Path, permissions: Option<Permissions>, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    fs::create_dir_all(folder)?;
    let mut temporary = new_temporary(folder)?;
    temporary.write_all(bytes)?;
    if let Some(permissions) = permissions {
        temporary.as_file().set_permissions(permissions)?;
    }
    temporary.as_file().sync_all()?;
    temporary.persist(path).map_err(|error| error.error)?;
    sync_folder(folder);
    Ok(())
}

/// A new file in the folder of the final one, with the mode that any new file has.
fn new_temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    // The final name is not part of it: that may be as long as names can be.
    builder.prefix(".rates.").suffix(".partial");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
