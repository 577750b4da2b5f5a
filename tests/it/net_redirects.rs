//! Where redirects may lead, and who is asked at the same time as whom.

use crate::server::{Fault, Reply, Server};
use ruble_rates::net::{Client, Settings};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};

fn settings() -> Settings {
    let pause = Duration::from_millis(1);
    Settings {
        retries: 0,
        pause,
        requests_per_s: 1000,
        ..Settings::default()
    }
}

fn client(settings: Settings) -> Arc<Client> {
    Arc::new(Client::new(settings, Box::new(())).unwrap())
}

/// A server that sends its visitors elsewhere; expects the words, exit code 5 and one request.
async fn check_refused(location: &str, words: &str) {
    let to = location.to_owned();
    let server = Server::start(move |_| Reply::redirect(&to));
    let error = client(settings()).get(&server.base()).await.unwrap_err();
    assert!(error.to_string().contains(words), "{location}: {error}");
    assert_eq!(
        (error.exit_code(), server.count()),
        (5, 1),
        "{location}: {error}"
    );
}

#[tokio::test]
async fn a_redirect_out_of_the_web_is_refused() {
    check_refused(
        "file:///etc/passwd",
        "redirect to file:///etc/passwd not followed: it is neither http",
    )
    .await;
    check_refused("ftp://127.0.0.1/x", "neither http nor https").await;
    check_refused("http://[", "it is no address").await;
}

#[tokio::test]
async fn a_redirect_to_a_private_address_is_refused() {
    for location in [
        "http://127.0.0.1:1/",
        "http://10.0.0.1/latest",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://0/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[fd00::1]/",
        "//192.168.0.1/",
    ] {
        check_refused(
            location,
            "not followed: it is a private address and not configured",
        )
        .await;
    }
}

/// A name is judged by what it stands for.
#[tokio::test]
async fn a_redirect_to_a_name_of_a_private_address_is_refused() {
    check_refused(
        "http://localhost:1/",
        "http://localhost:1/ not followed: it is a private address",
    )
    .await;
    check_refused("http://LOCALHOST:1/", "it is a private address").await;
}

#[tokio::test]
async fn a_redirect_to_another_server_of_this_machine_needs_its_configuration() {
    let target = Server::start(|_| Reply::ok("secrets"));
    let to = target.base();
    check_refused(&to, "it is a private address and not configured").await;
    assert_eq!(target.count(), 0);
    let server = Server::start(move |_| Reply::redirect(&to));
    let configured = Settings {
        configured: vec![format!("{}/feed", target.base())],
        ..settings()
    };
    assert_eq!(
        client(configured).get(&server.base()).await.unwrap().body,
        b"secrets"
    );
}

#[tokio::test]
async fn a_loop_is_named_and_a_long_way_too() {
    let round =
        Server::start(|request| Reply::redirect(if request.path == "/a" { "/b" } else { "/a" }));
    let error = client(settings())
        .get(&format!("{}/a", round.base()))
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains("more than 5 redirects, a loop"),
        "{error}"
    );
    assert_eq!((error.exit_code(), round.count()), (5, 6));
    let far = Server::start(|request| Reply::redirect(&format!("{}x", request.path)));
    let error = client(settings()).get(&far.base()).await.unwrap_err();
    assert!(
        error.to_string().ends_with("more than 5 redirects"),
        "{error}"
    );
}

#[tokio::test]
async fn a_redirect_that_says_not_where_is_a_status() {
    let server = Server::start(|_| Reply::status(302, "somewhere"));
    let error = client(settings()).get(&server.base()).await.unwrap_err();
    assert!(
        error.to_string().contains("status 302: somewhere"),
        "{error}"
    );
}

/// Each of two servers answers only when both were asked; neither is asked twice at once.
#[tokio::test]
async fn servers_are_asked_side_by_side_and_each_one_thing_at_a_time() {
    let both = Arc::new(Barrier::new(2));
    let start = || {
        let both = Arc::clone(&both);
        Server::start(move |_| {
            both.wait();
            Reply::ok("news").with_fault(Fault::SlowHeaders(Duration::from_millis(5)))
        })
    };
    let (one, other) = (start(), start());
    let client = client(Settings {
        requests_per_s: 10_000,
        ..settings()
    });
    let mut asked = tokio::task::JoinSet::new();
    for server in [&one, &other] {
        for path in ["/a", "/b", "/c"] {
            let (client, url) = (Arc::clone(&client), format!("{}{path}", server.base()));
            asked.spawn(async move { client.get(&url).await.map(|answer| answer.status) });
        }
    }
    while let Some(done) = asked.join_next().await {
        assert_eq!(done.unwrap().unwrap(), 200);
    }
    assert_eq!(
        (
            one.count(),
            one.most_at_once(),
            other.count(),
            other.most_at_once()
        ),
        (3, 1, 3, 1)
    );
}

/// A slow server keeps nobody from another, and no more than eight are asked at once.
#[tokio::test]
async fn no_more_than_eight_servers_are_asked_at_once() {
    #[derive(Default)]
    struct Seen {
        now: AtomicUsize,
        most: AtomicUsize,
        all: AtomicUsize,
    }
    let seen = Arc::new(Seen::default());
    let started = Instant::now();
    let start = |_| {
        let seen = Arc::clone(&seen);
        Server::start(move |_| {
            seen.most.fetch_max(
                seen.now.fetch_add(1, Ordering::SeqCst) + 1,
                Ordering::SeqCst,
            );
            seen.all.fetch_add(1, Ordering::SeqCst);
            while seen.all.load(Ordering::SeqCst) < 8 && started.elapsed() < Duration::from_secs(10)
            {
                std::thread::yield_now();
            }
            std::thread::sleep(Duration::from_millis(10));
            seen.now.fetch_sub(1, Ordering::SeqCst);
            Reply::ok("news")
        })
    };
    let servers: Vec<Server> = (0..12).map(start).collect();
    let client = client(settings());
    let mut asked = tokio::task::JoinSet::new();
    for server in &servers {
        let (client, url) = (Arc::clone(&client), server.base());
        asked.spawn(async move { client.get(&url).await.map(|answer| answer.status) });
    }
    while let Some(done) = asked.join_next().await {
        assert_eq!(done.unwrap().unwrap(), 200);
    }
    assert_eq!(
        (
            seen.all.load(Ordering::SeqCst),
            seen.most.load(Ordering::SeqCst)
        ),
        (12, 8)
    );
}
