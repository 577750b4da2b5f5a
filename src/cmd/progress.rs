//! What a fetch says while it runs: a bar on a terminal, each request with `-v`, pauses before a further try.

use super::context::{Context, Verbosity};
use crate::app::{self, Listener};
use crate::error::Bilingual;
use crate::model::Lang;
use crate::net::Observer;
use crate::render::{Note, note_text};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::civil::Date;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Progress of a fetch; clones share one bar.
#[derive(Clone)]
pub struct Progress {
    bar: ProgressBar,
    lang: Lang,
    verbosity: Verbosity,
    has_bar: bool,
    /// Addresses that are asked again, with the note to print if that helps. If it does not, the error is enough.
    retried: Arc<Mutex<Vec<(String, String)>>>,
}

impl Progress {
    /// A bar over so many requests, drawn only on a terminal.
    pub fn new(context: &Context, requests: usize) -> Self {
        let has_bar = context.stderr_is_terminal && context.verbosity == Verbosity::Normal;
        let target = if has_bar {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(requests as u64), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len}  {msg}") {
            bar.set_style(style);
        }
        Self {
            bar,
            lang: context.lang,
            verbosity: context.verbosity,
            has_bar,
            retried: Arc::default(),
        }
    }

    /// Names what is being asked for.
    pub fn start(&self, what: String) {
        self.bar.set_message(what);
    }

    /// One request is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn say(&self, text: &str) {
        use std::io::Write as _;
        if self.has_bar {
            self.bar.println(text);
        } else {
            let _ = writeln!(std::io::stderr().lock(), "{text}");
        }
    }
}

/// A bar over the bytes of a file, drawn only on a terminal; of standard input, whose length is not known, a count.
pub fn reading_bar(context: &Context, length: Option<u64>) -> ProgressBar {
    let has_bar = context.stderr_is_terminal && context.verbosity == Verbosity::Normal;
    let target = if has_bar {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(length, target);
    let template = match length {
        Some(_) => "{bar:30} {bytes}/{total_bytes}  {eta}",
        None => "{spinner} {bytes}",
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

impl Observer for Progress {
    fn asking(&self, url: &str, attempt: u32) {
        if self.verbosity == Verbosity::Verbose && attempt == 1 {
            self.say(url);
        }
    }

    fn retrying(&self, url: &str, cause: &Bilingual, details: &str, wait: Duration) {
        let seconds = wait.as_secs_f64();
        let mut text = match self.lang {
            Lang::Ru => format!("{url}: {}; повтор через {seconds:.1} с", cause.ru),
            Lang::En => format!("{url}: {}; trying again in {seconds:.1} s", cause.en),
        };
        match self.verbosity {
            Verbosity::Quiet => {}
            Verbosity::Normal => {
                self.bar.set_message(text.clone());
                self.retried
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push((url.to_owned(), text));
            }
            Verbosity::Verbose => {
                if !details.is_empty() {
                    text = format!("{text}\n  {details}");
                }
                self.say(&text);
            }
        }
    }

    fn answered(&self, url: &str, status: u16, bytes: usize, took: Duration) {
        if self.verbosity == Verbosity::Verbose {
            self.say(&format!(
                "  {status} · {bytes} B · {} ms · {url}",
                took.as_millis()
            ));
        }
        let mut retried = self.retried.lock().unwrap_or_else(PoisonError::into_inner);
        retried
            .iter()
            .filter(|(retried, _)| retried == url)
            .for_each(|(_, text)| self.say(text));
        retried.retain(|(retried, _)| retried != url);
    }
}

/// The terminal as a listener: notes and bars go to stderr.
pub struct Terminal {
    verbosity: Verbosity,
    lang: Lang,
    today: Date,
    has_bar: bool,
}

impl Terminal {
    pub fn new(context: &Context) -> Self {
        Self {
            verbosity: context.verbosity,
            lang: context.lang,
            today: context.today,
            has_bar: context.stderr_is_terminal && context.verbosity == Verbosity::Normal,
        }
    }
}

impl Listener for Terminal {
    fn note(&self, note: Note) {
        use std::io::Write as _;
        if self.verbosity != Verbosity::Quiet {
            let text = note_text(&note, self.lang, self.today);
            let _ = writeln!(std::io::stderr().lock(), "{text}");
        }
    }

    fn begin(&self, work: Bilingual) -> Box<dyn app::Progress> {
        let bar = ProgressBar::with_draw_target(Some(STEPS), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {percent} %  {eta}") {
            bar.set_style(style);
        }
        let name = work.en.clone();
        bar.set_message(match self.lang {
            Lang::Ru => work.ru,
            Lang::En => work.en,
        });

        Box::new(StepBar {
            bar,
            name,
            is_waiting: AtomicBool::new(self.has_bar),
        })
    }
}

/// Steps of a bar.
const STEPS: u64 = 1000;

/// A bar for one step of work, which appears after a second: shorter work needs none.
struct StepBar {
    bar: ProgressBar,
    /// What is done, for the log.
    name: String,
    /// Whether there is a terminal to draw on that shows nothing yet.
    is_waiting: AtomicBool,
}

impl app::Progress for StepBar {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a thousand steps"
    )]
    fn reached(&self, share: f64) {
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
