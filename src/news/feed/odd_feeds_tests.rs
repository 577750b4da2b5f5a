//! Feeds of our own writing, each odd in one way, and hostile ones.

use super::*;

fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/feeds/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

/// Title, address and time of each item, and the faults.
fn shown(document: &FeedDocument) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or("none".to_owned());
    let time = |item: &FeedItem| {
        item.published
            .map_or("none".to_owned(), |published| published.to_string())
    };
    let items = document.items.iter();
    let items = items.map(|item| {
        format!(
            "{} | {} | {}",
            text(&item.title),
            text(&item.url),
            time(item)
        )
    });
    items
        .chain(document.faults.iter().map(ToString::to_string))
        .collect()
}

fn check_feed(feed: &str, expected: &[&str]) {
    assert_eq!(
        shown(&parse_feed(feed.as_bytes(), None).unwrap()),
        expected,
        "{feed}"
    );
}

fn check_item(inside: &str, expected: &str) {
    check_feed(
        &format!("<rss><channel><title>t</title><item>{inside}</item></channel></rss>"),
        &[expected],
    );
}

fn check_date(inside: &str, expected: &str) {
    check_item(
        &format!("<title>a</title>{inside}"),
        &format!("a | none | {expected}"),
    );
}

#[test]
fn any_encoding_under_any_name() {
    for (name, title) in [
        (
            "utf8_under_1251_name.xml",
            "Ставка Банка России — новости дня",
        ),
        (
            "1251_under_utf8_name.xml",
            "Ставка Банка России — новости дня",
        ),
        ("1251_undeclared.xml", "Ставка Банка России — новости дня"),
        (
            "utf8_bom_after_blank.xml",
            "Ставка Банка России — новости дня",
        ),
        ("utf16_le_bom.xml", "Ставка Банка России — новости дня"),
        (
            "koi8r_under_1251_name.xml",
            "Ставка Банка России и другие новости дня",
        ),
        ("koi8r.xml", "Ставка Банка России и другие новости дня"),
    ] {
        let read = parse_feed(&fixture(name), None).unwrap();
        assert_eq!(read.title.as_deref(), Some("Лента примеров"), "{name}");
        let item = format!("{title} | https://news.example/1 | 2024-05-21T15:30:00+03:00");
        assert_eq!(shown(&read), [item], "{name}");
    }
}

#[test]
fn a_cut_feed_keeps_what_stood_before_the_cut() {
    let read = parse_feed(&fixture("cut_in_the_second_item.xml"), None).unwrap();
    assert_eq!(
        shown(&read),
        [
            "Ставка Банка России — новости дня | https://news.example/1 | 2024-05-21T15:30:00+03:00",
            "Курс доллара | https://news.example/2 | none",
            "line 6: cut off inside `pubDate`",
        ]
    );
}

#[test]
fn broken_markup_is_read_as_it_was_meant() {
    let read = parse_feed(&fixture("broken_markup.xml"), None).unwrap();
    assert_eq!(read.title.as_deref(), Some("Лента"));
    assert_eq!(
        read.items[1].summary.as_deref(),
        Some("строка вторая абзац")
    );
    assert_eq!(
        shown(&read),
        [
            "Спрос & предложение: рубль < 90 «за доллар» | https://news.example/1?a=1&b=2&copy=3 | \
         2024-05-22T00:00:00+03:00",
            "Без конца | https://news.example/2 | none",
            "line 1: there is something before the document",
            "line 3: `title` has no end",
            "line 5: `item` has no end",
            "line 5: a quote or `>` is missing in the tag of `guid`",
            "line 6: `завтра` is not a date",
        ]
    );
}

#[test]
fn atom_with_bases_and_three_kinds_of_text() {
    let read = parse_feed(&fixture("atom_relative_links.xml"), None).unwrap();
    assert_eq!(
        shown(&read),
        [
            "Рост ставки — AT&T | https://news.example/blog/2024/rate.html | 2024-05-21T10:00:00+00:00",
            "a <b> c | tag:news.example,2024:2 | 2024-05-20",
        ]
    );
    let first = &read.items[0];
    assert_eq!(first.author.as_deref(), Some("Иван Петров, Анна Ли"));
    assert_eq!(
        (first.section.as_deref(), first.tags.as_slice()),
        (Some("Экономика"), &["cbr".to_owned()][..])
    );
    assert_eq!(first.summary.as_deref(), Some("Один два <b>"));
}

#[test]
fn rdf_with_dublin_core() {
    let read = parse_feed(&fixture("rdf_dublin_core.xml"), None).unwrap();
    assert_eq!(read.title.as_deref(), Some("Новости"));
    assert_eq!(read.items[0].author.as_deref(), Some("П. Иванов"));
    assert_eq!(
        shown(&read),
        [
            "Первая | https://news.example/1 | 2024-05-21T15:30:00+03:00",
            "Вторая | https://news.example/2 | none",
            "line 7: `2024-05` is not a date",
        ]
    );
}

#[test]
fn the_older_formats() {
    let netscape = "<!DOCTYPE rss SYSTEM \"http://my.netscape.com/publish/formats/rss-0.91.dtd\">\n\
        <rss version='0.91'><channel><title>t</title><item><title>1 &lt; 2</title><link>http://a/1</link></item>\
        </channel></rss>";
    check_feed(netscape, &["1 < 2 | http://a/1 | none"]);
    let old = "<rdf:RDF xmlns='http://my.netscape.com/rdf/simple/0.9/'><item><title>a</title></item></rdf:RDF>";
    check_feed(old, &["a | none | none"]);
    let atom_03 = "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry>\
        <title type='text/html' mode='escaped'>a &lt;i&gt;b&lt;/i&gt;</title>\
        <link rel='alternate' type='text/html' href='http://a/1'/>\
        <issued>2003-12-13T08:29:29-04:00</issued><modified>2004-01-01T00:00:01Z</modified></entry></feed>";
    check_feed(atom_03, &["a b | http://a/1 | 2003-12-13T08:29:29-04:00"]);
}

#[test]
fn titles_as_a_reader_sees_them() {
    let check = |title: &str, expected: &str| {
        check_item(
            &format!("<title>{title}</title>"),
            &format!("{expected} | none | none"),
        );
    };
    check("<![CDATA[ В центре\n Москвы ]]>", "В центре Москвы");
    check("AT&amp;amp;T &amp;laquo;x&amp;raquo;", "AT&T «x»");
    check("Рост <b>ставки</b><br/>до 21 %", "Рост ставки до 21 %");
    check(
        "<![CDATA[S&P 500 &mdash; <i>рекорд</i>]]>",
        "S&P 500 — рекорд",
    );
    check("&unknown; &#150; &#x20BD;", "&unknown; – ₽");
}

#[test]
fn an_item_without_a_title_has_the_first_sentence_of_its_text() {
    let check = |inside: &str, expected: &str| {
        check_item(inside, &format!("{expected} | none | none"));
    };
    check(
        "<description>&lt;p>ЦБ сохранил ставку в 2024 г. на 16 %. Рубль вырос.&lt;/p></description>",
        "ЦБ сохранил ставку в 2024 г. на 16 %.",
    );
    check(
        "<description><![CDATA[<b>⚡️</b><br/><b>ЦБ сохранил ставку</b><br/><br/>Подробности]]></description>",
        "ЦБ сохранил ставку",
    );
    check(
        "<content:encoded><![CDATA[<p>ЦБ сохранил ставку</p>]]></content:encoded>",
        "ЦБ сохранил ставку",
    );
    check(
        "<description>Текст. Ещё.</description><title>Рубль вырос</title>",
        "Рубль вырос",
    );
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>\
                <div xmlns='http://www.w3.org/1999/xhtml'><p>Рубль\nвырос</p><p>Ещё</p></div></content></entry></feed>";
    check_feed(atom, &["Рубль вырос | none | none"]);
}

#[test]
fn an_item_with_nothing_to_call_it_by_is_named() {
    check_feed(
        "<rss><channel><title>t</title>\n<item><link>http://a/1</link></item>\n\
         <item><title></title><description>🔥</description></item></channel></rss>",
        &[
            "none | http://a/1 | none",
            "none | none | none",
            "line 2: an item without a title and without a text",
            "line 3: an item without a title and without a text",
        ],
    );
}

#[test]
fn the_publisher_behind_the_titles_of_google_news_is_the_source() {
    let item = |title: &str, source: &str| {
        let feed = format!(
            "<rss><channel><title>Google News</title><item><title>{title}</title>\
             <description>&lt;a>Рубль вырос&lt;/a>&amp;nbsp;&lt;font>Ведомости&lt;/font></description>\
             <source url='https://www.vedomosti.ru'>{source}</source></item></channel></rss>"
        );
        parse_feed(feed.as_bytes(), None).unwrap().items.remove(0)
    };
    let parted = item("Рубль вырос - Ведомости", "Ведомости");
    assert_eq!(parted.title.as_deref(), Some("Рубль вырос"));
    assert_eq!(parted.source.as_deref(), Some("Ведомости"));
    assert_eq!(parted.summary, None);
    let headline = parted.into_headline("Google News").unwrap();
    assert_eq!(headline.source, "Ведомости");
    let whole = item("Рубль вырос", "Ведомости");
    assert_eq!(whole.title.as_deref(), Some("Рубль вырос"));
    assert_eq!(whole.source, None);
    let only = item(" - Ведомости", "Ведомости");
    assert_eq!(only.title.as_deref(), Some("- Ведомости"));
}

#[test]
fn an_address_that_is_not_the_items_alone_is_passed_over() {
    let url = |inside: &str| {
        let feed = format!("<rss><channel><item><title>a</title>{inside}</item></channel></rss>");
        let item = parse_feed(feed.as_bytes(), None).unwrap().items.remove(0);
        item.into_headline("x").unwrap().url
    };
    assert_eq!(
        url("<link>https://a.example/</link><guid>https://a.example/1</guid>").as_deref(),
        Some("https://a.example/1")
    );
    assert_eq!(url("<link>/news/1</link>"), None);
    assert_eq!(
        url("<guid>tag:a.example,2024:1</guid>").as_deref(),
        Some("tag:a.example,2024:1")
    );
}

#[test]
fn addresses() {
    let check = |inside: &str, expected: &str| {
        let inside = format!("<title>a</title>{inside}");
        check_item(&inside, &format!("a | {expected} | none"));
    };
    check("<link> http://a/1\n</link>", "http://a/1");
    check("<guid>http://a/1</guid>", "http://a/1");
    check("<guid isPermaLink='false'>http://a/1</guid>", "none");
    check("<guid>12345</guid>", "none");
    check(
        "<atom:link href='http://a/self' rel='self'/><atom:link href='http://a/1'/>",
        "http://a/1",
    );
    check("<link>javascript:alert(1)</link>", "none");
    check("<link>/press/1</link>", "/press/1");
    let relative = "<rss><channel><title>t</title><item><link>/press/1</link></item><item><link>2</link></item>";
    let mut read = parse_feed(relative.as_bytes(), None).unwrap();
    read.resolve_links("https://www.cbr.ru/rss/RssPress");
    let urls: Vec<_> = read
        .items
        .iter()
        .filter_map(|item| item.url.as_deref())
        .collect();
    assert_eq!(
        urls,
        ["https://www.cbr.ru/press/1", "https://www.cbr.ru/rss/2"]
    );
}

#[test]
fn the_best_date_of_an_item() {
    check_date(
        "<updated>2024-05-22</updated><pubDate>2024-05-21</pubDate>",
        "2024-05-21",
    );
    check_date(
        "<dc:date>2024-05-22</dc:date><dcterms:created>2024-05-20</dcterms:created>",
        "2024-05-22",
    );
    check_date(
        "<PUBDATE>21 May 2024 10:00 MSK</PUBDATE>",
        "2024-05-21T10:00:00+03:00",
    );
    check_date("<pubDate/>", "none");
    check_date(
        "<rbc_news:newsDate_timestamp>1775257086</rbc_news:newsDate_timestamp>",
        "2026-04-03T22:58:06+00:00",
    );
    check_date("<rbc_news:date>04.04.2026</rbc_news:date>", "2026-04-04");
    let feeds_own = "<rss><channel><pubDate>Tue, 21 May 2024 10:00:00 GMT</pubDate>\
        <lastBuildDate>Tue, 21 May 2024 10:00:00 GMT</lastBuildDate><item><title>a</title></item></channel></rss>";
    check_feed(feeds_own, &["a | none | none"]);
    let second_best = "<rss><item><title>a</title><pubDate>soon</pubDate><dc:date>2024-05-21</dc:date></item></rss>";
    check_feed(
        second_best,
        &["a | none | 2024-05-21", "line 1: `soon` is not a date"],
    );
}

#[test]
fn who_wrote_it_and_where() {
    let feed = "<rss><item><title>a</title><author>a@b.example (Ян Ли)</author><dc:creator>Ян Ли</dc:creator>\
        <category>Политика / Власть</category><category>Рубль</category><media:keywords>курс, рубль,Рубль</media:keywords>\
        <description>&lt;p&gt;Раз&lt;/p&gt;&lt;p&gt;два&lt;/p&gt;</description></item></rss>";
    let item = parse_feed(feed.as_bytes(), None).unwrap().items.remove(0);
    assert_eq!(item.author.as_deref(), Some("Ян Ли"));
    assert_eq!(item.section.as_deref(), Some("Политика / Власть"));
    assert_eq!(item.tags, ["Рубль", "курс", "рубль"]);
    let headline = item.into_headline("news.example").unwrap();
    assert_eq!(
        (headline.source.as_str(), headline.summary.as_deref()),
        ("news.example", Some("Раз два"))
    );
    assert_eq!((headline.dated, headline.header_date), (None, None));
    assert_eq!(FeedItem::default().into_headline("x"), None);
}

#[test]
fn what_is_no_feed_is_called_so() {
    let check = |body: &str, expected: &str| {
        assert_eq!(
            parse_feed(body.as_bytes(), None).unwrap_err().to_string(),
            expected,
            "{body}"
        );
    };
    check("", "an empty document");
    check(
        "<!DOCTYPE html><html><title>Сайт недоступен</title><rss>",
        "not a feed: Сайт недоступен",
    );
    check("<catalog><book/></catalog>", "not a feed");
    check(
        "<rss><chan",
        "nothing to be read before line 1: cut off inside `rss`",
    );
    check(
        "<rss>\n<channel>\n",
        "nothing to be read before line 3: cut off inside `channel`",
    );
    let sound_and_empty = "<rss><channel></channel></rss>";
    assert_eq!(
        parse_feed(sound_and_empty.as_bytes(), None),
        Ok(FeedDocument::default())
    );
}

#[test]
fn entities_of_its_own_are_never_expanded() {
    let bomb = "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><rss><title>&b;</title></rss>";
    assert_eq!(
        parse_feed(bomb.as_bytes(), None),
        Err(FeedError::EntityBomb)
    );
    let call = "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><item><title>&x;</title></item></rss>";
    assert_eq!(
        parse_feed(call.as_bytes(), None),
        Err(FeedError::ExternalEntity)
    );
    let plain = "<!DOCTYPE r [<!ENTITY x 'y'>]>\n<rss><item><title>&x;&nbsp;z</title></item></rss>";
    check_feed(
        plain,
        &[
            "&x; z | none | none",
            "line 1: entities of its own are not expanded",
        ],
    );
}

#[test]
fn depth_and_size_have_their_limits() {
    let deep = format!("<rss><item><title>a</title>{}", "<b>".repeat(10_000));
    check_feed(
        &deep,
        &["a | none | none", "line 1: elements are nested too deeply"],
    );
    let nothing = format!("<rss><channel>{}", "<b>".repeat(10_000));
    assert!(matches!(
        parse_feed(nothing.as_bytes(), None),
        Err(FeedError::Broken(_))
    ));
    let large = vec![b' '; 32 * 1024 * 1024 + 1];
    assert_eq!(
        parse_feed(&large, None),
        Err(FeedError::TooLarge { limit_mib: 32 })
    );
    let many = format!("<rss>{}", "<item/>".repeat(50_001));
    let read = parse_feed(many.as_bytes(), None).unwrap();
    assert_eq!((read.items.len(), read.faults.len()), (50_000, 11));
    let faults = format!("<rss>{}", "<item><pubDate>x</pubDate></item>".repeat(1_000));
    assert_eq!(
        parse_feed(faults.as_bytes(), None).unwrap().faults.len(),
        100
    );
}

/// Documents on which a reader that looks ahead for an end, or back for a beginning, needs quadratic time. A
/// linear one reads each of these 2 MB in some tenths of a second, unoptimised.
#[test]
fn hostile_markup_is_read_to_its_end() {
    let deep = "<x>".repeat(250);
    for (head, piece) in [
        ("", "<"),
        ("", "<a '"),
        ("", "<a b=\""),
        ("", "</a"),
        ("", "<!-"),
        ("", "<!--"),
        ("", "<![CDATA["),
        ("", "<?"),
        ("<item><title>", "&"),
        ("<item><title>", "&#"),
        ("", "<a><b></c>"),
        ("", "<item>"),
        (&deep, "</b>"),
        ("<item><title>", "&lt;"),
    ] {
        let pieces = piece.repeat(2_000_000 / piece.len());
        let body = format!("<rss><channel><title>t</title>{head}{pieces}");
        // Quadratic time would be hours here: the test would not end.
        let _ = parse_feed(body.as_bytes(), None);
    }
}
