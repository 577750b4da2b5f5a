//! The recorded answers and official figures beside the repository: used where they are, never copied in.

use ruble_rates::model::{Decimal, Nominal, Record};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// One line of `all.csv`.
#[derive(Clone, Copy, Debug)]
pub struct Official {
    /// The figure.
    pub record: Record,
    /// How it was come by: `p` as published, `r` nominal worked out, `n` scaled to one nominal, `6` rounded.
    pub kind: char,
}

/// A folder at `$RATES_SHARED` or `../shared`. None, with a word, when it is not there; under
/// `CI=true` that is a failure, so that nobody takes a skipped test for a passed one.
#[expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "where the data lies is the environment's to say"
)]
pub fn folder(below: &str) -> Option<PathBuf> {
    let beside = || concat!(env!("CARGO_MANIFEST_DIR"), "/../shared").into();
    let folder = std::env::var_os("RATES_SHARED")
        .map_or_else(beside, PathBuf::from)
        .join(below);
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(
        std::env::var("CI").as_deref() != Ok("true"),
        "{} is missing",
        folder.display()
    );
    eprintln!("skipped: {} is missing", folder.display());
    None
}

/// The official rates and recorded answers.
pub fn rates_folder() -> Option<PathBuf> {
    folder("data/rates")
}

/// A file of reference values for the statistics.
pub fn reference(name: &str) -> Option<serde_json::Value> {
    let path = folder("data/stats")?.join(name);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(serde_json::from_str(&text).unwrap())
}

/// Reference values of our own, where a definition differs from that of `data/stats` on purpose: the file says why, and
/// a script beside it makes it.
pub fn own_reference(name: &str) -> serde_json::Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/stats/").to_owned() + name;
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap()
}

/// The recorded answers of the Bank whose file name starts with `prefix`, by name.
pub fn recorded_answers(prefix: &str) -> Option<Vec<(String, Vec<u8>)>> {
    let folder = rates_folder()?.join("responses/cbr");
    let mut answers: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .filter(|(name, _)| name.starts_with(prefix))
        .map(|(name, path)| (name, std::fs::read(path).unwrap()))
        .collect();
    answers.sort();
    Some(answers)
}

/// `all.csv` by code, each by date.
pub fn official_figures() -> Option<BTreeMap<String, Vec<Official>>> {
    let file = rates_folder()?.join("all.csv");
    let mut figures: BTreeMap<String, Vec<Official>> = BTreeMap::new();
    for row in csv::Reader::from_path(file).unwrap().records() {
        let row = row.unwrap();
        let nominal = Nominal::new(row[2].parse().unwrap()).unwrap();
        let value_e4 = Decimal::parse(&row[3]).unwrap().to_e4().unwrap();
        let record = Record::new(row[0].parse().unwrap(), nominal, value_e4).unwrap();
        let kind = row[4].chars().next().unwrap();
        figures
            .entry(row[1].to_owned())
            .or_default()
            .push(Official { record, kind });
    }
    Some(figures)
}
