//! The key rate as a panel: steps where they are known, nothing where they are not.

use super::dates::midnight;
use super::layout::Panel;
use super::spec::{day_number, extent};
use crate::model::{Decimal, KEY_RATE, KEY_RATE_COMPLETE_TO, KeyRateStretch, Span};

/// Steps between which none is missing, in a span.
pub(super) struct KnownSteps {
    /// First day and per cent of each.
    pub(super) steps: Vec<(i32, f64)>,
    /// Per cent of the last one, exactly.
    pub(super) last: Decimal,
    /// The last day of which the last step is known.
    pub(super) to: i32,
}

/// What is known in `span`, in order.
pub(super) fn known_in(span: Span) -> Vec<KnownSteps> {
    KEY_RATE.iter().filter_map(|stretch| in_span(stretch, span)).collect()
}

fn in_span(stretch: &KeyRateStretch, span: Span) -> Option<KnownSteps> {
    let seen = Span::new(stretch.steps[0].from, stretch.known_to)?.intersection(span)?;
    let at_start = stretch.steps.partition_point(|step| step.from <= seen.from()).saturating_sub(1);
    let end = stretch.steps.partition_point(|step| step.from <= seen.to());
    let steps = stretch.steps.get(at_start..end)?;
    let place = |from| day_number(seen.from().max(from));
    Some(KnownSteps {
        steps: steps.iter().map(|step| (place(step.from), step.percent().to_f64())).collect(),
        last: steps.last()?.percent(),
        to: day_number(seen.to()),
    })
}

/// Lowest and highest of a span, in per cent, not less than two points apart: a quarter of a point is no cliff.
pub(super) fn extent_in(span: Span) -> (f64, f64) {
    let (low, high) =
        extent(known_in(span).iter().flat_map(|known| known.steps.iter().map(|(_, percent)| *percent)));
    let lacking = (2.0 - (high - low)).max(0.0) / 2.0;
    ((low - lacking).max(0.0), high + lacking)
}

/// The last known rate of a span, when it is known to hold to the span's end.
pub(super) fn last_in(span: Span) -> Option<Decimal> {
    let last = known_in(span).pop()?;
    (last.to == day_number(span.to())).then_some(last.last)
}

/// Whether days of `span` lie where not every step is known.
pub(super) fn is_unknown_in(span: Span) -> bool {
    span.to() > KEY_RATE_COMPLETE_TO
}

impl KnownSteps {
    /// Its corners on a panel, in pixels.
    pub(super) fn corners(&self, panel: &Panel) -> Vec<(f64, f64)> {
        let ends = self.steps.iter().skip(1).map(|(day, _)| *day).chain([self.to + 1]);
        let sides = self.steps.iter().zip(ends);
        sides
            .flat_map(|((day, percent), end)| {
                let y = panel.y(*percent);
                [(panel.x(midnight(*day)), y), (panel.x(midnight(end)), y)]
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn check(from: (i16, i8, i8), to: (i16, i8, i8), expected: &str) {
        let day = |(year, month, day)| date(year, month, day);
        let known = known_in(Span::new(day(from), day(to)).unwrap());
        let texts: Vec<_> = known
            .iter()
            .map(|known| {
                known.steps.iter().map(|(_, percent)| percent.to_string()).collect::<Vec<_>>().join(" ")
            })
            .collect();
        assert_eq!(texts.join(" | "), expected);
    }

    #[test]
    fn only_what_is_known_is_drawn() {
        check((2014, 12, 1), (2015, 2, 2), "9.5 10.5 17 15");
        check((2014, 12, 15), (2014, 12, 15), "10.5");
        check((2013, 1, 1), (2013, 9, 16), "");
        check((2024, 10, 1), (2026, 8, 21), "19 21 | 17 | 16 15.5 | 14");
        check((2025, 5, 1), (2025, 9, 14), "");
    }
}
