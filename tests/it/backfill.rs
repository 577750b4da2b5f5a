//! `rates news backfill` against a server in the test process that plays every kind of archive, faults included.

use crate::{
    archive_server::{KINDS, SMALL, World},
    command::{Place, Ran},
    server::{Fault, Reply, Server},
    shared,
};
use jiff::civil::{Date, date};
use ruble_rates::{
    model::{Span, Spans},
    net::{Client, Clock, Manners, Settings},
    news::archive::{ArchiveKind, ArchiveQuestion, expected_requests, start_walk},
};
use std::{
    collections::HashSet,
    fmt::Write as _,
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

const NOW: &str = "2024-06-12T09:00:00Z";
const FROM: Date = date(2024, 5, 1);
const TO: Date = date(2024, 5, 20);

/// A home whose configuration has archives of these kinds, all played by one server.
fn place(server: &Server, kinds: &[&str]) -> Place {
    let mut toml = format!(
        "archive = false\n[sources.cbr]\nurl = \"{}\"\n[http]\nrequests_per_s = 10000\npause_ms = 1\nretries = 1\ntimeout_s = 10\n",
        server.base()
    );
    for (kind, end) in KINDS.iter().filter(|(kind, _)| kinds.contains(kind)) {
        let query = if *kind == "gdelt" {
            "query = \"(рубль OR доллар)\"\n"
        } else {
            ""
        };
        write!(
            toml,
            "[[archives]]\nname = \"{kind}\"\nkind = \"{kind}\"\nurl = \"{}{end}\"\npause_s = 0\n{query}",
            server.base()
        )
        .unwrap();
    }
    Place::configured(NOW, &toml)
}

const BACKFILL: [&str; 8] = [
    "news",
    "backfill",
    "--from",
    "2024-05-01",
    "--to",
    "2024-05-20",
    "--lang",
    "en",
];

fn backfill(place: &Place, more: &[&str]) -> Ran {
    place.run(&[&BACKFILL[..], more].concat())
}

/// Everything that a backfill writes, with the server's address taken out: it is another one in each test.
fn dump(place: &Place) -> Vec<String> {
    let db = rusqlite::Connection::open(place.db()).unwrap();
    let sql = "SELECT 'headline ' || url || ' ' || title || ' ' || published || ' ' || source FROM headline
         UNION ALL SELECT 'story ' || a.url || ' ' || b.url FROM story_member
           JOIN headline AS a ON a.id = story_member.headline JOIN headline AS b ON b.id = story_member.story
         UNION ALL SELECT 'day ' || archive || ' ' || date || ' ' || headlines || ' ' || asked_at FROM news_coverage
         UNION ALL SELECT 'due ' || date FROM story_due ORDER BY 1";
    let toml = std::fs::read_to_string(place.path("config/rates/config.toml")).unwrap();
    let server = toml.split('"').nth(1).unwrap();
    let mut query = db.prepare(sql).unwrap();
    let lines = query.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let mut lines: Vec<String> = lines
        .map(|line| line.unwrap().replace(server, "SERVER"))
        .collect();
    lines.sort();
    lines
}

/// The headlines of a source: `day title`, sorted.
fn stored(place: &Place, source: &str) -> Vec<String> {
    let db = rusqlite::Connection::open(place.db()).unwrap();
    let sql = "SELECT date || ' ' || title FROM headline WHERE ?1 = '' OR source = ?1 ORDER BY 1";
    db.prepare(sql)
        .unwrap()
        .query_map([source], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

fn covered(place: &Place) -> Vec<String> {
    let db = rusqlite::Connection::open(place.db()).unwrap();
    let sql = "SELECT source || ' ' || date || ' ' || headlines FROM news_coverage ORDER BY 1";
    db.prepare(sql)
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// Compares lists of headlines, and names only those that differ.
fn check_same(found: &[String], expected: &[String], what: &str) {
    let missing: Vec<_> = expected
        .iter()
        .filter(|one| !found.contains(one))
        .take(5)
        .collect();
    let foreign: Vec<_> = found
        .iter()
        .filter(|one| !expected.contains(one))
        .take(5)
        .collect();
    let counts = (found.len(), expected.len());
    assert!(
        counts.0 == counts.1 && missing.is_empty() && foreign.is_empty(),
        "{what}: {counts:?}, missing {missing:?}, foreign {foreign:?}"
    );
}

fn check_kind(kind: &str) {
    let server = SMALL.start();
    let place = place(&server, &[kind]);
    backfill(&place, &[]).code(0);
    check_same(&stored(&place, ""), &SMALL.expected(kind, FROM, TO), kind);
    assert_eq!(covered(&place).len(), 20, "{kind}: {:?}", covered(&place));

    let asked = server.count();
    backfill(&place, &[])
        .code(0)
        .err_has("nothing to ask; 20 days known already");
    assert_eq!(
        server.count(),
        asked,
        "{kind}: past days are never asked twice"
    );
}

#[test]
fn each_kind_of_archive_brings_each_headline_of_each_day_once() {
    for (kind, _) in KINDS {
        check_kind(kind);
    }
}

#[test]
fn all_archives_together_bring_all_of_it() {
    let server = SMALL.start();
    let kinds = KINDS.map(|(kind, _)| kind);
    let place = place(&server, &kinds);
    backfill(&place, &["--dry-run"])
        .code(0)
        .out_has("20 days of lenta, about 500 requests");
    assert_eq!(server.count(), 0);
    backfill(&place, &[])
        .code(0)
        .err_has("lenta: 20 days done, 140 headlines (140 new)");

    let mut expected: Vec<String> = kinds
        .iter()
        .flat_map(|kind| SMALL.expected(kind, FROM, TO))
        .collect();
    expected.sort();
    check_same(&stored(&place, ""), &expected, "all");
    assert_eq!(server.most_at_once(), 1, "one request a host at a time");
}

/// A server that answers some questions wrongly the first time, and well from then on.
fn faulty(fault: impl Fn(&str) -> Option<Reply> + Send + Sync + 'static) -> Server {
    let seen = Arc::new(Mutex::new(HashSet::new()));
    Server::start(move |request| {
        let question = format!("{}?{}", request.path, request.query);
        let is_first = seen.lock().unwrap().insert(question.clone());
        let reply = is_first.then(|| fault(&question)).flatten();
        reply.unwrap_or_else(|| SMALL.answer(request))
    })
}

/// The days of a fault are not done; the next run brings them, and the store is as without a fault.
fn check_fault(name: &str, code: i32, fault: fn() -> Reply) {
    for (kind, _) in KINDS {
        let server = faulty(move |question| is_later_question(question).then(fault));
        let place = place(&server, &[kind]);
        let first = backfill(&place, &[]);
        assert!(
            first.code == Some(code) || first.code == Some(0),
            "{name} {kind}: {first:?}"
        );
        for _ in 0..30 {
            if backfill(&place, &[]).code == Some(0) {
                break;
            }
        }
        check_same(
            &stored(&place, ""),
            &SMALL.expected(kind, FROM, TO),
            &format!("{name} {kind}"),
        );
        assert_eq!(covered(&place).len(), 20, "{name} {kind}");
    }
}

/// Some question of each kind, and not its first one where it has several.
fn is_later_question(question: &str) -> bool {
    [
        "/2024/05/07",
        "page_2",
        "page/2",
        "page=1",
        "20240510",
        "before=",
        "fromDate",
        "extOffset=0",
    ]
    .iter()
    .any(|part| question.contains(part))
}

#[test]
fn a_page_in_place_of_data_is_no_day_without_news() {
    check_fault("html", 5, || {
        Reply::ok(
            "<!DOCTYPE html><html><head><title>Проверка</title></head><body>Вы не робот?</body></html>",
        )
    });
}

#[test]
fn an_answer_cut_off_is_asked_again_and_never_half_a_day() {
    check_fault("cut", 4, || {
        Reply::ok("<html>".repeat(100)).with_fault(Fault::CutBody(20))
    });
    check_fault("half a gzip", 5, || {
        let whole = crate::archive_server::gzip(&b"<html>".repeat(100));
        Reply::ok(&whole[..whole.len() / 2]).with_header("Content-Encoding", "gzip")
    });
}

#[test]
fn an_archive_that_refuses_is_left_alone_at_once() {
    for status in [403, 429] {
        let server = faulty(move |question| {
            question
                .contains("/2024/05/07/?")
                .then(|| Reply::status(status, "slow down"))
        });
        let place = place(&server, &["lenta"]);
        let code = if status == 429 { 4 } else { 5 };
        backfill(&place, &[])
            .code(code)
            .err_has(&format!("stopped: the server refused (status {status})"))
            .err_has("lenta: 6 days done");
        assert!(
            !server
                .requests()
                .iter()
                .any(|request| request.path.contains("05/08")),
            "{status}"
        );
        backfill(&place, &[]).code(0);
        check_same(
            &stored(&place, ""),
            &SMALL.expected("lenta", FROM, TO),
            "lenta",
        );
    }
}

#[test]
fn what_robots_txt_forbids_is_never_asked() {
    let world = World {
        robots: "User-agent: *\nDisallow: /news/2024/05/0\nDisallow: /search\n",
        ..SMALL
    };
    let server = Server::start(move |request| {
        // A redirect may not lead there either.
        if request.path == "/news/2024/05/12/" {
            return Reply::redirect("/search?day=12");
        }
        world.answer(request)
    });
    let place = place(&server, &["lenta"]);
    backfill(&place, &[])
        .code(5)
        .err_has("robots.txt does not allow these addresses, so they were not asked: 9, the first")
        .err_has("redirect to");
    let asked: Vec<String> = server
        .requests()
        .into_iter()
        .map(|request| request.path)
        .collect();
    assert_eq!(asked[0], "/robots.txt");
    assert!(
        !asked
            .iter()
            .any(|path| path.starts_with("/news/2024/05/0") || path == "/search"),
        "{asked:?}"
    );
    let mut expected = SMALL.expected("lenta", date(2024, 5, 10), date(2024, 5, 11));
    expected.extend(SMALL.expected("lenta", date(2024, 5, 13), TO));
    check_same(&stored(&place, ""), &expected, "all");
}

#[test]
fn a_site_that_does_not_say_what_it_allows_is_not_asked() {
    for (status, code) in [(503, 4), (403, 5), (429, 4)] {
        let server = Server::start(move |request| match request.path.as_str() {
            "/robots.txt" => Reply::status(status, "no"),
            _ => SMALL.answer(request),
        });
        let place = place(&server, &["lenta", "gdelt"]);
        backfill(&place, &[])
            .code(code)
            .err_has("not asked: what its robots.txt allows could not be read");
        assert!(
            server
                .requests()
                .iter()
                .all(|request| request.path == "/robots.txt")
        );
    }
    let server = Server::start(move |request| match request.path.as_str() {
        "/robots.txt" => Reply::status(404, "no"),
        _ => SMALL.answer(request),
    });
    backfill(&place(&server, &["lenta"]), &[]).code(0);
}

#[test]
fn three_failures_in_a_row_end_a_walk() {
    let server = faulty(|question| {
        question
            .contains("/news/")
            .then(|| Reply::status(404, "gone"))
    });
    let place = place(&server, &["lenta"]);
    backfill(&place, &[])
        .code(5)
        .err_has("stopped after 3 failures in a row");
    assert_eq!(server.count(), 4);
}

#[test]
fn what_makes_no_sense_is_wrong_usage() {
    let server = SMALL.start();
    let none = Place::asking(NOW, &server.base(), false);
    none.run(&["news", "backfill", "--from", "2024-05-01", "--lang", "en"])
        .code(2)
        .err_has("rates news sources add");
    let one = place(&server, &["lenta"]);
    let from = |from: &'static str, more: &'static str| {
        one.run(&[
            "news", "backfill", "--lang", "en", "--from", from, "--source", more,
        ])
    };
    from("2024-05-01", "tass")
        .code(2)
        .err_has("these are: lenta");
    from("2024-07-01", "lenta").code(2).err_has("is to come");
    one.run(&[
        "news",
        "backfill",
        "--lang",
        "en",
        "--from",
        "2024-05-01",
        "--offline",
    ])
    .code(2);
    backfill(&one, &["--offline", "--dry-run"]).code(0);
    assert_eq!(server.count(), 0);
}

#[test]
fn a_walk_that_is_killed_at_any_moment_only_has_to_be_started_again() {
    let kinds = KINDS.map(|(kind, _)| kind);
    let whole = {
        let server = SMALL.start();
        let place = place(&server, &kinds);
        backfill(&place, &[]).code(0);
        (dump(&place), server.count())
    };

    for round in 0..20 {
        let asked = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&asked);
        let server = Server::start(move |request| {
            counter.fetch_add(1, Ordering::SeqCst);
            SMALL.answer(request)
        });
        let place = place(&server, &kinds);
        let mut child = place.start(&BACKFILL);
        let until = whole.1 * (round + 1) / 21;
        while asked.load(Ordering::SeqCst) < until && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();

        backfill(&place, &[]).code(0);
        let found = dump(&place);
        let differing: Vec<_> = found
            .iter()
            .filter(|line| !whole.0.contains(line))
            .take(5)
            .collect();
        assert!(
            found == whole.0,
            "killed after {until} requests: {differing:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_keeps_what_came_and_says_so() {
    let server = Server::start(|request| {
        let is_later = request.path.contains("/2024/05/09");
        let reply = SMALL.answer(request);
        if is_later {
            reply.with_fault(Fault::SlowHeaders(Duration::from_secs(5)))
        } else {
            reply
        }
    });
    let place = place(&server, &["lenta"]);
    let child = place.start(&BACKFILL);
    while !server
        .requests()
        .iter()
        .any(|request| request.path.contains("05/09"))
    {
        std::thread::yield_now();
    }
    let id = child.id().to_string();
    std::process::Command::new("kill")
        .args(["-INT", &id])
        .status()
        .unwrap();
    Ran::of(child)
        .code(130)
        .err_has("lenta: 8 days done, 56 headlines (56 new)");
    assert_eq!(covered(&place).len(), 8);
}

/// A clock that stands still but for the pauses that are slept.
#[derive(Clone, Default)]
struct CountingClock(Arc<Mutex<Vec<Duration>>>);

impl Clock for CountingClock {
    fn now(&self) -> Duration {
        self.0.lock().unwrap().iter().sum()
    }

    fn sleep(&self, wait: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.0.lock().unwrap().push(wait);
        Box::pin(std::future::ready(()))
    }
}

/// `request` and `pause` of a month of Lenta with 500 headlines a day.
#[tokio::test]
async fn a_month_of_lenta_is_asked_as_planned_with_a_pause_before_every_request() {
    let world = World {
        per_day: 500,
        ..SMALL
    };
    let server = world.start();
    let clock = CountingClock::default();
    let client =
        Client::with_clock(Settings::default(), Box::new(()), Box::new(clock.clone())).unwrap();
    let manners = Manners {
        pause: Duration::from_secs(2),
        allows: None,
    };
    let question = ArchiveQuestion {
        kind: ArchiveKind::Lenta,
        url: server.base(),
        types: vec![],
        query: String::new(),
        days: Spans::from_iter([Span::starting(FROM, date(2024, 5, 31))]),
    };
    assert_eq!(
        expected_requests(question.kind, &question.days, None, date(2024, 6, 12)),
        775
    );

    let mut walk = start_walk(&question);
    let mut headlines = 0;
    while let Some(url) = walk.next_url() {
        let answer = client.get_with_manners(&url, &manners).await.unwrap();
        headlines += walk.take(&answer).unwrap().len();
    }
    assert_eq!(headlines, 31 * 500);
    assert_eq!(server.count(), 775);
    let pauses = clock.0.lock().unwrap();
    assert_eq!(pauses.len(), 774, "before every request but the first");
    assert!(pauses.iter().all(|pause| *pause == Duration::from_secs(2)));
}

#[test]
fn a_server_that_gives_the_same_page_for_ever_ends_a_walk() {
    let channel = Server::start(|request| match request.path.as_str() {
        "/s/rubl" => SMALL.page_of_channel(250),
        _ => SMALL.answer(request),
    });
    backfill(&place(&channel, &["telegram"]), &[])
        .code(5)
        .err_has("posts that are not before");
    assert!(channel.count() < 20, "{}", channel.count());

    let blog = Server::start(|request| {
        if request.path.ends_with("/posts") {
            let post = r#"[{"date_gmt":"2024-05-03T06:00:00","link":"https://blog.example/1","title":{"rendered":"Рубль"}}]"#;
            return Reply::ok(post).with_header("X-WP-TotalPages", "99999");
        }
        SMALL.answer(request)
    });
    backfill(&place(&blog, &["wordpress"]), &[])
        .code(5)
        .err_has("page 2 has the posts of earlier pages");
    assert!(blog.count() < 20, "{}", blog.count());
}

#[test]
fn posts_are_read_where_types_are_not_shown() {
    let server = Server::start(|request| {
        if request.path.ends_with("/types") {
            return Reply::status(401, r#"{"code":"rest_not_logged_in"}"#);
        }
        SMALL.answer(request)
    });
    let place = place(&server, &["wordpress"]);
    backfill(&place, &[]).code(0);
    let mut expected = SMALL.expected("wordpress", FROM, TO);
    expected.retain(|line| line.contains(" posts:"));
    check_same(&stored(&place, ""), &expected, "posts");
}

#[test]
fn nothing_is_done_quietly_where_nothing_may_be_asked() {
    for robots in [
        "User-agent: *\nDisallow: /",
        "User-agent: *\nCrawl-delay: 400",
    ] {
        let world = World { robots, ..SMALL };
        let server = world.start();
        backfill(&place(&server, &["lenta"]), &[])
            .code(5)
            .err_has("robots.txt does not allow it");
        assert_eq!(server.count(), 1);
    }
}

#[test]
fn an_archive_that_wants_to_be_left_alone_for_long_is() {
    let server = faulty(|question| {
        question
            .contains("/2024/05/03/?")
            .then(|| Reply::status(503, "later").with_header("Retry-After", "7200"))
    });
    let place = place(&server, &["lenta"]);
    backfill(&place, &[])
        .code(4)
        .err_has("stopped: the server asked to wait 120 min")
        .err_has("the same command goes on where it ended");
    assert!(
        !server
            .requests()
            .iter()
            .any(|request| request.path.contains("05/04"))
    );
}

/// Asks one archive for one day of a server that gives these answers: the end of a path or of a query, and the body.
fn check_recorded(kind: &str, day: &str, answers: Vec<(&'static str, Reply)>, expected: &[&str]) {
    let server = Server::start(move |request| {
        let question = format!("{}?{}", request.path, request.query);
        let found = answers.iter().find(|(part, _)| question.contains(part));
        found.map_or_else(|| Reply::status(404, ""), |(_, reply)| reply.clone())
    });
    let place = place(&server, &[kind]);
    let days = [
        "news", "backfill", "--from", day, "--to", day, "--lang", "en",
    ];
    place.run(&days).code(0);
    check_same(
        &stored(&place, ""),
        &expected
            .iter()
            .map(|line| (*line).to_owned())
            .collect::<Vec<_>>(),
        kind,
    );
}

#[test]
fn recorded_answers_are_read_by_the_walk_of_their_archive() {
    let Some(folder) = shared::folder("data/news/history") else {
        return;
    };
    let file = |name: &str| Reply::ok(std::fs::read(folder.join(name)).unwrap());
    let empty_page = || Reply::ok("<section class=\"tgme_channel_history\"></section>");

    check_recorded(
        "lenta",
        "2024-05-02",
        vec![("/news/2024/05/02/?", file("lenta_day_made_up.html"))],
        &[
            "2024-05-02 Доллар подорожал до 91 рубля",
            "2024-05-02 Статья, а не новость",
        ],
    );
    check_recorded(
        "interfax",
        "2024-05-02",
        vec![("/news/2024/05/02?", file("interfax_day_made_up.html"))],
        &[
            "2024-05-02 Доллар подорожал до 91 рубля",
            "2024-05-02 ЦБ сохранил ставку",
        ],
    );
    check_recorded(
        "cbr-news",
        "2023-06-22",
        vec![("NewsInfoXML", file("cbr_newsinfo_2023-06-22.xml"))],
        &[
            "2023-06-22 О развитии банковского сектора Российской Федерации в мае 2023 года",
            "2023-06-22 Указание Банка России от 10.01.2023 № 6356-У",
        ],
    );
    let errors: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.join("wp_errors.json")).unwrap()).unwrap();
    let past_end = Reply::status(400, errors["page_past_end"]["body"].to_string());
    let types = r#"{"post":{"slug":"post","rest_base":"posts"}}"#;
    check_recorded(
        "wordpress",
        "2018-09-17",
        vec![
            ("/types?", Reply::ok(types)),
            ("page=1&", file("wp_posts_recorded.json")),
            ("page=2&", past_end.clone()),
        ],
        &["2018-09-17 test"],
    );
    check_recorded(
        "wordpress",
        "2024-05-02",
        vec![
            ("/types?", Reply::ok(types)),
            ("page=1&", file("wp_posts_made_up.json")),
            ("page=2&", past_end),
        ],
        &[
            "2024-05-02 «Доллар» — «91» рубль & евро",
            "2024-05-02 ЦБ сохранил ставку …",
        ],
    );
    check_recorded(
        "telegram",
        "2024-05-02",
        vec![
            ("/s/rubl?before", empty_page()),
            ("/s/rubl?", file("telegram_web_made_up.html")),
        ],
        &["2024-05-02 Доллар выше 91 рубля"],
    );
    check_recorded(
        "sitemap",
        "2024-05-02",
        vec![("/sitemap_index.xml", file("sitemap_news_made_up.xml"))],
        &[
            "2024-05-02 Доллар подорожал до «91» рубля & это не всё",
            "2024-05-02 ЦБ сохранил ставку «16 %»",
        ],
    );
    check_recorded(
        "sitemap",
        "2024-05-02",
        vec![("/sitemap_index.xml", file("sitemap_day_made_up.xml"))],
        &[],
    );
    check_recorded(
        "gdelt",
        "2024-05-02",
        vec![("/api/v2/doc/doc", file("gdelt_artlist_made_up.json"))],
        &[
            "2024-05-02 Курс доллара превысил 91 рубль, сообщает биржа",
            "2024-05-02 ЦБ сохранил ставку 16 % - Экономика",
        ],
    );
    check_recorded(
        "gdelt",
        "2024-05-02",
        vec![("/api/v2/doc/doc", file("gdelt_empty.json"))],
        &[],
    );
}

#[test]
fn a_sentence_of_gdelt_is_no_day_without_news() {
    for (sentence, code, words) in [
        (
            "Please limit requests to one every 5 seconds.",
            4,
            "stopped: the server refused (status 429)",
        ),
        (
            "The specified phrase is too short.",
            5,
            "no JSON: The specified phrase is too short.",
        ),
        (
            "Your query was too short or too long.",
            5,
            "stopped after 3 failures in a row",
        ),
    ] {
        let server = Server::start(move |request| match request.path.as_str() {
            "/robots.txt" => Reply::status(404, ""),
            _ => Reply::ok(sentence).with_header("Content-Type", "text/html"),
        });
        let place = place(&server, &["gdelt"]);
        backfill(&place, &[]).code(code).err_has(words);
        assert_eq!(covered(&place), Vec::<String>::new());
    }
}

#[test]
fn what_came_before_a_page_that_may_not_be_asked_is_kept() {
    let world = World {
        per_day: 30,
        robots: "User-agent: *\nDisallow: */page/\n",
    };
    let server = world.start();
    let place = place(&server, &["lenta"]);
    backfill(&place, &[]).code(5);
    assert_eq!(stored(&place, "").len(), 20 * 20);
    assert_eq!(covered(&place), Vec::<String>::new());
}

#[test]
fn an_archive_that_is_named_twice_is_walked_once() {
    let server = SMALL.start();
    let place = place(&server, &["cbr-news", "cbr-key-rate"]);
    let twice = ["--source", "cbr-news,CBR-NEWS", "--source", "cbr-news"];
    backfill(&place, &twice).code(0);
    assert_eq!(server.count(), 2, "robots.txt and one range of days");
}

#[test]
fn posts_without_dates_are_no_days_without_news() {
    let server = Server::start(|request| {
        if request.path.ends_with("/posts") {
            let post = r#"[{"link":"https://blog.example/1","title":{"rendered":"Рубль"}}]"#;
            return Reply::ok(post).with_header("X-WP-TotalPages", "1");
        }
        SMALL.answer(request)
    });
    let place = place(&server, &["wordpress"]);
    backfill(&place, &[])
        .code(5)
        .err_has("no date in it can be read");
    assert_eq!(covered(&place), Vec::<String>::new());
}
