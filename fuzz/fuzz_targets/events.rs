//! Any bytes are a list of events: what is none is named with its line.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ruble_rates::{table::Mapping, timeline::parse_events};

fuzz_target!(|bytes: &[u8]| {
    let today = jiff::civil::date(2024, 5, 21);
    let Ok(list) = parse_events(bytes, &Mapping::default(), today) else {
        return;
    };
    assert!(list.events.iter().all(|event| {
        let label = &event.label;
        let is_named = !label.ru.is_empty() && !label.en.is_empty();
        is_named && event.days.from() <= event.days.to()
    }));
    assert!(list.faults.len() <= bytes.len());
});
