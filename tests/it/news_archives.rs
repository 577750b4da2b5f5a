//! Copies in archives of the web, crawls with more than pages in them, and exports of Telegram, through the real command.

use crate::command::{AFTER_ARCHIVE, Place};
use serde_json::Value;

fn place() -> Place {
    Place::new(AFTER_ARCHIVE)
}

/// What is stored, by title: `published|source|url|title`.
fn stored(place: &Place) -> Vec<String> {
    let store = rusqlite::Connection::open(place.db()).unwrap();
    let query = "SELECT concat_ws('|', coalesce(published, ''), source, coalesce(url, ''), title) FROM headline \
        ORDER BY title";
    let mut query = store.prepare(query).unwrap();
    let lines = query.query_map([], |row| row.get(0)).unwrap();
    lines.map(Result::unwrap).collect()
}

#[test]
fn a_copy_in_an_archive_is_the_article_of_the_feed() {
    let place = place();
    place.write(
        "feed.xml",
        "<rss version=\"2.0\"><channel><title>Биржа</title><item><title>Рубль вырос</title>\
         <link>https://a.example/1</link><pubDate>Mon, 20 May 2024 10:00:00 +0300</pubDate></item></channel></rss>",
    );
    place.run(&["news", "add", "feed.xml"]).code(0);
    let copies = [
        "https://web.archive.org/web/20240521100000/https://a.example/1",
        "https://web.archive.org/web/2024/https://a.example/1",
        "https://web.archive.org/save/https://a.example/1",
        "https://web.archive.org/web/202405/https%3A%2F%2Fa.example%2F1",
    ];
    for copy in copies {
        place.write("copies.csv", &format!("title,url\nРубль вырос,{copy}\n"));
        place
            .run(&["news", "add", "copies.csv", "--lang", "en"])
            .out_is("1 headline read, 0 added, 1 known (by address), 1 undated");
    }
    assert_eq!(
        stored(&place),
        ["2024-05-20T10:00:00+03:00|Биржа|https://a.example/1|Рубль вырос"]
    );
}

#[test]
fn the_source_of_a_copy_in_an_archive_is_the_site_of_the_page() {
    let place = place();
    place.write(
        "copies.csv",
        "title,url\n\
         А,https://web.archive.org/web/2024/http://www.a.example/2024/05/20/1\n\
         Б,https://web.archive.org/web/20240521100000id_/b.example/2\n\
         В,https://web.archive.org/save/https%3A%2F%2Fc.example%2F3\n",
    );
    place.run(&["news", "add", "copies.csv"]).code(0);
    assert_eq!(
        stored(&place),
        [
            "2024-05-20|a.example|http://www.a.example/2024/05/20/1|А",
            "|b.example|http://b.example/2|Б",
            "|c.example|https://c.example/3|В",
        ]
    );
}

fn record(address: &str, head: &str, body: &str) -> String {
    let block = format!("HTTP/1.1 200 OK\r\n{head}\r\n{body}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-21T09:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

#[test]
fn a_crawl_has_feeds_posts_and_pages_without_a_type_and_the_rest_is_counted() {
    let feed = "<rss version=\"2.0\"><channel><title>Биржа</title><item><title>Из ленты</title><link>/1</link>\
        <pubDate>Mon, 20 May 2024 10:00:00 +0300</pubDate></item></channel></rss>";
    let posts = r#"[{"link":"https://b.example/2","title":{"rendered":"Из записей"},"date_gmt":"2024-05-20T07:30:00"}]"#;
    let page = "<!DOCTYPE html><html><head><title>Страница</title>\
        <meta property=\"article:published_time\" content=\"2024-05-20T09:00:00+03:00\"></head>\
        <body><h1>Страница</h1><p>Текст</p></body></html>";
    let records = [
        record("https://a.example/rss", "Content-Type: text/xml\r\n", feed),
        record(
            "https://b.example/wp-json/wp/v2/posts",
            "Content-Type: application/json\r\n",
            posts,
        ),
        record("https://c.example/3", "", page),
        record("https://c.example/", "Content-Type: text/html\r\n", page),
        record(
            "https://c.example/a.png",
            "Content-Type: image/png\r\n",
            "x",
        ),
        record(
            "https://c.example/b.png",
            "Content-Type: image/png\r\n",
            "x",
        ),
        record(
            "https://c.example/api",
            "Content-Type: application/json\r\n",
            r#"{"ok":true}"#,
        ),
    ];
    let place = place();
    place.write("crawl.warc", &records.concat());
    let ran = place.run(&["news", "add", "crawl.warc", "--lang", "en"]);
    ran.code(0)
        .out_is("3 headlines read, 3 added, 0 known")
        .err_has("crawl.warc: passed over as no news: 1 home page, 2 pictures, 1 other answer");
    assert_eq!(
        stored(&place),
        [
            "2024-05-20T07:30:00+00:00|b.example|https://b.example/2|Из записей",
            "2024-05-20T10:00:00+03:00|Биржа|https://a.example/1|Из ленты",
            "2024-05-20T09:00:00+03:00|c.example|https://c.example/3|Страница",
        ]
    );

    let ran = place.run(&["news", "add", "crawl.warc", "--format", "json"]);
    let added: Value = serde_json::from_str(&ran.code(0).stdout).unwrap();
    let counts = serde_json::json!({"home_page": 1, "picture": 2, "other": 1});
    assert_eq!(added["files"][0]["passed_over"], counts);
}

const MESSAGES: &str = r#"[{"id":1,"type":"service","date_unixtime":"1714633200","text":""},
    {"id":2,"type":"message","date_unixtime":"1714633200","text":"Ставка прежняя","text_entities":[]},
    {"id":3,"type":"message","date_unixtime":"1714633200","photo":"x.jpg","text":""},
    {"id":4,"type":"message","date_unixtime":"1714633200","poll":{"question":"Каким будет курс?"},"text":""}]"#;

fn chat(kind: &str) -> String {
    format!(r#"{{"name":"Рубль","type":"{kind}","id":7,"messages":{MESSAGES}}}"#)
}

#[test]
fn a_chat_of_people_is_no_news_alone_or_in_an_account() {
    let place = place();
    place.write("result.json", &chat("personal_chat"));
    place
        .run(&["news", "add", "result.json", "--lang", "en"])
        .code(5)
        .err_has("a Telegram chat of the type `personal_chat`: messages of people are no news; export a channel");
    place
        .run(&["news", "add", "result.json", "--lang", "ru"])
        .err_has(
            "чат Telegram вида `personal_chat`: сообщения людей — не новости; выгрузите канал",
        );

    let account = format!(
        r#"{{"chats":{{"list":[{},{}]}}}}"#,
        chat("personal_chat"),
        chat("public_channel")
    );
    place.write("result.json", &account);
    place
        .run(&["news", "add", "result.json", "--lang", "en"])
        .code(0)
        .out_is("1 headline read, 1 added, 0 known")
        .err_has(
            "result.json: passed over as no news: 2 posts without text, 1 service message, 1 chat that is no channel",
        );
    assert_eq!(
        stored(&place),
        ["2024-05-02T07:00:00+00:00|Рубль||Ставка прежняя"]
    );
}

fn message(sender: &str, time: &str, text: &str) -> String {
    format!(
        "<div class=\"message default clearfix\" id=\"message1\"><div class=\"body\">\
         <div class=\"pull_right date details\" title=\"{time}\">09:15</div><div class=\"from_name\">{sender}</div>{text}\
         </div></div>"
    )
}

fn export(messages: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class=\"page_header\">\
         <div class=\"text bold\">Рубль</div></div><div class=\"history\">{messages}</div></body></html>"
    )
}

#[test]
fn an_export_of_telegram_in_html_is_its_posts() {
    let time = "02.05.2024 09:15:30 UTC+03:00";
    let text = "<div class=\"text\">Ставка прежняя<br>Подробности позже</div>";
    let posts = [
        message("Рубль", time, text),
        message("Рубль", time, "<div class=\"media_wrap clearfix\"></div>"),
    ];
    let place = place();
    place.write("messages.html", &export(&posts.concat()));
    place
        .run(&["news", "add", "messages.html", "--lang", "en"])
        .code(0)
        .out_is("1 headline read, 1 added, 0 known")
        .err_has("messages.html: passed over as no news: 1 post without text");
    assert_eq!(
        stored(&place),
        ["2024-05-02T09:15:30+03:00|Рубль||Ставка прежняя"]
    );

    place.write(
        "messages.html",
        &export(&message(
            "Рубль",
            "03.05.2024 10:00:00",
            "<div class=\"text\">Старая выгрузка</div>",
        )),
    );
    place
        .run(&["news", "add", "messages.html", "--lang", "en"])
        .code(0)
        .err_has("dates without an offset from UTC, as older programs export them, are taken for Moscow's");

    place.write("messages.html", &export(&message("Иван", time, text)));
    place
        .run(&["news", "add", "messages.html", "--lang", "en"])
        .out_is("0 headlines read, 0 added, 0 known")
        .err_has("messages.html: passed over as no news: 1 chat that is no channel");
}
