//! The screen beside the reference values in `data/stats`.

use crate::shared::{own_reference, reference};
use crate::textbook::{bonferroni, step_down};
use ruble_rates::analysis::null::{Draws, Scores};
use ruble_rates::analysis::screen::{
    ALPHA, FalseDiscovery, Moves, Panel, Screen, Terms, benjamini_hochberg, benjamini_yekutieli,
    holm, screen, single_step,
};
use serde_json::{Map, Value};
use statrs::distribution::{ContinuousCDF, Normal};
use std::ops::ControlFlow;

fn numbers(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|number| number.as_f64().unwrap())
        .collect()
}

fn indices(value: &Value) -> Vec<u32> {
    let index = |number: &Value| u32::try_from(number.as_u64().unwrap()).unwrap();
    value.as_array().unwrap().iter().map(index).collect()
}

fn rows<T>(value: &Value, row: impl Fn(&Value) -> T) -> Vec<T> {
    value.as_array().unwrap().iter().map(row).collect()
}

fn tolerance(file: &Value) -> f64 {
    file["tolerance_abs"].as_f64().unwrap()
}

fn check(got: &[f64], expected: &Value, tolerance: f64, what: &str) {
    let expected = numbers(expected);
    assert_eq!(got.len(), expected.len(), "{what}");
    for (at, (got, expected)) in got.iter().zip(expected).enumerate() {
        assert!(
            (got - expected).abs() <= tolerance,
            "{what}[{at}]: {got}, expected {expected}"
        );
    }
}

/// Terms by name, in the order of the file.
struct Named {
    names: Vec<String>,
    terms: Terms,
}

impl Named {
    fn new(value: &Value) -> Self {
        let terms = value.as_object().unwrap();
        let lists: Vec<Vec<u32>> = terms.values().map(indices).collect();
        Self {
            names: terms.keys().cloned().collect(),
            terms: lists.iter().map(Vec::as_slice).collect(),
        }
    }

    fn number(&self, name: &str) -> usize {
        self.names.iter().position(|known| known == name).unwrap()
    }
}

/// A screen of one panel whose moves in per cent are the outcomes.
fn screened(
    outcomes: &[f64],
    scores: &Scores,
    terms: &Terms,
    draws: &dyn ruble_rates::analysis::null::DrawSource,
) -> Screen {
    let moves = Moves {
        outcome: outcomes,
        before: None,
        calendar: None,
        change_pct: outcomes,
        change_log_pct: outcomes,
        change_kop: None,
        mean_sigma_pct: 1.0,
    };
    let panel = Panel {
        scores,
        terms,
        draws,
    };
    screen(
        &[(panel, moves)],
        FalseDiscovery::BenjaminiHochberg,
        &|_| ControlFlow::Continue(()),
    )
    .unwrap()
}

#[test]
fn reference_multiple_testing() {
    let Some(file) = reference("multiple_testing.json") else {
        return;
    };
    let p = numbers(&file["input"]["p"]);
    let expected = file["expected"].as_object().unwrap();
    assert_eq!(expected.len(), 4);
    check(
        &benjamini_hochberg(&p),
        &expected["fdr_bh"],
        tolerance(&file),
        "fdr_bh",
    );
    check(
        &benjamini_yekutieli(&p),
        &expected["fdr_by"],
        tolerance(&file),
        "fdr_by",
    );
    check(&holm(&p), &expected["holm"], tolerance(&file), "holm");
    check(
        &bonferroni(&p),
        &expected["bonferroni"],
        tolerance(&file),
        "bonferroni",
    );
}

#[test]
fn reference_max_t() {
    let Some(file) = reference("max_t.json") else {
        return;
    };
    let observed = numbers(&file["input"]["Z"]);
    let drawn = rows(&file["input"]["Z_perm"], numbers);
    let maximum = |draw: usize| {
        drawn
            .iter()
            .map(|values| values[draw].abs())
            .fold(0.0, f64::max)
    };
    let maxima: Vec<f64> = (0..drawn[0].len()).map(maximum).collect();
    let alone =
        |(statistic, drawn): (&f64, &Vec<f64>)| single_step(&[*statistic], &absolute(drawn))[0];
    let raw: Vec<f64> = observed.iter().zip(&drawn).map(alone).collect();
    let expected = &file["expected"];
    check(
        &single_step(&observed, &maxima),
        &expected["single_step"],
        tolerance(&file),
        "single_step",
    );
    check(
        &step_down(&observed, &drawn),
        &expected["step_down"],
        tolerance(&file),
        "step_down",
    );
    check(&raw, &expected["raw"], tolerance(&file), "raw");
}

fn absolute(values: &[f64]) -> Vec<f64> {
    values.iter().map(|value| value.abs()).collect()
}

#[test]
fn reference_forward_step() {
    let Some(file) = reference("forward_step.json") else {
        return;
    };
    // The observed order is in its own τ, and a term is taken only if it is significant by itself: both unlike in the
    // reference.
    let own = own_reference("forward_step.json");
    let (input, expected) = (&file["input"], &own["expected"]);
    let named = Named::new(&input["terms"]);
    let outcomes = numbers(&input["w"]);
    let (scores, draws) = (Scores::new(&outcomes), rows(&input["draws"], indices));
    let screen = screened(&outcomes, &scores, &named.terms, &draws);
    check_forward(&screen, &named, expected, tolerance(&file));
    assert_eq!(echoes(&screen, &named), expected["echo_of"]);
    let conditional = screen.conditional.iter();
    let conditional: Vec<&str> = conditional
        .map(|row| named.names[row.at.term].as_str())
        .collect();
    assert_eq!(serde_json::json!(conditional), expected["conditional"]);
}

/// The whole list.
fn check_forward(screen: &Screen, named: &Named, expected: &Value, tolerance: f64) {
    let p_adj = expected["p_adj"].as_object().unwrap();
    for (name, p_adj) in p_adj {
        let got = screen.tests[0][named.number(name)].p_adj;
        check(
            &[got],
            &Value::Array(vec![p_adj.clone()]),
            tolerance,
            &format!("p_adj {name}"),
        );
    }
    let names: Vec<&str> = screen
        .found
        .iter()
        .map(|row| named.names[row.at.term].as_str())
        .collect();
    let forward = expected["forward"].as_array().unwrap();
    assert_eq!(
        names,
        forward
            .iter()
            .map(|one| one["term"].as_str().unwrap())
            .collect::<Vec<_>>()
    );
    for (row, one) in screen.found.iter().zip(forward) {
        let got = [row.step_t_star.unwrap(), row.step_p.unwrap()];
        let expected = Value::Array(vec![one["T_star"].clone(), one["step_p"].clone()]);
        check(&got, &expected, tolerance, &format!("forward {one}"));
    }
}

/// The echoes by name, each with the term it goes with.
fn echoes(screen: &Screen, named: &Named) -> Value {
    let name = |term: usize| named.names[term].clone();
    let echoes = screen.echoes.iter().map(|row| {
        let of = row.echo_of.unwrap().term;
        (name(row.at.term), Value::String(name(of)))
    });

    Value::Object(echoes.collect::<Map<_, _>>())
}

#[test]
fn reference_screen_planted() {
    let Some(file) = reference("screen_planted.json") else {
        return;
    };
    let (input, expected) = (&file["input"], &file["expected"]);
    let named = Named::new(&input["terms"]);
    let outcomes = numbers(&input["y"]);
    let scores = Scores::new(&outcomes);
    let iid: Vec<f64> = (0..named.terms.len())
        .map(|term| t_iid(&scores.u, named.terms.events(term)))
        .collect();
    let normal_p: Vec<f64> = iid
        .iter()
        .map(|t| 2.0 * Normal::standard().sf(t.abs()))
        .collect();
    for (key, got) in [("T", &iid), ("normal_p", &normal_p)] {
        let expected = named
            .names
            .iter()
            .map(|name| expected[key][name].clone())
            .collect();
        check(got, &Value::Array(expected), tolerance(&file), key);
    }
    for seed in [1, 7, 20_240_520] {
        let draws = Draws {
            n: outcomes.len(),
            seed,
            count: 999,
        };
        let screen = screened(&outcomes, &scores, &named.terms, &draws);
        check_planted(&screen, &named, &expected["planted_sign"], &iid);
    }
}

/// The planted terms are found with their signs, and by what the file says at most one stray other.
fn check_planted(screen: &Screen, named: &Named, signs: &Value, iid: &[f64]) {
    let signs = signs.as_object().unwrap();
    for (test, (name, iid)) in screen.tests[0].iter().zip(named.names.iter().zip(iid)) {
        assert!(
            test.p_adj <= ALPHA || !signs.contains_key(name),
            "{name}: {test:?}"
        );
        let is_far = test.t_star.abs() > 0.1;
        assert!(
            !is_far || test.t_star.signum() == iid.signum(),
            "{name}: {test:?} beside {iid}"
        );
    }
    let found = screen.tests[0]
        .iter()
        .filter(|test| test.p_adj <= ALPHA)
        .count();
    assert!(
        found <= signs.len() + 1,
        "{found} terms have a family-wise p of {ALPHA} or less"
    );
    for (name, sign) in signs {
        let test = screen.tests[0][named.number(name)];
        assert!(test.t_star * sign.as_f64().unwrap() > 0.0, "{name}");
        assert!(
            screen
                .found
                .iter()
                .any(|row| row.at.term == named.number(name)),
            "{name} is on the forward list"
        );
    }
}

/// (mean_A u − mean u)/(S·√((1/n_A)(1 − n_A/n))), S with n − 1: what the file calls T.
fn t_iid(u: &[f64], events: &[u32]) -> f64 {
    let (n, n_events) = (u.len() as f64, events.len() as f64);
    let mean = u.iter().sum::<f64>() / n;
    let deviation = (u.iter().map(|u| (u - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
    let of_events = events.iter().map(|event| u[*event as usize]).sum::<f64>() / n_events;
    (of_events - mean) / (deviation * ((1.0 - n_events / n) / n_events).sqrt())
}
