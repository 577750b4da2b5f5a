//! One request and its answer.

use super::{
    body::{read_body, read_start, unpack},
    excerpt::first_words,
    failure::Failure,
    retry_after::retry_after,
};
use crate::error::{AnswerFault, Bilingual, after_colon};
use reqwest::{
    Response, StatusCode, Url,
    header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, LOCATION},
};
use std::time::Duration;
use tokio::time::timeout;

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
    /// The address to ask instead.
    Redirect(Redirect),
}

/// Another address to ask.
#[derive(Debug)]
pub(super) struct Redirect {
    /// As it was written.
    pub location: String,
    /// Whether the document has moved there for good (301, 308).
    pub is_permanent: bool,
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
        .map_err(|_| Failure::late(limit, "no headers within", "ответ не начался за"))?
        .map_err(|error| Failure::not_sent(error, address, limit))?;

    if let Some(redirect) = redirect_of(&response) {
        return Ok(Reply::Redirect(redirect));
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
            Failure::late(
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

/// Where a redirect leads; a status of redirection without an address is none.
fn redirect_of(response: &Response) -> Option<Redirect> {
    let is_permanent = match response.status().as_u16() {
        301 | 308 => true,
        302 | 303 | 307 => false,
        _ => return None,
    };

    let location = response.headers().get(LOCATION)?;
    Some(Redirect {
        location: String::from_utf8_lossy(location.as_bytes()).into_owned(),
        is_permanent,
    })
}

/// A status that is no success.
async fn refused(mut response: Response, limit: Duration) -> Failure {
    let status = response.status();
    // A refusal stays one whatever becomes of its body, so a body that fails is just shorter.
    let start = timeout(limit, read_start(&mut response))
        .await
        .unwrap_or_default();
    let words = first_words(
        &start,
        text_of(response.headers(), &CONTENT_TYPE).as_deref(),
    );

    if !may_pass(status) {
        return Failure::Lasting(AnswerFault::Status {
            status: status.as_u16(),
            first_words: words,
        });
    }

    let code = status.as_u16();
    let said = after_colon(&words);
    Failure::Passing {
        cause: Bilingual::new(
            format!("status {code}{said}"),
            format!("код ответа {code}{said}"),
        ),
        refusal: Some((code, words)),
        details: String::new(),
        retry_after: retry_after(response.headers()),
    }
}

fn may_pass(status: StatusCode) -> bool {
    status.is_server_error()
        || matches!(
            status,
            StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT
        )
}

pub(super) fn text_of(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}
