//! The text of the configuration, as it is read to be changed.

use crate::{
    cmd::context::Context,
    error::{Error, Refusal, Result},
};
use std::io;

/// The text of the configuration file; empty while there is no file.
///
/// # Errors
/// [`Error::File`] for what cannot be read, or could not be written again; [`Error::Usage`] without a home folder.
pub fn read_config_text(context: &Context) -> Result<String> {
    let path = context.config_path()?;
    // What comes from a pipe has been read already, and cannot be put back.
    if std::fs::canonicalize(path).is_ok_and(|real| !real.is_file()) || path.starts_with("/dev") {
        let cause = Refusal::new(
            "not a file that can be written again",
            "это не файл, который можно переписать",
            ("name a file with --config", "укажите файл в --config"),
        );
        return Err(Error::file(path, cause));
    }

    match std::fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        read => read.map_err(|error| Error::file(path, error)),
    }
}
