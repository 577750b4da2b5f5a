//! One object of JSON into the collection: as a post of Telegram, or as a record.

use super::{
    Reading,
    json_record::{Record, Surroundings},
    telegram,
};
use crate::table::Mapping;
use std::ops::ControlFlow;

/// Hands on what an object of a line is.
pub(super) fn hand_on_object(
    record: &mut Record<'_>,
    reading: &mut Reading<'_>,
    line: u64,
    json: &str,
    around: &Surroundings,
) -> ControlFlow<()> {
    // A mapping says what is read of any object.
    let may_be_post = *reading.mapping == Mapping::default();
    if may_be_post && telegram::is_message(json) {
        return hand_on_post(reading, line, json, around);
    }
    reading.row(line, record.row(json, reading.stem, around))
}

/// Hands on a post, unless it has no text.
pub(super) fn hand_on_post(
    reading: &mut Reading<'_>,
    line: u64,
    json: &str,
    around: &Surroundings,
) -> ControlFlow<()> {
    let post = telegram::post(json, around.source.as_deref(), reading.stem);
    match post.transpose() {
        Some(read) => reading.row(line, read.map(Into::into)),
        None => ControlFlow::Continue(()),
    }
}
