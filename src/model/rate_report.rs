//! Which rule says that a headline reports or forecasts a move of the rate itself (correlate-spec.md §4.6).
//!
//! There are two: the specification's, and one of our own that reads clauses. What both say of a headline is kept,
//! so that either can be asked for without reading titles again.

/// A rule of rate reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RateReportRule {
    /// A currency and a move near each other, anywhere (correlate-spec.md §4.6).
    #[default]
    Reference,
    /// A currency that is itself what moves, in the main clauses of the first sentence.
    Clause,
}

/// What the rules say of a headline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct RateReport {
    /// By [`RateReportRule::Reference`].
    pub by_reference: bool,
    /// By [`RateReportRule::Clause`].
    pub by_clause: bool,
}

impl RateReport {
    /// Whether it is a rate report by a rule.
    pub const fn by(self, rule: RateReportRule) -> bool {
        match rule {
            RateReportRule::Reference => self.by_reference,
            RateReportRule::Clause => self.by_clause,
        }
    }
}
