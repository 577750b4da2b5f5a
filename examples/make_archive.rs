//! Makes `db/archive` from the collected official figures: `cargo run --example make_archive -- all.csv`.
//!
//! Of the lines whose kind is `p` (as published) or `r` (value exact, nominal worked out) it takes whole
//! stretches of at least 250 records: those in which the currency has a record on each date on which the dollar
//! has one. Shorter stretches and scattered days stay out.

use jiff::civil::Date;
use ruble_rates::model::{Decimal, Nominal, Record};
use ruble_rates::store::archive::canonical_lines;
use ruble_rates::store::{Archived, encode};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

const LEAST_RECORDS: usize = 250;

/// Who had downloaded which figures from the Bank: letters of the collection's README, codes, first and last day.
const SOURCES: &[(&str, &str, &str, &str)] = &[
    ("A", "USD KZT TRY AMD BGN EUR", "1992-07-01", "2022-07-02"),
    ("B", "USD", "1992-07-01", "2023-11-30"),
    (
        "C",
        "USD EUR GBP CHF CNY JPY KZT INR",
        "2021-03-23",
        "2026-08-21",
    ),
    ("D", "", "2019-01-10", "2021-01-22"),
    ("E", "", "1995-11-22", "2022-11-19"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("usage: make_archive ALL.CSV")?;
    let (bytes, manifest) = make(Path::new(&path))?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("db/archive");
    std::fs::write(folder.join("rates.bin"), bytes)?;
    std::fs::write(folder.join("manifest.tsv"), manifest)?;
    Ok(())
}

/// The archive and its manifest; a test compares them with those that are committed.
///
/// # Errors
/// Whatever is wrong with the file.
pub fn make(path: &Path) -> Result<(Vec<u8>, String), Box<dyn Error>> {
    let series = read(path)?;
    let calendar: Vec<Date> = series["USD"].iter().map(Record::record_date).collect();
    let mut stretches = whole_stretches(&series, &calendar);
    stretches.sort_by_key(|s| {
        (
            s.code != "USD",
            s.code != "EUR",
            s.code.clone(),
            s.records[0].record_date(),
        )
    });
    let bytes = encode(&calendar, &stretches).ok_or("a stretch does not lie on the calendar")?;
    Ok((bytes, manifest(&stretches)?))
}

fn read(path: &Path) -> Result<BTreeMap<String, Vec<Record>>, Box<dyn Error>> {
    let mut series: BTreeMap<String, Vec<Record>> = BTreeMap::new();
    for row in csv::Reader::from_path(path)?.deserialize() {
        let (date, code, nominal, value, kind): (String, String, i64, String, String) = row?;
        if kind == "p" || kind == "r" {
            let value_e4 = Decimal::parse(&value)?.to_e4()?;
            let record = Record::new(date.parse()?, Nominal::new(nominal)?, value_e4)?;
            series.entry(code).or_default().push(record);
        }
    }
    for records in series.values_mut() {
        records.sort_by_key(Record::record_date);
    }
    Ok(series)
}

fn whole_stretches(series: &BTreeMap<String, Vec<Record>>, calendar: &[Date]) -> Vec<Archived> {
    let index = |record: &Record| calendar.binary_search(&record.record_date());
    let mut stretches = Vec::new();
    for (code, records) in series {
        let on_calendar: Vec<Record> = records
            .iter()
            .filter(|r| index(r).is_ok())
            .copied()
            .collect();
        for run in on_calendar.chunk_by(|a, b| index(b).ok() == index(a).ok().map(|at| at + 1)) {
            if run.len() >= LEAST_RECORDS {
                stretches.push(Archived {
                    code: code.clone(),
                    records: run.to_vec(),
                });
            }
        }
    }
    stretches
}

fn manifest(stretches: &[Archived]) -> Result<String, Box<dyn Error>> {
    let mut text = String::from(
        "# Official rates of the Bank of Russia; sources A to E are named in db/README.md.\n\
         # sha256 is that of the lines `date,char_code,nominal,value`, a line feed after each, without a header.\n\
         # made 2026-11-22T00:00:00Z\n\
         currency\tfrom\tto\trecords\tsha256\tsources\n",
    );
    for stretch in stretches {
        let (first, last) = (
            &stretch.records[0],
            &stretch.records[stretch.records.len() - 1],
        );
        let (from, to) = (
            first.record_date().to_string(),
            last.record_date().to_string(),
        );
        let mut sha256 = String::new();
        for byte in Sha256::digest(canonical_lines(&stretch.code, &stretch.records)) {
            write!(sha256, "{byte:02x}")?;
        }
        let has = |(_, codes, first, last): &&(&str, &str, &str, &str)| {
            (codes.contains(&stretch.code)
                || codes.is_empty() && !["USD", "EUR"].contains(&stretch.code.as_str()))
                && *first <= to.as_str()
                && from.as_str() <= *last
        };
        let sources: Vec<&str> = SOURCES.iter().filter(has).map(|s| s.0).collect();
        let count = stretch.records.len();
        writeln!(
            text,
            "{}\t{from}\t{to}\t{count}\t{sha256}\t{}",
            stretch.code,
            sources.join(" ")
        )?;
    }
    Ok(text)
}
