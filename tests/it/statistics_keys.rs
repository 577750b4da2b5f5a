//! Every key of the JSON of `movers`, `explain` and `correlate` is in docs/statistics.md, and logarithms are named there.

use crate::news_world::place;
use serde_json::Value;
use std::collections::BTreeSet;

fn collect_keys(value: &Value, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                keys.insert(key.clone());
                collect_keys(value, keys);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect_keys(value, keys)),
        _ => {}
    }
}

/// The keys of questions with every option that adds some.
fn keys_of_reports() -> BTreeSet<String> {
    let place = place();
    place.write("known.csv", "date,label\n2024-05-20,Событие\n");
    let of_term = "correlate --term наводнение";
    let mut keys = BTreeSet::new();
    for typed in [
        "movers --direction up --events known.csv --top 300 --source север",
        "explain 2024-05-21 --events known.csv --language ru",
        &format!("{of_term} --dose --exact --tests all --regimes"),
        &format!("{of_term} --source север"),
        "correlate --term мост&наводнение",
        "correlate --marginal --calibrate 2 --permutations 199 --regimes",
        "correlate --from 2022-11-01 --to 2023-06-30 --permutations 199",
        "correlate --holdout 2024-01-01 --permutations 199",
        "correlate --all-currencies --permutations 199",
        "correlate --from 2024-10-01 --permutations 199",
        "correlate --lead-lag --permutations 199",
        "correlate --lead-lag --from 2024-10-01 --permutations 199",
    ] {
        let arguments: Vec<&str> = typed.split(' ').chain(["--format", "json"]).collect();
        let ran = place.run(&arguments);
        let report = serde_json::from_str(&ran.code(0).stdout).unwrap();
        collect_keys(&report, &mut keys);
    }
    keys
}

#[test]
fn every_key_is_in_the_reference_and_logarithms_are_named_as_such() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/statistics.md");
    let reference = std::fs::read_to_string(path).unwrap();
    let keys = keys_of_reports();
    assert!(keys.len() > 100, "{keys:?}");
    let is_lacking = |key: &&String| !reference.contains(&format!("`{key}`"));
    let lacking: Vec<&String> = keys.iter().filter(is_lacking).collect();
    assert!(lacking.is_empty(), "docs/statistics.md lacks {lacking:?}");
}
