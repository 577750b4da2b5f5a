//! What headlines are called and known by: addresses and titles of pages, items without a title, dates to come, feeds that
//! are gone; through the real command.

use crate::command::Place;
use crate::server::{Reply, Server};
use serde_json::Value;

const NOW: &str = "2026-08-21T12:00:00+03:00";

fn listed(place: &Place) -> Vec<Value> {
    let ran = place.run(&["news", "list", "--limit", "0", "--format", "json"]);
    let mut json: Value = serde_json::from_str(&ran.code(0).stdout).unwrap();
    serde_json::from_value(json["headlines"].take()).unwrap()
}

/// A field of all stored headlines, in the order of the list.
fn column(place: &Place, key: &str) -> Vec<String> {
    let text = |one: &Value| one[key].as_str().unwrap_or("null").to_owned();
    listed(place).iter().map(text).collect()
}

/// Adds files of this content, each under its name.
fn add(files: &[(&str, &str)]) -> (Place, crate::command::Ran) {
    let place = Place::new(NOW);
    for (name, content) in files {
        place.write(name, content);
    }
    let names = files.iter().map(|(name, _)| *name);
    let arguments: Vec<&str> = ["news", "add", "--lang", "en"]
        .into_iter()
        .chain(names)
        .collect();
    let ran = place.run(&arguments);
    (place, ran)
}

fn page(head: &str, title: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head>{head}<title>{title}</title></head><body><h1>{title}</h1></body></html>"
    )
}

fn feed(items: &str) -> String {
    format!("<rss version=\"2.0\"><channel><title>Лента</title>{items}</channel></rss>")
}

#[test]
fn pages_of_three_sites_with_one_relative_canonical_all_stay() {
    let of_site = |site: &str, title: &str| {
        let base =
            format!("<base href=\"https://{site}/\"><link rel=\"canonical\" href=\"/news/1\">");
        page(&base, title)
    };
    let files = [
        ("a.html", of_site("a.example", "Рубль вырос")),
        ("b.html", of_site("b.example", "Рубль упал")),
        (
            "c.html",
            page("<link rel=\"canonical\" href=\"/news/1\">", "Рубль стоит"),
        ),
    ];
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, page)| (*name, page.as_str()))
        .collect();
    let (place, ran) = add(&files);
    ran.code(0).out_has("3 headlines read, 3 added, 0 known");
    let mut urls = column(&place, "url");
    urls.sort();
    assert_eq!(
        urls,
        [
            "https://a.example/news/1",
            "https://b.example/news/1",
            "null"
        ]
    );
    let mut sources = column(&place, "source");
    sources.sort();
    assert_eq!(sources, ["a.example", "b.example", "c"]);
}

#[test]
fn pages_of_one_site_whose_canonical_is_its_root_all_stay() {
    let root = "<link rel=\"canonical\" href=\"https://a.example/\">";
    let og = format!("{root}<meta property=\"og:url\" content=\"https://a.example/news/3\">");
    let files = [
        ("a.html", page(root, "Рубль вырос")),
        ("b.html", page(root, "Рубль упал")),
        ("c.html", page(&og, "Рубль стоит")),
    ];
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, page)| (*name, page.as_str()))
        .collect();
    let (place, ran) = add(&files);
    ran.code(0).out_has("3 headlines read, 3 added, 0 known");
    assert_eq!(column(&place, "source"), ["a.example"; 3]);
    let mut urls = column(&place, "url");
    urls.sort();
    assert_eq!(urls, ["https://a.example/news/3", "null", "null"]);
}

/// All rows and items but the first would be known otherwise.
#[test]
fn rows_and_items_with_the_address_of_their_site_all_stay() {
    let rows = "title,url\nОдин,https://www.a.example/\nДва,https://www.a.example\nТри,/news/1\n\
                Четыре,/news/1\nПять,//b.example/1\n";
    let sites = "title,source\nШесть,https://c.example\nСемь,https://c.example\n";
    let item =
        |title: &str| format!("<item><title>{title}</title><link>https://d.example/</link></item>");
    let items = feed(&[item("Восемь"), item("Девять")].concat());
    let (place, ran) = add(&[("r.csv", rows), ("s.csv", sites), ("f.xml", &items)]);
    ran.code(0).out_has("9 headlines read, 9 added, 0 known");
    let mut urls = column(&place, "url");
    urls.retain(|url| url != "null");
    assert_eq!(urls, ["https://b.example/1"]);
    let sources = column(&place, "source");
    let of = |source: &str| sources.iter().filter(|one| *one == source).count();
    assert_eq!((of("a.example"), of("c.example")), (2, 2));
}

#[test]
fn items_without_a_title_are_stored_by_their_first_sentence_or_counted() {
    let items = "<item><title>Рубль вырос</title><link>https://a.example/1</link></item>\
                 <item><description>ЦБ сохранил ставку в 16 %. Рынок ждал.</description></item>\n\
                 <item><link>https://a.example/3</link></item>";
    let document = feed(items);
    let (place, ran) = add(&[("feed.xml", &document)]);
    ran.code(1)
        .out_has("2 headlines read, 2 added, 0 known, 2 undated, 1 left out")
        .err_has("feed.xml, line 2: an item without a title and without a text")
        .err_has("1 part left out");
    let mut titles = column(&place, "title");
    titles.sort();
    assert_eq!(titles, ["Рубль вырос", "ЦБ сохранил ставку в 16 %."]);
    place
        .run(&["news", "parse", "feed.xml", "--lang", "ru"])
        .code(0)
        .out_has("  —  ЦБ сохранил ставку в 16 %.")
        .out_has("строка 2: запись без заголовка и без текста");
    place
        .run(&["news", "add", "feed.xml", "--lang", "ru"])
        .code(1)
        .out_has("2 заголовка прочитано, 0 новых, 2 уже было (по адресу 1, по заголовку 1)")
        .err_has("пропущена 1 часть");

    let server = Server::start(move |_| Reply::ok(document.clone()));
    reading(&server.base())
        .run(&["news", "fetch", "--lang", "en"])
        .code(0)
        .err_has("x: 3 read: 2 new, 0 known, 2 undated, 1 left out; 1 faults")
        .err_has("line 2: an item without a title and without a text");
}

/// A home with one feed.
fn reading(url: &str) -> Place {
    let http = "[http]\nrequests_per_s = 10000\npause_ms = 1\nretries = 1\ntimeout_s = 10\n";
    let toml = format!("archive = false\n{http}[[feeds]]\nname = \"x\"\nurl = \"{url}\"\n");
    Place::configured(NOW, &toml)
}

#[test]
fn the_tail_of_google_news_is_the_source() {
    let item = "<item><title>Рубль вырос - Ведомости</title><link>https://news.google.com/1</link>\
                <source url=\"https://www.vedomosti.ru\">Ведомости</source></item>";
    let (place, ran) = add(&[("feed.xml", &feed(item))]);
    ran.code(0);
    assert_eq!(column(&place, "title"), ["Рубль вырос"]);
    assert_eq!(column(&place, "source"), ["Ведомости"]);
    place
        .run(&["news", "parse", "feed.xml"])
        .code(0)
        .out_has("Рубль вырос — Ведомости");
}

#[test]
fn undated_articles_under_one_title_stay_by_their_addresses() {
    let item = |at: u32, day: &str| {
        format!("<item><title>Курсы валют</title><link>https://a.example/{at}</link>{day}</item>")
    };
    let undated = feed(&[1, 2, 3].map(|at| item(at, "")).concat());
    let (place, ran) = add(&[("feed.xml", &undated)]);
    ran.code(0)
        .out_has("3 headlines read, 3 added, 0 known, 3 undated");
    let again = ["news", "add", "feed.xml", "--lang", "en"];
    place
        .run(&again)
        .code(0)
        .out_has("3 headlines read, 0 added, 3 known (by address), 3 undated");

    // Of one day the title decides, and that is said.
    let day = "<pubDate>Tue, 18 Aug 2026 10:00:00 +0300</pubDate>";
    place.write("feed.xml", &feed(&[7, 8].map(|at| item(at, day)).concat()));
    place
        .run(&again)
        .code(0)
        .out_has("2 headlines read, 1 added, 1 known (by title)");
}

#[test]
fn a_date_in_the_future_is_none_until_a_sound_one_comes() {
    let item = |at: u32, year: u32| {
        format!(
            "<item><title>Рубль вырос</title><link>https://a.example/{at}</link>\
             <pubDate>20 May {year} 10:00:00 +0300</pubDate></item>"
        )
    };
    let (place, ran) = add(&[("feed.xml", &feed(&item(1, 2050)))]);
    ran.code(0)
        .out_has("1 headline read, 1 added, 0 known, 1 undated (1 dated in the future)");
    assert_eq!(column(&place, "published"), ["null"]);

    place.write("feed.xml", &feed(&item(1, 2026)));
    place.run(&["news", "add", "feed.xml"]).code(0);
    assert_eq!(column(&place, "published"), ["2026-05-20T10:00:00+03:00"]);
    place.run(&["db", "check"]).code(0);

    let rows = "title,date\nБудущее,2050-05-20\nЗавтра,2026-08-22\nСегодня,2026-08-21\n";
    place.write("rows.csv", rows);
    place
        .run(&["news", "add", "rows.csv", "--lang", "ru"])
        .code(0)
        .out_has("без даты (с датой в будущем 1)");
    assert_eq!(
        column(&place, "title"),
        ["Завтра", "Сегодня", "Рубль вырос", "Будущее"]
    );
}

#[test]
fn a_feed_that_answers_410_is_left_alone_until_it_is_entered_again() {
    let server = Server::start(|_| Reply::status(410, "Gone"));
    let place = reading(&server.base());
    let fetch = ["news", "fetch", "--lang", "en"];
    let advice = "take it out of [[feeds]] in the configuration";
    let first = place.run(&fetch);
    first
        .code(5)
        .err_has("rates: x: ")
        .err_has("status 410")
        .err_has(advice);
    place
        .run(&fetch)
        .code(0)
        .err_has(advice)
        .err_has("not asked again");
    assert_eq!(server.requests().len(), 1);
    place
        .run(&["news", "feeds", "--lang", "ru"])
        .code(0)
        .out_has("x: закрыта навсегда (410)");

    let toml = std::fs::read_to_string(place.path("config/rates/config.toml")).unwrap();
    let (without, _) = toml.split_once("[[feeds]]").unwrap();
    place.write("config/rates/config.toml", without);
    place.run(&fetch).code(0);
    place.write("config/rates/config.toml", &toml);
    place.run(&fetch).code(5);
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn an_answer_410_without_words_ends_at_its_status_in_both_languages() {
    for (lang, status) in [("en", ": status 410\n"), ("ru", ": ответ с кодом 410\n")] {
        let server = Server::start(|_| Reply::status(410, ""));
        let place = reading(&server.base());
        place
            .run(&["news", "fetch", "--lang", lang])
            .code(5)
            .err_has(status);
    }
}

#[test]
fn an_error_of_a_feed_is_said_once_with_its_name_and_one_next_step() {
    let toml =
        |at: u32| format!("[[feeds]]\nname = \"feed {at}\"\nurl = \"http://127.0.0.1:1/{at}\"\n");
    let feeds: String = (1..=3).map(toml).collect();
    let http = "[http]\nrequests_per_s = 10000\npause_ms = 1\nretries = 1\ntimeout_s = 10\n";
    let place = Place::configured(NOW, &format!("archive = false\n{http}{feeds}"));
    let ran = place.run(&["news", "fetch", "--lang", "en"]);
    ran.code(4);
    for at in 1..=3 {
        let line =
            format!("rates: feed {at}: no answer from http://127.0.0.1:1/{at} after 2 attempts");
        assert_eq!(ran.stderr.matches(&line).count(), 1, "{ran:?}");
    }
    let lines: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(lines.len(), 4, "{ran:?}");
    assert_eq!(lines[3], "stored headlines can be used; try again later");
}

#[test]
fn a_feed_of_which_something_was_left_out_ends_as_a_table_does() {
    let (_place, cut) = add(&[(
        "cut.xml",
        "<rss><channel><title>Лента</title><item><title>A</title></item><item><title>Обо",
    )]);
    cut.code(1).err_has("cut off inside").out_has("1 left out");
    let unread = feed("<item><title>A</title><pubDate>soon</pubDate></item>");
    let (_place, ran) = add(&[("date.xml", &unread)]);
    ran.code(1).err_has("`soon` is not a date");
    let mended = feed("<item><title>A</item>");
    let (_place, ran) = add(&[("mended.xml", &mended)]);
    ran.code(0).err_has("`title` has no end");
}

#[test]
fn what_is_no_news_of_a_known_form_is_refused_in_one_line() {
    let files = [
        (
            "letter.eml",
            "Subject: Рубль вырос\n\nТекст письма о рубле.\n",
        ),
        (
            "list.opml",
            "<?xml version=\"1.0\"?><opml><head><title>Мои ленты</title></head></opml>",
        ),
    ];
    let (place, ran) = add(&files);
    ran.code(5).no_out();
    assert_eq!(ran.stderr.lines().count(), 2, "{ran:?}");
    place.run(&["news", "list"]).code(3);
    place.write(
        "sitemap.xml",
        "<?xml version=\"1.0\"?><urlset><url></url></urlset>",
    );
    for name in ["sitemap.xml", "list.opml", "letter.eml"] {
        let ran = place.run(&["news", "check", name, "--lang", "en"]);
        ran.code(5).no_out();
        assert_eq!(ran.stderr.lines().count(), 1, "{ran:?}");
    }
}
