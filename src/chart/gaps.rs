//! The days in view on which a line has no rate, and the first day on which all lines have one.

use super::spec::{Line, Spec, day_number, day_of};
use super::stretch::Stretch;
use crate::model::{Quoted, Span};

/// The days in view on which a currency has no rate; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineGaps {
    /// The line.
    pub quoted: Quoted,
    /// In order, never touching one another.
    pub gaps: Vec<Span>,
}

impl Spec {
    /// Where lines are missing, in the order of the lines.
    pub fn gaps(&self) -> Vec<LineGaps> {
        let of_line = |line: &Line| {
            let gaps = line.gaps(self.span);
            (!gaps.is_empty()).then_some(LineGaps {
                quoted: line.quoted,
                gaps,
            })
        };
        self.lines.iter().filter_map(of_line).collect()
    }
}

impl Line {
    fn gaps(&self, span: Span) -> Vec<Span> {
        let runs = self
            .runs
            .iter()
            .filter_map(|run| Some((run.points.first()?.day, run.to)));
        let mut gaps = Vec::new();
        let mut next = day_number(span.from());
        for (first, last) in runs {
            gaps.extend(days_between(next, first - 1));
            next = last + 1;
        }
        gaps.extend(days_between(next, day_number(span.to())));
        gaps
    }

    /// Whether it ends before the last day in view.
    pub(super) fn ends_before(&self, span: Span) -> bool {
        self.end().0 < day_number(span.to())
    }
}

/// `None` if the first day is after the last.
fn days_between(first: i32, last: i32) -> Option<Span> {
    Span::new(day_of(first), day_of(last))
}

/// The number of the first day on which every line has a rate.
pub(super) fn first_common_day(lines: &[Vec<Stretch>]) -> Option<i32> {
    let mut starts: Vec<i32> = lines.iter().flatten().map(Stretch::first_day).collect();
    starts.sort_unstable();
    let has_rate = |line: &[Stretch], day: i32| line.iter().any(|one| one.record_on(day).is_some());
    starts
        .into_iter()
        .find(|day| lines.iter().all(|line| has_rate(line, *day)))
}
