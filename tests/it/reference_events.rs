//! Events of terms beside the reference values in `data/stats`.

use crate::shared::reference;
use jiff::civil::Date;
use ruble_rates::analysis::events::{
    Counted, Counter, EventRule, Mention, PerSource, Required, TRAILING, Tested, WhyNot, Windows,
    is_covered, tail, usual_share, without_copies,
};
use serde_json::Value;

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn numbers(value: &Value) -> Vec<u32> {
    list(value).iter().map(number).collect()
}

fn number(value: &Value) -> u32 {
    value.as_u64().unwrap().try_into().unwrap()
}

fn floats(value: &Value) -> Vec<f64> {
    list(value)
        .iter()
        .map(|one| one.as_f64().unwrap())
        .collect()
}

fn date(value: &Value) -> Option<Date> {
    value.as_str().map(|text| text.parse().unwrap())
}

/// So many mentions of a source in each window.
fn mentions_of(source: u32, counts: &[u32]) -> impl Iterator<Item = Mention> {
    (0..).zip(counts).flat_map(move |(window, count)| {
        std::iter::repeat_n(Mention { window, source }, *count as usize)
    })
}

/// The mentions of all sources.
fn mentions_by_source<'a>(counts: impl Iterator<Item = (u32, &'a Value)>) -> Vec<Mention> {
    let mut all: Vec<Mention> = counts
        .flat_map(|(source, counts)| mentions_of(source, &numbers(counts)).collect::<Vec<_>>())
        .collect();
    all.sort_unstable();
    all
}

fn counted(windows: &Windows, per_source: PerSource, mentions: &[Mention]) -> Vec<Counted> {
    let mut found = Vec::new();
    Counter::new(windows, per_source).count(mentions, |one| found.push(one));
    found
}

fn assert_close(got: f64, expected: f64, file: &Value, what: &str) {
    let tolerance = file["tolerance_abs"].as_f64().unwrap();
    assert!(
        (got - expected).abs() <= tolerance,
        "{what}: {got} is not {expected}"
    );
}

/// A case of the tested span: its covered windows, and its tested records with the reasons of the others.
fn tested_span(case: &Value) -> (Vec<u32>, Tested) {
    let dates: Vec<Date> = list(&case["dates"])
        .iter()
        .map(|day| date(day).unwrap())
        .collect();
    let flags = |of: &Value| -> Vec<bool> {
        let flags = list(of).iter();
        flags.map(|one| one.as_bool().unwrap()).collect()
    };
    let z: Vec<Option<f64>> = list(&case["z"]).iter().map(Value::as_f64).collect();
    let mut windows = Windows::new(
        mentions_of(0, &numbers(&case["N"])).collect::<Vec<_>>(),
        dates.len(),
    );
    if !case["read_whole"].is_null() {
        windows = windows.with_read_whole(flags(&case["read_whole"]));
    }

    let offset = |at: usize| i32::try_from(case["window"][at].as_i64().unwrap()).unwrap();
    let required = Required {
        from: date(&case["from"]),
        to: date(&case["to"]),
        k: number(&case["k"]),
        a: offset(0),
        b: offset(1),
    };
    let tested = Tested::new(&dates, &flags(&case["joined"]), &z, &windows, &required);
    let covered = (0..).zip(0..dates.len());
    let covered = covered.filter(|(_, at)| is_covered(&windows, *at));
    (covered.map(|(record, _)| record).collect(), tested)
}

/// Which windows have enough news is defined otherwise than in this file, which asks for 600 stories before and 5 in a
/// window (`tests/fixtures/stats/tested_span.json` has why): no window of it is lost by that, and every other reason is
/// as it says.
#[test]
fn reference_tested_span() {
    let Some(file) = reference("tested_span.json") else {
        return;
    };
    let cases = list(&file["input"]["cases"]);
    let expected = list(&file["expected"]["cases"]);
    assert_eq!(cases.len(), expected.len());
    for (case, expected) in cases.iter().zip(expected) {
        let (covered, tested) = tested_span(case);
        let before = numbers(&expected["covered"]);
        assert!(before.iter().all(|record| covered.contains(record)));
        for (record, reason) in (0..).zip(list(&expected["reason"])) {
            let found = tested.position(record).err();
            if reason == WhyNot::NotCovered.name() {
                let may_follow = [
                    None,
                    Some(WhyNot::NotCovered),
                    Some(WhyNot::WindowOutsideData),
                ];
                assert!(may_follow.contains(&found), "record {record}: {found:?}");
            } else {
                assert_eq!(found.map(WhyNot::name), reason.as_str(), "record {record}");
            }
        }
    }
}

#[test]
fn own_reference_tested_span() {
    let file = include_str!("../fixtures/stats/tested_span.json");
    let file: Value = serde_json::from_str(file).unwrap();
    let cases = list(&file["input"]["cases"]);
    let expected = list(&file["expected"]["cases"]);
    assert_eq!((cases.len(), expected.len()), (4, 4));
    for (case, expected) in cases.iter().zip(expected) {
        let (covered, tested) = tested_span(case);
        assert_eq!(covered, numbers(&expected["covered"]));
        assert_eq!(tested.records(), numbers(&expected["tested"]));
        for (record, reason) in (0..).zip(list(&expected["reason"])) {
            let found = tested.position(record).err().map(WhyNot::name);
            assert_eq!(found, reason.as_str(), "record {record}");
        }
    }
}

#[test]
fn reference_surprise() {
    let Some(file) = reference("surprise.json") else {
        return;
    };
    let (input, expected) = (&file["input"], &file["expected"]);
    let (history, history_all) = (numbers(&input["history_c"]), numbers(&input["history_N"]));
    let sum = |counts: &[u32]| counts.iter().map(|count| u64::from(*count)).sum::<u64>();
    let share = usual_share(sum(&history), sum(&history_all));
    assert_close(share, expected["p"].as_f64().unwrap(), &file, "p");
    for (at, today) in list(&input["today"]).iter().enumerate() {
        let (count, all) = (number(&today[0]), number(&today[1]));
        let with = |history: &[u32], today: u32| -> Vec<Mention> {
            mentions_of(0, &[history, &[today]].concat()).collect()
        };
        let windows = Windows::new(with(&history_all, all), history.len() + 1);
        let found = counted(&windows, PerSource::Off, &with(&history, count));
        let found = found
            .last()
            .filter(|one| one.window as usize == history.len());
        let lambda = found.map_or(f64::from(all) * share, |one| one.expected);
        assert_eq!(found.map_or(0, |one| one.count), count);
        assert_close(
            lambda,
            expected["lambda"][at].as_f64().unwrap(),
            &file,
            "lambda",
        );
        assert_close(
            tail(count, lambda),
            expected["tail"][at].as_f64().unwrap(),
            &file,
            "tail",
        );
        let is_event = found.is_some_and(|one| one.is_event(EventRule::Surprise));
        assert_eq!(
            is_event,
            expected["event"][at].as_bool().unwrap(),
            "{today}"
        );
        assert_eq!(
            found.is_some_and(|one| one.is_event(EventRule::Any)),
            count > 0
        );
    }
}

#[test]
fn reference_surprise_sources() {
    let Some(file) = reference("surprise_sources.json") else {
        return;
    };
    let (input, expected) = (&file["input"], &file["expected"]);
    let sources = input["N"].as_object().unwrap();
    let source = |name: &str| {
        sources
            .keys()
            .position(|one| one == name)
            .unwrap()
            .try_into()
            .unwrap()
    };
    let by_source = |counts: &Value| {
        mentions_by_source(
            counts
                .as_object()
                .unwrap()
                .iter()
                .map(|(name, counts)| (source(name), counts)),
        )
    };
    let all = by_source(&input["N"]);
    let length = sources
        .values()
        .map(|counts| list(counts).len())
        .max()
        .unwrap();
    let windows = Windows::new(all, length);
    let entered: Vec<u32> = (0..)
        .zip(0..length)
        .filter(|(_, at)| windows.is_entered(*at))
        .map(|(at, _)| at)
        .collect();
    assert_eq!(entered, numbers(&expected["entered"]));
    assert_eq!(
        input["terms"].as_object().unwrap().len(),
        expected["terms"].as_object().unwrap().len()
    );
    for (term, counts) in input["terms"].as_object().unwrap() {
        let expected = &expected["terms"][term];
        let mut found = counted(&windows, PerSource::Auto, &by_source(counts));
        found.retain(|one| one.window as usize >= TRAILING);
        let places: Vec<u32> = found.iter().map(|one| one.window).collect();
        assert_eq!(places, numbers(&expected["windows"]), "{term}");
        for (at, one) in found.iter().enumerate() {
            assert_close(one.expected, floats(&expected["lam"])[at], &file, "lam");
            assert_close(one.tail(), floats(&expected["tail"])[at], &file, "tail");
            let is_event = one.is_event(EventRule::Surprise);
            assert_eq!(
                is_event,
                expected["event"][at].as_bool().unwrap(),
                "{term} {at}"
            );
        }
    }
}

#[test]
fn reference_copies() {
    let Some(file) = reference("copies.json") else {
        return;
    };
    let terms = file["input"]["terms"].as_object().unwrap();
    let events: Vec<(&str, Vec<u32>)> = terms
        .iter()
        .map(|(term, events)| (term.as_str(), numbers(events)))
        .collect();
    let terms: Vec<(&str, &[u32])> = events
        .iter()
        .map(|(term, events)| (*term, &events[..]))
        .collect();
    let texts = |value: &Value| {
        list(value)
            .iter()
            .map(|one| one.as_str().unwrap().to_owned())
            .collect()
    };
    let kept = without_copies(&terms);
    let found: Vec<&str> = kept.iter().map(|one| terms[one.term].0).collect();
    let expected: Vec<String> = texts(&file["expected"]["kept"]);
    assert_eq!(found, expected);
    for one in &kept {
        let copies: Vec<&str> = one.copies.iter().map(|at| terms[*at].0).collect();
        let expected = file["expected"]["copies"].get(terms[one.term].0).map(texts);
        assert_eq!(
            copies,
            expected.unwrap_or_default(),
            "{}",
            terms[one.term].0
        );
    }
}
