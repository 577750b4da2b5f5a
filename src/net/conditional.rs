//! Conditional requests: what an address gave to tell whether its document has changed, and what it answers.

use super::{Answer, freshness::fresh_for, shown::shown_address};
use reqwest::{
    Url,
    header::{
        ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
        LINK,
    },
};
use std::time::Duration;

/// The validators of a document, byte for byte as they came, and the address that gave them: they mean nothing to
/// another one, and are sent to no other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// Header `ETag`, quotes and `W/` included.
    pub etag: Option<String>,
    /// Header `Last-Modified`, whatever it looks like.
    pub last_modified: Option<String>,
    /// The address that answered, after all redirects, as it may be shown.
    pub of_url: String,
}

/// What came of asking whether a document has changed.
#[derive(Clone, Debug)]
pub struct Conditional {
    /// The document, whole; none if it is still the one that the sent validators came from.
    pub answer: Option<Answer>,
    /// The validators of the document, or those that were sent, updated by the answer; there may be none.
    pub validators: Validators,
    /// How long the answer says that the document stays as it is.
    pub fresh_for: Option<Duration>,
    /// The address to which the one asked has moved for good, as it may be shown.
    pub moved_to: Option<String>,
    /// Headers `Link` in their order: what belongs to the document (RFC 8288).
    pub links: Vec<String>,
}

impl Validators {
    /// The validators to send to an address, if any.
    pub(super) fn to_send_to(&self, address: &Url) -> Option<&Self> {
        // Another address, also behind a redirect, never gave them and learns nothing from them.
        let has_any = self.etag.is_some() || self.last_modified.is_some();
        (has_any && self.of_url == shown_address(address.as_str())).then_some(self)
    }

    /// The condition to ask under.
    pub(super) fn condition(&self) -> HeaderMap {
        let mut condition = HeaderMap::new();
        for (name, text) in [
            (IF_NONE_MATCH, &self.etag),
            (IF_MODIFIED_SINCE, &self.last_modified),
        ] {
            if let Some(Ok(value)) = text
                .as_ref()
                .map(|text| HeaderValue::from_bytes(text.as_bytes()))
            {
                condition.insert(name, value);
            }
        }

        condition
    }

    /// The validators of a whole answer.
    pub(super) fn of(headers: &HeaderMap, address: &Url) -> Self {
        Self {
            etag: text_of(headers, &ETAG),
            last_modified: text_of(headers, &LAST_MODIFIED),
            of_url: shown_address(address.as_str()),
        }
    }

    /// These, with what a 304 brings in their place (RFC 9111, 4.3.4); what it leaves out stays.
    pub(super) fn renewed_by(&self, headers: &HeaderMap) -> Self {
        let kept = self.clone();
        Self {
            etag: text_of(headers, &ETAG).or(kept.etag),
            last_modified: text_of(headers, &LAST_MODIFIED).or(kept.last_modified),
            ..kept
        }
    }
}

impl Conditional {
    pub(super) fn new(
        answer: Option<Answer>,
        validators: Validators,
        headers: &HeaderMap,
        moved_to: Option<String>,
    ) -> Self {
        let links = headers.get_all(LINK).iter();
        Self {
            answer,
            validators,
            fresh_for: fresh_for(headers),
            moved_to,
            links: links
                .filter_map(|link| Some(link.to_str().ok()?.to_owned()))
                .collect(),
        }
    }
}

/// A header as text. One that is none (bytes that are not UTF-8) is as good as absent: it could not be sent back
/// byte for byte.
fn text_of(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let text = std::str::from_utf8(headers.get(name)?.as_bytes()).ok()?;
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&HeaderName, &[u8])]) -> HeaderMap {
        let value = |bytes: &[u8]| HeaderValue::from_bytes(bytes).unwrap();
        pairs
            .iter()
            .map(|(name, bytes)| ((*name).clone(), value(bytes)))
            .collect()
    }

    /// What is sent after an answer with these headers.
    fn check(etag: &[u8], last_modified: &[u8], expected: [Option<&[u8]>; 2]) {
        let address = Url::parse("http://x/feed").unwrap();
        let validators = Validators::of(
            &headers(&[(&ETAG, etag), (&LAST_MODIFIED, last_modified)]),
            &address,
        );
        let condition = validators
            .to_send_to(&address)
            .map(Validators::condition)
            .unwrap_or_default();
        let sent = [IF_NONE_MATCH, IF_MODIFIED_SINCE]
            .map(|name| condition.get(name).map(HeaderValue::as_bytes));
        assert_eq!(sent, expected);
        assert_eq!(
            validators.to_send_to(&Url::parse("http://x/other").unwrap()),
            None
        );
    }

    #[test]
    fn validators_are_sent_byte_for_byte_and_to_their_own_address() {
        check(
            b"W/\"a b\"",
            b"Sun, 26 Apr 2026 22:00:00 GMT",
            [Some(b"W/\"a b\""), Some(b"Sun, 26 Apr 2026 22:00:00 GMT")],
        );
        check(
            b"unquoted",
            b"yesterday",
            [Some(b"unquoted"), Some(b"yesterday")],
        );
        check("\"ё\"".as_bytes(), b"", [Some("\"ё\"".as_bytes()), None]);
        check(b"\"\xff\"", b"", [None, None]);
    }

    #[test]
    fn a_304_takes_over_what_it_brings_and_keeps_the_rest() {
        let sent = Validators {
            etag: Some("\"1\"".into()),
            last_modified: Some("then".into()),
            of_url: "u".into(),
        };
        assert_eq!(sent.renewed_by(&HeaderMap::new()), sent);
        let renewed = sent.renewed_by(&headers(&[(&ETAG, b"\"2\"")]));
        assert_eq!(
            renewed,
            Validators {
                etag: Some("\"2\"".into()),
                ..sent
            }
        );
    }
}
