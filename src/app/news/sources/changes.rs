//! A configuration with a source more or less: its new text, and what has changed.

use super::plan::PlannedSource;
use crate::{
    app::config::{Config, NewRow, RowTable, add_rows, remove_rows},
    error::{Error, Result},
    model::echoed,
    net::{WebAddress, shown_address},
    news::ArchiveKind,
    render::{ChangedRow, SourceChange},
};
use std::path::Path;

/// A configuration to be written.
#[derive(Debug)]
pub struct ConfigChange {
    /// The new text; none if there is nothing to write.
    pub text: Option<String>,
    pub changes: Vec<SourceChange>,
}

/// What is planned, if all of it is in the configuration, so that nothing need be asked or written.
pub fn known_already(config: &Config, planned: &PlannedSource) -> Option<ConfigChange> {
    let known = planned.rows.iter().filter_map(|row| {
        if is_configured(config, row) {
            return Some(row.clone());
        }
        // What is at an address is not known before it is asked, unless it was added before.
        let archives = &mut config.archives.iter();
        let found = archives.find(|one| planned.is_unknown && is_same_address(&one.url, &row.url));
        found.map(|archive| NewRow {
            name: archive.name.clone(),
            archive: Some(archive.kind),
            ..row.clone()
        })
    });
    let known: Vec<_> = known
        .map(|row| SourceChange::Known(changed_row(&row)))
        .collect();
    (known.len() == planned.rows.len()).then_some(ConfigChange {
        text: None,
        changes: known,
    })
}

/// Adds rows to the text of a configuration, but for those that it has. `path` is for messages.
///
/// # Errors
/// [`Error::Usage`] for a name that another archive has, [`Error::Config`] if the outcome would not be read.
pub fn add_source(
    config: &Config,
    text: &str,
    rows: &[NewRow],
    path: &Path,
) -> Result<ConfigChange> {
    let (known, new): (Vec<_>, Vec<_>) = rows.iter().partition(|row| is_configured(config, row));
    let mut changes: Vec<_> = known
        .into_iter()
        .map(|row| SourceChange::Known(changed_row(row)))
        .collect();
    if new.is_empty() {
        return Ok(ConfigChange {
            text: None,
            changes,
        });
    }

    let taken = new.iter().find(|row| has_taken_name(config, row));
    if let Some(row) = taken {
        return Err(name_taken(&row.name));
    }
    changes.extend(new.iter().map(|row| SourceChange::Added(changed_row(row))));
    let new: Vec<_> = new.into_iter().cloned().collect();
    let text = add_rows(text, &new, path)?;
    // What could not be read again is not written.
    Config::parse(&text, path)?;

    Ok(ConfigChange {
        text: Some(text),
        changes,
    })
}

/// Takes out of the text of a configuration what has this name or address.
///
/// # Errors
/// [`Error::Usage`] when nothing has, or several feeds or several archives have.
pub fn remove_source(
    config: &Config,
    text: &str,
    typed: &str,
    path: &Path,
) -> Result<ConfigChange> {
    let feeds = config.feeds.iter().map(|feed| NewRow {
        name: feed.name.clone(),
        url: feed.url.clone(),
        archive: None,
        query: None,
    });
    let archives = config.archives.iter().map(|archive| NewRow {
        name: archive.name.clone(),
        url: archive.url.clone(),
        archive: Some(archive.kind),
        query: archive.query.clone(),
    });
    let all: Vec<_> = (1..).zip(feeds).chain((1..).zip(archives)).collect();
    let found: Vec<_> = all
        .into_iter()
        .filter(|(_, row)| is_meant(row, typed.trim()))
        .collect();
    if found.is_empty() {
        return Err(not_configured(typed));
    }
    let archives = found
        .iter()
        .filter(|(_, row)| row.archive.is_some())
        .count();
    if archives > 1 || found.len() - archives > 1 {
        return Err(several(typed, &found));
    }

    let numbers: Vec<(RowTable, usize)> = found
        .iter()
        .map(|(number, row)| (row.table(), *number))
        .collect();
    let text = remove_rows(text, &numbers, path)?;
    Config::parse(&text, path)?;

    let changes = found
        .iter()
        .map(|(_, row)| SourceChange::Removed(changed_row(row)));
    Ok(ConfigChange {
        changes: changes.collect(),
        text: Some(text),
    })
}

fn is_configured(config: &Config, row: &NewRow) -> bool {
    match row.archive {
        None => config
            .feeds
            .iter()
            .any(|feed| is_same_address(&feed.url, &row.url)),
        Some(kind) => config.archives.iter().any(|archive| {
            archive.kind == kind
                && archive.query == row.query
                && is_same_address(&archive.url, &row.url)
        }),
    }
}

fn is_same_address(one: &str, other: &str) -> bool {
    if shown_address(one) == shown_address(other) {
        return true;
    }
    let normal = |url: &str| {
        let address = WebAddress::parse(url).ok()?;
        Some(address.normal.trim_end_matches('/').to_owned())
    };
    normal(one).is_some_and(|one| Some(one) == normal(other))
}

fn is_meant(row: &NewRow, typed: &str) -> bool {
    row.name.to_lowercase() == typed.to_lowercase() || is_same_address(&row.url, typed)
}

fn has_taken_name(config: &Config, row: &NewRow) -> bool {
    let name = row.name.to_lowercase();
    let mut names = config.archives.iter().map(|one| one.name.to_lowercase());
    row.archive.is_some() && names.any(|one| one == name)
}

fn changed_row(row: &NewRow) -> ChangedRow {
    ChangedRow {
        name: row.name.clone(),
        kind: row.archive.map(ArchiveKind::name),
        url: shown_address(&row.url),
    }
}

/// Which sources a name or an address may mean.
fn several(typed: &str, found: &[(usize, NewRow)]) -> Error {
    let typed = echoed(&shown_address(typed.trim()));
    let rows = found.iter().map(|(_, row)| {
        let kind = row.archive.map_or("feed", ArchiveKind::name);
        format!("{} ({kind}, {})", row.name, shown_address(&row.url))
    });
    let rows = rows.collect::<Vec<_>>().join(", ");
    let en = format!(
        "several sources have `{typed}`: {rows}; name a feed by its address, an archive by its name"
    );
    let ru = format!(
        "«{typed}» есть у нескольких источников: {rows}; назовите ленту по адресу, архив по имени"
    );
    Error::usage("SOURCE", en, ru)
}

fn name_taken(name: &str) -> Error {
    let name = echoed(name);
    let en = format!("another archive has the name `{name}`: give this one another");
    let ru = format!("имя «{name}» уже есть у другого архива: дайте другое");
    Error::usage("--name", en, ru)
}

fn not_configured(typed: &str) -> Error {
    let typed = echoed(&shown_address(typed.trim()));
    let en = format!(
        "`{typed}` is neither the name nor the address of a configured source; `rates news sources` lists them"
    );
    let ru = format!(
        "«{typed}» — не имя и не адрес источника из настроек; их список: `rates news sources`"
    );
    Error::usage("SOURCE", en, ru)
}
