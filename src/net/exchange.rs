//! One request and its answer: what failed, and whether the failure may pass.

use super::Answer;
use super::body::{read_body, read_start, unpack};
use super::retry_after::retry_after;
use super::text::first_words;
use crate::error::AnswerFault;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName};
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
        /// What happened, to the innermost cause.
        cause: String,
        /// How long the server asked to be left alone.
        retry_after: Option<Duration>,
    },
}

impl Failure {
    pub(super) fn passing(cause: impl Into<String>) -> Self {
        Self::Passing { cause: cause.into(), retry_after: None }
    }
}

/// Asks once; `limit` is the time to the headers and again the time to the end of the body.
pub(super) async fn exchange(
    http: &reqwest::Client,
    address: &Url,
    limit: Duration,
) -> Result<Answer, Failure> {
    // Packing is done here and not by reqwest, so that both lengths are seen and limited.
    let request = http.get(address.clone()).header(ACCEPT_ENCODING, "gzip").send();
    let mut response = timeout(limit, request)
        .await
        .map_err(|_| Failure::passing(format!("no headers within {limit:?}")))?
        .map_err(|error| not_sent(error, limit))?;
    if !response.status().is_success() {
        return Err(refused(response, limit).await);
    }
    let packed = timeout(limit, read_body(&mut response))
        .await
        .map_err(|_| Failure::passing(format!("body not complete within {limit:?}")))??;
    let body = unpack(text_of(response.headers(), &CONTENT_ENCODING).as_deref(), packed)
        .map_err(Failure::Lasting)?;
    Ok(Answer {
        url: address.to_string(),
        status: response.status().as_u16(),
        body,
        content_type: text_of(response.headers(), &CONTENT_TYPE),
    })
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
fn not_sent(error: reqwest::Error, limit: Duration) -> Failure {
    let error = error.without_url();
    let causes = chain(&error);
    if error.is_redirect() {
        return Failure::Lasting(AnswerFault::OtherDocument { what: causes });
    }
    let connect_limit = limit / 2;
    Failure::passing(match () {
        () if error.is_dns() => format!("name not resolved: {causes}"),
        () if error.is_connect() && error.is_timeout() => {
            format!("no connection within {connect_limit:?}: {causes}")
        }
        () if error.is_connect() => format!("no connection: {causes}"),
        () => causes,
    })
}

/// A status that is no success.
async fn refused(mut response: Response, limit: Duration) -> Failure {
    let status = response.status();
    let wait = retry_after(response.headers());
    // A refusal stays one whatever becomes of its body, so a body that fails is just shorter.
    let start = timeout(limit, read_start(&mut response)).await.unwrap_or_default();
    let words = first_words(&start, text_of(response.headers(), &CONTENT_TYPE).as_deref());
    let may_pass = status.is_server_error()
        || matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT);
    if may_pass {
        let cause = format!("status {}: {words}", status.as_u16());
        Failure::Passing { cause: cause.trim_end_matches([':', ' ']).to_owned(), retry_after: wait }
    } else {
        Failure::Lasting(AnswerFault::Status { status: status.as_u16(), first_words: words })
    }
}

fn text_of(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}
