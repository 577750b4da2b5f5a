//! JSON that is not one object a line: a list of records, an object that holds such a list (the answers of APIs, JSON
//! Feed, the exports of Telegram), a record over several lines; one after the other, as they come.
//!
//! A document is never held: each record is read by itself and is at most as long as a row, so an export of any size
//! takes the memory of one window. An object that holds a list may have no more than a window before it.

use super::{
    CorpusError, Reading, RowProblem,
    json_object::{hand_on_object, hand_on_post},
    json_record::{Record, Surroundings},
    json_sample::{SAMPLE_RECORDS, Sample},
    json_shape::{Preface, Shape},
    json_values::{Member, Next, Values},
    row::decoded,
    telegram,
};
use crate::{news::passed_over::PassedOver, table::Window};
use encoding_rs::Encoding;
use std::{io::Read, ops::ControlFlow};

/// Objects and lists in each other that are looked into. An account has four: itself, its chats, a chat, its messages.
const MOST_DEPTH: usize = 6;

/// Reads a document to its end.
pub(super) fn read_document<R: Read>(
    window: &mut Window<R>,
    encoding: &'static Encoding,
    reading: &mut Reading<'_>,
) -> Result<ControlFlow<()>, CorpusError> {
    let mapping = reading.mapping;
    let mut document = Document {
        values: Values { window },
        encoding,
        record: Record::new(mapping),
        reading,
        has_records: false,
        others: 0,
        other_chat: None,
    };

    match document.read_values() {
        ControlFlow::Break(Stop::ByCaller) => Ok(ControlFlow::Break(())),
        ControlFlow::Break(Stop::Error(error)) => Err(error),
        ControlFlow::Break(Stop::Lost) => Ok(ControlFlow::Continue(())),
        ControlFlow::Continue(()) => {
            document.check_end()?;
            Ok(ControlFlow::Continue(()))
        }
    }
}

/// Why nothing more is read.
enum Stop {
    ByCaller,
    /// Where the next value begins is not known; a fault has been added.
    Lost,
    Error(CorpusError),
}

type Flow = ControlFlow<Stop>;

struct Document<'d, 'r, R> {
    values: Values<'d, R>,
    encoding: &'static Encoding,
    record: Record<'d>,
    reading: &'d mut Reading<'r>,
    /// Whether an object was met that is a record.
    has_records: bool,
    /// Values that are no objects.
    others: u64,
    /// The kind of a chat that is exported by itself and is no channel.
    other_chat: Option<String>,
}

/// Where in the document a value is.
#[derive(Clone, Copy)]
struct Place<'p> {
    around: &'p Surroundings,
    is_message: bool,
    is_chat: bool,
    depth: usize,
}

impl<R: Read> Document<'_, '_, R> {
    fn read_values(&mut self) -> Flow {
        let around = Surroundings::default();
        let place = Place {
            around: &around,
            is_message: false,
            is_chat: false,
            depth: 0,
        };

        while let Some(first) = self.values.next_byte() {
            match first {
                b'{' => self.read_object(place)?,
                b'[' => self.read_list(place)?,
                _ => self.leave_out_value()?,
            }
        }
        ControlFlow::Continue(())
    }

    /// Proves that there was something that can be news.
    fn check_end(&self) -> Result<(), CorpusError> {
        if self.has_records || self.reading.summary.headlines > 0 {
            return Ok(());
        }

        let chats = self.reading.summary.passed_over.get(&PassedOver::Chat);
        match (&self.other_chat, chats, self.others) {
            (Some(kind), ..) => Err(CorpusError::OtherChat { kind: kind.clone() }),
            (_, Some(&chats), _) => Err(CorpusError::NoChannels { chats }),
            (.., 0) => Ok(()),
            _ => Err(CorpusError::NoRecords),
        }
    }

    fn read_object(&mut self, place: Place<'_>) -> Flow {
        let shape = if place.is_message || place.depth >= MOST_DEPTH {
            Shape::Broken
        } else {
            self.values.shape()
        };
        let member = match shape {
            Shape::Holder(member) => member,
            Shape::Record(end) => return self.read_record(end, place),
            Shape::Broken => return self.read_unseen_record(place),
        };

        let preface = Preface::read(&mut self.values);
        let kind = preface.text("type").unwrap_or_default();
        let is_alone = !place.is_chat && telegram::is_chat(kind);
        let is_in_account = place.is_chat && !telegram::is_channel(kind);
        if member.key == "messages" && (is_alone || is_in_account) {
            self.other_chat = is_alone.then(|| kind.to_owned());
            self.reading.pass_over(PassedOver::Chat);
            return self.skip_value();
        }
        self.read_members(member, &preface, place)
    }

    /// Reads the lists of an object, from the first on.
    fn read_members(&mut self, first: Member, preface: &Preface, place: Place<'_>) -> Flow {
        let mut member = first;
        loop {
            self.values.window.advance(member.value_at);
            let key = member.key.as_str();
            let around = preface.surroundings(key);
            if around.has_posts {
                self.reading.summary.feed_title.clone_from(&around.source);
            }
            let inside = Place {
                around: &around,
                is_message: key == "messages"
                    && (preface.text("type").is_some() || self.values.are_messages()),
                is_chat: place.is_group_of_chats(key),
                depth: place.depth + 1,
            };
            if self.values.is_list(key, 0, false) {
                self.read_list(inside)?;
            } else if self.values.is_group(key, 0) {
                self.read_object(inside)?;
            } else {
                self.skip_value()?;
            }

            member = match self.values.next_member(0) {
                Next::Member(member) => member,
                Next::End(end) => {
                    self.values.window.advance(end);
                    return ControlFlow::Continue(());
                }
                Next::Lost => return self.lose_the_rest(),
            };
        }
    }

    fn read_list(&mut self, place: Place<'_>) -> Flow {
        let place = Place {
            depth: place.depth + 1,
            ..place
        };
        self.values.window.advance(1);
        loop {
            match self.values.next_byte() {
                Some(b']') => break,
                Some(b',') => self.values.window.advance(1),
                Some(b'{') => self.read_object(place)?,
                Some(_) => self.leave_out_value()?,
                None => return self.lose_the_rest(),
            }
        }

        self.values.window.advance(1);
        ControlFlow::Continue(())
    }

    /// Reads a record that was not looked into.
    fn read_unseen_record(&mut self, place: Place<'_>) -> Flow {
        if let Some(end) = self.values.value_end(0) {
            return self.read_record(end, place);
        }
        // The window is full, and the value goes on.
        if self.values.window.is_full() {
            let line = self.values.window.line();
            self.fault(line, RowProblem::TooLong)?;
            return self.skip_value();
        }
        self.lose_the_rest()
    }

    fn read_record(&mut self, end: usize, place: Place<'_>) -> Flow {
        let line = self.values.window.line();
        if place.is_message {
            self.has_records = true;
        } else if !self.has_records {
            self.look_at_records(end, place.around)?;
        }

        let bytes = &self.values.window.bytes()[..end];
        // `{}` is how GDELT says that there is nothing.
        let is_empty = bytes[1..end - 1].trim_ascii().is_empty();
        let flow = match decoded(self.encoding, bytes) {
            Ok(_) if is_empty => ControlFlow::Continue(()),
            Ok(json) if place.is_message => hand_on_post(self.reading, line, &json, place.around),
            Ok(json) => hand_on_object(&mut self.record, self.reading, line, &json, place.around),
            Err(problem) => self.reading.fault(line, problem),
        };
        self.values.window.advance(end);

        flow.map_break(|()| Stop::ByCaller)
    }

    /// Proves by the first records in sight that there are titles, and the keys of the mapping.
    fn look_at_records(&mut self, end: usize, around: &Surroundings) -> Flow {
        let places = self.values.objects_in_sight(end, SAMPLE_RECORDS);
        let bytes = self.values.window.bytes();
        let sample = Sample::of(places.into_iter().map(|(from, to)| &bytes[from..to]));
        let mapping = self.reading.mapping;
        self.reading.summary.date_column = sample.key_with_dates(mapping);
        self.record.day_order = sample.day_order(mapping);
        self.has_records = sample.has_keys();

        if !self.has_records || around.has_posts || sample.has_posts() {
            return ControlFlow::Continue(());
        }
        match sample.check(mapping) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => ControlFlow::Break(Stop::Error(error)),
        }
    }

    /// Passes over a value that is no object.
    fn leave_out_value(&mut self) -> Flow {
        let line = self.values.window.line();
        let before = self.values.window.offset();
        // Lists of lists are no news at all; of a stray value among records the place is said.
        if self.has_records {
            self.fault(line, RowProblem::NoObject)?;
        }
        self.others += 1;

        self.skip_value()?;
        // A bracket without its fellow is no value, and would be met for ever.
        if self.values.window.offset() == before {
            self.values.window.advance(1);
        }
        ControlFlow::Continue(())
    }

    fn skip_value(&mut self) -> Flow {
        if self.values.skip_value() {
            return ControlFlow::Continue(());
        }
        self.lose_the_rest()
    }

    /// The document ends, or is damaged, inside a value.
    fn lose_the_rest(&mut self) -> Flow {
        // That the stream broke off is said by who reads it.
        if !self.values.window.is_cut() {
            let line = self.values.window.line();
            self.fault(line, RowProblem::JsonEnds)?;
        }
        ControlFlow::Break(Stop::Lost)
    }

    fn fault(&mut self, line: u64, problem: RowProblem) -> Flow {
        let flow = self.reading.fault(line, problem);
        flow.map_break(|()| Stop::ByCaller)
    }
}

impl Place<'_> {
    /// Whether what a key holds are the chats of an account.
    fn is_group_of_chats(self, key: &str) -> bool {
        self.is_chat && key != "messages" || matches!(key, "chats" | "left_chats")
    }
}
