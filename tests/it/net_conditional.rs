//! Conditional requests of the client: which validators are sent where, and what of an answer is kept.

use crate::server::{Reply, Request, Server};
use ruble_rates::error::Error;
use ruble_rates::net::{Client, Conditional, Settings, Validators};
use std::time::Duration;

fn client() -> Client {
    let pause = Duration::from_millis(1);
    let settings = Settings {
        retries: 2,
        pause,
        requests_per_s: 1000,
        ..Settings::default()
    };
    Client::new(settings, Box::new(())).unwrap()
}

async fn ask(url: &str, validators: &Validators) -> Result<Conditional, Error> {
    client().get_conditional(url, validators).await
}

/// What was kept of a whole answer with these headers.
async fn loaded(headers: &'static [(&str, &str)]) -> (Server, Validators, Option<Duration>) {
    let server = Server::start(move |request| match request.headers.get("if-none-match") {
        None => headers
            .iter()
            .fold(Reply::ok("news"), |reply, (name, value)| {
                reply.with_header(name, value)
            }),
        Some(_) => Reply::status(304, ""),
    });
    let answered = ask(&format!("{}/feed", server.base()), &Validators::default())
        .await
        .unwrap();
    let answer = answered.answer.expect("a 200");
    assert_eq!((answer.status, &*answer.body), (200, b"news".as_slice()));
    (server, answered.validators, answered.fresh_for)
}

fn condition(request: &Request) -> [Option<&str>; 2] {
    ["if-none-match", "if-modified-since"].map(|name| request.headers.get(name).map(String::as_str))
}

const BOTH: &[(&str, &str)] = &[
    ("ETag", "W/\"a b\""),
    ("Last-Modified", "Sun, 26 Apr 2026 22:00:58 GMT"),
];

#[tokio::test]
async fn validators_of_the_first_answer_are_sent_with_the_second() {
    let (server, validators, _) = loaded(BOTH).await;
    let url = format!("{}/feed", server.base());
    assert_eq!(validators.of_url, url);
    let again = ask(&url, &validators).await.unwrap();
    assert_eq!((again.answer, again.validators), (None, validators));
    let requests = server.requests();
    assert_eq!(condition(&requests[0]), [None, None]);
    assert_eq!(
        condition(&requests[1]),
        [Some("W/\"a b\""), Some("Sun, 26 Apr 2026 22:00:58 GMT")]
    );
    assert_eq!(requests.len(), 2, "a 304 is the end of it");
}

#[tokio::test]
async fn a_304_without_a_condition_is_a_bad_answer() {
    let server = Server::start(|_| Reply::status(304, ""));
    let error = ask(&server.base(), &Validators::default())
        .await
        .unwrap_err();
    assert!(error.to_string().contains("status 304"), "{error}");
    assert_eq!((error.exit_code(), server.count()), (5, 1));
}

#[tokio::test]
async fn an_answer_without_validators_has_none() {
    let (_server, validators, fresh_for) = loaded(&[]).await;
    assert_eq!(
        (validators.etag, validators.last_modified, fresh_for),
        (None, None, None)
    );
}

#[tokio::test]
async fn a_304_may_bring_another_validator_and_an_expiry() {
    let server = Server::start(|_| {
        Reply::status(304, "")
            .with_header("ETag", "\"2\"")
            .with_header("Cache-Control", "max-age=60")
    });
    let url = format!("{}/feed", server.base());
    let sent = Validators {
        etag: Some("\"1\"".into()),
        last_modified: Some("then".into()),
        of_url: url.clone(),
    };
    let again = ask(&url, &sent).await.unwrap();
    assert_eq!(again.answer, None, "not a 304");
    assert_eq!(
        again.validators,
        Validators {
            etag: Some("\"2\"".into()),
            ..sent
        }
    );
    assert_eq!(again.fresh_for, Some(Duration::from_mins(1)));
}

#[tokio::test]
async fn expires_is_told_as_a_span_of_time() {
    let (.., fresh_for) = loaded(&[
        ("Date", "Sun, 26 Apr 2026 22:00:58 GMT"),
        ("Expires", "Sun, 26 Apr 2026 22:30:58 GMT"),
    ])
    .await;
    assert_eq!(fresh_for, Some(Duration::from_mins(30)));
}

/// The page has moved: validators of the old place are not for the new one, and the other way round.
#[tokio::test]
async fn validators_go_to_the_address_that_gave_them() {
    let server = Server::start(|request| match (&*request.path, condition(request)) {
        ("/old", [None, None]) => Reply::redirect("/new"),
        ("/new", [Some("\"new\""), None]) => Reply::status(304, ""),
        ("/new", _) => Reply::ok("news").with_header("ETag", "\"new\""),
        _ => Reply::status(400, "a validator in the wrong place"),
    });
    let (old, new) = (
        format!("{}/old", server.base()),
        format!("{}/new", server.base()),
    );
    let of_old = Validators {
        etag: Some("\"old\"".into()),
        last_modified: None,
        of_url: format!("{old}er"),
    };
    let first = ask(&old, &of_old).await.unwrap();
    assert!(
        first.answer.is_some(),
        "asked under another address's condition"
    );
    let validators = first.validators;
    assert_eq!(
        (validators.etag.as_deref(), &validators.of_url),
        (Some("\"new\""), &new)
    );
    let again = ask(&old, &validators).await.unwrap();
    assert_eq!(again.answer, None);
    let sent: Vec<_> = server
        .requests()
        .iter()
        .map(|one| condition(one)[0].map(str::to_owned))
        .collect();
    assert_eq!(sent, [None, None, None, Some("\"new\"".to_owned())]);
}

/// A failure that passes does not make the next try an unconditional one.
#[tokio::test]
async fn a_further_try_has_the_same_condition() {
    let server = Server::start(|request| match request.number {
        0 => Reply::status(503, "later"),
        _ => Reply::status(304, ""),
    });
    let url = format!("{}/feed", server.base());
    let validators = Validators {
        etag: Some("\"1\"".into()),
        last_modified: None,
        of_url: url.clone(),
    };
    ask(&url, &validators).await.unwrap();
    let sent: Vec<_> = server
        .requests()
        .iter()
        .map(|one| condition(one)[0].map(str::to_owned))
        .collect();
    assert_eq!(sent, [Some("\"1\"".to_owned()), Some("\"1\"".to_owned())]);
}

#[tokio::test]
async fn a_long_retry_after_is_told_to_the_caller() {
    for (asked, expected) in [("3600", 3600), ("99999999", 24 * 3600)] {
        let server =
            Server::start(move |_| Reply::status(429, "slower").with_header("Retry-After", asked));
        let error = ask(&server.base(), &Validators::default())
            .await
            .unwrap_err();
        let Error::Unreachable {
            retry_after,
            attempts: 1,
            ..
        } = error
        else {
            panic!("{error}")
        };
        assert_eq!(retry_after, Some(Duration::from_secs(expected)));
    }
}
