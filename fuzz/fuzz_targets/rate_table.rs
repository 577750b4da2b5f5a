//! Any bytes are a table of rates: each record of a row is read or named with its line, and lines go up.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ruble_rates::{
    sources::rate_table::{RateTableOptions, parse_rate_table},
    table::Mapping,
};

fuzz_target!(|bytes: &[u8]| {
    let options = RateTableOptions {
        source: "cbr",
        is_source_given: false,
        mapping: &Mapping::default(),
        currency: None,
        nominal: None,
    };
    let Ok(table) = parse_rate_table(bytes, options) else {
        return;
    };
    assert!(table.rows.is_sorted_by_key(|row| row.line));
    assert!(table.faults.is_sorted_by_key(|fault| fault.line));
});
