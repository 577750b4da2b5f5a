//! Why a request brought no answer, and whether the reason may pass.

use super::{resolve::NotPublic, shown::shown_address};
use crate::error::{AnswerFault, Bilingual, RedirectFault};
use reqwest::Url;
use std::{error::Error, io, time::Duration};

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Failure {
    /// Asking again would bring the same.
    Lasting(AnswerFault),
    /// Asking again may help.
    Passing {
        /// The status of a refusal, and the first words of its body.
        refusal: Option<(u16, String)>,
        /// What happened, in a few words.
        cause: Bilingual,
        /// The library's own words, to the innermost cause; empty when there is nothing to add.
        details: String,
        /// How long the server asked to be left alone.
        retry_after: Option<Duration>,
    },
}

impl Failure {
    pub fn passing(en: impl Into<String>, ru: impl Into<String>, details: String) -> Self {
        Self::Passing {
            refusal: None,
            cause: Bilingual::new(en, ru),
            details,
            retry_after: None,
        }
    }

    /// The failure for a client that does not ask again after 429 Too Many Requests.
    #[must_use]
    pub fn without_insisting(self) -> Self {
        match self {
            Self::Passing {
                refusal: Some((status @ 429, first_words)),
                ..
            } => Self::Lasting(AnswerFault::Status {
                status,
                first_words,
            }),
            other => other,
        }
    }

    /// No answer came in time.
    pub fn late(limit: Duration, en: &str, ru: &str) -> Self {
        Self::passing(
            format!("{en} {limit:?}"),
            format!("{ru} {}", seconds(limit)),
            String::new(),
        )
    }

    /// No headers came.
    pub fn not_sent(error: reqwest::Error, address: &Url, limit: Duration) -> Self {
        let error = error.without_url();
        if causes(&error).any(<dyn Error>::is::<NotPublic>) {
            return Self::Lasting(AnswerFault::Redirect {
                to: shown_address(address.as_str()),
                why: RedirectFault::PrivateAddress,
            });
        }

        let connect_limit = limit / 2;
        let innermost = causes(&error)
            .last()
            .map(ToString::to_string)
            .unwrap_or_default();
        let is_secure = causes(&error).any(is_of_tls);
        let is_refused = causes(&error)
            .filter_map(|cause| cause.downcast_ref::<io::Error>())
            .any(|error| error.kind() == io::ErrorKind::ConnectionRefused);

        // The order matters: a refused or an insecure connection is also one that could not be made.
        let (en, ru) = if error.is_dns() {
            ("name not resolved".into(), "имя узла не найдено".into())
        } else if error.is_connect() && error.is_timeout() {
            (
                format!("no connection within {connect_limit:?}"),
                format!("нет соединения за {}", seconds(connect_limit)),
            )
        } else if is_refused {
            (
                "no connection (refused)".into(),
                "нет соединения (отказано)".into(),
            )
        } else if is_secure {
            (
                format!("no secure connection: {innermost}"),
                format!("нет защищённого соединения ({innermost})"),
            )
        } else if error.is_connect() {
            (
                format!("no connection: {innermost}"),
                format!("нет соединения ({innermost})"),
            )
        } else {
            (
                "connection broken off".into(),
                "соединение оборвалось".into(),
            )
        };

        Self::passing(en, ru, chain(&error))
    }
}

/// A time in Russian: `2 с`, `0.3 с`.
fn seconds(time: Duration) -> String {
    format!("{} с", time.as_secs_f64())
}

/// Whether TLS failed. The system's errors have that of TLS inside, perhaps one in another, and do not name it as their
/// cause.
fn is_of_tls(error: &(dyn Error + 'static)) -> bool {
    let system = error.downcast_ref::<io::Error>();
    let inside = system.and_then(io::Error::get_ref);
    error.is::<rustls::Error>() || inside.is_some_and(|inside| is_of_tls(inside))
}

/// An error and what caused it, the innermost last.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// The text of an error with all its causes, each said once, the innermost last.
pub(super) fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    for cause in causes(error).skip(1).map(ToString::to_string) {
        if !text.contains(&cause) {
            text.push_str(": ");
            text.push_str(&cause);
        }
    }

    text
}
