//! Where a table begins and what parts its fields: found out from the names of its columns.

use super::{
    columns::{FieldNames, Mapping},
    split::Splitter,
};

/// What parts fields, the likelier first.
const SEPARATORS: [u8; 4] = [b'\t', b',', b';', b'|'];

/// Names of fields by which a line is known as the header below a title.
const NAMES_OF_A_HEADER: usize = 2;

/// Lines that a title may have, and bytes within which the header is looked for.
const MOST_TITLE_LINES: usize = 20;
const TITLE_BYTES: usize = 16 * 1024;

/// What may be around the name of a column.
const QUOTES: [char; 4] = ['"', ' ', '\r', '\n'];

/// The separator under which the first line of a table has most of the names known.
pub fn column_separator(
    first_line: &[u8],
    text_of: impl Fn(&[u8]) -> String,
    mapping: &Mapping,
    fields: &[FieldNames],
) -> u8 {
    // Of equals `max_by_key` takes the last, and the likelier is to win.
    let best = SEPARATORS.into_iter().rev().max_by_key(|separator| {
        let mut splitter = Splitter::new(*separator);
        splitter.split_fields(first_line);
        let known = splitter.fields.iter().filter(|field| {
            let name = text_of(&field.of(first_line));
            mapping.field_of(name.trim(), fields).is_some()
        });
        (known.count(), splitter.fields.len())
    });

    best.unwrap_or(b',')
}

/// Bytes of the lines above the names of the columns, where a bank writes the title of a statement.
pub(super) fn bytes_above_header(text: &str, mapping: &Mapping, fields: &[FieldNames]) -> usize {
    let known = |line: &str| {
        let counts = SEPARATORS.map(|separator| {
            let names = line.split(char::from(separator));
            names
                .filter(|name| {
                    mapping
                        .field_of(name.trim_matches(QUOTES), fields)
                        .is_some()
                })
                .count()
        });
        counts.into_iter().max().unwrap_or_default()
    };

    let mut above = 0;
    let start = &text[..text.floor_char_boundary(TITLE_BYTES)];
    let lines = start.split_inclusive('\n').map(|line| {
        let from = above;
        above += line.len();
        (from, line)
    });
    let mut lines = lines.filter(|(_, line)| !line.trim().is_empty());
    match lines.next() {
        Some((_, first))
            if known(first) == 0 && named_separator(first.trim().as_bytes()).is_none() =>
        {
            lines
                .take(MOST_TITLE_LINES)
                .find(|(_, line)| known(line) >= NAMES_OF_A_HEADER)
                .map_or(0, |(from, _)| from)
        }
        _ => 0,
    }
}

/// `sep=;`, with which some files tell Excel their separator.
pub fn named_separator(line: &[u8]) -> Option<u8> {
    let separator = line.strip_prefix(b"sep=")?;
    match separator.trim_ascii_start() {
        [separator] => Some(*separator),
        [] if separator == b"\t" => Some(b'\t'),
        _ => None,
    }
}
