//! Progress bars on stderr.

use crate::{error::Bilingual, model::Lang};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

/// Steps of a bar.
const STEPS: u64 = 1000;

/// A bar of a form of its own, drawn from now on or not at all.
pub fn new_bar(is_drawn: bool, length: Option<u64>, template: &str) -> ProgressBar {
    let target = if is_drawn {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };

    let bar = ProgressBar::with_draw_target(length, target);
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

/// A bar for one step of work, which appears after a second: shorter work needs none.
pub struct StepBar {
    bar: ProgressBar,
    /// What is done, for the log.
    name: String,
    /// Whether there is a terminal to draw on that shows nothing yet.
    is_waiting: AtomicBool,
}

impl StepBar {
    pub fn new(is_drawn: bool, work: Bilingual, lang: Lang) -> Self {
        let bar = new_bar(false, Some(STEPS), "{msg} {bar:30} {percent} %  {eta}");
        bar.set_message(work.text(lang).to_owned());
        Self {
            bar,
            name: work.en,
            is_waiting: AtomicBool::new(is_drawn),
        }
    }

    /// Shows the share that is done, from 0 to 1.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a thousand steps"
    )]
    pub fn reached(&self, share: f64) {
        if self.bar.elapsed() <= Duration::from_secs(1) {
            return;
        }

        if self.is_waiting.swap(false, Ordering::Relaxed) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        let position = (share.clamp(0.0, 1.0) * STEPS as f64) as u64;
        self.bar.set_position(position);
    }
}

impl Drop for StepBar {
    fn drop(&mut self) {
        tracing::info!(target: "phase", took = ?self.bar.elapsed(), "{}", self.name);
        self.bar.finish_and_clear();
    }
}

/// A bar over the bytes of a file.
pub struct ReadingBar(ProgressBar);

impl ReadingBar {
    pub fn new(is_drawn: bool, length: Option<u64>) -> Self {
        // Of standard input no length is known, and its bytes are only counted.
        let template = match length {
            Some(_) => "{bar:30} {bytes}/{total_bytes}  {eta}",
            None => "{spinner} {bytes}",
        };
        Self(new_bar(is_drawn, length, template))
    }

    pub fn read(&self, bytes: u64) {
        self.0.inc(bytes);
    }
}

impl Drop for ReadingBar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
