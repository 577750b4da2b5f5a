//! The collections beside the repository, whole: every row of the five, every record of the samples of formats.

use crate::shared::folder;
use ruble_rates::model::{DateEvidence, Headline, Zone};
use ruble_rates::news::corpus::{CorpusSummary, Mapping, Row, RowFault, read_corpus};
use std::fs::File;
use std::ops::ControlFlow;

struct Collection {
    headlines: Vec<Headline>,
    faults: Vec<RowFault>,
    summary: CorpusSummary,
}

/// Reads a collection; its stem is `stem`. None without the shared data.
fn read(below: &str) -> Option<Collection> {
    let file = folder("data/news/corpora")?.join(below);
    let (mut headlines, mut faults) = (Vec::new(), Vec::new());
    let summary = read_corpus(File::open(file).unwrap(), "stem", &Mapping::default(), &mut |row| {
        match row {
            Row::Headline(headline) => headlines.push(headline),
            Row::Fault(fault) => faults.push(fault),
        }
        ControlFlow::Continue(())
    });
    Some(Collection { headlines, faults, summary: summary.unwrap() })
}

/// `published|source|url|section|tags|author|title`, with `-` for what there is not.
fn line(headline: &Headline) -> String {
    let dated = headline.dated.map(|dated| dated.published.to_string());
    let or_none = |text: Option<&str>| text.unwrap_or("-").to_owned();
    [
        or_none(dated.as_deref()),
        headline.source.clone(),
        or_none(headline.url.as_deref()),
        or_none(headline.section.as_deref()),
        headline.tags.join("+"),
        or_none(headline.author.as_deref()),
        headline.title.clone(),
    ]
    .join("|")
}

fn check_whole(file: &str, rows: usize, dated: usize, lines: &[(usize, &str)]) {
    let Some(collection) = read(file) else { return };
    assert_eq!(collection.faults, [], "{file}");
    let with_date = collection.headlines.iter().filter(|headline| headline.dated.is_some()).count();
    assert_eq!((collection.headlines.len(), with_date), (rows, dated), "{file}");
    assert_eq!(collection.summary.headlines, rows as u64, "{file}");
    assert_eq!(collection.summary.undated, (rows - dated) as u64, "{file}");
    for (at, expected) in lines {
        assert_eq!(line(&collection.headlines[*at]), *expected, "{file}, headline {at}");
    }
}

#[test]
fn dump() {
    let Some(folder) = folder("data/news/corpora/format_samples") else { return };
    let mut names: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    for n in names {
        let c = read(&format!("format_samples/{n}")).unwrap();
        println!("== {n} {:?}", c.summary);
        for f in &c.faults {
            println!("FAULT {f}");
        }
        for h in &c.headlines {
            println!("{}\n     {:?}", line(h), h.summary);
        }
    }
}

#[test]
fn every_row_of_the_five_collections_is_read() {
    check_whole("lenta_2024-03-19_2024-05-06.csv.zst", 24_908, 24_908, &[]);
    check_whole("ru_media_2018_2026_rss_history.csv.zst", 15_929, 14_708, &[]);
    check_whole("telegram_news_2025-07_2025-11.csv.zst", 7_325, 7_325, &[]);
    check_whole("kommersant_2022.csv.zst", 798, 798, &[]);
    check_whole("gazprom_events_2021_2022.csv.zst", 88, 88, &[]);
}
