//! Archives with pages for each day: Lenta (`/news/2024/05/20/`, `/news/2024/05/20/page/2/`) and Interfax
//! (`/news/2024/05/20`, `/news/2024/05/20/page_2`).
//!
//! A page may also list neighbours' days and articles of sister sites, which are left out. A day ends with the page that
//! names no next one, with a status, or with a page that brings nothing new.

use super::{
    ArchiveKind, DoneDay, Walk, WalkFault,
    reading::{address_day, day_of, other_document},
};
use crate::{
    encoding::decode,
    model::Spans,
    net::Answer,
    news::{
        feed::{FeedDocument, FeedItem},
        parse_listing,
    },
};
use jiff::civil::Date;
use std::collections::{HashSet, VecDeque};

/// Pages of a day that are asked at most; a day of Lenta has some twenty-five.
const MOST_PAGES: u32 = 100;

/// The site of a walk.
struct Site {
    /// What follows the address of a day, before and after the number of a further page.
    page: [&'static str; 2],
    /// What the addresses of days end with.
    end: &'static str,
    /// What the HTML of a page of a day has even without items.
    marks: &'static [&'static str],
    /// Whether the addresses of articles have their day.
    has_dated_addresses: bool,
}

const LENTA: Site = Site {
    page: ["/page/", "/"],
    end: "/",
    marks: &["archive-page", "card-full-news"],
    has_dated_addresses: true,
};

const INTERFAX: Site = Site {
    page: ["/page_", ""],
    end: "",
    marks: &["class=\"an\"", "class=\"pages\""],
    has_dated_addresses: false,
};

pub(super) struct DayPages {
    site: &'static Site,
    base: String,
    days: VecDeque<Date>,
    /// The page of the first of `days` to ask, from 1.
    page: u32,
    /// Addresses of the day so far.
    known: HashSet<String>,
    done: Vec<DoneDay>,
}

impl DayPages {
    pub fn new(kind: ArchiveKind, base: String, days: &Spans) -> Self {
        let site = match kind {
            ArchiveKind::Interfax => &INTERFAX,
            _ => &LENTA,
        };
        Self {
            site,
            base,
            days: days.each_day().collect(),
            page: 1,
            known: HashSet::new(),
            done: Vec::new(),
        }
    }

    fn end_day(&mut self, requests: u32) {
        let date = self.days.pop_front();
        let headlines = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.done.extend(date.map(|date| DoneDay {
            date,
            headlines,
            requests,
        }));
        self.start_day();
    }

    fn start_day(&mut self) {
        self.page = 1;
        self.known.clear();
    }

    /// The path of a further page, by which a page names it.
    fn path_of_page(&self, page: u32) -> String {
        let [before, after] = self.site.page;
        format!("{before}{page}{after}")
    }

    /// The list on a page. Its own addresses say of which day it is; where it has none, it is of the day asked for.
    fn read_list(&self, text: &str, url: &str) -> Result<FeedDocument, WalkFault> {
        let list = parse_listing(text, None)
            .filter(|list| list.items.iter().all(|item| item.published.is_some()));
        if let Some(list) = list.or_else(|| parse_listing(text, Some(url))) {
            return Ok(list);
        }

        let is_of_site = self.site.marks.iter().any(|mark| text.contains(mark));
        if is_of_site && self.page > 1 {
            return Ok(FeedDocument::default());
        }
        Err(other_document(
            "a page without a list of headlines; the site may have changed",
            "страница без списка заголовков; возможно, сайт изменился",
        ))
    }

    fn is_of_day(&self, item: &FeedItem, day: Date) -> bool {
        // A name of its own means another site.
        if item.source.is_some() || item.title.is_none() {
            return false;
        }
        let is_at_day = !self.site.has_dated_addresses || address_day(item) == Some(day);
        is_at_day && day_of(item) == Some(day)
    }
}

impl Walk for DayPages {
    fn next_url(&self) -> Option<String> {
        let day = self.days.front()?.strftime("%Y/%m/%d");
        let base = &self.base;
        Some(match self.page {
            1 => format!("{base}/news/{day}{}", self.site.end),
            page => format!("{base}/news/{day}{}", self.path_of_page(page)),
        })
    }

    fn take(&mut self, answer: &Answer) -> Result<Vec<FeedItem>, WalkFault> {
        let (Some(day), Some(url)) = (self.days.front().copied(), self.next_url()) else {
            return Ok(Vec::new());
        };
        let text = decode(&answer.body, answer.content_type.as_deref()).text;
        let list = self.read_list(&text, &url)?;

        let mut items: Vec<FeedItem> = list
            .items
            .into_iter()
            .filter(|item| self.is_of_day(item, day))
            .collect();
        items.retain(|item| {
            let url = item.url.clone().unwrap_or_default();
            self.known.insert(url)
        });
        if items.is_empty() && self.page == 1 {
            return Err(other_document(
                format!("no headlines of {day} on the page of that day"),
                format!("на странице за {day} нет заголовков этого дня"),
            ));
        }
        if self.page == MOST_PAGES {
            return Err(other_document(
                format!("more than {MOST_PAGES} pages for {day}"),
                format!("за {day} больше {MOST_PAGES} страниц"),
            ));
        }

        // That the first page names no second one may be the fault of a changed page, so the second is tried.
        let has_next = self.page == 1 || text.contains(&self.path_of_page(self.page + 1));
        if items.is_empty() || !has_next {
            self.end_day(self.page);
        } else {
            self.page += 1;
        }
        Ok(items)
    }

    fn take_refusal(&mut self, status: u16, _first_words: &str) -> bool {
        let is_end = self.page > 1 && matches!(status, 400 | 404 | 410);
        if is_end {
            self.end_day(self.page);
        }
        is_end
    }

    fn give_up(&mut self) {
        self.days.pop_front();
        self.start_day();
    }

    fn take_done(&mut self) -> Vec<DoneDay> {
        std::mem::take(&mut self.done)
    }
}
