//! The Bank's own news by its web service: `NewsInfoXML` of a range of days, with exact times.
//!
//! Its `ToDate` seems to be the midnight with which that day begins (an answer for 22 to 23 June 2023 has items of the
//! 22nd alone), so a day more is asked for and what is outside the days is left out.

use super::{
    DoneDay, Walk, WalkFault,
    reading::{count_of_day, of_days, read_whole, windows},
};
use crate::{
    model::{Span, Spans},
    net::Answer,
    news::feed::FeedItem,
};
use std::collections::VecDeque;

/// Days that are asked for at once.
pub(super) const LONGEST_DAYS: i64 = 31;

const SERVICE: &str = "/DailyInfoWebServ/DailyInfo.asmx/NewsInfoXML";

pub(super) struct CbrNews {
    base: String,
    windows: VecDeque<Span>,
    done: Vec<DoneDay>,
}

impl CbrNews {
    pub fn new(base: String, days: &Spans) -> Self {
        Self {
            base,
            windows: windows(days, LONGEST_DAYS),
            done: Vec::new(),
        }
    }
}

impl Walk for CbrNews {
    fn next_url(&self) -> Option<String> {
        let window = self.windows.front()?;
        let to = window.to().tomorrow().ok()?;
        Some(format!(
            "{}{SERVICE}?fromDate={}&ToDate={to}",
            self.base,
            window.from()
        ))
    }

    fn take(&mut self, answer: &Answer) -> Result<Vec<FeedItem>, WalkFault> {
        let Some(window) = self.windows.front().copied() else {
            return Ok(Vec::new());
        };
        let items = of_days(read_whole(answer)?.items, window);
        self.windows.pop_front();

        self.done.extend(window.iter().map(|date| DoneDay {
            date,
            headlines: count_of_day(&items, date),
            requests: 0,
        }));
        Ok(items)
    }

    fn take_refusal(&mut self, _status: u16, _first_words: &str) -> bool {
        false
    }

    fn give_up(&mut self) {
        self.windows.pop_front();
    }

    fn take_done(&mut self) -> Vec<DoneDay> {
        std::mem::take(&mut self.done)
    }
}
