//! Columns that are no field of a headline by their names, and hold dates all the same: what a user may map when nothing
//! else is dated.

use super::field::HEADLINE_FIELDS;
use crate::{model::parse_instant, table::Mapping};

/// The unknown columns of a collection.
#[derive(Debug, Default)]
pub(super) struct UnknownColumns(Vec<Column>);

#[derive(Debug)]
struct Column {
    name: String,
    has_dates: bool,
    has_others: bool,
}

impl UnknownColumns {
    /// Takes a value of a column.
    pub fn add(&mut self, name: &str, text: &str, mapping: &Mapping) {
        let known = self.0.iter().position(|column| column.name == name);
        let at = known.unwrap_or_else(|| {
            self.0.push(Column {
                name: name.to_owned(),
                has_dates: false,
                has_others: mapping.field_of(name, &HEADLINE_FIELDS).is_some()
                    || is_of_changes(name),
            });
            self.0.len() - 1
        });

        let text = text.trim();
        let column = &mut self.0[at];
        // Many ids are Unix times by their digits.
        let is_date = text.contains(|c: char| !c.is_ascii_digit()) && parse_instant(text).is_ok();
        column.has_dates |= is_date;
        column.has_others |= !is_date && !text.is_empty();
    }

    /// The first column with dates and nothing else.
    pub fn with_dates(&self) -> Option<&str> {
        let mut columns = self.0.iter();
        let found = columns.find(|column| column.has_dates && !column.has_others)?;
        Some(&found.name)
    }
}

/// Whether a column has the time of the last change by its name, which is no time of publication.
fn is_of_changes(name: &str) -> bool {
    let name = name.to_lowercase();
    ["modif", "updat", "изменен", "обновлен"]
        .iter()
        .any(|part| name.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_dates_is_found_and_none_of_ids() {
        let mut columns = UnknownColumns::default();
        let mapping = Mapping::default();
        for (name, text) in [
            ("id", "1716190200"),
            ("title", "2024-05-20"),
            ("date_modified", "2024-05-20"),
            ("seen", "soon"),
            ("seen", "2024-05-20"),
            ("posted", ""),
            ("posted", "20.05.2024 10:30"),
        ] {
            columns.add(name, text, &mapping);
        }
        assert_eq!(columns.with_dates(), Some("posted"));
        assert_eq!(UnknownColumns::default().with_dates(), None);
    }
}
