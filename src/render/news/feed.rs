//! What a feed document says: for reading, or JSON.

use crate::model::{Lang, Published};
use crate::news::feed::FeedDocument;
use crate::render::json_parts::Shown;
use crate::render::json_parts::write_line;
use crate::render::news::faults::{NewsFault, fault_line};
use crate::render::news::intake::FaultJson;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, Write};

/// A feed document that was read.
#[derive(Clone, Debug)]
pub struct FeedReading {
    pub file: String,
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
    feed.document
        .faults
        .iter()
        .cloned()
        .map(NewsFault::Feed)
        .collect()
}

/// Title, items a line each, faults; each line with its end.
pub fn render_feed(feed: &FeedReading, lang: Lang) -> String {
    let untitled = match lang {
        Lang::Ru => "(без названия)",
        Lang::En => "(untitled)",
    };
    let mut text = format!(
        "{}: {}\n",
        feed.file,
        feed.document.title.as_deref().unwrap_or(untitled)
    );
    for item in &feed.document.items {
        let published = item
            .published
            .map_or_else(|| "—".to_owned(), |published| published.to_string());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::feed::parse_feed;
    use crate::render::fixtures::written;

    fn reading(document: &str) -> FeedReading {
        FeedReading {
            file: "feed.xml".into(),
            document: parse_feed(document.as_bytes(), None).unwrap(),
        }
    }

    const CUT: &str = "<rss><channel><title>Лента</title><item><title>A</title><link>https://a.example/1</link>\
        <pubDate>Tue, 21 May 2024 12:00:00 MSK</pubDate></item><item><title>Без всего</title></item>";

    #[test]
    fn a_feed_is_its_items_and_then_its_faults() {
        let text = render_feed(&reading(CUT), Lang::Ru);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[..4],
            [
                "feed.xml: Лента",
                "  2024-05-21T12:00:00+03:00  A",
                "    https://a.example/1",
                "  —  Без всего"
            ]
        );
        assert!(lines[4].contains("строка 1: документ оборван"), "{text}");
    }

    #[test]
    fn json_has_null_for_what_an_item_lacks() {
        let text = written(|out| render_feeds_json(&[reading(CUT)], out));
        let start = concat!(
            r#"[{"file":"feed.xml","title":"Лента","items":[{"title":"A","url":"https://a.example/1","#,
            r#""published":"2024-05-21T12:00:00+03:00"},{"title":"Без всего","url":null,"published":null}],"#,
            r#""faults":[{"member":null,"line":1,"what":"cut off"#
        );
        assert!(text.starts_with(start), "{text}");
    }
}
