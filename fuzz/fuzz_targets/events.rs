//! Any bytes are a list of events: what is none is named with its line.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ruble_rates::sources::events::parse_events;

fuzz_target!(|bytes: &[u8]| {
    let (events, faults) = parse_events(bytes, jiff::civil::date(2024, 5, 21));
    assert!(
        events
            .iter()
            .all(|event| !event.label.is_empty() && event.days.from() <= event.days.to())
    );
    assert!(faults.len() <= bytes.len());
});
