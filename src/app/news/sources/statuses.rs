//! The archives of the configuration and how each has fared.

use crate::{
    app::App,
    error::Result,
    net::{WebAddress, shown_address},
    render::ArchiveStatus,
};

/// The configured archives in their order, with what is stored of each.
///
/// # Errors
/// [`crate::error::Error::Store`] when SQLite refuses.
pub fn load_archive_statuses(app: &App) -> Result<Vec<ArchiveStatus>> {
    let coverage = app.store.load_archive_coverage()?;
    let archives = app.config.archives.iter();
    archives
        .map(|archive| {
            let key = archive.key();
            let known = coverage.iter().find(|one| one.archive == key);
            let site = WebAddress::site_of(&archive.url).unwrap_or_default();
            Ok(ArchiveStatus {
                name: archive.name.clone(),
                kind: archive.kind,
                url: shown_address(&archive.url),
                last_success: known.map(|known| known.last_asked_at),
                days: known.map_or(0, |known| known.days),
                robots_read_at: app.store.load_robots(&site)?.map(|robots| robots.asked_at),
            })
        })
        .collect()
}
