//! Any answer of an address is a source or an error; what is found can be written into a configuration.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ruble_rates::{
    net::WebAddress,
    news::{ArchiveKind, FoundSource, find_source, is_answer_of},
};

const ADDRESS: &str = "https://news.example/a/b";

fuzz_target!(|bytes: &[u8]| {
    let links = [String::from_utf8_lossy(bytes).into_owned()];
    match find_source(ADDRESS, bytes, None, &links) {
        Ok(FoundSource::Archive { url, .. }) => {
            assert!(WebAddress::parse(&url).is_ok(), "{url}");
            assert!(!url.contains(['?', '#']), "{url}");
        }
        Ok(FoundSource::NamesFeeds(feeds)) => {
            assert!(!feeds.is_empty());
            for feed in feeds {
                assert!(WebAddress::parse(&feed.url).is_ok(), "{}", feed.url);
            }
        }
        Ok(FoundSource::Feed { .. }) | Err(_) => {}
    }
    for kind in ArchiveKind::ALL {
        let _ = is_answer_of(kind, ADDRESS, bytes, None);
    }
});
