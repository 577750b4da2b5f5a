//! A site of WordPress by its REST interface, `/wp-json/wp/v2/posts`, in windows of some days.
//!
//! `after` and `before` are compared with the local date of a post whatever zone is written, so a day more is asked for on
//! either side, and posts are chosen by their own instants. A page beyond the last is answered with 400 and
//! `rest_post_invalid_page_number`.

use super::{
    DoneDay, Walk, WalkFault,
    reading::{count_of_day, json_of, of_days, other_document, read_whole, windows},
};
use crate::{
    model::{Span, Spans},
    net::Answer,
    news::feed::FeedItem,
};
use jiff::ToSpan as _;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet, VecDeque};

/// Days that are asked for at once.
pub(super) const LONGEST_DAYS: i64 = 7;

/// Posts of a page; the most that WordPress gives.
const PAGE_POSTS: usize = 100;

/// Types of content that are no news: those of WordPress itself, and goods.
const OTHER_TYPES: [&str; 9] = [
    "page",
    "attachment",
    "nav_menu_item",
    "product",
    "elementor_library",
    "e-landing-page",
    "e-floating-buttons",
    "forum",
    "topic",
];

pub(super) struct WordPress {
    base: String,
    /// Whether the site has addresses by path, or by `?rest_route=` alone.
    has_paths: bool,
    /// The lists, unless they are still to be asked for.
    lists: Option<Vec<String>>,
    windows: VecDeque<Span>,
    /// The list of the first window that is being read, and its page, from 1.
    list: usize,
    page: u32,
    headlines: BTreeMap<jiff::civil::Date, u32>,
    /// The addresses of the list so far.
    known: HashSet<String>,
    done: Vec<DoneDay>,
}

#[derive(Deserialize)]
struct ContentType {
    slug: String,
    rest_base: String,
}

impl WordPress {
    pub fn new(base: String, types: &[String], days: &Spans) -> Self {
        Self {
            base,
            has_paths: true,
            lists: Some(types.to_vec()).filter(|types| !types.is_empty()),
            windows: windows(days, LONGEST_DAYS),
            list: 0,
            page: 1,
            headlines: BTreeMap::new(),
            known: HashSet::new(),
            done: Vec::new(),
        }
    }

    fn url_of(&self, route: &str, query: &str) -> String {
        let base = &self.base;
        if self.has_paths {
            let mark = if query.is_empty() { "" } else { "?" };
            return format!("{base}/wp-json/wp/v2/{route}{mark}{query}");
        }
        let mark = if query.is_empty() { "" } else { "&" };
        format!("{base}/?rest_route=/wp/v2/{route}{mark}{query}")
    }

    fn end_list(&mut self) {
        self.page = 1;
        self.known.clear();
        self.list += 1;
        if self.list < self.lists.as_ref().map_or(0, Vec::len) {
            return;
        }

        self.list = 0;
        let window = self.windows.pop_front();
        let headlines = std::mem::take(&mut self.headlines);
        let days = window.iter().flat_map(|window| window.iter());
        self.done.extend(days.map(|date| DoneDay {
            date,
            headlines: headlines.get(&date).copied().unwrap_or_default(),
            requests: 0,
        }));
    }
}

/// The lists in which the site keeps what is dated: posts, and types of its own.
fn read_lists(answer: &Answer) -> Result<Vec<String>, WalkFault> {
    let types: BTreeMap<String, ContentType> =
        serde_json::from_slice(json_of(answer)?).map_err(|error| {
            other_document(
                format!("no list of types: {error}"),
                format!("не список видов записей ({error})"),
            )
        })?;
    let lists = types
        .into_values()
        .filter(|one| !one.slug.starts_with("wp_") && !OTHER_TYPES.contains(&one.slug.as_str()));
    let lists: Vec<String> = lists.map(|one| one.rest_base).collect();

    if lists.is_empty() {
        return Err(other_document(
            "no type of content that could be news",
            "нет вида записей, который мог бы быть новостями",
        ));
    }
    Ok(lists)
}

impl Walk for WordPress {
    fn next_url(&self) -> Option<String> {
        let window = self.windows.front()?;
        let Some(lists) = &self.lists else {
            return Some(self.url_of("types", ""));
        };
        let from = window.from().checked_sub(1.day()).ok()?;
        let to = window.to().checked_add(2.days()).ok()?;
        let query = format!(
            "after={from}T00:00:00&before={to}T00:00:00&orderby=date&order=asc&per_page={PAGE_POSTS}&page={}\
             &_fields=date,date_gmt,link,title",
            self.page
        );
        Some(self.url_of(lists.get(self.list)?, &query))
    }

    fn take(&mut self, answer: &Answer) -> Result<Vec<FeedItem>, WalkFault> {
        if self.lists.is_none() {
            self.lists = Some(read_lists(answer)?);
            return Ok(Vec::new());
        }
        let Some(window) = self.windows.front().copied() else {
            return Ok(Vec::new());
        };
        let json = json_of(answer)?;
        let is_empty = json.iter().all(|byte| b"[] \r\n\t".contains(byte));
        let posts = if is_empty {
            Vec::new()
        } else {
            read_whole(answer)?.items
        };

        let count = self.known.len();
        self.known
            .extend(posts.iter().filter_map(|post| post.url.clone()));
        if !posts.is_empty() && self.known.len() == count {
            return Err(other_document(
                format!("page {} has the posts of earlier pages", self.page),
                format!("на странице {} записи прежних страниц", self.page),
            ));
        }

        let items = of_days(posts, window);
        for date in window.iter() {
            *self.headlines.entry(date).or_default() += count_of_day(&items, date);
        }
        // Without the header, the list ends with the refusal of the page beyond it.
        let is_last = answer.total_pages.is_some_and(|pages| self.page >= pages);
        if is_empty || is_last {
            self.end_list();
        } else {
            self.page += 1;
        }
        Ok(items)
    }

    fn take_refusal(&mut self, status: u16, first_words: &str) -> bool {
        if self.lists.is_none() && self.has_paths && status == 404 {
            self.has_paths = false;
            return true;
        }
        // Some sites keep their types to themselves and show their posts.
        if self.lists.is_none() && matches!(status, 401 | 404) {
            self.lists = Some(vec!["posts".to_owned()]);
            self.has_paths |= status == 404;
            return true;
        }
        let is_beyond = first_words.contains("rest_post_invalid_page_number");
        if is_beyond {
            self.end_list();
        }
        is_beyond
    }

    fn give_up(&mut self) {
        if self.lists.is_none() {
            self.windows.clear();
        }
        self.windows.pop_front();
        self.headlines.clear();
        self.known.clear();
        self.list = 0;
        self.page = 1;
    }

    fn take_done(&mut self) -> Vec<DoneDay> {
        std::mem::take(&mut self.done)
    }
}
