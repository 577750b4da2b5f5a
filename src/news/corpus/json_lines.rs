//! One JSON object a line: a broken line costs itself alone.

use super::{
    CorpusError, Reading,
    columns::check_columns,
    json_record::{Record, Surroundings, key_with_dates},
    row::decoded,
    telegram,
};
use crate::table::{Mapping, Next, Window};
use encoding_rs::Encoding;
use serde_json::{Map, Value};
use std::{collections::BTreeSet, io::Read, ops::ControlFlow};

/// Lines looked at for their keys before anything is read.
const SAMPLE_LINES: usize = 100;

/// Reads objects to the end.
pub(super) fn read_objects<R: Read>(
    window: &mut Window<R>,
    encoding: &'static Encoding,
    reading: &mut Reading<'_>,
) -> Result<ControlFlow<()>, CorpusError> {
    let lines = window.bytes().split(|byte| *byte == b'\n');
    let objects: Vec<Map<String, Value>> = lines
        .take(SAMPLE_LINES)
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect();
    check_keys(&objects, reading.mapping)?;
    reading.summary.date_column = key_with_dates(&objects, reading.mapping);

    Ok(read_lines(window, encoding, reading))
}

fn read_lines<R: Read>(
    window: &mut Window<R>,
    encoding: &'static Encoding,
    reading: &mut Reading<'_>,
) -> ControlFlow<()> {
    let mut record = Record::new(reading.mapping);
    let around = Surroundings::default();
    // A mapping says what is read of any object.
    let has_messages = *reading.mapping == Mapping::default();
    loop {
        match window.next_line() {
            Next::Row(length) => {
                let line = window.bytes()[..length].trim_ascii();
                if !line.is_empty() {
                    let stem = reading.stem;
                    let headline = decoded(encoding, line).and_then(|json| {
                        if has_messages && telegram::is_message(&json) {
                            return telegram::post(&json, None, stem);
                        }
                        record.headline(&json, stem, &around).map(Some)
                    });
                    if let Some(headline) = headline.transpose() {
                        reading.row(window.line(), headline)?;
                    }
                }
                window.advance(length);
            }
            Next::TooLong => reading.leave_out_line(window)?,
            Next::End => return ControlFlow::Continue(()),
        }
    }
}

/// Proves by the first lines that there are titles, and the keys of the mapping.
fn check_keys(objects: &[Map<String, Value>], mapping: &Mapping) -> Result<(), CorpusError> {
    let keys: BTreeSet<&str> = objects
        .iter()
        .flat_map(Map::keys)
        .map(String::as_str)
        .collect();

    // A sample without one whole object proves nothing: its lines are then reported one by one.
    let mut marks = telegram::MARKS.iter();
    if objects.is_empty() || marks.any(|mark| keys.contains(mark)) {
        Ok(())
    } else {
        check_columns(mapping, &keys.into_iter().collect::<Vec<_>>())
    }
}
