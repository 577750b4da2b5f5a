//! Which column or key holds which field of a headline: by the names of the collections met, or by a mapping.

use super::{
    CorpusError,
    field::{CorpusField, FIELDS, HEADLINE_FIELDS},
};
use crate::table::{Mapping, TableError};

/// The time zone of times that are written without one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Clock {
    /// The column is named `…_utc` or `…_gmt`.
    Utc,
    /// The column is named `…_msk`.
    Moscow,
    /// The column does not tell.
    #[default]
    Untold,
}

impl Clock {
    /// What the name of a column tells.
    pub fn of(column: &str) -> Self {
        match column.rsplit_once('_') {
            Some((_, zone))
                if zone.eq_ignore_ascii_case("utc") || zone.eq_ignore_ascii_case("gmt") =>
            {
                Self::Utc
            }
            Some((_, zone)) if zone.eq_ignore_ascii_case("msk") => Self::Moscow,
            _ => Self::Untold,
        }
    }
}

/// Whether a column or key holds titles.
pub(super) fn is_title(mapping: &Mapping, column: &str) -> bool {
    let found = mapping.field_of(column, &HEADLINE_FIELDS);
    found.is_some_and(|(field, _)| field == CorpusField::Title as usize)
}

/// What is known of the names of some columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KnownColumns {
    pub has_title: bool,
    /// How many are names of fields.
    pub count: usize,
}

/// Which of these can be columns of a collection.
pub fn known_columns(names: &[&str]) -> KnownColumns {
    let mapping = Mapping::default();
    let known = names
        .iter()
        .filter(|name| mapping.field_of(name, &HEADLINE_FIELDS).is_some());
    KnownColumns {
        has_title: names.iter().any(|name| is_title(&mapping, name)),
        count: known.count(),
    }
}

/// Proves that the mapped columns are there, and one with titles, or with texts that a title can be taken from.
pub(super) fn check_columns(mapping: &Mapping, found: &[&str]) -> Result<(), CorpusError> {
    mapping.check(found)?;

    let titles_or_texts = [CorpusField::Title, CorpusField::Summary].map(|field| field as usize);
    let mut fields = found
        .iter()
        .filter_map(|name| mapping.field_of(name, &HEADLINE_FIELDS));
    if fields.any(|(field, _)| titles_or_texts.contains(&field)) {
        return Ok(());
    }
    Err(TableError::no_column(CorpusField::Title.name(), found).into())
}

/// Whether a collection has a place for dates, by what is known of its fields.
pub(super) fn has_dates<T>(by_field: &[Option<T>; FIELDS]) -> bool {
    by_field[CorpusField::Published as usize].is_some()
        || by_field[CorpusField::Date as usize].is_some()
}

/// Which columns of a table hold the fields.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    /// By field, the number of its column.
    pub at: [Option<usize>; FIELDS],
    /// Clocks of `published` and `date`.
    pub clocks: [Clock; 2],
    /// How many columns there are.
    pub count: usize,
}

impl Columns {
    /// Finds the fields in a header row.
    pub fn find(header: &[&str], mapping: &Mapping) -> Result<Self, CorpusError> {
        check_columns(mapping, header)?;
        let at = mapping.best_columns(header, &HEADLINE_FIELDS);
        let clocks = [CorpusField::Published, CorpusField::Date]
            .map(|field| at[field as usize].map_or(Clock::Untold, |at| Clock::of(header[at])));

        Ok(Self {
            at,
            clocks,
            count: header.len(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_name_is_read() {
        let header = [
            "text",
            "Date",
            "pubDate",
            "summary",
            "TITLE",
            "headline",
            "datetime_utc",
        ];
        let columns = Columns::find(&header, &Mapping::default()).unwrap();
        let at = |field: CorpusField| columns.at[field as usize];
        assert_eq!(
            [at(CorpusField::Summary), at(CorpusField::Title)],
            [Some(3), Some(4)]
        );
        assert_eq!(
            [at(CorpusField::Published), at(CorpusField::Date)],
            [Some(6), Some(1)]
        );
        assert_eq!(columns.clocks, [Clock::Utc, Clock::Untold]);
    }
}
