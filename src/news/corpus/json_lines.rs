//! One JSON object a line: a broken line costs itself alone.

use super::{
    CorpusError, Reading,
    json_object::hand_on_object,
    json_record::{Record, Surroundings},
    json_sample::Sample,
    row::decoded,
};
use crate::table::{Next, Window};
use encoding_rs::Encoding;
use std::{io::Read, ops::ControlFlow};

/// Reads objects to the end.
pub(super) fn read_objects<R: Read>(
    window: &mut Window<R>,
    encoding: &'static Encoding,
    reading: &mut Reading<'_>,
) -> Result<ControlFlow<()>, CorpusError> {
    let sample = Sample::of(window.bytes().split(|byte| *byte == b'\n'));
    // A sample without one whole object proves nothing: its lines are then reported one by one.
    if sample.has_keys() && !sample.has_posts() {
        sample.check(reading.mapping)?;
    }
    reading.summary.date_column = sample.key_with_dates(reading.mapping);
    let mut record = Record::new(reading.mapping);
    record.day_order = sample.day_order(reading.mapping);

    Ok(read_lines(window, encoding, reading, record))
}

fn read_lines<R: Read>(
    window: &mut Window<R>,
    encoding: &'static Encoding,
    reading: &mut Reading<'_>,
    mut record: Record<'_>,
) -> ControlFlow<()> {
    let around = Surroundings::default();
    loop {
        match window.next_line() {
            Next::Row(length) => {
                let text = window.bytes()[..length].trim_ascii();
                let line = window.line();
                match decoded(encoding, text) {
                    _ if text.is_empty() => {}
                    Ok(json) => hand_on_object(&mut record, reading, line, &json, &around)?,
                    Err(problem) => reading.fault(line, problem)?,
                }
                window.advance(length);
            }
            Next::TooLong => reading.leave_out_line(window)?,
            Next::End => return ControlFlow::Continue(()),
        }
    }
}
