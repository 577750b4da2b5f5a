//! The archives of the configuration and how each has fared.

use crate::{app::App, error::Result, net::shown_address, render::ArchiveStatus};

/// The configured archives in their order, with what is stored of each.
///
/// # Errors
/// [`crate::error::Error::Store`] when SQLite refuses.
pub fn load_archive_statuses(app: &App) -> Result<Vec<ArchiveStatus>> {
    let archives = app.config.archives.iter().map(|archive| ArchiveStatus {
        name: archive.name.clone(),
        kind: archive.kind,
        url: shown_address(&archive.url),
        // No walk over an archive is stored yet.
        last_success: None,
        days: 0,
    });
    Ok(archives.collect())
}
