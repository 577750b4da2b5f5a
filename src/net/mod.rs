//! One polite HTTP client: time-outs, retries within a budget, a size limit, a pace, one request at a time.
//!
//! A `get` ends with the whole body of a 2xx answer, unpacked, or with an error that says whether nobody
//! answered (exit code 4) or something wrong came (5). What the body means is not known here, and the wall
//! clock is not read: waiting is measured on the monotonic one, a date in `Retry-After` against the answer's
//! own `Date`.

mod body;
mod exchange;
mod retry_after;
mod text;

pub use text::{charset_of, declared_encoding, decode_text, first_words};

use crate::error::{Error, Result};
use backon::{BackoffBuilder, ExponentialBuilder};
use exchange::Failure;
use reqwest::Url;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::Instant;

/// Largest body, packed or unpacked, in MiB. The Bank's longest answer is well under one.
pub const LIMIT_MIB: u64 = 32;

/// Most requests a second to anything but this machine: cbr.ru is reported to block at about ten
/// (egregors/cbrf #10), and half of that costs nobody anything.
const MOST_REQUESTS_PER_S: u32 = 5;

/// Longest time spent waiting between the tries of one `get`, `Retry-After` included.
const WAITING_BUDGET: Duration = Duration::from_mins(1);

/// Redirects followed before it is called a loop.
const MOST_REDIRECTS: usize = 5;

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
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(20),
            retries: 3,
            pause: Duration::from_millis(500),
            requests_per_s: 2,
            user_agent: user_agent(),
            extra_ca: None,
        }
    }
}

/// A 2xx answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The address asked (redirects may have led elsewhere).
    pub url: String,
    /// HTTP status, 200..=299.
    pub status: u16,
    /// The body, unpacked, to its very end.
    pub body: Vec<u8>,
    /// Header `Content-Type`.
    pub content_type: Option<String>,
}

/// Whoever wants to know what goes on, to show it. `()` does not.
pub trait Observer: Send + Sync {
    /// A request goes out; `attempt` counts from 1.
    fn asking(&self, _url: &str, _attempt: u32) {}
    /// It failed for a cause that may pass, and is made again after `wait`.
    fn retrying(&self, _url: &str, _cause: &str, _wait: Duration) {}
    /// A 2xx answer came.
    fn answered(&self, _answer: &Answer, _took: Duration) {}
}

impl Observer for () {}

/// The client; one is enough for a program.
pub struct Client {
    far: reqwest::Client,
    /// For this machine: what a proxy calls loopback is the proxy itself.
    loopback: reqwest::Client,
    settings: Settings,
    observer: Box<dyn Observer>,
    /// When the next request may start. Held while one is under way, so there is never a second.
    next_start: Mutex<Option<Instant>>,
}

impl Client {
    /// A client by these settings; proxies are taken from the usual variables.
    ///
    /// # Errors
    /// [`Error::File`] when `extra_ca` cannot be read or holds no certificate.
    pub fn new(settings: Settings, observer: Box<dyn Observer>) -> Result<Self> {
        // reqwest is built without a TLS provider of its own and panics when none is installed. A second
        // install fails, and that is as good as a first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let far = build(builder(&settings)?)?;
        let loopback = build(builder(&settings)?.no_proxy())?;
        Ok(Self { far, loopback, settings, observer, next_start: Mutex::new(None) })
    }

    /// Gets `url` whole.
    ///
    /// # Errors
    /// [`Error::Unreachable`] when no answer was to be had: resolving, connecting, TLS, time-out, reset, 408,
    /// 429, 5xx, a body of another length than announced, each tried again while tries and the waiting budget
    /// last. [`Error::BadAnswer`], without another try, for any other status, a redirect that leads nowhere and
    /// a body beyond the limit.
    pub async fn get(&self, url: &str) -> Result<Answer> {
        let address = web_address(url).map_err(|cause| unreachable(url, 0, cause))?;
        let mut pauses = self.pauses();
        let mut budget = WAITING_BUDGET;
        for attempt in 1.. {
            self.observer.asking(url, attempt);
            let (cause, retry_after) = match self.exchange_in_turn(&address).await {
                Ok(answer) => return Ok(Answer { url: url.to_owned(), ..answer }),
                Err(Failure::Lasting(fault)) => {
                    return Err(Error::BadAnswer { url: url.to_owned(), fault });
                }
                Err(Failure::Passing { cause, retry_after }) => (cause, retry_after),
            };
            let Some(pause) = pauses.next() else { return Err(unreachable(url, attempt, cause)) };
            let wait = pause.max(retry_after.unwrap_or_default());
            if wait > budget {
                let asked =
                    format!("{cause}; another try would have to wait {wait:?}, too long for this run");
                return Err(unreachable(url, attempt, asked));
            }
            budget -= wait;
            self.observer.retrying(url, &cause, wait);
            tokio::time::sleep(wait).await;
        }
        Err(unreachable(url, u32::MAX, "too many tries".to_owned()))
    }

    fn pauses(&self) -> impl Iterator<Item = Duration> {
        ExponentialBuilder::new()
            .with_jitter()
            .with_min_delay(self.settings.pause)
            .with_max_times(self.settings.retries as usize)
            .build()
    }

    /// Waits for its turn, asks once.
    async fn exchange_in_turn(&self, address: &Url) -> std::result::Result<Answer, Failure> {
        let (http, interval) = if is_loopback(address) {
            (&self.loopback, interval(self.settings.requests_per_s))
        } else {
            (&self.far, interval(self.settings.requests_per_s.min(MOST_REQUESTS_PER_S)))
        };
        let mut next_start = self.next_start.lock().await;
        if let Some(start) = *next_start {
            tokio::time::sleep_until(start).await;
        }
        let started = Instant::now();
        *next_start = Some(started + interval);
        let answer = exchange::exchange(http, address, self.settings.timeout).await?;
        self.observer.answered(&answer, started.elapsed());
        Ok(answer)
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

fn unreachable(url: &str, attempts: u32, cause: String) -> Error {
    Error::Unreachable { url: url.to_owned(), attempts, cause }
}

fn interval(requests_per_s: u32) -> Duration {
    Duration::from_secs(1) / requests_per_s.max(1)
}

fn web_address(url: &str) -> std::result::Result<Url, String> {
    let address = Url::parse(url).map_err(|error| format!("not an address: {error}"))?;
    match address.scheme() {
        "http" | "https" => Ok(address),
        other => Err(format!("`{other}` is neither http nor https")),
    }
}

fn is_loopback(address: &Url) -> bool {
    let host = address.host_str().unwrap_or_default();
    let ip = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    host == "localhost" || ip.is_ok_and(|ip| ip.is_loopback())
}

fn builder(settings: &Settings) -> Result<reqwest::ClientBuilder> {
    // The roots of Mozilla beside those of the system: a bare container has no CA files at all.
    let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
    let mut certificates: Vec<_> =
        roots.filter_map(|root| reqwest::Certificate::from_der(root).ok()).collect();
    if let Some(path) = &settings.extra_ca {
        certificates.extend(load_certificates(path)?);
    }
    Ok(reqwest::Client::builder()
        .user_agent(&settings.user_agent)
        .connect_timeout(settings.timeout / 2)
        .pool_max_idle_per_host(1)
        .referer(false)
        .redirect(reqwest::redirect::Policy::custom(follow))
        .tls_certs_merge(certificates))
}

fn build(builder: reqwest::ClientBuilder) -> Result<reqwest::Client> {
    builder.build().map_err(|error| {
        let cause = format!("the HTTP client cannot start: {}", exchange::chain(&error.without_url()));
        unreachable("", 0, cause)
    })
}

fn load_certificates(path: &Path) -> Result<Vec<reqwest::Certificate>> {
    let fault = |cause: String| Error::File { path: path.to_owned(), cause };
    let pem = std::fs::read(path).map_err(|error| fault(error.to_string()))?;
    let certificates = reqwest::Certificate::from_pem_bundle(&pem)
        .map_err(|error| fault(exchange::chain(&error.without_url())))?;
    if certificates.is_empty() {
        return Err(fault("no certificate in it".to_owned()));
    }
    Ok(certificates)
}

/// Follows a few redirects within the web, never from https down to http: a figure is to be proved by where
/// it came from.
fn follow(attempt: reqwest::redirect::Attempt<'_>) -> reqwest::redirect::Action {
    if attempt.previous().len() > MOST_REDIRECTS {
        return attempt.error(format!("more than {MOST_REDIRECTS} redirects"));
    }
    let was_secure = attempt.previous().last().is_some_and(|url| url.scheme() == "https");
    match attempt.url().scheme() {
        "https" => attempt.follow(),
        "http" if !was_secure => attempt.follow(),
        _ => {
            let refused = format!("redirect to {} refused", attempt.url());
            attempt.error(refused)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_loopback() {
        for (url, expected) in [
            ("http://127.0.0.1:81/x", true),
            ("http://[::1]/", true),
            ("http://localhost/", true),
            ("https://www.cbr.ru/", false),
            ("http://127.0.0.1.example/", false),
        ] {
            assert_eq!(is_loopback(&Url::parse(url).unwrap()), expected, "{url}");
        }
    }

    #[test]
    fn only_web_addresses_are_asked() {
        for (url, cause) in [("ftp://x/", "`ftp` is neither http nor https"), ("x", "not an address")] {
            assert!(web_address(url).unwrap_err().starts_with(cause), "{url}");
        }
    }

    #[test]
    fn an_authority_file_without_certificates_is_named() {
        let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"));
        let settings = Settings { extra_ca: Some(path.to_owned()), ..Settings::default() };
        let error = Client::new(settings, Box::new(())).err().unwrap();
        assert_eq!((error.exit_code(), error.to_string().contains("Cargo.toml")), (1, true), "{error}");
    }
}
