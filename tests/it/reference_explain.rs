//! Keyness and the explanation of a day beside the reference values of the specification, read where they lie.

use crate::shared::reference;
use ruble_rates::analysis::explain::{Occurrences, WindowStory, explain};
use serde::Deserialize;
use statrs::distribution::{ChiSquared, ContinuousCDF};
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct KeynessFile {
    tolerance_abs: f64,
    input: KeynessInput,
    expected: BTreeMap<String, KeynessExpected>,
}

#[derive(Deserialize)]
struct KeynessInput {
    target: BTreeMap<String, f64>,
    reference: BTreeMap<String, f64>,
    target_tokens: f64,
    reference_tokens: f64,
}

#[derive(Deserialize)]
#[expect(non_snake_case, reason = "the file's names")]
struct KeynessExpected {
    G2_signed: f64,
    G2_scipy: f64,
    chi2_p: f64,
    log_odds: f64,
    log_odds_z: f64,
}

#[test]
fn reference_keyness() {
    let Some(file) = reference("keyness.json") else {
        return;
    };
    let file: KeynessFile = serde_json::from_value(file).unwrap();
    assert_eq!(file.input.target.len(), file.expected.len());
    for (word, expected) in &file.expected {
        let occurrences = Occurrences {
            in_target: file.input.target[word],
            in_reference: file.input.reference[word],
            target: file.input.target_tokens,
            reference: file.input.reference_tokens,
        };
        let (g2, odds) = (occurrences.signed_g2(), occurrences.log_odds());
        let p = ChiSquared::new(1.0).unwrap().sf(g2.abs());
        let found = [g2, g2.abs(), p, odds.delta, odds.zeta];
        let KeynessExpected {
            G2_signed,
            G2_scipy,
            chi2_p,
            log_odds,
            log_odds_z,
        } = expected;
        for (found, expected) in found
            .iter()
            .zip([G2_signed, G2_scipy, chi2_p, log_odds, log_odds_z])
        {
            assert!(
                (found - expected).abs() <= file.tolerance_abs,
                "{word}: {found} instead of {expected}"
            );
        }
    }
}

#[derive(Deserialize)]
struct ExplainFile {
    tolerance_abs: f64,
    input: ExplainInput,
    expected: ExplainExpected,
}

#[derive(Deserialize)]
struct ExplainInput {
    target: Vec<StoryOfFile>,
    reference_windows: Vec<Vec<StoryOfFile>>,
}

#[derive(Deserialize)]
struct StoryOfFile {
    #[serde(default)]
    id: String,
    size: Option<usize>,
    source: String,
    lemmas: Vec<String>,
    bigrams: Vec<String>,
}

#[derive(Deserialize)]
struct ExplainExpected {
    sources: Vec<String>,
    hidden: Vec<String>,
    terms: Vec<TermOfFile>,
    scores: Vec<f64>,
    picked: Vec<String>,
}

#[derive(Deserialize)]
struct TermOfFile {
    term: String,
    a: usize,
    b: usize,
    g2: f64,
    zeta: f64,
}

#[test]
fn reference_explain() {
    let Some(file) = reference("explain.json") else {
        return;
    };
    let file: ExplainFile = serde_json::from_value(file).unwrap();
    let (input, expected) = (&file.input, &file.expected);
    let all = || {
        input
            .target
            .iter()
            .chain(input.reference_windows.iter().flatten())
    };
    let mut sources: Vec<&str> = all().map(|story| story.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    let story = |told: &StoryOfFile| WindowStory {
        source: u32::try_from(sources.binary_search(&told.source.as_str()).unwrap()).unwrap(),
        size: told.size.unwrap_or(1),
        relevance: 0,
        terms: told.lemmas.iter().chain(&told.bigrams).cloned().collect(),
    };
    let target: Vec<_> = input.target.iter().map(story).collect();
    let windows: Vec<Vec<_>> = input
        .reference_windows
        .iter()
        .map(|window| window.iter().map(story).collect())
        .collect();
    let found = explain(&target, &windows, String::cmp).unwrap();

    let found_sources: Vec<_> = found
        .sources
        .iter()
        .map(|source| sources[*source as usize])
        .collect();
    assert_eq!(found_sources, expected.sources);
    assert_eq!(found.hidden, expected.hidden);
    assert_eq!(found.terms.len(), expected.terms.len());
    for (found, expected) in found.terms.iter().zip(&expected.terms) {
        assert_eq!(
            (&found.term, found.in_target, found.in_reference),
            (&expected.term, expected.a, expected.b)
        );
        let is_near = |found: f64, expected: f64| (found - expected).abs() <= file.tolerance_abs;
        assert!(
            is_near(found.g2, expected.g2) && is_near(found.zeta, expected.zeta),
            "{found:?}"
        );
    }
    let scored = input
        .target
        .iter()
        .enumerate()
        .filter(|(_, told)| expected.sources.contains(&told.source));
    assert_eq!(
        found
            .scores
            .iter()
            .map(|scored| scored.story)
            .collect::<Vec<_>>(),
        scored.map(|(at, _)| at).collect::<Vec<_>>()
    );
    assert_eq!(found.scores.len(), expected.scores.len());
    for (found, expected) in found.scores.iter().zip(&expected.scores) {
        assert!(
            (found.score - expected).abs() <= file.tolerance_abs,
            "{found:?} instead of {expected}"
        );
    }
    let picked: Vec<_> = found
        .picked
        .iter()
        .map(|scored| &input.target[scored.story].id)
        .collect();
    assert_eq!(picked, expected.picked.iter().collect::<Vec<_>>());
}
