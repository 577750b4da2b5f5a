//! Ctrl-C and progress for work that takes longer than a second.

use crate::cmd::context::{Context, Verbosity};
use crate::error::{Error, Result};
use crate::model::Lang;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Whether Ctrl-C was pressed.
#[derive(Clone, Debug)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens from now on, in a thread of its own that ends with the process. Where no signals can be had Ctrl-C
    /// ends the process as it always does.
    pub fn listen() -> Self {
        let pressed = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&pressed);
        std::thread::spawn(move || {
            if let Ok(runtime) = tokio::runtime::Builder::new_current_thread()
                .enable_io()
                .build()
                && runtime.block_on(tokio::signal::ctrl_c()).is_ok()
            {
                flag.store(true, Ordering::Relaxed);
            }
        });
        Self(pressed)
    }

    /// # Errors
    /// [`Error::Interrupted`] when it was pressed.
    pub fn check(&self) -> Result<()> {
        if self.0.load(Ordering::Relaxed) {
            Err(Error::Interrupted)
        } else {
            Ok(())
        }
    }
}

/// How far long work has come: a bar on a terminal, which shows itself after a second.
#[derive(Debug)]
pub struct Watch {
    bar: ProgressBar,
    interrupt: Interrupt,
    /// Whether there is a terminal to draw on that shows nothing yet.
    is_waiting: AtomicBool,
}

/// Steps of a bar.
const STEPS: u64 = 1000;

impl Watch {
    /// A bar with its name, `ru` or `en`.
    pub fn new(
        context: &Context,
        interrupt: &Interrupt,
        ru: &'static str,
        en: &'static str,
    ) -> Self {
        let has_bar = context.stderr_is_terminal && context.verbosity == Verbosity::Normal;
        let bar = ProgressBar::with_draw_target(Some(STEPS), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {percent} %  {eta}") {
            bar.set_style(style);
        }
        bar.set_message(match context.lang {
            Lang::Ru => ru,
            Lang::En => en,
        });
        Self {
            bar,
            interrupt: interrupt.clone(),
            is_waiting: AtomicBool::new(has_bar),
        }
    }

    /// The share that is done, from 0 to 1; whether to go on.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a thousand steps"
    )]
    pub fn at(&self, share: f64) -> ControlFlow<()> {
        // Who waits less than a second need not be told.
        if self.bar.elapsed() > Duration::from_secs(1) {
            if self.is_waiting.swap(false, Ordering::Relaxed) {
                self.bar.set_draw_target(ProgressDrawTarget::stderr());
            }
            self.bar
                .set_position((share.clamp(0.0, 1.0) * STEPS as f64) as u64);
        }
        match self.interrupt.check() {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.finish();
    }
}
