//! Listening to work while it is done, and interrupting work that takes longer than a second.

use crate::{
    error::{Bilingual, Error, Result},
    render::Note,
};
use std::{
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// Receives notes and progress while work is done.
pub trait Listener {
    /// Something the user should know about the answer, whether or not it succeeds in the end.
    fn note(&self, note: Note);

    /// A step of work begins that may take longer than a second; it ends when the returned value is dropped.
    fn begin(&self, _work: Bilingual) -> Progress {
        Box::new(|_| ())
    }

    /// Reading a file begins; `length` is its size in bytes, if known. It ends when the returned value is dropped.
    fn begin_reading(&self, _length: Option<u64>) -> Reading {
        Box::new(|_| ())
    }
}

/// Shows a step of work: called with the share that is done, from 0 to 1.
pub type Progress = Box<dyn Fn(f64) + Send + Sync>;

/// Shows the reading of a file: called with the number of bytes just read.
pub type Reading = Box<dyn Fn(u64)>;

/// Whether the user wants the work to end; clones share one flag.
#[derive(Clone, Default)]
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

/// A step of work that is shown and can be interrupted.
pub struct Watch {
    pub(super) progress: Progress,
    pub(super) interrupt: Interrupt,
}

impl Watch {
    /// Reports the share that is done, from 0 to 1; breaks when the work should end.
    pub fn at(&self, share: f64) -> ControlFlow<()> {
        (self.progress)(share);

        match self.interrupt.check() {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}
