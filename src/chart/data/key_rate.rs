//! The key rate: the steps inside a span, on the days on which it is known.

use super::{
    days::{day_number, midnight},
    numbers::{Extent, RateAt, extent},
};
use crate::{
    model::{Decimal, Span},
    timeline::{KEY_RATE, KeyRateStep, key_rate_days},
};

/// The steps of the key rate inside a span.
pub struct KnownSteps {
    steps: &'static [KeyRateStep],
    /// The days of the span on which the rate is known.
    days: Span,
}

/// The steps in `span`, beginning with the one in force on its first day; `None` if no day of it is known.
pub fn known_key_rate(span: Span) -> Option<KnownSteps> {
    let days = key_rate_days().intersection(span)?;
    // The step in force on the first day may have begun before it.
    let started = KEY_RATE.partition_point(|step| step.from <= days.from());
    let end = KEY_RATE.partition_point(|step| step.from <= days.to());

    Some(KnownSteps {
        steps: KEY_RATE.get(started.saturating_sub(1)..end)?,
        days,
    })
}

/// Lowest and highest of a span, in per cent, not less than two points apart: a quarter of a point is no cliff.
pub fn key_rate_extent(span: Span) -> Extent {
    let steps = known_key_rate(span)
        .into_iter()
        .flat_map(|known| known.steps);
    let (low, high) = extent(steps.map(|step| step.percent.to_f64()));
    let lacking = (2.0 - (high - low)).max(0.0) / 2.0;

    ((low - lacking).max(0.0), high + lacking)
}

/// The rate on the last day of a span, if it is known.
pub fn last_key_rate(span: Span) -> Option<Decimal> {
    let known = known_key_rate(span).filter(|known| known.days.to() == span.to())?;
    known.steps.last().map(|step| step.percent)
}

impl KnownSteps {
    /// The corners of its line: half days and per cent.
    pub fn corners(&self) -> Vec<RateAt> {
        let starts = self
            .steps
            .iter()
            .map(|step| day_number(step.from.max(self.days.from())));
        let after_last = day_number(self.days.to()) + 1;
        let ends = starts.clone().skip(1).chain([after_last]);

        let sides = self.steps.iter().zip(starts.zip(ends));
        sides
            .flat_map(|(step, days)| {
                let percent = step.percent.to_f64();
                [(midnight(days.0), percent), (midnight(days.1), percent)]
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn check(from: (i16, i8, i8), to: (i16, i8, i8), expected: &str, last: Option<&str>) {
        let day = |(year, month, day)| date(year, month, day);
        let span = Span::new(day(from), day(to)).unwrap();
        let steps = known_key_rate(span)
            .map(|known| known.steps)
            .unwrap_or_default();
        let texts: Vec<_> = steps.iter().map(|step| step.percent.to_string()).collect();
        assert_eq!(texts.join(" "), expected);
        assert_eq!(
            last_key_rate(span)
                .map(|percent| percent.to_string())
                .as_deref(),
            last
        );
    }

    #[test]
    fn a_span_begins_with_the_step_then_in_force() {
        check(
            (2014, 12, 1),
            (2015, 2, 2),
            "9.50 10.50 17.00 15.00",
            Some("15.00"),
        );
        check((2014, 12, 15), (2014, 12, 15), "10.50", Some("10.50"));
        check((2013, 1, 1), (2013, 9, 16), "", None);
        check((2013, 1, 1), (2013, 9, 17), "5.50", Some("5.50"));
    }

    #[test]
    fn every_step_of_2025_and_2026_is_known() {
        let steps = "21.00 20.00 18.00 17.00 16.50 16.00 15.50 15.00 14.50 14.25 14.00";
        check((2025, 1, 1), (2026, 8, 21), steps, Some("14.00"));
        check(
            (2025, 5, 1),
            (2025, 9, 14),
            "21.00 20.00 18.00",
            Some("18.00"),
        );
    }

    #[test]
    fn nothing_is_known_after_the_last_meeting() {
        check((2026, 9, 1), (2026, 9, 12), "14.00", None);
        check((2026, 9, 12), (2026, 10, 1), "", None);
    }
}
