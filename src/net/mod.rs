//! One polite HTTP client: time-outs, retries within a budget, a size limit, a pace, one request at a time per
//! server, servers side by side.
//!
//! A `get` ends with the whole body of a 2xx answer, unpacked, or with an error that says whether there was no answer
//! (exit code 4) or a bad one (5); `get_conditional` may also end with "not modified". What the body means is not known
//! here, and the wall clock is not read: waiting is measured on the monotonic one, a date in `Retry-After` or `Expires`
//! against the answer's own `Date`.

mod address;
mod body;
mod clock;
mod conditional;
mod excerpt;
mod exchange;
mod failure;
mod freshness;
mod manners;
mod redirect;
mod resolve;
mod retry_after;
mod robots;
mod shown;
mod side_by_side;
mod transport;
mod turns;

pub use address::WebAddress;
pub use clock::Clock;
pub use conditional::{Conditional, Validators};
pub use excerpt::first_words;
pub use manners::{ArchiveQuestions, Manners, SHORTEST_PAUSE};
pub use robots::{LONGEST_CRAWL_DELAY, RobotsRules};
pub use shown::{hide_secrets, shown_address, without_user};
pub use side_by_side::Answers;

use crate::error::{AnswerFault, Bilingual, Error, RedirectFault, Result};
use address::{host_and_port, is_loopback, is_public, number_of, parse_web_address, server_of};
use backon::{BackoffBuilder, ExponentialBuilder};
use clock::MachineClock;
use exchange::{Reply, exchange, text_of};
use failure::Failure;
use redirect::Way;
use reqwest::{
    Url,
    header::{CONTENT_TYPE, HeaderMap},
};
use resolve::PublicNames;
use std::{collections::HashSet, path::PathBuf, sync::Arc, time::Duration};
use tokio::time::Instant;
use transport::{build, builder};
use turns::Turns;

/// Largest body, packed or unpacked, in MiB. The Bank's longest answer is well under one.
pub const LIMIT_MIB: u64 = 32;

/// Most requests a second to anything but this machine, and the number without a configuration: cbr.ru is reported to
/// block at about ten (egregors/cbrf #10), and half of that delays no command noticeably.
pub const MOST_REQUESTS_PER_S: u32 = 5;

/// Longest time spent waiting between the tries of one `get`, `Retry-After` included.
const WAITING_BUDGET: Duration = Duration::from_mins(1);

/// Longest time for which a server's wish to be left alone is kept, and an answer taken for fresh: a mistaken
/// header must not silence a source for good.
pub const LONGEST_WAIT: Duration = Duration::from_hours(24);

/// Requests under way at the same time at most, each to another server. A body may take [`LIMIT_MIB`] and as much
/// again packed, so this also bounds the memory.
const MOST_AT_ONCE: usize = 8;

/// How to ask. [`Settings::default`] is right for the Bank.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Longest time to the headers of an answer, and again to the end of its body; half of it to connect.
    pub timeout: Duration,
    /// Tries after the first.
    pub retries: u32,
    /// First pause between tries; each later one is twice as long, each with up to as much again by chance.
    pub pause: Duration,
    /// Requests a second, at least 1 and, except to this machine, at most 5.
    pub requests_per_s: u32,
    /// Who we say we are.
    pub user_agent: String,
    /// PEM file of further certificate authorities: some .ru sites chain to the Russian state's root.
    pub extra_ca: Option<PathBuf>,
    /// Addresses that the user has configured: a redirect may lead to their hosts (with their ports) even if these are
    /// not public. The caller is responsible for the requested address itself.
    pub configured: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(20),
            retries: 3,
            pause: Duration::from_millis(500),
            requests_per_s: MOST_REQUESTS_PER_S,
            user_agent: user_agent(),
            extra_ca: None,
            configured: Vec::new(),
        }
    }
}

/// A 2xx answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The address asked as it may be shown (redirects may have led elsewhere).
    pub url: String,
    /// HTTP status, 200..=299.
    pub status: u16,
    /// The body, unpacked, to its very end.
    pub body: Vec<u8>,
    /// Header `Content-Type`.
    pub content_type: Option<String>,
    /// Header `X-WP-TotalPages`, by which WordPress says how many pages a list has.
    pub total_pages: Option<u32>,
}

/// Whoever wants to know what goes on, to show it. `()` does not.
pub trait Observer: Send + Sync {
    /// A request goes out; `attempt` counts from 1.
    fn asking(&self, _url: &str, _attempt: u32) {}
    /// It failed for a cause that may pass, and is made again after `wait`.
    fn retrying(&self, _url: &str, _cause: &Bilingual, _details: &str, _wait: Duration) {}
    /// An answer came: 2xx with `_bytes` bytes when unpacked, or 304.
    fn answered(&self, _url: &str, _status: u16, _bytes: usize, _took: Duration) {}
}

impl Observer for () {}

/// The client; one is enough for a program.
pub struct Client {
    far: reqwest::Client,
    /// For this machine: what a proxy calls loopback is the proxy itself.
    loopback: reqwest::Client,
    /// For the targets of redirects: names that resolve only to private addresses are not found.
    guarded: reqwest::Client,
    public_names: PublicNames,
    trusted: HashSet<String>,
    settings: Settings,
    observer: Box<dyn Observer>,
    turns: Turns,
}

impl Client {
    /// A client by these settings; proxies are taken from the usual variables.
    ///
    /// # Errors
    /// [`Error::File`] when `extra_ca` cannot be read or holds no certificate.
    pub fn new(settings: Settings, observer: Box<dyn Observer>) -> Result<Self> {
        Self::with_clock(settings, observer, Box::new(MachineClock::start()))
    }

    /// A client that paces its requests by the given clock.
    ///
    /// # Errors
    /// As [`Client::new`].
    pub fn with_clock(
        settings: Settings,
        observer: Box<dyn Observer>,
        clock: Box<dyn Clock>,
    ) -> Result<Self> {
        // reqwest is built without a TLS provider of its own and panics when none is installed. A second
        // install fails, and that is as good as a first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let public_names = PublicNames::default();
        let configured = settings
            .configured
            .iter()
            .filter_map(|url| parse_web_address(url).ok());

        Ok(Self {
            far: build(builder(&settings)?)?,
            loopback: build(builder(&settings)?.no_proxy())?,
            guarded: build(builder(&settings)?.dns_resolver(Arc::new(public_names.clone())))?,
            public_names,
            trusted: configured.map(|address| host_and_port(&address)).collect(),
            settings,
            observer,
            turns: Turns::new(MOST_AT_ONCE, clock),
        })
    }

    /// Gets `url` whole.
    ///
    /// # Errors
    /// [`Error::Unreachable`] when no answer was to be had: resolving, connecting, TLS, time-out, reset, 408,
    /// 429, 5xx, a body of another length than announced, each tried again while tries and the waiting budget
    /// last. [`Error::BadAnswer`], without another try, for any other status, a redirect that is not followed
    /// (see [`RedirectFault`]) and a body beyond the limit.
    pub async fn get(&self, url: &str) -> Result<Answer> {
        let answered = self.get_conditional(url, &Validators::default()).await?;
        // Without validators no condition is sent, and a 304 has failed as the status it is.
        answered
            .answer
            .ok_or_else(|| Error::bad_answer(shown_address(url), unasked_not_modified()))
    }

    /// Gets `url` whole unless it is still the document that `validators` belong to. These are sent only to the address
    /// that gave them; a 304 ends the request, no unconditional one follows.
    ///
    /// # Errors
    /// As [`Client::get`]; a 304 that no condition asked for is [`Error::BadAnswer`].
    pub async fn get_conditional(&self, url: &str, validators: &Validators) -> Result<Conditional> {
        self.get_by(url, validators, None).await
    }

    async fn get_by(
        &self,
        url: &str,
        validators: &Validators,
        manners: Option<&Manners>,
    ) -> Result<Conditional> {
        // Only the request itself uses the configured address; callers and readers see no secrets.
        let shown = shown_address(url);
        let address = parse_web_address(url).map_err(|cause| never_asked(&shown, cause))?;
        let url = shown.as_str();

        let mut pauses = self.pauses();
        let mut budget = WAITING_BUDGET;

        let mut attempt = 0;

        loop {
            attempt += 1;
            self.observer.asking(url, attempt);
            let asked = self.ask(url, &address, validators, manners).await;
            let (mut cause, details, retry_after) = match asked {
                Ok(answered) => return Ok(answered),
                Err(Failure::Lasting(fault)) => return Err(Error::bad_answer(url, fault)),
                Err(Failure::Passing {
                    cause,
                    details,
                    retry_after,
                    ..
                }) => (cause, details, retry_after),
            };

            if let Some(pause) = pauses.next() {
                let wait = pause.max(retry_after.unwrap_or_default());
                if wait <= budget {
                    budget -= wait;
                    self.observer.retrying(url, &cause, &details, wait);
                    tokio::time::sleep(wait).await;
                    continue;
                }

                cause = too_long_a_wait(&cause, wait);
            }

            return Err(Error::Unreachable {
                url: shown,
                attempts: attempt,
                cause,
                details: details.into_boxed_str(),
                retry_after: retry_after.map(|wait| wait.min(LONGEST_WAIT)),
            });
        }
    }

    fn pauses(&self) -> impl Iterator<Item = Duration> {
        ExponentialBuilder::new()
            .with_jitter()
            .with_min_delay(self.settings.pause)
            .with_max_times(self.settings.retries as usize)
            .build()
    }

    /// Asks once, hop by hop.
    async fn ask(
        &self,
        url: &str,
        address: &Url,
        validators: &Validators,
        manners: Option<&Manners>,
    ) -> std::result::Result<Conditional, Failure> {
        let mut way = Way::starting_at(address.clone());
        loop {
            let address = way.last();
            let sent = validators.to_send_to(address);
            match self.exchange_in_turn(url, &way, sent, manners).await? {
                Reply::Whole {
                    status,
                    headers,
                    body,
                } => {
                    let content_type = text_of(&headers, &CONTENT_TYPE);
                    let answer = Answer {
                        url: url.to_owned(),
                        status,
                        body,
                        content_type,
                        total_pages: total_pages(&headers),
                    };
                    let validators = Validators::of(&headers, address);
                    let moved_to = way.moved_to();
                    return Ok(Conditional::new(
                        Some(answer),
                        validators,
                        &headers,
                        moved_to,
                    ));
                }
                Reply::NotModified(headers) => {
                    let sent = sent.ok_or_else(|| Failure::Lasting(unasked_not_modified()))?;
                    let validators = sent.renewed_by(&headers);
                    return Ok(Conditional::new(None, validators, &headers, way.moved_to()));
                }
                Reply::Redirect(redirect) => {
                    way.follow(&redirect).map_err(Failure::Lasting)?;
                    if let Some(manners) = manners {
                        manners.check_redirect(&way).map_err(Failure::Lasting)?;
                    }
                }
            }
        }
    }

    /// Waits for the turn of the server at the end of the way, asks it once.
    async fn exchange_in_turn(
        &self,
        url: &str,
        way: &Way,
        validators: Option<&Validators>,
        manners: Option<&Manners>,
    ) -> std::result::Result<Reply, Failure> {
        let address = way.last();
        let http = self.http_for(way).map_err(Failure::Lasting)?;
        let pause = manners.map_or_else(
            || self.pause_before_next(address),
            |manners| manners.pause_before_next(address),
        );
        // Held until the body is read, so that a server sees one request at a time.
        let _turn = self.turns.take(server_of(address), pause).await;
        let started = Instant::now();
        tracing::debug!(target: "net", is_conditional = validators.is_some(), "asking {}", shown_address(address.as_str()));
        let condition = validators.map(Validators::condition);
        let reply = exchange(http, address, condition, self.settings.timeout).await;
        let reply = reply.map_err(|failure| match manners {
            Some(_) => failure.without_insisting(),
            None => failure,
        })?;

        match &reply {
            Reply::Whole { status, body, .. } => {
                self.observer
                    .answered(url, *status, body.len(), started.elapsed());
            }
            Reply::NotModified(_) => self.observer.answered(url, 304, 0, started.elapsed()),
            Reply::Redirect(_) => {}
        }

        Ok(reply)
    }

    fn pause_before_next(&self, address: &Url) -> Duration {
        let per_s = self.settings.requests_per_s;
        if is_loopback(address) {
            interval(per_s)
        } else {
            interval(per_s.min(MOST_REQUESTS_PER_S))
        }
    }

    /// The client for the end of the way. The address asked is the caller's own and so is what was configured;
    /// anything else that a redirect leads to must be public.
    fn http_for(&self, way: &Way) -> std::result::Result<&reqwest::Client, AnswerFault> {
        let address = way.last();
        let host = host_and_port(address);
        if host == host_and_port(way.first()) || self.trusted.contains(&host) {
            return Ok(if is_loopback(address) {
                &self.loopback
            } else {
                &self.far
            });
        }

        if number_of(address).is_some_and(|ip| !is_public(ip)) {
            return Err(AnswerFault::Redirect {
                to: shown_address(address.as_str()),
                why: RedirectFault::PrivateAddress,
            });
        }

        self.public_names
            .insert(address.host_str().unwrap_or_default());
        Ok(&self.guarded)
    }
}

/// `rates/0.1.0 (+https://where.the/tool/lives)`; without an address while Cargo.toml names no repository.
fn user_agent() -> String {
    let name = concat!("rates/", env!("CARGO_PKG_VERSION"));
    match env!("CARGO_PKG_REPOSITORY") {
        "" => name.to_owned(),
        home => format!("{name} (+{home})"),
    }
}

fn never_asked(url: &str, cause: Bilingual) -> Error {
    Error::Unreachable {
        url: url.to_owned(),
        attempts: 0,
        cause,
        details: Box::default(),
        retry_after: None,
    }
}

fn unasked_not_modified() -> AnswerFault {
    AnswerFault::Status {
        status: 304,
        first_words: String::new(),
    }
}

fn too_long_a_wait(cause: &Bilingual, wait: Duration) -> Bilingual {
    Bilingual::new(
        format!(
            "{}; another try would have to wait {wait:?}, too long for this run",
            cause.en
        ),
        format!(
            "{}; повтора пришлось бы ждать {wait:?}, это слишком долго",
            cause.ru
        ),
    )
}

fn total_pages(headers: &HeaderMap) -> Option<u32> {
    headers.get("x-wp-totalpages")?.to_str().ok()?.parse().ok()
}

fn interval(requests_per_s: u32) -> Duration {
    Duration::from_secs(1) / requests_per_s.max(1)
}
