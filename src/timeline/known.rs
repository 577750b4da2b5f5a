//! Events that matter for the ruble, in our own words: decisions on the key rate, changes of the regime and of the Bank's
//! method, sanctions, oil, wars and politics, crises, the budget rule, elections. Where each was read is in the list.

use super::{
    event::Event,
    reading::{EventList, parse_events},
};
use crate::{model::Lang, table::Mapping};
use jiff::civil::{Date, date};
use std::sync::LazyLock;

/// The list, as a table of text.
pub(super) const LIST: &str = include_str!("../../db/events/ruble_events.csv");

/// All of its days are before this one.
pub(super) const AFTER_LIST: Date = date(2027, 1, 1);

/// An event of the list in the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownEvent {
    pub kind: EventKind,
    pub event: Event,
}

/// The events, earliest first; those of a day in the order of the list.
pub static KNOWN_EVENTS: LazyLock<Vec<KnownEvent>> = LazyLock::new(|| {
    let EventList { events, .. } =
        parse_events(LIST.as_bytes(), &Mapping::default(), AFTER_LIST).unwrap_or_default();
    events.into_iter().filter_map(KnownEvent::new).collect()
});

impl KnownEvent {
    fn new(event: Event) -> Option<Self> {
        let kind = event.kind.as_deref().and_then(EventKind::find)?;
        Some(Self { kind, event })
    }
}

/// What an event is about. They order as a chart prefers them where not all have room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventKind {
    /// How the ruble is traded, and how the Bank sets its rate.
    Regime,
    Crisis,
    /// The key rate was changed.
    KeyRate,
    Sanctions,
    WarPolitics,
    Oil,
    /// Purchases and sales of foreign currency under the budget rule.
    BudgetRule,
    Elections,
    /// The key rate was left as it was.
    KeyRateHeld,
}

impl EventKind {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Regime,
        Self::Crisis,
        Self::KeyRate,
        Self::Sanctions,
        Self::WarPolitics,
        Self::Oil,
        Self::BudgetRule,
        Self::Elections,
        Self::KeyRateHeld,
    ];

    /// Its name in the list, in the store and for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Regime => "regime",
            Self::Crisis => "crisis",
            Self::KeyRate => "key_rate",
            Self::Sanctions => "sanctions",
            Self::WarPolitics => "war_politics",
            Self::Oil => "oil",
            Self::BudgetRule => "budget_rule",
            Self::Elections => "elections",
            Self::KeyRateHeld => "key_rate_held",
        }
    }

    /// Its name for readers.
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Regime => lang.pick("regime of the ruble", "режим рубля"),
            Self::Crisis => lang.pick("crisis", "кризис"),
            Self::KeyRate => lang.pick("key rate changed", "ключевая ставка изменена"),
            Self::Sanctions => lang.pick("sanctions", "санкции"),
            Self::WarPolitics => lang.pick("war and politics", "война и политика"),
            Self::Oil => lang.pick("oil", "нефть"),
            Self::BudgetRule => lang.pick("budget rule", "бюджетное правило"),
            Self::Elections => lang.pick("elections", "выборы"),
            Self::KeyRateHeld => lang.pick("key rate held", "ключевая ставка сохранена"),
        }
    }

    /// The kind of a name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::ExpectedMove;

    #[test]
    fn every_row_of_the_list_is_an_event() {
        let list = parse_events(LIST.as_bytes(), &Mapping::default(), AFTER_LIST).unwrap();
        assert_eq!(list.faults, []);
        assert_eq!(KNOWN_EVENTS.len(), LIST.lines().count() - 1);
        let is_ordered = |pair: &[KnownEvent]| {
            let [one, next] = pair else { return false };
            one.event.days.from() <= next.event.days.from()
        };
        assert!(KNOWN_EVENTS.windows(2).all(is_ordered));
        for KnownEvent { event, .. } in KNOWN_EVENTS.iter() {
            assert!(event.source.is_some(), "{event:?}");
            for label in [&event.label.ru, &event.label.en] {
                assert!(label.chars().count() <= 60, "{label}");
            }
        }
    }

    #[test]
    fn a_day_has_no_event_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for KnownEvent { event, .. } in KNOWN_EVENTS.iter() {
            assert!(
                seen.insert((event.days.from(), &event.label.en)),
                "{event:?}"
            );
        }
    }

    #[test]
    fn a_decision_on_the_key_rate_has_its_clock_its_change_and_the_expected_move() {
        let decisions = KNOWN_EVENTS
            .iter()
            .filter(|known| matches!(known.kind, EventKind::KeyRate | EventKind::KeyRateHeld));
        let mut changed = 0;
        for KnownEvent { kind, event } in decisions {
            assert!(event.time.is_some(), "{event:?}");
            let Some(size) = event.size else {
                // The first one has nothing before it.
                assert_eq!(event.days.from(), date(2013, 9, 13));
                continue;
            };
            let expected = match size.to_e4().unwrap() {
                0 => None,
                up if up > 0 => Some(ExpectedMove::Stronger),
                _ => Some(ExpectedMove::Weaker),
            };
            assert_eq!(event.sign, expected, "{event:?}");
            assert_eq!(expected.is_none(), *kind == EventKind::KeyRateHeld);
            changed += usize::from(*kind == EventKind::KeyRate);
        }
        assert_eq!(changed, 65);
    }
}
