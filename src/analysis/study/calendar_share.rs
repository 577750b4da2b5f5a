//! What the rate does on the days of the month of the events, without them.

use super::{StudyError, effect::Changes, outcomes::Offsets};
use crate::analysis::{
    null::{CALENDAR_CLASSES, days_of_class},
    sample::mean,
};

/// The events by days of the month, and the moves of the other records of the same days.
#[derive(Clone, Debug, PartialEq)]
pub struct CalendarShare {
    /// Events in each class of days.
    pub events: [usize; CALENDAR_CLASSES],
    /// Mean change over the window of records without the event, in the share of the events by days, less the mean of
    /// all; simple per cent. None without such records.
    pub window_pct: Option<f64>,
    /// The same over the records after the window.
    pub later_pct: Option<f64>,
}

impl CalendarShare {
    /// `classes` has the class of each tested record, `events` are positions among these.
    ///
    /// # Errors
    /// [`StudyError::Missing`] when a change needed does not exist.
    pub fn new(
        changes: Changes<'_>,
        classes: &[usize],
        events: &[u32],
        window: Offsets,
        later: Offsets,
    ) -> Result<Self, StudyError> {
        let mut of_class = [0; CALENDAR_CLASSES];
        let mut is_event = vec![false; classes.len()];
        for event in events {
            of_class[classes[*event as usize]] += 1;
            is_event[*event as usize] = true;
        }

        let others = |window: Offsets| -> Result<Option<f64>, StudyError> {
            if window.is_empty() {
                return Ok(None);
            }
            let simple = changes.simple_pct(changes.tested, window)?;
            Ok(mean_of_others(&simple, classes, &is_event, &of_class))
        };

        Ok(Self {
            events: of_class,
            window_pct: others(window)?,
            later_pct: others(later)?,
        })
    }

    /// The class with the most events, the earliest of equals: first and last day of the month, and how many events.
    pub fn largest(&self) -> Option<((i8, i8), usize)> {
        let most = *self.events.iter().max()?;
        let class = self.events.iter().position(|events| *events == most)?;
        (most > 0).then(|| (days_of_class(class), most))
    }
}

/// Weighted by the events of each class that has other records.
fn mean_of_others(
    simple_pct: &[f64],
    classes: &[usize],
    is_event: &[bool],
    weights: &[usize; CALENDAR_CLASSES],
) -> Option<f64> {
    let usual = mean(simple_pct);
    let mut sums = [0.0; CALENDAR_CLASSES];
    let mut counts = [0_usize; CALENDAR_CLASSES];
    let records = simple_pct.iter().zip(classes).zip(is_event);
    for ((change, class), _) in records.filter(|(_, is_event)| !**is_event) {
        sums[*class] += change - usual;
        counts[*class] += 1;
    }

    let mut total = 0.0;
    let mut weight = 0.0;
    for class in (0..CALENDAR_CLASSES).filter(|class| counts[*class] > 0) {
        total += weights[class] as f64 * sums[class] / counts[class] as f64;
        weight += weights[class] as f64;
    }

    (weight > 0.0).then(|| total / weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Records of two classes in turns: of one the rate rises by 1 % at each record, of the other it keeps.
    #[test]
    fn the_same_days_without_the_event_are_looked_at() {
        let logs: Vec<Option<f64>> = (0..20_u32)
            .map(|record| Some(if record % 2 == 0 { 1.0 } else { 0.0 }))
            .collect();
        let tested: Vec<u32> = (0..20).collect();
        let classes: Vec<usize> = (0..20).map(|record| 6 + record % 2).collect();
        let changes = Changes {
            log_pct: &logs,
            rubles: None,
            tested: &tested,
        };
        let none = Offsets { first: 1, last: 0 };
        let share = |events: &[u32]| {
            CalendarShare::new(changes, &classes, events, Offsets::around(0), none).unwrap()
        };
        let found = share(&[0, 4, 8]);
        assert_eq!(
            (found.largest(), found.later_pct),
            (Some(((26, 28), 3)), None)
        );
        assert!((found.window_pct.unwrap() - 0.5).abs() < 0.01, "{found:?}");
        let mixed = share(&[0, 4, 1, 3]);
        assert!(mixed.window_pct.unwrap().abs() < 1e-9, "{mixed:?}");
        // All records of these days are events.
        let all: Vec<u32> = (0..20).step_by(2).collect();
        assert_eq!(share(&all).window_pct, None);
        assert_eq!(share(&[]).largest(), None);
    }
}
