//! Stories against the rule itself, applied without an index.

use super::{LemmaSet, Stories, lemmas::LemmaKey, words::antonyms};
use proptest::prelude::*;

const WORDS: [&str; 14] = [
    "банк",
    "ставка",
    "россия",
    "нефть",
    "газ",
    "сша",
    "санкция",
    "рубль",
    "курс",
    "цена",
    "евро",
    "мост",
    "повысить",
    "снизить",
];

/// A set of given lemmas, without stop words.
fn lemma_set<'a>(lemmas: impl IntoIterator<Item = &'a str>) -> LemmaSet {
    let key = |lemma: &str| LemmaKey::new(lemma, antonyms().any(|word| word == lemma));
    LemmaSet::new(lemmas.into_iter().map(key).collect())
}

#[derive(Debug)]
struct Told {
    time_s: i64,
    title: String,
    lemmas: Vec<&'static str>,
}

impl Told {
    fn set(&self) -> LemmaSet {
        lemma_set(self.lemmas.iter().copied())
    }
}

fn told() -> impl Strategy<Value = Vec<Told>> {
    let headline = (
        0_i64..400,
        proptest::collection::btree_set(0..WORDS.len(), 0..9),
        0..3_usize,
    );
    proptest::collection::vec(headline, 1..60).prop_map(|mut list| {
        list.sort();
        let told = list.into_iter().map(|(hours, words, other)| {
            let lemmas: Vec<_> = words.into_iter().map(|at| WORDS[at]).collect();
            // Titles of one set differ by stop words, and sometimes do not.
            let title = format!("{}{}", lemmas.join(" "), " и".repeat(other));
            Told {
                time_s: hours / 4 * 3600,
                title,
                lemmas,
            }
        });
        let mut told: Vec<_> = told.collect();
        told.sort_by(|a, b| (a.time_s, &a.title).cmp(&(b.time_s, &b.title)));
        told
    })
}

/// Every story is compared with, by the words of the rule.
fn stories_by_the_rule(told: &[Told]) -> Vec<usize> {
    let mut stories: Vec<usize> = Vec::new();
    for (at, headline) in told.iter().enumerate() {
        let mut best: Option<(f64, usize)> = None;
        for first in (0..at).filter(|first| stories[*first] == *first) {
            let other = &told[first];
            let common = other
                .lemmas
                .iter()
                .filter(|lemma| headline.lemmas.contains(lemma))
                .count();
            let union = other.lemmas.len() + headline.lemmas.len() - common;
            let is_lone =
                |word: &&str| other.lemmas.contains(word) != headline.lemmas.contains(word);
            let is_opposite = ["повысить", "снизить"].iter().any(is_lone);
            let is_same_title = other.title == headline.title;
            let likeness = if is_same_title {
                1.0
            } else {
                common as f64 / union.max(1) as f64
            };
            let is_joined = other.time_s >= headline.time_s - 48 * 3600
                && !is_opposite
                && likeness >= 0.7
                && best.is_none_or(|(best, _)| likeness > best);
            if is_joined {
                best = Some((likeness, first));
            }
        }
        stories.push(best.map_or(at, |(_, first)| first));
    }
    stories
}

proptest! {
    #[test]
    fn the_index_finds_what_the_rule_does(told in told()) {
        let mut stories = Stories::default();
        let found: Vec<usize> = (told.iter().enumerate())
            .map(|(at, one)| {
                let id = i64::try_from(at).unwrap();
                usize::try_from(stories.place(id, one.time_s, &one.title, one.set())).unwrap()
            })
            .collect();
        prop_assert_eq!(found, stories_by_the_rule(&told));
    }
}

#[test]
fn what_is_old_is_forgotten() {
    let mut stories = Stories::default();
    for at in 0..30_000_i64 {
        let title = format!("курс {at}");
        assert_eq!(
            stories.place(at, at * 3600, &title, lemma_set(title.split(' '))),
            at
        );
    }
    assert!(format!("{stories:?}").len() < 1_000_000);
}
