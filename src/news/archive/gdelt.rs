//! Headlines of many publishers by GDELT's DOC 2.0 service, a day at a time.
//!
//! It lists at most 250 articles and has no further pages, so a day with more is asked for in halves. Its times are those
//! at which it found an article. What it does not like it answers with a sentence instead of JSON, often with status 200.

use super::{
    DoneDay, Walk, WalkFault,
    reading::{json_of, of_days, read_body},
};
use crate::{
    model::{Span, Spans, end_of_day_in_moscow},
    net::{Answer, first_words},
    news::feed::FeedItem,
};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use std::collections::VecDeque;
use url::form_urlencoded::byte_serialize;

/// Articles in an answer at most.
const MOST_ARTICLES: usize = 250;

/// The quarter of an hour in which GDELT counts; a shorter stretch cannot be halved.
const SHORTEST: SignedDuration = SignedDuration::from_mins(15);

pub(super) struct Gdelt {
    base: String,
    query: String,
    days: VecDeque<Date>,
    /// The stretches of the first day that are still to be asked for, the next one last. First and last second.
    stretches: Vec<(Timestamp, Timestamp)>,
    headlines: usize,
    requests: u32,
    done: Vec<DoneDay>,
}

impl Gdelt {
    pub fn new(base: String, query: &str, days: &Spans) -> Self {
        let mut walk = Self {
            base,
            query: byte_serialize(query.as_bytes()).collect(),
            days: days.each_day().collect(),
            stretches: Vec::new(),
            headlines: 0,
            requests: 0,
            done: Vec::new(),
        };
        walk.start_day();
        walk
    }

    fn start_day(&mut self) {
        self.headlines = 0;
        self.requests = 0;
        let day = self.days.front();
        self.stretches = day.and_then(|day| seconds_of(*day)).into_iter().collect();
    }

    /// Halves the stretch of a full answer; false where it is too short.
    fn halve(&mut self, (first, last): (Timestamp, Timestamp)) -> bool {
        let length = last.duration_since(first);
        if length <= SHORTEST {
            return false;
        }
        let middle = first + length / 2;
        // Whole seconds: a stretch is named by them.
        let Ok(middle) = Timestamp::from_second(middle.as_second()) else {
            return false;
        };

        let after = middle + SignedDuration::from_secs(1);
        self.stretches.extend([(after, last), (first, middle)]);
        true
    }
}

/// The first and the last second of a day in Moscow.
fn seconds_of(day: Date) -> Option<(Timestamp, Timestamp)> {
    let first = end_of_day_in_moscow(day.yesterday().ok()?)?;
    let last = end_of_day_in_moscow(day)?;
    // The end of a day is its last second or the first of the next one; whole seconds of the day itself are meant.
    Some((
        Timestamp::from_second(first.as_second() + 1).ok()?,
        Timestamp::from_second(last.as_second()).ok()?,
    ))
}

fn stamp(moment: Timestamp) -> String {
    let moment = TimeZone::UTC.to_datetime(moment);
    moment.strftime("%Y%m%d%H%M%S").to_string()
}

/// A sentence in place of JSON; that about too many requests is a refusal like any other.
fn sentence(answer: &Answer, fault: WalkFault) -> WalkFault {
    let first_words = first_words(&answer.body, answer.content_type.as_deref());
    if first_words.to_lowercase().contains("limit requests") {
        return WalkFault::Refused {
            status: 429,
            first_words,
        };
    }
    fault
}

/// JSON in which every backslash that escapes nothing is one of the text: some titles have such.
fn with_sound_escapes(json: &[u8]) -> Vec<u8> {
    let mut sound = Vec::with_capacity(json.len());
    let mut bytes = json.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        sound.push(byte);
        if byte != b'\\' {
            continue;
        }
        match bytes.next_if(|next| b"\"\\/bfnrtu".contains(next)) {
            Some(escaped) => sound.push(escaped),
            None => sound.push(b'\\'),
        }
    }
    sound
}

impl Walk for Gdelt {
    fn next_url(&self) -> Option<String> {
        let (first, last) = *self.stretches.last()?;
        Some(format!(
            "{}/api/v2/doc/doc?query={}&mode=artlist&format=json&maxrecords={MOST_ARTICLES}&sort=dateasc\
             &startdatetime={}&enddatetime={}",
            self.base,
            self.query,
            stamp(first),
            stamp(last)
        ))
    }

    fn take(&mut self, answer: &Answer) -> Result<Vec<FeedItem>, WalkFault> {
        let (Some(day), Some(stretch)) =
            (self.days.front().copied(), self.stretches.last().copied())
        else {
            return Ok(Vec::new());
        };
        let json = json_of(answer).map_err(|fault| sentence(answer, fault))?;
        // Without articles there is not even a list.
        let is_empty = json.iter().all(|byte| b"{} \r\n\t".contains(byte));
        let items = if is_empty {
            Vec::new()
        } else {
            read_body(&with_sound_escapes(json), answer)?.items
        };

        self.requests += 1;
        self.stretches.pop();
        // All articles of one quarter of an hour cannot be had; those that came are kept.
        let is_halved = items.len() >= MOST_ARTICLES && self.halve(stretch);
        let items = if is_halved {
            Vec::new()
        } else {
            of_days(items, Span::day(day))
        };
        self.headlines += items.len();

        if self.stretches.is_empty() {
            self.done.push(DoneDay {
                date: day,
                headlines: u32::try_from(self.headlines).unwrap_or(u32::MAX),
                requests: self.requests,
            });
            self.days.pop_front();
            self.start_day();
        }
        Ok(items)
    }

    fn take_refusal(&mut self, _status: u16, _first_words: &str) -> bool {
        false
    }

    fn give_up(&mut self) {
        self.days.pop_front();
        self.start_day();
    }

    fn take_done(&mut self) -> Vec<DoneDay> {
        std::mem::take(&mut self.done)
    }
}
