//! Any bytes as a collection: packed, archived, a table or lines of JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ruble_rates::news::corpus::read_corpus;
use ruble_rates::table::Mapping;
use std::ops::ControlFlow;

fuzz_target!(|bytes: &[u8]| {
    let mut rows = 0u64;
    let read = read_corpus(bytes, "stem", &Mapping::default(), &mut |_| {
        rows += 1;
        ControlFlow::Continue(())
    });
    if let Ok(summary) = read {
        assert_eq!(summary.headlines + summary.faults, rows);
    }
});
