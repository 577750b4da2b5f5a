//! Turns of requests: each server gets one request at a time, and the next one some time after the last began; servers
//! are asked side by side, up to a limit.

use super::clock::Clock;
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError},
    time::Duration,
};
use tokio::sync::{Mutex, OwnedMutexGuard, Semaphore, SemaphorePermit};

/// When the next request to a server may start, by the clock; locked while one is under way, so there is never a second.
type NextStart = Arc<Mutex<Duration>>;

/// The turns of all servers.
pub(super) struct Turns {
    servers: std::sync::Mutex<HashMap<String, NextStart>>,
    places: Semaphore,
    clock: Box<dyn Clock>,
}

/// The right to ask one server; given back when dropped.
pub(super) struct Turn<'a> {
    _server: OwnedMutexGuard<Duration>,
    _place: Option<SemaphorePermit<'a>>,
}

impl Turns {
    /// Turns with at most `at_once` requests under way.
    pub fn new(at_once: usize, clock: Box<dyn Clock>) -> Self {
        Self {
            servers: std::sync::Mutex::default(),
            places: Semaphore::new(at_once),
            clock,
        }
    }

    /// Waits for the turn to ask `server`; the one after it starts `interval` later at the earliest.
    pub(super) async fn take(&self, server: String, interval: Duration) -> Turn<'_> {
        let mut next_start = self.next_start(server).lock_owned().await;
        let wait = next_start.saturating_sub(self.clock.now());
        if !wait.is_zero() {
            self.clock.sleep(wait).await;
        }
        // The place comes last, so that requests waiting for one slow server do not block those to another.
        let place = self.places.acquire().await.ok();
        *next_start = self.clock.now() + interval;

        Turn {
            _server: next_start,
            _place: place,
        }
    }

    fn next_start(&self, server: String) -> NextStart {
        let mut servers = self.servers.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(servers.entry(server).or_default())
    }
}
