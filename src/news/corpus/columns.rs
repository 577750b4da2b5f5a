//! Which column or key holds which field of a headline: by the names of the collections met, or by a mapping.

use super::{
    CorpusError,
    field::{CorpusField, FIELDS, NAMES, field_names},
};

/// The time zone of times that are written without one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Clock {
    /// The column is named `…_utc`.
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
            Some((_, zone)) if zone.eq_ignore_ascii_case("utc") => Self::Utc,
            Some((_, zone)) if zone.eq_ignore_ascii_case("msk") => Self::Moscow,
            _ => Self::Untold,
        }
    }
}

/// Fields with columns named by hand: `title=first_line,published=datetime_utc`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    columns: Vec<(CorpusField, String)>,
}

/// What is wrong with a mapping.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// No `field=column`.
    #[error("`{0}` is not FIELD=COLUMN")]
    NotAPair(String),
    /// A field that headlines do not have.
    #[error(
        "no field `{field}` for the column `{column}`: there are {}",
        field_names()
    )]
    UnknownField {
        /// What was taken for a field.
        field: String,
        /// The column it was to be read from.
        column: String,
    },
    /// A field or column that was named before.
    #[error("`{0}` is mapped twice")]
    Twice(String),
}

impl Mapping {
    /// Reads what was typed: `field=column`, parted by commas.
    ///
    /// # Errors
    /// [`MappingError`] names what cannot be understood.
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let mut mapping = Self::default();
        let pairs = text.split(',').map(str::trim);
        for pair in pairs.filter(|pair| !pair.is_empty()) {
            let (field, column) = parse_pair(pair)?;
            if mapping.column(field).is_some() {
                return Err(MappingError::Twice(field.to_string()));
            }
            if mapping.field_named_for(column).is_some() {
                return Err(MappingError::Twice(column.to_owned()));
            }

            mapping.columns.push((field, column.to_owned()));
        }

        Ok(mapping)
    }

    fn column(&self, field: CorpusField) -> Option<&str> {
        self.columns
            .iter()
            .find(|(known, _)| *known == field)
            .map(|(_, column)| column.as_str())
    }

    /// The field that a column holds, and the rank of its name: of two such columns the lower is read.
    pub(super) fn field_of(&self, column: &str) -> Option<(CorpusField, u8)> {
        if let Some(field) = self.field_named_for(column) {
            return Some((field, 0));
        }

        let (field, rank) = field_by_habit(column)?;
        // A field that was mapped is read from its column alone.
        self.column(field).is_none().then_some((field, rank))
    }

    /// The field that the user wants to have read from a column.
    fn field_named_for(&self, column: &str) -> Option<CorpusField> {
        let mut mapped = self.columns.iter();
        mapped
            .find(|(_, name)| name.eq_ignore_ascii_case(column))
            .map(|(field, _)| *field)
    }

    /// Proves that the mapped columns are there, and one with titles.
    pub(super) fn check(&self, found: &[&str]) -> Result<(), CorpusError> {
        let missing = self
            .columns
            .iter()
            .find(|(_, column)| !found.iter().any(|name| name.eq_ignore_ascii_case(column)));

        if let Some((field, column)) = missing {
            return Err(CorpusError::NoColumn {
                field: *field,
                column: column.clone(),
                found: owned(found),
            });
        }

        let mut fields = found.iter().filter_map(|name| self.field_of(name));
        if fields.any(|(field, _)| field == CorpusField::Title) {
            return Ok(());
        }

        Err(CorpusError::NoTitles {
            found: owned(found),
        })
    }
}

/// `title=first_line`
fn parse_pair(pair: &str) -> Result<(CorpusField, &str), MappingError> {
    let (name, column) = pair
        .split_once('=')
        .map(|(field, column)| (field.trim(), column.trim()))
        .filter(|(field, column)| !field.is_empty() && !column.is_empty())
        .ok_or_else(|| MappingError::NotAPair(pair.to_owned()))?;

    let field = CorpusField::by_name(name).ok_or_else(|| MappingError::UnknownField {
        field: name.to_owned(),
        column: column.to_owned(),
    })?;
    Ok((field, column))
}

/// The field that collections mean by a name, and the rank of the name.
fn field_by_habit(column: &str) -> Option<(CorpusField, u8)> {
    NAMES.iter().find_map(|(field, names)| {
        let mut ranks = (0..).zip(*names);
        let (rank, _) = ranks.find(|(_, name)| name.eq_ignore_ascii_case(column))?;
        Some((*field, rank))
    })
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
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
        mapping.check(header)?;
        let at = best_columns(header, mapping);
        let clocks = [CorpusField::Published, CorpusField::Date]
            .map(|field| at[field as usize].map_or(Clock::Untold, |at| Clock::of(header[at])));

        Ok(Self {
            at,
            clocks,
            count: header.len(),
        })
    }
}

/// For each field, the column with the best name for it.
fn best_columns(header: &[&str], mapping: &Mapping) -> [Option<usize>; FIELDS] {
    let mut best: [Option<(u8, usize)>; FIELDS] = [None; FIELDS];
    for (at, name) in header.iter().enumerate() {
        if let Some((field, rank)) = mapping.field_of(name) {
            let known = &mut best[field as usize];
            *known = Some(known.map_or((rank, at), |other| other.min((rank, at))));
        }
    }

    best.map(|found| found.map(|(_, at)| at))
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

    fn check_error(text: &str, expected: &str) {
        assert_eq!(Mapping::parse(text).unwrap_err().to_string(), expected);
    }

    #[test]
    fn a_mapping_that_makes_no_sense_is_refused() {
        check_error("title", "`title` is not FIELD=COLUMN");
        check_error("title=", "`title=` is not FIELD=COLUMN");
        check_error("title=a,title=b", "`title` is mapped twice");
        check_error("title=a,url=A", "`A` is mapped twice");
        check_error(
            "headline=a",
            "no field `headline` for the column `a`: there are url, title, published, date, time, source, \
             summary, author, section, tags",
        );
        assert_eq!(Mapping::parse(" ").unwrap(), Mapping::default());
    }
}
