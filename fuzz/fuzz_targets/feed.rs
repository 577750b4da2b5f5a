//! Any bytes are a feed or an error; what is read keeps its promises.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ruble_rates::model::NEWS_YEARS;
use ruble_rates::news::feed::parse_feed;

fuzz_target!(|bytes: &[u8]| {
    for content_type in [None, Some("text/xml; charset=koi8-r")] {
        let Ok(mut read) = parse_feed(bytes, content_type) else {
            continue;
        };
        read.resolve_links("https://news.example/rss");
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
        assert!(read.faults.len() <= 100);
        assert!(
            read.faults
                .iter()
                .all(|fault| fault.line >= 1 && fault.line <= lines.max(bytes.len() as u64))
        );
        for item in read.items {
            let texts = [&item.title, &item.summary, &item.section];
            assert!(
                texts
                    .iter()
                    .all(|text| text.as_ref().is_none_or(|text| !text.trim().is_empty()))
            );
            assert!(
                item.title
                    .as_ref()
                    .is_none_or(|title| title.chars().count() <= 2_000)
            );
            if let Some(published) = item.published {
                // The day in Moscow may be that before or after the one written.
                assert!(
                    (NEWS_YEARS.start() - 1..=NEWS_YEARS.end() + 1)
                        .contains(&published.day().year())
                );
            }
            let _ = item.into_headline("fuzz");
        }
    }
});
