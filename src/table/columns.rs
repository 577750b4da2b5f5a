//! Which column is which field: by the names that people give it, or by a mapping of the user (`--map`).

use super::problem::{TableError, echoed_names};
use crate::model::echoed;
use std::fmt;

/// The names of a field: the first is its own, by which a mapping names it; of two columns the one with the earlier name
/// is read. Small letters, words parted by single spaces.
pub type FieldNames = &'static [&'static str];

/// The mark before a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalMark {
    Comma,
    Point,
}

/// What a user says of a table: fields with columns named by hand (`date=День,amount=Сумма`), and its decimal mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The mark before fractions, for figures of which the column leaves it open.
    decimal: Option<DecimalMark>,
    /// The own name of a field, and the column it is read from.
    columns: Vec<(&'static str, String)>,
}

/// What is wrong with a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MappingError {
    /// No `field=column`.
    NotAPair(String),
    /// A field that the table of this command does not have.
    UnknownField {
        /// What was taken for a field.
        field: String,
        /// The column it was to be read from.
        column: String,
        /// The fields that there are.
        known: Vec<&'static str>,
    },
    /// A field or column that was named before.
    Twice(String),
}

impl fmt::Display for MappingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAPair(text) => write!(f, "`{text}` is not FIELD=COLUMN"),
            Self::UnknownField {
                field,
                column,
                known,
            } => write!(
                f,
                "no field `{field}` for the column `{column}`: there are {}",
                known.join(", ")
            ),
            Self::Twice(name) => write!(f, "`{name}` is mapped twice"),
        }
    }
}

impl Mapping {
    /// Reads what was typed: `field=column`, parted by commas. A part without `=` belongs to the column before it, for
    /// spreadsheets have columns such as `Сумма, руб.`.
    ///
    /// # Errors
    /// [`MappingError`] names what cannot be understood.
    pub fn parse(text: &str, fields: &[FieldNames]) -> Result<Self, MappingError> {
        let mut mapping = Self::default();
        for pair in parts_with_sign(text) {
            let (field, column) = parse_pair(&pair, fields)?;
            if mapping.column(field).is_some() {
                return Err(MappingError::Twice(field.to_owned()));
            }
            if mapping.field_mapped_to(column).is_some() {
                return Err(MappingError::Twice(echoed(column)));
            }

            mapping.columns.push((field, column.to_owned()));
        }

        Ok(mapping)
    }

    /// The same with a decimal mark.
    #[must_use]
    pub fn with_decimal(self, decimal: Option<DecimalMark>) -> Self {
        Self { decimal, ..self }
    }

    pub(super) const fn decimal(&self) -> Option<DecimalMark> {
        self.decimal
    }

    fn column(&self, field: &str) -> Option<&str> {
        self.columns
            .iter()
            .find(|(known, _)| *known == field)
            .map(|(_, column)| column.as_str())
    }

    fn field_mapped_to(&self, column: &str) -> Option<&'static str> {
        let mut mapped = self.columns.iter();
        mapped
            .find(|(_, name)| is_same_name(name, column))
            .map(|(field, _)| *field)
    }

    /// The field that a column holds, as its place among `fields`, and the rank of its name: of two such columns the
    /// lower is read.
    pub fn field_of(&self, column: &str, fields: &[FieldNames]) -> Option<(usize, u8)> {
        if let Some(mapped) = self.field_mapped_to(column) {
            let at = fields.iter().position(|names| names[0] == mapped)?;
            return Some((at, 0));
        }

        let (at, rank) = field_by_habit(column, fields)?;
        // A field that was mapped is read from its column alone.
        self.column(fields[at][0]).is_none().then_some((at, rank))
    }

    /// Proves that the mapped columns are there.
    ///
    /// # Errors
    /// [`TableError::NoMappedColumn`].
    pub fn check(&self, found: &[&str]) -> Result<(), TableError> {
        let missing = self
            .columns
            .iter()
            .find(|(_, column)| !found.iter().any(|name| is_same_name(name, column)));

        match missing {
            Some((field, column)) => Err(TableError::NoMappedColumn {
                field,
                column: echoed(column),
                found: echoed_names(found),
            }),
            None => Ok(()),
        }
    }

    /// For each field, the column with the best name for it.
    pub fn best_columns<const N: usize>(
        &self,
        header: &[&str],
        fields: &[FieldNames; N],
    ) -> [Option<usize>; N] {
        let mut best: [Option<(u8, usize)>; N] = [None; N];
        for (at, name) in header.iter().enumerate() {
            if let Some((field, rank)) = self.field_of(name, fields) {
                let known = &mut best[field];
                *known = Some(known.map_or((rank, at), |other| other.min((rank, at))));
            }
        }

        best.map(|found| found.map(|(_, at)| at))
    }
}

/// The parts of a mapping; what has no `=` is joined to the part before it.
fn parts_with_sign(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in text.split(',').filter(|part| !part.trim().is_empty()) {
        match parts.last_mut() {
            Some(last) if !part.contains('=') && last.contains('=') => {
                last.push(',');
                last.push_str(part);
            }
            _ => parts.push(part.to_owned()),
        }
    }

    parts
}

/// `date=День`
fn parse_pair<'p>(
    pair: &'p str,
    fields: &[FieldNames],
) -> Result<(&'static str, &'p str), MappingError> {
    let (name, column) = pair
        .split_once('=')
        .map(|(field, column)| (field.trim(), column.trim()))
        .filter(|(field, column)| !field.is_empty() && !column.is_empty())
        .ok_or_else(|| MappingError::NotAPair(echoed(pair.trim())))?;

    let own_names = fields.iter().map(|names| names[0]);
    let field = own_names.clone().find(|own| *own == name);
    let field = field.ok_or_else(|| MappingError::UnknownField {
        field: echoed(name),
        column: echoed(column),
        known: own_names.collect(),
    })?;
    Ok((field, column))
}

/// The field that people mean by a name, and the rank of the name.
fn field_by_habit(column: &str, fields: &[FieldNames]) -> Option<(usize, u8)> {
    fields.iter().enumerate().find_map(|(at, names)| {
        let mut ranks = (0..).zip(*names);
        let (rank, _) = ranks.find(|(_, name)| is_same_name(name, column))?;
        Some((at, rank))
    })
}

/// Whether two columns have the same name, whatever their capitals, and with `_` or blanks between words.
pub fn is_same_name(one: &str, other: &str) -> bool {
    // Most names differ in their first letters, and no text is made for these.
    if one.is_ascii() && other.is_ascii() && !other.contains(['_', ' ']) {
        return one.eq_ignore_ascii_case(other);
    }
    one.eq_ignore_ascii_case(other) || folded(one) == folded(other)
}

fn folded(name: &str) -> String {
    let words = name.split(|c: char| c.is_whitespace() || c == '_');
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(|word| word.to_lowercase().replace('ё', "е"))
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [FieldNames; 3] = [
        &["title", "headline", "заголовок"],
        &["url", "link"],
        &["published", "дата и время"],
    ];

    #[test]
    fn the_better_name_is_read_whatever_its_capitals_and_blanks() {
        let columns = |header: &[&str]| Mapping::default().best_columns(header, &FIELDS);
        assert_eq!(
            columns(&["headline", "TITLE", "Дата_и  время"]),
            [Some(1), None, Some(2)]
        );
        assert_eq!(
            columns(&["Link", "ЗАГОЛОВОК", "x"]),
            [Some(1), Some(0), None]
        );
    }

    #[test]
    fn a_mapped_field_is_read_from_its_column_alone() {
        let mapping = Mapping::parse("title=Тема, кратко,url=Где", &FIELDS).unwrap();
        assert_eq!(
            mapping.best_columns(&["title", "где", "тема, кратко"], &FIELDS),
            [Some(2), Some(1), None]
        );
        assert_eq!(
            mapping.check(&["title", "где"]),
            Err(TableError::NoMappedColumn {
                field: "title",
                column: "Тема, кратко".to_owned(),
                found: vec!["title".to_owned(), "где".to_owned()],
            })
        );
    }

    #[test]
    fn a_mapping_that_makes_no_sense_is_refused() {
        let error = |text: &str| Mapping::parse(text, &FIELDS).unwrap_err();
        assert_eq!(error("title"), MappingError::NotAPair("title".into()));
        assert_eq!(error("title="), MappingError::NotAPair("title=".into()));
        assert_eq!(
            error("title=a,title=b"),
            MappingError::Twice("title".into())
        );
        assert_eq!(error("title=a,url=A"), MappingError::Twice("A".into()));
        assert_eq!(
            error("headline=a"),
            MappingError::UnknownField {
                field: "headline".into(),
                column: "a".into(),
                known: vec!["title", "url", "published"],
            }
        );
        assert_eq!(Mapping::parse(" ", &FIELDS).unwrap(), Mapping::default());
    }
}
