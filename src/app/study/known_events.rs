//! Known events of a file: common knowledge of a day, in the reader's own words.

use crate::{
    analysis::Window,
    chart::{Mark, Marked},
    model::Lang,
    render::KnownEvent,
    timeline::Event,
};
use jiff::ToSpan as _;

/// A market may take days: events of this many days before a window are named too.
const DAYS_BEFORE: i64 = 7;

/// The events of a window and of the week before it, earliest first.
pub fn events_around(events: &[Event], window: &Window, lang: Lang) -> Vec<KnownEvent> {
    let from = window.opens.date().saturating_sub(DAYS_BEFORE.days());
    let to = window.closes.date();
    let near = events
        .iter()
        .filter(|event| event.days.from() <= to && event.days.to() >= from);

    let opens = window.opens.date();
    let mut found: Vec<_> = near
        .map(|event| KnownEvent {
            from: event.days.from(),
            to: event.days.to(),
            label: event.label.of(lang).to_owned(),
            is_before_window: event.days.to() < opens,
        })
        .collect();
    found.sort_by_key(|event| event.from);
    found
}

/// An event as a chart marks it.
pub fn event_mark(event: &Event, lang: Lang) -> Mark {
    Mark {
        days: event.days,
        what: Marked::Event {
            label: event.label.of(lang).to_owned(),
            kind: event.kind.clone(),
        },
    }
}
