//! JSON as collectors, APIs and messengers write it, one document for each shape.

use super::*;
use expect_test::expect;
use std::io::{self, Cursor};

/// Reads a document named `stem` into lines: `published|source|url|section|tags|author|title|summary` of headlines, the
/// words of faults.
fn read(input: impl Read, mapping: &str) -> Result<Vec<String>, CorpusError> {
    let mut lines = Vec::new();
    let mapping = Mapping::parse(mapping, &HEADLINE_FIELDS).unwrap();
    read_corpus(input, "stem", &mapping, &mut |row| {
        lines.push(match row {
            Row::Fault(fault) => fault.to_string(),
            Row::Headline(one) => [
                one.dated.map(|dated| dated.published.to_string()),
                Some(one.source),
                one.url,
                one.section,
                Some(one.tags.join("+")),
                one.author,
                Some(one.title),
                one.summary,
            ]
            .map(Option::unwrap_or_default)
            .join("|"),
        });
        ControlFlow::Continue(())
    })?;
    Ok(lines)
}

fn check(input: &str, expected: &[&str]) {
    assert_eq!(read(input.as_bytes(), "").unwrap(), expected, "{input}");
}

fn check_error(input: &str, expected: &str) {
    assert_eq!(
        read(input.as_bytes(), "").unwrap_err().to_string(),
        expected,
        "{input}"
    );
}

/// The same with the line feeds of an indented document.
fn indented(json: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    serde_json::to_string_pretty(&value).unwrap()
}

#[test]
fn a_json_feed_on_one_line_and_indented_is_its_items() {
    let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Рубль сегодня","home_page_url":"https://a.example/",
        "items":[{"id":"1","url":"https://a.example/1","title":"Рубль &amp; евро","content_html":"<p>Вырос.</p>",
        "date_published":"2024-05-20T10:30:00+03:00","authors":[{"name":"А. Б."},{"name":"В. Г."}],"tags":["рубль","ЦБ"]},
        {"id":"2","content_text":"Без заголовка.\nВторая строка","date_published":"2024-05-20T11:00:00Z"}]}"#;
    let expected = [
        "2024-05-20T10:30:00+03:00|Рубль сегодня|https://a.example/1||рубль+ЦБ|А. Б., В. Г.|Рубль & евро|Вырос.",
        "2024-05-20T11:00:00+00:00|Рубль сегодня|||||Без заголовка.|Без заголовка. Вторая строка",
    ];
    check(&feed.replace('\n', ""), &expected);
    check(&indented(feed), &expected);
}

#[test]
fn posts_of_wordpress_are_read_from_a_list_and_from_lines() {
    let first = r#"{"id":7,"date":"2024-05-20T00:15:00","date_gmt":"2024-05-19T21:15:00","link":"https://wp.example/a/","title":{"rendered":"&laquo;Рубль&raquo; &#8212; <em>91</em>"},"excerpt":{"rendered":"<p>Кратко.</p>","protected":false},"author":3,"categories":[5,7],"tags":[]}"#;
    let draft = r#"{"date":"2024-05-20T10:00:00","date_gmt":"0000-00-00T00:00:00","link":"https://wp.example/?p=3","title":{"rendered":"Черновик"}}"#;
    let expected = [
        "2024-05-19T21:15:00+00:00|wp.example|https://wp.example/a/||||«Рубль» — 91|Кратко.",
        "2024-05-20T10:00:00+03:00|wp.example|https://wp.example/?p=3||||Черновик|",
    ];
    check(&format!("[{first},{draft}]"), &expected);
    check(&indented(&format!("[{first},{draft}]")), &expected);
    check(&format!("{first}\n{draft}\n"), &expected);
    check("[]", &[]);
    check_error(
        r#"{"code":"rest_no_route","message":"No route was found","data":{"status":404}}"#,
        "no column for the field `title` among `code`, `data`, `message`, `status`; name it with --map \"title=COLUMN\"",
    );
}

#[test]
fn the_dates_of_collectors_are_known_by_their_names() {
    for (name, written, published) in [
        (
            "publishedAt",
            "2024-05-20T10:30:00Z",
            "2024-05-20T10:30:00+00:00",
        ),
        (
            "publish_date",
            "2024-05-20 10:30:00",
            "2024-05-20T10:30:00+03:00",
        ),
        (
            "date_publish",
            "2024-05-20 10:30:00",
            "2024-05-20T10:30:00+03:00",
        ),
        (
            "publishing_date",
            "2024-05-20 10:30:00+03:00",
            "2024-05-20T10:30:00+03:00",
        ),
        ("seendate", "20240520T103000Z", "2024-05-20T10:30:00+00:00"),
        ("date_published", "2024-05-20", "2024-05-20"),
        (
            "datePublished",
            "2024-05-20T10:30:00+0300",
            "2024-05-20T10:30:00+03:00",
        ),
        (
            "published_date",
            "20.05.2024 10:30",
            "2024-05-20T10:30:00+03:00",
        ),
        (
            "created_at",
            "2024-05-20T10:30:00.000Z",
            "2024-05-20T10:30:00+00:00",
        ),
        (
            "date_gmt",
            "2024-05-20T07:30:00",
            "2024-05-20T07:30:00+00:00",
        ),
        ("date_unixtime", "1716190200", "2024-05-20T07:30:00+00:00"),
    ] {
        let expected = format!("{published}|stem|||||Курс|");
        check(&format!("title,{name}\nКурс,{written}\n"), &[&expected]);
        // What a message of Telegram is without its text is no news.
        if name != "date_unixtime" {
            check(
                &format!(r#"{{"title":"Курс","{name}":"{written}"}}"#),
                &[&expected],
            );
        }
    }
}

#[test]
fn answers_of_apis_hold_their_records_in_a_list() {
    check(
        r#"{"status":"ok","totalResults":1,"articles":[{"source":{"id":null,"name":"Пример"},"author":"А. Б.","title":"Рубль вырос - Пример","description":"Кратко.","url":"https://a.example/1","publishedAt":"2024-05-20T10:30:00Z","content":"Долго…"}]}"#,
        &["2024-05-20T10:30:00+00:00|Пример|https://a.example/1|||А. Б.|Рубль вырос|Кратко."],
    );
    let gdelt = r#"{"articles":[{"url":"https://b.example/2","url_mobile":"","title":"Рубль вырос , пишет газета","seendate":"20240520T103000Z","domain":"b.example","language":"Russian"}]}"#;
    let expected =
        "2024-05-20T10:30:00+00:00|b.example|https://b.example/2||||Рубль вырос, пишет газета|";
    check(gdelt, &[expected]);
    check(&indented(gdelt), &[expected]);
    check("{}", &[]);
    check(
        r#"{"count":2,"stories":[{"id":"x","media_name":"c.example","media_url":"c.example","title":"Нефть","publish_date":"2024-05-20","url":"https://www.c.example/3"}],"next":"abc"}"#,
        &["2024-05-20|c.example|https://www.c.example/3||||Нефть|"],
    );
    check(
        r#"{"response":{"status":"ok","results":[{"headline":"Oil","date":"2024-05-20"}]}}"#,
        &["2024-05-20|stem|||||Oil|"],
    );
    check(
        r#"{"News":[{"Doc_id":1,"DocDate":"2024-05-20T19:10:00.07+03:00","Title":"О ставке","Url":"/press/1"}]}"#,
        &["2024-05-20T19:10:00+03:00|cbr.ru|https://www.cbr.ru/press/1||||О ставке|"],
    );
}

#[test]
fn one_article_over_many_lines_is_one_record() {
    // trafilatura, news-please, fundus.
    check(
        &indented(
            r#"{"title":"Рубль вырос","author":"А. Б.","hostname":"d.example","date":"2024-05-20","source":"https://d.example/1","source-hostname":"Пример","excerpt":"Кратко.","categories":"Экономика","tags":"рубль;ЦБ","text":"Долго"}"#,
        ),
        &["2024-05-20|d.example|https://d.example/1|Экономика|рубль+ЦБ|А. Б.|Рубль вырос|Кратко."],
    );
    check(
        &indented(
            r#"{"authors":["А. Б.","В. Г."],"date_download":"2024-06-01 10:00:00","date_publish":"2024-05-20 10:30:00","description":"Кратко.","filename":"x.json","language":"ru","maintext":"Долго","source_domain":"www.e.example","title":"Нефть","title_page":null,"url":"https://www.e.example/2"}"#,
        ),
        &[
            "2024-05-20T10:30:00+03:00|www.e.example|https://www.e.example/2|||А. Б., В. Г.|Нефть|Кратко.",
        ],
    );
    check(
        &indented(
            r#"{"title":"Газ","authors":["А. Б."],"publishing_date":"2024-05-20 10:30:00+03:00","topics":["Экономика","Газ"],"body":{"summary":["Кратко."],"sections":[{"headline":["x"],"paragraphs":["Долго"]}]},"free_access":true,"html":{"requested_url":"https://f.example/r","responded_url":"https://f.example/3","content":"<html>"}}"#,
        ),
        &[
            "2024-05-20T10:30:00+03:00|f.example|https://f.example/r|Экономика|Газ|А. Б.|Газ|Кратко.",
        ],
    );
}

#[test]
fn articles_over_many_lines_may_follow_each_other() {
    check(
        "{\n \"title\": \"Один\"\n}\n{\n \"title\": \"Два\"\n}",
        &["|stem|||||Один|", "|stem|||||Два|"],
    );
}

const CHANNEL: &str = r#"{"name":"Канал","type":"public_channel","id":7,"messages":[
    {"id":1,"type":"service","date":"2024-05-20T09:00:00","date_unixtime":"1716184800","action":"create_channel","title":"Канал","text":"","text_entities":[]},
    {"id":2,"type":"message","date":"2024-05-20T17:30:00","date_unixtime":"1716190200","from":"Канал","text":["⚡️ ",{"type":"bold","text":"ЦБ сохранил ставку"},"\nПодробности ",{"type":"text_link","text":"здесь","href":"https://a.example"},"."],"text_entities":[]},
    {"id":3,"type":"message","date":"2024-05-20T10:40:00","date_unixtime":"1716190800","photo":"x.jpg","text":"","text_entities":[]},
    {"id":4,"type":"message","date":"2024-05-20T10:50:00","from":"Канал","text":"Рубль вырос"}]}"#;

const POSTS: [&str; 2] = [
    "2024-05-20T07:30:00+00:00|Канал|||||⚡️ ЦБ сохранил ставку|⚡️ ЦБ сохранил ставку Подробности здесь.",
    "2024-05-20T10:50:00+03:00|Канал|||||Рубль вырос|",
];

#[test]
fn an_export_of_a_channel_is_its_posts() {
    check(CHANNEL, &POSTS);
    check(&indented(CHANNEL), &POSTS);
}

#[test]
fn messages_one_a_line_are_posts_with_and_without_a_mapping() {
    let export: serde_json::Value = serde_json::from_str(CHANNEL).unwrap();
    let lines = export["messages"].as_array().unwrap()[1..3].iter();
    let lines: Vec<String> = lines.map(ToString::to_string).collect();
    check(&lines.join("\n"), &POSTS[..1]);
    let mapped = read(lines[0].as_bytes(), "title=text,published=date_unixtime").unwrap();
    assert_eq!(
        mapped,
        ["2024-05-20T07:30:00+00:00|stem|||||⚡️ ЦБ сохранил ставку|"]
    );
}

#[test]
fn of_a_whole_account_the_channels_are_read_and_no_conversation() {
    let private = CHANNEL
        .replace("public_channel", "personal_chat")
        .replace("Канал", "Мама");
    let left = CHANNEL
        .replace("public_channel", "private_channel")
        .replace("Канал", "Старый");
    let account = format!(
        r#"{{"about":"…","personal_information":{{"first_name":"А"}},"chats":{{"about":"…","list":[{private},{CHANNEL}]}},"left_chats":{{"about":"…","list":[{left}]}}}}"#
    );
    let old = POSTS.map(|post| post.replace("Канал", "Старый"));
    check(&account, &[POSTS[0], POSTS[1], &old[0], &old[1]]);
    check(&indented(&account), &[POSTS[0], POSTS[1], &old[0], &old[1]]);
    check_error(
        &format!(r#"{{"chats":{{"list":[{private}]}}}}"#),
        "this export of a Telegram account has no channels, only 1 other chat, which is not news; export the channel itself",
    );
}

#[test]
fn a_bad_record_is_named_by_its_line_and_the_rest_is_read() {
    check(
        "{\"articles\":[\n{\"title\":\"a \\escaped\"},\n{\"title\":\"\"},\n7,\n{\"title\":\"Два\"}]}",
        &[
            "line 2: not a JSON object: invalid escape at line 1 column 14",
            "line 3: no title",
            "line 4: not a JSON object",
            "|stem|||||Два|",
        ],
    );
}

#[test]
fn a_document_cut_off_keeps_what_came_before() {
    let lost = "the JSON ends or breaks in the middle of a value; the rest cannot be read";
    let whole = "[{\"title\":\"Один\"},\n{\"title\":\"Два\"}]";
    let cut = whole.char_indices().map(|(at, _)| at).filter(|at| *at > 24);
    for at in cut {
        let read = read(&whole.as_bytes()[..at], "").unwrap();
        assert_eq!(read[0], "|stem|||||Один|", "{at}");
        assert!(read.last().unwrap().ends_with(lost), "{at} {read:?}");
    }
    check(
        "[{\"title\":\"Один\"}}]",
        &["|stem|||||Один|", "line 1: not a JSON object"],
    );
    check(
        "{\"items\":[{\"title\":\"Один\"}] 5}",
        &["|stem|||||Один|", &format!("line 1: {lost}")],
    );
}

#[test]
fn json_that_holds_no_news_is_refused_in_one_line() {
    let refused = "JSON without objects; headlines are read from objects such as {\"title\": …, \"url\": …, \"date\": …}";
    check_error(r#"[["urlkey","timestamp"],["a","1"]]"#, refused);
    check_error("[1, 2]", refused);
    check_error(
        r#"{"messages":[{"role":"user","id":7}]}"#,
        "no column for the field `title` among `id`, `role`; name it with --map \"title=COLUMN\"",
    );
}

#[test]
fn the_quote_lost_in_a_line_of_json_costs_that_line() {
    check(
        "{\"title\":\"Один}\n{\"title\":\"Два\"}\n",
        &[
            "line 1: not a JSON object: EOF while parsing a string at line 1 column 19",
            "|stem|||||Два|",
        ],
    );
}

/// Texts one after the other.
struct Parts<I>(I, Cursor<&'static [u8]>);

impl<I: Iterator<Item = &'static str>> Read for Parts<I> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.1.read(into)? {
                0 => match self.0.next() {
                    Some(part) => self.1 = Cursor::new(part.as_bytes()),
                    None => return Ok(0),
                },
                count => return Ok(count),
            }
        }
    }
}

/// A text again and again between a beginning and an end.
fn repeated(start: &'static str, text: &'static str, times: usize, end: &'static str) -> impl Read {
    let middle = std::iter::repeat_n(text, times);
    let parts = std::iter::once(start).chain(middle).chain([end]);
    Parts(parts, Cursor::new(b""))
}

#[test]
fn an_export_of_any_size_is_read_within_one_window() {
    let message = r#"{"id":4,"type":"message","date_unixtime":"1716190200","text":"Рубль вырос"},"#;
    let times = 100_000;
    let start = r#"{"chats":{"list":[{"name":"Канал","type":"public_channel","messages":["#;
    let stream = repeated(start, message, times, "null]}]}}");
    let mut count = 0;
    read_corpus(stream, "stem", &Mapping::default(), &mut |_| {
        count += 1;
        ControlFlow::Continue(())
    })
    .unwrap();
    // The `null` at the end is a fault.
    assert_eq!(count, times + 1);
}

#[test]
fn a_record_longer_than_a_row_is_left_out() {
    let long = repeated(
        r#"[{"title":"Один","text":""#,
        "слово ",
        500_000,
        r#""},{"title":"Два"}]"#,
    );
    assert_eq!(
        read(long, "").unwrap(),
        ["line 1: longer than 4 MiB", "|stem|||||Два|"]
    );
}

#[test]
fn an_answer_of_the_guardian_is_its_articles() {
    check(
        r#"{"response":{"status":"ok","total":1,"results":[{"id":"world/2024/may/20/a","type":"article","sectionId":"world",
            "sectionName":"World news","webPublicationDate":"2024-05-20T07:30:00Z","webTitle":"Russia holds rate",
            "webUrl":"https://www.theguardian.com/world/2024/may/20/a","apiUrl":"https://content.guardianapis.com/a",
            "fields":{"trailText":"The bank <b>waits</b>.","byline":"A. B.","headline":"Another wording"},"tags":[]}]}}"#,
        &[
            "2024-05-20T07:30:00+00:00|theguardian.com|https://www.theguardian.com/world/2024/may/20/a|World news||A. B.|Russia holds rate|The bank waits.",
        ],
    );
}

#[test]
fn an_answer_of_the_new_york_times_is_its_articles() {
    check(
        r#"{"status":"OK","copyright":"c","response":{"docs":[{"abstract":"The bank waits.","web_url":"https://www.nytimes.com/2024/05/20/a.html",
            "snippet":"S","source":"The New York Times","headline":{"main":"Ruble Falls","kicker":null,"name":null,"print_headline":"Currency"},
            "keywords":[{"name":"subject","value":"Currency","rank":1},{"name":"glocations","value":"Russia","rank":2}],
            "pub_date":"2024-05-20T07:30:00+0000","section_name":"Business","byline":{"original":"By A. B.","person":[]},"_id":"nyt://a"}],
            "meta":{"hits":1,"offset":0}}}"#,
        &[
            "2024-05-20T07:30:00+00:00|The New York Times|https://www.nytimes.com/2024/05/20/a.html|Business|Currency+Russia|By A. B.|Ruble Falls|The bank waits.",
        ],
    );
}

#[test]
fn an_answer_of_elasticsearch_is_its_documents_whole_and_one_a_line() {
    let hit = r#"{"_index":"news","_id":"1","_score":1.0,"_source":{"title":"Рубль вырос","url":"https://a.example/1","published":"2024-05-20T10:30:00+03:00","rubric":"Экономика"}}"#;
    let expected =
        ["2024-05-20T10:30:00+03:00|a.example|https://a.example/1|Экономика|||Рубль вырос|"];
    let answer = format!(
        r#"{{"took":5,"timed_out":false,"hits":{{"total":{{"value":1,"relation":"eq"}},"max_score":1.0,"hits":[{hit}]}}}}"#
    );
    check(&answer, &expected);
    check(&indented(&answer), &expected);
    check(
        &format!("{hit}\n{{\"_index\":\n"),
        &[
            expected[0],
            "line 2: not a JSON object: EOF while parsing a value at line 1 column 10",
        ],
    );
}

#[test]
fn a_listing_of_reddit_is_its_posts() {
    let post = |title: &str, url: &str| {
        format!(
            r#"{{"kind":"t3","data":{{"subreddit":"rubles","selftext":"","title":"{title}","domain":"a.example",{url}"permalink":"/r/rubles/comments/1/a/","created":1716190200.0,"created_utc":1716190200.0,"author":"someone"}}}}"#
        )
    };
    let listing = format!(
        r#"{{"kind":"Listing","data":{{"after":"t3_1","dist":2,"children":[{},{}]}}}}"#,
        post("Рубль &amp; евро", r#""url":"https://a.example/1","#),
        post("Вопрос", "")
    );
    let expected = [
        "2024-05-20T07:30:00+00:00|a.example|https://a.example/1|||someone|Рубль & евро|",
        "2024-05-20T07:30:00+00:00|a.example|https://www.reddit.com/r/rubles/comments/1/a/|||someone|Вопрос|",
    ];
    check(&listing, &expected);
    check(&indented(&listing), &expected);
}

#[test]
fn dates_of_mongodb_and_in_objects_are_read() {
    let dated = |date: &str, expected: &str| {
        let line = format!(r#"{{"title":"x","published":{date}}}"#);
        let expected = format!("{expected}|stem|||||x|");
        check(&line, &[&expected]);
        check(&format!("{line}\n{line}\n"), &[&expected, &expected]);
    };
    dated(
        r#"{"$date":"2024-05-02T07:15:00Z"}"#,
        "2024-05-02T07:15:00+00:00",
    );
    dated(
        r#"{"$date":{"$numberLong":"1714634100000"}}"#,
        "2024-05-02T07:15:00+00:00",
    );
    dated(r#"{"$date":1714634100000}"#, "2024-05-02T07:15:00+00:00");
    dated(
        r#"{"date":"2024-05-02 10:15:00.000000","timezone_type":3,"timezone":"Europe/Moscow"}"#,
        "2024-05-02T10:15:00+03:00",
    );
    check(
        r#"{"title":"x","time":"2024-05-02T10:15:00+03:00"}"#,
        &["2024-05-02T10:15:00+03:00|stem|||||x|"],
    );
    check(
        r#"{"type":"articles","id":"1","attributes":{"title":"x","published":{"$date":"2024-05-02T07:15:00Z"}}}"#,
        &["2024-05-02T07:15:00+00:00|stem|||||x|"],
    );
}

#[test]
fn what_a_record_has_itself_goes_before_what_an_object_inside_it_has() {
    check(
        r#"{"data":{"title":"inner","date":"2020-01-01"},"title":"own","date":"2024-05-20"}"#,
        &["2024-05-20|stem|||||own|"],
    );
    check(
        r#"{"title":"own","data":{"title":"inner","date":"2024-05-20"}}"#,
        &["2024-05-20|stem|||||own|"],
    );
}

#[test]
fn dates_with_slashes_in_json_are_read_by_the_other_records() {
    check(
        "{\"title\":\"x\",\"date\":\"05/06/2024\"}\n{\"title\":\"y\",\"date\":\"6/21/2024\"}\n",
        &["2024-05-06|stem|||||x|", "2024-06-21|stem|||||y|"],
    );
    check(
        r#"[{"title":"x","date":"05/06/2024"},{"title":"y","date":"21/06/2024"}]"#,
        &["2024-06-05|stem|||||x|", "2024-06-21|stem|||||y|"],
    );
}

#[test]
fn an_id_that_is_an_address_serves_where_there_is_no_other_and_a_change_is_no_publication() {
    check(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"Л","items":[
            {"id":"https://a.example/1","title":"x","date_modified":"2024-05-20T10:00:00Z"},
            {"id":"https://a.example/2","title":"y","external_url":"https://b.example/2"},
            {"id":"3","title":"z"}]}"#,
        &[
            "|Л|https://a.example/1||||x|",
            "|Л|https://b.example/2||||y|",
            "|Л|||||z|",
        ],
    );
}

#[test]
fn records_in_a_list_of_another_name_are_refused_with_a_command_that_takes_them_out() {
    let refused = |json: &str| read(json.as_bytes(), "").unwrap_err().to_string();
    expect!["no records where they are looked for, but a list of objects at `.feed.entry` with the keys `header`, `link`: `jq -c '.feed.entry[]' FILE > records.jsonl` takes them out, and --map title=KEY says which key has the titles"].assert_eq(&refused(
        r#"{"feed":{"entry":[{"header":"x","link":"https://a.example/1"}]}}"#,
    ));
    expect![[r#"no column for the field `title` among `code`, `message`; name it with --map "title=COLUMN""#]].assert_eq(&refused(r#"{"code":"rest_no_route","message":"x"}"#));
}
