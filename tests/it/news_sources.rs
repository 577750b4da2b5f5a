//! `rates news sources`: what is found out by its bytes, what is written where, and that nothing else is asked.

use crate::command::{Place, Ran};
use crate::server::{Reply, Request, Server};
use crate::shared::folder;
use flate2::{Compression, write::GzEncoder};
use ruble_rates::news::known_sources;
use std::io::Write as _;

const NOW: &str = "2026-08-21T09:00:00Z";
const CONFIG: &str = "config/rates/config.toml";

const RSS: &str = "<rss version='2.0'><channel><title>Лента</title><item><title>Курс</title>\
    <link>https://a.example/1</link></item></channel></rss>";
const SITEMAP: &str = "<urlset xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>https://a.example/1</loc>\
    <news:news><news:title>Курс</news:title></news:news></url></urlset>";
const CHANNEL: &str = "<!doctype html><html><div class='tgme_widget_message_wrap'><div class='tgme_widget_message' \
    data-post='abc/1'><div class='tgme_widget_message_text'>Курс</div></div></div></html>";

fn place() -> Place {
    Place::asking(NOW, "http://127.0.0.1:1", false)
}

fn sources(place: &Place, arguments: &[&str]) -> Ran {
    let typed: Vec<_> = ["--lang", "en", "news", "sources"]
        .into_iter()
        .chain(arguments.iter().copied())
        .collect();
    place.run(&typed)
}

fn config(place: &Place) -> String {
    std::fs::read_to_string(place.path(CONFIG)).unwrap()
}

fn paths(server: &Server) -> Vec<String> {
    let requests = server.requests().into_iter();
    requests.map(|request| request.path).collect()
}

fn packed(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// Everything that an address can be.
fn every_form(request: &Request) -> Reply {
    match &*request.path {
        "/rss" | "/rss/news" | "/rss.asp" => Reply::ok(RSS),
        "/atom" => Reply::ok(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>Л</title><entry><title>К</title></entry></feed>",
        ),
        "/json" => Reply::ok(
            r#"{"version":"https://jsonfeed.org/version/1.1","title":"Л","items":[{"title":"К","url":"https://a.example/1"}]}"#,
        ),
        "/sitemap.xml" => Reply::ok(SITEMAP),
        "/sitemap.xml.gz" => Reply::ok(packed(SITEMAP)),
        "/index.xml" => Reply::ok(
            "<?xml version='1.0'?><sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap></sitemapindex>",
        ),
        "/blog/" => Reply::ok(
            "<!doctype html><link rel='https://api.w.org/' href='/blog/wp-json/'><p>Блог</p>",
        ),
        "/header/" => Reply::ok("<!doctype html><p>Блог</p>")
            .with_header("Link", "</wp-json/>; rel=\"https://api.w.org/\""),
        "/s/abc" => Reply::ok(CHANNEL),
        "/names" => Reply::ok(
            "<html><link rel=alternate type=application/rss+xml href='/rss?a=1&amp;b=2' title='Всё'>\
             <link rel=alternate type=application/atom+xml href=/atom></html>",
        ),
        "/old" => Reply::moved("/rss"),
        "/for_now" => Reply::redirect("/rss"),
        "/gone" => Reply::status(410, "Gone"),
        path if path.starts_with("/news/2026/08/21") => Reply::ok("<html><h1>Новости</h1></html>"),
        _ => Reply::status(404, "no"),
    }
}

#[test]
fn each_address_is_found_out_by_the_bytes_of_one_answer() {
    for (path, expected) in [
        (
            "/rss",
            "[[feeds]]\nname = \"127.0.0.1\"\nurl = \"BASE/rss\"\n",
        ),
        (
            "/atom",
            "[[feeds]]\nname = \"127.0.0.1\"\nurl = \"BASE/atom\"\n",
        ),
        (
            "/json",
            "[[feeds]]\nname = \"127.0.0.1\"\nurl = \"BASE/json\"\n",
        ),
        (
            "/sitemap.xml",
            "kind = \"sitemap\"\nurl = \"BASE/sitemap.xml\"\n",
        ),
        (
            "/sitemap.xml.gz",
            "kind = \"sitemap\"\nurl = \"BASE/sitemap.xml.gz\"\n",
        ),
        (
            "/index.xml",
            "kind = \"sitemap\"\nurl = \"BASE/index.xml\"\n",
        ),
        ("/blog/", "kind = \"wordpress\"\nurl = \"BASE/blog\"\n"),
        ("/header/", "kind = \"wordpress\"\nurl = \"BASE\"\n"),
        (
            "/s/abc",
            "name = \"127.0.0.1/abc\"\nkind = \"telegram\"\nurl = \"BASE/s/abc\"\n",
        ),
    ] {
        let server = Server::start(every_form);
        let (place, base) = (place(), server.base());
        let before = config(&place);
        let url = format!("{base}{path}");
        sources(&place, &["add", &url]).code(0);

        let text = config(&place);
        let expected = expected.replace("BASE", &base);
        assert!(
            text.starts_with(&before) && text.contains(&expected),
            "{path}: {text}"
        );
        assert_eq!(paths(&server), [path]);

        let again = sources(&place, &["add", &url]);
        again.code(0);
        assert!(
            again.stdout.contains("in the configuration already"),
            "{again:?}"
        );
        // That the site of this page is known is found out only by asking it.
        let asked = if path == "/header/" { 2 } else { 1 };
        assert_eq!((server.count(), config(&place)), (asked, text), "{path}");
    }
}

#[test]
fn a_page_that_names_feeds_adds_none_and_says_the_command_of_each() {
    let server = Server::start(every_form);
    let (place, base) = (place(), server.base());
    let before = config(&place);
    let ran = sources(&place, &["add", &format!("{base}/names")]);
    ran.err_has("this is a page, not a feed; it links to 2 feeds")
        .err_has(&format!(
            "rates news sources add '{base}/rss?a=1&b=2'   # Всё\n"
        ))
        .err_has(&format!("rates news sources add '{base}/atom'\n"))
        .no_out()
        .code(5);
    assert_eq!(
        (paths(&server), config(&place)),
        (vec!["/names".to_owned()], before)
    );
}

#[test]
fn what_is_no_source_is_refused_in_a_line_with_the_next_step() {
    let server = Server::start(|request| match &*request.path {
        "/page" => Reply::ok("<html><p>Ничего</p></html>"),
        "/pdf" => Reply::ok("%PDF-1.4"),
        "/empty" => Reply::ok(" \n"),
        "/addresses" => Reply::ok("<urlset><url><loc>https://a.example/1</loc></url></urlset>"),
        _ => Reply::status(500, "down"),
    });
    let place = place();
    let before = config(&place);
    for (path, words, code) in [
        ("/page", "not a feed: Ничего", 5),
        ("/pdf", "a PDF", 5),
        ("/empty", "an empty document", 5),
        ("/addresses", "a sitemap without titles", 5),
        ("/down", "status 500", 4),
    ] {
        let ran = sources(&place, &["add", &format!("{}{path}", server.base())]);
        ran.err_has(words)
            .err_has("nothing was written")
            .err_has("--unchecked")
            .code(code);
        assert_eq!(ran.stderr.lines().count(), 2, "{ran:?}");
    }
    assert_eq!(config(&place), before);
    sources(&place, &["--format", "json", "add", "lenta.ru"])
        .err_has("--format: only of the list")
        .code(2);
    sources(&place, &["add", "lnta.ru"])
        .err_has("did you mean lenta.ru?")
        .code(2);
}

#[test]
fn a_built_in_source_has_both_its_parts_and_another_server_can_stand_in() {
    let server = Server::start(every_form);
    let (place, base) = (place(), server.base());
    let ran = sources(&place, &["add", "lenta.ru", "--url", &base]);
    ran.code(0);
    for line in [
        &format!("added: feed lenta.ru: {base}/rss/news\n"),
        &format!("added: archive lenta.ru (lenta): {base}\n"),
        "next: `rates news fetch`",
        "next: `rates news backfill --from",
    ] {
        assert!(ran.stdout.contains(line), "{line}: {ran:?}");
    }
    assert_eq!(paths(&server), ["/rss/news"]);

    place
        .run(&["news", "fetch", "--lang", "en"])
        .err_has("lenta.ru: 1 read")
        .code(0);
    let listed = sources(&place, &[]);
    listed.code(0);
    let (_, configured) = listed.stdout.split_once("Configured\n").unwrap();
    assert!(
        configured.contains("lenta.ru  feed   2026-08-21T09:00:00Z"),
        "{configured}"
    );
    assert!(configured.contains(&base), "{configured}");
}

#[test]
fn one_part_of_a_built_in_source_is_asked_at_its_own_page() {
    let server = Server::start(every_form);
    let (place, base) = (place(), server.base());
    sources(&place, &["add", "lenta.ru", "--archive", "--url", &base]).code(0);
    sources(
        &place,
        &[
            "add",
            "interfax.ru",
            "--feed",
            "--url",
            &base,
            "--name",
            "ИФ",
        ],
    )
    .code(0);
    assert_eq!(paths(&server), ["/news/2026/08/21/", "/rss.asp"]);

    let text = config(&place);
    assert!(text.contains("kind = \"lenta\""), "{text}");
    assert!(
        text.contains(&format!(
            "[[feeds]]\nname = \"ИФ\"\nurl = \"{base}/rss.asp\""
        )),
        "{text}"
    );
    assert!(!text.contains("kind = \"interfax\""), "{text}");
}

#[test]
fn a_source_that_does_not_answer_is_written_only_unasked() {
    let server = Server::start(|_| Reply::status(404, "no"));
    let (place, base) = (place(), server.base());
    let before = config(&place);
    let add = ["add", "lenta.ru", "--url", &base];
    sources(&place, &add)
        .err_has("lenta.ru: ")
        .err_has("--unchecked")
        .code(5);
    assert_eq!((config(&place), server.count()), (before, 1));

    let offline = [
        "--offline",
        "--lang",
        "en",
        "news",
        "sources",
        "add",
        "lenta.ru",
    ];
    place.run(&offline).err_has("--unchecked").code(2);
    let unchecked: Vec<_> = offline.into_iter().chain(["--unchecked"]).collect();
    place.run(&unchecked).code(0);
    assert!(config(&place).contains("url = \"https://lenta.ru/rss/news\""));
    assert_eq!(server.count(), 1);
}

#[test]
fn the_new_address_is_written_after_a_move_for_good() {
    let server = Server::start(every_form);
    let base = server.base();
    for (path, is_moved) in [("/old", true), ("/for_now", false)] {
        let place = place();
        let ran = sources(&place, &["add", &format!("{base}{path}")]);
        ran.code(0);
        assert_eq!(ran.stdout.contains("moved for good"), is_moved, "{ran:?}");
        let written = if is_moved { "/rss" } else { path };
        let text = config(&place);
        assert!(
            text.contains(&format!("url = \"{base}{written}\"")),
            "{text}"
        );
    }
}

#[test]
fn a_source_is_removed_by_its_name_or_its_address_and_comments_stay() {
    let place = place();
    let before = format!("# Mine.\n{}# The end.\n", config(&place));
    let rows = "# First.\n[[feeds]]\nname = \"a\" # here\nurl = \"https://a.example/rss?token=abc\"\n\n\
        [[archives]]\nname = \"A\"\nkind = \"lenta\"\nurl = \"https://lenta.ru\"\n\n[[feeds]]\nurl = \"https://b.example/rss\"\n";
    place.write(CONFIG, &format!("{before}{rows}"));

    let ran = sources(&place, &["remove", "https://B.example/rss"]);
    ran.code(0);
    assert!(
        ran.stdout
            .contains("removed: feed b.example: https://b.example/rss"),
        "{ran:?}"
    );
    let ran = sources(&place, &["remove", "a"]);
    ran.code(0);
    assert!(
        ran.stdout
            .contains("removed: feed a: https://a.example/rss?token=…"),
        "{ran:?}"
    );
    assert!(ran.stdout.contains("removed: archive A (lenta)"), "{ran:?}");

    let text = config(&place);
    assert!(text.starts_with(&before), "{text}");
    assert!(
        text.contains("# First.") && !text.contains("url = \"https://"),
        "{text}"
    );
    sources(&place, &["remove", "a"])
        .err_has("`a` is neither the name nor the address")
        .code(2);
}

/// A site has several feeds under its name, and the Bank two archives at its address.
#[test]
fn a_name_or_an_address_of_several_takes_none_of_them_away() {
    let place = place();
    let rows = "[[feeds]]\nname = \"a\"\nurl = \"https://a.example/1\"\n[[feeds]]\nname = \"a\"\nurl = \"https://a.example/2\"\n\
        [[archives]]\nname = \"news\"\nkind = \"cbr-news\"\nurl = \"https://www.cbr.ru\"\n\
        [[archives]]\nname = \"rate\"\nkind = \"cbr-key-rate\"\nurl = \"https://www.cbr.ru\"\n";
    let before = format!("{}{rows}", config(&place));
    place.write(CONFIG, &before);
    for (typed, listed) in [
        (
            "a",
            "a (feed, https://a.example/1), a (feed, https://a.example/2)",
        ),
        (
            "https://www.cbr.ru",
            "news (cbr-news, https://www.cbr.ru), rate (cbr-key-rate, https://www.cbr.ru)",
        ),
    ] {
        sources(&place, &["remove", typed]).err_has(listed).code(2);
        assert_eq!(config(&place), before);
    }

    for typed in ["https://a.example/2", "rate"] {
        sources(&place, &["remove", typed]).code(0);
    }
    let text = config(&place);
    assert!(
        text.contains("example/1") && text.contains("cbr-news"),
        "{text}"
    );
    assert!(
        !text.contains("example/2") && !text.contains("cbr-key-rate"),
        "{text}"
    );
}

/// Whatever is asked of another machine goes through the proxy, which remembers it.
#[test]
fn nothing_is_asked_of_anyone_before_it_was_added() {
    let outside = Server::start(|_| Reply::status(404, ""));
    let bank = Server::start(|_| Reply::status(404, ""));
    let place = Place::asking(NOW, &bank.base(), false);
    for arguments in [
        &["news", "sources"][..],
        &["news", "sources", "--format", "json"],
        &["news", "fetch"],
        &["news", "feeds"],
        &["fetch", "--currency", "USD"],
    ] {
        let mut command = place.command(arguments);
        for name in ["http_proxy", "https_proxy", "all_proxy"] {
            command.env(name, outside.base());
        }
        command.output().unwrap();
    }
    assert_eq!(paths(&outside), Vec::<String>::new());
    let asked = paths(&bank);
    assert!(
        asked.iter().all(|path| path.starts_with("/scripts/XML_")),
        "{asked:?}"
    );
}

#[test]
fn a_feed_that_is_closed_for_good_rests_and_says_so_everywhere() {
    let server = Server::start(every_form);
    let (place, base) = (place(), server.base());
    let rows = format!(
        "{}[[feeds]]\nname = \"x\"\nurl = \"{base}/gone\"\n",
        config(&place)
    );
    place.write(CONFIG, &rows);
    let fetch = ["news", "fetch", "--lang", "en"];
    place
        .run(&fetch)
        .err_has("status 410")
        .err_has("closed for good")
        .code(5);

    let said = "x: closed for good (410), not asked again";
    place
        .run(&fetch)
        .err_has(said)
        .err_has("rates news sources remove")
        .code(0);
    for command in ["feeds", "sources"] {
        let ran = place.run(&["--lang", "en", "news", command]);
        ran.code(0);
        assert!(ran.stdout.contains(said), "{ran:?}");
    }
    assert_eq!(server.count(), 1);

    sources(&place, &["remove", "x"]).code(0);
    let again = format!("{base}/gone");
    sources(&place, &["add", &again])
        .err_has("status 410")
        .code(5);
    sources(&place, &["add", &again, "--unchecked", "--name", "x"]).code(0);
    place.run(&fetch).err_has("status 410").code(5);
    assert_eq!(server.count(), 3);
}

#[test]
fn the_configuration_is_made_where_there_is_none_and_a_broken_one_is_left_alone() {
    let server = Server::start(every_form);
    let place = Place::new(NOW);
    std::fs::remove_dir_all(place.path("config")).unwrap();
    sources(&place, &["add", &format!("{}/rss", server.base())]).code(0);
    assert!(
        config(&place).starts_with("[[feeds]]\n"),
        "{}",
        config(&place)
    );

    place.write(CONFIG, "curencies = []\n");
    sources(&place, &["add", "lenta.ru", "--unchecked"])
        .err_has("unknown field `curencies`")
        .code(2);
    assert_eq!(config(&place), "curencies = []\n");
}

#[test]
fn two_archives_never_get_one_name() {
    let place = place();
    sources(&place, &["add", "lenta.ru", "--archive", "--unchecked"]).code(0);
    let interfax = [
        "add",
        "interfax.ru",
        "--archive",
        "--unchecked",
        "--name",
        "LENTA.ru",
    ];
    sources(&place, &interfax)
        .err_has("another archive has the name `LENTA.ru`")
        .code(2);
}

#[test]
fn a_secret_is_written_and_never_shown() {
    let server = Server::start(every_form);
    let (place, base) = (place(), server.base());
    let ran = sources(&place, &["-vv", "add", &format!("{base}/rss?token=abc123")]);
    ran.code(0);
    assert!(config(&place).contains("?token=abc123"));
    assert!(
        !format!("{}{}", ran.stdout, ran.stderr).contains("abc123"),
        "{ran:?}"
    );
}

#[test]
fn gdelt_is_asked_for_words() {
    let server = Server::start(|_| Reply::ok("{}"));
    let (place, base) = (place(), server.base());
    sources(&place, &["add", "gdelt", "--url", &base])
        .err_has("--query")
        .code(2);
    let words = "(рубль OR доллар)";
    sources(&place, &["add", "gdelt", "--url", &base, "--query", words]).code(0);
    assert!(config(&place).contains("query = \"(рубль OR доллар)\""));
    assert_eq!(server.requests()[0].parameter("maxrecords"), Some("1"));
    sources(&place, &["add", "lenta.ru", "--query", words])
        .err_has("only for gdelt")
        .code(2);
}

/// Whether the rules for everyone in a robots.txt allow a path: of those that match the longest decides (RFC 9309).
fn is_allowed(robots: &str, path: &str) -> bool {
    let mut names_everyone = false;
    let mut is_among_rules = false;
    let mut longest = (0, true);
    for line in robots.lines() {
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        let (key, value) = (key.trim().to_lowercase(), value.trim());
        if key == "user-agent" {
            names_everyone = value == "*" || (names_everyone && !is_among_rules);
            is_among_rules = false;
            continue;
        }
        is_among_rules = true;
        let is_rule = matches!(&*key, "allow" | "disallow") && !value.is_empty();
        if names_everyone && is_rule && matches(value, path) && value.len() >= longest.0 {
            longest = (value.len(), key == "allow");
        }
    }
    longest.1
}

/// Whether a pattern with `*` and `$` matches the beginning of a path.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, is_whole) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    for part in parts {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    !is_whole || rest.is_empty()
}

/// The table says of a source that its robots.txt allows the addresses: so do the copies that were collected.
#[test]
fn what_the_table_says_of_robots_is_what_the_copies_say() {
    let Some(folder) = folder("data/news/history/robots") else {
        return;
    };
    let mut checked = 0;
    for source in known_sources().filter(|source| source.robots_allowed_on.is_some()) {
        let file = folder.join(format!("{}.txt", source.name));
        let robots = std::fs::read(file).unwrap();
        let robots = String::from_utf8_lossy(&robots);
        let feed = source.feed.unwrap();
        let (_, below) = feed.split_once("://").unwrap();
        let path = &below[below.find('/').unwrap()..];
        assert!(is_allowed(&robots, path), "{}: {path}", source.name);
        if source.archive.is_some() {
            assert!(
                is_allowed(&robots, "/news/2024/05/02/page/2/"),
                "{}",
                source.name
            );
            assert!(
                !is_allowed(&robots, "/search/v2/process"),
                "{}",
                source.name
            );
        }
        checked += 1;
    }
    assert!(checked >= 7, "{checked}");
}

#[cfg(unix)]
mod files {
    use super::*;
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    #[test]
    fn a_linked_configuration_stays_a_link_and_keeps_its_mode() {
        let place = place();
        let target = place.path("dotfiles.toml");
        fs::rename(place.path(CONFIG), &target).unwrap();
        fs::set_permissions(&target, Permissions::from_mode(0o600)).unwrap();
        symlink(&target, place.path(CONFIG)).unwrap();

        sources(&place, &["add", "lenta.ru", "--unchecked"]).code(0);
        assert!(
            fs::symlink_metadata(place.path(CONFIG))
                .unwrap()
                .is_symlink()
        );
        assert!(fs::read_to_string(&target).unwrap().contains("lenta.ru"));
        assert_eq!(
            fs::metadata(&target).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }

    #[test]
    fn a_folder_that_cannot_be_written_leaves_the_configuration_as_it_was() {
        let place = place();
        let (folder, before) = (place.path("config/rates"), config(&place));
        fs::set_permissions(&folder, Permissions::from_mode(0o555)).unwrap();
        // Who may do anything is not kept out by a mode.
        let is_kept_out = fs::write(folder.join("probe"), "").is_err();
        if is_kept_out {
            sources(&place, &["add", "lenta.ru", "--unchecked"])
                .err_has("config.toml")
                .code(1);
            assert_eq!(config(&place), before);
        } else {
            println!("not tried: this user may write into a folder of mode 555");
        }
        fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();

        // No user may make a folder there.
        let mut command = place.command(&["news", "sources", "add", "lenta.ru", "--unchecked"]);
        let output = command.env("XDG_CONFIG_HOME", "/proc").output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let words = String::from_utf8(output.stderr).unwrap();
        assert!(words.contains("/proc/rates/config.toml"), "{words}");
    }
}
