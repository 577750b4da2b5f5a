//! The stories of a window of news and of the windows before it, by their places in the corpus.

use crate::model::Span;
use std::cmp::Ordering;

/// The stories of a window and of those before it, by their places in the corpus.
pub struct NewsWindow {
    /// Earliest first.
    pub target: Vec<usize>,
    /// By window.
    pub reference: Vec<Vec<usize>>,
    /// The days of each of these.
    pub days: Vec<Span>,
    /// Stories that only report the move, shown where there are no others.
    pub reports: Vec<usize>,
}

impl NewsWindow {
    /// A window without news, with the days of those before it.
    pub fn empty(days: Vec<Span>) -> Self {
        Self {
            target: Vec::new(),
            reference: vec![Vec::new(); days.len()],
            days,
            reports: Vec::new(),
        }
    }

    /// What is shown where nothing is compared: the stories, or the reports where there are no others.
    pub fn listed(&self) -> &[usize] {
        if self.target.is_empty() {
            &self.reports
        } else {
            &self.target
        }
    }

    /// Whether all of its news only reports the move.
    pub fn has_reports_alone(&self) -> bool {
        self.target.is_empty() && !self.reports.is_empty()
    }

    /// Files a story under a window, of which the last is the target; stories after it are not of interest.
    pub fn push(&mut self, window: usize, story: usize) {
        match window.cmp(&self.reference.len()) {
            Ordering::Less => self.reference[window].push(story),
            Ordering::Equal => self.target.push(story),
            Ordering::Greater => {}
        }
    }
}
