//! `rates news fetch` against feeds in the test process: what they are asked, what is kept of their answers.

use crate::cbr_server::CbrServer;
use crate::command::{Place, Ran};
use crate::kill::whole_history;
use crate::server::{Fault, Reply, Request, Server};
use std::io::Write as _;
use std::process::Stdio;
use std::sync::{Arc, Barrier};
use std::time::Duration;

const NOW: &str = "2026-11-23T12:00:00Z";

/// A feed with one item a title.
fn feed(titles: &[&str]) -> String {
    let item = |title: &&str| {
        let day = title.len() % 20 + 1;
        format!(
            "<item><title>{title}</title><link>https://example.test/{title}</link>\
             <pubDate>{day} Nov 2026 10:00:00 +0300</pubDate></item>"
        )
    };
    let items: String = titles.iter().map(item).collect();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Лента</title>{items}</channel></rss>"
    )
}

/// A home whose configuration has these feeds, by name and address.
fn reading(feeds: &[(&str, &str)]) -> Place {
    let place = Place::asking(NOW, "http://127.0.0.1:1", false);
    configure(&place, feeds);
    place
}

/// Replaces the feeds of the configuration.
fn configure(place: &Place, feeds: &[(&str, &str)]) {
    let path = "config/rates/config.toml";
    let before = std::fs::read_to_string(place.path(path)).unwrap();
    let rows = feeds
        .iter()
        .map(|(name, url)| format!("[[feeds]]\nname = \"{name}\"\nurl = \"{url}\"\n"));
    let toml = before.split("[[feeds]]").next().unwrap().to_owned() + &rows.collect::<String>();
    place.write(path, &toml);
}

fn fetch(place: &Place) -> Ran {
    fetch_at(place, NOW)
}

fn fetch_at(place: &Place, now: &str) -> Ran {
    let mut command = place.command(&["news", "fetch", "--lang", "en"]);
    let child = command
        .env("RATES_NOW", now)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    Ran::of(child.unwrap())
}

fn listed(place: &Place) -> serde_json::Value {
    let ran = place.run(&["news", "feeds", "--format", "json"]);
    ran.code(0);
    serde_json::from_str::<serde_json::Value>(&ran.stdout).unwrap()["feeds"].take()
}

/// What the requests were made under: `If-None-Match`, `If-Modified-Since`.
fn conditions(server: &Server) -> Vec<[Option<String>; 2]> {
    let of = |request: &Request| {
        ["if-none-match", "if-modified-since"].map(|name| request.headers.get(name).cloned())
    };
    server.requests().iter().map(of).collect()
}

fn under(etag: &str) -> [Option<String>; 2] {
    [Some(etag.to_owned()), None]
}

const UNCONDITIONAL: [Option<String>; 2] = [None, None];

#[test]
fn validators_are_kept_from_the_very_first_load() {
    let date = "Sun, 22 Nov 2026 09:00:00 GMT";
    let server = Server::start(move |request| match request.headers.get("if-none-match") {
        Some(_) => Reply::status(304, ""),
        None => Reply::ok(feed(&["a", "bb"]))
            .with_header("ETag", "W/\"1\"")
            .with_header("Last-Modified", date),
    });
    let place = reading(&[("x", &server.base())]);
    fetch(&place).err_has("x: 2 read").code(0);
    fetch(&place).err_has("x: not modified").code(0);
    let conditional = [Some("W/\"1\"".to_owned()), Some(date.to_owned())];
    assert_eq!(conditions(&server), [UNCONDITIONAL, conditional]);
}

#[test]
fn a_304_loses_no_validators_and_no_request_follows_it() {
    let server = Server::start(|request| match request.headers.get("if-none-match") {
        Some(_) => Reply::status(304, ""),
        None => Reply::ok(feed(&["a"])).with_header("ETag", "\"1\""),
    });
    let place = reading(&[("x", &server.base())]);
    for _ in 0..4 {
        fetch(&place).code(0);
    }
    assert_eq!(
        conditions(&server),
        [
            UNCONDITIONAL,
            under("\"1\""),
            under("\"1\""),
            under("\"1\"")
        ]
    );
    assert_eq!(listed(&place)[0]["errors_in_a_row"], 0);
}

#[test]
fn a_304_may_bring_a_new_validator() {
    let server = Server::start(|request| match request.number {
        0 => Reply::ok(feed(&["a"])).with_header("ETag", "\"1\""),
        1 => Reply::status(304, "").with_header("ETag", "\"2\""),
        _ => Reply::status(304, ""),
    });
    let place = reading(&[("x", &server.base())]);
    for _ in 0..3 {
        fetch(&place).code(0);
    }
    assert_eq!(
        conditions(&server),
        [UNCONDITIONAL, under("\"1\""), under("\"2\"")]
    );
}

#[test]
fn a_new_etag_of_a_200_replaces_the_old_and_none_drops_it() {
    let server = Server::start(|request| match request.number {
        0 => Reply::ok(feed(&["a"]))
            .with_header("ETag", "\"1\"")
            .with_header("Last-Modified", "then"),
        1 => Reply::ok(feed(&["a", "bb"])).with_header("ETag", "\"2\""),
        _ => Reply::ok(feed(&["a", "bb", "ccc"])),
    });
    let place = reading(&[("x", &server.base())]);
    for _ in 0..4 {
        fetch(&place).code(0);
    }
    let first = [Some("\"1\"".to_owned()), Some("then".to_owned())];
    assert_eq!(
        conditions(&server),
        [UNCONDITIONAL, first, under("\"2\""), UNCONDITIONAL]
    );
}

#[test]
fn a_new_last_modified_of_a_200_replaces_the_old() {
    let server = Server::start(|request| {
        let last_modified = format!("Sun, 22 Nov 2026 09:00:0{} GMT", request.number);
        Reply::ok(feed(&["a"])).with_header("Last-Modified", &last_modified)
    });
    let place = reading(&[("x", &server.base())]);
    for _ in 0..3 {
        fetch(&place).code(0);
    }
    let sent = |second: u8| [None, Some(format!("Sun, 22 Nov 2026 09:00:0{second} GMT"))];
    assert_eq!(conditions(&server), [UNCONDITIONAL, sent(0), sent(1)]);
}

#[test]
fn a_validator_is_not_sent_to_another_configured_address() {
    let server = Server::start(|_| Reply::ok(feed(&["a"])).with_header("ETag", "\"1\""));
    let place = reading(&[("x", &format!("{}/a", server.base()))]);
    fetch(&place).code(0);
    configure(&place, &[("x", &format!("{}/b", server.base()))]);
    fetch(&place).code(0);
    configure(&place, &[("x", &format!("{}/a", server.base()))]);
    fetch(&place).code(0);
    let asked: Vec<_> = server
        .requests()
        .into_iter()
        .map(|request| request.path)
        .collect();
    assert_eq!(asked, ["/a", "/b", "/a"]);
    assert_eq!(
        conditions(&server),
        [UNCONDITIONAL, UNCONDITIONAL, under("\"1\"")]
    );
}

/// The feed moves behind a redirect, and then again: each place is told only what it said itself.
#[test]
fn a_validator_is_not_sent_where_a_redirect_leads_unless_it_came_from_there() {
    let server = Server::start(|request| match (&*request.path, request.number) {
        ("/feed", ..3) => Reply::redirect("/one"),
        ("/feed", _) => Reply::redirect("/two"),
        (path, _) => Reply::ok(feed(&["a"])).with_header("ETag", &format!("\"{path}\"")),
    });
    let place = reading(&[("x", &format!("{}/feed", server.base()))]);
    for _ in 0..3 {
        fetch(&place).code(0);
    }
    let one = under("\"/one\"");
    let expected = [
        ("/feed", UNCONDITIONAL),
        ("/one", UNCONDITIONAL),
        ("/feed", UNCONDITIONAL),
        ("/one", one),
        ("/feed", UNCONDITIONAL),
        ("/two", UNCONDITIONAL),
    ];
    let asked = server
        .requests()
        .into_iter()
        .map(|request| request.path)
        .zip(conditions(&server));
    assert_eq!(
        asked.collect::<Vec<_>>(),
        expected.map(|(path, sent)| (path.to_owned(), sent))
    );
}

#[test]
fn a_feed_that_has_moved_for_good_says_where_once_in_each_fetch() {
    let server = Server::start(|request| match &*request.path {
        "/old" => Reply::moved("/new"),
        "/for_now" => Reply::redirect("/new"),
        _ => match request.headers.get("if-none-match") {
            Some(_) => Reply::status(304, ""),
            None => Reply::ok(feed(&["a"])).with_header("ETag", "\"1\""),
        },
    });
    let base = server.base();
    let place = reading(&[
        ("x", &format!("{base}/old")),
        ("y", &format!("{base}/for_now")),
    ]);
    let said = format!(
        "x: moved for good to {base}/new; run `rates news sources remove '{base}/old'` and `rates news sources add \
         '{base}/new' --name x`"
    );
    for outcome in ["x: 1 read", "x: not modified"] {
        let ran = fetch(&place);
        ran.err_has(outcome).err_has(&said).code(0);
        assert_eq!(ran.stderr.matches("moved").count(), 1, "{ran:?}");
    }
}

#[test]
fn a_304_that_nobody_asked_for_is_a_bad_answer() {
    let server = Server::start(|_| Reply::status(304, ""));
    let place = reading(&[("x", &server.base())]);
    fetch(&place).err_has("status 304").code(5);
    assert_eq!(server.count(), 1);
}

#[test]
fn expires_is_kept_to() {
    let server = Server::start(|_| {
        Reply::ok(feed(&["a"]))
            .with_header("Date", "Mon, 23 Nov 2026 11:00:00 GMT")
            .with_header("Expires", "Mon, 23 Nov 2026 11:30:00 GMT")
    });
    let place = reading(&[("x", &server.base())]);
    fetch(&place).code(0);
    let early = fetch_at(&place, "2026-11-23T12:29:59Z");
    early
        .err_has("x: not before 2026-11-23T12:30:00Z, as it asked")
        .code(0);
    assert_eq!(
        (server.count(), &listed(&place)[0]["not_before"]),
        (1, &"2026-11-23T12:30:00Z".into())
    );
    place.run(&["news", "fetch", "--dry-run"]).no_out().code(0);
    fetch_at(&place, "2026-11-23T12:30:00Z")
        .err_has("1 read")
        .code(0);
    assert_eq!(server.count(), 2);
}

#[test]
fn retry_after_is_kept_to_at_the_next_run() {
    let server = Server::start(|request| match request.number {
        0 => Reply::status(503, "later").with_header("Retry-After", "3600"),
        _ => Reply::ok(feed(&["a"])),
    });
    let place = reading(&[("x", &server.base())]);
    fetch(&place).err_has("status 503: later").code(4);
    fetch_at(&place, "2026-11-23T12:59:59Z")
        .err_has("not before 2026-11-23T13:00:00Z")
        .code(0);
    assert_eq!(
        (server.count(), &listed(&place)[0]["errors_in_a_row"]),
        (1, &1.into())
    );
    fetch_at(&place, "2026-11-23T13:00:00Z")
        .err_has("1 read")
        .code(0);
    assert_eq!(
        (server.count(), &listed(&place)[0]["errors_in_a_row"]),
        (2, &0.into())
    );
}

#[test]
fn a_short_retry_after_is_waited_for() {
    let server = Server::start(|request| match request.number {
        0 => Reply::status(429, "slower").with_header("Retry-After", "0"),
        _ => Reply::ok(feed(&["a"])),
    });
    fetch(&reading(&[("x", &server.base())]))
        .err_has("429")
        .err_has("1 read")
        .code(0);
}

#[test]
fn a_failing_feed_holds_up_no_others() {
    let sound = Server::start(|_| Reply::ok(feed(&["a", "bb"])));
    let down = Server::start(|_| Reply::status(500, "down"));
    let page = Server::start(|_| Reply::ok("<html><body><p>Технические работы</p></body></html>"));
    let place = reading(&[
        ("down", &down.base()),
        ("page", &page.base()),
        ("sound", &sound.base()),
    ]);
    let ran = fetch(&place);
    ran.err_has("status 500: down")
        .err_has("Технические работы")
        .err_has("sound: 2 read")
        .code(4);
    assert_eq!((down.count(), page.count(), sound.count()), (2, 1, 1));
    fetch(&place).code(4);
    let feeds = listed(&place);
    let fared = |at: usize| {
        (
            feeds[at]["name"].as_str().unwrap(),
            feeds[at]["errors_in_a_row"].as_u64().unwrap(),
        )
    };
    assert_eq!(
        [fared(0), fared(1), fared(2)],
        [("down", 2), ("page", 2), ("sound", 0)]
    );
    assert_eq!(feeds[0]["last_success"], serde_json::Value::Null);
    assert_eq!(
        (&feeds[2]["last_success"], &feeds[2]["age_days"]),
        (&NOW.into(), &0.into())
    );
    configure(&place, &[("page", &page.base()), ("sound", &sound.base())]);
    fetch(&place).err_has("sound: 2 read").code(5);
}

/// Each of two servers answers its first request only when both were asked.
#[test]
fn hosts_are_asked_side_by_side_and_each_one_thing_at_a_time() {
    let both = Arc::new(Barrier::new(2));
    let start = || {
        let both = Arc::clone(&both);
        Server::start(move |_| {
            both.wait();
            Reply::ok(feed(&["a"])).with_fault(Fault::SlowHeaders(Duration::from_millis(5)))
        })
    };
    let (one, other) = (start(), start());
    let urls: Vec<String> = ["/a", "/b", "/c"]
        .iter()
        .flat_map(|path| [&one, &other].map(|s| s.base() + path))
        .collect();
    let feeds: Vec<_> = urls.iter().map(|url| ("x", url.as_str())).collect();
    fetch(&reading(&feeds)).code(0);
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

/// A page under the feed's address is no feed: its validators would hide the feed that comes back.
#[test]
fn what_is_no_feed_changes_no_validators() {
    let server = Server::start(|request| match request.number {
        0 => Reply::ok(feed(&["a"])).with_header("ETag", "\"feed\""),
        1 => Reply::ok("<html><p>гостевая сеть</p></html>").with_header("ETag", "\"page\""),
        _ => Reply::status(304, ""),
    });
    let place = reading(&[("x", &server.base())]);
    fetch(&place).code(0);
    fetch(&place).err_has("гостевая сеть").code(5);
    fetch(&place).err_has("not modified").code(0);
    assert_eq!(
        conditions(&server),
        [UNCONDITIONAL, under("\"feed\""), under("\"feed\"")]
    );
}

/// One hostile feed beside a sound one; expects the words and exit code 5, and the sound one read.
fn check_hostile(reply: Reply, words: &str) {
    let hostile = Server::start(move |_| reply.clone());
    let sound = Server::start(|_| Reply::ok(feed(&["a"])));
    let place = reading(&[("hostile", &hostile.base()), ("sound", &sound.base())]);
    fetch(&place)
        .err_has(words)
        .err_has("sound: 1 read")
        .code(5);
}

#[test]
fn a_redirect_to_nowhere_good_is_refused() {
    check_hostile(Reply::redirect("/"), "more than 5 redirects, a loop");
    check_hostile(
        Reply::redirect("file:///etc/passwd"),
        "redirect to file:///etc/passwd not followed",
    );
    check_hostile(
        Reply::redirect("http://192.168.0.1/"),
        "it is a private address and not configured",
    );
    check_hostile(
        Reply::redirect("http://127.0.0.1:1234/"),
        "it is a private address and not configured",
    );
    check_hostile(
        Reply::redirect("http://localhost:1234/"),
        "it is a private address and not configured",
    );
}

#[test]
fn a_redirect_to_another_configured_feed_is_followed() {
    let target = Server::start(|_| Reply::ok(feed(&["a", "bb"])));
    let to = target.base();
    let server = Server::start(move |_| Reply::redirect(&to));
    let place = reading(&[
        ("moved", &server.base()),
        ("target", &format!("{}/rss", target.base())),
    ]);
    fetch(&place)
        .err_has("moved: 2 read")
        .err_has("target: 2 read")
        .code(0);
}

#[test]
fn endless_and_exploding_bodies_are_dropped() {
    check_hostile(
        Reply::ok("").with_fault(Fault::EndlessBody),
        "larger than 32 MiB",
    );
    let mut packing = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..64 {
        packing.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let bomb = Reply::ok(packing.finish().unwrap()).with_header("Content-Encoding", "gzip");
    check_hostile(bomb, "larger than 32 MiB");
}

#[test]
fn a_fetch_is_both_halves_or_the_one_asked_for() {
    let bank = CbrServer::start(whole_history());
    let server = Server::start(|_| Reply::ok(feed(&["a"])));
    let place = Place::asking(NOW, &bank.server().base(), false);
    let ask = |flag: &[&str]| {
        let days = ["fetch", "--lang", "en"];
        place
            .run(&[&days[..], flag].concat())
            .code(0)
            .stderr
            .clone()
    };
    assert!(
        !ask(&["--from", "2026-11-01"]).contains("feeds"),
        "without feeds a fetch is rates only"
    );
    configure(&place, &[("x", &server.base())]);
    let both = ask(&[]);
    assert!(
        both.contains("USD:") && both.contains("x: 1 read"),
        "{both}"
    );
    let asked = (bank.server().count(), server.count());
    assert!(!ask(&["--rates"]).contains("x:") && !ask(&["--news"]).contains("USD:"));
    assert_eq!(server.count(), asked.1 + 1);
    let urls = place.run(&["fetch", "--dry-run"]);
    urls.out_has("XML_dynamic.asp")
        .out_has(&format!("\n{}\n", server.base()));
    place
        .run(&["news", "fetch", "--dry-run"])
        .out_is(&server.base());
    place.run(&["fetch", "--news", "--all"]).code(2);
    place.run(&["fetch", "--news", "--rates"]).code(2);
    place.run(&["news", "fetch", "--offline"]).code(2);
}

#[test]
fn without_feeds_there_is_nothing_to_ask() {
    let place = reading(&[]);
    fetch(&place)
        .no_out()
        .err_has("no feeds are configured")
        .code(0);
    assert_eq!(listed(&place), serde_json::json!([]));
    place
        .run(&["news", "feeds"])
        .no_out()
        .err_has("rates news sources add")
        .code(0);
}

#[test]
fn feeds_are_listed_and_so_they_are_by_status() {
    let server = Server::start(|_| Reply::status(404, "gone"));
    let place = reading(&[
        ("Лента", &server.base()),
        ("never", "http://127.0.0.1:1/never"),
    ]);
    fetch(&place).code(4);
    let feeds = listed(&place);
    assert!(
        feeds[0]["last_error"]
            .as_str()
            .unwrap()
            .contains("status 404: gone"),
        "{feeds}"
    );
    let status = place.run(&["status", "--format", "json"]);
    let status: serde_json::Value = serde_json::from_str(&status.stdout).unwrap();
    assert_eq!(status["feeds"], feeds);
    let table = place.run(&["news", "feeds", "--lang", "ru"]);
    table
        .out_has("Ошибок подряд")
        .out_has("Лента")
        .out_has("status 404: gone")
        .code(0);
    place.run(&["status"]).out_has("Ошибок подряд");
}

/// What has come by the time of Ctrl-C is kept; the rest is asked for again.
#[test]
fn an_interrupted_fetch_keeps_whole_answers() {
    let quick = Server::start(|_| Reply::ok(feed(&["a"])).with_header("ETag", "\"1\""));
    let slow = Server::start(|request| match request.number {
        0 => Reply::ok("").with_fault(Fault::SlowHeaders(Duration::from_secs(8))),
        _ => Reply::ok(feed(&["bb"])),
    });
    let place = reading(&[("quick", &quick.base()), ("slow", &slow.base())]);
    let child = place.start(&["news", "fetch", "--lang", "en"]);
    let is_stored = || {
        let read_only = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
        let Ok(db) = rusqlite::Connection::open_with_flags(place.db(), read_only) else {
            return false;
        };
        let success = "SELECT count(*) FROM feed WHERE last_success_at IS NOT NULL";
        db.query_row(success, [], |row| row.get::<_, i64>(0))
            .is_ok_and(|count| count == 1)
    };
    while !is_stored() || slow.count() == 0 {
        std::thread::yield_now();
    }
    let interrupt = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(interrupt.unwrap().success());
    Ran::of(child)
        .err_has("quick: 1 read")
        .err_has("interrupted")
        .code(130);
    place.run(&["db", "check"]).code(0);
    fetch(&place).err_has("slow: 1 read").code(0);
    assert_eq!(conditions(&quick), [UNCONDITIONAL, under("\"1\"")]);
}
