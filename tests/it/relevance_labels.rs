//! How good the lexicon of relevance is, by labels that were given by reading headlines of the collections beside the
//! repository (tests/fixtures/SOURCES.md, "Labels of relevance").
//!
//! The lexicon was made with one half of the labels in view; what is asserted is of the other half. Beside it, the share of
//! the 60 most unusual moves since 2022 whose first headline matters, as `movers` shows it.
#![cfg(feature = "dictionary")]

use crate::command::{AFTER_ARCHIVE, Place};
use crate::shared::folder;
use ruble_rates::news::corpus::{HEADLINE_FIELDS, Row, read_corpus};
use ruble_rates::table::Mapping;
use ruble_rates::text::{Lemmas, RELEVANT, TitleRelevance, normal_form};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::PathBuf;

const LABELS: &str = include_str!("../fixtures/relevance/labels.csv");
const MOVES: &str = include_str!("../fixtures/relevance/moves.csv");

/// The first 16 hexadecimal digits of the SHA-256 of a title's normal form.
fn hash_of(title: &str) -> String {
    let start = Sha256::digest(normal_form(title).as_str())[..8].try_into();
    format!("{:016x}", u64::from_be_bytes(start.unwrap()))
}

/// The collections, each with the columns that have other names in it.
fn collections() -> Option<Vec<(PathBuf, &'static str)>> {
    let mut files: Vec<_> = std::fs::read_dir(folder("data/news/corpora")?)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_str().unwrap().ends_with(".csv.zst"))
        .collect();
    files.sort();
    let map = |path: PathBuf| {
        let is_telegram = path.to_str().unwrap().contains("telegram");
        let map = if is_telegram {
            "title=first_line,published=datetime_utc"
        } else {
            ""
        };
        (path, map)
    };
    Some(files.into_iter().map(map).collect())
}

/// All titles of the collections, by hash.
fn population() -> Option<HashMap<String, String>> {
    let mut population = HashMap::new();
    for (file, map) in collections()? {
        let mapping = if map.is_empty() {
            Mapping::default()
        } else {
            Mapping::parse(map, &HEADLINE_FIELDS).unwrap()
        };
        let bytes = std::fs::read(file).unwrap();
        let read = read_corpus(&*bytes, "stem", &mapping, &mut |row| {
            if let Row::Headline(headline) = row {
                population.insert(hash_of(&headline.title), headline.title.clone());
            }
            ControlFlow::Continue(())
        });
        read.unwrap();
    }
    Some(population)
}

/// How many relevant titles of a half are found, missed, and how many others are taken for relevant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    found: u32,
    missed: u32,
    mistaken: u32,
}

impl Counts {
    fn precision(self) -> f64 {
        f64::from(self.found) / f64::from(self.found + self.mistaken)
    }

    fn recall(self) -> f64 {
        f64::from(self.found) / f64::from(self.found + self.missed)
    }
}

#[test]
fn the_lexicon_finds_what_matters_among_headlines_it_was_not_made_with() {
    let Some(population) = population() else {
        return;
    };
    let (mut lemmas, mut halves) = (Lemmas::default(), HashMap::<&str, Counts>::new());
    let mut relevance = TitleRelevance::new(lemmas.method());
    for line in LABELS.lines().skip(1) {
        let [hash, _, half, label] = line.split(',').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let title = population.get(hash);
        let title = title.unwrap_or_else(|| panic!("{hash} is no title of the collections"));
        let is_flagged = relevance.score(&normal_form(title), &mut lemmas) >= RELEVANT;
        let counts = halves.entry(half).or_default();
        match (label, is_flagged) {
            ("1", true) => counts.found += 1,
            ("1", false) => counts.missed += 1,
            ("0", true) => counts.mistaken += 1,
            ("0", false) => {}
            _ => panic!("{line}"),
        }
    }
    let counts = halves["held_out"];
    assert!(
        counts.precision() >= 0.80 && counts.recall() >= 0.75,
        "{halves:?}: precision {:.3}, recall {:.3}",
        counts.precision(),
        counts.recall()
    );
}

/// The first headline of each move with news since 2022, by the date of its record.
fn first_headlines(place: &Place) -> Vec<(String, String)> {
    let movers = ["movers", "--from", "2022-01-01", "--to", "2026-08-21"];
    let ran = place.run(&[movers.as_slice(), &["--top", "300", "--format", "json"]].concat());
    let json: Value = serde_json::from_str(&ran.code(0).stdout).unwrap();
    let movers = json["movers"].as_array().unwrap().iter();
    movers
        .filter(|mover| mover["stories"] != 0)
        .take(60)
        .map(|mover| {
            let title = mover["headlines"][0]["title"].as_str().unwrap();
            let date = mover["record_date"].as_str().unwrap();
            (date.to_owned(), hash_of(title))
        })
        .collect()
}

#[test]
fn the_first_headline_of_a_large_move_matters_more_often_than_by_keyness_alone() {
    let Some(files) = collections() else {
        return;
    };
    let place = Place::new(AFTER_ARCHIVE);
    for (file, map) in files {
        let file = file.to_str().unwrap();
        let mut add = vec!["news", "add", file];
        if !map.is_empty() {
            add.extend(["--map", map]);
        }
        // A row that is left out ends with 1.
        let ran = place.run(&add);
        assert!(ran.code == Some(0) || ran.code == Some(1), "{ran:?}");
    }
    let (mut judged, mut dates, mut before) = (HashMap::new(), Vec::new(), 0);
    for line in MOVES.lines().skip(1) {
        let [date, old, old_label, new, new_label] = line.split(',').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        dates.push(date);
        before += u32::from(old_label == "1");
        judged.insert((date, old), old_label == "1");
        judged.insert((date, new), new_label == "1");
    }
    let found = first_headlines(&place);
    let of_found: Vec<_> = found.iter().map(|(date, _)| date.as_str()).collect();
    assert_eq!(of_found, dates);
    let unjudged: Vec<_> = found
        .iter()
        .filter(|(date, hash)| !judged.contains_key(&(date.as_str(), hash.as_str())))
        .collect();
    assert!(unjudged.len() <= 5, "read and judge these: {unjudged:?}");
    let matters = |(date, hash): &&(String, String)| {
        let key = (date.as_str(), hash.as_str());
        judged.get(&key).copied().unwrap_or(false)
    };
    let after = found.iter().filter(matters).count();
    assert!(
        before <= 17 && after >= 27,
        "before {before}, after {after}, of 60"
    );
}
