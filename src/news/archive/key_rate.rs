//! The Bank's releases on its key rate, `/Crosscut/NewsList/LoadMore/84035`: ten at a time, the newest first, as pieces of
//! HTML.
//!
//! The name of a release's file has the minute at which it came: `26072024_133000Key.htm`, before 2014 `130913_134305…`.

use super::{
    DoneDay, Walk, WalkFault,
    reading::{check_dates, count_of_day, day_of, of_days, other_document},
};
use crate::{
    encoding::decode,
    model::{Published, Span, Spans, is_digits},
    net::Answer,
    news::{address::joined, feed::FeedItem, one_line::on_one_line},
};
use html5gum::{Token, Tokenizer};
use jiff::civil::{Date, DateTime};

/// The list of the releases on the key rate.
const LIST: u32 = 84_035;

/// Releases of an answer.
const STEP: u32 = 10;

/// Releases at most; there are some eight a year since 2013.
const MOST: u32 = 2_000;

const SITE: &str = "https://www.cbr.ru";

pub(super) struct KeyRate {
    base: String,
    asked: Spans,
    span: Option<Span>,
    offset: u32,
    items: Vec<FeedItem>,
    is_end: bool,
    done: Vec<DoneDay>,
}

impl KeyRate {
    pub fn new(base: String, days: &Spans) -> Self {
        let span = days.whole();
        Self {
            base,
            asked: days.clone(),
            is_end: span.is_none(),
            span,
            offset: 0,
            items: Vec::new(),
            done: Vec::new(),
        }
    }

    fn end(&mut self) {
        self.is_end = true;
        let items = std::mem::take(&mut self.items);
        let days = self.asked.each_day();
        let done = days.map(|date| DoneDay {
            date,
            headlines: count_of_day(&items, date),
            requests: 0,
        });
        self.done = done.collect();
    }
}

/// The releases of a piece of HTML: links to files of press releases.
fn read_releases(html: &str) -> Vec<FeedItem> {
    let mut items: Vec<FeedItem> = Vec::new();
    let mut is_open = false;
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) if tag.name.as_slice() == b"a" => {
                let href = tag.attributes.get(b"href".as_slice());
                let href = href.map(|href| String::from_utf8_lossy(href).into_owned());
                is_open = href
                    .as_deref()
                    .is_some_and(|href| href.contains("/press/pr/"));
                if is_open {
                    items.push(release(&href.unwrap_or_default()));
                }
            }
            Token::EndTag(tag) if tag.name.as_slice() == b"a" => is_open = false,
            Token::String(text) if is_open => {
                if let Some(item) = items.last_mut() {
                    let text = String::from_utf8_lossy(&text);
                    item.title.get_or_insert_default().push_str(&text);
                }
            }
            _ => {}
        }
    }

    for item in &mut items {
        let title = item.title.take().unwrap_or_default();
        item.title = Some(on_one_line(&title)).filter(|title| !title.is_empty());
    }
    items
}

fn release(href: &str) -> FeedItem {
    FeedItem {
        url: joined(SITE, href),
        published: stamp_of(href),
        ..FeedItem::default()
    }
}

/// The minute in the name of a file.
fn stamp_of(href: &str) -> Option<Published> {
    let (_, name) = href.split_once("file=")?;
    let (day, rest) = name.split_once('_')?;
    let clock = rest.get(..6).filter(|clock| is_digits(clock))?;
    let format = match day.len() {
        8 => "%d%m%Y%H%M%S",
        6 => "%y%m%d%H%M%S",
        _ => return None,
    };
    let time = DateTime::strptime(format, format!("{day}{clock}")).ok()?;
    Published::in_moscow(time)
}

impl Walk for KeyRate {
    fn next_url(&self) -> Option<String> {
        let offset = self.offset;
        (!self.is_end).then(|| {
            format!(
                "{}/Crosscut/NewsList/LoadMore/{LIST}?intOffset=0&extOffset={offset}",
                self.base
            )
        })
    }

    fn take(&mut self, answer: &Answer) -> Result<Vec<FeedItem>, WalkFault> {
        let Some(span) = self.span else {
            return Ok(Vec::new());
        };
        let text = decode(&answer.body, answer.content_type.as_deref()).text;
        let releases = read_releases(&text);
        // Beyond the first release the answer is empty; a page of something else is not.
        if releases.is_empty() && (!text.trim().is_empty() || self.offset == 0) {
            return Err(other_document("no list of releases", "не список сообщений"));
        }

        check_dates(&releases)?;
        if self.offset + STEP > MOST {
            return Err(other_document(
                format!("more than {MOST} releases"),
                format!("больше {MOST} сообщений"),
            ));
        }

        let earliest: Option<Date> = releases.iter().filter_map(day_of).min();
        let is_empty = releases.is_empty();
        let mut items = of_days(releases, span);
        items.retain(|item| day_of(item).is_some_and(|day| self.asked.containing(day).is_some()));
        self.items.extend(items.iter().cloned());
        self.offset += STEP;
        if is_empty || earliest.is_some_and(|day| day < span.from()) {
            self.end();
        }
        Ok(items)
    }

    fn take_refusal(&mut self, _status: u16, _first_words: &str) -> bool {
        false
    }

    fn give_up(&mut self) {
        self.is_end = true;
    }

    fn take_done(&mut self) -> Vec<DoneDay> {
        std::mem::take(&mut self.done)
    }
}
