//! No text makes the readers of dates panic: phrases of a line, addresses.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ruble_rates::news::page::ru_date::parse_date_phrases;
use ruble_rates::news::url_date::url_date;

fuzz_target!(|text: &str| {
    for phrase in parse_date_phrases(text) {
        let _ = phrase.date();
    }
    let _ = url_date(text);
});
