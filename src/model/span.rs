//! Spans of calendar days, both ends included, and sets of them.
//!
//! Coverage, holes and what a fetch still has to ask for are all sets of days; their algebra is here.

use jiff::civil::Date;
use std::fmt;

/// Days `from..=to`; never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    from: Date,
    to: Date,
}

impl Span {
    /// Two days with `mark` between them: `2024-05-01..2024-05-31`.
    pub fn parse(text: &str, mark: &str) -> Option<Self> {
        let (from, to) = text.split_once(mark)?;
        Self::new(from.parse().ok()?, to.parse().ok()?)
    }

    /// All days that there are.
    pub const ALL: Self = Self {
        from: Date::MIN,
        to: Date::MAX,
    };

    /// `from..=to`, or nothing when `from` is after `to`.
    pub fn new(from: Date, to: Date) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// One day.
    pub const fn day(day: Date) -> Self {
        Self { from: day, to: day }
    }

    /// The days from `first` up to `last`; `first` alone if `last` is before it.
    pub fn starting(first: Date, last: Date) -> Self {
        Self {
            from: first,
            to: last.max(first),
        }
    }

    /// First day.
    pub const fn from(self) -> Date {
        self.from
    }

    /// Last day.
    pub const fn to(self) -> Date {
        self.to
    }

    /// Whether `day` is one of its days.
    pub fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// Number of days, at least 1.
    pub fn days(self) -> i64 {
        days_between(self.from, self.to) + 1
    }

    /// The days both have.
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.to.min(other.to))
    }

    /// Its days before another day.
    pub fn before(self, day: Date) -> Option<Self> {
        Self::new(self.from, self.to.min(day.yesterday().ok()?))
    }

    /// Its days after another day.
    pub fn after(self, day: Date) -> Option<Self> {
        Self::new(self.from.max(day.tomorrow().ok()?), self.to)
    }

    /// Every day, in order.
    pub fn iter(self) -> impl Iterator<Item = Date> {
        std::iter::successors(Some(self.from), |day| day.tomorrow().ok())
            .take_while(move |day| *day <= self.to)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.from, self.to)
    }
}

/// Days from `a` to `b`; negative when `b` is earlier.
pub fn days_between(a: Date, b: Date) -> i64 {
    i64::from((b - a).get_days())
}

/// A set of days as sorted spans that neither overlap nor touch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spans(Vec<Span>);

impl Spans {
    /// The empty set.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Every day of the set, earliest first.
    pub fn each_day(&self) -> impl Iterator<Item = Date> {
        self.0.iter().flat_map(|span| span.iter())
    }

    /// The spans, earliest first.
    pub fn as_slice(&self) -> &[Span] {
        &self.0
    }

    /// The last day in it.
    pub fn last_day(&self) -> Option<Date> {
        self.0.last().map(|span| span.to)
    }

    /// The last day in it that is not after `day`.
    pub fn last_day_through(&self, day: Date) -> Option<Date> {
        let span = self.0.iter().rfind(|span| span.from <= day)?;
        Some(span.to.min(day))
    }

    /// Whether there is no day in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Number of days in it.
    pub fn days(&self) -> i64 {
        self.0.iter().map(|span| span.days()).sum()
    }

    /// The span that has `day`.
    pub fn containing(&self, day: Date) -> Option<Span> {
        let after = self.0.partition_point(|span| span.from <= day);
        self.0[..after]
            .last()
            .copied()
            .filter(|span| span.contains(day))
    }

    /// The parts of the spans that are in `span`.
    pub fn within(&self, span: Span) -> impl Iterator<Item = Span> {
        self.0.iter().filter_map(move |own| own.intersection(span))
    }

    /// Adds days; spans that overlap or touch become one.
    pub fn insert(&mut self, added: Span) {
        // Neighbours by comparison: subtracting dates in the search took a third of an import.
        let before = added.from.yesterday().unwrap_or(Date::MIN);
        let after = added.to.tomorrow().unwrap_or(Date::MAX);
        let start = self.0.partition_point(|span| span.to < before);
        let end = start + self.0[start..].partition_point(|span| span.from <= after);
        let merged = self.0[start..end].iter().fold(added, |all, span| Span {
            from: all.from.min(span.from),
            to: all.to.max(span.to),
        });
        self.0.splice(start..end, [merged]);
    }

    /// Takes days out.
    pub fn remove(&mut self, removed: Span) {
        let kept = self.0.iter().flat_map(|span| {
            let parts = [span.before(removed.from), span.after(removed.to)];
            parts.into_iter().flatten()
        });

        self.0 = kept.collect();
        self.0.dedup();
    }

    /// The days of this set that are not in the other, in one pass over both.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        let mut left = Vec::with_capacity(self.0.len());
        let mut others = other.0.as_slice();
        for span in &self.0 {
            others = &others[others.partition_point(|one| one.to < span.from)..];
            let mut rest = Some(*span);
            for removed in others.iter().take_while(|one| one.from <= span.to) {
                let Some(days) = rest else { break };
                left.extend(days.before(removed.from));
                rest = days.after(removed.to);
            }

            left.extend(rest);
        }

        Self(left)
    }

    /// From the first day to the last.
    pub fn whole(&self) -> Option<Span> {
        let (first, last) = self.0.first().zip(self.0.last())?;
        Some(Span::starting(first.from, last.to))
    }

    /// The days of `whole` that are not in the set.
    #[must_use]
    pub fn gaps_in(&self, whole: Span) -> Self {
        let mut gaps = Self(vec![whole]);
        for span in &self.0 {
            gaps.remove(*span);
        }

        gaps
    }
}

impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let mut set = Self::new();
        for span in spans {
            set.insert(span);
        }

        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{ToSpan, civil::date};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn day(offset: i16) -> Date {
        date(2024, 1, 1) + i64::from(offset).days()
    }

    fn span(from: i16, to: i16) -> Span {
        Span::new(day(from), day(to)).unwrap()
    }

    #[test]
    fn touching_spans_become_one() {
        let set: Spans = [span(0, 3), span(8, 9), span(4, 7)].into_iter().collect();
        assert_eq!(set.as_slice(), [span(0, 9)]);
    }

    #[test]
    fn days_end_with_the_calendar() {
        let last = Span::new(date(9999, 12, 30), Date::MAX).unwrap();
        assert_eq!(last.iter().take(3).count(), 2);
        let mut set: Spans = [last].into_iter().collect();
        set.insert(Span::day(Date::MAX));
        set.remove(Span::day(Date::MAX));
        assert_eq!(set.as_slice(), [Span::day(date(9999, 12, 30))]);
        assert_eq!(set.gaps_in(last).as_slice(), [Span::day(Date::MAX)]);
    }

    #[test]
    fn a_day_apart_stays_a_hole() {
        let set: Spans = [span(0, 3), span(5, 9)].into_iter().collect();
        assert_eq!(
            set.gaps_in(span(0, 12)).as_slice(),
            [span(4, 4), span(10, 12)]
        );
        assert_eq!(set.containing(day(4)), None);
    }

    proptest! {
        /// What is left of a set without another is what is left when its spans are removed one by one.
        #[test]
        fn minus_is_removing_each_span(
            own in prop::collection::vec((0i16..60, 0i16..12), 0..12),
            other in prop::collection::vec((0i16..60, 0i16..12), 0..12),
        ) {
            let set = |spans: &[(i16, i16)]| -> Spans {
                spans.iter().map(|(from, length)| span(*from, from + length)).collect()
            };
            let (own, other) = (set(&own), set(&other));
            let mut expected = own.clone();
            other.as_slice().iter().for_each(|span| expected.remove(*span));
            prop_assert_eq!(own.minus(&other), expected);
        }

        /// A set of spans behaves as a set of days.
        #[test]
        fn algebra_is_that_of_days(steps in prop::collection::vec((0i16..60, 0i16..12, any::<bool>()), 0..25)) {
            let (mut set, mut days) = (Spans::new(), BTreeSet::new());
            for (from, length, adds) in steps {
                let one = span(from, from + length);
                if adds { set.insert(one); days.extend(one.iter()); } else { set.remove(one); one.iter().for_each(|d| { days.remove(&d); }); }
            }
            let listed: Vec<_> = set.as_slice().iter().flat_map(|s| s.iter()).collect();
            prop_assert_eq!(&listed, &days.iter().copied().collect::<Vec<_>>());
            for pair in set.as_slice().windows(2) {
                prop_assert!(days_between(pair[0].to, pair[1].from) > 1);
            }
            let whole = span(0, 80);
            for day in whole.iter() {
                prop_assert_eq!(set.containing(day).is_some(), days.contains(&day));
                prop_assert_eq!(set.gaps_in(whole).containing(day).is_some(), !days.contains(&day));
            }
        }
    }
}
