//! The feed parser against the 105 feeds beside the repository, and against what Python's feedparser reads there.

use crate::shared::folder;
use jiff::tz::TimeZone;
use ruble_rates::model::Published;
use ruble_rates::news::feed::{FeedError, FeedFaultKind, FeedItem, parse_feed};
use serde::Deserialize;
use std::path::Path;

/// What feedparser reads of one file: the first 50 items, empty texts for what is missing.
#[derive(Deserialize)]
struct Expected {
    file: String,
    feed_title: String,
    n_items: usize,
    items: Vec<ExpectedItem>,
}

#[derive(Deserialize)]
struct ExpectedItem {
    title: String,
    link: String,
    date_utc: String,
}

/// Where we read otherwise than feedparser on purpose: file, what, ours, reason.
const DIFFERENCES: &[(&str, &str, &str, &str)] = &[
    (
        "feedrs_rss_1.0_biorxiv.xml",
        "date 1",
        "2023-12-16",
        "a day without a time is a day, not its midnight in UTC",
    ),
    (
        "feedrs_rss_1.0_debian.xml",
        "date 1",
        "2022-12-17",
        "a day without a time is a day, not its midnight in UTC",
    ),
    (
        "feedrs_rss_2.0_nbcny.xml",
        "date 1",
        "2023-12-16T11:02:33Z",
        "02:02:33 PM without a zone: feedparser drops the PM and takes UTC, we take Moscow's 14:02:33 and say so",
    ),
    (
        "feedrs_rss_2.0_example_6.xml",
        "date 1",
        "2020-02-06",
        "midnight of a zone other than UTC is a day without a time",
    ),
    (
        "feedrs_xml_sample_1.xml",
        "document",
        "not a feed",
        "a catalogue of books, nothing in it is a feed's",
    ),
    (
        "fp_illformed__chardet__euckr.xml",
        "title 1",
        "EUC-KR 에서 TypeKey 한글닉네임 표시하기",
        "the bytes are EUC-KR under no name, which feedparser takes for Latin-1",
    ),
    (
        "fp_illformed__chardet__gb2312.xml",
        "title 1",
        "不归移民漫画系列：专业工作",
        "the bytes are GB 2312 under no name, which feedparser takes for Latin-1",
    ),
    (
        "fp_illformed__rss_empty_document.xml",
        "document",
        "not a feed",
        "a comment and no element",
    ),
    (
        "miniflux_xml_iso88591_utf8_mismatch.xml",
        "document",
        "not a feed",
        "a note, nothing in it is a feed's",
    ),
    (
        "fp_wellformed__atom10__entry_title_escaped_markup.xml",
        "title 1",
        "Example Atom",
        "feedparser keeps HTML for a browser, a headline is text",
    ),
    (
        "fp_wellformed__atom10__feed_title_escaped_markup.xml",
        "title",
        "Example Atom",
        "feedparser keeps HTML for a browser, a headline is text",
    ),
    (
        "fp_wellformed__atom10__missing_quote_in_attr.xml",
        "title",
        "example",
        "feedparser keeps HTML for a browser, a headline is text",
    ),
];

fn expectations(news: &Path) -> Vec<Expected> {
    let lines = std::fs::read_to_string(news.join("feeds_expected.jsonl")).unwrap();
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn seconds_in_utc(item: &FeedItem) -> String {
    match item.published {
        Some(Published::At { instant, .. }) => TimeZone::UTC
            .to_datetime(instant)
            .strftime("%Y-%m-%dT%H:%M:%SZ")
            .to_string(),
        Some(Published::On(day)) => day.to_string(),
        None => String::new(),
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_feeds_are_read_as_feedparser_reads_them() {
    let Some(news) = folder("data/news") else {
        return;
    };
    let mut found = Vec::new();
    let mut note = |file: &str, what: String, theirs: &str, ours: &str| {
        if theirs != ours {
            found.push((file.to_owned(), what, theirs.to_owned(), ours.to_owned()));
        }
    };
    let expectations = expectations(&news);
    assert_eq!(expectations.len(), 105);
    for expected in &expectations {
        let bytes = std::fs::read(news.join("feeds").join(&expected.file)).unwrap();
        let read = match parse_feed(&bytes, None) {
            Ok(read) => read,
            Err(error) => {
                assert!(
                    matches!(
                        error,
                        FeedError::NotAFeed { .. } | FeedError::OtherXml { .. }
                    ),
                    "{}: {error}",
                    expected.file
                );
                note(
                    &expected.file,
                    "document".to_owned(),
                    "a feed",
                    "not a feed",
                );
                continue;
            }
        };
        note(
            &expected.file,
            "title".into(),
            &folded(&expected.feed_title),
            &read.title.unwrap_or_default(),
        );
        note(
            &expected.file,
            "items".into(),
            &expected.n_items.to_string(),
            &read.items.len().to_string(),
        );
        for (number, (theirs, ours)) in expected.items.iter().zip(&read.items).enumerate() {
            let of = |what: &str| format!("{what} {}", number + 1);
            // Where there is none, feedparser says so and we take the first sentence of the text.
            let title = ours.title.as_deref().filter(|_| !theirs.title.is_empty());
            note(
                &expected.file,
                of("title"),
                &folded(&theirs.title),
                title.unwrap_or_default(),
            );
            note(
                &expected.file,
                of("link"),
                &theirs.link,
                ours.url.as_deref().unwrap_or_default(),
            );
            note(
                &expected.file,
                of("date"),
                &theirs.date_utc,
                &seconds_in_utc(ours),
            );
        }
    }
    let ours = |(file, what, _, ours): &(String, String, String, String)| {
        DIFFERENCES.iter().any(|known| {
            (known.0, known.1, known.2) == (file.as_str(), what.as_str(), ours.as_str())
        })
    };
    let unexpected: Vec<_> = found
        .iter()
        .filter(|difference| !ours(difference))
        .collect();
    assert!(
        unexpected.is_empty(),
        "file, what, feedparser's, ours: {unexpected:#?}"
    );
    assert_eq!(
        found.len(),
        DIFFERENCES.len(),
        "a difference that is listed is none any more"
    );
}

/// What feedparser calls ill-formed in these feeds is read without loss, and what is not lost is no fault. Ten of their
/// items have neither a title nor a text.
#[test]
fn sound_feeds_have_no_faults() {
    let Some(news) = folder("data/news") else {
        return;
    };
    let mut found = Vec::new();
    for expected in expectations(&news) {
        let bytes = std::fs::read(news.join("feeds").join(&expected.file)).unwrap();
        let faults = parse_feed(&bytes, None)
            .map(|read| read.faults)
            .unwrap_or_default();
        found.extend(
            faults
                .iter()
                .filter(|fault| fault.kind != FeedFaultKind::NoTitle)
                .map(|fault| format!("{}: {fault}", expected.file)),
        );
    }
    assert_eq!(
        found,
        [
            "feedrs_rss_2.0_ilmessaggero.xml: line 27: `mer, 16 nov 2022 00:38:15 +0100` is not a date",
        ]
    );
}

/// Any feed cut anywhere keeps the items before the cut, as they are in the whole one.
#[test]
fn a_cut_feed_keeps_what_stood_before() {
    let Some(news) = folder("data/news") else {
        return;
    };
    for file in [
        "lenta_ru_2022-12_full.xml",
        "miniflux_small_atom.xml",
        "miniflux_rdf_UTF8.xml",
    ] {
        let bytes = std::fs::read(news.join("feeds").join(file)).unwrap();
        let whole = parse_feed(&bytes, None).unwrap();
        for twentieth in 1..20 {
            let cut = parse_feed(&bytes[..bytes.len() * twentieth / 20], None).unwrap();
            let kept = cut.items.len();
            assert!(
                kept + 2 > whole.items.len() * twentieth / 20 || kept > 5,
                "{file} {twentieth}: {kept}"
            );
            let sound = kept.saturating_sub(1);
            assert_eq!(
                cut.items[..sound],
                whole.items[..sound],
                "{file} {twentieth}"
            );
            assert_eq!(cut.faults.len(), 1, "{file} {twentieth}");
        }
    }
}
