//! Any text is a time or none; a time that is written out is read back the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ruble_rates::model::parse_instant;

fuzz_target!(|text: &str| {
    if let Ok(published) = parse_instant(text) {
        let written = published.to_string();
        let again = parse_instant(&written).unwrap_or_else(|_| panic!("{text:?}: {written}"));
        assert_eq!(again.to_string(), written, "{text:?}");
    }
});
