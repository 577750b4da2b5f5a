//! One object of JSON into the collection: as a post of Telegram, or as a record.

use super::{
    Reading,
    json_record::{Record, Surroundings},
    telegram::{self, Post},
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

/// Hands on a post, or counts a message that is none.
pub(super) fn hand_on_post(
    reading: &mut Reading<'_>,
    line: u64,
    json: &str,
    around: &Surroundings,
) -> ControlFlow<()> {
    match telegram::post(json, around.source.as_deref(), reading.stem) {
        Ok(Post::Headline(headline)) => reading.row(line, Ok(headline.into())),
        Ok(Post::PassedOver(kind)) => {
            reading.pass_over(kind);
            ControlFlow::Continue(())
        }
        Err(problem) => reading.fault(line, problem),
    }
}
