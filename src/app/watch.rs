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
    fn begin(&self, _work: Bilingual) -> Box<dyn Progress> {
        Box::new(())
    }

    /// Reading a file begins; `length` is its size in bytes, if known. It ends when the returned value is dropped.
    fn begin_reading(&self, _length: Option<u64>) -> Box<dyn Reading> {
        Box::new(())
    }
}

/// How a step of work is shown, by whoever shows it.
pub trait Progress: Send + Sync {
    /// The share that is done, from 0 to 1.
    fn reached(&self, share: f64);
}

impl Progress for () {
    fn reached(&self, _share: f64) {}
}

/// How the reading of a file is shown.
pub trait Reading {
    /// That many more bytes were read.
    fn read(&self, bytes: u64);
}

impl Reading for () {
    fn read(&self, _bytes: u64) {}
}

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
