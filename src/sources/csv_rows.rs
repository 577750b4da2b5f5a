//! What tables of a user have in common: columns found by name, fields as text, rows by line.

use crate::error::Bilingual;
use csv::ByteRecord;

/// The column of the first of these names, in small letters; capitals and blanks in the header do not count.
pub(super) fn column_named(header: &ByteRecord, names: &[&str]) -> Option<usize> {
    header.iter().position(|field| {
        let field = String::from_utf8_lossy(field).trim().to_lowercase();
        names.contains(&field.as_str())
    })
}

/// A field as text; `None` if the decoder has replaced invalid bytes in it.
pub(super) fn text_of(field: &[u8]) -> Option<&str> {
    std::str::from_utf8(field)
        .ok()
        .filter(|text| !text.contains(char::REPLACEMENT_CHARACTER))
        .map(str::trim)
}

/// The line of a row, from 1.
pub fn row_line(row: &ByteRecord, bytes: &[u8]) -> u64 {
    row.position().map_or(0, |position| {
        // After a carriage return, and after blank lines, the reader still points before the line feeds.
        let at = usize::try_from(position.byte()).unwrap_or(usize::MAX);
        let rest = bytes.get(at..).unwrap_or_default();
        let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace());
        position.line() + blank.filter(|byte| **byte == b'\n').count() as u64
    })
}

/// The message about a column that the header of a file lacks.
pub fn no_column(name: &str) -> Bilingual {
    Bilingual::new(
        format!("no column `{name}`"),
        format!("нет столбца «{name}»"),
    )
}
