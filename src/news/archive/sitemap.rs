//! Sitemaps: an index and the files that it names, packed or not.
//!
//! Only the entries of Google News have titles, and those are of the last two days; addresses without a title are counted
//! and left out. A file is not asked for when its name has other days, or when it last changed before the first day. A day
//! is done when the files list an earlier day as well and none of its addresses lacks a title.

use super::{
    DoneDay, Walk, WalkFault,
    named_days::days_named,
    reading::{address_day, check_whole, day_of, other_document},
};
use crate::{
    model::{Published, Span, Spans},
    net::{Answer, LIMIT_MIB},
    news::{
        feed::{FeedError, FeedItem, Sitemap, parse_sitemap},
        unpacked,
    },
};
use jiff::civil::Date;
use std::{
    collections::{BTreeMap, BTreeSet, HashSet, VecDeque},
    io::{Cursor, Read as _},
};

/// Files of one walk at most.
const MOST_FILES: usize = 2_000;

pub(super) struct Sitemaps {
    asked: Spans,
    span: Option<Span>,
    files: VecDeque<String>,
    known: HashSet<String>,
    headlines: BTreeMap<Date, u32>,
    /// Days with addresses that have no title.
    untitled_days: BTreeSet<Date>,
    untitled: usize,
    /// The earliest day of an address.
    earliest: Option<Date>,
    is_whole: bool,
    done: Vec<DoneDay>,
}

impl Sitemaps {
    pub fn new(url: String, days: &Spans) -> Self {
        let span = days.whole();
        Self {
            asked: days.clone(),
            span,
            known: HashSet::from([url.clone()]),
            files: span.map(|_| url).into_iter().collect(),
            headlines: BTreeMap::new(),
            untitled_days: BTreeSet::new(),
            untitled: 0,
            earliest: None,
            is_whole: true,
            done: Vec::new(),
        }
    }

    fn add_files(&mut self, index: Sitemap, span: Span) -> Result<(), WalkFault> {
        for entry in index.document.items {
            let Some(url) = entry.url else { continue };
            let has_other_days =
                days_named(&url).is_some_and(|days| days.intersection(span).is_none());
            let is_older = day_of_change(entry.published).is_some_and(|day| day < span.from());
            if !has_other_days && !is_older && self.known.insert(url.clone()) {
                self.files.push_back(url);
            }
        }

        if self.known.len() > MOST_FILES {
            self.files.clear();
            self.is_whole = false;
            return Err(other_document(
                format!("more than {MOST_FILES} sitemaps"),
                format!("больше {MOST_FILES} карт сайта"),
            ));
        }
        Ok(())
    }

    fn add_addresses(&mut self, entries: Vec<FeedItem>) -> Vec<FeedItem> {
        let mut items = Vec::new();
        for mut item in entries {
            // `news:publication_date`; without it, the address may have the day.
            let day = day_of(&item).or_else(|| address_day(&item));
            self.earliest = self.earliest.into_iter().chain(day).min();
            let is_asked = day.is_some_and(|day| self.asked.containing(day).is_some());
            if item.title.is_none() {
                self.untitled += usize::from(is_asked || day.is_none());
                self.untitled_days.extend(day);
                continue;
            }
            if let Some(day) = day.filter(|_| is_asked) {
                item.published = item.published.or(Some(Published::On(day)));
                *self.headlines.entry(day).or_default() += 1;
                items.push(item);
            }
        }
        items
    }

    fn end(&mut self) {
        let (Some(span), true) = (self.span, self.is_whole) else {
            return;
        };
        let days = span.iter().filter(|day| {
            self.asked.containing(*day).is_some()
                && self.earliest.is_some_and(|earliest| earliest < *day)
                && self.headlines.contains_key(day)
                && !self.untitled_days.contains(day)
        });
        let done = days.map(|date| DoneDay {
            date,
            headlines: self.headlines.get(&date).copied().unwrap_or_default(),
            requests: 0,
        });
        self.done = done.collect();
    }
}

fn day_of_change(changed: Option<Published>) -> Option<Date> {
    changed.map(|changed| changed.day())
}

fn read(answer: &Answer) -> Result<Sitemap, WalkFault> {
    let broken = |error: std::io::Error| WalkFault::Packed(error.to_string());
    let mut bytes = Vec::new();
    let input = unpacked(Cursor::new(&answer.body)).map_err(broken)?.input;
    let limit = LIMIT_MIB * 1024 * 1024;
    let read = input.take(limit + 1).read_to_end(&mut bytes);
    read.map_err(broken)?;
    if bytes.len() as u64 > limit {
        return Err(WalkFault::Unreadable(FeedError::TooLarge {
            limit_mib: LIMIT_MIB,
        }));
    }

    let sitemap = parse_sitemap(&bytes, answer.content_type.as_deref());
    let sitemap = sitemap.map_err(WalkFault::Unreadable)?;
    check_whole(&sitemap.document)?;
    Ok(sitemap)
}

impl Walk for Sitemaps {
    fn next_url(&self) -> Option<String> {
        self.files.front().cloned()
    }

    fn take(&mut self, answer: &Answer) -> Result<Vec<FeedItem>, WalkFault> {
        let Some(span) = self.span else {
            return Ok(Vec::new());
        };
        let sitemap = read(answer)?;
        self.files.pop_front();

        let items = if sitemap.is_index {
            self.add_files(sitemap, span)?;
            Vec::new()
        } else {
            self.add_addresses(sitemap.document.items)
        };
        if self.files.is_empty() {
            self.end();
        }
        Ok(items)
    }

    fn take_refusal(&mut self, _status: u16, _first_words: &str) -> bool {
        false
    }

    fn give_up(&mut self) {
        self.files.pop_front();
        self.is_whole = false;
    }

    fn take_done(&mut self) -> Vec<DoneDay> {
        std::mem::take(&mut self.done)
    }

    fn untitled(&self) -> usize {
        self.untitled
    }
}
