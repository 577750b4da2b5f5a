//! Progress and cancellation of a long computation: its caller receives the share that is done and can stop it.

use crate::error::{Error, Result};
use std::{
    ops::ControlFlow,
    sync::atomic::{AtomicU64, Ordering},
};

/// Called with the share that is done, 0 to 1, from any thread and not always in order; `Break` ends the computation.
pub type Report<'a> = &'a (dyn Fn(f64) -> ControlFlow<()> + Sync);

/// Adds up what is done.
pub(super) struct Watch<'a> {
    report: Report<'a>,
    done: AtomicU64,
    total: u64,
}

impl<'a> Watch<'a> {
    /// `total` is in units of the caller's choice, one addition each.
    pub(super) fn new(report: Report<'a>, total: u64) -> Self {
        Self {
            report,
            done: AtomicU64::new(0),
            total: total.max(1),
        }
    }

    /// Some more units are done. What is done beyond the total keeps the share at 1, and can still be broken off.
    pub(super) fn advance(&self, units: u64) -> Result<()> {
        let done = self
            .done
            .fetch_add(units, Ordering::Relaxed)
            .saturating_add(units);
        match (self.report)((done as f64 / self.total as f64).min(1.0)) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Error::Interrupted),
        }
    }
}
