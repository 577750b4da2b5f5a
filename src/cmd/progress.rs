//! What a fetch prints while it runs: a bar on a terminal, each request with `-v`, pauses before a further try.

use super::{bars::new_bar, context::Context, terminal::Verbosity};
use crate::{app::fetch::RequestListener, error::Bilingual, model::Lang, net::Observer};
use indicatif::ProgressBar;
use std::{
    io::Write as _,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

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
    /// A bar over `requests`, drawn only on a terminal.
    pub fn new(context: &Context, requests: usize) -> Self {
        let has_bar = context.has_bar();
        Self {
            bar: new_bar(
                has_bar,
                Some(requests as u64),
                "{bar:30} {pos}/{len}  {msg}",
            ),
            lang: context.lang,
            verbosity: context.verbosity,
            has_bar,
            retried: Arc::default(),
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn print(&self, text: &str) {
        if self.has_bar {
            self.bar.println(text);
        } else {
            let _ = writeln!(std::io::stderr().lock(), "{text}");
        }
    }

    fn retried(&self) -> MutexGuard<'_, Vec<(String, String)>> {
        self.retried.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RequestListener for Progress {
    fn start(&self, what: String) {
        self.bar.set_message(what);
    }

    fn step(&self) {
        self.bar.inc(1);
    }
}

impl Observer for Progress {
    fn asking(&self, url: &str, attempt: u32) {
        if self.verbosity == Verbosity::Verbose && attempt == 1 {
            self.print(url);
        }
    }

    fn retrying(&self, url: &str, cause: &Bilingual, details: &str, wait: Duration) {
        let seconds = wait.as_secs_f64();
        let cause = cause.text(self.lang);
        let text = match self.lang {
            Lang::Ru => format!("{url}: {cause}; повтор через {seconds:.1} с"),
            Lang::En => format!("{url}: {cause}; trying again in {seconds:.1} s"),
        };

        match self.verbosity {
            Verbosity::Quiet => {}
            // Printed when an answer comes: if none does, the error says enough.
            Verbosity::Normal => {
                self.bar.set_message(text.clone());
                self.retried().push((url.to_owned(), text));
            }
            Verbosity::Verbose if details.is_empty() => self.print(&text),
            Verbosity::Verbose => self.print(&format!("{text}\n  {details}")),
        }
    }

    fn answered(&self, url: &str, status: u16, bytes: usize, took: Duration) {
        if self.verbosity == Verbosity::Verbose {
            let ms = took.as_millis();
            self.print(&format!("  {status} · {bytes} B · {ms} ms · {url}"));
        }

        self.retried().retain(|(retried, text)| {
            let is_answered = retried == url;
            if is_answered {
                self.print(text);
            }
            !is_answered
        });
    }
}
