//! Events: the list in the program, [`KNOWN_EVENTS`], and the one reader of all lists, [`parse_events`].

mod event;
mod key_rate;
mod known;
mod reading;

pub use event::{Event, EventLabel, ExpectedMove};
pub use key_rate::{KEY_RATE, KeyRateStep, key_rate_complete_to, key_rate_days};
pub use known::{EventKind, KNOWN_EVENTS, KnownEvent};
pub use reading::{
    DayListError, EVENT_FIELDS, EventFault, EventList, EventProblem, parse_days, parse_events,
};
