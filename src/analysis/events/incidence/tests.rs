use super::*;
use crate::analysis::events::{
    EventRule, PerSource,
    study::tests::{News, news},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Each term by itself: the same rules without sieve and table.
fn one_by_one(study: &Study, numbers: Numbers, reach: u32) -> Vec<TermEvents> {
    let (mut matched, mut terms): (BTreeMap<TermKey, Vec<u32>>, _) = (BTreeMap::new(), Vec::new());
    for at in 0..study.corpus.stories().len() {
        collect_terms(study.corpus.words(at), numbers, &mut terms);
        for term in &terms {
            matched
                .entry(*term)
                .or_default()
                .push(at.try_into().unwrap());
        }
    }
    let events = |(key, matched): (TermKey, Vec<u32>)| {
        let found = study.events_of(&matched);
        let is_tested = Extent::new(&found.records(), study.record_dates, reach).is_enough()
            && found.positions.len() <= study.tested.len() / 2;
        let stories = matched
            .iter()
            .filter(|at| study.placed[**at as usize].is_some())
            .count();
        let stories = u32::try_from(stories).unwrap();
        is_tested.then_some(TermEvents {
            key,
            stories,
            positions: found.positions,
        })
    };
    matched.into_iter().filter_map(events).collect()
}

/// News of 99 days, in which words with smaller numbers are more common.
fn random_news(seed: u64) -> News {
    let mut state = seed;
    let mut below = |bound: u64| {
        state = mixed(state.wrapping_add(0x9E37_79B9));
        state % bound
    };
    let mut stories = Vec::new();
    for day in 0..99 {
        // Some words come six at a time on one day in four.
        for topic in (200..220).filter(|_| below(4) == 0) {
            stories.extend((0..6).map(|_| (day, 0, vec![topic])));
        }
        for _ in 0..10 + below(10) {
            let mut number = |bound| u32::try_from(below(bound)).unwrap();
            let source = number(3) + u32::from(day > 70);
            let lemmas = (0..4).map(|_| number(4) * number(40)).collect();
            stories.push((day, source, lemmas));
        }
    }
    news(stories, &[])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn all_terms_at_once_are_each_by_itself(seed in any::<u64>(), per_source in prop::sample::select(vec![PerSource::Auto, PerSource::On, PerSource::Off])) {
        let news = random_news(seed);
        for rule in [EventRule::Any, EventRule::Surprise] {
            let study = news.study(rule, per_source);
            prop_assert_eq!(study.terms(Numbers::Drop, 0), one_by_one(&study, Numbers::Drop, 0));
        }
    }
}

#[test]
fn there_is_something_to_compare() {
    let news = random_news(1);
    let found = news
        .study(EventRule::Any, PerSource::Auto)
        .terms(Numbers::Drop, 0);
    assert!(found.len() > 10, "{}", found.len());
    let one = &found[0];
    let matched = news
        .study(EventRule::Any, PerSource::Auto)
        .stories_with(one.key, Numbers::Drop);
    assert_eq!(matched.len(), one.stories as usize);
    let found = news
        .study(EventRule::Surprise, PerSource::Auto)
        .terms(Numbers::Drop, 0);
    assert!(!found.is_empty());
}

#[test]
fn threads_change_nothing() {
    let news = random_news(2);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| {
            news.study(EventRule::Any, PerSource::Auto)
                .terms(Numbers::Drop, 0)
        })
    };
    assert_eq!(with(1), with(4));
}

#[test]
fn a_full_counter_stays_full() {
    let sieve = Sieve::new(100);
    let key = TermKey::bigram(3, 5);
    for _ in 1..LEAST_EVENTS {
        sieve.add(key);
    }
    assert!(!sieve.lets_through(key));
    for _ in 0..1000 {
        sieve.add(key);
    }
    assert!(sieve.lets_through(key));
}
