//! The verdict on one term: the first rule that holds (correlate-spec.md §6.1). The sentences are in `render`.

use crate::analysis::{events::Extent, null::ALPHA};

/// Tested records below which nothing is judged.
pub const LEAST_RECORDS: usize = 120;

/// What the tests of a term come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Too few records with enough news.
    FewRecords,
    /// Too few events, months or clusters.
    FewEvents,
    /// No link was seen.
    NotFound,
    /// The rate moved before the news.
    MovedBefore,
    /// The rate may have moved before the news of the same day.
    FoundSameDay,
    /// The rate moved after the news.
    Found,
}

impl Verdict {
    /// Its number, 0 to 5.
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// Its name for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FewRecords => "few_records",
            Self::FewEvents => "few_events",
            Self::NotFound => "not_found",
            Self::MovedBefore => "moved_before",
            Self::FoundSameDay => "found_same_day",
            Self::Found => "found",
        }
    }

    /// Whether there was too little for a test, so that no p is reported.
    pub const fn is_untested(self) -> bool {
        matches!(self, Self::FewRecords | Self::FewEvents)
    }
}

/// Where the ruble went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The rate rose.
    Weaker,
    /// The rate fell.
    Stronger,
}

impl Direction {
    /// By the sign of the statistic; None at 0.
    pub fn of(t: f64) -> Option<Self> {
        match t {
            t if t > 0.0 => Some(Self::Weaker),
            t if t < 0.0 => Some(Self::Stronger),
            _ => None,
        }
    }

    /// Its name for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Weaker => "weaker",
            Self::Stronger => "stronger",
        }
    }
}

/// What a verdict is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// Tested records.
    pub n: usize,
    /// Events, months, clusters.
    pub extent: Extent,
    /// Of the main test.
    pub p: f64,
    /// Of the records before; `None` if the window leaves no such records.
    pub p_pre: Option<f64>,
    /// Of the two records after the linked one.
    pub p_strict: f64,
    /// Any measure of T: its sign counts.
    pub t: f64,
    /// Mean abnormal change over the window, in per cent; None without events.
    pub effect_pct: Option<f64>,
}

impl Evidence {
    fn sign_differs(&self) -> bool {
        self.effect_pct.is_some_and(|effect| effect * self.t < 0.0)
    }
}

/// A verdict with its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// `None` if nothing was tested or T = 0.
    pub direction: Option<Direction>,
    /// Whether the mean change has the other sign; None without a direction.
    pub sign_differs: Option<bool>,
}

impl Judgement {
    /// By the evidence.
    pub fn new(evidence: &Evidence) -> Self {
        let verdict = verdict(evidence);
        let direction = Direction::of(evidence.t).filter(|_| !verdict.is_untested());

        Self {
            verdict,
            direction,
            sign_differs: direction.map(|_| evidence.sign_differs()),
        }
    }
}

fn verdict(evidence: &Evidence) -> Verdict {
    if evidence.n < LEAST_RECORDS {
        Verdict::FewRecords
    } else if !evidence.extent.is_enough() {
        Verdict::FewEvents
    } else if evidence.p > ALPHA {
        Verdict::NotFound
    } else if evidence.p_pre.is_some_and(|p| p <= ALPHA) {
        Verdict::MovedBefore
    } else if evidence.p_strict > ALPHA {
        Verdict::FoundSameDay
    } else {
        Verdict::Found
    }
}
