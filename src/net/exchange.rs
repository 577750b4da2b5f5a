//! One request and its answer: what failed, and whether the failure may pass.

use super::body::{read_body, read_start, unpack};
use super::resolve::NotPublic;
use super::retry_after::retry_after;
use super::shown::shown_address;
use super::text::first_words;
use crate::error::{AnswerFault, Bilingual, RedirectFault};
use reqwest::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, LOCATION,
};
use reqwest::{Response, StatusCode, Url};
use std::time::Duration;
use tokio::time::timeout;

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Failure {
    /// Asking again would bring the same.
    Lasting(AnswerFault),
    /// Asking again may help.
    Passing {
        /// What happened, in a few words.
        cause: Bilingual,
        /// The library's own words, to the innermost cause; empty when there is nothing to add.
        details: String,
        /// How long the server asked to be left alone.
        retry_after: Option<Duration>,
    },
}

impl Failure {
    pub(super) fn passing(en: impl Into<String>, ru: impl Into<String>, details: String) -> Self {
        Self::Passing {
            cause: Bilingual::new(en, ru),
            details,
            retry_after: None,
        }
    }
}

/// What a request brought.
#[derive(Debug)]
pub(super) enum Reply {
    /// A whole 2xx answer.
    Whole {
        /// HTTP status.
        status: u16,
        /// Its headers.
        headers: HeaderMap,
        /// Its body, unpacked.
        body: Vec<u8>,
    },
    /// 304 to a condition that was sent.
    NotModified(HeaderMap),
    /// The address to ask instead, as it was written.
    Redirect(String),
}

/// Asks once, under a condition where there is one; `limit` is the time to the headers and again the time to the
/// end of the body. A 304 that was not asked for is a status like any other.
pub(super) async fn exchange(
    http: &reqwest::Client,
    address: &Url,
    condition: Option<HeaderMap>,
    limit: Duration,
) -> Result<Reply, Failure> {
    let is_conditional = condition.is_some();
    // Packing is done here and not by reqwest, so that both lengths are seen and limited.
    let request = http
        .get(address.clone())
        .headers(condition.unwrap_or_default());
    let mut response = timeout(limit, request.header(ACCEPT_ENCODING, "gzip").send())
        .await
        .map_err(|_| late(limit, "no headers within", "нет заголовков за"))?
        .map_err(|error| not_sent(error, address, limit))?;
    if let Some(location) = redirect_of(&response) {
        return Ok(Reply::Redirect(location));
    }
    if is_conditional && response.status() == StatusCode::NOT_MODIFIED {
        return Ok(Reply::NotModified(std::mem::take(response.headers_mut())));
    }
    if !response.status().is_success() {
        return Err(refused(response, limit).await);
    }
    let packed = timeout(limit, read_body(&mut response))
        .await
        .map_err(|_| {
            late(
                limit,
                "body not complete within",
                "ответ не получен целиком за",
            )
        })??;
    let body = unpack(
        text_of(response.headers(), &CONTENT_ENCODING).as_deref(),
        packed,
    )
    .map_err(Failure::Lasting)?;
    let status = response.status().as_u16();
    Ok(Reply::Whole {
        status,
        headers: std::mem::take(response.headers_mut()),
        body,
    })
}

/// No answer came in time.
fn late(limit: Duration, en: &str, ru: &str) -> Failure {
    Failure::passing(
        format!("{en} {limit:?}"),
        format!("{ru} {limit:?}"),
        String::new(),
    )
}

/// Where a redirect leads; a status of redirection without an address is none.
fn redirect_of(response: &Response) -> Option<String> {
    let is_redirect = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let location = response.headers().get(LOCATION).filter(|_| is_redirect)?;
    Some(String::from_utf8_lossy(location.as_bytes()).into_owned())
}

/// The text of an error with all its causes, each said once, the innermost last.
pub(super) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let said = cause.to_string();
        if !text.contains(&said) {
            text.push_str(": ");
            text.push_str(&said);
        }
        next = cause.source();
    }
    text
}

/// No headers came.
fn not_sent(error: reqwest::Error, address: &Url, limit: Duration) -> Failure {
    let error = error.without_url();
    if has_cause::<NotPublic>(&error) {
        let to = shown_address(address.as_str());
        let why = RedirectFault::PrivateAddress;
        return Failure::Lasting(AnswerFault::Redirect { to, why });
    }
    let connect_limit = limit / 2;
    let details = chain(&error);
    match () {
        () if error.is_dns() => {
            Failure::passing("name not resolved", "имя узла не найдено", details)
        }
        () if error.is_connect() && error.is_timeout() => Failure::passing(
            format!("no connection within {connect_limit:?}"),
            format!("нет соединения за {connect_limit:?}"),
            details,
        ),
        () if is_refused(&error) => Failure::passing(
            "no connection (refused)",
            "нет соединения (отказано)",
            details,
        ),
        () if has_cause::<rustls::Error>(&error) => Failure::passing(
            format!("no secure connection: {}", innermost(&error)),
            format!("нет защищённого соединения: {}", innermost(&error)),
            details,
        ),
        () if error.is_connect() => Failure::passing(
            format!("no connection: {}", innermost(&error)),
            format!("нет соединения: {}", innermost(&error)),
            details,
        ),
        () => Failure::passing("connection broken off", "соединение оборвалось", details),
    }
}

/// Whether the other side refused the connection.
fn is_refused(error: &reqwest::Error) -> bool {
    let causes = std::iter::successors(Some(error as &dyn std::error::Error), |error| {
        error.source()
    });
    let mut io = causes.filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    io.any(|error| error.kind() == std::io::ErrorKind::ConnectionRefused)
}

/// The words of the innermost cause.
fn innermost(error: &reqwest::Error) -> String {
    let causes = std::iter::successors(Some(error as &dyn std::error::Error), |error| {
        error.source()
    });
    causes.last().map(ToString::to_string).unwrap_or_default()
}

/// A status that is no success.
async fn refused(mut response: Response, limit: Duration) -> Failure {
    let status = response.status();
    let wait = retry_after(response.headers());
    // A refusal stays one whatever becomes of its body, so a body that fails is just shorter.
    let start = timeout(limit, read_start(&mut response))
        .await
        .unwrap_or_default();
    let words = first_words(
        &start,
        text_of(response.headers(), &CONTENT_TYPE).as_deref(),
    );
    let may_pass = status.is_server_error()
        || matches!(
            status,
            StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT
        );
    if may_pass {
        let code = status.as_u16();
        let worded = |what: &str| {
            format!("{what} {code}: {words}")
                .trim_end_matches([':', ' '])
                .to_owned()
        };
        let cause = Bilingual::new(worded("status"), worded("код ответа"));
        Failure::Passing {
            cause,
            details: String::new(),
            retry_after: wait,
        }
    } else {
        Failure::Lasting(AnswerFault::Status {
            status: status.as_u16(),
            first_words: words,
        })
    }
}

fn has_cause<T: std::error::Error + 'static>(error: &dyn std::error::Error) -> bool {
    let mut next = error.source();
    while let Some(cause) = next {
        if cause.is::<T>() {
            return true;
        }
        next = cause.source();
    }
    false
}

pub(super) fn text_of(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}
