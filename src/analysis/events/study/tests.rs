use super::*;
use crate::{
    analysis::events::{Extent, Link, RecordDates, Required, all_mentions, place},
    model::{Cutoffs, RateReport, Span, Spans},
    text::{Story, StoryWord, WordRole},
};
use jiff::{
    ToSpan,
    civil::{DateTime, date},
};

/// A hundred records, one a day, and their news.
pub struct News {
    pub corpus: Corpus,
    pub placed: Vec<Option<u32>>,
    pub dates: Vec<Date>,
    pub windows: Windows,
    pub tested: Tested,
}

pub const RECORDS: usize = 100;

fn story(moscow_time: DateTime, source: u32) -> Story {
    Story {
        headline: 0,
        moscow_time,
        time_known: true,
        source,
        rate_report: RateReport::default(),
    }
}

/// Stories of one word or more, each with the day on which it comes at noon and its source.
pub fn news(mut stories: Vec<(i64, u32, Vec<u32>)>, holes: &[usize]) -> News {
    let first = date(2024, 3, 1);
    let dates: Vec<Date> = (0..100).map(|at| first + at.days()).collect();
    let joined: Vec<bool> = (0..RECORDS)
        .map(|at| at > 0 && !holes.contains(&at))
        .collect();
    let coverage: Spans = [Span::new(first, dates[RECORDS - 1]).unwrap()]
        .into_iter()
        .collect();
    let cutoffs = Cutoffs::default();
    stories.sort();
    let mut corpus = Corpus::default();
    for (day, source, lemmas) in stories {
        let word = |lemma| StoryWord::new(lemma, WordRole::Plain, true).unwrap();
        let moscow_time = (first + day.days()).at(12, 0, 0, 0);
        corpus.push(story(moscow_time, source), lemmas.into_iter().map(word));
    }
    let records = RecordDates {
        dates: &dates,
        joined: &joined,
        coverage: &coverage,
        cutoffs: &cutoffs,
    };
    let placed = place(corpus.stories(), Link::Effect, &records);
    let windows = Windows::new(all_mentions(corpus.stories(), &placed), RECORDS);
    let z: Vec<_> = joined.iter().map(|joined| joined.then_some(1.0)).collect();
    let required = Required {
        from: None,
        to: None,
        k: 1,
        a: 0,
        b: 1,
    };
    let tested = Tested::new(&dates, &joined, &z, &windows, &required);
    News {
        corpus,
        placed,
        dates,
        windows,
        tested,
    }
}

impl News {
    pub fn study(&self, rule: EventRule, per_source: PerSource) -> Study<'_> {
        let News {
            corpus,
            placed,
            dates,
            windows,
            tested,
        } = self;
        Study {
            corpus,
            placed,
            record_dates: dates,
            windows,
            tested,
            rule,
            per_source,
        }
    }
}

/// Twelve stories for each record, and one of lemma 7 for these.
fn with_marked(marked: &[i64], holes: &[usize]) -> News {
    let ordinary = (0..99).flat_map(|day| vec![(day, 0, vec![1]); 12]);
    news(
        ordinary
            .chain(marked.iter().map(|record| (record - 1, 0, vec![7])))
            .collect(),
        holes,
    )
}

fn check(marked: &[i64], holes: &[usize], events: &[u32], dropped: &[(u32, WhyNot)]) -> Events {
    let news = with_marked(marked, holes);
    let study = news.study(EventRule::Any, PerSource::Auto);
    let found = study.events_of(&study.stories_with(TermKey::lemma(7), Numbers::Drop));
    assert_eq!(
        (found.records(), &found.dropped[..]),
        (events.to_vec(), dropped),
        "{marked:?}"
    );
    found
}

#[test]
fn events_at_the_ends_are_dropped_and_named() {
    let found = check(
        &[0, 1, 59, 60, 97, 98, 99, 100],
        &[],
        &[60, 97],
        &[
            (1, WhyNot::NotCovered),
            (59, WhyNot::NotCovered),
            (98, WhyNot::WindowOutsideData),
            (99, WhyNot::WindowOutsideData),
        ],
    );
    assert_eq!(found.positions, [0, 37]);
}

#[test]
fn a_hole_in_coverage_drops_the_events_beside_it() {
    let why = WhyNot::WindowOutsideData;
    check(
        &[77, 78, 79, 80, 81, 82],
        &[80],
        &[77, 82],
        &[(78, why), (79, why), (81, why)],
    );
}

#[test]
fn all_events_in_one_window_are_one() {
    let found = check(&[70; 30], &[], &[70], &[]);
    assert_eq!(found.events[0].count, 30);
    assert_eq!(
        Extent::new(&found.records(), &with_marked(&[], &[]).dates, 1),
        Extent {
            events: 1,
            months: 1,
            clusters: 1
        }
    );
}

#[test]
fn an_empty_corpus_has_no_events() {
    let news = news(vec![], &[]);
    let study = news.study(EventRule::Surprise, PerSource::On);
    assert_eq!(study.events_of(&[]), Events::default());
    assert_eq!(study.terms(Numbers::Drop, 1), []);
    assert!(news.tested.is_empty() && study.doses(&[]).is_empty());
}

#[test]
fn a_dose_is_the_surprise_and_nothing_weighs_nothing() {
    let news = with_marked(&[60, 61, 61, 61], &[]);
    let study = news.study(EventRule::Surprise, PerSource::Off);
    let doses = study.doses(&study.stories_with(TermKey::lemma(7), Numbers::Drop));
    assert!(doses[0] > 1.0 && doses[1] > doses[0], "{doses:?}");
    assert!(doses[2..].iter().all(|dose| *dose <= 0.0));
}
