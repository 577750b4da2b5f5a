//! What a fetch needs: a client made by the configuration, and a runtime that Ctrl-C stops.

use super::{context::Context, progress::Progress};
use crate::{
    error::{Error, Result},
    net::{Client, Settings},
};
use std::{sync::Arc, time::Duration};
use tokio::runtime::{self, Runtime};

pub struct Network {
    pub client: Arc<Client>,
    /// What is printed while the client works.
    pub progress: Progress,
    runtime: Runtime,
}

impl Network {
    /// Builds the client; `requests` sizes the progress bar.
    pub fn new(context: &Context, requests: usize) -> Result<Self> {
        let progress = Progress::new(context, requests);
        let client = Client::new(settings(context), Box::new(progress.clone()))?;
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Error::file("tokio", error))?;

        Ok(Self {
            client: Arc::new(client),
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
    let config = &context.config;
    let feeds = config.feeds.iter().map(|feed| feed.url.clone());
    let archives = config.archives.iter().map(|archive| archive.url.clone());

    Settings {
        // Redirects may lead to these hosts even where they are in a private network.
        configured: feeds
            .chain(archives)
            .chain([config.cbr_url.clone()])
            .collect(),
        timeout: Duration::from_secs_f64(http.timeout_s),
        retries: http.retries,
        pause: Duration::from_millis(http.pause_ms),
        requests_per_s: http.requests_per_s,
        extra_ca: http.extra_ca.clone(),
        ..Settings::default()
    }
}
