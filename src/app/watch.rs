//! Interrupting and watching work that takes longer than a second.

use crate::error::{Error, Result};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the user wants the work to end; clones share one flag.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Asks the work to end at its next check.
    pub fn raise(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// # Errors
    /// [`Error::Interrupted`] after [`Self::raise`].
    pub fn check(&self) -> Result<()> {
        if self.0.load(Ordering::Relaxed) {
            Err(Error::Interrupted)
        } else {
            Ok(())
        }
    }
}

/// How a step of work is shown, by whoever shows it.
pub trait Progress: Send + Sync {
    /// The share that is done, from 0 to 1.
    fn reached(&self, share: f64);
}

/// A step of work that is shown and can be interrupted.
pub struct Watch {
    progress: Box<dyn Progress>,
    interrupt: Interrupt,
}

impl Watch {
    pub fn new(progress: Box<dyn Progress>, interrupt: Interrupt) -> Self {
        Self {
            progress,
            interrupt,
        }
    }

    /// Reports the share that is done, from 0 to 1; breaks when the work should end.
    pub fn at(&self, share: f64) -> ControlFlow<()> {
        self.progress.reached(share);

        match self.interrupt.check() {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}
