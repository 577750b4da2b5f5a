//! Passwords and tokens in configured addresses: asked with, never shown, never stored.

use crate::cbr_server::CbrServer;
use crate::command::{AFTER_ARCHIVE, Place};
use crate::old_schema::create_schema_3;
use crate::server::{Reply, Server};
use rusqlite::Connection;

const PASSWORD: &str = "hunter2";
const TOKEN: &str = "t0ps3cret";

const FEED: &str = "<rss version=\"2.0\"><channel><title>x</title><item><title>Ставка</title>\
    <link>/a</link><pubDate>Tue, 21 May 2024 09:00:00 GMT</pubDate></item></channel></rss>";

/// The address with a user, a password and a token.
fn secret(base: &str) -> String {
    let host = base.strip_prefix("http://").unwrap();
    format!("http://reader:{PASSWORD}@{host}/rss?token={TOKEN}&page=1")
}

fn configured(bank: &str, feed: &str) -> Place {
    let toml = format!(
        "archive = false\n[sources.cbr]\nurl = \"{bank}\"\n[http]\nrequests_per_s = 10000\npause_ms = 1\nretries = 1\n\
         timeout_s = 2\n[[feeds]]\nname = \"news\"\nurl = \"{feed}\"\n"
    );
    Place::configured(AFTER_ARCHIVE, &toml)
}

/// Every command that names an address, in both languages and all forms.
fn say_everything(place: &Place) -> String {
    let mut said = String::new();
    for command in [
        &["fetch", "--dry-run"][..],
        &[
            "-vv",
            "fetch",
            "--currency",
            "USD",
            "--from",
            "2024-05-17",
            "--to",
            "2024-05-22",
        ],
        &["-vv", "news", "fetch"],
        &["news", "feeds"],
        &["news", "feeds", "--format", "json"],
        &["status"],
        &["status", "--format", "json"],
        &["prove", "USD", "2024-05-21"],
        &["prove", "USD", "2024-05-21", "--format", "json"],
        &["news", "list", "--format", "json"],
    ] {
        for lang in ["en", "ru"] {
            let ran = place.run(&[&["--lang", lang][..], command].concat());
            said.push_str(&ran.stdout);
            said.push_str(&ran.stderr);
        }
    }
    said
}

#[track_caller]
fn check_hidden(text: &str) {
    for secret in [PASSWORD, TOKEN, "reader:"] {
        let found = text.lines().find(|line| line.contains(secret));
        assert!(found.is_none(), "{found:?}");
    }
}

#[track_caller]
fn check_file(place: &Place) {
    for name in ["rates.db", "rates.db-wal"] {
        let bytes = std::fs::read(place.path(&format!("data/rates/{name}"))).unwrap_or_default();
        for secret in [PASSWORD, TOKEN] {
            assert!(
                !bytes
                    .windows(secret.len())
                    .any(|part| part == secret.as_bytes()),
                "{secret} in {name}"
            );
        }
    }
}

#[test]
fn secrets_of_addresses_that_answer_are_neither_shown_nor_stored() {
    let bank = CbrServer::start(crate::kill::whole_history());
    let feed =
        Server::start(
            |request| match request.headers.get("if-none-match").map(String::as_str) {
                Some("\"1\"") => Reply::status(304, ""),
                _ => Reply::ok(FEED).with_header("ETag", "\"1\""),
            },
        );
    let host = bank.server().base();
    let base = format!(
        "http://reader:{PASSWORD}@{}",
        host.strip_prefix("http://").unwrap()
    );
    let place = configured(&base, &secret(&feed.base()));
    let said = say_everything(&place);
    check_hidden(&said);
    check_file(&place);
    assert!(
        said.contains(&format!("{host}/scripts/XML_dynamic.asp?")),
        "{said}"
    );
    assert!(
        said.contains(&format!("{}/rss?token=…&page=1", feed.base())),
        "{said}"
    );

    // The secrets are used all the same, and the feed is found again: the second answer was "not modified".
    assert!(
        said.contains("news: not modified") || said.contains("304"),
        "{said}"
    );
    let requests = feed.requests();
    assert!(
        requests
            .iter()
            .all(|request| request.query.contains(&format!("token={TOKEN}")))
    );
    assert!(
        requests
            .iter()
            .all(|request| request.headers.contains_key("authorization"))
    );
    // A relative link is completed without them.
    assert!(said.contains(&format!("{}/a", feed.base())), "{said}");
}

#[test]
fn secrets_of_addresses_that_fail_are_not_shown() {
    let refusing = Server::start(|_| Reply::status(404, "no"));
    let redirecting = Server::start(|_| Reply::redirect("http://192.168.0.1/x?api_key=t0ps3cret"));
    for bank in [secret(&refusing.base()), secret("http://127.0.0.1:1")] {
        for feed in [
            secret(&refusing.base()),
            secret("http://127.0.0.1:1"),
            secret(&redirecting.base()),
            format!("http://reader:{PASSWORD}@127.0.0.1:1/x"),
        ] {
            let place = configured(&bank, &feed);
            check_hidden(&say_everything(&place));
            check_file(&place);
        }
    }
}

#[test]
fn a_broken_configuration_is_told_without_its_secrets() {
    let twice =
        "[[feeds]]\nurl = \"http://u:hunter2@h/x\"\n[[feeds]]\nurl = \"http://u:hunter2@h/x\"\n";
    let ran = Place::configured(AFTER_ARCHIVE, twice).run(&["status"]);
    check_hidden(
        &ran.code(2)
            .err_has("снова адрес строки 1: http://h/x")
            .stderr,
    );
    let alike = "[[feeds]]\nurl = \"http://h/x?token=a\"\n[[feeds]]\nurl = \"http://h/x?token=t0ps3cret\"\n";
    let ran = Place::configured(AFTER_ARCHIVE, alike).run(&["status"]);
    check_hidden(
        &ran.code(2)
            .err_has("адрес строки 1 с другим паролем или токеном")
            .err_has("?feed=2")
            .stderr,
    );
    let wrong = "[http]\ntimeout_s = \"http://u:hunter2@h/x?key=t0ps3cret\"\n";
    check_hidden(
        &Place::configured(AFTER_ARCHIVE, wrong)
            .run(&["status"])
            .code(2)
            .stderr,
    );
}

/// What an earlier version stored is rewritten when the file gets its new schema, and the feed is still the same one.
#[test]
fn secrets_that_an_older_version_stored_are_taken_out() {
    let feed =
        Server::start(
            |request| match request.headers.get("if-none-match").map(String::as_str) {
                Some("\"old\"") => Reply::status(304, ""),
                _ => Reply::status(500, "the validators were lost"),
            },
        );
    let url = secret(&feed.base());
    let place = configured("http://127.0.0.1:1", &url);
    let rows = format!(
        "INSERT INTO answer (source, kind, url, fetched_at, sha256, figures)
           VALUES ('cbr', 'fetch', '{url}', '2024-06-01T00:00:00Z', '{}', 0);
         INSERT INTO feed (url, name, etag, validator_url, last_attempt_at, last_success_at, last_error)
           VALUES ('{url}', 'news', '\"old\"', '{url}', '2024-06-01T00:00:00Z', '2024-06-01T00:00:00Z',
                   'no answer from {url} after 2 attempts');
         INSERT INTO feed (url, name, last_attempt_at)
           VALUES ('{}', 'news', '2024-05-01T00:00:00Z');
         INSERT INTO headline (id, url, title, source, time_known, zone_assumed, first_seen)
           VALUES (1, 'http://reader:{PASSWORD}@h/a', 'x', 'news', 0, 0, '2024-06-01T00:00:00Z');",
        "0".repeat(64),
        url.replace(TOKEN, "another"),
    );
    create_schema_3(&place, &rows);

    place.run(&["--lang", "en", "news", "fetch"]).code(0);
    check_file(&place);
    let db = Connection::open(place.db()).unwrap();
    let text = |sql: &str| {
        db.query_row(sql, [], |row| row.get::<_, String>(0))
            .unwrap()
    };
    assert_eq!(
        text("SELECT group_concat(url) FROM feed"),
        format!("{}/rss?token=…&page=1", feed.base())
    );
    assert_eq!(text("SELECT url FROM headline"), "http://h/a");
    assert_eq!(
        text("SELECT url FROM answer"),
        format!("{}/rss?token=…&page=1", feed.base())
    );
}
