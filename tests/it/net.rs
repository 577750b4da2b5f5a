//! The HTTP client against each fault of the wire: what it says, what it costs, how often it asks.

use crate::server::{Fault, Reply, Request, Server};
use ruble_rates::error::{Bilingual, Error};
use ruble_rates::net::{Client, Observer, Settings};
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const SHORT: Duration = Duration::from_millis(200);

fn settings() -> Settings {
    Settings {
        timeout: SHORT,
        retries: 2,
        pause: Duration::from_millis(1),
        requests_per_s: 1000,
        ..Settings::default()
    }
}

fn client() -> Client {
    Client::new(settings(), Box::new(())).unwrap()
}

async fn get(server: &Server) -> Result<Vec<u8>, Error> {
    client()
        .get(&format!("{}/x", server.base()))
        .await
        .map(|answer| answer.body)
}

/// Every request is answered alike; expects the exit code, the words and the number of requests.
async fn check_fault(reply: Reply, exit_code: u8, words: &str, requests: usize) {
    let server = Server::start(move |_| reply.clone());
    let error = get(&server).await.unwrap_err();
    assert!(error.to_string().contains(words), "{error}");
    assert_eq!(
        (error.exit_code(), server.count()),
        (exit_code, requests),
        "{error}"
    );
}

#[tokio::test]
async fn an_answer_comes_whole() {
    let server = Server::start(|_| {
        Reply::ok("rates").with_header("Content-Type", "text/xml; charset=windows-1251")
    });
    let url = format!("{}/x?a=1/2", server.base());
    let answer = client().get(&url).await.unwrap();
    assert_eq!(
        (answer.url, answer.status, &*answer.body),
        (url, 200, b"rates".as_slice())
    );
    assert_eq!(
        answer.content_type.as_deref(),
        Some("text/xml; charset=windows-1251")
    );
    let asked = &server.requests()[0];
    assert!(
        asked.headers["user-agent"].starts_with("rates/"),
        "{asked:?}"
    );
    assert_eq!((asked.path.as_str(), asked.query.as_str()), ("/x", "a=1/2"));
}

#[tokio::test]
async fn a_packed_answer_is_unpacked() {
    let mut packing = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packing.write_all(b"rates").unwrap();
    let packed = packing.finish().unwrap();
    let server =
        Server::start(move |_| Reply::ok(packed.clone()).with_header("Content-Encoding", "gzip"));
    assert_eq!(get(&server).await.unwrap(), b"rates");
    assert_eq!(server.requests()[0].headers["accept-encoding"], "gzip");
}

#[tokio::test]
async fn what_may_pass_is_tried_again_and_then_no_answer() {
    check_fault(
        Reply::status(500, "<p>500 | <b>Банк</b></p>"),
        4,
        "after 3 attempts: status 500: 500 | Банк",
        3,
    )
    .await;
    check_fault(Reply::status(503, ""), 4, "status 503", 3).await;
    check_fault(
        Reply::status(429, "slow down"),
        4,
        "status 429: slow down",
        3,
    )
    .await;
    check_fault(Reply::status(408, ""), 4, "status 408", 3).await;
    check_fault(
        Reply::ok("rates").with_fault(Fault::CloseBeforeAnswer),
        4,
        "connection",
        3,
    )
    .await;
    check_fault(
        Reply::ok("rates").with_fault(Fault::CutBody(2)),
        4,
        "body cut off after 2 bytes",
        3,
    )
    .await;
    check_fault(
        Reply::ok("rates").with_fault(Fault::CutChunked),
        4,
        "body cut off after 5 bytes",
        3,
    )
    .await;
}

#[tokio::test]
async fn what_is_slow_is_named() {
    let late = SHORT + Duration::from_millis(100);
    check_fault(
        Reply::ok("rates").with_fault(Fault::SlowHeaders(late)),
        4,
        "no headers within 200ms",
        3,
    )
    .await;
    check_fault(
        Reply::ok("rates").with_fault(Fault::SlowBody(late)),
        4,
        "body not complete within 200ms",
        3,
    )
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_not_asked_twice() {
    let page = "<html><body><h1>404 |\n page not found</h1></body></html>";
    check_fault(
        Reply::status(404, page),
        5,
        "status 404: 404 | page not found",
        1,
    )
    .await;
    check_fault(Reply::status(403, ""), 5, "status 403", 1).await;
    check_fault(Reply::status(304, ""), 5, "status 304", 1).await;
    check_fault(Reply::redirect("/x"), 5, "more than 5 redirects", 6).await;
    check_fault(Reply::redirect("ftp://127.0.0.1/x"), 5, "redirect", 1).await;
    check_fault(
        Reply::ok("x").with_header("Content-Encoding", "br"),
        5,
        "packed as `br`",
        1,
    )
    .await;
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_dropped() {
    let server = Server::start(|_| Reply::ok("").with_fault(Fault::EndlessBody));
    let patient = Settings {
        timeout: Duration::from_secs(20),
        ..settings()
    };
    let client = Client::new(patient, Box::new(())).unwrap();
    let error = client.get(&server.base()).await.unwrap_err();
    assert!(error.to_string().contains("larger than 32 MiB"), "{error}");
    assert_eq!((error.exit_code(), server.count()), (5, 1));
}

#[tokio::test]
async fn nobody_listening_is_no_answer_with_its_cause() {
    // Port 1 rather than that of a server that has stopped, which another test may have been given.
    let error = client().get("http://127.0.0.1:1/").await.unwrap_err();
    assert!(
        error.to_string().contains("no connection") && error.to_string().contains("refused"),
        "{error}"
    );
    assert_eq!(error.exit_code(), 4);
    let error = client()
        .get("http://no-such-host.invalid/")
        .await
        .unwrap_err();
    assert_eq!(error.exit_code(), 4, "{error}");
    let error = client().get("file:///etc/passwd").await.unwrap_err();
    assert!(
        error.to_string().contains("neither http nor https"),
        "{error}"
    );
}

#[tokio::test]
async fn a_server_without_tls_is_no_answer_over_https() {
    let server = Server::start(|_| Reply::ok("rates"));
    let error = client()
        .get(&server.base().replace("http:", "https:"))
        .await
        .unwrap_err();
    assert_eq!(error.exit_code(), 4, "{error}");
    assert!(error.to_string().contains("no connection"), "{error}");
}

#[tokio::test]
async fn a_redirect_is_followed() {
    let server = Server::start(|request| match &*request.path {
        "/x" => Reply::redirect("/y"),
        _ => Reply::ok("rates"),
    });
    assert_eq!(get(&server).await.unwrap(), b"rates");
}

/// Remembers the waits before further tries.
#[derive(Clone, Default)]
struct Waits(Arc<Mutex<Vec<Duration>>>);

impl Observer for Waits {
    fn retrying(&self, _url: &str, cause: &Bilingual, _details: &str, wait: Duration) {
        assert!(cause.en.starts_with("status"), "{cause}");
        self.0.lock().unwrap().push(wait);
    }
}

/// The first request is refused with these headers, the next answered.
fn refusing_once(status: u16, headers: &'static [(&str, &str)]) -> impl Fn(&Request) -> Reply {
    move |request| {
        let refusal = || {
            headers
                .iter()
                .fold(Reply::status(status, ""), |r, (name, value)| {
                    r.with_header(name, value)
                })
        };
        if request.number == 0 {
            refusal()
        } else {
            Reply::ok("rates")
        }
    }
}

#[tokio::test]
async fn the_wait_asked_for_is_kept() {
    let server = Server::start(refusing_once(429, &[("Retry-After", "1")]));
    let waits = Waits::default();
    let client = Client::new(settings(), Box::new(waits.clone())).unwrap();
    assert_eq!(client.get(&server.base()).await.unwrap().body, b"rates");
    assert_eq!(*waits.0.lock().unwrap(), [Duration::from_secs(1)]);
    let requests = server.requests();
    assert!(requests[1].at - requests[0].at >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_wait_beyond_the_budget_is_not_begun() {
    let patient = "Retry-After";
    for headers in [
        &[(patient, "3600")][..],
        &[
            ("Date", "Sun, 26 Apr 2026 22:00:58 GMT"),
            (patient, "Sun, 26 Apr 2026 23:00:58 GMT"),
        ][..],
    ] {
        let started = Instant::now();
        let reply = headers
            .iter()
            .fold(Reply::status(503, ""), |r, (name, value)| {
                r.with_header(name, value)
            });
        check_fault(
            reply,
            4,
            "after 1 attempt: status 503; another try would have to wait 3600s",
            1,
        )
        .await;
        assert!(started.elapsed() < Duration::from_secs(1));
    }
}

#[tokio::test]
async fn requests_keep_their_distance_and_come_one_at_a_time() {
    let server = Server::start(|_| {
        Reply::ok("rates").with_fault(Fault::SlowHeaders(Duration::from_millis(20)))
    });
    let client = Client::new(
        Settings {
            requests_per_s: 20,
            ..settings()
        },
        Box::new(()),
    )
    .unwrap();
    let url = server.base();
    let (a, b, c, d) = tokio::join!(
        client.get(&url),
        client.get(&url),
        client.get(&url),
        client.get(&url)
    );
    for answer in [a, b, c, d] {
        answer.unwrap();
    }
    let requests = server.requests();
    assert_eq!((requests.len(), server.most_at_once()), (4, 1));
    // The server sees a request a little after it was started, and not always equally late.
    let whole = requests[3].at - requests[0].at;
    assert!(whole >= Duration::from_millis(140), "{whole:?}");
}
