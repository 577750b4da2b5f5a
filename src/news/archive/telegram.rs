//! The public page of a Telegram channel, `https://t.me/s/NAME?before=NUMBER`: some twenty posts before a number.
//!
//! It has no days, so the place of the last day asked for is found by halving the numbers, and the posts before it are read
//! until they are older than the first day.

use super::{
    DoneDay, Walk, WalkFault,
    reading::{check_dates, count_of_day, day_of, of_days, other_document},
};
use crate::{
    encoding::decode,
    model::{Span, Spans},
    net::Answer,
    news::{
        feed::FeedItem,
        listing::{TelegramPage, parse_telegram_page},
    },
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Numbers that are not halved any further: about as many as a page has posts.
const PAGE_POSTS: u64 = 20;

enum State {
    /// The newest page is asked first: it has the largest number.
    Newest,
    /// The last post of the days is between these numbers.
    Halving {
        low: u64,
        high: u64,
    },
    /// Posts before this number are read.
    Reading {
        before: u64,
    },
    End,
}

pub(super) struct Channel {
    base: String,
    asked: Spans,
    /// All days from the first to the last one asked for.
    span: Option<Span>,
    state: State,
    headlines: BTreeMap<Date, u32>,
    done: Vec<DoneDay>,
}

impl Channel {
    pub fn new(base: String, days: &Spans) -> Self {
        let span = days.whole();
        Self {
            base,
            asked: days.clone(),
            state: if span.is_some() {
                State::Newest
            } else {
                State::End
            },
            span,
            headlines: BTreeMap::new(),
            done: Vec::new(),
        }
    }

    /// Takes posts of which the earliest is of `earliest`: later days are done.
    fn end_days(&mut self, earliest: Option<Date>) {
        let Some(span) = self.span else { return };
        let days = span
            .iter()
            .filter(|day| earliest.is_none_or(|earliest| *day > earliest));
        for date in days {
            if self.asked.containing(date).is_some() {
                self.done.push(DoneDay {
                    date,
                    headlines: self.headlines.get(&date).copied().unwrap_or_default(),
                    requests: 0,
                });
                self.asked.remove(Span::day(date));
            }
        }
    }

    /// The number before which the posts of the present address are.
    const fn asked_before(&self) -> u64 {
        match self.state {
            State::Newest | State::End => u64::MAX,
            State::Halving { low, high } => low + (high - low) / 2,
            State::Reading { before } => before,
        }
    }

    fn read_posts(&mut self, page: TelegramPage, span: Span) -> Vec<FeedItem> {
        let first_number = page.first_number();
        let earliest = page.posts.iter().filter_map(|(_, item)| day_of(item)).min();
        let is_beginning = first_number.is_none_or(|number| number <= 1);
        let is_older = earliest.is_some_and(|day| day < span.from());

        let posts = page.posts.into_iter().map(|(_, item)| item).collect();
        let mut items = of_days(posts, span);
        items.retain(|item| day_of(item).is_some_and(|day| self.asked.containing(day).is_some()));
        for date in span.iter() {
            *self.headlines.entry(date).or_default() += count_of_day(&items, date);
        }

        self.state = match first_number {
            Some(before) if !is_older && !is_beginning => State::Reading { before },
            _ => State::End,
        };
        let is_end = matches!(self.state, State::End);
        self.end_days(if is_end { None } else { earliest });
        items
    }
}

/// Where the last post of the days is, after a page has been seen.
fn halved(low: u64, high: u64) -> State {
    if high.saturating_sub(low) <= PAGE_POSTS {
        return State::Reading { before: high };
    }
    State::Halving { low, high }
}

fn no_posts() -> WalkFault {
    other_document(
        "no posts; the channel may have no public page, or another name",
        "записей нет; возможно, у канала нет публичной страницы или он зовётся иначе",
    )
}

impl Walk for Channel {
    fn next_url(&self) -> Option<String> {
        let base = &self.base;
        match self.state {
            State::Newest => Some(base.clone()),
            State::Halving { .. } | State::Reading { .. } => {
                Some(format!("{base}?before={}", self.asked_before()))
            }
            State::End => None,
        }
    }

    fn take(&mut self, answer: &Answer) -> Result<Vec<FeedItem>, WalkFault> {
        let Some(span) = self.span else {
            return Ok(Vec::new());
        };
        let text = decode(&answer.body, answer.content_type.as_deref()).text;
        let page = parse_telegram_page(&text).ok_or_else(no_posts)?;
        if page.posts.is_empty() && matches!(self.state, State::Newest) {
            return Err(no_posts());
        }
        check_dates(page.posts.iter().map(|(_, post)| post))?;

        let before = self.asked_before();
        if page.posts.iter().any(|(number, _)| *number >= before) {
            return Err(other_document(
                format!("posts that are not before {before}, which were asked for"),
                format!("записи не раньше {before}, а запрашивались более ранние"),
            ));
        }

        let newest_day = page.posts.iter().filter_map(|(_, post)| day_of(post)).max();
        let is_later = newest_day.is_some_and(|day| day > span.to());

        self.state = match self.state {
            State::Newest if page.is_all_after(span.to()) => {
                halved(1, page.first_number().unwrap_or(1))
            }
            State::Halving { low, high } => {
                let middle = before;
                if is_later {
                    halved(low, middle)
                } else {
                    halved(middle, high)
                }
            }
            _ => return Ok(self.read_posts(page, span)),
        };
        Ok(Vec::new())
    }

    fn take_refusal(&mut self, _status: u16, _first_words: &str) -> bool {
        false
    }

    fn give_up(&mut self) {
        self.state = State::End;
    }

    fn take_done(&mut self) -> Vec<DoneDay> {
        std::mem::take(&mut self.done)
    }
}
