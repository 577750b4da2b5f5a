//! What a feed document says: for reading, or JSON.

use super::json::write_line;
use super::json_parts::Shown;
use super::news_faults::{NewsFault, fault_line};
use super::news_intake::FaultJson;
use crate::model::{Lang, Published};
use crate::news::feed::FeedDocument;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, Write};

/// A feed document that was read.
#[derive(Clone, Debug)]
pub struct FeedReading {
    /// As typed.
    pub file: String,
    /// What it says.
    pub document: FeedDocument,
}

/// `[{"file","title","items":[{"title","url","published"}],"faults":[…]}]`.
///
/// # Errors
/// Those of the writer.
pub fn render_feeds_json(feeds: &[FeedReading], out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct FeedJson<'a> {
        file: &'a str,
        title: Option<&'a str>,
        items: Vec<ItemJson<'a>>,
        faults: Vec<FaultJson<'a>>,
    }
    #[derive(Serialize)]
    struct ItemJson<'a> {
        title: Option<&'a str>,
        url: Option<&'a str>,
        published: Option<Shown<Published>>,
    }
    let faults: Vec<Vec<NewsFault>> = feeds.iter().map(faults).collect();
    let feeds = feeds.iter().zip(&faults).map(|(feed, faults)| FeedJson {
        file: &feed.file,
        title: feed.document.title.as_deref(),
        items: (feed.document.items.iter())
            .map(|item| ItemJson {
                title: item.title.as_deref(),
                url: item.url.as_deref(),
                published: item.published.map(Shown),
            })
            .collect(),
        faults: faults.iter().map(FaultJson::new).collect(),
    });
    write_line(&feeds.collect::<Vec<_>>(), out)
}

fn faults(feed: &FeedReading) -> Vec<NewsFault> {
    feed.document.faults.iter().cloned().map(NewsFault::Feed).collect()
}

/// Title, items a line each, faults; each line with its end.
pub fn render_feed(feed: &FeedReading, lang: Lang) -> String {
    let untitled = match lang {
        Lang::Ru => "(без названия)",
        Lang::En => "(untitled)",
    };
    let mut text = format!("{}: {}\n", feed.file, feed.document.title.as_deref().unwrap_or(untitled));
    for item in &feed.document.items {
        let published = item.published.map_or_else(|| "—".to_owned(), |published| published.to_string());
        let title = item.title.as_deref().unwrap_or(untitled);
        let _ = writeln!(text, "  {published}  {title}");
        if let Some(url) = &item.url {
            let _ = writeln!(text, "    {url}");
        }
    }
    for fault in faults(feed) {
        let _ = writeln!(text, "  {}", fault_line(&feed.file, &fault, lang));
    }
    text
}
