//! Every form in which news comes, through the real command: what is stored of it, and in which words it is refused.

use crate::{
    command::{AFTER_ARCHIVE, Place},
    server::{Reply, Server},
    shared,
};
use flate2::{Compression, write::GzEncoder};
use ruble_rates::news::corpus::HEADLINE_FIELDS;
use serde_json::Value;
use std::io::Write as _;

fn place() -> Place {
    Place::new(AFTER_ARCHIVE)
}

fn write(place: &Place, name: &str, bytes: &[u8]) {
    std::fs::write(place.path(name), bytes).unwrap();
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// What is stored, sorted: `published|source|url|section|title`.
fn stored(place: &Place) -> Vec<String> {
    let store = rusqlite::Connection::open(place.db()).unwrap();
    let columns = ["published", "source", "url", "section", "title"];
    let columns = columns.map(|column| format!("coalesce({column}, '')"));
    let query = format!(
        "SELECT {} FROM headline ORDER BY 1",
        columns.join(" || '|' || ")
    );
    let mut query = store.prepare(&query).unwrap();
    let lines = query.query_map([], |row| row.get(0)).unwrap();
    lines.map(Result::unwrap).collect()
}

fn sorted(lines: &[&str]) -> Vec<String> {
    let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    lines.sort();
    lines
}

/// Adds a file to an empty store, and compares what is stored then.
fn check(name: &str, bytes: &[u8], expected: &[&str]) {
    let place = place();
    write(&place, name, bytes);
    place.run(&["news", "add", name]).code(0);
    assert_eq!(stored(&place), sorted(expected), "{name}");
}

fn check_refused(name: &str, bytes: &[u8], english: &str, russian: &str) {
    let place = place();
    write(&place, name, bytes);
    for (lang, words) in [("en", english), ("ru", russian)] {
        let ran = place.run(&["news", "add", name, "--lang", lang]);
        ran.code(5);
        let lines: Vec<&str> = ran.stderr.lines().collect();
        assert_eq!(lines, [format!("rates: {name}: {words}")], "{name}");
    }
    place.run(&["news", "list"]).code(3);
}

const RSS: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Лента</title><item><title>Рубль вырос</title>\
    <link>https://a.example/1</link><pubDate>Mon, 20 May 2024 10:30:00 +0300</pubDate></item></channel></rss>";

const FROM_RSS: &str = "2024-05-20T10:30:00+03:00|Лента|https://a.example/1||Рубль вырос";

const JSON_FEED: &str = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Лента","items":[{"id":"1","url":"https://a.example/1","title":"Рубль вырос","date_published":"2024-05-20T10:30:00+03:00"}]}"#;

/// A page that says its title and its date.
const PAGE: &str = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Рубль вырос</title>\
    <meta property=\"article:published_time\" content=\"2024-05-20T10:00:00+03:00\"></head>\
    <body><h1>Рубль вырос</h1><p>Текст статьи о курсе рубля.</p></body></html>";

#[test]
fn a_packed_feed_is_unpacked_by_its_first_bytes_in_every_command() {
    check("feed.xml.gz", &gzip(RSS.as_bytes()), &[FROM_RSS]);
    check("feed", &gzip(RSS.as_bytes()), &[FROM_RSS]);

    let place = place();
    write(&place, "feed.xml.gz", &gzip(RSS.as_bytes()));
    place
        .run(&["news", "parse", "feed.xml.gz"])
        .code(0)
        .out_has("2024-05-20T10:30:00+03:00  Рубль вырос");
    write(&place, "page.html.gz", &gzip(PAGE.as_bytes()));
    place
        .run(&["news", "check", "page.html.gz"])
        .code(0)
        .out_has("2024-05-20T10:00:00+03:00");
}

/// What a fetch stores of an address that answers so.
fn check_fetched(reply: Reply, expected: &[&str]) {
    let server = Server::start(move |_| reply.clone());
    let toml = format!("[[feeds]]\nname = \"x\"\nurl = \"{}\"\n", server.base());
    let place = Place::configured(AFTER_ARCHIVE, &toml);
    place.run(&["news", "fetch"]).code(0);
    assert_eq!(stored(&place), sorted(expected));
}

#[test]
fn an_answer_packed_without_a_word_is_unpacked() {
    check_fetched(
        Reply::ok(gzip(RSS.as_bytes())),
        &["2024-05-20T10:30:00+03:00|x|https://a.example/1||Рубль вырос"],
    );
}

#[test]
fn addresses_may_answer_with_json_and_sitemaps_and_channels() {
    let one = "2024-05-20T10:30:00+03:00|x|https://a.example/1||Рубль вырос";
    check_fetched(Reply::ok(JSON_FEED), &[one]);
    check_fetched(
        Reply::ok(SITEMAP),
        &["2024-05-20T10:30:00+03:00|Пример|https://a.example/1||Рубль вырос"],
    );
    let wordpress = r#"[{"link":"https://a.example/1","title":{"rendered":"Рубль вырос"},"date_gmt":"2024-05-20T07:30:00"}]"#;
    check_fetched(
        Reply::ok(wordpress),
        &["2024-05-20T07:30:00+00:00|x|https://a.example/1||Рубль вырос"],
    );
    let gdelt = r#"{"articles":[{"url":"https://a.example/1","title":"Один , два","seendate":"20240520T103000Z","domain":"a.example"},{"url":"https://b.example/2","title":"Три","seendate":"20240520T100000Z","domain":"b.example"}]}"#;
    check_fetched(
        Reply::ok(gdelt),
        &[
            "2024-05-20T10:30:00+00:00|a.example|https://a.example/1||Один, два",
            "2024-05-20T10:00:00+00:00|b.example|https://b.example/2||Три",
        ],
    );
    check_fetched(
        Reply::ok(CHANNEL_PAGE),
        &["2024-05-20T07:30:00+00:00|x|https://t.me/rubl/7||Рубль вырос"],
    );
}

#[test]
fn a_json_feed_is_its_items_and_not_its_own_title() {
    check("feed.json", JSON_FEED.as_bytes(), &[FROM_RSS]);
    let value: Value = serde_json::from_str(JSON_FEED).unwrap();
    let indented = serde_json::to_string_pretty(&value).unwrap();
    check("feed.json", indented.as_bytes(), &[FROM_RSS]);
    let place = place();
    place.write("feed.json", &indented);
    place.run(&["news", "parse", "feed.json"]).code(0).out_is(
        "feed.json: Лента\n  2024-05-20T10:30:00+03:00  Рубль вырос\n    https://a.example/1",
    );
}

const SITEMAP: &str = "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
    xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\"><url><loc>https://a.example/1</loc><news:news>\
    <news:publication><news:name>Пример</news:name><news:language>ru</news:language></news:publication>\
    <news:publication_date>2024-05-20T10:30:00+03:00</news:publication_date><news:title>Рубль вырос</news:title>\
    </news:news></url><url><loc>https://a.example/2</loc><news:news><news:publication><news:name>Другой</news:name>\
    </news:publication></news:news></url></urlset>";

#[test]
fn a_google_news_sitemap_gives_title_address_and_date_and_names_what_has_no_title() {
    let place = place();
    place.write("sitemap.xml", SITEMAP);
    place
        .run(&["news", "add", "sitemap.xml", "--lang", "en"])
        .code(1)
        .err_has("sitemap.xml, line 1: an item without a title and without a text");
    assert_eq!(
        stored(&place),
        ["2024-05-20T10:30:00+03:00|Пример|https://a.example/1||Рубль вырос"]
    );
}

#[test]
fn posts_of_wordpress_come_as_a_list_and_as_lines() {
    let post = r#"{"id":7,"date":"2024-05-20T00:15:00","date_gmt":"2024-05-19T21:15:00","link":"https://wp.example/a/","title":{"rendered":"&laquo;Рубль&raquo; &#8212; 91"},"categories":[5]}"#;
    let expected = "2024-05-19T21:15:00+00:00|wp.example|https://wp.example/a/||«Рубль» — 91";
    check("posts.json", format!("[{post}]").as_bytes(), &[expected]);
    check("posts.jsonl", format!("{post}\n").as_bytes(), &[expected]);
}

#[test]
fn bold_words_of_a_telegram_post_are_part_of_its_title() {
    let post = r#"{"id":2,"type":"message","date":"2024-05-20T17:30:00","date_unixtime":"1716190200","from":"Канал","text":["⚡️ ",{"type":"bold","text":"ЦБ сохранил ставку"},"\nПодробности"],"text_entities":[]}"#;
    let other = post
        .replace("ЦБ сохранил ставку", "Рубль вырос")
        .replace("1716190200", "1716190000");
    let export =
        format!(r#"{{"name":"Канал","type":"public_channel","id":1,"messages":[{post},{other}]}}"#);
    let title = "2024-05-20T07:30:00+00:00|Канал|||⚡️ ЦБ сохранил ставку";
    check(
        "result.json",
        export.as_bytes(),
        &[title, "2024-05-20T07:26:40+00:00|Канал|||⚡️ Рубль вырос"],
    );
    check("posts.jsonl", post.as_bytes(), &[title]);

    let place = place();
    place.write("posts.jsonl", post);
    let mapping = "title=text,published=date_unixtime";
    place
        .run(&["news", "add", "posts.jsonl", "--map", mapping])
        .code(0);
    assert_eq!(
        stored(&place),
        ["2024-05-20T07:30:00+00:00|posts|||⚡️ ЦБ сохранил ставку"]
    );
}

const CHANNEL_PAGE: &str = "<!DOCTYPE html><html><head><meta property=\"og:title\" content=\"Канал\"></head><body>\
    <div class=\"tgme_widget_message_wrap\"><div class=\"tgme_widget_message\" data-post=\"rubl/7\">\
    <div class=\"tgme_widget_message_text\">Рубль вырос<br/>Подробности</div>\
    <a class=\"tgme_widget_message_date\" href=\"https://t.me/rubl/7\"><time datetime=\"2024-05-20T07:30:00+00:00\">10:30</time>\
    </a></div></div></body></html>";

#[test]
fn a_page_of_a_channel_is_its_posts_and_no_article() {
    check(
        "channel.html",
        CHANNEL_PAGE.as_bytes(),
        &["2024-05-20T07:30:00+00:00|Канал|https://t.me/rubl/7||Рубль вырос"],
    );
    let place = place();
    place.write("channel.html", CHANNEL_PAGE);
    place
        .run(&["news", "check", "channel.html", "--lang", "en"])
        .code(5)
        .err_has("a list of news, not a page: `rates news add` takes it in");
}

#[test]
fn rows_with_the_dates_of_collectors_are_linked_to_rates() {
    for name in [
        "publishedAt",
        "publish_date",
        "date_publish",
        "publishing_date",
        "date_published",
        "datePublished",
        "published_date",
        "created_at",
    ] {
        let table = format!("title,{name}\nРубль вырос,2024-05-20 10:30:00+03:00\n");
        check(
            "news.csv",
            table.as_bytes(),
            &["2024-05-20T10:30:00+03:00|news|||Рубль вырос"],
        );
    }
    check(
        "gdelt.csv",
        b"title,seendate\nx,20240520T103000Z\n",
        &["2024-05-20T10:30:00+00:00|gdelt|||x"],
    );
}

#[test]
fn one_json_object_over_many_lines_is_one_headline() {
    let article = "{\n  \"title\": \"Рубль вырос\",\n  \"hostname\": \"a.example\",\n  \"date\": \"2024-05-20\",\n  \
        \"source\": \"https://a.example/1\",\n  \"categories\": \"Экономика\",\n  \"comments\": null\n}\n";
    check(
        "article.json",
        article.as_bytes(),
        &["2024-05-20|a.example|https://a.example/1|Экономика|Рубль вырос"],
    );
}

#[test]
fn a_column_of_dates_under_an_unknown_name_is_named() {
    let place = place();
    place.write("news.csv", "title,posted\nРубль вырос,20.05.2024\n");
    place.write(
        "news.jsonl",
        "{\"title\":\"Нефть\",\"posted\":\"2024-05-20\"}\n",
    );
    place.write(
        "list.json",
        "[{\"title\":\"Газ\",\"posted\":\"2024-05-20\"}]",
    );
    for name in ["news.csv", "news.jsonl", "list.json"] {
        place
            .run(&["news", "add", name, "--lang", "en"])
            .code(0)
            .err_has("no column is known to have dates, but `posted` has: --map published=posted");
        place
            .run(&["news", "add", name, "--map", "published=posted"])
            .code(0)
            .no_err();
    }
}

/// The page as Chrome saves it in one file.
fn mhtml() -> String {
    let quoted = PAGE.replace('=', "=3D");
    format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.a.example/1\r\nSubject: x\r\n\
         Date: Tue, 21 May 2024 12:00:00 +0300\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\
         \ttype=\"text/html\";\r\n\tboundary=\"--B--\"\r\n\r\n\r\n----B--\r\nContent-Type: text/html\r\n\
         Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://www.a.example/1\r\n\r\n{quoted}\r\n\
         ----B----\r\n"
    )
}

#[test]
fn a_page_saved_as_mhtml_is_the_page_inside() {
    let expected = "2024-05-20T10:00:00+03:00|a.example|https://www.a.example/1||Рубль вырос";
    for name in ["page.mhtml", "page.mht", "page.html", "page"] {
        check(name, mhtml().as_bytes(), &[expected]);
    }
    let place = place();
    place.write("page.mhtml", &mhtml());
    place
        .run(&["news", "check", "page.mhtml"])
        .code(0)
        .out_has("Рубль вырос");
}

fn record(kind: &str, address: &str, block: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-21T09:00:00Z\r\n\
         Content-Type: application/http; msgtype={kind}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

fn answer(page: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}")
}

#[test]
fn pages_of_a_warc_have_its_address_and_the_day_of_its_crawl() {
    // The second page has a date line without a year: the day of the crawl gives it.
    let second = "<html><head><title>Нефть подешевела</title></head><body><h1>Нефть подешевела</h1>\
        <p>Об этом в понедельник, 20 мая, сообщает биржа.</p></body></html>";
    let records = [
        record("warcinfo", "", "software: x\r\n"),
        record(
            "request",
            "https://www.a.example/1",
            "GET /1 HTTP/1.1\r\n\r\n",
        ),
        record("response", "https://www.a.example/1", &answer(PAGE)),
        record("response", "https://b.example/2", &answer(second)),
        record(
            "response",
            "https://b.example/gone",
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<h1>No</h1>",
        ),
    ];
    let expected = [
        "2024-05-20|b.example|https://b.example/2||Нефть подешевела",
        "2024-05-20T10:00:00+03:00|a.example|https://www.a.example/1||Рубль вырос",
    ];
    // As crawlers write them: each record packed by itself.
    let packed: Vec<u8> = records
        .iter()
        .flat_map(|one| gzip(one.as_bytes()))
        .collect();
    for (name, bytes) in [
        ("a.warc", records.concat().into_bytes()),
        ("a.warc.gz", packed),
    ] {
        let place = place();
        write(&place, name, &bytes);
        place
            .run(&["news", "add", name, "--lang", "en"])
            .code(0)
            .out_is("2 headlines read, 2 added, 0 known");
        assert_eq!(stored(&place), sorted(&expected), "{name}");
        let checked = place.run(&["news", "check", name, "--format", "json"]);
        let checked: Value = serde_json::from_str(&checked.code(0).stdout).unwrap();
        assert_eq!(checked.as_array().unwrap().len(), 2);
        assert_eq!(checked[1]["article_date"], "2024-05-20");
    }
}

#[test]
fn a_record_of_a_warc_that_is_left_out_is_named_and_the_rest_goes_in() {
    let archive = [
        record("response", "https://a.example/empty", &answer("<p></p>")),
        record("response", "https://www.a.example/1", &answer(PAGE)),
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99\r\n\r\nHTTP".to_owned(),
    ];
    let place = place();
    place.write("a.warc", &archive.concat());
    place
        .run(&["news", "add", "a.warc", "--lang", "en"])
        .code(1)
        .err_has("a.warc (https://a.example/empty), record 1: the page has no text")
        .err_has("a.warc, record 3: the rest cannot be read: unexpected end of file")
        .out_is("1 headline read, 1 added, 0 known, 2 left out");

    place
        .run(&["news", "check", "a.warc", "--lang", "en"])
        .code(5)
        .err_has("a.warc: record 1: the page has no text")
        .err_has("a.warc: record 3: the rest cannot be read: unexpected end of file");
}

#[test]
fn tables_of_old_macs_and_of_excel_are_read() {
    let one = "2024-05-20|news|||Рубль вырос";
    check(
        "news.csv",
        "title,date\rРубль вырос,2024-05-20\r".as_bytes(),
        &[one],
    );
    check(
        "news.csv",
        "sep=;\r\ntitle;date\r\nРубль вырос;45432\r\n".as_bytes(),
        &[one],
    );
    let text = "title\tdate\r\nРубль вырос\t20.05.2024\r\n";
    let units = text.encode_utf16().flat_map(u16::to_le_bytes);
    let unmarked: Vec<u8> = units.collect();
    // Excel's "Unicode text" has the name of a text.
    let marked = [&[0xff, 0xfe], unmarked.as_slice()].concat();
    check("news.txt", &marked, &[one]);
    check("news.csv", &unmarked, &[one]);

    let place = place();
    place.write("news.csv", "Тема;Когда\nРубль вырос;45432\n");
    place
        .run(&[
            "news",
            "add",
            "news.csv",
            "--map",
            "title=Тема,published=Когда",
        ])
        .code(0);
    assert_eq!(stored(&place), [one]);
}

#[test]
fn kinds_that_are_not_read_are_named_with_the_next_step() {
    check_refused(
        "a.pdf",
        b"%PDF-1.7\n",
        "a PDF: save the page as HTML, or its text as .txt",
        "это PDF: сохраните страницу как HTML или её текст как .txt",
    );
    check_refused(
        "a.xlsx",
        b"PK\x03\x04\x14\0[Content_Types].xml",
        "a document of Office or LibreOffice: save a workbook as CSV, a text document as .txt",
        "это документ Office или LibreOffice: книгу сохраните как CSV, текст — как .txt",
    );
    check_refused(
        "a.zip",
        b"PK\x03\x04\x14\0news.csv",
        "a ZIP file: unpack it first",
        "это файл ZIP: сначала распакуйте",
    );
    check_refused(
        "a.eml",
        b"From: a@a.example\r\nDate: Mon, 20 May 2024 10:00:00 +0300\r\nSubject: x\r\n\r\nText",
        "an email: save the page that it links to, or its text as .txt",
        "это электронное письмо: сохраните страницу, на которую оно ссылается, или текст письма как .txt",
    );
    check_refused(
        "feeds.opml",
        b"<?xml version=\"1.0\"?><opml version=\"2.0\"><body><outline xmlUrl=\"https://a.example/rss\"/></body></opml>",
        "a list of feeds (OPML): put their addresses into the configuration as [[feeds]]",
        "это список лент (OPML): впишите их адреса в настройки как [[feeds]]",
    );
    check_refused(
        "sitemap.xml",
        b"<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://a.example/1</loc></url></urlset>",
        "a sitemap without titles: only those of Google News (`news:title`) are read",
        "это карта сайта без заголовков: программа читает только карты для Google News (`news:title`)",
    );
    check_refused(
        "rates.xml",
        b"<?xml version=\"1.0\"?><ValCurs Date=\"21.05.2024\"/>",
        "XML of another kind (`ValCurs`): RSS, Atom, RDF, Google News sitemaps and NewsInfo of the Bank of Russia are read",
        "это XML другого вида (`ValCurs`): программа читает RSS, Atom, RDF, карты для Google News и NewsInfo Банка России",
    );
    check_refused(
        "list.json",
        b"[[\"urlkey\",\"timestamp\"],[\"a\",\"1\"]]",
        "JSON without objects; headlines are read from objects such as {\"title\": \u{2026}, \"url\": \u{2026}, \"date\": \u{2026}}",
        "JSON без объектов; заголовки читаются из объектов вида {\"title\": \u{2026}, \"url\": \u{2026}, \"date\": \u{2026}}",
    );
}

#[test]
fn commands_agree_on_what_a_file_is() {
    let place = place();
    place.write("feed.html", RSS);
    write(
        &place,
        "a.warc.gz",
        &gzip(record("response", "https://a.example/1", &answer(PAGE)).as_bytes()),
    );
    place.run(&["news", "parse", "feed.html"]).code(0);
    place.run(&["news", "add", "feed.html"]).code(0);
    place
        .run(&["news", "check", "feed.html", "--lang", "en"])
        .code(5)
        .err_has("a list of news, not a page");
    place
        .run(&["news", "parse", "a.warc.gz", "--lang", "en"])
        .code(5)
        .err_has("a file of saved pages, not a feed: `rates news add` takes it in");
}

/// Adds a file, and gives what its JSON says of the counts: read, added, known, undated, left out, dates not read.
fn counts(name: &str, bytes: &[u8], code: i32) -> [u64; 6] {
    let place = place();
    write(&place, name, bytes);
    let ran = place.run(&["news", "add", name, "--format", "json"]);
    ran.code(code);
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    let file = &report["files"][0];
    let keys = [
        "read",
        "added",
        "known",
        "undated",
        "left_out",
        "unread_dates",
    ];
    keys.map(|key| file[key].as_u64().unwrap())
}

/// An item with a date that could not be read was added, and left out as well.
#[test]
fn each_item_is_counted_once_and_the_counts_add_up() {
    let item = |title: &str, date: &str, number: u8| {
        format!(
            "<item><title>{title}</title><link>https://a.example/{number}</link><pubDate>{date}</pubDate></item>"
        )
    };
    let sound = "Mon, 20 May 2024 10:30:00 +0300";
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>Л</title>{}{}{}</channel></rss>",
        item("Рубль вырос", sound, 1),
        item("Рубль упал", "скоро", 2),
        item("", sound, 3)
    );
    let table = "title,date,time\nОдин,2024-05-20,10:00\nДва,2024-05-20,25:77\nТри,скоро,\n,2024-05-20,\nОдин,2024-05-20,10:00\n";
    for (name, text, items, expected) in [
        ("feed.xml", feed.as_str(), 3, [2, 2, 0, 1, 1, 1]),
        ("table.csv", table, 5, [3, 2, 1, 0, 2, 1]),
    ] {
        let counted = counts(name, text.as_bytes(), 1);
        assert_eq!(counted, expected, "{name}");
        let [read, added, known, _, left_out, _] = counted;
        assert_eq!((read, read + left_out), (added + known, items), "{name}");
    }
}

#[test]
fn a_date_that_could_not_be_read_of_an_item_that_was_taken_is_said_and_ends_with_1() {
    let place = place();
    write(
        &place,
        "news.csv",
        "title,date,time\nОдин,2024-05-20,25:77\n".as_bytes(),
    );
    place
        .run(&["news", "add", "news.csv", "--lang", "en"])
        .code(1)
        .out_has("1 headline read, 1 added, 0 known, 1 date or time not read")
        .err_has("news.csv, line 2: `25:77` is not a time")
        .err_has("rates: 1 date or time not read");
}

#[test]
fn what_as_says_holds_or_is_refused_with_what_the_file_is() {
    let table = "title,url,date\nРубль вырос,https://a.example/1,2024-05-20\n";
    for (name, bytes, kind, words) in [
        ("a.csv", table, "feed", "a table or JSON of headlines"),
        (
            "a.json",
            "[{\"title\":\"x\"}]",
            "html",
            "a table or JSON of headlines",
        ),
        ("a.xml", RSS, "collection", "a feed or a sitemap"),
        ("a.xml", RSS, "html", "a feed or a sitemap"),
        ("a.html", PAGE, "collection", "a page"),
        (
            "a.warc",
            "WARC/1.0\r\nWARC-Type: warcinfo\r\n",
            "feed",
            "a file of saved pages",
        ),
        ("a.pdf", "%PDF-1.4", "text", "a PDF"),
    ] {
        let place = place();
        write(&place, name, bytes.as_bytes());
        let ran = place.run(&["news", "add", name, "--as", kind, "--lang", "en"]);
        ran.code(5).err_has(words);
        place.run(&["news", "list"]).code(3);
    }
    for (name, bytes, kind) in [
        ("a.txt", table, "collection"),
        ("a.csv", RSS, "feed"),
        ("a.txt", JSON_FEED, "feed"),
        ("a.csv", PAGE, "html"),
        ("a", mhtml().as_str(), "html"),
    ] {
        let place = place();
        write(&place, name, bytes.as_bytes());
        place.run(&["news", "add", name, "--as", kind]).code(0);
        assert_eq!(stored(&place).len(), 1, "{name} as {kind}");
    }
}

#[test]
fn every_name_of_a_field_is_documented() {
    let documented = include_str!("../../docs/news-forms.md");
    for names in HEADLINE_FIELDS {
        let row = format!("| `{}` | {} |", names[0], names.join(", "));
        assert!(documented.contains(&row), "docs/news-forms.md lacks {row}");
    }
}

/// Every shape beside the repository: what is stored of it, or the words of its refusal.
#[test]
fn the_shapes_of_past_news_are_read_or_refused_by_name() {
    let Some(folder) = shared::folder("data/news/history") else {
        return;
    };
    let bank = [
        "2023-06-22T19:10:00+03:00|cbr.ru|https://www.cbr.ru/analytics/bank_sector/develop/#a_48876||О развитии банковского сектора Российской Федерации в мае 2023 года",
        "2023-06-22T09:35:00+03:00|cbr.ru|https://www.cbr.ru/Queries/UniDbQuery/File/90134/2803||Указание Банка России от 10.01.2023 № 6356-У",
    ];
    let read: [(&str, i32, &[&str]); 10] = [
        ("cbr_newsinfo_2023-06-22.json", 0, &bank),
        ("cbr_newsinfo_2023-06-22.xml", 0, &bank),
        (
            "gdelt_artlist_made_up.json",
            0,
            &[
                "2024-05-02T08:00:00+00:00|other.example|https://other.example/2||ЦБ сохранил ставку 16 % - Экономика",
                "2024-05-02T07:45:00+00:00|news.example|https://news.example/economics/1||Курс доллара превысил 91 рубль, сообщает биржа",
            ],
        ),
        (
            "interfax_day_made_up.html",
            0,
            &[
                "2024-05-02T09:15:00+03:00|interfax.ru|https://www.interfax.ru/business/958001||Доллар подорожал до 91 рубля",
                "2024-05-02T09:01:00+03:00|interfax.ru|https://www.interfax.ru/russia/958000||ЦБ сохранил ставку",
                "2024-05-02T08:59:00+03:00|sport-interfax.ru|https://www.sport-interfax.ru/957999||Чужой домен",
            ],
        ),
        (
            "lenta_day_made_up.html",
            0,
            &[
                "2024-05-02T09:15:00+03:00|lenta.ru|https://lenta.ru/news/2024/05/02/dollar/|Экономика|Доллар подорожал до 91 рубля",
                "2024-05-02T08:00:00+03:00|moslenta.ru|https://moslenta.ru/news/1.htm||Чужой домен",
                "2024-05-02T00:01:00+03:00|lenta.ru|https://lenta.ru/articles/2024/05/02/long/||Статья, а не новость",
                "2024-05-01T23:58:00+03:00|lenta.ru|https://lenta.ru/news/2024/05/01/late/||Новость соседнего дня",
            ],
        ),
        (
            "sitemap_news_made_up.xml",
            0,
            &[
                "2024-05-02T09:15:00+03:00|Пример|https://news.example/business/news/2024/05/02/1-dollar||Доллар подорожал до «91» рубля & это не всё",
                "2024-05-02|Пример|https://news.example/2||ЦБ сохранил ставку «16 %»",
            ],
        ),
        (
            "telegram_export_made_up.json",
            0,
            &[
                "2024-05-02T12:00:00+03:00|Канал|||Старый экспорт без date_unixtime",
                "2024-05-02T07:00:00+00:00|Канал|||ЦБ сохранил ставку",
                "2024-05-01T21:15:00+00:00|Канал|||Доллар выше 91 рубля",
            ],
        ),
        (
            "telegram_web_made_up.html",
            0,
            &["2024-05-01T21:15:00+00:00|channel|https://t.me/channel/2||Доллар выше 91 рубля"],
        ),
        (
            "wp_posts_made_up.json",
            1,
            &[
                "2024-05-02T06:00:00+00:00|news.example|https://news.example/2024/05/02/b/||ЦБ сохранил ставку …",
                "2024-05-01T21:15:00+00:00|news.example|https://news.example/2024/05/02/a/||«Доллар» — «91» рубль & евро",
            ],
        ),
        (
            "wp_posts_recorded.json",
            0,
            &[
                "2018-09-17T15:39:43+00:00|codespell.io|https://codespell.io/2018/09/17/test/||test",
                "2018-09-12T14:21:40+00:00|codespell.io|https://codespell.io/2018/09/12/hello-world/||Hello world!",
            ],
        ),
    ];
    for (name, code, expected) in read {
        let place = place();
        let file = folder.join(name).display().to_string();
        place.run(&["news", "add", &file]).code(code);
        assert_eq!(stored(&place), sorted(expected), "{name}");
    }

    let place = place();
    for (name, words) in [
        (
            "cbr_alldatainfo_keyrate_2023-08-29.xml",
            "XML of another kind (`AllData`)",
        ),
        (
            "cbr_keyrate_soap_2026-08-04.xml",
            "XML of another kind (`soap:Envelope`)",
        ),
        (
            "cbr_maininfo_2023-07.xml",
            "XML of another kind (`RegData`)",
        ),
        (
            "cbr_omodinfo_2018-03-05.xml",
            "XML of another kind (`OmodInfo`)",
        ),
        ("cdx_json.json", "JSON without objects"),
        ("cdx_json_resume.json", "JSON without objects"),
        ("gdelt_filelist.txt", "no title can be told"),
        ("sitemap_day_made_up.xml", "a sitemap without titles"),
        ("sitemap_index_made_up.xml", "an index of sitemaps"),
        (
            "wikipedia_current_events.tsv",
            "no column for the field `title`",
        ),
        ("wp_errors.json", "no column for the field `title`"),
    ] {
        let file = folder.join(name).display().to_string();
        place
            .run(&["news", "add", &file, "--lang", "en"])
            .code(5)
            .err_has(words);
    }
}
