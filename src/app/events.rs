//! The events that matter for the ruble, chosen by day and kind.

use crate::{
    error::{Error, Result},
    timeline::{EventKind, KNOWN_EVENTS, KnownEvent},
};
use jiff::civil::Date;

/// Which events.
pub struct EventsRequest {
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// All kinds if there are none.
    pub kinds: Vec<EventKind>,
}

impl EventsRequest {
    fn wants(&self, known: &KnownEvent) -> bool {
        let days = known.event.days;
        self.from.is_none_or(|from| days.to() >= from)
            && self.to.is_none_or(|to| days.from() <= to)
            && (self.kinds.is_empty() || self.kinds.contains(&known.kind))
    }
}

/// The events asked for, earliest first.
///
/// # Errors
/// [`Error::Usage`] where there is none.
pub fn list_events(request: &EventsRequest) -> Result<Vec<&'static KnownEvent>> {
    let found: Vec<_> = KNOWN_EVENTS
        .iter()
        .filter(|known| request.wants(known))
        .collect();
    if !found.is_empty() {
        return Ok(found);
    }

    let (first, last) = (&KNOWN_EVENTS[0], &KNOWN_EVENTS[KNOWN_EVENTS.len() - 1]);
    let (first, last) = (first.event.days.from(), last.event.days.to());
    Err(Error::usage(
        "--from, --to, --kind",
        format!(
            "no such event is known; the list runs from {first} to {last}: choose days within it, or leave out --kind"
        ),
        format!(
            "таких событий в списке нет; он охватывает дни с {first} по {last}: возьмите дни из него или уберите --kind"
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn events_are_chosen_by_day_and_kind() {
        let request = |from, to, kinds| EventsRequest {
            from: Some(from),
            to: Some(to),
            kinds,
        };
        let day = date(2014, 12, 16);
        let found = list_events(&request(day, day, Vec::new())).unwrap();
        let kinds: Vec<_> = found.iter().map(|known| known.kind).collect();
        assert_eq!(
            kinds,
            [EventKind::KeyRate, EventKind::Crisis, EventKind::Oil]
        );
        let found = list_events(&request(day, day, vec![EventKind::Oil])).unwrap();
        assert_eq!(found.len(), 1);
        let elections = vec![EventKind::Elections];
        assert!(list_events(&request(day, day, elections)).is_err());
    }
}
