//! Parts of a screen that its result does not show, compared with the reference values in `data/stats`.

use super::{
    panel::additions,
    remainder::{Remainder, step},
    strata::tests::pooled_p,
    tests::unwatched,
    *,
};
use crate::analysis::null::Scores;
use serde_json::Value;
use std::path::PathBuf;

/// A file of reference values at `$RATES_SHARED` or `../shared`. `None` where the folder is missing, which is a
/// failure under `CI=true`, so that a skipped test is never taken for a passed one.
#[expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "the environment says where the data is"
)]
fn reference(name: &str) -> Option<Value> {
    let shared = std::env::var_os("RATES_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")),
        PathBuf::from,
    );
    let path = shared.join("data/stats").join(name);
    if !shared.is_dir() {
        let is_ci = std::env::var("CI").as_deref() == Ok("true");
        assert!(!is_ci, "{} is missing", shared.display());
        eprintln!("skipped: {} is missing", shared.display());
        return None;
    }

    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(serde_json::from_str(&text).unwrap())
}

fn read<T: serde::de::DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

#[track_caller]
fn check(got: f64, expected: &Value, file: &Value) {
    let tolerance = file["tolerance_abs"].as_f64().unwrap();
    let expected = expected.as_f64().unwrap();
    assert!(
        (got - expected).abs() <= tolerance,
        "{got}, expected {expected}"
    );
}

#[test]
fn reference_strata_q() {
    let Some(file) = reference("strata_q.json") else {
        return;
    };
    let input = &file["input"];
    let t_star: Vec<f64> = read(&input["T_star"]);
    let n_events: Vec<usize> = read(&input["n_events"]);
    let drawn: Vec<Vec<f64>> = read(&input["T_star_draws"]);

    let p = pooled_p(&t_star, &n_events, &drawn);
    let q = benjamini_hochberg(&p);
    for (key, found) in [("p", p), ("q", q)] {
        let expected = file["expected"][key].as_array().unwrap();
        assert_eq!(found.len(), expected.len(), "{key}");
        for (found, expected) in found.iter().zip(expected) {
            check(*found, expected, &file);
        }
    }
}

/// One step of the forward list by itself; what the whole list makes of it is tested in `tests/it/reference_screen.rs`.
#[test]
fn reference_forward_step() {
    let Some(file) = reference("forward_step.json") else {
        return;
    };
    // The observed order is in its own τ, which it is not in the reference.
    let own = include_str!("../../../tests/fixtures/stats/forward_step.json");
    let own: Value = serde_json::from_str(own).unwrap();
    let (input, expected) = (&file["input"], &own["expected"]["step"]);
    let outcomes: Vec<f64> = read(&input["w"]);
    let draws: Vec<Vec<u32>> = read(&input["draws"]);
    let lists = input["terms"].as_object().unwrap();
    let names: Vec<&String> = lists.keys().collect();
    let events: Vec<Vec<u32>> = lists.values().map(read).collect();

    let terms: Terms = events.iter().map(Vec::as_slice).collect();
    let panel = Panel {
        scores: &Scores::new(&outcomes),
        terms: &terms,
        draws: &draws,
    };
    let mut remainder = Remainder::new(panel);
    for taken in read::<Vec<String>>(&input["taken"]) {
        remainder.take(names.iter().position(|name| **name == taken).unwrap());
    }
    let left = remainder.left.clone();
    let watch = Watch::new(&unwatched, additions(&[panel]));
    let tests = step(&[remainder], draws.len(), &watch).unwrap().remove(0);

    assert_eq!(tests.len(), names.len());
    for ((name, left), test) in names.iter().zip(left).zip(tests) {
        check(left, &expected["left"][name], &file);
        let Some(test) = test else {
            assert!(expected["T"].get(name).is_none(), "{name} is left out");
            continue;
        };
        for (key, found) in [
            ("T", test.t),
            ("tau", test.tau),
            ("T_star", test.t_star),
            ("p", test.p),
        ] {
            check(found, &expected[key][name], &file);
        }
    }
}
