//! What a feed document says: for reading, or JSON.

use crate::{
    model::Lang,
    news::feed::{FeedDocument, FeedItem},
    render::{
        json_parts::{Shown, serialize_keys},
        news::faults::{NewsFault, fault_line},
        words::or_unknown,
    },
};
use serde::{Serialize, Serializer};
use std::fmt::Write as _;

/// A feed document that was read.
#[derive(Clone, Debug)]
pub struct FeedReading {
    pub file: String,
    pub document: FeedDocument,
}

impl Serialize for FeedReading {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_keys!(serializer, {
            "file": self.file,
            "title": self.document.title,
            "items": self.document.items,
            "faults": faults(self),
        })
    }
}

impl Serialize for FeedItem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_keys!(serializer, {
            "title": self.title,
            "url": self.url,
            "published": self.published.map(Shown),
            "source": self.source,
        })
    }
}

fn faults(feed: &FeedReading) -> Vec<NewsFault> {
    let faults = feed.document.faults.iter().cloned();
    faults.map(NewsFault::Feed).collect()
}

/// Title, items a line each, faults; each line with its end.
pub fn render_feed(feed: &FeedReading, lang: Lang) -> String {
    let untitled = lang.pick("(untitled)", "(без названия)");
    let title = feed.document.title.as_deref().unwrap_or(untitled);
    let mut text = format!("{}: {title}\n", feed.file);

    for item in &feed.document.items {
        let published = or_unknown(item.published);
        let title = item.title.as_deref().unwrap_or(untitled);
        let source = item.source.as_deref().map(|source| format!(" — {source}"));
        let source = source.unwrap_or_default();
        let _ = writeln!(text, "  {published}  {title}{source}");
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
    use crate::{
        news::feed::parse_feed,
        render::{fixtures::written, write_line},
    };

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
        let text = written(|out| write_line(&[reading(CUT)], out));
        let start = concat!(
            r#"[{"file":"feed.xml","title":"Лента","items":[{"title":"A","url":"https://a.example/1","#,
            r#""published":"2024-05-21T12:00:00+03:00","source":null},{"title":"Без всего","url":null,"#,
            r#""published":null,"source":null}],"#,
            r#""faults":[{"member":null,"line":1,"what":"cut off"#
        );
        assert!(text.starts_with(start), "{text}");
    }
}
