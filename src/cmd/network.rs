//! What every fetch needs: a client by the configuration, Ctrl-C, and the one of several errors that decides.

use super::context::Context;
use super::progress::Progress;
use crate::error::{Bilingual, Error, Result};
use crate::net::{Client, Settings};
use std::sync::Arc;
use std::time::Duration;

/// A client at work, with what it says meanwhile.
pub struct Network {
    /// The client.
    pub client: Arc<Client>,
    /// What is said while it works.
    pub progress: Progress,
    runtime: tokio::runtime::Runtime,
}

impl Network {
    /// A client by the configuration, for about so many requests.
    ///
    /// # Errors
    /// Those of [`Client::new`].
    pub fn new(context: &Context, requests: usize) -> Result<Self> {
        let progress = Progress::new(context, requests);
        let client = Arc::new(Client::new(settings(context), Box::new(progress.clone()))?);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Error::file("tokio", error))?;
        Ok(Self {
            client,
            progress,
            runtime,
        })
    }

    /// Works to the end, or until Ctrl-C: then nothing comes back, and what was done stays done.
    pub fn run<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        self.runtime.block_on(async {
            tokio::select! {
                done = work => Some(done),
                _ = tokio::signal::ctrl_c() => None,
            }
        })
    }
}

fn settings(context: &Context) -> Settings {
    let http = &context.config.http;
    let feeds = context.config.feeds.iter().map(|feed| feed.url.clone());
    Settings {
        timeout: Duration::from_secs_f64(http.timeout_s),
        retries: http.retries,
        pause: Duration::from_millis(http.pause_ms),
        requests_per_s: http.requests_per_s,
        extra_ca: http.extra_ca.clone(),
        configured: feeds.chain([context.config.cbr_url.clone()]).collect(),
        ..Settings::default()
    }
}

/// A fetch makes no sense offline.
///
/// # Errors
/// [`Error::Usage`] under `--offline`.
pub fn refuse_offline(context: &Context) -> Result<()> {
    if !context.offline {
        return Ok(());
    }
    let problem = Bilingual::new("fetch needs the network", "fetch нужна сеть");
    Err(Error::Usage {
        flag: "--offline",
        problem,
    })
}
