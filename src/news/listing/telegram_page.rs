//! A page of a channel with the numbers of its posts, by which its other pages are found.

use super::{SHAPES, absolute, post, read_page};
use crate::{model::parse_instant, news::feed::FeedItem};
use jiff::civil::Date;

/// What a page of a channel has, even one without posts.
const MARKS: [&str; 2] = ["tgme_widget_message_wrap", "tgme_channel_history"];

/// The posts of a page.
pub struct TelegramPage {
    /// Number and post, in the order of the page; a post without a text has no title.
    pub posts: Vec<(u64, FeedItem)>,
}

impl TelegramPage {
    /// The smallest number, before which older posts are found.
    pub fn first_number(&self) -> Option<u64> {
        self.posts.iter().map(|(number, _)| *number).min()
    }

    /// Whether there are posts, all of them later than `day`.
    pub fn is_all_after(&self, day: Date) -> bool {
        let days = self.posts.iter().filter_map(|(_, post)| post.published);
        let mut days = days.map(|published| published.day()).peekable();
        days.peek().is_some() && days.all(|one| one > day)
    }
}

/// Reads a page of a channel; `None` for any other page.
pub fn parse_telegram_page(page: &str) -> Option<TelegramPage> {
    if !MARKS.iter().any(|mark| page.contains(mark)) {
        return None;
    }

    let shape = &SHAPES[0];
    let drafts = read_page(page, shape).drafts;
    let posts = drafts.iter().filter_map(|draft| {
        let (_, number) = draft.url.rsplit_once('/')?;
        let without_text = FeedItem {
            url: Some(absolute(&draft.url, shape.site)),
            published: parse_instant(&draft.time).ok(),
            ..FeedItem::default()
        };
        let item = post(draft, shape.site).unwrap_or(without_text);
        Some((number.parse().ok()?, item))
    });
    Some(TelegramPage {
        posts: posts.collect(),
    })
}
