//! How good the two rules of rate reports are, by labels that were given by reading headlines of the collections
//! beside the repository (tests/fixtures/SOURCES.md, "Labels of rate reports").
//!
//! The population is every distinct title with a word of currencies. Read were all that a rule flags, and of those
//! that the reference rule does not flag the first by hash, so that each stands for `unflagged / sample` titles:
//! recall = (found + w · found in the sample) / (reports + w · reports in the sample), with w that ratio, and found
//! and reports counted among those that the reference rule flags.
#![cfg(feature = "dictionary")]

use crate::shared::folder;
use ruble_rates::model::RateReport;
use ruble_rates::news::corpus::{Row, read_corpus};
use ruble_rates::table::Mapping;
use ruble_rates::text::{Lemmas, normal_form, story_words};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

const LABELS: &str = include_str!("../fixtures/rate_report_labels.csv");

/// Lemmas of which a title of the population has one.
const CURRENCY_WORDS: [&str; 10] = [
    "доллар",
    "евро",
    "юань",
    "рубль",
    "usd",
    "eur",
    "cny",
    "валюта",
    "валютный",
    "курс",
];

/// How many titles that the reference rule does not flag were read, the first by hash.
const SAMPLE: usize = 300;

/// A title of the population.
#[derive(Clone, Debug)]
struct Found {
    title: String,
    rules: RateReport,
}

/// Titles by the first 16 hexadecimal digits of the SHA-256 of their normal forms.
fn population() -> Option<BTreeMap<String, Found>> {
    let mut files: Vec<_> = std::fs::read_dir(folder("data/news/corpora")?)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_str().unwrap().ends_with(".csv.zst"))
        .collect();
    files.sort();
    let (mut lemmas, mut population) = (Lemmas::default(), BTreeMap::new());
    for file in files {
        let bytes = std::fs::read(file).unwrap();
        let read = read_corpus(&*bytes, "stem", &Mapping::default(), &mut |row| {
            if let Row::Headline(headline) = row {
                let normal = normal_form(&headline.title);
                let mut has_word = false;
                let rules = story_words(&normal, &mut lemmas, |word| {
                    has_word |= CURRENCY_WORDS.contains(&word.lemma);
                });
                if has_word || rules != RateReport::default() {
                    let start = Sha256::digest(normal.as_str())[..8].try_into().unwrap();
                    let hash = format!("{:016x}", u64::from_be_bytes(start));
                    population.insert(
                        hash,
                        Found {
                            title: headline.title.clone(),
                            rules,
                        },
                    );
                }
            }
            ControlFlow::Continue(())
        });
        read.unwrap();
    }
    Some(population)
}

/// Whether each title that was read is a report, by hash; and what the reference rule said of it.
fn labels() -> BTreeMap<&'static str, (bool, bool)> {
    let label = |line: &'static str| {
        let [hash, flagged, label] = line.split(',').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        assert!(
            ["0", "1"].contains(&flagged) && ["report", "other"].contains(&label),
            "{line}"
        );
        (hash, (label == "report", flagged == "1"))
    };
    LABELS.lines().skip(1).map(label).collect()
}

/// Counts of a rule.
#[derive(Debug, PartialEq, Eq)]
struct Counts {
    /// Titles that it flags.
    flagged: usize,
    /// Those of them that are reports.
    reports: usize,
    /// Reports that it flags among those that the reference rule flags, and in the sample.
    found: [usize; 2],
}

#[test]
fn rate_report_rules_are_as_good_as_the_labels_say() {
    let Some(population) = population() else {
        return;
    };
    let labels = labels();
    for (hash, (_, flagged)) in &labels {
        let known = population
            .get(*hash)
            .unwrap_or_else(|| panic!("{hash} is no title of the collections"));
        assert_eq!(known.rules.by_reference, *flagged, "{}", known.title);
    }
    let (flagged, unflagged): (Vec<_>, Vec<_>) = population
        .iter()
        .partition(|(_, found)| found.rules.by_reference);
    assert_eq!((flagged.len(), unflagged.len()), (34, 939));
    let is_report = |hash: &String| {
        let label = labels.get(hash.as_str());
        label
            .unwrap_or_else(|| panic!("no label: {hash} {}", population[hash].title))
            .0
    };
    let strata = [&flagged[..], &unflagged[..SAMPLE]];
    let reports = strata.map(|read| read.iter().filter(|(hash, _)| is_report(hash)).count());
    assert_eq!(reports, [26, 7]);
    let weight = unflagged.len() as f64 / SAMPLE as f64;
    let weighted = |counts: [usize; 2]| counts[0] as f64 + weight * counts[1] as f64;
    let check = |name: &str, is_flagged: fn(&RateReport) -> bool, expected: Counts| {
        let all: Vec<_> = population
            .iter()
            .filter(|(_, found)| is_flagged(&found.rules))
            .collect();
        let is_found =
            |(hash, found): &(&String, &Found)| is_flagged(&found.rules) && is_report(hash);
        let counts = Counts {
            flagged: all.len(),
            reports: all.iter().filter(|(hash, _)| is_report(hash)).count(),
            found: strata.map(|read| read.iter().filter(|one| is_found(one)).count()),
        };
        let precision = counts.reports as f64 / counts.flagged as f64;
        let recall = weighted(counts.found) / weighted(reports);
        println!("{name}: precision {precision:.3}, recall {recall:.2}, {counts:?}");
        assert_eq!(counts, expected, "{name}");
    };
    check(
        "reference",
        |rules| rules.by_reference,
        Counts {
            flagged: 34,
            reports: 26,
            found: [26, 0],
        },
    );
    check(
        "clause",
        |rules| rules.by_clause,
        Counts {
            flagged: 34,
            reports: 34,
            found: [26, 5],
        },
    );
}
